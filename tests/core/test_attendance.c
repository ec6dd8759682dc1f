/* The roll: two generations of members from one store, proxies, leaving and coming back, the quorum at every row. */
#include "core/meeting/attendance.h"
#include "core/meeting/notices.h"
#include "core/meeting/meetings.h"
#include "core/work/undo.h"
#include "core/work/units.h"
#include "tests/lib/desk.h"
#include "tests/lib/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char *const cities[] = { "宁波市", "绍兴市", "舟山市", "台州市", "嘉兴市" };

/* Four cities from 2002 on, the fifth from 2012; a city that was a member until 2005. */
static void add_members(struct desk *d)
{
    static const char *const from[] = { "2002-01-01", "2002-01-01", "2002-01-01", "2002-01-01", "2012-06-01" };
    for (int i = 0; i < 6; i++) {
        struct lx_member *m = lx_rec_new(LX_MEMBER);
        m->unit = desk_unit(d, i < 5 ? cities[i] : "金华市");
        m->rank = 10 * (i + 1);
        desk_ok(d, lx_date_read(&m->since, i < 5 ? from[i] : "2002-01-01", d->w.today, &d->err));
        if (i == 5)
            desk_ok(d, lx_date_read(&m->until, "2005-12-31", d->w.today, &d->err));
        desk_ok(d, lx_add(&d->w, "unit member", m, &d->err));
        lx_rec_free(m);
    }
}

static lx_id meeting_on(struct desk *d, lx_id series, const char *day, int64_t no)
{
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    m->series = series;
    desk_ok(d, lx_date_read(&m->date, day, d->w.today, &d->err));
    desk_ok(d, lx_meeting_add(&d->w, m, no, &d->err));
    lx_id id = m->rec.id;
    lx_rec_free(m);
    return id;
}

static lx_id row(struct desk *d, lx_id meeting, const char *title, const char *presenter, const char *attend)
{
    struct lx_agenda *a = lx_rec_new(LX_AGENDA);
    a->meeting = meeting;
    lx_set_text(&a->title, title);
    lx_set_text(&a->attend, attend);
    if (presenter)
        a->presenter = desk_unit(d, presenter);
    desk_ok(d, lx_agenda_add(&d->w, a, &d->err));
    lx_id id = a->rec.id;
    lx_rec_free(a);
    return id;
}

static void check_roll(struct desk *d, lx_id meeting, const char *want)
{
    struct lx_rows roll = { 0 }, gone = { 0 }, agenda = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    desk_ok(d, lx_roll(&d->w, meeting, &roll, &d->err));
    desk_ok(d, lx_agenda(&d->w, meeting, &agenda, &d->err));
    desk_ok(d, lx_absences(&d->w, meeting, &gone, &d->err));
    lx_roll_words(&d->w, &s, &roll, &gone, &agenda, true);
    lx_rows_done(&gone);
    assert_string_equal(lx_str_z(&s), want);
    lx_str_done(&s);
    lx_rows_done(&roll);
    lx_rows_done(&agenda);
}

static void check_quorum(struct desk *d, lx_id meeting, lx_id at, size_t there, size_t members, size_t needed, bool met)
{
    struct lx_presence q;
    desk_ok(d, lx_quorum_at(&d->w, meeting, at, &q, &d->err));
    assert_int_equal(q.there_n, there);
    assert_int_equal(q.members_n, members);
    assert_int_equal(q.needed_n, needed);
    assert_int_equal(q.met, met);
}

static lx_id on_roll(struct desk *d, lx_id meeting, const char *name)
{
    struct lx_rows roll = { 0 };
    lx_id id = 0;
    desk_ok(d, lx_roll(&d->w, meeting, &roll, &d->err));
    desk_ok(d, lx_roll_find(&d->w, &roll, name, &id, &d->err));
    lx_rows_done(&roll);
    return id;
}

static void set(struct desk *d, lx_id meeting, const char *name, int state, const char *who)
{
    desk_ok(d, lx_roll_set(&d->w, on_roll(d, meeting, name), state, who, &d->err));
}

/* The bar of issue 3: 2007 with four member cities and 2023 with five from one database. */
static void test_two_generations(void **state)
{
    struct desk *d = *state;
    add_members(d);
    lx_id series = desk_series(d, "市长联席会议", NULL);
    lx_id old = meeting_on(d, series, "2007-06-15", 5), now = meeting_on(d, series, "2023-12-01", 27);
    check_quorum(d, old, 0, 0, 4, 3, false);
    check_quorum(d, now, 0, 0, 5, 3, false);
    size_t added = 0;
    desk_ok(d, lx_roll_call(&d->w, old, &added, &d->err));
    assert_int_equal(added, 4);
    desk_ok(d, lx_roll_call(&d->w, now, &added, &d->err));
    assert_int_equal(added, 5);
    size_t entries = desk_entries_n(d);
    desk_ok(d, lx_roll_call(&d->w, now, &added, &d->err));
    assert_int_equal(added, 0);
    assert_int_equal(desk_entries_n(d), entries);
    desk_ok(d, lx_roll_all(&d->w, old, &added, &d->err));
    desk_ok(d, lx_roll_all(&d->w, now, &added, &d->err));
    check_roll(d, old, "出席：宁波市、绍兴市、舟山市、台州市\n");
    check_roll(d, now, "出席：宁波市、绍兴市、舟山市、台州市、嘉兴市\n");
    check_quorum(d, old, 0, 4, 4, 3, true);
    check_quorum(d, now, 0, 5, 5, 3, true);
    set(d, now, "嘉兴市", PRESENCE_ABSENT, NULL);
    set(d, now, "台州市", PRESENCE_EXCUSED, NULL);
    check_quorum(d, now, 0, 3, 5, 3, true);
    check_roll(d, now, "出席：宁波市、绍兴市、舟山市\n请假：台州市\n缺席：嘉兴市\n");
    char *const all[] = { (char[]){ "quorum=all" } }, *const thirds[] = { (char[]){ "quorum=two_thirds" } };
    desk_ok(d, lx_record_set(&d->w, LX_SERIES, series, thirds, 1, NULL, &d->err));
    check_quorum(d, now, 0, 3, 5, 4, false);
    check_quorum(d, old, 0, 4, 4, 3, true);
    desk_ok(d, lx_record_set(&d->w, LX_SERIES, series, all, 1, NULL, &d->err));
    check_quorum(d, old, 0, 4, 4, 4, true);
}

static void test_proxies_and_units_called_in(void **state)
{
    struct desk *d = *state;
    add_members(d);
    lx_id m = meeting_on(d, desk_series(d, "市长联席会议", NULL), "2023-12-01", 27);
    row(d, m, "渔业资源保护", "舟山市海洋与渔业局", "宁波市、浙江海事局");
    struct lx_attendance *guest = lx_rec_new(LX_ATTENDANCE);
    size_t n;
    desk_ok(d, lx_roll_call(&d->w, m, &n, &d->err));
    assert_int_equal(n, 7); /* Ningbo is a member and is not called in again */
    guest->meeting = m;
    guest->role = ATTEND_OBSERVER;
    lx_set_text(&guest->name, "高校专家");
    desk_ok(d, lx_roll_add(&d->w, guest, &d->err));
    lx_rec_free(guest);
    set(d, m, "舟山市", PRESENCE_PROXY, "李某 副市长代市长");
    set(d, m, "台州市", PRESENCE_PROXY, "副秘书长 代 分管副市长");
    set(d, m, "台州市", PRESENCE_PRESENT, NULL); /* he came himself after all */
    desk_ok(d, lx_roll_all(&d->w, m, &n, &d->err));
    check_roll(d, m,
               "出席：宁波市、绍兴市、舟山市（副市长李某代市长）、台州市、嘉兴市\n列席：浙江海事局、舟山市海洋与渔业局\n旁听：高校专家\n");
    struct lx_presence q;
    desk_ok(d, lx_quorum_at(&d->w, m, 0, &q, &d->err));
    assert_int_equal(q.there_n, 5);
    assert_int_equal(q.proxies_n, 1);
    assert_int_equal(lx_roll_set(&d->w, 4711, PRESENCE_PRESENT, NULL, &d->err), LX_NOTFOUND);
}

static void answer(struct desk *d, lx_id notice, const char *city, int state, const char *name, const char *post, const char *whom)
{
    lx_id reply, unit;
    struct lx_reply *with = lx_rec_new(LX_REPLY);
    lx_set_text(&with->name, name);
    lx_set_text(&with->post, post);
    lx_set_text(&with->for_whom, whom);
    desk_ok(d, lx_unit_find(d->w.units, city, &unit, &d->err));
    desk_ok(d, lx_reply_of(&d->w, notice, unit, &reply, &d->err));
    desk_ok(d, lx_reply_set(&d->w, reply, state, with, &d->err));
    lx_rec_free(with);
}

static size_t pending_n(struct desk *d, lx_id meeting)
{
    struct lx_ids units = { 0 };
    desk_ok(d, lx_notice_pending(&d->w, meeting, &units, &d->err));
    size_t n = units.n;
    lx_ids_done(&units);
    return n;
}

static const lx_day first_day = 19903, second_day = 19910; /* 2024-06-29, 2024-07-06 */

static lx_id called_meeting(struct desk *d, bool topics, lx_id *notice)
{
    add_members(d);
    lx_id m = meeting_on(d, desk_series(d, "市长联席会议", NULL), "2024-06-29", 27);
    lx_id call = topics ? desk_notice(d, m, NOTICE_CALL) : 0;
    *notice = desk_notice(d, m, NOTICE_NOTICE);
    if (call)
        answer(d, call, "宁波市", REPLY_EXCUSED, NULL, NULL, NULL); /* a call for topics says nothing about who comes */
    answer(d, *notice, "绍兴市", REPLY_PROXY, "王某", "副市长", "市长");
    answer(d, *notice, "舟山市", REPLY_EXCUSED, NULL, NULL, NULL);
    assert_int_equal(pending_n(d, m), 3);
    return m;
}

/* Docs/decisions/0013: a correction that leaves the day keeps the answers, a postponement does not. */
static void test_replies_are_taken(void **state)
{
    struct desk *d = *state;
    lx_id notice, m = called_meeting(d, true, &notice);
    size_t n;
    desk_ok(d, lx_meeting_correct(&d->w, m, &(struct lx_meeting_when){ LX_NO_DAY, "14:00", NULL }, NULL, &d->err));
    assert_int_equal(pending_n(d, m), 3);
    desk_ok(d, lx_roll_call(&d->w, m, &n, &d->err));
    desk_ok(d, lx_roll_all(&d->w, m, &n, &d->err));
    check_roll(d, m, "出席：宁波市、绍兴市（副市长王某代市长）、台州市、嘉兴市\n请假：舟山市\n");
}

static void test_replies_belong_to_their_day(void **state)
{
    struct desk *d = *state;
    lx_id notice, later, m = called_meeting(d, false, &notice);
    struct lx_rows rows = { 0 };
    struct lx_revs made = { 0 };
    size_t n;
    desk_ok(d, lx_roll_call(&d->w, m, &n, &d->err)); /* a roll that was begun goes along, too */
    check_roll(d, m, "请假：舟山市\n");
    desk_ok(d, lx_meeting_postpone(&d->w, m, &(struct lx_meeting_when){ .date = second_day }, "会场改造", &d->err));
    check_roll(d, m, "");
    assert_int_equal(pending_n(d, m), 5);
    desk_ok(d, lx_notice_last(&d->w, m, &later, &d->err));
    assert_int_not_equal(later, notice);
    desk_ok(d, lx_replies(&d->w, notice, &rows, &d->err)); /* what was answered stays on record */
    assert_int_equal(rows.n, 5);
    lx_rows_done(&rows);
    desk_ok(d, lx_undo_last(&d->w, 1, &made, &d->err));
    lx_revs_done(&made);
    check_roll(d, m, "请假：舟山市\n");
    desk_ok(d, lx_meeting_postpone(&d->w, m, &(struct lx_meeting_when){ .date = LX_NO_DAY }, "另行通知", &d->err));
    assert_int_equal(pending_n(d, m), 0); /* nobody is asked for a day that is not known */
    desk_ok(d, lx_meeting_postpone(&d->w, m, &(struct lx_meeting_when){ .date = second_day }, "会场改造", &d->err));
    desk_ok(d, lx_notice_last(&d->w, m, &later, &d->err));
    answer(d, later, "嘉兴市", REPLY_EXCUSED, NULL, NULL, NULL);
    check_roll(d, m, "请假：嘉兴市\n");
    desk_ok(d, lx_meeting_correct(&d->w, m, &(struct lx_meeting_when){ .date = first_day }, "日期有误", &d->err));
    check_roll(d, m, ""); /* another day again */
    assert_int_equal(pending_n(d, m), 5);
    desk_ok(d, lx_roll_all(&d->w, m, &n, &d->err));
    check_roll(d, m, "出席：宁波市、绍兴市、舟山市、台州市、嘉兴市\n");
}

static const struct lx_reply *late_of(const struct lx_rows *roll, const struct lx_rows *late, lx_id row)
{
    for (size_t i = 0; i < roll->n; i++)
        if (roll->at[i]->id == row)
            return (const struct lx_reply *)(const void *)late->at[i];
    return NULL;
}

/* An answer that comes when there is a roll goes into rows that nobody has called; beside others it stands as a late one. */
static void test_answers_while_the_roll_is_called(void **state)
{
    struct desk *d = *state;
    lx_id notice, m = called_meeting(d, false, &notice);
    struct lx_rows roll = { 0 }, late = { 0 };
    struct lx_revs made = { 0 };
    size_t n;
    desk_ok(d, lx_roll_call(&d->w, m, &n, &d->err));
    set(d, m, "台州市", PRESENCE_PRESENT, NULL);
    answer(d, notice, "嘉兴市", REPLY_PROXY, "李某", "副市长", "市长");
    answer(d, notice, "台州市", REPLY_EXCUSED, NULL, NULL, NULL);
    answer(d, notice, "舟山市", REPLY_COMING, NULL, NULL, NULL); /* comes after all */
    check_roll(d, m, "出席：台州市\n");
    desk_ok(d, lx_roll(&d->w, m, &roll, &d->err));
    desk_ok(d, lx_roll_late(&d->w, m, &roll, &late, &d->err));
    assert_int_equal(late.n, roll.n);
    assert_non_null(late_of(&roll, &late, on_roll(d, m, "台州市")));
    assert_int_equal(late_of(&roll, &late, on_roll(d, m, "台州市"))->state, REPLY_EXCUSED);
    assert_null(late_of(&roll, &late, on_roll(d, m, "嘉兴市")));
    assert_null(late_of(&roll, &late, on_roll(d, m, "宁波市")));
    lx_rows_done(&roll);
    lx_rows_done(&late);
    desk_ok(d, lx_undo_last(&d->w, 1, &made, &d->err)); /* one entry: the answer and what it did to the roll */
    lx_revs_done(&made);
    check_roll(d, m, "出席：台州市\n请假：舟山市\n");
    desk_ok(d, lx_roll_all(&d->w, m, &n, &d->err));
    check_roll(d, m, "出席：宁波市、绍兴市（副市长王某代市长）、台州市、嘉兴市（副市长李某代市长）\n请假：舟山市\n");
}

static void test_leaving_and_coming_back(void **state)
{
    struct desk *d = *state;
    add_members(d);
    lx_id m = meeting_on(d, desk_series(d, "市长联席会议", NULL), "2023-12-01", 27), rows[6];
    for (int i = 0; i < 6; i++)
        rows[i] = row(d, m, "议题", NULL, NULL);
    size_t n;
    desk_ok(d, lx_roll_call(&d->w, m, &n, &d->err));
    lx_id zhoushan = on_roll(d, m, "舟山市"), taizhou = on_roll(d, m, "台州市");
    assert_int_equal(lx_roll_leave(&d->w, zhoushan, rows[1], &d->err), LX_STATE); /* was never there */
    desk_ok(d, lx_roll_all(&d->w, m, &n, &d->err));
    set(d, m, "嘉兴市", PRESENCE_EXCUSED, NULL);
    assert_int_equal(lx_roll_back(&d->w, zhoushan, rows[1], &d->err), LX_STATE);
    assert_int_equal(lx_roll_leave(&d->w, zhoushan, 0, &d->err), LX_INVALID);
    desk_ok(d, lx_roll_leave(&d->w, zhoushan, rows[2], &d->err));
    desk_ok(d, lx_roll_leave(&d->w, taizhou, rows[3], &d->err));
    desk_ok(d, lx_roll_back(&d->w, zhoushan, rows[4], &d->err));
    static const size_t there[] = { 4, 4, 3, 2, 3, 3 };
    for (int i = 0; i < 6; i++)
        check_quorum(d, m, rows[i], there[i], 5, 3, there[i] >= 3);
    check_quorum(d, m, 0, 3, 5, 3, true);
    check_roll(d, m, "出席：宁波市、绍兴市、舟山市（第3项离会，第5项返会）、台州市（第4项离会）\n请假：嘉兴市\n");
    desk_ok(d, lx_roll_leave(&d->w, zhoushan, rows[5], &d->err)); /* the first absence is counted still */
    check_quorum(d, m, rows[2], 3, 5, 3, true);
    check_quorum(d, m, rows[4], 3, 5, 3, true);
    check_quorum(d, m, rows[5], 2, 5, 3, false);
    check_quorum(d, m, 0, 2, 5, 3, false);
    check_roll(d, m, "出席：宁波市、绍兴市、舟山市（第3项离会，第5项返会，第6项离会）、台州市（第4项离会）\n请假：嘉兴市\n");
    desk_ok(d, lx_roll_back(&d->w, zhoushan, rows[5], &d->err)); /* within one item: not away at all */
    check_quorum(d, m, rows[5], 3, 5, 3, true);
    check_quorum(d, m, rows[3], 2, 5, 3, false);
    check_roll(d, m, "出席：宁波市、绍兴市、舟山市（第3项离会，第5项返会）、台州市（第4项离会）\n请假：嘉兴市\n");
    set(d, m, "舟山市", PRESENCE_ABSENT, NULL); /* who was never there has not left */
    set(d, m, "舟山市", PRESENCE_PRESENT, NULL);
    check_roll(d, m, "出席：宁波市、绍兴市、舟山市、台州市（第4项离会）\n请假：嘉兴市\n");
}

/* Three times out, every moment counted by hand; off the roll with all of it, in one entry. */
static void test_three_times_out(void **state)
{
    struct desk *d = *state;
    add_members(d);
    lx_id m = meeting_on(d, desk_series(d, "市长联席会议", NULL), "2023-12-01", 27), rows[8];
    for (int i = 0; i < 8; i++)
        rows[i] = row(d, m, "议题", NULL, NULL);
    size_t n;
    desk_ok(d, lx_roll_call(&d->w, m, &n, &d->err));
    desk_ok(d, lx_roll_all(&d->w, m, &n, &d->err));
    lx_id zhoushan = on_roll(d, m, "舟山市");
    static const int going[] = { 1, 2, 4, 5, 7 }; /* out at 1, 4 and 7, back at 2 and 5 */
    for (int i = 0; i < 5; i++)
        desk_ok(d, i % 2 ? lx_roll_back(&d->w, zhoushan, rows[going[i]], &d->err) : lx_roll_leave(&d->w, zhoushan, rows[going[i]], &d->err));
    static const size_t there[] = { 5, 4, 5, 5, 4, 5, 5, 4 };
    for (int i = 0; i < 8; i++)
        check_quorum(d, m, rows[i], there[i], 5, 3, true);
    size_t before = desk_entries_n(d);
    desk_ok(d, lx_roll_drop(&d->w, zhoushan, &d->err));
    assert_int_equal(desk_entries_n(d), before + 1);
    struct lx_rows gone = { 0 };
    desk_ok(d, lx_absences(&d->w, m, &gone, &d->err));
    assert_int_equal(gone.n, 0);
    struct lx_revs made = { 0 };
    desk_ok(d, lx_undo_last(&d->w, 1, &made, &d->err));
    for (int i = 0; i < 8; i++)
        check_quorum(d, m, rows[i], there[i], 5, 3, true);
    lx_revs_done(&made);
}

/* Whatever is done to the roll, undoing all of it leaves nothing; and no row has more there than there are members. */
static void test_random_rolls_come_back(void **state)
{
    struct desk *d = *state;
    struct random r = { 26 };
    add_members(d);
    lx_id m = meeting_on(d, desk_series(d, "市长联席会议", NULL), "2023-12-01", 27), rows[4];
    for (int i = 0; i < 4; i++)
        rows[i] = row(d, m, "议题", NULL, NULL);
    size_t n, before = desk_entries_n(d);
    desk_ok(d, lx_roll_call(&d->w, m, &n, &d->err));
    struct lx_rows roll = { 0 };
    desk_ok(d, lx_roll(&d->w, m, &roll, &d->err));
    for (int step = 0; step < 300; step++) {
        lx_id one = roll.at[random_below(&r, (uint32_t)roll.n)]->id, at = rows[random_below(&r, 4)];
        switch (random_below(&r, 3)) {
        case 0: desk_ok(d, lx_roll_set(&d->w, one, (int)random_below(&r, lx_attend_state_n), NULL, &d->err)); break;
        case 1: (void)!lx_roll_leave(&d->w, one, at, &d->err); break;
        default: (void)!lx_roll_back(&d->w, one, at, &d->err); break;
        }
        struct lx_presence q;
        desk_ok(d, lx_quorum_at(&d->w, m, rows[random_below(&r, 4)], &q, &d->err));
        assert_int_equal(q.members_n, 5);
        assert_true(q.there_n + q.excused_n <= 5 && q.met == (q.there_n >= 3));
    }
    lx_rows_done(&roll);
    struct lx_revs made = { 0 };
    desk_ok(d, lx_undo_last(&d->w, desk_entries_n(d) - before, &made, &d->err));
    lx_revs_done(&made);
    desk_ok(d, lx_roll(&d->w, m, &roll, &d->err));
    assert_int_equal(roll.n, 0);
    lx_rows_done(&roll);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_two_generations),         TEST(test_proxies_and_units_called_in), TEST(test_replies_are_taken),
        TEST(test_replies_belong_to_their_day), TEST(test_answers_while_the_roll_is_called),
        TEST(test_leaving_and_coming_back), TEST(test_three_times_out), TEST(test_random_rolls_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
