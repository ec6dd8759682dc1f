/* The document becomes the elements of a paper: its body, and what setting elements needs. */
#include "core/page/sheetset.h"

#include "core/mem.h"
#include "core/paper/paper.h"
#include "core/page/title.h"
#include "core/paper/words.h"
#include "core/text/date.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { TITLE_W = 40, TITLE_LYING_W = 56 };

static size_t find_title(const struct lx_doc *d);
static const struct lx_profile *find_profile(const struct lx_doc *d);
static void set_contents(struct lx_setter *t);
static void set_body(struct lx_setter *t);
static void set_block(struct lx_setter *t, size_t i);
static void set_heading(struct lx_setter *t, size_t i);
static void set_para(struct lx_setter *t, size_t i);
static bool set_names(struct lx_setter *t, size_t i);
static void set_code(struct lx_setter *t, size_t i);
static void take_runs(struct lx_setter *t);
static const char *keep(struct lx_sheet *s, const char *words);
static void say_foot(struct lx_setter *t, struct lx_str *out);

static const struct lx_profile profiles[LX_PROFILE_N] = {
#define ASKED false
#define ALWAYS true
#define DRAFT false
#define WORDS true
#define PROFILE(id_, word_, head_, sign, foot, first, landscape_, tight_)                                                      \
    { .id = LX_PROFILE_##id_, .word = word_, .head = LX_HEAD_##head_, .signs = sign, .foot_words = foot,               \
      .first_number = first, .landscape = landscape_, .tight = tight_ },
#include "core/page/profile.def"
#undef PROFILE
};

const struct lx_profile *lx_profile_find(const char *word)
{
    for (size_t i = 0; word && i < LX_PROFILE_N; i++)
        if (strcmp(profiles[i].word, word) == 0)
            return &profiles[i];
    return NULL;
}

struct lx_sheet *lx_sheet_make(const struct lx_doc *d)
{
    struct lx_sheet *s = lx_alloc(sizeof *s);
    struct lx_setter t = { .s = s, .title = find_title(d) };
    struct lx_str words = LX_STR_EMPTY;
    s->d = d;
    s->profile = find_profile(d);
    s->title = "";
    s->en = lx_doc_get(d, "lang") && strcmp(lx_doc_get(d, "lang"), "en") == 0;
    const char *page = lx_sh_get(&t, "page"), *numbers = lx_sh_get(&t, "page-numbers");
    t.landscape = page ? strcmp(page, "landscape") == 0 : s->profile->landscape;
    s->numbered = !numbers || strcmp(numbers, "no") != 0;
    s->date = keep(s, lx_sh_get(&t, "date"));
    lx_sh_day(&t, &words, lx_sh_get(&t, "date"));
    s->day = keep(s, lx_str_z(&words));
    lx_numbers_make(&s->numbers, d, t.title, s->en, &s->strings);
    if (s->profile->id == LX_PROFILE_CARDS)
        s->numbered = false;
    else
        lx_sh_head(&t);
    set_contents(&t);
    set_body(&t);
    lx_sh_tail(&t);
    lx_str_clear(&words);
    say_foot(&t, &words);
    s->foot = keep(s, lx_str_z(&words));
    lx_str_done(&words);
    lx_runs_done(&t.runs);
    return s;
}

void lx_sheet_free(struct lx_sheet *s)
{
    if (!s)
        return;
    free(s->el);
    free(s->run);
    lx_numbers_done(&s->numbers);
    lx_arena_done(&s->strings);
    free(s);
}

static const char *keep(struct lx_sheet *s, const char *words)
{
    return words ? lx_arena_add(&s->strings, words, strlen(words)) : "";
}

/* --- what the paper is ------------------------------------------------------------------------------------------ */

/* Without a title in the front matter it is the first block, if that is the only heading of level 1. */
static size_t find_title(const struct lx_doc *d)
{
    const char *title = lx_doc_get(d, "title");
    if ((title && *title) || !d->block_n || d->block[0].kind != LX_B_HEADING || d->block[0].level != 1)
        return LX_NO_BLOCK;
    for (size_t i = 1; i < d->block_n; i++)
        if (d->block[i].kind == LX_B_HEADING && d->block[i].level == 1 && !lx_is_attachment_title(d, i))
            return LX_NO_BLOCK;
    return 0;
}

static const struct lx_profile *find_profile(const struct lx_doc *d)
{
    const struct lx_paper *paper = lx_paper_find(lx_doc_get(d, "kind"));
    const struct lx_profile *p = lx_profile_find(lx_doc_get(d, "profile"));
    p = p ? p : lx_profile_find(paper ? paper->profile : NULL);
    return p ? p : &profiles[LX_PROFILE_PLAIN];
}

static void say_part(struct lx_str *out, const char *s)
{
    if (s && *s && out->len)
        lx_str_add(out, "  ");
    lx_str_add(out, s);
}

/* What the reader must know of any sheet that lies about: what it is, which draft, of which day. */
static void say_foot(struct lx_setter *t, struct lx_str *out)
{
    const struct lx_paper *paper = lx_paper_find(lx_doc_get(t->s->d, "kind"));
    const char *version = lx_sh_get(t, "version");
    if (!version && !t->s->profile->foot_words)
        return;
    say_part(out, paper ? lx_paper_title(paper, t->s->en) : NULL);
    if (version && strspn(version, "0123456789") == strlen(version)) {
        struct lx_str draft = LX_STR_EMPTY;
        lx_paper_say(&draft, LX_PW_VERSION, t->s->en, version);
        say_part(out, draft.s);
        lx_str_done(&draft);
    } else {
        say_part(out, version);
    }
    say_part(out, t->s->day);
}

/* --- elements --------------------------------------------------------------------------------------------------- */

const char *lx_sh_get(const struct lx_setter *t, const char *key)
{
    const char *value = lx_doc_get(t->s->d, key);
    return value && *value ? value : NULL;
}

bool lx_sh_yes(const struct lx_setter *t, const char *key)
{
    const char *value = lx_sh_get(t, key);
    return value && strcmp(value, "no") != 0;
}

int lx_sh_w(const struct lx_setter *t) { return t->landscape ? LX_LYING_W : LX_UPRIGHT_W; }

struct lx_el *lx_sh_el(struct lx_setter *t, enum lx_el_kind kind, struct lx_shape shape, size_t block)
{
    struct lx_el *el = &LX_PUSH(t->s->el, t->s->el_n, t->s->el_room);
    *el = (struct lx_el){ .kind = kind, .shape = shape, .block = block, .run_from = t->s->run_n, .landscape = t->landscape,
                          .new_page = t->new_page, .tail = t->tail };
    t->new_page = false;
    return el;
}

void lx_sh_run(struct lx_setter *t, const char *s, size_t len, enum lx_face face, int line)
{
    if (!len)
        return;
    LX_PUSH(t->s->run, t->s->run_n, t->s->run_room) =
        (struct lx_el_run){ .s = lx_arena_add(&t->s->strings, s, len), .len = len, .face = face, .line = line };
    t->s->el[t->s->el_n - 1].run_n++;
}

void lx_sh_words(struct lx_setter *t, const char *s, enum lx_face face) { lx_sh_run(t, s, strlen(s), face, 0); }

void lx_sh_blank(struct lx_setter *t) { (void)lx_sh_el(t, LX_EL_BLANK, (struct lx_shape){ 0 }, LX_NO_BLOCK); }

struct lx_el *lx_sh_text(struct lx_setter *t, enum lx_el_kind kind, const char *s, struct lx_shape shape, enum lx_face face)
{
    struct lx_el *el = lx_sh_el(t, kind, shape, LX_NO_BLOCK);
    lx_sh_words(t, s, face);
    return el;
}

struct lx_el *lx_sh_pair(struct lx_setter *t, enum lx_el_kind kind, const char *left, const char *right, int in,
                          enum lx_face face)
{
    struct lx_shape shape = { .first_x = in, .rest_x = in, .right_w = in, .keep = true };
    struct lx_el *el = lx_sh_text(t, kind, left ? left : "", shape, face);
    lx_sh_words(t, right ? right : "", face);
    el->right_n = right && *right ? 1 : 0;
    return el;
}

void lx_sh_title(struct lx_setter *t, const char *title, size_t block)
{
    struct lx_str lines = LX_STR_EMPTY;
    lx_title_break(&lines, title, t->landscape ? TITLE_LYING_W : TITLE_W);
    if (lines.len) {
        (void)lx_sh_el(t, LX_EL_TITLE, (struct lx_shape){ .align = LX_CENTRE, .keep = true }, block);
        lx_sh_run(t, lines.s, lines.len, LX_FACE_TITLE, 0);
    }
    lx_str_done(&lines);
}

bool lx_sh_part(const char **at, const char **part, size_t *len)
{
    static const char wide[] = "\xEF\xBC\x9B"; /* ； */
    const char *s = *at;
    while (*s) {
        const char *plain = strchr(s, ';'), *full = strstr(s, wide);
        const char *end = !plain || (full && full < plain) ? full : plain;
        const char *stop = end ? end : s + strlen(s);
        *at = end ? end + (end == full ? sizeof wide - 1 : 1) : stop;
        while (s < stop && *s == ' ')
            s++;
        while (stop > s && stop[-1] == ' ')
            stop--;
        *part = s;
        *len = (size_t)(stop - s);
        if (*len)
            return true;
        s = *at;
    }
    return false;
}

void lx_sh_day(const struct lx_setter *t, struct lx_str *out, const char *typed)
{
    struct lx_date date = { .day = LX_NO_DAY };
    if (typed && lx_date_parse(&date, typed, NULL) == LX_OK && date.day != LX_NO_DAY) {
        if (t->s->en)
            lx_date_en(out, &date);
        else
            lx_date_zh(out, &date);
    } else {
        lx_str_add(out, typed);
    }
    lx_date_done(&date);
}

/* --- contents --------------------------------------------------------------------------------------------------- */

static void add_contents(struct lx_setter *t, size_t i, int level)
{
    const struct lx_number *n = &t->s->numbers.of[i];
    int in = level > 1 ? LX_TWO_IN * (level - 1) : 0, mark_w = lx_text_w(n->mark ? n->mark : "", LX_WIDE);
    struct lx_shape shape = { .first_x = in, .rest_x = in + mark_w, .right_w = LX_CONTENTS_RIGHT };
    lx_runs_clear(&t->runs);
    lx_sheet_cell(t->s, &t->runs, i, LX_FACE_BODY);
    if (!t->runs.text.len)
        return;
    for (char *s = t->runs.text.s; (s = strpbrk(s, "\n\\"));) /* where its title breaks lines */
        memmove(s, s + 1, strlen(s));
    (void)lx_sh_el(t, LX_EL_CONTENTS, shape, i);
    lx_sh_words(t, n->mark ? n->mark : "", LX_FACE_BODY);
    lx_sh_words(t, t->runs.text.s, LX_FACE_BODY);
}

/* Headings of so many levels, and the titles of attachments: below the title, or on the page behind the cover. */
static void set_contents(struct lx_setter *t)
{
    const char *asked = lx_sh_get(t, "contents");
    const struct lx_doc *d = t->s->d;
    int most = asked && *asked >= '1' && *asked <= '4' ? *asked - '0' : 1;
    if (!asked || strcmp(asked, "no") == 0 || t->s->profile->id == LX_PROFILE_CARDS)
        return;
    if (t->s->el_n && !t->new_page)
        lx_sh_blank(t);
    lx_sh_title(t, lx_paper_word(LX_PW_CONTENTS, t->s->en), LX_NO_BLOCK);
    lx_sh_blank(t);
    for (size_t i = 0; i < d->block_n; i++) {
        bool attachment = lx_is_attachment_title(d, i);
        int level = attachment ? 1 : t->s->numbers.of[i].level;
        if (d->block[i].kind == LX_B_HEADING && i != t->title && level && level <= most)
            add_contents(t, i, level);
    }
    t->new_page = true;
}

/* --- body ------------------------------------------------------------------------------------------------------- */

static void set_body(struct lx_setter *t)
{
    const struct lx_block *block = t->s->d->block;
    bool ended = false;
    t->body_from = t->s->el_n;
    for (size_t i = 0; i < t->s->d->block_n;) {
        if (block[i].kind == LX_B_PAGE) {
            bool apart = block[i].start == LX_BREAK_ATTACHMENT || block[i].start == LX_BREAK_ENCLOSED;
            if (apart && !ended) {
                lx_sh_end(t);
                ended = true;
            }
            t->new_page = true;
            t->landscape = block[i].start == LX_BREAK_LANDSCAPE || (t->landscape && block[i].start != LX_BREAK_PORTRAIT);
            if (apart)
                lx_sh_attachment(t, i);
        } else if (i != t->title && !lx_is_attachment_title(t->s->d, i)) {
            set_block(t, i);
        }
        i = block[i].kind == LX_B_TABLE ? block[i].next : i + 1;
    }
    if (!ended)
        lx_sh_end(t);
}

static void set_block(struct lx_setter *t, size_t i)
{
    const struct lx_block *b = &t->s->d->block[i];
    lx_runs_clear(&t->runs);
    switch (b->kind) {
    case LX_B_LIST:
        t->ordinal[b->depth] = b->start;
        break;
    case LX_B_ITEM:
        t->ordinal[b->depth] = t->ordinal[b->depth - 1]++;
        break;
    case LX_B_HEADING:
        set_heading(t, i);
        break;
    case LX_B_PARA:
        set_para(t, i);
        return;
    case LX_B_CODE:
        set_code(t, i);
        break;
    case LX_B_RULE:
        (void)lx_sh_el(t, LX_EL_LINE, (struct lx_shape){ 0 }, i);
        break;
    case LX_B_TABLE:
        (void)lx_sh_el(t, LX_EL_TABLE, (struct lx_shape){ 0 }, i);
        break;
    default:
        break;
    }
    t->named = false;
}

/* The scratch runs become those of the element opened last. */
static void take_runs(struct lx_setter *t)
{
    for (size_t k = 0; k < t->runs.run_n; k++) {
        const struct lx_run *r = &t->runs.run[k];
        size_t end = k + 1 < t->runs.run_n ? r[1].at : t->runs.text.len;
        lx_sh_run(t, t->runs.text.s + r->at, end - r->at, (enum lx_face)r->tag, r->line);
    }
}

static void set_heading(struct lx_setter *t, size_t i)
{
    static const enum lx_face faces[] = { LX_FACE_BODY, LX_FACE_HEI, LX_FACE_KAI, LX_FACE_BODY, LX_FACE_BODY };
    const struct lx_number *n = &t->s->numbers.of[i];
    enum lx_face face = faces[n->level];
    struct lx_el *el = lx_sh_el(t, LX_EL_HEADING, (struct lx_shape){ .first_x = LX_INDENT, .keep = true }, i);
    el->level = n->level;
    lx_sh_run(t, n->mark, strlen(n->mark), face, t->s->d->block[i].line_from);
    lx_sheet_cell(t->s, &t->runs, i, face);
    take_runs(t);
}

void lx_sheet_cell(const struct lx_sheet *sheet, struct lx_runs *out, size_t block, enum lx_face plain)
{
    const struct lx_block *b = &sheet->d->block[block];
    size_t skip = sheet->numbers.of[block].skip;
    struct lx_str link = LX_STR_EMPTY;
    for (size_t i = 0; i < b->span_n; i++) {
        const struct lx_span *s = &sheet->d->span[b->span_from + i];
        bool hei = b->kind != LX_B_HEADING && (s->flags & LX_SPAN_STRONG), kai = s->flags & LX_SPAN_EMPH;
        enum lx_face face = s->flags & LX_SPAN_CODE ? LX_FACE_SONG : hei ? LX_FACE_HEI : kai ? LX_FACE_KAI : plain;
        size_t cut = skip < s->len ? skip : s->len;
        skip -= cut;
        if (s->flags & LX_SPAN_BREAK) {
            lx_runs_add(out, "\n", 1, (int)face, s->line_from);
        } else if (s->flags & LX_SPAN_LINK) {
            lx_str_clear(&link);
            lx_number_link(&link, &sheet->numbers, s->s + cut, s->len - cut, s->href);
            lx_runs_add(out, link.s, link.len, (int)face, s->line_from);
        } else {
            lx_runs_add(out, s->s + cut, s->len - cut, (int)face, s->line_from);
        }
    }
    lx_str_done(&link);
}

/* The mark of a list item in front of its first paragraph; task lines have none. */
static void add_mark(struct lx_setter *t, size_t i)
{
    const struct lx_block *block = t->s->d->block;
    size_t item = block[i].parent;
    if (item == LX_NO_BLOCK || block[item].kind != LX_B_ITEM || item + 1 != i || block[item].task)
        return;
    struct lx_str mark = LX_STR_EMPTY;
    const char *lists = lx_sh_get(t, "lists");
    if (block[block[item].parent].ordered && block[block[item].parent].depth == 0 && !t->s->en && lists && strcmp(lists, "chinese") == 0) {
        struct lx_str n = LX_STR_EMPTY;
        lx_numeral_zh(&n, t->ordinal[block[item].depth]);
        lx_paper_say(&mark, LX_PW_LEVEL1, false, n.s);
        lx_str_done(&n);
    } else if (block[block[item].parent].ordered)
        lx_str_addf(&mark, t->s->en ? "%d. " : "%d.", t->ordinal[block[item].depth]);
    else
        lx_str_add(&mark, lx_paper_word(LX_PW_BULLET, t->s->en));
    lx_runs_add(&t->runs, mark.s, mark.len, LX_FACE_BODY, block[i].line_from);
    lx_str_done(&mark);
}

/* Table 4-3 … right above a table is its caption. */
static bool is_caption(const struct lx_setter *t, size_t i)
{
    const struct lx_doc *d = t->s->d;
    if (d->block[i].next >= d->block_n || d->block[d->block[i].next].kind != LX_B_TABLE)
        return false;
    struct lx_str text = LX_STR_EMPTY;
    lx_doc_block_text(&text, d, i);
    const char *word = lx_paper_word(LX_PW_TABLE_CAPTION, t->s->en);
    size_t len = strlen(word);
    bool caption = text.len > len && memcmp(text.s, word, len) == 0 && isdigit((unsigned char)text.s[len]);
    lx_str_done(&text);
    return caption;
}

static void set_card(struct lx_setter *t, size_t i)
{
    t->new_page = t->s->el_n > 0;
    (void)lx_sh_el(t, LX_EL_CARD, (struct lx_shape){ .align = LX_CENTRE, .keep = true }, i);
    lx_sheet_cell(t->s, &t->runs, i, LX_FACE_HEI);
    lx_sh_run(t, lx_str_z(&t->runs.text), t->runs.text.len, LX_FACE_HEI, t->s->d->block[i].line_from);
}

/* Of an agenda's item its topic and who presents it, which stand on one page with what is below them. */
static bool heads_item(const struct lx_setter *t, size_t i)
{
    const struct lx_block *block = t->s->d->block;
    size_t item = block[i].parent;
    if (t->s->profile->id != LX_PROFILE_AGENDA || item == LX_NO_BLOCK || block[item].kind != LX_B_ITEM || block[i].next >= block[item].next)
        return false;
    return i == item + 1 || i == block[item + 1].next;
}

static void set_para(struct lx_setter *t, size_t i)
{
    const struct lx_block *b = &t->s->d->block[i];
    struct lx_shape shape = { .first_x = LX_INDENT };
    enum lx_face face = LX_FACE_BODY;
    enum lx_el_kind kind = LX_EL_PARA;
    struct lx_str title = LX_STR_EMPTY;
    if (t->s->profile->id == LX_PROFILE_CARDS) {
        set_card(t, i);
        return;
    }
    for (size_t n = b->parent; n != LX_NO_BLOCK; n = t->s->d->block[n].parent)
        if (t->s->d->block[n].kind == LX_B_QUOTE)
            face = LX_FACE_KAI;
    switch (b->style) {
    case LX_ST_TITLE:
        lx_doc_block_text(&title, t->s->d, i);
        lx_sh_title(t, lx_str_z(&title), i);
        lx_str_done(&title);
        return;
    case LX_ST_SUBTITLE:
        kind = LX_EL_SUBTITLE;
        face = LX_FACE_KAI;
        /* fall through */
    case LX_ST_CENTRE:
        shape = (struct lx_shape){ .align = LX_CENTRE };
        break;
    case LX_ST_RIGHT:
        shape = (struct lx_shape){ .align = LX_RIGHT, .right_w = LX_TWO_IN };
        break;
    case LX_ST_FLUSH:
        shape = (struct lx_shape){ 0 };
        break;
    default:
        if (set_names(t, i))
            return;
        if (is_caption(t, i)) {
            kind = LX_EL_CAPTION;
            face = LX_FACE_HEI;
            shape = (struct lx_shape){ .align = LX_CENTRE, .keep = true };
        }
    }
    t->named = false;
    add_mark(t, i);
    shape.keep = shape.keep || heads_item(t, i);
    (void)lx_sh_el(t, kind, shape, i);
    lx_sheet_cell(t->s, &t->runs, i, face);
    take_runs(t);
}

/* A line of names: the label in 黑体 up to the colon, and all else hangs behind it. */
static bool set_names(struct lx_setter *t, size_t i)
{
    const struct lx_block *b = &t->s->d->block[i];
    struct lx_str text = LX_STR_EMPTY;
    lx_doc_block_text(&text, t->s->d, i);
    size_t label_len = strcspn(lx_str_z(&text), ":\n");
    const char *wide = strstr(lx_str_z(&text), "\xEF\xBC\x9A"); /* ： */
    if (wide && (size_t)(wide - text.s) < label_len)
        label_len = (size_t)(wide - text.s);
    bool names = label_len < text.len && (b->style == LX_ST_NAMES || lx_paper_is_label(lx_str_z(&text), label_len));
    if (names) {
        label_len += text.s[label_len] != ':' ? 3 : text.s[label_len + 1] == ' ' ? 2 : 1;
        size_t body = label_len + strspn(text.s + label_len, " ");
        int label_w = lx_text_w_len(text.s, label_len, LX_WIDE);
        int hang = label_w <= lx_sh_w(t) / 2 ? label_w : 0;
        if (t->s->profile->head == LX_HEAD_MINUTES && !t->named && b->parent == LX_NO_BLOCK && t->s->el_n > t->body_from)
            lx_sh_blank(t); /* apart from the text above */
        struct lx_shape shape = { .first_x = LX_INDENT, .rest_x = LX_INDENT + hang, .keep = heads_item(t, i) };
        lx_sheet_cell(t->s, &t->runs, i, LX_FACE_BODY);
        (void)lx_sh_el(t, LX_EL_NAMES, shape, i);
        lx_sh_run(t, text.s, label_len, LX_FACE_HEI, b->line_from);
        for (size_t k = 0; k < t->runs.run_n; k++) {
            const struct lx_run *r = &t->runs.run[k];
            size_t at = r->at, end = k + 1 < t->runs.run_n ? r[1].at : t->runs.text.len;
            at = at > body ? at : body;
            if (at < end)
                lx_sh_run(t, t->runs.text.s + at, end - at, (enum lx_face)r->tag, r->line);
        }
    }
    lx_str_done(&text);
    t->named = names;
    return names;
}

static void set_code(struct lx_setter *t, size_t i)
{
    const struct lx_block *b = &t->s->d->block[i];
    (void)lx_sh_el(t, LX_EL_CODE, (struct lx_shape){ 0 }, i);
    for (size_t k = 0; k < b->span_n; k++)
        lx_sh_run(t, t->s->d->span[b->span_from + k].s, t->s->d->span[b->span_from + k].len, LX_FACE_SONG, b->line_from);
}
