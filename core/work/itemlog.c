/* The journal of one record: its own entries, those of what belongs to it, what was printed of it. */
#include "core/work/items.h"

#include "core/delta.h"
#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

static const enum lx_type belonging[] = { LX_PART, LX_EVENT };

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
    enum lx_rc rc = LX_OK;
    for (size_t k = 0; rc == LX_OK && k < sizeof belonging / sizeof belonging[0]; k++) {
        struct lx_query q = { .type = belonging[k], .where = lx_cond_ref(belonging[k], "item", id) };
        rc = w->store->ids(w->store, &q, ids, err);
        lx_query_done(&q);
    }
    return rc;
}

/* Was it, by its last values, a share or event of this item? */
static bool belonged(const struct lx_change *change, enum lx_type type, lx_id item)
{
    struct lx_delta delta = { 0 };
    bool yes = false;
    if (change->type != type || change->op != '-' || lx_delta_read(&delta, '-', change->delta, NULL) != LX_OK)
        return false;
    for (size_t i = 0; i < delta.n && !yes; i++)
        yes = strcmp(delta.at[i].name, "item") == 0 && strtoll(delta.at[i].old, NULL, 10) == item;
    lx_delta_done(&delta);
    return yes;
}

/* The shares and events that it had and has no longer; none went before its first entry. */
static enum lx_rc add_gone(struct lx_work *w, lx_id item, lx_rev first, struct lx_ids *ids, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t k = 0; rc == LX_OK && k < sizeof belonging / sizeof belonging[0]; k++) {
        struct lx_log_query q = { .gone = belonging[k], .from = first };
        struct lx_log_rows rows = { 0 };
        rc = w->store->log(w->store, &q, &rows, err);
        for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
            struct lx_changes changes = { 0 };
            if (w->store->changes(w->store, rows.at[i].rev, &changes, NULL) == LX_OK) /* not: its texts were destroyed by order */
                for (size_t n = 0; n < changes.n; n++)
                    if (belonged(&changes.at[n], belonging[k], item) && !lx_ids_has(ids, changes.at[n].id))
                        lx_ids_add(ids, changes.at[n].id);
            lx_changes_done(&changes);
        }
        lx_log_rows_done(&rows);
    }
    return rc;
}

static bool is_item(struct lx_work *w, lx_id id)
{
    struct lx_rows rows = { 0 };
    bool is = w->store->rows(w->store, LX_ITEM, &id, 1, &rows, NULL) == LX_OK && rows.n && rows.at[0];
    lx_rows_done(&rows);
    return is;
}

/* What was printed and sent of it. */
static enum lx_rc add_printings(struct lx_work *w, lx_id id, struct lx_ids *ids, struct lx_err *err)
{
    struct lx_query q = { .type = LX_PRINTING, .where = lx_cond_ref(LX_PRINTING, "hung", id) };
    enum lx_rc rc = w->store->ids(w->store, &q, ids, err);
    lx_query_done(&q);
    return rc;
}

enum lx_rc lx_record_log(struct lx_work *w, lx_id id, struct lx_log_rows *rows, struct lx_err *err)
{
    struct lx_ids ids = { 0 };
    enum lx_rc rc = add_entries(w, id, rows, err);
    bool item = rc == LX_OK && is_item(w, id);
    if (item)
        rc = lx_item_belongings(w, id, &ids, err);
    if (item && rc == LX_OK && rows->n)
        rc = add_gone(w, id, rows->at[rows->n - 1].rev, &ids, err);
    if (rc == LX_OK)
        rc = add_printings(w, id, &ids, err);
    for (size_t i = 0; rc == LX_OK && i < ids.n; i++)
        rc = add_entries(w, ids.at[i], rows, err);
    lx_ids_done(&ids);
    once_each(rows);
    return rc;
}

void lx_log_newest_first(struct lx_log_rows *rows, size_t limit)
{
    struct lx_log_rows old = { 0 };
    for (size_t i = 0; i < rows->n / 2; i++) {
        struct lx_log_row first = rows->at[i];
        rows->at[i] = rows->at[rows->n - 1 - i];
        rows->at[rows->n - 1 - i] = first;
    }
    while (limit && rows->n > limit)
        LX_PUSH(old.at, old.n, old.room) = rows->at[--rows->n];
    lx_log_rows_done(&old);
}
