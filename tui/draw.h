/* Drawing: the only writer of text on the screen.
 *
 * A row of a rectangle is opened, filled from the left and closed; closing pads it with blanks and hands the whole row
 * to ncurses, so half a wide character is never left over.  Every string passes the sanitizer here.  What does not fit is
 * left out at a character's edge; draw_cell marks what it cuts.  Colours are roles, lines are glyphs.
 *
 *     draw_open(&pane, 0, ROLE_NORMAL);
 *     draw_cell(item->no, 8, LX_LEFT, ROLE_BAR);
 *     draw_text(item->title, ROLE_NORMAL);
 *     draw_close();                                                                                                     */
#ifndef LX_DRAW_H
#define LX_DRAW_H

#include "core/str.h"
#include "core/text/text.h"
#include "tui/rect.h"
#include "tui/theme.h"

#include <stdbool.h>

/* After the terminal is open.  colours false: monochrome whatever the terminal can do. */
void draw_init(enum theme theme, bool colours);
void draw_done(void);
bool draw_has_colours(void);

enum lx_amb draw_amb(void);
/* How many cells the ambiguous class and line characters take here; the caller repaints everything. */
void draw_set_amb(enum lx_amb amb, bool wide_lines);
bool draw_widths_hold(void); /* self-check: ncurses counts as we do (written on an off-screen pad) */

/* Row y of r (0 is its first); rows outside of r or of the screen are swallowed. */
void draw_open(const struct rect *r, int y, enum role base);
void draw_text(const char *s, enum role role);
void draw_glyph(enum glyph g, enum role role);
void draw_cell(const char *s, int w, enum lx_align align, enum role role); /* exactly w cells, or what is left */
void draw_gap(int w);
void draw_to(int x);         /* blanks up to cell x of the row */
int draw_used(void);         /* cells so far */
int draw_left(void);         /* cells to come */
void draw_close(void);
void draw_blank(const struct rect *r);            /* rows of blanks */
void draw_rule(const struct rect *r, int y, const char *title); /* a line across, with a title in it; may be NULL */

const char *draw_form(enum glyph g); /* as it is drawn here, static */

/* Where the terminal's cursor rests after the paint: at the caret while typing (input methods follow it), else on the
 * bar, invisible. */
void draw_caret(int y, int x, bool visible);
void draw_show(void);         /* the one doupdate; nothing reaches the terminal before it */
void draw_forget(void);       /* the terminal shows something else now: repaint it whole at the next draw_show */

/* What stands on the screen, for tests and :screen: its rows without blanks at the end, and under each row that has any
 * role but NORMAL a line of '~' and one letter a cell. */
void draw_dump(struct lx_str *out);
enum role draw_role_at(int y, int x);

#endif
