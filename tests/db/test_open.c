/* Opening: what is refused, in words; rights; settings; migrations.
 * LX_WRITE_FIXTURE=FILE writes the present schema with some content as a fixture, once for every released version. */
#include "db/base.h"
#include "db/db.h"
#include "db/migrate.h"
#include "db/words.h"

#include "core/mem.h"
#include "tests/lib/actions.h"
#include "tests/lib/tmp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <linux/capability.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

static struct lx_err err;

static struct lx_store *open_at(const char *path, int flags)
{
    struct lx_store *s = NULL;
    enum lx_rc rc = lx_db_open(&s, path, flags, &err);
    if (rc)
        print_error("%s [%s]\n", err.msgid, err.detail);
    assert_int_equal(rc, LX_OK);
    return s;
}

/* A database with some content and, behind the program's back, what sql does to it. */
static char *made(void **state, const char *sql)
{
    char *path = tmp_path(*state, "office.db");
    struct lx_store *s = open_at(path, LX_DB_CREATE);
    struct random r = { 3 };
    for (int i = 0; i < 10; i++)
        (void)random_action(s, &r);
    s->close(s);
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    return path;
}

static void assert_refused(const char *path, enum lx_rc rc, const char *detail)
{
    struct lx_store *s;
    size_t before_len, after_len;
    char *before = tmp_read(path, &before_len);
    assert_int_equal(lx_db_open(&s, path, LX_DB_CREATE, &err), rc);
    assert_null(s);
    assert_non_null(err.msgid);
    if (!strstr(err.detail, detail))
        print_error("[%s] has no %s\n", err.detail, detail);
    assert_non_null(strstr(err.detail, detail));
    char *after = tmp_read(path, &after_len);
    assert_int_equal(before_len, after_len);
    assert_memory_equal(before, after, before_len);
    free(before);
    free(after);
}

static void test_a_new_file_can_be_shared_with_the_group(void **state)
{
    char *path = tmp_path(*state, "a/b/office.db"), *folder = tmp_path(*state, "a");
    struct lx_store *s;
    struct stat st;
    assert_int_equal(lx_db_open(&s, path, 0, &err), LX_NOTFOUND);
    mode_t mask = umask(0077);
    s = open_at(path, LX_DB_CREATE);
    umask(mask);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0660);
    assert_false(lx_db_is_readonly(s));
    s->close(s);
    free(path);
    free(folder);
}

static void test_what_is_not_ours_is_refused_untouched(void **state)
{
    static const struct {
        const char *sql, *detail;
        enum lx_rc rc;
    } cases[] = {
        { "PRAGMA user_version = 99", "99", LX_TOONEW },
        { "PRAGMA application_id = 1234", "office.db", LX_TOONEW },
        { "CREATE TRIGGER \"t\" AFTER UPDATE ON \"item\" BEGIN DELETE FROM \"unit\"; END", ": t", LX_TOONEW },
        { "CREATE VIEW \"v\" AS SELECT 1", ": v", LX_TOONEW },
        { "CREATE TABLE \"mine\" (\"x\")", ": mine", LX_TOONEW },
        { "CREATE INDEX \"more\" ON \"item\" (\"title\")", ": more", LX_TOONEW },
        { "DROP INDEX \"item_list\"", "office.db", LX_CORRUPT },
        { "DELETE FROM \"meta\" WHERE \"name\" = 'origin'", "office.db", LX_CORRUPT },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *path = made(state, cases[i].sql);
        assert_refused(path, cases[i].rc, cases[i].detail);
        assert_int_equal(unlink(path), 0);
        free(path);
    }
}

static void test_other_files_are_refused_untouched(void **state)
{
    char *path = tmp_path(*state, "office.db"), *second = tmp_path(*state, "second.db");
    struct lx_store *s;
    struct lx_str noise = LX_STR_EMPTY;
    tmp_write(path, "# 会议纪要\n\n这不是数据库。\n");
    assert_refused(path, LX_TOONEW, "office.db");
    for (int i = 0; i < 9000; i++)
        lx_str_addc(&noise, (char)(33 + i * i % 90));
    tmp_write(path, lx_str_z(&noise));
    assert_refused(path, LX_TOONEW, "office.db");
    tmp_write(path, "SQLite format 3");
    assert_refused(path, LX_TOONEW, "office.db");
    assert_int_equal(lx_db_open(&s, *state, LX_DB_CREATE, &err), LX_TOONEW);
    assert_int_equal(unlink(path), 0);
    sqlite3 *db; /* another program's database */
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE x(y)", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_refused(path, LX_TOONEW, "office.db");
    assert_int_equal(unlink(path), 0);
    tmp_write(path, ""); /* nobody's: may become ours */
    s = open_at(path, LX_DB_CREATE);
    s->close(s);
    assert_int_equal(link(path, second), 0);
    assert_refused(path, LX_INVALID, "office.db");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(symlink(second, path), 0); /* a second name that leads to the same canonical one is fine */
    s = open_at(path, 0);
    assert_string_equal(lx_db_path(s), second);
    s->close(s);
    lx_str_done(&noise);
    free(path);
    free(second);
}

static void test_a_file_that_was_moved_is_not_written(void **state)
{
    char *path = made(state, ""), *away = tmp_path(*state, "away.db");
    struct lx_store *s = open_at(path, 0);
    assert_int_equal(rename(path, away), 0);
    assert_int_equal(s->begin(s, &err), LX_IO);
    assert_int_equal(rename(away, path), 0);
    assert_int_equal(s->begin(s, &err), LX_OK);
    s->abandon(s);
    s->close(s);
    free(path);
    free(away);
}

/* Root may write everything; without its capabilities the file's mode counts. */
static bool drop_capabilities(void)
{
    struct __user_cap_header_struct head = { .version = _LINUX_CAPABILITY_VERSION_3 };
    struct __user_cap_data_struct none[2] = { { 0 }, { 0 } };
    return syscall(SYS_capset, &head, none) == 0;
}

/* As a member of staff who may only read. */
static int read_only_child(const char *path)
{
    struct lx_store *s;
    struct lx_findings found = { 0 };
    if (!drop_capabilities())
        return 2;
    if (lx_db_open(&s, path, LX_DB_CREATE, &err) != LX_OK || !lx_db_is_readonly(s))
        return 3;
    char *dump = db_dump_text_or_null(s);
    if (!dump || strlen(dump) < 1000)
        return 4;
    if (s->begin(s, &err) != LX_READONLY)
        return 5;
    if (lx_db_check(s, &found, &err) != LX_OK || found.n)
        return 6;
    free(dump);
    s->close(s);
    return 0;
}

static void test_staff_who_may_only_read_can_read(void **state)
{
    char *path = made(state, "");
    int status;
    assert_int_equal(chmod(path, 0444), 0);
    assert_int_equal(chmod(*state, 0555), 0);
    pid_t child = fork();
    if (child == 0)
        _exit(read_only_child(path));
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(chmod(*state, 0755), 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    free(path);
}

/* A colleague's save was cut short, and his journal cannot be read: that file is named. */
static int barred_child(const char *path)
{
    struct lx_store *s;
    if (!drop_capabilities())
        return 2;
    if (lx_db_open(&s, path, 0, &err) != LX_READONLY)
        return 3;
    return strstr(err.detail, "office.db-journal") ? 0 : 4;
}

static void test_a_journal_left_by_another_is_named(void **state)
{
    char *path = made(state, ""), *journal = tmp_path(*state, "office.db-journal");
    int status;
    tmp_write(journal, "half a save");
    assert_int_equal(chmod(journal, 0), 0);
    pid_t child = fork();
    if (child == 0)
        _exit(barred_child(path));
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_int_equal(access(journal, F_OK), 0); /* never deleted */
    free(path);
    free(journal);
}

static void test_every_safe_setting_is_made(void **state)
{
    static const char *const want[][2] = { { "foreign_keys", "1" },      { "synchronous", "3" },
                                           { "journal_mode", "delete" }, { "trusted_schema", "0" },
                                           { "mmap_size", "0" },         { "cell_size_check", "1" },
                                           { "secure_delete", "1" },     { "query_only", "0" },
                                           { "recursive_triggers", "0" } };
    char *path = made(state, "PRAGMA journal_mode = WAL");
    struct lx_store *s = open_at(path, 0);
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
        char sql[64];
        (void)snprintf(sql, sizeof sql, "PRAGMA %s", want[i][0]);
        sqlite3_stmt *st = NULL;
        assert_int_equal(sqlite3_prepare_v2(lx_db_of(s)->sql, sql, -1, &st, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_step(st), SQLITE_ROW);
        if (strcmp((const char *)sqlite3_column_text(st, 0), want[i][1]) != 0)
            print_error("%s\n", want[i][0]);
        assert_string_equal((const char *)sqlite3_column_text(st, 0), want[i][1]);
        sqlite3_finalize(st);
    }
    int on = 0;
    sqlite3_db_config(lx_db_of(s)->sql, SQLITE_DBCONFIG_DEFENSIVE, -1, &on);
    assert_int_equal(on, 1);
    s->close(s);
    free(path);
}

/* --- migrations -------------------------------------------------------------------------------------------------- */

static const char *const second_lines[] = { "ALTER TABLE \"item\" ADD COLUMN \"zone\" TEXT;\n", NULL };
static const char *const broken_lines[] = { "ALTER TABLE \"item\" ADD COLUMN \"zone\" TEXT;\n",
                                            "DROP TABLE \"nothing\";\n", NULL };

/* What there is, and one script more; ended by its count. */
static int with_one_more(struct lx_migration *scripts, struct lx_migration next)
{
    for (int i = 0; i < lx_migrations_n; i++)
        scripts[i] = lx_migrations[i];
    scripts[lx_migrations_n] = next;
    return lx_migrations_n + 1;
}

static struct lx_db *raw(const char *path)
{
    struct lx_db *db = lx_db_blank();
    db->path = lx_strdup(path);
    assert_int_equal(lx_db_connect(db, &err), LX_OK);
    return db;
}

static void test_an_older_file_is_copied_then_brought_up(void **state)
{
    struct lx_migration scripts[100];
    int n = with_one_more(scripts, (struct lx_migration){ "9999_zone.sql", second_lines });
    char name[64];
    (void)snprintf(name, sizeof name, "backups/office-before-%04d.db", n);
    char *path = made(state, ""), *copy = tmp_path(*state, name);
    struct lx_store *s;
    struct lx_db *db = raw(path);
    assert_int_equal(lx_migrate_with(db, false, scripts, n, &err), LX_OK);
    char *now = db_dump_text(&db->store);
    db->store.close(&db->store);
    assert_int_equal(lx_db_open(&s, path, 0, &err), LX_TOONEW); /* for the program of today */
    s = open_at(copy, 0);
    char *before = db_dump_text(s);
    assert_string_equal(now, before);
    s->close(s);
    free(now);
    free(before);
    free(path);
    free(copy);
}

static void test_a_migration_that_fails_changes_nothing(void **state)
{
    char *path = made(state, "");
    struct lx_migration scripts[100];
    int n = with_one_more(scripts, (struct lx_migration){ "9999_broken.sql", broken_lines });
    struct lx_db *db = raw(path);
    assert_int_not_equal(lx_migrate_with(db, false, scripts, n, &err), LX_OK);
    db->store.close(&db->store);
    struct lx_store *s = open_at(path, 0);
    struct lx_findings found = { 0 };
    assert_int_equal(lx_db_check(s, &found, &err), LX_OK);
    assert_int_equal(found.n, 0);
    s->close(s);
    free(path);
}

/* Schema and rows as SQL; the full text's own tables are made by its statement. */
static void write_fixture(sqlite3 *db, const char *path)
{
    FILE *f = fopen(path, "w");
    sqlite3_stmt *st = NULL, *rows = NULL;
    assert_non_null(f);
    sqlite3_prepare_v2(
        db,
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'words\\_%' ESCAPE '\\' "
        "ORDER BY type = 'index'",
        -1, &st, NULL);
    while (sqlite3_step(st) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(st, 1);
        struct lx_str sql = LX_STR_EMPTY;
        (void)fprintf(f, "%s;\n", (const char *)sqlite3_column_text(st, 2));
        lx_str_addf(&sql, strcmp(name, "words") ? "SELECT * FROM \"%s\"" : "SELECT \"rowid\", \"text\" FROM \"%s\"",
                    name);
        if (strcmp((const char *)sqlite3_column_text(st, 0), "table") == 0)
            sqlite3_prepare_v2(db, lx_str_z(&sql), -1, &rows, NULL);
        while (rows && sqlite3_step(rows) == SQLITE_ROW) {
            (void)fprintf(f, "INSERT INTO \"%s\"%s VALUES (", name,
                          strcmp(name, "words") ? "" : " (\"rowid\", \"text\")");
            for (int i = 0; i < sqlite3_column_count(rows); i++) {
                char *v = sqlite3_column_type(rows, i) == SQLITE_TEXT
                              ? sqlite3_mprintf("%Q", sqlite3_column_text(rows, i))
                              : NULL;
                const unsigned char *blob = sqlite3_column_blob(rows, i);
                (void)fputs(i ? ", " : "", f);
                if (sqlite3_column_type(rows, i) == SQLITE_BLOB) {
                    (void)fputs("x'", f);
                    for (int j = 0; j < sqlite3_column_bytes(rows, i); j++)
                        (void)fprintf(f, "%02x", blob[j]);
                    (void)fputc('\'', f);
                } else if (v) {
                    (void)fputs(v, f);
                } else if (sqlite3_column_type(rows, i) == SQLITE_NULL) {
                    (void)fputs("NULL", f);
                } else {
                    (void)fprintf(f, "%lld", (long long)sqlite3_column_int64(rows, i));
                }
                sqlite3_free(v);
            }
            (void)fputs(");\n", f);
        }
        sqlite3_finalize(rows);
        rows = NULL;
        lx_str_done(&sql);
    }
    sqlite3_finalize(st);
    (void)fprintf(f, "PRAGMA application_id = %d;\nPRAGMA user_version = %d;\n", 0x6C69616E, lx_migrations_n);
    assert_int_equal(fclose(f), 0);
}

static void test_released_versions_open(void **state)
{
    static const char *const fixtures[] = { "tests/fixtures/db/0001.sql", "tests/fixtures/db/0003.sql" };
    const char *write = getenv("LX_WRITE_FIXTURE");
    if (write) {
        char *path = made(state, "");
        struct lx_store *s = open_at(path, 0);
        write_fixture(lx_db_of(s)->sql, write);
        s->close(s);
        free(path);
    }
    for (size_t i = 0; i < sizeof fixtures / sizeof fixtures[0]; i++) {
        char *path = tmp_path(*state, "old.db"), *sql = tmp_read(fixtures[i], NULL);
        assert_non_null(sql);
        tmp_write(path, "");
        struct lx_db *db = raw(path);
        db_sql(&db->store, "PRAGMA foreign_keys = OFF");
        db_sql(&db->store, sql);
        db->store.close(&db->store);
        struct lx_store *s = open_at(path, 0);
        struct lx_findings found = { 0 };
        assert_int_equal(lx_db_check(s, &found, &err), LX_OK);
        for (size_t j = 0; j < found.n; j++)
            print_error("%s %s\n", lx_find_words(found.at[j].kind), found.at[j].detail);
        assert_int_equal(found.n, 0);
        char *dump = db_dump_text(s);
        assert_true(strlen(dump) > 1000);
        assert_true(random_write(s, &(struct random){ 9 }) > 0);
        s->close(s);
        free(dump);
        free(sql);
        assert_int_equal(unlink(path), 0);
        free(path);
    }
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, tmp_setup, tmp_teardown)
    const struct CMUnitTest tests[] = {
        T(test_a_new_file_can_be_shared_with_the_group),
        T(test_what_is_not_ours_is_refused_untouched),
        T(test_other_files_are_refused_untouched),
        T(test_a_file_that_was_moved_is_not_written),
        T(test_staff_who_may_only_read_can_read),
        T(test_a_journal_left_by_another_is_named),
        T(test_every_safe_setting_is_made),
        T(test_an_older_file_is_copied_then_brought_up),
        T(test_a_migration_that_fails_changes_nothing),
        T(test_released_versions_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
