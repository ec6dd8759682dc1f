/* Markdown to the document tree: pipe tables, read from the lines of the source. */
#include "core/doc/reader.h"

#include "core/doc/table.h"
#include <ctype.h>
#include <string.h>

/* A table on lines of the section: from its head to before `to`; column: where the text of the head begins. */
struct rows {
    size_t from, to;
    int column, columns;
    enum lx_align align[LX_TABLE_COLUMNS];
};

static void read_rows(struct lx_reader *r, const struct rows *rows);
static void read_cell(struct lx_reader *r, const char *s, size_t len);

/* A line of the section without the container marks in front of it; column: where its text begins, 0 = look. */
static const char *section_line(const struct lx_reader *r, size_t i, int column, size_t *len)
{
    const char *s = r->section + r->line_at[i];
    *len = r->line_at[i + 1] - r->line_at[i];
    while (*len && (s[*len - 1] == '\n' || s[*len - 1] == '\r'))
        (*len)--;
    size_t skip = column > 1 ? (size_t)column - 1 : 0;
    while (!column && skip < *len && strchr(" >", s[skip]))
        skip++;
    skip = skip < *len ? skip : *len;
    *len -= skip;
    return s + skip;
}

bool lx_reader_is_row(const struct lx_reader *r, size_t line) { return line < r->line_n && r->section[r->line_at[line]] == '|'; }

bool lx_reader_table(struct lx_reader *r, size_t from, size_t to, int column)
{
    struct rows rows = { .to = to < r->line_n ? to : r->line_n };
    for (size_t i = from + 1; i < rows.to; i++) {
        size_t len, head_len;
        const char *s = section_line(r, i, 0, &len);
        if (!len || !strchr("|:-", s[0]))
            continue;
        rows.column = i - 1 == from ? column : 0;
        const char *head = section_line(r, i - 1, rows.column, &head_len);
        rows.columns = lx_table_delimiter(s, len, rows.align);
        if (!rows.columns || lx_table_cell_n(head, head_len) != rows.columns)
            continue;
        if (i - 1 > from) {
            size_t text = r->line_at[from] + (size_t)column - 1;
            lx_reader_open(r, LX_B_PARA, lx_reader_line(r, (int)from + 1), lx_reader_line(r, (int)i - 1));
            lx_reader_inlines(r, r->section + text, r->line_at[i - 1] - text);
            lx_reader_close(r);
        }
        rows.from = i - 1;
        while (lx_reader_is_row(r, rows.to))
            rows.to++; /* cmark was not shown them */
        read_rows(r, &rows);
        return true;
    }
    return false;
}

/* A head of empty cells is none: so a form is written, whose labels stand in its first column. */
static bool has_head(const struct lx_reader *r, const struct rows *rows)
{
    size_t len, at = 0, cell_len = 0;
    const char *s = section_line(r, rows->from, rows->column, &len), *cell;
    while (!cell_len && lx_table_cell(s, len, &at, &cell, &cell_len))
        ;
    return cell_len || rows->to <= rows->from + 2;
}

static void read_rows(struct lx_reader *r, const struct rows *rows)
{
    struct lx_doc *d = r->d;
    bool head = has_head(r, rows);
    lx_doc_open(d, LX_B_TABLE, lx_reader_parent(r), lx_reader_line(r, (int)rows->from + 1), lx_reader_line(r, (int)rows->to))->start =
        rows->columns;
    size_t table = d->block_n - 1;
    d->block[table].columns = r->columns;
    for (size_t i = rows->from; i < rows->to; i++) {
        if (i == rows->from + 1 || (i == rows->from && !head))
            continue; /* the delimiter row */
        int line = lx_reader_line(r, (int)i + 1);
        lx_doc_open(d, LX_B_ROW, table, line, line)->head = i == rows->from;
        size_t row = d->block_n - 1, len, at = 0, cell_len;
        const char *s = section_line(r, i, i == rows->from ? rows->column : 0, &len), *cell;
        for (int c = 0; c < rows->columns; c++) {
            lx_reader_open_in(r, row, LX_B_CELL, line, line);
            d->block[r->leaf].align = rows->align[c];
            if (lx_table_cell(s, len, &at, &cell, &cell_len))
                read_cell(r, cell, cell_len);
            while (c == rows->columns - 1 && lx_table_cell(s, len, &at, &cell, &cell_len)) {
                lx_reader_text(r, " | ", 3, 0); /* more cells than columns: the last one keeps the words */
                read_cell(r, cell, cell_len);
            }
            lx_reader_close(r);
        }
        lx_doc_close(d, row);
    }
    lx_doc_close(d, table);
}

/* Is there no markup in it but escaped marks and breaks, or not even these?  So nearly every cell of our own papers is written. */
static bool is_plain(const char *s, size_t len, bool *bare)
{
    *bare = true;
    for (size_t at = 0; at < len;) {
        switch (s[at]) {
        case '*':
        case '_':
        case '[':
        case ']':
        case '&':
        case '`':
            return false;
        case '\\':
            *bare = false;
            at += at + 1 < len ? 2 : 1;
            break;
        case '<':
            if (!lx_reader_break_len(s + at, len - at))
                return false;
            *bare = false;
            /* fall through */
        default:
            at++;
        }
    }
    return lx_text_is_clean(s, len, 0);
}

static void read_plain(struct lx_reader *r, const char *s, size_t len)
{
    size_t from = 0;
    lx_str_clear(&r->cell);
    for (size_t at = 0; at < len;) {
        size_t break_len = s[at] == '<' ? lx_reader_break_len(s + at, len - at) : 0;
        bool mark = s[at] == '\\' && at + 1 < len && (unsigned char)s[at + 1] < 0x80 && ispunct(s[at + 1]);
        if (break_len || mark)
            lx_str_addn(&r->cell, s + from, at - from);
        if (break_len) {
            lx_reader_text(r, r->cell.s, r->cell.len, 0);
            lx_reader_break(r);
            lx_str_clear(&r->cell);
        }
        from = break_len ? at + break_len : mark ? at + 1 : from;
        at += break_len ? break_len : mark ? 2 : 1;
    }
    lx_str_addn(&r->cell, s + from, len - from);
    lx_reader_text(r, r->cell.s, r->cell.len, 0);
}

/* A backslash before a | was there for the table. */
static void read_cell(struct lx_reader *r, const char *s, size_t len)
{
    bool bare;
    if (is_plain(s, len, &bare)) {
        if (bare)
            lx_reader_text(r, s, len, 0);
        else
            read_plain(r, s, len);
        return;
    }
    lx_str_clear(&r->cell);
    for (size_t i = 0; i < len; i++)
        if (!(s[i] == '\\' && i + 1 < len && s[i + 1] == '|'))
            lx_str_addc(&r->cell, s[i]);
    lx_reader_inlines(r, lx_str_z(&r->cell), r->cell.len);
}
