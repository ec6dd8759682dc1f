/* The tree of one plan, with totals at each level. */
#include "core/work/plantree.h"

#include "core/light.h"
#include "core/mem.h"
#include "core/work/items.h"

#include <stdlib.h>

/* Who stands in whom: for every record its first kid and the next one beside it, as place + 1; 0 none. */
struct kin {
    size_t *kid, *last, *next;
};
struct place {
    lx_id id;
    size_t at;
};
struct planting {
    struct lx_plantree *tree;
    struct place *sections, *items; /* sorted by id */
    struct kin in_section;          /* kid, last: of a section (0 is the plan itself), next: of a section */
    struct kin of_section;          /* kid, last: of a section, next: of an item */
    struct kin of_item;             /* kid, last: of an item, next: of an item */
    struct kin marks;               /* kid, last: of a section, next: of an indicator */
    bool *seen;                     /* items */
};

static enum lx_rc read_rows(struct lx_work *w, lx_id plan, struct lx_plantree *tree, struct lx_err *err);
static void plant(const struct lx_work *w, struct lx_plantree *tree);
static void plant_section(struct planting *p, size_t at, int level);
static void plant_items(struct planting *p, const struct kin *k, size_t parent, int level);
static void sum_up(const struct lx_work *w, struct lx_plantree *tree);

void lx_totals_add(const struct lx_work *w, struct lx_totals *t, const struct lx_item *item)
{
    t->n++;
    t->closed += item->state == ITEM_CLOSED || item->state == ITEM_STRUCK || item->state == ITEM_ARCHIVED;
    t->open += lx_item_is_open(item->state);
    t->late += lx_item_light(w, item) == LX_LIGHT_LATE;
}

enum lx_rc lx_plantree_read(struct lx_work *w, lx_id plan, struct lx_plantree *tree, struct lx_err *err)
{
    *tree = (struct lx_plantree){ 0 };
    enum lx_rc rc = read_rows(w, plan, tree, err);
    if (rc == LX_OK)
        plant(w, tree);
    else
        lx_plantree_done(tree);
    return rc;
}

void lx_plantree_done(struct lx_plantree *tree)
{
    lx_rec_free(tree->plan);
    lx_rows_done(&tree->sections);
    lx_rows_done(&tree->items);
    lx_rows_done(&tree->indicators);
    free(tree->nodes);
    *tree = (struct lx_plantree){ 0 };
}

static enum lx_rc read_rows(struct lx_work *w, lx_id plan, struct lx_plantree *tree, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = w->store->rows(w->store, LX_PLAN, &plan, 1, &rows, err);
    if (rc == LX_OK && (rows.n == 0 || !rows.at[0]))
        rc = lx_fail(err, LX_NOTFOUND, N_("There is no such record: %s"), "id:%lld", (long long)plan);
    if (rc == LX_OK)
        tree->plan = lx_rec_copy(rows.at[0]);
    lx_rows_done(&rows);
    if (rc == LX_OK)
        rc = lx_all(w, LX_SECTION, lx_cond_ref(LX_SECTION, "plan", plan), "position", false, &tree->sections, err);
    if (rc == LX_OK)
        rc = lx_all(w, LX_ITEM, lx_cond_ref(LX_ITEM, "plan", plan), "no", false, &tree->items, err);
    if (rc == LX_OK)
        rc = lx_all(w, LX_INDICATOR, lx_cond_ref(LX_INDICATOR, "plan", plan), "position", false, &tree->indicators, err);
    return rc;
}

/* --- who stands in whom ------------------------------------------------------------------------------------------------- */

static int by_id(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static struct place *places(const struct lx_rows *rows)
{
    struct place *p = lx_alloc((rows->n + 1) * sizeof *p);
    for (size_t i = 0; i < rows->n; i++)
        p[i] = (struct place){ rows->at[i]->id, i };
    qsort(p, rows->n, sizeof *p, by_id);
    return p;
}

/* The place + 1; 0: not among them. */
static size_t find(const struct place *p, size_t n, lx_id id)
{
    const struct place *found = bsearch(&(struct place){ .id = id }, p, n, sizeof *p, by_id);
    return found ? found->at + 1 : 0;
}

static struct kin kin_new(size_t parents_n, size_t kids_n)
{
    return (struct kin){ lx_alloc((parents_n + 1) * sizeof(size_t)), lx_alloc((parents_n + 1) * sizeof(size_t)),
                         lx_alloc((kids_n + 1) * sizeof(size_t)) };
}

static void kin_done(struct kin *k)
{
    free(k->kid);
    free(k->last);
    free(k->next);
}

static void add_kid(struct kin *k, size_t parent, size_t kid)
{
    if (k->last[parent])
        k->next[k->last[parent] - 1] = kid + 1;
    else
        k->kid[parent] = kid + 1;
    k->last[parent] = kid + 1;
}

/* A part stands behind its item only where both stand in the same section; else it is on its own where it stands. */
static void relate(struct planting *p)
{
    const struct lx_plantree *t = p->tree;
    for (size_t i = 0; i < t->sections.n; i++) {
        const struct lx_section *s = (const struct lx_section *)t->sections.at[i];
        add_kid(&p->in_section, s->parent ? find(p->sections, t->sections.n, s->parent) : 0, i);
    }
    for (size_t i = 0; i < t->items.n; i++) {
        const struct lx_item *item = (const struct lx_item *)t->items.at[i];
        size_t of = item->parent ? find(p->items, t->items.n, item->parent) : 0;
        if (of && ((const struct lx_item *)t->items.at[of - 1])->section == item->section)
            add_kid(&p->of_item, of, i);
        else
            add_kid(&p->of_section, item->section ? find(p->sections, t->sections.n, item->section) : 0, i);
    }
    for (size_t i = 0; i < t->indicators.n; i++) {
        const struct lx_indicator *mark = (const struct lx_indicator *)t->indicators.at[i];
        add_kid(&p->marks, mark->section ? find(p->sections, t->sections.n, mark->section) : 0, i);
    }
}

/* --- the nodes in order ------------------------------------------------------------------------------------------------- */

static void add_node(struct lx_plantree *t, const struct lx_rec *rec, int level)
{
    LX_PUSH(t->nodes, t->n, t->room) = (struct lx_node){ .rec = rec, .level = level };
}

static void plant(const struct lx_work *w, struct lx_plantree *tree)
{
    size_t sections_n = tree->sections.n, items_n = tree->items.n;
    struct planting p = { .tree = tree,
                          .sections = places(&tree->sections),
                          .items = places(&tree->items),
                          .in_section = kin_new(sections_n, sections_n),
                          .of_section = kin_new(sections_n, items_n),
                          .of_item = kin_new(items_n, items_n),
                          .marks = kin_new(sections_n, tree->indicators.n),
                          .seen = lx_alloc(items_n + 1) };
    relate(&p);
    plant_section(&p, 0, 0);
    for (size_t i = 0; i < items_n; i++) /* parts of each other in a circle stand nowhere else */
        if (!p.seen[i])
            add_node(tree, tree->items.at[i], 0);
    sum_up(w, tree);
    free(p.sections);
    free(p.items);
    kin_done(&p.in_section);
    kin_done(&p.of_section);
    kin_done(&p.of_item);
    kin_done(&p.marks);
    free(p.seen);
}

/* What stands in a section (0: in none), then the sections in it.  lx_check_record keeps sections out of themselves. */
static void plant_section(struct planting *p, size_t at, int level)
{
    plant_items(p, &p->of_section, at, level);
    for (size_t i = p->marks.kid[at]; i; i = p->marks.next[i - 1])
        add_node(p->tree, p->tree->indicators.at[i - 1], level);
    for (size_t i = p->in_section.kid[at]; i; i = p->in_section.next[i - 1]) {
        add_node(p->tree, p->tree->sections.at[i - 1], level);
        plant_section(p, i, level + 1);
    }
}

static void plant_items(struct planting *p, const struct kin *k, size_t parent, int level)
{
    for (size_t i = k->kid[parent]; i; i = k->next[i - 1]) {
        add_node(p->tree, p->tree->items.at[i - 1], level);
        p->seen[i - 1] = true;
        plant_items(p, &p->of_item, i, level + 1);
    }
}

/* Every item counts in all nodes above it. */
static void sum_up(const struct lx_work *w, struct lx_plantree *t)
{
    size_t *above = lx_alloc((t->n + 1) * sizeof *above), above_n = 0;
    for (size_t i = 0; i < t->n; i++) {
        while (above_n > 0 && t->nodes[above[above_n - 1]].level >= t->nodes[i].level)
            above_n--;
        if (t->nodes[i].rec->type == LX_ITEM) {
            const struct lx_item *item = (const struct lx_item *)t->nodes[i].rec;
            lx_totals_add(w, &t->totals, item);
            for (size_t k = 0; k < above_n; k++)
                lx_totals_add(w, &t->nodes[above[k]].totals, item);
        }
        above[above_n++] = i;
    }
    free(above);
}
