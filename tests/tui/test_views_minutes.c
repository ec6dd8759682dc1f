/* Minutes by keyboard: written in an editor, what follows from them, drafts, others meanwhile, lines from items. */
#include "core/meeting/meetings.h"
#include "core/minutes/minutes.h"
#include "core/work/items.h"
#include "tests/lib/smalloffice.h"
#include "tests/lib/tmp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define ONE "- [ ] 编制实施方案。（牵头单位：宁波市交通运输局；配合单位：舟山市交通运输局；完成时限：2024年12月底前）"
#define TWO "- [ ] 报送工作总结。（牵头单位：舟山市；完成时限：2024年9月底前）"

static struct smalloffice *start(int h, int w, const char *lang, bool wide)
{
    struct smalloffice *o = smalloffice_new(h, w, lang, wide);
    inscreen_keys(o->t, "3");
    return o;
}

static const char *view_name(struct smalloffice *o) { return app_view(inscreen_app(o->t))->ops->name; }

static struct lx_item *item_no(struct smalloffice *o, const char *no)
{
    struct lx_query q = { .type = LX_ITEM, .where = lx_cond_cmp(LX_ITEM, "no", LX_OP_EQ, no) };
    struct lx_ids ids = { 0 };
    struct lx_item *item = NULL;
    struct lx_err err = { 0 };
    smalloffice_must(o->store->ids(o->store, &q, &ids, &err), &err);
    assert_int_equal(ids.n, 1);
    smalloffice_must(lx_get(&o->work, LX_ITEM, ids.at[0], &item, &err), &err);
    lx_ids_done(&ids);
    lx_query_done(&q);
    return item;
}

static struct lx_meeting *the_meeting(struct smalloffice *o) { return smalloffice_only(o, LX_MEETING); }

static void store_two(struct smalloffice *o, const char *dir)
{
    smalloffice_editor(dir, "printf '# 纪要\\n\\n" ONE "\\n" TWO "\\n' >$1");
    inscreen_keys(o->t, "m w");
    assert_string_equal(view_name(o), "meetings");
    assert_int_equal(smalloffice_count(o, LX_ITEM), 2);
}

static void the_skeleton_has_the_agenda(void **state)
{
    struct smalloffice *o = start(24, 80, "zh", false);
    char *seen = tmp_path(*state, "seen");
    struct lx_str commands = LX_STR_EMPTY;
    lx_str_addf(&commands, "cp $1 %s", seen);
    smalloffice_editor(*state, commands.s);
    inscreen_keys(o->t, "m");
    char *text = tmp_read(seen, NULL);
    assert_non_null(strstr(text, "# 第一次市长联席会议纪要\n"));
    assert_non_null(strstr(text, "2024年6月20日在宁波召开"));
    assert_non_null(strstr(text, "## 一、行动计划实施情况\n"));
    assert_non_null(strstr(text, "会议听取了舟山市交通运输局的汇报。"));
    assert_non_null(strstr(text, "<!--"));
    assert_string_equal(view_name(o), "meetings"); /* nothing was written */
    struct lx_meeting *m = the_meeting(o);
    assert_null(m->minutes);
    lx_rec_free(m);
    lx_str_clear(&commands);
    lx_str_addf(&commands, "printf '\\n" ONE "\\n' >>$1");
    smalloffice_editor(*state, commands.s);
    inscreen_keys(o->t, "m w");
    m = the_meeting(o);
    assert_null(strstr(m->minutes, "<!-- 议定")); /* the hint went by itself */
    assert_non_null(strstr(m->minutes, "<!-- 1-001 -->"));
    lx_rec_free(m);
    free(text);
    free(seen);
    lx_str_done(&commands);
    smalloffice_done(&o);
}

static void items_come_out_and_go_back_in(void **state)
{
    struct smalloffice *o = start(24, 80, "zh", false);
    struct lx_err err = { 0 };
    store_two(o, *state);
    struct lx_item *item = item_no(o, "1-001");
    assert_string_equal(item->title, "编制实施方案");
    assert_string_equal(item->source, "编制实施方案。（牵头单位：宁波市交通运输局；配合单位：舟山市交通运输局；完成时限：2024年12月底前）");
    /* extended in the program: an edit elsewhere in the minutes does not set it back */
    struct lx_date due = { .day = lx_day_make(2025, 3, 31) };
    smalloffice_must(lx_item_extend(&o->work, item->rec.id, &due, "", &err), &err);
    lx_rec_free(item);
    smalloffice_editor(*state, "sed -i -e 's/报送工作总结/报送年度总结/' -e 's/9月底前/10月底前/' $1");
    inscreen_keys(o->t, "m");
    assert_string_equal(view_name(o), "proposals");
    assert_int_equal(app_view(inscreen_app(o->t))->list.ids.n, 1);
    inscreen_keys(o->t, "<Enter>");
    item = item_no(o, "1-001");
    assert_int_equal(item->due.day, due.day);
    lx_rec_free(item);
    item = item_no(o, "1-002");
    assert_string_equal(item->title, "报送年度总结");
    assert_int_equal(item->due.day, lx_day_make(2024, 10, 31));
    lx_rec_free(item);
    inscreen_keys(o->t, "u"); /* one entry, one undo */
    item = item_no(o, "1-002");
    assert_string_equal(item->title, "报送工作总结");
    lx_rec_free(item);
    smalloffice_done(&o);
}

static void a_dropped_line_withdraws_only_when_marked(void **state)
{
    struct smalloffice *o = start(24, 80, "zh", false);
    store_two(o, *state);
    smalloffice_editor(*state, "sed -i '/报送工作总结/d' $1");
    inscreen_keys(o->t, "m");
    assert_int_equal(app_view(inscreen_app(o->t))->list.marks.n, 0);
    inscreen_keys(o->t, "<Space> w");
    struct lx_item *item = item_no(o, "1-002");
    assert_int_equal(item->state, ITEM_WITHDRAWN);
    lx_rec_free(item);
    smalloffice_done(&o);
}

static void an_unclear_line_is_asked_about_and_its_unit_added(void **state)
{
    struct smalloffice *o = start(24, 100, "zh", false);
    smalloffice_editor(*state, "printf -- '" ONE "\\n- [ ] 调研。（牵头单位：宁波市某某局）\\n' >$1");
    inscreen_keys(o->t, "m j");
    assert_true(inscreen_has(o->t, "宁波市某某局"));
    inscreen_keys(o->t, "a");
    assert_string_equal(view_name(o), "form");
    inscreen_keys(o->t, "^S");
    assert_string_equal(view_name(o), "proposals");
    assert_int_equal(app_view(inscreen_app(o->t))->list.marks.n, 2);
    inscreen_keys(o->t, "w");
    assert_int_equal(smalloffice_count(o, LX_ITEM), 2);
    smalloffice_done(&o);
}

static void what_is_not_stored_stays_as_a_draft(void **state)
{
    struct smalloffice *o = start(24, 80, "zh", false);
    smalloffice_editor(*state, "printf -- '" ONE "\\n' >$1");
    inscreen_keys(o->t, "m q <Enter>");
    assert_string_equal(view_name(o), "meetings");
    assert_int_equal(smalloffice_count(o, LX_ITEM), 0);
    smalloffice_editor(*state, "printf -- '" TWO "\\n' >>$1");
    inscreen_keys(o->t, "m <Enter>"); /* goes on with it */
    assert_int_equal(app_view(inscreen_app(o->t))->list.ids.n, 2);
    inscreen_keys(o->t, "2"); /* jumps away: kept again */
    inscreen_keys(o->t, "3 m <Enter>");
    assert_int_equal(app_view(inscreen_app(o->t))->list.ids.n, 3);
    inscreen_keys(o->t, "q x");
    smalloffice_editor(*state, "true");
    inscreen_keys(o->t, "m");
    assert_string_equal(view_name(o), "meetings"); /* thrown away: no menu, nothing changed */
    assert_null(inscreen_app(o->t)->overlay);
    smalloffice_done(&o);
}

static void what_others_store_meanwhile_is_joined(void **state)
{
    struct smalloffice *o = start(24, 80, "zh", false);
    struct lx_err err = { 0 };
    store_two(o, *state);
    smalloffice_editor(*state, "printf '\\n末段。\\n' >>$1; sed -i 's/编制实施方案/编制工作方案/' $1");
    inscreen_keys(o->t, "m");
    struct lx_meeting *m = the_meeting(o), *theirs = lx_rec_copy(m);
    struct lx_str s = LX_STR_EMPTY;
    lx_str_addf(&s, "%s", m->minutes);
    memcpy(strstr(s.s, "# 纪要"), "# 会议", strlen("# 会议"));
    lx_set_text(&theirs->minutes, s.s);
    smalloffice_must(lx_save(&o->work, "meeting set", m, theirs, NULL, &err), &err);
    inscreen_keys(o->t, "w");
    assert_string_equal(view_name(o), "proposals"); /* to be looked at again */
    inscreen_keys(o->t, "w");
    assert_string_equal(view_name(o), "meetings");
    lx_rec_free(m);
    m = the_meeting(o);
    assert_non_null(strstr(m->minutes, "# 会议"));
    assert_non_null(strstr(m->minutes, "末段。"));
    assert_non_null(strstr(m->minutes, "编制工作方案"));
    lx_rec_free(m);
    lx_rec_free(theirs);
    lx_str_done(&s);
    smalloffice_done(&o);
}

/* Between the list of what follows and w somebody changes the item: what was not shown is not stored. */
static void what_others_change_meanwhile_is_shown_first(void **state)
{
    struct smalloffice *o = start(24, 80, "zh", false);
    struct lx_err err = { 0 };
    char *theirs[] = { "title=编制行动方案" };
    store_two(o, *state);
    smalloffice_editor(*state, "sed -i -e 's/编制实施方案/编制工作方案/' -e '/报送工作总结/d' $1");
    inscreen_keys(o->t, "m j <Space>"); /* decided: the item without a line is withdrawn */
    assert_int_equal(app_view(inscreen_app(o->t))->list.marks.n, 2);
    struct lx_item *item = item_no(o, "1-001");
    smalloffice_must(lx_item_set(&o->work, item->rec.id, theirs, 1, NULL, &err), &err);
    lx_rec_free(item);
    inscreen_keys(o->t, "w");
    assert_string_equal(view_name(o), "proposals");
    assert_true(inscreen_has(o->t, "1-001"));
    assert_int_equal(app_view(inscreen_app(o->t))->list.marks.n, 2); /* what was decided stays decided */
    item = item_no(o, "1-001");
    assert_string_equal(item->title, "编制行动方案");
    lx_rec_free(item);
    inscreen_keys(o->t, "w");
    assert_string_equal(view_name(o), "meetings");
    item = item_no(o, "1-001");
    assert_string_equal(item->title, "编制工作方案");
    lx_rec_free(item);
    item = item_no(o, "1-002");
    assert_int_equal(item->state, ITEM_WITHDRAWN);
    lx_rec_free(item);
    smalloffice_done(&o);
}

static void an_item_changes_its_line(void **state)
{
    struct smalloffice *o = start(24, 100, "zh", false);
    store_two(o, *state);
    inscreen_keys(o->t, "2 / 编制 <Enter> d");
    assert_true(inscreen_has(o->t, "同步改写纪要"));
    inscreen_keys(o->t, "L");
    struct lx_meeting *m = the_meeting(o);
    assert_non_null(strstr(m->minutes, "- [x] 编制实施方案。（牵头单位：宁波市交通运输局；配合单位：舟山市交通运输局；完成时限：2024年12月底前）"));
    lx_rec_free(m);
    inscreen_keys(o->t, "u");
    m = the_meeting(o);
    assert_non_null(strstr(m->minutes, "- [ ] 编制实施方案"));
    lx_rec_free(m);
    smalloffice_done(&o);
}

static void meetings_step_only_where_the_table_says(void **state)
{
    (void)state;
    struct smalloffice *o = start(24, 80, "zh", false);
    inscreen_keys(o->t, "s");
    assert_true(inscreen_has(o->t, "纪要起草"));
    assert_false(inscreen_has(o->t, "已归档"));
    inscreen_keys(o->t, "1");
    struct lx_meeting *m = the_meeting(o);
    assert_int_equal(m->state, MEETING_MINUTES_DRAFT);
    lx_rec_free(m);
    smalloffice_done(&o);
}

static void screens(void **state)
{
    bool ok = true;
    for (int i = 0; i < SMALLOFFICE_SIZES; i++) {
        struct smalloffice *o = start(smalloffice_sizes[i].h, smalloffice_sizes[i].w, smalloffice_sizes[i].lang, smalloffice_sizes[i].wide);
        store_two(o, *state);
        smalloffice_editor(*state, "sed -i -e '/报送工作总结/d' -e 's/12月底前/11月底前/' $1; printf '\\n- [ ] 提出“一件事”清单。（牵头单位：舟山市）\\n- [ ] 调研。"
                                   "（牵头单位：某某局）\\n\\n| 城市 | 万元 |\\n|---|--:|\\n| 宁波 | 60 |\\n\\n> 引用**要点**\\n' >>$1");
        inscreen_keys(o->t, "m");
        ok &= smalloffice_look(o, i, "proposals");
        inscreen_keys(o->t, "w M");
        ok &= smalloffice_look(o, i, "minutes");
        smalloffice_done(&o);
    }
    assert_true(ok);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_skeleton_has_the_agenda, tmp_setup, tmp_teardown),
        cmocka_unit_test_setup_teardown(items_come_out_and_go_back_in, tmp_setup, tmp_teardown),
        cmocka_unit_test_setup_teardown(a_dropped_line_withdraws_only_when_marked, tmp_setup, tmp_teardown),
        cmocka_unit_test_setup_teardown(an_unclear_line_is_asked_about_and_its_unit_added, tmp_setup, tmp_teardown),
        cmocka_unit_test_setup_teardown(what_is_not_stored_stays_as_a_draft, tmp_setup, tmp_teardown),
        cmocka_unit_test_setup_teardown(what_others_store_meanwhile_is_joined, tmp_setup, tmp_teardown),
        cmocka_unit_test_setup_teardown(what_others_change_meanwhile_is_shown_first, tmp_setup, tmp_teardown),
        cmocka_unit_test_setup_teardown(an_item_changes_its_line, tmp_setup, tmp_teardown),
        cmocka_unit_test(meetings_step_only_where_the_table_says),
        cmocka_unit_test_setup_teardown(screens, tmp_setup, tmp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
