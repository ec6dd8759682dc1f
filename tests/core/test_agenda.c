/* The agenda as a tree: numbers, places, clock, whatever is done to it. */
#include "core/meeting/agenda.h"
#include "core/meeting/meetings.h"
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

static lx_id add(struct desk *d, lx_id meeting, const char *title, int kind, lx_id parent, int64_t minutes)
{
    struct lx_agenda *a = lx_rec_new(LX_AGENDA);
    a->meeting = meeting;
    a->kind = kind;
    a->parent = parent;
    a->minutes = minutes;
    lx_set_text(&a->title, title);
    desk_ok(d, lx_agenda_add(&d->w, a, &d->err));
    lx_id id = a->rec.id;
    lx_rec_free(a);
    return id;
}

struct read {
    struct lx_meeting *m;
    struct lx_rows rows;
    struct lx_agenda_plan plan;
};
static void read_all(struct desk *d, lx_id meeting, struct read *r)
{
    *r = (struct read){ 0 };
    desk_ok(d, lx_get(&d->w, LX_MEETING, meeting, &r->m, &d->err));
    desk_ok(d, lx_agenda(&d->w, meeting, &r->rows, &d->err));
    desk_ok(d, lx_agenda_plan(&d->w, r->m, &r->rows, &r->plan, &d->err));
}
static void read_done(struct read *r)
{
    lx_rec_free(r->m);
    lx_rows_done(&r->rows);
    lx_agenda_plan_done(&r->plan);
}

/* "1a 2b 2.1c": number and title of every row. */
static void check_shape(struct desk *d, lx_id meeting, const char *want, bool zh)
{
    struct read r;
    struct lx_str s = LX_STR_EMPTY;
    read_all(d, meeting, &r);
    for (size_t i = 0; i < r.rows.n; i++) {
        const struct lx_agenda *a = (struct lx_agenda *)r.rows.at[i];
        lx_str_add(&s, i ? " " : "");
        lx_agenda_number(&s, &r.plan.at[i], zh);
        lx_str_add(&s, a->title);
        assert_int_equal(a->position, i + 1);
    }
    assert_string_equal(lx_str_z(&s), want);
    lx_str_done(&s);
    read_done(&r);
}

static void check_marks(struct desk *d, lx_id meeting, const char *want, bool zh)
{
    struct read r;
    struct lx_str s = LX_STR_EMPTY;
    read_all(d, meeting, &r);
    for (size_t i = 0; i < r.rows.n; i++) {
        lx_str_add(&s, i ? " " : "");
        lx_agenda_mark(&s, &r.plan.at[i], zh);
    }
    assert_string_equal(lx_str_z(&s), want);
    lx_str_done(&s);
    read_done(&r);
}

/* One scheme of marks on the screen and on paper. */
static void test_marks(void **state)
{
    struct desk *d = *state;
    lx_id m = desk_meeting(d, desk_series(d, "市长联席会议", NULL));
    lx_id h1 = add(d, m, "p", AGENDA_HEADING, 0, LX_NO_INT), h2 = add(d, m, "q", AGENDA_HEADING, h1, LX_NO_INT);
    add(d, m, "a", AGENDA_REPORT, h2, LX_NO_INT);
    lx_id b = add(d, m, "b", AGENDA_REPORT, 0, LX_NO_INT), c = add(d, m, "c", AGENDA_REPORT, b, LX_NO_INT);
    add(d, m, "e", AGENDA_REPORT, c, LX_NO_INT);
    add(d, m, "f", AGENDA_REPORT, c, LX_NO_INT);
    check_marks(d, m, "一、 （一） 1. 2. （1） ① ②", true);
    check_marks(d, m, "A. (A) 1. 2. (1) (a) (b)", false);
    for (int i = 0; i < 20; i++)
        add(d, m, "f", AGENDA_REPORT, c, LX_NO_INT);
    struct read r;
    struct lx_str s = LX_STR_EMPTY;
    read_all(d, m, &r);
    lx_agenda_mark(&s, &r.plan.at[r.rows.n - 1], true);
    assert_string_equal(lx_str_z(&s), "22");
    lx_str_done(&s);
    read_done(&r);
}

static void test_numbers(void **state)
{
    struct desk *d = *state;
    lx_id m = desk_meeting(d, desk_series(d, "市长联席会议", NULL));
    lx_id h1 = add(d, m, "p", AGENDA_HEADING, 0, LX_NO_INT), h2 = add(d, m, "q", AGENDA_HEADING, 0, LX_NO_INT);
    lx_id a = add(d, m, "a", AGENDA_REPORT, h1, LX_NO_INT), b = add(d, m, "b", AGENDA_DELIBERATE, h2, LX_NO_INT);
    lx_id c = add(d, m, "c", AGENDA_EXCHANGE, 0, LX_NO_INT);
    add(d, m, "x", AGENDA_EXCHANGE, c, LX_NO_INT);
    lx_id y = add(d, m, "y", AGENDA_EXCHANGE, c, LX_NO_INT);
    check_shape(d, m, "Ap 1a Bq 2b 3c 3.1x 3.2y", false);
    desk_ok(d, lx_agenda_shift(&d->w, y, -1, &d->err));
    check_shape(d, m, "Ap 1a Bq 2b 3c 3.1y 3.2x", false);
    desk_ok(d, lx_agenda_shift(&d->w, y, -1, &d->err)); /* an item keeps what belongs to it */
    check_shape(d, m, "Ap 1a Bq 2b 3c 3.1y 3.2x", false);
    desk_ok(d, lx_agenda_shift(&d->w, a, 1, &d->err)); /* from heading to heading */
    check_shape(d, m, "Ap Bq 1a 2b 3c 3.1y 3.2x", false);
    desk_ok(d, lx_agenda_shift(&d->w, b, 1, &d->err)); /* and out of the last */
    check_shape(d, m, "Ap Bq 1a 2b 3c 3.1y 3.2x", false);
    desk_ok(d, lx_agenda_indent(&d->w, b, true, &d->err));
    check_shape(d, m, "Ap Bq 1a 2b 3c 3.1y 3.2x", false);
    desk_ok(d, lx_agenda_indent(&d->w, c, true, &d->err)); /* with all below it */
    check_shape(d, m, "Ap Bq 1a 2b 3c 3.1y 3.2x", false);
    desk_ok(d, lx_agenda_indent(&d->w, h2, true, &d->err));
    check_shape(d, m, "一p 一（一）q 1a 2b 3c 3.1y 3.2x", true);
    assert_int_equal(lx_agenda_indent(&d->w, h1, true, &d->err), LX_STATE);
    assert_int_equal(lx_agenda_indent(&d->w, h1, false, &d->err), LX_STATE);
    assert_int_equal(lx_agenda_indent(&d->w, b, true, &d->err), LX_OK);
    assert_int_equal(lx_agenda_under(&d->w, h2, a, &d->err), LX_STATE);
    assert_int_equal(lx_agenda_under(&d->w, c, y, &d->err), LX_STATE);
    struct lx_revs made = { 0 };
    desk_ok(d, lx_undo_last(&d->w, 1, &made, &d->err));
    lx_revs_done(&made);
    check_shape(d, m, "一p 一（一）q 1a 2b 3c 3.1y 3.2x", true);
    desk_ok(d, lx_agenda_under(&d->w, a, 0, &d->err));
    check_shape(d, m, "Ap A.Aq 1b 2c 2.1y 2.2x 3a", false);
    desk_ok(d, lx_agenda_remove(&d->w, c, &d->err));
    check_shape(d, m, "Ap A.Aq 1b 2a", false);
    struct read r;
    read_all(d, m, &r);
    static const struct {
        const char *typed;
        size_t row;
    } cases[] = { { "1", 2 }, { "２", 3 }, { "h1", 0 }, { "A", 0 }, { "一", 0 }, { "a.a", 1 }, { "3", 4 }, { "", 4 }, { "1.1", 4 } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(lx_agenda_find(&r.plan, cases[i].typed), cases[i].row);
    read_done(&r);
}

/* Whatever is done, positions have no gaps, nothing belongs to what does not stand before it, nothing is lost. */
static void test_random_tree(void **state)
{
    struct desk *d = *state;
    struct random r = { 11 };
    lx_id m = desk_meeting(d, desk_series(d, "市长联席会议", NULL));
    size_t n = 0;
    for (int step = 0; step < 500; step++) {
        struct read all;
        read_all(d, m, &all);
        assert_int_equal(all.rows.n, n);
        for (size_t i = 0; i < n; i++) {
            const struct lx_agenda *a = (struct lx_agenda *)all.rows.at[i];
            size_t above = lx_agenda_above(&all.plan, i);
            assert_int_equal(a->position, i + 1);
            assert_int_equal(above == n ? 0 : all.rows.at[above]->id, a->parent);
        }
        lx_id id = n ? all.rows.at[random_below(&r, (uint32_t)n)]->id : 0, other = n ? all.rows.at[random_below(&r, (uint32_t)n)]->id : 0;
        size_t size = 1;
        for (size_t i = 0; i < n; i++)
            if (all.rows.at[i]->id == id)
                size = lx_agenda_size(&all.plan, i);
        enum lx_rc rc = LX_OK;
        switch (n < 5 ? 0 : random_below(&r, 7)) {
        case 0: {
            struct lx_agenda *a = lx_rec_new(LX_AGENDA);
            a->meeting = m;
            a->kind = random_below(&r, 4) ? AGENDA_REPORT : AGENDA_HEADING;
            a->parent = random_below(&r, 2) ? other : 0;
            a->position = random_below(&r, (uint32_t)n + 3);
            lx_set_text(&a->title, "题");
            rc = lx_agenda_add(&d->w, a, &d->err);
            n += rc == LX_OK;
            lx_rec_free(a);
            break;
        }
        case 1: rc = lx_agenda_move(&d->w, id, (int64_t)random_below(&r, (uint32_t)n + 2), &d->err); break;
        case 2: rc = lx_agenda_shift(&d->w, id, random_below(&r, 2) ? 1 : -1, &d->err); break;
        case 3: rc = lx_agenda_indent(&d->w, id, true, &d->err); break;
        case 4: rc = lx_agenda_indent(&d->w, id, false, &d->err); break;
        case 5: rc = lx_agenda_under(&d->w, id, other, &d->err); break;
        default:
            if (n > 25) {
                rc = lx_agenda_remove(&d->w, id, &d->err);
                n -= rc == LX_OK ? size : 0;
            }
        }
        assert_true(rc == LX_OK || rc == LX_STATE);
        read_done(&all);
    }
    assert_true(n > 10);
}

static void set(struct desk *d, lx_id meeting, const char *pair)
{
    char *const pairs[] = { (char *)(uintptr_t)pair };
    desk_ok(d, lx_record_set(&d->w, LX_MEETING, meeting, pairs, 1, NULL, &d->err));
}

/* "9:00-9:30 +5!": clock of each row, overrun, ! at the row that causes it. */
static void check_clock(struct desk *d, lx_id meeting, const char *want)
{
    struct read r;
    struct lx_str s = LX_STR_EMPTY;
    read_all(d, meeting, &r);
    for (size_t i = 0; i < r.rows.n; i++) {
        lx_str_add(&s, i ? " " : "");
        lx_clock_add(&s, r.plan.at[i].start);
        lx_str_addc(&s, '-');
        lx_clock_add(&s, r.plan.at[i].end);
        if (r.plan.at[i].over)
            lx_str_addf(&s, "+%d%s", r.plan.at[i].over, r.plan.at[i].causes ? "!" : "");
    }
    assert_string_equal(lx_str_z(&s), want);
    lx_str_done(&s);
    read_done(&r);
}

static void test_clock(void **state)
{
    struct desk *d = *state;
    lx_id m = desk_meeting(d, desk_series(d, "市长联席会议", NULL));
    lx_id h = add(d, m, "h", AGENDA_HEADING, 0, LX_NO_INT);
    add(d, m, "a", AGENDA_REPORT, h, 20);
    lx_id b = add(d, m, "b", AGENDA_EXCHANGE, h, 30); /* more than its speakers need */
    add(d, m, "x", AGENDA_EXCHANGE, b, 10);
    add(d, m, "y", AGENDA_EXCHANGE, b, 10);
    lx_id c = add(d, m, "c", AGENDA_DECIDE, 0, 15);
    add(d, m, "e", AGENDA_INFORM, 0, 5);
    check_clock(d, m, "- - - - - - -");
    set(d, m, "time=９：００");
    check_clock(d, m, "09:00-09:50 09:00-09:20 09:20-09:50 09:20-09:30 09:30-09:40 09:50-10:05 10:05-10:10");
    set(d, m, "time=09:00至10:00");
    check_clock(d, m, "09:00-09:50 09:00-09:20 09:20-09:50 09:20-09:30 09:30-09:40 09:50-10:05+5! 10:05-10:10+10");
    struct lx_sitting *s = lx_rec_new(LX_SITTING);
    s->meeting = m;
    s->kind = SITTING_SIGNING;
    lx_set_text(&s->title, "签约仪式");
    lx_set_text(&s->time, "15:00");
    lx_set_text(&s->until, "15:10");
    desk_ok(d, lx_add(&d->w, "sitting add", s, &d->err));
    lx_rec_free(s);
    char *const pairs[] = { (char[]){ "sitting=签约" } }, *const none[] = { (char[]){ "sitting=9" } }, *const parent[] = { (char[]){ "parent=1" } };
    desk_ok(d, lx_agenda_set(&d->w, c, pairs, 1, NULL, &d->err));
    assert_int_equal(lx_agenda_set(&d->w, c, none, 1, NULL, &d->err), LX_NOTFOUND);
    assert_int_equal(lx_agenda_set(&d->w, c, parent, 1, NULL, &d->err), LX_USAGE);
    check_clock(d, m, "09:00-09:50 09:00-09:20 09:20-09:50 09:20-09:30 09:30-09:40 15:00-15:15+5! 09:50-09:55");
}

int main(void)
{
#define DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)
    const struct CMUnitTest tests[] = { DESK(test_marks), DESK(test_numbers), DESK(test_random_tree), DESK(test_clock) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
