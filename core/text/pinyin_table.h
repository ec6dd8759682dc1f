/* Private to core/text: the generated tables of pinyin_table.c. */
#ifndef LX_TEXT_PINYIN_TABLE_H
#define LX_TEXT_PINYIN_TABLE_H

#include <stdint.h>

#define PINYIN_FIRST 0x3400
#define PINYIN_LAST 0x9FFF
#define PINYIN_SET_END 0x8000 /* set in the last number of a set */

/* Syllables without tone, v for u with dots. */
extern const char pinyin_syllables[][7];
/* Sets of numbers of syllables, one after another; the most usual reading is the first of its set. */
extern const uint16_t pinyin_sets[];
/* Where the set of a character begins; 0: it has no reading. */
extern const uint16_t pinyin_set_of[PINYIN_LAST - PINYIN_FIRST + 1];
extern const unsigned char pinyin_strokes[PINYIN_LAST - PINYIN_FIRST + 1];

#endif
