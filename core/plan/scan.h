/* Scanning: spans of text, the punctuation of officialese, and the word sets of words.def.
 *
 * Private to core/plan.  A span is borrowed bytes.  Words of words.def are written with plain (half-width)
 * punctuation and match both widths, because copies of plans mix （ and (, ： and :. */
#ifndef LX_PLAN_SCAN_H
#define LX_PLAN_SCAN_H

#include "core/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct span {
    const char *s;
    size_t len;
};
#define NOWHERE SIZE_MAX

/* Punctuation that has no plain form; everything else is compared after folding full width to plain. */
enum {
    CP_PAUSE = 0x3001, CP_STOP = 0x3002, CP_OPEN_QUOTE = 0x201C, CP_CLOSE_QUOTE = 0x201D, CP_OPEN_TITLE = 0x300A,
    CP_CLOSE_TITLE = 0x300B, CP_OPEN_SHELL = 0x3014, CP_CLOSE_SHELL = 0x3015, CP_OPEN_LENS = 0x3010,
    CP_CLOSE_LENS = 0x3011, CP_DASH = 0x2014, CP_EN_DASH = 0x2013, CP_BULLET = 0x2022, CP_MIDDLE_DOT = 0x00B7,
    CP_SQUARE = 0x25A0, CP_CIRCLE = 0x25CF, CP_IDEO_BLANK = 0x3000, CP_NBSP = 0x00A0, CP_ZWSP = 0x200B, CP_BOM = 0xFEFF,
    CP_CIRCLED_1 = 0x2460, CP_CIRCLED_20 = 0x2473
};

/* --- the word sets of words.def --- */
#define SET(name) SET_##name,
#define W(word, code)
#define END_SET
enum word_set {
#include "core/plan/words.def"
    SETS_N
};
#undef SET
#undef W
#undef END_SET

/* The code of a word, where its set gives them a meaning. */
enum { LABEL_LEAD = 1, LABEL_COOP, LABEL_RESP, LABEL_DUE, LABEL_START, LABEL_PERSON, LABEL_MEMBERS };
enum { VERB_LEAD = 1, VERB_COOP, VERB_JOINT, VERB_RESP, VERB_DUTY };
enum {
    COL_NONE, COL_NO, COL_CATEGORY, COL_NAME, COL_TASK, COL_CONTENT, COL_LEAD, COL_COOP, COL_RESP, COL_START, COL_FINISH,
    COL_SPAN, COL_STATE, COL_PERSON, COL_OTHER, COL_INDICATOR, COL_UNIT, COL_YEAR
};
enum { MARK_GE = 1, MARK_GT, MARK_LE, MARK_LT, MARK_EQ, MARK_ABOUT, MARK_DOWN, MARK_UP };

/* --- spans --- */
struct span span_of(const char *z);
struct span span_sub(struct span sp, size_t from, size_t to);
struct span span_trim(struct span sp); /* blanks of every kind at both ends */
struct span span_strip(struct span sp, enum word_set set); /* words of the set at both ends, again and again */
size_t span_n(struct span sp);         /* characters */
bool span_same(struct span a, struct span b);
char *span_dup(struct span sp); /* yours */
/* The character at `at`, full width folded to plain; *len (never 0) is its bytes.  0 at the end. */
uint32_t span_get(struct span sp, size_t at, size_t *len);
uint32_t span_last(struct span sp, size_t *len);
bool is_blank(uint32_t cp);
bool is_digit(uint32_t cp);
bool is_latin(uint32_t cp);
uint32_t closing(uint32_t cp); /* the bracket or quote that closes cp, 0 when cp opens nothing */

/* --- words --- */
size_t word_at(struct span sp, size_t at, const char *word); /* bytes matched at `at`, 0 = not there */
size_t set_at(struct span sp, size_t at, enum word_set set, int *code); /* the longest word of the set; code may be NULL */
size_t set_end(struct span sp, enum word_set set, int *code);           /* the longest word that the span ends with */
/* The first word of the set at or after `from`; NOWHERE if none.  len and code may be NULL. */
size_t set_find(struct span sp, size_t from, enum word_set set, size_t *len, int *code);
bool ends_as_unit(struct span sp, enum word_set ends); /* ends with a word of the set and is no 布局, 干部, 社会 */
bool set_has(struct span sp, enum word_set set);
bool set_is(struct span sp, enum word_set set, int *code); /* the whole span is one word */
const char *set_word(enum word_set set, size_t i);         /* NULL past the end */

/* --- parts --- */
/* Where the part that begins at `from` ends: at one of `marks` (a NULL-ended list in the enum above or ASCII) outside
 * brackets and quotes; a bracket that is not closed within 1600 bytes counts as no bracket.  Always in linear time. */
size_t part_end(struct span sp, size_t from, const uint32_t *marks);
/* Walks the parts: true and *part (untrimmed) while there is one; *at starts at 0. */
bool part_next(struct span sp, size_t *at, const uint32_t *marks, struct span *part);
extern const uint32_t MARKS_SENTENCE[], MARKS_CLAUSE[], MARKS_LIST[];
/* Bytes of the bracket at `at`, its closing mark included; 0 when none opens there or it is not closed near. */
size_t bracket_len(struct span sp, size_t at);
/* Tries a year of four digits at `at` (1900 to 2199). */
int year_at(struct span sp, size_t at);

#endif
