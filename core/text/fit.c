/* Cutting and padding to cells; nothing else in the program pads or cuts user text. */
#include "core/text/cell.h"

#include <string.h>

#define ELLIPSIS 0x2026u

/* What of a text fits into w cells, found in one walk that ends where the text is too long. */
struct fit {
    size_t off;     /* the part kept starts here, */
    size_t len;     /* has so many bytes */
    int w;          /* and so many cells */
    bool cut;       /* something was left out: the mark stands beside the part */
};

static struct fit fit_head(const char *s, int w, enum lx_amb amb);
static struct fit fit_tail(const char *s, int w, enum lx_amb amb);
static int mark_w(int w, enum lx_amb amb);
static void add_mark(struct lx_str *out, int w, enum lx_amb amb);

size_t lx_text_prefix(const char *s, size_t len, int w, enum lx_amb amb, int *got_w)
{
    size_t at = 0;
    int sum_w = 0;
    while (at < len) {
        int cluster_w;
        size_t used = lx_cluster(s + at, len - at, amb, &cluster_w);
        if (cluster_w > w - sum_w)
            break;
        sum_w += cluster_w;
        at += used;
    }
    if (got_w)
        *got_w = sum_w;
    return at;
}

void lx_text_fit(struct lx_str *out, const char *s, int w, enum lx_align align, enum lx_amb amb)
{
    if (w <= 0)
        return;
    struct fit f = align == LX_RIGHT ? fit_tail(s, w, amb) : fit_head(s, w, amb);
    int left = w - f.w - (f.cut ? mark_w(w, amb) : 0);
    int before = align == LX_RIGHT ? left : align == LX_CENTRE ? left / 2 : 0;
    lx_str_fill(out, ' ', (size_t)before);
    if (f.cut && align == LX_RIGHT)
        add_mark(out, w, amb);
    lx_str_addn(out, s + f.off, f.len);
    if (f.cut && align != LX_RIGHT)
        add_mark(out, w, amb);
    lx_str_fill(out, ' ', (size_t)(left - before));
}

void lx_text_cut(struct lx_str *out, const char *s, int w, enum lx_amb amb)
{
    if (w <= 0)
        return;
    struct fit f = fit_head(s, w, amb);
    lx_str_addn(out, s, f.len);
    if (f.cut)
        add_mark(out, w, amb);
}

static struct fit fit_head(const char *s, int w, enum lx_amb amb)
{
    struct fit f = { 0 };
    size_t len = strlen(s);
    f.len = lx_text_prefix(s, len, w, amb, &f.w);
    f.cut = f.len < len;
    if (f.cut)
        f.len = lx_text_prefix(s, f.len, w - mark_w(w, amb), amb, &f.w);
    return f;
}

static struct fit fit_tail(const char *s, int w, enum lx_amb amb)
{
    struct fit f = { .len = strlen(s) };
    f.w = lx_text_w_len(s, f.len, amb);
    f.cut = f.w > w;
    int room_w = f.cut ? w - mark_w(w, amb) : w;
    while (f.w > room_w) {
        int cluster_w;
        size_t used = lx_cluster(s + f.off, f.len, amb, &cluster_w);
        f.w -= cluster_w;
        f.off += used;
        f.len -= used;
    }
    return f;
}

/* The mark takes the cells of an ellipsis, or all that there are. */
static int mark_w(int w, enum lx_amb amb)
{
    int need = lx_char_w(ELLIPSIS, amb);
    return need < w ? need : w;
}

static void add_mark(struct lx_str *out, int w, enum lx_amb amb)
{
    if (lx_char_w(ELLIPSIS, amb) <= w)
        lx_utf8_put(out, ELLIPSIS);
    else
        lx_str_fill(out, '.', (size_t)w);
}
