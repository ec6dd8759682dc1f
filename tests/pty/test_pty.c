/* The pty driver itself, on a small ncurses list and on sh. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <signal.h>

#include "tests/lib/pty.h"

static struct pty *start_list(const char *rows_n, int rows, int cols, bool wide)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/tests/pty/sample_list", getenv("LIANXI_BUILD"));
    const char *argv[] = { path, rows_n, NULL };
    struct pty *p = pty_start(&(struct pty_setup){ .argv = argv, .rows = rows, .cols = cols, .wide = wide });
    PTY_MUST(p, pty_settle(p));
    return p;
}

static void assert_row(struct pty *p, int y, const char *text)
{
    char *row = pty_row(p, y);
    assert_string_equal(row, text);
    free(row);
}

static void rows_of_chinese_text_read_back(void **state)
{
    (void)state;
    struct pty *p = start_list("30", 10, 40, false);
    assert_row(p, 0, "> 26-001 “渔船”互救——第1项");
    assert_row(p, 9, "1/30");
    struct pty_cell cell;
    int y, x;
    bool visible;
    assert_true(pty_find(p, "互救", &y, &x));
    assert_int_equal(y, 0);
    assert_int_equal(x, 15);
    pty_cell(p, 0, 15, &cell);
    assert_string_equal(cell.text, "互");
    assert_int_equal(cell.w, 2);
    assert_int_equal(cell.attrs, PTY_BOLD);
    pty_cell(p, 0, 16, &cell);
    assert_string_equal(cell.text, "");
    pty_cell(p, 1, 15, &cell);
    assert_int_equal(cell.attrs, 0);
    pty_cursor(p, &y, &x, &visible);
    assert_int_equal(y, 0);
    assert_true(visible);
    pty_done(&p);
    assert_null(p);
}

static void keys_move_and_each_wait_sees_the_end(void **state)
{
    (void)state;
    struct pty *p = start_list("30", 10, 40, false);
    char row[32];
    for (int i = 2; i <= 30; i++) {
        PTY_MUST(p, pty_keys(p, i % 2 ? "j" : "Down"));
        snprintf(row, sizeof row, "%d/30", i);
        assert_row(p, 9, row);
    }
    PTY_MUST(p, pty_keys(p, "Home j j k"));
    assert_row(p, 0, "> 26-002 “渔船”互救——第2项");
    PTY_MUST(p, pty_keys(p, "End"));
    assert_row(p, 8, "> 26-030 “渔船”互救——第30项");
    assert_false(pty_find(p, "26-001", NULL, NULL));
    pty_done(&p);
}

static void a_burst_is_taken_whole(void **state)
{
    (void)state;
    struct pty *p = start_list("10000", 40, 120, false);
    char burst[3000];
    memset(burst, 'j', sizeof burst);
    PTY_MUST(p, pty_send(p, burst, 250) && pty_settle(p));
    assert_row(p, 39, "251/10000");
    PTY_MUST(p, pty_send(p, burst, sizeof burst) && pty_wait_text(p, "3251/10000"));
    pty_done(&p);
}

static void the_terminal_answers_and_can_be_wide(void **state)
{
    (void)state;
    for (int wide = 0; wide < 2; wide++) {
        struct pty *p = start_list("5", 10, 60, wide);
        PTY_MUST(p, pty_keys(p, "w"));
        assert_row(p, 9, wide ? "1/5 wide 2" : "1/5 wide 1");
        struct pty_cell cell;
        pty_cell(p, 1, 9, &cell);
        assert_string_equal(cell.text, "“");
        assert_int_equal(cell.w, wide ? 2 : 1);
        pty_done(&p);
    }
}

static void the_window_changes_its_size(void **state)
{
    (void)state;
    struct pty *p = start_list("50", 10, 40, false);
    /* The key is for the sample: a signal that comes just before getch() begins to wait is seen at the next key only. */
    PTY_MUST(p, pty_resize(p, 20, 30) && pty_send_keys(p, "x") && pty_settle(p));
    PTY_MUST(p, pty_wait_text(p, "26-019"));
    assert_row(p, 19, "1/50");
    assert_row(p, 18, "  26-019 “渔船”互救——第19项");
    pty_done(&p);
}

static void bytes_are_recorded_without_our_own_marks(void **state)
{
    (void)state;
    struct pty *p = start_list("50", 10, 40, false);
    size_t before, after;
    pty_bytes(p, &before);
    PTY_MUST(p, pty_keys(p, "j"));
    const char *all = pty_bytes(p, &after);
    assert_true(after > before && after - before < 400);
    assert_null(memmem(all, after, "lianxi-drained", 14));
    size_t idle_len, marks_n;
    pty_watch(p, 50, &idle_len, &marks_n);
    assert_int_equal(idle_len, 0);
    assert_int_equal(marks_n, 0);
    pty_done(&p);
}

static void the_first_change_is_timed(void **state)
{
    (void)state;
    struct pty *p = start_list("50", 10, 40, false);
    PTY_MUST(p, pty_send_keys(p, "k")); /* at the top: nothing changes */
    PTY_MUST(p, pty_settle(p));
    PTY_MUST(p, pty_send_keys(p, "j"));
    assert_int_equal(pty_changed_ns(p), 0);
    PTY_MUST(p, pty_wait_change(p) && pty_settle(p));
    assert_true(pty_changed_ns(p) >= pty_sent_ns(p));
    assert_true(pty_read_ns(p) >= pty_changed_ns(p));
    pty_done(&p);
}

static void styles_stand_under_their_row(void **state)
{
    (void)state;
    struct pty *p = start_list("2", 4, 40, false);
    char *text = pty_styled_screen(p);
    assert_string_equal(text, "> 26-001 “渔船”互救——第1项\n~BBBBBBBBBBBBBBBBBBBBBBBBBB\n"
                              "  26-002 “渔船”互救——第2项\n\n1/2\n");
    free(text);
    pty_done(&p);
}

static void the_end_is_told(void **state)
{
    (void)state;
    struct pty *p = start_list("5", 10, 40, false);
    assert_false(pty_keys(p, "q"));
    assert_int_equal(pty_wait_exit(p), 0);
    pty_done(&p);
    p = start_list("5", 10, 40, false);
    PTY_MUST(p, pty_send_keys(p, "e"));
    assert_int_equal(pty_wait_exit(p), 3);
    pty_done(&p);
    p = start_list("5", 10, 40, false);
    PTY_MUST(p, pty_signal(p, SIGKILL));
    assert_int_equal(pty_wait_exit(p), 128 + SIGKILL);
    pty_done(&p);
    p = start_list("5", 10, 40, false);
    pty_hangup(p);
    assert_int_equal(pty_wait_exit(p), 128 + SIGHUP);
    pty_done(&p);
}

static void programs_without_marks_are_waited_for_by_text(void **state)
{
    (void)state;
    const char *argv[] = { "sh", "-c", "stty -echo; echo ready $WHO ${TERM:-none}; read x; echo \"got $x\"; exec sleep 100", NULL };
    const char *env[] = { "WHO=渔民", "TERM", NULL };
    struct pty *p = pty_start(&(struct pty_setup){ .argv = argv, .env = env, .limit_ms = 5000 });
    PTY_MUST(p, pty_wait_text(p, "ready 渔民 none"));
    PTY_MUST(p, pty_send_keys(p, "26-003 Enter"));
    PTY_MUST(p, pty_wait_text(p, "got 26-003"));
    pty_done(&p);
}

static void the_limit_is_kept(void **state)
{
    (void)state;
    const char *argv[] = { "sh", "-c", "read x", NULL };
    struct pty *p = pty_start(&(struct pty_setup){ .argv = argv, .limit_ms = 50 });
    assert_false(pty_settle(p));
    assert_string_equal(pty_why(p), "the time limit was reached");
    assert_int_equal(pty_wait_exit(p), -1);
    pty_done(&p);
}

static void a_program_that_is_not_there_says_so(void **state)
{
    (void)state;
    const char *argv[] = { "/nonexistent/lianxi", NULL };
    struct pty *p = pty_start(&(struct pty_setup){ .argv = argv, .cols = 100 });
    assert_int_equal(pty_wait_exit(p), 127);
    assert_row(p, 0, "/nonexistent/lianxi: No such file or directory");
    pty_done(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_chinese_text_read_back),
        cmocka_unit_test(keys_move_and_each_wait_sees_the_end),
        cmocka_unit_test(a_burst_is_taken_whole),
        cmocka_unit_test(the_terminal_answers_and_can_be_wide),
        cmocka_unit_test(the_window_changes_its_size),
        cmocka_unit_test(bytes_are_recorded_without_our_own_marks),
        cmocka_unit_test(the_first_change_is_timed),
        cmocka_unit_test(styles_stand_under_their_row),
        cmocka_unit_test(the_end_is_told),
        cmocka_unit_test(programs_without_marks_are_waited_for_by_text),
        cmocka_unit_test(the_limit_is_kept),
        cmocka_unit_test(a_program_that_is_not_there_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
