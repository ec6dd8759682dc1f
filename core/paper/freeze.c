/* Circulating an agenda. */
#include "core/paper/freeze.h"

#include "core/meeting/editions.h"
#include "core/meeting/prep.h"
#include "core/meeting/ready.h"
#include "core/paper/build.h"

static enum lx_rc check_ready(struct lx_work *w, lx_id meeting, const char *override, struct lx_err *err)
{
    struct lx_readiness r;
    enum lx_rc rc = lx_ready(w, meeting, &r, err);
    if (rc == LX_OK && !r.rows_n)
        rc = lx_fail(err, LX_STATE, N_("The agenda is empty"), "%s", "");
    else if (rc == LX_OK && r.n && override && *override)
        rc = lx_ready_waive(w, meeting, &r, override, err);
    else if (rc == LX_OK && r.n)
        rc = lx_fail(err, LX_STATE, N_("The agenda is not ready (rows that lack something: %s); make it ready, or override with a reason"), "%zu", r.n);
    lx_readiness_done(&r);
    return rc;
}

enum lx_rc lx_agenda_freeze(struct lx_work *w, lx_id meeting, const char *why, const char *override, int64_t *number, struct lx_err *err)
{
    struct lx_str text = LX_STR_EMPTY;
    struct lx_meeting *m = NULL;
    *number = 0;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_MEETING, meeting, &m, err);
    if (rc == LX_OK)
        rc = check_ready(w, meeting, override, err);
    if (rc == LX_OK)
        rc = lx_paper_build(w, lx_paper_get(LX_PAPER_AGENDA), meeting, NULL, false, &text, err);
    if (rc == LX_OK)
        rc = lx_edition_rows(w, meeting, &text, err);
    if (rc == LX_OK)
        rc = lx_edition_put(w, meeting, EDITION_AGENDA, w->today, why && *why ? why : override, lx_str_z(&text), number, err);
    if (rc == LX_OK)
        rc = lx_prep_acted(w, meeting, LX_ACT_AGENDA, err);
    const char *args[] = { m && m->no ? m->no : "", override && *override ? override : NULL, NULL };
    rc = lx_end(w, rc, "agenda freeze", args, err);
    lx_str_done(&text);
    lx_rec_free(m);
    return rc;
}
