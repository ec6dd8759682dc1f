/* A list as a table in a file: the columns that stand on the screen, whole, for a spreadsheet. */
#ifndef LX_LISTOUT_H
#define LX_LISTOUT_H

#include "tui/view.h"

/* Appends CSV with a byte order mark (core/text/csv.h): the heads of the columns in the user's language, then the marked rows, else
 * all that meet the filter; dates with their years.  n: how many. */
LX_CHECK enum lx_rc list_csv(struct view *v, struct lx_str *out, size_t *n, struct lx_err *err);
unsigned list_export(struct view *v, enum lx_cmd cmd); /* handler of CMD_EXPORT: asks for the file */

#endif
