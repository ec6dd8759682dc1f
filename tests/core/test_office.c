/* The office: settings, units, members, notes; the whole of it as a file and back. */
#include "core/exchange/officeio.h"
#include "core/work/items.h"
#include "core/work/office.h"
#include "core/work/units.h"
#include "tests/lib/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

static char *export(struct desk *d)
{
    struct lx_str out = LX_STR_EMPTY;
    desk_ok(d, lx_office_export(&d->w, &out, &d->err));
    return lx_str_take(&out);
}

static enum lx_rc take(struct desk *d, const char *json, struct lx_officeio_result *r)
{
    enum lx_rc rc = lx_office_import(&d->w, "o.json", json, strlen(json), false, r, &d->err);
    if (lx_refresh(&d->w, NULL) != LX_OK)
        fail();
    return rc;
}

static void set_up_office(struct desk *d)
{
    char *const pairs[] = { (char[]){ "name=甲办" }, (char[]){ "near_days=5" }, (char[]){ "direct_close=no" } };
    desk_ok(d, lx_office_set(&d->w, pairs, 3, NULL, &d->err));
    desk_series(d, "联络员会议", "L");
    desk_unit(d, "甲市");
    lx_id unit = desk_unit(d, "甲市交通局");
    desk_ok(d, lx_unit_alias(&d->w, unit, "甲交通", &d->err));
    struct lx_member *m = lx_rec_new(LX_MEMBER);
    m->unit = unit;
    m->since.day = lx_day_make(2010, 1, 1);
    desk_ok(d, lx_add(&d->w, "unit member", m, &d->err));
    lx_rec_free(m);
    for (int i = 0; i < 2; i++) { /* two persons on one post */
        struct lx_person *p = lx_rec_new(LX_PERSON);
        p->unit = unit;
        lx_set_text(&p->post, "联络员");
        lx_set_text(&p->phone, i ? "1" : "2");
        desk_ok(d, lx_add(&d->w, "person add", p, &d->err));
        lx_rec_free(p);
    }
    struct lx_holiday *h = lx_rec_new(LX_HOLIDAY);
    h->day.day = lx_day_make(2024, 10, 1);
    desk_ok(d, lx_add(&d->w, "holiday add", h, &d->err));
    lx_rec_free(h);
}

static void test_there_and_back(void **state)
{
    struct desk *d = *state;
    void *other;
    struct lx_officeio_result r;
    set_up_office(d);
    char *file = export(d);
    assert_null(strstr(file, "phone"));
    size_t entries_n = desk_entries_n(d);
    desk_ok(d, take(d, file, &r));
    assert_int_equal(r.added_n + r.changed_n, 0);
    assert_int_equal(desk_entries_n(d), entries_n);
    lx_officeio_result_done(&r);

    assert_int_equal(desk_setup(&other), 0);
    struct desk *o = other;
    desk_ok(o, take(o, file, &r));
    lx_officeio_result_done(&r);
    assert_int_equal(desk_entries_n(o), 1);
    assert_int_equal(o->w.office->near_days, 5);
    char *again = export(o);
    assert_string_equal(again, file);
    desk_ok(o, take(o, file, &r));
    assert_int_equal(r.added_n + r.changed_n, 0);
    lx_officeio_result_done(&r);
    desk_teardown(&other);
    free(file);
    free(again);
}

static void test_nothing_is_deleted(void **state)
{
    struct desk *d = *state;
    struct lx_officeio_result r;
    set_up_office(d);
    desk_ok(d, take(d, "{\"lianxi\":\"office\",\"unit\":[{\"name\":\"甲市交通局\",\"brief\":\"交通\"},{\"name\":\"乙市\"}]}", &r));
    assert_int_equal(r.added_n, 1);
    assert_int_equal(r.changed_n, 1);
    assert_int_equal(d->w.units->units.n, 3);
    assert_int_equal(d->w.units->aliases.n, 1);
    assert_int_equal(d->w.office->near_days, 5);
    lx_officeio_result_done(&r);
}

static void test_wrong_files(void **state)
{
    static const struct {
        const char *json, *detail;
    } bad[] = {
        { "", "1:0" },
        { "[]", "o.json" },
        { "{\"lianxi\":\"items\"}", "o.json" },
        { "{\"lianxi\":\"office\",\"rules\":[]}", "rules" },
        { "{\"lianxi\":\"office\",\"unit\":{}}", LX_NAMED("unit") },
        { "{\"lianxi\":\"office\",\"unit\":[{\"name\":\"甲\",\"colour\":\"red\"}]}", LX_NAMED("unit") " colour" },
        { "{\"lianxi\":\"office\",\"unit\":[{\"name\":\"甲\",\"rank\":[1]}]}", LX_NAMED("unit.rank") },
        { "{\"lianxi\":\"office\",\"unit\":[{\"name\":\"甲\"},{\"name\":\"甲 \"}]}", "甲|" },
        { "{\"lianxi\":\"office\",\"unit\":[{\"brief\":\"甲\"}]}", LX_NAMED("unit.name") },
        { "{\"lianxi\":\"office\",\"person\":[{\"post\":\"联络员\",\"phone\":\"1\"}]}", LX_NAMED("person") " phone" },
        { "{\"lianxi\":\"office\",\"alias\":[{\"unit\":\"甲\",\"name\":\"乙\"}]}", "甲" },
        { "{\"lianxi\":\"office\",\"office\":{\"utc_offset\":900}}", "900" },
        { "{\"lianxi\":\"office\",\"office\":{\"near_percent\":101}}", LX_NAMED("office.near_percent") " 101" },
        { "{\"lianxi\":\"office\",\"holiday\":[{\"day\":\"2024-02-30\"}]}", "2024-02-30" },
    };
    struct desk *d = *state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct lx_officeio_result r;
        assert_int_not_equal(take(d, bad[i].json, &r), LX_OK);
        if (i)
            assert_string_equal(d->err.detail, bad[i].detail);
        lx_officeio_result_done(&r);
    }
    assert_int_equal(desk_entries_n(d), 0);
}

static void test_settings(void **state)
{
    struct desk *d = *state;
    char *const good[] = { (char[]){ "近=1" } }, *const near[] = { (char[]){ "临期天数=３" } };
    assert_int_equal(lx_office_set(&d->w, good, 1, NULL, &d->err), LX_USAGE);
    desk_ok(d, lx_office_set(&d->w, near, 1, NULL, &d->err));
    assert_int_equal(d->w.office->near_days, 3);
    char *const bad[] = { (char[]){ "utc_offset=841" } };
    assert_int_equal(lx_office_set(&d->w, bad, 1, NULL, &d->err), LX_INVALID);
    assert_int_equal(d->w.office->utc_offset, 480);
    char *const codes[] = { (char[]){ "matter_code=p" } }, *const digit[] = { (char[]){ "plan_code=P1" } };
    assert_int_equal(lx_office_set(&d->w, codes, 1, NULL, &d->err), LX_EXISTS);
    assert_int_equal(lx_office_set(&d->w, digit, 1, NULL, &d->err), LX_INVALID);
}

static void test_notes(void **state)
{
    struct desk *d = *state;
    lx_id item = desk_item(d, "修路", NULL, NULL);
    struct lx_note *n = lx_rec_new(LX_NOTE);
    assert_int_equal(lx_note_add(&d->w, n, &d->err), LX_INVALID); /* says nothing */
    lx_set_text(&n->text, "来电询问\n进度");
    desk_ok(d, lx_note_add(&d->w, n, &d->err));
    assert_string_equal(n->clerk, "甲");
    assert_string_equal(n->time, "09:00");
    assert_int_equal(n->day.day, d->w.today);
    desk_ok(d, lx_note_hang(&d->w, n->rec.id, item, &d->err));
    char *hung = desk_value(d, LX_NOTE, n->rec.id, "hung");
    assert_int_equal(strtoll(hung, NULL, 10), item);
    free(hung);
    assert_int_equal(lx_note_hang(&d->w, n->rec.id, 99, &d->err), LX_STATE);
    lx_rec_free(n);
}

int main(void)
{
#define DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)
    const struct CMUnitTest tests[] = {
        DESK(test_there_and_back), DESK(test_nothing_is_deleted), DESK(test_wrong_files), DESK(test_settings), DESK(test_notes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
