/* Pipe tables on source lines, and how wide the columns of a table stand. */
#include "core/doc/table.h"

#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

int lx_table_delimiter(const char *s, size_t len, enum lx_align align[LX_TABLE_COLUMNS])
{
    if (!memchr(s, '|', len) || !memchr(s, '-', len))
        return 0;
    size_t at = 0;
    const char *cell;
    size_t cell_len;
    int n = 0;
    while (lx_table_cell(s, len, &at, &cell, &cell_len)) {
        bool left = cell_len > 0 && cell[0] == ':';
        bool right = cell_len > 1 && cell[cell_len - 1] == ':';
        size_t dashes = cell_len - left - right;
        if (!dashes || n == LX_TABLE_COLUMNS)
            return 0;
        for (size_t i = 0; i < dashes; i++)
            if (cell[left + i] != '-')
                return 0;
        align[n++] = !right ? LX_LEFT : left ? LX_CENTRE : LX_RIGHT;
    }
    return n;
}

bool lx_table_cell(const char *s, size_t len, size_t *at, const char **cell, size_t *cell_len)
{
    while (len && (s[len - 1] == ' ' || s[len - 1] == '\t' || s[len - 1] == '\r'))
        len--;
    size_t i = *at;
    if (i == 0) {
        while (i < len && (s[i] == ' ' || s[i] == '\t'))
            i++;
        i += i < len && s[i] == '|';
    }
    if (i >= len)
        return false;
    size_t from = i;
    while (i < len && s[i] != '|')
        i += s[i] == '\\' && i + 1 < len ? 2 : 1;
    size_t to = i;
    *at = i + 1;
    while (from < to && (s[from] == ' ' || s[from] == '\t'))
        from++;
    while (to > from && (s[to - 1] == ' ' || s[to - 1] == '\t'))
        to--;
    *cell = s + from;
    *cell_len = to - from;
    return true;
}

int lx_table_cell_n(const char *s, size_t len)
{
    size_t at = 0;
    const char *cell;
    size_t cell_len;
    int n = 0;
    while (n <= LX_TABLE_COLUMNS && lx_table_cell(s, len, &at, &cell, &cell_len))
        n++;
    return n;
}

static int root(int v)
{
    int r = 1;
    while ((r + 1) * (r + 1) <= v)
        r++;
    return r;
}

/* Takes one cell at a time from the column that has most for its text; the loops are small (n <= 64, room <= 300). */
void lx_table_fit(const int *natural_w, const int *least_w, int n, int room, int *out_w)
{
    int used = 0;
    room = room < 2 ? 2 : room;
    for (int i = 0; i < n; i++) {
        out_w[i] = natural_w[i] < 2 ? 2 : natural_w[i] < room ? natural_w[i] : room;
        used += out_w[i];
    }
    for (bool spare_words = true; used > room;) {
        int widest = -1, best = 0;
        for (int i = 0; i < n; i++) {
            int floor_w = spare_words && least_w[i] > 2 ? least_w[i] : 2;
            int score = out_w[i] * 1000 / root(natural_w[i] < 4 ? 4 : natural_w[i]);
            if (out_w[i] > floor_w && score > best) {
                best = score;
                widest = i;
            }
        }
        if (widest >= 0) {
            out_w[widest]--;
            used--;
        } else if (spare_words) {
            spare_words = false;
        } else {
            return;
        }
    }
}

/* --- a whole table ---------------------------------------------------------------------------------------------- */

enum { SAMPLE_ROWS = 200, BALANCED_COLUMNS = 12, WORD_MOST_W = 16, TEXT_LEAST_W = 6 };

/* The longest run of narrow characters without a blank: a number, a date, a Latin word. */
static int longest_word_w(const char *s, size_t len)
{
    int longest = 0, run = 0;
    for (size_t i = 0; i < len; i++) {
        run = (unsigned char)s[i] > ' ' && (unsigned char)s[i] < 0x7F ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest < WORD_MOST_W ? longest : WORD_MOST_W;
}

void lx_table_measure(struct lx_table_size *t, const struct lx_doc *d, size_t table, enum lx_amb amb)
{
    const struct lx_block *block = d->block;
    *t = (struct lx_table_size){ .column_n = block[table].start };
    t->cell_w = lx_alloc((size_t)(SAMPLE_ROWS * t->column_n) * sizeof *t->cell_w);
    struct lx_str text = LX_STR_EMPTY;
    for (size_t row = table + 1; row < block[table].next; row = block[row].next) {
        int c = 0;
        for (size_t cell = row + 1; cell < block[row].next; cell++, c++) {
            lx_str_clear(&text);
            lx_doc_block_text(&text, d, cell);
            int w = lx_text_w_len(lx_str_z(&text), text.len, amb), word_w = longest_word_w(lx_str_z(&text), text.len);
            int least_w = word_w > TEXT_LEAST_W ? word_w : w < TEXT_LEAST_W ? w : TEXT_LEAST_W;
            t->natural_w[c] = w > t->natural_w[c] ? w : t->natural_w[c];
            t->least_w[c] = least_w > t->least_w[c] ? least_w : t->least_w[c];
            if (t->row_n < SAMPLE_ROWS)
                t->cell_w[t->row_n * t->column_n + c] = w;
        }
        t->row_n += t->row_n < SAMPLE_ROWS;
    }
    lx_str_done(&text);
    for (int c = 0; c < t->column_n; c++)
        t->sum_w += t->natural_w[c] < 2 ? 2 : t->natural_w[c];
}

void lx_table_size_done(struct lx_table_size *t)
{
    free(t->cell_w);
    t->cell_w = NULL;
}

/* Lines that the sampled rows take; half a cell of an odd column holds no Chinese character. */
static int lines_of(const struct lx_table_size *t, const int *w)
{
    int sum = 0;
    for (int r = 0; r < t->row_n; r++) {
        int most = 1;
        for (int c = 0; c < t->column_n; c++) {
            int room = w[c] & ~1, cell_w = t->cell_w[r * t->column_n + c];
            int lines = cell_w <= w[c] ? 1 : (cell_w + room - 1) / room;
            most = lines > most ? lines : most;
        }
        sum += most;
    }
    return sum;
}

/* The best move of one or two cells between two columns, done on w; false if none makes the table shorter. */
static bool move_cells(const struct lx_table_size *t, int *w, int *lines)
{
    int best = *lines, best_from = -1, best_to = 0, best_n = 0;
    for (int from = 0; from < t->column_n; from++)
        for (int to = 0; to < t->column_n; to++)
            for (int n = 1; n <= 2; n++) {
                int least_w = t->least_w[from] > 4 ? t->least_w[from] : 4;
                if (from == to || w[from] - n < least_w)
                    continue;
                w[from] -= n;
                w[to] += n;
                int now = lines_of(t, w);
                w[from] += n;
                w[to] -= n;
                if (now < best) {
                    best = now;
                    best_from = from;
                    best_to = to;
                    best_n = n;
                }
            }
    if (best_from < 0)
        return false;
    w[best_from] -= best_n;
    w[best_to] += best_n;
    *lines = best;
    return true;
}

void lx_table_widths(const struct lx_table_size *t, int room, int *out_w)
{
    lx_table_fit(t->natural_w, t->least_w, t->column_n, room, out_w);
    if (t->sum_w <= room || t->column_n > BALANCED_COLUMNS)
        return;
    int lines = lines_of(t, out_w);
    for (int tries = 0; tries < room && move_cells(t, out_w, &lines); tries++)
        ;
}
