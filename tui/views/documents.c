/* The register of decisions, and adopted documents with their countersigning. */
#include "tui/views/documents.h"

#include "core/meeting/meetings.h"
#include "core/mem.h"
#include "core/register/decisions.h"
#include "core/register/documents.h"
#include "core/work/items.h"
#include "core/work/numbers.h"
#include "core/work/steps.h"
#include "core/work/units.h"
#include "tui/app.h"
#include "tui/draw.h"
#include "tui/i18n.h"
#include "tui/prompt.h"
#include "tui/views/detail.h"
#include "tui/views/document_sign.h"
#include "tui/views/meeting_acts.h"
#include "tui/views/paper.h"
#include "tui/views/record_acts.h"
#include "tui/views/views.h"

#include <stdlib.h>

static void show_field(struct view *v, const void *rec, const char *name, struct lx_str *out)
{
    lx_show_value(v->app->work, out, rec, lx_field_named(((const struct lx_rec *)rec)->type, name), lx_lang() == LX_ZH);
}

static enum lx_rc item_lines(struct view *v, const char *title, const struct lx_rows *items, struct lines *l)
{
    if (items->n)
        lines_rule(l, title);
    for (size_t i = 0; i < items->n; i++) {
        struct lx_str s = LX_STR_EMPTY;
        const struct lx_item *item = (const struct lx_item *)(const void *)items->at[i];
        lx_show_name(v->app->work, &s, item);
        lx_str_add(&s, "  ");
        show_field(v, item, "state", &s);
        lines_para(l, lx_str_z(&s), ROLE_NORMAL, 0);
        lx_str_done(&s);
    }
    return LX_OK;
}

/* --- decisions ---------------------------------------------------------------------------------------------------------- */

struct decisions_view {
    struct view v;
    lx_id meeting; /* only those of this one, 0 all */
};

static const struct column decision_columns[] = {
    { "no", N_("No."), 10, 10, 12, 0, 0, LX_LEFT, "no", true },
    { "title", N_("Decision"), 16, 36, 120, 10, 0, LX_LEFT, "title", false },
    { "outcome", N_("Outcome"), 6, 10, 16, 1, 2, LX_LEFT, "outcome", false },
    { "unit", N_("Unit"), 6, 10, 24, 2, 3, LX_LEFT, "unit", false },
    { "date", N_("Date"), 10, 10, 10, 0, 1, LX_LEFT, "date", false },
    { "state", N_("State"), 6, 8, 18, 0, 0, LX_LEFT, "state", false },
    { 0 },
};

static void decisions_open(struct view *v, const void *arg)
{
    if (arg)
        ((struct decisions_view *)v)->meeting = *(const lx_id *)arg;
}

static void decision_query(struct view *v, struct lx_query *q)
{
    lx_id meeting = ((struct decisions_view *)v)->meeting;
    if (meeting)
        lx_cond_add(q->where, lx_cond_ref(LX_DECISION, "meeting", meeting));
    app_sort(q, meeting ? "no" : "-date");
}

static void decision_cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct lx_decision *d = rec;
    (void)id, (void)row;
    out->role = d->state == DECISION_OPEN ? ROLE_NORMAL : ROLE_DONE;
    show_field(v, rec, decision_columns[col].id, &out->text);
}

static enum lx_rc decision_detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_decision *d;
    struct lx_rows items = { 0 };
    enum lx_rc rc = lx_get(v->app->work, LX_DECISION, id, &d, err);
    if (rc == LX_OK) {
        detail_record(v, d, l);
        rc = lx_all(v->app->work, LX_ITEM, lx_cond_ref(LX_ITEM, "decision", id), "no", false, &items, err);
    }
    if (rc == LX_OK)
        rc = item_lines(v, _("Action items"), &items, l);
    if (rc == LX_OK)
        rc = detail_notes(v, id, l, err);
    lx_rows_done(&items);
    lx_rec_free(d);
    return rc;
}

static bool withdraw_reason(struct view *v, const char *text, void *ctx)
{
    struct lx_err err;
    if (!*text)
        return false;
    if (app_did(v->app, lx_decision_step(v->app->work, *(lx_id *)ctx, "withdraw", text, &err), &err))
        app_sayf(v->app, "%s    u %s", app_name(v->app, LX_DECISION, *(lx_id *)ctx), _("takes it back"));
    return true;
}

static unsigned decision_act(struct view *v, enum lx_cmd cmd)
{
    lx_id id = list_at_bar(&v->list), *ctx;
    struct lx_err err;
    struct lx_decision *d = NULL;
    if (!id || !app_did(v->app, lx_get(v->app->work, LX_DECISION, id, &d, &err), &err))
        return DONE;
    if (cmd == CMD_DECISION_WITHDRAW) {
        ctx = lx_alloc(sizeof *ctx);
        *ctx = id;
        prompt_open(v, &(struct prompt){ .label = _("Reason:"), .done = withdraw_reason, .ctx = ctx });
    } else if (app_did(v->app, lx_decision_step(v->app->work, id, d->state == DECISION_OPEN ? "done" : "reopen", NULL, &err), &err)) {
        app_sayf(v->app, "%s    u %s", app_name(v->app, LX_DECISION, id), _("takes it back"));
    }
    lx_rec_free(d);
    return DID_DRAW | DID_RELOAD;
}

static unsigned on_replacing(struct view *v, int64_t by, void *ctx)
{
    struct lx_err err;
    lx_id id = *(lx_id *)ctx;
    if (app_did(v->app, lx_decision_replace(v->app->work, id, by, &err), &err))
        app_sayf(v->app, "%s    u %s", app_name(v->app, LX_DECISION, id), _("takes it back"));
    return DID_DRAW | DID_RELOAD;
}

/* Decisions that may take its place: those still in force, newest first. */
static unsigned decision_replace(struct view *v, enum lx_cmd cmd)
{
    lx_id id = list_at_bar(&v->list), *ctx;
    struct lx_rows rows = { 0 };
    struct menu_items items = { 0 };
    struct lx_err err;
    (void)cmd;
    if (!id || !app_did(v->app, lx_all(v->app->work, LX_DECISION, NULL, "date", false, &rows, &err), &err))
        return DONE;
    for (size_t i = rows.n; i > 0; i--) {
        const struct lx_decision *d = (const struct lx_decision *)(const void *)rows.at[i - 1];
        if (d->rec.id != id && (d->state == DECISION_OPEN || d->state == DECISION_DONE))
            menu_add(&items, d->title, d->no, d->rec.id)->more = lx_strdup(d->no);
    }
    if (items.n) {
        ctx = lx_alloc(sizeof *ctx);
        *ctx = id;
        menu_open(v, &(struct menu){ .title = _("Which decision takes its place?"), .items = items, .typing = true, .chosen = on_replacing, .ctx = ctx });
    } else {
        app_say(v->app, _("There is no other decision; a adds it first"));
    }
    lx_rows_done(&rows);
    return DID_DRAW;
}

unsigned meeting_decisions(struct view *v, enum lx_cmd cmd)
{
    lx_id meeting = meeting_of(v);
    (void)cmd;
    struct lx_err err;
    size_t n = 0;
    if (!meeting || (app_may_write(v->app) && !app_did(v->app, lx_decisions_number(v->app->work, meeting, &n, &err), &err)))
        return DONE;
    struct lx_rows there = { 0 };
    bool none = lx_all(v->app->work, LX_DECISION, lx_cond_ref(LX_DECISION, "meeting", meeting), NULL, false, &there, NULL) == LX_OK && !there.n;
    lx_rows_done(&there);
    app_push(v->app, &view_decisions, &meeting);
    if (n)
        app_sayf(v->app, _("%zu decisions got their number    u takes it back"), n);
    else if (none)
        app_say(v->app, _("This meeting has no outcome that takes a number, such as passed or passed in principle"));
    return DONE;
}

static const struct cmd_handler decision_commands[] = {
    { CMD_PAPER, paper_menu }, { CMD_DECISION_DONE, decision_act }, { CMD_DECISION_WITHDRAW, decision_act }, { CMD_DECISION_REPLACE, decision_replace }, { CMD_BASIS_ADD, basis_of_record }, { CMD_RECORD_HISTORY, log_of_record },
    { CMD_TRACE, trace_of_record }, { CMD_RECORD_DELETE, record_delete }, { CMD_NONE, NULL },
};

const struct view_ops view_decisions = {
    .name = "decisions", .title = N_("Decisions"), .ctx = CTX_DECISIONS, .size = sizeof(struct decisions_view), .command = CMD_VIEW_DECISIONS,
    .type = LX_DECISION, .columns = decision_columns, .open = decisions_open, .query = decision_query, .cell = decision_cell, .detail = decision_detail,
    .empty = N_("No decisions yet. They get their numbers from a meeting's outcomes (b d there); a adds one by hand."),
    .commands = decision_commands, .stale_on = LX_BIT(LX_DECISION) | LX_BIT(LX_ITEM) | LX_BIT(LX_UNIT),
};

static enum lx_rc decision_save(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    return base ? lx_save(w, "decision set", base, mine, conflicts, err) : lx_decision_add(w, mine, err);
}

const struct form_kind form_decision = {
    .name = "decision", .type = LX_DECISION, .title_new = N_("New decision"), .title = N_("Edit"), .save = decision_save,
};

/* --- documents ---------------------------------------------------------------------------------------------------------- */

static const struct column document_columns[] = {
    { "title", N_("Document"), 20, 36, 120, 10, 0, LX_LEFT, "title", true },
    { "no", N_("Document no."), 24, 24, 34, 1, 0, LX_LEFT, "no", false },
    { "kind", N_("Kind"), 4, 6, 12, 0, 3, LX_LEFT, "kind", false },
    { "issuer", N_("Issuing body"), 6, 12, 30, 2, 1, LX_LEFT, "issuer", false },
    { "issued", N_("Issued"), 10, 10, 10, 0, 2, LX_LEFT, "issued", false },
    { "state", N_("State"), 6, 8, 14, 0, 0, LX_LEFT, "state", false },
    { 0 },
};
enum { DOCUMENT_STATE = 5 };

static void document_query(struct view *v, struct lx_query *q)
{
    (void)v;
    app_sort(q, "-issued");
}

static void document_cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct lx_document *d = rec;
    int state = lx_document_state_at(d, app_today(v->app));
    (void)id, (void)row;
    out->role = state == DOC_LAPSED || state == DOC_REPLACED || state == DOC_WITHDRAWN ? ROLE_DONE : ROLE_NORMAL;
    const struct lx_word *word = &lx_words_of("doc_state")->at[state];
    if (col == DOCUMENT_STATE)
        lx_str_add(&out->text, lx_two(word->en, word->zh));
    else
        show_field(v, rec, document_columns[col].id, &out->text);
}

void opinion_lines(struct view *v, lx_id of, struct lines *l)
{
    struct lx_rows rows = { 0 };
    if (lx_opinions_of(v->app->work, of, &rows, NULL) == LX_OK && rows.n)
        lines_rule(l, _("Opinions"));
    for (size_t i = 0; i < rows.n; i++) {
        const struct lx_opinion *o = (const struct lx_opinion *)(const void *)rows.at[i];
        struct lx_str s = LX_STR_EMPTY;
        show_field(v, o, "kind", &s);
        lx_str_add(&s, " ");
        if (o->taken != TAKEN_NONE) {
            show_field(v, o, "taken", &s);
            lx_str_add(&s, " ");
        }
        lx_date_short(&s, o->kind == OPINION_PENDING ? &o->due : &o->day, app_today(v->app));
        if (o->text)
            lx_str_addf(&s, "  %s", o->text);
        lines_field(l, app_name(v->app, LX_UNIT, o->unit), lx_str_z(&s), o->kind == OPINION_PENDING ? ROLE_NEAR : ROLE_NORMAL);
        lx_str_done(&s);
    }
    lx_rows_done(&rows);
}

static enum lx_rc document_detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_document *d;
    struct lx_rows items = { 0 };
    struct lx_ids issuers = { 0 };
    enum lx_rc rc = lx_get(v->app->work, LX_DOCUMENT, id, &d, err);
    if (rc == LX_OK) {
        detail_record(v, d, l);
        if (d->state != DOC_LAPSED && lx_document_state_at(d, app_today(v->app)) == DOC_LAPSED)
            lines_para(l, _("Its time in force has ended"), ROLE_LATE, 0);
        rc = lx_document_issuers(v->app->work, d, &issuers, err);
    }
    for (size_t i = 1; i < issuers.n; i++)
        lines_field(l, _("Joint issuer"), app_name(v->app, LX_UNIT, issuers.at[i]), ROLE_NORMAL);
    if (rc == LX_OK) {
        opinion_lines(v, id, l);
        rc = document_route_lines(v, id, l, err);
    }
    if (rc == LX_OK) {
        rc = lx_document_open_items(v->app->work, d, &items, err);
    }
    if (rc == LX_OK)
        rc = item_lines(v, _("Still open"), &items, l);
    if (rc == LX_OK)
        rc = detail_notes(v, id, l, err);
    lx_ids_done(&issuers);
    lx_rows_done(&items);
    lx_rec_free(d);
    return rc;
}

/* --- steps of a document --- */

static void did(struct view *v, lx_id id, int state)
{
    const struct lx_word *to = &lx_words_of("doc_state")->at[state];
    app_sayf(v->app, "%s %s %s    u %s", app_name(v->app, LX_DOCUMENT, id), draw_form(GLYPH_ARROW), lx_two(to->en, to->zh), _("takes it back"));
}

struct step_ctx {
    lx_id id;
    int to;
};

static bool step_reason(struct view *v, const char *text, void *ctx)
{
    const struct step_ctx *s = ctx;
    struct lx_err err;
    if (!*text)
        return false;
    if (app_did(v->app, lx_document_step(v->app->work, s->id, s->to, text, &err), &err))
        did(v, s->id, s->to);
    v->stale = true;
    return true;
}

static unsigned on_step(struct view *v, int64_t value, void *ctx)
{
    struct lx_err err;
    lx_id id = *(lx_id *)ctx;
    struct lx_document *d = NULL;
    if (!app_did(v->app, lx_get(v->app->work, LX_DOCUMENT, id, &d, &err), &err))
        return DID_DRAW;
    const struct lx_step *step = lx_step_find(LX_DOCUMENT, d->state, value == DOC_ISSUED ? "issue" : "step", (int)value);
    lx_rec_free(d);
    if (step && step->must & LX_MUST_REASON) {
        struct step_ctx *s = lx_alloc(sizeof *s);
        *s = (struct step_ctx){ id, (int)value };
        prompt_open(v, &(struct prompt){ .label = _("Reason:"), .done = step_reason, .ctx = s });
        return DID_DRAW;
    }
    enum lx_rc rc = value == DOC_ISSUED ? lx_document_issue(v->app->work, id, NULL, LX_NO_DAY, NULL, &err)
                                        : lx_document_step(v->app->work, id, (int)value, NULL, &err);
    if (app_did(v->app, rc, &err))
        did(v, id, (int)value);
    return DID_DRAW | DID_RELOAD;
}

static unsigned document_go(struct view *v, enum lx_cmd cmd)
{
    lx_id id = list_at_bar(&v->list);
    struct lx_document *d = NULL;
    struct lx_err err;
    struct menu_items items = { 0 };
    size_t n;
    (void)cmd;
    if (!id || !app_did(v->app, lx_get(v->app->work, LX_DOCUMENT, id, &d, &err), &err))
        return DONE;
    const struct lx_step *steps = lx_steps(&n);
    for (size_t i = 0; i < n; i++)
        if (steps[i].type == LX_DOCUMENT && steps[i].from == d->state) {
            const struct lx_word *to = &lx_words_of("doc_state")->at[steps[i].to];
            char key = (char)('1' + items.n);
            menu_add(&items, lx_two(to->en, to->zh), NULL, steps[i].to)->key = key;
        }
    const struct lx_word *now = &lx_words_of("doc_state")->at[d->state];
    if (items.n) {
        struct lx_str title = LX_STR_EMPTY;
        lx_id *ctx = lx_alloc(sizeof *ctx);
        *ctx = id;
        lx_str_addf(&title, "%s %s", lx_two(now->en, now->zh), draw_form(GLYPH_ARROW));
        menu_open(v, &(struct menu){ .title = lx_str_z(&title), .items = items, .chosen = on_step, .ctx = ctx });
        lx_str_done(&title);
    } else {
        app_sayf(v->app, _("%s: no further step from here"), lx_two(now->en, now->zh));
    }
    lx_rec_free(d);
    return DID_DRAW;
}

/* --- countersigning --- */

static bool ask_due(struct view *v, const char *text, void *ctx)
{
    struct lx_err err = { 0 };
    struct lx_date due = { .day = LX_NO_DAY };
    enum lx_rc rc = *text ? lx_date_read(&due, text, app_today(v->app), &err) : LX_OK;
    bool good = app_did(v->app, rc == LX_OK ? lx_document_ask(v->app->work, *(lx_id *)ctx, NULL, &due, &err) : rc, &err);
    if (good)
        app_sayf(v->app, "%s    u %s", _("The members are asked to countersign"), _("takes it back"));
    lx_date_done(&due);
    v->stale = true;
    return good;
}

static void due_understood(struct view *v, const char *text, struct lx_str *out)
{
    struct lx_date due = { .day = LX_NO_DAY };
    if (*text && lx_date_read(&due, text, app_today(v->app), NULL) == LX_OK)
        lx_date_format(out, &due);
    lx_date_done(&due);
}

static unsigned document_ask(struct view *v, enum lx_cmd cmd)
{
    lx_id id = list_at_bar(&v->list), *ctx;
    (void)cmd;
    if (!id)
        return DONE;
    ctx = lx_alloc(sizeof *ctx);
    *ctx = id;
    prompt_open(v, &(struct prompt){ .label = _("Ask all members to answer by:"), .initial = "+10", .understood = due_understood, .done = ask_due, .ctx = ctx });
    return DID_DRAW;
}

struct answer_ctx {
    lx_id document, unit;
    int kind;
};

static bool answer_words(struct view *v, const char *text, void *ctx)
{
    const struct answer_ctx *a = ctx;
    struct lx_err err;
    if (app_did(v->app, lx_document_answer(v->app->work, a->document, a->unit, a->kind, text, NULL, &err), &err))
        app_sayf(v->app, "%s    u %s", app_name(v->app, LX_UNIT, a->unit), _("takes it back"));
    v->stale = true;
    return true;
}

static unsigned on_answer_kind(struct view *v, int64_t kind, void *ctx)
{
    struct answer_ctx *a = lx_alloc(sizeof *a);
    *a = *(struct answer_ctx *)ctx;
    a->kind = (int)kind;
    if (kind != OPINION_AGREED) {
        prompt_open(v, &(struct prompt){ .label = _("Its words:"), .done = answer_words, .ctx = a });
        return DID_DRAW;
    }
    answer_words(v, NULL, a);
    free(a);
    return DID_DRAW | DID_RELOAD;
}

static unsigned on_answer_unit(struct view *v, int64_t unit, void *ctx)
{
    struct answer_ctx *a = lx_alloc(sizeof *a);
    struct menu_items items = { 0 };
    const struct lx_words *words = lx_words_of("opinion_kind");
    *a = (struct answer_ctx){ *(lx_id *)ctx, unit, 0 };
    for (int i = OPINION_PENDING + 1; i < words->n; i++) /* the pending one is what it is now: keys begin at 1 */
        menu_add(&items, lx_two(words->at[i].en, words->at[i].zh), NULL, i)->key = (char)('0' + i);
    menu_open(v, &(struct menu){ .title = app_name(v->app, LX_UNIT, unit), .items = items, .chosen = on_answer_kind, .ctx = a });
    return DID_DRAW;
}

static unsigned document_answer(struct view *v, enum lx_cmd cmd)
{
    lx_id id = list_at_bar(&v->list), *ctx;
    struct lx_rows rows = { 0 };
    struct menu_items items = { 0 };
    (void)cmd;
    if (!id || lx_opinions_of(v->app->work, id, &rows, NULL) != LX_OK)
        return DONE;
    int64_t round = rows.n ? ((const struct lx_opinion *)(const void *)rows.at[0])->round : 0;
    for (size_t i = 0; i < rows.n; i++) {
        const struct lx_opinion *o = (const struct lx_opinion *)(const void *)rows.at[i];
        const struct lx_word *kind = &lx_words_of("opinion_kind")->at[o->kind];
        char key = items.n < 9 ? (char)('1' + items.n) : 0;
        if (o->round == round)
            menu_add(&items, app_name(v->app, LX_UNIT, o->unit), lx_two(kind->en, kind->zh), o->unit)->key = key;
    }
    if (items.n) {
        ctx = lx_alloc(sizeof *ctx);
        *ctx = id;
        menu_open(v, &(struct menu){ .title = _("Answer of"), .items = items, .chosen = on_answer_unit, .ctx = ctx });
    } else {
        app_say(v->app, _("Nobody has been asked yet; c asks the members to countersign"));
    }
    lx_rows_done(&rows);
    return DID_DRAW;
}

static const struct cmd_handler document_commands[] = {
    { CMD_PAPER, paper_menu },         { CMD_DOCUMENT_SIGN, document_sign },
    { CMD_DOCUMENT_GO, document_go }, { CMD_DOCUMENT_ASK, document_ask }, { CMD_DOCUMENT_ANSWER, document_answer }, { CMD_BASIS_ADD, basis_of_record },
    { CMD_RECORD_HISTORY, log_of_record }, { CMD_TRACE, trace_of_record }, { CMD_RECORD_DELETE, record_delete }, { CMD_NONE, NULL },
};

const struct view_ops view_documents = {
    .name = "documents", .title = N_("Documents"), .ctx = CTX_DOCUMENTS, .size = sizeof(struct view), .command = CMD_VIEW_DOCUMENTS, .type = LX_DOCUMENT,
    .columns = document_columns, .empty = N_("No documents yet. a adds a draft: what the meeting is to adopt, or has adopted."),
    .query = document_query, .cell = document_cell, .detail = document_detail, .commands = document_commands,
    .stale_on = LX_BIT(LX_DOCUMENT) | LX_BIT(LX_OPINION) | LX_BIT(LX_SIGNOFF) | LX_BIT(LX_ISSUER) | LX_BIT(LX_ITEM) | LX_BIT(LX_UNIT),
};

/* --- its form ------------------------------------------------------------------------------------------------------------ */

static const struct form_extra document_extras[] = { { "joint", N_("Joint issuers"), true }, { 0 } };
static const char *const document_fields[] = { "title",  "kind",      "issuer",  "joint",    "drafter",  "meeting", "plan",    "force_from", "force_to",
                                               "replaces", "addressee", "copy_to", "signer",   "index_no", "secrecy", "urgency", "clerk",      "text",
                                               "note",   NULL };

static void document_fill(struct form *f, const struct form_extra *x, struct lx_str *out)
{
    const struct lx_document *d = form_record(f);
    struct lx_ids units = { 0 };
    (void)x;
    if (d->rec.id && lx_document_issuers(form_app(f)->work, d, &units, NULL) == LX_OK)
        for (size_t i = 1; i < units.n; i++)
            lx_str_addf(out, "%s%s", out->len ? "," : "", lx_unit_name(form_app(f)->work->units, units.at[i]));
    lx_ids_done(&units);
}

static enum lx_rc document_save(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    struct lx_ids joint = { 0 };
    struct lx_document *d = mine;
    struct lx_str one = LX_STR_EMPTY;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    const char *list = form_text(f, "joint");
    for (size_t at = 0; rc == LX_OK && lx_name_next(list, &at, &one);) {
        lx_id unit;
        rc = lx_find(w, LX_UNIT, lx_str_z(&one), &unit, err);
        if (rc == LX_OK)
            lx_ids_add(&joint, unit);
    }
    if (rc == LX_OK && !base)
        rc = lx_document_add(w, d, &joint, err);
    else if (rc == LX_OK && (rc = lx_save(w, "document set", base, mine, conflicts, err)) == LX_OK && !form_unchanged(f, "joint"))
        rc = lx_document_joint(w, d->rec.id, &joint, err);
    lx_ids_done(&joint);
    lx_str_done(&one);
    return lx_end(w, rc, base ? "document set" : "document add", (const char *const[]){ d->title, NULL }, err);
}

const struct form_kind form_document = {
    .name = "document", .type = LX_DOCUMENT, .title_new = N_("New document"), .title = N_("Edit"), .fields = document_fields,
    .extras = document_extras, .fill = document_fill, .save = document_save,
};
