/* The frame: where everything stands on the screen, and painting what is dirty. */
#include "tui/frame.h"

#include "core/work/query_read.h"
#include "core/work/work.h"
#include "tui/app.h"
#include "tui/draw.h"
#include "tui/i18n.h"

#include <stdlib.h>
#include <string.h>

static void draw_top(struct app *a);
static void draw_title(struct app *a, struct view *v);
static void draw_divider(struct app *a, const struct view *v);
static void draw_message(struct app *a);
static void draw_hints(struct app *a);
static const char *hint_label(const struct view *v, const struct lx_command *c);
static bool hint_keys(struct app *a, const struct view *v, enum lx_cmd cmd, struct lx_str *out);
static void draw_position(struct lx_str *out, const struct app *a, const struct view *v);
static void draw_view(struct app *a, struct view *v);
static void draw_overlay(struct app *a);
static void draw_which_key(struct app *a);
static void draw_too_small(struct app *a);
static void rest_caret(struct app *a, const struct view *v);
static int divider_x(const struct view *v);

void frame_layout(struct app *a)
{
    struct view *v = app_view(a);
    if (!a->layout_due || !v)
        return;
    a->layout_due = false;
    a->dirty = DIRTY_ALL;
    frame_panes(v, (struct rect){ 1, 0, a->h - 3 > 1 ? a->h - 3 : 1, a->w });
}

void frame_panes(struct view *v, struct rect area)
{
    bool list = view_is_list(v), detail = v->ops->detail != NULL;
    struct list *l = &v->list;
    v->list_rect = v->detail_rect = v->title_rect = (struct rect){ 0 };
    l->jump = false;
    if (list && detail && !v->zoom && area.w >= SIDE_BY_SIDE_W) {
        int w = area.w * 2 / 5 < 80 ? area.w * 2 / 5 : 80;
        v->list_rect = rect_take_left(&area, area.w - w - 1);
        (void)rect_take_left(&area, 1);
        v->detail_rect = area;
        v->title_rect = rect_take_top(&v->list_rect, 1);
        l->jump = true;
    } else if (list && detail && !v->zoom && area.h >= STACKED_H - 3) {
        v->title_rect = rect_take_top(&area, 1);
        v->list_rect = rect_take_top(&area, area.h / 2);
        (void)rect_take_top(&area, 1);
        v->detail_rect = area;
    } else {
        v->title_rect = rect_take_top(&area, 1);
        if (list && v->focus == PANE_LIST)
            v->list_rect = area;
        else
            v->detail_rect = area;
    }
    l->h = v->list_rect.h > 1 ? v->list_rect.h - 1 : l->h > 0 ? l->h : 1;
    if (list)
        list_scroll(l);
    if (!list)
        v->detail_w = 0; /* wrapped again for the new width */
}

void frame_paint(struct app *a)
{
    struct view *v = app_view(a);
    if (!a->dirty || !v)
        return;
    if (a->h < FRAME_MIN_H || a->w < FRAME_MIN_W) {
        draw_too_small(a);
        a->dirty = 0;
        return;
    }
    rest_caret(a, v);
    if (a->dirty & DIRTY_TOP)
        draw_top(a);
    draw_view(a, v);
    if (a->dirty & DIRTY_BOTTOM)
        draw_hints(a);
    if ((a->dirty & DIRTY_BOTTOM) || a->message_h > 1) /* it may cover what was just drawn */
        draw_message(a);
    if (a->chord_n > 0)
        draw_which_key(a);
    if (a->overlay)
        draw_overlay(a);
    a->dirty = 0;
    a->drawn_bar = v->list.bar;
    draw_show();
}

static void draw_view(struct app *a, struct view *v)
{
    if (a->dirty & DIRTY_TITLE)
        draw_title(a, v);
    if (v->ops->draw) {
        struct rect area = v->detail_rect;
        if (a->dirty & (DIRTY_LIST | DIRTY_DETAIL))
            v->ops->draw(v, &area);
        return;
    }
    if (v->list_rect.h > 0 && (a->dirty & DIRTY_LIST))
        list_draw(v, &v->list_rect);
    else if (v->list_rect.h > 0 && (a->dirty & DIRTY_BAR))
        list_draw_bar(v, &v->list_rect, a->drawn_bar);
    if (v->detail_rect.h > 0 && (a->dirty & DIRTY_DETAIL))
        pager_draw(&v->pager, &v->detail_rect);
    if (a->dirty & DIRTY_TITLE)
        draw_divider(a, v);
}

static void draw_top(struct app *a)
{
    struct rect r = { 0, 0, 1, a->w };
    struct lx_str right = LX_STR_EMPTY;
    lx_str_add(&right, a->args.account);
    if (!app_may_write(a))
        lx_str_addf(&right, "%s%s", right.len ? " " : "", _("[read only]"));
    if (a->presence.n > 1)
        lx_str_addf(&right, _(" %s %zu online"), draw_form(GLYPH_DOT), a->presence.n);
    int right_w = lx_text_w(lx_str_z(&right), draw_amb());
    draw_open(&r, 0, ROLE_TOP);
    draw_gap(1);
    draw_text(_("lianxi"), ROLE_TOP_ON);
    draw_gap(2);
    int tabs_w = 0;
    struct lx_str tab = LX_STR_EMPTY;
    for (int pass = 0; pass < 2; pass++) { /* first how wide the tabs are, then the tabs */
        for (int i = 0; app_views[i]; i++) {
            const struct lx_command *c = lx_command(app_views[i]->command);
            if (c->id == CMD_NONE)
                continue;
            lx_str_clear(&tab);
            if (!keymap_keys(&a->keymap, c->id, &tab) || tab.len > 1)
                continue;
            lx_str_add(&tab, cmd_label(c));
            if (pass == 0)
                tabs_w += lx_text_w(tab.s, draw_amb()) + 1;
            else if (draw_left() > lx_text_w(tab.s, draw_amb()) + right_w + 1) {
                draw_text(tab.s, app_views[i] == a->stack[0]->ops ? ROLE_TOP_ON : ROLE_TOP);
                draw_gap(1);
            }
        }
        int name_w = draw_left() - tabs_w - right_w - 3;
        const struct lx_office *office = a->work->office;
        const char *office_name = lx_lang() == LX_EN && office->name_en ? office->name_en : office->name;
        if (pass == 0 && office_name && name_w >= 8) {
            struct lx_str name = LX_STR_EMPTY;
            lx_text_cut(&name, office_name, name_w, draw_amb());
            draw_text(lx_str_z(&name), ROLE_TOP);
            draw_gap(2);
            lx_str_done(&name);
        }
    }
    draw_to(a->w - right_w - 1);
    draw_text(lx_str_z(&right), ROLE_TOP);
    draw_close();
    lx_str_done(&tab);
    lx_str_done(&right);
}

static void add_group(const struct view *v, struct lx_str *out)
{
    struct lx_by by;
    struct lx_str label = LX_STR_EMPTY, words = LX_STR_EMPTY;
    if (lx_by_read(v->ops->type, v->list.group, &by, NULL) != LX_OK)
        return;
    lx_by_label(&label, &by, lx_lang() == LX_ZH);
    lx_fill(&words, _("groups by %s"), label.s);
    lx_str_addf(out, " %s %s", draw_form(GLYPH_DOT), words.s);
    lx_str_done(&label);
    lx_str_done(&words);
}

static void draw_title(struct app *a, struct view *v)
{
    const struct list *l = &v->list;
    const char *dot = draw_form(GLYPH_DOT);
    struct lx_str s = LX_STR_EMPTY, title = LX_STR_EMPTY;
    draw_open(&v->title_rect, 0, ROLE_NORMAL);
    draw_gap(1);
    lx_text_cut(&title, v->title ? v->title : _(v->ops->title), draw_left(), draw_amb());
    draw_text(lx_str_z(&title), ROLE_TITLE);
    lx_str_done(&title);
    if (view_is_list(v) && v->loaded)
        lx_str_addf(&s, " %zu%s", list_records(l)->n, l->whole ? "" : "+");
    if (v->ops->headline) {
        struct lx_str more = LX_STR_EMPTY;
        v->ops->headline(v, &more);
        if (more.len)
            lx_str_addf(&s, " %s %s", dot, more.s);
        lx_str_done(&more);
    }
    if (l->group)
        add_group(v, &s);
    if (v->filter && *v->filter) {
        lx_str_addf(&s, " %s /", dot);
        lx_query_show(&s, v->ops->type, v->filter, lx_lang() == LX_EN, " ");
    }
    if (l->marks.n > 0)
        lx_str_addf(&s, " %s %s %zu", dot, _("marked"), l->marks.n);
    struct lx_str fits = LX_STR_EMPTY;
    lx_text_cut(&fits, lx_str_z(&s), draw_left(), draw_amb());
    draw_text(lx_str_z(&fits), ROLE_NORMAL);
    draw_close();
    lx_str_done(&fits);
    lx_str_done(&s);
    (void)a;
}

static int divider_x(const struct view *v) { return v->list_rect.w; }

static void draw_divider(struct app *a, const struct view *v)
{
    if (v->list_rect.h == 0 || v->detail_rect.h == 0)
        return;
    enum role role = v->focus == PANE_DETAIL ? ROLE_BAR : ROLE_FRAME;
    if (v->detail_rect.x > 0) {
        struct rect r = { v->detail_rect.y, divider_x(v), v->detail_rect.h, 1 };
        for (int y = 0; y < r.h; y++) {
            draw_open(&r, y, role);
            draw_glyph(GLYPH_VLINE, role);
            draw_close();
        }
    } else {
        struct rect r = { v->detail_rect.y - 1, 0, 1, a->w };
        draw_rule(&r, 0, NULL);
    }
}

/* On one row, or on as many as it needs, over the rows above: a sentence that is cut does not say what to do. */
static void draw_message(struct app *a)
{
    enum { MOST = 4 };
    struct lines l = { 0 };
    int h = 1;
    if (a->message && !a->overlay) {
        lines_start(&l, a->w - 2, draw_amb());
        lines_para(&l, a->message, a->message_role, 0);
        h = l.line_n > MOST ? MOST : l.line_n > 1 ? (int)l.line_n : 1;
    }
    struct rect r = { a->h - 1 - h, 0, h, a->w };
    for (int y = 0; y < h; y++) {
        draw_open(&r, y, ROLE_NORMAL);
        draw_gap(1);
        for (size_t i = 0; (size_t)y < l.line_n && i < l.line[y].span_n; i++)
            draw_text(lines_text(&l, l.line[y].span_from + i), a->message_role);
        draw_close();
    }
    a->message_h = h;
    lines_done(&l);
}

/* What is behind the first key of longer chords: nobody would look there whom nothing tells of it. */
static void add_prefix(const struct app *a, enum lx_cmd one_of_them, struct lx_str *key)
{
    for (size_t i = 0; i < a->keymap.n && !key->len; i++)
        if (a->keymap.at[i].cmd == one_of_them && a->keymap.at[i].n > 1)
            key_format(key, a->keymap.at[i].keys[0]);
}

static bool draw_hint(const char *keys, const char *label, int right_w)
{
    int w = lx_text_w(keys, draw_amb()) + lx_text_w(label, draw_amb()) + 2;
    if (w > draw_left() - right_w - 1)
        return false;
    draw_text(keys, ROLE_KEY);
    draw_text(lx_lang() == LX_ZH ? "" : " ", ROLE_HINT);
    draw_text(label, ROLE_HINT);
    draw_gap(lx_lang() == LX_ZH ? 1 : 2);
    return true;
}

/* Only what works here and now: first what every clerk needs, then the view's own, then the rest. */
static void draw_hints(struct app *a)
{
    const struct view *v = app_view(a);
    struct rect r = { a->h - 1, 0, 1, a->w };
    struct lx_str right = LX_STR_EMPTY, hint = LX_STR_EMPTY;
    draw_position(&right, a, v);
    int right_w = lx_text_w(lx_str_z(&right), draw_amb());
    draw_open(&r, 0, ROLE_HINT);
    draw_gap(1);
    lx_context contexts[CHAIN_MAX];
    int n = app_chain(a, contexts);
    for (int pass = 0; pass < 1 + n; pass++)
        for (int i = CMD_NONE + 1; i < CMD_N; i++) {
            const struct lx_command *c = lx_command((enum lx_cmd)i);
            bool own_rows = view_is_list(v) && v->focus == PANE_LIST && v->ops->type == LX_NONE_TYPE;
            bool first = (c->flags & F_FIRST) != 0 && !(c->id == CMD_FIND && own_rows);
            lx_context mine = pass == 0 ? ~UINT64_C(0) : n < 3 ? contexts[pass - 1] : pass == 1 ? contexts[1] : pass == 2 ? contexts[0] : contexts[2];
            if ((c->flags & F_HIDDEN) || first != (pass == 0) || !(c->contexts & mine) || !app_offers(a, c->id))
                continue;
            lx_str_clear(&hint);
            if (!hint_keys(a, v, c->id, &hint))
                continue;
            (void)draw_hint(hint.s, hint_label(v, c), right_w);
            if (c->id == CMD_HELP && (v->ops->ctx & (CTX_MEETINGS | CTX_AGENDA))) {
                lx_str_clear(&hint);
                add_prefix(a, CMD_MEETING_PREP, &hint);
                if (hint.len)
                    (void)draw_hint(hint.s, _("more"), right_w);
            }
        }
    draw_to(a->w - right_w - 1);
    draw_text(lx_str_z(&right), ROLE_HINT);
    draw_close();
    lx_str_done(&right);
    lx_str_done(&hint);
}

/* What Enter does is the view's to say; a text and a list of own rows are searched, not narrowed. */
static const char *hint_label(const struct view *v, const struct lx_command *c)
{
    bool narrows = view_is_list(v) && v->focus == PANE_LIST && v->ops->type != LX_NONE_TYPE;
    if (c->id == CMD_OPEN && view_is_list(v) && list_head_at(&v->list, v->list.bar))
        return _("fold");
    if (c->id == CMD_OPEN && v->ops->open_label)
        return _(v->ops->open_label);
    return c->id == CMD_FIND && !narrows ? _("look for") : cmd_label(c);
}

/* While one types, only keys that are no characters work. */
static bool hint_keys(struct app *a, const struct view *v, enum lx_cmd cmd, struct lx_str *out)
{
    if (v->ops->ctx != CTX_FORM)
        return keymap_keys(&a->keymap, cmd, out);
    lx_context contexts[CHAIN_MAX];
    int n = app_chain(a, contexts);
    for (size_t i = 0; i < a->keymap.n; i++) {
        const struct binding *b = &a->keymap.at[i];
        bool typed = (b->keys[0] >= LK_SPACE && b->keys[0] < LK_NAMED) || b->keys[0] == LK_LEFT;
        if (b->cmd == cmd && b->n == 1 && !typed && keymap_find(&a->keymap, contexts, n, b->keys, 1).cmd == cmd) {
            chord_format(out, b);
            return true;
        }
    }
    return false;
}

static void draw_position(struct lx_str *out, const struct app *a, const struct view *v)
{
    const struct list *l = &v->list;
    const char *dot = draw_form(GLYPH_DOT);
    if (view_is_list(v) && l->ids.n > 0 && list_place(l) > 0)
        lx_str_addf(out, "%zu/%zu%s %s", list_place(l), list_records(l)->n, l->whole ? "" : "+", dot);
    else if (view_is_list(v) && l->ids.n > 0)
        lx_str_addf(out, "%zu%s %s", list_records(l)->n, l->whole ? "" : "+", dot);
    else if (v->ops->place)
        v->ops->place(v, out);
    else if (!view_is_list(v) && v->pager.lines.line_n > (size_t)v->detail_rect.h)
        lx_str_addf(out, "%zu/%zu %s", v->pager.top + 1, v->pager.lines.line_n, dot);
    if (v->ops->place)
        lx_str_addf(out, " %s", dot);
    struct lx_date day = { .day = a->today, .prec = LX_PREC_DAY };
    lx_str_add(out, _("today "));
    lx_date_format(out, &day);
}

static void draw_which_key(struct app *a)
{
    enum { CELL_W = 20 };
    struct lx_str one = LX_STR_EMPTY;
    int columns = a->w / CELL_W, n = 0;
    for (int pass = 0, y = 0; pass < 2; pass++) {
        int h = (n + columns - 1) / columns;
        struct rect r = { a->h - 2 - h, 0, h, a->w };
        if (pass == 1) {
            struct rect rule = { r.y - 1, 0, 1, a->w };
            draw_rule(&rule, 0, _("Next key"));
            draw_open(&r, 0, ROLE_NORMAL);
        }
        int x = 0;
        for (size_t i = 0; i < a->keymap.n; i++) {
            const struct binding *b = &a->keymap.at[i];
            if (b->n <= a->chord_n || memcmp(b->keys, a->chord, (size_t)a->chord_n * sizeof *b->keys) != 0 ||
                !app_offers(a, b->cmd))
                continue;
            n += pass == 0;
            if (pass == 0)
                continue;
            lx_str_clear(&one);
            key_format(&one, b->keys[a->chord_n]);
            if (x == columns) {
                draw_close();
                draw_open(&r, ++y, ROLE_NORMAL);
                x = 0;
            }
            draw_gap(1);
            draw_text(one.s, ROLE_KEY);
            draw_gap(1);
            draw_text(cmd_label(lx_command(b->cmd)), ROLE_HINT);
            draw_to(++x * CELL_W);
        }
        if (pass == 1)
            draw_close();
    }
    lx_str_done(&one);
}

static void draw_overlay(struct app *a)
{
    int h = a->overlay->ops->height(a->overlay, a->h - 1);
    struct rect r = { a->h - h, 0, h, a->w };
    a->overlay->ops->draw(a->overlay, &r);
}

static void draw_too_small(struct app *a)
{
    struct rect r = { 0, 0, a->h, a->w };
    struct lines l = { 0 };
    lines_start(&l, a->w, draw_amb());
    lines_para(&l, _("The window is too small: 40 columns and 10 rows are needed. Nothing is lost; make it larger."),
               ROLE_NORMAL, 0);
    for (int y = 0; y < r.h; y++) {
        draw_open(&r, y, ROLE_NORMAL);
        if ((size_t)y < l.line_n && l.line[y].span_n > 0)
            draw_text(lines_text(&l, l.line[y].span_from), ROLE_NORMAL);
        draw_close();
    }
    lines_done(&l);
    draw_caret(0, 0, false);
    draw_show();
}

/* The terminal's cursor rests on the bar, so that screen readers and magnifiers follow. */
static void rest_caret(struct app *a, const struct view *v)
{
    if (v->list_rect.h > 1 && v->focus == PANE_LIST)
        draw_caret(v->list_rect.y + 1 + (int)(v->list.bar - v->list.top), v->list_rect.x, false);
    else
        draw_caret(v->detail_rect.y, v->detail_rect.x, false);
    (void)a;
}
