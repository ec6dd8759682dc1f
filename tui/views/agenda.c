/* One meeting: its agenda with clock times; rows move with two keys. */
#include "tui/views/views.h"

#include "core/mem.h"
#include "core/work/meetings.h"
#include "core/work/units.h"
#include "tui/app.h"
#include "tui/form.h"
#include "tui/i18n.h"
#include "tui/views/detail.h"
#include "tui/views/meeting_acts.h"
#include "tui/views/paper.h"

#include <stdlib.h>

struct agenda_view {
    struct view v;
    struct lx_meeting *meeting;
    struct lx_rows rows;
    int *starts; /* minutes after midnight, -1 unknown */
};

enum { COL_PLACE, COL_TIME, COL_KIND, COL_TITLE, COL_BY, COL_MINUTES };

static const struct column columns[] = {
    [COL_PLACE] = { "position", N_("No."), 3, 3, 4, 0, 0, LX_RIGHT, NULL, true },
    [COL_TIME] = { "time", N_("Time"), 5, 5, 5, 0, 0, LX_LEFT, NULL, false },
    [COL_KIND] = { "kind", N_("Kind"), 8, 10, 12, 0, 3, LX_LEFT, NULL, false },
    [COL_TITLE] = { "title", N_("Title"), 14, 30, 100, 10, 0, LX_LEFT, NULL, true },
    [COL_BY] = { "presenter", N_("By"), 6, 14, 30, 3, 2, LX_LEFT, NULL, false },
    [COL_MINUTES] = { "minutes", N_("Min."), 4, 4, 6, 0, 1, LX_RIGHT, NULL, false },
    { 0 },
};

static void open_meeting(struct view *v, const void *arg) { v->subject = *(const lx_id *)arg; }

static void forget(struct agenda_view *a)
{
    lx_rec_free(a->meeting);
    a->meeting = NULL;
    lx_rows_done(&a->rows);
    free(a->starts);
    a->starts = NULL;
}

static void close_view(struct view *v) { forget((struct agenda_view *)v); }

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct agenda_view *a = (struct agenda_view *)v;
    forget(a);
    enum lx_rc rc = lx_get(v->app->work, LX_MEETING, v->subject, &a->meeting, err);
    if (rc == LX_OK)
        rc = lx_agenda(v->app->work, v->subject, &a->rows, err);
    if (rc != LX_OK)
        return rc;
    a->starts = lx_alloc((a->rows.n + 1) * sizeof *a->starts);
    lx_agenda_times(a->meeting, &a->rows, a->starts);
    lx_id *ids = lx_grow(NULL, a->rows.n, sizeof *ids);
    for (size_t i = 0; i < a->rows.n; i++)
        ids[i] = a->rows.at[i]->id;
    list_own(&v->list, ids, a->rows.n);
    free(ids);
    return LX_OK;
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct agenda_view *a = (const struct agenda_view *)v;
    const struct lx_agenda *g = (const struct lx_agenda *)(const void *)a->rows.at[row];
    const struct lx_word *kind = &lx_words_of("agenda_kind")->at[g->kind];
    struct lx_str *s = &out->text;
    (void)rec, (void)id;
    switch (col) {
    case COL_PLACE: lx_str_addf(s, "%zu", row + 1); break;
    case COL_TIME:
        if (a->starts[row] >= 0)
            lx_str_addf(s, "%02d:%02d", a->starts[row] / 60 % 24, a->starts[row] % 60);
        break;
    case COL_KIND: lx_str_add(s, lx_two(kind->en, kind->zh)); break;
    case COL_TITLE: lx_str_add(s, g->title); break;
    case COL_BY: lx_str_add(s, app_name(v->app, LX_UNIT, g->presenter)); break;
    case COL_MINUTES:
        if (g->minutes != LX_NO_INT)
            lx_str_addf(s, "%lld", (long long)g->minutes);
        break;
    default: break;
    }
}

static void headline(struct view *v, struct lx_str *out)
{
    const struct agenda_view *a = (const struct agenda_view *)v;
    if (a->meeting)
        lx_str_addf(out, "%s %s", a->meeting->no, a->meeting->title);
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_agenda *g;
    enum lx_rc rc = lx_get(v->app->work, LX_AGENDA, id, &g, err);
    if (rc == LX_OK) {
        detail_record(v, g, l);
        if (g->item)
            rc = detail_item(v, g->item, l, err);
    }
    lx_rec_free(g);
    return rc;
}

/* --- commands ----------------------------------------------------------------------------------------------------------- */

static unsigned on_move(struct view *v, enum lx_cmd cmd)
{
    struct lx_err err;
    lx_id id = list_at_bar(&v->list);
    int64_t place = (int64_t)v->list.bar + 1 + (cmd == CMD_AGENDA_DOWN ? 1 : -1);
    if (!id || place < 1 || place > (int64_t)v->list.ids.n)
        return DONE;
    app_did(v->app, lx_agenda_move(v->app->work, id, place, &err), &err);
    return DID_RELOAD;
}

static unsigned on_remove(struct view *v, enum lx_cmd cmd)
{
    struct lx_err err;
    lx_id id = list_at_bar(&v->list);
    (void)cmd;
    if (id && app_did(v->app, lx_agenda_remove(v->app->work, id, &err), &err))
        app_say(v->app, _("Removed; u brings it back."));
    return DID_RELOAD;
}

/* Below the row under the bar. */
static unsigned on_add(struct view *v, enum lx_cmd cmd)
{
    struct lx_agenda *g = lx_rec_new(LX_AGENDA);
    (void)cmd;
    g->meeting = v->subject;
    g->position = v->list.ids.n ? (int64_t)v->list.bar + 2 : 1;
    (void)form_open(v->app, &form_agenda, 0, g);
    return DONE;
}

static unsigned on_edit(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    (void)form_open(v->app, &form_agenda, list_at_bar(&v->list), NULL);
    return DONE;
}

static const struct cmd_handler commands[] = {
    { CMD_AGENDA_DOWN, on_move }, { CMD_AGENDA_UP, on_move }, { CMD_AGENDA_DROP, on_remove }, MEETING_ACTS,
    { CMD_MINUTES_LINE, minutes_line }, { CMD_ADD, on_add }, { CMD_EDIT, on_edit }, { CMD_PAPER, paper_menu }, { CMD_NONE, NULL },
};

const struct view_ops view_agenda = {
    .name = "agenda",
    .title = N_("Agenda"),
    .ctx = CTX_AGENDA,
    .size = sizeof(struct agenda_view),
    .type = LX_NONE_TYPE,
    .columns = columns,
    .empty = N_("The agenda is empty. a adds an item; J and K move it."),
    .open = open_meeting,
    .load = load,
    .cell = cell,
    .headline = headline,
    .detail = detail,
    .commands = commands,
    .stale_on = LX_BIT(LX_AGENDA) | LX_BIT(LX_MEETING) | LX_BIT(LX_UNIT) | LX_BIT(LX_ITEM),
    .close = close_view,
};
