/* Duties with a minimum per period: the running count, and the periods before it. */
#include "tui/views/views.h"

#include "core/meeting/quotas.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/views/detail.h"
#include "tui/views/office_views.h"
#include "tui/views/record_acts.h"

struct quotas_view {
    struct view v;
    struct lx_quota_states states;
};

enum { COL_TITLE, COL_PERIOD, COL_DONE, COL_PLANNED, COL_STATE };

static const struct column columns[] = {
    [COL_TITLE] = { "title", N_("Duty"), 16, 34, 80, 8, 0, LX_LEFT, NULL, true },
    [COL_PERIOD] = { "period", N_("Period"), 12, 22, 24, 1, 1, LX_LEFT, NULL, false },
    [COL_DONE] = { "done", N_("Done"), 6, 6, 8, 0, 0, LX_RIGHT, NULL, false },
    [COL_PLANNED] = { "planned", N_("Planned"), 4, 6, 8, 0, 2, LX_RIGHT, NULL, false },
    [COL_STATE] = { "state", N_("State"), 6, 8, 10, 0, 0, LX_LEFT, NULL, false },
    { 0 },
};

static void close_view(struct view *v) { lx_quota_states_done(&((struct quotas_view *)v)->states); }

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct quotas_view *q = (struct quotas_view *)v;
    struct lx_ids ids = { 0 };
    lx_quota_states_done(&q->states);
    enum lx_rc rc = lx_quotas_at(v->app->work, app_today(v->app), &q->states, err);
    for (size_t i = 0; i < q->states.n; i++)
        lx_ids_add(&ids, q->states.at[i].quota);
    list_own(&v->list, ids.at, ids.n);
    lx_ids_done(&ids);
    return rc;
}

static const char *light_word(enum lx_quota_light light)
{
    static const char *const words[] = { [LX_QUOTA_DONE] = N_("reached"), [LX_QUOTA_OPEN] = N_("in time"), [LX_QUOTA_BEHIND] = N_("behind"),
                                         [LX_QUOTA_MISSED] = N_("missed") };
    return _(words[light]);
}

static enum role light_role(enum lx_quota_light light)
{
    return light == LX_QUOTA_DONE ? ROLE_OK : light == LX_QUOTA_BEHIND ? ROLE_NEAR : light == LX_QUOTA_MISSED ? ROLE_LATE : ROLE_NORMAL;
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct lx_quota_state *s = &((struct quotas_view *)v)->states.at[row];
    (void)rec, (void)id;
    switch (col) {
    case COL_TITLE: lx_str_add(&out->text, s->title); break;
    case COL_PERIOD: lx_period_words(&out->text, s->period, s->from, lx_lang() == LX_ZH); break;
    case COL_DONE: lx_str_addf(&out->text, "%lld/%lld", (long long)s->done, (long long)s->least); break;
    case COL_PLANNED:
        if (s->planned)
            lx_str_addi(&out->text, s->planned);
        break;
    default:
        out->role = light_role(s->light);
        lx_str_add(&out->text, light_word(s->light));
        break;
    }
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    enum { PERIODS_MOST = 12 };
    struct lx_quota *q;
    struct lx_quota_states states = { 0 };
    enum lx_rc rc = lx_get(v->app->work, LX_QUOTA, id, &q, err);
    if (rc == LX_OK) {
        detail_record(v, q, l);
        rc = lx_quota_periods(v->app->work, q, app_today(v->app), PERIODS_MOST, &states, err);
    }
    if (rc == LX_OK)
        lines_rule(l, _("Periods"));
    for (size_t i = 0; rc == LX_OK && i < states.n; i++) {
        struct lx_str s = LX_STR_EMPTY;
        lx_quota_words(&s, &states.at[i], lx_lang() == LX_ZH);
        lx_str_addf(&s, "  %s", light_word(states.at[i].light));
        lines_para(l, lx_str_z(&s), light_role(states.at[i].light), 0);
        lx_str_done(&s);
    }
    lx_quota_states_done(&states);
    lx_rec_free(q);
    return rc;
}

static bool done_done(struct view *v, lx_day day, const char *words)
{
    struct lx_err err;
    if (!app_did(v->app, lx_quota_done(v->app->work, list_at_bar(&v->list), day, *words ? words : NULL, &err), &err))
        return false;
    app_sayf(v->app, "%s    u %s", _("Noted as done"), _("takes it back"));
    return true;
}

static unsigned on_done(struct view *v, enum lx_cmd cmd)
{
    struct lx_str today = LX_STR_EMPTY;
    (void)cmd;
    lx_day_format(&today, app_today(v->app));
    lx_str_addc(&today, ' ');
    if (list_at_bar(&v->list))
        ask_day(v, &(struct ask_day){ .label = _("Done on, and what was done:"), .initial = lx_str_z(&today), .done = done_done });
    lx_str_done(&today);
    return DID_DRAW;
}

static unsigned on_add(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    (void)form_open(v->app, &form_quota, 0, NULL);
    return DONE;
}

static unsigned on_edit(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    if (list_at_bar(&v->list))
        (void)form_open(v->app, &form_quota, list_at_bar(&v->list), NULL);
    return DONE;
}

static const struct cmd_handler commands[] = { { CMD_QUOTA_NOTE, on_done }, { CMD_ADD, on_add }, { CMD_EDIT, on_edit },
                                               { CMD_RECORD_DELETE, record_delete }, { CMD_NONE, NULL } };

const struct view_ops view_quotas = {
    .name = "quotas", .title = N_("Regular duties"), .ctx = CTX_QUOTAS, .size = sizeof(struct quotas_view), .command = CMD_VIEW_QUOTAS,
    .type = LX_NONE_TYPE, .columns = columns,
    .empty = N_("No duties with a minimum per period yet. a adds one, such as: a liaison meeting at least once a quarter."), .load = load, .cell = cell,
    .detail = detail, .commands = commands, .close = close_view,
    .stale_on = LX_BIT(LX_QUOTA) | LX_BIT(LX_DEED) | LX_BIT(LX_MEETING) | LX_BIT(LX_SERIES),
};

static const char *const fields[] = { "title", "series", "body", "unit", "least", "period", "since", "until", "item", "source", NULL };

static enum lx_rc save(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    return base ? lx_save(w, "quota set", base, mine, conflicts, err) : lx_quota_add(w, mine, err);
}

const struct form_kind form_quota = {
    .name = "quota", .type = LX_QUOTA, .title_new = N_("New duty"), .title = N_("Edit"), .fields = fields, .save = save,
};
