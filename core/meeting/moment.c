/* When a session began; which session was the last one before another. */
#include "core/meeting/moment.h"

#include "core/delta.h"
#include "core/meeting/carry.h"

#include <stdlib.h>
#include <string.h>

static enum lx_rc opened_in(struct lx_work *w, lx_rev rev, lx_id meeting, bool *opened, struct lx_err *err);

enum lx_rc lx_session_moment(struct lx_work *w, const struct lx_meeting *m, struct lx_moment *out, struct lx_err *err)
{
    struct lx_log_rows rows = { 0 };
    struct lx_log_query q = { .rec = m->rec.id };
    bool found = false;
    lx_day day = m->opened != LX_NO_INT ? lx_instant_day(m->opened, (int)w->office->utc_offset) : m->date.day;
    *out = (struct lx_moment){ .day = day };
    if (day == LX_NO_DAY)
        return LX_OK;
    enum lx_rc rc = w->store->log(w->store, &q, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n && !found; i++) { /* newest first */
        if (lx_instant_day(rows.at[i].at_ms, rows.at[i].offset_min) != day)
            continue;
        rc = opened_in(w, rows.at[i].rev, m->rec.id, &found, err);
        out->rev = found ? rows.at[i].rev : 0;
    }
    lx_log_rows_done(&rows);
    return rc;
}

bool lx_is_after(const struct lx_moment *m, lx_day day, lx_rev rev)
{
    return m->day == LX_NO_DAY || day > m->day || (day == m->day && m->rev && rev > m->rev);
}

static bool held_word(const char *word) { return lx_is_held(lx_word_find(lx_words_of("meeting_state"), word)); }

/* Did that entry take the meeting from what is before a session into it? */
static enum lx_rc opened_in(struct lx_work *w, lx_rev rev, lx_id meeting, bool *opened, struct lx_err *err)
{
    struct lx_changes changes = { 0 };
    enum lx_rc rc = w->store->changes(w->store, rev, &changes, err);
    for (size_t i = 0; rc == LX_OK && i < changes.n; i++) {
        struct lx_delta d = { 0 };
        if (changes.at[i].id != meeting || changes.at[i].op != '~')
            continue;
        rc = lx_delta_read(&d, '~', changes.at[i].delta, err);
        for (size_t k = 0; rc == LX_OK && k < d.n; k++)
            if (strcmp(d.at[k].name, "state") == 0 && !held_word(d.at[k].old) && held_word(d.at[k].new_))
                *opened = true;
        lx_delta_done(&d);
    }
    lx_changes_done(&changes);
    return rc;
}

/* --- the last session --------------------------------------------------------------------------------------------------- */

/* Of two meetings of one day: was a before b?  One that is still to be held comes behind all that were. */
static bool is_before(const struct lx_meeting *a, const struct lx_meeting *b)
{
    if (lx_is_held(a->state) != lx_is_held(b->state))
        return lx_is_held(a->state);
    if (a->opened != LX_NO_INT && b->opened != LX_NO_INT && a->opened != b->opened)
        return a->opened < b->opened;
    int order = a->time && b->time ? strcmp(a->time, b->time) : 0;
    return order ? order < 0 : a->rec.id < b->rec.id;
}

static struct lx_cond *held_in(lx_id series)
{
    struct lx_cond *where = lx_cond_new(LX_OP_ALL);
    if (series)
        lx_cond_add(where, lx_cond_ref(LX_MEETING, "series", series));
    else
        lx_cond_add(lx_cond_add(where, lx_cond_new(LX_OP_NOT)), lx_cond_new(LX_OP_SET))->field = lx_field_named(LX_MEETING, "series");
    struct lx_cond *any = lx_cond_add(where, lx_cond_new(LX_OP_ANY));
    for (int state = 0; state < lx_meeting_state_n; state++)
        if (lx_is_held(state))
            lx_cond_add(any, lx_cond_cmp(LX_MEETING, "state", LX_OP_EQ, lx_words_of("meeting_state")->at[state].word));
    return where;
}

enum lx_rc lx_last_session(struct lx_work *w, const struct lx_meeting *m, struct lx_meeting **last, struct lx_err *err)
{
    struct lx_query q = { .type = LX_MEETING, .where = held_in(m->series), .sort_n = 1 };
    struct lx_ids ids = { 0 };
    *last = NULL;
    q.sort[0] = (struct lx_sort){ .field = lx_field_named(LX_MEETING, "date"), .down = true };
    struct lx_str day = LX_STR_EMPTY;
    if (m->date.day != LX_NO_DAY) {
        lx_day_format(&day, m->date.day);
        lx_cond_add(q.where, lx_cond_cmp(LX_MEETING, "date", LX_OP_LE, day.s));
    }
    enum lx_rc rc = w->store->ids(w->store, &q, &ids, err);
    for (size_t i = 0; rc == LX_OK && i < ids.n; i++) {
        struct lx_meeting *one = NULL;
        if (ids.at[i] == m->rec.id)
            continue;
        rc = lx_get(w, LX_MEETING, ids.at[i], &one, err);
        bool over = rc == LX_OK && *last && one->date.day != (*last)->date.day; /* all others are earlier */
        bool fits = rc == LX_OK && !over && (one->date.day != m->date.day || is_before(one, m));
        if (fits && (!*last || is_before(*last, one))) {
            lx_rec_free(*last);
            *last = one;
        } else {
            lx_rec_free(one);
        }
        if (over)
            break;
    }
    lx_str_done(&day);
    lx_ids_done(&ids);
    lx_query_done(&q);
    return rc;
}
