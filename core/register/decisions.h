/* The register of decisions (features D1, D6): what a meeting settled, under a number that is never given twice.
 *
 * A decision of meeting 26 is 26-J1 (J: 决), one without a meeting J2024-1.  Its state follows core/state.def: open, done,
 * replaced, withdrawn. */
#ifndef LX_DECISIONS_H
#define LX_DECISIONS_H

#include "core/work/work.h"

/* Gives the number and stores it; date, body and unit are taken from the meeting where they are empty. */
LX_CHECK enum lx_rc lx_decision_add(struct lx_work *w, struct lx_decision *d, struct lx_err *err);
/* Numbers what was settled under an agenda row (LX_STATE: it has no outcome, or one that settles nothing; LX_EXISTS: it has its
 * number already).  *id is the new decision. */
LX_CHECK enum lx_rc lx_decision_of_row(struct lx_work *w, lx_id agenda, lx_id *id, struct lx_err *err);
/* The same for every row of a meeting that was settled and has no number yet, in order, as one entry; *n is how many. */
LX_CHECK enum lx_rc lx_decisions_number(struct lx_work *w, lx_id meeting, size_t *n, struct lx_err *err);
/* Does an outcome settle something that belongs in the register?  (enum lx_outcome) */
bool lx_outcome_decides(int outcome);
/* The state in which its decision begins (enum lx_decision_state). */
int lx_decision_begins(int outcome);
/* verb of the state table: "done", "reopen", "withdraw" (reason needed, kept in the remark). */
LX_CHECK enum lx_rc lx_decision_step(struct lx_work *w, lx_id id, const char *verb, const char *reason, struct lx_err *err);
/* `by` takes the place of `id`. */
LX_CHECK enum lx_rc lx_decision_replace(struct lx_work *w, lx_id id, lx_id by, struct lx_err *err);
/* Those of a meeting, by number; rows must be empty; yours. */
LX_CHECK enum lx_rc lx_decisions_of(struct lx_work *w, lx_id meeting, struct lx_rows *rows, struct lx_err *err);

#endif
