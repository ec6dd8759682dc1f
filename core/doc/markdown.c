/* Markdown to the document tree; the one file that knows libcmark. */
#include "core/doc/markdown.h"

#include "core/doc/cook.h"
#include "core/doc/reader.h"
#include "core/mem.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

static bool read_section(struct lx_reader *r, const struct lx_str *blocks, int left_out_n);
static void index_lines(struct lx_reader *r);
static void block_event(struct lx_reader *r, cmark_iter *iter, cmark_node *node, bool enter);
static void enter_container(struct lx_reader *r, cmark_node *node, enum lx_block_kind kind);
static void leave_container(struct lx_reader *r);
static void add_literal(struct lx_reader *r, cmark_node *node, unsigned flags);
static bool inline_event(struct lx_reader *r, cmark_node *node, bool enter);

enum lx_rc lx_markdown_read(struct lx_doc **out, const char *s, size_t len, struct lx_err *err)
{
    *out = NULL;
    if (len > LX_DOC_MAX)
        return lx_fail(err, LX_INVALID, N_("The text is longer than 1 MiB; split it into several papers"), "%zu", len);
    struct lx_reader r = { .d = lx_doc_new() };
    size_t skip = lx_front_matter_len(s, len);
    lx_front_matter_read(r.d, s, skip);
    struct lx_cook cook = { .at = s + skip, .end = s + len, .blank = true };
    for (size_t i = 0; i < skip; i++)
        cook.line += s[i] == '\n';
    struct lx_str section = LX_STR_EMPTY, blocks = LX_STR_EMPTY;
    for (struct lx_cook before = cook; lx_cook_next(&cook, &section, &blocks, &r.first_line); before = cook) {
        r.section = section.s;
        r.section_len = section.len;
        if (!read_section(&r, &blocks, cook.left_out_n)) {
            cook = before;
            cook.show_all = true;
        }
        lx_str_clear(&section);
        lx_str_clear(&blocks);
    }
    lx_str_done(&section);
    lx_str_done(&blocks);
    lx_str_done(&r.text);
    lx_str_done(&r.scratch);
    lx_str_done(&r.cell);
    free(r.line_at);
    *out = r.d;
    return LX_OK;
}

static cmark_node *parse(const char *s, size_t len) { return cmark_parse_document(s, len, CMARK_OPT_VALIDATE_UTF8); }

/* Rows were left out where a paragraph at the top ends with the delimiter row above them; else they stood in code or HTML. */
static bool were_rows(const struct lx_reader *r, cmark_node *root, int left_out_n)
{
    for (cmark_node *node = cmark_node_first_child(root); node && left_out_n; node = cmark_node_next(node))
        if (cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH && lx_reader_is_row(r, (size_t)cmark_node_get_end_line(node)))
            left_out_n--;
    return !left_out_n;
}

/* False: nothing was read, cmark must be shown what was left out. */
static bool read_section(struct lx_reader *r, const struct lx_str *blocks, int left_out_n)
{
    index_lines(r);
    cmark_node *root = parse(blocks->s, blocks->len);
    if (!were_rows(r, root, left_out_n)) {
        cmark_node_free(root);
        return false;
    }
    cmark_iter *iter = cmark_iter_new(root);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (!inline_event(r, node, event == CMARK_EVENT_ENTER))
            block_event(r, iter, node, event == CMARK_EVENT_ENTER);
    }
    cmark_iter_free(iter);
    cmark_node_free(root);
    return true;
}

static void index_lines(struct lx_reader *r)
{
    r->line_n = 0;
    for (size_t at = 0; at < r->section_len;) {
        LX_PUSH(r->line_at, r->line_n, r->line_room) = at;
        const char *lf = memchr(r->section + at, '\n', r->section_len - at);
        at = lf ? (size_t)(lf - r->section) + 1 : r->section_len;
    }
    LX_PUSH(r->line_at, r->line_n, r->line_room) = r->section_len;
    r->line_n--;
}

/* --- blocks ----------------------------------------------------------------------------------------------------- */

static void block_event(struct lx_reader *r, cmark_iter *iter, cmark_node *node, bool enter)
{
    int from = lx_reader_line(r, cmark_node_get_start_line(node)), to = lx_reader_line(r, cmark_node_get_end_line(node));
    cmark_node_type type = cmark_node_get_type(node);
    switch (type) {
    case CMARK_NODE_BLOCK_QUOTE:
    case CMARK_NODE_LIST:
    case CMARK_NODE_ITEM:
        if (!enter)
            leave_container(r);
        else
            enter_container(r, node, type == CMARK_NODE_LIST   ? LX_B_LIST
                                     : type == CMARK_NODE_ITEM ? LX_B_ITEM
                                                               : LX_B_QUOTE);
        break;
    case CMARK_NODE_PARAGRAPH:
        if (enter && lx_reader_table(r, (size_t)cmark_node_get_start_line(node) - 1, (size_t)cmark_node_get_end_line(node),
                                     cmark_node_get_start_column(node))) {
            cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
            break;
        }
        /* fall through */
    case CMARK_NODE_HEADING:
        if (enter) {
            lx_reader_open(r, type == CMARK_NODE_HEADING ? LX_B_HEADING : LX_B_PARA, from, to);
            r->d->block[r->leaf].level = cmark_node_get_heading_level(node);
        } else {
            lx_reader_close(r);
        }
        break;
    case CMARK_NODE_CODE_BLOCK:
        lx_reader_open(r, LX_B_CODE, from, to);
        add_literal(r, node, LX_SPAN_CODE);
        if (r->text.len && r->text.s[r->text.len - 1] == '\n')
            lx_str_cut(&r->text, r->text.len - 1);
        lx_reader_close(r);
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        lx_reader_open(r, LX_B_RULE, from, to);
        lx_reader_close(r);
        break;
    case CMARK_NODE_HTML_BLOCK:
        lx_reader_html(r, cmark_node_get_literal(node), from);
        break;
    default:
        break;
    }
}

static void enter_container(struct lx_reader *r, cmark_node *node, enum lx_block_kind kind)
{
    if (r->open_n == LX_DOC_DEEP) {
        r->over_n++;
        return;
    }
    struct lx_block *b = lx_doc_open(r->d, kind, lx_reader_parent(r), lx_reader_line(r, cmark_node_get_start_line(node)),
                                     lx_reader_line(r, cmark_node_get_end_line(node)));
    if (kind == LX_B_LIST) {
        b->ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
        b->start = cmark_node_get_list_start(node);
        b->tight = cmark_node_get_list_tight(node) != 0;
    }
    r->open[r->open_n++] = r->d->block_n - 1;
}

static void leave_container(struct lx_reader *r)
{
    if (r->over_n)
        r->over_n--;
    else
        lx_doc_close(r->d, r->open[--r->open_n]);
}

/* --- inlines ---------------------------------------------------------------------------------------------------- */

static void add_literal(struct lx_reader *r, cmark_node *node, unsigned flags)
{
    const char *s = cmark_node_get_literal(node);
    if (s)
        lx_reader_text(r, s, strlen(s), flags);
}

static bool inline_event(struct lx_reader *r, cmark_node *node, bool enter)
{
    const char *html;
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        add_literal(r, node, 0);
        return true;
    case CMARK_NODE_CODE:
        add_literal(r, node, LX_SPAN_CODE);
        return true;
    case CMARK_NODE_HTML_INLINE:
        html = cmark_node_get_literal(node);
        if (*html && lx_reader_break_len(html, strlen(html)) == strlen(html))
            lx_reader_break(r);
        else
            lx_reader_comment(r, html, false);
        return true;
    case CMARK_NODE_SOFTBREAK:
        r->soft = true;
        r->line++;
        return true;
    case CMARK_NODE_LINEBREAK:
        lx_reader_break(r);
        r->line++;
        return true;
    case CMARK_NODE_EMPH:
        r->emph_n += enter ? 1 : -1;
        return true;
    case CMARK_NODE_STRONG:
        r->strong_n += enter ? 1 : -1;
        return true;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
        lx_reader_end_span(r);
        r->href = enter ? cmark_node_get_url(node) : NULL;
        return true;
    default:
        return false;
    }
}

/* Markup inside one leaf that cmark has not seen as such: a joiner in front keeps it from being a heading or list. */
void lx_reader_inlines(struct lx_reader *r, const char *s, size_t len)
{
    struct lx_str text = LX_STR_EMPTY;
    lx_str_add(&text, LX_JOINER);
    lx_str_addn(&text, s, len);
    if (strcspn(text.s, "\\*_[]<&`!\n") == text.len) {
        lx_reader_text(r, text.s, text.len, 0);
    } else {
        cmark_node *root = parse(text.s, text.len);
        cmark_iter *iter = cmark_iter_new(root);
        cmark_event_type event;
        while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
            (void)inline_event(r, cmark_iter_get_node(iter), event == CMARK_EVENT_ENTER);
        lx_reader_end_span(r); /* its link's address goes with the tree */
        cmark_iter_free(iter);
        cmark_node_free(root);
    }
    lx_str_done(&text);
}
