/* The contact sheet: who holds the posts of the units today, by government in protocol order (feature O6). */
#include "core/paper/builder.h"

#include "core/meeting/bodies.h"
#include "core/meeting/carry.h"
#include "core/mem.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

/* A line of the sheet: a post, or a unit that has only a telephone. */
struct line {
    lx_id root; /* the government above it, else the unit itself */
    lx_id unit;
    const struct lx_person *person; /* NULL: the unit's own number */
};
struct sheet {
    struct lx_builder *b;
    struct lx_ids units;  /* whose posts; empty: everybody's */
    struct lx_rows posts; /* struct lx_person * */
    struct line *line;
    size_t n;
    bool named;           /* somebody's name is known */
};

static enum lx_rc choose_units(struct sheet *s, struct lx_err *err);
static void make_lines(struct sheet *s);
static void add_front(const struct sheet *s);
static size_t add_group(const struct sheet *s, size_t from);

enum lx_rc lx_build_contacts(struct lx_builder *b, struct lx_err *err)
{
    struct sheet s = { .b = b };
    enum lx_rc rc = choose_units(&s, err);
    if (rc == LX_OK)
        rc = lx_posts_at(b->w, 0, b->w->today, &s.posts, err);
    if (rc == LX_OK) {
        make_lines(&s);
        add_front(&s);
    }
    for (size_t i = 0; rc == LX_OK && i < s.n;)
        i = add_group(&s, i);
    if (rc == LX_OK && !s.n)
        lx_str_addf(b->md, "%s\n\n", lx_built_word(b, LX_PW_NO_CONTACTS));
    free(s.line);
    lx_rows_done(&s.posts);
    lx_ids_done(&s.units);
    return rc;
}

/* --- whose ---------------------------------------------------------------------------------------------------------------- */

/* Of a body its members, each with the units below it; of a unit it and those below it. */
static enum lx_rc choose_units(struct sheet *s, struct lx_err *err)
{
    struct lx_builder *b = s->b;
    struct lx_body *body = NULL;
    struct lx_ids members = { 0 };
    lx_id whose = 0;
    enum lx_rc rc = LX_OK;
    if (b->of_type == LX_UNIT)
        lx_unit_below(b->w->units, b->of, &s->units);
    if (b->of_type != LX_BODY)
        return LX_OK;
    rc = lx_get(b->w, LX_BODY, b->of, &body, err);
    if (rc == LX_OK)
        rc = lx_body_roll(b->w, body, &whose, err);
    if (rc == LX_OK)
        rc = lx_body_units_at(b->w, whose, b->w->today, &members, err);
    if (rc == LX_OK && body->unit)
        lx_unit_below(b->w->units, body->unit, &s->units);
    for (size_t i = 0; rc == LX_OK && i < members.n; i++)
        lx_unit_below(b->w->units, members.at[i], &s->units);
    if (rc == LX_OK && !s->units.n)
        lx_ids_add(&s->units, 0); /* of nobody, not of everybody */
    lx_ids_done(&members);
    lx_rec_free(body);
    return rc;
}

static void add_line(struct sheet *s, lx_id unit, const struct lx_person *p)
{
    lx_id root = lx_government_of(s->b->w, unit);
    s->line[s->n++] = (struct line){ .root = root ? root : unit, .unit = unit, .person = p };
    s->named = s->named || (p && p->name);
}

/* Units stand in protocol order, governments before what belongs to others: a root where its first unit stands. */
static void make_lines(struct sheet *s)
{
    const struct lx_rows *units = &s->b->w->units->units;
    s->line = lx_alloc((s->posts.n + units->n + 1) * sizeof *s->line);
    for (size_t r = 0; r < units->n; r++) {
        lx_id root = units->at[r]->id;
        for (size_t i = 0; i < units->n; i++) {
            const struct lx_unit *u = (const struct lx_unit *)(const void *)units->at[i];
            lx_id above = lx_government_of(s->b->w, u->rec.id);
            if ((above ? above : u->rec.id) != root || (s->units.n && !lx_ids_has(&s->units, u->rec.id)))
                continue;
            if (u->phone)
                add_line(s, u->rec.id, NULL);
            for (size_t k = 0; k < s->posts.n; k++) {
                const struct lx_person *p = (const struct lx_person *)(const void *)s->posts.at[k];
                if (p->unit == u->rec.id)
                    add_line(s, u->rec.id, p);
            }
        }
    }
}

/* --- the paper -------------------------------------------------------------------------------------------------------------- */

static void add_front(const struct sheet *s)
{
    struct lx_builder *b = s->b;
    struct lx_str of = LX_STR_EMPTY;
    if (b->of_type == LX_UNIT)
        lx_str_add(&of, lx_built_unit(b, b->of));
    else if (b->of)
        lx_show_id(b->w, &of, b->of);
    struct lx_built_meeting named = { .name = of }; /* its title is said of a name, of a meeting or not */
    lx_built_front(b, b->of ? LX_PW_CONTACTS_TITLE_OF : LX_PW_CONTACTS_TITLE, &named);
    lx_built_key(b->md, "columns", s->named ? "14 16 7 14" : b->en ? "17 21 14" : "14 24 14");
    lx_built_key(b->md, "tables", "tight");
    lx_str_add(b->md, "---\n\n");
    lx_str_done(&of);
}

static void add_row(const struct sheet *s, const struct line *l, bool unit)
{
    struct lx_builder *b = s->b;
    const struct lx_person *p = l->person;
    struct lx_str post = LX_STR_EMPTY;
    if (p)
        lx_built_post_of(b, &post, p->unit, p->post); /* the unit stands beside it */
    else
        lx_str_add(&post, lx_built_word(b, LX_PW_SWITCHBOARD));
    const char *phone = p ? p->phone : lx_unit_by_id(b->w->units, l->unit)->phone;
    const char *root = l->root != l->unit ? lx_built_unit(b, l->root) : "";
    const char *name = unit ? lx_built_without(lx_built_unit(b, l->unit), root) : "";
    const char *named[] = { name, lx_str_z(&post), p ? p->name : NULL, phone }, *plain[] = { name, lx_str_z(&post), phone };
    lx_built_row(b, s->named ? named : plain, s->named ? 4 : 3);
    lx_str_done(&post);
}

static size_t add_group(const struct sheet *s, size_t from)
{
    static const enum lx_paper_word heads[] = { LX_PW_COL_UNIT, LX_PW_COL_POST, LX_PW_COL_NAME, LX_PW_COL_PHONE },
                                    plain[] = { LX_PW_COL_UNIT, LX_PW_COL_POST, LX_PW_COL_PHONE };
    size_t i = from;
    lx_built_heading(s->b, 1, lx_built_unit(s->b, s->line[from].root));
    lx_built_table(s->b, s->named ? heads : plain, s->named ? "lllc" : "llc");
    for (; i < s->n && s->line[i].root == s->line[from].root; i++)
        add_row(s, &s->line[i], i == from || s->line[i - 1].unit != s->line[i].unit);
    lx_str_addc(s->b->md, '\n');
    return i;
}

/* --- of a meeting ------------------------------------------------------------------------------------------------------------ */

const struct lx_unit *lx_built_office(const struct lx_builder *b)
{
    const struct lx_rows *units = &b->w->units->units;
    const struct lx_unit *found = NULL;
    for (size_t i = 0; i < units->n; i++) {
        const struct lx_unit *u = (const struct lx_unit *)(const void *)units->at[i];
        if (u->name && b->w->office->name && strcmp(u->name, b->w->office->name) == 0)
            return u;
        found = !found && u->kind == UNIT_OFFICE ? u : found;
    }
    return found;
}

void lx_built_contact(struct lx_builder *b, struct lx_str *out, const struct lx_meeting *m)
{
    const struct lx_unit *office = lx_built_office(b);
    const struct lx_person *who = NULL;
    struct lx_rows posts = { 0 };
    struct lx_err ignored;
    if (office && lx_posts_at(b->w, office->rec.id, b->w->today, &posts, &ignored) == LX_OK)
        for (size_t i = 0; i < posts.n && m->clerk; i++) {
            const struct lx_person *p = (const struct lx_person *)(const void *)posts.at[i];
            who = !who && p->post && p->phone && strstr(p->post, m->clerk) ? p : who;
        }
    if (who) {
        lx_built_post(b, out, who->post);
        lx_str_addf(out, "%s%s%s%s", b->en && who->name ? " " : "", who->name ? who->name : "", lx_built_word(b, LX_PW_NEXT), who->phone);
    }
    if (!who && office && office->phone)
        lx_str_addf(out, "%s%s%s", lx_built_unit(b, office->rec.id), lx_built_word(b, LX_PW_NEXT), office->phone);
    lx_rows_done(&posts);
}
