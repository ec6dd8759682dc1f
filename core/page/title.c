/* A title in balanced lines, broken by meaning. */
#include "core/page/title.h"

#include "core/mem.h"
#include "core/paper/words.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CHARS = 400, LINE_COST = 100000 };

/* In squared cells that a line may be off the even length before the better place is given up. */
static const int tear_cost[] = { [LX_TEAR_NONE] = 0, [LX_TEAR_JOINT] = 100, [LX_TEAR_WORD] = 400, [LX_TEAR_NEVER] = 4000 };

struct stop {
    size_t at;     /* byte where a line may end */
    int w;         /* cells up to here */
    int tear;      /* its cost to the meaning */
    int best;      /* cost of the best way to here */
    size_t from;   /* the stop before, on that way */
};

static size_t find_stops(struct stop *stop, const char *s);

static void note_line(void *ctx, const char *s, size_t len)
{
    struct lx_str *out = ctx;
    while (len && s[len - 1] == ' ')
        len--;
    if (out->len)
        lx_str_addc(out, '\n');
    lx_str_addn(out, s, len);
}

void lx_title_break(struct lx_str *out, const char *title, int w)
{
    int all_w = lx_text_w(title, LX_WIDE);
    if (strchr(title, '\\')) {
        struct lx_str lines = LX_STR_EMPTY;
        lx_str_add(&lines, title);
        for (char *s = lines.s; (s = strchr(s, '\\'));)
            *s = '\n';
        lx_text_wrap(lines.s, lines.len, w, w, LX_WIDE, note_line, out);
        lx_str_done(&lines);
        return;
    }
    struct stop *stop = lx_alloc((MOST_CHARS + 2) * sizeof *stop);
    size_t n = all_w > w && lx_utf8_n(title) <= MOST_CHARS ? find_stops(stop, title) : 0;
    int line_n = (all_w + w - 1) / w, ideal_w = (all_w + line_n - 1) / (line_n ? line_n : 1);
    for (size_t to = 1; to < n; to++) {
        stop[to].best = INT_MAX;
        for (size_t from = to; from-- > 0 && stop[to].w - stop[from].w <= w;) {
            int off_w = stop[to].w - stop[from].w - ideal_w;
            if (stop[from].best == INT_MAX)
                continue;
            int cost = stop[from].best + LINE_COST + off_w * off_w + stop[to].tear;
            if (cost < stop[to].best) {
                stop[to].best = cost;
                stop[to].from = from;
            }
        }
    }
    size_t end[MOST_CHARS + 2], end_n = 0;
    for (size_t at = n ? n - 1 : 0; at > 0 && stop[n - 1].best < INT_MAX; at = stop[at].from)
        end[end_n++] = at;
    for (size_t i = end_n; i-- > 0;)
        note_line(out, title + stop[stop[end[i]].from].at, stop[end[i]].at - stop[stop[end[i]].from].at);
    free(stop);
    if (!end_n && *title)
        lx_text_wrap(title, strlen(title), w, w, LX_WIDE, note_line, out);
}

struct first_line {
    const char *s;
    size_t len;
    bool seen;
};

static void take_first(void *ctx, const char *s, size_t len)
{
    struct first_line *f = ctx;
    if (!f->seen)
        *f = (struct first_line){ .s = s, .len = len, .seen = true };
}

/* May a line end at byte `at`, by the rules of lx_text_wrap?  Asked of it: is this what fits into just that width? */
static bool may_end(const char *s, size_t len, size_t at, int w)
{
    struct first_line f = { 0 };
    lx_text_wrap(s, len, w, w, LX_WIDE, take_first, &f);
    return f.len == at || (f.len < at && strspn(s + f.len, " ") >= at - f.len);
}

/* Every place where a line may end, and what that costs the meaning. */
static size_t find_stops(struct stop *stop, const char *s)
{
    size_t n = 1, len = strlen(s), at = 0;
    uint32_t cp;
    stop[0] = (struct stop){ 0 };
    while (at < len) {
        at += (size_t)lx_utf8_get(s + at, len - at, &cp);
        int w = lx_text_w_len(s, at, LX_WIDE);
        if (at == len || may_end(s, len, at, w))
            stop[n++] = (struct stop){ .at = at, .w = w,
                                       .tear = at < len ? tear_cost[lx_paper_title_tear(s, at)] : 0 };
    }
    return n;
}
