/* The terminal: opened, waited on, left alone, given back.
 *
 * The only owner of terminal modes, of signals and of the wait for input.  Signal handlers set a flag and wake the
 * wait, nothing else.  Idle means no wake-up: screen_wait has no time limit unless the caller sets one. */
#ifndef LX_SCREEN_H
#define LX_SCREEN_H

#include "core/err.h"
#include "core/str.h"

#include <stdbool.h>

struct screen_setup {
    int in, out;         /* descriptors; both must be a terminal unless headless */
    bool headless;       /* tests: a null device will do, LINES and COLUMNS are honoured */
    const char *watch;   /* file whose commits wake the wait (inotify on its folder); may be NULL */
};

/* LX_USAGE with a sentence when there is no terminal or it cannot place a cursor (TERM=dumb, a pipe): exit 4.
 * An unknown TERM is tried again as xterm-256color; screen_unknown_term then says so. */
LX_CHECK enum lx_rc screen_open(const struct screen_setup *setup, struct lx_err *err);
const char *screen_unknown_term(void); /* the TERM that was not known, or NULL */
void screen_close(void);               /* gives the terminal back as it was; may be called twice */
void screen_size(int *h, int *w);
void screen_resize(int h, int w);      /* 0, 0: ask the terminal; tests say */
void screen_suspend(void);             /* gives the terminal back, stops the process, returns after fg */
void screen_leave(void);               /* gives the terminal back for a while (an editor) ... */
void screen_show(const char *text, const char *hint); /* gives it back, writes plain text, waits for Enter, takes it again */
void screen_enter(void);               /* ... and takes it again; the caller repaints */
void screen_tell(const char *bytes);   /* a sequence for the terminal itself, sent at once */

enum screen_event {
    SCREEN_INPUT = 1,   /* screen_read has something */
    SCREEN_CHANGED = 2, /* somebody committed to the watched file */
    SCREEN_RESIZED = 4,
    SCREEN_STOP = 8,    /* asked from outside to suspend */
    SCREEN_ENDED = 16,  /* hang-up, TERM, or the end of input: save what is typed and go */
    SCREEN_TIMEOUT = 32
};
/* Waits; timeout_ms < 0 for ever, 0 only looks. */
unsigned screen_wait(int timeout_ms);
bool screen_input_waits(void);          /* a look, without taking anything */
void screen_read(struct lx_str *bytes); /* appends what is there, never waits */

/* For tests (pty scenes): a byte on LIANXI_SETTLED_FD; called when everything is painted and a wait begins. */
void screen_settled(void);
/* What happened to the folder so far was our own doing, before anything was read: it wakes nobody. */
void screen_forget_watch(void);

#endif
