/* Numbers of headings, and references that follow them. */
#include "core/page/number.h"

#include "core/mem.h"
#include "core/paper/words.h"

#include <stdlib.h>
#include <string.h>

enum { LEVELS = 4 };

static void count_heading(struct lx_numbers *n, size_t block, int level, int count[LEVELS], bool en,
                          struct lx_arena *strings);
static const struct lx_number *find_heading(const struct lx_numbers *n, const char *words);
static size_t number_in(const char *s, size_t len, size_t *at);
static int by_key(const void *a, const void *b);

static bool is_attachment(const struct lx_doc *d, size_t i)
{
    return d->block[i].kind == LX_B_PAGE && (d->block[i].start == LX_BREAK_ATTACHMENT || d->block[i].start == LX_BREAK_ENCLOSED);
}

bool lx_is_attachment_title(const struct lx_doc *d, size_t block)
{
    return block > 0 && block < d->block_n && d->block[block].kind == LX_B_HEADING && is_attachment(d, block - 1);
}

static bool is_numbered(const struct lx_doc *d, size_t i, size_t title)
{
    return d->block[i].kind == LX_B_HEADING && i != title && !lx_is_attachment_title(d, i);
}

void lx_numbers_make(struct lx_numbers *out, const struct lx_doc *d, size_t title, bool en, struct lx_arena *strings)
{
    *out = (struct lx_numbers){ .d = d, .n = d->block_n };
    out->of = lx_alloc((d->block_n + 1) * sizeof *out->of);
    for (size_t from = 0, end; from < d->block_n; from = end) { /* the body, then each attachment: each counts anew */
        int top = 6, count[LEVELS] = { 0 };
        for (end = from + 1; end < d->block_n && !is_attachment(d, end); end++)
            continue;
        for (size_t i = from; i < end; i++)
            if (is_numbered(d, i, title) && d->block[i].level < top)
                top = d->block[i].level;
        for (size_t i = from; i < end; i++)
            if (is_numbered(d, i, title))
                count_heading(out, i, d->block[i].level - top + 1, count, en, strings);
    }
    if (out->heading_n)
        qsort(out->heading, out->heading_n, sizeof *out->heading, by_key);
}

void lx_numbers_done(struct lx_numbers *n)
{
    for (size_t i = 0; i < n->heading_n; i++)
        free(n->heading[i].key);
    free(n->heading);
    free(n->of);
}

static int by_key(const void *a, const void *b)
{
    const struct lx_heading_key *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : (x->block > y->block) - (x->block < y->block);
}

static void count_heading(struct lx_numbers *n, size_t block, int level, int count[LEVELS], bool en,
                          struct lx_arena *strings)
{
    struct lx_number *number = &n->of[block];
    struct lx_str text = LX_STR_EMPTY, mark = LX_STR_EMPTY;
    number->mark = number->ref = "";
    if (level <= LEVELS) {
        lx_doc_block_text(&text, n->d, block);
        number->skip = lx_number_typed(lx_str_z(&text), text.len);
        number->level = level;
        struct lx_str key = LX_STR_EMPTY;
        lx_text_key(&key, lx_str_z(&text) + number->skip, text.len - number->skip);
        LX_PUSH(n->heading, n->heading_n, n->heading_room) =
            (struct lx_heading_key){ .key = lx_str_take(&key), .block = block };
        count[level - 1]++;
        for (int i = level; i < LEVELS; i++)
            count[i] = 0;
        lx_str_clear(&text); /* from here on: the reference */
        for (int i = 0; i < level; i++) {
            if (!count[i])
                continue; /* a level that was left out */
            struct lx_str figure = LX_STR_EMPTY;
            if (i < 2 && !en)
                lx_numeral_zh(&figure, count[i]);
            else
                lx_str_addf(&figure, "%d", count[i]);
            lx_str_clear(&mark);
            lx_paper_say(&mark, (enum lx_paper_word)(LX_PW_LEVEL1 + i), en, figure.s);
            if (i == 0 || i == 2)
                lx_str_addn(&text, figure.s, figure.len);
            else
                lx_str_addn(&text, mark.s, mark.len - (en ? 1 : 0));
            lx_str_done(&figure);
        }
        number->mark = lx_arena_add(strings, mark.s, mark.len);
        number->ref = lx_arena_add(strings, text.s, text.len);
    }
    lx_str_done(&text);
    lx_str_done(&mark);
}

static size_t starts(const char *s, size_t len, const char *const *list)
{
    for (; *list; list++)
        if (len >= strlen(*list) && memcmp(s, *list, strlen(*list)) == 0)
            return strlen(*list);
    return 0;
}

/* Digits, or Chinese numerals up to 99; not the years and amounts that lx_number_get also takes. */
static size_t short_number(const char *s, size_t len)
{
    size_t digits = 0;
    while (digits < len && s[digits] >= '0' && s[digits] <= '9')
        digits++;
    if (digits)
        return digits <= 3 ? digits : 0;
    double value;
    size_t n = lx_number_get(s, len, &value);
    return n <= 9 && value >= 1 && value < 100 && (unsigned char)s[0] >= 0xE4 && (unsigned char)s[0] <= 0xE9 ? n : 0;
}

size_t lx_number_typed(const char *s, size_t len)
{
    static const char *const open[] = { "\xEF\xBC\x88", "(", NULL };             /* （ */
    static const char *const close[] = { "\xEF\xBC\x89", ")", NULL };            /* ） */
    static const char *const stop[] = { "\xE3\x80\x81", "\xEF\xBC\x8E", ".", NULL }; /* 、 ． */
    size_t before = starts(s, len, open), n = short_number(s + before, len - before), at = before + n;
    size_t after = n ? starts(s + at, len - at, before ? close : stop) : 0;
    if (!after || (!before && at + after < len && s[at + after] >= '0' && s[at + after] <= '9'))
        return 0;
    at += after;
    while (at < len && s[at] == ' ')
        at++;
    return at;
}

/* --- references ------------------------------------------------------------------------------------------------- */

void lx_number_link(struct lx_str *out, const struct lx_numbers *n, const char *text, size_t len, const char *href)
{
    if (!href || href[0] != '#') {
        lx_str_addn(out, text, len);
        return;
    }
    const struct lx_number *heading = find_heading(n, href + 1);
    size_t at = 0, hole = number_in(text, len, &at);
    if (!hole || (!heading && text[at] != '#')) {
        lx_str_addn(out, text, len);
        return;
    }
    lx_str_addn(out, text, at);
    lx_str_add(out, heading ? heading->ref : "?");
    lx_str_addn(out, text + at + hole, len - at - hole);
}

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 32);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static const struct lx_number *find_heading(const struct lx_numbers *n, const char *words)
{
    struct lx_str wanted = LX_STR_EMPTY, key = LX_STR_EMPTY;
    for (const char *s = words; *s; s++)
        if (*s == '%' && hex(s[1]) >= 0 && hex(s[2]) >= 0) {
            lx_str_addc(&wanted, (char)(hex(s[1]) * 16 + hex(s[2])));
            s += 2;
        } else {
            lx_str_addc(&wanted, *s);
        }
    size_t skip = lx_number_typed(lx_str_z(&wanted), wanted.len);
    lx_text_key(&key, lx_str_z(&wanted) + skip, wanted.len - skip);
    size_t low = 0, high = n->heading_n; /* the first whose key is not smaller */
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(n->heading[middle].key, lx_str_z(&key)) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < n->heading_n && strcmp(n->heading[low].key, lx_str_z(&key)) == 0;
    lx_str_done(&wanted);
    lx_str_done(&key);
    return found ? &n->of[n->heading[low].block] : NULL;
}

/* The first number in a link's text, with the brackets and further numbers that belong to it: 三 in 第三部分, 三（二）. */
static size_t number_in(const char *s, size_t len, size_t *at)
{
    static const char *const joints[] = { "\xEF\xBC\x88", "\xEF\xBC\x89", "(", ")", ".", NULL };
    const char *hash = memchr(s, '#', len);
    if (hash) {
        *at = (size_t)(hash - s);
        return 1;
    }
    uint32_t cp;
    for (size_t from = 0; from < len; from += (size_t)lx_utf8_get(s + from, len - from, &cp)) {
        size_t to = from;
        bool number = false;
        for (;;) {
            size_t n = short_number(s + to, len - to);
            number = number || n;
            n = n ? n : starts(s + to, len - to, joints);
            if (!n)
                break;
            to += n;
        }
        if (number) {
            *at = from;
            return to - from;
        }
    }
    return 0;
}
