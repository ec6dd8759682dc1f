/* The views, one file each.  A new view is a file here, a line below, a line in views.c. */
#ifndef LX_VIEWS_H
#define LX_VIEWS_H

#include "tui/view.h"

extern const struct view_ops view_items; /* items.c: action items */

#endif
