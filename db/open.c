/* Opening a database: the path, the settings that make it safe, refusing what is not ours. */
#include "db/db.h"

#include "db/migrate.h"
#include "db/words.h"

#include "core/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUSY_MS = 15000 };

static enum lx_rc find_file(struct lx_db *db, const char *path, int flags, struct lx_err *err);
static enum lx_rc set_up(struct lx_db *db, struct lx_err *err);
static void db_close(struct lx_store *s);
static int64_t db_version(struct lx_store *s);
static void db_set_stop(struct lx_store *s, bool (*stop)(void *ctx), void *ctx);

struct lx_db *lx_db_blank(void)
{
    struct lx_db *db = lx_alloc(sizeof *db);
    db->daily_done = LX_NO_DAY;
    db->store = (struct lx_store){ .version = db_version, .set_stop = db_set_stop, .close = db_close };
    lx_store_writing(&db->store);
    lx_store_journal(&db->store);
    lx_store_reading(&db->store);
    db->store.as_of = lx_db_as_of;
    return db;
}

enum lx_rc lx_db_connect(struct lx_db *db, struct lx_err *err)
{
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); /* nobody asks; counting costs a lock at every malloc */
    int how =
        SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | (db->readonly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
    how |= db->path ? SQLITE_OPEN_NOFOLLOW : SQLITE_OPEN_MEMORY;
    int rc = sqlite3_open_v2(db->path ? db->path : ":memory:", &db->sql, how, NULL);
    return rc == SQLITE_OK ? set_up(db, err) : lx_sql_fail(db, rc, err);
}

enum lx_rc lx_db_open(struct lx_store **out, const char *path, int flags, struct lx_err *err)
{
    struct lx_db *db = lx_db_blank();
    struct lx_err own;
    err = err ? err : &own;
    *out = NULL;
    db->readonly = (flags & LX_DB_READONLY) != 0;
    enum lx_rc rc = strcmp(path, ":memory:") == 0 ? LX_OK : find_file(db, path, flags, err);
    if (rc == LX_OK)
        rc = lx_db_connect(db, err);
    if (rc == LX_OK)
        rc = lx_migrate(db, (flags & LX_DB_CREATE) || !db->path, err);
    if (rc) {
        rc = lx_sidecar_fail(db, rc, err);
        db_close(&db->store);
        return rc;
    }
    *out = &db->store;
    return LX_OK;
}

const char *lx_db_path(struct lx_store *s) { return lx_db_of(s)->path; }
bool lx_db_is_readonly(struct lx_store *s) { return lx_db_of(s)->readonly; }

static void db_close(struct lx_store *s)
{
    struct lx_db *db = lx_db_of(s);
    if (db->txn.open)
        s->abandon(s);
    lx_db_finalize(db);
    sqlite3_close_v2(db->sql);
    lx_daily_end(db);
    free(db->daily_program);
    free(db->path);
    free(db);
}

static void db_set_stop(struct lx_store *s, bool (*stop)(void *ctx), void *ctx)
{
    lx_db_of(s)->stop = stop;
    lx_db_of(s)->stop_ctx = ctx;
}

/* data_version counts what other connections commit; both only grow. */
static int64_t db_version(struct lx_store *s)
{
    struct lx_db *db = lx_db_of(s);
    sqlite3_stmt *st = lx_sql(db, LX_SQL_DATA_VERSION, NULL);
    bool row = false;
    int64_t others = st && lx_sql_step(db, st, &row, NULL) == LX_OK && row ? sqlite3_column_int64(st, 0) : 0;
    if (st)
        sqlite3_reset(st);
    return db->commits + others * (INT64_C(1) << 31);
}

/* --- the file ---------------------------------------------------------------------------------------------------- */

static enum lx_rc io_fail(struct lx_err *err, const char *path)
{
    return lx_fail(err, LX_IO, N_("The database cannot be opened: %s"), "%s (%s)", path, strerror(errno));
}

static enum lx_rc make_folders(const char *path, struct lx_err *err)
{
    char *copy = lx_strdup(path);
    enum lx_rc rc = LX_OK;
    for (char *p = strchr(copy + 1, '/'); p && rc == LX_OK; p = strchr(p + 1, '/')) {
        *p = '\0';
        if (mkdir(copy, 0770) != 0 && errno != EEXIST)
            rc = io_fail(err, copy);
        *p = '/';
    }
    free(copy);
    return rc;
}

/* A umask cannot make a file that a group may write (SQLite asks for 0644), so the file is made here, before SQLite has
 * it open.  Somebody else making it at the same time is fine. */
static enum lx_rc make_file(const char *path, struct lx_err *err)
{
    enum lx_rc rc = make_folders(path, err);
    if (rc)
        return rc;
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return errno == EEXIST ? LX_OK : io_fail(err, path);
    if (fchmod(fd, 0660) != 0)
        rc = io_fail(err, path);
    close(fd);
    return rc;
}

static bool may_write(const char *path)
{
    char *folder = lx_strdup(path);
    char *slash = strrchr(folder, '/');
    slash[slash == folder] = '\0';
    bool may = access(path, W_OK) == 0 && access(folder, W_OK) == 0;
    free(folder);
    return may;
}

static enum lx_rc find_file(struct lx_db *db, const char *path, int flags, struct lx_err *err)
{
    struct stat st;
    if (stat(path, &st) != 0) {
        if (errno != ENOENT)
            return io_fail(err, path);
        if (!(flags & LX_DB_CREATE))
            return lx_fail(err, LX_NOTFOUND, N_("There is no database of this name: %s"), "%s", path);
        enum lx_rc rc = make_file(path, err);
        if (rc)
            return rc;
    }
    char *real = realpath(path, NULL);
    if (!real || stat(real, &st) != 0) {
        free(real);
        return io_fail(err, path);
    }
    db->path = lx_strdup(real);
    free(real);
    if (!S_ISREG(st.st_mode))
        return lx_fail(err, LX_TOONEW, N_("This is not a database of lianxi: %s"), "%s", path);
    if (st.st_nlink > 1)
        return lx_fail(err, LX_INVALID,
                       N_("This file has a second name (hard link), which would break the locks; remove one: %s"), "%s",
                       path);
    db->dev = st.st_dev;
    db->ino = st.st_ino;
    db->readonly = db->readonly || !may_write(db->path);
    return LX_OK;
}

enum lx_rc lx_same_file(struct lx_db *db, struct lx_err *err)
{
    struct stat st;
    if (!db->path || (stat(db->path, &st) == 0 && st.st_dev == db->dev && st.st_ino == db->ino))
        return LX_OK;
    return lx_fail(err, LX_IO,
                   N_("The database was moved or replaced while open; close the program and open it again: %s"), "%s",
                   db->path);
}

enum lx_rc lx_sidecar_fail(struct lx_db *db, enum lx_rc rc, struct lx_err *err)
{
    if (!db->path || (rc != LX_IO && rc != LX_READONLY && rc != LX_BUSY))
        return rc;
    struct lx_str path = LX_STR_EMPTY;
    struct stat st;
    lx_str_addf(&path, "%s-journal", db->path);
    if (stat(lx_str_z(&path), &st) == 0 && access(lx_str_z(&path), R_OK | W_OK) != 0) {
        const struct passwd *owner = getpwuid(st.st_uid);
        rc = lx_fail(
            err, LX_READONLY,
            N_("A save was cut short and only its owner can finish it; let that person open the database once: %s"),
            "%s (%s)", lx_str_z(&path), owner ? owner->pw_name : "?");
    }
    lx_str_done(&path);
    return rc;
}

/* --- settings ---------------------------------------------------------------------------------------------------- */

struct setting {
    const char *set, *get, *want;
    bool files; /* not for a database in memory */
};

/* Each is read back: with several processes a PRAGMA may fail without a word. */
static enum lx_rc set_one(struct lx_db *db, const struct setting *s, struct lx_err *err)
{
    enum lx_rc rc = lx_sql_exec(db, s->set, err);
    sqlite3_stmt *st = rc == LX_OK ? lx_sql_prepare(db, s->get, err) : NULL;
    bool row;
    if (!st)
        return rc ? rc : lx_rc_of(err);
    rc = lx_sql_step(db, st, &row, err);
    if (rc == LX_OK && (!row || strcmp(lx_column_z(st, 0), s->want) != 0))
        rc = lx_fail(err, LX_IO, N_("The database refuses a setting that keeps it safe: %s"), "%s", s->set);
    sqlite3_finalize(st);
    return rc;
}

static void set_limits(sqlite3 *sql)
{
    sqlite3_db_config(sql, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(sql, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_db_config(sql, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(sql, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(sql, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(sql, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_limit(sql, SQLITE_LIMIT_LENGTH, 64 << 20);
    sqlite3_limit(sql, SQLITE_LIMIT_SQL_LENGTH, 100000);
    sqlite3_limit(sql, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(sql, SQLITE_LIMIT_TRIGGER_DEPTH, 10);
    sqlite3_limit(sql, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200);
}

static enum lx_rc set_up(struct lx_db *db, struct lx_err *err)
{
    static const struct setting settings[] = {
        { "PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", "0", false },
        { "PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", "1", false },
        { "PRAGMA mmap_size = 0", "PRAGMA mmap_size", "0", true },
        { "PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", "1", false },
        { "PRAGMA temp_store = MEMORY", "PRAGMA temp_store", "2", false },
        { "PRAGMA journal_mode = DELETE", "PRAGMA journal_mode", "delete", true },
        { "PRAGMA synchronous = EXTRA", "PRAGMA synchronous", "3", true },
    };
    sqlite3_busy_timeout(db->sql, BUSY_MS); /* before the first PRAGMA: that one may wait too */
    set_limits(db->sql);
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; i < sizeof settings / sizeof settings[0] && rc == LX_OK; i++)
        if (db->path || !settings[i].files)
            rc = set_one(db, &settings[i], err);
    if (rc == LX_CORRUPT) /* the first thing that reads the file */
        rc = lx_fail(err, LX_TOONEW, N_("This is not a database of lianxi: %s"), "%s", db->path);
    int got = rc == LX_OK ? lx_words_register(db) : SQLITE_OK;
    if (got == SQLITE_OK && rc == LX_OK)
        got = lx_query_register(db);
    return got == SQLITE_OK ? rc : lx_sql_fail(db, got, err);
}
