/* Templates of meetings (feature S5): standing agenda items, parts, preparation steps, papers, roles, sign-off steps.
 *
 * A template is copied into a meeting once; what is changed in it later never touches a meeting that exists, and the other way round. */
#ifndef LX_TEMPLATES_H
#define LX_TEMPLATES_H

#include "core/work/work.h"

/* Lines (struct lx_standard *) in order. */
LX_CHECK enum lx_rc lx_template_lines(struct lx_work *w, lx_id template_id, struct lx_rows *rows, struct lx_err *err);
/* One entry each. */
LX_CHECK enum lx_rc lx_template_line_add(struct lx_work *w, struct lx_standard *s, struct lx_err *err);
LX_CHECK enum lx_rc lx_template_line_move(struct lx_work *w, lx_id id, int64_t to, struct lx_err *err);
LX_CHECK enum lx_rc lx_template_line_remove(struct lx_work *w, lx_id id, struct lx_err *err);

/* A meeting with all that a template holds, as one entry.  Series, time and place come from the template where m has none. */
LX_CHECK enum lx_rc lx_meeting_add_from(struct lx_work *w, struct lx_meeting *m, int64_t wanted, lx_id template_id, struct lx_err *err);
/* The same for a meeting that exists; LX_EXISTS: it was made from a template already. */
LX_CHECK enum lx_rc lx_template_apply(struct lx_work *w, lx_id template_id, lx_id meeting, struct lx_err *err);

/* A meeting that had no day has one now: parts and papers that came from its template without a date get theirs.  Within an entry. */
LX_CHECK enum lx_rc lx_template_dates(struct lx_work *w, const struct lx_meeting *m, struct lx_err *err);

/* What a line becomes:
 *   agenda   a row of the agenda: kind, minutes, unit as presenter, words as the chair's script; `depth` 1 hangs it below the last of 0
 *   sitting  a part: words "14:30" or "14:30-17:00", `days` before the meeting's day; its kind is read out of its title
 *   prep     a step counted back (core/meeting/prep.h)
 *   paper    a wanted paper, its limit counted back
 *   role     chair, recorder or signer of the meeting where the title names one and the words say who; else a step without a limit
 *   call     who is called: a body (its members of the day), a unit or anybody's name goes on the roll; the words may say as what
 *            (出席, 列席, 旁听 …); see lx_roll_invite
 *   signoff  a step of the sign-off of the minutes: the title is the role, the words say who */

#endif
