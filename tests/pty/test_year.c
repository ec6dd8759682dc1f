/* A year of an office by keys alone, in a terminal: four liaison meetings, a directors' and a mayors' meeting, each from its template to the
 * archive; beside it the same year by commands.  After each meeting both offices print the same lists and papers. */
#include "core/record.h"
#include "core/str.h"
#include "tests/lib/tmp.h"
#include "tests/lib/yearkeys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>

/* --- commands -------------------------------------------------------------------------------------------------------------------- */

#define DO(...) yearoffice_must(&y->words, NULL, (const char *const[]){ __VA_ARGS__, NULL })

static bool is_mayors(const struct year *y) { return strcmp(y->m->no, "26") == 0; }

#define SAME(...) same(y, true, (const char *const[]){ __VA_ARGS__, NULL })

static void has(struct year *y, const char *s) { yearoffice_has(&y->keys, s); }

static void state_is(struct year *y, const char *state)
{
    char want[64];
    (void)snprintf(want, sizeof want, "\"state\":\"%s\"", state);
    SAME("meeting", "list");
    yearoffice_must(&y->keys, NULL, (const char *const[]){ "meeting", "show", y->m->no, "--json", NULL });
    has(y, want);
}

/* "1,14:30,审议,20,,各市进展情况" */
static void read_agenda(struct year *y)
{
    SAME("agenda", "list", y->m->no, "--csv");
    char *text = strdup(y->keys.last.out);
    y->rows_n = 0;
    (void)strtok(text, "\n");
    for (char *line = strtok(NULL, "\n"); line; line = strtok(NULL, "\n")) {
        struct agenda_row *r = &y->rows[y->rows_n++];
        char *cells[6] = { line };
        assert_true(y->rows_n < ROWS_MAX);
        for (int i = 1; i < 6; i++) {
            cells[i] = strchr(cells[i - 1], ',');
            assert_non_null(cells[i]);
            *cells[i]++ = '\0';
        }
        cells[5] += strspn(cells[5], "\" "); /* what belongs to a row is moved in */
        cells[5][strcspn(cells[5], "\"\r")] = '\0';
        (void)snprintf(r->number, sizeof r->number, "%s", cells[0]);
        (void)snprintf(r->kind, sizeof r->kind, "%s", cells[2]);
        (void)snprintf(r->title, sizeof r->title, "%s", cells[5]);
    }
    free(text);
}

static const char *number_of(const struct year *y, const char *title)
{
    for (int i = 0; i < y->rows_n; i++)
        if (strcmp(y->rows[i].title, title) == 0)
            return y->rows[i].number;
    fail_msg("%s has no %s", y->m->no, title);
    return NULL;
}

/* --- before: template, preparation, topics, agenda, papers, a version --------------------------------------------------------------- */

static void new_meeting(struct year *y)
{
    char saved[TEXT_ROOM];
    press(y, "g l");
    press(y, "/ %s Enter", y->m->template_name);
    press(y, "c");
    shows(y, "新增会议");
    if (is_mayors(y))
        press(y, "Tab ^U 26 Tab Tab Tab %s", y->m->date);
    else if (y->m->date)
        press(y, "Tab Tab Tab Tab %s", y->m->date);
    press(y, "^S");
    (void)snprintf(saved, sizeof saved, "%s %s", y->m->no, y->m->title);
    shows(y, saved);
    if (is_mayors(y)) /* the office begins to count there, and has no rule for the day */
        DO("meeting", "add", "--template", y->m->template_name, "--no", "26", "--date", y->m->date);
    else if (y->m->date)
        DO("meeting", "add", "--template", y->m->template_name, "--date", y->m->date);
    else
        DO("meeting", "add", "--template", y->m->template_name);
}

static void hand_in(struct year *y, const char *topic, const char *unit)
{
    press(y, "8 a %s Tab Tab %s Tab Tab Tab Tab Tab 15 ^S", topic, unit);
    shows(y, "已保存");
    DO("topic", "add", topic, "--unit", unit, "--minutes", "15");
}

static void topics(struct year *y)
{
    (void)snprintf(y->topic, sizeof y->topic, "%s次毗邻公交衔接方案", y->m->no);
    (void)snprintf(y->refused, sizeof y->refused, "%s次标识征集", y->m->no);
    (void)snprintf(y->parked, sizeof y->parked, "%s次线路命名", y->m->no);
    hand_in(y, y->topic, "绍兴市发展和改革委员会");
    press(y, "c");
    shows(y, "已初审");
    press(y, "t");
    shows(y, "已采纳");
    DO("topic", "check", y->topic);
    DO("topic", "accept", y->topic);
    hand_in(y, y->refused, "舟山市发展和改革委员会");
    press(y, "x 属部门职权 Enter");
    shows(y, "不采纳");
    shows(y, "u 撤销");
    DO("topic", "refuse", y->refused, "--reason", "属部门职权");
    hand_in(y, y->parked, "台州市发展和改革委员会");
    press(y, "h");
    shows(y, "暂存");
    DO("topic", "park", y->parked);
    same(y, false, (const char *const[]){ "topic", "list", NULL }); /* a topic has no number of its own */
}

static void agenda(struct year *y)
{
    go_to_meeting(y);
    press(y, "b c");
    shows(y, "新增议程");
    press(y, "G a 领导讲话 Tab 通报 Tab Tab Tab 10 ^S");
    shows(y, "领导讲话");
    press(y, "g g J");
    DO("agenda", "build", y->m->no);
    DO("agenda", "add", y->m->no, "领导讲话", "--kind", "inform", "--minutes", "10");
    DO("agenda", "move", y->m->no, "1", "2");
    press(y, "/ %s Enter", y->topic);
    press(y, "e Tab Tab Tab 分管负责人 Tab Tab Tab 已协调一致 ^S");
    read_agenda(y);
    const char *n = number_of(y, y->topic);
    DO("agenda", "set", y->m->no, n, "speaker=分管负责人", "agreed=agreed");
    char due[16];
    (void)snprintf(due, sizeof due, "%.10s", y->m->notice);
    press(y, "b w a 衔接方案送审稿 Tab Tab Tab %s ^S", due);
    shows(y, "待报送");
    DO("material", "add", y->m->no, "衔接方案送审稿", "--on", n, "--due", due);
}

static void freeze(struct year *y, const char *reason, int version)
{
    char want[64];
    press(y, "b f");
    shows(y, "未备齐");
    press(y, "%s Enter", reason);
    (void)snprintf(want, sizeof want, "第%d版", version);
    shows(y, want);
    DO("agenda", "freeze", y->m->no, "--override", reason);
}

static void plan(struct year *y)
{
    sit_down(y, y->m->planned);
    new_meeting(y);
    go_to_meeting(y);
    press(y, "b p");
    shows(y, "发出会议通知");
    press(y, "a 汇总各市材料 Tab 3 Tab 是 ^S");
    shows(y, "汇总各市材料");
    DO("prep", "add", y->m->no, "汇总各市材料", "--days", "3", "--working");
    topics(y);
    agenda(y);
    press(y, "b r");
    shows(y, "材料未到");
    freeze(y, "先行征求意见", 1);
    get_up(y);
    state_is(y, "draft");
    SAME("agenda", "proof", y->m->no); /* ends well: nothing is lost on the way from meeting to meeting */
    SAME("prep", "list", y->m->no, "--csv");
    SAME("material", "list", y->m->no, "--csv");
}

/* --- the notice, its answers, papers that come ---------------------------------------------------------------------------------------- */

static void answers(struct year *y)
{
    press(y, "b n a ^S");
    shows(y, "已回复 0/5");
    press(y, "c c c c");
    shows(y, "已回复 4/5");
    yearoffice_must(&y->keys, "1\n", (const char *const[]){ "reply", "list", y->m->no, "--pending", "--numbers", NULL });
    press(y, "e 派员参会 Tab Tab 副职 Tab 负责人 ^S");
    shows(y, "已回复 5/5");
    DO("notice", "add", y->m->no);
    for (int i = 0; i < YEAR_CITIES_N - 1; i++)
        DO("reply", "set", y->m->no, year_cities[i], "coming");
    DO("reply", "set", y->m->no, year_cities[YEAR_CITIES_N - 1], "proxy", "--post", "副职", "--for", "负责人");
}

/* The paper of a menu, saved as text from its preview: what the command line prints. */
static void save_paper(struct year *y, const char *label, const char *kind)
{
    char name[64], *path;
    (void)snprintf(name, sizeof name, "%s-%s.txt", kind, y->m->no);
    path = tmp_path(y->keys.dir, name);
    press(y, "p");
    choose(y, label);
    shows(y, y->m->title);
    press(y, "p");
    choose(y, "文本");
    press(y, "^U %s Enter", path);
    press(y, "q");
    SAME("paper", kind, y->m->no, "--text");
    char *saved = tmp_read(path, NULL);
    assert_non_null(saved);
    assert_string_equal(saved, y->keys.last.out);
    free(saved);
    free(path);
}

static void notify(struct year *y)
{
    sit_down(y, y->m->notice);
    go_to_meeting(y);
    press(y, "b w");
    press(y, "d 12 Enter");
    shows(y, "已收到");
    press(y, "v ^U 14 Enter");
    shows(y, "已作废");
    DO("material", "receive", y->m->no, "1", "--pages", "12");
    DO("material", "replace", y->m->no, "1", "--pages", "14");
    answers(y);
    press(y, "b p");
    shows(y, "已完成"); /* the notice went out */
    press(y, "g g j j x");
    DO("prep", "drop", y->m->no, "3");
    freeze(y, "其余材料会上发", 2);
    press(y, "b v Enter");
    shows(y, "与第1版的差异");
    go_to_meeting(y);
    save_paper(y, "会议通知", "notice");
    has(y, "参会回执");
    save_paper(y, "会议议程", "agenda");
    get_up(y);
    state_is(y, "notified");
    SAME("reply", "list", y->m->no, "--csv");
    SAME("material", "list", y->m->no, "--csv");
    SAME("prep", "list", y->m->no, "--csv");
    SAME("agenda", "versions", y->m->no, "--csv");
    SAME("agenda", "diff", y->m->no);
    SAME("agenda", "ready", y->m->no);
}

/* --- roll and session ------------------------------------------------------------------------------------------------------------------- */

static void roll(struct year *y)
{
    press(y, "b a");
    shows(y, "未点名");
    press(y, "g g p p p p d");
    press(y, "^U 某甲 Space 副主任 Space 代 Space 主任 Enter");
    shows(y, "代会 1");
    press(y, "P q");
    DO("roll", "call", y->m->no);
    for (int i = 0; i < YEAR_CITIES_N - 1; i++)
        DO("roll", "set", y->m->no, year_cities[i], "present");
    DO("roll", "set", y->m->no, year_cities[YEAR_CITIES_N - 1], "proxy", "某甲 副主任 代 主任");
    DO("roll", "all", y->m->no);
    SAME("roll", "list", y->m->no, "--csv");
}

/* The outcome of a row by its kind; words behind it, or NULL. */
static void settle(struct year *y, const struct agenda_row *r)
{
    const char *n = r->number;
    press(y, "o");
    if (strcmp(r->title, "需协调事项") == 0 || strcmp(r->title, "会议日期和承办") == 0) {
        choose(y, "交办");
        press(y, "梳理市际断头路清单 Space @绍兴发改 Space +宁波发改 Space 12月底前 Enter");
        DO("outcome", "set", y->m->no, n, "assigned", "--title", "梳理市际断头路清单", "--lead", "绍兴市发展和改革委员会", "--with",
           "宁波市发展和改革委员会", "--due", "12月底前");
    } else if (strstr(r->title, "会议纪要")) {
        choose(y, "通过");
        press(y, "Enter");
        DO("outcome", "set", y->m->no, n, "passed");
    } else if (strcmp(r->kind, "审议") == 0) {
        choose(y, "原则通过");
        press(y, "按会议意见修改 Enter");
        DO("outcome", "set", y->m->no, n, "passed_in_principle", "--text", "按会议意见修改");
    } else if (strcmp(r->kind, "研究") == 0) {
        choose(y, "通过");
        press(y, "由轮值城市承办 Enter");
        DO("outcome", "set", y->m->no, n, "passed", "--text", "由轮值城市承办");
    } else {
        choose(y, "听取");
        if (pty_find(y->p, "直接按 Enter", NULL, NULL))
            press(y, "Enter");
        DO("outcome", "set", y->m->no, n, "noted");
    }
}

/* An item, a reservation and a vote on the topic that was handed in. */
static void discuss(struct year *y, const struct agenda_row *r)
{
    press(y, "Enter 各市报送工程清单 Space @宁波发改 Space 12月底 Enter");
    shows(y, "已记录");
    press(y, "r");
    choose(y, "舟山市");
    press(y, "资金渠道待定 Enter");
    press(y, "v 4 Space 1 Space 0 Enter");
    shows(y, "赞成4票");
    DO("capture", y->m->no, "各市报送工程清单 @宁波发改 12月底", "--on", r->number);
    DO("reserve", y->m->no, r->number, "舟山市", "资金渠道待定");
    DO("vote", y->m->no, r->number, "4", "1", "0");
}

static void hold(struct year *y)
{
    sit_down(y, y->m->meeting);
    go_to_meeting(y);
    roll(y);
    read_agenda(y);
    press(y, "b l");
    shows(y, "按空格键宣布开会");
    for (int i = 0; i < y->rows_n; i++) {
        if (!*y->rows[i].kind) /* a heading is not taken up */
            continue;
        press(y, "Space");
        shows(y, y->rows[i].title);
        DO("session", "next", y->m->no);
        settle(y, &y->rows[i]);
        if (strcmp(y->rows[i].title, y->topic) == 0)
            discuss(y, &y->rows[i]);
    }
    state_is(y, "in_session");
    press(y, "e C");
    shows(y, "已散会");
    DO("session", "end", y->m->no);
    DO("session", "close", y->m->no);
    get_up(y);
    state_is(y, "minutes_draft");
    SAME("session", "show", y->m->no);
    SAME("quorum", y->m->no, "--json");
    SAME("item", "list");
}

/* --- minutes ------------------------------------------------------------------------------------------------------------------------------ */

static void write_minutes(struct year *y)
{
    static const char addition[] = "\n会议强调，各市要按时反馈进展。\n";
    char *path = tmp_path(y->words.dir, "minutes.md");
    struct lx_str text = LX_STR_EMPTY;
    press(y, "b m");
    shows(y, "生成纪要");
    press(y, "Enter");
    shows(y, "纪要已生成");
    press(y, "m"); /* the editor adds its sentence */
    shows(y, "纪要已存入");
    press(y, "b m");
    shows(y, "手写的内容保持原样");
    press(y, "q M G");
    shows(y, "会议强调");
    press(y, "q");
    DO("minutes", "build", y->m->no);
    DO("minutes", "show", y->m->no, "--md");
    lx_str_addf(&text, "%s%s", y->words.last.out, addition);
    tmp_write(path, text.s);
    DO("minutes", "import", y->m->no, path);
    DO("minutes", "build", y->m->no);
    SAME("minutes", "show", y->m->no, "--md");
    lx_str_done(&text);
    free(path);
}

static void opinions(struct year *y)
{
    press(y, "b o a Enter");
    shows(y, "第1轮");
    DO("minutes", "circulate", y->m->no, "--due", "+3");
    for (int i = 0; i < YEAR_CITIES_N; i++)
        if (i == 2) {
            press(y, "Enter c 第二项表述再推敲 Enter");
            DO("minutes", "opinion", y->m->no, year_cities[i], "comments", "--text", "第二项表述再推敲");
        } else {
            press(y, "Enter a");
            DO("minutes", "opinion", y->m->no, year_cities[i], "agreed");
        }
    state_is(y, "minutes_circulated");
    press(y, "k k k Enter y");
    DO("minutes", "opinion", y->m->no, year_cities[2], "--taken", "yes");
    press(y, "b g Enter s Enter s Enter s");
    shows(y, "齐备");
    for (int i = 0; i < 3; i++)
        DO("minutes", "sign", y->m->no);
    press(y, "w");
    shows(y, "已定稿");
    DO("minutes", "lock", y->m->no);
    press(y, "b m"); /* locked: refused in words */
    shows(y, "定稿");
}

static void extracts(struct year *y)
{
    char *mine = tmp_path(y->keys.dir, "by-keys"), *theirs = tmp_path(y->keys.dir, "by-words");
    struct lx_str diff = LX_STR_EMPTY;
    press(y, "b x %s Enter", mine);
    shows(y, "份");
    DO("minutes", "extract", y->m->no, "--all", "-o", theirs);
    lx_str_addf(&diff, "diff -r '%s' '%s' && rm -r '%s' '%s'", mine, theirs, mine, theirs);
    assert_int_equal(system(diff.s), 0);
    lx_str_done(&diff);
    free(mine);
    free(theirs);
}

/* The meeting as a calendar file. */
static void calendar(struct year *y)
{
    char *path = tmp_path(y->keys.dir, "meeting.ics");
    press(y, "b i 1");
    press(y, "^U %s Enter", path);
    shows(y, "meeting.ics");
    yearoffice_must(&y->keys, NULL, (const char *const[]){ "meeting", "ics", y->m->no, NULL });
    char *saved = tmp_read(path, NULL);
    assert_non_null(saved);
    assert_string_equal(saved, y->keys.last.out);
    free(saved);
    free(path);
}

/* What the mayors have adopted is issued under its number. */
static void issue(struct year *y)
{
    press(y, "9 a 毗邻公交合作办法 Tab 办法 Tab 宁波市 ^S");
    shows(y, "已保存");
    press(y, "s");
    choose(y, "已印发");
    shows(y, "甬政发〔2025〕1号");
    DO("document", "add", "毗邻公交合作办法", "--kind", "rule", "--issuer", "宁波市");
    DO("document", "issue", "毗邻公交合作办法");
    same(y, false, (const char *const[]){ "document", "list", NULL });
    has(y, "甬政发〔2025〕1号");
    go_to_meeting(y);
}

static void settle_minutes(struct year *y)
{
    char now[32], first[TEXT_ROOM];
    (void)snprintf(now, sizeof now, "%.10s 17:30", y->m->meeting);
    sit_down(y, now);
    go_to_meeting(y);
    write_minutes(y);
    opinions(y);
    press(y, "b d");
    (void)snprintf(first, sizeof first, "%s-J1", y->m->no);
    shows(y, first);
    press(y, "d");
    shows(y, "已落实");
    DO("decision", "number", y->m->no);
    DO("decision", "done", first);
    go_to_meeting(y);
    extracts(y);
    calendar(y);
    if (is_mayors(y))
        issue(y);
    save_paper(y, "会议纪要", "minutes");
    has(y, "各市报送工程清单");
    press(y, "s");
    choose(y, "已归档");
    DO("meeting", "step", y->m->no, "archived");
    get_up(y);
    state_is(y, "archived");
    SAME("minutes", "opinions", y->m->no, "--csv");
    SAME("minutes", "signoffs", y->m->no, "--csv");
    SAME("decision", "list");
    SAME("item", "list");
    same(y, false, (const char *const[]){ "topic", "list", NULL }); /* a topic has no number of its own */
}

/* --- the year ------------------------------------------------------------------------------------------------------------------------------ */

static int set_up(void **state)
{
    static struct year y;
    char *dir = tmp_new_fast(), *editor = tmp_path(dir, "editor.sh");
    struct lx_str copy = LX_STR_EMPTY;
    y = (struct year){ .home = tmp_path(dir, "state"), .editor = editor };
    yearoffice_open(&y.keys, dir, "keys.db");
    char *other = tmp_path(dir, "words"); /* a folder of its own: a screen wakes when anything changes beside its database */
    assert_int_equal(mkdir(other, 0700), 0);
    yearoffice_open(&y.words, other, "words.db");
    y.other = other;
    tmp_write(editor, "#!/bin/sh\nprintf '\\n会议强调，各市要按时反馈进展。\\n' >>\"$1\"\n");
    assert_int_equal(chmod(editor, 0700), 0);
    yearoffice_found(&y.keys);
    yearoffice_must(&y.keys, NULL, (const char *const[]){ "unit", "set", "宁波市", "doc_code=甬政发", NULL });
    lx_str_addf(&copy, "cp '%s' '%s'", y.keys.db, y.words.db);
    assert_int_equal(system(copy.s), 0);
    lx_str_done(&copy);
    *state = &y;
    return 0;
}

static int tear_down(void **state)
{
    struct year *y = *state;
    char *dir = (char *)(uintptr_t)y->keys.dir;
    if (y->p)
        pty_done(&y->p);
    yearoffice_close(&y->keys);
    yearoffice_close(&y->words);
    free(y->home);
    free(y->other);
    free(y->editor);
    tmp_done(&dir);
    return 0;
}

#define PRINTS(want, ...) yearoffice_must(&y->keys, want, (const char *const[]){ __VA_ARGS__, NULL })

static void a_year_by_keys(void **state)
{
    struct year *y = *state;
    for (int i = 0; i < YEAR_MEETINGS_N; i++) {
        y->m = &year_meetings[i];
        plan(y);
        PRINTS(NULL, "meeting", "show", y->m->no, "--json");
        has(y, y->m->proposed);
        has(y, y->m->host);
        notify(y);
        hold(y);
        settle_minutes(y);
    }
    yearoffice_day("2025-12-31 09:00");
    PRINTS("L4\n26\nZ2025-1\nL3\nL2\nL1\n", "meeting", "list", "state:archived", "--numbers");
    PRINTS("嘉兴市\n", "rotation", "next", "联络员会议");
    PRINTS("绍兴市\n", "rotation", "next", "市长联席会议");
    SAME("quota", "list", "--json");
    has(y, "\"state\":\"done\"");
    PRINTS(NULL, "series", "ics", "联络员会议");
    has(y, "SUMMARY:第四次联络员会议");
    PRINTS(NULL, "meeting", "show", "L1", "--json");
    has(y, "\"approved\":\"L2\""); /* its minutes stood on the next agenda and passed */
    PRINTS(NULL, "db", "check");
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test_setup_teardown(a_year_by_keys, set_up, tear_down) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
