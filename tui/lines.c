/* Lines of text with roles, made for a width. */
#include "tui/lines.h"

#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

struct wrapping {
    struct lines *lines;
    enum role role;
    int indent_w;
    bool continued; /* the first line goes on where the label ended */
};

static void add_wrapped(void *ctx, const char *s, size_t len);
static void indent(struct lines *l, int w);

void lines_start(struct lines *l, int w, enum lx_amb amb)
{
    l->w = w > 0 ? w : 1;
    l->amb = amb;
    l->span_n = l->line_n = 0;
    l->label_w = 6;
    lx_str_clear(&l->text);
}

void lines_done(struct lines *l)
{
    free(l->span);
    free(l->line);
    lx_str_done(&l->text);
    *l = (struct lines){ 0 };
}

void lines_new(struct lines *l) { LX_PUSH(l->line, l->line_n, l->line_room) = (struct line){ l->span_n, 0 }; }

void lines_span(struct lines *l, const char *s, enum role role)
{
    if (s)
        lines_spann(l, s, strlen(s), role);
}

void lines_spann(struct lines *l, const char *s, size_t len, enum role role)
{
    if (len == 0)
        return;
    if (l->line_n == 0)
        lines_new(l);
    LX_PUSH(l->span, l->span_n, l->span_room) = (struct line_span){ l->text.len, len, role };
    lx_str_addn(&l->text, s, len);
    lx_str_addc(&l->text, '\0');
    l->line[l->line_n - 1].span_n++;
}

void lines_para(struct lines *l, const char *s, enum role role, int indent_w)
{
    struct wrapping ctx = { l, role, indent_w, false };
    int w = l->w - indent_w > 4 ? l->w - indent_w : 4;
    if (s && *s)
        lx_text_wrap(s, strlen(s), w, w, l->amb, add_wrapped, &ctx);
}

void lines_field(struct lines *l, const char *label, const char *value, enum role role)
{
    if (!value || !*value)
        return;
    lines_new(l);
    struct lx_str padded = LX_STR_EMPTY;
    int label_w = lx_text_w(label, l->amb) + 2;
    if (label_w < l->label_w)
        label_w = l->label_w;
    if (label_w > l->w / 2)
        label_w = l->w / 2;
    lx_text_fit(&padded, label, label_w - 1, LX_LEFT, l->amb);
    lx_str_addc(&padded, ' ');
    lines_span(l, lx_str_z(&padded), ROLE_LABEL);
    lx_str_done(&padded);
    struct wrapping ctx = { l, role, label_w, true };
    int w = l->w - label_w > 4 ? l->w - label_w : 4;
    lx_text_wrap(value, strlen(value), w, w, l->amb, add_wrapped, &ctx);
}

void lines_rule(struct lines *l, const char *title)
{
    lines_new(l);
    lines_span(l, "-- ", ROLE_FRAME);
    lines_span(l, title, ROLE_HEADING);
    lines_span(l, " --", ROLE_FRAME);
}

void lines_labels(struct lines *l, const char *const *labels, int n)
{
    for (int i = 0; i < n; i++) {
        int w = lx_text_w(labels[i], l->amb) + 2;
        if (w > l->label_w && w < l->w / 2)
            l->label_w = w;
    }
}

const char *lines_text(const struct lines *l, size_t span) { return l->text.s + l->span[span].at; }

static void add_wrapped(void *ctx, const char *s, size_t len)
{
    struct wrapping *w = ctx;
    if (!w->continued) {
        lines_new(w->lines);
        indent(w->lines, w->indent_w);
    }
    w->continued = false;
    lines_spann(w->lines, s, len, w->role);
}

static void indent(struct lines *l, int w)
{
    static const char blanks[] = "                                ";
    while (w > 0) {
        size_t n = (size_t)w < sizeof blanks - 1 ? (size_t)w : sizeof blanks - 1;
        lines_spann(l, blanks, n, ROLE_NORMAL);
        w -= (int)n;
    }
}
