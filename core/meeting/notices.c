/* Notices, reply slips, postponement. */
#include "core/meeting/notices.h"

#include "core/meeting/attendance.h"
#include "core/meeting/bodies.h"
#include "core/meeting/meetings.h"
#include "core/meeting/prep.h"
#include "core/mem.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

enum { REPLY_BEFORE = 3 }; /* working days */

static enum lx_rc slips_from(struct lx_work *w, lx_id meeting, bool standing, struct lx_rows *rows, struct lx_err *err);

static void add_once(struct lx_ids *units, lx_id unit)
{
    if (unit && !lx_ids_has(units, unit))
        lx_ids_add(units, unit);
}

/* The members of the day, then the other units that are on the roll already: those whom the call list of a template named; where the
 * meeting moves all who were asked before, too. */
static enum lx_rc invited(struct lx_work *w, const struct lx_meeting *m, bool moves, struct lx_ids *units, struct lx_err *err)
{
    struct lx_rows roll = { 0 }, asked = { 0 };
    enum lx_rc rc = lx_meeting_units(w, m, units, err);
    if (rc == LX_OK)
        rc = lx_roll(w, m->rec.id, &roll, err);
    for (size_t i = 0; rc == LX_OK && i < roll.n; i++)
        add_once(units, ((struct lx_attendance *)roll.at[i])->unit);
    if (rc == LX_OK && moves)
        rc = slips_from(w, m->rec.id, false, &asked, err);
    for (size_t i = 0; rc == LX_OK && i < asked.n; i++)
        add_once(units, ((struct lx_reply *)asked.at[i])->unit);
    lx_rows_done(&roll);
    lx_rows_done(&asked);
    return rc;
}

static enum lx_rc send(struct lx_work *w, struct lx_notice *n, const struct lx_meeting *m, const lx_id *units, size_t units_n, struct lx_err *err);
static enum lx_rc change_when(struct lx_work *w, lx_id meeting, const struct lx_meeting_when *to, struct lx_meeting **now, struct lx_err *err);
static enum lx_rc tell(struct lx_work *w, int kind, const struct lx_meeting *old, const struct lx_meeting *m, const char *reason, struct lx_err *err);

static enum lx_rc need_reason(const char *reason, struct lx_err *err)
{
    return reason && *reason ? LX_OK : lx_fail(err, LX_INVALID, N_("Say why: a reason is wanted (--reason)"), "%s", "");
}

/* --- sending ---------------------------------------------------------------------------------------------------------------- */

enum lx_rc lx_notice_send(struct lx_work *w, struct lx_notice *n, const lx_id *units, size_t units_n, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_MEETING, n->meeting, &m, err);
    if (rc == LX_OK && n->kind == NOTICE_CANCELLATION && (rc = need_reason(n->reason, err)) == LX_OK)
        rc = lx_meeting_step(w, m->rec.id, MEETING_CANCELLED, err);
    if (rc == LX_OK && n->kind == NOTICE_NOTICE && m->state == MEETING_DRAFT)
        rc = lx_meeting_step(w, m->rec.id, MEETING_NOTIFIED, err);
    if (rc == LX_OK)
        rc = send(w, n, m, units, units_n, err);
    if (rc == LX_OK && (n->kind == NOTICE_NOTICE || n->kind == NOTICE_CALL))
        rc = lx_prep_acted(w, m->rec.id, n->kind == NOTICE_CALL ? LX_ACT_CALL : LX_ACT_NOTICE, err);
    rc = lx_end(w, rc, "notice add", (const char *const[]){ m ? m->no : "", NULL }, err);
    lx_rec_free(m);
    return rc;
}

/* Takes the meeting to another day, or to one that is not known yet. */
static bool moves(const struct lx_notice *n)
{
    return (n->kind == NOTICE_POSTPONEMENT || n->kind == NOTICE_CORRECTION) && n->old_date.day != n->new_date.day;
}

static bool wants_answer(const struct lx_notice *n)
{
    return n->kind == NOTICE_NOTICE || n->kind == NOTICE_CALL || n->kind == NOTICE_POSTPONEMENT || moves(n);
}

static enum lx_rc add_slip(struct lx_work *w, lx_id notice, lx_id unit, struct lx_err *err)
{
    struct lx_reply *r = lx_rec_new(LX_REPLY);
    r->notice = notice;
    r->unit = unit;
    enum lx_rc rc = lx_put_new(w, r, err);
    lx_rec_free(r);
    return rc;
}

/* Not after the meeting, not before today. */
static lx_day reply_day(const struct lx_work *w, const struct lx_notice *n, const struct lx_meeting *m)
{
    struct lx_calendar calendar = lx_calendar_of(w);
    lx_day meeting = n->new_date.day != LX_NO_DAY ? n->new_date.day : m->date.day;
    if (meeting == LX_NO_DAY)
        return LX_NO_DAY;
    lx_day day = lx_add_working(&calendar, meeting, -REPLY_BEFORE);
    return day < w->today ? w->today : day;
}

static enum lx_rc send(struct lx_work *w, struct lx_notice *n, const struct lx_meeting *m, const lx_id *units, size_t units_n, struct lx_err *err)
{
    struct lx_ids to = { 0 };
    bool answer = wants_answer(n);
    if (n->day.day == LX_NO_DAY)
        n->day.day = w->today;
    if (answer && n->reply_by.day == LX_NO_DAY)
        n->reply_by.day = reply_day(w, n, m);
    if (!n->issuer)
        lx_set_text(&n->issuer, w->office->issuer ? w->office->issuer : w->office->name);
    lx_set_text(&n->clerk, lx_clerk(w));
    enum lx_rc rc = lx_put_new(w, n, err);
    for (size_t i = 0; i < units_n; i++)
        if (!lx_ids_has(&to, units[i])) /* who is named twice gets one slip */
            lx_ids_add(&to, units[i]);
    if (rc == LX_OK && !units_n)
        rc = invited(w, m, moves(n), &to, err);
    for (size_t i = 0; rc == LX_OK && answer && i < to.n; i++)
        rc = add_slip(w, n->rec.id, to.at[i], err);
    lx_ids_done(&to);
    return rc;
}

/* --- another day -------------------------------------------------------------------------------------------------------------- */

/* Has a notice of this meeting gone out, so that its members must be told? */
static enum lx_rc was_notified(struct lx_work *w, const struct lx_meeting *m, bool *notified, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    *notified = m->state == MEETING_NOTIFIED;
    enum lx_rc rc = lx_notices(w, m->rec.id, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++)
        *notified = *notified || ((const struct lx_notice *)(const void *)rows.at[i])->kind == NOTICE_NOTICE;
    lx_rows_done(&rows);
    return rc;
}

enum lx_rc lx_meeting_postpone(struct lx_work *w, lx_id meeting, const struct lx_meeting_when *to, const char *reason, struct lx_err *err)
{
    struct lx_meeting *old = NULL, *now = NULL;
    struct lx_ids seeded = { 0 };
    bool notified = false;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_MEETING, meeting, &old, err);
    if (rc == LX_OK)
        rc = need_reason(reason, err);
    if (rc == LX_OK && to->date != LX_NO_DAY && old->date.day == to->date)
        rc = lx_fail(err, LX_INVALID, N_("That is the day it has already; a postponed meeting has another: %s"), "%s", old->no);
    if (rc == LX_OK)
        rc = was_notified(w, old, &notified, err);
    if (rc == LX_OK)
        rc = lx_roll_seeded(w, meeting, &seeded, err);
    if (rc == LX_OK && old->state != MEETING_POSTPONED)
        rc = lx_meeting_step(w, meeting, MEETING_POSTPONED, err);
    if (rc == LX_OK && to->date != LX_NO_DAY)
        rc = lx_meeting_step(w, meeting, notified ? MEETING_NOTIFIED : MEETING_DRAFT, err);
    if (rc == LX_OK)
        rc = change_when(w, meeting, to, &now, err);
    if (rc == LX_OK)
        rc = tell(w, NOTICE_POSTPONEMENT, old, now, reason, err);
    if (rc == LX_OK)
        rc = lx_roll_reseed(w, meeting, &seeded, err);
    rc = lx_end(w, rc, "meeting postpone", (const char *const[]){ old ? old->no : "", reason ? reason : "", NULL }, err);
    lx_ids_done(&seeded);
    lx_rec_free(old);
    lx_rec_free(now);
    return rc;
}

enum lx_rc lx_meeting_correct(struct lx_work *w, lx_id meeting, const struct lx_meeting_when *to, const char *reason, struct lx_err *err)
{
    struct lx_meeting *old = NULL, *now = NULL;
    struct lx_ids seeded = { 0 };
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_MEETING, meeting, &old, err);
    if (rc == LX_OK && old->state != MEETING_NOTIFIED)
        rc = lx_fail(err, LX_STATE, N_("Only a notice that has gone out is corrected; change the meeting itself: %s"), "%s", old->no);
    if (rc == LX_OK)
        rc = lx_roll_seeded(w, meeting, &seeded, err);
    if (rc == LX_OK)
        rc = change_when(w, meeting, to, &now, err);
    if (rc == LX_OK && lx_f_same(old, now, lx_field_named(LX_MEETING, "date")) && lx_f_same(old, now, lx_field_named(LX_MEETING, "time")) &&
        lx_f_same(old, now, lx_field_named(LX_MEETING, "place")))
        rc = lx_fail(err, LX_INVALID, N_("Nothing differs from what the notice said: %s"), "%s", old->no);
    if (rc == LX_OK)
        rc = tell(w, NOTICE_CORRECTION, old, now, reason, err);
    if (rc == LX_OK)
        rc = lx_roll_reseed(w, meeting, &seeded, err);
    lx_ids_done(&seeded);
    rc = lx_end(w, rc, "notice add", (const char *const[]){ old ? old->no : "", reason && *reason ? reason : NULL, NULL }, err);
    lx_rec_free(old);
    lx_rec_free(now);
    return rc;
}

/* A meeting that is put off to no day loses the one it had. */
static enum lx_rc change_when(struct lx_work *w, lx_id meeting, const struct lx_meeting_when *to, struct lx_meeting **now, struct lx_err *err)
{
    struct lx_meeting *old = NULL;
    enum lx_rc rc = lx_get(w, LX_MEETING, meeting, &old, err);
    if (rc != LX_OK)
        return rc;
    struct lx_meeting *m = *now = lx_rec_copy(old);
    if (to->date != LX_NO_DAY || m->state == MEETING_POSTPONED) {
        lx_date_done(&m->date);
        m->date = (struct lx_date){ .day = to->date };
    }
    if (to->time)
        lx_set_text(&m->time, to->time);
    if (to->place)
        lx_set_text(&m->place, to->place);
    rc = lx_put_change(w, old, m, err);
    lx_rec_free(old);
    return rc;
}

/* A notice that names old and new. A meeting that nobody was told of leaves only the record of it, without slips. */
static enum lx_rc tell(struct lx_work *w, int kind, const struct lx_meeting *old, const struct lx_meeting *m, const char *reason, struct lx_err *err)
{
    struct lx_notice *n = lx_rec_new(LX_NOTICE);
    n->meeting = m->rec.id;
    n->kind = kind;
    lx_date_copy(&n->old_date, &old->date);
    lx_date_copy(&n->new_date, &m->date);
    lx_set_text(&n->old_time, old->time);
    lx_set_text(&n->new_time, m->time);
    lx_set_text(&n->old_place, old->place);
    lx_set_text(&n->new_place, m->place);
    lx_set_text(&n->reason, reason);
    enum lx_rc rc = LX_OK;
    if (m->state == MEETING_NOTIFIED) {
        rc = send(w, n, m, NULL, 0, err);
    } else {
        n->day.day = w->today;
        lx_set_text(&n->clerk, lx_clerk(w));
        rc = lx_put_new(w, n, err);
    }
    lx_rec_free(n);
    return rc;
}

/* --- slips -------------------------------------------------------------------------------------------------------------------------- */

enum lx_rc lx_notices(struct lx_work *w, lx_id meeting, struct lx_rows *rows, struct lx_err *err)
{
    return lx_all(w, LX_NOTICE, lx_cond_ref(LX_NOTICE, "meeting", meeting), NULL, true, rows, err);
}

bool lx_notice_stands(const struct lx_rows *notices, size_t place)
{
    bool call = ((const struct lx_notice *)(const void *)notices->at[place])->kind == NOTICE_CALL;
    for (size_t i = place + 1; i < notices->n && !call; i++)
        if (moves((const struct lx_notice *)(const void *)notices->at[i]))
            return false;
    return true;
}

/* Slips of the notices that ask who comes: of all, or of those that stand. */
static enum lx_rc slips_from(struct lx_work *w, lx_id meeting, bool standing, struct lx_rows *rows, struct lx_err *err)
{
    struct lx_rows notices = { 0 };
    enum lx_rc rc = lx_notices(w, meeting, &notices, err);
    for (size_t i = 0; rc == LX_OK && i < notices.n; i++) {
        struct lx_rows more = { 0 };
        if (((struct lx_notice *)notices.at[i])->kind == NOTICE_CALL || (standing && !lx_notice_stands(&notices, i)))
            continue;
        rc = lx_all(w, LX_REPLY, lx_cond_ref(LX_REPLY, "notice", notices.at[i]->id), NULL, true, &more, err);
        for (size_t k = 0; k < more.n; k++) {
            LX_PUSH(rows->at, rows->n, rows->room) = more.at[k];
            more.at[k] = NULL;
        }
        lx_rows_done(&more);
    }
    lx_rows_done(&notices);
    return rc;
}

enum lx_rc lx_replies_standing(struct lx_work *w, lx_id meeting, struct lx_rows *rows, struct lx_err *err)
{
    return slips_from(w, meeting, true, rows, err);
}

static size_t place_of_unit(const struct lx_work *w, lx_id unit)
{
    size_t i = 0;
    while (i < w->units->units.n && w->units->units.at[i]->id != unit)
        i++;
    return i;
}

struct placed {
    size_t place;
    struct lx_rec *rec;
};

static int by_place(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    return x->place < y->place ? -1 : x->place > y->place;
}

enum lx_rc lx_replies(struct lx_work *w, lx_id notice, struct lx_rows *rows, struct lx_err *err)
{
    enum lx_rc rc = lx_all(w, LX_REPLY, lx_cond_ref(LX_REPLY, "notice", notice), NULL, true, rows, err);
    struct placed *p = lx_grow(NULL, rows->n + 1, sizeof *p);
    for (size_t i = 0; i < rows->n; i++)
        p[i] = (struct placed){ place_of_unit(w, ((const struct lx_reply *)(const void *)rows->at[i])->unit), rows->at[i] };
    qsort(p, rows->n, sizeof *p, by_place);
    for (size_t i = 0; i < rows->n; i++)
        rows->at[i] = p[i].rec;
    free(p);
    return rc;
}

enum lx_rc lx_notice_last(struct lx_work *w, lx_id meeting, lx_id *notice, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    *notice = 0;
    enum lx_rc rc = lx_notices(w, meeting, &rows, err);
    for (size_t i = rows.n; rc == LX_OK && i > 0 && !*notice; i--) {
        if (!lx_notice_stands(&rows, i - 1))
            continue;
        struct lx_query q = { .type = LX_REPLY, .where = lx_cond_ref(LX_REPLY, "notice", rows.at[i - 1]->id), .limit = 1 };
        struct lx_ids ids = { 0 };
        rc = w->store->ids(w->store, &q, &ids, err);
        if (ids.n)
            *notice = rows.at[i - 1]->id;
        lx_ids_done(&ids);
        lx_query_done(&q);
    }
    lx_rows_done(&rows);
    return rc;
}

enum lx_rc lx_reply_of(struct lx_work *w, lx_id notice, lx_id unit, lx_id *reply, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    *reply = 0;
    enum lx_rc rc = lx_replies(w, notice, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++)
        if (((const struct lx_reply *)(const void *)rows.at[i])->unit == unit)
            *reply = rows.at[i]->id;
    lx_rows_done(&rows);
    return rc == LX_OK && !*reply ? lx_fail(err, LX_NOTFOUND, N_("No notice with a reply slip went to this unit: %s"), "%s", lx_unit_name(w->units, unit))
                                  : rc;
}

enum lx_rc lx_reply_set(struct lx_work *w, lx_id reply, int state, const struct lx_reply *with, struct lx_err *err)
{
    static const char *const taken[] = { "name", "post", "for_whom", "phone", "people", "arrives", "leaves", "lodging", "car", "note" };
    struct lx_reply *old = NULL;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_REPLY, reply, &old, err);
    if (rc == LX_OK) {
        struct lx_reply *r = lx_rec_copy(old);
        r->state = state;
        r->day = (struct lx_date){ .day = state == REPLY_PENDING ? LX_NO_DAY : w->today };
        for (size_t i = 0; with && i < sizeof taken / sizeof taken[0]; i++) {
            const struct lx_field *f = lx_field_named(LX_REPLY, taken[i]);
            if (!lx_f_empty(with, f))
                lx_f_copy(r, with, f);
        }
        rc = lx_put_change(w, old, r, err);
        lx_rec_free(r);
    }
    const char *unit = old ? lx_unit_name(w->units, old->unit) : "";
    rc = lx_end(w, rc, "reply set", (const char *const[]){ unit, lx_words_of("reply_state")->at[state].zh, NULL }, err);
    lx_rec_free(old);
    return rc;
}

enum lx_rc lx_notice_pending(struct lx_work *w, lx_id meeting, struct lx_ids *units, struct lx_err *err)
{
    lx_id notice;
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_notice_last(w, meeting, &notice, err);
    if (rc == LX_OK && notice)
        rc = lx_replies(w, notice, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_reply *r = (const struct lx_reply *)(const void *)rows.at[i];
        if (r->state == REPLY_PENDING)
            lx_ids_add(units, r->unit);
    }
    lx_rows_done(&rows);
    return rc;
}
