/* Topics: from the call to an agenda, or refused with a reason (features A2, A9).
 *
 * handed in -> checked -> accepted -> on an agenda -> dealt with; refused and parked ones stay, with the reason, and are found
 * again.  The steps stand in core/state.def; a refusal needs a reason. */
#ifndef LX_TOPICS_H
#define LX_TOPICS_H

#include "core/work/work.h"

/* Stores a topic that was handed in; `handed` is today where it is empty. */
LX_CHECK enum lx_rc lx_topic_add(struct lx_work *w, struct lx_topic *t, struct lx_err *err);
/* FIELD=VALUE pairs; as lx_record_set. */
LX_CHECK enum lx_rc lx_topic_set(struct lx_work *w, lx_id id, char *const *pairs, size_t n, struct lx_str *said, struct lx_err *err);
/* "check", "accept", "refuse" (reason wanted), "park", "unpark", "withdraw", "reopen", "done"; under "topic <verb>".  LX_STATE
 * refuses in words; LX_INVALID wants a reason.  Only lx_topic_schedule puts one on an agenda, lx_agenda_remove takes it off. */
LX_CHECK enum lx_rc lx_topic_step(struct lx_work *w, lx_id id, const char *verb, const char *reason, struct lx_err *err);
/* Puts an accepted topic on the agenda of a meeting, as a row with its unit, speaker, minutes, units called in; *row (may be NULL)
 * is that row.  position as in lx_agenda_add. */
LX_CHECK enum lx_rc lx_topic_schedule(struct lx_work *w, lx_id id, lx_id meeting, int64_t position, lx_id *row, struct lx_err *err);
/* May this step be taken from its state?  For what is offered. */
bool lx_topic_may(const struct lx_topic *t, const char *verb);
/* Days since it was parked; -1: it is not parked. */
int lx_topic_age(const struct lx_work *w, const struct lx_topic *t);
/* Still to be settled: handed in, checked, accepted, on an agenda, parked. */
bool lx_topic_is_open(int state);

#endif
