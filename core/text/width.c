/* Cells: how wide a character stands on a terminal or on the page (UAX 11). */
#include "core/text/cell.h"

#include <string.h>
#include <uniwidth.h>

static bool is_ambiguous(uint32_t cp);

int lx_char_w(uint32_t cp, enum lx_amb amb)
{
    if (cp < 0x7F)
        return cp >= 0x20;
    if (cp < 0xA0)
        return 0;
    if (lx_is_plain(cp))
        return 2;
    int w = uc_width(cp, "UTF-8");
    if (w == 1 && amb == LX_WIDE && is_ambiguous(cp))
        return 2;
    return w > 0 ? w : 0;
}

int lx_text_w(const char *s, enum lx_amb amb) { return lx_text_w_len(s, strlen(s), amb); }

int lx_text_w_len(const char *s, size_t len, enum lx_amb amb)
{
    int w = 0, run_w;
    for (size_t at = 0; at < len;) {
        uint32_t cp;
        at += lx_simple_run(s + at, len - at, &run_w);
        w += run_w;
        if (at < len) {
            at += (size_t)lx_utf8_get(s + at, len - at, &cp);
            w += lx_char_w(cp, amb);
        }
    }
    return w;
}

static bool is_ambiguous(uint32_t cp)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
#define A(first, last) { first, last },
#include "core/text/ambiguous.def"
#undef A
    };
    size_t low = 0, high = sizeof ranges / sizeof *ranges;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (cp > ranges[mid].last)
            low = mid + 1;
        else
            high = mid;
    }
    return low < sizeof ranges / sizeof *ranges && cp >= ranges[low].first;
}
