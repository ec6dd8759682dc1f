/* Queries as people type them: what they find, what they refuse. */
#include "core/meeting/meetings.h"
#include "core/work/items.h"
#include "core/work/query_read.h"
#include "tests/lib/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

/* Five items, A to E by title; today is 2024-06-25, near is seven days. */
static int set_up(void **state)
{
    static const struct {
        const char *title, *lead, *with, *due, *verb;
    } items[] = {
        { "A 六横公路大桥前期", "舟山市交通运输局", "宁波市交通运输局", "2024-06-20", NULL },
        { "B 渔船互救奖励", "宁波市财政局", NULL, "2024-06-30", NULL },
        { "C 港口岸电", "宁波市交通运输局", "各县", "2024年7月底前", NULL },
        { "D 大型仪器共享", "宁波市发展和改革委员会", "宁波市财政局、舟山市交通运输局", "长期", NULL },
        { "E 联络机制", NULL, NULL, NULL, "close" },
    };
    if (desk_setup(state))
        return -1;
    struct desk *d = *state;
    static const char *const units[] = { "宁波市财政局", "宁波市交通运输局", "宁波市发展和改革委员会", "舟山市交通运输局", "各县" };
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        desk_unit(d, units[i]);
    for (size_t i = 0; i < sizeof items / sizeof items[0]; i++) {
        lx_id id = desk_item(d, items[i].title, items[i].lead, items[i].with);
        struct lx_str pair = LX_STR_EMPTY;
        lx_str_addf(&pair, "due=%s", items[i].due ? items[i].due : "");
        char *const pairs[] = { pair.s };
        desk_ok(d, lx_item_set(&d->w, id, pairs, 1, NULL, &d->err));
        lx_str_done(&pair);
        if (items[i].verb)
            desk_ok(d, lx_item_step(&d->w, id, items[i].verb, NULL, &d->err));
    }
    return 0;
}

/* The first letters of the titles found, in the order of the list. */
static void check(struct desk *d, const char *typed, const char *sort, const char *want)
{
    struct lx_query q;
    struct lx_ids ids = { 0 };
    struct lx_rows rows = { 0 };
    struct lx_str got = LX_STR_EMPTY;
    enum lx_rc rc = lx_query_read(&d->w, &q, LX_ITEM, typed, &d->err);
    if (rc == LX_OK && sort)
        rc = lx_query_sort(&q, sort, &d->err);
    if (rc != LX_OK)
        print_error("%s: %s %s\n", typed, d->err.msgid, d->err.detail);
    assert_int_equal(rc, LX_OK);
    desk_ok(d, d->store->ids(d->store, &q, &ids, &d->err));
    desk_ok(d, d->store->rows(d->store, LX_ITEM, ids.at, ids.n, &rows, &d->err));
    for (size_t i = 0; i < rows.n; i++)
        lx_str_addc(&got, ((struct lx_item *)rows.at[i])->title[0]);
    if (strcmp(lx_str_z(&got), want) != 0)
        print_error("%s\n", typed);
    assert_string_equal(lx_str_z(&got), want);
    lx_query_done(&q);
    lx_ids_done(&ids);
    lx_rows_done(&rows);
    lx_str_done(&got);
}

static void test_words(void **state)
{
    struct desk *d = *state;
    check(d, "", NULL, "ABCDE"); /* by limit; without a day last */
    check(d, "大桥", NULL, "A");
    check(d, "大", NULL, "AD");
    check(d, "大 桥", NULL, "A");
    check(d, "大　六横", NULL, "A");
    check(d, "-大桥", NULL, "BCDE");
    check(d, "\"大桥 前期\"", NULL, "A");
    check(d, "没有", NULL, "");
    check(d, "yuchuan", NULL, "B"); /* pinyin of a title */
    check(d, "D2024-003", NULL, "C");
}

static void test_units(void **state)
{
    struct desk *d = *state;
    check(d, "unit:财政", NULL, "BD");
    check(d, "lead:财政", NULL, "B");
    check(d, "with:财政", NULL, "D");
    check(d, "牵头:交通", NULL, "AC");
    check(d, "单位：交通", NULL, "ACD");
    check(d, "配合:各县", NULL, "C");
    check(d, "-unit:交通", NULL, "BE");
    check(d, "unit:财政|发改", NULL, "BD");
    check(d, "lead:none", NULL, "E");
    check(d, "配合:无", NULL, "BE");
    check(d, "lead:jtysj", NULL, "AC");
}

static void keep_filter(struct desk *d, const char *name, const char *view, const char *query, const char *sort, const char *clerk)
{
    struct lx_filter *f = lx_rec_new(LX_FILTER);
    lx_set_text(&f->name, name);
    lx_set_text(&f->view, view);
    lx_set_text(&f->query, query);
    lx_set_text(&f->sort, sort);
    lx_set_text(&f->clerk, clerk);
    desk_ok(d, lx_add(&d->w, "filter save", f, &d->err));
    lx_rec_free(f);
}

static void test_saved_filters(void **state)
{
    struct desk *d = *state;
    keep_filter(d, "交通 在办", "items", "unit:交通 state:open", "-no", "乙");
    keep_filter(d, "上半年", "items", "due<2024-07", NULL, "乙");
    keep_filter(d, "上半年", "meetings", "state:draft", NULL, "甲");
    keep_filter(d, "圈", "items", "@圈", NULL, "甲");
    keep_filter(d, "甲乙", "items", "大桥", NULL, "乙");
    keep_filter(d, "甲乙", "items", "奖励", NULL, "甲");
    check(d, "@上半年", NULL, "AB"); /* of this list, not of meetings */
    check(d, "＠上半年 大桥", NULL, "A");
    check(d, "-@上半年", NULL, "CDE");
    check(d, "\"@上半年\"", NULL, ""); /* quoted it is words */
    check(d, "@", NULL, "");
    check(d, "@甲乙", NULL, "B"); /* mine goes before another's */
    check(d, "\"\"@交通在办", NULL, "");
    check(d, "@交通在办", NULL, "DCA"); /* blanks in its name do not count; in its own order */
    check(d, "@交通在办", "no", "ACD");
    struct lx_query q;
    assert_int_equal(lx_query_read(&d->w, &q, LX_ITEM, "@没有", &d->err), LX_NOTFOUND);
    assert_int_equal(lx_query_read(&d->w, &q, LX_ITEM, "@圈", &d->err), LX_USAGE);
    assert_int_equal(lx_query_read(&d->w, &q, LX_MEETING, "@甲乙", &d->err), LX_NOTFOUND);
}

static void test_dates(void **state)
{
    struct desk *d = *state;
    check(d, "due<2024-07", NULL, "AB");
    check(d, "due<=2024-07", NULL, "ABC");
    check(d, "due:2024-07", NULL, "C");
    check(d, "due:2024-06-30", NULL, "B");
    check(d, "due>2024-06-30", NULL, "C");
    check(d, "due>=2024-06-30", NULL, "BC");
    check(d, "办理时限＜2024年7月", NULL, "AB");
    check(d, "due:2024", NULL, "ABC");
    check(d, "due<今天", NULL, "A");
    check(d, "due:none", NULL, "E"); /* 长期 is an answer */
    check(d, "-due:none", NULL, "ABCD");
    check(d, "due<\"2024年 7月\"", NULL, "AB");
}

static void test_states_and_lights(void **state)
{
    struct desk *d = *state;
    check(d, "state:open", NULL, "ABCD");
    check(d, "状态:已办结", NULL, "E");
    check(d, "state:closed", NULL, "E");
    check(d, "state:registered|closed", NULL, "ABCDE");
    check(d, "light:red", NULL, "A");
    check(d, "灯:黄", NULL, "B");
    check(d, "灯:逾期|临期", NULL, "AB");
    check(d, "light:none", NULL, "DE");
    check(d, "unit:交通 light:red", NULL, "A");
    check(d, "mine state:open", NULL, "ABCD"); /* clerk 甲 added them */
    check(d, "-mine", NULL, "");
}

static void test_order(void **state)
{
    struct desk *d = *state;
    check(d, "", "-due", "CBADE");
    check(d, "", "no", "ABCDE");
    check(d, "", "-编号", "EDCBA");
    check(d, "", "title", "ABCDE");
    struct lx_query q;
    desk_ok(d, lx_query_read(&d->w, &q, LX_ITEM, "", &d->err));
    assert_int_equal(lx_query_sort(&q, "colour", &d->err), LX_USAGE);
    lx_query_done(&q);
}

static void test_refusals(void **state)
{
    struct desk *d = *state;
    static const struct {
        const char *typed;
        enum lx_rc rc;
    } bad[] = { { "colour:red", LX_USAGE }, { "light:blue", LX_USAGE }, { "state:fast", LX_USAGE }, { "due<never", LX_INVALID },
                { "unit:没有的局", LX_NOTFOUND }, { "progress:half", LX_USAGE }, { "due:2024-02-30", LX_INVALID } };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct lx_query q;
        d->err = (struct lx_err){ 0 };
        assert_int_equal(lx_query_read(&d->w, &q, LX_ITEM, bad[i].typed, &d->err), bad[i].rc);
        assert_non_null(d->err.msgid);
        assert_null(q.where);
    }
    struct lx_query q;
    struct lx_str many = LX_STR_EMPTY;
    for (int i = 0; i < 100; i++)
        lx_str_add(&many, "a ");
    assert_int_equal(lx_query_read(&d->w, &q, LX_ITEM, lx_str_z(&many), &d->err), LX_USAGE); /* never a part of what was typed */
    lx_str_fill(&many, 'x', 5000);
    assert_int_equal(lx_query_read(&d->w, &q, LX_ITEM, lx_str_z(&many), &d->err), LX_USAGE);
    lx_str_done(&many);
}

/* Shown in the words of the office, not of the machine. */
static void test_shown(void **state)
{
    static const struct {
        const char *typed, *zh;
    } shown[] = {
        { "state:open", "未办结" },          { "light:red|yellow state:open", "灯：红、黄，未办结" }, { "灯:红", "灯：红" },
        { "-mine", "非我的" },               { "due<=2024-07-31", "办理时限<=2024-07-31" },          { "lead:none", "牵头：无" },
        { "unit:\"宁波市 财政局\" 大桥", "单位：宁波市 财政局，大桥" }, { "nosuch:x", "nosuch：x" }, { "::", "" }, { "", "" },
    };
    struct lx_str s = LX_STR_EMPTY;
    (void)state;
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        lx_str_clear(&s);
        lx_query_show(&s, LX_ITEM, shown[i].typed, false, "，");
        assert_string_equal(lx_str_z(&s), shown[i].zh);
        lx_str_clear(&s);
        lx_query_show(&s, LX_ITEM, shown[i].typed, true, "，");
        assert_string_equal(lx_str_z(&s), shown[i].typed);
    }
    lx_str_done(&s);
}

/* Nothing that is typed brings it down or is taken for a command. */
static void test_odd_queries(void **state)
{
    static const char *const odd[] = { "\"", "-", "--", ":", "::", "a:", ":a", "<", "=", "a=b:c", "\"a", "“大桥”", "' OR 1=1 --", "%", "_", "*",
                                       "大*", "((((", "NEAR(a b)", "a\tb", "\xFF\xFE", "\xE5\xA4", "title:\"", "title:|", "title:|||大桥", "- -大桥" };
    struct desk *d = *state;
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        struct lx_query q;
        struct lx_ids ids = { 0 };
        if (lx_query_read(&d->w, &q, LX_ITEM, odd[i], &d->err) == LX_OK)
            desk_ok(d, d->store->ids(d->store, &q, &ids, &d->err));
        lx_query_done(&q);
        lx_ids_done(&ids);
    }
    check(d, "title:|||大桥", NULL, "A");
    check(d, "“大桥”", NULL, "A");
}

int main(void)
{
#define OFFICE(test) cmocka_unit_test_setup_teardown(test, set_up, desk_teardown)
    const struct CMUnitTest tests[] = {
        OFFICE(test_words), OFFICE(test_units),    OFFICE(test_dates),       OFFICE(test_states_and_lights),
        OFFICE(test_order), OFFICE(test_refusals), OFFICE(test_odd_queries),  OFFICE(test_saved_filters), OFFICE(test_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
