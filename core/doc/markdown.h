/* Markdown with a short front matter to the document tree.
 *
 * CommonMark by libcmark, and besides: bold and emphasis beside Chinese characters mean what the writer meant, pipe
 * tables, task items, numbers and styles in comments (doc.h), no blank at a line end between two wide characters, and
 * a new paragraph where a line begins with two full-width blanks, <br> as a break (also in cells).  Other raw HTML is
 * dropped, its words stay.
 * Links by reference work within some 16 KiB; footnotes are not known.
 *
 * Front matter: the first line is ---, then "key: value" lines up to the next ---.  Keys are taken in lower case;
 * a line that begins with a blank continues the value above; a full-width colon is taken too.
 *
 * Hostile input ends soon: see cook.h.  */
#ifndef LX_MARKDOWN_H
#define LX_MARKDOWN_H

#include "core/doc/doc.h"

/* *out is yours (lx_doc_free), NULL on failure.  LX_INVALID: longer than LX_DOC_MAX. */
LX_CHECK enum lx_rc lx_markdown_read(struct lx_doc **out, const char *s, size_t len, struct lx_err *err);

/* Where the text begins after the front matter: byte offset, 0 if there is none. */
size_t lx_front_matter_len(const char *s, size_t len);
/* Adds the keys of these bytes, which are the front matter, to the tree. */
void lx_front_matter_read(struct lx_doc *d, const char *s, size_t len);

#endif
