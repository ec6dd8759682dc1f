/* What can be done to any record of a list. */
#include "tui/views/record_acts.h"

#include "core/meeting/meetings.h"
#include "core/mem.h"
#include "core/work/whole.h"
#include "core/work/work.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/menu.h"

#include <stdlib.h>
#include <string.h>

/* The type is asked of each: a list may hold several (settings). */
static enum lx_rc delete_all(struct app *a, const struct lx_ids *ids, struct lx_str *names, struct lx_str *command, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(a->work, err);
    if (rc != LX_OK)
        return rc;
    for (size_t i = 0; rc == LX_OK && i < ids->n; i++) {
        enum lx_type type;
        rc = a->store->type_of(a->store, ids->at[i], &type, err);
        if (rc != LX_OK)
            break;
        lx_str_clear(command);
        lx_str_addf(command, "%s delete", lx_table(type)->name);
        lx_str_add(names, names->len ? _(", ") : "");
        lx_show_id(a->work, names, ids->at[i]);
        rc = type == LX_MEETING ? lx_meeting_delete(a->work, ids->at[i], err) : lx_delete_whole(a->work, command->s, type, ids->at[i], err);
    }
    return lx_end(a->work, rc, lx_str_z(command), (const char *const[]){ lx_str_z(names), NULL }, err);
}

static void delete_now(struct view *v, const struct lx_ids *ids)
{
    struct lx_str names = LX_STR_EMPTY, command = LX_STR_EMPTY;
    struct lx_err err;
    if (app_did(v->app, delete_all(v->app, ids, &names, &command, &err), &err)) {
        list_unmark(&v->list);
        app_sayf(v->app, "%s%s%s    u %s", LX_LABEL(_("Deleted:")), lx_str_z(&names), _("takes it back"));
    }
    lx_str_done(&names);
    lx_str_done(&command);
}

/* The records that are asked about, as one block. */
struct doomed {
    size_t n;
    lx_id ids[];
};
enum { KEEP, DELETE };

static unsigned on_answer(struct view *v, int64_t value, void *ctx)
{
    const struct doomed *d = ctx;
    struct lx_ids ids = { 0 };
    for (size_t i = 0; i < d->n; i++)
        lx_ids_add(&ids, d->ids[i]);
    if (value == DELETE)
        delete_now(v, &ids);
    lx_ids_done(&ids);
    return DID_RELOAD | DID_DRAW;
}

/* Enter is never the dangerous answer. */
static void ask(struct view *v, const struct lx_ids *ids, const struct lx_parts_n *parts)
{
    struct menu_items items = { 0 };
    struct lx_str names = LX_STR_EMPTY, title = LX_STR_EMPTY, with = LX_STR_EMPTY;
    struct doomed *d = lx_alloc(sizeof *d + ids->n * sizeof d->ids[0]);
    d->n = ids->n;
    for (size_t i = 0; i < ids->n; i++) {
        d->ids[i] = ids->at[i];
        lx_str_add(&names, i ? _(", ") : "");
        lx_show_id(v->app->work, &names, ids->at[i]);
    }
    for (int i = 0; i < parts->n; i++) {
        const struct lx_table *t = lx_table(parts->at[i].type);
        lx_str_addf(&with, "%s%s %zu", i ? _(", ") : "", lx_two(t->en, t->zh), parts->at[i].n);
    }
    lx_fill(&title, _("Delete %s?"), lx_str_z(&names));
    menu_add(&items, _("Leave it as it is"), NULL, KEEP)->key = 'n';
    menu_add(&items, _("Delete it with all its parts"), lx_str_z(&with), DELETE)->key = 'y';
    menu_open(v, &(struct menu){ .title = lx_str_z(&title), .items = items, .chosen = on_answer, .ctx = d });
    lx_str_done(&names);
    lx_str_done(&title);
    lx_str_done(&with);
}

static enum lx_rc count_parts(struct app *a, const struct lx_ids *ids, struct lx_parts_n *out, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < ids->n; i++) {
        enum lx_type type;
        rc = a->store->type_of(a->store, ids->at[i], &type, err);
        if (rc == LX_OK)
            rc = lx_parts_count(a->work, type, ids->at[i], out, err);
    }
    return rc;
}

/* An undo brings back what was deleted, so nothing is asked but where more goes than the row that one sees. */
unsigned record_delete(struct view *v, enum lx_cmd cmd)
{
    struct lx_ids chosen = { 0 }, ids = { 0 };
    struct lx_parts_n parts = { 0 };
    struct lx_err err;
    (void)cmd;
    list_chosen(v, &chosen);
    for (size_t i = 0; i < chosen.n; i++)
        if (chosen.at[i] > 0) /* rows that are no records have numbers below */
            lx_ids_add(&ids, chosen.at[i]);
    if (ids.n == 0)
        app_say(v->app, _("This row cannot be deleted"));
    else if (!app_did(v->app, count_parts(v->app, &ids, &parts, &err), &err))
        lx_ids_done(&ids);
    else if (parts.n)
        ask(v, &ids, &parts);
    else
        delete_now(v, &ids);
    lx_ids_done(&chosen);
    lx_ids_done(&ids);
    return DID_RELOAD | DID_DRAW;
}
