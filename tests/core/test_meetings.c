/* Meetings: numbers never given twice, titles, states; the agenda against a plain list, whatever is done to it. */
#include "core/meeting/meetings.h"
#include "core/work/numbers.h"
#include "core/work/undo.h"
#include "tests/lib/desk.h"
#include "tests/lib/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

static void check_meeting(struct desk *d, lx_id id, const char *field, const char *want)
{
    char *got = desk_value(d, LX_MEETING, id, field);
    assert_string_equal(got, want);
    free(got);
}

static enum lx_rc add(struct desk *d, lx_id series, int64_t wanted, const char *day, lx_id *id)
{
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    m->series = series;
    if (day)
        desk_ok(d, lx_date_read(&m->date, day, d->w.today, &d->err));
    enum lx_rc rc = lx_meeting_add(&d->w, m, wanted, &d->err);
    *id = m->rec.id;
    lx_rec_free(m);
    return rc;
}

static void test_numbers(void **state)
{
    struct desk *d = *state;
    lx_id main = desk_series(d, "市长联席会议", NULL), liaison = desk_series(d, "联络员会议", "L"), yearly, id;
    struct lx_series *s = lx_rec_new(LX_SERIES);
    lx_set_text(&s->name, "专题会议");
    lx_set_text(&s->code, "Z");
    s->numbering = NUMBERING_YEARLY;
    s->counter = COUNTER_TERM;
    desk_ok(d, lx_add(&d->w, "series add", s, &d->err));
    yearly = s->rec.id;
    lx_rec_free(s);
    static const struct {
        int series;
        int64_t wanted;
        const char *day, *no, *title;
    } cases[] = {
        { 0, 26, NULL, "26", "第二十六次市长联席会议" }, { 0, 0, NULL, "27", "第二十七次市长联席会议" },
        { 1, 0, NULL, "L1", "第一次联络员会议" },        { 2, 0, NULL, "Z2024-1", "第一届专题会议" },
        { 2, 0, "2025-01-01", "Z2025-1", "第一届专题会议" }, { 2, 0, NULL, "Z2024-2", "第二届专题会议" },
        { 0, 3, NULL, "3", "第三次市长联席会议" },       { 0, 0, NULL, "28", "第二十八次市长联席会议" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const lx_id series[] = { main, liaison, yearly };
        desk_ok(d, add(d, series[cases[i].series], cases[i].wanted, cases[i].day, &id));
        check_meeting(d, id, "no", cases[i].no);
        check_meeting(d, id, "title", cases[i].title);
    }
    assert_int_equal(add(d, main, 26, NULL, &id), LX_EXISTS);
    assert_int_equal(add(d, 12345, 0, NULL, &id), LX_NOTFOUND);
}

/* Numbers of two series, of plans and of matters never look alike. */
static void test_codes(void **state)
{
    static const struct {
        const char *code;
        enum lx_rc rc;
    } cases[] = { { NULL, LX_EXISTS }, { "L", LX_EXISTS }, { "l", LX_EXISTS }, { "P", LX_EXISTS }, { "D", LX_EXISTS }, { "L1", LX_INVALID },
                  { "A-", LX_INVALID }, { "专", LX_OK }, { "ZT", LX_OK } };
    struct desk *d = *state;
    desk_series(d, "市长联席会议", NULL);
    lx_id liaison = desk_series(d, "联络员会议", "L");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct lx_series *s = lx_rec_new(LX_SERIES);
        lx_set_text(&s->name, "另一会议");
        lx_set_text(&s->code, cases[i].code);
        assert_int_equal(lx_add(&d->w, "series add", s, &d->err), cases[i].rc);
        lx_rec_free(s);
    }
    char *const taken[] = { (char[]){ "code=ZT" } }, *const own[] = { (char[]){ "code=L" }, (char[]){ "rank=2" } };
    assert_int_equal(lx_record_set(&d->w, LX_SERIES, liaison, taken, 1, NULL, &d->err), LX_EXISTS);
    desk_ok(d, lx_record_set(&d->w, LX_SERIES, liaison, own, 2, NULL, &d->err));
    struct lx_holiday *h = lx_rec_new(LX_HOLIDAY);
    h->day.day = lx_day_make(2024, 10, 1);
    desk_ok(d, lx_add(&d->w, "holiday add", h, &d->err));
    h->rec.id = 0;
    assert_int_equal(lx_add(&d->w, "holiday add", h, &d->err), LX_EXISTS);
    lx_rec_free(h);
}

static void test_never_again(void **state)
{
    struct desk *d = *state;
    lx_id main = desk_series(d, "市长联席会议", NULL), id = desk_meeting(d, main);
    check_meeting(d, id, "no", "1");
    struct lx_revs made = { 0 };
    desk_ok(d, lx_undo_last(&d->w, 1, &made, &d->err));
    lx_revs_done(&made);
    id = desk_meeting(d, main);
    check_meeting(d, id, "no", "2");
    desk_ok(d, lx_delete(&d->w, "meeting remove", LX_MEETING, id, &d->err));
    id = desk_meeting(d, main);
    check_meeting(d, id, "no", "3");
}

/* --- agenda -------------------------------------------------------------------------------------------------------------- */

enum { MOST = 40 };

static void check_agenda(struct desk *d, lx_id meeting, const lx_id *want, size_t n)
{
    struct lx_rows rows = { 0 };
    desk_ok(d, lx_agenda(&d->w, meeting, &rows, &d->err));
    assert_int_equal(rows.n, n);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(rows.at[i]->id, want[i]);
        assert_int_equal(((struct lx_agenda *)rows.at[i])->position, i + 1);
    }
    lx_rows_done(&rows);
}

static void insert(lx_id *list, size_t *n, size_t at, lx_id id)
{
    memmove(list + at + 1, list + at, (*n - at) * sizeof *list);
    list[at] = id;
    ++*n;
}

static void take(lx_id *list, size_t *n, size_t at)
{
    memmove(list + at, list + at + 1, (*n - at - 1) * sizeof *list);
    --*n;
}

static void test_agenda(void **state)
{
    struct desk *d = *state;
    struct random r = { 5 };
    lx_id meeting = desk_meeting(d, desk_series(d, "市长联席会议", NULL)), list[MOST + 1];
    size_t n = 0;
    for (int step = 0; step < 400; step++) {
        uint32_t what = random_below(&r, 3);
        int64_t to = (int64_t)random_below(&r, (uint32_t)n + 4) - 1; /* also outside */
        size_t at = random_below(&r, (uint32_t)n);
        if ((what == 0 && n < MOST) || n == 0) {
            struct lx_agenda *a = lx_rec_new(LX_AGENDA);
            a->meeting = meeting;
            a->position = to;
            lx_set_text(&a->title, "议题");
            desk_ok(d, lx_agenda_add(&d->w, a, &d->err));
            insert(list, &n, to < 1 || to > (int64_t)n ? n : (size_t)to - 1, a->rec.id);
            lx_rec_free(a);
        } else if (what == 1) {
            lx_id id = list[at];
            desk_ok(d, lx_agenda_move(&d->w, id, to, &d->err));
            take(list, &n, at);
            insert(list, &n, to < 1 ? 0 : to > (int64_t)n ? n : (size_t)to - 1, id);
        } else {
            desk_ok(d, lx_agenda_remove(&d->w, list[at], &d->err));
            take(list, &n, at);
        }
        check_agenda(d, meeting, list, n);
    }
    assert_int_equal(lx_agenda_move(&d->w, 1, 1, &d->err), LX_NOTFOUND);
}

static void test_times(void **state)
{
    struct desk *d = *state;
    lx_id meeting = desk_meeting(d, desk_series(d, "市长联席会议", NULL));
    const int64_t minutes[] = { 10, LX_NO_INT, 25, 600, 5 };
    for (size_t i = 0; i < sizeof minutes / sizeof minutes[0]; i++) {
        struct lx_agenda *a = lx_rec_new(LX_AGENDA);
        a->meeting = meeting;
        a->minutes = minutes[i];
        lx_set_text(&a->title, "议题");
        desk_ok(d, lx_agenda_add(&d->w, a, &d->err));
        lx_rec_free(a);
    }
    struct lx_meeting *m;
    struct lx_rows rows = { 0 };
    desk_ok(d, lx_get(&d->w, LX_MEETING, meeting, &m, &d->err));
    desk_ok(d, lx_agenda(&d->w, meeting, &rows, &d->err));
    static const struct {
        const char *time;
        int starts[5];
    } cases[] = { { "14:30", { 870, 880, 880, 905, 1505 } }, { "9:00", { 540, 550, 550, 575, 1175 } }, { NULL, { -1, -1, -1, -1, -1 } },
                  { "下午", { -1, -1, -1, -1, -1 } },        { "25:00", { -1, -1, -1, -1, -1 } } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int starts[5];
        lx_set_text(&m->time, cases[i].time);
        lx_agenda_times(m, &rows, starts);
        assert_memory_equal(starts, cases[i].starts, sizeof starts);
    }
    lx_rows_done(&rows);
    lx_rec_free(m);
}

static void test_setting(void **state)
{
    struct desk *d = *state;
    lx_id id = desk_meeting(d, desk_series(d, "市长联席会议", NULL));
    char *const pairs[] = { (char[]){ "日期=明天" }, (char[]){ "place=会议中心" } }, *const no[] = { (char[]){ "state=issued" } };
    desk_ok(d, lx_record_set(&d->w, LX_MEETING, id, pairs, 2, NULL, &d->err));
    check_meeting(d, id, "date", "2024-06-26");
    check_meeting(d, id, "place", "会议中心");
    assert_int_equal(lx_record_set(&d->w, LX_MEETING, id, no, 1, NULL, &d->err), LX_USAGE);
}

int main(void)
{
#define DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)
    const struct CMUnitTest tests[] = { DESK(test_numbers), DESK(test_codes), DESK(test_never_again), DESK(test_agenda), DESK(test_times), DESK(test_setting) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
