/* How the open matters of a carry-over are put together: by governments (or topmost units), as a meeting of members wants them; by
 * chapters of their plans where many units have an item or two each, so that an agenda is no list of headings.  Used by carry.c and
 * balance.c only. */
#ifndef LX_CARRY_OPEN_H
#define LX_CARRY_OPEN_H

#include "core/work/work.h"

enum { LX_UNITS_FEW = 8, LX_ITEMS_FEW = 3 }; /* more units than this, with fewer items than that each: by chapters */

struct lx_share {
    lx_id of;             /* a government or topmost unit, 0 of items without a lead unit; or a section, a plan, `rest` */
    size_t open_n, late_n;
    struct lx_ids leads;  /* by units: the lead units; */
    struct lx_ids items;  /* by chapters: the items, by limit */
};
struct lx_shares {
    struct lx_share *at;  /* in the order of the agenda */
    size_t n, room;
    size_t open_n, late_n;
    bool by_chapter;
    lx_id rest;           /* by chapters: stands for what comes from no plan (the series) */
};

/* rows: the agenda (struct lx_agenda *); one that has shares already keeps to their kind.  rest: the meeting's series; 0: by units. */
LX_CHECK enum lx_rc lx_shares_read(struct lx_work *w, const struct lx_rows *rows, lx_id rest, struct lx_shares *out, struct lx_err *err);
void lx_shares_done(struct lx_shares *s);
/* Its items by limit, at most `most` (0: all): the open ones or only those that are late.  rows must be empty, yours. */
LX_CHECK enum lx_rc lx_share_items(struct lx_work *w, const struct lx_shares *all, const struct lx_share *s, bool late, size_t most,
                                   struct lx_rows *rows, struct lx_err *err);

/* The chapters that items belong to. */
struct lx_chapters {
    struct lx_rows sections; /* by id */
};
LX_CHECK enum lx_rc lx_chapters_read(struct lx_work *w, struct lx_chapters *c, struct lx_err *err);
void lx_chapters_done(struct lx_chapters *c);
/* Its section, the one above that, and so on, then its plan, then `rest` where it comes from no plan, then 0: the i-th from 0. */
lx_id lx_chapter_of(const struct lx_chapters *c, const struct lx_item *item, lx_id rest, int i);

#endif
