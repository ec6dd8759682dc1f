/* The roll of a meeting: one key a city, the bar moves on by itself (feature M1). */
#include "tui/views/views.h"

#include "core/meeting/meetings.h"
#include "core/mem.h"
#include "tui/app.h"
#include "tui/form.h"
#include "tui/i18n.h"
#include "tui/prompt.h"
#include "tui/views/detail.h"
#include "tui/views/meeting_acts.h"
#include "tui/views/paper.h"
#include "tui/views/session.h"

#include <stdlib.h>
#include <string.h>

struct roll_view {
    struct view v;
    struct lx_meeting *meeting;
    struct lx_rows roll, gone, agenda;
    struct lx_rows late; /* of each row the answer that came after it was called */
    struct lx_agenda_plan plan; /* numbers of the agenda */
    struct lx_presence now;
};

enum { COL_UNIT, COL_AS, COL_STATE, COL_WHO, COL_FOR, COL_AWAY };

static const struct column columns[] = {
    [COL_UNIT] = { "unit", N_("Unit"), 10, 16, 30, 6, 0, LX_LEFT, NULL, true },
    [COL_AS] = { "role", N_("As"), 4, 9, 10, 0, 2, LX_LEFT, NULL, false },
    [COL_STATE] = { "state", N_("Presence"), 4, 11, 22, 0, 0, LX_LEFT, NULL, true },
    [COL_WHO] = { "name", N_("Name and post"), 8, 16, 30, 4, 1, LX_LEFT, NULL, false },
    [COL_FOR] = { "for_whom", N_("For whom"), 6, 10, 24, 2, 3, LX_LEFT, NULL, false },
    [COL_AWAY] = { "left_at", N_("Away"), 6, 12, 24, 1, 4, LX_LEFT, NULL, false },
    { 0 },
};

static void open_roll(struct view *v, const void *arg) { v->subject = *(const lx_id *)arg; }

static void forget(struct roll_view *r)
{
    lx_rec_free(r->meeting);
    r->meeting = NULL;
    lx_rows_done(&r->roll);
    lx_rows_done(&r->gone);
    lx_rows_done(&r->late);
    lx_rows_done(&r->agenda);
    lx_agenda_plan_done(&r->plan);
}

static void close_roll(struct view *v) { forget((struct roll_view *)v); }

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct roll_view *r = (struct roll_view *)v;
    struct lx_work *w = v->app->work;
    struct lx_ids ids = { 0 };
    forget(r);
    enum lx_rc rc = lx_get(w, LX_MEETING, v->subject, &r->meeting, err);
    if (rc == LX_OK)
        rc = lx_roll(w, v->subject, &r->roll, err);
    if (rc == LX_OK)
        rc = lx_roll_late(w, v->subject, &r->roll, &r->late, err);
    if (rc == LX_OK)
        rc = lx_absences(w, v->subject, &r->gone, err);
    if (rc == LX_OK)
        rc = lx_agenda(w, v->subject, &r->agenda, err);
    if (rc == LX_OK)
        rc = lx_agenda_plan(w, r->meeting, &r->agenda, &r->plan, err);
    if (rc == LX_OK)
        rc = lx_quorum_at(w, v->subject, 0, &r->now, err);
    for (size_t i = 0; i < r->roll.n; i++)
        lx_ids_add(&ids, r->roll.at[i]->id);
    list_own(&v->list, ids.at, ids.n);
    lx_ids_done(&ids);
    return rc;
}

static const struct lx_attendance *row_of(const struct roll_view *r, size_t row)
{
    return (const struct lx_attendance *)(const void *)r->roll.at[row];
}

static void add_number(const struct roll_view *r, lx_id row, struct lx_str *out)
{
    for (size_t i = 0; i < r->plan.n; i++)
        if (r->agenda.at[i]->id == row)
            lx_agenda_number(out, &r->plan.at[i], lx_lang() == LX_ZH);
}

/* "1–2, 4–": from the item at which one left to the one at which one came back, each time. */
static void away_words(const struct roll_view *r, const struct lx_attendance *a, struct lx_str *out)
{
    lx_id at[2];
    bool one = !lx_away(a, &r->gone, 1, &at[0], &at[1]);
    for (size_t i = 0; lx_away(a, &r->gone, i, &at[0], &at[1]); i++) {
        struct lx_str left = LX_STR_EMPTY, back = LX_STR_EMPTY;
        add_number(r, at[0], &left);
        add_number(r, at[1], &back);
        lx_str_addf(out, one ? _("left at item %s") : i ? _(", %s–") : _("left %s–"), lx_str_z(&left));
        if (at[1])
            lx_str_addf(out, one ? _(", back at item %s") : "%s", lx_str_z(&back));
        lx_str_done(&left);
        lx_str_done(&back);
    }
}

/* 回执后到：请假 */
static bool late_words(const struct roll_view *r, size_t row, struct lx_str *out)
{
    const struct lx_reply *late = row < r->late.n ? (const struct lx_reply *)(const void *)r->late.at[row] : NULL;
    if (!late)
        return false;
    lx_str_add(out, _("late answer: "));
    session_word(out, "reply_state", late->state);
    return true;
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    static const enum role roles[] = { [PRESENCE_EXPECTED] = ROLE_NORMAL, [PRESENCE_PRESENT] = ROLE_OK, [PRESENCE_PROXY] = ROLE_STRONG,
                                       [PRESENCE_EXCUSED] = ROLE_DIM, [PRESENCE_ABSENT] = ROLE_LATE };
    const struct roll_view *r = (const struct roll_view *)v;
    const struct lx_attendance *a = row_of(r, row);
    (void)rec, (void)id;
    out->role = col == COL_STATE ? roles[a->state] : ROLE_NORMAL;
    switch (col) {
    case COL_UNIT: lx_roll_name(v->app->work, &out->text, a); break;
    case COL_AS: session_word(&out->text, "attend_role", a->role); break;
    case COL_STATE: session_word(&out->text, "attend_state", a->state); break;
    case COL_WHO: lx_str_addf(&out->text, "%s%s%s", a->post ? a->post : "", a->post && a->name && a->unit ? " " : "", a->name && a->unit ? a->name : ""); break;
    case COL_FOR: lx_str_add(&out->text, a->for_whom); break;
    case COL_AWAY:
        away_words(r, a, &out->text);
        if (!out->text.len && late_words(r, row, &out->text))
            out->role = ROLE_NEAR;
        break;
    default: break;
    }
}

static void headline(struct view *v, struct lx_str *out)
{
    const struct roll_view *r = (const struct roll_view *)v;
    if (!r->meeting)
        return;
    lx_str_addf(out, "%s %s  ", r->meeting->no, r->meeting->title);
    session_quorum(out, &r->now);
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    const struct roll_view *r = (const struct roll_view *)v;
    struct lx_attendance *a;
    struct lx_str s = LX_STR_EMPTY;
    enum lx_rc rc = lx_get(v->app->work, LX_ATTENDANCE, id, &a, err);
    lx_roll_words(v->app->work, &s, &r->roll, &r->gone, &r->agenda, lx_lang() == LX_ZH);
    if (s.len) {
        lx_str_cut(&s, s.len - 1);
        lines_para(l, s.s, ROLE_NORMAL, 0);
        lines_rule(l, NULL);
    }
    lx_str_clear(&s);
    for (size_t i = 0; rc == LX_OK && i < r->roll.n; i++)
        if (r->roll.at[i]->id == id && late_words(r, i, &s))
            lines_para(l, s.s, ROLE_NEAR, 0);
    if (rc == LX_OK)
        detail_record(v, a, l);
    lx_str_done(&s);
    lx_rec_free(a);
    return rc;
}

/* --- commands --------------------------------------------------------------------------------------------------------------- */

static void move_on(struct view *v)
{
    if (v->list.bar + 1 < v->list.ids.n)
        list_to(v, v->list.bar + 1);
}

static unsigned on_call(struct view *v, enum lx_cmd cmd)
{
    struct lx_err err;
    lx_id id = list_at_bar(&v->list);
    int state = cmd == CMD_ROLL_PRESENT ? PRESENCE_PRESENT : cmd == CMD_ROLL_EXCUSED ? PRESENCE_EXCUSED : PRESENCE_ABSENT;
    if (id && app_did(v->app, lx_roll_set(v->app->work, id, state, NULL, &err), &err))
        move_on(v);
    return DID_RELOAD;
}

static bool proxy_done(struct view *v, const char *text, void *ctx)
{
    struct lx_err err;
    if (!app_did(v->app, lx_roll_set(v->app->work, *(lx_id *)ctx, PRESENCE_PROXY, text, &err), &err))
        return false;
    move_on(v);
    v->stale = true;
    return true;
}

static unsigned on_proxy(struct view *v, enum lx_cmd cmd)
{
    const struct roll_view *r = (const struct roll_view *)v;
    struct lx_str label = LX_STR_EMPTY, now = LX_STR_EMPTY;
    (void)cmd;
    if (!v->list.ids.n)
        return DONE;
    const struct lx_attendance *a = row_of(r, v->list.bar);
    lx_roll_name(v->app->work, &label, a);
    lx_str_addf(&label, " %s", _("represented by (name post for whom):"));
    if (a->for_whom)
        lx_str_addf(&now, "%s%s%s%s%s", a->name ? a->name : "", a->post ? " " : "", a->post ? a->post : "", _(" for "), a->for_whom);
    lx_id *id = lx_alloc(sizeof *id);
    *id = a->rec.id;
    prompt_open(v, &(struct prompt){ .label = label.s, .initial = lx_str_z(&now), .done = proxy_done, .ctx = id });
    lx_str_done(&label);
    lx_str_done(&now);
    return DID_DRAW;
}

static unsigned on_all(struct view *v, enum lx_cmd cmd)
{
    struct lx_err err;
    size_t n = 0;
    (void)cmd;
    if (app_did(v->app, lx_roll_all(v->app->work, v->subject, &n, &err), &err))
        app_sayf(v->app, _("Noted as present: %zu"), n);
    return DID_RELOAD;
}

static unsigned on_leave(struct view *v, enum lx_cmd cmd)
{
    const struct roll_view *r = (const struct roll_view *)v;
    struct lx_err err;
    (void)cmd;
    if (v->list.ids.n)
        session_leave(v->app, row_of(r, v->list.bar), lx_session_at(&r->agenda), &err);
    return DID_RELOAD;
}

static unsigned on_drop(struct view *v, enum lx_cmd cmd)
{
    struct lx_err err;
    lx_id id = list_at_bar(&v->list);
    (void)cmd;
    if (id && app_did(v->app, lx_roll_drop(v->app->work, id, &err), &err))
        app_say(v->app, _("Removed; u brings it back."));
    return DID_RELOAD;
}

static unsigned on_add(struct view *v, enum lx_cmd cmd)
{
    struct lx_attendance *a = lx_rec_new(LX_ATTENDANCE);
    (void)cmd;
    a->meeting = v->subject;
    a->role = ATTEND_OBSERVER;
    a->state = PRESENCE_PRESENT;
    (void)form_open(v->app, &form_attendance, 0, a);
    return DONE;
}

static unsigned on_edit(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    (void)form_open(v->app, &form_attendance, list_at_bar(&v->list), NULL);
    return DONE;
}

static const struct cmd_handler commands[] = {
    { CMD_ROLL_PRESENT, on_call }, { CMD_ROLL_EXCUSED, on_call }, { CMD_ROLL_ABSENT, on_call }, { CMD_ROLL_PROXY, on_proxy },
    { CMD_ROLL_ALL, on_all },      { CMD_ROLL_LEAVE, on_leave },  { CMD_ROLL_PAPER, paper_menu }, { CMD_ROLL_DROP, on_drop },   { CMD_ADD, on_add },
    { CMD_EDIT, on_edit },         { CMD_OPEN, on_edit },         MEETING_ACTS,                 { CMD_NONE, NULL },
};

const struct view_ops view_roll = {
    .name = "roll",
    .title = N_("Roll call"),
    .ctx = CTX_ROLL,
    .size = sizeof(struct roll_view),
    .type = LX_NONE_TYPE,
    .columns = columns,
    .empty = N_("Nobody is on the roll: no government was a member on the day of this meeting. a adds somebody; g s sets up members."),
    .open_label = N_("edit"),
    .open = open_roll,
    .load = load,
    .cell = cell,
    .headline = headline,
    .detail = detail,
    .commands = commands,
    .stale_on = LX_BIT(LX_ATTENDANCE) | LX_BIT(LX_AGENDA) | LX_BIT(LX_MEETING) | LX_BIT(LX_UNIT),
    .close = close_roll,
};

/* --- its form, and the way to it ----------------------------------------------------------------------------------------------- */

static const char *const form_fields[] = { "unit", "role", "state", "name", "post", "for_whom", "phone", "party", "seat", "note", NULL };

static enum lx_rc save(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    return base ? lx_save(w, "roll set", base, mine, conflicts, err) : lx_roll_add(w, mine, err);
}

const struct form_kind form_attendance = {
    .name = "attendance", .type = LX_ATTENDANCE, .title_new = N_("Somebody else on the roll"), .title = N_("Edit"),
    .fields = form_fields, .save = save,
};

unsigned meeting_roll(struct view *v, enum lx_cmd cmd)
{
    struct lx_err err;
    lx_id meeting = meeting_of(v);
    (void)cmd;
    if (!meeting)
        return DONE;
    if (app_may_write(v->app) && !app_did(v->app, lx_roll_call(v->app->work, meeting, NULL, &err), &err))
        return DONE;
    app_push(v->app, &view_roll, &meeting);
    return DONE;
}
