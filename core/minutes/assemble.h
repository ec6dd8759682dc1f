/* Minutes assembled from the records of their meeting, again and again, without losing what people wrote (feature M4).
 *
 * meeting.built keeps the text as it was built last, with its keys; meeting.minutes is the text of people.  A rebuild weaves both
 * with what the records say now (core/doc/weave.h): nothing is stored before somebody has seen the difference. */
#ifndef LX_ASSEMBLE_H
#define LX_ASSEMBLE_H

#include "core/doc/weave.h"
#include "core/work/work.h"

struct lx_assembled {
    lx_id meeting;
    char *mine;          /* the text that it was woven with */
    struct lx_paras now; /* as the records have it */
    struct lx_woven w;   /* the caller may change what is taken */
    bool en;
};
/* Nothing is written.  en: 0 Chinese, 1 English, -1 as it was built before, else Chinese.  LX_STATE: locked. */
LX_CHECK enum lx_rc lx_assemble(struct lx_work *w, lx_id meeting, int en, struct lx_assembled *out, struct lx_err *err);
void lx_assembled_done(struct lx_assembled *a);
/* Would storing it change the text? */
bool lx_assembled_moves(const struct lx_assembled *a);
/* Stores the text that the choices make: one entry, "minutes build".  LX_STALE: somebody has changed the minutes since. */
LX_CHECK enum lx_rc lx_assemble_store(struct lx_work *w, const struct lx_assembled *a, struct lx_err *err);

#endif
