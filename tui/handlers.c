/* What the keys of lists, of texts and of the application do. */
#include "tui/handlers.h"

#include "core/work/work.h"
#include "tui/app.h"
#include "tui/extern.h"
#include "tui/filter.h"
#include "tui/form.h"
#include "tui/help.h"
#include "tui/i18n.h"
#include "tui/listout.h"
#include "tui/palette.h"
#include "tui/prompt.h"
#include "tui/screen.h"
#include "tui/state.h"
#include "tui/takeback.h"
#include "tui/views/views.h"

#include <stdlib.h>
#include <string.h>

static unsigned on_move(struct view *v, enum lx_cmd cmd);
static unsigned on_mark(struct view *v, enum lx_cmd cmd);
static unsigned on_head(struct view *v, enum lx_cmd cmd);
static unsigned on_reverse(struct view *v, enum lx_cmd cmd);
static unsigned on_open(struct view *v, enum lx_cmd cmd);
static unsigned on_back(struct view *v, enum lx_cmd cmd);
static unsigned on_quit(struct view *v, enum lx_cmd cmd);
static unsigned on_refresh(struct view *v, enum lx_cmd cmd);
static unsigned on_help(struct view *v, enum lx_cmd cmd);
static unsigned on_messages(struct view *v, enum lx_cmd cmd);
static unsigned on_add(struct view *v, enum lx_cmd cmd);
static unsigned on_edit(struct view *v, enum lx_cmd cmd);
static unsigned on_edit_text(struct view *v, enum lx_cmd cmd);
static unsigned on_note(struct view *v, enum lx_cmd cmd);
static unsigned on_copy(struct view *v, enum lx_cmd cmd);
static unsigned on_language(struct view *v, enum lx_cmd cmd);
static unsigned on_pane(struct view *v, enum lx_cmd cmd);
static unsigned on_suspend(struct view *v, enum lx_cmd cmd);
static unsigned on_scroll(struct view *v, enum lx_cmd cmd);
static unsigned on_hit(struct view *v, enum lx_cmd cmd);

const struct cmd_handler list_handlers[] = {
    { CMD_DOWN, on_move },        { CMD_UP, on_move },
    { CMD_PAGE_DOWN, on_move },   { CMD_PAGE_UP, on_move },
    { CMD_HALF_DOWN, on_move },   { CMD_HALF_UP, on_move },
    { CMD_TOP, on_move },         { CMD_BOTTOM, on_move },
    { CMD_MARK, on_mark },        { CMD_MARK_ALL, on_mark },
    { CMD_SORT_REVERSE, on_reverse }, { CMD_FIND, prompt_filter },
    { CMD_FILTER, filter_menu },  { CMD_SORT, filter_sort },
    { CMD_GROUP, list_group_menu }, { CMD_OPEN, on_head }, { CMD_EXPORT, list_export },
    { CMD_FILTER_SAVE, filter_save }, { CMD_FIND_NEXT, on_hit }, { CMD_FIND_PREV, on_hit },
    { CMD_NONE, NULL },
};
const struct cmd_handler pager_handlers[] = {
    { CMD_DOWN, on_scroll },      { CMD_UP, on_scroll },     { CMD_PAGE_DOWN, on_scroll }, { CMD_PAGE_UP, on_scroll },
    { CMD_READ_ON, on_scroll },
    { CMD_HALF_DOWN, on_scroll }, { CMD_HALF_UP, on_scroll }, { CMD_TOP, on_scroll },      { CMD_BOTTOM, on_scroll },
    { CMD_FIND, prompt_find },    { CMD_FIND_NEXT, on_hit }, { CMD_FIND_PREV, on_hit },    { CMD_NONE, NULL },
};
const struct cmd_handler app_handlers[] = {
    { CMD_OPEN, on_open },        { CMD_QUIT, on_back },
    { CMD_HELP, on_help },        { CMD_MESSAGES, on_messages },
    { CMD_PALETTE, palette_open }, { CMD_UNDO, takeback_last },
    { CMD_REDO, takeback_last },  { CMD_ADD, on_add },
    { CMD_EDIT, on_edit },        { CMD_EDIT_TEXT, on_edit_text },
    { CMD_NOTE_NEW, on_note },    { CMD_COPY, on_copy },    { CMD_STATISTICS, list_statistics },
    { CMD_QUIT_ALL, on_quit },    { CMD_REFRESH, on_refresh },
    { CMD_SEARCH_ALL, search_ask }, { CMD_LANG, on_language },
    { CMD_ZOOM, on_pane },        { CMD_PANE, on_pane },
    { CMD_SUSPEND, on_suspend },  { CMD_NONE, NULL },
};

static unsigned on_move(struct view *v, enum lx_cmd cmd)
{
    size_t top = v->list.top;
    (void)list_move(v, cmd);
    v->app->dirty |= DIRTY_BAR | DIRTY_BOTTOM | (v->list.top != top ? DIRTY_LIST : 0u);
    return DONE;
}

/* The whole group under the heading, which must be there for that. */
static unsigned mark_group(struct view *v)
{
    struct lx_err err = { 0 };
    (void)app_did(v->app, list_fill(v, &err), &err);
    const struct lx_group *of = list_head_at(&v->list, v->list.bar);
    if (of)
        list_mark_group(&v->list, of);
    (void)on_move(v, CMD_DOWN);
    return DID_DRAW;
}

static unsigned on_mark(struct view *v, enum lx_cmd cmd)
{
    if (cmd == CMD_MARK_ALL) {
        list_mark_all(v);
    } else {
        lx_id id = list_at_bar(&v->list);
        if (list_head_at(&v->list, v->list.bar))
            return mark_group(v);
        list_mark(&v->list, id, !list_is_marked(&v->list, id));
        (void)on_move(v, CMD_DOWN);
        v->app->dirty |= DIRTY_TITLE;
        return DONE;
    }
    return DID_DRAW;
}

/* Enter on the heading of a group; a record is opened by its view. */
static unsigned on_head(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    return list_fold(v) ? DID_DRAW : PASS;
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
    if (a->depth == 1 && v->ops != app_first_view(a)) {
        app_show(a, app_first_view(a)); /* back to where the day begins; there q leaves */
        return DONE;
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

static unsigned on_help(struct view *v, enum lx_cmd cmd)
{
    lx_context contexts[CHAIN_MAX], all = 0;
    (void)cmd;
    for (int i = 0, n = app_chain(v->app, contexts); i < n; i++)
        all |= contexts[i];
    app_push(v->app, &view_help, &all);
    return DONE;
}

static unsigned on_messages(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    app_push(v->app, &view_messages, NULL);
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
    if (view_is_list(v) && v->focus == PANE_LIST) {
        const char *s = v->list.find ? v->list.find : v->filter;
        if (!s)
            app_say(v->app, _("Nothing was searched for yet: / does"));
        else if (!list_find(v, s, false, cmd == CMD_FIND_PREV))
            app_say(v->app, _("No further hit"));
        return DID_DRAW;
    }
    if (!pager_find_next(&v->pager, cmd == CMD_FIND_PREV))
        app_say(v->app, _("No further hit"));
    v->app->dirty |= DIRTY_DETAIL | DIRTY_BOTTOM;
    return DONE;
}

/* Every list of records with a form can be added to and edited; a view with its own rules has its own handlers. */
static unsigned on_add(struct view *v, enum lx_cmd cmd)
{
    const struct form_kind *kind = form_kind_of(v->ops->type);
    (void)cmd;
    if (kind && (kind->save || kind->command_add))
        (void)form_open(v->app, kind, 0, NULL);
    else
        app_say(v->app, _("Nothing can be added to this list"));
    return DONE;
}

static unsigned on_edit(struct view *v, enum lx_cmd cmd)
{
    const struct form_kind *kind = form_kind_of(v->ops->type);
    (void)cmd;
    if (kind && list_at_bar(&v->list))
        (void)form_open(v->app, kind, list_at_bar(&v->list), NULL);
    else
        app_say(v->app, _("This has no form"));
    return DONE;
}

/* The record as Markdown; the form then shows what came back, to be saved or left. */
static unsigned on_edit_text(struct view *v, enum lx_cmd cmd)
{
    struct app *a = v->app;
    const struct form_kind *kind = form_kind_of(v->ops->type);
    (void)cmd;
    if (!kind || !form_open(a, kind, list_at_bar(&v->list), NULL))
        return DONE;
    return form_edit_whole((struct form *)app_view(a)) ? DID_LAYOUT : DID_DRAW;
}

static unsigned on_note(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    app_note(v->app, NULL, 0);
    return DONE;
}

/* OSC 52: the terminal's clipboard, where it allows that. */
static unsigned on_copy(struct view *v, enum lx_cmd cmd)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    struct lx_str text = LX_STR_EMPTY, out = LX_STR_EMPTY;
    (void)cmd;
    view_text(v, &text);
    lx_str_add(&out, "\033]52;c;");
    for (size_t i = 0; i < text.len; i += 3) {
        unsigned char b[3] = { 0 };
        size_t n = text.len - i < 3 ? text.len - i : 3;
        memcpy(b, text.s + i, n);
        lx_str_addc(&out, digits[b[0] >> 2]);
        lx_str_addc(&out, digits[(b[0] & 3) << 4 | b[1] >> 4]);
        lx_str_addc(&out, n > 1 ? digits[(b[1] & 15) << 2 | b[2] >> 6] : '=');
        lx_str_addc(&out, n > 2 ? digits[b[2] & 63] : '=');
    }
    lx_str_add(&out, "\007");
    if (text.len > 0)
        screen_tell(out.s);
    bool kept = state_write("copied.txt", lx_str_z(&text), text.len);
    app_say(v->app, kept ? _("Copied to the terminal's clipboard, and to copied.txt in the folder of your state")
                         : _("Copied to the terminal's clipboard"));
    bool shown = text.len && !(view_is_list(v) && v->focus == PANE_LIST);
    if (shown) /* for terminals that let nobody at their clipboard */
        extern_show(v->app, lx_str_z(&text));
    lx_str_done(&text);
    lx_str_done(&out);
    return shown ? DID_DRAW : DONE;
}
