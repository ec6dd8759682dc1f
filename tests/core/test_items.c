/* Action items: adding, changing, reports, extensions, reminders, merging, handing over; the events that they leave. */
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

static void check_value(struct desk *d, lx_id id, const char *field, const char *want)
{
    char *got = desk_value(d, LX_ITEM, id, field);
    assert_string_equal(got, want);
    free(got);
}

/* "lead甲、乙 with丙 group丁" */
static void check_duties(struct desk *d, lx_id id, const char *want)
{
    static const char *const words[] = { [PART_LEAD] = "lead:", [PART_WITH] = " with:", [PART_GROUP] = " group:" };
    struct lx_item *item;
    struct lx_duties duties = { 0 };
    struct lx_str got = LX_STR_EMPTY;
    desk_ok(d, lx_get(&d->w, LX_ITEM, id, &item, &d->err));
    desk_ok(d, lx_item_duties(&d->w, item, &duties, &d->err));
    const int order[] = { PART_LEAD, PART_WITH, PART_GROUP };
    for (int i = 0; i < 3; i++) {
        lx_str_add(&got, words[order[i]]);
        lx_duties_names(&d->w, &got, &duties, order[i]);
    }
    assert_string_equal(lx_str_z(&got), want);
    lx_duties_done(&duties);
    lx_rec_free(item);
    lx_str_done(&got);
}

/* The last event: kind, day, words, progress, limits, states. */
static void check_event(struct desk *d, lx_id id, const char *want)
{
    static const char *const fields[] = { "kind", "day", "text", "progress", "old_due", "new_due", "old_state", "new_state", "clerk" };
    struct lx_rows events = { 0 };
    struct lx_str got = LX_STR_EMPTY;
    desk_ok(d, lx_item_events(&d->w, id, &events, &d->err));
    assert_true(events.n > 0);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        lx_str_add(&got, i ? "|" : "");
        lx_f_format(&got, events.at[events.n - 1], lx_field_named(LX_EVENT, fields[i]));
    }
    assert_string_equal(lx_str_z(&got), want);
    lx_rows_done(&events);
    lx_str_done(&got);
}

static lx_id dated_item(struct desk *d, const char *due)
{
    lx_id id = desk_item(d, "修路", NULL, NULL);
    struct lx_str pair = LX_STR_EMPTY;
    lx_str_addf(&pair, "due=%s", due);
    char *const pairs[] = { pair.s };
    desk_ok(d, lx_item_set(&d->w, id, pairs, 1, NULL, &d->err));
    lx_str_done(&pair);
    return id;
}

static void test_adding(void **state)
{
    struct desk *d = *state;
    desk_unit(d, "市交通局");
    desk_unit(d, "市财政局");
    desk_unit(d, "各县");
    lx_id id = desk_item(d, "修路", "市财政局、市交通局", "各县、市交通局，市财政局；市交通局");
    check_value(d, id, "no", "D2024-001");
    check_value(d, id, "state", "registered");
    check_value(d, id, "clerk", "甲");
    check_duties(d, id, "lead:市财政局、市交通局 with:市交通局、市财政局 group:各县");
    assert_int_equal(d->w.rev, 4); /* item and shares: one entry */
    struct lx_item *empty = lx_rec_new(LX_ITEM);
    assert_int_equal(lx_item_add(&d->w, empty, NULL, &d->err), LX_INVALID);
    lx_rec_free(empty);
    struct lx_duties duties = { 0 };
    assert_int_equal(lx_duties_read(&d->w, &duties, "市交通局、县交通局", PART_LEAD, &d->err), LX_NOTFOUND);
    lx_duties_done(&duties);
}

static void test_names(void **state)
{
    static const struct {
        const char *names, *want;
    } cases[] = { { "", "" }, { "、，", "" }, { "甲", "甲|" }, { "甲、乙,丙；丁;戊", "甲|乙|丙|丁|戊|" }, { " 甲 乙、 丙", "甲 乙|丙|" }, { "甲、", "甲|" } };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct lx_str name = LX_STR_EMPTY, got = LX_STR_EMPTY;
        for (size_t at = 0; lx_name_next(cases[i].names, &at, &name);)
            lx_str_addf(&got, "%s|", lx_str_z(&name));
        assert_string_equal(lx_str_z(&got), cases[i].want);
        lx_str_done(&name);
        lx_str_done(&got);
    }
}

static void test_setting(void **state)
{
    struct desk *d = *state;
    desk_unit(d, "市交通局");
    desk_unit(d, "市财政局");
    lx_id id = desk_item(d, "修路", "市交通局", "市财政局");
    struct lx_str said = LX_STR_EMPTY;
    char *const pairs[] = { (char[]){ "办理时限=年底前" }, (char[]){ "importance=紧急" }, (char[]){ "lead=市财政局、市交通局" }, (char[]){ "with=" } };
    desk_ok(d, lx_item_set(&d->w, id, pairs, 4, &said, &d->err));
    assert_string_equal(lx_str_z(&said), "2024-12-31");
    lx_str_done(&said);
    check_value(d, id, "due", "2024-12-31 year 年底前");
    check_value(d, id, "importance", "urgent");
    check_duties(d, id, "lead:市财政局、市交通局 with: group:");
    static const struct {
        const char *pair;
        enum lx_rc rc;
    } bad[] = {
        { "颜色=红", LX_USAGE }, { "state=closed", LX_USAGE }, { "no=7", LX_USAGE },     { "title=", LX_INVALID },    { "due", LX_USAGE },
        { "due=何时", LX_INVALID }, { "lead=县财政局", LX_NOTFOUND }, { "title=一\n二", LX_INVALID }, { "progress=半", LX_INVALID },
    };
    size_t entries_n = desk_entries_n(d);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char *pair = strdup(bad[i].pair);
        assert_int_equal(lx_item_set(&d->w, id, &pair, 1, NULL, &d->err), bad[i].rc);
        free(pair);
    }
    char *const same[] = { (char[]){ "importance=urgent" } };
    desk_ok(d, lx_item_set(&d->w, id, same, 1, NULL, &d->err));
    assert_int_equal(desk_entries_n(d), entries_n); /* nothing changed, no entry */
}

static void test_reports(void **state)
{
    struct desk *d = *state;
    lx_id id = desk_item(d, "修路", NULL, NULL);
    desk_ok(d, lx_item_report(&d->w, id, "已开工", 35, &d->err));
    check_event(d, id, "report|2024-06-25|已开工|35|||registered|working|甲");
    check_value(d, id, "progress", "35");
    check_value(d, id, "reported", "2024-06-25");
    desk_ok(d, lx_item_report(&d->w, id, "", 40, &d->err));
    desk_ok(d, lx_item_report(&d->w, id, "照旧", LX_NO_INT, &d->err));
    check_value(d, id, "progress", "40");
    assert_int_equal(lx_item_report(&d->w, id, "", LX_NO_INT, &d->err), LX_INVALID);
    assert_int_equal(lx_item_report(&d->w, id, "多", 101, &d->err), LX_INVALID);
    assert_int_equal(lx_item_report(&d->w, id, "少", -1, &d->err), LX_INVALID);
    desk_ok(d, lx_item_step(&d->w, id, "close", NULL, &d->err));
    assert_int_equal(lx_item_report(&d->w, id, "晚", 50, &d->err), LX_STATE);
    assert_int_equal(lx_item_report(&d->w, 99, "谁", 50, &d->err), LX_NOTFOUND);
}

static void test_extensions(void **state)
{
    struct desk *d = *state;
    lx_id id = dated_item(d, "2024-09-30");
    struct lx_date due = { .day = lx_day_make(2024, 10, 31) };
    desk_ok(d, lx_item_extend(&d->w, id, &due, "汛期", &d->err));
    check_event(d, id, "extend|2024-06-25|汛期||2024-09-30|2024-10-31|registered|registered|甲");
    check_value(d, id, "due", "2024-10-31");
    assert_int_equal(lx_item_extend(&d->w, id, &due, "", &d->err), LX_INVALID); /* no later than now */
    due.day = lx_day_make(2024, 7, 1);
    assert_int_equal(lx_item_extend(&d->w, id, &due, "", &d->err), LX_INVALID);
    desk_ok(d, lx_item_step(&d->w, id, "suspend", "停工", &d->err));
    due.day = lx_day_make(2025, 1, 1);
    assert_int_equal(lx_item_extend(&d->w, id, &due, "", &d->err), LX_STATE);
    id = desk_item(d, "修桥", NULL, NULL); /* without a limit any is later */
    desk_ok(d, lx_item_extend(&d->w, id, &due, NULL, &d->err));
}

static void test_closing(void **state)
{
    struct desk *d = *state;
    lx_id id = desk_item(d, "修路", NULL, NULL);
    desk_ok(d, lx_item_step(&d->w, id, "close", "完工", &d->err));
    check_value(d, id, "closed", "2024-06-25");
    check_event(d, id, "step|2024-06-25|完工||||registered|closed|甲");
    desk_ok(d, lx_item_step(&d->w, id, "reopen", NULL, &d->err));
    check_value(d, id, "closed", "");
    check_value(d, id, "state", "working");
    desk_ok(d, lx_item_remind(&d->w, id, "请抓紧", &d->err));
    check_event(d, id, "remind|2024-06-25|请抓紧||||working|working|甲");
    lx_id into = desk_item(d, "修桥", NULL, NULL);
    desk_ok(d, lx_item_merge(&d->w, id, into, &d->err));
    check_event(d, id, "merge|2024-06-25|D2024-002||||working|merged|甲");
    desk_ok(d, lx_item_step(&d->w, id, "reopen", NULL, &d->err));
    check_value(d, id, "merged", "");
}

static void test_handing_over(void **state)
{
    struct desk *d = *state;
    size_t n;
    lx_id open = desk_item(d, "修路", NULL, NULL), closed = desk_item(d, "修桥", NULL, NULL);
    desk_ok(d, lx_item_step(&d->w, closed, "close", NULL, &d->err));
    size_t entries_n = desk_entries_n(d);
    desk_ok(d, lx_item_handover(&d->w, "甲", "乙", &n, &d->err));
    assert_int_equal(n, 1);
    assert_int_equal(desk_entries_n(d), entries_n + 1);
    check_value(d, open, "clerk", "乙");
    check_value(d, closed, "clerk", "甲");
    desk_ok(d, lx_item_handover(&d->w, "丙", "乙", &n, &d->err));
    assert_int_equal(n, 0);
}

static void test_lights(void **state)
{
    static const struct {
        const char *due;
        enum lx_light light;
    } cases[] = { { "2024-06-24", LX_LIGHT_LATE }, { "2024-06-25", LX_LIGHT_NEAR }, { "2024-07-02", LX_LIGHT_NEAR },
                  { "2024-07-03", LX_LIGHT_OK },   { "长期", LX_LIGHT_NONE },        { "", LX_LIGHT_NONE } };
    struct desk *d = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        lx_id id = dated_item(d, cases[i].due);
        struct lx_item *item;
        desk_ok(d, lx_get(&d->w, LX_ITEM, id, &item, &d->err));
        assert_int_equal(lx_item_light(&d->w, item), cases[i].light);
        item->state = ITEM_CLOSED;
        assert_int_equal(lx_item_light(&d->w, item), LX_LIGHT_NONE);
        lx_rec_free(item);
    }
}

static void test_log_of_item(void **state)
{
    struct desk *d = *state;
    desk_unit(d, "市财政局");
    lx_id other = desk_item(d, "修桥", NULL, NULL), id = desk_item(d, "修路", NULL, NULL);
    desk_ok(d, lx_item_remind(&d->w, other, "别的", &d->err));
    desk_ok(d, lx_item_remind(&d->w, id, "请抓紧", &d->err)); /* changes no field of the item */
    char *const with[] = { (char[]){ "with=市财政局" } };
    desk_ok(d, lx_item_set(&d->w, id, with, 1, NULL, &d->err));
    desk_ok(d, lx_item_step(&d->w, id, "close", NULL, &d->err));
    struct lx_log_rows rows = { 0 };
    desk_ok(d, lx_record_log(&d->w, id, &rows, &d->err));
    const char *const want[] = { "item add", "item remind", "item set", "item close", "item set" };
    assert_int_equal(rows.n, 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(rows.at[i].command, want[i]);
    lx_log_rows_done(&rows);
    /* a share that was taken away again: who got it and who lost it; not those of other items */
    char *const nobody[] = { (char[]){ "with=" } };
    desk_ok(d, lx_item_set(&d->w, other, with, 1, NULL, &d->err));
    desk_ok(d, lx_item_set(&d->w, other, nobody, 1, NULL, &d->err));
    desk_ok(d, lx_item_set(&d->w, id, nobody, 1, NULL, &d->err));
    desk_ok(d, lx_record_log(&d->w, id, &rows, &d->err));
    assert_int_equal(rows.n, 5);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(rows.at[i].command, want[i]);
    lx_log_rows_done(&rows);
}

/* Several steps, one of which fails: nothing is stored, and the clerk can go on. */
static void test_nested_failure(void **state)
{
    struct desk *d = *state;
    lx_id id = desk_item(d, "修路", NULL, NULL);
    size_t entries_n = desk_entries_n(d);
    desk_ok(d, lx_begin(&d->w, &d->err));
    desk_ok(d, lx_item_step(&d->w, id, "close", NULL, &d->err));
    assert_int_equal(lx_item_step(&d->w, id, "accept", NULL, &d->err), LX_STATE);
    assert_int_equal(lx_commit(&d->w, "item close", NULL, &d->err), LX_STATE); /* the caller did not look */
    assert_int_equal(desk_entries_n(d), entries_n);
    check_value(d, id, "state", "registered");
    desk_ok(d, lx_item_step(&d->w, id, "close", NULL, &d->err));
    assert_int_equal(desk_entries_n(d), entries_n + 1);
}

int main(void)
{
#define DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)
    const struct CMUnitTest tests[] = {
        DESK(test_adding),  cmocka_unit_test(test_names), DESK(test_setting), DESK(test_reports),     DESK(test_extensions),
        DESK(test_closing), DESK(test_handing_over),      DESK(test_lights),  DESK(test_log_of_item), DESK(test_nested_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
