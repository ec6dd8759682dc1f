/* The views, one file each.  A new view is a file here, a line below, a line in views.c. */
#ifndef LX_VIEWS_H
#define LX_VIEWS_H

#include "tui/view.h"

extern const struct view_ops view_items;    /* items.c: action items */
extern const struct view_ops view_meetings; /* meetings.c */
extern const struct view_ops view_agenda;   /* agenda.c: one meeting; pushed with its id */
extern const struct view_ops view_plan;     /* plan.c: one plan; pushed with its id */
extern const struct view_ops view_plans, view_units, view_persons, view_notes; /* simple.c */

#endif
