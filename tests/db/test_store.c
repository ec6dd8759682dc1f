/* The store over SQLite: transactions, every kind of value there and back, lists, counts, refusals. */
#include "db/db.h"
#include "db/schema.h"

#include "core/mem.h"
#include "tests/lib/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct lx_err err;
#define OK(call) assert_int_equal(test_ok((call), &err), LX_OK)

static int test_ok(enum lx_rc rc, const struct lx_err *e)
{
    if (rc)
        print_error("%s [%s]\n", e->msgid ? e->msgid : "?", e->detail);
    return rc;
}

static const struct lx_entry entry = {
    .at_ms = 1719277200000, .offset_min = 480, .who = "test", .command = "test", .args = "[]"
};

static int open_store(void **state)
{
    struct lx_store *s = NULL;
    OK(lx_db_open(&s, ":memory:", LX_DB_CREATE, &err));
    *state = s;
    return 0;
}

static int close_store(void **state)
{
    struct lx_store *s = *state;
    s->close(s);
    return 0;
}

static lx_rev commit(struct lx_store *s)
{
    lx_rev rev = 0;
    OK(s->commit(s, &entry, &rev, &err));
    return rev;
}

static lx_id add_item(struct lx_store *s, const char *title, lx_day due, lx_id lead)
{
    struct lx_item *item = lx_rec_new(LX_ITEM);
    OK(s->new_id(s, &item->rec.id, &err));
    lx_set_text(&item->title, title);
    item->due.day = due;
    item->lead = lead;
    OK(s->put(s, NULL, item, &err));
    lx_id id = item->rec.id;
    lx_rec_free(item);
    return id;
}

static void test_every_kind_comes_back(void **state)
{
    struct lx_store *s = *state;
    struct random r = { 7 };
    for (int round = 0; round < 40; round++)
        for (int t = LX_NONE_TYPE + 1; t < LX_TYPES_N; t++) {
            OK(s->begin(s, &err));
            struct lx_rec *rec = random_record(&r, (enum lx_type)t), *back;
            OK(s->new_id(s, &rec->id, &err));
            OK(s->put(s, NULL, rec, &err));
            assert_true(commit(s) > 0);
            OK(s->get(s, (enum lx_type)t, rec->id, &back, &err));
            assert_int_equal(back->rev, rec->rev);
            assert_true(back->has_long);
            assert_null(record_difference(rec, back));
            lx_rec_free(back);
            lx_rec_free(rec);
        }
}

static void test_a_change_touches_only_what_changed(void **state)
{
    struct lx_store *s = *state;
    struct lx_rec *old, *back;
    OK(s->begin(s, &err));
    lx_id id = add_item(s, "渔港扩建", 19900, 0);
    commit(s);
    OK(s->begin(s, &err));
    OK(s->get(s, LX_ITEM, id, &old, &err));
    struct lx_item *item = lx_rec_copy(old);
    item->progress = 35;
    lx_set_text(&item->source, "会议要求加快推进。");
    OK(s->put(s, old, item, &err));
    lx_rev rev = commit(s);
    OK(s->get(s, LX_ITEM, id, &back, &err));
    assert_null(record_difference(&item->rec, back));
    assert_int_equal(back->rev, rev);
    struct lx_changes c = { 0 };
    OK(s->changes(s, rev, &c, &err));
    assert_int_equal(c.n, 1);
    assert_int_equal(c.at[0].op, '~');
    assert_string_equal(
        c.at[0].delta,
        "{\"progress\":[\"\",\"35\"],\"source\":{\"at\":0,\"old\":\"\",\"new\":\"会议要求加快推进。\"}}");
    lx_changes_done(&c);
    lx_rec_free(back);
    lx_rec_free(item);
    lx_rec_free(old);
}

static void test_abandoned_is_gone_and_empty_is_no_entry(void **state)
{
    struct lx_store *s = *state;
    enum lx_type type;
    lx_rev rev = 9;
    OK(s->begin(s, &err));
    lx_id id = add_item(s, "一", 1, 0);
    s->abandon(s);
    assert_int_equal(s->type_of(s, id, &type, &err), LX_NOTFOUND);
    OK(s->begin(s, &err));
    OK(s->commit(s, &entry, &rev, &err));
    assert_int_equal(rev, 0);
    struct lx_log_rows log = { 0 };
    OK(s->log(s, &(struct lx_log_query){ 0 }, &log, &err));
    assert_int_equal(log.n, 0);
}

static void test_lists_come_in_order(void **state)
{
    struct lx_store *s = *state;
    OK(s->begin(s, &err));
    lx_id b = add_item(s, "乙", 200, 0), none = add_item(s, "丁", LX_NO_DAY, 0), a = add_item(s, "甲", 100, 0);
    commit(s);
    struct lx_query q = { .type = LX_ITEM, .sort = { { .field = lx_field_named(LX_ITEM, "due") } }, .sort_n = 1 };
    struct lx_ids ids = { 0 };
    OK(s->ids(s, &q, &ids, &err));
    assert_int_equal(ids.n, 3);
    assert_true(ids.at[0] == a && ids.at[1] == b && ids.at[2] == none);
    ids.n = 0;
    q.sort[0].down = true;
    OK(s->ids(s, &q, &ids, &err));
    assert_true(ids.n == 3 && ids.at[0] == b && ids.at[1] == a && ids.at[2] == none);
    ids.n = 0;
    q.limit = 2;
    q.where = lx_cond_cmp(LX_ITEM, "due", LX_OP_LE, "1970-07-20");
    OK(s->ids(s, &q, &ids, &err));
    assert_true(ids.n == 2 && ids.at[0] == b && ids.at[1] == a);
    lx_query_done(&q);
    struct lx_rows rows = { 0 };
    lx_id asked[] = { a, 1, b };
    OK(s->rows(s, LX_ITEM, asked, 3, &rows, &err));
    assert_int_equal(rows.n, 3);
    assert_null(rows.at[1]);
    assert_string_equal(((struct lx_item *)rows.at[2])->title, "乙");
    assert_int_equal(rows.at[0]->has_long, 0);
    lx_rows_done(&rows);
    lx_ids_done(&ids);
}

static void test_references_are_kept(void **state)
{
    struct lx_store *s = *state;
    struct lx_rec *unit;
    OK(s->begin(s, &err));
    (void)add_item(s, "无主", 1, 4821907000000999);
    assert_int_equal(s->commit(s, &entry, NULL, &err), LX_STATE);
    OK(s->begin(s, &err));
    struct lx_unit *u = lx_rec_new(LX_UNIT);
    OK(s->new_id(s, &u->rec.id, &err));
    lx_set_text(&u->name, "舟山市交通运输局");
    OK(s->put(s, NULL, u, &err));
    (void)add_item(s, "有主", 1, u->rec.id);
    commit(s);
    OK(s->begin(s, &err));
    OK(s->get(s, LX_UNIT, u->rec.id, &unit, &err));
    OK(s->put(s, unit, NULL, &err));
    assert_int_equal(s->commit(s, &entry, NULL, &err), LX_STATE);
    lx_rec_free(unit);
    OK(s->get(s, LX_UNIT, u->rec.id, &unit, &err));
    lx_rec_free(unit);
    lx_rec_free(u);
}

static void test_numbers_are_given_once(void **state)
{
    struct lx_store *s = *state;
    int64_t n;
    OK(s->begin(s, &err));
    (void)add_item(s, "甲", 1, 0);
    OK(s->serial(s, "26-", 0, &n, &err));
    assert_int_equal(n, 1);
    OK(s->serial(s, "26-", 7, &n, &err));
    OK(s->serial(s, "26-", 0, &n, &err));
    assert_int_equal(n, 8);
    OK(s->serial(s, "L", 0, &n, &err));
    assert_int_equal(n, 1);
    commit(s);
    OK(s->begin(s, &err));
    OK(s->serial(s, "26-", 0, &n, &err));
    assert_int_equal(n, 9);
    s->abandon(s);
}

static void test_words_of_one_and_two_characters(void **state)
{
    struct lx_store *s = *state;
    static const struct {
        const char *words;
        size_t n;
    } cases[] = { { "港", 2 }, { "渔港", 1 },    { "港渔", 0 },   { "bim", 1 },  { "BI", 1 },
                  { "im", 0 }, { "渔 扩建", 1 }, { "港，口", 1 }, { "港口", 1 }, { "港，渔", 1 } };
    OK(s->begin(s, &err));
    (void)add_item(s, "渔港扩建", 5, 0);
    (void)add_item(s, "港口 BIM 平台", 6, 0);
    commit(s);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct lx_hits hits = { 0 };
        struct lx_query q = {
            .type = LX_ITEM, .sort = { { .field = lx_field_named(LX_ITEM, "due") } }, .sort_n = 1, .limit = 10
        };
        struct lx_ids ids = { 0 };
        struct lx_counts counts = { 0 };
        q.where = lx_cond_new(LX_OP_WORDS);
        q.where->value = lx_strdup(cases[i].words);
        OK(s->search(s, cases[i].words, 10, &hits, &err));
        OK(s->ids(s, &q, &ids, &err));
        OK(s->count(s, &q, NULL, &counts, &err));
        assert_int_equal(hits.n, cases[i].n);
        assert_int_equal(hits.counts[LX_ITEM], cases[i].n);
        assert_int_equal(ids.n, cases[i].n);
        assert_int_equal(counts.total, cases[i].n);
        lx_hits_done(&hits);
        lx_ids_done(&ids);
        lx_query_done(&q);
    }
}

static size_t hits_n(struct lx_store *s, const char *words)
{
    struct lx_hits hits = { 0 };
    OK(s->search(s, words, 1000000, &hits, &err));
    size_t n = hits.n;
    lx_hits_done(&hits);
    return n;
}

/* new_title NULL: the item goes. */
static void change_title(struct lx_store *s, lx_id id, const char *new_title)
{
    struct lx_rec *old;
    OK(s->get(s, LX_ITEM, id, &old, &err));
    struct lx_item *item = lx_rec_copy(old);
    lx_set_text(&item->title, new_title);
    OK(s->put(s, old, new_title ? item : NULL, &err));
    lx_rec_free(item);
    lx_rec_free(old);
}

/* Of new records the words are kept as they are put, and written before the end when many wait: with and without that. */
static void test_words_of_what_is_added_and_changed_at_once(void **state)
{
    struct lx_store *s = *state;
    struct lx_str title = LX_STR_EMPTY;
    lx_str_add(&title, "渔船");
    lx_str_fill(&title, 'a', 4000);
    for (int round = 0, n = 3; round < 2; round++, n = 2500) { /* about 10 MB */
        OK(s->begin(s, &err));
        lx_id changed = add_item(s, lx_str_z(&title), 1, 0), gone = add_item(s, lx_str_z(&title), 2, 0);
        for (int i = 2; i < n; i++)
            (void)add_item(s, lx_str_z(&title), i, 0);
        change_title(s, changed, "港口");
        change_title(s, gone, NULL);
        change_title(s, add_item(s, "杉湾", 3, 0), "山湾");
        commit(s);
        assert_int_equal(hits_n(s, "渔船"), n - 2 + round);
        assert_int_equal(hits_n(s, "港口"), 1 + round);
        assert_int_equal(hits_n(s, "杉"), 0);
        struct lx_findings found = { 0 };
        OK(lx_db_check(s, &found, &err));
        assert_int_equal(found.n, 0);
        lx_findings_done(&found);
    }
    lx_str_done(&title);
}

static void test_keys_of_dates_go_both_ways_and_damaged_ones_do_no_harm(void **state)
{
    static const int64_t damaged[] = { 19900 * 8 + 5, 19900 * 8 + 7, INT64_MAX, INT64_MIN, LX_KEY_WORDS - 1 };
    struct lx_date d = { .day = 19900, .prec = LX_PREC_HALF }, back;
    (void)state;
    lx_date_from_key(&back, lx_date_key(&d), NULL);
    assert_true(back.day == 19900 && back.prec == LX_PREC_HALF);
    for (size_t i = 0; i < sizeof damaged / sizeof damaged[0]; i++) {
        lx_date_from_key(&back, damaged[i], NULL);
        assert_true(back.prec <= LX_PREC_YEAR);
    }
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, open_store, close_store)
    const struct CMUnitTest tests[] = {
        T(test_every_kind_comes_back),
        T(test_a_change_touches_only_what_changed),
        T(test_abandoned_is_gone_and_empty_is_no_entry),
        T(test_lists_come_in_order),
        T(test_references_are_kept),
        T(test_numbers_are_given_once),
        T(test_words_of_one_and_two_characters),
        T(test_words_of_what_is_added_and_changed_at_once),
        cmocka_unit_test(test_keys_of_dates_go_both_ways_and_damaged_ones_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
