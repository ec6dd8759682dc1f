/* Rows that have places: lines of a template, parts of a session, preparation steps.  `position` runs from 1 without gaps among the
 * rows that refer to the same owner by the field `of` ("meeting", "template"). All inside a transaction but the first. */
#ifndef LX_SEQUENCE_H
#define LX_SEQUENCE_H

#include "core/work/work.h"

/* In order, LONG fields included. */
LX_CHECK enum lx_rc lx_sequence(struct lx_work *w, enum lx_type type, const char *of, lx_id owner, struct lx_rows *rows, struct lx_err *err);
/* Stores a new row behind the last one. */
LX_CHECK enum lx_rc lx_sequence_add(struct lx_work *w, const char *of, void *rec, struct lx_err *err);
LX_CHECK enum lx_rc lx_sequence_remove(struct lx_work *w, enum lx_type type, const char *of, lx_id id, struct lx_err *err);
LX_CHECK enum lx_rc lx_sequence_move(struct lx_work *w, enum lx_type type, const char *of, lx_id id, int64_t to, struct lx_err *err);
/* The nth row (from 1) as typed on a command line; LX_NOTFOUND. */
LX_CHECK enum lx_rc lx_sequence_find(struct lx_work *w, enum lx_type type, const char *of, lx_id owner, int64_t n, lx_id *id, struct lx_err *err);

#endif
