/* Overlays: the chain of what lies over the view. */
#include "tui/overlay.h"

#include "tui/app.h"

#include <stdlib.h>

void overlay_push(struct app *a, struct overlay *o)
{
    o->app = a;
    o->below = a->overlay;
    a->overlay = o;
    a->dirty = DIRTY_ALL;
}

void overlay_pop(struct app *a)
{
    struct overlay *o = a->overlay;
    if (!o)
        return;
    a->overlay = o->below;
    a->dirty = DIRTY_ALL;
    if (o->ops->close)
        o->ops->close(o);
    free(o);
}
