/* Extracts of minutes, one a unit: what concerns it, with head and a line that says where the whole stands (feature D4).
 *
 * Made of the minutes as they print, so an extract of issued minutes holds their very words.  A part of the text goes to the units
 * that it names (or units above them), to those that brought or follow up its agenda row, and an action line to those that lead or
 * cooperate in it, wherever it stands; what names nobody goes to all.  The members of the meeting's body on its day always get one. */
#ifndef LX_EXTRACT_H
#define LX_EXTRACT_H

#include "core/work/work.h"

struct lx_extract {
    lx_id unit;
    struct lx_str md; /* a paper: front matter and text */
};
struct lx_extracts {
    struct lx_extract *at;
    size_t n, room;
};
/* unit 0: of every unit; then every paragraph stands in one extract at least, else LX_CORRUPT with that paragraph (which would be a
 * fault of ours, and nothing is sent out).  LX_NOTFOUND: no minutes; nothing in them is for this unit. */
LX_CHECK enum lx_rc lx_minutes_extracts(struct lx_work *w, lx_id meeting, lx_id unit, bool en, struct lx_extracts *out, struct lx_err *err);
void lx_extracts_done(struct lx_extracts *e);

#endif
