/* The document tree as lines of a terminal. */
#include "core/doc/view.h"

#include "core/doc/table.h"
#include "core/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct lx_doc_marks lx_doc_marks_ascii = { .bullet = "- ", .open = "[ ] ", .done = "[x] ", .quote = "| ",
                                                 .column = " | ", .rule = "-", .cross = "-+-" };

struct laid {
    size_t piece_from, piece_n, block;
    int src_line;
};

struct lx_docview {
    const struct lx_doc *d;
    const struct lx_doc_marks *marks;
    enum lx_amb amb;
    int w;
    size_t next; /* the first block not yet laid */
    struct laid *line;
    size_t line_n, line_room;
    struct lx_piece *piece;
    size_t piece_n, piece_room;
    struct lx_arena strings;
    int ordinal[LX_DOC_DEEP + 4]; /* by depth of the list: the number of its next item; of the item: its own */
    struct lx_runs runs;    /* scratch */
    struct lx_lines lines;  /* scratch */
};

/* What stands in front of the lines of a block: the marks of the items and quotes around it. */
struct prefix {
    struct lx_piece first[LX_DOC_DEEP + 4], rest[LX_DOC_DEEP + 4];
    int n, w;
};

static void lay_block(struct lx_docview *v, size_t i);
static void lay_blank(struct lx_docview *v, size_t i);
static void lay_text(struct lx_docview *v, size_t i, const struct prefix *p);
static void lay_code(struct lx_docview *v, size_t i, const struct prefix *p);
static void lay_table(struct lx_docview *v, size_t i, const struct prefix *p);
static void make_prefix(struct lx_docview *v, struct prefix *p, size_t block, size_t first_of);
static void begin_line(struct lx_docview *v, const struct prefix *p, bool first, size_t block, int src_line);
static void add_piece(struct lx_docview *v, struct lx_piece piece);
static void add_blanks(struct lx_docview *v, int w);
static void add_rule(struct lx_docview *v, int w);
static void fill_runs(struct lx_docview *v, size_t block, bool quoted, bool done);

struct lx_docview *lx_docview_new(const struct lx_doc *d, int w, enum lx_amb amb, const struct lx_doc_marks *marks)
{
    struct lx_docview *v = lx_alloc(sizeof *v);
    v->d = d;
    v->w = w < 2 ? 2 : w;
    v->amb = amb;
    v->marks = marks ? marks : &lx_doc_marks_ascii;
    return v;
}

void lx_docview_free(struct lx_docview *v)
{
    if (!v)
        return;
    free(v->line);
    free(v->piece);
    lx_arena_done(&v->strings);
    lx_runs_done(&v->runs);
    lx_lines_done(&v->lines);
    free(v);
}

bool lx_docview_line(struct lx_docview *v, size_t i, struct lx_doc_line *out)
{
    while (i >= v->line_n && v->next < v->d->block_n)
        lay_block(v, v->next);
    if (i >= v->line_n)
        return false;
    const struct laid *l = &v->line[i];
    *out = (struct lx_doc_line){ .piece = v->piece + l->piece_from, .piece_n = l->piece_n, .block = l->block,
                                 .src_line = l->src_line };
    return true;
}

size_t lx_docview_n(struct lx_docview *v, bool *all)
{
    if (all)
        *all = v->next >= v->d->block_n;
    return v->line_n;
}

size_t lx_docview_all(struct lx_docview *v)
{
    while (v->next < v->d->block_n)
        lay_block(v, v->next);
    return v->line_n;
}

size_t lx_docview_find(struct lx_docview *v, int src_line)
{
    struct lx_doc_line l;
    for (size_t i = 0; lx_docview_line(v, i, &l); i++)
        if (l.src_line && v->d->block[l.block].line_to >= src_line && l.src_line >= src_line)
            return i;
        else if (l.src_line && v->d->block[l.block].line_to >= src_line && l.src_line <= src_line) {
            struct lx_doc_line after; /* the last line of the block that begins at or before it */
            while (lx_docview_line(v, i + 1, &after) && after.block == l.block && after.src_line <= src_line)
                i++;
            return i;
        }
    return v->line_n ? v->line_n - 1 : 0;
}

/* --- blocks ----------------------------------------------------------------------------------------------------- */

static void lay_block(struct lx_docview *v, size_t i)
{
    const struct lx_block *b = &v->d->block[i];
    v->next = i + 1;
    if (b->kind == LX_B_LIST)
        v->ordinal[b->depth] = b->start;
    if (b->kind == LX_B_ITEM)
        v->ordinal[b->depth] = v->ordinal[b->depth - 1]++;
    bool container = b->kind == LX_B_LIST || b->kind == LX_B_QUOTE || (b->kind == LX_B_ITEM && b->next > i + 1);
    if (container || b->kind == LX_B_PAGE)
        return;
    lay_blank(v, i);
    struct prefix p = { 0 };
    make_prefix(v, &p, i, i);
    if (b->kind == LX_B_TABLE) {
        lay_table(v, i, &p);
        v->next = b->next;
    } else if (b->kind == LX_B_CODE) {
        lay_code(v, i, &p);
    } else if (b->kind == LX_B_RULE) {
        begin_line(v, &p, true, i, b->line_from);
        add_rule(v, v->w - p.w);
    } else {
        lay_text(v, i, &p);
    }
}

/* A blank line between two blocks, unless the list they stand in is tight. */
static void lay_blank(struct lx_docview *v, size_t i)
{
    if (!v->line_n)
        return;
    const struct lx_block *block = v->d->block;
    size_t n = i;
    while (block[n].parent != LX_NO_BLOCK && block[n].parent + 1 == n)
        n = block[n].parent;
    size_t around = block[n].parent;
    if (around != LX_NO_BLOCK) {
        size_t list = block[around].kind == LX_B_ITEM ? block[around].parent : around;
        if (block[list].kind == LX_B_LIST && block[list].tight)
            return;
    }
    struct prefix p = { 0 };
    if (around != LX_NO_BLOCK)
        make_prefix(v, &p, around, LX_NO_BLOCK);
    while (p.n && p.rest[p.n - 1].tag != LX_DOC_MARK)
        p.n--; /* blanks at a line's end are nobody's */
    begin_line(v, &p, false, LX_NO_BLOCK, 0);
}

static void lay_text(struct lx_docview *v, size_t i, const struct prefix *p)
{
    bool quoted = false, done = false;
    for (size_t n = v->d->block[i].parent; n != LX_NO_BLOCK; n = v->d->block[n].parent) {
        quoted = quoted || v->d->block[n].kind == LX_B_QUOTE;
        done = done || v->d->block[n].task == LX_TASK_DONE;
    }
    fill_runs(v, i, quoted, done);
    lx_lines_clear(&v->lines);
    lx_lines_wrap(&v->lines, &v->strings, &v->runs, v->w - p->w, v->w - p->w, v->amb);
    for (size_t l = 0; l < v->lines.line_n; l++) {
        size_t from = lx_line_from(&v->lines, l);
        begin_line(v, p, l == 0, i, from < v->lines.end[l] ? v->lines.piece[from].line : v->d->block[i].line_from);
        for (size_t k = from; k < v->lines.end[l]; k++)
            add_piece(v, v->lines.piece[k]);
    }
}

static int role_of(const struct lx_block *b, unsigned flags, bool quoted, bool done)
{
    if (b->kind == LX_B_HEADING)
        return b->level == 1 ? LX_DOC_H1 : b->level == 2 ? LX_DOC_H2 : LX_DOC_H3;
    if (flags & LX_SPAN_CODE)
        return LX_DOC_CODE;
    if (flags & LX_SPAN_LINK)
        return LX_DOC_LINK;
    if (flags & LX_SPAN_STRONG)
        return LX_DOC_STRONG;
    if (flags & LX_SPAN_EMPH)
        return LX_DOC_EMPH;
    return done ? LX_DOC_DIM : quoted ? LX_DOC_QUOTE : LX_DOC_PLAIN;
}

static void fill_runs(struct lx_docview *v, size_t block, bool quoted, bool done)
{
    const struct lx_block *b = &v->d->block[block];
    lx_runs_clear(&v->runs);
    for (size_t k = 0; k < b->span_n; k++) {
        const struct lx_span *s = &v->d->span[b->span_from + k];
        if (s->flags & LX_SPAN_BREAK)
            lx_runs_add(&v->runs, "\n", 1, LX_DOC_PLAIN, s->line_from);
        else
            lx_runs_add(&v->runs, s->s, s->len, role_of(b, s->flags, quoted, done), s->line_from);
    }
}

/* Code keeps its lines; one that is too long goes on below, cut where the pane ends. */
static void lay_code(struct lx_docview *v, size_t i, const struct prefix *p)
{
    const struct lx_block *b = &v->d->block[i];
    const char *s = b->span_n ? v->d->span[b->span_from].s : "";
    int src_line = b->line_from, room = v->w - p->w;
    for (bool first = true;; first = false) {
        size_t len = strcspn(s, "\n");
        do {
            int w = 0;
            size_t n = lx_text_prefix(s, len, room, v->amb, &w);
            n = n || !len ? n : len;
            begin_line(v, p, first, i, src_line);
            add_piece(v, (struct lx_piece){ .s = s, .len = n, .w = w, .tag = LX_DOC_CODE, .line = src_line });
            s += n;
            len -= n;
            first = false;
        } while (len);
        if (!*s)
            return;
        s++;
        src_line++;
    }
}

/* --- tables ----------------------------------------------------------------------------------------------------- */

struct grid {
    int column_n, w[LX_TABLE_COLUMNS];
    bool ruled; /* cells wrap, so rows are kept apart by lines */
};

static bool measure_table(struct lx_docview *v, size_t table, int room, struct grid *g);
static void lay_row(struct lx_docview *v, size_t row, const struct prefix *p, bool first, const struct grid *g);
static void lay_row_rule(struct lx_docview *v, size_t row, const struct prefix *p, const struct grid *g);
static void lay_record(struct lx_docview *v, size_t head, size_t row, const struct prefix *p);

static void lay_table(struct lx_docview *v, size_t i, const struct prefix *p)
{
    const struct lx_block *block = v->d->block;
    struct grid g = { .column_n = block[i].start };
    bool fits = measure_table(v, i, v->w - p->w, &g);
    for (size_t row = i + 1; row < block[i].next; row = block[row].next) {
        if (!fits) {
            if (!block[row].head)
                lay_record(v, i + 1, row, p);
            continue;
        }
        lay_row(v, row, p, row == i + 1, &g);
        if (block[row].head || (g.ruled && block[row].next < block[i].next))
            lay_row_rule(v, row, p, &g);
    }
}

static bool measure_table(struct lx_docview *v, size_t table, int room, struct grid *g)
{
    struct lx_table_size size;
    lx_table_measure(&size, v->d, table, v->amb);
    room -= (g->column_n - 1) * lx_text_w(v->marks->column, v->amb);
    g->ruled = size.sum_w > room;
    lx_table_widths(&size, room, g->w);
    lx_table_size_done(&size);
    return room >= 4 * g->column_n || !g->ruled;
}

static void lay_row(struct lx_docview *v, size_t row, const struct prefix *p, bool first, const struct grid *g)
{
    const struct lx_block *block = v->d->block;
    struct lx_lines cell[LX_TABLE_COLUMNS] = { 0 };
    size_t line_n = 1;
    for (int c = 0; c < g->column_n; c++) {
        fill_runs(v, row + 1 + (size_t)c, false, false);
        if (block[row].head)
            for (size_t k = 0; k < v->runs.run_n; k++)
                v->runs.run[k].tag = LX_DOC_STRONG;
        lx_lines_wrap(&cell[c], &v->strings, &v->runs, g->w[c], g->w[c], v->amb);
        line_n = cell[c].line_n > line_n ? cell[c].line_n : line_n;
    }
    int column_w = lx_text_w(v->marks->column, v->amb);
    for (size_t l = 0; l < line_n; l++) {
        begin_line(v, p, first && l == 0, row, block[row].line_from);
        for (int c = 0; c < g->column_n; c++) {
            int used_w = l < cell[c].line_n ? lx_line_w(&cell[c], l) : 0, spare_w = g->w[c] - used_w;
            enum lx_align align = block[row + 1 + (size_t)c].align;
            int left_w = align == LX_RIGHT ? spare_w : align == LX_CENTRE ? spare_w / 2 : 0;
            if (c)
                add_piece(v, (struct lx_piece){ .s = v->marks->column, .len = strlen(v->marks->column),
                                                .w = column_w, .tag = LX_DOC_LINE });
            add_blanks(v, left_w);
            for (size_t k = l < cell[c].line_n ? lx_line_from(&cell[c], l) : 0;
                 l < cell[c].line_n && k < cell[c].end[l]; k++)
                add_piece(v, cell[c].piece[k]);
            if (c + 1 < g->column_n)
                add_blanks(v, spare_w - left_w);
        }
    }
    for (int c = 0; c < g->column_n; c++)
        lx_lines_done(&cell[c]);
}

static void lay_row_rule(struct lx_docview *v, size_t row, const struct prefix *p, const struct grid *g)
{
    const char *cross = v->marks->cross;
    if (lx_text_w(cross, v->amb) != lx_text_w(v->marks->column, v->amb))
        cross = v->marks->column; /* a glyph that this terminal draws wider than expected */
    begin_line(v, p, false, row, v->d->block[row].line_from);
    for (int c = 0; c < g->column_n; c++) {
        if (c)
            add_piece(v, (struct lx_piece){ .s = cross, .len = strlen(cross), .w = lx_text_w(cross, v->amb),
                                            .tag = LX_DOC_LINE });
        add_rule(v, g->w[c]);
    }
}

/* Too narrow for columns: one line for each cell, its heading in front, and a rule below the row. */
static void lay_record(struct lx_docview *v, size_t head, size_t row, const struct prefix *p)
{
    const struct lx_block *block = v->d->block;
    struct lx_str name = LX_STR_EMPTY;
    for (size_t cell = row + 1, h = head + 1; cell < block[row].next; cell++, h++) {
        lx_str_clear(&name);
        if (block[head].head) {
            lx_doc_block_text(&name, v->d, h);
            lx_str_add(&name, ": ");
        }
        fill_runs(v, cell, false, false);
        if (!v->runs.text.len)
            continue;
        struct lx_runs named = { 0 };
        lx_runs_add(&named, name.s, name.len, LX_DOC_STRONG, block[row].line_from);
        for (size_t k = 0; k < v->runs.run_n; k++) {
            size_t at = v->runs.run[k].at, end = k + 1 < v->runs.run_n ? v->runs.run[k + 1].at : v->runs.text.len;
            lx_runs_add(&named, v->runs.text.s + at, end - at, v->runs.run[k].tag, block[row].line_from);
        }
        lx_lines_clear(&v->lines);
        lx_lines_wrap(&v->lines, &v->strings, &named, v->w - p->w, v->w - p->w, v->amb);
        for (size_t l = 0; l < v->lines.line_n; l++) {
            begin_line(v, p, false, row, block[row].line_from);
            for (size_t k = lx_line_from(&v->lines, l); k < v->lines.end[l]; k++)
                add_piece(v, v->lines.piece[k]);
        }
        lx_runs_done(&named);
    }
    lx_str_done(&name);
    begin_line(v, p, false, row, block[row].line_from);
    add_rule(v, v->w - p->w);
}

/* --- lines ------------------------------------------------------------------------------------------------------ */

/* first_of: the block whose first line shows the marks; LX_NO_BLOCK: blanks instead of them. */
static void make_prefix(struct lx_docview *v, struct prefix *p, size_t block, size_t first_of)
{
    static const char blanks[] = "                ";
    const struct lx_block *b = v->d->block;
    size_t chain[LX_DOC_DEEP + 4];
    int n = 0;
    for (size_t k = block; k != LX_NO_BLOCK; k = b[k].parent)
        chain[n++] = k;
    while (n-- > 0 && p->w < v->w / 2) {
        size_t k = chain[n];
        if (b[k].kind == LX_B_QUOTE) {
            int w = lx_text_w(v->marks->quote, v->amb);
            if (p->w + w > v->w - 2)
                return;
            p->rest[p->n] = (struct lx_piece){ .s = v->marks->quote, .len = strlen(v->marks->quote), .w = w,
                                               .tag = LX_DOC_MARK };
            p->first[p->n] = p->rest[p->n];
            p->n++;
            p->w += w;
        } else if (b[k].kind == LX_B_ITEM) {
            char number[24];
            (void)snprintf(number, sizeof number, "%d. ", v->ordinal[b[k].depth]);
            const char *mark = b[k].task == LX_TASK_OPEN   ? v->marks->open
                               : b[k].task == LX_TASK_DONE ? v->marks->done
                               : b[b[k].parent].ordered    ? lx_arena_add(&v->strings, number, strlen(number))
                                                           : v->marks->bullet;
            int w = lx_text_w(mark, v->amb);
            if (p->w + w > v->w - 2)
                return; /* a wide character must have room behind it */
            bool first = first_of != LX_NO_BLOCK && first_of - k == (size_t)(b[first_of].depth - b[k].depth);
            p->rest[p->n] = (struct lx_piece){ .s = blanks, .len = (size_t)w, .w = w, .tag = LX_DOC_PLAIN };
            p->first[p->n] = first ? (struct lx_piece){ .s = mark, .len = strlen(mark), .w = w, .tag = LX_DOC_MARK }
                                   : p->rest[p->n];
            p->n++;
            p->w += w;
        }
    }
}

static void begin_line(struct lx_docview *v, const struct prefix *p, bool first, size_t block, int src_line)
{
    LX_PUSH(v->line, v->line_n, v->line_room) =
        (struct laid){ .piece_from = v->piece_n, .block = block, .src_line = src_line };
    for (int i = 0; i < p->n; i++)
        add_piece(v, first ? p->first[i] : p->rest[i]);
}

static void add_piece(struct lx_docview *v, struct lx_piece piece)
{
    if (!piece.len)
        return;
    LX_PUSH(v->piece, v->piece_n, v->piece_room) = piece;
    v->line[v->line_n - 1].piece_n++;
}

static void add_blanks(struct lx_docview *v, int w)
{
    static const char blanks[] = "                                                                ";
    for (int n; w > 0; w -= n) {
        n = w < (int)sizeof blanks - 1 ? w : (int)sizeof blanks - 1;
        add_piece(v, (struct lx_piece){ .s = blanks, .len = (size_t)n, .w = n, .tag = LX_DOC_PLAIN });
    }
}

static void add_rule(struct lx_docview *v, int w)
{
    int mark_w = lx_text_w(v->marks->rule, v->amb);
    struct lx_str rule = LX_STR_EMPTY;
    for (int at = 0; mark_w > 0 && at + mark_w <= w; at += mark_w)
        lx_str_add(&rule, v->marks->rule);
    const char *s = lx_arena_add(&v->strings, lx_str_z(&rule), rule.len);
    add_piece(v, (struct lx_piece){ .s = s, .len = rule.len, .w = lx_text_w(s, v->amb), .tag = LX_DOC_LINE });
    if (mark_w > 1)
        add_blanks(v, w - lx_text_w(s, v->amb));
    lx_str_done(&rule);
}
