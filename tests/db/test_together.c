/* Several processes in one file: nothing lost, no busy error, conflicts noticed, readers not held up, kills survived.
 * LX_LONG=1 runs the numbers of the bar (10 processes, 200 writes each); else fewer. */
#include "db/base.h"
#include "db/db.h"

#include "core/mem.h"
#include "tests/lib/actions.h"
#include "tests/lib/tmp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

enum { PROCESSES_MAX = 10 };

static struct lx_err err;
static int processes_n(void) { return getenv("LX_LONG") ? PROCESSES_MAX : 4; }
static int writes_n(void) { return getenv("LX_LONG") ? 200 : 25; }

static struct lx_store *open_at(const char *path, int flags)
{
    struct lx_store *s = NULL;
    enum lx_rc rc = lx_db_open(&s, path, flags, &err);
    if (rc)
        (void)fprintf(stderr, "%s [%s]\n", err.msgid, err.detail);
    return s;
}

static double now_ms(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* One writer: notes of its own, and one shared record whose rank each of them counts up. */
static enum lx_rc write_once(struct lx_store *s, int process, int i, lx_id shared)
{
    struct lx_note *note = lx_rec_new(LX_NOTE);
    struct lx_rec *old = NULL;
    char words[64];
    (void)snprintf(words, sizeof words, "第%d组第%d条电话记录", process, i);
    lx_set_text(&note->text, words);
    enum lx_rc rc = s->begin(s, &err);
    if (rc == LX_OK)
        rc = s->new_id(s, &note->rec.id, &err);
    if (rc == LX_OK)
        rc = s->put(s, NULL, note, &err);
    if (rc == LX_OK)
        rc = s->get(s, LX_UNIT, shared, &old, &err);
    if (rc == LX_OK) {
        struct lx_unit *unit = lx_rec_copy(old);
        unit->rank++;
        rc = s->put(s, old, unit, &err);
        lx_rec_free(unit);
    }
    if (rc == LX_OK)
        rc = s->commit(s, &test_entry, NULL, &err);
    else
        s->abandon(s);
    lx_rec_free(old);
    lx_rec_free(note);
    return rc;
}

static int writer(const char *path, int process, lx_id shared)
{
    struct lx_store *s = open_at(path, 0);
    double *took = lx_alloc((size_t)writes_n() * sizeof *took);
    int failed = 0;
    for (int i = 0; i < writes_n() && s; i++) {
        double start = now_ms();
        failed += write_once(s, process, i, shared) != LX_OK;
        took[i] = now_ms() - start;
    }
    qsort(took, (size_t)writes_n(), sizeof *took, by_value);
    if (process == 0)
        (void)printf("save of one of %d processes: p50 %.1f ms, p99 %.1f ms\n", processes_n(), took[writes_n() / 2],
                     took[writes_n() * 99 / 100]);
    (void)fflush(stdout);
    if (failed)
        (void)fprintf(stderr, "%d failed: %s [%s]\n", failed, err.msgid, err.detail);
    free(took);
    if (s)
        s->close(s);
    return s && !failed ? 0 : 1;
}

static lx_id add_unit(struct lx_store *s)
{
    struct lx_unit *unit = lx_rec_new(LX_UNIT);
    unit->rank = 0;
    lx_set_text(&unit->name, "共用单位");
    assert_int_equal(s->begin(s, &err), LX_OK);
    assert_int_equal(s->new_id(s, &unit->rec.id, &err), LX_OK);
    assert_int_equal(s->put(s, NULL, unit, &err), LX_OK);
    assert_int_equal(s->commit(s, &test_entry, NULL, &err), LX_OK);
    lx_id id = unit->rec.id;
    lx_rec_free(unit);
    return id;
}

static void assert_clean(struct lx_store *s)
{
    struct lx_findings found = { 0 };
    assert_int_equal(lx_db_check(s, &found, &err), LX_OK);
    for (size_t i = 0; i < found.n && i < 3; i++)
        print_error("%s [%s]\n", lx_find_words(found.at[i].kind), found.at[i].detail);
    assert_int_equal(found.n, 0);
    lx_findings_done(&found);
}

static void test_many_writers_lose_nothing(void **state)
{
    char *path = tmp_path(*state, "office.db");
    struct lx_store *s = open_at(path, LX_DB_CREATE);
    lx_id shared = add_unit(s);
    s->close(s);
    pid_t child[PROCESSES_MAX];
    for (int i = 0; i < processes_n(); i++) {
        child[i] = fork();
        if (child[i] == 0)
            _exit(writer(path, i, shared));
    }
    for (int i = 0; i < processes_n(); i++) {
        int status;
        assert_int_equal(waitpid(child[i], &status, 0), child[i]);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 0);
    }
    s = open_at(path, 0);
    struct lx_counts counts = { 0 };
    struct lx_rec *unit;
    assert_int_equal(s->count(s, &(struct lx_query){ .type = LX_NOTE }, NULL, &counts, &err), LX_OK);
    assert_int_equal(counts.total, (size_t)(processes_n() * writes_n()));
    assert_int_equal(s->get(s, LX_UNIT, shared, &unit, &err), LX_OK);
    assert_int_equal(((struct lx_unit *)unit)->rank, processes_n() * writes_n());
    assert_clean(s);
    lx_rec_free(unit);
    s->close(s);
    free(path);
}

/* Whoever saves what he loaded before somebody else saved is told, each time. */
static void test_every_conflict_is_told(void **state)
{
    char *path = tmp_path(*state, "office.db");
    struct lx_store *a = open_at(path, LX_DB_CREATE), *b = open_at(path, 0);
    lx_id id = add_unit(a);
    for (int i = 0; i < 50; i++) {
        struct lx_rec *loaded, *fresh;
        int64_t seen = b->version(b);
        assert_int_equal(b->get(b, LX_UNIT, id, &loaded, &err), LX_OK);
        assert_int_equal(a->begin(a, &err), LX_OK);
        assert_int_equal(a->get(a, LX_UNIT, id, &fresh, &err), LX_OK);
        struct lx_unit *mine = lx_rec_copy(fresh), *theirs = lx_rec_copy(loaded);
        mine->rank = i + 1;
        assert_int_equal(a->put(a, fresh, mine, &err), LX_OK);
        assert_int_equal(a->commit(a, &test_entry, NULL, &err), LX_OK);
        assert_true(b->version(b) != seen);
        theirs->rank = -1 - i;
        assert_int_equal(b->begin(b, &err), LX_OK);
        assert_int_equal(b->put(b, loaded, theirs, &err), LX_STALE);
        b->abandon(b);
        lx_rec_free(mine);
        lx_rec_free(theirs);
        lx_rec_free(loaded);
        lx_rec_free(fresh);
    }
    assert_clean(a);
    a->close(a);
    b->close(b);
    free(path);
}

/* A COMMIT that meets a reader waits for him and is repeated; nothing is lost, nobody sees half of it. */
static void test_no_lock_is_held_between_calls(void **state)
{
    char *path = tmp_path(*state, "office.db");
    struct lx_store *a = open_at(path, LX_DB_CREATE), *b = open_at(path, 0);
    struct random r = { 77 };
    for (int i = 0; i < 50; i++) {
        struct lx_ids ids = { 0 };
        struct lx_hits hits = { 0 };
        struct lx_log_rows log = { 0 };
        struct lx_query q = {
            .type = LX_ITEM, .sort = { { .field = lx_field_named(LX_ITEM, "due") } }, .sort_n = 1, .limit = 3
        };
        assert_int_equal(b->ids(b, &q, &ids, &err), LX_OK);
        assert_int_equal(b->search(b, "一", 2, &hits, &err), LX_OK);
        assert_int_equal(b->log(b, &(struct lx_log_query){ .limit = 2 }, &log, &err), LX_OK);
        (void)b->version(b);
        double start = now_ms();
        (void)random_action(a, &r);
        assert_true(now_ms() - start < 5000); /* an idle reader costs no waiting: the time-out is 15 s */
        lx_ids_done(&ids);
        lx_hits_done(&hits);
        lx_log_rows_done(&log);
    }
    a->close(a);
    b->close(b);
    free(path);
}

/* COMMIT waits for a reader; when he stays, all is rolled back and said, and later it works. */
static void test_a_reader_who_stays_makes_a_save_fail_whole(void **state)
{
    char *path = tmp_path(*state, "office.db");
    struct lx_store *a = open_at(path, LX_DB_CREATE), *b = open_at(path, 0);
    struct random r = { 78 };
    sqlite3_stmt *st = NULL;
    for (int i = 0; i < 10; i++)
        (void)random_action(a, &r);
    char *before = db_dump_text(b);
    assert_int_equal(sqlite3_prepare_v2(lx_db_of(b)->sql, "SELECT * FROM \"entry\"", -1, &st, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(st), SQLITE_ROW); /* his lock */
    sqlite3_busy_timeout(lx_db_of(a)->sql, 5);
    lx_id id;
    struct lx_note *note = lx_rec_new(LX_NOTE);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(a->begin(a, &err), LX_OK);
        assert_int_equal(a->new_id(a, &id, &err), LX_OK);
        note->rec.id = id;
        lx_set_text(&note->text, "来电");
        assert_int_equal(a->put(a, NULL, note, &err), LX_OK);
        assert_int_equal(a->commit(a, &test_entry, NULL, &err), i ? LX_OK : LX_BUSY);
        sqlite3_finalize(st); /* he goes */
        st = NULL;
        char *after = db_dump_text(b);
        assert_int_equal(strcmp(before, after) != 0, i);
        free(after);
    }
    assert_clean(a);
    free(before);
    lx_rec_free(note);
    a->close(a);
    b->close(b);
    free(path);
}

static void test_a_writer_killed_anywhere_leaves_a_whole_file(void **state)
{
    char *path = tmp_path(*state, "office.db");
    struct lx_store *s = open_at(path, LX_DB_CREATE);
    struct random r = { 31 };
    for (int i = 0; i < 20; i++)
        (void)random_action(s, &r);
    s->close(s);
    for (int i = 0; i < (getenv("LX_LONG") ? 100 : 15); i++) {
        pid_t child = fork();
        if (child == 0) {
            struct random own = { (uint64_t)i };
            struct lx_store *w = open_at(path, 0);
            for (int j = 0; w && j < 100000; j++)
                (void)random_action(w, &own);
            _exit(0);
        }
        struct timespec some = { 0, 5000000 + (long)random_below(&r, 20000000) };
        (void)nanosleep(&some, NULL);
        assert_int_equal(kill(child, SIGKILL), 0);
        assert_int_equal(waitpid(child, NULL, 0), child);
        s = open_at(path, 0);
        assert_non_null(s);
        assert_clean(s);
        s->close(s);
    }
    free(path);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, tmp_setup, tmp_teardown)
    const struct CMUnitTest tests[] = {
        T(test_many_writers_lose_nothing),
        T(test_every_conflict_is_told),
        T(test_no_lock_is_held_between_calls),
        T(test_a_reader_who_stays_makes_a_save_fail_whole),
        T(test_a_writer_killed_anywhere_leaves_a_whole_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
