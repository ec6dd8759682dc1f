/* What other views use of decisions, documents and traces. */
#ifndef LX_VIEW_DOCUMENTS_H
#define LX_VIEW_DOCUMENTS_H

#include "tui/lines.h"
#include "tui/view.h"

/* Handler of CMD_TRACE: the record under the bar, where it came from and what came of it. */
unsigned trace_of_record(struct view *v, enum lx_cmd cmd);
unsigned basis_of_record(struct view *v, enum lx_cmd cmd); /* handler of CMD_BASIS_ADD: asks which plan it serves */
/* The opinions on a record, newest round first, under a rule; nothing when there are none. */
void opinion_lines(struct view *v, lx_id of, struct lines *l);

#endif
