/* What must be done before a meeting, counted back from its day (feature S8), and the parts of a session (S6).
 *
 * A step with `days` has its limit so many days before the meeting: working days (with the office's days off and make-up days), or
 * calendar days, then the last working day until then.  While the meeting has no day there is no limit either.  Steps without `days`
 * keep the limit that they were given. */
#ifndef LX_PREP_H
#define LX_PREP_H

#include "core/work/work.h"

lx_day lx_prep_day(const struct lx_work *w, lx_day meeting, int64_t days, bool working);

/* The steps of a meeting (struct lx_prep *) as they fall due: by day, those of one day by their place; without a day at the end. */
LX_CHECK enum lx_rc lx_prep_steps(struct lx_work *w, lx_id meeting, struct lx_rows *rows, struct lx_err *err);

/* One entry each.  Adding: `days` set and no limit: it is counted back. */
LX_CHECK enum lx_rc lx_prep_add(struct lx_work *w, struct lx_prep *p, struct lx_err *err);
/* state: enum lx_prep_state; PREP_OPEN takes it up again. */
LX_CHECK enum lx_rc lx_prep_go(struct lx_work *w, lx_id id, int state, struct lx_err *err);
LX_CHECK enum lx_rc lx_prep_remove(struct lx_work *w, lx_id id, struct lx_err *err);
LX_CHECK enum lx_rc lx_sitting_add(struct lx_work *w, struct lx_sitting *s, struct lx_err *err);
LX_CHECK enum lx_rc lx_sitting_remove(struct lx_work *w, lx_id id, struct lx_err *err);

/* What the program does itself at a meeting.  A step whose title says so (prep_words.def) is ticked by it, in the entry of the act, so that
 * one undo takes back both; all others are ticked by hand. */
enum lx_act {
    LX_ACT_NONE,
    LX_ACT_CALL,    /* the call for topics was sent */
    LX_ACT_NOTICE,  /* the notice was sent */
    LX_ACT_AGENDA,  /* a version of the agenda was circulated */
    LX_ACT_PAPERS,  /* the booklet of papers was printed */
    LX_ACT_MINUTES, /* the minutes were sent round */
    LX_ACT_ISSUE,   /* the minutes were issued */
};
enum lx_act lx_prep_act(const char *title); /* NULL: none */
LX_CHECK enum lx_rc lx_prep_acted(struct lx_work *w, lx_id meeting, enum lx_act act, struct lx_err *err); /* inside a transaction */

/* Called by lx_put_change for every meeting, inside its transaction: when the day has changed, open steps are counted back anew; limits
 * of papers that are still wanted and the days of the parts move along by as many days. */
LX_CHECK enum lx_rc lx_meeting_moved(struct lx_work *w, const struct lx_meeting *old, const struct lx_meeting *m, struct lx_err *err);

/* Open steps with a limit until `day`, of meetings that are still to come or in hand, the earliest first (struct lx_prep *). */
LX_CHECK enum lx_rc lx_preps_due(struct lx_work *w, lx_day day, size_t most, struct lx_rows *out, struct lx_err *err);
enum { LX_PREP_AHEAD = 3 }; /* days that today's list looks ahead */

#endif
