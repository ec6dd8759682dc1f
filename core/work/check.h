/* What no record may hold, whoever stores it, and what only one record may have.
 *
 * lx_put_new and lx_put_change ask lx_check_record, so that no use case, import or form gets round it; what a form refuses before is
 * refused for its sake only.  Taking back is let pass: what was stored once may stand again. */
#ifndef LX_CHECK_H
#define LX_CHECK_H

#include "core/work/work.h"

/* Inside a transaction, for every put (old NULL: an add).  LX_INVALID names the field: one that must not be empty, text that is not
 * UTF-8 or not one line, a number out of its bounds, a record that belongs to itself or to what is another plan's or meeting's.
 * LX_EXISTS: names of units, bodies, templates and duties, codes of series, days of
 * holidays are there once. */
LX_CHECK enum lx_rc lx_check_record(struct lx_work *w, const void *old, const void *rec, struct lx_err *err);
/* What holds of several records together only when all of them are stored: must this one be looked at when the transaction ends? */
bool lx_check_waits(const void *old, const void *rec);
/* Then looks: LX_EXISTS where a unit is a member twice at a time, or stands in an order of turns twice. */
LX_CHECK enum lx_rc lx_check_together(struct lx_work *w, lx_id id, struct lx_err *err);
/* May this text stand in that field?  LX_INVALID: not UTF-8, or lines where there is one. */
LX_CHECK enum lx_rc lx_check_text(const struct lx_rec *rec, const struct lx_field *f, const char *text, struct lx_err *err);
/* Says in which line of its source stands what was refused (lx_fail_at). */
enum lx_rc lx_fail_in_line(struct lx_err *err, enum lx_rc rc, int line);
/* Appends text with LF at the end of its lines, whatever stood there: so text is stored. */
void lx_lines_lf(struct lx_str *out, const char *text);
/* Letters of a code: they stand before digits, so they hold none. */
bool lx_is_code(const char *code);

#endif
