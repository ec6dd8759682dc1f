/* The agenda by keyboard: from nothing to paper in ten keys, topics in and out of the pool, versions. */
#include "core/meeting/agenda.h"
#include "core/meeting/meetings.h"
#include "core/meeting/topics.h"
#include "core/work/items.h"
#include "tests/lib/smalloffice.h"
#include "tui/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char *view_name(struct smalloffice *o) { return app_view(inscreen_app(o->t))->ops->name; }

static void add_late_item(struct smalloffice *o)
{
    struct lx_err err = { 0 };
    struct lx_item *item = lx_rec_new(LX_ITEM);
    lx_set_text(&item->title, "修通断头路");
    item->lead = smalloffice_unit(o, "舟山市交通运输局");
    item->due = (struct lx_date){ .day = lx_day_make(2024, 5, 31) };
    smalloffice_must(lx_item_add(&o->work, item, NULL, &err), &err);
    lx_rec_free(item);
}

static void add_topic(struct smalloffice *o, const char *title)
{
    struct lx_err err = { 0 };
    struct lx_topic *t = lx_rec_new(LX_TOPIC);
    lx_set_text(&t->title, title);
    t->unit = smalloffice_unit(o, "舟山市");
    t->minutes = 15;
    smalloffice_must(lx_topic_add(&o->work, t, &err), &err);
    lx_rec_free(t);
}

/* The bar of issue 3: what is typed into the form is text, all else is counted. */
static void from_nothing_to_paper_in_ten_keys(void **state)
{
    static const char *const keys[] = { "3", "a", "^S", "b", "c", "p", "1", "p" };
    (void)state;
    struct smalloffice *o = smalloffice_new(24, 80, "zh", false);
    add_late_item(o);
    size_t n = sizeof keys / sizeof *keys;
    for (size_t i = 0; i < n; i++) {
        inscreen_keys(o->t, keys[i]);
        if (i == 4) {
            assert_string_equal(view_name(o), "agenda");
            assert_true(inscreen_has(o->t, "未办结事项"));
            assert_true(inscreen_has(o->t, "修通断头路"));
        }
        if (i == 6)
            assert_string_equal(view_name(o), "paper");
    }
    assert_true(inscreen_has(o->t, "PDF")); /* printers and files: one more key chooses */
    assert_true(n + 1 <= 10);
    smalloffice_done(&o);
}

static int topic_state(struct smalloffice *o)
{
    struct lx_topic *t = smalloffice_only(o, LX_TOPIC);
    int s = t->state;
    lx_rec_free(t);
    return s;
}

static void a_topic_is_parked_taken_back_accepted_and_put_on_an_agenda(void **state)
{
    (void)state;
    struct smalloffice *o = smalloffice_new(24, 80, "zh", false);
    add_topic(o, "共建锚地");
    inscreen_keys(o->t, "8 m"); /* nobody is asked for which meeting before the topic may go onto one */
    assert_true(inscreen_has(o->t, "须先采纳") && !inscreen_has(o->t, "列入哪次会议的议程"));
    inscreen_keys(o->t, "8 h");
    assert_int_equal(topic_state(o), TOPIC_PARKED);
    inscreen_keys(o->t, "h t");
    assert_int_equal(topic_state(o), TOPIC_ACCEPTED);
    inscreen_keys(o->t, "m 1");
    assert_int_equal(topic_state(o), TOPIC_SCHEDULED);
    inscreen_keys(o->t, "x 不成熟 <Enter>"); /* refused in words: it stands on an agenda */
    assert_int_equal(topic_state(o), TOPIC_SCHEDULED);
    assert_true(inscreen_has(o->t, "已列入议程"));
    inscreen_keys(o->t, "u");
    assert_int_equal(topic_state(o), TOPIC_ACCEPTED);
    inscreen_keys(o->t, "x 不成熟 <Enter>");
    assert_int_equal(topic_state(o), TOPIC_REFUSED);
    assert_int_equal(app_view(inscreen_app(o->t))->list.ids.n, 0);
    inscreen_keys(o->t, "A");
    assert_true(inscreen_has(o->t, "共建锚地"));
    smalloffice_done(&o);
}

static void rows_go_below_each_other_and_versions_are_frozen(void **state)
{
    (void)state;
    struct smalloffice *o = smalloffice_new(24, 80, "zh", false);
    inscreen_keys(o->t, "3 <Enter> j >");
    assert_true(inscreen_has(o->t, "（1）"));
    inscreen_keys(o->t, "<");
    assert_false(inscreen_has(o->t, "（1）"));
    inscreen_keys(o->t, "b r");
    assert_true(inscreen_has(o->t, "未列材料"));
    inscreen_keys(o->t, "q b f 时间紧 <Enter>");
    assert_int_equal(smalloffice_count(o, LX_EDITION), 1);
    assert_int_equal(smalloffice_count(o, LX_WAIVER), 1);
    inscreen_keys(o->t, "K b f 时间紧 <Enter> b v <Enter>");
    assert_true(inscreen_has(o->t, "移动"));
    inscreen_keys(o->t, "q q");
    inscreen_type(o->t, "bv\r"); /* typed ahead: the row is there before it is opened */
    assert_true(inscreen_has(o->t, "移动"));
    inscreen_keys(o->t, "q b r <Enter>"); /* from one view of the meeting to another; what is missing is put down in the form */
    assert_string_equal(view_name(o), "form");
    smalloffice_done(&o);
}

static struct lx_material *paper(struct smalloffice *o, int64_t edition)
{
    struct lx_rows rows = { 0 };
    struct lx_err err = { 0 };
    struct lx_material *found = NULL;
    smalloffice_must(lx_all(&o->work, LX_MATERIAL, NULL, NULL, true, &rows, &err), &err);
    for (size_t i = 0; i < rows.n; i++)
        if (((struct lx_material *)(void *)rows.at[i])->edition == edition)
            found = lx_rec_copy(rows.at[i]);
    lx_rows_done(&rows);
    assert_non_null(found);
    return found;
}

/* Wanted for the row under the bar, received, replaced by a newer version; the old one is void and says so. */
static void a_paper_is_named_received_and_replaced(void **state)
{
    (void)state;
    struct smalloffice *o = smalloffice_new(24, 80, "zh", false);
    inscreen_keys(o->t, "3 <Enter> j b w a 送审稿 ^S");
    struct lx_material *p = paper(o, 1);
    struct lx_rows rows = { 0 };
    struct lx_err err = { 0 };
    smalloffice_must(lx_agenda(&o->work, o->meeting, &rows, &err), &err);
    assert_int_equal(p->agenda, rows.at[1]->id);
    assert_int_equal(p->unit, smalloffice_unit(o, "舟山市交通运输局")); /* who presents drafts, unless the form says otherwise */
    assert_int_equal(p->state, MATERIAL_WANTED);
    lx_rec_free(p);
    lx_rows_done(&rows);
    assert_true(inscreen_has(o->t, "待报送"));
    inscreen_keys(o->t, "d 12 <Enter>");
    assert_true(inscreen_has(o->t, "已收到"));
    inscreen_keys(o->t, "v <BS> <BS> 15 <Enter>");
    p = paper(o, 1);
    assert_int_equal(p->state, MATERIAL_VOID);
    assert_int_equal(p->pages, 12);
    lx_rec_free(p);
    p = paper(o, 2);
    assert_int_equal(p->state, MATERIAL_RECEIVED);
    assert_int_equal(p->pages, 15);
    lx_rec_free(p);
    inscreen_keys(o->t, "g g v <BS> <BS> 9 <Enter>"); /* the void one is refused in words */
    assert_int_equal(smalloffice_count(o, LX_MATERIAL), 2);
    inscreen_keys(o->t, "<Esc> u");
    assert_int_equal(smalloffice_count(o, LX_MATERIAL), 1);
    inscreen_keys(o->t, "e <Tab> 9 ^S"); /* no such item of the agenda */
    assert_string_equal(view_name(o), "form");
    smalloffice_done(&o);
}

static void screens(void **state)
{
    (void)state;
    bool ok = true;
    for (int i = 0; i < SMALLOFFICE_SIZES; i++) {
        const struct smalloffice_size *z = &smalloffice_sizes[i];
        struct smalloffice *o = smalloffice_new(z->h, z->w, z->lang, z->wide);
        add_late_item(o);
        add_topic(o, "共建锚地");
        add_topic(o, "统一渔船互救奖励标准");
        inscreen_keys(o->t, "8 h");
        ok = smalloffice_look(o, i, "topics") && ok;
        inscreen_keys(o->t, "3 <Enter> b r");
        ok = smalloffice_look(o, i, "agenda-ready") && ok;
        inscreen_keys(o->t, "q b w a 大桥前期工作方案 <Tab> 2 <Tab>");
        ok = smalloffice_look(o, i, "material-form") && ok;
        inscreen_keys(o->t, "^S a 各市进展情况汇总表 ^S j d 12 <Enter> v <Enter>");
        ok = smalloffice_look(o, i, "materials") && ok;
        inscreen_keys(o->t, "q b f 时间紧 <Enter> J b f 调整次序 <Enter> b v");
        ok = smalloffice_look(o, i, "versions") && ok;
        inscreen_keys(o->t, "<Enter>");
        ok = smalloffice_look(o, i, "version") && ok;
        inscreen_keys(o->t, "q 8 a");
        ok = smalloffice_look(o, i, "form-topic") && ok;
        inscreen_keys(o->t, "<Esc> t 3 a ^S b c");
        ok = smalloffice_look(o, i, "agenda-carried") && ok;
        smalloffice_done(&o);
    }
    assert_true(ok);
}

int main(void)
{
    setenv("LIANXI_NOW", "2024-06-25 09:00", 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(from_nothing_to_paper_in_ten_keys),
        cmocka_unit_test(a_topic_is_parked_taken_back_accepted_and_put_on_an_agenda),
        cmocka_unit_test(rows_go_below_each_other_and_versions_are_frozen),
        cmocka_unit_test(a_paper_is_named_received_and_replaced),
        cmocka_unit_test(screens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
