/* The screen in the process of a test: a terminal that goes nowhere, typed keys, cells and roles read back.
 *
 *     struct inscreen *t = inscreen_new(&(struct inscreen_setup){ .store = s, .h = 24, .w = 80, .lang = "zh" });
 *     inscreen_keys(t, "j j / 渔船 <Enter>");
 *     inscreen_has(t, "渔船");
 *     APPROVE(&which, inscreen_text(t));
 *     inscreen_done(&t);
 * Nothing waits and nothing sleeps: after inscreen_keys everything that the keys caused is painted. */
#ifndef LX_TESTS_INSCREEN_H
#define LX_TESTS_INSCREEN_H

#include "core/store.h"
#include "tui/app.h"

struct inscreen;
struct inscreen_setup {
    struct lx_store *store; /* borrowed */
    struct lx_work *work;   /* borrowed; NULL: one is made for the store */
    int h, w;               /* 0: 24 and 80 */
    const char *lang;       /* "zh", "en"; NULL: zh */
    bool wide;              /* the ambiguous class takes two cells */
    bool mono;              /* as with NO_COLOR */
    bool read_only;
    const char *first;      /* view to begin with; NULL: items */
    const char *term;       /* NULL: xterm-256color */
};

struct inscreen *inscreen_new(const struct inscreen_setup *setup); /* never NULL; painted */
void inscreen_done(struct inscreen **t);
struct app *inscreen_app(struct inscreen *t);
/* Keys parted by blanks, as in command.def: "j <PgDn> ^F /"; a longer word is typed as it stands.  False: it has ended. */
bool inscreen_keys(struct inscreen *t, const char *keys);
bool inscreen_type(struct inscreen *t, const char *bytes); /* bytes as they are, in one piece */
bool inscreen_pump(struct inscreen *t);                    /* after a change from outside */
void inscreen_resize(struct inscreen *t, int h, int w);
const char *inscreen_text(struct inscreen *t); /* rows, and role lines; borrowed until the next call */
char *inscreen_row(struct inscreen *t, int y); /* one row without roles; yours */
bool inscreen_has(struct inscreen *t, const char *s);

#endif
