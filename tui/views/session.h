/* What the views of a meeting in session share: the roll, the live screen, following. */
#ifndef LX_VIEWS_SESSION_H
#define LX_VIEWS_SESSION_H

#include "core/meeting/attendance.h"
#include "core/meeting/session.h"
#include "tui/view.h"

void session_word(struct lx_str *out, const char *set, int value);           /* a word of an enum in the user's language */
void session_quorum(struct lx_str *out, const struct lx_presence *q);        /* "present 4/5 (1 represented) · quorum 3: met" */
void session_clock(struct lx_str *out, struct app *a, int64_t at_ms);        /* 09:12 in the office's time; nothing for none */
/* Leaves, or comes back when away; says so or the error. */
void session_leave(struct app *a, const struct lx_attendance *one, lx_id row, struct lx_err *err);

unsigned meeting_roll(struct view *v, enum lx_cmd cmd);   /* handler of CMD_ROLL */
unsigned meeting_live(struct view *v, enum lx_cmd cmd);   /* of CMD_LIVE and CMD_FOLLOW */

#endif
