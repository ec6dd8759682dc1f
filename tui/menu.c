/* Menus: a list to choose from at the bottom. */
#include "tui/menu.h"

#include "core/mem.h"
#include "tui/app.h"
#include "tui/draw.h"
#include "tui/edit.h"
#include "tui/i18n.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct menu_overlay {
    struct overlay o;
    struct view *view;
    struct menu m;
    char *title;
    struct edit edit;
    struct menu_items live;         /* what m.live made of what is typed */
    const struct menu_item **fits;  /* those that fit what was typed, best first */
    size_t fits_n, bar, top;
};

static int menu_height(const struct overlay *o, int room_h);
static void menu_draw(struct overlay *o, const struct rect *r);
static unsigned menu_event(struct overlay *o, const struct event *e);
static void menu_close(struct overlay *o);
static void narrow(struct menu_overlay *mo);
static unsigned take(struct menu_overlay *mo, const struct menu_item *item);

static const struct overlay_ops menu_ops = {
    .height = menu_height, .draw = menu_draw, .event = menu_event, .close = menu_close
};

struct menu_item *menu_add(struct menu_items *m, const char *label, const char *aside, int64_t value)
{
    struct menu_item *item = &LX_PUSH(m->at, m->n, m->room);
    *item = (struct menu_item){ .label = lx_strdup(label), .aside = lx_strdup(aside), .value = value };
    return item;
}

static void item_done(struct menu_item *item)
{
    free(item->label);
    free(item->aside);
    free(item->more);
}

void menu_items_done(struct menu_items *m)
{
    for (size_t i = 0; i < m->n; i++)
        item_done(&m->at[i]);
    free(m->at);
    *m = (struct menu_items){ 0 };
}

int menu_fit(const struct menu_item *item, const char *typed)
{
    enum { BY_ASIDE = 2, BY_CHARACTERS = 3, NAMES = 4 };
    int score = lx_name_match(typed, item->label) * NAMES;
    for (const char *name = item->more ? item->more : ""; *name;) {
        size_t len = strcspn(name, "\n");
        char *one = lx_strndup(name, len);
        int other = lx_name_match(typed, one) * NAMES - 1;
        score = other > score ? other : score;
        free(one);
        name += len + (name[len] == '\n');
    }
    if (score == 0 && lx_text_abbreviates(typed, item->label))
        return BY_CHARACTERS;
    bool number = !typed[strspn(typed, "0123456789")]; /* it would find the key that stands there */
    if (score == 0 && item->aside && !number) /* far apart in a sentence initials would find nearly everything */
        score = lx_text_has(item->aside, typed) ? BY_ASIDE : !item->quiet && lx_pinyin_match(typed, item->aside) > 1;
    return score;
}

void menu_rank(struct menu_items *m, const char *typed)
{
    if (!*typed)
        return;
    int *scores = lx_grow(NULL, m->n + 1, sizeof *scores);
    for (size_t i = 0; i < m->n; i++) {
        struct menu_item item = m->at[i];
        int score = menu_fit(&item, typed);
        size_t at = i;
        for (; at > 0 && scores[at - 1] < score; at--) {
            scores[at] = scores[at - 1];
            m->at[at] = m->at[at - 1];
        }
        scores[at] = score;
        m->at[at] = item;
    }
    free(scores);
}

void menu_move(struct menu_items *to, struct menu_items *from, size_t most)
{
    for (size_t i = 0; i < from->n; i++)
        if (i < most)
            LX_PUSH(to->at, to->n, to->room) = from->at[i];
        else
            item_done(&from->at[i]);
    free(from->at);
    *from = (struct menu_items){ 0 };
}

void menu_open(struct view *v, const struct menu *m)
{
    struct menu_overlay *mo = lx_alloc(sizeof *mo);
    mo->o.ops = &menu_ops;
    mo->view = v;
    mo->m = *m;
    mo->title = lx_strdup(m->title);
    edit_init(&mo->edit, NULL, false);
    narrow(mo);
    mo->bar = m->bar < mo->fits_n ? m->bar : 0;
    overlay_push(v->app, &mo->o);
}

/* The rule with the title, the rows, the line typed into. */
static int menu_height(const struct overlay *o, int room_h)
{
    const struct menu_overlay *mo = (const struct menu_overlay *)o;
    size_t n = 0;
    for (size_t i = 0; i < mo->m.items.n; i++)
        n += !mo->m.items.at[i].quiet;
    int most = room_h * 2 / 3 > 4 ? room_h * 2 / 3 : 4, h = (int)n + 2;
    return h < most ? h : most;
}

static void menu_draw(struct overlay *o, const struct rect *r)
{
    struct menu_overlay *mo = (struct menu_overlay *)o;
    size_t h = r->h > 2 ? (size_t)r->h - 2 : 1;
    if (mo->bar < mo->top)
        mo->top = mo->bar;
    if (mo->bar >= mo->top + h)
        mo->top = mo->bar - h + 1;
    draw_rule(r, 0, mo->title);
    int label_w = 0;
    for (size_t i = 0; i < mo->fits_n; i++) {
        int w = lx_text_w(mo->fits[i]->label, draw_amb());
        label_w = w > label_w ? w : label_w;
    }
    if (label_w > r->w - 8)
        label_w = r->w - 8;
    for (int y = 1; y < r->h - 1; y++) {
        size_t at = mo->top + (size_t)y - 1;
        draw_open(r, y, ROLE_NORMAL);
        if (mo->fits_n == 0 && y == 1 && !mo->m.typing) {
            draw_gap(1);
            draw_text(_("Nothing here is called so: change it, or Esc"), ROLE_DIM);
        }
        if (at < mo->fits_n) {
            const struct menu_item *item = mo->fits[at];
            bool bar = at == mo->bar;
            draw_text(bar ? draw_form(GLYPH_BAR) : " ", ROLE_BAR);
            draw_gap(1);
            if (item->key) {
                draw_text((const char[]){ item->key, '\0' }, ROLE_KEY);
                draw_gap(2);
            }
            draw_cell(item->label, label_w, LX_LEFT, bar ? ROLE_BAR : ROLE_NORMAL);
            draw_gap(2);
            struct lx_str aside = LX_STR_EMPTY;
            lx_text_cut(&aside, item->aside ? item->aside : "", draw_left(), draw_amb());
            draw_text(lx_str_z(&aside), ROLE_DIM);
            lx_str_done(&aside);
        }
        draw_close();
    }
    struct rect row = { r->y + r->h - 1, r->x, 1, r->w };
    struct app *a = o->app;
    if (mo->m.typing || mo->edit.text.len > 0) {
        struct rect mark = rect_take_left(&row, 2);
        draw_open(&mark, 0, ROLE_KEY);
        draw_text(draw_form(GLYPH_BAR), ROLE_KEY);
        draw_close();
        edit_draw(&mo->edit, &row, ROLE_NORMAL, true);
        return;
    }
    draw_open(&row, 0, ROLE_HINT);
    draw_gap(1);
    draw_text(a->message ? a->message : _("Choose by key or with Enter   Esc: leave it"), a->message ? a->message_role : ROLE_DIM);
    draw_close();
    draw_caret(r->y + 1 + (int)(mo->bar - mo->top), r->x, false);
}

static unsigned menu_event(struct overlay *o, const struct event *e)
{
    struct menu_overlay *mo = (struct menu_overlay *)o;
    size_t last = mo->fits_n ? mo->fits_n - 1 : 0;
    key_code key = e->kind == EV_KEY ? e->key : 0;
    if (!mo->m.typing && key && key < LK_NAMED)
        key = lx_plain_char(key);
    switch (key) {
    case LK_ESC:
    case 'C' & 31:
        if (mo->m.undone)
            mo->m.undone(mo->view, mo->m.ctx);
        return DID_CLOSE;
    case LK_DOWN:
    case LK_TAB:
    case 'N' & 31: mo->bar = mo->bar < last ? mo->bar + 1 : key == LK_TAB ? 0 : last; return DID_DRAW;
    case LK_UP:
    case LK_BACKTAB:
    case 'P' & 31: mo->bar -= mo->bar > 0; return DID_DRAW;
    case LK_PGDN: mo->bar = mo->bar + 10 < last ? mo->bar + 10 : last; return DID_DRAW;
    case LK_PGUP: mo->bar = mo->bar > 10 ? mo->bar - 10 : 0; return DID_DRAW;
    case LK_ENTER:
        return take(mo, mo->fits_n ? mo->fits[mo->bar] : NULL);
    default: break;
    }
    if (mo->m.typing) {
        (void)edit_event(&mo->edit, e);
        if (mo->edit.changed)
            narrow(mo);
        mo->edit.changed = false;
        return DID_DRAW;
    }
    for (size_t i = 0; i < mo->m.items.n && mo->edit.text.len == 0; i++)
        if (key && (key_code)(unsigned char)mo->m.items.at[i].key == key)
            return take(mo, &mo->m.items.at[i]);
    if (e->kind == EV_PASTE || key > 0x7f || mo->edit.text.len > 0) { /* a name typed instead of its key finds its row */
        (void)edit_event(&mo->edit, e);
        if (mo->edit.changed)
            narrow(mo);
        mo->edit.changed = false;
        return DID_DRAW;
    }
    if (key == 'j' || key == 'k') {
        mo->bar = key == 'k' ? mo->bar - (mo->bar > 0) : mo->bar < last ? mo->bar + 1 : last;
        return DID_DRAW;
    }
    return key == 'q' ? DID_CLOSE : DONE;
}

static void menu_close(struct overlay *o)
{
    struct menu_overlay *mo = (struct menu_overlay *)o;
    menu_items_done(&mo->m.items);
    menu_items_done(&mo->live);
    edit_done(&mo->edit);
    free(mo->fits);
    free(mo->title);
    free(mo->m.ctx);
}

/* Best first; equals stay in the menu's own order. */
static void narrow(struct menu_overlay *mo)
{
    const char *typed = edit_text(&mo->edit);
    mo->fits_n = mo->bar = mo->top = 0;
    menu_items_done(&mo->live);
    if (mo->m.live && *typed)
        mo->m.live(mo->view, typed, &mo->live, mo->m.ctx);
    size_t most = mo->live.n + mo->m.items.n + 1;
    mo->fits = lx_grow(mo->fits, most, sizeof *mo->fits);
    int *scores = lx_grow(NULL, most, sizeof *scores);
    for (size_t i = 0; i < mo->live.n; i++) {
        scores[mo->fits_n] = INT_MAX;
        mo->fits[mo->fits_n++] = &mo->live.at[i];
    }
    for (size_t i = 0; i < mo->m.items.n; i++) {
        const struct menu_item *item = &mo->m.items.at[i];
        int score = *typed ? menu_fit(item, typed) : !item->quiet;
        if (score <= 0)
            continue;
        size_t at = mo->fits_n++;
        for (; at > 0 && scores[at - 1] < score; at--) {
            scores[at] = scores[at - 1];
            mo->fits[at] = mo->fits[at - 1];
        }
        scores[at] = score;
        mo->fits[at] = item;
    }
    free(scores);
}

/* The menu is closed before the choice acts, so that what it opens lies where the menu lay. */
static unsigned take(struct menu_overlay *mo, const struct menu_item *item)
{
    struct app *a = mo->o.app;
    struct view *v = mo->view;
    unsigned did = DID_DRAW;
    unsigned (*chosen)(struct view *, int64_t, void *) = mo->m.chosen;
    unsigned (*typed)(struct view *, const char *, void *) = mo->m.typed;
    void *ctx = mo->m.ctx;
    char *text = lx_strdup(edit_text(&mo->edit));
    int64_t value = item ? item->value : 0;
    bool by_text = !item;
    if (by_text && !typed) {
        free(text);
        return DONE;
    }
    mo->m.ctx = NULL;
    overlay_pop(a);
    did |= by_text ? typed(v, text, ctx) : chosen(v, value, ctx);
    free(ctx);
    free(text);
    return did;
}
