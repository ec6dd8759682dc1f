/* The state table: which step a verb takes, and why not (state.def). */
#ifndef LX_STEPS_H
#define LX_STEPS_H

#include "core/work/work.h"

enum { LX_MUST_LEAD = 1, LX_MUST_REASON = 2, LX_MUST_DIRECT = 4 };

struct lx_step {
    enum lx_type type;
    int from, to;
    const char *verb;
    int must;
};
/* All rows, for tests and for what is offered. */
const struct lx_step *lx_steps(size_t *n);
/* The step that `verb` takes from a state; `to` >= 0 also asks for that end.  NULL if there is none. */
const struct lx_step *lx_step_find(enum lx_type type, int from, const char *verb, int to);
/* The same as an answer: LX_STATE says in words that a record in this state cannot take this step (detail: `name`). */
LX_CHECK enum lx_rc lx_step_check(const struct lx_step **step, enum lx_type type, int from, const char *verb, int to,
                                  const char *name, struct lx_err *err);

#endif
