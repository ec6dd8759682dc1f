/* Pages as PDF: the one file that knows cairo and fontconfig. */
#include "core/paper/pdf.h"

#include "core/mem.h"
#include "core/paper/measure.h"

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A page in PDF points from its upper left corner as it is read. */
struct frame {
    double paper_w, paper_h, left, top, pitch, cell; /* cell: a column */
};

enum { COLUMN_MOST = LX_LYING_W, LINE_MOST = LX_PAGE_LINES, NATURAL_SIZE = 16 };
#define MOST_WIDENING 1.12 /* of narrow runs */
#define MOST_SPACING 0.06  /* between their letters, in em */

/* How a face is set: its size, how wide a column of it is (0: the page's), and which fonts it takes. */
struct setting {
    double size, column_w;
    enum lx_face fonts;
    int weight;
};
static const struct setting settings[LX_FACE_N] = {
    [LX_FACE_BODY] = { 16, 0, LX_FACE_BODY, FC_WEIGHT_REGULAR },
    [LX_FACE_HEI] = { 16, 0, LX_FACE_HEI, FC_WEIGHT_REGULAR },
    [LX_FACE_KAI] = { 16, 0, LX_FACE_KAI, FC_WEIGHT_REGULAR },
    [LX_FACE_SONG] = { 16, 0, LX_FACE_SONG, FC_WEIGHT_REGULAR },
    [LX_FACE_TITLE] = { 22, 11, LX_FACE_TITLE, FC_WEIGHT_BOLD },
    [LX_FACE_SMALL] = { 14, 0, LX_FACE_BODY, FC_WEIGHT_REGULAR },
    [LX_FACE_MARK] = { 22, 11, LX_FACE_TITLE, FC_WEIGHT_BOLD },
};

static const struct {
    enum lx_face face;
    const char *family;
    bool proper;
} preferred[] = {
#define FONT(face, family, proper) { LX_FACE_##face, family, proper },
#include "core/paper/face.def"
};
static const struct {
    const char *family;
    bool all;
} taiwanese[] = {
#define TAIWANESE(family, all) { family, all },
#include "core/paper/face.def"
};
enum { PREFERRED_N = sizeof preferred / sizeof *preferred, NOT_PREFERRED = 1000000 };

struct font {
    FcPattern *pattern; /* the set's */
    FcCharSet *chars;   /* the pattern's */
    int rank;           /* smaller is better */
    bool proper;
    bool embolden;      /* it stands in for a heavier one */
    enum stops { STOPS_RIGHT, STOPS_PERIOD, STOPS_ALL } stops; /* which of its stops stand in the middle of the cell */
    cairo_font_face_t *face;      /* made when first drawn with */
    cairo_scaled_font_t *natural; /* at NATURAL_SIZE, for metrics */
};

struct press {
    const struct lx_pages *p;
    const struct lx_pdf_fonts *fonts; /* may be NULL */
    struct font *font[LX_FACE_N]; /* by face, best first; only where settings[].fonts is the face itself */
    int font_n;
    struct lx_str missing;        /* characters that are not Chinese and that no font has */
    struct lx_str substitutes;
    lx_pdf_note_fn *note;
    void *ctx;
    cairo_t *cr;
    struct frame at;              /* of the page that is drawn */
};

static void find_fonts(struct press *r, FcFontSet *installed, enum lx_face face);
static enum lx_rc check_text(struct press *r, struct lx_err *err);
static struct font *font_for(struct press *r, enum lx_face face, uint32_t cp);
static void open_font(struct font *f);
static cairo_status_t add_bytes(void *out, const unsigned char *s, unsigned len);
static void draw_pages(struct press *r, cairo_surface_t *surface);
static void draw_line(struct press *r, const struct lx_page_line *l, double middle);
static void draw_mark(struct press *r, const struct lx_mark *m);
static void draw_span(struct press *r, const struct lx_page_span *s, double middle, double size);
static void draw_rules(struct press *r, const struct lx_page *page);
static void stroke(struct press *r, double x1, double y1, double x2, double y2);
static void done_fonts(struct press *r);

bool lx_pdf_role(const char *word, enum lx_face *face)
{
    static const char *const words[LX_FACE_N] = { [LX_FACE_BODY] = "body", [LX_FACE_HEI] = "hei", [LX_FACE_KAI] = "kai",
                                                  [LX_FACE_SONG] = "song", [LX_FACE_TITLE] = "title" };
    for (int i = 0; i < LX_FACE_N; i++)
        if (words[i] && strcmp(words[i], word) == 0) {
            *face = (enum lx_face)i;
            return true;
        }
    return false;
}

enum lx_rc lx_pdf_make(struct lx_str *out, const struct lx_pages *p, const struct lx_pdf_fonts *fonts, const char *created,
                       lx_pdf_note_fn *note, void *ctx, struct lx_err *err)
{
    struct press r = { .p = p, .fonts = fonts, .note = note, .ctx = ctx };
    FcFontSet *installed = FcInit() ? FcConfigGetFonts(NULL, FcSetSystem) : NULL;
    for (int face = 0; face < LX_FACE_N && installed; face++)
        if (face != LX_FACE_RULE && settings[face].fonts == (enum lx_face)face)
            find_fonts(&r, installed, (enum lx_face)face);
    enum lx_rc rc = check_text(&r, err);
    if (rc == LX_OK) {
        struct lx_str bytes = LX_STR_EMPTY;
        cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(add_bytes, &bytes, LX_PAPER_W * LX_MM_PT, LX_PAPER_H * LX_MM_PT);
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, p->title);
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "lianxi");
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created ? created : "");
        draw_pages(&r, surface);
        cairo_surface_finish(surface);
        cairo_status_t status = cairo_surface_status(surface);
        if (status == CAIRO_STATUS_SUCCESS)
            lx_str_addn(out, bytes.s, bytes.len);
        else
            rc = lx_fail(err, LX_IO, N_("The PDF could not be drawn: %s"), "%s", cairo_status_to_string(status));
        cairo_surface_destroy(surface);
        lx_str_done(&bytes);
    }
    done_fonts(&r);
    return rc;
}

static cairo_status_t add_bytes(void *out, const unsigned char *s, unsigned len)
{
    lx_str_addn(out, (const char *)s, len);
    return CAIRO_STATUS_SUCCESS;
}

/* --- fonts ------------------------------------------------------------------------------------------------------ */

/* Named fonts stand first, in the table's order; of the rest, those that know simplified Chinese.  Slanted, and of
 * another weight than wanted, come later among equals; then the family's name decides, so that every run chooses alike. */
static int rank_of(FcPattern *pattern, enum lx_face face, const char *chosen, bool *proper)
{
    int rank = NOT_PREFERRED, weight = FC_WEIGHT_REGULAR, slant = 0, width = FC_WIDTH_NORMAL;
    FcChar8 *family;
    FcLangSet *langs;
    for (int n = 0; FcPatternGetString(pattern, FC_FAMILY, n, &family) == FcResultMatch; n++) {
        if (chosen && strcmp((char *)family, chosen) == 0) {
            rank = -1000;
            *proper = true;
        }
        for (int i = 0; i < PREFERRED_N; i++)
            if (preferred[i].face == face && i * 1000 < rank && strcmp((char *)family, preferred[i].family) == 0) {
                rank = i * 1000;
                *proper = preferred[i].proper;
            }
    }
    (void)FcPatternGetInteger(pattern, FC_WEIGHT, 0, &weight);
    (void)FcPatternGetInteger(pattern, FC_SLANT, 0, &slant);
    (void)FcPatternGetInteger(pattern, FC_WIDTH, 0, &width);
    if (rank == NOT_PREFERRED && (FcPatternGetLangSet(pattern, FC_LANG, 0, &langs) != FcResultMatch ||
                                  FcLangSetHasLang(langs, (const FcChar8 *)"zh-cn") != FcLangEqual))
        rank += 10000;
    return rank + abs(weight - settings[face].weight) + (slant ? 300 : 0) + (width != FC_WIDTH_NORMAL ? 300 : 0);
}

static const char *string_of(const struct font *f, const char *what)
{
    FcChar8 *s = NULL;
    return FcPatternGetString(f->pattern, what, 0, &s) == FcResultMatch ? (const char *)s : "";
}

static int weight_of(FcPattern *pattern)
{
    int weight = FC_WEIGHT_REGULAR;
    (void)FcPatternGetInteger(pattern, FC_WEIGHT, 0, &weight);
    return weight;
}

static enum stops stops_of(const struct font *f)
{
    for (size_t i = 0; i < sizeof taiwanese / sizeof *taiwanese; i++)
        if (strcmp(string_of(f, FC_FAMILY), taiwanese[i].family) == 0)
            return taiwanese[i].all ? STOPS_ALL : STOPS_PERIOD;
    return STOPS_RIGHT;
}

static int by_rank(const void *a, const void *b)
{
    const struct font *x = a, *y = b;
    int order = x->rank - y->rank;
    order = order ? order : strcmp(string_of(x, FC_FAMILY), string_of(y, FC_FAMILY));
    return order ? order : strcmp(string_of(x, FC_FILE), string_of(y, FC_FILE));
}

static void find_fonts(struct press *r, FcFontSet *installed, enum lx_face face)
{
    struct font *font = lx_alloc(((size_t)installed->nfont + 1) * sizeof *font);
    const char *chosen = r->fonts ? r->fonts->family[face] : NULL;
    r->font_n = 0;
    for (int i = 0; i < installed->nfont; i++) {
        FcPattern *pattern = installed->fonts[i];
        FcBool outline = FcFalse, color = FcFalse, variable = FcFalse;
        FcCharSet *chars;
        (void)FcPatternGetBool(pattern, FC_OUTLINE, 0, &outline);
        (void)FcPatternGetBool(pattern, FC_COLOR, 0, &color);
        (void)FcPatternGetBool(pattern, FC_VARIABLE, 0, &variable);
        if (!outline || color || variable || FcPatternGetCharSet(pattern, FC_CHARSET, 0, &chars) != FcResultMatch)
            continue;
        struct font *f = &font[r->font_n++];
        *f = (struct font){ .pattern = pattern, .chars = chars };
        f->rank = rank_of(pattern, face, chosen, &f->proper);
        f->stops = stops_of(f);
        f->embolden = settings[face].weight == FC_WEIGHT_BOLD && !f->proper && weight_of(pattern) < FC_WEIGHT_DEMIBOLD;
    }
    qsort(font, (size_t)r->font_n, sizeof *font, by_rank);
    r->font[face] = font;
    if (chosen && r->note && (!r->font_n || font[0].rank >= 0))
        r->note(r->ctx, N_("The font that the settings choose is not installed: %s"), chosen);
}

static bool misplaced(const struct font *f, uint32_t cp)
{
    bool period = cp == 0x3001 || cp == 0x3002;
    bool other = cp == 0xFF0C || cp == 0xFF1A || cp == 0xFF1B || cp == 0xFF01 || cp == 0xFF1F;
    return (period && f->stops != STOPS_RIGHT) || (other && f->stops == STOPS_ALL);
}

static struct font *font_for(struct press *r, enum lx_face face, uint32_t cp)
{
    struct font *font = r->font[settings[face].fonts];
    for (int i = 0; i < r->font_n; i++)
        if (FcCharSetHasChar(font[i].chars, cp) && !misplaced(&font[i], cp))
            return &font[i];
    return NULL;
}

static void open_font(struct font *f)
{
    if (f->face)
        return;
    cairo_matrix_t at_size, plain;
    cairo_matrix_init_scale(&at_size, NATURAL_SIZE, NATURAL_SIZE);
    cairo_matrix_init_identity(&plain);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    f->face = cairo_ft_font_face_create_for_pattern(f->pattern);
    if (f->embolden)
        cairo_ft_font_face_set_synthesize(f->face, CAIRO_FT_SYNTHESIZE_BOLD);
    f->natural = cairo_scaled_font_create(f->face, &at_size, &plain, options);
    cairo_font_options_destroy(options);
}

static void done_fonts(struct press *r)
{
    for (int face = 0; face < LX_FACE_N; face++) {
        for (int i = 0; i < r->font_n && r->font[face]; i++) {
            cairo_scaled_font_destroy(r->font[face][i].natural);
            cairo_font_face_destroy(r->font[face][i].face);
        }
        free(r->font[face]);
    }
    lx_str_done(&r->missing);
    lx_str_done(&r->substitutes);
    cairo_debug_reset_static_data();
    FcFini();
}

static bool invisible(uint32_t cp) { return cp <= ' ' || cp == 0x3000 || cp == 0xA0; }

static void add_once(struct lx_str *list, const char *s, size_t len)
{
    if (list->len && memmem(list->s, list->len, s, len))
        return;
    lx_str_add(list, list->len ? ", " : "");
    lx_str_addn(list, s, len);
}

/* Before anything is drawn: is there a font for every character, and is it of the right kind? */
static enum lx_rc check_text(struct press *r, struct lx_err *err)
{
    for (size_t i = 0; i < r->p->span_n; i++) {
        const struct lx_page_span *s = &r->p->span[i];
        uint32_t cp;
        for (size_t at = 0, n; at < s->len && s->face != LX_FACE_RULE; at += n) {
            n = (size_t)lx_utf8_get(s->s + at, s->len - at, &cp);
            const struct font *f = invisible(cp) ? NULL : font_for(r, s->face, cp);
            if (!f && lx_is_han(cp))
                return lx_fail(err, LX_NOTFOUND,
                               N_("No installed font has the character %s; install the package fonts-wqy-microhei or "
                                  "fonts-noto-cjk"),
                               "%.*s", (int)n, s->s + at);
            if (!f && !invisible(cp))
                add_once(&r->missing, s->s + at, n);
            if (f && !f->proper && lx_is_han(cp))
                add_once(&r->substitutes, string_of(f, FC_FAMILY), strlen(string_of(f, FC_FAMILY)));
        }
    }
    if (r->missing.len && r->note)
        r->note(r->ctx, N_("No installed font has these characters, boxes stand in their places: %s"), r->missing.s);
    if (r->substitutes.len && r->note)
        r->note(r->ctx, N_("Printed with substitute fonts: %s"), r->substitutes.s);
    return LX_OK;
}

/* --- drawing ---------------------------------------------------------------------------------------------------- */

static double middle_of(const struct press *r, int line) { return r->at.top + (line + 0.5) * r->at.pitch; }

static void set_frame(struct press *r, bool landscape)
{
    struct frame upright = { LX_PAPER_W, LX_PAPER_H, LX_BLOCK_X, LX_BLOCK_Y, LX_LINE_H, LX_CELL_W / 2 };
    struct frame lying = { LX_PAPER_H, LX_PAPER_W, LX_LYING_X, LX_LYING_Y, LX_LYING_LINE_H, LX_LYING_CELL_W / 2 };
    struct frame mm = landscape ? lying : upright;
    r->at = (struct frame){ mm.paper_w * LX_MM_PT, mm.paper_h * LX_MM_PT, mm.left * LX_MM_PT, mm.top * LX_MM_PT,
                            mm.pitch * LX_MM_PT, mm.cell * LX_MM_PT };
}

/* The foot of a page that lies stands where that of an upright one does: to read it the sheet is turned back. */
static void draw_foot(struct press *r, const struct lx_page *page)
{
    const double size = settings[LX_FACE_SMALL].size, middle = (LX_BLOCK_Y + LX_BLOCK_H + LX_FOOT_BELOW) * LX_MM_PT;
    cairo_save(r->cr);
    set_frame(r, false);
    if (page->landscape) {
        cairo_translate(r->cr, LX_PAPER_H * LX_MM_PT, 0);
        cairo_rotate(r->cr, acos(0));
    }
    int shift = page->w - LX_PAGE_W; /* what stands at the right of a wide page stands at the right of a narrow one */
    for (size_t i = 0; i < page->foot.span_n; i++) {
        struct lx_page_span span = r->p->span[page->foot.span_from + i];
        span.x -= span.x > 2 ? shift : 0;
        draw_span(r, &span, middle, size);
    }
    cairo_restore(r->cr);
}

static void draw_pages(struct press *r, cairo_surface_t *surface)
{
    size_t mark = 0;
    r->cr = cairo_create(surface);
    for (size_t i = 0; i < r->p->page_n; i++) {
        const struct lx_page *page = &r->p->page[i];
        set_frame(r, page->landscape);
        cairo_pdf_surface_set_size(surface, r->at.paper_w, r->at.paper_h);
        for (; mark < r->p->mark_n && r->p->mark[mark].page == i; mark++)
            draw_mark(r, &r->p->mark[mark]);
        for (int y = 0; y < page->line_n; y++)
            draw_line(r, &r->p->line[page->line_from + (size_t)y], middle_of(r, y));
        draw_rules(r, page);
        draw_foot(r, page);
        cairo_show_page(r->cr);
    }
    cairo_destroy(r->cr);
}

static void draw_line(struct press *r, const struct lx_page_line *l, double middle)
{
    for (size_t i = 0; i < l->span_n; i++) {
        const struct lx_page_span *s = &r->p->span[l->span_from + i];
        if (s->face != LX_FACE_RULE && !s->exact)
            draw_span(r, s, middle, settings[s->face].size);
    }
}

/* What is drawn in one go: a wide character in its cell, or a run of narrow ones in its columns. */
struct unit {
    const char *s;
    size_t len;
    uint32_t cp; /* the first */
    int w;
    struct font *font;
};

static void draw_unit(struct press *r, const struct unit *u, double x, double room, double middle, double size);

/* Is this the blank between two Latin words?  All words of a run are narrowed or widened alike. */
static bool is_between(struct press *r, const struct unit *u, const struct lx_page_span *s, size_t at)
{
    uint32_t next = 0;
    if (s->s[at] != ' ' || at + 1 >= s->len || lx_char_w(u->cp, LX_WIDE) != 1 || !u->font || !FcCharSetHasChar(u->font->chars, ' '))
        return false;
    (void)lx_utf8_get(s->s + at + 1, s->len - at - 1, &next);
    return !invisible(next) && lx_char_w(next, LX_WIDE) == 1 && font_for(r, s->face, next) == u->font;
}

static void draw_span(struct press *r, const struct lx_page_span *s, double middle, double size)
{
    const struct setting *set = &settings[s->face];
    const double column_w = set->column_w > 0 ? set->column_w : r->at.cell;
    double x = r->at.left + (s->x + s->w / 2.0) * r->at.cell - s->w / 2.0 * column_w;
    struct unit u = { 0 };
    for (size_t at = 0, n; at <= s->len; at += n) {
        uint32_t cp = 0;
        n = at < s->len ? (size_t)lx_utf8_get(s->s + at, s->len - at, &cp) : 1;
        int w = at < s->len ? lx_char_w(cp, LX_WIDE) : 0;
        bool blank = invisible(cp) && cp != 0;
        struct font *font = at < s->len && !blank ? font_for(r, s->face, cp) : NULL;
        bool narrow = w == 1 && u.font == font && lx_char_w(u.cp, LX_WIDE) == 1;
        bool joins = u.len && at < s->len && (blank ? is_between(r, &u, s, at) : w == 0 || narrow);
        if (joins) {
            u.len += n;
            u.w += w;
            continue;
        }
        if (u.len)
            draw_unit(r, &u, x, u.w * column_w, middle, size);
        x += u.w * column_w;
        u = (struct unit){ .s = s->s + at, .len = blank || at == s->len ? 0 : n, .cp = cp, .w = w, .font = font };
    }
}

static void draw_box(struct press *r, double x, double room, double middle, double size)
{
    cairo_set_line_width(r->cr, 0.5);
    cairo_rectangle(r->cr, x + 1, middle - size * 0.4, room > 3 ? room - 2 : 1, size * 0.8);
    cairo_stroke(r->cr);
}

/* Where a mark with a narrow glyph stands in its cell: an opening one at the right, a closing one at the left. */
static double mark_offset(uint32_t cp, double room, double advance)
{
    switch (cp) {
    case 0x2018: /* opening quotes */
    case 0x201C:
        return room - advance;
    case 0x2019: /* closing quotes */
    case 0x201D:
        return 0;
    default:
        return (room - advance) / 2;
    }
}

static bool is_dash(uint32_t cp) { return cp == 0x2014 || cp == 0x2015 || cp == 0x2500; }

/* How much wider a unit is drawn than its font would.  A run too wide for its columns is narrowed, one too narrow
 * widened a little and spaced out a little, so that it is still one word to who copies it; a dash fills its cell. */
static double squeeze(uint32_t cp, bool wide, double room, double advance)
{
    if (advance <= 0)
        return 1;
    double fit = room / advance;
    if (wide)
        return advance > room * 1.05 || is_dash(cp) ? fit : 1;
    return fit < MOST_WIDENING ? fit : MOST_WIDENING;
}

static void draw_unit(struct press *r, const struct unit *u, double x, double room, double middle, double size)
{
    if (!u->font) {
        draw_box(r, x, room, middle, size);
        return;
    }
    open_font(u->font);
    cairo_glyph_t *glyph = NULL;
    cairo_text_cluster_t *cluster = NULL;
    int glyph_n = 0, cluster_n = 0;
    cairo_text_cluster_flags_t flags;
    if (cairo_scaled_font_text_to_glyphs(u->font->natural, 0, 0, u->s, (int)u->len, &glyph, &glyph_n, &cluster,
                                         &cluster_n, &flags) != CAIRO_STATUS_SUCCESS)
        return;
    cairo_text_extents_t extents;
    cairo_scaled_font_glyph_extents(u->font->natural, glyph, glyph_n, &extents);
    double shrink = size / NATURAL_SIZE, advance = extents.x_advance * shrink;
    bool wide = lx_char_w(u->cp, LX_WIDE) == 2;
    double sx = squeeze(u->cp, wide, room, advance);
    double step = wide || !glyph_n ? 0 : (room - advance * sx) / glyph_n;
    step = step < MOST_SPACING * size ? step : MOST_SPACING * size;
    double offset = wide ? mark_offset(u->cp, room, advance * sx) : step / 2;
    double baseline = middle + size * 0.38; /* the em box is 0.88 above, 0.12 below the baseline */
    for (int i = 0; i < glyph_n; i++) {
        glyph[i].x = x + offset + glyph[i].x * shrink * sx + i * step;
        glyph[i].y = baseline;
    }
    cairo_matrix_t matrix;
    cairo_matrix_init_scale(&matrix, size * sx, size);
    cairo_set_font_face(r->cr, u->font->face);
    cairo_set_font_matrix(r->cr, &matrix);
    cairo_show_text_glyphs(r->cr, u->s, (int)u->len, glyph, glyph_n, cluster, cluster_n, flags);
    cairo_glyph_free(glyph);
    cairo_text_cluster_free(cluster);
}

/* --- marks ------------------------------------------------------------------------------------------------------ */

/* One letter, or one run of Latin letters, drawn into a box: its ink begins at the top of the box and is as high. */
static void draw_letter(struct press *r, const struct unit *u, double x, double top, double w, double h)
{
    if (!u->font)
        return;
    const double size = NATURAL_SIZE;
    cairo_matrix_t matrix;
    cairo_text_extents_t ink;
    struct lx_str s = LX_STR_EMPTY;
    lx_str_addn(&s, u->s, u->len);
    open_font(u->font);
    cairo_set_font_face(r->cr, u->font->face);
    cairo_set_font_size(r->cr, size);
    cairo_text_extents(r->cr, s.s, &ink);
    bool wide = lx_char_w(u->cp, LX_WIDE) == 2;
    double sy = h / ((wide ? 0.92 : 0.97) * size), sx = w / (wide ? size : ink.x_advance);
    sx = sx < sy ? sx : sy;
    cairo_matrix_init_scale(&matrix, size * sx, size * sy);
    cairo_set_font_matrix(r->cr, &matrix);
    cairo_move_to(r->cr, x + (w - ink.x_advance * sx) / 2, top + (wide ? 0.84 : 0.75) * size * sy);
    cairo_show_text(r->cr, s.s);
    lx_str_done(&s);
}

static void draw_mark(struct press *r, const struct lx_mark *m)
{
    const double x = m->at.x * LX_MM_PT, y = m->at.y * LX_MM_PT, w = m->at.w * LX_MM_PT, h = m->at.h * LX_MM_PT;
    cairo_save(r->cr);
    if (m->red)
        cairo_set_source_rgb(r->cr, 0.86, 0, 0);
    if (m->turned) {
        cairo_translate(r->cr, r->at.paper_w, r->at.paper_h);
        cairo_rotate(r->cr, acos(-1));
    }
    if (!m->s) {
        cairo_set_line_width(r->cr, h);
        stroke(r, x, y, x + w, y);
        cairo_restore(r->cr);
        return;
    }
    const double em = m->at.em * LX_MM_PT;
    int w_all = lx_text_w_len(m->s, m->len, LX_WIDE), w_done = 0;
    const double step = w_all > 2 ? (w - em) / (w_all / 2.0 - 1) / 2 : 0; /* from column to column */
    for (size_t at = 0, n; at < m->len; at += n) {
        struct unit u = { .s = m->s + at };
        n = (size_t)lx_utf8_get(m->s + at, m->len - at, &u.cp);
        u.w = lx_char_w(u.cp, LX_WIDE);
        u.font = invisible(u.cp) ? NULL : font_for(r, m->face, u.cp);
        uint32_t cp = u.cp;
        for (bool latin = u.w == 1; latin && at + n < m->len;) { /* a run of Latin letters is one */
            size_t more = (size_t)lx_utf8_get(m->s + at + n, m->len - at - n, &cp);
            if (lx_char_w(cp, LX_WIDE) != 1)
                break;
            u.w++;
            n += more;
        }
        u.w = u.w < 1 ? 1 : u.w;
        u.len = n;
        draw_letter(r, &u, x + w_done * step, y, u.w == 2 ? em : u.w * em / 2, h);
        w_done += u.w;
    }
    cairo_restore(r->cr);
}

/* --- rules ------------------------------------------------------------------------------------------------------ */

static bool is_horizontal(char c) { return c == '-' || c == '+'; }
static bool is_vertical(char c) { return c == '|' || c == '+'; }

static void stroke(struct press *r, double x1, double y1, double x2, double y2)
{
    cairo_move_to(r->cr, x1, y1);
    cairo_line_to(r->cr, x2, y2);
    cairo_stroke(r->cr);
}

/* Where the + or | of a column stands: the outer ones at the edges of the text, others in the middle of their column. */
static double rule_x(const struct press *r, const struct lx_page *page, int x)
{
    return r->at.left + (x == 0 ? 0 : x == page->w - 1 ? page->w : x + 0.5) * r->at.cell;
}

/* The rules of a tight table, which take no line: above and below this one, as wide as its columns. */
static void draw_edges(struct press *r, const struct lx_page *page, int y, const char *grid)
{
    const struct lx_page_line *l = &r->p->line[page->line_from + (size_t)y];
    int from = 0, to = page->w - 1;
    while (from < to && grid[from] != '|')
        from++;
    while (to > from && grid[to] != '|')
        to--;
    double top = r->at.top + y * r->at.pitch, bottom = top + r->at.pitch;
    bool cut = l->tight && y + 1 == page->line_n; /* a row that goes on overleaf */
    if (l->rule_above)
        stroke(r, rule_x(r, page, from), top, rule_x(r, page, to), top);
    if (l->rule_below || cut)
        stroke(r, rule_x(r, page, from), bottom, rule_x(r, page, to), bottom);
}

/* The lines of tables: strokes through the middles of the cells that hold + - |. */
static void draw_rules(struct press *r, const struct lx_page *page)
{
    char grid[LINE_MOST + 1][COLUMN_MOST + 1] = { { 0 } };
    for (int y = 0; y < page->line_n; y++) {
        const struct lx_page_line *l = &r->p->line[page->line_from + (size_t)y];
        for (size_t i = 0; i < l->span_n; i++) {
            const struct lx_page_span *s = &r->p->span[l->span_from + i];
            for (size_t k = 0; s->face == LX_FACE_RULE && !s->exact && k < s->len && s->x + (int)k < COLUMN_MOST; k++)
                grid[y][s->x + (int)k] = s->s[k];
        }
    }
    const double w = r->at.cell, left = r->at.left, pitch = r->at.pitch;
    cairo_set_line_width(r->cr, 0.7);
    for (int y = 0; y < page->line_n; y++)
        draw_edges(r, page, y, grid[y]);
    for (int y = 0; y < page->lines; y++)
        for (int x = 0; x < COLUMN_MOST; x++) {
            int to = x;
            while (is_horizontal(grid[y][x]) && is_horizontal(grid[y][to]))
                to++;
            if (to == x)
                continue;
            stroke(r, grid[y][x] == '+' ? rule_x(r, page, x) : left + x * w, middle_of(r, y),
                   grid[y][to - 1] == '+' ? rule_x(r, page, to - 1) : left + to * w, middle_of(r, y));
            x = to;
        }
    for (int x = 0; x < COLUMN_MOST; x++)
        for (int y = 0; y < page->lines; y++) {
            int to = y;
            while (is_vertical(grid[y][x]) && is_vertical(grid[to][x]) &&
                   (to == y || grid[to][x] == '|' || grid[to - 1][x] == '|'))
                to++;
            if (to <= y + 1 && grid[y][x] != '|')
                continue;
            stroke(r, rule_x(r, page, x), grid[y][x] == '+' ? middle_of(r, y) : middle_of(r, y) - pitch / 2,
                   rule_x(r, page, x), grid[to - 1][x] == '+' ? middle_of(r, to - 1) : middle_of(r, to - 1) + pitch / 2);
            y = to - 1;
        }
}
