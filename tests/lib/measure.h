/* Times of the programs that measure (tests/bench); no test asserts one. */
#ifndef LX_TESTS_MEASURE_H
#define LX_TESTS_MEASURE_H

#include "core/err.h"

#include <stddef.h>

double now_ms(void);                       /* a clock that only goes forward */
double cpu_ms(void);                       /* of this process: on a busy machine the ratio of the work done says more than that of the time passed */
double sorted_at(double *ms, size_t n, double part); /* sorts; part 0.5 is the middle, 0.99 the p99, 1 the most; 0 when there are none */
void must(enum lx_rc rc, const struct lx_err *err);  /* ends the program with what went wrong */

#endif
