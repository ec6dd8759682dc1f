/* Clocks, and what stands where in a row of times. */
#include "tests/lib/measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double clock_ms(clockid_t clock)
{
    struct timespec t;
    (void)clock_gettime(clock, &t);
    return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

double now_ms(void) { return clock_ms(CLOCK_MONOTONIC); }
double cpu_ms(void) { return clock_ms(CLOCK_PROCESS_CPUTIME_ID); }

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double sorted_at(double *ms, size_t n, double part)
{
    if (!n)
        return 0;
    qsort(ms, n, sizeof *ms, by_value);
    size_t i = (size_t)(part * (double)n);
    return ms[i < n ? i : n - 1];
}

void must(enum lx_rc rc, const struct lx_err *err)
{
    if (!rc)
        return;
    (void)fprintf(stderr, "%s [%s]\n", err->msgid, err->detail);
    exit(1);
}
