/* Undo and redo from the screen. */
#include "tui/takeback.h"

#include "core/mem.h"
#include "core/work/undo.h"
#include "tui/app.h"
#include "tui/history.h"
#include "tui/i18n.h"
#include "tui/menu.h"

struct asked {
    lx_rev rev;
    bool redo;
};

static unsigned ask(struct view *v, lx_rev rev, bool redo, lx_id other);

/* Says in plain words what was taken back, or done again. */
static unsigned take(struct view *v, lx_rev rev, bool redo)
{
    struct app *a = v->app;
    struct lx_err err = { 0 };
    struct lx_revs made = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    if (app_did(a, lx_undo_entry(a->work, rev, &made, &err), &err)) {
        if (made.n > 0)
            app_entry_words(a, &s, made.at[0]);
        app_sayf(a, redo ? _("Done again: %s") : _("Taken back: %s"), lx_str_z(&s));
    }
    lx_str_done(&s);
    lx_revs_done(&made);
    return DID_RELOAD | DID_DRAW;
}

/* The meeting that is on the screen; 0: none. */
static lx_id meeting_shown(const struct view *v)
{
    enum lx_type type = LX_NONE_TYPE;
    struct lx_store *s = v->app->store;
    return v->subject > 0 && s->type_of(s, v->subject, &type, NULL) == LX_OK && type == LX_MEETING ? v->subject : 0;
}

static unsigned take_or_ask(struct view *v, lx_rev rev, bool redo)
{
    struct lx_err err;
    bool near;
    lx_id other;
    if (!app_did(v->app, lx_undo_is_near(v->app->work, rev, meeting_shown(v), &near, &other, &err), &err))
        return DONE;
    return near ? take(v, rev, redo) : ask(v, rev, redo, other);
}

unsigned takeback_last(struct view *v, enum lx_cmd cmd)
{
    struct lx_err err;
    lx_rev rev = 0;
    bool redo = cmd == CMD_REDO;
    if (!app_did(v->app, lx_undo_next(v->app->work, redo, &rev, &err), &err))
        return DONE;
    if (rev)
        return take_or_ask(v, rev, redo);
    app_say(v->app, redo ? _("There is nothing of yours to do again") : _("There is nothing of yours to take back"));
    return DONE;
}

unsigned takeback_entry(struct view *v, lx_rev rev) { return take_or_ask(v, rev, false); }

/* --- the question -------------------------------------------------------------------------------------------------------------- */

enum { ANSWER_NO, ANSWER_YES };

static unsigned answered(struct view *v, int64_t value, void *ctx)
{
    const struct asked *q = ctx;
    return value == ANSWER_YES ? take(v, q->rev, q->redo) : DID_DRAW;
}

/* Who, when; what is in the menu's first row. */
static void who_and_when(struct app *a, lx_rev rev, struct lx_str *out)
{
    struct lx_log_rows rows = { 0 };
    if (lx_entry_meant(a->work, rev, &rows)) {
        lx_instant_format(out, rows.at[0].at_ms, rows.at[0].offset_min);
        lx_str_addf(out, "  %s", rows.at[0].clerk ? rows.at[0].clerk : rows.at[0].who);
    }
    lx_log_rows_done(&rows);
}

/* Enter alone leaves everything as it is. */
static unsigned ask(struct view *v, lx_rev rev, bool redo, lx_id other)
{
    struct app *a = v->app;
    struct menu_items items = { 0 };
    struct lx_str title = LX_STR_EMPTY, what = LX_STR_EMPTY;
    struct asked *ctx = lx_alloc(sizeof *ctx);
    *ctx = (struct asked){ rev, redo };
    lx_str_add(&title, redo ? _("Do this again?  ") : _("Take this back?  "));
    who_and_when(a, rev, &title);
    app_entry_words(a, &what, rev);
    if (other) {
        struct lx_str name = LX_STR_EMPTY;
        lx_show_id(a->work, &name, other);
        lx_str_addf(&what, _("  (meeting %s)"), lx_str_z(&name));
        lx_str_done(&name);
    }
    menu_add(&items, redo ? _("do it again") : _("take it back"), lx_str_z(&what), ANSWER_YES)->key = 'y';
    const char *why = other && meeting_shown(v) ? _("it belongs to another meeting than the one shown") : _("it was not done in this sitting");
    menu_add(&items, _("leave it as it is"), why, ANSWER_NO)->key = 'n';
    menu_open(v, &(struct menu){ .title = title.s, .items = items, .bar = 1, .chosen = answered, .ctx = ctx });
    lx_str_done(&title);
    lx_str_done(&what);
    return DID_DRAW;
}
