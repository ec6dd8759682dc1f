/* Names of units: read whole into memory, found as people write them. */
#ifndef LX_UNITS_H
#define LX_UNITS_H

#include "core/map.h"
#include "core/work/work.h"

struct lx_unit_place {
    lx_id id;
    size_t place;
};
struct lx_units {
    struct lx_rows units;          /* struct lx_unit *, in protocol order: rank, then strokes */
    struct lx_rows aliases;        /* struct lx_alias * */
    struct lx_unit_place *by_id;   /* sorted by id */
    struct lx_map keys;            /* private, of lx_unit_name_check: names that some unit has or had */
    bool keyed;
};

LX_CHECK enum lx_rc lx_units_load(struct lx_units **out, struct lx_store *store, struct lx_err *err);
void lx_units_free(struct lx_units **u);
const struct lx_unit *lx_unit_by_id(const struct lx_units *u, lx_id id); /* NULL */
/* Where it stands in protocol order, a place in u->units; SIZE_MAX: there is no such unit. */
size_t lx_unit_place(const struct lx_units *u, lx_id id);
const char *lx_unit_name(const struct lx_units *u, lx_id id);            /* brief name where there is one; "" */
/* What a unit was called on a day (LX_NO_DAY: as now).  A former name is an alias that has an end: the day from which the unit was
 * called otherwise (lx_unit_renamed).  The first is short where a short name of then is known, the second full; "" where there is
 * no such unit.  Borrowed until the units are read again. */
const char *lx_unit_name_at(const struct lx_work *w, lx_id id, lx_day day);
const char *lx_unit_full_at(const struct lx_work *w, lx_id id, lx_day day);

/* Exact by key: name, brief name, alias.  LX_AMBIGUOUS lists the candidates; LX_NOTFOUND names near ones. */
LX_CHECK enum lx_rc lx_unit_find(const struct lx_units *u, const char *typed, lx_id *id, struct lx_err *err);
/* May this unit or alias (old NULL: a new one) have the name that it has now?  LX_EXISTS: another unit has it, by key, also one that was
 * written in this transaction; of an alias another unit's full name counts.  Asked by every put. */
LX_CHECK enum lx_rc lx_unit_name_check(struct lx_work *w, const void *old, const void *rec, struct lx_err *err);
/* Is this the full name of another unit than `but`? */
LX_CHECK enum lx_rc lx_unit_taken(struct lx_work *w, const char *name, lx_id but, bool *taken, struct lx_err *err);
/* For a whole file of names: fills `keys` (lx_text_key of a name -> id of the unit; -1: several have it). */
void lx_unit_keys(const struct lx_units *u, struct lx_map *keys);
/* Everything that what was typed may mean, best first: key substring or pinyin, else the characters
 * in their order (发改 is 发展和改革委员会).  For completion, queries, `unit find`. */
void lx_unit_matches(const struct lx_units *u, const char *typed, struct lx_ids *out);
/* What else it is called, one a line: its brief name, its English one, its aliases. */
void lx_unit_other_names(const struct lx_units *u, lx_id id, struct lx_str *out);
/* The unit and all below it. */
void lx_unit_below(const struct lx_units *u, lx_id top, struct lx_ids *out);

#endif
