/* The office: settings, units, members, notes; the whole of it as a file and back. */
#include "core/exchange/officeio.h"
#include "core/meeting/meetings.h"
#include "core/meeting/templates.h"
#include "core/work/items.h"
#include "core/work/numbers.h"
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

/* The file of this office changes nothing here, makes another one of an empty office in one entry, and comes out of it the same.  Close
 * the other one with desk_teardown. */
static struct desk *there_and_back(struct desk *d)
{
    struct lx_officeio_result r;
    void *other;
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
    char *again = export(o);
    assert_string_equal(again, file);
    desk_ok(o, take(o, file, &r));
    assert_int_equal(r.added_n + r.changed_n, 0);
    lx_officeio_result_done(&r);
    free(file);
    free(again);
    return o;
}

static void test_there_and_back(void **state)
{
    struct desk *d = *state;
    set_up_office(d);
    struct desk *o = there_and_back(d);
    assert_int_equal(o->w.office->near_days, 5);
    desk_teardown((void **)&o);
}

static void *with(struct desk *d, enum lx_type type, const char *const *pairs)
{
    void *rec = lx_rec_new(type);
    for (; *pairs; pairs++)
        desk_ok(d, lx_set_pair(&d->w, rec, *pairs, NULL, &d->err));
    desk_ok(d, lx_add(&d->w, "test add", rec, &d->err));
    desk_ok(d, lx_refresh(&d->w, &d->err));
    return rec;
}
#define WITH(type, ...) lx_rec_free(with(d, type, (const char *const[]){ __VA_ARGS__, NULL }))

/* Bodies with members, series with rules and owner, duties, rotations, templates with lines: out of one office, into an empty one. */
static void test_the_whole_house_there_and_back(void **state)
{
    struct desk *d = *state;
    struct lx_officeio_result r;
    set_up_office(d);
    desk_unit(d, "乙市");
    WITH(LX_BODY, "name=联席办", "kind=office", "unit=甲市", "since=2007-04-19", "basis=第十七次会议"); /* before the one above it */
    WITH(LX_BODY, "name=联席会议", "kind=joint");
    lx_id desk = 0;
    desk_ok(d, lx_find(&d->w, LX_BODY, "联席办", &desk, &d->err));
    desk_ok(d, lx_record_set(&d->w, LX_BODY, desk, (char *[]){ "parent=联席会议" }, 1, NULL, &d->err));
    WITH(LX_BODY, "name=海洋组", "parent=联席会议", "kind=topic_group", "task=港航、渔业");
    WITH(LX_SERIES, "name=专题会议", "code=H", "owner=海洋组", "quorum=two_thirds", "repeat=monthly", "repeat_nth=2", "repeat_weekday=3");
    WITH(LX_MEMBER, "unit=甲市交通局", "body=海洋组", "role=lead", "rank=1", "since=2020-01-01", "until=2024-12-31");
    WITH(LX_MEMBER, "unit=甲市交通局", "body=海洋组", "role=member", "rank=1", "since=2025-01-01");
    WITH(LX_MEMBER, "unit=乙市", "body=海洋组", "role=observer", "rank=2");
    WITH(LX_QUOTA, "title=每季度至少一次", "body=海洋组", "series=专题会议", "least=1", "period=quarter", "source=章程");
    WITH(LX_QUOTA, "title=半年至少两次", "unit=乙市", "least=2", "period=half");
    WITH(LX_ROTATION, "series=专题会议", "what=host", "position=1", "unit=乙市");
    WITH(LX_ROTATION, "series=专题会议", "what=host", "position=2", "unit=甲市", "basis=商定");
    WITH(LX_ROTATION, "body=海洋组", "what=lead", "position=1", "unit=甲市");
    struct lx_template *t = with(d, LX_TEMPLATE, (const char *const[]){ "name=专题模板", "series=专题会议", "time=09:00", NULL });
    static const char *const titles[] = { "工作进展", "发出通知", "海洋组" };
    static const int line_kinds[] = { STANDARD_AGENDA, STANDARD_PREP, STANDARD_CALL };
    for (int i = 0; i < 3; i++) {
        struct lx_standard *line = lx_rec_new(LX_STANDARD);
        line->template = t->rec.id;
        line->kind = line_kinds[i];
        if (i == 0)
            desk_ok(d, lx_unit_find(d->w.units, "乙市", &line->unit, &d->err));
        line->days = i == 1 ? 7 : LX_NO_INT;
        lx_set_text(&line->title, titles[i]);
        desk_ok(d, lx_template_line_add(&d->w, line, &d->err));
        lx_rec_free(line);
    }
    lx_rec_free(t);
    struct desk *o = there_and_back(d);
    for (size_t i = 0; i < 5; i++) { /* nothing went by the way */
        static const enum lx_type types[] = { LX_BODY, LX_MEMBER, LX_QUOTA, LX_ROTATION, LX_STANDARD };
        struct lx_rows here = { 0 }, there = { 0 };
        desk_ok(d, lx_all(&d->w, types[i], NULL, NULL, false, &here, &d->err));
        desk_ok(o, lx_all(&o->w, types[i], NULL, NULL, false, &there, &o->err));
        assert_int_equal(here.n, there.n);
        lx_rows_done(&here);
        lx_rows_done(&there);
    }
    desk_ok(o, take(o, "{\"lianxi\":\"office\",\"series\":[{\"name\":\"专题会议\",\"quorum\":\"all\"}],\"standard\":[{\"template\":\"专题模板\",\"position\":2,\"days\":10}]}", &r));
    assert_int_equal(r.changed_n, 2);
    assert_int_equal(r.added_n, 0);
    lx_officeio_result_done(&r);
    assert_int_equal(take(o, "{\"lianxi\":\"office\",\"quota\":[{\"title\":\"甲\",\"body\":\"没有这个组\"}]}", &r), LX_NOTFOUND);
    assert_string_equal(o->err.detail, LX_NAMED("quota") " 1" LX_PLACE LX_NAMED("body") " 没有这个组");
    lx_officeio_result_done(&r);
    desk_teardown((void **)&o);
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
        { "{\"lianxi\":\"office\",\"unit\":[{\"name\":\"甲\",\"colour\":\"red\"}]}", LX_NAMED("unit") " 1" LX_PLACE LX_NAMED("unit") " colour" },
        { "{\"lianxi\":\"office\",\"unit\":[{\"name\":\"甲\",\"rank\":[1]}]}", LX_NAMED("unit") " 1" LX_PLACE LX_NAMED("unit.rank") },
        { "{\"lianxi\":\"office\",\"unit\":[{\"name\":\"甲\"},{\"name\":\"甲 \"}]}", LX_NAMED("unit") " 2" LX_PLACE "甲|" },
        { "{\"lianxi\":\"office\",\"unit\":[{\"brief\":\"甲\"}]}", LX_NAMED("unit") " 1" LX_PLACE LX_NAMED("unit.name") },
        { "{\"lianxi\":\"office\",\"person\":[{\"post\":\"联络员\",\"phone\":\"1\"}]}", LX_NAMED("person") " 1" LX_PLACE LX_NAMED("person") " phone" },
        { "{\"lianxi\":\"office\",\"alias\":[{\"unit\":\"甲\",\"name\":\"乙\"}]}", LX_NAMED("alias") " 1" LX_PLACE "甲" },
        { "{\"lianxi\":\"office\",\"office\":{\"utc_offset\":900}}", "900" },
        { "{\"lianxi\":\"office\",\"office\":{\"near_percent\":101}}", LX_NAMED("office.near_percent") " 101" },
        { "{\"lianxi\":\"office\",\"holiday\":[{\"day\":\"2024-02-30\"}]}", LX_NAMED("holiday") " 1" LX_PLACE "2024-02-30" },
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

/* What a form refuses, a file cannot bring in. */
static void test_a_file_keeps_the_rules(void **state)
{
    static const struct {
        const char *json;
        enum lx_rc rc;
    } files[] = { { "{\"lianxi\":\"office\",\"series\":[{\"name\":\"甲会\",\"code\":\"P\"}]}", LX_EXISTS },   /* of plans */
                  { "{\"lianxi\":\"office\",\"series\":[{\"name\":\"甲会\",\"code\":\"2-\"}]}", LX_INVALID },
                  { "{\"lianxi\":\"office\",\"series\":[{\"name\":\"甲会\",\"code\":\"A\"},{\"name\":\"乙会\",\"code\":\"A\"}]}", LX_EXISTS },
                  { "{\"lianxi\":\"office\",\"office\":{\"name\":\"甲办\",\"plan_code\":\"H\"},\"series\":[{\"name\":\"甲会\",\"code\":\"P\"}]}", LX_OK },
                  { "{\"lianxi\":\"office\",\"series\":[{\"name\":\"乙会\",\"code\":\"H\"}]}", LX_EXISTS } };
    struct desk *d = *state;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct lx_officeio_result r;
        size_t entries_n = desk_entries_n(d);
        enum lx_rc rc = take(d, files[i].json, &r);
        if (rc != files[i].rc)
            fail_msg("%s: %d", files[i].json, rc);
        assert_int_equal(desk_entries_n(d), entries_n + (rc == LX_OK));
        lx_officeio_result_done(&r);
    }
}

int main(void)
{
#define DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)
    const struct CMUnitTest tests[] = {
        DESK(test_there_and_back), DESK(test_the_whole_house_there_and_back), DESK(test_nothing_is_deleted), DESK(test_wrong_files), DESK(test_a_file_keeps_the_rules), DESK(test_settings), DESK(test_notes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
