/* Reads who leads, who helps and until when. */
#include "core/plan/resp.h"

#include "core/mem.h"
#include "core/plan/facts.h"
#include "core/plan/names.h"

#include <stdlib.h>
#include <string.h>

enum {
    RUNNING_NAME_MAX_N = 24, /* characters of a name in running text, */
    RUNNING_MAX_N = 200,     /* and of all names before a verb */
    RUNNING_REACH = 4 * (RUNNING_MAX_N + 20) /* bytes in which they stand */
};

static void read_line(struct reader *r, struct span sp);
static void read_brackets(struct reader *r, struct span sp);
static bool bracket_is_duty(struct span inner, struct span after);
static bool all_departments(struct span sp, enum word_set ends);
static void read_running(struct reader *r, struct span sp);
static bool running_clause(struct reader *r, struct span clause);
static void read_duty(struct reader *r, struct span sp, struct lx_unit_names *plain);
static void read_labels(struct reader *r, struct span sp, size_t at, struct lx_unit_names *plain);
static void read_verbs(struct reader *r, struct span sp, struct lx_unit_names *plain);
static void use(struct reader *r, struct span part);
static bool label_at(struct span sp, size_t at, size_t *len, int *code);
static size_t find_label(struct span sp, size_t from, size_t *len, int *code);
static size_t find_outside_label(struct span sp);

/* --- public ------------------------------------------------------------------------------------------------------ */
bool lx_resp_read(struct lx_resp *out, const char *text, size_t len, enum lx_resp_where where, int doc_year)
{
    *out = (struct lx_resp){ .due.day = LX_NO_DAY, .start.day = LX_NO_DAY };
    struct reader r = { out, { text, len }, doc_year };
    struct span sp = span_trim(r.all);
    if (where == LX_RESP_LINE) {
        read_line(&r, sp);
    } else {
        struct lx_unit_names *to = where == LX_RESP_LEAD_CELL   ? &out->lead
                                   : where == LX_RESP_COOP_CELL ? &out->coop
                                                                : &out->resp;
        out->labelled = where != LX_RESP_WHOLE;
        read_duty(&r, sp, to);
        use(&r, sp);
    }
    return !lx_resp_empty(out) || out->due.day != LX_NO_DAY;
}

static void names_free(struct lx_unit_names *u)
{
    for (size_t i = 0; i < u->n; i++) {
        free(u->at[i].name);
        free(u->at[i].note);
    }
    free(u->at);
    *u = (struct lx_unit_names){ 0 };
}

void lx_unit_names_done(struct lx_unit_names *u) { names_free(u); }

void lx_resp_done(struct lx_resp *r)
{
    struct lx_unit_names *lists[] = { &r->lead, &r->coop, &r->resp, &r->fallback, &r->members };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        names_free(lists[i]);
    free(r->etc_scope);
    free(r->person);
    free(r->used);
    lx_date_done(&r->due);
    lx_date_done(&r->start);
    *r = (struct lx_resp){ .due.day = LX_NO_DAY, .start.day = LX_NO_DAY };
}

static void names_append(struct lx_unit_names *to, struct lx_unit_names *from)
{
    for (size_t i = 0; i < from->n; i++)
        LX_PUSH(to->at, to->n, to->room) = from->at[i];
    free(from->at);
    *from = (struct lx_unit_names){ 0 };
}

static void names_join(struct lx_unit_names *to, struct lx_unit_names *from)
{
    if (to->n == 0)
        names_append(to, from);
}

static void date_join(struct lx_date *to, struct lx_date *from)
{
    if (to->day != LX_NO_DAY)
        return;
    lx_date_done(to);
    *to = *from;
    *from = (struct lx_date){ .day = LX_NO_DAY };
}

static void text_join(char **to, char **from)
{
    if (!*to) {
        *to = *from;
        *from = NULL;
    }
}

void lx_resp_join(struct lx_resp *r, struct lx_resp *more)
{
    names_join(&r->lead, &more->lead);
    names_join(&r->coop, &more->coop);
    names_join(&r->resp, &more->resp);
    names_join(&r->fallback, &more->fallback);
    names_join(&r->members, &more->members);
    date_join(&r->due, &more->due);
    date_join(&r->start, &more->start);
    text_join(&r->etc_scope, &more->etc_scope);
    text_join(&r->person, &more->person);
    r->etc |= more->etc;
    r->by_duty |= more->by_duty;
    r->joint |= more->joint;
    r->generic |= more->generic;
    r->first_leads |= more->first_leads;
    r->labelled |= more->labelled;
    lx_resp_done(more);
}

void lx_resp_settle(struct lx_resp *r)
{
    bool led = r->lead.n > 0;
    for (size_t i = 0; i < r->resp.n; i++) {
        struct lx_unit_name *u = &r->resp.at[i];
        bool leads = !led && (r->by_duty ? !u->group : r->lead.n == 0);
        struct lx_unit_names *to = leads ? &r->lead : &r->coop;
        LX_PUSH(to->at, to->n, to->room) = *u;
    }
    free(r->resp.at);
    r->resp = (struct lx_unit_names){ 0 };
}

void lx_resp_rest(struct lx_str *out, const char *text, size_t len, const struct lx_resp *r)
{
    struct lx_str rest = LX_STR_EMPTY;
    size_t at = 0, mark_len;
    for (size_t i = 0; i < r->used_n; i++) {
        struct span before = span_trim(span_sub((struct span){ text, len }, at, r->used[i].from));
        lx_str_addn(&rest, before.s, before.len);
        at = r->used[i].to;
        struct span after = span_trim(span_sub((struct span){ text, len }, at, len));
        uint32_t last = span_last((struct span){ lx_str_z(&rest), rest.len }, &mark_len);
        if (rest.len && last == span_get(after, 0, &mark_len) && (last == CP_STOP || last == ',' || last == ';'))
            at = (size_t)(after.s - text) + mark_len;
    }
    lx_str_addn(&rest, text + at, len - at);
    struct span sp = span_trim((struct span){ lx_str_z(&rest), rest.len });
    for (uint32_t last; sp.len && ((last = span_last(sp, &mark_len)) == ',' || last == ';' || last == CP_PAUSE || last == ':');)
        sp = span_trim(span_sub(sp, 0, sp.len - mark_len));
    lx_str_addn(out, sp.s, sp.len);
    lx_str_done(&rest);
}

bool lx_resp_empty(const struct lx_resp *r)
{
    return !r->lead.n && !r->coop.n && !r->resp.n && !r->members.n && !r->fallback.n;
}

void lx_unit_names_add(struct lx_unit_names *u, const char *name, size_t len, bool group)
{
    LX_PUSH(u->at, u->n, u->room) = (struct lx_unit_name){ lx_strndup(name, len), NULL, group };
}

/* --- a line: labels, brackets, names in running words ------------------------------------------------------------ */
static void read_line(struct reader *r, struct span sp)
{
    size_t at;
    if (set_has(sp, SET_FIRST_LEADS)) {
        r->out->first_leads = true;
        return;
    }
    at = find_outside_label(sp); /* everything from there on is duty */
    struct span head = span_sub(sp, 0, at == NOWHERE ? sp.len : at);
    read_brackets(r, head);
    if (at != NOWHERE) {
        struct span duty = span_sub(sp, at, sp.len);
        read_duty(r, duty, &r->out->resp);
        use(r, duty);
    }
    if (lx_resp_empty(r->out) && !set_has(head, SET_VERB) && all_departments(head, SET_DEPT_END)) {
        read_duty(r, head, &r->out->resp); /* nothing but a list of departments */
        use(r, head);
    }
    if (lx_resp_empty(r->out))
        read_running(r, head);
    if (r->out->due.day == LX_NO_DAY) {
        struct span words;
        struct due_date due;
        if (due_find(head, r->doc_year, DUE_LIMIT, &due)) {
            r->out->due = due.date;
            words = span_sub(head, due.from, due.to);
            if (due.alone)
                use(r, words);
        }
    }
}

/* A label that begins the line or a part of it, outside brackets. */
static size_t find_outside_label(struct span sp)
{
    size_t len, n;
    int code;
    uint32_t before = CP_STOP;
    for (size_t i = 0; i < sp.len; i += len) {
        size_t skip = bracket_len(sp, i);
        uint32_t cp = span_get(sp, i, &len);
        bool begins = is_blank(before) || before == CP_STOP || before == ';' || before == ',';
        if (skip && find_label(span_sub(sp, i, i + skip), 0, &n, &code) != NOWHERE && cp == CP_OPEN_LENS && begins)
            return i + len; /* 【牵头单位】 */
        if (skip)
            len = skip;
        else if (begins && label_at(sp, i, &n, &code))
            return i;
        before = span_last(span_sub(sp, 0, i + len), &n);
    }
    return NOWHERE;
}

/* Brackets with labels or verbs, and brackets of departments at the end of a sentence. */
static void read_brackets(struct reader *r, struct span sp)
{
    size_t len;
    for (size_t i = 0; i < sp.len; i += len) {
        uint32_t cp = span_get(sp, i, &len);
        if (cp != '(' && cp != '[' && cp != CP_OPEN_SHELL && cp != CP_OPEN_LENS)
            continue;
        size_t whole = bracket_len(sp, i), close = len;
        if (!whole)
            continue;
        struct span inner = span_sub(sp, i + len, i + whole);
        span_last(inner, &close);
        inner.len -= close;
        if (!bracket_is_duty(inner, span_sub(sp, i + whole, sp.len)))
            continue;
        read_duty(r, inner, &r->out->resp);
        use(r, span_sub(sp, i, i + whole));
        len = whole;
    }
}

/* All parts of a list end as departments do; at least two of them, or one with its level in front. */
static bool all_departments(struct span sp, enum word_set ends)
{
    size_t at = 0, n = 0;
    bool level = false;
    struct span part;
    while (part_next(sp, &at, MARKS_LIST, &part)) {
        part = span_trim(part);
        size_t chars = span_n(part);
        struct span bare = part;
        size_t len;
        if (span_last(part, &len) == ')') /* a note behind the name */
            for (size_t i = 0; i < part.len; i += len)
                if (span_get(part, i, &len) == '(' && i + bracket_len(part, i) == part.len)
                    bare.len = i;
        if (chars < 2 || chars > NAME_MAX_N || !ends_as_unit(bare, ends) || set_is(bare, SET_NO_UNIT, NULL))
            return false;
        level |= set_at(part, 0, SET_LEVEL, NULL) > 0 && chars > 2;
        n++;
    }
    return n > 1 || (n == 1 && level);
}

static bool bracket_is_duty(struct span inner, struct span after)
{
    size_t len;
    int code;
    inner = span_trim(inner);
    if (!inner.len)
        return false;
    size_t label = find_label(inner, 0, &len, &code);
    if (label == 0)
        return true;
    size_t end = set_end(inner, SET_VERB, &code);
    if (end && end < inner.len && span_n(inner) > 3)
        return true;
    struct span first = span_sub(inner, 0, part_end(inner, 0, (const uint32_t[]){ ',', ';', 0 }));
    if (set_has(first, SET_VERB) && looks_like_units(first)) /* X牵头,Y配合,6月底前完成; X会同Y */
        return true;
    if (label != NOWHERE || (set_has(inner, SET_VERB) && set_has(inner, SET_SAME_BELOW)))
        return true;
    after = span_trim(after);
    uint32_t next = span_get(after, 0, &len);
    return (!after.len || next == CP_STOP || next == ';') && all_departments(inner, SET_DEPT_END);
}

/* X牵头, Y配合; X会同Y; 由X负责: only where what stands before the verb are units and nothing else. */
static void read_running(struct reader *r, struct span sp)
{
    size_t at = 0;
    struct span clause;
    bool led = false;
    while (part_next(sp, &at, MARKS_CLAUSE, &clause)) {
        bool had = led;
        led = running_clause(r, span_trim(clause));
        if (had && !led && r->out->lead.n && r->out->coop.n)
            break; /* the first duty of a sentence is the item's */
    }
}

/* The words right before a verb that name units: behind the last 由 or blank.  Looks no further back than there may be names,
 * so that a long text without marks takes no quadratic time. */
static struct span units_before(struct span sp)
{
    size_t from = 0, len;
    if (sp.len > RUNNING_REACH)
        sp = span_sub(sp, sp.len - RUNNING_REACH, sp.len);
    while (sp.len && ((unsigned char)sp.s[0] & 0xC0) == 0x80)
        sp = span_sub(sp, 1, sp.len);
    for (size_t i = 0; i < sp.len; i += len) {
        uint32_t cp = span_get(sp, i, &len);
        if (is_blank(cp))
            from = i + len;
        size_t by = i == 0 || from == i ? 0 : word_at(sp, i, set_word(SET_NAME_LEAD_IN, 0));
        if (by)
            from = i + by;
    }
    sp = span_sub(sp, from, sp.len);
    size_t by = set_at(sp, 0, SET_NAME_LEAD_IN, NULL);
    return span_trim(span_sub(sp, by, sp.len));
}

static bool named_units(struct span sp)
{
    size_t at = 0, n = 0, groups = 0;
    struct span part;
    while (part_next(sp, &at, MARKS_LIST, &part)) {
        part = span_trim(part);
        size_t chars = span_n(part);
        bool group = set_has(part, SET_GROUP_IN);
        if (chars < 2 || chars > RUNNING_NAME_MAX_N || set_is(part, SET_NO_UNIT, NULL))
            return false;
        if (!ends_as_unit(part, SET_ORG_END) && !set_end(part, SET_ETC_PLAIN, NULL))
            return false;
        n++;
        groups += group;
    }
    return n > groups;
}

/* Of text behind 会同 the part that is units: up to the end of the first department. */
static struct span units_after(struct span sp)
{
    if (named_units(sp))
        return sp;
    for (size_t i = 0, len, hit; i < sp.len; i += len) {
        span_get(sp, i, &len);
        hit = set_at(sp, i, SET_DEPT_END, NULL);
        if (hit && named_units(span_sub(sp, 0, i + hit)))
            return span_sub(sp, 0, i + hit);
    }
    return span_sub(sp, 0, 0);
}

static bool running_clause(struct reader *r, struct span clause)
{
    size_t len;
    int code;
    for (size_t at = 0; (at = set_find(clause, at, SET_VERB, &len, &code)) != NOWHERE; at += len) {
        struct span before = span_sub(clause, 0, at), after = span_sub(clause, at + len, clause.len);
        struct span units = units_before(before);
        bool by = units.s > clause.s; /* 由 or a blank stands before */
        if ((code != VERB_JOINT && set_at(after, 0, SET_VERB_NOT, NULL)) || !units.len || span_n(units) > RUNNING_MAX_N || !named_units(units))
            continue;
        if (code == VERB_LEAD && !r->out->lead.n) {
            read_names(r, units, &r->out->lead);
        } else if (code == VERB_JOINT && !r->out->lead.n) {
            read_names(r, units, &r->out->lead);
            struct span helpers = units_after(after);
            read_names(r, helpers, &r->out->coop);
            r->out->joint = true;
            len += helpers.len;
        } else if (code == VERB_COOP && r->out->lead.n) {
            read_names(r, units, &r->out->coop);
        } else if (code == VERB_RESP && by && !r->out->lead.n && !after.len) {
            read_names(r, units, &r->out->resp);
        } else {
            continue;
        }
        r->out->labelled = true;
        struct lx_unit_names *lead = &r->out->lead;
        r->out->generic |= lead->n && set_end(span_of(lead->at[0].name), SET_ETC_PLAIN, NULL) > 0;
        size_t from = (size_t)(units.s - clause.s), lead_in = set_end(span_sub(clause, 0, from), SET_NAME_LEAD_IN, NULL);
        use(r, span_sub(clause, from - lead_in, at + len));
        return true;
    }
    return false;
}

/* --- what stands inside a bracket, behind a label, in a cell ------------------------------------------------------ */
static void read_fallback(struct reader *r, struct span sentence)
{
    size_t len, at = set_find(sentence, 0, SET_CONCERNS, &len, NULL);
    if (at == NOWHERE)
        return;
    struct span rest = span_sub(sentence, at + len, sentence.len);
    read_names(r, span_sub(rest, 0, part_end(rest, 0, (const uint32_t[]){ ',', ';', 0 })), &r->out->fallback);
}

static void read_duty(struct reader *r, struct span sp, struct lx_unit_names *plain)
{
    size_t at = 0, len;
    int code;
    struct span sentence;
    sp = span_trim(sp);
    if (closing(span_get(sp, 0, &len)) && bracket_len(sp, 0) == sp.len) {
        size_t close;
        span_last(sp, &close);
        sp = span_sub(sp, len, sp.len - close);
    }
    while (part_next(sp, &at, MARKS_SENTENCE, &sentence)) {
        size_t label = find_label(sentence, 0, &len, &code);
        if (set_has(sentence, SET_SAME_BELOW))
            read_fallback(r, sentence);
        else if (label != NOWHERE)
            read_labels(r, sentence, label, plain);
        else
            read_verbs(r, sentence, plain);
    }
}

/* A label with its colon (or 】) behind it; *len without the colon. */
static bool label_at(struct span sp, size_t at, size_t *len, int *code)
{
    size_t n, i;
    *len = set_at(sp, at, SET_LABEL, code);
    if (!*len)
        return false;
    for (i = at + *len; i < sp.len && is_blank(span_get(sp, i, &n)); i += n)
        ;
    uint32_t next = span_get(sp, i, &n);
    return next == ':' || next == CP_CLOSE_LENS;
}

/* The first label at or after `from`. */
static size_t find_label(struct span sp, size_t from, size_t *len, int *code)
{
    for (size_t at = from; (at = set_find(sp, at, SET_LABEL, len, code)) != NOWHERE; at += *len)
        if (label_at(sp, at, len, code))
            return at;
    return NOWHERE;
}

/* 完成时限：长期 is no day, but it is an answer: its words are kept. */
static void read_date(struct reader *r, struct span value, struct lx_date *to)
{
    struct due_date due;
    if (to->day != LX_NO_DAY || to->words)
        return;
    if (due_find(value, r->doc_year, DUE_ANY, &due))
        *to = due.date;
    else if (set_is(value, SET_ONGOING, NULL))
        *to = (struct lx_date){ .day = LX_NO_DAY, .words = span_dup(value) };
}

static void read_labels(struct reader *r, struct span sp, size_t at, struct lx_unit_names *plain)
{
    size_t len, next_len = 0;
    int code, next_code = 0;
    if (at > 0)
        read_verbs(r, span_sub(sp, 0, at), plain);
    set_at(sp, at, SET_LABEL, &code);
    len = set_at(sp, at, SET_LABEL, NULL);
    for (; at != NOWHERE; at = next_len ? at : NOWHERE) {
        size_t next = find_label(sp, at + len, &next_len, &next_code), n;
        struct span value = span_sub(sp, at + len, next == NOWHERE ? sp.len : next);
        value = span_trim(value);
        span_get(value, 0, &n);
        value = span_sub(value, n, value.len); /* the colon */
        for (uint32_t last; value.len && ((last = span_last(value, &n)) == ';' || last == ',' || is_blank(last) || last == CP_OPEN_LENS);)
            value.len -= n;
        r->out->labelled |= code == LABEL_LEAD || code == LABEL_COOP;
        switch (code) {
        case LABEL_LEAD: read_verbs(r, value, &r->out->lead); break;
        case LABEL_COOP: read_verbs(r, value, &r->out->coop); break;
        case LABEL_RESP: read_verbs(r, value, &r->out->resp); break;
        case LABEL_MEMBERS: read_names(r, value, &r->out->members); break;
        case LABEL_DUE: read_date(r, value, &r->out->due); break;
        case LABEL_START: read_date(r, value, &r->out->start); break;
        default:
            if (!r->out->person && value.len)
                r->out->person = span_dup(value);
        }
        if (next == NOWHERE)
            break;
        at = next;
        len = next_len;
        code = next_code;
    }
}

/* X牵头,Y、Z配合 and its kin: the names before each verb have the part that it says. */
static void read_verbs(struct reader *r, struct span sp, struct lx_unit_names *plain)
{
    struct lx_resp *o = r->out;
    struct lx_unit_names *pending = NULL; /* behind 会同 */
    size_t from = 0, len;
    int code;
    for (size_t at = 0; (at = set_find(sp, at, SET_VERB, &len, &code)) != NOWHERE; at += len) {
        size_t n;
        struct span after = span_sub(sp, at + len, sp.len);
        uint32_t next = span_get(after, 0, &n);
        bool ends = !after.len || next == ',' || next == ';' || next == CP_PAUSE || next == '\n' || is_blank(next) ||
                    set_at(after, 0, SET_VERB, NULL);
        if (at == from || (code != VERB_JOINT && (!ends || set_at(after, 0, SET_VERB_NOT, NULL))))
            continue;
        struct span names = span_sub(sp, from, at);
        struct lx_unit_names *to = pending               ? pending
                                   : code == VERB_COOP   ? &o->coop
                                   : code == VERB_LEAD   ? &o->lead
                                   : code == VERB_JOINT  ? &o->lead
                                   : plain == &o->lead   ? &o->lead
                                                         : &o->resp;
        o->by_duty |= code == VERB_DUTY;
        o->joint |= code == VERB_JOINT;
        o->labelled |= code == VERB_LEAD || code == VERB_COOP || code == VERB_JOINT;
        read_names(r, names, to);
        pending = code == VERB_JOINT ? &o->coop : NULL;
        from = at + len;
    }
    struct span tail = span_sub(sp, from, sp.len);
    read_names(r, tail, pending ? pending : from > 0 && o->lead.n && plain == &o->resp ? &o->coop : plain);
}

static void use(struct reader *r, struct span part)
{
    size_t from = (size_t)(part.s - r->all.s), to = from + part.len;
    struct lx_resp *o = r->out;
    size_t i = o->used_n;
    LX_PUSH(o->used, o->used_n, o->used_room) = (struct lx_byte_range){ from, to };
    for (; i > 0 && o->used[i - 1].from > from; i--)
        o->used[i] = o->used[i - 1];
    o->used[i] = (struct lx_byte_range){ from, to };
}
