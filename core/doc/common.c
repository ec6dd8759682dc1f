/* The longest common subsequence, within bounds. */
#include "core/doc/common.h"

#include "core/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS_MAX = 1 << 22 }; /* of the table: 16 MB */

struct sides {
    const int64_t *a, *b;
    size_t a_from, a_to, b_from, b_to; /* what is looked at */
    int *of;
};

static bool equal(const struct sides *s, size_t i, size_t k) { return s->a[i] >= 0 && s->a[i] == s->b[k]; }

static bool fits(const struct sides *s) { return s->a_to - s->a_from + 1 <= CELLS_MAX / (s->b_to - s->b_from + 1); }

/* By the lengths of the longest common runs from each pair of places on. */
static void by_table(const struct sides *s)
{
    size_t n = s->a_to - s->a_from, m = s->b_to - s->b_from;
    uint32_t *best = lx_grow(NULL, (n + 1) * (m + 1), sizeof *best);
    memset(best, 0, (n + 1) * (m + 1) * sizeof *best);
#define BEST(i, k) best[(i) * (m + 1) + (k)]
    for (size_t i = n; i-- > 0;)
        for (size_t k = m; k-- > 0;) {
            uint32_t down = BEST(i + 1, k), right = BEST(i, k + 1);
            BEST(i, k) = equal(s, s->a_from + i, s->b_from + k) ? BEST(i + 1, k + 1) + 1 : down > right ? down : right;
        }
    for (size_t i = 0, k = 0; i < n && k < m;) {
        if (equal(s, s->a_from + i, s->b_from + k))
            s->of[s->a_from + i++] = (int)(s->b_from + k++);
        else if (BEST(i + 1, k) >= BEST(i, k + 1))
            i++;
        else
            k++;
    }
#undef BEST
    free(best);
}

/* Equal beginnings and ends are taken off. */
static void trim(struct sides *s)
{
    for (; s->a_from < s->a_to && s->b_from < s->b_to && equal(s, s->a_from, s->b_from); s->a_from++, s->b_from++)
        s->of[s->a_from] = (int)s->b_from;
    for (; s->a_from < s->a_to && s->b_from < s->b_to && equal(s, s->a_to - 1, s->b_to - 1); s->a_to--, s->b_to--)
        s->of[s->a_to - 1] = (int)s->b_to - 1;
}

/* Where a value stands in a side: its place + 1, 0 nowhere, -1 more than once. */
static int *places(const int64_t *at, size_t from, size_t to, int64_t most)
{
    int *place = lx_alloc(((size_t)most + 1) * sizeof *place);
    for (size_t i = from; i < to; i++)
        if (at[i] >= 0)
            place[at[i]] = place[at[i]] ? -1 : (int)i + 1;
    return place;
}

/* Of what stands once on each side, as much as is in order on both: the longest rising run of places, each with the one before it. */
static void by_singles(const struct sides *s)
{
    int64_t most = 0;
    for (size_t i = s->a_from; i < s->a_to; i++)
        most = s->a[i] > most ? s->a[i] : most;
    for (size_t k = s->b_from; k < s->b_to; k++)
        most = s->b[k] > most ? s->b[k] : most;
    int *in_a = places(s->a, s->a_from, s->a_to, most), *in_b = places(s->b, s->b_from, s->b_to, most);
    size_t n = s->a_to - s->a_from, run_n = 0;
    size_t *run = lx_grow(NULL, n + 1, sizeof *run), *before = lx_grow(NULL, n + 1, sizeof *before);
    for (size_t i = s->a_from; i < s->a_to; i++) {
        if (s->a[i] < 0 || in_a[s->a[i]] < 0 || in_b[s->a[i]] <= 0)
            continue;
        int place = in_b[s->a[i]];
        size_t low = 0, high = run_n;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (in_b[s->a[run[middle]]] < place)
                low = middle + 1;
            else
                high = middle;
        }
        before[i - s->a_from] = low ? run[low - 1] : SIZE_MAX;
        run[low] = i;
        run_n = low == run_n ? run_n + 1 : run_n;
    }
    for (size_t i = run_n ? run[run_n - 1] : SIZE_MAX; i != SIZE_MAX; i = before[i - s->a_from])
        s->of[i] = in_b[s->a[i]] - 1;
    free(in_a);
    free(in_b);
    free(run);
    free(before);
}

void lx_common(const int64_t *a, size_t a_n, const int64_t *b, size_t b_n, int *of)
{
    struct sides s = { a, b, 0, a_n, 0, b_n, of };
    for (size_t i = 0; i < a_n; i++)
        of[i] = -1;
    if (!fits(&s))
        trim(&s);
    if (fits(&s))
        by_table(&s);
    else
        by_singles(&s);
}
