/* The tree of headings and points.  Private to core/plan: tree.c grows it, repeat.c finds the branches that are not the
 * text, outline.c walks it. */
#ifndef LX_PLAN_OUTLINE_H
#define LX_PLAN_OUTLINE_H

#include "core/plan/lines.h"

/* A heading or numbered point with all that stands under it: blocks from `block` up to `end`. */
struct node {
    int block, end;
    int parent; /* index, -1 = none */
    int depth;
    enum lx_plan_role role;
    int section;               /* made of it, -1 = none yet */
    int same;                  /* a graphic: the node that it repeats, -1 = none */
    enum lx_plan_skip drop;    /* the whole branch is not the plan's own text; LX_SKIP_NONE = it is */
    int nodes, paras, leads;   /* directly under it: points, paragraphs, those with a lead sentence */
    int bullets, tables, labels;
    bool first_leads;          /* its first paragraph has a lead sentence */
    bool label_last;           /* its labels stand behind its paragraphs */
};
struct outline {
    struct reading *r;
    struct node *nodes;
    size_t nodes_n, nodes_room;
    int *node_of;       /* by block, -1 = none */
    struct target_ctx goals;
    bool single_top;    /* no point of the top level holds others: each is an item */
};

/* tree.c */
int body_start(const struct reading *r); /* the block with which the plan itself begins */
void tree_grow(struct outline *o, int from);
enum lx_plan_role role_of(struct span title);

/* repeat.c */
void tree_prune(struct outline *o);
void compare_graphics(struct outline *o); /* findings; after the items are there */

#endif
