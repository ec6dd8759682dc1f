/* The chain: every entry and every change row against its hash. */
#include "db/check.h"

#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

/* Entries whose texts were destroyed by order. */
struct purged {
    lx_rev *at;
    size_t n, room;
};

struct walk {
    struct lx_findings *out;
    struct purged purged;
    lx_rev number; /* the last entry seen */
    unsigned char head[LX_HASH_LEN];
    int64_t changes_n; /* of all entries */
    int rows_n;        /* in this slice */
};

static enum lx_rc read_purged(struct lx_db *db, struct purged *p, struct lx_err *err);
static enum lx_rc walk_slice(struct lx_db *db, struct walk *w, bool *end, struct lx_err *err);

void lx_found(struct lx_findings *out, enum lx_find kind, enum lx_type type, lx_id id, lx_rev entry, const char *detail)
{
    LX_PUSH(out->at, out->n, out->room) = (struct lx_finding){ kind, type, id, entry, false, lx_strdup(detail) };
}

void lx_findings_done(struct lx_findings *f)
{
    for (size_t i = 0; i < f->n; i++)
        free(f->at[i].detail);
    free(f->at);
    *f = (struct lx_findings){ 0 };
}

enum lx_rc lx_may_go_on(struct lx_db *db, struct lx_err *err)
{
    return db->stop && db->stop(db->stop_ctx) ? lx_fail(err, LX_STOPPED, N_("Stopped"), "%s", "") : LX_OK;
}

static enum lx_rc count_changes(struct lx_db *db, int64_t *n, struct lx_err *err)
{
    sqlite3_stmt *st = lx_sql(db, LX_SQL_CHANGES_N, err);
    bool row;
    enum lx_rc rc = st ? lx_sql_step(db, st, &row, err) : lx_rc_of(err);
    if (rc == LX_OK)
        *n = sqlite3_column_int64(st, 0);
    if (st)
        sqlite3_reset(st);
    return rc;
}

enum lx_rc lx_check_chain(struct lx_db *db, struct lx_findings *out, struct lx_err *err)
{
    struct walk w = { .out = out };
    int64_t before = 0;
    bool end = false, began = false;
    enum lx_rc rc = read_purged(db, &w.purged, err);
    while (rc == LX_OK && !end) {
        rc = lx_may_go_on(db, err);
        if (rc == LX_OK)
            rc = lx_read_begin(db, &began, err);
        if (rc == LX_OK)
            rc = walk_slice(db, &w, &end, err);
        if (rc == LX_OK && end)
            rc = count_changes(db, &before, err); /* in the same state as the last slice */
        lx_read_end(db, began);
    }
    if (rc == LX_OK && before != w.changes_n)
        lx_found(out, LX_FIND_CHANGE, LX_NONE_TYPE, 0, 0, "change rows of no entry");
    free(w.purged.at);
    return rc;
}

/* --- purged entries ---------------------------------------------------------------------------------------------- */

static enum lx_rc read_purged(struct lx_db *db, struct purged *p, struct lx_err *err)
{
    sqlite3_stmt *st = lx_sql(db, LX_SQL_PURGES, err);
    bool row;
    enum lx_rc rc;
    if (!st)
        return lx_rc_of(err);
    while ((rc = lx_sql_step(db, st, &row, err)) == LX_OK && row) {
        const char *args = lx_column_z(st, 0); /* ["12","by order of …"] */
        args += strcspn(args, "0123456789");
        LX_PUSH(p->at, p->n, p->room) = strtoll(args, NULL, 10);
    }
    return rc;
}

static bool is_purged(const struct purged *p, lx_rev rev)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->at[i] == rev)
            return true;
    return false;
}

/* --- one entry --------------------------------------------------------------------------------------------------- */

static const char *text_or_null(sqlite3_stmt *st, int i) { return (const char *)sqlite3_column_text(st, i); }

static bool has_hash(sqlite3_stmt *st, int i, const unsigned char want[LX_HASH_LEN])
{
    return sqlite3_column_bytes(st, i) == LX_HASH_LEN && memcmp(sqlite3_column_blob(st, i), want, LX_HASH_LEN) == 0;
}

static void found_change(struct walk *w, lx_rev entry, sqlite3_stmt *st, const char *what)
{
    const struct lx_table *t = lx_table_named(lx_column_z(st, 1));
    lx_found(w->out, LX_FIND_CHANGE, t ? t->type : LX_NONE_TYPE, sqlite3_column_int64(st, 2), entry, what);
}

static void check_change(struct walk *w, lx_rev entry, sqlite3_stmt *st, int64_t want_seq)
{
    unsigned char hash[LX_HASH_LEN];
    if (sqlite3_column_int64(st, 0) != want_seq)
        found_change(w, entry, st, "seq");
    if (sqlite3_column_type(st, 4) == SQLITE_NULL) {
        if (!is_purged(&w->purged, entry))
            found_change(w, entry, st, "delta");
        return;
    }
    lx_change_hash(hash, entry, sqlite3_column_int64(st, 0), lx_column_z(st, 1), sqlite3_column_int64(st, 2),
                   lx_column_z(st, 3), lx_column_z(st, 4));
    if (!has_hash(st, 5, hash))
        found_change(w, entry, st, "hash");
}

/* The change rows of an entry, hashed together.  All under one lock: an import of 100,000 records takes some tenths of
 * a second. */
static enum lx_rc walk_changes(struct lx_db *db, struct walk *w, lx_rev entry, int64_t *n,
                               unsigned char hash[LX_HASH_LEN], struct lx_err *err)
{
    struct lx_hash all;
    sqlite3_stmt *st = lx_sql(db, LX_SQL_CHANGE_ROWS, err);
    enum lx_rc rc;
    bool row;
    if (!st)
        return lx_rc_of(err);
    lx_hash_start(&all);
    *n = 0;
    sqlite3_bind_int64(st, 1, entry);
    while ((rc = lx_sql_step(db, st, &row, err)) == LX_OK && row) {
        check_change(w, entry, st, ++*n);
        lx_hash_bytes(&all, sqlite3_column_blob(st, 5), (size_t)sqlite3_column_bytes(st, 5));
        w->rows_n++;
    }
    lx_hash_end(&all, hash);
    return rc;
}

static enum lx_rc check_entry(struct lx_db *db, struct walk *w, sqlite3_stmt *st, struct lx_err *err)
{
    unsigned char changes[LX_HASH_LEN], hash[LX_HASH_LEN];
    lx_rev number = sqlite3_column_int64(st, 0);
    int64_t n = 0;
    struct lx_entry e = {
        .at_ms = sqlite3_column_int64(st, 1),
        .offset_min = sqlite3_column_int(st, 2),
        .who = text_or_null(st, 3),
        .clerk = text_or_null(st, 4),
        .host = text_or_null(st, 5),
        .command = text_or_null(st, 6),
        .args = text_or_null(st, 7),
        .undoes = sqlite3_column_int64(st, 8),
    };
    enum lx_rc rc = walk_changes(db, w, number, &n, changes, err);
    if (rc)
        return rc;
    if (number != w->number + 1)
        lx_found(w->out, LX_FIND_ENTRY, LX_NONE_TYPE, 0, w->number + 1, "number");
    if (n != sqlite3_column_int64(st, 9))
        lx_found(w->out, LX_FIND_CHANGE, LX_NONE_TYPE, 0, number, "number of changes");
    lx_entry_hash(hash, w->head, number, &e, sqlite3_column_int64(st, 9), changes);
    if (!has_hash(st, 10, hash))
        lx_found(w->out, LX_FIND_ENTRY, LX_NONE_TYPE, 0, number, "hash");
    if (sqlite3_column_bytes(st, 10) == LX_HASH_LEN) /* go on from what is stored, so that one fault is named once */
        memcpy(w->head, sqlite3_column_blob(st, 10), LX_HASH_LEN);
    w->number = number;
    w->changes_n += n;
    return LX_OK;
}

static enum lx_rc walk_slice(struct lx_db *db, struct walk *w, bool *end, struct lx_err *err)
{
    sqlite3_stmt *st = lx_sql(db, LX_SQL_ENTRIES, err);
    enum lx_rc rc = LX_OK;
    bool row = true;
    if (!st)
        return lx_rc_of(err);
    w->rows_n = 0;
    sqlite3_bind_int64(st, 1, w->number);
    while (rc == LX_OK && w->rows_n < LX_SLICE_ROWS && (rc = lx_sql_step(db, st, &row, err)) == LX_OK && row) {
        w->rows_n++;
        rc = check_entry(db, w, st, err);
    }
    *end = !row;
    sqlite3_reset(st);
    return rc;
}
