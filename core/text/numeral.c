/* Numbers as officials write them: 1,234 and 1.8 with units, and Chinese numerals in both directions. */
#include "core/text/text.h"

/* One character of a Chinese numeral; len 0: it is none. */
struct numeral {
    bool is_unit;
    int value;
    size_t len;
};

/* A Chinese numeral while it is read. */
struct reading {
    double total;   /* of what stands before a finished group of ten thousands */
    double section; /* of the group that is being read */
    int digit;      /* read, its unit not yet; -1 = none */
    int unit;       /* the last unit, 0 = none */
    int group;      /* the last of the units from ten thousand on, 0 = none */
    bool gap;       /* a zero stood since */
};

static size_t mixed_get(const char *s, size_t len, double *value);
static size_t decimal_get(const char *s, size_t len, double *mantissa, double *scale);
static size_t thousands_get(const char *s, size_t len, double *value);
static size_t digit_at(const char *s, size_t len, int *digit);
static size_t units_get(const char *s, size_t len, double *unit);
static size_t positional_get(const char *s, size_t len, double *value);
static size_t chinese_get(const char *s, size_t len, double *value);
static bool take_unit(struct reading *r, int unit);
static struct numeral numeral_at(const char *s, size_t len);
static bool is_measure(const char *s, size_t len);
static void write_numeral(struct lx_str *out, uint64_t n, bool leading);

#define NUMERAL_WRITE(name, text) static const char name[] = text;
#include "core/text/numeral.def"

size_t lx_number_get(const char *s, size_t len, double *value)
{
    size_t used = mixed_get(s, len, value);
    if (!used)
        used = positional_get(s, len, value);
    return used ? used : chinese_get(s, len, value);
}

void lx_numeral_zh(struct lx_str *out, int64_t n)
{
    if (n < 0)
        lx_str_add(out, MINUS);
    write_numeral(out, n < 0 ? 0 - (uint64_t)n : (uint64_t)n, true);
}

void lx_ordinal_en(struct lx_str *out, int64_t n)
{
    int64_t last = n % 100 < 0 ? -(n % 100) : n % 100;
    const char *end = "th";
    if (last / 10 != 1)
        end = last % 10 == 1 ? "st" : last % 10 == 2 ? "nd" : last % 10 == 3 ? "rd" : "th";
    lx_str_addf(out, "%lld%s", (long long)n, end);
}

uint32_t lx_plain_char(uint32_t cp)
{
    if (cp >= 0xFF01 && cp <= 0xFF5E)
        return cp - 0xFEE0;
    switch (cp) {
#define PLAIN(ime, key)                                                                                                \
    case ime: return key;
#include "core/text/plain.def"
#undef PLAIN
    default: return cp;
    }
}

/* Digits, then units: 1.8 hundred million; and a smaller part after it: 5 hundred million 3000 ten thousand. */
static size_t mixed_get(const char *s, size_t len, double *value)
{
    double mantissa, scale, unit, last_unit = 0;
    size_t used = 0;
    *value = 0;
    for (;;) {
        size_t digits_len = decimal_get(s + used, len - used, &mantissa, &scale);
        if (!digits_len)
            return used;
        size_t units_len = units_get(s + used + digits_len, len - used - digits_len, &unit);
        if (used && (!units_len || unit >= last_unit))
            return used;
        *value += mantissa * unit / scale;
        used += digits_len + units_len;
        last_unit = unit;
        if (!units_len)
            return used;
    }
}

/* 12, 1,234, 1.8: the value is mantissa / scale, kept apart so that 0.07 of a hundred million comes out whole. */
static size_t decimal_get(const char *s, size_t len, double *mantissa, double *scale)
{
    enum { DECIMALS_MAX = 15 };
    size_t at = thousands_get(s, len, mantissa);
    *scale = 1;
    if (!at || at >= len)
        return at;
    uint32_t cp;
    size_t point_len = (size_t)lx_utf8_get(s + at, len - at, &cp);
    if (lx_plain_char(cp) != '.' || cp == 0x3002)
        return at;
    int digit;
    size_t end = at + point_len;
    for (int n = 0;; n++) {
        size_t used = digit_at(s + end, len - end, &digit);
        if (!used)
            return n ? end : at;
        end += used;
        if (n < DECIMALS_MAX) {
            *mantissa = *mantissa * 10 + digit;
            *scale *= 10;
        }
    }
}

/* Whole digits; a comma belongs to them only between groups of three. */
static size_t thousands_get(const char *s, size_t len, double *value)
{
    size_t at = 0;
    int digit;
    *value = 0;
    int n = 0;
    for (size_t used; (used = digit_at(s + at, len - at, &digit)) > 0; at += used, n++)
        *value = *value * 10 + digit;
    if (n > 3)
        return at;
    while (n > 0 && at < len && s[at] == ',') {
        size_t end = at + 1;
        double group = 0;
        int group_n = 0;
        for (size_t used; (used = digit_at(s + end, len - end, &digit)) > 0; end += used, group_n++)
            group = group * 10 + digit;
        if (group_n != 3)
            break;
        *value = *value * 1000 + group;
        at = end;
    }
    return at;
}

static size_t digit_at(const char *s, size_t len, int *digit)
{
    if (!len)
        return 0;
    uint32_t cp;
    int used = lx_utf8_get(s, len, &cp);
    cp = lx_plain_char(cp);
    *digit = (int)(cp - '0');
    return cp >= '0' && cp <= '9' ? (size_t)used : 0;
}

/* The units after digits, growing: hundred, thousand, ten thousand, hundred million. */
static size_t units_get(const char *s, size_t len, double *unit)
{
    size_t at = 0;
    *unit = 1;
    for (int last = 10;;) {
        struct numeral num = numeral_at(s + at, len - at);
        if (!num.len || !num.is_unit || num.value <= last)
            return at;
        *unit *= num.value;
        last = num.value;
        at += num.len;
    }
}

/* Digits by position, as in years: three or more, or two with a zero.  (Two are otherwise "three or four".) */
static size_t positional_get(const char *s, size_t len, double *value)
{
    size_t at = 0;
    int n = 0;
    bool zero = false;
    *value = 0;
    for (;; n++) {
        struct numeral num = numeral_at(s + at, len - at);
        if (!num.len || num.is_unit)
            break;
        zero = zero || num.value == 0;
        *value = *value * 10 + num.value;
        at += num.len;
    }
    return n > 2 || (n == 2 && zero) ? at : 0;
}

static size_t chinese_get(const char *s, size_t len, double *value)
{
    struct reading r = { .digit = -1 };
    size_t used = 0;
    for (size_t at = 0;;) {
        struct numeral num = numeral_at(s + at, len - at);
        if (!num.len)
            break;
        at += num.len;
        if (num.is_unit) {
            if (!take_unit(&r, num.value))
                break;
            used = at;
        } else if (r.digit >= 0) {
            break;
        } else if (num.value == 0 && used) {
            r.gap = true;
        } else {
            r.digit = num.value;
            used = at;
        }
    }
    /* a last digit counts tenths of the unit before it, unless a zero stands between */
    double last = r.digit < 0 ? 0 : r.unit && !r.gap ? r.digit * (r.unit / 10.0) : r.digit;
    *value = r.total + r.section + last;
    return used;
}

/* False: the unit does not go on from what was read. */
static bool take_unit(struct reading *r, int unit)
{
    if (unit < 10000) {
        if (r->unit && unit >= r->unit)
            return false;
        if (r->digit < 0 && (unit != 10 || (r->unit && !r->gap)))
            return false;
        r->section += (r->digit < 0 ? 1 : r->digit) * unit;
    } else {
        double section = r->section + (r->digit > 0 ? r->digit : 0);
        if (unit == r->group || (section == 0 && (!r->group || unit < r->group)))
            return false;
        if (unit > r->group)
            r->total = (r->total + section) * unit;
        else
            r->total += section * unit;
        r->section = 0;
        r->group = unit;
    }
    r->unit = unit;
    r->digit = -1;
    r->gap = false;
    return true;
}

static struct numeral numeral_at(const char *s, size_t len)
{
    if (!len)
        return (struct numeral){ 0 };
    uint32_t cp;
    size_t used = (size_t)lx_utf8_get(s, len, &cp);
    switch (cp) {
#define NUMERAL_DIGIT(character, number)                                                                               \
    case character: return (struct numeral){ false, number, used };
#define NUMERAL_UNIT(character, number)                                                                                \
    case character: return number == 1000 && is_measure(s + used, len - used) ? (struct numeral){ 0 }                  \
                                                                              : (struct numeral){ true, number, used };
#include "core/text/numeral.def"
    default: return (struct numeral){ 0 };
    }
}

static bool is_measure(const char *s, size_t len)
{
    uint32_t cp = 0;
    if (len)
        (void)lx_utf8_get(s, len, &cp);
    switch (cp) {
#define NUMERAL_MEASURE(character) case character:
#include "core/text/numeral.def"
        return true;
    default: return false;
    }
}

static void write_numeral(struct lx_str *out, uint64_t n, bool leading)
{
    static const struct {
        uint64_t size;
        const char *name;
    } units[] = { { 100000000, HUNDRED_MILLION }, { 10000, TEN_THOUSAND }, { 1000, THOUSAND }, { 100, HUNDRED }, { 10, TEN } };

    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (n < units[i].size)
            continue;
        if (n >= 20 || !leading) /* ten to nineteen begin with the unit */
            write_numeral(out, n / units[i].size, leading);
        lx_str_add(out, units[i].name);
        uint64_t rest = n % units[i].size;
        if (rest && rest < units[i].size / 10)
            lx_str_addn(out, DIGITS, 3);
        if (rest)
            write_numeral(out, rest, false);
        return;
    }
    lx_str_addn(out, DIGITS + n * 3, 3);
}
