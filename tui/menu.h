/* Menus: a list to choose from at the bottom, narrowed by typing (name, pinyin) or picked by a key. */
#ifndef LX_MENU_H
#define LX_MENU_H

#include "tui/view.h"

struct menu_item {
    char *label;
    char *aside;   /* key, explanation; may be NULL */
    char *more;    /* further names that typing finds, one a line; may be NULL */
    char key;      /* picks at once, 0 none; only in menus that are not narrowed by typing */
    bool quiet;    /* shown only when something is typed that finds it */
    int64_t value;
};
struct menu_items {
    struct menu_item *at;
    size_t n, room;
};
/* Copies its strings; returns the item, whose key may be set until the next call. */
struct menu_item *menu_add(struct menu_items *m, const char *label, const char *aside, int64_t value);

struct menu {
    const char *title; /* translated; copied */
    struct menu_items items; /* taken over */
    bool typing;       /* letters narrow; else they pick by key */
    size_t bar;        /* where it begins */
    /* What stands above all others for what is typed, made anew with every key; NULL: nothing does. */
    void (*live)(struct view *v, const char *typed, struct menu_items *out, void *ctx);
    /* Enter or a key.  The menu is closed already, so another overlay may be opened. */
    unsigned (*chosen)(struct view *v, int64_t value, void *ctx);
    /* Enter where nothing fits what was typed, or a number in the palette; NULL: refused. */
    unsigned (*typed)(struct view *v, const char *text, void *ctx);
    void (*undone)(struct view *v, void *ctx); /* Esc; may be NULL */
    void *ctx;         /* freed with free() when the menu has ended */
};
void menu_open(struct view *v, const struct menu *m);
void menu_items_done(struct menu_items *m);
/* How well what was typed fits an item, by lx_name_match over its label, its further names and, far behind, its explanation; 0: not. */
int menu_fit(const struct menu_item *item, const char *typed);
/* Best first for what was typed; equals, and what fits by other ways than its names, stay in their order. */
void menu_rank(struct menu_items *m, const char *typed);
/* The first of `from`, `most` at most, go behind those of `to`; the others end. */
void menu_move(struct menu_items *to, struct menu_items *from, size_t most);

#endif
