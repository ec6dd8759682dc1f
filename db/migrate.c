/* Bringing a file to this version's schema, or refusing it. */
#include "db/migrate.h"

#include "db/backup.h"

#include "core/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { APPLICATION_ID = 0x6C69616E }; /* "lian" */

static enum lx_rc check_names(struct lx_db *db, struct lx_err *err);
static enum lx_rc bring_up(struct lx_db *db, int from, const struct lx_migration *scripts, int scripts_n,
                           struct lx_err *err);
static enum lx_rc read_origin(struct lx_db *db, struct lx_err *err);

static enum lx_rc read_int(struct lx_db *db, const char *sql, int64_t *v, struct lx_err *err)
{
    sqlite3_stmt *st = lx_sql_prepare(db, sql, err);
    bool row;
    if (!st)
        return lx_rc_of(err);
    enum lx_rc rc = lx_sql_step(db, st, &row, err);
    *v = rc == LX_OK && row ? sqlite3_column_int64(st, 0) : 0;
    sqlite3_finalize(st);
    return rc;
}

static enum lx_rc foreign(const struct lx_db *db, struct lx_err *err, const char *what)
{
    return lx_fail(err, LX_TOONEW, N_("This is not a database of lianxi: %s"), "%s%s%s",
                   db->path ? db->path : ":memory:", *what ? ": " : "", what);
}

enum lx_rc lx_migrate(struct lx_db *db, bool create, struct lx_err *err)
{
    return lx_migrate_with(db, create, lx_migrations, lx_migrations_n, err);
}

enum lx_rc lx_migrate_with(struct lx_db *db, bool create, const struct lx_migration *scripts, int scripts_n,
                           struct lx_err *err)
{
    int64_t app, version;
    enum lx_rc rc = read_int(db, "PRAGMA application_id", &app, err);
    if (rc == LX_OK)
        rc = read_int(db, "PRAGMA user_version", &version, err);
    if (rc)
        return rc == LX_CORRUPT ? foreign(db, err, "") : rc;
    if (app == 0 && version == 0) { /* nobody's: ours if there is nothing in it */
        int64_t objects;
        rc = read_int(db, "SELECT count(*) FROM sqlite_schema", &objects, err);
        if (rc || objects || !create || db->readonly)
            return rc ? rc : foreign(db, err, "");
    } else if (app != APPLICATION_ID) {
        return foreign(db, err, "");
    }
    if (version > scripts_n)
        return lx_fail(
            err, LX_TOONEW,
            N_("This database was written by a newer version of lianxi; install that version to open it: %s"),
            "%s (%lld > %d)", db->path ? db->path : ":memory:", (long long)version, scripts_n);
    if (version < scripts_n)
        rc = bring_up(db, (int)version, scripts, scripts_n, err);
    if (rc == LX_OK)
        rc = check_names(db, err);
    return rc ? rc : read_origin(db, err);
}

/* --- what belongs in the schema ---------------------------------------------------------------------------------- */

static bool is_ours(const char *type, const char *name)
{
    if (strcmp(type, "table") != 0 && strcmp(type, "index") != 0)
        return false;
    if (strncmp(name, "sqlite_autoindex_", 17) == 0 || strncmp(name, "sqlite_stat", 11) == 0 ||
        strncmp(name, "words_", 6) == 0)
        return true;
    for (int i = 0; i < lx_schema_names_n; i++)
        if (strcmp(lx_schema_names[i], name) == 0)
            return true;
    return false;
}

static enum lx_rc check_names(struct lx_db *db, struct lx_err *err)
{
    sqlite3_stmt *st = lx_sql_prepare(db, "SELECT type, name FROM sqlite_schema", err);
    enum lx_rc rc = LX_OK;
    bool row = st != NULL;
    int ours = 0;
    if (!st)
        return lx_rc_of(err);
    while (rc == LX_OK && (rc = lx_sql_step(db, st, &row, err)) == LX_OK && row) {
        const char *name = lx_column_z(st, 1);
        if (!is_ours(lx_column_z(st, 0), name))
            rc = foreign(db, err, name);
        ours += strncmp(name, "sqlite_", 7) != 0 && strncmp(name, "words_", 6) != 0;
    }
    sqlite3_finalize(st);
    if (rc == LX_OK && ours < lx_schema_names_n)
        rc = lx_fail(err, LX_CORRUPT, N_("Tables or indexes are missing in the database; restore a copy: %s"), "%s",
                     db->path ? db->path : "");
    return rc;
}

/* --- migrating --------------------------------------------------------------------------------------------------- */

static enum lx_rc run_script(struct lx_db *db, const struct lx_migration *m, int number, struct lx_err *err)
{
    struct lx_str sql = LX_STR_EMPTY;
    for (const char *const *line = m->lines; *line; line++)
        lx_str_add(&sql, *line);
    lx_str_addf(&sql, "PRAGMA user_version = %d; PRAGMA application_id = %d;", number, APPLICATION_ID);
    enum lx_rc rc = lx_sql_exec(db, lx_str_z(&sql), err);
    lx_str_done(&sql);
    return rc;
}

static enum lx_rc new_name(struct lx_db *db, struct lx_err *err)
{
    unsigned char bytes[16];
    char name[33];
    const char *fixed = getenv("LIANXI_ORIGIN");
    if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes)
        return lx_fail(err, LX_IO, N_("The system gives no random numbers"), "%s", "");
    for (int i = 0; i < 16; i++)
        (void)snprintf(name + 2 * i, 3, "%02x", bytes[i]);
    if (fixed && *fixed)
        (void)snprintf(name, sizeof name, "%032lld", strtoll(fixed, NULL, 10));
    enum lx_rc rc = lx_meta_put(db, "name", name, err);
    return rc ? rc : lx_new_origin(db, err);
}

enum lx_rc lx_new_identity(struct lx_db *db, struct lx_err *err)
{
    enum lx_rc rc = lx_sql_exec(db, "BEGIN IMMEDIATE", err);
    if (rc == LX_OK)
        rc = new_name(db, err);
    if (rc == LX_OK)
        rc = lx_sql_exec(db, "COMMIT", err);
    if (rc && !sqlite3_get_autocommit(db->sql))
        (void)lx_sql_exec(db, "ROLLBACK", NULL);
    return rc;
}

static enum lx_rc check_links(struct lx_db *db, struct lx_err *err)
{
    sqlite3_stmt *st = lx_sql_prepare(db, "PRAGMA foreign_key_check", err);
    bool row;
    if (!st)
        return lx_rc_of(err);
    enum lx_rc rc = lx_sql_step(db, st, &row, err);
    if (rc == LX_OK && row)
        rc = lx_fail(err, LX_CORRUPT, N_("The database refers to records that are not there; restore a copy: %s"), "%s",
                     lx_column_z(st, 0));
    sqlite3_finalize(st);
    return rc;
}

/* Under the write lock: another process may have done it meanwhile. */
static enum lx_rc run_scripts(struct lx_db *db, const struct lx_migration *scripts, int scripts_n, struct lx_err *err)
{
    int64_t from;
    enum lx_rc rc = lx_sql_exec(db, "BEGIN IMMEDIATE", err);
    if (rc)
        return rc;
    rc = read_int(db, "PRAGMA user_version", &from, err);
    for (int i = (int)from; i < scripts_n && rc == LX_OK; i++)
        rc = run_script(db, &scripts[i], i + 1, err);
    if (rc == LX_OK && from == 0)
        rc = new_name(db, err);
    if (rc == LX_OK && from > 0)
        rc = check_links(db, err);
    lx_db_finalize(db);
    if (rc == LX_OK)
        rc = lx_sql_exec(db, "COMMIT", err);
    if (rc && !sqlite3_get_autocommit(db->sql))
        (void)lx_sql_exec(db, "ROLLBACK", NULL);
    return rc;
}

static enum lx_rc bring_up(struct lx_db *db, int from, const struct lx_migration *scripts, int scripts_n,
                           struct lx_err *err)
{
    if (db->readonly)
        return lx_fail(err, LX_READONLY,
                       N_("This database is of an older version; somebody who may write it must open it once: %s"),
                       "%s", db->path);
    enum lx_rc rc = from > 0 && db->path ? lx_backup_before(db, from, err) : LX_OK;
    if (rc == LX_OK)
        rc = lx_sql_exec(db, "PRAGMA foreign_keys = OFF", err); /* a new column may refer with a default */
    if (rc == LX_OK)
        rc = run_scripts(db, scripts, scripts_n, err);
    enum lx_rc on = lx_sql_exec(db, "PRAGMA foreign_keys = ON", rc ? NULL : err);
    return rc ? rc : on;
}

/* --- origin ------------------------------------------------------------------------------------------------------ */

static enum lx_rc read_origin(struct lx_db *db, struct lx_err *err)
{
    struct lx_str value = LX_STR_EMPTY;
    enum lx_rc rc = lx_meta_get(db, "origin", &value, err);
    db->origin = strtoll(lx_str_z(&value), NULL, 10);
    lx_str_done(&value);
    if (rc == LX_OK && (db->origin < 1 || db->origin > LX_ORIGIN_MAX))
        rc = lx_fail(err, LX_CORRUPT, N_("The database does not know the origin of its numbers; restore a copy: %s"),
                     "%s", db->path ? db->path : "");
    return rc;
}

enum lx_rc lx_new_origin(struct lx_db *db, struct lx_err *err)
{
    const char *fixed = getenv("LIANXI_ORIGIN");
    int64_t origin = fixed ? strtoll(fixed, NULL, 10) : 0;
    char text[32];
    while (origin < 1 || origin > LX_ORIGIN_MAX || (!fixed && origin == db->origin)) {
        uint32_t random;
        if (getrandom(&random, sizeof random, 0) != sizeof random)
            return lx_fail(err, LX_IO, N_("The system gives no random numbers"), "%s", "");
        origin = 1 + random % LX_ORIGIN_MAX;
        fixed = NULL;
    }
    (void)snprintf(text, sizeof text, "%lld", (long long)origin);
    enum lx_rc rc = lx_meta_put(db, "origin", text, err);
    /* with a fixed origin (tests) the counter goes on, so that no id is given twice */
    if (rc == LX_OK && origin != db->origin)
        rc = lx_sql_exec(db, "DELETE FROM \"counter\" WHERE \"name\" = 'id'", err);
    if (rc == LX_OK)
        db->origin = origin;
    return rc;
}
