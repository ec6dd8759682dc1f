/* Lists of units: 市甲局、市乙局等部门,各县（市、区）政府.  Private to core/plan: resp.c uses it. */
#ifndef LX_PLAN_NAMES_H
#define LX_PLAN_NAMES_H

#include "core/plan/resp.h"
#include "core/plan/scan.h"

enum { NAME_MAX_N = 40 }; /* characters of a name */

struct reader {
    struct lx_resp *out;
    struct span all; /* the text that ranges count in */
    int doc_year;
};

/* Adds the units of the list to `to`, collectives whole; notes open lists, and a limit that stands among the names. */
void read_names(struct reader *r, struct span sp, struct lx_unit_names *to);

#endif
