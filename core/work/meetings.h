/* Meetings, their agenda, and what is set on any record (features S1, S4, A1). */
#ifndef LX_MEETINGS_H
#define LX_MEETINGS_H

#include "core/work/work.h"

/* Gives the next number of the series (or `wanted` > 0) and stores it; without a title the series' name and number make one. */
LX_CHECK enum lx_rc lx_meeting_add(struct lx_work *w, struct lx_meeting *m, int64_t wanted, struct lx_err *err);
/* The number that lx_meeting_add would give now, appended; nothing is written.  Needs the right to write. */
LX_CHECK enum lx_rc lx_meeting_next_no(struct lx_work *w, const struct lx_meeting *m, struct lx_str *out, struct lx_err *err);
/* A step of the state table; to is an enum lx_meeting_state. */
LX_CHECK enum lx_rc lx_meeting_step(struct lx_work *w, lx_id id, int to, struct lx_err *err);
/* The title that a meeting of this series and number has when nobody gives one: 第26次市长联席会议. */
void lx_meeting_title(struct lx_str *out, const struct lx_series *series, const char *no);

/* The agenda: positions run from 1 without gaps, whatever is added, moved or removed. */
LX_CHECK enum lx_rc lx_agenda(struct lx_work *w, lx_id meeting, struct lx_rows *rows, struct lx_err *err); /* in order */
/* Adds at a.position (0 or too large: at the end). */
LX_CHECK enum lx_rc lx_agenda_add(struct lx_work *w, struct lx_agenda *a, struct lx_err *err);
LX_CHECK enum lx_rc lx_agenda_move(struct lx_work *w, lx_id id, int64_t position, struct lx_err *err);
LX_CHECK enum lx_rc lx_agenda_remove(struct lx_work *w, lx_id id, struct lx_err *err);
/* Clock times: minutes after midnight at which each row begins, from the meeting's time and planned minutes (-1 unknown). */
void lx_agenda_times(const struct lx_meeting *m, const struct lx_rows *rows, int *starts);

/* The member governments of a day, in protocol order: those whose membership had begun and not ended (feature O1). */
LX_CHECK enum lx_rc lx_members_at(struct lx_work *w, lx_day day, struct lx_ids *units, struct lx_err *err);

/* FIELD=VALUE pairs on any record, one use case under "<noun> set". */
LX_CHECK enum lx_rc lx_record_set(struct lx_work *w, enum lx_type type, lx_id id, char *const *pairs, size_t n, struct lx_str *said,
                                  struct lx_err *err);

#endif
