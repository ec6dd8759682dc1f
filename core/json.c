/* JSON: a writer by hand, a reader on jansson; no other file knows of jansson. */
#include "core/json.h"

#include "core/mem.h"
#include "core/text/text.h"

#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void before_value(struct lx_json_out *w);
static void add_quoted(struct lx_str *out, const char *s, size_t len);
static void add_escaped(struct lx_str *out, uint32_t cp);
static json_t *inside(const struct lx_json *v);
static struct lx_json *outside(json_t *v);

void lx_json_begin_object(struct lx_json_out *w)
{
    before_value(w);
    lx_str_addc(w->out, '{');
    w->comma = false;
}

void lx_json_end_object(struct lx_json_out *w)
{
    lx_str_addc(w->out, '}');
    w->comma = true;
}

void lx_json_begin_array(struct lx_json_out *w)
{
    before_value(w);
    lx_str_addc(w->out, '[');
    w->comma = false;
}

void lx_json_end_array(struct lx_json_out *w)
{
    lx_str_addc(w->out, ']');
    w->comma = true;
}

void lx_json_key(struct lx_json_out *w, const char *key)
{
    before_value(w);
    add_quoted(w->out, key, strlen(key));
    lx_str_addc(w->out, ':');
    w->comma = false;
}

void lx_json_string(struct lx_json_out *w, const char *s)
{
    if (s)
        lx_json_stringn(w, s, strlen(s));
    else
        lx_json_null(w);
}

void lx_json_stringn(struct lx_json_out *w, const char *s, size_t len)
{
    before_value(w);
    add_quoted(w->out, s, len);
}

void lx_json_int(struct lx_json_out *w, int64_t n)
{
    before_value(w);
    lx_str_addf(w->out, "%" PRId64, n);
}

void lx_json_real(struct lx_json_out *w, double x)
{
    if (!isfinite(x)) {
        lx_json_null(w);
        return;
    }
    char digits[40];
    x = x == 0 ? 0 : x; /* no -0 */
    (void)snprintf(digits, sizeof digits, "%.15g", x);
    if (strtod(digits, NULL) != x)
        (void)snprintf(digits, sizeof digits, "%.17g", x);
    char *point = strchr(digits, ','); /* some locales write one */
    if (point)
        *point = '.';
    lx_json_raw(w, digits);
}

void lx_json_bool(struct lx_json_out *w, bool b) { lx_json_raw(w, b ? "true" : "false"); }

void lx_json_null(struct lx_json_out *w) { lx_json_raw(w, "null"); }

void lx_json_raw(struct lx_json_out *w, const char *json)
{
    before_value(w);
    lx_str_add(w->out, json);
}

enum lx_rc lx_json_parse(struct lx_json **out, const char *s, size_t len, struct lx_err *err)
{
    json_error_t error;
    *out = outside(json_loadb(s, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error));
    if (*out)
        return LX_OK;
    if (json_error_code(&error) == json_error_out_of_memory)
        lx_fatal("out of memory");
    return lx_fail(err, LX_INVALID, N_("This is not valid JSON; look at line and column %s"), "%d:%d",
                   error.line > 0 ? error.line : 1, error.column > 0 ? error.column : 1);
}

void lx_json_free(struct lx_json **v)
{
    json_decref(inside(*v));
    *v = NULL;
}

enum lx_json_kind lx_json_kind(const struct lx_json *v)
{
    if (!v)
        return LX_JSON_NULL;
    switch (json_typeof(inside(v))) {
    case JSON_OBJECT: return LX_JSON_OBJECT;
    case JSON_ARRAY: return LX_JSON_ARRAY;
    case JSON_STRING: return LX_JSON_STRING;
    case JSON_INTEGER: return LX_JSON_INT;
    case JSON_REAL: return LX_JSON_REAL;
    case JSON_TRUE:
    case JSON_FALSE: return LX_JSON_BOOL;
    case JSON_NULL: break;
    }
    return LX_JSON_NULL;
}

const struct lx_json *lx_json_get(const struct lx_json *v, const char *key)
{
    return outside(json_object_get(inside(v), key));
}

size_t lx_json_n(const struct lx_json *v)
{
    return lx_json_kind(v) == LX_JSON_OBJECT ? json_object_size(inside(v)) : json_array_size(inside(v));
}

const struct lx_json *lx_json_at(const struct lx_json *v, size_t i) { return outside(json_array_get(inside(v), i)); }

const char *lx_json_to_string(const struct lx_json *v, const char *otherwise)
{
    const char *s = json_string_value(inside(v));
    return s ? s : otherwise;
}

int64_t lx_json_to_int(const struct lx_json *v, int64_t otherwise)
{
    return lx_json_kind(v) == LX_JSON_INT ? json_integer_value(inside(v)) : otherwise;
}

double lx_json_to_real(const struct lx_json *v, double otherwise)
{
    return v && json_is_number(inside(v)) ? json_number_value(inside(v)) : otherwise;
}

bool lx_json_to_bool(const struct lx_json *v, bool otherwise)
{
    return lx_json_kind(v) == LX_JSON_BOOL ? json_is_true(inside(v)) : otherwise;
}

bool lx_json_next(const struct lx_json *v, void **at, const char **key, const struct lx_json **value)
{
    *at = *at ? json_object_iter_next(inside(v), *at) : json_object_iter(inside(v));
    if (!*at)
        return false;
    *key = json_object_iter_key(*at);
    *value = outside(json_object_iter_value(*at));
    return true;
}

static void before_value(struct lx_json_out *w)
{
    if (w->comma)
        lx_str_addc(w->out, ',');
    w->comma = true;
}

static void add_quoted(struct lx_str *out, const char *s, size_t len)
{
    lx_str_addc(out, '"');
    for (size_t at = 0; at < len;) {
        uint32_t cp;
        at += (size_t)lx_utf8_get(s + at, len - at, &cp);
        if (cp == '"' || cp == '\\' || lx_is_hidden(cp))
            add_escaped(out, cp);
        else
            lx_utf8_put(out, cp);
    }
    lx_str_addc(out, '"');
}

static void add_escaped(struct lx_str *out, uint32_t cp)
{
    static const char plain[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    const char *found = cp && cp < 0x80 ? strchr(plain, (int)cp) : NULL;
    if (found)
        lx_str_addf(out, "\\%c", letters[found - plain]);
    else if (cp < 0x10000)
        lx_str_addf(out, "\\u%04X", (unsigned)cp);
    else
        lx_str_addf(out, "\\u%04X\\u%04X", 0xD7C0u + (cp >> 10), 0xDC00u + (cp & 0x3FF));
}

/* The tree is jansson's own; the two types only keep its name out of the header. */
static json_t *inside(const struct lx_json *v) { return (json_t *)v; }
static struct lx_json *outside(json_t *v) { return (struct lx_json *)v; }
