/* The agenda of a meeting: headings, items, sub-items, their numbers, planned minutes and clock times (feature A1).
 *
 * Rows stand in reading order: `position` runs from 1 without gaps over the whole meeting, what belongs to a row (`parent`)
 * follows it.  Headings (一、) do not count: items run 1, 2, 3 … through the whole agenda, what belongs to an item is 1.1.
 * Rows of a part of the session (`sitting`, inherited from the row above) run on that part's clock, all others on the
 * meeting's; `time` of a meeting may name its end too: 14:30-17:00.
 * Files: agenda.c changes, agenda_plan.c numbers and clock. */
#ifndef LX_AGENDA_H
#define LX_AGENDA_H

#include "core/work/work.h"

enum { LX_AGENDA_DEEP = 4 }; /* heading, item, sub-item, speaker: no row lies deeper */

/* All rows in order, whole.  rows must be empty; yours. */
LX_CHECK enum lx_rc lx_agenda(struct lx_work *w, lx_id meeting, struct lx_rows *rows, struct lx_err *err);

/* Adds below a.parent (0: at the top) as near behind a.position as its parent allows (0 or too large: at the end).  LX_STATE:
 * a heading belongs to headings only, and nothing lies deeper than LX_AGENDA_DEEP. */
LX_CHECK enum lx_rc lx_agenda_add(struct lx_work *w, struct lx_agenda *a, struct lx_err *err);
/* With all that belongs to it: to a place among its siblings, from 1 (outside: first, last). */
LX_CHECK enum lx_rc lx_agenda_move(struct lx_work *w, lx_id id, int64_t place, struct lx_err *err);
/* One place up (-1) or down (1); at the edge of a heading into the next heading, or out of it.  Nothing to do: LX_OK. */
LX_CHECK enum lx_rc lx_agenda_shift(struct lx_work *w, lx_id id, int by, struct lx_err *err);
/* Under the row before it (deeper), or out of the row that it belongs to, behind that one. */
LX_CHECK enum lx_rc lx_agenda_indent(struct lx_work *w, lx_id id, bool deeper, struct lx_err *err);
/* Makes it the last of what belongs to `parent`; 0: of the top. */
LX_CHECK enum lx_rc lx_agenda_under(struct lx_work *w, lx_id id, lx_id parent, struct lx_err *err);
/* With all that belongs to it.  Topics that stood there are accepted ones again. */
LX_CHECK enum lx_rc lx_agenda_remove(struct lx_work *w, lx_id id, struct lx_err *err);
/* FIELD=VALUE pairs; sitting= takes the name of a part of this session, or its place among them. */
LX_CHECK enum lx_rc lx_agenda_set(struct lx_work *w, lx_id id, char *const *pairs, size_t n, struct lx_str *said, struct lx_err *err);

/* --- numbers and clock --- */
struct lx_agenda_line {
    int depth;                  /* 0: top */
    int num[LX_AGENDA_DEEP];    /* of an item its path, of a heading its path among headings; 0 ends it */
    bool heading, parent;       /* parent: something belongs to it */
    int minutes;                /* its own or the sum of what belongs to it, whichever is more; -1 unknown */
    int start, end;             /* minutes after midnight; -1 unknown */
    int over;                   /* minutes that the session is over its end after this row; 0: it fits */
    bool causes;                /* the first row of its clock that goes beyond the end */
};
struct lx_agenda_plan {
    struct lx_agenda_line *at;  /* one a row */
    size_t n;
    int minutes;                /* sum of the rows at the top */
    int end, limit;             /* of the meeting's own clock: when the last row ends, when it should; -1 unknown */
    int over;                   /* the most by which any clock goes beyond its end; 0: all fits */
};
/* rows as lx_agenda answers them (list rows will do).  Reads the parts of the session. */
LX_CHECK enum lx_rc lx_agenda_plan(struct lx_work *w, const struct lx_meeting *m, const struct lx_rows *rows,
                                   struct lx_agenda_plan *out, struct lx_err *err);
void lx_agenda_plan_done(struct lx_agenda_plan *p);
/* Only the start of each row, parts of the session left aside. */
void lx_agenda_times(const struct lx_meeting *m, const struct lx_rows *rows, int *starts);
/* "2.1"; of a heading 一（二）, in English A.B. */
void lx_agenda_number(struct lx_str *out, const struct lx_agenda_line *line, bool zh);
/* What stands before the row where it is shown among the others, on screen and on paper alike: headings 一、（一）, items 1. （1）①; in
 * English A. (A), 1. (1) (a).  The number names it elsewhere and is what people type. */
void lx_agenda_mark(struct lx_str *out, const struct lx_agenda_line *line, bool zh);
/* The row that has this number, as people type it (2.1, 2．1, 一, A, h1); p->n: there is none. */
size_t lx_agenda_find(const struct lx_agenda_plan *p, const char *typed);
/* The row that it belongs to; p->n: it stands at the top. */
size_t lx_agenda_above(const struct lx_agenda_plan *p, size_t row);
/* How many rows from `row` on belong to it, itself counted. */
size_t lx_agenda_size(const struct lx_agenda_plan *p, size_t row);
/* Minutes after midnight of the first and the second clock time in a text ("9:00", "14:30-17:00", "14:30至17:00"); -1 none. */
void lx_clock_read(const char *s, int *from, int *to);
void lx_clock_add(struct lx_str *out, int minute); /* 09:05; nothing for -1 */

#endif
