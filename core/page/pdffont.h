/* The fonts of a PDF, by face and by character: shared by core/page/pdf*.c, which alone know cairo and fontconfig. */
#ifndef LX_PDFFONT_H
#define LX_PDFFONT_H

#include "core/page/pdf.h"

#include <cairo-ft.h>
#include <fontconfig/fontconfig.h>

enum { LX_NATURAL_SIZE = 16 };

/* How a face is set: its size, how wide a column of it is (0: the page's), and which fonts it takes. */
struct lx_setting {
    double size, column_w;
    enum lx_face fonts;
    int weight;
};
extern const struct lx_setting lx_settings[LX_FACE_N];

enum lx_stops { LX_STOPS_RIGHT, LX_STOPS_PERIOD, LX_STOPS_ALL };

struct lx_font {
    FcPattern *pattern; /* the set's */
    FcCharSet *chars;   /* the pattern's */
    int rank;           /* smaller is better */
    bool proper;
    bool embolden;      /* it stands in for a heavier one */
    enum lx_stops stops; /* which of its stops stand in the middle of the cell */
    cairo_font_face_t *face;      /* made when first drawn with */
    cairo_scaled_font_t *natural; /* at LX_NATURAL_SIZE, for metrics */
};

struct lx_fonts {
    struct lx_font *font[LX_FACE_N]; /* by face, best first; only where lx_settings[].fonts is the face itself */
    int font_n;
    lx_pdf_note_fn *note; /* may be NULL */
    void *ctx;
};

/* Finds what is installed; set note and ctx before.  chosen may be NULL. */
void lx_fonts_find(struct lx_fonts *f, const struct lx_pdf_fonts *chosen);
/* Is there a font for every character of the pages, and is it of the right kind?  LX_NOTFOUND for a Chinese one without. */
LX_CHECK enum lx_rc lx_fonts_check(struct lx_fonts *f, const struct lx_pages *p, struct lx_err *err);
void lx_fonts_done(struct lx_fonts *f);

struct lx_font *lx_font_for(struct lx_fonts *f, enum lx_face face, uint32_t cp); /* NULL: none has it */
void lx_font_open(struct lx_font *f); /* makes face and natural, once */
bool lx_font_blank(uint32_t cp);      /* drawn as nothing */

#endif
