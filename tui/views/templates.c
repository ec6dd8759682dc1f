/* Templates of meetings, and the lines of one. */
#include "tui/views/views.h"

#include "core/meeting/templates.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/views/detail.h"
#include "tui/views/office_views.h"
#include "tui/views/record_acts.h"

#include <string.h>

static const struct view_ops view_standards;

/* --- templates ------------------------------------------------------------------------------------------------------------------ */

static const struct column template_columns[] = {
    { "name", N_("Template"), 16, 34, 60, 6, 0, LX_LEFT, "name", true },
    { "series", N_("Series"), 10, 20, 40, 4, 0, LX_LEFT, "series", false },
    { "time", N_("Time"), 5, 6, 12, 0, 1, LX_LEFT, NULL, false },
    { "place", N_("Place"), 8, 14, 30, 3, 2, LX_LEFT, NULL, false },
    { 0 },
};

static void template_cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    (void)id, (void)row;
    row_field(v, rec, template_columns[col].id, &out->text);
}

/* "20 min", "10 working days before", what the words say. */
static void line_words(struct view *v, const struct lx_standard *s, struct lx_str *out)
{
    const char *gap = "";
    if (s->kind == STANDARD_AGENDA && s->minutes != LX_NO_INT) {
        lx_str_addf(out, _("%lld min"), (long long)s->minutes);
        gap = "  ";
    }
    if (s->days != LX_NO_INT) {
        bool one = s->days == 1;
        lx_str_addf(out, s->working == LX_YES ? (one ? _("%s%lld working day before") : _("%s%lld working days before"))
                                              : (one ? _("%s%lld day before") : _("%s%lld days before")), gap, (long long)s->days);
        gap = "  ";
    }
    if (s->unit) {
        lx_str_addf(out, "%s%s", gap, app_name(v->app, LX_UNIT, s->unit));
        gap = "  ";
    }
    if (s->text)
        lx_str_addf(out, "%s%s", gap, s->text);
}

static enum lx_rc template_detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = detail_any(v, id, l, err);
    if (rc == LX_OK)
        rc = lx_template_lines(v->app->work, id, &rows, err);
    for (int kind = 0; rc == LX_OK && kind < lx_standard_kind_n; kind++) {
        bool any = false;
        for (size_t i = 0; i < rows.n; i++) {
            const struct lx_standard *s = (const struct lx_standard *)(const void *)rows.at[i];
            const struct lx_word *word = &lx_words_of("standard_kind")->at[kind];
            struct lx_str t = LX_STR_EMPTY;
            if (s->kind != kind)
                continue;
            if (!any)
                lines_rule(l, lx_two(word->en, word->zh));
            any = true;
            lx_str_addf(&t, "%s  ", s->title);
            line_words(v, s, &t);
            lines_para(l, lx_str_z(&t), ROLE_NORMAL, s->depth > 0 ? (int)s->depth * 2 : 0);
            lx_str_done(&t);
        }
    }
    lx_rows_done(&rows);
    return rc;
}

static unsigned on_open(struct view *v, enum lx_cmd cmd)
{
    lx_id id = list_at_bar(&v->list);
    (void)cmd;
    if (id)
        app_push(v->app, &view_standards, &id);
    return DONE;
}

bool template_use(struct app *a, lx_id id)
{
    struct lx_template *t;
    struct lx_err err;
    if (!app_did(a, lx_get(a->work, LX_TEMPLATE, id, &t, &err), &err))
        return false;
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    m->template = id;
    m->series = t->series;
    lx_set_text(&m->time, t->time);
    lx_set_text(&m->place, t->place);
    lx_rec_free(t);
    return form_open(a, &form_meeting, 0, m);
}

static unsigned on_use(struct view *v, enum lx_cmd cmd)
{
    lx_id id = v->ops == &view_standards ? v->subject : list_at_bar(&v->list);
    (void)cmd;
    if (id)
        (void)template_use(v->app, id);
    return DONE;
}

static const struct cmd_handler template_commands[] = { { CMD_OPEN, on_open }, { CMD_TEMPLATE_USE, on_use }, { CMD_RECORD_DELETE, record_delete },
                                                        { CMD_NONE, NULL } };

const struct view_ops view_templates = {
    .name = "templates", .title = N_("Meeting templates"), .ctx = CTX_TEMPLATES, .size = sizeof(struct view), .command = CMD_VIEW_TEMPLATES,
    .type = LX_TEMPLATE, .columns = template_columns,
    .empty = N_("No templates yet. a adds one; its lines (agenda, parts, preparation, papers, sign-off) are copied into each new meeting."),
    .cell = template_cell, .detail = template_detail, .commands = template_commands, .stale_on = LX_BIT(LX_TEMPLATE) | LX_BIT(LX_STANDARD) | LX_BIT(LX_SERIES),
};

const struct form_kind form_template = {
    .name = "template", .type = LX_TEMPLATE, .title_new = N_("New template"), .title = N_("Edit"), .command_add = "template add",
    .command_set = "template set",
};

/* --- lines ------------------------------------------------------------------------------------------------------------------------ */

enum { COL_PLACE, COL_KIND, COL_TITLE, COL_WORDS };

static const struct column line_columns[] = {
    [COL_PLACE] = { "position", N_("No."), 3, 3, 4, 0, 0, LX_RIGHT, NULL, true },
    [COL_KIND] = { "kind", N_("Kind"), 8, 10, 20, 1, 0, LX_LEFT, NULL, false },
    [COL_TITLE] = { "title", N_("Title"), 14, 30, 80, 8, 0, LX_LEFT, NULL, true },
    [COL_WORDS] = { "text", N_("How"), 12, 24, 80, 6, 1, LX_LEFT, NULL, false },
    { 0 },
};

static void open_template(struct view *v, const void *arg) { v->subject = *(const lx_id *)arg; }

static void line_query(struct view *v, struct lx_query *q)
{
    app_where(q, lx_cond_ref(LX_STANDARD, "template", v->subject));
    app_sort(q, "position");
}

static void line_cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct lx_standard *s = rec;
    (void)row;
    if (col == COL_WORDS) { /* its words are long text */
        struct lx_standard *whole = NULL;
        if (lx_get(v->app->work, LX_STANDARD, id, &whole, NULL) == LX_OK)
            line_words(v, whole, &out->text);
        lx_rec_free(whole);
        return;
    }
    if (col == COL_TITLE && s->depth > 0)
        lx_str_fill(&out->text, ' ', (size_t)s->depth * 2);
    row_field(v, rec, line_columns[col].id, &out->text);
}

static void headline(struct view *v, struct lx_str *out) { lx_show_id(v->app->work, out, v->subject); }

static unsigned on_move(struct view *v, enum lx_cmd cmd)
{
    struct lx_err err;
    lx_id id = list_at_bar(&v->list);
    int64_t to = (int64_t)v->list.bar + 1 + (cmd == CMD_ROW_DOWN ? 1 : -1);
    if (id && to >= 1 && to <= (int64_t)v->list.ids.n)
        (void)app_did(v->app, lx_template_line_move(v->app->work, id, to, &err), &err);
    return DID_RELOAD;
}

static unsigned on_drop(struct view *v, enum lx_cmd cmd)
{
    struct lx_err err;
    lx_id id = list_at_bar(&v->list);
    (void)cmd;
    if (id && app_did(v->app, lx_template_line_remove(v->app->work, id, &err), &err))
        app_say(v->app, _("Removed; u brings it back."));
    return DID_RELOAD;
}

static unsigned on_add(struct view *v, enum lx_cmd cmd)
{
    struct lx_standard *s = lx_rec_new(LX_STANDARD);
    lx_id id = list_at_bar(&v->list);
    struct lx_standard *before = NULL;
    (void)cmd;
    s->template = v->subject;
    if (id && lx_get(v->app->work, LX_STANDARD, id, &before, NULL) == LX_OK)
        s->kind = before->kind;
    lx_rec_free(before);
    (void)form_open(v->app, &form_standard, 0, s);
    return DONE;
}

static const struct cmd_handler line_commands[] = { { CMD_ROW_DOWN, on_move }, { CMD_ROW_UP, on_move }, { CMD_ADD, on_add }, { CMD_RECORD_DELETE, on_drop },
                                                    { CMD_TEMPLATE_USE, on_use }, { CMD_NONE, NULL } };

static const struct view_ops view_standards = {
    .name = "standards", .title = N_("Template"), .ctx = CTX_TEMPLATES, .size = sizeof(struct view), .type = LX_STANDARD, .columns = line_columns,
    .empty = N_("This template is empty. a adds a line: an agenda item, a part, a step of preparation, a paper, a role, a sign-off."),
    .open = open_template, .query = line_query, .cell = line_cell, .headline = headline, .commands = line_commands,
    .stale_on = LX_BIT(LX_STANDARD) | LX_BIT(LX_TEMPLATE) | LX_BIT(LX_UNIT),
};

static const char *const line_fields[] = { "kind", "title", "agenda", "minutes", "days", "working", "unit", "depth", "text", NULL };

/* What a line becomes (core/meeting/templates.h) has use for these alone. */
static bool line_uses(int kind, const char *name)
{
    static const struct {
        const char *name;
        unsigned kinds; /* bits of enum lx_standard_kind */
    } rows[] = {
        { "agenda", 1U << STANDARD_AGENDA },
        { "minutes", 1U << STANDARD_AGENDA },
        { "depth", 1U << STANDARD_AGENDA },
        { "days", 1U << STANDARD_SITTING | 1U << STANDARD_PREP | 1U << STANDARD_PAPER },
        { "working", 1U << STANDARD_PREP | 1U << STANDARD_PAPER },
        { "unit", 1U << STANDARD_AGENDA | 1U << STANDARD_PREP | 1U << STANDARD_PAPER | 1U << STANDARD_ROLE | 1U << STANDARD_CALL },
    };
    for (size_t i = 0; kind >= 0 && i < sizeof rows / sizeof rows[0]; i++)
        if (strcmp(rows[i].name, name) == 0)
            return rows[i].kinds >> kind & 1;
    return true;
}

static bool shows_field(const struct form *f, const char *name) { return line_uses(form_choice(f, "kind"), name); }

static enum lx_rc save_line(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    const struct lx_standard *line = mine;
    for (int i = 0; line_fields[i]; i++) /* what it was given while it was of another kind */
        if (!line_uses(line->kind, line_fields[i])) {
            enum lx_rc rc = lx_f_parse(mine, lx_field_named(LX_STANDARD, line_fields[i]), "", err);
            if (rc != LX_OK)
                return rc;
        }
    return base ? lx_save(w, "template line", base, mine, conflicts, err) : lx_template_line_add(w, mine, err);
}

const struct form_kind form_standard = {
    .name = "standard", .type = LX_STANDARD, .title_new = N_("New line of a template"), .title = N_("Edit"), .fields = line_fields, .save = save_line,
    .shows = shows_field,
};
