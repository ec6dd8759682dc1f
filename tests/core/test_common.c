/* What two sequences have in common: small ones exactly, long ones in time, always in order. */
#include "core/doc/common.h"

#include "core/doc/weave.h"
#include "core/mem.h"
#include "core/minutes/compare.h"
#include "tests/lib/measure.h"
#include "tests/lib/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* By trying all: the length of the longest. */
static size_t longest(const int64_t *a, size_t a_n, const int64_t *b, size_t b_n)
{
    if (!a_n || !b_n)
        return 0;
    if (*a >= 0 && *a == *b)
        return 1 + longest(a + 1, a_n - 1, b + 1, b_n - 1);
    size_t down = longest(a + 1, a_n - 1, b, b_n), right = longest(a, a_n, b + 1, b_n - 1);
    return down > right ? down : right;
}

static size_t pairs_in_order(const int64_t *a, size_t a_n, const int64_t *b, size_t b_n, const int *of)
{
    int last = -1;
    size_t n = 0;
    for (size_t i = 0; i < a_n; i++) {
        if (of[i] < 0)
            continue;
        assert_true(of[i] > last && (size_t)of[i] < b_n && a[i] >= 0 && a[i] == b[of[i]]);
        last = of[i];
        n++;
    }
    return n;
}

static void small_ones_are_exact(void **state)
{
    (void)state;
    struct random r = { 5 };
    int64_t a[8], b[8];
    int of[8];
    for (int round = 0; round < 2000; round++) {
        size_t a_n = random_below(&r, 9), b_n = random_below(&r, 9);
        for (size_t i = 0; i < 8; i++) {
            a[i] = (int64_t)random_below(&r, 5) - 1;
            b[i] = (int64_t)random_below(&r, 5) - 1;
        }
        lx_common(a, a_n, b, b_n, of);
        assert_int_equal(pairs_in_order(a, a_n, b, b_n, of), longest(a, a_n, b, b_n));
    }
}

enum { LONG = 300000 };

/* Beginnings and ends, and what stands once: found although no table could hold all pairs. */
static void long_ones_end(void **state)
{
    (void)state;
    int64_t *a = lx_alloc(LONG * sizeof *a), *b = lx_alloc(LONG * sizeof *b);
    int *of = lx_alloc(LONG * sizeof *of);
    for (size_t i = 0; i < LONG; i++)
        a[i] = b[i] = (int64_t)i;
    a[10] = b[LONG - 10] = LONG + 1;
    lx_common(a, LONG, b, LONG, of);
    assert_true(pairs_in_order(a, LONG, b, LONG, of) >= LONG - 2);
    for (size_t i = 0; i < LONG; i++) /* all alike but for the middle */
        a[i] = b[i] = i % 2;
    a[LONG / 2] = 7;
    lx_common(a, LONG, b, LONG, of);
    assert_int_equal(pairs_in_order(a, LONG, b, LONG, of), LONG - 1);
    for (size_t i = 0; i < LONG; i++) { /* nothing in common but one in the middle */
        a[i] = (int64_t)(2 * i);
        b[i] = (int64_t)(2 * i + 1);
    }
    b[100] = a[LONG / 2];
    lx_common(a, LONG, b, LONG, of);
    assert_int_equal(pairs_in_order(a, LONG, b, LONG, of), 1);
    free(a);
    free(b);
    free(of);
}

/* 64 KB of the shortest paragraphs, all edited: no table of all pairs. */
static void long_minutes_are_compared_in_time(void **state)
{
    (void)state;
    struct lx_str a = LX_STR_EMPTY, b = LX_STR_EMPTY;
    struct lx_compared c;
    struct lx_paras base = { 0 };
    struct lx_woven w;
    for (int i = 0; a.len < 65536; i++) {
        lx_str_addf(&a, "%d\n\n", i % 100);
        lx_str_addf(&b, "%d\n\n", i * 7 % 100);
    }
    double start = cpu_ms();
    lx_minutes_compare(a.s, b.s, &c);
    assert_true(c.n > 0);
    lx_compared_done(&c);
    lx_paras_add(&base, "k", "1");
    lx_paras_add(&base, "l", "2");
    base.lead = lx_strdup("");
    lx_weave(&w, &base, &base, a.s);
    lx_woven_done(&w);
    assert_true(cpu_ms() - start < 5000); /* a guard for slow machines and sanitizers */
    lx_paras_done(&base);
    lx_str_done(&a);
    lx_str_done(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(small_ones_are_exact), cmocka_unit_test(long_ones_end),
                                        cmocka_unit_test(long_minutes_are_compared_in_time) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
