/* A paper as .docx for Word and WPS: the same elements as on the pages (sheet.h) on the same grid.
 *
 * Margins 37/28/26/35 mm and a document grid of 28 characters by 22 lines; fonts by the names that offices have (docx.def);
 * headings and the title are styles, heads of tables are repeated, odd and even pages have their own footers, the 版记 is a frame at
 * the foot of the last page, a list of contents has fields that say their pages already.  Pages break as in the PDF (docx_fit.c,
 * docx_table.c).
 * The same paper gives the same bytes. */
#ifndef LX_DOCX_H
#define LX_DOCX_H

#include "core/doc/doc.h"

/* Appends the file.  LX_IO: the archive could not be written. */
LX_CHECK enum lx_rc lx_docx_make(struct lx_str *out, const struct lx_doc *d, struct lx_err *err);

#endif
