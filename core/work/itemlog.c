/* The journal of one item: its own entries and those of what belongs to it. */
#include "core/work/items.h"

#include "core/mem.h"

#include <stdlib.h>

static enum lx_rc add_entries(struct lx_work *w, lx_id rec, struct lx_log_rows *rows, struct lx_err *err)
{
    struct lx_log_query q = { .rec = rec };
    struct lx_log_rows some = { 0 };
    enum lx_rc rc = w->store->log(w->store, &q, &some, err);
    for (size_t i = 0; rc == LX_OK && i < some.n; i++)
        LX_PUSH(rows->at, rows->n, rows->room) = some.at[i];
    if (rc == LX_OK)
        some.n = 0; /* rows owns them now */
    lx_log_rows_done(&some);
    return rc;
}

static int cmp_entries(const void *pa, const void *pb)
{
    const struct lx_log_row *a = pa, *b = pb;
    return (a->rev > b->rev) - (a->rev < b->rev);
}

/* An entry that wrote several of the records stands there several times. */
static void once_each(struct lx_log_rows *rows)
{
    struct lx_log_rows twice = { 0 };
    size_t kept = 0;
    if (rows->n)
        qsort(rows->at, rows->n, sizeof *rows->at, cmp_entries);
    for (size_t i = 0; i < rows->n; i++) {
        if (kept && rows->at[kept - 1].rev == rows->at[i].rev)
            LX_PUSH(twice.at, twice.n, twice.room) = rows->at[i];
        else
            rows->at[kept++] = rows->at[i];
    }
    rows->n = kept;
    lx_log_rows_done(&twice);
}

enum lx_rc lx_item_belongings(struct lx_work *w, lx_id id, struct lx_ids *ids, struct lx_err *err)
{
    static const enum lx_type types[] = { LX_PART, LX_EVENT };
    enum lx_rc rc = LX_OK;
    for (size_t k = 0; rc == LX_OK && k < sizeof types / sizeof types[0]; k++) {
        struct lx_query q = { .type = types[k], .where = lx_cond_ref(types[k], "item", id) };
        rc = w->store->ids(w->store, &q, ids, err);
        lx_query_done(&q);
    }
    return rc;
}

enum lx_rc lx_item_log(struct lx_work *w, lx_id id, struct lx_log_rows *rows, struct lx_err *err)
{
    struct lx_ids ids = { 0 };
    enum lx_rc rc = add_entries(w, id, rows, err);
    if (rc == LX_OK)
        rc = lx_item_belongings(w, id, &ids, err);
    for (size_t i = 0; rc == LX_OK && i < ids.n; i++)
        rc = add_entries(w, ids.at[i], rows, err);
    lx_ids_done(&ids);
    once_each(rows);
    return rc;
}
