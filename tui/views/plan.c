/* One plan: its tree of sections, items and indicators. */
#include "tui/views/views.h"

#include "core/light.h"
#include "core/mem.h"
#include "core/work/plans.h"
#include "core/work/plantree.h"
#include "core/work/units.h"
#include "tui/app.h"
#include "tui/draw.h"
#include "tui/i18n.h"
#include "tui/totals.h"
#include "tui/views/detail.h"
#include "tui/views/documents.h"
#include "tui/views/paper.h"

#include <stdlib.h>

struct plan_view {
    struct view v;
    struct lx_plantree tree;
};

enum { COL_NO, COL_TITLE, COL_LEAD, COL_DUE, COL_STATE };

static const struct column columns[] = {
    [COL_NO] = { "no", N_("No."), 7, 8, 14, 0, 0, LX_LEFT, NULL, true },
    [COL_TITLE] = { "title", N_("Section, item, indicator"), 20, 40, 140, 10, 0, LX_LEFT, NULL, true },
    [COL_LEAD] = { "lead", N_("Lead"), 8, 14, 24, 2, 2, LX_LEFT, NULL, false },
    [COL_DUE] = { "due", N_("Due"), 10, 10, 14, 0, 1, LX_LEFT, NULL, false },
    [COL_STATE] = { "state", N_("State"), 6, 8, 24, 2, 3, LX_LEFT, NULL, false },
    { 0 },
};

static void open_plan(struct view *v, const void *arg) { v->subject = *(const lx_id *)arg; }

static void close_view(struct view *v) { lx_plantree_done(&((struct plan_view *)v)->tree); }

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct plan_view *p = (struct plan_view *)v;
    lx_plantree_done(&p->tree);
    enum lx_rc rc = lx_plantree_read(v->app->work, v->subject, &p->tree, err);
    if (rc != LX_OK)
        return rc;
    lx_id *ids = lx_grow(NULL, p->tree.n, sizeof *ids);
    for (size_t i = 0; i < p->tree.n; i++)
        ids[i] = p->tree.nodes[i].rec->id;
    list_own(&v->list, ids, p->tree.n);
    free(ids);
    return LX_OK;
}

static const struct lx_node *node_at(const struct view *v, lx_id id)
{
    const struct lx_plantree *t = &((const struct plan_view *)v)->tree;
    for (size_t i = 0; i < t->n; i++)
        if (t->nodes[i].rec->id == id)
            return &t->nodes[i];
    return NULL;
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
    const struct lx_node *n = &p->tree.nodes[row];
    (void)rec, (void)id;
    if (col == COL_TITLE)
        lx_str_fill(&out->text, ' ', (size_t)n->level * 2);
    if (n->rec->type == LX_SECTION) {
        out->role = ROLE_HEADING;
        out->span = col == COL_TITLE;
        if (col == COL_TITLE)
            lx_show_name(v->app->work, &out->text, n->rec);
        if (col == COL_TITLE && n->totals.n > 0)
            totals_words(&out->aside, &n->totals, true);
    } else if (n->rec->type == LX_INDICATOR) {
        out->role = ROLE_CODE;
        if (col == COL_TITLE)
            indicator_words(&out->text, (const struct lx_indicator *)(const void *)n->rec);
    } else {
        const struct lx_item *item = (const struct lx_item *)(const void *)n->rec;
        out->role = lx_item_is_open(item->state) ? ROLE_NORMAL : ROLE_DONE;
        if (col == COL_TITLE)
            lx_str_add(&out->text, item->title);
        else
            item_cell(v, item, col, out);
    }
}

static void headline(struct view *v, struct lx_str *out)
{
    const struct lx_plantree *t = &((const struct plan_view *)v)->tree;
    if (!t->plan)
        return;
    totals_words(out, &t->totals, false);
    lx_str_addf(out, " %s %s %s", draw_form(GLYPH_DOT), t->plan->no, t->plan->title);
}

/* --- detail ------------------------------------------------------------------------------------------------------------- */

/* The line of the document that something was read from. */
static void source_line(struct view *v, int64_t line, struct lines *l)
{
    struct lx_plan *plan = NULL;
    struct lx_str where = LX_STR_EMPTY, text = LX_STR_EMPTY;
    if (line == LX_NO_INT || lx_get(v->app->work, LX_PLAN, v->subject, &plan, NULL) != LX_OK)
        return;
    lx_str_addf(&where, "%s %s:%lld", _("Source"), plan->file ? plan->file : "", (long long)line);
    if (plan->text)
        lx_text_lines(&text, plan->text, (int)line, (int)line);
    lines_rule(l, lx_str_z(&where));
    lines_para(l, lx_str_z(&text), ROLE_QUOTE, 0);
    lx_rec_free(plan);
    lx_str_done(&where);
    lx_str_done(&text);
}

static void section_lines(struct view *v, const struct lx_node *n, struct lines *l)
{
    const struct lx_section *s = (const struct lx_section *)(const void *)n->rec;
    const struct {
        const char *label;
        size_t n;
        enum role role;
    } totals[] = { { _("items"), n->totals.n, ROLE_NORMAL }, { _("closed"), n->totals.closed, ROLE_NORMAL },
                   { _("open"), n->totals.open, ROLE_NORMAL }, { _("late"), n->totals.late, n->totals.late ? ROLE_LATE : ROLE_NORMAL } };
    const struct lx_field *parent = lx_field_named(LX_SECTION, "parent");
    const char *labels[] = { lx_two(parent->en, parent->zh), totals[0].label, totals[1].label, totals[2].label, totals[3].label };
    struct lx_str words = LX_STR_EMPTY;
    lines_labels(l, labels, sizeof labels / sizeof labels[0]);
    lx_show_name(v->app->work, &words, s);
    lines_para(l, lx_str_z(&words), ROLE_TITLE, 0);
    lx_str_clear(&words);
    if (s->parent)
        lx_section_path(v->app->work, &words, s->parent);
    lines_field(l, labels[0], lx_str_z(&words), ROLE_NORMAL);
    for (size_t i = 0; i < sizeof totals / sizeof totals[0]; i++) {
        lx_str_clear(&words);
        lx_str_addf(&words, "%zu", totals[i].n);
        lines_field(l, totals[i].label, words.s, totals[i].role);
    }
    source_line(v, s->line, l);
    lx_str_done(&words);
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    const struct lx_node *n = node_at(v, id);
    if (!n || n->rec->type == LX_ITEM)
        return detail_any(v, id, l, err);
    if (n->rec->type == LX_SECTION)
        section_lines(v, n, l);
    else {
        struct lx_indicator *bare = lx_rec_copy(n->rec); /* its place in the table says nothing to people */
        int64_t line = bare->line;
        bare->line = bare->position = LX_NO_INT;
        detail_record(v, bare, l);
        source_line(v, line, l);
        lx_rec_free(bare);
    }
    return LX_OK;
}

/* --- commands ----------------------------------------------------------------------------------------------------------- */

/* Only sections have a place of their own: items stand by their number, and change section in their form. */
static unsigned on_move(struct view *v, enum lx_cmd cmd)
{
    static const enum lx_move moves[] = { LX_MOVE_DOWN, LX_MOVE_UP, LX_MOVE_IN, LX_MOVE_OUT };
    struct lx_err err = { 0 };
    const struct lx_node *n = node_at(v, list_at_bar(&v->list));
    if (!n || n->rec->type != LX_SECTION) {
        app_say(v->app, _("Sections are moved with these keys; e puts an item into another section"));
        return DONE;
    }
    app_did(v->app, lx_section_move(v->app->work, n->rec->id, moves[cmd - CMD_SECTION_DOWN], &err), &err);
    return DID_RELOAD;
}

static unsigned on_edit(struct view *v, enum lx_cmd cmd)
{
    const struct lx_node *n = node_at(v, list_at_bar(&v->list));
    const struct form_kind *kind = n ? form_kind_of(n->rec->type) : NULL;
    (void)cmd;
    if (kind)
        (void)form_open(v->app, kind, n->rec->id, NULL);
    else
        app_say(v->app, _("This has no form"));
    return DONE;
}

/* Into the section under the bar, or that of the item there. */
static unsigned on_add(struct view *v, enum lx_cmd cmd)
{
    const struct lx_node *n = node_at(v, list_at_bar(&v->list));
    struct lx_item *item = lx_rec_new(LX_ITEM);
    (void)cmd;
    item->plan = v->subject;
    if (n && n->rec->type == LX_SECTION)
        item->section = n->rec->id;
    else if (n)
        item->section = lx_f_int_of(n->rec, lx_field_named(n->rec->type, "section"));
    (void)form_open(v->app, &form_item, 0, item);
    return DONE;
}

static const struct cmd_handler commands[] = {
    { CMD_SECTION_DOWN, on_move }, { CMD_SECTION_UP, on_move }, { CMD_SECTION_IN, on_move }, { CMD_SECTION_OUT, on_move },
    { CMD_EDIT, on_edit }, { CMD_ADD, on_add }, { CMD_PAPER, paper_menu }, { CMD_TRACE, trace_of_record },
    { CMD_NONE, NULL },
};

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
    .detail = detail,
    .commands = commands,
    .stale_on = LX_BIT(LX_ITEM) | LX_BIT(LX_SECTION) | LX_BIT(LX_PLAN) | LX_BIT(LX_INDICATOR) | LX_BIT(LX_UNIT),
    .close = close_view,
};
