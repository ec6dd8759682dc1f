/* The journal as the spine: a thousand random actions taken back one by one and done again, with the auditor beside
 * them. */
#include "db/db.h"

#include "core/mem.h"
#include "core/work/undo.h"
#include "tests/lib/actions.h"
#include "tests/lib/audit.h"

#include <setjmp.h>
#include <stdarg.h>
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

static void assert_clean(struct lx_store *s)
{
    struct lx_findings found = { 0 };
    assert_int_equal(lx_db_check(s, &found, &err), LX_OK);
    if (found.n)
        print_error("%s %lld/%lld %s\n", lx_find_words(found.at[0].kind), (long long)found.at[0].id,
                    (long long)found.at[0].entry, found.at[0].detail);
    assert_int_equal(found.n, 0);
    lx_findings_done(&found);
}

static void assert_same(const char *a, const char *b)
{
    size_t i = 0;
    while (a[i] && a[i] == b[i])
        i++;
    if (a[i] != b[i])
        print_error("differ at %zu:\n%.200s\n%.200s\n", i, a + (i > 60 ? i - 60 : 0), b + (i > 60 ? i - 60 : 0));
    assert_true(strcmp(a, b) == 0);
}

static void test_a_thousand_actions_back_and_forth(void **state)
{
    (void)state;
    struct lx_store *s = open_store();
    struct audit *audit = audit_new(s);
    struct random r = { 20240625 };
    struct lx_work w = { 0 };
    struct lx_revs made = { 0 };
    size_t n = 0;
    for (int i = 0; i < 60; i++)
        (void)random_action(s, &r);
    char *first = db_picture(s);
    while (n < 1000)
        n += random_action(s, &r) > 0;
    char *last = db_picture(s);
    assert_true(strcmp(first, last) != 0);
    lx_work_init(&w, s, "test", NULL, NULL);
    assert_int_equal(lx_refresh(&w, &err), LX_OK);
    for (size_t i = 0; i < n; i++) {
        enum lx_rc rc = lx_undo_last(&w, 1, &made, &err);
        if (rc)
            print_error("%zu: %s [%s]\n", i, err.msgid, err.detail);
        assert_int_equal(rc, LX_OK);
    }
    char *back = db_picture(s);
    assert_same(back, first);
    assert_int_equal(lx_redo_last(&w, n, &made, &err), LX_OK);
    char *again = db_picture(s);
    assert_same(again, last);
    assert_int_equal(made.n, 2 * n);
    assert_string_equal(audit_first(audit), "");
    assert_true(audit_changes(audit) > 3000);
    assert_clean(s);
    free(first);
    free(last);
    free(back);
    free(again);
    lx_revs_done(&made);
    lx_work_done(&w);
    audit_done(&audit);
    s->close(s);
}

static void test_the_auditor_finds_a_planted_update(void **state)
{
    (void)state;
    struct lx_store *s = open_store();
    struct audit *audit = audit_new(s);
    struct lx_item *item = lx_rec_new(LX_ITEM);
    struct lx_rec *old;
    assert_int_equal(s->begin(s, &err), LX_OK);
    assert_int_equal(s->new_id(s, &item->rec.id, &err), LX_OK);
    lx_set_text(&item->title, "甲");
    assert_int_equal(s->put(s, NULL, item, &err), LX_OK);
    assert_int_equal(s->commit(s, &test_entry, NULL, &err), LX_OK);
    assert_int_equal(audit_gaps(audit), 0);

    assert_int_equal(s->begin(s, &err), LX_OK);
    assert_int_equal(s->get(s, LX_ITEM, item->rec.id, &old, &err), LX_OK);
    item->progress = 10;
    assert_int_equal(s->put(s, old, item, &err), LX_OK);
    db_sql(s, "UPDATE \"item\" SET \"progress\" = 20, \"title\" = '乙'");
    assert_int_equal(s->commit(s, &test_entry, NULL, &err), LX_OK);
    assert_int_equal(audit_gaps(audit), 1);
    assert_non_null(strstr(audit_first(audit), "title"));
    lx_rec_free(old);
    lx_rec_free(item);
    audit_done(&audit);
    s->close(s);
}

static void test_undo_past_a_later_change_of_the_same_field(void **state)
{
    (void)state;
    struct lx_store *s = open_store();
    struct lx_work w = { 0 };
    struct lx_revs made = { 0 };
    struct lx_unit *unit = lx_rec_new(LX_UNIT);
    struct lx_rec *old;
    lx_rev revs[3];
    assert_int_equal(s->begin(s, &err), LX_OK);
    assert_int_equal(s->new_id(s, &unit->rec.id, &err), LX_OK);
    lx_set_text(&unit->name, "宁波市交通运输局");
    assert_int_equal(s->put(s, NULL, unit, &err), LX_OK);
    assert_int_equal(s->commit(s, &test_entry, &revs[0], &err), LX_OK);
    for (int i = 1; i < 3; i++) {
        assert_int_equal(s->begin(s, &err), LX_OK);
        assert_int_equal(s->get(s, LX_UNIT, unit->rec.id, &old, &err), LX_OK);
        unit->rank = i;
        lx_set_text(i == 1 ? &unit->phone : &unit->name_en, "0574");
        assert_int_equal(s->put(s, old, unit, &err), LX_OK);
        assert_int_equal(s->commit(s, &test_entry, &revs[i], &err), LX_OK);
        lx_rec_free(old);
    }
    lx_work_init(&w, s, "test", NULL, NULL);
    assert_int_equal(lx_refresh(&w, &err), LX_OK);
    assert_int_not_equal(lx_undo_entry(&w, revs[1], &made, &err), LX_OK);
    assert_non_null(strstr(err.detail, LX_NAMED("unit.rank")));
    assert_non_null(strstr(err.detail, "宁波市交通运输局"));
    assert_int_not_equal(lx_undo_entry(&w, revs[0], &made, &err), LX_OK);
    assert_int_equal(made.n, 0);
    assert_int_equal(lx_undo_entry(&w, revs[2], &made, &err), LX_OK);
    assert_int_equal(lx_undo_entry(&w, revs[1], &made, &err), LX_OK);
    assert_int_equal(lx_undo_entry(&w, revs[0], &made, &err), LX_OK);
    assert_int_equal(s->get(s, LX_UNIT, unit->rec.id, &old, &err), LX_NOTFOUND);
    assert_clean(s);
    lx_rec_free(unit);
    lx_revs_done(&made);
    lx_work_done(&w);
    s->close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_thousand_actions_back_and_forth),
        cmocka_unit_test(test_the_auditor_finds_a_planted_update),
        cmocka_unit_test(test_undo_past_a_later_change_of_the_same_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
