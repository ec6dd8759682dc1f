/* Facts in a sentence: dates, stages, rhythms, projects, targets.  Private to core/plan. */
#ifndef LX_PLAN_FACTS_H
#define LX_PLAN_FACTS_H

#include "core/plan/plan.h"
#include "core/plan/scan.h"

/* --- dates (facts.c) --- */
enum due_mode {
    DUE_ANY,   /* the first date */
    DUE_LIMIT, /* a date that something must be done by: 2024年底前, 12月底完成; never 到2025年, a goal */
    DUE_START  /* a date at which something begins: 2023年动工 */
};
struct due_date {
    struct lx_date date; /* yours */
    size_t from, to;     /* its bytes */
    bool by;             /* 前: by that day */
    bool until;          /* 到, 至 before it */
    bool alone;          /* stands between blanks or marks, so that it can be cut out of a title */
};
bool due_find(struct span sp, int doc_year, enum due_mode mode, struct due_date *out);
/* The next date at or after `from`, never inside quotes or title marks; NOWHERE if none. */
bool date_next(struct span sp, size_t from, int doc_year, struct due_date *out);
int date_year(const struct lx_date *d); /* 0 = none */
/* 2018—2020年: both years, 0 when there is no such span. */
bool year_span(struct span sp, int *from, int *to);
unsigned rhythms_of(struct span sp); /* 1u << RHYTHM_… */

/* --- stages and projects (facts.c) --- */
enum lx_stage stage_of_status(struct span sp); /* words of a status cell */
enum lx_stage stage_of_name(struct span sp);   /* a verb at the head of a name or content: 谋划推进… */
enum { PROJECTS_MAX = 48 };
struct project_list {
    enum lx_stage stage;
    struct span names[PROJECTS_MAX];
    size_t n;
    bool etc;
};
/* "开工建设A、B、C等项目": the names and the stage that the clause says, its tail deciding. */
bool projects_of(struct span clause, struct project_list *out);
/* "谋划推进机场扩建": one name behind the verb, whatever it ends with; for phrases known to be about a project. */
bool lone_project(struct span clause, struct project_list *out);
size_t skip_words(struct span sp, size_t at, enum word_set set); /* the place behind words of the set */
bool is_brief_item(struct span text); /* tree.c: a short line without an end mark: projects, or something to do */
bool looks_like_units(struct span sp); /* names.c: a cell of names or of X牵头,Y配合 */
int heading_level(struct span line);   /* lines.c: 1 for 一、, 2 for (一), … 0 = no number */

/* --- targets (target.c) --- */
struct target {
    struct span name, unit, words, region, ref;
    enum lx_cmp cmp;
    bool has_value, has_max, hedge;
    double value, max;
    int year, base;
    enum lx_rhythm every;
    enum lx_rhythm per; /* 年均 */
};
struct target_ctx {
    bool goals; /* targets are what the text is about: a number without a word of comparison counts too */
    int year;   /* in force; moved on by 到2025年 */
    bool ahead; /* only targets of years to come: the text also tells of the past */
};
typedef void target_fn(void *arg, const struct target *t);
void targets_of(struct span text, struct target_ctx *ctx, target_fn *fn, void *arg);

#endif
