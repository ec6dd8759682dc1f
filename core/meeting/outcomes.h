/* What came of an agenda row: outcome, its follow-up, reservations, votes (features M3, M9; domain.md 2.3).
 *
 * An outcome is stored word for word and as a code.  Its follow-up: passed, passed in principle and the like get a number in
 * the register of decisions; what a unit has to do about it becomes an item that hangs on the row; what comes back (deferred,
 * to be submitted again) is found by the carry-over of a later meeting through its outcome and review date. */
#ifndef LX_OUTCOMES_H
#define LX_OUTCOMES_H

#include "core/work/items.h"

/* What a follow-up asks for, beside the words. */
enum { LX_ASKS_WORDS = 1, LX_ASKS_UNIT = 2, LX_ASKS_DUE = 4, LX_ASKS_REASON = 8, LX_ASKS_TITLE = 16 };
unsigned lx_outcome_asks(int outcome);
/* The outcomes that a row of this kind may have, in the order in which they are offered (feature A6); *n of them, static. */
const int *lx_outcomes_of(int agenda_kind, size_t *n);
/* A word that is no outcome: LX_USAGE, with those that a row of this kind may have. */
enum lx_rc lx_outcome_unknown(int agenda_kind, const char *typed, struct lx_err *err);
/* Which outcome a sentence speaks of; OUTCOME_NONE: of none. */
int lx_outcome_read(const char *words);

struct lx_ruling {
    int outcome;
    const char *words;               /* as pronounced, or the reason; NULL or "": as they are */
    const struct lx_duties *duties;  /* who follows it up; NULL: as it is */
    const struct lx_date *due;       /* limit, or day of review; NULL: as it is */
    const char *title;               /* of the item, where the outcome is `assigned`; NULL: made from the row's title */
};
/* Sets it, gives the decision its number, makes or changes the item.  OUTCOME_NONE takes it back: a decision that was
 * numbered is withdrawn.  LX_STATE: a heading.  LX_INVALID: not offered for this kind of row (the detail names those that are); what
 * it has already may stay.  "outcome set". */
LX_CHECK enum lx_rc lx_outcome_set(struct lx_work *w, lx_id agenda, const struct lx_ruling *ruling, struct lx_err *err);

/* One unit reserves its position at a row; again: other words.  words NULL takes the reservation back.  "reserve". */
LX_CHECK enum lx_rc lx_reserve(struct lx_work *w, lx_id agenda, lx_id unit, const char *words, struct lx_err *err);
/* The reservations at a row, whole. */
LX_CHECK enum lx_rc lx_reservations(struct lx_work *w, lx_id agenda, struct lx_rows *rows, struct lx_err *err);
/* A counted vote; LX_INVALID: more votes than member governments are there.  All LX_NO_INT takes it back.  "vote". */
LX_CHECK enum lx_rc lx_vote(struct lx_work *w, lx_id agenda, int64_t in_favour, int64_t against, int64_t abstain, struct lx_err *err);

#endif
