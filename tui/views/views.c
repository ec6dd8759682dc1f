/* All views there are; the first one is shown at start. */
#include "tui/views/views.h"

#include "tui/app.h"

const struct view_ops *const app_views[] = {
    &view_items,
    NULL,
};
