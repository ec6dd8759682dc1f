/* Printers, as CUPS' own lp, lpstat and cancel know them.  The one file that starts these.
 *
 * They run in the C locale, so that their words can be read, and get names that lpstat gave, never options made of data.  A server
 * that does not answer is waited for three seconds (ten for lp).  Every failure is one sentence that says what to do next. */
#ifndef LX_PRINTER_H
#define LX_PRINTER_H

#include "core/err.h"
#include "core/record.h"

#include <stdbool.h>

struct printer {
    char *name;
    char *why;      /* of a paused one, in the server's words; NULL none */
    bool is_default;
    bool paused;    /* takes jobs and keeps them */
    bool rejecting; /* takes none */
};
struct printers {
    struct printer *at; /* the default one first */
    size_t n, room;
};
/* Fills an empty list.  LX_NOTFOUND: no lpstat here, the package is named; LX_IO: no server, or it does not answer.  No printer at
 * all is no error. */
LX_CHECK enum lx_rc printers_read(struct printers *out, struct lx_err *err);
enum lx_rc printers_none(struct lx_err *err); /* LX_NOTFOUND: the sentence that there is none at all */
void printers_done(struct printers *p);
const struct printer *printers_find(const struct printers *p, const char *name); /* NULL name: the default one; NULL: none */

struct print_order {
    const char *title;   /* for the list of jobs; other than ASCII letters, digits, blanks and hyphens is dropped */
    const char *printer; /* NULL or "": the default one */
    const char *pages;   /* NULL or "": all; see printer_pages */
    int copies;          /* 1 to 99 */
    enum lx_sides sides;
};
enum { PRINTER_COPIES_MAX = 99 };
/* Hands a PDF to lp; job gets its number ("office-12").
 * LX_NOTFOUND: no lp, no server, no default printer, no such printer; LX_INVALID: printer or pages as they are no name and no range;
 * LX_IO: the server refused: full disk, queue closed, else in its own words. */
LX_CHECK enum lx_rc printer_print(const struct lx_str *pdf, const struct print_order *order, struct lx_str *job, struct lx_err *err);

/* "3", "1-3", "1,4-6,9-": pages in rising order, full-width marks too.  Appends the plain form ("" for all of page_n pages, NULL or
 * empty words).  LX_INVALID: none of it, or none of so many pages; page_n 0: not known. */
LX_CHECK enum lx_rc printer_pages(const char *typed, size_t page_n, struct lx_str *out, struct lx_err *err);

enum job_state { JOB_GONE, JOB_QUEUED, JOB_PRINTING, JOB_HELD, JOB_DONE, JOB_FAILED, JOB_CANCELLED, JOB_OVER };
struct job {
    char *name;          /* "office-12" */
    char *why;           /* what the printer says of one that is not done: why it is paused, what is broken; NULL nothing */
    enum job_state state;
};
struct jobs {
    struct job *at;
    size_t n, room;
};
/* Every job that the server still knows, those that are over too.  Asked of the server itself (tui/ipp.h); where it does not answer
 * that, of lpstat, which cannot tell done from failed: JOB_OVER.  Errors as of printers_read. */
LX_CHECK enum lx_rc jobs_read(struct jobs *out, struct lx_err *err);
void jobs_done(struct jobs *j);
enum job_state job_state(const struct jobs *j, const char *name, const char **why); /* JOB_GONE: not known any more; why may be NULL */
const char *job_state_words(enum job_state state);                                  /* msgid */
const char *job_state_advice(enum job_state state); /* msgid of a sentence with one %s for the job and why; NULL: nothing to do */

/* LX_STATE: it is over already; LX_NOTFOUND: no such job, no server; LX_IO. */
LX_CHECK enum lx_rc printer_cancel(const char *job, struct lx_err *err);

#endif
