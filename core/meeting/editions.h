/* Frozen versions of agendas and minutes (features A4, M7): the paper as it went out, and what differs between two agendas.
 *
 * The text of an agenda's version is its paper in Markdown and, behind it in a comment that no rendering shows, one line a row, so that
 * versions are compared by row and not by line.  Circulating: core/paper/freeze.h. */
#ifndef LX_EDITIONS_H
#define LX_EDITIONS_H

#include "core/work/work.h"

/* Versions of a record, oldest first (struct lx_edition *, with their texts when `whole`); kind: an enum lx_edition_kind. */
LX_CHECK enum lx_rc lx_editions(struct lx_work *w, lx_id of, int kind, bool whole, struct lx_rows *rows, struct lx_err *err);
/* One by its number; 0: the newest.  LX_NOTFOUND.  Whole, yours. */
LX_CHECK enum lx_rc lx_edition_find(struct lx_work *w, lx_id of, int kind, int64_t number, struct lx_edition **e, struct lx_err *err);
/* Inside a transaction: stores the next version, as of `day`. */
LX_CHECK enum lx_rc lx_edition_put(struct lx_work *w, lx_id of, int kind, lx_day day, const char *why, const char *text, int64_t *number,
                                   struct lx_err *err);

/* The lines of the rows of an agenda, as a comment. */
LX_CHECK enum lx_rc lx_edition_rows(struct lx_work *w, lx_id meeting, struct lx_str *out, struct lx_err *err);
size_t lx_edition_text_len(const char *text); /* bytes before that comment: what people read */

struct lx_difference {
    char op;              /* '+' added, '-' dropped, '~' changed, '>' moved; a row may be changed and moved: two of them */
    char *number, *title; /* as in the newer version, of a dropped row as in the older one; of a moved row `was` is its old number */
    char *was;
    const struct lx_field *field; /* of a changed one: what, and both values as people read them */
    char *old, *new_;
};
struct lx_differences {
    struct lx_difference *at;
    size_t n, room;
};
void lx_differences_done(struct lx_differences *d);
/* Dropped ones first, then in the order of the newer version.  Texts without rows differ in nothing. */
void lx_edition_diff(const char *older, const char *newer, struct lx_differences *out);

#endif
