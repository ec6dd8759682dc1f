/* Dates: civil days, the canonical form, and how dates are shown. */
#include "core/text/date.h"

#include "core/mem.h"
#include "core/text/date_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DATE_FORMAT(name, text) static const char name[] = text;
#define DATE_LIST(name, ...) static const char *const name[] = { __VA_ARGS__ };
#include "core/text/date_format.def"

static const char *const prec_words[] = { "day", "month", "quarter", "half", "year" };

static bool parse_iso(const char *s, lx_day *day);
static bool is_round(const struct lx_date *d);

void lx_date_done(struct lx_date *d)
{
    free(d->words);
    *d = (struct lx_date){ .day = LX_NO_DAY };
}

void lx_date_copy(struct lx_date *to, const struct lx_date *from)
{
    *to = *from;
    to->words = lx_strdup(from->words);
}

/* Days of civil dates, in eras of 400 years that begin on 1 March. */
lx_day lx_day_make(int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1)
        return LX_NO_DAY;
    int y = month > 2 ? year : year - 1;
    int era = y / 400, year_of_era = y % 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    lx_day d = era * 146097 + day_of_era - 719468;
    int m, back;
    lx_day_split(d, NULL, &m, &back);
    return m == month && back == day ? d : LX_NO_DAY;
}

void lx_day_split(lx_day d, int *year, int *month, int *day)
{
    int y = 0, m = 0, dom = 0;
    if (d != LX_NO_DAY) {
        int64_t z = (int64_t)d + 719468;
        int64_t era = (z >= 0 ? z : z - 146096) / 146097;
        int doe = (int)(z - era * 146097);
        int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
        int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        int mp = (5 * doy + 2) / 153;
        dom = doy - (153 * mp + 2) / 5 + 1;
        m = mp < 10 ? mp + 3 : mp - 9;
        y = (int)(yoe + era * 400) + (m <= 2);
    }
    if (year)
        *year = y;
    if (month)
        *month = m;
    if (day)
        *day = dom;
}

void lx_day_format(struct lx_str *out, lx_day day)
{
    int y, m, d;
    lx_day_split(day, &y, &m, &d);
    if (day == LX_NO_DAY) {
        lx_str_addc(out, '-');
        return;
    }
    lx_str_addi0(out, y, 4);
    lx_str_addc(out, '-');
    lx_str_addi0(out, m, 2);
    lx_str_addc(out, '-');
    lx_str_addi0(out, d, 2);
}

int lx_day_weekday(lx_day d)
{
    int w = (int)(((int64_t)d + 3) % 7); /* 1970-01-01 was a Thursday */
    return (w < 0 ? w + 7 : w) + 1;
}

lx_day lx_month_end(int year, int month)
{
    for (int day = 31; day >= 28; day--) {
        lx_day d = lx_day_make(year, month, day);
        if (d != LX_NO_DAY)
            return d;
    }
    return LX_NO_DAY;
}

const char *lx_prec_word(enum lx_prec p) { return prec_words[p]; }

bool lx_prec_from_word(const char *word, enum lx_prec *p)
{
    for (int i = 0; i <= LX_PREC_YEAR; i++) {
        if (!strcmp(word, prec_words[i])) {
            *p = (enum lx_prec)i;
            return true;
        }
    }
    return false;
}

/* A date of words only ("ongoing") has "-" for its day. */
void lx_date_format(struct lx_str *out, const struct lx_date *d)
{
    if (d->day == LX_NO_DAY && !d->words)
        return;
    lx_day_format(out, d->day);
    if (d->prec == LX_PREC_DAY && !d->words)
        return;
    lx_str_addf(out, " %s", lx_prec_word(d->prec));
    if (d->words)
        lx_str_addf(out, " %s", d->words);
}

enum lx_rc lx_date_parse(struct lx_date *out, const char *canonical, struct lx_err *err)
{
    *out = (struct lx_date){ .day = LX_NO_DAY };
    if (!*canonical)
        return LX_OK;
    struct lx_date d = { .day = LX_NO_DAY };
    const char *rest = canonical + (*canonical == '-' ? 1 : 10);
    bool good = *canonical == '-' || parse_iso(canonical, &d.day);
    if (good && *rest) {
        char word[8] = "";
        size_t len = strcspn(rest + 1, " ");
        good = *rest == ' ' && len < sizeof word;
        if (good) {
            memcpy(word, rest + 1, len);
            good = lx_prec_from_word(word, &d.prec);
            rest += 1 + len;
        }
    }
    if (!good || (d.day == LX_NO_DAY && !*rest))
        return lx_fail(err, LX_INVALID, N_("%s is no date; write it like 2024-12-31"), "%s", canonical);
    *out = d;
    if (*rest)
        out->words = lx_strdup(rest + 1);
    return LX_OK;
}

void lx_date_short(struct lx_str *out, const struct lx_date *d, lx_day today)
{
    if (d->day == LX_NO_DAY) {
        lx_str_add(out, d->words);
        return;
    }
    int year, month, day, this_year;
    lx_day_split(d->day, &year, &month, &day);
    lx_day_split(today, &this_year, NULL, NULL);
    if (year == this_year)
        lx_str_addf(out, "%02d-%02d", month, day);
    else
        lx_day_format(out, d->day);
}

void lx_date_zh(struct lx_str *out, const struct lx_date *d)
{
    /* words mean the same for ever only when they name their year: "by the end of the month" would not */
    if (d->day == LX_NO_DAY || (d->prec != LX_PREC_DAY && d->words && date_names_year(d->words))) {
        lx_str_add(out, d->words);
        return;
    }
    int year, month, day;
    lx_day_split(d->day, &year, &month, &day);
    switch (is_round(d) ? d->prec : LX_PREC_DAY) {
    case LX_PREC_DAY: lx_str_addf(out, ZH_DAY, year, month, day); break;
    case LX_PREC_MONTH: lx_str_addf(out, ZH_MONTH, year, month); break;
    case LX_PREC_QUARTER: lx_str_addf(out, ZH_QUARTER, year, zh_ordinals[month / 3 - 1]); break;
    case LX_PREC_HALF: lx_str_addf(out, ZH_HALF, year, zh_halves[month / 6 - 1]); break;
    case LX_PREC_YEAR: lx_str_addf(out, ZH_YEAR, year); break;
    }
}

void lx_date_en(struct lx_str *out, const struct lx_date *d)
{
    if (d->day == LX_NO_DAY) {
        lx_str_add(out, d->words);
        return;
    }
    int year, month, day;
    lx_day_split(d->day, &year, &month, &day);
    switch (is_round(d) ? d->prec : LX_PREC_DAY) {
    case LX_PREC_DAY: lx_str_addf(out, "%d %s %d", day, en_months[month - 1], year); break;
    case LX_PREC_MONTH: lx_str_addf(out, "end of %s %d", en_months[month - 1], year); break;
    case LX_PREC_QUARTER: lx_str_addf(out, "%s quarter of %d", en_ordinals[month / 3 - 1], year); break;
    case LX_PREC_HALF: lx_str_addf(out, "%s half of %d", en_ordinals[month / 6 - 1], year); break;
    case LX_PREC_YEAR: lx_str_addf(out, "end of %d", year); break;
    }
}

lx_day lx_instant_day(int64_t utc_ms, int offset_min)
{
    int64_t ms = utc_ms + (int64_t)offset_min * 60000, day_ms = 86400000;
    return (lx_day)(ms >= 0 ? ms / day_ms : -((-ms + day_ms - 1) / day_ms));
}

void lx_instant_format(struct lx_str *out, int64_t utc_ms, int offset_min)
{
    lx_day day = lx_instant_day(utc_ms, offset_min);
    int64_t minute = (utc_ms + (int64_t)offset_min * 60000 - (int64_t)day * 86400000) / 60000;
    lx_day_format(out, day);
    lx_str_addf(out, " %02d:%02d", (int)(minute / 60), (int)(minute % 60));
}

int64_t lx_now_ms(int offset_min)
{
    const char *fixed = getenv("LIANXI_NOW");
    int hour = 0, minute = 0;
    lx_day day;
    if (fixed && strlen(fixed) >= 10 && parse_iso(fixed, &day)) {
        if (fixed[10] && sscanf(fixed + 11, "%2d:%2d", &hour, &minute) != 2)
            hour = minute = 0;
        return ((int64_t)day * 1440 + hour * 60 + minute - offset_min) * 60000;
    }
    struct timespec now;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Exactly 2024-12-31 at the start of s. */
static bool parse_iso(const char *s, lx_day *day)
{
    static const char shape[] = "dddd-dd-dd";
    for (int i = 0; shape[i]; i++) {
        if (shape[i] == 'd' ? s[i] < '0' || s[i] > '9' : s[i] != shape[i])
            return false;
    }
    *day = lx_day_make(atoi(s), atoi(s + 5), atoi(s + 8));
    return *day != LX_NO_DAY;
}

/* The day is the last of such a period, so that the period can be named instead. */
static bool is_round(const struct lx_date *d)
{
    int year, month, step = d->prec == LX_PREC_YEAR ? 12 : d->prec == LX_PREC_HALF ? 6 : d->prec == LX_PREC_QUARTER ? 3 : 1;
    lx_day_split(d->day, &year, &month, NULL);
    return d->prec != LX_PREC_DAY && month % step == 0 && d->day == lx_month_end(year, month);
}
