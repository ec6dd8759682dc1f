/* Private to core/text: the words that dates are made of, read one after another.
 * date_scan.c reads what documents say, date_read.c adds what people type. */
#ifndef LX_TEXT_DATE_WORDS_H
#define LX_TEXT_DATE_WORDS_H

#include "core/text/date.h"

#include <stddef.h>

enum date_word {
    WORD_YEAR,     /* this year, next year: years from the document's */
    WORD_YEAR_PART,/* end of the year and so on: the last month */
    WORD_HALF,     /* the last month */
    WORD_END,      /* after a period: by its end */
    WORD_TENTH,    /* third of a month: the last day, 31 = whatever the month has */
    WORD_EARLY,    /* the first third of a month, the first quarter of a year */
    WORD_UNTIL,    /* stands before a date and changes nothing */
    WORD_BEFORE,   /* before, by */
    WORD_WITHIN,
    WORD_SIGN,     /* the characters for year, month, day, quarter: see enum date_sign */
    WORD_DAY,      /* today, tomorrow: days from today */
    WORD_WEEK,     /* this week: weeks from today's */
    WORD_WEEK_NAME,/* week, before a number */
    WORD_SUNDAY,   /* what stands for 7 there */
    WORD_WEEKEND,
    WORD_MONTH,    /* this month: months from today's */
    WORD_QUARTER,  /* this quarter: quarters from today's */
    WORD_ONGOING,
    WORD_UNIT,     /* after a number of them: days 1, weeks 7, working days 0, months 30, years 365 */
    WORD_LATER,
    WORD_COUNTER   /* measure word that may be left out, ordinal prefix */
};

enum date_sign { SIGN_YEAR, SIGN_MONTH, SIGN_DAY, SIGN_QUARTER };

/* A place in a text.  Blanks before a word or number are skipped with it. */
struct date_cur {
    const char *s;
    size_t len, at;
};

/* Takes the word that stands here if it is of that kind; value may be NULL. */
bool date_take(struct date_cur *c, enum date_word kind, int *value);
bool date_take_sign(struct date_cur *c, enum date_sign sign);
/* A whole number in digits or Chinese numerals, up to 9999. */
bool date_take_int(struct date_cur *c, int *n);
/* Up to max_n digits, half or full width; returns how many. */
int date_take_digits(struct date_cur *c, int max_n, int *n);

enum date_found { DATE_NONE, DATE_OK, DATE_BAD }; /* BAD: written as a date, but there is no such day */

/* 2024-12-31, 2024.3.1, 2024/3/1. */
enum date_found date_take_numeric(struct date_cur *c, struct lx_date *d);
/* What means the same on every day, but for a year that is left out. */
enum date_found date_take_absolute(struct date_cur *c, int doc_year, struct lx_date *d);
/* What follows a month: a day, a third, its end, before. */
enum date_found date_take_in_month(struct date_cur *c, int year, int month, struct lx_date *d);
/* A period that ends with that month (beyond 1 to 12: of years before and after), and what may follow it: its end,
 * within it, or before it. */
enum date_found date_take_end(struct date_cur *c, int year, int month, enum lx_prec prec, struct lx_date *d);
/* English forms, for date_read.c; the text is in lower case. */
enum date_found date_take_english(struct date_cur *c, lx_day today, struct lx_date *d);
enum date_found date_on_day(struct lx_date *d, lx_day day); /* BAD for LX_NO_DAY and years beyond 9999 */
lx_day date_sunday(lx_day day);                 /* of the week that day is in */
lx_day date_add_months(lx_day day, int n);      /* the same day n months on, or the last of that month */
/* The words name a year by its number. */
bool date_names_year(const char *words);

#endif
