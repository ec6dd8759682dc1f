/* The lines of a paper, and how they are cut into pages. */
#include "core/page/flow.h"

#include "core/mem.h"
#include "core/paper/words.h"

#include <stdlib.h>
#include <string.h>

static void mark_keeps(struct lx_flow *f, size_t from, bool all);
static size_t lay_page(struct lx_flow *f, size_t at, size_t end);
static size_t choose_break(const struct lx_flow *f, size_t at, size_t end, int room);
static void copy_line(struct lx_flow *f, size_t line);
static void lay_tail(struct lx_flow *f);

/* --- lines ------------------------------------------------------------------------------------------------------ */

int lx_flow_w(const struct lx_flow *f) { return f->landscape ? LX_LYING_W : LX_PAGE_W; }

struct lx_flow_line *lx_flow_line(struct lx_flow *f, size_t block, int src_line)
{
    struct lx_flow_line *l = &LX_PUSH(f->line, f->line_n, f->line_room);
    *l = (struct lx_flow_line){ .line = { .span_from = f->pages->span_n, .block = block, .src_line = src_line },
                                .landscape = f->landscape };
    return l;
}

static void add_span(struct lx_pages *p, struct lx_page_line *l, const char *s, size_t len, int x, int w, enum lx_face face)
{
    LX_PUSH(p->span, p->span_n, p->span_room) =
        (struct lx_page_span){ .s = lx_arena_add(&p->strings, s, len), .len = len, .x = x, .w = w, .face = face };
    l->span_n++;
}

void lx_flow_span(struct lx_flow *f, const char *s, size_t len, int x, enum lx_face face)
{
    if (len)
        add_span(f->pages, &f->line[f->line_n - 1].line, s, len, x, lx_text_w_len(s, len, LX_WIDE), face);
}

void lx_flow_piece(struct lx_flow *f, const struct lx_piece *piece, int x)
{
    add_span(f->pages, &f->line[f->line_n - 1].line, piece->s, piece->len, x, piece->w, (enum lx_face)piece->tag);
}

void lx_flow_blank(struct lx_flow *f) { (void)lx_flow_line(f, LX_NO_BLOCK, 0); }

void lx_flow_rule(struct lx_flow *f)
{
    char rule[LX_LYING_W];
    memset(rule, '-', sizeof rule);
    (void)lx_flow_line(f, LX_NO_BLOCK, 0);
    lx_flow_span(f, rule, (size_t)lx_flow_w(f), 0, LX_FACE_RULE);
}

static int aligned_x(enum lx_align align, int left_x, int room_w, int w)
{
    int spare_w = room_w > w ? room_w - w : 0;
    return left_x + (align == LX_RIGHT ? spare_w : align == LX_CENTRE ? spare_w / 2 : 0);
}

void lx_flow_para(struct lx_flow *f, struct lx_shape shape, size_t block)
{
    int page_w = lx_flow_w(f);
    lx_lines_clear(&f->lines);
    lx_lines_wrap(&f->lines, &f->pages->strings, &f->runs, page_w - shape.first_x - shape.right_w,
                  page_w - shape.rest_x - shape.right_w, LX_WIDE);
    size_t from = f->line_n;
    for (size_t i = 0; i < f->lines.line_n; i++) {
        size_t first = lx_line_from(&f->lines, i), end = f->lines.end[i];
        int left_x = i ? shape.rest_x : shape.first_x, w = lx_line_w(&f->lines, i);
        int x = aligned_x(shape.align, left_x, page_w - left_x - shape.right_w, w);
        (void)lx_flow_line(f, block, first < end ? f->lines.piece[first].line : 0);
        for (size_t k = first; k < end; k++) {
            const struct lx_piece *p = &f->lines.piece[k];
            lx_flow_piece(f, p, x);
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
    lx_runs_done(&f->runs);
    lx_lines_done(&f->lines);
}

/* --- pages ------------------------------------------------------------------------------------------------------ */

void lx_flow_cut(struct lx_flow *f)
{
    size_t end = f->tail_from < f->line_n ? f->tail_from : f->line_n;
    size_t at = 0;
    do {
        at = lay_page(f, at, end);
    } while (at < end);
    f->pages->text_page_n = f->pages->page_n;
    if (end < f->line_n)
        lay_tail(f);
}

static bool is_blank(const struct lx_flow *f, size_t line) { return !f->line[line].line.span_n; }

/* Does a table go on from the line before `at`? */
static bool inside_table(const struct lx_flow *f, size_t at)
{
    int table = at < f->line_n ? f->line[at].table : 0;
    return table && at > f->table[table - 1].from && f->line[at - 1].table == table;
}

static struct lx_page *new_page(struct lx_pages *p, bool landscape)
{
    struct lx_page *page = &LX_PUSH(p->page, p->page_n, p->page_room);
    *page = (struct lx_page){ .line_from = p->line_n, .landscape = landscape, .w = landscape ? LX_LYING_W : LX_PAGE_W,
                              .lines = landscape ? LX_LYING_LINES : LX_PAGE_LINES };
    return page;
}

/* Lays the lines from `at` on one page and returns where the next begins. */
static size_t lay_page(struct lx_flow *f, size_t at, size_t end)
{
    int room = new_page(f->pages, at < f->line_n && f->line[at].landscape)->lines;
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
    size_t full = at, best = at, body = f->body_from;
    for (size_t i = at + 1; i <= end && i - at <= (size_t)room; i++) {
        bool closing = i < end && inside_table(f, i) && f->line[i - 1].part == LX_PART_ROW;
        if (closing && i - at + 1 > (size_t)room)
            continue;
        full = i;
        if (i == end || !f->line[i - 1].keep)
            best = i;
        if (i < end && (f->line[i].new_page || f->line[i].landscape != f->line[at].landscape))
            return i;
    }
    if (at == 0 && best <= body && body < full && f->sheet->profile->head != LX_HEAD_PLAIN)
        return body + 1; /* page 1 shows text (GB/T 9704 7.3.1), be it one line of it */
    return best > at ? best : full > at ? full : end;
}

static void copy_line(struct lx_flow *f, size_t line)
{
    struct lx_pages *p = f->pages;
    LX_PUSH(p->line, p->line_n, p->line_room) = f->line[line].line;
    p->page[p->page_n - 1].line_n++;
}

/* The page for the 版记: that on which the text ends where there is room below a blank line, else the next; of minutes and
 * documents an even one, so that it is the outer side of the last sheet. */
static const struct lx_page *tail_page(struct lx_flow *f, int tail_n, bool landscape)
{
    struct lx_pages *p = f->pages;
    const struct lx_page *last = &p->page[p->page_n - 1];
    bool outer = f->sheet->profile->head == LX_HEAD_RED || f->sheet->profile->head == LX_HEAD_MINUTES, odd = p->page_n % 2 != 0;
    bool fits = last->line_n + 1 + tail_n <= last->lines && last->landscape == landscape;
    if (fits && !(outer && odd))
        return last;
    struct lx_page *page = new_page(p, landscape);
    if (outer && !odd) {
        page->bare = true;
        page = new_page(p, landscape);
        page->bare = true;
    }
    return page;
}

/* The tail stands on the last lines of the last page. */
static void lay_tail(struct lx_flow *f)
{
    struct lx_pages *p = f->pages;
    bool landscape = f->line[f->tail_from].landscape;
    int tail_n = f->line_n - f->tail_from < LX_PAGE_LINES - 1 ? (int)(f->line_n - f->tail_from) : LX_PAGE_LINES - 1;
    tail_n = landscape && tail_n > LX_LYING_LINES - 1 ? LX_LYING_LINES - 1 : tail_n;
    p->tail_n = tail_n;
    const struct lx_page *last = tail_page(f, tail_n, landscape);
    while (last->line_n + tail_n < last->lines) {
        LX_PUSH(p->line, p->line_n, p->line_room) = (struct lx_page_line){ .block = LX_NO_BLOCK };
        p->page[p->page_n - 1].line_n++;
    }
    for (int i = 0; i < tail_n; i++)
        copy_line(f, f->tail_from + (size_t)i);
}

/* Odd pages have their number on the right, even ones on the left, one character in. */
static void lay_foot(struct lx_flow *f, size_t i, struct lx_str *number, struct lx_str *said)
{
    const struct lx_page *page = &f->pages->page[i];
    struct lx_page_line *l = &f->pages->page[i].foot;
    *l = (struct lx_page_line){ .span_from = f->pages->span_n, .block = LX_NO_BLOCK };
    if (!i && f->sheet->profile->head == LX_HEAD_COVER)
        return;
    lx_str_clear(number);
    if (page->bare && !page->line_n)
        return;
    if (f->sheet->numbered && !page->bare && (i || f->sheet->profile->first_number))
        lx_paper_count(number, LX_PW_PAGE, f->en, (int)i + 1);
    int number_w = lx_text_w(lx_str_z(number), LX_WIDE), room_w = page->w - 4 - number_w - 2;
    lx_str_clear(said);
    lx_text_cut(said, f->sheet->foot, room_w, LX_WIDE);
    int said_w = lx_text_w(lx_str_z(said), LX_WIDE);
    bool right = i % 2 == 0;
    if (right && said->len)
        add_span(f->pages, l, said->s, said->len, 2, said_w, LX_FACE_SMALL);
    if (number->len)
        add_span(f->pages, l, number->s, number->len, right ? page->w - 2 - number_w : 2, number_w, LX_FACE_SONG);
    if (!right && said->len)
        add_span(f->pages, l, said->s, said->len, page->w - 2 - said_w, said_w, LX_FACE_SMALL);
}

void lx_flow_feet(struct lx_flow *f)
{
    struct lx_str number = LX_STR_EMPTY, said = LX_STR_EMPTY;
    for (size_t i = 0; i < f->pages->page_n; i++)
        lay_foot(f, i, &number, &said);
    lx_str_done(&number);
    lx_str_done(&said);
}
