/* What is typed on the live screen: quick entry, and the words behind a choice.  It is kept on every key. */
#include "tui/views/live.h"

#include "core/meeting/capture.h"
#include "core/meeting/outcomes.h"
#include "core/mem.h"
#include "core/work/units.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/menu.h"
#include "tui/prompt.h"
#include "tui/views/session.h"

#include <stdlib.h>
#include <string.h>

static bool words_done(struct view *v, const char *text, void *ctx);
static void choose_near(struct live_view *l, const struct lx_capture *c);

static struct live_view *live_of(struct view *v) { return (struct live_view *)v; }

static void typed(struct view *v, const char *text, void *ctx)
{
    struct live_view *l = live_of(v);
    (void)ctx;
    live_keep(l, l->step == STEP_CHOOSE ? STEP_CAPTURE : l->step == STEP_FOLLOW_CHOOSE ? STEP_FOLLOW : l->step, l->step_row, l->step_unit, text);
}

/* --- quick entry ----------------------------------------------------------------------------------------------------------------- */

static void add_near(struct live_view *l, const struct lx_capture *c, const char *line, struct lx_str *out)
{
    lx_str_addn(out, line + c->bad_at, c->bad_len);
    lx_str_add(out, c->near.n ? "? " : _("? no such unit"));
    for (size_t i = 0; i < c->near.n && i < 6; i++)
        lx_str_addf(out, "%s%s", i ? " " : "", app_name(l->v.app, LX_UNIT, c->near.at[i]));
}

static void add_units(struct live_view *l, const struct lx_capture *c, struct lx_str *out)
{
    static const struct {
        int role;
        const char *label;
    } roles[] = { { PART_LEAD, N_("lead ") }, { PART_WITH, N_("with ") }, { PART_GROUP, N_("with ") } };
    for (int i = 0; i < 3; i++) {
        struct lx_str names = LX_STR_EMPTY;
        lx_duties_names(l->v.app->work, &names, &c->duties, roles[i].role);
        if (names.len)
            lx_str_addf(out, "  %s%s", _(roles[i].label), names.s);
        lx_str_done(&names);
    }
    if (c->due.day != LX_NO_DAY || c->due.words) {
        lx_str_add(out, _("  until "));
        lx_date_short(out, &c->due, l->v.app->today);
    }
}

static void capture_understood(struct view *v, const char *text, struct lx_str *out)
{
    static const char *const kinds[] = { N_("note"), N_("action item"), N_("outcome"), N_("reservation"), N_("vote"), N_("leaves the meeting"), N_("comes back") };
    struct live_view *l = live_of(v);
    struct lx_capture c;
    enum lx_rc rc = lx_capture_read(v->app->work, text, &c, NULL);
    if (!*text) {
        lx_str_add(out, _("... @lead +with limit; first t item, n note, d decided, r reserves, v vote, l leaves, b back"));
    } else {
        lx_str_add(out, _(kinds[c.kind]));
        if (c.kind == LX_CAPTURE_OUTCOME && rc == LX_OK) {
            lx_str_add(out, " ");
            session_word(out, "outcome", c.outcome);
        }
        add_units(l, &c, out);
        if (c.bad_len) {
            lx_str_add(out, "  ");
            add_near(l, &c, text, out);
        }
    }
    lx_capture_done(&c);
}

static void say_made(struct view *v, const struct lx_capture *c, lx_id made)
{
    struct lx_str s = LX_STR_EMPTY;
    if (made && c->kind == LX_CAPTURE_ITEM)
        lx_show_id(v->app->work, &s, made);
    else
        lx_str_add(&s, lx_str_z(&c->text));
    app_sayf(v->app, _("Stored: %s    u takes it back"), lx_str_z(&s));
    lx_str_done(&s);
}

static bool capture_done(struct view *v, const char *text, void *ctx)
{
    struct live_view *l = live_of(v);
    struct lx_capture c;
    struct lx_err err;
    lx_id made = 0;
    bool over = !*text;
    (void)ctx;
    enum lx_rc rc = lx_capture_read(v->app->work, text, &c, &err);
    if (rc == LX_OK)
        rc = lx_capture_store(v->app->work, v->subject, l->step_row, text, &c, &made, &err);
    if (over) {
        live_forget(l);
    } else if (c.near.n) {
        live_keep(l, STEP_CHOOSE, l->step_row, 0, text);
        choose_near(l, &c);
    } else if (app_did(v->app, rc, &err)) {
        over = true;
        live_forget(l);
        say_made(v, &c, made);
        v->stale = true;
    }
    lx_capture_done(&c);
    return over;
}

/* Left with Esc: what was typed is offered when the next line begins. */
static void capture_left(struct view *v, void *ctx)
{
    struct live_view *l = live_of(v);
    (void)ctx;
    if (!l->typed.len) {
        live_forget(l);
        return;
    }
    char *text = lx_strdup(lx_str_z(&l->typed));
    live_keep(l, STEP_LEFT, l->step_row, 0, text);
    free(text);
}

void live_open_capture(struct live_view *l, int step, lx_id row, const char *text)
{
    struct lx_str label = LX_STR_EMPTY, number = LX_STR_EMPTY;
    live_keep(l, step, row, 0, text);
    live_number(l, row, &number);
    if (row)
        lx_str_addf(&label, _("Item %s:"), lx_str_z(&number));
    else
        lx_str_add(&label, _("Meeting:"));
    prompt_open(&l->v, &(struct prompt){ .label = lx_str_z(&label), .initial = text, .understood = capture_understood, .below = true,
                                         .done = capture_done, .live = typed, .undone = capture_left });
    lx_str_done(&number);
    lx_str_done(&label);
    if (step == STEP_CHOOSE && capture_done(&l->v, text, NULL))
        overlay_pop(l->v.app);
}

struct near {
    size_t at, len;
};

/* The unit takes the place of what was typed for it, and the line is tried again. */
static unsigned near_chosen(struct view *v, int64_t value, void *ctx)
{
    struct live_view *l = live_of(v);
    const struct near *n = ctx;
    struct lx_str line = LX_STR_EMPTY;
    lx_str_addn(&line, lx_str_z(&l->typed), n->at);
    const struct lx_unit *u = lx_unit_by_id(v->app->work->units, value);
    lx_str_add(&line, u ? u->name : "");
    lx_str_add(&line, lx_str_z(&l->typed) + n->at + n->len);
    bool follows = l->step == STEP_FOLLOW_CHOOSE;
    prompt_set_text(v->app, line.s);
    if (follows ? words_done(v, line.s, NULL) : capture_done(v, line.s, NULL))
        overlay_pop(v->app);
    lx_str_done(&line);
    return DID_DRAW;
}

static void near_left(struct view *v, void *ctx)
{
    struct live_view *l = live_of(v);
    char *text = lx_strdup(lx_str_z(&l->typed));
    typed(v, text, ctx);
    free(text);
}

static void choose_near(struct live_view *l, const struct lx_capture *c)
{
    struct menu_items items = { 0 };
    struct lx_str title = LX_STR_EMPTY;
    for (size_t i = 0; i < c->near.n && i < 9; i++)
        menu_add(&items, app_name(l->v.app, LX_UNIT, c->near.at[i]), NULL, c->near.at[i])->key = (char)('1' + i);
    lx_str_addn(&title, lx_str_z(&l->typed) + c->bad_at, c->bad_len);
    lx_str_add(&title, _(": which unit?"));
    struct near *n = lx_alloc(sizeof *n);
    *n = (struct near){ c->bad_at, c->bad_len };
    menu_open(&l->v, &(struct menu){ .title = title.s, .items = items, .chosen = near_chosen, .undone = near_left, .ctx = n });
    lx_str_done(&title);
}

/* --- words behind a choice --------------------------------------------------------------------------------------------------------- */

void live_say_outcome(struct live_view *l, int outcome)
{
    struct lx_str s = LX_STR_EMPTY;
    session_word(&s, "outcome", outcome);
    app_sayf(l->v.app, _("Stored: %s    u takes it back"), lx_str_z(&s));
    lx_str_done(&s);
}

const struct lx_opinion *live_reservation(const struct live_view *l, lx_id row, lx_id unit)
{
    for (size_t i = 0; row == l->row && i < l->reservations.n; i++) {
        const struct lx_opinion *o = (const struct lx_opinion *)(const void *)l->reservations.at[i];
        if (o->unit == unit)
            return o;
    }
    return NULL;
}

static void follow_understood(struct view *v, const char *text, struct lx_str *out)
{
    struct live_view *l = live_of(v);
    struct lx_capture c;
    (void)!lx_capture_follow(v->app->work, text, &c, NULL);
    lx_str_add(out, lx_str_z(&c.text));
    add_units(l, &c, out);
    if (c.bad_len) {
        lx_str_add(out, "  ");
        add_near(l, &c, text, out);
    }
    if (!*text)
        lx_str_add(out, _("Enter alone: nothing more to say"));
    lx_capture_done(&c);
}

static bool follow_done(struct live_view *l, const char *text)
{
    struct view *v = &l->v;
    struct lx_capture c;
    struct lx_err err;
    int outcome = (int)l->step_unit;
    enum lx_rc rc = lx_capture_follow(v->app->work, text, &c, &err);
    bool over = false;
    if (c.near.n) {
        live_keep(l, STEP_FOLLOW_CHOOSE, l->step_row, l->step_unit, text);
        choose_near(l, &c);
    } else {
        bool titled = (lx_outcome_asks(outcome) & LX_ASKS_TITLE) != 0;
        const char *words = lx_str_z(&c.text);
        struct lx_ruling r = { .outcome = outcome, .words = titled ? NULL : words, .title = titled ? words : NULL, .duties = &c.duties, .due = &c.due };
        if (rc == LX_OK)
            rc = lx_outcome_set(v->app->work, l->step_row, &r, &err);
        over = app_did(v->app, rc, &err);
        if (over)
            live_say_outcome(l, outcome);
    }
    lx_capture_done(&c);
    return over;
}

static bool vote_done(struct live_view *l, const char *text)
{
    struct lx_str line = LX_STR_EMPTY;
    struct lx_capture c;
    struct lx_err err;
    lx_id made;
    lx_str_addf(&line, "v %s", text);
    enum lx_rc rc = lx_capture_read(l->v.app->work, line.s, &c, &err);
    if (rc == LX_OK)
        rc = lx_capture_store(l->v.app->work, l->v.subject, l->step_row, line.s, &c, &made, &err);
    lx_capture_done(&c);
    lx_str_done(&line);
    return !*text || app_did(l->v.app, rc, &err);
}

/* Words wiped out take the reservation back. */
static const char *reserve_words(const struct live_view *l, const char *text)
{
    return *text || !live_reservation(l, l->step_row, l->step_unit) ? text : NULL;
}

static bool reserve_done(struct live_view *l, const char *text)
{
    struct app *a = l->v.app;
    struct lx_err err;
    const char *words = reserve_words(l, text);
    if (!app_did(a, lx_reserve(a->work, l->step_row, l->step_unit, words, &err), &err))
        return false;
    app_sayf(a, words ? _("Reservation of %s stored    u takes it back") : _("Reservation of %s taken back    u brings it back"),
             app_name(a, LX_UNIT, l->step_unit));
    return true;
}

static void reserve_understood(struct view *v, const char *text, struct lx_str *out)
{
    if (!*text)
        lx_str_add(out, reserve_words(live_of(v), text) ? _("Enter alone: without words") : _("Enter alone: the reservation is taken back"));
}

/* Left with Esc: what was chosen before the words is not stored either. */
static void words_left(struct view *v, void *ctx)
{
    (void)ctx;
    live_forget(live_of(v));
    app_say(v->app, _("Nothing was stored"));
}

static bool words_done(struct view *v, const char *text, void *ctx)
{
    struct live_view *l = live_of(v);
    bool over;
    (void)ctx;
    if (l->step == STEP_VOTE)
        over = vote_done(l, text);
    else if (l->step == STEP_RESERVE_WORDS)
        over = reserve_done(l, text);
    else
        over = follow_done(l, text);
    if (over)
        live_forget(l);
    v->stale = true;
    return over;
}

static void follow_label(int outcome, struct lx_str *out)
{
    unsigned asks = lx_outcome_asks(outcome);
    session_word(out, "outcome", outcome);
    lx_str_add(out, _(": "));
    if (asks & LX_ASKS_TITLE)
        lx_str_add(out, _("what, @who until when"));
    else if (asks & LX_ASKS_REASON && asks & LX_ASKS_DUE)
        lx_str_add(out, _("reason, when again"));
    else if (asks & LX_ASKS_REASON)
        lx_str_add(out, _("reason"));
    else if (asks & LX_ASKS_UNIT)
        lx_str_add(out, _("words, @who until when"));
    else
        lx_str_add(out, _("words"));
}

void live_open_words(struct live_view *l, int step, lx_id row, lx_id unit, const char *text)
{
    struct lx_str label = LX_STR_EMPTY;
    bool follows = step == STEP_FOLLOW || step == STEP_FOLLOW_CHOOSE;
    live_keep(l, step, row, unit, text);
    if (follows)
        follow_label((int)unit, &label);
    else if (step == STEP_VOTE)
        lx_str_add(&label, _("Vote (for against abstaining)"));
    else
        lx_str_addf(&label, _("%s reserves its position: words"), app_name(l->v.app, LX_UNIT, unit));
    prompt_open(&l->v, &(struct prompt){ .label = label.s, .initial = text, .below = step != STEP_VOTE, .done = words_done, .live = typed,
                                         .understood = follows ? follow_understood : step == STEP_VOTE ? NULL : reserve_understood,
                                         .undone = words_left });
    lx_str_done(&label);
    if (step == STEP_FOLLOW_CHOOSE && words_done(&l->v, text, NULL))
        overlay_pop(l->v.app);
}
