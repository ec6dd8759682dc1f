/* Tables on the page: cells wrapped, the head marked for repetition. */
#include "core/doc/table.h"
#include "core/mem.h"
#include "core/page/flow.h"
#include "core/paper/words.h"

#include <stdlib.h>
#include <string.h>

enum { ROW_WHOLE = 12, HEAD_MOST = 8 };

struct grid {
    int column_n, w[LX_TABLE_COLUMNS];
    bool ruled; /* a rule below each row */
    bool tight; /* rules take no line */
};

static bool has_blanks(const struct lx_doc *d, size_t table);
static void lay_rule(struct lx_flow *f, const struct grid *g, enum lx_part part);
static void lay_row(struct lx_flow *f, size_t row, const struct grid *g);
static void lay_line(struct lx_flow *f, size_t row, size_t line, const struct grid *g, const size_t *first);
static void lay_record(struct lx_flow *f, size_t head, size_t row);

void lx_flow_table(struct lx_flow *f, size_t table)
{
    const struct lx_block *block = f->d->block;
    struct grid g = { .column_n = block[table].start };
    if (!lx_sheet_widths(f->sheet, table, lx_flow_w(f), g.w, &g.ruled)) {
        for (size_t row = table + 1; row < block[table].next; row = block[row].next)
            if (!block[row].head)
                lay_record(f, table + 1, row);
        return;
    }
    LX_PUSH(f->table, f->table_n, f->table_room) = (struct lx_flow_table){ .from = f->line_n };
    const char *tables = lx_doc_get(f->d, "tables");
    size_t from = f->line_n;
    g.tight = tables && *tables ? strcmp(tables, "tight") == 0 : f->sheet->profile->tight;
    g.ruled = g.ruled || has_blanks(f->d, table);
    if (!g.tight)
        lay_rule(f, &g, LX_PART_TOP);
    for (size_t row = table + 1; row < block[table].next; row = block[row].next) {
        lay_row(f, row, &g);
        bool last = block[row].next == block[table].next;
        if (g.tight) {
            f->line[f->line_n - 1].line.rule_below = true;
        } else if (block[row].head || g.ruled || last) {
            f->line[f->line_n - 1].keep = true; /* a rule stays with the row above it */
            lay_rule(f, &g, LX_PART_RULE);
        }
        if (block[row].head) {
            size_t head_n = f->line_n - from;
            f->table[f->table_n - 1].head_n = head_n <= HEAD_MOST ? head_n : 0;
            for (size_t i = from; i < f->line_n && !last; i++)
                f->line[i].keep = true; /* nor a head alone at the foot */
        }
    }
    f->line[from].line.rule_above = g.tight;
    if (!block[table + 1].head && !g.tight) { /* its top rule closes it on the next page */
        f->table[f->table_n - 1].head_n = 1;
        f->line[from].keep = true;
    }
    for (size_t i = from; i < f->line_n; i++)
        f->line[i].table = (int)f->table_n;
}

/* A form: a row with nothing in it but perhaps its number is there to be written in. */
static bool has_blanks(const struct lx_doc *d, size_t table)
{
    for (size_t row = table + 1; d->block[table].start > 2 && row < d->block[table].next; row = d->block[row].next) {
        size_t filled = 0;
        for (size_t cell = row + 1; cell < d->block[row].next; cell++)
            filled += d->block[cell].span_n > 0;
        if (filled <= 1)
            return true;
    }
    return false;
}

static void lay_rule(struct lx_flow *f, const struct grid *g, enum lx_part part)
{
    struct lx_str rule = LX_STR_EMPTY;
    lx_str_addc(&rule, '+');
    for (int c = 0; c < g->column_n; c++) {
        lx_str_fill(&rule, '-', (size_t)g->w[c]);
        lx_str_addc(&rule, '+');
    }
    lx_flow_line(f, LX_NO_BLOCK, 0)->part = part;
    lx_flow_span(f, rule.s, rule.len, 0, LX_FACE_RULE);
    lx_str_done(&rule);
}

/* The lines of all its cells, one cell's behind the other's, and then line by line across them. */
static void lay_row(struct lx_flow *f, size_t row, const struct grid *g)
{
    const struct lx_block *block = f->d->block;
    size_t first[LX_TABLE_COLUMNS + 1], line_n = 1, from = f->line_n; /* first: where the lines of a cell begin */
    lx_lines_clear(&f->lines);
    for (int c = 0; c < g->column_n; c++) {
        first[c] = f->lines.line_n;
        lx_runs_clear(&f->runs);
        lx_sheet_cell(f->sheet, &f->runs, row + 1 + (size_t)c, block[row].head ? LX_FACE_HEI : LX_FACE_BODY);
        lx_lines_wrap(&f->lines, &f->pages->strings, &f->runs, g->w[c], g->w[c], LX_WIDE);
        size_t cell_n = f->lines.line_n - first[c];
        line_n = cell_n > line_n ? cell_n : line_n;
    }
    first[g->column_n] = f->lines.line_n;
    for (size_t l = 0; l < line_n; l++)
        lay_line(f, row, l, g, first);
    for (size_t i = from; i + 1 < f->line_n && line_n <= ROW_WHOLE; i++)
        f->line[i].keep = true;
}

static void lay_line(struct lx_flow *f, size_t row, size_t line, const struct grid *g, const size_t *first)
{
    static const struct lx_piece bar = { .s = "|", .len = 1, .w = 1, .tag = LX_FACE_RULE };
    const struct lx_block *block = f->d->block;
    const struct lx_lines *l = &f->lines;
    struct lx_flow_line *out = lx_flow_line(f, row, block[row].line_from);
    out->part = block[row].head ? LX_PART_HEAD : g->tight ? LX_PART_TIGHT : LX_PART_ROW;
    out->line.tight = g->tight;
    int x = 0;
    for (int c = 0; c < g->column_n; x += g->w[c++]) {
        lx_flow_piece(f, &bar, x++);
        size_t i = first[c] + line;
        if (i >= first[c + 1])
            continue;
        enum lx_align align = block[row].head ? LX_CENTRE : block[row + 1 + (size_t)c].align;
        int spare_w = g->w[c] - lx_line_w(l, i);
        int at = x + (align == LX_RIGHT ? spare_w : align == LX_CENTRE ? spare_w / 2 : 0);
        for (size_t k = lx_line_from(l, i); k < l->end[i]; at += l->piece[k++].w)
            lx_flow_piece(f, &l->piece[k], at);
    }
    lx_flow_piece(f, &bar, x);
}

/* A table with too many columns for the page: each row as a paragraph of its own, headings before the cells. */
static void lay_record(struct lx_flow *f, size_t head, size_t row)
{
    const struct lx_block *block = f->d->block;
    struct lx_str name = LX_STR_EMPTY;
    for (size_t cell = row + 1, h = head + 1; cell < block[row].next; cell++, h++) {
        if (!block[cell].span_n)
            continue;
        lx_str_clear(&name);
        if (block[head].head) {
            lx_doc_block_text(&name, f->d, h);
            lx_str_add(&name, lx_paper_word(LX_PW_COLON, f->en));
        }
        lx_runs_clear(&f->runs);
        lx_runs_add(&f->runs, name.s, name.len, LX_FACE_HEI, block[row].line_from);
        lx_sheet_cell(f->sheet, &f->runs, cell, LX_FACE_BODY);
        lx_flow_para(f, (struct lx_shape){ .rest_x = 4 }, row);
    }
    lx_flow_rule(f);
    lx_str_done(&name);
}
