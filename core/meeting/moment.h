/* When a session began, so precisely that what was done on the same day before and after it is told apart.
 *
 * The journal knows: the entry that took the meeting into session.  Where it cannot say (the session was entered later, or came with
 * a load) the day stands alone, to its end. */
#ifndef LX_MOMENT_H
#define LX_MOMENT_H

#include "core/work/work.h"

struct lx_moment {
    lx_day day;  /* LX_NO_DAY: before everything */
    lx_rev rev;  /* the entry on that day; 0: the end of the day */
};

static inline bool lx_is_held(int state) { return state >= MEETING_IN_SESSION && state <= MEETING_ARCHIVED; }

/* Of a meeting that was held or is in session: the last time that it came into session. */
LX_CHECK enum lx_rc lx_session_moment(struct lx_work *w, const struct lx_meeting *m, struct lx_moment *out, struct lx_err *err);
/* Is what an entry did on a day later than the moment?  On the same day the entry decides. */
bool lx_is_after(const struct lx_moment *m, lx_day day, lx_rev rev);

#endif
