/* Groups as the database finds them against groups found by reading every row: the same rows in the same order. */
#include "core/work/groups.h"
#include "core/work/items.h"
#include "core/work/query_read.h"
#include "core/work/units.h"
#include "db/db.h"
#include "tests/lib/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { ITEMS_N = 6000, UNITS_N = 23 }; /* more hits of a word than are sorted */

struct office {
    struct lx_store *store;
    struct lx_work w;
    struct lx_err err;
};

static void must(struct office *o, enum lx_rc rc)
{
    if (rc != LX_OK)
        fail_msg("%s: %s", o->err.msgid, o->err.detail);
}

static void add_items(struct office *o, const lx_id *units)
{
    static const char *const clerks[] = { "综合科", "督查科", "一科", NULL }, *const words[] = { "推进 港口", "推进", "推进 渔船" };
    struct random r = { 3 };
    must(o, lx_begin(&o->w, &o->err));
    for (int i = 0; i < ITEMS_N; i++) {
        struct lx_item *item = lx_rec_new(LX_ITEM);
        struct lx_str title = LX_STR_EMPTY;
        uint32_t unit = random_below(&r, UNITS_N + 1);
        lx_str_addf(&title, "%s %d", words[random_below(&r, 3)], i);
        item->title = lx_str_take(&title);
        item->lead = unit < UNITS_N ? units[unit] : 0;
        item->state = (int)random_below(&r, lx_item_state_n);
        item->kind = (int)random_below(&r, lx_item_kind_n);
        item->stage = (int)random_below(&r, lx_stage_n);
        lx_set_text(&item->clerk, clerks[random_below(&r, 4)]);
        if (random_below(&r, 9))
            item->due = (struct lx_date){ .day = o->w.today - 100 + (lx_day)random_below(&r, 400) };
        else if (random_below(&r, 2))
            lx_set_text(&item->due.words, "长期");
        must(o, lx_item_add(&o->w, item, NULL, &o->err));
        lx_rec_free(item);
    }
    must(o, lx_commit(&o->w, "item import", NULL, &o->err));
}

static int set_up(void **state)
{
    struct office *o = calloc(1, sizeof *o);
    lx_id units[UNITS_N];
    struct random r = { 8 };
    must(o, lx_db_open(&o->store, ":memory:", LX_DB_CREATE, &o->err));
    lx_work_init(&o->w, o->store, "clerk", NULL, NULL);
    must(o, lx_refresh(&o->w, &o->err));
    for (int i = 0; i < UNITS_N; i++) {
        struct lx_unit *unit = lx_rec_new(LX_UNIT);
        struct lx_str name = LX_STR_EMPTY;
        lx_str_addf(&name, "第%d局", i);
        unit->name = lx_str_take(&name);
        unit->rank = i % 5 ? (int64_t)random_below(&r, 10) : LX_NO_INT;
        must(o, lx_add(&o->w, "unit add", unit, &o->err));
        units[i] = unit->rec.id;
        lx_rec_free(unit);
    }
    must(o, lx_refresh(&o->w, &o->err));
    add_items(o, units);
    must(o, lx_refresh(&o->w, &o->err));
    *state = o;
    return 0;
}

static int tear_down(void **state)
{
    struct office *o = *state;
    lx_work_done(&o->w);
    o->store->close(o->store);
    free(o);
    return 0;
}

static void same_groups(const struct lx_groups *a, const struct lx_groups *b)
{
    assert_int_equal(a->n, b->n);
    assert_int_equal(a->ids.n, b->ids.n);
    for (size_t i = 0; i < a->n; i++) {
        assert_int_equal(a->at[i].n, b->at[i].n);
        assert_int_equal(a->at[i].from, b->at[i].from);
        assert_int_equal(lx_group_key(&a->at[i]), lx_group_key(&b->at[i]));
        assert_memory_equal(&a->at[i].totals, &b->at[i].totals, sizeof a->at[i].totals);
    }
    if (a->ids.n)
        assert_memory_equal(a->ids.at, b->ids.at, a->ids.n * sizeof *a->ids.at);
}

static void rows_are_the_same_as_when_read(void **state)
{
    struct office *o = *state;
    static const char *const queries[] = { "", "state:open", "推进", "推进 light:red", "渔船 -state:done", "title:港", "unit:第3局" },
                            *const sorts[] = { "due", "-due", "no", "-lead" }, *const fields[] = { "lead", "state", "light", "due", "clerk", "stage", "meeting" };
    enum lx_rc (*values)(struct lx_store *, const struct lx_query *, const struct lx_by *, struct lx_values *, struct lx_err *) = o->store->values;
    assert_non_null(values);
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        for (size_t k = 0; k < sizeof sorts / sizeof *sorts; k++)
            for (size_t m = 0; m < sizeof fields / sizeof *fields; m++) {
                struct lx_query q;
                struct lx_by by;
                struct lx_groups fast, slow, first;
                struct lx_counts counts = { 0 };
                must(o, lx_query_read(&o->w, &q, LX_ITEM, queries[i], &o->err));
                must(o, lx_query_sort(&q, sorts[k], &o->err));
                must(o, lx_by_read(LX_ITEM, fields[m], &by, &o->err));
                must(o, lx_groups_read(&o->w, &q, &by, &fast, &o->err));
                must(o, lx_groups_total(&o->w, &q, &fast, &o->err));
                must(o, o->store->count(o->store, &q, by.field, &counts, &o->err));
                assert_int_equal(counts.total, fast.ids.n);
                for (size_t c = 0; by.field && c < counts.n; c++) /* the store's own counts, where it has them */
                    for (size_t g = 0; g < fast.n; g++)
                        if (counts.at[c].value == fast.at[g].value && by.field->kind != LX_DATE)
                            assert_int_equal(counts.at[c].n, fast.at[g].n);
                q.limit = 50;
                must(o, lx_groups_begin(&o->w, &q, &by, &first, &o->err));
                assert_memory_equal(first.ids.at, fast.ids.at, (first.ids.n < fast.ids.n ? first.ids.n : fast.ids.n) * sizeof(lx_id));
                assert_true(first.ids.n >= (fast.ids.n < 50 ? fast.ids.n : 50));
                lx_groups_done(&first);
                q.limit = 0;
                if (k == 0 || m < 2) { /* slow */
                    o->store->values = NULL;
                    must(o, lx_groups_read(&o->w, &q, &by, &slow, &o->err));
                    must(o, lx_groups_total(&o->w, &q, &slow, &o->err));
                    o->store->values = values;
                    same_groups(&fast, &slow);
                    lx_groups_done(&slow);
                }
                lx_groups_done(&fast);
                lx_counts_done(&counts);
                lx_query_done(&q);
            }
}

/* Units stand by rank; those of one rank by strokes, as everywhere; then those without a rank; then rows without a unit. */
static void units_stand_in_protocol_order(void **state)
{
    struct office *o = *state;
    struct lx_query q;
    struct lx_by by;
    struct lx_groups g;
    must(o, lx_query_read(&o->w, &q, LX_ITEM, "", &o->err));
    must(o, lx_by_read(LX_ITEM, "lead", &by, &o->err));
    must(o, lx_groups_read(&o->w, &q, &by, &g, &o->err));
    assert_int_equal(g.n, UNITS_N + 1);
    for (size_t i = 0; i < UNITS_N; i++)
        assert_int_equal(g.at[i].value, o->w.units->units.at[i]->id);
    assert_int_equal(g.at[UNITS_N].value, LX_NO_INT);
    int64_t rank = 0;
    for (size_t i = 0; i < UNITS_N; i++) {
        const struct lx_unit *u = lx_unit_by_id(o->w.units, g.at[i].value);
        int64_t mine = u->rank == LX_NO_INT ? INT64_MAX : u->rank;
        assert_true(mine >= rank);
        rank = mine;
    }
    lx_groups_done(&g);
    lx_query_done(&q);
}

static bool stop(void *ctx)
{
    return --*(int *)ctx < 0;
}

static void a_key_stops_it(void **state)
{
    struct office *o = *state;
    struct lx_query q;
    struct lx_by by;
    struct lx_groups g;
    must(o, lx_query_read(&o->w, &q, LX_ITEM, "", &o->err));
    must(o, lx_by_read(LX_ITEM, "lead", &by, &o->err));
    int stopped_n = 0;
    for (int after = 0; after < 40; after++) {
        int left = after;
        o->store->set_stop(o->store, stop, &left);
        enum lx_rc rc = lx_groups_read(&o->w, &q, &by, &g, &o->err);
        o->store->set_stop(o->store, NULL, NULL);
        assert_true(rc == LX_OK || rc == LX_STOPPED);
        stopped_n += rc == LX_STOPPED;
        assert_int_equal(g.ids.n, rc == LX_OK ? ITEMS_N : 0);
        lx_groups_done(&g);
    }
    assert_true(stopped_n > 5);
    lx_query_done(&q);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(rows_are_the_same_as_when_read), cmocka_unit_test(units_stand_in_protocol_order),
                                        cmocka_unit_test(a_key_stops_it) };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
