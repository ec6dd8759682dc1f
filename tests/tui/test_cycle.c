/* A meeting by keys alone, in a terminal: from its template over notice, answers and roll to the end of the session. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/str.h"
#include "tests/lib/process.h"
#include "tests/lib/pty.h"
#include "tests/lib/tmp.h"

static char *program;
static char *dir, *db;

static char *lianxi(const char *words)
{
    struct process p;
    struct lx_str line = LX_STR_EMPTY;
    lx_str_addf(&line, "%s --db '%s' --as 综合科 %s", program, db, words);
    process_run(&p, dir, NULL, (const char *const[]){ "/bin/sh", "-c", line.s, NULL });
    if (p.code != 0)
        fail_msg("%s: %d %s", words, p.code, p.err);
    char *out = p.out;
    p.out = NULL;
    process_done(&p);
    lx_str_done(&line);
    return out;
}

static void prints(const char *words, const char *want)
{
    char *out = lianxi(words);
    assert_string_equal(out, want);
    free(out);
}

static int set_up(void **state)
{
    static const char *const cities[] = { "宁波市", "绍兴市", "舟山市", "台州市", "嘉兴市" };
    static const char *const words[] = {
        "series add 市长联席会议", "series add 联络员会议 --code L --repeat quarterly --month 3 --nth 2 --weekday 3",
        "rotation set 联络员会议 宁波市 绍兴市 舟山市 台州市 嘉兴市", "template add 联络员模板 --series 联络员会议 --time 14:30",
        "template line 联络员模板 agenda 各市进展情况 --agenda report --minutes 20", "template line 联络员模板 agenda 需协调事项 --agenda decide --minutes 20",
        "template line 联络员模板 prep 发出会议通知 --days 7 --working",
    };
    char path[4096];
    (void)state;
    snprintf(path, sizeof path, "%s/lianxi", getenv("LIANXI_BUILD"));
    program = realpath(path, NULL);
    dir = tmp_new();
    db = tmp_path(dir, "cycle.db");
    for (size_t i = 0; i < 5; i++) {
        struct lx_str s = LX_STR_EMPTY;
        lx_str_addf(&s, "unit add %s --kind government", cities[i]);
        free(lianxi(s.s));
        lx_str_clear(&s);
        lx_str_addf(&s, "unit member %s --from 1986-01-01", cities[i]);
        free(lianxi(s.s));
        lx_str_done(&s);
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        free(lianxi(words[i]));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tmp_done(&dir);
    free(db);
    free(program);
    return 0;
}

/* The keys of one sitting at the screen, on a day of the office; groups are parted by NULL-ended words, each settled. */
static void at_the_screen(const char *now, const char *const *groups)
{
    struct lx_str clock = LX_STR_EMPTY, state = LX_STR_EMPTY;
    lx_str_addf(&clock, "LIANXI_NOW=%s", now);
    lx_str_addf(&state, "XDG_STATE_HOME=%s", dir);
    const char *argv[] = { program, "--db", db, "--as", "综合科", "--lang", "zh", NULL }, *env[] = { clock.s, state.s, NULL };
    struct pty *p = pty_start(&(struct pty_setup){ .argv = argv, .env = env, .rows = 24, .cols = 80 });
    PTY_MUST(p, pty_settle(p));
    for (; *groups; groups++)
        PTY_MUST(p, pty_keys(p, *groups));
    PTY_MUST(p, pty_send_keys(p, "Q"));
    assert_int_equal(pty_wait_exit(p), 0);
    pty_done(&p);
    lx_str_done(&clock);
    lx_str_done(&state);
}

/* Besides texts: 2 keys from a template to a meeting, 1 an answer, 1 a city at the roll call. */
static void a_meeting_by_keys(void **state)
{
    (void)state;
    at_the_screen("2024-08-20 09:00", (const char *const[]){ "g l", "c", "^S", NULL });
    prints("meeting list --numbers", "L1\n");
    prints("meeting list host:宁波 --numbers", "L1\n"); /* whose turn it is, on the regular day */
    prints("meeting list 'date:2024-09-11' --numbers", "L1\n");
    at_the_screen("2024-09-02 09:00", (const char *const[]){ "3", "b n", "a", "^S", "c", "c", "c", "p", NULL });
    prints("meeting list state:notified --numbers", "L1\n");
    prints("reply list L1 --pending --numbers", "1\n");
    at_the_screen("2024-09-02 10:00", (const char *const[]){ "3", "b n", "G", "x", "q", "b p", "d", NULL });
    prints("reply list L1 --pending --numbers", "");
    at_the_screen("2024-09-11 14:30", (const char *const[]){ "3", "b a", "g g", "p", "p", "p", "p", "x", "q", "b l", "Space", "o", "1", "Space", "o", "1", "Enter",
                                                             "e", "C", NULL });
    char *shown = lianxi("meeting show L1 --json");
    assert_non_null(strstr(shown, "\"state\":\"minutes_draft\""));
    free(shown);
    char *roll = lianxi("roll list L1 --csv");
    size_t present_n = 0;
    for (const char *s = roll; (s = strstr(s, "到会")) != NULL; s++)
        present_n++;
    assert_int_equal(present_n, 1 + 4); /* the head of the column, and four cities */
    free(roll);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test_setup_teardown(a_meeting_by_keys, set_up, tear_down) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
