/* Making the roll of a meeting: members of the day, replies to the notices, units called in. */
#include "core/meeting/attendance.h"

#include "core/meeting/bodies.h"
#include "core/meeting/meetings.h"
#include "core/meeting/notices.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/items.h"
#include "core/work/units.h"

#include <string.h>

struct seeding {
    struct lx_work *w;
    struct lx_meeting *m;
    lx_day day;
    struct lx_rows roll, persons;
    struct lx_rows replies;   /* those that count, oldest first */
    int64_t last;             /* position given */
    size_t added;
    bool stored;              /* what is added */
};

static enum lx_rc seed_members(struct seeding *s, lx_id body, int role, struct lx_err *err);
static enum lx_rc seed_called(struct seeding *s, struct lx_err *err);
static enum lx_rc seed(struct seeding *s, lx_id unit, const char *name, int role, struct lx_err *err);

static enum lx_rc read_roll(struct seeding *s, lx_id meeting, struct lx_err *err)
{
    enum lx_rc rc = lx_get(s->w, LX_MEETING, meeting, &s->m, err);
    if (rc == LX_OK)
        s->day = s->m->date.day == LX_NO_DAY ? s->w->today : s->m->date.day;
    if (rc == LX_OK)
        rc = lx_roll(s->w, meeting, &s->roll, err);
    for (size_t i = 0; i < s->roll.n; i++)
        if (((struct lx_attendance *)s->roll.at[i])->position > s->last)
            s->last = ((struct lx_attendance *)s->roll.at[i])->position;
    if (rc == LX_OK)
        rc = lx_all(s->w, LX_PERSON, NULL, "rank", false, &s->persons, err);
    return rc == LX_OK ? lx_replies_standing(s->w, meeting, &s->replies, err) : rc;
}

static enum lx_rc make_roll(struct seeding *s, lx_id meeting, struct lx_err *err)
{
    lx_id body = 0;
    enum lx_rc rc = read_roll(s, meeting, err);
    if (rc == LX_OK)
        rc = lx_body_of_meeting(s->w, s->m, &body, err);
    if (rc == LX_OK)
        rc = seed_members(s, body, ATTEND_MEMBER, err);
    return rc == LX_OK ? seed_called(s, err) : rc;
}

static void made(struct seeding *s)
{
    lx_rows_done(&s->roll);
    lx_rows_done(&s->persons);
    lx_rows_done(&s->replies);
    lx_rec_free(s->m);
}

enum lx_rc lx_roll_call(struct lx_work *w, lx_id meeting, size_t *added, struct lx_err *err)
{
    struct seeding s = { .w = w, .stored = true };
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = make_roll(&s, meeting, err);
    rc = lx_end(w, rc, "roll call", (const char *const[]){ s.m && s.m->no ? s.m->no : "", NULL }, err);
    if (added)
        *added = s.added;
    made(&s);
    return rc;
}

enum lx_rc lx_roll_expected(struct lx_work *w, lx_id meeting, struct lx_rows *rows, struct lx_err *err)
{
    struct seeding s = { .w = w };
    enum lx_rc rc = make_roll(&s, meeting, err);
    if (rc == LX_OK) {
        *rows = s.roll;
        s.roll = (struct lx_rows){ 0 };
    }
    made(&s);
    return rc;
}

/* Whose members they are decides what they are called as. */
static enum lx_rc invite_body(struct seeding *s, lx_id body, int role, struct lx_err *err)
{
    struct lx_body *b = NULL;
    lx_id whose = 0, own = 0;
    enum lx_rc rc = lx_get(s->w, LX_BODY, body, &b, err);
    if (rc == LX_OK)
        rc = lx_body_roll(s->w, b, &whose, err);
    if (rc == LX_OK)
        rc = lx_body_of_meeting(s->w, s->m, &own, err);
    if (rc == LX_OK)
        rc = seed_members(s, whose, role >= 0 ? role : whose == own ? ATTEND_MEMBER : ATTEND_CALLED, err);
    lx_rec_free(b);
    return rc;
}

/* The body that is called so, whole or short; 0 none.  A part of a name is not enough. */
static enum lx_rc body_named(struct lx_work *w, const char *who, lx_id *id, struct lx_err *err)
{
    struct lx_rows bodies = { 0 };
    enum lx_rc rc = lx_all(w, LX_BODY, NULL, "rank", false, &bodies, err);
    *id = 0;
    for (size_t i = 0; rc == LX_OK && i < bodies.n && !*id; i++) {
        const struct lx_body *b = (struct lx_body *)bodies.at[i];
        if (lx_text_same(b->name, who) || (b->brief && lx_text_same(b->brief, who)))
            *id = b->rec.id;
    }
    lx_rows_done(&bodies);
    return rc;
}

enum lx_rc lx_roll_invite(struct lx_work *w, lx_id meeting, lx_id unit, const char *who, int role, struct lx_err *err)
{
    struct seeding s = { .w = w, .stored = true };
    lx_id body = 0;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = read_roll(&s, meeting, err);
    if (rc == LX_OK && !unit)
        rc = body_named(w, who, &body, err);
    if (rc == LX_OK && body)
        rc = invite_body(&s, body, role, err);
    else if (rc == LX_OK && (unit || lx_unit_find(w->units, who, &unit, NULL) == LX_OK))
        rc = seed(&s, unit, NULL, role >= 0 ? role : ATTEND_CALLED, err);
    else if (rc == LX_OK)
        rc = seed(&s, 0, who, role >= 0 ? role : ATTEND_GUEST, err);
    rc = lx_end(w, rc, "roll invite", (const char *const[]){ s.m && s.m->no ? s.m->no : "", who, NULL }, err);
    made(&s);
    return rc;
}

/* Standing observers observe, whatever the others do. */
static enum lx_rc seed_members(struct seeding *s, lx_id body, int role, struct lx_err *err)
{
    struct lx_rows members = { 0 };
    enum lx_rc rc = lx_body_members(s->w, body, s->day, &members, err);
    for (size_t i = 0; rc == LX_OK && i < members.n; i++) {
        const struct lx_member *m = (struct lx_member *)members.at[i];
        rc = seed(s, m->unit, NULL, m->role == MEMBER_OBSERVER ? ATTEND_OBSERVER : role, err);
    }
    lx_rows_done(&members);
    return rc;
}

/* Units called in at agenda rows and those that report there; what is no known unit stands by its name. */
static enum lx_rc seed_called(struct seeding *s, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    struct lx_str name = LX_STR_EMPTY;
    enum lx_rc rc = lx_agenda(s->w, s->m->rec.id, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_agenda *a = (struct lx_agenda *)rows.at[i];
        size_t at = 0;
        while (rc == LX_OK && a->attend && lx_name_next(a->attend, &at, &name)) {
            lx_id unit = 0;
            bool known = lx_unit_find(s->w->units, name.s, &unit, NULL) == LX_OK;
            rc = seed(s, known ? unit : 0, known ? NULL : name.s, ATTEND_CALLED, err);
        }
        if (rc == LX_OK && a->presenter)
            rc = seed(s, a->presenter, NULL, ATTEND_CALLED, err);
    }
    lx_rows_done(&rows);
    lx_str_done(&name);
    return rc;
}

/* Who leads the unit on that day. */
static void take_leader(const struct seeding *s, struct lx_attendance *a)
{
    for (size_t i = 0; i < s->persons.n; i++) {
        const struct lx_person *p = (struct lx_person *)s->persons.at[i];
        if (p->unit != a->unit || p->role != PERSON_LEADER || !lx_in_force(&p->since, &p->until, s->day))
            continue;
        a->person = p->rec.id;
        lx_set_text(&a->name, p->name);
        lx_set_text(&a->post, p->post);
        return;
    }
}

static const struct lx_reply *last_reply(const struct seeding *s, lx_id unit)
{
    const struct lx_reply *r = NULL;
    for (size_t i = 0; i < s->replies.n; i++) {
        const struct lx_reply *one = (struct lx_reply *)s->replies.at[i];
        if (one->unit == unit && one->state != REPLY_PENDING && one->state != REPLY_NONE)
            r = one;
    }
    return r;
}

/* The latest answer: who comes, and for whom. */
static void take_reply(const struct seeding *s, struct lx_attendance *a)
{
    const struct lx_reply *r = last_reply(s, a->unit);
    if (!r)
        return;
    if (r->state == REPLY_EXCUSED)
        a->state = PRESENCE_EXCUSED;
    if (r->state == REPLY_PROXY && !r->for_whom)
        lx_set_text(&a->for_whom, a->post ? a->post : a->name);
    else
        lx_set_text(&a->for_whom, r->for_whom);
    if (r->name || r->post) {
        lx_set_text(&a->name, r->name);
        lx_set_text(&a->post, r->post);
        a->person = 0;
    }
    if (r->phone)
        lx_set_text(&a->phone, r->phone);
    if (r->note)
        lx_set_text(&a->note, r->note);
}

static bool on_roll(const struct seeding *s, lx_id unit, const char *name)
{
    for (size_t i = 0; i < s->roll.n; i++) {
        const struct lx_attendance *a = (struct lx_attendance *)s->roll.at[i];
        if (unit ? a->unit == unit : (!a->unit && a->name && strcmp(a->name, name) == 0))
            return true;
    }
    return false;
}

static struct lx_attendance *new_row(const struct seeding *s, lx_id unit, int role)
{
    struct lx_attendance *a = lx_rec_new(LX_ATTENDANCE);
    a->meeting = s->m->rec.id;
    a->unit = unit;
    a->role = role;
    if (unit) {
        take_leader(s, a);
        take_reply(s, a);
    }
    return a;
}

static enum lx_rc seed(struct seeding *s, lx_id unit, const char *name, int role, struct lx_err *err)
{
    if (on_roll(s, unit, name))
        return LX_OK;
    struct lx_attendance *a = new_row(s, unit, role);
    a->position = ++s->last;
    if (!unit)
        lx_set_text(&a->name, name);
    s->added++;
    LX_PUSH(s->roll.at, s->roll.n, s->roll.room) = &a->rec;
    if (s->stored)
        return lx_put_new(s->w, a, err);
    a->rec.id = -(lx_id)s->added;
    return LX_OK;
}

/* --- answers that come when there is a roll --------------------------------------------------------------------------------- */

/* What a roll call fills in. */
static const char *const seeds[] = { "state", "person", "name", "post", "for_whom", "phone", "note" };

static bool same_text(const char *a, const char *b) { return strcmp(a ? a : "", b ? b : "") == 0; }

/* Nobody has called this row or written in it.  Who leads the unit may have changed since: a leader by his record is no hand's work. */
static bool is_as_seeded(const struct seeding *s, const struct lx_attendance *a)
{
    struct lx_attendance *fresh = new_row(s, a->unit, a->role);
    bool who = (a->person && fresh->person) || (same_text(a->name, fresh->name) && same_text(a->post, fresh->post));
    bool whom = same_text(a->for_whom, fresh->for_whom) || (a->person && a->for_whom && fresh->for_whom);
    bool same = who && whom && a->state == fresh->state && same_text(a->phone, fresh->phone) && same_text(a->note, fresh->note);
    lx_rec_free(fresh);
    return same;
}

static bool is_open_roll(const struct lx_meeting *m)
{
    return m->state == MEETING_DRAFT || m->state == MEETING_NOTIFIED || m->state == MEETING_POSTPONED || m->state == MEETING_IN_SESSION;
}

enum lx_rc lx_roll_seeded(struct lx_work *w, lx_id meeting, struct lx_ids *rows, struct lx_err *err)
{
    struct seeding s = { .w = w };
    enum lx_rc rc = read_roll(&s, meeting, err);
    for (size_t i = 0; rc == LX_OK && is_open_roll(s.m) && i < s.roll.n; i++) {
        const struct lx_attendance *a = (struct lx_attendance *)s.roll.at[i];
        if (a->unit && is_as_seeded(&s, a))
            lx_ids_add(rows, a->rec.id);
    }
    made(&s);
    return rc;
}

enum lx_rc lx_roll_reseed(struct lx_work *w, lx_id meeting, const struct lx_ids *rows, struct lx_err *err)
{
    struct seeding s = { .w = w };
    enum lx_rc rc = rows->n ? read_roll(&s, meeting, err) : LX_OK;
    for (size_t i = 0; rc == LX_OK && i < s.roll.n; i++) {
        const struct lx_attendance *old = (struct lx_attendance *)s.roll.at[i];
        if (!lx_ids_has(rows, old->rec.id) || is_as_seeded(&s, old))
            continue;
        struct lx_attendance *fresh = new_row(&s, old->unit, old->role), *a = lx_rec_copy(old);
        for (size_t k = 0; k < sizeof seeds / sizeof *seeds; k++)
            lx_f_copy(a, fresh, lx_field_named(LX_ATTENDANCE, seeds[k]));
        rc = lx_put_change(w, old, a, err);
        lx_rec_free(fresh);
        lx_rec_free(a);
    }
    made(&s);
    return rc;
}

enum lx_rc lx_roll_answering(struct lx_work *w, const struct lx_reply *reply, lx_id *meeting, struct lx_ids *rows, struct lx_err *err)
{
    struct lx_notice *n = NULL;
    struct lx_rows roll = { 0 };
    enum lx_rc rc = lx_get(w, LX_NOTICE, reply->notice, &n, err);
    if (rc == LX_OK) {
        *meeting = n->meeting;
        rc = lx_roll(w, n->meeting, &roll, err);
    }
    if (rc == LX_OK && roll.n)
        rc = lx_roll_seeded(w, n->meeting, rows, err);
    lx_rows_done(&roll);
    lx_rec_free(n);
    return rc;
}

/* Does the roll say what the answer says? */
static bool agrees(const struct lx_attendance *a, const struct lx_reply *r)
{
    switch (r->state) {
    case REPLY_EXCUSED: return a->state == PRESENCE_EXCUSED || a->state == PRESENCE_ABSENT;
    case REPLY_PROXY: return a->state == PRESENCE_PROXY && (!r->name || same_text(a->name, r->name));
    default: return a->state == PRESENCE_PRESENT || a->state == PRESENCE_EXPECTED;
    }
}

enum lx_rc lx_roll_late(struct lx_work *w, lx_id meeting, const struct lx_rows *roll, struct lx_rows *late, struct lx_err *err)
{
    struct seeding s = { .w = w };
    enum lx_rc rc = lx_replies_standing(w, meeting, &s.replies, err);
    for (size_t i = 0; rc == LX_OK && i < roll->n; i++) {
        const struct lx_attendance *a = (struct lx_attendance *)roll->at[i];
        const struct lx_reply *r = a->unit ? last_reply(&s, a->unit) : NULL;
        bool is_late = r && r->rec.rev > a->rec.rev && !agrees(a, r);
        LX_PUSH(late->at, late->n, late->room) = is_late ? lx_rec_copy(r) : NULL;
    }
    lx_rows_done(&s.replies);
    return rc;
}
