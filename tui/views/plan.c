/* One plan: its tree of sections, items and indicators. */
#include "tui/views/views.h"

#include "core/mem.h"
#include "core/work/units.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/views/detail.h"
#include "tui/views/paper.h"

#include <stdlib.h>

/* One line of the tree; a section's items and indicators follow it. */
struct node {
    const struct lx_rec *rec; /* of one of the rows below */
    int level;
};

struct plan_view {
    struct view v;
    struct lx_plan *plan;
    struct lx_rows sections, items, indicators;
    struct node *nodes;
    size_t nodes_n, nodes_room;
};

enum { COL_NO, COL_TITLE, COL_LEAD, COL_DUE, COL_STATE };

static const struct column columns[] = {
    [COL_NO] = { "no", N_("No."), 7, 8, 14, 0, 0, LX_LEFT, NULL, true },
    [COL_TITLE] = { "title", N_("Section, item, indicator"), 20, 40, 140, 10, 0, LX_LEFT, NULL, true },
    [COL_LEAD] = { "lead", N_("Lead"), 8, 14, 24, 2, 2, LX_LEFT, NULL, false },
    [COL_DUE] = { "due", N_("Due"), 5, 10, 14, 0, 1, LX_LEFT, NULL, false },
    [COL_STATE] = { "state", N_("State"), 6, 8, 24, 2, 3, LX_LEFT, NULL, false },
    { 0 },
};

static void open_plan(struct view *v, const void *arg) { v->subject = *(const lx_id *)arg; }

static void forget(struct plan_view *p)
{
    lx_rec_free(p->plan);
    p->plan = NULL;
    lx_rows_done(&p->sections);
    lx_rows_done(&p->items);
    lx_rows_done(&p->indicators);
    free(p->nodes);
    p->nodes = NULL;
    p->nodes_n = p->nodes_room = 0;
}

static void close_view(struct view *v) { forget((struct plan_view *)v); }

static void add_node(struct plan_view *p, const void *rec, int level) { LX_PUSH(p->nodes, p->nodes_n, p->nodes_room) = (struct node){ rec, level }; }

/* Items are in the order of their numbers, which is that of the text; a child stands behind its parent. */
static void add_items(struct plan_view *p, lx_id section, int level)
{
    for (size_t i = 0; i < p->items.n; i++) {
        const struct lx_item *item = (const struct lx_item *)(const void *)p->items.at[i];
        if (item->section == section)
            add_node(p, item, level + (item->parent != 0));
    }
    for (size_t i = 0; i < p->indicators.n; i++) {
        const struct lx_indicator *t = (const struct lx_indicator *)(const void *)p->indicators.at[i];
        if (t->section == section)
            add_node(p, t, level);
    }
}

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct plan_view *p = (struct plan_view *)v;
    struct lx_work *w = v->app->work;
    forget(p);
    enum lx_rc rc = lx_get(w, LX_PLAN, v->subject, &p->plan, err);
    if (rc == LX_OK)
        rc = lx_all(w, LX_SECTION, lx_cond_ref(LX_SECTION, "plan", v->subject), "position", false, &p->sections, err);
    if (rc == LX_OK)
        rc = lx_all(w, LX_ITEM, lx_cond_ref(LX_ITEM, "plan", v->subject), "no", false, &p->items, err);
    if (rc == LX_OK)
        rc = lx_all(w, LX_INDICATOR, lx_cond_ref(LX_INDICATOR, "plan", v->subject), "position", false, &p->indicators, err);
    if (rc != LX_OK)
        return rc;
    add_items(p, 0, 0);
    for (size_t i = 0; i < p->sections.n; i++) {
        const struct lx_section *s = (const struct lx_section *)(const void *)p->sections.at[i];
        add_node(p, s, (int)s->level);
        add_items(p, s->rec.id, (int)s->level + 1);
    }
    lx_id *ids = lx_grow(NULL, p->nodes_n, sizeof *ids);
    for (size_t i = 0; i < p->nodes_n; i++)
        ids[i] = p->nodes[i].rec->id;
    list_own(&v->list, ids, p->nodes_n);
    free(ids);
    return LX_OK;
}

static void indicator_words(struct lx_str *out, const struct lx_indicator *t)
{
    const struct lx_word *sense = &lx_words_of("cmp")->at[t->compare];
    lx_str_addf(out, "%s %s %s", t->name, lx_two(sense->en, sense->zh), t->value ? t->value : "");
    if (t->value_max)
        lx_str_addf(out, "-%s", t->value_max);
    lx_str_add(out, t->measure);
}

static void item_cell(struct view *v, const struct lx_item *item, int col, struct cell *out)
{
    struct lx_str *s = &out->text;
    switch (col) {
    case COL_NO: lx_str_add(s, item->no); break;
    case COL_LEAD: lx_str_add(s, app_name(v->app, LX_UNIT, item->lead)); break;
    case COL_DUE:
        if (item->due.day != LX_NO_DAY || item->due.words)
            lx_date_short(s, &item->due, app_today(v->app));
        break;
    case COL_STATE: lx_show_value(v->app->work, s, item, lx_field_named(LX_ITEM, "state"), lx_lang() == LX_ZH); break;
    default: break;
    }
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct plan_view *p = (const struct plan_view *)v;
    const struct node *n = &p->nodes[row];
    (void)rec, (void)id;
    if (col == COL_TITLE)
        lx_str_fill(&out->text, ' ', (size_t)(n->level > 0 ? n->level * 2 : 0));
    if (n->rec->type == LX_SECTION) {
        const struct lx_section *s = (const struct lx_section *)(const void *)n->rec;
        out->role = ROLE_HEADING;
        if (col == COL_TITLE)
            lx_str_addf(&out->text, "%s %s", s->number ? s->number : "", s->title);
    } else if (n->rec->type == LX_INDICATOR) {
        out->role = ROLE_CODE;
        if (col == COL_TITLE)
            indicator_words(&out->text, (const struct lx_indicator *)(const void *)n->rec);
    } else {
        const struct lx_item *item = (const struct lx_item *)(const void *)n->rec;
        if (col == COL_TITLE)
            lx_str_add(&out->text, item->title);
        else
            item_cell(v, item, col, out);
    }
}

static void headline(struct view *v, struct lx_str *out)
{
    const struct plan_view *p = (const struct plan_view *)v;
    if (p->plan)
        lx_str_addf(out, "%s %s", p->plan->no, p->plan->title);
}

static const struct cmd_handler commands[] = { { CMD_PAPER, paper_menu }, { CMD_NONE, NULL } };

const struct view_ops view_plan = {
    .name = "plan",
    .title = N_("Plan"),
    .ctx = CTX_PLAN,
    .size = sizeof(struct plan_view),
    .type = LX_NONE_TYPE,
    .columns = columns,
    .empty = N_("This plan has no sections and no items."),
    .open = open_plan,
    .load = load,
    .cell = cell,
    .headline = headline,
    .detail = detail_any,
    .commands = commands,
    .stale_on = LX_BIT(LX_ITEM) | LX_BIT(LX_SECTION) | LX_BIT(LX_PLAN) | LX_BIT(LX_INDICATOR) | LX_BIT(LX_UNIT),
    .close = close_view,
};
