/* What came of an agenda row. */
#include "core/meeting/outcomes.h"

#include "core/meeting/attendance.h"
#include "core/mem.h"
#include "core/minutes/circulate.h"
#include "core/register/decisions.h"

#include <stdlib.h>
#include <string.h>

static enum lx_rc follow(struct lx_work *w, const struct lx_agenda *a, const struct lx_ruling *r, struct lx_err *err);
static enum lx_rc number_it(struct lx_work *w, const struct lx_agenda *a, struct lx_err *err);
static enum lx_rc settle_topic(struct lx_work *w, const struct lx_agenda *a, struct lx_err *err);
static enum lx_rc change_row(struct lx_work *w, lx_id agenda, const char *command, const char *more,
                             enum lx_rc (*edit)(struct lx_work *w, struct lx_agenda *a, const void *ctx, struct lx_err *err), const void *ctx,
                             struct lx_err *err);

/* --- what is offered ------------------------------------------------------------------------------------------------------ */

const int *lx_outcomes_of(int agenda_kind, size_t *n)
{
    static const int settle[] = { OUTCOME_PASSED, OUTCOME_PASSED_IN_PRINCIPLE, OUTCOME_REVISE_THEN_ISSUE, OUTCOME_RESUBMIT, OUTCOME_DEFERRED,
                                  OUTCOME_REJECTED, OUTCOME_ASSIGNED, OUTCOME_ESCALATE, OUTCOME_REFERRED, OUTCOME_WITHDRAWN };
    static const int hear[] = { OUTCOME_NOTED, OUTCOME_ASSIGNED, OUTCOME_RESUBMIT, OUTCOME_DEFERRED, OUTCOME_WITHDRAWN };
    static const int sign[] = { OUTCOME_PASSED, OUTCOME_DEFERRED, OUTCOME_NOTED, OUTCOME_WITHDRAWN };
    switch (agenda_kind) {
    case AGENDA_DELIBERATE:
    case AGENDA_DECIDE:
        *n = sizeof settle / sizeof *settle;
        return settle;
    case AGENDA_SIGN:
        *n = sizeof sign / sizeof *sign;
        return sign;
    case AGENDA_HEADING:
        *n = 0;
        return hear;
    default:
        *n = sizeof hear / sizeof *hear;
        return hear;
    }
}

unsigned lx_outcome_asks(int outcome)
{
    switch (outcome) {
    case OUTCOME_PASSED:
        return LX_ASKS_WORDS;
    case OUTCOME_PASSED_IN_PRINCIPLE:
    case OUTCOME_REVISE_THEN_ISSUE:
    case OUTCOME_ESCALATE:
    case OUTCOME_REFERRED:
        return LX_ASKS_WORDS | LX_ASKS_UNIT | LX_ASKS_DUE;
    case OUTCOME_RESUBMIT:
        return LX_ASKS_REASON | LX_ASKS_UNIT | LX_ASKS_DUE;
    case OUTCOME_DEFERRED:
        return LX_ASKS_REASON | LX_ASKS_DUE;
    case OUTCOME_REJECTED:
    case OUTCOME_WITHDRAWN:
        return LX_ASKS_REASON;
    case OUTCOME_ASSIGNED:
        return LX_ASKS_TITLE | LX_ASKS_UNIT | LX_ASKS_DUE;
    default:
        return 0;
    }
}

int lx_outcome_read(const char *words)
{
    static const struct {
        int outcome;
        const char *words;
    } known[] = {
#define OUTCOME_WORDS(outcome, words) { outcome, words },
#include "core/meeting/session_words.def"
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strstr(words, known[i].words))
            return known[i].outcome;
    int word = lx_word_find(lx_words_of("outcome"), words);
    return word > 0 ? word : OUTCOME_NONE;
}

/* --- setting it -------------------------------------------------------------------------------------------------------------- */

static lx_id first_of(const struct lx_duties *d)
{
    return d && d->n ? d->at[0].unit : 0;
}

/* "passed / deferred" as a detail. */
static void offered_names(int agenda_kind, struct lx_str *out)
{
    size_t n;
    const int *offered = lx_outcomes_of(agenda_kind, &n);
    for (size_t i = 0; i < n; i++)
        lx_str_addf(out, "%s" LX_NAMED("agenda.outcome=%s"), i ? " / " : "", lx_words_of("outcome")->at[offered[i]].word);
}

enum lx_rc lx_outcome_unknown(int agenda_kind, const char *typed, struct lx_err *err)
{
    struct lx_str names = LX_STR_EMPTY;
    offered_names(agenda_kind, &names);
    enum lx_rc rc = lx_fail(err, LX_USAGE, N_("There is no such word; it can be: %s"), "%.80s" LX_PLACE "%s", typed, lx_str_z(&names));
    lx_str_done(&names);
    return rc;
}

/* What a row has already stays, whatever its kind has become since. */
static enum lx_rc check_offered(const struct lx_agenda *a, int outcome, struct lx_err *err)
{
    size_t n;
    const int *offered = lx_outcomes_of(a->kind, &n);
    if (outcome == OUTCOME_NONE || outcome == a->outcome)
        return LX_OK;
    for (size_t i = 0; i < n; i++)
        if (offered[i] == outcome)
            return LX_OK;
    struct lx_str names = LX_STR_EMPTY;
    offered_names(a->kind, &names);
    enum lx_rc rc = lx_fail(err, LX_INVALID, N_("An item of this kind does not end so; its outcome can be %s"), LX_NAMED("agenda.kind=%s") LX_PLACE "%s",
                            lx_words_of("agenda_kind")->at[a->kind].word, lx_str_z(&names));
    lx_str_done(&names);
    return rc;
}

static enum lx_rc rule(struct lx_work *w, struct lx_agenda *a, const void *ctx, struct lx_err *err)
{
    const struct lx_ruling *r = ctx;
    if (r->outcome < 0 || r->outcome >= lx_outcome_n)
        return lx_not_a_word(err, LX_INVALID, lx_words_of("outcome"), LX_NONE_TYPE, NULL, "");
    if (a->kind == AGENDA_HEADING)
        return lx_fail(err, LX_STATE, N_("%s is a heading; it has no outcome"), "%s", a->title);
    enum lx_rc rc = check_offered(a, r->outcome, err);
    if (rc != LX_OK)
        return rc;
    if (r->outcome != a->outcome) { /* what belonged to the other outcome goes with it */
        lx_set_text(&a->outcome_text, NULL);
        lx_date_done(&a->outcome_due);
        a->outcome_due = (struct lx_date){ .day = LX_NO_DAY };
        a->outcome_unit = 0;
    }
    a->outcome = r->outcome;
    if (r->words && *r->words)
        lx_set_text(&a->outcome_text, r->words);
    if (first_of(r->duties))
        a->outcome_unit = first_of(r->duties);
    if (r->due && (r->due->day != LX_NO_DAY || r->due->words)) {
        lx_date_done(&a->outcome_due);
        lx_date_copy(&a->outcome_due, r->due);
    }
    (void)w;
    return LX_OK;
}

enum lx_rc lx_outcome_set(struct lx_work *w, lx_id agenda, const struct lx_ruling *ruling, struct lx_err *err)
{
    struct lx_agenda *a = NULL;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = change_row(w, agenda, "outcome set", NULL, rule, ruling, err);
    if (rc == LX_OK)
        rc = lx_get(w, LX_AGENDA, agenda, &a, err);
    if (rc == LX_OK)
        rc = lx_minutes_row_decided(w, a, err);
    if (rc == LX_OK)
        rc = number_it(w, a, err);
    if (rc == LX_OK)
        rc = follow(w, a, ruling, err);
    if (rc == LX_OK && a->topic)
        rc = settle_topic(w, a, err);
    rc = lx_end(w, rc, "outcome set", (const char *const[]){ a ? a->title : "", NULL }, err);
    lx_rec_free(a);
    return rc;
}

/* The decision of this row says what the row says; one that is settled no more is withdrawn, its number stays given. */
static enum lx_rc number_it(struct lx_work *w, const struct lx_agenda *a, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    lx_id id = 0;
    bool decides = lx_outcome_decides(a->outcome);
    enum lx_rc rc = lx_all(w, LX_DECISION, lx_cond_ref(LX_DECISION, "agenda", a->rec.id), "no", true, &rows, err);
    if (rc == LX_OK && !rows.n && decides)
        rc = lx_decision_of_row(w, a->rec.id, &id, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_decision *old = (struct lx_decision *)rows.at[i];
        bool carried_out = old->state == DECISION_DONE && lx_decision_begins(old->outcome) != DECISION_DONE;
        if (carried_out || old->state == DECISION_REPLACED)
            continue;
        struct lx_decision *d = lx_rec_copy(old);
        d->state = decides ? lx_decision_begins(a->outcome) : DECISION_WITHDRAWN;
        d->outcome = decides ? a->outcome : old->outcome;
        lx_set_text(&d->text, decides ? a->outcome_text : old->text);
        d->unit = decides && a->outcome_unit ? a->outcome_unit : old->unit;
        rc = lx_put_change(w, old, d, err);
        lx_rec_free(d);
    }
    lx_rows_done(&rows);
    return rc;
}

/* The topic that the row came from is dealt with; one that comes back (deferred, to be submitted again) stays on an agenda, from
 * which the carry-over takes it. */
static enum lx_rc settle_topic(struct lx_work *w, const struct lx_agenda *a, struct lx_err *err)
{
    struct lx_topic *old = NULL;
    bool open = a->outcome == OUTCOME_NONE || a->outcome == OUTCOME_RESUBMIT || a->outcome == OUTCOME_DEFERRED;
    int to = open ? TOPIC_SCHEDULED : TOPIC_DONE;
    enum lx_rc rc = lx_get(w, LX_TOPIC, a->topic, &old, err);
    if (rc == LX_OK && old->state != to && (old->state == TOPIC_SCHEDULED || old->state == TOPIC_DONE)) {
        struct lx_topic *t = lx_rec_copy(old);
        t->state = to;
        rc = lx_put_change(w, old, t, err);
        lx_rec_free(t);
    }
    lx_rec_free(old);
    return rc;
}

/* --- the item that follows ------------------------------------------------------------------------------------------------------ */

static const struct {
    int outcome;
    const char *before, *after;
} tasks[] = {
#define TASK(outcome, before, after) { outcome, before, after },
#include "core/meeting/session_words.def"
};

static bool task_title(struct lx_str *out, int outcome, const struct lx_agenda *a, const char *title)
{
    lx_str_clear(out);
    for (size_t i = 0; i < sizeof tasks / sizeof tasks[0]; i++)
        if (tasks[i].outcome == outcome) {
            if (title && *title)
                lx_str_add(out, title);
            else
                lx_str_addf(out, "%s%s%s", tasks[i].before, a->title, tasks[i].after);
            return true;
        }
    return false;
}

static bool is_over(const struct lx_item *item)
{
    return item->state == ITEM_WITHDRAWN || item->state == ITEM_MERGED || item->state == ITEM_CLOSED || item->state == ITEM_STRUCK ||
           item->state == ITEM_ARCHIVED;
}

/* The open item of this row that has the title given now, else one of those that outcomes make; NULL: there is none.  Borrowed. */
static const struct lx_item *item_made(const struct lx_rows *items, const struct lx_agenda *a, const char *own)
{
    struct lx_str title = LX_STR_EMPTY;
    const struct lx_item *found = NULL;
    for (size_t i = 0; own && i < items->n && !found; i++) {
        const struct lx_item *item = (struct lx_item *)items->at[i];
        found = strcmp(item->title, own) == 0 && !is_over(item) ? item : NULL;
    }
    for (size_t i = 0; i < items->n && !found; i++)
        for (size_t k = 0; k < sizeof tasks / sizeof tasks[0] && !found; k++) {
            const struct lx_item *item = (struct lx_item *)items->at[i];
            if (task_title(&title, tasks[k].outcome, a, NULL) && strcmp(item->title, title.s) == 0 && !is_over(item))
                found = item;
        }
    lx_str_done(&title);
    return found;
}

static void fill_item(struct lx_item *item, const struct lx_agenda *a, const char *title)
{
    lx_set_text(&item->title, title);
    item->meeting = a->meeting;
    item->agenda = a->rec.id;
    if (a->secrecy > item->secrecy) /* its own, where that is stricter, stays */
        item->secrecy = a->secrecy;
    if (a->outcome_due.day != LX_NO_DAY || a->outcome_due.words) {
        lx_date_done(&item->due);
        lx_date_copy(&item->due, &a->outcome_due);
    }
    if (a->outcome_text)
        lx_set_text(&item->source, a->outcome_text);
}

/* Where somebody was named there is an item; where the outcome asks for none, the open one that another outcome made is
 * withdrawn. */
static enum lx_rc follow(struct lx_work *w, const struct lx_agenda *a, const struct lx_ruling *r, struct lx_err *err)
{
    struct lx_rows items = { 0 };
    struct lx_str title = LX_STR_EMPTY;
    enum lx_rc rc = lx_all(w, LX_ITEM, lx_cond_ref(LX_ITEM, "agenda", a->rec.id), NULL, true, &items, err);
    const struct lx_item *old = rc == LX_OK ? item_made(&items, a, r->title) : NULL;
    bool wanted = task_title(&title, a->outcome, a, r->title);
    if (rc == LX_OK && wanted && old) {
        struct lx_item *item = lx_rec_copy(old);
        fill_item(item, a, title.s);
        rc = lx_item_put(w, old, item, r->duties && r->duties->n ? r->duties : NULL, err);
        lx_rec_free(item);
    } else if (rc == LX_OK && wanted && first_of(r->duties)) {
        struct lx_item *item = lx_rec_new(LX_ITEM);
        fill_item(item, a, title.s);
        rc = lx_item_add(w, item, r->duties, err);
        lx_rec_free(item);
    } else if (rc == LX_OK && !wanted && old) {
        rc = lx_item_step(w, old->rec.id, "withdraw", a->title, err);
    }
    lx_rows_done(&items);
    lx_str_done(&title);
    return rc;
}

/* --- reservations, votes ------------------------------------------------------------------------------------------------------------ */

enum lx_rc lx_reservations(struct lx_work *w, lx_id agenda, struct lx_rows *rows, struct lx_err *err)
{
    struct lx_rows all = { 0 };
    enum lx_rc rc = lx_all(w, LX_OPINION, lx_cond_ref(LX_OPINION, "of", agenda), NULL, true, &all, err);
    for (size_t i = 0; rc == LX_OK && i < all.n; i++)
        if (((struct lx_opinion *)all.at[i])->kind == OPINION_RESERVES) {
            LX_PUSH(rows->at, rows->n, rows->room) = all.at[i];
            all.at[i] = NULL;
        }
    lx_rows_done(&all);
    return rc;
}

static enum lx_rc put_reservation(struct lx_work *w, lx_id agenda, lx_id unit, const struct lx_opinion *old, const char *words,
                                  struct lx_err *err)
{
    struct lx_opinion *o = old ? lx_rec_copy(old) : lx_rec_new(LX_OPINION);
    o->of = agenda;
    o->unit = unit;
    o->kind = OPINION_RESERVES;
    o->day = (struct lx_date){ .day = w->today };
    lx_set_text(&o->text, words);
    enum lx_rc rc = old ? lx_put_change(w, old, o, err) : lx_put_new(w, o, err);
    lx_rec_free(o);
    return rc;
}

enum lx_rc lx_reserve(struct lx_work *w, lx_id agenda, lx_id unit, const char *words, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    struct lx_str name = LX_STR_EMPTY;
    const struct lx_opinion *old = NULL;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    lx_show_id(w, &name, unit);
    rc = lx_reservations(w, agenda, &rows, err);
    for (size_t i = 0; i < rows.n; i++)
        if (((struct lx_opinion *)rows.at[i])->unit == unit)
            old = (struct lx_opinion *)rows.at[i];
    if (rc == LX_OK && words)
        rc = put_reservation(w, agenda, unit, old, words, err);
    else if (rc == LX_OK && old)
        rc = lx_put_gone(w, old, err);
    else if (rc == LX_OK)
        rc = lx_fail(err, LX_NOTFOUND, N_("%s has made no reservation here"), "%s", lx_str_z(&name));
    rc = lx_end(w, rc, "reserve", (const char *const[]){ lx_str_z(&name), NULL }, err);
    lx_rows_done(&rows);
    lx_str_done(&name);
    return rc;
}

struct votes {
    int64_t in_favour, against, abstain;
};

static int64_t count(int64_t n) { return n == LX_NO_INT ? 0 : n; }

/* All votes; where one number alone cannot be, that one: what was typed may be any number. */
static int64_t sum(const struct votes *v, int64_t seats_n)
{
    const int64_t n[] = { count(v->in_favour), count(v->against), count(v->abstain) };
    int64_t all = 0;
    for (size_t i = 0; i < sizeof n / sizeof *n; i++) {
        if (n[i] < 0 || n[i] > seats_n)
            return n[i];
        all += n[i];
    }
    return all;
}

static enum lx_rc put_votes(struct lx_work *w, struct lx_agenda *a, const void *ctx, struct lx_err *err)
{
    const struct votes *v = ctx;
    struct lx_presence q;
    enum lx_rc rc = lx_quorum_at(w, a->meeting, a->rec.id, &q, err);
    int64_t seats_n = rc == LX_OK ? (int64_t)(q.called ? q.there_n : q.members_n) : 0, all = sum(v, seats_n);
    if (rc == LX_OK && (all < 0 || all > seats_n))
        rc = lx_fail(err, LX_INVALID, N_("There are not so many member governments in the meeting: %s votes"), "%lld", (long long)all);
    a->votes_for = v->in_favour;
    a->votes_against = v->against;
    a->votes_abstain = v->abstain;
    return rc;
}

enum lx_rc lx_vote(struct lx_work *w, lx_id agenda, int64_t in_favour, int64_t against, int64_t abstain, struct lx_err *err)
{
    struct votes v = { in_favour, against, abstain };
    struct lx_str s = LX_STR_EMPTY;
    if (in_favour != LX_NO_INT)
        lx_str_addf(&s, "%lld:%lld:%lld", (long long)in_favour, (long long)count(against), (long long)count(abstain));
    enum lx_rc rc = change_row(w, agenda, "vote", lx_str_z(&s), put_votes, &v, err);
    lx_str_done(&s);
    return rc;
}

static enum lx_rc change_row(struct lx_work *w, lx_id agenda, const char *command, const char *more,
                             enum lx_rc (*edit)(struct lx_work *w, struct lx_agenda *a, const void *ctx, struct lx_err *err), const void *ctx,
                             struct lx_err *err)
{
    struct lx_agenda *old = NULL, *a = NULL;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_AGENDA, agenda, &old, err);
    if (rc == LX_OK) {
        a = lx_rec_copy(old);
        rc = edit(w, a, ctx, err);
    }
    if (rc == LX_OK)
        rc = lx_put_change(w, old, a, err);
    rc = lx_end(w, rc, command, (const char *const[]){ old ? old->title : "", more, NULL }, err);
    lx_rec_free(old);
    lx_rec_free(a);
    return rc;
}
