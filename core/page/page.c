/* The elements of a paper become lines, and these its pages. */
#include "core/page/page.h"

#include "core/mem.h"
#include "core/page/flow.h"
#include "core/page/measure.h"
#include "core/page/sheetset.h"
#include "core/paper/words.h"

#include <stdlib.h>
#include <string.h>

#define IMPRINT_EDGE 0.35   /* first and last rule of the 版记 */
#define IMPRINT_MIDDLE 0.25
#define LETTER_THICK 0.9
#define LETTER_THIN 0.35
#define LETTER_GAP 0.6
#define CARD_W 250.0        /* of the name, at the most */
#define CARD_EM 62.0
#define CARD_SMALL 12.0     /* what stands below it */
#define LETTER_BOTTOM (LX_PAPER_H - 20.0)

static void lay_el(struct lx_flow *f, const struct lx_el *el);
static void lay_title(struct lx_flow *f, const struct lx_el *el);
static void lay_code(struct lx_flow *f, const struct lx_el *el);
static void lay_pair(struct lx_flow *f, const struct lx_el *el);
static void lay_mark(struct lx_flow *f, const struct lx_el *el);
static void lay_mark_line(struct lx_flow *f, const struct lx_el *el);
static void lay_card(struct lx_flow *f, const struct lx_el *el);
static void lay_contents(struct lx_flow *f, const struct lx_el *el);
static void number_contents(struct lx_pages *p);
static void close_letter(struct lx_flow *f);
static void rule_tail(struct lx_flow *f, const size_t *border, size_t border_n);

struct lx_pages *lx_pages_make(const struct lx_doc *d)
{
    struct lx_pages *p = lx_alloc(sizeof *p);
    struct lx_sheet *s = lx_sheet_make(d);
    struct lx_flow f = { .pages = p, .d = d, .sheet = s, .en = s->en, .tail_from = SIZE_MAX, .body_from = SIZE_MAX };
    size_t border[4] = { 0 }, border_n = 0; /* lines of the tail before which a rule stands */
    bool letter = false;
    p->en = s->en;
    p->title = lx_arena_add(&p->strings, s->title, strlen(s->title));
    p->date = lx_arena_add(&p->strings, s->date, strlen(s->date));
    for (size_t i = 0; i < s->el_n; i++) {
        size_t from = f.line_n;
        if (s->el[i].tail && f.tail_from == SIZE_MAX)
            f.tail_from = from;
        if (s->el[i].tail && border_n < sizeof border / sizeof *border)
            border[border_n++] = from - f.tail_from;
        lay_el(&f, &s->el[i]);
        if (s->el[i].kind == LX_EL_PARA && f.body_from == SIZE_MAX)
            f.body_from = from;
        if (s->el[i].new_page && f.line_n > from)
            f.line[from].new_page = true;
        letter = letter || (s->el[i].kind == LX_EL_MARK_LINE && s->el[i].level == 1);
    }
    lx_flow_cut(&f);
    number_contents(p);
    lx_flow_feet(&f);
    if (letter)
        close_letter(&f);
    else if (border_n)
        rule_tail(&f, border, border_n);
    lx_flow_done(&f);
    lx_sheet_free(s);
    return p;
}

void lx_pages_free(struct lx_pages *p)
{
    if (!p)
        return;
    free(p->page);
    free(p->line);
    free(p->span);
    free(p->mark);
    free(p->goal);
    lx_arena_done(&p->strings);
    free(p);
}

/* --- elements --------------------------------------------------------------------------------------------------- */

static void take_runs(struct lx_flow *f, const struct lx_el *el, size_t from, size_t n)
{
    lx_runs_clear(&f->runs);
    for (size_t i = from; i < from + n; i++) {
        const struct lx_el_run *r = &f->sheet->run[el->run_from + i];
        lx_runs_add(&f->runs, r->s, r->len, (int)r->face, r->line);
    }
}

static void lay_el(struct lx_flow *f, const struct lx_el *el)
{
    f->landscape = el->landscape;
    for (size_t i = f->line_n; el->with_above && i-- > 0 && i + 2 >= f->line_n;)
        f->line[i].keep = true;
    switch (el->kind) {
    case LX_EL_BLANK:
        lx_flow_line(f, LX_NO_BLOCK, 0)->keep = el->with_above;
        break;
    case LX_EL_TITLE:
        lay_title(f, el);
        break;
    case LX_EL_CODE:
        lay_code(f, el);
        break;
    case LX_EL_TABLE:
        lx_flow_table(f, el->block);
        break;
    case LX_EL_LINE:
        lx_flow_rule(f);
        break;
    case LX_EL_MARK:
        lay_mark(f, el);
        break;
    case LX_EL_MARK_LINE:
        lay_mark_line(f, el);
        break;
    case LX_EL_CARD:
        lay_card(f, el);
        break;
    case LX_EL_CONTENTS:
        lay_contents(f, el);
        break;
    default:
        if (el->right_n) {
            lay_pair(f, el);
            break;
        }
        take_runs(f, el, 0, el->run_n);
        lx_flow_para(f, el->shape, el->block);
    }
}

static void lay_title(struct lx_flow *f, const struct lx_el *el)
{
    const char *at = f->sheet->run[el->run_from].s;
    while (*at) {
        size_t len = strcspn(at, "\n");
        int w = lx_text_w_len(at, len, LX_WIDE);
        lx_flow_line(f, el->block, 0)->keep = true;
        lx_flow_span(f, at, len, (lx_flow_w(f) - w) / 2, LX_FACE_TITLE);
        at += len + (at[len] == '\n');
    }
}

static void lay_code(struct lx_flow *f, const struct lx_el *el)
{
    const struct lx_el_run *run = el->run_n ? &f->sheet->run[el->run_from] : NULL;
    const char *at = run ? run->s : "";
    for (int line = run ? run->line : 0;; line++) {
        size_t len = strcspn(at, "\n");
        do {
            size_t n = lx_text_prefix(at, len, lx_flow_w(f), LX_WIDE, NULL);
            n = n || !len ? n : len;
            (void)lx_flow_line(f, el->block, line);
            lx_flow_span(f, at, n, 0, LX_FACE_SONG);
            at += n;
            len -= n;
        } while (len);
        if (!*at)
            return;
        at++;
    }
}

static int runs_w(const struct lx_flow *f, size_t from, size_t n)
{
    int w = 0;
    for (size_t i = from; i < from + n; i++)
        w += lx_text_w_len(f->sheet->run[i].s, f->sheet->run[i].len, LX_WIDE);
    return w;
}

static void add_runs(struct lx_flow *f, size_t from, size_t n, int x)
{
    for (size_t i = from; i < from + n; i++) {
        const struct lx_el_run *r = &f->sheet->run[i];
        lx_flow_span(f, r->s, r->len, x, r->face);
        x += lx_text_w_len(r->s, r->len, LX_WIDE);
    }
}

static void add_mark(struct lx_pages *p, const struct lx_mark *mark)
{
    LX_PUSH(p->mark, p->mark_n, p->mark_room) = *mark;
}

/* The last spans of the line stand on paper where mm says; the line is on page 1, which is upright. */
static void place(struct lx_flow *f, size_t span_n, const struct lx_mm *mm, bool red)
{
    size_t row = f->line_n - 1;
    struct lx_str s = LX_STR_EMPTY;
    enum lx_face face = LX_FACE_BODY;
    for (size_t i = f->pages->span_n - span_n; i < f->pages->span_n; i++) {
        struct lx_page_span *span = &f->pages->span[i];
        span->exact = true;
        face = span->face;
        lx_str_addn(&s, span->s, span->len);
    }
    struct lx_mark mark = { .s = lx_arena_add(&f->pages->strings, lx_str_z(&s), s.len), .len = s.len, .face = face, .red = red, .at = *mm };
    mark.at.y += LX_BLOCK_Y + (double)row * LX_LINE_H;
    add_mark(f->pages, &mark);
    lx_str_done(&s);
}

/* Left and right on one line where they fit, else one below the other. */
static void lay_pair(struct lx_flow *f, const struct lx_el *el)
{
    size_t left_n = el->run_n - el->right_n, right = el->run_from + left_n;
    int in = el->shape.right_w, left_w = runs_w(f, el->run_from, left_n), right_w = runs_w(f, right, el->right_n);
    if (left_w + right_w + 2 * in + 2 > lx_flow_w(f)) {
        take_runs(f, el, 0, left_n);
        if (left_n)
            lx_flow_para(f, el->shape, el->block);
        struct lx_shape shape = el->shape;
        shape.align = LX_RIGHT;
        take_runs(f, el, left_n, el->right_n);
        lx_flow_para(f, shape, el->block);
        return;
    }
    lx_flow_line(f, el->block, 0)->keep = true;
    add_runs(f, el->run_from, left_n, el->shape.first_x);
    add_runs(f, right, el->right_n, lx_flow_w(f) - in - right_w);
    if (el->mm_right.w > 0)
        place(f, el->right_n, &el->mm_right, false);
}

/* A line of a mark: in the middle on the screen, with what stands to its right two characters behind it. */
static void lay_mark(struct lx_flow *f, const struct lx_el *el)
{
    size_t left_n = el->run_n - el->right_n;
    int left_w = runs_w(f, el->run_from, left_n), x = (lx_flow_w(f) - left_w) / 2;
    int right_w = el->right_n ? LX_TWO_IN + runs_w(f, el->run_from + left_n, el->right_n) : 0;
    x = x + left_w + right_w > lx_flow_w(f) ? lx_flow_w(f) - left_w - right_w : x;
    x = x > 0 ? x : 0;
    lx_flow_line(f, LX_NO_BLOCK, 0)->keep = true;
    add_runs(f, el->run_from, left_n, x);
    place(f, left_n, &el->mm, true);
    if (el->right_n) {
        add_runs(f, el->run_from + left_n, el->right_n, x + left_w + LX_TWO_IN);
        place(f, el->right_n, &el->mm_right, true);
    }
}

static void add_rule(struct lx_flow *f, size_t page, double x, double y, double w, double h, bool red)
{
    add_mark(f->pages, &(struct lx_mark){ .page = page, .red = red, .at = { .x = x, .y = y, .w = w, .h = h } });
}

static void draw_dashes(struct lx_flow *f, char c)
{
    char dashes[LX_PAGE_W];
    memset(dashes, c, sizeof dashes);
    lx_flow_span(f, dashes, sizeof dashes, 0, LX_FACE_RULE);
    f->pages->span[f->pages->span_n - 1].exact = true;
}

/* A red line below the number; of a letter two, the upper one thick. */
static void lay_mark_line(struct lx_flow *f, const struct lx_el *el)
{
    double y = LX_BLOCK_Y + (double)f->line_n * LX_LINE_H + el->mm.y;
    lx_flow_line(f, LX_NO_BLOCK, 0)->keep = true;
    draw_dashes(f, el->level == 1 ? '=' : '-');
    if (el->level == 1) {
        add_rule(f, 0, el->mm.x, y + LETTER_THICK / 2, el->mm.w, LETTER_THICK, true);
        add_rule(f, 0, el->mm.x, y + LETTER_THICK + LETTER_GAP + LETTER_THIN / 2, el->mm.w, LETTER_THIN, true);
    } else {
        add_rule(f, 0, el->mm.x, y, el->mm.w, el->mm.h, true);
    }
}

/* A line of a card on both sides of the fold, its middle at y of the lower half; the screen shows it once. */
static void add_card_line(struct lx_flow *f, const char *s, size_t len, double em_most, double y)
{
    int w = lx_text_w_len(s, len, LX_WIDE), x = (lx_flow_w(f) - w) / 2;
    if (w < 1)
        return;
    double em = CARD_W / (w / 2.0) < em_most ? CARD_W / (w / 2.0) : em_most;
    double wide = w == 4 && em > CARD_SMALL ? 3 * em : w * em / 2; /* two letters stand apart */
    struct lx_mark mark = { .page = f->card, .face = LX_FACE_HEI, .len = len, .s = lx_arena_add(&f->pages->strings, s, len),
                            .at = { .x = (LX_PAPER_H - wide) / 2, .y = y - em * 0.46, .w = wide, .h = em * 0.92, .em = em } };
    add_mark(f->pages, &mark);
    mark.turned = true;
    add_mark(f->pages, &mark);
    size_t shown = lx_text_prefix(s, len, lx_flow_w(f), LX_WIDE, NULL);
    lx_flow_line(f, LX_NO_BLOCK, 0)->keep = true;
    lx_flow_span(f, s, shown, x > 0 ? x : 0, LX_FACE_HEI);
    f->pages->span[f->pages->span_n - 1].exact = true;
}

static void lay_card(struct lx_flow *f, const struct lx_el *el)
{
    const char *s = el->run_n ? f->sheet->run[el->run_from].s : "";
    size_t len = strcspn(s, "\n"), below_len = s[len] ? strcspn(s + len + 1, "\n") : 0;
    for (int i = 0; i < 6; i++)
        lx_flow_blank(f);
    add_card_line(f, s, len, below_len ? CARD_EM - 10 : CARD_EM, LX_PAPER_W * 3 / 4 - (below_len ? CARD_SMALL * 1.25 : 0));
    if (below_len)
        add_card_line(f, s + len + 1, below_len, CARD_SMALL, LX_PAPER_W - 2.5 * CARD_SMALL);
    f->card++;
}

/* --- contents --------------------------------------------------------------------------------------------------- */

enum { PAGE_NO_W = 5 }; /* columns of the largest number and the blank before it */

/* The words, dots, and room for a number that is known when all pages are. */
static void lay_contents(struct lx_flow *f, const struct lx_el *el)
{
    static const char dots[LX_LYING_W + 1] = "................................................................................";
    take_runs(f, el, 0, el->run_n);
    lx_flow_para(f, el->shape, LX_NO_BLOCK);
    const struct lx_page_span *last = f->line[f->line_n - 1].line.span_n ? &f->pages->span[f->pages->span_n - 1] : NULL;
    int page_w = lx_flow_w(f), x = last ? last->x + last->w + 1 : 0;
    if (x < page_w - PAGE_NO_W) /* always: the words leave more */
        lx_flow_span(f, dots, (size_t)(page_w - 2 - x), x, LX_FACE_SONG);
    lx_flow_span(f, "0", 1, page_w - 1, LX_FACE_SONG);
    LX_PUSH(f->pages->goal, f->pages->goal_n, f->pages->goal_room) =
        (struct lx_page_goal){ .block = el->block, .span = f->pages->span_n - 1, .page = SIZE_MAX };
}

static void number_contents(struct lx_pages *p)
{
    for (size_t i = 0, goal = 0; i < p->page_n && goal < p->goal_n; i++)
        for (int k = 0; k < p->page[i].line_n && goal < p->goal_n; k++) {
            size_t block = p->line[p->page[i].line_from + (size_t)k].block;
            while (goal < p->goal_n && block != LX_NO_BLOCK && block >= p->goal[goal].block) /* both come in order of the text */
                p->goal[goal++].page = i;
        }
    for (size_t i = 0; i < p->goal_n; i++) {
        struct lx_page_span *span = &p->span[p->goal[i].span];
        struct lx_str number = LX_STR_EMPTY;
        p->goal[i].page = p->goal[i].page < p->page_n ? p->goal[i].page : p->page_n - 1;
        lx_str_addi(&number, (int64_t)p->goal[i].page + 1);
        struct lx_page_span *dots = span - 1;
        if (dots->x + dots->w + 2 > span->x) {
            dots->w -= (int)number.len - 1;
            dots->len -= number.len - 1;
            dots->s += number.len - 1;
        }
        span->x -= (int)number.len - span->w;
        span->w = (int)number.len;
        span->s = lx_arena_add(&p->strings, number.s, number.len);
        span->len = number.len;
        lx_str_done(&number);
    }
}

size_t lx_pages_goal(const struct lx_pages *p, size_t block)
{
    for (size_t i = 0; i < p->goal_n; i++)
        if (p->goal[i].block == block)
            return p->goal[i].page + 1;
    return 0;
}

/* --- what only the pages know ----------------------------------------------------------------------------------- */

/* The second pair of red lines of a letter, 20 mm above the edge of page 1, the lower one thick. */
static void close_letter(struct lx_flow *f)
{
    const double x = (LX_PAPER_W - 170) / 2;
    add_rule(f, 0, x, LETTER_BOTTOM - LETTER_THICK / 2, 170, LETTER_THICK, true);
    add_rule(f, 0, x, LETTER_BOTTOM - LETTER_THICK - LETTER_GAP - LETTER_THIN / 2, 170, LETTER_THIN, true);
}

/* The rules of the 版记: one above it, one between its parts, one at the foot of the text (on the screen the first only). */
static void rule_tail(struct lx_flow *f, const size_t *border, size_t border_n)
{
    struct lx_pages *p = f->pages;
    size_t last = p->page_n - 1, tail_n = f->line_n - f->tail_from;
    struct lx_page *page = &p->page[last];
    double x = page->landscape ? LX_LYING_X : LX_BLOCK_X, top = page->landscape ? LX_LYING_Y : LX_BLOCK_Y;
    double w = page->landscape ? LX_BLOCK_H : LX_BLOCK_W, line_h = page->landscape ? LX_LYING_LINE_H : LX_LINE_H;
    size_t from = (size_t)page->lines > tail_n ? (size_t)page->lines - tail_n : 1;
    for (size_t i = 0; i < border_n; i++)
        if (from + border[i] < (size_t)page->lines)
            add_rule(f, last, x, top + (double)(from + border[i]) * line_h, w, i ? IMPRINT_MIDDLE : IMPRINT_EDGE, false);
    add_rule(f, last, x, top + (double)page->lines * line_h, w, IMPRINT_EDGE, false);
    struct lx_page_line *above = &p->line[page->line_from + from - 1];
    char dashes[LX_LYING_W];
    memset(dashes, '-', sizeof dashes);
    above->span_from = p->span_n;
    above->span_n = 1;
    LX_PUSH(p->span, p->span_n, p->span_room) =
        (struct lx_page_span){ .s = lx_arena_add(&p->strings, dashes, (size_t)page->w), .len = (size_t)page->w, .w = page->w,
                               .face = LX_FACE_RULE, .exact = true };
}
