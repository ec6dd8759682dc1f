/* From an item to its line in the minutes: offered after a change, done with one key. */
#include "tui/views/meeting_acts.h"

#include "core/mem.h"
#include "core/minutes/minutes.h"
#include "tui/app.h"
#include "tui/i18n.h"

#include <string.h>

enum { OFFER_MAX = 20 }; /* items looked at after a change of many */

static bool line_differs(struct lx_work *w, const struct lx_item *item)
{
    bool differs;
    return lx_minutes_differ(w, item, &differs, NULL) == LX_OK && differs;
}

void minutes_offer(struct app *a, const struct lx_ids *items)
{
    a->lines_due.n = 0;
    for (size_t i = 0; i < items->n && i < OFFER_MAX; i++) {
        struct lx_item *item;
        if (lx_get(a->work, LX_ITEM, items->at[i], &item, NULL) != LX_OK)
            continue;
        if (line_differs(a->work, item))
            lx_ids_add(&a->lines_due, item->rec.id);
        lx_rec_free(item);
    }
    if (a->lines_due.n == 0)
        return;
    a->lines_fresh = true;
    struct lx_str s = LX_STR_EMPTY;
    lx_str_addf(&s, "%s    L %s", a->message ? a->message : "", _("changes its line in the minutes too"));
    app_say(a, lx_str_z(&s));
    lx_str_done(&s);
}

static enum lx_rc change_line(struct lx_work *w, const struct lx_item *item, struct lx_err *err)
{
    struct lx_meeting *old = NULL;
    struct lx_str text = LX_STR_EMPTY;
    enum lx_rc rc = lx_get(w, LX_MEETING, item->meeting, &old, err);
    if (rc == LX_OK)
        rc = lx_minutes_with_item(w, item, &text, err);
    if (rc == LX_OK) {
        struct lx_meeting *m = lx_rec_copy(old);
        lx_set_text(&m->minutes, lx_str_z(&text));
        rc = lx_put_change(w, old, m, err);
        lx_rec_free(m);
    }
    lx_str_done(&text);
    lx_rec_free(old);
    return rc;
}

/* All in one entry. */
static enum lx_rc change_lines(struct lx_work *w, const struct lx_ids *ids, struct lx_str *numbers, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    for (size_t i = 0; rc == LX_OK && i < ids->n; i++) {
        struct lx_item *item;
        rc = lx_get(w, LX_ITEM, ids->at[i], &item, err);
        if (rc == LX_OK && line_differs(w, item)) {
            lx_str_addf(numbers, "%s%s", numbers->len ? " " : "", item->no);
            rc = change_line(w, item, err);
        }
        lx_rec_free(item);
    }
    return lx_end(w, rc, lx_command(CMD_MINUTES_LINE)->name, (const char *const[]){ lx_str_z(numbers), NULL }, err);
}

/* The item of an agenda row counts as well. */
static void items_chosen(struct view *v, struct lx_ids *out)
{
    struct lx_ids rows = { 0 };
    list_chosen(v, &rows);
    for (size_t i = 0; i < rows.n; i++) {
        enum lx_type type = LX_NONE_TYPE;
        struct lx_agenda *g;
        if (rows.at[i] <= 0 || v->app->store->type_of(v->app->store, rows.at[i], &type, NULL) != LX_OK)
            continue;
        if (type == LX_ITEM) {
            lx_ids_add(out, rows.at[i]);
        } else if (type == LX_AGENDA && lx_get(v->app->work, LX_AGENDA, rows.at[i], &g, NULL) == LX_OK) {
            if (g->item)
                lx_ids_add(out, g->item);
            lx_rec_free(g);
        }
    }
    lx_ids_done(&rows);
}

unsigned minutes_line(struct view *v, enum lx_cmd cmd)
{
    struct app *a = v->app;
    struct lx_ids ids = { 0 };
    struct lx_str numbers = LX_STR_EMPTY;
    struct lx_err err;
    (void)cmd;
    for (size_t i = 0; i < a->lines_due.n; i++)
        lx_ids_add(&ids, a->lines_due.at[i]);
    if (ids.n == 0)
        items_chosen(v, &ids);
    if (app_did(a, change_lines(a->work, &ids, &numbers, &err), &err)) {
        if (numbers.len)
            app_sayf(a, "%s%s%s    u %s", LX_LABEL(_("Lines of the minutes changed:")), numbers.s, _("takes it back"));
        else
            app_say(a, _("The minutes say what the items say already"));
    }
    lx_ids_done(&ids);
    lx_str_done(&numbers);
    return DID_RELOAD;
}
