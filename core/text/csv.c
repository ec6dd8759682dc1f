/* CSV in and out. */
#include "core/text/csv.h"

#include "core/text/text.h"

#include <string.h>

static const char *const separators[] = { ",", "\t", ";", "\xEF\xBC\x8C", "\xEF\xBC\x9B" }; /* two are full width */
enum { SEPARATORS_N = sizeof separators / sizeof *separators };

static const char *sniff(const char *s, size_t len);
static void skip_blank_lines(struct lx_csv *c);
static enum lx_rc take_field(struct lx_csv *c, size_t start, struct lx_err *err);
static enum lx_rc take_quoted(struct lx_csv *c, struct lx_err *err);
static void take_plain(struct lx_csv *c);
static bool stands(const char *s, size_t len, const char *what);
static bool needs_mark(const char *s);
static bool must_quote(const char *s);
static enum lx_rc bad_line(const char *msgid, size_t line, struct lx_err *err);

void lx_csv_open(struct lx_csv *c, const char *s, size_t len)
{
    *c = (struct lx_csv){ .s = s, .len = len, .next_line = 1 };
    skip_blank_lines(c);
    c->separator = sniff(s + c->at, len - c->at);
}

enum lx_rc lx_csv_next(struct lx_csv *c, struct lx_err *err)
{
    size_t start[LX_CSV_COLUMNS_MAX], n = 0;
    c->field_n = 0;
    lx_str_clear(&c->text);
    skip_blank_lines(c);
    c->line = c->next_line;
    if (c->at == c->len)
        return LX_OK;
    if (++c->row_n > LX_CSV_ROWS_MAX)
        return bad_line(N_("There are more than 1,000,000 rows, from line %s on; split the file"), c->line, err);
    for (;;) {
        if (n == LX_CSV_COLUMNS_MAX)
            return bad_line(N_("Line %s has more than 200 columns; is this the right file?"), c->line, err);
        start[n] = c->text.len;
        enum lx_rc rc = take_field(c, start[n++], err);
        if (rc != LX_OK)
            return rc;
        if (c->at == c->len || c->s[c->at] == '\n')
            break;
        c->at += strlen(c->separator);
    }
    if (c->at < c->len) {
        c->at++;
        c->next_line++;
    }
    for (size_t i = 0; i < n; i++)
        c->field[i] = c->text.s + start[i];
    c->field_n = n;
    return LX_OK;
}

void lx_csv_done(struct lx_csv *c)
{
    lx_str_done(&c->text);
    *c = (struct lx_csv){ 0 };
}

void lx_csv_begin(struct lx_csv_out *w) { lx_str_add(w->out, "\xEF\xBB\xBF"); }

void lx_csv_field(struct lx_csv_out *w, const char *s)
{
    if (!s)
        s = "";
    if (w->field_n++)
        lx_str_addc(w->out, ',');
    w->blank = w->field_n == 1 && !*s;
    bool quote = must_quote(s);
    if (quote)
        lx_str_addc(w->out, '"');
    if (needs_mark(s))
        lx_str_addc(w->out, '\'');
    for (const char *q; (q = strchr(s, '"')); s = q + 1) {
        lx_str_addn(w->out, s, (size_t)(q - s) + 1);
        lx_str_addc(w->out, '"');
    }
    lx_str_add(w->out, s);
    if (quote)
        lx_str_addc(w->out, '"');
}

void lx_csv_end_row(struct lx_csv_out *w)
{
    lx_str_add(w->out, w->blank ? "\"\"\r\n" : "\r\n"); /* else it would be a blank line */
    w->field_n = 0;
    w->blank = false;
}

/* The separator that stands most often in the first line, outside of quotation marks; of equals the first. */
static const char *sniff(const char *s, size_t len)
{
    size_t count[SEPARATORS_N] = { 0 }, best = 0;
    bool quoted = false;
    for (size_t at = 0; at < len && (quoted || s[at] != '\n'); at++) {
        if (s[at] == '"')
            quoted = !quoted;
        for (size_t i = 0; !quoted && i < SEPARATORS_N; i++)
            count[i] += stands(s + at, len - at, separators[i]);
    }
    for (size_t i = 1; i < SEPARATORS_N; i++) {
        if (count[i] > count[best])
            best = i;
    }
    return separators[best];
}

static void skip_blank_lines(struct lx_csv *c)
{
    for (; c->at < c->len && c->s[c->at] == '\n'; c->at++)
        c->next_line++;
}

/* One field up to its separator or the end of the line, added to the text with a NUL. */
static enum lx_rc take_field(struct lx_csv *c, size_t start, struct lx_err *err)
{
    size_t line = c->next_line;
    if (c->at < c->len && c->s[c->at] == '"') {
        enum lx_rc rc = take_quoted(c, err);
        if (rc != LX_OK)
            return rc;
    }
    take_plain(c);
    lx_str_addc(&c->text, '\0');
    char *field = c->text.s + start;
    if (*field == '\'' && needs_mark(field + 1)) {
        memmove(field, field + 1, c->text.len - start - 1);
        lx_str_cut(&c->text, c->text.len - 1);
    }
    if (c->text.len - start > LX_CSV_FIELD_LEN_MAX + 1)
        return bad_line(N_("A cell in line %s is longer than 64 KiB; is this the right file?"), line, err);
    return LX_OK;
}

static enum lx_rc take_quoted(struct lx_csv *c, struct lx_err *err)
{
    size_t line = c->next_line;
    for (c->at++;; c->at += 2) {
        const char *from = c->s + c->at;
        const char *q = memchr(from, '"', c->len - c->at);
        if (!q)
            return bad_line(N_("The quotation mark in line %s is never closed; close it and try again"), line, err);
        for (const char *lf = from; (lf = memchr(lf, '\n', (size_t)(q - lf))); lf++)
            c->next_line++;
        lx_str_addn(&c->text, from, (size_t)(q - from));
        c->at = (size_t)(q - c->s);
        if (!stands(q, c->len - c->at, "\"\""))
            break;
        lx_str_addc(&c->text, '"');
    }
    c->at++;
    return LX_OK;
}

static void take_plain(struct lx_csv *c)
{
    size_t start = c->at;
    while (c->at < c->len && c->s[c->at] != '\n' && !stands(c->s + c->at, c->len - c->at, c->separator))
        c->at++;
    lx_str_addn(&c->text, c->s + start, c->at - start);
}

static bool stands(const char *s, size_t len, const char *what)
{
    size_t what_len = strlen(what);
    return len >= what_len && !memcmp(s, what, what_len);
}

/* A spreadsheet would compute it, or the mark itself stands there. */
static bool needs_mark(const char *s)
{
    uint32_t cp;
    (void)lx_utf8_get(s, strlen(s) + 1, &cp);
    cp = cp > 0xFF00 ? lx_plain_char(cp) : cp;
    return cp && cp < 0x80 && strchr("=+-@\t\r'", (int)cp);
}

static bool must_quote(const char *s)
{
    size_t len = strlen(s);
    if (len && (s[0] == ' ' || s[len - 1] == ' ' || strpbrk(s, "\"\n\r")))
        return true;
    for (size_t i = 0; i < SEPARATORS_N; i++) {
        if (strstr(s, separators[i]))
            return true;
    }
    return false;
}

static enum lx_rc bad_line(const char *msgid, size_t line, struct lx_err *err)
{
    return lx_fail(err, LX_INVALID, msgid, "%zu", line);
}
