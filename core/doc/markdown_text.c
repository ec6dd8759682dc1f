/* Markdown to the document tree: leaves, their spans, and what comments say. */
#include "core/doc/reader.h"

#include <string.h>
#include <strings.h>

#define WIDE_BLANK "\xE3\x80\x80" /* U+3000 */

static void take_task(struct lx_reader *r);

size_t lx_reader_parent(const struct lx_reader *r) { return r->open_n ? r->open[r->open_n - 1] : LX_NO_BLOCK; }

int lx_reader_line(const struct lx_reader *r, int section_line) { return r->first_line + section_line - 1; }

void lx_reader_open(struct lx_reader *r, enum lx_block_kind kind, int from, int to)
{
    lx_reader_open_in(r, lx_reader_parent(r), kind, from, to);
}

void lx_reader_open_in(struct lx_reader *r, size_t parent, enum lx_block_kind kind, int from, int to)
{
    lx_doc_open(r->d, kind, parent, from, to);
    r->leaf = r->d->block_n - 1;
    r->line = r->line_from = from;
    r->soft = r->wide = false;
    r->emph_n = r->strong_n = 0;
    r->href = NULL;
}

void lx_reader_close(struct lx_reader *r)
{
    lx_reader_end_span(r);
    struct lx_block *b = &r->d->block[r->leaf];
    if (b->kind == LX_B_PARA && !b->span_n && !b->no) {
        r->d->block_n--; /* it held comments only */
        return;
    }
    lx_doc_close(r->d, r->leaf);
    take_task(r);
}

static void take_task(struct lx_reader *r)
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

/* --- spans ------------------------------------------------------------------------------------------------------ */

void lx_reader_break(struct lx_reader *r)
{
    lx_reader_end_span(r);
    lx_doc_add_span(r->d, "", 0, LX_SPAN_BREAK, NULL, r->line, r->line);
    r->soft = false;
}

/* The only break that a cell of a table can hold. */
size_t lx_reader_break_len(const char *s, size_t len)
{
    size_t at = 3;
    if (len < 4 || strncasecmp(s, "<br", 3) != 0)
        return 0;
    while (at < len && s[at] == ' ')
        at++;
    at += at < len && s[at] == '/';
    return at < len && s[at] == '>' ? at + 1 : 0;
}

/* Without the joiners that cook.c put in, and clean. */
static void plain_text(struct lx_str *out, const char *s, size_t len)
{
    for (const char *end = s + len; s < end;) {
        const char *joiner = memmem(s, (size_t)(end - s), LX_JOINER, 3);
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

static bool begins_paragraph(const struct lx_reader *r, const char *s, size_t len)
{
    return len >= 3 && r->d->block[r->leaf].kind == LX_B_PARA && memcmp(s, WIDE_BLANK, 3) == 0;
}

/* Typed as on paper, each paragraph on its own line behind two wide blanks: one ends here and the next begins. */
static void split_paragraph(struct lx_reader *r)
{
    int to = r->d->block[r->leaf].line_to, line = r->line, emph_n = r->emph_n, strong_n = r->strong_n;
    r->d->block[r->leaf].line_to = line - 1;
    lx_reader_close(r);
    lx_reader_open(r, LX_B_PARA, line, to);
    r->emph_n = emph_n;
    r->strong_n = strong_n;
}

/* The blank that a line end stands for belongs to the text before it, where that can take it. */
static bool soft_blank(struct lx_reader *r, bool wide)
{
    bool blank = r->soft && !(r->wide && wide) && (r->text.len || r->d->block[r->leaf].span_n);
    r->soft = false;
    if (!blank || !r->text.len || (r->flags & LX_SPAN_CODE))
        return blank;
    lx_str_addc(&r->text, ' ');
    return false;
}

void lx_reader_text(struct lx_reader *r, const char *s, size_t len, unsigned flags)
{
    if (r->soft && begins_paragraph(r, s, len))
        split_paragraph(r);
    while (!r->text.len && !r->d->block[r->leaf].span_n && begins_paragraph(r, s, len)) {
        s += 3;
        len -= 3;
    }
    if (!lx_text_is_clean(s, len, LX_CLEAN_LINES)) {
        lx_str_clear(&r->scratch);
        plain_text(&r->scratch, s, len);
        s = lx_str_z(&r->scratch);
        len = r->scratch.len;
    }
    if (!len)
        return;
    bool blank = soft_blank(r, is_wide(s, len));
    flags |= (r->emph_n > 0 ? LX_SPAN_EMPH : 0U) | (r->strong_n > 0 ? LX_SPAN_STRONG : 0U) |
             (r->href ? LX_SPAN_LINK : 0U);
    if (flags != r->flags)
        lx_reader_end_span(r);
    if (!r->text.len)
        r->line_from = r->line;
    r->flags = flags;
    if (blank)
        lx_str_addc(&r->text, ' ');
    lx_str_addn(&r->text, s, len);
    r->line_to = r->line;
    size_t last = r->text.len - 1;
    while (last > 0 && ((unsigned char)r->text.s[last] & 0xC0) == 0x80)
        last--;
    r->wide = is_wide(r->text.s + last, r->text.len - last);
}

void lx_reader_end_span(struct lx_reader *r)
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

void lx_reader_comment(struct lx_reader *r, const char *html, bool block)
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
        lx_reader_open(r, LX_B_PAGE, r->line, r->line);
        r->d->block[r->leaf].start = kind;
        lx_reader_close(r);
    } else if (!block && style_of(s, len, &style)) {
        r->d->block[r->leaf].style = style;
    }
}

void lx_reader_html(struct lx_reader *r, const char *html, int line)
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
            lx_reader_comment(r, s, true);
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
        lx_reader_open(r, LX_B_PARA, line, line);
        while (words.s[words.len - 1] == ' ')
            lx_str_cut(&words, words.len - 1);
        lx_reader_text(r, words.s + blank, words.len - blank, 0);
        lx_reader_close(r);
    }
    lx_str_done(&words);
}
