/* The pager: lines that scroll, with search.  A widget: it knows nothing of where its lines come from. */
#ifndef LX_PAGER_H
#define LX_PAGER_H

#include "tui/command.h"
#include "tui/lines.h"
#include "tui/rect.h"

#include <stdbool.h>

struct pager {
    struct lines lines;
    size_t top;
    int h;       /* rows of the last paint */
    char *find;  /* what is searched for, or NULL */
};

void pager_done(struct pager *p);
void pager_draw(struct pager *p, const struct rect *r);
/* DOWN, UP, PAGE_…, TOP, BOTTOM.  False: not one of these. */
bool pager_move(struct pager *p, enum lx_cmd cmd);
/* Goes to the first line at or after the top that holds s; found lines are shown in ROLE_HIT.  NULL or "" forgets. */
bool pager_find(struct pager *p, const char *s);
bool pager_find_next(struct pager *p, bool back);
void pager_to(struct pager *p, size_t line);

#endif
