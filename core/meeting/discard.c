/* A draft meeting taken back whole, with all that hangs on it. */
#include "core/meeting/meetings.h"

#include "core/meeting/agenda.h"
#include "core/meeting/attendance.h"
#include "core/work/whole.h"

static const char *or_empty(const char *s) { return s ? s : ""; }

static enum lx_rc count(struct lx_work *w, enum lx_type type, lx_id meeting, size_t *n, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(w, type, lx_cond_ref(type, "meeting", meeting), NULL, false, &rows, err);
    *n += rows.n;
    lx_rows_done(&rows);
    return rc;
}

/* What has left the house stays, and what became work of its own. */
static enum lx_rc check_free(struct lx_work *w, const struct lx_meeting *m, struct lx_err *err)
{
    static const enum lx_type work[] = { LX_ITEM, LX_DECISION, LX_DOCUMENT };
    size_t notices_n = 0, work_n = 0;
    if (m->state != MEETING_DRAFT)
        return lx_fail(err, LX_STATE, N_("Meeting %s is no draft any more; cancel it instead"), "%s", or_empty(m->no));
    enum lx_rc rc = count(w, LX_NOTICE, m->rec.id, &notices_n, err);
    for (size_t i = 0; rc == LX_OK && i < sizeof work / sizeof work[0]; i++)
        rc = count(w, work[i], m->rec.id, &work_n, err);
    if (rc == LX_OK && notices_n)
        rc = lx_fail(err, LX_STATE, N_("A notice of meeting %s has gone out; cancel it instead"), "%s", or_empty(m->no));
    if (rc == LX_OK && work_n)
        rc = lx_fail(err, LX_STATE, N_("Meeting %s has action items, decisions or documents; cancel it instead"), "%s", or_empty(m->no));
    return rc;
}

static enum lx_rc drop_agenda(struct lx_work *w, lx_id meeting, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_agenda(w, meeting, &rows, err);
    for (size_t i = rows.n; rc == LX_OK && i-- > 0;) {
        const struct lx_agenda *a = (struct lx_agenda *)rows.at[i];
        rc = lx_drop_all(w, LX_OPINION, "of", a->rec.id, err);
        if (rc == LX_OK && !a->parent) /* takes along what belongs to it: topics of the pool are accepted ones again */
            rc = lx_agenda_remove(w, a->rec.id, err);
    }
    lx_rows_done(&rows);
    return rc;
}

enum lx_rc lx_meeting_delete(struct lx_work *w, lx_id id, struct lx_err *err)
{
    static const struct {
        enum lx_type type;
        const char *field;
    } hanging[] = { { LX_ABSENCE, "meeting" }, { LX_ATTENDANCE, "meeting" }, { LX_MATERIAL, "meeting" }, { LX_PREP, "meeting" },
                    { LX_SIGNOFF, "of" },      { LX_OPINION, "of" },         { LX_WAIVER, "of" },        { LX_EDITION, "of" },
                    { LX_TURN, "meeting" } };
    struct lx_meeting *m = NULL;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_MEETING, id, &m, err);
    if (rc == LX_OK)
        rc = check_free(w, m, err);
    for (size_t i = 0; rc == LX_OK && i < sizeof hanging / sizeof hanging[0]; i++)
        rc = lx_drop_all(w, hanging[i].type, hanging[i].field, id, err);
    if (rc == LX_OK)
        rc = drop_agenda(w, id, err);
    if (rc == LX_OK)
        rc = lx_drop_all(w, LX_SITTING, "meeting", id, err); /* rows of the agenda referred to them */
    if (rc == LX_OK) /* topics that were meant for it, notes that hang on it: they are nobody's again, and are shown as such */
        rc = lx_let_go(w, LX_TOPIC, "meeting", id, err);
    if (rc == LX_OK)
        rc = lx_let_go(w, LX_NOTE, "hung", id, err);
    if (rc == LX_OK)
        rc = lx_put_gone(w, m, err);
    rc = lx_end(w, rc, "meeting delete", (const char *const[]){ m ? or_empty(m->no) : "", NULL }, err);
    lx_rec_free(m);
    return rc;
}
