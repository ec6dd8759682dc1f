/* Queries as people type them (cli.md): words and field:value pairs, ANDed; '-' negates; '|' inside a value is OR; quotes keep
 * blanks; names and values in Chinese or English; : < <= > >= between.  `unit:` is lead or cooperating, `lead:` and `with:` one
 * of them, `light:red`, `state:open`, `mine`; `@name` is a saved filter, with its order.  A period that is not a day: due<2024-07 is before 1 July, due<=2024-07 through
 * 31 July, due:2024-07 within it. */
#ifndef LX_QUERY_READ_H
#define LX_QUERY_READ_H

#include "core/work/work.h"

/* Fills q (type, where, default order, today and thresholds); q need not be initialised; lx_query_done ends it.
 * LX_USAGE names the part that means nothing; at most 4 KiB. */
LX_CHECK enum lx_rc lx_query_read(struct lx_work *w, struct lx_query *q, enum lx_type type, const char *typed, struct lx_err *err);
/* A query as it is shown and printed: in Chinese 灯：红，未办结, terms parted by sep; in English as it was typed.  Never fails: what
 * means nothing stays as it is. */
void lx_query_show(struct lx_str *out, enum lx_type type, const char *typed, bool en, const char *sep);
/* Items that are open, or those that are done (closed, struck off, archived): what state:open and state:done mean. */
struct lx_cond *lx_cond_items(bool open);
/* A field to sort by, '-' in front for downwards: due, -due, lead (by its rank), no. */
LX_CHECK enum lx_rc lx_query_sort(struct lx_query *q, const char *typed, struct lx_err *err);

#endif
