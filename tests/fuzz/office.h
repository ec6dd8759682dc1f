/* A small office for fuzz targets: five units, a series, a meeting in session with two agenda rows, an item. */
#ifndef LX_TESTS_FUZZ_OFFICE_H
#define LX_TESTS_FUZZ_OFFICE_H

#include "core/work/work.h"

struct fuzz_office {
    struct lx_store *store;
    struct lx_work w;
    struct lx_err err; /* scratch */
    lx_id units[5], meeting, item;
    lx_rev begun; /* of a database: the last entry that made it */
};

void fuzz_office_open(struct fuzz_office *o, bool database); /* on SQLite, or on the store of arrays */
void fuzz_office_close(struct fuzz_office *o);
struct lx_store *fuzz_database(const char *name); /* an empty one, in a file of that name */
void fuzz_in_order(struct lx_store *s); /* of a database: the check finds nothing */

#endif
