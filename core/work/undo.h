/* Undo and redo: an entry of the journal applied backwards, field by field, as a new entry (design.md 2, journal).
 *
 * An entry is undone whole or not at all.  It is refused, field and record named, where a later entry changed the same
 * field; an add is undone only while the record still holds what the add stored.  Numbers once given stay given. */
#ifndef LX_UNDO_H
#define LX_UNDO_H

#include "core/work/work.h"

struct lx_revs {
    lx_rev *at;
    size_t n, room;
};
void lx_revs_done(struct lx_revs *r);

/* Appends the number of the new entry to made.  LX_NOTFOUND; LX_STATE when it cannot be taken back any more. */
LX_CHECK enum lx_rc lx_undo_entry(struct lx_work *w, lx_rev rev, struct lx_revs *made, struct lx_err *err);
/* My newest n actions that still stand, one entry each; stops at the first that is refused.  LX_NOTFOUND when none stands. */
LX_CHECK enum lx_rc lx_undo_last(struct lx_work *w, size_t n, struct lx_revs *made, struct lx_err *err);
/* My newest n undos, taken back, unless I have done something else since. */
LX_CHECK enum lx_rc lx_redo_last(struct lx_work *w, size_t n, struct lx_revs *made, struct lx_err *err);
/* What lx_undo_last / lx_redo_last (redo) would take back next; *rev 0 when there is nothing. */
LX_CHECK enum lx_rc lx_undo_next(struct lx_work *w, bool redo, lx_rev *rev, struct lx_err *err);

/* Whether taking this entry back (or doing it again) needs no question: this very work made it, and on the screen of a meeting (0: of
 * none) it is about that one.  *other: the meeting that it is about instead, 0 none. */
LX_CHECK enum lx_rc lx_undo_is_near(struct lx_work *w, lx_rev rev, lx_id meeting, bool *near, lx_id *other, struct lx_err *err);

#endif
