/* The shape of every line: numbers, Markdown, bullets, page furniture, adverts. */
#include "core/plan/lines.h"

#include "core/mem.h"
#include "core/text/text.h"

#include <stdlib.h>
#include <string.h>

enum { CAPTION_MAX_N = 50, FURNITURE_MAX_N = 120, LEAD_MAX_N = 28, SERIAL_MAX = 999, BYLINE_MAX_N = 14, ATTACHED_MAX_N = 40 };

static void shape_line(struct line *l);
static void take_number(struct line *l);
static enum lx_plan_skip furniture(struct line *l);
static void drop_attachments(struct reading *r);
static void apply_edits(struct reading *r, const struct lx_plan_edit *edits, size_t n);

void lines_read(struct reading *r, const struct lx_plan_edit *edits, size_t edits_n)
{
    int n = r->text.len > 0;
    for (size_t i = 0; i + 1 < r->text.len; i++)
        n += r->text.s[i] == '\n';
    r->lines = lx_alloc((size_t)n * sizeof *r->lines + 1);
    r->doc->lines = lx_alloc((size_t)n * sizeof *r->doc->lines + 1);
    r->lines_n = n;
    r->doc->lines_n = (size_t)n;
    size_t at = 0;
    for (int i = 0; i < n; i++) {
        const char *end = memchr(r->text.s + at, '\n', r->text.len - at);
        size_t len = end ? (size_t)(end - r->text.s) - at : r->text.len - at;
        r->lines[i] = (struct line){ .raw = { r->text.s + at, len }, .table = -1 };
        r->doc->lines[i] = (struct lx_plan_line){ .off = at, .len = len, .index = -1, .why = LX_SKIP_GENERAL };
        shape_line(&r->lines[i]);
        at += len + 1;
    }
    drop_attachments(r);
    apply_edits(r, edits, edits_n);
}

/* 附件：1.… and the numbered lines right under it are a list of papers, no points. */
static void drop_attachments(struct reading *r)
{
    bool list = false;
    for (int i = 0; i < r->lines_n; i++) {
        struct line *l = &r->lines[i];
        size_t len, label = set_at(l->text, 0, SET_ATTACHED, NULL);
        if (l->num == NUM_NONE && label && span_get(l->text, label, &len) == ':') {
            list = true;
            continue;
        }
        if (l->blank || (l->num != NUM_AR && l->num != NUM_AR_PAREN) || span_n(l->text) > ATTACHED_MAX_N || ends_sentence(l->text))
            list = false;
        if (!list)
            continue;
        l->num = NUM_NONE;
        l->skip = LX_SKIP_FURNITURE;
    }
}

static void apply_edits(struct reading *r, const struct lx_plan_edit *edits, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (edits[i].line < 1 || edits[i].line > r->lines_n)
            continue;
        struct line *l = &r->lines[edits[i].line - 1];
        l->refused = edits[i].kind == LX_EDIT_REFUSE;
        l->join = edits[i].kind == LX_EDIT_JOIN;
        l->take = edits[i].kind == LX_EDIT_TAKE;
        l->take_as = edits[i].item;
        l->skip = l->refused ? LX_SKIP_REFUSED : LX_SKIP_NONE;
    }
}

void skip_line(struct reading *r, int line, enum lx_plan_skip why)
{
    struct lx_plan_line *l = &r->doc->lines[line];
    if (l->fate != LX_FATE_SKIPPED)
        return;
    l->why = r->lines[line].skip ? r->lines[line].skip : r->lines[line].blank ? LX_SKIP_BLANK : why;
}

void take_line(struct reading *r, int line, enum lx_plan_fate fate, int index)
{
    struct lx_plan_line *l = &r->doc->lines[line];
    if (r->lines[line].blank || r->lines[line].skip)
        return;
    l->fate = fate;
    l->why = LX_SKIP_NONE;
    l->index = index;
}

/* --- shape -------------------------------------------------------------------------------------------------------- */
static bool is_bullet(uint32_t cp)
{
    return cp == '-' || cp == '*' || cp == '+' || cp == CP_BULLET || cp == CP_MIDDLE_DOT || (cp >= CP_SQUARE && cp <= 0x25FF);
}

static struct span drop_bold(struct span sp, bool *bold)
{
    while (sp.len > 4 && sp.s[0] == '*' && sp.s[1] == '*') {
        const char *close = memmem(sp.s + 2, sp.len - 2, "**", 2);
        if (close == sp.s + sp.len - 2)
            sp = span_trim(span_sub(sp, 2, sp.len - 2));
        else {
            *bold = close != NULL;
            return span_sub(sp, 2, sp.len); /* the closing pair stays inside; text_of and title_of drop it */
        }
    }
    return sp;
}

static void shape_line(struct line *l)
{
    struct span sp = span_trim(l->raw);
    size_t len;
    l->indent = sp.len ? (size_t)(sp.s - l->raw.s) : 0;
    l->blank = sp.len == 0;
    if (l->blank)
        return;
    while (sp.len && sp.s[0] == '>')
        sp = span_trim(span_sub(sp, 1, sp.len));
    while (l->md < 7 && (size_t)l->md < sp.len && sp.s[l->md] == '#')
        l->md++;
    if (l->md > 6 || ((size_t)l->md < sp.len && sp.s[l->md] != ' '))
        l->md = 0;
    sp = span_trim(span_sub(sp, (size_t)l->md, sp.len));
    uint32_t cp = span_get(sp, 0, &len);
    if (!l->md && is_bullet(cp) && len < sp.len && (cp > 0x7F || is_blank((unsigned char)sp.s[len]))) {
        l->bullet = true;
        sp = span_trim(span_sub(sp, len, sp.len));
    }
    l->text = drop_bold(sp, &l->bold);
    take_number(l);
    l->text = drop_bold(l->text, &l->bold);
    l->skip = furniture(l);
}

/* --- numbers ------------------------------------------------------------------------------------------------------ */
static size_t numeral_run(struct span sp, size_t at, int *value)
{
    size_t i = at, len;
    while ((len = set_at(sp, i, SET_SERIAL_NUMERAL, NULL)) != 0)
        i += len;
    double x = 0;
    if (i > at && lx_number_get(sp.s + at, i - at, &x) == i - at && x <= SERIAL_MAX)
        *value = (int)x;
    return i - at;
}

static size_t digit_run(struct span sp, size_t at, int *value)
{
    size_t i = at, len;
    int n = 0;
    for (uint32_t cp; is_digit(cp = span_get(sp, i, &len)) && i < sp.len; i += len)
        n = n > SERIAL_MAX ? n : n * 10 + (int)(cp - '0');
    if (n > SERIAL_MAX)
        return 0;
    *value = n;
    return i - at;
}

/* A number of the kind stands in front: its bytes with the mark behind it; *shown is what people call it. */
static size_t number_cn(struct span sp, size_t *shown, int *value)
{
    size_t run = numeral_run(sp, 0, value), len;
    uint32_t mark = span_get(sp, run, &len);
    *shown = run;
    return run && (mark == CP_PAUSE || mark == '.' || (mark == ',' && run < 7)) ? run + len : 0;
}

static size_t number_paren(struct span sp, size_t *shown, int *value, enum num_kind *kind)
{
    size_t open, close, run;
    if (span_get(sp, 0, &open) != '(')
        return 0;
    *kind = NUM_CN_PAREN;
    run = numeral_run(sp, open, value);
    if (!run) {
        *kind = NUM_AR_PAREN;
        run = digit_run(sp, open, value);
    }
    if (!run || span_get(sp, open + run, &close) != ')')
        return 0;
    *shown = open + run + close;
    size_t more;
    return *shown + (span_get(sp, *shown, &more) == CP_PAUSE ? more : 0);
}

static size_t number_ar(struct span sp, bool md, size_t *shown, int *value, enum num_kind *kind)
{
    size_t len, next_len, run = digit_run(sp, 0, value);
    uint32_t mark = span_get(sp, run, &len), next = span_get(sp, run + len, &next_len);
    *shown = run;
    *kind = NUM_AR;
    if (!run || run > 3)
        return 0;
    if (mark == ')') {
        *kind = NUM_AR_PAREN;
        return run + len;
    }
    if (mark == CP_PAUSE || (mark == '.' && !is_digit(next)))
        return run + len;
    if (mark == '.') { /* 1.1 and 1.1.2, a blank behind them */
        size_t at = run;
        int part;
        while (span_get(sp, at, &len) == '.' && (run = digit_run(sp, at + len, &part)) != 0)
            at += len + run;
        *kind = NUM_AR_DEEP;
        *shown = at;
        return is_blank(span_get(sp, at, &len)) && at < sp.len ? at : 0;
    }
    return md && is_blank(mark) && run < sp.len ? run + len : 0;
}

static size_t number_chapter(struct span sp, size_t *shown, int *value, enum num_kind *kind)
{
    size_t first = set_at(sp, 0, SET_SERIAL_OPEN, NULL), run;
    int code;
    if (!first)
        return 0;
    run = numeral_run(sp, first, value);
    if (!run)
        run = digit_run(sp, first, value);
    size_t sign = run ? set_at(sp, first + run, SET_CHAPTER, &code) : 0;
    if (!sign)
        return 0;
    *kind = code ? NUM_PART : NUM_CHAPTER;
    *shown = first + run + sign;
    size_t len;
    uint32_t next = span_get(sp, *shown, &len);
    return next == ':' || next == CP_PAUSE ? *shown + len : *shown;
}

static size_t number_named(struct span sp, size_t *shown, int *value)
{
    size_t word = set_at(sp, 0, SET_NAMED_NUMBER, NULL), len;
    size_t run = word ? numeral_run(sp, word, value) : 0;
    if (word && !run)
        run = digit_run(sp, word, value);
    uint32_t mark = span_get(sp, word + run, &len);
    *shown = word + run;
    return run && (mark == ':' || mark == CP_PAUSE || is_blank(mark)) ? word + run + len : 0;
}

static void take_number(struct line *l)
{
    struct span sp = l->text;
    size_t len, used, shown = 0;
    enum num_kind kind = NUM_CN;
    uint32_t cp = span_get(sp, 0, &len);
    if ((used = number_cn(sp, &shown, &l->value)) == 0 && (used = number_paren(sp, &shown, &l->value, &kind)) == 0 &&
        (used = number_ar(sp, l->md > 0, &shown, &l->value, &kind)) == 0 &&
        (used = number_chapter(sp, &shown, &l->value, &kind)) == 0) {
        kind = NUM_NAMED;
        used = number_named(sp, &shown, &l->value);
    }
    if (!used && cp >= CP_CIRCLED_1 && cp <= CP_CIRCLED_20) {
        kind = NUM_CIRCLED;
        used = shown = len;
        l->value = (int)(cp - CP_CIRCLED_1) + 1;
    }
    struct span rest = span_trim(span_sub(sp, used, sp.len));
    if (!used || !rest.len)
        return;
    l->num = kind;
    l->number = span_sub(sp, 0, shown);
    l->text = rest;
}

int heading_level(struct span line)
{
    static const int levels[] = { [NUM_CHAPTER] = 1, [NUM_PART] = 2, [NUM_CN] = 1, [NUM_NAMED] = 1, [NUM_CN_PAREN] = 2,
                                  [NUM_AR] = 3, [NUM_AR_DEEP] = 4, [NUM_AR_PAREN] = 4, [NUM_CIRCLED] = 5 };
    struct line l = { .raw = line, .text = span_trim(line) };
    take_number(&l);
    return levels[l.num];
}

/* --- furniture ----------------------------------------------------------------------------------------------------- */
static bool has_phone_or_price(struct span sp)
{
    size_t run = 0;
    for (size_t i = 0; i < sp.len; i++) {
        run = is_digit((unsigned char)sp.s[i]) || (run && sp.s[i] == '-') ? run + 1 : 0;
        if (run >= 8)
            return true;
    }
    return set_has(sp, SET_PRICE);
}

static bool is_advert(struct span sp, size_t chars)
{
    size_t words = 0;
    if (chars > 200)
        return false;
    for (size_t i = 0; set_word(SET_ADVERT, i) && words < 3; i++) {
        const char *w = set_word(SET_ADVERT, i);
        words += memmem(sp.s, sp.len, w, strlen(w)) != NULL;
    }
    return words >= 3 || (chars <= 80 && (words >= 2 || (words && has_phone_or_price(sp))));
}

/* 表4-1:重点项目一览表, 图3, 专栏2 */
static bool is_caption(struct span sp, size_t chars)
{
    int value;
    size_t len = set_at(sp, 0, SET_CAPTION_START, NULL), n;
    if (set_is(sp, SET_CAPTION_WORD, NULL))
        return true;
    if (!len || chars > CAPTION_MAX_N)
        return false;
    while (is_blank(span_get(sp, len, &n)) && len < sp.len)
        len += n;
    return digit_run(sp, len, &value) > 0 || numeral_run(sp, len, &value) > 0;
}

/* "— 3 —", "第3页", "***": nothing but a page number or a rule. */
static bool is_page_mark(struct span sp)
{
    size_t len, marks = 0;
    if (set_at(sp, 0, SET_SERIAL_OPEN, NULL) && set_end(sp, SET_PAGE_END, NULL) && span_n(sp) < 8)
        return true;
    for (size_t i = 0; i < sp.len; i += len) {
        uint32_t cp = span_get(sp, i, &len);
        bool mark = cp == '-' || cp == '*' || cp == '=' || cp == '_' || cp == CP_DASH || cp == CP_EN_DASH || cp == CP_MIDDLE_DOT;
        if (!mark && !is_blank(cp) && !is_digit(cp))
            return false;
        marks += mark;
    }
    return marks >= 2;
}

static bool is_breadcrumb(struct span sp)
{
    size_t n = 0;
    for (size_t i = 0; i < sp.len; i++)
        n += sp.s[i] == '>';
    return n >= 2 || (n && sp.s[sp.len - 1] == '>');
}

static enum lx_plan_skip furniture(struct line *l)
{
    struct span sp = l->text;
    size_t chars = span_n(sp), len;
    int code = 0;
    if (l->num != NUM_NONE)
        return LX_SKIP_NONE;
    if (is_caption(sp, chars))
        return LX_SKIP_CAPTION;
    if (is_page_mark(sp) || is_page_mark(span_trim(l->raw)) || word_at(sp, 0, "![") || word_at(sp, 0, "<!--"))
        return LX_SKIP_FURNITURE;
    size_t label = set_at(sp, 0, SET_FURNITURE_LABEL, &code);
    uint32_t next = span_get(sp, label, &len);
    if (label && chars <= FURNITURE_MAX_N && (label == sp.len || (code != 1 && (next == ':' || is_blank(next))))) {
        l->ends_paper = code == 2;
        return LX_SKIP_FURNITURE;
    }
    if (chars <= FURNITURE_MAX_N && (set_has(sp, SET_FURNITURE_IN) || is_breadcrumb(sp)))
        return LX_SKIP_FURNITURE;
    if (chars <= BYLINE_MAX_N && span_get(sp, 0, &len) == '(' && bracket_len(sp, 0) == sp.len && !duty_only(sp))
        return LX_SKIP_FURNITURE;
    return is_advert(sp, chars) ? LX_SKIP_ADVERT : LX_SKIP_NONE;
}

/* --- sentences ---------------------------------------------------------------------------------------------------- */
bool ends_sentence(struct span sp)
{
    size_t len;
    uint32_t cp = span_last(sp, &len);
    while (cp == CP_CLOSE_QUOTE || cp == ')' || cp == '*' || cp == CP_CLOSE_SHELL) {
        sp.len -= len;
        if (!sp.len)
            return true;
        cp = span_last(sp, &len);
    }
    return cp == CP_STOP || cp == ';' || cp == '!' || cp == '?' || cp == ':';
}

struct span first_sentence(struct span sp) { return span_trim(span_sub(sp, 0, part_end(sp, 0, MARKS_SENTENCE))); }

size_t lead_sentence(struct span sp)
{
    const char *bold = sp.len > 4 ? memmem(sp.s, sp.len < 200 ? sp.len : 200, "**", 2) : NULL;
    size_t end = part_end(sp, 0, MARKS_SENTENCE), len;
    if (bold && (size_t)(bold - sp.s) < end && bold > sp.s)
        end = (size_t)(bold - sp.s);
    if (end >= sp.len)
        return 0;
    struct span first = span_sub(sp, 0, end);
    span_get(sp, end, &len);
    struct span rest = span_trim(span_sub(sp, end + len, sp.len));
    if (span_n(first) > LEAD_MAX_N || span_n(first) < 3 || span_n(rest) < 10 || set_at(first, 0, SET_NO_LEAD_SENTENCE, NULL))
        return 0;
    return end;
}

char *text_of(struct span sp)
{
    struct lx_str out = LX_STR_EMPTY;
    sp = span_trim(sp);
    for (size_t i = 0; i < sp.len; i++) {
        if (sp.s[i] == '*' && i + 1 < sp.len && sp.s[i + 1] == '*')
            i++;
        else
            lx_str_addc(&out, sp.s[i]);
    }
    return lx_str_take(&out);
}

char *title_of(struct span sp)
{
    char *plain = text_of(sp);
    struct span t = span_trim(span_of(plain));
    size_t len;
    for (uint32_t cp; t.len && ((cp = span_last(t, &len)) == CP_STOP || cp == ';' || cp == ':' || cp == ',');)
        t = span_trim(span_sub(t, 0, t.len - len));
    char *out = span_dup(t);
    free(plain);
    return out;
}

bool ends_as_title(struct span sp)
{
    size_t len;
    if (span_last(sp, &len) == ')')
        for (size_t i = 0; i < sp.len; i += len)
            if (span_get(sp, i, &len) == '(' && i && i + bracket_len(sp, i) == sp.len) {
                sp = span_trim(span_sub(sp, 0, i));
                break;
            }
    return set_end(sp, SET_TITLE_END, NULL) && !set_end(sp, SET_NOTICE_END, NULL);
}

bool duty_only(struct span sp)
{
    struct lx_resp resp;
    struct lx_str rest = LX_STR_EMPTY;
    size_t len;
    uint32_t cp = span_get(sp, 0, &len);
    if (!closing(cp) && !set_at(sp, 0, SET_LABEL, NULL))
        return false;
    bool got = lx_resp_read(&resp, sp.s, sp.len, LX_RESP_LINE, 0) && resp.used_n > 0;
    if (got)
        lx_resp_rest(&rest, sp.s, sp.len, &resp);
    struct span left = span_trim((struct span){ lx_str_z(&rest), rest.len });
    bool only = got && (left.len == 0 || span_n(left) < 2);
    lx_str_done(&rest);
    lx_resp_done(&resp);
    return only;
}
