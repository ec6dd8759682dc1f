/* The document becomes the lines of a paper, and these its pages. */
#include "core/paper/page.h"

#include "core/mem.h"
#include "core/paper/flow.h"
#include "core/paper/paper.h"
#include "core/paper/title.h"
#include "core/paper/words.h"
#include "core/text/date.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { INDENT = 4, TITLE_W = 40, TWO_IN = 4, ONE_IN = 2 };

enum profile { PROFILE_PLAIN, PROFILE_MINUTES, PROFILE_AGENDA, PROFILE_LEDGER, PROFILE_LETTER };

struct sheet {
    struct lx_flow f;
    enum profile profile;
    size_t title; /* the heading that is the title, or LX_NO_BLOCK */
    struct lx_str date; /* in words */
    size_t body_from;   /* the first line below the head */
    bool named;         /* the block above was a line of names */
    int ordinal[LX_DOC_DEEP + 4]; /* as in view.c */
};

static void lay_head(struct sheet *s);
static void lay_body(struct sheet *s);
static void lay_block(struct sheet *s, size_t i);
static void lay_heading(struct sheet *s, size_t i);
static void lay_para(struct sheet *s, size_t i);
static bool lay_names(struct sheet *s, size_t i);
static void lay_code(struct sheet *s, size_t i);
static void lay_signature(struct sheet *s);
static void lay_tail(struct sheet *s);
static void say_foot(struct sheet *s, struct lx_str *out);
static size_t find_title(const struct lx_doc *d);
static enum profile find_profile(const struct lx_doc *d);
static void read_date(struct sheet *s);

static const char *get(const struct sheet *s, const char *key)
{
    const char *value = lx_doc_get(s->f.d, key);
    return value && *value ? value : NULL;
}

struct lx_pages *lx_pages_make(const struct lx_doc *d)
{
    struct lx_pages *p = lx_alloc(sizeof *p);
    struct sheet s = { .f = { .pages = p, .d = d, .tail_from = SIZE_MAX }, .title = find_title(d) };
    s.profile = find_profile(d);
    s.f.en = p->en = lx_doc_get(d, "lang") && strcmp(lx_doc_get(d, "lang"), "en") == 0;
    read_date(&s);
    lx_numbers_make(&s.f.numbers, d, s.title, s.f.en, &p->strings);
    lay_head(&s);
    lay_body(&s);
    if (s.profile == PROFILE_LETTER || get(&s, "sign"))
        lay_signature(&s);
    lay_tail(&s);
    struct lx_str foot = LX_STR_EMPTY;
    say_foot(&s, &foot);
    lx_flow_cut(&s.f, lx_str_z(&foot));
    lx_str_done(&foot);
    lx_str_done(&s.date);
    lx_flow_done(&s.f);
    return p;
}

void lx_pages_free(struct lx_pages *p)
{
    if (!p)
        return;
    free(p->page);
    free(p->line);
    free(p->span);
    lx_arena_done(&p->strings);
    free(p);
}

/* --- what the paper is ------------------------------------------------------------------------------------------ */

/* Without a title in the front matter it is the first block, if that is the only heading of level 1. */
static size_t find_title(const struct lx_doc *d)
{
    const char *title = lx_doc_get(d, "title");
    if ((title && *title) || !d->block_n || d->block[0].kind != LX_B_HEADING || d->block[0].level != 1)
        return LX_NO_BLOCK;
    for (size_t i = 1; i < d->block_n; i++)
        if (d->block[i].kind == LX_B_HEADING && d->block[i].level == 1)
            return LX_NO_BLOCK;
    return 0;
}

static enum profile find_profile(const struct lx_doc *d)
{
    static const char *const words[] = { [PROFILE_MINUTES] = "minutes", [PROFILE_AGENDA] = "agenda",
                                         [PROFILE_LEDGER] = "ledger",   [PROFILE_LETTER] = "letter" };
    const struct lx_paper *paper = lx_paper_find(lx_doc_get(d, "kind"));
    const char *profile = lx_doc_get(d, "profile");
    profile = profile ? profile : paper ? paper->profile : "";
    for (size_t i = 1; i < sizeof words / sizeof *words; i++)
        if (strcmp(profile, words[i]) == 0)
            return (enum profile)i;
    return PROFILE_PLAIN;
}

static void read_date(struct sheet *s)
{
    const char *words = get(s, "date");
    struct lx_date date = { .day = LX_NO_DAY };
    s->f.pages->date = words ? lx_arena_add(&s->f.pages->strings, words, strlen(words)) : "";
    if (words && lx_date_parse(&date, words, NULL) == LX_OK && date.day != LX_NO_DAY) {
        if (s->f.en)
            lx_date_en(&s->date, &date);
        else
            lx_date_zh(&s->date, &date);
    } else {
        lx_str_add(&s->date, words);
    }
    lx_date_done(&date);
}

/* --- head ------------------------------------------------------------------------------------------------------- */

static void lay_title(struct sheet *s, const char *title)
{
    struct lx_str lines = LX_STR_EMPTY;
    lx_title_break(&lines, title, TITLE_W);
    for (char *at = lines.s, *end; at && *at; at = end) {
        size_t len = strcspn(at, "\n");
        end = at + len + (at[len] == '\n');
        int w = lx_text_w_len(at, len, LX_WIDE);
        lx_flow_line(&s->f, s->title, 0)->keep = true;
        lx_flow_span(&s->f, at, len, (LX_PAGE_W - w) / 2, LX_FACE_TITLE);
    }
    lx_str_done(&lines);
}

/* Left and right on one line where they fit, else one below the other. */
static void lay_pair(struct sheet *s, const char *left, const char *right, int in, enum lx_face face)
{
    int left_w = left ? lx_text_w(left, LX_WIDE) : 0, right_w = right ? lx_text_w(right, LX_WIDE) : 0;
    if (left_w + right_w + 2 * in + 2 > LX_PAGE_W) {
        lx_flow_text(&s->f, left, LX_LEFT, in, face);
        lx_flow_text(&s->f, right, LX_RIGHT, in, face);
        return;
    }
    lx_flow_line(&s->f, LX_NO_BLOCK, 0)->keep = true;
    if (left)
        lx_flow_span(&s->f, left, strlen(left), in, face);
    if (right)
        lx_flow_span(&s->f, right, strlen(right), LX_PAGE_W - in - right_w, face);
}

static void lay_head(struct sheet *s)
{
    const char *title = get(s, "title"), *subtitle = get(s, "subtitle"), *number = get(s, "number");
    struct lx_str words = LX_STR_EMPTY;
    if (s->title != LX_NO_BLOCK)
        lx_doc_block_text(&words, s->f.d, s->title);
    else
        lx_str_add(&words, title);
    const char *name = lx_str_z(&words);
    s->f.pages->title = lx_arena_add(&s->f.pages->strings, name, words.len);
    lay_title(s, name);
    if (subtitle)
        lx_flow_text(&s->f, subtitle, LX_CENTRE, TWO_IN, LX_FACE_KAI);
    if (number && s->profile == PROFILE_MINUTES && *name)
        lx_flow_blank(&s->f);
    if (number)
        lx_flow_text(&s->f, number, LX_CENTRE, TWO_IN, LX_FACE_BODY);
    if (s->profile == PROFILE_MINUTES && (get(s, "issuer") || s->date.len)) {
        lay_pair(s, get(s, "issuer"), s->date.len ? s->date.s : NULL, ONE_IN, LX_FACE_BODY);
        lx_flow_rule(&s->f);
    }
    if (s->f.line_n)
        lx_flow_blank(&s->f);
    if (get(s, "to"))
        lx_flow_text(&s->f, get(s, "to"), LX_LEFT, 0, LX_FACE_BODY);
    lx_str_done(&words);
}

/* --- body ------------------------------------------------------------------------------------------------------- */

static void lay_body(struct sheet *s)
{
    const struct lx_block *block = s->f.d->block;
    bool new_page = false;
    s->body_from = s->f.line_n;
    for (size_t i = 0; i < s->f.d->block_n;) {
        size_t from = s->f.line_n;
        if (block[i].kind == LX_B_PAGE)
            new_page = true;
        else if (i != s->title)
            lay_block(s, i);
        if (new_page && s->f.line_n > from) {
            s->f.line[from].new_page = true;
            new_page = false;
        }
        i = block[i].kind == LX_B_TABLE ? block[i].next : i + 1;
    }
}

static void lay_block(struct sheet *s, size_t i)
{
    const struct lx_block *b = &s->f.d->block[i];
    lx_runs_clear(&s->f.runs);
    switch (b->kind) {
    case LX_B_LIST:
        s->ordinal[b->depth] = b->start;
        break;
    case LX_B_ITEM:
        s->ordinal[b->depth] = s->ordinal[b->depth - 1]++;
        break;
    case LX_B_HEADING:
        lay_heading(s, i);
        break;
    case LX_B_PARA:
        lay_para(s, i);
        return;
    case LX_B_CODE:
        lay_code(s, i);
        break;
    case LX_B_RULE:
        lx_flow_rule(&s->f);
        break;
    case LX_B_TABLE:
        lx_flow_table(&s->f, i);
        break;
    default:
        break;
    }
    s->named = false;
}

static void lay_heading(struct sheet *s, size_t i)
{
    static const enum lx_face faces[] = { LX_FACE_BODY, LX_FACE_HEI, LX_FACE_KAI, LX_FACE_BODY, LX_FACE_BODY };
    const struct lx_number *n = &s->f.numbers.of[i];
    enum lx_face face = faces[n->level];
    lx_runs_add(&s->f.runs, n->mark, strlen(n->mark), (int)face, s->f.d->block[i].line_from);
    lx_flow_runs(&s->f, i, face);
    lx_flow_para(&s->f, (struct lx_shape){ .first_x = INDENT, .keep = true }, i);
}

/* The mark of a list item in front of its first paragraph; task lines have none. */
static void add_mark(struct sheet *s, size_t i)
{
    const struct lx_block *block = s->f.d->block;
    size_t item = block[i].parent;
    if (item == LX_NO_BLOCK || block[item].kind != LX_B_ITEM || item + 1 != i || block[item].task)
        return;
    struct lx_str mark = LX_STR_EMPTY;
    if (block[block[item].parent].ordered)
        lx_str_addf(&mark, s->f.en ? "%d. " : "%d.", s->ordinal[block[item].depth]);
    else
        lx_str_add(&mark, lx_paper_word(LX_PW_BULLET, s->f.en));
    lx_runs_add(&s->f.runs, mark.s, mark.len, LX_FACE_BODY, block[i].line_from);
    lx_str_done(&mark);
}

/* Table 4-3 … right above a table is its caption. */
static bool is_caption(struct sheet *s, size_t i)
{
    const struct lx_doc *d = s->f.d;
    if (d->block[i].next >= d->block_n || d->block[d->block[i].next].kind != LX_B_TABLE)
        return false;
    struct lx_str text = LX_STR_EMPTY;
    lx_doc_block_text(&text, d, i);
    const char *word = lx_paper_word(LX_PW_TABLE_CAPTION, s->f.en);
    size_t len = strlen(word);
    bool caption = text.len > len && memcmp(text.s, word, len) == 0 && isdigit((unsigned char)text.s[len]);
    lx_str_done(&text);
    return caption;
}

static void lay_para(struct sheet *s, size_t i)
{
    const struct lx_block *b = &s->f.d->block[i];
    struct lx_shape shape = { .first_x = INDENT };
    enum lx_face face = LX_FACE_BODY;
    struct lx_str title = LX_STR_EMPTY;
    for (size_t n = b->parent; n != LX_NO_BLOCK; n = s->f.d->block[n].parent)
        if (s->f.d->block[n].kind == LX_B_QUOTE)
            face = LX_FACE_KAI;
    switch (b->style) {
    case LX_ST_TITLE:
        lx_doc_block_text(&title, s->f.d, i);
        lay_title(s, lx_str_z(&title));
        lx_str_done(&title);
        return;
    case LX_ST_SUBTITLE:
        face = LX_FACE_KAI;
        /* fall through */
    case LX_ST_CENTRE:
        shape = (struct lx_shape){ .align = LX_CENTRE };
        break;
    case LX_ST_RIGHT:
        shape = (struct lx_shape){ .align = LX_RIGHT, .right_w = TWO_IN };
        break;
    case LX_ST_FLUSH:
        shape = (struct lx_shape){ 0 };
        break;
    default:
        if (lay_names(s, i))
            return;
        if (is_caption(s, i)) {
            face = LX_FACE_HEI;
            shape = (struct lx_shape){ .align = LX_CENTRE, .keep = true };
        }
    }
    s->named = false;
    add_mark(s, i);
    lx_flow_runs(&s->f, i, face);
    lx_flow_para(&s->f, shape, i);
}

/* A line of names: the label in 黑体 up to the colon, and all else hangs behind it. */
static bool lay_names(struct sheet *s, size_t i)
{
    const struct lx_block *b = &s->f.d->block[i];
    struct lx_str text = LX_STR_EMPTY;
    lx_doc_block_text(&text, s->f.d, i);
    size_t label_len = strcspn(lx_str_z(&text), ":\n");
    const char *wide = strstr(lx_str_z(&text), "\xEF\xBC\x9A"); /* ： */
    if (wide && (size_t)(wide - text.s) < label_len)
        label_len = (size_t)(wide - text.s);
    size_t body = 0;
    bool names = label_len < text.len && (b->style == LX_ST_NAMES || lx_paper_is_label(lx_str_z(&text), label_len));
    if (names) {
        label_len += text.s[label_len] != ':' ? 3 : text.s[label_len + 1] == ' ' ? 2 : 1;
        body = label_len + strspn(text.s + label_len, " ");
        int label_w = lx_text_w_len(text.s, label_len, LX_WIDE);
        if (s->profile == PROFILE_MINUTES && !s->named && b->parent == LX_NO_BLOCK && s->f.line_n > s->body_from)
            lx_flow_blank(&s->f); /* apart from the text above */
        struct lx_runs all = { 0 };
        lx_flow_runs(&s->f, i, LX_FACE_BODY);
        lx_runs_add(&all, text.s, label_len, LX_FACE_HEI, b->line_from);
        for (size_t k = 0; k < s->f.runs.run_n; k++) {
            const struct lx_run *r = &s->f.runs.run[k];
            size_t at = r->at, end = k + 1 < s->f.runs.run_n ? r[1].at : s->f.runs.text.len;
            at = at > body ? at : body;
            if (at < end)
                lx_runs_add(&all, s->f.runs.text.s + at, end - at, r->tag, r->line);
        }
        lx_runs_done(&s->f.runs);
        s->f.runs = all;
        int hang = label_w <= LX_PAGE_W / 2 ? label_w : 0;
        lx_flow_para(&s->f, (struct lx_shape){ .first_x = INDENT, .rest_x = INDENT + hang }, i);
    }
    lx_str_done(&text);
    s->named = names;
    return names;
}

static void lay_code(struct sheet *s, size_t i)
{
    const struct lx_block *b = &s->f.d->block[i];
    const char *at = b->span_n ? s->f.d->span[b->span_from].s : "";
    for (int line = b->line_from;; line++) {
        size_t len = strcspn(at, "\n");
        do {
            size_t n = lx_text_prefix(at, len, LX_PAGE_W, LX_WIDE, NULL);
            n = n || !len ? n : len;
            (void)lx_flow_line(&s->f, i, line);
            lx_flow_span(&s->f, at, n, 0, LX_FACE_SONG);
            at += n;
            len -= n;
        } while (len);
        if (!*at)
            return;
        at++;
    }
}

/* --- end -------------------------------------------------------------------------------------------------------- */

/* Without a seal: the issuer two characters in from the right, the date below it two characters further right than
 * the issuer's first; a longer date stands two in itself, and the issuer moves left (GB/T 9704-2012, 7.3.5.2). */
static void lay_signature(struct sheet *s)
{
    const char *issuer = get(s, "issuer");
    int issuer_w = issuer ? lx_text_w(issuer, LX_WIDE) : 0, date_w = lx_text_w(lx_str_z(&s->date), LX_WIDE);
    if (!issuer && !s->date.len)
        return;
    for (size_t i = s->f.line_n; i-- > 0 && i + 2 >= s->f.line_n;)
        s->f.line[i].keep = true; /* the end of the text comes along */
    lx_flow_blank(&s->f);
    s->f.line[s->f.line_n - 1].keep = true;
    int issuer_x = LX_PAGE_W - TWO_IN - issuer_w, date_x = issuer_x + TWO_IN;
    if (!issuer || date_x + date_w > LX_PAGE_W - TWO_IN) {
        date_x = LX_PAGE_W - TWO_IN - date_w;
        issuer_x = date_x - TWO_IN < issuer_x ? date_x - TWO_IN : issuer_x;
    }
    if (issuer && issuer_x >= 0) {
        lx_flow_line(&s->f, LX_NO_BLOCK, 0)->keep = true;
        lx_flow_span(&s->f, issuer, strlen(issuer), issuer_x, LX_FACE_BODY);
    } else if (issuer) {
        lx_flow_text(&s->f, issuer, LX_RIGHT, TWO_IN, LX_FACE_BODY);
    }
    if (s->date.len && date_x >= 0) {
        (void)lx_flow_line(&s->f, LX_NO_BLOCK, 0);
        lx_flow_span(&s->f, s->date.s, s->date.len, date_x, LX_FACE_BODY);
    } else if (s->date.len) {
        lx_flow_text(&s->f, s->date.s, LX_RIGHT, TWO_IN, LX_FACE_BODY);
    }
}

static void lay_tail(struct sheet *s)
{
    const char *cc = get(s, "cc"), *printer = get(s, "printer"), *printed = get(s, "printed");
    if (!cc && !printer && !printed)
        return;
    s->f.tail_from = s->f.line_n;
    lx_flow_rule(&s->f);
    if (cc) {
        const char *label = lx_paper_word(LX_PW_COPIES, s->f.en), *stop = lx_paper_word(LX_PW_COPIES_END, s->f.en);
        size_t len = strlen(cc), stop_len = strlen(stop);
        int label_w = lx_text_w(label, LX_WIDE);
        lx_runs_clear(&s->f.runs);
        lx_runs_add(&s->f.runs, label, strlen(label), LX_FACE_SMALL, 0);
        lx_runs_add(&s->f.runs, cc, len, LX_FACE_SMALL, 0);
        if (len < stop_len || strcmp(cc + len - stop_len, stop) != 0)
            lx_runs_add(&s->f.runs, stop, stop_len, LX_FACE_SMALL, 0);
        lx_flow_para(&s->f, (struct lx_shape){ .first_x = ONE_IN, .rest_x = ONE_IN + label_w, .right_w = ONE_IN },
                     LX_NO_BLOCK);
        lx_flow_rule(&s->f);
    }
    if (printer || printed) {
        struct lx_str day = LX_STR_EMPTY, said = LX_STR_EMPTY;
        struct lx_date date = { .day = LX_NO_DAY };
        if (printed && lx_date_parse(&date, printed, NULL) == LX_OK && date.day != LX_NO_DAY) {
            if (s->f.en)
                lx_date_en(&day, &date);
            else
                lx_date_zh(&day, &date);
            lx_paper_say(&said, LX_PW_PRINTED, s->f.en, day.s);
        } else {
            lx_str_add(&said, printed);
        }
        lx_date_done(&date);
        lay_pair(s, printer, said.len ? said.s : NULL, ONE_IN, LX_FACE_SMALL);
        lx_flow_rule(&s->f);
        lx_str_done(&day);
        lx_str_done(&said);
    }
}

static void say_part(struct lx_str *out, const char *s)
{
    if (s && *s && out->len)
        lx_str_add(out, "  ");
    lx_str_add(out, s);
}

/* What the reader must know of any sheet that lies about: what it is, which draft, of which day. */
static void say_foot(struct sheet *s, struct lx_str *out)
{
    const struct lx_paper *paper = lx_paper_find(lx_doc_get(s->f.d, "kind"));
    const char *version = get(s, "version");
    say_part(out, paper ? lx_paper_title(paper, s->f.en) : NULL);
    if (version && strspn(version, "0123456789") == strlen(version)) {
        struct lx_str draft = LX_STR_EMPTY;
        lx_paper_say(&draft, LX_PW_VERSION, s->f.en, version);
        say_part(out, draft.s);
        lx_str_done(&draft);
    } else {
        say_part(out, version);
    }
    say_part(out, lx_str_z(&s->date));
}
