/* What no record may hold: whoever stores it, by whatever way, in one piece or in a file. */
#include "core/exchange/csvio.h"
#include "core/exchange/officeio.h"
#include "core/meeting/bodies.h"
#include "core/meeting/rotation.h"
#include "core/minutes/minutes.h"
#include "core/work/items.h"
#include "core/work/numbers.h"
#include "core/work/office.h"
#include "core/work/plans.h"
#include "core/work/units.h"
#include "tests/lib/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

/* Nothing was stored, and the refusal is this one. */
#define REFUSED(d, want, call)                                                                                                   \
    do {                                                                                                                         \
        size_t entries_n = desk_entries_n(d);                                                                                    \
        assert_int_equal((call), (want));                                                                                        \
        assert_int_equal(desk_entries_n(d), entries_n);                                                                          \
        desk_ok(d, lx_refresh(&(d)->w, &(d)->err));                                                                              \
    } while (0)

static enum lx_rc take(struct desk *d, const char *json, bool dry_run)
{
    struct lx_officeio_result r;
    enum lx_rc rc = lx_office_import(&d->w, "o.json", json, strlen(json), dry_run, &r, &d->err);
    lx_officeio_result_done(&r);
    desk_ok(d, lx_refresh(&d->w, NULL));
    return rc;
}

static lx_id find(struct desk *d, enum lx_type type, const char *name)
{
    lx_id id = 0;
    desk_ok(d, lx_find(&d->w, type, name, &id, &d->err));
    return id;
}

/* One field of one record becomes this value, as any use case writes it. */
static enum lx_rc put(struct desk *d, enum lx_type type, lx_id id, const char *field, const char *value)
{
    struct lx_rec *old = NULL, *rec;
    desk_ok(d, lx_begin(&d->w, &d->err));
    desk_ok(d, lx_get(&d->w, type, id, &old, &d->err));
    rec = lx_rec_copy(old);
    desk_ok(d, lx_f_parse(rec, lx_field_named(type, field), value, &d->err));
    enum lx_rc rc = lx_end(&d->w, lx_put_change(&d->w, old, rec, &d->err), "test set", NULL, &d->err);
    lx_rec_free(old);
    lx_rec_free(rec);
    return rc;
}

static void test_words(void **state)
{
    struct desk *d = *state;
    lx_id id = 0, unit = desk_unit(d, "甲市"), item = desk_item(d, "修路", "甲市", NULL);
    REFUSED(d, LX_INVALID, lx_unit_add(&d->w, "乙\xff局", -1, 0, &id, &d->err));
    assert_string_equal(d->err.detail, LX_NAMED("unit.name") " +4");
    REFUSED(d, LX_INVALID, lx_unit_add(&d->w, "乙\n局", -1, 0, &id, &d->err));
    REFUSED(d, LX_INVALID, lx_unit_alias(&d->w, unit, "乙\xff", &d->err));
    REFUSED(d, LX_INVALID, lx_item_report(&d->w, item, "\xff", LX_NO_INT, &d->err));
    assert_string_equal(d->err.detail, LX_NAMED("event.text") " +1");
    REFUSED(d, LX_INVALID, lx_item_step(&d->w, item, "close", "好\xff", &d->err));
    desk_ok(d, lx_item_report(&d->w, item, "一\r\n二\r三", LX_NO_INT, &d->err));
    struct lx_rows events = { 0 };
    desk_ok(d, lx_item_events(&d->w, item, &events, &d->err));
    assert_string_equal(((struct lx_event *)(void *)events.at[events.n - 1])->text, "一\n二\n三");
    lx_rows_done(&events);
}

/* What came out of a text is refused with its line, and all of it. */
static void test_lines_are_named(void **state)
{
    static const char text[] = "纪要\n\n- [ ] 修路。\n- [ ] 架桥。\n";
    static const char plan[] = "甲市2024年工作计划\n\n一、交通\n1.修路。责任单位：甲市交通局。完成时限：2024年6月底。\n2.架桥。责任单位：甲市交通局。完成时限：2024年9月底。\n";
    struct desk *d = *state;
    struct lx_proposals p = { 0 };
    struct lx_plan_doc doc;
    struct lx_plan_result r = { 0 };
    lx_id m = desk_meeting(d, desk_series(d, "联席会议", ""));
    desk_ok(d, lx_minutes_propose(&d->w, m, text, &p, &d->err));
    assert_int_equal(p.n, 2);
    lx_set_text(&p.at[1].item->title, "架\n桥");
    REFUSED(d, LX_INVALID, lx_minutes_apply(&d->w, m, text, &p, &d->err));
    assert_string_equal(d->err.detail, LX_NAMED("section.line") " 4" LX_PLACE LX_NAMED("item.title"));
    lx_proposals_done(&p);
    lx_plan_read(&doc, plan, strlen(plan), NULL, 0);
    assert_true(doc.items_n > 0);
    struct lx_plan_item *last = &doc.items[doc.items_n - 1];
    struct lx_str want = LX_STR_EMPTY;
    lx_str_addf(&want, LX_NAMED("section.line") " %d" LX_PLACE LX_NAMED("item.title"), last->line_from);
    lx_set_text(&last->title, "架\n桥");
    REFUSED(d, LX_INVALID, lx_plan_import(&d->w, "plan.txt", plan, &doc, &r, &d->err));
    assert_string_equal(d->err.detail, want.s);
    lx_str_done(&want);
    lx_plan_result_done(&r);
    lx_plan_done(&doc);
}

/* One name, one unit, also among those that one transaction adds. */
static void test_names_of_units(void **state)
{
    struct desk *d = *state;
    lx_id id = 0, fgw = desk_unit(d, "甲市发改委");
    desk_ok(d, put(d, LX_UNIT, fgw, "brief", "发改"));
    desk_ok(d, lx_refresh(&d->w, &d->err));
    desk_ok(d, lx_begin(&d->w, &d->err));
    desk_ok(d, lx_unit_add(&d->w, "乙市", -1, 0, &id, &d->err));
    assert_int_equal(lx_unit_add(&d->w, "乙　市", -1, 0, &id, &d->err), LX_EXISTS);
    lx_abandon(&d->w);
    desk_ok(d, lx_refresh(&d->w, &d->err));
    id = desk_unit(d, "乙市"); /* what was abandoned is no name */
    REFUSED(d, LX_EXISTS, put(d, LX_UNIT, id, "name", "发改"));
    REFUSED(d, LX_EXISTS, take(d, "{\"lianxi\":\"office\",\"alias\":[{\"unit\":\"甲市发改委\",\"name\":\"乙市\"}]}", false));
    assert_string_equal(d->err.detail, LX_NAMED("alias") " 1" LX_PLACE "乙市");
    static const char csv[] = "名称,简称\n丙局,丙\n丙,\n";
    struct lx_csvio_result r;
    REFUSED(d, LX_INVALID, lx_csvio_import(&d->w, LX_UNIT, csv, strlen(csv), &(struct lx_csvio_how){ .file = "u.csv" }, &r, &d->err));
    assert_int_equal(r.wrong_n, 1);
    assert_int_equal(r.wrong[0].line, 3);
    lx_csvio_result_done(&r);
    desk_ok(d, lx_unit_alias(&d->w, fgw, "乙市", &d->err)); /* said to be the same: one unit from then on */
    assert_int_equal(find(d, LX_UNIT, "乙市"), fgw);
}

/* A former short name that is another's name by now stands in nobody's way. */
static void test_a_bad_short_name_can_go(void **state)
{
    struct desk *d = *state;
    lx_id a = desk_unit(d, "甲市政府");
    desk_unit(d, "市政府");
    desk_ok(d, put(d, LX_UNIT, a, "brief", "市政府"));
    desk_ok(d, put(d, LX_UNIT, a, "brief", "甲市"));
    desk_ok(d, lx_refresh(&d->w, &d->err));
    assert_int_not_equal(find(d, LX_UNIT, "市政府"), a);
}

static void test_settings_of_the_office(void **state)
{
    struct desk *d = *state;
    desk_ok(d, lx_office_set(&d->w, (char *[]){ (char[]){ "name=甲办" } }, 1, NULL, &d->err));
    struct lx_office *mine = lx_rec_copy(d->w.office);
    mine->near_percent = 101;
    REFUSED(d, LX_INVALID, lx_save(&d->w, "office set", d->w.office, mine, NULL, &d->err));
    assert_string_equal(d->err.detail, LX_NAMED("office.near_percent") " 101");
    mine->near_percent = 10;
    lx_set_text(&mine->matter_code, "P");
    REFUSED(d, LX_EXISTS, lx_save(&d->w, "office set", d->w.office, mine, NULL, &d->err));
    lx_rec_free(mine);
}

static lx_id add_body(struct desk *d, const char *name)
{
    struct lx_body *b = lx_rec_new(LX_BODY);
    lx_set_text(&b->name, name);
    desk_ok(d, lx_add(&d->w, "body add", b, &d->err));
    lx_id id = b->rec.id;
    lx_rec_free(b);
    desk_ok(d, lx_refresh(&d->w, &d->err));
    return id;
}

static void test_one_of_a_kind(void **state)
{
    struct desk *d = *state;
    lx_id b = add_body(d, "海洋组");
    add_body(d, "交通组");
    desk_series(d, "联席会议", "");
    lx_id s = desk_series(d, "联络员会议", "L");
    REFUSED(d, LX_EXISTS, put(d, LX_BODY, b, "name", "交通 组"));
    REFUSED(d, LX_EXISTS, put(d, LX_SERIES, s, "code", "p"));
    REFUSED(d, LX_INVALID, put(d, LX_SERIES, s, "code", "L1"));
}

/* A member twice at a time, a unit twice in an order: looked at when all is written, so that rows may change places. */
static void test_together(void **state)
{
    static const char two[] = "{\"lianxi\":\"office\",\"member\":[{\"unit\":\"甲市\",\"since\":\"2010-01-01\"},{\"unit\":\"甲市\",\"since\":\"2020-01-01\"}]}";
    struct desk *d = *state;
    desk_unit(d, "甲市");
    lx_id b = desk_unit(d, "乙市");
    desk_series(d, "联席会议", "");
    REFUSED(d, LX_EXISTS, take(d, two, false));
    REFUSED(d, LX_EXISTS, take(d, two, true));
    assert_string_equal(d->err.detail, "甲市");
    static const char *const pairs[][2] = { { "甲市", "乙市" }, { "乙市", "甲市" }, { "乙市", "乙市" } };
    for (size_t i = 0; i < 3; i++) {
        struct lx_str json = LX_STR_EMPTY;
        for (int k = 0; k < 2; k++)
            lx_str_addf(&json, "%s{\"series\":\"联席会议\",\"what\":\"host\",\"position\":%d,\"unit\":\"%s\"}",
                        k ? "," : "{\"lianxi\":\"office\",\"rotation\":[", k + 1, pairs[i][k]);
        lx_str_add(&json, "]}");
        size_t entries_n = desk_entries_n(d);
        assert_int_equal(take(d, lx_str_z(&json), false), i < 2 ? LX_OK : LX_EXISTS);
        assert_int_equal(desk_entries_n(d), entries_n + (i < 2));
        lx_str_done(&json);
    }
    for (int i = 0; i < 2; i++) { /* as an older program stored them: one can still leave */
        struct lx_member *m = lx_rec_new(LX_MEMBER);
        m->unit = b;
        desk_ok(d, lx_begin(&d->w, &d->err));
        desk_ok(d, d->store->new_id(d->store, &m->rec.id, &d->err));
        desk_ok(d, d->store->put(d->store, NULL, m, &d->err));
        desk_ok(d, lx_commit(&d->w, "test", NULL, &d->err));
        lx_rec_free(m);
    }
    desk_ok(d, lx_member_leave(&d->w, 0, b, lx_day_make(2024, 1, 1), NULL, &d->err));
    struct lx_member *again = lx_rec_new(LX_MEMBER);
    again->unit = b;
    again->since.day = lx_day_make(2024, 1, 2);
    REFUSED(d, LX_EXISTS, lx_member_join(&d->w, again, &d->err));
    lx_rec_free(again);
}

/* Two units that turn out to be one: where both were members, or stand in an order, one row stays. */
static void test_merged_units_are_one_member(void **state)
{
    static const int years[][2] = { { 2010, 2015 }, { 2012, 0 }, { 2000, 2005 } };
    struct desk *d = *state;
    lx_id into = desk_unit(d, "甲市"), from = desk_unit(d, "甲市人民政府"), s = desk_series(d, "联席会议", "");
    for (int i = 0; i < 3; i++) {
        struct lx_member *m = lx_rec_new(LX_MEMBER);
        m->unit = i ? from : into;
        m->since.day = lx_day_make(years[i][0], 1, 1);
        m->until.day = years[i][1] ? lx_day_make(years[i][1], 1, 1) : LX_NO_DAY;
        desk_ok(d, lx_member_join(&d->w, m, &d->err));
        lx_rec_free(m);
    }
    struct lx_rota_of r = { s, 0, ROTA_HOST };
    const lx_id order[] = { from, into };
    desk_ok(d, lx_rota_set(&d->w, &r, order, 2, NULL, &d->err));
    desk_ok(d, lx_unit_alias(&d->w, into, "甲市人民政府", &d->err));
    struct lx_rows members = { 0 }, rows = { 0 };
    struct lx_str got = LX_STR_EMPTY;
    desk_ok(d, lx_all(&d->w, LX_MEMBER, NULL, "since", false, &members, &d->err));
    for (size_t i = 0; i < members.n; i++) {
        const struct lx_member *m = (struct lx_member *)(void *)members.at[i];
        assert_int_equal(m->unit, into);
        lx_str_addc(&got, ' ');
        lx_day_format(&got, m->since.day);
        lx_str_addc(&got, '/');
        if (m->until.day != LX_NO_DAY)
            lx_day_format(&got, m->until.day);
    }
    assert_string_equal(got.s, " 2000-01-01/2005-01-01 2010-01-01/");
    desk_ok(d, lx_rota_order(&d->w, &r, &rows, &d->err));
    assert_int_equal(rows.n, 1);
    assert_int_equal(((struct lx_rotation *)(void *)rows.at[0])->unit, into);
    lx_rows_done(&members);
    lx_rows_done(&rows);
    lx_str_done(&got);
}

/* What a record belongs to is of the same meeting or plan, and never itself. */
static void test_belonging(void **state)
{
    struct desk *d = *state;
    lx_id s = desk_series(d, "联席会议", ""), rows[2];
    for (int i = 0; i < 2; i++) {
        struct lx_agenda *a = lx_rec_new(LX_AGENDA);
        a->meeting = desk_meeting(d, s);
        a->position = 1;
        lx_set_text(&a->title, "议题");
        desk_ok(d, lx_add(&d->w, "agenda add", a, &d->err));
        rows[i] = a->rec.id;
        lx_rec_free(a);
    }
    char id[32];
    snprintf(id, sizeof id, "%lld", (long long)rows[1]);
    REFUSED(d, LX_INVALID, put(d, LX_AGENDA, rows[0], "parent", id));
    struct lx_document *doc = lx_rec_new(LX_DOCUMENT);
    lx_set_text(&doc->title, "办法");
    desk_ok(d, lx_add(&d->w, "document add", doc, &d->err));
    snprintf(id, sizeof id, "%lld", (long long)doc->rec.id);
    REFUSED(d, LX_INVALID, put(d, LX_DOCUMENT, doc->rec.id, "replaces", id));
    assert_string_equal(d->err.detail, LX_NAMED("document.replaces"));
    lx_rec_free(doc);
    struct lx_attendance *a = lx_rec_new(LX_ATTENDANCE);
    a->meeting = desk_meeting(d, s);
    lx_set_text(&a->name, "来人");
    desk_ok(d, lx_add(&d->w, "roll add", a, &d->err));
    REFUSED(d, LX_INVALID, put(d, LX_ATTENDANCE, a->rec.id, "name", ""));
    lx_rec_free(a);
}

int main(void)
{
#define DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)
    const struct CMUnitTest tests[] = {
        DESK(test_words), DESK(test_lines_are_named), DESK(test_names_of_units), DESK(test_a_bad_short_name_can_go), DESK(test_settings_of_the_office),
        DESK(test_one_of_a_kind), DESK(test_together), DESK(test_merged_units_are_one_member), DESK(test_belonging),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
