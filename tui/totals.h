/* How many items, how many of them closed, open, late: in words. */
#ifndef LX_TUI_TOTALS_H
#define LX_TUI_TOTALS_H

#include "core/work/plantree.h"

/* "items 19, closed 4, open 15, late 3"; with `columns` the numbers of several lines stand below each other. */
void totals_words(struct lx_str *out, const struct lx_totals *t, bool columns);

#endif
