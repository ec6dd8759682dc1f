/* The palette: any command by its Chinese or English name or pinyin; a number goes to the record. */
#ifndef LX_PALETTE_H
#define LX_PALETTE_H

#include "tui/view.h"

unsigned palette_open(struct view *v, enum lx_cmd cmd);
/* What is typed into it: a stable name or a number; for scripts in tests too. */
unsigned palette_run(struct view *v, const char *text, void *ctx);

#endif
