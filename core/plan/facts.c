/* Dates, rhythms, stages and the projects that a clause names. */
#include "core/plan/facts.h"

#include <string.h>

enum { PROJECT_MIN_N = 3, PROJECT_MAX_N = 40, VERB_REACH = 24 /* bytes before a verb that is not at the head */ };

/* --- dates -------------------------------------------------------------------------------------------------------- */
static bool date_may_begin(struct span sp, size_t at, uint32_t before)
{
    size_t len;
    uint32_t cp = span_get(sp, at, &len);
    if (is_digit(cp))
        return !is_digit(before) && !is_latin(before) && before != '.' && before != '-';
    return set_at(sp, at, SET_DATE_HEAD, NULL) > 0;
}

bool date_next(struct span sp, size_t from, int doc_year, struct due_date *out)
{
    size_t len;
    uint32_t before = 0;
    for (size_t i = from; i < sp.len; i += len) {
        uint32_t cp = span_get(sp, i, &len);
        if (cp == CP_OPEN_QUOTE || cp == CP_OPEN_TITLE) {
            size_t skip = bracket_len(sp, i);
            len = skip ? skip : len;
        } else if (date_may_begin(sp, i, before)) {
            struct lx_date date;
            size_t used = lx_date_scan(sp.s + i, sp.len - i, doc_year, &date);
            if (used && date.day != LX_NO_DAY) {
                size_t n;
                struct span head = span_sub(sp, 0, i), words = span_sub(sp, i, i + used);
                size_t until = set_end(head, SET_UNTIL, NULL), more = set_at(sp, i + used, SET_BY, NULL);
                uint32_t next = span_get(sp, i + used + more, &n), prev = span_last(span_sub(head, 0, head.len - until), &n);
                *out = (struct due_date){ .date = date, .from = i, .to = i + used + more, .until = until > 0 };
                out->by = more > 0 || set_end(words, SET_BY, NULL) > 0;
                out->alone = (i == until || is_blank(prev) || prev == ',' || prev == ';' || prev == '(') &&
                             (!next || is_blank(next) || next == ',' || next == ';' || next == CP_STOP || next == ')');
                return true;
            }
            if (used)
                lx_date_done(&date);
        }
        before = cp;
    }
    return false;
}

/* The date and what follows it say that something must be finished by then. */
static bool is_limit(struct span clause, const struct due_date *d)
{
    struct span after = span_sub(clause, d->to, clause.len);
    size_t at = skip_words(after, 0, SET_ADVERB);
    if (set_at(after, at, SET_START_WORD, NULL))
        return false;
    if (set_end(span_sub(clause, 0, d->from), SET_PREV_YEAR, NULL))
        return false;
    return d->by || (!d->until && set_at(after, at, SET_FINISH_WORD, NULL));
}

static bool is_start(struct span clause, const struct due_date *d)
{
    struct span after = span_sub(clause, d->to, clause.len);
    return set_at(after, skip_words(after, 0, SET_ADVERB), SET_START_WORD, NULL) > 0;
}

/* Of several limits the last day counts: the item is done when all of it is done. */
bool due_find(struct span sp, int doc_year, enum due_mode mode, struct due_date *out)
{
    struct span clause;
    bool found = false;
    for (size_t at = 0; part_next(sp, &at, MARKS_CLAUSE, &clause);) {
        struct due_date d;
        for (size_t from = 0; date_next(clause, from, doc_year, &d); from = d.to) {
            bool take = mode == DUE_ANY ? !found : mode == DUE_START ? is_start(clause, &d) : is_limit(clause, &d);
            if (!take || (found && d.date.day <= out->date.day)) {
                lx_date_done(&d.date);
                continue;
            }
            if (found)
                lx_date_done(&out->date);
            *out = d;
            out->from += (size_t)(clause.s - sp.s);
            out->to += (size_t)(clause.s - sp.s);
            found = true;
        }
    }
    return found;
}

int date_year(const struct lx_date *d)
{
    int year = 0;
    if (d->day != LX_NO_DAY)
        lx_day_split(d->day, &year, NULL, NULL);
    return year;
}

bool year_span(struct span sp, int *from, int *to)
{
    size_t len;
    for (size_t i = 0; i < sp.len; i += len) {
        span_get(sp, i, &len);
        int first = year_at(sp, i);
        if (!first)
            continue;
        size_t at = i + 4;
        size_t year_len = set_at(sp, at, SET_YEAR_WORD, NULL);
        size_t sign = set_at(sp, at + year_len, SET_RANGE_SIGN, NULL);
        int second = sign ? year_at(sp, at + year_len + sign) : 0;
        if (second > first && second - first < 40) {
            *from = first;
            *to = second;
            return true;
        }
        len = 4;
    }
    return false;
}

unsigned rhythms_of(struct span sp)
{
    unsigned got = 0;
    size_t len;
    int code;
    for (size_t at = 0; (at = set_find(sp, at, SET_RHYTHM, &len, &code)) != NOWHERE; at += len)
        got |= 1u << code;
    return got;
}

/* --- stages ------------------------------------------------------------------------------------------------------ */
enum lx_stage stage_of_status(struct span sp)
{
    enum lx_stage first = STAGE_NONE;
    size_t len;
    int code;
    for (size_t at = 0; first == STAGE_NONE && (at = set_find(sp, at, SET_STAGE_WORD, &len, &code)) != NOWHERE; at += len)
        first = (enum lx_stage)code;
    if (first != STAGE_PLANNED && first != STAGE_NONE && set_has(sp, SET_TAIL_PREP))
        return STAGE_PREPARED;
    return first;
}

enum lx_stage stage_of_name(struct span sp)
{
    int code = STAGE_NONE;
    set_at(sp, skip_words(sp, 0, SET_ADVERB), SET_STAGE_NAME, &code);
    return (enum lx_stage)code;
}

size_t skip_words(struct span sp, size_t at, enum word_set set)
{
    for (size_t len; (len = set_at(sp, at, set, NULL)) != 0;)
        at += len;
    return at;
}

/* --- projects ----------------------------------------------------------------------------------------------------- */
/* The verb before the names: at the head behind adverbs (加快 itself will do), else near it. */
static size_t find_verb(struct span clause, size_t *end, int *code)
{
    size_t at = 0, len, verb_len = 0;
    while (at < clause.len) {
        int got;
        size_t adverb = set_at(clause, at, SET_ADVERB, NULL), verb = set_at(clause, at, SET_STAGE_VERB, &got);
        if (verb > adverb || (verb && verb == adverb)) {
            verb_len = verb;
            *code = got;
            *end = at + verb;
        }
        if (!adverb || verb > adverb)
            break;
        at += adverb;
    }
    if (verb_len)
        return *end - verb_len;
    at = set_find(clause, 0, SET_STAGE_VERB, &len, code);
    if (at == NOWHERE || at > VERB_REACH)
        return NOWHERE;
    *end = at + len;
    return at;
}

/* The name without a bracket behind it. */
static struct span bare_name(struct span sp)
{
    size_t len, close;
    if (span_last(sp, &close) == ')')
        for (size_t i = 0; i < sp.len; i += len)
            if (span_get(sp, i, &len) == '(' && i && i + bracket_len(sp, i) == sp.len)
                return span_sub(sp, 0, i);
    return sp;
}

/* What is built or begun and calls itself a work is one: 建成…改线工程. */
static bool is_work(struct span name, int stage)
{
    return (stage == STAGE_BUILT || stage == STAGE_STARTED) && set_end(bare_name(name), SET_WORK_END, NULL) &&
           !set_has(name, SET_PROJECT_NOT);
}

static bool ends_as_project(struct span name)
{
    struct span bare = bare_name(name);
    size_t end = set_end(bare, SET_PROJECT_END, NULL);
    return end && end < bare.len && !set_has(name, SET_PROJECT_NOT);
}

static void add_project(struct project_list *out, struct span name)
{
    size_t chars = span_n(name = span_trim(name));
    if (out->n < PROJECTS_MAX && chars >= PROJECT_MIN_N && chars <= PROJECT_MAX_N)
        out->names[out->n++] = name;
}

/* A及B: two projects where both end as projects do and B is more than a part of A (…及接线工程). */
static void add_projects(struct project_list *out, struct span name)
{
    size_t len;
    for (size_t at = 0; (at = set_find(name, at, SET_AND, &len, NULL)) != NOWHERE; at += len) {
        struct span left = span_sub(name, 0, at), right = span_sub(name, at + len, name.len);
        if (ends_as_project(left) && ends_as_project(right) && span_n(right) > 5) {
            add_project(out, left);
            add_projects(out, right);
            return;
        }
    }
    add_project(out, name);
}

/* 市区至嵊新两条市域铁路: the count begins a tail that names the kind. */
static size_t find_count(struct span list)
{
    size_t len, hit = NOWHERE;
    for (size_t at = 0; (at = set_find(list, at, SET_NUMERAL, &len, NULL)) != NOWHERE; at += len) {
        size_t counter = set_at(list, at + len, SET_PROJECT_COUNTER, NULL);
        struct span kind = span_strip(span_sub(list, at + len + counter, list.len), SET_LIST_TAIL);
        if (counter && (set_end(kind, SET_PROJECT_END, NULL) || set_end(kind, SET_PROJECT_NOUN, NULL)))
            hit = at;
    }
    return hit;
}

/* Cuts the list at 等 (or at a count of kinds); *tail is what follows. */
static struct span cut_list(struct span list, struct span *tail, bool *etc)
{
    size_t len, skip;
    *tail = span_sub(list, list.len, list.len);
    for (size_t i = 0; i < list.len; i += skip ? skip : len) {
        skip = bracket_len(list, i);
        span_get(list, i, &len);
        size_t n = skip ? 0 : set_at(list, i, SET_ETC, NULL);
        if (n && i && !set_at(list, i, SET_ETC_NOT, NULL)) {
            *tail = span_sub(list, i + n, list.len);
            *etc = true;
            return span_sub(list, 0, i);
        }
    }
    size_t count = find_count(list);
    if (count != NOWHERE && count) {
        *tail = span_sub(list, count, list.len);
        return span_sub(list, 0, count);
    }
    return list;
}

bool projects_of(struct span clause, struct project_list *out)
{
    size_t verb_end = 0, len, at = 0;
    int code = STAGE_NONE;
    *out = (struct project_list){ 0 };
    clause = span_trim(clause);
    size_t verb = find_verb(clause, &verb_end, &code);
    if (verb == NOWHERE)
        return false;
    bool head = skip_words(clause, 0, SET_ADVERB) >= verb;
    struct span tail, list = cut_list(span_sub(clause, verb_end, clause.len), &tail, &out->etc);
    bool counted = tail.len && !out->etc;
    struct span kind = span_strip(tail, SET_LIST_TAIL), whole = tail.len ? tail : list;
    bool all = kind.len ? set_end(kind, SET_PROJECT_NOUN, NULL) || (counted && set_end(kind, SET_PROJECT_END, NULL))
                        : set_has(tail, SET_PROJECT_NOUN);
    if (!tail.len)
        while ((len = set_end(list, SET_LIST_TAIL, NULL)) != 0)
            list = span_trim(span_sub(list, 0, list.len - len));
    out->stage = set_has(whole, SET_TAIL_PREP) ? STAGE_PREPARED : (enum lx_stage)code;
    if (out->stage == STAGE_NONE || (!head && !all) || (tail.len && kind.len && !all))
        return false;
    struct span part;
    while (part_next(list, &at, (const uint32_t[]){ CP_PAUSE, 0 }, &part)) {
        part = span_trim(part);
        if (!all && !ends_as_project(part) && !is_work(part, code))
            return false;
        add_projects(out, part);
    }
    return out->n > 0;
}

bool lone_project(struct span clause, struct project_list *out)
{
    size_t end = 0, len;
    int code = STAGE_NONE;
    *out = (struct project_list){ 0 };
    if (find_verb(clause, &end, &code) == NOWHERE || end >= clause.len || code == STAGE_NONE)
        return false;
    struct span name = span_sub(clause, end, clause.len);
    while ((len = set_end(name, SET_LIST_TAIL, NULL)) != 0)
        name = span_trim(span_sub(name, 0, name.len - len));
    if (part_end(name, 0, MARKS_CLAUSE) < name.len)
        return false;
    out->stage = (enum lx_stage)code;
    add_project(out, name);
    return out->n > 0;
}
