/* Shares of units in an item: each cooperating unit with its own task, limit and state (T2). */
#include "tui/views/parts.h"

#include "tui/app.h"
#include "tui/form.h"
#include "tui/i18n.h"

enum { COL_UNIT, COL_ROLE, COL_TASK, COL_DUE, COL_STATE };

static const struct column columns[] = {
    [COL_UNIT] = { "unit", N_("Unit"), 10, 18, 30, 3, 0, LX_LEFT, NULL, true },
    [COL_ROLE] = { "role", N_("Takes part as"), 6, 12, 12, 0, 2, LX_LEFT, NULL, false },
    [COL_TASK] = { "task", N_("Own part"), 14, 30, 100, 8, 0, LX_LEFT, NULL, false },
    [COL_DUE] = { "due", N_("Due"), 10, 10, 12, 0, 1, LX_LEFT, NULL, false },
    [COL_STATE] = { "state", N_("State"), 6, 8, 8, 0, 0, LX_LEFT, NULL, false },
    { 0 },
};

static const struct view_ops view_parts;

static const char *const part_fields[] = { "task", "due", "state", NULL };
static const struct form_kind form_part = {
    .name = "part", .type = LX_PART, .title_new = N_("Share of a unit"), .title = N_("Share of a unit"), .fields = part_fields,
    .command_set = "part set",
};

unsigned parts_show(struct view *v, enum lx_cmd cmd)
{
    lx_id id = list_at_bar(&v->list);
    (void)cmd;
    if (id)
        app_push(v->app, &view_parts, &id);
    return DONE;
}

static bool has_own(const struct lx_part *p) { return p->task || p->due.day != LX_NO_DAY || p->due.words; }

size_t parts_open(struct lx_work *w, const struct lx_ids *items)
{
    size_t n = 0;
    for (size_t i = 0; i < items->n; i++) {
        struct lx_rows rows = { 0 };
        if (lx_all(w, LX_PART, lx_cond_ref(LX_PART, "item", items->at[i]), NULL, false, &rows, NULL) == LX_OK)
            for (size_t k = 0; k < rows.n; k++) {
                const struct lx_part *p = (const struct lx_part *)(const void *)rows.at[k];
                n += has_own(p) && p->state == PART_OPEN;
            }
        lx_rows_done(&rows);
    }
    return n;
}

void parts_lines(struct view *v, lx_id item, struct lines *l)
{
    struct lx_rows rows = { 0 };
    struct lx_work *w = v->app->work;
    bool any = false;
    if (lx_all(w, LX_PART, lx_cond_ref(LX_PART, "item", item), "position", false, &rows, NULL) != LX_OK)
        return;
    for (size_t i = 0; i < rows.n; i++) {
        const struct lx_part *p = (const struct lx_part *)(const void *)rows.at[i];
        struct lx_str s = LX_STR_EMPTY;
        if (!has_own(p))
            continue;
        if (!any)
            lines_rule(l, _("Own parts"));
        any = true;
        lx_str_addf(&s, "%s  %s", app_name(v->app, LX_UNIT, p->unit), p->task ? p->task : "");
        if (p->due.day != LX_NO_DAY || p->due.words) {
            lx_str_add(&s, "  ");
            lx_date_short(&s, &p->due, app_today(v->app));
        }
        lx_str_add(&s, "  ");
        lx_show_value(w, &s, p, lx_field_named(LX_PART, "state"), lx_lang() == LX_ZH);
        lines_para(l, s.s, p->state == PART_DONE ? ROLE_DONE : ROLE_NORMAL, 0);
        lx_str_done(&s);
    }
    lx_rows_done(&rows);
}

/* --- the view ---------------------------------------------------------------------------------------------------------------- */

static void open_item(struct view *v, const void *arg) { v->subject = *(const lx_id *)arg; }

static void query(struct view *v, struct lx_query *q)
{
    app_where(q, lx_cond_ref(LX_PART, "item", v->subject));
    app_sort(q, "position");
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct lx_part *p = rec;
    (void)id, (void)row;
    out->role = p->state == PART_DONE ? ROLE_DONE : ROLE_NORMAL;
    if (col == COL_STATE && !has_own(p) && p->state == PART_OPEN)
        return; /* it has nothing of its own to be done */
    lx_show_value(v->app->work, &out->text, rec, lx_field_named(LX_PART, columns[col].id), lx_lang() == LX_ZH);
}

static void headline(struct view *v, struct lx_str *out) { lx_show_id(v->app->work, out, v->subject); }

static unsigned on_edit(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    (void)form_open(v->app, &form_part, list_at_bar(&v->list), NULL);
    return DONE;
}

static unsigned on_done(struct view *v, enum lx_cmd cmd)
{
    struct lx_err err;
    struct lx_part *old;
    struct lx_work *w = v->app->work;
    (void)cmd;
    if (!app_did(v->app, lx_get(w, LX_PART, list_at_bar(&v->list), &old, &err), &err))
        return DONE;
    struct lx_part *part = lx_rec_copy(old);
    part->state = old->state == PART_DONE ? PART_OPEN : PART_DONE;
    if (app_did(v->app, lx_save(w, "part set", old, part, NULL, &err), &err)) {
        const struct lx_word *word = &lx_words_of("part_state")->at[part->state];
        app_sayf(v->app, "%s %s    u %s", app_name(v->app, LX_UNIT, part->unit), lx_two(word->en, word->zh), _("takes it back"));
    }
    lx_rec_free(old);
    lx_rec_free(part);
    return DID_RELOAD;
}

static const struct cmd_handler commands[] = { { CMD_PART_DONE, on_done }, { CMD_EDIT, on_edit }, { CMD_OPEN, on_edit }, { CMD_NONE, NULL } };

static const struct view_ops view_parts = {
    .name = "parts", .title = N_("Who does which part"), .ctx = CTX_PARTS, .size = sizeof(struct view), .type = LX_PART, .columns = columns,
    .empty = N_("No unit cooperates yet: e on the item names the units, then each may be given its own part here."),
    .open_label = N_("edit"), .open = open_item, .query = query, .cell = cell, .headline = headline, .commands = commands,
    .stale_on = LX_BIT(LX_PART) | LX_BIT(LX_UNIT),
};
