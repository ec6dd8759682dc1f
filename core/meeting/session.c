/* A meeting in session. */
#include "core/meeting/session.h"

#include "core/meeting/attendance.h"
#include "core/meeting/meetings.h"
#include "core/mem.h"
#include "core/work/items.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

#define W(name, word) static const char word_##name[] __attribute__((unused)) = word;
#include "core/work/words.def"
#undef W

/* What a use case works on. */
struct sitting {
    struct lx_meeting *m;
    struct lx_rows agenda;
};

static enum lx_rc read_sitting(struct lx_work *w, lx_id meeting, struct sitting *s, struct lx_err *err)
{
    enum lx_rc rc = lx_get(w, LX_MEETING, meeting, &s->m, err);
    return rc == LX_OK ? lx_agenda(w, meeting, &s->agenda, err) : rc;
}

/* Begins a step of a session; end_sitting ends it, also when this has failed. */
static enum lx_rc begin_sitting(struct lx_work *w, lx_id meeting, struct sitting *s, struct lx_err *err)
{
    *s = (struct sitting){ 0 };
    enum lx_rc rc = lx_begin(w, err);
    return rc == LX_OK ? read_sitting(w, meeting, s, err) : rc;
}

static enum lx_rc end_sitting(struct lx_work *w, struct sitting *s, enum lx_rc rc, const char *command, lx_id row, struct lx_err *err);
static enum lx_rc put_times(struct lx_work *w, struct sitting *s, lx_id row, int64_t started, int64_t ended, struct lx_err *err);
static enum lx_rc conclude(struct lx_work *w, struct sitting *s, struct lx_err *err);
static enum lx_rc take_up(struct lx_work *w, struct sitting *s, lx_id row, struct lx_err *err);
static enum lx_rc put_state(struct lx_work *w, struct sitting *s, int state, struct lx_err *err);

/* The meeting, which has changed since. */
static enum lx_rc reread(struct lx_work *w, struct sitting *s, struct lx_err *err)
{
    lx_id id = s->m->rec.id;
    lx_rec_free(s->m);
    s->m = NULL;
    return lx_get(w, LX_MEETING, id, &s->m, err);
}

static const struct lx_agenda *row_at(const struct lx_rows *agenda, size_t i)
{
    return (const struct lx_agenda *)(const void *)agenda->at[i];
}

static const struct lx_agenda *row_of(const struct lx_rows *agenda, lx_id id)
{
    for (size_t i = 0; i < agenda->n; i++)
        if (agenda->at[i]->id == id)
            return row_at(agenda, i);
    return NULL;
}

/* --- where we are --------------------------------------------------------------------------------------------------------- */

lx_id lx_session_now(const struct lx_rows *agenda)
{
    for (size_t i = 0; i < agenda->n; i++)
        if (row_at(agenda, i)->started != LX_NO_INT && row_at(agenda, i)->ended == LX_NO_INT)
            return agenda->at[i]->id;
    return 0;
}

lx_id lx_session_at(const struct lx_rows *agenda)
{
    lx_id row = lx_session_now(agenda);
    int64_t latest = LX_NO_INT;
    for (size_t i = 0; i < agenda->n && !lx_session_now(agenda); i++)
        if (row_at(agenda, i)->ended != LX_NO_INT && row_at(agenda, i)->ended >= latest) {
            latest = row_at(agenda, i)->ended;
            row = agenda->at[i]->id;
        }
    return row;
}

lx_id lx_session_after(const struct lx_rows *agenda, lx_id row)
{
    bool behind = row == 0;
    for (size_t i = 0; i < agenda->n; i++) {
        if (behind && row_at(agenda, i)->kind != AGENDA_HEADING)
            return agenda->at[i]->id;
        behind = behind || agenda->at[i]->id == row;
    }
    return 0;
}

lx_id lx_session_before(const struct lx_rows *agenda, lx_id row)
{
    lx_id before = 0;
    for (size_t i = 0; i < agenda->n && agenda->at[i]->id != row; i++)
        if (row_at(agenda, i)->kind != AGENDA_HEADING)
            before = agenda->at[i]->id;
    return before;
}

int64_t lx_session_minutes(const struct lx_agenda *a, int64_t now_ms)
{
    if (a->started == LX_NO_INT)
        return -1;
    int64_t end = a->ended != LX_NO_INT ? a->ended : now_ms;
    return end > a->started ? (end - a->started) / 60000 : 0;
}

enum { HOUR_AT = 11, HOUR_LEN = 5 }; /* of an instant in words */

/* --- steps ------------------------------------------------------------------------------------------------------------------- */

static enum lx_rc is_planned(struct lx_work *w, const struct lx_meeting *m, lx_day day, bool *planned, struct lx_err *err)
{
    struct lx_rows parts = { 0 };
    *planned = m->date.day == day;
    enum lx_rc rc = lx_all(w, LX_SITTING, lx_cond_ref(LX_SITTING, "meeting", m->rec.id), NULL, false, &parts, err);
    for (size_t i = 0; rc == LX_OK && i < parts.n; i++)
        *planned = *planned || ((struct lx_sitting *)(void *)parts.at[i])->date.day == day;
    lx_rows_done(&parts);
    return rc;
}

enum lx_rc lx_session_off_day(struct lx_work *w, lx_id meeting, bool *off, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    bool planned = true;
    enum lx_rc rc = lx_get(w, LX_MEETING, meeting, &m, err);
    if (rc == LX_OK && (m->state == MEETING_DRAFT || m->state == MEETING_NOTIFIED) && m->date.day != LX_NO_DAY && m->date.prec == LX_PREC_DAY)
        rc = is_planned(w, m, w->today, &planned, err);
    *off = !planned;
    lx_rec_free(m);
    return rc;
}

/* A meeting is held on the day on which it is opened. */
static enum lx_rc put_day(struct lx_work *w, struct sitting *s, struct lx_err *err)
{
    struct lx_str now = LX_STR_EMPTY;
    bool planned;
    enum lx_rc rc = is_planned(w, s->m, w->today, &planned, err);
    if (rc != LX_OK || planned)
        return rc;
    struct lx_meeting *old = s->m, *m = s->m = lx_rec_copy(old);
    lx_date_done(&m->date);
    m->date = (struct lx_date){ .day = w->today };
    lx_instant_format(&now, w->now_ms, (int)w->office->utc_offset); /* 2024-06-25 09:00 */
    if (now.len >= HOUR_AT + HOUR_LEN) {
        lx_str_cut(&now, HOUR_AT + HOUR_LEN);
        lx_set_text(&m->time, now.s + HOUR_AT);
    }
    rc = lx_put_change(w, old, m, err);
    lx_str_done(&now);
    lx_rec_free(old);
    return rc;
}

static enum lx_rc open_now(struct lx_work *w, struct sitting *s, struct lx_err *err)
{
    enum lx_rc rc = put_state(w, s, MEETING_IN_SESSION, err);
    if (rc == LX_OK)
        rc = reread(w, s, err);
    if (rc == LX_OK)
        rc = put_day(w, s, err);
    return rc == LX_OK ? lx_roll_call(w, s->m->rec.id, NULL, err) : rc;
}

enum lx_rc lx_session_open(struct lx_work *w, lx_id meeting, struct lx_err *err)
{
    struct sitting s;
    enum lx_rc rc = begin_sitting(w, meeting, &s, err);
    if (rc == LX_OK)
        rc = open_now(w, &s, err);
    return end_sitting(w, &s, rc, "session open", 0, err);
}

enum lx_rc lx_session_start(struct lx_work *w, lx_id agenda, struct lx_err *err)
{
    struct sitting s = { 0 };
    struct lx_agenda *a = NULL;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_AGENDA, agenda, &a, err);
    if (rc == LX_OK)
        rc = read_sitting(w, a->meeting, &s, err);
    if (rc == LX_OK && lx_session_now(&s.agenda) != agenda)
        rc = conclude(w, &s, err);
    if (rc == LX_OK)
        rc = take_up(w, &s, agenda, err);
    lx_rec_free(a);
    return end_sitting(w, &s, rc, "session start", agenda, err);
}

enum lx_rc lx_session_end(struct lx_work *w, lx_id meeting, struct lx_err *err)
{
    struct sitting s;
    enum lx_rc rc = begin_sitting(w, meeting, &s, err);
    lx_id now = rc == LX_OK ? lx_session_now(&s.agenda) : 0;
    if (rc == LX_OK && !now)
        rc = lx_fail(err, LX_STATE, N_("No item of the agenda is being treated"), "%s", "");
    if (rc == LX_OK)
        rc = conclude(w, &s, err);
    return end_sitting(w, &s, rc, "session end", now, err);
}

enum lx_rc lx_session_next(struct lx_work *w, lx_id meeting, lx_id *row, struct lx_err *err)
{
    struct sitting s;
    *row = 0;
    enum lx_rc rc = begin_sitting(w, meeting, &s, err);
    if (rc == LX_OK && s.m->state != MEETING_IN_SESSION)
        rc = open_now(w, &s, err);
    lx_id at = rc == LX_OK ? lx_session_at(&s.agenda) : 0;
    if (rc == LX_OK)
        rc = conclude(w, &s, err);
    if (rc == LX_OK)
        *row = lx_session_after(&s.agenda, at);
    if (rc == LX_OK && *row)
        rc = take_up(w, &s, *row, err);
    return end_sitting(w, &s, rc, "session next", *row, err);
}

enum lx_rc lx_session_previous(struct lx_work *w, lx_id meeting, lx_id *row, struct lx_err *err)
{
    struct sitting s;
    *row = 0;
    enum lx_rc rc = begin_sitting(w, meeting, &s, err);
    lx_id at = rc == LX_OK ? lx_session_now(&s.agenda) : 0;
    if (rc == LX_OK)
        *row = at ? lx_session_before(&s.agenda, at) : lx_session_at(&s.agenda);
    if (rc == LX_OK && !*row)
        rc = lx_fail(err, LX_STATE, N_("This is the first item of the agenda"), "%s", "");
    if (rc == LX_OK && at) {
        const struct lx_agenda *left = row_of(&s.agenda, at);
        rc = left->outcome == OUTCOME_NONE ? put_times(w, &s, at, LX_NO_INT, LX_NO_INT, err) : conclude(w, &s, err);
    }
    if (rc == LX_OK)
        rc = take_up(w, &s, *row, err);
    return end_sitting(w, &s, rc, "session previous", *row, err);
}

enum lx_rc lx_session_close(struct lx_work *w, lx_id meeting, struct lx_err *err)
{
    struct sitting s;
    enum lx_rc rc = begin_sitting(w, meeting, &s, err);
    if (rc == LX_OK)
        rc = conclude(w, &s, err);
    if (rc == LX_OK)
        rc = put_state(w, &s, MEETING_MINUTES_DRAFT, err);
    return end_sitting(w, &s, rc, "session close", 0, err);
}

/* --- inside a step ---------------------------------------------------------------------------------------------------------------- */

/* The state table decides; the instant of opening or closing is kept with it. */
static enum lx_rc put_state(struct lx_work *w, struct sitting *s, int state, struct lx_err *err)
{
    struct lx_meeting *old = NULL, *m = NULL;
    enum lx_rc rc = lx_meeting_step(w, s->m->rec.id, state, err);
    if (rc == LX_OK)
        rc = lx_get(w, LX_MEETING, s->m->rec.id, &old, err);
    if (rc == LX_OK) {
        m = lx_rec_copy(old);
        if (state == MEETING_IN_SESSION)
            m->opened = w->now_ms;
        else
            m->ended = w->now_ms;
        rc = lx_put_change(w, old, m, err);
        s->m->state = m->state;
    }
    lx_rec_free(old);
    lx_rec_free(m);
    return rc;
}

static enum lx_rc put_times(struct lx_work *w, struct sitting *s, lx_id row, int64_t started, int64_t ended, struct lx_err *err)
{
    for (size_t i = 0; i < s->agenda.n; i++) {
        if (s->agenda.at[i]->id != row)
            continue;
        struct lx_agenda *a = lx_rec_copy(s->agenda.at[i]);
        a->started = started;
        a->ended = ended;
        enum lx_rc rc = lx_put_change(w, s->agenda.at[i], a, err);
        lx_rec_free(s->agenda.at[i]);
        s->agenda.at[i] = &a->rec;
        return rc;
    }
    return lx_fail(err, LX_NOTFOUND, N_("No item of the agenda is being treated; name the item"), "%s", "");
}

static enum lx_rc conclude(struct lx_work *w, struct sitting *s, struct lx_err *err)
{
    lx_id now = lx_session_now(&s->agenda);
    return now ? put_times(w, s, now, row_of(&s->agenda, now)->started, w->now_ms, err) : LX_OK;
}

static enum lx_rc take_up(struct lx_work *w, struct sitting *s, lx_id row, struct lx_err *err)
{
    const struct lx_agenda *a = row_of(&s->agenda, row);
    if (s->m->state != MEETING_IN_SESSION)
        return lx_fail(err, LX_STATE, N_("Meeting %s is not in session; `session open` opens it"), "%s", s->m->no);
    if (a->kind == AGENDA_HEADING)
        return lx_fail(err, LX_INVALID, N_("%s is a heading; take up an item below it"), "%s", a->title);
    return put_times(w, s, row, a->started != LX_NO_INT ? a->started : w->now_ms, LX_NO_INT, err);
}

/* Ends the use case under the number of the meeting and the row's title. */
static enum lx_rc end_sitting(struct lx_work *w, struct sitting *s, enum lx_rc rc, const char *command, lx_id row, struct lx_err *err)
{
    const struct lx_agenda *a = row_of(&s->agenda, row);
    rc = lx_end(w, rc, command, (const char *const[]){ s->m && s->m->no ? s->m->no : "", a ? a->title : NULL, NULL }, err);
    lx_rec_free(s->m);
    lx_rows_done(&s->agenda);
    return rc;
}

enum { MARK_LEN = 3 }; /* the first of the marks of lists, as it is written */

/* --- speakers -------------------------------------------------------------------------------------------------------------------- */

enum lx_rc lx_speakers(struct lx_work *w, const struct lx_agenda *a, struct lx_str *out, struct lx_err *err)
{
    if (a->speaker || a->kind != AGENDA_EXCHANGE) {
        lx_str_add(out, a->speaker);
        return LX_OK;
    }
    struct lx_rows roll = { 0 };
    enum lx_rc rc = lx_roll(w, a->meeting, &roll, err);
    size_t from = out->len;
    for (size_t i = 0; rc == LX_OK && i < roll.n; i++) {
        const struct lx_attendance *one = (struct lx_attendance *)roll.at[i];
        if (one->role != ATTEND_MEMBER || one->state == PRESENCE_EXCUSED || one->state == PRESENCE_ABSENT)
            continue;
        if (out->len > from)
            lx_str_addn(out, word_LIST_MARKS, MARK_LEN);
        lx_roll_name(w, out, one);
    }
    lx_rows_done(&roll);
    return rc;
}

static void move_name(struct lx_str *out, const char *names, size_t from, size_t to)
{
    struct lx_str name = LX_STR_EMPTY;
    char **at = NULL;
    size_t n = 0, room = 0, used = 0;
    while (lx_name_next(names, &used, &name))
        LX_PUSH(at, n, room) = lx_str_take(&name);
    if (from < n && to < n) {
        char *one = at[from];
        if (to < from)
            memmove(at + to + 1, at + to, (from - to) * sizeof *at);
        else
            memmove(at + from, at + from + 1, (to - from) * sizeof *at);
        at[to] = one;
    }
    for (size_t i = 0; i < n; i++) {
        if (i)
            lx_str_addn(out, word_LIST_MARKS, MARK_LEN);
        lx_str_add(out, at[i]);
        free(at[i]);
    }
    free(at);
    lx_str_done(&name);
}

enum lx_rc lx_speaker_move(struct lx_work *w, lx_id agenda, size_t from, size_t to, struct lx_err *err)
{
    struct lx_agenda *old = NULL, *a = NULL;
    struct lx_str names = LX_STR_EMPTY, moved = LX_STR_EMPTY;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_AGENDA, agenda, &old, err);
    if (rc == LX_OK)
        rc = lx_speakers(w, old, &names, err);
    if (rc == LX_OK) {
        a = lx_rec_copy(old);
        move_name(&moved, lx_str_z(&names), from, to);
        lx_set_text(&a->speaker, lx_str_z(&moved));
        rc = lx_put_change(w, old, a, err);
    }
    rc = lx_end(w, rc, "session speaker", (const char *const[]){ old ? old->title : "", lx_str_z(&moved), NULL }, err);
    lx_rec_free(old);
    lx_rec_free(a);
    lx_str_done(&names);
    lx_str_done(&moved);
    return rc;
}
