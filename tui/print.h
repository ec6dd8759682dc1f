/* Papers leave the program here: PDF by lianxi-pdf, files, the printer.  The one file that starts lp and lianxi-pdf.
 *
 * Programs are started by posix_spawn with an argument vector, never through a shell; what they read goes through a pipe.
 * A program that writes nothing and reads nothing for a minute is ended. */
#ifndef LX_PRINT_H
#define LX_PRINT_H

#include "core/err.h"
#include "core/str.h"

#include <stdbool.h>

/* Appends the PDF of a paper (Markdown with front matter).  lianxi-pdf is looked for beside our own executable, then in the
 * folder of helpers that the build names, then in PATH.  notes (may be NULL) gets what it says though it succeeded: fonts
 * that stand in for others.  LX_NOTFOUND: no lianxi-pdf, or no font (its sentence is the detail); LX_IO. */
LX_CHECK enum lx_rc lx_print_make_pdf(struct lx_str *pdf, const struct lx_str *md, struct lx_str *notes, struct lx_err *err);

/* What a paper can be made into. */
enum print_form { PRINT_TEXT, PRINT_MD, PRINT_HTML, PRINT_PDF, PRINT_DOCX, PRINT_FORM_N };
const char *lx_print_ending(enum print_form form); /* ".pdf" */
/* Appends the Markdown of a paper in this form.  terminal: of text, without form feeds, and with columns that stand though the
 * ambiguous class is narrow.  Notes as above, may be NULL. */
LX_CHECK enum lx_rc lx_print_make(enum print_form form, const struct lx_str *md, bool terminal, struct lx_str *out, struct lx_str *notes,
                                  struct lx_err *err);

/* Hands a PDF to lp.  title: for the list of jobs, other than ASCII letters, digits, blanks and hyphens is dropped; printer
 * NULL: the default one; copies 1 to 99.  said (may be NULL) gets the number of the job.
 * LX_NOTFOUND: no lp, the message names the package; LX_INVALID: no name of a printer; LX_IO: lp refused, in its words. */
LX_CHECK enum lx_rc lx_print_pdf(const struct lx_str *pdf, const char *title, const char *printer, int copies, struct lx_str *said,
                                 struct lx_err *err);

/* Appends the names of the printers there are, one a line; true: the first one is the default one.  None, or no lpstat:
 * nothing.  A printer server that does not answer is waited for three seconds. */
bool lx_print_printers(struct lx_str *names);

/* Writes a file whole or not at all: under another name in the same folder, made durable, then renamed.  Links, folders and
 * devices are refused, and so is `never` (may be NULL), by whatever name: the database. */
LX_CHECK enum lx_rc lx_print_file(const char *path, const struct lx_str *bytes, const char *never, struct lx_err *err);

#endif
