/* u takes back what one did oneself in this sitting at once; what reaches farther only after a question in words. */
#include "core/meeting/meetings.h"
#include "core/work/items.h"
#include "core/work/office.h"
#include "tests/lib/smalloffice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

static size_t items_n(struct smalloffice *o) { return smalloffice_count(o, LX_ITEM); }

/* The same clerk at another time, or another one: an item of a meeting (0: a matter of its own). */
static void add_item(struct smalloffice *o, const char *clerk, lx_id meeting, const char *title)
{
    struct lx_work w;
    struct lx_err err = { 0 };
    struct lx_item *item = lx_rec_new(LX_ITEM);
    lx_set_text(&item->title, title);
    item->meeting = meeting;
    lx_work_init(&w, o->store, o->work.who, clerk, NULL);
    smalloffice_must(lx_refresh(&w, &err), &err);
    smalloffice_must(lx_item_add(&w, item, NULL, &err), &err);
    lx_rec_free(item);
    lx_work_done(&w);
    inscreen_pump(o->t);
}

static void ones_own_act_needs_no_question(void **state)
{
    (void)state;
    struct smalloffice *o = smalloffice_new(24, 80, "zh", false);
    inscreen_keys(o->t, "a 落实资金 ^S");
    assert_int_equal(items_n(o), 1);
    inscreen_keys(o->t, "u");
    assert_int_equal(items_n(o), 0);
    inscreen_keys(o->t, "^R");
    assert_int_equal(items_n(o), 1);
    smalloffice_done(&o);
}

static void an_earlier_sitting_is_asked_about(void **state)
{
    (void)state;
    struct smalloffice *o = smalloffice_new(24, 80, "zh", false);
    add_item(o, o->work.clerk, 0, "昨天的事项");
    inscreen_keys(o->t, "u");
    assert_true(inscreen_has(o->t, "要撤销这一步吗"));
    assert_true(inscreen_has(o->t, "2024-06-25 09:00")); /* when, who, what */
    assert_true(inscreen_has(o->t, o->work.clerk ? o->work.clerk : o->work.who));
    assert_true(inscreen_has(o->t, "新增 D2024-001"));
    inscreen_keys(o->t, "<Enter>"); /* is never the dangerous answer */
    assert_int_equal(items_n(o), 1);
    inscreen_keys(o->t, "u n");
    assert_int_equal(items_n(o), 1);
    inscreen_keys(o->t, "u <Esc>");
    assert_int_equal(items_n(o), 1);
    inscreen_keys(o->t, "u y");
    assert_int_equal(items_n(o), 0);
    assert_true(inscreen_has(o->t, "已撤销"));
    inscreen_keys(o->t, "^R"); /* that undo is of this sitting */
    assert_int_equal(items_n(o), 1);
    smalloffice_done(&o);
}

/* What was done meanwhile by somebody else is never what u means; in the history it is, after the question. */
static void anothers_act_is_asked_about_in_the_history(void **state)
{
    (void)state;
    struct smalloffice *o = smalloffice_new(24, 80, "zh", false);
    inscreen_keys(o->t, "a 落实资金 ^S");
    add_item(o, "乙", 0, "别人的事项");
    inscreen_keys(o->t, "u");
    assert_int_equal(items_n(o), 1);
    inscreen_keys(o->t, ":log <Enter> g g");
    inscreen_keys(o->t, "j u"); /* the newest entry is the undo itself */
    assert_true(inscreen_has(o->t, "要撤销这一步吗"));
    assert_true(inscreen_has(o->t, "乙"));
    assert_int_equal(items_n(o), 1);
    inscreen_keys(o->t, "y");
    assert_int_equal(items_n(o), 0);
    smalloffice_done(&o);
}

/* On the screen of a meeting u means what was done there. */
static void another_meeting_is_asked_about(void **state)
{
    (void)state;
    struct smalloffice *o = smalloffice_new(24, 80, "zh", false);
    struct lx_err err = { 0 };
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    m->series = o->series;
    m->date = (struct lx_date){ .day = lx_day_make(2024, 7, 20) };
    smalloffice_must(lx_meeting_add(&o->work, m, 0, &err), &err); /* by the very work of the screen */
    inscreen_pump(o->t);
    inscreen_keys(o->t, "3 g g");
    if (!inscreen_has(o->t, "> 1 "))
        inscreen_keys(o->t, "j");
    inscreen_keys(o->t, "<Enter> u");
    assert_true(inscreen_has(o->t, "要撤销这一步吗"));
    assert_true(inscreen_has(o->t, "会议 2"));
    assert_true(inscreen_has(o->t, "另一次会议"));
    inscreen_keys(o->t, "n");
    assert_int_equal(smalloffice_count(o, LX_MEETING), 2);
    inscreen_keys(o->t, "b l <Space> e"); /* done here: at once */
    inscreen_keys(o->t, "u");
    assert_false(inscreen_has(o->t, "要撤销这一步吗"));
    assert_true(inscreen_has(o->t, "已撤销"));
    inscreen_keys(o->t, "q q q 3 u"); /* the list of meetings shows no one meeting: mine of this sitting */
    inscreen_keys(o->t, "u");
    assert_int_equal(smalloffice_count(o, LX_MEETING), 1);
    lx_rec_free(m);
    smalloffice_done(&o);
}

static void how_the_question_looks(void **state)
{
    (void)state;
    bool same = true;
    for (int i = 0; i < SMALLOFFICE_SIZES; i++) {
        struct smalloffice *o = smalloffice_new(smalloffice_sizes[i].h, smalloffice_sizes[i].w, smalloffice_sizes[i].lang, smalloffice_sizes[i].wide);
        add_item(o, o->work.clerk, o->meeting, "推进大桥前期工作");
        inscreen_keys(o->t, "u");
        same = smalloffice_look(o, i, "takeback") && same;
        smalloffice_done(&o);
    }
    assert_true(same);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ones_own_act_needs_no_question),
        cmocka_unit_test(an_earlier_sitting_is_asked_about),
        cmocka_unit_test(anothers_act_is_asked_about_in_the_history),
        cmocka_unit_test(another_meeting_is_asked_about),
        cmocka_unit_test(how_the_question_looks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
