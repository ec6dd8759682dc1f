/* Papers on the screen: which one (paper_menu.c), its pages as they are printed (paper.c), and where it goes (paper_out.c). */
#ifndef LX_VIEW_PAPER_H
#define LX_VIEW_PAPER_H

#include "core/paper/build.h"
#include "core/page/page.h"
#include "tui/printing.h"
#include "tui/view.h"

enum { PAPER_PAGE_H = LX_PAGE_LINES + 2 }; /* lines of the preview that an upright page takes: its rule, the grid, the foot */

/* What a preview is made of. */
struct paper_source {
    const struct lx_paper *paper;
    lx_id of;
    char *query; /* owned, never NULL */
    bool en;     /* the paper's language, not the user's */
};

struct paper_view {
    struct view v;
    struct paper_source source;
    struct lx_str md;
    struct lx_pages *pages; /* NULL: could not be made */
    bool built;             /* md and pages are of now: the next load need not make them again */
    struct print_choice choice; /* of the dialogue; copies 0: not asked yet */
    struct printers printers;   /* as of when it was opened */
};

extern const struct view_ops view_paper;

/* Builds it and shows the preview; says why not where it cannot be made.  The query is copied. */
void paper_show(struct app *a, const struct paper_source *source);
/* Handler of CMD_PAPER: the papers that can be made of what is under the bar, of the marked ones, of the list. */
unsigned paper_menu(struct view *v, enum lx_cmd cmd);
/* The same for one paper alone; PASS: none can be made of what is here. */
unsigned paper_menu_of(struct view *v, const struct lx_paper *paper);
/* Handler of CMD_PAPER_PRINT: the print dialogue: printer, copies, sides, pages; files; to the reader's computer. */
unsigned paper_out(struct view *v, enum lx_cmd cmd);
struct outgoing paper_outgoing(const struct paper_view *p); /* borrows */

#endif
