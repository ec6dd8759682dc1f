/* Adopted documents and their countersigning. */
#include "core/register/documents.h"

#include "core/light.h"
#include "core/meeting/meetings.h"
#include "core/mem.h"
#include "core/register/routing.h"
#include "core/plan/docno.h"
#include "core/work/numbers.h"
#include "core/work/steps.h"
#include "core/work/units.h"

#include <string.h>

/* --- issuers ---------------------------------------------------------------------------------------------------------- */

static enum lx_rc put_joint(struct lx_work *w, lx_id document, const struct lx_ids *joint, struct lx_err *err)
{
    struct lx_rows old = { 0 };
    enum lx_rc rc = lx_all(w, LX_ISSUER, lx_cond_ref(LX_ISSUER, "document", document), "position", true, &old, err);
    for (size_t i = 0; rc == LX_OK && i < old.n; i++)
        rc = lx_put_gone(w, old.at[i], err);
    for (size_t i = 0; rc == LX_OK && joint && i < joint->n; i++) {
        bool twice = false;
        for (size_t k = 0; k < i && !twice; k++)
            twice = joint->at[k] == joint->at[i];
        if (twice)
            continue;
        struct lx_issuer *one = lx_rec_new(LX_ISSUER);
        one->document = document;
        one->unit = joint->at[i];
        one->position = (int64_t)i + 1;
        rc = lx_put_new(w, one, err);
        lx_rec_free(one);
    }
    lx_rows_done(&old);
    return rc;
}

enum lx_rc lx_document_issuers(struct lx_work *w, const struct lx_document *d, struct lx_ids *units, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    if (d->issuer)
        lx_ids_add(units, d->issuer);
    enum lx_rc rc = lx_all(w, LX_ISSUER, lx_cond_ref(LX_ISSUER, "document", d->rec.id), "position", true, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        lx_id unit = ((struct lx_issuer *)rows.at[i])->unit;
        if (unit != d->issuer) /* it may have become the lead since */
            lx_ids_add(units, unit);
    }
    lx_rows_done(&rows);
    return rc;
}

enum lx_rc lx_document_add(struct lx_work *w, struct lx_document *d, const struct lx_ids *joint, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    d->draft = 1;
    if (!d->clerk)
        lx_set_text(&d->clerk, lx_clerk(w));
    rc = lx_put_new(w, d, err);
    if (rc == LX_OK && joint && joint->n)
        rc = put_joint(w, d->rec.id, joint, err);
    const char *args[] = { d->title ? d->title : "", NULL };
    return lx_end(w, rc, "document add", args, err);
}

enum lx_rc lx_document_joint(struct lx_work *w, lx_id id, const struct lx_ids *joint, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_str name = LX_STR_EMPTY;
    lx_show_id(w, &name, id);
    rc = put_joint(w, id, joint, err);
    const char *args[] = { lx_str_z(&name), NULL };
    rc = lx_end(w, rc, "document joint", args, err);
    lx_str_done(&name);
    return rc;
}

/* --- life -------------------------------------------------------------------------------------------------------------- */

int lx_document_state_at(const struct lx_document *d, lx_day day)
{
    bool issued = d->state == DOC_ISSUED || d->state == DOC_AMENDED;
    return issued && d->force_to.day != LX_NO_DAY && d->force_to.day < day ? DOC_LAPSED : d->state;
}

static void add_note(char **note, const char *line)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_str_addf(&s, "%s%s%s", *note ? *note : "", *note ? "\n" : "", line);
    lx_set_text(note, lx_str_z(&s));
    lx_str_done(&s);
}

enum lx_rc lx_document_step(struct lx_work *w, lx_id id, int to, const char *reason, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_document *old = NULL, *d = NULL;
    const struct lx_step *step;
    struct lx_str name = LX_STR_EMPTY;
    bool known = to >= 0 && to < lx_doc_state_n;
    rc = lx_get(w, LX_DOCUMENT, id, &old, err);
    if (rc == LX_OK)
        lx_show_name(w, &name, old);
    if (rc == LX_OK)
        rc = lx_step_check(&step, LX_DOCUMENT, old->state, known ? "step" : "", to, lx_str_z(&name), err);
    if (rc == LX_OK && step->must & LX_MUST_REASON && (!reason || !*reason))
        rc = lx_fail(err, LX_USAGE, N_("Say why: a reason is wanted (--reason)"), "%s", "");
    if (rc == LX_OK) {
        d = lx_rec_copy(old);
        d->state = to;
        if (to == DOC_DRAFT || (to == DOC_COMMENTS && old->state == DOC_PASSED_IN_PRINCIPLE))
            d->draft = (old->draft == LX_NO_INT ? 1 : old->draft) + 1; /* what comes next is another draft */
        if (reason && *reason)
            add_note(&d->note, reason);
        rc = lx_put_change(w, old, d, err);
    }
    const char *args[] = { lx_str_z(&name), known ? lx_words_of("doc_state")->at[to].word : NULL, NULL };
    rc = lx_end(w, rc, "document step", args, err);
    lx_str_done(&name);
    lx_rec_free(old);
    lx_rec_free(d);
    return rc;
}

/* --- issuing ------------------------------------------------------------------------------------------------------------ */

static enum lx_rc check_free(struct lx_work *w, const char *no, struct lx_err *err)
{
    struct lx_query q = { .type = LX_DOCUMENT, .where = lx_cond_cmp(LX_DOCUMENT, "no", LX_OP_EQ, no), .limit = 1 };
    struct lx_ids ids = { 0 };
    enum lx_rc rc = w->store->ids(w->store, &q, &ids, err);
    if (rc == LX_OK && ids.n)
        rc = lx_fail(err, LX_EXISTS, N_("Number %s is already taken"), "%s", no);
    lx_ids_done(&ids);
    lx_query_done(&q);
    return rc;
}

/* The next number of the unit's code and the year; or the one that it bears, which is never given again. */
static enum lx_rc give_no(struct lx_work *w, struct lx_document *d, const char *typed, bool *guessed, struct lx_err *err)
{
    struct lx_docno no = { 0 };
    const struct lx_unit *unit = lx_unit_by_id(w->units, d->issuer);
    if (typed && !lx_docno_read(typed, &no))
        return lx_fail(err, LX_INVALID, N_("A document number has a code, a year and a serial number, such as X[2024]3: %s"), "%s", typed);
    if (!typed && !unit)
        return lx_fail(err, LX_STATE, N_("Say which unit issues it (issuer): %s"), "%s", d->title);
    if (!typed && !unit->doc_code)
        return lx_fail(err, LX_STATE, N_("This unit has no code for document numbers yet; set doc_code: %s"), "%s", unit->name);
    if (!typed)
        lx_day_split(d->issued.day, &no.year, NULL, NULL);
    const char *code = typed ? no.code : unit->doc_code;
    struct lx_str prefix = LX_STR_EMPTY, text = LX_STR_EMPTY;
    lx_str_addf(&prefix, "document/%s/%d", code, no.year);
    int64_t serial = 0;
    enum lx_rc rc = w->store->serial(w->store, lx_str_z(&prefix), typed ? no.serial : 0, &serial, err);
    lx_docno_format(&text, code, no.year, typed ? no.serial : serial);
    if (rc == LX_OK)
        rc = check_free(w, lx_str_z(&text), err);
    if (rc == LX_OK)
        lx_set_text(&d->no, lx_str_z(&text));
    if (guessed)
        *guessed = no.guessed;
    lx_docno_done(&no);
    lx_str_done(&prefix);
    lx_str_done(&text);
    return rc;
}

static enum lx_rc replace_old(struct lx_work *w, lx_id id, struct lx_err *err)
{
    struct lx_document *old = NULL, *d = NULL;
    enum lx_rc rc = lx_get(w, LX_DOCUMENT, id, &old, err);
    if (rc == LX_OK && lx_step_find(LX_DOCUMENT, old->state, "step", DOC_REPLACED)) {
        d = lx_rec_copy(old);
        d->state = DOC_REPLACED;
        rc = lx_put_change(w, old, d, err);
    }
    lx_rec_free(old);
    lx_rec_free(d);
    return rc;
}

enum lx_rc lx_document_issue(struct lx_work *w, lx_id id, const char *no, lx_day day, bool *guessed, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_document *old = NULL, *d = NULL;
    const struct lx_step *step;
    struct lx_str name = LX_STR_EMPTY;
    rc = lx_get(w, LX_DOCUMENT, id, &old, err);
    if (rc == LX_OK)
        lx_show_name(w, &name, old);
    if (rc == LX_OK)
        rc = lx_step_check(&step, LX_DOCUMENT, old->state, "issue", DOC_ISSUED, lx_str_z(&name), err);
    if (rc == LX_OK) {
        d = lx_rec_copy(old);
        d->state = DOC_ISSUED;
        lx_date_done(&d->issued);
        d->issued = (struct lx_date){ .day = day == LX_NO_DAY ? w->today : day, .prec = LX_PREC_DAY };
        rc = lx_route_end(w, id, err);
        if (rc == LX_OK)
            rc = give_no(w, d, no, guessed, err);
    }
    if (rc == LX_OK)
        rc = lx_put_change(w, old, d, err);
    if (rc == LX_OK && d->replaces)
        rc = replace_old(w, d->replaces, err);
    const char *args[] = { d && d->no ? d->no : lx_str_z(&name), NULL };
    rc = lx_end(w, rc, "document issue", args, err);
    lx_str_done(&name);
    lx_rec_free(old);
    lx_rec_free(d);
    return rc;
}

/* --- what is left to do ---------------------------------------------------------------------------------------------------- */

static enum lx_rc add_open(struct lx_work *w, const char *field, lx_id of, struct lx_rows *rows, struct lx_err *err)
{
    struct lx_rows found = { 0 };
    enum lx_rc rc = lx_all(w, LX_ITEM, lx_cond_ref(LX_ITEM, field, of), "no", false, &found, err);
    for (size_t i = 0; rc == LX_OK && i < found.n; i++) {
        if (!lx_item_is_open(((struct lx_item *)found.at[i])->state))
            continue;
        LX_PUSH(rows->at, rows->n, rows->room) = found.at[i];
        found.at[i] = NULL;
    }
    lx_rows_done(&found);
    return rc;
}

enum lx_rc lx_document_open_items(struct lx_work *w, const struct lx_document *d, struct lx_rows *rows, struct lx_err *err)
{
    struct lx_rows decisions = { 0 };
    enum lx_rc rc = d->plan ? add_open(w, "plan", d->plan, rows, err) : LX_OK;
    if (rc == LX_OK)
        rc = lx_all(w, LX_DECISION, lx_cond_ref(LX_DECISION, "document", d->rec.id), "no", false, &decisions, err);
    for (size_t i = 0; rc == LX_OK && i < decisions.n; i++)
        rc = add_open(w, "decision", decisions.at[i]->id, rows, err);
    lx_rows_done(&decisions);
    return rc;
}
