/* The table of projects (项目推进表): of a plan by its sections, else of a condition; stage, figures where the records have them, lead,
 * schedule; of a plan its indicators at the end. */
#include "core/paper/itemset.h"

#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

enum { STANDING_W = 8 };

struct table {
    struct lx_itemset set;
    struct lx_rows indicators; /* struct lx_indicator *: of the plans that the projects are of */
    char **content;            /* what is built, of each row; NULL where nothing is said */
    bool figures;              /* a project has any, or a content */
};

static enum lx_rc read_indicators(struct table *t, struct lx_err *err);
static enum lx_rc read_contents(struct table *t, struct lx_err *err);
static bool is_figure_of(const struct lx_indicator *i, const struct lx_item *item);
static void add_counts(struct table *t);
static size_t add_group(struct table *t, size_t from);
static void add_indicators(struct table *t);

enum lx_rc lx_build_projects(struct lx_builder *b, struct lx_err *err)
{
    struct table t = { 0 };
    enum lx_rc rc = lx_itemset_read(b, ITEM_PROJECT, b->of_type == LX_PLAN ? "section" : "stage", &t.set, err);
    if (rc == LX_OK)
        rc = read_indicators(&t, err);
    if (rc == LX_OK)
        rc = read_contents(&t, err);
    if (rc == LX_OK)
        rc = lx_itemset_front(&t.set, LX_PW_PROJECTS_TITLE, err);
    if (rc == LX_OK) {
        lx_built_key(b->md, "columns", !t.figures ? b->en ? "4 8 16 11 14 9 10; 50 17 10" : "4 8 24 4 14 10 8; 50 17 10"
                                     : b->en    ? "4 7 10 11 10 11 8 10; 50 17 10"
                                                : "4 7 14 4 15 11 8 8; 50 17 10");
        lx_str_add(b->md, "---\n\n");
        add_counts(&t);
        for (size_t i = 0; i < t.set.row_n;)
            i = add_group(&t, i);
        if (b->of_type == LX_PLAN)
            add_indicators(&t);
    }
    for (size_t i = 0; t.content && i < t.set.row_n; i++)
        free(t.content[i]);
    free(t.content);
    lx_rows_done(&t.indicators);
    lx_itemset_done(&t.set);
    return rc;
}

/* --- figures ---------------------------------------------------------------------------------------------------- */

static enum lx_rc read_indicators(struct table *t, struct lx_err *err)
{
    struct lx_ids plans = { 0 };
    enum lx_rc rc = LX_OK;
    if (t->set.b->of_type == LX_PLAN)
        lx_ids_add(&plans, t->set.b->of);
    for (size_t i = 0; i < t->set.row_n; i++)
        if (t->set.row[i].item->plan && !lx_ids_has(&plans, t->set.row[i].item->plan))
            lx_ids_add(&plans, t->set.row[i].item->plan);
    for (size_t i = 0; rc == LX_OK && i < plans.n; i++) {
        struct lx_rows rows = { 0 };
        rc = lx_all(t->set.b->w, LX_INDICATOR, lx_cond_ref(LX_INDICATOR, "plan", plans.at[i]), "position", false, &rows, err);
        for (size_t k = 0; rc == LX_OK && k < rows.n; k++) {
            LX_PUSH(t->indicators.at, t->indicators.n, t->indicators.room) = rows.at[k];
            rows.at[k] = NULL;
        }
        lx_rows_done(&rows);
    }
    for (size_t i = 0; i < t->set.row_n && !t->figures; i++)
        for (size_t k = 0; k < t->indicators.n && !t->figures; k++)
            t->figures = is_figure_of((struct lx_indicator *)(void *)t->indicators.at[k], t->set.row[i].item);
    lx_ids_done(&plans);
    return rc;
}

/* 跨海大桥及接线，全长16公里，总投资68亿元: the requirement, which list rows do not have. */
static enum lx_rc read_contents(struct table *t, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    t->content = lx_alloc((t->set.row_n + 1) * sizeof *t->content);
    for (size_t i = 0; rc == LX_OK && i < t->set.row_n; i++) {
        struct lx_item *item = NULL;
        rc = lx_get(t->set.b->w, LX_ITEM, t->set.row[i].item->rec.id, &item, err);
        if (rc == LX_OK && item->text && *item->text) {
            t->content[i] = lx_strdup(item->text);
            t->figures = true;
        }
        lx_rec_free(item);
    }
    return rc;
}

/* The reader of plans gives an indicator its item, or it stands in the lines that the item was read from. */
static bool is_figure_of(const struct lx_indicator *i, const struct lx_item *item)
{
    if (i->item)
        return i->item == item->rec.id;
    return i->plan == item->plan && i->line != LX_NO_INT && item->line_from != LX_NO_INT && i->line >= item->line_from &&
           i->line <= (item->line_to != LX_NO_INT ? item->line_to : item->line_from);
}

/* 达到6条, at least 6 条; a range by its ends. */
static void say_target(const struct lx_builder *b, struct lx_str *out, const struct lx_indicator *i)
{
    const struct lx_word *sense = &lx_words_of("cmp")->at[i->compare];
    bool range = i->compare == CMP_RANGE && i->value_max;
    if (!i->value) {
        lx_str_add(out, i->words);
        return;
    }
    if (!range && i->compare != CMP_EQ && i->compare != CMP_ABOUT)
        lx_str_addf(out, "%s%s", b->en ? sense->en : sense->zh, b->en ? " " : "");
    lx_str_add(out, i->value);
    if (range)
        lx_str_addf(out, "%s%s", lx_built_word(b, LX_PW_TO), i->value_max);
    lx_str_add(out, i->measure);
    if (i->compare == CMP_ABOUT)
        lx_str_addf(out, "%s%s", b->en ? " " : "", b->en ? sense->en : sense->zh);
}

static void say_figures(const struct table *t, struct lx_str *out, const struct lx_itemrow *r)
{
    const struct lx_item *item = r->item;
    lx_str_add(out, t->content[r - t->set.row]);
    for (size_t k = 0; k < t->indicators.n; k++) {
        const struct lx_indicator *i = (const struct lx_indicator *)(const void *)t->indicators.at[k];
        if (!is_figure_of(i, item))
            continue;
        lx_str_addf(out, "%s%s%s", out->len ? "\n" : "", i->name ? i->name : "", t->set.b->en ? ": " : "");
        say_target(t->set.b, out, i);
    }
}

static void add_indicators(struct table *t)
{
    struct lx_builder *b = t->set.b;
    if (!t->indicators.n)
        return;
    lx_built_heading(b, 1, lx_built_word(b, LX_PW_PROJECTS_TARGETS));
    lx_built_table(b, (const enum lx_paper_word[]){ LX_PW_COL_INDICATOR, LX_PW_COL_TARGET, LX_PW_COL_YEAR }, "lcc");
    for (size_t k = 0; k < t->indicators.n; k++) {
        const struct lx_indicator *i = (const struct lx_indicator *)(const void *)t->indicators.at[k];
        struct lx_str target = LX_STR_EMPTY, year = LX_STR_EMPTY;
        say_target(b, &target, i);
        if (i->year != LX_NO_INT)
            lx_str_addi(&year, i->year);
        lx_built_row(b, (const char *const[]){ i->name, lx_str_z(&target), lx_str_z(&year) }, 3);
        lx_str_done(&target);
        lx_str_done(&year);
    }
    lx_str_addc(b->md, '\n');
}

/* --- projects --------------------------------------------------------------------------------------------------- */

/* 共9个项目：谋划1个，前期2个，推进4个，建成2个。 */
static void add_counts(struct table *t)
{
    struct lx_builder *b = t->set.b;
    const struct lx_words *stages = lx_words_of("stage");
    bool first = true;
    if (!t->set.row_n) {
        lx_str_addf(b->md, "%s\n\n", lx_built_word(b, LX_PW_PROJECTS_EMPTY));
        return;
    }
    lx_paper_count(b->md, LX_PW_PROJECTS_ALL, b->en, (int)t->set.row_n);
    for (int stage = 0; stage < stages->n; stage++) {
        int n = 0;
        for (size_t i = 0; i < t->set.row_n; i++)
            n += t->set.row[i].item->stage == stage;
        if (!n)
            continue;
        const struct lx_word *word = &stages->at[stage];
        lx_str_add(b->md, lx_built_word(b, first ? LX_PW_PROJECTS_OF : LX_PW_NEXT));
        const char *name = !*word->word ? lx_built_word(b, LX_PW_PROJECTS_NO_STAGE) : b->en ? word->en : word->zh;
        lx_str_add(b->md, b->en ? "" : name);
        lx_paper_count(b->md, LX_PW_PROJECTS_N, b->en, n);
        lx_str_add(b->md, b->en ? name : "");
        first = false;
    }
    lx_str_addf(b->md, "%s\n\n", lx_built_word(b, LX_PW_STOP));
}

static void say_doers(const struct table *t, struct lx_str *out, const struct lx_itemrow *r)
{
    struct lx_str with = LX_STR_EMPTY;
    lx_itemset_leads(&t->set, out, r, 0);
    lx_itemset_with(&t->set, &with, r);
    if (with.len) {
        lx_str_add(out, out->len ? "\n" : "");
        lx_paper_say(out, LX_PW_PROJECTS_WITH, t->set.b->en, with.s);
    }
    lx_str_done(&with);
}

/* 2023年至2024年底前 */
static void say_span(const struct table *t, struct lx_str *out, const struct lx_item *item)
{
    bool from = item->start.day != LX_NO_DAY || item->start.words, to = item->due.day != LX_NO_DAY || item->due.words;
    if (from)
        lx_itemset_due(&t->set, out, &item->start);
    if (from && to)
        lx_str_add(out, lx_built_word(t->set.b, LX_PW_SPAN_TO));
    if (to)
        lx_itemset_due(&t->set, out, &item->due);
}

static void add_row(struct table *t, const struct lx_itemrow *r, size_t nth)
{
    enum { SERIAL, NO, DOERS, FIGURES, SPAN, STANDING, CELLS };
    struct lx_str s[CELLS];
    const struct lx_word *stage = &lx_words_of("stage")->at[r->item->stage];
    for (int i = 0; i < CELLS; i++)
        s[i] = LX_STR_EMPTY;
    lx_str_addf(&s[SERIAL], "%zu", nth);
    lx_itemset_no(&s[NO], r->item);
    say_doers(t, &s[DOERS], r);
    say_figures(t, &s[FIGURES], r);
    say_span(t, &s[SPAN], r->item);
    lx_itemset_standing(&t->set, &s[STANDING], r->item, STANDING_W);
    const char *at_stage = !*stage->word ? "" : t->set.b->en ? stage->en : stage->zh, *figures = lx_str_z(&s[FIGURES]);
    const char *cell[] = { s[SERIAL].s, lx_str_z(&s[NO]), r->item->title, at_stage, figures, lx_str_z(&s[DOERS]), lx_str_z(&s[SPAN]), s[STANDING].s };
    if (!t->figures)
        memmove(&cell[4], &cell[5], 3 * sizeof *cell);
    lx_built_row(t->set.b, cell, t->figures ? 8 : 7);
    for (int i = 0; i < CELLS; i++)
        lx_str_done(&s[i]);
}

/* One heading and its table; numbers run on. */
static size_t add_group(struct table *t, size_t from)
{
    enum lx_paper_word heads[] = { LX_PW_COL_SERIAL, LX_PW_COL_NO, LX_PW_COL_PROJECT, LX_PW_COL_STAGE, LX_PW_COL_FIGURES, LX_PW_COL_DOERS, LX_PW_COL_SPAN, LX_PW_COL_STANDING };
    struct lx_builder *b = t->set.b;
    struct lx_str s = LX_STR_EMPTY;
    size_t to = from;
    while (to < t->set.row_n && t->set.row[to].group == t->set.row[from].group)
        to++;
    if (t->set.groups.n > 1) {
        lx_itemset_group(&t->set, &s, t->set.row[from].group);
        lx_paper_count(&s, LX_PW_LEDGER_COUNT, b->en, (int)(to - from));
        lx_built_heading(b, 1, s.s);
        lx_str_done(&s);
    }
    if (!t->figures)
        memmove(&heads[4], &heads[5], 3 * sizeof *heads);
    lx_built_table(b, heads, t->figures ? "cllclllc" : "cllcllc");
    for (size_t i = from; i < to; i++)
        add_row(t, &t->set.row[i], i + 1);
    lx_str_addc(b->md, '\n');
    return to;
}
