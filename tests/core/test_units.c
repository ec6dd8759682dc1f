/* Units: found as people write them, kinds out of names, other names that gather what stood under them. */
#include "core/meeting/meetings.h"
#include "core/work/items.h"
#include "core/work/office.h"
#include "core/work/undo.h"
#include "core/work/units.h"
#include "tests/lib/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

static void set(struct desk *d, lx_id id, enum lx_type type, const char *field, const char *value)
{
    struct lx_rec *old;
    desk_ok(d, lx_get(&d->w, type, id, &old, &d->err));
    struct lx_rec *rec = lx_rec_copy(old);
    desk_ok(d, lx_set_value(&d->w, rec, lx_field_named(type, field), value, NULL, &d->err));
    desk_ok(d, lx_save(&d->w, "unit set", old, rec, NULL, &d->err));
    lx_rec_free(old);
    lx_rec_free(rec);
}

static void test_finding(void **state)
{
    struct desk *d = *state;
    lx_id fgw = desk_unit(d, "宁波市发展和改革委员会"), jt = desk_unit(d, "宁波市交通运输局"), other = desk_unit(d, "舟山市交通运输局"), id;
    set(d, fgw, LX_UNIT, "brief", "市发改委");
    set(d, jt, LX_UNIT, "brief", "交通局");
    set(d, other, LX_UNIT, "brief", "交通局");
    set(d, jt, LX_UNIT, "name_en", "Ningbo Transport");
    desk_ok(d, lx_unit_alias(&d->w, fgw, "宁波发改", &d->err));
    static const struct {
        const char *typed;
        enum lx_rc rc;
        int unit;
    } cases[] = {
        { "宁波市发展和改革委员会", LX_OK, 0 }, { "市发改委", LX_OK, 0 },        { "宁波发改", LX_OK, 0 },           { " 宁波市 交通运输局", LX_OK, 1 },
        { "ningbo transport", LX_OK, 1 },       { "交通局", LX_AMBIGUOUS, 0 }, { "宁波市交通局", LX_NOTFOUND, 0 }, { "", LX_NOTFOUND, 0 },
        { "省交通厅", LX_NOTFOUND, 0 },
    };
    const lx_id units[] = { fgw, jt };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        d->err = (struct lx_err){ 0 };
        assert_int_equal(lx_unit_find(d->w.units, cases[i].typed, &id, &d->err), cases[i].rc);
        if (cases[i].rc == LX_OK)
            assert_int_equal(id, units[cases[i].unit]);
    }
    assert_int_equal(lx_unit_find(d->w.units, "交通局", &id, &d->err), LX_AMBIGUOUS);
    assert_non_null(strstr(d->err.detail, "交通局" LX_AND "交通局"));
}

static void test_matches(void **state)
{
    struct desk *d = *state;
    lx_id fgw = desk_unit(d, "宁波市发展和改革委员会"), jt = desk_unit(d, "宁波市交通运输局");
    static const struct {
        const char *typed;
        int unit;
    } cases[] = { { "fzgg", 0 }, { "nbsjt", 1 }, { "jiaotong", 1 }, { "交通", 1 }, { "发展和改革", 0 } };
    const lx_id units[] = { fgw, jt };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct lx_ids ids = { 0 };
        lx_unit_matches(d->w.units, cases[i].typed, &ids);
        assert_true(ids.n >= 1);
        assert_int_equal(ids.at[0], units[cases[i].unit]);
        lx_ids_done(&ids);
    }
    struct lx_ids none = { 0 };
    lx_unit_matches(d->w.units, "没有", &none);
    assert_int_equal(none.n, 0);
    lx_ids_done(&none);
}

static void test_kinds(void **state)
{
    static const struct {
        const char *name;
        int kind;
    } cases[] = { { "宁波市", UNIT_GOVERNMENT },      { "鄞州区人民政府", UNIT_GOVERNMENT }, { "市交通运输局", UNIT_DEPARTMENT },
                  { "各成员单位", UNIT_GROUP },       { "相关镇街", UNIT_GROUP },             { "东钱湖镇", UNIT_TOWN },
                  { "某某集团", UNIT_COMPANY },       { "市委宣传部", UNIT_PARTY },           { "前湾新区", UNIT_ZONE },
                  { "市经合办公室", UNIT_OFFICE } };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(lx_unit_kind_of(cases[i].name), cases[i].kind);
}

static void test_belonging(void **state)
{
    struct desk *d = *state;
    lx_id city = desk_unit(d, "宁波市"), office = desk_unit(d, "宁波市交通运输局"), other = desk_unit(d, "舟山市交通运输局");
    assert_int_equal(lx_unit_by_id(d->w.units, office)->parent, city);
    assert_int_equal(lx_unit_by_id(d->w.units, other)->parent, 0);
    struct lx_ids below = { 0 };
    lx_unit_below(d->w.units, city, &below);
    assert_int_equal(below.n, 2);
    assert_true(lx_ids_has(&below, office));
    lx_ids_done(&below);
    char *const cycle[] = { (char[]){ "parent=宁波市交通运输局" } }, *const self[] = { (char[]){ "parent=宁波市" } };
    assert_int_equal(lx_record_set(&d->w, LX_UNIT, city, cycle, 1, NULL, &d->err), LX_INVALID);
    assert_int_equal(lx_record_set(&d->w, LX_UNIT, city, self, 1, NULL, &d->err), LX_INVALID);
    desk_ok(d, lx_record_set(&d->w, LX_UNIT, other, self, 1, NULL, &d->err));
}

static void test_order(void **state)
{
    struct desk *d = *state;
    desk_unit(d, "丁局");
    lx_id third = desk_unit(d, "乙局"), ranked = desk_unit(d, "甲局");
    set(d, ranked, LX_UNIT, "rank", "1");
    assert_int_equal(d->w.units->units.at[0]->id, ranked); /* rank, then strokes */
    assert_int_equal(d->w.units->units.at[1]->id, third);
}

/* A name that is another unit's: everything that stood under that one moves. */
static void test_alias_gathers(void **state)
{
    struct desk *d = *state;
    lx_id right = desk_unit(d, "区投资促进中心"), wrong = desk_unit(d, "区投促中心");
    lx_id led = desk_item(d, "招商", "区投促中心", NULL), helped = desk_item(d, "路演", NULL, "区投促中心");
    size_t entries_n = desk_entries_n(d);
    desk_ok(d, lx_unit_alias(&d->w, right, "区投促中心", &d->err));
    assert_int_equal(desk_entries_n(d), entries_n + 1);
    assert_null(lx_unit_by_id(d->w.units, wrong));
    struct lx_item *item;
    desk_ok(d, lx_get(&d->w, LX_ITEM, led, &item, &d->err));
    assert_int_equal(item->lead, right);
    lx_rec_free(item);
    struct lx_rows parts = { 0 };
    desk_ok(d, lx_all(&d->w, LX_PART, lx_cond_ref(LX_PART, "item", helped), NULL, true, &parts, &d->err));
    assert_int_equal(((struct lx_part *)parts.at[0])->unit, right);
    lx_rows_done(&parts);
    lx_id id;
    desk_ok(d, lx_unit_find(d->w.units, "区投促中心", &id, &d->err));
    assert_int_equal(id, right);
    assert_int_equal(lx_unit_alias(&d->w, right, "区投促中心", &d->err), LX_EXISTS);
    assert_int_equal(lx_unit_add(&d->w, "区投促中心", -1, 0, &id, &d->err), LX_EXISTS);
}

static void test_names_are_unique(void **state)
{
    struct desk *d = *state;
    lx_id a = desk_unit(d, "甲局"), id;
    assert_int_equal(lx_unit_add(&d->w, " 甲　局", -1, 0, &id, &d->err), LX_EXISTS); /* by key */
    lx_id b = desk_unit(d, "乙局");
    char *const pair[] = { (char[]){ "name=甲局" } }, *const same[] = { (char[]){ "name=甲 局" } };
    assert_int_equal(lx_record_set(&d->w, LX_UNIT, b, pair, 1, NULL, &d->err), LX_EXISTS);
    desk_ok(d, lx_record_set(&d->w, LX_UNIT, a, same, 1, NULL, &d->err)); /* its own */
}

static void on_day(struct desk *d, const char *day)
{
    setenv("LIANXI_NOW", day, 1);
    desk_ok(d, lx_refresh(&d->w, &d->err));
}

static void rename_to(struct desk *d, lx_id id, const char *name, const char *brief)
{
    struct lx_str one = LX_STR_EMPTY, two = LX_STR_EMPTY;
    lx_str_addf(&one, "name=%s", name);
    lx_str_addf(&two, "brief=%s", brief);
    char *const pairs[] = { one.s, two.s };
    desk_ok(d, lx_record_set(&d->w, LX_UNIT, id, pairs, 2, NULL, &d->err));
    desk_ok(d, lx_refresh(&d->w, &d->err));
    lx_str_done(&one);
    lx_str_done(&two);
}

static void called(struct desk *d, lx_id id, int year, int month, int day, const char *full, const char *brief)
{
    lx_day at = year ? lx_day_make(year, month, day) : LX_NO_DAY;
    assert_string_equal(lx_unit_full_at(&d->w, id, at), full);
    assert_string_equal(lx_unit_name_at(&d->w, id, at), brief);
}

/* A unit that was renamed twice is found by every name and was called on each day what it was called then. */
static void test_renaming(void **state)
{
    struct desk *d = *state;
    char *now = strdup(getenv("LIANXI_NOW"));
    on_day(d, "2020-03-01");
    lx_id id = desk_unit(d, "市外贸局"), other = desk_unit(d, "市财政局"), found;
    on_day(d, "2021-05-10");
    size_t entries_n = desk_entries_n(d);
    rename_to(d, id, "市对外经济贸易局", "外经贸局");
    assert_int_equal(desk_entries_n(d), entries_n + 1); /* one step */
    on_day(d, "2023-02-01");
    rename_to(d, id, "市商务局", "商务局");
    called(d, id, 2021, 5, 9, "市外贸局", "市外贸局");
    called(d, id, 2021, 5, 10, "市对外经济贸易局", "外经贸局"); /* from that day on */
    called(d, id, 2023, 1, 31, "市对外经济贸易局", "外经贸局");
    called(d, id, 2023, 2, 1, "市商务局", "商务局");
    called(d, id, 0, 0, 0, "市商务局", "商务局");
    called(d, other, 2021, 1, 1, "市财政局", "市财政局");
    static const char *const names[] = { "市外贸局", "市对外经济贸易局", "外经贸局", "市商务局", "商务局" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        desk_ok(d, lx_unit_find(d->w.units, names[i], &found, &d->err));
        assert_int_equal(found, id);
    }
    struct lx_revs made = { 0 };
    desk_ok(d, lx_undo_last(&d->w, 1, &made, &d->err)); /* takes the alias back too */
    desk_ok(d, lx_refresh(&d->w, &d->err));
    called(d, id, 2023, 2, 1, "市对外经济贸易局", "外经贸局");
    assert_int_equal(d->w.units->aliases.n, 1);
    desk_ok(d, lx_redo_last(&d->w, 1, &made, &d->err));
    desk_ok(d, lx_refresh(&d->w, &d->err));
    called(d, id, 2021, 5, 9, "市外贸局", "市外贸局");
    assert_int_equal(d->w.units->aliases.n, 3);
    lx_revs_done(&made);
    rename_to(d, id, "市外贸局", ""); /* and back again */
    called(d, id, 2020, 6, 1, "市外贸局", "市外贸局");
    called(d, id, 2022, 1, 1, "市对外经济贸易局", "外经贸局");
    called(d, id, 2023, 2, 1, "市外贸局", "市外贸局");
    setenv("LIANXI_NOW", now, 1);
    free(now);
}

/* What is put right on the day it was typed was never the name of anything. */
static void test_a_slip_is_no_renaming(void **state)
{
    struct desk *d = *state;
    lx_id id = desk_unit(d, "市商物局"), found;
    rename_to(d, id, "市商务局", "");
    called(d, id, 2023, 1, 1, "市商务局", "市商务局");
    called(d, id, 2024, 6, 25, "市商务局", "市商务局");
    desk_ok(d, lx_unit_find(d->w.units, "市商物局", &found, &d->err));
    assert_int_equal(found, id);
}

static void test_dated_aliases(void **state)
{
    struct desk *d = *state;
    lx_id id = desk_unit(d, "市商务局");
    const struct lx_date none = { .day = LX_NO_DAY }, y2010 = { .day = lx_day_make(2010, 1, 1) }, y2015 = { .day = lx_day_make(2015, 1, 1) };
    desk_ok(d, lx_unit_alias(&d->w, id, "市外贸局", &d->err));
    called(d, id, 2009, 1, 1, "市商务局", "市商务局"); /* without an end it is only another name */
    desk_ok(d, lx_unit_alias_dated(&d->w, id, "市外贸局", &none, &y2015, &d->err));
    desk_ok(d, lx_unit_alias_dated(&d->w, id, "市贸易局", &none, &y2010, &d->err));
    desk_ok(d, lx_refresh(&d->w, &d->err));
    assert_int_equal(d->w.units->aliases.n, 2);
    called(d, id, 2009, 1, 1, "市贸易局", "市贸易局");
    called(d, id, 2012, 1, 1, "市外贸局", "市外贸局");
    called(d, id, 2015, 1, 1, "市商务局", "市商务局");
    assert_int_equal(lx_unit_alias(&d->w, id, "市外贸局", &d->err), LX_EXISTS);
}

int main(void)
{
#define DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)
    const struct CMUnitTest tests[] = {
        DESK(test_finding), DESK(test_matches), cmocka_unit_test(test_kinds), DESK(test_belonging),
        DESK(test_order),   DESK(test_alias_gathers), DESK(test_names_are_unique),
        DESK(test_renaming), DESK(test_a_slip_is_no_renaming), DESK(test_dated_aliases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
