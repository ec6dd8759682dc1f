/* A meeting in session (feature M2): the item being treated large, what came of it, what is next; and the same to follow, read
 * only.  The clock is the office's as of the last key or change: nothing ticks on the line. */
#include "tui/views/live.h"

#include "core/meeting/meetings.h"
#include "core/meeting/outcomes.h"
#include "core/work/items.h"
#include "core/work/units.h"
#include "tui/app.h"
#include "tui/draw.h"
#include "tui/i18n.h"
#include "tui/views/meeting_acts.h"
#include "tui/views/views.h"

#include <stdlib.h>
#include <string.h>

static void open_live(struct view *v, const void *arg) { v->subject = *(const lx_id *)arg; }

static void forget(struct live_view *l)
{
    lx_rec_free(l->meeting);
    lx_rec_free(l->series);
    l->meeting = NULL;
    l->series = NULL;
    lx_rows_done(&l->agenda);
    lx_rows_done(&l->roll);
    lx_agenda_plan_done(&l->plan);
    lx_rows_done(&l->items);
    lx_rows_done(&l->notes);
    lx_rows_done(&l->reservations);
    lx_str_done(&l->speakers);
}

static void close_live(struct view *v)
{
    struct live_view *l = (struct live_view *)v;
    forget(l);
    lx_str_done(&l->typed);
}

const struct lx_agenda *live_row(const struct live_view *l, lx_id id)
{
    for (size_t i = 0; i < l->agenda.n; i++)
        if (l->agenda.at[i]->id == id)
            return (const struct lx_agenda *)(const void *)l->agenda.at[i];
    return NULL;
}

size_t live_place(const struct live_view *l, lx_id id)
{
    size_t i = 0;
    while (i < l->agenda.n && l->agenda.at[i]->id != id)
        i++;
    return i + 1;
}

void live_number(const struct live_view *l, lx_id id, struct lx_str *out)
{
    size_t at = live_place(l, id) - 1;
    if (at < l->plan.n)
        lx_agenda_number(out, &l->plan.at[at], lx_lang() == LX_ZH);
}

/* As the agenda prints it among the others: 1. （1） */
static void live_mark(const struct live_view *l, lx_id id, struct lx_str *out)
{
    size_t at = live_place(l, id) - 1;
    if (at < l->plan.n)
        lx_agenda_mark(out, &l->plan.at[at], lx_lang() == LX_ZH);
}

static enum lx_rc load_row(struct live_view *l, struct lx_err *err)
{
    struct lx_work *w = l->v.app->work;
    const struct lx_agenda *a = live_row(l, l->row);
    enum lx_rc rc = lx_all(w, LX_ITEM, lx_cond_ref(LX_ITEM, "agenda", l->row), "no", false, &l->items, err);
    if (rc == LX_OK)
        rc = lx_all(w, LX_NOTE, lx_cond_ref(LX_NOTE, "hung", l->row), NULL, true, &l->notes, err);
    if (rc == LX_OK)
        rc = lx_reservations(w, l->row, &l->reservations, err);
    return rc == LX_OK && a ? lx_speakers(w, a, &l->speakers, err) : rc;
}

/* What was being typed stands there again: that a draft was found need not be said as well. */
static void resume(struct live_view *l)
{
    free(l->v.app->message);
    l->v.app->message = NULL;
    live_open_step(l, l->step, l->step_row, l->step_unit, lx_str_z(&l->typed));
}

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct live_view *l = (struct live_view *)v;
    struct lx_work *w = v->app->work;
    lx_id before = l->row;
    forget(l);
    enum lx_rc rc = lx_get(w, LX_MEETING, v->subject, &l->meeting, err);
    if (rc == LX_OK && l->meeting->series)
        rc = lx_get(w, LX_SERIES, l->meeting->series, &l->series, err);
    if (rc == LX_OK)
        rc = lx_agenda(w, v->subject, &l->agenda, err);
    if (rc == LX_OK)
        rc = lx_agenda_plan(w, l->meeting, &l->agenda, &l->plan, err);
    if (rc == LX_OK)
        rc = lx_roll(w, v->subject, &l->roll, err);
    l->row = lx_session_at(&l->agenda);
    l->running = lx_session_now(&l->agenda) != 0;
    if (rc == LX_OK)
        rc = lx_quorum_at(w, v->subject, l->row, &l->there, err);
    if (rc == LX_OK && l->row)
        rc = load_row(l, err);
    if (l->row != before)
        v->pager.top = 0;
    if (rc == LX_OK && !l->resumed && v->ops == &view_live && app_may_write(v->app)) {
        l->resumed = true;
        if (live_recall(l) && l->step != STEP_LEFT)
            resume(l);
    }
    return rc;
}

/* --- lines ------------------------------------------------------------------------------------------------------------------ */

static void clock_line(const struct live_view *l, struct lines *lines)
{
    struct app *a = l->v.app;
    struct lx_str now = LX_STR_EMPTY, s = LX_STR_EMPTY, q = LX_STR_EMPTY;
    session_clock(&now, a, a->work->now_ms);
    if (l->meeting->opened != LX_NO_INT) {
        lx_str_add(&s, _("   opened "));
        session_clock(&s, a, l->meeting->opened);
    }
    if (l->meeting->ended != LX_NO_INT) {
        lx_str_add(&s, _("   closed "));
        session_clock(&s, a, l->meeting->ended);
    }
    if (l->row)
        lx_str_addf(&s, _("   item %zu of %zu"), live_place(l, l->row), l->agenda.n);
    session_quorum(&q, &l->there);
    lines_new(lines);
    lines_span(lines, lx_str_z(&now), ROLE_TITLE);
    lines_span(lines, lx_str_z(&s), ROLE_NORMAL);
    lines_span(lines, "   ", ROLE_NORMAL);
    lines_span(lines, lx_str_z(&q), l->there.met ? ROLE_OK : l->there.called ? ROLE_LATE : ROLE_DIM);
    lx_str_done(&now);
    lx_str_done(&s);
    lx_str_done(&q);
}

static void row_words(const struct live_view *l, const struct lx_agenda *a, struct lx_str *out)
{
    live_mark(l, a->rec.id, out);
    lx_str_add(out, "  ");
    session_word(out, "agenda_kind", a->kind);
}

/* "3  deliberate    planned 20 min · used 23 · 3 over" */
static void time_line(const struct live_view *l, const struct lx_agenda *a, struct lines *lines)
{
    struct lx_str s = LX_STR_EMPTY, over = LX_STR_EMPTY;
    int64_t used = lx_session_minutes(a, l->v.app->work->now_ms);
    row_words(l, a, &s);
    lines_new(lines);
    lines_span(lines, s.s, ROLE_TITLE);
    lx_str_clear(&s);
    lx_str_add(&s, "    ");
    if (a->minutes != LX_NO_INT)
        lx_str_addf(&s, _("planned %lld min"), (long long)a->minutes);
    if (used >= 0)
        lx_str_addf(&s, _("  used %lld min"), (long long)used);
    if (a->minutes != LX_NO_INT && used > a->minutes)
        lx_str_addf(&over, _("  %lld min over"), (long long)(used - a->minutes));
    if (!l->running)
        lx_str_add(&s, _("  concluded"));
    lines_span(lines, s.s, ROLE_NORMAL);
    lines_span(lines, lx_str_z(&over), ROLE_LATE);
    lx_str_done(&s);
    lx_str_done(&over);
}

static void speakers_line(const struct live_view *l, const struct lx_agenda *a, struct lines *lines)
{
    struct lx_str s = LX_STR_EMPTY, name = LX_STR_EMPTY;
    size_t at = 0, n = 0;
    for (; lx_name_next(lx_str_z(&l->speakers), &at, &name); n++)
        lx_str_addf(&s, "%s%zu %s", n ? "  " : "", n + 1, name.s);
    if (n < 2) {
        lx_str_clear(&s);
        lx_str_add(&s, lx_str_z(&l->speakers));
    }
    lines_field(lines, _("Presented by"), app_name(l->v.app, LX_UNIT, a->presenter), ROLE_NORMAL);
    lines_field(lines, n < 2 ? _("Speaker") : _("Speakers"), lx_str_z(&s), ROLE_NORMAL);
    lines_field(lines, _("Called in"), a->attend, ROLE_NORMAL);
    lx_str_done(&s);
    lx_str_done(&name);
}

static void outcome_lines(const struct live_view *l, const struct lx_agenda *a, struct lines *lines)
{
    struct lx_str s = LX_STR_EMPTY;
    if (a->outcome != OUTCOME_NONE) {
        session_word(&s, "outcome", a->outcome);
        if (a->outcome_text)
            lx_str_addf(&s, "  %s", a->outcome_text);
        lines_field(lines, _("Outcome"), s.s, ROLE_STRONG);
        lx_str_clear(&s);
        if (a->outcome_unit)
            lx_str_addf(&s, "%s  ", app_name(l->v.app, LX_UNIT, a->outcome_unit));
        lx_date_short(&s, &a->outcome_due, l->v.app->today);
        lines_field(lines, _("To follow up"), lx_str_z(&s), ROLE_NORMAL);
        lx_str_clear(&s);
    }
    if (a->votes_for != LX_NO_INT) {
        lx_str_addf(&s, _("%lld for, %lld against, %lld abstaining"), (long long)a->votes_for, (long long)a->votes_against,
                    (long long)(a->votes_abstain == LX_NO_INT ? 0 : a->votes_abstain));
        lines_field(lines, _("Vote"), s.s, ROLE_NORMAL);
        lx_str_clear(&s);
    }
    for (size_t i = 0; i < l->reservations.n; i++) {
        const struct lx_opinion *o = (const struct lx_opinion *)(const void *)l->reservations.at[i];
        lx_str_addf(&s, "%s  %s", app_name(l->v.app, LX_UNIT, o->unit), o->text ? o->text : "");
        lines_field(lines, _("Reservation"), s.s, ROLE_STRONG);
        lx_str_clear(&s);
    }
    lx_str_done(&s);
}

static void taken_lines(const struct live_view *l, struct lines *lines)
{
    if (l->items.n || l->notes.n)
        lines_rule(lines, _("Taken down"));
    for (size_t i = 0; i < l->items.n; i++) {
        const struct lx_item *item = (const struct lx_item *)(const void *)l->items.at[i];
        struct lx_str s = LX_STR_EMPTY;
        lx_str_addf(&s, "%s  %s  %s  ", item->no, item->title, app_name(l->v.app, LX_UNIT, item->lead));
        lx_date_short(&s, &item->due, l->v.app->today);
        lines_para(lines, s.s, item->state == ITEM_WITHDRAWN ? ROLE_DIM : ROLE_NORMAL, 0);
        lx_str_done(&s);
    }
    for (size_t i = 0; i < l->notes.n; i++) {
        const struct lx_note *note = (const struct lx_note *)(const void *)l->notes.at[i];
        struct lx_str s = LX_STR_EMPTY;
        lx_str_addf(&s, "%s %s", note->time ? note->time : "", note->text);
        lines_para(lines, s.s, ROLE_DIM, 0);
        lx_str_done(&s);
    }
}

/* Behind the row: what comes, with what came of what is over. */
static void agenda_lines(const struct live_view *l, struct lines *lines)
{
    lx_id next = lx_session_after(&l->agenda, l->row);
    const struct lx_agenda *a = live_row(l, next);
    struct lx_str s = LX_STR_EMPTY;
    lines_rule(lines, _("Next item"));
    if (a) {
        row_words(l, a, &s);
        lx_str_addf(&s, "  %s", a->title);
        if (a->minutes != LX_NO_INT)
            lx_str_addf(&s, _("  (%lld min)"), (long long)a->minutes);
    } else {
        lx_str_add(&s, !l->agenda.n ? _("The agenda is empty")
                       : l->meeting->state == MEETING_IN_SESSION ? _("That was the last item; C closes the meeting") : _("none: that was the last one"));
    }
    lines_para(lines, s.s, ROLE_NORMAL, 0);
    lines_rule(lines, _("Agenda"));
    for (size_t i = 0; i < l->agenda.n; i++) {
        a = (const struct lx_agenda *)(const void *)l->agenda.at[i];
        lx_str_clear(&s);
        lx_str_add(&s, a->rec.id == l->row && l->running ? draw_form(GLYPH_BAR) : " ");
        live_mark(l, a->rec.id, &s);
        lx_str_add(&s, "  ");
        session_clock(&s, l->v.app, a->started);
        lx_str_add(&s, a->started != LX_NO_INT ? "-" : "");
        session_clock(&s, l->v.app, a->ended);
        lx_str_addf(&s, "%s%s", a->started != LX_NO_INT ? "  " : "", a->title);
        if (a->outcome != OUTCOME_NONE) {
            lx_str_add(&s, "  ");
            session_word(&s, "outcome", a->outcome);
        }
        lines_para(lines, s.s, a->rec.id == l->row ? ROLE_STRONG : a->ended != LX_NO_INT ? ROLE_DIM : ROLE_NORMAL, 0);
    }
    lx_str_done(&s);
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *lines, struct lx_err *err)
{
    struct live_view *l = (struct live_view *)v;
    (void)id, (void)err;
    l->shown_minute = v->app->work->now_ms / 60000;
    if (!l->meeting)
        return LX_OK;
    clock_line(l, lines);
    lines_new(lines);
    const struct lx_agenda *a = live_row(l, l->row);
    if (a) {
        time_line(l, a, lines);
        lines_new(lines);
        lines_para(lines, a->title, ROLE_HEADING, 4);
        lines_new(lines);
        speakers_line(l, a, lines);
        outcome_lines(l, a, lines);
        taken_lines(l, lines);
    } else {
        lines_para(lines, l->agenda.n ? v->ops == &view_follow ? _("The session is not open yet.") : _("Space opens the session and takes up the first item.") : _("The agenda is empty; add items first."),
                   ROLE_HEADING, 4);
    }
    lines_new(lines);
    agenda_lines(l, lines);
    return LX_OK;
}

static void headline(struct view *v, struct lx_str *out)
{
    const struct live_view *l = (const struct live_view *)v;
    if (!l->meeting)
        return;
    lx_str_addf(out, "%s %s  ", l->meeting->no, l->meeting->title);
    session_word(out, "meeting_state", l->meeting->state);
}

#define LIVE_STALE (LX_BIT(LX_MEETING) | LX_BIT(LX_AGENDA) | LX_BIT(LX_ATTENDANCE) | LX_BIT(LX_ITEM) | LX_BIT(LX_NOTE) | LX_BIT(LX_OPINION))

const struct view_ops view_live = {
    .name = "live",
    .title = N_("In session"),
    .ctx = CTX_LIVE,
    .size = sizeof(struct live_view),
    .type = LX_NONE_TYPE,
    .open = open_live,
    .load = load,
    .detail = detail,
    .headline = headline,
    .event = live_event,
    .keep = live_sync,
    .commands = live_commands,
    .stale_on = LIVE_STALE,
    .close = close_live,
};

/* --- following ----------------------------------------------------------------------------------------------------------------- */

static unsigned on_refuse(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    app_say(v->app, _("Following is for reading only; b l is the live screen"));
    return DONE;
}

static const struct cmd_handler follow_commands[] = {
    { CMD_UNDO, on_refuse }, { CMD_REDO, on_refuse }, { CMD_NOTE_NEW, on_refuse }, { CMD_LIVE, meeting_live }, { CMD_NONE, NULL },
};

const struct view_ops view_follow = {
    .name = "follow",
    .title = N_("Following"),
    .ctx = CTX_LIVE,
    .size = sizeof(struct live_view),
    .type = LX_NONE_TYPE,
    .open = open_live,
    .load = load,
    .detail = detail,
    .headline = headline,
    .commands = follow_commands,
    .stale_on = LIVE_STALE,
    .close = close_live,
};

/* --- the way to it -------------------------------------------------------------------------------------------------------------- */

unsigned meeting_live(struct view *v, enum lx_cmd cmd)
{
    lx_id meeting = meeting_of(v);
    if (!meeting)
        return DONE;
    app_push(v->app, cmd == CMD_FOLLOW || !app_may_write(v->app) ? &view_follow : &view_live, &meeting);
    return DONE;
}
