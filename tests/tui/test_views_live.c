/* A meeting in session by keyboard: the roll of five cities in five keys, the live screen, following. */
#include "core/meeting/attendance.h"
#include "core/meeting/meetings.h"
#include "core/meeting/outcomes.h"
#include "core/meeting/session.h"
#include "core/work/office.h"
#include "core/work/units.h"
#include "tests/lib/smalloffice.h"
#include "tui/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char *const cities[] = { "宁波市", "绍兴市", "舟山市", "台州市", "嘉兴市" };

/* The meeting of the small office with five members, opened in the view of its agenda. */
static struct smalloffice *five_cities(int h, int w, const char *lang, bool wide, const char *keys)
{
    struct smalloffice *o = smalloffice_new(h, w, lang, wide);
    struct lx_err err = { 0 };
    for (int i = 0; i < 5; i++) {
        lx_id unit = 0;
        if (lx_unit_find(o->work.units, cities[i], &unit, &err) != LX_OK)
            smalloffice_must(lx_unit_add(&o->work, cities[i], UNIT_GOVERNMENT, 0, &unit, &err), &err);
        struct lx_member *m = lx_rec_new(LX_MEMBER);
        m->unit = unit;
        m->rank = 10 * (i + 1);
        smalloffice_must(lx_add(&o->work, "unit member", m, &err), &err);
        lx_rec_free(m);
        smalloffice_must(lx_refresh(&o->work, &err), &err);
    }
    inscreen_keys(o->t, "3 <Enter>");
    inscreen_keys(o->t, keys);
    return o;
}

static const char *view_name(struct smalloffice *o) { return app_view(inscreen_app(o->t))->ops->name; }

static void check_words(struct smalloffice *o, const char *want)
{
    struct lx_rows roll = { 0 }, gone = { 0 }, agenda = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    struct lx_err err = { 0 };
    smalloffice_must(lx_refresh(&o->work, &err), &err);
    smalloffice_must(lx_roll(&o->work, o->meeting, &roll, &err), &err);
    smalloffice_must(lx_agenda(&o->work, o->meeting, &agenda, &err), &err);
    smalloffice_must(lx_absences(&o->work, o->meeting, &gone, &err), &err);
    lx_roll_words(&o->work, &s, &roll, &gone, &agenda, true);
    lx_rows_done(&gone);
    assert_string_equal(lx_str_z(&s), want);
    lx_str_done(&s);
    lx_rows_done(&roll);
    lx_rows_done(&agenda);
}

/* The bar of issue 3: the roll of five cities in five keys. */
static void the_roll_of_five_cities_in_five_keys(void **state)
{
    (void)state;
    struct smalloffice *o = five_cities(24, 80, "zh", false, "b a");
    assert_string_equal(view_name(o), "roll");
    inscreen_keys(o->t, "p p x w p");
    check_words(o, "出席：宁波市、绍兴市、嘉兴市\n请假：舟山市\n缺席：台州市\n");
    assert_true(inscreen_has(o->t, "到会 3/5，法定 3：符合"));
    inscreen_keys(o->t, "g g j j d");
    assert_true(inscreen_has(o->t, "代 何人"));
    inscreen_type(o->t, "李某 副市长代市长");
    inscreen_keys(o->t, "<Enter> p");
    check_words(o, "出席：宁波市、绍兴市、舟山市（副市长李某代市长）、台州市、嘉兴市\n");
    assert_true(inscreen_has(o->t, "到会 5/5（代会 1）"));
    inscreen_keys(o->t, "u");
    check_words(o, "出席：宁波市、绍兴市、舟山市（副市长李某代市长）、嘉兴市\n缺席：台州市\n");
    inscreen_keys(o->t, "q");
    assert_string_equal(view_name(o), "agenda");
    smalloffice_done(&o);
}

static void leaving_needs_an_item(void **state)
{
    (void)state;
    struct smalloffice *o = five_cities(24, 80, "zh", false, "b a P t");
    assert_true(inscreen_has(o->t, "当前没有正在进行的议程"));
    assert_true(inscreen_has(o->t, "到会 5/5"));
    inscreen_keys(o->t, "a 宁波市 <Tab> <Tab> <Tab> 观察员 ^S"); /* a member and one more person of the same city */
    assert_string_equal(view_name(o), "roll");
    assert_true(inscreen_has(o->t, "观察员"));
    smalloffice_done(&o);
}

static const struct lx_agenda *row_at(struct lx_rows *agenda, size_t i) { return (struct lx_agenda *)agenda->at[i]; }

static void read_agenda(struct smalloffice *o, struct lx_rows *agenda)
{
    struct lx_err err = { 0 };
    lx_rows_done(agenda);
    smalloffice_must(lx_refresh(&o->work, &err), &err);
    smalloffice_must(lx_agenda(&o->work, o->meeting, agenda, &err), &err);
}

/* Opened, walked through, an outcome with what follows, a line that becomes an item, closed, taken back. */
static void a_meeting_is_run_by_keys(void **state)
{
    (void)state;
    struct smalloffice *o = five_cities(24, 80, "zh", false, "b l <Space>");
    struct lx_rows agenda = { 0 };
    assert_string_equal(view_name(o), "live");
    read_agenda(o, &agenda);
    assert_true(row_at(&agenda, 0)->started != LX_NO_INT && row_at(&agenda, 0)->ended == LX_NO_INT);
    inscreen_keys(o->t, "o 2 <Esc>");
    assert_true(inscreen_has(o->t, "未登记"));
    read_agenda(o, &agenda);
    assert_int_equal(row_at(&agenda, 0)->outcome, OUTCOME_NONE); /* left with Esc */
    inscreen_keys(o->t, "o 2 <Enter>");
    read_agenda(o, &agenda);
    assert_int_equal(row_at(&agenda, 0)->outcome, lx_outcomes_of(row_at(&agenda, 0)->kind, &(size_t){ 0 })[1]);
    inscreen_keys(o->t, "o 0");
    read_agenda(o, &agenda);
    assert_int_equal(row_at(&agenda, 0)->outcome, OUTCOME_NONE);
    inscreen_type(o->t, "推进大桥前期 @jtj 月底前"); /* a Han character begins the line */
    assert_true(inscreen_has(o->t, "事项"));
    inscreen_keys(o->t, "<Enter>");
    assert_true(inscreen_has(o->t, "哪个单位"));
    inscreen_keys(o->t, "1");
    assert_string_equal(view_name(o), "live");
    struct lx_item *item = smalloffice_only(o, LX_ITEM);
    assert_string_equal(item->title, "推进大桥前期");
    assert_int_equal(item->agenda, agenda.at[0]->id);
    assert_int_equal(item->due.day, lx_day_make(2024, 6, 30));
    assert_true(item->lead == smalloffice_unit(o, "宁波市交通运输局"));
    lx_rec_free(item);
    inscreen_keys(o->t, "a");
    inscreen_type(o->t, "不是单位 @qxj");
    inscreen_keys(o->t, "<Enter>");
    assert_true(inscreen_has(o->t, "不是单位 @qxj")); /* nothing near: the line stays */
    inscreen_keys(o->t, "<Esc> a");
    assert_true(inscreen_has(o->t, "不是单位 @qxj")); /* and is offered again after Esc */
    inscreen_keys(o->t, "^U <Enter>");
    inscreen_keys(o->t, "r 3 对出资比例保留意见 <Enter> v");
    inscreen_type(o->t, "4 1 0");
    inscreen_keys(o->t, "<Enter>");
    assert_true(inscreen_has(o->t, "舟山市  对出资比例保留意见"));
    assert_true(inscreen_has(o->t, "赞成4票，反对1票"));
    inscreen_keys(o->t, "b a P q l 5");
    assert_true(inscreen_has(o->t, "到会 4/5"));
    inscreen_keys(o->t, "l 5");
    assert_true(inscreen_has(o->t, "到会 5/5"));
    inscreen_keys(o->t, "J");
    read_agenda(o, &agenda);
    assert_true(row_at(&agenda, 0)->ended != LX_NO_INT && row_at(&agenda, 1)->started != LX_NO_INT);
    inscreen_keys(o->t, "K");
    read_agenda(o, &agenda);
    assert_true(row_at(&agenda, 0)->ended == LX_NO_INT && row_at(&agenda, 1)->started == LX_NO_INT);
    inscreen_keys(o->t, "J J C");
    struct lx_meeting *m = smalloffice_only(o, LX_MEETING);
    assert_int_equal(m->state, MEETING_MINUTES_DRAFT);
    lx_rec_free(m);
    lx_rows_done(&agenda);
    smalloffice_done(&o);
}

/* On the roll: papers of the meeting, first of all the card of the row under the bar, alone. */
static void a_name_card_comes_once_again(void **state)
{
    (void)state;
    struct smalloffice *o = five_cities(24, 80, "zh", false, "q");
    inscreen_keys(o->t, "b a P j b z");
    assert_true(inscreen_has(o->t, "桌签"));
    assert_true(inscreen_has(o->t, "签到表"));
    inscreen_keys(o->t, "<Enter>");
    assert_true(inscreen_has(o->t, "绍兴市"));
    assert_false(inscreen_has(o->t, "宁波市"));
    assert_false(inscreen_has(o->t, "舟山市"));
    inscreen_keys(o->t, "q");
    assert_true(inscreen_has(o->t, "宁波市")); /* back on the roll */
    smalloffice_done(&o);
}

static lx_rev newest(struct smalloffice *o)
{
    struct lx_err err = { 0 };
    struct lx_log_query q = { .limit = 1 };
    struct lx_log_rows rows = { 0 };
    smalloffice_must(o->store->log(o->store, &q, &rows, &err), &err);
    lx_rev rev = rows.n ? rows.at[0].rev : 0;
    lx_log_rows_done(&rows);
    return rev;
}

/* What a clerk does with a few keys is one entry, so that one u takes it back whole. */
static void each_act_is_one_entry(void **state)
{
    static const struct {
        const char *before, *keys;
    } acts[] = {
        { "", "r 3 对出资比例保留意见 <Enter>" }, { "r 3 对出资比例保留意见 <Enter>", "r 3 ，另函说明 <Enter>" },
        { "r 3 保留 <Enter>", "r 3 ^U <Enter>" }, { "", "r 3 <Enter>" },
        { "", "o 2 原则同意 <Enter>" },           { "", "o 2 <Enter>" },
        { "", "o 1 <Enter>" },                    { "o 2 原则同意 <Enter>", "o 0" },
        { "", "v 5 <Enter>" },                    { "", "l 3" },
        { "l 3", "l 3" },                         { "", "s 2" },
        { "", "a r <Space> 舟山市 <Enter>" },           { "", "a 落实资金@宁波市 <Enter>" },
        { "", "a d 听取 <Enter>" },               { "", "<Space>" },
        { "", "e" },                              { "", "C" },
    };
    (void)state;
    struct smalloffice *o = five_cities(24, 80, "zh", false, "q");
    struct lx_rows agenda = { 0 };
    struct lx_err err = { 0 };
    char *const speakers[] = { (char[]){ "speaker=宁波市、绍兴市、舟山市" } };
    read_agenda(o, &agenda);
    smalloffice_must(lx_record_set(&o->work, LX_AGENDA, agenda.at[0]->id, speakers, 1, NULL, &err), &err);
    lx_rows_done(&agenda);
    inscreen_pump(o->t);
    inscreen_keys(o->t, "b l <Space> b a P q");
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        lx_rev start = newest(o);
        inscreen_keys(o->t, acts[i].before);
        lx_rev before = newest(o);
        inscreen_keys(o->t, acts[i].keys);
        if (newest(o) != before + 1)
            fail_msg("%s: %lld entries", acts[i].keys, (long long)(newest(o) - before));
        inscreen_keys(o->t, "u");
        assert_int_equal(newest(o), before + 2);
        if (before > start)
            inscreen_keys(o->t, "u");
    }
    smalloffice_done(&o);
}

/* A session that was opened without the roll: the cities are offered all the same, and offering stores nothing. */
static void a_reservation_without_a_roll_is_one_entry(void **state)
{
    (void)state;
    struct smalloffice *o = five_cities(24, 80, "zh", false, "q");
    inscreen_keys(o->t, "b l <Space>");
    lx_rev before = newest(o);
    inscreen_keys(o->t, "r");
    assert_true(inscreen_has(o->t, "嘉兴市"));
    inscreen_keys(o->t, "3 保留 <Enter>");
    assert_int_equal(newest(o), before + 1);
    assert_true(inscreen_has(o->t, "舟山市  保留"));
    inscreen_keys(o->t, "l");
    assert_true(inscreen_has(o->t, "尚未点名"));
    smalloffice_done(&o);
}

/* The bar of issue 3: the order of speakers in two keys. */
static void meeting_is(struct smalloffice *o, int state, const char *day)
{
    struct lx_meeting *m;
    struct lx_str s = LX_STR_EMPTY;
    struct lx_err err = { 0 };
    smalloffice_must(lx_refresh(&o->work, &err), &err);
    smalloffice_must(lx_get(&o->work, LX_MEETING, o->meeting, &m, &err), &err);
    lx_day_format(&s, m->date.day);
    assert_int_equal(m->state, state);
    assert_string_equal(lx_str_z(&s), day);
    lx_str_done(&s);
    lx_rec_free(m);
}

static void another_day_is_asked_about(void **state)
{
    (void)state;
    struct smalloffice *o = five_cities(24, 80, "zh", false, "g g");
    struct lx_err err = { 0 };
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    m->series = o->series;
    m->date = (struct lx_date){ .day = lx_day_make(2024, 7, 1) };
    smalloffice_must(lx_meeting_add(&o->work, m, 0, &err), &err);
    o->meeting = m->rec.id;
    lx_rec_free(m);
    inscreen_keys(o->t, "q / 第二次 <Enter> <Enter> b l <Space>");
    assert_true(inscreen_has(o->t, "2024-07-01"));
    inscreen_keys(o->t, "<Enter>"); /* no */
    meeting_is(o, MEETING_DRAFT, "2024-07-01");
    inscreen_keys(o->t, "<Space> n");
    meeting_is(o, MEETING_DRAFT, "2024-07-01");
    inscreen_keys(o->t, "<Space> y");
    meeting_is(o, MEETING_IN_SESSION, "2024-06-25");
    inscreen_keys(o->t, "u");
    meeting_is(o, MEETING_DRAFT, "2024-07-01");
    smalloffice_done(&o);
}

/* The form of a notice asks for what its kind says. */
static void a_notice_asks_for_what_it_says(void **state)
{
    (void)state;
    struct smalloffice *o = five_cities(24, 80, "zh", false, "b n a");
    assert_true(inscreen_has(o->t, "回执时限"));
    assert_false(inscreen_has(o->t, "现日期"));
    inscreen_keys(o->t, "改期通知 <Tab>");
    assert_true(inscreen_has(o->t, "现日期"));
    assert_true(inscreen_has(o->t, "原因"));
    assert_false(inscreen_has(o->t, "回执时限"));
    const struct form *f = (const struct form *)app_view(inscreen_app(o->t));
    assert_string_equal(form_row_name(&f->rows[f->focus]), "new_date"); /* what is not there is passed over */
    smalloffice_done(&o);
}

static void speakers_in_two_keys(void **state)
{
    (void)state;
    struct smalloffice *o = five_cities(24, 80, "zh", false, "q");
    struct lx_rows agenda = { 0 };
    struct lx_err err = { 0 };
    char *const speakers[] = { (char[]){ "speaker=宁波市、绍兴市、舟山市" } };
    read_agenda(o, &agenda);
    smalloffice_must(lx_record_set(&o->work, LX_AGENDA, agenda.at[0]->id, speakers, 1, NULL, &err), &err);
    inscreen_pump(o->t);
    inscreen_keys(o->t, "b l <Space> s 3");
    assert_true(inscreen_has(o->t, "1 舟山市  2 宁波市  3 绍兴市"));
    lx_rows_done(&agenda);
    smalloffice_done(&o);
}

static void a_follower_cannot_write(void **state)
{
    (void)state;
    struct smalloffice *o = five_cities(24, 80, "zh", false, "b l <Space> q b L");
    assert_string_equal(view_name(o), "follow");
    struct lx_err err = { 0 };
    struct lx_log_query q = { .limit = 1 };
    struct lx_log_rows before = { 0 }, after = { 0 };
    smalloffice_must(o->store->log(o->store, &q, &before, &err), &err);
    inscreen_keys(o->t, "<Space> J K o s r v l e C a u ^R <F2>");
    inscreen_type(o->t, "推进");
    assert_string_equal(view_name(o), "follow");
    smalloffice_must(o->store->log(o->store, &q, &after, &err), &err);
    assert_int_equal(before.at[0].rev, after.at[0].rev);
    lx_log_rows_done(&before);
    lx_log_rows_done(&after);
    lx_id row = 0;
    smalloffice_must(lx_session_next(&o->work, o->meeting, &row, &err), &err); /* somebody else goes on */
    inscreen_pump(o->t);
    assert_true(inscreen_has(o->t, "第2/2项"));
    smalloffice_done(&o);
}

static void how_the_live_screen_looks(void **state)
{
    (void)state;
    bool same = true;
    for (int i = 0; i < SMALLOFFICE_SIZES; i++) {
        struct smalloffice *o = five_cities(smalloffice_sizes[i].h, smalloffice_sizes[i].w, smalloffice_sizes[i].lang,
                                            smalloffice_sizes[i].wide, "b l <Space> b a P q o 2 <Enter>");
        inscreen_type(o->t, "推进大桥前期 @舟山交通 月底前\r财政局提醒资金渠道未定\r");
        inscreen_keys(o->t, "r 3 对出资比例保留意见 <Enter>");
        same = smalloffice_look(o, i, "live") && same;
        inscreen_keys(o->t, "a");
        inscreen_type(o->t, "落实资金 @jtj +宁波发改 7月底前");
        same = smalloffice_look(o, i, "live-capture") && same;
        inscreen_keys(o->t, "<Enter>");
        same = smalloffice_look(o, i, "live-choose") && same;
        inscreen_keys(o->t, "<Esc> <Esc> o");
        same = smalloffice_look(o, i, "live-outcome") && same;
        inscreen_keys(o->t, "<Esc> q b L");
        same = smalloffice_look(o, i, "follow") && same;
        smalloffice_done(&o);
    }
    assert_true(same);
}

static void how_the_roll_looks(void **state)
{
    (void)state;
    bool same = true;
    for (int i = 0; i < SMALLOFFICE_SIZES; i++) {
        struct smalloffice *o = five_cities(smalloffice_sizes[i].h, smalloffice_sizes[i].w, smalloffice_sizes[i].lang,
                                            smalloffice_sizes[i].wide, "b a p d");
        inscreen_type(o->t, "李某 副市长代市长");
        inscreen_keys(o->t, "<Enter> x w");
        same = smalloffice_look(o, i, "roll") && same;
        smalloffice_done(&o);
    }
    assert_true(same);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_card_comes_once_again),
        cmocka_unit_test(the_roll_of_five_cities_in_five_keys),
        cmocka_unit_test(leaving_needs_an_item),
        cmocka_unit_test(a_meeting_is_run_by_keys),
        cmocka_unit_test(each_act_is_one_entry),
        cmocka_unit_test(a_reservation_without_a_roll_is_one_entry),
        cmocka_unit_test(speakers_in_two_keys), cmocka_unit_test(another_day_is_asked_about),
        cmocka_unit_test(a_notice_asks_for_what_it_says),
        cmocka_unit_test(a_follower_cannot_write),
        cmocka_unit_test(how_the_roll_looks),
        cmocka_unit_test(how_the_live_screen_looks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
