/* The office as one file of rules (feature O9): settings, series, units with their other names, members, posts, holidays.
 *
 *     {"lianxi":"office","office":{"name":"…","near_days":7},"series":[{"name":"…","code":"L"}],"unit":[…],"alias":[…],
 *      "member":[…],"person":[…],"holiday":[…]}
 * Fields by their stable names, values as canonical text or whole numbers, units by name, no ids.  Persons are posts: who holds
 * them, and how to reach him, stays in the office (`person list --csv` moves that).
 * Taking it in adds and changes, never deletes: series, units and other names are known by name, members by unit and beginning,
 * posts by unit and post, holidays by day.  The same file twice changes nothing. */
#ifndef LX_OFFICEIO_H
#define LX_OFFICEIO_H

#include "core/work/work.h"

struct lx_officeio_result {
    size_t added_n, changed_n, same_n;
    struct lx_str stored; /* names of what was added or changed, one a line */
};
void lx_officeio_result_done(struct lx_officeio_result *r);

LX_CHECK enum lx_rc lx_office_export(struct lx_work *w, struct lx_str *out, struct lx_err *err);
/* One entry, all or nothing.  file: its name, for the history.  LX_INVALID names what is wrong. */
LX_CHECK enum lx_rc lx_office_import(struct lx_work *w, const char *file, const char *json, size_t len, bool dry_run,
                                     struct lx_officeio_result *out, struct lx_err *err);

#endif
