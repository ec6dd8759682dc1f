/* Drawing: the only writer of text on the screen. */
#include "tui/draw.h"

#include "core/mem.h"
#include "tui/wcwidth.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

enum { ROW_MAX = 1000 }; /* cells; wider terminals leave the rest blank */

#define OWN (-1)
#define BLACK COLOR_BLACK
#define RED COLOR_RED
#define GREEN COLOR_GREEN
#define YELLOW COLOR_YELLOW
#define BLUE COLOR_BLUE
#define MAGENTA COLOR_MAGENTA
#define CYAN COLOR_CYAN
#define WHITE COLOR_WHITE
#define DIM A_DIM
#define BOLD A_BOLD
#define UNDERLINE A_UNDERLINE
#define REVERSE A_REVERSE
#define BOLD_UL (A_BOLD | A_UNDERLINE)
#define REVERSE_BOLD (A_REVERSE | A_BOLD)
#define S(fg, bg, attrs) { fg, bg, attrs }

static const struct style {
    short fg, bg;
    attr_t attrs;
} styles[ROLES_N][4] = {
#define ROLE(name, letter, light, dark, contrast, mono)                                                                \
    [ROLE_##name] = { [THEME_LIGHT] = light, [THEME_DARK] = dark, [THEME_CONTRAST] = contrast, [THEME_MONO] = mono },
#include "tui/theme.def"
#undef ROLE
};
static const char letters[ROLES_N] = {
#define ROLE(name, letter, light, dark, contrast, mono) [ROLE_##name] = letter,
#include "tui/theme.def"
#undef ROLE
};
static const char *const forms[GLYPHS_N][2] = {
#define GLYPH(name, form, ascii) [GLYPH_##name] = { form, ascii },
#include "tui/theme.def"
#undef GLYPH
};

/* The screen is the one thing that exists once; so does the row under way. */
static struct {
    attr_t attrs[ROLES_N];
    short pairs[ROLES_N];
    bool ascii_lines, colours;
    unsigned char *roles; /* one a cell of the screen, for draw_dump */
    int roles_h, roles_w;
    int caret_y, caret_x;
    int caret_shown; /* -1 not yet known */
    bool caret_visible;
} scr;
static struct {
    cchar_t cell[ROW_MAX];
    unsigned char role[ROW_MAX];
    int n, w, max_w; /* characters, cells, cells of the row */
    int y, x;
    enum role base;
    bool live;
    struct lx_str clean, fit;
} row;

static void put_char(uint32_t cp, int w, enum role role);
static void join_char(uint32_t cp);
static void keep_roles(void);
static const char *cleaned(const char *s);

void draw_init(enum theme theme, bool colours)
{
    colours = colours && theme != THEME_MONO && has_colors() && start_color() == OK && COLORS >= 8;
    if (colours)
        use_default_colors();
    else
        theme = THEME_MONO;
    scr.colours = colours;
    for (int i = 0; i < ROLES_N; i++) {
        const struct style *s = &styles[i][theme];
        bool paired = colours && (s->fg != OWN || s->bg != OWN);
        scr.attrs[i] = s->attrs;
        scr.pairs[i] = paired ? (short)(i + 1) : 0;
        if (paired)
            init_pair(scr.pairs[i], s->fg, s->bg);
    }
    scr.caret_shown = -1;
}

void draw_done(void)
{
    free(scr.roles);
    scr.roles = NULL;
    scr.roles_h = scr.roles_w = 0;
    lx_str_done(&row.clean);
    lx_str_done(&row.fit);
}

bool draw_has_colours(void) { return scr.colours; }

enum lx_amb draw_amb(void) { return wcwidth_amb(); }

void draw_set_amb(enum lx_amb amb, bool wide_lines)
{
    wcwidth_set(amb);
    scr.ascii_lines = wide_lines || amb == LX_WIDE;
}

bool draw_widths_hold(void)
{
    WINDOW *pad = newpad(1, 8);
    if (!pad)
        return true;
    const wchar_t quote[] = { 0x201C, 0 };
    int y, x;
    waddwstr(pad, quote);
    getyx(pad, y, x);
    delwin(pad);
    return y == 0 && x == (int)wcwidth_amb();
}

void draw_open(const struct rect *r, int y, enum role base)
{
    row.n = row.w = 0;
    row.y = r->y + y;
    row.x = r->x;
    row.base = base;
    row.max_w = r->w < COLS - r->x ? r->w : COLS - r->x;
    if (row.max_w > ROW_MAX)
        row.max_w = ROW_MAX;
    row.live = y >= 0 && y < r->h && row.y >= 0 && row.y < LINES && row.x >= 0 && row.max_w > 0;
    if (!row.live)
        row.max_w = 0;
}

void draw_text(const char *s, enum role role)
{
    s = cleaned(s);
    size_t len = strlen(s);
    for (size_t at = 0; at < len;) {
        uint32_t cp;
        at += (size_t)lx_utf8_get(s + at, len - at, &cp);
        int w = lx_char_w(cp, wcwidth_amb());
        if (w == 0)
            join_char(cp);
        else if (row.w + w > row.max_w)
            return;
        else
            put_char(cp, w, role);
    }
}

void draw_glyph(enum glyph g, enum role role) { draw_text(draw_form(g), role); }

void draw_cell(const char *s, int w, enum lx_align align, enum role role)
{
    if (w > draw_left())
        w = draw_left();
    if (w <= 0)
        return;
    lx_str_clear(&row.fit);
    lx_text_fit(&row.fit, cleaned(s), w, align, wcwidth_amb());
    int end = row.w + w;
    draw_text(lx_str_z(&row.fit), role);
    draw_to(end);
}

void draw_gap(int w) { draw_to(row.w + w); }

void draw_to(int x)
{
    while (row.w < x && row.w < row.max_w)
        put_char(' ', 1, row.base);
}

int draw_used(void) { return row.w; }

int draw_left(void) { return row.max_w - row.w; }

void draw_close(void)
{
    if (!row.live)
        return;
    draw_to(row.max_w);
    mvadd_wchnstr(row.y, row.x, row.cell, row.n);
    keep_roles();
    row.live = false;
    row.max_w = 0;
}

void draw_blank(const struct rect *r)
{
    for (int y = 0; y < r->h; y++) {
        draw_open(r, y, ROLE_NORMAL);
        draw_close();
    }
}

void draw_rule(const struct rect *r, int y, const char *title)
{
    draw_open(r, y, ROLE_FRAME);
    draw_glyph(GLYPH_HLINE, ROLE_FRAME);
    draw_glyph(GLYPH_HLINE, ROLE_FRAME);
    if (title && *title) {
        draw_gap(1);
        draw_text(title, ROLE_TITLE);
        draw_gap(1);
    }
    int w;
    do {
        w = row.w;
        draw_glyph(GLYPH_HLINE, ROLE_FRAME);
    } while (row.w > w);
    draw_close();
}

const char *draw_form(enum glyph g) { return forms[g][scr.ascii_lines]; }

void draw_caret(int y, int x, bool visible)
{
    scr.caret_y = y;
    scr.caret_x = x;
    scr.caret_visible = visible;
}

void draw_show(void)
{
    if (scr.caret_shown != (int)scr.caret_visible) {
        curs_set(scr.caret_visible);
        scr.caret_shown = (int)scr.caret_visible;
    }
    move(scr.caret_y < LINES ? scr.caret_y : LINES - 1, scr.caret_x < COLS ? scr.caret_x : COLS - 1);
    wnoutrefresh(stdscr);
    doupdate();
}

void draw_forget(void)
{
    erase();
    clearok(curscr, TRUE);
    scr.caret_shown = -1;
    if (scr.roles)
        memset(scr.roles, 0, (size_t)(scr.roles_h * scr.roles_w));
}

void draw_dump(struct lx_str *out)
{
    for (int y = 0; y < LINES; y++) {
        struct lx_str roles = LX_STR_EMPTY;
        size_t end = out->len;
        bool styled = false;
        for (int x = 0; x < COLS;) {
            cchar_t cc;
            wchar_t wcs[CCHARW_MAX + 1] = { 0 };
            attr_t attrs;
            short pair;
            mvin_wch(y, x, &cc);
            getcchar(&cc, wcs, &attrs, &pair, NULL);
            int w = lx_char_w((uint32_t)wcs[0], wcwidth_amb());
            for (int i = 0; wcs[i]; i++)
                lx_utf8_put(out, (uint32_t)wcs[i]);
            if (wcs[0] != ' ')
                end = out->len;
            for (int i = 0; i < (w > 0 ? w : 1); i++) {
                enum role role = draw_role_at(y, x + i);
                lx_str_addc(&roles, letters[role]);
                styled = styled || role != ROLE_NORMAL;
            }
            x += w > 0 ? w : 1;
        }
        lx_str_cut(out, end);
        lx_str_addc(out, '\n');
        while (roles.len > 0 && roles.s[roles.len - 1] == ' ')
            lx_str_cut(&roles, roles.len - 1);
        if (styled)
            lx_str_addf(out, "~%s\n", lx_str_z(&roles));
        lx_str_done(&roles);
    }
}

enum role draw_role_at(int y, int x)
{
    return y >= 0 && y < scr.roles_h && x >= 0 && x < scr.roles_w ? (enum role)scr.roles[y * scr.roles_w + x] : ROLE_NORMAL;
}

static void put_char(uint32_t cp, int w, enum role role)
{
    wchar_t wcs[2] = { (wchar_t)cp, 0 };
    setcchar(&row.cell[row.n++], wcs, scr.attrs[role], scr.pairs[role], NULL);
    for (int i = 0; i < w; i++)
        row.role[row.w++] = (unsigned char)role;
}

/* A combining mark joins the character before it; ncurses keeps four. */
static void join_char(uint32_t cp)
{
    if (row.n == 0)
        return;
    wchar_t wcs[CCHARW_MAX + 1] = { 0 };
    attr_t attrs;
    short pair;
    getcchar(&row.cell[row.n - 1], wcs, &attrs, &pair, NULL);
    size_t n = wcslen(wcs);
    if (n == 0 || n >= CCHARW_MAX)
        return;
    wcs[n] = (wchar_t)cp;
    setcchar(&row.cell[row.n - 1], wcs, attrs, pair, NULL);
}

static void keep_roles(void)
{
    if (scr.roles_h != LINES || scr.roles_w != COLS) {
        free(scr.roles);
        scr.roles = lx_alloc((size_t)LINES * (size_t)COLS);
        scr.roles_h = LINES;
        scr.roles_w = COLS;
    }
    memcpy(scr.roles + row.y * scr.roles_w + row.x, row.role, (size_t)row.w);
}

static const char *cleaned(const char *s)
{
    if (!s)
        return "";
    size_t len = strlen(s);
    if (lx_text_is_clean(s, len, 0))
        return s;
    lx_str_clear(&row.clean);
    lx_text_clean(&row.clean, s, len, 0);
    return lx_str_z(&row.clean);
}
