/* History: the journal, newest first; of everything, or of one record. */
#include "tui/views/views.h"

#include "core/work/items.h"
#include "tui/app.h"
#include "tui/history.h"
#include "tui/i18n.h"
#include "tui/takeback.h"

#include <string.h>

struct log_view {
    struct view v;
    struct lx_log_rows rows;
};

enum { COL_REV, COL_WHEN, COL_WHO, COL_WHAT, ENTRIES_MOST = 2000 };

static const struct column columns[] = {
    [COL_REV] = { "entry", N_("Entry"), 5, 6, 9, 0, 2, LX_RIGHT, NULL, true },
    [COL_WHEN] = { "when", N_("When"), 16, 16, 16, 0, 1, LX_LEFT, NULL, false },
    [COL_WHO] = { "who", N_("Who"), 6, 10, 16, 0, 0, LX_LEFT, NULL, false },
    [COL_WHAT] = { "what", N_("What was done"), 16, 40, 160, 10, 0, LX_LEFT, NULL, true },
    { 0 },
};

static void open_log(struct view *v, const void *arg)
{
    if (arg)
        v->subject = *(const lx_id *)arg;
}

static void close_log(struct view *v) { lx_log_rows_done(&((struct log_view *)v)->rows); }

/* Of a record also what belongs to it, and what was printed of it. */
static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct log_view *g = (struct log_view *)v;
    struct lx_log_query q = { .limit = ENTRIES_MOST };
    struct lx_ids ids = { 0 };
    lx_log_rows_done(&g->rows);
    enum lx_rc rc = v->subject ? lx_record_log(v->app->work, v->subject, &g->rows, err) : v->app->store->log(v->app->store, &q, &g->rows, err);
    if (v->subject)
        lx_log_newest_first(&g->rows, ENTRIES_MOST);
    for (size_t i = 0; i < g->rows.n; i++)
        lx_ids_add(&ids, g->rows.at[i].rev);
    if (rc == LX_OK)
        list_own(&v->list, ids.at, ids.n);
    lx_ids_done(&ids);
    return rc;
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct lx_log_row *r = &((struct log_view *)v)->rows.at[row];
    (void)rec, (void)id;
    out->role = r->undone_by ? ROLE_DONE : ROLE_NORMAL;
    switch (col) {
    case COL_REV: lx_str_addf(&out->text, "%lld", (long long)r->rev); break;
    case COL_WHEN: lx_instant_format(&out->text, r->at_ms, r->offset_min); break;
    case COL_WHO: lx_str_add(&out->text, r->clerk ? r->clerk : r->who); break;
    case COL_WHAT: lx_entry_what(&out->text, r); break;
    default: break;
    }
}

static void headline(struct view *v, struct lx_str *out)
{
    if (v->subject)
        lx_show_id(v->app->work, out, v->subject);
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_str s = LX_STR_EMPTY;
    enum lx_rc rc = lx_changes_words(v->app->work, &s, id, v->subject, err);
    lines_para(l, lx_str_z(&s), ROLE_NORMAL, 0);
    lx_str_done(&s);
    return rc;
}

/* Here u takes back the entry under the bar, whoever made it. */
static unsigned on_undo(struct view *v, enum lx_cmd cmd)
{
    lx_rev rev = list_at_bar(&v->list);
    (void)cmd;
    return rev ? takeback_entry(v, rev) : DONE;
}

static const struct cmd_handler commands[] = { { CMD_UNDO, on_undo }, { CMD_NONE, NULL } };

const struct view_ops view_log = {
    .name = "log",
    .title = N_("History"),
    .ctx = CTX_LOG,
    .size = sizeof(struct log_view),
    .command = CMD_VIEW_LOG,
    .type = LX_NONE_TYPE,
    .columns = columns,
    .empty = N_("Nothing has been written yet."),
    .open = open_log,
    .load = load,
    .cell = cell,
    .headline = headline,
    .detail = detail,
    .commands = commands,
    .stale_on = ~0u,
    .close = close_log,
};

unsigned log_of_record(struct view *v, enum lx_cmd cmd)
{
    lx_id id = list_at_bar(&v->list);
    (void)cmd;
    if (id > 0)
        app_push(v->app, &view_log, &id);
    return DONE;
}
