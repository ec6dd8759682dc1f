/* Dates: days, canonical form, words of documents and of people, working days, instants. */
#include "core/text/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static lx_day today(void) { return lx_day_make(2024, 6, 25); } /* a Tuesday */

static void test_days(void **state)
{
    (void)state;
    assert_int_equal(lx_day_make(1970, 1, 1), 0);
    assert_int_equal(lx_day_make(2000, 3, 1), 11017);
    assert_int_equal(lx_day_make(2024, 2, 30), LX_NO_DAY);
    assert_int_equal(lx_day_make(2023, 2, 29), LX_NO_DAY);
    assert_int_equal(lx_day_make(1900, 2, 29), LX_NO_DAY);
    assert_true(lx_day_make(2000, 2, 29) != LX_NO_DAY);
    assert_int_equal(lx_day_make(0, 1, 1), LX_NO_DAY);
    assert_int_equal(lx_day_make(10000, 1, 1), LX_NO_DAY);
    assert_int_equal(lx_day_make(2024, 4, 31), LX_NO_DAY);
    assert_int_equal(lx_day_weekday(today()), 2);
    assert_int_equal(lx_month_end(2024, 2), lx_day_make(2024, 2, 29));
    assert_int_equal(lx_month_end(2024, 13), LX_NO_DAY);
    lx_day last = lx_day_make(9999, 12, 31);
    int weekday = lx_day_weekday(lx_day_make(1, 1, 1));
    assert_int_equal(weekday, 1);
    for (lx_day d = lx_day_make(1, 1, 1); d <= last; d++) { /* every day of the calendar, there and back */
        int y, m, dom;
        lx_day_split(d, &y, &m, &dom);
        if (lx_day_make(y, m, dom) != d || lx_day_weekday(d) != weekday)
            fail_msg("day %d", (int)d);
        weekday = weekday % 7 + 1;
    }
}

static void test_days_are_written_with_zeros(void **state)
{
    (void)state;
    struct lx_str b = LX_STR_EMPTY;
    lx_day_format(&b, lx_day_make(987, 3, 4));
    lx_str_addc(&b, ' ');
    lx_day_format(&b, lx_day_make(2024, 12, 31));
    lx_str_addc(&b, ' ');
    lx_day_format(&b, LX_NO_DAY);
    assert_string_equal(lx_str_z(&b), "0987-03-04 2024-12-31 -");
    lx_str_clear(&b);
    lx_str_addi0(&b, 7, 3);
    lx_str_addi0(&b, 1234, 3);
    lx_str_addi0(&b, -7, 2);
    lx_str_addi(&b, 0);
    assert_string_equal(lx_str_z(&b), "0071234-070");
    lx_str_done(&b);
}

struct read_case {
    const char *typed, *canonical;
};

static void check_read(const struct read_case *c)
{
    struct lx_date d;
    struct lx_err err = { 0 };
    struct lx_str b = LX_STR_EMPTY;
    enum lx_rc rc = lx_date_read(&d, c->typed, today(), &err);
    if (!c->canonical) {
        if (rc != LX_INVALID || d.day != LX_NO_DAY || d.words || !strstr(err.detail, c->typed))
            fail_msg("%s must be refused", c->typed);
    } else {
        lx_date_format(&b, &d);
        if (rc != LX_OK || strcmp(lx_str_z(&b), c->canonical) != 0)
            fail_msg("%s: %s, not %s", c->typed, lx_str_z(&b), c->canonical);
        struct lx_date again;
        assert_int_equal(lx_date_parse(&again, lx_str_z(&b), NULL), LX_OK);
        assert_int_equal(again.day, d.day);
        assert_int_equal(again.prec, d.prec);
        assert_true(!again.words == !d.words);
        if (d.words)
            assert_string_equal(again.words, d.words);
        lx_date_done(&again);
    }
    lx_date_done(&d);
    lx_str_done(&b);
}

static void test_read_documents_words(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        { "2024-12-31", "2024-12-31" },
        { " 2024.3.1 ", "2024-03-01" },
        { "2024/3/1", "2024-03-01" },
        { "２０２４－０３－０１", "2024-03-01" },
        { "2024年12月31日", "2024-12-31 day 2024年12月31日" },
        { "二〇二四年十二月三十一日前", "2024-12-31 day 二〇二四年十二月三十一日前" },
        { "二○二五年底", "2025-12-31 year 二○二五年底" },
        { "2024年12月底", "2024-12-31 month 2024年12月底" },
        { "2024年12月底前", "2024-12-31 month 2024年12月底前" },
        { "2024 年 2 月底前", "2024-02-29 month 2024 年 2 月底前" },
        { "到2025年底前", "2025-12-31 year 到2025年底前" },
        { "12月底", "2024-12-31 month 12月底" },
        { "9月", "2024-09-30 month 9月" },
        { "3月底", "2024-03-31 month 3月底" },
        { "6月30日前", "2024-06-30 day 6月30日前" },
        { "2023年6月前", "2023-05-31 month 2023年6月前" },
        { "1月前", "2023-12-31 month 1月前" },
        { "3月上旬", "2024-03-10 month 3月上旬" },
        { "3月中旬", "2024-03-20 month 3月中旬" },
        { "2月下旬", "2024-02-29 month 2月下旬" },
        { "12月初", "2024-12-10 month 12月初" },
        { "年底前", "2024-12-31 year 年底前" },
        { "年内", "2024-12-31 year 年内" },
        { "今年", "2024-12-31 year 今年" },
        { "今年11月底前", "2024-11-30 month 今年11月底前" },
        { "明年底", "2025-12-31 year 明年底" },
        { "2025年", "2025-12-31 year 2025年" },
        { "2025年初", "2025-03-31 quarter 2025年初" },
        { "上半年", "2024-06-30 half 上半年" },
        { "2025年下半年", "2025-12-31 half 2025年下半年" },
        { "三季度", "2024-09-30 quarter 三季度" },
        { "第3季度末", "2024-09-30 quarter 第3季度末" },
        { "前三季度", "2024-09-30 quarter 前三季度" },
        { "2024年2月29日", "2024-02-29 day 2024年2月29日" },
        { "2023年2月29日", NULL },
        { "2026年2月30日", NULL },
        { "2026-02-30", NULL },
        { "2026-13-01", NULL },
        { "2026年13月", NULL },
        { "五季度", NULL },
        { "0000-00-00", NULL },
        { "2020年中国", NULL },
        { "港口", NULL },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_read(&cases[i]);
}

static void test_read_typed_words(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        { "", "" },
        { " \t", "" },
        { "长期", "- day 长期" },
        { "ongoing", "- day ongoing" },
        { "无", "- day 无" },
        { "2024-12", "2024-12-31 month" },
        { "12-31", "2024-12-31" },
        { "3/1", "2024-03-01" },
        { "20241231", "2024-12-31" },
        { "2025", "2025-12-31 year" },
        { "今天", "2024-06-25" },
        { "明天", "2024-06-26" },
        { "后天", "2024-06-27" },
        { "大后天", "2024-06-28" },
        { "周五", "2024-06-28" },
        { "下周五", "2024-07-05" },
        { "下下周一", "2024-07-08" },
        { "星期天", "2024-06-30" },
        { "周末", "2024-06-30" },
        { "本周内", "2024-06-30" },
        { "下周", "2024-07-07" },
        { "本月底", "2024-06-30 month 本月底" },
        { "月底前", "2024-06-30 month 月底前" },
        { "下月10日前", "2024-07-10" },
        { "15号", "2024-06-15" },
        { "本季度末", "2024-06-30 quarter 本季度末" },
        { "+20", "2024-07-15" },
        { "＋20", "2024-07-15" },
        { "+20d", "2024-07-15" },
        { "+20w", "2024-07-23" },
        { "+8m", "2025-02-25" },
        { "-1", "2024-06-24" },
        { "20天后", "2024-07-15" },
        { "20个工作日内", "2024-07-23" },
        { "两周后", "2024-07-09" },
        { "三个月内", "2024-09-25" },
        { "tomorrow", "2024-06-26" },
        { "Friday", "2024-06-28" },
        { "monday", "2024-07-01" },
        { "next friday", "2024-07-05" },
        { "next week", "2024-07-07" },
        { "End of March", "2024-03-31 month End of March" },
        { "by the end of next month", "2024-07-31 month by the end of next month" },
        { "end of year", "2024-12-31 year end of year" },
        { "end of 2025", "2025-12-31 year end of 2025" },
        { "q3", "2024-09-30 quarter q3" },
        { "31 Dec", "2024-12-31" },
        { "December 31st, 2025", "2025-12-31" },
        { "in 3 working days", "2024-06-28" },
        { "in 3 days", "2024-06-28" },
        { "in 1 week", "2024-07-02" },
        { "in 8 months", "2025-02-25" },
        { "in 2 quarters", "2024-12-25" },
        { "in 1 year", "2025-06-25" },
        { "in 3 working weeks", NULL },
        { "in days", NULL },
        { "today", "2024-06-25" },
        { "the day after tomorrow", "2024-06-27" },
        { "next quarter", "2024-09-30 quarter next quarter" },
        { "2024—12—31", "2024-12-31" },
        { "两年后", "2026-06-25" },
        { "下下个月底", "2024-08-31 month 下下个月底" },
        { "周", NULL },
        { "31 february", NULL },
        { "2024.13", NULL },
        { "13-45", NULL },
        { "99", NULL },
        { "2024-12-31T", NULL },
        { "+99x", NULL },
        { "end of", NULL },
        { "周八", NULL },
        { "+", NULL },
        { "\xE5\xB9", NULL },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_read(&cases[i]);
}

static void check_scan(const char *s, int doc_year, size_t want_len, const char *want)
{
    struct lx_date d;
    struct lx_str b = LX_STR_EMPTY;
    size_t used = lx_date_scan(s, strlen(s), doc_year, &d);
    lx_date_format(&b, &d);
    if (used != want_len || strcmp(lx_str_z(&b), want) != 0)
        fail_msg("%s: %zu bytes, %s", s, used, lx_str_z(&b));
    lx_date_done(&d);
    lx_str_done(&b);
}

static void test_scan(void **state)
{
    (void)state;
    check_scan("12月底前完成", 2016, strlen("12月底前"), "2016-12-31 month 12月底前");
    check_scan("9月投入使用", 2016, strlen("9月"), "2016-09-30 month 9月");
    check_scan("今年11月底前完成", 2015, strlen("今年11月底前"), "2015-11-30 month 今年11月底前");
    check_scan("2024-12-31 前", 2016, 10, "2024-12-31");
    check_scan("2024.3.1，", 2016, 8, "2024-03-01");
    check_scan("2020年中国(宁波)食博会", 2016, strlen("2020年"), "2020-12-31 year 2020年");
    check_scan("12月底前", 0, 0, "");
    check_scan("5年内", 2016, 0, "");
    check_scan("2024.3", 2016, 0, "");
    check_scan("2024-3-111", 2016, 0, "");
    check_scan("2024年2月30日", 2016, 0, "");
    check_scan("明天", 2016, 0, "");
    check_scan(" 2024年", 2016, 0, "");
    check_scan("", 2016, 0, "");
}

static void test_copy(void **state)
{
    (void)state;
    struct lx_date d, copy, day = { .day = today(), .prec = LX_PREC_DAY };
    assert_int_equal(lx_date_parse(&d, "2024-12-31 month 12月底", NULL), LX_OK);
    lx_date_copy(&copy, &d);
    lx_date_done(&d);
    assert_int_equal(d.day, LX_NO_DAY);
    assert_null(d.words);
    assert_string_equal(copy.words, "12月底");
    assert_int_equal(copy.day, lx_day_make(2024, 12, 31));
    lx_date_done(&copy);
    lx_date_copy(&copy, &day);
    assert_null(copy.words);
}

static void test_canonical_refuses(void **state)
{
    (void)state;
    static const char *const bad[] = { "2024", "2024-02-30", "2024-12-31 ", "2024-12-31 week", "2024-12-31x", "-", "2024-12-31  day", "x" };
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct lx_date d;
        struct lx_err err = { 0 };
        assert_int_equal(lx_date_parse(&d, bad[i], &err), LX_INVALID);
        assert_int_equal(d.day, LX_NO_DAY);
        assert_string_equal(err.detail, bad[i]);
    }
}

static void check_shown(const char *typed, const char *brief, const char *zh, const char *en)
{
    struct lx_date d;
    struct lx_str b = LX_STR_EMPTY;
    assert_int_equal(lx_date_read(&d, typed, today(), NULL), LX_OK);
    lx_date_short(&b, &d, today());
    assert_string_equal(lx_str_z(&b), brief);
    lx_str_clear(&b);
    lx_date_zh(&b, &d);
    assert_string_equal(lx_str_z(&b), zh);
    lx_str_clear(&b);
    lx_date_en(&b, &d);
    assert_string_equal(lx_str_z(&b), en);
    lx_date_done(&d);
    lx_str_done(&b);
}

static void test_shown(void **state)
{
    (void)state;
    check_shown("2024-12-31", "12-31", "2024年12月31日", "31 December 2024");
    check_shown("2025-03-01", "2025-03-01", "2025年3月1日", "1 March 2025");
    check_shown("2024年12月底", "12-31", "2024年12月底", "end of December 2024");
    check_shown("12月底", "12-31", "2024年12月底前", "end of December 2024");
    check_shown("年底前", "12-31", "2024年底前", "end of 2024");
    check_shown("明年上半年", "2025-06-30", "2025年上半年", "first half of 2025");
    check_shown("三季度", "09-30", "2024年三季度", "third quarter of 2024");
    check_shown("3月上旬", "03-10", "2024年3月10日", "10 March 2024");
    check_shown("长期", "长期", "长期", "长期");
    check_shown("", "", "", "");
}

static void test_working_days(void **state)
{
    (void)state;
    /* National Day 2024: off from 1 to 7 October; 29 September and 12 October are worked */
    const lx_day off[] = { lx_day_make(2024, 10, 1), lx_day_make(2024, 10, 2), lx_day_make(2024, 10, 3), lx_day_make(2024, 10, 4),
                           lx_day_make(2024, 10, 5), lx_day_make(2024, 10, 6), lx_day_make(2024, 10, 7) };
    const lx_day work[] = { lx_day_make(2024, 9, 29), lx_day_make(2024, 10, 12) };
    const struct lx_calendar c = { off, COUNT(off), work, COUNT(work) };
    assert_true(lx_is_working(&c, lx_day_make(2024, 9, 29)));
    assert_false(lx_is_working(&c, lx_day_make(2024, 9, 28)));
    assert_false(lx_is_working(&c, lx_day_make(2024, 10, 4)));
    assert_true(lx_is_working(&c, lx_day_make(2024, 10, 8)));
    assert_false(lx_is_working(NULL, lx_day_make(2024, 9, 29)));
    assert_int_equal(lx_add_working(&c, lx_day_make(2024, 9, 27), 3), lx_day_make(2024, 10, 8));
    assert_int_equal(lx_add_working(&c, lx_day_make(2024, 10, 8), -3), lx_day_make(2024, 9, 27));
    assert_int_equal(lx_add_working(&c, lx_day_make(2024, 10, 5), 0), lx_day_make(2024, 10, 5));
    assert_int_equal(lx_add_working(NULL, lx_day_make(2024, 9, 27), 1), lx_day_make(2024, 9, 30));
}

static void test_instants(void **state)
{
    (void)state;
    struct lx_str b = LX_STR_EMPTY;
    int64_t ms = ((int64_t)lx_day_make(2024, 6, 24) * 1440 + 17 * 60) * 60000; /* 17:00 UTC: the next day in China */
    assert_int_equal(lx_instant_day(ms, 480), today());
    assert_int_equal(lx_instant_day(ms, 0), today() - 1);
    assert_int_equal(lx_instant_day(-1, 0), -1);
    lx_instant_format(&b, ms, 480);
    lx_instant_format(&b, -60000, 0);
    assert_string_equal(lx_str_z(&b), "2024-06-25 01:001969-12-31 23:59");
    lx_str_clear(&b);
    setenv("LIANXI_NOW", "2024-06-25 09:30", 1);
    lx_instant_format(&b, lx_now_ms(480), 480);
    setenv("LIANXI_NOW", "2024-06-25", 1);
    lx_instant_format(&b, lx_now_ms(480), 480);
    assert_string_equal(lx_str_z(&b), "2024-06-25 09:302024-06-25 00:00");
    unsetenv("LIANXI_NOW");
    assert_true(lx_instant_day(lx_now_ms(480), 480) > lx_day_make(2025, 1, 1) - 366);
    lx_str_done(&b);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days),        cmocka_unit_test(test_days_are_written_with_zeros), cmocka_unit_test(test_read_documents_words),
        cmocka_unit_test(test_read_typed_words), cmocka_unit_test(test_scan),
        cmocka_unit_test(test_copy),        cmocka_unit_test(test_canonical_refuses), cmocka_unit_test(test_shown),
        cmocka_unit_test(test_working_days), cmocka_unit_test(test_instants),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
