/* Papers of a meeting: wanted, received, replaced by a new version; to which agenda item they belong, how many copies to print. */
#include "core/meeting/materials.h"

#include "core/meeting/agenda.h"
#include "core/mem.h"
#include "tui/app.h"
#include "tui/form.h"
#include "tui/i18n.h"
#include "tui/prompt.h"
#include "tui/views/detail.h"
#include "tui/views/meeting_acts.h"
#include "tui/views/office_views.h"
#include "tui/views/record_acts.h"
#include "tui/views/views.h"

#include <stdlib.h>
#include <string.h>

struct materials_view {
    struct view v;
    struct lx_meeting *meeting;
    struct lx_rows rows; /* of the agenda, and their numbers */
    struct lx_agenda_plan plan;
    size_t heads;        /* people who come */
    lx_id row;           /* of the agenda: where the bar stood; a new paper is proposed for it */
};
struct materials_arg {
    lx_id meeting, row;
};

enum { COL_NO, COL_EDITION, COL_TITLE, COL_ROW, COL_UNIT, COL_STATE, COL_DAY, COL_PAGES, COL_COPIES };

static const struct column columns[] = {
    [COL_NO] = { "number", N_("No."), 3, 4, 5, 0, 0, LX_LEFT, "number", true },
    [COL_EDITION] = { "edition", N_("Version"), 4, 4, 7, 0, 3, LX_RIGHT, NULL, false },
    [COL_TITLE] = { "title", N_("Title"), 14, 28, 100, 10, 0, LX_LEFT, "title", true },
    [COL_ROW] = { "agenda", N_("Item"), 4, 5, 8, 0, 2, LX_LEFT, NULL, false },
    [COL_UNIT] = { "unit", N_("Drafted by"), 8, 12, 24, 3, 4, LX_LEFT, "unit", false },
    [COL_STATE] = { "state", N_("State"), 6, 8, 10, 0, 0, LX_LEFT, "state", false },
    [COL_DAY] = { "due", N_("Day"), 10, 10, 10, 0, 5, LX_LEFT, "due", false },
    [COL_PAGES] = { "pages", N_("Pages"), 4, 5, 6, 0, 1, LX_RIGHT, NULL, false },
    [COL_COPIES] = { "copies", N_("Copies"), 4, 5, 8, 0, 0, LX_RIGHT, NULL, false },
    { 0 },
};

static void open_view(struct view *v, const void *arg)
{
    const struct materials_arg *a = arg;
    v->subject = a->meeting;
    ((struct materials_view *)v)->row = a->row;
}

static void forget(struct materials_view *m)
{
    lx_rec_free(m->meeting);
    m->meeting = NULL;
    lx_rows_done(&m->rows);
    lx_agenda_plan_done(&m->plan);
}

static void close_view(struct view *v) { forget((struct materials_view *)v); }

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct materials_view *m = (struct materials_view *)v;
    struct lx_work *w = v->app->work;
    forget(m);
    enum lx_rc rc = lx_get(w, LX_MEETING, v->subject, &m->meeting, err);
    if (rc == LX_OK)
        rc = lx_heads(w, m->meeting, &m->heads, err);
    if (rc == LX_OK)
        rc = lx_agenda(w, v->subject, &m->rows, err);
    return rc == LX_OK ? lx_agenda_plan(w, m->meeting, &m->rows, &m->plan, err) : rc;
}

static void query(struct view *v, struct lx_query *q)
{
    app_where(q, lx_cond_ref(LX_MATERIAL, "meeting", v->subject));
    app_sort(q, "number");
}

static void headline(struct view *v, struct lx_str *out)
{
    const struct materials_view *m = (const struct materials_view *)v;
    if (!m->meeting)
        return;
    lx_str_addf(out, "%s %s  ", m->meeting->no, m->meeting->title);
    lx_str_addf(out, _("%zu people expected"), m->heads);
}

/* "2.1", or "2.1 title"; "" where the row is gone. */
static void row_words(const struct lx_rows *rows, const struct lx_agenda_plan *plan, lx_id row, bool title, struct lx_str *out)
{
    for (size_t i = 0; row && i < rows->n && i < plan->n; i++)
        if (rows->at[i]->id == row) {
            lx_agenda_number(out, &plan->at[i], lx_lang() == LX_ZH);
            if (title)
                lx_str_addf(out, " %s", ((const struct lx_agenda *)(const void *)rows->at[i])->title);
        }
}

static enum role role_of(struct view *v, const struct lx_material *p)
{
    if (p->state == MATERIAL_VOID)
        return ROLE_DONE;
    if (p->state != MATERIAL_WANTED)
        return ROLE_NORMAL;
    return p->due.day != LX_NO_DAY && p->due.day < app_today(v->app) ? ROLE_LATE : ROLE_NEAR;
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct materials_view *m = (const struct materials_view *)v;
    const struct lx_material *p = rec;
    struct lx_str *s = &out->text;
    (void)id, (void)row;
    out->role = role_of(v, p);
    switch (col) {
    case COL_ROW: row_words(&m->rows, &m->plan, p->agenda, false, s); break;
    case COL_UNIT: lx_str_add(s, app_name(v->app, LX_UNIT, p->unit)); break;
    case COL_DAY: lx_date_short(s, p->state == MATERIAL_WANTED ? &p->due : &p->received, app_today(v->app)); break;
    case COL_COPIES:
        if (p->state != MATERIAL_VOID)
            lx_str_addi(s, lx_material_copies(p, m->heads));
        break;
    default: row_field(v, p, columns[col].id, s); break;
    }
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_material *p;
    enum lx_rc rc = lx_get(v->app->work, LX_MATERIAL, id, &p, err);
    if (rc == LX_OK) {
        detail_record(v, p, l);
        rc = detail_notes(v, id, l, err);
    }
    lx_rec_free(p);
    return rc;
}

/* --- commands ----------------------------------------------------------------------------------------------------------- */

static unsigned on_add(struct view *v, enum lx_cmd cmd)
{
    struct lx_material *p = lx_rec_new(LX_MATERIAL);
    (void)cmd;
    p->meeting = v->subject;
    p->agenda = ((const struct materials_view *)v)->row;
    (void)form_open(v->app, &form_material, 0, p);
    return DONE;
}

struct pages_ctx {
    lx_id id;
    enum lx_cmd cmd;
};

static bool store_pages(struct view *v, const struct pages_ctx *c, int64_t pages)
{
    struct lx_err err;
    struct lx_work *w = v->app->work;
    lx_id newer = 0;
    bool new_version = c->cmd == CMD_MATERIAL_REPLACE;
    enum lx_rc rc = new_version ? lx_material_replace(w, c->id, NULL, pages, &newer, &err) : lx_material_receive(w, c->id, pages, &err);
    if (!app_did(v->app, rc, &err))
        return false;
    if (new_version)
        v->list.anchor = newer;
    app_sayf(v->app, "%s    u %s", new_version ? _("A new version has come; the old one is void") : _("Received"), _("takes it back"));
    v->stale = true;
    return true;
}

static bool on_pages(struct view *v, const char *text, void *ctx)
{
    struct lx_material *probe = lx_rec_new(LX_MATERIAL);
    struct lx_err err;
    bool ok = app_did(v->app, lx_set_value(v->app->work, probe, lx_field_named(LX_MATERIAL, "pages"), text, NULL, &err), &err);
    ok = ok && store_pages(v, ctx, probe->pages);
    lx_rec_free(probe);
    return ok;
}

/* One that has come with known pages is received by the key alone; a new version asks for its pages. */
static unsigned on_come(struct view *v, enum lx_cmd cmd)
{
    struct lx_material *p = NULL;
    struct lx_err err;
    lx_id id = list_at_bar(&v->list);
    if (!id || !app_did(v->app, lx_get(v->app->work, LX_MATERIAL, id, &p, &err), &err))
        return DONE;
    if (cmd == CMD_MATERIAL_RECEIVE && p->pages != LX_NO_INT) {
        (void)store_pages(v, &(struct pages_ctx){ id, cmd }, LX_NO_INT);
    } else {
        struct pages_ctx *ctx = lx_alloc(sizeof *ctx);
        struct lx_str pages = LX_STR_EMPTY;
        *ctx = (struct pages_ctx){ id, cmd };
        if (p->pages != LX_NO_INT)
            lx_str_addi(&pages, p->pages);
        prompt_open(v, &(struct prompt){ .label = _("How many pages? (may be empty)"), .initial = lx_str_z(&pages), .done = on_pages, .ctx = ctx });
        lx_str_done(&pages);
    }
    lx_rec_free(p);
    return DID_DRAW | DID_RELOAD;
}

static const struct cmd_handler commands[] = {
    { CMD_ADD, on_add },           { CMD_MATERIAL_RECEIVE, on_come }, { CMD_MATERIAL_REPLACE, on_come }, { CMD_RECORD_DELETE, record_delete },
    MEETING_ACTS,                  { CMD_NONE, NULL },
};

static const struct view_ops view_materials = {
    .name = "materials", .title = N_("Papers of the meeting"), .ctx = CTX_MATERIALS, .size = sizeof(struct materials_view), .type = LX_MATERIAL,
    .columns = columns, .empty = N_("No papers yet. a names one that is wanted, for an item of the agenda; d notes that it has come, v a new version."),
    .open = open_view, .query = query, .load = load, .cell = cell, .headline = headline, .detail = detail, .commands = commands, .close = close_view,
    .stale_on = LX_BIT(LX_MATERIAL) | LX_BIT(LX_ATTENDANCE) | LX_BIT(LX_REPLY) | LX_BIT(LX_AGENDA) | LX_BIT(LX_UNIT),
};

unsigned meeting_materials(struct view *v, enum lx_cmd cmd)
{
    struct materials_arg arg = { meeting_of(v), 0 };
    lx_id at_bar = list_at_bar(&v->list);
    enum lx_type type;
    (void)cmd;
    if (at_bar > 0 && v->app->store->type_of(v->app->store, at_bar, &type, NULL) == LX_OK && type == LX_AGENDA)
        arg.row = at_bar;
    if (arg.meeting)
        app_push(v->app, &view_materials, &arg);
    return DONE;
}

/* --- the form ----------------------------------------------------------------------------------------------------------- */

static enum lx_rc read_agenda(struct form *f, struct lx_rows *rows, struct lx_agenda_plan *plan, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    struct lx_meeting *m = NULL;
    lx_id meeting = ((const struct lx_material *)form_record(f))->meeting;
    enum lx_rc rc = lx_get(w, LX_MEETING, meeting, &m, err);
    if (rc == LX_OK)
        rc = lx_agenda(w, meeting, rows, err);
    if (rc == LX_OK)
        rc = lx_agenda_plan(w, m, rows, plan, err);
    lx_rec_free(m);
    return rc;
}

static void fill_row(struct form *f, const struct form_extra *x, struct lx_str *out)
{
    struct lx_rows rows = { 0 };
    struct lx_agenda_plan plan = { 0 };
    (void)x;
    if (read_agenda(f, &rows, &plan, NULL) == LX_OK)
        row_words(&rows, &plan, ((const struct lx_material *)form_record(f))->agenda, true, out);
    lx_agenda_plan_done(&plan);
    lx_rows_done(&rows);
}

static void complete_row(struct form *f, const struct form_extra *x, const char *typed, bool all)
{
    struct lx_rows rows = { 0 };
    struct lx_agenda_plan plan = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    (void)x;
    if (read_agenda(f, &rows, &plan, NULL) == LX_OK)
        for (size_t i = 0; i < rows.n; i++) {
            lx_str_clear(&s);
            row_words(&rows, &plan, rows.at[i]->id, true, &s);
            if (!plan.at[i].heading && (all || lx_name_match(typed, lx_str_z(&s))))
                menu_add(&f->fits, lx_str_z(&s), NULL, rows.at[i]->id);
        }
    lx_str_done(&s);
    lx_agenda_plan_done(&plan);
    lx_rows_done(&rows);
}

/* "2.1", "2.1 title" or a title. */
static enum lx_rc find_row(struct form *f, const char *typed, lx_id *row, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    struct lx_agenda_plan plan = { 0 };
    char *number = lx_strndup(typed, strcspn(typed, " "));
    *row = 0;
    enum lx_rc rc = read_agenda(f, &rows, &plan, err);
    if (rc == LX_OK && *typed) {
        size_t at = lx_agenda_find(&plan, number);
        for (size_t i = 0; at >= rows.n && i < rows.n; i++)
            if (strcmp(((const struct lx_agenda *)(const void *)rows.at[i])->title, typed) == 0)
                at = i;
        if (at < rows.n)
            *row = rows.at[at]->id;
        else
            rc = lx_fail(err, LX_NOTFOUND, N_("The agenda has no item %s"), "%s", typed);
    }
    free(number);
    lx_agenda_plan_done(&plan);
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc save_material(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    struct lx_material *p = mine;
    enum lx_rc rc = form_unchanged(f, "on") ? LX_OK : find_row(f, form_text(f, "on"), &p->agenda, err);
    if (rc != LX_OK)
        return rc;
    if (!base)
        return lx_material_add(w, p, err);
    if (p->state != MATERIAL_VOID) /* the day says it */
        p->state = p->received.day != LX_NO_DAY ? MATERIAL_RECEIVED : MATERIAL_WANTED;
    return lx_save(w, "material set", base, mine, conflicts, err);
}

static const struct form_extra extras[] = { { "on", N_("Agenda item"), false }, { 0 } };
static const char *const fields[] = { "title", "on", "unit", "due", "received", "pages", "copies", "secrecy", "recall", "file", "note", NULL };

const struct form_kind form_material = {
    .name = "material", .type = LX_MATERIAL, .title_new = N_("New paper of the meeting"), .title = N_("Edit"), .fields = fields, .extras = extras,
    .fill = fill_row, .complete = complete_row, .save = save_material,
};
