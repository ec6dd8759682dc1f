/* Minutes sent round to the cities: who was asked, who answered what, what became of it; approval by the next meeting (M7).
 *
 * One opinion record a unit and round; each round freezes the text as it went out (edition, kind minutes, its number is the round's). */
#ifndef LX_CIRCULATE_H
#define LX_CIRCULATE_H

#include "core/work/work.h"

/* Begins the next round: asks `units` (NULL or none: the members that its body has on the meeting's day) to answer by `due` (NULL: none),
 * freezes the text, and takes the meeting to minutes_circulated.  *round is its number.  LX_STATE; LX_NOTFOUND: no minutes, nobody. */
LX_CHECK enum lx_rc lx_circulate(struct lx_work *w, lx_id meeting, const struct lx_ids *units, const struct lx_date *due, int64_t *round,
                                 struct lx_err *err);
/* struct lx_opinion *, whole, by round, then in protocol order. */
LX_CHECK enum lx_rc lx_opinions(struct lx_work *w, lx_id of, struct lx_rows *rows, struct lx_err *err);
int64_t lx_round_last(const struct lx_rows *opinions); /* 0: none */
/* Inside a transaction: this unit is asked in this round, by `due` (NULL: no limit); for documents and minutes alike. */
LX_CHECK enum lx_rc lx_opinion_ask(struct lx_work *w, lx_id of, lx_id unit, int64_t round, const struct lx_date *due, struct lx_err *err);

/* One answer.  What is -1 or NULL stays as it is. */
struct lx_answer {
    int kind;             /* enum lx_opinion_kind */
    int taken;            /* enum lx_taken */
    const char *text, *person;
    const struct lx_date *day; /* NULL: today, when a kind is given */
};
#define LX_ANSWER_NONE ((struct lx_answer){ .kind = -1, .taken = -1 })
/* round 0: the last one.  A unit that was not asked and answers all the same is taken in.  One entry, "minutes opinion". */
LX_CHECK enum lx_rc lx_opinion_answer(struct lx_work *w, lx_id meeting, lx_id unit, int64_t round, const struct lx_answer *answer,
                                      struct lx_err *err);
/* Is there something in this answer that nobody has dealt with? */
bool lx_opinion_is_open(const struct lx_opinion *o);

/* Has a later round an answer of the same unit?  It speaks for this one. */
bool lx_opinion_is_old(const struct lx_rows *opinions, const struct lx_opinion *o);
/* Appends the ids of the opinions that agreed to a text which was changed since: the unit should see what it has not agreed to.
 * None once the minutes are locked. */
LX_CHECK enum lx_rc lx_agreed_before(struct lx_work *w, lx_id meeting, const struct lx_rows *opinions, struct lx_ids *out,
                                     struct lx_err *err);

/* Opinions on minutes that are wanted still: of the last round of each meeting in circulation, by limit. */
LX_CHECK enum lx_rc lx_opinions_wanted(struct lx_work *w, struct lx_rows *rows, struct lx_err *err);

/* The meeting `by` has approved the minutes of `meeting`: one entry, "minutes approve". */
LX_CHECK enum lx_rc lx_minutes_approve(struct lx_work *w, lx_id meeting, lx_id by, struct lx_err *err);
/* To be called inside the transaction that stores the outcome of an agenda row: where the row is the approval of the last minutes
 * (carry = minutes, of = their meeting) and was passed, they are approved; where it is passed no more, they are not. */
LX_CHECK enum lx_rc lx_minutes_row_decided(struct lx_work *w, const struct lx_agenda *row, struct lx_err *err);

/* Inside a transaction: the minutes as they print now, frozen under a kind of edition and the next number of that kind.  A meeting
 * without minutes freezes nothing, *number is 0 then. */
LX_CHECK enum lx_rc lx_minutes_freeze(struct lx_work *w, lx_id meeting, int kind, lx_day day, const char *why, int64_t *number,
                                      struct lx_err *err);

#endif
