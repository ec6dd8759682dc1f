/* Private to core/text: the quick answer for the characters that nearly every text consists of. */
#ifndef LX_TEXT_CELL_H
#define LX_TEXT_CELL_H

#include "core/text/text.h"

/* Two cells, never combining, never part of a longer grapheme cluster: the common ideographs, Chinese punctuation,
 * full-width letters.  (302A to 302F and 3099 to 309A combine, 3030 and 303D may be emoji.) */
static inline bool lx_is_plain(uint32_t cp)
{
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3000 && cp <= 0x3029) || (cp >= 0xFF01 && cp <= 0xFF60);
}

/* Stands alone as a grapheme cluster unless something that combines follows. */
static inline bool lx_is_simple(uint32_t cp) { return (cp >= 0x20 && cp < 0x7F) || lx_is_plain(cp); }

#endif
