/* Who sits where (座位图), drawn as tables that every renderer shows: the head table faces the reader, the rows of the room face
 * the head table.
 *
 * Front before back, middle before side, left before right, each as those who sit there see it (domain.md 2.2); where number 2 sits of
 * an even head table is a setting of the office (even_seats).  At the head table: those who have a seat (attendance.seat), by it;
 * where nobody has one the chair and the members, by protocol.  Everybody else who comes: in rows, people of one unit side by side. */
#ifndef LX_SEATS_H
#define LX_SEATS_H

#include "core/paper/people.h"

enum { LX_SEATS_ROW_MOST = 10 };
struct lx_seat {
    const struct lx_attendance *who; /* NULL: `words` alone, or nobody */
    const char *words;               /* a chair who is not on the roll; borrowed from the meeting */
    int no;                          /* at the head table, from 1; else 0 */
};
struct lx_seats {
    struct lx_seat *seat;            /* row_n rows of row_len seats, as drawn: from the reader's left, the back row of the head table first */
    int row_n, row_len, head_n;      /* head_n rows of these are the head table's */
    int high_n;                      /* how many sit there */
};

/* per_row: seats in a row, 3 to LX_SEATS_ROW_MOST; 0: as the number of people asks.  Nobody comes: an empty room. */
void lx_seats_make(const struct lx_builder *b, const struct lx_people *p, int per_row, struct lx_seats *s);
void lx_seats_done(struct lx_seats *s);
/* The widths of its tables on a page of page_w columns, for the key "columns". */
void lx_seats_columns(const struct lx_seats *s, int page_w, struct lx_str *out);
/* The tables, and the rule by which the head table sits. */
void lx_seats_add(struct lx_builder *b, const struct lx_seats *s);

#endif
