/* Plain text put into Markdown. */
#include "core/doc/write.h"

#include <stdbool.h>
#include <string.h>

/* Line ends are among the marks, and become blanks. */
static void escape(struct lx_str *out, const char *s, const char *marks)
{
    for (;;) {
        size_t plain = strcspn(s, marks);
        lx_str_addn(out, s, plain);
        s += plain;
        if (!*s)
            return;
        bool line_end = *s == '\n' || *s == '\r';
        if (!line_end)
            lx_str_addc(out, '\\');
        lx_str_addc(out, line_end ? ' ' : *s);
        s++;
    }
}

/* Bytes of s up to a mark that would begin a block at a line's start; 0 if none would. */
static size_t block_mark(const char *s)
{
    size_t digits = strspn(s, "0123456789");
    if (digits && strchr(".)", s[digits]) && s[digits])
        return digits + 1;
    return *s && strchr("#>+-=~", *s) ? 1 : 0;
}

void lx_md_text(struct lx_str *out, const char *s)
{
    bool at_start = !out->len || out->s[out->len - 1] == '\n' || out->s[out->len - 1] == ' ';
    if (at_start)
        s += strspn(s, " \t\n\r"); /* four of them would begin a block of code */
    size_t mark = at_start ? block_mark(s) : 0;
    if (mark) {
        lx_str_addn(out, s, mark - 1);
        lx_str_addc(out, '\\');
        lx_str_addc(out, s[mark - 1]);
    }
    escape(out, s + mark, "\n\r\\*_[]<&`");
}

void lx_md_cell(struct lx_str *out, const char *s) { escape(out, s, "\n\r\\*_[]<&`|"); }

void lx_md_key(struct lx_str *out, const char *key, const char *value)
{
    if (!value || !*value)
        return;
    lx_str_add(out, key);
    lx_str_add(out, ": ");
    escape(out, value, "\n\r");
    lx_str_addc(out, '\n');
}
