/* What can be done to any record of a list. */
#ifndef LX_RECORD_ACTS_H
#define LX_RECORD_ACTS_H

#include "tui/view.h"

/* Deletes the row under the bar, or all that are marked, in one entry; refused in words where something refers to one. */
unsigned record_delete(struct view *v, enum lx_cmd cmd);

#endif
