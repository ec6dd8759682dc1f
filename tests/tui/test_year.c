/* A year of an office by its command line: four liaison meetings, a directors' and a mayors' meeting, each from its template to the archive:
 * every number, state and paper as expected, every illegal step refused in words. */
#include "core/work/steps.h"
#include "tests/lib/tmp.h"
#include "tests/lib/yearoffice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static char *dir;
static struct yearoffice office;

#define DO(...) yearoffice_must(&office, NULL, (const char *const[]){ __VA_ARGS__, NULL })
#define PRINTS(want, ...) yearoffice_must(&office, want, (const char *const[]){ __VA_ARGS__, NULL })

/* Is refused, says why, prints nothing. */
static void must_not(const char *const *words)
{
    if (yearoffice_run(&office, words) == 0 || !office.last.err_len)
        yearoffice_show(&office, words);
    assert_int_equal(office.last.code, 1);
    assert_true(office.last.err_len > 0);
    assert_int_equal(office.last.out_len, 0);
}
#define REFUSED(...) must_not((const char *const[]){ __VA_ARGS__, NULL })

static void has(const char *s) { yearoffice_has(&office, s); }

static int set_up(void **state)
{
    (void)state;
    dir = tmp_new();
    yearoffice_open(&office, dir, "year.db");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    yearoffice_close(&office);
    tmp_done(&dir);
    return 0;
}

/* --- one meeting ----------------------------------------------------------------------------------------------------------------- */

static void state_is(const char *no, const char *state)
{
    char want[64];
    DO("meeting", "show", no, "--json");
    snprintf(want, sizeof want, "\"state\":\"%s\"", state);
    has(want);
}

/* From here only the steps of the table may be taken; each of the others is refused and changes nothing. */
static void nothing_else_goes(const char *no, int state)
{
    const struct lx_words *states = lx_words_of("meeting_state");
    for (int to = 0; to < states->n; to++)
        if (!lx_step_find(LX_MEETING, state, "step", to))
            REFUSED("meeting", "step", no, states->at[to].word);
    state_is(no, states->at[state].word);
}

/* Assembled, sent round, agreed by all, signed by three, locked: then nothing changes it any more. */
static void settle_minutes(const char *no)
{
    DO("minutes", "build", no);
    DO("minutes", "show", no, "--md");
    has("梳理市际断头路清单");
    REFUSED("minutes", "lock", no); /* nobody has signed yet */
    DO("minutes", "circulate", no);
    nothing_else_goes(no, MEETING_MINUTES_CIRCULATED);
    for (int i = 0; i < YEAR_CITIES_N; i++)
        DO("minutes", "opinion", no, year_cities[i], "agreed");
    for (int i = 0; i < 3; i++)
        DO("minutes", "sign", no);
    DO("minutes", "lock", no);
    nothing_else_goes(no, MEETING_ISSUED);
    REFUSED("minutes", "build", no);
    PRINTS("", "minutes", "diff", no, "1", "issued");
    DO("paper", "minutes", no, "--text");
    has("梳理市际断头路清单");
}

/* Notice, answers, roll, session, minutes, archive. */
static void hold(const char *no, const char *title, const char *notice_day, const char *meeting_day, int agenda_n)
{
    char first[32], query[32];
    state_is(no, "draft");
    nothing_else_goes(no, MEETING_DRAFT);
    yearoffice_day(notice_day);
    PRINTS(NULL, "notice", "add", no);
    state_is(no, "notified");
    nothing_else_goes(no, MEETING_NOTIFIED);
    DO("prep", "done", no, "1");
    for (int i = 0; i < YEAR_CITIES_N - 1; i++)
        DO("reply", "set", no, year_cities[i], "coming", "--post", "负责人");
    PRINTS("1\n", "reply", "list", no, "--pending", "--numbers");
    DO("reply", "set", no, "嘉兴市", "proxy", "--post", "副职", "--for", "负责人");
    PRINTS("", "reply", "list", no, "--pending", "--numbers");
    DO("paper", "agenda", no, "--text");
    has(title);
    DO("paper", "notice", no, "--text");
    has(title);
    has("参会回执");
    yearoffice_day(meeting_day);
    DO("roll", "call", no);
    DO("roll", "all", no);
    DO("session", "open", no);
    state_is(no, "in_session");
    nothing_else_goes(no, MEETING_IN_SESSION);
    for (int i = 1; i <= agenda_n; i++) {
        char n[16];
        snprintf(n, sizeof n, "%d", i);
        DO("session", "start", no, n);
        if (i < agenda_n)
            DO("outcome", "set", no, n, "noted");
        else
            DO("outcome", "set", no, n, "assigned", "--title", "梳理市际断头路清单", "--lead", "绍兴市发展和改革委员会", "--with", "宁波市发展和改革委员会",
               "--due", "2025-12-31");
    }
    DO("session", "end", no);
    DO("session", "close", no);
    state_is(no, "minutes_draft");
    nothing_else_goes(no, MEETING_MINUTES_DRAFT);
    snprintf(first, sizeof first, "%s-001\n", no);
    snprintf(query, sizeof query, "meeting:%s", no);
    PRINTS(first, "item", "list", query, "--numbers");
    snprintf(first, sizeof first, "%s-J1\n", no);
    PRINTS(first, "decision", "list", query, "--numbers");
    settle_minutes(no);
    DO("meeting", "step", no, "archived");
    nothing_else_goes(no, MEETING_ARCHIVED);
}

static void quota_is(const char *at, const char *state)
{
    char want[64];
    snprintf(want, sizeof want, "\"state\":\"%s\"", state);
    DO("quota", "list", "--at", at, "--json");
    has(want);
}

static void a_year(void **state)
{
    (void)state;
    yearoffice_found(&office);
    for (int i = 0; i < YEAR_MEETINGS_N; i++) {
        char want[64];
        yearoffice_day(year_meetings[i].planned);
        snprintf(want, sizeof want, "%s\n", year_meetings[i].no);
        if (strcmp(year_meetings[i].no, "26") == 0) { /* the office begins to count there, and has no rule for the day */
            PRINTS(want, "meeting", "add", "--template", year_meetings[i].template_name, "--no", "26", "--date", year_meetings[i].date);
        } else if (year_meetings[i].date) {
            PRINTS(want, "meeting", "add", "--template", year_meetings[i].template_name, "--date", year_meetings[i].date);
        } else {
            PRINTS(want, "meeting", "add", "--template", year_meetings[i].template_name);
        }
        DO("meeting", "show", year_meetings[i].no, "--json");
        has(year_meetings[i].title);
        has(year_meetings[i].host);
        has(year_meetings[i].proposed);
        hold(year_meetings[i].no, year_meetings[i].title, year_meetings[i].notice, year_meetings[i].meeting, year_meetings[i].agenda_n);
    }
    yearoffice_day("2025-12-31 09:00");
    PRINTS("L4\n26\nZ2025-1\nL3\nL2\nL1\n", "meeting", "list", "--numbers");
    PRINTS("L4\n26\nZ2025-1\nL3\nL2\nL1\n", "meeting", "list", "state:archived", "--numbers");
    PRINTS("26-001\nL1-001\nL2-001\nL3-001\nL4-001\nZ2025-1-001\n", "item", "list", "--sort", "no", "--numbers");
    PRINTS("嘉兴市\n", "rotation", "next", "联络员会议");
    PRINTS("绍兴市\n", "rotation", "next", "市长联席会议");
    static const char *const quarters[] = { "2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31" };
    for (int i = 0; i < 4; i++)
        quota_is(quarters[i], "done");
    quota_is("2025-03-05", "behind"); /* two thirds were gone; what was held after that day does not count on it */
    DO("sitting", "list", "26");
    has("签约仪式");
    DO("series", "ics", "联络员会议");
    has("SUMMARY:第四次联络员会议");
    PRINTS("27\n", "meeting", "add", "市长联席会议"); /* the next of the series */
    PRINTS(NULL, "undo");
    PRINTS("28\n", "meeting", "add", "市长联席会议"); /* a number that was given is never given again */
    DO("db", "check");
}

/* --- 2007 and 2023 ----------------------------------------------------------------------------------------------------------------- */

static int lines_n(void)
{
    int n = 0;
    for (const char *p = office.last.out; *p; p++)
        n += *p == '\n';
    return n;
}

/* One database: four member cities in 2007, five in 2023; rolls, quorum, slips and prints are those of the day. */
static void four_cities_then_five(void **state)
{
    static const struct {
        const char *no, *date;
        int members;
        const char *quorum; /* present, represented, members, needed */
    } meetings[] = { { "17", "2007-04-19", 4, "\"members\":4" }, { "26", "2023-12-15", 5, "\"members\":5" } };
    (void)state;
    yearoffice_found(&office);
    for (size_t i = 0; i < 2; i++) {
        DO("meeting", "add", "市长联席会议", "--no", meetings[i].no, "--date", meetings[i].date, "--host", "宁波市");
        DO("body", "show", "-", "--at", meetings[i].date, "--numbers");
        assert_int_equal(lines_n(), meetings[i].members);
        DO("notice", "add", meetings[i].no);
        DO("reply", "list", meetings[i].no, "--numbers");
        assert_int_equal(lines_n(), meetings[i].members);
        DO("paper", "notice", meetings[i].no, "--text");
        assert_int_equal(strstr(office.last.out, "嘉兴市") != NULL, meetings[i].members == 5);
        DO("roll", "call", meetings[i].no);
        DO("roll", "list", meetings[i].no, "--csv");
        assert_int_equal(strstr(office.last.out, "嘉兴市") != NULL, meetings[i].members == 5);
        assert_non_null(strstr(office.last.out, "台州市"));
        DO("roll", "all", meetings[i].no);
        DO("quorum", meetings[i].no, "--json");
        has(meetings[i].quorum);
        DO("meeting", "show", meetings[i].no);
        assert_int_equal(strstr(office.last.out, "嘉兴市") != NULL, meetings[i].members == 5);
    }
    DO("body", "leave", "-", "舟山市", "2024-12-31", "--basis", "协议到期"); /* one entry */
    DO("body", "show", "-", "--at", "2023-12-15", "--numbers");
    assert_int_equal(lines_n(), 5);
    DO("body", "show", "-", "--numbers");
    assert_int_equal(lines_n(), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test_setup_teardown(a_year, set_up, tear_down),
                                        cmocka_unit_test_setup_teardown(four_cities_then_five, set_up, tear_down) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
