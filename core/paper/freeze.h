/* Circulating an agenda: its paper is frozen as a version, when it is ready or after a named override. */
#ifndef LX_PAPER_FREEZE_H
#define LX_PAPER_FREEZE_H

#include "core/work/work.h"

/* One entry.  *number is the version.  LX_STATE: not ready, and no override; the detail says how many rows lack something.
 * `why` and `override` may be NULL; an override is kept as a waiver of the meeting. */
LX_CHECK enum lx_rc lx_agenda_freeze(struct lx_work *w, lx_id meeting, const char *why, const char *override, int64_t *number, struct lx_err *err);

#endif
