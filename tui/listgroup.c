/* Lists in groups: headings among the rows, folding, totals, the menu. */
#include "core/mem.h"
#include "tui/app.h"
#include "tui/draw.h"
#include "tui/i18n.h"
#include "tui/menu.h"
#include "tui/totals.h"
#include "tui/view.h"

#include <stdlib.h>
#include <string.h>

static unsigned on_choice(struct view *v, int64_t value, void *ctx);

/* --- rows --------------------------------------------------------------------------------------------------------------- */

static bool is_folded(const struct list *l, const struct lx_group *of) { return lx_ids_has(&l->folded, lx_group_key(of)) != l->sums; }

void list_show_groups(struct list *l, struct lx_ids *ids)
{
    const struct lx_groups *g = &l->groups;
    free(l->heads);
    l->heads = lx_alloc((g->n + 1) * sizeof *l->heads);
    ids->at = lx_grow(ids->at, g->ids.n + g->n + 1, sizeof *ids->at);
    ids->room = g->ids.n + g->n + 1;
    ids->n = 0;
    for (size_t i = 0; i < g->n; i++) {
        l->heads[i] = ids->n;
        ids->at[ids->n++] = -lx_group_key(&g->at[i]);
        if (is_folded(l, &g->at[i]) || g->at[i].n == 0)
            continue;
        memcpy(ids->at + ids->n, g->ids.at + g->at[i].from, g->at[i].n * sizeof *ids->at);
        ids->n += g->at[i].n;
    }
}

/* The last group whose heading stands at or above the row; groups.n must not be 0. */
static size_t group_above(const struct list *l, size_t row)
{
    size_t low = 0, high = l->groups.n;
    while (high - low > 1) {
        size_t mid = low + (high - low) / 2;
        if (l->heads[mid] <= row)
            low = mid;
        else
            high = mid;
    }
    return low;
}

const struct lx_group *list_head_at(const struct list *l, size_t row)
{
    if (!l->group || l->groups.n == 0 || row >= l->ids.n || l->ids.at[row] >= 0)
        return NULL;
    return &l->groups.at[group_above(l, row)];
}

const struct lx_ids *list_records(const struct list *l) { return l->group ? &l->groups.ids : &l->ids; }

size_t list_place(const struct list *l)
{
    if (!l->group || l->groups.n == 0)
        return l->bar + 1;
    size_t at = group_above(l, l->bar);
    return l->bar == l->heads[at] ? 0 : l->groups.at[at].from + l->bar - l->heads[at];
}

/* The same groups as rows once more; the bar stays where it was, by its record or heading. */
static void show_again(struct list *l, lx_id at_bar)
{
    size_t offset = l->bar >= l->top ? l->bar - l->top : 0;
    list_forget_rows(l);
    list_show_groups(l, &l->ids);
    for (l->bar = 0; l->bar + 1 < l->ids.n && l->ids.at[l->bar] != at_bar;)
        l->bar++;
    l->top = l->bar > offset ? l->bar - offset : 0;
    list_scroll(l);
}

static void set_folded(struct list *l, int64_t key, bool folded)
{
    size_t kept = 0;
    for (size_t i = 0; i < l->folded.n; i++)
        if (l->folded.at[i] != key)
            l->folded.at[kept++] = l->folded.at[i];
    l->folded.n = kept;
    if (folded != l->sums)
        lx_ids_add(&l->folded, key);
}

bool list_fold(struct view *v)
{
    struct list *l = &v->list;
    const struct lx_group *of = list_head_at(l, l->bar);
    if (!of)
        return false;
    set_folded(l, lx_group_key(of), !is_folded(l, of));
    show_again(l, list_key_at_bar(l));
    return true;
}

bool list_unfold_to(struct view *v, lx_id id)
{
    struct list *l = &v->list;
    for (size_t i = 0; l->group && i < l->groups.n; i++) {
        const struct lx_group *of = &l->groups.at[i];
        for (size_t k = 0; is_folded(l, of) && k < of->n; k++)
            if (l->groups.ids.at[of->from + k] == id) {
                set_folded(l, lx_group_key(of), false);
                show_again(l, id);
                return true;
            }
    }
    return false;
}

/* --- headings ----------------------------------------------------------------------------------------------------------- */

static void add_name(struct view *v, const struct lx_group *of, struct lx_str *out)
{
    size_t before = out->len;
    lx_group_name(v->app->work, out, &v->list.groups, of, lx_lang() == LX_ZH);
    if (out->len == before)
        lx_str_add(out, _("(none)"));
}

/* Nothing is said of a group of which not all rows are there yet. */
static void add_totals(const struct list *l, const struct lx_group *of, struct lx_str *out)
{
    if (l->groups.totalled)
        totals_words(out, &of->totals, true);
    else if (l->groups.whole && l->groups.type == LX_ITEM)
        lx_str_addf(out, "%s %zu", _("items"), of->n);
    else if (l->groups.whole)
        lx_str_addf(out, "%zu", of->n);
}

void list_head_cell(struct view *v, const struct lx_group *of, struct cell *out)
{
    out->span = true;
    out->role = ROLE_GROUP;
    lx_str_add(&out->text, draw_form(is_folded(&v->list, of) ? GLYPH_FOLDED : GLYPH_UNFOLDED));
    lx_str_addc(&out->text, ' ');
    add_name(v, of, &out->text);
    add_totals(&v->list, of, &out->aside);
}

void list_head_lines(struct view *v, const struct lx_group *of, struct lines *l)
{
    const struct lx_groups *g = &v->list.groups;
    struct lx_str s = LX_STR_EMPTY;
    const char *labels[] = { _("Grouped by"), _("in the group"), _("closed"), _("open"), _("late") };
    lines_labels(l, labels, sizeof labels / sizeof labels[0]);
    add_name(v, of, &s);
    lines_para(l, lx_str_z(&s), ROLE_TITLE, 0);
    lx_str_clear(&s);
    lx_by_label(&s, &g->by, lx_lang() == LX_ZH);
    lines_field(l, _("Grouped by"), lx_str_z(&s), ROLE_NORMAL);
    const struct {
        const char *label;
        size_t n;
        enum role role;
    } totals[] = { { _("in the group"), of->n, ROLE_NORMAL }, { _("closed"), of->totals.closed, ROLE_NORMAL },
                   { _("open"), of->totals.open, ROLE_NORMAL }, { _("late"), of->totals.late, of->totals.late ? ROLE_LATE : ROLE_NORMAL } };
    for (size_t i = 0; g->whole && i < (g->totalled ? sizeof totals / sizeof totals[0] : 1); i++) {
        lx_str_clear(&s);
        lx_str_addf(&s, "%zu", totals[i].n);
        lines_field(l, totals[i].label, s.s, totals[i].role);
    }
    lines_new(l);
    lines_para(l, _("Enter folds the group and opens it again; Space marks all of it."), ROLE_DIM, 0);
    lx_str_done(&s);
}

bool list_total_due(const struct view *v)
{
    const struct lx_groups *g = &v->list.groups;
    return v->list.group && v->list.whole && g->whole && g->type == LX_ITEM && !g->totalled;
}

enum lx_rc list_total(struct view *v, struct lx_err *err)
{
    struct lx_query q = { 0 };
    enum lx_rc rc = list_query(v, &q, err);
    if (rc == LX_OK)
        rc = lx_groups_total(v->app->work, &q, &v->list.groups, err);
    lx_query_done(&q);
    if (rc == LX_OK)
        list_forget_rows(&v->list);
    return rc;
}

/* --- choosing ----------------------------------------------------------------------------------------------------------- */

/* Until the rows are read again those that are there stay, without headings. */
static void take_heads_out(struct list *l)
{
    lx_id at_bar = list_at_bar(l);
    if (l->groups.n == 0)
        return;
    struct lx_ids records = l->groups.ids;
    l->groups.ids = (struct lx_ids){ 0 };
    lx_groups_done(&l->groups);
    lx_ids_done(&l->ids);
    l->ids = records;
    list_forget_rows(l);
    for (l->bar = 0; l->bar + 1 < l->ids.n && l->ids.at[l->bar] != at_bar;)
        l->bar++;
    if (!at_bar)
        l->bar = 0;
    list_scroll(l);
}

void list_group_by(struct view *v, const char *by)
{
    struct list *l = &v->list;
    char *group = lx_strdup(by);
    take_heads_out(l);
    free(l->group);
    l->group = group;
    l->folded.n = 0;
    l->sums = false;
    v->stale = true;
}

enum { NO_GROUPS = -1, LIGHT = -2 };

static void add_field(struct view *v, struct menu_items *items, size_t *bar, const struct lx_by *by)
{
    const struct lx_table *t = lx_table(v->ops->type);
    bool chosen = v->list.group && strcmp(v->list.group, lx_by_name(by)) == 0;
    struct lx_str label = LX_STR_EMPTY;
    *bar = chosen ? items->n : *bar;
    lx_by_label(&label, by, lx_lang() == LX_ZH);
    struct menu_item *item = menu_add(items, label.s, chosen ? _("now") : by->field && by->field->kind == LX_DATE ? _("by month") : NULL,
                                      by->field ? by->field - t->fields : LIGHT);
    item->key = items->n <= 10 ? (char)('0' + items->n - 1) : '\0';
    lx_str_done(&label);
}

/* What people group items by comes first, and has a digit. */
static const char *const common[] = { "lead", "meeting", "plan", "state", "light", "due", "kind", "clerk" };
enum { COMMON_N = sizeof common / sizeof common[0] };

static void add_fields(struct view *v, struct menu_items *items, size_t *bar)
{
    const struct lx_table *t = lx_table(v->ops->type);
    struct lx_by by;
    for (int i = 0; i < COMMON_N; i++)
        if (lx_by_read(t->type, common[i], &by, NULL) == LX_OK)
            add_field(v, items, bar, &by);
    for (int i = 0; i < t->fields_n; i++) {
        by.field = &t->fields[i];
        bool there = false;
        for (int k = 0; k < COMMON_N; k++)
            there = there || strcmp(common[k], by.field->name) == 0;
        if (!there && lx_may_group(t->type, by.field))
            add_field(v, items, bar, &by);
    }
}

unsigned list_group_menu(struct view *v, enum lx_cmd cmd)
{
    struct menu_items items = { 0 };
    size_t bar = 0;
    (void)cmd;
    if (v->ops->type == LX_NONE_TYPE) {
        app_say(v->app, _("This list has an order of its own"));
        return DONE;
    }
    menu_add(&items, _("No groups"), NULL, NO_GROUPS)->key = '0';
    add_fields(v, &items, &bar);
    menu_open(v, &(struct menu){ .title = _("Group by"), .items = items, .bar = bar, .chosen = on_choice });
    return DID_DRAW;
}

/* By lead unit, or as the items are grouped already; B groups them by something else. */
unsigned list_statistics(struct view *v, enum lx_cmd cmd)
{
    struct app *a = v->app;
    (void)cmd;
    app_show(a, app_view_of(CMD_VIEW_ITEMS));
    v = app_view(a);
    char *by = lx_strdup(v->list.group ? v->list.group : common[0]);
    list_group_by(v, by);
    v->list.sums = true;
    free(by);
    app_say(a, _("Enter opens a group, B counts by something else, A counts the closed ones too"));
    return DID_RELOAD;
}

/* Totals stay totals when they are counted by something else. */
static unsigned on_choice(struct view *v, int64_t value, void *ctx)
{
    bool sums = v->list.sums;
    (void)ctx;
    list_group_by(v, value == NO_GROUPS ? NULL : value == LIGHT ? "light" : lx_table(v->ops->type)->fields[value].name);
    v->list.sums = sums && value != NO_GROUPS;
    return DID_RELOAD | DID_DRAW;
}
