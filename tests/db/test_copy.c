/* Copies: backup beside writers, clone, restore, dump and load, the copy of the day, looking back. */
#include "db/db.h"

#include "core/mem.h"
#include "tests/lib/actions.h"
#include "tests/lib/tmp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

static struct lx_err err;

#define OK(call) is_ok((call))
static void is_ok(enum lx_rc rc)
{
    if (rc)
        print_error("%s [%s]\n", err.msgid, err.detail);
    assert_int_equal(rc, LX_OK);
}

static struct lx_store *open_at(const char *path, int flags)
{
    struct lx_store *s = NULL;
    OK(lx_db_open(&s, path, flags, &err));
    return s;
}

static struct lx_store *filled(const char *path, int actions_n)
{
    struct lx_store *s = open_at(path, LX_DB_CREATE);
    struct random r = { 5 };
    for (int i = 0; i < actions_n; i++)
        (void)random_action(s, &r);
    return s;
}

static void assert_clean(struct lx_store *s)
{
    struct lx_findings found = { 0 };
    OK(lx_db_check(s, &found, &err));
    assert_int_equal(found.n, 0);
    lx_findings_done(&found);
}

static void test_a_backup_is_the_same_and_never_overwrites(void **state)
{
    char *path = tmp_path(*state, "office.db"), *copy = tmp_path(*state, "copy.db");
    struct lx_store *s = filled(path, 50);
    struct lx_db_info a, b;
    OK(lx_db_backup(s, copy, &err));
    struct lx_store *c = open_at(copy, 0);
    char *one = db_picture(s), *two = db_picture(c);
    assert_string_equal(one, two);
    assert_clean(c);
    OK(lx_db_info(s, &a, &err));
    OK(lx_db_info(c, &b, &err));
    assert_string_equal(a.head, b.head);
    assert_string_equal(a.name, b.name);
    assert_int_equal(strlen(a.head), 64);
    assert_int_equal(lx_db_backup(s, copy, &err), LX_EXISTS);
    struct stat st;
    assert_int_equal(stat(copy, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0660);
    lx_db_info_done(&a);
    lx_db_info_done(&b);
    free(one);
    free(two);
    c->close(c);
    s->close(s);
    free(path);
    free(copy);
}

static void test_dump_and_load_give_the_same_dump(void **state)
{
    char *path = tmp_path(*state, "new.db");
    struct lx_store *s = filled(":memory:", 200), *t = open_at(path, LX_DB_CREATE);
    char *dump = db_dump_text(s);
    lx_rev rev;
    OK(lx_db_load(t, dump, &test_entry, &rev, &err));
    assert_int_equal(rev, 1);
    char *again = db_dump_text(t);
    assert_string_equal(dump, again);
    assert_clean(t);
    lx_id id;
    OK(t->begin(t, &err)); /* what is given from now on was not given before */
    OK(t->new_id(t, &id, &err));
    enum lx_type type;
    assert_int_equal(t->type_of(t, id, &type, &err), LX_NOTFOUND);
    t->abandon(t);
    OK(lx_db_load(t, dump, &test_entry, &rev, &err)); /* a second time nothing changes */
    assert_int_equal(rev, 0);
    assert_int_equal(
        lx_db_load(t, "{\"type\":\"item\",\"id\":\"5\",\"title\":\"甲\"}\n{\"type\":\"item\",\"id\":\"6\",\"x\":\"\"}",
                   &test_entry, &rev, &err),
        LX_INVALID);
    assert_non_null(strstr(err.detail, "2"));
    assert_int_equal(t->type_of(t, 5, &type, &err), LX_NOTFOUND);
    OK(lx_db_load(t, "[ {\"id\": 5, \"type\": \"item\",\n \"title\": \"\\u6e14\\ud842\\udfb7\"} ]", &test_entry, &rev,
                  &err));
    OK(t->type_of(t, 5, &type, &err));
    free(dump);
    free(again);
    s->close(s);
    t->close(t);
    free(path);
}

static void test_a_clone_is_a_database_of_its_own(void **state)
{
    char *path = tmp_path(*state, "office.db"), *copy = tmp_path(*state, "clone.db");
    struct lx_db_info a, b;
    setenv("LIANXI_ORIGIN", "4821907", 1);
    struct lx_store *s = filled(path, 30);
    unsetenv("LIANXI_ORIGIN");
    OK(lx_db_clone(s, copy, &err));
    setenv("LIANXI_ORIGIN", "4821907", 1);
    struct lx_store *c = open_at(copy, 0);
    OK(lx_db_info(s, &a, &err));
    OK(lx_db_info(c, &b, &err));
    assert_string_not_equal(a.name, b.name);
    assert_int_not_equal(a.origin, b.origin);
    assert_string_equal(a.head, b.head);
    assert_clean(c);
    assert_true(random_action(c, &(struct random){ 3 }) > 0);
    assert_clean(c);
    lx_db_info_done(&a);
    lx_db_info_done(&b);
    c->close(c);
    s->close(s);
    free(path);
    free(copy);
}

static void test_restoring_keeps_what_was_there(void **state)
{
    char *path = tmp_path(*state, "office.db"), *copy = tmp_path(*state, "copy.db");
    struct lx_store *s = filled(path, 30), *other = open_at(path, 0);
    struct lx_entry entry = test_entry;
    struct lx_str kept = LX_STR_EMPTY;
    struct random r = { 17 };
    OK(lx_db_backup(s, copy, &err));
    char *then = db_picture(s);
    for (int i = 0; i < 20; i++)
        (void)random_action(s, &r);
    char *later = db_picture(s);
    int64_t version = other->version(other);
    entry.command = "db restore";
    OK(lx_db_restore(s, copy, &entry, &kept, &err));
    char *now = db_picture(s), *seen = db_picture(other);
    assert_string_equal(now, then);
    assert_string_equal(seen, then); /* another process sees it, and learns that there is something to see */
    assert_true(other->version(other) != version);
    assert_clean(s);
    assert_true(random_write(s, &r) > 0);
    struct lx_store *old = open_at(lx_str_z(&kept), 0);
    char *saved = db_picture(old);
    assert_string_equal(saved, later);
    tmp_write(copy, "this is no database, but it is long enough to be looked at by somebody");
    assert_int_equal(lx_db_restore(s, copy, &entry, &kept, &err), LX_TOONEW);
    old->close(old);
    other->close(other);
    s->close(s);
    free(then);
    free(later);
    free(now);
    free(seen);
    free(saved);
    lx_str_done(&kept);
    free(path);
    free(copy);
}

/* A child writes all the time; every copy taken meanwhile is whole. */
static void test_backups_beside_a_writer_are_whole(void **state)
{
    char *path = tmp_path(*state, "office.db");
    struct lx_store *s = filled(path, 60);
    s->close(s);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct random r = { 8 };
        if (lx_db_open(&s, path, 0, NULL) != LX_OK)
            _exit(1);
        while (getppid() != 1)
            (void)random_action(s, &r);
        _exit(0);
    }
    s = open_at(path, 0);
    for (int i = 0; i < 10; i++) {
        char name[32];
        (void)snprintf(name, sizeof name, "copy%d.db", i);
        char *copy = tmp_path(*state, name);
        OK(lx_db_backup(s, copy, &err));
        struct lx_store *c = open_at(copy, 0);
        assert_clean(c);
        c->close(c);
        free(copy);
    }
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_clean(s); /* killed in the middle of a write, most likely */
    s->close(s);
    free(path);
}

static size_t copies(const char *folder)
{
    size_t n = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *e; dir && (e = readdir(dir));)
        n += strstr(e->d_name, ".db") && e->d_name[0] != '.';
    if (dir)
        closedir(dir);
    return n;
}

static void test_daily_copies_are_thinned_out(void **state)
{
    char *path = tmp_path(*state, "office.db"), *folder = tmp_path(*state, "backups"),
         *kept = tmp_path(*state, "backups/other.db");
    struct lx_store *s = filled(path, 5);
    for (lx_day d = lx_day_make(2023, 1, 20); d <= lx_day_make(2024, 6, 25); d += 5) {
        char day[16];
        int y, m, dd;
        lx_day_split(d, &y, &m, &dd);
        (void)snprintf(day, sizeof day, "%04d-%02d-%02d", y, m, dd);
        OK(lx_db_daily_copy(s, day, &err));
        if (d == lx_day_make(2023, 1, 20))
            tmp_write(kept, "somebody's own");
    }
    /* the newest 14 reach back to April 2024, then one each from March 2024 to July 2023; and what is not ours */
    assert_int_equal(copies(folder), 14 + 9 + 1);
    assert_int_equal(access(kept, F_OK), 0);
    OK(lx_db_daily_copy(s, "2024-06-25", &err));
    assert_int_equal(lx_db_daily_copy(s, "../../x", &err), LX_INVALID);
    assert_int_equal(copies(folder), 14 + 9 + 1);
    s->close(s);
    free(path);
    free(folder);
    free(kept);
}

/* The program that makes the copy is one that only leaves a mark. */
static void test_the_first_write_of_a_day_starts_a_copy(void **state)
{
    char *path = tmp_path(*state, "office.db"), *script = tmp_path(*state, "program"), *mark = tmp_path(*state, "mark");
    struct lx_str text = LX_STR_EMPTY;
    struct random r = { 5 };
    lx_str_addf(&text, "#!/bin/sh\necho \"$@\" >>'%s'\n", mark);
    tmp_write(script, lx_str_z(&text));
    assert_int_equal(chmod(script, 0700), 0);
    struct lx_store *s = open_at(path, LX_DB_CREATE);
    lx_db_set_daily(s, script);
    for (int i = 0; i < 5; i++)
        (void)random_action(s, &r);
    s->close(s); /* waits */
    char *got = tmp_read(mark, NULL);
    lx_str_clear(&text);
    lx_str_addf(&text, "--db %s db daily-copy 2024-06-25\n", path);
    assert_string_equal(got, lx_str_z(&text));
    s = open_at(path, 0);
    lx_db_set_daily(s, "/nonexistent/program");
    assert_true(random_write(s, &r) > 0);
    s->close(s);
    free(got);
    lx_str_done(&text);
    free(path);
    free(script);
    free(mark);
}

/* The program would end only when somebody writes to its pipe, which nobody does before close has returned. */
static void test_a_large_office_does_not_wait_for_its_copy(void **state)
{
    char *path = tmp_path(*state, "office.db"), *script = tmp_path(*state, "program"), *pipe = tmp_path(*state, "pipe");
    struct lx_str text = LX_STR_EMPTY;
    struct timespec from, to;
    lx_str_addf(&text, "#!/bin/sh\nread line <'%s'\n", pipe);
    tmp_write(script, lx_str_z(&text));
    assert_int_equal(chmod(script, 0700), 0);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    struct lx_store *s = open_at(path, LX_DB_CREATE);
    struct lx_note *note = lx_rec_new(LX_NOTE);
    lx_str_fill(&text, 'a', 20 << 20);
    lx_set_text(&note->text, lx_str_z(&text));
    lx_db_set_daily(s, script);
    OK(s->begin(s, &err));
    OK(s->new_id(s, &note->rec.id, &err));
    OK(s->put(s, NULL, note, &err));
    OK(s->commit(s, &test_entry, NULL, &err));
    (void)clock_gettime(CLOCK_MONOTONIC, &from);
    s->close(s);
    (void)clock_gettime(CLOCK_MONOTONIC, &to);
    assert_true(to.tv_sec - from.tv_sec < 2); /* of a small one it waits for three seconds */
    tmp_write(pipe, "\n");
    assert_true(wait(NULL) > 0);
    lx_rec_free(note);
    lx_str_done(&text);
    free(path);
    free(script);
    free(pipe);
}

static void test_looking_back_shows_the_day_before(void **state)
{
    (void)state;
    struct lx_store *s = filled(":memory:", 60), *past;
    struct lx_entry entry = test_entry;
    struct lx_item *item = lx_rec_new(LX_ITEM);
    struct random r = { 23 };
    char *then = db_picture(s);
    struct lx_log_rows log = { 0 };
    OK(s->log(s, &(struct lx_log_query){ .limit = 1 }, &log, &err));
    entry.at_ms += 86400000; /* the next day */
    OK(s->begin(s, &err));
    OK(s->new_id(s, &item->rec.id, &err));
    lx_set_text(&item->title, "次日新增");
    OK(s->put(s, NULL, item, &err));
    OK(s->commit(s, &entry, NULL, &err));
    lx_day day = lx_instant_day(test_entry.at_ms, 480);
    OK(s->as_of(s, day, 480, &past, &err));
    char *back = db_picture(past);
    assert_string_equal(back, then);
    assert_clean(past);
    assert_int_equal(past->begin(past, &err), LX_READONLY);
    past->close(past);
    free(back);
    /* much work on that next day, some of it by the clock of the day before */
    for (int i = 0; i < 40; i++)
        (void)random_action(s, &r);
    OK(s->as_of(s, day - 1, 480, &past, &err));
    back = db_picture(past);
    assert_string_equal(back, "");
    past->close(past);
    OK(s->as_of(s, day + 1, 480, &past, &err));
    char *now = db_picture(s), *same = db_picture(past);
    assert_string_equal(now, same);
    past->close(past);
    free(now);
    free(same);
    free(back);
    free(then);
    lx_log_rows_done(&log);
    lx_rec_free(item);
    s->close(s);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, tmp_setup, tmp_teardown)
    const struct CMUnitTest tests[] = {
        T(test_a_backup_is_the_same_and_never_overwrites), T(test_dump_and_load_give_the_same_dump),
        T(test_a_clone_is_a_database_of_its_own),          T(test_restoring_keeps_what_was_there),
        T(test_backups_beside_a_writer_are_whole),         T(test_daily_copies_are_thinned_out),
        T(test_the_first_write_of_a_day_starts_a_copy),    T(test_a_large_office_does_not_wait_for_its_copy),
        T(test_looking_back_shows_the_day_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
