/* The database: opening a store over SQLite, and what a database can do that a store in general cannot.
 *
 * One file, rollback journal, safe against kill and power cut; several processes may work in it at once.  Nothing of
 * the file is open()ed apart from SQLite (a close would drop its locks).  No transaction and no read lasts between
 * calls. */
#ifndef LX_DB_H
#define LX_DB_H

#include "core/store.h"

enum {
    LX_DB_CREATE = 1,  /* make file and folder where there is none (mode 0660) */
    LX_DB_READONLY = 2 /* never write, even where one could */
};
/* Opens path; ":memory:" is a store of its own without a file.  *out is yours: out->close(out).
 * LX_NOTFOUND no such file | LX_TOONEW written by a newer version, or not a database of ours (extra triggers, views,
 * tables included) | LX_CORRUPT damaged | LX_INVALID the file has two names | LX_READONLY, LX_BUSY, LX_IO. */
LX_CHECK enum lx_rc lx_db_open(struct lx_store **out, const char *path, int flags, struct lx_err *err);

const char *lx_db_path(struct lx_store *s); /* canonical, borrowed; NULL in memory */
bool lx_db_is_readonly(struct lx_store *s); /* nothing can be written: by flag, rights, or a copy of the past */

/* From now on the first write of an office day leaves a verified copy in the folder `backups` beside the file (14 days
 * and 12 months are kept), made by `program db daily-copy PATH DAY`; close waits for it.  A copy that fails fails
 * nothing else. NULL: none (the default). */
void lx_db_set_daily(struct lx_store *s, const char *program);
/* What that hidden command does; day as 2024-06-25. */
LX_CHECK enum lx_rc lx_db_daily_copy(const char *path, const char *day, struct lx_err *err);

#endif
