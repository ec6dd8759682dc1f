/* Minutes sent round to the cities. */
#include "core/minutes/circulate.h"

#include "core/doc/minutes.h"
#include "core/meeting/bodies.h"
#include "core/meeting/editions.h"
#include "core/meeting/meetings.h"
#include "core/meeting/prep.h"
#include "core/mem.h"
#include "core/minutes/lock.h"
#include "core/paper/build.h"
#include "core/work/steps.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

static const char *or_empty(const char *s) { return s ? s : ""; }

/* --- editions -------------------------------------------------------------------------------------------------------------- */

enum lx_rc lx_minutes_freeze(struct lx_work *w, lx_id meeting, int kind, lx_day day, const char *why, int64_t *number, struct lx_err *err)
{
    struct lx_str md = LX_STR_EMPTY;
    struct lx_err missing;
    *number = 0;
    enum lx_rc rc = lx_paper_build(w, lx_paper_get(LX_PAPER_MINUTES), meeting, NULL, false, &md, &missing);
    if (rc == LX_NOTFOUND)
        return LX_OK;
    if (rc != LX_OK && err)
        *err = missing;
    if (rc == LX_OK)
        rc = lx_edition_put(w, meeting, kind, day, why, lx_str_z(&md), number, err);
    lx_str_done(&md);
    return rc;
}

/* --- rounds ------------------------------------------------------------------------------------------------------------------ */

enum lx_rc lx_opinions(struct lx_work *w, lx_id of, struct lx_rows *rows, struct lx_err *err)
{
    return lx_all(w, LX_OPINION, lx_cond_ref(LX_OPINION, "of", of), "round", true, rows, err);
}

int64_t lx_round_last(const struct lx_rows *opinions)
{
    int64_t last = 0;
    for (size_t i = 0; i < opinions->n; i++) {
        const struct lx_opinion *o = (struct lx_opinion *)opinions->at[i];
        if (o->round != LX_NO_INT && o->round > last)
            last = o->round;
    }
    return last;
}

static enum lx_rc whom(struct lx_work *w, const struct lx_meeting *m, const struct lx_ids *units, struct lx_ids *out, struct lx_err *err)
{
    for (size_t i = 0; units && i < units->n; i++)
        if (!lx_ids_has(out, units->at[i]))
            lx_ids_add(out, units->at[i]);
    enum lx_rc rc = LX_OK;
    if (!out->n)
        rc = lx_meeting_units(w, m, out, err);
    if (rc == LX_OK && !out->n)
        rc = lx_fail(err, LX_NOTFOUND, N_("There is nobody to send the minutes of %s to; name the units"), "%s", or_empty(m->no));
    return rc;
}

/* To minutes_circulated, and there it stays for a further round. */
static enum lx_rc to_circulated(struct lx_work *w, const struct lx_meeting *old, struct lx_err *err)
{
    const struct lx_step *step;
    if (old->state == MEETING_MINUTES_CIRCULATED)
        return LX_OK;
    enum lx_rc rc = lx_step_check(&step, LX_MEETING, old->state, "step", MEETING_MINUTES_CIRCULATED, or_empty(old->no), err);
    if (rc != LX_OK)
        return rc;
    struct lx_meeting *m = lx_rec_copy(old);
    m->state = MEETING_MINUTES_CIRCULATED;
    rc = lx_put_change(w, old, m, err);
    lx_rec_free(m);
    return rc;
}

enum lx_rc lx_opinion_ask(struct lx_work *w, lx_id of, lx_id unit, int64_t round, const struct lx_date *due, struct lx_err *err)
{
    struct lx_opinion *o = lx_rec_new(LX_OPINION);
    o->of = of;
    o->unit = unit;
    o->round = round;
    o->kind = OPINION_PENDING;
    o->asked.day = w->today;
    if (due)
        lx_date_copy(&o->due, due);
    enum lx_rc rc = lx_put_new(w, o, err);
    lx_rec_free(o);
    return rc;
}

enum lx_rc lx_circulate(struct lx_work *w, lx_id meeting, const struct lx_ids *units, const struct lx_date *due, int64_t *round,
                        struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    struct lx_rows before = { 0 };
    struct lx_ids to = { 0 };
    int64_t edition = 0;
    *round = 0;
    enum lx_rc rc = lx_minutes_begin(w, meeting, true, &m, err);
    if (rc == LX_OK)
        rc = to_circulated(w, m, err);
    if (rc == LX_OK)
        rc = lx_opinions(w, meeting, &before, err);
    if (rc == LX_OK)
        rc = whom(w, m, units, &to, err);
    if (rc == LX_OK)
        rc = lx_minutes_freeze(w, meeting, EDITION_MINUTES, w->today, NULL, &edition, err);
    if (rc == LX_OK && !edition)
        rc = lx_fail(err, LX_NOTFOUND, N_("Meeting %s has no minutes yet; build them with `minutes build`, or write them"), "%s", or_empty(m->no));
    int64_t next = lx_round_last(&before) + 1;
    for (size_t i = 0; rc == LX_OK && i < to.n; i++)
        rc = lx_opinion_ask(w, meeting, to.at[i], next, due, err);
    if (rc == LX_OK)
        rc = lx_prep_acted(w, meeting, LX_ACT_MINUTES, err);
    rc = lx_minutes_end(w, rc, "minutes circulate", m, NULL, err);
    *round = rc == LX_OK ? next : 0;
    lx_rows_done(&before);
    lx_ids_done(&to);
    return rc;
}

/* --- answers -------------------------------------------------------------------------------------------------------------------- */

bool lx_opinion_is_open(const struct lx_opinion *o)
{
    return (o->kind == OPINION_OBJECTS || o->kind == OPINION_COMMENTS) && o->taken == TAKEN_NONE;
}

static const struct lx_opinion *opinion_of(const struct lx_rows *rows, lx_id unit, int64_t round)
{
    for (size_t i = 0; i < rows->n; i++) {
        const struct lx_opinion *o = (struct lx_opinion *)rows->at[i];
        if (o->unit == unit && o->round == round)
            return o;
    }
    return NULL;
}

static void take_answer(struct lx_work *w, struct lx_opinion *o, const struct lx_answer *a)
{
    if (a->kind >= 0) {
        o->kind = a->kind;
        lx_date_done(&o->day);
        o->day = (struct lx_date){ .day = a->kind == OPINION_PENDING ? LX_NO_DAY : w->today };
        if (a->day)
            lx_date_copy(&o->day, a->day);
        if (a->taken < 0)
            o->taken = TAKEN_NONE; /* what was done with the answer before says nothing of this one */
    }
    if (a->taken >= 0)
        o->taken = a->taken;
    if (a->text)
        lx_set_text(&o->text, a->text);
    if (a->person)
        lx_set_text(&o->person, a->person);
}

static enum lx_rc put_answer(struct lx_work *w, const struct lx_meeting *m, lx_id unit, int64_t round, const struct lx_answer *answer,
                             struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_opinions(w, m->rec.id, &rows, err);
    int64_t last = lx_round_last(&rows), which = round ? round : last;
    if (rc == LX_OK && (!last || which < 1 || which > last))
        rc = lx_fail(err, LX_STATE, N_("The minutes of %s were not sent round yet; `minutes circulate` does it"), "%s", or_empty(m->no));
    if (rc == LX_OK && answer->kind >= OPINION_RESERVES)
        rc = lx_fail(err, LX_INVALID, N_("A reservation is made at an agenda item; minutes are agreed to or objected to: %s"), "%s", or_empty(m->no));
    const struct lx_opinion *old = rc == LX_OK ? opinion_of(&rows, unit, which) : NULL;
    struct lx_opinion *o = old ? lx_rec_copy(old) : lx_rec_new(LX_OPINION);
    if (rc == LX_OK && !old) {
        o->of = m->rec.id;
        o->unit = unit;
        o->round = which;
        o->asked.day = w->today;
    }
    take_answer(w, o, answer);
    if (rc == LX_OK)
        rc = old ? lx_put_change(w, old, o, err) : lx_put_new(w, o, err);
    lx_rec_free(o);
    lx_rows_done(&rows);
    return rc;
}

enum lx_rc lx_opinion_answer(struct lx_work *w, lx_id meeting, lx_id unit, int64_t round, const struct lx_answer *answer, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    enum lx_rc rc = lx_minutes_begin(w, meeting, true, &m, err);
    if (rc == LX_OK)
        rc = put_answer(w, m, unit, round, answer, err);
    return lx_minutes_end(w, rc, "minutes opinion", m, lx_unit_name(w->units, unit), err);
}

bool lx_opinion_is_old(const struct lx_rows *opinions, const struct lx_opinion *o)
{
    for (size_t i = 0; i < opinions->n; i++) {
        const struct lx_opinion *other = (struct lx_opinion *)opinions->at[i];
        if (other->unit == o->unit && other->round > o->round && other->kind != OPINION_PENDING)
            return true;
    }
    return false;
}

static const struct lx_edition *edition_of(const struct lx_rows *editions, int64_t round)
{
    for (size_t i = 0; i < editions->n; i++)
        if (((struct lx_edition *)editions->at[i])->number == round)
            return (struct lx_edition *)editions->at[i];
    return NULL;
}

enum lx_rc lx_agreed_before(struct lx_work *w, lx_id meeting, const struct lx_rows *opinions, struct lx_ids *out, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    struct lx_rows editions = { 0 };
    struct lx_str now = LX_STR_EMPTY;
    enum lx_rc rc = lx_get(w, LX_MEETING, meeting, &m, err);
    bool open = rc == LX_OK && opinions->n && m->minutes && m->locked.day == LX_NO_DAY;
    if (open)
        rc = lx_editions(w, meeting, EDITION_MINUTES, true, &editions, err);
    if (rc == LX_OK && editions.n)
        rc = lx_paper_build(w, lx_paper_get(LX_PAPER_MINUTES), meeting, NULL, false, &now, err);
    for (size_t i = 0; rc == LX_OK && i < opinions->n; i++) {
        const struct lx_opinion *o = (struct lx_opinion *)opinions->at[i];
        const struct lx_edition *e = o->kind == OPINION_AGREED && !lx_opinion_is_old(opinions, o) ? edition_of(&editions, o->round) : NULL;
        if (e && !lx_minutes_same_words(or_empty(e->text), lx_str_z(&now)))
            lx_ids_add(out, o->rec.id);
    }
    lx_rec_free(m);
    lx_rows_done(&editions);
    lx_str_done(&now);
    return rc;
}

/* --- who is waited for ------------------------------------------------------------------------------------------------------------ */

static enum lx_rc wanted_of(struct lx_work *w, lx_id meeting, struct lx_rows *out, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_opinions(w, meeting, &rows, err);
    int64_t last = lx_round_last(&rows);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_opinion *o = (struct lx_opinion *)rows.at[i];
        if (o->round != last || o->kind != OPINION_PENDING)
            continue;
        LX_PUSH(out->at, out->n, out->room) = rows.at[i];
        rows.at[i] = NULL;
    }
    lx_rows_done(&rows);
    return rc;
}

static int by_limit(const void *a, const void *b)
{
    const struct lx_opinion *x = *(struct lx_opinion *const *)a, *y = *(struct lx_opinion *const *)b;
    bool no_x = x->due.day == LX_NO_DAY, no_y = y->due.day == LX_NO_DAY;
    if (no_x != no_y)
        return no_x ? 1 : -1;
    return x->due.day != y->due.day ? (x->due.day > y->due.day) - (x->due.day < y->due.day) : (x->rec.id > y->rec.id) - (x->rec.id < y->rec.id);
}

enum lx_rc lx_opinions_wanted(struct lx_work *w, struct lx_rows *out, struct lx_err *err)
{
    struct lx_rows meetings = { 0 };
    enum lx_rc rc = lx_all(w, LX_MEETING,
                           lx_cond_cmp(LX_MEETING, "state", LX_OP_EQ, lx_words_of("meeting_state")->at[MEETING_MINUTES_CIRCULATED].word), NULL,
                           false, &meetings, err);
    for (size_t i = 0; rc == LX_OK && i < meetings.n; i++)
        rc = wanted_of(w, meetings.at[i]->id, out, err);
    lx_rows_done(&meetings);
    if (out->n)
        qsort(out->at, out->n, sizeof *out->at, by_limit);
    return rc;
}

/* --- approval ----------------------------------------------------------------------------------------------------------------------- */

static enum lx_rc put_approved(struct lx_work *w, lx_id meeting, lx_id by, struct lx_err *err)
{
    struct lx_meeting *old = NULL;
    enum lx_rc rc = lx_get(w, LX_MEETING, meeting, &old, err);
    if (rc == LX_OK && old->approved != by) {
        struct lx_meeting *m = lx_rec_copy(old);
        m->approved = by;
        rc = lx_put_change(w, old, m, err);
        lx_rec_free(m);
    }
    lx_rec_free(old);
    return rc;
}

enum lx_rc lx_minutes_approve(struct lx_work *w, lx_id meeting, lx_id by, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    enum lx_rc rc = lx_minutes_begin(w, meeting, false, &m, err);
    if (rc == LX_OK && meeting == by)
        rc = lx_fail(err, LX_INVALID, N_("A later meeting approves the minutes of %s; name that one"), "%s", or_empty(m->no));
    if (rc == LX_OK && !m->minutes)
        rc = lx_fail(err, LX_NOTFOUND, N_("Meeting %s has no minutes yet; build them with `minutes build`, or write them"), "%s", or_empty(m->no));
    if (rc == LX_OK)
        rc = put_approved(w, meeting, by, err);
    return lx_minutes_end(w, rc, "minutes approve", m, NULL, err);
}

enum lx_rc lx_minutes_row_decided(struct lx_work *w, const struct lx_agenda *row, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    if (row->carry != CARRY_MINUTES || !row->of)
        return LX_OK;
    enum lx_rc rc = lx_get(w, LX_MEETING, row->of, &m, err);
    if (rc == LX_OK && row->outcome == OUTCOME_PASSED)
        rc = put_approved(w, row->of, row->meeting, err);
    else if (rc == LX_OK && m->approved == row->meeting)
        rc = put_approved(w, row->of, 0, err);
    lx_rec_free(m);
    return rc;
}
