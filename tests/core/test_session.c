/* A meeting in session: rows taken up and concluded, outcomes with what follows, reservations, votes, quick entry. */
#include "core/meeting/agenda.h"
#include "core/meeting/attendance.h"
#include "core/meeting/capture.h"
#include "core/meeting/meetings.h"
#include "core/meeting/prep.h"
#include "core/meeting/outcomes.h"
#include "core/meeting/session.h"
#include "core/mem.h"
#include "core/paper/standing.h"
#include "core/work/undo.h"
#include "tests/lib/desk.h"
#include "tests/lib/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { ROWS = 5 };
struct office {
    struct desk *d;
    lx_id meeting, row[ROWS], city[3], ning_jt, zhou_jt, dhj;
};

static void at(struct desk *d, const char *clock)
{
    setenv("LIANXI_NOW", clock, 1);
    desk_ok(d, lx_refresh(&d->w, &d->err));
}

/* Row 2 is a heading. */
static struct office open_office(struct desk *d)
{
    static const char *const cities[] = { "宁波市", "舟山市", "台州市" };
    static const int kinds[ROWS] = { AGENDA_REPORT, AGENDA_DELIBERATE, AGENDA_HEADING, AGENDA_EXCHANGE, AGENDA_INFORM };
    static const char *const titles[ROWS] = { "工作进展情况", "《互救奖励办法》", "交流发言", "各市发言", "领导讲话" };
    struct office o = { .d = d };
    for (int i = 0; i < 3; i++) {
        struct lx_member *m = lx_rec_new(LX_MEMBER);
        m->unit = o.city[i] = desk_unit(d, cities[i]);
        m->rank = i + 1;
        desk_ok(d, lx_add(&d->w, "unit member", m, &d->err));
        lx_rec_free(m);
    }
    o.ning_jt = desk_unit(d, "宁波市交通运输局");
    o.zhou_jt = desk_unit(d, "舟山市交通运输局");
    o.dhj = desk_unit(d, "舟山市大数据局");
    o.meeting = desk_meeting(d, desk_series(d, "市长联席会议", NULL));
    for (int i = 0; i < ROWS; i++) {
        struct lx_agenda *a = lx_rec_new(LX_AGENDA);
        a->meeting = o.meeting;
        a->kind = kinds[i];
        a->minutes = 10;
        lx_set_text(&a->title, titles[i]);
        desk_ok(d, lx_agenda_add(&d->w, a, &d->err));
        o.row[i] = a->rec.id;
        lx_rec_free(a);
    }
    return o;
}

static void check(struct desk *d, enum lx_type type, lx_id id, const char *field, const char *want)
{
    char *got = desk_value(d, type, id, field);
    if (strcmp(got, want) != 0)
        fail_msg("%s is %s, not %s", field, got, want);
    free(got);
}

static lx_id now(struct office *o)
{
    struct lx_rows agenda = { 0 };
    desk_ok(o->d, lx_agenda(&o->d->w, o->meeting, &agenda, &o->d->err));
    lx_id row = lx_session_now(&agenda);
    size_t running = 0;
    for (size_t i = 0; i < agenda.n; i++) {
        const struct lx_agenda *a = (struct lx_agenda *)agenda.at[i];
        running += a->started != LX_NO_INT && a->ended == LX_NO_INT;
        assert_true(a->ended == LX_NO_INT || a->started != LX_NO_INT);
    }
    assert_int_equal(running, row != 0);
    lx_rows_done(&agenda);
    return row;
}

static void test_a_meeting_from_opening_to_closing(void **state)
{
    struct desk *d = *state;
    struct office o = open_office(d);
    lx_id row;
    assert_int_equal(lx_session_end(&d->w, o.meeting, &d->err), LX_STATE);
    assert_int_equal(lx_session_close(&d->w, o.meeting, &d->err), LX_STATE);
    assert_int_equal(lx_session_start(&d->w, o.row[0], &d->err), LX_STATE);
    at(d, "2024-06-25 09:00");
    desk_ok(d, lx_session_next(&d->w, o.meeting, &row, &d->err)); /* opens */
    assert_int_equal(row, o.row[0]);
    check(d, LX_MEETING, o.meeting, "state", "in_session");
    at(d, "2024-06-25 09:12");
    desk_ok(d, lx_session_next(&d->w, o.meeting, &row, &d->err));
    assert_int_equal(now(&o), o.row[1]);
    struct lx_rows agenda = { 0 };
    desk_ok(d, lx_agenda(&d->w, o.meeting, &agenda, &d->err));
    assert_int_equal(lx_session_minutes((struct lx_agenda *)agenda.at[0], d->w.now_ms), 12);
    assert_int_equal(lx_session_minutes((struct lx_agenda *)agenda.at[3], d->w.now_ms), -1);
    lx_rows_done(&agenda);
    desk_ok(d, lx_session_next(&d->w, o.meeting, &row, &d->err));
    assert_int_equal(now(&o), o.row[3]); /* past the heading */
    assert_int_equal(lx_session_start(&d->w, o.row[2], &d->err), LX_INVALID);
    assert_int_equal(now(&o), o.row[3]);
    desk_ok(d, lx_session_previous(&d->w, o.meeting, &row, &d->err)); /* nothing came of row 4: it was not taken up */
    assert_int_equal(now(&o), o.row[1]);
    check(d, LX_AGENDA, o.row[3], "started", "");
    desk_ok(d, lx_outcome_set(&d->w, o.row[1], &(struct lx_ruling){ .outcome = OUTCOME_PASSED }, &d->err));
    desk_ok(d, lx_session_previous(&d->w, o.meeting, &row, &d->err));
    assert_int_equal(now(&o), o.row[0]);
    char *ended = desk_value(d, LX_AGENDA, o.row[1], "ended"); /* but this one was */
    assert_string_not_equal(ended, "");
    free(ended);
    assert_int_equal(lx_session_previous(&d->w, o.meeting, &row, &d->err), LX_STATE);
    desk_ok(d, lx_session_start(&d->w, o.row[4], &d->err));
    desk_ok(d, lx_session_end(&d->w, o.meeting, &d->err));
    assert_int_equal(now(&o), 0);
    size_t entries = desk_entries_n(d);
    desk_ok(d, lx_session_next(&d->w, o.meeting, &row, &d->err));
    assert_int_equal(row, 0);
    assert_int_equal(desk_entries_n(d), entries); /* behind the last one nothing is written */
    desk_ok(d, lx_session_close(&d->w, o.meeting, &d->err));
    check(d, LX_MEETING, o.meeting, "state", "minutes_draft");
    assert_int_equal(lx_session_next(&d->w, o.meeting, &row, &d->err), LX_STATE);
    struct lx_revs made = { 0 };
    desk_ok(d, lx_undo_last(&d->w, 1, &made, &d->err));
    lx_revs_done(&made);
    check(d, LX_MEETING, o.meeting, "state", "in_session");
    check(d, LX_MEETING, o.meeting, "ended", "");
}

/* A meeting is held on the day on which it is opened; history keeps what was planned. */
static void test_another_day_than_planned(void **state)
{
    struct desk *d = *state;
    struct office o = open_office(d);
    struct lx_revs made = { 0 };
    bool off;
    desk_ok(d, lx_record_set(&d->w, LX_MEETING, o.meeting, (char *[]){ "date=2024-06-25", "time=09:30" }, 2, NULL, &d->err));
    at(d, "2024-06-25 09:40");
    desk_ok(d, lx_session_off_day(&d->w, o.meeting, &off, &d->err));
    assert_false(off);
    desk_ok(d, lx_session_open(&d->w, o.meeting, &d->err)); /* ten minutes late is not another time */
    check(d, LX_MEETING, o.meeting, "time", "09:30");
    desk_ok(d, lx_session_off_day(&d->w, o.meeting, &off, &d->err));
    assert_false(off);
    desk_ok(d, lx_undo_last(&d->w, 1, &made, &d->err));
    at(d, "2024-06-27 14:05");
    desk_ok(d, lx_session_off_day(&d->w, o.meeting, &off, &d->err));
    assert_true(off);
    desk_ok(d, lx_session_open(&d->w, o.meeting, &d->err));
    check(d, LX_MEETING, o.meeting, "date", "2024-06-27");
    check(d, LX_MEETING, o.meeting, "time", "14:05");
    desk_ok(d, lx_undo_last(&d->w, 1, &made, &d->err)); /* one entry */
    check(d, LX_MEETING, o.meeting, "state", "draft");
    check(d, LX_MEETING, o.meeting, "date", "2024-06-25");
    check(d, LX_MEETING, o.meeting, "time", "09:30");
    struct lx_sitting *part = lx_rec_new(LX_SITTING); /* a day of one of its parts is planned, too */
    part->meeting = o.meeting;
    part->date = (struct lx_date){ .day = d->w.today };
    desk_ok(d, lx_sitting_add(&d->w, part, &d->err));
    lx_rec_free(part);
    desk_ok(d, lx_session_off_day(&d->w, o.meeting, &off, &d->err));
    assert_false(off);
    desk_ok(d, lx_session_open(&d->w, o.meeting, &d->err));
    check(d, LX_MEETING, o.meeting, "date", "2024-06-25");
    lx_revs_done(&made);
}

/* Whatever is pressed, at most one row is being treated, and none was concluded that was not taken up. */
static void test_random_walks(void **state)
{
    struct desk *d = *state;
    struct office o = open_office(d);
    struct random r = { 3 };
    lx_id row;
    for (int i = 0; i < 400; i++) {
        switch (random_below(&r, 5)) {
        case 0: (void)!lx_session_previous(&d->w, o.meeting, &row, &d->err); break;
        case 1: (void)!lx_session_end(&d->w, o.meeting, &d->err); break;
        case 2: (void)!lx_session_start(&d->w, o.row[random_below(&r, ROWS)], &d->err); break;
        case 3: (void)!lx_agenda_move(&d->w, o.row[random_below(&r, ROWS)], 1 + random_below(&r, ROWS), &d->err); break;
        default: (void)!lx_session_next(&d->w, o.meeting, &row, &d->err); break;
        }
        desk_ok(d, lx_refresh(&d->w, &d->err));
        (void)now(&o);
    }
}

static void test_speakers_change_places(void **state)
{
    struct desk *d = *state;
    struct office o = open_office(d);
    desk_ok(d, lx_session_open(&d->w, o.meeting, &d->err));
    desk_ok(d, lx_speaker_move(&d->w, o.row[3], 2, 0, &d->err)); /* the members are proposed */
    check(d, LX_AGENDA, o.row[3], "speaker", "台州市、宁波市、舟山市");
    desk_ok(d, lx_speaker_move(&d->w, o.row[3], 0, 1, &d->err));
    check(d, LX_AGENDA, o.row[3], "speaker", "宁波市、台州市、舟山市");
    desk_ok(d, lx_speaker_move(&d->w, o.row[3], 1, 9, &d->err)); /* no such place: as it is */
    check(d, LX_AGENDA, o.row[3], "speaker", "宁波市、台州市、舟山市");
    struct lx_str many = LX_STR_EMPTY, moved = LX_STR_EMPTY, pair = LX_STR_EMPTY; /* however many there are, none is lost */
    lx_str_add(&moved, "99、");
    for (int i = 0; i < 100; i++) {
        lx_str_addf(&many, "%s%d", i ? "、" : "", i);
        if (i < 99)
            lx_str_addf(&moved, "%s%d", i ? "、" : "", i);
    }
    lx_str_addf(&pair, "speaker=%s", many.s);
    desk_ok(d, lx_agenda_set(&d->w, o.row[3], (char *[]){ pair.s }, 1, NULL, &d->err));
    desk_ok(d, lx_speaker_move(&d->w, o.row[3], 99, 0, &d->err));
    check(d, LX_AGENDA, o.row[3], "speaker", moved.s);
    lx_str_done(&many);
    lx_str_done(&moved);
    lx_str_done(&pair);
}

/* --- outcomes ---------------------------------------------------------------------------------------------------------------- */

static void test_outcomes_fit_the_kind(void **state)
{
    (void)state;
    size_t n;
    for (int kind = 0; kind < lx_agenda_kind_n; kind++) {
        const int *some = lx_outcomes_of(kind, &n);
        assert_int_equal(n == 0, kind == AGENDA_HEADING);
        bool noted = false;
        for (size_t i = 0; i < n; i++) {
            assert_true(some[i] > OUTCOME_NONE && some[i] < lx_outcome_n);
            noted = noted || some[i] == OUTCOME_NOTED;
        }
        assert_int_equal(noted, kind != AGENDA_DELIBERATE && kind != AGENDA_DECIDE && kind != AGENDA_HEADING);
    }
    static const struct {
        const char *words;
        int outcome;
    } cases[] = {
        { "会议审议通过了该办法", OUTCOME_PASSED },     { "会议原则通过，修改完善后印发", OUTCOME_PASSED_IN_PRINCIPLE },
        { "按会议意见修改完善后按程序印发", OUTCOME_REVISE_THEN_ISSUE }, { "不予通过", OUTCOME_REJECTED },
        { "不同意该方案", OUTCOME_REJECTED },           { "暂缓审议", OUTCOME_DEFERRED },
        { "听取了工作汇报", OUTCOME_NOTED },            { "修改后再次提交审议", OUTCOME_RESUBMIT },
        { "报省政府审定", OUTCOME_ESCALATE },           { "由宁波牵头", OUTCOME_ASSIGNED },
        { "同意", OUTCOME_PASSED },                     { "referred", OUTCOME_REFERRED },
        { "请各市加快", OUTCOME_NONE },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (lx_outcome_read(cases[i].words) != cases[i].outcome)
            fail_msg("%s: %d", cases[i].words, lx_outcome_read(cases[i].words));
}

static size_t items_of(struct desk *d, lx_id row, lx_id *one, const char *state)
{
    struct lx_rows rows = { 0 };
    size_t n = 0;
    desk_ok(d, lx_all(&d->w, LX_ITEM, lx_cond_ref(LX_ITEM, "agenda", row), NULL, false, &rows, &d->err));
    for (size_t i = 0; i < rows.n; i++)
        if (strcmp(lx_words_of("item_state")->at[((struct lx_item *)rows.at[i])->state].word, state) == 0) {
            *one = rows.at[i]->id;
            n++;
        }
    lx_rows_done(&rows);
    return n;
}

/* The one decision of a row: "26-J1 open passed"; "" where there is none. */
static void check_decision(struct desk *d, lx_id row, const char *want)
{
    struct lx_rows rows = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    desk_ok(d, lx_all(&d->w, LX_DECISION, lx_cond_ref(LX_DECISION, "agenda", row), NULL, false, &rows, &d->err));
    for (size_t i = 0; i < rows.n; i++) {
        const struct lx_decision *one = (struct lx_decision *)rows.at[i];
        lx_str_addf(&s, "%s %s %s", one->no, lx_words_of("decision_state")->at[one->state].word, lx_words_of("outcome")->at[one->outcome].word);
    }
    assert_string_equal(lx_str_z(&s), want);
    lx_rows_done(&rows);
    lx_str_done(&s);
}

/* The number is given at once, goes on with the outcome, and is withdrawn with it; never a second one. */
static void test_decisions_are_numbered(void **state)
{
    struct desk *d = *state;
    struct office o = open_office(d);
    static const struct {
        int row, outcome;
        const char *want;
    } cases[] = {
        { 1, OUTCOME_PASSED, "1-J1 open passed" },     { 1, OUTCOME_PASSED_IN_PRINCIPLE, "1-J1 open passed_in_principle" },
        { 0, OUTCOME_NOTED, "" },                      { 0, OUTCOME_ASSIGNED, "1-J2 open assigned" },
        { 1, OUTCOME_DEFERRED, "1-J1 withdrawn passed_in_principle" }, { 1, OUTCOME_REJECTED, "1-J1 done rejected" },
        { 1, OUTCOME_PASSED, "1-J1 open passed" },     { 1, OUTCOME_REJECTED, "1-J1 done rejected" },
        { 1, OUTCOME_NONE, "1-J1 withdrawn rejected" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        desk_ok(d, lx_outcome_set(&d->w, o.row[cases[i].row], &(struct lx_ruling){ .outcome = cases[i].outcome }, &d->err));
        check_decision(d, o.row[cases[i].row], cases[i].want);
    }
}

/* Every outcome at every kind of row: what is offered is stored, all else is refused and those allowed are named. */
static void test_only_what_is_offered(void **state)
{
    struct desk *d = *state;
    struct office o = open_office(d);
    for (int kind = 0; kind < lx_agenda_kind_n; kind++)
        for (int outcome = OUTCOME_NONE + 1; outcome < lx_outcome_n; outcome++) {
            struct lx_agenda *a = lx_rec_new(LX_AGENDA);
            size_t n;
            const int *some = lx_outcomes_of(kind, &n);
            bool offered = false;
            for (size_t i = 0; i < n; i++)
                offered = offered || some[i] == outcome;
            a->meeting = o.meeting;
            a->kind = kind;
            lx_set_text(&a->title, "一项");
            desk_ok(d, lx_agenda_add(&d->w, a, &d->err));
            enum lx_rc rc = lx_outcome_set(&d->w, a->rec.id, &(struct lx_ruling){ .outcome = outcome }, &d->err);
            assert_int_equal(rc, offered ? LX_OK : kind == AGENDA_HEADING ? LX_STATE : LX_INVALID);
            for (size_t i = 0; rc == LX_INVALID && i < n; i++)
                assert_non_null(strstr(d->err.detail, lx_words_of("outcome")->at[some[i]].word));
            if (offered)
                desk_ok(d, lx_outcome_set(&d->w, a->rec.id, &(struct lx_ruling){ .outcome = OUTCOME_NONE }, &d->err));
            lx_rec_free(a);
        }
    /* what a row has stays when its kind has changed since: its words can still be put right */
    desk_ok(d, lx_outcome_set(&d->w, o.row[1], &(struct lx_ruling){ .outcome = OUTCOME_REJECTED }, &d->err));
    desk_ok(d, lx_agenda_set(&d->w, o.row[1], (char *[]){ "kind=report" }, 1, NULL, &d->err));
    desk_ok(d, lx_outcome_set(&d->w, o.row[1], &(struct lx_ruling){ .outcome = OUTCOME_REJECTED, .words = "不予通过" }, &d->err));
    check(d, LX_AGENDA, o.row[1], "outcome_text", "不予通过");
    assert_int_equal(lx_outcome_set(&d->w, o.row[1], &(struct lx_ruling){ .outcome = OUTCOME_PASSED }, &d->err), LX_INVALID);
}

/* A topic of the pool is dealt with when its row is settled, and not when it comes back. */
static void test_topics_are_settled(void **state)
{
    struct desk *d = *state;
    struct office o = open_office(d);
    struct lx_topic *t = lx_rec_new(LX_TOPIC);
    struct lx_agenda *old, *a;
    lx_set_text(&t->title, "互救奖励");
    t->state = TOPIC_SCHEDULED;
    desk_ok(d, lx_add(&d->w, "topic add", t, &d->err));
    desk_ok(d, lx_get(&d->w, LX_AGENDA, o.row[1], &old, &d->err));
    a = lx_rec_copy(old);
    a->topic = t->rec.id;
    desk_ok(d, lx_save(&d->w, "agenda set", old, a, NULL, &d->err));
    static const struct {
        int outcome;
        const char *state;
    } cases[] = { { OUTCOME_PASSED, "done" }, { OUTCOME_DEFERRED, "scheduled" }, { OUTCOME_REJECTED, "done" }, { OUTCOME_NONE, "scheduled" } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        desk_ok(d, lx_outcome_set(&d->w, o.row[1], &(struct lx_ruling){ .outcome = cases[i].outcome }, &d->err));
        check(d, LX_TOPIC, t->rec.id, "state", cases[i].state);
    }
    lx_rec_free(old);
    lx_rec_free(a);
    lx_rec_free(t);
}

static void test_what_follows_from_an_outcome(void **state)
{
    struct desk *d = *state;
    struct office o = open_office(d);
    struct lx_duties duties = { 0 };
    struct lx_date due = { .day = LX_NO_DAY };
    lx_id item = 0;
    LX_PUSH(duties.at, duties.n, duties.room) = (struct lx_duty){ o.zhou_jt, PART_LEAD };
    LX_PUSH(duties.at, duties.n, duties.room) = (struct lx_duty){ o.ning_jt, PART_WITH };
    desk_ok(d, lx_date_read(&due, "7月底前", d->w.today, &d->err));
    struct lx_ruling r = { .outcome = OUTCOME_PASSED_IN_PRINCIPLE, .words = "会议原则通过该办法", .duties = &duties, .due = &due };
    desk_ok(d, lx_outcome_set(&d->w, o.row[1], &r, &d->err));
    check(d, LX_AGENDA, o.row[1], "outcome", "passed_in_principle");
    check(d, LX_AGENDA, o.row[1], "outcome_text", "会议原则通过该办法");
    check(d, LX_AGENDA, o.row[1], "outcome_due", "2024-07-31 month 7月底前");
    assert_int_equal(items_of(d, o.row[1], &item, "registered"), 1);
    check(d, LX_ITEM, item, "title", "根据会议意见修改完善《互救奖励办法》");
    check(d, LX_ITEM, item, "due", "2024-07-31 month 7月底前");
    check(d, LX_ITEM, item, "source", "会议原则通过该办法");
    struct lx_item *rec;
    struct lx_duties got = { 0 };
    desk_ok(d, lx_get(&d->w, LX_ITEM, item, &rec, &d->err));
    desk_ok(d, lx_item_duties(&d->w, rec, &got, &d->err));
    assert_true(lx_duties_same(&got, &duties));
    lx_duties_done(&got);
    lx_rec_free(rec);
    /* again with another outcome that needs work: the same item, not a second one */
    lx_id again = 0;
    r = (struct lx_ruling){ .outcome = OUTCOME_ESCALATE, .duties = &duties, .due = &due };
    desk_ok(d, lx_outcome_set(&d->w, o.row[1], &r, &d->err));
    assert_int_equal(items_of(d, o.row[1], &again, "registered"), 1);
    assert_int_equal(again, item);
    check(d, LX_ITEM, item, "title", "将《互救奖励办法》报请审定");
    check(d, LX_AGENDA, o.row[1], "outcome_text", ""); /* what was said of the other outcome has gone */
    /* one that needs none withdraws it */
    r = (struct lx_ruling){ .outcome = OUTCOME_DEFERRED, .words = "资金渠道未定", .due = &due };
    desk_ok(d, lx_outcome_set(&d->w, o.row[1], &r, &d->err));
    assert_int_equal(items_of(d, o.row[1], &again, "registered"), 0);
    assert_int_equal(items_of(d, o.row[1], &again, "withdrawn"), 1);
    assert_int_equal(lx_outcome_set(&d->w, o.row[2], &r, &d->err), LX_STATE); /* a heading */
    r.outcome = 99;
    assert_int_equal(lx_outcome_set(&d->w, o.row[1], &r, &d->err), LX_INVALID);
    r = (struct lx_ruling){ .outcome = OUTCOME_ASSIGNED, .duties = &duties, .title = "落实增殖放流资金" };
    desk_ok(d, lx_outcome_set(&d->w, o.row[0], &r, &d->err));
    assert_int_equal(items_of(d, o.row[0], &item, "registered"), 1);
    check(d, LX_ITEM, item, "title", "落实增殖放流资金");
    desk_ok(d, lx_item_set(&d->w, item, (char *[]){ (char[]){ "secrecy=internal" } }, 1, NULL, &d->err)); /* stricter than its row: stays so */
    r.due = &due; /* again with a limit: the same item, not a second one */
    desk_ok(d, lx_outcome_set(&d->w, o.row[0], &r, &d->err));
    assert_int_equal(items_of(d, o.row[0], &again, "registered"), 1);
    assert_int_equal(again, item);
    check(d, LX_ITEM, item, "due", "2024-07-31 month 7月底前");
    check(d, LX_ITEM, item, "secrecy", "internal");
    lx_duties_done(&duties);
    lx_date_done(&due);
}

static void test_reservations_and_votes(void **state)
{
    struct desk *d = *state;
    struct office o = open_office(d);
    struct lx_rows rows = { 0 };
    assert_int_equal(lx_reserve(&d->w, o.row[1], o.city[0], NULL, &d->err), LX_NOTFOUND);
    desk_ok(d, lx_reserve(&d->w, o.row[1], o.city[0], "对出资比例保留意见", &d->err));
    desk_ok(d, lx_reserve(&d->w, o.row[1], o.city[0], "对出资办法保留意见", &d->err));
    desk_ok(d, lx_reserve(&d->w, o.row[1], o.city[1], "保留意见", &d->err));
    desk_ok(d, lx_reservations(&d->w, o.row[1], &rows, &d->err));
    assert_int_equal(rows.n, 2);
    check(d, LX_OPINION, rows.at[0]->id, "text", "对出资办法保留意见");
    check(d, LX_OPINION, rows.at[0]->id, "kind", "reserves");
    lx_rows_done(&rows);
    desk_ok(d, lx_reserve(&d->w, o.row[1], o.city[1], NULL, &d->err));
    desk_ok(d, lx_reservations(&d->w, o.row[1], &rows, &d->err));
    assert_int_equal(rows.n, 1);
    lx_rows_done(&rows);
    assert_int_equal(lx_vote(&d->w, o.row[1], 3, 1, 0, &d->err), LX_INVALID); /* three members */
    assert_int_equal(lx_vote(&d->w, o.row[1], -1, 1, 0, &d->err), LX_INVALID);
    assert_int_equal(lx_vote(&d->w, o.row[1], INT64_MAX, 1, 0, &d->err), LX_INVALID); /* as read from a line of many digits */
    assert_int_equal(lx_vote(&d->w, o.row[1], INT64_MAX, INT64_MAX, 2, &d->err), LX_INVALID);
    desk_ok(d, lx_vote(&d->w, o.row[1], 2, 1, LX_NO_INT, &d->err));
    check(d, LX_AGENDA, o.row[1], "votes_against", "1");
    desk_ok(d, lx_session_open(&d->w, o.meeting, &d->err));
    size_t n;
    desk_ok(d, lx_roll_all(&d->w, o.meeting, &n, &d->err));
    struct lx_rows roll = { 0 };
    desk_ok(d, lx_roll(&d->w, o.meeting, &roll, &d->err));
    desk_ok(d, lx_roll_leave(&d->w, roll.at[0]->id, o.row[0], &d->err));
    lx_rows_done(&roll);
    assert_int_equal(lx_vote(&d->w, o.row[1], 3, 0, 0, &d->err), LX_INVALID); /* one of them has left */
    desk_ok(d, lx_vote(&d->w, o.row[1], 1, 1, 0, &d->err));
}

/* --- quick entry ---------------------------------------------------------------------------------------------------------------- */

static void test_lines_are_read(void **state)
{
    struct desk *d = *state;
    struct office o = open_office(d);
    static const struct {
        const char *line;
        enum lx_rc rc;
        enum lx_capture_kind kind;
        const char *text, *lead, *with, *due;
    } cases[] = {
        { "推进某项目 @宁波交通 +dsjj 月底前", LX_OK, LX_CAPTURE_ITEM, "推进某项目", "宁波市交通运输局", "舟山市大数据局", "2024-06-30" },
        { "推进某项目 @nbsjt ＋dsjj", LX_OK, LX_CAPTURE_ITEM, "推进某项目", "宁波市交通运输局", "舟山市大数据局", "" },
        { "＠宁波市交通运输局、舟山市交通运输局　编制方案　2024年12月底前", LX_OK, LX_CAPTURE_ITEM, "编制方案", "宁波市交通运输局、舟山市交通运输局", "",
          "2024-12-31" },
        { "两局联合发文@宁波交通+舟山交通 +20", LX_OK, LX_CAPTURE_ITEM, "两局联合发文", "宁波市交通运输局", "舟山市交通运输局", "2024-07-15" },
        { "财政局提醒 资金渠道 月底前", LX_OK, LX_CAPTURE_NOTE, "财政局提醒 资金渠道 月底前", "", "", "" },
        { "t 起草方案 明天", LX_OK, LX_CAPTURE_ITEM, "起草方案", "", "", "2024-06-26" },
        { "n 问 @jtj 的口径", LX_OK, LX_CAPTURE_NOTE, "问 @jtj 的口径", "", "", "" },
        { "d 会议原则通过，7月底前印发", LX_OK, LX_CAPTURE_OUTCOME, "会议原则通过，7月底前印发", "", "", "" },
        { "ｄ　会议同意", LX_OK, LX_CAPTURE_OUTCOME, "会议同意", "", "", "" },
        { "d 请大家发言", LX_INVALID, LX_CAPTURE_OUTCOME, "请大家发言", "", "", "" },
        { "r @舟山市 对出资比例保留意见", LX_OK, LX_CAPTURE_RESERVE, "对出资比例保留意见", "舟山市", "", "" },
        { "r 舟山市 对出资比例 保留意见", LX_OK, LX_CAPTURE_RESERVE, "对出资比例 保留意见", "舟山市", "", "" },
        { "l 台州", LX_OK, LX_CAPTURE_LEAVE, "", "台州市", "", "" },
        { "b @台州", LX_OK, LX_CAPTURE_BACK, "", "台州市", "", "" },
        { "b", LX_OK, LX_CAPTURE_NOTE, "b", "", "", "" },
        { "v 2 1", LX_OK, LX_CAPTURE_VOTE, "2 1", "", "", "" },
        { "v 二比一", LX_INVALID, LX_CAPTURE_VOTE, "二比一", "", "", "" },
        { "推进某项目 @jtj 月底前", LX_AMBIGUOUS, LX_CAPTURE_ITEM, "推进某项目", "", "", "2024-06-30" },
        { "推进某项目 @气象局", LX_NOTFOUND, LX_CAPTURE_ITEM, "推进某项目", "", "", "" },
        { "@宁波交通", LX_INVALID, LX_CAPTURE_ITEM, "", "宁波市交通运输局", "", "" },
        { "   ", LX_INVALID, LX_CAPTURE_NOTE, "", "", "", "" },
        { "写信 a@ b", LX_OK, LX_CAPTURE_NOTE, "写信 a@ b", "", "", "" },
        { "月底前 @宁波交通", LX_OK, LX_CAPTURE_ITEM, "月底前", "宁波市交通运输局", "", "" },
    };
    (void)o;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct lx_capture c;
        struct lx_str lead = LX_STR_EMPTY, with = LX_STR_EMPTY, due = LX_STR_EMPTY;
        enum lx_rc rc = lx_capture_read(&d->w, cases[i].line, &c, &d->err);
        lx_duties_names(&d->w, &lead, &c.duties, PART_LEAD);
        lx_duties_names(&d->w, &with, &c.duties, PART_WITH);
        if (c.due.day != LX_NO_DAY)
            lx_day_format(&due, c.due.day);
        if (rc != cases[i].rc || c.kind != cases[i].kind || strcmp(lx_str_z(&c.text), cases[i].text) != 0 ||
            strcmp(lx_str_z(&lead), cases[i].lead) != 0 || strcmp(lx_str_z(&with), cases[i].with) != 0 || strcmp(lx_str_z(&due), cases[i].due) != 0)
            fail_msg("%s: %d %d [%s] [%s] [%s] [%s]", cases[i].line, (int)rc, (int)c.kind, lx_str_z(&c.text), lx_str_z(&lead), lx_str_z(&with),
                     lx_str_z(&due));
        if (rc == LX_AMBIGUOUS) {
            assert_int_equal(c.near.n, 2);
            assert_int_equal(strncmp(cases[i].line + c.bad_at, "jtj", c.bad_len), 0);
        }
        lx_capture_done(&c);
        lx_str_done(&lead);
        lx_str_done(&with);
        lx_str_done(&due);
    }
}

/* Any bytes in any order: read or refused, never more. */
static void test_random_lines(void **state)
{
    struct desk *d = *state;
    (void)open_office(d);
    struct random r = { 7 };
    static const char *const bits[] = { "@", "+", " ", "＠", "＋", "　", "宁波交通", "jtj", "、", "月底前", "d ", "r ", "v ", "l ", "1", "-", "\xE4", "，", "推进" };
    for (int i = 0; i < 3000; i++) {
        struct lx_str line = LX_STR_EMPTY;
        struct lx_capture c;
        for (uint32_t n = random_below(&r, 8); n > 0; n--)
            lx_str_add(&line, bits[random_below(&r, sizeof bits / sizeof *bits)]);
        (void)!lx_capture_read(&d->w, lx_str_z(&line), &c, &d->err);
        assert_true(c.bad_at + c.bad_len <= line.len);
        lx_capture_done(&c);
        lx_str_done(&line);
    }
}

static lx_id take(struct office *o, lx_id row, const char *line)
{
    struct lx_capture c;
    lx_id made = 0;
    desk_ok(o->d, lx_capture_read(&o->d->w, line, &c, &o->d->err));
    desk_ok(o->d, lx_capture_store(&o->d->w, o->meeting, row, line, &c, &made, &o->d->err));
    lx_capture_done(&c);
    return made;
}

static void test_lines_are_stored(void **state)
{
    struct desk *d = *state;
    struct office o = open_office(d);
    lx_id row;
    size_t n;
    desk_ok(d, lx_session_next(&d->w, o.meeting, &row, &d->err));
    desk_ok(d, lx_roll_all(&d->w, o.meeting, &n, &d->err));
    size_t entries = desk_entries_n(d);
    lx_id item = take(&o, o.row[1], "推进某项目 @宁波交通 +dsjj 月底前");
    assert_int_equal(desk_entries_n(d), entries + 1);
    check(d, LX_ITEM, item, "no", "1-001");
    check(d, LX_ITEM, item, "title", "推进某项目");
    check(d, LX_ITEM, item, "due", "2024-06-30 month 月底前");
    check(d, LX_ITEM, item, "source", "推进某项目 @宁波交通 +dsjj 月底前");
    struct lx_item *rec;
    desk_ok(d, lx_get(&d->w, LX_ITEM, item, &rec, &d->err));
    assert_int_equal(rec->agenda, o.row[1]);
    assert_int_equal(rec->lead, o.ning_jt);
    lx_rec_free(rec);
    lx_id note = take(&o, o.row[1], "财政局提醒资金渠道未定");
    struct lx_note *hung;
    desk_ok(d, lx_get(&d->w, LX_NOTE, note, &hung, &d->err));
    assert_int_equal(hung->hung, o.row[1]);
    lx_rec_free(hung);
    take(&o, o.row[1], "d 会议原则通过该办法，修改后印发");
    check(d, LX_AGENDA, o.row[1], "outcome", "passed_in_principle");
    take(&o, o.row[1], "v 2 1 0");
    check(d, LX_AGENDA, o.row[1], "votes_for", "2");
    take(&o, o.row[1], "r @舟山市 对出资比例保留意见");
    take(&o, o.row[1], "l 台州市");
    struct lx_presence q;
    desk_ok(d, lx_quorum_at(&d->w, o.meeting, 0, &q, &d->err));
    assert_int_equal(q.there_n, 2);
    struct lx_capture c;
    lx_id made;
    desk_ok(d, lx_capture_read(&d->w, "d 同意", &c, &d->err));
    assert_int_equal(lx_capture_store(&d->w, o.meeting, 0, "d 同意", &c, &made, &d->err), LX_STATE);
    lx_capture_done(&c);
    struct lx_revs undone = { 0 };
    desk_ok(d, lx_undo_last(&d->w, 6, &undone, &d->err));
    lx_revs_done(&undone);
    check(d, LX_AGENDA, o.row[1], "outcome", "");
}

/* The words of the paragraph that a record has in the minutes; NULL: it has none. */
static const char *said_of(const struct lx_paras *minutes, const char *letter, lx_id id)
{
    char key[32];
    (void)snprintf(key, sizeof key, id ? "%s%lld" : "%s", letter, (long long)id);
    for (size_t i = 0; i < minutes->n; i++)
        if (strcmp(minutes->at[i].key, key) == 0)
            return minutes->at[i].text;
    return NULL;
}

/* Minutes tell of what came up; where nobody followed the session on the screen, of all that was on the agenda. */
static void test_minutes_tell_of_what_came_up(void **state)
{
    struct desk *d = *state;
    struct office o = open_office(d);
    struct lx_paras minutes;
    lx_id row;
    desk_ok(d, lx_standing_minutes(&d->w, o.meeting, false, &minutes, &d->err));
    for (int i = 0; i < ROWS; i++)
        assert_non_null(said_of(&minutes, "h", o.row[i]));
    lx_paras_done(&minutes);
    desk_ok(d, lx_session_next(&d->w, o.meeting, &row, &d->err));
    desk_ok(d, lx_outcome_set(&d->w, o.row[1], &(struct lx_ruling){ .outcome = OUTCOME_PASSED }, &d->err));
    desk_ok(d, lx_session_close(&d->w, o.meeting, &d->err));
    desk_ok(d, lx_standing_minutes(&d->w, o.meeting, false, &minutes, &d->err));
    assert_non_null(said_of(&minutes, "r", o.row[0]));
    assert_non_null(said_of(&minutes, "o", o.row[1]));
    for (int i = 2; i < ROWS; i++) {
        assert_null(said_of(&minutes, "h", o.row[i]));
        assert_null(said_of(&minutes, "r", o.row[i]));
    }
    assert_non_null(strstr(said_of(&minutes, "open", 0), "工作进展情况"));
    assert_null(strstr(said_of(&minutes, "open", 0), "领导讲话"));
    lx_paras_done(&minutes);
}

static void retitle(struct desk *d, lx_id row, const char *title, const char *kind)
{
    struct lx_str t = LX_STR_EMPTY, k = LX_STR_EMPTY;
    lx_str_addf(&t, "title=%s", title);
    lx_str_addf(&k, "kind=%s", kind);
    desk_ok(d, lx_agenda_set(&d->w, row, (char *[]){ t.s, k.s }, 2, NULL, &d->err));
    lx_str_done(&t);
    lx_str_done(&k);
}

static void rule(struct desk *d, lx_id row, int outcome)
{
    struct lx_agenda *old, *a; /* as it is noted, whatever the kind */
    desk_ok(d, lx_get(&d->w, LX_AGENDA, row, &old, &d->err));
    a = lx_rec_copy(old);
    a->outcome = outcome;
    desk_ok(d, lx_save(&d->w, "outcome set", old, a, NULL, &d->err));
    lx_rec_free(old);
    lx_rec_free(a);
}

/* A title that says what the meeting did is not said twice; minutes that were confirmed are named. */
static void test_minutes_say_it_once(void **state)
{
    struct desk *d = *state;
    struct office o = open_office(d);
    struct lx_meeting *m = lx_rec_new(LX_MEETING), *own;
    struct lx_paras minutes;
    desk_ok(d, lx_get(&d->w, LX_MEETING, o.meeting, &own, &d->err));
    m->series = own->series;
    m->date = (struct lx_date){ .day = d->w.today - 90 };
    desk_ok(d, lx_meeting_add(&d->w, m, 0, &d->err));
    desk_ok(d, lx_meeting_step(&d->w, m->rec.id, MEETING_IN_SESSION, &d->err));
    retitle(d, o.row[0], "确认上次会议纪要", "decide");
    retitle(d, o.row[1], "研究部署下半年重点工作", "deliberate");
    retitle(d, o.row[3], "研究新增成员事宜", "decide");
    retitle(d, o.row[4], "研究成果转化情况", "report");
    rule(d, o.row[0], OUTCOME_PASSED);
    rule(d, o.row[3], OUTCOME_PASSED);
    desk_ok(d, lx_standing_minutes(&d->w, o.meeting, false, &minutes, &d->err));
    assert_string_equal(said_of(&minutes, "r", o.row[0]), "会议确认了第二次市长联席会议纪要。");
    assert_null(said_of(&minutes, "o", o.row[0]));
    assert_string_equal(said_of(&minutes, "r", o.row[1]), "会议研究部署了下半年重点工作。");
    assert_string_equal(said_of(&minutes, "r", o.row[3]), "会议研究了新增成员事宜。");
    assert_string_equal(said_of(&minutes, "o", o.row[3]), "会议同意新增成员事宜。");
    assert_string_equal(said_of(&minutes, "r", o.row[4]), "会议听取了研究成果转化情况汇报。");
    lx_paras_done(&minutes);
    desk_ok(d, lx_standing_minutes(&d->w, o.meeting, true, &minutes, &d->err));
    assert_non_null(strstr(said_of(&minutes, "r", o.row[0]), "The meeting confirmed the "));
    lx_paras_done(&minutes);
    rule(d, o.row[0], OUTCOME_DEFERRED);
    desk_ok(d, lx_standing_minutes(&d->w, o.meeting, false, &minutes, &d->err));
    assert_string_equal(said_of(&minutes, "r", o.row[0]), "会议研究了第二次市长联席会议纪要。");
    assert_string_equal(said_of(&minutes, "o", o.row[0]), "会议决定暂缓研究上次会议纪要。");
    lx_paras_done(&minutes);
    lx_rec_free(m);
    lx_rec_free(own);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_a_meeting_from_opening_to_closing), TEST(test_another_day_than_planned),
        TEST(test_minutes_tell_of_what_came_up),      TEST(test_minutes_say_it_once),      TEST(test_random_walks),           TEST(test_speakers_change_places),
        TEST(test_decisions_are_numbered),            TEST(test_topics_are_settled), TEST(test_only_what_is_offered),
        TEST(test_outcomes_fit_the_kind),             TEST(test_what_follows_from_an_outcome), TEST(test_reservations_and_votes),
        TEST(test_lines_are_read),                    TEST(test_random_lines),           TEST(test_lines_are_stored),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
