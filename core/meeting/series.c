/* Series of meetings: when the next one is due, which numbers were never given. */
#include "core/meeting/bodies.h"

#include "core/meeting/quotas.h"
#include "core/mem.h"
#include "core/text/text.h"

#include <stdlib.h>
#include <string.h>

enum w_word {
#define W(name, en, zh) W_##name,
#include "core/meeting/series_words.def"
#undef W
    W_N
};
static const char *const words[W_N][2] = {
#define W(name, en, zh) [W_##name] = { en, zh },
#include "core/meeting/series_words.def"
#undef W
};

/* --- the regular day --------------------------------------------------------------------------------------------------------- */

static int period_of_repeat(int repeat)
{
    return repeat == REPEAT_MONTHLY ? PERIOD_MONTH : repeat == REPEAT_QUARTERLY ? PERIOD_QUARTER : repeat == REPEAT_HALFYEARLY ? PERIOD_HALF : PERIOD_YEAR;
}

static int within(int64_t value, int least, int most, int other) { return value < least || value > most ? other : (int)value; }

lx_day lx_series_day(const struct lx_work *w, const struct lx_series *s, lx_day day)
{
    static const int months[] = { [PERIOD_MONTH] = 1, [PERIOD_QUARTER] = 3, [PERIOD_HALF] = 6, [PERIOD_YEAR] = 12 };
    struct lx_calendar calendar = lx_calendar_of(w);
    lx_day from, to;
    int year, month;
    if (s->repeat == REPEAT_NONE)
        return LX_NO_DAY;
    int period = period_of_repeat(s->repeat), weekday = within(s->repeat_weekday, 1, 7, 0), nth = within(s->repeat_nth, 1, 5, 1);
    lx_period_of(period, day, &from, &to);
    lx_day_split(from, &year, &month, NULL);
    month += within(s->repeat_month, 1, months[period], 1) - 1;
    lx_day first = lx_day_make(year, month, 1), last = lx_month_end(year, month);
    if (weekday) {
        first += (weekday - lx_day_weekday(first) + 7) % 7 + (nth - 1) * 7;
        while (first > last) /* the fifth of a month that has four */
            first -= 7;
    }
    return lx_is_working(&calendar, first) ? first : lx_add_working(&calendar, first, 1);
}

/* The day that a meeting was first called for. */
static enum lx_rc first_day(struct lx_work *w, const struct lx_meeting *m, lx_day *day, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    *day = m->date.day;
    enum lx_rc rc = lx_all(w, LX_NOTICE, lx_cond_ref(LX_NOTICE, "meeting", m->rec.id), NULL, false, &rows, err);
    for (size_t i = rows.n; rc == LX_OK && i > 0; i--) {
        const struct lx_notice *n = (const struct lx_notice *)(const void *)rows.at[i - 1];
        if (n->kind == NOTICE_POSTPONEMENT && n->old_date.day != LX_NO_DAY)
            *day = n->old_date.day;
    }
    lx_rows_done(&rows);
    return rc;
}

enum lx_rc lx_series_next_day(struct lx_work *w, const struct lx_series *s, lx_day *day, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    lx_day last = LX_NO_DAY, from, to;
    *day = LX_NO_DAY;
    if (s->repeat == REPEAT_NONE)
        return LX_OK;
    enum lx_rc rc = lx_all(w, LX_MEETING, lx_cond_ref(LX_MEETING, "series", s->rec.id), NULL, false, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_meeting *m = (const struct lx_meeting *)(const void *)rows.at[i];
        lx_day stood = LX_NO_DAY;
        if (m->state != MEETING_CANCELLED)
            rc = first_day(w, m, &stood, err);
        if (stood != LX_NO_DAY && (last == LX_NO_DAY || stood > last))
            last = stood;
    }
    lx_rows_done(&rows);
    if (rc != LX_OK)
        return rc;
    lx_day at = w->today;
    if (last != LX_NO_DAY) {
        lx_period_of(period_of_repeat(s->repeat), last, &from, &to);
        at = to + 1 > at ? to + 1 : at;
    }
    *day = lx_series_day(w, s, at);
    if (*day < w->today) { /* this period's day has gone by */
        lx_period_of(period_of_repeat(s->repeat), at, &from, &to);
        *day = lx_series_day(w, s, to + 1);
    }
    return LX_OK;
}

/* --- in words ----------------------------------------------------------------------------------------------------------------- */

/* A pattern with its %d or %s filled in order. */
static void add_pattern(struct lx_str *out, const char *pattern, const char *const *values)
{
    for (const char *p = pattern; *p; p++)
        if (*p == '%') {
            lx_str_add(out, *values++);
            p++;
        } else {
            lx_str_addc(out, *p);
        }
}

void lx_series_rule(struct lx_str *out, const struct lx_series *s, bool zh)
{
    int weekday = within(s->repeat_weekday, 1, 7, 0), nth = within(s->repeat_nth, 1, 5, 1);
    if (s->repeat == REPEAT_NONE)
        return;
    lx_str_add(out, words[W_MONTHLY + s->repeat - REPEAT_MONTHLY][zh]);
    if (s->repeat != REPEAT_MONTHLY) {
        char month[4] = { (char)('0' + within(s->repeat_month, 1, 9, 1)), '\0' };
        if (s->repeat_month >= 10 && s->repeat_month <= 12)
            month[0] = '1', month[1] = (char)('0' + s->repeat_month - 10), month[2] = '\0';
        add_pattern(out, words[W_NTH_MONTH][zh], (const char *const[]){ month });
    }
    if (!weekday)
        lx_str_add(out, words[W_FIRST_DAY][zh]);
    else if (nth == 5)
        add_pattern(out, words[W_LAST_DAY][zh], (const char *const[]){ words[W_D1 + weekday - 1][zh] });
    else
        add_pattern(out, words[W_NTH_DAY][zh], (const char *const[]){ words[W_N1 + nth - 1][zh], words[W_D1 + weekday - 1][zh] });
}

/* --- numbers ------------------------------------------------------------------------------------------------------------------- */

static int by_key(const void *a, const void *b)
{
    struct lx_str x = LX_STR_EMPTY, y = LX_STR_EMPTY;
    lx_no_key(&x, *(char *const *)a);
    lx_no_key(&y, *(char *const *)b);
    int order = strcmp(lx_str_z(&x), lx_str_z(&y));
    lx_str_done(&x);
    lx_str_done(&y);
    return order;
}

/* Where the serial number of "Z2024-3" begins. */
static size_t serial_at(const char *no)
{
    size_t at = strlen(no);
    while (at > 0 && no[at - 1] >= '0' && no[at - 1] <= '9')
        at--;
    return at;
}

enum lx_rc lx_series_gaps(struct lx_work *w, lx_id series, struct lx_str *out, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(w, LX_MEETING, lx_cond_ref(LX_MEETING, "series", series), NULL, false, &rows, err);
    const char **nos = lx_grow(NULL, rows.n + 1, sizeof *nos);
    size_t n = 0;
    for (size_t i = 0; i < rows.n; i++) {
        const struct lx_meeting *m = (const struct lx_meeting *)(const void *)rows.at[i];
        if (m->no)
            nos[n++] = m->no;
    }
    qsort(nos, n, sizeof *nos, by_key);
    for (size_t i = 1; i < n; i++) {
        size_t head = serial_at(nos[i]);
        int64_t before = strtoll(nos[i - 1] + serial_at(nos[i - 1]), NULL, 10), after = strtoll(nos[i] + head, NULL, 10);
        if (head != serial_at(nos[i - 1]) || strncmp(nos[i], nos[i - 1], head) != 0 || after <= before + 1)
            continue; /* another year begins anew */
        lx_str_addf(out, "%s%.*s%lld", out->len ? ", " : "", (int)head, nos[i], (long long)before + 1);
        if (after > before + 2)
            lx_str_addf(out, "-%lld", (long long)after - 1);
    }
    free(nos);
    lx_rows_done(&rows);
    return rc;
}
