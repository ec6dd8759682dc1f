/* The frame: where everything stands on the screen, and painting what is dirty. */
#ifndef LX_FRAME_H
#define LX_FRAME_H

struct app;
struct view;
struct rect;

enum { FRAME_MIN_H = 10, FRAME_MIN_W = 40, SIDE_BY_SIDE_W = 100, STACKED_H = 36 };

void frame_layout(struct app *a); /* sets the rectangles of the view on top; nothing if nothing changed size */
void frame_paint(struct app *a);  /* the dirty parts, one doupdate */
/* The panes of a view in its part of the screen; exposed for tests, no screen needed. */
void frame_panes(struct view *v, struct rect area);

#endif
