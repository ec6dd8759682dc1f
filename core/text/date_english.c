/* English dates, typed in lower case: tomorrow, next friday, end of march, 31 dec 2024. */
#include "core/text/date_words.h"

#include <string.h>

enum span { DAY, WEEK, MONTH, QUARTER, YEAR };

static bool take_word(struct date_cur *c, const char *word);
static bool take_name(struct date_cur *c, const char *const *names, int *index);
static bool take_span(struct date_cur *c, enum span *span);
static enum date_found take_near(struct date_cur *c, lx_day today, struct lx_date *d);
static enum date_found take_in(struct date_cur *c, lx_day today, struct lx_date *d);
static enum date_found take_named(struct date_cur *c, lx_day today, struct lx_date *d);
static bool take_day(struct date_cur *c, int *day);
static bool take_year(struct date_cur *c, int *year);
static enum date_found end_of(enum span span, int ahead, lx_day today, struct lx_date *d);
static size_t blanks_end(const struct date_cur *c);
static size_t letters_len(const struct date_cur *c);

enum date_found date_take_english(struct date_cur *c, lx_day today, struct lx_date *d)
{
    (void)take_word(c, "by");
    (void)take_word(c, "the");
    struct date_cur start = *c;
    enum date_found found = take_near(c, today, d);
    if (found != DATE_NONE)
        return found;
    *c = start;
    if (take_word(c, "in"))
        return take_in(c, today, d);
    return take_named(c, today, d);
}

/* Today and the days, weeks, months next to it. */
static enum date_found take_near(struct date_cur *c, lx_day today, struct lx_date *d)
{
    static const char *const weekdays[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", NULL };
    if (take_word(c, "today"))
        return date_on_day(d, today);
    if (take_word(c, "tomorrow"))
        return date_on_day(d, today + 1);
    if (take_word(c, "day") && take_word(c, "after") && take_word(c, "tomorrow"))
        return date_on_day(d, today + 2);

    bool end = take_word(c, "end") && take_word(c, "of");
    if (end)
        (void)take_word(c, "the");
    bool next = take_word(c, "next");
    bool named = next || take_word(c, "this") || end;
    int weekday;
    enum span span;
    if (named && take_span(c, &span))
        return end_of(span, next, today, d);
    if (end || !take_name(c, weekdays, &weekday))
        return DATE_NONE;
    lx_day day = date_sunday(today) - 6 + weekday + (next ? 7 : 0);
    return date_on_day(d, !named && day < today ? day + 7 : day);
}

static enum date_found take_in(struct date_cur *c, lx_day today, struct lx_date *d)
{
    int n;
    enum span span;
    if (!date_take_int(c, &n))
        return DATE_NONE;
    bool working = take_word(c, "working");
    if (!take_span(c, &span) || (working && span != DAY))
        return DATE_NONE;
    switch (span) {
    case DAY: return date_on_day(d, working ? lx_add_working(NULL, today, n) : today + n);
    case WEEK: return date_on_day(d, today + 7 * n);
    case MONTH: return date_on_day(d, date_add_months(today, n));
    case QUARTER: return date_on_day(d, date_add_months(today, 3 * n));
    case YEAR: return date_on_day(d, date_add_months(today, 12 * n));
    }
    return DATE_NONE;
}

/* [end of] march [2024], 31 december [2024], december 31 [2024], q3 [2024], end of 2024. */
static enum date_found take_named(struct date_cur *c, lx_day today, struct lx_date *d)
{
    static const char *const months[] = { "january", "february", "march",     "april",   "may",      "june", "july",
                                          "august",  "september", "october", "november", "december", NULL };
    static const char *const quarters[] = { "q1", "q2", "q3", "q4", NULL };
    int year, month, quarter, day = 0;
    lx_day_split(today, &year, NULL, NULL);
    bool end = take_word(c, "end") && take_word(c, "of");
    if (take_name(c, quarters, &quarter)) {
        (void)take_year(c, &year);
        return date_take_end(c, year, quarter * 3 + 3, LX_PREC_QUARTER, d);
    }
    if (end && take_year(c, &year))
        return date_take_end(c, year, 12, LX_PREC_YEAR, d);
    if (!end)
        (void)take_day(c, &day);
    if (!take_name(c, months, &month))
        return DATE_NONE;
    if (!end && !day)
        (void)take_day(c, &day);
    (void)take_year(c, &year);
    return day ? date_on_day(d, lx_day_make(year, month + 1, day)) : date_take_end(c, year, month + 1, LX_PREC_MONTH, d);
}

static bool take_day(struct date_cur *c, int *day)
{
    static const char *const ordinals[] = { "st", "nd", "rd", "th" };
    struct date_cur at = *c;
    int n;
    if (!date_take_int(&at, &n) || n < 1 || n > 31)
        return false;
    for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals && !take_word(&at, ordinals[i]); i++) {}
    *c = at;
    *day = n;
    return true;
}

static bool take_year(struct date_cur *c, int *year)
{
    struct date_cur at = *c;
    int n;
    if (at.at < at.len && at.s[at.at] == ',')
        at.at++;
    if (!date_take_int(&at, &n) || n < 1900 || n > 2199)
        return false;
    *c = at;
    *year = n;
    return true;
}

/* The last day of this period, or of the one that is so many ahead. */
static enum date_found end_of(enum span span, int ahead, lx_day today, struct lx_date *d)
{
    struct date_cur nothing = { "", 0, 0 };
    int year, month;
    lx_day_split(today, &year, &month, NULL);
    switch (span) {
    case DAY: return date_on_day(d, today + ahead);
    case WEEK: return date_on_day(d, date_sunday(today) + 7 * ahead);
    case MONTH: return date_take_end(&nothing, year, month + ahead, LX_PREC_MONTH, d);
    case QUARTER: return date_take_end(&nothing, year, ((month + 2) / 3 + ahead) * 3, LX_PREC_QUARTER, d);
    case YEAR: return date_take_end(&nothing, year + ahead, 12, LX_PREC_YEAR, d);
    }
    return DATE_NONE;
}

static bool take_span(struct date_cur *c, enum span *span)
{
    static const char *const spans[] = { "day", "days", "week", "weeks", "month", "months", "quarter", "quarters", "year", "years" };
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        if (take_word(c, spans[i])) {
            *span = (enum span)(i / 2);
            return true;
        }
    }
    return false;
}

/* A whole word; blanks before it are skipped. */
static bool take_word(struct date_cur *c, const char *word)
{
    size_t len = strlen(word);
    if (letters_len(c) != len || memcmp(c->s + blanks_end(c), word, len) != 0)
        return false;
    c->at = blanks_end(c) + len;
    return true;
}

/* One of the names, in full or shortened to three letters or more. */
static bool take_name(struct date_cur *c, const char *const *names, int *index)
{
    size_t len = letters_len(c);
    for (int i = 0; names[i]; i++) {
        if ((len >= 3 || len == strlen(names[i])) && len && !strncmp(c->s + blanks_end(c), names[i], len)) {
            *index = i;
            c->at = blanks_end(c) + len;
            return true;
        }
    }
    return false;
}

static size_t blanks_end(const struct date_cur *c)
{
    size_t at = c->at;
    while (at < c->len && c->s[at] == ' ')
        at++;
    return at;
}

/* Of the word that stands next; digits belong to it after its first letter. */
static size_t letters_len(const struct date_cur *c)
{
    size_t start = blanks_end(c), at = start;
    while (at < c->len && ((c->s[at] >= 'a' && c->s[at] <= 'z') || (at > start && c->s[at] >= '0' && c->s[at] <= '9')))
        at++;
    return at - start;
}
