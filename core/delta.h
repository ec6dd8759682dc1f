/* Change rows: what one put changed, as JSON by field name, so that migrations never touch it (design.md 2, journal).
 *
 *   '+'  {"no":"26-003","title":"…"}                 every field that is not empty
 *   '~'  {"due":["2024-06-30","2024-12-31"]}         canonical values, old and new
 *        {"minutes":{"at":120,"old":"…","new":"…"}}  a LONG field: only the middle that changed, `at` in bytes of both,
 *                                          with up to four characters of context on either side
 *   '-'  as '+', the last values
 * Canonical values are those of lx_f_format. */
#ifndef LX_DELTA_H
#define LX_DELTA_H

#include "core/record.h"

/* Appends the delta and sets *op; answers false when old and new do not differ (nothing is appended). */
bool lx_delta_make(struct lx_str *out, char *op, const void *old, const void *new_);

/* One changed field of a delta, unpacked for applying, comparing and showing. */
struct lx_delta_field {
    char *name;          /* of the field; may be one that no longer exists */
    char *old, *new_;    /* canonical; "" absent; of a LONG middle only that part */
    int64_t at;          /* LONG middle: byte offset; else -1 */
};
struct lx_delta {
    struct lx_delta_field *at;
    size_t n, room;
};
/* LX_CORRUPT where it is no delta. */
LX_CHECK enum lx_rc lx_delta_read(struct lx_delta *out, char op, const char *json, struct lx_err *err);
/* The same of the object that json begins with: answers where it ended, NULL where it is none (out is empty then). */
const char *lx_delta_scan(struct lx_delta *out, char op, const char *json);
/* Fills rec, a new one, with what a '+' or '-' says, without unpacking it first; fields that no longer exist are skipped.
 * LX_CORRUPT as above, LX_INVALID where a value does not fit its field. */
LX_CHECK enum lx_rc lx_delta_fill(void *rec, const char *json, struct lx_err *err);
void lx_delta_done(struct lx_delta *d);

/* Applies to rec (of the right type): forward writes the new values, backward the old ones.  Fields that no longer exist are
 * skipped.  LX_STALE (nothing is changed then), the field as detail, where rec does not hold what the delta says it must hold before;
 * LX_CORRUPT (the same) where a field stands twice, or as the middle of a text and is none. */
LX_CHECK enum lx_rc lx_delta_apply(void *rec, const struct lx_delta *d, bool forward, struct lx_err *err);

#endif
