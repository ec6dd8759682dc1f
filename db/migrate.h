/* Bringing a file to this version's schema, or refusing it. */
#ifndef LX_DB_MIGRATE_H
#define LX_DB_MIGRATE_H

#include "db/base.h"
#include "db/migrations.h"

/* Looks at application_id, user_version and the names in the schema; makes the schema in an empty file (with create),
 * brings an older one up after leaving a copy in `backups`; LX_TOONEW for anything else.  Reads the origin. */
enum lx_rc lx_migrate(struct lx_db *db, bool create, struct lx_err *err);
/* The same with other scripts (tests). */
enum lx_rc lx_migrate_with(struct lx_db *db, bool create, const struct lx_migration *scripts, int scripts_n,
                           struct lx_err *err);
/* Draws a new origin, other than the present one, and starts its counter; in a transaction of the caller's. */
enum lx_rc lx_new_identity(struct lx_db *db, struct lx_err *err); /* name too, in a transaction of its own */
enum lx_rc lx_new_origin(struct lx_db *db, struct lx_err *err);

#endif
