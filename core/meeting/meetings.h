/* Meetings, and what is set on any record (features S1, S4).  Their agenda: agenda.h. */
#ifndef LX_MEETINGS_H
#define LX_MEETINGS_H

#include "core/meeting/agenda.h"
#include "core/work/work.h"

/* Gives the next number of the series (or `wanted` > 0) and stores it; without a title the series' name and number make one. */
LX_CHECK enum lx_rc lx_meeting_add(struct lx_work *w, struct lx_meeting *m, int64_t wanted, struct lx_err *err);
/* The number that lx_meeting_add would give now, appended; nothing is written.  Needs the right to write. */
LX_CHECK enum lx_rc lx_meeting_next_no(struct lx_work *w, const struct lx_meeting *m, struct lx_str *out, struct lx_err *err);
/* A step of the state table; to is an enum lx_meeting_state.  To MEETING_ISSUED it is lx_minutes_lock (lock.h), with its checks. */
LX_CHECK enum lx_rc lx_meeting_step(struct lx_work *w, lx_id id, int to, struct lx_err *err);
/* The title that a meeting of this series and number has when nobody gives one: 第26次市长联席会议. */
void lx_meeting_title(struct lx_str *out, const struct lx_series *series, const char *no);

/* A draft with all that hangs on it: agenda, parts, preparation, papers, roll, sign-off, one entry that an undo takes back.  Its number
 * is not given again.  LX_STATE: a notice has gone out, it is no draft any more, or it has items, decisions, documents. */
LX_CHECK enum lx_rc lx_meeting_delete(struct lx_work *w, lx_id id, struct lx_err *err);

/* The member governments of a day, in protocol order: those whose membership had begun and not ended (feature O1). */
LX_CHECK enum lx_rc lx_members_at(struct lx_work *w, lx_day day, struct lx_ids *units, struct lx_err *err);

/* FIELD=VALUE pairs on any record, one use case under "<noun> set". */
LX_CHECK enum lx_rc lx_record_set(struct lx_work *w, enum lx_type type, lx_id id, char *const *pairs, size_t n, struct lx_str *said,
                                  struct lx_err *err);

#endif
