/* A year of an office by its command line: four liaison meetings, a directors' and a mayors' meeting, each from its template to the archive:
 * every number, state and paper as expected, every illegal step refused in words. */
#include "core/work/steps.h"
#include "tests/lib/process.h"
#include "tests/lib/tmp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static char *dir, *program, *db;
static struct process last; /* the last command */

#define L(...) run((const char *const[]){ __VA_ARGS__, NULL })

static int run(const char *const *words)
{
    const char *argv[PROCESS_ARGS_MAX + 6] = { program, "--db", db, "--as", "综合科" };
    int n = 5;
    while (*words && n < PROCESS_ARGS_MAX + 4)
        argv[n++] = *words++;
    process_done(&last);
    process_run(&last, dir, NULL, argv);
    return last.code;
}

static void show(const char *const *words)
{
    for (; *words; words++)
        print_message("%s ", *words);
    print_message("\nexit %d\n%s%s", last.code, last.out, last.err);
}

/* Ends well; prints exactly that (NULL: anything). */
static void must(const char *want, const char *const *words)
{
    if (run(words) != 0 || (want && strcmp(last.out, want) != 0))
        show(words);
    assert_int_equal(last.code, 0);
    if (want)
        assert_string_equal(last.out, want);
}
#define DO(...) must(NULL, (const char *const[]){ __VA_ARGS__, NULL })
#define PRINTS(want, ...) must(want, (const char *const[]){ __VA_ARGS__, NULL })

/* Is refused, says why, prints nothing. */
static void must_not(const char *const *words)
{
    if (run(words) == 0 || !last.err_len)
        show(words);
    assert_int_equal(last.code, 1);
    assert_true(last.err_len > 0);
    assert_int_equal(last.out_len, 0);
}
#define REFUSED(...) must_not((const char *const[]){ __VA_ARGS__, NULL })

static void has(const char *s)
{
    if (!strstr(last.out, s))
        print_message("not found: %s in\n%s", s, last.out);
    assert_non_null(strstr(last.out, s));
}

static void day(const char *when) { setenv("LIANXI_NOW", when, 1); }

static int set_up(void **state)
{
    const char *build = getenv("LIANXI_BUILD");
    char here[4096], path[8192];
    (void)state;
    dir = tmp_new();
    db = tmp_path(dir, "year.db");
    if (!build)
        build = "build";
    snprintf(path, sizeof path, "%s%s%s/lianxi", *build == '/' ? "" : getcwd(here, sizeof here), *build == '/' ? "" : "/", build);
    program = strdup(path);
    setenv("LIANXI_LANG", "zh", 1);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    process_done(&last);
    tmp_done(&dir);
    free(program);
    free(db);
    return 0;
}

/* --- the office ------------------------------------------------------------------------------------------------------------------ */

static const char *const cities[] = { "宁波市", "绍兴市", "舟山市", "台州市", "嘉兴市" };
enum { CITIES_N = 5 };

static const struct {
    const char *name, *series, *time, *titles[5];
} templates[] = {
    { "联络员模板", "联络员会议", "14:30", { "各市进展情况", "需协调事项" } },
    { "主任模板", "主任办公会", "09:30", { "议题审定", "会议日期和承办" } },
    { "市长模板", "市长联席会议", "09:00", { "上次会议以来工作进展情况", "一体化发展行动计划", "五市交流发言", "下一次会议承办城市" } },
};

static void found_the_office(void)
{
    day("2025-01-02 09:00");
    DO("office", "set", "name=五市联席会议办公室", "issuer=五市联席会议办公室");
    for (int i = 0; i < CITIES_N; i++) {
        char unit[64], rank[16];
        snprintf(unit, sizeof unit, "%s发展和改革委员会", cities[i]);
        snprintf(rank, sizeof rank, "rank=%d", (i + 1) * 100);
        DO("unit", "add", cities[i], "--kind", "government");
        DO("unit", "set", cities[i], rank);
        PRINTS(NULL, "unit", "member", cities[i], "--from", i == 4 ? "2011-01-01" : "1986-01-01");
        DO("unit", "add", unit, "--parent", cities[i]);
    }
    DO("series", "add", "市长联席会议");
    DO("series", "add", "联络员会议", "--code", "L", "--repeat", "quarterly", "--month", "3", "--nth", "2", "--weekday", "3");
    DO("series", "add", "主任办公会", "--code", "Z", "--numbering", "yearly");
    for (int i = 0; i < 3; i++) {
        DO("rotation", "set", templates[i].series, "宁波市", "绍兴市", "舟山市", "台州市", "嘉兴市", "--basis", "第二十五次会议商定");
        DO("template", "add", templates[i].name, "--series", templates[i].series, "--time", templates[i].time);
        for (int k = 0; templates[i].titles[k]; k++)
            DO("template", "line", templates[i].name, "agenda", templates[i].titles[k], "--minutes", "20", "--agenda", templates[i].titles[k + 1] ? "report" : "decide");
        DO("template", "line", templates[i].name, "prep", "发出会议通知", "--days", "7", "--working");
        DO("template", "line", templates[i].name, "prep", "会场布置", "--days", "1", "--working");
    }
    DO("template", "line", "市长模板", "sitting", "签约仪式", "--text", "11:00-11:30");
    DO("quota", "add", "联络员会议每季度至少一次", "--series", "联络员会议", "--period", "quarter", "--from", "2025-01-01");
    for (int k = 1; k <= 7; k++) {
        char date[32];
        snprintf(date, sizeof date, "2025-10-%02d", k);
        DO("holiday", "add", date, "--name", "国庆节");
    }
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
    for (int i = 0; i < CITIES_N; i++)
        DO("minutes", "opinion", no, cities[i], "agreed");
    for (int i = 0; i < 3; i++)
        DO("minutes", "sign", no);
    DO("minutes", "lock", no);
    nothing_else_goes(no, MEETING_ISSUED);
    REFUSED("minutes", "build", no);
    DO("paper", "minutes", no, "--text");
    has("梳理市际断头路清单");
}

/* Notice, answers, roll, session, minutes, archive. */
static void hold(const char *no, const char *title, const char *notice_day, const char *meeting_day, int agenda_n)
{
    char first[32], query[32];
    state_is(no, "draft");
    nothing_else_goes(no, MEETING_DRAFT);
    day(notice_day);
    PRINTS(NULL, "notice", "add", no);
    state_is(no, "notified");
    nothing_else_goes(no, MEETING_NOTIFIED);
    DO("prep", "done", no, "1");
    for (int i = 0; i < CITIES_N - 1; i++)
        DO("reply", "set", no, cities[i], "coming", "--post", "负责人");
    PRINTS("1\n", "reply", "list", no, "--pending", "--numbers");
    DO("reply", "set", no, "嘉兴市", "proxy", "--post", "副职", "--for", "负责人");
    PRINTS("", "reply", "list", no, "--pending", "--numbers");
    DO("paper", "agenda", no, "--text");
    has(title);
    DO("paper", "notice", no, "--text");
    has(title);
    has("参会回执");
    day(meeting_day);
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
    static const struct {
        const char *planned, *no, *title, *proposed, *host, *template_name, *notice, *meeting;
        int agenda_n;
        const char *date; /* NULL: as proposed */
    } meetings[] = {
        { "2025-02-20 09:00", "L1", "第一次联络员会议", "2025-03-12", "宁波市", "联络员模板", "2025-03-03 10:00", "2025-03-12 14:30", 2, NULL },
        { "2025-05-20 09:00", "L2", "第二次联络员会议", "2025-06-11", "绍兴市", "联络员模板", "2025-06-02 10:00", "2025-06-11 14:30", 2, NULL },
        { "2025-08-20 09:00", "L3", "第三次联络员会议", "2025-09-10", "舟山市", "联络员模板", "2025-09-01 10:00", "2025-09-10 14:30", 2, NULL },
        { "2025-10-08 09:00", "Z2025-1", "第一次主任办公会", "2025-10-20", "宁波市", "主任模板", "2025-10-09 10:00", "2025-10-20 09:30", 2, "2025-10-20" },
        { "2025-10-20 15:00", "26", "第二十六次市长联席会议", "2025-11-20", "宁波市", "市长模板", "2025-11-06 10:00", "2025-11-20 09:00", 4, "2025-11-20" },
        { "2025-11-25 09:00", "L4", "第四次联络员会议", "2025-12-10", "台州市", "联络员模板", "2025-12-01 10:00", "2025-12-10 14:30", 2, NULL },
    };
    enum { MEETINGS_N = sizeof meetings / sizeof meetings[0] };
    (void)state;
    found_the_office();
    for (int i = 0; i < MEETINGS_N; i++) {
        char want[64];
        day(meetings[i].planned);
        snprintf(want, sizeof want, "%s\n", meetings[i].no);
        if (strcmp(meetings[i].no, "26") == 0) { /* the office begins to count there, and has no rule for the day */
            PRINTS(want, "meeting", "add", "--template", meetings[i].template_name, "--no", "26", "--date", meetings[i].date);
        } else if (meetings[i].date) {
            PRINTS(want, "meeting", "add", "--template", meetings[i].template_name, "--date", meetings[i].date);
        } else {
            PRINTS(want, "meeting", "add", "--template", meetings[i].template_name);
        }
        DO("meeting", "show", meetings[i].no, "--json");
        has(meetings[i].title);
        has(meetings[i].host);
        has(meetings[i].proposed);
        hold(meetings[i].no, meetings[i].title, meetings[i].notice, meetings[i].meeting, meetings[i].agenda_n);
    }
    day("2025-12-31 09:00");
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
    for (const char *p = last.out; *p; p++)
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
    found_the_office();
    for (size_t i = 0; i < 2; i++) {
        DO("meeting", "add", "市长联席会议", "--no", meetings[i].no, "--date", meetings[i].date, "--host", "宁波市");
        DO("body", "show", "-", "--at", meetings[i].date, "--numbers");
        assert_int_equal(lines_n(), meetings[i].members);
        DO("notice", "add", meetings[i].no);
        DO("reply", "list", meetings[i].no, "--numbers");
        assert_int_equal(lines_n(), meetings[i].members);
        DO("paper", "notice", meetings[i].no, "--text");
        assert_int_equal(strstr(last.out, "嘉兴市") != NULL, meetings[i].members == 5);
        DO("roll", "call", meetings[i].no);
        DO("roll", "list", meetings[i].no, "--csv");
        assert_int_equal(strstr(last.out, "嘉兴市") != NULL, meetings[i].members == 5);
        assert_non_null(strstr(last.out, "台州市"));
        DO("roll", "all", meetings[i].no);
        DO("quorum", meetings[i].no, "--json");
        has(meetings[i].quorum);
        DO("meeting", "show", meetings[i].no);
        assert_int_equal(strstr(last.out, "嘉兴市") != NULL, meetings[i].members == 5);
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
