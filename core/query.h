/* Queries: a tree of conditions over fields of one record type, sort keys, a limit.  No SQL here; db turns a tree into
 * SQL, the store of arrays in tests walks it.  lx_query_read makes one from what people type (cli.md, QUERY). */
#ifndef LX_QUERY_H
#define LX_QUERY_H

#include "core/record.h"

enum lx_op {
    LX_OP_ALL,    /* every kid holds; none: true */
    LX_OP_ANY,    /* some kid holds; none: false */
    LX_OP_NOT,    /* its one kid does not hold */
    LX_OP_EQ,     /* field = value (canonical text; DATE: the day alone, any precision) */
    LX_OP_LT,     /* field < value; an absent field never holds.  NO compares by natural order, DATE by day */
    LX_OP_LE,
    LX_OP_GT,
    LX_OP_GE,
    LX_OP_SET,    /* field is not empty */
    LX_OP_IN,     /* field (a REF), or the record's own id where field is NULL, is one of ids */
    LX_OP_HAS,    /* the key of value stands in the key of field (TEXT, NO, LONG) */
    LX_OP_WORDS,  /* full text: every Han run of value as a phrase, every Latin word as a prefix, ANDed */
    LX_OP_LINKED, /* some record of `type` whose REF `back` is this record meets the kid */
    LX_OP_LIGHT,  /* the light of an item (core/light.h) on q->today is `light` */
    LX_OP_PINYIN  /* lx_pinyin_match(value, field) finds it (TEXT) */
};

struct lx_cond {
    enum lx_op op;
    const struct lx_field *field;
    char *value;
    struct lx_ids ids;
    enum lx_type type;            /* LINKED */
    const struct lx_field *back;  /* LINKED */
    int light;                    /* LIGHT: enum lx_light */
    struct lx_cond **kids;        /* owned */
    size_t kids_n, kids_room;
};

struct lx_sort {
    const struct lx_field *field; /* NULL: the id, which is the order of adding */
    const struct lx_field *via;   /* NULL, or the REF of the queried type whose target holds `field` */
    bool down;                    /* absent values come last either way, but for */
    bool open_first;              /* a date downwards: what has no day yet is ahead of every day */
};

enum { LX_SORTS_MAX = 4 };
struct lx_query {
    enum lx_type type;
    struct lx_cond *where; /* owned; NULL = all */
    struct lx_sort sort[LX_SORTS_MAX]; /* ties by id */
    int sort_n;
    size_t limit;  /* 0 = all */
    lx_day today;  /* for LIGHT, with the office's thresholds */
    int near_days, near_percent;
};

/* What rows are grouped by: a REF, ENUM or TEXT field by its value, a DATE by its month; field NULL: the light of items. */
struct lx_by {
    const struct lx_field *field;
};

struct lx_cond *lx_cond_new(enum lx_op op);
struct lx_cond *lx_cond_add(struct lx_cond *parent, struct lx_cond *kid); /* returns kid; parent owns it */
struct lx_cond *lx_cond_copy(const struct lx_cond *c);
void lx_cond_free(struct lx_cond *c);
void lx_query_done(struct lx_query *q);

/* The order that a list has unless somebody chose another: items by limit, meetings and plans newest first, units and persons
 * by rank, notes newest first, agenda, sections and indicators by position. */
void lx_default_sort(struct lx_query *q);

/* Shorthands that return a new condition: a field of the type by name (must exist). */
struct lx_cond *lx_cond_cmp(enum lx_type type, const char *field, enum lx_op op, const char *value);
struct lx_cond *lx_cond_ref(enum lx_type type, const char *field, lx_id id);
const struct lx_field *lx_field_named(enum lx_type type, const char *name); /* must exist */

#endif
