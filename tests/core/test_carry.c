/* The carry-over over random histories: open at the last session + new since = shown + over since; nothing twice, nothing lost. */
#include "core/meeting/agenda.h"
#include "core/meeting/carry.h"
#include "core/meeting/meetings.h"
#include "core/meeting/topics.h"
#include "core/work/items.h"
#include "core/work/office.h"
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
#include <time.h>
#include <cmocka.h>

static void set_day(struct desk *d, lx_day day)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_date_format(&s, &(struct lx_date){ .day = day });
    lx_str_add(&s, " 10:00");
    setenv("LIANXI_NOW", lx_str_z(&s), 1);
    lx_str_done(&s);
    desk_ok(d, lx_refresh(&d->w, &d->err));
    assert_int_equal(d->w.today, day);
}

enum { UNITS = 7, UNITS_MOST = 40, CHAPTERS = 4, ITEMS_MOST = 400, MEETINGS = 12 };
struct history {
    struct desk *d;
    struct random r;
    lx_id unit[UNITS_MOST], series, other;
    lx_id plan, chapter[CHAPTERS], part; /* of a plan, and a section below the first chapter */
    uint32_t units_n;
    lx_id item[ITEMS_MOST], home[ITEMS_MOST]; /* the meeting that made it; 0 none */
    bool there_then[ITEMS_MOST], open_then[ITEMS_MOST]; /* when the last session began, of what it had to reckon with */
    size_t n;
    lx_id making;               /* the meeting that makes items now */
};

static bool is_open(struct history *h, size_t i, int *state)
{
    struct lx_item *item;
    desk_ok(h->d, lx_get(&h->d->w, LX_ITEM, h->item[i], &item, &h->d->err));
    *state = item->state;
    lx_rec_free(item);
    return lx_item_is_open(*state);
}

static void add_item(struct history *h)
{
    struct lx_item *item = lx_rec_new(LX_ITEM);
    uint32_t who = random_below(&h->r, h->units_n + 1);
    if (h->n == ITEMS_MOST) {
        lx_rec_free(item);
        return;
    }
    lx_set_text(&item->title, "事项");
    item->lead = who < h->units_n ? h->unit[who] : 0;
    if (h->plan && random_below(&h->r, 4)) {
        uint32_t where = random_below(&h->r, CHAPTERS + 2);
        item->plan = h->plan;
        item->section = where < CHAPTERS ? h->chapter[where] : where == CHAPTERS ? h->part : 0;
    }
    item->meeting = random_below(&h->r, 2) ? h->making : 0;
    if (random_below(&h->r, 3))
        item->due = (struct lx_date){ .day = h->d->w.today + (lx_day)random_below(&h->r, 60) };
    desk_ok(h->d, lx_item_add(&h->d->w, item, NULL, &h->d->err));
    h->home[h->n] = item->meeting;
    h->item[h->n++] = item->rec.id;
    if (random_below(&h->r, 3) == 0) { /* one of the days before items named the day on which they were registered */
        struct lx_item *old = lx_rec_copy(item), *bare = lx_rec_copy(item);
        bare->registered = (struct lx_date){ .day = LX_NO_DAY };
        desk_ok(h->d, lx_save(&h->d->w, "item set", old, bare, NULL, &h->d->err));
        lx_rec_free(old);
        lx_rec_free(bare);
    }
    lx_rec_free(item);
}

static void do_something(struct history *h)
{
    static const char *const verbs[] = { "close", "strike", "suspend", "withdraw", "reopen", "return", "start" };
    struct desk *d = h->d;
    if (h->n < 5 || random_below(&h->r, 3) == 0) {
        add_item(h);
        return;
    }
    size_t i = random_below(&h->r, (uint32_t)h->n), k = random_below(&h->r, (uint32_t)h->n);
    enum lx_rc rc;
    if (random_below(&h->r, 8) == 0)
        rc = lx_item_merge(&d->w, h->item[i], h->item[k], &d->err);
    else
        rc = lx_item_step(&d->w, h->item[i], verbs[random_below(&h->r, 7)], "因故", &d->err);
    assert_true(rc == LX_OK || rc == LX_STATE);
    if (rc == LX_OK && random_below(&h->r, 10) == 0) {
        struct lx_revs made = { 0 };
        desk_ok(d, lx_undo_last(&d->w, 1, &made, &d->err));
        lx_revs_done(&made);
    }
    desk_ok(d, lx_refresh(&d->w, &d->err));
}

static lx_id new_meeting(struct history *h, lx_day day)
{
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    m->series = h->series;
    m->date = (struct lx_date){ .day = day };
    desk_ok(h->d, lx_meeting_add(&h->d->w, m, 0, &h->d->err));
    lx_id id = m->rec.id;
    lx_rec_free(m);
    return id;
}

static void build(struct history *h, lx_id meeting, struct lx_carried *c)
{
    desk_ok(h->d, lx_carry_build(&h->d->w, meeting, c, &h->d->err));
}

static void check_rows(struct history *h, lx_id meeting)
{
    struct lx_rows rows = { 0 };
    desk_ok(h->d, lx_agenda(&h->d->w, meeting, &rows, &h->d->err));
    for (size_t i = 0; i < rows.n; i++) {
        const struct lx_agenda *a = (struct lx_agenda *)rows.at[i];
        assert_int_equal(a->position, i + 1);
        if (a->carry == CARRY_NONE)
            continue;
        assert_true(a->why && *a->why);
        for (size_t k = 0; k < i; k++) {
            const struct lx_agenda *b = (struct lx_agenda *)rows.at[k];
            assert_false(b->carry == a->carry && b->of == a->of);
            assert_false(a->item && a->item == b->item);
        }
    }
    lx_rows_done(&rows);
}

/* What the history itself says. */
static void check_balance(struct history *h, lx_id meeting, const struct lx_balance *b)
{
    size_t then_n = 0, added_n = 0, reopened_n = 0, shown_n = 0, over_n = 0;
    for (size_t i = 0; i < h->n; i++) {
        int state;
        bool open = is_open(h, i, &state), then = h->open_then[i], is_new = !h->there_then[i];
        if (h->home[i] == meeting)
            continue;
        then_n += then;
        added_n += is_new;
        reopened_n += !is_new && !then && open;
        shown_n += open;
        over_n += (then || is_new) && !open;
    }
    assert_int_equal(b->open_then, then_n);
    assert_int_equal(b->added, added_n);
    assert_int_equal(b->reopened, reopened_n);
    assert_int_equal(b->shown, shown_n);
    assert_int_equal(lx_balance_over(b), over_n);
    assert_true(lx_balance_holds(b));
}

/* The agenda is edited by hand: nothing of that is undone by building again. */
static void edit(struct history *h, lx_id meeting)
{
    struct lx_rows rows = { 0 };
    desk_ok(h->d, lx_agenda(&h->d->w, meeting, &rows, &h->d->err));
    for (size_t i = 0; i < rows.n; i++)
        if (random_below(&h->r, 4) == 0) {
            char *const pairs[] = { (char[]){ "title=改过的题目" }, (char[]){ "minutes=7" } };
            desk_ok(h->d, lx_agenda_set(&h->d->w, rows.at[i]->id, pairs, 2, NULL, &h->d->err));
        } else if (random_below(&h->r, 6) == 0) {
            desk_ok(h->d, lx_agenda_shift(&h->d->w, rows.at[i]->id, random_below(&h->r, 2) ? 1 : -1, &h->d->err));
        }
    lx_rows_done(&rows);
}

static size_t edited_n(struct history *h, lx_id meeting)
{
    struct lx_rows rows = { 0 };
    size_t n = 0;
    desk_ok(h->d, lx_agenda(&h->d->w, meeting, &rows, &h->d->err));
    for (size_t i = 0; i < rows.n; i++)
        n += strcmp(((struct lx_agenda *)rows.at[i])->title, "改过的题目") == 0;
    lx_rows_done(&rows);
    return n;
}

static void hold(struct history *h, lx_id meeting)
{
    struct desk *d = h->d;
    desk_ok(d, lx_meeting_step(&d->w, meeting, MEETING_IN_SESSION, &d->err));
    for (size_t i = 0; i < h->n; i++) {
        int state;
        h->there_then[i] = h->home[i] != meeting;
        h->open_then[i] = is_open(h, i, &state) && h->there_then[i];
    }
}

/* Of a session that was held nothing changes afterwards. */
static void check_past(struct history *h, lx_id meeting, const struct lx_balance *b)
{
    struct lx_balance past;
    desk_ok(h->d, lx_balance(&h->d->w, meeting, &past, &h->d->err));
    assert_int_equal(past.open_then, b->open_then);
    assert_int_equal(lx_balance_new(&past), lx_balance_new(b));
    assert_int_equal(past.shown, b->shown);
    assert_int_equal(lx_balance_over(&past), lx_balance_over(b));
    assert_int_equal(past.missing.n, 0);
    assert_true(lx_balance_holds(&past));
    lx_balance_done(&past);
}

static void do_some(struct history *h, uint32_t most, lx_id making)
{
    h->making = making;
    for (uint32_t k = random_below(&h->r, most); k > 0; k--)
        do_something(h);
    h->making = 0;
}

static lx_id section(struct history *h, const char *title, lx_id parent, int64_t position)
{
    struct lx_section *s = lx_rec_new(LX_SECTION);
    s->plan = h->plan;
    s->parent = parent;
    s->position = position;
    lx_set_text(&s->title, title);
    desk_ok(h->d, lx_add(&h->d->w, "plan import", s, &h->d->err));
    lx_id id = s->rec.id;
    lx_rec_free(s);
    return id;
}

/* Many units, and a plan of several chapters. */
static void scatter(struct history *h)
{
    static const char *const titles[CHAPTERS] = { "交通互联", "产业协作", "生态共治", "民生共享" };
    struct lx_plan *plan = lx_rec_new(LX_PLAN);
    lx_set_text(&plan->no, "P1");
    lx_set_text(&plan->title, "三年行动计划");
    desk_ok(h->d, lx_add(&h->d->w, "plan import", plan, &h->d->err));
    h->plan = plan->rec.id;
    for (int i = 0; i < CHAPTERS; i++)
        h->chapter[i] = section(h, titles[i], 0, i * 10);
    h->part = section(h, "铁路", h->chapter[0], 1);
    for (; h->units_n < UNITS_MOST; h->units_n++) {
        struct lx_str name = LX_STR_EMPTY;
        lx_str_addf(&name, "局%u", h->units_n);
        desk_ok(h->d, lx_unit_add(&h->d->w, lx_str_z(&name), UNIT_DEPARTMENT, 0, &h->unit[h->units_n], &h->d->err));
        desk_ok(h->d, lx_refresh(&h->d->w, &h->d->err));
        lx_str_done(&name);
    }
    lx_rec_free(plan);
}

static void live(struct desk *d, uint64_t seed, bool scattered)
{
    static const char *const names[UNITS] = { "甲市", "乙市", "丙市", "甲市发改委", "甲市交通局", "乙市海渔局", "联席办" };
    struct history h = { .d = d, .r = { seed } };
    lx_day day = lx_day_make(2024, 1, 8);
    set_day(d, day);
    for (size_t i = 0; i < UNITS; i++) {
        desk_ok(d, lx_unit_add(&d->w, names[i], i < 3 ? UNIT_GOVERNMENT : UNIT_DEPARTMENT,
                               i == 3 || i == 4 ? h.unit[0] : i == 5 ? h.unit[1] : 0, &h.unit[i], &d->err));
        desk_ok(d, lx_refresh(&d->w, &d->err));
    }
    h.series = desk_series(d, "市长联席会议", NULL);
    h.units_n = UNITS;
    if (scattered)
        scatter(&h);
    for (int m = 0; m < MEETINGS; m++) {
        struct lx_carried first, second, third;
        struct lx_balance b;
        bool same_day = m && random_below(&h.r, 3) == 0; /* as the session before */
        for (uint32_t n = random_below(&h.r, same_day ? 1 : 12); n > 0; n--) {
            do_some(&h, 4, 0);
            set_day(d, ++day);
        }
        lx_id meeting = new_meeting(&h, same_day ? day : day + 3);
        do_some(&h, 3, meeting); /* written down before it begins */
        build(&h, meeting, &first);
        check_rows(&h, meeting);
        desk_ok(d, lx_balance(&d->w, meeting, &b, &d->err));
        check_balance(&h, meeting, &b);
        lx_balance_done(&b);
        build(&h, meeting, &second);
        assert_int_equal(second.n, 0);
        edit(&h, meeting);
        size_t edited = edited_n(&h, meeting);
        set_day(d, same_day ? day : (day += 3));
        do_some(&h, 6, 0);
        build(&h, meeting, &third);
        check_rows(&h, meeting);
        assert_int_equal(edited_n(&h, meeting), edited);
        desk_ok(d, lx_balance(&d->w, meeting, &b, &d->err));
        check_balance(&h, meeting, &b);
        hold(&h, meeting);
        do_some(&h, 6, meeting); /* in the session, and on its day after it */
        check_past(&h, meeting, &b);
        if (random_below(&h.r, 2))
            set_day(d, ++day);
        do_some(&h, 9, random_below(&h.r, 2) ? meeting : 0); /* minutes come late */
        check_past(&h, meeting, &b);
        lx_balance_done(&b);
        assert_int_equal(lx_carry_build(&d->w, meeting, &third, &d->err), LX_STATE);
    }
    assert_true(h.n > 40);
}

static void test_random_histories(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        void *own = NULL;
        assert_int_equal(desk_setup(&own), 0);
        live(own, seed * 7919, seed % 2 == 0);
        desk_teardown(&own);
    }
}

/* Forty units with an item each are no agenda: the chapters of their plan are. */
static void test_by_chapters(void **state)
{
    struct desk *d = *state;
    struct history h = { .d = d, .r = { 7 } };
    struct lx_carried got;
    struct lx_balance b;
    struct lx_rows rows = { 0 };
    h.series = desk_series(d, "市长联席会议", NULL);
    scatter(&h);
    for (uint32_t i = 0; i < UNITS_MOST; i++) {
        struct lx_item *item = lx_rec_new(LX_ITEM);
        lx_set_text(&item->title, "事项");
        item->lead = h.unit[i];
        item->plan = i % 5 ? h.plan : 0;
        item->section = !item->plan ? 0 : i % 5 == 4 ? h.part : h.chapter[i % 3];
        item->due = (struct lx_date){ .day = d->w.today + (i == 1 ? -3 : 30) };
        desk_ok(d, lx_item_add(&d->w, item, NULL, &d->err));
        lx_rec_free(item);
    }
    lx_id m = new_meeting(&h, d->w.today + 3);
    build(&h, m, &got);
    desk_ok(d, lx_agenda(&d->w, m, &rows, &d->err));
    struct lx_str titles = LX_STR_EMPTY;
    for (size_t i = 0; i < rows.n; i++)
        lx_str_addf(&titles, "%s%s", i ? "|" : "", ((struct lx_agenda *)rows.at[i])->title);
    assert_string_equal(lx_str_z(&titles), "未办结事项办理情况|交通互联|产业协作|P1-001 事项|生态共治|会议议定和单独立项的事项");
    assert_non_null(strstr(((struct lx_agenda *)rows.at[1])->why, "《三年行动计划》未办结"));
    lx_str_done(&titles);
    lx_rows_done(&rows);
    desk_ok(d, lx_balance(&d->w, m, &b, &d->err));
    assert_int_equal(b.shown, UNITS_MOST);
    assert_true(lx_balance_holds(&b));
    lx_balance_done(&b);
    build(&h, m, &got);
    assert_int_equal(got.n, 0);
}

static void set_outcome(struct desk *d, lx_id row, int outcome, lx_day review)
{
    struct lx_agenda *old, *a;
    desk_ok(d, lx_get(&d->w, LX_AGENDA, row, &old, &d->err));
    a = lx_rec_copy(old);
    a->outcome = outcome;
    a->outcome_due = (struct lx_date){ .day = review };
    desk_ok(d, lx_save(&d->w, "outcome set", old, a, NULL, &d->err));
    lx_rec_free(old);
    lx_rec_free(a);
}

static lx_id add_row(struct desk *d, lx_id meeting, const char *title)
{
    struct lx_agenda *a = lx_rec_new(LX_AGENDA);
    a->meeting = meeting;
    lx_set_text(&a->title, title);
    desk_ok(d, lx_agenda_add(&d->w, a, &d->err));
    lx_id id = a->rec.id;
    lx_rec_free(a);
    return id;
}

static void set(struct desk *d, enum lx_type type, lx_id id, const char *pair)
{
    char *const pairs[] = { (char *)(uintptr_t)pair };
    desk_ok(d, lx_record_set(&d->w, type, id, pairs, 1, NULL, &d->err));
}

/* "minutes|again 二|…": what the agenda holds. */
static void check_titles(struct desk *d, lx_id meeting, const char *want)
{
    struct lx_rows rows = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    desk_ok(d, lx_agenda(&d->w, meeting, &rows, &d->err));
    for (size_t i = 0; i < rows.n; i++) {
        const struct lx_agenda *a = (struct lx_agenda *)rows.at[i];
        lx_str_addf(&s, "%s%s:%s", i ? "|" : "", lx_words_of("carry")->at[a->carry].word, a->title);
    }
    assert_string_equal(lx_str_z(&s), want);
    lx_str_done(&s);
    lx_rows_done(&rows);
}

static void test_rules(void **state)
{
    struct desk *d = *state;
    lx_id series = desk_series(d, "市长联席会议", NULL), other = desk_series(d, "联络员会议", "L");
    lx_id m1 = desk_meeting(d, series), l1 = desk_meeting(d, other);
    set(d, LX_MEETING, m1, "date=2024-06-01");
    lx_id a = add_row(d, m1, "一"), b = add_row(d, m1, "二"), c = add_row(d, m1, "三"), e = add_row(d, m1, "四"), x = add_row(d, l1, "外");
    desk_ok(d, lx_meeting_step(&d->w, m1, MEETING_IN_SESSION, &d->err));
    set_outcome(d, a, OUTCOME_PASSED, LX_NO_DAY);
    set_outcome(d, b, OUTCOME_DEFERRED, LX_NO_DAY);
    set_outcome(d, c, OUTCOME_RESUBMIT, lx_day_make(2024, 7, 1));
    set_outcome(d, e, OUTCOME_DEFERRED, lx_day_make(2024, 12, 1)); /* not before December */
    set_outcome(d, x, OUTCOME_DEFERRED, LX_NO_DAY);                /* another series */
    struct lx_meeting *old, *m;
    desk_ok(d, lx_get(&d->w, LX_MEETING, m1, &old, &d->err));
    m = lx_rec_copy(old);
    lx_set_text(&m->minutes, "会议认为……");
    desk_ok(d, lx_save(&d->w, "minutes import", old, m, NULL, &d->err));
    lx_rec_free(old);
    lx_rec_free(m);
    struct lx_topic *t = lx_rec_new(LX_TOPIC);
    lx_set_text(&t->title, "征集来的");
    t->kind = AGENDA_DECIDE;
    t->series = series;
    desk_ok(d, lx_topic_add(&d->w, t, &d->err));
    desk_ok(d, lx_topic_step(&d->w, t->rec.id, "accept", NULL, &d->err));
    lx_id m2 = desk_meeting(d, series);
    set(d, LX_MEETING, m2, "date=2024-07-10");
    struct lx_carried got;
    desk_ok(d, lx_carry_build(&d->w, m2, &got, &d->err));
    check_titles(d, m2, "minutes:确认第一次市长联席会议纪要|postponed:二|again:三|topic:征集来的");
    assert_int_equal(got.n, 4);
    char *topic_state = desk_value(d, LX_TOPIC, t->rec.id, "state");
    assert_string_equal(topic_state, "scheduled");
    free(topic_state);
    /* one undo takes all of it back, the topic too */
    struct lx_revs made = { 0 };
    desk_ok(d, lx_undo_last(&d->w, 1, &made, &d->err));
    lx_revs_done(&made);
    check_titles(d, m2, "");
    topic_state = desk_value(d, LX_TOPIC, t->rec.id, "state");
    assert_string_equal(topic_state, "accepted");
    free(topic_state);
    desk_ok(d, lx_carry_build(&d->w, m2, &got, &d->err));
    /* what one agenda has taken up no other takes up, unless that one is called off */
    lx_id m3 = desk_meeting(d, series);
    set(d, LX_MEETING, m3, "date=2025-01-10");
    desk_ok(d, lx_carry_build(&d->w, m3, &got, &d->err));
    check_titles(d, m3, "minutes:确认第一次市长联席会议纪要|postponed:四");
    lx_rec_free(t);
}

int main(void)
{
#define DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_random_histories), DESK(test_rules), DESK(test_by_chapters) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
