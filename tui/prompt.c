/* Prompts: one line typed at the bottom. */
#include "tui/prompt.h"

#include "core/mem.h"
#include "core/work/query_read.h"
#include "tui/app.h"
#include "tui/draw.h"
#include "tui/edit.h"
#include "tui/i18n.h"
#include "tui/pathfill.h"

#include <stdlib.h>
#include <string.h>

struct prompt_overlay {
    struct overlay o;
    struct view *view;
    struct prompt p;
    char *label, *hint;
    struct edit edit;
};

static int prompt_height(const struct overlay *o, int room_h);
static void prompt_draw(struct overlay *o, const struct rect *r);
static unsigned prompt_event(struct overlay *o, const struct event *e);
static void prompt_close(struct overlay *o);
static void filter_live(struct view *v, const char *text, void *ctx);
static bool filter_done(struct view *v, const char *text, void *ctx);
static void filter_undone(struct view *v, void *ctx);
static void find_live(struct view *v, const char *text, void *ctx);
static bool find_done(struct view *v, const char *text, void *ctx);

static const struct overlay_ops prompt_ops = {
    .height = prompt_height, .draw = prompt_draw, .event = prompt_event, .close = prompt_close
};

void prompt_open(struct view *v, const struct prompt *p)
{
    struct prompt_overlay *o = lx_alloc(sizeof *o);
    o->o.ops = &prompt_ops;
    o->view = v;
    o->p = *p;
    o->label = lx_strdup(p->label);
    o->hint = p->hint ? lx_strdup(p->hint) : NULL;
    edit_init(&o->edit, p->initial, false);
    overlay_push(v->app, &o->o);
}

unsigned prompt_filter(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    return prompt_filter_with(v, NULL);
}

void prompt_set_text(struct app *a, const char *text)
{
    struct prompt_overlay *po = (struct prompt_overlay *)a->overlay;
    if (!a->overlay || a->overlay->ops != &prompt_ops)
        return;
    edit_set(&po->edit, text);
    if (po->p.live)
        po->p.live(po->view, text, po->p.ctx);
    a->dirty = DIRTY_ALL;
}

/* A list of own rows is searched, a list of the store narrowed. */
unsigned prompt_filter_with(struct view *v, const char *text)
{
    struct lx_str start = LX_STR_EMPTY;
    if (v->ops->type == LX_NONE_TYPE) {
        prompt_open(v, &(struct prompt){ .label = "/", .initial = text, .live = find_live, .done = find_done });
        if (text)
            find_live(v, text, NULL);
        return DID_DRAW;
    }
    lx_str_add(&start, v->filter);
    lx_str_add(&start, text);
    prompt_open(v, &(struct prompt){ .label = "/", .initial = lx_str_z(&start), .live = filter_live, .done = filter_done,
                                     .undone = filter_undone, .ctx = lx_strdup(v->filter ? v->filter : "") });
    if (text)
        filter_live(v, lx_str_z(&start), NULL);
    lx_str_done(&start);
    return DID_DRAW;
}

unsigned prompt_find(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    prompt_open(v, &(struct prompt){ .label = "/", .live = find_live, .done = find_done });
    return DID_DRAW;
}

static int prompt_height(const struct overlay *o, int room_h)
{
    (void)o;
    return room_h < 2 ? room_h : 2;
}

static void prompt_draw(struct overlay *o, const struct rect *r)
{
    struct prompt_overlay *po = (struct prompt_overlay *)o;
    struct rect row = *r, edit;
    struct lx_str said = LX_STR_EMPTY;
    row.h = 1;
    int label_w = lx_text_w(po->label, draw_amb());
    if (po->p.understood)
        po->p.understood(po->view, edit_text(&po->edit), &said);
    int said_w = said.len && !po->p.below ? lx_text_w(said.s, draw_amb()) + 4 : 0;
    if (said_w > r->w / 2)
        said_w = r->w / 2;
    struct rect label = rect_take_left(&row, label_w + 1 + (int)strlen(lx_gap_after(po->label)));
    edit = rect_take_left(&row, row.w - said_w);
    draw_open(&label, 0, ROLE_NORMAL);
    draw_gap(1);
    draw_text(po->label, ROLE_KEY);
    draw_close();
    edit_draw(&po->edit, &edit, ROLE_NORMAL, true);
    if (said_w > 0) {
        draw_open(&row, 0, ROLE_NORMAL);
        draw_gap(1);
        draw_glyph(GLYPH_ARROW, ROLE_DIM);
        draw_gap(1);
        draw_text(said.s, ROLE_NEW);
        draw_close();
    }
    draw_open(r, 1, ROLE_HINT);
    draw_gap(1);
    struct app *a = o->app;
    if (a->message)
        draw_cell(a->message, draw_left() - 1, LX_LEFT, a->message_role);
    else if (po->p.below && said.len)
        draw_cell(said.s, draw_left() - 1, LX_LEFT, ROLE_NEW);
    else
        draw_cell(po->hint ? po->hint : po->p.files ? _("Tab fills in the file's name. Enter takes it, Esc leaves it")
                                                      : _("Enter: take it   Esc: leave it"), draw_left() - 1, LX_LEFT, ROLE_DIM);
    draw_close();
    lx_str_done(&said);
}

static unsigned take(struct prompt_overlay *po)
{
    struct view *v = po->view;
    unsigned (*then)(struct view *) = po->p.then;
    if (!po->p.done(v, edit_text(&po->edit), po->p.ctx))
        return DID_DRAW;
    if (!then)
        return DID_CLOSE;
    overlay_pop(v->app);
    return then(v) | DID_DRAW;
}

static void fill_path(struct prompt_overlay *po)
{
    struct lx_str path = LX_STR_EMPTY, others = LX_STR_EMPTY;
    struct app *a = po->o.app;
    lx_str_add(&path, edit_text(&po->edit));
    if (!path_fill(&path, &others))
        app_say(a, _("No file begins like this"));
    else if (strcmp(path.s, edit_text(&po->edit)) != 0)
        edit_set(&po->edit, path.s);
    if (others.len)
        app_say(a, others.s);
    lx_str_done(&path);
    lx_str_done(&others);
}

static unsigned prompt_event(struct overlay *o, const struct event *e)
{
    struct prompt_overlay *po = (struct prompt_overlay *)o;
    if (e->kind == EV_KEY && (e->key == LK_ESC || e->key == ('C' & 31))) {
        if (po->p.undone)
            po->p.undone(po->view, po->p.ctx);
        return DID_CLOSE;
    }
    if (e->kind == EV_KEY && (e->key == LK_ENTER || e->key == ('S' & 31))) /* ^S as in the forms */
        return take(po);
    if (e->kind == EV_KEY && e->key == LK_BACKSPACE && po->edit.text.len == 0 && po->p.live)
        return prompt_event(o, &(struct event){ .kind = EV_KEY, .key = LK_ESC });
    if (e->kind == EV_KEY && (e->key == LK_DOWN || e->key == LK_UP) && po->p.live == filter_live) {
        (void)list_move(po->view, e->key == LK_DOWN ? CMD_DOWN : CMD_UP);
        return DID_DRAW;
    }
    if (e->kind == EV_KEY && e->key == LK_TAB && po->p.files) {
        fill_path(po);
        return DID_DRAW;
    }
    struct event key = *e;
    (void)edit_event(&po->edit, &key);
    if (po->edit.changed && po->p.live)
        po->p.live(po->view, edit_text(&po->edit), po->p.ctx);
    po->edit.changed = false;
    return DID_DRAW;
}

static void prompt_close(struct overlay *o)
{
    struct prompt_overlay *po = (struct prompt_overlay *)o;
    edit_done(&po->edit);
    free(po->label);
    free(po->hint);
    free(po->p.ctx);
}

static void filter_live(struct view *v, const char *text, void *ctx)
{
    (void)ctx;
    free(v->filter);
    v->filter = *text ? lx_strdup(text) : NULL;
    v->stale = true;
}

/* Words that cannot be read stay in the prompt: else the list would stand there as if it were narrowed. */
static bool filter_done(struct view *v, const char *text, void *ctx)
{
    struct lx_query q = { .type = v->ops->type };
    struct lx_err err = { 0 };
    (void)ctx;
    enum lx_rc rc = lx_query_read(v->app->work, &q, v->ops->type, text, &err);
    lx_query_done(&q);
    return app_did(v->app, rc, &err);
}

static void filter_undone(struct view *v, void *ctx) { filter_live(v, ctx, NULL); }

static void find_live(struct view *v, const char *text, void *ctx)
{
    (void)ctx;
    if (view_is_list(v) && v->focus == PANE_LIST) {
        free(v->list.find);
        v->list.find = *text ? lx_strdup(text) : NULL;
        if (*text && !list_find(v, text, true, false))
            app_say(v->app, _("Not found"));
        return;
    }
    (void)pager_find(&v->pager, text);
}

static bool find_done(struct view *v, const char *text, void *ctx)
{
    (void)ctx;
    bool list = view_is_list(v) && v->focus == PANE_LIST;
    if (*text && !(list ? list_find(v, text, true, false) : pager_find(&v->pager, text)))
        app_say(v->app, _("Not found"));
    return true;
}
