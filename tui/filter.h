/* Narrowing and ordering a list by menus: f, its saved filters, and o.  What they build is text as typed after /. */
#ifndef LX_FILTER_H
#define LX_FILTER_H

#include "tui/view.h"

unsigned filter_menu(struct view *v, enum lx_cmd cmd);
unsigned filter_sort(struct view *v, enum lx_cmd cmd);
unsigned filter_save(struct view *v, enum lx_cmd cmd);
/* Puts "name:value" into a query text in place of what was said about this name; value NULL takes it out. */
void filter_put(struct lx_str *out, const char *query, const char *name, const char *value);

#endif
