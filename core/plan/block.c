/* Blocks: paragraphs put together from broken lines, headings, bullets, labels, tables. */
#include "core/plan/lines.h"

#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

enum {
    WRAPPED_MIN_N = 18,  /* a line this long without an end mark goes on in the next line */
    BROKEN_MIN_N = 34,   /* the same over blank lines (a page ended) */
    HEADING_MAX_N = 50,  /* characters of a numbered title */
    PLAIN_HEADING_MAX_N = 24,
    LEVELS_MD = 10       /* ranks of Markdown headings stand before those of numbers */
};

static bool goes_on(const struct reading *r, const struct block *b, int next, bool apart);
static void add_line(struct reading *r, int line);
static void append_line(struct reading *r, struct block *b, int line);
static void name_plain_headings(struct reading *r);

void blocks_read(struct reading *r)
{
    int last_text = -1, ended = -1;
    for (int i = 0; i < r->lines_n; i++)
        if (r->lines[i].ends_paper && r->lines[i].table < 0)
            ended = i;
        else if (r->lines[i].num != NUM_NONE || r->lines[i].md || r->lines[i].table >= 0)
            ended = -1;
    for (int i = 0; i < r->lines_n; i++) {
        struct line *l = &r->lines[i];
        if (ended >= 0 && i > ended && !l->skip && !l->take)
            l->skip = LX_SKIP_FURNITURE;
        if (l->blank || (l->skip && l->table < 0))
            continue;
        if (l->table >= 0) {
            struct table *t = &r->tables[l->table];
            LX_PUSH(r->blocks, r->blocks_n, r->blocks_room) =
                (struct block){ .kind = BLOCK_TABLE, .line_from = i, .line_to = t->line_to, .table = l->table };
            i = t->line_to - 1;
            last_text = -1;
            continue;
        }
        struct block *b = last_text >= 0 ? &r->blocks[r->blocks_n - 1] : NULL;
        if (b && b->kind != BLOCK_TABLE && (l->join || goes_on(r, b, i, i > last_text + 1)))
            append_line(r, b, i);
        else
            add_line(r, i);
        last_text = i;
    }
    name_plain_headings(r);
}

void blocks_done(struct reading *r)
{
    for (size_t i = 0; i < r->blocks_n; i++)
        free(r->blocks[i].own);
    free(r->blocks);
}

/* The text of the block is broken off and line `next` is its rest. */
static bool goes_on(const struct reading *r, const struct block *b, int next, bool apart)
{
    const struct line *l = &r->lines[next], *first = &r->lines[b->line_from];
    if (l->num != NUM_NONE || l->md || l->take || first->md || first->take || (l->bullet && !first->bullet) || l->bullet)
        return false;
    if (b->kind == BLOCK_LABEL || b->kind == BLOCK_STAGE || ends_sentence(b->text) || duty_only(l->text))
        return false;
    size_t last = span_n(span_trim(r->lines[b->line_to - 1].raw));
    if (apart)
        return b->prose && last >= BROKEN_MIN_N && b->kind == BLOCK_PARA;
    if (last < BROKEN_MIN_N && is_brief_item(l->text)) /* one of a list of short lines */
        return false;
    if (first->bullet) /* an indented line below a bullet is its own */
        return l->indent > first->indent;
    return last >= WRAPPED_MIN_N && (b->prose || b->kind != BLOCK_NODE || last >= BROKEN_MIN_N);
}

static bool is_prose(struct span sp) { return part_end(sp, 0, (const uint32_t[]){ ',', CP_STOP, ';', 0 }) < sp.len; }

static int rank_of(const struct line *l)
{
    return l->md ? l->md : l->num != NUM_NONE ? LEVELS_MD + (int)l->num : 0;
}

/* A title: no sentence in it, not too long; a bracket with units behind it does not count. */
static bool is_heading(const struct line *l, struct span text)
{
    if (l->md)
        return true;
    size_t len;
    uint32_t last = span_last(text, &len);
    if (last == ')' || last == CP_CLOSE_SHELL || last == CP_CLOSE_LENS)
        for (size_t i = 0, n; i < text.len; i += n) {
            span_get(text, i, &n);
            if (i && bracket_len(text, i) && i + bracket_len(text, i) == text.len) {
                text = span_trim(span_sub(text, 0, i));
                break;
            }
        }
    if (span_n(text) > HEADING_MAX_N || part_end(text, 0, MARKS_SENTENCE) < text.len)
        return false;
    last = span_last(text, &len);
    bool list = last == ':' && part_end(text, 0, (const uint32_t[]){ ',', 0 }) < text.len; /* …，具体包括： */
    return last != ';' && last != ',' && !list;
}

static void add_line(struct reading *r, int line)
{
    struct line *l = &r->lines[line];
    struct block b = { .kind = BLOCK_PARA, .line_from = line, .line_to = line + 1, .text = l->text, .table = -1 };
    int stage;
    size_t len;
    struct span bare = l->text;
    uint32_t last = span_last(bare, &len);
    if (last == ':')
        bare = span_trim(span_sub(bare, 0, bare.len - len));
    if (l->take) {
        b.kind = BLOCK_TAKEN;
    } else if (duty_only(l->text) || (l->bullet && duty_only(l->text))) {
        b.kind = BLOCK_LABEL;
    } else if (set_is(bare, SET_STAGE_LABEL, &stage)) {
        b.kind = BLOCK_STAGE;
        b.stage = stage;
    } else if (rank_of(l)) {
        b.kind = BLOCK_NODE;
        b.rank = rank_of(l);
        b.heading = is_heading(l, l->text);
    } else if (l->bullet) {
        b.kind = BLOCK_BULLET;
    }
    b.prose = is_prose(l->text);
    if (!l->bold && memmem(b.text.s, b.text.len, "**", 2)) { /* emphasis within a sentence says nothing here */
        b.own = text_of(b.text);
        b.text = span_of(b.own);
        b.own_room = b.text.len + 1;
    }
    LX_PUSH(r->blocks, r->blocks_n, r->blocks_room) = b;
}

static void append_line(struct reading *r, struct block *b, int line)
{
    struct lx_str text = LX_STR_EMPTY;
    if (b->own) { /* grows in place: many broken lines stay linear */
        text = (struct lx_str){ b->own, b->text.len, b->own_room };
    } else {
        lx_str_addn(&text, b->text.s, b->text.len);
    }
    struct span rest = span_trim(r->lines[line].raw);
    size_t len;
    uint32_t left = span_last((struct span){ text.s, text.len }, &len), right = span_get(rest, 0, &len);
    if (left < 0x80 && right < 0x80 && is_latin(left) && is_latin(right))
        lx_str_addc(&text, ' ');
    lx_str_addn(&text, rest.s, rest.len);
    b->text.len = text.len;
    b->own_room = text.room;
    b->own = lx_str_take(&text);
    b->prose |= is_prose(rest);
    b->text.s = b->own;
    b->line_to = line + 1;
    if (b->kind == BLOCK_NODE)
        b->heading = b->heading && is_heading(&r->lines[b->line_from], b->text);
    r->doc->lines[line].fate = LX_FATE_CONTINUED;
    r->doc->lines[line].why = LX_SKIP_NONE;
}

/* A short line without a number over a long paragraph is a heading too, below all numbered ones. */
static void name_plain_headings(struct reading *r)
{
    for (size_t i = 0; i + 1 < r->blocks_n; i++) {
        struct block *b = &r->blocks[i], *next = &r->blocks[i + 1];
        if (b->kind != BLOCK_PARA || next->kind != BLOCK_PARA || ends_sentence(b->text) || b->line_to - b->line_from > 1)
            continue;
        size_t n = span_n(b->text), len;
        uint32_t first = span_get(b->text, 0, &len);
        if (n < 4 || n > PLAIN_HEADING_MAX_N || span_n(next->text) < 40 || !ends_sentence(next->text) || is_digit(first) ||
            closing(first) == ')')
            continue;
        b->kind = BLOCK_NODE;
        b->heading = true;
        b->rank = LEVELS_MD + NUM_CIRCLED + 1;
    }
}
