/* Overlays: what lies over a view for a moment and takes keys first: prompts, menus, the palette.
 *
 * They stand at the bottom, over whole rows, so that half a wide character is never cut and few bytes are sent. */
#ifndef LX_OVERLAY_H
#define LX_OVERLAY_H

#include "tui/keys.h"
#include "tui/rect.h"

#include <stdbool.h>

struct app;
struct overlay;

struct overlay_ops {
    int (*height)(const struct overlay *o, int room_h);          /* rows wanted, at most room_h */
    void (*draw)(struct overlay *o, const struct rect *r);       /* r has that many rows; sets the caret */
    unsigned (*event)(struct overlay *o, const struct event *e); /* like a handler; DID_CLOSE ends it */
    void (*idle)(struct overlay *o);                             /* nothing waits: finish what was put off; may be NULL */
    void (*close)(struct overlay *o);                            /* frees what it owns */
};
struct overlay {
    const struct overlay_ops *ops;
    struct app *app;
    struct overlay *below;
};

void overlay_push(struct app *a, struct overlay *o); /* takes it over; allocated with lx_alloc */
void overlay_pop(struct app *a);

#endif
