/* The office as one file of rules (features O6, O9, S2, S3, S5, O5): settings, units with their other names, bodies, series with their
 * rules, members of the joint meeting and of bodies, posts, holidays, duties, rotations, templates.
 *
 *     {"lianxi":"office","office":{"name":"…","near_days":7},"unit":[…],"alias":[…],"body":[{"name":"海洋组","parent":"…"}],
 *      "series":[{"name":"…","code":"L","owner":"海洋组"}],"member":[…],"person":[…],"holiday":[…],"quota":[…],"rotation":[…],
 *      "template":[{"name":"…"}],"standard":[{"template":"…","position":1,"kind":"agenda","title":"…"}]}
 * Fields by their stable names, values as canonical text or whole numbers; units, bodies, series, templates by name, no ids.  Persons are
 * posts: who holds them, and how to reach him, stays in the office (`person list --csv` moves that), as does what was done: turns
 * taken, duties fulfilled, meetings.
 * Taking it in adds and changes, never deletes: units, other names, bodies, series and templates are known by name, members by body, unit and
 * beginning, posts by unit and post, holidays by day, duties by title, places of a rotation and lines of a template by
 * their position.  The same file twice changes nothing. */
#ifndef LX_OFFICEIO_H
#define LX_OFFICEIO_H

#include "core/work/work.h"

struct lx_officeio_result {
    size_t added_n, changed_n, same_n;
    struct lx_str stored; /* names of what was added or changed, one a line */
};
void lx_officeio_result_done(struct lx_officeio_result *r);

LX_CHECK enum lx_rc lx_office_export(struct lx_work *w, struct lx_str *out, struct lx_err *err);
/* One entry, all or nothing.  file: its name, for the history.  LX_INVALID names what is wrong; what a form refuses (a code that is
 * taken: LX_EXISTS) is refused here too. */
LX_CHECK enum lx_rc lx_office_import(struct lx_work *w, const char *file, const char *json, size_t len, bool dry_run,
                                     struct lx_officeio_result *out, struct lx_err *err);

#endif
