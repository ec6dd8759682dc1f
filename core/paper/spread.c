/* Rows of the roll that stand for several people, one for each of them. */
#include "core/paper/people.h"

#include "core/meeting/carry.h"
#include "core/meeting/notices.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/units.h"

#include <string.h>

enum { PEOPLE_MOST = 50 }; /* of one reply */

static bool comes(const struct lx_attendance *a) { return a->state != PRESENCE_EXCUSED && a->state != PRESENCE_ABSENT; }

static bool on_list(const struct lx_people *p, lx_id unit)
{
    for (size_t i = 0; i < p->rows.n; i++)
        if (lx_people_at(p, i)->unit == unit)
            return true;
    return false;
}

/* Somebody else of that unit, unknown by name; those who come along belong to no group. */
static void add_like(struct lx_people *p, const struct lx_attendance *like, lx_id unit, int role, bool with)
{
    struct lx_attendance *a = lx_rec_new(LX_ATTENDANCE);
    a->meeting = like->meeting;
    a->unit = unit;
    a->role = role;
    a->state = PRESENCE_EXPECTED;
    a->position = like->position;
    lx_set_text(&a->party, with ? NULL : like->party);
    LX_PUSH(p->rows.at, p->rows.n, p->rows.room) = &a->rec;
}

/* --- collective units --------------------------------------------------------------------------------------------- */

/* Of 各市交通运输局 the member's 宁波市交通运输局; of 各成员单位 itself; 0: it has none of that name. */
static lx_id unit_meant(const struct lx_builder *b, lx_id member, const char *rest)
{
    const struct lx_units *units = b->w->units;
    const struct lx_unit *m = lx_unit_by_id(units, member);
    if (!*rest || !m)
        return m ? member : 0;
    for (size_t i = 0; i < units->units.n; i++) {
        const struct lx_unit *u = (const struct lx_unit *)(const void *)units->units.at[i];
        size_t len = strlen(m->name);
        if (u->kind != UNIT_GROUP && u->name && strncmp(u->name, m->name, len) == 0 && strcmp(u->name + len, rest) == 0)
            return u->rec.id;
    }
    return 0;
}

/* Whether anybody was meant; who is on the list already is not added. */
static bool spread_group(const struct lx_builder *b, struct lx_people *p, const struct lx_attendance *group)
{
    const struct lx_unit *unit = lx_unit_by_id(b->w->units, group->unit);
    const char *rest = unit && unit->kind == UNIT_GROUP ? lx_paper_group_rest(unit->name) : NULL;
    bool any = false;
    for (size_t i = 0; rest && i < p->members.n; i++) {
        lx_id meant = unit_meant(b, p->members.at[i], rest);
        any = any || meant;
        if (meant && !on_list(p, meant))
            add_like(p, group, meant, group->role, false);
    }
    return any;
}

int lx_people_heads(const struct lx_builder *b, const struct lx_people *p, const struct lx_attendance *a)
{
    const struct lx_unit *unit = a->unit ? lx_unit_by_id(b->w->units, a->unit) : NULL;
    const char *rest = unit && unit->kind == UNIT_GROUP ? lx_paper_group_rest(unit->name) : NULL;
    bool known = false;
    int n = 0;
    if (!unit || unit->kind != UNIT_GROUP || a->name)
        return 1;
    for (size_t i = 0; rest && i < p->members.n; i++) {
        lx_id meant = unit_meant(b, p->members.at[i], rest);
        known = known || meant;
        n += meant && !on_list(p, meant);
    }
    return known ? n : -1;
}

static void spread_groups(const struct lx_builder *b, struct lx_people *p)
{
    for (size_t i = 0; i < p->rows.n;) {
        struct lx_attendance *a = (struct lx_attendance *)(void *)p->rows.at[i];
        if (!a->unit || a->name || !comes(a) || !spread_group(b, p, a)) {
            i++;
            continue;
        }
        memmove(p->rows.at + i, p->rows.at + i + 1, (p->rows.n - i - 1) * sizeof *p->rows.at);
        p->rows.n--;
        lx_rec_free(a);
    }
}

/* --- replies ------------------------------------------------------------------------------------------------------ */

static size_t there(const struct lx_builder *b, const struct lx_people *p, lx_id unit)
{
    size_t n = 0;
    for (size_t i = 0; i < p->rows.n; i++) {
        const struct lx_attendance *a = lx_people_at(p, i);
        n += comes(a) && a->unit && (a->unit == unit || lx_government_of(b->w, a->unit) == unit);
    }
    return n;
}

/* Who comes along is called in where the first of them is a member: the head table has one seat for each. */
static void add_company(const struct lx_builder *b, struct lx_people *p, const struct lx_reply *r)
{
    size_t first = 0, n = there(b, p, r->unit), wanted = r->people > PEOPLE_MOST ? PEOPLE_MOST : (size_t)r->people;
    while (first < p->rows.n && lx_people_at(p, first)->unit != r->unit)
        first++;
    for (; first < p->rows.n && n < wanted; n++) {
        const struct lx_attendance *a = lx_people_at(p, first);
        add_like(p, a, r->unit, a->role == ATTEND_MEMBER ? ATTEND_CALLED : a->role, true);
    }
}

enum lx_rc lx_people_spread(struct lx_builder *b, struct lx_people *p, struct lx_err *err)
{
    struct lx_rows replies = { 0 };
    lx_id notice = 0;
    spread_groups(b, p);
    enum lx_rc rc = lx_notice_last(b->w, b->of, &notice, err);
    if (rc == LX_OK && notice)
        rc = lx_replies(b->w, notice, &replies, err);
    for (size_t i = 0; rc == LX_OK && i < replies.n; i++) {
        const struct lx_reply *r = (const struct lx_reply *)(const void *)replies.at[i];
        if (r->people != LX_NO_INT && r->people > 1 && (r->state == REPLY_COMING || r->state == REPLY_PROXY))
            add_company(b, p, r);
    }
    lx_rows_done(&replies);
    return rc;
}
