/* Phrases about papers and meetings: numbers, sessions, outcomes, who stands in, counts, lights, names of units. */
#include "core/plan/phrase.h"

#include "core/plan/meta.h"
#include "core/text/text.h"

#include <string.h>

enum { NAME_MAX_BYTES = 12, ALIASES_MAX = 8 };

void phrase_docno(struct phrase *p)
{
    struct docno d;
    struct lx_str normal = LX_STR_EMPTY;
    size_t open_len;
    if (docno_of(p->text, &d)) {
        say_span(p, "code", d.code);
        say_int(p, "year", d.year);
        say_int(p, "no", d.no);
        docno_format(&normal, &d);
        say_text(p, "normal", lx_str_z(&normal));
        if (d.lost) {
            say_text(p, "confidence", "low");
            say_text(p, "warn", "brackets lost");
        }
        lx_str_done(&normal);
        return;
    }
    size_t at = set_find(p->text, 0, SET_SERIAL_OPEN, &open_len, NULL); /* 督察通报第十七期 */
    double no = 0;
    size_t used = at == NOWHERE ? 0 : lx_number_get(p->text.s + at + open_len, p->text.len - at - open_len, &no);
    if (used && set_at(p->text, at + open_len + used, SET_BULLETIN_CLOSE, NULL)) {
        say_span(p, "series", span_sub(p->text, 0, at));
        say_int(p, "issue", (int64_t)no);
    }
}

/* --- meetings -------------------------------------------------------------------------------------------------------- */
static void say_series(struct phrase *p, const char *key, const struct session *s)
{
    struct lx_str name = LX_STR_EMPTY;
    lx_str_addn(&name, s->body.s, s->body.len);
    lx_str_addn(&name, s->kind.s, s->kind.len);
    say_text(p, key, lx_str_z(&name));
    lx_str_done(&name);
}

void phrase_meeting(struct phrase *p)
{
    struct session s;
    struct due_date d;
    int y, m, day;
    if (!session_of(p->text, &s))
        return;
    say_series(p, "series", &s);
    say_int(p, "no", s.no);
    if (s.host.len)
        say_span(p, "place", s.host);
    if (!date_next(p->text, 0, p->ctx->doc_year ? p->ctx->doc_year : 2000, &d))
        return;
    struct lx_str date = LX_STR_EMPTY;
    lx_day_split(d.date.day, &y, &m, &day);
    bool year = p->ctx->doc_year || (d.date.words && year_at(span_of(d.date.words), 0));
    if (year)
        lx_str_addf(&date, "%04d-", y);
    lx_str_addf(&date, "%02d-%02d", m, day);
    say_text(p, "date", lx_str_z(&date));
    if (!d.date.words || !year_at(span_of(d.date.words), 0))
        say_text(p, "year_from", "document");
    lx_str_done(&date);
    lx_date_done(&d.date);
}

void phrase_outcome(struct phrase *p)
{
    struct session s;
    int code;
    size_t docs = 0, len;
    if (session_of(p->text, &s)) {
        say_series(p, "meeting", &s);
        say_int(p, "no", s.no);
    }
    if (set_find(p->text, 0, SET_OUTCOME, NULL, &code) != NOWHERE)
        say_text(p, "outcome", set_word(SET_OUTCOME_CODE, (size_t)code));
    for (size_t i = 0; i < p->text.len; i += len)
        docs += span_get(p->text, i, &len) == CP_OPEN_TITLE;
    if (docs)
        say_int(p, "docs", (int64_t)docs);
}

/* 副市长张三: the post and the name right behind it. */
static bool post_and_name(struct span sp, struct span *post, struct span *name)
{
    size_t len, found = NOWHERE, found_len = 0;
    for (size_t at = 0; (at = set_find(sp, at, SET_POST, &len, NULL)) != NOWHERE; at += len) {
        found = at;
        found_len = len;
    }
    if (found == NOWHERE)
        return false;
    *post = span_sub(sp, found, found + found_len);
    struct span rest = span_sub(sp, found + found_len, sp.len);
    size_t end = set_find(rest, 0, SET_NAME_STOP, NULL, NULL);
    *name = span_sub(rest, 0, end < NAME_MAX_BYTES ? end : rest.len < NAME_MAX_BYTES ? rest.len : NAME_MAX_BYTES);
    return name->len > 0;
}

/* 受…市长甲委托，副市长乙…: who stands in for whom. */
void phrase_attendance(struct phrase *p)
{
    size_t len, at = set_find(p->text, 0, SET_ON_BEHALF, &len, NULL);
    struct span post, name;
    if (at == NOWHERE)
        return;
    struct span before = span_sub(p->text, 0, at), after = span_sub(p->text, at + len, p->text.len);
    if (!post_and_name(after, &post, &name))
        return;
    say_span(p, "person", name);
    say_span(p, "post", post);
    if (post_and_name(before, &post, &name)) {
        say_span(p, "on_behalf_of", name);
        say_span(p, "of_post", post);
    }
    say_text(p, "kind", "proxy");
}

/* --- counts and lights ------------------------------------------------------------------------------------------------ */
void phrase_stat(struct phrase *p)
{
    struct span clause;
    int code;
    size_t len;
    for (size_t at = 0; part_next(p->text, &at, MARKS_CLAUSE, &clause);) {
        size_t word = set_find(clause, 0, SET_STAT, &len, &code);
        if (word == NOWHERE)
            continue;
        for (size_t i = word + len, n; i < clause.len; i += n) {
            double x = 0;
            uint32_t cp = span_get(clause, i, &n);
            if (!is_digit(cp) || !lx_number_get(clause.s + i, clause.len - i, &x))
                continue;
            lx_json_key(&p->out, set_word(SET_STAT_KEY, (size_t)code));
            if (x == (double)(int64_t)x)
                lx_json_int(&p->out, (int64_t)x);
            else
                lx_json_real(&p->out, x);
            p->found = true;
            break;
        }
    }
}

void phrase_light(struct phrase *p)
{
    int code;
    if (set_find(p->text, 0, SET_LIGHT, NULL, &code) != NOWHERE)
        say_text(p, "light", set_word(SET_LIGHT_CODE, (size_t)code));
}

/* --- names of units ---------------------------------------------------------------------------------------------------- */
/* 办公室设在X: the unit that hosts an office; 鄞州区发改局 is 区发改局 among its own. */
void phrase_org(struct phrase *p)
{
    size_t len, at = set_find(p->text, 0, SET_SITS_IN, &len, NULL);
    if (at == NOWHERE)
        return;
    struct span host = span_sub(p->text, at + len, p->text.len);
    host = span_trim(span_sub(host, 0, part_end(host, 0, MARKS_CLAUSE)));
    say_text(p, "relation", "office_hosted_by");
    say_span(p, "host", host);
    for (size_t i = 3, n; i < host.len; i += n) {
        span_get(host, i, &n);
        if (!set_at(host, i, SET_LEVEL, NULL) || set_at(host, i + n, SET_LEVEL, NULL) || !set_end(host, SET_DEPT_END, NULL) || span_n(span_sub(host, i, host.len)) < 3)
            continue;
        struct lx_str name = LX_STR_EMPTY;
        lx_str_addn(&name, host.s, host.len);
        lx_json_key(&p->out, "alias");
        lx_json_begin_object(&p->out);
        say_span(p, lx_str_z(&name), span_sub(host, i, host.len));
        lx_json_end_object(&p->out);
        lx_str_done(&name);
        return;
    }
}

/* The full form of a short name by its stem: 市发改委, 市发展改革委 -> 市发展和改革委员会. */
static void full_name(struct lx_str *out, struct span sp)
{
    size_t n, stem = 0, at = 0;
    int code = 0;
    for (; at < sp.len; at += n) {
        span_get(sp, at, &n);
        if ((stem = set_at(sp, at, SET_STEM, &code)) != 0)
            break;
    }
    if (!stem) {
        lx_str_addn(out, sp.s, sp.len);
        return;
    }
    struct span tail = span_sub(sp, at + stem, sp.len);
    lx_str_addn(out, sp.s, at);
    lx_str_add(out, set_word(SET_STEM_FULL, (size_t)code));
    if (set_is(tail, SET_COMMITTEE, NULL))
        lx_str_add(out, set_word(SET_COMMITTEE, 1));
    else
        lx_str_addn(out, tail.s, tail.len);
}

/* Names of different levels are shown without them. */
static bool same_level(const struct span *names, size_t n)
{
    size_t len = set_at(names[0], 0, SET_LEVEL, NULL);
    for (size_t i = 1; i < n; i++)
        if (set_at(names[i], 0, SET_LEVEL, NULL) != len || memcmp(names[i].s, names[0].s, len) != 0)
            return false;
    return true;
}

/* Which body took over, and since when. */
static bool phrase_reform(struct phrase *p, const struct span *names, size_t n)
{
    int code;
    size_t len, then = 0;
    for (size_t i = 0; i < n; i++)
        then += set_has(names[i], SET_REFORMED);
    if (!then || n < 2)
        return false;
    if (then > 1) {
        say_begin_list(p, "then");
        for (size_t i = 0; i + 1 < n; i++)
            lx_json_stringn(&p->out, names[i].s, names[i].len);
        say_end_list(p);
        say_true(p, "merge");
    } else {
        say_span(p, "then", names[0]);
    }
    say_span(p, "now", names[n - 1]);
    set_find(names[0], 0, SET_REFORMED, &len, &code);
    say_text(p, "from", set_word(SET_REFORM_DATE, (size_t)code));
    return true;
}

void phrase_alias(struct phrase *p)
{
    struct span names[ALIASES_MAX], part;
    struct lx_str full = LX_STR_EMPTY;
    size_t n = 0, at = 0;
    while (n < ALIASES_MAX && part_next(p->text, &at, (const uint32_t[]){ '|', 0 }, &part))
        if (span_trim(part).len)
            names[n++] = span_trim(part);
    if (!n || phrase_reform(p, names, n))
        return;
    bool level = same_level(names, n);
    for (size_t i = 0; i < n && !level; i++)
        names[i] = span_sub(names[i], set_at(names[i], 0, SET_LEVEL, NULL), names[i].len);
    full_name(&full, names[0]);
    say_text(p, "canon", lx_str_z(&full));
    say_begin_list(p, "aliases");
    for (size_t i = 0; i < n; i++)
        if (!span_same(names[i], (struct span){ full.s, full.len }))
            lx_json_stringn(&p->out, names[i].s, names[i].len);
    say_end_list(p);
    lx_str_done(&full);
}
