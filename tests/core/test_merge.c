/* Three texts made one: disjoint changes always, touching ones never, whatever the lines are. */
#include "core/mem.h"
#include "core/merge.h"
#include "tests/lib/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

/* want NULL: people must be asked. */
static void check(const char *base, const char *mine, const char *theirs, const char *want)
{
    for (int swapped = 0; swapped < 2; swapped++) {
        struct lx_str out = LX_STR_EMPTY;
        bool ok = lx_merge_text(&out, base, swapped ? theirs : mine, swapped ? mine : theirs);
        assert_int_equal(ok, want != NULL);
        assert_string_equal(lx_str_z(&out), want ? want : "");
        lx_str_done(&out);
    }
}

static void test_cases(void **state)
{
    (void)state;
    check("", "", "", "");
    check("a\n", "a\n", "b\n", "b\n");
    check("a\n", "b\n", "b\n", "b\n");
    check("一\n二\n三\n", "甲\n二\n三\n", "一\n二\n丙\n", "甲\n二\n丙\n");
    check("一\n二\n三\n", "一\n二\n", "甲\n二\n三\n", "甲\n二\n");
    check("一\n二\n三", "零\n一\n二\n三", "一\n二\n三\n四", "零\n一\n二\n三\n四");
    check("a\n", "b\n", "c\n", NULL);
    check("", "b\n", "c\n", NULL);
    check("一\n二\n", "一甲\n二\n", "一乙\n二\n", NULL);
    check("一\n二\n", "", "一\n三\n", NULL);
    check("一\n", "一\n甲\n", "一\n乙\n", NULL); /* both at the end */
}

static void add_line(struct lx_str *s, const char *text, unsigned n) { lx_str_addf(s, "%s%u\n", text, n); }

/* Base of distinct lines; each side replaces a stretch of its own by lines of its own, at least one line apart. */
static void test_disjoint(void **state)
{
    struct random r = { 3 };
    (void)state;
    for (int n = 0; n < 5000; n++) {
        unsigned lines_n = 3 + random_below(&r, 12);
        unsigned a = random_below(&r, lines_n - 2), a_end = a + random_below(&r, lines_n - 1 - a);
        unsigned b = a_end + 1 + random_below(&r, lines_n - a_end - 1), b_end = b + random_below(&r, lines_n + 1 - b);
        unsigned mine_n = random_below(&r, 3), theirs_n = random_below(&r, 3);
        struct lx_str text[4] = { LX_STR_EMPTY, LX_STR_EMPTY, LX_STR_EMPTY, LX_STR_EMPTY }; /* base mine theirs both */
        for (unsigned i = 0; i <= lines_n; i++) {
            for (unsigned k = 0; i == a && k < mine_n; k++) {
                add_line(&text[1], "我", k);
                add_line(&text[3], "我", k);
            }
            for (unsigned k = 0; i == b && k < theirs_n; k++) {
                add_line(&text[2], "他", k);
                add_line(&text[3], "他", k);
            }
            if (i == lines_n)
                break;
            bool mine_gone = i >= a && i < a_end, theirs_gone = i >= b && i < b_end;
            add_line(&text[0], "行", i);
            if (!mine_gone)
                add_line(&text[1], "行", i);
            if (!theirs_gone)
                add_line(&text[2], "行", i);
            if (!mine_gone && !theirs_gone)
                add_line(&text[3], "行", i);
        }
        check(lx_str_z(&text[0]), lx_str_z(&text[1]), lx_str_z(&text[2]), lx_str_z(&text[3]));
        for (int i = 0; i < 4; i++)
            lx_str_done(&text[i]);
    }
}

/* Any three texts of few different lines: the same answer from both sides, and what one side left alone is the other's. */
static void test_laws(void **state)
{
    struct random r = { 11 };
    (void)state;
    for (int n = 0; n < 20000; n++) {
        struct lx_str text[3] = { LX_STR_EMPTY, LX_STR_EMPTY, LX_STR_EMPTY }, one = LX_STR_EMPTY, other = LX_STR_EMPTY;
        for (int k = 0; k < 3; k++)
            for (uint32_t i = random_below(&r, 5); i > 0; i--)
                lx_str_add(&text[k], random_below(&r, 2) ? "a\n" : random_below(&r, 2) ? "b\n" : "b");
        const char *base = lx_str_z(&text[0]), *mine = lx_str_z(&text[1]), *theirs = lx_str_z(&text[2]);
        bool ok = lx_merge_text(&one, base, mine, theirs);
        assert_int_equal(ok, lx_merge_text(&other, base, theirs, mine));
        assert_string_equal(lx_str_z(&one), lx_str_z(&other));
        if (strcmp(base, mine) == 0)
            assert_true(ok && strcmp(lx_str_z(&one), theirs) == 0);
        if (strcmp(mine, theirs) == 0)
            assert_true(ok && strcmp(lx_str_z(&one), mine) == 0);
        for (int k = 0; k < 3; k++)
            lx_str_done(&text[k]);
        lx_str_done(&one);
        lx_str_done(&other);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_cases), cmocka_unit_test(test_disjoint), cmocka_unit_test(test_laws) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
