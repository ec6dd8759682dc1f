/* Fuzz target: CSV read, written and read again says the same. */
#include "core/text/csv.h"
#include "core/text/text.h"
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

/* Writes what it reads to out and answers the number of rows; -1: it was refused. */
static long copy(struct lx_str *out, const char *s, size_t len)
{
    struct lx_csv csv;
    struct lx_csv_out w = { .out = out };
    struct lx_err err = { 0 };
    enum lx_rc rc;
    size_t rows_n = 0, line = 0;
    lx_csv_begin(&w);
    lx_csv_open(&csv, s, len);
    while ((rc = lx_csv_next(&csv, &err)) == LX_OK && csv.field_n > 0) {
        FUZZ_MUST(csv.line > line && csv.field_n <= LX_CSV_COLUMNS_MAX);
        line = csv.line;
        rows_n++;
        for (size_t i = 0; i < csv.field_n; i++)
            lx_csv_field(&w, csv.field[i]);
        lx_csv_end_row(&w);
    }
    lx_csv_done(&csv);
    FUZZ_MUST(rc == LX_OK || (rc == LX_INVALID && err.msgid));
    return rc == LX_OK ? (long)rows_n : -1;
}

void fuzz_csv(const char *s, size_t len)
{
    struct fuzz_in in = { s, len };
    char *text = fuzz_stored(&in);
    struct lx_str first = LX_STR_EMPTY, second = LX_STR_EMPTY, back = LX_STR_EMPTY;
    long rows_n = copy(&first, text, strlen(text));
    if (rows_n >= 0) {
        FUZZ_MUST(lx_text_import(&back, first.s, first.len, NULL, NULL) == LX_OK);
        FUZZ_MUST(copy(&second, lx_str_z(&back), back.len) == rows_n);
        FUZZ_MUST(first.len == second.len && memcmp(first.s, second.s, first.len) == 0);
    }
    free(text);
    lx_str_done(&first);
    lx_str_done(&second);
    lx_str_done(&back);
}
