/* Preparation, parts of a session. */
#include "core/meeting/prep.h"

#include "core/meeting/sequence.h"
#include "core/meeting/templates.h"
#include "core/mem.h"
#include "core/text/text.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    enum lx_act act;
    const char *what, *word;
} acts[] = {
#define ACT(act, what, word) { LX_ACT_##act, what, word },
#define NO(word)
#include "core/meeting/prep_words.def"
#undef ACT
#undef NO
};
static const char *const before_acts[] = {
#define ACT(act, what, word)
#define NO(word) word,
#include "core/meeting/prep_words.def"
#undef ACT
#undef NO
};

static enum lx_rc find_meeting(struct lx_work *w, lx_id id, struct lx_meeting **m, struct lx_err *err)
{
    *m = NULL;
    return lx_get(w, LX_MEETING, id, m, err);
}

static void set_day(struct lx_date *d, lx_day day)
{
    lx_date_done(d);
    *d = (struct lx_date){ .day = day };
}

lx_day lx_prep_day(const struct lx_work *w, lx_day meeting, int64_t days, bool working)
{
    struct lx_calendar calendar = lx_calendar_of(w);
    if (meeting == LX_NO_DAY || days == LX_NO_INT)
        return LX_NO_DAY;
    if (working && days > 0)
        return lx_add_working(&calendar, meeting, -(int)days);
    lx_day day = meeting - (lx_day)days;
    return days > 0 && !lx_is_working(&calendar, day) ? lx_add_working(&calendar, day, -1) : day;
}

/* --- steps ----------------------------------------------------------------------------------------------------------------- */

enum lx_rc lx_prep_add(struct lx_work *w, struct lx_prep *p, struct lx_err *err)
{
    struct lx_meeting *m;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = find_meeting(w, p->meeting, &m, err);
    if (rc == LX_OK && p->days != LX_NO_INT && p->due.day == LX_NO_DAY)
        set_day(&p->due, lx_prep_day(w, m->date.day, p->days, p->working == LX_YES));
    if (rc == LX_OK)
        rc = lx_sequence_add(w, "meeting", p, err);
    rc = lx_end(w, rc, "prep add", (const char *const[]){ m ? m->no : "", p->title ? p->title : "", NULL }, err);
    lx_rec_free(m);
    return rc;
}

static enum lx_rc put_state(struct lx_work *w, const struct lx_prep *old, int state, struct lx_err *err)
{
    struct lx_prep *p = lx_rec_copy(old);
    p->state = state;
    set_day(&p->done, state == PREP_OPEN ? LX_NO_DAY : w->today);
    enum lx_rc rc = lx_put_change(w, old, p, err);
    lx_rec_free(p);
    return rc;
}

enum lx_rc lx_prep_go(struct lx_work *w, lx_id id, int state, struct lx_err *err)
{
    static const char *const commands[] = { [PREP_OPEN] = "prep reopen", [PREP_DONE] = "prep done", [PREP_DROPPED] = "prep drop" };
    struct lx_prep *old = NULL;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_PREP, id, &old, err);
    if (rc == LX_OK && old->state != state)
        rc = put_state(w, old, state, err);
    rc = lx_end(w, rc, commands[state], (const char *const[]){ old ? old->title : "", NULL }, err);
    lx_rec_free(old);
    return rc;
}

enum lx_act lx_prep_act(const char *title)
{
    for (size_t i = 0; title && i < sizeof before_acts / sizeof before_acts[0]; i++)
        if (lx_text_has(title, before_acts[i]))
            return LX_ACT_NONE;
    for (size_t i = 0; title && i < sizeof acts / sizeof acts[0]; i++)
        if (lx_text_has(title, acts[i].what) && lx_text_has(title, acts[i].word))
            return acts[i].act;
    return LX_ACT_NONE;
}

enum lx_rc lx_prep_acted(struct lx_work *w, lx_id meeting, enum lx_act act, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_sequence(w, LX_PREP, "meeting", meeting, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_prep *p = (const struct lx_prep *)(const void *)rows.at[i];
        if (p->state == PREP_OPEN && lx_prep_act(p->title) == act)
            rc = put_state(w, p, PREP_DONE, err);
    }
    lx_rows_done(&rows);
    return rc;
}

/* A row of a sequence of a meeting goes, and those behind it move up. */
static enum lx_rc remove_row(struct lx_work *w, enum lx_type type, lx_id id, const char *command, struct lx_err *err)
{
    struct lx_str name = LX_STR_EMPTY;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    lx_show_id(w, &name, id);
    rc = lx_sequence_remove(w, type, "meeting", id, err);
    rc = lx_end(w, rc, command, (const char *const[]){ lx_str_z(&name), NULL }, err);
    lx_str_done(&name);
    return rc;
}

enum lx_rc lx_prep_remove(struct lx_work *w, lx_id id, struct lx_err *err) { return remove_row(w, LX_PREP, id, "prep remove", err); }

/* --- parts --------------------------------------------------------------------------------------------------------------------- */

enum lx_rc lx_sitting_add(struct lx_work *w, struct lx_sitting *s, struct lx_err *err)
{
    struct lx_meeting *m;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = find_meeting(w, s->meeting, &m, err);
    if (rc == LX_OK && !s->title)
        lx_set_text(&s->title, lx_words_of("sitting_kind")->at[s->kind].zh);
    if (rc == LX_OK && s->date.day == LX_NO_DAY && m->date.day != LX_NO_DAY)
        set_day(&s->date, m->date.day);
    if (rc == LX_OK)
        rc = lx_sequence_add(w, "meeting", s, err);
    rc = lx_end(w, rc, "sitting add", (const char *const[]){ m ? m->no : "", s->title ? s->title : "", NULL }, err);
    lx_rec_free(m);
    return rc;
}

enum lx_rc lx_sitting_remove(struct lx_work *w, lx_id id, struct lx_err *err) { return remove_row(w, LX_SITTING, id, "sitting remove", err); }

/* --- the meeting has another day ------------------------------------------------------------------------------------------------ */

static enum lx_rc count_back(struct lx_work *w, const struct lx_meeting *m, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_sequence(w, LX_PREP, "meeting", m->rec.id, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_prep *old = (const struct lx_prep *)(const void *)rows.at[i];
        lx_day due = lx_prep_day(w, m->date.day, old->days, old->working == LX_YES);
        if (old->state != PREP_OPEN || old->days == LX_NO_INT || old->due.day == due)
            continue;
        struct lx_prep *p = lx_rec_copy(old);
        set_day(&p->due, due);
        rc = lx_put_change(w, old, p, err);
        lx_rec_free(p);
    }
    lx_rows_done(&rows);
    return rc;
}

/* A date of the meeting's rows goes along; a limit stays on a working day. */
static enum lx_rc shift(struct lx_work *w, enum lx_type type, lx_id meeting, const char *field, int32_t by, bool limit, struct lx_err *err)
{
    struct lx_calendar calendar = lx_calendar_of(w);
    struct lx_rows rows = { 0 };
    const struct lx_field *f = lx_field_named(type, field);
    enum lx_rc rc = lx_all(w, type, lx_cond_ref(type, "meeting", meeting), NULL, true, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        lx_day day = lx_f_date_of(rows.at[i], f)->day;
        bool settled = type == LX_MATERIAL && ((const struct lx_material *)(const void *)rows.at[i])->state != MATERIAL_WANTED;
        if (day == LX_NO_DAY || settled)
            continue;
        day += by;
        if (limit && !lx_is_working(&calendar, day))
            day = lx_add_working(&calendar, day, -1);
        struct lx_rec *moved = lx_rec_copy(rows.at[i]);
        set_day(lx_f_date(moved, f), day);
        rc = lx_put_change(w, rows.at[i], moved, err);
        lx_rec_free(moved);
    }
    lx_rows_done(&rows);
    return rc;
}

enum lx_rc lx_meeting_moved(struct lx_work *w, const struct lx_meeting *old, const struct lx_meeting *m, struct lx_err *err)
{
    if (old->date.day == m->date.day)
        return LX_OK;
    enum lx_rc rc = count_back(w, m, err);
    if (rc == LX_OK && old->date.day == LX_NO_DAY)
        return lx_template_dates(w, m, err);
    if (m->date.day == LX_NO_DAY)
        return rc;
    int32_t by = m->date.day - old->date.day;
    if (rc == LX_OK)
        rc = shift(w, LX_SITTING, m->rec.id, "date", by, false, err);
    return rc == LX_OK ? shift(w, LX_MATERIAL, m->rec.id, "due", by, true, err) : rc;
}

/* --- in order -------------------------------------------------------------------------------------------------------------------- */

static int by_day(const void *a, const void *b)
{
    const struct lx_prep *x = *(const struct lx_prep *const *)a, *y = *(const struct lx_prep *const *)b;
    if (x->due.day != y->due.day)
        return x->due.day == LX_NO_DAY ? 1 : y->due.day == LX_NO_DAY ? -1 : x->due.day < y->due.day ? -1 : 1;
    return (x->position > y->position) - (x->position < y->position);
}

enum lx_rc lx_prep_steps(struct lx_work *w, lx_id meeting, struct lx_rows *rows, struct lx_err *err)
{
    enum lx_rc rc = lx_sequence(w, LX_PREP, "meeting", meeting, rows, err);
    if (rc == LX_OK && rows->n > 1)
        qsort(rows->at, rows->n, sizeof *rows->at, by_day);
    return rc;
}

/* --- today -------------------------------------------------------------------------------------------------------------------------- */

static bool in_hand(const struct lx_work *w, lx_id meeting)
{
    struct lx_rows rows = { 0 };
    bool open = false;
    if (w->store->rows(w->store, LX_MEETING, &meeting, 1, &rows, NULL) == LX_OK && rows.n && rows.at[0]) {
        int state = ((const struct lx_meeting *)(const void *)rows.at[0])->state;
        open = state != MEETING_CANCELLED && state != MEETING_ARCHIVED;
    }
    lx_rows_done(&rows);
    return open;
}

enum lx_rc lx_preps_due(struct lx_work *w, lx_day day, size_t most, struct lx_rows *out, struct lx_err *err)
{
    struct lx_str iso = LX_STR_EMPTY;
    struct lx_rows rows = { 0 };
    struct lx_cond *all = lx_cond_new(LX_OP_ALL);
    lx_day_format(&iso, day);
    lx_cond_add(all, lx_cond_cmp(LX_PREP, "state", LX_OP_EQ, "open"));
    lx_cond_add(all, lx_cond_cmp(LX_PREP, "due", LX_OP_LE, lx_str_z(&iso)));
    enum lx_rc rc = lx_all(w, LX_PREP, all, "due", false, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n && out->n < most; i++)
        if (in_hand(w, ((const struct lx_prep *)(const void *)rows.at[i])->meeting)) {
            LX_PUSH(out->at, out->n, out->room) = rows.at[i];
            rows.at[i] = NULL;
        }
    lx_rows_done(&rows);
    lx_str_done(&iso);
    return rc;
}
