/* The sanitizer: between data and every terminal, printer and spreadsheet. */
#include "core/text/cell.h"

#include <string.h>
#include <unictype.h>

/* More marks than this on one base is an attack on the renderer, or on the reader. */
enum { MARKS_MAX = 4 };

enum fate { KEEP, MARK, BLANK, CARET, CODE, BYTE };

static size_t next_fate(const char *s, size_t len, int flags, uint32_t *cp, enum fate *fate);
static enum fate fate_of(uint32_t cp, int flags);
static void add_over(struct lx_str *out, size_t *over_n);
static void add_shown(struct lx_str *out, enum fate fate, uint32_t cp, const char *s, size_t len);

void lx_text_clean(struct lx_str *out, const char *s, size_t len, int flags)
{
    int room = 0;      /* marks that the character before may still carry */
    size_t over_n = 0; /* marks left out since */
    for (size_t at = 0; at < len;) {
        int run_w;
        size_t run = lx_simple_run(s + at, len - at, &run_w);
        if (run) {
            add_over(out, &over_n);
            lx_str_addn(out, s + at, run);
            room = MARKS_MAX;
            at += run;
            continue;
        }
        uint32_t cp;
        enum fate fate;
        size_t used = next_fate(s + at, len - at, flags, &cp, &fate);
        if (fate == MARK && room == 0) {
            over_n++;
        } else {
            add_over(out, &over_n);
            add_shown(out, fate, cp, s + at, used);
            room = fate == MARK ? room - 1 : fate == KEEP && cp != '\n' ? MARKS_MAX : 0;
        }
        at += used;
    }
    add_over(out, &over_n);
}

bool lx_text_is_clean(const char *s, size_t len, int flags)
{
    int room = 0, run_w;
    for (size_t at = 0; at < len;) {
        uint32_t cp;
        enum fate fate;
        size_t run = lx_simple_run(s + at, len - at, &run_w);
        room = run ? MARKS_MAX : room;
        at += run;
        if (at == len)
            break;
        at += next_fate(s + at, len - at, flags, &cp, &fate);
        if (fate > MARK || (fate == MARK && room == 0))
            return false;
        room = fate == MARK ? room - 1 : cp == '\n' ? 0 : MARKS_MAX;
    }
    return true;
}

enum { FILE_NAME_LEN_MAX = 200 }; /* of 255, an ending and a number behind it */

void lx_text_file_name(struct lx_str *out, const char *words, int w)
{
    struct lx_str clean = LX_STR_EMPTY, cut = LX_STR_EMPTY;
    lx_text_clean(&clean, words, strlen(words), 0);
    for (size_t i = 0; i < clean.len; i++)
        if (strchr("/\\:*?\"<>|", clean.s[i]))
            clean.s[i] = '_';
    lx_text_cut(&cut, lx_str_z(&clean), w, LX_WIDE);
    size_t from = strspn(lx_str_z(&cut), ". "), len = cut.len, used;
    for (enum fate fate = MARK; from > 0 && from < len; from += used) { /* what stood on a dot goes with it */
        uint32_t cp;
        used = next_fate(cut.s + from, len - from, 0, &cp, &fate);
        if (fate != MARK && !strchr(". ", cut.s[from]))
            break;
    }
    while (len > from + FILE_NAME_LEN_MAX || (len > from && len < cut.len && (cut.s[len] & 0xC0) == 0x80)) /* whole characters */
        len--;
    while (len > from && strchr(". ", cut.s[len - 1]))
        len--;
    if (len > from)
        lx_str_addn(out, cut.s + from, len - from);
    else
        lx_str_addc(out, '_');
    lx_str_done(&clean);
    lx_str_done(&cut);
}

bool lx_is_hidden(uint32_t cp)
{
    if (lx_is_simple(cp))
        return false;
    /* variants of ideographs are how some names are written, and no terminal gives them a cell */
    if (cp >= 0xE0100 && cp <= 0xE01EF)
        return false;
    return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Zl |
                                                    UC_CATEGORY_MASK_Zp) ||
           uc_is_property_default_ignorable_code_point(cp);
}

static size_t next_fate(const char *s, size_t len, int flags, uint32_t *cp, enum fate *fate)
{
    int used = lx_utf8_get(s, len, cp);
    *fate = used == 1 && *cp == 0xFFFD ? BYTE : fate_of(*cp, flags);
    return (size_t)used;
}

static enum fate fate_of(uint32_t cp, int flags)
{
    if (lx_is_simple(cp))
        return KEEP;
    if (cp == '\n')
        return flags & LX_CLEAN_LINES ? KEEP : BLANK;
    if (cp == '\t')
        return BLANK;
    if (lx_is_hidden(cp))
        return cp < 0x80 ? CARET : CODE;
    return lx_char_w(cp, LX_NARROW) == 0 ? MARK : KEEP;
}

static void add_over(struct lx_str *out, size_t *over_n)
{
    if (*over_n)
        lx_str_addf(out, "<+%zu>", *over_n);
    *over_n = 0;
}

static void add_shown(struct lx_str *out, enum fate fate, uint32_t cp, const char *s, size_t len)
{
    switch (fate) {
    case KEEP:
    case MARK:
        lx_str_addn(out, s, len);
        break;
    case BLANK:
        lx_str_addc(out, ' ');
        break;
    case CARET:
        lx_str_addc(out, '^');
        lx_str_addc(out, (char)(cp ^ 0x40));
        break;
    case CODE:
        lx_str_addf(out, "<U+%04X>", (unsigned)cp);
        break;
    case BYTE:
        lx_str_addf(out, "<\\x%02X>", (unsigned char)*s);
        break;
    }
}
