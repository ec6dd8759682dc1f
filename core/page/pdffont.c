/* The fonts of a PDF: which are installed, which fits a face best, which has a character. */
#include "core/page/pdffont.h"

#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

const struct lx_setting lx_settings[LX_FACE_N] = {
    [LX_FACE_BODY] = { 16, 0, LX_FACE_BODY, FC_WEIGHT_REGULAR },
    [LX_FACE_HEI] = { 16, 0, LX_FACE_HEI, FC_WEIGHT_REGULAR },
    [LX_FACE_KAI] = { 16, 0, LX_FACE_KAI, FC_WEIGHT_REGULAR },
    [LX_FACE_SONG] = { 16, 0, LX_FACE_SONG, FC_WEIGHT_REGULAR },
    [LX_FACE_TITLE] = { 22, 11, LX_FACE_TITLE, FC_WEIGHT_BOLD },
    [LX_FACE_SMALL] = { 14, 0, LX_FACE_BODY, FC_WEIGHT_REGULAR },
    [LX_FACE_MARK] = { 22, 11, LX_FACE_TITLE, FC_WEIGHT_BOLD },
};

enum { FIRST_RARE = 0x20000, /* Ext-B and later */
       REFUSED_SHOWN = 8, LACKING_MOST = 200 /* bytes */ };

static const struct {
    enum lx_face face;
    const char *family;
    bool proper;
} preferred[] = {
#define FONT(face, family, proper) { LX_FACE_##face, family, proper },
#include "core/page/face.def"
};
static const struct {
    const char *family;
    bool all;
} taiwanese[] = {
#define TAIWANESE(family, all) { family, all },
#include "core/page/face.def"
};
enum { PREFERRED_N = sizeof preferred / sizeof *preferred, NOT_PREFERRED = 1000000 };

static void find_for(struct lx_fonts *r, FcFontSet *installed, enum lx_face face, const char *chosen);

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

void lx_fonts_find(struct lx_fonts *f, const struct lx_pdf_fonts *chosen)
{
    FcFontSet *installed = FcInit() ? FcConfigGetFonts(NULL, FcSetSystem) : NULL;
    for (int face = 0; face < LX_FACE_N && installed; face++)
        if (face != LX_FACE_RULE && lx_settings[face].fonts == (enum lx_face)face)
            find_for(f, installed, (enum lx_face)face, chosen ? chosen->family[face] : NULL);
}

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
    return rank + abs(weight - lx_settings[face].weight) + (slant ? 300 : 0) + (width != FC_WIDTH_NORMAL ? 300 : 0);
}

static const char *string_of(const struct lx_font *f, const char *what)
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

static enum lx_stops stops_of(const struct lx_font *f)
{
    for (size_t i = 0; i < sizeof taiwanese / sizeof *taiwanese; i++)
        if (strcmp(string_of(f, FC_FAMILY), taiwanese[i].family) == 0)
            return taiwanese[i].all ? LX_STOPS_ALL : LX_STOPS_PERIOD;
    return LX_STOPS_RIGHT;
}

static int by_rank(const void *a, const void *b)
{
    const struct lx_font *x = a, *y = b;
    int order = x->rank - y->rank;
    order = order ? order : strcmp(string_of(x, FC_FAMILY), string_of(y, FC_FAMILY));
    return order ? order : strcmp(string_of(x, FC_FILE), string_of(y, FC_FILE));
}

static void find_for(struct lx_fonts *r, FcFontSet *installed, enum lx_face face, const char *chosen)
{
    struct lx_font *font = lx_alloc(((size_t)installed->nfont + 1) * sizeof *font);
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
        struct lx_font *f = &font[r->font_n++];
        *f = (struct lx_font){ .pattern = pattern, .chars = chars };
        f->rank = rank_of(pattern, face, chosen, &f->proper);
        f->stops = stops_of(f);
        f->embolden = (lx_settings[face].weight == FC_WEIGHT_BOLD || face == LX_FACE_HEI) && !f->proper &&
                      weight_of(pattern) < FC_WEIGHT_DEMIBOLD;
    }
    qsort(font, (size_t)r->font_n, sizeof *font, by_rank);
    r->font[face] = font;
    if (chosen && r->note && (!r->font_n || font[0].rank >= 0))
        r->note(r->ctx, N_("The font that the settings choose is not installed: %s"), chosen);
}

static bool misplaced(const struct lx_font *f, uint32_t cp)
{
    bool period = cp == 0x3001 || cp == 0x3002;
    bool other = cp == 0xFF0C || cp == 0xFF1A || cp == 0xFF1B || cp == 0xFF01 || cp == 0xFF1F;
    return (period && f->stops != LX_STOPS_RIGHT) || (other && f->stops == LX_STOPS_ALL);
}

struct lx_font *lx_font_for(struct lx_fonts *r, enum lx_face face, uint32_t cp)
{
    struct lx_font *font = r->font[lx_settings[face].fonts];
    for (int i = 0; i < r->font_n; i++)
        if (FcCharSetHasChar(font[i].chars, cp) && !misplaced(&font[i], cp))
            return &font[i];
    return NULL;
}

void lx_font_open(struct lx_font *f)
{
    if (f->face)
        return;
    cairo_matrix_t at_size, plain;
    cairo_matrix_init_scale(&at_size, LX_NATURAL_SIZE, LX_NATURAL_SIZE);
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

void lx_fonts_done(struct lx_fonts *r)
{
    for (int face = 0; face < LX_FACE_N; face++) {
        for (int i = 0; i < r->font_n && r->font[face]; i++) {
            cairo_scaled_font_destroy(r->font[face][i].natural);
            cairo_font_face_destroy(r->font[face][i].face);
        }
        free(r->font[face]);
    }
    cairo_debug_reset_static_data();
    FcFini();
}

bool lx_font_blank(uint32_t cp) { return cp <= ' ' || cp == 0x3000 || cp == 0xA0; }

static void add_once(struct lx_str *list, const char *between, const char *s, size_t len)
{
    if (list->len && memmem(list->s, list->len, s, len))
        return;
    lx_str_add(list, list->len ? between : "");
    lx_str_addn(list, s, len);
}

/* What none of the fonts has.  A Chinese character that is missing refuses the paper: a box in a name is worse than none. */
static enum lx_rc refuse(const struct lx_str *han, bool rare, struct lx_err *err)
{
    size_t n = 0, len = 0;
    for (; len < han->len && n < REFUSED_SHOWN; n++)
        len += (size_t)lx_utf8_get(han->s + len, han->len - len, &(uint32_t){ 0 });
    return lx_fail(err, LX_NOTFOUND,
                   rare ? N_("No installed font has the rare character %s; install the package fonts-babelstone-han, or fonts-hanazono for "
                             "rarer ones")
                        : N_("No installed font has the character %s; install the packages fonts-wqy-microhei and fonts-arphic-uming"),
                   "%.*s%s", (int)len, han->s, len < han->len ? "\u2026" : "");
}

/* Before anything is drawn: is there a font for every character, and is it of the right kind? */
enum lx_rc lx_fonts_check(struct lx_fonts *r, const struct lx_pages *p, struct lx_err *err)
{
    struct lx_str han = LX_STR_EMPTY, missing = LX_STR_EMPTY, substitutes = LX_STR_EMPTY;
    bool rare = true;
    for (size_t i = 0; i < p->span_n; i++) {
        const struct lx_page_span *s = &p->span[i];
        uint32_t cp;
        for (size_t at = 0, n; at < s->len && s->face != LX_FACE_RULE; at += n) {
            n = (size_t)lx_utf8_get(s->s + at, s->len - at, &cp);
            const struct lx_font *f = lx_font_blank(cp) ? NULL : lx_font_for(r, s->face, cp);
            bool chinese = lx_is_han(cp), lacking = !f && !lx_font_blank(cp);
            if (lacking && (chinese ? han.len : missing.len) < LACKING_MOST)
                add_once(chinese ? &han : &missing, chinese ? "" : " ", s->s + at, n);
            rare = rare && !(lacking && chinese && cp < FIRST_RARE);
            if (f && !f->proper && chinese)
                add_once(&substitutes, ", ", string_of(f, FC_FAMILY), strlen(string_of(f, FC_FAMILY)));
        }
    }
    enum lx_rc rc = han.len ? refuse(&han, rare, err) : LX_OK;
    if (rc == LX_OK && missing.len && r->note)
        r->note(r->ctx, N_("No installed font has these characters, boxes stand in their places; the package fonts-unifont has most: %s"),
                missing.s);
    if (rc == LX_OK && substitutes.len && r->note)
        r->note(r->ctx, N_("Printed with substitute fonts: %s"), substitutes.s);
    lx_str_done(&han);
    lx_str_done(&missing);
    lx_str_done(&substitutes);
    return rc;
}
