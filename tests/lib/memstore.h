/* A store of arrays: the contract of core/store.h in plain loops, for tests of core without a database. */
#ifndef LX_TEST_MEMSTORE_H
#define LX_TEST_MEMSTORE_H

#include "core/store.h"

/* An empty store with origin 1; close it with s->close(s).  It never fails but where the contract says so. */
struct lx_store *memstore_new(void);

#endif
