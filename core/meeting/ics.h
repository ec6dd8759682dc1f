/* Meetings as iCalendar (RFC 5545; feature S9): text that any calendar program reads.
 *
 * One VEVENT a meeting, and one for each part of it that has a day and an hour.  Lines end in CRLF and are folded at 75 octets, never
 * inside a character.  The UID is made of the record's id and stays for ever; SEQUENCE counts the notices that changed it.  A meeting
 * with an hour stands in UTC by the office's offset; one without is a whole day.  The agenda stands in the description by its titles
 * alone: nothing internal leaves the house. */
#ifndef LX_ICS_H
#define LX_ICS_H

#include "core/work/work.h"

/* Appends a whole calendar. LX_INVALID: the meeting has no day. */
LX_CHECK enum lx_rc lx_ics_meeting(struct lx_work *w, lx_id meeting, struct lx_str *out, struct lx_err *err);
/* Every meeting of a series that has a day. */
LX_CHECK enum lx_rc lx_ics_series(struct lx_work *w, lx_id series, struct lx_str *out, struct lx_err *err);

#endif
