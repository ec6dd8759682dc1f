/* Spans, words and parts of Chinese official text. */
#include "core/plan/scan.h"

#include "core/mem.h"
#include "core/plan/plan.h"
#include "core/text/text.h"

#include <string.h>

struct word {
    const char *s;
    size_t len;
    int code;
};

#define SET(name) static const struct word words_##name[] = {
#define W(word, code) { word, sizeof word - 1, code },
#define END_SET { NULL, 0, 0 } };
#include "core/plan/words.def"
#undef SET
#undef W
#undef END_SET

#define SET(name) words_##name,
#define W(word, code)
#define END_SET
static const struct word *const sets[] = {
#include "core/plan/words.def"
};
#undef SET
#undef W
#undef END_SET

enum { BRACKET_REACH = 1600, BRACKET_DEPTH = 8 }; /* a bracket must close within so many bytes, and nest no deeper */

const uint32_t MARKS_SENTENCE[] = { CP_STOP, '!', '?', 0 };
const uint32_t MARKS_CLAUSE[] = { ',', ';', ':', CP_STOP, '!', '?', 0 };
const uint32_t MARKS_LIST[] = { CP_PAUSE, ',', ';', '\n', CP_STOP, 0 };

static uint32_t plain_ascii(struct span sp, size_t at);

/* --- spans --- */
struct span span_of(const char *z) { return (struct span){ z ? z : "", z ? strlen(z) : 0 }; }

struct span span_sub(struct span sp, size_t from, size_t to)
{
    if (to > sp.len)
        to = sp.len;
    if (from > to)
        from = to;
    return (struct span){ sp.s + from, to - from };
}

struct span span_trim(struct span sp)
{
    size_t len;
    while (sp.len && is_blank(span_get(sp, 0, &len)))
        sp = span_sub(sp, len, sp.len);
    while (sp.len && is_blank(span_last(sp, &len)))
        sp.len -= len;
    return sp;
}

struct span span_strip(struct span sp, enum word_set set)
{
    size_t len;
    sp = span_trim(sp);
    while (sp.len && ((len = set_at(sp, 0, set, NULL)) != 0))
        sp = span_trim(span_sub(sp, len, sp.len));
    while (sp.len && ((len = set_end(sp, set, NULL)) != 0))
        sp = span_trim(span_sub(sp, 0, sp.len - len));
    return sp;
}

size_t span_n(struct span sp)
{
    size_t n = 0;
    for (size_t i = 0; i < sp.len; i++)
        n += ((unsigned char)sp.s[i] & 0xC0) != 0x80;
    return n;
}

bool span_same(struct span a, struct span b) { return a.len == b.len && memcmp(a.s, b.s, a.len) == 0; }

char *span_dup(struct span sp) { return lx_strndup(sp.s, sp.len); }

uint32_t span_get(struct span sp, size_t at, size_t *len)
{
    *len = 1;
    if (at >= sp.len)
        return 0;
    unsigned char c = (unsigned char)sp.s[at];
    if (c < 0x80)
        return c;
    uint32_t cp = plain_ascii(sp, at);
    if (cp) {
        *len = 3;
        return cp;
    }
    *len = (size_t)lx_utf8_get(sp.s + at, sp.len - at, &cp);
    return cp;
}

uint32_t span_last(struct span sp, size_t *len)
{
    size_t at = sp.len;
    while (at > 0 && sp.len - at < 4 && ((unsigned char)sp.s[at - 1] & 0xC0) == 0x80)
        at--;
    if (at > 0)
        at--;
    uint32_t cp = span_get(sp, at, len);
    if (at + *len != sp.len) { /* broken UTF-8 at the end: take one byte */
        *len = 1;
        return 0xFFFD;
    }
    return cp;
}

bool is_blank(uint32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == '\r' || cp == '\n' || cp == CP_IDEO_BLANK || cp == CP_NBSP ||
           cp == CP_ZWSP || cp == CP_BOM || (cp >= 0x2000 && cp <= 0x200D);
}

bool is_digit(uint32_t cp) { return cp >= '0' && cp <= '9'; }

bool is_latin(uint32_t cp) { return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z'); }

uint32_t closing(uint32_t cp)
{
    switch (cp) {
    case '(': return ')';
    case '[': return ']';
    case CP_OPEN_QUOTE: return CP_CLOSE_QUOTE;
    case CP_OPEN_TITLE: return CP_CLOSE_TITLE;
    case CP_OPEN_SHELL: return CP_CLOSE_SHELL;
    case CP_OPEN_LENS: return CP_CLOSE_LENS;
    default: return 0;
    }
}

/* U+FF01 to U+FF5E as the ASCII character they stand for; 0 for anything else. */
static uint32_t plain_ascii(struct span sp, size_t at)
{
    if (at + 2 >= sp.len || (unsigned char)sp.s[at] != 0xEF)
        return 0;
    unsigned mid = (unsigned char)sp.s[at + 1], end = (unsigned char)sp.s[at + 2];
    if (mid == 0xBC && end >= 0x81 && end <= 0xBF)
        return end - 0x81 + '!';
    if (mid == 0xBD && end >= 0x80 && end <= 0x9E)
        return end - 0x80 + '`';
    return 0;
}

/* --- words --- */
size_t word_at(struct span sp, size_t at, const char *word)
{
    size_t i = at;
    for (; *word; word++) {
        if (i >= sp.len)
            return 0;
        if (sp.s[i] == *word)
            i++;
        else if ((unsigned char)*word < 0x80 && plain_ascii(sp, i) == (unsigned char)*word)
            i += 3;
        else
            return 0;
    }
    return i - at;
}

/* The last byte of the first character tells most words apart; likewise the last two of the word. */
static bool may_begin(struct span sp, size_t at, const struct word *w)
{
    return (unsigned char)w->s[0] < 0x80 || w->len < 3 || (at + 2 < sp.len && sp.s[at + 2] == w->s[2]);
}

static bool may_end(struct span sp, const struct word *w)
{
    return (unsigned char)w->s[w->len - 1] < 0x80 || w->len < 2 ||
           (sp.len >= w->len && sp.s[sp.len - 1] == w->s[w->len - 1] && sp.s[sp.len - 2] == w->s[w->len - 2]);
}

size_t set_at(struct span sp, size_t at, enum word_set set, int *code)
{
    size_t best = 0;
    for (const struct word *w = sets[set]; w->s; w++) {
        if (!may_begin(sp, at, w))
            continue;
        size_t len = word_at(sp, at, w->s);
        if (len > best) {
            best = len;
            if (code)
                *code = w->code;
        }
    }
    return best;
}

size_t set_end(struct span sp, enum word_set set, int *code)
{
    size_t best = 0;
    for (const struct word *w = sets[set]; w->s; w++) {
        size_t longest = w->len;
        if (!may_end(sp, w))
            continue;
        for (size_t i = 0; i < w->len; i++)
            longest += (unsigned char)w->s[i] < 0x80 ? 2 : 0; /* it may be written in full width */
        for (size_t len = w->len; len <= longest && len <= sp.len; len += 2) {
            if (len > best && word_at(sp, sp.len - len, w->s) == len) {
                best = len;
                if (code)
                    *code = w->code;
            }
        }
    }
    return best;
}

size_t set_find(struct span sp, size_t from, enum word_set set, size_t *len, int *code)
{
    for (size_t at = from; at < sp.len;) {
        size_t n = set_at(sp, at, set, code);
        if (n) {
            if (len)
                *len = n;
            return at;
        }
        span_get(sp, at, &n);
        at += n;
    }
    return NOWHERE;
}

bool ends_as_unit(struct span sp, enum word_set ends)
{
    return set_end(sp, ends, NULL) > 0 && set_end(sp, SET_ORG_NOT, NULL) == 0;
}

bool set_has(struct span sp, enum word_set set) { return set_find(sp, 0, set, NULL, NULL) != NOWHERE; }

bool set_is(struct span sp, enum word_set set, int *code)
{
    int got = 0;
    if (!sp.len || set_at(sp, 0, set, &got) != sp.len)
        return false;
    if (code)
        *code = got;
    return true;
}

const char *set_word(enum word_set set, size_t i) { return sets[set][i].s; }

/* --- parts --- */
size_t bracket_len(struct span sp, size_t at)
{
    size_t len;
    uint32_t close[BRACKET_DEPTH] = { closing(span_get(sp, at, &len)) };
    int depth = close[0] ? 1 : 0;
    size_t end = at + BRACKET_REACH < sp.len ? at + BRACKET_REACH : sp.len;
    for (size_t i = at + len; depth && i < end; i += len) {
        uint32_t cp = span_get(sp, i, &len), inner = closing(cp);
        if (cp == close[depth - 1])
            depth--;
        else if (inner && depth == BRACKET_DEPTH)
            return 0;
        else if (inner)
            close[depth++] = inner;
        else if (depth > 1 && cp == close[0]) /* an inner one was left open */
            depth = 0;
        if (!depth)
            return i + len - at;
    }
    return 0;
}

size_t part_end(struct span sp, size_t from, const uint32_t *marks)
{
    size_t len, open_until = 0; /* no new bracket is measured inside one that failed to close */
    for (size_t i = from; i < sp.len; i += len) {
        uint32_t cp = span_get(sp, i, &len);
        if (closing(cp) && i >= open_until) {
            size_t skip = bracket_len(sp, i);
            if (skip)
                len = skip;
            else
                open_until = i + BRACKET_REACH / 4;
            continue;
        }
        for (const uint32_t *m = marks; *m; m++)
            if (cp == *m)
                return i;
    }
    return sp.len;
}

bool part_next(struct span sp, size_t *at, const uint32_t *marks, struct span *part)
{
    if (*at >= sp.len)
        return false;
    size_t end = part_end(sp, *at, marks), len = 0;
    *part = span_sub(sp, *at, end);
    if (end < sp.len)
        span_get(sp, end, &len);
    *at = end + len;
    return true;
}

int year_at(struct span sp, size_t at)
{
    int year = 0;
    size_t len, i = at;
    for (int n = 0; n < 4; n++, i += len) {
        uint32_t cp = span_get(sp, i, &len);
        if (!is_digit(cp) || i >= sp.len)
            return 0;
        year = year * 10 + (int)(cp - '0');
    }
    return is_digit(span_get(sp, i, &len)) || year < 1900 || year > 2199 ? 0 : year;
}
