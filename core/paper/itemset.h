/* The items that a paper is of, with their shares, in the order of the paper: for the ledger, the unit's sheet, the table of projects.
 *
 * Order: leading before cooperating (of a unit's paper), then the protocol order of the government that the lead belongs to, then
 * that of the lead itself, then the order of the condition.  Of a query that begins with "group:FIELD " instead in the groups of
 * core/work/groups.h. */
#ifndef LX_ITEMSET_H
#define LX_ITEMSET_H

#include "core/paper/builder.h"
#include "core/work/groups.h"

struct lx_itemrow {
    const struct lx_item *item;
    bool cooperating;       /* of a unit's paper: others lead */
    size_t group;           /* of a grouped paper */
    size_t root, lead;      /* places in w->units->units; SIZE_MAX: none */
    size_t place;           /* in the order of the condition */
    size_t part_from, part_n;
};
struct lx_itemcount {
    size_t n, open_n, late_n, near_n, closed_n; /* the rest is suspended, withdrawn or merged */
};

struct lx_itemset {
    struct lx_builder *b;
    const char *query;           /* b->query without its "group:…" */
    struct lx_rows items, parts; /* struct lx_item *, struct lx_part *: by item, role, position */
    struct lx_itemrow *row;
    size_t row_n;
    struct lx_ids units;         /* of a unit's paper: it and what lies below it */
    bool grouped;
    struct lx_groups groups;
    struct lx_itemcount all;
    const struct lx_words *states, *lights;
    bool with;                   /* somebody cooperates */
};

/* kind: an enum lx_item_kind that items must be of; -1: any.  by: groups where the query names none; NULL: none.  LX_USAGE: the query or the
 * field after group: means nothing; LX_INVALID: too many. */
LX_CHECK enum lx_rc lx_itemset_read(struct lx_builder *b, int kind, const char *by, struct lx_itemset *l, struct lx_err *err);
void lx_itemset_done(struct lx_itemset *l);
void lx_itemset_count(const struct lx_itemset *l, struct lx_itemcount *c, const struct lx_item *item);

/* What the paper is of, for its title: a unit, a meeting, a plan, else the office.  Appended. */
LX_CHECK enum lx_rc lx_itemset_subject(const struct lx_itemset *l, struct lx_str *out, struct lx_err *err);
/* title, subtitle, date, issuer of such a paper: a word with %s for the subject. */
LX_CHECK enum lx_rc lx_itemset_front(struct lx_itemset *l, enum lx_paper_word title, struct lx_err *err);

/* Words of cells, appended. */
void lx_itemset_due(const struct lx_itemset *l, struct lx_str *out, const struct lx_date *due);
void lx_itemset_no(struct lx_str *out, const struct lx_item *item); /* a long one may break before its serial */
/* Those who lead but for one unit (0: all of them), and those who cooperate, by their short names. */
void lx_itemset_leads(const struct lx_itemset *l, struct lx_str *out, const struct lx_itemrow *r, lx_id without);
void lx_itemset_with(const struct lx_itemset *l, struct lx_str *out, const struct lx_itemrow *r);
/* Who else is in what this row's heading names the doer of: 共同牵头：…；配合：…, or just the names. */
void lx_itemset_others(const struct lx_itemset *l, struct lx_str *out, const struct lx_itemrow *r);
/* 办理35%, and on a line of its own the light in words; w: the column's. */
void lx_itemset_standing(const struct lx_itemset *l, struct lx_str *out, const struct lx_item *item, int w);
const char *lx_itemset_group(const struct lx_itemset *l, struct lx_str *out, size_t group); /* its name, also where there is none */

#endif
