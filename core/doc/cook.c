/* What is done to Markdown before cmark sees it. */
#include "core/doc/cook.h"

#include "core/doc/doc.h"

#include <string.h>
#include <strings.h>

enum { SECTION_LEN = 16384, HOT_MAX = 2000, RUN_MAX = 8000 };

static size_t line_len(const struct lx_cook *c);
static bool may_cut_before(const struct lx_cook *c, const char *s, size_t len);
static void follow_blocks(struct lx_cook *c, const char *s, size_t len);
static void cook_line(struct lx_cook *c, struct lx_str *out, const char *s, size_t len);
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

bool lx_cook_next(struct lx_cook *c, struct lx_str *out, int *first_line)
{
    if (c->at >= c->end)
        return false;
    size_t start = out->len;
    *first_line = c->line + 1;
    do {
        size_t len = line_len(c);
        const char *s = c->at;
        if (out->len - start >= SECTION_LEN && may_cut_before(c, s, len))
            return true;
        bool verbatim = c->fence || c->html_end;
        follow_blocks(c, s, len);
        if (verbatim || c->fence)
            lx_str_addn(out, s, len);
        else
            cook_line(c, out, s, len);
        lx_str_addc(out, '\n');
        c->blank = indent_of(s, len) == len;
        c->at += len + (c->at + len < c->end);
        c->line++;
    } while (c->at < c->end);
    return true;
}

static size_t line_len(const struct lx_cook *c)
{
    const char *lf = memchr(c->at, '\n', (size_t)(c->end - c->at));
    return (size_t)((lf ? lf : c->end) - c->at);
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

static void cook_line(struct lx_cook *c, struct lx_str *out, const char *s, size_t len)
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

static void cook_inlines(struct lx_cook *c, struct lx_str *out, const char *s, size_t len, size_t at)
{
    size_t from = at;
    while (at < len) {
        if (!strchr("[]!*_`<&", s[at]) || !s[at]) {
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
