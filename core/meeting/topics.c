/* Topics: handed in, checked, accepted or refused, put on an agenda, parked. */
#include "core/meeting/topics.h"

#include "core/meeting/agenda.h"
#include "core/meeting/meetings.h"
#include "core/work/steps.h"

#include <string.h>

static const char *name_of(const struct lx_topic *t) { return t && t->title ? t->title : ""; }

bool lx_topic_is_open(int state) { return state != TOPIC_REFUSED && state != TOPIC_DONE && state != TOPIC_WITHDRAWN; }

bool lx_topic_may(const struct lx_topic *t, const char *verb) { return lx_step_find(LX_TOPIC, t->state, verb, -1) != NULL; }

int lx_topic_age(const struct lx_work *w, const struct lx_topic *t)
{
    return t->state == TOPIC_PARKED && t->parked.day != LX_NO_DAY ? (int)(w->today - t->parked.day) : -1;
}

enum lx_rc lx_topic_add(struct lx_work *w, struct lx_topic *t, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    if (t->handed.day == LX_NO_DAY && !t->handed.words)
        t->handed = (struct lx_date){ .day = w->today };
    if (!t->clerk)
        lx_set_text(&t->clerk, lx_clerk(w));
    rc = lx_put_new(w, t, err);
    const char *args[] = { name_of(t), NULL };
    return lx_end(w, rc, "topic add", args, err);
}

enum lx_rc lx_topic_set(struct lx_work *w, lx_id id, char *const *pairs, size_t n, struct lx_str *said, struct lx_err *err)
{
    return lx_record_set(w, LX_TOPIC, id, pairs, n, said, err);
}

static void set_day(struct lx_date *d, lx_day day)
{
    lx_date_done(d);
    *d = (struct lx_date){ .day = day };
}

static enum lx_rc step(struct lx_work *w, const struct lx_topic *old, const char *verb, const char *reason, struct lx_err *err)
{
    const struct lx_step *step = NULL;
    bool elsewhere = strcmp(verb, "schedule") == 0 || strcmp(verb, "unschedule") == 0;
    enum lx_rc rc = lx_step_check(&step, LX_TOPIC, old->state, elsewhere ? "" : verb, -1, name_of(old), err);
    if (rc == LX_OK && step->must & LX_MUST_REASON && !(reason && *reason))
        rc = lx_fail(err, LX_INVALID, N_("This step wants a reason: %s"), "%s", name_of(old));
    if (rc != LX_OK)
        return rc;
    struct lx_topic *t = lx_rec_copy(old);
    t->state = step->to;
    if (reason && *reason)
        lx_set_text(&t->reason, reason);
    set_day(&t->parked, step->to == TOPIC_PARKED ? w->today : LX_NO_DAY);
    rc = lx_put_change(w, old, t, err);
    lx_rec_free(t);
    return rc;
}

enum lx_rc lx_topic_step(struct lx_work *w, lx_id id, const char *verb, const char *reason, struct lx_err *err)
{
    struct lx_topic *old = NULL;
    struct lx_str command = LX_STR_EMPTY;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_TOPIC, id, &old, err);
    if (rc == LX_OK)
        rc = step(w, old, verb, reason, err);
    lx_str_addf(&command, "topic %s", verb);
    const char *args[] = { name_of(old), reason && *reason ? reason : NULL, NULL };
    rc = lx_end(w, rc, lx_str_z(&command), args, err);
    lx_str_done(&command);
    lx_rec_free(old);
    return rc;
}

/* A meeting that is over, or will not be, takes no more topics. */
static enum lx_rc check_meeting(struct lx_work *w, lx_id id, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    enum lx_rc rc = lx_get(w, LX_MEETING, id, &m, err);
    if (rc == LX_OK && m->state != MEETING_DRAFT && m->state != MEETING_NOTIFIED && m->state != MEETING_POSTPONED && m->state != MEETING_IN_SESSION)
        rc = lx_fail(err, LX_STATE, N_("The agenda of meeting %s is closed; choose one that is still to be held"), "%s", m->no ? m->no : "");
    lx_rec_free(m);
    return rc;
}

static enum lx_rc put_row(struct lx_work *w, const struct lx_topic *t, lx_id meeting, int64_t position, lx_id *row, struct lx_err *err)
{
    struct lx_agenda *a = lx_rec_new(LX_AGENDA);
    struct lx_str why = LX_STR_EMPTY;
    a->meeting = meeting;
    a->position = position;
    a->kind = t->kind;
    lx_set_text(&a->title, t->title);
    a->presenter = t->unit;
    lx_set_text(&a->speaker, t->speaker);
    lx_set_text(&a->attend, t->attend);
    a->minutes = t->minutes;
    a->secrecy = t->secrecy;
    a->topic = a->of = t->rec.id;
    a->carry = CARRY_TOPIC;
    enum lx_type type;
    if (t->of && w->store->type_of(w->store, t->of, &type, NULL) == LX_OK && type == LX_ITEM)
        a->item = t->of;
    struct lx_str handed = LX_STR_EMPTY;
    lx_date_format(&handed, &(struct lx_date){ .day = t->handed.day });
    lx_str_add(&why, lx_str_z(&handed));
    lx_str_done(&handed);
    if (t->reason)
        lx_str_addf(&why, "%s%s", why.len ? " " : "", t->reason);
    lx_set_text(&a->why, lx_str_z(&why));
    enum lx_rc rc = lx_agenda_add(w, a, err);
    if (row)
        *row = a->rec.id;
    lx_str_done(&why);
    lx_rec_free(a);
    return rc;
}

enum lx_rc lx_topic_schedule(struct lx_work *w, lx_id id, lx_id meeting, int64_t position, lx_id *row, struct lx_err *err)
{
    struct lx_topic *old = NULL;
    const struct lx_step *step = NULL;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_TOPIC, id, &old, err);
    if (rc == LX_OK)
        rc = lx_step_check(&step, LX_TOPIC, old->state, "schedule", -1, name_of(old), err);
    if (rc == LX_OK)
        rc = check_meeting(w, meeting, err);
    if (rc == LX_OK)
        rc = put_row(w, old, meeting, position, row, err);
    if (rc == LX_OK) {
        struct lx_topic *t = lx_rec_copy(old);
        t->state = step->to;
        t->meeting = meeting;
        rc = lx_put_change(w, old, t, err);
        lx_rec_free(t);
    }
    const char *args[] = { name_of(old), NULL };
    rc = lx_end(w, rc, "topic schedule", args, err);
    lx_rec_free(old);
    return rc;
}
