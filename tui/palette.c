/* The palette: any command by its Chinese or English name or pinyin; a number goes to the record. */
#include "tui/palette.h"

#include "core/mem.h"
#include "core/work/numbers.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/menu.h"

#include <string.h>

static unsigned run_chosen(struct view *v, int64_t value, void *ctx);

unsigned palette_open(struct view *v, enum lx_cmd cmd)
{
    struct app *a = v->app;
    struct menu_items items = { 0 };
    struct lx_str aside = LX_STR_EMPTY, more = LX_STR_EMPTY;
    for (int i = CMD_NONE + 1; i < CMD_N; i++) {
        const struct lx_command *c = lx_command((enum lx_cmd)i);
        if (c->id == cmd || !app_offers(a, c->id))
            continue;
        lx_str_clear(&aside);
        lx_str_clear(&more);
        if (keymap_keys(&a->keymap, c->id, &aside))
            lx_str_add(&aside, "  ");
        lx_str_add(&aside, cmd_help(c));
        lx_str_addf(&more, "%s %s", c->name, lx_lang() == LX_ZH ? c->label : c->label_zh);
        struct menu_item *item = menu_add(&items, cmd_label(c), aside.s, i);
        item->more = lx_strdup(more.s);
    }
    lx_str_done(&aside);
    lx_str_done(&more);
    menu_open(v, &(struct menu){ .title = _("Command, or a number such as 26-003"), .items = items, .typing = true,
                                 .chosen = run_chosen, .typed = palette_run });
    return DID_DRAW;
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
    (void)ctx;
    return app_command(v->app, (enum lx_cmd)value);
}
