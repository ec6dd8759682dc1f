/* Search: one box over everything stored; the hits by type, newest first. */
#include "tui/views/views.h"

#include "core/mem.h"
#include "core/work/work.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/prompt.h"
#include "tui/views/detail.h"

#include <stdlib.h>

struct search_view {
    struct view v;
    char *words;
    struct lx_hits hits;
};

enum { COL_TYPE, COL_NAME, HITS_MOST = 200 };

static const struct column columns[] = {
    [COL_TYPE] = { "type", N_("Kind"), 8, 10, 14, 0, 0, LX_LEFT, NULL, true },
    [COL_NAME] = { "name", N_("Found"), 20, 60, 160, 10, 0, LX_LEFT, NULL, false },
    { 0 },
};

static void open_search(struct view *v, const void *arg) { ((struct search_view *)v)->words = lx_strdup(arg); }

static void close_search(struct view *v)
{
    struct search_view *s = (struct search_view *)v;
    free(s->words);
    lx_hits_done(&s->hits);
}

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct search_view *s = (struct search_view *)v;
    struct lx_ids ids = { 0 };
    lx_hits_done(&s->hits);
    enum lx_rc rc = v->app->store->search(v->app->store, s->words, HITS_MOST, &s->hits, err);
    for (size_t i = 0; i < s->hits.n; i++)
        lx_ids_add(&ids, s->hits.at[i].id);
    if (rc == LX_OK)
        list_own(&v->list, ids.at, ids.n);
    lx_ids_done(&ids);
    return rc;
}

static const char *type_word(enum lx_type type) { return lx_two(lx_table(type)->en, lx_table(type)->zh); }

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct search_view *s = (const struct search_view *)v;
    (void)rec;
    if (col == COL_TYPE)
        lx_str_add(&out->text, type_word(s->hits.at[row].type));
    else
        lx_show_id(v->app->work, &out->text, id);
}

static void headline(struct view *v, struct lx_str *out)
{
    const struct search_view *s = (const struct search_view *)v;
    lx_str_add(out, s->words);
    for (int type = LX_NONE_TYPE + 1; type < LX_TYPES_N; type++)
        if (s->hits.counts[type])
            lx_str_addf(out, " · %s %zu", type_word((enum lx_type)type), s->hits.counts[type]);
}

/* The agenda that the row stands in, the bar on it; q comes back to what was found. */
static unsigned open_agenda(struct view *v, lx_id id)
{
    struct lx_agenda *row;
    struct lx_err err;
    if (!app_did(v->app, lx_get(v->app->work, LX_AGENDA, id, &row, &err), &err))
        return DONE;
    app_push(v->app, &view_agenda, &row->meeting);
    lx_rec_free(row);
    app_load(v->app);
    (void)list_to_id(app_view(v->app), id);
    return DONE;
}

static unsigned on_open(struct view *v, enum lx_cmd cmd)
{
    const struct search_view *s = (const struct search_view *)v;
    (void)cmd;
    if (v->list.bar >= s->hits.n)
        return PASS;
    const struct lx_hit *hit = &s->hits.at[v->list.bar];
    if (hit->type == LX_AGENDA)
        return open_agenda(v, hit->id);
    return app_visit(v->app, hit->type, hit->id) ? DONE : PASS; /* no list of its own: the detail says it all */
}

static const struct cmd_handler commands[] = { { CMD_OPEN, on_open }, { CMD_NONE, NULL } };

const struct view_ops view_search = {
    .name = "search",
    .title = N_("Search"),
    .ctx = CTX_SEARCH,
    .size = sizeof(struct search_view),
    .type = LX_NONE_TYPE,
    .columns = columns,
    .empty = N_("Nothing stored has these words."),
    .open = open_search,
    .load = load,
    .cell = cell,
    .headline = headline,
    .detail = detail_any,
    .commands = commands,
    .close = close_search,
};

static bool done(struct view *v, const char *text, void *ctx)
{
    (void)ctx;
    if (*text)
        app_push(v->app, &view_search, text);
    return true;
}

unsigned search_ask(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    prompt_open(v, &(struct prompt){ .label = _("Search everything:"), .done = done });
    return DONE;
}
