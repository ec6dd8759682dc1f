/* Taking a plan document in: what the reader found becomes sections, items, shares of units, indicators (features P1, P4).
 *
 * Units that are not known yet are added with their kind.  Names that differ little from a known one are units of their own
 * until somebody says `unit alias`; the reader's findings propose them. */
#ifndef LX_PLANS_H
#define LX_PLANS_H

#include "core/plan/plan.h"
#include "core/work/work.h"

struct lx_plan_result {
    lx_id plan;
    char *no;           /* P1; owned */
    size_t sections_n, items_n, indicators_n;
    struct lx_str new_units; /* their names, one a line */
};
void lx_plan_result_done(struct lx_plan_result *r);

/* One transaction.  `file` is the name to remember, without folders; `text` the stored text that doc was read from.
 * LX_EXISTS when the same text is already stored as a plan. */
LX_CHECK enum lx_rc lx_plan_import(struct lx_work *w, const char *file, const char *text, const struct lx_plan_doc *doc,
                                   struct lx_plan_result *out, struct lx_err *err);
/* The source lines from..to of a text, counted from 1, joined by LF. */
void lx_text_lines(struct lx_str *out, const char *text, int from, int to);
/* 16 hexadecimal digits that differ when texts differ in more than blanks (FNV-1a over lx_text_key). */
void lx_text_print(struct lx_str *out, const char *text);

#endif
