/* The meetings of one series in their order (features S1, M10). */
#ifndef LX_BESIDE_H
#define LX_BESIDE_H

#include "core/work/work.h"

/* The meeting before (step -1) or after (1) this one in its series, by number; postponed and cancelled ones are passed over.
 * *other is 0 where there is none. */
LX_CHECK enum lx_rc lx_meeting_beside(struct lx_work *w, lx_id meeting, int step, lx_id *other, struct lx_err *err);

#endif
