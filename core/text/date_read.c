/* Dates as people type them: what documents say, and what means something only today. */
#include "core/text/date_words.h"

#include "core/mem.h"
#include "core/text/text.h"

#include <string.h>

/* One way of reading a date at c; what it leaves unread was not understood. */
typedef enum date_found reader(struct date_cur *c, lx_day today, struct lx_date *d);

static reader take_iso, take_short, take_document, take_day, take_offset, take_count, take_week, take_month;
static enum date_found read_any(const char *s, size_t len, lx_day today, struct lx_date *d, bool *keep_words);
static bool is_ongoing(const char *s, size_t len);
static void normalise(struct lx_str *out, const char *s, size_t len);

enum lx_rc lx_date_read(struct lx_date *out, const char *s, lx_day today, struct lx_err *err)
{
    *out = (struct lx_date){ .day = LX_NO_DAY };
    size_t len = strlen(s);
    for (; len && strchr(" \t\n", s[len - 1]); len--) {}
    for (; len && strchr(" \t\n", *s); len--)
        s++;
    if (!len)
        return LX_OK;

    struct lx_str text = LX_STR_EMPTY;
    normalise(&text, s, len);
    struct lx_date d = { .day = LX_NO_DAY };
    bool keep_words = true;
    enum date_found found =
        is_ongoing(lx_str_z(&text), text.len) ? DATE_OK : read_any(lx_str_z(&text), text.len, today, &d, &keep_words);
    lx_str_done(&text);

    if (found == DATE_BAD)
        return lx_fail(err, LX_INVALID, N_("There is no such day: %s"), "%.*s", (int)(len < 200 ? len : 200), s);
    if (found == DATE_NONE)
        return lx_fail(err, LX_INVALID, N_("%s is not understood as a date; write it like 2024-12-31 or +20"), "%.*s",
                       (int)(len < 200 ? len : 200), s);
    *out = d;
    if (keep_words)
        out->words = lx_strndup(s, len);
    return LX_OK;
}

static enum date_found read_any(const char *s, size_t len, lx_day today, struct lx_date *d, bool *keep_words)
{
    /* words are kept of documents' dates, and of others when they are less precise than a day: never "tomorrow" */
    static const struct {
        reader *take;
        enum { NEVER, VAGUE, ALWAYS } words;
    } readers[] = {
        { take_iso, NEVER },  { take_short, NEVER }, { take_document, ALWAYS }, { take_day, VAGUE },   { take_offset, NEVER },
        { take_count, VAGUE }, { take_week, VAGUE },  { take_month, VAGUE },     { date_take_english, VAGUE },
    };
    bool bad = false;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        struct date_cur c = { s, len, 0 };
        struct lx_date got = { .day = LX_NO_DAY };
        enum date_found found = readers[i].take(&c, today, &got);
        bad = bad || found == DATE_BAD;
        if (found == DATE_OK && c.at == c.len && got.day != LX_NO_DAY) {
            *d = got;
            *keep_words = readers[i].words == ALWAYS || (readers[i].words == VAGUE && got.prec != LX_PREC_DAY);
            return DATE_OK;
        }
    }
    return bad ? DATE_BAD : DATE_NONE;
}

static bool is_ongoing(const char *s, size_t len)
{
    struct date_cur c = { s, len, 0 };
    return date_take(&c, WORD_ONGOING, NULL) && c.at == c.len;
}

/* Full-width forms, dashes and capitals to what the words are compared with. */
static void normalise(struct lx_str *out, const char *s, size_t len)
{
    for (size_t at = 0; at < len;) {
        uint32_t cp;
        at += (size_t)lx_utf8_get(s + at, len - at, &cp);
        if ((cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212)
            cp = '-';
        if ((cp >= 0xFF01 && cp <= 0xFF5E) || cp == 0x3002 || cp == 0x3000)
            cp = lx_plain_char(cp);
        if (cp >= 'A' && cp <= 'Z')
            cp += 'a' - 'A';
        lx_utf8_put(out, cp);
    }
}

static enum date_found take_iso(struct date_cur *c, lx_day today, struct lx_date *d)
{
    (void)today;
    return date_take_numeric(c, d);
}

static enum date_found take_document(struct date_cur *c, lx_day today, struct lx_date *d)
{
    int year;
    lx_day_split(today, &year, NULL, NULL);
    (void)date_take(c, WORD_UNTIL, NULL);
    return date_take_absolute(c, year, d);
}

/* 20241231, 2024, 2024-12, 12-31. */
static enum date_found take_short(struct date_cur *c, lx_day today, struct lx_date *d)
{
    int first, second, year;
    int first_n = date_take_digits(c, 8, &first);
    if (first_n == 8)
        return date_on_day(d, lx_day_make(first / 10000, first / 100 % 100, first % 100));
    if (first_n == 4 && c->at == c->len && first >= 1900 && first < 2200)
        return date_take_end(c, first, 12, LX_PREC_YEAR, d);
    if (c->at == c->len || !strchr("-./", c->s[c->at]))
        return DATE_NONE;
    c->at++;
    int second_n = date_take_digits(c, 2, &second);
    if (c->at < c->len || second_n == 0)
        return DATE_NONE;
    if (first_n == 4)
        return second >= 1 && second <= 12 ? date_take_end(c, first, second, LX_PREC_MONTH, d) : DATE_BAD;
    lx_day_split(today, &year, NULL, NULL);
    return first_n == 1 || first_n == 2 ? date_on_day(d, lx_day_make(year, first, second)) : DATE_NONE;
}

static enum date_found take_day(struct date_cur *c, lx_day today, struct lx_date *d)
{
    int ahead;
    if (!date_take(c, WORD_DAY, &ahead))
        return DATE_NONE;
    (void)date_take(c, WORD_BEFORE, NULL);
    return date_on_day(d, today + ahead);
}

/* +20 and +20d days, +20w working days, +2m months; also backwards. */
static enum date_found take_offset(struct date_cur *c, lx_day today, struct lx_date *d)
{
    int n, sign = c->s[0] == '-' ? -1 : 1;
    if (c->s[0] != '+' && c->s[0] != '-')
        return DATE_NONE;
    c->at++;
    if (!date_take_digits(c, 4, &n))
        return DATE_NONE;
    char unit = c->at < c->len ? c->s[c->at++] : 'd';
    switch (unit) {
    case 'd': return date_on_day(d, today + sign * n);
    case 'w': return date_on_day(d, lx_add_working(NULL, today, sign * n));
    case 'm': return date_on_day(d, date_add_months(today, sign * n));
    default: return DATE_NONE;
    }
}

/* In so many days, working days, weeks, months, years. */
static enum date_found take_count(struct date_cur *c, lx_day today, struct lx_date *d)
{
    int n, unit;
    if (!date_take_int(c, &n))
        return DATE_NONE;
    (void)date_take(c, WORD_COUNTER, NULL);
    if (!date_take(c, WORD_UNIT, &unit) || (!date_take(c, WORD_WITHIN, NULL) && !date_take(c, WORD_LATER, NULL)))
        return DATE_NONE;
    switch (unit) {
    case 0: return date_on_day(d, lx_add_working(NULL, today, n));
    case 30: return date_on_day(d, date_add_months(today, n));
    case 365: return date_on_day(d, date_add_months(today, n * 12));
    default: return date_on_day(d, today + n * unit);
    }
}

static enum date_found take_week(struct date_cur *c, lx_day today, struct lx_date *d)
{
    int weeks = 0, weekday = 7;
    bool named = date_take(c, WORD_WEEK, &weeks);
    if (!date_take(c, WORD_WEEK_NAME, NULL))
        return DATE_NONE;
    if (!date_take(c, WORD_SUNDAY, &weekday) && !date_take(c, WORD_WEEKEND, &weekday) && !date_take_int(c, &weekday) && !named)
        return DATE_NONE;
    (void)date_take(c, WORD_BEFORE, NULL);
    if (weekday < 1 || weekday > 7)
        return DATE_NONE;
    return date_on_day(d, date_sunday(today) + 7 * weeks - 7 + weekday);
}

/* The end of this or the next month or quarter, or a day in it. */
static enum date_found take_month(struct date_cur *c, lx_day today, struct lx_date *d)
{
    int year, month, ahead = 0;
    lx_day_split(today, &year, &month, NULL);
    if (date_take(c, WORD_QUARTER, &ahead))
        return date_take_end(c, year, ((month + 2) / 3 + ahead) * 3, LX_PREC_QUARTER, d);
    struct date_cur day = *c;
    int n;
    bool named = date_take(c, WORD_MONTH, &ahead);
    if (!named && !(date_take_int(&day, &n) && date_take_sign(&day, SIGN_DAY)))
        return DATE_NONE;
    lx_day_split(date_add_months(today, ahead), &year, &month, NULL);
    return date_take_in_month(c, year, month, d);
}

lx_day date_sunday(lx_day day) { return day - lx_day_weekday(day) + 7; }

lx_day date_add_months(lx_day day, int n)
{
    int year, month, dom;
    lx_day_split(day, &year, &month, &dom);
    int months = year * 12 + month - 1 + n;
    lx_day same = lx_day_make(months / 12, months % 12 + 1, dom);
    return same != LX_NO_DAY ? same : lx_month_end(months / 12, months % 12 + 1);
}

enum date_found date_on_day(struct lx_date *d, lx_day day)
{
    int year;
    lx_day_split(day, &year, NULL, NULL);
    *d = (struct lx_date){ .day = day, .prec = LX_PREC_DAY };
    return day != LX_NO_DAY && year >= 1 && year <= 9999 ? DATE_OK : DATE_BAD;
}
