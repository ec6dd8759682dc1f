/* Pages as PDF: exactly these cells on A4 (GB/T 9704-2012, measures in domain.md 1.1).
 *
 * One Chinese mark stands in each cell of two columns (15.79 pt), whatever the font's own advance is; a run of Latin
 * letters or digits is kept whole and takes exactly its columns; lines of tables are strokes.  Any installed font will
 * do: each face takes the font that the office chose, then the first of face.def, and after these of all, that has the character.  Fonts are embedded as
 * subsets and the text can be searched and copied.  The same pages and date give the same bytes.
 *
 * cairo and fontconfig only: the cells leave nothing for pango to lay out, and a third of the libraries is not loaded. */
#ifndef LX_PDF_H
#define LX_PDF_H

#include "core/page/page.h"

/* What the user should know though the paper was printed: a msgid with one %s, and what replaces it. */
typedef void lx_pdf_note_fn(void *ctx, const char *msgid, const char *detail);

/* The fonts that an office has chosen, by face; NULL: as face.def ranks them. */
struct lx_pdf_fonts {
    const char *family[LX_FACE_N];
};
/* Which face a word of the settings means: body, hei, kai, song, title; false for any other. */
bool lx_pdf_role(const char *word, enum lx_face *face);

/* Appends the whole PDF.  created: ISO 8601 date or time of making ("2024-06-25"), for the file's information; NULL
 * for none.  LX_NOTFOUND: no installed font has a Chinese character of the text (nothing is printed with boxes);
 * LX_IO: cairo could not draw. */
LX_CHECK enum lx_rc lx_pdf_make(struct lx_str *out, const struct lx_pages *p, const struct lx_pdf_fonts *fonts,
                                const char *created, lx_pdf_note_fn *note, void *ctx, struct lx_err *err);

#endif
