/* A PDF measured as pdftotext and pdftoppm see it, against the page of GB/T 9704-2012 (domain.md 1.1). */
#ifndef LX_TEST_PDFBARS_H
#define LX_TEST_PDFBARS_H

#include "core/str.h"

#include <stdbool.h>

/* Pages may lie; an upright one has 22 lines of 28 characters between 28 and 184 mm across and 37 and 262 mm down, a lying one 15
 * lines of 40 between 35 and 260 and between 28 and 184. */
struct pdf_bars {
    size_t page_n, line_n, word_n;
    double over_mm; /* how far a word stands outside the text, at the most; 0: none does */
    struct lx_str bad; /* what is not as it must be, a sentence a line; "" for nothing */
};

/* html: what `pdftotext -bbox` writes.  breaks: also look at the first and last character of each line. */
void pdf_bars_words(struct pdf_bars *b, const char *html, bool breaks);
/* ppm: a page from `pdftoppm -r dpi`.  Black ink above the foot must be inside the text to half a millimetre. */
void pdf_bars_ink(struct pdf_bars *b, const char *ppm, size_t len, double dpi);
/* Appends the lines of text of each page without their feet, from the top, without blanks; LF behind each line, a form feed behind each page. */
void pdf_bars_lines(struct lx_str *out, const char *html);
void pdf_bars_done(struct pdf_bars *b);

#endif
