/* UTF-8: one decoder for the whole program, strict as RFC 3629. */
#include "core/text/text.h"

#include <string.h>

#define REPLACEMENT 0xFFFDu

/* Bytes of the sequence that this byte starts; 0 for a byte that starts none. */
static int sequence_len(unsigned char lead);

int lx_utf8_other(const char *s, size_t len, uint32_t *cp)
{
    static const uint32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
    unsigned char lead = (unsigned char)*s;
    int n = sequence_len(lead);
    *cp = REPLACEMENT;
    if (n == 0 || (size_t)n > len)
        return 1;
    uint32_t c = lead & (0xFFu >> (n + 1));
    for (int i = 1; i < n; i++) {
        unsigned char b = (unsigned char)s[i];
        if ((b & 0xC0) != 0x80)
            return 1;
        c = c << 6 | (b & 0x3Fu);
    }
    if (c < smallest[n] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return 1;
    *cp = c;
    return n;
}

void lx_utf8_put(struct lx_str *out, uint32_t cp)
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = REPLACEMENT;
    char b[4];
    size_t n = 0;
    if (cp < 0x80) {
        b[n++] = (char)cp;
    } else if (cp < 0x800) {
        b[n++] = (char)(0xC0 | cp >> 6);
        b[n++] = (char)(0x80 | (cp & 0x3F));
    } else if (cp < 0x10000) {
        b[n++] = (char)(0xE0 | cp >> 12);
        b[n++] = (char)(0x80 | (cp >> 6 & 0x3F));
        b[n++] = (char)(0x80 | (cp & 0x3F));
    } else {
        b[n++] = (char)(0xF0 | cp >> 18);
        b[n++] = (char)(0x80 | (cp >> 12 & 0x3F));
        b[n++] = (char)(0x80 | (cp >> 6 & 0x3F));
        b[n++] = (char)(0x80 | (cp & 0x3F));
    }
    lx_str_addn(out, b, n);
}

size_t lx_utf8_n(const char *s)
{
    size_t n = 0;
    uint32_t cp;
    for (size_t left = strlen(s); left > 0; n++) {
        int used = lx_utf8_get(s, left, &cp);
        s += used;
        left -= (size_t)used;
    }
    return n;
}

bool lx_utf8_valid(const char *s, size_t len, size_t *bad_off)
{
    size_t at = 0;
    while (at < len) {
        uint32_t cp;
        int used = lx_utf8_get(s + at, len - at, &cp);
        if (cp == 0 || (cp == REPLACEMENT && used == 1))
            break;
        at += (size_t)used;
    }
    if (at < len && bad_off)
        *bad_off = at;
    return at == len;
}

bool lx_is_han(uint32_t cp)
{
    if (cp < 0x3005)
        return false;
    if (cp < 0x3400) /* iteration mark, zero, the Hangzhou numerals */
        return cp == 0x3005 || cp == 0x3007 || (cp >= 0x3021 && cp <= 0x3029) || (cp >= 0x3038 && cp <= 0x303B);
    return (cp <= 0x4DBF) || (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0xF900 && cp <= 0xFAFF) ||
           (cp >= 0x20000 && cp <= 0x3FFFD);
}

static int sequence_len(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2)
        return 0;
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
}
