/* The program itself in a pseudo terminal: odd terminals, sizes, signals, broken lines, typing ahead. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <signal.h>

#include "core/str.h"
#include "tests/lib/pty.h"
#include "tests/lib/tmp.h"

enum { ENV_MAX = 16 };

struct scene {
    int rows, cols;
    bool wide;
    const char *env[ENV_MAX]; /* ended by NULL */
};

static const char *program(void)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/lianxi", getenv("LIANXI_BUILD"));
    return path;
}

/* Starts on an office of its own in the test's folder. */
static struct pty *start(const char *dir, const struct scene *s)
{
    char *db = tmp_path(dir, "office.db");
    const char *argv[] = { program(), "--db", db, NULL };
    struct pty *p = pty_start(&(struct pty_setup){ .argv = argv, .env = s->env, .rows = s->rows, .cols = s->cols, .wide = s->wide });
    free(db);
    return p;
}

static struct pty *settled(const char *dir, const struct scene *s)
{
    struct pty *p = start(dir, s);
    PTY_MUST(p, pty_settle(p));
    return p;
}

/* Q ends it from anywhere, with 0, and the terminal is as it was: main screen, cursor shown. */
static void quits(struct pty *p)
{
    bool visible;
    PTY_MUST(p, pty_send_keys(p, "Q"));
    int status = pty_wait_exit(p);
    PTY_MUST(p, status == 0);
    pty_cursor(p, NULL, NULL, &visible);
    PTY_MUST(p, visible);
    pty_done(&p);
}

static void it_opens_and_leaves_the_terminal_as_it_was(void **state)
{
    struct pty *p = settled(*state, &(struct scene){ 24, 80, false, { NULL } });
    size_t len;
    PTY_MUST(p, pty_find(p, "联席", NULL, NULL));
    PTY_MUST(p, pty_send_keys(p, "Q"));
    assert_int_equal(pty_wait_exit(p), 0);
    const char *bytes = pty_bytes(p, &len);
    assert_non_null(memmem(bytes, len, "\033[?1049l", 8));
    assert_false(pty_find(p, "联席", NULL, NULL));
    pty_done(&p);
}

static void it_works_in_every_terminal(void **state)
{
    static const char *const terms[] = { "TERM=xterm",  "TERM=screen", "TERM=screen-256color", "TERM=tmux-256color", "TERM=linux",
                                         "TERM=vt100",  "TERM=vt220",  "TERM=ansi",            "TERM=no-such-terminal" };
    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
        struct pty *p = settled(*state, &(struct scene){ 24, 80, false, { terms[i], NULL } });
        PTY_MUST(p, pty_find(p, "联席", NULL, NULL));
        quits(p);
    }
}

static void a_dumb_terminal_and_a_pipe_get_a_sentence(void **state)
{
    size_t len;
    struct pty *p = start(*state, &(struct scene){ 24, 80, false, { "TERM=dumb", NULL } });
    PTY_MUST(p, pty_wait_exit(p) == 4);
    const char *bytes = pty_bytes(p, &len);
    assert_true(len > 10);
    assert_null(memchr(bytes, '\033', len));
    pty_done(&p);
    struct lx_str line = LX_STR_EMPTY;
    lx_str_addf(&line, "%s --db %s/office.db >%s/out; echo ended $?", program(), (const char *)*state, (const char *)*state);
    const char *argv[] = { "sh", "-c", line.s, NULL };
    p = pty_start(&(struct pty_setup){ .argv = argv, .cols = 120 });
    PTY_MUST(p, pty_wait_exit(p) == 0 && pty_find(p, "ended 4", NULL, NULL));
    pty_done(&p);
    char *path = tmp_path(*state, "out"), *out = tmp_read(path, &len);
    assert_null(memchr(out, '\033', len));
    free(out);
    free(path);
    lx_str_done(&line);
}

static void a_missing_locale_still_speaks_chinese(void **state)
{
    static const char *const locales[] = { "LC_ALL=C", "LC_ALL=POSIX", "LC_ALL", "LC_ALL=zh_CN.UTF-8" };
    for (size_t i = 0; i < sizeof locales / sizeof locales[0]; i++) {
        struct pty *p = settled(*state, &(struct scene){ 24, 80, false, { locales[i], NULL } });
        PTY_MUST(p, pty_find(p, "联席", NULL, NULL));
        quits(p);
    }
    struct pty *p = settled(*state, &(struct scene){ 24, 80, false, { "LC_ALL=en_GB.UTF-8", NULL } });
    PTY_MUST(p, pty_find(p, "Today", NULL, NULL) || pty_find(p, "today", NULL, NULL));
    quits(p);
}

static void no_colour_means_none(void **state)
{
    struct pty *p = settled(*state, &(struct scene){ 24, 80, false, { "NO_COLOR=1", NULL } });
    PTY_MUST(p, pty_keys(p, "2"));
    for (int y = 0; y < 24; y++)
        for (int x = 0; x < 80; x++) {
            struct pty_cell cell;
            pty_cell(p, y, x, &cell);
            PTY_MUST(p, cell.fg == -1 && cell.bg == -1);
        }
    quits(p);
}

static void a_small_window_is_told_politely_and_grows(void **state)
{
    struct pty *p = settled(*state, &(struct scene){ 5, 20, false, { NULL } });
    char *text = pty_screen(p);
    assert_true(strspn(text, " \n") < strlen(text)); /* it says something */
    free(text);
    PTY_MUST(p, pty_resize(p, 24, 80) && pty_settle(p));
    PTY_MUST(p, pty_find(p, "联席", NULL, NULL));
    quits(p);
}

static void a_storm_of_sizes_ends_in_the_right_one(void **state)
{
    struct pty *p = settled(*state, &(struct scene){ 24, 80, false, { NULL } });
    for (int i = 0; i < 60; i++)
        PTY_MUST(p, pty_resize(p, 1 + i * 7 % 60, 1 + i * 13 % 200));
    PTY_MUST(p, pty_resize(p, 30, 100));
    while (pty_settle(p) && !pty_find(p, "联席", NULL, NULL))
        continue;
    PTY_MUST(p, pty_find(p, "联席", NULL, NULL));
    quits(p);
}

/* y on a text: the words alone on the main screen, without frames and unbroken; Enter comes back, ^C does not end it, a broken line does. */
static void a_text_is_shown_alone_for_the_mouse(void **state)
{
    struct pty *p = settled(*state, &(struct scene){ 24, 80, false, { NULL } });
    PTY_MUST(p, pty_keys(p, "F2"));
    PTY_MUST(p, pty_keys(p, "舟山来电询问会期"));
    PTY_MUST(p, pty_keys(p, "^S"));
    PTY_MUST(p, pty_keys(p, "7"));
    PTY_MUST(p, pty_keys(p, "Enter"));
    PTY_MUST(p, pty_send_keys(p, "y"));
    PTY_MUST(p, pty_wait_text(p, "按 Enter 返回"));
    PTY_MUST(p, pty_find(p, "舟山来电询问会期", NULL, NULL));
    PTY_MUST(p, !pty_find(p, "│", NULL, NULL) && !pty_find(p, "联席", NULL, NULL));
    PTY_MUST(p, pty_send_keys(p, "^C"));
    PTY_MUST(p, pty_keys(p, "Enter"));
    PTY_MUST(p, pty_find(p, "联席", NULL, NULL));
    PTY_MUST(p, !pty_find(p, "按 Enter 返回", NULL, NULL));
    PTY_MUST(p, pty_send_keys(p, "y"));
    PTY_MUST(p, pty_wait_text(p, "按 Enter 返回"));
    pty_hangup(p);
    assert_true(pty_wait_exit(p) >= 0);
    pty_done(&p);
}

static void a_broken_line_and_a_signal_end_it(void **state)
{
    struct pty *p = settled(*state, &(struct scene){ 24, 80, false, { NULL } });
    pty_hangup(p);
    assert_true(pty_wait_exit(p) >= 0);
    pty_done(&p);
    static const int signals[] = { SIGHUP, SIGTERM };
    for (int i = 0; i < 2; i++) {
        bool visible;
        p = settled(*state, &(struct scene){ 24, 80, false, { NULL } });
        PTY_MUST(p, pty_signal(p, signals[i]));
        PTY_MUST(p, pty_wait_exit(p) >= 0);
        pty_cursor(p, NULL, NULL, &visible);
        PTY_MUST(p, visible);
        pty_done(&p);
    }
}

static void what_is_typed_ahead_is_not_lost(void **state)
{
    struct pty *p = start(*state, &(struct scene){ 24, 80, false, { NULL } });
    PTY_MUST(p, pty_send_keys(p, "Q"));
    PTY_MUST(p, pty_wait_exit(p) == 0);
    pty_done(&p);
}

static void pasted_text_never_runs_as_commands(void **state)
{
    struct pty *p = settled(*state, &(struct scene){ 24, 80, false, { NULL } });
    PTY_MUST(p, pty_keys(p, "2"));
    PTY_MUST(p, pty_paste(p, "Q\nq\nQ\n"));
    PTY_MUST(p, pty_find(p, "联席", NULL, NULL));
    pty_send_keys(p, "Esc");
    quits(p);
}

static void nobody_types_and_nothing_happens(void **state)
{
    struct pty *p = settled(*state, &(struct scene){ 24, 80, false, { NULL } });
    size_t bytes_len, marks_n;
    pty_watch(p, 300, &bytes_len, &marks_n);
    assert_int_equal(bytes_len, 0);
    assert_int_equal(marks_n, 0);
    quits(p);
}

/* A shell command that names the program as $P and the database as $D; what it printed, yours. */
static char *shell(const char *dir, const char *command)
{
    struct lx_str line = LX_STR_EMPTY;
    lx_str_addf(&line, "P='%s' D='%s/office.db'; %s >%s/out", program(), dir, command, dir);
    assert_int_equal(system(line.s), 0);
    char *path = tmp_path(dir, "out"), *out = tmp_read(path, NULL);
    free(path);
    lx_str_done(&line);
    return out;
}

static void a_review_opens_from_the_command_line_and_leaves_its_record(void **state)
{
    free(shell(*state, "$P --db $D item add 修路 && $P --db $D item add 修桥"));
    char *db = tmp_path(*state, "office.db");
    const char *argv[] = { program(), "--db", db, "review", "修桥", NULL };
    struct pty *p = pty_start(&(struct pty_setup){ .argv = argv });
    PTY_MUST(p, pty_settle(p));
    PTY_MUST(p, pty_find(p, "1 / 1", NULL, NULL) && pty_find(p, "修桥", NULL, NULL));
    PTY_MUST(p, pty_keys(p, "d"));
    PTY_MUST(p, pty_keys(p, "q"));
    quits(p);
    char *list = shell(*state, "$P --db $D --lang zh review list"), *record = shell(*state, "$P --db $D --lang zh review show 4");
    assert_non_null(strstr(list, "修桥"));
    assert_non_null(strstr(record, "D2024-002 修桥 · 状态: 立项 → 办结"));
    assert_null(strstr(record, "修路"));
    free(list);
    free(record);
    free(db);
}

static void a_wide_terminal_is_noticed(void **state)
{
    for (int wide = 0; wide < 2; wide++) {
        struct pty *p = settled(*state, &(struct scene){ 24, 120, wide, { NULL } });
        PTY_MUST(p, pty_keys(p, "2"));
        for (int y = 0; y < 24; y++) { /* no character hangs over the edge */
            struct pty_cell last;
            pty_cell(p, y, 119, &last);
            PTY_MUST(p, last.w < 2);
        }
        quits(p);
    }
}

int main(void)
{
#define SCENE(f) cmocka_unit_test_setup_teardown(f, tmp_setup, tmp_teardown)
    const struct CMUnitTest tests[] = {
        SCENE(it_opens_and_leaves_the_terminal_as_it_was),
        SCENE(it_works_in_every_terminal),
        SCENE(a_dumb_terminal_and_a_pipe_get_a_sentence),
        SCENE(a_missing_locale_still_speaks_chinese),
        SCENE(no_colour_means_none),
        SCENE(a_small_window_is_told_politely_and_grows),
        SCENE(a_storm_of_sizes_ends_in_the_right_one),
        SCENE(a_text_is_shown_alone_for_the_mouse),
        SCENE(a_broken_line_and_a_signal_end_it),
        SCENE(what_is_typed_ahead_is_not_lost),
        SCENE(pasted_text_never_runs_as_commands),
        SCENE(nobody_types_and_nothing_happens),
        SCENE(a_review_opens_from_the_command_line_and_leaves_its_record),
        SCENE(a_wide_terminal_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
