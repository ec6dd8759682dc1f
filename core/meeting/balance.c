/* The balance of open matters between two sessions. */
#include "core/meeting/carry.h"

#include "core/meeting/carry_open.h"
#include "core/meeting/moment.h"
#include "core/mem.h"
#include "core/work/groups.h"
#include "core/work/items.h"
#include "core/work/query_read.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

/* An item that was registered or changed its state after the first moment: all others are now what they were then. */
struct touched {
    lx_id id, lead;
    int now, then, later;   /* states: now, at the first and at the second moment */
    bool told, told_later;  /* then, later are known from events */
    bool was, is;           /* was there at the first moment; at the second */
    bool there;             /* is there now */
};
/* From when the last session began to when this one did (or to now): what a session itself made is new to the next one. */
struct count {
    struct lx_work *w;
    struct lx_balance *b;
    lx_id of, series;       /* the meeting, its series */
    bool by_chapter;        /* the agenda has rows of chapters; then these are read: */
    struct lx_chapters chapters;
    struct lx_moment from, to;
    struct touched *at;
    size_t n, room;
    struct lx_counts leads; /* open now, by lead unit (0: none) */
    struct lx_rows rows;    /* the agenda */
};

static enum lx_rc read_events(struct count *c, struct lx_err *err);
static enum lx_rc read_new(struct count *c, struct lx_err *err);
static enum lx_rc read_states(struct count *c, struct lx_err *err);
static enum lx_rc count_leads(struct count *c, struct lx_err *err);
static void sum_up(struct count *c);
static enum lx_rc count_shown(struct count *c, struct lx_err *err);

lx_id lx_government_of(const struct lx_work *w, lx_id unit)
{
    enum { HIGHEST = 20 };
    for (int n = 0; n < HIGHEST; n++) {
        const struct lx_unit *u = lx_unit_by_id(w->units, unit);
        if (!u || u->kind == UNIT_GOVERNMENT || !u->parent)
            return unit;
        unit = u->parent;
    }
    return unit;
}

void lx_balance_done(struct lx_balance *b)
{
    lx_ids_done(&b->missing);
    *b = (struct lx_balance){ 0 };
}

/* A row of open matters that is no unit's; the one that holds them all may be taken for one. */
static bool is_chapter(const struct lx_work *w, const struct lx_agenda *a)
{
    return a->carry == CARRY_OPEN && a->parent && a->of && !lx_unit_by_id(w->units, a->of);
}

enum lx_rc lx_balance(struct lx_work *w, lx_id meeting, struct lx_balance *out, struct lx_err *err)
{
    struct lx_meeting *m = NULL, *last = NULL;
    struct count c = { .w = w, .b = out, .of = meeting, .from = { .day = LX_NO_DAY }, .to = { .day = w->today } };
    *out = (struct lx_balance){ .from = LX_NO_DAY, .to = LX_NO_DAY };
    enum lx_rc rc = lx_get(w, LX_MEETING, meeting, &m, err);
    if (rc == LX_OK)
        rc = lx_last_session(w, m, &last, err);
    if (rc == LX_OK && last)
        rc = lx_session_moment(w, last, &c.from, err);
    if (rc == LX_OK && lx_is_held(m->state))
        rc = lx_session_moment(w, m, &c.to, err);
    if (rc == LX_OK) {
        if (c.to.day == LX_NO_DAY || c.to.day > w->today)
            c.to = (struct lx_moment){ .day = w->today };
        out->last = last ? last->rec.id : 0;
        out->from = c.from.day;
        out->to = c.to.day;
        rc = lx_all(w, LX_AGENDA, lx_cond_ref(LX_AGENDA, "meeting", meeting), "position", false, &c.rows, err);
    }
    if (rc == LX_OK)
        rc = read_events(&c, err);
    if (rc == LX_OK)
        rc = read_new(&c, err);
    if (rc == LX_OK)
        rc = read_states(&c, err);
    if (rc == LX_OK)
        rc = count_leads(&c, err);
    for (size_t i = 0; i < c.rows.n; i++)
        c.by_chapter = c.by_chapter || is_chapter(w, (struct lx_agenda *)(void *)c.rows.at[i]);
    if (rc == LX_OK && c.by_chapter)
        rc = lx_chapters_read(w, &c.chapters, err);
    if (rc == LX_OK) {
        c.series = m->series;
        sum_up(&c);
        rc = count_shown(&c, err);
    }
    lx_rec_free(m);
    lx_rec_free(last);
    lx_counts_done(&c.leads);
    lx_chapters_done(&c.chapters);
    lx_rows_done(&c.rows);
    free(c.at);
    return rc;
}

/* --- what was touched --------------------------------------------------------------------------------------------------- */

static int cmp_touched(const void *pa, const void *pb)
{
    const struct touched *a = pa, *b = pb;
    return (a->id > b->id) - (a->id < b->id);
}

static struct touched *touched(struct count *c, lx_id id)
{
    return c->n ? bsearch(&(struct touched){ .id = id }, c->at, c->n, sizeof *c->at, cmp_touched) : NULL;
}

static void touch_all(struct count *c, const struct lx_ids *ids)
{
    size_t had = c->n, kept = 0;
    for (size_t i = 0; i < ids->n; i++) {
        struct touched *old = had ? bsearch(&(struct touched){ .id = ids->at[i] }, c->at, had, sizeof *c->at, cmp_touched) : NULL;
        if (!old)
            LX_PUSH(c->at, c->n, c->room) = (struct touched){ .id = ids->at[i], .was = true, .is = true };
    }
    if (c->n)
        qsort(c->at, c->n, sizeof *c->at, cmp_touched);
    for (size_t i = 0; i < c->n; i++)
        if (!kept || c->at[kept - 1].id != c->at[i].id)
            c->at[kept++] = c->at[i];
    c->n = kept;
}

static struct lx_cond *on_or_after(enum lx_type type, const char *field, lx_day day, enum lx_op op)
{
    struct lx_str iso = LX_STR_EMPTY;
    lx_date_format(&iso, &(struct lx_date){ .day = day });
    struct lx_cond *c = lx_cond_cmp(type, field, op, lx_str_z(&iso));
    lx_str_done(&iso);
    return c;
}

/* Has a count to the end of today, with nothing after it? */
static bool up_to_now(const struct count *c) { return c->to.day >= c->w->today && !c->to.rev; }

/* The first change of state after a moment tells what the state was then. */
static enum lx_rc read_events(struct count *c, struct lx_err *err)
{
    struct lx_rows events = { 0 };
    struct lx_ids ids = { 0 };
    if (c->from.day == LX_NO_DAY && up_to_now(c))
        return LX_OK; /* everything is new, and as it is now */
    const struct lx_moment *since = c->from.day == LX_NO_DAY ? &c->to : &c->from;
    struct lx_cond *where = lx_cond_new(LX_OP_ALL);
    lx_cond_add(where, on_or_after(LX_EVENT, "day", since->day, since->rev ? LX_OP_GE : LX_OP_GT));
    struct lx_cond *any = lx_cond_add(where, lx_cond_new(LX_OP_ANY));
    lx_cond_add(any, lx_cond_cmp(LX_EVENT, "kind", LX_OP_EQ, "step"));
    lx_cond_add(any, lx_cond_cmp(LX_EVENT, "kind", LX_OP_EQ, "merge"));
    enum lx_rc rc = lx_all(c->w, LX_EVENT, where, NULL, false, &events, err);
    for (size_t i = 0; rc == LX_OK && i < events.n; i++) {
        const struct lx_event *e = (struct lx_event *)(void *)events.at[i];
        if (lx_is_after(since, e->day.day, e->rec.rev))
            lx_ids_add(&ids, e->item);
    }
    touch_all(c, &ids);
    for (size_t i = 0; rc == LX_OK && i < events.n; i++) {
        const struct lx_event *e = (struct lx_event *)(void *)events.at[i];
        struct touched *t = touched(c, e->item);
        if (!lx_is_after(since, e->day.day, e->rec.rev))
            continue;
        if (!t->told) {
            t->told = true;
            t->then = e->old_state;
        }
        if (!t->told_later && lx_is_after(&c->to, e->day.day, e->rec.rev)) {
            t->told_later = true;
            t->later = e->old_state;
        }
    }
    lx_ids_done(&ids);
    lx_rows_done(&events);
    return rc;
}

/* --- what is new -------------------------------------------------------------------------------------------------------- */

/* Was the record added after the moment?  What its first entry says. */
static enum lx_rc added_after(struct lx_work *w, lx_id id, const struct lx_moment *m, bool *later, struct lx_err *err)
{
    struct lx_log_rows rows = { 0 };
    struct lx_log_query q = { .rec = id, .oldest_first = true, .limit = 1 };
    enum lx_rc rc = w->store->log(w->store, &q, &rows, err);
    *later = !rows.n || lx_is_after(m, lx_instant_day(rows.at[0].at_ms, rows.at[0].offset_min), rows.at[0].rev);
    lx_log_rows_done(&rows);
    return rc;
}

static int cmp_ids(const void *a, const void *b) { return (*(const lx_id *)a > *(const lx_id *)b) - (*(const lx_id *)a < *(const lx_id *)b); }

/* Ids of one origin grow with time, so the first one added after a moment is found by halving.  Appends those from there on. */
static enum lx_rc halve(struct count *c, const struct lx_moment *m, struct lx_cond *which, struct lx_ids *out, struct lx_err *err)
{
    enum { ORIGIN = 1000000000 };
    struct lx_query q = { .type = LX_ITEM, .where = which };
    struct lx_ids ids = { 0 };
    enum lx_rc rc = c->w->store->ids(c->w->store, &q, &ids, err);
    if (ids.n)
        qsort(ids.at, ids.n, sizeof *ids.at, cmp_ids);
    for (size_t from = 0, end; rc == LX_OK && from < ids.n; from = end) {
        for (end = from; end < ids.n && ids.at[end] / ORIGIN == ids.at[from] / ORIGIN;)
            end++;
        size_t low = from, high = end; /* all below low were there at the moment, none from high on */
        while (rc == LX_OK && low < high) {
            bool later;
            size_t mid = low + (high - low) / 2;
            rc = added_after(c->w, ids.at[mid], m, &later, err);
            if (later)
                high = mid;
            else
                low = mid + 1;
        }
        for (size_t i = low; i < end; i++)
            lx_ids_add(out, ids.at[i]);
    }
    lx_ids_done(&ids);
    lx_query_done(&q);
    return rc;
}

/* Later days; the day itself, where the journal can part it; and items that name no day (registered before there was one). */
static enum lx_rc registered_after(struct count *c, const struct lx_moment *m, struct lx_ids *out, struct lx_err *err)
{
    struct lx_query q = { .type = LX_ITEM };
    if (m->day != LX_NO_DAY)
        q.where = on_or_after(LX_ITEM, "registered", m->day, LX_OP_GT);
    enum lx_rc rc = c->w->store->ids(c->w->store, &q, out, err);
    lx_query_done(&q);
    if (rc == LX_OK && m->day != LX_NO_DAY && m->rev)
        rc = halve(c, m, on_or_after(LX_ITEM, "registered", m->day, LX_OP_EQ), out, err);
    if (rc == LX_OK && m->day != LX_NO_DAY) {
        struct lx_cond *undated = lx_cond_new(LX_OP_NOT);
        lx_cond_add(undated, lx_cond_new(LX_OP_SET))->field = lx_field_named(LX_ITEM, "registered");
        rc = halve(c, m, undated, out, err);
    }
    return rc;
}

static enum lx_rc made_by(struct count *c, lx_id meeting, struct lx_ids *out, struct lx_err *err)
{
    struct lx_query q = { .type = LX_ITEM, .where = lx_cond_ref(LX_ITEM, "meeting", meeting) };
    enum lx_rc rc = meeting ? c->w->store->ids(c->w->store, &q, out, err) : LX_OK;
    lx_query_done(&q);
    return rc;
}

/* What the last session made is new even where it was written down before it began; what this one makes is the next one's. */
static enum lx_rc read_new(struct count *c, struct lx_err *err)
{
    struct lx_ids ids = { 0 }, later = { 0 };
    enum lx_rc rc = registered_after(c, &c->from, &ids, err);
    if (rc == LX_OK)
        rc = made_by(c, c->b->last, &ids, err);
    if (rc == LX_OK && !up_to_now(c))
        rc = registered_after(c, &c->to, &later, err);
    if (rc == LX_OK)
        rc = made_by(c, c->of, &later, err);
    touch_all(c, &ids);
    touch_all(c, &later);
    for (size_t i = 0; i < ids.n; i++)
        touched(c, ids.at[i])->was = false;
    for (size_t i = 0; i < later.n; i++) {
        struct touched *t = touched(c, later.at[i]);
        t->was = t->is = false;
    }
    lx_ids_done(&ids);
    lx_ids_done(&later);
    return rc;
}

/* One field of all that was touched; no more of an item is needed, and there may be thousands. */
static enum lx_rc read_field(struct count *c, const char *field, struct lx_values *out, struct lx_err *err)
{
    struct lx_query q = { .type = LX_ITEM, .where = lx_cond_new(LX_OP_IN) };
    struct lx_by by = { .field = lx_field_named(LX_ITEM, field) };
    for (size_t i = 0; i < c->n; i++)
        lx_ids_add(&q.where->ids, c->at[i].id);
    enum lx_rc rc = lx_values_read(c->w, &q, &by, out, err);
    lx_query_done(&q);
    return rc;
}

/* Forgets those that are there no more. */
static enum lx_rc read_states(struct count *c, struct lx_err *err)
{
    struct lx_values states = { 0 }, leads = { 0 };
    enum lx_rc rc = c->n ? read_field(c, "state", &states, err) : LX_OK;
    if (rc == LX_OK && c->n)
        rc = read_field(c, "lead", &leads, err);
    for (size_t i = 0; rc == LX_OK && i < states.ids.n; i++) {
        struct touched *t = touched(c, states.ids.at[i]);
        t->there = true;
        t->now = (int)states.at[i];
        t->then = t->told ? t->then : t->now;
        t->later = t->told_later ? t->later : t->now;
    }
    for (size_t i = 0; rc == LX_OK && i < leads.ids.n; i++)
        touched(c, leads.ids.at[i])->lead = leads.at[i] == LX_NO_INT ? 0 : leads.at[i];
    size_t kept = 0;
    for (size_t i = 0; i < c->n; i++)
        if (c->at[i].there)
            c->at[kept++] = c->at[i];
    c->n = kept;
    lx_values_done(&states);
    lx_values_done(&leads);
    return rc;
}

/* --- sums --------------------------------------------------------------------------------------------------------------- */

static enum lx_rc count_leads(struct count *c, struct lx_err *err)
{
    struct lx_query q = { .type = LX_ITEM, .where = lx_cond_items(true) };
    enum lx_rc rc = c->w->store->count(c->w->store, &q, lx_field_named(LX_ITEM, "lead"), &c->leads, err);
    lx_query_done(&q);
    return rc;
}

static void add_lead(struct count *c, lx_id lead, int n)
{
    size_t i = 0;
    while (i < c->leads.n && c->leads.at[i].value != lead)
        i++;
    if (i == c->leads.n)
        LX_PUSH(c->leads.at, c->leads.n, c->leads.room) = (struct lx_count){ .value = lead };
    c->leads.at[i].n += (size_t)n;
}

/* Ends with c->leads telling what is open at the second moment. */
static void sum_up(struct count *c)
{
    struct lx_balance *b = c->b;
    b->open_then = c->leads.total;
    for (size_t i = 0; i < c->n; i++) {
        const struct touched *t = &c->at[i];
        bool open_then = t->was && lx_item_is_open(t->then), open_later = t->is && lx_item_is_open(t->later);
        b->open_then += (size_t)open_then;
        b->open_then -= (size_t)lx_item_is_open(t->now);
        if (open_later != lx_item_is_open(t->now))
            add_lead(c, t->lead, open_later ? 1 : -1);
        b->added += !t->was && t->is;
        b->reopened += t->was && !open_then && open_later;
        if (!t->is || open_later || !(open_then || !t->was))
            continue;
        if (t->later == ITEM_SUSPENDED)
            b->suspended++;
        else if (t->later == ITEM_WITHDRAWN)
            b->withdrawn++;
        else if (t->later == ITEM_MERGED)
            b->merged++;
        else
            b->closed++;
    }
}

/* Has its government a row of open matters? */
static bool unit_shown(const struct count *c, lx_id lead)
{
    lx_id of = lx_government_of(c->w, lead);
    for (size_t i = 0; i < c->rows.n; i++) {
        const struct lx_agenda *a = (struct lx_agenda *)(void *)c->rows.at[i];
        if (a->carry == CARRY_OPEN && a->of == of)
            return true;
    }
    return false;
}

static bool item_shown(const struct count *c, lx_id id)
{
    for (size_t i = 0; i < c->rows.n; i++) {
        const struct lx_agenda *a = (struct lx_agenda *)(void *)c->rows.at[i];
        if (a->of == id || a->item == id)
            return true;
    }
    return false;
}

/* Has its chapter a row, or its plan? */
static bool chapter_shown(const struct count *c, const struct lx_item *item)
{
    lx_id of;
    for (int k = 0; (of = lx_chapter_of(&c->chapters, item, c->series, k)) != 0; k++)
        for (size_t i = 0; i < c->rows.n; i++) {
            const struct lx_agenda *a = (struct lx_agenda *)(void *)c->rows.at[i];
            if (a->carry == CARRY_OPEN && a->of == of)
                return true;
        }
    return false;
}

/* Counts them as shown or missing. */
static enum lx_rc count_ids(struct count *c, const struct lx_ids *ids, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = ids->n && c->by_chapter ? c->w->store->rows(c->w->store, LX_ITEM, ids->at, ids->n, &rows, err) : LX_OK;
    for (size_t i = 0; rc == LX_OK && i < ids->n; i++) {
        const struct lx_item *item = c->by_chapter ? (struct lx_item *)(void *)rows.at[i] : NULL;
        if (item_shown(c, ids->at[i]) || (item && chapter_shown(c, item)))
            c->b->shown++;
        else
            lx_ids_add(&c->b->missing, ids->at[i]);
    }
    lx_rows_done(&rows);
    return rc;
}

/* Open at the second moment, led by a unit without a row: one by one. */
static enum lx_rc look_each(struct count *c, lx_id lead, struct lx_err *err)
{
    struct lx_query q = { .type = LX_ITEM, .where = lx_cond_new(LX_OP_ALL), .sort_n = 1 };
    struct lx_ids ids = { 0 }, there = { 0 };
    q.sort[0].field = lx_field_named(LX_ITEM, "due");
    lx_cond_add(q.where, lx_cond_items(true));
    if (lead)
        lx_cond_add(q.where, lx_cond_ref(LX_ITEM, "lead", lead));
    else
        lx_cond_add(lx_cond_add(q.where, lx_cond_new(LX_OP_NOT)), lx_cond_new(LX_OP_SET))->field = lx_field_named(LX_ITEM, "lead");
    enum lx_rc rc = c->w->store->ids(c->w->store, &q, &ids, err);
    for (size_t i = 0; i < c->n; i++) /* over now, open then */
        if (c->at[i].lead == lead && c->at[i].is && lx_item_is_open(c->at[i].later) && !lx_item_is_open(c->at[i].now))
            lx_ids_add(&ids, c->at[i].id);
    for (size_t i = 0; rc == LX_OK && i < ids.n; i++) {
        const struct touched *t = touched(c, ids.at[i]);
        if (!t || (t->is && lx_item_is_open(t->later)))
            lx_ids_add(&there, ids.at[i]);
    }
    if (rc == LX_OK)
        rc = count_ids(c, &there, err);
    lx_ids_done(&ids);
    lx_ids_done(&there);
    lx_query_done(&q);
    return rc;
}

static enum lx_rc count_shown(struct count *c, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < c->leads.n; i++) {
        if (unit_shown(c, c->leads.at[i].value))
            c->b->shown += c->leads.at[i].n;
        else if (c->leads.at[i].n)
            rc = look_each(c, c->leads.at[i].value, err);
    }
    return rc;
}
