/* The records of past reviews: when, by whom, of what, and every decision (features R1). */
#include "tui/views/views.h"

#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/views/detail.h"
#include "tui/views/record_acts.h"

#include <string.h>

static const struct column columns[] = {
    { "day", N_("Day"), 10, 10, 10, 0, 0, LX_LEFT, "day", true },
    { "clerk", N_("Clerk"), 6, 10, 16, 1, 1, LX_LEFT, NULL, false },
    { "query", N_("Condition"), 10, 24, 80, 8, 0, LX_LEFT, NULL, false },
    { "record", N_("What came of it"), 14, 34, 60, 4, 0, LX_LEFT, NULL, false },
    { 0 },
};

enum { COL_RECORD = 3 };

/* The line below the heading says how much was looked at and decided; long text is read for the rows in view. */
static void add_sum(struct view *v, struct lx_str *out, lx_id id)
{
    struct lx_review *review = NULL;
    const char *sum = lx_get(v->app->work, LX_REVIEW, id, &review, NULL) == LX_OK && review->record ? strstr(review->record, "\n\n") : NULL;
    if (sum)
        lx_str_addn(out, sum + 2, strcspn(sum + 2, "\n"));
    lx_rec_free(review);
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    (void)row;
    if (col == COL_RECORD)
        add_sum(v, &out->text, id);
    else
        lx_show_value(v->app->work, &out->text, rec, lx_field_named(LX_REVIEW, columns[col].id), lx_lang() == LX_ZH);
}

static void query(struct view *v, struct lx_query *q)
{
    (void)v;
    app_sort(q, "-day");
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_review *review;
    enum lx_rc rc = lx_get(v->app->work, LX_REVIEW, id, &review, err);
    if (rc == LX_OK && review->record)
        detail_markdown(l, review->record);
    lx_rec_free(review);
    return rc;
}

static const struct cmd_handler commands[] = { { CMD_RECORD_DELETE, record_delete }, { CMD_NONE, NULL } };

const struct view_ops view_reviews = {
    .name = "reviews", .title = N_("Reviews"), .ctx = CTX_REVIEWS, .size = sizeof(struct view), .command = CMD_VIEW_REVIEWS, .type = LX_REVIEW,
    .columns = columns, .empty = N_("No review has been recorded yet. v in the list of items begins one; its record comes here."),
    .query = query, .cell = cell, .detail = detail, .commands = commands, .stale_on = 1u << LX_REVIEW,
};
