/* Lists in groups: their order, their rows, their sums, whatever they are grouped by. */
#include "core/work/groups.h"
#include "core/work/items.h"
#include "core/work/query_read.h"
#include "core/work/units.h"
#include "tests/lib/desk.h"
#include "tests/lib/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void set_rank(struct desk *d, lx_id id, int64_t rank)
{
    struct lx_unit *old, *unit;
    desk_ok(d, lx_get(&d->w, LX_UNIT, id, &old, &d->err));
    unit = lx_rec_copy(old);
    unit->rank = rank;
    desk_ok(d, lx_save(&d->w, "unit set", old, unit, NULL, &d->err));
    lx_rec_free(old);
    lx_rec_free(unit);
}

static void add(struct desk *d, const char *title, lx_id lead, const char *due, int state, int kind, const char *clerk)
{
    struct lx_item *item = lx_rec_new(LX_ITEM);
    lx_set_text(&item->title, title);
    lx_set_text(&item->clerk, clerk);
    item->lead = lead;
    item->state = state;
    item->kind = kind;
    if (due)
        desk_ok(d, lx_date_read(&item->due, due, d->w.today, &d->err));
    desk_ok(d, lx_item_add(&d->w, item, NULL, &d->err));
    lx_rec_free(item);
}

/* Today is 2024-06-25.  The units stand in the order of their rank, not in that of their adding. */
static void fill(struct desk *d)
{
    lx_id third = desk_unit(d, "丙局"), first = desk_unit(d, "甲局"), unranked = desk_unit(d, "乙局");
    set_rank(d, third, 30);
    set_rank(d, first, 10);
    desk_ok(d, lx_refresh(&d->w, &d->err));
    add(d, "a", third, "2024-07-31", ITEM_WORKING, ITEM_PROJECT, "综合科");
    add(d, "b", first, "2024-06-01", ITEM_WORKING, ITEM_TASK, "督查科");
    add(d, "c", unranked, "2024-08-02", ITEM_REGISTERED, ITEM_TASK, "综合科");
    add(d, "d", 0, NULL, ITEM_WORKING, ITEM_ACTION, "综合科");
    add(d, "e", first, "2024-06-20", ITEM_CLOSED, ITEM_TASK, "一科");
    add(d, "f", third, "2024-07-01", ITEM_SUSPENDED, ITEM_TASK, "督查科");
}

/* "甲局:be 丙局:fa": groups in order, their rows by title. */
static char *shape(struct desk *d, const struct lx_groups *g)
{
    struct lx_str s = LX_STR_EMPTY;
    size_t at = 0;
    for (size_t i = 0; i < g->n; i++) {
        lx_str_add(&s, i ? " " : "");
        lx_group_name(&d->w, &s, g, &g->at[i], true);
        lx_str_addc(&s, ':');
        assert_int_equal(g->at[i].from, at);
        assert_true(g->at[i].n > 0);
        for (size_t k = 0; k < g->at[i].n; k++) {
            char *title = desk_value(d, LX_ITEM, g->ids.at[at++], "title");
            lx_str_add(&s, title);
            free(title);
        }
    }
    assert_int_equal(at, g->ids.n);
    return lx_str_take(&s);
}

static void check(struct desk *d, const char *query, const char *sort, const char *field, const char *want)
{
    struct lx_query q;
    struct lx_groups g;
    struct lx_by by;
    desk_ok(d, lx_query_read(&d->w, &q, LX_ITEM, query, &d->err));
    if (sort)
        desk_ok(d, lx_query_sort(&q, sort, &d->err));
    desk_ok(d, lx_by_read(LX_ITEM, field, &by, &d->err));
    desk_ok(d, lx_groups_read(&d->w, &q, &by, &g, &d->err));
    assert_true(g.whole);
    char *got = shape(d, &g);
    assert_string_equal(got, want);
    free(got);
    struct lx_counts counts = { 0 };
    desk_ok(d, d->store->count(d->store, &q, NULL, &counts, &d->err));
    assert_int_equal(g.ids.n, counts.total);
    lx_counts_done(&counts);
    for (size_t limit = 1; limit <= g.ids.n + 1; limit++) { /* the first page is the beginning of the whole */
        struct lx_groups first;
        q.limit = limit;
        desk_ok(d, lx_groups_begin(&d->w, &q, &by, &first, &d->err));
        assert_true(first.whole == (first.ids.n == g.ids.n) || first.ids.n == limit);
        assert_true(first.ids.n >= (limit < g.ids.n ? limit : g.ids.n));
        assert_memory_equal(first.ids.at, g.ids.at, first.ids.n * sizeof *g.ids.at);
        for (size_t i = 0; i < first.n; i++)
            assert_int_equal(first.at[i].value == g.at[i].value || first.at[i].word, 1);
        lx_groups_done(&first);
    }
    lx_groups_done(&g);
    lx_query_done(&q);
}

static void test_order(void **state)
{
    struct desk *d = *state;
    fill(d);
    check(d, "", NULL, "lead", "甲局:be 丙局:fa 乙局:c :d"); /* by rank, then those without, then none */
    check(d, "", "title", "牵头单位", "甲局:be 丙局:af 乙局:c :d");
    check(d, "", "-lead", "lead", "乙局:c 丙局:af 甲局:be :d"); /* turned round with the list */
    check(d, "", NULL, "due", "2024年6月:be 2024年7月:fa 2024年8月:c :d");
    check(d, "", "-due", "due", "2024年8月:c 2024年7月:af 2024年6月:eb :d");
    check(d, "", "-title", "due", "2024年6月:eb 2024年7月:fa 2024年8月:c :d");
    check(d, "", NULL, "state", "立项:c 办理:bad 办结:e 中止:f");
    check(d, "", NULL, "light", "逾期:b 正常:ac 无:efd");
    check(d, "", NULL, "kind", "任务:befc 项目:a 重点行动:d");
    check(d, "", NULL, "clerk", "一科:e 综合科:acd 督查科:bf"); /* by strokes */
    check(d, "state:open", NULL, "lead", "甲局:b 丙局:a 乙局:c :d");
    check(d, "unit:甲局", NULL, "灯", "逾期:b 无:e");
    check(d, "没有这样的", NULL, "lead", "");
    struct lx_by by;
    assert_int_equal(lx_by_read(LX_ITEM, "title", &by, &d->err), LX_USAGE);
    assert_int_equal(lx_by_read(LX_UNIT, "light", &by, &d->err), LX_USAGE);
    assert_int_equal(lx_by_read(LX_NOTE, "hung", &by, &d->err), LX_USAGE);
}

static void test_totals(void **state)
{
    struct desk *d = *state;
    struct lx_query q;
    static const char *const fields[] = { "lead", "clerk", "state", "light", "due", "kind", "meeting" };
    fill(d);
    desk_ok(d, lx_query_read(&d->w, &q, LX_ITEM, "", &d->err));
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        struct lx_by by;
        struct lx_groups g;
        struct lx_totals sum = { 0 };
        desk_ok(d, lx_by_read(LX_ITEM, fields[i], &by, &d->err));
        desk_ok(d, lx_groups_read(&d->w, &q, &by, &g, &d->err));
        desk_ok(d, lx_groups_total(&d->w, &q, &g, &d->err));
        for (size_t k = 0; k < g.n; k++) {
            assert_int_equal(g.at[k].totals.n, g.at[k].n);
            sum.n += g.at[k].n;
            sum.closed += g.at[k].totals.closed;
            sum.open += g.at[k].totals.open;
            sum.late += g.at[k].totals.late;
        }
        assert_int_equal(sum.n, 6);
        assert_int_equal(sum.closed, 1);
        assert_int_equal(sum.open, 4);
        assert_int_equal(sum.late, 1);
        if (i == 0) { /* 甲局 */
            assert_int_equal(g.at[0].totals.closed, 1);
            assert_int_equal(g.at[0].totals.late, 1);
            assert_int_equal(g.at[1].totals.open, 1);
        }
        lx_groups_done(&g);
    }
    lx_query_done(&q);
}

/* Every type with every field that it may be grouped by: all rows, each once, whatever they hold. */
static void test_every_field(void **state)
{
    struct desk *d = *state;
    fill(d);
    for (int type = LX_NONE_TYPE + 1; type < LX_TYPES_N; type++)
        for (int i = 0; i < lx_table((enum lx_type)type)->fields_n; i++) {
            struct lx_by by = { &lx_table((enum lx_type)type)->fields[i] }, again;
            struct lx_query q = { .type = (enum lx_type)type };
            struct lx_groups g;
            struct lx_counts counts = { 0 };
            if (!lx_may_group(q.type, by.field))
                continue;
            desk_ok(d, lx_by_read(q.type, lx_by_name(&by), &again, &d->err));
            assert_ptr_equal(again.field, by.field);
            lx_default_sort(&q);
            desk_ok(d, lx_groups_read(&d->w, &q, &by, &g, &d->err));
            desk_ok(d, d->store->count(d->store, &q, NULL, &counts, &d->err));
            assert_int_equal(g.ids.n, counts.total);
            for (size_t k = 0; k < g.n; k++)
                for (size_t m = 0; m < k; m++)
                    assert_true(lx_group_key(&g.at[k]) != lx_group_key(&g.at[m]));
            lx_counts_done(&counts);
            lx_groups_done(&g);
        }
}

int main(void)
{
#define DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)
    const struct CMUnitTest tests[] = { DESK(test_order), DESK(test_totals), DESK(test_every_field) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
