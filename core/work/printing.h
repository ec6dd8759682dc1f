/* What has left the house: one PRINTING record for each paper printed or saved (design.md 2, Papers). */
#ifndef LX_PRINTING_H
#define LX_PRINTING_H

#include "core/work/work.h"

#define LX_PRINT_COMMAND "paper print" /* undo passes its entries over */

/* One use case of that name.  kind: of the paper table; of: what it was made of, 0 none; query: its condition, NULL or ""
 * none; way: a printer's name, "pdf", "text". */
LX_CHECK enum lx_rc lx_printed(struct lx_work *w, const char *kind, lx_id of, const char *query, const char *way,
                               struct lx_err *err);

#endif
