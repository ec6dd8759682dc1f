/* The reader's passes in their order, and the life of what it finds. */
#include "core/plan/plan.h"

#include "core/mem.h"
#include "core/plan/lines.h"

#include <stdlib.h>
#include <string.h>

static void hand_down(struct lx_plan_doc *doc);
static void drop_repeated_projects(struct lx_plan_doc *doc);
static void goal_period(struct lx_plan_doc *doc);

void lx_plan_read(struct lx_plan_doc *out, const char *text, size_t len, const struct lx_plan_edit *edits, size_t edits_n)
{
    *out = (struct lx_plan_doc){ .issued.day = LX_NO_DAY };
    struct reading r = { .doc = out, .text = { text, len } };
    lines_read(&r, edits, edits_n);
    tables_find(&r);
    blocks_read(&r);
    outline_read(&r);
    drop_repeated_projects(out);
    hand_down(out);
    goal_period(out);
    check_doc(&r);
    tables_done(&r);
    blocks_done(&r);
    free(r.lines);
    free(r.announced);
}

/* A plan that names no period runs to the year of its goals. */
static void goal_period(struct lx_plan_doc *doc)
{
    int to = 0;
    for (size_t i = 0; i < doc->indicators_n && !doc->period_to; i++) {
        const struct lx_plan_indicator *x = &doc->indicators[i];
        bool goal = x->section >= 0 && doc->sections[x->section].role == LX_ROLE_GOALS;
        if (goal && x->year && x->year != doc->vision && (!to || x->year < to))
            to = x->year;
    }
    if (to)
        doc->period_to = to;
}

/* --- what a heading says holds for the items under it that say nothing ---------------------------------------------- */
static void names_copy(struct lx_unit_names *to, const struct lx_unit_names *from)
{
    for (size_t i = 0; i < from->n; i++) {
        lx_unit_names_add(to, from->at[i].name, strlen(from->at[i].name), from->at[i].group);
        to->at[i].note = lx_strdup(from->at[i].note);
    }
}

static void hand_down(struct lx_plan_doc *doc)
{
    for (size_t i = 0; i < doc->items_n; i++) {
        struct lx_plan_item *it = &doc->items[i];
        if (!lx_resp_empty(&it->resp) || it->kind == ITEM_PROJECT)
            continue;
        if (it->parent >= 0 && !lx_resp_empty(&doc->items[it->parent].resp)) {
            names_copy(&it->resp.lead, &doc->items[it->parent].resp.lead);
            names_copy(&it->resp.coop, &doc->items[it->parent].resp.coop);
            it->inherited = true;
            continue;
        }
        int s = it->section;
        while (s >= 0 && lx_resp_empty(&doc->sections[s].resp))
            s = doc->sections[s].parent;
        if (s < 0)
            continue;
        names_copy(&it->resp.lead, &doc->sections[s].resp.lead);
        names_copy(&it->resp.coop, &doc->sections[s].resp.coop);
        it->inherited = true;
    }
}

/* --- a project named in a paragraph and again in a table, or twice in the text, is one ------------------------------- */
static uint64_t name_hash(const char *name)
{
    uint64_t h = 1469598103934665603u;
    for (; *name; name++)
        h = (h ^ (unsigned char)*name) * 1099511628211u;
    return h;
}

static void item_free(struct lx_plan_item *it)
{
    char *texts[] = { it->number, it->title, it->text, it->content, it->status, it->table };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        free(texts[i]);
    lx_date_done(&it->start);
    lx_date_done(&it->due);
    lx_resp_done(&it->resp);
}

static void drop_repeated_projects(struct lx_plan_doc *doc)
{
    size_t room = 16, kept = 0;
    while (room < doc->items_n * 3)
        room *= 2;
    int *map = lx_alloc(room * sizeof *map), *moved = lx_alloc((doc->items_n + 1) * sizeof *moved);
    bool *drop = lx_alloc(doc->items_n + 1);
    /* rows of tables first, then mentions: a mention of what is there already goes */
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < doc->items_n; i++) {
            struct lx_plan_item *it = &doc->items[i];
            bool mention = it->kind == ITEM_PROJECT && it->parent >= 0 && !it->table_row;
            if (it->kind != ITEM_PROJECT || mention != (pass == 1))
                continue;
            size_t slot = name_hash(it->title) & (room - 1);
            while (map[slot] && strcmp(doc->items[map[slot] - 1].title, it->title) != 0)
                slot = (slot + 1) & (room - 1);
            if (map[slot] && mention)
                drop[i] = true;
            else
                map[slot] = (int)i + 1;
        }
    }
    for (size_t i = 0; i < doc->items_n; i++) {
        moved[i] = drop[i] ? -1 : (int)kept;
        if (drop[i]) {
            item_free(&doc->items[i]);
            continue;
        }
        doc->items[kept] = doc->items[i];
        if (doc->items[kept].parent >= 0)
            doc->items[kept].parent = moved[doc->items[kept].parent];
        kept++;
    }
    for (size_t i = 0; i < doc->indicators_n; i++)
        if (doc->indicators[i].item >= 0)
            doc->indicators[i].item = moved[doc->indicators[i].item];
    for (size_t i = 0; i < doc->lines_n; i++) {
        struct lx_plan_line *l = &doc->lines[i];
        bool of_item = l->fate == LX_FATE_ITEM || l->fate == LX_FATE_CELL || l->fate == LX_FATE_CONTINUED;
        if (of_item && l->index >= 0)
            l->index = moved[l->index];
    }
    doc->items_n = kept;
    free(map);
    free(moved);
    free(drop);
}

void lx_plan_done(struct lx_plan_doc *doc)
{
    char *texts[] = { doc->title, doc->issuer, doc->document_number, doc->index_number, doc->meeting_series, doc->meeting_host };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        free(texts[i]);
    lx_date_done(&doc->issued);
    for (size_t i = 0; i < doc->sections_n; i++) {
        free(doc->sections[i].number);
        free(doc->sections[i].title);
        lx_resp_done(&doc->sections[i].resp);
    }
    for (size_t i = 0; i < doc->items_n; i++)
        item_free(&doc->items[i]);
    for (size_t i = 0; i < doc->indicators_n; i++) {
        struct lx_plan_indicator *x = &doc->indicators[i];
        char *words[] = { x->name, x->unit, x->ref, x->region, x->words };
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            free(words[k]);
    }
    for (size_t i = 0; i < doc->findings_n; i++) {
        free(doc->findings[i].a);
        free(doc->findings[i].b);
    }
    free(doc->sections);
    free(doc->items);
    free(doc->indicators);
    free(doc->lines);
    free(doc->findings);
    *doc = (struct lx_plan_doc){ .issued.day = LX_NO_DAY };
}

/* --- words --------------------------------------------------------------------------------------------------------- */
static const char *const skip_texts[][2] = {
#define SKIP(constant, word, msgid) { word, msgid },
#include "core/plan/report.def"
#undef SKIP
};
static const char *const finding_texts[][2] = {
#define FINDING(constant, word, msgid) { word, msgid },
#include "core/plan/report.def"
#undef FINDING
};

const char *lx_plan_skip_word(enum lx_plan_skip why) { return skip_texts[why][0]; }
const char *lx_plan_skip_msgid(enum lx_plan_skip why) { return skip_texts[why][1]; }
const char *lx_plan_finding_word(enum lx_plan_finding_kind kind) { return finding_texts[kind][0]; }
const char *lx_plan_finding_msgid(enum lx_plan_finding_kind kind) { return finding_texts[kind][1]; }

const char *lx_plan_fate_word(enum lx_plan_fate fate)
{
    static const char *const words[] = { "skipped", "section", "item", "indicator", "cell", "metadata", "continuation" };
    return words[fate];
}
