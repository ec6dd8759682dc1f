/* Meetings, their members, and what is set on any record. */
#include "core/meeting/meetings.h"

#include "core/meeting/bodies.h"
#include "core/meeting/ready.h"
#include "core/mem.h"
#include "core/minutes/lock.h"
#include "core/text/text.h"
#include "core/work/check.h"
#include "core/work/numbers.h"
#include "core/work/steps.h"

#include <stdlib.h>
#include <string.h>

#define W(name, word) static const char word_##name[] __attribute__((unused)) = word;
#include "core/work/words.def"
#undef W

/* --- meetings --------------------------------------------------------------------------------------------------------- */

void lx_meeting_title(struct lx_str *out, const struct lx_series *series, const char *no)
{
    const char *serial = strrchr(no, '-');
    serial = serial ? serial + 1 : no + strcspn(no, "0123456789");
    lx_str_add(out, word_ORDINAL);
    lx_numeral_zh(out, strtoll(serial, NULL, 10));
    lx_str_add(out, series && series->counter == COUNTER_TERM ? word_COUNTER_JIE : word_COUNTER_CI);
    lx_str_add(out, series ? series->name : word_MEETING);
}

static enum lx_rc give_title(struct lx_work *w, struct lx_meeting *m, struct lx_err *err)
{
    if (m->title)
        return LX_OK;
    struct lx_series *series = NULL;
    enum lx_rc rc = m->series ? lx_get(w, LX_SERIES, m->series, &series, err) : LX_OK;
    struct lx_str title = LX_STR_EMPTY;
    if (rc == LX_OK) {
        lx_meeting_title(&title, series, m->no);
        lx_set_text(&m->title, lx_str_z(&title));
    }
    lx_str_done(&title);
    lx_rec_free(series);
    return rc;
}

enum lx_rc lx_meeting_add(struct lx_work *w, struct lx_meeting *m, int64_t wanted, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_meeting_no(w, m, wanted, err);
    if (rc == LX_OK)
        rc = give_title(w, m, err);
    if (!m->clerk)
        lx_set_text(&m->clerk, lx_clerk(w));
    if (rc == LX_OK)
        rc = lx_put_new(w, m, err);
    const char *args[] = { m->no ? m->no : "", NULL };
    return lx_end(w, rc, "meeting add", args, err);
}

enum lx_rc lx_meeting_next_no(struct lx_work *w, const struct lx_meeting *m, struct lx_str *out, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_meeting *probe = lx_rec_copy(m);
    rc = lx_meeting_no(w, probe, 0, err);
    if (rc == LX_OK)
        lx_str_add(out, probe->no);
    lx_rec_free(probe);
    lx_abandon(w);
    return rc;
}

/* An entry of its own name: what was issued is not taken back. */
static enum lx_rc issue(struct lx_work *w, lx_id id, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    const struct lx_step *step;
    enum lx_rc rc = lx_get(w, LX_MEETING, id, &m, err);
    if (rc == LX_OK)
        rc = lx_step_check(&step, LX_MEETING, m->state, "step", MEETING_ISSUED, m->no, err);
    lx_rec_free(m);
    return rc == LX_OK ? lx_minutes_lock(w, id, w->today, err) : rc;
}

enum lx_rc lx_meeting_step(struct lx_work *w, lx_id id, int to, struct lx_err *err)
{
    if (to == MEETING_ISSUED)
        return issue(w, id, err);
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_meeting *old = NULL, *m = NULL;
    const struct lx_step *step;
    bool known = to >= 0 && to < lx_meeting_state_n;
    rc = lx_get(w, LX_MEETING, id, &old, err);
    if (rc == LX_OK)
        rc = lx_step_check(&step, LX_MEETING, old->state, known ? "step" : "", to, old->no, err);
    if (rc == LX_OK && to == MEETING_NOTIFIED)
        rc = lx_ready_firmly(w, id, err);
    if (rc == LX_OK) {
        m = lx_rec_copy(old);
        m->state = to;
        rc = lx_put_change(w, old, m, err);
    }
    const char *args[] = { old && old->no ? old->no : "", known ? lx_words_of("meeting_state")->at[to].word : NULL, NULL };
    rc = lx_end(w, rc, "meeting step", args, err);
    lx_rec_free(old);
    lx_rec_free(m);
    return rc;
}

/* --- members ------------------------------------------------------------------------------------------------------------ */

enum lx_rc lx_members_at(struct lx_work *w, lx_day day, struct lx_ids *units, struct lx_err *err)
{
    return lx_body_units_at(w, 0, day, units, err);
}

/* --- any record ----------------------------------------------------------------------------------------------------------- */

enum lx_rc lx_record_set(struct lx_work *w, enum lx_type type, lx_id id, char *const *pairs, size_t n, struct lx_str *said,
                         struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_rec *old = NULL, *rec = NULL;
    struct lx_str name = LX_STR_EMPTY, command = LX_STR_EMPTY;
    lx_str_addf(&command, "%s set", lx_table(type)->name);
    rc = lx_get(w, type, id, &old, err);
    if (rc == LX_OK) {
        rec = lx_rec_copy(old);
        lx_show_name(w, &name, old);
        for (size_t i = 0; rc == LX_OK && i < n; i++)
            rc = lx_set_pair(w, rec, pairs[i], said, err);
    }
    if (rc == LX_OK)
        rc = lx_put_change(w, old, rec, err);
    const char *args[] = { lx_str_z(&name), n ? pairs[0] : NULL, NULL };
    rc = lx_end(w, rc, lx_str_z(&command), args, err);
    lx_rec_free(old);
    lx_rec_free(rec);
    lx_str_done(&name);
    lx_str_done(&command);
    return rc;
}
