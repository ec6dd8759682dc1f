/* Records with parts of their own, deleted as one: a template with its lines, a body with its members, a duty with what was done, a
 * document with its issuers, opinions and signatures as long as it has no number. */
#ifndef LX_WHOLE_H
#define LX_WHOLE_H

#include "core/work/work.h"

enum { LX_PARTS_MOST = 8 };

/* What ends with a record, by type. */
struct lx_parts_n {
    struct {
        enum lx_type type;
        size_t n;
    } at[LX_PARTS_MOST];
    int n;
};

/* Counts what lx_delete_whole would take along (adds to out). */
LX_CHECK enum lx_rc lx_parts_count(struct lx_work *w, enum lx_type type, lx_id id, struct lx_parts_n *out, struct lx_err *err);
/* The record with its parts, as one entry that one undo takes back.  Meetings made from a template stay as they are, topics meant for a
 * series are meant for none.  LX_STATE: something else refers to it, with its name. */
LX_CHECK enum lx_rc lx_delete_whole(struct lx_work *w, const char *command, enum lx_type type, lx_id id, struct lx_err *err);

/* Within an entry: every record of the type that refers to `of` by this field ends, or refers to nothing from now on. */
LX_CHECK enum lx_rc lx_drop_all(struct lx_work *w, enum lx_type type, const char *field, lx_id of, struct lx_err *err);
LX_CHECK enum lx_rc lx_let_go(struct lx_work *w, enum lx_type type, const char *field, lx_id of, struct lx_err *err);

#endif
