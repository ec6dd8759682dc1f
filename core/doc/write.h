/* Plain text put into Markdown so that it reads back as the same plain text: for builders of papers and of lines. */
#ifndef LX_MD_WRITE_H
#define LX_MD_WRITE_H

#include "core/str.h"

/* Appends s as part of a paragraph: marks of markup escaped, LF as a blank.  Also at the start of a line: what would
 * begin a list, heading, quote or rule is escaped. */
void lx_md_text(struct lx_str *out, const char *s);
/* The same in a cell of a table, where | is escaped as well. */
void lx_md_cell(struct lx_str *out, const char *s);
/* A line of front matter, "key: value"; nothing for NULL or an empty value.  LF as a blank. */
void lx_md_key(struct lx_str *out, const char *key, const char *value);

#endif
