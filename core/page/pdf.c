/* Pages as PDF, drawn by cairo. */
#include "core/page/pdf.h"

#include "core/page/measure.h"
#include "core/page/pdffont.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

/* A page in PDF points from its upper left corner as it is read. */
struct frame {
    double paper_w, paper_h, left, top, pitch, cell; /* cell: a column */
};

enum { COLUMN_MOST = LX_LYING_W, LINE_MOST = LX_PAGE_LINES };
#define MOST_WIDENING 1.12 /* of narrow runs */
#define MOST_SPACING 0.06  /* between their letters, in em */

struct press {
    const struct lx_pages *p;
    struct lx_fonts fonts;
    cairo_t *cr;
    struct frame at; /* of the page that is drawn */
};

static cairo_status_t add_bytes(void *out, const unsigned char *s, unsigned len);
static void draw_pages(struct press *r, cairo_surface_t *surface);
static void draw_line(struct press *r, const struct lx_page_line *l, double middle);
static void draw_mark(struct press *r, const struct lx_mark *m);
static void draw_span(struct press *r, const struct lx_page_span *s, double middle, double size);
static void draw_rules(struct press *r, const struct lx_page *page);
static void stroke(struct press *r, double x1, double y1, double x2, double y2);

enum lx_rc lx_pdf_make(struct lx_str *out, const struct lx_pages *p, const struct lx_pdf_fonts *fonts, const char *created,
                       lx_pdf_note_fn *note, void *ctx, struct lx_err *err)
{
    struct press r = { .p = p, .fonts = { .note = note, .ctx = ctx } };
    lx_fonts_find(&r.fonts, fonts);
    enum lx_rc rc = lx_fonts_check(&r.fonts, p, err);
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
    lx_fonts_done(&r.fonts);
    return rc;
}

static cairo_status_t add_bytes(void *out, const unsigned char *s, unsigned len)
{
    lx_str_addn(out, (const char *)s, len);
    return CAIRO_STATUS_SUCCESS;
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
    const double size = lx_settings[LX_FACE_SMALL].size, middle = (LX_BLOCK_Y + LX_BLOCK_H + LX_FOOT_BELOW) * LX_MM_PT;
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
            draw_span(r, s, middle, lx_settings[s->face].size);
    }
}

/* What is drawn in one go: a wide character in its cell, or a run of narrow ones in its columns. */
struct unit {
    const char *s;
    size_t len;
    uint32_t cp; /* the first */
    int w;
    struct lx_font *font;
};

static void draw_unit(struct press *r, const struct unit *u, double x, double room, double middle, double size);

/* Is this the blank between two Latin words?  All words of a run are narrowed or widened alike. */
static bool is_between(struct press *r, const struct unit *u, const struct lx_page_span *s, size_t at)
{
    uint32_t next = 0;
    if (s->s[at] != ' ' || at + 1 >= s->len || lx_char_w(u->cp, LX_WIDE) != 1 || !u->font || !FcCharSetHasChar(u->font->chars, ' '))
        return false;
    (void)lx_utf8_get(s->s + at + 1, s->len - at - 1, &next);
    return !lx_font_blank(next) && lx_char_w(next, LX_WIDE) == 1 && lx_font_for(&r->fonts, s->face, next) == u->font;
}

static void draw_span(struct press *r, const struct lx_page_span *s, double middle, double size)
{
    const struct lx_setting *set = &lx_settings[s->face];
    const double column_w = set->column_w > 0 ? set->column_w : r->at.cell;
    double x = r->at.left + (s->x + s->w / 2.0) * r->at.cell - s->w / 2.0 * column_w;
    struct unit u = { 0 };
    for (size_t at = 0, n; at <= s->len; at += n) {
        uint32_t cp = 0;
        n = at < s->len ? (size_t)lx_utf8_get(s->s + at, s->len - at, &cp) : 1;
        int w = at < s->len ? lx_char_w(cp, LX_WIDE) : 0;
        bool blank = lx_font_blank(cp) && cp != 0;
        struct lx_font *font = at < s->len && !blank ? lx_font_for(&r->fonts, s->face, cp) : NULL;
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
    lx_font_open(u->font);
    cairo_glyph_t *glyph = NULL;
    cairo_text_cluster_t *cluster = NULL;
    int glyph_n = 0, cluster_n = 0;
    cairo_text_cluster_flags_t flags;
    if (cairo_scaled_font_text_to_glyphs(u->font->natural, 0, 0, u->s, (int)u->len, &glyph, &glyph_n, &cluster,
                                         &cluster_n, &flags) != CAIRO_STATUS_SUCCESS)
        return;
    cairo_text_extents_t extents;
    cairo_scaled_font_glyph_extents(u->font->natural, glyph, glyph_n, &extents);
    double shrink = size / LX_NATURAL_SIZE, advance = extents.x_advance * shrink;
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
    const double size = LX_NATURAL_SIZE;
    cairo_matrix_t matrix;
    cairo_text_extents_t ink;
    struct lx_str s = LX_STR_EMPTY;
    lx_str_addn(&s, u->s, u->len);
    lx_font_open(u->font);
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
        u.font = lx_font_blank(u.cp) ? NULL : lx_font_for(&r->fonts, m->face, u.cp);
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
    if (l->rule_above || (l->tight && y == 0)) /* without a head to repeat nothing else closes it here */
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
