/* What the application itself does: running commands, saying things, going to views. */
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/query_read.h"
#include "core/work/units.h"
#include "tui/app.h"
#include "tui/draw.h"
#include "tui/frame.h"
#include "tui/i18n.h"
#include "tui/prompt.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const struct cmd_handler *widget_handlers(const struct view *v);
static const struct cmd_handler *find_handler(const struct cmd_handler *table, enum lx_cmd cmd);
static unsigned on_move(struct view *v, enum lx_cmd cmd);
static unsigned on_mark(struct view *v, enum lx_cmd cmd);
static unsigned on_reverse(struct view *v, enum lx_cmd cmd);
static unsigned on_open(struct view *v, enum lx_cmd cmd);
static unsigned on_back(struct view *v, enum lx_cmd cmd);
static unsigned on_quit(struct view *v, enum lx_cmd cmd);
static unsigned on_refresh(struct view *v, enum lx_cmd cmd);
static unsigned on_view(struct view *v, enum lx_cmd cmd);
static unsigned on_language(struct view *v, enum lx_cmd cmd);
static unsigned on_pane(struct view *v, enum lx_cmd cmd);
static unsigned on_suspend(struct view *v, enum lx_cmd cmd);
static unsigned on_scroll(struct view *v, enum lx_cmd cmd);
static unsigned on_hit(struct view *v, enum lx_cmd cmd);

static const struct cmd_handler list_handlers[] = {
    { CMD_DOWN, on_move },        { CMD_UP, on_move },
    { CMD_PAGE_DOWN, on_move },   { CMD_PAGE_UP, on_move },
    { CMD_HALF_DOWN, on_move },   { CMD_HALF_UP, on_move },
    { CMD_TOP, on_move },         { CMD_BOTTOM, on_move },
    { CMD_MARK, on_mark },        { CMD_MARK_ALL, on_mark },
    { CMD_SORT_REVERSE, on_reverse }, { CMD_FIND, prompt_filter },
    { CMD_NONE, NULL },
};
static const struct cmd_handler pager_handlers[] = {
    { CMD_DOWN, on_scroll },      { CMD_UP, on_scroll },     { CMD_PAGE_DOWN, on_scroll }, { CMD_PAGE_UP, on_scroll },
    { CMD_HALF_DOWN, on_scroll }, { CMD_HALF_UP, on_scroll }, { CMD_TOP, on_scroll },      { CMD_BOTTOM, on_scroll },
    { CMD_FIND, prompt_find },    { CMD_FIND_NEXT, on_hit }, { CMD_FIND_PREV, on_hit },    { CMD_NONE, NULL },
};
static const struct cmd_handler app_handlers[] = {
    { CMD_OPEN, on_open },        { CMD_QUIT, on_back },
    { CMD_QUIT_ALL, on_quit },    { CMD_REFRESH, on_refresh },
    { CMD_VIEW_TODAY, on_view },  { CMD_VIEW_ITEMS, on_view },
    { CMD_VIEW_MEETINGS, on_view }, { CMD_VIEW_PLANS, on_view },
    { CMD_VIEW_UNITS, on_view },  { CMD_VIEW_PERSONS, on_view },
    { CMD_VIEW_NOTES, on_view },  { CMD_VIEW_SETTINGS, on_view },
    { CMD_VIEW_LOG, on_view },    { CMD_LANG, on_language },
    { CMD_ZOOM, on_pane },        { CMD_PANE, on_pane },
    { CMD_SUSPEND, on_suspend },  { CMD_NONE, NULL },
};

struct view *app_view(struct app *a) { return a->depth > 0 ? a->stack[a->depth - 1] : NULL; }

void app_push(struct app *a, const struct view_ops *ops, const void *arg)
{
    if (a->depth == STACK_MAX) {
        app_say(a, _("Too many views are open; q goes back"));
        return;
    }
    struct view *v = view_new(a, ops, arg);
    a->stack[a->depth++] = v;
    a->layout_due = true;
}

void app_pop(struct app *a)
{
    if (a->depth <= 1) {
        a->quit = true;
        return;
    }
    view_free(&a->stack[--a->depth]);
    a->layout_due = true;
}

void app_show(struct app *a, const struct view_ops *ops)
{
    while (a->depth > 1)
        view_free(&a->stack[--a->depth]);
    if (a->depth == 1 && a->stack[0]->ops == ops) {
        a->layout_due = true;
        return;
    }
    while (a->depth > 0)
        view_free(&a->stack[--a->depth]);
    app_push(a, ops, NULL);
}

bool app_goto(struct app *a, enum lx_type type, lx_id id)
{
    for (int i = 0; app_views[i]; i++)
        if (app_views[i]->type == type && app_views[i]->command != CMD_NONE) {
            app_show(a, app_views[i]);
            struct view *v = app_view(a);
            struct lx_err err = { 0 };
            frame_layout(a);
            if (!v->loaded && list_load(v, &err) != LX_OK)
                app_error(a, &err);
            v->loaded = true;
            v->stale = false;
            if (!list_to_id(v, id) && v->filter) { /* a filter hides it */
                free(v->filter);
                v->filter = NULL;
                if (list_load(v, &err) == LX_OK)
                    (void)list_to_id(v, id);
            }
            a->dirty = DIRTY_ALL;
            return true;
        }
    return false;
}

const struct view_ops *app_first_view(const struct app *a)
{
    (void)a;
    return app_views[0];
}

void app_say(struct app *a, const char *sentence)
{
    size_t at = a->messages_n++ % MESSAGES_MAX;
    free(a->message);
    a->message = lx_strdup(sentence);
    a->message_role = ROLE_MESSAGE;
    free(a->messages[at]);
    a->messages[at] = lx_strdup(sentence);
    a->dirty |= DIRTY_BOTTOM;
}

void app_sayf(struct app *a, const char *fmt, ...)
{
    struct lx_str s = LX_STR_EMPTY;
    va_list ap;
    va_start(ap, fmt);
    lx_str_vaddf(&s, fmt, ap);
    va_end(ap);
    app_say(a, lx_str_z(&s));
    lx_str_done(&s);
}

void app_error(struct app *a, const struct lx_err *err)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_message(&s, err);
    app_say(a, lx_str_z(&s));
    a->message_role = ROLE_ERROR;
    lx_str_done(&s);
}

bool app_did(struct app *a, enum lx_rc rc, const struct lx_err *err)
{
    if (rc != LX_OK)
        app_error(a, err);
    return rc == LX_OK;
}

const char *app_name(struct app *a, enum lx_type type, lx_id id)
{
    return type == LX_UNIT ? lx_unit_name(a->work->units, id) : names_get(&a->names, a->store, type, id);
}

bool app_may_write(const struct app *a) { return !a->args.read_only; }

void app_sort(struct lx_query *q, const char *sort)
{
    enum lx_rc rc = lx_query_sort(q, sort, NULL);
    assert(rc == LX_OK);
    (void)rc;
}

void app_where(struct lx_query *q, struct lx_cond *c)
{
    if (!q->where)
        q->where = lx_cond_new(LX_OP_ALL);
    if (q->where->op != LX_OP_ALL) {
        struct lx_cond *all = lx_cond_new(LX_OP_ALL);
        lx_cond_add(all, q->where);
        q->where = all;
    }
    lx_cond_add(q->where, c);
}

int app_chain(struct app *a, unsigned contexts[CHAIN_MAX])
{
    const struct view *v = app_view(a);
    int n = 0;
    if (!v->ops->draw)
        contexts[n++] = v->focus == PANE_LIST && view_is_list(v) ? CTX_LIST : CTX_PAGER;
    if (v->ops->ctx)
        contexts[n++] = v->ops->ctx;
    contexts[n++] = CTX_APP;
    return n;
}

bool app_offers(struct app *a, enum lx_cmd cmd)
{
    const struct view *v = app_view(a);
    const struct lx_command *c = lx_command(cmd);
    unsigned contexts[CHAIN_MAX], all = 0;
    for (int i = 0, n = app_chain(a, contexts); i < n; i++)
        all |= contexts[i];
    if (!(c->contexts & all) || ((c->flags & F_WRITE) && !app_may_write(a)))
        return false;
    if ((c->flags & F_SEL) && view_is_list(v) && v->list.ids.n == 0)
        return false;
    if (cmd >= CMD_VIEW_TODAY && cmd <= CMD_VIEW_LOG) { /* only views that there are */
        for (int i = 0; app_views[i]; i++)
            if (app_views[i]->command == cmd)
                return true;
        return false;
    }
    return find_handler(widget_handlers(v), cmd) || find_handler(v->ops->commands, cmd) || find_handler(app_handlers, cmd);
}

unsigned app_command(struct app *a, enum lx_cmd cmd)
{
    struct view *v = app_view(a);
    const struct lx_command *c = lx_command(cmd);
    if ((c->flags & F_WRITE) && !app_may_write(a)) {
        app_say(a, _("This database may only be read here; nothing was changed"));
        return DONE;
    }
    if ((c->flags & F_WRITE) && a->shy) {
        app_sayf(a, _("Press %s once more: it came together with Esc"), c->keys);
        return DONE;
    }
    if ((c->flags & F_SEL) && view_is_list(v) && v->list.ids.n == 0) {
        app_say(a, _("There is no row to do this to"));
        return DONE;
    }
    const struct cmd_handler *tables[] = { widget_handlers(v), v->ops->commands, app_handlers };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const struct cmd_handler *h = find_handler(tables[i], cmd);
        unsigned did = h ? h->fn(v, cmd) : (unsigned)PASS;
        if (did != PASS)
            return did;
    }
    app_sayf(a, _("%s: not possible here"), cmd_label(c));
    return DONE;
}

void app_react(struct app *a, unsigned did)
{
    if (did & DID_RELOAD && app_view(a))
        app_view(a)->stale = true;
    if (did & DID_LAYOUT)
        a->layout_due = true;
    if (did & (DID_DRAW | DID_LAYOUT))
        a->dirty = DIRTY_ALL;
    if (did & DID_CLOSE)
        app_pop(a);
    if (did & DID_QUIT)
        a->quit = true;
}

void app_save_drafts(struct app *a) { a->draft_due = false; }

void app_stray_key(struct app *a, key_code key, key_code plain)
{
    struct view *v = app_view(a);
    if (lx_is_han(key) && view_is_list(v)) {
        struct lx_str s = LX_STR_EMPTY;
        lx_utf8_put(&s, key);
        (void)prompt_filter_with(v, s.s);
        app_say(a, _("The input method is on: Shift switches it to English"));
        lx_str_done(&s);
        return;
    }
    struct lx_str s = LX_STR_EMPTY, name = LX_STR_EMPTY;
    key_format(&name, plain);
    lx_fill(&s, _("%s does nothing here; ? shows the keys"), lx_str_z(&name));
    app_say(a, lx_str_z(&s));
    lx_str_done(&s);
    lx_str_done(&name);
}

void app_paste(struct app *a, const char *text, size_t len)
{
    struct view *v = app_view(a);
    if (view_is_list(v) && len > 0 && len < 200 && !memchr(text, '\n', len))
        (void)prompt_filter_with(v, text);
    else
        app_say(a, _("Pasted text belongs into a note: press F2, then paste"));
}

bool view_detail_due(const struct view *v)
{
    return v->detail_id != list_at_bar(&v->list) || v->detail_w != v->detail_rect.w;
}

void view_detail(struct view *v)
{
    struct lx_err err = { 0 };
    lx_id id = view_is_list(v) ? list_at_bar(&v->list) : v->subject;
    lines_start(&v->pager.lines, v->detail_rect.w - (view_is_list(v) && v->detail_rect.x > 0 ? 1 : 0), draw_amb());
    if (v->detail_id != id)
        v->pager.top = 0;
    if (v->ops->detail && (id || !view_is_list(v))) {
        if (v->ops->detail(v, id, &v->pager.lines, &err) != LX_OK)
            app_error(v->app, &err);
    }
    v->detail_id = id;
    v->detail_w = v->detail_rect.w;
}

const char *cmd_label(const struct lx_command *c) { return lx_two(c->label, c->label_zh); }

const char *cmd_help(const struct lx_command *c) { return lx_two(c->help, c->help_zh); }

static const struct cmd_handler *widget_handlers(const struct view *v)
{
    if (v->ops->draw)
        return NULL;
    return v->focus == PANE_LIST && view_is_list(v) ? list_handlers : pager_handlers;
}

static const struct cmd_handler *find_handler(const struct cmd_handler *table, enum lx_cmd cmd)
{
    for (; table && table->cmd != CMD_NONE; table++)
        if (table->cmd == cmd)
            return table;
    return NULL;
}

static unsigned on_move(struct view *v, enum lx_cmd cmd)
{
    size_t top = v->list.top;
    (void)list_move(v, cmd);
    v->app->dirty |= DIRTY_BAR | DIRTY_BOTTOM | (v->list.top != top ? DIRTY_LIST : 0u);
    return DONE;
}

static unsigned on_mark(struct view *v, enum lx_cmd cmd)
{
    if (cmd == CMD_MARK_ALL) {
        list_mark_all(v);
    } else {
        lx_id id = list_at_bar(&v->list);
        list_mark(&v->list, id, !list_is_marked(&v->list, id));
        (void)on_move(v, CMD_DOWN);
        v->app->dirty |= DIRTY_TITLE;
        return DONE;
    }
    return DID_DRAW;
}

static unsigned on_reverse(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    const char *order = v->list.order ? v->list.order : "";
    if (!*order || v->ops->type == LX_NONE_TYPE)
        return DONE;
    struct lx_str s = LX_STR_EMPTY;
    lx_str_addf(&s, "%s%s", order[0] == '-' ? "" : "-", order + (order[0] == '-'));
    free(v->list.sort);
    v->list.sort = lx_str_take(&s);
    return DID_RELOAD;
}

/* What no view opens in its own way: the detail. */
static unsigned on_open(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    if (!view_is_list(v) || !v->ops->detail)
        return DONE;
    v->focus = PANE_DETAIL;
    return DID_LAYOUT;
}

/* One step back: from the detail to the list, out of the zoom, off the filter and the marks, then the view. */
static unsigned on_back(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    struct app *a = v->app;
    bool letter = a->last_key == 'q';
    if (view_is_list(v) && v->focus == PANE_DETAIL) {
        v->focus = PANE_LIST;
        v->zoom = false;
        return DID_LAYOUT;
    }
    if (v->zoom) {
        v->zoom = false;
        return DID_LAYOUT;
    }
    if (!letter && v->pager.find) {
        (void)pager_find(&v->pager, NULL);
        return DID_DRAW;
    }
    if (!letter && v->filter) {
        free(v->filter);
        v->filter = NULL;
        return DID_RELOAD;
    }
    if (!letter && v->list.marks.n > 0) {
        list_unmark(&v->list);
        return DID_DRAW;
    }
    if (a->depth > 1 || letter)
        return DID_CLOSE;
    app_say(a, _("This is the first view; q or Q leaves the program"));
    return DONE;
}

static unsigned on_quit(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    app_save_drafts(v->app);
    return DID_QUIT;
}

static unsigned on_refresh(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    names_done(&v->app->names);
    app_resized(v->app);
    return DID_RELOAD | DID_LAYOUT;
}

static unsigned on_view(struct view *v, enum lx_cmd cmd)
{
    for (int i = 0; app_views[i]; i++)
        if (app_views[i]->command == cmd) {
            app_show(v->app, app_views[i]);
            return DONE;
        }
    app_say(v->app, _("This view is not there yet"));
    return DONE;
}

static unsigned on_language(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    struct app *a = v->app;
    lx_i18n_switch(lx_lang() == LX_ZH ? LX_EN : LX_ZH);
    names_done(&a->names);
    for (int i = 0; i < a->depth; i++) {
        list_forget_rows(&a->stack[i]->list);
        a->stack[i]->list.widths_w = 0;
        a->stack[i]->detail_w = 0;
        a->stack[i]->stale = true;
    }
    return DID_LAYOUT;
}

static unsigned on_pane(struct view *v, enum lx_cmd cmd)
{
    if (cmd == CMD_ZOOM)
        v->zoom = !v->zoom;
    else if (view_is_list(v) && v->ops->detail)
        v->focus = v->focus == PANE_LIST ? PANE_DETAIL : PANE_LIST;
    return DID_LAYOUT;
}

static unsigned on_suspend(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    app_suspend(v->app);
    return DID_LAYOUT;
}

static unsigned on_scroll(struct view *v, enum lx_cmd cmd)
{
    (void)pager_move(&v->pager, cmd);
    v->app->dirty |= DIRTY_DETAIL | DIRTY_BOTTOM;
    return DONE;
}

static unsigned on_hit(struct view *v, enum lx_cmd cmd)
{
    if (!pager_find_next(&v->pager, cmd == CMD_FIND_PREV))
        app_say(v->app, _("No further hit"));
    v->app->dirty |= DIRTY_DETAIL | DIRTY_BOTTOM;
    return DONE;
}
