/* Words for what becomes of minutes, shared by the screen and the command line. */
#ifndef LX_MINUTES_WORDS_H
#define LX_MINUTES_WORDS_H

#include "core/doc/weave.h"
#include "core/work/lock.h"

const char *minutes_weave_word(enum lx_weave_kind kind); /* msgid: one line that says what happened to a paragraph */
const char *minutes_weave_code(enum lx_weave_kind kind); /* stable, for JSON */
/* Appends one line: what is missing, or who let it pass and why. */
void minutes_lack_words(struct lx_str *out, const struct lx_lack *l);

#endif
