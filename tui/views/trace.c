/* Where a record came from, and what came of it; Enter goes to any of them. */
#include "core/register/trace.h"

#include "core/mem.h"
#include "core/register/documents.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/prompt.h"
#include "tui/views/detail.h"
#include "tui/views/documents.h"
#include "tui/views/views.h"

struct trace_view {
    struct view v;
    struct lx_trace trace;
};

enum { COL_KIND, COL_NAME };

static const struct column columns[] = {
    [COL_KIND] = { "kind", N_("Kind"), 8, 12, 16, 0, 0, LX_LEFT, NULL, true },
    [COL_NAME] = { "name", N_("Record"), 20, 60, 160, 10, 0, LX_LEFT, NULL, false },
    { 0 },
};

static void open_trace(struct view *v, const void *arg) { v->subject = *(const lx_id *)arg; }
static void close_trace(struct view *v) { lx_trace_done(&((struct trace_view *)v)->trace); }

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct trace_view *t = (struct trace_view *)v;
    struct lx_ids ids = { 0 };
    enum lx_type type;
    lx_trace_done(&t->trace);
    enum lx_rc rc = v->app->store->type_of(v->app->store, v->subject, &type, err);
    if (rc == LX_OK)
        rc = lx_trace(v->app->work, type, v->subject, &t->trace, err);
    for (size_t i = 0; i < t->trace.n; i++)
        lx_ids_add(&ids, t->trace.at[i].id);
    if (rc == LX_OK) {
        bool first = !v->loaded;
        list_own(&v->list, ids.at, ids.n);
        if (first)
            (void)list_to_id(v, v->subject);
    }
    lx_ids_done(&ids);
    return rc;
}

/* Sources stand at the margin, what came of it is indented by its depth. */
static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct lx_trace_row *r = &((struct trace_view *)v)->trace.at[row];
    const struct lx_table *table = lx_table(r->type);
    (void)rec;
    out->role = r->depth < 0 ? ROLE_DIM : ROLE_NORMAL;
    for (int i = 0; col == COL_NAME && i < r->depth; i++)
        lx_str_add(&out->text, "  ");
    if (col == COL_KIND)
        lx_str_add(&out->text, lx_two(table->en, table->zh));
    else
        lx_show_id(v->app->work, &out->text, id);
}

static unsigned on_open(struct view *v, enum lx_cmd cmd)
{
    const struct lx_trace *t = &((struct trace_view *)v)->trace;
    (void)cmd;
    if (v->list.bar >= t->n)
        return DONE;
    const struct lx_trace_row r = t->at[v->list.bar];
    if (r.type == LX_PLAN) {
        app_push(v->app, &view_plan, &r.id);
        return DONE;
    }
    return app_visit(v->app, r.type, r.id) ? DONE : PASS;
}

static const struct cmd_handler commands[] = { { CMD_OPEN, on_open }, { CMD_NONE, NULL } };

const struct view_ops view_trace = {
    .name = "trace", .title = N_("Where from, and what came of it"), .ctx = CTX_SEARCH, .size = sizeof(struct trace_view), .type = LX_NONE_TYPE,
    .columns = columns, .empty = N_("Nothing is linked with it."), .open = open_trace, .load = load, .cell = cell, .detail = detail_any,
    .commands = commands, .close = close_trace, .stale_on = ~UINT64_C(0),
};

unsigned trace_of_record(struct view *v, enum lx_cmd cmd)
{
    lx_id id = list_at_bar(&v->list);
    (void)cmd;
    if (id)
        app_push(v->app, &view_trace, &id);
    return DONE;
}

/* --- the higher plan ------------------------------------------------------------------------------------------------------ */

static bool basis_named(struct view *v, const char *text, void *ctx)
{
    struct lx_err err;
    if (!*text)
        return false;
    if (app_did(v->app, lx_basis_add(v->app->work, *(lx_id *)ctx, text, NULL, &err), &err))
        app_sayf(v->app, "%s    u %s", text, _("takes it back"));
    return true;
}

unsigned basis_of_record(struct view *v, enum lx_cmd cmd)
{
    lx_id id = list_at_bar(&v->list), *ctx;
    (void)cmd;
    if (!id)
        return DONE;
    ctx = lx_alloc(sizeof *ctx);
    *ctx = id;
    prompt_open(v, &(struct prompt){ .label = _("Serves (number or name of a plan or document):"), .done = basis_named, .ctx = ctx });
    return DID_DRAW;
}
