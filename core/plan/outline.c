/* Sections and items: which headings hold others, which are tasks themselves, which paragraphs are measures. */
#include "core/plan/outline.h"

#include "core/mem.h"
#include "core/text/text.h"

#include <stdlib.h>
#include <string.h>

enum { SHORT_MAX_N = 25 };

/* Where a walk is. */
struct place {
    int section, parent; /* of what is found; -1 = none */
    int item;            /* the last item, to which labels belong */
    int stage;           /* of the bullets that follow */
};

static void read_node(struct outline *o, int n, struct place at);
static void read_blocks(struct outline *o, int from, int to, struct place *at, int intro);
static void read_front(struct reading *r, int to);
static void close_lines(struct reading *r);

void outline_read(struct reading *r)
{
    struct outline o = { .r = r, .goals = { .goals = true } };
    int body = body_start(r);
    o.node_of = lx_alloc((r->blocks_n + 1) * sizeof *o.node_of);
    for (size_t i = 0; i < r->blocks_n; i++)
        o.node_of[i] = -1;
    meta_read(r, body < (int)r->blocks_n ? r->blocks[body].line_from : r->lines_n);
    tree_grow(&o, body);
    tree_prune(&o);
    read_front(r, body);
    struct place at = { -1, -1, -1, STAGE_NONE };
    read_blocks(&o, body, (int)r->blocks_n, &at, -1);
    compare_graphics(&o);
    free(o.nodes);
    free(o.node_of);
    close_lines(r);
}

/* --- announced numbers -------------------------------------------------------------------------------------------- */
static void find_announced(struct reading *r, const struct block *b, int section)
{
    size_t len, used;
    uint32_t before = 0;
    struct span sp = b->text;
    for (size_t at = 0; at < sp.len; at += len) {
        double number = 0;
        int what = 0;
        uint32_t cp = span_get(sp, at, &len);
        bool begins = (is_digit(cp) && !is_digit(before)) || set_at(sp, at, SET_SERIAL_NUMERAL, NULL);
        used = begins ? lx_number_get(sp.s + at, sp.len - at, &number) : 0;
        size_t end = at + used, n = used ? set_at(sp, end, SET_ANNOUNCE_COUNTER, NULL) : 0;
        end += n;
        while (n && (n = set_at(sp, end, SET_ANNOUNCE_NOUN, NULL)) != 0)
            end += n;
        if (used && end > at + used && set_at(sp, end, SET_ANNOUNCED, &what) && number > 1 && number < 500)
            LX_PUSH(r->announced, r->announced_n, r->announced_room) =
                (struct announce){ b->line_from + 1, section, (int)number, what };
        len = used ? used : len;
        before = cp;
    }
}

static void read_front(struct reading *r, int to)
{
    for (int i = 0; i < to && i < (int)r->blocks_n; i++) {
        const struct block *b = &r->blocks[i];
        if (b->kind == BLOCK_PARA)
            find_announced(r, b, -1);
        for (int l = b->line_from; l < b->line_to; l++)
            skip_line(r, l, LX_SKIP_FRONT);
    }
}

/* --- sections ------------------------------------------------------------------------------------------------------ */
static int add_section(struct outline *o, struct node *n, const struct place *at)
{
    struct lx_plan_doc *doc = o->r->doc;
    struct block *b = &o->r->blocks[n->block];
    struct line *l = &o->r->lines[b->line_from];
    struct lx_plan_section s = { .line = b->line_from + 1, .level = 0, .parent = at->section, .role = n->role };
    struct lx_str title = LX_STR_EMPTY;
    lx_resp_read(&s.resp, b->text.s, b->text.len, LX_RESP_LINE, o->r->doc_year);
    if (!s.resp.labelled && !s.resp.resp.n)
        lx_resp_done(&s.resp);
    lx_resp_rest(&title, b->text.s, b->text.len, &s.resp);
    lx_resp_settle(&s.resp);
    s.title = title_of(span_of(lx_str_z(&title)));
    lx_str_done(&title);
    if (l->num != NUM_NONE)
        s.number = span_dup(l->number);
    if (at->section >= 0)
        s.level = doc->sections[at->section].level + 1;
    LX_PUSH(doc->sections, doc->sections_n, doc->sections_room) = s;
    for (int i = b->line_from; i < b->line_to; i++)
        take_line(o->r, i, LX_FATE_SECTION, (int)doc->sections_n - 1);
    n->section = (int)doc->sections_n - 1;
    return n->section;
}

/* Background, principles and goals: a section for its title, targets from its words, no items. */
static void read_quiet(struct outline *o, struct node *n, struct place at)
{
    static const enum lx_plan_skip whys[] = { [LX_ROLE_BACKGROUND] = LX_SKIP_BACKGROUND,
                                              [LX_ROLE_PRINCIPLES] = LX_SKIP_PRINCIPLE,
                                              [LX_ROLE_GOALS] = LX_SKIP_GOAL };
    struct reading *r = o->r;
    struct block *b = &r->blocks[n->block];
    if (n->role == LX_ROLE_GOALS && (n->parent < 0 || o->nodes[n->parent].role != LX_ROLE_GOALS))
        o->goals.year = 0;
    if (b->heading)
        at.section = add_section(o, n, &at);
    for (int i = b->heading ? n->block + 1 : n->block; i < n->end; i++) {
        struct block *in = &r->blocks[i];
        if (o->node_of[i] >= 0 && i > n->block) {
            read_node(o, o->node_of[i], at);
            i = o->nodes[o->node_of[i]].end - 1;
            continue;
        }
        if (in->kind == BLOCK_TABLE) {
            table_items(r, &r->tables[in->table], at.section);
            continue;
        }
        size_t before = r->doc->indicators_n;
        struct target_ctx ahead = { .ahead = true };
        if (n->role != LX_ROLE_PRINCIPLES)
            read_targets(r, in->text, n->role == LX_ROLE_GOALS ? &o->goals : &ahead, in->line_from + 1, at.section, -1);
        for (int l = in->line_from; l < in->line_to; l++) {
            if (r->doc->indicators_n > before)
                take_line(r, l, LX_FATE_INDICATOR, -1);
            else
                skip_line(r, l, whys[n->role]);
        }
    }
}

/* --- items ---------------------------------------------------------------------------------------------------------- */
static struct span title_part(struct span text)
{
    size_t lead = lead_sentence(text), len, colon;
    if (lead)
        return span_sub(text, 0, lead);
    struct span first = first_sentence(text);
    colon = part_end(first, 0, (const uint32_t[]){ ':', ',', 0 });
    bool names = colon < first.len && span_get(first, colon, &len) == ':' && span_n(span_sub(first, 0, colon)) <= 20 && colon > 9;
    return names ? span_sub(first, 0, colon) : first;
}

static int block_item(struct reading *r, const struct block *b, enum lx_item_kind kind, const struct place *at)
{
    const struct line *l = &r->lines[b->line_from];
    int item = add_item(r, kind, title_part(b->text), b->text, at->section, at->parent);
    if (l->num != NUM_NONE)
        r->doc->items[item].number = span_dup(l->number);
    item_lines(r, item, b->line_from, b->line_to);
    item_duty(r, item, b->text, LX_RESP_LINE);
    item_facts(r, item, b->text, b->line_from + 1);
    return item;
}

/* A title that is a task itself: with its one paragraph, or with nothing under it. */
static void heading_item(struct outline *o, const struct node *n, struct place at)
{
    struct reading *r = o->r;
    struct block *b = &r->blocks[n->block];
    int item = block_item(r, b, ITEM_TASK, &at);
    struct lx_str text = LX_STR_EMPTY;
    at.item = item;
    for (int i = n->block + 1; i < n->end; i++) {
        struct block *in = &r->blocks[i];
        item_lines(r, item, in->line_from, in->line_to);
        lx_str_addn(&text, in->text.s, in->text.len);
        lx_str_addc(&text, '\n');
        item_duty(r, item, in->text, LX_RESP_LINE);
        if (in->kind != BLOCK_LABEL)
            item_facts(r, item, in->text, in->line_from + 1);
    }
    if (text.len > 0) {
        free(r->doc->items[item].text);
        r->doc->items[item].text = text_of((struct span){ text.s, text.len });
    }
    lx_str_done(&text);
    r->doc->items[item].line = b->line_from + 1;
    for (int i = n->block + 1; i < n->end; i++)
        if (r->blocks[i].kind == BLOCK_PARA)
            item_projects(r, item, r->blocks[i].text, r->blocks[i].line_from + 1);
}

/* Points of which only the last says who does it: that is said for all of them, the item above. */
static void raise_duty(struct reading *r, int item)
{
    struct lx_plan_doc *doc = r->doc;
    struct lx_resp *last = &doc->items[doc->items_n - 1].resp;
    size_t parts = 0, told = 0;
    for (size_t i = (size_t)item + 1; i < doc->items_n; i++) {
        if (doc->items[i].parent != item || doc->items[i].kind == ITEM_PROJECT)
            continue;
        parts++;
        told += !lx_resp_empty(&doc->items[i].resp);
    }
    if (parts > 1 && told == 1 && !lx_resp_empty(last) && lx_resp_empty(&doc->items[item].resp))
        lx_resp_join(&doc->items[item].resp, last);
}

/* A numbered point that is a sentence: an item; points below it are its parts. */
static void sentence_item(struct outline *o, const struct node *n, struct place at)
{
    struct reading *r = o->r;
    struct block *b = &r->blocks[n->block];
    int item = block_item(r, b, ITEM_TASK, &at);
    item_projects(r, item, b->text, b->line_from + 1);
    at.parent = at.item = item;
    for (int i = n->block + 1; i < n->end; i++) {
        struct block *in = &r->blocks[i];
        if (o->node_of[i] >= 0) {
            read_node(o, o->node_of[i], at);
            i = o->nodes[o->node_of[i]].end - 1;
        } else if (in->kind == BLOCK_PARA && ends_sentence(in->text)) {
            item_lines(r, item, in->line_from, in->line_to);
            item_duty(r, item, in->text, LX_RESP_LINE);
            item_facts(r, item, in->text, in->line_from + 1);
            item_projects(r, item, in->text, in->line_from + 1);
        } else {
            read_blocks(o, i, i + 1, &at, -1);
        }
    }
    raise_duty(r, item);
}

static bool is_item_node(const struct outline *o, const struct node *n)
{
    if (n->nodes || n->tables || n->bullets)
        return false;
    bool top = n->depth == 0 && !o->single_top;
    if (n->paras == 0)
        return true;
    if (n->role == LX_ROLE_SAFEGUARDS)
        return n->depth > 0 || o->single_top;
    if (n->paras == 1)
        return !top && !n->first_leads;
    return !top && n->leads == 0 && n->labels && n->label_last;
}

/* The introduction before points, or before paragraphs that all have lead sentences: the block, -1 = none. */
static int find_intro(const struct outline *o, const struct node *n)
{
    const struct reading *r = o->r;
    if (n->nodes == 0 && (n->first_leads || n->paras < 3 || n->leads < n->paras - 1))
        return -1;
    int i = n->block + 1;
    return i < n->end && r->blocks[i].kind == BLOCK_PARA ? i : -1;
}

static void skip_blocks(struct reading *r, int from, int to, enum lx_plan_skip why)
{
    if (from >= to)
        return;
    for (int i = r->blocks[from].line_from; i < r->blocks[to - 1].line_to; i++) {
        r->doc->lines[i].fate = LX_FATE_SKIPPED;
        skip_line(r, i, why);
    }
}

static void read_node(struct outline *o, int index, struct place at)
{
    struct node *n = &o->nodes[index];
    struct block *b = &o->r->blocks[n->block];
    if (n->drop != LX_SKIP_NONE) {
        skip_blocks(o->r, n->block, n->end, n->drop);
        return;
    }
    if (n->role == LX_ROLE_BACKGROUND || n->role == LX_ROLE_PRINCIPLES || n->role == LX_ROLE_GOALS) {
        read_quiet(o, n, at);
    } else if (!b->heading) {
        sentence_item(o, n, at);
    } else if (is_item_node(o, n)) {
        if (n->paras == 0 && n->depth == 0 && !o->single_top && !n->labels)
            add_section(o, n, &at);
        else
            heading_item(o, n, at);
    } else {
        at.section = add_section(o, n, &at);
        at.item = -1;
        read_blocks(o, n->block + 1, n->end, &at, find_intro(o, n));
    }
}

/* 建成以下项目： before bullets: the stage that it says. */
static int stage_of_intro(struct span text)
{
    struct span sp = span_strip(text, SET_ADVERB);
    int code = STAGE_NONE;
    if (!set_has(text, SET_PROJECT_NOUN) && !set_has(text, SET_TAIL_PREP))
        return STAGE_NONE;
    set_at(sp, 0, SET_STAGE_VERB, &code);
    return set_has(text, SET_TAIL_PREP) ? STAGE_PREPARED : code;
}

/* A short line without an end mark, as graphics have them: projects with their stage, or something to do. */
static void read_brief(struct reading *r, const struct block *b, struct place *at)
{
    struct project_list list;
    if (!projects_of(b->text, &list)) {
        at->item = block_item(r, b, ITEM_MEASURE, at);
        return;
    }
    for (size_t i = 0; i < list.n; i++) {
        struct block one = *b;
        one.text = list.names[i];
        at->item = block_item(r, &one, ITEM_PROJECT, at);
        r->doc->items[at->item].stage = list.stage;
    }
}

static void read_para(struct outline *o, struct block *b, struct place *at)
{
    struct reading *r = o->r;
    size_t len;
    uint32_t last = span_last(b->text, &len);
    at->stage = STAGE_NONE;
    if (last == ':') {
        at->stage = stage_of_intro(b->text);
        find_announced(r, b, at->section);
        for (int l = b->line_from; l < b->line_to; l++)
            skip_line(r, l, LX_SKIP_INTRODUCTION);
        return;
    }
    bool plain = at->section < 0; /* no heading above: only what names a duty or leads with a sentence */
    if (r->doc->lines[b->line_from].fate == LX_FATE_META) /* the signature */
        return;
    struct lx_resp resp;
    bool duty = lx_resp_read(&resp, b->text.s, b->text.len, LX_RESP_LINE, r->doc_year) && resp.labelled;
    lx_resp_done(&resp);
    bool brief = !ends_sentence(b->text) && span_n(b->text) <= SHORT_MAX_N && !duty;
    if (brief && at->section >= 0 && is_brief_item(b->text)) {
        read_brief(r, b, at);
        return;
    }
    if (brief || (plain && !duty && !lead_sentence(b->text))) {
        for (int l = b->line_from; l < b->line_to; l++)
            skip_line(r, l, LX_SKIP_GENERAL);
        return;
    }
    at->item = block_item(r, b, ITEM_MEASURE, at);
    item_projects(r, at->item, b->text, b->line_from + 1);
}

static void read_bullet(struct outline *o, struct block *b, struct place *at)
{
    struct reading *r = o->r;
    if (at->section < 0 && at->stage == STAGE_NONE && at->parent < 0)
        return;
    bool project = at->stage != STAGE_NONE;
    int item = block_item(r, b, project ? ITEM_PROJECT : ITEM_MEASURE, at);
    if (project)
        r->doc->items[item].stage = (enum lx_stage)at->stage;
    else
        item_projects(r, item, b->text, b->line_from + 1);
    at->item = item;
}

static void read_label(struct outline *o, struct block *b, struct place *at)
{
    struct reading *r = o->r;
    for (int l = b->line_from; l < b->line_to; l++)
        take_line(r, l, LX_FATE_CONTINUED, at->item);
    if (at->item >= 0) {
        item_duty(r, at->item, b->text, LX_RESP_LINE);
        r->doc->items[at->item].line_to = b->line_to;
    } else if (at->section >= 0) {
        struct lx_resp more;
        lx_resp_read(&more, b->text.s, b->text.len, LX_RESP_LINE, r->doc_year);
        lx_resp_settle(&more);
        lx_resp_join(&r->doc->sections[at->section].resp, &more);
    }
}

static void read_blocks(struct outline *o, int from, int to, struct place *at, int intro)
{
    struct reading *r = o->r;
    for (int i = from; i < to; i++) {
        struct block *b = &r->blocks[i];
        if (i == intro) {
            find_announced(r, b, at->section);
            for (int l = b->line_from; l < b->line_to; l++)
                skip_line(r, l, LX_SKIP_INTRODUCTION);
            continue;
        }
        switch (b->kind) {
        case BLOCK_NODE:
            if (o->node_of[i] < 0)
                break;
            read_node(o, o->node_of[i], *at);
            i = o->nodes[o->node_of[i]].end - 1;
            at->stage = STAGE_NONE;
            break;
        case BLOCK_PARA: read_para(o, b, at); break;
        case BLOCK_BULLET: read_bullet(o, b, at); break;
        case BLOCK_LABEL: read_label(o, b, at); break;
        case BLOCK_TABLE: table_items(r, &r->tables[b->table], at->section); break;
        case BLOCK_TAKEN: at->item = block_item(r, b, r->lines[b->line_from].take_as, at); break;
        case BLOCK_STAGE:
            at->stage = b->stage;
            skip_line(r, b->line_from, LX_SKIP_SUBHEADING);
            break;
        }
    }
}

static void close_lines(struct reading *r)
{
    for (int i = 0; i < r->lines_n; i++)
        skip_line(r, i, r->lines[i].table >= 0 ? LX_SKIP_CAPTION : r->doc->lines[i].why);
}
