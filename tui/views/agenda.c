/* One meeting: its agenda with numbers and clock times; rows move with two keys. */
#include "tui/views/views.h"

#include "core/meeting/meetings.h"
#include "core/mem.h"
#include "core/work/units.h"
#include "tui/agendawords.h"
#include "tui/app.h"
#include "tui/form.h"
#include "tui/i18n.h"
#include "tui/menu.h"
#include "tui/views/detail.h"
#include "tui/views/documents.h"
#include "tui/views/meeting_acts.h"
#include "tui/views/paper.h"

#include <stdlib.h>

struct agenda_view {
    struct view v;
    struct lx_meeting *meeting;
    struct lx_rows rows;
    struct lx_agenda_plan plan;
};

enum { COL_PLACE, COL_TIME, COL_KIND, COL_TITLE, COL_BY, COL_MINUTES };

static const struct column columns[] = {
    [COL_PLACE] = { "position", N_("No."), 4, 6, 8, 0, 0, LX_LEFT, NULL, true },
    [COL_TIME] = { "time", N_("Time"), 5, 5, 5, 0, 0, LX_LEFT, NULL, false },
    [COL_KIND] = { "kind", N_("Kind"), 8, 10, 12, 0, 3, LX_LEFT, NULL, false },
    [COL_TITLE] = { "title", N_("Title"), 14, 30, 100, 10, 0, LX_LEFT, NULL, true },
    [COL_BY] = { "presenter", N_("By"), 6, 14, 30, 3, 2, LX_LEFT, NULL, false },
    [COL_MINUTES] = { "minutes", N_("Min."), 4, 6, 8, 0, 1, LX_RIGHT, NULL, false },
    { 0 },
};

static void open_meeting(struct view *v, const void *arg) { v->subject = *(const lx_id *)arg; }

static void forget(struct agenda_view *a)
{
    lx_rec_free(a->meeting);
    a->meeting = NULL;
    lx_rows_done(&a->rows);
    lx_agenda_plan_done(&a->plan);
}

static void close_view(struct view *v) { forget((struct agenda_view *)v); }

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct agenda_view *a = (struct agenda_view *)v;
    forget(a);
    enum lx_rc rc = lx_get(v->app->work, LX_MEETING, v->subject, &a->meeting, err);
    if (rc == LX_OK)
        rc = lx_agenda(v->app->work, v->subject, &a->rows, err);
    if (rc == LX_OK)
        rc = lx_agenda_plan(v->app->work, a->meeting, &a->rows, &a->plan, err);
    if (rc != LX_OK)
        return rc;
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
    const struct lx_agenda_line *line = &a->plan.at[row];
    struct lx_str *s = &out->text;
    (void)rec, (void)id;
    out->role = line->causes ? ROLE_LATE : line->over ? ROLE_NEAR : line->heading ? ROLE_TITLE : ROLE_NORMAL;
    switch (col) {
    case COL_PLACE: lx_agenda_mark(s, line, lx_lang() == LX_ZH); break;
    case COL_TIME: lx_clock_add(s, line->start); break;
    case COL_KIND: lx_str_add(s, line->heading ? "" : lx_two(kind->en, kind->zh)); break;
    case COL_TITLE:
        lx_str_fill(s, ' ', (size_t)line->depth * 2);
        lx_str_add(s, g->title);
        break;
    case COL_BY: lx_str_add(s, g->presenter ? app_name(v->app, LX_UNIT, g->presenter) : g->speaker ? g->speaker : ""); break;
    case COL_MINUTES:
        if (line->minutes >= 0)
            lx_str_addi(s, line->minutes);
        if (line->causes)
            lx_str_addf(s, " +%d", line->over);
        break;
    default: break;
    }
}

static void headline(struct view *v, struct lx_str *out)
{
    const struct agenda_view *a = (const struct agenda_view *)v;
    if (!a->meeting)
        return;
    lx_str_addf(out, "%s %s", a->meeting->no, a->meeting->title);
    lx_str_add(out, a->plan.minutes ? "  " : "");
    agenda_time_words(out, &a->plan);
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
    if (!id)
        return DONE;
    app_did(v->app, lx_agenda_shift(v->app->work, id, cmd == CMD_AGENDA_DOWN ? 1 : -1, &err), &err);
    return DID_RELOAD;
}

static unsigned on_indent(struct view *v, enum lx_cmd cmd)
{
    struct lx_err err;
    lx_id id = list_at_bar(&v->list);
    if (!id)
        return DONE;
    app_did(v->app, lx_agenda_indent(v->app->work, id, cmd == CMD_AGENDA_IN, &err), &err);
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

static unsigned add_row(struct view *v, lx_id parent, int64_t position, int kind)
{
    struct lx_agenda *g = lx_rec_new(LX_AGENDA);
    g->meeting = v->subject;
    g->parent = parent;
    g->position = position;
    g->kind = kind;
    (void)form_open(v->app, &form_agenda, 0, g);
    return DONE;
}

/* Behind the row under the bar, at its level. */
static unsigned on_add(struct view *v, enum lx_cmd cmd)
{
    const struct agenda_view *a = (const struct agenda_view *)v;
    size_t bar = v->list.bar;
    (void)cmd;
    if (!v->list.ids.n || bar >= a->rows.n)
        return add_row(v, 0, 1, AGENDA_DELIBERATE);
    return add_row(v, ((const struct lx_agenda *)(const void *)a->rows.at[bar])->parent, (int64_t)(bar + lx_agenda_size(&a->plan, bar)) + 1,
                   AGENDA_DELIBERATE);
}

static unsigned on_sub(struct view *v, enum lx_cmd cmd)
{
    const struct agenda_view *a = (const struct agenda_view *)v;
    size_t bar = v->list.bar;
    (void)cmd;
    if (bar >= a->rows.n)
        return DONE;
    const struct lx_agenda *g = (const struct lx_agenda *)(const void *)a->rows.at[bar];
    return add_row(v, g->rec.id, 0, g->kind == AGENDA_HEADING ? AGENDA_DELIBERATE : g->kind);
}

static unsigned on_part_chosen(struct view *v, int64_t place, void *ctx)
{
    struct lx_err err;
    struct lx_str pair = LX_STR_EMPTY;
    lx_str_add(&pair, "sitting=");
    if (place)
        lx_str_addi(&pair, place);
    char *const pairs[] = { pair.s };
    app_did(v->app, lx_agenda_set(v->app->work, *(lx_id *)ctx, pairs, 1, NULL, &err), &err);
    lx_str_done(&pair);
    return DID_RELOAD;
}

/* A menu of the parts of this session. */
static unsigned on_part(struct view *v, enum lx_cmd cmd)
{
    struct lx_rows parts = { 0 };
    struct lx_err err;
    struct menu_items items = { 0 };
    lx_id id = list_at_bar(&v->list);
    (void)cmd;
    if (!id || !app_did(v->app, lx_all(v->app->work, LX_SITTING, lx_cond_ref(LX_SITTING, "meeting", v->subject), "position", false, &parts, &err), &err))
        return DONE;
    menu_add(&items, _("No part: the meeting as such"), NULL, 0)->key = '0';
    for (size_t i = 0; i < parts.n; i++) {
        const struct lx_sitting *s = (const struct lx_sitting *)(const void *)parts.at[i];
        menu_add(&items, s->title, s->time, (int64_t)i + 1)->key = i < 9 ? (char)('1' + i) : '\0';
    }
    lx_id *ctx = lx_alloc(sizeof *ctx);
    *ctx = id;
    menu_open(v, &(struct menu){ .title = _("Into which part of the session?"), .items = items, .chosen = on_part_chosen, .ctx = ctx });
    lx_rows_done(&parts);
    return DID_DRAW;
}

static unsigned on_edit(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    (void)form_open(v->app, &form_agenda, list_at_bar(&v->list), NULL);
    return DONE;
}

static const struct cmd_handler commands[] = {
    { CMD_AGENDA_DOWN, on_move }, { CMD_AGENDA_UP, on_move }, { CMD_AGENDA_DROP, on_remove }, { CMD_AGENDA_IN, on_indent },
    { CMD_AGENDA_OUT, on_indent }, { CMD_AGENDA_SUB, on_sub }, { CMD_AGENDA_PART, on_part }, MEETING_ACTS,
    { CMD_MINUTES_LINE, minutes_line }, { CMD_MEETING_LAST, meeting_beside }, { CMD_MEETING_NEXT, meeting_beside }, { CMD_TRACE, trace_of_record }, { CMD_ADD, on_add }, { CMD_EDIT, on_edit }, { CMD_PAPER, paper_menu },
    { CMD_NONE, NULL },
};

const struct view_ops view_agenda = {
    .name = "agenda",
    .title = N_("Agenda"),
    .ctx = CTX_AGENDA,
    .size = sizeof(struct agenda_view),
    .type = LX_NONE_TYPE,
    .columns = columns,
    .empty = N_("The agenda is empty. a adds an item; J and K move it, > and < lower and raise it."),
    .open = open_meeting,
    .load = load,
    .cell = cell,
    .headline = headline,
    .detail = detail,
    .commands = commands,
    .stale_on = LX_BIT(LX_AGENDA) | LX_BIT(LX_SITTING) | LX_BIT(LX_MEETING) | LX_BIT(LX_UNIT) | LX_BIT(LX_ITEM),
    .close = close_view,
};
