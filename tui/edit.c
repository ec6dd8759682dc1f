/* The editor of one line or of a text, on grapheme clusters. */
#include "tui/edit.h"

#include "core/mem.h"
#include "core/text/text.h"
#include "tui/draw.h"

#include <stdlib.h>
#include <string.h>

enum { STEPS_MAX = 200 };
enum { CHANGE_NONE, CHANGE_TYPE, CHANGE_DELETE, CHANGE_OTHER };

/* The rows in which a text is shown: byte ranges. */
struct edit_row {
    size_t from, len;
};
struct edit_rows {
    struct edit_row *at;
    size_t n, room;
    const char *start;
};

static void keep_step(struct edit *e, int kind);
static bool undo(struct edit *e, bool redo);
static void delete_range(struct edit *e, size_t from, size_t to);
static size_t next_at(const struct edit *e, size_t at);
static size_t prev_at(const struct edit *e, size_t at);
static size_t word_at(const struct edit *e, size_t at, bool back);
static size_t line_start(const struct edit *e, size_t at);
static size_t line_end(const struct edit *e, size_t at);
static void make_rows(const struct edit *e, int w, struct edit_rows *rows);
static size_t row_of(const struct edit_rows *rows, size_t at);
static bool move_rows(struct edit *e, int by);
static int shown_w(const char *s, size_t len);
static void draw_one_line(struct edit *e, const struct rect *r, enum role role, bool focused);

void edit_init(struct edit *e, const char *text, bool lines)
{
    *e = (struct edit){ .lines = lines, .goal_w = -1, .shown_w = 40 };
    edit_set(e, text);
}

void edit_done(struct edit *e)
{
    for (size_t i = 0; i < e->steps_n; i++)
        free(e->steps[i].text);
    free(e->steps);
    lx_str_done(&e->text);
    *e = (struct edit){ 0 };
}

void edit_set(struct edit *e, const char *text)
{
    for (size_t i = 0; i < e->steps_n; i++)
        free(e->steps[i].text);
    e->steps_n = e->undone_n = 0;
    e->typing = CHANGE_NONE;
    e->left = e->top = 0;
    lx_str_clear(&e->text);
    lx_str_add(&e->text, text);
    e->at = e->text.len;
    e->changed = false;
}

const char *edit_text(const struct edit *e) { return lx_str_z(&e->text); }

bool edit_event(struct edit *e, const struct event *ev)
{
    if (ev->kind == EV_PASTE) {
        keep_step(e, CHANGE_OTHER);
        edit_insert(e, ev->paste, ev->paste_len);
        return true;
    }
    if (ev->kind != EV_KEY)
        return false;
    int goal = e->goal_w;
    e->goal_w = -1;
    size_t at = e->at;
    switch (ev->key) {
    case LK_LEFT: e->at = prev_at(e, at); break;
    case LK_RIGHT: e->at = next_at(e, at); break;
    case LK_CTRL | LK_LEFT: e->at = word_at(e, at, true); break;
    case LK_CTRL | LK_RIGHT: e->at = word_at(e, at, false); break;
    case LK_HOME:
    case 'A' & 31: e->at = line_start(e, at); break;
    case LK_END:
    case 'E' & 31: e->at = line_end(e, at); break;
    case LK_CTRL | LK_HOME: e->at = 0; break;
    case LK_CTRL | LK_END: e->at = e->text.len; break;
    case LK_UP:
    case LK_DOWN:
        e->goal_w = goal;
        return e->lines && move_rows(e, ev->key == LK_UP ? -1 : 1);
    case LK_BACKSPACE: keep_step(e, CHANGE_DELETE); delete_range(e, prev_at(e, at), at); return true;
    case LK_DEL:
    case 'D' & 31: keep_step(e, CHANGE_DELETE); delete_range(e, at, next_at(e, at)); return true;
    case 'W' & 31: keep_step(e, CHANGE_OTHER); delete_range(e, word_at(e, at, true), at); return true;
    case 'U' & 31: keep_step(e, CHANGE_OTHER); delete_range(e, line_start(e, at), at); return true;
    case 'K' & 31: keep_step(e, CHANGE_OTHER); delete_range(e, at, line_end(e, at)); return true;
    case 'Z' & 31: return undo(e, false) || true;
    case 'Y' & 31: return undo(e, true) || true;
    case LK_ENTER:
        if (!e->lines)
            return false;
        keep_step(e, CHANGE_OTHER);
        edit_insert(e, "\n", 1);
        return true;
    default:
        if (ev->key < 0x20 || ev->key >= LK_NAMED || ev->key == LK_BACKSPACE)
            return false;
        keep_step(e, CHANGE_TYPE);
        struct lx_str s = LX_STR_EMPTY;
        lx_utf8_put(&s, ev->key);
        edit_insert(e, s.s, s.len);
        lx_str_done(&s);
        return true;
    }
    e->typing = CHANGE_NONE; /* after a movement typing is a new step */
    return true;
}

void edit_insert(struct edit *e, const char *s, size_t len)
{
    struct lx_str fresh = LX_STR_EMPTY;
    for (size_t i = 0; i < len;) {
        uint32_t cp;
        size_t used = (size_t)lx_utf8_get(s + i, len - i, &cp);
        if (cp == '\n' || cp == '\t')
            lx_str_addc(&fresh, cp == '\n' && e->lines ? '\n' : ' ');
        else if (cp != 0 && !(cp == 0xFFFD && used == 1)) /* bytes that are no UTF-8 are left out */
            lx_str_addn(&fresh, s + i, used);
        i += used;
    }
    struct lx_str all = LX_STR_EMPTY;
    lx_str_addn(&all, lx_str_z(&e->text), e->at);
    lx_str_addn(&all, lx_str_z(&fresh), fresh.len);
    lx_str_add(&all, lx_str_z(&e->text) + e->at);
    e->at += fresh.len;
    lx_str_done(&e->text);
    e->text = all;
    e->changed = true;
    lx_str_done(&fresh);
}

void edit_draw(struct edit *e, const struct rect *r, enum role role, bool focused)
{
    e->shown_w = r->w;
    if (!e->lines) {
        draw_one_line(e, r, role, focused);
        return;
    }
    struct edit_rows rows = { 0 };
    make_rows(e, r->w, &rows);
    size_t caret = row_of(&rows, e->at), h = (size_t)(r->h > 0 ? r->h : 1);
    if (caret < e->top)
        e->top = caret;
    if (caret >= e->top + h)
        e->top = caret - h + 1;
    for (int y = 0; y < r->h; y++) {
        size_t i = e->top + (size_t)y;
        draw_open(r, y, role);
        if (i < rows.n) {
            struct lx_str s = LX_STR_EMPTY;
            lx_str_addn(&s, e->text.s + rows.at[i].from, rows.at[i].len);
            draw_text(lx_str_z(&s), role);
            lx_str_done(&s);
        }
        draw_close();
    }
    if (focused) {
        int x = shown_w(lx_str_z(&e->text) + rows.at[caret].from, e->at - rows.at[caret].from);
        draw_caret(r->y + (int)(caret - e->top), r->x + (x < r->w ? x : r->w - 1), true);
    }
    free(rows.at);
}

int edit_rows(const struct edit *e, int w)
{
    struct edit_rows rows = { 0 };
    make_rows(e, w, &rows);
    int n = (int)rows.n;
    free(rows.at);
    return n;
}

/* Remembers the text before a change; what is typed or deleted in one go is one step. */
static void keep_step(struct edit *e, int kind)
{
    bool goes_on = kind == e->typing && kind != CHANGE_OTHER;
    e->typing = kind;
    if (goes_on && e->steps_n > 0 && e->undone_n == 0)
        return;
    while (e->undone_n > 0) { /* a change after undo forgets what was undone */
        free(e->steps[--e->steps_n].text);
        e->undone_n--;
    }
    if (e->steps_n == STEPS_MAX) {
        free(e->steps[0].text);
        memmove(e->steps, e->steps + 1, --e->steps_n * sizeof *e->steps);
    }
    LX_PUSH(e->steps, e->steps_n, e->steps_room) = (struct edit_step){ lx_strdup(edit_text(e)), e->at };
}

/* The steps undone stand behind the others; each swap exchanges the text with a step. */
static bool undo(struct edit *e, bool redo)
{
    size_t done_n = e->steps_n - e->undone_n;
    if (redo ? e->undone_n == 0 : done_n == 0)
        return false;
    struct edit_step *step = &e->steps[redo ? done_n : done_n - 1];
    struct edit_step now = { lx_strdup(edit_text(e)), e->at };
    lx_str_clear(&e->text);
    lx_str_add(&e->text, step->text);
    e->at = step->at;
    free(step->text);
    *step = now;
    if (redo)
        e->undone_n--;
    else
        e->undone_n++;
    e->typing = CHANGE_NONE;
    e->changed = true;
    e->left = 0;
    return true;
}

static void delete_range(struct edit *e, size_t from, size_t to)
{
    if (from >= to)
        return;
    memmove(e->text.s + from, e->text.s + to, e->text.len - to);
    lx_str_cut(&e->text, e->text.len - (to - from));
    e->at = from;
    e->changed = true;
}

static size_t next_at(const struct edit *e, size_t at)
{
    return at < e->text.len ? lx_grapheme_next(edit_text(e), e->text.len, at) : at;
}

static size_t prev_at(const struct edit *e, size_t at)
{
    return at > 0 ? lx_grapheme_prev(edit_text(e), e->text.len, at) : 0;
}

/* Blank, Latin letters and digits, ideographs, anything else. */
static int char_class(const struct edit *e, size_t at)
{
    uint32_t cp;
    lx_utf8_get(e->text.s + at, e->text.len - at, &cp);
    if (cp <= ' ')
        return 0;
    if ((cp < 0x80 && (cp | 32) >= 'a' && (cp | 32) <= 'z') || (cp >= '0' && cp <= '9') || (cp >= 0xC0 && cp < 0x250))
        return 1;
    return lx_is_han(cp) ? 2 : 3;
}

static size_t word_at(const struct edit *e, size_t at, bool back)
{
    if (back) {
        while (at > 0 && char_class(e, prev_at(e, at)) == 0)
            at = prev_at(e, at);
        int class = at > 0 ? char_class(e, prev_at(e, at)) : 0;
        while (at > 0 && char_class(e, prev_at(e, at)) == class)
            at = prev_at(e, at);
        return at;
    }
    int class = at < e->text.len ? char_class(e, at) : 0;
    while (at < e->text.len && class && char_class(e, at) == class)
        at = next_at(e, at);
    while (at < e->text.len && char_class(e, at) == 0)
        at = next_at(e, at);
    return at;
}

static size_t line_start(const struct edit *e, size_t at)
{
    while (at > 0 && e->text.s[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_end(const struct edit *e, size_t at)
{
    while (at < e->text.len && e->text.s[at] != '\n')
        at++;
    return at;
}

static void add_row(void *ctx, const char *s, size_t len)
{
    struct edit_rows *rows = ctx;
    LX_PUSH(rows->at, rows->n, rows->room) = (struct edit_row){ (size_t)(s - rows->start), len };
}

/* Each line of the text is wrapped by itself; a row reaches up to the start of the next, blanks included. */
static void make_rows(const struct edit *e, int w, struct edit_rows *rows)
{
    const char *s = edit_text(e);
    rows->start = s;
    for (size_t from = 0;;) {
        size_t end = line_end(e, from), first = rows->n;
        if (end > from)
            lx_text_wrap(s + from, end - from, w > 2 ? w - 1 : 2, w > 2 ? w - 1 : 2, draw_amb(), add_row, rows);
        if (rows->n == first)
            add_row(rows, s + from, 0);
        for (size_t i = first; i < rows->n; i++)
            rows->at[i].len = (i + 1 < rows->n ? rows->at[i + 1].from : end) - rows->at[i].from;
        if (end == e->text.len)
            return;
        from = end + 1;
    }
}

static size_t row_of(const struct edit_rows *rows, size_t at)
{
    size_t i = 0;
    while (i + 1 < rows->n && rows->at[i + 1].from <= at)
        i++;
    return i;
}

static bool move_rows(struct edit *e, int by)
{
    struct edit_rows rows = { 0 };
    make_rows(e, e->shown_w, &rows);
    size_t row = row_of(&rows, e->at);
    const char *s = edit_text(e);
    bool moved = by < 0 ? row > 0 : row + 1 < rows.n;
    if (moved) {
        if (e->goal_w < 0)
            e->goal_w = shown_w(s + rows.at[row].from, e->at - rows.at[row].from);
        row = by < 0 ? row - 1 : row + 1;
        size_t len = rows.at[row].len;
        bool wraps = row + 1 < rows.n && rows.at[row + 1].from == rows.at[row].from + len;
        if (wraps && len > 0) /* the end of a wrapped row is the start of the next */
            len = lx_grapheme_prev(s + rows.at[row].from, len, len);
        e->at = rows.at[row].from + lx_text_prefix(s + rows.at[row].from, len, e->goal_w, draw_amb(), NULL);
    }
    free(rows.at);
    return moved;
}

static int shown_w(const char *s, size_t len)
{
    if (lx_text_is_clean(s, len, 0))
        return lx_text_w_len(s, len, draw_amb());
    struct lx_str clean = LX_STR_EMPTY;
    lx_text_clean(&clean, s, len, 0);
    int w = lx_text_w(lx_str_z(&clean), draw_amb());
    lx_str_done(&clean);
    return w;
}

/* The part around the caret is shown; the caret itself needs a cell.  Where more stands on either side, a mark says so. */
static void draw_one_line(struct edit *e, const struct rect *r, enum role role, bool focused)
{
    const char *s = edit_text(e), *more = draw_form(GLYPH_MORE);
    int more_w = lx_text_w(more, draw_amb());
    if (e->left > e->at || !focused)
        e->left = 0;
    while (focused && e->left < e->at && shown_w(s + e->left, e->at - e->left) > r->w - (s[e->at] ? 3 : 2) - (e->left ? more_w : 0))
        e->left = next_at(e, e->left);
    struct lx_str shown = LX_STR_EMPTY;
    if (e->left)
        lx_str_add(&shown, more);
    lx_text_cut(&shown, s + e->left, r->w - (e->left ? more_w : 0), draw_amb());
    draw_open(r, 0, role);
    draw_text(lx_str_z(&shown), role);
    draw_close();
    lx_str_done(&shown);
    if (focused)
        draw_caret(r->y, r->x + (e->left ? more_w : 0) + shown_w(s + e->left, e->at - e->left), true);
}
