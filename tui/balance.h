/* The balance of open matters in words, for the screen and the command line. */
#ifndef LX_TUI_BALANCE_H
#define LX_TUI_BALANCE_H

#include "core/meeting/carry.h"

/* "22 open on 2024-03-12 + 9 new (1 reopened) = 25 shown + 6 over (5 closed, 1 suspended)", in the user's language. */
void balance_words(struct lx_str *out, const struct lx_balance *b);

#endif
