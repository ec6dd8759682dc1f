/* A store of arrays for screen tests: only what lists and details read.  Nothing can be written through it.
 *
 * It filters by HAS on any text field, by EQ and by the light, sorts by one field, and honours limit and stop, so that a
 * list over it behaves as over the database. */
#ifndef LX_TESTS_ARRAYSTORE_H
#define LX_TESTS_ARRAYSTORE_H

#include "core/store.h"

struct lx_store *arraystore_new(void);          /* close() frees it with all records */
void arraystore_add(struct lx_store *s, void *rec); /* takes rec over; its id must be set */
void arraystore_drop(struct lx_store *s, lx_id id); /* as if somebody had deleted it; the version goes up */
void arraystore_touch(struct lx_store *s);      /* the version goes up */

/* What was asked, since the last clear. */
struct arraystore_calls {
    size_t ids, ids_whole, rows, rows_read, get;
};
struct arraystore_calls *arraystore_calls(struct lx_store *s);

/* n units and n items, in all states, due dates around 2024-06-25, Chinese and Latin titles; the same every time. */
void arraystore_fill(struct lx_store *s, size_t items_n);

#endif
