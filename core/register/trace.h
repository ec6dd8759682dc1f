/* From anything to where it came from, and to what came of it (feature D6). */
#ifndef LX_TRACE_H
#define LX_TRACE_H

#include "core/work/work.h"

struct lx_trace_row {
    int depth;          /* 0 the record itself; negative: where it came from, -1 nearest; positive: what came of it */
    enum lx_type type;
    lx_id id;
    const char *field;  /* stable name of the field that links it to the row nearer to the record; NULL for itself */
};
struct lx_trace {
    struct lx_trace_row *at;
    size_t n, room;
};
void lx_trace_done(struct lx_trace *t);

/* Farthest source first, the record, then its children depth first, in the order of their numbers.  Each record once, at most
 * LX_TRACE_MOST rows. */
enum { LX_TRACE_MOST = 2000 };
LX_CHECK enum lx_rc lx_trace(struct lx_work *w, enum lx_type type, lx_id id, struct lx_trace *out, struct lx_err *err);

#endif
