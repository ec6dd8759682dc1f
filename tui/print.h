/* Papers leave the program here: every form of them, PDF by lianxi-pdf, files.  Printers: printer.h. */
#ifndef LX_PRINT_H
#define LX_PRINT_H

#include "core/err.h"
#include "core/str.h"

#include <stdbool.h>

/* Appends the PDF of a paper (Markdown with front matter).  lianxi-pdf is looked for beside our own executable, then in the
 * folder of helpers that the build names, then in PATH.  notes (may be NULL) gets what it says though it succeeded: fonts
 * that stand in for others.  LX_NOTFOUND: no lianxi-pdf, or no font (its sentence is the detail); LX_IO. */
/* The fonts that such a note names as substitutes; NULL: it says something else.  Borrowed from it. */
const char *print_substitutes(const struct lx_str *notes);
LX_CHECK enum lx_rc lx_print_make_pdf(struct lx_str *pdf, const struct lx_str *md, struct lx_str *notes, struct lx_err *err);

/* What a paper can be made into. */
enum print_form { PRINT_TEXT, PRINT_MD, PRINT_HTML, PRINT_PDF, PRINT_DOCX, PRINT_FORM_N };
const char *lx_print_ending(enum print_form form); /* ".pdf" */
/* Appends the Markdown of a paper in this form.  terminal: of text, without form feeds, and with columns that stand though the
 * ambiguous class is narrow.  Notes as above, may be NULL. */
LX_CHECK enum lx_rc lx_print_make(enum print_form form, const struct lx_str *md, bool terminal, struct lx_str *out, struct lx_str *notes,
                                  struct lx_err *err);

/* Appends a path as people type it: ~/ is the home folder. */
void lx_path_typed(struct lx_str *out, const char *typed);
/* Where a file that is there stands, from the root: for messages, since nobody sees the folder the program was started in. */
void lx_path_whole(struct lx_str *out, const char *path);

/* Writes a file whole or not at all: under another name in the same folder, made durable, then renamed; one that is replaced keeps
 * its rights.  Links, folders and
 * devices are refused, and so is `never` (may be NULL), by whatever name: the database. */
LX_CHECK enum lx_rc lx_print_file(const char *path, const struct lx_str *bytes, const char *never, struct lx_err *err);

#endif
