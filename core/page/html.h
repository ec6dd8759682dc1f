/* A paper as one HTML page: valid, self-contained, nothing in it runs or is fetched.
 *
 * The same elements as on the pages (sheet.h), with a style sheet that prints on the same A4 block in the same sizes; it flows,
 * so a browser breaks the lines.  All text is escaped: raw HTML of the source is gone before (markdown.h). */
#ifndef LX_HTML_H
#define LX_HTML_H

#include "core/doc/doc.h"

/* Appends the page. */
void lx_html_make(struct lx_str *out, const struct lx_doc *d);

#endif
