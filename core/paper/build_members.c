/* Which units of which city sit in which body: bodies by cities (成员单位一览), and since when each city is a member. */
#include "core/paper/builder.h"

#include "core/meeting/bodies.h"
#include "core/meeting/carry.h"
#include "core/meeting/meetings.h"
#include "core/mem.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

enum { CITIES_MOST = 6, COLUMNS_MOST = CITIES_MOST + 2, LYING_ROOM = 80, BODY_W = 12, BODY_EN_W = 16 }; /* cities of one table */

struct matrix {
    struct lx_builder *b;
    struct lx_rows bodies; /* struct lx_body *, by rank */
    struct lx_ids cities;  /* member governments of today */
    struct lx_rows *members; /* of each body */
    bool others;           /* some member belongs to no member city */
};

static enum lx_rc read_matrix(struct matrix *m, struct lx_err *err);
static void add_front(const struct matrix *m);
static void add_table(const struct matrix *m, size_t from, size_t to, bool others);
static enum lx_rc add_joined(const struct matrix *m, struct lx_err *err);

static const struct lx_body *body_of(const struct matrix *m, size_t i) { return (const struct lx_body *)(const void *)m->bodies.at[i]; }

enum lx_rc lx_build_members(struct lx_builder *b, struct lx_err *err)
{
    struct matrix m = { .b = b };
    enum lx_rc rc = read_matrix(&m, err);
    if (rc == LX_OK) {
        add_front(&m);
        lx_built_heading(b, 1, lx_built_word(b, LX_PW_MEMBERS_OF_BODIES));
        for (size_t from = 0; m.bodies.n && (from < m.cities.n || from == 0); from += CITIES_MOST) {
            size_t to = from + CITIES_MOST < m.cities.n ? from + CITIES_MOST : m.cities.n;
            add_table(&m, from, to, m.others && to == m.cities.n);
        }
        if (!m.bodies.n)
            lx_str_addf(b->md, "%s\n\n", lx_built_word(b, LX_PW_NO_BODIES));
        rc = add_joined(&m, err);
    }
    for (size_t i = 0; m.members && i < m.bodies.n; i++)
        lx_rows_done(&m.members[i]);
    free(m.members);
    lx_rows_done(&m.bodies);
    lx_ids_done(&m.cities);
    return rc;
}

/* --- reading -------------------------------------------------------------------------------------------------------------- */

/* Bodies in force today; those that stand for the joint meeting have its members. */
static enum lx_rc read_bodies(struct matrix *m, struct lx_err *err)
{
    struct lx_rows all = { 0 };
    enum lx_rc rc = lx_all(m->b->w, LX_BODY, NULL, "rank", false, &all, err);
    for (size_t i = 0; rc == LX_OK && i < all.n; i++) {
        const struct lx_body *body = (const struct lx_body *)(const void *)all.at[i];
        if (!lx_in_force(&body->since, &body->until, m->b->w->today))
            continue;
        LX_PUSH(m->bodies.at, m->bodies.n, m->bodies.room) = all.at[i];
        all.at[i] = NULL;
    }
    lx_rows_done(&all);
    return rc;
}

/* The city of a member: itself or the government above it, if that is a member city; else m->cities.n. */
static size_t city_of(const struct matrix *m, lx_id unit)
{
    lx_id government = lx_government_of(m->b->w, unit);
    for (size_t i = 0; i < m->cities.n; i++)
        if (m->cities.at[i] == unit || m->cities.at[i] == government)
            return i;
    return m->cities.n;
}

static enum lx_rc read_matrix(struct matrix *m, struct lx_err *err)
{
    struct lx_work *w = m->b->w;
    enum lx_rc rc = read_bodies(m, err);
    if (rc == LX_OK)
        rc = lx_members_at(w, w->today, &m->cities, err);
    m->members = lx_alloc((m->bodies.n + 1) * sizeof *m->members);
    memset(m->members, 0, (m->bodies.n + 1) * sizeof *m->members);
    for (size_t i = 0; rc == LX_OK && i < m->bodies.n; i++) {
        lx_id whose = 0;
        rc = lx_body_roll(w, body_of(m, i), &whose, err);
        if (rc == LX_OK)
            rc = lx_body_members(w, whose, w->today, &m->members[i], err);
        if (rc == LX_OK && !m->members[i].n && body_of(m, i)->kind != BODY_OFFICE) /* as lx_body_of_meeting has it */
            rc = lx_body_members(w, 0, w->today, &m->members[i], err);
        for (size_t k = 0; k < m->members[i].n; k++)
            m->others = m->others || city_of(m, ((const struct lx_member *)(const void *)m->members[i].at[k])->unit) == m->cities.n;
    }
    return rc;
}

/* --- the paper -------------------------------------------------------------------------------------------------------------- */

static void say_columns(struct lx_str *out, int first_w, size_t columns)
{
    int room = LYING_ROOM - (int)columns - 1 - first_w;
    lx_str_addi(out, first_w);
    for (size_t i = 1; i < columns; i++)
        lx_str_addf(out, " %d", room / (int)(columns - 1));
}

static void add_front(const struct matrix *m)
{
    struct lx_builder *b = m->b;
    struct lx_str columns = LX_STR_EMPTY;
    size_t n = m->cities.n < CITIES_MOST ? m->cities.n : CITIES_MOST;
    lx_built_front(b, LX_PW_MEMBERS_TITLE, NULL);
    if (n > 2)
        say_columns(&columns, b->en ? BODY_EN_W : BODY_W, n + 1 + m->others);
    if (n + 1 + m->others != 4)
        lx_str_add(&columns, "；4 20 14 36");
    lx_built_key(b->md, "columns", lx_str_z(&columns));
    lx_str_add(b->md, "---\n\n");
    lx_str_done(&columns);
}

/* 海渔局（组长单位）: without the name of its city, which stands above; of the city itself only its role. */
static void say_member(const struct matrix *m, struct lx_str *out, const struct lx_member *one, size_t city)
{
    struct lx_builder *b = m->b;
    const struct lx_word *role = &lx_words_of("member_role")->at[one->role];
    const char *said = b->en ? role->en : role->zh, *name = b->en ? lx_built_unit(b, one->unit) : lx_unit_name(b->w->units, one->unit);
    const char *of = city >= m->cities.n ? "" : b->en ? lx_built_unit(b, m->cities.at[city]) : lx_unit_name(b->w->units, m->cities.at[city]);
    lx_str_add(out, out->len ? "\n" : "");
    if (city < m->cities.n && one->unit == m->cities.at[city]) {
        lx_str_add(out, said);
        return;
    }
    lx_str_add(out, lx_built_without(name, of));
    if (one->role != MEMBER_MEMBER)
        lx_paper_say(out, LX_PW_IN_BRACKETS, b->en, said);
}

static void add_table(const struct matrix *m, size_t from, size_t to, bool others)
{
    struct lx_builder *b = m->b;
    struct lx_str cell[COLUMNS_MOST] = { 0 };
    const char *cells[COLUMNS_MOST];
    static const char align[] = "cccccccc";
    _Static_assert(sizeof align == COLUMNS_MOST + 1, "a letter a column");
    size_t n = to - from + 1 + others;
    for (size_t row = 0; row <= m->bodies.n; row++) { /* row 0: the head */
        for (size_t c = 0; c < n; c++)
            lx_str_clear(&cell[c]);
        const struct lx_body *body = row ? body_of(m, row - 1) : NULL;
        lx_str_add(&cell[0], !body ? lx_built_word(b, LX_PW_COL_BODY) : b->en && body->name_en ? body->name_en : body->name);
        for (size_t c = from; !body && c < to; c++)
            lx_str_add(&cell[c - from + 1], lx_built_unit(b, m->cities.at[c]));
        if (!body && others)
            lx_str_add(&cell[n - 1], lx_built_word(b, LX_PW_COL_OTHERS));
        for (size_t k = 0; body && k < m->members[row - 1].n; k++) {
            const struct lx_member *one = (const struct lx_member *)(const void *)m->members[row - 1].at[k];
            size_t city = city_of(m, one->unit);
            if (city >= from && city < to)
                say_member(m, &cell[city - from + 1], one, city);
            else if (city == m->cities.n && others)
                say_member(m, &cell[n - 1], one, city);
        }
        for (size_t c = 0; c < n; c++)
            cells[c] = lx_str_z(&cell[c]);
        if (body)
            lx_built_row(b, cells, n);
        else
            lx_built_heads(b, cells, align + COLUMNS_MOST - n);
    }
    lx_str_addc(b->md, '\n');
    for (size_t c = 0; c < COLUMNS_MOST; c++)
        lx_str_done(&cell[c]);
}

/* 1986年1月1日起, and by what decision. */
static enum lx_rc add_joined(const struct matrix *m, struct lx_err *err)
{
    static const enum lx_paper_word heads[] = { LX_PW_COL_ORDER, LX_PW_COL_MEMBER, LX_PW_COL_SINCE, LX_PW_COL_BASIS };
    struct lx_builder *b = m->b;
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_body_members(b->w, 0, b->w->today, &rows, err);
    if (rc == LX_OK && rows.n) {
        lx_built_heading(b, 1, lx_built_word(b, LX_PW_MEMBERS_JOINED));
        lx_built_table(b, heads, "clcl");
        for (size_t i = 0; i < rows.n; i++) {
            const struct lx_member *one = (const struct lx_member *)(const void *)rows.at[i];
            struct lx_str no = LX_STR_EMPTY, since = LX_STR_EMPTY;
            lx_str_addi(&no, (int64_t)i + 1);
            if (one->since.day != LX_NO_DAY || one->since.words)
                lx_built_date(b, &since, &one->since);
            lx_built_row(b, (const char *[]){ no.s, lx_built_unit(b, one->unit), lx_str_z(&since), one->basis }, 4);
            lx_str_done(&no);
            lx_str_done(&since);
        }
        lx_str_addc(b->md, '\n');
    }
    lx_rows_done(&rows);
    return rc;
}
