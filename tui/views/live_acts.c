/* What the keys of the live screen do.  Every choice is stored at once. */
#include "tui/views/live.h"

#include "core/meeting/outcomes.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/menu.h"
#include "tui/views/meeting_acts.h"

#include <stdlib.h>
#include <string.h>

static void open_menu(struct live_view *l, int step, lx_id row);

static struct live_view *live_of(struct view *v) { return (struct live_view *)v; }

/* --- walking --------------------------------------------------------------------------------------------------------------- */

static unsigned walk(struct view *v, enum lx_cmd cmd);

static unsigned on_other_day(struct view *v, int64_t value, void *ctx)
{
    (void)ctx;
    return value ? walk(v, CMD_LIVE_NEXT) : DID_DRAW;
}

/* A session that was planned for another day is opened only by who says so. */
static unsigned on_walk(struct view *v, enum lx_cmd cmd)
{
    const struct live_view *l = live_of(v);
    struct menu_items items = { 0 };
    struct lx_str title = LX_STR_EMPTY, day = LX_STR_EMPTY;
    struct lx_err err;
    bool off = false;
    if (cmd == CMD_LIVE_NEXT && l->meeting && l->meeting->state != MEETING_IN_SESSION &&
        !app_did(v->app, lx_session_off_day(v->app->work, v->subject, &off, &err), &err))
        return DONE;
    if (!off)
        return walk(v, cmd);
    lx_day_format(&day, l->meeting->date.day);
    lx_str_addf(&title, _("The meeting is planned for %s. Open it today?"), lx_str_z(&day));
    menu_add(&items, _("No, not yet"), NULL, 0)->key = 'n';
    menu_add(&items, _("Yes; today becomes its day"), NULL, 1)->key = 'y';
    menu_open(v, &(struct menu){ .title = lx_str_z(&title), .items = items, .chosen = on_other_day });
    lx_str_done(&title);
    lx_str_done(&day);
    return DID_DRAW;
}

static unsigned walk(struct view *v, enum lx_cmd cmd)
{
    struct live_view *l = live_of(v);
    struct lx_err err;
    lx_id row = 0;
    bool opens = l->meeting && l->meeting->state != MEETING_IN_SESSION;
    enum lx_rc rc = cmd == CMD_LIVE_NEXT ? lx_session_next(v->app->work, v->subject, &row, &err)
                                         : lx_session_previous(v->app->work, v->subject, &row, &err);
    if (!app_did(v->app, rc, &err))
        return DONE;
    if (opens)
        app_say(v->app, l->there.called ? _("The session is open; u takes it back.") : _("The session is open; b a calls the roll, u takes it back."));
    else if (!row)
        app_say(v->app, _("That was the last item; C closes the meeting"));
    return DID_RELOAD;
}

static size_t not_taken_up(const struct lx_rows *agenda)
{
    size_t n = 0;
    for (size_t i = 0; i < agenda->n; i++) {
        const struct lx_agenda *a = (const struct lx_agenda *)agenda->at[i];
        n += a->kind != AGENDA_HEADING && a->started == LX_NO_INT;
    }
    return n;
}

static unsigned on_end(struct view *v, enum lx_cmd cmd)
{
    struct lx_err err;
    size_t left = not_taken_up(&live_of(v)->agenda);
    enum lx_rc rc = cmd == CMD_LIVE_END ? lx_session_end(v->app->work, v->subject, &err) : lx_session_close(v->app->work, v->subject, &err);
    if (!app_did(v->app, rc, &err) || cmd != CMD_LIVE_CLOSE)
        return DID_RELOAD;
    if (left)
        app_sayf(v->app, _("The meeting is closed, %zu items not taken up: u takes it back; q, then b m begins its minutes"), left);
    else
        app_say(v->app, _("The meeting is closed; q, then b m begins its minutes. u takes it back."));
    return DID_RELOAD;
}

/* Is there a row that something may be said about?  Says what to do where there is none. */
static bool has_row(struct live_view *l)
{
    if (l->row)
        return true;
    app_say(l->v.app, _("No item has been taken up yet; Space takes up the first"));
    return false;
}

static unsigned on_step(struct view *v, enum lx_cmd cmd)
{
    static const struct {
        enum lx_cmd cmd;
        int step;
    } steps[] = { { CMD_LIVE_CAPTURE, STEP_CAPTURE }, { CMD_LIVE_OUTCOME, STEP_OUTCOME }, { CMD_LIVE_SPEAKERS, STEP_SPEAKERS },
                  { CMD_LIVE_RESERVE, STEP_RESERVE }, { CMD_LIVE_VOTE, STEP_VOTE },       { CMD_LIVE_LEAVE, STEP_LEAVE } };
    struct live_view *l = live_of(v);
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (steps[i].cmd == cmd && (cmd == CMD_LIVE_CAPTURE || has_row(l)))
            live_open_step(l, steps[i].step, l->row, 0, l->step == STEP_LEFT && cmd == CMD_LIVE_CAPTURE ? lx_str_z(&l->typed) : "");
    return DID_DRAW;
}

const struct cmd_handler live_commands[] = {
    { CMD_LIVE_NEXT, on_walk },     { CMD_LIVE_PREVIOUS, on_walk }, { CMD_LIVE_END, on_end },     { CMD_LIVE_CLOSE, on_end },
    { CMD_LIVE_CAPTURE, on_step },  { CMD_LIVE_OUTCOME, on_step },  { CMD_LIVE_SPEAKERS, on_step }, { CMD_LIVE_RESERVE, on_step },
    { CMD_LIVE_VOTE, on_step },     { CMD_LIVE_LEAVE, on_step },    MEETING_VIEWS,
    { CMD_NONE, NULL },
};

/* A Han character and a paste begin quick entry; the minute of the clock is looked at on every key. */
unsigned live_event(struct view *v, const struct event *e)
{
    struct live_view *l = live_of(v);
    struct lx_str s = LX_STR_EMPTY;
    if (l->shown_minute != v->app->work->now_ms / 60000) {
        v->detail_w = 0;
        v->app->dirty |= DIRTY_DETAIL;
    }
    if (e->kind == EV_KEY && e->key < LK_NAMED && lx_is_han(e->key))
        lx_utf8_put(&s, e->key);
    else if (e->kind == EV_PASTE)
        lx_str_addn(&s, e->paste, strcspn(e->paste, "\n"));
    if (!s.len)
        return PASS;
    live_open_step(l, STEP_CAPTURE, l->row, 0, s.s);
    lx_str_done(&s);
    return DID_DRAW;
}

/* --- steps -------------------------------------------------------------------------------------------------------------------- */

void live_open_step(struct live_view *l, int step, lx_id row, lx_id unit, const char *text)
{
    char *words = lx_strdup(text); /* may be l->typed */
    switch (step) {
    case STEP_CAPTURE:
    case STEP_CHOOSE: live_open_capture(l, step, row, words); break;
    case STEP_FOLLOW:
    case STEP_FOLLOW_CHOOSE:
    case STEP_RESERVE_WORDS:
    case STEP_VOTE: live_open_words(l, step, row, unit, words); break;
    case STEP_OUTCOME:
    case STEP_SPEAKERS:
    case STEP_RESERVE:
    case STEP_LEAVE: open_menu(l, step, row); break;
    default: live_forget(l); break;
    }
    free(words);
}

static void given_up(struct view *v, void *ctx)
{
    (void)ctx;
    live_forget(live_of(v));
}

/* --- menus ------------------------------------------------------------------------------------------------------------------------- */

static void outcome_items(struct live_view *l, lx_id row, struct menu_items *items)
{
    const struct lx_agenda *a = live_row(l, row);
    size_t n;
    const int *outcomes = lx_outcomes_of(a ? a->kind : 0, &n);
    for (size_t i = 0; i < n; i++) {
        struct lx_str s = LX_STR_EMPTY;
        session_word(&s, "outcome", outcomes[i]);
        menu_add(items, s.s, NULL, outcomes[i])->key = (char)(i < 9 ? '1' + (char)i : 'a' + (char)(i - 9));
        lx_str_done(&s);
    }
    menu_add(items, _("none: take it back"), NULL, OUTCOME_NONE)->key = '0';
}

static void city_items(struct live_view *l, const struct lx_rows *roll, struct menu_items *items, bool away)
{
    for (size_t i = 0; i < roll->n; i++) {
        const struct lx_attendance *a = (const struct lx_attendance *)(const void *)roll->at[i];
        struct lx_str s = LX_STR_EMPTY;
        if (a->role != ATTEND_MEMBER && !away)
            continue;
        lx_roll_name(l->v.app->work, &s, a);
        char key = (char)(items->n < 9 ? '1' + (char)items->n : items->n < 35 ? 'a' + (char)(items->n - 9) : 0);
        const char *aside = a->left_at && !a->back_at ? _("away: comes back") : NULL;
        menu_add(items, lx_str_z(&s), aside, away ? a->rec.id : a->unit)->key = key;
        lx_str_done(&s);
    }
}

static void speaker_items(struct live_view *l, struct menu_items *items)
{
    struct lx_str name = LX_STR_EMPTY;
    size_t at = 0;
    while (lx_name_next(lx_str_z(&l->speakers), &at, &name)) {
        int64_t place = (int64_t)items->n;
        menu_add(items, name.s, NULL, place)->key = (char)(place < 9 ? '1' + place : place < 35 ? 'a' + (place - 9) : 0);
    }
    lx_str_done(&name);
}

/* Stored by the key that names it, or, where something follows, with that: one act, one entry, one `u`. */
static unsigned outcome_chosen(struct view *v, int64_t value, void *ctx)
{
    struct live_view *l = live_of(v);
    struct lx_err err;
    lx_id row = l->step_row;
    struct lx_ruling r = { .outcome = (int)value };
    (void)ctx;
    live_forget(l);
    if (lx_outcome_asks((int)value))
        live_open_step(l, STEP_FOLLOW, row, value, "");
    else if (app_did(v->app, lx_outcome_set(v->app->work, row, &r, &err), &err) && value != OUTCOME_NONE)
        live_say_outcome(l, (int)value);
    return DID_RELOAD;
}

static unsigned speaker_chosen(struct view *v, int64_t value, void *ctx)
{
    struct live_view *l = live_of(v);
    struct lx_err err;
    (void)ctx;
    lx_id row = l->step_row;
    live_forget(l);
    (void)app_did(v->app, lx_speaker_move(v->app->work, row, (size_t)value, 0, &err), &err);
    return DID_RELOAD;
}

static unsigned reserve_chosen(struct view *v, int64_t value, void *ctx)
{
    struct live_view *l = live_of(v);
    lx_id row = l->step_row;
    const struct lx_opinion *now = live_reservation(l, row, value);
    (void)ctx;
    live_forget(l);
    live_open_step(l, STEP_RESERVE_WORDS, row, value, now && now->text ? now->text : "");
    return DID_RELOAD;
}

static unsigned leave_chosen(struct view *v, int64_t value, void *ctx)
{
    struct live_view *l = live_of(v);
    struct lx_err err;
    lx_id row = l->step_row;
    (void)ctx;
    live_forget(l);
    for (size_t i = 0; i < l->roll.n; i++)
        if (l->roll.at[i]->id == value)
            session_leave(v->app, (const struct lx_attendance *)(const void *)l->roll.at[i], row, &err);
    return DID_RELOAD;
}

/* A session that was opened elsewhere may have no roll yet: those who would be on it are offered, and nothing is stored for that. */
static void reserving_items(struct live_view *l, struct menu_items *items)
{
    struct lx_rows expected = { 0 };
    struct lx_err err;
    if (!l->roll.n && !app_did(l->v.app, lx_roll_expected(l->v.app->work, l->v.subject, &expected, &err), &err))
        expected.n = 0;
    city_items(l, l->roll.n ? &l->roll : &expected, items, false);
    lx_rows_done(&expected);
}

static void open_menu(struct live_view *l, int step, lx_id row)
{
    struct menu m = { .undone = given_up };
    switch (step) {
    case STEP_OUTCOME:
        outcome_items(l, row, &m.items);
        m.title = _("What came of this item?");
        m.chosen = outcome_chosen;
        break;
    case STEP_SPEAKERS:
        speaker_items(l, &m.items);
        m.title = _("Who speaks first?");
        m.chosen = speaker_chosen;
        break;
    case STEP_RESERVE:
        reserving_items(l, &m.items);
        m.title = _("Who reserves its position?");
        m.chosen = reserve_chosen;
        break;
    default:
        city_items(l, &l->roll, &m.items, true);
        m.title = _("Who leaves or comes back?");
        m.chosen = leave_chosen;
        break;
    }
    if (m.items.n) {
        live_keep(l, step, row, 0, "");
        menu_open(&l->v, &m);
        return;
    }
    live_forget(l);
    menu_items_done(&m.items);
    app_say(l->v.app, step == STEP_SPEAKERS ? _("This item names no speakers; its speaker field takes them") : _("The roll has not been called: b a"));
}
