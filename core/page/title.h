/* A title in balanced lines, broken by meaning. */
#ifndef LX_TITLE_H
#define LX_TITLE_H

#include "core/doc/runs.h"

/* Appends to `out` the title as lines of at most w cells, parted by LF: as few lines as will do, as even as they can be
 * without tearing a word (words.def knows where words end).  A backslash in the title breaks there and nowhere else. */
void lx_title_break(struct lx_str *out, const char *title, int w);

#endif
