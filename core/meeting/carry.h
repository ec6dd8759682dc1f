/* The carry-over: an agenda built by rules from what the last session left open, and the proof that nothing is lost (feature A3).
 *
 * Rules, in the order of the agenda: approval of the last minutes; open matters, one row a government (or topmost unit; a chapter of
 * a plan where many units have an item or two each, carry_open.h) and below it each late one; rows of earlier sessions that were deferred or are to be submitted again; duties behind; accepted topics; who
 * hosts next.  Every row says why it is there (`carry`, `why`, `of`).  Building again adds what is new and changes nothing else.
 *
 * The proof: open at the last session + new since = shown + over since.  Open is what lx_item_is_open says, of the whole office. */
#ifndef LX_CARRY_H
#define LX_CARRY_H

#include "core/work/work.h"

/* The session of the same series before this one: begun or held, neither postponed nor cancelled; of one day the one before it by the
 * clock.  *last is NULL where there is none.  Yours.  (moment.c) */
LX_CHECK enum lx_rc lx_last_session(struct lx_work *w, const struct lx_meeting *m, struct lx_meeting **last, struct lx_err *err);

struct lx_carried {
    size_t n;                  /* rows added */
    size_t by[lx_carry_n];     /* of each kind */
};
/* Adds the rows that are missing, as one entry.  LX_STATE: the agenda of a meeting that was held, or will not be, is closed. */
LX_CHECK enum lx_rc lx_carry_build(struct lx_work *w, lx_id meeting, struct lx_carried *out, struct lx_err *err);

struct lx_balance {
    lx_id last;                /* 0: there was no session before; then everything is new */
    lx_day from, to;           /* days of the moments from which and to which is reckoned; from LX_NO_DAY */
    size_t open_then;          /* open at the last session */
    size_t added, reopened;    /* registered since; came back to the open ones since */
    size_t shown;              /* open now and on the agenda: itself, or its unit's or chapter's row */
    size_t closed, suspended, withdrawn, merged; /* open then or new, and over now */
    struct lx_ids missing;     /* open now and not on the agenda, in order of limit */
};
/* From the moment when the last session began to the one when this began, or to now for a meeting that is to be held.  An item that a
 * session made (item.meeting), or that was added after it began, is no part of its balance and new to the next one's: so each item is
 * new exactly once.  Days part what the journal does not (moment.h).  Reads only. */
LX_CHECK enum lx_rc lx_balance(struct lx_work *w, lx_id meeting, struct lx_balance *out, struct lx_err *err);
void lx_balance_done(struct lx_balance *b);
static inline size_t lx_balance_new(const struct lx_balance *b) { return b->added + b->reopened; }
static inline size_t lx_balance_over(const struct lx_balance *b) { return b->closed + b->suspended + b->withdrawn + b->merged; }
static inline bool lx_balance_holds(const struct lx_balance *b)
{
    return b->missing.n == 0 && b->open_then + lx_balance_new(b) == b->shown + lx_balance_over(b);
}

/* The government that a unit belongs to, itself where it is one, else the topmost above it; 0 for 0. */
lx_id lx_government_of(const struct lx_work *w, lx_id unit);

#endif
