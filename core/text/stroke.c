/* Stroke order: how lists of names are sorted where rank does not decide. */
#include "core/text/text.h"

#include "core/text/pinyin_table.h"

#include <string.h>

int lx_stroke_n(uint32_t cp)
{
    return cp >= PINYIN_FIRST && cp <= PINYIN_LAST ? pinyin_strokes[cp - PINYIN_FIRST] : 0;
}

int lx_stroke_cmp(const char *a, const char *b)
{
    size_t a_len = strlen(a), b_len = strlen(b);
    while (a_len && b_len) {
        uint32_t x, y;
        size_t a_used = (size_t)lx_utf8_get(a, a_len, &x), b_used = (size_t)lx_utf8_get(b, b_len, &y);
        if (x != y) {
            int more = lx_stroke_n(x) - lx_stroke_n(y);
            return more ? more : x < y ? -1 : 1;
        }
        a += a_used;
        a_len -= a_used;
        b += b_used;
        b_len -= b_used;
    }
    return (a_len > 0) - (b_len > 0);
}
