/* What the database knew at the end of a day: a copy in memory, rewound by the change rows. */
#include "db/backup.h"
#include "db/migrate.h"

#include "core/delta.h"
#include "core/mem.h"

#include <stdio.h>
#include <stdlib.h>

static enum lx_rc rewind_to(struct lx_db *db, lx_rev keep, struct lx_err *err);
static enum lx_rc find_last(struct lx_db *db, lx_day day, int offset_min, lx_rev *keep, struct lx_err *err);

enum lx_rc lx_db_as_of(struct lx_store *s, lx_day day, int offset_min, struct lx_store **out, struct lx_err *err)
{
    struct lx_db *past = lx_db_blank();
    lx_rev keep = 0;
    *out = NULL;
    enum lx_rc rc = lx_db_connect(past, err);
    if (rc == LX_OK)
        rc = lx_copy_pages(past, lx_db_of(s), err);
    if (rc == LX_OK)
        rc = lx_migrate(past, false, err);
    if (rc == LX_OK)
        rc = find_last(past, day, offset_min, &keep, err);
    if (rc == LX_OK)
        rc = rewind_to(past, keep, err);
    if (rc == LX_OK)
        rc = lx_sql_exec(past, "PRAGMA query_only = ON", err);
    if (rc) {
        past->store.close(&past->store);
        return rc;
    }
    past->readonly = true;
    *out = &past->store;
    return LX_OK;
}

/* The newest entry of that day or before.  History is ordered by number: an entry made while the clock was wrong stays
 * where a later one, of a day that is wanted, follows it. */
static enum lx_rc find_last(struct lx_db *db, lx_day day, int offset_min, lx_rev *keep, struct lx_err *err)
{
    sqlite3_stmt *st = lx_sql(db, LX_SQL_LAST_BEFORE, err);
    bool row;
    if (!st)
        return lx_rc_of(err);
    int64_t end_ms = ((int64_t)day + 1) * 86400000 - (int64_t)offset_min * 60000;
    sqlite3_bind_int64(st, 1, day == LX_NO_DAY ? INT64_MAX : end_ms);
    enum lx_rc rc = lx_sql_step(db, st, &row, err);
    *keep = rc == LX_OK && row ? sqlite3_column_int64(st, 0) : 0;
    sqlite3_reset(st);
    return rc;
}

/* A text that was purged cannot be rewound: the record keeps what it holds. */
static enum lx_rc rewind_change(struct lx_db *db, enum lx_type type, lx_id id, char op, const char *json,
                                struct lx_err *err)
{
    struct lx_rec *now = NULL, *then = NULL;
    struct lx_delta d = { 0 };
    enum lx_rc rc = lx_row_get(db, type, id, true, &now, err);
    if (rc == LX_NOTFOUND)
        rc = LX_OK;
    if (rc == LX_OK && op != '+' && json)
        rc = lx_delta_read(&d, op, json, err);
    if (rc == LX_OK && op == '-' && json && !now) {
        then = lx_rec_new(type);
        then->id = id;
    } else if (rc == LX_OK && op == '~' && json && now) {
        then = lx_rec_copy(now);
    }
    if (then)
        rc = lx_delta_apply(then, &d, false, err);
    if (rc == LX_OK && (then || (op == '+' && now)))
        rc = lx_put(db, now, then, err);
    lx_delta_done(&d);
    lx_rec_free(then);
    lx_rec_free(now);
    return rc;
}

static enum lx_rc rewind_all(struct lx_db *db, lx_rev keep, struct lx_ids *touched, struct lx_err *err)
{
    sqlite3_stmt *st = lx_sql(db, LX_SQL_CHANGES_SINCE, err);
    enum lx_rc rc = LX_OK;
    bool row;
    if (!st)
        return lx_rc_of(err);
    sqlite3_bind_int64(st, 1, keep);
    while (rc == LX_OK && (rc = lx_sql_step(db, st, &row, err)) == LX_OK && row) {
        const struct lx_table *t = lx_table_named(lx_column_z(st, 0));
        char op = *lx_column_z(st, 2);
        if (!t || op == '=')
            continue;
        lx_ids_add(touched, sqlite3_column_int64(st, 1));
        rc = rewind_change(db, t->type, sqlite3_column_int64(st, 1), op, (const char *)sqlite3_column_text(st, 3), err);
    }
    sqlite3_reset(st);
    return rc;
}

/* The rev of what was rewound is that of the last entry left. */
static enum lx_rc set_revs(struct lx_db *db, const struct lx_ids *touched, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (int i = LX_NONE_TYPE + 1; i < LX_TYPES_N && rc == LX_OK; i++) {
        struct lx_str sql = LX_STR_EMPTY;
        lx_str_addf(
            &sql,
            "UPDATE \"%s\" SET \"rev\" = coalesce((SELECT max(\"entry\") FROM \"change\" WHERE \"pk\" = ?1), \"rev\") "
            "WHERE \"id\" = ?1",
            lx_table((enum lx_type)i)->name);
        sqlite3_stmt *st = lx_sql_prepare(db, lx_str_z(&sql), err);
        rc = st ? LX_OK : lx_rc_of(err);
        for (size_t j = 0; j < touched->n && rc == LX_OK; j++) {
            sqlite3_bind_int64(st, 1, touched->at[j]);
            rc = lx_sql_run(db, st, err);
        }
        sqlite3_finalize(st);
        lx_str_done(&sql);
    }
    return rc;
}

static enum lx_rc forget_since(struct lx_db *db, lx_rev keep, struct lx_err *err)
{
    char sql[128];
    (void)snprintf(sql, sizeof sql,
                   "DELETE FROM \"change\" WHERE \"entry\" > %lld; DELETE FROM \"entry\" WHERE \"number\" > %lld",
                   (long long)keep, (long long)keep);
    return lx_sql_exec(db, sql, err);
}

static enum lx_rc rewind_to(struct lx_db *db, lx_rev keep, struct lx_err *err)
{
    struct lx_ids touched = { 0 };
    enum lx_rc rc = db->store.begin(&db->store, err);
    if (rc)
        return rc;
    db->txn.silent = true;
    rc = rewind_all(db, keep, &touched, err);
    if (rc == LX_OK)
        rc = forget_since(db, keep, err);
    if (rc == LX_OK)
        rc = set_revs(db, &touched, err);
    lx_ids_done(&touched);
    if (rc == LX_OK)
        return lx_txn_end(db, NULL, err);
    db->store.abandon(&db->store);
    return rc;
}
