/* Pipe tables on source lines, and how wide the columns of a table stand. */
#include "core/doc/table.h"

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
