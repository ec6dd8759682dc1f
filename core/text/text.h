/* Text: the one place that knows bytes, characters and cells.
 *
 * Nothing outside core/text measures, cuts, pads or wraps text.  Names carry the unit: _len bytes, _n counts,
 * _w cells of the terminal or of the 28-character page.  All input is taken as UTF-8; a byte that is none counts
 * as one U+FFFD and never stops anything.  All functions are pure: the ambiguous width is an argument.
 *
 * Files: utf8.c decoding, checking; import.c GB18030, files; width.c cells (UAX 11); clean.c the sanitizer; fit.c cut, pad;
 * wrap.c line breaking (UAX 14 and Chinese rules); key.c comparison keys (NFKC); grapheme.c (UAX 29);
 * pinyin.c initials and readings (Unihan); stroke.c stroke order; numeral.c Chinese numerals. */
#ifndef LX_TEXT_H
#define LX_TEXT_H

#include "core/err.h"
#include "core/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How many cells the class A of UAX 11 takes: “ ” — … · ① → ■.  On paper always WIDE. */
enum lx_amb { LX_NARROW = 1, LX_WIDE = 2 };

/* --- characters ------------------------------------------------------------------------------------------------- */

/* Decodes the character at s (len bytes left, len > 0); returns its bytes, 1 to 4.  Not UTF-8: U+FFFD and 1. */
static inline int lx_utf8_get(const char *s, size_t len, uint32_t *cp);
int lx_utf8_other(const char *s, size_t len, uint32_t *cp); /* the same, for what lx_utf8_get does not read in place */
void lx_utf8_put(struct lx_str *out, uint32_t cp);
size_t lx_utf8_n(const char *s);                                    /* characters in s */
bool lx_utf8_valid(const char *s, size_t len, size_t *bad_off);     /* NUL counts as bad; bad_off may be NULL */
/* Commands or moves something, or cannot be seen: controls (tab and LF too), bidirectional, zero-width, tags. */
bool lx_is_hidden(uint32_t cp);
bool lx_is_han(uint32_t cp);                                        /* ideographs of all planes, 〇 々 included */

/* Bytes from outside become stored text: BOM dropped, UTF-8 checked, else taken as GB18030, CRLF and CR to LF.
 * LX_INVALID names line and byte (detail "12:7") when neither fits, for UTF-8 with a fault in it, for NUL and UTF-16.
 * *gb18030 (may be NULL) says what it was, so that the caller can tell the user. */
LX_CHECK enum lx_rc lx_text_import(struct lx_str *out, const void *bytes, size_t len, bool *gb18030, struct lx_err *err);
/* Reads a whole regular file (never a FIFO, device or directory) of at most max_len bytes.  LX_IO, LX_NOTFOUND. */
LX_CHECK enum lx_rc lx_file_read(struct lx_str *out, const char *path, size_t max_len, struct lx_err *err);

/* Grapheme clusters (UAX 29) for the editor: the boundary after / before byte offset `at`. */
size_t lx_grapheme_next(const char *s, size_t len, size_t at);
size_t lx_grapheme_prev(const char *s, size_t len, size_t at);

/* --- cells ------------------------------------------------------------------------------------------------------ */

int lx_char_w(uint32_t cp, enum lx_amb amb);                /* 0, 1 or 2; control characters count 0 */
int lx_text_w(const char *s, enum lx_amb amb);              /* of one line */
int lx_text_w_len(const char *s, size_t len, enum lx_amb amb);
/* How many bytes of s fit into w cells, never half a grapheme; *got_w (may be NULL) says how many cells they take. */
size_t lx_text_prefix(const char *s, size_t len, int w, enum lx_amb amb, int *got_w);

enum lx_align { LX_LEFT, LX_RIGHT, LX_CENTRE };
/* Appends s in exactly w cells: padded with blanks, or cut and marked with … ("." in a single cell where … takes two).
 * A right-aligned number is cut on the left. */
void lx_text_fit(struct lx_str *out, const char *s, int w, enum lx_align align, enum lx_amb amb);
/* Appends s in at most w cells, cut and marked, not padded. */
void lx_text_cut(struct lx_str *out, const char *s, int w, enum lx_amb amb);

/* Breaks one paragraph (LF breaks always) into lines of at most w cells: UAX 14 by libunistring, and on top the
 * Chinese rules: no 。，、；：？！）》”’… at a line start, no （《“‘ at a line end, number and 年 月 日 ％ 号 次 kept
 * together where they fit, a word longer than the line is cut.  Trailing blanks of a line are left out.
 * first_w is the room of the first line (an indent), w of the others.  Calls line() with each line in order;
 * the bytes are s's own. */
typedef void lx_line_fn(void *ctx, const char *s, size_t len);
void lx_text_wrap(const char *s, size_t len, int first_w, int w, enum lx_amb amb, lx_line_fn *line, void *ctx);
/* Where a word processor may begin a line, for each byte of s: the same without keeping numbers and units together.  Yours to free. */
bool *lx_text_breaks(const char *s, size_t len);

/* --- the sanitizer ---------------------------------------------------------------------------------------------- */

/* Appends s so that nothing in it can command a terminal, a printer or a spreadsheet, or move text about:
 * C0 and DEL as ^[ , C1, bidirectional controls, zero-width and tag characters, line separators as <U+202E>,
 * bytes that are no UTF-8 as <\x9B>; at most 4 combining marks follow a base character, the rest become a <+996>.
 * LF: kept with LX_CLEAN_LINES, else shown as a blank; tab: one blank. */
enum { LX_CLEAN_LINES = 1 };
void lx_text_clean(struct lx_str *out, const char *s, size_t len, int flags);
bool lx_text_is_clean(const char *s, size_t len, int flags);
/* Appends words as the name of one file: clean, at most w cells and a length in bytes that every file system takes, none of the
 * marks that one of them refuses (/ \\ : * ? " < > | become _), no dots or blanks at its ends; "_" where nothing is left. */
void lx_text_file_name(struct lx_str *out, const char *words, int w);

/* --- comparing, finding, sorting -------------------------------------------------------------------------------- */

/* The derived key on which names, duplicates, search and CSV matches compare: NFKC, case folded, blanks and
 * zero-width dropped, full and half width punctuation alike (design.md 2, Text). */
void lx_text_key(struct lx_str *out, const char *s, size_t len);
bool lx_text_same(const char *a, const char *b);             /* equal keys */
bool lx_text_has(const char *hay, const char *needle);       /* key of needle stands in key of hay */

/* Pinyin.  `letters` are what somebody typed: initials (jtj), full readings (jiaotong), a mixture (jiaotj), and
 * initials over word starts as a subsequence (fzgg finds 发展和改革, jtj finds 市交通局).  0 no match; else higher
 * is better: whole name > start > inside > subsequence. */
int lx_pinyin_match(const char *letters, const char *name);
/* The first reading of a character without tone ("jiao"), or NULL; static. */
const char *lx_pinyin_first(uint32_t cp);
/* Appends the initials of a name as people would type them, first readings, exceptions known: 重庆 cq. */
void lx_pinyin_initials(struct lx_str *out, const char *name);
/* What somebody typed finds a name: by key as a substring, else by pinyin when it is all Latin letters; 0 = no.
 * Higher is better, for lists to choose from: what was typed as it stands; then initials of the whole name, from its beginning, at
 * the beginning of a word; then with characters left out, from the beginning of the name; then the others.  Of those with characters
 * left out the fewest are best.  Equals stay in the order they were in (protocol order). */
int lx_name_match(const char *typed, const char *name);
/* Two Han characters or more stand in the name in their order, others between them: 发改 of 发展和改革委员会. */
bool lx_text_abbreviates(const char *typed, const char *name);

int lx_stroke_n(uint32_t cp);                                /* strokes of a Han character, 0 unknown */
int lx_stroke_cmp(const char *a, const char *b);             /* 按姓氏笔画: strokes, then code point */

/* --- numerals --------------------------------------------------------------------------------------------------- */

/* Reads a number at s: digits (half or full width, decimals, 1,234), Chinese (一百零三, 二十四, 两, 二〇三五),
 * and mixed with 万 亿 千 百 (1.8亿).  Returns bytes used, 0 if there is none. */
size_t lx_number_get(const char *s, size_t len, double *value);
void lx_numeral_zh(struct lx_str *out, int64_t n);           /* 26 -> 二十六, 103 -> 一百零三 */
void lx_ordinal_en(struct lx_str *out, int64_t n);           /* 26 -> 26th */
/* Full-width letters, digits and punctuation to their plain form, ０１ -> 01, ： -> : (for keys typed in an IME). */
uint32_t lx_plain_char(uint32_t cp);

/* --- in place --------------------------------------------------------------------------------------------------- */

/* Most of what is read is ASCII and Chinese, and every walk over text comes by here: these are read without a call.  Of the three-byte
 * sequences those that begin with E0 may be too short and those with ED no characters. */
static inline int lx_utf8_get(const char *s, size_t len, uint32_t *cp)
{
    unsigned char lead = (unsigned char)*s;
    if (lead < 0x80) {
        *cp = lead;
        return 1;
    }
    if (len >= 3 && lead > 0xE0 && lead < 0xF0 && lead != 0xED) {
        uint32_t second = (unsigned char)s[1] ^ 0x80u, third = (unsigned char)s[2] ^ 0x80u; /* six bits each, or they are none of it */
        if ((second | third) < 0x40) {
            *cp = (lead & 0xFu) << 12 | second << 6 | third;
            return 3;
        }
    }
    return lx_utf8_other(s, len, cp);
}

#endif
