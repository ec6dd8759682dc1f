/* Action items: list and detail. */
#include "tui/views/views.h"

#include "core/text/date.h"
#include "core/work/items.h"
#include "core/work/query_read.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/views/detail.h"
#include "tui/views/documents.h"
#include "tui/views/item_acts.h"
#include "tui/views/paper.h"
#include "tui/views/parts.h"

enum { COL_NO, COL_TITLE, COL_LEAD, COL_DUE, COL_LIGHT, COL_PROGRESS, COL_STATE };

static const struct column columns[] = {
    [COL_NO] = { "no", N_("No."), 11, 11, 14, 0, 0, LX_LEFT, "no", true },
    [COL_TITLE] = { "title", N_("Action item"), 12, 24, 120, 10, 0, LX_LEFT, "title", false },
    [COL_LEAD] = { "lead", N_("Lead"), 8, 12, 24, 3, 3, LX_LEFT, "lead", false },
    [COL_DUE] = { "due", N_("Due"), 10, 10, 14, 0, 1, LX_LEFT, "due", false },
    [COL_LIGHT] = { "light", N_("Light"), 4, 6, 6, 0, 0, LX_LEFT, NULL, false },
    [COL_PROGRESS] = { "progress", N_("Done %"), 4, 4, 5, 0, 5, LX_RIGHT, "progress", false },
    [COL_STATE] = { "state", N_("State"), 6, 6, 12, 0, 4, LX_LEFT, "state", false },
    { 0 },
};

struct items_view {
    struct view v;
    bool all; /* closed, suspended, withdrawn ones too */
};

/* What is over is out of the way until it is asked for; a condition typed by hand looks at everything. */
static void query(struct view *v, struct lx_query *q)
{
    if (!v->filter && !((struct items_view *)v)->all)
        app_where(q, lx_cond_items(true));
    app_sort(q, "due");
}

static void headline(struct view *v, struct lx_str *out)
{
    if (!v->filter)
        lx_str_add(out, ((struct items_view *)v)->all ? _("all") : _("open"));
}

static void widen(struct view *v) { ((struct items_view *)v)->all = true; }

static unsigned on_all(struct view *v, enum lx_cmd cmd)
{
    struct items_view *iv = (struct items_view *)v;
    (void)cmd;
    iv->all = !iv->all;
    return DID_RELOAD;
}

static const char *light_word(enum lx_light light, enum role *role)
{
    static const struct {
        const char *word;
        enum role role;
    } words[] = { [LX_LIGHT_NONE] = { "", ROLE_DIM },
                  [LX_LIGHT_OK] = { N_("green"), ROLE_OK },
                  [LX_LIGHT_NEAR] = { N_("yellow"), ROLE_NEAR },
                  [LX_LIGHT_LATE] = { N_("red"), ROLE_LATE } };
    *role = words[light].role;
    return _(words[light].word);
}

static const char *state_word(int state)
{
    const struct lx_word *w = &lx_words_of("item_state")->at[state];
    return lx_two(w->en, w->zh);
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct lx_item *i = rec;
    struct lx_str *s = &out->text;
    (void)id, (void)row;
    out->role = lx_item_is_open(i->state) ? ROLE_NORMAL : ROLE_DONE;
    switch (col) {
    case COL_NO: lx_str_add(s, i->no); break;
    case COL_TITLE: lx_str_add(s, i->title); break;
    case COL_LEAD: lx_str_add(s, app_name(v->app, LX_UNIT, i->lead)); break;
    case COL_DUE: lx_date_short(s, &i->due, app_today(v->app)); break;
    case COL_LIGHT: lx_str_add(s, light_word(lx_item_light(v->app->work, i), &out->role)); break;
    case COL_PROGRESS:
        if (i->progress != LX_NO_INT)
            lx_str_addf(s, "%lld", (long long)i->progress);
        break;
    case COL_STATE: lx_str_add(s, state_word(i->state)); break;
    default: break;
    }
}

static const struct cmd_handler commands[] = { ITEM_ACTS, { CMD_ITEMS_ALL, on_all }, { CMD_REVIEW, review_list }, { CMD_RECORD_HISTORY, log_of_record },
                                               { CMD_PAPER, paper_menu }, { CMD_ITEM_PARTS, parts_show }, { CMD_TRACE, trace_of_record }, { CMD_BASIS_ADD, basis_of_record },
                                               { CMD_NONE, NULL } };

const struct view_ops view_items = {
    .name = "items",
    .title = N_("Action items"),
    .ctx = CTX_ITEMS,
    .size = sizeof(struct items_view),
    .command = CMD_VIEW_ITEMS,
    .type = LX_ITEM,
    .columns = columns,
    .empty = N_("No action items yet. a adds one; 3 opens the meetings, whose minutes bring items; 4 the plans to take in."),
    .query = query,
    .cell = cell,
    .headline = headline,
    .detail = detail_item,
    .widen = widen,
    .commands = commands,
    .stale_on = LX_BIT(LX_ITEM) | LX_BIT(LX_PART) | LX_BIT(LX_EVENT) | LX_BIT(LX_UNIT) | LX_BIT(LX_OFFICE),
};
