/* Copies of a database, inside db. */
#ifndef LX_DB_BACKUP_H
#define LX_DB_BACKUP_H

#include "db/base.h"

/* Leaves a copy in `backups` before the schema changes from version `from`. */
enum lx_rc lx_backup_before(struct lx_db *db, int from, struct lx_err *err);

#endif
