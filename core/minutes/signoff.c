/* Minutes signed by leaders, one after the other. */
#include "core/minutes/signoff.h"

#include "core/doc/minutes.h"
#include "core/mem.h"
#include "core/minutes/lock.h"
#include "core/text/text.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *zh, *en;
} signers[] = {
#define SIGNER(zh, en) { zh, en },
#include "core/minutes/signoff.def"
}, drafts[] = {
#define DRAFT_SIGNER(zh, en) { zh, en },
#include "core/minutes/signoff.def"
};
enum { SIGNERS_N = sizeof signers / sizeof signers[0], DRAFTS_N = sizeof drafts / sizeof drafts[0] };

static const char *or_empty(const char *s) { return s ? s : ""; }

const char *lx_signoff_role(const char *role, bool zh)
{
    for (int i = 0; role && i < SIGNERS_N; i++)
        if (strcmp(role, signers[i].zh) == 0)
            return zh ? signers[i].zh : signers[i].en;
    for (int i = 0; role && i < DRAFTS_N; i++)
        if (strcmp(role, drafts[i].zh) == 0)
            return zh ? drafts[i].zh : drafts[i].en;
    return or_empty(role);
}

static void plan_one(struct lx_rows *rows, lx_id meeting, const char *role)
{
    struct lx_signoff *s = lx_rec_new(LX_SIGNOFF);
    s->of = meeting;
    s->position = (int64_t)rows->n + 1;
    s->state = SIGNOFF_PENDING;
    lx_set_text(&s->role, role);
    LX_PUSH(rows->at, rows->n, rows->room) = &s->rec;
}

static enum lx_rc plan(struct lx_work *w, const struct lx_meeting *m, struct lx_rows *rows, struct lx_err *err)
{
    struct lx_rows lines = { 0 };
    enum lx_rc rc = LX_OK;
    if (m->template)
        rc = lx_all(w, LX_STANDARD, lx_cond_ref(LX_STANDARD, "template", m->template), "position", false, &lines, err);
    for (size_t i = 0; rc == LX_OK && i < lines.n; i++) {
        const struct lx_standard *line = (struct lx_standard *)lines.at[i];
        if (line->kind == STANDARD_SIGNOFF)
            plan_one(rows, m->rec.id, line->title);
    }
    bool named = rows->n > 0;
    for (int i = 0; rc == LX_OK && !named && i < SIGNERS_N; i++)
        plan_one(rows, m->rec.id, signers[i].zh);
    lx_rows_done(&lines);
    return rc;
}

enum lx_rc lx_signoffs(struct lx_work *w, lx_id meeting, struct lx_rows *rows, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    enum lx_rc rc = lx_all(w, LX_SIGNOFF, lx_cond_ref(LX_SIGNOFF, "of", meeting), "position", true, rows, err);
    if (rc != LX_OK || rows->n)
        return rc;
    rc = lx_get(w, LX_MEETING, meeting, &m, err);
    if (rc == LX_OK)
        rc = plan(w, m, rows, err);
    lx_rec_free(m);
    return rc;
}

const struct lx_signoff *lx_signoff_next(const struct lx_rows *rows)
{
    for (size_t i = 0; i < rows->n; i++)
        if (((struct lx_signoff *)rows->at[i])->state != SIGNOFF_SIGNED)
            return (struct lx_signoff *)rows->at[i];
    return NULL;
}

/* --- signing ------------------------------------------------------------------------------------------------------------ */

static bool is_role(const struct lx_signoff *s, const char *typed)
{
    return lx_text_same(or_empty(s->role), typed) || lx_text_same(lx_signoff_role(s->role, false), typed) || lx_text_has(or_empty(s->role), typed);
}

static enum lx_rc whose_turn(const struct lx_rows *rows, const struct lx_signing *s, size_t *at, struct lx_err *err)
{
    const struct lx_signoff *next = lx_signoff_next(rows);
    if (s->role && *s->role && !is_role(next, s->role))
        return lx_fail(err, LX_STATE, N_("They sign in their order; the next is: %s"), "%s", or_empty(next->role));
    for (*at = 0; (struct lx_signoff *)rows->at[*at] != next;)
        ++*at;
    return LX_OK;
}

/* Those who were only planned become records, all at once. */
static enum lx_rc settle(struct lx_work *w, struct lx_rows *rows, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < rows->n; i++)
        if (!rows->at[i]->id)
            rc = lx_put_new(w, rows->at[i], err);
    return rc;
}

static enum lx_rc put_signature(struct lx_work *w, const struct lx_signoff *old, const struct lx_signing *s, struct lx_err *err)
{
    struct lx_signoff *now = lx_rec_copy(old);
    now->state = s->back ? SIGNOFF_RETURNED : SIGNOFF_SIGNED;
    lx_date_done(&now->day);
    now->day = (struct lx_date){ .day = w->today };
    if (s->day)
        lx_date_copy(&now->day, s->day);
    if (s->person)
        lx_set_text(&now->person, s->person);
    lx_set_text(&now->text, s->text);
    enum lx_rc rc = lx_put_change(w, old, now, err);
    lx_rec_free(now);
    return rc;
}

enum lx_rc lx_signoff_put(struct lx_work *w, struct lx_rows *rows, const struct lx_signing *s, struct lx_str *role, struct lx_err *err)
{
    size_t at = 0;
    enum lx_rc rc = whose_turn(rows, s, &at, err);
    if (rc == LX_OK)
        lx_str_add(role, or_empty(((struct lx_signoff *)rows->at[at])->role));
    if (rc == LX_OK)
        rc = settle(w, rows, err);
    return rc == LX_OK ? put_signature(w, (struct lx_signoff *)rows->at[at], s, err) : rc;
}

enum lx_rc lx_minutes_sign(struct lx_work *w, lx_id meeting, const struct lx_signing *s, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    struct lx_rows rows = { 0 };
    struct lx_str role = LX_STR_EMPTY;
    enum lx_rc rc = lx_minutes_begin(w, meeting, true, &m, err);
    if (rc == LX_OK && !m->minutes)
        rc = lx_fail(err, LX_STATE, N_("Meeting %s has no minutes yet; build them with `minutes build`, or write them"), "%s", or_empty(m->no));
    if (rc == LX_OK && s->back && !(s->text && *s->text))
        rc = lx_fail(err, LX_INVALID, N_("Say why it is sent back: %s"), "%s", or_empty(m->no));
    if (rc == LX_OK)
        rc = lx_signoffs(w, meeting, &rows, err);
    if (rc == LX_OK && !lx_signoff_next(&rows))
        rc = lx_fail(err, LX_STATE, N_("Everybody has signed the minutes of %s; lock them"), "%s", or_empty(m->no));
    if (rc == LX_OK)
        rc = lx_signoff_put(w, &rows, s, &role, err);
    rc = lx_minutes_end(w, rc, "minutes sign", m, lx_str_z(&role), err);
    lx_str_done(&role);
    lx_rows_done(&rows);
    return rc;
}

/* --- another text --------------------------------------------------------------------------------------------------------- */

enum lx_rc lx_signoffs_void(struct lx_work *w, const struct lx_meeting *old, const struct lx_meeting *m, struct lx_err *err)
{
    if (!old->rec.has_long || !m->rec.has_long || lx_minutes_same_words(or_empty(old->minutes), or_empty(m->minutes)))
        return LX_OK;
    return lx_signoff_void(w, old->rec.id, err);
}

enum lx_rc lx_signoff_void(struct lx_work *w, lx_id of, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(w, LX_SIGNOFF, lx_cond_ref(LX_SIGNOFF, "of", of), "position", true, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_signoff *signed_ = (struct lx_signoff *)rows.at[i];
        if (signed_->state != SIGNOFF_SIGNED)
            continue;
        struct lx_signoff *s = lx_rec_copy(signed_);
        s->state = SIGNOFF_VOID;
        rc = lx_put_change(w, signed_, s, err);
        lx_rec_free(s);
        w->voided++;
    }
    lx_rows_done(&rows);
    return rc;
}
