/* Facts about the paper itself: its number, the meeting that passed it, its years.  Private to core/plan. */
#ifndef LX_PLAN_META_H
#define LX_PLAN_META_H

#include "core/plan/scan.h"

struct docno {
    struct span code; /* 鄞政办发 */
    int year, no;
    bool plain; /* its brackets were 〔〕 already */
    bool lost;  /* its brackets were lost: read with doubt */
};
bool docno_of(struct span sp, struct docno *out);
void docno_format(struct lx_str *out, const struct docno *d); /* 鄞政办发〔2021〕79号 */

struct session {
    struct span body, kind; /* 区政府, 常务会议: around the number */
    struct span host;       /* 在嘉兴举行 */
    int no;
};
bool session_of(struct span sp, struct session *out);

/* 十四五 and 2018—2020 in a title, 2024年 alone. */
bool title_years(struct span title, int *from, int *to);

#endif
