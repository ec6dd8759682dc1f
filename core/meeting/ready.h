/* Is an agenda ready to go out (feature A5): what each row still lacks.
 *
 * Asked of items, not of headings nor of what belongs to an item (its papers, speakers and minutes count for it).  Approval of
 * minutes, open matters, duties and the next host need no papers and no consultation. */
#ifndef LX_READY_H
#define LX_READY_H

#include "core/work/work.h"

enum lx_agenda_lack {
    LX_LACK_PAPER,     /* to be deliberated or signed, and no paper is named */
    LX_LACK_PAPER_IN,  /* a paper is named and has not come: firm */
    LX_LACK_AGREED,    /* nobody says whether the units were consulted */
    LX_LACK_DIFFERS,   /* they are being consulted, or differ: firm */
    LX_LACK_SECRECY,   /* an internal paper or topic on a row that is open: firm */
    LX_LACK_PRESENTER,
    LX_LACK_MINUTES,
    LX_LACKS_N
};
/* msgid of what is missing. */
const char *lx_agenda_lack_words(enum lx_agenda_lack lack);
const char *lx_agenda_lack_code(enum lx_agenda_lack lack); /* stable: "paper" */

struct lx_unready {
    lx_id row;
    size_t place;   /* in the agenda's order, from 0 */
    unsigned lacks; /* bits 1 << enum lx_agenda_lack */
};
struct lx_readiness {
    struct lx_unready *at;
    size_t n, room;
    size_t rows_n;  /* items looked at */
};
void lx_readiness_done(struct lx_readiness *r);
/* Rows that are not ready, in order.  An empty agenda is not ready either: rows_n is 0. */
LX_CHECK enum lx_rc lx_ready(struct lx_work *w, lx_id meeting, struct lx_readiness *out, struct lx_err *err);
/* Lacks that somebody has written down himself stop a notice too: LX_STATE names the first that was not waived.  An override covers what
 * was lacking when it was given, row by row; what is found wanting later wants another one. */
LX_CHECK enum lx_rc lx_ready_firmly(struct lx_work *w, lx_id meeting, struct lx_err *err);
/* Inside a transaction: lets it pass by name, with the reason.  LX_INVALID without one. */
LX_CHECK enum lx_rc lx_ready_waive(struct lx_work *w, lx_id meeting, const struct lx_readiness *r, const char *reason, struct lx_err *err);

#endif
