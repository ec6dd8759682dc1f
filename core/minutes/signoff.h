/* Minutes signed by leaders, one after the other (feature M7). */
#ifndef LX_SIGNOFF_H
#define LX_SIGNOFF_H

#include "core/work/work.h"

/* struct lx_signoff *, in order.  Where nobody was asked yet those who would be (id 0): of the meeting's template, else signoff.def. */
LX_CHECK enum lx_rc lx_signoffs(struct lx_work *w, lx_id meeting, struct lx_rows *rows, struct lx_err *err);
/* A role of signoff.def in the reader's language; any other as it is. */
const char *lx_signoff_role(const char *role, bool zh);
/* The one whose turn it is: the first that has not signed; NULL when all have. */
const struct lx_signoff *lx_signoff_next(const struct lx_rows *rows);

struct lx_signing {
    const char *role;          /* NULL: whose turn it is; else it must be */
    bool back;                 /* sent back: `text` says why */
    const char *person, *text;
    const struct lx_date *day; /* NULL: today */
};
/* Inside a transaction: whose turn it is among these (somebody's must be) signs or sends back; steps that were only planned become
 * records.  *role: which one it was, appended.  LX_STATE: another one is next.  For minutes and documents alike. */
LX_CHECK enum lx_rc lx_signoff_put(struct lx_work *w, struct lx_rows *rows, const struct lx_signing *s, struct lx_str *role, struct lx_err *err);
/* Inside a transaction: who signed this signs again; his signature stays on record as void. */
LX_CHECK enum lx_rc lx_signoff_void(struct lx_work *w, lx_id of, struct lx_err *err);
/* One entry, "minutes sign".  LX_STATE: not this one's turn, all have signed, nothing to sign, locked. */
LX_CHECK enum lx_rc lx_minutes_sign(struct lx_work *w, lx_id meeting, const struct lx_signing *s, struct lx_err *err);

/* Inside a transaction, before other minutes of a meeting are stored, whoever changes them: who signed another text has not signed
 * this one.  His signature stays on record as void and he signs again; an undo of the change brings it back.  Comments in the text
 * (numbers of items) are no change. */
LX_CHECK enum lx_rc lx_signoffs_void(struct lx_work *w, const struct lx_meeting *old, const struct lx_meeting *m, struct lx_err *err);

#endif
