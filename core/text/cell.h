/* Private to core/text: the quick answer for the characters that nearly every text consists of. */
#ifndef LX_TEXT_CELL_H
#define LX_TEXT_CELL_H

#include "core/text/text.h"

/* Two cells, never combining, never part of a longer grapheme cluster: the common ideographs, Chinese punctuation,
 * full-width letters.  (302A to 302F and 3099 to 309A combine, 3030 and 303D may be emoji.) */
static inline bool lx_is_plain(uint32_t cp)
{
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3000 && cp <= 0x3029) || (cp >= 0xFF01 && cp <= 0xFF60);
}

/* Stands alone as a grapheme cluster unless something that combines follows. */
static inline bool lx_is_simple(uint32_t cp) { return (cp >= 0x20 && cp < 0x7F) || lx_is_plain(cp); }

/* U+5000 to U+9FFF, which most ideographs are in: E5 to E9 and two bytes of six bits each. */
static inline bool lx_is_ideograph_at(const char *s, size_t len)
{
    return len >= 3 && (unsigned char)(*s - 0xE5) <= 4 && (((unsigned char)s[1] ^ 0x80u) | ((unsigned char)s[2] ^ 0x80u)) < 0x40;
}

/* Bytes of simple characters at s, and how many cells they take. */
static inline size_t lx_simple_run(const char *s, size_t len, int *w)
{
    size_t at = 0, narrow_n = 0, wide_n = 0;
    for (uint32_t cp; at < len;) {
        int used = s[at] >= 0x20 && s[at] < 0x7F ? 1 : 3;
        if (used == 3 && !lx_is_ideograph_at(s + at, len - at)) {
            used = lx_utf8_get(s + at, len - at, &cp);
            if (!lx_is_simple(cp))
                break;
        }
        at += (size_t)used;
        narrow_n += used == 1;
        wide_n += used == 3;
    }
    *w = (int)(narrow_n + 2 * wide_n);
    return at;
}

/* Bytes of the grapheme cluster at s (len > 0), and how many cells it takes. */
static inline size_t lx_cluster(const char *s, size_t len, enum lx_amb amb, int *w)
{
    uint32_t cp, then = ' ';
    size_t used = (size_t)lx_utf8_get(s, len, &cp);
    if (lx_is_simple(cp) && used < len)
        (void)lx_utf8_get(s + used, len - used, &then);
    if (lx_is_simple(cp) && lx_is_simple(then)) {
        *w = used == 1 ? 1 : 2;
        return used;
    }
    used = lx_grapheme_next(s, len, 0);
    *w = lx_text_w_len(s, used, amb);
    return used;
}

#endif
