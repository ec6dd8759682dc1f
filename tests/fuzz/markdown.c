/* Fuzz target: Markdown to the tree, and the tree to the screen, pages, text, HTML and .docx. */
#include "core/doc/markdown.h"
#include "core/doc/view.h"
#include "core/page/docx.h"
#include "core/page/html.h"
#include "core/page/page.h"
#include "core/page/plain.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

static void tree(const struct lx_doc *d, int lines_n)
{
    for (size_t i = 0; i < d->block_n; i++) {
        const struct lx_block *b = &d->block[i];
        FUZZ_MUST(b->next > i && b->next <= d->block_n);
        FUZZ_MUST(b->parent == LX_NO_BLOCK ? b->depth == 0 : b->parent < i && d->block[b->parent].next >= b->next);
        FUZZ_MUST(b->depth <= LX_DOC_DEEP + 3 && b->line_from >= 1 && b->line_from <= b->line_to && b->line_to <= lines_n);
        FUZZ_MUST(b->span_from + b->span_n <= d->span_n);
        FUZZ_MUST(!b->no || lx_doc_is_number(b->no, strlen(b->no)));
        for (size_t k = b->span_from; k < b->span_from + b->span_n; k++) {
            const struct lx_span *s = &d->span[k];
            FUZZ_MUST(strlen(s->s) == s->len && s->line_from <= s->line_to && s->line_to <= lines_n);
            fuzz_clean(s->s, s->len, b->kind == LX_B_CODE ? LX_CLEAN_LINES : 0);
            if (s->href)
                fuzz_clean(s->href, strlen(s->href), 0);
        }
    }
    for (size_t i = 0; i < d->key_n; i++)
        fuzz_clean(d->key[i].value, strlen(d->key[i].value), 0);
}

static void screen(const struct lx_doc *d, int w, enum lx_amb amb)
{
    struct lx_docview *v = lx_docview_new(d, w, amb, &lx_doc_marks_ascii);
    struct lx_doc_line line;
    for (size_t i = 0; lx_docview_line(v, i, &line); i++) {
        int line_w = 0;
        for (size_t k = 0; k < line.piece_n; k++) {
            fuzz_clean(line.piece[k].s, line.piece[k].len, 0);
            FUZZ_MUST(lx_text_w_len(line.piece[k].s, line.piece[k].len, amb) == line.piece[k].w);
            line_w += line.piece[k].w;
        }
        FUZZ_MUST(line_w <= w);
    }
    lx_docview_free(v);
}

static void pages(const struct lx_doc *d)
{
    struct lx_pages *p = lx_pages_make(d);
    struct lx_str text = LX_STR_EMPTY;
    FUZZ_MUST(p->page_n > 0);
    for (size_t i = 0; i < p->page_n; i++) {
        FUZZ_MUST(p->page[i].line_n <= p->page[i].lines);
        for (size_t k = 0; k < (size_t)p->page[i].line_n; k++) {
            const struct lx_page_line *line = &p->line[p->page[i].line_from + k];
            int x = 0;
            for (size_t n = line->span_from; n < line->span_from + line->span_n; n++) {
                const struct lx_page_span *s = &p->span[n];
                FUZZ_MUST(s->x >= x && s->w == lx_text_w_len(s->s, s->len, LX_WIDE));
                fuzz_clean(s->s, s->len, 0);
                x = s->x + s->w;
            }
            FUZZ_MUST(x <= p->page[i].w);
        }
    }
    for (size_t i = 0; i < p->mark_n; i++)
        if (p->mark[i].s)
            fuzz_clean(p->mark[i].s, p->mark[i].len, 0);
    lx_pages_text(&text, p, LX_NARROW);
    fuzz_lines(lx_str_z(&text), text.len);
    lx_str_done(&text);
    lx_pages_free(p);
}

/* What the page is made of is written by us alone: tags that do nothing, and of the attributes only these. */
static void html(const struct lx_doc *d)
{
    static const char *const tags[] = { "!DOCTYPE", "a", "b", "body", "br", "code", "em", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
                                        "head", "hr", "html", "meta", "p", "pre", "section", "span", "strong", "style", "table", "tbody",
                                        "td", "th", "thead", "title", "tr", "div", "colgroup", "col" };
    static const char *const attributes[] = { "charset", "class", "colspan", "href", "html", "id", "lang", "style" };
    struct lx_str out = LX_STR_EMPTY;
    lx_html_make(&out, d);
    fuzz_lines(out.s, out.len);
    for (const char *s = out.s; (s = strchr(s, '<'));) {
        s += s[1] == '/' ? 2 : 1;
        size_t n = strcspn(s, " >\n"), i = 0;
        while (i < sizeof tags / sizeof *tags && (strlen(tags[i]) != n || strncmp(tags[i], s, n) != 0))
            i++;
        FUZZ_MUST(i < sizeof tags / sizeof *tags);
        for (s += n; *s == ' ';) {
            size_t name = strcspn(++s, "=> ");
            for (i = 0; i < sizeof attributes / sizeof *attributes && strncmp(attributes[i], s, name) != 0;)
                i++;
            FUZZ_MUST(i < sizeof attributes / sizeof *attributes);
            FUZZ_MUST(strncmp(s, "href=", 5) != 0 || strncmp(s, "href=\"#", 7) == 0);
            s += name;
            if (*s == '=') {
                FUZZ_MUST(s[1] == '"');
                s += 2 + strcspn(s + 2, "\"");
                s += *s == '"';
            }
        }
        FUZZ_MUST(*s == '>');
    }
    lx_str_done(&out);
}

/* Every paragraph, item and cell in the words alone: numbers of headings and the like may be set anew, but nothing is left out. */
static void plain(const struct lx_doc *d)
{
    struct lx_str out = LX_STR_EMPTY, all = LX_STR_EMPTY, text = LX_STR_EMPTY, part = LX_STR_EMPTY;
    lx_plain_make(&out, d);
    fuzz_lines(lx_str_z(&out), out.len);
    fuzz_letters(&all, lx_str_z(&out), out.len);
    const char *at = lx_str_z(&all);
    for (size_t i = 0; i < d->block_n; i++) {
        bool link = false;
        for (size_t k = d->block[i].span_from; k < d->block[i].span_from + d->block[i].span_n; k++)
            link = link || (d->span[k].flags & LX_SPAN_LINK);
        if (link || d->block[i].kind == LX_B_HEADING)
            continue; /* a title stands above what comes before it */
        lx_str_clear(&text);
        lx_str_clear(&part);
        lx_doc_block_text(&text, d, i);
        fuzz_letters(&part, lx_str_z(&text), text.len);
        const char *found = strstr(at, lx_str_z(&part));
        FUZZ_MUST(found);
        at = found + part.len;
    }
    lx_str_done(&out);
    lx_str_done(&all);
    lx_str_done(&text);
    lx_str_done(&part);
}

void fuzz_markdown(const char *s, size_t len)
{
    struct lx_doc *d;
    struct lx_str docx = LX_STR_EMPTY;
    int lines_n = 1;
    FUZZ_MUST(lx_front_matter_len(s, len) <= len);
    for (size_t i = 0; i < len; i++)
        lines_n += s[i] == '\n';
    if (lx_markdown_read(&d, s, len, NULL) != LX_OK) {
        FUZZ_MUST(len > LX_DOC_MAX);
        return;
    }
    tree(d, lines_n);
    screen(d, 2 + (int)(len % 90), len % 2 ? LX_WIDE : LX_NARROW);
    pages(d);
    html(d);
    plain(d);
    FUZZ_MUST(lx_docx_make(&docx, d, NULL) == LX_OK && docx.len > 4 && memcmp(docx.s, "PK", 2) == 0);
    lx_str_done(&docx);
    lx_doc_free(d);
}
