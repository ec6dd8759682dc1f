/* What two sequences have in common, in order. */
#ifndef LX_COMMON_H
#define LX_COMMON_H

#include <stddef.h>
#include <stdint.h>

/* a and b: what stands where, as small numbers (lx_map gives such), equal where it is the same; below 0: like nothing else.
 * of[i] becomes the place in b that a[i] is paired with, else -1; places rise.  The longest common subsequence; of very long
 * sequences that differ much an approximation, in time that grows with their length only. */
void lx_common(const int64_t *a, size_t a_n, const int64_t *b, size_t b_n, int *of);

#endif
