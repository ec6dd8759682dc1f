/* Line breaking: UAX 14 by libunistring, the Chinese rules on top. */
#include "core/text/cell.h"

#include "core/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>

/* What a character means to the Chinese rules. */
enum role { OTHER, NO_START, NO_END, AFTER_NUMBER, BEFORE_NUMBER, DIGIT };

static void wrap_line(const char *s, size_t len, int first_w, int w, enum lx_amb amb, lx_line_fn *line, void *ctx);
static size_t fill_line(const char *s, size_t len, const char *breaks, int w, enum lx_amb amb);
static size_t cut_word(const char *s, size_t fits_len, size_t len, int w, enum lx_amb amb);
static char *find_breaks(const char *s, size_t len, bool units);
static char adjust(uint32_t before, uint32_t after, char found, bool units);
static char adjust_office(uint32_t before, uint32_t after, char found);
static enum role role_of(uint32_t cp);
static uint32_t char_before(const char *s, size_t at);
static bool is_blank_at(const char *s, size_t len);
static size_t without_blanks(const char *s, size_t len);

void lx_text_wrap(const char *s, size_t len, int first_w, int w, enum lx_amb amb, lx_line_fn *line, void *ctx)
{
    for (;;) {
        const char *lf = len ? memchr(s, '\n', len) : NULL;
        size_t line_len = lf ? (size_t)(lf - s) : len;
        wrap_line(s, line_len, first_w, w, amb, line, ctx);
        if (!lf || line_len + 1 == len)
            return;
        s += line_len + 1;
        len -= line_len + 1;
        first_w = w;
    }
}

bool *lx_text_breaks(const char *s, size_t len)
{
    char *found = find_breaks(s, len, false);
    bool *breaks = lx_alloc((len + 1) * sizeof *breaks);
    for (size_t at = 0; at < len; at++)
        breaks[at] = found[at] == UC_BREAK_POSSIBLE;
    free(found);
    return breaks;
}

/* One line of the source. */
static void wrap_line(const char *s, size_t len, int first_w, int w, enum lx_amb amb, lx_line_fn *line, void *ctx)
{
    len = without_blanks(s, len);
    if (lx_text_w_len(s, len, amb) <= first_w) {
        line(ctx, s, len);
        return;
    }
    char *breaks = find_breaks(s, len, true);
    size_t at = 0;
    for (int room_w = first_w; at < len; room_w = w) {
        size_t end = at + fill_line(s + at, len - at, breaks + at, room_w, amb);
        if (end == at && room_w >= w) { /* not even one character fits: it stands alone, else nothing would end this */
            uint32_t cp;
            end += (size_t)lx_utf8_get(s + at, len - at, &cp);
        }
        line(ctx, s + at, without_blanks(s + at, end - at));
        at = end;
    }
    free(breaks);
}

/* How many bytes, trailing blanks included, make the next line. */
static size_t fill_line(const char *s, size_t len, const char *breaks, int w, enum lx_amb amb)
{
    size_t at = 0, last_break = 0;
    bool indent = true;
    for (int sum_w = 0; at < len;) {
        if (!indent && breaks[at] == UC_BREAK_POSSIBLE)
            last_break = at;
        size_t next = lx_grapheme_next(s, len, at);
        bool blank = is_blank_at(s + at, next - at);
        sum_w += lx_text_w_len(s + at, next - at, amb);
        if (sum_w > w && !blank)
            return last_break ? last_break : cut_word(s, at, len, w, amb);
        indent = indent && blank;
        at = next;
    }
    return len;
}

/* A word longer than the line: cut it where the line is full, or before, where the Chinese rules allow it. */
static size_t cut_word(const char *s, size_t fits_len, size_t len, int w, enum lx_amb amb)
{
    if (fits_len == 0) { /* a cluster wider than the line: as many of its characters as fit */
        int sum_w = 0;
        for (uint32_t cp; fits_len < len;) {
            size_t used = (size_t)lx_utf8_get(s + fits_len, len - fits_len, &cp);
            sum_w += lx_char_w(cp, amb);
            if (sum_w > w)
                break;
            fits_len += used;
        }
        return fits_len;
    }
    for (size_t at = fits_len; at > 0; at = lx_grapheme_prev(s, len, at)) {
        uint32_t after;
        (void)lx_utf8_get(s + at, len - at, &after);
        if (role_of(after) != NO_START && role_of(char_before(s, at)) != NO_END)
            return at;
    }
    return fits_len;
}

/* For each byte, whether a line may begin there. */
static char *find_breaks(const char *s, size_t len, bool units)
{
    char *breaks = lx_alloc(len);
    char *valid = lx_strndup(s, len); /* the library takes valid text only */
    uint32_t before = 0, cp;
    for (size_t at = 0, used; at < len; at += used) {
        used = (size_t)lx_utf8_get(s + at, len - at, &cp);
        if (cp == 0xFFFD && used == 1)
            valid[at] = '?';
    }
    u8_possible_linebreaks((const uint8_t *)valid, len, "UTF-8", breaks);
    for (size_t at = 0, used; at < len; at += used, before = cp) {
        used = (size_t)lx_utf8_get(s + at, len - at, &cp);
        breaks[at] = adjust(before, cp, breaks[at], units);
        if (!units)
            breaks[at] = adjust_office(before, cp, breaks[at]);
    }
    free(valid);
    return breaks;
}

static bool is_latin(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') || (cp >= 0xC0 && cp < 0x250);
}

/* Where LibreOffice knows better than UAX 14: it begins no line with a Latin word behind a Chinese comma, but with … and / behind
 * Chinese marks, and keeps km/h whole. */
static char adjust_office(uint32_t before, uint32_t after, char found)
{
    enum role left = role_of(before);
    bool closes = left == NO_START && before != U'\uFF1A' && before != U'\uFF1B' && before != U'\uFF01' && before != U'\uFF1F' && before != U'\u2026' &&
                  before != U'\u2014' && before != U'\uFF05';
    if (is_latin(after) && (before == '/' || closes))
        return UC_BREAK_PROHIBITED;
    if ((lx_is_han(before) && (after == '/' || after == U'\u2026')) || (before == '-' && is_latin(after)))
        return UC_BREAK_POSSIBLE;
    return found;
}

static bool is_pair(uint32_t before, uint32_t after)
{
    static const uint32_t pairs[][2] = {
#define NO_START(character)
#define NO_END(character)
#define AFTER_NUMBER(character)
#define BEFORE_NUMBER(character)
#define PAIR(before, after) { before, after },
#include "core/text/wrap.def"
#undef NO_START
#undef NO_END
#undef AFTER_NUMBER
#undef BEFORE_NUMBER
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][0] == before && pairs[i][1] == after)
            return true;
    return false;
}

/* UAX 14 takes quotation marks as glue on both sides, as English needs it; it knows no units of Chinese numbers. */
static char adjust(uint32_t before, uint32_t after, char found, bool units)
{
    enum role left = role_of(before), right = role_of(after);
    bool number = (left == DIGIT && right == AFTER_NUMBER) || (left == BEFORE_NUMBER && right == DIGIT);
    bool dotted = before == '.' && ((after >= 'a' && after <= 'z') || (after >= 'A' && after <= 'Z')); /* an address, not a sentence */
    if (right == NO_START || left == NO_END || ((number || is_pair(before, after)) && units) || dotted)
        return UC_BREAK_PROHIBITED;
    if (right == NO_END && lx_char_w(before, LX_NARROW) == 2)
        return UC_BREAK_POSSIBLE;
    if (left == NO_START && lx_char_w(after, LX_NARROW) == 2)
        return UC_BREAK_POSSIBLE;
    return found == UC_BREAK_MANDATORY ? UC_BREAK_POSSIBLE : found;
}

static enum role role_of(uint32_t cp)
{
    switch (cp) {
#define NO_START(character) case character: return NO_START;
#define NO_END(character) case character: return NO_END;
#define AFTER_NUMBER(character) case character: return AFTER_NUMBER;
#define BEFORE_NUMBER(character) case character: return BEFORE_NUMBER;
#include "core/text/wrap.def"
    default: break;
    }
    uint32_t plain = lx_plain_char(cp);
    return plain >= '0' && plain <= '9' ? DIGIT : OTHER;
}

static uint32_t char_before(const char *s, size_t at)
{
    size_t lead = at - 1;
    while (lead > 0 && at - lead < 4 && ((unsigned char)s[lead] & 0xC0) == 0x80)
        lead--;
    uint32_t cp;
    (void)lx_utf8_get(s + lead, at - lead, &cp);
    return cp;
}

static bool is_blank_at(const char *s, size_t len)
{
    return (len == 1 && (*s == ' ' || *s == '\t')) || (len == 3 && !memcmp(s, "\xE3\x80\x80", 3));
}

static size_t without_blanks(const char *s, size_t len)
{
    for (;;) {
        if (len >= 1 && is_blank_at(s + len - 1, 1))
            len--;
        else if (len >= 3 && is_blank_at(s + len - 3, 3))
            len -= 3;
        else
            return len;
    }
}
