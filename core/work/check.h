/* What no record may hold, whoever stores it, and what only one record may have. */
#ifndef LX_CHECK_H
#define LX_CHECK_H

#include "core/work/work.h"

/* Inside a transaction, for every put (old NULL: an add): NEED fields, numbers within their bounds, nothing that belongs to
 * itself.  LX_INVALID names the field. */
LX_CHECK enum lx_rc lx_check_record(struct lx_work *w, const void *old, const void *rec, struct lx_err *err);
/* For use cases in which people name things (taking back may meet an old state of things): names of units by key, codes of series,
 * days of holidays.  LX_EXISTS; LX_INVALID for a code that numbers could not be told apart with. */
LX_CHECK enum lx_rc lx_check_unique(struct lx_work *w, const void *old, const void *rec, struct lx_err *err);
/* Letters of a code: they stand before digits, so they hold none. */
bool lx_is_code(const char *code);

#endif
