/* The tree of headings and points: where the body begins, what stands under what, what each part is about. */
#include "core/plan/outline.h"

#include "core/mem.h"

enum { DEPTH_MAX = 40, BRIEF_MIN_N = 6, BRIEF_MAX_N = 25 };

static void build_nodes(struct outline *o, int from);
static void count_blocks(struct outline *o);

void tree_grow(struct outline *o, int from)
{
    build_nodes(o, from);
    count_blocks(o);
}

static bool is_title_node(const struct reading *r, const struct block *b)
{
    const struct line *l = &r->lines[b->line_from];
    return l->md == 1 && l->num == NUM_NONE;
}

/* The first numbered or Markdown heading that is not the title; without one the first plain heading; else the first
 * block behind the title. */
int body_start(const struct reading *r)
{
    int plain = -1, title = -1;
    for (size_t i = 0; i < r->blocks_n; i++) {
        const struct block *b = &r->blocks[i];
        const struct line *l = &r->lines[b->line_from];
        if (b->kind == BLOCK_TABLE && i > 0 && plain < 0)
            return (int)i;
        if (b->kind != BLOCK_NODE) {
            if (title < 0 && ends_as_title(b->text) && span_n(b->text) < 60)
                title = (int)i;
            continue;
        }
        if (l->num != NUM_NONE || (l->md && !is_title_node(r, b)))
            return (int)i;
        if (plain < 0 && !l->md)
            plain = (int)i;
        if (title < 0 || is_title_node(r, b))
            title = (int)i;
    }
    return plain >= 0 ? plain : title >= 0 ? title + 1 : 0;
}

static void build_nodes(struct outline *o, int from)
{
    int stack[DEPTH_MAX], depth = 0;
    struct reading *r = o->r;
    for (int i = from; i < (int)r->blocks_n; i++) {
        struct block *b = &r->blocks[i];
        if (b->kind != BLOCK_NODE)
            continue;
        while (depth && r->blocks[o->nodes[stack[depth - 1]].block].rank >= b->rank)
            o->nodes[stack[--depth]].end = i;
        int n = (int)o->nodes_n;
        LX_PUSH(o->nodes, o->nodes_n, o->nodes_room) = (struct node){
            .block = i, .end = (int)r->blocks_n, .parent = depth ? stack[depth - 1] : -1, .depth = depth, .section = -1, .same = -1
        };
        o->node_of[i] = n;
        if (depth < DEPTH_MAX)
            stack[depth++] = n;
    }
}

/* What the parts of a heading say: 指导思想与发展目标. */
enum lx_plan_role role_of(struct span title)
{
    int role = LX_ROLE_NONE, code = LX_ROLE_NONE;
    size_t from = 0, len;
    struct lx_resp resp;
    lx_resp_read(&resp, title.s, title.len, LX_RESP_LINE, 0);
    if (resp.used_n && resp.used[0].from > 0)
        title = span_trim(span_sub(title, 0, resp.used[0].from));
    lx_resp_done(&resp);
    if (span_n(title) > 30 || set_at(title, 0, SET_DO_VERB, NULL))
        return LX_ROLE_NONE;
    for (size_t at = 0; at <= title.len; at += len) {
        size_t join = at < title.len ? set_at(title, at, SET_ROLE_JOIN, NULL) : 1;
        span_get(title, at, &len);
        if (!join)
            continue;
        struct span part = span_sub(title, from, at);
        bool last = at >= title.len;
        if (set_end(part, SET_ROLE, &code)) {
            if (code != LX_ROLE_SAFEGUARDS || last)
                role = role == LX_ROLE_GOALS && code < LX_ROLE_GOALS ? role : code;
        } else if (last) {
            return LX_ROLE_NONE;
        } else if (from == 0) {
            code = LX_ROLE_NONE; /* 体制创新与机制保障: the last part may still say it */
        }
        len = join;
        from = at + join;
    }
    return (enum lx_plan_role)role;
}

bool is_brief_item(struct span text)
{
    struct project_list list;
    size_t n = span_n(text), verb = skip_words(text, 0, SET_ADVERB);
    if (ends_sentence(text) || n < BRIEF_MIN_N || n > BRIEF_MAX_N)
        return false;
    return verb || set_at(text, 0, SET_DO_VERB, NULL) || set_at(text, 0, SET_TASK_VERB, NULL) || set_at(text, 0, SET_STAGE_VERB, NULL) || projects_of(text, &list);
}

static void count_blocks(struct outline *o)
{
    int open = -1;
    struct reading *r = o->r;
    for (int i = o->nodes_n ? o->nodes[0].block : 0; i < (int)r->blocks_n; i++) {
        struct block *b = &r->blocks[i];
        while (open >= 0 && o->nodes[open].end <= i)
            open = o->nodes[open].parent;
        struct node *up = open >= 0 ? &o->nodes[open] : NULL;
        if (b->kind == BLOCK_NODE && o->node_of[i] < 0)
            continue; /* the title */
        if (b->kind == BLOCK_NODE) {
            if (up)
                up->nodes++;
            open = o->node_of[i];
            struct node *n = &o->nodes[open];
            enum lx_plan_role own = b->heading ? role_of(b->text) : LX_ROLE_NONE;
            n->role = own != LX_ROLE_NONE ? own : up ? up->role : LX_ROLE_TASKS;
        } else if (up && b->kind == BLOCK_PARA && ends_sentence(b->text)) {
            bool lead = lead_sentence(b->text) > 0;
            up->first_leads |= lead && up->paras == 0;
            up->paras++;
            up->leads += lead;
            up->label_last = false;
        } else if (up) {
            up->bullets += b->kind == BLOCK_BULLET || (b->kind == BLOCK_PARA && is_brief_item(b->text));
            up->tables += b->kind == BLOCK_TABLE;
            up->labels += b->kind == BLOCK_LABEL;
            up->label_last |= b->kind == BLOCK_LABEL && up->paras > 0;
        }
    }
    o->single_top = true;
    for (size_t i = 0; i < o->nodes_n; i++) {
        const struct node *n = &o->nodes[i];
        if (n->depth == 0 && n->role == LX_ROLE_TASKS && (n->nodes || n->tables || n->bullets || n->paras > 1))
            o->single_top = false;
    }
}
