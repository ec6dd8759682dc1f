/* Queries as people type them. */
#include "core/work/query_read.h"

#include "core/light.h"
#include "core/mem.h"
#include "core/paper/paper.h"
#include "core/text/text.h"
#include "core/work/numbers.h"
#include "core/work/units.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { QUERY_MAX_LEN = 4096, TERMS_MAX = 64, FILTERS_MAX = 8 };

enum q_word {
#define Q(name, en, zh) Q_##name,
#include "core/work/query_words.def"
#undef Q
    Q_N
};
static const struct {
    const char *en, *zh;
} q_words[Q_N] = {
#define Q(name, en, zh) [Q_##name] = { en, zh },
#include "core/work/query_words.def"
#undef Q
};

static bool is_word(const char *s, enum q_word q) { return lx_text_same(s, q_words[q].en) || lx_text_same(s, q_words[q].zh); }

/* One term as typed: [-]name op value, or [-]word. */
struct term {
    bool negated, quoted; /* quoted: begins with a quotation mark, so it is words and nothing else */
    struct lx_str name; /* empty: a plain word */
    char op[3];         /* ":", "<", "<=", ">", ">=" */
    struct lx_str value;
};

struct reading {
    struct lx_work *w;
    struct lx_query *q;
    struct lx_err *err;
    int depth; /* of saved filters that name others */
};

static enum lx_rc read_terms(struct reading *r, const char *typed, size_t len, struct lx_cond *all);
static size_t read_term(const char *s, size_t len, struct term *t);
static enum lx_rc term_cond(struct reading *r, const struct term *t, struct lx_cond **out);

enum lx_rc lx_query_read(struct lx_work *w, struct lx_query *q, enum lx_type type, const char *typed, struct lx_err *err)
{
    *q = (struct lx_query){ .type = type, .today = w->today, .near_days = (int)w->office->near_days,
                            .near_percent = (int)w->office->near_percent };
    lx_default_sort(q);
    size_t len = strlen(typed);
    if (len > QUERY_MAX_LEN)
        return lx_fail(err, LX_USAGE, N_("The condition is too long: %s"), "%zu > %d bytes", len, QUERY_MAX_LEN);
    struct reading r = { w, q, err, 0 };
    q->where = lx_cond_new(LX_OP_ALL);
    enum lx_rc rc = read_terms(&r, typed, len, q->where);
    if (rc != LX_OK)
        lx_query_done(q);
    return rc;
}

/* Every term of what was typed becomes a condition below `all`. */
static enum lx_rc read_terms(struct reading *r, const char *typed, size_t len, struct lx_cond *all)
{
    enum lx_rc rc = LX_OK;
    for (size_t at = 0, n = 0; rc == LX_OK && at < len; n++) {
        struct term t = { 0 };
        if (n == TERMS_MAX)
            return lx_fail(r->err, LX_USAGE, N_("The condition is too long: %s"), "> %d", TERMS_MAX);
        at += read_term(typed + at, len - at, &t);
        struct lx_cond *c = NULL;
        if (t.value.len)
            rc = term_cond(r, &t, &c);
        if (c && t.negated) {
            struct lx_cond *no = lx_cond_new(LX_OP_NOT);
            lx_cond_add(no, c);
            c = no;
        }
        if (c)
            lx_cond_add(all, c);
        lx_str_done(&t.name);
        lx_str_done(&t.value);
    }
    return rc;
}

enum lx_rc lx_query_sort(struct lx_query *q, const char *typed, struct lx_err *err)
{
    bool down = *typed == '-';
    const struct lx_table *t = lx_table(q->type);
    int i = lx_field_index(t, typed + down);
    if (i < 0)
        return lx_fail(err, LX_USAGE, N_("There is no such field: %s"), "%s", typed + down);
    struct lx_sort s = { .field = &t->fields[i], .down = down };
    s.open_first = down && q->type == LX_MEETING && s.field->kind == LX_DATE; /* a meeting without a day is still to come */
    if (s.field->kind == LX_REF && s.field->of != LX_REC) {
        static const char *const by[] = { "rank", "position", "no", "name" };
        const struct lx_table *target = lx_table(s.field->of);
        for (size_t k = 0; k < sizeof by / sizeof by[0]; k++)
            if (lx_field_index(target, by[k]) >= 0) {
                s.via = s.field;
                s.field = lx_field_named(s.via->of, by[k]);
                break;
            }
    }
    q->sort[0] = s;
    q->sort_n = 1;
    return LX_OK;
}

/* --- terms ------------------------------------------------------------------------------------------------------------ */

/* Blanks, then an optional '-', then up to the next blank outside quotes; the first : or comparison outside quotes parts name
 * and value.  Full-width forms of these marks count as the plain ones. */
static size_t read_term(const char *s, size_t len, struct term *t)
{
    size_t at = 0;
    bool quoted = false, begun = false;
    struct lx_str *into = &t->value;
    while (at < len) {
        uint32_t cp;
        int n = lx_utf8_get(s + at, len - at, &cp);
        uint32_t plain = lx_plain_char(cp);
        bool blank = !quoted && (plain == ' ' || plain == '\t' || cp == 0x3000);
        if (blank && begun)
            break;
        at += (size_t)n;
        if (blank)
            continue;
        if (!begun && plain == '-') {
            t->negated = true;
        } else if (plain == '"' || cp == 0x201C || cp == 0x201D) {
            quoted = !quoted;
            t->quoted |= !begun;
        } else if (!quoted && begun && into == &t->value && !t->name.len && (plain == ':' || plain == '<' || plain == '>' || plain == '=')) {
            t->name = t->value;
            t->value = LX_STR_EMPTY;
            t->op[0] = plain == '=' ? ':' : (char)plain;
            if (at < len && plain != ':' && lx_plain_char((unsigned char)s[at]) == '=') {
                t->op[1] = '=';
                at++;
            }
        } else {
            lx_str_addn(into, s + at - n, (size_t)n);
        }
        begun = true;
    }
    return at ? at : 1;
}

/* Prints are in no full text: the paper's name, what it is of, where it went, who gave it, its number. */
static struct lx_cond *print_cond(struct reading *r, const char *word)
{
    static const char *const fields[] = { "way", "target", "clerk", "number", "query", "job" };
    struct lx_cond *any = lx_cond_new(LX_OP_ANY);
    enum lx_type type;
    struct lx_err ignored;
    lx_id of;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        lx_cond_add(any, lx_cond_cmp(LX_PRINTING, fields[i], LX_OP_HAS, word));
    for (int i = 0; i < LX_PAPER_N; i++) {
        const struct lx_paper *p = lx_paper_get((enum lx_paper_id)i);
        if (lx_text_has(p->title_zh, word) || lx_text_has(p->title_en, word))
            lx_cond_add(any, lx_cond_cmp(LX_PRINTING, "kind", LX_OP_EQ, p->kind));
    }
    if (lx_find_any(r->w, word, &type, &of, &ignored) == LX_OK)
        lx_cond_add(any, lx_cond_ref(LX_PRINTING, "hung", of));
    return any;
}

static struct lx_cond *words_cond(struct reading *r, const char *word)
{
    if (r->q->type == LX_PRINTING)
        return print_cond(r, word);
    struct lx_cond *words = lx_cond_new(LX_OP_WORDS);
    words->value = lx_strdup(word);
    for (const char *p = word; *p; p++)
        if (!isalpha((unsigned char)*p))
            return words;
    /* letters alone may be the pinyin of a title or of a unit */
    struct lx_cond *any = lx_cond_new(LX_OP_ANY);
    lx_cond_add(any, words);
    static const char *const titled[] = { "title", "name", "brief" };
    const struct lx_table *t = lx_table(r->q->type);
    for (size_t i = 0; i < sizeof titled / sizeof titled[0]; i++)
        if (lx_field_index(t, titled[i]) >= 0)
            lx_cond_add(any, lx_cond_cmp(r->q->type, titled[i], LX_OP_PINYIN, word));
    int lead = lx_field_index(t, "lead");
    if (lead >= 0) {
        struct lx_cond *in = lx_cond_add(any, lx_cond_new(LX_OP_IN));
        in->field = &t->fields[lead];
        lx_unit_matches(r->w->units, word, &in->ids);
    }
    return any;
}

/* --- units -------------------------------------------------------------------------------------------------------------- */

static enum lx_rc unit_ids(struct reading *r, const char *name, struct lx_ids *ids)
{
    lx_unit_matches(r->w->units, name, ids);
    if (!ids->n)
        return lx_fail(r->err, LX_NOTFOUND, N_("There is no unit %s; add it: 5, then a (or `unit add`)"), "%s", name);
    return LX_OK;
}

/* A record of PART with one of these units, leading or not (role < 0: either). */
static struct lx_cond *part_cond(const struct lx_ids *ids, bool leading, bool either)
{
    struct lx_cond *linked = lx_cond_new(LX_OP_LINKED);
    linked->type = LX_PART;
    linked->back = lx_field_named(LX_PART, "item");
    struct lx_cond *all = lx_cond_add(linked, lx_cond_new(LX_OP_ALL));
    struct lx_cond *in = lx_cond_add(all, lx_cond_new(LX_OP_IN));
    in->field = lx_field_named(LX_PART, "unit");
    for (size_t i = 0; i < ids->n; i++)
        lx_ids_add(&in->ids, ids->at[i]);
    if (!either) {
        struct lx_cond *role = lx_cond_cmp(LX_PART, "role", LX_OP_EQ, "lead");
        if (leading) {
            lx_cond_add(all, role);
        } else {
            struct lx_cond *no = lx_cond_add(all, lx_cond_new(LX_OP_NOT));
            lx_cond_add(no, role);
        }
    }
    return linked;
}

static struct lx_cond *empty_cond(const struct lx_field *f)
{
    struct lx_cond *no = lx_cond_new(LX_OP_NOT);
    lx_cond_add(no, lx_cond_new(LX_OP_SET))->field = f;
    return no;
}

/* Nobody leads (and so nobody does it at all), or nobody cooperates. */
static struct lx_cond *nobody_cond(enum q_word which)
{
    if (which != Q_WITH)
        return empty_cond(lx_field_named(LX_ITEM, "lead"));
    struct lx_cond *nobody = lx_cond_new(LX_OP_NOT), *linked = lx_cond_add(nobody, lx_cond_new(LX_OP_LINKED));
    linked->type = LX_PART;
    linked->back = lx_field_named(LX_PART, "item");
    struct lx_cond *other = lx_cond_add(linked, lx_cond_new(LX_OP_NOT));
    lx_cond_add(other, lx_cond_cmp(LX_PART, "role", LX_OP_EQ, "lead"));
    return nobody;
}

static enum lx_rc unit_cond(struct reading *r, enum q_word which, const char *name, struct lx_cond **out)
{
    struct lx_ids ids = { 0 };
    if (is_word(name, Q_NONE)) {
        *out = nobody_cond(which);
        return LX_OK;
    }
    enum lx_rc rc = unit_ids(r, name, &ids);
    if (rc == LX_OK) {
        *out = lx_cond_new(LX_OP_ANY);
        if (which != Q_WITH) {
            struct lx_cond *lead = lx_cond_add(*out, lx_cond_new(LX_OP_IN));
            lead->field = lx_field_named(LX_ITEM, "lead");
            for (size_t i = 0; i < ids.n; i++)
                lx_ids_add(&lead->ids, ids.at[i]);
        }
        lx_cond_add(*out, part_cond(&ids, which == Q_LEAD, which == Q_UNIT));
    }
    lx_ids_done(&ids);
    return rc;
}

/* --- one value of one field ----------------------------------------------------------------------------------------------- */

static enum lx_rc light_cond(struct reading *r, const char *value, struct lx_cond **out)
{
    int light = is_word(value, Q_RED) || is_word(value, Q_LATE)      ? LX_LIGHT_LATE
                : is_word(value, Q_YELLOW) || is_word(value, Q_NEAR) ? LX_LIGHT_NEAR
                : is_word(value, Q_GREEN) || is_word(value, Q_FINE)  ? LX_LIGHT_OK
                : is_word(value, Q_NONE)                             ? LX_LIGHT_NONE
                                                                     : -1;
    if (light < 0)
        return lx_fail(r->err, LX_USAGE, N_("A light is red, yellow, green or none: %s"), "%s", value);
    *out = lx_cond_new(LX_OP_LIGHT);
    (*out)->light = light;
    return LX_OK;
}

/* The groups of states that have a name of their own. */
struct lx_cond *lx_cond_items(bool open)
{
    struct lx_cond *any = lx_cond_new(LX_OP_ANY);
    const struct lx_words *words = lx_words_of("item_state");
    for (int i = 0; i < words->n; i++) {
        bool done = i == ITEM_CLOSED || i == ITEM_STRUCK || i == ITEM_ARCHIVED;
        if (open ? lx_item_is_open(i) : done)
            lx_cond_add(any, lx_cond_cmp(LX_ITEM, "state", LX_OP_EQ, words->at[i].word));
    }
    return any;
}

static enum lx_op op_of(const char *op)
{
    if (op[0] == '<')
        return op[1] ? LX_OP_LE : LX_OP_LT;
    if (op[0] == '>')
        return op[1] ? LX_OP_GE : LX_OP_GT;
    return LX_OP_EQ;
}

static lx_day period_start(const struct lx_date *d)
{
    int year, month;
    lx_day_split(d->day, &year, &month, NULL);
    switch (d->prec) {
    case LX_PREC_MONTH:
        return lx_day_make(year, month, 1);
    case LX_PREC_QUARTER:
        return lx_day_make(year, month - (month - 1) % 3, 1);
    case LX_PREC_HALF:
        return lx_day_make(year, month > 6 ? 7 : 1, 1);
    case LX_PREC_YEAR:
        return lx_day_make(year, 1, 1);
    case LX_PREC_DAY:
        break;
    }
    return d->day;
}

static struct lx_cond *day_cond(const struct lx_field *f, enum lx_op op, lx_day day)
{
    struct lx_cond *c = lx_cond_new(op);
    struct lx_str s = LX_STR_EMPTY;
    lx_date_format(&s, &(struct lx_date){ .day = day });
    c->field = f;
    c->value = lx_str_take(&s);
    return c;
}

static enum lx_rc date_cond(struct reading *r, const struct lx_field *f, const char *op, const char *value, struct lx_cond **out)
{
    struct lx_date d = { .day = LX_NO_DAY };
    enum lx_rc rc = lx_date_read(&d, value, r->w->today, r->err);
    if (rc != LX_OK)
        return rc;
    enum lx_op how = op_of(op);
    if (d.day == LX_NO_DAY) {
        *out = empty_cond(f);
    } else if (how == LX_OP_EQ) {
        *out = lx_cond_new(LX_OP_ALL);
        lx_cond_add(*out, day_cond(f, LX_OP_GE, period_start(&d)));
        lx_cond_add(*out, day_cond(f, LX_OP_LE, d.day));
    } else {
        *out = day_cond(f, how, how == LX_OP_LT || how == LX_OP_GE ? period_start(&d) : d.day);
    }
    lx_date_done(&d);
    return LX_OK;
}

static enum lx_rc ref_cond(struct reading *r, const struct lx_field *f, const char *value, struct lx_cond **out)
{
    struct lx_ids ids = { 0 };
    lx_id id = 0;
    enum lx_type type;
    enum lx_rc rc = f->of == LX_UNIT  ? unit_ids(r, value, &ids)
                    : f->of == LX_REC ? lx_find_any(r->w, value, &type, &id, r->err)
                                      : lx_find(r->w, f->of, value, &id, r->err);
    if (rc == LX_OK) {
        *out = lx_cond_new(LX_OP_IN);
        (*out)->field = f;
        if (id)
            lx_ids_add(&ids, id);
        (*out)->ids = ids;
    } else {
        lx_ids_done(&ids);
    }
    return rc;
}

static enum lx_rc field_cond(struct reading *r, const struct lx_field *f, const char *op, const char *value, struct lx_cond **out)
{
    if (is_word(value, Q_NONE) && f->kind != LX_ENUM) {
        *out = empty_cond(f);
        return LX_OK;
    }
    switch (f->kind) {
    case LX_DATE:
        return date_cond(r, f, op, value, out);
    case LX_REF:
        return ref_cond(r, f, value, out);
    case LX_ENUM: {
        int i = lx_word_find(f->words, value);
        if (i < 0)
            return lx_not_a_word(r->err, LX_USAGE, f->words, r->q->type, f, value);
        *out = lx_cond_cmp(r->q->type, f->name, LX_OP_EQ, f->words->at[i].word);
        return LX_OK;
    }
    case LX_INT:
    case LX_STAMP:
        if (!*value || value[strspn(value, "-0123456789")])
            return lx_fail(r->err, LX_USAGE, N_("A whole number is wanted: %s"), LX_NAMED("%s.%s") " %s", lx_table(r->q->type)->name,
                           f->name, value);
        *out = lx_cond_cmp(r->q->type, f->name, op_of(op), value);
        return LX_OK;
    case LX_NUMBER:
        *out = lx_cond_cmp(r->q->type, f->name, *op == ':' ? LX_OP_HAS : op_of(op), value);
        return LX_OK;
    case LX_TEXT:
    case LX_LONG:
        *out = lx_cond_cmp(r->q->type, f->name, LX_OP_HAS, value);
        return LX_OK;
    }
    return LX_OK;
}

static enum lx_rc one_value(struct reading *r, const char *name, const char *op, const char *value, struct lx_cond **out)
{
    if (r->q->type == LX_ITEM) {
        if (is_word(name, Q_UNIT))
            return unit_cond(r, Q_UNIT, value, out);
        if (is_word(name, Q_LEAD))
            return unit_cond(r, Q_LEAD, value, out);
        if (is_word(name, Q_WITH))
            return unit_cond(r, Q_WITH, value, out);
        if (is_word(name, Q_LIGHT))
            return light_cond(r, value, out);
        if (is_word(name, Q_STATE) && (is_word(value, Q_OPEN) || is_word(value, Q_DONE))) {
            *out = lx_cond_items(is_word(value, Q_OPEN));
            return LX_OK;
        }
    }
    const struct lx_table *t = lx_table(r->q->type);
    int i = lx_field_index(t, name);
    if (i < 0)
        return lx_fail(r->err, LX_USAGE, N_("There is no such field: %s"), "%s", name);
    return field_cond(r, &t->fields[i], op, value, out);
}

/* --- saved filters ---------------------------------------------------------------------------------------------------------- */

/* Views are called by what they list: "items" of type item. */
static bool lists(const struct lx_filter *f, enum lx_type type)
{
    const char *name = lx_table(type)->name;
    size_t len = strlen(name);
    return !f->view || (strncmp(f->view, name, len) == 0 && strcmp(f->view + len, "s") == 0);
}

/* A saved filter by its name; where several have it, mine. */
static enum lx_rc find_filter(struct reading *r, const char *name, struct lx_filter **out)
{
    struct lx_rows rows = { 0 };
    size_t found = 0, n = 0;
    enum lx_rc rc = lx_all(r->w, LX_FILTER, NULL, "slot", false, &rows, r->err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_filter *f = (struct lx_filter *)rows.at[i];
        if (!f->name || !lx_text_same(f->name, name) || !lists(f, r->q->type))
            continue;
        if (!n++ || (f->clerk && strcmp(f->clerk, lx_clerk(r->w)) == 0))
            found = i;
    }
    if (rc == LX_OK && !n)
        rc = lx_fail(r->err, LX_NOTFOUND, N_("There is no saved filter %s here; `filter list` shows them"), "%s", name);
    if (rc == LX_OK) {
        *out = (struct lx_filter *)rows.at[found];
        rows.at[found] = NULL;
    }
    lx_rows_done(&rows);
    return rc;
}

/* @name: what the filter says, and its order. */
static enum lx_rc filter_cond(struct reading *r, const char *name, struct lx_cond **out)
{
    struct lx_filter *f = NULL;
    if (r->depth == FILTERS_MAX)
        return lx_fail(r->err, LX_USAGE, N_("This saved filter names itself: %s"), "%s", name);
    enum lx_rc rc = find_filter(r, name, &f);
    if (rc != LX_OK)
        return rc;
    r->depth++;
    *out = lx_cond_new(LX_OP_ALL);
    rc = f->query ? read_terms(r, f->query, strlen(f->query), *out) : LX_OK;
    if (rc == LX_OK && f->sort)
        rc = lx_query_sort(r->q, f->sort, r->err);
    r->depth--;
    if (rc != LX_OK) {
        lx_cond_free(*out);
        *out = NULL;
    }
    lx_rec_free(f);
    return rc;
}

static enum lx_rc term_cond(struct reading *r, const struct term *t, struct lx_cond **out)
{
    const char *value = lx_str_z(&t->value);
    if (!t->name.len) {
        uint32_t first;
        size_t first_len = (size_t)lx_utf8_get(value, t->value.len, &first);
        if (!t->quoted && lx_plain_char(first) == '@' && value[first_len])
            return filter_cond(r, value + first_len, out);
        if (is_word(value, Q_MINE) && lx_field_index(lx_table(r->q->type), "clerk") >= 0)
            *out = lx_cond_cmp(r->q->type, "clerk", LX_OP_EQ, lx_clerk(r->w));
        else
            *out = words_cond(r, value);
        return LX_OK;
    }
    enum lx_rc rc = LX_OK;
    *out = lx_cond_new(LX_OP_ANY);
    while (rc == LX_OK && *value) {
        size_t len = strcspn(value, "|");
        char *one = lx_strndup(value, len);
        struct lx_cond *c = NULL;
        if (len)
            rc = one_value(r, lx_str_z(&t->name), t->op, one, &c);
        if (c)
            lx_cond_add(*out, c);
        free(one);
        value += len + (value[len] == '|');
    }
    if (rc != LX_OK) {
        lx_cond_free(*out);
        *out = NULL;
    }
    return rc;
}

/* --- shown ---------------------------------------------------------------------------------------------------------------- */

static const char *shown_value(const struct lx_field *f, bool light, const char *value)
{
    static const enum q_word lights[] = { Q_NONE, Q_RED, Q_YELLOW, Q_GREEN, Q_LATE, Q_NEAR, Q_FINE };
    int i = f && f->kind == LX_ENUM ? lx_word_find(f->words, value) : -1;
    if (i >= 0)
        return f->words->at[i].zh;
    for (size_t k = 0; k < (light ? sizeof lights / sizeof *lights : 1); k++)
        if (is_word(value, lights[k]))
            return q_words[lights[k]].zh;
    return value;
}

static void show_values(struct lx_str *out, const struct lx_field *f, bool light, const char *values)
{
    struct lx_str one = LX_STR_EMPTY;
    for (const char *at = values; *at; at += *at == '|') {
        size_t len = strcspn(at, "|");
        lx_str_clear(&one);
        lx_str_addn(&one, at, len);
        lx_str_addf(out, "%s%s", at == values ? "" : q_words[Q_MARK_OR].zh, shown_value(f, light, lx_str_z(&one)));
        at += len;
    }
    lx_str_done(&one);
}

static void show_term(struct lx_str *out, enum lx_type type, const struct term *t)
{
    static const enum q_word names[] = { Q_UNIT, Q_LEAD, Q_WITH, Q_LIGHT };
    const struct lx_table *table = lx_table(type);
    const char *name = lx_str_z(&t->name), *value = lx_str_z(&t->value), *shown = name;
    int i = *name ? lx_field_index(table, name) : -1;
    const struct lx_field *f = i >= 0 ? &table->fields[i] : NULL;
    lx_str_add(out, t->negated ? q_words[Q_MARK_NOT].zh : "");
    if (!*name) {
        lx_str_add(out, !t->quoted && is_word(value, Q_MINE) ? q_words[Q_MINE].zh : value);
        return;
    }
    if (type == LX_ITEM && is_word(name, Q_STATE) && (is_word(value, Q_OPEN) || is_word(value, Q_DONE))) {
        lx_str_add(out, q_words[is_word(value, Q_OPEN) ? Q_OPEN : Q_DONE].zh);
        return;
    }
    if (f)
        shown = f->zh;
    for (size_t k = 0; type == LX_ITEM && k < sizeof names / sizeof *names; k++)
        if (is_word(name, names[k]))
            shown = q_words[names[k]].zh;
    lx_str_addf(out, "%s%s", shown, t->op[0] == ':' ? q_words[Q_MARK_IS].zh : t->op);
    show_values(out, f, type == LX_ITEM && is_word(name, Q_LIGHT), value);
}

void lx_query_show(struct lx_str *out, enum lx_type type, const char *typed, bool en, const char *sep)
{
    size_t len = strlen(typed), before = out->len;
    if (en || len > QUERY_MAX_LEN) {
        lx_str_add(out, typed);
        return;
    }
    for (size_t at = 0; at < len;) {
        struct term t = { 0 };
        at += read_term(typed + at, len - at, &t);
        if (t.value.len) {
            lx_str_add(out, out->len > before ? sep : "");
            show_term(out, type, &t);
        }
        lx_str_done(&t.name);
        lx_str_done(&t.value);
    }
}
