/* Settings of the office on one screen: its own fields, then members, series of meetings, holidays. */
#include "tui/views/views.h"

#include "core/mem.h"
#include "core/work/units.h"
#include "tui/app.h"
#include "tui/form.h"
#include "tui/i18n.h"
#include "tui/views/detail.h"
#include "tui/views/record_acts.h"

#include <stdlib.h>
#include <string.h>

/* Rows that are no records have negative ids: field i of the office is -1 - i, the head of a part is HEAD - its number. */
enum { HEAD = -1000 };
enum part { PART_OFFICE, PART_MEMBERS, PART_SERIES, PART_HOLIDAYS, PARTS_N };

static const struct {
    enum lx_type type;
    const char *title, *what, *sort;
    const struct form_kind *form;
} parts[PARTS_N] = {
    [PART_OFFICE] = { LX_OFFICE, N_("The office"), N_("e changes these; Enter goes to the field under the bar."), NULL, &form_office },
    [PART_MEMBERS] = { LX_MEMBER, N_("Members"),
                       N_("Governments that take part, in protocol order, each from and to a day: the roll of a meeting is that of its date."),
                       "rank", &form_member },
    [PART_SERIES] = { LX_SERIES, N_("Series of meetings"),
                      N_("Each series numbers its meetings by itself. The main one has no code; the others a letter that begins their numbers."),
                      "rank", &form_series },
    [PART_HOLIDAYS] = { LX_HOLIDAY, N_("Holidays and make-up days"),
                        N_("Days off on working days, and weekends that are worked. Limits in working days skip the one and count the other."),
                        "day", &form_holiday },
};

struct settings_view {
    struct view v;
    struct lx_rows rows[PARTS_N];
};

enum { COL_NAME, COL_VALUE, COL_FROM, COL_TO };

static const struct column columns[] = {
    [COL_NAME] = { "name", N_("Setting"), 20, 36, 40, 0, 0, LX_LEFT, NULL, true },
    [COL_VALUE] = { "value", N_("Value"), 20, 30, 80, 6, 0, LX_LEFT, NULL, false },
    [COL_FROM] = { "from", N_("From"), 10, 10, 12, 0, 1, LX_LEFT, NULL, false },
    [COL_TO] = { "to", N_("To"), 10, 10, 12, 0, 2, LX_LEFT, NULL, false },
    { 0 },
};

static void forget(struct settings_view *s)
{
    for (int p = 0; p < PARTS_N; p++)
        lx_rows_done(&s->rows[p]);
}

static void close_view(struct view *v) { forget((struct settings_view *)v); }

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct settings_view *s = (struct settings_view *)v;
    struct lx_ids ids = { 0 };
    enum lx_rc rc = LX_OK;
    forget(s);
    for (int p = 0; p < PARTS_N && rc == LX_OK; p++) {
        lx_ids_add(&ids, HEAD - p);
        for (int i = 0; p == PART_OFFICE && i < lx_table(LX_OFFICE)->fields_n; i++)
            lx_ids_add(&ids, -1 - i);
        if (p == PART_OFFICE)
            continue;
        struct lx_cond *where = p == PART_MEMBERS ? lx_cond_new(LX_OP_NOT) : NULL; /* those of bodies stand with their body */
        if (where)
            lx_cond_add(where, lx_cond_new(LX_OP_SET))->field = lx_field_named(LX_MEMBER, "body");
        rc = lx_all(v->app->work, parts[p].type, where, parts[p].sort, false, &s->rows[p], err);
        for (size_t i = 0; i < s->rows[p].n; i++)
            lx_ids_add(&ids, s->rows[p].at[i]->id);
    }
    list_own(&v->list, ids.at, ids.n);
    lx_ids_done(&ids);
    return rc;
}

/* The part that a row belongs to, and its record. */
static enum part part_of(const struct settings_view *s, lx_id id, const struct lx_rec **rec)
{
    *rec = NULL;
    if (id <= HEAD)
        return (enum part)(HEAD - id);
    for (int p = PART_MEMBERS; p < PARTS_N; p++)
        for (size_t i = 0; i < s->rows[p].n; i++)
            if (s->rows[p].at[i]->id == id) {
                *rec = s->rows[p].at[i];
                return (enum part)p;
            }
    return PART_OFFICE;
}

static const struct lx_field *office_field(lx_id id)
{
    return id < 0 && id > HEAD ? &lx_table(LX_OFFICE)->fields[-1 - id] : NULL;
}

/* --- cells ------------------------------------------------------------------------------------------------------------------- */

static void add_value(struct view *v, struct lx_str *out, const void *rec, const char *field)
{
    const struct lx_rec *head = rec;
    struct lx_str s = LX_STR_EMPTY;
    lx_show_value(v->app->work, &s, rec, lx_field_named(head->type, field), lx_lang() == LX_ZH);
    if (s.len)
        lx_str_addf(out, "%s%s", out->len ? "  " : "", s.s);
    lx_str_done(&s);
}

static void record_cell(struct view *v, enum part p, const struct lx_rec *rec, int col, struct cell *out)
{
    static const char *const fields[PARTS_N][COL_TO + 1][4] = {
        [PART_MEMBERS] = { { "unit" }, { "rank", "basis" }, { "since" }, { "until" } },
        [PART_SERIES] = { { "name" }, { "code", "numbering", "counter", "body" }, { NULL }, { NULL } },
        [PART_HOLIDAYS] = { { "day" }, { "kind", "name" }, { NULL }, { NULL } },
    };
    for (int i = 0; i < 4 && fields[p][col][i]; i++)
        add_value(v, &out->text, rec, fields[p][col][i]);
}

static void head_cell(struct settings_view *s, enum part p, int col, struct cell *out)
{
    if (col == COL_NAME) {
        out->role = ROLE_HEADING;
        lx_str_add(&out->text, _(parts[p].title));
    } else if (col == COL_VALUE && p != PART_OFFICE && s->rows[p].n == 0) {
        out->role = ROLE_DIM;
        lx_str_add(&out->text, _("none yet: a adds one"));
    }
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    struct settings_view *s = (struct settings_view *)v;
    const struct lx_rec *of;
    enum part p = part_of(s, id, &of);
    const struct lx_field *f = office_field(id);
    (void)rec, (void)row;
    if (id <= HEAD) {
        head_cell(s, p, col, out);
    } else if (of) {
        struct cell value = { .role = ROLE_NORMAL };
        record_cell(v, p, of, col, &value);
        lx_str_addf(&out->text, "%s%s", col == COL_NAME ? "  " : "", lx_str_z(&value.text));
        lx_str_done(&value.text);
    } else if (f && col == COL_NAME) {
        lx_str_addf(&out->text, "  %s", lx_two(f->en, f->zh));
    } else if (f && col == COL_VALUE) {
        add_value(v, &out->text, v->app->work->office, f->name);
    }
}

/* --- what a setting means ------------------------------------------------------------------------------------------------------ */

static const char *meaning(const char *field)
{
    static const struct {
        const char *field, *words;
    } of[] = {
        { "name", N_("What the office or the zone is called; it stands at the top of the screen and on papers.") },
        { "name_en", N_("The same in English, for papers in English.") },
        { "issuer", N_("The body that issues papers: the joint meeting itself has no seal.") },
        { "utc_offset", N_("The office's clock against UTC: 480 is Beijing time. It decides which day is today, wherever one logs in from.") },
        { "near_days", N_("An item turns yellow this many days before its limit.") },
        { "near_percent", N_("Or when this share of the span from start to limit is left, whichever is sooner.") },
        { "due_days", N_("Items that minutes give no limit get one this many working days after the meeting.") },
        { "direct_close", N_("yes: d closes an item from any open state. no: it goes through assigned, in hand and reported first.") },
        { "matter_code", N_("Begins the numbers of items that come from no meeting and no plan: D2024-007.") },
        { "plan_code", N_("Begins the numbers of plans: P1.") },
        { "even_seats", N_("Where number 2 sits when the head table has an even number of seats, seen by those who sit there. Of an odd number 1 has the middle, 2 is on the left, 3 on the right.") },
    };
    for (size_t i = 0; i < sizeof of / sizeof of[0]; i++)
        if (strcmp(of[i].field, field) == 0)
            return _(of[i].words);
    return "";
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    const struct lx_rec *of;
    enum part p = part_of((struct settings_view *)v, id, &of);
    const struct lx_field *f = office_field(id);
    (void)err;
    if (f) {
        struct lx_str s = LX_STR_EMPTY;
        add_value(v, &s, v->app->work->office, f->name);
        lines_para(l, lx_two(f->en, f->zh), ROLE_TITLE, 0);
        lines_para(l, s.len ? s.s : _("(empty)"), ROLE_NORMAL, 0);
        lines_new(l);
        lines_para(l, meaning(f->name), ROLE_NORMAL, 0);
        lx_str_done(&s);
        return LX_OK;
    }
    if (of) {
        detail_record(v, of, l);
        lines_new(l);
    } else {
        lines_para(l, _(parts[p].title), ROLE_TITLE, 0);
    }
    lines_para(l, _(parts[p].what), ROLE_DIM, 0);
    return LX_OK;
}

/* --- commands -------------------------------------------------------------------------------------------------------------------- */

static void open_office(struct view *v, const char *field)
{
    struct app *a = v->app;
    const struct lx_office *office = a->work->office;
    if (!form_open(a, &form_office, office->rec.id, office->rec.id ? NULL : lx_rec_copy(office)))
        return;
    struct form *f = (struct form *)app_view(a);
    for (int i = 0; field && i < f->n; i++)
        if (strcmp(form_row_name(&f->rows[i]), field) == 0)
            f->focus = i;
}

/* A new member or series stands behind the last. */
static void propose_rank(const struct lx_rows *rows, struct lx_rec *rec)
{
    const struct lx_field *rank = lx_field_named(rec->type, "rank");
    int64_t last = 0;
    for (size_t i = 0; i < rows->n; i++) {
        int64_t r = lx_f_int_of(rows->at[i], rank);
        last = r > last ? r : last;
    }
    *lx_f_int(rec, rank) = last + 1;
}

static unsigned on_add(struct view *v, enum lx_cmd cmd)
{
    struct settings_view *s = (struct settings_view *)v;
    const struct lx_rec *of;
    enum part p = part_of(s, list_at_bar(&v->list), &of);
    (void)cmd;
    if (p == PART_OFFICE) {
        app_say(v->app, _("Go to the members, series or holidays below to add one; e changes these fields"));
        return DONE;
    }
    struct lx_rec *rec = lx_rec_new(parts[p].type);
    if (p != PART_HOLIDAYS)
        propose_rank(&s->rows[p], rec);
    (void)form_open(v->app, parts[p].form, 0, rec);
    return DONE;
}

static unsigned on_edit(struct view *v, enum lx_cmd cmd)
{
    lx_id id = list_at_bar(&v->list);
    const struct lx_rec *of;
    enum part p = part_of((struct settings_view *)v, id, &of);
    if (of)
        (void)form_open(v->app, parts[p].form, id, NULL);
    else if (p != PART_OFFICE)
        return on_add(v, cmd);
    else
        open_office(v, office_field(id) ? office_field(id)->name : NULL);
    return DONE;
}

static const struct cmd_handler commands[] = {
    { CMD_ADD, on_add }, { CMD_EDIT, on_edit }, { CMD_OPEN, on_edit }, { CMD_RECORD_DELETE, record_delete }, { CMD_NONE, NULL },
};

const struct view_ops view_settings = {
    .name = "settings", .title = N_("Settings of the office"), .ctx = CTX_SETTINGS, .size = sizeof(struct settings_view),
    .command = CMD_VIEW_SETTINGS, .type = LX_NONE_TYPE, .columns = columns, .empty = "", .open_label = N_("edit"),
    .load = load, .cell = cell, .detail = detail, .commands = commands,
    .stale_on = LX_BIT(LX_OFFICE) | LX_BIT(LX_MEMBER) | LX_BIT(LX_SERIES) | LX_BIT(LX_HOLIDAY) | LX_BIT(LX_UNIT), .close = close_view,
};
