/* Narrowing and ordering a list by menus. */
#include "tui/filter.h"

#include "core/mem.h"
#include "core/work/numbers.h"
#include "core/work/units.h"
#include "core/work/work.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/menu.h"
#include "tui/prompt.h"

#include <stdlib.h>
#include <string.h>

/* What the first menu offers besides the fields of the record; fields follow as FIELD + index, filters as SAVED + index. */
enum { CHOICE_UNIT, CHOICE_LIGHT, CHOICE_MINE, CHOICE_OPEN, CHOICE_CLEAR, CHOICE_SAVE, CHOICE_DELETE, FIELD = 100, SAVED = 1000 };

static unsigned on_choice(struct view *v, int64_t value, void *ctx);
static unsigned on_value(struct view *v, int64_t value, void *ctx);
static unsigned on_unit(struct view *v, int64_t value, void *ctx);
static unsigned on_saved(struct view *v, int64_t value);
static unsigned delete_menu(struct view *v);
static unsigned on_delete(struct view *v, int64_t value, void *ctx);
static bool on_save_name(struct view *v, const char *text, void *ctx);
static bool on_date(struct view *v, const char *text, void *ctx);
static void show_record(struct view *v, const char *text, struct lx_str *out);
static bool on_record(struct view *v, const char *text, void *ctx);
static unsigned on_sort(struct view *v, int64_t value, void *ctx);
static void add_saved(struct view *v, struct menu_items *items);
static enum lx_rc read_saved(struct view *v, struct lx_rows *rows, struct lx_err *err);
static unsigned words_menu(struct view *v, const char *name, const char *title, const struct lx_words *words, int from);
static unsigned units_menu(struct view *v, const char *name, const char *title);
static unsigned set_term(struct view *v, const char *name, const char *value);
static void take_filter(struct view *v, char *text);

unsigned filter_menu(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    if (v->ops->type == LX_NONE_TYPE) {
        app_say(v->app, _("This list has no filter"));
        return DONE;
    }
    const struct lx_table *t = lx_table(v->ops->type);
    struct menu_items items = { 0 };
    add_saved(v, &items);
    bool any_saved = items.n > 0;
    if (v->ops->type == LX_ITEM) {
        menu_add(&items, _("Unit, leading or cooperating"), NULL, CHOICE_UNIT)->key = 'u';
        menu_add(&items, _("Light"), NULL, CHOICE_LIGHT)->key = 'l';
        menu_add(&items, _("Open ones only"), NULL, CHOICE_OPEN)->key = 'o';
    }
    if (lx_field_index(t, "clerk") >= 0)
        menu_add(&items, _("Mine only"), NULL, CHOICE_MINE)->key = 'm';
    for (int i = 0; i < t->fields_n; i++) {
        const struct lx_field *f = &t->fields[i];
        bool fits = (f->flags & LX_F_LISTED) && (f->kind == LX_ENUM || f->kind == LX_DATE || (f->kind == LX_REF && f->of != LX_REC));
        if (fits)
            menu_add(&items, lx_two(f->en, f->zh), NULL, FIELD + i)->key = strcmp(f->name, "state") == 0 ? 's'
                                                                           : strcmp(f->name, "due") == 0 ? 'd'
                                                                                                         : 0;
    }
    menu_add(&items, _("All again"), NULL, CHOICE_CLEAR)->key = 'c';
    if (v->filter && app_may_write(v->app))
        menu_add(&items, _("Save this filter under a key"), v->filter, CHOICE_SAVE)->key = 'w';
    if (any_saved && app_may_write(v->app))
        menu_add(&items, _("Delete a saved filter"), NULL, CHOICE_DELETE)->key = 'x';
    menu_open(v, &(struct menu){ .title = _("Filter"), .items = items, .chosen = on_choice });
    return DID_DRAW;
}

unsigned filter_sort(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    struct menu_items items = { 0 };
    const char *order = v->list.order ? v->list.order : "";
    size_t bar = 0;
    for (int c = 0; v->ops->columns[c].title; c++) {
        const struct column *col = &v->ops->columns[c];
        if (!col->sort || v->ops->type == LX_NONE_TYPE)
            continue;
        bool now = strcmp(order + (order[0] == '-'), col->sort) == 0;
        if (now)
            bar = items.n;
        struct menu_item *item = menu_add(&items, _(col->title), !now ? NULL : order[0] == '-' ? _("downwards now") : _("upwards now"), c);
        item->key = items.n < 10 ? (char)('0' + items.n) : '\0';
    }
    if (items.n == 0) {
        app_say(v->app, _("This list has an order of its own"));
        return DONE;
    }
    menu_open(v, &(struct menu){ .title = _("Order by (again: the other way round)"), .items = items, .bar = bar, .chosen = on_sort });
    return DID_DRAW;
}

unsigned filter_save(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    if (!v->filter) {
        app_say(v->app, _("There is no filter to save: / or f makes one"));
        return DONE;
    }
    prompt_open(v, &(struct prompt){ .label = _("Key (1 to 9) and name, such as: 1 late ones"), .done = on_save_name });
    return DID_DRAW;
}

void filter_put(struct lx_str *out, const char *query, const char *name, const char *value)
{
    size_t name_len = strlen(name);
    for (const char *at = query ? query : ""; *at;) {
        size_t len = 0;
        bool quoted = false;
        for (; at[len] && (quoted || at[len] != ' '); len++)
            quoted = at[len] == '"' ? !quoted : quoted;
        bool same = len > name_len && strncmp(at, name, name_len) == 0 && strchr(":<>", at[name_len]);
        bool word = !value && len == name_len && strncmp(at, name, len) == 0;
        if (len > 0 && !same && !word)
            lx_str_addf(out, "%s%.*s", out->len ? " " : "", (int)len, at);
        at += len + (at[len] == ' ');
    }
    if (value && *value)
        lx_str_addf(out, strpbrk(value, " |") ? "%s%s:\"%s\"" : "%s%s:%s", out->len ? " " : "", name, value);
}

static unsigned on_choice(struct view *v, int64_t value, void *ctx)
{
    (void)ctx;
    if (value >= SAVED)
        return on_saved(v, value - SAVED);
    if (value >= FIELD) {
        const struct lx_field *f = &lx_table(v->ops->type)->fields[value - FIELD];
        if (f->kind == LX_ENUM)
            return words_menu(v, f->name, lx_two(f->en, f->zh), f->words, 0);
        if (f->kind == LX_REF && f->of == LX_UNIT)
            return units_menu(v, f->name, lx_two(f->en, f->zh));
        if (f->kind == LX_REF) {
            prompt_open(v, &(struct prompt){ .label = lx_two(f->en, f->zh), .understood = show_record, .done = on_record,
                                             .ctx = lx_strdup(f->name) });
            return DID_DRAW;
        }
        prompt_open(v, &(struct prompt){ .label = _("Before or on (2024-12-31, month end, +20)"), .done = on_date,
                                         .ctx = lx_strdup(f->name) });
        return DID_DRAW;
    }
    switch (value) {
    case CHOICE_UNIT: return units_menu(v, "unit", _("Unit, leading or cooperating"));
    case CHOICE_LIGHT: return words_menu(v, "light", _("Light"), lx_words_of("light"), 1);
    case CHOICE_OPEN: return set_term(v, "state", "open");
    case CHOICE_MINE: {
        struct lx_str s = LX_STR_EMPTY;
        filter_put(&s, v->filter, "mine", NULL);
        lx_str_addf(&s, "%smine", s.len ? " " : "");
        take_filter(v, lx_str_take(&s));
        return DID_RELOAD | DID_DRAW;
    }
    case CHOICE_SAVE: return filter_save(v, CMD_FILTER_SAVE);
    case CHOICE_DELETE: return delete_menu(v);
    default: take_filter(v, NULL); return DID_RELOAD | DID_DRAW;
    }
}

static unsigned set_term(struct view *v, const char *name, const char *value)
{
    struct lx_str s = LX_STR_EMPTY;
    filter_put(&s, v->filter, name, value);
    take_filter(v, lx_str_take(&s));
    return DID_RELOAD | DID_DRAW;
}

/* Takes text over. */
static void take_filter(struct view *v, char *text)
{
    free(v->filter);
    v->filter = text && *text ? text : NULL;
    if (!v->filter)
        free(text);
}

static unsigned words_menu(struct view *v, const char *name, const char *title, const struct lx_words *words, int from)
{
    struct menu_items items = { 0 };
    for (int i = from; i < words->n; i++)
        menu_add(&items, lx_two(words->at[i].en, words->at[i].zh), NULL, i)->more = lx_strdup(words->at[i].word);
    struct lx_str ctx = LX_STR_EMPTY;
    lx_str_addf(&ctx, "%s\n%s", name, words->name);
    menu_open(v, &(struct menu){ .title = title, .items = items, .typing = true, .chosen = on_value, .ctx = lx_str_take(&ctx) });
    return DID_DRAW;
}

static unsigned on_value(struct view *v, int64_t value, void *ctx)
{
    char *name = ctx, *set = strchr(name, '\n');
    *set++ = '\0';
    return set_term(v, name, lx_words_of(set)->at[value].word);
}

static unsigned units_menu(struct view *v, const char *name, const char *title)
{
    struct menu_items items = { 0 };
    const struct lx_rows *units = &v->app->work->units->units;
    for (size_t i = 0; i < units->n; i++) {
        const struct lx_unit *u = (const void *)units->at[i];
        struct lx_str names = LX_STR_EMPTY;
        lx_unit_other_names(v->app->work->units, u->rec.id, &names);
        menu_add(&items, u->name, u->brief, (int64_t)i)->more = lx_str_take(&names);
    }
    menu_open(v, &(struct menu){ .title = title, .items = items, .typing = true, .chosen = on_unit, .ctx = lx_strdup(name) });
    return DID_DRAW;
}

static unsigned on_unit(struct view *v, int64_t value, void *ctx)
{
    const struct lx_rows *units = &v->app->work->units->units;
    if ((size_t)value >= units->n)
        return DONE;
    return set_term(v, ctx, ((const struct lx_unit *)(const void *)units->at[value])->name);
}

/* What a number of a meeting, a plan, … names. */
static void show_record(struct view *v, const char *text, struct lx_str *out)
{
    enum lx_type type;
    lx_id id;
    if (*text && lx_find_any(v->app->work, text, &type, &id, NULL) == LX_OK)
        lx_show_id(v->app->work, out, id);
}

static bool on_record(struct view *v, const char *text, void *ctx)
{
    (void)set_term(v, ctx, text);
    v->stale = true;
    return true;
}

static bool on_date(struct view *v, const char *text, void *ctx)
{
    struct lx_str s = LX_STR_EMPTY;
    filter_put(&s, v->filter, ctx, NULL);
    if (*text)
        lx_str_addf(&s, "%s%s<=%s", s.len ? " " : "", (const char *)ctx, text);
    take_filter(v, lx_str_take(&s));
    v->stale = true;
    return true;
}

/* --- filters that are kept ------------------------------------------------------------------------------------------- */

static enum lx_rc read_saved(struct view *v, struct lx_rows *rows, struct lx_err *err)
{
    return lx_all(v->app->work, LX_FILTER, lx_cond_cmp(LX_FILTER, "view", LX_OP_EQ, v->ops->name), "slot", false, rows, err);
}

static void add_saved(struct view *v, struct menu_items *items)
{
    struct lx_rows rows = { 0 };
    struct lx_err err = { 0 };
    (void)app_did(v->app, read_saved(v, &rows, &err), &err);
    for (size_t i = 0; i < rows.n; i++) {
        const struct lx_filter *f = (const void *)rows.at[i];
        struct menu_item *item = menu_add(items, f->name, f->query, SAVED + (int64_t)i);
        item->key = f->slot >= 1 && f->slot <= 9 ? (char)('0' + f->slot) : '\0';
    }
    lx_rows_done(&rows);
}

static unsigned on_saved(struct view *v, int64_t value)
{
    struct lx_rows rows = { 0 };
    struct lx_err err = { 0 };
    if (app_did(v->app, read_saved(v, &rows, &err), &err) && (size_t)value < rows.n) {
        const struct lx_filter *f = (const void *)rows.at[value];
        take_filter(v, lx_strdup(f->query));
        if (f->sort) {
            free(v->list.sort);
            v->list.sort = lx_strdup(f->sort);
        }
    }
    lx_rows_done(&rows);
    return DID_RELOAD | DID_DRAW;
}

static unsigned delete_menu(struct view *v)
{
    struct menu_items items = { 0 };
    add_saved(v, &items);
    menu_open(v, &(struct menu){ .title = _("Delete a saved filter"), .items = items, .chosen = on_delete });
    return DID_DRAW;
}

static unsigned on_delete(struct view *v, int64_t value, void *ctx)
{
    struct app *a = v->app;
    struct lx_rows rows = { 0 };
    struct lx_err err = { 0 };
    (void)ctx;
    if (app_did(a, read_saved(v, &rows, &err), &err) && (size_t)(value - SAVED) < rows.n) {
        const struct lx_filter *f = (const void *)rows.at[value - SAVED];
        if (app_did(a, lx_delete(a->work, "filter delete", LX_FILTER, f->rec.id, &err), &err))
            app_sayf(a, "%s%s%s    u %s", LX_LABEL(_("Deleted:")), f->name, _("takes it back"));
    }
    lx_rows_done(&rows);
    return DID_DRAW;
}

/* "1 late ones": a filter under this key replaces the one that had it. */
static bool on_save_name(struct view *v, const char *text, void *ctx)
{
    struct app *a = v->app;
    struct lx_err err = { 0 };
    struct lx_rows rows = { 0 };
    (void)ctx;
    if (text[0] < '1' || text[0] > '9') {
        app_say(a, _("Begin with a key from 1 to 9"));
        return false;
    }
    struct lx_filter *f = lx_rec_new(LX_FILTER);
    const char *name = text + 1 + strspn(text + 1, " ");
    f->slot = text[0] - '0';
    lx_set_text(&f->name, *name ? name : v->filter);
    lx_set_text(&f->view, v->ops->name);
    lx_set_text(&f->query, v->filter);
    lx_set_text(&f->sort, v->list.sort);
    lx_set_text(&f->clerk, lx_clerk(a->work));
    enum lx_rc rc = lx_begin(a->work, &err);
    if (rc == LX_OK) {
        rc = read_saved(v, &rows, &err);
        for (size_t i = 0; i < rows.n && rc == LX_OK; i++)
            if (((const struct lx_filter *)(const void *)rows.at[i])->slot == f->slot)
                rc = lx_put_gone(a->work, rows.at[i], &err);
        if (rc == LX_OK)
            rc = lx_put_new(a->work, f, &err);
        rc = lx_end(a->work, rc, "filter save", (const char *const[]){ f->name, NULL }, &err);
    }
    if (app_did(a, rc, &err))
        app_sayf(a, _("Saved: f %c brings it back"), text[0]);
    lx_rows_done(&rows);
    lx_rec_free(f);
    return rc == LX_OK;
}

static unsigned on_sort(struct view *v, int64_t value, void *ctx)
{
    const char *field = v->ops->columns[value].sort, *order = v->list.order ? v->list.order : "";
    struct lx_str s = LX_STR_EMPTY;
    (void)ctx;
    lx_str_addf(&s, "%s%s", strcmp(order, field) == 0 ? "-" : "", field);
    free(v->list.sort);
    v->list.sort = lx_str_take(&s);
    return DID_RELOAD | DID_DRAW;
}
