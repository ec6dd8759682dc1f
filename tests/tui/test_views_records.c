/* Records by keyboard: units, meetings, agenda, items, notes, settings, pasted tables, saved filters; and how they look. */
#include "core/meeting/meetings.h"
#include "core/work/numbers.h"
#include "core/work/office.h"
#include "core/work/units.h"
#include "tests/lib/smalloffice.h"
#include "tui/form.h"
#include "tui/listout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct smalloffice *start(const char *keys)
{
    struct smalloffice *o = smalloffice_new(24, 80, "zh", false);
    inscreen_keys(o->t, keys);
    return o;
}

static const char *view_name(struct smalloffice *o) { return app_view(inscreen_app(o->t))->ops->name; }

static void paste(struct smalloffice *o, const char *text)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_str_addf(&s, "\033[200~%s\033[201~", text);
    inscreen_type(o->t, s.s);
    lx_str_done(&s);
}

static const struct lx_unit *unit_named(struct smalloffice *o, const char *name)
{
    struct lx_err err = { 0 };
    smalloffice_must(lx_refresh(&o->work, &err), &err);
    return lx_unit_by_id(o->work.units, smalloffice_unit(o, name));
}

/* The week in small: a unit, a meeting, an item, closed, taken back. */
static void a_unit_a_meeting_an_item_closed_and_taken_back(void **state)
{
    (void)state;
    struct smalloffice *o = start("5 a 舟山市海洋与渔业局 ^S");
    assert_string_equal(view_name(o), "units");
    inscreen_keys(o->t, "3 a ^S");
    assert_string_equal(view_name(o), "meetings");
    assert_int_equal(smalloffice_count(o, LX_MEETING), 2);
    inscreen_keys(o->t, "2 a 开展增殖放流 <Tab> hyyyyj <Enter> <Tab> <Tab> 8月底前 <Tab> <Tab> 2 ^S");
    assert_string_equal(view_name(o), "items");
    struct lx_item *item = smalloffice_only(o, LX_ITEM);
    assert_string_equal(item->no, "2-001");
    assert_int_equal(item->lead, smalloffice_unit(o, "舟山市海洋与渔业局"));
    assert_int_equal(item->due.day, lx_day_make(2024, 8, 31));
    lx_rec_free(item);
    inscreen_keys(o->t, "d");
    item = smalloffice_only(o, LX_ITEM);
    assert_int_equal(item->state, ITEM_CLOSED);
    lx_rec_free(item);
    inscreen_keys(o->t, "u");
    item = smalloffice_only(o, LX_ITEM);
    assert_int_equal(item->state, ITEM_REGISTERED);
    lx_rec_free(item);
    inscreen_keys(o->t, "u u u");
    assert_int_equal(smalloffice_count(o, LX_ITEM), 0);
    assert_int_equal(smalloffice_count(o, LX_MEETING), 1);
    assert_int_equal(smalloffice_count(o, LX_UNIT), 5);
    smalloffice_done(&o);
}

static void a_unit_gets_its_kind_and_government_from_its_name(void **state)
{
    (void)state;
    struct smalloffice *o = start("5 a 宁波港口集团有限公司 <Tab>");
    assert_true(inscreen_has(o->t, "企业")); /* seen before it is saved */
    inscreen_keys(o->t, "宁波港 <Tab> 宁波港务、港口集团 ^S");
    const struct lx_unit *u = unit_named(o, "宁波港口集团有限公司");
    assert_int_equal(u->kind, UNIT_COMPANY);
    assert_string_equal(u->brief, "宁波港");
    assert_int_equal(u->rec.id, unit_named(o, "港口集团")->rec.id);
    /* its other names are shown, and go when they are taken out */
    inscreen_keys(o->t, "e <Tab> <Tab>");
    assert_true(inscreen_has(o->t, "宁波港务、港口集团"));
    inscreen_keys(o->t, "^U 宁波港务 ^S");
    assert_int_equal(smalloffice_count(o, LX_ALIAS), 1);
    smalloffice_done(&o);
}

static void a_name_that_is_taken_is_refused_and_the_form_stays(void **state)
{
    (void)state;
    struct smalloffice *o = start("5 a 舟山市 ^S");
    assert_string_equal(view_name(o), "form");
    assert_true(inscreen_has(o->t, "舟山市"));
    assert_int_equal(smalloffice_count(o, LX_UNIT), 5);
    smalloffice_done(&o);
}

static void another_name_that_is_a_unit_merges_it(void **state)
{
    (void)state;
    struct smalloffice *o = start("5 a 舟山市交通局 ^S");
    assert_int_equal(smalloffice_count(o, LX_UNIT), 6);
    assert_true(list_to_id(app_view(inscreen_app(o->t)), smalloffice_unit(o, "舟山市交通运输局")));
    inscreen_keys(o->t, "e <Tab> <Tab> 舟山市交通局 ^S");
    assert_int_equal(smalloffice_count(o, LX_UNIT), 5);
    assert_int_equal(unit_named(o, "舟山市交通局")->rec.id, unit_named(o, "舟山市交通运输局")->rec.id);
    inscreen_keys(o->t, "u");
    assert_int_equal(smalloffice_count(o, LX_UNIT), 6);
    smalloffice_done(&o);
}

static void deleting_is_refused_in_words_while_something_refers(void **state)
{
    (void)state;
    struct smalloffice *o = start("5");
    assert_true(list_to_id(app_view(inscreen_app(o->t)), smalloffice_unit(o, "舟山市交通运输局")));
    inscreen_keys(o->t, "D");
    assert_int_equal(smalloffice_count(o, LX_UNIT), 5);
    assert_true(inscreen_has(o->t, "议程项"));
    inscreen_keys(o->t, "a 舟山市测绘院 ^S D");
    assert_int_equal(smalloffice_count(o, LX_UNIT), 5);
    inscreen_keys(o->t, "u");
    assert_int_equal(smalloffice_count(o, LX_UNIT), 6);
    smalloffice_done(&o);
}

static void a_meeting_is_proposed_its_number(void **state)
{
    (void)state;
    struct smalloffice *o = start("g s");
    struct lx_err err = { 0 };
    struct lx_series *series = lx_rec_new(LX_SERIES);
    lx_set_text(&series->name, "联络员会议");
    lx_set_text(&series->code, "L");
    series->rank = 9;
    smalloffice_must(lx_add(&o->work, "series add", series, &err), &err);
    lx_rec_free(series);
    inscreen_keys(o->t, "3 a");
    struct form *f = (struct form *)app_view(inscreen_app(o->t));
    assert_string_equal(form_text(f, "series"), "市长联席会议");
    assert_string_equal(form_text(f, "number"), "2");
    inscreen_keys(o->t, "联络员会议 <Tab>");
    assert_string_equal(form_text(f, "number"), "L1");
    inscreen_keys(o->t, "^U L7 ^S"); /* one that is wanted */
    assert_true(inscreen_has(o->t, "L7"));
    inscreen_keys(o->t, "a 联络员会议 <Tab>");
    f = (struct form *)app_view(inscreen_app(o->t));
    assert_string_equal(form_text(f, "number"), "L8");
    inscreen_keys(o->t, "^S");
    assert_int_equal(smalloffice_count(o, LX_MEETING), 3);
    smalloffice_done(&o);
}

/* The bar never stands on another record than the one that was asked for. */
static void a_closed_item_is_found_by_its_number(void **state)
{
    (void)state;
    struct smalloffice *o = start("2 a 甲 ^S a 乙 ^S d a 丙 ^S");
    struct lx_err err = { 0 };
    lx_id id;
    smalloffice_must(lx_find(&o->work, LX_ITEM, "D2024-002", &id, &err), &err);
    assert_false(inscreen_has(o->t, "乙"));
    inscreen_keys(o->t, ": D2024-002 <Enter>");
    assert_true(list_at_bar(&app_view(inscreen_app(o->t))->list) == id);
    assert_true(inscreen_has(o->t, "乙"));
    smalloffice_done(&o);
}

static void a_list_is_written_as_a_table(void **state)
{
    (void)state;
    struct smalloffice *o = start("2 a 甲 <Tab> <Tab> <Tab> 2024-12-31 ^S a 乙 ^S");
    struct view *v = app_view(inscreen_app(o->t));
    struct lx_str out = LX_STR_EMPTY;
    struct lx_err err = { 0 };
    size_t n = 0;
    smalloffice_must(list_csv(v, &out, &n, &err), &err);
    assert_int_equal(n, 2);
    assert_non_null(strstr(out.s, "编号,事项,"));
    assert_non_null(strstr(out.s, "D2024-001,甲,,2024-12-31,")); /* with its year */
    lx_str_clear(&out);
    inscreen_keys(o->t, "g g <Space>");
    smalloffice_must(list_csv(v, &out, &n, &err), &err);
    assert_int_equal(n, 1);
    assert_null(strstr(out.s, "D2024-002"));
    lx_str_done(&out);
    smalloffice_done(&o);
}

static bool shows(const struct form *f, const char *name)
{
    for (int i = 0; i < f->n; i++)
        if (strcmp(form_row_name(&f->rows[i]), name) == 0)
            return form_row_shown(f, &f->rows[i]);
    fail_msg("%s", name);
    return false;
}

static void a_line_of_a_template_asks_what_it_has_use_for(void **state)
{
    (void)state;
    struct smalloffice *o = start("g l a 季度会议 <Tab> 市长联席会议 ^S <Enter> a");
    struct form *f = (struct form *)app_view(inscreen_app(o->t));
    assert_true(shows(f, "minutes") && !shows(f, "days") && !shows(f, "working"));
    inscreen_keys(o->t, "<Tab> 布置会场 <Tab> <Tab> 20 <BackTab> <BackTab> <BackTab> ^U 筹备事务 <Tab>");
    assert_true(!shows(f, "minutes") && shows(f, "days") && shows(f, "working"));
    inscreen_keys(o->t, "<Tab> 3 ^S");
    struct lx_standard *line = smalloffice_only(o, LX_STANDARD);
    assert_int_equal(line->days, 3);
    assert_int_equal(line->minutes, LX_NO_INT); /* typed while it was an item of the agenda */
    lx_rec_free(line);
    smalloffice_done(&o);
}

static void a_meeting_made_from_a_template_is_shown(void **state)
{
    (void)state;
    struct smalloffice *o = start("g l a 季度会议 <Tab> 市长联席会议 ^S c ^S");
    assert_string_equal(view_name(o), "meetings");
    struct lx_err err = { 0 };
    lx_id id;
    smalloffice_must(lx_find(&o->work, LX_MEETING, "2", &id, &err), &err);
    assert_true(list_at_bar(&app_view(inscreen_app(o->t))->list) == id);
    smalloffice_done(&o);
}

static void the_agenda_is_built_by_keys(void **state)
{
    (void)state;
    struct smalloffice *o = start("3 <Enter> a 开幕 <Tab> <Tab> 宁波市 <Esc> <Tab> <Tab> 5 ^S");
    assert_string_equal(view_name(o), "agenda");
    struct lx_rows rows = { 0 };
    struct lx_err err = { 0 };
    smalloffice_must(lx_agenda(&o->work, o->meeting, &rows, &err), &err);
    assert_int_equal(rows.n, 3);
    assert_string_equal(((struct lx_agenda *)(void *)rows.at[1])->title, "开幕"); /* below the bar */
    assert_int_equal(((struct lx_agenda *)(void *)rows.at[1])->minutes, 5);
    lx_rows_done(&rows);
    inscreen_keys(o->t, "K e ^U 致辞 ^S");
    smalloffice_must(lx_agenda(&o->work, o->meeting, &rows, &err), &err);
    assert_string_equal(((struct lx_agenda *)(void *)rows.at[0])->title, "致辞");
    lx_rows_done(&rows);
    inscreen_keys(o->t, "D");
    smalloffice_must(lx_agenda(&o->work, o->meeting, &rows, &err), &err);
    assert_int_equal(rows.n, 2);
    lx_rows_done(&rows);
    smalloffice_done(&o);
}

static void an_unknown_unit_is_said_at_its_field(void **state)
{
    (void)state;
    struct smalloffice *o = start("2 a 调研 <Tab> 某某委 <Tab>");
    char *row = inscreen_row(o->t, 4);
    assert_non_null(strstr(row, "某某委"));
    free(row);
    inscreen_keys(o->t, "^S");
    assert_string_equal(view_name(o), "form");
    assert_int_equal(smalloffice_count(o, LX_ITEM), 0);
    smalloffice_done(&o);
}

static void an_unknown_unit_is_added_on_the_way(void **state)
{
    (void)state;
    struct smalloffice *o = start("2 a 调研 <Tab> 舟山市体育局 <Tab> <F7>");
    assert_string_equal(form_text((struct form *)app_view(inscreen_app(o->t)), "name"), "舟山市体育局");
    inscreen_keys(o->t, "^S ^S");
    assert_string_equal(view_name(o), "items");
    struct lx_item *item = smalloffice_only(o, LX_ITEM);
    assert_int_equal(item->lead, smalloffice_unit(o, "舟山市体育局"));
    lx_rec_free(item);
    smalloffice_done(&o);
}

static void a_cooperating_unit_has_a_part_of_its_own(void **state)
{
    (void)state;
    struct smalloffice *o = start("2 a 调研 <Tab> 舟山市 <Esc> <Tab> 宁波市 <Esc> ^S w <Enter>");
    inscreen_keys(o->t, "选线 <Tab> 9月底 ^S");
    struct lx_part *part = smalloffice_only(o, LX_PART);
    assert_string_equal(part->task, "选线");
    assert_int_equal(part->due.day, lx_day_make(2024, 9, 30));
    lx_rec_free(part);
    inscreen_keys(o->t, "q d");
    assert_true(inscreen_has(o->t, "尚有单位分工未完成：1项")); /* the lead is done, it is not */
    inscreen_keys(o->t, "u w d q d");
    assert_false(inscreen_has(o->t, "尚有单位分工未完成"));
    smalloffice_done(&o);
}

static void a_note_is_hung_by_completion(void **state)
{
    (void)state;
    struct smalloffice *o = start("2 <F2> 来电：问方案进度 ^S 7");
    assert_true(inscreen_has(o->t, "未归入"));
    assert_true(inscreen_has(o->t, "来电：问方案进度"));
    inscreen_keys(o->t, "h 联席 <Enter> ^S");
    struct lx_note *note = smalloffice_only(o, LX_NOTE);
    assert_int_equal(note->hung, o->meeting);
    lx_rec_free(note);
    assert_false(inscreen_has(o->t, "未归入"));
    inscreen_keys(o->t, "h ^U 舟山市 <Esc> ^S"); /* a unit by name */
    note = smalloffice_only(o, LX_NOTE);
    assert_int_equal(note->hung, smalloffice_unit(o, "舟山市"));
    lx_rec_free(note);
    smalloffice_done(&o);
}

static void the_office_is_set_up_on_one_screen(void **state)
{
    (void)state;
    struct smalloffice *o = start("g s j j j j j <Enter>");
    struct lx_err err = { 0 };
    inscreen_keys(o->t, "^U 9 ^S"); /* the field under the bar: days near due */
    smalloffice_must(lx_refresh(&o->work, &err), &err);
    assert_int_equal(o->work.office->near_days, 9);
    inscreen_keys(o->t, "/"); /* no filter here: said, not swallowed */
    inscreen_keys(o->t, "<Esc> g g");
    for (int i = 0; i <= lx_table(LX_OFFICE)->fields_n; i++) /* past its heading and its fields */
        inscreen_keys(o->t, "j");
    inscreen_keys(o->t, "a 舟山市 <Esc> ^S");
    struct lx_member *m = smalloffice_only(o, LX_MEMBER);
    assert_int_equal(m->unit, smalloffice_unit(o, "舟山市"));
    assert_int_equal(m->rank, 1);
    lx_rec_free(m);
    inscreen_keys(o->t, "D");
    assert_int_equal(smalloffice_count(o, LX_MEMBER), 0);
    inscreen_keys(o->t, "G a 10月1日 <Tab> 10月7日 <Tab> <Tab> 国庆节 ^S");
    assert_int_equal(smalloffice_count(o, LX_HOLIDAY), 7);
    inscreen_keys(o->t, "a 10月7日 <Tab> 10月8日 <Tab> 补班 ^S"); /* a day that is there is changed */
    assert_int_equal(smalloffice_count(o, LX_HOLIDAY), 8);
    inscreen_keys(o->t, "u u");
    assert_int_equal(smalloffice_count(o, LX_HOLIDAY), 0);
    smalloffice_done(&o);
}

static void a_pasted_table_is_looked_at_first(void **state)
{
    (void)state;
    struct smalloffice *o = start("2");
    paste(o, "序号\t任务名称\t责任单位\t完成时限\n1\t编制方案\t宁波市交通运输局\t12月底前\n2\t坏行\t舟山市\t2024年13月\n");
    assert_string_equal(view_name(o), "paste");
    inscreen_keys(o->t, "w");
    assert_int_equal(smalloffice_count(o, LX_ITEM), 0); /* all or none */
    inscreen_keys(o->t, "j j x w");
    assert_string_equal(view_name(o), "items");
    struct lx_item *item = smalloffice_only(o, LX_ITEM);
    assert_string_equal(item->title, "编制方案");
    lx_rec_free(item);
    inscreen_keys(o->t, "u");
    assert_int_equal(smalloffice_count(o, LX_ITEM), 0);
    smalloffice_done(&o);
}

static void flattened_tables_are_folded(void **state)
{
    (void)state;
    struct smalloffice *o = start("2");
    paste(o, "序号\n任务名称\n责任单位\n完成时限\n1\n甲任务\n舟山市\n7月底\n2\n乙任务\n宁波市\n8月底\n");
    assert_string_equal(view_name(o), "paste");
    inscreen_keys(o->t, "w");
    assert_int_equal(smalloffice_count(o, LX_ITEM), 2);
    smalloffice_done(&o);
}

static void names_become_units_and_prose_a_note(void **state)
{
    (void)state;
    struct smalloffice *o = start("5");
    paste(o, "舟山市气象局\n舟山市文物局\n");
    inscreen_keys(o->t, "w");
    assert_int_equal(smalloffice_count(o, LX_UNIT), 7);
    inscreen_keys(o->t, "2");
    paste(o, "各单位：\n请于本周五前报送材料。\n");
    assert_string_equal(view_name(o), "form");
    inscreen_keys(o->t, "^S");
    struct lx_note *note = smalloffice_only(o, LX_NOTE);
    assert_non_null(strstr(note->text, "报送材料"));
    lx_rec_free(note);
    smalloffice_done(&o);
}

static void filters_are_saved_and_deleted(void **state)
{
    (void)state;
    struct smalloffice *o = start("5 / 舟山 <Enter> f w");
    inscreen_keys(o->t, "1舟山的 <Enter> <Esc>");
    assert_int_equal(app_view(inscreen_app(o->t))->list.ids.n, 5);
    inscreen_keys(o->t, "f 1");
    assert_int_equal(app_view(inscreen_app(o->t))->list.ids.n, 2);
    inscreen_keys(o->t, "f x 1");
    assert_int_equal(smalloffice_count(o, LX_FILTER), 0);
    smalloffice_done(&o);
}

static void nothing_is_offered_where_nothing_may_be_written(void **state)
{
    (void)state;
    struct smalloffice *o = smalloffice_new(24, 80, "zh", false);
    inscreen_app(o->t)->args.read_only = true;
    static const char *const views[] = { "2", "3", "5", "6", "7", "g s" };
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        inscreen_keys(o->t, views[i]);
        assert_false(inscreen_has(o->t, "a新增"));
        assert_false(inscreen_has(o->t, "D删除"));
        inscreen_keys(o->t, "a");
        assert_string_not_equal(view_name(o), "form");
    }
    smalloffice_done(&o);
}

static void screens(void **state)
{
    static const struct {
        const char *name, *keys, *paste;
    } scenes[] = {
        { "form-unit", "5 a 宁波市大数据局 <Tab>", NULL },
        { "form-unit-edit", "5 e", NULL },
        { "form-meeting", "3 a", NULL },
        { "form-agenda", "3 <Enter> a 议题 <Tab> <Tab> 市", NULL },
        { "form-item", "2 a 调研 <Tab> 某某委 <Tab> jtys", NULL },
        { "form-note", "<F2>", NULL },
        { "form-member", "g s j j j j j j j j j j j j j a", NULL },
        { "notes", "<F2> 来电：问“方案”进度 ^S 7", NULL },
        { "form-hang", "<F2> 来电 ^S 7 h 1", NULL },
        { "settings", "g s j", NULL },
        { "agenda", "3 <Enter>", NULL },
        { "agenda-freeze", "3 b f", NULL },
        { "meeting-keys", "3 b", NULL },
        { "meeting-steps", "3 s", NULL },
        { "extracts", "3 b x", NULL },
        { "signoff", "3 b g <Enter>", NULL },
        { "form-notice", "3 b n a", NULL },
        { "form-prep", "3 b p a 会场布置 <Tab> 1 <Tab>", NULL },
        { "form-sitting", "3 b s a", NULL },
        { "form-template", "g l a", NULL },
        { "form-quota", "g q a", NULL },
        { "form-body", "g b a", NULL },
        { "form-decision", "g d a", NULL },
        { "form-document", "9 a", NULL },
        { "parts", "2 a 调研 <Tab> 舟山市 <Esc> <Tab> 宁波市 <Esc> ^S w <Enter> 选线 <Tab> 9月底 ^S", NULL },
        { "paste", "2", "序号\t任务名称\t责任单位\t完成时限\n1\t编制“一张图”方案\t某某局\t12月底前\n2\t坏行\t舟山市\t2024年13月\n" },
    };
    bool ok = true;
    (void)state;
    for (int i = 0; i < SMALLOFFICE_SIZES; i++) {
        const struct smalloffice_size *z = &smalloffice_sizes[i];
        for (size_t k = 0; k < sizeof scenes / sizeof *scenes; k++) {
            struct smalloffice *o = smalloffice_new(z->h, z->w, z->lang, z->wide);
            inscreen_keys(o->t, scenes[k].keys);
            if (scenes[k].paste)
                paste(o, scenes[k].paste);
            ok &= smalloffice_look(o, i, scenes[k].name);
            smalloffice_done(&o);
        }
    }
    assert_true(ok);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_unit_a_meeting_an_item_closed_and_taken_back),
        cmocka_unit_test(a_unit_gets_its_kind_and_government_from_its_name),
        cmocka_unit_test(a_name_that_is_taken_is_refused_and_the_form_stays),
        cmocka_unit_test(another_name_that_is_a_unit_merges_it),
        cmocka_unit_test(deleting_is_refused_in_words_while_something_refers),
        cmocka_unit_test(a_meeting_is_proposed_its_number),
        cmocka_unit_test(a_closed_item_is_found_by_its_number),
        cmocka_unit_test(a_list_is_written_as_a_table),
        cmocka_unit_test(a_line_of_a_template_asks_what_it_has_use_for),
        cmocka_unit_test(a_meeting_made_from_a_template_is_shown),
        cmocka_unit_test(the_agenda_is_built_by_keys),
        cmocka_unit_test(an_unknown_unit_is_said_at_its_field),
        cmocka_unit_test(an_unknown_unit_is_added_on_the_way),
        cmocka_unit_test(a_cooperating_unit_has_a_part_of_its_own),
        cmocka_unit_test(a_note_is_hung_by_completion),
        cmocka_unit_test(the_office_is_set_up_on_one_screen),
        cmocka_unit_test(a_pasted_table_is_looked_at_first),
        cmocka_unit_test(flattened_tables_are_folded),
        cmocka_unit_test(names_become_units_and_prose_a_note),
        cmocka_unit_test(filters_are_saved_and_deleted),
        cmocka_unit_test(nothing_is_offered_where_nothing_may_be_written),
        cmocka_unit_test(screens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
