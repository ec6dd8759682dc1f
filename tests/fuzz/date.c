/* Fuzz target: dates and numbers as documents and people write them. */
#include "core/text/date.h"

#include "core/text/text.h"
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

static void shown(const struct lx_date *d, lx_day today)
{
    struct lx_str b = LX_STR_EMPTY, again = LX_STR_EMPTY;
    struct lx_date back = { 0 };
    lx_date_format(&b, d);
    FUZZ_MUST(lx_date_parse(&back, lx_str_z(&b), NULL) == LX_OK);
    FUZZ_MUST(back.day == d->day && back.prec == d->prec);
    lx_date_format(&again, &back);
    FUZZ_MUST(strcmp(lx_str_z(&b), lx_str_z(&again)) == 0);
    lx_date_done(&back);
    lx_date_copy(&back, d);
    lx_date_done(&back);
    lx_date_short(&b, d, today);
    lx_date_zh(&b, d);
    lx_date_en(&b, d);
    FUZZ_MUST(lx_utf8_valid(lx_str_z(&b), b.len, NULL));
    if (d->day != LX_NO_DAY) {
        int y, m, day;
        lx_day_split(d->day, &y, &m, &day);
        FUZZ_MUST(lx_day_make(y, m, day) == d->day);
    }
    lx_str_done(&b);
    lx_str_done(&again);
}

static void numbers(const char *s, size_t len)
{
    double value;
    struct lx_str b = LX_STR_EMPTY;
    size_t used = lx_number_get(s, len, &value);
    FUZZ_MUST(used <= len);
    if (used && value >= 0 && value < 1e12 && value == (double)(int64_t)value) {
        double back;
        lx_numeral_zh(&b, (int64_t)value);
        FUZZ_MUST(lx_number_get(lx_str_z(&b), b.len, &back) == b.len && back == value);
    }
    lx_str_done(&b);
}

void fuzz_date(const char *bytes, size_t len)
{
    struct fuzz_in in = { bytes, len };
    struct lx_date d;
    lx_day today = lx_day_make(2024, 1 + fuzz_below(&in, 12), 1 + fuzz_below(&in, 29));
    int doc_year = fuzz_below(&in, 2) ? 2024 : 0;
    size_t used = lx_date_scan(in.s, in.len, doc_year, &d);
    if (used) {
        FUZZ_MUST(used <= in.len);
        shown(&d, today);
        lx_date_done(&d);
    }
    numbers(in.s, in.len);
    char *s = fuzz_stored(&in);
    struct lx_err err = { 0 };
    enum lx_rc rc = lx_date_read(&d, s, today, &err);
    FUZZ_MUST(rc == LX_OK || (rc == LX_INVALID && err.msgid));
    if (rc == LX_OK) {
        shown(&d, today);
        lx_date_done(&d);
    }
    rc = lx_date_parse(&d, s, NULL);
    FUZZ_MUST(rc == LX_OK || rc == LX_INVALID);
    if (rc == LX_OK) {
        shown(&d, today);
        lx_date_done(&d);
    }
    free(s);
}
