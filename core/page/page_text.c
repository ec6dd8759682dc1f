/* Pages as plain text. */
#include "core/page/page.h"

void lx_page_line_text(struct lx_str *out, const struct lx_pages *p, const struct lx_page_line *l, enum lx_amb terminal)
{
    int x = 0;
    for (size_t i = 0; i < l->span_n; i++) {
        const struct lx_page_span *s = &p->span[l->span_from + i];
        if (s->x > x)
            lx_str_fill(out, ' ', (size_t)(s->x - x));
        x = s->x + s->w;
        if (terminal == LX_WIDE) {
            lx_str_addn(out, s->s, s->len);
            continue;
        }
        uint32_t cp;
        for (size_t at = 0; at < s->len;) {
            size_t n = (size_t)lx_utf8_get(s->s + at, s->len - at, &cp);
            lx_str_addn(out, s->s + at, n);
            if (lx_char_w(cp, LX_WIDE) > lx_char_w(cp, terminal))
                lx_str_addc(out, ' ');
            at += n;
        }
    }
    while (out->len && out->s[out->len - 1] == ' ')
        lx_str_cut(out, out->len - 1);
}

void lx_pages_text(struct lx_str *out, const struct lx_pages *p, enum lx_amb terminal)
{
    for (size_t i = 0; i < p->page_n; i++) {
        const struct lx_page *page = &p->page[i];
        if (i)
            lx_str_addc(out, '\f');
        for (int y = 0; y < page->lines; y++) {
            if (y < page->line_n)
                lx_page_line_text(out, p, &p->line[page->line_from + (size_t)y], terminal);
            lx_str_addc(out, '\n');
        }
        lx_page_line_text(out, p, &page->foot, terminal);
        lx_str_addc(out, '\n');
    }
}
