/* Grapheme clusters (UAX 29): what a person calls one character. */
#include "core/text/cell.h"

#include <unictype.h>
#include <unigbrk.h>

/* How far back a safe place to start from is looked for; hostile text has none. */
enum { LOOK_BACK_LEN = 4096 };

static size_t cluster_end(const char *s, size_t len, size_t at, uint32_t cp);
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
    return cluster_end(s, len, end, cp);
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

/* The end of the cluster that begins with cp, which ends at `at`.  libunistring's own u8_grapheme_next looks at pairs
 * only, and so cuts flags and emoji that are joined; its u8_grapheme_breaks does not, but wants the whole text. */
static size_t cluster_end(const char *s, size_t len, size_t at, uint32_t cp)
{
    bool pictograph = uc_is_property_extended_pictographic(cp);
    bool half_flag = uc_graphemeclusterbreak_property(cp) == GBP_RI;
    while (at < len) {
        uint32_t next;
        size_t used = (size_t)lx_utf8_get(s + at, len - at, &next);
        bool joined = uc_graphemeclusterbreak_property(cp) == GBP_ZWJ && pictograph &&
                      uc_is_property_extended_pictographic(next);
        bool flag = half_flag && uc_graphemeclusterbreak_property(next) == GBP_RI;
        if (!joined && !flag && uc_is_grapheme_break(cp, next))
            break;
        half_flag = false;
        pictograph = pictograph || uc_is_property_extended_pictographic(next);
        cp = next;
        at += used;
    }
    return at;
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
