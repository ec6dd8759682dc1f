/* Markdown to the document tree; the one file that knows libcmark. */
#include "core/doc/markdown.h"

#include "core/doc/cook.h"
#include "core/doc/table.h"
#include "core/mem.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

#define JOINER "\xE2\x81\xA0" /* U+2060, put in by cook.c, taken out here */
#define WIDE_BLANK "\xE3\x80\x80" /* U+3000 */

struct reader {
    struct lx_doc *d;
    size_t open[LX_DOC_DEEP]; /* containers around what is read now */
    int open_n, over_n;       /* over_n: those beyond LX_DOC_DEEP, left out */
    size_t leaf;              /* the block that takes spans */

    struct lx_str text;       /* the span being read */
    struct lx_str scratch;
    unsigned flags;           /* of that span */
    const char *href;         /* of that span; the node's */
    int emph_n, strong_n;
    int line;                 /* now */
    int line_from, line_to;   /* of that span */
    bool soft;                /* a line end was read, not yet decided upon */
    bool wide;                /* the last character of the block was a wide one */

    const char *columns;      /* what a comment asked of the tables from here on; NULL */
    const char *section;      /* cooked */
    size_t section_len;
    int first_line;           /* of the section */
    size_t *line_at;          /* where its lines begin; one more at the end */
    size_t line_n, line_room;
};

/* A table on lines of the section: from its head to before `to`; column: where the text of the head begins. */
struct rows {
    size_t from, to;
    int column, columns;
    enum lx_align align[LX_TABLE_COLUMNS];
};

static void read_section(struct reader *r);
static void index_lines(struct reader *r);
static void block_event(struct reader *r, cmark_iter *iter, cmark_node *node, bool enter);
static void enter_container(struct reader *r, cmark_node *node, enum lx_block_kind kind);
static void leave_container(struct reader *r);
static void open_leaf(struct reader *r, enum lx_block_kind kind, int from, int to);
static void open_leaf_in(struct reader *r, size_t parent, enum lx_block_kind kind, int from, int to);
static void close_leaf(struct reader *r);
static void take_task(struct reader *r);
static bool inline_event(struct reader *r, cmark_node *node, bool enter);
static void add_text(struct reader *r, const char *s, unsigned flags);
static void end_span(struct reader *r);
static void add_line_break(struct reader *r);
static bool is_line_break(const char *html);
static void take_comment(struct reader *r, const char *html, bool block);
static void html_words(struct reader *r, const char *html, int line);
static bool read_table(struct reader *r, cmark_node *para);
static void read_rows(struct reader *r, const struct rows *rows);
static void read_cell(struct reader *r, const char *s, size_t len);
static void read_inlines(struct reader *r, const char *s, size_t len);

enum lx_rc lx_markdown_read(struct lx_doc **out, const char *s, size_t len, struct lx_err *err)
{
    *out = NULL;
    if (len > LX_DOC_MAX)
        return lx_fail(err, LX_INVALID, N_("The text is longer than 1 MiB; split it into several papers"), "%zu", len);
    struct reader r = { .d = lx_doc_new() };
    size_t skip = lx_front_matter_len(s, len);
    lx_front_matter_read(r.d, s, skip);
    struct lx_cook cook = { .at = s + skip, .end = s + len, .blank = true };
    for (size_t i = 0; i < skip; i++)
        cook.line += s[i] == '\n';
    struct lx_str section = LX_STR_EMPTY;
    while (lx_cook_next(&cook, &section, &r.first_line)) {
        r.section = section.s;
        r.section_len = section.len;
        read_section(&r);
        lx_str_clear(&section);
    }
    lx_str_done(&section);
    lx_str_done(&r.text);
    lx_str_done(&r.scratch);
    free(r.line_at);
    *out = r.d;
    return LX_OK;
}

static cmark_node *parse(const char *s, size_t len) { return cmark_parse_document(s, len, CMARK_OPT_VALIDATE_UTF8); }

static void read_section(struct reader *r)
{
    index_lines(r);
    cmark_node *root = parse(r->section, r->section_len);
    cmark_iter *iter = cmark_iter_new(root);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (!inline_event(r, node, event == CMARK_EVENT_ENTER))
            block_event(r, iter, node, event == CMARK_EVENT_ENTER);
    }
    cmark_iter_free(iter);
    cmark_node_free(root);
}

static void index_lines(struct reader *r)
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

static int line_of(const struct reader *r, int section_line) { return r->first_line + section_line - 1; }

static void block_event(struct reader *r, cmark_iter *iter, cmark_node *node, bool enter)
{
    int from = line_of(r, cmark_node_get_start_line(node)), to = line_of(r, cmark_node_get_end_line(node));
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
        if (enter && read_table(r, node)) {
            cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
            break;
        }
        /* fall through */
    case CMARK_NODE_HEADING:
        if (enter) {
            open_leaf(r, type == CMARK_NODE_HEADING ? LX_B_HEADING : LX_B_PARA, from, to);
            r->d->block[r->leaf].level = cmark_node_get_heading_level(node);
        } else {
            close_leaf(r);
        }
        break;
    case CMARK_NODE_CODE_BLOCK:
        open_leaf(r, LX_B_CODE, from, to);
        add_text(r, cmark_node_get_literal(node), LX_SPAN_CODE);
        if (r->text.len && r->text.s[r->text.len - 1] == '\n')
            lx_str_cut(&r->text, r->text.len - 1);
        close_leaf(r);
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        open_leaf(r, LX_B_RULE, from, to);
        close_leaf(r);
        break;
    case CMARK_NODE_HTML_BLOCK:
        html_words(r, cmark_node_get_literal(node), from);
        break;
    default:
        break;
    }
}

static size_t parent_of(const struct reader *r) { return r->open_n ? r->open[r->open_n - 1] : LX_NO_BLOCK; }

static void enter_container(struct reader *r, cmark_node *node, enum lx_block_kind kind)
{
    if (r->open_n == LX_DOC_DEEP) {
        r->over_n++;
        return;
    }
    struct lx_block *b = lx_doc_open(r->d, kind, parent_of(r), line_of(r, cmark_node_get_start_line(node)),
                                     line_of(r, cmark_node_get_end_line(node)));
    if (kind == LX_B_LIST) {
        b->ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
        b->start = cmark_node_get_list_start(node);
        b->tight = cmark_node_get_list_tight(node) != 0;
    }
    r->open[r->open_n++] = r->d->block_n - 1;
}

static void leave_container(struct reader *r)
{
    if (r->over_n)
        r->over_n--;
    else
        lx_doc_close(r->d, r->open[--r->open_n]);
}

static void open_leaf(struct reader *r, enum lx_block_kind kind, int from, int to)
{
    open_leaf_in(r, parent_of(r), kind, from, to);
}

static void open_leaf_in(struct reader *r, size_t parent, enum lx_block_kind kind, int from, int to)
{
    lx_doc_open(r->d, kind, parent, from, to);
    r->leaf = r->d->block_n - 1;
    r->line = r->line_from = from;
    r->soft = r->wide = false;
    r->emph_n = r->strong_n = 0;
    r->href = NULL;
}

static void close_leaf(struct reader *r)
{
    end_span(r);
    struct lx_block *b = &r->d->block[r->leaf];
    if (b->kind == LX_B_PARA && !b->span_n && !b->no) {
        r->d->block_n--; /* it held comments only */
        return;
    }
    lx_doc_close(r->d, r->leaf);
    take_task(r);
}

static void take_task(struct reader *r)
{
    struct lx_block *b = &r->d->block[r->leaf];
    if (b->kind != LX_B_PARA || !b->span_n || b->parent == LX_NO_BLOCK || b->parent + 1 != r->leaf)
        return;
    struct lx_span *s = &r->d->span[b->span_from];
    if (r->d->block[b->parent].kind != LX_B_ITEM || s->flags || s->len < 3 || s->s[0] != '[' || s->s[2] != ']')
        return;
    if (!strchr(" xX", s->s[1]) || (s->len > 3 && s->s[3] != ' '))
        return;
    r->d->block[b->parent].task = s->s[1] == ' ' ? LX_TASK_OPEN : LX_TASK_DONE;
    size_t skip = 3;
    while (skip < s->len && s->s[skip] == ' ')
        skip++;
    s->s += skip;
    s->len -= skip;
}

/* --- inlines ---------------------------------------------------------------------------------------------------- */

static bool inline_event(struct reader *r, cmark_node *node, bool enter)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        add_text(r, cmark_node_get_literal(node), 0);
        return true;
    case CMARK_NODE_CODE:
        add_text(r, cmark_node_get_literal(node), LX_SPAN_CODE);
        return true;
    case CMARK_NODE_HTML_INLINE:
        if (is_line_break(cmark_node_get_literal(node)))
            add_line_break(r);
        else
            take_comment(r, cmark_node_get_literal(node), false);
        return true;
    case CMARK_NODE_SOFTBREAK:
        r->soft = true;
        r->line++;
        return true;
    case CMARK_NODE_LINEBREAK:
        add_line_break(r);
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
        end_span(r);
        r->href = enter ? cmark_node_get_url(node) : NULL;
        return true;
    default:
        return false;
    }
}

static void add_line_break(struct reader *r)
{
    end_span(r);
    lx_doc_add_span(r->d, "", 0, LX_SPAN_BREAK, NULL, r->line, r->line);
    r->soft = false;
}

/* <br> or <br/>: the only break that a cell of a table can hold. */
static bool is_line_break(const char *html)
{
    if (strncasecmp(html, "<br", 3) != 0)
        return false;
    html += 3 + strspn(html + 3, " ");
    return strcmp(html + (*html == '/'), ">") == 0;
}

/* Without the joiners that cook.c put in, and clean. */
static void plain_text(struct lx_str *out, const char *s, size_t len)
{
    for (const char *end = s + len; s < end;) {
        const char *joiner = memmem(s, (size_t)(end - s), JOINER, 3);
        size_t n = (size_t)((joiner ? joiner : end) - s);
        if (lx_text_is_clean(s, n, LX_CLEAN_LINES))
            lx_str_addn(out, s, n);
        else
            lx_text_clean(out, s, n, LX_CLEAN_LINES);
        s += n + (joiner ? 3 : 0);
    }
}

static bool is_wide(const char *s, size_t len)
{
    uint32_t cp;
    (void)lx_utf8_get(s, len, &cp);
    return lx_char_w(cp, LX_WIDE) == 2;
}

static bool begins_paragraph(const struct reader *r, const char *s)
{
    const struct lx_block *b = &r->d->block[r->leaf];
    return b->kind == LX_B_PARA && strncmp(s, WIDE_BLANK, 3) == 0;
}

/* Typed as on paper, each paragraph on its own line behind two wide blanks: one ends here and the next begins. */
static void split_paragraph(struct reader *r)
{
    int to = r->d->block[r->leaf].line_to, line = r->line, emph_n = r->emph_n, strong_n = r->strong_n;
    r->d->block[r->leaf].line_to = line - 1;
    close_leaf(r);
    open_leaf(r, LX_B_PARA, line, to);
    r->emph_n = emph_n;
    r->strong_n = strong_n;
}

/* The blank that a line end stands for belongs to the text before it, where that can take it. */
static bool soft_blank(struct reader *r, bool wide)
{
    bool blank = r->soft && !(r->wide && wide) && (r->text.len || r->d->block[r->leaf].span_n);
    r->soft = false;
    if (!blank || !r->text.len || (r->flags & LX_SPAN_CODE))
        return blank;
    lx_str_addc(&r->text, ' ');
    return false;
}

static void add_text(struct reader *r, const char *s, unsigned flags)
{
    if (!s || !*s)
        return;
    if (r->soft && begins_paragraph(r, s))
        split_paragraph(r);
    while (!r->text.len && !r->d->block[r->leaf].span_n && begins_paragraph(r, s))
        s += 3;
    lx_str_clear(&r->scratch);
    plain_text(&r->scratch, s, strlen(s));
    if (!r->scratch.len)
        return;
    bool blank = soft_blank(r, is_wide(r->scratch.s, r->scratch.len));
    flags |= (r->emph_n > 0 ? LX_SPAN_EMPH : 0U) | (r->strong_n > 0 ? LX_SPAN_STRONG : 0U) |
             (r->href ? LX_SPAN_LINK : 0U);
    if (flags != r->flags)
        end_span(r);
    if (!r->text.len)
        r->line_from = r->line;
    r->flags = flags;
    if (blank)
        lx_str_addc(&r->text, ' ');
    lx_str_addn(&r->text, r->scratch.s, r->scratch.len);
    r->line_to = r->line;
    size_t last = r->text.len - 1;
    while (last > 0 && ((unsigned char)r->text.s[last] & 0xC0) == 0x80)
        last--;
    r->wide = is_wide(r->text.s + last, r->text.len - last);
}

static void end_span(struct reader *r)
{
    if (r->text.len)
        lx_doc_add_span(r->d, r->text.s, r->text.len, r->flags, r->href, r->line_from, r->line_to);
    lx_str_clear(&r->text);
}

/* --- comments and HTML ------------------------------------------------------------------------------------------ */

static bool style_of(const char *s, size_t len, enum lx_style *style)
{
    static const char *const words[] = { [LX_ST_TITLE] = "title",   [LX_ST_SUBTITLE] = "subtitle",
                                         [LX_ST_CENTRE] = "centre", [LX_ST_RIGHT] = "right",
                                         [LX_ST_FLUSH] = "flush",   [LX_ST_NAMES] = "names" };
    for (size_t i = 1; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == len && memcmp(words[i], s, len) == 0) {
            *style = (enum lx_style)i;
            return true;
        }
    return false;
}

static bool break_of(const char *s, size_t len, int *kind)
{
    static const char *const words[LX_BREAK_N] = { "page", "landscape", "portrait", "attachment", "enclosed" };
    for (*kind = 0; *kind < LX_BREAK_N; (*kind)++)
        if (strlen(words[*kind]) == len && memcmp(words[*kind], s, len) == 0)
            return true;
    return false;
}

/* A number goes to the item around it, a style to the paragraph; every other comment and tag is dropped. */
static void take_comment(struct reader *r, const char *html, bool block)
{
    static const char columns[] = "columns:";
    const char *end = strstr(html, "-->");
    if (strncmp(html, "<!--", 4) != 0 || !end)
        return;
    const char *s = html + 4;
    while (s < end && *s == ' ')
        s++;
    while (end > s && end[-1] == ' ')
        end--;
    size_t len = (size_t)(end - s);
    enum lx_style style;
    int kind;
    if (lx_doc_is_number(s, len)) {
        size_t to = block ? LX_NO_BLOCK : r->leaf;
        for (int i = r->open_n; i-- > 0;)
            if (r->d->block[r->open[i]].kind == LX_B_ITEM) {
                to = r->open[i];
                break;
            }
        if (to != LX_NO_BLOCK && !r->d->block[to].no)
            r->d->block[to].no = lx_arena_add(&r->d->strings, s, len);
    } else if (block && len >= sizeof columns - 1 && memcmp(s, columns, sizeof columns - 1) == 0) {
        len -= sizeof columns - 1;
        r->columns = len ? lx_arena_add(&r->d->strings, s + sizeof columns - 1, len) : NULL;
    } else if (block && break_of(s, len, &kind)) {
        open_leaf(r, LX_B_PAGE, r->line, r->line);
        r->d->block[r->leaf].start = kind;
        close_leaf(r);
    } else if (!block && style_of(s, len, &style)) {
        r->d->block[r->leaf].style = style;
    }
}

/* An HTML block: its comments are looked at, its tags dropped, and the words between them kept as a paragraph. */
static void html_words(struct reader *r, const char *html, int line)
{
    struct lx_str words = LX_STR_EMPTY;
    bool comments = true; /* until one is found that never ends: none after it does, and nobody looks again */
    r->line = line;
    for (const char *s = html; *s;) {
        size_t plain = strcspn(s, "<");
        lx_str_addn(&words, s, plain);
        s += plain;
        bool comment = comments && strncmp(s, "<!--", 4) == 0;
        const char *end = comment ? strstr(s + 4, "-->") : NULL;
        if (end)
            take_comment(r, s, true);
        comments = comments && (end || !comment);
        if (!end)
            end = strchr(s, '>');
        if (!end) {
            lx_str_add(&words, s);
            break;
        }
        s = end + (*end == '-' ? 3 : 1);
    }
    for (size_t i = 0; i < words.len; i++)
        if (words.s[i] == '\n')
            words.s[i] = ' ';
    size_t blank = strspn(lx_str_z(&words), " ");
    if (blank < words.len) {
        open_leaf(r, LX_B_PARA, line, line);
        while (words.s[words.len - 1] == ' ')
            lx_str_cut(&words, words.len - 1);
        add_text(r, words.s + blank, 0);
        close_leaf(r);
    }
    lx_str_done(&words);
}

/* --- tables ----------------------------------------------------------------------------------------------------- */

/* A line of the section without the container marks in front of it; column: where its text begins, 0 = look. */
static const char *section_line(const struct reader *r, size_t i, int column, size_t *len)
{
    const char *s = r->section + r->line_at[i];
    *len = r->line_at[i + 1] - r->line_at[i];
    while (*len && (s[*len - 1] == '\n' || s[*len - 1] == '\r'))
        (*len)--;
    size_t skip = column > 1 ? (size_t)column - 1 : 0;
    while (!column && skip < *len && strchr(" >", s[skip]))
        skip++;
    skip = skip < *len ? skip : *len;
    *len -= skip;
    return s + skip;
}

/* Does a table stand in this paragraph?  Lines above its head become a paragraph of their own. */
static bool read_table(struct reader *r, cmark_node *para)
{
    size_t from = (size_t)cmark_node_get_start_line(para) - 1, to = (size_t)cmark_node_get_end_line(para);
    int column = cmark_node_get_start_column(para);
    struct rows rows = { .to = to < r->line_n ? to : r->line_n };
    for (size_t i = from + 1; i < rows.to; i++) {
        size_t len, head_len;
        const char *s = section_line(r, i, 0, &len);
        if (!len || !strchr("|:-", s[0]))
            continue;
        rows.column = i - 1 == from ? column : 0;
        const char *head = section_line(r, i - 1, rows.column, &head_len);
        rows.columns = lx_table_delimiter(s, len, rows.align);
        if (!rows.columns || lx_table_cell_n(head, head_len) != rows.columns)
            continue;
        if (i - 1 > from) {
            size_t text = r->line_at[from] + (size_t)column - 1;
            open_leaf(r, LX_B_PARA, line_of(r, (int)from + 1), line_of(r, (int)i - 1));
            read_inlines(r, r->section + text, r->line_at[i - 1] - text);
            close_leaf(r);
        }
        rows.from = i - 1;
        read_rows(r, &rows);
        return true;
    }
    return false;
}

/* A head of empty cells is none: so a form is written, whose labels stand in its first column. */
static bool has_head(const struct reader *r, const struct rows *rows)
{
    size_t len, at = 0, cell_len = 0;
    const char *s = section_line(r, rows->from, rows->column, &len), *cell;
    while (!cell_len && lx_table_cell(s, len, &at, &cell, &cell_len))
        ;
    return cell_len || rows->to <= rows->from + 2;
}

static void read_rows(struct reader *r, const struct rows *rows)
{
    struct lx_doc *d = r->d;
    bool head = has_head(r, rows);
    lx_doc_open(d, LX_B_TABLE, parent_of(r), line_of(r, (int)rows->from + 1), line_of(r, (int)rows->to))->start =
        rows->columns;
    size_t table = d->block_n - 1;
    d->block[table].columns = r->columns;
    for (size_t i = rows->from; i < rows->to; i++) {
        if (i == rows->from + 1 || (i == rows->from && !head))
            continue; /* the delimiter row */
        int line = line_of(r, (int)i + 1);
        lx_doc_open(d, LX_B_ROW, table, line, line)->head = i == rows->from;
        size_t row = d->block_n - 1, len, at = 0, cell_len;
        const char *s = section_line(r, i, i == rows->from ? rows->column : 0, &len), *cell;
        for (int c = 0; c < rows->columns; c++) {
            open_leaf_in(r, row, LX_B_CELL, line, line);
            d->block[r->leaf].align = rows->align[c];
            if (lx_table_cell(s, len, &at, &cell, &cell_len))
                read_cell(r, cell, cell_len);
            while (c == rows->columns - 1 && lx_table_cell(s, len, &at, &cell, &cell_len)) {
                add_text(r, " | ", 0); /* more cells than columns: the last one keeps the words */
                read_cell(r, cell, cell_len);
            }
            close_leaf(r);
        }
        lx_doc_close(d, row);
    }
    lx_doc_close(d, table);
}

static void read_cell(struct reader *r, const char *s, size_t len)
{
    struct lx_str cell = LX_STR_EMPTY;
    for (size_t i = 0; i < len; i++)
        if (!(s[i] == '\\' && i + 1 < len && s[i + 1] == '|'))
            lx_str_addc(&cell, s[i]);
    read_inlines(r, lx_str_z(&cell), cell.len);
    lx_str_done(&cell);
}

/* Markup inside one leaf that cmark has not seen as such: a joiner in front keeps it from being a heading or list. */
static void read_inlines(struct reader *r, const char *s, size_t len)
{
    struct lx_str text = LX_STR_EMPTY;
    lx_str_add(&text, JOINER);
    lx_str_addn(&text, s, len);
    if (strcspn(text.s, "\\*_[]<&`!\n") == text.len) {
        add_text(r, text.s, 0);
    } else {
        cmark_node *root = parse(text.s, text.len);
        cmark_iter *iter = cmark_iter_new(root);
        cmark_event_type event;
        while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
            (void)inline_event(r, cmark_iter_get_node(iter), event == CMARK_EVENT_ENTER);
        end_span(r); /* its link's address goes with the tree */
        cmark_iter_free(iter);
        cmark_node_free(root);
    }
    lx_str_done(&text);
}
