/* A paper on its way out of the house: printed, sent to the reader's computer, put on record; and what each reader chose last.
 *
 * The same for the screen and the command line.  A second print of a numbered paper bears 副本 (core/paper/again.h). */
#ifndef LX_TUI_PRINTING_H
#define LX_TUI_PRINTING_H

#include "core/paper/paper.h"
#include "core/work/printing.h"
#include "tui/printer.h"

/* How it is printed.  Strings are owned. */
struct print_choice {
    char *printer; /* NULL: the default one */
    char *pages;   /* NULL: all */
    int copies;
    enum lx_sides sides;
};
/* What this reader chose last: printer and sides, and the copies of this kind of paper; pages are all. */
void print_choice_read(struct print_choice *c, const char *kind);
void print_choice_keep(const struct print_choice *c, const char *kind);
void print_choice_done(struct print_choice *c);

/* A paper that was built. */
struct outgoing {
    const struct lx_paper *paper;
    lx_id of;
    const char *query; /* may be NULL */
    bool en;
    const struct lx_str *md;
    const struct lx_print_ends *ends; /* of earlier prints of it, as print_paper asks the printer; NULL */
    const char *fonts; /* that stood in for others in its PDF; NULL */
};
/* Is this its second print or a later one, and will it say so?  *before: how often it was printed. */
LX_CHECK enum lx_rc print_again(struct lx_work *w, const struct outgoing *o, size_t *before, bool *marked, struct lx_err *err);

/* Draws the PDF, hands it to lp, puts it on record (not where the database may only be read), in one entry with what the printer says of
 * earlier prints of it: those that failed or were cancelled make it no copy.  job gets the job's name, note (may be
 * NULL) a sentence where the printer is paused, fonts (may be NULL) what lianxi-pdf says of fonts that stand in for others. */
LX_CHECK enum lx_rc print_paper(struct lx_work *w, const struct outgoing *o, const struct print_choice *c, bool may_write,
                                struct lx_str *job, struct lx_str *note, struct lx_str *fonts, struct lx_err *err);
/* On record: so many copies were printed elsewhere (way: "文印室"), for whom (may be NULL).  id may be NULL. */
LX_CHECK enum lx_rc print_elsewhere(struct lx_work *w, const struct outgoing *o, const struct print_choice *c, const char *way, const char *to,
                                    lx_id *id, struct lx_err *err);
/* On record: a file, or what was sent.  way: "pdf", "sz", …; target may be NULL. */
LX_CHECK enum lx_rc print_sent(struct lx_work *w, const struct outgoing *o, const char *way, const char *target, struct lx_err *err);
/* Cancels a print on record: at the printer, and here. */
LX_CHECK enum lx_rc print_cancel(struct lx_work *w, lx_id printing, struct lx_err *err);

/* Where a print on record stands, in words: what became of it, else what the printer says.  jobs may be empty. */
const char *printing_words(const struct lx_printing *p, const struct jobs *jobs, const struct lx_work *w, const char **why);
enum job_state printing_state(const struct lx_printing *p, const struct jobs *jobs, const struct lx_work *w, const char **why);
/* Appends what to do about one that is held, failed or cancelled, in a sentence; false: nothing. */
bool printing_advice(struct lx_str *out, const struct lx_printing *p, const struct jobs *jobs, const struct lx_work *w);
/* What it was, for people: "会议议程 · 26 …"; where it went: "office ×3 双面". */
void printing_what(struct lx_work *w, struct lx_str *out, const struct lx_printing *p);
void printing_where(struct lx_str *out, const struct lx_printing *p);
size_t printing_nth(struct lx_work *w, const struct lx_printing *p); /* lx_printed_nth among all of what it hangs on */
void printer_words(struct lx_str *out, const struct printer *p); /* "paused: no paper"; "" where all is well */

/* 浙东经济合作区第二十六次市长联席会议纪要.pdf, 事项台账-2024-06-25.pdf, …（宁波市）.pdf: a name for a file of it, from its title, without
 * folder, as lx_text_file_name makes them, without blanks. */
void outgoing_file(struct lx_work *w, const struct outgoing *o, const char *ending, struct lx_str *out);
/* agenda-26, ledger-2024-06-25: a name for its job, in ASCII. */
void outgoing_name(struct lx_work *w, const struct outgoing *o, const char *ending, struct lx_str *out);

#endif
