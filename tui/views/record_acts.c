/* What can be done to any record of a list. */
#include "tui/views/record_acts.h"

#include "core/meeting/meetings.h"
#include "core/mem.h"
#include "core/work/work.h"
#include "tui/app.h"
#include "tui/i18n.h"

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
        rc = type == LX_MEETING ? lx_meeting_delete(a->work, ids->at[i], err) : lx_delete(a->work, command->s, type, ids->at[i], err);
    }
    return lx_end(a->work, rc, lx_str_z(command), (const char *const[]){ lx_str_z(names), NULL }, err);
}

unsigned record_delete(struct view *v, enum lx_cmd cmd)
{
    struct lx_ids chosen = { 0 }, ids = { 0 };
    struct lx_str names = LX_STR_EMPTY, command = LX_STR_EMPTY;
    struct lx_err err;
    (void)cmd;
    list_chosen(v, &chosen);
    for (size_t i = 0; i < chosen.n; i++)
        if (chosen.at[i] > 0) /* rows that are no records have numbers below */
            lx_ids_add(&ids, chosen.at[i]);
    if (ids.n == 0) {
        app_say(v->app, _("This row cannot be deleted"));
    } else if (app_did(v->app, delete_all(v->app, &ids, &names, &command, &err), &err)) {
        list_unmark(&v->list);
        app_sayf(v->app, "%s %s    u %s", _("Deleted:"), lx_str_z(&names), _("takes it back"));
    }
    lx_ids_done(&chosen);
    lx_ids_done(&ids);
    lx_str_done(&names);
    lx_str_done(&command);
    return DID_RELOAD | DID_DRAW;
}
