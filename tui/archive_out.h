/* An archive of a session to the disk: a folder or a zip, whole or not at all. */
#ifndef LX_ARCHIVE_OUT_H
#define LX_ARCHIVE_OUT_H

#include "core/exchange/archive.h"

/* Makes it, writes it, puts it on record where that may be.  path: a name that ends in .zip is that file (one that is there is
 * replaced); else a folder, which must not be there yet or be empty: LX_EXISTS.  *files: how many there are in it. */
LX_CHECK enum lx_rc archive_write(struct lx_work *w, lx_id meeting, const struct lx_archive_how *how, const char *path, const char *never,
                                  bool may_write, size_t *files, size_t *left, struct lx_err *err);
/* Fills pdf and hash. */
void archive_how(struct lx_archive_how *how);
/* A name to offer: "第26次…_2022-12-15.zip"; "archive.zip" where the meeting cannot be read. */
void archive_offer(struct lx_work *w, lx_id meeting, struct lx_str *out);

#endif
