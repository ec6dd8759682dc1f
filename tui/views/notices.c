/* The notices of a meeting and their reply slips: one key an answer, the bar moves on by itself (feature S7). */
#include "tui/views/views.h"

#include "core/meeting/notices.h"
#include "core/mem.h"
#include "core/work/items.h"
#include "core/work/units.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/prompt.h"
#include "tui/views/detail.h"
#include "tui/views/meeting_acts.h"
#include "tui/views/office_views.h"

#include <stdlib.h>
#include <string.h>

static const struct view_ops view_notices;

struct slips {
    struct lx_rows replies;
};
struct notices_view {
    struct view v;
    struct lx_meeting *meeting;
    struct lx_rows notices;
    struct slips *slips; /* of each notice */
    struct lx_ids pending; /* units that have not answered the newest notice */
    bool placed;
};

enum { COL_WHO, COL_STATE, COL_DAY, COL_NAME, COL_NOTE };

static const struct column columns[] = {
    [COL_WHO] = { "unit", N_("Notice, unit"), 16, 26, 40, 4, 0, LX_LEFT, NULL, true },
    [COL_STATE] = { "state", N_("Answer"), 8, 12, 24, 1, 0, LX_LEFT, NULL, false },
    [COL_DAY] = { "day", N_("Day"), 10, 10, 10, 0, 1, LX_LEFT, NULL, false },
    [COL_NAME] = { "name", N_("Who comes"), 10, 22, 40, 3, 0, LX_LEFT, NULL, false },
    [COL_NOTE] = { "note", N_("Remark"), 6, 14, 60, 3, 2, LX_LEFT, NULL, false },
    { 0 },
};

static void open_view(struct view *v, const void *arg) { v->subject = *(const lx_id *)arg; }

static void forget(struct notices_view *n)
{
    for (size_t i = 0; i < n->notices.n && n->slips; i++)
        lx_rows_done(&n->slips[i].replies);
    free(n->slips);
    n->slips = NULL;
    lx_ids_done(&n->pending);
    lx_rows_done(&n->notices);
    lx_rec_free(n->meeting);
    n->meeting = NULL;
}

static void close_view(struct view *v) { forget((struct notices_view *)v); }

/* Of the calls for topics, or of all others, the newest one that asks for answers; none for a day that was given up. */
static bool is_newest(const struct notices_view *n, size_t place)
{
    if (!lx_notice_stands(&n->notices, place))
        return false;
    bool call = ((const struct lx_notice *)(const void *)n->notices.at[place])->kind == NOTICE_CALL;
    for (size_t i = place + 1; i < n->notices.n; i++)
        if ((((const struct lx_notice *)(const void *)n->notices.at[i])->kind == NOTICE_CALL) == call && n->slips[i].replies.n)
            return false;
    return true;
}

/* The newest notice on top, its slips below it. */
static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct notices_view *n = (struct notices_view *)v;
    struct lx_ids ids = { 0 };
    struct lx_work *w = v->app->work;
    forget(n);
    enum lx_rc rc = lx_get(w, LX_MEETING, v->subject, &n->meeting, err);
    if (rc == LX_OK)
        rc = lx_notices(w, v->subject, &n->notices, err);
    if (rc == LX_OK)
        rc = lx_notice_pending(w, v->subject, &n->pending, err);
    n->slips = lx_alloc((n->notices.n + 1) * sizeof *n->slips);
    for (size_t i = 0; rc == LX_OK && i < n->notices.n; i++)
        rc = lx_replies(w, n->notices.at[i]->id, &n->slips[i].replies, err);
    for (size_t i = n->notices.n; rc == LX_OK && i > 0; i--) {
        lx_ids_add(&ids, n->notices.at[i - 1]->id);
        bool newest = is_newest(n, i - 1); /* the slips of those before it stand in its detail */
        for (size_t k = 0; newest && k < n->slips[i - 1].replies.n; k++)
            lx_ids_add(&ids, n->slips[i - 1].replies.at[k]->id);
    }
    list_own(&v->list, ids.at, ids.n);
    if (!n->placed && ids.n > 1) {
        v->list.bar = 1;
        n->placed = true;
    }
    lx_ids_done(&ids);
    return rc;
}

static const struct lx_reply *reply_of(const struct notices_view *n, lx_id id)
{
    for (size_t i = 0; i < n->notices.n; i++)
        for (size_t k = 0; k < n->slips[i].replies.n; k++)
            if (n->slips[i].replies.at[k]->id == id)
                return (const struct lx_reply *)(const void *)n->slips[i].replies.at[k];
    return NULL;
}

static const struct lx_notice *notice_of(const struct notices_view *n, lx_id id, size_t *place)
{
    for (*place = 0; *place < n->notices.n; ++*place)
        if (n->notices.at[*place]->id == id)
            return (const struct lx_notice *)(const void *)n->notices.at[*place];
    return NULL;
}

static size_t pending_n(const struct lx_rows *replies)
{
    size_t n = 0;
    for (size_t i = 0; i < replies->n; i++)
        n += ((const struct lx_reply *)(const void *)replies->at[i])->state == REPLY_PENDING;
    return n;
}

static void notice_cell(struct view *v, const struct lx_notice *n, const struct lx_rows *replies, bool counts, int col, struct cell *out)
{
    out->role = ROLE_HEADING;
    switch (col) {
    case COL_WHO: row_field(v, n, "kind", &out->text); break;
    case COL_STATE:
        if (replies->n)
            lx_str_addf(&out->text, counts ? _("%zu/%zu answered") : _("%zu/%zu, old day"), replies->n - pending_n(replies), replies->n);
        break;
    case COL_DAY: row_field(v, n, "day", &out->text); break;
    case COL_NAME:
        if (n->kind == NOTICE_CORRECTION && n->new_date.day == n->old_date.day) {
            lx_str_addf(&out->text, "%s %s", n->new_time ? n->new_time : "", n->new_place ? n->new_place : "");
        } else if (n->kind == NOTICE_POSTPONEMENT || n->kind == NOTICE_CORRECTION) {
            row_field(v, n, "old_date", &out->text);
            lx_str_add(&out->text, " → ");
            if (n->new_date.day == LX_NO_DAY)
                lx_str_add(&out->text, _("not known yet"));
            row_field(v, n, "new_date", &out->text);
        } else if (n->reply_by.day != LX_NO_DAY) {
            lx_str_addf(&out->text, "%s ", _("answer by"));
            row_field(v, n, "reply_by", &out->text);
        }
        break;
    default: lx_str_add(&out->text, n->reason); break;
    }
}

static void reply_cell(struct view *v, const struct lx_reply *r, int col, struct cell *out)
{
    static const enum role roles[] = { [REPLY_PENDING] = ROLE_NEAR, [REPLY_COMING] = ROLE_OK, [REPLY_PROXY] = ROLE_STRONG, [REPLY_EXCUSED] = ROLE_DIM,
                                       [REPLY_NONE] = ROLE_DIM };
    switch (col) {
    case COL_WHO: lx_str_addf(&out->text, "  %s", app_name(v->app, LX_UNIT, r->unit)); break;
    case COL_STATE:
        out->role = roles[r->state];
        row_field(v, r, "state", &out->text);
        break;
    case COL_DAY: row_field(v, r, "day", &out->text); break;
    case COL_NAME:
        lx_str_addf(&out->text, "%s%s%s", r->post ? r->post : "", r->post && r->name ? " " : "", r->name ? r->name : "");
        if (r->for_whom)
            lx_str_addf(&out->text, _(" (for %s)"), r->for_whom);
        break;
    default: lx_str_add(&out->text, r->note); break;
    }
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct notices_view *n = (const struct notices_view *)v;
    size_t place;
    const struct lx_notice *notice = notice_of(n, id, &place);
    const struct lx_reply *reply = notice ? NULL : reply_of(n, id);
    (void)rec, (void)row;
    if (notice)
        notice_cell(v, notice, &n->slips[place].replies, lx_notice_stands(&n->notices, place), col, out);
    else if (reply)
        reply_cell(v, reply, col, out);
}

static void headline(struct view *v, struct lx_str *out)
{
    const struct notices_view *n = (const struct notices_view *)v;
    if (!n->meeting)
        return;
    lx_str_addf(out, "%s %s", n->meeting->no, n->meeting->title);
    if (n->pending.n)
        lx_str_addf(out, "  %s", _("not answered:"));
    for (size_t i = 0; i < n->pending.n; i++)
        lx_str_addf(out, "%s%s", i ? " " : lx_gap_after(_("not answered:")), lx_unit_name(v->app->work->units, n->pending.at[i]));
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    const struct notices_view *n = (const struct notices_view *)v;
    size_t place;
    enum lx_rc rc = id ? detail_any(v, id, l, err) : LX_OK;
    if (rc == LX_OK && notice_of(n, id, &place) && n->slips[place].replies.n) {
        lines_rule(l, lx_notice_stands(&n->notices, place) ? lx_two(lx_table(LX_REPLY)->en, lx_table(LX_REPLY)->zh) : _("Answered for the old day, does not count"));
        for (size_t i = 0; i < n->slips[place].replies.n; i++) {
            const struct lx_reply *r = (const struct lx_reply *)(const void *)n->slips[place].replies.at[i];
            struct lx_str s = LX_STR_EMPTY;
            row_field(v, r, "state", &s);
            if (r->post || r->name)
                lx_str_addf(&s, "  %s%s%s", r->post ? r->post : "", r->post && r->name ? " " : "", r->name ? r->name : "");
            lines_field(l, app_name(v->app, LX_UNIT, r->unit), lx_str_z(&s), ROLE_NORMAL);
            lx_str_done(&s);
        }
    }
    return rc;
}

/* --- commands -------------------------------------------------------------------------------------------------------------------- */

static unsigned on_reply(struct view *v, enum lx_cmd cmd)
{
    const struct notices_view *n = (const struct notices_view *)v;
    struct lx_err err;
    const struct lx_reply *r = reply_of(n, list_at_bar(&v->list));
    int state = cmd == CMD_REPLY_COMING ? REPLY_COMING : cmd == CMD_REPLY_PROXY ? REPLY_PROXY : cmd == CMD_REPLY_EXCUSED ? REPLY_EXCUSED
                : cmd == CMD_REPLY_NOTHING ? REPLY_NONE : REPLY_PENDING;
    if (!r) {
        app_say(v->app, _("The bar stands on no reply slip"));
        return DONE;
    }
    if (app_did(v->app, lx_reply_set(v->app->work, r->rec.id, state, NULL, &err), &err) && v->list.bar + 1 < v->list.ids.n &&
        reply_of(n, v->list.ids.at[v->list.bar + 1]))
        list_to(v, v->list.bar + 1);
    return DID_RELOAD;
}

static unsigned on_add(struct view *v, enum lx_cmd cmd)
{
    const struct notices_view *n = (const struct notices_view *)v;
    struct lx_notice *notice = lx_rec_new(LX_NOTICE);
    (void)cmd;
    notice->meeting = v->subject;
    notice->kind = n->notices.n ? NOTICE_CALL : NOTICE_NOTICE;
    notice->day.day = app_today(v->app);
    (void)form_open(v->app, &form_notice, 0, notice);
    return DONE;
}

static unsigned on_edit(struct view *v, enum lx_cmd cmd)
{
    lx_id id = list_at_bar(&v->list);
    (void)cmd;
    if (id)
        (void)form_open(v->app, reply_of((const struct notices_view *)v, id) ? &form_reply : &form_notice, id, NULL);
    return DONE;
}

static bool postpone_done(struct view *v, lx_day day, const char *words)
{
    struct lx_err err;
    struct lx_meeting_when to = { .date = day };
    if (!app_did(v->app, lx_meeting_postpone(v->app->work, meeting_of(v), &to, words, &err), &err))
        return false;
    if (v->ops == &view_notices)
        ((struct notices_view *)v)->placed = false; /* the bar goes to the new slips */
    app_sayf(v->app, "%s    u %s", _("The meeting is postponed; limits of its preparation have moved along"), _("takes it back"));
    return true;
}

static unsigned on_postpone(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    ask_day(v, &(struct ask_day){ .label = _("New day (- not known yet) and the reason:"), .empty = true, .done = postpone_done });
    return DID_DRAW;
}

static bool cancel_done(struct view *v, const char *text, void *ctx);

static unsigned on_cancel(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    prompt_open(v, &(struct prompt){ .label = _("Cancelled, because:"), .done = cancel_done });
    return DID_DRAW;
}

static bool cancel_done(struct view *v, const char *text, void *ctx)
{
    struct lx_err err;
    struct lx_notice *n = lx_rec_new(LX_NOTICE);
    (void)ctx;
    n->meeting = meeting_of(v);
    n->kind = NOTICE_CANCELLATION;
    lx_set_text(&n->reason, text);
    bool done = app_did(v->app, lx_notice_send(v->app->work, n, NULL, 0, &err), &err);
    if (done)
        app_sayf(v->app, "%s    u %s", _("The meeting is cancelled"), _("takes it back"));
    lx_rec_free(n);
    v->stale = done || v->stale;
    return done;
}

unsigned meeting_put_off(struct view *v, bool cancel)
{
    return cancel ? on_cancel(v, CMD_NOTICE_CANCEL) : on_postpone(v, CMD_NOTICE_POSTPONE);
}

static const struct cmd_handler commands[] = {
    { CMD_REPLY_COMING, on_reply },  { CMD_REPLY_PROXY, on_reply },      { CMD_REPLY_EXCUSED, on_reply }, { CMD_REPLY_NOTHING, on_reply },
    { CMD_REPLY_PENDING, on_reply }, { CMD_NOTICE_POSTPONE, on_postpone }, { CMD_NOTICE_CANCEL, on_cancel }, { CMD_ADD, on_add },
    { CMD_EDIT, on_edit },           { CMD_OPEN, on_edit },              MEETING_ACTS,                    { CMD_NONE, NULL },
};

static const struct view_ops view_notices = {
    .name = "notices", .title = N_("Notices and replies"), .ctx = CTX_NOTICES, .size = sizeof(struct notices_view), .type = LX_NONE_TYPE,
    .columns = columns, .empty = N_("No notice has gone out yet. a sends one, with a reply slip for each member."), .open_label = N_("edit"),
    .open = open_view, .load = load, .cell = cell, .headline = headline, .detail = detail, .commands = commands, .close = close_view,
    .stale_on = LX_BIT(LX_NOTICE) | LX_BIT(LX_REPLY) | LX_BIT(LX_MEETING) | LX_BIT(LX_UNIT),
};

unsigned meeting_notices(struct view *v, enum lx_cmd cmd)
{
    lx_id id = meeting_of(v);
    (void)cmd;
    if (id)
        app_push(v->app, &view_notices, &id);
    return DONE;
}

/* --- forms ------------------------------------------------------------------------------------------------------------------------- */

static const struct form_extra notice_extras[] = { { "units", N_("To (empty: every member)"), true }, { 0 } };
static const char *const notice_fields[] = { "kind", "units", "day", "reply_by", "new_date", "new_time", "new_place", "reason", "issuer", "text",
                                             NULL };

static enum lx_rc read_units(struct form *f, struct lx_ids *units, struct lx_err *err)
{
    struct lx_str one = LX_STR_EMPTY;
    enum lx_rc rc = LX_OK;
    const char *list = form_text(f, "units");
    for (size_t at = 0; rc == LX_OK && lx_name_next(list, &at, &one);) {
        lx_id id;
        if ((rc = lx_unit_find(form_app(f)->work->units, lx_str_z(&one), &id, err)) == LX_OK)
            lx_ids_add(units, id);
    }
    lx_str_done(&one);
    return rc;
}

static enum lx_rc save_notice(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    struct lx_notice *n = mine;
    struct lx_ids units = { 0 };
    if (base)
        return lx_save(w, "notice set", base, mine, conflicts, err);
    const struct lx_meeting_when to = { n->new_date.day, n->new_time, n->new_place };
    if (n->kind == NOTICE_POSTPONEMENT)
        return lx_meeting_postpone(w, n->meeting, &to, n->reason, err);
    if (n->kind == NOTICE_CORRECTION)
        return lx_meeting_correct(w, n->meeting, &to, n->reason, err);
    enum lx_rc rc = read_units(f, &units, err);
    if (rc == LX_OK)
        rc = lx_notice_send(w, n, units.at, units.n, err);
    lx_ids_done(&units);
    return rc;
}

static void fill_units(struct form *f, const struct form_extra *x, struct lx_str *out) { (void)f, (void)x, (void)out; }

/* What a notice of its kind says: where a meeting moves the new day, what it was called with does not. */
static bool shows_field(const struct form *f, const char *name)
{
    static const struct {
        const char *name;
        unsigned kinds; /* bits of enum lx_notice_kind */
        bool sent;      /* also of those that moved a meeting, once they are sent */
    } rows[] = {
        { "units", 1U << NOTICE_NOTICE | 1U << NOTICE_CALL, false },
        { "reply_by", 1U << NOTICE_NOTICE | 1U << NOTICE_CALL, true },
        { "day", 1U << NOTICE_NOTICE | 1U << NOTICE_CALL | 1U << NOTICE_CANCELLATION, true },
        { "issuer", 1U << NOTICE_NOTICE | 1U << NOTICE_CALL | 1U << NOTICE_CANCELLATION, true },
        { "text", 1U << NOTICE_NOTICE | 1U << NOTICE_CALL | 1U << NOTICE_CANCELLATION, true },
        { "new_date", 1U << NOTICE_CORRECTION | 1U << NOTICE_POSTPONEMENT, false },
        { "new_time", 1U << NOTICE_CORRECTION | 1U << NOTICE_POSTPONEMENT, false },
        { "new_place", 1U << NOTICE_CORRECTION | 1U << NOTICE_POSTPONEMENT, false },
        { "reason", 1U << NOTICE_CORRECTION | 1U << NOTICE_POSTPONEMENT | 1U << NOTICE_CANCELLATION, false },
    };
    int kind = form_choice(f, "kind");
    bool moves = kind == NOTICE_CORRECTION || kind == NOTICE_POSTPONEMENT;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (strcmp(rows[i].name, name) == 0)
            return kind < 0 || (rows[i].kinds >> kind & 1U) || (rows[i].sent && moves && ((const struct lx_rec *)form_record(f))->id);
    return true;
}

const struct form_kind form_notice = {
    .name = "notice", .type = LX_NOTICE, .title_new = N_("New notice"), .title = N_("Edit"), .fields = notice_fields, .extras = notice_extras,
    .fill = fill_units, .save = save_notice, .shows = shows_field,
};

/* An answer without a day came today; none has no day. */
static enum lx_rc save_reply(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    struct lx_reply *r = mine;
    if ((r->state == REPLY_PENDING) != (r->day.day == LX_NO_DAY)) {
        lx_date_done(&r->day);
        r->day = (struct lx_date){ .day = r->state == REPLY_PENDING ? LX_NO_DAY : w->today };
    }
    return lx_save(w, "reply set", base, mine, conflicts, err);
}

static const char *const reply_fields[] = { "state", "name", "post", "for_whom", "phone", "people", "arrives", "leaves", "lodging", "car", "day", "note",
                                            NULL };
const struct form_kind form_reply = {
    .name = "reply", .type = LX_REPLY, .title_new = N_("Edit"), .title = N_("Edit"), .fields = reply_fields, .command_set = "reply set",
    .save = save_reply,
};
