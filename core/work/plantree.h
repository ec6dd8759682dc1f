/* The tree of one plan: sections in each other to any depth, items with their parts, indicators, and totals at each level;
 * finding a section as people name it, and moving one with everything below it (feature P2). */
#ifndef LX_PLANTREE_H
#define LX_PLANTREE_H

#include "core/work/work.h"

/* Of items.  What is neither closed nor open is suspended, withdrawn or merged. */
struct lx_totals {
    size_t n;
    size_t closed; /* done: closed, struck off, archived */
    size_t open;   /* unfinished, late ones among them */
    size_t late;
};
void lx_totals_add(const struct lx_work *w, struct lx_totals *t, const struct lx_item *item);

struct lx_node {
    const struct lx_rec *rec; /* a section, item or indicator, owned by the tree */
    int level;                /* 0: outermost */
    struct lx_totals totals;  /* of a section all items below it, of an item all its parts, without itself */
};
struct lx_plantree {
    struct lx_plan *plan;     /* without its text */
    struct lx_rows sections, items, indicators;
    struct lx_node *nodes;    /* a section, what stands in it by number, its indicators, then the sections in it */
    size_t n, room;
    struct lx_totals totals;  /* of the plan */
};
LX_CHECK enum lx_rc lx_plantree_read(struct lx_work *w, lx_id plan, struct lx_plantree *tree, struct lx_err *err);
void lx_plantree_done(struct lx_plantree *tree);

/* A section by number, title, both, or a path of these from the outside in ("二/（一）"); brackets and stops of a number may be
 * left out.  plan 0: of any plan.  LX_AMBIGUOUS lists the candidates as paths, LX_NOTFOUND. */
LX_CHECK enum lx_rc lx_section_find(struct lx_work *w, lx_id plan, const char *typed, lx_id *id, struct lx_err *err);
/* "二 重点行动 / （一） 科创高地共建行动" */
void lx_section_path(struct lx_work *w, struct lx_str *out, lx_id section);

enum lx_move { LX_MOVE_UP, LX_MOVE_DOWN, LX_MOVE_IN, LX_MOVE_OUT };
/* One use case each: the section goes with all that is below it; positions and levels are numbered anew.
 * UP and DOWN change places with the sibling before or behind; IN makes it the last one of the sibling before; OUT puts it behind
 * the section that it stood in.  LX_STATE where there is no such place. */
LX_CHECK enum lx_rc lx_section_move(struct lx_work *w, lx_id section, enum lx_move how, struct lx_err *err);
/* Before the section `before`, or (0) as the last one under `parent` (0: outermost).  LX_STATE: into itself, into another plan. */
LX_CHECK enum lx_rc lx_section_place(struct lx_work *w, lx_id section, lx_id parent, lx_id before, struct lx_err *err);

#endif
