/* A growing byte string. */
#include "core/str.h"

#include "core/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void lx_str_done(struct lx_str *b)
{
    free(b->s);
    *b = LX_STR_EMPTY;
}

void lx_str_clear(struct lx_str *b) { lx_str_cut(b, 0); }

void lx_str_reserve(struct lx_str *b, size_t more_len)
{
    size_t need = b->len + more_len + 1;
    if (need <= b->room)
        return;
    size_t room = b->room ? b->room : 32;
    while (room < need)
        room *= 2;
    b->s = lx_grow(b->s, room, 1);
    b->room = room;
}

void lx_str_add(struct lx_str *b, const char *s)
{
    if (s)
        lx_str_addn(b, s, strlen(s));
}

void lx_str_addn(struct lx_str *b, const char *s, size_t len)
{
    lx_str_reserve(b, len);
    if (len)
        memcpy(b->s + b->len, s, len);
    b->len += len;
    b->s[b->len] = '\0';
}

void lx_str_addc(struct lx_str *b, char c)
{
    lx_str_reserve(b, 1);
    b->s[b->len++] = c;
    b->s[b->len] = '\0';
}

void lx_str_fill(struct lx_str *b, char c, size_t n)
{
    lx_str_reserve(b, n);
    memset(b->s + b->len, c, n);
    b->len += n;
    b->s[b->len] = '\0';
}

void lx_str_addf(struct lx_str *b, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    lx_str_vaddf(b, fmt, ap);
    va_end(ap);
}

void lx_str_vaddf(struct lx_str *b, const char *fmt, va_list ap)
{
    char most[128]; /* nearly all are shorter, and so need not be formatted once more */
    va_list again;
    va_copy(again, ap);
    int len = vsnprintf(most, sizeof most, fmt, ap);
    if (len > 0 && (size_t)len < sizeof most) {
        lx_str_addn(b, most, (size_t)len);
    } else if (len > 0) {
        lx_str_reserve(b, (size_t)len);
        (void)vsnprintf(b->s + b->len, (size_t)len + 1, fmt, again);
        b->len += (size_t)len;
    }
    va_end(again);
}

void lx_str_cut(struct lx_str *b, size_t len)
{
    if (len < b->len)
        b->len = len;
    if (b->s)
        b->s[b->len] = '\0';
}

const char *lx_str_z(const struct lx_str *b) { return b->s ? b->s : ""; }

char *lx_str_take(struct lx_str *b)
{
    lx_str_reserve(b, 0);
    b->s[b->len] = '\0';
    char *s = b->s;
    *b = LX_STR_EMPTY;
    return s;
}

void lx_str_addi(struct lx_str *b, int64_t n) { lx_str_addi0(b, n, 0); }

void lx_str_addi0(struct lx_str *b, int64_t n, size_t least_n)
{
    char digits[20];
    size_t at = sizeof digits;
    uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    do
        digits[--at] = (char)('0' + left % 10);
    while ((left /= 10) > 0);
    while (at > 0 && sizeof digits - at < least_n)
        digits[--at] = '0';
    if (n < 0)
        lx_str_addc(b, '-');
    lx_str_addn(b, digits + at, sizeof digits - at);
}
