/* Bodies, members, posts. */
#include "core/meeting/bodies.h"

#include "core/mem.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

bool lx_in_force(const struct lx_date *since, const struct lx_date *until, lx_day day)
{
    return (since->day == LX_NO_DAY || since->day <= day) && (until->day == LX_NO_DAY || until->day >= day);
}

/* --- members ------------------------------------------------------------------------------------------------------------------ */

/* All rows of members of a body, of any time. */
static enum lx_rc members_ever(struct lx_work *w, lx_id body, struct lx_rows *rows, struct lx_err *err)
{
    struct lx_cond *where = body ? lx_cond_ref(LX_MEMBER, "body", body) : lx_cond_new(LX_OP_NOT);
    if (!body)
        lx_cond_add(where, lx_cond_new(LX_OP_SET))->field = lx_field_named(LX_MEMBER, "body");
    return lx_all(w, LX_MEMBER, where, "rank", false, rows, err);
}

/* Leaves the first n rows, drops the others. */
static void keep(struct lx_rows *rows, size_t n)
{
    while (rows->n > n)
        lx_rec_free(rows->at[--rows->n]);
}

enum lx_rc lx_body_members(struct lx_work *w, lx_id body, lx_day day, struct lx_rows *out, struct lx_err *err)
{
    enum lx_rc rc = members_ever(w, body, out, err);
    size_t n = 0;
    for (int pass = 0; pass < 2; pass++) /* observers last */
        for (size_t i = n; i < out->n; i++) {
            const struct lx_member *m = (const struct lx_member *)(const void *)out->at[i];
            if ((m->role == MEMBER_OBSERVER) != (pass == 1) || !lx_in_force(&m->since, &m->until, day))
                continue;
            struct lx_rec *row = out->at[i];
            memmove(out->at + n + 1, out->at + n, (i - n) * sizeof *out->at);
            out->at[n++] = row;
        }
    keep(out, n);
    return rc;
}

enum lx_rc lx_body_units_at(struct lx_work *w, lx_id body, lx_day day, struct lx_ids *units, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_body_members(w, body, day, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_member *m = (const struct lx_member *)(const void *)rows.at[i];
        if (m->role != MEMBER_OBSERVER && !lx_ids_has(units, m->unit))
            lx_ids_add(units, m->unit);
    }
    lx_rows_done(&rows);
    return rc;
}

enum lx_rc lx_body_roll(struct lx_work *w, const struct lx_body *body, lx_id *whose, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    *whose = body->rec.id;
    enum lx_rc rc = body->kind == BODY_JOINT ? members_ever(w, body->rec.id, &rows, err) : LX_OK;
    if (rc == LX_OK && body->kind == BODY_JOINT && rows.n == 0)
        *whose = 0;
    lx_rows_done(&rows);
    return rc;
}

enum lx_rc lx_body_of_meeting(struct lx_work *w, const struct lx_meeting *m, lx_id *body, struct lx_err *err)
{
    struct lx_series *s = NULL;
    struct lx_body *b = NULL;
    struct lx_rows rows = { 0 };
    *body = 0;
    enum lx_rc rc = m->series ? lx_get(w, LX_SERIES, m->series, &s, err) : LX_OK;
    if (rc == LX_OK && s && s->owner)
        rc = lx_get(w, LX_BODY, s->owner, &b, err);
    if (rc == LX_OK && b && (rc = members_ever(w, b->rec.id, &rows, err)) == LX_OK && rows.n)
        *body = b->rec.id;
    lx_rows_done(&rows);
    lx_rec_free(b);
    lx_rec_free(s);
    return rc;
}

enum lx_rc lx_meeting_units(struct lx_work *w, const struct lx_meeting *m, struct lx_ids *units, struct lx_err *err)
{
    lx_id body;
    enum lx_rc rc = lx_body_of_meeting(w, m, &body, err);
    return rc == LX_OK ? lx_body_units_at(w, body, m->date.day == LX_NO_DAY ? w->today : m->date.day, units, err) : rc;
}

size_t lx_quorum_needs(int quorum, size_t members_n)
{
    if (quorum == QUORUM_ALL)
        return members_n;
    return quorum == QUORUM_TWO_THIRDS ? (members_n * 2 + 2) / 3 : members_n / 2 + (members_n > 0);
}

/* The row of a unit that is in force on a day; NULL none. */
static const struct lx_member *member_at(const struct lx_rows *rows, lx_id unit, lx_day day)
{
    for (size_t i = 0; i < rows->n; i++) {
        const struct lx_member *m = (const struct lx_member *)(const void *)rows->at[i];
        if (m->unit == unit && lx_in_force(&m->since, &m->until, day))
            return m;
    }
    return NULL;
}

enum lx_rc lx_member_join(struct lx_work *w, struct lx_member *m, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    const char *name = lx_unit_name(w->units, m->unit);
    rc = members_ever(w, m->body, &rows, err);
    if (m->rank == LX_NO_INT && rows.n) {
        int64_t last = ((const struct lx_member *)(const void *)rows.at[rows.n - 1])->rank;
        m->rank = last == LX_NO_INT ? (int64_t)rows.n + 1 : last + 1;
    }
    if (m->rank == LX_NO_INT)
        m->rank = 1;
    if (rc == LX_OK)
        rc = lx_put_new(w, m, err);
    lx_rows_done(&rows);
    return lx_end(w, rc, "unit member", (const char *const[]){ name, NULL }, err);
}

static lx_day first_day(const struct lx_member *m) { return m->since.day == LX_NO_DAY ? INT32_MIN + 1 : m->since.day; }
static lx_day last_day(const struct lx_member *m) { return m->until.day == LX_NO_DAY ? INT32_MAX : m->until.day; }

static bool at_a_time(const struct lx_member *a, const struct lx_member *b)
{
    return a->body == b->body && first_day(a) <= last_day(b) && first_day(b) <= last_day(a);
}

bool lx_member_widens(const struct lx_member *old, const struct lx_member *m)
{
    return old->unit != m->unit || old->body != m->body || first_day(m) < first_day(old) || last_day(m) > last_day(old);
}

enum lx_rc lx_member_check(struct lx_work *w, const struct lx_member *m, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = members_ever(w, m->body, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_member *other = (const struct lx_member *)(const void *)rows.at[i];
        if (other->rec.id != m->rec.id && other->unit == m->unit && at_a_time(other, m)) {
            struct lx_str name = LX_STR_EMPTY;
            lx_show_id(w, &name, m->unit);
            rc = lx_fail(err, LX_EXISTS, N_("%s is a member at that time already; let it leave first"), "%s", lx_str_z(&name));
            lx_str_done(&name);
        }
    }
    lx_rows_done(&rows);
    return rc;
}

/* `mine` reaches as far as both did, `theirs` goes. */
static enum lx_rc unite(struct lx_work *w, const struct lx_member *mine, const struct lx_member *theirs, struct lx_err *err)
{
    struct lx_member *m = lx_rec_copy(mine);
    if (first_day(theirs) < first_day(mine))
        lx_f_copy(m, theirs, lx_field_named(LX_MEMBER, "since"));
    if (last_day(theirs) > last_day(mine))
        lx_f_copy(m, theirs, lx_field_named(LX_MEMBER, "until"));
    enum lx_rc rc = lx_put_gone(w, theirs, err);
    if (rc == LX_OK && lx_member_widens(mine, m))
        rc = lx_put_change(w, mine, m, err);
    lx_rec_free(m);
    return rc;
}

enum lx_rc lx_members_unite(struct lx_work *w, lx_id from, lx_id into, struct lx_err *err)
{
    struct lx_rows theirs = { 0 };
    enum lx_rc rc = lx_all(w, LX_MEMBER, lx_cond_ref(LX_MEMBER, "unit", from), "since", true, &theirs, err);
    for (size_t i = 0; rc == LX_OK && i < theirs.n; i++) {
        const struct lx_member *one = (const struct lx_member *)(const void *)theirs.at[i], *mine = NULL;
        struct lx_rows ours = { 0 }; /* as the one before left them */
        rc = lx_all(w, LX_MEMBER, lx_cond_ref(LX_MEMBER, "unit", into), "since", true, &ours, err);
        for (size_t k = 0; rc == LX_OK && k < ours.n && !mine; k++)
            if (at_a_time((const struct lx_member *)(const void *)ours.at[k], one))
                mine = (const struct lx_member *)(const void *)ours.at[k];
        if (mine)
            rc = unite(w, mine, one, err);
        lx_rows_done(&ours);
    }
    lx_rows_done(&theirs);
    return rc;
}

enum lx_rc lx_member_leave(struct lx_work *w, lx_id body, lx_id unit, lx_day last, const char *basis, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    const char *name = lx_unit_name(w->units, unit);
    rc = members_ever(w, body, &rows, err);
    const struct lx_member *old = rc == LX_OK ? member_at(&rows, unit, last) : NULL;
    if (rc == LX_OK && !old)
        rc = lx_fail(err, LX_NOTFOUND, N_("%s is no member on that day"), "%s", name);
    if (rc == LX_OK) {
        struct lx_member *m = lx_rec_copy(old);
        lx_date_done(&m->until);
        m->until = (struct lx_date){ .day = last };
        if (basis)
            lx_set_text(&m->basis, basis);
        rc = lx_put_change(w, old, m, err);
        lx_rec_free(m);
    }
    lx_rows_done(&rows);
    return lx_end(w, rc, "body leave", (const char *const[]){ name, NULL }, err);
}

/* --- bodies --------------------------------------------------------------------------------------------------------------------- */

static enum lx_rc dissolve(struct lx_work *w, lx_id body, lx_day last, const char *basis, int depth, struct lx_err *err)
{
    enum { DEEPEST = 20 };
    struct lx_body *old = NULL;
    struct lx_rows below = { 0 };
    enum lx_rc rc = lx_get(w, LX_BODY, body, &old, err);
    if (rc == LX_OK && (old->until.day == LX_NO_DAY || old->until.day > last)) {
        struct lx_body *b = lx_rec_copy(old);
        lx_date_done(&b->until);
        b->until = (struct lx_date){ .day = last };
        lx_set_text(&b->end_basis, basis);
        rc = lx_put_change(w, old, b, err);
        lx_rec_free(b);
    }
    if (rc == LX_OK && depth < DEEPEST)
        rc = lx_all(w, LX_BODY, lx_cond_ref(LX_BODY, "parent", body), NULL, false, &below, err);
    for (size_t i = 0; rc == LX_OK && i < below.n; i++)
        rc = dissolve(w, below.at[i]->id, last, basis, depth + 1, err);
    lx_rows_done(&below);
    lx_rec_free(old);
    return rc;
}

enum lx_rc lx_body_dissolve(struct lx_work *w, lx_id body, lx_day last, const char *basis, struct lx_err *err)
{
    struct lx_str name = LX_STR_EMPTY;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    lx_show_id(w, &name, body);
    rc = dissolve(w, body, last, basis, 0, err);
    rc = lx_end(w, rc, "body dissolve", (const char *const[]){ lx_str_z(&name), NULL }, err);
    lx_str_done(&name);
    return rc;
}

/* --- posts ---------------------------------------------------------------------------------------------------------------------- */

struct post {
    size_t place; /* of its unit in protocol order */
    int64_t rank;
    struct lx_rec *rec;
};

static int by_place(const void *a, const void *b)
{
    const struct post *x = a, *y = b;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    if (x->rank != y->rank)
        return x->rank == LX_NO_INT ? 1 : y->rank == LX_NO_INT ? -1 : x->rank < y->rank ? -1 : 1;
    return x->rec->id < y->rec->id ? -1 : x->rec->id > y->rec->id;
}

static size_t place_of_unit(const struct lx_units *u, lx_id unit)
{
    for (size_t i = 0; i < u->units.n; i++)
        if (u->units.at[i]->id == unit)
            return i;
    return u->units.n;
}

enum lx_rc lx_posts_at(struct lx_work *w, lx_id unit, lx_day day, struct lx_rows *out, struct lx_err *err)
{
    struct post *posts = NULL;
    size_t n = 0, room = 0, kept = 0;
    enum lx_rc rc = lx_all(w, LX_PERSON, unit ? lx_cond_ref(LX_PERSON, "unit", unit) : NULL, "rank", false, out, err);
    for (size_t i = 0; rc == LX_OK && i < out->n; i++) {
        struct lx_person *p = (struct lx_person *)(void *)out->at[i];
        if (!lx_in_force(&p->since, &p->until, day)) {
            lx_rec_free(p);
            continue;
        }
        LX_PUSH(posts, n, room) = (struct post){ place_of_unit(w->units, p->unit), p->rank, &p->rec };
    }
    if (n)
        qsort(posts, n, sizeof *posts, by_place);
    for (; rc == LX_OK && kept < n; kept++)
        out->at[kept] = posts[kept].rec;
    if (rc == LX_OK)
        out->n = kept;
    free(posts);
    return rc;
}
