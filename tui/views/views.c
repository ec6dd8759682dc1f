/* All views there are; the first one is shown at start. */
#include "tui/views/views.h"

#include "tui/app.h"
#include "tui/views/printings.h"

const struct view_ops *const app_views[] = {
    &view_today, &view_items, &view_meetings, &view_plans, &view_units, &view_persons, &view_notes, &view_settings, &view_log,
    &view_reviews, &view_topics, &view_decisions, &view_documents,
    &view_bodies, &view_quotas, &view_templates, &view_printings,
    NULL,
};
