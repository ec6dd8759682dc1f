/* Duties with a minimum per period. */
#include "core/meeting/quotas.h"

#include "core/mem.h"

#include <stdlib.h>

#define W(name, en, zh) static const char *const en_##name = en, *const zh_##name = zh;
#include "core/meeting/quota_words.def"
#undef W

static enum lx_rc count_meetings(struct lx_work *w, const struct lx_quota *q, lx_day day, struct lx_quota_state *s, struct lx_err *err);
static enum lx_rc count_deeds(struct lx_work *w, const struct lx_quota *q, lx_day day, struct lx_quota_state *s, struct lx_err *err);
static void give_light(struct lx_quota_state *s, lx_day day);

static int months_of(int period)
{
    static const int months[] = { [PERIOD_MONTH] = 1, [PERIOD_QUARTER] = 3, [PERIOD_HALF] = 6, [PERIOD_YEAR] = 12 };
    return months[period];
}

void lx_period_of(int period, lx_day day, lx_day *from, lx_day *to)
{
    int year, month, n = months_of(period);
    lx_day_split(day, &year, &month, NULL);
    month -= (month - 1) % n;
    *from = lx_day_make(year, month, 1);
    *to = lx_month_end(year, month + n - 1);
}

void lx_period_words(struct lx_str *out, int period, lx_day day, bool zh)
{
    static const char *const *const quarters[4][2] = {
        { &en_QUARTER_1, &zh_QUARTER_1 }, { &en_QUARTER_2, &zh_QUARTER_2 }, { &en_QUARTER_3, &zh_QUARTER_3 }, { &en_QUARTER_4, &zh_QUARTER_4 } };
    int year, month;
    lx_day_split(day, &year, &month, NULL);
    const char *pattern = zh ? zh_YEAR : en_YEAR;
    if (period == PERIOD_MONTH)
        pattern = zh ? zh_MONTH : en_MONTH;
    else if (period == PERIOD_QUARTER)
        pattern = *quarters[(month - 1) / 3][zh];
    else if (period == PERIOD_HALF)
        pattern = month <= 6 ? (zh ? zh_HALF_1 : en_HALF_1) : (zh ? zh_HALF_2 : en_HALF_2);
    int given[] = { year, month }, n = 0; /* the first %d is the year, the second, %d or %02d, the month */
    for (const char *p = pattern; *p; p++) {
        if (*p != '%') {
            lx_str_addc(out, *p);
            continue;
        }
        bool padded = p[1] == '0';
        lx_str_addi0(out, given[n++], padded ? 2 : 0);
        p += padded ? 3 : 1;
    }
}

void lx_quota_words(struct lx_str *out, const struct lx_quota_state *s, bool zh)
{
    const int64_t numbers[] = { s->least, s->done, s->planned };
    const char *patterns[] = { zh ? zh_COUNT : en_COUNT, s->planned ? (zh ? zh_PLANNED : en_PLANNED) : (zh ? zh_NONE_PLANNED : en_NONE_PLANNED) };
    size_t at = 0;
    lx_period_words(out, s->period, s->from, zh);
    for (size_t k = 0; k < (s->light == LX_QUOTA_MISSED || s->light == LX_QUOTA_DONE ? 1 : 2); k++)
        for (const char *p = patterns[k]; *p; p++) {
            if (*p != '%') {
                lx_str_addc(out, *p);
                continue;
            }
            lx_str_addi(out, numbers[at++]);
            p += 3;
        }
}

void lx_quota_states_done(struct lx_quota_states *s)
{
    for (size_t i = 0; i < s->n; i++)
        free(s->at[i].title);
    free(s->at);
    *s = (struct lx_quota_states){ 0 };
}

/* --- counting ------------------------------------------------------------------------------------------------------------ */

enum lx_rc lx_quota_at(struct lx_work *w, const struct lx_quota *q, lx_day day, struct lx_quota_state *out, struct lx_err *err)
{
    *out = (struct lx_quota_state){ .quota = q->rec.id, .unit = q->unit, .body = q->body, .item = q->item, .period = q->period };
    out->least = q->least == LX_NO_INT ? 1 : q->least;
    lx_period_of(q->period, day, &out->from, &out->to);
    enum lx_rc rc = count_meetings(w, q, day, out, err);
    if (rc == LX_OK)
        rc = count_deeds(w, q, day, out, err);
    if (rc == LX_OK) {
        give_light(out, day);
        out->title = lx_strdup(q->title ? q->title : "");
    }
    return rc;
}

static bool is_over(lx_day day, lx_day to) { return day > to; }

static void give_light(struct lx_quota_state *s, lx_day day)
{
    int span = s->to - s->from + 1, gone = day - s->from + 1;
    if (s->done >= s->least)
        s->light = LX_QUOTA_DONE;
    else if (is_over(day, s->to))
        s->light = LX_QUOTA_MISSED;
    else if (gone * 3 > span * 2 && s->done + s->planned < s->least)
        s->light = LX_QUOTA_BEHIND;
    else
        s->light = LX_QUOTA_OPEN;
}

/* The condition that a DATE field lies in the period. */
static struct lx_cond *within(enum lx_type type, const char *field, const struct lx_quota_state *s)
{
    struct lx_cond *all = lx_cond_new(LX_OP_ALL);
    const struct {
        enum lx_op op;
        lx_day day;
    } ends[] = { { LX_OP_GE, s->from }, { LX_OP_LE, s->to } };
    for (int i = 0; i < 2; i++) {
        struct lx_str iso = LX_STR_EMPTY;
        lx_day_format(&iso, ends[i].day);
        lx_cond_add(all, lx_cond_cmp(type, field, ends[i].op, lx_str_z(&iso)));
        lx_str_done(&iso);
    }
    return all;
}

/* The series whose meetings count. */
static enum lx_rc series_of(struct lx_work *w, const struct lx_quota *q, struct lx_ids *ids, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = LX_OK;
    if (q->series)
        lx_ids_add(ids, q->series);
    else if (q->body)
        rc = lx_all(w, LX_SERIES, lx_cond_ref(LX_SERIES, "owner", q->body), NULL, false, &rows, err);
    for (size_t i = 0; i < rows.n; i++)
        lx_ids_add(ids, rows.at[i]->id);
    lx_rows_done(&rows);
    return rc;
}

static bool was_held(const struct lx_meeting *m)
{
    return m->state == MEETING_IN_SESSION || m->state == MEETING_MINUTES_DRAFT || m->state == MEETING_MINUTES_CIRCULATED ||
           m->state == MEETING_ISSUED || m->state == MEETING_ARCHIVED;
}

static enum lx_rc count_meetings(struct lx_work *w, const struct lx_quota *q, lx_day day, struct lx_quota_state *s, struct lx_err *err)
{
    struct lx_ids series = { 0 };
    struct lx_rows rows = { 0 };
    enum lx_rc rc = series_of(w, q, &series, err);
    if (rc == LX_OK && series.n) {
        struct lx_cond *where = within(LX_MEETING, "date", s), *in = lx_cond_add(where, lx_cond_ref(LX_MEETING, "series", series.at[0]));
        for (size_t i = 1; i < series.n; i++)
            lx_ids_add(&in->ids, series.at[i]);
        rc = lx_all(w, LX_MEETING, where, NULL, false, &rows, err);
    }
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_meeting *m = (const struct lx_meeting *)(const void *)rows.at[i];
        if (was_held(m))
            s->done += m->date.day <= day;
        else if (m->state == MEETING_DRAFT || m->state == MEETING_NOTIFIED)
            s->planned += m->date.day >= day;
    }
    lx_rows_done(&rows);
    lx_ids_done(&series);
    return rc;
}

static enum lx_rc count_deeds(struct lx_work *w, const struct lx_quota *q, lx_day day, struct lx_quota_state *s, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    struct lx_cond *where = within(LX_DEED, "day", s);
    lx_cond_add(where, lx_cond_ref(LX_DEED, "quota", q->rec.id));
    enum lx_rc rc = lx_all(w, LX_DEED, where, NULL, false, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++)
        s->done += ((const struct lx_deed *)(const void *)rows.at[i])->day.day <= day;
    lx_rows_done(&rows);
    return rc;
}

/* --- over time --------------------------------------------------------------------------------------------------------------- */

/* Does the quota count in the period from..to? */
static bool in_force(const struct lx_quota *q, lx_day from, lx_day to)
{
    return (q->since.day == LX_NO_DAY || q->since.day <= to) && (q->until.day == LX_NO_DAY || q->until.day >= from);
}

enum lx_rc lx_quota_periods(struct lx_work *w, const struct lx_quota *q, lx_day day, size_t most, struct lx_quota_states *out,
                            struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    lx_day at = day;
    for (size_t n = 0; rc == LX_OK && n < most; n++) {
        lx_day from, to;
        struct lx_quota_state s;
        lx_period_of(q->period, at, &from, &to);
        if (q->since.day != LX_NO_DAY && to < q->since.day)
            break;
        if (in_force(q, from, to) && (rc = lx_quota_at(w, q, at, &s, err)) == LX_OK) {
            give_light(&s, day); /* a period that is over is seen from now */
            LX_PUSH(out->at, out->n, out->room) = s;
        }
        at = from - 1;
    }
    return rc;
}

enum lx_rc lx_quotas_at(struct lx_work *w, lx_day day, struct lx_quota_states *out, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(w, LX_QUOTA, NULL, NULL, false, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_quota *q = (const struct lx_quota *)(const void *)rows.at[i];
        if (in_force(q, day, day))
            rc = lx_quota_periods(w, q, day, 1, out, err);
    }
    lx_rows_done(&rows);
    return rc;
}

enum lx_rc lx_quotas_behind(struct lx_work *w, lx_day day, struct lx_quota_states *out, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(w, LX_QUOTA, NULL, NULL, false, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_quota *q = (const struct lx_quota *)(const void *)rows.at[i];
        struct lx_quota_states two = { 0 };
        if (!in_force(q, day, day))
            continue;
        rc = lx_quota_periods(w, q, day, 2, &two, err);
        bool behind = two.n && two.at[0].light == LX_QUOTA_BEHIND;
        bool missed = two.n == 2 && two.at[1].light == LX_QUOTA_MISSED && two.at[0].light != LX_QUOTA_DONE;
        for (size_t k = 0; k < two.n; k++)
            if (k == 0 ? behind || missed : missed) {
                LX_PUSH(out->at, out->n, out->room) = two.at[k];
                two.at[k].title = NULL;
            }
        lx_quota_states_done(&two);
    }
    lx_rows_done(&rows);
    return rc;
}

/* --- use cases ------------------------------------------------------------------------------------------------------------------ */

enum lx_rc lx_quota_add(struct lx_work *w, struct lx_quota *q, struct lx_err *err)
{
    if (q->least == LX_NO_INT)
        q->least = 1;
    return lx_add(w, "quota add", q, err);
}

enum lx_rc lx_quota_done(struct lx_work *w, lx_id quota, lx_day day, const char *text, struct lx_err *err)
{
    struct lx_quota *q = NULL;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_deed *deed = lx_rec_new(LX_DEED);
    rc = lx_get(w, LX_QUOTA, quota, &q, err);
    deed->quota = quota;
    deed->day.day = day;
    lx_set_text(&deed->text, text);
    lx_set_text(&deed->clerk, lx_clerk(w));
    if (rc == LX_OK && day > w->today)
        rc = lx_fail(err, LX_INVALID, N_("What was done cannot lie in the future: %s"), "%s", q->title);
    if (rc == LX_OK)
        rc = lx_put_new(w, deed, err);
    rc = lx_end(w, rc, "quota done", (const char *const[]){ q ? q->title : "", NULL }, err);
    lx_rec_free(deed);
    lx_rec_free(q);
    return rc;
}
