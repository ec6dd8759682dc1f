/* Title, issuer, number, dates and period of the paper, and the meeting that passed it. */
#include "core/plan/meta.h"

#include "core/mem.h"
#include "core/plan/lines.h"
#include "core/text/text.h"

#include <stdlib.h>
#include <string.h>

enum { TITLE_MAX_N = 80, SHORT_LINE_N = 60, CODE_MAX_N = 14, SESSION_KIND_MAX_N = 14, ISSUER_MAX_N = 40, SIGNATURE_REACH = 15,
       SESSION_REACH = 200 /* bytes in which a session's kind and what ends it have room */ };

static void set_text(char **to, struct span sp)
{
    sp = span_trim(sp);
    if (!*to && sp.len)
        *to = text_of(sp);
}

/* --- document numbers ---------------------------------------------------------------------------------------------- */
static size_t number_run(struct span sp, size_t at, int *value)
{
    size_t i = at, len;
    long n = 0;
    for (uint32_t cp; i < sp.len && is_digit(cp = span_get(sp, i, &len)) && n < 1000000; i += len)
        n = n * 10 + (long)(cp - '0');
    *value = (int)n;
    return i - at;
}

/* The Han characters right before `at`, one more than a code may have at the most. */
static struct span code_before(struct span sp, size_t at)
{
    size_t from = at, len;
    for (int n = 0; from > 0 && n <= CODE_MAX_N; n++) {
        uint32_t cp = span_last(span_sub(sp, 0, from), &len);
        if (!lx_is_han(cp))
            break;
        from -= len;
    }
    return span_sub(sp, from, at);
}

bool docno_of(struct span sp, struct docno *out)
{
    size_t len, close, digits;
    for (size_t i = 0; i < sp.len; i += len) {
        uint32_t cp = span_get(sp, i, &len);
        *out = (struct docno){ .code = code_before(sp, i), .plain = cp == CP_OPEN_SHELL };
        bool open = cp == CP_OPEN_SHELL || cp == '[' || cp == '(' || cp == CP_OPEN_LENS || cp == 0xFE5D;
        size_t year_at_byte = open ? i + len : i;
        out->lost = !open;
        if (!out->code.len || span_n(out->code) > CODE_MAX_N)
            continue;
        if (open) {
            out->year = year_at(sp, year_at_byte);
            if (!out->year)
                continue;
            span_get(sp, year_at_byte + 4, &close);
            digits = number_run(sp, year_at_byte + 4 + close, &out->no);
            if (digits && set_at(sp, year_at_byte + 4 + close + digits, SET_DOCNO_END, NULL))
                return true;
        } else if (is_digit(cp)) {
            int both;
            digits = number_run(sp, i, &both);
            out->year = digits > 4 ? year_at(span_sub(sp, i, i + 4), 0) : 0;
            number_run(sp, i + 4, &out->no);
            if (out->year && out->no && set_at(sp, i + digits, SET_DOCNO_END, NULL))
                return true;
            len = digits;
        }
    }
    return false;
}

void docno_format(struct lx_str *out, const struct docno *d)
{
    lx_str_addn(out, d->code.s, d->code.len);
    lx_utf8_put(out, CP_OPEN_SHELL);
    lx_str_addf(out, "%d", d->year);
    lx_utf8_put(out, CP_CLOSE_SHELL);
    lx_str_addf(out, "%d%s", d->no, set_word(SET_DOCNO_END, 0));
}

/* --- meetings ------------------------------------------------------------------------------------------------------ */
/* Behind 已经, or behind 经 that begins the clause or follows a title: 经 also stands inside names. */
static struct span after_passed_by(struct span sp)
{
    size_t len, n;
    for (size_t at = 0; (at = set_find(sp, at, SET_PASSED_BY, &len, NULL)) != NOWHERE; at += len) {
        uint32_t before = span_last(span_sub(sp, 0, at), &n);
        if (at == 0 || before == CP_CLOSE_TITLE || set_at(sp, at, SET_PASSED_BY, NULL) > 3)
            return span_trim(span_sub(sp, at + len, sp.len));
    }
    return span_trim(sp);
}

bool session_of(struct span sp, struct session *out)
{
    size_t open_len, n, len;
    for (size_t at = 0; (at = set_find(sp, at, SET_SERIAL_OPEN, &open_len, NULL)) != NOWHERE; at += open_len) {
        double no = 0;
        size_t num = lx_number_get(sp.s + at + open_len, sp.len - at - open_len, &no), kind = at + open_len + num;
        n = num ? set_at(sp, kind, SET_SERIAL_CLOSE, NULL) : 0;
        if (!n)
            continue;
        kind += n;
        size_t end = set_find(span_sub(sp, 0, kind + SESSION_REACH), kind, SET_SESSION_END, &len, NULL);
        if (end == NOWHERE || span_n(span_sub(sp, kind, end)) > SESSION_KIND_MAX_N)
            continue;
        *out = (struct session){ .no = (int)no, .kind = span_sub(sp, kind, end + len) };
        struct span body = span_sub(sp, 0, at);
        out->body = after_passed_by(body);
        struct span after = span_sub(sp, end + len, sp.len);
        size_t in = set_find(after, 0, SET_HELD_AT, &n, NULL), held = set_find(after, 0, SET_HELD, NULL, NULL);
        if (in != NOWHERE && held != NOWHERE && held > in + n)
            out->host = span_sub(after, in + n, held);
        return true;
    }
    return false;
}

static void find_session(struct reading *r, struct span text)
{
    struct span clause;
    struct session s;
    if (r->doc->meeting_no)
        return;
    for (size_t at = 0; part_next(text, &at, MARKS_CLAUSE, &clause);) {
        if (!session_of(span_trim(clause), &s) || !s.body.len)
            continue;
        struct lx_str series = LX_STR_EMPTY;
        lx_str_addn(&series, s.body.s, s.body.len);
        lx_str_addn(&series, s.kind.s, s.kind.len);
        r->doc->meeting_no = s.no;
        r->doc->meeting_series = lx_str_take(&series);
        set_text(&r->doc->meeting_host, s.host);
        return;
    }
}

/* --- years --------------------------------------------------------------------------------------------------------- */
bool title_years(struct span title, int *from, int *to)
{
    int code;
    if (year_span(title, from, to))
        return true;
    if (set_find(title, 0, SET_FIVE_YEAR, NULL, &code) != NOWHERE) {
        *from = code;
        *to = code + 4;
        return true;
    }
    for (size_t i = 0, len; i < title.len; i += len) {
        int year = year_at(title, i);
        span_get(title, i, &len);
        if (year && set_at(title, i + 4, SET_YEAR_WORD, NULL)) {
            *from = *to = year;
            return true;
        }
    }
    return false;
}

static void find_period(struct reading *r, struct span text)
{
    struct lx_plan_doc *doc = r->doc;
    size_t len;
    for (size_t at = 0; (at = set_find(text, at, SET_VISION, &len, NULL)) != NOWHERE; at += len)
        if (!doc->vision)
            doc->vision = year_at(text, at + len + set_at(text, at + len, SET_UNTIL, NULL));
    size_t at = set_find(text, 0, SET_PERIOD_TO, &len, NULL);
    int from = 0, to = 0;
    if (at != NOWHERE && !doc->period_to) {
        struct span rest = span_sub(text, at + len, text.len);
        rest = span_sub(rest, 0, part_end(rest, 0, MARKS_CLAUSE));
        if (year_span(rest, &from, &to) || (to = year_at(rest, set_at(rest, 0, SET_UNTIL, NULL))) != 0) {
            doc->period_from = from;
            doc->period_to = to;
        }
    }
}

static void find_span_of_years(struct reading *r, struct span text)
{
    size_t len;
    int from, to;
    for (size_t at = 0; !r->doc->period_to && (at = set_find(text, at, SET_SINCE, &len, NULL)) != NOWHERE; at += len) {
        struct span near = span_sub(text, at + len, at + len + 40);
        if (year_at(near, 0) && year_span(near, &from, &to)) {
            r->doc->period_from = from;
            r->doc->period_to = to;
        }
    }
}

/* --- title and issuer ---------------------------------------------------------------------------------------------- */
static struct span bare_title(struct span sp)
{
    size_t len, close;
    sp = span_trim(sp);
    if (span_get(sp, 0, &len) == CP_OPEN_TITLE && bracket_len(sp, 0) == sp.len) {
        span_last(sp, &close);
        sp = span_sub(sp, len, sp.len - close);
    }
    return sp;
}

/* X关于印发《T》的通知: issuer and title. */
static bool from_notice(struct reading *r, struct span line)
{
    size_t len, end = set_end(line, SET_NOTICE_END, NULL), at = set_find(line, 0, SET_ISSUING, &len, NULL);
    if (!end || at == NOWHERE || at + len + end > line.len)
        return false;
    struct span title = bare_title(span_sub(line, at + len, line.len - end));
    if (!title.len || span_n(title) > TITLE_MAX_N)
        return false;
    set_text(&r->doc->title, title);
    if (at > 0)
        set_text(&r->doc->issuer, span_sub(line, 0, at));
    return true;
}

static bool labelled_value(struct span line, enum word_set labels, struct span *value)
{
    size_t len, mark, at = set_find(line, 0, labels, &len, NULL);
    if (at == NOWHERE)
        return false;
    struct span rest = span_trim(span_sub(line, at + len, line.len));
    if (span_get(rest, 0, &mark) == ':')
        rest = span_trim(span_sub(rest, mark, rest.len));
    size_t end = 0;
    while (end < rest.len && !is_blank(span_get(rest, end, &mark)))
        end += mark;
    *value = span_sub(rest, 0, end);
    return value->len > 0;
}

static bool date_only(struct reading *r, struct span line, struct lx_date *out)
{
    struct due_date d;
    if (!due_find(line, r->doc_year, DUE_ANY, &d))
        return false;
    if (d.from == 0 && d.to == line.len && d.date.prec == LX_PREC_DAY) {
        *out = d.date;
        return true;
    }
    lx_date_done(&d.date);
    return false;
}

static void meta_line(struct reading *r, int i)
{
    struct lx_plan_doc *doc = r->doc;
    struct line *l = &r->lines[i];
    struct span raw = span_trim(l->raw), value;
    struct docno no;
    struct lx_date date;
    bool took = false, small = span_n(raw) <= SHORT_LINE_N;
    if (small && !doc->document_number && docno_of(raw, &no) && !no.lost && !ends_sentence(raw)) {
        struct lx_str s = LX_STR_EMPTY;
        docno_format(&s, &no);
        doc->document_number = lx_str_take(&s);
        took = true;
    }
    if (labelled_value(raw, SET_INDEX_LABEL, &value)) {
        set_text(&doc->index_number, value);
        took = true;
    }
    if (small && labelled_value(raw, SET_ISSUER_LABEL, &value)) {
        set_text(&doc->issuer, value);
        took = true;
    }
    if (small && doc->issued.day == LX_NO_DAY &&
        (date_only(r, raw, &date) || (labelled_value(raw, SET_ISSUED_LABEL, &value) && date_only(r, value, &date)))) {
        lx_date_done(&doc->issued);
        doc->issued = date;
        took = true;
    }
    if (took) {
        l->skip = LX_SKIP_NONE;
        take_line(r, i, LX_FATE_META, -1);
    }
}

/* The title as it stands over the text, on one line or two. */
static void printed_title(struct reading *r, int body_from)
{
    struct span heading = { NULL, 0 }, headline = { NULL, 0 };
    for (int i = 0; i < body_from; i++) {
        struct line *l = &r->lines[i];
        if (l->blank || l->skip == LX_SKIP_FURNITURE || l->skip == LX_SKIP_ADVERT)
            continue;
        bool known = r->doc->title && l->text.len >= 6 &&
                     memmem(r->doc->title, strlen(r->doc->title), l->text.s, l->text.len) == r->doc->title;
        if (l->md == 1 && !headline.len) {
            headline = l->text;
            l->skip = LX_SKIP_NONE;
            take_line(r, i, LX_FATE_META, -1);
        }
        if (ends_sentence(l->text) || span_n(l->text) > TITLE_MAX_N)
            continue;
        if (known || ends_as_title(l->text)) {
            heading = l->text;
            l->skip = LX_SKIP_NONE; /* it may be the caption of a table too */
            take_line(r, i, LX_FATE_META, -1);
        }
    }
    if (!r->doc->title)
        set_text(&r->doc->title, headline.len ? headline : heading);
}

/* A paper may be signed and dated at its end. */
static void signature(struct reading *r, int body_from)
{
    struct lx_date date;
    int left = SIGNATURE_REACH;
    for (int i = r->lines_n - 1; i >= body_from && left > 0 && r->doc->issued.day == LX_NO_DAY; i--) {
        struct span raw = span_trim(r->lines[i].raw);
        if (!raw.len)
            continue;
        left--;
        if (span_n(raw) > SHORT_LINE_N / 2 || r->lines[i].table >= 0 || !date_only(r, raw, &date))
            continue;
        r->doc->issued = date;
        take_line(r, i, LX_FATE_META, -1);
        for (i--; i >= body_from && r->lines[i].blank; i--)
            ;
        raw = i >= body_from ? span_trim(r->lines[i].raw) : span_sub(raw, 0, 0);
        if (raw.len && span_n(raw) <= ISSUER_MAX_N && set_end(raw, SET_ORG_END, NULL) && r->lines[i].num == NUM_NONE) {
            set_text(&r->doc->issuer, raw);
            take_line(r, i, LX_FATE_META, -1);
        }
    }
}

void meta_read(struct reading *r, int body_from)
{
    struct lx_plan_doc *doc = r->doc;
    for (int i = 0; i < body_from && !doc->title; i++) {
        struct span raw = span_trim(r->lines[i].raw);
        if (raw.len && span_n(raw) <= 2 * TITLE_MAX_N && from_notice(r, raw))
            take_line(r, i, LX_FATE_META, -1);
    }
    for (int i = 0; i < body_from; i++)
        if (!r->lines[i].blank && r->lines[i].table < 0)
            meta_line(r, i);
    printed_title(r, body_from);
    signature(r, body_from);
    if (doc->title && title_years(span_of(doc->title), &doc->period_from, &doc->period_to))
        r->doc_year = doc->period_from == doc->period_to ? doc->period_to : 0;
    for (size_t i = 0; i < r->blocks_n; i++) {
        struct block *b = &r->blocks[i];
        bool front = b->line_from < body_from;
        if (front && b->kind != BLOCK_TABLE) {
            find_session(r, b->text);
            find_span_of_years(r, b->text);
        }
        if (b->kind != BLOCK_TABLE && (front || i < 200))
            find_period(r, b->text);
    }
    if (!r->doc_year && doc->issued.day != LX_NO_DAY)
        r->doc_year = date_year(&doc->issued);
}
