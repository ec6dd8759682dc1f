/* What a program in a pseudo terminal shows: libvterm's screen as text, cells and styles. */
#include "tests/lib/pty_in.h"

#include <string.h>

/* On a terminal that draws the ambiguous class wide, such a character U+xxxx goes into libvterm as U+3xxxx, which it
 * takes for a Han character of two cells, and is turned back when the screen is read. */
enum { WIDE_PLANE = 0x30000 };

static bool is_ambiguous(uint32_t cp);
static size_t widen(const char *bytes, size_t len, struct lx_str *out);
static void put_utf8(struct lx_str *out, uint32_t cp);
static int colour(const VTermColor *c, bool is_default);
static char style_letter(const struct pty_cell *c);
static void add_row(struct pty *p, int y, struct lx_str *out);
static int on_property(VTermProp prop, VTermValue *value, void *user);
static int on_damage(VTermRect where, void *user);
static int on_move(VTermRect to, VTermRect from, void *user);

static const VTermScreenCallbacks callbacks = { .damage = on_damage, .moverect = on_move, .settermprop = on_property };

void screen_init(struct pty *p)
{
    p->visible = true;
    p->vt = vterm_new(p->rows, p->cols);
    vterm_set_utf8(p->vt, 1);
    p->screen = vterm_obtain_screen(p->vt);
    vterm_screen_set_callbacks(p->screen, &callbacks, p);
    vterm_screen_enable_altscreen(p->screen, 1);
    vterm_screen_reset(p->screen, 1);
}

void screen_done(struct pty *p) { vterm_free(p->vt); }

void screen_feed(struct pty *p, const char *bytes, size_t len)
{
    if (!p->wide) {
        vterm_input_write(p->vt, bytes, len);
        return;
    }
    struct lx_str whole = LX_STR_EMPTY, out = LX_STR_EMPTY;
    lx_str_addn(&whole, p->part, p->part_len);
    lx_str_addn(&whole, bytes, len);
    size_t used = widen(lx_str_z(&whole), whole.len, &out);
    p->part_len = whole.len - used;
    memcpy(p->part, lx_str_z(&whole) + used, p->part_len);
    vterm_input_write(p->vt, lx_str_z(&out), out.len);
    lx_str_done(&whole);
    lx_str_done(&out);
}

/* Only characters of two and three bytes can be meant.  Answers how many bytes were whole characters. */
static size_t widen(const char *bytes, size_t len, struct lx_str *out)
{
    size_t i = 0;
    while (i < len) {
        unsigned char lead = (unsigned char)bytes[i];
        size_t n = lead < 0xc2 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 1;
        if (i + n > len)
            break;
        uint32_t cp = 0;
        if (n == 2)
            cp = (lead & 0x1fu) << 6 | ((unsigned char)bytes[i + 1] & 0x3fu);
        else if (n == 3)
            cp = (lead & 0x0fu) << 12 | ((unsigned char)bytes[i + 1] & 0x3fu) << 6 |
                 ((unsigned char)bytes[i + 2] & 0x3fu);
        if (is_ambiguous(cp))
            put_utf8(out, WIDE_PLANE | cp);
        else
            lx_str_addn(out, bytes + i, n);
        i += n;
    }
    return i;
}

static bool is_ambiguous(uint32_t cp)
{
    static const struct {
        uint32_t from, to;
    } ranges[] = {
#define R(from, to) { from, to },
#include "tests/lib/ambiguous.def"
#undef R
    };
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0] && cp >= ranges[i].from; i++)
        if (cp <= ranges[i].to)
            return true;
    return false;
}

size_t screen_replies(struct pty *p, struct lx_str *out)
{
    char buffer[256];
    size_t n, all = 0;
    while ((n = vterm_output_read(p->vt, buffer, sizeof buffer)) > 0) {
        lx_str_addn(out, buffer, n);
        all += n;
    }
    return all;
}

bool screen_has_replies(struct pty *p) { return vterm_output_get_buffer_current(p->vt) > 0; }

static int on_property(VTermProp prop, VTermValue *value, void *user)
{
    struct pty *p = user;
    if (prop == VTERM_PROP_CURSORVISIBLE)
        p->visible = value->boolean;
    return 1;
}

static int on_damage(VTermRect where, void *user)
{
    struct pty *p = user;
    (void)where;
    if (!p->changed_ns) {
        p->changed_ns = p->read_ns;
        p->changed_len = p->raw.len;
    }
    return 1;
}

static int on_move(VTermRect to, VTermRect from, void *user)
{
    (void)from;
    return on_damage(to, user);
}

/* --- looking ----------------------------------------------------------------------------------------------------- */

int pty_rows(const struct pty *p) { return p->rows; }
int pty_cols(const struct pty *p) { return p->cols; }

void pty_cell(struct pty *p, int y, int x, struct pty_cell *out)
{
    VTermScreenCell cell = { 0 };
    *out = (struct pty_cell){ .text = " ", .w = 1, .fg = -1, .bg = -1 };
    if (x > 0 && vterm_screen_get_cell(p->screen, (VTermPos){ .row = y, .col = x }, &cell) &&
        cell.chars[0] == (uint32_t)-1) { /* the right half of a wide character: its style is the left half's */
        pty_cell(p, y, x - 1, out);
        out->text[0] = '\0';
        out->w = 0;
        return;
    }
    if (!vterm_screen_get_cell(p->screen, (VTermPos){ .row = y, .col = x }, &cell))
        return;
    out->attrs = (cell.attrs.bold ? PTY_BOLD : 0u) | (cell.attrs.underline ? PTY_UNDERLINE : 0u) |
                 (cell.attrs.reverse ? PTY_REVERSE : 0u) | (cell.attrs.italic ? PTY_ITALIC : 0u) |
                 (cell.attrs.blink ? PTY_BLINK : 0u);
    out->fg = colour(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
    out->bg = colour(&cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
    struct lx_str text = LX_STR_EMPTY;
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
        put_utf8(&text, p->wide && cell.chars[i] >> 16 == 3 ? cell.chars[i] & 0xffff : cell.chars[i]);
    if (text.len)
        memcpy(out->text, text.s, text.len + 1);
    out->w = cell.width;
    lx_str_done(&text);
}

static int colour(const VTermColor *c, bool is_default)
{
    if (is_default)
        return -1;
    if (VTERM_COLOR_IS_INDEXED(c))
        return c->indexed.idx;
    return 0x1000000 | c->rgb.red << 16 | c->rgb.green << 8 | c->rgb.blue;
}

static void put_utf8(struct lx_str *out, uint32_t cp)
{
    if (cp < 0x80) {
        lx_str_addc(out, (char)cp);
        return;
    }
    int more = cp < 0x800 ? 1 : cp < 0x10000 ? 2 : 3;
    static const unsigned lead[] = { 0, 0xc0, 0xe0, 0xf0 };
    lx_str_addc(out, (char)(lead[more] | cp >> (6 * more)));
    while (more--)
        lx_str_addc(out, (char)(0x80 | (cp >> (6 * more) & 0x3f)));
}

static void add_row(struct pty *p, int y, struct lx_str *out)
{
    struct pty_cell cell;
    size_t end = out->len;
    for (int x = 0; x < p->cols; x++) {
        pty_cell(p, y, x, &cell);
        lx_str_add(out, cell.text);
        if (cell.w && strcmp(cell.text, " ") != 0)
            end = out->len;
    }
    lx_str_cut(out, end);
}

char *pty_row(struct pty *p, int y)
{
    struct lx_str out = LX_STR_EMPTY;
    add_row(p, y, &out);
    return lx_str_take(&out);
}

char *pty_screen(struct pty *p)
{
    struct lx_str out = LX_STR_EMPTY;
    for (int y = 0; y < p->rows; y++) {
        add_row(p, y, &out);
        lx_str_addc(&out, '\n');
    }
    return lx_str_take(&out);
}

char *pty_styled_screen(struct pty *p)
{
    struct lx_str out = LX_STR_EMPTY;
    for (int y = 0; y < p->rows; y++) {
        add_row(p, y, &out);
        lx_str_addc(&out, '\n');
        size_t start = out.len, end = start;
        lx_str_addc(&out, '~');
        for (int x = 0; x < p->cols; x++) {
            struct pty_cell cell;
            pty_cell(p, y, x, &cell);
            lx_str_addc(&out, style_letter(&cell));
            if (style_letter(&cell) != ' ')
                end = out.len;
        }
        lx_str_cut(&out, end);
        if (end > start)
            lx_str_addc(&out, '\n');
    }
    return lx_str_take(&out);
}

static char style_letter(const struct pty_cell *c)
{
    if (c->attrs & PTY_REVERSE)
        return c->attrs & PTY_BOLD ? 'X' : 'R';
    if (c->bg >= 0)
        return 'G';
    if (c->attrs & PTY_BOLD)
        return 'B';
    if (c->attrs & PTY_UNDERLINE)
        return 'U';
    return c->fg < 0 ? ' ' : (char)('0' + (c->fg & 7));
}

bool pty_find(struct pty *p, const char *text, int *y_out, int *x_out)
{
    size_t text_len = strlen(text);
    for (int y = 0; y < p->rows; y++) {
        char *row = pty_row(p, y);
        const char *hit = strstr(row, text);
        size_t before = hit ? (size_t)(hit - row) : 0;
        lx_str_done(&(struct lx_str){ .s = row });
        if (!hit && text_len)
            continue;
        int x = 0;
        struct pty_cell cell;
        for (size_t at = 0; at < before; x++) {
            pty_cell(p, y, x, &cell);
            at += strlen(cell.text);
        }
        pty_cell(p, y, x, &cell);
        if (y_out)
            *y_out = y;
        if (x_out)
            *x_out = cell.w || !x ? x : x + 1;
        return true;
    }
    return false;
}

void pty_cursor(struct pty *p, int *y, int *x, bool *visible)
{
    VTermPos at;
    vterm_state_get_cursorpos(vterm_obtain_state(p->vt), &at);
    if (y)
        *y = at.row;
    if (x)
        *x = at.col;
    if (visible)
        *visible = p->visible;
}

const char *pty_bytes(const struct pty *p, size_t *len)
{
    *len = p->raw.len;
    return lx_str_z(&p->raw);
}

void pty_dump(struct pty *p, FILE *to, const char *what)
{
    int y, x;
    char *text = pty_screen(p);
    pty_cursor(p, &y, &x, NULL);
    fprintf(to, "not so: %s (%s); the screen, cursor at %d,%d:\n%s", what, pty_why(p), y, x, text);
    lx_str_done(&(struct lx_str){ .s = text });
}
