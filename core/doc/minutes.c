/* The action lines of minutes, found and written by source line. */
#include "core/doc/minutes.h"

#include "core/doc/markdown.h"
#include "core/doc/write.h"
#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

static const char *const labels[] = {
#define LABEL(word) word,
#include "core/doc/minutes.def"
};

enum part {
#define PART(name, zh, en) PART_##name,
#include "core/doc/minutes.def"
};

static const char *const parts[][2] = {
#define PART(name, zh, en) { zh, en },
#include "core/doc/minutes.def"
};

static size_t line_end(const char *md, size_t len, size_t at);
static size_t item_text(const char *s, size_t len, size_t *box);
static bool goes_on(const char *s, size_t len);
static void read_action(struct lx_action_line *a, const char *md);
static void find_comments(struct lx_action_line *a, const char *md);
static void find_bracket(struct lx_action_line *a, const char *md);
static char *plain_words(const struct lx_action_line *a, const char *md, size_t from, size_t to);

static size_t blanks(const char *s, size_t len)
{
    size_t n = 0;
    while (n < len && (s[n] == ' ' || s[n] == '\t' || s[n] == '\r'))
        n++;
    return n;
}

static bool is_fence(const char *s, size_t len, char *mark)
{
    size_t at = blanks(s, len);
    if (len - at < 3 || (*mark && s[at] != *mark) || !strchr("`~", s[at]) || s[at + 1] != s[at] || s[at + 2] != s[at])
        return false;
    *mark = *mark ? '\0' : s[at];
    return true;
}

void lx_actions_find(struct lx_action_lines *out, const char *md, size_t len)
{
    *out = (struct lx_action_lines){ 0 };
    char fence = '\0';
    int line = 1;
    size_t skip = lx_front_matter_len(md, len);
    for (size_t i = 0; i < skip; i++)
        line += md[i] == '\n';
    for (size_t at = skip; at < len; line++) {
        size_t end = line_end(md, len, at), box = 0;
        bool code = is_fence(md + at, end - at, &fence) || fence;
        size_t text = code ? 0 : item_text(md + at, end - at, &box);
        if (text) {
            struct lx_action_line *a = &LX_PUSH(out->at, out->n, out->room);
            *a = (struct lx_action_line){ .line_from = line, .from = at, .box = at + box, .text_from = at + text };
            while (end + 1 < len && goes_on(md + end + 1, line_end(md, len, end + 1) - end - 1)) {
                end = line_end(md, len, end + 1);
                line++;
            }
            a->to = end;
            a->line_to = line;
            read_action(a, md);
        }
        at = end + 1;
    }
}

void lx_actions_done(struct lx_action_lines *a)
{
    for (size_t i = 0; i < a->n; i++) {
        free(a->at[i].no);
        free(a->at[i].text);
        free(a->at[i].bracket);
    }
    free(a->at);
    *a = (struct lx_action_lines){ 0 };
}

static size_t line_end(const char *md, size_t len, size_t at)
{
    const char *lf = memchr(md + at, '\n', len - at);
    return lf ? (size_t)(lf - md) : len;
}

/* Bytes of a list marker and its blanks; 0 if the line begins with none. */
static size_t marker_len(const char *s, size_t len)
{
    size_t at = 0, digits = 0;
    while (at < len && digits < 9 && s[at] >= '0' && s[at] <= '9')
        at++, digits++;
    if (at == len || !s[at] || !strchr(digits ? ".)" : "-+*", s[at]))
        return 0;
    size_t gap = blanks(s + at + 1, len - at - 1);
    return gap || at + 1 == len ? at + 1 + gap : 0;
}

/* Where the sentence of a task-list line begins; 0 if this is none. */
static size_t item_text(const char *s, size_t len, size_t *box)
{
    size_t at = blanks(s, len);
    while (at < len && s[at] == '>')
        at += 1 + blanks(s + at + 1, len - at - 1);
    size_t marker = marker_len(s + at, len - at);
    at += marker;
    if (!marker || len - at < 4 || s[at] != '[' || !strchr(" xX", s[at + 1]) || s[at + 2] != ']')
        return 0;
    size_t gap = blanks(s + at + 3, len - at - 3);
    *box = at + 1;
    return gap && at + 3 + gap < len ? at + 3 + gap : 0;
}

/* Does this line belong to the sentence above it? */
static bool goes_on(const char *s, size_t len)
{
    size_t at = blanks(s, len);
    if (at == len || marker_len(s + at, len - at))
        return false;
    char fence = '\0';
    bool rule = len - at >= 3 && memcmp(s + at, "---", 3) == 0;
    return !strchr("#>|", s[at]) && !is_fence(s, len, &fence) && !rule;
}

static void read_action(struct lx_action_line *a, const char *md)
{
    a->checked = md[a->box] != ' ';
    a->text_to = a->to;
    find_comments(a, md);
    while (a->text_to > a->text_from && strchr(" \t\r\n", md[a->text_to - 1]))
        a->text_to--;
    a->bracket_from = a->bracket_to = a->text_to;
    find_bracket(a, md);
    a->text = plain_words(a, md, a->text_from, a->text_to);
    if (a->bracket_to > a->bracket_from) {
        struct lx_action_line inside = *a;
        inside.bracket_from = inside.bracket_to = 0;
        size_t open = md[a->bracket_from] == '(' ? 1 : 3, close = md[a->bracket_to - 1] == ')' ? 1 : 3;
        a->bracket = plain_words(&inside, md, a->bracket_from + open, a->bracket_to - close);
    }
}

/* The first number counts; a comment at the end is no part of the sentence. */
static void find_comments(struct lx_action_line *a, const char *md)
{
    a->comment_from = a->comment_to = a->to;
    for (size_t at = a->text_from; at + 4 <= a->to; at++) {
        if (md[at] == '\\') { /* so lx_md_text writes a title that says <!-- */
            at++;
            continue;
        }
        if (memcmp(md + at, "<!--", 4) != 0)
            continue;
        const char *close = memmem(md + at + 4, a->to - at - 4, "-->", 3);
        if (!close) {
            if (!a->no) /* behind it a number would end it, and hide what lies between */
                a->comment_from = a->comment_to = at;
            return;
        }
        size_t from = at + 4, to = (size_t)(close - md);
        from += blanks(md + from, to - from);
        while (to > from && md[to - 1] == ' ')
            to--;
        bool number = lx_doc_is_number(md + from, to - from);
        if (number && a->no_n++ == 0) {
            a->no = lx_strndup(md + from, to - from);
            a->comment_from = at;
            a->comment_to = (size_t)(close - md) + 3;
        }
        size_t end = (size_t)(close - md) + 3;
        if (end + blanks(md + end, a->to - end) == a->to || (number && end < a->to && md[end] == '<'))
            a->text_to = at < a->text_to ? at : a->text_to;
        at = end - 1;
    }
}

static size_t paren_at(const char *s, size_t left, bool *open)
{
    if (*s == '(' || *s == ')') {
        *open = *s == '(';
        return 1;
    }
    bool wide = left >= 3 && (memcmp(s, "\xEF\xBC\x88", 3) == 0 || memcmp(s, "\xEF\xBC\x89", 3) == 0);
    *open = wide && (unsigned char)s[2] == 0x88;
    return wide ? 3 : 0;
}

static bool only_stops(const char *s, size_t len)
{
    static const char *const stops[] = { "\xE3\x80\x82", "\xEF\xBC\x9B", ".", ";", " " };
    for (size_t at = 0; at < len;) {
        size_t n = 0;
        for (size_t i = 0; i < sizeof stops / sizeof *stops && !n; i++)
            if (len - at >= strlen(stops[i]) && memcmp(s + at, stops[i], strlen(stops[i])) == 0)
                n = strlen(stops[i]);
        if (!n)
            return false;
        at += n;
    }
    return true;
}

/* The bracket at the sentence's end that names who does it or until when; brackets inside it are its own. */
static void find_bracket(struct lx_action_line *a, const char *md)
{
    size_t from = 0, to = 0;
    int deep = 0;
    for (size_t at = a->text_from; at < a->text_to;) {
        bool open;
        size_t n = paren_at(md + at, a->text_to - at, &open);
        if (n && open && deep++ == 0)
            from = at;
        else if (n && !open && deep > 0 && --deep == 0)
            to = at + n;
        at += n ? n : 1;
    }
    if (to <= from || deep || !only_stops(md + to, a->text_to - to))
        return;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (memmem(md + from, to - from, labels[i], strlen(labels[i]))) {
            a->bracket_from = from;
            a->bracket_to = to;
            return;
        }
}

/* The words between two offsets without bracket and markup, its lines joined. */
static char *plain_words(const struct lx_action_line *a, const char *md, size_t from, size_t to)
{
    struct lx_str raw = LX_STR_EMPTY, words = LX_STR_EMPTY;
    lx_str_add(&raw, "\xE2\x81\xA0"); /* so that it can't begin a list or a heading; taken out by the reader */
    for (size_t at = from; at < to; at++)
        if (at < a->bracket_from || at >= a->bracket_to)
            lx_str_addc(&raw, md[at] == '\t' ? ' ' : md[at]);
    struct lx_doc *d = NULL;
    if (strcspn(raw.s, "\\*_[]<&`!\n") == raw.len) /* as nearly always: no markup, no parser */
        lx_text_clean(&words, raw.s + 3, raw.len - 3, 0);
    else if (lx_markdown_read(&d, raw.s, raw.len, NULL) == LX_OK)
        for (size_t i = 0; i < d->block_n; i++)
            lx_doc_block_text(&words, d, i);
    lx_doc_free(d);
    lx_str_done(&raw);
    while (words.len && words.s[words.len - 1] == ' ')
        lx_str_cut(&words, words.len - 1);
    return lx_str_take(&words);
}

/* --- writing ---------------------------------------------------------------------------------------------------- */

static const char *part(const struct lx_action_new *a, enum part p) { return parts[p][a->en]; }

static void add_names(struct lx_str *out, const struct lx_action_new *a, enum part label, const char *const *name,
                      size_t n)
{
    lx_str_add(out, part(a, label));
    for (size_t i = 0; i < n; i++) {
        lx_str_add(out, i ? part(a, PART_AND) : "");
        lx_md_text(out, name[i]);
    }
}

static void add_title(struct lx_str *out, const struct lx_action_new *a)
{
    const char *stop = part(a, PART_STOP);
    size_t len = strlen(a->title), stop_len = strlen(stop);
    while (len >= stop_len && memcmp(a->title + len - stop_len, stop, stop_len) == 0)
        len -= stop_len;
    struct lx_str title = LX_STR_EMPTY;
    lx_str_addn(&title, a->title, len);
    lx_md_text(out, title.s);
    lx_str_add(out, stop);
    lx_str_done(&title);
}

static void add_sentence(struct lx_str *out, const struct lx_action_new *a)
{
    add_title(out, a);
    const char *before = part(a, PART_OPEN);
    if (a->lead_n) {
        lx_str_add(out, before);
        add_names(out, a, PART_LEAD, a->lead, a->lead_n);
        before = part(a, PART_NEXT);
    }
    if (a->coop_n) {
        lx_str_add(out, before);
        add_names(out, a, PART_COOP, a->coop, a->coop_n);
        before = part(a, PART_NEXT);
    }
    if (a->due && *a->due) {
        lx_str_add(out, before);
        add_names(out, a, PART_DUE, &a->due, 1);
        before = part(a, PART_NEXT);
    }
    lx_str_add(out, before == part(a, PART_NEXT) ? part(a, PART_CLOSE) : "");
    if (a->no)
        lx_str_addf(out, "<!-- %s -->", a->no);
}

void lx_action_format(struct lx_str *out, const struct lx_action_new *a)
{
    lx_str_add(out, a->checked ? "- [x] " : "- [ ] ");
    add_sentence(out, a);
}

void lx_action_replace(struct lx_str *out, const char *md, size_t len, const struct lx_action_line *a,
                       const struct lx_action_new *with)
{
    lx_str_addn(out, md, a->box);
    lx_str_addc(out, !with->checked ? ' ' : md[a->box] == 'X' ? 'X' : 'x');
    lx_str_addn(out, md + a->box + 1, a->text_from - a->box - 1);
    add_sentence(out, with);
    lx_str_addn(out, md + a->to, len - a->to);
}

void lx_action_number(struct lx_str *out, const char *md, size_t len, const struct lx_action_line *a, const char *no)
{
    size_t from = a->comment_from < a->to ? a->comment_from : a->text_to, to = a->no ? a->comment_to : from;
    size_t escapes = 0;
    while (escapes < from && md[from - escapes - 1] == '\\')
        escapes++;
    lx_str_addn(out, md, from);
    lx_str_addf(out, "%s<!-- %s -->", escapes % 2 ? " " : "", no); /* \< would be no comment */
    lx_str_addn(out, md + to, len - to);
}

void lx_action_check(struct lx_str *out, const char *md, size_t len, const struct lx_action_line *a, bool checked)
{
    lx_str_addn(out, md, len);
    if (checked != a->checked)
        out->s[out->len - len + a->box] = checked ? 'x' : ' ';
}

/* --- two texts ------------------------------------------------------------------------------------------------------------ */

void lx_minutes_words(struct lx_str *out, const char *s)
{
    s += lx_front_matter_len(s, strlen(s));
    s += strspn(s, " \t\r\n");
    bool ends = true; /* a comment that never ends is looked for once */
    while (*s) {
        bool opens = ends && strncmp(s, "<!--", 4) == 0;
        const char *end = opens ? strstr(s, "-->") : NULL;
        ends = ends && (!opens || end);
        if (*s == '\n' || end)
            while (out->len && strchr(" \t\r", out->s[out->len - 1]))
                lx_str_cut(out, out->len - 1);
        if (end)
            s = end + 3;
        else
            lx_str_addc(out, *s++);
    }
    while (out->len && strchr(" \t\r\n", out->s[out->len - 1]))
        lx_str_cut(out, out->len - 1);
}

bool lx_minutes_same_words(const char *a, const char *b)
{
    struct lx_str x = LX_STR_EMPTY, y = LX_STR_EMPTY;
    lx_minutes_words(&x, a);
    lx_minutes_words(&y, b);
    bool same = strcmp(lx_str_z(&x), lx_str_z(&y)) == 0;
    lx_str_done(&x);
    lx_str_done(&y);
    return same;
}
