/* Name cards of a meeting (桌签): everybody who comes, or with "for:NAME" those of a unit or a person once again. */
#include "core/paper/people.h"

#include "core/meeting/attendance.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

static enum lx_rc choose(struct lx_builder *b, const struct lx_people *p, bool *chosen, struct lx_err *err);
static void add_card(struct lx_builder *b, const struct lx_attendance *a);

enum lx_rc lx_build_cards(struct lx_builder *b, struct lx_err *err)
{
    struct lx_people p;
    bool *chosen = NULL;
    enum lx_rc rc = lx_people_read_each(b, &p, err);
    if (rc == LX_OK) {
        chosen = lx_alloc(p.rows.n + 1);
        rc = choose(b, &p, chosen, err);
    }
    if (rc == LX_OK) {
        lx_built_front(b, LX_PW_CARDS_TITLE, &p.of);
        lx_str_add(b->md, "---\n\n");
        for (size_t i = 0; i < p.rows.n; i++)
            if (chosen[i])
                add_card(b, lx_people_at(&p, i));
    }
    free(chosen);
    lx_people_done(&p);
    return rc;
}

/* Everybody of that name, else all of the unit meant. */
static enum lx_rc choose_one(struct lx_builder *b, const struct lx_people *p, const char *who, bool *chosen, struct lx_err *err)
{
    bool any = false;
    for (size_t i = 0; i < p->rows.n; i++) {
        chosen[i] = lx_people_at(p, i)->name && lx_text_same(lx_people_at(p, i)->name, who);
        any = any || chosen[i];
    }
    lx_id found = 0, unit = 0;
    enum lx_rc rc = any ? LX_OK : lx_roll_find(b->w, &p->rows, who, &found, err);
    for (size_t i = 0; found && i < p->rows.n; i++)
        if (p->rows.at[i]->id == found)
            unit = lx_people_at(p, i)->unit;
    for (size_t i = 0; found && i < p->rows.n; i++)
        chosen[i] = p->rows.at[i]->id == found || (unit && lx_people_at(p, i)->unit == unit);
    return rc;
}

/* "for:NAME", else whoever comes. */
static enum lx_rc choose(struct lx_builder *b, const struct lx_people *p, bool *chosen, struct lx_err *err)
{
    static const char mark[] = "for:";
    if (strncmp(b->query, mark, sizeof mark - 1) == 0)
        return choose_one(b, p, b->query + sizeof mark - 1, chosen, err);
    for (size_t i = 0; i < p->from[LX_PEOPLE_STAFF + 1]; i++)
        chosen[i] = true;
    return p->from[LX_PEOPLE_STAFF + 1] ? LX_OK
                                         : lx_fail(err, LX_NOTFOUND, N_("Nobody is expected at this meeting yet: `roll add` puts people on its roll"), "%s",
                                                   p->of.m->no ? p->of.m->no : "");
}

/* The name, else the unit, large; what else tells who it is below it. */
static void add_card(struct lx_builder *b, const struct lx_attendance *a)
{
    const struct lx_unit *u = a->unit ? lx_unit_by_id(b->w->units, a->unit) : NULL;
    const char *unit = !u ? "" : b->en && u->name_en ? u->name_en : lx_unit_name_at(b->w, a->unit, b->day);
    struct lx_str post = LX_STR_EMPTY, below = LX_STR_EMPTY;
    lx_people_post(b, &post, a);
    const char *large = a->name ? a->name : *unit ? unit : lx_str_z(&post);
    if (large != unit)
        lx_str_add(&below, unit);
    if (post.len && large != post.s)
        lx_str_addf(&below, "%s%s", below.len ? " " : "", post.s);
    lx_built_text(b->md, large);
    if (below.len) {
        lx_str_add(b->md, "\\\n");
        lx_built_text(b->md, below.s);
    }
    lx_str_add(b->md, "\n\n");
    lx_str_done(&post);
    lx_str_done(&below);
}
