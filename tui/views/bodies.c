/* Bodies as a tree, the members of one, the rotation of hosts, chairs and leads. */
#include "tui/views/views.h"

#include "core/meeting/bodies.h"
#include "core/meeting/rotation.h"
#include "core/mem.h"
#include "core/work/units.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/prompt.h"
#include "tui/views/detail.h"
#include "tui/views/office_views.h"
#include "tui/views/paper.h"
#include "tui/views/record_acts.h"

#include <stdlib.h>

static const struct view_ops view_members;

/* --- bodies: parents before those below them ------------------------------------------------------------------------------------- */

enum { JOINT = -1, DEPTH_MAX = 12 }; /* the row of the joint meeting itself, which is no record */

struct bodies_view {
    struct view v;
    struct lx_rows rows;
    struct lx_ids ids;
    struct lx_ids depths;
};

enum { COL_NAME, COL_KIND, COL_MEMBERS, COL_SINCE, COL_UNTIL };

static const struct column body_columns[] = {
    [COL_NAME] = { "name", N_("Body"), 16, 34, 60, 6, 0, LX_LEFT, NULL, true },
    [COL_KIND] = { "kind", N_("Kind"), 8, 15, 16, 0, 1, LX_LEFT, NULL, false },
    [COL_MEMBERS] = { "members", N_("Members"), 4, 6, 8, 0, 0, LX_RIGHT, NULL, false },
    [COL_SINCE] = { "since", N_("From"), 10, 10, 10, 0, 2, LX_LEFT, NULL, false },
    [COL_UNTIL] = { "until", N_("To"), 10, 10, 10, 0, 3, LX_LEFT, NULL, false },
    { 0 },
};

static void forget_bodies(struct bodies_view *b)
{
    lx_rows_done(&b->rows);
    lx_ids_done(&b->ids);
    lx_ids_done(&b->depths);
}

static void close_bodies(struct view *v) { forget_bodies((struct bodies_view *)v); }

static const struct lx_body *body_of(const struct bodies_view *b, lx_id id)
{
    for (size_t i = 0; i < b->rows.n; i++)
        if (b->rows.at[i]->id == id)
            return (const struct lx_body *)(const void *)b->rows.at[i];
    return NULL;
}

static void add_below(struct bodies_view *b, lx_id parent, int depth)
{
    for (size_t i = 0; i < b->rows.n && depth < DEPTH_MAX; i++) {
        const struct lx_body *body = (const struct lx_body *)(const void *)b->rows.at[i];
        if (body->parent != parent || lx_ids_has(&b->ids, body->rec.id))
            continue;
        lx_ids_add(&b->ids, body->rec.id);
        lx_ids_add(&b->depths, depth);
        add_below(b, body->rec.id, depth + 1);
    }
}

/* Whose members a row shows. */
static lx_id roll_of(struct view *v, const struct lx_body *body)
{
    lx_id whose = 0;
    return body && lx_body_roll(v->app->work, body, &whose, NULL) == LX_OK ? whose : 0;
}

/* Where a body stands for the joint meeting itself, it needs no row of its own. */
static bool joint_is_shown(struct view *v)
{
    const struct bodies_view *b = (const struct bodies_view *)v;
    for (size_t i = 0; i < b->rows.n; i++) {
        const struct lx_body *body = (const struct lx_body *)(const void *)b->rows.at[i];
        if (body->kind == BODY_JOINT && roll_of(v, body) == 0)
            return true;
    }
    return false;
}

static enum lx_rc load_bodies(struct view *v, struct lx_err *err)
{
    struct bodies_view *b = (struct bodies_view *)v;
    forget_bodies(b);
    enum lx_rc rc = lx_all(v->app->work, LX_BODY, NULL, "rank", false, &b->rows, err);
    if (!joint_is_shown(v)) {
        lx_ids_add(&b->ids, JOINT);
        lx_ids_add(&b->depths, 0);
    }
    add_below(b, 0, 0);
    list_own(&v->list, b->ids.at, b->ids.n);
    return rc;
}

static void body_cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct bodies_view *b = (const struct bodies_view *)v;
    const struct lx_body *body = body_of(b, id);
    (void)rec;
    if (body && body->until.day != LX_NO_DAY && body->until.day < app_today(v->app))
        out->role = ROLE_DONE;
    if (col == COL_MEMBERS) {
        struct lx_ids units = { 0 };
        if (lx_body_units_at(v->app->work, roll_of(v, body), app_today(v->app), &units, NULL) == LX_OK && units.n)
            lx_str_addf(&out->text, "%zu", units.n);
        lx_ids_done(&units);
    } else if (!body) {
        lx_str_add(&out->text, col == COL_NAME ? _("The joint meeting itself (member governments)") : "");
    } else {
        if (col == COL_NAME)
            lx_str_fill(&out->text, ' ', (size_t)b->depths.at[row] * 2);
        row_field(v, body, body_columns[col].id, &out->text);
    }
}

/* The series of a body: rule, next day, numbers never given, whose turn it is. */
static enum lx_rc series_lines(struct view *v, lx_id body, struct lines *l, struct lx_err *err)
{
    struct lx_work *w = v->app->work;
    struct lx_rows rows = { 0 };
    bool zh = lx_lang() == LX_ZH;
    struct lx_cond *where = body ? lx_cond_ref(LX_SERIES, "owner", body) : lx_cond_new(LX_OP_NOT);
    if (!body)
        lx_cond_add(where, lx_cond_new(LX_OP_SET))->field = lx_field_named(LX_SERIES, "owner");
    enum lx_rc rc = lx_all(w, LX_SERIES, where, "rank", false, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_series *s = (const struct lx_series *)(const void *)rows.at[i];
        struct lx_str t[4] = { LX_STR_EMPTY, LX_STR_EMPTY, LX_STR_EMPTY, LX_STR_EMPTY };
        struct lx_rota_next next = { 0 };
        const struct lx_rota_of r = { .series = s->rec.id, .what = ROTA_HOST };
        lx_day day = LX_NO_DAY;
        lines_rule(l, s->name);
        lx_series_rule(&t[0], s, zh);
        rc = lx_series_next_day(w, s, &day, err);
        if (rc == LX_OK && day != LX_NO_DAY)
            lx_day_format(&t[1], day);
        if (rc == LX_OK)
            rc = lx_series_gaps(w, s->rec.id, &t[2], err);
        if (rc == LX_OK && (rc = lx_rota_next(w, &r, LX_NO_DAY, &next, err)) == LX_OK && next.unit)
            lx_rota_why(w, &t[3], &r, &next, zh);
        lines_field(l, _("Rule"), lx_str_z(&t[0]), ROLE_NORMAL);
        lines_field(l, _("Next"), lx_str_z(&t[1]), ROLE_NORMAL);
        lines_field(l, _("Numbers never given"), lx_str_z(&t[2]), ROLE_NORMAL);
        lines_field(l, _("Next host"), lx_str_z(&t[3]), ROLE_NORMAL);
        lx_rota_next_done(&next);
        for (int k = 0; k < 4; k++)
            lx_str_done(&t[k]);
    }
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc member_lines(struct view *v, lx_id body, struct lines *l, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_body_members(v->app->work, body, app_today(v->app), &rows, err);
    if (rc == LX_OK && rows.n)
        lines_rule(l, _("Members"));
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_member *m = (const struct lx_member *)(const void *)rows.at[i];
        struct lx_str s = LX_STR_EMPTY;
        lx_str_addf(&s, "%zu. %s", i + 1, app_name(v->app, LX_UNIT, m->unit));
        if (m->role != MEMBER_MEMBER) {
            lx_str_add(&s, "  ");
            row_field(v, m, "role", &s);
        }
        lines_para(l, lx_str_z(&s), ROLE_NORMAL, 0);
        lx_str_done(&s);
    }
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc body_detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_body *b = NULL;
    enum lx_rc rc = id > 0 ? lx_get(v->app->work, LX_BODY, id, &b, err) : LX_OK;
    lx_id body = id > 0 ? id : 0;
    if (rc == LX_OK && b)
        detail_record(v, b, l);
    if (rc == LX_OK)
        rc = member_lines(v, roll_of(v, b), l, err);
    if (rc == LX_OK)
        rc = series_lines(v, body, l, err);
    lx_rec_free(b);
    return rc;
}

static unsigned open_members(struct view *v, enum lx_cmd cmd)
{
    lx_id id = list_at_bar(&v->list), whose = roll_of(v, body_of((struct bodies_view *)v, id));
    (void)cmd;
    if (id)
        app_push(v->app, &view_members, &whose);
    return DONE;
}

static unsigned add_body(struct view *v, enum lx_cmd cmd)
{
    struct lx_body *b = lx_rec_new(LX_BODY);
    lx_id id = list_at_bar(&v->list);
    (void)cmd;
    b->parent = id > 0 ? id : 0;
    (void)form_open(v->app, &form_body, 0, b);
    return DONE;
}

static unsigned edit_body(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    if (list_at_bar(&v->list) > 0)
        (void)form_open(v->app, &form_body, list_at_bar(&v->list), NULL);
    else
        app_say(v->app, _("Enter opens its members"));
    return DONE;
}

static unsigned open_rotation(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    app_push(v->app, &view_rotation, NULL);
    return DONE;
}

static const struct cmd_handler body_commands[] = { { CMD_OPEN, open_members },      { CMD_ADD, add_body },           { CMD_EDIT, edit_body },
                                                    { CMD_ROTATION_OPEN, open_rotation }, { CMD_RECORD_DELETE, record_delete },
                                                    { CMD_PAPER, paper_menu },        { CMD_NONE, NULL } };

const struct view_ops view_bodies = {
    .name = "bodies", .title = N_("Bodies"), .ctx = CTX_BODIES, .size = sizeof(struct bodies_view), .command = CMD_VIEW_BODIES, .type = LX_NONE_TYPE,
    .columns = body_columns, .empty = "", .open_label = N_("members"), .load = load_bodies, .cell = body_cell, .detail = body_detail,
    .commands = body_commands, .close = close_bodies,
    .stale_on = LX_BIT(LX_BODY) | LX_BIT(LX_MEMBER) | LX_BIT(LX_SERIES) | LX_BIT(LX_UNIT) | LX_BIT(LX_MEETING) | LX_BIT(LX_ROTATION) | LX_BIT(LX_TURN),
};

static const char *const body_fields[] = { "name", "brief", "kind", "parent", "unit", "rank", "since", "basis", "until", "end_basis", "task", "note",
                                           "name_en", NULL };
const struct form_kind form_body = {
    .name = "body", .type = LX_BODY, .title_new = N_("New body"), .title = N_("Edit"), .fields = body_fields, .command_add = "body add",
    .command_set = "body set",
};

/* --- members of one ----------------------------------------------------------------------------------------------------------------- */

static const struct column member_columns[] = {
    { "unit", N_("Unit"), 12, 24, 40, 6, 0, LX_LEFT, NULL, true },
    { "role", N_("Role"), 8, 10, 12, 0, 1, LX_LEFT, NULL, false },
    { "rank", N_("Rank"), 4, 4, 6, 0, 3, LX_RIGHT, "rank", false },
    { "since", N_("From"), 10, 10, 10, 0, 0, LX_LEFT, "since", false },
    { "until", N_("To"), 10, 10, 10, 0, 0, LX_LEFT, "until", false },
    { "basis", N_("Basis"), 8, 14, 40, 3, 2, LX_LEFT, NULL, false },
    { 0 },
};

static void open_body(struct view *v, const void *arg) { v->subject = *(const lx_id *)arg; }

static lx_id body_shown(const struct view *v) { return v->subject; }

static void member_query(struct view *v, struct lx_query *q)
{
    if (body_shown(v)) {
        app_where(q, lx_cond_ref(LX_MEMBER, "body", body_shown(v)));
    } else {
        struct lx_cond *none = lx_cond_new(LX_OP_NOT);
        lx_cond_add(none, lx_cond_new(LX_OP_SET))->field = lx_field_named(LX_MEMBER, "body");
        app_where(q, none);
    }
    app_sort(q, "rank");
}

static void member_cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct lx_member *m = rec;
    (void)id, (void)row;
    if (!lx_in_force(&m->since, &m->until, app_today(v->app)))
        out->role = ROLE_DONE;
    row_field(v, m, member_columns[col].id, &out->text);
}

struct members_view {
    struct view v;
    size_t now_n; /* members today */
};

static enum lx_rc load_members(struct view *v, struct lx_err *err)
{
    struct lx_ids units = { 0 };
    enum lx_rc rc = lx_body_units_at(v->app->work, body_shown(v), app_today(v->app), &units, err);
    ((struct members_view *)v)->now_n = units.n;
    lx_ids_done(&units);
    return rc;
}

static void member_headline(struct view *v, struct lx_str *out)
{
    if (body_shown(v))
        lx_str_add(out, app_name(v->app, LX_BODY, v->subject));
    else
        lx_str_add(out, _("The joint meeting itself (member governments)"));
    lx_str_addf(out, "  %s %zu", _("members today"), ((const struct members_view *)v)->now_n);
}

static unsigned add_member(struct view *v, enum lx_cmd cmd)
{
    struct lx_member *m = lx_rec_new(LX_MEMBER);
    (void)cmd;
    m->body = body_shown(v);
    m->since.day = app_today(v->app);
    (void)form_open(v->app, &form_member, 0, m);
    return DONE;
}

static unsigned edit_member(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    (void)form_open(v->app, &form_member, list_at_bar(&v->list), NULL);
    return DONE;
}

static bool leave_done(struct view *v, lx_day day, const char *words)
{
    struct lx_err err;
    struct lx_member *m = NULL;
    struct lx_work *w = v->app->work;
    enum lx_rc rc = lx_get(w, LX_MEMBER, list_at_bar(&v->list), &m, &err);
    if (rc == LX_OK)
        rc = lx_member_leave(w, m->body, m->unit, day, *words ? words : NULL, &err);
    bool done = app_did(v->app, rc, &err);
    if (done)
        app_sayf(v->app, "%s %s    u %s", app_name(v->app, LX_UNIT, m->unit), _("leaves the body"), _("takes it back"));
    lx_rec_free(m);
    return done;
}

static unsigned on_leave(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    if (list_at_bar(&v->list))
        ask_day(v, &(struct ask_day){ .label = _("Last day, and the decision:"), .done = leave_done });
    return DID_DRAW;
}

static const struct cmd_handler member_commands[] = { { CMD_ADD, add_member },        { CMD_EDIT, edit_member }, { CMD_OPEN, edit_member },
                                                      { CMD_MEMBER_LEAVE, on_leave }, { CMD_RECORD_DELETE, record_delete },
                                                      { CMD_PAPER, paper_menu },      { CMD_NONE, NULL } };

static const struct view_ops view_members = {
    .name = "members", .title = N_("Members"), .ctx = CTX_BODIES, .size = sizeof(struct members_view), .type = LX_MEMBER, .columns = member_columns,
    .empty = N_("No members yet. a adds one, from the day on which it joined."), .open_label = N_("edit"), .open = open_body, .query = member_query,
    .load = load_members, .cell = member_cell, .headline = member_headline, .commands = member_commands, .stale_on = LX_BIT(LX_MEMBER) | LX_BIT(LX_UNIT) | LX_BIT(LX_BODY),
};
