/* Taking back and doing again: whole entries, only mine, never over later work. */
#include "core/meeting/meetings.h"
#include "core/work/items.h"
#include "core/work/office.h"
#include "core/work/undo.h"
#include "tests/lib/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

static enum lx_rc undo(struct desk *d, size_t n)
{
    struct lx_revs made = { 0 };
    enum lx_rc rc = lx_undo_last(&d->w, n, &made, &d->err);
    lx_revs_done(&made);
    return rc;
}

static enum lx_rc redo(struct desk *d, size_t n)
{
    struct lx_revs made = { 0 };
    enum lx_rc rc = lx_redo_last(&d->w, n, &made, &d->err);
    lx_revs_done(&made);
    return rc;
}

static enum lx_rc undo_entry(struct desk *d, lx_rev rev)
{
    struct lx_revs made = { 0 };
    enum lx_rc rc = lx_undo_entry(&d->w, rev, &made, &d->err);
    lx_revs_done(&made);
    return rc;
}

static lx_rev set(struct desk *d, lx_id id, const char *pair)
{
    char *p = strdup(pair);
    desk_ok(d, lx_item_set(&d->w, id, &p, 1, NULL, &d->err));
    free(p);
    return d->w.rev;
}

static void check(struct desk *d, lx_id id, const char *field, const char *want)
{
    char *got = desk_value(d, LX_ITEM, id, field);
    assert_string_equal(got, want);
    free(got);
}

static void test_back_and_forth(void **state)
{
    struct desk *d = *state;
    lx_id id = desk_item(d, "修路", NULL, NULL);
    set(d, id, "title=修大路");
    set(d, id, "text=一\n二\n三");
    set(d, id, "text=一\n贰\n三");
    desk_ok(d, lx_item_report(&d->w, id, "开工", 10, &d->err));
    desk_ok(d, undo(d, 1)); /* report, event and state in one */
    check(d, id, "state", "registered");
    check(d, id, "progress", "");
    struct lx_rows events = { 0 };
    desk_ok(d, lx_item_events(&d->w, id, &events, &d->err));
    assert_int_equal(events.n, 0);
    lx_rows_done(&events);
    desk_ok(d, undo(d, 2));
    check(d, id, "text", "");
    check(d, id, "title", "修大路");
    desk_ok(d, redo(d, 3));
    check(d, id, "text", "一\n贰\n三");
    check(d, id, "progress", "10");
    assert_int_equal(redo(d, 1), LX_NOTFOUND);
    desk_ok(d, undo(d, 5));
    struct lx_item *item;
    assert_int_equal(lx_get(&d->w, LX_ITEM, id, &item, &d->err), LX_NOTFOUND);
    assert_int_equal(undo(d, 1), LX_NOTFOUND);
    desk_ok(d, redo(d, 1));
    check(d, id, "no", "D2024-001"); /* the same record, the same number */
}

static void test_new_work_ends_redo(void **state)
{
    struct desk *d = *state;
    lx_id id = desk_item(d, "修路", NULL, NULL);
    set(d, id, "title=修大路");
    desk_ok(d, undo(d, 1));
    set(d, id, "contact=某");
    assert_int_equal(redo(d, 1), LX_NOTFOUND);
    desk_ok(d, undo(d, 1));
    check(d, id, "contact", "");
}

static void test_later_work_stays(void **state)
{
    struct desk *d = *state;
    lx_id id = desk_item(d, "修路", NULL, NULL);
    lx_rev added = d->w.rev, title = set(d, id, "title=修大路"), contact = set(d, id, "contact=某");
    lx_rev again = set(d, id, "title=修小路");
    d->err = (struct lx_err){ 0 };
    assert_int_equal(undo_entry(d, title), LX_STATE);
    assert_non_null(strstr(d->err.detail, "D2024-001"));
    assert_non_null(strstr(d->err.detail, LX_NAMED("item.title")));
    check(d, id, "title", "修小路");
    desk_ok(d, undo_entry(d, contact)); /* another field: field by field */
    assert_int_equal(undo_entry(d, added), LX_STATE); /* it no longer holds what was added */
    desk_ok(d, undo_entry(d, again));
    desk_ok(d, undo_entry(d, title));
    desk_ok(d, undo_entry(d, added));
    assert_int_equal(undo_entry(d, added), LX_STATE); /* gone already */
    assert_int_equal(undo_entry(d, 999), LX_NOTFOUND);
}

static void test_long_text_middles(void **state)
{
    struct desk *d = *state;
    lx_id id = desk_item(d, "修路", NULL, NULL);
    set(d, id, "text=第一段\n第二段\n第三段\n");
    lx_rev first = set(d, id, "text=头一段\n第二段\n第三段\n");
    set(d, id, "text=头一段\n第二段\n末一段\n");
    desk_ok(d, undo_entry(d, first)); /* another place of the same text */
    check(d, id, "text", "第一段\n第二段\n末一段\n");
    lx_rev last = set(d, id, "text=第一段\n第二段\n最后\n");
    set(d, id, "text=第一段\n第二段\n最末\n");
    assert_int_equal(undo_entry(d, last), LX_STATE);
}

static void test_only_mine(void **state)
{
    struct desk *d = *state;
    struct lx_work other;
    lx_id id = desk_item(d, "修路", NULL, NULL);
    set(d, id, "title=修大路");
    lx_work_init(&other, d->store, "clerk", "乙", NULL);
    desk_ok(d, lx_refresh(&other, &d->err));
    desk_ok(d, lx_item_remind(&other, id, "请抓紧", &d->err));
    lx_rev next;
    desk_ok(d, lx_undo_next(&other, false, &next, &d->err));
    assert_int_equal(next, other.rev);
    desk_ok(d, undo(d, 1)); /* mine, though theirs is newer */
    check(d, id, "title", "修路");
    assert_int_equal(undo(d, 1), LX_STATE); /* the adding: their reminder hangs on it */
    check(d, id, "title", "修路");
    lx_work_done(&other);
}

static void test_a_deletion(void **state)
{
    struct desk *d = *state;
    lx_id unit = desk_unit(d, "市交通局"), item;
    desk_ok(d, lx_delete(&d->w, "unit remove", LX_UNIT, unit, &d->err));
    desk_ok(d, undo(d, 1));
    char *name = desk_value(d, LX_UNIT, unit, "name");
    assert_string_equal(name, "市交通局");
    free(name);
    item = desk_item(d, "修路", "市交通局", NULL);
    assert_int_equal(lx_delete(&d->w, "unit remove", LX_UNIT, unit, &d->err), LX_STATE); /* an item refers to it */
    check(d, item, "state", "registered");
}

/* An alias gathers a whole unit; taken back, all stands where it stood. */
static void test_a_gathering(void **state)
{
    struct desk *d = *state;
    lx_id right = desk_unit(d, "区投资促进中心"), wrong = desk_unit(d, "区投促中心"), item = desk_item(d, "招商", "区投促中心", NULL);
    desk_ok(d, lx_unit_alias(&d->w, right, "区投促中心", &d->err));
    desk_ok(d, undo(d, 1));
    char *lead = desk_value(d, LX_ITEM, item, "lead");
    assert_int_equal(strtoll(lead, NULL, 10), wrong);
    free(lead);
    desk_ok(d, redo(d, 1));
    lead = desk_value(d, LX_ITEM, item, "lead");
    assert_int_equal(strtoll(lead, NULL, 10), right);
    free(lead);
}

int main(void)
{
#define DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)
    const struct CMUnitTest tests[] = {
        DESK(test_back_and_forth), DESK(test_new_work_ends_redo), DESK(test_later_work_stays), DESK(test_long_text_middles),
        DESK(test_only_mine),      DESK(test_a_deletion),         DESK(test_a_gathering),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
