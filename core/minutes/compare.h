/* What differs between two versions of minutes: as they went round, as they were issued, as they are now (features M7, A4). */
#ifndef LX_COMPARE_H
#define LX_COMPARE_H

#include "core/work/work.h"

/* The paper of a version: "2" as it went out in round 2, "issued" as it was issued, NULL or "now" as it would print now.  LX_NOTFOUND:
 * there is none; LX_USAGE: it is none of these. */
LX_CHECK enum lx_rc lx_minutes_version(struct lx_work *w, lx_id meeting, const char *which, struct lx_str *text, struct lx_err *err);

/* Paragraphs as source (core/doc/weave.h) that stand in one only, in the order of the text; head and comments aside. */
struct lx_compared_para {
    char op;    /* '-' in the older one, '+' in the newer one */
    char *text;
};
struct lx_compared {
    struct lx_compared_para *at;
    size_t n, room;
};
void lx_minutes_compare(const char *older, const char *newer, struct lx_compared *out); /* out is overwritten */
void lx_compared_done(struct lx_compared *c);

#endif
