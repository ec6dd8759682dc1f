/* Line breaking, grapheme clusters, keys, and properties of cutting and wrapping on random and hostile text. */
#include "core/mem.h"
#include "core/text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Lines joined by "|". */
static void add_line(void *ctx, const char *s, size_t len)
{
    lx_str_addn(ctx, s, len);
    lx_str_addc(ctx, '|');
}

static void check_wrap(const char *s, int first_w, int w, enum lx_amb amb, const char *want)
{
    struct lx_str b = LX_STR_EMPTY;
    lx_text_wrap(s, strlen(s), first_w, w, amb, add_line, &b);
    assert_string_equal(lx_str_z(&b), want);
    lx_str_done(&b);
}

static void test_wrap(void **state)
{
    (void)state;
    check_wrap("", 10, 10, LX_NARROW, "|");
    check_wrap("联席", 4, 4, LX_NARROW, "联席|");
    check_wrap("联席会议办公室", 8, 8, LX_NARROW, "联席会议|办公室|");
    check_wrap("联席会议办公室", 4, 8, LX_NARROW, "联席|会议办公|室|");
    check_wrap("甲\n\n乙\n", 8, 8, LX_NARROW, "甲||乙|");
    check_wrap("见office@example.cn", 18, 18, LX_NARROW, "见|office@example.cn|"); /* an address is one word */
    check_wrap("推进工作，加快", 8, 8, LX_NARROW, "推进工|作，加快|");
    check_wrap("印发《通知》后", 6, 6, LX_NARROW, "印发|《通|知》后|");
    check_wrap("坚持“一体化”发展", 10, 10, LX_NARROW, "坚持“一体|化”发展|");
    check_wrap("坚持“一体化”发展", 10, 10, LX_WIDE, "坚持“一体|化”发展|");
    check_wrap("指出，“一体化”", 6, 6, LX_WIDE, "指出，|“一体|化”|");
    check_wrap("到2024年底", 6, 6, LX_NARROW, "到|2024年|底|");
    check_wrap("共计第26次会议", 8, 8, LX_NARROW, "共计|第26次会|议|");
    check_wrap("增长12％以上", 6, 6, LX_NARROW, "增长|12％以|上|");
    check_wrap("hello big world", 9, 9, LX_NARROW, "hello big|world|");
    check_wrap("hello    world", 8, 8, LX_NARROW, "hello|world|");
    check_wrap("    indented words", 10, 10, LX_NARROW, "    indent|ed words|");
    check_wrap("　　办公室会议", 8, 8, LX_NARROW, "　　办公|室会议|");
    check_wrap("abcdefghij", 4, 4, LX_NARROW, "abcd|efgh|ij|");
    check_wrap("it’s fine", 5, 5, LX_NARROW, "it’s|fine|");
    check_wrap("等等……好", 6, 6, LX_NARROW, "等等……|好|");
    check_wrap("等等……好", 6, 6, LX_WIDE, "等|等……|好|");
    check_wrap("联席", 1, 1, LX_NARROW, "联|席|");
    check_wrap("联席", 1, 4, LX_NARROW, "|联席|");
}

static void test_graphemes(void **state)
{
    (void)state;
    static const char s[] = "e\u0301甲\U0001F468\u200D\U0001F469\u200D\U0001F467\U0001F1E8\U0001F1F3x\r\n";
    static const size_t ends[] = { 3, 6, 24, 32, 33, 35 };
    size_t at = 0;
    for (size_t i = 0; i < COUNT(ends); i++) {
        assert_int_equal(lx_grapheme_prev(s, sizeof s - 1, ends[i]), at);
        at = lx_grapheme_next(s, sizeof s - 1, at);
        assert_int_equal(at, ends[i]);
    }
    assert_int_equal(lx_grapheme_next(s, sizeof s - 1, sizeof s - 1), sizeof s - 1);
    assert_int_equal(lx_grapheme_prev(s, sizeof s - 1, 0), 0);
}

static void check_key(const char *a, const char *b, bool same)
{
    if (lx_text_same(a, b) != same)
        fail_msg("%s and %s", a, b);
    assert_true(lx_text_same(b, a) == same);
}

static void test_keys(void **state)
{
    (void)state;
    check_key("市发展和改革委员会", "市 发展和改革委员会", true);
    check_key("市发改委", "市\u200B发改委", true);
    check_key("市发改委", "市发改委\uFEFF", true);
    check_key("ＡＢｃ１", "abC1", true);
    check_key("（一）“甲”、乙：", "(一)\"甲\",乙:", true);
    check_key("é", "e\u0301", true);
    check_key("第①号", "第1号", true);
    check_key("2018—2020", "2018-2020", true);
    check_key("2018－2020", "2018–2020", true);
    check_key("⼀体化", "一体化", true); /* a radical copied from a PDF */
    check_key("Straße", "STRASSE", true);
    check_key("〔2021〕79号", "[2021]79号", true);
    check_key("交通局", "交通厅", false);
    check_key("", "　", true);
    check_key("\x9B", "\xFF", true); /* both are no characters */
    assert_true(lx_text_has("舟山市交通运输局", "交通"));
    assert_true(lx_text_has("Ｇ２０ 峰会", "g20峰"));
    assert_true(lx_text_has("舟山市", ""));
    assert_false(lx_text_has("舟山市", "宁波"));
}

/* --- properties ------------------------------------------------------------------------------------------------- */

static uint32_t next_random(uint32_t *seed) { return *seed = *seed * 1664525u + 1013904223u; }

/* Text of pieces of every kind: Han, punctuation, Latin, ambiguous, emoji, marks, controls, broken bytes. */
static void random_text(struct lx_str *out, uint32_t *seed, int pieces_n)
{
    static const char *const pieces[] = {
        "联", "席", "推进", "工作", "，", "。", "、", "“", "”", "《", "》", "（", "）", "……", "——", "①", "·", "2024", "年", "12",
        "月", "％", "第", "次", "abc", "word ", " ", "  ", "　", "e\u0301", "\u0301", "𠀀", "葛\U000E0100", "✓", "⚠\uFE0F",
        "\U0001F468\u200D\U0001F469", "\U0001F1E8\U0001F1F3", "\u202E", "\u200B", "\t", "\x1B[2J", "\x9B", "\xE8\x81",
        "\xC0\xAF", "한", "กำ", "-", "，”", "Ａ", "http://a/b?c=d",
    };
    for (int i = 0; i < pieces_n; i++)
        lx_str_add(out, pieces[next_random(seed) / 65536 % COUNT(pieces)]);
}

static void test_fit_is_exact(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (int round = 0; round < 4000; round++) {
        struct lx_str text = LX_STR_EMPTY, b = LX_STR_EMPTY;
        enum lx_amb amb = round % 2 ? LX_WIDE : LX_NARROW;
        random_text(&text, &seed, (int)(next_random(&seed) / 65536 % 30));
        int w = (int)(next_random(&seed) / 65536 % 40);
        lx_text_fit(&b, lx_str_z(&text), w, (enum lx_align)(round % 3), amb);
        assert_int_equal(lx_text_w(lx_str_z(&b), amb), w);
        if (lx_text_w(lx_str_z(&text), amb) <= w && w > 0)
            assert_non_null(strstr(lx_str_z(&b), lx_str_z(&text)));
        lx_str_clear(&b);
        lx_text_cut(&b, lx_str_z(&text), w, amb);
        assert_true(lx_text_w(lx_str_z(&b), amb) <= w);
        lx_str_done(&b);
        lx_str_done(&text);
    }
}

/* What check_lines must know while lines come. */
struct seen {
    struct lx_str text; /* all lines, without blanks */
    int first_w, w;
    enum lx_amb amb;
    bool any;
};

static bool starts_with_any(const char *s, size_t len, const char *set)
{
    for (; *set; set += 3) {
        if (len >= 3 && !memcmp(s, set, 3))
            return true;
    }
    return false;
}

static void add_without_blanks(struct lx_str *out, const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (len - i >= 3 && !memcmp(s + i, "　", 3))
            i += 2;
        else if (!strchr(" \t\n", s[i]) || !s[i])
            lx_str_addc(out, s[i]);
    }
}

static void check_line(void *ctx, const char *s, size_t len)
{
    struct seen *seen = ctx;
    int w = seen->any ? seen->w : seen->first_w;
    assert_true(lx_text_w_len(s, len, seen->amb) <= w);
    if (seen->any && s[-1] != '\n' && starts_with_any(s, len, "。，、；：？！）》”’…"))
        fail_msg("line starts with %.3s", s);
    add_without_blanks(&seen->text, s, len);
    seen->any = true;
}

static void test_wrap_keeps_all(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 4000; round++) {
        struct lx_str text = LX_STR_EMPTY, want = LX_STR_EMPTY;
        struct seen seen = { .amb = round % 2 ? LX_WIDE : LX_NARROW };
        int n = (int)(next_random(&seed) / 65536 % 12);
        for (int i = 0; i < n; i++) { /* no two forbidden starts in a row longer than a line: they could stand nowhere */
            random_text(&text, &seed, 3);
            lx_str_add(&text, i % 4 == 3 ? "会\n" : "会议");
        }
        seen.w = 24 + (int)(next_random(&seed) / 65536 % 30);
        seen.first_w = seen.w - (int)(next_random(&seed) / 65536 % 8);
        lx_text_wrap(lx_str_z(&text), text.len, seen.first_w, seen.w, seen.amb, check_line, &seen);
        add_without_blanks(&want, lx_str_z(&text), text.len);
        assert_string_equal(lx_str_z(&seen.text), lx_str_z(&want));
        lx_str_done(&text);
        lx_str_done(&want);
        lx_str_done(&seen.text);
    }
}

static void test_narrow_wrap_ends(void **state)
{
    (void)state;
    uint32_t seed = 3;
    for (int round = 0; round < 2000; round++) {
        struct lx_str text = LX_STR_EMPTY, want = LX_STR_EMPTY;
        struct seen seen = { .amb = LX_WIDE, .w = 2 + round % 6 };
        seen.first_w = seen.w;
        random_text(&text, &seed, 12);
        struct lx_str lines = LX_STR_EMPTY;
        lx_text_wrap(lx_str_z(&text), text.len, seen.w, seen.w, LX_WIDE, add_line, &lines);
        for (const char *s = lx_str_z(&lines), *bar; (bar = strchr(s, '|')); s = bar + 1) {
            assert_true(lx_text_w_len(s, (size_t)(bar - s), LX_WIDE) <= seen.w);
            if (bar > s)
                add_without_blanks(&seen.text, s, (size_t)(bar - s));
        }
        add_without_blanks(&want, lx_str_z(&text), text.len);
        assert_string_equal(lx_str_z(&seen.text), lx_str_z(&want));
        lx_str_done(&lines);
        lx_str_done(&text);
        lx_str_done(&want);
        lx_str_done(&seen.text);
    }
}

/* What may never pass, checked byte by byte and not by the code under test. */
static bool is_harmless(const char *s, size_t len)
{
    int marks = 0;
    for (size_t at = 0; at < len;) {
        uint32_t cp;
        size_t used = (size_t)lx_utf8_get(s + at, len - at, &cp);
        if ((used == 1 && cp == 0xFFFD) || cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0xAD || cp == 0x61C ||
            (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) ||
            (cp >= 0xFE00 && cp <= 0xFE0F) || cp == 0xFEFF || (cp >= 0xE0000 && cp <= 0xE007F))
            return false;
        marks = lx_char_w(cp, LX_NARROW) ? 0 : marks + 1;
        if (marks > 4)
            return false;
        at += used;
    }
    return true;
}

static void test_clean_is_harmless(void **state)
{
    (void)state;
    struct lx_str b = LX_STR_EMPTY;
    for (uint32_t cp = 0; cp < 0x110000; cp++) { /* every character there is, after a base */
        struct lx_str s = LX_STR_EMPTY;
        lx_str_clear(&b);
        lx_str_addc(&s, 'a');
        lx_utf8_put(&s, cp);
        lx_text_clean(&b, s.s, s.len, 0);
        if (!is_harmless(b.s, b.len) || !lx_text_is_clean(b.s, b.len, 0))
            fail_msg("U+%04X passes", (unsigned)cp);
        lx_str_done(&s);
        if (cp == 0x30000)
            cp = 0xDFFFF; /* the planes between are ideographs and nothing */
        if (cp == 0xE0FFF)
            break;
    }
    uint32_t seed = 11;
    for (int round = 0; round < 3000; round++) {
        char bytes[64];
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = (char)(next_random(&seed) >> 24);
        lx_str_clear(&b);
        lx_text_clean(&b, bytes, sizeof bytes, 0);
        assert_true(is_harmless(b.s, b.len));
        struct lx_str text = LX_STR_EMPTY;
        random_text(&text, &seed, 20);
        lx_str_clear(&b);
        lx_text_clean(&b, lx_str_z(&text), text.len, 0);
        assert_true(is_harmless(b.s, b.len));
        lx_str_done(&text);
    }
    lx_str_clear(&b);
    struct lx_str marks = LX_STR_EMPTY;
    lx_str_addc(&marks, 'a');
    for (int i = 0; i < 1000; i++)
        lx_str_add(&marks, "\u0301");
    lx_text_clean(&b, marks.s, marks.len, 0);
    assert_string_equal(b.s, "a\u0301\u0301\u0301\u0301<+996>");
    lx_str_done(&marks);
    lx_str_done(&b);
}

/* Walking by clusters forward and backward meets the same places, whatever the bytes. */
static void test_grapheme_walks_agree(void **state)
{
    (void)state;
    uint32_t seed = 5;
    for (int round = 0; round < 2000; round++) {
        struct lx_str text = LX_STR_EMPTY;
        random_text(&text, &seed, 25);
        for (size_t at = 0; at < text.len;) {
            size_t next = lx_grapheme_next(text.s, text.len, at);
            assert_true(next > at && next <= text.len);
            assert_int_equal(lx_grapheme_prev(text.s, text.len, next), at);
            at = next;
        }
        lx_str_done(&text);
    }
}

static void test_keys_are_stable(void **state)
{
    (void)state;
    uint32_t seed = 9;
    for (int round = 0; round < 2000; round++) {
        struct lx_str text = LX_STR_EMPTY, key = LX_STR_EMPTY, again = LX_STR_EMPTY;
        random_text(&text, &seed, 12);
        lx_text_key(&key, lx_str_z(&text), text.len);
        lx_text_key(&again, lx_str_z(&key), key.len);
        assert_string_equal(lx_str_z(&again), lx_str_z(&key));
        assert_true(lx_utf8_valid(lx_str_z(&key), key.len, NULL));
        lx_str_done(&text);
        lx_str_done(&key);
        lx_str_done(&again);
    }
}

static double seconds(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void test_speed(void **state)
{
    (void)state;
    static const char title[] = "推进六横公路大桥二期工程前期工作，2024年12月底前完成（舟山市交通运输局）";
    enum { ROUNDS = 20000 };
    double chars = (double)lx_utf8_n(title) * ROUNDS, start = seconds();
    struct lx_str b = LX_STR_EMPTY;
    for (int i = 0; i < ROUNDS; i++) {
        lx_str_clear(&b);
        lx_text_fit(&b, title, 40 + i % 40, LX_LEFT, LX_NARROW);
    }
    double fit_us = (seconds() - start) * 1e6 / chars;
    start = seconds();
    for (int i = 0; i < ROUNDS; i++) {
        lx_str_clear(&b);
        lx_text_clean(&b, title, sizeof title - 1, 0);
        lx_str_clear(&b);
        lx_text_key(&b, title, sizeof title - 1);
    }
    double clean_us = (seconds() - start) * 1e6 / chars;
    printf("fit %.4f, clean and key %.4f microseconds a character\n", fit_us, clean_us);
    assert_true(fit_us < 0.5);
    assert_true(clean_us < 1.0);
    lx_str_clear(&b);
    lx_str_fill(&b, 'x', 1 << 20); /* a line of 1 MB is cut without walking all of it, and wrapped in linear time */
    struct lx_str cut = LX_STR_EMPTY;
    start = seconds();
    for (int i = 0; i < 1000; i++)
        lx_text_fit(&cut, b.s, 40, LX_LEFT, LX_NARROW);
    lx_str_clear(&cut);
    lx_text_wrap(b.s, b.len, 78, 78, LX_NARROW, add_line, &cut);
    assert_true(seconds() - start < 3.0);
    lx_str_done(&cut);
    lx_str_done(&b);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wrap),
        cmocka_unit_test(test_graphemes),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_fit_is_exact),
        cmocka_unit_test(test_wrap_keeps_all),
        cmocka_unit_test(test_narrow_wrap_ends),
        cmocka_unit_test(test_clean_is_harmless),
        cmocka_unit_test(test_grapheme_walks_agree),
        cmocka_unit_test(test_keys_are_stable),
        cmocka_unit_test(test_speed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
