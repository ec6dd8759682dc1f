/* The palette: any command, any paper by its Chinese or English name or pinyin; a number goes to the record. */
#include "tui/palette.h"

#include "core/mem.h"
#include "core/paper/paper.h"
#include "core/text/text.h"
#include "core/work/numbers.h"
#include "core/work/units.h"
#include "tui/app.h"
#include "tui/help.h"
#include "tui/i18n.h"
#include "tui/menu.h"
#include "tui/views/paper.h"

#include <stdlib.h>
#include <string.h>

/* What a row of the palette stands for: a command by its id, a paper, a row of the list that is shown (below 0), else a record. */
enum { PAPER = CMD_N, PAPER_END = PAPER + LX_PAPER_N };

static unsigned run_chosen(struct view *v, int64_t value, void *ctx);
static void add_here(struct app *a, enum lx_cmd not_this, struct menu_items *items);
static void add_elsewhere(struct app *a, bool on_screen, struct menu_items *items);
static void add_papers(struct menu_items *items);
static void add_records(struct view *v, const char *typed, struct menu_items *out, void *ctx);
static unsigned run_elsewhere(struct view *v, enum lx_cmd cmd);
static unsigned run_paper(struct view *v, const struct lx_paper *paper);
static unsigned ask_record(struct view *v, enum lx_type type, const char *title, int64_t what);
static unsigned on_record(struct view *v, int64_t id, void *ctx);

unsigned palette_open(struct view *v, enum lx_cmd cmd)
{
    struct menu_items items = { 0 };
    palette_items(v->app, cmd, &items);
    menu_open(v, &(struct menu){ .title = _("Command, paper, or a number such as 26-003"), .items = items, .typing = true, .live = add_records,
                                 .chosen = run_chosen, .typed = palette_run });
    return DID_DRAW;
}

void palette_items(struct app *a, enum lx_cmd not_this, struct menu_items *out)
{
    add_here(a, not_this, out);
    add_elsewhere(a, true, out);
    add_papers(out);
    add_elsewhere(a, false, out);
}

unsigned palette_run(struct view *v, const char *text, void *ctx)
{
    struct lx_err err = { 0 };
    enum lx_type type;
    lx_id id;
    (void)ctx;
    if (*text == ':')
        text++;
    const struct lx_command *c = lx_command_named(text);
    if (c && app_offers(v->app, c->id))
        return app_command(v->app, c->id);
    if (!app_did(v->app, lx_find_any(v->app->work, text, &type, &id, &err), &err))
        return DID_DRAW;
    if (!app_goto(v->app, type, id))
        app_say(v->app, _("There is no view for this record yet"));
    return DID_DRAW;
}

static unsigned run_chosen(struct view *v, int64_t value, void *ctx)
{
    struct app *a = v->app;
    enum lx_type type;
    struct lx_err err = { 0 };
    (void)ctx;
    if (value < 0) {
        list_to(v, (size_t)(-value - 1));
        return DID_DRAW;
    }
    if (value < CMD_N)
        return app_offers(a, (enum lx_cmd)value) ? app_command(a, (enum lx_cmd)value) : run_elsewhere(v, (enum lx_cmd)value);
    if (value < PAPER_END)
        return run_paper(v, lx_paper_get((enum lx_paper_id)(value - PAPER)));
    if (app_did(a, a->store->type_of(a->store, value, &type, &err), &err) && !(type == v->ops->type && list_to_id(v, value)))
        (void)app_goto(a, type, value);
    return DID_DRAW;
}

/* --- what there is ------------------------------------------------------------------------------------------------------------- */

/* Its other names: the stable one, the label of the other language, name and title of the view that it opens. */
static struct menu_item *add_command(struct menu_items *items, const struct lx_command *c, const char *aside)
{
    struct lx_str more = LX_STR_EMPTY;
    const struct view_ops *view = app_view_of(c->id);
    lx_str_addf(&more, "%s\n%s", c->name, lx_lang() == LX_ZH ? c->label : c->label_zh);
    if (view)
        lx_str_addf(&more, "\n%s\n%s", view->name, _(view->title));
    struct menu_item *item = menu_add(items, cmd_label(c), aside, c->id);
    item->more = lx_str_take(&more);
    return item;
}

static void add_here(struct app *a, enum lx_cmd not_this, struct menu_items *items)
{
    struct lx_str aside = LX_STR_EMPTY;
    for (int i = CMD_NONE + 1; i < CMD_N; i++) {
        const struct lx_command *c = lx_command((enum lx_cmd)i);
        if (c->id == not_this || !app_offers(a, c->id))
            continue;
        lx_str_clear(&aside);
        if (keymap_keys(&a->keymap, c->id, &aside))
            lx_str_add(&aside, "  ");
        lx_str_add(&aside, cmd_help(c));
        add_command(items, c, aside.s);
    }
    lx_str_done(&aside);
}

/* Commands of other views, or of the command line alone: found by their names, with where they work. */
static void add_elsewhere(struct app *a, bool on_screen, struct menu_items *items)
{
    for (int i = CMD_NONE + 1; i < CMD_N; i++) {
        const struct lx_command *c = lx_command((enum lx_cmd)i);
        struct lx_str aside = LX_STR_EMPTY;
        if ((c->contexts != 0) != on_screen || app_offers(a, c->id))
            continue;
        if (!on_screen)
            lx_str_addf(&aside, "lianxi %s", c->name);
        else
            help_where(c->contexts, 1, &aside);
        if (on_screen && *c->keys)
            lx_str_add(&aside, "  ");
        (void)(on_screen && keymap_keys(&a->keymap, c->id, &aside));
        lx_str_addf(&aside, "  %s", cmd_help(c));
        add_command(items, c, lx_str_z(&aside))->quiet = true;
        lx_str_done(&aside);
    }
}

static void add_papers(struct menu_items *items)
{
    bool en = lx_lang() == LX_EN;
    for (int i = 0; i < LX_PAPER_N; i++) {
        const struct lx_paper *paper = lx_paper_get((enum lx_paper_id)i);
        struct lx_str more = LX_STR_EMPTY;
        lx_str_addf(&more, "%s\n%s", paper->kind, lx_paper_title(paper, !en));
        struct menu_item *item = menu_add(items, lx_paper_title(paper, en), _("a paper: preview and print"), PAPER + i);
        item->more = lx_str_take(&more);
        item->quiet = true;
    }
}

static void add_record(struct view *v, struct menu_items *out, enum lx_type type, lx_id id)
{
    struct lx_str name = LX_STR_EMPTY;
    for (size_t i = 0; i < out->n; i++)
        if (out->at[i].value == id)
            return;
    lx_show_id(v->app->work, &name, id);
    menu_add(out, lx_two(lx_table(type)->en, lx_table(type)->zh), lx_str_z(&name), id);
    lx_str_done(&name);
}

/* What the view is about. */
static enum lx_type subject_type(const struct view *v)
{
    enum lx_type type = LX_NONE_TYPE;
    return v->subject > 0 && v->app->store->type_of(v->app->store, v->subject, &type, NULL) == LX_OK ? type : LX_NONE_TYPE;
}

/* In one meeting or plan 3 is its third item too. */
static void add_of_subject(struct view *v, long n, struct menu_items *out)
{
    struct app *a = v->app;
    enum lx_type type = subject_type(v);
    struct lx_str no = LX_STR_EMPTY;
    lx_id id;
    if (type == LX_MEETING || type == LX_PLAN) {
        lx_str_addf(&no, "%s-%ld", names_get(&a->names, a->store, type, v->subject), n);
        if (lx_find(a->work, LX_ITEM, no.s, &id, NULL) == LX_OK)
            add_record(v, out, LX_ITEM, id);
    }
    lx_str_done(&no);
}

/* What has that number: of the kind that is listed first, then of every kind, last the row of the list. */
static void add_records(struct view *v, const char *typed, struct menu_items *out, void *ctx)
{
    static const enum lx_type kinds[] = { LX_ITEM, LX_MEETING, LX_PLAN, LX_DECISION, LX_DOCUMENT };
    static const enum lx_type shorts[] = { LX_NOTE, LX_REVIEW, LX_TOPIC };
    struct app *a = v->app;
    bool digits = !typed[strspn(typed, "0123456789")];
    lx_id id;
    (void)ctx;
    for (int pass = 0; pass < 2; pass++) /* first the kind that is listed */
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if ((kinds[i] == v->ops->type) == (pass == 0) && lx_find(a->work, kinds[i], typed, &id, NULL) == LX_OK)
                add_record(v, out, kinds[i], id);
    for (size_t i = 0; digits && i < sizeof shorts / sizeof *shorts; i++)
        if (shorts[i] == v->ops->type && lx_find(a->work, shorts[i], typed, &id, NULL) == LX_OK)
            add_record(v, out, shorts[i], id);
    if (lx_unit_find(a->work->units, typed, &id, NULL) == LX_OK)
        add_record(v, out, LX_UNIT, id);
    long n = digits ? strtol(typed, NULL, 10) : 0;
    if (n > 0)
        add_of_subject(v, n, out);
    if (n > 0 && view_is_list(v) && v->focus == PANE_LIST && (size_t)n <= v->list.ids.n) {
        struct lx_str row = LX_STR_EMPTY;
        lx_str_addf(&row, _("Row %ld of this list"), n);
        menu_add(out, lx_str_z(&row), NULL, -n);
        lx_str_done(&row);
    }
}

/* --- what is done where it does not work at once --------------------------------------------------------------------------------- */

/* Of a meeting: asks which.  Of a list: shows it, and does what needs no row.  Else says where it works. */
static unsigned run_elsewhere(struct view *v, enum lx_cmd cmd)
{
    struct app *a = v->app;
    const struct lx_command *c = lx_command(cmd);
    struct lx_str where = LX_STR_EMPTY, key = LX_STR_EMPTY;
    const struct view_ops *home = NULL;
    for (int i = 0; app_views[i] && !home; i++)
        if ((app_views[i]->ctx & c->contexts) && app_views[i] != v->ops)
            home = app_views[i];
    if (!c->contexts) {
        app_sayf(a, _("On the command line alone: lianxi %s %s"), c->name, c->args);
    } else if ((c->flags & F_WRITE) && !app_may_write(a)) {
        return app_command(a, cmd); /* says that nothing may be written */
    } else if ((c->contexts & CTX_MEETINGS) && v->ops->type != LX_MEETING) {
        int64_t what = cmd;
        return subject_type(v) == LX_MEETING ? on_record(v, v->subject, &what) : ask_record(v, LX_MEETING, _("Of which meeting?"), what);
    } else {
        (void)keymap_keys(&a->keymap, cmd, &key);
        if (home)
            app_show(a, home);
        if (home && !(c->flags & F_SEL)) {
            app_load(a);
            if (app_offers(a, cmd))
                return app_command(a, cmd);
        }
        help_where(c->contexts, 3, &where);
        app_sayf(a, home ? _("%s: put the bar on the row, then %s. It works in: %s") : _("%s: key %s. It works in: %s"), cmd_label(c),
                 key.len ? key.s : ":", lx_str_z(&where));
    }
    lx_str_done(&where);
    lx_str_done(&key);
    return DID_DRAW;
}

static unsigned on_record(struct view *v, int64_t id, void *ctx)
{
    struct app *a = v->app;
    int64_t what = *(const int64_t *)ctx;
    if (what >= CMD_N) {
        paper_show(a, &(struct paper_source){ .paper = lx_paper_get((enum lx_paper_id)(what - PAPER)), .of = id });
        return DID_DRAW;
    }
    if (app_goto(a, LX_MEETING, id))
        app_load(a);
    return app_command(a, (enum lx_cmd)what);
}

static unsigned ask_record(struct view *v, enum lx_type type, const char *title, int64_t what)
{
    struct app *a = v->app;
    struct lx_rows rows = { 0 };
    struct lx_err err = { 0 };
    struct menu_items items = { 0 };
    const char *order = type == LX_MEETING ? "date" : type == LX_UNIT ? "rank" : NULL;
    if (!app_did(a, lx_all(a->work, type, NULL, order, false, &rows, &err), &err))
        return DID_DRAW;
    for (size_t i = 0; i < rows.n; i++) {
        const struct lx_rec *rec = rows.at[type == LX_UNIT ? i : rows.n - 1 - i]; /* what is newest first */
        struct lx_str name = LX_STR_EMPTY, day = LX_STR_EMPTY;
        lx_show_name(a->work, &name, rec);
        if (type == LX_MEETING)
            lx_date_short(&day, &((const struct lx_meeting *)(const void *)rec)->date, app_today(a));
        menu_add(&items, lx_str_z(&name), lx_str_z(&day), rec->id);
        lx_str_done(&name);
        lx_str_done(&day);
    }
    if (!items.n)
        app_sayf(a, _("%s: there is none yet"), lx_two(lx_table(type)->en, lx_table(type)->zh));
    if (items.n) {
        int64_t *ctx = lx_alloc(sizeof *ctx);
        *ctx = what;
        menu_open(v, &(struct menu){ .title = title, .items = items, .typing = true, .chosen = on_record, .ctx = ctx });
    }
    lx_rows_done(&rows);
    return DID_DRAW;
}

/* Of what is here; else of the record that is asked for, or of everything. */
static unsigned run_paper(struct view *v, const struct lx_paper *paper)
{
    unsigned did = paper_menu_of(v, paper);
    if (did != PASS)
        return did;
    switch (paper->no) {
    case LX_PAPER_OF_MEETING:
        return ask_record(v, LX_MEETING, _("Of which meeting?"), PAPER + (int)paper->id);
    case LX_PAPER_OF_UNIT:
        return ask_record(v, LX_UNIT, _("Of which unit?"), PAPER + (int)paper->id);
    case LX_PAPER_OF_DOCUMENT:
    case LX_PAPER_OF_DRAFT:
        return ask_record(v, LX_DOCUMENT, _("Of which document?"), PAPER + (int)paper->id);
    default:
        paper_show(v->app, &(struct paper_source){ .paper = paper, .query = (char[]){ "" } });
        return DID_DRAW;
    }
}
