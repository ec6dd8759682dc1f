/* A pasted table becomes records: units, persons, items, after a look at every row (paste.c). */
#ifndef LX_VIEW_PASTE_H
#define LX_VIEW_PASTE_H

#include "tui/view.h"

/* Opens the preview where the list takes tables and text looks like one; false: it is something else. */
bool paste_table(struct view *v, const char *text, size_t len);

#endif
