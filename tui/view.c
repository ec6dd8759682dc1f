/* Making and ending views. */
#include "tui/view.h"

#include "core/mem.h"
#include "tui/app.h"

#include <stdlib.h>

struct view *view_new(struct app *app, const struct view_ops *ops, const void *arg)
{
    struct view *v = lx_alloc(ops->size);
    v->ops = ops;
    v->app = app;
    v->stale = true;
    v->focus = ops->columns ? PANE_LIST : PANE_DETAIL;
    if (ops->open)
        ops->open(v, arg);
    return v;
}

void view_free(struct view **v)
{
    if (!*v)
        return;
    if ((*v)->ops->close)
        (*v)->ops->close(*v);
    list_done(&(*v)->list);
    pager_done(&(*v)->pager);
    free((*v)->filter);
    free((*v)->title);
    free(*v);
    *v = NULL;
}

bool view_is_list(const struct view *v) { return v->ops->columns != NULL; }
