/* Tables in three dresses: pipes or tabs, columns set with blanks, and one cell a line. */
#include "core/plan/lines.h"

#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

enum {
    HEAD_CELL_MAX_N = 14, /* characters of a head */
    ROW_CELLS_MAX = 48,   /* lines of one row in a flattened table */
    ROW_LINES_MAX = 400,  /* blank lines included */
    ROW_BYTES_MAX = 2000, /* of a row set with blanks */
    PARAGRAPH_MIN_N = 60, /* characters: text behind the table rather than a cell */
    STATUS_MAX_N = 30,    /* words in place of a year */
    CAPTION_REACH = 4     /* lines with text between caption and head */
};
enum delimiter { DELIM_NONE, DELIM_PIPE, DELIM_TAB, DELIM_BLANKS };

static int flat_table(struct reading *r, int at);
static int delimited_table(struct reading *r, int at);
static bool head_of(struct table *t, const struct span *cells, int n);
static void find_caption(struct reading *r, struct table *t);
static void set_cells(struct table *t, struct table_row *row, const struct span *cells, int n);

void tables_find(struct reading *r)
{
    for (int i = 0; i < r->lines_n;) {
        int end = 0;
        if (!r->lines[i].blank && !r->lines[i].take) {
            end = delimited_table(r, i);
            if (!end)
                end = flat_table(r, i);
        }
        i = end > i ? end : i + 1;
    }
}

void tables_done(struct reading *r)
{
    for (size_t i = 0; i < r->tables_n; i++) {
        struct table *t = &r->tables[i];
        for (size_t j = 0; j < t->rows_n; j++)
            for (int c = 0; c < t->columns_n; c++)
                free(t->rows[j].own[c]);
        free(t->rows);
    }
    free(r->tables);
}

static int add_table(struct reading *r, struct table *t)
{
    int index = (int)r->tables_n;
    for (int i = t->line_from; i < t->line_to; i++)
        r->lines[i].table = index;
    for (int c = 0; c < t->columns_n; c++)
        t->sizes |= t->columns[c] == COL_CONTENT && set_has(t->heads[c], SET_SIZE_HEAD);
    find_caption(r, t);
    LX_PUSH(r->tables, r->tables_n, r->tables_room) = *t;
    return t->line_to;
}

static void find_caption(struct reading *r, struct table *t)
{
    int seen = 0;
    for (int i = t->line_from - 1; i >= 0 && seen < CAPTION_REACH; i--) {
        struct line *l = &r->lines[i];
        if (l->blank)
            continue;
        if (l->table >= 0 || ends_sentence(l->text) || l->num != NUM_NONE)
            return;
        seen++;
        size_t start = set_at(l->text, 0, SET_CAPTION_START, NULL), len, end = start;
        if (l->skip != LX_SKIP_CAPTION && !set_end(l->text, SET_TITLE_END, NULL))
            continue;
        for (uint32_t cp; start && ((cp = span_get(l->text, end, &len)) == '-' || is_digit(cp) || cp == '.' || cp == CP_DASH); end += len)
            ;
        if (start && end > start)
            t->caption_number = span_sub(l->text, 0, end);
        else
            end = 0;
        t->caption = span_trim(span_sub(l->text, end, l->text.len));
        if (span_get(t->caption, 0, &len) == ':')
            t->caption = span_trim(span_sub(t->caption, len, t->caption.len));
        l->skip = LX_SKIP_CAPTION;
        return;
    }
}

/* --- heads -------------------------------------------------------------------------------------------------------- */
/* What a head says its column is: the longest word of the list that stands in it. */
static int column_of(struct span cell, int *year)
{
    size_t best = 0, len;
    int code, kind = COL_NONE, from, to;
    *year = 0;
    if (!cell.len || span_n(cell) > HEAD_CELL_MAX_N || ends_sentence(cell))
        return COL_NONE;
    for (size_t at = 0; (at = set_find(cell, at, SET_COLUMN, &len, &code)) != NOWHERE; at += len) {
        if (len > best) {
            best = len;
            kind = code;
        }
    }
    if (kind == COL_NONE && (*year = year_at(cell, 0)) != 0 && !year_span(cell, &from, &to))
        return COL_YEAR;
    return span_n(cell) <= 8 || best * 2 >= cell.len ? kind : COL_NONE;
}

/* A head has a number or a unit column, or says that it is about indicators, and something to name the rows by. */
static bool head_of(struct table *t, const struct span *cells, int n)
{
    int known = 0;
    bool named = false, worked = false, figures = false, measured = false;
    if (n < 2 || n > COLUMNS_MAX)
        return false;
    for (int i = 0; i < n; i++) {
        int kind = column_of(cells[i], &t->years[i]);
        t->columns[i] = kind == COL_NONE ? COL_OTHER : kind;
        t->heads[i] = cells[i];
        known += kind != COL_NONE;
        named |= kind == COL_NAME || kind == COL_TASK || kind == COL_CONTENT || kind == COL_INDICATOR;
        worked |= kind == COL_NO || kind == COL_LEAD || kind == COL_COOP || kind == COL_RESP || kind == COL_FINISH ||
                  kind == COL_START || kind == COL_SPAN;
        measured |= kind == COL_INDICATOR;
        figures |= kind == COL_YEAR;
    }
    t->columns_n = n;
    return named && (worked || (measured && figures)) && known * 3 >= n * 2;
}

static bool has_column(const struct table *t, int kind)
{
    for (int c = 0; c < t->columns_n; c++)
        if (t->columns[c] == kind)
            return true;
    return false;
}

/* --- delimited ---------------------------------------------------------------------------------------------------- */
static int split_cells(struct span sp, enum delimiter d, struct span *cells)
{
    int n = 0;
    size_t from = 0, len;
    if (d == DELIM_PIPE) {
        if (sp.len && sp.s[0] == '|')
            from = 1;
        if (sp.len > from && sp.s[sp.len - 1] == '|')
            sp.len--;
    }
    for (size_t i = from; i <= sp.len && n < COLUMNS_MAX; i += len) {
        uint32_t cp = span_get(sp, i, &len);
        bool cut = i >= sp.len || (d == DELIM_PIPE && cp == '|') || (d == DELIM_TAB && cp == '\t');
        if (!cut && d == DELIM_BLANKS && is_blank(cp)) {
            size_t more, end = i + len;
            while (end < sp.len && is_blank(span_get(sp, end, &more)))
                end += more;
            cut = end > i + 1 || cp == CP_IDEO_BLANK;
            len = end - i;
        }
        if (!cut)
            continue;
        cells[n++] = span_trim(span_sub(sp, from, i));
        from = i + len;
    }
    return n;
}

static enum delimiter delimiter_of(struct span sp)
{
    size_t pipes = 0, tabs = 0;
    for (size_t i = 0; i < sp.len; i++) {
        pipes += sp.s[i] == '|';
        tabs += sp.s[i] == '\t';
    }
    if (pipes >= 2)
        return DELIM_PIPE;
    if (tabs >= 1)
        return DELIM_TAB;
    return memmem(sp.s, sp.len, "  ", 2) || memmem(sp.s, sp.len, "\343\200\200", 3) ? DELIM_BLANKS : DELIM_NONE;
}

static bool is_rule(struct span sp)
{
    for (size_t i = 0; i < sp.len; i++)
        if (!strchr("|-:+= \t", sp.s[i]))
            return false;
    return sp.len > 2;
}

static struct table_row *add_row(struct table *t, int line)
{
    LX_PUSH(t->rows, t->rows_n, t->rows_room) = (struct table_row){ .line_from = line, .line_to = line + 1, .line_name = line };
    return &t->rows[t->rows_n - 1];
}

static void put_cell(struct table_row *row, int c, struct span cell)
{
    if (!cell.len)
        return;
    if (!row->cells[c].len) {
        row->cells[c] = cell;
        return;
    }
    struct lx_str both = LX_STR_EMPTY;
    lx_str_addn(&both, row->cells[c].s, row->cells[c].len);
    lx_str_addc(&both, '\n');
    lx_str_addn(&both, cell.s, cell.len);
    free(row->own[c]);
    row->own[c] = lx_str_take(&both);
    row->cells[c] = span_of(row->own[c]);
}

/* A row of its own that heads the rows below it. */
struct category {
    struct span title, number;
    int line;
};

static void note_category(struct category *c, struct span title, struct span number, int line)
{
    size_t len;
    uint32_t last = span_last(number, &len);
    if (number.len && (last == CP_PAUSE || last == '.'))
        number.len -= len;
    *c = (struct category){ title, number, line };
}

static void put_category(struct table_row *row, const struct category *c)
{
    row->category = c->title;
    row->category_number = c->number;
    row->category_line = c->line;
}

/* <br> in a cell of Markdown begins a new line. */
static void break_lines(struct table_row *row, int c)
{
    struct span cell = row->cells[c];
    struct lx_str out = LX_STR_EMPTY;
    if (!memmem(cell.s, cell.len, "<br", 3))
        return;
    for (size_t i = 0; i < cell.len; i++) {
        const char *close = cell.len - i > 3 && memcmp(cell.s + i, "<br", 3) == 0 ? memchr(cell.s + i, '>', cell.len - i) : NULL;
        if (close)
            i = (size_t)(close - cell.s);
        lx_str_addc(&out, close ? '\n' : cell.s[i]);
    }
    row->own[c] = lx_str_take(&out);
    row->cells[c] = span_of(row->own[c]);
}

/* A line with nothing but a title in it, or with a title and a Chinese number, heads the rows below it. */
static void delimited_row(struct table *t, struct reading *r, int line, const struct span *cells, int n, struct category *category)
{
    int filled = 0, last = -1;
    size_t len;
    for (int c = 0; c < n && c < t->columns_n; c++)
        if (cells[c].len) {
            filled++;
            last = c;
        }
    if (!filled || r->lines[line].refused)
        return;
    bool alone = filled == 1, counted = filled == 2 && cells[0].len && !is_digit(span_get(cells[0], 0, &len));
    if ((alone || counted) && t->columns_n > 2 && span_n(cells[last]) <= 40) {
        note_category(category, cells[last], span_sub(cells[0], 0, counted ? cells[0].len : 0), line);
        return;
    }
    struct table_row *row = add_row(t, line);
    put_category(row, category);
    for (int c = 0; c < n && c < t->columns_n; c++) {
        row->cells[c] = cells[c];
        break_lines(row, c);
        if (t->columns[c] == COL_NO)
            row->number = cells[c];
    }
}

/* Columns set with single blanks here and there: the words find their columns as the lines of a flattened row do. */
static void blank_row(struct table *t, int line, struct span sp)
{
    struct span cells[ROW_CELLS_MAX];
    int n = 0;
    size_t len, from = 0;
    for (size_t i = 0; i <= sp.len && n < ROW_CELLS_MAX; i += len) {
        uint32_t cp = span_get(sp, i, &len);
        if (i < sp.len && !is_blank(cp))
            continue;
        if (i > from)
            cells[n++] = span_sub(sp, from, i);
        from = i + len;
    }
    int first = t->columns[0] == COL_NO;
    if (n - first < 1)
        return;
    struct table_row *row = add_row(t, line);
    row->number = span_sub(cells[0], 0, first ? cells[0].len : 0);
    set_cells(t, row, cells + first, n - first);
}

static int delimited_table(struct reading *r, int at)
{
    struct span cells[COLUMNS_MAX], raw = r->lines[at].raw;
    struct category category = { { "", 0 }, { "", 0 }, 0 };
    enum delimiter d = delimiter_of(raw);
    struct table t = { .line_from = at };
    if (d == DELIM_NONE || r->lines[at].md || ends_sentence(r->lines[at].text))
        return 0;
    struct span line = span_trim(raw);
    if (d == DELIM_TAB)
        line = raw;
    int n = split_cells(line, d, cells);
    if (n < 3 || !head_of(&t, cells, n))
        return 0;
    int i = at + 1, end = i;
    for (; i < r->lines_n; i++) {
        struct line *l = &r->lines[i];
        if (l->blank || is_rule(l->raw))
            continue;
        enum delimiter here = delimiter_of(l->raw);
        if (l->md || (here != d && !(d == DELIM_BLANKS && here == DELIM_TAB)))
            break;
        n = split_cells(d == DELIM_TAB ? l->raw : span_trim(l->raw), here, cells);
        if (n < 2 || (d == DELIM_BLANKS && n < t.columns_n - 1))
            break;
        bool thin = d == DELIM_BLANKS && n < t.columns_n && span_trim(l->raw).len < ROW_BYTES_MAX;
        struct table again = { 0 };
        if (!head_of(&again, cells, n) || !span_same(cells[0], t.heads[0])) /* the head again, on a new page */
            thin ? blank_row(&t, i, span_trim(l->raw)) : delimited_row(&t, r, i, cells, n, &category);
        end = i + 1;
    }
    t.line_to = end;
    for (i = at; i < end && !t.rows_n; i++) /* nothing but heads */
        r->lines[i].skip = LX_SKIP_CAPTION;
    if (!t.rows_n)
        free(t.rows);
    return t.rows_n ? add_table(r, &t) : end;
}

/* --- one cell a line ---------------------------------------------------------------------------------------------- */
static bool year_like(struct span cell)
{
    struct due_date d;
    if (span_n(cell) > 16)
        return false;
    if (year_at(cell, 0) || set_is(cell, SET_EMPTY_CELL, NULL) || (span_n(cell) <= 8 && set_has(cell, SET_ONGOING)))
        return true;
    bool date = date_next(cell, 0, 2000, &d);
    if (date)
        lx_date_done(&d.date);
    return date;
}

static int next_text(const struct reading *r, int at)
{
    while (at < r->lines_n && r->lines[at].blank)
        at++;
    return at;
}

static bool is_number(const struct reading *r, int at, int want)
{
    struct span sp = span_trim(r->lines[at].raw);
    size_t len, end = 0;
    int n = 0;
    for (uint32_t cp; is_digit(cp = span_get(sp, end, &len)) && end < sp.len && n < 100000; end += len)
        n = n * 10 + (int)(cp - '0');
    uint32_t mark = span_get(sp, end, &len);
    return end > 0 && n == want && (end == sp.len || ((mark == '.' || mark == CP_PAUSE) && end + len == sp.len));
}

/* What a cell looks like, measured once. */
struct look {
    bool units, year, years, sentence, status;
};

static struct look look_at(struct span cell)
{
    int from, to;
    struct look l = { .units = looks_like_units(cell), .year = year_like(cell), .years = year_span(cell, &from, &to) };
    l.sentence = ends_sentence(cell) || span_n(cell) > 24;
    l.status = span_n(cell) <= STATUS_MAX_N && !ends_sentence(cell) && stage_of_status(cell) != STAGE_NONE;
    return l;
}

/* How well a cell fits a column; extra: the column holds a line of this row already. */
static int fit(int kind, struct look cell, bool first, bool extra)
{
    switch (kind) {
    case COL_START:
    case COL_FINISH:
    case COL_YEAR: return extra ? -9 : cell.year ? 6 : cell.units ? -8 : cell.status ? 3 : -2;
    case COL_SPAN: return extra ? -9 : cell.years ? 7 : cell.year ? 5 : cell.units ? -8 : -2;
    case COL_LEAD:
    case COL_COOP:
    case COL_RESP: return cell.units ? (extra ? 4 : 6) : -5;
    case COL_NAME: return extra ? -4 : first ? 5 : cell.sentence ? -2 : 1;
    case COL_TASK: return extra ? 0 : first ? 5 : 1;
    case COL_CONTENT: return cell.units ? -3 : cell.year ? -2 : extra && cell.status ? 0 : 1 + cell.sentence;
    case COL_STATE: return extra ? -4 : cell.status ? 3 : 0;
    default: return extra ? -4 : cell.units ? -2 : 0;
    }
}

/* Sets the cells of a row, in order, under its columns: the best fit of all, a column may stay empty or take several
 * lines.  best[i][c]: value of the first i cells with the last of them in column c. */
static void set_cells(struct table *t, struct table_row *row, const struct span *cells, int n)
{
    enum { IMPOSSIBLE = -100000 };
    int best[ROW_CELLS_MAX + 1][COLUMNS_MAX], from[ROW_CELLS_MAX + 1][COLUMNS_MAX];
    int first = t->columns[0] == COL_NO ? 1 : 0;
    for (int i = 0; i < n; i++) {
        struct look look = look_at(cells[i]);
        for (int c = first; c < t->columns_n; c++) {
            best[i][c] = IMPOSSIBLE;
            from[i][c] = -1;
            int lone = fit(t->columns[c], look, i == 0, false), more = fit(t->columns[c], look, i == 0, true);
            if (i == 0)
                best[i][c] = lone - (c - first);
            for (int before = first; i > 0 && before <= c; before++) {
                int v = best[i - 1][before] + (before == c ? more : lone - (c - before - 1));
                if (v > best[i][c]) {
                    best[i][c] = v;
                    from[i][c] = before;
                }
            }
        }
    }
    int last = first, at[ROW_CELLS_MAX];
    for (int c = first; c < t->columns_n; c++)
        if (best[n - 1][c] - (t->columns_n - 1 - c) > best[n - 1][last] - (t->columns_n - 1 - last))
            last = c;
    for (int i = n - 1; i >= 0; i--) {
        at[i] = last;
        last = from[i][last];
    }
    for (int i = 0; i < n; i++)
        put_cell(row, at[i], cells[i]);
}

/* The cell is what the last column holds, so that the row may end with it. */
static bool fits_last(const struct table *t, struct span cell, int n, int wide)
{
    int from, to;
    switch (t->columns[t->columns_n - 1]) {
    case COL_LEAD:
    case COL_COOP:
    case COL_RESP: return n >= 2 && looks_like_units(cell);
    case COL_START:
    case COL_FINISH: return n >= 2 && year_like(cell);
    case COL_SPAN: return n >= 2 && (year_span(cell, &from, &to) || year_like(cell));
    default: return n >= wide;
    }
}

/* The row that begins at `at` (its number, or its first cell in a table without numbers): returns the line after it. */
static int flat_row(struct reading *r, struct table *t, int at, int want)
{
    struct span cells[ROW_CELLS_MAX];
    int n = 0, i = at, end = at + 1, lines = 0, name = -1;
    bool numbered = t->columns[0] == COL_NO;
    int wide = t->columns_n - (numbered ? 1 : 0);
    if (numbered)
        i = next_text(r, at + 1);
    for (; i < r->lines_n && n < ROW_CELLS_MAX && lines < ROW_LINES_MAX; i = next_text(r, i + 1), lines++) {
        struct line *l = &r->lines[i];
        struct span cell = span_trim(l->raw);
        bool full = n && fits_last(t, cells[n - 1], n, wide);
        if (l->md || (numbered && n >= 2 && is_number(r, i, want + 1)))
            break;
        if ((full || (n >= wide && !numbered)) && !(numbered && n < ROW_CELLS_MAX && fits_last(t, cell, n < wide ? n + 1 : 0, wide)))
            break;
        if (n >= wide && ends_sentence(cell) && span_n(cell) > PARAGRAPH_MIN_N && looks_like_units(cells[n - 1]))
            break;
        if (n >= 2 && (l->num == NUM_CN || l->num == NUM_CHAPTER)) /* a heading: the table is over */
            break;
        if (name < 0)
            name = i;
        cells[n++] = cell;
        end = i + 1;
    }
    if (n < 2)
        return 0;
    struct table_row *row = add_row(t, at);
    row->line_to = end;
    row->line_name = name;
    row->number = numbered ? span_trim(r->lines[at].raw) : span_sub(r->lines[at].raw, 0, 0);
    set_cells(t, row, cells, n);
    if (r->lines[at].refused || r->lines[name].refused) {
        for (int c = 0; c < t->columns_n; c++)
            free(row->own[c]);
        t->rows_n--;
    }
    return end;
}

/* The cells of a head, one a line; returns the line after it or 0. */
static int flat_head(struct reading *r, struct table *t, int at)
{
    struct span cells[COLUMNS_MAX];
    int n = 0, i = at, end = at, year;
    bool numbered = column_of(span_trim(r->lines[at].raw), &year) == COL_NO;
    for (; i < r->lines_n && n < COLUMNS_MAX; i = next_text(r, i + 1)) {
        struct span cell = span_trim(r->lines[i].raw);
        if (is_number(r, i, 1) || r->lines[i].md || span_n(cell) > HEAD_CELL_MAX_N)
            break;
        if ((!numbered && column_of(cell, &year) == COL_NONE) || (n && span_same(cell, cells[0])))
            break; /* no head stands twice */
        cells[n++] = cell;
        end = i + 1;
    }
    if (n < 3 || !head_of(t, cells, n))
        return 0;
    return !numbered || (i < r->lines_n && is_number(r, i, 1)) ? end : 0;
}

/* Between rows: a category line, or the head again on a new page; returns the line where the next row begins. */
static int between_rows(struct reading *r, struct table *t, int at, int want, struct category *category)
{
    int i = next_text(r, at);
    if (i >= r->lines_n || is_number(r, i, want))
        return i;
    int k = i, c = 0;
    for (; k < r->lines_n && c < t->columns_n && span_same(span_trim(r->lines[k].raw), t->heads[c]); c++)
        k = next_text(r, k + 1);
    if (c == t->columns_n && k < r->lines_n && is_number(r, k, want))
        return k;
    int after = next_text(r, i + 1);
    struct line *l = &r->lines[i];
    if (after < r->lines_n && (is_number(r, after, want) || is_number(r, after, 1)) && span_n(l->text) <= 30 && !l->md &&
        !ends_sentence(l->text) && !set_end(l->text, SET_TITLE_END, NULL)) {
        note_category(category, l->text, l->number, i);
        return after;
    }
    return i;
}

static int flat_table(struct reading *r, int at)
{
    struct table t = { .line_from = at };
    struct category category = { { "", 0 }, { "", 0 }, 0 };
    int year;
    if (column_of(span_trim(r->lines[at].raw), &year) == COL_NONE)
        return 0;
    int i = flat_head(r, &t, at);
    if (!i || has_column(&t, COL_INDICATOR))
        return 0;
    bool numbered = t.columns[0] == COL_NO;
    if (!numbered && has_column(&t, COL_NO))
        return 0;
    t.line_to = i;
    for (int want = 1; i < r->lines_n; want++) {
        i = numbered ? between_rows(r, &t, i, want, &category) : next_text(r, i);
        if (i >= r->lines_n)
            break;
        if (numbered && !is_number(r, i, want)) {
            if (!category.title.len || !is_number(r, i, 1))
                break;
            want = 1; /* each category counts from one again */
        }
        size_t rows = t.rows_n;
        int end = flat_row(r, &t, i, want);
        if (!end || (!numbered && t.rows_n > rows && !looks_like_units(t.rows[rows].cells[t.columns_n - 1]) &&
                     !year_like(t.rows[rows].cells[t.columns_n - 1]))) {
            if (end) {
                for (int c = 0; c < t.columns_n; c++)
                    free(t.rows[rows].own[c]);
                t.rows_n = rows;
            }
            break;
        }
        if (t.rows_n > rows)
            put_category(&t.rows[rows], &category);
        t.line_to = i = end;
    }
    if (!t.rows_n) {
        free(t.rows);
        return 0;
    }
    return add_table(r, &t);
}
