/* The pool of topics: from the call to an agenda, refused with a reason, parked with their age. */
#include "tui/views/views.h"

#include "core/meeting/meetings.h"
#include "core/meeting/topics.h"
#include "core/mem.h"
#include "core/work/steps.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/menu.h"
#include "tui/prompt.h"
#include "tui/views/detail.h"
#include "tui/views/meeting_acts.h"
#include "tui/views/paper.h"

#include <stdlib.h>
#include <string.h>

enum { COL_HANDED, COL_TITLE, COL_UNIT, COL_STATE, COL_MEETING, COL_REASON };

static const struct column columns[] = {
    [COL_HANDED] = { "handed", N_("Handed in"), 10, 10, 10, 0, 2, LX_LEFT, "handed", false },
    [COL_TITLE] = { "title", N_("Topic"), 14, 28, 100, 10, 0, LX_LEFT, "title", true },
    [COL_UNIT] = { "unit", N_("Proposed by"), 6, 14, 24, 3, 1, LX_LEFT, "unit", false },
    [COL_STATE] = { "state", N_("State"), 8, 14, 18, 0, 0, LX_LEFT, "state", false },
    [COL_MEETING] = { "meeting", N_("Meeting"), 4, 6, 10, 0, 3, LX_LEFT, "meeting", false },
    [COL_REASON] = { "reason", N_("Reason"), 8, 16, 60, 6, 4, LX_LEFT, NULL, false },
    { 0 },
};

struct topics_view {
    struct view v;
    bool all; /* refused, withdrawn, dealt with too */
};

static void query(struct view *v, struct lx_query *q)
{
    const struct lx_words *words = lx_words_of("topic_state");
    if (!v->filter && !((struct topics_view *)v)->all) {
        struct lx_cond *any = lx_cond_new(LX_OP_ANY);
        for (int i = 0; i < words->n; i++)
            if (lx_topic_is_open(i))
                lx_cond_add(any, lx_cond_cmp(LX_TOPIC, "state", LX_OP_EQ, words->at[i].word));
        app_where(q, any);
    }
    app_sort(q, "-handed");
}

static void headline(struct view *v, struct lx_str *out)
{
    if (!v->filter)
        lx_str_add(out, ((struct topics_view *)v)->all ? _("all") : _("open"));
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    static const enum role roles[] = { [TOPIC_ACCEPTED] = ROLE_OK, [TOPIC_REFUSED] = ROLE_DONE, [TOPIC_DONE] = ROLE_DONE,
                                       [TOPIC_PARKED] = ROLE_NEAR, [TOPIC_WITHDRAWN] = ROLE_DONE };
    const struct lx_topic *t = rec;
    const struct lx_word *word = &lx_words_of("topic_state")->at[t->state];
    struct lx_str *s = &out->text;
    int age = lx_topic_age(v->app->work, t);
    (void)id, (void)row;
    out->role = roles[t->state] ? roles[t->state] : ROLE_NORMAL;
    switch (col) {
    case COL_HANDED: lx_date_short(s, &t->handed, app_today(v->app)); break;
    case COL_TITLE: lx_str_add(s, t->title); break;
    case COL_UNIT: lx_str_add(s, app_name(v->app, LX_UNIT, t->unit)); break;
    case COL_STATE:
        lx_str_add(s, lx_two(word->en, word->zh));
        if (age >= 0)
            lx_str_addf(s, _(" %d d"), age);
        break;
    case COL_MEETING: lx_str_add(s, app_name(v->app, LX_MEETING, t->meeting)); break;
    case COL_REASON: lx_str_add(s, t->reason); break;
    default: break;
    }
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_topic *t;
    enum lx_rc rc = lx_get(v->app->work, LX_TOPIC, id, &t, err);
    if (rc == LX_OK) {
        struct lx_str s = LX_STR_EMPTY;
        if (lx_topic_age(v->app->work, t) >= 0) {
            lx_str_addf(&s, _("parked for %d days"), lx_topic_age(v->app->work, t));
            lines_para(l, lx_str_z(&s), ROLE_NEAR, 0);
        }
        lx_str_done(&s);
        detail_record(v, t, l);
        rc = detail_notes(v, id, l, err);
    }
    lx_rec_free(t);
    return rc;
}

/* --- steps -------------------------------------------------------------------------------------------------------------- */

static const char *verb_of(enum lx_cmd cmd) { return strchr(lx_command(cmd)->name, ' ') + 1; }

/* All that are chosen, as one entry. */
static bool step_all(struct view *v, enum lx_cmd cmd, const char *reason)
{
    struct app *a = v->app;
    struct lx_ids ids = { 0 };
    struct lx_str names = LX_STR_EMPTY;
    struct lx_err err;
    const char *command = lx_command(cmd)->name;
    list_chosen(v, &ids);
    enum lx_rc rc = lx_begin(a->work, &err);
    bool begun = rc == LX_OK;
    for (size_t i = 0; rc == LX_OK && i < ids.n; i++) {
        lx_str_add(&names, names.len ? _(", ") : "");
        lx_show_id(a->work, &names, ids.at[i]);
        rc = lx_topic_step(a->work, ids.at[i], verb_of(cmd), reason, &err);
    }
    if (begun)
        rc = lx_end(a->work, rc, command, (const char *const[]){ lx_str_z(&names), NULL }, &err);
    bool ok = app_did(a, rc, &err);
    if (ok) {
        list_unmark(&v->list);
        app_sayf(a, "%s %s    u %s", cmd_label(lx_command(cmd)), lx_str_z(&names), _("takes it back"));
    }
    lx_str_done(&names);
    lx_ids_done(&ids);
    return ok;
}

static unsigned on_step(struct view *v, enum lx_cmd cmd)
{
    if (list_at_bar(&v->list))
        (void)step_all(v, cmd, NULL);
    return DID_RELOAD;
}

static bool on_reason(struct view *v, const char *text, void *ctx)
{
    if (!*text) {
        app_say(v->app, _("A reason is wanted"));
        return false;
    }
    (void)step_all(v, *(enum lx_cmd *)ctx, text);
    v->stale = true;
    return true;
}

static unsigned on_refuse(struct view *v, enum lx_cmd cmd)
{
    if (!list_at_bar(&v->list))
        return DONE;
    enum lx_cmd *ctx = lx_alloc(sizeof *ctx);
    *ctx = cmd;
    prompt_open(v, &(struct prompt){ .label = _("Why is it refused?"), .done = on_reason, .ctx = ctx });
    return DID_DRAW;
}

/* One key parks and takes back. */
static unsigned on_park(struct view *v, enum lx_cmd cmd)
{
    struct lx_topic *t = NULL;
    struct lx_err err;
    lx_id id = list_at_bar(&v->list);
    (void)cmd;
    if (id && app_did(v->app, lx_get(v->app->work, LX_TOPIC, id, &t, &err), &err))
        (void)step_all(v, t->state == TOPIC_PARKED ? CMD_TOPIC_UNPARK : CMD_TOPIC_PARK, NULL);
    lx_rec_free(t);
    return DID_RELOAD;
}

static void widen(struct view *v) { ((struct topics_view *)v)->all = true; }

static unsigned on_all(struct view *v, enum lx_cmd cmd)
{
    struct topics_view *tv = (struct topics_view *)v;
    (void)cmd;
    tv->all = !tv->all;
    return DID_RELOAD;
}

/* --- onto an agenda ----------------------------------------------------------------------------------------------------- */

static void schedule(struct view *v, lx_id topic, lx_id meeting)
{
    struct lx_err err;
    struct lx_str name = LX_STR_EMPTY;
    if (app_did(v->app, lx_topic_schedule(v->app->work, topic, meeting, 0, NULL, &err), &err)) {
        lx_show_id(v->app->work, &name, meeting);
        app_sayf(v->app, "%s%s%s    u %s", LX_LABEL(_("On the agenda of")), lx_str_z(&name), _("takes it back"));
    }
    lx_str_done(&name);
}

static unsigned on_meeting(struct view *v, int64_t meeting, void *ctx)
{
    schedule(v, *(lx_id *)ctx, meeting);
    return DID_RELOAD;
}

/* Before anybody is asked for which meeting. */
static bool may_be_scheduled(struct view *v, lx_id topic)
{
    struct lx_err err;
    struct lx_topic *t = NULL;
    const struct lx_step *step = NULL;
    enum lx_rc rc = lx_get(v->app->work, LX_TOPIC, topic, &t, &err);
    if (rc == LX_OK)
        rc = lx_step_check(&step, LX_TOPIC, t->state, "schedule", -1, t->title, &err);
    lx_rec_free(t);
    return app_did(v->app, rc, &err);
}

/* Meetings that are still to be held. */
static unsigned on_schedule(struct view *v, enum lx_cmd cmd)
{
    struct lx_rows rows = { 0 };
    struct lx_err err;
    struct menu_items items = { 0 };
    lx_id id = list_at_bar(&v->list);
    (void)cmd;
    if (!id || !may_be_scheduled(v, id))
        return DONE;
    struct lx_cond *any = lx_cond_new(LX_OP_ANY);
    static const char *const states[] = { "draft", "notified", "postponed", "in_session" };
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        lx_cond_add(any, lx_cond_cmp(LX_MEETING, "state", LX_OP_EQ, states[i]));
    if (!app_did(v->app, lx_all(v->app->work, LX_MEETING, any, "date", false, &rows, &err), &err))
        return DONE;
    for (size_t i = 0; i < rows.n; i++) {
        const struct lx_meeting *m = (const struct lx_meeting *)(const void *)rows.at[i];
        struct lx_str day = LX_STR_EMPTY, label = LX_STR_EMPTY;
        lx_date_short(&day, &m->date, app_today(v->app));
        lx_str_addf(&label, "%s %s", m->no, m->title);
        menu_add(&items, lx_str_z(&label), lx_str_z(&day), m->rec.id)->key = i < 9 ? (char)('1' + i) : '\0';
        lx_str_done(&day);
        lx_str_done(&label);
    }
    lx_id *ctx = lx_alloc(sizeof *ctx);
    *ctx = id;
    if (items.n)
        menu_open(v, &(struct menu){ .title = _("On the agenda of which meeting?"), .items = items, .chosen = on_meeting, .ctx = ctx });
    else
        app_say(v->app, _("There is no meeting that is still to be held"));
    if (!items.n)
        free(ctx);
    lx_rows_done(&rows);
    return DID_DRAW;
}

static unsigned on_topic(struct view *v, int64_t topic, void *ctx)
{
    schedule(v, topic, *(lx_id *)ctx);
    return DID_RELOAD;
}

unsigned meeting_topic(struct view *v, enum lx_cmd cmd)
{
    struct lx_rows rows = { 0 };
    struct lx_err err;
    struct menu_items items = { 0 };
    lx_id meeting = meeting_of(v);
    (void)cmd;
    if (!meeting || !app_did(v->app, lx_all(v->app->work, LX_TOPIC, lx_cond_cmp(LX_TOPIC, "state", LX_OP_EQ, "accepted"), "handed", false, &rows, &err), &err))
        return DONE;
    for (size_t i = 0; i < rows.n; i++) {
        const struct lx_topic *t = (const struct lx_topic *)(const void *)rows.at[i];
        const char *unit = app_name(v->app, LX_UNIT, t->unit);
        menu_add(&items, t->title, unit, t->rec.id)->more = lx_strdup(unit);
    }
    if (items.n) {
        lx_id *ctx = lx_alloc(sizeof *ctx);
        *ctx = meeting;
        menu_open(v, &(struct menu){ .title = _("Which topic?"), .items = items, .typing = true, .chosen = on_topic, .ctx = ctx });
    } else {
        app_say(v->app, _("The pool holds no accepted topic; g o opens it"));
    }
    lx_rows_done(&rows);
    return DID_DRAW;
}

static const struct cmd_handler commands[] = {
    { CMD_TOPIC_CHECK, on_step },  { CMD_TOPIC_ACCEPT, on_step },   { CMD_TOPIC_REFUSE, on_refuse },  { CMD_TOPIC_PARK, on_park },
    { CMD_TOPIC_UNPARK, on_step }, { CMD_TOPIC_WITHDRAW, on_step }, { CMD_TOPIC_REOPEN, on_step },    { CMD_TOPIC_DONE, on_step },
    { CMD_TOPICS_ALL, on_all },    { CMD_TOPIC_SCHEDULE, on_schedule }, { CMD_PAPER, paper_menu },
    { CMD_NONE, NULL },
};

const struct view_ops view_topics = {
    .name = "topics",
    .title = N_("Topics"),
    .ctx = CTX_TOPICS,
    .size = sizeof(struct topics_view),
    .command = CMD_VIEW_TOPICS,
    .type = LX_TOPIC,
    .columns = columns,
    .empty = N_("No open topics. a takes one in; t accepts, x refuses it with a reason, h parks it; A shows all."),
    .query = query,
    .cell = cell,
    .headline = headline,
    .detail = detail,
    .widen = widen,
    .commands = commands,
    .stale_on = LX_BIT(LX_TOPIC) | LX_BIT(LX_UNIT) | LX_BIT(LX_MEETING) | LX_BIT(LX_SERIES),
};
