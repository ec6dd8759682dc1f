/* Lists in groups: which group each row stands in, the groups in their order, what each of them holds (feature L4).
 *
 * Units stand in protocol order, other records in the order of their own list, words of an enum in theirs, months by time, the
 * light from late to fine; rows without a value come last.  Where the list itself is ordered downwards by what it is grouped by,
 * so are the groups.  Within a group rows keep the order of the query. */
#ifndef LX_GROUPS_H
#define LX_GROUPS_H

#include "core/work/plantree.h"

struct lx_group {
    int64_t value;           /* as in struct lx_values; LX_NO_INT: none */
    const char *word;        /* of a TEXT, else NULL; owned by the groups */
    size_t from, n;          /* its rows among ids */
    struct lx_totals totals; /* of items, after lx_groups_total; n is not set */
};
struct lx_groups {
    enum lx_type type;
    struct lx_by by;
    struct lx_ids ids; /* of all groups, one behind the other */
    struct lx_group *at;
    size_t n, room;
    char **words;
    size_t words_n;
    bool whole;        /* all rows are there; else the first ones of the first groups */
    bool totalled;
};
void lx_groups_done(struct lx_groups *g);

/* May rows of this type be grouped by this field (NULL: the light)? */
bool lx_may_group(enum lx_type type, const struct lx_field *f);
/* A field as typed (stable name, English or Chinese label), or light.  LX_USAGE. */
LX_CHECK enum lx_rc lx_by_read(enum lx_type type, const char *typed, struct lx_by *by, struct lx_err *err);
const char *lx_by_name(const struct lx_by *by); /* stable: reads back */
void lx_by_label(struct lx_str *out, const struct lx_by *by, bool zh);

/* All rows of q in their groups; g must be empty (lx_groups_done).  LX_STOPPED as for the store's ids. */
LX_CHECK enum lx_rc lx_groups_read(struct lx_work *w, const struct lx_query *q, const struct lx_by *by, struct lx_groups *g, struct lx_err *err);
/* The first q->limit rows, quickly where the store can pick the rows of one group; else as lx_groups_read. */
LX_CHECK enum lx_rc lx_groups_begin(struct lx_work *w, const struct lx_query *q, const struct lx_by *by, struct lx_groups *g, struct lx_err *err);
/* Fills the totals of items in whole groups.  Other types: LX_OK, nothing is filled. */
LX_CHECK enum lx_rc lx_groups_total(struct lx_work *w, const struct lx_query *q, struct lx_groups *g, struct lx_err *err);
/* One field of the records that meet q, without reading the rest of them; out must be empty.  LX_STOPPED as for the store's ids. */
LX_CHECK enum lx_rc lx_values_read(struct lx_work *w, const struct lx_query *q, const struct lx_by *by, struct lx_values *out, struct lx_err *err);
/* What a group is called; "" where its rows have no value. */
void lx_group_name(struct lx_work *w, struct lx_str *out, const struct lx_groups *g, const struct lx_group *of, bool zh);
/* A number that stays the same for the same group whatever is read again; above 0. */
int64_t lx_group_key(const struct lx_group *of);

#endif
