/* The register of decisions. */
#include "core/register/decisions.h"

#include "core/work/steps.h"

#include <string.h>

#define DECISION_MARK "J" /* 决 */

/* --- numbers ---------------------------------------------------------------------------------------------------------- */

/* 26-J1; J2024-1 for a decision without a meeting. */
static enum lx_rc give_no(struct lx_work *w, struct lx_decision *d, const struct lx_meeting *m, struct lx_err *err)
{
    struct lx_str no = LX_STR_EMPTY, prefix = LX_STR_EMPTY;
    int year;
    lx_day_split(d->date.day == LX_NO_DAY ? w->today : d->date.day, &year, NULL, NULL);
    if (m)
        lx_str_addf(&no, "%s-" DECISION_MARK, m->no);
    else
        lx_str_addf(&no, DECISION_MARK "%d-", year);
    lx_str_addf(&prefix, "decision/%s", lx_str_z(&no));
    int64_t serial = 0;
    enum lx_rc rc = w->store->serial(w->store, lx_str_z(&prefix), 0, &serial, err);
    lx_str_addi(&no, serial);
    if (rc == LX_OK)
        lx_set_text(&d->no, lx_str_z(&no));
    lx_str_done(&no);
    lx_str_done(&prefix);
    return rc;
}

static enum lx_rc from_meeting(struct lx_work *w, struct lx_decision *d, const struct lx_meeting *m, struct lx_err *err)
{
    struct lx_series *series = NULL;
    enum lx_rc rc = m->series ? lx_get(w, LX_SERIES, m->series, &series, err) : LX_OK;
    if (d->date.day == LX_NO_DAY && m->date.day != LX_NO_DAY) {
        lx_date_done(&d->date);
        d->date = (struct lx_date){ .day = m->date.day, .prec = m->date.prec };
    }
    if (!d->body && series)
        d->body = series->owner;
    lx_rec_free(series);
    return rc;
}

enum lx_rc lx_decision_add(struct lx_work *w, struct lx_decision *d, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_meeting *m = NULL;
    if (d->meeting)
        rc = lx_get(w, LX_MEETING, d->meeting, &m, err);
    if (rc == LX_OK && m)
        rc = from_meeting(w, d, m, err);
    if (d->date.day == LX_NO_DAY) {
        lx_date_done(&d->date);
        d->date = (struct lx_date){ .day = w->today, .prec = LX_PREC_DAY };
    }
    if (rc == LX_OK)
        rc = give_no(w, d, m, err);
    if (rc == LX_OK)
        rc = lx_put_new(w, d, err);
    const char *args[] = { d->no ? d->no : "", NULL };
    rc = lx_end(w, rc, "decision add", args, err);
    lx_rec_free(m);
    return rc;
}

/* --- out of agenda rows -------------------------------------------------------------------------------------------------- */

bool lx_outcome_decides(int outcome)
{
    switch (outcome) {
    case OUTCOME_PASSED:
    case OUTCOME_PASSED_IN_PRINCIPLE:
    case OUTCOME_REVISE_THEN_ISSUE:
    case OUTCOME_REJECTED:
    case OUTCOME_ASSIGNED:
    case OUTCOME_REFERRED:
    case OUTCOME_ESCALATE:
        return true;
    default:
        return false;
    }
}

static enum lx_rc numbered(struct lx_work *w, lx_id agenda, lx_id *id, struct lx_err *err)
{
    struct lx_query q = { .type = LX_DECISION, .where = lx_cond_ref(LX_DECISION, "agenda", agenda), .limit = 1 };
    struct lx_ids ids = { 0 };
    enum lx_rc rc = w->store->ids(w->store, &q, &ids, err);
    *id = ids.n ? ids.at[0] : 0;
    lx_ids_done(&ids);
    lx_query_done(&q);
    return rc;
}

/* domain.md 2.3: what was rejected is closed, nothing is left to be carried out. */
int lx_decision_begins(int outcome) { return outcome == OUTCOME_REJECTED ? DECISION_DONE : DECISION_OPEN; }

static enum lx_rc put_row(struct lx_work *w, const struct lx_agenda *a, lx_id *id, struct lx_err *err)
{
    struct lx_decision *d = lx_rec_new(LX_DECISION);
    lx_set_text(&d->title, a->title);
    lx_set_text(&d->text, a->outcome_text);
    d->outcome = a->outcome;
    d->state = lx_decision_begins(a->outcome);
    d->meeting = a->meeting;
    d->agenda = a->rec.id;
    d->unit = a->outcome_unit ? a->outcome_unit : a->presenter;
    d->secrecy = a->secrecy;
    enum lx_rc rc = lx_decision_add(w, d, err);
    *id = d->rec.id;
    lx_rec_free(d);
    return rc;
}

enum lx_rc lx_decision_of_row(struct lx_work *w, lx_id agenda, lx_id *id, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_agenda *a = NULL;
    lx_id there = 0;
    rc = lx_get(w, LX_AGENDA, agenda, &a, err);
    if (rc == LX_OK && !lx_outcome_decides(a->outcome))
        rc = lx_fail(err, LX_STATE, N_("Nothing was settled under this agenda item; note its outcome first: %s"), "%s", a->title);
    if (rc == LX_OK)
        rc = numbered(w, agenda, &there, err);
    if (rc == LX_OK && there)
        rc = lx_fail(err, LX_EXISTS, N_("This agenda item has its decision already: %s"), "%s", a->title);
    if (rc == LX_OK)
        rc = put_row(w, a, id, err);
    const char *args[] = { a ? a->title : "", NULL };
    rc = lx_end(w, rc, "decision add", args, err);
    lx_rec_free(a);
    return rc;
}

enum lx_rc lx_decisions_number(struct lx_work *w, lx_id meeting, size_t *n, struct lx_err *err)
{
    *n = 0;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_rows rows = { 0 };
    struct lx_str name = LX_STR_EMPTY;
    rc = lx_all(w, LX_AGENDA, lx_cond_ref(LX_AGENDA, "meeting", meeting), "position", true, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_agenda *a = (struct lx_agenda *)rows.at[i];
        lx_id id = 0;
        if (!lx_outcome_decides(a->outcome) || (rc = numbered(w, a->rec.id, &id, err)) != LX_OK || id)
            continue;
        rc = put_row(w, a, &id, err);
        *n += rc == LX_OK;
    }
    lx_show_id(w, &name, meeting);
    const char *args[] = { lx_str_z(&name), NULL };
    rc = lx_end(w, rc, "decision number", args, err);
    lx_rows_done(&rows);
    lx_str_done(&name);
    return rc;
}

enum lx_rc lx_decisions_of(struct lx_work *w, lx_id meeting, struct lx_rows *rows, struct lx_err *err)
{
    return lx_all(w, LX_DECISION, lx_cond_ref(LX_DECISION, "meeting", meeting), "no", true, rows, err);
}

/* --- states -------------------------------------------------------------------------------------------------------------- */

static enum lx_rc take_step(struct lx_work *w, lx_id id, const char *verb, const char *reason, lx_id by, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_decision *old = NULL, *d = NULL;
    const struct lx_step *step;
    rc = lx_get(w, LX_DECISION, id, &old, err);
    if (rc == LX_OK)
        rc = lx_step_check(&step, LX_DECISION, old->state, verb, -1, old->no, err);
    if (rc == LX_OK && step->must & LX_MUST_REASON && (!reason || !*reason))
        rc = lx_fail(err, LX_USAGE, N_("Say why: a reason is wanted (--reason)"), "%s", "");
    if (rc == LX_OK) {
        d = lx_rec_copy(old);
        d->state = step->to;
        d->replaced = by;
        if (reason && *reason) {
            struct lx_str note = LX_STR_EMPTY;
            lx_str_addf(&note, "%s%s%s", old->note ? old->note : "", old->note ? "\n" : "", reason);
            lx_set_text(&d->note, lx_str_z(&note));
            lx_str_done(&note);
        }
        rc = lx_put_change(w, old, d, err);
    }
    struct lx_str command = LX_STR_EMPTY;
    lx_str_addf(&command, "decision %s", verb);
    const char *args[] = { old ? old->no : "", reason, NULL };
    rc = lx_end(w, rc, lx_str_z(&command), args, err);
    lx_str_done(&command);
    lx_rec_free(old);
    lx_rec_free(d);
    return rc;
}

enum lx_rc lx_decision_step(struct lx_work *w, lx_id id, const char *verb, const char *reason, struct lx_err *err)
{
    return take_step(w, id, verb, reason, 0, err);
}

enum lx_rc lx_decision_replace(struct lx_work *w, lx_id id, lx_id by, struct lx_err *err)
{
    if (id == by)
        return lx_fail(err, LX_INVALID, N_("A decision cannot replace itself"), "%s", "");
    return take_step(w, id, "replace", NULL, by, err);
}
