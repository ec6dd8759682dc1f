/* Pipe tables on source lines, and how wide the columns of a table stand.
 *
 * The lines are the raw source: cmark's tree has already lost the backslash of \| (libraries.md 1.2). */
#ifndef LX_TABLE_H
#define LX_TABLE_H

#include "core/doc/doc.h"

enum { LX_TABLE_COLUMNS = 64 }; /* a table with more is read as a paragraph */

/* Is this line a delimiter row, | --- | :-: |?  Returns its columns and fills align; 0 if it is none. */
int lx_table_delimiter(const char *s, size_t len, enum lx_align align[LX_TABLE_COLUMNS]);

/* The next cell of a row, trimmed, \| still in it; *at starts at 0.  False at the end of the row. */
bool lx_table_cell(const char *s, size_t len, size_t *at, const char **cell, size_t *cell_len);
int lx_table_cell_n(const char *s, size_t len);

/* The widths of a table's cells, as far as its columns are shared out by them. */
struct lx_table_size {
    int column_n;
    int natural_w[LX_TABLE_COLUMNS]; /* the widest cell */
    int least_w[LX_TABLE_COLUMNS];   /* what should not be torn: the longest date or Latin word, 6 of other text */
    int sum_w;                       /* of natural_w, each 2 at least */
    int *cell_w;                     /* row_n x column_n, the first rows; owned */
    int row_n;
};
void lx_table_measure(struct lx_table_size *t, const struct lx_doc *d, size_t table, enum lx_amb amb);
void lx_table_size_done(struct lx_table_size *t);

/* The widths of the columns when `room` cells are there for all of them: lx_table_fit, and then cells are moved from
 * column to column as long as that makes the table shorter. */
void lx_table_widths(const struct lx_table_size *t, int room, int *out_w);

/* Shares `room` cells among n columns.  natural_w: what each would like; least_w: what each needs (its longest word).
 * Narrow columns keep their width and the wide ones share what is left, in proportion to the square root of their
 * text, so that a long column does not starve the others.  Every column gets at least 2 if room allows. */
void lx_table_fit(const int *natural_w, const int *least_w, int n, int room, int *out_w);

#endif
