/* The sheet of one unit (单位任务清单): what is open of what it leads and cooperates in, with room for its report and its seal. */
#include "core/paper/itemset.h"

#include "core/work/items.h"

enum { STANDING_W = 8, COLUMN_N = 7 };

static size_t add_part(struct lx_itemset *l, size_t from, enum lx_paper_word heading);
static void add_counts(struct lx_itemset *l);
static bool is_on(const struct lx_itemset *l, const struct lx_itemrow *r);

enum lx_rc lx_build_unit(struct lx_builder *b, struct lx_err *err)
{
    struct lx_itemset l;
    enum lx_rc rc = lx_itemset_read(b, -1, NULL, &l, err);
    if (rc == LX_OK)
        rc = lx_itemset_front(&l, LX_PW_UNIT_TITLE, err);
    if (rc == LX_OK) {
        lx_built_key(b->md, "columns", "4 8 18 10 10 8 14");
        lx_str_add(b->md, "---\n\n");
        add_counts(&l);
        size_t at = add_part(&l, 0, LX_PW_LEDGER_LEADING);
        (void)add_part(&l, at, LX_PW_LEDGER_COOPERATING);
        lx_str_addf(b->md, "%s\n", lx_built_word(b, LX_PW_UNIT_SIGN));
    }
    lx_itemset_done(&l);
    return rc;
}

/* Open, and no internal matter of somebody else. */
static bool is_on(const struct lx_itemset *l, const struct lx_itemrow *r)
{
    (void)l;
    return lx_item_is_open(r->item->state) && !(r->cooperating && r->item->secrecy == SECRECY_INTERNAL);
}

/* 牵头3项，配合2项，其中逾期1项、临期0项；已办结4项。 */
static void add_counts(struct lx_itemset *l)
{
    struct lx_builder *b = l->b;
    struct lx_itemcount leading = { 0 }, cooperating = { 0 };
    for (size_t i = 0; i < l->row_n; i++)
        if (is_on(l, &l->row[i]))
            lx_itemset_count(l, l->row[i].cooperating ? &cooperating : &leading, l->row[i].item);
    lx_paper_count(b->md, LX_PW_UNIT_LEADS, b->en, (int)leading.n);
    lx_paper_count(b->md, LX_PW_UNIT_WITH, b->en, (int)cooperating.n);
    lx_paper_count(b->md, LX_PW_LEDGER_LATE, b->en, (int)(leading.late_n + cooperating.late_n));
    lx_paper_count(b->md, LX_PW_LEDGER_NEAR, b->en, (int)(leading.near_n + cooperating.near_n));
    lx_paper_count(b->md, LX_PW_LEDGER_CLOSED, b->en, (int)l->all.closed_n);
    lx_str_addf(b->md, "%s\n\n", lx_built_word(b, LX_PW_STOP));
}

static void add_row(struct lx_itemset *l, const struct lx_itemrow *r, size_t nth)
{
    struct lx_str n = LX_STR_EMPTY, no = LX_STR_EMPTY, who = LX_STR_EMPTY, due = LX_STR_EMPTY, standing = LX_STR_EMPTY;
    lx_str_addf(&n, "%zu", nth);
    lx_itemset_no(&no, r->item);
    if (r->cooperating)
        lx_itemset_leads(l, &who, r, 0);
    else
        lx_itemset_others(l, &who, r);
    lx_itemset_due(l, &due, &r->item->due);
    lx_itemset_standing(l, &standing, r->item, STANDING_W);
    lx_built_row(l->b, (const char *const[COLUMN_N]){ n.s, lx_str_z(&no), r->item->title, lx_str_z(&who), lx_str_z(&due), standing.s, NULL }, COLUMN_N);
    lx_str_done(&n);
    lx_str_done(&no);
    lx_str_done(&who);
    lx_str_done(&due);
    lx_str_done(&standing);
}

/* The rows from `from` on as long as they are of this part; answers where the next part begins. */
static size_t add_part(struct lx_itemset *l, size_t from, enum lx_paper_word heading)
{
    bool cooperating = heading == LX_PW_LEDGER_COOPERATING;
    struct lx_str s = LX_STR_EMPTY;
    size_t to = from, n = 0;
    for (; to < l->row_n && l->row[to].cooperating == cooperating; to++)
        n += is_on(l, &l->row[to]);
    lx_str_add(&s, lx_built_word(l->b, heading));
    lx_paper_count(&s, LX_PW_LEDGER_COUNT, l->b->en, (int)n);
    lx_built_heading(l->b, 1, s.s);
    lx_str_done(&s);
    if (!n) {
        lx_str_addf(l->b->md, "%s\n\n", lx_built_word(l->b, LX_PW_UNIT_NONE));
        return to;
    }
    const enum lx_paper_word heads[COLUMN_N] = { LX_PW_COL_SERIAL, LX_PW_COL_NO, LX_PW_COL_TITLE, cooperating ? LX_PW_COL_LEAD : LX_PW_COL_WITH,
                                                 LX_PW_COL_DUE, LX_PW_COL_STANDING, LX_PW_COL_REPORT };
    lx_built_table(l->b, heads, "cllllcl");
    for (size_t i = from, nth = 0; i < to; i++)
        if (is_on(l, &l->row[i]))
            add_row(l, &l->row[i], ++nth);
    lx_str_addc(l->b->md, '\n');
    return to;
}
