/* Measures lists in groups: first page, whole list, totals.   usage: groups DB   (an office that bench.sh made) */
#include "core/work/groups.h"
#include "core/work/query_read.h"
#include "db/db.h"
#include "tests/lib/measure.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 5, PAGE_N = 80 };

static struct lx_err err;

static void measure(struct lx_work *w, const char *query, const char *field)
{
    double first[ROUNDS], whole[ROUNDS], totals[ROUNDS];
    struct lx_by by;
    struct lx_query q;
    size_t n = 0, groups_n = 0, sum = 0;
    must(lx_query_read(w, &q, LX_ITEM, query, &err), &err);
    must(lx_by_read(LX_ITEM, field, &by, &err), &err);
    for (int i = 0; i < ROUNDS; i++) {
        struct lx_groups g;
        double start = now_ms();
        q.limit = PAGE_N;
        must(lx_groups_begin(w, &q, &by, &g, &err), &err);
        first[i] = now_ms() - start;
        lx_groups_done(&g);
        q.limit = 0;
        start = now_ms();
        must(lx_groups_read(w, &q, &by, &g, &err), &err);
        whole[i] = now_ms() - start;
        start = now_ms();
        must(lx_groups_total(w, &q, &g, &err), &err);
        totals[i] = now_ms() - start;
        n = g.ids.n;
        groups_n = g.n;
        sum = 0;
        for (size_t k = 0; k < g.n; k++)
            sum += g.at[k].n;
        lx_groups_done(&g);
    }
    (void)printf("%-14s by %-8s %8zu rows %4zu groups  first page %8.2f  whole %8.2f  totals %8.2f ms%s\n", *query ? query : "all", field, n,
                 groups_n, sorted_at(first, ROUNDS, 0.5), sorted_at(whole, ROUNDS, 0.5), sorted_at(totals, ROUNDS, 0.5), sum == n ? "" : "  SUM DIFFERS");
    lx_query_done(&q);
}

int main(int argc, char **argv)
{
    static const char *const queries[] = { "state:open", "", "推进", "渔船" };
    static const char *const fields[] = { "lead", "state", "light", "due", "clerk", "plan", "meeting", "kind" };
    struct lx_store *s;
    struct lx_work w;
    if (argc != 2)
        return 2;
    must(lx_db_open(&s, argv[1], 0, &err), &err);
    lx_work_init(&w, s, "bench", NULL, NULL);
    must(lx_refresh(&w, &err), &err);
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        for (size_t k = 0; k < (i < 2 ? sizeof fields / sizeof *fields : 2); k++)
            measure(&w, queries[i], fields[k]);
    lx_work_done(&w);
    s->close(s);
    return 0;
}
