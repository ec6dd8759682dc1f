/* Lists in groups. */
#include "core/work/groups.h"

#include "core/light.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/items.h"
#include "core/work/query_read.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

#define W(name, word) static const char word_##name[] __attribute__((unused)) = word;
#include "core/work/words.def"
#undef W

static enum lx_rc put_in_order(struct lx_work *w, const struct lx_query *q, struct lx_groups *g, struct lx_err *err);

void lx_groups_done(struct lx_groups *g)
{
    lx_ids_done(&g->ids);
    free(g->at);
    for (size_t i = 0; i < g->words_n; i++)
        free(g->words[i]);
    free(g->words);
    *g = (struct lx_groups){ 0 };
}

/* --- what by ------------------------------------------------------------------------------------------------------------ */

bool lx_may_group(enum lx_type type, const struct lx_field *f)
{
    if (!f)
        return type == LX_ITEM;
    return f->kind == LX_ENUM || (f->kind == LX_REF && f->of != LX_REC && f->of != type) ||
           ((f->kind == LX_TEXT || f->kind == LX_DATE) && (f->flags & LX_F_LISTED)) || (f->kind == LX_REF && f->of == type && type == LX_UNIT);
}

enum lx_rc lx_by_read(enum lx_type type, const char *typed, struct lx_by *by, struct lx_err *err)
{
    const struct lx_table *t = lx_table(type);
    int i = lx_field_index(t, typed);
    bool light = type == LX_ITEM && (strcmp(typed, "light") == 0 || strcmp(typed, word_LIGHT) == 0);
    by->field = i < 0 ? NULL : &t->fields[i];
    if (light || (i >= 0 && lx_may_group(type, by->field)))
        return LX_OK;
    return lx_fail(err, LX_USAGE, N_("Rows cannot be grouped by this; take a word, a unit, a meeting, a plan, a date or the light: %s"), "%s", typed);
}

const char *lx_by_name(const struct lx_by *by) { return by->field ? by->field->name : "light"; }

void lx_by_label(struct lx_str *out, const struct lx_by *by, bool zh)
{
    if (by->field)
        lx_str_add(out, zh ? by->field->zh : by->field->en);
    else
        lx_str_add(out, zh ? word_LIGHT : "Light");
}

/* --- groups of values --------------------------------------------------------------------------------------------------- */

/* Places of values: open addressing; a place is that of the group plus 1, 0 free. */
struct index {
    size_t *slot, mask, n;
};

static size_t *slot_of(const struct index *x, const struct lx_groups *g, int64_t value)
{
    size_t i = (size_t)((uint64_t)value * 0x9E3779B97F4A7C15u >> 20) & x->mask;
    while (x->slot[i] && g->at[x->slot[i] - 1].value != value)
        i = (i + 1) & x->mask;
    return &x->slot[i];
}

static void index_groups(struct index *x, const struct lx_groups *g)
{
    size_t room = 64;
    while (room < g->n * 4)
        room *= 2;
    free(x->slot);
    x->slot = lx_alloc(room * sizeof *x->slot);
    x->mask = room - 1;
    for (size_t i = 0; i < g->n; i++)
        *slot_of(x, g, g->at[i].value) = i + 1;
}

/* The group of a value, added where it is new. */
static size_t group_of(struct index *x, struct lx_groups *g, int64_t value)
{
    size_t *slot = slot_of(x, g, value);
    if (*slot)
        return *slot - 1;
    LX_PUSH(g->at, g->n, g->room) = (struct lx_group){ .value = value };
    *slot = g->n;
    if (g->n * 2 > x->mask)
        index_groups(x, g);
    return g->n - 1;
}

/* Each row goes behind those of its group, in the order in which they come. */
static void distribute(struct lx_groups *g, const struct lx_values *v)
{
    struct index x = { 0 };
    index_groups(&x, g);
    size_t at = 0;
    for (size_t i = 0; i < g->n; i++) {
        g->at[i].from = at;
        at += g->at[i].n;
        g->at[i].n = 0;
    }
    free(g->ids.at);
    g->ids = (struct lx_ids){ .at = lx_grow(NULL, v->ids.n + 1, sizeof(lx_id)), .n = v->ids.n, .room = v->ids.n + 1 };
    for (size_t i = 0; i < v->ids.n; i++) {
        struct lx_group *of = &g->at[*slot_of(&x, g, v->at[i]) - 1];
        g->ids.at[of->from + of->n++] = v->ids.at[i];
    }
    free(x.slot);
}

enum lx_rc lx_groups_read(struct lx_work *w, const struct lx_query *q, const struct lx_by *by, struct lx_groups *g, struct lx_err *err)
{
    struct lx_values v = { 0 };
    struct index x = { 0 };
    *g = (struct lx_groups){ .type = q->type, .by = *by, .whole = true };
    enum lx_rc rc = lx_values_read(w, q, by, &v, err);
    index_groups(&x, g);
    for (size_t i = 0; rc == LX_OK && i < v.ids.n; i++) {
        size_t at = group_of(&x, g, v.at[i]); /* which may move them */
        g->at[at].n++;
    }
    g->words = v.words;
    g->words_n = v.words_n;
    v.words = NULL;
    v.words_n = 0;
    if (rc == LX_OK)
        rc = put_in_order(w, q, g, err);
    if (rc == LX_OK)
        distribute(g, &v);
    else
        lx_groups_done(g);
    free(x.slot);
    lx_values_done(&v);
    return rc;
}

/* --- values by reading rows, for stores that cannot tell them ----------------------------------------------------------- */

static int64_t value_of(struct lx_work *w, const struct lx_rec *rec, const struct lx_by *by, struct lx_values *v)
{
    const struct lx_field *f = by->field;
    if (!f)
        return lx_item_light(w, (const struct lx_item *)rec);
    switch (f->kind) {
    case LX_ENUM: return lx_f_enum_of(rec, f);
    case LX_DATE: return lx_values_month(lx_f_date_of(rec, f)->day);
    case LX_TEXT: return lx_values_word(v, lx_f_text_of(rec, f));
    default: return lx_f_int_of(rec, f) ? lx_f_int_of(rec, f) : LX_NO_INT;
    }
}

enum lx_rc lx_values_read(struct lx_work *w, const struct lx_query *q, const struct lx_by *by, struct lx_values *out, struct lx_err *err)
{
    enum { SLICE_N = 500 };
    struct lx_ids ids = { 0 };
    if (w->store->values)
        return w->store->values(w->store, q, by, out, err);
    enum lx_rc rc = w->store->ids(w->store, q, &ids, err);
    for (size_t at = 0; rc == LX_OK && at < ids.n; at += SLICE_N) {
        struct lx_rows rows = { 0 };
        rc = w->store->rows(w->store, q->type, ids.at + at, ids.n - at < SLICE_N ? ids.n - at : SLICE_N, &rows, err);
        for (size_t i = 0; rc == LX_OK && i < rows.n; i++)
            if (rows.at[i])
                lx_values_add(out, rows.at[i]->id, value_of(w, rows.at[i], by, out));
        lx_rows_done(&rows);
    }
    lx_ids_done(&ids);
    if (rc != LX_OK)
        lx_values_done(out);
    return rc;
}

/* --- their order -------------------------------------------------------------------------------------------------------- */

/* The records that groups may stand for, in order. */
static enum lx_rc targets(struct lx_work *w, const struct lx_field *f, struct lx_ids *out, struct lx_err *err)
{
    struct lx_query q = { .type = f->of };
    if (f->of == LX_UNIT) {
        for (size_t i = 0; i < w->units->units.n; i++)
            lx_ids_add(out, w->units->units.at[i]->id);
        return LX_OK;
    }
    lx_default_sort(&q);
    if (f->of == LX_SECTION) /* plan by plan */
        q.sort[q.sort_n++] = q.sort[0], q.sort[0] = (struct lx_sort){ .field = lx_field_named(LX_SECTION, "plan") };
    return w->store->ids(w->store, &q, out, err);
}

struct ranked {
    int64_t rank;
    const char *word;
    struct lx_group group;
};

/* Those without a value come last either way. */
static int by_rank(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if ((x->group.value == LX_NO_INT) != (y->group.value == LX_NO_INT))
        return x->group.value == LX_NO_INT ? 1 : -1;
    int words = x->word && y->word ? lx_stroke_cmp(x->word, y->word) : 0;
    int ranks = (x->rank > y->rank) - (x->rank < y->rank);
    return words ? words : ranks ? ranks : (x->group.value > y->group.value) - (x->group.value < y->group.value);
}

static enum lx_rc rank_targets(struct lx_work *w, struct lx_groups *g, int64_t *ranks, struct lx_err *err)
{
    struct lx_ids ids = { 0 };
    struct index x = { 0 };
    enum lx_rc rc = targets(w, g->by.field, &ids, err);
    index_groups(&x, g);
    for (size_t i = 0; i < g->n; i++)
        ranks[i] = INT64_MAX; /* gone meanwhile */
    for (size_t i = 0; rc == LX_OK && i < ids.n; i++) {
        size_t at = *slot_of(&x, g, ids.at[i]);
        if (at)
            ranks[at - 1] = (int64_t)i;
    }
    free(x.slot);
    lx_ids_done(&ids);
    return rc;
}

/* Is the list ordered downwards by the same? */
static bool is_down(const struct lx_query *q, const struct lx_by *by)
{
    return by->field && q->sort_n > 0 && q->sort[0].down && (q->sort[0].via ? q->sort[0].via : q->sort[0].field) == by->field;
}

static enum lx_rc put_in_order(struct lx_work *w, const struct lx_query *q, struct lx_groups *g, struct lx_err *err)
{
    const struct lx_field *f = g->by.field;
    struct ranked *r = lx_alloc((g->n + 1) * sizeof *r);
    int64_t *ranks = lx_alloc((g->n + 1) * sizeof *ranks);
    enum lx_rc rc = f && f->kind == LX_REF ? rank_targets(w, g, ranks, err) : LX_OK;
    for (size_t i = 0; i < g->n; i++) {
        int64_t value = g->at[i].value;
        bool known = value != LX_NO_INT;
        g->at[i].word = f && f->kind == LX_TEXT && known ? g->words[value] : NULL;
        r[i] = (struct ranked){ !f ? -value : f->kind == LX_REF ? ranks[i] : f->kind == LX_TEXT ? 0 : value, g->at[i].word, g->at[i] };
    }
    qsort(r, g->n, sizeof *r, by_rank);
    size_t known_n = g->n && r[g->n - 1].group.value == LX_NO_INT ? g->n - 1 : g->n;
    for (size_t i = 0; i < g->n; i++)
        g->at[i] = r[is_down(q, &g->by) && i < known_n ? known_n - 1 - i : i].group;
    free(r);
    free(ranks);
    return rc;
}

/* --- the first page ----------------------------------------------------------------------------------------------------- */

static bool has_op(const struct lx_cond *c, enum lx_op op)
{
    if (!c)
        return false;
    for (size_t i = 0; i < c->kids_n; i++)
        if (has_op(c->kids[i], op))
            return true;
    return c->op == op;
}

/* Conditions that cost the same for one group as for all of them. */
static bool is_costly(const struct lx_query *q)
{
    return has_op(q->where, LX_OP_WORDS) || has_op(q->where, LX_OP_HAS) || has_op(q->where, LX_OP_PINYIN) || has_op(q->where, LX_OP_LINKED);
}

/* The rows of one group, as many as are still wanted. */
static enum lx_rc begin_group(struct lx_work *w, const struct lx_query *q, struct lx_cond *of, int64_t value, struct lx_groups *g, struct lx_err *err)
{
    struct lx_query one = *q;
    size_t before = g->ids.n;
    one.limit = q->limit - before;
    one.where = lx_cond_new(LX_OP_ALL);
    if (q->where)
        lx_cond_add(one.where, lx_cond_copy(q->where));
    lx_cond_add(one.where, of);
    enum lx_rc rc = w->store->ids(w->store, &one, &g->ids, err);
    lx_query_done(&one);
    if (rc == LX_OK && g->ids.n > before)
        LX_PUSH(g->at, g->n, g->room) = (struct lx_group){ .value = value, .from = before, .n = g->ids.n - before };
    return rc;
}

static enum lx_rc begin_refs(struct lx_work *w, const struct lx_query *q, struct lx_groups *g, struct lx_err *err)
{
    const struct lx_field *f = g->by.field;
    struct lx_ids ids = { 0 };
    enum lx_rc rc = targets(w, f, &ids, err);
    for (size_t i = 0; rc == LX_OK && i < ids.n && g->ids.n < q->limit; i++) {
        struct lx_cond *of = lx_cond_new(LX_OP_IN);
        size_t at = is_down(q, &g->by) ? ids.n - 1 - i : i;
        of->field = f;
        lx_ids_add(&of->ids, ids.at[at]);
        rc = begin_group(w, q, of, ids.at[at], g, err);
    }
    lx_ids_done(&ids);
    if (rc == LX_OK && g->ids.n < q->limit) {
        struct lx_cond *none = lx_cond_new(LX_OP_NOT), *set = lx_cond_add(none, lx_cond_new(LX_OP_SET));
        set->field = f;
        rc = begin_group(w, q, none, LX_NO_INT, g, err);
    }
    return rc;
}

static enum lx_rc begin_words(struct lx_work *w, const struct lx_query *q, struct lx_groups *g, struct lx_err *err)
{
    const struct lx_field *f = g->by.field;
    enum lx_rc rc = LX_OK;
    int n = f ? f->words->n : lx_light_n;
    bool turned = !f || is_down(q, &g->by);
    for (int i = 0; rc == LX_OK && i < n && g->ids.n < q->limit; i++) {
        int value = turned ? n - 1 - i : i;
        struct lx_cond *of = lx_cond_new(f ? LX_OP_EQ : LX_OP_LIGHT);
        of->field = f;
        of->light = value;
        of->value = f ? lx_strdup(f->words->at[value].word) : NULL;
        rc = begin_group(w, q, of, value, g, err);
    }
    return rc;
}

/* In a list ordered by that date months come one behind the other by themselves. */
static bool is_by_its_order(const struct lx_query *q, const struct lx_by *by)
{
    return by->field && by->field->kind == LX_DATE && q->sort_n > 0 && !q->sort[0].via && q->sort[0].field == by->field;
}

enum lx_rc lx_groups_begin(struct lx_work *w, const struct lx_query *q, const struct lx_by *by, struct lx_groups *g, struct lx_err *err)
{
    if (q->limit && is_by_its_order(q, by)) {
        enum lx_rc rc = lx_groups_read(w, q, by, g, err);
        g->whole = g->ids.n < q->limit;
        return rc;
    }
    bool words = !by->field || (by->field->kind == LX_ENUM && *by->field->words->at[0].word), refs = by->field && by->field->kind == LX_REF;
    if (!q->limit || is_costly(q) || !(words || refs)) {
        struct lx_query all = *q;
        all.limit = 0;
        return lx_groups_read(w, &all, by, g, err);
    }
    *g = (struct lx_groups){ .type = q->type, .by = *by };
    enum lx_rc rc = refs ? begin_refs(w, q, g, err) : begin_words(w, q, g, err);
    g->whole = g->ids.n < q->limit;
    if (rc != LX_OK)
        lx_groups_done(g);
    return rc;
}

/* --- totals and names --------------------------------------------------------------------------------------------------- */

static enum lx_rc count_kind(struct lx_work *w, const struct lx_query *q, struct lx_cond *kind, struct lx_groups *g, size_t offset, struct lx_err *err)
{
    struct lx_query some = *q;
    struct lx_values v = { 0 };
    struct index x = { 0 };
    some.limit = 0;
    some.where = lx_cond_new(LX_OP_ALL);
    if (q->where)
        lx_cond_add(some.where, lx_cond_copy(q->where));
    lx_cond_add(some.where, kind);
    enum lx_rc rc = lx_values_read(w, &some, &g->by, &v, err);
    lx_query_done(&some);
    index_groups(&x, g);
    for (size_t i = 0; rc == LX_OK && i < v.ids.n; i++) {
        int64_t value = v.at[i];
        size_t at = g->by.field && g->by.field->kind == LX_TEXT && value != LX_NO_INT ? 0 : *slot_of(&x, g, value);
        for (size_t k = 0; !at && value != LX_NO_INT && k < g->n; k++) /* words are numbered anew in every reading */
            if (g->at[k].word && strcmp(g->at[k].word, v.words[value]) == 0)
                at = k + 1;
        if (at)
            ++*(size_t *)(void *)((char *)&g->at[at - 1].totals + offset);
    }
    free(x.slot);
    lx_values_done(&v);
    return rc;
}

enum lx_rc lx_groups_total(struct lx_work *w, const struct lx_query *q, struct lx_groups *g, struct lx_err *err)
{
    if (g->type != LX_ITEM || !g->whole || g->totalled)
        return LX_OK;
    for (size_t i = 0; i < g->n; i++)
        g->at[i].totals = (struct lx_totals){ .n = g->at[i].n };
    struct lx_cond *late = lx_cond_new(LX_OP_LIGHT);
    late->light = LX_LIGHT_LATE;
    enum lx_rc rc = count_kind(w, q, late, g, offsetof(struct lx_totals, late), err);
    if (rc == LX_OK)
        rc = count_kind(w, q, lx_cond_items(true), g, offsetof(struct lx_totals, open), err);
    if (rc == LX_OK)
        rc = count_kind(w, q, lx_cond_items(false), g, offsetof(struct lx_totals, closed), err);
    g->totalled = rc == LX_OK;
    return rc;
}

void lx_group_name(struct lx_work *w, struct lx_str *out, const struct lx_groups *g, const struct lx_group *of, bool zh)
{
    const struct lx_field *f = g->by.field;
    if (of->value == LX_NO_INT)
        return;
    if (f && f->kind == LX_REF && f->of == LX_UNIT)
        lx_str_add(out, lx_unit_name(w->units, of->value));
    else if (f && f->kind == LX_REF)
        lx_show_id(w, out, of->value);
    else if (f && f->kind == LX_TEXT)
        lx_str_add(out, of->word);
    else if (f && f->kind == LX_DATE)
        lx_str_addf(out, zh ? word_MONTH : "%lld-%02lld", (long long)(of->value / 12), (long long)(of->value % 12 + 1));
    else {
        const struct lx_words *words = f ? f->words : lx_words_of("light");
        const struct lx_word *word = &words->at[of->value];
        if (*word->word || zh)
            lx_str_add(out, zh ? word->zh : word->en);
    }
}

int64_t lx_group_key(const struct lx_group *of)
{
    if (of->value == LX_NO_INT)
        return INT64_MAX;
    uint64_t hash = 0xcbf29ce484222325u;
    for (const unsigned char *s = (const unsigned char *)of->word; s && *s; s++)
        hash = (hash ^ *s) * 0x100000001b3u;
    return of->word ? (int64_t)(hash >> 2) + 1 : of->value + 1;
}
