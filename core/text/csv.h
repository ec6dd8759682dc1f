/* CSV as RFC 4180 has it, and as spreadsheets in Chinese offices write it.
 *
 * The reader takes a buffer that lx_text_import has made (UTF-8, LF, no NUL) and finds out the separator from the
 * first line: , tab ; ， ；.  It is lenient: text after a closing quotation mark is kept, lines may differ in length,
 * blank lines are left out.
 *     struct lx_csv csv;
 *     lx_csv_open(&csv, text, len);
 *     while ((rc = lx_csv_next(&csv, err)) == LX_OK && csv.field_n > 0) … csv.field[i] … csv.line …
 *     lx_csv_done(&csv);
 * The writer puts ' before a cell that a spreadsheet would take for a formula (= + - @ tab CR ＝ ＋ － ＠ first), and
 * before one that truly begins with '; the reader takes that mark away again, so that what is written reads back byte
 * for byte.  The text is not cleaned (lx_text_clean): that would not read back. */
#ifndef LX_CSV_H
#define LX_CSV_H

#include "core/err.h"
#include "core/str.h"

#include <stdbool.h>
#include <stddef.h>

enum { LX_CSV_COLUMNS_MAX = 200, LX_CSV_FIELD_LEN_MAX = 65536, LX_CSV_ROWS_MAX = 1000001 /* with the head */ };

struct lx_csv {
    size_t line;    /* where the row begins, 1 = the first */
    size_t field_n; /* 0: the text has ended */
    const char *field[LX_CSV_COLUMNS_MAX]; /* borrowed until the next call */

    /* private */
    const char *s;
    size_t len, at, next_line, row_n;
    const char *separator;
    struct lx_str text; /* the fields of the row, each ended by NUL */
};

void lx_csv_open(struct lx_csv *c, const char *s, size_t len); /* borrows s */
/* LX_INVALID, the detail is the line: a quotation mark that is never closed, or a limit above is passed. */
LX_CHECK enum lx_rc lx_csv_next(struct lx_csv *c, struct lx_err *err);
void lx_csv_done(struct lx_csv *c);

struct lx_csv_out {
    struct lx_str *out; /* borrowed */
    size_t field_n;     /* private: in this row so far */
    bool blank;         /* private: nothing but one empty cell */
};

void lx_csv_begin(struct lx_csv_out *w); /* the byte order mark that spreadsheets want */
void lx_csv_field(struct lx_csv_out *w, const char *s); /* NULL: empty */
void lx_csv_end_row(struct lx_csv_out *w);

#endif
