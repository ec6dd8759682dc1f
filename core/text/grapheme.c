/* Grapheme clusters (UAX 29): what a person calls one character. */
#include "core/text/cell.h"

#include <unigbrk.h>

/* How far back a safe place to start from is looked for; hostile text has none. */
enum { LOOK_BACK_LEN = 4096 };

static size_t safe_start(const char *s, size_t at);

size_t lx_grapheme_next(const char *s, size_t len, size_t at)
{
    if (at >= len)
        return len;
    uint32_t cp, then = ' ';
    size_t end = at + (size_t)lx_utf8_get(s + at, len - at, &cp);
    if (lx_is_simple(cp)) {
        if (end < len)
            (void)lx_utf8_get(s + end, len - end, &then);
        if (lx_is_simple(then))
            return end;
    }
    const uint8_t *next = u8_grapheme_next((const uint8_t *)s + at, (const uint8_t *)s + len);
    size_t found = next ? (size_t)((const char *)next - s) : len;
    return found > end ? found : end;
}

size_t lx_grapheme_prev(const char *s, size_t len, size_t at)
{
    if (at > len)
        at = len;
    size_t before = safe_start(s, at);
    for (size_t next = before; next < at; next = lx_grapheme_next(s, at, next))
        before = next;
    return before;
}

/* A cluster boundary before `at`: a simple character with another one before it, else the start of the text. */
static size_t safe_start(const char *s, size_t at)
{
    size_t stop = at > LOOK_BACK_LEN ? at - LOOK_BACK_LEN : 0;
    bool after_simple = false;
    for (size_t pos = at; pos > stop;) {
        size_t lead = pos - 1;
        while (lead > stop && pos - lead < 4 && ((unsigned char)s[lead] & 0xC0) == 0x80)
            lead--;
        uint32_t cp;
        bool whole = lead + (size_t)lx_utf8_get(s + lead, pos - lead, &cp) == pos;
        bool simple = whole && lx_is_simple(cp);
        if (simple && after_simple)
            return pos;
        after_simple = simple;
        pos = whole ? lead : pos - 1;
    }
    return stop;
}
