/* What the files of core/page/docx*.c share. */
#ifndef LX_DOCXSET_H
#define LX_DOCXSET_H

#include "core/page/measure.h"
#include "core/page/page.h"
#include "core/page/sheet.h"
#include "core/zip.h"

/* Twentieths of a point. */
#define LX_TWIP(mm) ((int)((mm)*LX_MM_PT * 20 + 0.5))
enum { LX_TWIP_LINE = 579, LX_TWIP_LYING_LINE = 589 }; /* 22 in 225 mm, 15 in 156 mm, rounded down so that they fit */

struct lx_docx {
    struct lx_str *out;     /* document.xml */
    const struct lx_sheet *s;
    const struct lx_pages *pages;
    size_t el;              /* the element that is written */
    bool landscape;         /* the section that is open */
    bool letter;            /* marks and lines stand in the header and footer of page 1 */
    int tail_n;             /* lines of the 版记 */
    bool tail_apart;        /* the 版记 stands on a page behind the text */
    bool even;              /* the section that is open now begins on an even page */
    int section_n;          /* written so far */
    bool any;               /* something stands in this section */
    size_t line;            /* of the pages, behind the row that was written last */
    struct lx_runs runs;    /* scratch */
};

void lx_docx_fonts(struct lx_str *out, enum lx_face face); /* <w:rFonts> */
/* What <w:spacing> puts letters of this size into the cells of the grid, in twips; larger ones stand as they are. */
int lx_docx_cell(int points);
/* How wide lines are: columns on the page, twips in the .docx; the first one and the others.  turn: which line begins a page, 0: none. */
struct lx_docx_room {
    int first_w, rest_w, first_room, rest_room;
    size_t turn;
};
/* How letters stand: what <w:spacing> says, and how wide Latin ones are in hundredths, <w:w>. */
struct lx_docx_letters {
    int spacing, latin;
};
/* docx_fit.c: for a paragraph that is to take as many lines as on the page, with the fonts of an office and without them. */
struct lx_docx_letters lx_docx_fit(const char *s, size_t len, struct lx_docx_room room, int points);
/* Fonts of an office, a Chinese mark a square and a Latin letter half of one, and what stands in for them on a machine without: DejaVu Sans
 * for Latin letters and all squares for Chinese. */
enum lx_docx_fonts { LX_DOCX_OFFICE, LX_DOCX_STAND_IN, LX_DOCX_FONTS_N };
/* How wide LibreOffice sets it in one line, in twips. */
int lx_docx_w(const char *s, size_t len, int points, enum lx_docx_fonts fonts);
/* How many lines LibreOffice makes of it; *at: where they begin in s, yours to free. */
size_t lx_docx_lines(const char *s, size_t len, struct lx_docx_room room, int points, struct lx_docx_letters letters, enum lx_docx_fonts fonts,
                     size_t **at);
/* How many bytes its first stretch of one script has, and whether that is Latin. */
size_t lx_docx_stretch(const char *s, size_t len, bool *latin);
void lx_docx_size(struct lx_str *out, int half_points);
int lx_docx_col(int columns, bool landscape); /* twips */
/* Text as a run, where Latin letters are narrowed one for each stretch; plain is what its paragraph is set in, letters what it says of
 * its letters where that differs (else NULL). */
void lx_docx_run(struct lx_str *out, const char *s, size_t len, enum lx_face face, enum lx_face plain, const struct lx_docx_letters *letters);

void lx_docx_table(struct lx_docx *x, size_t table); /* docx_table.c */
/* docx_parts.c: all files but document.xml. */
void lx_docx_parts(struct lx_docx *x, struct lx_zip *z);
/* A line of a mark, of these of its runs. */
void lx_docx_mark(struct lx_docx *x, struct lx_str *out, const struct lx_el *el, size_t from, size_t to, const char *ppr);

#endif
