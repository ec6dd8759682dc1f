/* The office itself, its units, series, members and notes (features O1-O4, C7, rules as data). */
#ifndef LX_OFFICE_H
#define LX_OFFICE_H

#include "core/work/work.h"

/* FIELD=VALUE pairs on the one office record, which is made at the first time. */
LX_CHECK enum lx_rc lx_office_set(struct lx_work *w, char *const *pairs, size_t n, struct lx_str *said, struct lx_err *err);
/* Saves an edited office (id 0: adds it). */
LX_CHECK enum lx_rc lx_office_save(struct lx_work *w, const struct lx_office *base, struct lx_office *mine, struct lx_err *err);

/* A unit by name; its kind and parent are read out of the name where kind is -1 and parent 0 ("宁波市发改委" is a department of
 * 宁波市, if there is such a government).  LX_EXISTS when a unit or alias has that name. */
LX_CHECK enum lx_rc lx_unit_add(struct lx_work *w, const char *name, int kind, lx_id parent, lx_id *id, struct lx_err *err);
/* What a name says by itself: for forms, before anything is stored. */
void lx_unit_guess(const struct lx_units *u, const char *name, int *kind, lx_id *parent);
int lx_unit_kind_of(const char *name); /* enum lx_unit_kind that the ending of a name speaks of */
/* Another name of a unit.  Where a unit has that name, it is merged into this one: all that refers to it is moved over. */
LX_CHECK enum lx_rc lx_unit_alias(struct lx_work *w, lx_id unit, const char *name, struct lx_err *err);
/* The same with the days from and until which it was called so (none: always); of a name that it has as an alias already the days
 * that are given are set. */
LX_CHECK enum lx_rc lx_unit_alias_dated(struct lx_work *w, lx_id unit, const char *name, const struct lx_date *since,
                                        const struct lx_date *until, struct lx_err *err);
/* Whenever a stored unit gets another name (lx_put_change calls it): the former name stays as an alias that ends today, so that it is
 * found and papers of earlier days print it; a former short name as an alias, too.  A name that is put right on the
 * day it was given has an alias that also begins today and so stands in no paper. */
LX_CHECK enum lx_rc lx_unit_renamed(struct lx_work *w, const struct lx_unit *old, const struct lx_unit *unit, struct lx_err *err);

/* A note: who, way and day may be left out (0, now).  Hanging it on a record later. */
LX_CHECK enum lx_rc lx_note_add(struct lx_work *w, struct lx_note *note, struct lx_err *err);
LX_CHECK enum lx_rc lx_note_hang(struct lx_work *w, lx_id note, lx_id on, struct lx_err *err);

#endif
