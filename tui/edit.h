/* The editor of one line or of a text, on grapheme clusters (libformw breaks Chinese: libraries.md 0.5).
 *
 * The text is the author's: valid UTF-8, in one line without LF.  The hardware cursor stands at the caret, because the
 * input method's window follows it.  Keys: arrows, Home End, Ctrl with arrows or ^W by words, ^U ^K to the start, the end
 * of the line, ^Z ^Y undo, redo of typing.  A paste goes in as one piece. */
#ifndef LX_EDIT_H
#define LX_EDIT_H

#include "core/str.h"
#include "tui/keys.h"
#include "tui/rect.h"
#include "tui/theme.h"

struct edit_step {
    char *text;
    size_t at;
};
struct edit {
    struct lx_str text;
    size_t at;      /* caret: byte offset, at the start of a grapheme cluster */
    bool lines;     /* Enter makes a line; else it is not taken */
    bool changed;   /* since edit_set; the caller may clear it */
    size_t left;    /* one line: first byte shown */
    size_t top;     /* text: first row shown */
    int goal_w;     /* cell that Up and Down aim at; -1 none */
    int shown_w;    /* width of the last paint; Up and Down move in its rows */
    struct edit_step *steps; /* undo; the newest last */
    size_t steps_n, steps_room, undone_n;
    int typing;     /* kind of the last change: a run of typing is one step */
};

void edit_init(struct edit *e, const char *text, bool lines);
void edit_done(struct edit *e);
void edit_set(struct edit *e, const char *text); /* caret at the end; forgets the steps */
const char *edit_text(const struct edit *e);     /* borrowed until it changes */
bool edit_event(struct edit *e, const struct event *ev); /* false: not taken */
void edit_insert(struct edit *e, const char *s, size_t len);
/* Paints into r (one row unless lines) and, when focused, puts the terminal's cursor at the caret. */
void edit_draw(struct edit *e, const struct rect *r, enum role role, bool focused);
int edit_rows(const struct edit *e, int w); /* rows the text takes in w cells, at least 1 */

#endif
