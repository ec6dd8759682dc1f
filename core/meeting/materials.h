/* Papers of a meeting (feature A7): wanted, received, replaced by a new version; how many copies are printed.
 *
 * A number names the current version; a new version keeps it, and the old one is void. */
#ifndef LX_MATERIALS_H
#define LX_MATERIALS_H

#include "core/work/work.h"

enum { LX_COPIES_SPARE = 2 };

/* Stores it under the next number of its meeting; version 1, wanted unless it says when it was received. */
LX_CHECK enum lx_rc lx_material_add(struct lx_work *w, struct lx_material *m, struct lx_err *err);
/* It has come: today, with so many pages (LX_NO_INT: as before).  LX_STATE: a version that was replaced. */
LX_CHECK enum lx_rc lx_material_receive(struct lx_work *w, lx_id id, int64_t pages, struct lx_err *err);
/* A new version that has come today; title and pages where given (NULL, LX_NO_INT).  *newer may be NULL. */
LX_CHECK enum lx_rc lx_material_replace(struct lx_work *w, lx_id id, const char *title, int64_t pages, lx_id *newer, struct lx_err *err);
/* The current version of a number of a meeting; LX_NOTFOUND. */
LX_CHECK enum lx_rc lx_material_find(struct lx_work *w, lx_id meeting, int64_t number, lx_id *id, struct lx_err *err);
/* How many people sit there: those of the roll who come, else what the answers to the notice say, else one of each member and of
 * each unit called in. */
LX_CHECK enum lx_rc lx_heads(struct lx_work *w, const struct lx_meeting *m, size_t *n, struct lx_err *err);
/* Copies to print: what the record says, else one a head and some to spare; of one that is collected afterwards none to spare. */
int64_t lx_material_copies(const struct lx_material *m, size_t heads);

#endif
