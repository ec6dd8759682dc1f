/* The SQL that a database lacks against the record table: the draft of a migration, and the proof that none is due. */
#ifndef LX_TEST_DRAFT_H
#define LX_TEST_DRAFT_H

#include "core/str.h"

#include <sqlite3.h>

/* Appends CREATE TABLE, ALTER TABLE, CREATE INDEX and INSERT of codes that are missing in db; nothing when it fits. */
void draft_migration(struct lx_str *out, sqlite3 *db);

#endif
