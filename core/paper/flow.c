/* The lines of a paper, and how they are cut into pages. */
#include "core/paper/flow.h"

#include "core/mem.h"
#include "core/paper/words.h"

#include <stdlib.h>
#include <string.h>

static void mark_keeps(struct lx_flow *f, size_t from, bool all);
static size_t lay_page(struct lx_flow *f, size_t at, size_t end);
static size_t choose_break(const struct lx_flow *f, size_t at, size_t end, int room);
static void copy_line(struct lx_flow *f, size_t line);
static void lay_tail(struct lx_flow *f);
static void lay_feet(struct lx_flow *f, const char *foot);

/* --- lines ------------------------------------------------------------------------------------------------------ */

struct lx_flow_line *lx_flow_line(struct lx_flow *f, size_t block, int src_line)
{
    struct lx_flow_line *l = &LX_PUSH(f->line, f->line_n, f->line_room);
    *l = (struct lx_flow_line){ .line = { .span_from = f->pages->span_n, .block = block, .src_line = src_line } };
    return l;
}

static void add_span(struct lx_pages *p, struct lx_page_line *l, const char *s, size_t len, int x, enum lx_face face)
{
    LX_PUSH(p->span, p->span_n, p->span_room) =
        (struct lx_page_span){ .s = lx_arena_add(&p->strings, s, len), .len = len, .x = x, .face = face,
                               .w = lx_text_w_len(s, len, LX_WIDE) };
    l->span_n++;
}

void lx_flow_span(struct lx_flow *f, const char *s, size_t len, int x, enum lx_face face)
{
    if (len)
        add_span(f->pages, &f->line[f->line_n - 1].line, s, len, x, face);
}

void lx_flow_blank(struct lx_flow *f) { (void)lx_flow_line(f, LX_NO_BLOCK, 0); }

void lx_flow_rule(struct lx_flow *f)
{
    char rule[LX_PAGE_W];
    memset(rule, '-', sizeof rule);
    (void)lx_flow_line(f, LX_NO_BLOCK, 0);
    lx_flow_span(f, rule, sizeof rule, 0, LX_FACE_RULE);
}

static int aligned_x(enum lx_align align, int left_x, int room_w, int w)
{
    int spare_w = room_w > w ? room_w - w : 0;
    return left_x + (align == LX_RIGHT ? spare_w : align == LX_CENTRE ? spare_w / 2 : 0);
}

void lx_flow_text(struct lx_flow *f, const char *s, enum lx_align align, int in, enum lx_face face)
{
    lx_runs_clear(&f->runs);
    lx_runs_add(&f->runs, s, strlen(s), (int)face, 0);
    lx_flow_para(f, (struct lx_shape){ .first_x = in, .rest_x = in, .right_w = in, .align = align, .keep = true },
                 LX_NO_BLOCK);
}

void lx_flow_runs(struct lx_flow *f, size_t block, enum lx_face plain)
{
    const struct lx_block *b = &f->d->block[block];
    size_t skip = f->numbers.of[block].skip;
    struct lx_str link = LX_STR_EMPTY;
    for (size_t i = 0; i < b->span_n; i++) {
        const struct lx_span *s = &f->d->span[b->span_from + i];
        bool hei = b->kind != LX_B_HEADING && (s->flags & LX_SPAN_STRONG), kai = s->flags & LX_SPAN_EMPH;
        enum lx_face face = s->flags & LX_SPAN_CODE ? LX_FACE_SONG : hei ? LX_FACE_HEI : kai ? LX_FACE_KAI : plain;
        size_t cut = skip < s->len ? skip : s->len;
        skip -= cut;
        if (s->flags & LX_SPAN_BREAK) {
            lx_runs_add(&f->runs, "\n", 1, (int)face, s->line_from);
        } else if (s->flags & LX_SPAN_LINK) {
            lx_str_clear(&link);
            lx_number_link(&link, &f->numbers, s->s + cut, s->len - cut, s->href);
            lx_runs_add(&f->runs, link.s, link.len, (int)face, s->line_from);
        } else {
            lx_runs_add(&f->runs, s->s + cut, s->len - cut, (int)face, s->line_from);
        }
    }
    lx_str_done(&link);
}

void lx_flow_para(struct lx_flow *f, struct lx_shape shape, size_t block)
{
    lx_lines_clear(&f->lines);
    lx_lines_wrap(&f->lines, &f->pages->strings, &f->runs, LX_PAGE_W - shape.first_x - shape.right_w,
                  LX_PAGE_W - shape.rest_x - shape.right_w, LX_WIDE);
    size_t from = f->line_n;
    for (size_t i = 0; i < f->lines.line_n; i++) {
        size_t first = lx_line_from(&f->lines, i), end = f->lines.end[i];
        int left_x = i ? shape.rest_x : shape.first_x, w = lx_line_w(&f->lines, i);
        int x = aligned_x(shape.align, left_x, LX_PAGE_W - left_x - shape.right_w, w);
        (void)lx_flow_line(f, block, first < end ? f->lines.piece[first].line : 0);
        for (size_t k = first; k < end; k++) {
            const struct lx_piece *p = &f->lines.piece[k];
            lx_flow_span(f, p->s, p->len, x, (enum lx_face)p->tag);
            x += p->w;
        }
    }
    mark_keeps(f, from, shape.keep);
}

/* No first line alone at a page's foot, no last line alone at a page's head. */
static void mark_keeps(struct lx_flow *f, size_t from, bool all)
{
    size_t n = f->line_n - from;
    for (size_t i = 0; i < n; i++)
        f->line[from + i].keep = all || (n > 1 && (i == 0 || i + 2 == n));
}

void lx_flow_done(struct lx_flow *f)
{
    free(f->line);
    free(f->table);
    lx_numbers_done(&f->numbers);
    lx_runs_done(&f->runs);
    lx_lines_done(&f->lines);
}

/* --- pages ------------------------------------------------------------------------------------------------------ */

void lx_flow_cut(struct lx_flow *f, const char *foot)
{
    size_t end = f->tail_from < f->line_n ? f->tail_from : f->line_n;
    size_t at = 0;
    do {
        at = lay_page(f, at, end);
    } while (at < end);
    if (end < f->line_n)
        lay_tail(f);
    lay_feet(f, foot);
}

static bool is_blank(const struct lx_flow *f, size_t line) { return !f->line[line].line.span_n; }

/* Does a table go on from the line before `at`? */
static bool inside_table(const struct lx_flow *f, size_t at)
{
    int table = at < f->line_n ? f->line[at].table : 0;
    return table && at > f->table[table - 1].from && f->line[at - 1].table == table;
}

static struct lx_page *new_page(struct lx_pages *p)
{
    struct lx_page *page = &LX_PUSH(p->page, p->page_n, p->page_room);
    *page = (struct lx_page){ .line_from = p->line_n };
    return page;
}

/* Lays the lines from `at` on one page and returns where the next begins. */
static size_t lay_page(struct lx_flow *f, size_t at, size_t end)
{
    new_page(f->pages);
    int room = LX_PAGE_LINES;
    if (inside_table(f, at)) {
        const struct lx_flow_table *t = &f->table[f->line[at].table - 1];
        for (size_t i = 0; i < t->head_n; i++, room--)
            copy_line(f, t->from + i);
    }
    while (at < end && f->pages->page_n > 1 && is_blank(f, at))
        at++;
    size_t stop = choose_break(f, at, end, room);
    for (size_t i = at; i < stop; i++)
        copy_line(f, i);
    if (stop < end && inside_table(f, stop) && f->line[stop - 1].part == LX_PART_ROW)
        copy_line(f, f->table[f->line[stop].table - 1].from); /* its top rule closes it here */
    while (stop < end && is_blank(f, stop) && !f->line[stop].new_page)
        stop++;
    return stop;
}

/* The line before which the page ends: as late as it fits and nothing that belongs together is parted. */
static size_t choose_break(const struct lx_flow *f, size_t at, size_t end, int room)
{
    size_t full = at, best = at;
    for (size_t i = at + 1; i <= end && i - at <= (size_t)room; i++) {
        bool closing = i < end && inside_table(f, i) && f->line[i - 1].part == LX_PART_ROW;
        if (closing && i - at + 1 > (size_t)room)
            continue;
        full = i;
        if (i == end || !f->line[i - 1].keep)
            best = i;
        if (i < end && f->line[i].new_page)
            return i;
    }
    return best > at ? best : full > at ? full : end;
}

static void copy_line(struct lx_flow *f, size_t line)
{
    struct lx_pages *p = f->pages;
    LX_PUSH(p->line, p->line_n, p->line_room) = f->line[line].line;
    p->page[p->page_n - 1].line_n++;
}

/* The tail stands on the last lines of the last page, or of one more. */
static void lay_tail(struct lx_flow *f)
{
    struct lx_pages *p = f->pages;
    size_t tail_n = f->line_n - f->tail_from;
    if (tail_n > LX_PAGE_LINES)
        tail_n = LX_PAGE_LINES;
    if ((size_t)p->page[p->page_n - 1].line_n + tail_n > LX_PAGE_LINES)
        new_page(p);
    struct lx_page *last = &p->page[p->page_n - 1];
    while ((size_t)last->line_n + tail_n < LX_PAGE_LINES) {
        LX_PUSH(p->line, p->line_n, p->line_room) = (struct lx_page_line){ .block = LX_NO_BLOCK };
        last->line_n++;
    }
    for (size_t i = 0; i < tail_n; i++)
        copy_line(f, f->tail_from + i);
}

static void lay_feet(struct lx_flow *f, const char *foot)
{
    struct lx_str number = LX_STR_EMPTY, said = LX_STR_EMPTY;
    for (size_t i = 0; i < f->pages->page_n; i++) {
        struct lx_page_line *l = &f->pages->page[i].foot;
        *l = (struct lx_page_line){ .span_from = f->pages->span_n, .block = LX_NO_BLOCK };
        lx_str_clear(&number);
        lx_paper_count(&number, LX_PW_PAGE, f->en, (int)i + 1);
        int number_w = lx_text_w(number.s, LX_WIDE), room_w = LX_PAGE_W - 4 - number_w - 2;
        lx_str_clear(&said);
        lx_text_cut(&said, foot, room_w, LX_WIDE);
        int said_w = lx_text_w(lx_str_z(&said), LX_WIDE);
        bool right = i % 2 == 0; /* page 1 is odd: its number stands on the right, one character in */
        if (right && said.len)
            add_span(f->pages, l, said.s, said.len, 2, LX_FACE_SMALL);
        add_span(f->pages, l, number.s, number.len, right ? LX_PAGE_W - 2 - number_w : 2, LX_FACE_SONG);
        if (!right && said.len)
            add_span(f->pages, l, said.s, said.len, LX_PAGE_W - 2 - said_w, LX_FACE_SMALL);
    }
    lx_str_done(&number);
    lx_str_done(&said);
}
