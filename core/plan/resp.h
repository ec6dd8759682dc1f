/* Who does it and until when: the one reader of responsibilities, for plans, minutes lines and the quick entry.
 *
 *     （牵头单位：市发改委；配合单位：市经信局、市商务局；完成时限：2024年12月底前）
 *     区发改局牵头，区科技局、区经信局等部门配合        X会同Y        A、B按职责分工负责
 *     牵头单位：省财政厅                                 and the cells of a table's columns
 *
 * Forms and traps: domain.md 4.1.  General talk ("各牵头部门", "政府牵头、院校主导", "牵头单位要加强…") names nobody. */
#ifndef LX_PLAN_RESP_H
#define LX_PLAN_RESP_H

#include "core/text/date.h"

#include <stdbool.h>
#include <stddef.h>

struct lx_unit_name {
    char *name; /* as printed, without the bracket after it */
    char *note; /* what stood in that bracket: 区交通局(港航中心); NULL = none */
    bool group; /* a collective kept whole: 相关镇(街道), 各区（县、市）政府 */
};
struct lx_unit_names {
    struct lx_unit_name *at;
    size_t n, room;
};
struct lx_byte_range {
    size_t from, to;
};

struct lx_resp {
    struct lx_unit_names lead, coop;
    struct lx_unit_names resp;     /* 责任单位 and names without any word; lx_resp_settle makes leads of them */
    struct lx_unit_names fallback; /* collectives set for all that follows ("…，下同") */
    struct lx_unit_names members;  /* 成员单位 */
    bool etc;                      /* an open list: A、B等部门 */
    char *etc_scope;               /* what 等 was followed by, when it says whom: 市级有关部门; else NULL */
    bool by_duty;                  /* 按职责分工负责: each answers for its part, nobody leads */
    bool joint;                    /* X会同Y */
    bool generic;                  /* a kind of department rather than one: 旅游部门 */
    bool first_leads;              /* a sentence that says: the first named leads */
    bool labelled;                 /* a label or verb said who has which part */
    struct lx_date due, start;     /* of the same bracket or labels; day LX_NO_DAY when none */
    char *person;                  /* 牵头领导 and the like; NULL = none */
    struct lx_byte_range *used;    /* what was read, in order; the rest of the text is the title */
    size_t used_n, used_room;
};

enum lx_resp_where {
    LX_RESP_LINE,      /* a sentence or line: brackets with labels or names at sentence ends, X牵头 in the words */
    LX_RESP_WHOLE,     /* all of the text is a list of names: a cell of 责任单位, what stands behind a label */
    LX_RESP_LEAD_CELL, /* the same, under 牵头单位 */
    LX_RESP_COOP_CELL  /* the same, under 配合单位 */
};

/* Reads the text (len bytes, UTF-8 or not).  doc_year fills years that are not written, 0 = unknown.  *out is
 * overwritten; give it to lx_resp_done.  True when anybody or a date was named. */
bool lx_resp_read(struct lx_resp *out, const char *text, size_t len, enum lx_resp_where where, int doc_year);
void lx_resp_done(struct lx_resp *r);
/* Adds what `more` holds to r where r has nothing of it; more is emptied.  Labels on lines of their own add up. */
void lx_resp_join(struct lx_resp *r, struct lx_resp *more);
/* Leads and helpers as they are stored: of 责任单位 alone the first leads and the others help, by duty all answer
 * alike and become leads; beside a lead they help. */
void lx_resp_settle(struct lx_resp *r);
/* Appends the text without the ranges that were used and the marks that this leaves hanging. */
void lx_resp_rest(struct lx_str *out, const char *text, size_t len, const struct lx_resp *r);
bool lx_resp_empty(const struct lx_resp *r); /* nobody named */

void lx_unit_names_add(struct lx_unit_names *u, const char *name, size_t len, bool group);
void lx_unit_names_done(struct lx_unit_names *u);

#endif
