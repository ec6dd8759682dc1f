/* Branches that are not the text: lists of contents, boxes beside it, graphics that repeat a section. */
#include "core/plan/outline.h"

#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

enum { GRAPHICS_MAX = 32 };

static void drop_repeats(struct outline *o);
static void drop_boxes(struct outline *o);

void tree_prune(struct outline *o)
{
    drop_repeats(o);
    drop_boxes(o);
}

static uint64_t title_hash(const struct reading *r, const struct node *n, int parent)
{
    struct span t = r->blocks[n->block].text;
    uint64_t h = 1469598103934665603u + (uint64_t)(parent + 1) * 31;
    size_t len;
    for (size_t i = 0; i < t.len; i += len) {
        uint32_t cp = span_get(t, i, &len);
        if (!is_blank(cp) && cp != CP_STOP && cp != ',' && cp != ':')
            h = (h ^ cp) * 1099511628211u;
    }
    return h;
}

static bool has_content(const struct node *n) { return n->nodes || n->paras || n->tables || n->bullets; }

/* A small table from hashes to nodes; equal hashes are taken for equal titles. */
struct title_map {
    uint64_t *keys;
    int *nodes;
    size_t room;
};

static int *map_slot(struct title_map *m, uint64_t key)
{
    size_t i = key & (m->room - 1);
    while (m->nodes[i] >= 0 && m->keys[i] != key)
        i = (i + 1) & (m->room - 1);
    m->keys[i] = key;
    return &m->nodes[i];
}

static void map_init(struct title_map *m, size_t n)
{
    for (m->room = 16; m->room < n * 3;)
        m->room *= 2;
    m->keys = lx_alloc(m->room * sizeof *m->keys);
    m->nodes = lx_alloc(m->room * sizeof *m->nodes);
    for (size_t i = 0; i < m->room; i++)
        m->nodes[i] = -1;
}

/* A list of contents stands before what it lists; a graphic repeats a numbered section without its number. */
static void drop_repeats(struct outline *o)
{
    struct title_map places, numbered;
    map_init(&places, o->nodes_n);
    map_init(&numbered, o->nodes_n);
    for (size_t i = 0; i < o->nodes_n; i++) {
        struct node *n = &o->nodes[i];
        const struct block *b = &o->r->blocks[n->block];
        const struct line *l = &o->r->lines[b->line_from];
        if (!b->heading || span_n(b->text) < 4)
            continue;
        int *same = map_slot(&places, title_hash(o->r, n, n->parent + b->rank * 7));
        if (*same >= 0 && l->num != NUM_NONE) {
            struct node *before = &o->nodes[*same];
            if (has_content(before))
                n->drop = LX_SKIP_DUPLICATE;
            else
                before->drop = LX_SKIP_CAPTION;
        }
        *same = (int)i;
        int *anywhere = map_slot(&numbered, title_hash(o->r, n, 0));
        if (l->num != NUM_NONE && *anywhere < 0)
            *anywhere = (int)i;
        else if (l->num == NUM_NONE && *anywhere >= 0) {
            n->drop = LX_SKIP_DUPLICATE;
            n->same = *anywhere;
        }
    }
    free(places.keys);
    free(places.nodes);
    free(numbered.keys);
    free(numbered.nodes);
}

/* Among numbered Markdown headings one without a number is a box beside the text. */
static void drop_boxes(struct outline *o)
{
    int numbered[8] = { 0 };
    for (size_t i = 0; i < o->nodes_n; i++) {
        const struct line *l = &o->r->lines[o->r->blocks[o->nodes[i].block].line_from];
        numbered[l->md] += l->num != NUM_NONE;
    }
    for (size_t i = 0; i < o->nodes_n; i++) {
        struct node *n = &o->nodes[i];
        const struct block *b = &o->r->blocks[n->block];
        const struct line *l = &o->r->lines[b->line_from];
        if (!l->md || l->num != NUM_NONE || numbered[l->md] < 3 || n->drop != LX_SKIP_NONE)
            continue;
        enum lx_plan_role role = role_of(b->text);
        if (role != LX_ROLE_GOALS && role != LX_ROLE_SAFEGUARDS)
            n->drop = LX_SKIP_ASIDE;
    }
}

/* --- a graphic and the text that it repeats ------------------------------------------------------------------------ */
static struct span lines_text(const struct reading *r, int from, int to)
{
    size_t begin = r->doc->lines[from].off, end = r->doc->lines[to - 1].off + r->doc->lines[to - 1].len;
    return span_sub(r->text, begin, end);
}

static bool text_has(struct span text, struct span name)
{
    return name.len == 0 || memmem(text.s, text.len, name.s, name.len) != NULL;
}

/* The outermost branch that was left out around the node, as text. */
static struct span graphic_text(const struct outline *o, const struct node *n)
{
    for (int up = n->parent; up >= 0; up = o->nodes[up].parent)
        if (o->nodes[up].drop != LX_SKIP_NONE)
            n = &o->nodes[up];
    const struct block *blocks = o->r->blocks;
    return lines_text(o->r, blocks[n->block].line_from, blocks[n->end - 1].line_to);
}

static void compare_graphic(struct outline *o, const struct node *n)
{
    struct reading *r = o->r;
    const struct node *same = &o->nodes[n->same];
    struct span graphic = graphic_text(o, n);
    struct span text = lines_text(r, r->blocks[same->block].line_from, r->blocks[same->end - 1].line_to);
    struct lx_plan_finding f = { .section = same->section, .item = -1, .kind = LX_FIND_ONLY_TEXT };
    for (size_t i = 0; i < r->doc->items_n && same->section >= 0; i++) {
        const struct lx_plan_item *it = &r->doc->items[i];
        if (it->section != same->section || it->kind != ITEM_PROJECT || text_has(graphic, span_of(it->title)))
            continue;
        f.line = it->line;
        f.a = lx_strdup(it->title);
        add_finding(r->doc, f);
    }
    f.kind = LX_FIND_ONLY_GRAPHIC;
    bool staged = false;
    for (int i = n->block + 1; i < n->end; i++) {
        struct block *b = &r->blocks[i];
        struct span name = span_strip(b->text, SET_LIST_TAIL);
        staged = b->kind == BLOCK_STAGE || (staged && b->kind == BLOCK_BULLET);
        if (!staged || b->kind != BLOCK_BULLET || text_has(text, name))
            continue;
        f.line = b->line_from + 1;
        f.a = text_of(name);
        add_finding(r->doc, f);
    }
}

void compare_graphics(struct outline *o)
{
    int left = GRAPHICS_MAX;
    for (size_t i = 0; i < o->nodes_n && left > 0; i++) {
        if (o->nodes[i].same >= 0) {
            compare_graphic(o, &o->nodes[i]);
            left--;
        }
    }
}
