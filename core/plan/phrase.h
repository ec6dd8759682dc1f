/* One phrase to one JSON object: the writing side.  Private to core/plan. */
#ifndef LX_PLAN_PHRASE_H
#define LX_PLAN_PHRASE_H

#include "core/json.h"
#include "core/plan/facts.h"
#include "core/plan/plan.h"
#include "core/plan/scan.h"

struct phrase {
    struct lx_json_out out;
    const struct lx_phrase_ctx *ctx; /* never NULL */
    struct span text;
    bool found; /* a reader wrote something */
};

/* phrase_json.c */
void say_text(struct phrase *p, const char *key, const char *s);
void say_span(struct phrase *p, const char *key, struct span sp);
void say_int(struct phrase *p, const char *key, int64_t n);
void say_true(struct phrase *p, const char *key);
void say_null(struct phrase *p, const char *key);
void say_day(struct phrase *p, const char *key, lx_day day);
void say_begin_list(struct phrase *p, const char *key);
void say_end_list(struct phrase *p);
void say_resp(struct phrase *p, const struct lx_resp *r);
void say_target(struct phrase *p, const struct target *t);
void say_projects(struct phrase *p, const struct project_list *list);
const char *stage_word(enum lx_stage stage, struct span text); /* 谋划 前期 开工 在建 建成, 启动 where the text says so */

/* phrase_paper.c: numbers of papers, meetings, who stands in, counts, lights, names */
void phrase_docno(struct phrase *p);
void phrase_meeting(struct phrase *p);
void phrase_outcome(struct phrase *p);
void phrase_attendance(struct phrase *p);
void phrase_stat(struct phrase *p);
void phrase_light(struct phrase *p);
void phrase_alias(struct phrase *p);
void phrase_org(struct phrase *p);

#endif
