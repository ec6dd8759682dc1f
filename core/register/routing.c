/* Documents that go round to be signed. */
#include "core/register/routing.h"

#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

static const char *const steps[] = {
#define DRAFT_SIGNER(zh, en) zh,
#include "core/minutes/signoff.def"
};
enum { STEPS_N = sizeof steps / sizeof *steps };

static struct lx_signoff *step_at(const struct lx_rows *rows, size_t i) { return (struct lx_signoff *)(void *)rows->at[i]; }

static struct lx_signoff *new_step(lx_id document, const char *role, size_t place)
{
    struct lx_signoff *s = lx_rec_new(LX_SIGNOFF);
    s->of = document;
    s->position = (int64_t)place;
    s->state = SIGNOFF_PENDING;
    lx_set_text(&s->role, role);
    return s;
}

static enum lx_rc stored(struct lx_work *w, lx_id document, struct lx_rows *rows, struct lx_err *err)
{
    return lx_all(w, LX_SIGNOFF, lx_cond_ref(LX_SIGNOFF, "of", document), "position", true, rows, err);
}

enum lx_rc lx_route(struct lx_work *w, lx_id document, struct lx_rows *rows, struct lx_err *err)
{
    enum lx_rc rc = stored(w, document, rows, err);
    bool begun = rows->n > 0;
    for (size_t i = 0; rc == LX_OK && !begun && i < STEPS_N; i++)
        LX_PUSH(rows->at, rows->n, rows->room) = &new_step(document, steps[i], i + 1)->rec;
    return rc;
}

/* --- changing it -------------------------------------------------------------------------------------------------- */

struct change {
    struct lx_document *d;
    struct lx_rows rows;
    struct lx_str name;
};

/* Opens the use case; a document that has been issued is not signed any more. */
static enum lx_rc begin(struct lx_work *w, lx_id document, struct change *c, struct lx_err *err)
{
    *c = (struct change){ 0 };
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_DOCUMENT, document, &c->d, err);
    if (rc == LX_OK)
        lx_show_name(w, &c->name, c->d);
    if (rc == LX_OK && c->d->state >= DOC_ISSUED)
        rc = lx_fail(err, LX_STATE, N_("It has been issued and is not signed any more: %s"), "%s", lx_str_z(&c->name));
    return rc;
}

static enum lx_rc end(struct lx_work *w, enum lx_rc rc, const char *command, const char *what, struct change *c, struct lx_err *err)
{
    rc = lx_end(w, rc, command, (const char *const[]){ lx_str_z(&c->name), what, NULL }, err);
    lx_rec_free(c->d);
    lx_rows_done(&c->rows);
    lx_str_done(&c->name);
    return rc;
}

static enum lx_rc place_at(struct lx_work *w, const struct lx_signoff *step, size_t place, struct lx_err *err)
{
    if (step->position == (int64_t)place)
        return LX_OK;
    struct lx_signoff *moved = lx_rec_copy(step);
    moved->position = (int64_t)place;
    enum lx_rc rc = lx_put_change(w, step, moved, err);
    lx_rec_free(moved);
    return rc;
}

enum lx_rc lx_route_add(struct lx_work *w, lx_id document, const char *role, const char *person, size_t at, struct lx_err *err)
{
    struct change c;
    enum lx_rc rc = begin(w, document, &c, err);
    if (rc == LX_OK)
        rc = stored(w, document, &c.rows, err);
    size_t place = at && at <= c.rows.n ? at : c.rows.n + 1;
    for (size_t i = place - 1; rc == LX_OK && i < c.rows.n; i++)
        if (step_at(&c.rows, i)->state == SIGNOFF_SIGNED)
            rc = lx_fail(err, LX_STATE, N_("Who stands behind it has signed already: %s"), "%s", step_at(&c.rows, i)->role);
    for (size_t i = c.rows.n; rc == LX_OK && i-- > place - 1;)
        rc = place_at(w, step_at(&c.rows, i), i + 2, err);
    if (rc == LX_OK) {
        struct lx_signoff *s = new_step(document, role, place);
        lx_set_text(&s->person, person);
        rc = lx_put_new(w, s, err);
        lx_rec_free(s);
    }
    return end(w, rc, "document route", role, &c, err);
}

enum lx_rc lx_route_drop(struct lx_work *w, lx_id document, size_t at, struct lx_err *err)
{
    struct change c;
    struct lx_str role = LX_STR_EMPTY;
    enum lx_rc rc = begin(w, document, &c, err);
    if (rc == LX_OK)
        rc = stored(w, document, &c.rows, err);
    if (rc == LX_OK && (!at || at > c.rows.n))
        rc = lx_fail(err, LX_NOTFOUND, N_("There is no such step: %s"), "%zu", at);
    if (rc == LX_OK && step_at(&c.rows, at - 1)->state == SIGNOFF_SIGNED)
        rc = lx_fail(err, LX_STATE, N_("Who has signed stays on the route: %s"), "%s", step_at(&c.rows, at - 1)->role);
    if (rc == LX_OK) {
        lx_str_add(&role, step_at(&c.rows, at - 1)->role);
        rc = lx_put_gone(w, step_at(&c.rows, at - 1), err);
    }
    for (size_t i = at; rc == LX_OK && i < c.rows.n; i++)
        rc = place_at(w, step_at(&c.rows, i), i, err);
    rc = end(w, rc, "document route", lx_str_z(&role), &c, err);
    lx_str_done(&role);
    return rc;
}

enum lx_rc lx_document_sign(struct lx_work *w, lx_id document, const struct lx_signing *s, struct lx_err *err)
{
    struct change c;
    struct lx_str role = LX_STR_EMPTY;
    enum lx_rc rc = begin(w, document, &c, err);
    if (rc == LX_OK && s->back && !(s->text && *s->text))
        rc = lx_fail(err, LX_INVALID, N_("Say why it is sent back: %s"), "%s", lx_str_z(&c.name));
    if (rc == LX_OK)
        rc = lx_route(w, document, &c.rows, err);
    if (rc == LX_OK)
        rc = lx_signoff_next(&c.rows) ? lx_signoff_put(w, &c.rows, s, &role, err)
                                      : lx_fail(err, LX_STATE, N_("Everybody has signed; issue it: %s"), "%s", lx_str_z(&c.name));
    rc = end(w, rc, "document sign", lx_str_z(&role), &c, err);
    lx_str_done(&role);
    return rc;
}

/* --- issuing, another text ---------------------------------------------------------------------------------------- */

enum lx_rc lx_route_end(struct lx_work *w, lx_id document, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = stored(w, document, &rows, err);
    const struct lx_signoff *next = rc == LX_OK ? lx_signoff_next(&rows) : NULL;
    if (rc == LX_OK && rows.n && next)
        rc = lx_fail(err, LX_STATE, N_("It has gone round to be signed and is not signed yet by: %s"), "%s", next->role);
    lx_rows_done(&rows);
    return rc;
}

static bool same(const char *a, const char *b) { return strcmp(a ? a : "", b ? b : "") == 0; }

enum lx_rc lx_route_void(struct lx_work *w, const struct lx_document *old, const struct lx_document *d, struct lx_err *err)
{
    bool text = old->rec.has_long && d->rec.has_long && !same(old->text, d->text);
    return text || !same(old->title, d->title) ? lx_signoff_void(w, d->rec.id, err) : LX_OK;
}
