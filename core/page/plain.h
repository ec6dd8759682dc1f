/* A paper as words alone: what somebody marks with the mouse and puts into another program.
 *
 * Every paragraph is one line, however long, headings have their numbers, cells of tables are parted by tabs; no frames, no page
 * numbers, no lines broken to a width.  Pages of text: lx_pages_text in page.h. */
#ifndef LX_PLAIN_H
#define LX_PLAIN_H

#include "core/doc/doc.h"

void lx_plain_make(struct lx_str *out, const struct lx_doc *d);

#endif
