/* The roll of a meeting: who is expected, who is there, who stands in for whom, who has left; and the quorum (feature M1).
 *
 * A roll is seeded from the members of the day in protocol order, the units called in at agenda rows and the replies to
 * notices; nothing that was noted before is changed by seeding again.  One is away from the row at which one left to the row
 * before the one at which one came back, as often as one likes: the attendance holds the last time, records of absence (`gone`) the
 * times before it.  Files: attendance.c; roll_call.c makes the roll. */
#ifndef LX_ATTENDANCE_H
#define LX_ATTENDANCE_H

#include "core/work/work.h"

/* Whole records of attendance: members first, then units called in, observers, guests, staff; each by position. */
LX_CHECK enum lx_rc lx_roll(struct lx_work *w, lx_id meeting, struct lx_rows *rows, struct lx_err *err);
/* Seeds what is missing; *added (may be NULL) is how many.  Writes nothing where the roll is whole.  "roll call". */
LX_CHECK enum lx_rc lx_roll_call(struct lx_work *w, lx_id meeting, size_t *added, struct lx_err *err);
/* What a roll call would leave, nothing stored: rows of the roll, and behind them those that it would add, whose ids are below 0. */
LX_CHECK enum lx_rc lx_roll_expected(struct lx_work *w, lx_id meeting, struct lx_rows *rows, struct lx_err *err);
/* An answer that comes when there is a roll already: rows that stand as seeding made them (nobody has called or written in them) take it
 * over, as long as the session is not over.  lx_roll_seeded, asked before answers or the day change, names those rows (none of a meeting
 * that is over); lx_roll_reseed, afterwards in the same transaction, seeds them anew.  lx_put_change does so for every reply: lx_roll_answering
 * is its first half. */
LX_CHECK enum lx_rc lx_roll_seeded(struct lx_work *w, lx_id meeting, struct lx_ids *rows, struct lx_err *err);
LX_CHECK enum lx_rc lx_roll_reseed(struct lx_work *w, lx_id meeting, const struct lx_ids *rows, struct lx_err *err);
LX_CHECK enum lx_rc lx_roll_answering(struct lx_work *w, const struct lx_reply *reply, lx_id *meeting, struct lx_ids *rows, struct lx_err *err);
/* Of each row of lx_roll the answer that came after it was called and says otherwise (struct lx_reply *), else NULL; late must be empty,
 * yours. */
LX_CHECK enum lx_rc lx_roll_late(struct lx_work *w, lx_id meeting, const struct lx_rows *roll, struct lx_rows *late, struct lx_err *err);
/* Puts on the roll whom a call list names, in a new meeting before its roll is called: the members that a body has on the meeting's day
 * (as members where it is the meeting's own, else as called in; standing observers as observers), else a unit (called in), else whoever
 * has that name (a guest).  Names are those of the body or unit, whole or short.  unit not 0: that one, `who` does not matter.  role: enum
 * lx_attend_role for all of them, -1 as said.  Who is there already stays.  "roll invite". */
LX_CHECK enum lx_rc lx_roll_invite(struct lx_work *w, lx_id meeting, lx_id unit, const char *who, int role, struct lx_err *err);
/* state: enum lx_attend_state.  who: "name post" or, for a proxy, "name post 代 whom" / "name for whom"; NULL or "" leaves the
 * names, but of one who comes himself instead of the proxy that a reply announced.  "roll set". */
LX_CHECK enum lx_rc lx_roll_set(struct lx_work *w, lx_id id, int state, const char *who, struct lx_err *err);
/* Everybody who is still expected is there, in one entry; *n says how many. */
LX_CHECK enum lx_rc lx_roll_all(struct lx_work *w, lx_id meeting, size_t *n, struct lx_err *err);
/* Somebody else: an observer, a guest, a unit; a->meeting and a name or a unit must be set.  "roll add". */
LX_CHECK enum lx_rc lx_roll_add(struct lx_work *w, struct lx_attendance *a, struct lx_err *err);
/* Off the roll, with all that was noted of it.  "roll drop". */
LX_CHECK enum lx_rc lx_roll_drop(struct lx_work *w, lx_id id, struct lx_err *err);
/* Leaves at an agenda row (of the same meeting), comes back at one.  LX_STATE: is not there, has not left. */
LX_CHECK enum lx_rc lx_roll_leave(struct lx_work *w, lx_id id, lx_id agenda, struct lx_err *err);
LX_CHECK enum lx_rc lx_roll_back(struct lx_work *w, lx_id id, lx_id agenda, struct lx_err *err);
/* The row of a unit (or of a name) as typed, of several that fit the best; LX_NOTFOUND. */
LX_CHECK enum lx_rc lx_roll_find(struct lx_work *w, const struct lx_rows *roll, const char *typed, lx_id *id, struct lx_err *err);

/* The absences of a meeting that are over and were followed by another (struct lx_absence *), oldest first; rows must be empty, yours. */
LX_CHECK enum lx_rc lx_absences(struct lx_work *w, lx_id meeting, struct lx_rows *gone, struct lx_err *err);
/* The i-th time that one was away, from 0, the last one last: the rows at which one left and came back (0: not yet); false: there were
 * no more. */
bool lx_away(const struct lx_attendance *a, const struct lx_rows *gone, size_t i, lx_id *left_at, lx_id *back_at);
/* Is this one there while that row of the agenda is treated?  row 0: as it stands now. */
bool lx_is_there(const struct lx_attendance *a, const struct lx_rows *gone, const struct lx_rows *agenda, lx_id row);

/* Member governments only, a proxy counts.  needed_n by the series' rule: more than half, two thirds or all of members_n. */
struct lx_presence {
    size_t members_n, there_n, proxies_n, excused_n, needed_n;
    bool called; /* the roll was begun: somebody is no longer only expected */
    bool met;
};
void lx_quorum_of(struct lx_presence *q, const struct lx_rows *roll, const struct lx_rows *gone, const struct lx_rows *agenda, lx_id row, int rule);
/* The same from the store; where there is no roll yet, the members of the day of whom none is there. */
LX_CHECK enum lx_rc lx_quorum_at(struct lx_work *w, lx_id meeting, lx_id row, struct lx_presence *q, struct lx_err *err);

/* The roll in words, for papers: one line for each kind that anybody is of ("出席：宁波市、舟山市（分管副市长代市长）"). */
void lx_roll_words(struct lx_work *w, struct lx_str *out, const struct lx_rows *roll, const struct lx_rows *gone, const struct lx_rows *agenda,
                   bool zh);
/* One of these lines without its head: those of a role and state; "" where nobody is. present counts proxies. */
enum lx_roll_line { LX_ROLL_PRESENT, LX_ROLL_CALLED, LX_ROLL_OBSERVING, LX_ROLL_GUESTS, LX_ROLL_EXCUSED, LX_ROLL_ABSENT, LX_ROLL_LINES };
void lx_roll_line(struct lx_work *w, struct lx_str *out, const struct lx_rows *roll, const struct lx_rows *gone, const struct lx_rows *agenda,
                  enum lx_roll_line line, bool zh);
void lx_roll_name(struct lx_work *w, struct lx_str *out, const struct lx_attendance *a); /* unit, else the name */

#endif
