/* What an agenda lacks, its versions, its papers: texts about one meeting; and freezing a version. */
#include "tui/views/meeting_acts.h"

#include "core/meeting/agenda.h"
#include "core/meeting/carry.h"
#include "core/meeting/materials.h"
#include "core/mem.h"
#include "core/paper/freeze.h"
#include "tui/agendawords.h"
#include "tui/app.h"
#include "tui/balance.h"
#include "tui/i18n.h"
#include "tui/prompt.h"
#include "tui/views/views.h"

#include <stdlib.h>

static void open_meeting(struct view *v, const void *arg) { v->subject = *(const lx_id *)arg; }

static void headline(struct view *v, struct lx_str *out) { lx_show_id(v->app->work, out, v->subject); }

static enum lx_rc ready_lines(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_work *w = v->app->work;
    struct lx_readiness r = { 0 };
    struct lx_balance balance = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    (void)id;
    enum lx_rc rc = lx_ready(w, v->subject, &r, err);
    if (rc == LX_OK && !r.n)
        lines_para(l, r.rows_n ? _("Every row is ready.") : _("The agenda is empty"), ROLE_OK, 0);
    for (size_t i = 0; rc == LX_OK && i < r.n; i++) {
        struct lx_agenda *a = NULL;
        if ((rc = lx_get(w, LX_AGENDA, r.at[i].row, &a, err)) != LX_OK)
            break;
        lines_para(l, a->title, ROLE_TITLE, 0);
        lx_str_clear(&s);
        lack_words(&s, r.at[i].lacks);
        lines_para(l, lx_str_z(&s), ROLE_NEAR, 4);
        lx_rec_free(a);
    }
    if (rc == LX_OK && (rc = lx_balance(w, v->subject, &balance, err)) == LX_OK) {
        lx_str_clear(&s);
        balance_words(&s, &balance);
        lines_rule(l, _("Balance of open matters"));
        lines_para(l, lx_str_z(&s), balance.missing.n ? ROLE_NEAR : ROLE_NORMAL, 0);
    }
    lx_balance_done(&balance);
    lx_readiness_done(&r);
    lx_str_done(&s);
    return rc;
}

static enum lx_rc differences(struct view *v, int64_t number, struct lines *l, struct lx_err *err)
{
    struct lx_edition *a = NULL, *b = NULL;
    struct lx_differences d = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    enum lx_rc rc = lx_edition_find(v->app->work, v->subject, EDITION_AGENDA, number, &b, err);
    if (rc == LX_OK)
        rc = lx_edition_find(v->app->work, v->subject, EDITION_AGENDA, number - 1, &a, err);
    if (rc == LX_OK)
        lx_edition_diff(a->text, b->text, &d);
    for (size_t i = 0; i < d.n; i++) {
        lx_str_clear(&s);
        difference_words(&s, &d.at[i]);
        lines_para(l, lx_str_z(&s), ROLE_NORMAL, 2);
    }
    lx_str_done(&s);
    lx_differences_done(&d);
    lx_rec_free(a);
    lx_rec_free(b);
    return rc;
}

static enum lx_rc version_lines(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    (void)id;
    enum lx_rc rc = lx_editions(v->app->work, v->subject, EDITION_AGENDA, false, &rows, err);
    if (rc == LX_OK && !rows.n)
        lines_para(l, _("No version was frozen yet; b f does it."), ROLE_DIM, 0);
    for (size_t i = rows.n; rc == LX_OK && i > 0; i--) {
        const struct lx_edition *e = (const struct lx_edition *)(const void *)rows.at[i - 1];
        struct lx_str s = LX_STR_EMPTY;
        lx_str_addf(&s, _("Version %d"), (int)e->number);
        lx_str_add(&s, "  ");
        lx_date_short(&s, &e->day, app_today(v->app));
        lx_str_addf(&s, "  %s  %s", e->clerk ? e->clerk : "", e->why ? e->why : "");
        lines_rule(l, lx_str_z(&s));
        lx_str_done(&s);
        if (e->number > 1)
            rc = differences(v, e->number, l, err);
    }
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc material_lines(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_work *w = v->app->work;
    struct lx_rows rows = { 0 };
    struct lx_meeting *m = NULL;
    size_t heads = 0;
    (void)id;
    enum lx_rc rc = lx_get(w, LX_MEETING, v->subject, &m, err);
    if (rc == LX_OK)
        rc = lx_heads(w, m, &heads, err);
    if (rc == LX_OK)
        rc = lx_all(w, LX_MATERIAL, lx_cond_ref(LX_MATERIAL, "meeting", v->subject), "number", false, &rows, err);
    if (rc == LX_OK && !rows.n)
        lines_para(l, _("No papers yet; `material add` names one."), ROLE_DIM, 0);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_material *p = (const struct lx_material *)(const void *)rows.at[i];
        const struct lx_word *state = &lx_words_of("material_state")->at[p->state];
        bool gone = p->state == MATERIAL_VOID;
        struct lx_str s = LX_STR_EMPTY;
        lx_str_addf(&s, "%d  %s  ", (int)p->number, lx_two(state->en, state->zh));
        lx_str_addf(&s, _("version %d"), (int)p->edition);
        lx_str_addf(&s, "  %s", p->title ? p->title : "");
        lines_para(l, lx_str_z(&s), gone ? ROLE_DONE : p->state == MATERIAL_WANTED ? ROLE_NEAR : ROLE_TITLE, 0);
        lx_str_clear(&s);
        lx_str_addf(&s, "%s  ", app_name(v->app, LX_UNIT, p->unit));
        if (p->pages != LX_NO_INT)
            lx_str_addf(&s, _("%d pages  "), (int)p->pages);
        lx_str_addf(&s, _("%d copies"), (int)lx_material_copies(p, heads));
        if (!gone)
            lines_para(l, lx_str_z(&s), ROLE_NORMAL, 4);
        lx_str_done(&s);
    }
    lx_rows_done(&rows);
    lx_rec_free(m);
    return rc;
}

static const struct cmd_handler commands[] = { { CMD_NONE, NULL } };

static const struct view_ops view_ready = { .name = "ready", .title = N_("Readiness of the agenda"), .ctx = CTX_EDITIONS, .size = sizeof(struct view),
                                            .open = open_meeting, .headline = headline, .detail = ready_lines, .commands = commands,
                                            .stale_on = LX_BIT(LX_AGENDA) | LX_BIT(LX_MATERIAL) | LX_BIT(LX_ITEM) | LX_BIT(LX_TOPIC) };
static const struct view_ops view_versions = { .name = "versions", .title = N_("Versions of the agenda"), .ctx = CTX_EDITIONS, .size = sizeof(struct view),
                                               .open = open_meeting, .headline = headline, .detail = version_lines, .commands = commands,
                                               .stale_on = LX_BIT(LX_EDITION) };
static const struct view_ops view_materials = { .name = "materials", .title = N_("Papers of the meeting"), .ctx = CTX_MATERIALS, .size = sizeof(struct view),
                                                .open = open_meeting, .headline = headline, .detail = material_lines, .commands = commands,
                                                .stale_on = LX_BIT(LX_MATERIAL) | LX_BIT(LX_ATTENDANCE) | LX_BIT(LX_REPLY) };

static unsigned show(struct view *v, const struct view_ops *ops)
{
    lx_id meeting = meeting_of(v);
    if (meeting)
        app_push(v->app, ops, &meeting);
    return DONE;
}

unsigned meeting_ready(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    return show(v, &view_ready);
}

unsigned meeting_versions(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    return show(v, &view_versions);
}

unsigned meeting_materials(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    return show(v, &view_materials);
}

/* --- freezing ------------------------------------------------------------------------------------------------------------- */

static bool freeze(struct view *v, lx_id meeting, const char *override)
{
    struct lx_err err;
    int64_t number = 0;
    bool ok = app_did(v->app, lx_agenda_freeze(v->app->work, meeting, NULL, override, &number, &err), &err);
    if (ok) {
        struct lx_str s = LX_STR_EMPTY;
        lx_str_addf(&s, _("Version %d"), (int)number);
        app_sayf(v->app, "%s    u %s", lx_str_z(&s), _("takes it back"));
        lx_str_done(&s);
    }
    return ok;
}

static bool on_override(struct view *v, const char *text, void *ctx)
{
    if (!*text) {
        app_say(v->app, _("An override wants a reason"));
        return false;
    }
    (void)freeze(v, *(lx_id *)ctx, text);
    return true;
}

/* One that is not ready asks for the reason to send it all the same. */
unsigned meeting_freeze(struct view *v, enum lx_cmd cmd)
{
    struct lx_readiness r = { 0 };
    struct lx_err err;
    lx_id meeting = meeting_of(v);
    (void)cmd;
    if (!meeting || !app_did(v->app, lx_ready(v->app->work, meeting, &r, &err), &err))
        return DONE;
    if (r.n) {
        struct lx_str label = LX_STR_EMPTY;
        lx_id *ctx = lx_alloc(sizeof *ctx);
        *ctx = meeting;
        lx_str_addf(&label, _("%d rows are not ready (b r); reason to send it all the same"), (int)r.n);
        prompt_open(v, &(struct prompt){ .label = lx_str_z(&label), .done = on_override, .ctx = ctx });
        lx_str_done(&label);
    } else {
        (void)freeze(v, meeting, NULL);
    }
    lx_readiness_done(&r);
    return DID_DRAW;
}
