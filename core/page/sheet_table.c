/* How wide the columns of a paper's tables stand. */
#include "core/doc/table.h"
#include "core/page/sheetset.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMN_LEAST_W = 4 };

/* One list of columns (6 20 10), the widest taking what is left of room_w. */
static bool asked(const char *s, const char *stop, int column_n, int room_w, int *w)
{
    int n = 0, widest = 0, spare_w = room_w;
    for (char *end; n < column_n; n++, s = end) {
        long asked_w = strtol(s, &end, 10);
        if (end == s || end > stop || asked_w < 2 || asked_w > spare_w)
            return false;
        w[n] = (int)asked_w;
        spare_w -= (int)asked_w;
        widest = w[n] > w[widest] ? n : widest;
    }
    if (!n || s + strspn(s, " ") < stop)
        return false;
    w[widest] += spare_w;
    return true;
}

/* The columns that a comment above the table asks for, else the front matter: the first of the lists that fits (columns: 6 20 10；4 30). */
static bool asked_any(const struct lx_sheet *sheet, size_t table, int room_w, int *w)
{
    const char *own = sheet->d->block[table].columns, *at = own ? own : lx_doc_get(sheet->d, "columns"), *part;
    int column_n = sheet->d->block[table].start;
    size_t len;
    while (at && lx_sh_part(&at, &part, &len))
        if (asked(part, part + len, column_n, room_w, w))
            return true;
    return false;
}

bool lx_sheet_widths(const struct lx_sheet *s, size_t table, int page_w, int *w, bool *ruled)
{
    struct lx_table_size size;
    int n = s->d->block[table].start, room_w = page_w - n - 1;
    *ruled = asked_any(s, table, room_w, w);
    if (*ruled)
        return true;
    lx_table_measure(&size, s->d, table, LX_WIDE);
    *ruled = size.sum_w > room_w;
    bool fits = room_w >= (*ruled ? COLUMN_LEAST_W : 2) * n;
    if (fits)
        lx_table_widths(&size, room_w, w);
    for (int c = 0, spare_w = room_w - size.sum_w; fits && !*ruled && spare_w > 0; c++, spare_w--)
        w[c % n]++; /* a table is as wide as the page */
    lx_table_size_done(&size);
    return fits;
}
