/* Dates as documents write them, read at one place of a text. */
#include "core/text/date_words.h"

#include "core/mem.h"
#include "core/text/text.h"

#include <string.h>

enum { YEAR_MIN = 1900, YEAR_MAX = 2199 }; /* other numbers before the sign for year are durations or mistakes */

static bool take_year(struct date_cur *c, int *year);
static enum date_found take_part(struct date_cur *c, int year, struct lx_date *d);
static bool take_quarter(struct date_cur *c, int *quarter);
static void skip_blanks(struct date_cur *c);

size_t lx_date_scan(const char *s, size_t len, int doc_year, struct lx_date *out)
{
    struct date_cur c = { s, len, 0 };
    *out = (struct lx_date){ .day = LX_NO_DAY };
    skip_blanks(&c);
    if (c.at > 0)
        return 0;
    struct lx_date d = { .day = LX_NO_DAY };
    enum date_found found = date_take_numeric(&c, &d);
    bool iso = found == DATE_OK;
    if (found == DATE_NONE)
        found = date_take_absolute(&c, doc_year, &d);
    if (found != DATE_OK)
        return 0;
    *out = d;
    if (!iso)
        out->words = lx_strndup(s, c.at);
    return c.at;
}

/* The same separator twice, and no digit after it. */
enum date_found date_take_numeric(struct date_cur *c, struct lx_date *d)
{
    struct date_cur at = *c;
    int parts[3];
    uint32_t separators[2], cp;
    for (int i = 0; i < 3; i++) {
        if (date_take_digits(&at, i ? 2 : 4, &parts[i]) < (i ? 1 : 4))
            return DATE_NONE;
        if (i == 2)
            break;
        if (at.at >= at.len)
            return DATE_NONE;
        at.at += (size_t)lx_utf8_get(at.s + at.at, at.len - at.at, &cp);
        separators[i] = lx_plain_char(cp);
        if (!separators[i] || separators[i] > 0x7F || !strchr("-./", (int)separators[i]))
            return DATE_NONE;
    }
    struct date_cur after = at;
    int digit;
    if (separators[0] != separators[1] || date_take_digits(&after, 1, &digit))
        return DATE_NONE;
    *c = at;
    d->day = lx_day_make(parts[0], parts[1], parts[2]);
    d->prec = LX_PREC_DAY;
    return d->day == LX_NO_DAY ? DATE_BAD : DATE_OK;
}

enum date_found date_take_absolute(struct date_cur *c, int doc_year, struct lx_date *d)
{
    struct date_cur at = *c;
    int year = doc_year, ahead = 0;
    bool has_year = take_year(&at, &year);
    if (!has_year && doc_year && date_take(&at, WORD_YEAR, &ahead)) {
        year = doc_year + ahead;
        has_year = true;
    }
    if (year == 0)
        return DATE_NONE;
    enum date_found found = take_part(&at, year, d);
    if (found == DATE_NONE && has_year && date_take(&at, WORD_EARLY, NULL))
        found = date_take_end(&at, year, 3, LX_PREC_QUARTER, d);
    if (found == DATE_NONE && has_year)
        found = date_take_end(&at, year, 12, LX_PREC_YEAR, d);
    if (found != DATE_NONE)
        *c = at;
    return found;
}

enum date_found date_take_in_month(struct date_cur *c, int year, int month, struct lx_date *d)
{
    if (month < 1 || month > 12)
        return DATE_BAD;
    struct date_cur at = *c;
    int n;
    if (date_take_int(&at, &n) && date_take_sign(&at, SIGN_DAY)) {
        *c = at;
        (void)date_take(c, WORD_BEFORE, NULL);
        d->day = lx_day_make(year, month, n);
        d->prec = LX_PREC_DAY;
        return d->day == LX_NO_DAY ? DATE_BAD : DATE_OK;
    }
    bool early = date_take(c, WORD_EARLY, NULL);
    if (early || (date_take(c, WORD_TENTH, &n) && n < 31)) {
        (void)date_take(c, WORD_BEFORE, NULL);
        d->day = lx_day_make(year, month, early ? 10 : n);
        d->prec = LX_PREC_MONTH;
        return DATE_OK;
    }
    return date_take_end(c, year, month, LX_PREC_MONTH, d);
}

enum date_found date_take_end(struct date_cur *c, int year, int month, enum lx_prec prec, struct lx_date *d)
{
    static const int months[] = { 0, 1, 3, 0, 12 }; /* "before the first half" can only mean by its end */
    bool whole = date_take(c, WORD_END, NULL) || date_take(c, WORD_WITHIN, NULL);
    bool before = date_take(c, WORD_BEFORE, NULL);
    if (before && !whole)
        month -= months[prec];
    for (; month < 1; month += 12)
        year--;
    for (; month > 12; month -= 12)
        year++;
    d->day = lx_month_end(year, month);
    d->prec = prec;
    return DATE_OK;
}

bool date_names_year(const char *words)
{
    size_t len = strlen(words);
    for (size_t at = 0; at < len; at = lx_grapheme_next(words, len, at)) {
        struct date_cur c = { words + at, len - at, 0 };
        int year;
        if (take_year(&c, &year))
            return true;
    }
    return false;
}

bool date_take(struct date_cur *c, enum date_word kind, int *value)
{
    static const struct {
        enum date_word kind;
        int value;
        size_t len;
        const char *text;
    } words[] = {
#define DATE_WORD(kind, text, value) { WORD_##kind, value, sizeof(text) - 1, text },
#include "core/text/date_words.def"
#undef DATE_WORD
    };
    struct date_cur at = *c;
    skip_blanks(&at);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (words[i].kind != kind || words[i].len > at.len - at.at || memcmp(at.s + at.at, words[i].text, words[i].len) != 0)
            continue;
        c->at = at.at + words[i].len;
        if (value)
            *value = words[i].value;
        return true;
    }
    return false;
}

bool date_take_sign(struct date_cur *c, enum date_sign sign)
{
    struct date_cur at = *c;
    int found;
    if (!date_take(&at, WORD_SIGN, &found) || found != (int)sign)
        return false;
    *c = at;
    return true;
}

bool date_take_int(struct date_cur *c, int *n)
{
    struct date_cur at = *c;
    skip_blanks(&at);
    double value;
    size_t used = lx_number_get(at.s + at.at, at.len - at.at, &value);
    if (!used || value > 9999 || value != (int)value)
        return false;
    c->at = at.at + used;
    *n = (int)value;
    return true;
}

int date_take_digits(struct date_cur *c, int max_n, int *n)
{
    int count = 0, value = 0;
    for (size_t at = c->at; count < max_n && at < c->len; count++) {
        uint32_t cp;
        at += (size_t)lx_utf8_get(c->s + at, c->len - at, &cp);
        cp = lx_plain_char(cp);
        if (cp < '0' || cp > '9')
            break;
        value = value * 10 + (int)(cp - '0');
        c->at = at;
    }
    *n = value;
    return count;
}

static bool take_year(struct date_cur *c, int *year)
{
    struct date_cur at = *c;
    int n;
    if (!date_take_int(&at, &n) || n < YEAR_MIN || n > YEAR_MAX || !date_take_sign(&at, SIGN_YEAR))
        return false;
    *c = at;
    *year = n;
    return true;
}

/* The part of a year: a half, a quarter, a month, its end.  NONE leaves c where it was. */
static enum date_found take_part(struct date_cur *c, int year, struct lx_date *d)
{
    struct date_cur at = *c;
    enum date_found found = DATE_NONE;
    int n;
    if (date_take(&at, WORD_HALF, &n)) {
        found = date_take_end(&at, year, n, LX_PREC_HALF, d);
    } else if (take_quarter(&at, &n)) {
        found = n >= 1 && n <= 4 ? date_take_end(&at, year, n * 3, LX_PREC_QUARTER, d) : DATE_BAD;
    } else if (date_take(&at, WORD_YEAR_PART, &n)) {
        (void)date_take(&at, WORD_BEFORE, NULL);
        d->day = lx_month_end(year, n);
        d->prec = n == 12 ? LX_PREC_YEAR : n == 6 ? LX_PREC_HALF : LX_PREC_QUARTER;
        found = DATE_OK;
    } else if (date_take_int(&at, &n) && date_take_sign(&at, SIGN_MONTH)) {
        found = date_take_in_month(&at, year, n, d);
    }
    if (found != DATE_NONE)
        *c = at;
    return found;
}

/* The third quarter, or the first three quarters. */
static bool take_quarter(struct date_cur *c, int *quarter)
{
    struct date_cur at = *c;
    if (!date_take(&at, WORD_COUNTER, NULL))
        (void)date_take(&at, WORD_BEFORE, NULL);
    if (!date_take_int(&at, quarter) || !date_take_sign(&at, SIGN_QUARTER))
        return false;
    *c = at;
    return true;
}

static void skip_blanks(struct date_cur *c)
{
    while (c->at < c->len) {
        uint32_t cp;
        int used = lx_utf8_get(c->s + c->at, c->len - c->at, &cp);
        if (cp != ' ' && cp != 0x3000 && cp != 0xA0)
            return;
        c->at += (size_t)used;
    }
}
