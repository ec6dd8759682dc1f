/* The whole state table, both ways: every allowed step is taken through its use case, every other is refused in words and
 * writes nothing. */
#include "core/meeting/meetings.h"
#include "core/meeting/topics.h"
#include "core/minutes/lock.h"
#include "core/work/items.h"
#include "core/work/office.h"
#include "core/work/steps.h"
#include "tests/lib/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

/* Behind the use cases' back, as a start. */
static void force_state(struct desk *d, enum lx_type type, lx_id id, int to)
{
    struct lx_rec *old;
    desk_ok(d, lx_begin(&d->w, &d->err));
    desk_ok(d, lx_get(&d->w, type, id, &old, &d->err));
    struct lx_rec *rec = lx_rec_copy(old);
    *lx_f_enum(rec, lx_field_named(type, "state")) = to;
    desk_ok(d, lx_put_change(&d->w, old, rec, &d->err));
    desk_ok(d, lx_commit(&d->w, "test", NULL, &d->err));
    lx_rec_free(old);
    lx_rec_free(rec);
}

static int state_of(struct desk *d, enum lx_type type, lx_id id)
{
    char *word = desk_value(d, type, id, "state");
    int state = lx_word_find(lx_field_named(type, "state")->words, word);
    free(word);
    return state;
}

static const char *const verbs[] = { "assign", "accept", "start",    "finish", "close",  "strike", "archive",
                                     "return", "suspend", "withdraw", "reopen", "report", "step",   "" };

static void test_items(void **state)
{
    struct desk *d = *state;
    desk_unit(d, "市交通局");
    lx_id id = desk_item(d, "修路", "市交通局", NULL);
    for (int from = 0; from < lx_item_state_n; from++)
        for (size_t v = 0; v < sizeof verbs / sizeof verbs[0]; v++) {
            const struct lx_step *step = lx_step_find(LX_ITEM, from, verbs[v], -1);
            force_state(d, LX_ITEM, id, from);
            size_t before_n = desk_entries_n(d);
            d->err = (struct lx_err){ 0 };
            enum lx_rc rc = lx_item_step(&d->w, id, verbs[v], "因故", &d->err);
            assert_int_equal(rc == LX_OK, step != NULL);
            assert_int_equal(state_of(d, LX_ITEM, id), step ? step->to : from);
            assert_int_equal(desk_entries_n(d), before_n + (step ? 1 : 0));
            if (!step) {
                assert_int_equal(rc, LX_STATE);
                assert_non_null(d->err.msgid);
                assert_string_equal(d->err.detail, "D2024-001");
            }
        }
    assert_int_equal(lx_item_step(&d->w, id, "merge", "", &d->err), LX_STATE); /* needs the other item: lx_item_merge */
}

static void test_merge_from_every_state(void **state)
{
    struct desk *d = *state;
    lx_id id = desk_item(d, "修路", NULL, NULL), into = desk_item(d, "修桥", NULL, NULL);
    for (int from = 0; from < lx_item_state_n; from++) {
        const struct lx_step *step = lx_step_find(LX_ITEM, from, "merge", -1);
        force_state(d, LX_ITEM, id, from);
        assert_int_equal(lx_item_merge(&d->w, id, into, &d->err), step ? LX_OK : LX_STATE);
        assert_int_equal(state_of(d, LX_ITEM, id), step ? ITEM_MERGED : from);
    }
    force_state(d, LX_ITEM, id, ITEM_WORKING);
    assert_int_equal(lx_item_merge(&d->w, id, id, &d->err), LX_STATE);
    for (int to = 0; to < lx_item_state_n; to++) {
        force_state(d, LX_ITEM, id, ITEM_WORKING);
        force_state(d, LX_ITEM, into, to);
        assert_int_equal(lx_item_merge(&d->w, id, into, &d->err), lx_item_is_open(to) ? LX_OK : LX_STATE);
    }
}

static void test_meetings(void **state)
{
    struct desk *d = *state;
    lx_id series = desk_series(d, "市长联席会议", NULL), id = 0;
    for (int from = 0; from < lx_meeting_state_n; from++)
        for (int to = 0; to < lx_meeting_state_n; to++) {
            id = desk_meeting(d, series); /* a new one each time: what was issued stays issued */
            for (int rule = 0; rule < LX_LOCK_N; rule++)
                desk_ok(d, lx_minutes_waive(&d->w, id, (enum lx_lock_rule)rule, "试", &d->err));
            bool allowed = lx_step_find(LX_MEETING, from, "step", to) != NULL;
            force_state(d, LX_MEETING, id, from);
            size_t before_n = desk_entries_n(d);
            d->err = (struct lx_err){ 0 };
            assert_int_equal(lx_meeting_step(&d->w, id, to, &d->err), allowed ? LX_OK : LX_STATE);
            assert_int_equal(state_of(d, LX_MEETING, id), allowed ? to : from);
            assert_int_equal(desk_entries_n(d), before_n + (allowed ? 1 : 0));
            if (!allowed)
                assert_non_null(d->err.msgid);
        }
    id = desk_meeting(d, series);
    assert_int_equal(lx_meeting_step(&d->w, id, lx_meeting_state_n, &d->err), LX_STATE);
    assert_int_equal(lx_meeting_step(&d->w, id, -1, &d->err), LX_STATE);
}

/* Every verb from every state; a refused topic keeps its reason; only an agenda takes one on or off. */
static void test_topics(void **state)
{
    static const char *const topic_verbs[] = { "check", "accept", "refuse", "park", "unpark", "withdraw", "reopen", "done", "schedule", "unschedule", "" };
    struct desk *d = *state;
    lx_id meeting = desk_meeting(d, desk_series(d, "市长联席会议", NULL));
    struct lx_topic *t = lx_rec_new(LX_TOPIC);
    lx_set_text(&t->title, "共建锚地");
    desk_ok(d, lx_topic_add(&d->w, t, &d->err));
    lx_id id = t->rec.id;
    lx_rec_free(t);
    for (int from = 0; from < lx_topic_state_n; from++)
        for (size_t v = 0; v < sizeof topic_verbs / sizeof topic_verbs[0]; v++) {
            bool elsewhere = strcmp(topic_verbs[v], "schedule") == 0 || strcmp(topic_verbs[v], "unschedule") == 0;
            const struct lx_step *step = elsewhere ? NULL : lx_step_find(LX_TOPIC, from, topic_verbs[v], -1);
            force_state(d, LX_TOPIC, id, from);
            size_t before_n = desk_entries_n(d);
            d->err = (struct lx_err){ 0 };
            if (step && step->must & LX_MUST_REASON)
                assert_int_equal(lx_topic_step(&d->w, id, topic_verbs[v], "", &d->err), LX_INVALID);
            enum lx_rc rc = lx_topic_step(&d->w, id, topic_verbs[v], "因故", &d->err);
            assert_int_equal(rc, step ? LX_OK : LX_STATE);
            assert_int_equal(state_of(d, LX_TOPIC, id), step ? step->to : from);
            assert_int_equal(desk_entries_n(d), before_n + (step ? 1 : 0));
            if (!step)
                assert_string_equal(d->err.detail, "共建锚地");
            char *parked = desk_value(d, LX_TOPIC, id, "parked");
            if (step)
                assert_int_equal(*parked != '\0', step->to == TOPIC_PARKED);
            free(parked);
        }
    for (int from = 0; from < lx_topic_state_n; from++) {
        lx_id row = 0;
        force_state(d, LX_TOPIC, id, from);
        assert_int_equal(lx_topic_schedule(&d->w, id, meeting, 0, &row, &d->err), from == TOPIC_ACCEPTED ? LX_OK : LX_STATE);
        if (from != TOPIC_ACCEPTED)
            continue;
        assert_int_equal(state_of(d, LX_TOPIC, id), TOPIC_SCHEDULED);
        desk_ok(d, lx_agenda_remove(&d->w, row, &d->err));
        assert_int_equal(state_of(d, LX_TOPIC, id), TOPIC_ACCEPTED);
    }
    force_state(d, LX_TOPIC, id, TOPIC_ACCEPTED);
    for (int at = 0; at < lx_meeting_state_n; at++) { /* an agenda that is closed takes nothing */
        force_state(d, LX_MEETING, meeting, at);
        lx_id row = 0;
        bool open = at == MEETING_DRAFT || at == MEETING_NOTIFIED || at == MEETING_POSTPONED || at == MEETING_IN_SESSION;
        assert_int_equal(lx_topic_schedule(&d->w, id, meeting, 0, &row, &d->err), open ? LX_OK : LX_STATE);
        if (open)
            desk_ok(d, lx_agenda_remove(&d->w, row, &d->err));
    }
}

/* What must hold besides: words, a lead unit, the office's setting. */
static void test_conditions(void **state)
{
    struct desk *d = *state;
    size_t n;
    const struct lx_step *all = lx_steps(&n);
    lx_id id = desk_item(d, "修路", NULL, NULL);
    char *const no[] = { (char[]){ "direct_close=no" } };
    desk_ok(d, lx_office_set(&d->w, no, 1, NULL, &d->err));
    for (size_t i = 0; i < n; i++) {
        if (all[i].type != LX_ITEM || strcmp(all[i].verb, "merge") == 0)
            continue;
        struct lx_item *item;
        force_state(d, LX_ITEM, id, all[i].from);
        desk_ok(d, lx_get(&d->w, LX_ITEM, id, &item, &d->err));
        enum lx_rc want = all[i].must & LX_MUST_REASON ? LX_INVALID : all[i].must ? LX_STATE : LX_OK;
        assert_int_equal(lx_item_may(&d->w, item, all[i].verb), want != LX_STATE);
        assert_int_equal(lx_item_step(&d->w, id, all[i].verb, "", &d->err), want);
        lx_rec_free(item);
    }
}

/* The path of an ordinary item, and where it can never go. */
static void test_table(void **state)
{
    (void)state;
    static const char *const path[] = { "assign", "accept", "start", "finish", "close", "strike", "archive" };
    int at = ITEM_REGISTERED;
    for (size_t i = 0; i < sizeof path / sizeof path[0]; i++) {
        const struct lx_step *step = lx_step_find(LX_ITEM, at, path[i], -1);
        assert_non_null(step);
        at = step->to;
    }
    assert_int_equal(at, ITEM_ARCHIVED);
    size_t n;
    const struct lx_step *all = lx_steps(&n);
    for (size_t i = 0; i < n; i++) {
        bool filed = (all[i].type == LX_ITEM && all[i].from == ITEM_ARCHIVED) || (all[i].type == LX_MEETING && all[i].from == MEETING_ARCHIVED) ||
                     (all[i].type == LX_TOPIC && all[i].from == TOPIC_DONE);
        assert_false(filed); /* what is filed stays */
        assert_true(all[i].type != LX_MEETING || all[i].from != MEETING_CANCELLED);
        for (size_t k = 0; k < i; k++) /* a verb means one thing in each state */
            assert_false(all[i].type == LX_ITEM && all[k].type == LX_ITEM && all[i].from == all[k].from &&
                         strcmp(all[i].verb, all[k].verb) == 0);
    }
}

int main(void)
{
#define DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)
    const struct CMUnitTest tests[] = {
        DESK(test_items), DESK(test_merge_from_every_state), DESK(test_meetings), DESK(test_topics), DESK(test_conditions), cmocka_unit_test(test_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
