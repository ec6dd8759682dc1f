/* Notices of a meeting with a reply slip for each unit; postponement, correction, cancellation (features S7, S4).
 *
 * A reply (struct lx_reply) is made for each unit that a notice goes to; until it answers it is "pending". */
#ifndef LX_NOTICES_H
#define LX_NOTICES_H

#include "core/work/work.h"

/* Sends a notice: stored with a slip for each unit (n 0: every member of the meeting on its day, and
 * the units that its roll names beside them).  Day: today; answer by: three working
 * days before the meeting, where none is given.  A first notice takes a draft meeting to "notified"; a cancellation wants a reason and
 * takes it to "cancelled".  A correction says what stood in the last notice: see lx_meeting_correct. */
LX_CHECK enum lx_rc lx_notice_send(struct lx_work *w, struct lx_notice *n, const lx_id *units, size_t units_n, struct lx_err *err);

/* What a meeting becomes; a member that is absent (LX_NO_DAY, NULL) stays as it is. */
struct lx_meeting_when {
    lx_day date;
    const char *time, *place;
};
/* The meeting is put off, to another day or, with LX_NO_DAY, to one that is not known yet; a reason is wanted.  With a day it goes back to
 * where it was (draft, or notified); where it had been notified, a notice of postponement names old and new.  LX_STATE: it cannot be
 * postponed from where it is. */
LX_CHECK enum lx_rc lx_meeting_postpone(struct lx_work *w, lx_id meeting, const struct lx_meeting_when *to, const char *reason,
                                        struct lx_err *err);
/* A notified meeting gets another hour, place or day: a notice of correction that names old and new; of another day with new slips.
 * LX_INVALID: nothing differs. */
LX_CHECK enum lx_rc lx_meeting_correct(struct lx_work *w, lx_id meeting, const struct lx_meeting_when *to, const char *reason,
                                       struct lx_err *err);

/* Notices of a meeting, the oldest first (struct lx_notice *, whole); slips of a notice in protocol order (struct lx_reply *). */
LX_CHECK enum lx_rc lx_notices(struct lx_work *w, lx_id meeting, struct lx_rows *rows, struct lx_err *err);
LX_CHECK enum lx_rc lx_replies(struct lx_work *w, lx_id notice, struct lx_rows *rows, struct lx_err *err);
/* Does the notice at that place of lx_notices still name the meeting's day?  A later one that moved the meeting to another day, or to one
 * that is not known yet, takes its answers out of the count (docs/decisions/0013): an answer belongs to the day it was asked for.
 * Calls for topics always stand. */
bool lx_notice_stands(const struct lx_rows *notices, size_t place);
/* The slips that count for who comes (struct lx_reply *, oldest notice first): of all notices that stand but calls for topics. */
LX_CHECK enum lx_rc lx_replies_standing(struct lx_work *w, lx_id meeting, struct lx_rows *rows, struct lx_err *err);
/* The newest notice of the meeting that stands and has slips; 0 none. A correction that leaves the day as it was and a cancellation ask for no
 * answer. */
LX_CHECK enum lx_rc lx_notice_last(struct lx_work *w, lx_id meeting, lx_id *notice, struct lx_err *err);
/* The slip of a unit in a notice; LX_NOTFOUND. */
LX_CHECK enum lx_rc lx_reply_of(struct lx_work *w, lx_id notice, lx_id unit, lx_id *reply, struct lx_err *err);
/* An answer: enum lx_reply_state; what else is set in `with` (name, post, for_whom, …; may be NULL) is taken over.  Pending takes the
 * answer back. */
LX_CHECK enum lx_rc lx_reply_set(struct lx_work *w, lx_id reply, int state, const struct lx_reply *with, struct lx_err *err);
/* Units that have not answered the newest notice; none where the meeting has been put off since to a day not known yet. */
LX_CHECK enum lx_rc lx_notice_pending(struct lx_work *w, lx_id meeting, struct lx_ids *units, struct lx_err *err);

#endif
