/* Minutes built anew: where they would change and where people and records differ, shown before anything is stored; the marked
 * paragraphs take what the records say. */
#include "tui/views/views.h"

#include "core/mem.h"
#include "core/minutes/assemble.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/minutes_words.h"
#include "tui/views/detail.h"
#include "tui/views/meeting_acts.h"

#include <stdlib.h>
#include <string.h>

struct assemble_view {
    struct view v;
    struct lx_assembled a;
    struct lx_ids rows; /* places of the paragraphs that are shown, from 1 */
    bool marked;        /* the first marks are set */
};

enum { COL_KIND, COL_TEXT };

static const struct column columns[] = {
    [COL_KIND] = { "kind", N_("Change"), 10, 12, 14, 0, 0, LX_LEFT, NULL, true },
    [COL_TEXT] = { "text", N_("Paragraph"), 20, 50, 200, 10, 0, LX_LEFT, NULL, false },
    { 0 },
};

/* One word a kind, and how it is painted. */
static const struct {
    const char *word;
    enum role role;
} kinds[] = {
    [LX_WEAVE_SAME] = { N_("as built"), ROLE_DIM },       [LX_WEAVE_HAND] = { N_("by hand"), ROLE_NORMAL },
    [LX_WEAVE_OWN] = { N_("by hand"), ROLE_NORMAL },      [LX_WEAVE_NEW] = { N_("new"), ROLE_NEW },
    [LX_WEAVE_CHANGED] = { N_("changed"), ROLE_NEAR },    [LX_WEAVE_GONE] = { N_("goes"), ROLE_OLD },
    [LX_WEAVE_BOTH] = { N_("both changed"), ROLE_ERROR }, [LX_WEAVE_LEFT] = { N_("both changed"), ROLE_ERROR },
    [LX_WEAVE_CUT] = { N_("taken out"), ROLE_DIM },       [LX_WEAVE_CUT_BOTH] = { N_("both changed"), ROLE_ERROR },
};

static void open_meeting(struct view *v, const void *arg) { v->subject = *(const lx_id *)arg; }

static void close_view(struct view *v)
{
    struct assemble_view *av = (struct assemble_view *)v;
    lx_assembled_done(&av->a);
    lx_ids_done(&av->rows);
}

static bool is_shown(const struct lx_woven_para *p) { return lx_weave_moves(p->kind) || lx_weave_asks(p->kind) || p->kind == LX_WEAVE_CUT; }

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct assemble_view *av = (struct assemble_view *)v;
    struct app *a = v->app;
    lx_assembled_done(&av->a);
    av->rows.n = 0;
    enum lx_rc rc = lx_assemble(a->work, v->subject, -1, &av->a, err);
    if (rc == LX_OK && !*av->a.mine && !av->a.en && lx_lang() == LX_EN) { /* a first text is in the language of its reader */
        lx_assembled_done(&av->a);
        rc = lx_assemble(a->work, v->subject, 1, &av->a, err);
    }
    for (size_t i = 0; rc == LX_OK && i < av->a.w.n; i++)
        if (is_shown(&av->a.w.at[i]))
            lx_ids_add(&av->rows, (lx_id)i + 1);
    list_own(&v->list, av->rows.at, av->rows.n);
    for (size_t i = 0; !av->marked && i < av->rows.n; i++)
        list_mark(&v->list, av->rows.at[i], av->a.w.at[av->rows.at[i] - 1].take);
    av->marked = true;
    return rc;
}

static const struct lx_woven_para *para(const struct view *v, lx_id id)
{
    const struct assemble_view *av = (const struct assemble_view *)v;
    return id >= 1 && (size_t)id <= av->a.w.n ? &av->a.w.at[id - 1] : NULL;
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct lx_woven_para *p = para(v, id);
    (void)rec, (void)row;
    if (!p)
        return;
    if (col == COL_KIND) {
        lx_str_add(&out->text, _(kinds[p->kind].word));
        out->role = kinds[p->kind].role;
    } else {
        lx_str_add(&out->text, lx_weave_moves(p->kind) && p->now ? p->now : p->mine ? p->mine : p->now ? p->now : p->was);
    }
}

static void headline(struct view *v, struct lx_str *out)
{
    lx_str_addf(out, "%s %s", app_name(v->app, LX_MEETING, v->subject), _("Space: take or leave"));
}

static void side(struct lines *l, const char *label, const char *text, enum role role)
{
    if (!text)
        return;
    lines_rule(l, label);
    lines_para(l, text, role, 0);
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    const struct lx_woven_para *p = para(v, id);
    (void)err;
    if (!p) {
        detail_markdown(l, ((struct assemble_view *)v)->a.mine);
        return LX_OK;
    }
    lines_para(l, _(minutes_weave_word(p->kind)), kinds[p->kind].role, 0);
    if (p->mine && p->was && strcmp(p->mine, p->was) == 0) {
        side(l, _("As it stands"), p->mine, p->now ? ROLE_OLD : ROLE_NORMAL);
    } else {
        side(l, _("As it was built"), p->was, ROLE_DIM);
        side(l, _("As it stands"), p->mine, ROLE_NORMAL);
    }
    side(l, _("What the records say"), p->now, ROLE_NEW);
    if (!p->now)
        lines_para(l, _("The records say nothing of it any more. Marked, it goes."), ROLE_DIM, 0);
    return LX_OK;
}

static unsigned on_store(struct view *v, enum lx_cmd cmd)
{
    struct assemble_view *av = (struct assemble_view *)v;
    struct lx_err err;
    size_t taken = 0;
    (void)cmd;
    for (size_t i = 0; i < av->rows.n; i++) {
        struct lx_woven_para *p = &av->a.w.at[av->rows.at[i] - 1];
        p->take = list_is_marked(&v->list, av->rows.at[i]);
        taken += p->take;
    }
    if (!app_did(v->app, lx_assemble_store(v->app->work, &av->a, &err), &err)) {
        av->marked = err.rc != LX_STALE; /* another text: other marks */
        return DID_RELOAD | DID_DRAW;
    }
    app_sayf(v->app, _("Minutes %s built: %zu paragraphs taken from the records. M reads them, u takes it back"),
             app_name(v->app, LX_MEETING, v->subject), taken);
    return DID_CLOSE;
}

static const struct cmd_handler commands[] = { { CMD_PROPOSE_STORE, on_store }, { CMD_OPEN, on_store }, { CMD_NONE, NULL } };

const struct view_ops view_assemble = {
    .name = "assemble", .title = N_("Assembled minutes"), .ctx = CTX_PROPOSALS, .size = sizeof(struct assemble_view),
    .type = LX_NONE_TYPE, .columns = columns, .empty = N_("The minutes say what the records say. What was written by hand stays as it is."),
    .open_label = N_("store"), .open = open_meeting, .load = load, .cell = cell, .headline = headline, .detail = detail, .commands = commands,
    .stale_on = LX_BIT(LX_MEETING) | LX_BIT(LX_AGENDA) | LX_BIT(LX_ITEM) | LX_BIT(LX_ATTENDANCE) | LX_BIT(LX_OPINION) | LX_BIT(LX_DECISION),
    .close = close_view,
};

unsigned meeting_assemble(struct view *v, enum lx_cmd cmd)
{
    struct lx_err err;
    struct lx_meeting *m = NULL;
    lx_id id = meeting_of(v);
    (void)cmd;
    if (!id || !app_did(v->app, lx_get(v->app->work, LX_MEETING, id, &m, &err), &err))
        return DONE;
    if (app_did(v->app, lx_minutes_open(m, &err), &err))
        app_push(v->app, &view_assemble, &id);
    lx_rec_free(m);
    return DONE;
}
