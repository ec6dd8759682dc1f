/* Statements: prepared once, bound, stepped, reset; SQLite's answers as ours. */
#include "db/base.h"

#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

#define LX_LOG_ROWS                                                                                                    \
    "SELECT e.\"number\", e.\"at\", e.\"offset\", e.\"who\", e.\"clerk\", e.\"host\", e.\"command\", e.\"args\","      \
    " e.\"undoes\", e.\"changes\", (SELECT max(u.\"number\") FROM \"entry\" u WHERE u.\"undoes\" = e.\"number\")"      \
    " FROM \"entry\" e WHERE e.\"number\" >= ?1 AND e.\"number\" <= ?2 AND (?3 IS NULL OR e.\"who\" = ?3)"
#define LX_LOG_GONE " AND e.\"number\" IN (SELECT \"entry\" FROM \"change\" WHERE \"type\" = ?5 AND \"op\" = '-' AND \"entry\" >= ?1)"
#define LX_LOG_OF " AND e.\"number\" IN (SELECT \"entry\" FROM \"change\" WHERE \"pk\" = ?5 AND \"op\" <> '=')"

static const char *const texts[] = {
#define SQL(name, text) text,
#include "db/statement.def"
#undef SQL
};

struct lx_db *lx_db_of(struct lx_store *s) { return (struct lx_db *)(void *)s; }

static const char *name_of(const struct lx_db *db) { return db->path ? db->path : ":memory:"; }

enum lx_rc lx_sql_fail(struct lx_db *db, int rc, struct lx_err *err)
{
    int full = sqlite3_extended_errcode(db->sql);
    const char *why = sqlite3_errmsg(db->sql);
    switch (rc & 0xFF) {
    case SQLITE_NOMEM:
        lx_fatal("out of memory");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return lx_fail(err, LX_BUSY, N_("Somebody else is writing for a long time; try again in a moment: %s"), "%s",
                       name_of(db));
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return lx_fail(err, LX_READONLY, N_("You may read this database, not write it: %s"), "%s", name_of(db));
    case SQLITE_FULL:
        return lx_fail(err, LX_IO, N_("The disk is full; make room and save again: %s"), "%s", name_of(db));
    case SQLITE_IOERR:
        return lx_fail(err, LX_IO, N_("The disk cannot be read or written: %s"), "%s (%s)", name_of(db), why);
    case SQLITE_CANTOPEN:
        return lx_fail(err, LX_IO, N_("The database cannot be opened: %s"), "%s (%s)", name_of(db), why);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return lx_fail(err, LX_CORRUPT, N_("The database is damaged; run `lianxi db check`: %s"), "%s", name_of(db));
    case SQLITE_INTERRUPT:
    case SQLITE_ABORT:
        return lx_fail(err, LX_STOPPED, N_("Stopped"), "%s", "");
    case SQLITE_TOOBIG:
        return lx_fail(err, LX_INVALID, N_("The text is too long to be stored"), "%s", "");
    case SQLITE_CONSTRAINT:
        if (full == SQLITE_CONSTRAINT_UNIQUE || full == SQLITE_CONSTRAINT_PRIMARYKEY || full == SQLITE_CONSTRAINT_ROWID)
            return lx_fail(err, LX_EXISTS, N_("This number is already taken"), "%s", "");
        return lx_fail(err, LX_STATE, N_("Something refers to a record that is not there: %s"), "%s", why);
    default:
        return lx_fail(err, LX_CORRUPT, N_("The database does not answer as it should; run `lianxi db check`: %s"),
                       "%s (%s)", name_of(db), why);
    }
}

sqlite3_stmt *lx_sql_prepare(struct lx_db *db, const char *text, struct lx_err *err)
{
    sqlite3_stmt *st = NULL;
    int rc = sqlite3_prepare_v3(db->sql, text, -1, SQLITE_PREPARE_PERSISTENT, &st, NULL);
    if (rc != SQLITE_OK)
        (void)lx_sql_fail(db, rc, err);
    return st;
}

sqlite3_stmt *lx_sql(struct lx_db *db, enum lx_sql which, struct lx_err *err)
{
    if (!db->fixed[which])
        db->fixed[which] = lx_sql_prepare(db, texts[which], err);
    return db->fixed[which];
}

enum lx_rc lx_sql_step(struct lx_db *db, sqlite3_stmt *st, bool *row, struct lx_err *err)
{
    int rc = sqlite3_step(st);
    *row = rc == SQLITE_ROW;
    if (rc == SQLITE_ROW)
        return LX_OK;
    enum lx_rc answer = rc == SQLITE_DONE ? LX_OK : lx_sql_fail(db, rc, err);
    sqlite3_reset(st);
    return answer;
}

enum lx_rc lx_sql_run(struct lx_db *db, sqlite3_stmt *st, struct lx_err *err)
{
    bool row;
    if (!st)
        return lx_rc_of(err);
    enum lx_rc rc = lx_sql_step(db, st, &row, err);
    sqlite3_reset(st);
    return rc;
}

enum lx_rc lx_sql_exec(struct lx_db *db, const char *text, struct lx_err *err)
{
    int rc = sqlite3_exec(db->sql, text, NULL, NULL, NULL);
    return rc == SQLITE_OK ? LX_OK : lx_sql_fail(db, rc, err);
}

void lx_sql_roomy(struct lx_db *db, bool roomy)
{
    (void)lx_sql_exec(db, roomy ? "PRAGMA cache_size = -32000" : "PRAGMA cache_size = -2000", NULL);
    if (!roomy)
        (void)sqlite3_db_release_memory(db->sql);
}

void lx_bind_text(sqlite3_stmt *st, int i, const char *s)
{
    if (s)
        sqlite3_bind_text(st, i, s, (int)strlen(s), SQLITE_STATIC);
    else
        sqlite3_bind_null(st, i);
}

const char *lx_column_z(sqlite3_stmt *st, int i)
{
    const char *s = (const char *)sqlite3_column_text(st, i);
    return s ? s : "";
}

enum lx_rc lx_meta_get(struct lx_db *db, const char *name, struct lx_str *value, struct lx_err *err)
{
    sqlite3_stmt *st = lx_sql(db, LX_SQL_META_GET, err);
    bool row;
    if (!st)
        return lx_rc_of(err);
    lx_bind_text(st, 1, name);
    enum lx_rc rc = lx_sql_step(db, st, &row, err);
    if (row)
        lx_str_add(value, lx_column_z(st, 0));
    sqlite3_reset(st);
    return rc;
}

enum lx_rc lx_meta_put(struct lx_db *db, const char *name, const char *value, struct lx_err *err)
{
    sqlite3_stmt *st = lx_sql(db, LX_SQL_META_PUT, err);
    if (!st)
        return lx_rc_of(err);
    lx_bind_text(st, 1, name);
    lx_bind_text(st, 2, value);
    return lx_sql_run(db, st, err);
}

void lx_db_finalize(struct lx_db *db)
{
    for (int i = 0; i < LX_SQL_N; i++)
        sqlite3_finalize(db->fixed[i]);
    memset(db->fixed, 0, sizeof db->fixed);
    for (int i = 0; i < LX_TYPES_N; i++) {
        struct lx_record_sql *r = &db->of[i];
        sqlite3_finalize(r->get);
        sqlite3_finalize(r->row);
        sqlite3_finalize(r->insert);
        sqlite3_finalize(r->remove);
        for (int j = 0; j < r->update_n; j++)
            sqlite3_finalize(r->update[j].st);
    }
    memset(db->of, 0, sizeof db->of);
    sqlite3_finalize(db->type_of);
    db->type_of = NULL;
}

enum lx_rc lx_read_begin(struct lx_db *db, bool *began, struct lx_err *err)
{
    *began = sqlite3_get_autocommit(db->sql) != 0;
    enum lx_rc rc = *began ? lx_sql_run(db, lx_sql(db, LX_SQL_BEGIN_READ, err), err) : LX_OK;
    if (rc)
        *began = false;
    return rc;
}

/* A read has nothing to lose: when COMMIT fails, the rollback ends it. */
void lx_read_end(struct lx_db *db, bool began)
{
    if (began && lx_sql_run(db, lx_sql(db, LX_SQL_COMMIT, NULL), NULL) != LX_OK)
        (void)lx_sql_exec(db, "ROLLBACK", NULL);
}
