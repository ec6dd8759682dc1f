/* Queries: the same answers as a store of arrays, statements that prepare, plans that use the lists' indexes. */
#include "db/base.h"
#include "db/db.h"

#include "core/light.h"
#include "core/mem.h"
#include "tests/lib/actions.h"
#include "tests/lib/draft.h"
#include "tests/lib/memstore.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct lx_err err;

static struct lx_store *open_store(void)
{
    struct lx_store *s = NULL;
    assert_int_equal(lx_db_open(&s, ":memory:", LX_DB_CREATE, &err), LX_OK);
    return s;
}

/* --- schema ------------------------------------------------------------------------------------------------------ */

static void test_the_schema_is_what_the_record_table_says(void **state)
{
    (void)state;
    struct lx_store *s = open_store();
    struct lx_str draft = LX_STR_EMPTY;
    draft_migration(&draft, lx_db_of(s)->sql);
    assert_string_equal(lx_str_z(&draft), "");
    db_sql(s, "PRAGMA foreign_keys = OFF; DROP TABLE \"review\"; DELETE FROM \"code_stage\" WHERE \"word\" = 'built'");
    draft_migration(&draft, lx_db_of(s)->sql);
    assert_non_null(strstr(lx_str_z(&draft), "CREATE TABLE \"review\""));
    assert_non_null(strstr(lx_str_z(&draft), "INSERT INTO \"code_stage\" VALUES ('built')"));
    lx_str_done(&draft);
    s->close(s);
}

static void test_every_statement_prepares(void **state)
{
    (void)state;
    struct lx_store *s = open_store();
    for (int i = 0; i < LX_SQL_N; i++) {
        sqlite3_stmt *st = lx_sql(lx_db_of(s), (enum lx_sql)i, &err);
        if (!st)
            print_error("%d: %s\n", i, err.detail);
        assert_non_null(st);
    }
    s->close(s);
}

/* --- plans ------------------------------------------------------------------------------------------------------- */

struct trace {
    struct lx_str sql; /* of the last SELECT */
};

static int note_sql(unsigned what, void *ctx, void *st, void *text)
{
    struct trace *t = ctx;
    (void)what;
    (void)text;
    if (strncmp(sqlite3_sql(st), "SELECT", 6) == 0) {
        lx_str_clear(&t->sql);
        lx_str_add(&t->sql, sqlite3_sql(st));
    }
    return 0;
}

/* Does the plan of the query's statement hold these words? */
static bool plan_has(struct lx_store *s, const struct lx_query *q, const char *words)
{
    struct trace trace = { .sql = LX_STR_EMPTY };
    struct lx_ids ids = { 0 };
    struct lx_str explain = LX_STR_EMPTY;
    sqlite3 *db = lx_db_of(s)->sql;
    sqlite3_stmt *st = NULL;
    bool has = false;
    sqlite3_trace_v2(db, SQLITE_TRACE_STMT, note_sql, &trace);
    assert_int_equal(s->ids(s, q, &ids, &err), LX_OK);
    sqlite3_trace_v2(db, 0, NULL, NULL);
    lx_str_addf(&explain, "EXPLAIN QUERY PLAN %s", lx_str_z(&trace.sql));
    assert_int_equal(sqlite3_prepare_v2(db, lx_str_z(&explain), -1, &st, NULL), SQLITE_OK);
    while (sqlite3_step(st) == SQLITE_ROW)
        has = has || strstr((const char *)sqlite3_column_text(st, 3), words);
    sqlite3_finalize(st);
    lx_str_done(&explain);
    lx_str_done(&trace.sql);
    lx_ids_done(&ids);
    return has;
}

static struct lx_query list_query(enum lx_type type)
{
    const char *const *keys = lx_list_keys(type);
    struct lx_query q = { .type = type, .limit = 50 };
    for (int i = 0; keys && keys[i]; i++)
        q.sort[q.sort_n++] = (struct lx_sort){ .field = lx_field_named(type, keys[i]) };
    return q;
}

static void test_lists_walk_their_index(void **state)
{
    (void)state;
    struct lx_store *s = open_store();
    for (int i = LX_NONE_TYPE + 1; i < LX_TYPES_N; i++) {
        if (!lx_list_keys((enum lx_type)i))
            continue;
        struct lx_query q = list_query((enum lx_type)i);
        for (int limit = 0; limit < 2; limit++) {
            q.limit = limit ? 50 : 0;
            assert_true(plan_has(s, &q, "USING COVERING INDEX"));
            assert_false(plan_has(s, &q, "USE TEMP B-TREE FOR ORDER BY"));
        }
    }
    s->close(s);
}

static void test_filters_on_listed_fields_stay_in_the_index(void **state)
{
    (void)state;
    struct lx_store *s = open_store();
    struct lx_cond *conds[] = {
        lx_cond_cmp(LX_ITEM, "state", LX_OP_EQ, "working"),
        lx_cond_cmp(LX_ITEM, "due", LX_OP_LT, "2024-07-01"),
        lx_cond_cmp(LX_ITEM, "progress", LX_OP_GE, "50"),
        lx_cond_new(LX_OP_LIGHT),
        lx_cond_new(LX_OP_NOT),
    };
    conds[3]->light = LX_LIGHT_LATE;
    lx_cond_add(conds[4], lx_cond_cmp(LX_ITEM, "state", LX_OP_EQ, "closed"));
    for (size_t i = 0; i < sizeof conds / sizeof conds[0]; i++) {
        struct lx_query q = list_query(LX_ITEM);
        q.where = conds[i];
        assert_true(plan_has(s, &q, "USING COVERING INDEX item_list"));
        assert_false(plan_has(s, &q, "TEMP B-TREE"));
        q.limit = 0;
        assert_true(plan_has(s, &q, "USING COVERING INDEX item_list"));
        lx_query_done(&q);
    }
    struct lx_query q = list_query(LX_ITEM); /* one unit's items come from its own index, in order */
    q.where = lx_cond_ref(LX_ITEM, "lead", 5);
    assert_true(plan_has(s, &q, "INDEX item_lead"));
    assert_false(plan_has(s, &q, "TEMP B-TREE FOR ORDER BY"));
    lx_query_done(&q);
    q.where = lx_cond_cmp(LX_ITEM, "no", LX_OP_EQ, "26-003");
    assert_true(plan_has(s, &q, "INDEX item_no"));
    lx_query_done(&q);
    q.where = lx_cond_cmp(LX_ITEM, "title", LX_OP_HAS,
                          "港"); /* a column that the index lacks: never one random row after another */
    q.limit = 0;
    assert_false(plan_has(s, &q, "INDEX item_list"));
    lx_query_done(&q);
    s->close(s);
}

/* Deleting a record looks for whoever refers to it: each such field has an index. */
static void test_every_reference_has_an_index(void **state)
{
    (void)state;
    struct lx_store *s = open_store();
    for (int i = LX_NONE_TYPE + 1; i < LX_TYPES_N; i++) {
        const struct lx_table *t = lx_table((enum lx_type)i);
        for (int j = 0; j < t->fields_n; j++) {
            if (t->fields[j].kind != LX_REF)
                continue;
            struct lx_query q = { .type = t->type, .where = lx_cond_ref(t->type, t->fields[j].name, 7) };
            if (!plan_has(s, &q, "SEARCH"))
                print_error("%s.%s\n", t->name, t->fields[j].name);
            assert_true(plan_has(s, &q, "SEARCH"));
            lx_query_done(&q);
        }
    }
    s->close(s);
}

/* --- the same answers -------------------------------------------------------------------------------------------- */

static const enum lx_type types[] = { LX_ITEM, LX_UNIT, LX_PART, LX_MEETING, LX_NOTE, LX_EVENT, LX_PERSON, LX_SERIES };
enum { TYPES_N = sizeof types / sizeof types[0], EACH_N = 40 };

static lx_id id_of(enum lx_type type, uint32_t i) { return (lx_id)(1000000 * (int)type + (int)i + 1); }

static void put_both(struct lx_store *a, struct lx_store *b, void *rec)
{
    struct lx_rec *copy = lx_rec_copy(rec);
    enum lx_rc x = a->put(a, NULL, rec, &err), y = b->put(b, NULL, copy, &err);
    assert_int_equal(x, y);
    lx_rec_free(copy);
}

static void fill(struct lx_store *a, struct lx_store *b, struct random *r)
{
    assert_int_equal(a->begin(a, &err), LX_OK);
    assert_int_equal(b->begin(b, &err), LX_OK);
    for (int t = 0; t < TYPES_N; t++)
        for (uint32_t i = 0; i < EACH_N; i++) {
            const struct lx_table *table = lx_table(types[t]);
            struct lx_rec *rec = random_record(r, types[t]);
            rec->id = id_of(types[t], i);
            for (int j = 0; j < table->fields_n; j++) {
                const struct lx_field *f = &table->fields[j];
                for (int k = 0; f->kind == LX_REF && k < TYPES_N; k++)
                    if ((types[k] == f->of || (f->of == LX_REC && k == 0)) && random_below(r, 3))
                        *lx_f_int(rec, f) = id_of(types[k], random_below(r, EACH_N));
                if (f->kind == LX_NUMBER) /* never taken twice */
                    lx_set_text(lx_f_text(rec, f), NULL);
                if (f->kind == LX_NUMBER && random_below(r, 4)) {
                    char no[32];
                    (void)snprintf(no, sizeof no, "%s%u-%u", random_below(r, 2) ? "L" : "", 20 + random_below(r, 9), i);
                    lx_set_text(lx_f_text(rec, f), no);
                }
            }
            put_both(a, b, rec);
            lx_rec_free(rec);
        }
    assert_int_equal(a->commit(a, &test_entry, NULL, &err), LX_OK);
    assert_int_equal(b->commit(b, &test_entry, NULL, &err), LX_OK);
}

static void random_value(struct random *r, struct lx_cond *c)
{
    struct lx_str v = LX_STR_EMPTY;
    const struct lx_field *f = c->field;
    if (f->kind == LX_ENUM) {
        lx_str_add(&v, f->words->at[random_below(r, (uint32_t)f->words->n)].word);
    } else if (f->kind == LX_DATE && random_below(r, 8)) {
        struct lx_date d = { .day = lx_day_make(2023, 1, 1) + (lx_day)random_below(r, 1500) };
        lx_date_format(&v, &d);
    } else if (f->kind == LX_NUMBER) {
        lx_str_addf(&v, "%u-%u", 20 + random_below(r, 9), random_below(r, 50));
    } else if (f->kind == LX_REF) {
        lx_str_addf(&v, "%lld", (long long)id_of(LX_UNIT, random_below(r, EACH_N)));
    } else if (f->kind == LX_TEXT || f->kind == LX_LONG) {
        random_text(r, &v, (int)random_below(r, 2) + 1, false);
    } else if (f->kind != LX_DATE) {
        lx_str_addf(&v, "%u", random_below(r, 2000));
    }
    c->value = lx_str_take(&v);
}

static struct lx_cond *random_leaf(struct random *r, enum lx_type type)
{
    static const enum lx_op ops[] = { LX_OP_EQ, LX_OP_LT, LX_OP_LE, LX_OP_GT, LX_OP_GE, LX_OP_SET, LX_OP_HAS };
    const struct lx_table *t = lx_table(type);
    struct lx_cond *c = lx_cond_new(ops[random_below(r, sizeof ops / sizeof ops[0])]);
    c->field = &t->fields[random_below(r, (uint32_t)t->fields_n)];
    if (c->op == LX_OP_HAS && c->field->kind != LX_TEXT && c->field->kind != LX_LONG && c->field->kind != LX_NUMBER)
        c->op = LX_OP_SET;
    if (c->op != LX_OP_SET)
        random_value(r, c);
    if (c->field->kind == LX_REF && random_below(r, 2)) {
        c->op = LX_OP_IN;
        for (uint32_t i = random_below(r, 12); i > 0; i--)
            lx_ids_add(&c->ids, id_of(LX_UNIT, random_below(r, EACH_N)));
    }
    return c;
}

static struct lx_cond *random_words(struct random *r)
{
    struct lx_cond *c = lx_cond_new(LX_OP_WORDS);
    struct lx_str v = LX_STR_EMPTY;
    random_text(r, &v, 1, false);
    if (strspn(lx_str_z(&v), "\"\\' aZ7\t{}%")) /* Latin words are found by their beginnings only; marks not at all */
        lx_str_clear(&v);
    c->value = lx_str_take(&v);
    if ((unsigned char)c->value[0] < 0xE4 || (unsigned char)c->value[0] > 0xE9)
        lx_set_text(&c->value, "一");
    return c;
}

static struct lx_cond *random_cond(struct random *r, enum lx_type type, int depth)
{
    uint32_t kind = random_below(r, depth > 2 ? 4 : 9);
    struct lx_cond *c;
    if (kind < 4)
        return random_leaf(r, type);
    if (kind == 4 && type == LX_ITEM) {
        c = lx_cond_new(random_below(r, 2) ? LX_OP_LIGHT : LX_OP_LINKED);
        c->light = (int)random_below(r, 4);
        c->type = LX_PART;
        c->back = lx_field_named(LX_PART, "item");
        if (c->op == LX_OP_LINKED)
            lx_cond_add(c, random_cond(r, LX_PART, depth + 1));
        return c;
    }
    if (kind == 5)
        return random_words(r);
    c = lx_cond_new(kind == 6 ? LX_OP_NOT : kind == 7 ? LX_OP_ANY : LX_OP_ALL);
    for (uint32_t i = c->op == LX_OP_NOT ? 1 : random_below(r, 4); i > 0; i--)
        lx_cond_add(c, random_cond(r, type, depth + 1));
    return c;
}

static void random_order(struct random *r, struct lx_query *q)
{
    const struct lx_table *t = lx_table(q->type);
    for (uint32_t i = random_below(r, 4); i > 0; i--) {
        struct lx_sort *s = &q->sort[q->sort_n++];
        s->field = random_below(r, 6) ? &t->fields[random_below(r, (uint32_t)t->fields_n)] : NULL;
        s->down = random_below(r, 2);
        if (s->field && s->field->kind == LX_REF && s->field->of < LX_TYPES_N && random_below(r, 2)) {
            const struct lx_table *to = lx_table(s->field->of);
            s->via = s->field;
            s->field = &to->fields[random_below(r, (uint32_t)to->fields_n)];
        }
        if (s->field && s->field->kind == LX_LONG)
            s->field = NULL, s->via = NULL;
    }
    if (lx_list_keys(q->type) && !random_below(r, 3))
        *q = (struct lx_query){ .type = q->type,
                                .sort = { { .field = lx_field_named(q->type, lx_list_keys(q->type)[0]),
                                            .down = random_below(r, 2) } },
                                .sort_n = 1 };
}

static void compare_counts(struct lx_store *a, struct lx_store *b, const struct lx_query *q, const struct lx_field *by)
{
    struct lx_counts x = { 0 }, y = { 0 };
    assert_int_equal(a->count(a, q, by, &x, &err), LX_OK);
    assert_int_equal(b->count(b, q, by, &y, &err), LX_OK);
    assert_int_equal(x.total, y.total);
    assert_int_equal(x.n, y.n);
    for (size_t i = 0; i < x.n; i++) {
        size_t j = 0;
        while (j < y.n && y.at[j].value != x.at[i].value)
            j++;
        assert_true(j < y.n && y.at[j].n == x.at[i].n);
    }
    lx_counts_done(&x);
    lx_counts_done(&y);
}

static void test_answers_are_those_of_a_store_of_arrays(void **state)
{
    (void)state;
    struct lx_store *a = memstore_new(), *b = open_store();
    struct random r = { 1234 };
    size_t hits = 0;
    fill(a, b, &r);
    for (int i = 0; i < 3000; i++) {
        struct lx_query q = { .type = types[random_below(&r, TYPES_N)] };
        struct lx_ids x = { 0 }, y = { 0 };
        random_order(&r, &q);
        q.limit = random_below(&r, 2) ? random_below(&r, 20) : 0;
        q.where = random_cond(&r, q.type, 0);
        q.today = lx_day_make(2024, 6, 25);
        q.near_days = 7;
        q.near_percent = 10;
        assert_int_equal(a->ids(a, &q, &x, &err), LX_OK);
        enum lx_rc rc = b->ids(b, &q, &y, &err);
        if (rc)
            print_error("%s [%s]\n", err.msgid, err.detail);
        assert_int_equal(rc, LX_OK);
        bool same = x.n == y.n && (x.n == 0 || memcmp(x.at, y.at, x.n * sizeof *x.at) == 0);
        if (!same) {
            struct trace trace = { .sql = LX_STR_EMPTY };
            struct lx_ids z = { 0 };
            sqlite3_trace_v2(lx_db_of(b)->sql, SQLITE_TRACE_STMT, note_sql, &trace);
            (void)b->ids(b, &q, &z, &err);
            print_error("query %d of %s: %zu and %zu ids\n%s\n", i, lx_table(q.type)->name, x.n, y.n,
                        lx_str_z(&trace.sql));
        }
        assert_true(same);
        hits += x.n;
        if (i % 4 == 0)
            compare_counts(a, b, &q, NULL);
        if (i % 4 == 1)
            compare_counts(a, b, &q,
                           q.type == LX_ITEM ? lx_field_named(LX_ITEM, "lead") : lx_key_field(lx_table(q.type)));
        lx_ids_done(&x);
        lx_ids_done(&y);
        lx_query_done(&q);
    }
    assert_true(hits > 5000);
    a->close(a);
    b->close(b);
}

/* More hits than are sorted: the list is walked and sieved.  Every fifth item lacks the word; half of the ids stand close
 * together, half come from elsewhere and far apart. */
static void test_many_hits_are_met_in_the_order_of_the_list(void **state)
{
    (void)state;
    enum { ITEMS = 7000 };
    struct lx_store *s = open_store();
    struct random r = { 77 };
    assert_int_equal(s->begin(s, &err), LX_OK);
    for (int i = 0; i < ITEMS; i++) {
        struct lx_item *item = lx_rec_new(LX_ITEM);
        item->rec.id = i < ITEMS / 2 ? 4821907000000001 + i : 9000000000000001 + (lx_id)i * 1021;
        item->due.day = 19000 + (lx_day)random_below(&r, 300);
        lx_set_text(&item->title, item->rec.id % 5 ? "推进渔船" : "渔港");
        assert_int_equal(s->put(s, NULL, item, &err), LX_OK);
        lx_rec_free(item);
    }
    assert_int_equal(s->commit(s, &test_entry, NULL, &err), LX_OK);
    for (int down = 0; down < 2; down++) {
        struct lx_query q = {
            .type = LX_ITEM, .sort = { { .field = lx_field_named(LX_ITEM, "due"), .down = down } }, .sort_n = 1
        };
        struct lx_ids all = { 0 }, found = { 0 };
        assert_int_equal(s->ids(s, &q, &all, &err), LX_OK);
        assert_int_equal(all.n, ITEMS);
        q.where = lx_cond_new(LX_OP_WORDS);
        q.where->value = lx_strdup("推进");
        assert_int_equal(s->ids(s, &q, &found, &err), LX_OK);
        size_t n = 0;
        for (size_t i = 0; i < all.n; i++)
            if (all.at[i] % 5)
                all.at[n++] = all.at[i];
        assert_true(n > 5500 && found.n == n);
        assert_memory_equal(found.at, all.at, n * sizeof *found.at);
        lx_ids_done(&all);
        lx_ids_done(&found);
        lx_query_done(&q);
    }
    s->close(s);
}

static bool always(void *ctx)
{
    (void)ctx;
    return true;
}

static void test_a_long_read_gives_way(void **state)
{
    (void)state;
    struct lx_store *s = open_store();
    struct random r = { 2 };
    struct lx_ids ids = { 0 };
    struct lx_counts counts = { 0 };
    struct lx_query q = { .type = LX_ITEM, .sort = { { .field = lx_field_named(LX_ITEM, "title") } }, .sort_n = 1 };
    assert_int_equal(s->begin(s, &err), LX_OK);
    for (int i = 0; i < 1000; i++) {
        struct lx_rec *item = random_record(&r, LX_ITEM);
        assert_int_equal(s->new_id(s, &item->id, &err), LX_OK);
        lx_set_text(&((struct lx_item *)item)->no, NULL);
        assert_int_equal(s->put(s, NULL, item, &err), LX_OK);
        lx_rec_free(item);
    }
    assert_int_equal(s->commit(s, &test_entry, NULL, &err), LX_OK);
    q.where = lx_cond_cmp(LX_ITEM, "title", LX_OP_HAS, "一");
    s->set_stop(s, always, NULL);
    assert_int_equal(s->ids(s, &q, &ids, &err), LX_STOPPED);
    assert_int_equal(ids.n, 0);
    assert_int_equal(s->count(s, &q, NULL, &counts, &err), LX_STOPPED);
    s->set_stop(s, NULL, NULL);
    assert_int_equal(s->ids(s, &q, &ids, &err), LX_OK);
    assert_true(random_write(s, &r) > 0); /* no lock was left */
    lx_ids_done(&ids);
    lx_query_done(&q);
    s->close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_schema_is_what_the_record_table_says),
        cmocka_unit_test(test_every_statement_prepares),
        cmocka_unit_test(test_lists_walk_their_index),
        cmocka_unit_test(test_filters_on_listed_fields_stay_in_the_index),
        cmocka_unit_test(test_every_reference_has_an_index),
        cmocka_unit_test(test_answers_are_those_of_a_store_of_arrays),
        cmocka_unit_test(test_many_hits_are_met_in_the_order_of_the_list),
        cmocka_unit_test(test_a_long_read_gives_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
