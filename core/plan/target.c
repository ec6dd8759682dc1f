/* Targets: what is to be reached, by how much and when. */
#include "core/plan/facts.h"

#include "core/text/text.h"

#include <string.h>

enum { VALUES_MAX = 12, LIST_MAX = 12, NAME_MAX = 60 /* characters */ };

/* A number with its unit in a clause. */
struct value {
    size_t from, to; /* bytes: the number, its unit and 以上 */
    double lo, hi;
    bool range;
    struct span unit;
    int after; /* MARK_… that stands behind, 0 = none */
    bool numeral; /* written 三, not 3 */
};
struct clause_reader {
    struct target_ctx *ctx;
    target_fn *fn;
    void *arg;
    struct span clause;
};

static void read_clause(struct clause_reader *r);
static size_t values_of(struct span clause, struct value *out);
static bool value_at(struct span clause, size_t at, uint32_t before, struct value *v);
static bool read_reference(struct clause_reader *r);
static bool read_double(struct clause_reader *r);
static bool read_shared(struct clause_reader *r, const struct value *values, size_t n);
static void read_value(struct clause_reader *r, const struct value *v);

void targets_of(struct span text, struct target_ctx *ctx, target_fn *fn, void *arg)
{
    size_t at = 0, inner;
    struct span sentence, clause;
    int year = ctx->year;
    while (part_next(text, &at, MARKS_SENTENCE, &sentence)) {
        if (!ctx->goals)
            ctx->year = year; /* in a measure 到2025年 holds for its own sentence */
        for (inner = 0; part_next(sentence, &inner, (const uint32_t[]){ ',', ';', ':', 0 }, &clause);) {
            struct clause_reader r = { ctx, fn, arg, span_trim(clause) };
            read_clause(&r);
        }
    }
    if (!ctx->goals)
        ctx->year = year;
}

/* 到2025年 at the head of a clause: cut off, and in force from here on. */
static void cut_year(struct clause_reader *r)
{
    size_t at = 0, len;
    while ((len = set_at(r->clause, at, SET_UNTIL, NULL)) || (len = set_at(r->clause, at, SET_HEDGE, NULL)))
        at += len;
    int year = year_at(r->clause, at);
    size_t sign = set_at(r->clause, at + 4, SET_YEAR_WORD, NULL);
    if (!year || !sign)
        return;
    bool until = at > 0;
    at += 4 + sign;
    size_t by = set_at(r->clause, at, SET_YEAR_TAIL, NULL);
    if (!until && !by && !r->ctx->goals)
        return;
    r->ctx->year = year;
    r->clause = span_trim(span_sub(r->clause, at + by, r->clause.len));
}

static void read_clause(struct clause_reader *r)
{
    struct value values[VALUES_MAX];
    cut_year(r);
    if (!r->clause.len || read_reference(r) || read_double(r))
        return;
    size_t n = values_of(r->clause, values);
    if (n > 1 && read_shared(r, values, n))
        return;
    if (n > 0)
        read_value(r, &values[n - 1]); /* a number before the last one qualifies the object: 收入超10亿元企业5家 */
}

/* --- numbers ------------------------------------------------------------------------------------------------------ */
static size_t values_of(struct span clause, struct value *out)
{
    size_t len, n = 0;
    uint32_t before = 0;
    for (size_t i = 0; i < clause.len && n < VALUES_MAX; i += len) {
        size_t skip = bracket_len(clause, i);
        uint32_t cp = span_get(clause, i, &len);
        if (skip)
            len = skip;
        else if (value_at(clause, i, before, &out[n]))
            len = out[n++].to - i;
        else if (is_digit(cp)) /* the rest of a number that is none of ours */
            while (i + len < clause.len && (is_digit((unsigned char)clause.s[i + len]) || clause.s[i + len] == '.'))
                len++;
        before = cp;
    }
    return n;
}

/* Digits as they stand, or one numeral before a unit. */
static size_t number_at(struct span sp, size_t at, double *value, bool *numeral)
{
    size_t len;
    int code;
    *numeral = false;
    if (is_digit(span_get(sp, at, &len)))
        return lx_number_get(sp.s + at, sp.len - at, value);
    len = set_at(sp, at, SET_NUMERAL, &code);
    *value = code;
    *numeral = true;
    return len;
}

static struct span unit_at(struct span sp, size_t at)
{
    size_t len = set_at(sp, at, SET_UNIT, NULL), n;
    if (!len)
        return span_sub(sp, at, at);
    if (span_get(sp, at + len, &n) == '/') {
        size_t scale = set_at(sp, at + len + n, SET_UNIT_SCALE, NULL);
        size_t more = set_at(sp, at + len + n + scale, SET_UNIT, NULL);
        if (more)
            len += n + scale + more;
    }
    return span_sub(sp, at, at + len);
}

static bool value_at(struct span clause, size_t at, uint32_t before, struct value *v)
{
    bool numeral;
    size_t len, used;
    *v = (struct value){ .from = at };
    if (is_digit(before) || is_latin(before) || before == '.')
        return false;
    used = number_at(clause, at, &v->lo, &v->numeral);
    if (!used || set_at(clause, at + used, SET_NAME_AFTER, NULL))
        return false;
    size_t end = at + used;
    struct span unit = unit_at(clause, end);
    size_t sign = set_at(clause, end + unit.len, SET_RANGE_SIGN, NULL), more = 0;
    if (sign && (more = number_at(clause, end + unit.len + sign, &v->hi, &numeral)) != 0 && v->hi > v->lo) {
        v->range = true;
        end += unit.len + sign + more;
        unit = unit_at(clause, end);
    }
    if (is_latin(span_get(clause, end, &len)) && !unit.len)
        return false;
    v->unit = unit;
    v->to = end + unit.len;
    if (set_at(clause, v->to, SET_NAME_AFTER, NULL))
        return false;
    v->to += set_at(clause, v->to, SET_CMP_AFTER, &v->after);
    bool told = v->range || v->after || set_end(span_sub(clause, 0, at), SET_CMP_BEFORE, NULL);
    return v->numeral ? unit.len && told : unit.len || v->after;
}

/* --- names -------------------------------------------------------------------------------------------------------- */
/* Takes hedges, years and words of frequency off the head of a name. */
static struct span clean_name(struct span name, struct target *t)
{
    size_t len, at;
    int code;
    for (bool more = true; more;) {
        name = span_trim(name);
        more = false;
        if ((len = set_at(name, 0, SET_HEDGE, NULL)) != 0) {
            t->hedge = true;
            more = true;
        } else if ((len = set_at(name, 0, SET_NAME_BEFORE, NULL)) != 0 || (len = set_at(name, 0, SET_CMP_BEFORE, NULL)) != 0) {
            more = len < name.len || t->name.len == 0;
        } else if ((len = set_at(name, 0, SET_TARGET_VERB, &code)) != 0 && code == 0) {
            more = true;
        }
        name = more ? span_sub(name, len, name.len) : name;
    }
    for (at = 0; (at = set_find(name, at, SET_IN_ALL, &len, NULL)) != NOWHERE; at = 0)
        name = span_sub(name, at + len, name.len);
    return span_trim(name);
}

/* 每年, 每季度 in front: how often, and the rest of the clause. */
static struct span cut_every(struct span pre, struct target *t)
{
    size_t len;
    int code;
    size_t at = set_find(pre, 0, SET_RHYTHM, &len, &code);
    if (at == NOWHERE || code == RHYTHM_REGULAR)
        return pre;
    t->every = (enum lx_rhythm)code;
    return span_sub(pre, at + len, pre.len);
}

/* 比2020年: the year compared with. */
static struct span cut_base(struct span pre, struct target *t)
{
    size_t len;
    for (size_t at = 0; (at = set_find(pre, at, SET_PREV_YEAR, &len, NULL)) != NOWHERE; at += len) {
        t->base = year_at(pre, at + len);
        if (t->base)
            return span_sub(pre, 0, at);
    }
    return pre;
}

static struct span cut_compare(struct span pre, struct target *t, int *mark)
{
    size_t len;
    int code;
    pre = span_trim(pre);
    while ((len = set_end(pre, SET_CMP_BEFORE, &code)) != 0) {
        struct span words = span_sub(pre, pre.len - len, pre.len);
        if (!*mark || *mark == MARK_EQ)
            *mark = code;
        if (set_has(words, SET_YEARLY_CHANGE))
            t->per = RHYTHM_YEARLY;
        pre = span_trim(span_sub(pre, 0, pre.len - len));
        if (code == MARK_DOWN || code == MARK_UP)
            pre = cut_base(pre, t);
        while ((len = set_end(pre, SET_HEDGE, NULL)) != 0 || (len = set_end(pre, SET_SHARED_OUT, NULL)) != 0) {
            t->hedge |= set_end(pre, SET_HEDGE, NULL) > 0;
            pre = span_trim(span_sub(pre, 0, pre.len - len));
        }
    }
    return pre;
}

static enum lx_cmp compare_of(const struct value *v, int mark)
{
    static const enum lx_cmp cmps[] = { [0] = CMP_EQ,           [MARK_GE] = CMP_GE,   [MARK_GT] = CMP_GT,
                                        [MARK_LE] = CMP_LE,     [MARK_LT] = CMP_LT,   [MARK_EQ] = CMP_EQ,
                                        [MARK_ABOUT] = CMP_ABOUT, [MARK_DOWN] = CMP_DECREASE, [MARK_UP] = CMP_INCREASE };
    if (v->range)
        return CMP_RANGE;
    if (v->after && mark != MARK_DOWN)
        return cmps[v->after];
    return cmps[mark];
}

static void emit(struct clause_reader *r, struct target *t)
{
    t->words = r->clause;
    t->year = r->ctx->year;
    r->fn(r->arg, t);
}

static void read_value(struct clause_reader *r, const struct value *v)
{
    struct target t = { .has_value = true, .value = v->lo, .max = v->hi, .has_max = v->range, .unit = v->unit };
    int mark = 0;
    struct span pre = span_sub(r->clause, 0, v->from), post = span_trim(span_sub(r->clause, v->to, r->clause.len));
    pre = cut_every(pre, &t);
    pre = cut_compare(pre, &t, &mark);
    t.cmp = compare_of(v, mark);
    if (t.cmp == CMP_INCREASE && !r->ctx->goals && v->after)
        t.cmp = compare_of(v, 0);
    if (mark == MARK_UP) /* 生产总值增长8%: the growth is what is measured */
        pre = span_sub(r->clause, (size_t)(pre.s - r->clause.s), v->from);
    t.name = clean_name(pre, &t);
    bool verb = pre.len && t.name.len < pre.len;
    size_t len;
    uint32_t next = span_get(post, 0, &len);
    bool object = set_end(pre, SET_TARGET_VERB, NULL) > 0; /* the noun follows: 在本区建设1-2家医院 */
    if (next != CP_PAUSE && post.len && (!t.name.len || object))
        t.name = clean_name(post, &t);
    bool told = v->range || v->after || (mark && mark != MARK_EQ && mark != MARK_ABOUT);
    bool counts = r->ctx->goals || told || r->ctx->year || (t.every && (verb || post.len));
    if (!counts || span_n(t.name) > NAME_MAX)
        return;
    emit(r, &t);
}

/* --- other forms -------------------------------------------------------------------------------------------------- */
/* 平均浓度达到省考核要求: a target set elsewhere. */
static bool read_reference(struct clause_reader *r)
{
    struct target t = { .cmp = CMP_REF };
    size_t len = set_end(r->clause, SET_REFERENCE, NULL);
    if (!len || !r->ctx->goals)
        return false;
    t.ref = span_sub(r->clause, r->clause.len - len, r->clause.len);
    struct span pre = span_sub(r->clause, 0, r->clause.len - len);
    size_t verb = set_end(pre, SET_REF_VERB, NULL);
    t.name = clean_name(span_sub(pre, 0, pre.len - verb), &t);
    if (!verb || span_n(t.name) < 2)
        return false;
    emit(r, &t);
    return true;
}

static bool read_double(struct clause_reader *r)
{
    struct target t = { .cmp = CMP_TIMES, .has_value = true };
    size_t len;
    int code, mark = 0;
    size_t at = set_find(r->clause, 0, SET_DOUBLE, &len, &code);
    if (at == NOWHERE || at == 0)
        return false;
    t.value = code;
    t.name = clean_name(cut_compare(span_sub(r->clause, 0, at), &t, &mark), &t);
    if (span_n(t.name) < 2)
        return false;
    emit(r, &t);
    return true;
}

/* A、B浓度分别下降20%、15%; A、B、C 20人、20人、26人以上: as many values as names. */
static bool read_shared(struct clause_reader *r, const struct value *values, size_t n)
{
    struct target t = { .has_value = true };
    struct span names[LIST_MAX], part;
    size_t count = 0, at = 0, len;
    int mark = 0;
    for (size_t i = 1; i < n; i++) {
        struct span gap = span_sub(r->clause, values[i - 1].to, values[i].from);
        if (span_get(gap, 0, &len) != CP_PAUSE || len != gap.len)
            return false;
    }
    struct span pre = span_sub(r->clause, 0, values[0].from);
    bool shared = set_has(pre, SET_SHARED_OUT);
    pre = cut_compare(pre, &t, &mark);
    pre = clean_name(pre, &t);
    while (count < LIST_MAX && part_next(pre, &at, (const uint32_t[]){ CP_PAUSE, 0 }, &part))
        names[count++] = span_trim(part);
    if (count > n && shared) { /* 京津冀及周边地区、汾渭平原PM2.5浓度: the last names carry what is measured */
        return false;
    }
    if (count != n)
        return false;
    struct span measured = span_sub(pre, 0, 0);
    if (shared && mark) { /* regions: the name of what is measured follows the last of them */
        struct span last = names[n - 1];
        size_t cut = NOWHERE;
        for (size_t i = 0, step; i < last.len; i += step) {
            span_get(last, i, &step);
            size_t hit = set_at(last, i, SET_REGION_END, NULL);
            if (hit && i + hit < last.len)
                cut = i + hit;
        }
        if (cut != NOWHERE) {
            measured = span_sub(last, cut, last.len);
            names[n - 1] = span_sub(last, 0, cut);
        }
    }
    for (size_t i = 0; i < n; i++) {
        struct target one = t;
        one.cmp = compare_of(&values[i], values[i].after ? values[i].after : values[n - 1].after ? values[n - 1].after : mark);
        one.value = values[i].lo;
        one.has_max = values[i].range;
        one.max = values[i].hi;
        one.unit = values[i].unit;
        one.name = measured.len ? measured : names[i];
        one.region = measured.len ? names[i] : measured;
        emit(r, &one);
    }
    return true;
}
