/* Line breaking: UAX 14 by libunistring, the Chinese rules on top. */
#include "core/text/cell.h"

#include "core/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>

/* What a character means to the Chinese rules. */
enum role { OTHER, NO_START, NO_END, AFTER_NUMBER, BEFORE_NUMBER, DIGIT };

/* One line of the source, while it is broken. */
struct source {
    const char *s;
    size_t len;
    enum lx_amb amb;
    char *breaks; /* for each byte, whether a line may begin there; NULL until somebody must know */
};

static void wrap_line(const char *s, size_t len, int first_w, int w, enum lx_amb amb, lx_line_fn *line, void *ctx);
static size_t line_end(struct source *p, size_t from, int w);
static size_t last_break(struct source *p, size_t from, size_t full);
static size_t cut_word(const char *s, size_t fits_len, size_t len, int w, enum lx_amb amb);
static char *find_breaks(const char *s, size_t len, bool units);
static char adjust(uint32_t before, enum role left, uint32_t after, enum role right, char found, bool units);
static char adjust_office(uint32_t before, enum role left, uint32_t after, char found);
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

static void wrap_line(const char *s, size_t len, int first_w, int w, enum lx_amb amb, lx_line_fn *line, void *ctx)
{
    struct source p = { .s = s, .len = without_blanks(s, len), .amb = amb };
    size_t at = 0;
    int room_w = first_w;
    do {
        size_t end = line_end(&p, at, room_w);
        if (end == at && at < p.len && room_w >= w) { /* not even one character fits: it stands alone, else nothing would end this */
            uint32_t cp;
            end += (size_t)lx_utf8_get(s + at, p.len - at, &cp);
        }
        line(ctx, s + at, without_blanks(s + at, end - at));
        at = end;
        room_w = w;
    } while (at < p.len);
    free(p.breaks);
}

static bool is_ideograph(uint32_t cp) { return cp >= 0x4E00 && cp <= 0x9FFF; }

/* Between two of these a line may begin whatever stands around them (UAX 14, LB31), and no Chinese rule is against it. */
static bool between_ideographs(const struct source *p, size_t at)
{
    uint32_t after;
    (void)lx_utf8_get(p->s + at, p->len - at, &after);
    return is_ideograph(after) && is_ideograph(char_before(p->s, at));
}

/* Where the line that begins at `from` ends, its trailing blanks taken along. */
static size_t line_end(struct source *p, size_t from, int w)
{
    size_t at = from, left = p->len - from;
    int left_w;
    if (w > 0 && left <= (size_t)w * 3 && lx_simple_run(p->s + from, left, &left_w) == left && left_w <= w)
        return p->len;
    for (int sum_w = 0, cluster_w; at < p->len; sum_w += cluster_w) {
        size_t used = lx_cluster(p->s + at, p->len - at, p->amb, &cluster_w);
        if (sum_w + cluster_w > w && !is_blank_at(p->s + at, used))
            break;
        at += used;
    }
    if (at == p->len || (at > from && between_ideographs(p, at)))
        return at;
    size_t found = last_break(p, from, at);
    return found ? found : from + cut_word(p->s + from, at - from, p->len - from, w, p->amb);
}

/* The last place up to `full` where the next line may begin, none of them in the indent; 0 where there is none. */
static size_t last_break(struct source *p, size_t from, size_t full)
{
    size_t last = 0;
    bool indent = true;
    if (!p->breaks)
        p->breaks = find_breaks(p->s, p->len, true);
    for (size_t at = from, next;; at = next) {
        if (!indent && p->breaks[at] == UC_BREAK_POSSIBLE)
            last = at;
        if (at == full)
            return last;
        next = lx_grapheme_next(p->s, p->len, at);
        indent = indent && is_blank_at(p->s + at, next - at);
    }
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
    char *breaks = lx_alloc(len), *valid = NULL;
    uint32_t before = 0, cp;
    enum role left = OTHER, right;
    size_t bad;
    if (!lx_utf8_valid(s, len, &bad)) { /* the library takes valid text only */
        valid = lx_strndup(s, len);
        for (size_t at = bad, used; at < len; at += used) {
            used = (size_t)lx_utf8_get(s + at, len - at, &cp);
            if (cp == 0xFFFD && used == 1)
                valid[at] = '?';
        }
    }
    u8_possible_linebreaks((const uint8_t *)(valid ? valid : s), len, "UTF-8", breaks);
    for (size_t at = 0, used; at < len; at += used, before = cp, left = right) {
        used = (size_t)lx_utf8_get(s + at, len - at, &cp);
        right = role_of(cp);
        breaks[at] = adjust(before, left, cp, right, breaks[at], units);
        if (!units)
            breaks[at] = adjust_office(before, left, cp, breaks[at]);
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
static char adjust_office(uint32_t before, enum role left, uint32_t after, char found)
{
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
static char adjust(uint32_t before, enum role left, uint32_t after, enum role right, char found, bool units)
{
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
