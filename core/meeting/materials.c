/* Papers of a meeting. */
#include "core/meeting/materials.h"

#include "core/meeting/bodies.h"
#include "core/work/items.h"

static const char *name_of(const struct lx_material *m) { return m && m->title ? m->title : ""; }

static enum lx_rc of_meeting(struct lx_work *w, lx_id meeting, struct lx_rows *rows, struct lx_err *err)
{
    return lx_all(w, LX_MATERIAL, lx_cond_ref(LX_MATERIAL, "meeting", meeting), "number", false, rows, err);
}

enum lx_rc lx_material_add(struct lx_work *w, struct lx_material *m, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    struct lx_agenda *a = NULL;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = of_meeting(w, m->meeting, &rows, err);
    if (rc == LX_OK && m->agenda && (rc = lx_get(w, LX_AGENDA, m->agenda, &a, err)) == LX_OK) {
        m->secrecy = m->secrecy > a->secrecy ? m->secrecy : a->secrecy;
        if (!m->unit)
            m->unit = a->presenter;
    }
    int64_t last = 0;
    for (size_t i = 0; i < rows.n; i++) {
        const struct lx_material *other = (struct lx_material *)(void *)rows.at[i];
        last = other->number != LX_NO_INT && other->number > last ? other->number : last;
    }
    m->number = last + 1;
    m->edition = 1;
    m->state = m->received.day != LX_NO_DAY ? MATERIAL_RECEIVED : MATERIAL_WANTED;
    if (rc == LX_OK)
        rc = lx_put_new(w, m, err);
    lx_rows_done(&rows);
    lx_rec_free(a);
    const char *args[] = { name_of(m), NULL };
    return lx_end(w, rc, "material add", args, err);
}

static enum lx_rc check_current(const struct lx_material *m, struct lx_err *err)
{
    return m->state != MATERIAL_VOID ? LX_OK : lx_fail(err, LX_STATE, N_("This version was replaced by a newer one: %s"), "%s", name_of(m));
}

static void set_today(struct lx_date *d, lx_day day)
{
    lx_date_done(d);
    *d = (struct lx_date){ .day = day };
}

enum lx_rc lx_material_receive(struct lx_work *w, lx_id id, int64_t pages, struct lx_err *err)
{
    struct lx_material *old = NULL, *m = NULL;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_MATERIAL, id, &old, err);
    if (rc == LX_OK)
        rc = check_current(old, err);
    if (rc == LX_OK) {
        m = lx_rec_copy(old);
        m->state = MATERIAL_RECEIVED;
        set_today(&m->received, w->today);
        m->pages = pages == LX_NO_INT ? m->pages : pages;
        rc = lx_put_change(w, old, m, err);
    }
    const char *args[] = { name_of(old), NULL };
    rc = lx_end(w, rc, "material receive", args, err);
    lx_rec_free(old);
    lx_rec_free(m);
    return rc;
}

enum lx_rc lx_material_replace(struct lx_work *w, lx_id id, const char *title, int64_t pages, lx_id *newer, struct lx_err *err)
{
    struct lx_material *old = NULL, *gone = NULL, *m = NULL;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_MATERIAL, id, &old, err);
    if (rc == LX_OK)
        rc = check_current(old, err);
    if (rc == LX_OK) {
        gone = lx_rec_copy(old);
        gone->state = MATERIAL_VOID;
        rc = lx_put_change(w, old, gone, err);
    }
    if (rc == LX_OK) {
        m = lx_rec_copy(old);
        m->rec.id = 0;
        m->rec.rev = 0;
        m->edition = (old->edition == LX_NO_INT ? 1 : old->edition) + 1;
        m->replaces = id;
        m->state = MATERIAL_RECEIVED;
        set_today(&m->received, w->today);
        if (title && *title)
            lx_set_text(&m->title, title);
        m->pages = pages == LX_NO_INT ? m->pages : pages;
        rc = lx_put_new(w, m, err);
    }
    if (newer)
        *newer = m ? m->rec.id : 0;
    const char *args[] = { name_of(old), NULL };
    rc = lx_end(w, rc, "material replace", args, err);
    lx_rec_free(old);
    lx_rec_free(gone);
    lx_rec_free(m);
    return rc;
}

enum lx_rc lx_material_find(struct lx_work *w, lx_id meeting, int64_t number, lx_id *id, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    *id = 0;
    enum lx_rc rc = of_meeting(w, meeting, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_material *m = (struct lx_material *)(void *)rows.at[i];
        if (m->number == number && m->state != MATERIAL_VOID)
            *id = m->rec.id;
    }
    if (rc == LX_OK && !*id)
        rc = lx_fail(err, LX_NOTFOUND, N_("The meeting has no paper of this number: %s"), "%lld", (long long)number);
    lx_rows_done(&rows);
    return rc;
}

/* --- copies ------------------------------------------------------------------------------------------------------------- */

static enum lx_rc count_roll(struct lx_work *w, lx_id meeting, size_t *n, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(w, LX_ATTENDANCE, lx_cond_ref(LX_ATTENDANCE, "meeting", meeting), NULL, false, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_attendance *a = (struct lx_attendance *)(void *)rows.at[i];
        *n += a->role != ATTEND_STAFF && a->state != PRESENCE_EXCUSED && a->state != PRESENCE_ABSENT;
    }
    lx_rows_done(&rows);
    return rc;
}

/* The answers to the newest notice; who has not answered yet counts as one. */
static enum lx_rc count_replies(struct lx_work *w, lx_id meeting, size_t *n, struct lx_err *err)
{
    struct lx_rows notices = { 0 }, replies = { 0 };
    lx_id newest = 0;
    enum lx_rc rc = lx_all(w, LX_NOTICE, lx_cond_ref(LX_NOTICE, "meeting", meeting), NULL, false, &notices, err);
    for (size_t i = 0; i < notices.n; i++)
        if (((struct lx_notice *)(void *)notices.at[i])->kind == NOTICE_NOTICE)
            newest = notices.at[i]->id;
    if (rc == LX_OK && newest)
        rc = lx_all(w, LX_REPLY, lx_cond_ref(LX_REPLY, "notice", newest), NULL, false, &replies, err);
    for (size_t i = 0; rc == LX_OK && i < replies.n; i++) {
        const struct lx_reply *r = (struct lx_reply *)(void *)replies.at[i];
        if (r->state == REPLY_EXCUSED || r->state == REPLY_NONE)
            continue;
        *n += r->state != REPLY_PENDING && r->people > 0 ? (size_t)r->people : 1;
    }
    lx_rows_done(&notices);
    lx_rows_done(&replies);
    return rc;
}

static enum lx_rc count_members(struct lx_work *w, const struct lx_meeting *m, size_t *n, struct lx_err *err)
{
    struct lx_ids units = { 0 };
    struct lx_rows rows = { 0 };
    struct lx_str name = LX_STR_EMPTY;
    enum lx_rc rc = lx_meeting_units(w, m, &units, err);
    if (rc == LX_OK)
        rc = lx_all(w, LX_AGENDA, lx_cond_ref(LX_AGENDA, "meeting", m->rec.id), NULL, false, &rows, err);
    *n = units.n;
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const char *called = ((struct lx_agenda *)(void *)rows.at[i])->attend;
        for (size_t at = 0; called && lx_name_next(called, &at, &name);)
            ++*n;
    }
    lx_str_done(&name);
    lx_rows_done(&rows);
    lx_ids_done(&units);
    return rc;
}

enum lx_rc lx_heads(struct lx_work *w, const struct lx_meeting *m, size_t *n, struct lx_err *err)
{
    *n = 0;
    enum lx_rc rc = count_roll(w, m->rec.id, n, err);
    if (rc == LX_OK && !*n)
        rc = count_replies(w, m->rec.id, n, err);
    if (rc == LX_OK && !*n)
        rc = count_members(w, m, n, err);
    return rc;
}

int64_t lx_material_copies(const struct lx_material *m, size_t heads)
{
    if (m->copies != LX_NO_INT && m->copies > 0)
        return m->copies;
    return (int64_t)heads + (m->recall == LX_YES ? 0 : LX_COPIES_SPARE);
}
