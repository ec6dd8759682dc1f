/* The items of a paper: read, in order, in words. */
#include "core/paper/itemset.h"

#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/items.h"
#include "core/work/query_read.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

enum { SLICE = 500, ITEMS_MOST = 20000, NO_MOST_W = 8 };

static enum lx_rc make_query(struct lx_itemset *l, int kind, struct lx_query *q, struct lx_err *err);
static enum lx_rc read_items(struct lx_itemset *l, const struct lx_query *q, const char *by, struct lx_err *err);
static void make_rows(struct lx_itemset *l);

/* "group:lead 港口" -> lead, and the rest of the query. */
static char *take_group(const char **query)
{
    static const char mark[] = "group:";
    if (strncmp(*query, mark, sizeof mark - 1) != 0)
        return NULL;
    const char *by = *query + sizeof mark - 1;
    size_t len = strcspn(by, " ");
    *query = by + len + strspn(by + len, " ");
    return lx_strndup(by, len);
}

enum lx_rc lx_itemset_read(struct lx_builder *b, int kind, const char *by, struct lx_itemset *l, struct lx_err *err)
{
    struct lx_query q = { 0 };
    *l = (struct lx_itemset){ .b = b, .query = b->query, .states = lx_words_of("item_state"), .lights = lx_words_of("light") };
    char *asked = take_group(&l->query);
    if (b->of_type == LX_UNIT)
        lx_unit_below(b->w->units, b->of, &l->units);
    enum lx_rc rc = make_query(l, kind, &q, err);
    if (rc == LX_OK)
        rc = read_items(l, &q, asked ? asked : by, err);
    if (rc == LX_OK && b->open)
        rc = lx_built_drop_internal(b, &l->items, err);
    if (rc == LX_OK)
        make_rows(l);
    lx_query_done(&q);
    free(asked);
    return rc;
}

void lx_itemset_done(struct lx_itemset *l)
{
    free(l->row);
    lx_rows_done(&l->items);
    lx_rows_done(&l->parts);
    lx_ids_done(&l->units);
    lx_groups_done(&l->groups);
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

static struct lx_cond *in_ids(const struct lx_field *field, const lx_id *ids, size_t n)
{
    struct lx_cond *c = lx_cond_new(LX_OP_IN);
    c->field = field;
    for (size_t i = 0; i < n; i++)
        lx_ids_add(&c->ids, ids[i]);
    return c;
}

static void also(struct lx_query *q, struct lx_cond *c)
{
    struct lx_cond *all = lx_cond_new(LX_OP_ALL);
    if (q->where)
        lx_cond_add(all, q->where);
    lx_cond_add(all, c);
    q->where = all;
}

static enum lx_rc make_query(struct lx_itemset *l, int kind, struct lx_query *q, struct lx_err *err)
{
    const struct lx_builder *b = l->b;
    enum lx_rc rc = lx_query_read(b->w, q, LX_ITEM, b->of ? "" : l->query, err);
    if (rc != LX_OK)
        return rc;
    if (kind >= 0) {
        struct lx_cond *c = lx_cond_new(LX_OP_EQ);
        c->field = lx_field_named(LX_ITEM, "kind");
        c->value = lx_strdup(lx_words_of("item_kind")->at[kind].word);
        also(q, c);
    }
    if (b->open || (!lx_built_inner(b) && b->paper->id != LX_PAPER_UNIT)) /* a unit knows its own */
        also(q, lx_cond_cmp(LX_ITEM, "secrecy", LX_OP_EQ, "open"));
    if (b->of_type == LX_UNIT) {
        struct lx_cond *own = lx_cond_new(LX_OP_ANY);
        lx_cond_add(own, in_ids(lx_field_named(LX_ITEM, "lead"), l->units.at, l->units.n));
        struct lx_cond *shared = lx_cond_add(own, lx_cond_new(LX_OP_LINKED));
        shared->type = LX_PART;
        shared->back = lx_field_named(LX_PART, "item");
        lx_cond_add(shared, in_ids(lx_field_named(LX_PART, "unit"), l->units.at, l->units.n));
        also(q, own);
    } else if (b->of_type == LX_MEETING || b->of_type == LX_PLAN) {
        also(q, lx_cond_ref(LX_ITEM, lx_table(b->of_type)->name, b->of));
    } else if (b->of_type == LX_ITEM) {
        also(q, in_ids(NULL, &b->of, 1));
    } else if (b->of) {
        return lx_fail(err, LX_USAGE, N_("A ledger is made of a unit, a meeting, a plan, an item or a condition, not of a %s"), LX_NAMED("%s"),
                       lx_table(b->of_type)->name);
    }
    return LX_OK;
}

/* All shares of these items in one go, not item by item. */
static enum lx_rc read_parts(struct lx_itemset *l, const lx_id *ids, size_t n, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(l->b->w, LX_PART, in_ids(lx_field_named(LX_PART, "item"), ids, n), NULL, false, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        if (rows.at[i])
            LX_PUSH(l->parts.at, l->parts.n, l->parts.room) = rows.at[i];
        rows.at[i] = NULL;
    }
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc read_items(struct lx_itemset *l, const struct lx_query *q, const char *by, struct lx_err *err)
{
    struct lx_work *w = l->b->w;
    struct lx_ids ids = { 0 };
    struct lx_by group;
    enum lx_rc rc = by ? lx_by_read(LX_ITEM, by, &group, err) : w->store->ids(w->store, q, &ids, err);
    if (rc == LX_OK && by) {
        l->grouped = true;
        rc = lx_groups_read(w, q, &group, &l->groups, err);
    }
    const struct lx_ids *all = by ? &l->groups.ids : &ids;
    if (rc == LX_OK && all->n > ITEMS_MOST)
        rc = lx_fail(err, LX_INVALID, N_("These are too many items for one paper, narrow the condition: %s"), "%zu", all->n);
    for (size_t from = 0; rc == LX_OK && from < all->n; from += SLICE) {
        size_t n = all->n - from < SLICE ? all->n - from : SLICE;
        rc = w->store->rows(w->store, LX_ITEM, all->at + from, n, &l->items, err);
        if (rc == LX_OK)
            rc = read_parts(l, all->at + from, n, err);
    }
    lx_ids_done(&ids);
    return rc;
}

/* --- order ------------------------------------------------------------------------------------------------------ */

static int cmp_parts(const void *pa, const void *pb)
{
    const struct lx_part *a = *(struct lx_part *const *)pa, *b = *(struct lx_part *const *)pb;
    if (a->item != b->item)
        return a->item < b->item ? -1 : 1;
    int64_t x = a->position, y = b->position;
    return x != y ? (x > y) - (x < y) : (a->rec.id > b->rec.id) - (a->rec.id < b->rec.id);
}

static int cmp_rows(const void *pa, const void *pb)
{
    const struct lx_itemrow *a = pa, *b = pb;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    if (a->cooperating != b->cooperating)
        return a->cooperating ? 1 : -1;
    if (a->root != b->root)
        return a->root < b->root ? -1 : 1;
    if (a->lead != b->lead)
        return a->lead < b->lead ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

/* The government at the top of a unit; a circle of parents ends too. */
static size_t root_of(const struct lx_units *u, size_t place)
{
    for (int i = 0; i < 16 && place != SIZE_MAX; i++) {
        size_t up = lx_unit_place(u, ((struct lx_unit *)u->units.at[place])->parent);
        if (up == SIZE_MAX)
            break;
        place = up;
    }
    return place;
}

static void find_parts(const struct lx_itemset *l, struct lx_itemrow *r)
{
    size_t from = 0, to = l->parts.n;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (((struct lx_part *)l->parts.at[middle])->item < r->item->rec.id)
            from = middle + 1;
        else
            to = middle;
    }
    r->part_from = from;
    while (from < l->parts.n && ((struct lx_part *)l->parts.at[from])->item == r->item->rec.id)
        from++;
    r->part_n = from - r->part_from;
}

static const struct lx_part *part_of(const struct lx_itemset *l, const struct lx_itemrow *r, size_t i)
{
    return (const struct lx_part *)l->parts.at[r->part_from + i];
}

void lx_itemset_count(const struct lx_itemset *l, struct lx_itemcount *c, const struct lx_item *item)
{
    enum lx_light light = lx_item_light(l->b->w, item);
    c->n++;
    c->open_n += lx_item_is_open(item->state);
    c->late_n += light == LX_LIGHT_LATE;
    c->near_n += light == LX_LIGHT_NEAR;
    c->closed_n += item->state == ITEM_CLOSED || item->state == ITEM_STRUCK || item->state == ITEM_ARCHIVED;
}

/* Which rows of whose share it is; what one unit leads stands in one table, in the order of the condition. */
static void place_row(struct lx_itemset *l, struct lx_itemrow *r)
{
    r->cooperating = l->units.n && !lx_ids_has(&l->units, r->item->lead);
    for (size_t k = 0; k < r->part_n; k++) {
        const struct lx_part *p = part_of(l, r, k);
        l->with = true;
        r->cooperating = r->cooperating && !(p->role == PART_LEAD && lx_ids_has(&l->units, p->unit));
    }
    l->with = l->with || r->cooperating;
    if (l->grouped || (l->units.n == 1 && !r->cooperating))
        return;
    r->lead = lx_unit_place(l->b->w->units, r->item->lead);
    r->root = root_of(l->b->w->units, r->lead);
}

static void make_rows(struct lx_itemset *l)
{
    size_t group = 0;
    if (l->parts.n)
        qsort(l->parts.at, l->parts.n, sizeof *l->parts.at, cmp_parts);
    l->row = lx_grow(NULL, l->items.n + 1, sizeof *l->row);
    for (size_t i = 0; i < l->items.n; i++) {
        while (group + 1 < l->groups.n && i >= l->groups.at[group + 1].from)
            group++;
        if (!l->items.at[i])
            continue; /* gone since its id was read */
        struct lx_itemrow *r = &l->row[l->row_n++];
        *r = (struct lx_itemrow){ .item = (struct lx_item *)l->items.at[i], .place = i, .group = group };
        find_parts(l, r);
        place_row(l, r);
        lx_itemset_count(l, &l->all, r->item);
    }
    if (l->row_n)
        qsort(l->row, l->row_n, sizeof *l->row, cmp_rows);
}

/* --- head ------------------------------------------------------------------------------------------------------- */

enum lx_rc lx_itemset_subject(const struct lx_itemset *l, struct lx_str *out, struct lx_err *err)
{
    struct lx_builder *b = l->b;
    enum lx_rc rc = LX_OK;
    if (b->of_type == LX_UNIT) {
        lx_str_add(out, lx_built_unit(b, b->of));
    } else if (b->of_type == LX_MEETING) {
        struct lx_built_meeting m;
        rc = lx_built_meeting_read(b, &m, err);
        lx_str_add(out, lx_str_z(&m.name));
        lx_built_meeting_done(&m);
    } else if (b->of_type == LX_PLAN) {
        struct lx_plan *plan = NULL;
        rc = lx_get(b->w, LX_PLAN, b->of, &plan, err);
        lx_str_add(out, plan ? plan->title : NULL);
        lx_rec_free(plan);
    } else {
        lx_str_add(out, lx_built_issuer(b));
    }
    return rc;
}

enum lx_rc lx_itemset_front(struct lx_itemset *l, enum lx_paper_word title, struct lx_err *err)
{
    struct lx_builder *b = l->b;
    struct lx_str s = LX_STR_EMPTY, said = LX_STR_EMPTY;
    lx_built_begin(b);
    enum lx_rc rc = lx_itemset_subject(l, &s, err);
    if (s.len)
        lx_paper_say(&said, title, b->en, s.s);
    lx_built_key(b->md, "title", said.len ? said.s : lx_paper_title(b->paper, b->en));
    lx_str_clear(&s);
    lx_str_clear(&said);
    lx_built_date(b, &s, &(struct lx_date){ .day = b->w->today });
    lx_paper_say(&said, LX_PW_LEDGER_AS_OF, b->en, s.s);
    lx_built_key(b->md, "subtitle", said.s);
    lx_str_clear(&s);
    lx_built_day(b, &s, b->w->today);
    lx_built_key(b->md, "date", s.s);
    if (b->of && b->of_type != LX_ITEM) /* the title names somebody else */
        lx_built_key(b->md, "issuer", lx_built_issuer(b));
    lx_str_done(&s);
    lx_str_done(&said);
    return rc;
}

/* --- words ------------------------------------------------------------------------------------------------------ */

/* The day itself, as ISO; a longer period in the words of officials. */
void lx_itemset_due(const struct lx_itemset *l, struct lx_str *out, const struct lx_date *due)
{
    if (due->day != LX_NO_DAY && due->prec == LX_PREC_DAY)
        lx_built_day(l->b, out, due->day);
    else
        lx_built_date(l->b, out, due);
}

void lx_itemset_no(struct lx_str *out, const struct lx_item *item)
{
    const char *no = item->no ? item->no : "", *dash = lx_text_w(no, LX_WIDE) > NO_MOST_W ? strrchr(no, '-') : NULL;
    size_t head_len = dash ? (size_t)(dash - no) + 1 : strlen(no);
    lx_str_addn(out, no, head_len);
    lx_str_add(out, dash ? " " : "");
    lx_str_add(out, no + head_len);
}

static void add_name(const struct lx_itemset *l, struct lx_str *out, size_t start, lx_id id)
{
    const struct lx_unit *u = lx_unit_by_id(l->b->w->units, id);
    if (!u)
        return;
    if (out->len > start)
        lx_str_add(out, lx_built_word(l->b, LX_PW_AND));
    lx_str_add(out, l->b->en && u->name_en ? u->name_en : lx_unit_name_at(l->b->w, id, l->b->day)); /* short: columns are narrow */
}

void lx_itemset_leads(const struct lx_itemset *l, struct lx_str *out, const struct lx_itemrow *r, lx_id without)
{
    size_t start = out->len;
    if (r->item->lead != without)
        add_name(l, out, start, r->item->lead);
    for (size_t i = 0; i < r->part_n; i++) {
        const struct lx_part *p = part_of(l, r, i);
        if (p->role == PART_LEAD && p->unit != without && p->unit != r->item->lead)
            add_name(l, out, start, p->unit);
    }
}

void lx_itemset_with(const struct lx_itemset *l, struct lx_str *out, const struct lx_itemrow *r)
{
    size_t start = out->len;
    for (size_t i = 0; i < r->part_n; i++)
        if (part_of(l, r, i)->role != PART_LEAD)
            add_name(l, out, start, part_of(l, r, i)->unit);
}

void lx_itemset_others(const struct lx_itemset *l, struct lx_str *out, const struct lx_itemrow *r)
{
    struct lx_str leads = LX_STR_EMPTY, with = LX_STR_EMPTY;
    lx_itemset_leads(l, &leads, r, l->units.n == 1 ? l->units.at[0] : r->item->lead);
    lx_itemset_with(l, &with, r);
    if (leads.len)
        lx_paper_say(out, LX_PW_LEDGER_CO_LEAD, l->b->en, leads.s);
    if (leads.len && with.len)
        lx_paper_say(out, LX_PW_LEDGER_CO_WITH, l->b->en, with.s);
    else
        lx_str_add(out, lx_str_z(&with));
    lx_str_done(&leads);
    lx_str_done(&with);
}

void lx_itemset_standing(const struct lx_itemset *l, struct lx_str *out, const struct lx_item *item, int w)
{
    const struct lx_word *state = &l->states->at[item->state];
    const struct lx_word *light = &l->lights->at[lx_item_light(l->b->w, item)];
    const char *words = l->b->en ? state->en : state->zh;
    struct lx_str percent = LX_STR_EMPTY;
    if (item->progress != LX_NO_INT)
        lx_str_addf(&percent, "%lld%%", (long long)item->progress);
    bool fits = lx_text_w(words, LX_WIDE) + (int)percent.len + l->b->en <= w;
    lx_str_add(out, words);
    lx_str_add(out, !percent.len ? "" : !fits ? "\n" : l->b->en ? " " : "");
    lx_str_add(out, lx_str_z(&percent));
    lx_str_add(out, *light->word ? "\n" : "");
    lx_str_add(out, !*light->word ? "" : l->b->en ? light->en : light->zh);
    lx_str_done(&percent);
}

/* Units by their full names: a heading has room. */
const char *lx_itemset_group(const struct lx_itemset *l, struct lx_str *out, size_t group)
{
    const struct lx_group *g = &l->groups.at[group];
    const struct lx_field *f = l->groups.by.field;
    if (f && f->kind == LX_REF && f->of == LX_UNIT && g->value != LX_NO_INT)
        lx_str_add(out, lx_built_unit(l->b, g->value));
    else
        lx_group_name(l->b->w, out, &l->groups, g, !l->b->en);
    if (!out->len)
        lx_str_add(out, lx_built_word(l->b, f && strcmp(f->name, "lead") == 0 ? LX_PW_LEDGER_NO_LEAD : LX_PW_GROUP_NONE));
    return lx_str_z(out);
}
