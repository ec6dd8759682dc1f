/* The palette: any command, any paper by its Chinese or English name or pinyin; a number goes to the record. */
#ifndef LX_PALETTE_H
#define LX_PALETTE_H

#include "tui/menu.h"
#include "tui/view.h"

unsigned palette_open(struct view *v, enum lx_cmd cmd);
/* Everything it finds: what works here; then, quiet, the commands of other views, the papers, and what only the command line does. */
void palette_items(struct app *a, enum lx_cmd not_this, struct menu_items *out);
/* What is typed into it: a stable name or a number; for scripts in tests too. */
unsigned palette_run(struct view *v, const char *text, void *ctx);

#endif
