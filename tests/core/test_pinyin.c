/* Pinyin and strokes: names found by what people type without an input method. */
#include "core/text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void test_initials(void **state)
{
    (void)state;
    static const struct {
        const char *name, *initials;
    } cases[] = {
        { "重庆", "cq" },       { "长兴县", "cxx" },     { "台州市", "tzs" },   { "单县", "sx" },          { "鄞州区", "yzq" },
        { "会计局", "kjj" },    { "银行", "yh" },        { "厦门", "xm" },      { "长三角", "csj" },       { "会稽山", "kjs" },
        { "市长联席会议", "szlxhy" }, { "市交通局", "sjtj" }, { "乐清", "yq" },  { "六安", "la" },          { "亳州", "bz" },
        { "蚌埠", "bb" },       { "调研", "dy" },        { "协调", "xt" },      { "成都都市圈", "cddsq" }, { "Ｇ２０峰会（一）", "g20fhy" },
        { "嵊泗县", "ssx" },    { "嵊州", "sz" },        { "衢州", "qz" },      { "丽水", "ls" },          { "缙云", "jy" },
        { "地方", "df" },       { "二〇二五", "elew" },  { "", "" },            { "\x9B", "" },            { "率先", "sx" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct lx_str b = LX_STR_EMPTY;
        lx_pinyin_initials(&b, cases[i].name);
        if (strcmp(lx_str_z(&b), cases[i].initials) != 0)
            fail_msg("%s: %s", cases[i].name, lx_str_z(&b));
        assert_true(!*cases[i].initials || lx_pinyin_match(cases[i].initials, cases[i].name) > 0);
        lx_str_done(&b);
    }
    assert_string_equal(lx_pinyin_first(0x4EA4), "jiao");
    assert_string_equal(lx_pinyin_first(0x7EFF), "lv");
    assert_string_equal(lx_pinyin_first(0x90FD), "du");
    assert_null(lx_pinyin_first('a'));
    assert_null(lx_pinyin_first(0x20000));
}

enum { NO, SUBSEQUENCE, INSIDE, START, WHOLE };

static void test_match(void **state)
{
    (void)state;
    static const struct {
        const char *letters, *name;
        int rank;
    } cases[] = {
        { "jtj", "市交通局", INSIDE },          { "sjtj", "市交通局", WHOLE },
        { "sjt", "市交通局", START },           { "jiaotong", "市交通局", INSIDE },
        { "jiaotj", "市交通局", INSIDE },       { "jiaot", "市交通局", INSIDE },
        { "shijiao", "市交通局", START },       { "shjtj", "市交通局", WHOLE },
        { "JTJ", "市交通局", INSIDE },          { "jiao tong", "市交通局", INSIDE },
        { "ｊｔｊ", "市交通局", INSIDE },       { "fzgg", "市发展和改革委员会", SUBSEQUENCE },
        { "fgw", "市发展和改革委员会", SUBSEQUENCE }, { "fagai", "市发展和改革委员会", NO },
        { "jxj", "市经济和信息化局", SUBSEQUENCE }, { "zgj", "自然资源和规划局", SUBSEQUENCE },
        { "csj", "长三角", WHOLE },             { "zsj", "长三角", WHOLE }, /* all readings of a character count */
        { "yh", "银行", WHOLE },                { "yinhang", "银行", WHOLE },
        { "xm", "厦门", WHOLE },                { "cq", "重庆", WHOLE },
        { "kj", "会计", WHOLE },                { "lvhua", "绿化", WHOLE },
        { "luhua", "绿化", WHOLE },             { "nvx", "女性", WHOLE },
        { "5g", "5G基站", START },              { "g20f", "Ｇ２０峰会", START },
        { "xa", "西安", WHOLE },                { "xian", "西安", WHOLE },
        { "xian", "县", WHOLE },                { "zhengwu", "政务", WHOLE },
        { "zj", "（浙）江", WHOLE },            { "xyz", "市交通局", NO },
        { "jtjx", "市交通局", NO },             { "jtj!", "市交通局", NO },
        { "交", "市交通局", NO },               { "", "市交通局", NO },
        { "j", "", NO },                        { "jz", "交通运输局和住房", SUBSEQUENCE },
        { "tz", "交通运输局和城乡住房", NO },   { "j", "交", WHOLE },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int rank = lx_pinyin_match(cases[i].letters, cases[i].name);
        if (rank != cases[i].rank)
            fail_msg("%s in %s: %d", cases[i].letters, cases[i].name, rank);
    }
    char many[200];
    memset(many, 'a', sizeof many - 1);
    many[sizeof many - 1] = '\0';
    assert_int_equal(lx_pinyin_match(many, "安"), 0);
    many[63] = '\0';
    assert_int_equal(lx_pinyin_match(many, "安"), 0);
}

static void test_name_match(void **state)
{
    (void)state;
    int whole = lx_name_match("市 交通局", "市交通局"), start = lx_name_match("市交", "市交通局");
    int inside = lx_name_match("交通", "市交通局"), sound = lx_name_match("sjtj", "市交通局");
    int far = lx_name_match("fzgg", "市发展和改革委员会");
    assert_true(whole > start && start > inside && inside > sound && sound > far && far > 0);
    assert_true(lx_name_match("5g", "５Ｇ基站") > sound);
    assert_true(lx_name_match("", "市交通局") > 0);
    assert_int_equal(lx_name_match("宁波", "市交通局"), 0);
    assert_int_equal(lx_name_match("nb", "市交通局"), 0);
}

/* In each row the first is found before the second by what was typed; equals are as good as each other. */
static void test_name_order(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *first, *second;
        bool equal;
    } cases[] = {
        { "zshy", "舟山市海洋与渔业局", "浙东经济合作区市长联席会议办公室", false },
        { "zshy", "舟山海洋", "舟山市海洋与渔业局", false },
        { "zshy", "舟山市海洋与渔业局", "舟山市生态环境和海洋局", false }, /* fewer are left out */
        { "jtj", "交通局", "交通局办公室", false },
        { "jtj", "交通局办公室", "宁波市交通局", false },
        { "jtj", "宁波市交通局", "公交通局", false },             /* a word begins after the place */
        { "jtj", "交通运输局", "公交通局", false },               /* 通局 is no word's beginning */
        { "zsjt", "舟山市交通运输局", "台州市交通运输局", false },
        { "jtj", "公交通局", "宁波市交通运输局", false },
        { "nb", "宁波市教育局", "Zhoushan Education Bureau", false },
        { "26", "第26次", "第126次", false },
        { "jtj", "宁波市交通运输局", "公交通运输局", false },
        { "jtj", "宁波市交通运输局", "舟山市交通运输局", true },   /* protocol order decides */
        { "fgw", "发展和改革委员会", "宁波市发展和改革委员会", false },
        { "海洋", "海洋局", "舟山市海洋局", false },
        { "ga", "sea gate", "Sea Gap", true },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int first = lx_name_match(cases[i].typed, cases[i].first), second = lx_name_match(cases[i].typed, cases[i].second);
        if (second <= 0 || (cases[i].equal ? first != second : first <= second))
            fail_msg("%s: %s %d, %s %d", cases[i].typed, cases[i].first, first, cases[i].second, second);
    }
}

static void test_strokes(void **state)
{
    (void)state;
    assert_int_equal(lx_stroke_n(0x4E00), 1);
    assert_int_equal(lx_stroke_n(0x4E01), 2);
    assert_int_equal(lx_stroke_n(0x738B), 4);
    assert_int_equal(lx_stroke_n('a'), 0);
    static const char *const sorted[] = { "", "a", "丁", "王", "台州", "宁波", "舟山", "绍兴", "鄞州", "嘉兴" };
    for (size_t i = 0; i < COUNT(sorted); i++) {
        for (size_t j = 0; j < COUNT(sorted); j++) {
            int got = lx_stroke_cmp(sorted[i], sorted[j]);
            assert_true(i == j ? got == 0 : i < j ? got < 0 : got > 0);
        }
    }
    assert_true(lx_stroke_cmp("宁波", "宁波市") < 0);
}

/* Every unit that a plan names is found by its initials; the plan is not part of this tree. */
static void test_plan_units(void **state)
{
    (void)state;
    const char *shared = getenv("LX_SHARED");
    char path[512];
    (void)snprintf(path, sizeof path, "%s/seeds/003.txt", shared ? shared : "../shared");
    struct lx_str text = LX_STR_EMPTY;
    if (lx_file_read(&text, path, 1 << 22, NULL) != LX_OK) {
        printf("skipped: %s is not there\n", path);
        lx_str_done(&text);
        skip();
    }
    size_t han_n = 0;
    for (size_t at = 0; at < text.len;) {
        uint32_t cp;
        at += (size_t)lx_utf8_get(text.s + at, text.len - at, &cp);
        if (!lx_is_han(cp))
            continue;
        han_n++;
        if (!lx_pinyin_first(cp) || (cp != 0x3007 && !lx_stroke_n(cp)))
            fail_msg("U+%04X has no reading or no strokes", (unsigned)cp);
    }
    assert_true(han_n > 1000);
    lx_str_done(&text);
}

static void test_speed(void **state)
{
    (void)state;
    static const char name[] = "市发展和改革委员会（市粮食和物资储备局）";
    enum { ROUNDS = 100000 };
    int found = 0;
    clock_t start = clock();
    for (int i = 0; i < ROUNDS; i++)
        found += lx_pinyin_match(i % 2 ? "fgw" : "jtj", name) > 0;
    double us = (double)(clock() - start) / CLOCKS_PER_SEC * 1e6 / ROUNDS;
    printf("pinyin: %.2f microseconds a name\n", us);
    assert_int_equal(found, ROUNDS / 2);
    assert_true(us < 20);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_initials), cmocka_unit_test(test_match),      cmocka_unit_test(test_name_match), cmocka_unit_test(test_name_order),
        cmocka_unit_test(test_strokes),  cmocka_unit_test(test_plan_units), cmocka_unit_test(test_speed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
