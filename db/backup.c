/* Copies: pages by SQLite's backup, verified, synced, and only then under their name. */
#include "db/backup.h"
#include "db/check.h"

#include "db/db.h"
#include "db/migrate.h"

#include "core/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    STEP_PAGES = 2000,
    STARTS_MAX = 4,   /* when others write all the time, the last try takes all pages at once */
    BUSY_TRIES = 150, /* of a tenth of a second */
};

static enum lx_rc io_fail(struct lx_err *err, const char *path)
{
    return lx_fail(err, LX_IO, N_("The copy cannot be written: %s"), "%s (%s)", path, strerror(errno));
}

/* --- pages ------------------------------------------------------------------------------------------------------- */

static int step_pages(sqlite3_backup *b)
{
    int rc = SQLITE_OK, starts = 0, tries = 0, left = -1;
    while (rc == SQLITE_OK || rc == SQLITE_BUSY || rc == SQLITE_LOCKED) {
        rc = sqlite3_backup_step(b, starts < STARTS_MAX ? STEP_PAGES : -1);
        if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED) {
            if (++tries == BUSY_TRIES)
                return rc;
            struct timespec tenth = { 0, 100000000 };
            (void)nanosleep(&tenth, NULL);
            continue;
        }
        starts += left >= 0 && sqlite3_backup_remaining(b) >= left; /* somebody wrote: it began anew */
        left = sqlite3_backup_remaining(b);
    }
    return rc;
}

enum lx_rc lx_copy_pages(struct lx_db *to, struct lx_db *from, struct lx_err *err)
{
    lx_db_finalize(to);
    sqlite3_backup *b = sqlite3_backup_init(to->sql, "main", from->sql, "main");
    if (!b)
        return lx_sql_fail(to, sqlite3_errcode(to->sql), err);
    int rc = step_pages(b);
    int end = sqlite3_backup_finish(b);
    if (rc == SQLITE_DONE && end == SQLITE_OK)
        return LX_OK;
    return lx_sql_fail(to, rc == SQLITE_DONE ? end : rc, err);
}

/* --- verifying --------------------------------------------------------------------------------------------------- */

enum lx_rc lx_verify(struct lx_db *db, bool chain, struct lx_err *err)
{
    sqlite3_stmt *st = lx_sql_prepare(db, "PRAGMA integrity_check(1)", err);
    bool row;
    if (!st)
        return lx_rc_of(err);
    enum lx_rc rc = lx_sql_step(db, st, &row, err);
    if (rc == LX_OK && (!row || strcmp(lx_column_z(st, 0), "ok") != 0))
        rc = lx_fail(err, LX_CORRUPT, N_("The copy is damaged: %s"), "%s: %s", db->path ? db->path : "",
                     row ? lx_column_z(st, 0) : "");
    sqlite3_finalize(st);
    struct lx_findings found = { 0 };
    if (rc == LX_OK && chain)
        rc = lx_check_chain(db, &found, err);
    if (rc == LX_OK && found.n)
        rc = lx_fail(err, LX_CORRUPT, N_("The history of the copy is damaged: %s"), "%s: %lld",
                     db->path ? db->path : "", (long long)found.at[0].entry);
    lx_findings_done(&found);
    return rc;
}

/* --- files ------------------------------------------------------------------------------------------------------- */

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return !slash ? lx_strdup(".") : slash == path ? lx_strdup("/") : lx_strndup(path, (size_t)(slash - path));
}

static enum lx_rc sync_path(const char *path, int flags, struct lx_err *err)
{
    int fd = open(path, flags | O_CLOEXEC);
    bool good = fd >= 0 && fsync(fd) == 0;
    enum lx_rc rc = good ? LX_OK : io_fail(err, path);
    if (fd >= 0)
        close(fd);
    return rc;
}

/* A file of our own that nobody else has, made with the rights of a database. */
static enum lx_rc make_part(struct lx_str *part, const char *path, struct lx_err *err)
{
    char *folder = folder_of(path);
    const char *slash = strrchr(path, '/');
    lx_str_addf(part, "%s/.%s.%ld.part", folder, slash ? slash + 1 : path, (long)getpid());
    free(folder);
    (void)unlink(lx_str_z(part)); /* left by a process that was killed and had our number */
    int fd = open(lx_str_z(part), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return io_fail(err, lx_str_z(part));
    enum lx_rc rc = fchmod(fd, 0660) == 0 ? LX_OK : io_fail(err, lx_str_z(part));
    close(fd);
    return rc;
}

/* The part is nobody's yet: while it is written it needs neither journal nor syncs. */
static enum lx_rc fill_part(struct lx_db *from, const char *part, enum lx_copy how, struct lx_err *err)
{
    struct lx_db *to = lx_db_blank();
    to->path = realpath(part, NULL);
    enum lx_rc rc = to->path ? lx_db_connect(to, err) : io_fail(err, part);
    if (rc == LX_OK) {
        lx_sql_roomy(to, true);
        rc = lx_sql_exec(to, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF", err);
    }
    if (rc == LX_OK)
        rc = lx_copy_pages(to, from, err);
    if (rc == LX_OK && how != LX_COPY_OLDER)
        rc = lx_migrate(to, false, err);
    if (rc == LX_OK && how == LX_COPY_FRESH)
        rc = lx_new_identity(to, err);
    if (rc == LX_OK)
        rc = lx_verify(to, how != LX_COPY_OLDER, err);
    to->store.close(&to->store);
    return rc;
}

enum lx_rc lx_copy_to(struct lx_db *db, const char *path, enum lx_copy how, struct lx_err *err)
{
    struct lx_str part = LX_STR_EMPTY;
    struct stat st;
    char *folder = folder_of(path);
    enum lx_rc rc = lstat(path, &st) == 0
                        ? lx_fail(err, LX_EXISTS, N_("There is a file of this name already: %s"), "%s", path)
                        : LX_OK;
    bool made = rc == LX_OK;
    if (made)
        rc = make_part(&part, path, err);
    if (rc == LX_OK)
        rc = fill_part(db, lx_str_z(&part), how, err);
    if (rc == LX_OK)
        rc = sync_path(lx_str_z(&part), O_RDONLY, err);
    if (rc == LX_OK && rename(lx_str_z(&part), path) != 0)
        rc = io_fail(err, path);
    if (rc && made)
        (void)unlink(lx_str_z(&part));
    if (rc == LX_OK)
        rc = sync_path(folder, O_RDONLY | O_DIRECTORY, err);
    free(folder);
    lx_str_done(&part);
    return rc;
}

/* For the group, whatever the umask; a setgid bit that it took over stays. */
static void share_folder(const char *path)
{
    struct stat st;
    if (stat(path, &st) == 0)
        (void)chmod(path, (st.st_mode & 07777) | 0770);
}

enum lx_rc lx_backup_name(struct lx_str *out, const struct lx_db *db, const char *what, struct lx_err *err)
{
    const char *base = strrchr(db->path, '/') + 1;
    size_t len = strlen(base);
    if (len > 3 && strcmp(base + len - 3, ".db") == 0)
        len -= 3;
    lx_str_addn(out, db->path, (size_t)(base - db->path));
    lx_str_add(out, "backups");
    if (mkdir(lx_str_z(out), 0770) == 0)
        share_folder(lx_str_z(out));
    else if (errno != EEXIST)
        return io_fail(err, lx_str_z(out));
    lx_str_addf(out, "/%.*s-%s.db", (int)len, base, what);
    return LX_OK;
}

enum lx_rc lx_backup_before(struct lx_db *db, int from, struct lx_err *err)
{
    struct lx_str path = LX_STR_EMPTY;
    char what[32];
    (void)snprintf(what, sizeof what, "before-%04d", from + 1);
    enum lx_rc rc = lx_backup_name(&path, db, what, err);
    if (rc == LX_OK && access(lx_str_z(&path), F_OK) != 0)
        rc = lx_copy_to(db, lx_str_z(&path), LX_COPY_OLDER, err);
    lx_str_done(&path);
    return rc;
}

/* --- what people ask for ----------------------------------------------------------------------------------------- */

enum lx_rc lx_db_backup(struct lx_store *s, const char *path, struct lx_err *err)
{
    return lx_copy_to(lx_db_of(s), path, LX_COPY_SAME, err);
}

enum lx_rc lx_db_clone(struct lx_store *s, const char *path, struct lx_err *err)
{
    return lx_copy_to(lx_db_of(s), path, LX_COPY_FRESH, err);
}

/* A copy of `from` in memory is made ready first, so that the file changes in one step. */
static enum lx_rc make_ready(struct lx_db *ready, const char *from, const struct lx_entry *entry, struct lx_err *err)
{
    struct lx_store *source;
    enum lx_rc rc = lx_db_open(&source, from, LX_DB_READONLY, err);
    if (rc)
        return rc;
    rc = lx_db_connect(ready, err);
    if (rc == LX_OK)
        rc = lx_copy_pages(ready, lx_db_of(source), err);
    source->close(source);
    if (rc == LX_OK)
        rc = lx_migrate(ready, false, err);
    if (rc == LX_OK)
        rc = lx_verify(ready, true, err);
    if (rc == LX_OK)
        rc = ready->store.begin(&ready->store, err);
    if (rc == LX_OK)
        rc = lx_new_origin(ready, err);
    return rc ? rc : lx_txn_end(ready, entry, err);
}

enum lx_rc lx_db_restore(struct lx_store *s, const char *from, const struct lx_entry *entry, struct lx_str *kept,
                         struct lx_err *err)
{
    struct lx_db *db = lx_db_of(s), *ready = lx_db_blank();
    char what[48];
    (void)snprintf(what, sizeof what, "before-restore-%lld", (long long)entry->at_ms);
    enum lx_rc rc = db->readonly ? lx_sql_fail(db, SQLITE_READONLY, err) : make_ready(ready, from, entry, err);
    if (rc == LX_OK)
        rc = lx_backup_name(kept, db, what, err);
    if (rc == LX_OK)
        rc = lx_copy_to(db, lx_str_z(kept), LX_COPY_SAME, err);
    if (rc == LX_OK)
        rc = lx_copy_pages(db, ready, err);
    ready->store.close(&ready->store);
    if (rc == LX_OK)
        rc = lx_migrate(db, false, err); /* reads the origin */
    db->commits++;
    return rc;
}
