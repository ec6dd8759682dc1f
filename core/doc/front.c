/* The front matter: "key: value" lines between two lines of ---. */
#include "core/doc/markdown.h"

#include <ctype.h>
#include <string.h>

static size_t matter_line(const char *s, size_t len);
static bool is_fence(const char *s, size_t len);
static size_t matter_key(const char *s, size_t len, size_t *skip);

size_t lx_front_matter_len(const char *s, size_t len)
{
    size_t at = matter_line(s, len), skip;
    if (!is_fence(s, at))
        return 0;
    while (at < len) {
        size_t n = matter_line(s + at, len - at);
        if (is_fence(s + at, n))
            return at + n;
        if (!strchr(" \t\n#", s[at]) && !matter_key(s + at, n, &skip))
            return 0;
        at += n;
    }
    return 0;
}

void lx_front_matter_read(struct lx_doc *d, const char *s, size_t len)
{
    struct lx_str key = LX_STR_EMPTY, value = LX_STR_EMPTY;
    int line = 1, key_line = 0;
    for (size_t at = matter_line(s, len); at < len; line++) {
        size_t n = matter_line(s + at, len - at), skip = 0;
        size_t key_len = matter_key(s + at, n, &skip);
        if (key_len || is_fence(s + at, n)) {
            if (key.len)
                lx_doc_add_key(d, key.s, key.len, lx_str_z(&value), value.len, key_line);
            lx_str_clear(&key);
            lx_str_clear(&value);
            key_line = line + 1;
            for (size_t i = 0; i < key_len; i++)
                lx_str_addc(&key, (char)tolower((unsigned char)s[at + i]));
        }
        while (skip < n && isspace((unsigned char)s[at + skip]))
            skip++;
        size_t end = n;
        while (end > skip && isspace((unsigned char)s[at + end - 1]))
            end--;
        if (key.len && s[at] != '#' && end > skip) {
            if (value.len)
                lx_str_addc(&value, ' ');
            lx_text_clean(&value, s + at + skip, end - skip, 0);
        }
        at += n;
    }
    lx_str_done(&key);
    lx_str_done(&value);
}

static size_t matter_line(const char *s, size_t len)
{
    const char *lf = memchr(s, '\n', len);
    return lf ? (size_t)(lf - s) + 1 : len;
}

static bool is_fence(const char *s, size_t len)
{
    while (len && isspace((unsigned char)s[len - 1]))
        len--;
    return len == 3 && memcmp(s, "---", 3) == 0;
}

/* "key: value" or "key：value": bytes of the key, *skip to its value; 0 if this is no such line. */
static size_t matter_key(const char *s, size_t len, size_t *skip)
{
    size_t n = 0;
    while (n < len && (isalnum((unsigned char)s[n]) || s[n] == '_' || s[n] == '-'))
        n++;
    bool wide = len - n >= 3 && memcmp(s + n, "\xEF\xBC\x9A", 3) == 0;
    if (!n || n == len || !(s[n] == ':' || wide))
        return 0;
    *skip = n + (wide ? 3 : 1);
    return n;
}
