/* Copies of a database, inside db. */
#ifndef LX_DB_BACKUP_H
#define LX_DB_BACKUP_H

#include "db/base.h"

/* Copies all pages, some 2,000 under one lock, so that others can save meanwhile. */
enum lx_rc lx_copy_pages(struct lx_db *to, struct lx_db *from, struct lx_err *err);
enum lx_copy {
    LX_COPY_SAME,
    LX_COPY_FRESH, /* with a new origin and name, as a database of its own */
    LX_COPY_OLDER  /* of an older schema: only its pages are verified */
};
/* Leaves a verified copy at path (which must not exist): under a temporary name first, synced. */
enum lx_rc lx_copy_to(struct lx_db *db, const char *path, enum lx_copy how, struct lx_err *err);
/* Appends "FOLDER/backups/NAME-WHAT.db", FOLDER and NAME being the database's, and makes the folder. */
enum lx_rc lx_backup_name(struct lx_str *out, const struct lx_db *db, const char *what, struct lx_err *err);
/* Leaves a copy in `backups` before the schema changes from version `from`. */
enum lx_rc lx_backup_before(struct lx_db *db, int from, struct lx_err *err);
/* Is the file whole: integrity, chain, counts?  LX_CORRUPT says what is not. */
enum lx_rc lx_verify(struct lx_db *db, bool chain, struct lx_err *err);

#endif
