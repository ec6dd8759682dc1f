/* The application: the event loop. */
#include "tui/app.h"

#include "core/mem.h"
#include "core/work/work.h"
#include "tui/config.h"
#include "tui/draw.h"
#include "tui/form.h"
#include "tui/frame.h"
#include "tui/i18n.h"
#include "tui/screen.h"
#include "tui/views/views.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ESCAPE_MS = 100 };

static void on_event(struct app *a, const struct event *e);
static void on_key(struct app *a, key_code key);
static bool look_around(struct app *a);
static bool drained(struct app *a);
static void load(struct app *a, bool may_stop);
static void load_due(struct app *a);
static bool idle_step(struct app *a);
static bool keys_wait(void *ctx);

/* What the fatal hook needs to know: the application that may hold something typed.  NULL while no screen is open. */
static struct app *running;

void app_fatal(void)
{
    struct app *a = running;
    running = NULL; /* saving a draft may itself run out of memory */
    if (!a)
        return;
    app_save_drafts(a);
    screen_close();
}

int lx_tui_run(const struct lx_tui_args *args)
{
    struct lx_err err = { 0 };
    struct screen_setup setup = { .in = STDIN_FILENO, .out = STDOUT_FILENO, .watch = args->db_path };
    if (screen_open(&setup, &err) != LX_OK) {
        struct lx_str s = LX_STR_EMPTY;
        lx_message(&s, &err);
        fprintf(stderr, "lianxi: %s\n", lx_str_z(&s));
        lx_str_done(&s);
        return 4;
    }
    struct app app;
    app_init(&app, args);
    running = &app;
    presence_open(&app.presence, args->db_path, args->account);
    screen_forget_watch();
    probe_start(&app.probe, config_get(args->config, "screen", "ambiguous"));
    while (app_pump(&app)) {
        bool partial = keys_partial(&app.keys);
        if (!partial)
            screen_settled();
        int timeout = partial ? ESCAPE_MS : app.draft_due ? DRAFT_MS : -1;
        app_woken(&app, screen_wait(timeout));
    }
    running = NULL;
    presence_close(&app.presence);
    app_done(&app);
    draw_done();
    screen_close();
    return 0;
}

void app_init(struct app *a, const struct lx_tui_args *args)
{
    *a = (struct app){ .args = *args, .store = args->work->store, .work = args->work, .seen = -1 };
    const char *no_colour = getenv("NO_COLOR");
    keys_init(&a->keys, true);
    keymap_init(&a->keymap);
    config_keys(args->config, a);
    draw_init(config_theme(args->config), !(no_colour && *no_colour));
    screen_size(&a->h, &a->w);
    a->layout_due = true;
    a->dirty = DIRTY_ALL;
    (void)app_refresh(a);
    if (args->headline)
        app_say(a, args->headline);
    else if (screen_unknown_term())
        app_sayf(a, _("This terminal (%s) is not known here; it is treated as xterm-256color"), screen_unknown_term());
    app_push(a, app_first_view(a), NULL);
    if (args->review)
        (void)review_query(app_view(a), args->review);
    if (args->pushed)
        app_push(a, args->pushed, &args->subject);
    size_t drafts = draft_count(a);
    if (drafts > 0) {
        struct lx_str names = LX_STR_EMPTY, said = LX_STR_EMPTY;
        draft_names(a, &names);
        lx_fill(&said, _("Drafts not saved yet: %s; each is offered when its form is opened again"), lx_str_z(&names));
        app_say(a, lx_str_z(&said));
        lx_str_done(&names);
        lx_str_done(&said);
    }
}

void app_done(struct app *a)
{
    while (a->overlay)
        overlay_pop(a);
    while (a->depth > 0)
        view_free(&a->stack[--a->depth]);
    keys_done(&a->keys);
    keymap_done(&a->keymap);
    names_done(&a->names);
    lx_ids_done(&a->lines_due);
    for (size_t i = 0; i < MESSAGES_MAX; i++)
        free(a->messages[i]);
    free(a->message);
}

void app_feed(struct app *a, const char *bytes, size_t len) { keys_feed(&a->keys, bytes, len); }

void app_woken(struct app *a, unsigned got)
{
    if (got & SCREEN_INPUT) {
        struct lx_str bytes = LX_STR_EMPTY;
        screen_read(&bytes);
        app_feed(a, lx_str_z(&bytes), bytes.len);
        lx_str_done(&bytes);
    }
    if (got & SCREEN_TIMEOUT) {
        a->late = true;
        app_save_drafts(a);
    }
    if (got & SCREEN_RESIZED) {
        screen_resize(0, 0);
        app_resized(a);
    }
    if (got & SCREEN_STOP)
        app_suspend(a);
    if (got & SCREEN_CHANGED) {
        (void)look_around(a);
        if (presence_look(&a->presence))
            a->dirty |= DIRTY_TOP;
    }
    if (got & SCREEN_ENDED) {
        app_save_drafts(a);
        a->quit = true;
    }
}

void app_resized(struct app *a)
{
    screen_size(&a->h, &a->w);
    a->layout_due = true;
    draw_forget();
}

void app_suspend(struct app *a)
{
    app_save_drafts(a);
    screen_suspend();
    app_resized(a);
    (void)look_around(a);
}

/* Everything that came is taken before anything is painted; then what may be done while no key waits, in small steps. */
bool app_pump(struct app *a)
{
    for (;;) {
        struct event e;
        while (!a->quit && keys_next(&a->keys, a->late, &e)) {
            if (look_around(a))
                load_due(a); /* a key that follows a change acts on what the list is now */
            on_event(a, &e);
        }
        a->late = false;
        if (a->quit)
            return false;
        (void)look_around(a);
        if (!drained(a))
            continue;
        if (a->overlay && app_view(a)->stale) { /* what is typed shows before what it narrows is asked for */
            a->dirty |= DIRTY_BOTTOM;
            frame_paint(a);
            if (!drained(a))
                continue;
        }
        load_due(a);
        frame_paint(a);
        if (!drained(a))
            continue;
        app_keep_drafts(a);
        if (!idle_step(a) && !a->dirty)
            return true;
    }
}

static void on_event(struct app *a, const struct event *e)
{
    if (e->kind == EV_REPORT) {
        if (probe_answer(&a->probe, e->row, e->col))
            app_resized(a);
        if (a->probe.not_utf8)
            app_say(a, _("This terminal does not speak UTF-8: set the character set of the client to UTF-8"));
        return;
    }
    free(a->message);
    a->message = NULL;
    if (!a->lines_fresh)
        a->lines_due.n = 0;
    a->lines_fresh = false;
    a->dirty |= a->message_h > 1 ? (unsigned)DIRTY_ALL : DIRTY_BOTTOM; /* what it covered shows again */
    unsigned did = PASS;
    if (a->overlay) {
        struct overlay *o = a->overlay;
        did = o->ops->event(o, e);
        if ((did & DID_CLOSE) && a->overlay == o) {
            overlay_pop(a);
            did &= ~(unsigned)DID_CLOSE;
        }
        app_react(a, did | DID_DRAW);
        return;
    }
    struct view *v = app_view(a);
    if (v && !v->loaded) /* typed ahead: the key acts on what the view shows, not on nothing */
        app_load(a);
    if (v && v->ops->event)
        did = v->ops->event(v, e);
    if (did != PASS)
        app_react(a, did);
    else if (e->kind == EV_KEY)
        on_key(a, e->key);
    else
        app_paste(a, e->paste, e->paste_len);
}

/* An escape and a letter that came in one piece are two keys, but nothing is written on their behalf. */
static void on_key(struct app *a, key_code key)
{
    if ((key & LK_ALT) && !(key & LK_NAMED)) {
        on_key(a, LK_ESC);
        a->shy = true;
        on_key(a, key & ~(key_code)LK_ALT);
        a->shy = false;
        return;
    }
    if (a->chord_n > 0 && key == LK_ESC) {
        a->chord_n = 0;
        a->dirty = DIRTY_ALL;
        return;
    }
    lx_context contexts[CHAIN_MAX];
    int contexts_n = app_chain(a, contexts);
    key_code plain = key < LK_NAMED ? lx_plain_char(key) : key;
    a->last_key = plain;
    bool chorded = a->chord_n > 0;
    a->chord[a->chord_n++] = plain;
    struct found found = keymap_find(&a->keymap, contexts, contexts_n, a->chord, a->chord_n);
    if (found.cmd == CMD_NONE && found.prefix && a->chord_n < CHORD_MAX) {
        a->dirty |= DIRTY_LIST | DIRTY_DETAIL | DIRTY_BOTTOM; /* the which-key list shows */
        return;
    }
    a->chord_n = 0;
    if (chorded)
        a->dirty = DIRTY_ALL;
    if (found.cmd != CMD_NONE)
        app_react(a, app_command(a, found.cmd));
    else
        app_stray_key(a, key, plain);
}

/* Looked at on every key: the day, and whether anybody has written. */
static bool look_around(struct app *a)
{
    if (!app_refresh(a))
        return false;
    names_done(&a->names);
    for (int i = 0; i < a->depth; i++)
        a->stack[i]->stale = true;
    return true;
}

bool app_refresh(struct app *a)
{
    struct lx_err err = { 0 };
    lx_day today = a->today;
    if (lx_refresh(a->work, &err) != LX_OK)
        app_error(a, &err);
    a->today = a->work->today;
    bool other = a->today != today || a->work->seen != a->seen;
    a->seen = a->work->seen;
    return other;
}

static bool drained(struct app *a)
{
    if (!screen_input_waits())
        return true;
    app_woken(a, screen_wait(0));
    return false;
}

void app_load(struct app *a) { load(a, false); }

/* What must be there before painting: the view's own data, the rows in view. */
static void load_due(struct app *a) { load(a, app_view(a)->loaded); }

static void load(struct app *a, bool may_stop)
{
    struct lx_err err = { 0 };
    struct view *v = app_view(a);
    frame_layout(a);
    if (v->stale) {
        app_may_stop(a, may_stop);
        enum lx_rc rc = view_is_list(v) ? list_load(v, &err) : v->ops->load ? v->ops->load(v, &err) : LX_OK;
        app_may_stop(a, false);
        if (rc == LX_STOPPED)
            return; /* a key waits; the old rows stay */
        if (rc != LX_OK)
            app_error(a, &err);
        v->stale = false;
        v->loaded = true;
        v->detail_id = 0;
        v->detail_w = 0;
        a->dirty = DIRTY_ALL;
    }
    if (!view_is_list(v) && v->detail_w == 0)
        view_detail(v);
    if (view_is_list(v) && !list_rows_ready(v, false)) {
        if (list_rows(v, false, &err) != LX_OK)
            app_error(a, &err);
        a->dirty |= DIRTY_LIST;
    }
}

/* One step of what may wait.  False: nothing is left. */
static bool idle_step(struct app *a)
{
    struct view *v = app_view(a);
    if (v->stale)
        return true;
    if (view_is_list(v) && v->detail_rect.h > 0 && view_detail_due(v)) {
        view_detail(v);
        a->dirty |= DIRTY_DETAIL;
        return true;
    }
    if (a->overlay && a->overlay->ops->idle)
        a->overlay->ops->idle(a->overlay);
    if (v->ops->idle && v->ops->idle(v))
        return true;
    if (!view_is_list(v))
        return false;
    if (!v->list.whole) {
        app_may_stop(a, true);
        enum lx_rc rc = list_fill(v, NULL);
        app_may_stop(a, false);
        a->dirty |= DIRTY_TITLE | DIRTY_BOTTOM | DIRTY_LIST;
        if (rc != LX_STOPPED && rc != LX_OK)
            v->list.whole = true; /* said already when the page was read */
        return true;
    }
    if (list_total_due(v)) {
        app_may_stop(a, true);
        enum lx_rc rc = list_total(v, NULL);
        app_may_stop(a, false);
        v->detail_w = rc == LX_OK && list_head_at(&v->list, v->list.bar) ? 0 : v->detail_w;
        a->dirty |= DIRTY_LIST;
        return rc == LX_OK || rc == LX_STOPPED;
    }
    if (!list_rows_ready(v, true))
        return list_rows(v, true, NULL) == LX_OK;
    return false;
}

static bool keys_wait(void *ctx)
{
    (void)ctx;
    return screen_input_waits();
}

void app_may_stop(struct app *a, bool may) { a->store->set_stop(a->store, may ? keys_wait : NULL, a); }

lx_day app_today(const struct app *a) { return a->today; }
