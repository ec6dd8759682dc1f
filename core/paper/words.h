/* The words that papers use: see words.def. */
#ifndef LX_PAPER_WORDS_H
#define LX_PAPER_WORDS_H

#include "core/str.h"

#include <stdbool.h>

enum lx_paper_word {
#define WORD(id, zh, en) LX_PW_##id,
#include "core/paper/words.def"
    LX_PW_N
};

/* The word itself.  Those with one %s or %d are formats for lx_paper_say and lx_paper_count. */
const char *lx_paper_word(enum lx_paper_word id, bool en);
void lx_paper_say(struct lx_str *out, enum lx_paper_word id, bool en, const char *what);
void lx_paper_count(struct lx_str *out, enum lx_paper_word id, bool en, int n);

/* Is this, before a colon, the label of a line of names or particulars? */
bool lx_paper_is_label(const char *s, size_t len);

/* Does a topic begin with the verb of what is done with it? */
bool lx_paper_topic_opens(const char *s);
size_t lx_paper_topic_verb(const char *s); /* how many bytes it has: the longest that fits; 0 none */

/* What stands behind the collective word of a unit's name: 交通运输局 of 各市交通运输局, "" of 各成员单位; NULL: there is none. */
const char *lx_paper_group_rest(const char *s);

/* What breaking the title s at byte `at` (inside it) does to the meaning. */
enum lx_tear { LX_TEAR_NONE, LX_TEAR_JOINT, LX_TEAR_WORD, LX_TEAR_NEVER };
enum lx_tear lx_paper_title_tear(const char *s, size_t at);

#endif
