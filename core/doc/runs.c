/* A paragraph as one text with tagged runs, broken into lines. */
#include "core/doc/runs.h"

#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

void lx_runs_add(struct lx_runs *r, const char *s, size_t len, int tag, int line)
{
    if (!len)
        return;
    LX_PUSH(r->run, r->run_n, r->run_room) = (struct lx_run){ .at = r->text.len, .tag = tag, .line = line };
    lx_str_addn(&r->text, s, len);
}

void lx_runs_clear(struct lx_runs *r)
{
    lx_str_clear(&r->text);
    r->run_n = 0;
}

void lx_runs_done(struct lx_runs *r)
{
    lx_str_done(&r->text);
    free(r->run);
    *r = (struct lx_runs){ 0 };
}

struct wrap {
    struct lx_lines *out;
    const struct lx_runs *r;
    const char *text; /* the stable copy */
    size_t run;       /* the run in which the last line ended; lines come in order */
    enum lx_amb amb;
};

static void take_line(void *ctx, const char *s, size_t len)
{
    struct wrap *w = ctx;
    size_t at = (size_t)(s - w->text), end = at + len;
    while (w->run + 1 < w->r->run_n && w->r->run[w->run + 1].at <= at)
        w->run++;
    while (at < end) {
        const struct lx_run *run = &w->r->run[w->run];
        size_t stop = w->run + 1 < w->r->run_n && run[1].at < end ? run[1].at : end;
        LX_PUSH(w->out->piece, w->out->piece_n, w->out->piece_room) =
            (struct lx_piece){ .s = w->text + at, .len = stop - at, .tag = run->tag, .line = run->line,
                               .w = lx_text_w_len(w->text + at, stop - at, w->amb) };
        at = stop;
        if (at < end)
            w->run++;
    }
    LX_PUSH(w->out->end, w->out->line_n, w->out->line_room) = w->out->piece_n;
}

void lx_lines_wrap(struct lx_lines *out, struct lx_arena *strings, const struct lx_runs *r, int first_w, int w,
                   enum lx_amb amb)
{
    struct wrap ctx = { .out = out, .r = r, .amb = amb };
    ctx.text = lx_arena_add(strings, lx_str_z(&r->text), r->text.len);
    size_t before = out->line_n;
    if (r->text.len)
        lx_text_wrap(ctx.text, r->text.len, first_w < 2 ? 2 : first_w, w < 2 ? 2 : w, amb, take_line, &ctx);
    if (out->line_n == before)
        LX_PUSH(out->end, out->line_n, out->line_room) = out->piece_n;
}

size_t lx_line_from(const struct lx_lines *l, size_t line) { return line ? l->end[line - 1] : 0; }

int lx_line_w(const struct lx_lines *l, size_t line)
{
    int w = 0;
    for (size_t i = lx_line_from(l, line); i < l->end[line]; i++)
        w += l->piece[i].w;
    return w;
}

void lx_lines_clear(struct lx_lines *l) { l->piece_n = l->line_n = 0; }

void lx_lines_done(struct lx_lines *l)
{
    free(l->piece);
    free(l->end);
    *l = (struct lx_lines){ 0 };
}
