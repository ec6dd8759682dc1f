/* The auditor: a session beside every transaction of a store over SQLite.  A row or column that changed without a
 * change row that says so is a gap.
 *
 *     struct audit *a = audit_new(store);
 *     ...
 *     assert_int_equal(audit_gaps(a), 0);
 *     audit_done(&a);      before the store is closed */
#ifndef LX_TEST_AUDIT_H
#define LX_TEST_AUDIT_H

#include "core/store.h"

struct audit *audit_new(struct lx_store *s);
size_t audit_gaps(const struct audit *a);
size_t audit_changes(const struct audit *a);    /* rows looked at */
const char *audit_first(const struct audit *a); /* the first gap, "" if there is none */
void audit_done(struct audit **a);

#endif
