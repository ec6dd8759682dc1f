/* The ledger of items: of a condition, or of one unit; a table for each lead unit, in protocol order. */
#include "core/paper/builder.h"

#include "core/mem.h"
#include "core/paper/page.h"
#include "core/text/text.h"
#include "core/work/items.h"
#include "core/work/query_read.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

enum { SLICE = 500, ITEMS_MOST = 20000, STANDING_W = 8, STANDING_EN_W = 10, DUE_MOST_W = 10, NO_MOST_W = 8, WITH_LEAST_W = 8 };

/* One item and where it stands: leading before cooperating, then the protocol order of the government that the lead
 * belongs to, then that of the lead itself, then the order of the condition. */
struct row {
    const struct lx_item *item;
    bool cooperating;       /* of a unit's ledger: others lead */
    size_t root, lead;      /* places in w->units->units; SIZE_MAX: none */
    size_t place;           /* in the order of the condition */
    size_t part_from, part_n;
};

struct ledger {
    struct lx_builder *b;
    struct lx_rows items, parts; /* struct lx_item *, struct lx_part *: by item, role, position */
    struct row *row;
    size_t row_n;
    struct lx_ids units;         /* of a unit's ledger: it and what lies below it */
    size_t open_n, late_n, near_n, closed_n;
    int no_w, due_w;
    bool with;                   /* somebody cooperates */
};

static enum lx_rc make_query(struct ledger *l, struct lx_query *q, struct lx_err *err);
static enum lx_rc read_items(struct ledger *l, struct lx_err *err);
static enum lx_rc read_parts(struct ledger *l, const lx_id *ids, size_t n, struct lx_err *err);
static void make_rows(struct ledger *l);
static enum lx_rc add_head(struct ledger *l, struct lx_err *err);
static void add_counts(struct ledger *l);
static size_t add_group(struct ledger *l, size_t from);

enum lx_rc lx_build_ledger(struct lx_builder *b, struct lx_err *err)
{
    struct ledger l = { .b = b };
    if (b->of_type == LX_UNIT)
        lx_unit_below(b->w->units, b->of, &l.units);
    enum lx_rc rc = read_items(&l, err);
    if (rc == LX_OK) {
        make_rows(&l);
        rc = add_head(&l, err);
    }
    if (rc == LX_OK) {
        add_counts(&l);
        for (size_t i = 0; i < l.row_n;)
            i = add_group(&l, i);
    }
    free(l.row);
    lx_rows_done(&l.items);
    lx_rows_done(&l.parts);
    lx_ids_done(&l.units);
    return rc;
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

static enum lx_rc make_query(struct ledger *l, struct lx_query *q, struct lx_err *err)
{
    const struct lx_builder *b = l->b;
    enum lx_rc rc = lx_query_read(b->w, q, LX_ITEM, b->of ? "" : b->query, err);
    if (rc != LX_OK || !b->of)
        return rc;
    struct lx_cond *own = NULL;
    if (b->of_type == LX_UNIT) {
        own = lx_cond_new(LX_OP_ANY);
        lx_cond_add(own, in_ids(lx_field_named(LX_ITEM, "lead"), l->units.at, l->units.n));
        struct lx_cond *shared = lx_cond_add(own, lx_cond_new(LX_OP_LINKED));
        shared->type = LX_PART;
        shared->back = lx_field_named(LX_PART, "item");
        lx_cond_add(shared, in_ids(lx_field_named(LX_PART, "unit"), l->units.at, l->units.n));
    } else if (b->of_type == LX_MEETING || b->of_type == LX_PLAN) {
        own = lx_cond_ref(LX_ITEM, lx_table(b->of_type)->name, b->of);
    } else if (b->of_type == LX_ITEM) {
        own = in_ids(NULL, &b->of, 1);
    } else {
        return lx_fail(err, LX_USAGE, N_("A ledger is made of a unit, a meeting, a plan, an item or a condition, not of a %s"), LX_NAMED("%s"),
                       lx_table(b->of_type)->name);
    }
    struct lx_cond *all = lx_cond_new(LX_OP_ALL);
    if (q->where)
        lx_cond_add(all, q->where);
    lx_cond_add(all, own);
    q->where = all;
    return LX_OK;
}

static enum lx_rc read_items(struct ledger *l, struct lx_err *err)
{
    struct lx_work *w = l->b->w;
    struct lx_query q = { 0 };
    struct lx_ids ids = { 0 };
    enum lx_rc rc = make_query(l, &q, err);
    if (rc == LX_OK)
        rc = w->store->ids(w->store, &q, &ids, err);
    if (rc == LX_OK && ids.n > ITEMS_MOST)
        rc = lx_fail(err, LX_INVALID, N_("These are too many items for one paper, narrow the condition: %s"), "%zu", ids.n);
    for (size_t from = 0; rc == LX_OK && from < ids.n; from += SLICE) {
        size_t n = ids.n - from < SLICE ? ids.n - from : SLICE;
        rc = w->store->rows(w->store, LX_ITEM, ids.at + from, n, &l->items, err);
        if (rc == LX_OK)
            rc = read_parts(l, ids.at + from, n, err);
    }
    lx_ids_done(&ids);
    lx_query_done(&q);
    return rc;
}

/* All shares of these items in one go, not item by item. */
static enum lx_rc read_parts(struct ledger *l, const lx_id *ids, size_t n, struct lx_err *err)
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
    const struct row *a = pa, *b = pb;
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

static void find_parts(const struct ledger *l, struct row *r)
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

static const struct lx_part *part_of(const struct ledger *l, const struct row *r, size_t i)
{
    return (const struct lx_part *)l->parts.at[r->part_from + i];
}

static void count(struct ledger *l, const struct lx_item *item)
{
    enum lx_light light = lx_item_light(l->b->w, item);
    l->open_n += lx_item_is_open(item->state);
    l->late_n += light == LX_LIGHT_LATE;
    l->near_n += light == LX_LIGHT_NEAR;
    l->closed_n += item->state == ITEM_CLOSED || item->state == ITEM_STRUCK || item->state == ITEM_ARCHIVED;
}

/* The day itself, as ISO; a longer period in the words of officials. */
static void say_due(const struct ledger *l, struct lx_str *out, const struct lx_date *due)
{
    if (due->day != LX_NO_DAY && due->prec == LX_PREC_DAY)
        lx_built_day(l->b, out, due->day);
    else
        lx_built_date(l->b, out, due);
}

static int widen(int w, const char *s, int most)
{
    int s_w = lx_text_w(s, LX_WIDE);
    return s_w > w ? (s_w < most ? s_w : most) : w;
}

static void make_rows(struct ledger *l)
{
    const struct lx_units *u = l->b->w->units;
    struct lx_str due = LX_STR_EMPTY;
    if (l->parts.n)
        qsort(l->parts.at, l->parts.n, sizeof *l->parts.at, cmp_parts);
    l->row = lx_grow(NULL, l->items.n + 1, sizeof *l->row);
    l->no_w = widen(0, lx_built_word(l->b, LX_PW_COL_NO), NO_MOST_W);
    l->due_w = widen(0, lx_built_word(l->b, LX_PW_COL_DUE), DUE_MOST_W);
    for (size_t i = 0; i < l->items.n; i++) {
        if (!l->items.at[i])
            continue; /* gone since its id was read */
        struct row *r = &l->row[l->row_n++];
        *r = (struct row){ .item = (struct lx_item *)l->items.at[i], .place = i };
        find_parts(l, r);
        r->cooperating = l->units.n && !lx_ids_has(&l->units, r->item->lead);
        for (size_t k = 0; k < r->part_n; k++) {
            const struct lx_part *p = part_of(l, r, k);
            l->with = true;
            r->cooperating = r->cooperating && !(p->role == PART_LEAD && lx_ids_has(&l->units, p->unit));
        }
        l->with = l->with || r->cooperating;
        if (l->units.n != 1 || r->cooperating) { /* what one unit leads stands in one table, in the order of the condition */
            r->lead = lx_unit_place(u, r->item->lead);
            r->root = root_of(u, r->lead);
        }
        lx_str_clear(&due);
        say_due(l, &due, &r->item->due);
        l->due_w = widen(l->due_w, lx_str_z(&due), DUE_MOST_W);
        l->no_w = widen(l->no_w, r->item->no ? r->item->no : "", NO_MOST_W);
        count(l, r->item);
    }
    if (l->row_n)
        qsort(l->row, l->row_n, sizeof *l->row, cmp_rows);
    lx_str_done(&due);
}

/* --- writing ---------------------------------------------------------------------------------------------------- */

/* What the ledger is of, for its title: a unit, a meeting, a plan, else the office. */
static enum lx_rc say_subject(const struct ledger *l, struct lx_str *out, struct lx_err *err)
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

static int standing_w(const struct ledger *l) { return l->b->en ? STANDING_EN_W : STANDING_W; }

/* Numbers, limits and standing as wide as they need; what is left goes to the item and who else is in it, whose columns
 * are even, being of two-cell characters. */
static void say_columns(const struct ledger *l, struct lx_str *out)
{
    int column_n = l->with ? 5 : 4, rest_w = LX_PAGE_W - (column_n + 1) - l->no_w - l->due_w - standing_w(l);
    int with_w = l->with ? rest_w / 5 * 2 : 0;
    if (l->with && with_w < WITH_LEAST_W)
        with_w = WITH_LEAST_W;
    int title_w = (rest_w - with_w) / 2 * 2;
    lx_str_addf(out, "%d %d ", l->no_w + rest_w - with_w - title_w, title_w);
    if (l->with)
        lx_str_addf(out, "%d ", with_w);
    lx_str_addf(out, "%d %d", l->due_w, standing_w(l));
}

static enum lx_rc add_head(struct ledger *l, struct lx_err *err)
{
    struct lx_builder *b = l->b;
    struct lx_str s = LX_STR_EMPTY, title = LX_STR_EMPTY;
    lx_built_begin(b);
    enum lx_rc rc = say_subject(l, &s, err);
    if (s.len)
        lx_paper_say(&title, LX_PW_LEDGER_TITLE, b->en, s.s);
    lx_built_key(b->md, "title", title.len ? title.s : lx_paper_title(b->paper, b->en));
    lx_str_clear(&s);
    lx_str_clear(&title);
    lx_built_date(b, &s, &(struct lx_date){ .day = b->w->today });
    lx_paper_say(&title, LX_PW_LEDGER_AS_OF, b->en, s.s);
    lx_built_key(b->md, "subtitle", title.s);
    lx_str_clear(&s);
    lx_built_day(b, &s, b->w->today);
    lx_built_key(b->md, "date", s.s);
    if (b->of && b->of_type != LX_ITEM) { /* the title names somebody else */
        lx_built_key(b->md, "issuer", lx_built_issuer(b));
        lx_built_key(b->md, "sign", "yes");
    }
    lx_str_clear(&s);
    say_columns(l, &s);
    lx_built_key(b->md, "columns", s.s);
    lx_str_add(b->md, "---\n\n");
    lx_str_done(&s);
    lx_str_done(&title);
    return rc;
}

static void add_counts(struct ledger *l)
{
    struct lx_builder *b = l->b;
    size_t other_n = l->row_n - l->open_n - l->closed_n;
    const struct {
        enum lx_paper_word word;
        size_t n;
    } parts[] = { { LX_PW_LEDGER_ALL, l->row_n },       { LX_PW_LEDGER_OPEN, l->open_n },     { LX_PW_LEDGER_LATE, l->late_n },
                  { LX_PW_LEDGER_NEAR, l->near_n },     { LX_PW_LEDGER_CLOSED, l->closed_n }, { LX_PW_LEDGER_OTHER, other_n } };
    for (size_t i = 0; i < sizeof parts / sizeof *parts && l->row_n; i++)
        if (parts[i].n || parts[i].word != LX_PW_LEDGER_OTHER)
            lx_paper_count(b->md, parts[i].word, b->en, (int)parts[i].n);
    lx_str_addf(b->md, "%s\n\n", lx_built_word(b, l->row_n ? LX_PW_STOP : LX_PW_LEDGER_EMPTY));
    if (!b->of && *b->query) {
        struct lx_str s = LX_STR_EMPTY;
        lx_paper_say(&s, LX_PW_LEDGER_CONDITION, b->en, b->query);
        lx_built_text(b->md, s.s);
        lx_str_add(b->md, "\n\n");
        lx_str_done(&s);
    }
}

static void add_name(const struct ledger *l, struct lx_str *out, lx_id id)
{
    const struct lx_unit *u = lx_unit_by_id(l->b->w->units, id);
    if (!u)
        return;
    if (out->len)
        lx_str_add(out, lx_built_word(l->b, LX_PW_AND));
    lx_str_add(out, l->b->en && u->name_en ? u->name_en : lx_unit_name_at(l->b->w, id, l->b->day)); /* short: the column is narrow */
}

/* Is the ledger this one unit's? */
static bool is_own(const struct ledger *l, lx_id unit) { return l->units.n == 1 && l->units.at[0] == unit; }

/* Who else is in it; of a unit's ledger, for what it only cooperates in, who leads. */
static void say_others(const struct ledger *l, struct lx_str *out, const struct row *r)
{
    struct lx_str leads = LX_STR_EMPTY, others = LX_STR_EMPTY;
    if (r->cooperating || (l->units.n == 1 && !is_own(l, r->item->lead)))
        add_name(l, &leads, r->item->lead);
    for (size_t i = 0; i < r->part_n; i++) {
        const struct lx_part *p = part_of(l, r, i);
        if (p->role != PART_LEAD || !is_own(l, p->unit))
            add_name(l, p->role == PART_LEAD ? &leads : &others, p->unit);
    }
    if (r->cooperating) {
        lx_str_add(out, lx_str_z(&leads));
    } else if (leads.len) {
        lx_paper_say(out, LX_PW_LEDGER_CO_LEAD, l->b->en, leads.s);
        if (others.len)
            lx_paper_say(out, LX_PW_LEDGER_CO_WITH, l->b->en, others.s);
    } else {
        lx_str_add(out, lx_str_z(&others));
    }
    lx_str_done(&leads);
    lx_str_done(&others);
}

/* 办理35%, and on its own line the light as a word: Markdown of a cell. */
static void add_standing(const struct ledger *l, const struct lx_item *item)
{
    const struct lx_word *state = &lx_words_of("item_state")->at[item->state];
    const struct lx_word *light = &lx_words_of("light")->at[lx_item_light(l->b->w, item)];
    const char *words = l->b->en ? state->en : state->zh;
    struct lx_str percent = LX_STR_EMPTY;
    if (item->progress != LX_NO_INT)
        lx_str_addf(&percent, "%lld%%", (long long)item->progress);
    bool fits = lx_text_w(words, LX_WIDE) + (int)percent.len + l->b->en <= standing_w(l);
    lx_str_addf(l->b->md, "| %s%s%s", words, !percent.len ? "" : !fits ? "<br>" : l->b->en ? " " : "", lx_str_z(&percent));
    if (*light->word)
        lx_str_addf(l->b->md, "<br>%s", l->b->en ? light->en : light->zh);
    lx_str_add(l->b->md, " |\n");
    lx_str_done(&percent);
}

/* A number too long for its column may break before its serial. */
static void say_no(struct lx_str *out, const char *no)
{
    const char *dash = lx_text_w(no, LX_WIDE) > NO_MOST_W ? strrchr(no, '-') : NULL;
    size_t head_len = dash ? (size_t)(dash - no) + 1 : strlen(no);
    lx_str_addn(out, no, head_len);
    if (dash)
        lx_str_addf(out, " %s", no + head_len);
}

static void add_row(struct ledger *l, const struct row *r)
{
    struct lx_str s = LX_STR_EMPTY;
    struct lx_str *md = l->b->md;
    say_no(&s, r->item->no ? r->item->no : "");
    lx_built_td(md, lx_str_z(&s));
    lx_str_clear(&s);
    lx_built_td(md, r->item->title ? r->item->title : "");
    if (l->with) {
        say_others(l, &s, r);
        lx_built_td(md, lx_str_z(&s));
        lx_str_clear(&s);
    }
    say_due(l, &s, &r->item->due);
    lx_built_td(md, lx_str_z(&s));
    add_standing(l, r->item);
    lx_str_done(&s);
}

/* By lead; of one unit's ledger what it leads and what it cooperates in. */
static bool same_group(const struct ledger *l, const struct row *a, const struct row *b)
{
    return a->cooperating == b->cooperating && (a->cooperating || l->units.n == 1 || a->lead == b->lead);
}

/* One heading and its table; answers where the next group begins. */
static size_t add_group(struct ledger *l, size_t from)
{
    struct lx_builder *b = l->b;
    const struct row *first = &l->row[from];
    size_t to = from;
    while (to < l->row_n && same_group(l, first, &l->row[to]))
        to++;
    const char *lead = lx_built_unit(b, first->item->lead);
    lx_str_add(b->md, "## ");
    lx_built_text(b->md, first->cooperating    ? lx_built_word(b, LX_PW_LEDGER_COOPERATING)
                       : l->units.n == 1     ? lx_built_word(b, LX_PW_LEDGER_LEADING)
                       : *lead               ? lead
                                             : lx_built_word(b, LX_PW_LEDGER_NO_LEAD));
    lx_paper_count(b->md, LX_PW_LEDGER_COUNT, b->en, (int)(to - from));
    lx_str_add(b->md, "\n\n");
    lx_built_td(b->md, lx_built_word(b, LX_PW_COL_NO));
    lx_built_td(b->md, lx_built_word(b, LX_PW_COL_TITLE));
    if (l->with)
        lx_built_td(b->md, lx_built_word(b, first->cooperating ? LX_PW_COL_LEAD : LX_PW_COL_WITH));
    lx_built_td(b->md, lx_built_word(b, LX_PW_COL_DUE));
    lx_built_td(b->md, lx_built_word(b, LX_PW_COL_STANDING));
    lx_str_addf(b->md, "|\n|---|---|%s:-:|:-:|\n", l->with ? "---|" : "");
    for (size_t i = from; i < to; i++)
        add_row(l, &l->row[i]);
    lx_str_addc(b->md, '\n');
    return to;
}
