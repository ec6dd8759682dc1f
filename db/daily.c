/* The copy of the day: after the first write of an office day a child process leaves one in `backups`. */
#include "db/backup.h"
#include "db/db.h"

#include "core/mem.h"

#include <dirent.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { DAYS_KEPT = 14, MONTHS_KEPT = 12, WAIT_MS = 3000, WAIT_STEP_MS = 5, SMALL_LEN = 16 << 20 };

static void spawn_copy(struct lx_db *db, const char *day);
static void thin_out(const struct lx_db *db);

void lx_db_set_daily(struct lx_store *s, const char *program)
{
    struct lx_db *db = lx_db_of(s);
    free(db->daily_program);
    db->daily_program = lx_strdup(program);
}

/* Whether the copy is there is asked once a day; that it cannot be made fails nothing. */
void lx_daily_start(struct lx_db *db, lx_day day)
{
    struct lx_str path = LX_STR_EMPTY, text = LX_STR_EMPTY;
    if (!db->daily_program || !db->path || day == db->daily_done)
        return;
    db->daily_done = day;
    lx_day_format(&text, day);
    if (lx_backup_name(&path, db, lx_str_z(&text), NULL) == LX_OK && access(lx_str_z(&path), F_OK) != 0) {
        lx_daily_end(db);
        spawn_copy(db, lx_str_z(&text));
    }
    lx_str_done(&path);
    lx_str_done(&text);
}

static bool is_small(const struct lx_db *db)
{
    struct stat st;
    return stat(db->path, &st) == 0 && st.st_size <= SMALL_LEN;
}

/* A small office's copy is there in no time.  A large one goes on without us: whoever quits does not wait for it. */
void lx_daily_end(struct lx_db *db)
{
    struct timespec some = { 0, WAIT_STEP_MS * 1000000L };
    int most = db->daily_child > 0 && is_small(db) ? WAIT_MS : WAIT_STEP_MS;
    for (int waited = 0; db->daily_child > 0 && waited < most; waited += WAIT_STEP_MS) {
        if (waitpid(db->daily_child, NULL, WNOHANG) != 0)
            db->daily_child = 0;
        else
            (void)nanosleep(&some, NULL);
    }
    db->daily_child = 0;
}

/* Never fork with a connection open: the child is a program of its own, in its own process group (no ^C), without the
 * terminal. */
static void spawn_copy(struct lx_db *db, const char *day)
{
    char *argv[] = { db->daily_program,    (char *)"--db",         db->path, (char *)"db",
                     (char *)"daily-copy", (char *)(uintptr_t)day, NULL };
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attr;
    pid_t child;
    if (posix_spawn_file_actions_init(&files) != 0)
        return;
    if (posix_spawnattr_init(&attr) == 0) {
        for (int fd = 0; fd < 3; fd++)
            (void)posix_spawn_file_actions_addopen(&files, fd, "/dev/null", O_RDWR, 0);
        (void)posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETPGROUP);
        if (posix_spawn(&child, db->daily_program, &files, &attr, argv, environ) == 0)
            db->daily_child = child;
        (void)posix_spawnattr_destroy(&attr);
    }
    (void)posix_spawn_file_actions_destroy(&files);
}

/* --- in the child ------------------------------------------------------------------------------------------------ */

static bool is_day(const char *s)
{
    struct lx_date d = { 0 };
    bool good = strlen(s) == 10 && lx_date_parse(&d, s, NULL) == LX_OK && d.day != LX_NO_DAY;
    lx_date_done(&d);
    return good;
}

enum lx_rc lx_db_daily_copy(struct lx_store *s, const char *day, struct lx_err *err)
{
    struct lx_db *db = lx_db_of(s);
    struct lx_str path = LX_STR_EMPTY;
    if (!db->path || !is_day(day))
        return lx_fail(err, LX_INVALID, N_("A day is wanted, such as 2024-06-25: %s"), "%s", day);
    enum lx_rc rc = lx_backup_name(&path, db, day, err);
    if (rc == LX_OK && access(lx_str_z(&path), F_OK) != 0) {
        rc = lx_copy_to(db, lx_str_z(&path), LX_COPY_SAME, err);
        if (rc == LX_OK)
            thin_out(db);
    }
    lx_str_done(&path);
    return rc;
}

static int newest_first(const void *a, const void *b) { return strcmp(*(char *const *)b, *(char *const *)a); }

/* Appends the names of this database's daily copies, newest first. */
static size_t list_copies(const char *folder, const char *base, size_t base_len, char ***names)
{
    size_t n = 0, room = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *e; dir && (e = readdir(dir));) {
        char day[16];
        size_t len = strlen(e->d_name);
        if (len != base_len + 14 || strncmp(e->d_name, base, base_len) != 0 || e->d_name[base_len] != '-' ||
            strcmp(e->d_name + len - 3, ".db") != 0)
            continue;
        memcpy(day, e->d_name + base_len + 1, 10);
        day[10] = '\0';
        if (is_day(day))
            LX_PUSH(*names, n, room) = lx_strdup(e->d_name);
    }
    if (dir)
        closedir(dir);
    if (n)
        qsort(*names, n, sizeof **names, newest_first);
    return n;
}

/* Fourteen days, and of each of the last twelve months its newest copy. */
static void thin_out(const struct lx_db *db)
{
    struct lx_str any = LX_STR_EMPTY, path = LX_STR_EMPTY;
    char **names = NULL, month[8] = "";
    if (lx_backup_name(&any, db, "", NULL) == LX_OK) { /* …/backups/NAME-.db */
        char *slash = strrchr(any.s, '/');
        size_t base_len = strlen(slash + 1) - 4;
        *slash = '\0';
        size_t n = list_copies(any.s, slash + 1, base_len, &names);
        for (size_t i = 0, months = 0; i < n; i++) {
            bool first_of_month = strncmp(names[i] + base_len + 1, month, 7) != 0;
            memcpy(month, names[i] + base_len + 1, 7);
            months += first_of_month;
            if (i >= DAYS_KEPT && !(first_of_month && months <= MONTHS_KEPT)) {
                lx_str_clear(&path);
                lx_str_addf(&path, "%s/%s", any.s, names[i]);
                (void)unlink(lx_str_z(&path));
            }
            free(names[i]);
        }
    }
    free(names);
    lx_str_done(&any);
    lx_str_done(&path);
}
