/* What is done to Markdown before cmark sees it. */
#include "core/doc/cook.h"

#include "core/doc/table.h"

#include <string.h>
#include <strings.h>

enum { SECTION_LEN = 16384, HOT_MAX = 2000, RUN_MAX = 8000 };

static const char *line_after(const struct lx_cook *c, const char *at);
static size_t line_len(const struct lx_cook *c, const char *at);
static void find_rows(struct lx_cook *c, const char *s, size_t len);
static bool may_cut_before(const struct lx_cook *c, const char *s, size_t len);
static void follow_blocks(struct lx_cook *c, const char *s, size_t len);
static bool cook_line(struct lx_cook *c, struct lx_str *out, const char *s, size_t len);
static void cook_text(struct lx_cook *c, struct lx_str *out, const char *s, size_t len);
static size_t cook_markers(struct lx_str *out, const char *s, size_t len, bool *item);
static size_t bullet_at(const char *s, size_t len);
static void cook_inlines(struct lx_cook *c, struct lx_str *out, const char *s, size_t len, size_t at);
static size_t cook_stars(struct lx_str *out, const char *s, size_t len, size_t at);
static bool wide_before(const char *s, size_t at, bool *blank);
static bool wide_after(const char *s, size_t len, size_t at, bool *blank);

static size_t indent_of(const char *s, size_t len)
{
    size_t n = 0;
    while (n < len && s[n] == ' ')
        n++;
    return n;
}

bool lx_cook_next(struct lx_cook *c, struct lx_str *out, struct lx_str *blocks, int *first_line)
{
    if (c->at >= c->end)
        return false;
    size_t start = out->len;
    *first_line = c->line + 1;
    c->left_out_n = 0;
    do {
        const char *s = c->at;
        size_t len = line_len(c, s), line_at = out->len;
        if (out->len - start >= SECTION_LEN && may_cut_before(c, s, len))
            break;
        if (cook_line(c, out, s, len))
            lx_str_addn(blocks, out->s + line_at, out->len - line_at);
        else
            lx_str_addc(blocks, '\n');
        c->blank = indent_of(s, len) == len;
        c->at = line_after(c, s);
        c->line++;
    } while (c->at < c->end);
    c->show_all = false;
    return true;
}

static const char *line_after(const struct lx_cook *c, const char *at)
{
    const char *lf = at < c->end ? memchr(at, '\n', (size_t)(c->end - at)) : NULL;
    return lf ? lf + 1 : c->end;
}

/* Without its end, which may be CR LF. */
static size_t line_len(const struct lx_cook *c, const char *at)
{
    const char *end = line_after(c, at);
    end -= end > at && end[-1] == '\n';
    end -= end > at && end[-1] == '\r';
    return (size_t)(end - at);
}

/* What follows a head and its delimiter row: lines that begin with a | up to a blank one. */
static void find_rows(struct lx_cook *c, const char *s, size_t len)
{
    enum lx_align align[LX_TABLE_COLUMNS];
    const char *at = line_after(c, s);
    size_t delimiter_len = line_len(c, at);
    int column_n = delimiter_len && *at == '|' ? lx_table_delimiter(at, delimiter_len, align) : 0;
    if (!column_n || lx_table_cell_n(s, len) != column_n)
        return;
    const char *rows = at = line_after(c, at);
    while (at < c->end && *at == '|')
        at = line_after(c, at);
    size_t next_len = line_len(c, at);
    if (rows < at && indent_of(at, next_len) == next_len) {
        c->rows = rows;
        c->rows_end = at;
        c->left_out_n++;
    }
}

/* A heading, or a paragraph after a blank line, closes every container: cmark would begin afresh here as well. */
static bool may_cut_before(const struct lx_cook *c, const char *s, size_t len)
{
    if (c->fence || c->html_end || !len)
        return false;
    size_t marks = 0;
    while (marks < len && s[marks] == '#')
        marks++;
    if (marks >= 1 && marks <= 6 && (marks == len || s[marks] == ' '))
        return true;
    if (!c->blank)
        return false;
    return (unsigned char)s[0] >= 0x80 || s[0] == '>' || s[0] == '|' || (s[0] >= 'A' && s[0] <= 'Z');
}

/* Fenced code and HTML blocks at the left edge may hold what looks like a heading: no section ends inside them. */
static void follow_blocks(struct lx_cook *c, const char *s, size_t len)
{
    static const char *const html[][2] = { { "<!--", "-->" },         { "<?", "?>" },         { "<![CDATA[", "]]>" },
                                           { "<script", "</script>" }, { "<pre", "</pre>" },   { "<style", "</style>" },
                                           { "<textarea", "</textarea>" } };
    size_t at = indent_of(s, len);
    if (c->html_end) {
        if (memmem(s, len, c->html_end, strlen(c->html_end)))
            c->html_end = NULL;
        return;
    }
    if (at > 3 || at == len)
        return;
    size_t run = 0;
    while (at + run < len && s[at + run] == s[at] && (s[at] == '`' || s[at] == '~'))
        run++;
    if (c->fence) {
        if (s[at] == c->fence && run >= c->fence_len && indent_of(s + at + run, len - at - run) == len - at - run)
            c->fence = 0;
        return;
    }
    if (run >= 3 && !(s[at] == '`' && memchr(s + at + run, '`', len - at - run))) {
        c->fence = s[at];
        c->fence_len = run;
        return;
    }
    for (size_t i = 0; s[at] == '<' && i < sizeof html / sizeof *html; i++) {
        size_t n = strlen(html[i][0]);
        if (len - at >= n && strncasecmp(s + at, html[i][0], n) == 0) {
            if (!memmem(s + at + n, len - at - n, html[i][1], strlen(html[i][1])))
                c->html_end = html[i][1];
            return;
        }
    }
}

/* False: a row that cmark shall not see. */
static bool cook_line(struct lx_cook *c, struct lx_str *out, const char *s, size_t len)
{
    bool verbatim = c->fence || c->html_end;
    size_t from = out->len;
    follow_blocks(c, s, len);
    if (c->blank && !verbatim && !c->show_all && len && *s == '|')
        find_rows(c, s, len);
    bool left_out = c->rows && s >= c->rows && s < c->rows_end;
    if (left_out)
        c->run_n = 0; /* each cell is read alone */
    if (verbatim || c->fence)
        lx_str_addn(out, s, len);
    else
        cook_text(c, out, s, len);
    for (char *cr = out->s + from; (cr = memchr(cr, '\r', out->len - (size_t)(cr - out->s)));)
        *cr = ' ';
    lx_str_addc(out, '\n');
    return !left_out;
}

static void cook_text(struct lx_cook *c, struct lx_str *out, const char *s, size_t len)
{
    bool item = false;
    size_t at = cook_markers(out, s, len, &item);
    if (at == len)
        c->hot_n = c->run_n = 0;
    if (item || (at < len && (s[at] == '|' || s[at] == '#')))
        c->hot_n = 0;
    cook_inlines(c, out, s, len, at);
}

/* Copies the container markers at the line's start, LX_DOC_DEEP at most, and says where the text begins. */
static size_t cook_markers(struct lx_str *out, const char *s, size_t len, bool *item)
{
    size_t at = 0;
    int marker_n = 0;
    for (;;) {
        size_t begin = at;
        at += indent_of(s + at, len - at);
        size_t bullet_len = at < len ? bullet_at(s + at, len - at) : 0;
        if (at == len || !(s[at] == '>' || bullet_len)) {
            lx_str_addn(out, s + begin, at - begin);
            return at;
        }
        *item = *item || bullet_len;
        at += bullet_len ? bullet_len : 1;
        if (marker_n++ < LX_DOC_DEEP)
            lx_str_addn(out, s + begin, at - begin);
    }
}

/* Bytes of the list marker at s, without the blank that must follow; 0 if none stands there. */
static size_t bullet_at(const char *s, size_t len)
{
    size_t n = 0;
    while (n < len && n < 9 && s[n] >= '0' && s[n] <= '9')
        n++;
    if (n + 1 >= len || s[n + 1] != ' ' || !s[n])
        return 0;
    return strchr(n ? ".)" : "-+*", s[n]) ? n + 1 : 0;
}

static bool is_hot(char c)
{
    switch (c) {
    case '[':
    case ']':
    case '!':
    case '*':
    case '_':
    case '`':
    case '<':
    case '&':
        return true;
    default:
        return false;
    }
}

static void cook_inlines(struct lx_cook *c, struct lx_str *out, const char *s, size_t len, size_t at)
{
    size_t from = at;
    while (at < len) {
        if (!is_hot(s[at])) {
            at += s[at] == '\\' && at + 1 < len && !((unsigned char)s[at + 1] & 0x80) ? 2 : 1;
            continue;
        }
        lx_str_addn(out, s + from, at - from);
        c->run_n++;
        if (++c->hot_n > HOT_MAX || c->run_n > RUN_MAX) {
            lx_str_addc(out, '\\');
            from = at++;
        } else if (s[at] == '*') {
            at = from = at + cook_stars(out, s, len, at);
        } else {
            from = at++;
        }
    }
    lx_str_addn(out, s + from, len - from);
}

static size_t cook_stars(struct lx_str *out, const char *s, size_t len, size_t at)
{
    static const char joiner[] = "\xE2\x81\xA0"; /* U+2060 */
    size_t run = 1;
    while (at + run < len && s[at + run] == '*')
        run++;
    bool blank = false;
    bool wide = wide_before(s, at, &blank);
    wide = wide_after(s, len, at + run, &blank) || wide;
    bool help = wide && !blank;
    lx_str_add(out, help ? joiner : "");
    lx_str_addn(out, s + at, run);
    lx_str_add(out, help ? joiner : "");
    return run;
}

static bool wide_at(const char *s, size_t len, bool *blank)
{
    uint32_t cp;
    (void)lx_utf8_get(s, len, &cp);
    *blank = *blank || cp == ' ' || cp == '\t' || cp == 0x3000 || cp == 0xA0;
    return lx_char_w(cp, LX_WIDE) == 2;
}

static bool wide_before(const char *s, size_t at, bool *blank)
{
    if (at == 0) {
        *blank = true;
        return false;
    }
    size_t i = at - 1;
    while (i > 0 && at - i < 4 && ((unsigned char)s[i] & 0xC0) == 0x80)
        i--;
    return wide_at(s + i, at - i, blank);
}

static bool wide_after(const char *s, size_t len, size_t at, bool *blank)
{
    if (at == len) {
        *blank = true;
        return false;
    }
    return wide_at(s + at, len - at, blank);
}
