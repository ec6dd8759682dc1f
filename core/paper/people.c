/* Who comes to a meeting: read, in order, as an attendance list. */
#include "core/paper/people.h"

#include "core/meeting/attendance.h"
#include "core/meeting/bodies.h"
#include "core/meeting/carry.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

/* One row and where it stands. */
struct place {
    struct lx_rec *rec;
    int part;
    size_t root, unit; /* places of its government and of itself; SIZE_MAX: of none */
    int64_t position;
};

static enum lx_rc complete(struct lx_builder *b, struct lx_people *p, struct lx_err *err);
static void put_in_order(struct lx_builder *b, struct lx_people *p);

static enum lx_rc read_people(struct lx_builder *b, struct lx_people *p, bool each, struct lx_err *err)
{
    *p = (struct lx_people){ 0 };
    enum lx_rc rc = lx_built_meeting_read(b, &p->of, err);
    if (rc == LX_OK)
        rc = lx_roll_expected(b->w, b->of, &p->rows, err);
    if (rc == LX_OK)
        rc = complete(b, p, err);
    if (rc == LX_OK)
        rc = lx_meeting_units(b->w, p->of.m, &p->members, err);
    if (rc == LX_OK && each)
        rc = lx_people_spread(b, p, err);
    if (rc == LX_OK)
        put_in_order(b, p);
    for (int part = 0; rc == LX_OK && part < LX_PEOPLE_N; part++)
        for (size_t i = p->from[part]; i < p->from[part + 1]; i++) {
            int n = lx_people_heads(b, p, lx_people_at(p, i));
            p->head_n[part] += n > 0 ? (size_t)n : 0;
        }
    return rc;
}

enum lx_rc lx_people_read(struct lx_builder *b, struct lx_people *p, struct lx_err *err) { return read_people(b, p, false, err); }

enum lx_rc lx_people_read_each(struct lx_builder *b, struct lx_people *p, struct lx_err *err) { return read_people(b, p, true, err); }

void lx_people_done(struct lx_people *p)
{
    lx_rows_done(&p->rows);
    lx_ids_done(&p->members);
    lx_built_meeting_done(&p->of);
}

const struct lx_attendance *lx_people_at(const struct lx_people *p, size_t i)
{
    return (const struct lx_attendance *)(const void *)p->rows.at[i];
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

/* What the row leaves out the person's own record says. */
static enum lx_rc complete(struct lx_builder *b, struct lx_people *p, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < p->rows.n; i++) {
        struct lx_attendance *a = (struct lx_attendance *)(void *)p->rows.at[i];
        struct lx_person *person = NULL;
        if (a->person)
            rc = lx_get(b->w, LX_PERSON, a->person, &person, err);
        if (person && !a->name && !a->post) {
            lx_set_text(&a->name, person->name);
            lx_set_text(&a->post, person->post);
        }
        if (person && !a->phone)
            lx_set_text(&a->phone, person->phone);
        p->named = p->named || (a->name && a->unit);
        lx_rec_free(person);
    }
    return rc;
}

static int part_of(const struct lx_attendance *a)
{
    return a->state == PRESENCE_EXCUSED ? LX_PEOPLE_EXCUSED : a->state == PRESENCE_ABSENT ? LX_PEOPLE_ABSENT : a->role;
}

static int cmp_places(const void *pa, const void *pb)
{
    const struct place *a = pa, *b = pb;
    if (a->part != b->part)
        return a->part < b->part ? -1 : 1;
    if (a->root != b->root)
        return a->root < b->root ? -1 : 1;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    return (a->position > b->position) - (a->position < b->position);
}

static size_t index_of(const struct lx_ids *ids, lx_id id)
{
    size_t i = 0;
    while (i < ids->n && ids->at[i] != id)
        i++;
    return id && i < ids->n ? i : SIZE_MAX;
}

/* The place of a government: members of the meeting in their order, then the others; a department that is a member itself has a
 * place of its own. */
static size_t root_place(const struct lx_builder *b, const struct lx_ids *members, lx_id unit)
{
    lx_id root = unit ? lx_government_of(b->w, unit) : 0;
    size_t at = index_of(members, root), place = root ? lx_unit_place(b->w->units, root) : SIZE_MAX;
    at = at == SIZE_MAX ? index_of(members, unit) : at;
    return at != SIZE_MAX ? at : place == SIZE_MAX ? SIZE_MAX : SIZE_MAX / 2 + place;
}

static void put_in_order(struct lx_builder *b, struct lx_people *p)
{
    struct place *at = lx_grow(NULL, p->rows.n + 1, sizeof *at);
    size_t part_n[LX_PEOPLE_N] = { 0 };
    for (size_t i = 0; i < p->rows.n; i++) {
        const struct lx_attendance *a = lx_people_at(p, i);
        at[i] = (struct place){ .rec = p->rows.at[i], .part = part_of(a), .root = root_place(b, &p->members, a->unit),
                                .unit = lx_unit_place(b->w->units, a->unit), .position = a->position };
        part_n[at[i].part]++;
    }
    if (p->rows.n)
        qsort(at, p->rows.n, sizeof *at, cmp_places);
    for (size_t i = 0; i < p->rows.n; i++)
        p->rows.at[i] = at[i].rec;
    for (int part = 0; part < LX_PEOPLE_N; part++)
        p->from[part + 1] = p->from[part] + part_n[part];
    free(at);
}

/* --- words ------------------------------------------------------------------------------------------------------ */

/* Behind the unit's column its name need not be said again: 宁波市人民政府市长 of 宁波市 is 市长. */
void lx_people_post(const struct lx_builder *b, struct lx_str *out, const struct lx_attendance *a) { lx_built_post_of(b, out, a->unit, a->post); }

void lx_people_for(const struct lx_builder *b, struct lx_str *out, const struct lx_attendance *a)
{
    struct lx_str whom = LX_STR_EMPTY;
    lx_built_post_of(b, &whom, a->unit, a->for_whom);
    if (whom.len)
        lx_paper_say(out, LX_PW_PEOPLE_FOR, b->en, whom.s);
    else if (a->state == PRESENCE_PROXY)
        lx_str_add(out, lx_built_word(b, LX_PW_PEOPLE_PROXY));
    lx_str_done(&whom);
}

void lx_people_heading(struct lx_builder *b, const struct lx_people *p, enum lx_people_part part)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_str_add(&s, lx_built_word(b, (enum lx_paper_word)((int)LX_PW_PEOPLE_MEMBERS + (int)part)));
    if (p->head_n[part])
        lx_paper_count(&s, LX_PW_PEOPLE_COUNT, b->en, (int)p->head_n[part]);
    lx_built_heading(b, 1, lx_str_z(&s));
    lx_str_done(&s);
}

/* --- groups ------------------------------------------------------------------------------------------------------ */

bool lx_people_in(const struct lx_people *p, size_t i, const char *party)
{
    const char *own = lx_people_at(p, i)->party;
    return own && strcmp(own, party) == 0;
}

const char *lx_people_party(const struct lx_people *p, size_t k)
{
    for (size_t i = 0; i < p->from[LX_PEOPLE_EXCUSED]; i++) {
        const char *party = lx_people_at(p, i)->party;
        bool first = party && *party;
        for (size_t j = 0; first && j < i; j++)
            first = !lx_people_in(p, j, party);
        if (first && k-- == 0)
            return party;
    }
    return NULL;
}

/* 宁波市（市长）、…: who is in a group, as the attendance list has them. */
static void say_party(const struct lx_builder *b, const struct lx_people *p, struct lx_str *out, const char *party)
{
    for (size_t i = 0; i < p->from[LX_PEOPLE_EXCUSED]; i++) {
        const struct lx_attendance *a = lx_people_at(p, i);
        struct lx_str post = LX_STR_EMPTY;
        if (lx_people_in(p, i, party)) {
            lx_people_post(b, &post, a);
            lx_str_add(out, out->len ? lx_built_word(b, LX_PW_AND) : "");
            lx_str_add(out, a->unit ? lx_built_unit(b, a->unit) : a->name);
            if (post.len)
                lx_paper_say(out, LX_PW_IN_BRACKETS, b->en, post.s);
        }
        lx_str_done(&post);
    }
}

void lx_people_parties(struct lx_builder *b, const struct lx_people *p)
{
    static const enum lx_paper_word party_heads[] = { LX_PW_COL_PARTY, LX_PW_COL_WHO };
    const char *party;
    for (size_t k = 0; (party = lx_people_party(p, k)); k++) {
        struct lx_str who = LX_STR_EMPTY;
        if (!k)
            lx_built_table(b, party_heads, "cl");
        say_party(b, p, &who, party);
        lx_built_row(b, (const char *[]){ party, lx_str_z(&who) }, 2);
        lx_str_done(&who);
    }
    lx_str_add(b->md, lx_people_party(p, 0) ? "\n" : "");
}

/* --- the list --------------------------------------------------------------------------------------------------- */

enum { LIST_BLANKS = 12 };

static const enum lx_paper_word heads[2][5] = { { LX_PW_COL_SERIAL, LX_PW_SLIP_UNIT, LX_PW_SLIP_POST, LX_PW_SLIP_NOTE },
                                                { LX_PW_COL_SERIAL, LX_PW_SLIP_UNIT, LX_PW_SLIP_NAME, LX_PW_SLIP_POST, LX_PW_SLIP_NOTE } };

void lx_people_list_columns(const struct lx_people *p, struct lx_str *out) { lx_str_add(out, p->named ? "4 18 8 12 8" : "4 20 17 10"); }

static void add_person(struct lx_builder *b, const struct lx_people *p, const struct lx_attendance *a, size_t no)
{
    struct lx_str n = LX_STR_EMPTY, post = LX_STR_EMPTY, whom = LX_STR_EMPTY;
    lx_str_addf(&n, "%zu", no);
    lx_people_post(b, &post, a);
    lx_people_for(b, &whom, a);
    const char *unit = a->unit ? lx_built_unit(b, a->unit) : p->named ? "" : a->name;
    if (p->named)
        lx_built_row(b, (const char *const[]){ n.s, unit, a->name, post.s, whom.s }, 5);
    else
        lx_built_row(b, (const char *const[]){ n.s, unit, post.s, whom.s }, 4);
    lx_str_done(&n);
    lx_str_done(&post);
    lx_str_done(&whom);
}

/* Collective units whose members nobody can count: 、各县（市、区）. */
static void say_uncounted(const struct lx_builder *b, const struct lx_people *p, int part, struct lx_str *out)
{
    for (size_t i = p->from[part]; i < p->from[part + 1]; i++) {
        if (lx_people_heads(b, p, lx_people_at(p, i)) >= 0)
            continue;
        lx_str_add(out, out->len ? lx_built_word(b, LX_PW_AND) : "");
        lx_str_add(out, lx_built_unit(b, lx_people_at(p, i)->unit));
    }
}

/* 出席5人，列席4人及各县（市、区），请假1人。 */
static void add_counts(struct lx_builder *b, const struct lx_people *p)
{
    size_t start = b->md->len;
    for (int part = 0; part < LX_PEOPLE_N; part++) {
        struct lx_str others = LX_STR_EMPTY;
        say_uncounted(b, p, part, &others);
        lx_str_add(b->md, (p->head_n[part] || others.len) && b->md->len > start ? lx_built_word(b, LX_PW_NEXT) : "");
        if (p->head_n[part])
            lx_paper_count(b->md, (enum lx_paper_word)((int)LX_PW_COUNT_MEMBERS + part), b->en, (int)p->head_n[part]);
        else if (others.len)
            lx_str_addf(b->md, "%s%s", lx_built_word(b, (enum lx_paper_word)((int)LX_PW_PEOPLE_MEMBERS + part)), lx_built_word(b, LX_PW_COLON));
        if (others.len && p->head_n[part])
            lx_str_add(b->md, lx_built_word(b, LX_PW_AS_WELL_AS));
        lx_built_text(b->md, lx_str_z(&others));
        lx_str_done(&others);
    }
    lx_str_addf(b->md, "%s\n\n", lx_built_word(b, LX_PW_STOP));
}

void lx_people_list(struct lx_builder *b, const struct lx_people *p)
{
    if (p->rows.n)
        add_counts(b, p);
    for (int part = 0; part < LX_PEOPLE_N; part++) {
        if (p->from[part] == p->from[part + 1])
            continue;
        lx_people_heading(b, p, (enum lx_people_part)part);
        lx_built_table(b, heads[p->named], p->named ? "clcll" : "clll");
        for (size_t i = p->from[part]; i < p->from[part + 1]; i++)
            add_person(b, p, lx_people_at(p, i), i - p->from[part] + 1);
        lx_str_addc(b->md, '\n');
    }
    if (!p->rows.n) {
        lx_built_table(b, heads[1], "clcll");
        lx_built_blanks(b, LIST_BLANKS, 1, 5);
        lx_str_addc(b->md, '\n');
    }
}
