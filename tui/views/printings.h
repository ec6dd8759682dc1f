/* What was printed, sent and saved, with the state of its jobs. */
#ifndef LX_VIEW_PRINTINGS_H
#define LX_VIEW_PRINTINGS_H

#include "tui/view.h"

extern const struct view_ops view_printings; /* pushed with a record's id: what was printed of it; NULL: all */

void printings_open(struct app *a, lx_id of); /* of 0: all */
/* What was printed of a record, newest first, under a rule; nothing where there is none. */
LX_CHECK enum lx_rc printings_detail(struct view *v, lx_id of, struct lines *l, struct lx_err *err);

#endif
