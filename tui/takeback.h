/* Taking an entry back, or doing it again, from the screen: what somebody did himself in this sitting at once, what reaches farther
 * only after a question that says who did what, and when. */
#ifndef LX_TAKEBACK_H
#define LX_TAKEBACK_H

#include "tui/view.h"

unsigned takeback_last(struct view *v, enum lx_cmd cmd);  /* handler of CMD_UNDO and CMD_REDO: the newest of the clerk's */
unsigned takeback_entry(struct view *v, lx_rev rev);      /* this one, whoever made it */

#endif
