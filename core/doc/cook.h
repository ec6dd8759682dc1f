/* What is done to Markdown before cmark sees it, line by line; the number of lines never changes.
 *
 * - A run of * with a wide character on one side and a blank on neither gets U+2060 WORD JOINER on both sides, so that
 *   CommonMark's flanking rules, made for words with blanks, let it open and close (commonmark-spec #650).  The reader
 *   takes U+2060 out again everywhere.
 * - The document is cut into sections that cmark parses apart, at headings and at paragraphs that can continue nothing.
 * - The rows of a table at the left edge, all but its head, are left out of what cmark is shown (blocks): it would read them as one
 *   paragraph, to be thrown away.  They end at a blank line, so that it sees nothing else otherwise than before.
 * - A line ends with LF or CR LF; any other CR, at which cmark would end a line as well, becomes a blank.
 * - Of container markers at a line's start (> - * +) no more than LX_DOC_DEEP are kept.
 * - After 2,000 marks of inline markup in one paragraph the rest is escaped and read as plain characters: cmark 0.30
 *   takes quadratic time for some of them (CVE-2023-22486). */
#ifndef LX_COOK_H
#define LX_COOK_H

#include "core/str.h"

#include <stdbool.h>

struct lx_cook {
    const char *at, *end; /* what is left of the source; set by the caller, and 0 for all else */
    int line;             /* lines taken so far */
    /* private */
    char fence;           /* ` or ~ while inside a fenced block, else 0 */
    size_t fence_len;
    const char *html_end; /* what ends the HTML block we are in, else NULL */
    bool blank;           /* the line before was blank */
    size_t hot_n, run_n;  /* marks of markup since the last item or row, and since the last blank line */
    const char *rows, *rows_end; /* the rows that were left out last */
    int left_out_n;       /* tables of this section whose rows were */
    bool show_all;        /* leave none out of the next section; set by the caller where that was wrong */
};

/* Appends the next section, and the same with empty lines for what cmark shall not see; false at the end.  Lines of the section are the
 * source's lines *first_line and on. */
bool lx_cook_next(struct lx_cook *c, struct lx_str *out, struct lx_str *blocks, int *first_line);

#endif
