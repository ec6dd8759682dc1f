/* Minutes on their way: what the cities answered, who has signed, what is missing before they can be locked (features M7, M8). */
#include "tui/views/views.h"

#include "core/mem.h"
#include "core/minutes/circulate.h"
#include "core/minutes/compare.h"
#include "core/minutes/lock.h"
#include "core/minutes/signoff.h"
#include "tui/app.h"
#include "tui/extern.h"
#include "tui/form.h"
#include "tui/i18n.h"
#include "tui/menu.h"
#include "tui/minutes_words.h"
#include "tui/prompt.h"
#include "tui/state.h"
#include "tui/views/detail.h"
#include "tui/views/meeting_acts.h"

#include <stdlib.h>
#include <string.h>

enum part { PART_OPINION, PART_SIGNOFF, PART_LACK, PARTS_N };

struct row {
    enum part part;
    bool first;
    size_t at; /* in opinions, signoffs or lacks */
};
struct round_view {
    struct view v;
    struct lx_meeting *meeting;
    struct lx_rows opinions, signoffs;
    struct lx_ids agreed; /* opinions that agreed to a text which was changed since */
    struct lx_lacks lacks;
    int64_t last;
    struct row *rows;
    size_t rows_n, rows_room;
    int go_to; /* part at which the bar begins; -1: it has begun */
};

enum { COL_PART, COL_WHO, COL_STATE, COL_DAY, COL_WORDS, COL_BEFORE };

static const struct column columns[] = {
    [COL_PART] = { "part", N_("On the way"), 8, 10, 16, 0, 0, LX_LEFT, NULL, true },
    [COL_WHO] = { "who", N_("Who is asked"), 17, 24, 56, 6, 0, LX_LEFT, NULL, true },
    [COL_STATE] = { "state", N_("State"), 19, 19, 30, 1, 0, LX_LEFT, NULL, false },
    [COL_DAY] = { "day", N_("Day"), 10, 10, 10, 0, 1, LX_LEFT, NULL, false },
    [COL_WORDS] = { "words", N_("Words"), 11, 22, 120, 8, 2, LX_LEFT, NULL, false },
    [COL_BEFORE] = { "before", N_("Rounds before"), 14, 14, 40, 0, 3, LX_LEFT, NULL, false },
    { 0 },
};

struct round_arg {
    lx_id meeting;
    int part;
};

static void open_round(struct view *v, const void *arg)
{
    const struct round_arg *a = arg;
    v->subject = a->meeting;
    ((struct round_view *)v)->go_to = a->part;
}

static void forget(struct round_view *r)
{
    lx_rec_free(r->meeting);
    r->meeting = NULL;
    lx_rows_done(&r->opinions);
    lx_rows_done(&r->signoffs);
    lx_ids_done(&r->agreed);
    lx_lacks_done(&r->lacks);
    free(r->rows);
    r->rows = NULL;
    r->rows_n = r->rows_room = 0;
}

static void close_round(struct view *v) { forget((struct round_view *)v); }

static const struct lx_opinion *opinion_at(const struct round_view *r, size_t i) { return (const struct lx_opinion *)(const void *)r->opinions.at[i]; }
static const struct lx_signoff *signoff_at(const struct round_view *r, size_t i) { return (const struct lx_signoff *)(const void *)r->signoffs.at[i]; }

/* --- rows -------------------------------------------------------------------------------------------------------------------- */

static void add_row(struct round_view *r, struct lx_ids *ids, enum part part, size_t at, lx_id id)
{
    bool first = !r->rows_n || r->rows[r->rows_n - 1].part != part;
    LX_PUSH(r->rows, r->rows_n, r->rows_room) = (struct row){ part, first, at };
    lx_ids_add(ids, id);
}

/* A unit stands once: with its answer of the last round that asked it. */
static bool asked_later(const struct round_view *r, size_t i)
{
    for (size_t k = 0; k < r->opinions.n; k++)
        if (opinion_at(r, k)->unit == opinion_at(r, i)->unit && opinion_at(r, k)->round > opinion_at(r, i)->round)
            return true;
    return false;
}

static void go_to_part(struct round_view *r)
{
    for (size_t i = 0; r->go_to >= 0 && i < r->rows_n; i++)
        if ((int)r->rows[i].part == r->go_to) {
            list_to(&r->v, i);
            break;
        }
    r->go_to = -1;
}

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct round_view *r = (struct round_view *)v;
    struct lx_work *w = v->app->work;
    struct lx_ids ids = { 0 };
    forget(r);
    enum lx_rc rc = lx_get(w, LX_MEETING, v->subject, &r->meeting, err);
    if (rc == LX_OK)
        rc = lx_opinions(w, v->subject, &r->opinions, err);
    if (rc == LX_OK)
        rc = lx_agreed_before(w, v->subject, &r->opinions, &r->agreed, err);
    if (rc == LX_OK)
        rc = lx_signoffs(w, v->subject, &r->signoffs, err);
    if (rc == LX_OK && r->meeting->locked.day == LX_NO_DAY)
        rc = lx_minutes_check(w, v->subject, &r->lacks, err);
    r->last = lx_round_last(&r->opinions);
    for (size_t i = 0; rc == LX_OK && i < r->opinions.n; i++)
        if (!asked_later(r, i))
            add_row(r, &ids, PART_OPINION, i, r->opinions.at[i]->id);
    for (size_t i = 0; rc == LX_OK && i < r->signoffs.n; i++)
        add_row(r, &ids, PART_SIGNOFF, i, r->signoffs.at[i]->id ? r->signoffs.at[i]->id : -(lx_id)(LX_LOCK_N + 1 + i));
    for (size_t i = 0; rc == LX_OK && i < r->lacks.n; i++)
        add_row(r, &ids, PART_LACK, i, -(lx_id)(1 + (int)r->lacks.at[i].rule));
    list_own(&v->list, ids.at, ids.n);
    lx_ids_done(&ids);
    go_to_part(r);
    return rc;
}

static const char *word(const char *set, int value)
{
    const struct lx_word *w = &lx_words_of(set)->at[value];
    return lx_two(w->en, w->zh);
}

static enum role opinion_role(const struct lx_opinion *o)
{
    return o->kind == OPINION_PENDING ? ROLE_NEAR : lx_opinion_is_open(o) ? ROLE_LATE : o->kind == OPINION_AGREED ? ROLE_OK : ROLE_NORMAL;
}

/* "1 同意  2 有修改意见 采纳" */
static void rounds_before(const struct round_view *r, const struct lx_opinion *o, struct lx_str *out)
{
    for (size_t i = 0; i < r->opinions.n; i++) {
        const struct lx_opinion *b = opinion_at(r, i);
        if (b->unit == o->unit && b->round < o->round)
            lx_str_addf(out, "%s%lld %s%s%s", out->len ? "  " : "", (long long)b->round, word("opinion_kind", b->kind), b->taken ? " " : "",
                        b->taken ? word("taken", b->taken) : "");
    }
}

static void opinion_cell(struct view *v, const struct lx_opinion *o, int col, struct cell *out)
{
    const struct round_view *r = (const struct round_view *)v;
    switch (col) {
    case COL_WHO: lx_str_add(&out->text, app_name(v->app, LX_UNIT, o->unit)); break;
    case COL_STATE:
        lx_str_add(&out->text, word("opinion_kind", o->kind));
        if (o->taken != TAKEN_NONE || lx_opinion_is_open(o)) /* what became of it, or that nobody has dealt with it */
            lx_str_addf(&out->text, " %s", o->taken != TAKEN_NONE ? word("taken", o->taken) : _("to settle"));
        out->role = opinion_role(o);
        if (lx_ids_has(&r->agreed, o->rec.id)) {
            lx_str_addf(&out->text, " %s", _("(reworded)"));
            out->role = ROLE_NEAR;
        }
        break;
    case COL_DAY: lx_date_short(&out->text, o->kind == OPINION_PENDING ? &o->due : &o->day, app_today(v->app)); break;
    case COL_WORDS: lx_str_add(&out->text, o->text); break;
    case COL_BEFORE: rounds_before(r, o, &out->text); break;
    default: break;
    }
}

static void signoff_cell(struct view *v, const struct lx_signoff *s, int col, struct cell *out)
{
    switch (col) {
    case COL_WHO: lx_str_add(&out->text, lx_signoff_role(s->role, lx_lang() == LX_ZH)); break;
    case COL_STATE:
        lx_str_add(&out->text, word("signoff_state", s->state));
        out->role = s->state == SIGNOFF_SIGNED ? ROLE_OK : s->state == SIGNOFF_RETURNED || s->state == SIGNOFF_VOID ? ROLE_LATE : ROLE_NEAR;
        break;
    case COL_DAY: lx_date_short(&out->text, &s->day, app_today(v->app)); break;
    case COL_WORDS: lx_str_addf(&out->text, "%s%s%s", s->person ? s->person : "", s->person && s->text ? " " : "", s->text ? s->text : ""); break;
    default: break;
    }
}

/* The whole sentence, over all columns: what is missing must be read without opening it. */
static void lack_cell(const struct lx_lack *k, int col, struct cell *out)
{
    if (col != COL_WHO)
        return;
    out->span = true;
    out->role = k->waived ? ROLE_DIM : ROLE_LATE;
    lx_str_add(&out->text, _(lx_lock_sentence(k->rule)));
    minutes_lack_what(&out->text, k);
    if (k->waived)
        lx_str_addf(&out->text, _("(let pass by %s: %s)"), k->who, k->reason);
    lx_str_add(&out->aside, k->waived ? _("let pass") : _("missing"));
}

static const char *part_word(enum part part)
{
    static const char *const words[PARTS_N] = { [PART_OPINION] = N_("Answers"), [PART_SIGNOFF] = N_("Sign-offs"), [PART_LACK] = N_("Checks") };
    return _(words[part]);
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct round_view *r = (const struct round_view *)v;
    const struct row *at = &r->rows[row];
    (void)rec, (void)id;
    if (col == COL_PART) {
        out->role = ROLE_HEADING;
        lx_str_add(&out->text, at->first ? part_word(at->part) : "");
    } else if (at->part == PART_OPINION) {
        opinion_cell(v, opinion_at(r, at->at), col, out);
    } else if (at->part == PART_SIGNOFF) {
        signoff_cell(v, signoff_at(r, at->at), col, out);
    } else {
        lack_cell(&r->lacks.at[at->at], col, out);
    }
}

static void headline(struct view *v, struct lx_str *out)
{
    const struct round_view *r = (const struct round_view *)v;
    if (!r->meeting)
        return;
    lx_str_addf(out, "%s %s", r->meeting->no, word("meeting_state", r->meeting->state));
    if (r->last)
        lx_str_addf(out, _("  round %lld"), (long long)r->last);
    if (r->meeting->locked.day != LX_NO_DAY) {
        lx_str_addf(out, "  %s ", _("locked"));
        lx_day_format(out, r->meeting->locked.day);
    } else if (!lx_lacks_left(&r->lacks)) {
        lx_str_addf(out, "  %s", _("nothing is missing: w locks and issues"));
    }
}

static const struct row *row_at_bar(const struct view *v)
{
    const struct round_view *r = (const struct round_view *)v;
    return v->list.bar < r->rows_n ? &r->rows[v->list.bar] : NULL;
}

/* What the unit has not agreed to. */
static enum lx_rc changes_since(struct view *v, int64_t round, struct lines *l, struct lx_err *err)
{
    struct lx_str which = LX_STR_EMPTY, older = LX_STR_EMPTY, newer = LX_STR_EMPTY, line = LX_STR_EMPTY;
    struct lx_compared d = { 0 };
    lx_str_addf(&which, "%lld", (long long)round);
    enum lx_rc rc = lx_minutes_version(v->app->work, v->subject, which.s, &older, err);
    if (rc == LX_OK)
        rc = lx_minutes_version(v->app->work, v->subject, NULL, &newer, err);
    if (rc == LX_OK)
        lx_minutes_compare(lx_str_z(&older), lx_str_z(&newer), &d);
    if (d.n)
        lines_para(l, _("Changed since this unit agreed:"), ROLE_HEADING, 0);
    for (size_t i = 0; i < d.n; i++) {
        lx_str_clear(&line);
        lx_str_addf(&line, "%c %s", d.at[i].op, d.at[i].text);
        lines_para(l, line.s, d.at[i].op == '-' ? ROLE_DIM : ROLE_NORMAL, 0);
    }
    lx_compared_done(&d);
    lx_str_done(&which);
    lx_str_done(&older);
    lx_str_done(&newer);
    lx_str_done(&line);
    return rc;
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    const struct round_view *r = (const struct round_view *)v;
    const struct row *at = row_at_bar(v);
    if (!at)
        return LX_OK;
    if (at->part == PART_LACK) {
        struct lx_str s = LX_STR_EMPTY;
        minutes_lack_words(&s, &r->lacks.at[at->at]);
        lines_para(l, lx_str_z(&s), ROLE_NORMAL, 0);
        if (!r->lacks.at[at->at].waived)
            lines_para(l, _("Enter lets it pass, in your name and with a reason."), ROLE_DIM, 0);
        lx_str_done(&s);
        return LX_OK;
    }
    if (at->part == PART_OPINION) {
        struct lx_str s = LX_STR_EMPTY;
        rounds_before(r, opinion_at(r, at->at), &s);
        lines_field(l, _("Rounds before"), lx_str_z(&s), ROLE_NORMAL);
        lx_str_done(&s);
    }
    detail_record(v, at->part == PART_OPINION ? (const void *)opinion_at(r, at->at) : (const void *)signoff_at(r, at->at), l);
    return at->part == PART_OPINION && lx_ids_has(&r->agreed, id) ? changes_since(v, opinion_at(r, at->at)->round, l, err) : LX_OK;
}

/* --- answers --------------------------------------------------------------------------------------------------------------------- */

enum { ANSWER_TAKEN = 100 }; /* values of the menu from here on: what became of the opinion */

struct asked {
    lx_id unit;
    int64_t value;
};

static bool give(struct view *v, const struct asked *a, const char *text)
{
    struct lx_err err;
    struct lx_answer answer = LX_ANSWER_NONE;
    if (a->value >= ANSWER_TAKEN)
        answer.taken = (int)(a->value - ANSWER_TAKEN);
    else
        answer.kind = (int)a->value;
    answer.text = text && *text ? text : NULL;
    if (!app_did(v->app, lx_opinion_answer(v->app->work, v->subject, a->unit, 0, &answer, &err), &err))
        return false;
    if (v->list.bar + 1 < v->list.ids.n && a->value < ANSWER_TAKEN)
        list_to(v, v->list.bar + 1);
    v->stale = true;
    return true;
}

static bool words_done(struct view *v, const char *text, void *ctx) { return give(v, ctx, text); }

static unsigned on_answer(struct view *v, int64_t value, void *ctx)
{
    struct asked a = { ((struct asked *)ctx)->unit, value };
    if (value == OPINION_COMMENTS || value == OPINION_OBJECTS) {
        struct asked *kept = lx_alloc(sizeof *kept);
        *kept = a;
        prompt_open(v, &(struct prompt){ .label = _("What do they say?"), .done = words_done, .ctx = kept });
        return DID_DRAW;
    }
    return give(v, &a, NULL) ? DID_RELOAD : DID_DRAW;
}

static void answer_menu(struct view *v, const struct lx_opinion *o)
{
    struct menu_items items = { 0 };
    static const char keys[] = { 'p', 'a', 'c', 'x' };
    for (int kind = OPINION_AGREED; kind <= OPINION_OBJECTS; kind++)
        menu_add(&items, word("opinion_kind", kind), NULL, kind)->key = keys[kind];
    menu_add(&items, word("opinion_kind", OPINION_PENDING), NULL, OPINION_PENDING)->key = keys[OPINION_PENDING];
    if (o->kind == OPINION_COMMENTS || o->kind == OPINION_OBJECTS) {
        static const char taken_keys[] = { '0', 'y', 'h', 'n' };
        for (int t = TAKEN_YES; t <= TAKEN_NO; t++)
            menu_add(&items, word("taken", t), NULL, ANSWER_TAKEN + t)->key = taken_keys[t];
    }
    struct asked *ctx = lx_alloc(sizeof *ctx);
    *ctx = (struct asked){ .unit = o->unit };
    menu_open(v, &(struct menu){ .title = app_name(v->app, LX_UNIT, o->unit), .items = items, .chosen = on_answer, .ctx = ctx });
}

/* --- signatures -------------------------------------------------------------------------------------------------------------------- */

static bool sign(struct view *v, const struct lx_signing *s)
{
    struct lx_err err;
    bool ok = app_did(v->app, lx_minutes_sign(v->app->work, v->subject, s, &err), &err);
    if (ok && v->list.bar + 1 < v->list.ids.n && !s->back)
        list_to(v, v->list.bar + 1);
    v->stale = v->stale || ok;
    return ok;
}

static bool back_done(struct view *v, const char *text, void *ctx)
{
    return sign(v, &(struct lx_signing){ .role = ctx, .back = true, .text = text });
}

enum { SIGN_YES, SIGN_BACK };

static unsigned on_sign(struct view *v, int64_t value, void *ctx)
{
    if (value == SIGN_BACK) {
        prompt_open(v, &(struct prompt){ .label = _("Why is it sent back?"), .done = back_done, .ctx = lx_strdup(ctx) });
        return DID_DRAW;
    }
    return sign(v, &(struct lx_signing){ .role = ctx }) ? DID_RELOAD : DID_DRAW;
}

static void sign_menu(struct view *v, const struct lx_signoff *s)
{
    struct menu_items items = { 0 };
    menu_add(&items, word("signoff_state", SIGNOFF_SIGNED), NULL, SIGN_YES)->key = 's';
    menu_add(&items, word("signoff_state", SIGNOFF_RETURNED), NULL, SIGN_BACK)->key = 'b';
    menu_open(v, &(struct menu){ .title = lx_signoff_role(s->role, lx_lang() == LX_ZH), .items = items, .chosen = on_sign, .ctx = lx_strdup(s->role) });
}

/* --- letting pass, locking ----------------------------------------------------------------------------------------------------------- */

static bool waive_done(struct view *v, const char *text, void *ctx)
{
    struct lx_err err;
    bool ok = app_did(v->app, lx_minutes_waive(v->app->work, v->subject, *(enum lx_lock_rule *)ctx, text, &err), &err);
    v->stale = v->stale || ok;
    return ok;
}

static unsigned on_open(struct view *v, enum lx_cmd cmd)
{
    const struct round_view *r = (const struct round_view *)v;
    const struct row *at = row_at_bar(v);
    struct lx_err err;
    (void)cmd;
    if (!at || !app_did(v->app, lx_minutes_open(r->meeting, &err), &err))
        return DONE;
    if (at->part == PART_OPINION) {
        answer_menu(v, opinion_at(r, at->at));
    } else if (at->part == PART_SIGNOFF) {
        sign_menu(v, signoff_at(r, at->at));
    } else if (!r->lacks.at[at->at].waived) {
        enum lx_lock_rule *ctx = lx_alloc(sizeof *ctx);
        *ctx = r->lacks.at[at->at].rule;
        prompt_open(v, &(struct prompt){ .label = _("Why may it pass?"), .done = waive_done, .ctx = ctx });
    }
    return DID_DRAW;
}

static unsigned on_lock(struct view *v, enum lx_cmd cmd)
{
    const struct round_view *r = (const struct round_view *)v;
    struct lx_err err;
    (void)cmd;
    for (size_t i = 0; i < r->lacks.n; i++)
        if (!r->lacks.at[i].waived) { /* the rows below say what: no need to repeat it in one line */
            app_say(v->app, _("Not ready to be locked: settle what is marked missing, or Enter on its row and say why it may pass"));
            return DID_DRAW;
        }
    if (!app_did(v->app, lx_minutes_lock(v->app->work, v->subject, v->app->work->today, &err), &err))
        return DID_DRAW;
    app_sayf(v->app, _("The minutes of %s are issued and locked; what is wrong in them is put right by a correction"),
             app_name(v->app, LX_MEETING, v->subject));
    return DID_RELOAD | DID_DRAW;
}

static bool due_read(struct view *v, const char *text, struct lx_date *due, struct lx_err *err)
{
    *due = (struct lx_date){ .day = LX_NO_DAY };
    return lx_date_read(due, text, v->app->work->today, err) == LX_OK;
}

static void due_understood(struct view *v, const char *text, struct lx_str *out)
{
    struct lx_date due;
    if (*text && due_read(v, text, &due, NULL)) {
        lx_date_short(out, &due, app_today(v->app));
        lx_date_done(&due);
    }
}

static bool due_done(struct view *v, const char *text, void *ctx)
{
    struct lx_date due;
    struct lx_err err;
    int64_t round = 0;
    (void)ctx;
    if (!due_read(v, text, &due, &err)) {
        (void)app_did(v->app, err.rc, &err);
        return false;
    }
    bool ok = app_did(v->app, lx_circulate(v->app->work, v->subject, NULL, due.day == LX_NO_DAY ? NULL : &due, &round, &err), &err);
    lx_date_done(&due);
    if (ok)
        ((struct round_view *)v)->go_to = PART_OPINION;
    if (ok)
        app_sayf(v->app, _("Round %lld: the text is frozen as it goes out. u takes it back"), (long long)round);
    v->stale = v->stale || ok;
    return ok;
}

static unsigned on_send(struct view *v, enum lx_cmd cmd)
{
    struct lx_err err;
    (void)cmd;
    if (!app_did(v->app, lx_minutes_open(((struct round_view *)v)->meeting, &err), &err))
        return DONE;
    prompt_open(v, &(struct prompt){ .label = _("Answer by"), .initial = "+3", .understood = due_understood, .done = due_done });
    return DID_DRAW;
}

static const struct cmd_handler commands[] = {
    { CMD_OPEN, on_open }, { CMD_ROUND_SEND, on_send }, { CMD_ADD, on_send }, { CMD_ROUND_LOCK, on_lock }, MEETING_ACTS,
    { CMD_NONE, NULL },
};

const struct view_ops view_round = {
    .name = "round", .title = N_("Minutes on their way"), .ctx = CTX_ROUND, .size = sizeof(struct round_view), .type = LX_NONE_TYPE,
    .columns = columns, .empty = N_("Nobody was asked yet. a sends the minutes round to the member governments."), .open_label = N_("enter"),
    .open = open_round, .load = load, .cell = cell, .headline = headline, .detail = detail, .commands = commands,
    .stale_on = LX_BIT(LX_MEETING) | LX_BIT(LX_OPINION) | LX_BIT(LX_SIGNOFF) | LX_BIT(LX_WAIVER) | LX_BIT(LX_AGENDA) | LX_BIT(LX_ITEM) |
                LX_BIT(LX_DECISION) | LX_BIT(LX_ATTENDANCE) | LX_BIT(LX_UNIT),
    .close = close_round,
};

/* b o, b g, b k: the same view, the bar at its part. */
unsigned meeting_round(struct view *v, enum lx_cmd cmd)
{
    struct round_arg arg = { meeting_of(v), cmd == CMD_ROUND_OPINIONS ? PART_OPINION : cmd == CMD_ROUND_SIGNOFFS ? PART_SIGNOFF : PART_LACK };
    if (arg.meeting)
        app_push(v->app, &view_round, &arg);
    return DONE;
}

unsigned round_open(struct view *v, lx_id meeting)
{
    app_push(v->app, &view_round, &(struct round_arg){ meeting, PART_OPINION });
    return DONE;
}

/* --- corrections, extracts ------------------------------------------------------------------------------------------------------------- */

/* What was written goes to the store; where it cannot, it waits in a draft for the next time. */
static void store_correction(struct app *a, lx_id id, const char *draft, const struct lx_str *text)
{
    struct lx_err err;
    int64_t number = 0;
    if (!app_did(a, lx_minutes_correct(a->work, id, lx_str_z(text), a->work->today, &number, &err), &err)) {
        (void)state_write(draft, lx_str_z(text), text->len);
        return;
    }
    state_remove(draft);
    app_sayf(a, _("Correction %lld is stored and prints with the minutes. u takes it back"), (long long)number);
}

unsigned minutes_correction(struct view *v, enum lx_cmd cmd)
{
    struct app *a = v->app;
    struct lx_meeting *m = NULL;
    struct lx_str text = LX_STR_EMPTY, draft = LX_STR_EMPTY;
    struct lx_err err;
    lx_id id = meeting_of(v);
    (void)cmd;
    bool ok = id && app_did(a, lx_get(a->work, LX_MEETING, id, &m, &err), &err);
    if (ok && m->locked.day == LX_NO_DAY) {
        app_say(a, _("These minutes are not locked yet: m changes the text itself"));
        ok = false;
    }
    draft_file(&draft, a, "correction", id);
    if (ok)
        (void)state_read(draft.s, &text);
    ok = ok && app_did(a, extern_edit(a, &text, &err), &err);
    if (ok && lx_str_z(&text)[strspn(lx_str_z(&text), " \t\n")] == '\0') {
        state_remove(draft.s);
        app_say(a, _("Nothing was written"));
    } else if (ok) {
        store_correction(a, id, draft.s, &text);
    }
    lx_str_done(&text);
    lx_str_done(&draft);
    lx_rec_free(m);
    return DID_LAYOUT | DID_RELOAD;
}

static bool folder_done(struct view *v, const char *text, void *ctx)
{
    struct lx_err err;
    size_t n = 0;
    struct app *a = v->app;
    if (!app_did(a, minutes_write_extracts(a->work, *(lx_id *)ctx, text, false, a->args.db_path, NULL, &n, &err), &err))
        return false;
    app_sayf(a, _("%zu extracts, one a unit, in %s; together they hold the whole text"), n, text);
    return true;
}

unsigned meeting_extracts(struct view *v, enum lx_cmd cmd)
{
    lx_id *ctx = lx_alloc(sizeof *ctx);
    (void)cmd;
    *ctx = meeting_of(v);
    prompt_open(v, &(struct prompt){ .label = _("Folder for the extracts, one file a unit"), .files = true, .done = folder_done, .ctx = ctx });
    return DID_DRAW;
}
