/* What needs a hand today (features L7, T15): mine first, then everybody's. */
#ifndef LX_TODAY_H
#define LX_TODAY_H

#include "core/work/work.h"

struct lx_today {
    struct lx_rows mine_late, mine_near, late, near; /* struct lx_item *, by limit; at most `most` each; `late` and `near`
                                                        without mine */
    struct lx_rows meetings;                         /* struct lx_meeting *: from today on, soonest first, at most 3 */
    struct lx_rows preps;                            /* struct lx_prep *: open, due until LX_PREP_AHEAD days from now, at most `most` */
    struct lx_rows answers;                          /* struct lx_opinion *: asked for minutes in circulation, not given, by limit */
    struct lx_rows notes;                            /* struct lx_note *: hang nowhere, newest first, at most `most` */
    struct lx_log_rows news;                         /* entries of others after `since`, newest first, at most `most` */
};
void lx_today_done(struct lx_today *t);

/* Rows only, by key; counting is for lx_today_count, which may take longer.  since: entry that the clerk has seen. */
LX_CHECK enum lx_rc lx_today_read(struct lx_work *w, struct lx_today *out, size_t most, lx_rev since, struct lx_err *err);

/* Only what comes at once at any size: late ones of anybody (mine stand among them), meetings, notes, news. */
LX_CHECK enum lx_rc lx_today_first(struct lx_work *w, struct lx_today *out, size_t most, lx_rev since, struct lx_err *err);

struct lx_today_counts {
    size_t open, mine_open, late, mine_late, near, mine_near, notes;
};
LX_CHECK enum lx_rc lx_today_count(struct lx_work *w, struct lx_today_counts *out, struct lx_err *err);

/* The conditions behind the figures, as a query that people can read and open: "state:open light:red". */
enum lx_today_part { LX_TODAY_LATE, LX_TODAY_NEAR, LX_TODAY_OPEN, LX_TODAY_MINE_LATE, LX_TODAY_MINE_NEAR, LX_TODAY_MINE_OPEN };
const char *lx_today_query(enum lx_today_part part);

#endif
