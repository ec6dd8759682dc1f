/* Dates: civil days, how precise they are, and how officials write them.
 *
 * A day is a count of days since 1970-01-01 (proleptic Gregorian), LX_NO_DAY when there is none.  A date in words
 * is stored as the last day that it can mean, its precision, and the words as written (design.md 2, Time).
 * Source of the forms: domain.md 4.2.  Today is the office's day and always an argument. */
#ifndef LX_DATE_H
#define LX_DATE_H

#include "core/err.h"
#include "core/str.h"

#include <stdbool.h>
#include <stdint.h>

typedef int32_t lx_day;
#define LX_NO_DAY INT32_MIN

/* Order matters: of two dates with the same day the finer sorts first. */
enum lx_prec { LX_PREC_DAY, LX_PREC_MONTH, LX_PREC_QUARTER, LX_PREC_HALF, LX_PREC_YEAR };

struct lx_date {
    lx_day day;        /* the last day it can mean; LX_NO_DAY = none */
    enum lx_prec prec;
    char *words;       /* as written, owned; NULL when the ISO form says it all */
};

void lx_date_done(struct lx_date *d);
void lx_date_copy(struct lx_date *to, const struct lx_date *from); /* to is overwritten, not freed */

lx_day lx_day_make(int year, int month, int day);             /* LX_NO_DAY if there is no such day; years 1 to 9999 */
void lx_day_split(lx_day d, int *year, int *month, int *day); /* any pointer may be NULL */
void lx_day_format(struct lx_str *out, lx_day d);             /* 2024-12-31; "-" where there is none */
int lx_day_weekday(lx_day d);                                 /* 1 = Monday … 7 = Sunday */
lx_day lx_month_end(int year, int month);

/* The canonical one-line form, used in the journal, dumps and JSON: "" none, "2024-12-31" a day without words,
 * else "2024-12-31 month 2024年12月底前" (day, precision word, words); "- day 长期" where there is no day.  Reading it back gives the same value. */
void lx_date_format(struct lx_str *out, const struct lx_date *d);
LX_CHECK enum lx_rc lx_date_parse(struct lx_date *out, const char *canonical, struct lx_err *err);
const char *lx_prec_word(enum lx_prec p);                     /* "day" … "year" */
bool lx_prec_from_word(const char *word, enum lx_prec *p);

/* What a clerk types or a plan says: 2024-12-31, 2024.3.1, 2024/3/1, 2024年12月底, 2024年12月底前, 12月底, 年底前, 上半年, 三季度,
 * 今年, 明年底, 本月底, 月底前, 明天, 后天, 下周五, 大后天, +20 (days), +20w (working days), tomorrow, next friday, end of march, 年内.
 * Full-width digits and Chinese numerals are taken.  A year that is missing is today's; a month or day that has
 * passed stays in this year (the caller shows what was understood).  2026年2月30日 is LX_INVALID with the reason.
 * 长期 / ongoing / 无: day LX_NO_DAY with the words kept; nothing but blanks: no date.  `words` of the result is NULL
 * for ISO days and for days that are only said from today (明天, +20, next friday).  2023年6月前 is before June. */
LX_CHECK enum lx_rc lx_date_read(struct lx_date *out, const char *s, lx_day today, struct lx_err *err);
/* The same without what depends on today, at the start of s only: returns bytes used, 0 if no date stands there, or
 * one that cannot be.  doc_year fills a missing year, 0 = there is none.  What stands before s is the caller's to look
 * at: 年内 is a date, but not in 5年内.  `words` is NULL for 2024-12-31 and the like, else what was used. */
size_t lx_date_scan(const char *s, size_t len, int doc_year, struct lx_date *out);

/* For people.  Short is for columns: 12-31 in today's year, else 2024-12-31, always the last day it can mean, and the
 * words where there is no day.  The long forms are 2024年12月31日 and 31 December 2024; in Chinese a date that is less
 * precise than a day is shown by its words where they name their year (年底前 would mean another day next year), else
 * both languages name the period: 2024年12月底前, 2024年三季度, end of December 2024. */
void lx_date_short(struct lx_str *out, const struct lx_date *d, lx_day today);
void lx_date_zh(struct lx_str *out, const struct lx_date *d);
void lx_date_en(struct lx_str *out, const struct lx_date *d);

/* Working days: Monday to Friday, less holidays, plus make-up days.  The lists are sorted and borrowed. */
struct lx_calendar {
    const lx_day *off;
    size_t off_n;
    const lx_day *work;
    size_t work_n;
};
bool lx_is_working(const struct lx_calendar *c, lx_day d);
lx_day lx_add_working(const struct lx_calendar *c, lx_day d, int n); /* n may be negative */

/* Instants: UTC milliseconds.  The office's clock is a fixed offset in minutes (default +480), never TZ. */
lx_day lx_instant_day(int64_t utc_ms, int offset_min);
void lx_instant_format(struct lx_str *out, int64_t utc_ms, int offset_min); /* 2024-06-25 09:00 */
/* Now; LIANXI_NOW ("2024-06-25" or "2024-06-25 09:30", office time) fixes it.  Callers pass its value on. */
int64_t lx_now_ms(int offset_min);

#endif
