/* Checking minutes, locking them, correcting them. */
#include "core/minutes/lock.h"

#include "core/meeting/editions.h"
#include "core/meeting/prep.h"
#include "core/mem.h"
#include "core/minutes/circulate.h"
#include "core/minutes/signoff.h"
#include "core/work/steps.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

#define W(name, word) static const char word_##name[] __attribute__((unused)) = word;
#include "core/work/words.def"
#undef W

static const struct {
    const char *word, *sentence;
} rules[LX_LOCK_N] = {
    [LX_LOCK_TEXT] = { "text", N_("No minutes are written") },
    [LX_LOCK_OUTCOME] = { "outcome", N_("Agenda items without an outcome") },
    [LX_LOCK_LEAD] = { "lead", N_("Action items without a lead unit") },
    [LX_LOCK_LIMIT] = { "limit", N_("Action items without a limit") },
    [LX_LOCK_DECISION] = { "decision", N_("Passed, but without a number in the register of decisions") },
    [LX_LOCK_ATTENDANCE] = { "attendance", N_("Nobody is recorded as present") },
    [LX_LOCK_ANSWERS] = { "answers", N_("Units that have not answered") },
    [LX_LOCK_OBJECTIONS] = { "objections", N_("Opinions that nobody has dealt with") },
    [LX_LOCK_AGREED] = { "agreed", N_("Agreed to a text that was changed since") },
    [LX_LOCK_SIGNOFF] = { "signoff", N_("Not signed yet") },
};

static const char *or_empty(const char *s) { return s ? s : ""; }

const char *lx_lock_word(enum lx_lock_rule rule) { return rules[rule].word; }
const char *lx_lock_sentence(enum lx_lock_rule rule) { return rules[rule].sentence; }

int lx_lock_find(const char *typed)
{
    for (int i = 0; i < LX_LOCK_N; i++)
        if (strcmp(typed, rules[i].word) == 0)
            return i;
    return -1;
}

/* --- what is missing ------------------------------------------------------------------------------------------------------ */

struct check {
    struct lx_work *w;
    const struct lx_meeting *m;
    bool broken[LX_LOCK_N];
    struct lx_str what[LX_LOCK_N];
};

static void lack(struct check *c, enum lx_lock_rule rule, const char *name)
{
    struct lx_str *s = &c->what[rule];
    c->broken[rule] = true;
    lx_str_addf(s, "%s%s", s->len && *name ? word_AND : "", name);
}

static bool has_children(const struct lx_rows *rows, lx_id id)
{
    for (size_t i = 0; i < rows->n; i++)
        if (((struct lx_agenda *)rows->at[i])->parent == id)
            return true;
    return false;
}

static bool is_decided(const struct lx_agenda *a)
{
    return (a->kind == AGENDA_DELIBERATE || a->kind == AGENDA_DECIDE) && a->carry != CARRY_MINUTES &&
           (a->outcome == OUTCOME_PASSED || a->outcome == OUTCOME_PASSED_IN_PRINCIPLE || a->outcome == OUTCOME_REVISE_THEN_ISSUE);
}

static bool in_register(const struct lx_rows *decisions, lx_id row)
{
    for (size_t i = 0; i < decisions->n; i++) {
        const struct lx_decision *d = (struct lx_decision *)decisions->at[i];
        if (d->agenda == row && d->no && d->state != DECISION_WITHDRAWN)
            return true;
    }
    return false;
}

static enum lx_rc check_agenda(struct check *c, struct lx_err *err)
{
    struct lx_rows rows = { 0 }, decisions = { 0 };
    enum lx_rc rc = lx_all(c->w, LX_AGENDA, lx_cond_ref(LX_AGENDA, "meeting", c->m->rec.id), "position", false, &rows, err);
    if (rc == LX_OK)
        rc = lx_all(c->w, LX_DECISION, lx_cond_ref(LX_DECISION, "meeting", c->m->rec.id), NULL, false, &decisions, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_agenda *a = (struct lx_agenda *)rows.at[i];
        if (a->outcome == OUTCOME_NONE && a->kind != AGENDA_HEADING && !has_children(&rows, a->rec.id))
            lack(c, LX_LOCK_OUTCOME, or_empty(a->title));
        if (is_decided(a) && !in_register(&decisions, a->rec.id))
            lack(c, LX_LOCK_DECISION, or_empty(a->title));
    }
    for (size_t i = 0; rc == LX_OK && i < decisions.n; i++)
        if (!((struct lx_decision *)decisions.at[i])->no)
            lack(c, LX_LOCK_DECISION, or_empty(((struct lx_decision *)decisions.at[i])->title));
    lx_rows_done(&rows);
    lx_rows_done(&decisions);
    return rc;
}

static enum lx_rc check_items(struct check *c, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(c->w, LX_ITEM, lx_cond_ref(LX_ITEM, "meeting", c->m->rec.id), "no", false, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_item *item = (struct lx_item *)rows.at[i];
        if (item->state == ITEM_WITHDRAWN || item->state == ITEM_MERGED)
            continue;
        if (!item->lead)
            lack(c, LX_LOCK_LEAD, or_empty(item->no));
        if (item->due.day == LX_NO_DAY && !item->due.words)
            lack(c, LX_LOCK_LIMIT, or_empty(item->no));
    }
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc check_attendance(struct check *c, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    bool there = c->m->attend != NULL;
    enum lx_rc rc = lx_all(c->w, LX_ATTENDANCE, lx_cond_ref(LX_ATTENDANCE, "meeting", c->m->rec.id), NULL, false, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        int state = ((struct lx_attendance *)rows.at[i])->state;
        there = there || state == PRESENCE_PRESENT || state == PRESENCE_PROXY;
    }
    if (rc == LX_OK && !there)
        lack(c, LX_LOCK_ATTENDANCE, "");
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc check_opinions(struct check *c, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    struct lx_ids agreed = { 0 };
    enum lx_rc rc = lx_opinions(c->w, c->m->rec.id, &rows, err);
    if (rc == LX_OK)
        rc = lx_agreed_before(c->w, c->m->rec.id, &rows, &agreed, err);
    int64_t last = lx_round_last(&rows);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_opinion *o = (struct lx_opinion *)rows.at[i];
        if (o->kind == OPINION_PENDING && o->round == last)
            lack(c, LX_LOCK_ANSWERS, lx_unit_name(c->w->units, o->unit));
        if (lx_opinion_is_open(o) && !lx_opinion_is_old(&rows, o))
            lack(c, LX_LOCK_OBJECTIONS, lx_unit_name(c->w->units, o->unit));
        if (lx_ids_has(&agreed, o->rec.id))
            lack(c, LX_LOCK_AGREED, lx_unit_name(c->w->units, o->unit));
    }
    lx_ids_done(&agreed);
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc check_signoffs(struct check *c, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_signoffs(c->w, c->m->rec.id, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_signoff *s = (struct lx_signoff *)rows.at[i];
        if (s->state != SIGNOFF_SIGNED)
            lack(c, LX_LOCK_SIGNOFF, or_empty(s->role));
    }
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc add_lacks(struct check *c, struct lx_lacks *out, struct lx_err *err)
{
    struct lx_rows waivers = { 0 };
    enum lx_rc rc = lx_all(c->w, LX_WAIVER, lx_cond_ref(LX_WAIVER, "of", c->m->rec.id), NULL, false, &waivers, err);
    for (int rule = 0; rc == LX_OK && rule < LX_LOCK_N; rule++) {
        if (!c->broken[rule])
            continue;
        struct lx_lack one = { .rule = (enum lx_lock_rule)rule, .what = lx_strdup(lx_str_z(&c->what[rule])) };
        for (size_t i = 0; i < waivers.n && !one.waived; i++) {
            const struct lx_waiver *v = (struct lx_waiver *)waivers.at[i];
            one.waived = strcmp(or_empty(v->rule), rules[rule].word) == 0;
            one.who = one.waived ? lx_strdup(or_empty(v->clerk)) : NULL;
            one.reason = one.waived ? lx_strdup(or_empty(v->reason)) : NULL;
        }
        LX_PUSH(out->at, out->n, out->room) = one;
    }
    lx_rows_done(&waivers);
    return rc;
}

enum lx_rc lx_minutes_check(struct lx_work *w, lx_id meeting, struct lx_lacks *out, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    struct check c = { .w = w };
    *out = (struct lx_lacks){ 0 };
    enum lx_rc rc = lx_get(w, LX_MEETING, meeting, &m, err);
    if (rc != LX_OK)
        return rc;
    c.m = m;
    if (!m->minutes || !m->minutes[strspn(m->minutes, " \t\n")])
        lack(&c, LX_LOCK_TEXT, "");
    rc = check_agenda(&c, err);
    if (rc == LX_OK)
        rc = check_items(&c, err);
    if (rc == LX_OK)
        rc = check_attendance(&c, err);
    if (rc == LX_OK)
        rc = check_opinions(&c, err);
    if (rc == LX_OK)
        rc = check_signoffs(&c, err);
    if (rc == LX_OK)
        rc = add_lacks(&c, out, err);
    for (int i = 0; i < LX_LOCK_N; i++)
        lx_str_done(&c.what[i]);
    lx_rec_free(m);
    return rc;
}

void lx_lacks_done(struct lx_lacks *l)
{
    for (size_t i = 0; i < l->n; i++) {
        free(l->at[i].what);
        free(l->at[i].who);
        free(l->at[i].reason);
    }
    free(l->at);
    *l = (struct lx_lacks){ 0 };
}

size_t lx_lacks_left(const struct lx_lacks *l)
{
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++)
        n += !l->at[i].waived;
    return n;
}

/* --- use cases on minutes ----------------------------------------------------------------------------------------------------- */

enum lx_rc lx_minutes_begin(struct lx_work *w, lx_id meeting, bool open, struct lx_meeting **m, struct lx_err *err)
{
    *m = NULL;
    enum lx_rc rc = lx_begin(w, err);
    if (rc == LX_OK)
        rc = lx_get(w, LX_MEETING, meeting, m, err);
    return rc == LX_OK && open ? lx_minutes_open(*m, err) : rc;
}

enum lx_rc lx_minutes_end(struct lx_work *w, enum lx_rc rc, const char *command, struct lx_meeting *m, const char *arg, struct lx_err *err)
{
    rc = lx_end(w, rc, command, (const char *const[]){ m ? or_empty(m->no) : "", arg, NULL }, err);
    lx_rec_free(m);
    return rc;
}

/* --- letting pass, locking, correcting -------------------------------------------------------------------------------------- */

enum lx_rc lx_minutes_waive(struct lx_work *w, lx_id meeting, enum lx_lock_rule rule, const char *reason, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    enum lx_rc rc = lx_minutes_begin(w, meeting, true, &m, err);
    if (rc == LX_OK && !(reason && reason[strspn(reason, " \t\n")]))
        rc = lx_fail(err, LX_INVALID, N_("Say why it may pass: %s"), "%s", rules[rule].word);
    if (rc == LX_OK) {
        struct lx_waiver *v = lx_rec_new(LX_WAIVER);
        v->of = meeting;
        v->day.day = w->today;
        lx_set_text(&v->rule, rules[rule].word);
        lx_set_text(&v->reason, reason);
        lx_set_text(&v->clerk, lx_clerk(w));
        rc = lx_put_new(w, v, err);
        lx_rec_free(v);
    }
    return lx_minutes_end(w, rc, "minutes waive", m, rules[rule].word, err);
}

static enum lx_rc refuse_lacks(struct lx_work *w, const struct lx_meeting *m, struct lx_err *err)
{
    struct lx_lacks lacks;
    struct lx_str words = LX_STR_EMPTY;
    enum lx_rc rc = lx_minutes_check(w, m->rec.id, &lacks, err);
    for (size_t i = 0; rc == LX_OK && i < lacks.n; i++)
        if (!lacks.at[i].waived)
            lx_str_addf(&words, "%s%s", words.len ? ", " : "", rules[lacks.at[i].rule].word);
    if (words.len)
        rc = lx_fail(err, LX_STATE, N_("The minutes cannot be locked yet; `minutes check` says what is missing: %s"), "%s", words.s);
    lx_str_done(&words);
    lx_lacks_done(&lacks);
    return rc;
}

/* Issued and locked first, so that what is frozen prints as issued on that day. */
static enum lx_rc issue_and_freeze(struct lx_work *w, const struct lx_meeting *old, lx_day day, struct lx_err *err)
{
    struct lx_meeting *m = lx_rec_copy(old);
    int64_t number = 0;
    m->state = old->state == MEETING_ARCHIVED ? MEETING_ARCHIVED : MEETING_ISSUED;
    m->locked.day = day;
    enum lx_rc rc = lx_put_change(w, old, m, err);
    if (rc == LX_OK)
        rc = lx_minutes_freeze(w, old->rec.id, EDITION_ISSUED, day, NULL, &number, err);
    lx_rec_free(m);
    return rc;
}

enum lx_rc lx_minutes_lock(struct lx_work *w, lx_id meeting, lx_day day, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    const struct lx_step *step;
    enum lx_rc rc = lx_minutes_begin(w, meeting, true, &m, err);
    if (rc == LX_OK && m->state != MEETING_ISSUED && m->state != MEETING_ARCHIVED) /* issued before there were locks */
        rc = lx_step_check(&step, LX_MEETING, m->state, "step", MEETING_ISSUED, or_empty(m->no), err);
    if (rc == LX_OK)
        rc = refuse_lacks(w, m, err);
    if (rc == LX_OK)
        rc = issue_and_freeze(w, m, day, err);
    if (rc == LX_OK)
        rc = lx_prep_acted(w, meeting, LX_ACT_ISSUE, err);
    return lx_minutes_end(w, rc, LX_LOCK_COMMAND, m, NULL, err);
}

enum lx_rc lx_minutes_correct(struct lx_work *w, lx_id meeting, const char *text, lx_day day, int64_t *number, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    *number = 0;
    enum lx_rc rc = lx_minutes_begin(w, meeting, false, &m, err);
    if (rc == LX_OK && m->locked.day == LX_NO_DAY)
        rc = lx_fail(err, LX_STATE, N_("The minutes of %s are not locked; change the text itself"), "%s", or_empty(m->no));
    if (rc == LX_OK && !(text && text[strspn(text, " \t\n")]))
        rc = lx_fail(err, LX_INVALID, N_("Say what is to be corrected: %s"), "%s", or_empty(m->no));
    if (rc == LX_OK)
        rc = lx_edition_put(w, meeting, EDITION_CORRECTION, day, NULL, text, number, err);
    return lx_minutes_end(w, rc, "minutes correct", m, NULL, err);
}

/* --- what stays as it is ---------------------------------------------------------------------------------------------------- */

enum lx_rc lx_minutes_open(const struct lx_meeting *m, struct lx_err *err)
{
    if (m->locked.day == LX_NO_DAY)
        return LX_OK;
    return lx_fail(err, LX_STATE, N_("The minutes of %s are issued and locked; write a correction instead (M, then x)"), "%s", or_empty(m->no));
}

static bool same_text(const char *a, const char *b) { return strcmp(or_empty(a), or_empty(b)) == 0; }

static enum lx_rc guard_meeting(const struct lx_meeting *old, const struct lx_meeting *m, struct lx_err *err)
{
    bool whole = old->rec.has_long && (!m || m->rec.has_long);
    bool same = m && m->locked.day == old->locked.day && (!whole || (same_text(m->minutes, old->minutes) && same_text(m->built, old->built))) &&
                (m->state == MEETING_ISSUED || m->state == MEETING_ARCHIVED);
    return same ? LX_OK : lx_minutes_open(old, err);
}

static enum lx_rc guard_edition(const struct lx_edition *old, const struct lx_edition *e, struct lx_err *err)
{
    bool same = e && e->of == old->of && e->kind == old->kind && e->number == old->number && e->day.day == old->day.day &&
                (!old->rec.has_long || !e->rec.has_long || same_text(e->text, old->text));
    if (same || (!e && old->kind != EDITION_ISSUED))
        return LX_OK;
    return lx_fail(err, LX_STATE, N_("A frozen version stays as it went out: %s"), "%s", lx_words_of("edition_kind")->at[old->kind].word);
}

enum lx_rc lx_lock_guard(const void *old, const void *rec, struct lx_err *err)
{
    enum lx_type type = old ? ((const struct lx_rec *)old)->type : LX_NONE_TYPE;
    if (type == LX_MEETING && ((const struct lx_meeting *)old)->locked.day != LX_NO_DAY)
        return guard_meeting(old, rec, err);
    return type == LX_EDITION ? guard_edition(old, rec, err) : LX_OK;
}
