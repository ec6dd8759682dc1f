/* The journal: change rows with a SHA-256 each, entries chained over them; reading it back. */
#include "db/base.h"

#include "core/delta.h"
#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

static enum lx_rc db_log(struct lx_store *s, const struct lx_log_query *q, struct lx_log_rows *out, struct lx_err *err);
static enum lx_rc db_changes(struct lx_store *s, lx_rev rev, struct lx_changes *out, struct lx_err *err);

void lx_store_journal(struct lx_store *s)
{
    s->log = db_log;
    s->changes = db_changes;
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

void lx_change_hash(unsigned char out[LX_HASH_LEN], lx_rev entry, int64_t seq, const char *type, lx_id id,
                    const char *op, const char *delta)
{
    struct lx_hash h;
    lx_hash_start(&h);
    lx_hash_int(&h, entry);
    lx_hash_int(&h, seq);
    lx_hash_text(&h, type);
    lx_hash_int(&h, id);
    lx_hash_text(&h, op);
    lx_hash_text(&h, delta);
    lx_hash_end(&h, out);
}

void lx_entry_hash(unsigned char out[LX_HASH_LEN], const unsigned char before[LX_HASH_LEN], lx_rev number,
                   const struct lx_entry *e, int64_t changes_n, const unsigned char changes[LX_HASH_LEN])
{
    struct lx_hash h;
    lx_hash_start(&h);
    lx_hash_bytes(&h, before, LX_HASH_LEN);
    lx_hash_int(&h, number);
    lx_hash_int(&h, e->at_ms);
    lx_hash_int(&h, e->offset_min);
    lx_hash_text(&h, e->who);
    lx_hash_text(&h, e->clerk);
    lx_hash_text(&h, e->host);
    lx_hash_text(&h, e->command);
    lx_hash_text(&h, e->args);
    lx_hash_int(&h, e->undoes);
    lx_hash_int(&h, changes_n);
    lx_hash_bytes(&h, changes, LX_HASH_LEN);
    lx_hash_end(&h, out);
}

enum lx_rc lx_journal_change(struct lx_db *db, enum lx_type type, lx_id id, char op, const char *delta,
                             struct lx_err *err)
{
    struct lx_txn *x = &db->txn;
    const char ops[2] = { op, '\0' }, *name = lx_table(type)->name;
    unsigned char hash[LX_HASH_LEN];
    x->changes_n++;
    if (x->silent)
        return LX_OK;
    sqlite3_stmt *st = lx_sql(db, LX_SQL_CHANGE_ADD, err);
    if (!st)
        return lx_rc_of(err);
    lx_change_hash(hash, x->number, x->changes_n, name, id, ops, delta);
    lx_hash_bytes(&x->changes, hash, sizeof hash);
    sqlite3_bind_int64(st, 1, x->number);
    sqlite3_bind_int64(st, 2, x->changes_n);
    lx_bind_text(st, 3, name);
    sqlite3_bind_int64(st, 4, id);
    lx_bind_text(st, 5, ops);
    lx_bind_text(st, 6, delta);
    sqlite3_bind_blob(st, 7, hash, sizeof hash, SQLITE_STATIC);
    return lx_sql_run(db, st, err);
}

enum lx_rc lx_journal_entry(struct lx_db *db, const struct lx_entry *given, struct lx_err *err)
{
    struct lx_txn *x = &db->txn;
    struct lx_entry e = *given;
    unsigned char changes[LX_HASH_LEN], hash[LX_HASH_LEN];
    sqlite3_stmt *st = lx_sql(db, LX_SQL_ENTRY_ADD, err);
    if (!st)
        return lx_rc_of(err);
    e.who = e.who ? e.who : "";
    e.command = e.command ? e.command : "";
    e.args = e.args ? e.args : "[]";
    lx_hash_end(&x->changes, changes);
    lx_entry_hash(hash, x->head, x->number, &e, x->changes_n, changes);
    sqlite3_bind_int64(st, 1, x->number);
    sqlite3_bind_int64(st, 2, e.at_ms);
    sqlite3_bind_int64(st, 3, e.offset_min);
    lx_bind_text(st, 4, e.who);
    lx_bind_text(st, 5, e.clerk);
    lx_bind_text(st, 6, e.host);
    lx_bind_text(st, 7, e.command);
    lx_bind_text(st, 8, e.args);
    if (e.undoes)
        sqlite3_bind_int64(st, 9, e.undoes);
    else
        sqlite3_bind_null(st, 9);
    sqlite3_bind_int64(st, 10, x->changes_n);
    sqlite3_bind_blob(st, 11, hash, sizeof hash, SQLITE_STATIC);
    return lx_sql_run(db, st, err);
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

static char *column_text(sqlite3_stmt *st, int i) { return lx_strdup((const char *)sqlite3_column_text(st, i)); }

static void read_log_row(struct lx_log_row *r, sqlite3_stmt *st)
{
    *r = (struct lx_log_row){
        .rev = sqlite3_column_int64(st, 0),
        .at_ms = sqlite3_column_int64(st, 1),
        .offset_min = sqlite3_column_int(st, 2),
        .who = column_text(st, 3),
        .clerk = column_text(st, 4),
        .host = column_text(st, 5),
        .command = column_text(st, 6),
        .args = column_text(st, 7),
        .undoes = sqlite3_column_int64(st, 8),
        .changes_n = (size_t)sqlite3_column_int64(st, 9),
        .undone_by = sqlite3_column_int64(st, 10),
    };
}

static enum lx_rc db_log(struct lx_store *s, const struct lx_log_query *q, struct lx_log_rows *out, struct lx_err *err)
{
    struct lx_db *db = lx_db_of(s);
    sqlite3_stmt *st = lx_sql(db,
                              q->rec    ? (q->oldest_first ? LX_SQL_LOG_OF_UP : LX_SQL_LOG_OF_DOWN)
                              : q->gone ? (q->oldest_first ? LX_SQL_LOG_GONE_UP : LX_SQL_LOG_GONE_DOWN)
                                        : (q->oldest_first ? LX_SQL_LOG_UP : LX_SQL_LOG_DOWN),
                              err);
    enum lx_rc rc;
    bool row;
    if (!st)
        return lx_rc_of(err);
    sqlite3_bind_int64(st, 1, q->from);
    sqlite3_bind_int64(st, 2, q->to ? q->to : INT64_MAX);
    lx_bind_text(st, 3, q->who);
    sqlite3_bind_int64(st, 4, q->limit ? (sqlite3_int64)q->limit : -1);
    if (q->rec)
        sqlite3_bind_int64(st, 5, q->rec);
    else if (q->gone)
        lx_bind_text(st, 5, lx_table(q->gone)->name);
    while ((rc = lx_sql_step(db, st, &row, err)) == LX_OK && row)
        read_log_row(&LX_PUSH(out->at, out->n, out->room), st);
    return rc;
}

static enum lx_rc db_changes(struct lx_store *s, lx_rev rev, struct lx_changes *out, struct lx_err *err)
{
    struct lx_db *db = lx_db_of(s);
    sqlite3_stmt *st = lx_sql(db, LX_SQL_CHANGES, err);
    enum lx_rc rc;
    bool row;
    if (!st)
        return lx_rc_of(err);
    sqlite3_bind_int64(st, 1, rev);
    while ((rc = lx_sql_step(db, st, &row, err)) == LX_OK && row) {
        const struct lx_table *t = lx_table_named(lx_column_z(st, 0));
        char op = *lx_column_z(st, 2);
        if (op == '=')
            continue; /* not a change: what db purge keeps to replay from */
        if (t && sqlite3_column_type(st, 3) != SQLITE_NULL) {
            LX_PUSH(out->at, out->n, out->room) =
                (struct lx_change){ t->type, sqlite3_column_int64(st, 1), op, column_text(st, 3) };
            continue;
        }
        sqlite3_reset(st);
        return lx_fail(err, LX_STATE,
                       t ? N_("The texts of this entry were destroyed by order: %s")
                         : N_("This entry changed a kind of record that this version does not know: %s"),
                       "%lld", (long long)rev);
    }
    return rc;
}
