/* What people call a record, in every form; the numbers that are given. */
#include "core/meeting/meetings.h"
#include "core/work/items.h"
#include "core/work/numbers.h"
#include "core/work/office.h"
#include "core/work/undo.h"
#include "tests/lib/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

struct office {
    lx_id main, liaison, topic, m26, l3, item, matter;
};

static lx_id numbered_meeting(struct desk *d, lx_id series, int64_t no)
{
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    m->series = series;
    desk_ok(d, lx_meeting_add(&d->w, m, no, &d->err));
    lx_id id = m->rec.id;
    lx_rec_free(m);
    return id;
}

static lx_id item_of(struct desk *d, lx_id meeting)
{
    struct lx_item *item = lx_rec_new(LX_ITEM);
    item->meeting = meeting;
    lx_set_text(&item->title, "议定事项");
    desk_ok(d, lx_item_add(&d->w, item, NULL, &d->err));
    lx_id id = item->rec.id;
    lx_rec_free(item);
    return id;
}

static struct office set_up(struct desk *d)
{
    struct office o = { .main = desk_series(d, "市长联席会议", NULL), .liaison = desk_series(d, "联络员会议", "L"),
                        .topic = desk_series(d, "专题组联络会议", "Z") };
    o.m26 = numbered_meeting(d, o.main, 26);
    o.l3 = numbered_meeting(d, o.liaison, 3);
    o.item = item_of(d, o.m26);
    o.matter = desk_item(d, "单立事项", NULL, NULL);
    return o;
}

static void test_meetings(void **state)
{
    struct desk *d = *state;
    struct office o = set_up(d);
    static const struct {
        const char *typed;
        enum lx_rc rc;
        int which; /* 0: 26, 1: L3 */
    } cases[] = {
        { "26", LX_OK, 0 },           { "２６", LX_OK, 0 },           { " 26 ", LX_OK, 0 },           { "第26次", LX_OK, 0 },
        { "第二十六次", LX_OK, 0 },   { "第26次会议", LX_OK, 0 },     { "L3", LX_OK, 1 },             { "l3", LX_OK, 1 },
        { "Ｌ３", LX_OK, 1 },         { "联络员会议第3次", LX_OK, 1 }, { "第三次联络员会议", LX_OK, 1 }, { "联络会议第3次", LX_NOTFOUND, 0 },
        { "27", LX_NOTFOUND, 0 },     { "", LX_NOTFOUND, 0 },         { "第3次", LX_NOTFOUND, 0 },    { "id:1", LX_NOTFOUND, 0 },
        { "联络第3次", LX_AMBIGUOUS, 0 }, { "党组会第3次", LX_NOTFOUND, 0 }, { "id:", LX_NOTFOUND, 0 },   { "id:x", LX_NOTFOUND, 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        lx_id id = 0;
        enum lx_rc rc = lx_find(&d->w, LX_MEETING, cases[i].typed, &id, &d->err);
        if (rc != cases[i].rc)
            print_error("%s: %d\n", cases[i].typed, (int)rc);
        assert_int_equal(rc, cases[i].rc);
        if (rc == LX_OK)
            assert_int_equal(id, cases[i].which ? o.l3 : o.m26);
    }
    char by_id[40];
    lx_id id;
    snprintf(by_id, sizeof by_id, "id:%lld", (long long)o.l3);
    desk_ok(d, lx_find(&d->w, LX_MEETING, by_id, &id, &d->err));
    assert_int_equal(id, o.l3);
    assert_int_equal(lx_find(&d->w, LX_ITEM, by_id, &id, &d->err), LX_NOTFOUND); /* of another kind */
}

static void test_items(void **state)
{
    struct desk *d = *state;
    struct office o = set_up(d);
    static const struct {
        const char *typed;
        enum lx_rc rc;
        int which;
    } cases[] = { { "26-001", LX_OK, 0 }, { "26-1", LX_OK, 0 }, { "２６－１", LX_OK, 0 }, { "d2024-1", LX_OK, 1 }, { "D2024-001", LX_OK, 1 },
                  { "26-", LX_NOTFOUND, 0 }, { "26-2", LX_NOTFOUND, 0 }, { "-1", LX_NOTFOUND, 0 }, { "26-99999999999999999999", LX_NOTFOUND, 0 } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        lx_id id = 0;
        assert_int_equal(lx_find(&d->w, LX_ITEM, cases[i].typed, &id, &d->err), cases[i].rc);
        if (cases[i].rc == LX_OK)
            assert_int_equal(id, cases[i].which ? o.matter : o.item);
    }
    enum lx_type type;
    lx_id id;
    desk_ok(d, lx_find_any(&d->w, "26-1", &type, &id, &d->err));
    assert_int_equal(type, LX_ITEM);
    desk_ok(d, lx_find_any(&d->w, "L3", &type, &id, &d->err));
    assert_int_equal(type, LX_MEETING);
    assert_int_equal(lx_find_any(&d->w, "P7", &type, &id, &d->err), LX_NOTFOUND);
}

static void test_by_name(void **state)
{
    struct desk *d = *state;
    struct office o = set_up(d);
    lx_id id;
    desk_ok(d, lx_find(&d->w, LX_SERIES, "L", &id, &d->err));
    assert_int_equal(id, o.liaison);
    desk_ok(d, lx_find(&d->w, LX_SERIES, "市长联席会议", &id, &d->err));
    assert_int_equal(id, o.main);
    desk_ok(d, lx_find(&d->w, LX_SERIES, "szlx", &id, &d->err)); /* pinyin, if only one fits */
    assert_int_equal(id, o.main);
    assert_int_equal(lx_find(&d->w, LX_SERIES, "联络", &id, &d->err), LX_AMBIGUOUS);
    assert_non_null(strstr(d->err.detail, "专题组联络会议"));
    assert_int_equal(lx_find(&d->w, LX_SERIES, "党组", &id, &d->err), LX_NOTFOUND);
}

static void check_no(struct desk *d, lx_id id, const char *want)
{
    char *no = desk_value(d, LX_ITEM, id, "no");
    assert_string_equal(no, want);
    free(no);
}

static void test_given(void **state)
{
    struct desk *d = *state;
    struct office o = set_up(d);
    check_no(d, o.item, "26-001");
    check_no(d, item_of(d, o.l3), "L3-001");
    check_no(d, o.matter, "D2024-001");
    struct lx_revs made = { 0 };
    lx_id id = item_of(d, o.m26);
    check_no(d, id, "26-002");
    desk_ok(d, lx_undo_last(&d->w, 1, &made, &d->err));
    lx_revs_done(&made);
    check_no(d, item_of(d, o.m26), "26-003"); /* a number once given is gone */
    for (int i = 4; i <= 999; i++)
        item_of(d, o.m26);
    check_no(d, item_of(d, o.m26), "26-1000");
    desk_ok(d, lx_find(&d->w, LX_ITEM, "26-1000", &id, &d->err));
    char *const code[] = { (char[]){ "matter_code=督" } };
    desk_ok(d, lx_office_set(&d->w, code, 1, NULL, &d->err));
    id = desk_item(d, "督办", NULL, NULL);
    check_no(d, id, "督2024-001");
    lx_id found;
    desk_ok(d, lx_find(&d->w, LX_ITEM, "督2024-1", &found, &d->err));
    assert_int_equal(found, id);
}

int main(void)
{
#define DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)
    const struct CMUnitTest tests[] = { DESK(test_meetings), DESK(test_items), DESK(test_by_name), DESK(test_given) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
