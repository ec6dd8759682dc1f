/* A clerk at a desk: a store of arrays and a struct lx_work on it, for tests of the use cases. */
#ifndef LX_TEST_DESK_H
#define LX_TEST_DESK_H

#include "core/work/work.h"

struct desk {
    struct lx_store *store;
    struct lx_work w;
    struct lx_err err;
};

/* cmocka fixtures: *state is a struct desk *, clerk "甲"; tests run on 25 June 2024. */
int desk_setup(void **state);
int desk_teardown(void **state);

/* Fails the test with the error's sentence unless rc is LX_OK. */
#define desk_ok(d, rc) desk_check((d), (rc), __FILE__, __LINE__)
void desk_check(struct desk *d, enum lx_rc rc, const char *file, int line);

/* Records that most tests need; all answer ids. */
lx_id desk_unit(struct desk *d, const char *name);
lx_id desk_series(struct desk *d, const char *name, const char *code);
lx_id desk_meeting(struct desk *d, lx_id series);
lx_id desk_notice(struct desk *d, lx_id meeting, int kind); /* sent, of nothing but its kind */
/* lead and with are lists of names, NULL none. */
lx_id desk_item(struct desk *d, const char *title, const char *lead, const char *with);
/* A value of a record as canonical text; yours to free. */
char *desk_value(struct desk *d, enum lx_type type, lx_id id, const char *field);
size_t desk_entries_n(struct desk *d); /* of the journal */

#endif
