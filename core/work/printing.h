/* What has left the house: one PRINTING record for each paper printed, sent or saved (design.md 2, Papers).
 *
 * The second print of a numbered paper says 副本 on it (core/paper/again.h) unless the office has set copy_mark to plain. */
#ifndef LX_PRINTING_H
#define LX_PRINTING_H

#include "core/work/work.h"

#define LX_PRINT_COMMAND "paper print"  /* undo passes its entries over */
#define LX_CANCEL_COMMAND "print cancel" /* and these */

/* What the printer says of an earlier print, and nobody has written down yet. */
struct lx_print_end {
    lx_id id;
    int outcome; /* enum lx_print_outcome */
};
struct lx_print_ends {
    struct lx_print_end *at;
    size_t n, room;
};

/* What left, and how.  Strings are borrowed; NULL or "" where there is nothing to say. */
struct lx_print_what {
    const char *kind;   /* of the paper table, or another word for what is none: "archive" */
    lx_id of;           /* what it was made of, 0 none */
    const char *query;  /* its condition */
    const char *number; /* as the paper bears it, of one in issue */
    const char *way;    /* a printer's name, "lp" for the default one; else "pdf", "docx", "txt", …, "sz"; a place ("文印室") */
    const char *target; /* the file, the folder */
    const char *job;    /* of the printer's queue: "office-12"; NULL: not printed here */
    const char *pages;  /* "1-3"; NULL all */
    int copies;         /* 0: not printed */
    int sides;          /* enum lx_sides */
    const char *fonts;  /* that stood in for those of the standard: "Noto Serif CJK SC, AR PL UMing CN"; they stand in the log's entry */
    bool english;
    bool marked;        /* bears 副本 */
    const struct lx_print_ends *ends; /* of earlier prints of it; NULL none */
};
/* One use case of that name, which writes down those ends, too: one act, one entry.  id may be NULL. */
LX_CHECK enum lx_rc lx_printed(struct lx_work *w, const struct lx_print_what *what, lx_id *id, struct lx_err *err);

/* How often the same numbered paper (kind, of, query, number, language) was printed before, cancelled and failed prints not
 * counted, neither those of what->ends; 0 for a paper without a number. */
LX_CHECK enum lx_rc lx_printed_before(struct lx_work *w, const struct lx_print_what *what, size_t *n, struct lx_err *err);
/* Of rows as lx_printings_of gives them: which print of its numbered paper row i is, 1 the first; 0 for a paper without a number, for a
 * file, and for a print that did not come out. */
size_t lx_printed_nth(const struct lx_rows *rows, size_t i);
/* Does the office want them marked? */
bool lx_print_marks(const struct lx_work *w);

/* Prints that hang on a record, 0: all there are; newest first (struct lx_printing *). */
LX_CHECK enum lx_rc lx_printings_of(struct lx_work *w, lx_id of, struct lx_rows *rows, struct lx_err *err);
/* What became of one: an enum lx_print_outcome.  LX_STATE: it was no print on a printer, or its end is known already. */
LX_CHECK enum lx_rc lx_print_ended(struct lx_work *w, lx_id id, int outcome, struct lx_err *err);

#endif
