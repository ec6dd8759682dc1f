/* A meeting in session: which agenda row is treated, from when to when (feature M2).
 *
 * The position is in the database: the row that was taken up and not concluded is the one being treated; there is at most one.
 * Each step is one entry.  Instants are UTC milliseconds of the office's clock. */
#ifndef LX_SESSION_H
#define LX_SESSION_H

#include "core/work/work.h"

/* Opens the session: the meeting's state becomes in_session, the instant is kept, the roll is made.  On a day for which it was not planned
 * the meeting gets that day and hour: minutes and papers name when it was held, history what was planned.  LX_STATE: it is not in
 * preparation or notified.  "session open". */
LX_CHECK enum lx_rc lx_session_open(struct lx_work *w, lx_id meeting, struct lx_err *err);
/* Would it be opened today on another day than planned?  Planned is the meeting's day (if it has an exact one) and each day of its parts.
 * False for one that is open already.  Ask before opening: lx_session_open does not. */
LX_CHECK enum lx_rc lx_session_off_day(struct lx_work *w, lx_id meeting, bool *off, struct lx_err *err);
/* Takes a row up; the one being treated is concluded.  A row that was concluded before goes on.  LX_STATE: not in session;
 * LX_INVALID: a heading.  "session start". */
LX_CHECK enum lx_rc lx_session_start(struct lx_work *w, lx_id agenda, struct lx_err *err);
/* Concludes the row being treated; LX_STATE: none is.  "session end". */
LX_CHECK enum lx_rc lx_session_end(struct lx_work *w, lx_id meeting, struct lx_err *err);
/* On to the next row (headings are passed over); behind the last one it is only concluded, and *row is 0.  Opens the session
 * where it is not open yet.  "session next". */
LX_CHECK enum lx_rc lx_session_next(struct lx_work *w, lx_id meeting, lx_id *row, struct lx_err *err);
/* Back to the row before: it goes on; the one left, where nothing came of it, was not taken up.  "session previous". */
LX_CHECK enum lx_rc lx_session_previous(struct lx_work *w, lx_id meeting, lx_id *row, struct lx_err *err);
/* Concludes what is treated and the session: the meeting's state becomes minutes_draft.  "session close". */
LX_CHECK enum lx_rc lx_session_close(struct lx_work *w, lx_id meeting, struct lx_err *err);

/* Of an agenda in order: the row being treated, or 0. */
lx_id lx_session_now(const struct lx_rows *agenda);
/* The same, else the one concluded last, else 0: what a remark made now is about. */
lx_id lx_session_at(const struct lx_rows *agenda);
/* The row behind (or before) this one that is no heading; 0 at the end.  row 0: the first. */
lx_id lx_session_after(const struct lx_rows *agenda, lx_id row);
lx_id lx_session_before(const struct lx_rows *agenda, lx_id row);
/* Whole minutes that a row took, up to now for the one being treated; -1: not taken up. */
int64_t lx_session_minutes(const struct lx_agenda *a, int64_t now_ms);

/* The speakers of a row in order, as named there ("宁波市、舟山市"); the one at place `from` (from 0) comes to place `to`.
 * "session speaker". */
LX_CHECK enum lx_rc lx_speaker_move(struct lx_work *w, lx_id agenda, size_t from, size_t to, struct lx_err *err);
/* Where an exchange names no speakers, the member governments that are there, in protocol order, are proposed.  Appends them,
 * parted by 、 */
LX_CHECK enum lx_rc lx_speakers(struct lx_work *w, const struct lx_agenda *a, struct lx_str *out, struct lx_err *err);

#endif
