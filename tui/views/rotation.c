/* Whose turn it is: every order with its units, the next one and why, and what was otherwise. */
#include "tui/views/views.h"

#include "core/meeting/rotation.h"
#include "core/mem.h"
#include "core/work/units.h"
#include "tui/app.h"
#include "tui/form.h"
#include "tui/i18n.h"
#include "tui/prompt.h"
#include "tui/views/detail.h"
#include "tui/views/office_views.h"

#include <stdlib.h>
#include <string.h>

struct row {
    struct lx_rota_of rota;
    const struct lx_rec *rec; /* NULL: the head of an order */
};

struct rotation_view {
    struct view v;
    struct lx_rows order, turns;
    struct row *rows;
    size_t n, room;
};

enum { COL_WHAT, COL_UNIT, COL_WHY };

static const struct column columns[] = {
    [COL_WHAT] = { "what", N_("Order"), 14, 26, 40, 3, 0, LX_LEFT, NULL, true },
    [COL_UNIT] = { "unit", N_("Unit"), 14, 18, 28, 2, 0, LX_LEFT, NULL, false },
    [COL_WHY] = { "reason", N_("Why"), 14, 36, 100, 8, 0, LX_LEFT, NULL, false },
    { 0 },
};

static void forget(struct rotation_view *r)
{
    lx_rows_done(&r->order);
    lx_rows_done(&r->turns);
    free(r->rows);
    r->rows = NULL;
    r->n = r->room = 0;
}

static void close_view(struct view *v) { forget((struct rotation_view *)v); }

static bool same_rota(const struct lx_rota_of *a, lx_id series, lx_id body, int what)
{
    return a->series == series && (series || a->body == body) && a->what == what;
}

static bool is_shown(const struct rotation_view *r, const struct lx_rota_of *rota)
{
    for (size_t i = 0; i < r->n; i++)
        if (!r->rows[i].rec && same_rota(&r->rows[i].rota, rota->series, rota->body, rota->what))
            return true;
    return false;
}

static void add_group(struct rotation_view *r, struct lx_rota_of rota)
{
    if (is_shown(r, &rota))
        return;
    LX_PUSH(r->rows, r->n, r->room) = (struct row){ rota, NULL };
    for (size_t i = 0; i < r->order.n; i++) {
        const struct lx_rotation *o = (const struct lx_rotation *)(const void *)r->order.at[i];
        if (same_rota(&rota, o->series, o->body, o->what))
            LX_PUSH(r->rows, r->n, r->room) = (struct row){ rota, &o->rec };
    }
    for (size_t i = r->turns.n; i > 0; i--) { /* the newest first */
        const struct lx_turn *t = (const struct lx_turn *)(const void *)r->turns.at[i - 1];
        if (same_rota(&rota, t->series, t->body, t->what))
            LX_PUSH(r->rows, r->n, r->room) = (struct row){ rota, &t->rec };
    }
}

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct rotation_view *r = (struct rotation_view *)v;
    struct lx_ids ids = { 0 };
    forget(r);
    enum lx_rc rc = lx_all(v->app->work, LX_ROTATION, NULL, "position", false, &r->order, err);
    if (rc == LX_OK)
        rc = lx_all(v->app->work, LX_TURN, NULL, "day", false, &r->turns, err);
    for (size_t i = 0; rc == LX_OK && i < r->order.n; i++) {
        const struct lx_rotation *o = (const struct lx_rotation *)(const void *)r->order.at[i];
        add_group(r, (struct lx_rota_of){ o->series, o->body, o->what });
    }
    for (size_t i = 0; i < r->n; i++)
        lx_ids_add(&ids, r->rows[i].rec ? r->rows[i].rec->id : -1 - (lx_id)i);
    list_own(&v->list, ids.at, ids.n);
    lx_ids_done(&ids);
    return rc;
}

/* "series, host": whose next one is, and why. */
static void head_cell(struct view *v, const struct row *row, int col, struct cell *out)
{
    struct lx_work *w = v->app->work;
    struct lx_rota_next next;
    const struct lx_word *what = &lx_words_of("rota")->at[row->rota.what];
    out->role = ROLE_HEADING;
    if (col == COL_WHAT) {
        lx_show_id(w, &out->text, row->rota.series ? row->rota.series : row->rota.body);
        lx_str_addf(&out->text, " · %s", lx_two(what->en, what->zh));
    } else if (lx_rota_next(w, &row->rota, LX_NO_DAY, &next, NULL) == LX_OK) {
        if (col == COL_UNIT)
            lx_str_addf(&out->text, "%s%s%s", LX_LABEL(_("next:")), lx_unit_name(w->units, next.unit));
        else
            lx_rota_why(w, &out->text, &row->rota, &next, lx_lang() == LX_ZH);
        lx_rota_next_done(&next);
    }
}

static void turn_cell(struct view *v, const struct lx_turn *t, int col, struct cell *out)
{
    const struct lx_units *u = v->app->work->units;
    if (col == COL_WHAT) {
        lx_str_add(&out->text, "  ");
        row_field(v, t, "day", &out->text);
        lx_str_addf(&out->text, " %s", t->meeting ? app_name(v->app, LX_MEETING, t->meeting) : "");
    } else if (col == COL_UNIT) {
        lx_str_add(&out->text, lx_unit_name(u, t->unit ? t->unit : t->due));
    } else {
        if (!t->unit)
            lx_str_addf(&out->text, "%s  ", _("passed over"));
        else if (t->due)
            lx_str_addf(&out->text, "%s %s  ", _("instead of"), lx_unit_name(u, t->due));
        lx_str_add(&out->text, t->reason);
    }
    out->role = ROLE_DIM;
}

static void cell(struct view *v, const void *rec, lx_id id, size_t place, int col, struct cell *out)
{
    const struct row *row = &((struct rotation_view *)v)->rows[place];
    (void)rec, (void)id;
    if (!row->rec) {
        head_cell(v, row, col, out);
    } else if (row->rec->type == LX_TURN) {
        turn_cell(v, (const struct lx_turn *)(const void *)row->rec, col, out);
    } else {
        const struct lx_rotation *o = (const struct lx_rotation *)(const void *)row->rec;
        if (col == COL_WHAT)
            lx_str_addf(&out->text, "  %lld", (long long)o->position);
        else
            lx_str_add(&out->text, col == COL_UNIT ? lx_unit_name(v->app->work->units, o->unit) : o->basis);
    }
}

/* --- commands ------------------------------------------------------------------------------------------------------------------ */

static const struct row *at_bar(const struct view *v)
{
    const struct rotation_view *r = (const struct rotation_view *)v;
    return v->list.bar < r->n ? &r->rows[v->list.bar] : NULL;
}

/* The units of an order as they stand. */
static void units_of(const struct rotation_view *r, const struct lx_rota_of *rota, struct lx_ids *units)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->rows[i].rec && r->rows[i].rec->type == LX_ROTATION && same_rota(rota, r->rows[i].rota.series, r->rows[i].rota.body, r->rows[i].rota.what))
            lx_ids_add(units, ((const struct lx_rotation *)(const void *)r->rows[i].rec)->unit);
}

static unsigned on_move(struct view *v, enum lx_cmd cmd)
{
    const struct row *row = at_bar(v);
    struct lx_ids units = { 0 };
    struct lx_err err;
    if (!row || !row->rec || row->rec->type != LX_ROTATION)
        return DONE;
    const struct lx_rotation *o = (const struct lx_rotation *)(const void *)row->rec;
    struct lx_rota_of rota = row->rota;
    char *basis = lx_strdup(o->basis);
    size_t place = 0, to;
    units_of((const struct rotation_view *)v, &rota, &units);
    while (place < units.n && units.at[place] != o->unit)
        place++;
    to = cmd == CMD_ROW_DOWN ? place + 1 : place - 1;
    if (place < units.n && to < units.n) {
        lx_id other = units.at[to];
        units.at[to] = units.at[place];
        units.at[place] = other;
        if (app_did(v->app, lx_rota_set(v->app->work, &rota, units.at, units.n, basis, &err), &err))
            list_to(v, v->list.bar + (cmd == CMD_ROW_DOWN ? 1 : (size_t)-1));
    }
    free(basis);
    lx_ids_done(&units);
    return DID_RELOAD;
}

static bool skip_done(struct view *v, const char *text, void *ctx)
{
    struct lx_err err;
    if (!app_did(v->app, lx_rota_skip(v->app->work, ctx, text, &err), &err))
        return false;
    app_sayf(v->app, "%s    u %s", _("Passed over, with its reason"), _("takes it back"));
    v->stale = true;
    return true;
}

static unsigned on_skip(struct view *v, enum lx_cmd cmd)
{
    const struct row *row = at_bar(v);
    (void)cmd;
    if (!row)
        return DONE;
    struct lx_rota_of *rota = lx_alloc(sizeof *rota);
    *rota = row->rota;
    prompt_open(v, &(struct prompt){ .label = _("Why is the one whose turn it is passed over:"), .done = skip_done, .ctx = rota });
    return DID_DRAW;
}

static unsigned on_add(struct view *v, enum lx_cmd cmd)
{
    const struct row *row = at_bar(v);
    struct lx_rotation *o = lx_rec_new(LX_ROTATION);
    struct lx_ids units = { 0 };
    (void)cmd;
    if (row) {
        o->series = row->rota.series;
        o->body = row->rota.body;
        o->what = row->rota.what;
        units_of((const struct rotation_view *)v, &row->rota, &units);
    }
    o->position = (int64_t)units.n + 1;
    lx_ids_done(&units);
    (void)form_open(v->app, &form_rotation, 0, o);
    return DONE;
}

static unsigned on_drop(struct view *v, enum lx_cmd cmd)
{
    const struct row *row = at_bar(v);
    struct lx_err err;
    (void)cmd;
    if (row && row->rec && app_did(v->app, lx_delete(v->app->work, "rotation delete", row->rec->type, row->rec->id, &err), &err))
        app_say(v->app, _("Removed; u brings it back."));
    return DID_RELOAD;
}

static const struct cmd_handler commands[] = { { CMD_ROW_DOWN, on_move },       { CMD_ROW_UP, on_move }, { CMD_ROTATION_PASS, on_skip }, { CMD_ADD, on_add },
                                               { CMD_RECORD_DELETE, on_drop }, { CMD_NONE, NULL } };

const struct view_ops view_rotation = {
    .name = "rotation", .title = N_("Rotation"), .ctx = CTX_BODIES, .size = sizeof(struct rotation_view), .type = LX_NONE_TYPE, .columns = columns,
    .empty = N_("No order is set yet. a puts the first unit into the order of a series; J and K move it."), .load = load, .cell = cell,
    .commands = commands, .close = close_view,
    .stale_on = LX_BIT(LX_ROTATION) | LX_BIT(LX_TURN) | LX_BIT(LX_MEETING) | LX_BIT(LX_MEMBER) | LX_BIT(LX_UNIT),
};

static const char *const fields[] = { "series", "body", "what", "unit", "position", "basis", NULL };
const struct form_kind form_rotation = {
    .name = "rotation", .type = LX_ROTATION, .title_new = N_("Into the order"), .title = N_("Edit"), .fields = fields, .command_add = "rotation set",
    .command_set = "rotation set",
};
