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

/* Shares `room` cells among n columns.  natural_w: what each would like; least_w: what each needs (its longest word).
 * Narrow columns keep their width and the wide ones share what is left, in proportion to the square root of their
 * text, so that a long column does not starve the others.  Every column gets at least 2 if room allows. */
void lx_table_fit(const int *natural_w, const int *least_w, int n, int room, int *out_w);

#endif
