/* The versions of minutes, out of the journal and the frozen ones. */
#include "core/minutes/versions.h"

#include "core/delta.h"
#include "core/meeting/editions.h"
#include "core/mem.h"
#include "core/minutes/circulate.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBER_MAX = 99999 };

static enum lx_rc add_drafts(struct lx_work *w, const struct lx_meeting *m, struct lx_versions *out, struct lx_err *err);
static enum lx_rc add_frozen(struct lx_work *w, lx_id meeting, struct lx_versions *out, struct lx_err *err);
static enum lx_rc count_answers(struct lx_work *w, lx_id meeting, struct lx_versions *out, struct lx_err *err);
static void settle(struct lx_versions *v, lx_id approved);

enum lx_rc lx_minutes_versions(struct lx_work *w, lx_id meeting, struct lx_versions *out, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    *out = (struct lx_versions){ 0 };
    enum lx_rc rc = lx_get(w, LX_MEETING, meeting, &m, err);
    if (rc == LX_OK)
        rc = add_drafts(w, m, out, err);
    if (rc == LX_OK)
        rc = add_frozen(w, meeting, out, err);
    if (rc == LX_OK)
        rc = count_answers(w, meeting, out, err);
    if (rc == LX_OK)
        settle(out, m->approved);
    lx_rec_free(m);
    return rc;
}

void lx_versions_done(struct lx_versions *v)
{
    for (size_t i = 0; i < v->n; i++) {
        free(v->at[i].who);
        free(v->at[i].command);
        free(v->at[i].why);
        free(v->at[i].source);
        free(v->at[i].frozen);
    }
    free(v->at);
    *v = (struct lx_versions){ 0 };
}

/* --- texts that were stored -------------------------------------------------------------------------------------------------- */

static void entry_of(struct lx_version *v, const struct lx_log_row *row)
{
    v->rev = row->rev;
    v->at_ms = row->at_ms;
    v->offset_min = row->offset_min;
    v->day = lx_instant_day(row->at_ms, row->offset_min);
    v->who = lx_strdup(row->clerk ? row->clerk : row->who);
}

/* The meeting as it was before this entry; *known false: the entry does not say, nothing older can be made out. */
static enum lx_rc step_back(struct lx_work *w, lx_rev rev, struct lx_meeting *m, bool *known, struct lx_err *err)
{
    struct lx_changes changes = { 0 };
    enum lx_rc rc = w->store->changes(w->store, rev, &changes, err);
    for (size_t i = 0; rc == LX_OK && i < changes.n; i++) {
        struct lx_delta delta = { 0 };
        const struct lx_change *c = &changes.at[i];
        if (c->id != m->rec.id || c->type != LX_MEETING)
            continue;
        if (c->op == '+')
            lx_set_text(&m->minutes, NULL);
        else
            *known = c->op == '~' && lx_delta_read(&delta, c->op, c->delta, NULL) == LX_OK && lx_delta_apply(m, &delta, false, NULL) == LX_OK;
        lx_delta_done(&delta);
    }
    lx_changes_done(&changes);
    return rc;
}

/* From the text there is now back through the history of the meeting. */
static enum lx_rc add_drafts(struct lx_work *w, const struct lx_meeting *now, struct lx_versions *out, struct lx_err *err)
{
    struct lx_log_query q = { .rec = now->rec.id };
    struct lx_log_rows log = { 0 };
    struct lx_meeting *m = lx_rec_copy(now);
    bool known = true;
    enum lx_rc rc = w->store->log(w->store, &q, &log, err);
    for (size_t i = 0; rc == LX_OK && known && i < log.n; i++) {
        char *text = lx_strdup(m->minutes);
        rc = step_back(w, log.at[i].rev, m, &known, err);
        bool same = strcmp(text ? text : "", m->minutes ? m->minutes : "") == 0;
        if (rc != LX_OK || same || !text) {
            free(text);
            continue;
        }
        struct lx_version *v = &LX_PUSH(out->at, out->n, out->room);
        *v = (struct lx_version){ .kind = LX_VERSION_DRAFT, .command = lx_strdup(log.at[i].command), .source = text };
        entry_of(v, &log.at[i]);
    }
    lx_log_rows_done(&log);
    lx_rec_free(m);
    return rc;
}

/* --- texts that were frozen -------------------------------------------------------------------------------------------------- */

/* The text that stood when this entry was written: that of the newest draft not after it; before the oldest one, of that. */
static const char *source_at(const struct lx_versions *v, size_t drafts_n, lx_rev rev)
{
    for (size_t i = 0; i < drafts_n; i++) /* newest first */
        if (v->at[i].rev <= rev)
            return v->at[i].source;
    return drafts_n ? v->at[drafts_n - 1].source : NULL;
}

static enum lx_rc add_frozen(struct lx_work *w, lx_id meeting, struct lx_versions *out, struct lx_err *err)
{
    static const int kinds[] = { [LX_VERSION_ROUND] = EDITION_MINUTES, [LX_VERSION_DRAFT] = -1, [LX_VERSION_ISSUED] = EDITION_ISSUED,
                                 [LX_VERSION_CORRECTION] = EDITION_CORRECTION };
    size_t drafts_n = out->n;
    enum lx_rc rc = LX_OK;
    for (int kind = 0; rc == LX_OK && kind <= LX_VERSION_CORRECTION; kind++) {
        struct lx_rows rows = { 0 };
        if (kinds[kind] >= 0)
            rc = lx_editions(w, meeting, kinds[kind], true, &rows, err);
        for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
            const struct lx_edition *e = (struct lx_edition *)rows.at[i];
            struct lx_log_query q = { .from = e->rec.rev, .to = e->rec.rev, .limit = 1 };
            struct lx_log_rows log = { 0 };
            bool whole = kind != LX_VERSION_CORRECTION;
            rc = w->store->log(w->store, &q, &log, err);
            struct lx_version *v = &LX_PUSH(out->at, out->n, out->room);
            *v = (struct lx_version){ .kind = (enum lx_version_kind)kind, .serial = e->number };
            if (log.n)
                entry_of(v, &log.at[0]);
            v->rev = e->rec.rev;
            v->day = e->day.day;
            if (e->clerk) {
                free(v->who);
                v->who = lx_strdup(e->clerk);
            }
            v->why = lx_strdup(e->why);
            v->frozen = lx_strdup(e->text ? e->text : "");
            v->source = lx_strdup(whole ? source_at(out, drafts_n, v->rev) : e->text);
            lx_log_rows_done(&log);
        }
        lx_rows_done(&rows);
    }
    return rc;
}

static enum lx_rc count_answers(struct lx_work *w, lx_id meeting, struct lx_versions *out, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_opinions(w, meeting, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_opinion *o = (struct lx_opinion *)rows.at[i];
        for (size_t k = 0; k < out->n; k++)
            if (out->at[k].kind == LX_VERSION_ROUND && out->at[k].serial == o->round && o->kind >= 0 && o->kind < 4)
                out->at[k].answers[o->kind]++;
    }
    lx_rows_done(&rows);
    return rc;
}

/* --- the list ------------------------------------------------------------------------------------------------------------------ */

static int by_age(const void *a, const void *b)
{
    const struct lx_version *x = a, *y = b;
    if (x->rev != y->rev) /* of one entry, where the records were loaded: as they follow each other */
        return x->rev < y->rev ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return x->serial < y->serial ? -1 : x->serial > y->serial;
}

static void settle(struct lx_versions *v, lx_id approved)
{
    int64_t drafts_n = 0;
    struct lx_version *newest = NULL;
    if (v->n)
        qsort(v->at, v->n, sizeof *v->at, by_age);
    for (size_t i = 0; i < v->n; i++) {
        if (v->at[i].kind == LX_VERSION_DRAFT)
            v->at[i].serial = ++drafts_n;
        if (v->at[i].kind != LX_VERSION_CORRECTION)
            newest = &v->at[i];
    }
    if (newest)
        newest->approved = approved;
}

enum lx_rc lx_version_find(const struct lx_versions *v, const char *which, size_t *number, struct lx_err *err)
{
    bool issued = strcmp(which, "issued") == 0, now = strcmp(which, "now") == 0, place = *which == 'v';
    char *end = NULL;
    long n = issued || now ? 0 : strtol(which + place, &end, 10);
    *number = 0;
    if (end && (*end || end == which + place || n < 1 || n > NUMBER_MAX))
        return lx_fail(err, LX_USAGE, N_("A version is the number of a round, `v3` of the list of versions, `issued` or `now`: %s"), "%s", which);
    for (size_t i = 0; i < v->n; i++) {
        const struct lx_version *one = &v->at[i];
        bool is = place    ? (long)i + 1 == n
                  : issued ? one->kind == LX_VERSION_ISSUED
                  : now    ? one->kind != LX_VERSION_CORRECTION
                           : one->kind == LX_VERSION_ROUND && one->serial == n;
        if (is)
            *number = i + 1;
    }
    return *number ? LX_OK : lx_fail(err, LX_NOTFOUND, N_("There is no such version: %s"), "%s", which);
}

const char *lx_version_text(const struct lx_version *v) { return v->frozen ? v->frozen : v->source ? v->source : ""; }

void lx_versions_compare(const struct lx_version *older, const struct lx_version *newer, struct lx_compared *out)
{
    bool papers = older->frozen && newer->frozen;
    const char *was = papers ? older->frozen : older->source, *is = papers ? newer->frozen : newer->source;
    lx_minutes_compare(was ? was : "", is ? is : "", out);
}
