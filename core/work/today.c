/* What needs a hand today. */
#include "core/work/today.h"

#include "core/meeting/prep.h"
#include "core/mem.h"
#include "core/minutes/circulate.h"
#include "core/work/query_read.h"

#include <string.h>

enum { MEETINGS_MOST = 3 };

void lx_today_done(struct lx_today *t)
{
    struct lx_rows *const rows[] = { &t->mine_late, &t->mine_near, &t->late, &t->near, &t->meetings, &t->preps, &t->answers, &t->notes };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        lx_rows_done(rows[i]);
    lx_log_rows_done(&t->news);
}

const char *lx_today_query(enum lx_today_part part)
{
    switch (part) {
    case LX_TODAY_LATE:
        return "light:red";
    case LX_TODAY_NEAR:
        return "light:yellow";
    case LX_TODAY_OPEN:
        return "state:open";
    case LX_TODAY_MINE_LATE:
        return "mine light:red";
    case LX_TODAY_MINE_NEAR:
        return "mine light:yellow";
    case LX_TODAY_MINE_OPEN:
        return "mine state:open";
    }
    return "";
}

static enum lx_rc read_rows(struct lx_work *w, struct lx_query *q, struct lx_rows *out, struct lx_err *err)
{
    struct lx_ids ids = { 0 };
    enum lx_rc rc = w->store->ids(w->store, q, &ids, err);
    if (rc == LX_OK)
        rc = w->store->rows(w->store, q->type, ids.at, ids.n, out, err);
    lx_ids_done(&ids);
    return rc;
}

/* Late or near; the bound on the limit lets the store walk its index instead of asking for the light of every item. */
static enum lx_rc read_lit(struct lx_work *w, enum lx_today_part part, bool others, size_t most, struct lx_rows *out, struct lx_err *err)
{
    struct lx_query q;
    enum lx_rc rc = lx_query_read(w, &q, LX_ITEM, lx_today_query(part), err);
    if (rc != LX_OK)
        return rc;
    bool late = part == LX_TODAY_LATE || part == LX_TODAY_MINE_LATE;
    struct lx_str today = LX_STR_EMPTY;
    lx_date_format(&today, &(struct lx_date){ .day = w->today });
    lx_cond_add(q.where, lx_cond_cmp(LX_ITEM, "due", late ? LX_OP_LT : LX_OP_GE, lx_str_z(&today)));
    lx_str_done(&today);
    if (others) {
        struct lx_cond *no = lx_cond_add(q.where, lx_cond_new(LX_OP_NOT));
        lx_cond_add(no, lx_cond_cmp(LX_ITEM, "clerk", LX_OP_EQ, lx_clerk(w)));
    }
    q.limit = most;
    rc = read_rows(w, &q, out, err);
    lx_query_done(&q);
    return rc;
}

static enum lx_rc read_meetings(struct lx_work *w, struct lx_rows *out, struct lx_err *err)
{
    struct lx_query q = { .type = LX_MEETING, .limit = MEETINGS_MOST };
    struct lx_str today = LX_STR_EMPTY;
    lx_date_format(&today, &(struct lx_date){ .day = w->today });
    q.where = lx_cond_new(LX_OP_ALL);
    lx_cond_add(q.where, lx_cond_cmp(LX_MEETING, "date", LX_OP_GE, lx_str_z(&today)));
    struct lx_cond *no = lx_cond_add(q.where, lx_cond_new(LX_OP_NOT));
    lx_cond_add(no, lx_cond_cmp(LX_MEETING, "state", LX_OP_EQ, "cancelled"));
    q.sort[q.sort_n++] = (struct lx_sort){ .field = lx_field_named(LX_MEETING, "date") };
    enum lx_rc rc = read_rows(w, &q, out, err);
    lx_str_done(&today);
    lx_query_done(&q);
    return rc;
}

static struct lx_cond *hangs_nowhere(void)
{
    struct lx_cond *no = lx_cond_new(LX_OP_NOT);
    lx_cond_add(no, lx_cond_new(LX_OP_SET))->field = lx_field_named(LX_NOTE, "hung");
    return no;
}

static enum lx_rc read_notes(struct lx_work *w, size_t most, struct lx_rows *out, struct lx_err *err)
{
    struct lx_query q = { .type = LX_NOTE, .limit = most, .where = hangs_nowhere() };
    struct lx_ids ids = { 0 };
    lx_default_sort(&q);
    enum lx_rc rc = w->store->ids(w->store, &q, &ids, err);
    for (size_t i = 0; rc == LX_OK && i < ids.n; i++) { /* their words are long text */
        struct lx_rec *note = NULL;
        if ((rc = lx_get(w, LX_NOTE, ids.at[i], &note, err)) == LX_OK)
            LX_PUSH(out->at, out->n, out->room) = note;
    }
    lx_ids_done(&ids);
    lx_query_done(&q);
    return rc;
}

static enum lx_rc read_news(struct lx_work *w, size_t most, lx_rev since, struct lx_log_rows *out, struct lx_err *err)
{
    struct lx_log_query q = { .from = since + 1, .limit = most * 4 };
    struct lx_log_rows rows = { 0 };
    enum lx_rc rc = w->store->log(w->store, &q, &rows, err);
    for (size_t i = 0; i < rows.n && out->n < most; i++) {
        const char *who = rows.at[i].clerk ? rows.at[i].clerk : rows.at[i].who;
        if (strcmp(who ? who : "", lx_clerk(w)) != 0) {
            LX_PUSH(out->at, out->n, out->room) = rows.at[i];
            rows.at[i] = (struct lx_log_row){ 0 };
        }
    }
    lx_log_rows_done(&rows);
    return rc;
}

static enum lx_rc read_rest(struct lx_work *w, struct lx_today *out, size_t most, lx_rev since, struct lx_err *err)
{
    enum lx_rc rc = read_meetings(w, &out->meetings, err);
    if (rc == LX_OK)
        rc = lx_preps_due(w, w->today + LX_PREP_AHEAD, most, &out->preps, err);
    if (rc == LX_OK)
        rc = lx_opinions_wanted(w, &out->answers, err);
    if (rc == LX_OK)
        rc = read_notes(w, most, &out->notes, err);
    if (rc == LX_OK)
        rc = read_news(w, most, since, &out->news, err);
    return rc;
}

enum lx_rc lx_today_read(struct lx_work *w, struct lx_today *out, size_t most, lx_rev since, struct lx_err *err)
{
    *out = (struct lx_today){ 0 };
    enum lx_rc rc = read_lit(w, LX_TODAY_MINE_LATE, false, most, &out->mine_late, err);
    if (rc == LX_OK)
        rc = read_lit(w, LX_TODAY_MINE_NEAR, false, most, &out->mine_near, err);
    if (rc == LX_OK)
        rc = read_lit(w, LX_TODAY_LATE, true, most, &out->late, err);
    if (rc == LX_OK)
        rc = read_lit(w, LX_TODAY_NEAR, true, most, &out->near, err);
    return rc == LX_OK ? read_rest(w, out, most, since, err) : rc;
}

enum lx_rc lx_today_first(struct lx_work *w, struct lx_today *out, size_t most, lx_rev since, struct lx_err *err)
{
    *out = (struct lx_today){ 0 };
    enum lx_rc rc = read_lit(w, LX_TODAY_LATE, false, most, &out->late, err);
    return rc == LX_OK ? read_rest(w, out, most, since, err) : rc;
}

static enum lx_rc count(struct lx_work *w, enum lx_today_part part, size_t *n, struct lx_err *err)
{
    struct lx_query q;
    struct lx_counts counts = { 0 };
    enum lx_rc rc = lx_query_read(w, &q, LX_ITEM, lx_today_query(part), err);
    if (rc == LX_OK)
        rc = w->store->count(w->store, &q, NULL, &counts, err);
    *n = counts.total;
    lx_counts_done(&counts);
    lx_query_done(&q);
    return rc;
}

enum lx_rc lx_today_count(struct lx_work *w, struct lx_today_counts *out, struct lx_err *err)
{
    *out = (struct lx_today_counts){ 0 };
    struct {
        enum lx_today_part part;
        size_t *n;
    } parts[] = { { LX_TODAY_OPEN, &out->open }, { LX_TODAY_MINE_OPEN, &out->mine_open }, { LX_TODAY_LATE, &out->late },
                  { LX_TODAY_MINE_LATE, &out->mine_late }, { LX_TODAY_NEAR, &out->near }, { LX_TODAY_MINE_NEAR, &out->mine_near } };
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < sizeof parts / sizeof parts[0]; i++)
        rc = count(w, parts[i].part, parts[i].n, err);
    struct lx_query q = { .type = LX_NOTE, .where = hangs_nowhere() };
    struct lx_counts notes = { 0 };
    if (rc == LX_OK)
        rc = w->store->count(w->store, &q, NULL, &notes, err);
    out->notes = notes.total;
    lx_counts_done(&notes);
    lx_query_done(&q);
    return rc;
}
