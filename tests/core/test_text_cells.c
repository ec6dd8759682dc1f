/* Cells: width, cutting, padding, the sanitizer, numerals. */
#include "core/text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void test_width(void **state)
{
    (void)state;
    assert_int_equal(lx_text_w("联席abc", LX_NARROW), 7);
    assert_int_equal(lx_text_w("“一体化”—…·①", LX_NARROW), 6 + 6);
    assert_int_equal(lx_text_w("“一体化”—…·①", LX_WIDE), 6 + 12);
    assert_int_equal(lx_text_w("，。：（）ＡＢ", LX_NARROW), 14);
    assert_int_equal(lx_text_w("✓☐⚠", LX_WIDE), 3); /* neutral, not ambiguous */
    assert_int_equal(lx_text_w("e\u0301\u200B\u202E", LX_WIDE), 1);
    assert_int_equal(lx_text_w("𠀀", LX_NARROW), 2);
    assert_int_equal(lx_text_w("\x1B[2J\t", LX_NARROW), 3);
    assert_int_equal(lx_text_w("\x9B\xFF", LX_NARROW), 2);
    assert_int_equal(lx_text_w("\x9B\xFF", LX_WIDE), 4);
}

static void check_fit(const char *s, int w, enum lx_align align, enum lx_amb amb, const char *want)
{
    struct lx_str b = LX_STR_EMPTY;
    lx_text_fit(&b, s, w, align, amb);
    assert_string_equal(lx_str_z(&b), want);
    lx_str_done(&b);
}

static void test_fit(void **state)
{
    (void)state;
    check_fit("联席", 6, LX_LEFT, LX_NARROW, "联席  ");
    check_fit("联席", 7, LX_CENTRE, LX_NARROW, " 联席  ");
    check_fit("12", 4, LX_RIGHT, LX_NARROW, "  12");
    check_fit("六横公路大桥", 12, LX_LEFT, LX_NARROW, "六横公路大桥");
    check_fit("六横公路大桥", 9, LX_LEFT, LX_NARROW, "六横公路…");
    check_fit("六横公路大桥", 9, LX_LEFT, LX_WIDE, "六横公… ");
    check_fit("123456", 4, LX_RIGHT, LX_NARROW, "…456");
    check_fit("联席", 1, LX_LEFT, LX_WIDE, ".");
    check_fit("联席", 1, LX_LEFT, LX_NARROW, "…");
    check_fit("ab", 0, LX_LEFT, LX_NARROW, "");
    check_fit("e\u0301e\u0301e\u0301", 2, LX_LEFT, LX_NARROW, "e\u0301…");
    struct lx_str b = LX_STR_EMPTY;
    lx_text_cut(&b, "六横公路大桥", 9, LX_WIDE);
    assert_string_equal(lx_str_z(&b), "六横公…");
    lx_str_clear(&b);
    lx_text_cut(&b, "六横", 9, LX_WIDE);
    assert_string_equal(lx_str_z(&b), "六横");
    lx_str_done(&b);
}

static void check_clean(const char *s, int flags, const char *want)
{
    struct lx_str b = LX_STR_EMPTY;
    lx_text_clean(&b, s, strlen(s), flags);
    assert_string_equal(lx_str_z(&b), want);
    assert_true(lx_text_is_clean(lx_str_z(&b), b.len, flags));
    assert_int_equal(lx_text_is_clean(s, strlen(s), flags), !strcmp(s, want));
    lx_str_done(&b);
}

static void test_clean(void **state)
{
    (void)state;
    check_clean("联席会议 abc", 0, "联席会议 abc");
    check_clean("\x1B]0;x\a\x7F\r", 0, "^[]0;x^G^?^M");
    check_clean("a\nb\tc", 0, "a b c");
    check_clean("a\nb\tc", LX_CLEAN_LINES, "a\nb c");
    check_clean("\xC2\x9B" "31m \u202Ex\u2066\u200B\u200D\uFEFF\u2060\u00AD\u2028\xC2\x85", 0,
                "<U+009B>31m <U+202E>x<U+2066><U+200B><U+200D><U+FEFF><U+2060><U+00AD><U+2028><U+0085>");
    check_clean("\xC0\xAF|\xED\xA0\x80|\xF4\x90\x80\x80|\x9B|\xE8\x81", 0,
                "<\\xC0><\\xAF>|<\\xED><\\xA0><\\x80>|<\\xF4><\\x90><\\x80><\\x80>|<\\x9B>|<\\xE8><\\x81>");
    check_clean("\U000E0041\uFE0F", 0, "<U+E0041><U+FE0F>");
    check_clean("葛\U000E0100", 0, "葛\U000E0100");
    check_clean("e\u0301\u0301\u0301\u0301\u0301\u0301x", 0, "e\u0301\u0301\u0301\u0301<+2>x");
    check_clean("\u0301a", 0, "<+1>a");
    check_clean("𠀀\uFFFD", 0, "𠀀\uFFFD");
}

static void check_number(const char *s, double want, size_t want_len)
{
    double value = -1;
    size_t used = lx_number_get(s, strlen(s), &value);
    assert_int_equal(used, want_len);
    if (want_len)
        assert_true(value == want);
}

static void test_number(void **state)
{
    (void)state;
    check_number("1,234.5元", 1234.5, 7);
    check_number("1,23", 1, 1);
    check_number("12,3456", 12, 2);
    check_number("０１", 1, 6);
    check_number("1.8亿", 180000000, 6);
    check_number("0.07亿", 7000000, 7);
    check_number("5万千瓦", 50000, 4);
    check_number("5千瓦", 5, 1);
    check_number("5千万", 50000000, 7);
    check_number("5亿3000万元", 530000000, 11);
    check_number("2024年", 2024, 4);
    check_number("3。5", 3, 1);
    check_number("一百零三", 103, 12);
    check_number("二十四次", 24, 9);
    check_number("十", 10, 3);
    check_number("十四五", 14, 6);
    check_number("两市", 2, 3);
    check_number("二〇三五年", 2035, 12);
    check_number("二○二四", 2024, 12);
    check_number("三亿五千万", 350000000, 15);
    check_number("一万亿", 1e12, 9);
    check_number("两万五", 25000, 9);
    check_number("一万零五", 10005, 12);
    check_number("一百一十", 110, 12);
    check_number("零", 0, 3);
    check_number("一至两次", 1, 3);
    check_number("万元", 0, 0);
    check_number("百强", 0, 0);
    check_number("联席", 0, 0);
    check_number("", 0, 0);
}

static void test_number_words(void **state)
{
    (void)state;
    static const struct {
        int64_t n;
        const char *zh;
    } cases[] = { { 0, "零" }, { 10, "十" }, { 11, "十一" }, { 26, "二十六" }, { 103, "一百零三" }, { 110, "一百一十" },
                  { 1001, "一千零一" }, { 10010, "一万零一十" }, { 100000, "十万" }, { 200003, "二十万零三" }, { -5, "负五" },
                  { 100000000, "一亿" }, { 1000000000000, "一万亿" }, { 101010101, "一亿零一百零一万零一百零一" } };
    struct lx_str b = LX_STR_EMPTY;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lx_str_clear(&b);
        lx_numeral_zh(&b, cases[i].n);
        assert_string_equal(lx_str_z(&b), cases[i].zh);
    }
    for (int64_t n = 0; n < 200000; n += n < 12000 ? 1 : 37) { /* what is written is read back */
        double value = -1;
        lx_str_clear(&b);
        lx_numeral_zh(&b, n);
        assert_int_equal(lx_number_get(lx_str_z(&b), b.len, &value), b.len);
        assert_true(value == (double)n);
    }
    lx_str_clear(&b);
    static const int ordinals[] = { 1, 2, 3, 4, 11, 12, 13, 21, 26, 101, 111, 112 };
    for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
        lx_ordinal_en(&b, ordinals[i]);
    assert_string_equal(lx_str_z(&b), "1st2nd3rd4th11th12th13th21st26th101st111th112th");
    lx_str_done(&b);
}

static void test_plain_char(void **state)
{
    (void)state;
    assert_int_equal(lx_plain_char(0xFF1A), ':');
    assert_int_equal(lx_plain_char(0xFF4A), 'j');
    assert_int_equal(lx_plain_char(0xFF11), '1');
    assert_int_equal(lx_plain_char(0x3000), ' ');
    assert_int_equal(lx_plain_char(0x3002), '.');
    assert_int_equal(lx_plain_char(0x8054), 0x8054);
    assert_int_equal(lx_plain_char('j'), 'j');
}

static void test_file_name(void **state)
{
    static const struct {
        const char *words, *want;
    } names[] = { { "第26次会议", "第26次会议" }, { "../../etc/passwd", "_.._etc_passwd" }, { "a\\b:c*d?e\"f<g>h|i", "a_b_c_d_e_f_g_h_i" },
                  { " .甲. ", "甲" },            { "", "_" },                            { "...", "_" },
                  { "x\ny\x1Bz", "x y^[z" },     { "甲\u202E乙", "甲_U+202E_乙" },
                  { ".\u0301 甲", "甲" } };
    struct lx_str b = LX_STR_EMPTY, marked = LX_STR_EMPTY;
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        lx_str_clear(&b);
        lx_text_file_name(&b, names[i].words, 48);
        assert_string_equal(b.s, names[i].want);
    }
    for (int i = 0; i < 40; i++) /* marks take no cells, but bytes */
        lx_str_add(&marked, "甲\u0301\u0302\u0303\u0304");
    for (int w = 1; w < 80; w++) {
        lx_str_clear(&b);
        lx_text_file_name(&b, marked.s, w);
        assert_true(b.len > 0 && b.len <= 200 && lx_utf8_valid(b.s, b.len, NULL));
    }
    lx_str_done(&b);
    lx_str_done(&marked);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_width),        cmocka_unit_test(test_fit),        cmocka_unit_test(test_clean),
        cmocka_unit_test(test_number),       cmocka_unit_test(test_number_words), cmocka_unit_test(test_plain_char),
        cmocka_unit_test(test_file_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
