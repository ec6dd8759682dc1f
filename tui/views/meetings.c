/* Meetings: list, and beside it the agenda and the minutes. */
#include "tui/views/views.h"

#include "core/meeting/bodies.h"
#include "core/meeting/meetings.h"
#include "core/mem.h"
#include "core/work/units.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/views/detail.h"
#include "tui/views/meeting_acts.h"
#include "tui/views/paper.h"
#include "tui/views/record_acts.h"

#include <stdlib.h>

enum { COL_NO, COL_TITLE, COL_DATE, COL_PLACE, COL_HOST, COL_STATE };

static const struct column columns[] = {
    [COL_NO] = { "no", N_("No."), 6, 8, 12, 0, 0, LX_LEFT, "no", true },
    [COL_TITLE] = { "title", N_("Meeting"), 14, 26, 80, 10, 0, LX_LEFT, "title", false },
    [COL_DATE] = { "date", N_("Date"), 10, 10, 10, 0, 0, LX_LEFT, "date", false },
    [COL_PLACE] = { "place", N_("Place"), 6, 12, 24, 2, 4, LX_LEFT, "place", false },
    [COL_HOST] = { "host", N_("Host"), 6, 8, 16, 2, 3, LX_LEFT, "host", false },
    [COL_STATE] = { "state", N_("State"), 6, 8, 14, 0, 2, LX_LEFT, "state", false },
    { 0 },
};

static void query(struct view *v, struct lx_query *q)
{
    (void)v;
    app_sort(q, "-date");
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct lx_meeting *m = rec;
    struct lx_str *s = &out->text;
    (void)id, (void)row;
    out->role = m->state >= MEETING_ARCHIVED ? ROLE_DONE : ROLE_NORMAL;
    switch (col) {
    case COL_NO: lx_str_add(s, m->no); break;
    case COL_TITLE: lx_str_add(s, m->title); break;
    case COL_DATE: lx_date_short(s, &m->date, app_today(v->app)); break;
    case COL_PLACE: lx_str_add(s, m->place); break;
    case COL_HOST: lx_str_add(s, app_name(v->app, LX_UNIT, m->host)); break;
    case COL_STATE: lx_show_value(v->app->work, s, m, lx_field_named(LX_MEETING, "state"), lx_lang() == LX_ZH); break;
    default: break;
    }
}

struct meetings_view {
    struct view v;
    struct lx_str gaps; /* numbers that were never given, series by series */
};

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct lx_str *out = &((struct meetings_view *)v)->gaps;
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(v->app->work, LX_SERIES, NULL, "rank", false, &rows, err);
    lx_str_clear(out);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        struct lx_str gaps = LX_STR_EMPTY;
        rc = lx_series_gaps(v->app->work, rows.at[i]->id, &gaps, err);
        if (gaps.len)
            lx_str_addf(out, "%s%s %s", out->len ? "  " : "", ((const struct lx_series *)(const void *)rows.at[i])->name, gaps.s);
        lx_str_done(&gaps);
    }
    lx_rows_done(&rows);
    return rc;
}

static void headline(struct view *v, struct lx_str *out)
{
    const struct lx_str *gaps = &((struct meetings_view *)v)->gaps;
    if (gaps->len)
        lx_str_addf(out, "%s%s%s", LX_LABEL(_("numbers never given:")), gaps->s);
}

static void close_view(struct view *v) { lx_str_done(&((struct meetings_view *)v)->gaps); }

static enum lx_rc agenda_lines(struct view *v, const struct lx_meeting *m, struct lines *l, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_agenda(v->app->work, m->rec.id, &rows, err);
    struct lx_agenda_plan plan = { 0 };
    if (rc == LX_OK)
        rc = lx_agenda_plan(v->app->work, m, &rows, &plan, err);
    if (rc == LX_OK && rows.n)
        lines_rule(l, _("Agenda"));
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_agenda *a = (struct lx_agenda *)(void *)rows.at[i];
        struct lx_str s = LX_STR_EMPTY;
        lx_agenda_mark(&s, &plan.at[i], lx_lang() == LX_ZH);
        lx_str_addc(&s, ' ');
        if (plan.at[i].start >= 0 && !plan.at[i].heading) {
            lx_clock_add(&s, plan.at[i].start);
            lx_str_addc(&s, ' ');
        }
        lx_str_add(&s, a->title);
        lines_para(l, lx_str_z(&s), plan.at[i].causes ? ROLE_LATE : ROLE_NORMAL, plan.at[i].depth * 2);
        lx_str_done(&s);
    }
    lx_agenda_plan_done(&plan);
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc members_line(struct view *v, const struct lx_meeting *m, struct lines *l, struct lx_err *err)
{
    struct lx_ids units = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    struct lx_work *w = v->app->work;
    enum lx_rc rc = lx_meeting_units(w, m, &units, err);
    for (size_t i = 0; i < units.n; i++)
        lx_str_addf(&s, "%s%s", i ? " " : "", lx_unit_name(w->units, units.at[i]));
    lines_field(l, _("Members"), lx_str_z(&s), ROLE_NORMAL);
    lx_ids_done(&units);
    lx_str_done(&s);
    return rc;
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_meeting *m;
    enum lx_rc rc = lx_get(v->app->work, LX_MEETING, id, &m, err);
    if (rc != LX_OK)
        return rc;
    char *minutes = m->minutes;
    m->minutes = NULL; /* shown rendered, below */
    detail_record(v, m, l);
    rc = members_line(v, m, l, err);
    if (rc == LX_OK)
        rc = agenda_lines(v, m, l, err);
    if (minutes) {
        lines_rule(l, _(view_minutes.title));
        detail_markdown(l, minutes);
    }
    if (rc == LX_OK)
        rc = detail_notes(v, id, l, err);
    free(minutes);
    lx_rec_free(m);
    return rc;
}

static unsigned on_open(struct view *v, enum lx_cmd cmd)
{
    lx_id id = list_at_bar(&v->list);
    (void)cmd;
    if (id)
        app_push(v->app, &view_agenda, &id);
    return DONE;
}

static const struct cmd_handler commands[] = {
    { CMD_OPEN, on_open }, { CMD_RECORD_HISTORY, log_of_record }, { CMD_PAPER, paper_menu }, MEETING_ACTS, { CMD_ADD, meeting_add },
    { CMD_RECORD_DELETE, record_delete }, { CMD_NONE, NULL },
};

const struct view_ops view_meetings = {
    .name = "meetings",
    .title = N_("Meetings"),
    .ctx = CTX_MEETINGS,
    .size = sizeof(struct meetings_view),
    .command = CMD_VIEW_MEETINGS,
    .type = LX_MEETING,
    .columns = columns,
    .empty = N_("No meetings yet. a adds one with the next number of its series; g s sets up series and members first."),
    .query = query,
    .load = load,
    .cell = cell,
    .headline = headline,
    .close = close_view,
    .detail = detail,
    .commands = commands,
    .stale_on = LX_BIT(LX_MEETING) | LX_BIT(LX_MEMBER) | LX_BIT(LX_AGENDA) | LX_BIT(LX_SERIES) | LX_BIT(LX_UNIT),
};
