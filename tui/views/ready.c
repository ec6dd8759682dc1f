/* What an agenda lacks, row by row, and how its open matters balance; freezing a version. */
#include "tui/views/meeting_acts.h"

#include "core/meeting/agenda.h"
#include "core/meeting/carry.h"
#include "core/meeting/ready.h"
#include "core/mem.h"
#include "core/paper/freeze.h"
#include "tui/agendawords.h"
#include "tui/app.h"
#include "tui/balance.h"
#include "tui/i18n.h"
#include "tui/prompt.h"
#include "tui/views/detail.h"
#include "tui/views/views.h"

#include <stdlib.h>

/* One row a row of the agenda that lacks something; behind them how the open matters balance. */
struct ready_view {
    struct view v;
    struct lx_meeting *meeting;
    struct lx_rows rows;
    struct lx_agenda_plan plan;
    struct lx_readiness ready;
    struct lx_balance balance;
};

enum { ROW_BALANCE = -1 };
enum { COL_NO, COL_TITLE, COL_MISSING };

static const struct column columns[] = {
    [COL_NO] = { "no", N_("No."), 4, 5, 6, 0, 0, LX_LEFT, NULL, true },
    [COL_TITLE] = { "title", N_("Title"), 14, 24, 80, 6, 0, LX_LEFT, NULL, true },
    [COL_MISSING] = { "missing", N_("Missing"), 16, 44, 100, 8, 0, LX_LEFT, NULL, false },
    { 0 },
};

static void open_ready(struct view *v, const void *arg) { v->subject = *(const lx_id *)arg; }

static void forget(struct ready_view *r)
{
    lx_rec_free(r->meeting);
    r->meeting = NULL;
    lx_rows_done(&r->rows);
    lx_agenda_plan_done(&r->plan);
    lx_readiness_done(&r->ready);
    lx_balance_done(&r->balance);
}

static void close_ready(struct view *v) { forget((struct ready_view *)v); }

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct ready_view *r = (struct ready_view *)v;
    struct lx_work *w = v->app->work;
    struct lx_ids ids = { 0 };
    forget(r);
    enum lx_rc rc = lx_get(w, LX_MEETING, v->subject, &r->meeting, err);
    if (rc == LX_OK)
        rc = lx_agenda(w, v->subject, &r->rows, err);
    if (rc == LX_OK)
        rc = lx_agenda_plan(w, r->meeting, &r->rows, &r->plan, err);
    if (rc == LX_OK)
        rc = lx_ready(w, v->subject, &r->ready, err);
    if (rc == LX_OK)
        rc = lx_balance(w, v->subject, &r->balance, err);
    for (size_t i = 0; rc == LX_OK && i < r->ready.n; i++)
        lx_ids_add(&ids, r->ready.at[i].row);
    lx_ids_add(&ids, ROW_BALANCE);
    list_own(&v->list, ids.at, ids.n);
    lx_ids_done(&ids);
    return rc;
}

static void headline(struct view *v, struct lx_str *out)
{
    const struct ready_view *r = (const struct ready_view *)v;
    if (!r->meeting)
        return;
    lx_str_addf(out, "%s %s  ", r->meeting->no, r->meeting->title);
    if (!r->ready.rows_n)
        lx_str_add(out, _("The agenda is empty"));
    else if (!r->ready.n)
        lx_str_add(out, _("Every row is ready."));
    else
        lx_str_addf(out, _("%zu of %zu rows are not ready"), r->ready.n, r->ready.rows_n);
}

/* In one row; the whole of it is the detail. */
static void balance_cell(const struct lx_balance *b, struct lx_str *out)
{
    lx_str_addf(out, _("Open matters: %d + %d new = %d shown + %d over"), b->from == LX_NO_DAY ? 0 : (int)b->open_then, (int)lx_balance_new(b),
                (int)b->shown, (int)lx_balance_over(b));
    if (b->missing.n)
        lx_str_addf(out, _("; %d not on the agenda"), (int)b->missing.n);
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct ready_view *r = (const struct ready_view *)v;
    (void)rec;
    if (id == ROW_BALANCE) { /* runs to the end of its row */
        out->role = r->balance.missing.n ? ROLE_NEAR : ROLE_HEADING;
        out->span = col == COL_NO;
        if (out->span)
            balance_cell(&r->balance, &out->text);
        return;
    }
    if (row >= r->ready.n)
        return;
    const struct lx_unready *u = &r->ready.at[row];
    switch (col) {
    case COL_NO: lx_agenda_number(&out->text, &r->plan.at[u->place], lx_lang() == LX_ZH); break;
    case COL_TITLE: lx_str_add(&out->text, ((const struct lx_agenda *)(const void *)r->rows.at[u->place])->title); break;
    default:
        out->role = ROLE_NEAR;
        lack_words(&out->text, u->lacks);
        break;
    }
}

/* What is missing, in full; the row behind it. */
static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    const struct ready_view *r = (const struct ready_view *)v;
    struct lx_agenda *a = NULL;
    struct lx_str s = LX_STR_EMPTY;
    if (id == ROW_BALANCE) {
        lines_rule(l, _("Balance of open matters"));
        balance_words(&s, &r->balance);
        lines_para(l, lx_str_z(&s), ROLE_NORMAL, 0);
    }
    for (size_t i = 0; i < r->ready.n; i++)
        for (int k = 0; r->ready.at[i].row == id && k < LX_LACKS_N; k++)
            if (r->ready.at[i].lacks & 1u << k)
                lines_para(l, _(lx_agenda_lack_words((enum lx_agenda_lack)k)), ROLE_NEAR, 0);
    enum lx_rc rc = id > 0 ? lx_get(v->app->work, LX_AGENDA, id, &a, err) : LX_OK;
    if (rc == LX_OK && a)
        detail_record(v, a, l);
    lx_rec_free(a);
    lx_str_done(&s);
    return rc;
}

/* Enter goes to the row's form: most of what is missing is put down there. */
static unsigned on_edit(struct view *v, enum lx_cmd cmd)
{
    lx_id id = list_at_bar(&v->list);
    if (id <= 0)
        return cmd == CMD_OPEN ? PASS : DONE;
    (void)form_open(v->app, &form_agenda, id, NULL);
    return DONE;
}

static const struct cmd_handler commands[] = { { CMD_EDIT, on_edit }, { CMD_OPEN, on_edit }, MEETING_ACTS, { CMD_NONE, NULL } };

static const struct view_ops view_ready = {
    .name = "ready", .title = N_("Readiness of the agenda"), .ctx = CTX_EDITIONS, .size = sizeof(struct ready_view), .type = LX_NONE_TYPE,
    .columns = columns, .empty = "", .open_label = N_("edit"), .open = open_ready, .load = load, .cell = cell, .headline = headline,
    .detail = detail, .commands = commands, .close = close_ready,
    .stale_on = LX_BIT(LX_AGENDA) | LX_BIT(LX_MATERIAL) | LX_BIT(LX_ITEM) | LX_BIT(LX_TOPIC) | LX_BIT(LX_UNIT),
};

unsigned meeting_ready(struct view *v, enum lx_cmd cmd)
{
    lx_id meeting = meeting_of(v);
    (void)cmd;
    if (meeting)
        app_push(v->app, &view_ready, &meeting);
    return DONE;
}

/* --- freezing ------------------------------------------------------------------------------------------------------------- */

static bool freeze(struct view *v, lx_id meeting, const char *override)
{
    struct lx_err err;
    int64_t number = 0;
    bool ok = app_did(v->app, lx_agenda_freeze(v->app->work, meeting, NULL, override, &number, &err), &err);
    if (ok) {
        struct lx_str s = LX_STR_EMPTY;
        lx_str_addf(&s, _("The agenda is frozen as version %d"), (int)number);
        app_sayf(v->app, "%s    u %s", lx_str_z(&s), _("takes it back"));
        lx_str_done(&s);
    }
    return ok;
}

static bool on_override(struct view *v, const char *text, void *ctx)
{
    if (!*text) {
        app_say(v->app, _("An override wants a reason"));
        return false;
    }
    (void)freeze(v, *(lx_id *)ctx, text);
    return true;
}

/* One that is not ready asks for the reason to send it all the same. */
unsigned meeting_freeze(struct view *v, enum lx_cmd cmd)
{
    struct lx_readiness r = { 0 };
    struct lx_err err;
    lx_id meeting = meeting_of(v);
    (void)cmd;
    if (!meeting || !app_did(v->app, lx_ready(v->app->work, meeting, &r, &err), &err))
        return DONE;
    if (r.n) {
        struct lx_str label = LX_STR_EMPTY;
        lx_id *ctx = lx_alloc(sizeof *ctx);
        *ctx = meeting;
        lx_str_addf(&label, _("%d rows are not ready (b r); reason to send it all the same"), (int)r.n);
        prompt_open(v, &(struct prompt){ .label = lx_str_z(&label), .done = on_override, .ctx = ctx });
        lx_str_done(&label);
    } else {
        (void)freeze(v, meeting, NULL);
    }
    lx_readiness_done(&r);
    return DID_DRAW;
}
