/* The ledger of items: of a condition, or of one unit; a table for each lead unit, in protocol order, or for each group asked for. */
#include "core/paper/itemset.h"

#include "core/page/page.h"
#include "core/text/text.h"
#include "core/work/query_read.h"

#include <string.h>

enum { STANDING_W = 8, STANDING_EN_W = 10, DUE_MOST_W = 10, NO_MOST_W = 8, WITH_LEAST_W = 8, WITH_LEAST_EN_W = 11 /* Development */, COUNT_W = 6 };

struct ledger {
    struct lx_itemset set;
    int no_w, due_w;
    bool with, named; /* a column of who else is in it; of who leads as well, being grouped by something else */
};

static void measure(struct ledger *l);
static enum lx_rc add_head(struct ledger *l, struct lx_err *err);
static void add_counts(struct ledger *l, const struct lx_itemcount *c);
static void add_condition(struct ledger *l);
static void add_summary(struct ledger *l);
static size_t add_group(struct ledger *l, size_t from);

enum lx_rc lx_build_ledger(struct lx_builder *b, struct lx_err *err)
{
    struct ledger l = { 0 };
    enum lx_rc rc = lx_itemset_read(b, -1, NULL, &l.set, err);
    if (rc == LX_OK) {
        measure(&l);
        rc = add_head(&l, err);
    }
    if (rc == LX_OK) {
        add_counts(&l, &l.set.all);
        add_condition(&l);
        if (l.set.grouped && l.set.groups.n > 1)
            add_summary(&l);
        for (size_t i = 0; i < l.set.row_n;)
            i = add_group(&l, i);
    }
    lx_itemset_done(&l.set);
    return rc;
}

/* --- columns ---------------------------------------------------------------------------------------------------- */

static int widen(int w, const char *s, int most)
{
    int s_w = lx_text_w(s, LX_WIDE);
    return s_w > w ? (s_w < most ? s_w : most) : w;
}

static void measure(struct ledger *l)
{
    const struct lx_builder *b = l->set.b;
    const struct lx_field *by = l->set.groups.by.field;
    struct lx_str due = LX_STR_EMPTY;
    l->named = l->set.grouped && !(by && strcmp(by->name, "lead") == 0);
    l->with = l->set.with || l->named;
    l->no_w = widen(0, lx_built_word(b, LX_PW_COL_NO), NO_MOST_W);
    l->due_w = widen(0, lx_built_word(b, LX_PW_COL_DUE), DUE_MOST_W);
    for (size_t i = 0; i < l->set.row_n; i++) {
        const struct lx_item *item = l->set.row[i].item;
        lx_str_clear(&due);
        lx_itemset_due(&l->set, &due, &item->due);
        l->due_w = widen(l->due_w, lx_str_z(&due), DUE_MOST_W);
        l->no_w = widen(l->no_w, item->no ? item->no : "", NO_MOST_W);
    }
    lx_str_done(&due);
}

static int standing_w(const struct ledger *l) { return l->set.b->en ? STANDING_EN_W : STANDING_W; }

/* Numbers, limits and standing as wide as they need; what is left goes to the item and who else is in it, whose columns
 * are even, being of two-cell characters. */
static void say_columns(const struct ledger *l, struct lx_str *out)
{
    int column_n = l->with ? 5 : 4, rest_w = LX_PAGE_W - (column_n + 1) - l->no_w - l->due_w - standing_w(l);
    int with_w = l->with ? rest_w / 5 * 2 : 0;
    int least_w = l->set.b->en ? WITH_LEAST_EN_W : WITH_LEAST_W;
    if (l->with && with_w < least_w)
        with_w = least_w;
    int title_w = (rest_w - with_w) / 2 * 2;
    lx_str_addf(out, "%d %d ", l->no_w + rest_w - with_w - title_w, title_w);
    if (l->with)
        lx_str_addf(out, "%d ", with_w);
    lx_str_addf(out, "%d %d", l->due_w, standing_w(l));
    if (l->set.grouped)
        lx_str_addf(out, "; %d %d %d %d %d %d", LX_PAGE_W - 7 - 5 * COUNT_W, COUNT_W, COUNT_W, COUNT_W, COUNT_W, COUNT_W);
}

static enum lx_rc add_head(struct ledger *l, struct lx_err *err)
{
    struct lx_builder *b = l->set.b;
    struct lx_str s = LX_STR_EMPTY;
    enum lx_rc rc = lx_itemset_front(&l->set, LX_PW_LEDGER_TITLE, err);
    if (b->of && b->of_type != LX_ITEM)
        lx_built_key(b->md, "sign", "yes");
    say_columns(l, &s);
    lx_built_key(b->md, "columns", s.s);
    lx_str_add(b->md, "---\n\n");
    lx_str_done(&s);
    return rc;
}

/* --- counts ----------------------------------------------------------------------------------------------------- */

static void add_counts(struct ledger *l, const struct lx_itemcount *c)
{
    struct lx_builder *b = l->set.b;
    size_t other_n = c->n - c->open_n - c->closed_n;
    const struct {
        enum lx_paper_word word;
        size_t n;
    } parts[] = { { LX_PW_LEDGER_ALL, c->n },       { LX_PW_LEDGER_OPEN, c->open_n },     { LX_PW_LEDGER_LATE, c->late_n },
                  { LX_PW_LEDGER_NEAR, c->near_n }, { LX_PW_LEDGER_CLOSED, c->closed_n }, { LX_PW_LEDGER_OTHER, other_n } };
    for (size_t i = 0; i < sizeof parts / sizeof *parts && c->n; i++)
        if (parts[i].n || parts[i].word != LX_PW_LEDGER_OTHER)
            lx_paper_count(b->md, parts[i].word, b->en, (int)parts[i].n);
    lx_str_addf(b->md, "%s\n\n", lx_built_word(b, c->n ? LX_PW_STOP : LX_PW_LEDGER_EMPTY));
}

static void add_condition(struct ledger *l)
{
    struct lx_str s = LX_STR_EMPTY;
    if (l->set.b->of || !*l->set.query)
        return;
    struct lx_str words = LX_STR_EMPTY;
    lx_query_show(&words, LX_ITEM, l->set.query, l->set.b->en, lx_built_word(l->set.b, LX_PW_NEXT));
    lx_paper_say(&s, LX_PW_LEDGER_CONDITION, l->set.b->en, lx_str_z(&words));
    lx_str_done(&words);
    lx_built_text(l->set.b->md, s.s);
    lx_str_add(l->set.b->md, "\n\n");
    lx_str_done(&s);
}

static void add_total(struct lx_builder *b, const char *name, const struct lx_itemcount *c)
{
    const size_t n[] = { c->n, c->open_n, c->late_n, c->near_n, c->closed_n };
    struct lx_str s[5];
    for (int i = 0; i < 5; i++) {
        s[i] = LX_STR_EMPTY;
        lx_str_addf(&s[i], "%zu", n[i]);
    }
    lx_built_row(b, (const char *const[]){ name, s[0].s, s[1].s, s[2].s, s[3].s, s[4].s }, 6);
    for (int i = 0; i < 5; i++)
        lx_str_done(&s[i]);
}

/* What each group holds, and all of them. */
static void add_summary(struct ledger *l)
{
    static const enum lx_paper_word heads[] = { LX_PW_COL_GROUP, LX_PW_COL_ALL, LX_PW_COL_OPEN, LX_PW_COL_LATE, LX_PW_COL_NEAR, LX_PW_COL_CLOSED };
    struct lx_str label = LX_STR_EMPTY;
    lx_by_label(&label, &l->set.groups.by, !l->set.b->en);
    lx_built_labelled(l->set.b, LX_PW_GROUPED_BY, lx_str_z(&label));
    lx_built_table(l->set.b, heads, "lccccc");
    for (size_t from = 0, to; from < l->set.row_n; from = to) {
        struct lx_itemcount c = { 0 };
        for (to = from; to < l->set.row_n && l->set.row[to].group == l->set.row[from].group; to++)
            lx_itemset_count(&l->set, &c, l->set.row[to].item);
        lx_str_clear(&label);
        add_total(l->set.b, lx_itemset_group(&l->set, &label, l->set.row[from].group), &c);
    }
    add_total(l->set.b, lx_built_word(l->set.b, LX_PW_TOTAL), &l->set.all);
    lx_str_addc(l->set.b->md, '\n');
    lx_str_done(&label);
}

/* --- rows ------------------------------------------------------------------------------------------------------- */

/* Who else is in it; of a unit's ledger, for what it only cooperates in, who leads; where the heading names no lead, all. */
static void say_who(const struct ledger *l, struct lx_str *out, const struct lx_itemrow *r)
{
    if (!l->named && !r->cooperating) {
        lx_itemset_others(&l->set, out, r);
        return;
    }
    struct lx_str with = LX_STR_EMPTY;
    lx_itemset_leads(&l->set, out, r, 0);
    lx_itemset_with(&l->set, &with, r);
    if (with.len && out->len && !r->cooperating)
        lx_paper_say(out, LX_PW_LEDGER_CO_WITH, l->set.b->en, with.s);
    else if (with.len && !out->len)
        lx_str_add(out, with.s);
    lx_str_done(&with);
}

static void add_row(struct ledger *l, const struct lx_itemrow *r)
{
    struct lx_str no = LX_STR_EMPTY, with = LX_STR_EMPTY, due = LX_STR_EMPTY, standing = LX_STR_EMPTY;
    const char *title = r->item->title ? r->item->title : "";
    lx_itemset_no(&no, r->item);
    say_who(l, &with, r);
    lx_itemset_due(&l->set, &due, &r->item->due);
    lx_itemset_standing(&l->set, &standing, r->item, standing_w(l));
    if (l->with)
        lx_built_row(l->set.b, (const char *const[]){ lx_str_z(&no), title, lx_str_z(&with), lx_str_z(&due), standing.s }, 5);
    else
        lx_built_row(l->set.b, (const char *const[]){ lx_str_z(&no), title, lx_str_z(&due), standing.s }, 4);
    lx_str_done(&no);
    lx_str_done(&with);
    lx_str_done(&due);
    lx_str_done(&standing);
}

/* By lead; of one unit's ledger what it leads and what it cooperates in; as asked. */
static bool same_group(const struct ledger *l, const struct lx_itemrow *a, const struct lx_itemrow *b)
{
    if (l->set.grouped)
        return a->group == b->group;
    return a->cooperating == b->cooperating && (a->cooperating || l->set.units.n == 1 || a->lead == b->lead);
}

static void say_heading(const struct ledger *l, struct lx_str *out, const struct lx_itemrow *first)
{
    const struct lx_builder *b = l->set.b;
    const char *lead = lx_built_unit(b, first->item->lead);
    if (l->set.grouped)
        lx_itemset_group(&l->set, out, first->group);
    else
        lx_str_add(out, first->cooperating       ? lx_built_word(b, LX_PW_LEDGER_COOPERATING)
                        : l->set.units.n == 1 ? lx_built_word(b, LX_PW_LEDGER_LEADING)
                        : *lead               ? lead
                                              : lx_built_word(b, LX_PW_LEDGER_NO_LEAD));
}

/* One heading and its table; answers where the next group begins. */
static size_t add_group(struct ledger *l, size_t from)
{
    struct lx_builder *b = l->set.b;
    const struct lx_itemrow *first = &l->set.row[from];
    struct lx_str heading = LX_STR_EMPTY;
    size_t to = from;
    while (to < l->set.row_n && same_group(l, first, &l->set.row[to]))
        to++;
    say_heading(l, &heading, first);
    lx_paper_count(&heading, LX_PW_LEDGER_COUNT, b->en, (int)(to - from));
    lx_built_heading(b, 1, heading.s);
    enum lx_paper_word who = l->named ? LX_PW_COL_DOERS : first->cooperating && !l->set.grouped ? LX_PW_COL_LEAD : LX_PW_COL_WITH;
    if (l->with)
        lx_built_table(b, (const enum lx_paper_word[]){ LX_PW_COL_NO, LX_PW_COL_TITLE, who, LX_PW_COL_DUE, LX_PW_COL_STANDING }, "lllcc");
    else
        lx_built_table(b, (const enum lx_paper_word[]){ LX_PW_COL_NO, LX_PW_COL_TITLE, LX_PW_COL_DUE, LX_PW_COL_STANDING }, "llcc");
    for (size_t i = from; i < to; i++)
        add_row(l, &l->set.row[i]);
    lx_str_addc(b->md, '\n');
    lx_str_done(&heading);
    return to;
}
