/* Countersigning of a document by units, and the opinions on any record. */
#include "core/meeting/bodies.h"
#include "core/mem.h"
#include "core/minutes/circulate.h"
#include "core/register/documents.h"
#include "core/work/units.h"

#include <stdlib.h>

/* The members of today: of the body whose meeting treats the document, else the member governments. */
static enum lx_rc members_of(struct lx_work *w, lx_id document, struct lx_ids *units, struct lx_err *err)
{
    struct lx_document *d = NULL;
    struct lx_meeting *m = NULL;
    lx_id body = 0;
    enum lx_rc rc = lx_get(w, LX_DOCUMENT, document, &d, err);
    if (rc == LX_OK && d->meeting)
        rc = lx_get(w, LX_MEETING, d->meeting, &m, err);
    if (rc == LX_OK && m)
        rc = lx_body_of_meeting(w, m, &body, err);
    if (rc == LX_OK)
        rc = lx_body_units_at(w, body, w->today, units, err);
    lx_rec_free(m);
    lx_rec_free(d);
    return rc;
}

enum lx_rc lx_document_ask(struct lx_work *w, lx_id id, const struct lx_ids *units, const struct lx_date *due, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_rows there = { 0 };
    struct lx_ids members = { 0 };
    struct lx_str name = LX_STR_EMPTY;
    lx_show_id(w, &name, id);
    rc = lx_opinions_of(w, id, &there, err);
    if (rc == LX_OK && !units) {
        rc = members_of(w, id, &members, err);
        units = &members;
    }
    if (rc == LX_OK && !units->n)
        rc = lx_fail(err, LX_STATE, N_("Nobody is there to be asked; name units, or enter the members first: %s"), "%s", lx_str_z(&name));
    struct lx_ids asked = { 0 }; /* who is named twice is asked once */
    for (size_t i = 0; rc == LX_OK && i < units->n; i++) {
        if (lx_ids_has(&asked, units->at[i]))
            continue;
        lx_ids_add(&asked, units->at[i]);
        rc = lx_opinion_ask(w, id, units->at[i], lx_round_last(&there) + 1, due, err);
    }
    const char *args[] = { lx_str_z(&name), NULL };
    rc = lx_end(w, rc, "document ask", args, err);
    lx_rows_done(&there);
    lx_ids_done(&members);
    lx_ids_done(&asked);
    lx_str_done(&name);
    return rc;
}

enum lx_rc lx_document_answer(struct lx_work *w, lx_id id, lx_id unit, int kind, const char *text, const char *person,
                              struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_rows rows = { 0 };
    struct lx_opinion *old = NULL;
    struct lx_str name = LX_STR_EMPTY;
    lx_show_id(w, &name, id);
    rc = lx_opinions_of(w, id, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n && !old; i++) { /* newest round first */
        struct lx_opinion *o = (struct lx_opinion *)rows.at[i];
        old = o->unit == unit ? o : NULL;
    }
    if (rc == LX_OK && !old)
        rc = lx_fail(err, LX_NOTFOUND, N_("This unit was not asked: %s"), "%s", lx_unit_name(w->units, unit));
    if (rc == LX_OK) {
        struct lx_opinion *o = lx_rec_copy(old);
        bool another = kind != old->kind;
        o->kind = kind;
        o->taken = TAKEN_NONE; /* what was done with the answer before says nothing of this one */
        lx_date_done(&o->day);
        o->day = (struct lx_date){ .day = kind == OPINION_PENDING ? LX_NO_DAY : w->today };
        if (text || another)
            lx_set_text(&o->text, text);
        if (person || another)
            lx_set_text(&o->person, person);
        rc = lx_put_change(w, old, o, err);
        lx_rec_free(o);
    }
    const char *args[] = { lx_str_z(&name), lx_unit_name(w->units, unit), NULL };
    rc = lx_end(w, rc, "document answer", args, err);
    lx_rows_done(&rows);
    lx_str_done(&name);
    return rc;
}

/* --- in order ------------------------------------------------------------------------------------------------------------- */

struct place {
    int64_t round, rank;
    struct lx_rec *rec;
};

static int by_round(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->round != y->round)
        return x->round > y->round ? -1 : 1;
    return x->rank < y->rank ? -1 : x->rank > y->rank;
}

/* Where a unit stands in protocol order. */
static int64_t rank_of(const struct lx_work *w, lx_id unit)
{
    for (size_t i = 0; i < w->units->units.n; i++)
        if (w->units->units.at[i]->id == unit)
            return (int64_t)i;
    return INT64_MAX;
}

enum lx_rc lx_opinions_of(struct lx_work *w, lx_id of, struct lx_rows *rows, struct lx_err *err)
{
    enum lx_rc rc = lx_all(w, LX_OPINION, lx_cond_ref(LX_OPINION, "of", of), NULL, true, rows, err);
    struct place *places = lx_grow(NULL, rows->n + 1, sizeof *places);
    for (size_t i = 0; i < rows->n; i++) {
        const struct lx_opinion *o = (struct lx_opinion *)rows->at[i];
        places[i] = (struct place){ .round = o->round == LX_NO_INT ? 0 : o->round, .rank = rank_of(w, o->unit), .rec = rows->at[i] };
    }
    qsort(places, rows->n, sizeof *places, by_round);
    for (size_t i = 0; i < rows->n; i++)
        rows->at[i] = places[i].rec;
    free(places);
    return rc;
}
