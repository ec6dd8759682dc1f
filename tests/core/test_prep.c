/* Templates copied once, preparation counted back over the calendar, notices and slips, postponement. */
#include "core/meeting/agenda.h"
#include "core/meeting/attendance.h"
#include "core/meeting/meetings.h"
#include "core/meeting/notices.h"
#include "core/meeting/outcomes.h"
#include "core/meeting/prep.h"
#include "core/meeting/sequence.h"
#include "core/meeting/templates.h"
#include "core/meeting/topics.h"
#include "core/work/undo.h"
#include "core/work/units.h"
#include "tests/lib/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static lx_day day_of(const char *iso)
{
    struct lx_date d;
    assert_int_equal(lx_date_parse(&d, iso, NULL), LX_OK);
    return d.day;
}

static void value_is(struct desk *d, enum lx_type type, lx_id id, const char *field, const char *want)
{
    char *got = desk_value(d, type, id, field);
    assert_string_equal(got, want);
    free(got);
}

static void take_back(struct desk *d)
{
    struct lx_revs made = { 0 };
    desk_ok(d, lx_undo_last(&d->w, 1, &made, &d->err));
    lx_revs_done(&made);
}

static void holiday(struct desk *d, const char *from, const char *to, int kind)
{
    for (lx_day day = day_of(from); day <= day_of(to); day++) {
        struct lx_holiday *h = lx_rec_new(LX_HOLIDAY);
        h->day.day = day;
        h->kind = kind;
        desk_ok(d, lx_add(&d->w, "holiday add", h, &d->err));
        lx_rec_free(h);
    }
    desk_ok(d, lx_refresh(&d->w, &d->err));
}

static void line(struct desk *d, lx_id t, int kind, const char *title, int64_t days, const char *text)
{
    struct lx_standard *s = lx_rec_new(LX_STANDARD);
    s->template = t;
    s->kind = kind;
    lx_set_text(&s->title, title);
    s->days = days;
    s->working = kind == STANDARD_PREP ? LX_YES : LX_NO;
    s->minutes = kind == STANDARD_AGENDA ? 20 : LX_NO_INT;
    lx_set_text(&s->text, text);
    desk_ok(d, lx_template_line_add(&d->w, s, &d->err));
    lx_rec_free(s);
}

static lx_id make_template(struct desk *d, lx_id series)
{
    struct lx_template *t = lx_rec_new(LX_TEMPLATE);
    lx_set_text(&t->name, "市长联席会议");
    t->series = series;
    lx_set_text(&t->time, "09:00");
    desk_ok(d, lx_add(&d->w, "template add", t, &d->err));
    lx_id id = t->rec.id;
    lx_rec_free(t);
    line(d, id, STANDARD_AGENDA, "上次会议以来工作进展情况", LX_NO_INT, NULL);
    line(d, id, STANDARD_AGENDA, "五市交流发言", LX_NO_INT, NULL);
    line(d, id, STANDARD_SITTING, "预备会议", 1, "15:00-17:00");
    line(d, id, STANDARD_SITTING, "签约仪式", 0, "11:00");
    line(d, id, STANDARD_PREP, "发出会议通知", 10, NULL);
    line(d, id, STANDARD_PREP, "会场布置", 1, NULL);
    line(d, id, STANDARD_PAPER, "工作报告", 4, NULL);
    line(d, id, STANDARD_ROLE, "记录", LX_NO_INT, "综合科科长");
    line(d, id, STANDARD_ROLE, "会务组", LX_NO_INT, NULL);
    line(d, id, STANDARD_SIGNOFF, "分管副秘书长审核", LX_NO_INT, "分管副秘书长");
    line(d, id, STANDARD_SIGNOFF, "主持人签发", LX_NO_INT, NULL);
    return id;
}

static lx_id meeting_from(struct desk *d, lx_id t, const char *day)
{
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    if (day)
        m->date.day = day_of(day);
    desk_ok(d, lx_meeting_add_from(&d->w, m, 0, t, &d->err));
    lx_id id = m->rec.id;
    lx_rec_free(m);
    return id;
}

/* Every row of a type that refers to the meeting, as "title state-or-date", one a line. */
static char *rows_of(struct desk *d, enum lx_type type, const char *of, lx_id id, const char *field, const char *second)
{
    struct lx_rows rows = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    desk_ok(d, lx_all(&d->w, type, lx_cond_ref(type, of, id), NULL, true, &rows, &d->err));
    for (size_t i = 0; i < rows.n; i++) {
        lx_str_add(&s, i ? "\n" : "");
        lx_f_format(&s, rows.at[i], lx_field_named(type, field));
        lx_str_add(&s, " ");
        lx_f_format(&s, rows.at[i], lx_field_named(type, second));
    }
    lx_rows_done(&rows);
    return lx_str_take(&s);
}

static void rows_are(struct desk *d, enum lx_type type, const char *of, lx_id id, const char *field, const char *second, const char *want)
{
    char *got = rows_of(d, type, of, id, field, second);
    assert_string_equal(got, want);
    free(got);
}

/* 1 to 7 October are days off, 29 September and 12 October are worked. */
static void golden_week(struct desk *d)
{
    holiday(d, "2024-10-01", "2024-10-07", HOLIDAY_OFF);
    holiday(d, "2024-09-29", "2024-09-29", HOLIDAY_WORK);
    holiday(d, "2024-10-12", "2024-10-12", HOLIDAY_WORK);
}

static void test_a_template_is_copied_whole(void **state)
{
    struct desk *d = *state;
    golden_week(d);
    lx_id series = desk_series(d, "市长联席会议", NULL), t = make_template(d, series);
    size_t before = desk_entries_n(d);
    lx_id m = meeting_from(d, t, "2024-10-14");
    assert_int_equal(desk_entries_n(d), before + 1);
    value_is(d, LX_MEETING, m, "no", "1");
    value_is(d, LX_MEETING, m, "time", "09:00");
    value_is(d, LX_MEETING, m, "secretary", "综合科科长");
    rows_are(d, LX_AGENDA, "meeting", m, "title", "minutes", "上次会议以来工作进展情况 20\n五市交流发言 20");
    rows_are(d, LX_SITTING, "meeting", m, "title", "date", "预备会议 2024-10-13\n签约仪式 2024-10-14");
    rows_are(d, LX_SITTING, "meeting", m, "kind", "until", "preparatory 17:00\nsigning ");
    /* ten working days before 14 October: 12, 11, 10, 9, 8 October, 30, 29, 27, 26, 25 September */
    rows_are(d, LX_PREP, "meeting", m, "title", "due", "发出会议通知 2024-09-25\n会场布置 2024-10-12\n会务组 ");
    rows_are(d, LX_MATERIAL, "meeting", m, "title", "due", "工作报告 2024-10-10");
    rows_are(d, LX_SIGNOFF, "of", m, "role", "person", "分管副秘书长审核 分管副秘书长\n主持人签发 ");
    take_back(d);
    assert_int_equal(lx_get(&d->w, LX_MEETING, m, &(struct lx_meeting *){ 0 }, NULL), LX_NOTFOUND);
    rows_are(d, LX_PREP, "meeting", m, "title", "due", "");
}

/* Every record but the journal, field by field; `refers` counts the references to one id. */
static char *everything(struct desk *d, lx_id to, size_t *refers)
{
    struct lx_str s = LX_STR_EMPTY;
    *refers = 0;
    for (enum lx_type type = LX_NONE_TYPE + 1; type < LX_TYPES_N; type++) {
        const struct lx_table *t = lx_table(type);
        struct lx_rows rows = { 0 };
        desk_ok(d, lx_all(&d->w, type, NULL, NULL, true, &rows, &d->err));
        for (size_t i = 0; i < rows.n; i++) {
            lx_str_addf(&s, "%s %lld", t->name, (long long)rows.at[i]->id);
            for (int k = 0; k < t->fields_n; k++) {
                lx_str_add(&s, " ");
                lx_f_format(&s, rows.at[i], &t->fields[k]);
                *refers += t->fields[k].kind == LX_REF && lx_f_int_of(rows.at[i], &t->fields[k]) == to;
            }
            lx_str_add(&s, "\n");
        }
        lx_rows_done(&rows);
    }
    return lx_str_take(&s);
}

/* A draft goes with all that its template made and people added, in one entry, and comes back whole; once a notice is out it stays. */
static void test_a_draft_is_taken_back_whole(void **state)
{
    struct desk *d = *state;
    size_t refers, none;
    lx_id t = make_template(d, desk_series(d, "市长联席会议", NULL)), city = desk_unit(d, "宁波市"), row, roll;
    line(d, t, STANDARD_CALL, "宁波市", LX_NO_INT, "出席");
    lx_id m = meeting_from(d, t, "2024-10-14");
    struct lx_topic *tp = lx_rec_new(LX_TOPIC);
    lx_set_text(&tp->title, "增殖放流");
    tp->state = TOPIC_ACCEPTED;
    tp->meeting = m;
    desk_ok(d, lx_add(&d->w, "topic add", tp, &d->err));
    desk_ok(d, lx_topic_schedule(&d->w, tp->rec.id, m, 0, &row, &d->err));
    desk_ok(d, lx_reserve(&d->w, row, city, "保留", &d->err));
    desk_ok(d, lx_sequence_find(&d->w, LX_ATTENDANCE, "meeting", m, 1, &roll, &d->err));
    desk_ok(d, lx_roll_set(&d->w, roll, PRESENCE_PRESENT, NULL, &d->err));
    struct lx_rows agenda = { 0 };
    desk_ok(d, lx_agenda(&d->w, m, &agenda, &d->err));
    desk_ok(d, lx_roll_leave(&d->w, roll, agenda.at[0]->id, &d->err));
    desk_ok(d, lx_roll_back(&d->w, roll, agenda.at[1]->id, &d->err));
    desk_ok(d, lx_roll_leave(&d->w, roll, row, &d->err));
    lx_rows_done(&agenda);
    struct lx_note *note = lx_rec_new(LX_NOTE);
    lx_set_text(&note->text, "食堂已订");
    note->hung = m;
    desk_ok(d, lx_add(&d->w, "note add", note, &d->err));
    char *before = everything(d, m, &refers);
    assert_true(refers >= 15);
    size_t entries = desk_entries_n(d);
    desk_ok(d, lx_meeting_delete(&d->w, m, &d->err));
    assert_int_equal(desk_entries_n(d), entries + 1);
    free(everything(d, m, &none));
    assert_int_equal(none, 0);
    value_is(d, LX_TOPIC, tp->rec.id, "state", "accepted");
    take_back(d);
    char *after = everything(d, m, &none);
    assert_string_equal(after, before);
    free(after);
    free(before);
    /* what became work, and what has gone out, stays */
    lx_id item = desk_item(d, "办一件事", NULL, NULL);
    desk_ok(d, lx_record_set(&d->w, LX_ITEM, item, (char *[]){ "meeting=1" }, 1, NULL, &d->err));
    assert_int_equal(lx_meeting_delete(&d->w, m, &d->err), LX_STATE);
    take_back(d);
    struct lx_notice *n = lx_rec_new(LX_NOTICE);
    n->meeting = m;
    desk_ok(d, lx_notice_send(&d->w, n, &city, 1, &d->err));
    assert_int_equal(lx_meeting_delete(&d->w, m, &d->err), LX_STATE);
    assert_non_null(strstr(d->err.msgid, "draft"));
    desk_ok(d, lx_meeting_step(&d->w, m, MEETING_POSTPONED, &d->err));
    desk_ok(d, lx_meeting_step(&d->w, m, MEETING_DRAFT, &d->err));
    assert_int_equal(lx_meeting_delete(&d->w, m, &d->err), LX_STATE);
    assert_non_null(strstr(d->err.msgid, "notice"));
    lx_rec_free(n);
    lx_rec_free(note);
    lx_rec_free(tp);
}

/* Who is called: the members of the bodies and the units that the template names, before the roll is called. */
static void test_a_template_calls(void **state)
{
    struct desk *d = *state;
    static const char *const cities[] = { "宁波市", "绍兴市" };
    static const char *const bureaus[] = { "舟山市海洋与渔业局", "宁波市农业农村局" };
    lx_id group = 0, units[4];
    for (int i = 0; i < 4; i++) {
        struct lx_member *m = lx_rec_new(LX_MEMBER);
        if (i == 2) {
            struct lx_body *b = lx_rec_new(LX_BODY);
            lx_set_text(&b->name, "海洋经济专题组");
            b->kind = BODY_TOPIC_GROUP;
            desk_ok(d, lx_add(&d->w, "body add", b, &d->err));
            group = b->rec.id;
            lx_rec_free(b);
        }
        m->body = group;
        m->unit = units[i] = desk_unit(d, i < 2 ? cities[i] : bureaus[i - 2]);
        m->rank = i;
        if (i == 3)
            m->until.day = day_of("2024-07-01"); /* no member any more on the meeting's day */
        desk_ok(d, lx_add(&d->w, "unit member", m, &d->err));
        lx_rec_free(m);
    }
    desk_unit(d, "省海港集团");
    lx_id t = make_template(d, desk_series(d, "市长联席会议", NULL));
    line(d, t, STANDARD_CALL, "海洋经济专题组", LX_NO_INT, NULL);
    line(d, t, STANDARD_CALL, "省海港集团", LX_NO_INT, "旁听");
    line(d, t, STANDARD_CALL, "新闻单位", LX_NO_INT, NULL);
    size_t before = desk_entries_n(d);
    lx_id m = meeting_from(d, t, "2024-10-14");
    assert_int_equal(desk_entries_n(d), before + 1);
    rows_are(d, LX_ATTENDANCE, "meeting", m, "role", "name", "called \nobserver \nguest 新闻单位");
    desk_ok(d, lx_roll_call(&d->w, m, NULL, &d->err)); /* the members join, nobody stands twice */
    rows_are(d, LX_ATTENDANCE, "meeting", m, "role", "name", "called \nobserver \nguest 新闻单位\nmember \nmember ");
    struct lx_notice *n = lx_rec_new(LX_NOTICE);
    n->meeting = m;
    desk_ok(d, lx_notice_send(&d->w, n, NULL, 0, &d->err));
    rows_are(d, LX_REPLY, "notice", n->rec.id, "state", "name", "pending \npending \npending \npending ");
    lx_rec_free(n);
    lx_id bare = desk_meeting(d, desk_series(d, "主任办公会", "Z"));
    lx_id desk = desk_unit(d, "海洋经济"); /* part of the body's name is not the body */
    desk_ok(d, lx_refresh(&d->w, &d->err));
    desk_ok(d, lx_roll_invite(&d->w, bare, 0, "海洋经济", -1, &d->err));
    rows_are(d, LX_ATTENDANCE, "meeting", bare, "role", "name", "called ");
    desk_ok(d, lx_roll_invite(&d->w, bare, desk, "海洋经济专题组", -1, &d->err)); /* the unit itself, whatever its line is called; it is there */
    rows_are(d, LX_ATTENDANCE, "meeting", bare, "role", "name", "called ");
    desk_ok(d, lx_roll_invite(&d->w, bare, 0, "海洋经济专题组", -1, &d->err));
    rows_are(d, LX_ATTENDANCE, "meeting", bare, "role", "name", "called \ncalled \ncalled "); /* today both are members */
}

/* S5: whatever happens to a template, meetings that exist stay as they are. */
static void test_a_template_never_touches_meetings(void **state)
{
    struct desk *d = *state;
    static const struct {
        enum lx_type type;
        const char *of, *field, *second;
    } kinds[] = { { LX_AGENDA, "meeting", "title", "minutes" }, { LX_SITTING, "meeting", "title", "time" }, { LX_PREP, "meeting", "title", "due" },
                  { LX_MATERIAL, "meeting", "title", "due" }, { LX_SIGNOFF, "of", "role", "person" } };
    enum { KINDS_N = 5 };
    char *before[KINDS_N];
    lx_id t = make_template(d, desk_series(d, "市长联席会议", NULL)), m = meeting_from(d, t, "2024-10-14");
    for (int i = 0; i < KINDS_N; i++)
        before[i] = rows_of(d, kinds[i].type, kinds[i].of, m, kinds[i].field, kinds[i].second);
    struct lx_rows lines = { 0 };
    desk_ok(d, lx_template_lines(&d->w, t, &lines, &d->err));
    desk_ok(d, lx_record_set(&d->w, LX_STANDARD, lines.at[0]->id, (char *[]){ "title=另一议题", "minutes=99" }, 2, NULL, &d->err));
    desk_ok(d, lx_template_line_move(&d->w, lines.at[4]->id, 1, &d->err));
    for (size_t i = 1; i < lines.n; i++)
        desk_ok(d, lx_template_line_remove(&d->w, lines.at[i]->id, &d->err));
    line(d, t, STANDARD_PREP, "新增步骤", 3, NULL);
    for (int i = 0; i < KINDS_N; i++) {
        rows_are(d, kinds[i].type, kinds[i].of, m, kinds[i].field, kinds[i].second, before[i]);
        free(before[i]);
    }
    lx_id next = meeting_from(d, t, NULL);
    rows_are(d, LX_AGENDA, "meeting", next, "title", "minutes", "另一议题 99");
    rows_are(d, LX_PREP, "meeting", next, "title", "due", "新增步骤 "); /* the meeting has no day yet */
    assert_int_equal(lx_template_apply(&d->w, t, next, &d->err), LX_EXISTS);
    lx_rows_done(&lines);
}

/* The day moves: open steps are counted back anew, done ones stay; undo brings all of it back. */
static void test_steps_move_with_the_meeting(void **state)
{
    struct desk *d = *state;
    golden_week(d);
    lx_id t = make_template(d, desk_series(d, "市长联席会议", NULL)), m = meeting_from(d, t, "2024-10-14"), first;
    desk_ok(d, lx_sequence_find(&d->w, LX_PREP, "meeting", m, 1, &first, &d->err));
    desk_ok(d, lx_prep_go(&d->w, first, PREP_DONE, &d->err));
    value_is(d, LX_PREP, first, "done", "2024-06-25");
    desk_ok(d, lx_record_set(&d->w, LX_MEETING, m, (char *[]){ "date=2024-10-21" }, 1, NULL, &d->err));
    rows_are(d, LX_PREP, "meeting", m, "title", "due", "发出会议通知 2024-09-25\n会场布置 2024-10-18\n会务组 ");
    rows_are(d, LX_SITTING, "meeting", m, "title", "date", "预备会议 2024-10-20\n签约仪式 2024-10-21");
    rows_are(d, LX_MATERIAL, "meeting", m, "title", "due", "工作报告 2024-10-17");
    take_back(d);
    rows_are(d, LX_PREP, "meeting", m, "title", "due", "发出会议通知 2024-09-25\n会场布置 2024-10-12\n会务组 ");
    lx_id later = meeting_from(d, t, NULL); /* its day is not known yet */
    rows_are(d, LX_SITTING, "meeting", later, "title", "date", "预备会议 \n签约仪式 ");
    desk_ok(d, lx_record_set(&d->w, LX_MEETING, later, (char *[]){ "date=2024-10-21" }, 1, NULL, &d->err));
    rows_are(d, LX_SITTING, "meeting", later, "title", "date", "预备会议 2024-10-20\n签约仪式 2024-10-21");
    rows_are(d, LX_MATERIAL, "meeting", later, "title", "due", "工作报告 2024-10-17");
    take_back(d);
    rows_are(d, LX_SITTING, "meeting", later, "title", "date", "预备会议 \n签约仪式 ");
    struct lx_rows due = { 0 };
    desk_ok(d, lx_preps_due(&d->w, day_of("2024-10-12"), 9, &due, &d->err));
    assert_int_equal(due.n, 1);
    lx_rows_done(&due);
    desk_ok(d, lx_meeting_step(&d->w, m, MEETING_CANCELLED, &d->err));
    desk_ok(d, lx_preps_due(&d->w, day_of("2024-10-12"), 9, &due, &d->err));
    assert_int_equal(due.n, 0);
    lx_rows_done(&due);
}

/* --- notices ------------------------------------------------------------------------------------------------------------------- */

static lx_id members(struct desk *d, lx_id *units)
{
    static const char *const names[] = { "宁波市", "绍兴市", "舟山市" };
    for (size_t i = 0; i < 3; i++) {
        struct lx_member *m = lx_rec_new(LX_MEMBER);
        m->unit = units[i] = desk_unit(d, names[i]);
        m->rank = (int64_t)i;
        desk_ok(d, lx_add(&d->w, "unit member", m, &d->err));
        lx_rec_free(m);
    }
    desk_ok(d, lx_refresh(&d->w, &d->err));
    lx_id m = desk_meeting(d, desk_series(d, "市长联席会议", NULL));
    desk_ok(d, lx_record_set(&d->w, LX_MEETING, m, (char *[]){ "date=2024-07-10", "time=09:00", "place=宁波" }, 3, NULL, &d->err));
    return m;
}

/* Whoever is named twice, or by two names, gets one slip: nobody would answer the other. */
static void test_one_slip_for_each(void **state)
{
    struct desk *d = *state;
    lx_id m = desk_meeting(d, desk_series(d, "主任办公会", "Z")), a = desk_unit(d, "甲市"), b = desk_unit(d, "乙市");
    struct lx_notice *n = lx_rec_new(LX_NOTICE);
    n->meeting = m;
    desk_ok(d, lx_notice_send(&d->w, n, (const lx_id[]){ a, b, a, a }, 4, &d->err));
    rows_are(d, LX_REPLY, "notice", n->rec.id, "state", "name", "pending \npending ");
    lx_rec_free(n);
}

static size_t pending(struct desk *d, lx_id meeting)
{
    struct lx_ids units = { 0 };
    desk_ok(d, lx_notice_pending(&d->w, meeting, &units, &d->err));
    size_t n = units.n;
    lx_ids_done(&units);
    return n;
}

static void answer(struct desk *d, lx_id notice, lx_id unit, int state)
{
    lx_id reply;
    desk_ok(d, lx_reply_of(&d->w, notice, unit, &reply, &d->err));
    desk_ok(d, lx_reply_set(&d->w, reply, state, NULL, &d->err));
}

static void prep_step(struct desk *d, lx_id meeting, const char *title)
{
    struct lx_prep *p = lx_rec_new(LX_PREP);
    p->meeting = meeting;
    lx_set_text(&p->title, title);
    desk_ok(d, lx_prep_add(&d->w, p, &d->err));
    lx_rec_free(p);
}

static void dated_step(struct desk *d, lx_id meeting, const char *title, const char *day)
{
    struct lx_prep *p = lx_rec_new(LX_PREP);
    p->meeting = meeting;
    lx_set_text(&p->title, title);
    if (day)
        p->due.day = day_of(day);
    desk_ok(d, lx_prep_add(&d->w, p, &d->err));
    lx_rec_free(p);
}

static void test_steps_stand_by_their_days(void **state)
{
    struct desk *d = *state;
    lx_id units[3], m = members(d, units);
    struct lx_rows rows = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    dated_step(d, m, "d", NULL);
    dated_step(d, m, "b", "2024-07-02");
    dated_step(d, m, "c", "2024-07-02");
    dated_step(d, m, "a", "2024-07-01");
    desk_ok(d, lx_prep_steps(&d->w, m, &rows, &d->err));
    for (size_t i = 0; i < rows.n; i++)
        lx_str_add(&s, ((const struct lx_prep *)(const void *)rows.at[i])->title);
    assert_string_equal(lx_str_z(&s), "abcd");
    lx_rows_done(&rows);
    lx_str_done(&s);
}

/* What the program does ticks its step, in the same entry; what it does not do is ticked by hand. */
static void test_acts_tick_their_steps(void **state)
{
    static const struct {
        const char *title;
        enum lx_act act;
    } titles[] = {
        { "发出会议通知", LX_ACT_NOTICE },   { "印发会议通知", LX_ACT_NOTICE },    { "起草会议通知", LX_ACT_NONE },    { "会议通知送审后发出", LX_ACT_NONE },
        { "发出议题征集通知", LX_ACT_CALL }, { "议题征集汇总", LX_ACT_NONE },      { "主任办公会审定议题", LX_ACT_NONE }, { "会议材料印制分送", LX_ACT_PAPERS },
        { "收齐各市上半年进展材料", LX_ACT_NONE }, { "议程印发各市", LX_ACT_AGENDA }, { "纪要征求意见", LX_ACT_MINUTES }, { "印发会议纪要", LX_ACT_ISSUE },
        { "会场布置", LX_ACT_NONE },         { "汇总参会回执", LX_ACT_NONE },      { "Send the notice", LX_ACT_NOTICE },
    };
    struct desk *d = *state;
    lx_id units[3], m = members(d, units);
    struct lx_revs made = { 0 };
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
        if (lx_prep_act(titles[i].title) != titles[i].act)
            fail_msg("%s is %d", titles[i].title, (int)lx_prep_act(titles[i].title));
    assert_int_equal(lx_prep_act(NULL), LX_ACT_NONE);
    prep_step(d, m, "发出会议通知");
    prep_step(d, m, "发出议题征集通知");
    prep_step(d, m, "会场布置");
    desk_notice(d, m, NOTICE_CALL);
    rows_are(d, LX_PREP, "meeting", m, "title", "state", "发出会议通知 open\n发出议题征集通知 done\n会场布置 open");
    desk_notice(d, m, NOTICE_NOTICE);
    rows_are(d, LX_PREP, "meeting", m, "title", "done", "发出会议通知 2024-06-25\n发出议题征集通知 2024-06-25\n会场布置 ");
    desk_ok(d, lx_undo_last(&d->w, 1, &made, &d->err));
    rows_are(d, LX_PREP, "meeting", m, "title", "state", "发出会议通知 open\n发出议题征集通知 done\n会场布置 open");
    lx_revs_done(&made);
}

static void test_slips(void **state)
{
    struct desk *d = *state;
    lx_id u[3], m = members(d, u), notice = desk_notice(d, m, NOTICE_NOTICE), reply;
    value_is(d, LX_MEETING, m, "state", "notified");
    value_is(d, LX_NOTICE, notice, "day", "2024-06-25");
    value_is(d, LX_NOTICE, notice, "reply_by", "2024-07-05");
    assert_int_equal(pending(d, m), 3);
    answer(d, notice, u[0], REPLY_COMING);
    struct lx_reply *with = lx_rec_new(LX_REPLY);
    lx_set_text(&with->post, "副市长");
    lx_set_text(&with->for_whom, "市长");
    desk_ok(d, lx_reply_of(&d->w, notice, u[2], &reply, &d->err));
    desk_ok(d, lx_reply_set(&d->w, reply, REPLY_PROXY, with, &d->err));
    lx_rec_free(with);
    value_is(d, LX_REPLY, reply, "for_whom", "市长");
    value_is(d, LX_REPLY, reply, "day", "2024-06-25");
    assert_int_equal(pending(d, m), 1);
    desk_ok(d, lx_reply_set(&d->w, reply, REPLY_PENDING, NULL, &d->err));
    assert_int_equal(pending(d, m), 2);
    assert_int_equal(lx_reply_of(&d->w, notice, 12345, &reply, &d->err), LX_NOTFOUND);
}

/* A postponement goes through "postponed" and back, tells everybody old and new, and all answer anew. */
static void test_postponement_names_the_old_date(void **state)
{
    struct desk *d = *state;
    lx_id u[3], m = members(d, u), notice = desk_notice(d, m, NOTICE_NOTICE);
    answer(d, notice, u[0], REPLY_COMING);
    struct lx_meeting_when to = { day_of("2024-07-24"), "14:30", NULL };
    assert_int_equal(lx_meeting_postpone(&d->w, m, &to, "", &d->err), LX_INVALID);
    assert_int_equal(lx_meeting_postpone(&d->w, m, &(struct lx_meeting_when){ .date = day_of("2024-07-10") }, "台风", &d->err), LX_INVALID);
    value_is(d, LX_MEETING, m, "state", "notified");
    desk_ok(d, lx_meeting_postpone(&d->w, m, &to, "防御台风", &d->err));
    value_is(d, LX_MEETING, m, "state", "notified");
    value_is(d, LX_MEETING, m, "date", "2024-07-24");
    value_is(d, LX_MEETING, m, "time", "14:30");
    lx_id told;
    desk_ok(d, lx_notice_last(&d->w, m, &told, &d->err));
    assert_int_not_equal(told, notice);
    static const struct {
        const char *field, *value;
    } says[] = { { "kind", "postponement" }, { "old_date", "2024-07-10" }, { "new_date", "2024-07-24" }, { "old_time", "09:00" },
                 { "new_time", "14:30" }, { "reason", "防御台风" }, { "reply_by", "2024-07-19" } };
    for (size_t i = 0; i < sizeof says / sizeof says[0]; i++)
        value_is(d, LX_NOTICE, told, says[i].field, says[i].value);
    assert_int_equal(pending(d, m), 3);
    /* to a day that nobody knows yet, then to one */
    desk_ok(d, lx_meeting_postpone(&d->w, m, &(struct lx_meeting_when){ .date = LX_NO_DAY }, "省里另有会议", &d->err));
    value_is(d, LX_MEETING, m, "state", "postponed");
    value_is(d, LX_MEETING, m, "date", "");
    desk_ok(d, lx_meeting_postpone(&d->w, m, &(struct lx_meeting_when){ .date = day_of("2024-08-08") }, "日期已定", &d->err));
    value_is(d, LX_MEETING, m, "state", "notified");
    struct lx_meeting_when place = { .date = LX_NO_DAY, .place = "宁波市行政中心" };
    desk_ok(d, lx_meeting_correct(&d->w, m, &place, "会场调整", &d->err));
    assert_int_equal(lx_meeting_correct(&d->w, m, &place, "会场调整", &d->err), LX_INVALID);
    value_is(d, LX_MEETING, m, "date", "2024-08-08");
    desk_ok(d, lx_meeting_step(&d->w, m, MEETING_IN_SESSION, &d->err));
    assert_int_equal(lx_meeting_postpone(&d->w, m, &to, "迟了", &d->err), LX_STATE);
    assert_int_equal(lx_meeting_correct(&d->w, m, &place, "迟了", &d->err), LX_STATE);
}

/* A draft that nobody was told of is moved without anybody being told; a cancellation wants its reason. */
static void test_draft_and_cancellation(void **state)
{
    struct desk *d = *state;
    lx_id u[3], m = members(d, u), last;
    desk_ok(d, lx_meeting_postpone(&d->w, m, &(struct lx_meeting_when){ .date = day_of("2024-07-24") }, "议题未齐", &d->err));
    value_is(d, LX_MEETING, m, "state", "draft");
    desk_ok(d, lx_notice_last(&d->w, m, &last, &d->err));
    assert_int_equal(last, 0);
    lx_id call = desk_notice(d, m, NOTICE_CALL);
    value_is(d, LX_MEETING, m, "state", "draft");
    answer(d, call, u[1], REPLY_NONE);
    assert_int_equal(pending(d, m), 2);
    struct lx_notice *n = lx_rec_new(LX_NOTICE);
    n->meeting = m;
    n->kind = NOTICE_CANCELLATION;
    assert_int_equal(lx_notice_send(&d->w, n, NULL, 0, &d->err), LX_INVALID);
    value_is(d, LX_MEETING, m, "state", "draft");
    lx_set_text(&n->reason, "合并召开");
    n->rec.id = 0;
    desk_ok(d, lx_notice_send(&d->w, n, NULL, 0, &d->err));
    value_is(d, LX_MEETING, m, "state", "cancelled");
    lx_rec_free(n);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_template_is_copied_whole), TEST(test_a_template_calls), TEST(test_a_draft_is_taken_back_whole),
        TEST(test_a_template_never_touches_meetings), TEST(test_steps_move_with_the_meeting),
        TEST(test_slips), TEST(test_one_slip_for_each), TEST(test_steps_stand_by_their_days), TEST(test_acts_tick_their_steps), TEST(test_postponement_names_the_old_date), TEST(test_draft_and_cancellation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
