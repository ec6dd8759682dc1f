/* Splits lists of units into names, keeps collectives whole. */
#include "core/plan/names.h"

#include "core/mem.h"
#include "core/plan/facts.h"
#include "core/text/text.h"

#include <stdlib.h>
#include <string.h>

static bool read_limit(struct reader *r, struct span part);
static void split_blanks(struct reader *r, struct span sp, struct lx_unit_names *to);
static void add_name(struct reader *r, struct span sp, struct lx_unit_names *to);

void read_names(struct reader *r, struct span sp, struct lx_unit_names *to)
{
    size_t at = 0;
    struct span part;
    while (part_next(sp, &at, MARKS_LIST, &part)) {
        part = span_trim(part);
        struct lx_unit_name *last = to->n ? &to->at[to->n - 1] : NULL;
        if (last && last->group && set_is(part, SET_GROUP_TAIL, NULL)) {
            /* 各区、县级市 is one collective */
            struct lx_str joined = LX_STR_EMPTY;
            lx_str_add(&joined, last->name);
            lx_utf8_put(&joined, CP_PAUSE);
            lx_str_addn(&joined, part.s, part.len);
            free(last->name);
            last->name = lx_str_take(&joined);
            continue;
        }
        if (part.len && span_n(part) <= 3 * NAME_MAX_N && !read_limit(r, part))
            split_blanks(r, part, to);
    }
}

/* A blank between two whole names separates them (cells that lost their marks). */
static void split_blanks(struct reader *r, struct span sp, struct lx_unit_names *to)
{
    size_t len;
    for (size_t i = 0; i < sp.len; i += len) {
        size_t skip = bracket_len(sp, i);
        uint32_t cp = span_get(sp, i, &len);
        if (skip)
            len = skip;
        else if (is_blank(cp) && set_end(span_sub(sp, 0, i), SET_ORG_END, NULL) && span_n(span_sub(sp, 0, i)) > 2) {
            add_name(r, span_sub(sp, 0, i), to);
            split_blanks(r, span_trim(span_sub(sp, i, sp.len)), to);
            return;
        }
    }
    add_name(r, sp, to);
}

/* A date among the names (…配合,2024年6月底前完成) is the limit. */
static bool read_limit(struct reader *r, struct span part)
{
    struct due_date due;
    if (!date_next(part, 0, r->doc_year, &due))
        return false;
    bool limit = due.from <= 6 && (due.by || due.to == part.len || set_has(part, SET_FINISH_WORD));
    if (limit && r->out->due.day == LX_NO_DAY)
        r->out->due = due.date;
    else
        lx_date_done(&due.date);
    return limit;
}

/* Where 及, 和, 与 join two names rather than stand inside one (人力资源和社会保障局): NOWHERE if they don't. */
static size_t find_and(struct span sp, size_t *len)
{
    for (size_t at = 0; (at = set_find(sp, at, SET_AND, len, NULL)) != NOWHERE; at += *len) {
        struct span left = span_sub(sp, 0, at), right = span_sub(sp, at + *len, sp.len);
        bool names = ends_as_unit(left, SET_DEPT_END) && span_n(left) > 2 && ends_as_unit(right, SET_ORG_END) && span_n(right) > 2;
        if (names || (set_end(left, SET_ORG_END, NULL) && set_at(right, 0, SET_GROUP_IN, NULL)))
            return at;
    }
    return NOWHERE;
}

/* 市国资委等市级有关部门: cuts at 等 and notes that the list is open. */
static struct span cut_etc(struct reader *r, struct span sp)
{
    size_t len;
    for (size_t at = 0; (at = set_find(sp, at, SET_ETC, &len, NULL)) != NOWHERE; at += len) {
        struct span left = span_sub(sp, 0, at), scope = span_trim(span_sub(sp, at + len, sp.len));
        size_t n;
        bool names = set_end(left, SET_ORG_END, NULL) || span_last(left, &n) == ')';
        if (!at || !names)
            continue;
        r->out->etc = true;
        if (scope.len && !set_is(scope, SET_ETC_PLAIN, NULL) && !r->out->etc_scope)
            r->out->etc_scope = span_dup(scope);
        return left;
    }
    return sp;
}

/* Takes a bracket off the end of the name: 区交通局(港航中心). */
static struct span cut_note(struct span sp, struct span *note)
{
    size_t len, close;
    *note = span_sub(sp, 0, 0);
    if (span_last(sp, &close) != ')')
        return sp;
    for (size_t i = 0; i < sp.len; i += len) {
        if (span_get(sp, i, &len) != '(')
            continue;
        if (i > 0 && i + bracket_len(sp, i) == sp.len) {
            *note = span_sub(sp, i + len, sp.len - close);
            return span_trim(span_sub(sp, 0, i));
        }
        return sp;
    }
    return span_sub(sp, 0, sp.len - close); /* it closes nothing */
}

static void add_name(struct reader *r, struct span sp, struct lx_unit_names *to)
{
    size_t len;
    sp = span_trim(sp);
    while (sp.len && sp.s[0] == '*') /* bold of Markdown */
        sp = span_sub(sp, 1, sp.len);
    while (sp.len && sp.s[sp.len - 1] == '*')
        sp.len--;
    while ((len = set_at(sp, 0, SET_NAME_LEAD_IN, NULL)) != 0 && len < sp.len)
        sp = span_trim(span_sub(sp, len, sp.len));
    sp = cut_etc(r, sp);
    while ((len = set_end(sp, SET_NAME_TAIL, NULL)) != 0 && len < sp.len)
        sp = span_trim(span_sub(sp, 0, sp.len - len));
    size_t and = find_and(sp, &len);
    if (and != NOWHERE) {
        add_name(r, span_sub(sp, 0, and), to);
        add_name(r, span_sub(sp, and + len, sp.len), to);
        return;
    }
    size_t chars = span_n(sp);
    if (chars < 2 || chars > NAME_MAX_N || set_is(sp, SET_NO_UNIT, NULL))
        return;
    bool group = set_has(sp, SET_GROUP_IN) || set_end(sp, SET_GROUP_IS, NULL) == sp.len;
    struct span note = span_sub(sp, 0, 0);
    if (!group)
        sp = cut_note(sp, &note);
    lx_unit_names_add(to, sp.s, sp.len, group);
    if (note.len)
        to->at[to->n - 1].note = span_dup(note);
}

bool looks_like_units(struct span sp)
{
    size_t len, at = 0;
    int code;
    struct span part;
    sp = span_trim(sp);
    if (!sp.len || span_n(sp) > 300)
        return false;
    if (part_end(sp, 0, (const uint32_t[]){ ':', CP_STOP, 0 }) < sp.len && !set_at(sp, 0, SET_LABEL, NULL))
        return false;
    size_t verb = set_find(sp, 0, SET_VERB, &len, &code);
    struct span names = span_sub(sp, 0, verb == NOWHERE ? sp.len : verb);
    if (verb == 0 || (verb != NOWHERE && !set_end(sp, SET_VERB, NULL) && code != VERB_JOINT && code != VERB_LEAD))
        return false;
    while (part_next(names, &at, MARKS_LIST, &part)) {
        part = span_trim(part);
        size_t n = span_n(part), close;
        bool bracket = span_last(part, &close) == ')';
        if (n < 2 || n > 30 || (!bracket && !ends_as_unit(part, SET_ORG_END) && !set_end(part, SET_ETC_PLAIN, NULL)))
            return false;
    }
    return names.len > 0;
}
