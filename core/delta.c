/* Change rows: writing, reading and applying them.  The reader takes just the JSON that this file writes (and dumps
 * are made of): one object of strings, pairs of strings and middles; it is on the path of every import and undo. */
#include "core/delta.h"

#include "core/mem.h"
#include "core/text/text.h"

#include <stdlib.h>
#include <string.h>

enum { CONTEXT_N = 4 }; /* characters kept on either side of a changed middle, so that it finds its place again */

static void add_json(struct lx_str *out, const char *s, size_t len);
static void add_all(struct lx_str *out, const void *rec);
static bool add_changed(struct lx_str *out, const void *old, const void *new_);

/* --- writing ----------------------------------------------------------------------------------------------------- */

bool lx_delta_make(struct lx_str *out, char *op, const void *old, const void *new_)
{
    if (!old || !new_) {
        *op = old ? '-' : '+';
        add_all(out, old ? old : new_);
        return true;
    }
    *op = '~';
    return add_changed(out, old, new_);
}

static void add_name(struct lx_str *out, size_t start, const struct lx_field *f)
{
    lx_str_addc(out, out->len == start ? '{' : ',');
    lx_str_addc(out, '"');
    lx_str_add(out, f->name);
    lx_str_addn(out, "\":", 2);
}

static void add_value(struct lx_str *out, const void *rec, const struct lx_field *f)
{
    if (f->kind == LX_TEXT || f->kind == LX_LONG || f->kind == LX_NUMBER) {
        const char *s = lx_f_text_of(rec, f);
        add_json(out, s, strlen(s));
        return;
    }
    if (f->kind != LX_DATE || !lx_f_date_of(rec, f)->words) { /* words of ours and digits need no escape */
        lx_str_addc(out, '"');
        lx_f_format(out, rec, f);
        lx_str_addc(out, '"');
        return;
    }
    struct lx_str v = LX_STR_EMPTY;
    lx_f_format(&v, rec, f);
    add_json(out, lx_str_z(&v), v.len);
    lx_str_done(&v);
}

static void add_all(struct lx_str *out, const void *rec)
{
    const struct lx_table *t = lx_table(((const struct lx_rec *)rec)->type);
    size_t start = out->len;
    for (int i = 0; i < t->fields_n; i++)
        if (!lx_f_empty(rec, &t->fields[i])) {
            add_name(out, start, &t->fields[i]);
            add_value(out, rec, &t->fields[i]);
        }
    lx_str_add(out, out->len == start ? "{}" : "}");
}

static bool is_tail(char c) { return ((unsigned char)c & 0xC0) == 0x80; } /* a later byte of a character */

/* One character back from `at`, or forward; the ends stay where they are. */
static size_t back(const char *s, size_t at)
{
    if (at > 0)
        at--;
    while (at > 0 && is_tail(s[at]))
        at--;
    return at;
}

static size_t forth(const char *s, size_t at, size_t len)
{
    if (at < len)
        at++;
    while (at < len && is_tail(s[at]))
        at++;
    return at;
}

/* {"at":…,"old":…,"new":…}: what is left when the common head and tail are cut off, with a little context. */
static void add_middle(struct lx_str *out, const char *a, const char *b)
{
    size_t a_len = strlen(a), b_len = strlen(b), least = a_len < b_len ? a_len : b_len, head = 0, tail = 0;
    while (head < least && a[head] == b[head])
        head++;
    while (head > 0 && (is_tail(a[head]) || is_tail(b[head])))
        head--;
    while (tail < least - head && a[a_len - 1 - tail] == b[b_len - 1 - tail])
        tail++;
    while (tail > 0 && is_tail(a[a_len - tail]))
        tail--;
    for (int i = 0; i < CONTEXT_N; i++) {
        head = back(a, head);
        tail = a_len - forth(a, a_len - tail, a_len);
    }
    lx_str_addf(out, "{\"at\":%zu,\"old\":", head);
    add_json(out, a + head, a_len - tail - head);
    lx_str_add(out, ",\"new\":");
    add_json(out, b + head, b_len - tail - head);
    lx_str_addc(out, '}');
}

static bool add_changed(struct lx_str *out, const void *old, const void *new_)
{
    const struct lx_rec *x = old, *y = new_;
    const struct lx_table *t = lx_table(x->type);
    size_t start = out->len;
    for (int i = 0; i < t->fields_n; i++) {
        const struct lx_field *f = &t->fields[i];
        if ((f->kind == LX_LONG && !(x->has_long && y->has_long)) || lx_f_same(old, new_, f))
            continue;
        add_name(out, start, f);
        if (f->kind == LX_LONG) {
            add_middle(out, lx_f_text_of(old, f), lx_f_text_of(new_, f));
            continue;
        }
        lx_str_addc(out, '[');
        add_value(out, old, f);
        lx_str_addc(out, ',');
        add_value(out, new_, f);
        lx_str_addc(out, ']');
    }
    if (out->len == start)
        return false;
    lx_str_addc(out, '}');
    return true;
}

static void add_json(struct lx_str *out, const char *s, size_t len)
{
    lx_str_addc(out, '"');
    for (size_t i = 0, from = 0; i <= len; i++) {
        unsigned char c = i < len ? (unsigned char)s[i] : 0;
        if (i < len && c >= 0x20 && c != '"' && c != '\\')
            continue;
        lx_str_addn(out, s + from, i - from);
        from = i + 1;
        if (i == len)
            break;
        if (c == '\n')
            lx_str_addn(out, "\\n", 2);
        else if (c == '"' || c == '\\')
            lx_str_addf(out, "\\%c", c);
        else
            lx_str_addf(out, "\\u%04x", c);
    }
    lx_str_addc(out, '"');
}

/* By stable name alone: labels must not catch the name of a field that is gone.  Fields mostly stand in their order:
 * looked for from *at on, which is moved behind it. */
static const struct lx_field *field_of(const struct lx_table *t, const char *name, int *at)
{
    for (int n = 0; n < t->fields_n; n++) {
        const struct lx_field *f = &t->fields[(*at + n) % t->fields_n];
        if (strcmp(f->name, name) == 0) {
            *at = (*at + n + 1) % t->fields_n;
            return f;
        }
    }
    return NULL;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

/* A place in the text; every reader moves it on, or answers false. */
struct cursor {
    const char *p;
};

static bool take(struct cursor *c, char want)
{
    while (*c->p == ' ' || *c->p == '\n' || *c->p == '\t' || *c->p == '\r')
        c->p++;
    if (*c->p != want)
        return false;
    c->p++;
    return true;
}

static bool read_hex(struct cursor *c, uint32_t *v)
{
    *v = 0;
    for (int i = 0; i < 4; i++, c->p++) {
        char h = *c->p;
        uint32_t d = h >= '0' && h <= '9'                 ? (uint32_t)(h - '0')
                     : (h | 32) >= 'a' && (h | 32) <= 'f' ? (uint32_t)((h | 32) - 'a' + 10)
                                                          : 16;
        if (d == 16)
            return false;
        *v = *v * 16 + d;
    }
    return true;
}

static bool read_escape(struct cursor *c, struct lx_str *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    char e = *c->p++;
    const char *at = e ? strchr(from, e) : NULL;
    if (at) {
        lx_str_addc(out, to[at - from]);
        return true;
    }
    uint32_t cp, low;
    if (e != 'u' || !read_hex(c, &cp))
        return false;
    if (cp >= 0xD800 && cp < 0xDC00) {
        if (*c->p++ != '\\' || *c->p++ != 'u' || !read_hex(c, &low) || low < 0xDC00 || low > 0xDFFF)
            return false;
        cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
    }
    if (cp == 0 || (cp >= 0xDC00 && cp <= 0xDFFF))
        return false;
    lx_utf8_put(out, cp);
    return true;
}

/* Appends a string, or a bare number or word as it stands (null: nothing). */
static bool read_text(struct cursor *c, struct lx_str *out)
{
    if (!take(c, '"')) {
        size_t bare = strspn(c->p, "+-.0123456789abcdefghijklmnopqrstuvwxyzE");
        if (bare != 4 || memcmp(c->p, "null", 4) != 0)
            lx_str_addn(out, c->p, bare);
        c->p += bare;
        return bare > 0;
    }
    bool good = true;
    while (good && *c->p != '"') {
        size_t plain = strcspn(c->p, "\"\\");
        lx_str_addn(out, c->p, plain);
        c->p += plain;
        if (*c->p == '\\') {
            c->p++;
            good = read_escape(c, out);
        } else if (!*c->p) {
            good = false;
        }
    }
    c->p += good;
    return good;
}

/* The same; yours. */
static bool read_value(struct cursor *c, char **value)
{
    struct lx_str s = LX_STR_EMPTY;
    bool good = read_text(c, &s);
    if (good)
        *value = lx_str_take(&s);
    lx_str_done(&s);
    return good;
}

static bool read_middle(struct cursor *c, struct lx_delta_field *f)
{
    do {
        char *name = NULL, *value = NULL;
        if (!read_value(c, &name) || !take(c, ':') || !read_value(c, &value)) {
            free(name);
            return false;
        }
        char **slot = strcmp(name, "old") == 0 ? &f->old : strcmp(name, "new") == 0 ? &f->new_ : NULL;
        if (strcmp(name, "at") == 0)
            f->at = strtoll(value, NULL, 10);
        free(name);
        if (slot) {
            free(*slot);
            *slot = value;
        } else {
            free(value);
        }
    } while (take(c, ','));
    return take(c, '}') && f->old && f->new_ && f->at >= 0;
}

static bool read_field(struct cursor *c, char op, struct lx_delta_field *f)
{
    if (!read_value(c, &f->name) || !take(c, ':'))
        return false;
    if (op != '~') {
        *(op == '+' ? &f->old : &f->new_) = lx_strdup("");
        return read_value(c, op == '+' ? &f->new_ : &f->old);
    }
    if (take(c, '{'))
        return read_middle(c, f);
    return take(c, '[') && read_value(c, &f->old) && take(c, ',') && read_value(c, &f->new_) && take(c, ']');
}

const char *lx_delta_scan(struct lx_delta *out, char op, const char *json)
{
    struct cursor c = { json };
    *out = (struct lx_delta){ 0 };
    if (!take(&c, '{'))
        return NULL;
    if (take(&c, '}'))
        return c.p;
    do {
        struct lx_delta_field *f = &LX_PUSH(out->at, out->n, out->room);
        *f = (struct lx_delta_field){ .at = -1 };
        if (!read_field(&c, op, f))
            break;
        if (take(&c, '}'))
            return c.p;
    } while (take(&c, ','));
    lx_delta_done(out);
    return NULL;
}

static enum lx_rc cannot_be_read(const char *json, struct lx_err *err)
{
    return lx_fail(err, LX_CORRUPT, N_("The history holds a change that cannot be read; run `db check`: %s"), "%.60s",
                   json);
}

enum lx_rc lx_delta_read(struct lx_delta *out, char op, const char *json, struct lx_err *err)
{
    return lx_delta_scan(out, op, json) ? LX_OK : cannot_be_read(json, err);
}

enum lx_rc lx_delta_fill(void *rec, const char *json, struct lx_err *err)
{
    const struct lx_table *t = lx_table(((struct lx_rec *)rec)->type);
    struct lx_str name = LX_STR_EMPTY, value = LX_STR_EMPTY;
    struct cursor c = { json };
    enum lx_rc rc = LX_OK;
    int at = 0;
    bool good = take(&c, '{'), end = good && take(&c, '}');
    while (good && !end && rc == LX_OK) {
        lx_str_clear(&name);
        lx_str_clear(&value);
        good = read_text(&c, &name) && take(&c, ':') && read_text(&c, &value);
        const struct lx_field *f = good ? field_of(t, lx_str_z(&name), &at) : NULL;
        if (f)
            rc = lx_f_parse(rec, f, lx_str_z(&value), err);
        end = good && take(&c, '}');
        good = good && (end || take(&c, ','));
    }
    lx_str_done(&name);
    lx_str_done(&value);
    return good ? rc : cannot_be_read(json, err);
}

void lx_delta_done(struct lx_delta *d)
{
    for (size_t i = 0; i < d->n; i++) {
        free(d->at[i].name);
        free(d->at[i].old);
        free(d->at[i].new_);
    }
    free(d->at);
    *d = (struct lx_delta){ 0 };
}

/* --- applying ---------------------------------------------------------------------------------------------------- */

static bool holds(const void *rec, const struct lx_field *f, const char *value, int64_t at)
{
    const char *s;
    if (f->kind == LX_TEXT || f->kind == LX_LONG || f->kind == LX_NUMBER) {
        s = lx_f_text_of(rec, f);
        return at < 0 ? strcmp(s, value) == 0 : (size_t)at <= strlen(s) && strncmp(s + at, value, strlen(value)) == 0;
    }
    struct lx_str v = LX_STR_EMPTY;
    if (f->kind == LX_ENUM && !*value)
        value = f->words->at[0].word; /* what a new record starts with */
    lx_f_format(&v, rec, f);
    bool same = strcmp(lx_str_z(&v), value) == 0;
    lx_str_done(&v);
    return same;
}

static enum lx_rc write_field(void *rec, const struct lx_field *f, const struct lx_delta_field *d, bool forward,
                              struct lx_err *err)
{
    const char *before = forward ? d->old : d->new_, *after = forward ? d->new_ : d->old;
    if (d->at < 0)
        return lx_f_parse(rec, f, after, err);
    const char *s = lx_f_text_of(rec, f);
    struct lx_str text = LX_STR_EMPTY;
    lx_str_addn(&text, s, (size_t)d->at);
    lx_str_add(&text, after);
    lx_str_add(&text, s + d->at + strlen(before));
    lx_set_text(lx_f_text(rec, f), lx_str_z(&text));
    lx_str_done(&text);
    return LX_OK;
}

enum { FIELDS_MAX = 128 }; /* of a record type */

enum lx_rc lx_delta_apply(void *rec, const struct lx_delta *d, bool forward, struct lx_err *err)
{
    const struct lx_table *t = lx_table(((struct lx_rec *)rec)->type);
    bool seen[FIELDS_MAX] = { false };
    int at = 0;
    for (size_t i = 0; i < d->n; i++) {
        const struct lx_field *f = field_of(t, d->at[i].name, &at);
        /* a damaged or foreign history: a field twice, or the middle of what is no text */
        if (f && (f - t->fields >= FIELDS_MAX || seen[f - t->fields] || (d->at[i].at >= 0 && f->kind != LX_LONG)))
            return cannot_be_read(d->at[i].name, err);
        if (f)
            seen[f - t->fields] = true;
        if (f && !holds(rec, f, forward ? d->at[i].old : d->at[i].new_, d->at[i].at))
            return lx_fail(err, LX_STALE, N_("A later entry changed the same field: %s"), LX_NAMED("%s.%s"), t->name, f->name);
    }
    for (size_t i = 0; i < d->n; i++) {
        const struct lx_field *f = field_of(t, d->at[i].name, &at);
        enum lx_rc rc = f ? write_field(rec, f, &d->at[i], forward, err) : LX_OK;
        if (rc)
            return rc;
    }
    return LX_OK;
}
