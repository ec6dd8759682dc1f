/* The meetings of one series in their order. */
#include "core/work/beside.h"

#include <string.h>

/* By number: the order of a series whatever dates its meetings were moved to. */
static int compare(const struct lx_meeting *a, const struct lx_meeting *b)
{
    struct lx_str x = LX_STR_EMPTY, y = LX_STR_EMPTY;
    lx_no_key(&x, a->no ? a->no : "");
    lx_no_key(&y, b->no ? b->no : "");
    int order = strcmp(lx_str_z(&x), lx_str_z(&y));
    lx_str_done(&x);
    lx_str_done(&y);
    return order;
}

enum lx_rc lx_meeting_beside(struct lx_work *w, lx_id meeting, int step, lx_id *other, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    struct lx_rows rows = { 0 };
    const struct lx_meeting *best = NULL;
    *other = 0;
    enum lx_rc rc = lx_get(w, LX_MEETING, meeting, &m, err);
    if (rc == LX_OK && m->series)
        rc = lx_all(w, LX_MEETING, lx_cond_ref(LX_MEETING, "series", m->series), NULL, false, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_meeting *at = (struct lx_meeting *)rows.at[i];
        bool held = at->state != MEETING_POSTPONED && at->state != MEETING_CANCELLED;
        if (held && compare(at, m) * step > 0 && (!best || compare(at, best) * step < 0))
            best = at;
    }
    *other = best ? best->rec.id : 0;
    lx_rows_done(&rows);
    lx_rec_free(m);
    return rc;
}
