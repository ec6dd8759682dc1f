/* Conditions and orders as SQL with bound values; plans for full text. */
#ifndef LX_DB_CONDITION_H
#define LX_DB_CONDITION_H

#include "core/light.h"
#include "db/words.h"

/* How full-text conditions that stand on top (ANDed with all else) are asked. */
enum lx_words_plan {
    LX_WORDS_IN,   /* the ids of the hits */
    LX_WORDS_WALK, /* each row's stored words are looked at */
    LX_WORDS_SKIP  /* not at all: the caller sieves */
};

struct lx_bound {
    char *s; /* owned; NULL: a number */
    int64_t i;
};

/* SQL under construction. */
struct lx_build {
    const struct lx_query *q;
    enum lx_words_plan words;
    struct lx_str sql;
    struct lx_bound *bound; /* in the order of the question marks */
    size_t bound_n, bound_room;
    int tables_n;   /* t0 is the queried type */
    bool uncovered; /* a column of t0 is wanted that its list index does not hold */
};

/* Appends the condition (which may be NULL: "1") over table t0. */
void lx_build_where(struct lx_build *b);
/* Appends what rows are grouped by: of a DATE its key. */
void lx_build_by(struct lx_build *b, const struct lx_by *by);
/* Some condition on top picks few rows by an index of its own. */
bool lx_build_has_driver(const struct lx_query *q);
/* The order wanted is that of the list index. */
bool lx_build_is_list_order(const struct lx_query *q);
/* Appends the terms of ORDER BY, joins are the caller's (lx_build_joins); plain: not by an index. */
void lx_build_order(struct lx_build *b, bool plain);
void lx_build_joins(struct lx_build *b);
void lx_build_bind_text(struct lx_build *b, const char *s);
void lx_build_bind_int(struct lx_build *b, int64_t i);
void lx_build_apply(const struct lx_build *b, sqlite3_stmt *st);
void lx_build_done(struct lx_build *b);
/* What the conditions on top let the full text look for, as pieces; *other: there are conditions besides, *loose: its hits
 * are more than the rows wanted (LX_OP_HAS of a searchable field). */
void lx_build_pieces(struct lx_pieces *p, const struct lx_query *q, bool *other, bool *loose);

/* --- ids.c --- */
/* Appends the ids of q in order, by the plan that fits; inside a read of the caller's. */
enum lx_rc lx_plan_ids(struct lx_db *db, const struct lx_query *q, struct lx_ids *out, struct lx_err *err);
/* The same, with the value that each row is grouped by. */
enum lx_rc lx_plan_values(struct lx_db *db, const struct lx_query *q, const struct lx_by *by, struct lx_values *out, struct lx_err *err);
/* The ids that match an expression of the full text, ascending or down, at most limit (0 all). */
enum lx_rc lx_words_hits(struct lx_db *db, const char *match, bool down, size_t limit, struct lx_ids *out,
                         struct lx_err *err);

#endif
