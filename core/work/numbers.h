/* What people call a record: 26, 26-3, 26-003, 第26次, L3, 联络员会议第3次, P1, Z2024-2-003, id:N. */
#ifndef LX_NUMBERS_H
#define LX_NUMBERS_H

#include "core/work/work.h"

/* One record by its number (ITEM, MEETING, PLAN), its name (UNIT, PERSON, SERIES: exact by key, then pinyin or part of a name
 * if only one fits), a NOTE or REVIEW by the short number of lists, a TOPIC by that or its title, or id:N.  LX_NOTFOUND; LX_AMBIGUOUS lists the candidates. */
LX_CHECK enum lx_rc lx_find(struct lx_work *w, enum lx_type type, const char *typed, lx_id *id, struct lx_err *err);
/* A number of any type, as typed after `:` on the screen: an item, a meeting, a plan, in this order; else the name of a unit. */
LX_CHECK enum lx_rc lx_find_any(struct lx_work *w, const char *typed, enum lx_type *type, lx_id *id, struct lx_err *err);

/* A number of an ITEM, MEETING or PLAN as people write it, in its stored form: 26-3 is 26-003. */
LX_CHECK enum lx_rc lx_no_read(struct lx_work *w, enum lx_type type, const char *typed, struct lx_str *out, struct lx_err *err);
/* Inside a transaction: this number was given elsewhere (a ledger that is taken in), so it is never given again.
 * LX_EXISTS; LX_INVALID: no number could look like that. */
LX_CHECK enum lx_rc lx_no_claim(struct lx_work *w, enum lx_type type, const char *no, struct lx_err *err);

/* The next number, given inside a transaction.  Never one that was given before.
 * Meetings: code of the series, the year and '-' where it counts by year, serial; `wanted` > 0 asks for a serial of its own
 * (LX_EXISTS).  Items: number of the meeting or plan, else matter code and year, then '-' and three digits.  Plans: P1. */
LX_CHECK enum lx_rc lx_meeting_no(struct lx_work *w, struct lx_meeting *m, int64_t wanted, struct lx_err *err);
LX_CHECK enum lx_rc lx_item_no(struct lx_work *w, struct lx_item *item, struct lx_err *err);
LX_CHECK enum lx_rc lx_plan_no(struct lx_work *w, struct lx_plan *plan, struct lx_err *err);

#endif
