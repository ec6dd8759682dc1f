/* Open matters of a carry-over by units or by chapters. */
#include "core/meeting/carry_open.h"

#include "core/meeting/carry.h"
#include "core/mem.h"
#include "core/work/items.h"
#include "core/work/query_read.h"
#include "core/work/units.h"

#include <stdlib.h>

enum { SLICE = 2000, DEEP = 12 };

static enum lx_rc read_units(struct lx_work *w, struct lx_shares *s, struct lx_err *err);
static enum lx_rc read_chapters(struct lx_work *w, struct lx_shares *s, bool keep, struct lx_err *err);
static struct lx_cond *late(const struct lx_work *w);

/* What the agenda has already: shares of units, of chapters, of whole plans. */
static enum lx_rc read_kind(struct lx_work *w, const struct lx_rows *rows, bool *units, bool *chapters, bool *plans, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    *units = *chapters = *plans = false;
    for (size_t i = 0; rc == LX_OK && i < rows->n; i++) {
        const struct lx_agenda *a = (struct lx_agenda *)(void *)rows->at[i];
        enum lx_type type = LX_UNIT;
        if (a->carry != CARRY_OPEN)
            continue;
        if (a->of)
            rc = w->store->type_of(w->store, a->of, &type, err);
        *units = *units || type == LX_UNIT;
        *chapters = *chapters || type == LX_SECTION;
        *plans = *plans || type == LX_PLAN || type == LX_SERIES;
    }
    return rc;
}

enum lx_rc lx_shares_read(struct lx_work *w, const struct lx_rows *rows, lx_id rest, struct lx_shares *out, struct lx_err *err)
{
    bool units, chapters, plans;
    *out = (struct lx_shares){ .rest = rest };
    enum lx_rc rc = read_kind(w, rows, &units, &chapters, &plans, err);
    bool stands = chapters || plans;
    if (rc == LX_OK && (units || !stands))
        rc = read_units(w, out, err);
    bool scattered = out->n > LX_UNITS_FEW && out->open_n < LX_ITEMS_FEW * out->n;
    if (rc != LX_OK || units || !rest || (!stands && !scattered))
        return rc;
    lx_shares_done(out);
    *out = (struct lx_shares){ .rest = rest, .by_chapter = true };
    return read_chapters(w, out, chapters, err);
}

void lx_shares_done(struct lx_shares *s)
{
    for (size_t i = 0; i < s->n; i++) {
        lx_ids_done(&s->at[i].leads);
        lx_ids_done(&s->at[i].items);
    }
    free(s->at);
    *s = (struct lx_shares){ 0 };
}

static struct lx_share *share_of(struct lx_shares *s, lx_id of)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->at[i].of == of)
            return &s->at[i];
    struct lx_share *one = &LX_PUSH(s->at, s->n, s->room);
    *one = (struct lx_share){ .of = of };
    return one;
}

static struct lx_cond *late(const struct lx_work *w)
{
    struct lx_cond *c = lx_cond_new(LX_OP_ALL);
    struct lx_str day = LX_STR_EMPTY;
    lx_day_format(&day, w->today);
    lx_cond_add(c, lx_cond_items(true));
    lx_cond_add(c, lx_cond_cmp(LX_ITEM, "due", LX_OP_LT, lx_str_z(&day)));
    lx_str_done(&day);
    return c;
}

/* --- by units ------------------------------------------------------------------------------------------------------------- */

/* In protocol order, those without a lead unit last. */
static void order_units(const struct lx_work *w, struct lx_shares *s)
{
    const struct lx_rows *units = &w->units->units;
    size_t placed = 0;
    for (size_t k = 0; k <= units->n; k++)
        for (size_t i = placed; i < s->n; i++)
            if (s->at[i].of == (k < units->n ? units->at[k]->id : 0)) {
                struct lx_share one = s->at[i];
                s->at[i] = s->at[placed];
                s->at[placed++] = one;
            }
}

static enum lx_rc read_units(struct lx_work *w, struct lx_shares *s, struct lx_err *err)
{
    struct lx_counts open = { 0 }, over = { 0 };
    struct lx_query q = { .type = LX_ITEM, .where = lx_cond_items(true) }, ql = { .type = LX_ITEM, .where = late(w) };
    const struct lx_field *lead = lx_field_named(LX_ITEM, "lead");
    enum lx_rc rc = w->store->count(w->store, &q, lead, &open, err);
    if (rc == LX_OK)
        rc = w->store->count(w->store, &ql, lead, &over, err);
    for (size_t i = 0; rc == LX_OK && i < open.n; i++) {
        struct lx_share *one = share_of(s, lx_government_of(w, open.at[i].value));
        one->open_n += open.at[i].n;
        lx_ids_add(&one->leads, open.at[i].value);
    }
    for (size_t i = 0; rc == LX_OK && i < over.n; i++)
        share_of(s, lx_government_of(w, over.at[i].value))->late_n += over.at[i].n;
    s->open_n = open.total;
    s->late_n = over.total;
    order_units(w, s);
    lx_counts_done(&open);
    lx_counts_done(&over);
    lx_query_done(&q);
    lx_query_done(&ql);
    return rc;
}

/* --- by chapters ------------------------------------------------------------------------------------------------------------ */

static int by_id(const void *a, const void *b)
{
    lx_id x = (*(struct lx_rec *const *)a)->id, y = (*(struct lx_rec *const *)b)->id;
    return (x > y) - (x < y);
}

enum lx_rc lx_chapters_read(struct lx_work *w, struct lx_chapters *c, struct lx_err *err)
{
    *c = (struct lx_chapters){ 0 };
    enum lx_rc rc = lx_all(w, LX_SECTION, NULL, NULL, false, &c->sections, err);
    if (c->sections.n)
        qsort(c->sections.at, c->sections.n, sizeof *c->sections.at, by_id);
    return rc;
}

void lx_chapters_done(struct lx_chapters *c) { lx_rows_done(&c->sections); }

static const struct lx_section *section_of(const struct lx_chapters *c, lx_id id)
{
    struct lx_rec key = { .id = id }, *at = &key;
    struct lx_rec **found = c->sections.n ? bsearch(&at, c->sections.at, c->sections.n, sizeof *c->sections.at, by_id) : NULL;
    return found ? (const struct lx_section *)(const void *)*found : NULL;
}

lx_id lx_chapter_of(const struct lx_chapters *c, const struct lx_item *item, lx_id rest, int i)
{
    const struct lx_section *s = item->section ? section_of(c, item->section) : NULL;
    for (int n = 0; s && n < DEEP; n++, i--) {
        if (i == 0)
            return s->rec.id;
        s = s->parent ? section_of(c, s->parent) : NULL;
    }
    return i > 0 ? 0 : item->plan ? item->plan : rest;
}

/* The chapter itself: the section that belongs to no other; `plans`: the plan. */
static lx_id chapter(const struct lx_chapters *c, const struct lx_item *item, lx_id rest, bool plans)
{
    lx_id of = 0, last = 0;
    for (int i = 0; (of = lx_chapter_of(c, item, rest, i)) != 0; i++) {
        if (section_of(c, of))
            last = of;
        else if (plans || !last)
            last = of;
    }
    return last;
}

static enum lx_rc share_out(struct lx_work *w, const struct lx_ids *ids, const struct lx_chapters *c, bool plans, struct lx_shares *s, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t from = 0; rc == LX_OK && from < ids->n; from += SLICE) {
        struct lx_rows rows = { 0 };
        rc = w->store->rows(w->store, LX_ITEM, ids->at + from, ids->n - from < SLICE ? ids->n - from : SLICE, &rows, err);
        for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
            const struct lx_item *item = (struct lx_item *)(void *)rows.at[i];
            if (!item)
                continue;
            struct lx_share *one = share_of(s, chapter(c, item, s->rest, plans));
            bool over = item->due.day != LX_NO_DAY && item->due.day < w->today;
            lx_ids_add(&one->items, item->rec.id);
            one->open_n++;
            one->late_n += over;
            s->open_n++;
            s->late_n += over;
        }
        lx_rows_done(&rows);
    }
    return rc;
}

static lx_id plan_of(const struct lx_chapters *c, const struct lx_share *s)
{
    const struct lx_section *section = section_of(c, s->of);
    return section ? section->plan : s->of;
}

/* Plans as they came in, each by its chapters, what comes from none behind them. */
static bool comes_before(const struct lx_chapters *c, const struct lx_share *a, const struct lx_share *b, lx_id rest)
{
    if ((a->of == rest) != (b->of == rest))
        return b->of == rest;
    if (plan_of(c, a) != plan_of(c, b))
        return plan_of(c, a) < plan_of(c, b);
    const struct lx_section *x = section_of(c, a->of), *y = section_of(c, b->of);
    return x && y ? x->position < y->position : x && !y;
}

static void order_chapters(const struct lx_chapters *c, struct lx_shares *s)
{
    for (size_t i = 1; i < s->n; i++) {
        struct lx_share one = s->at[i];
        size_t k = i;
        for (; k > 0 && comes_before(c, &one, &s->at[k - 1], s->rest); k--)
            s->at[k] = s->at[k - 1];
        s->at[k] = one;
    }
}

/* keep: the agenda has chapters already, and keeps to them. */
static enum lx_rc read_chapters(struct lx_work *w, struct lx_shares *s, bool keep, struct lx_err *err)
{
    struct lx_query q = { .type = LX_ITEM, .where = lx_cond_items(true), .sort_n = 1 };
    struct lx_chapters c;
    struct lx_ids ids = { 0 };
    lx_id rest = s->rest;
    q.sort[0].field = lx_field_named(LX_ITEM, "due");
    enum lx_rc rc = lx_chapters_read(w, &c, err);
    if (rc == LX_OK)
        rc = w->store->ids(w->store, &q, &ids, err);
    if (rc == LX_OK)
        rc = share_out(w, &ids, &c, false, s, err);
    if (rc == LX_OK && !keep && s->n > 2 * LX_UNITS_FEW && s->open_n < LX_ITEMS_FEW * s->n) { /* no better than units: whole plans */
        lx_shares_done(s);
        *s = (struct lx_shares){ .rest = rest, .by_chapter = true };
        rc = share_out(w, &ids, &c, true, s, err);
    }
    order_chapters(&c, s);
    lx_chapters_done(&c);
    lx_ids_done(&ids);
    lx_query_done(&q);
    return rc;
}

/* --- its items -------------------------------------------------------------------------------------------------------------- */

static struct lx_cond *led_by(const struct lx_share *s)
{
    struct lx_cond *c = lx_cond_new(s->of ? LX_OP_IN : LX_OP_NOT);
    if (!s->of) {
        lx_cond_add(c, lx_cond_new(LX_OP_SET))->field = lx_field_named(LX_ITEM, "lead");
        return c;
    }
    c->field = lx_field_named(LX_ITEM, "lead");
    for (size_t i = 0; i < s->leads.n; i++)
        lx_ids_add(&c->ids, s->leads.at[i]);
    return c;
}

enum lx_rc lx_share_items(struct lx_work *w, const struct lx_shares *all, const struct lx_share *s, bool only_late, size_t most,
                          struct lx_rows *rows, struct lx_err *err)
{
    struct lx_query q = { .type = LX_ITEM, .where = lx_cond_new(LX_OP_ALL), .sort_n = 1, .limit = all->by_chapter ? 0 : most };
    struct lx_ids found = { 0 }, ids = { 0 };
    const struct lx_ids *from = all->by_chapter && !only_late ? &s->items : &found;
    enum lx_rc rc = LX_OK;
    q.sort[0].field = lx_field_named(LX_ITEM, "due");
    lx_cond_add(q.where, only_late ? late(w) : lx_cond_items(true));
    if (!all->by_chapter)
        lx_cond_add(q.where, led_by(s));
    if (from == &found)
        rc = w->store->ids(w->store, &q, &found, err);
    for (size_t i = 0; rc == LX_OK && i < from->n && (!most || ids.n < most); i++)
        if (!all->by_chapter || from == &s->items || lx_ids_has(&s->items, from->at[i]))
            lx_ids_add(&ids, from->at[i]);
    if (rc == LX_OK && ids.n)
        rc = w->store->rows(w->store, LX_ITEM, ids.at, ids.n, rows, err);
    lx_ids_done(&found);
    lx_ids_done(&ids);
    lx_query_done(&q);
    return rc;
}
