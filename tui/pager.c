/* The pager: lines that scroll, with search. */
#include "tui/pager.h"

#include "core/mem.h"
#include "tui/draw.h"

#include <stdlib.h>
#include <string.h>

static bool line_has(const struct pager *p, size_t line);

void pager_done(struct pager *p)
{
    lines_done(&p->lines);
    free(p->find);
    p->find = NULL;
}

void pager_draw(struct pager *p, const struct rect *r)
{
    p->h = r->h;
    pager_to(p, p->top);
    for (int y = 0; y < r->h; y++) {
        size_t at = p->top + (size_t)y;
        draw_open(r, y, ROLE_NORMAL);
        if (at < p->lines.line_n) {
            const struct line *line = &p->lines.line[at];
            bool hit = line_has(p, at);
            for (size_t i = line->span_from; i < line->span_from + line->span_n; i++) {
                const char *s = lines_text(&p->lines, i);
                draw_text(s, hit && lx_text_has(s, p->find) ? ROLE_HIT : p->lines.span[i].role);
            }
        }
        draw_close();
    }
}

bool pager_move(struct pager *p, enum lx_cmd cmd)
{
    size_t page = p->h > 2 ? (size_t)p->h - 2 : 1, half = p->h > 2 ? (size_t)p->h / 2 : 1, top = p->top;
    switch (cmd) {
    case CMD_DOWN: top++; break;
    case CMD_UP: top -= top > 0; break;
    case CMD_PAGE_DOWN:
    case CMD_READ_ON: top += page; break;
    case CMD_PAGE_UP: top = top > page ? top - page : 0; break;
    case CMD_HALF_DOWN: top += half; break;
    case CMD_HALF_UP: top = top > half ? top - half : 0; break;
    case CMD_TOP: top = 0; break;
    case CMD_BOTTOM: top = p->lines.line_n; break;
    default: return false;
    }
    pager_to(p, top);
    return true;
}

bool pager_find(struct pager *p, const char *s)
{
    free(p->find);
    p->find = s && *s ? lx_strdup(s) : NULL;
    for (size_t i = p->top; p->find && i < p->lines.line_n; i++)
        if (line_has(p, i)) {
            pager_to(p, i);
            return true;
        }
    return false;
}

bool pager_find_next(struct pager *p, bool back)
{
    size_t n = p->lines.line_n;
    for (size_t step = 1; p->find && step < n; step++) {
        size_t i = back ? (p->top + n - step) % n : (p->top + step) % n;
        if (line_has(p, i)) {
            pager_to(p, i);
            return true;
        }
    }
    return false;
}

void pager_to(struct pager *p, size_t line)
{
    size_t last = p->lines.line_n > (size_t)p->h ? p->lines.line_n - (size_t)p->h : 0;
    p->top = line < last ? line : last;
}

static bool line_has(const struct pager *p, size_t line)
{
    if (!p->find)
        return false;
    const struct line *l = &p->lines.line[line];
    struct lx_str all = LX_STR_EMPTY;
    for (size_t i = l->span_from; i < l->span_from + l->span_n; i++)
        lx_str_add(&all, lines_text(&p->lines, i));
    bool has = lx_text_has(lx_str_z(&all), p->find);
    lx_str_done(&all);
    return has;
}
