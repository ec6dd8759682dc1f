/* Lists without anything of their own but columns: units, persons, notes, plans. */
#include "tui/views/views.h"

#include "core/work/units.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/views/detail.h"
#include "tui/views/paper.h"
#include "tui/views/record_acts.h"

#include <string.h>

/* A cell shows the field that its column is called by. */
static void field_cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct lx_rec *head = rec;
    (void)id, (void)row;
    lx_show_value(v->app->work, &out->text, rec, lx_field_named(head->type, v->ops->columns[col].id), lx_lang() == LX_ZH);
}

static enum lx_rc record_detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_rec *rec;
    enum lx_rc rc = lx_get(v->app->work, v->ops->type, id, &rec, err);
    if (rc == LX_OK) {
        detail_record(v, rec, l);
        rc = detail_notes(v, id, l, err);
    }
    lx_rec_free(rec);
    return rc;
}

/* --- units -------------------------------------------------------------------------------------------------------------- */

static const struct column unit_columns[] = {
    { "brief", N_("Unit"), 10, 18, 30, 4, 0, LX_LEFT, "brief", true },
    { "name", N_("Full name"), 12, 24, 60, 8, 0, LX_LEFT, "name", false },
    { "kind", N_("Kind"), 6, 8, 14, 0, 2, LX_LEFT, "kind", false },
    { "parent", N_("Belongs to"), 8, 12, 24, 2, 1, LX_LEFT, "parent", false },
    { "rank", N_("Rank"), 4, 4, 6, 0, 3, LX_RIGHT, "rank", false },
    { 0 },
};

static void unit_cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    if (col == 0)
        lx_str_add(&out->text, lx_unit_name(v->app->work->units, id));
    else
        field_cell(v, rec, id, row, col, out);
}

static void unit_query(struct view *v, struct lx_query *q)
{
    (void)v;
    app_sort(q, "rank");
}

static enum lx_rc persons_lines(struct view *v, lx_id unit, struct lines *l, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(v->app->work, LX_PERSON, lx_cond_ref(LX_PERSON, "unit", unit), "rank", false, &rows, err);
    if (rc == LX_OK && rows.n)
        lines_rule(l, _("Persons"));
    for (size_t i = 0; i < rows.n; i++) {
        const struct lx_person *p = (struct lx_person *)(void *)rows.at[i];
        struct lx_str s = LX_STR_EMPTY;
        lx_str_addf(&s, "%s %s %s", p->post ? p->post : "", p->name ? p->name : "", p->phone ? p->phone : "");
        lines_para(l, lx_str_z(&s), ROLE_NORMAL, 0);
        lx_str_done(&s);
    }
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc unit_detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    enum lx_rc rc = record_detail(v, id, l, err);
    const struct lx_units *u = v->app->work->units;
    for (size_t i = 0; rc == LX_OK && i < u->aliases.n; i++) {
        const struct lx_alias *a = (struct lx_alias *)(void *)u->aliases.at[i];
        struct lx_str words = LX_STR_EMPTY;
        names_alias(&words, a);
        if (a->unit == id)
            lines_field(l, lx_two(lx_table(LX_ALIAS)->en, lx_table(LX_ALIAS)->zh), lx_str_z(&words), ROLE_NORMAL);
        lx_str_done(&words);
    }
    return rc == LX_OK ? persons_lines(v, id, l, err) : rc;
}

static const struct cmd_handler unit_commands[] = { { CMD_PAPER, paper_menu }, { CMD_RECORD_DELETE, record_delete }, { CMD_NONE, NULL } };

const struct view_ops view_units = {
    .name = "units", .title = N_("Units"), .ctx = CTX_UNITS, .size = sizeof(struct view), .command = CMD_VIEW_UNITS, .type = LX_UNIT,
    .columns = unit_columns, .empty = N_("No units yet. a adds one; paste a table of names to take in many."),
    .query = unit_query, .cell = unit_cell, .detail = unit_detail, .commands = unit_commands,
    .stale_on = LX_BIT(LX_UNIT) | LX_BIT(LX_ALIAS) | LX_BIT(LX_PERSON),
};

/* --- persons ------------------------------------------------------------------------------------------------------------ */

static const struct column person_columns[] = {
    { "unit", N_("Unit"), 8, 18, 30, 4, 0, LX_LEFT, "unit", true },
    { "post", N_("Post"), 8, 14, 30, 4, 0, LX_LEFT, "post", false },
    { "name", N_("Name"), 6, 8, 16, 1, 1, LX_LEFT, "name", false },
    { "role", N_("Role"), 6, 8, 16, 0, 3, LX_LEFT, "role", false },
    { "phone", N_("Telephone"), 14, 14, 20, 1, 2, LX_LEFT, "phone", false },
    { 0 },
};

static void person_query(struct view *v, struct lx_query *q)
{
    (void)v;
    app_sort(q, "unit");
}

static const struct cmd_handler person_commands[] = { { CMD_PAPER, paper_menu }, { CMD_RECORD_DELETE, record_delete }, { CMD_NONE, NULL } };

const struct view_ops view_persons = {
    .name = "persons", .title = N_("Persons"), .ctx = CTX_PERSONS, .size = sizeof(struct view), .command = CMD_VIEW_PERSONS, .type = LX_PERSON,
    .columns = person_columns, .empty = N_("No persons yet. a adds one; paste a table to take in many."),
    .query = person_query, .cell = field_cell, .detail = record_detail, .commands = person_commands,
    .stale_on = LX_BIT(LX_PERSON) | LX_BIT(LX_UNIT),
};

/* --- notes -------------------------------------------------------------------------------------------------------------- */

static const struct column note_columns[] = {
    { "day", N_("Day"), 10, 10, 10, 0, 0, LX_LEFT, "day", true },
    { "time", N_("Time"), 5, 5, 5, 0, 2, LX_LEFT, NULL, false },
    { "caller", N_("From whom"), 6, 12, 20, 1, 1, LX_LEFT, "caller", false },
    { "way", N_("Way"), 4, 6, 12, 0, 3, LX_LEFT, "way", false },
    { "hung", N_("Hangs on"), 8, 20, 40, 3, 0, LX_LEFT, NULL, false },
    { "text", N_("Words"), 12, 30, 100, 8, 0, LX_LEFT, NULL, false },
    { 0 },
};

enum { NOTE_HUNG = 4, NOTE_TEXT = 5 };

/* The words are long text, which no list row holds: read for the rows in view.  What hangs nowhere is marked. */
static void note_cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    struct lx_note *note = NULL;
    if (col == NOTE_HUNG && !((const struct lx_note *)rec)->hung) {
        out->role = ROLE_NEAR;
        lx_str_add(&out->text, _("nothing yet"));
    } else if (col != NOTE_TEXT) {
        field_cell(v, rec, id, row, col, out);
    } else if (lx_get(v->app->work, LX_NOTE, id, &note, NULL) == LX_OK) {
        lx_str_add(&out->text, note->text);
        lx_rec_free(note);
    }
}

static unsigned note_hang(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    (void)form_open(v->app, &form_hang, list_at_bar(&v->list), NULL);
    return DONE;
}

static unsigned note_add(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    app_note(v->app, NULL, 0);
    return DONE;
}

static const struct cmd_handler note_commands[] = {
    { CMD_NOTE_HANG_ON, note_hang }, { CMD_ADD, note_add }, { CMD_RECORD_DELETE, record_delete }, { CMD_NONE, NULL },
};

static void note_query(struct view *v, struct lx_query *q)
{
    (void)v;
    app_sort(q, "-day");
}

const struct view_ops view_notes = {
    .name = "notes", .title = N_("Notes"), .ctx = CTX_NOTES, .size = sizeof(struct view), .command = CMD_VIEW_NOTES, .type = LX_NOTE,
    .columns = note_columns, .empty = N_("No notes yet. F2 writes one from anywhere: a call, pasted text."),
    .query = note_query, .cell = note_cell, .detail = record_detail, .commands = note_commands,
    .stale_on = LX_BIT(LX_NOTE),
};

/* --- plans -------------------------------------------------------------------------------------------------------------- */

static const struct column plan_columns[] = {
    { "no", N_("No."), 4, 5, 8, 0, 0, LX_LEFT, "no", true },
    { "title", N_("Plan"), 16, 40, 120, 10, 0, LX_LEFT, "title", false },
    { "issuer", N_("Issuer"), 8, 16, 30, 3, 2, LX_LEFT, "issuer", false },
    { "docno", N_("Document no."), 10, 18, 26, 1, 3, LX_LEFT, "docno", false },
    { "year_to", N_("To year"), 4, 4, 6, 0, 1, LX_LEFT, "year_to", false },
    { 0 },
};

static void plan_query(struct view *v, struct lx_query *q)
{
    (void)v;
    app_sort(q, "-no");
}

static enum lx_rc plan_detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_plan *plan;
    enum lx_rc rc = lx_get(v->app->work, LX_PLAN, id, &plan, err);
    if (rc == LX_OK) {
        plan->rec.has_long = 0; /* the whole text is opened, not shown beside the list */
        detail_record(v, plan, l);
        rc = detail_notes(v, id, l, err);
    }
    lx_rec_free(plan);
    return rc;
}

static unsigned plan_open(struct view *v, enum lx_cmd cmd)
{
    lx_id id = list_at_bar(&v->list);
    (void)cmd;
    if (id)
        app_push(v->app, &view_plan, &id);
    return DONE;
}

static const struct cmd_handler plan_commands[] = {
    { CMD_OPEN, plan_open }, { CMD_PLAN_TAKE, import_ask }, { CMD_PAPER, paper_menu }, { CMD_RECORD_DELETE, record_delete }, { CMD_NONE, NULL },
};

const struct view_ops view_plans = {
    .name = "plans", .title = N_("Plans"), .ctx = CTX_PLANS, .size = sizeof(struct view), .command = CMD_VIEW_PLANS, .type = LX_PLAN,
    .columns = plan_columns, .empty = N_("No plans yet. i takes a plan document in: its sections, items, units and indicators."),
    .query = plan_query, .cell = field_cell, .detail = plan_detail, .commands = plan_commands,
    .stale_on = LX_BIT(LX_PLAN),
};
