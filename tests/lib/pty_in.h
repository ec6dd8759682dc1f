/* Private to pty.c and pty_screen.c: the terminal and what it shows. */
#ifndef LX_TESTS_PTY_IN_H
#define LX_TESTS_PTY_IN_H

#include "tests/lib/pty.h"

#include "core/str.h"

#include <vterm.h>

struct pty {
    int pid, pidfd;
    int master;  /* -1 after a hang-up */
    int slave;   /* opened a second time, for our drained mark */
    int mark_fd; /* -1 when the program has closed its end */
    size_t marks_n;
    int rows, cols, limit_ms;
    bool wide, ended, draining, visible;
    long sent_ns, read_ns, changed_ns;
    size_t changed_len;
    int status;        /* of waitpid, once ended */
    const char *why;   /* static */
    struct lx_str raw; /* all bytes since the start */
    struct lx_str in;  /* read, not yet taken */
    char part[4];      /* of a character cut off at the end of a read */
    size_t part_len;
    VTerm *vt;
    VTermScreen *screen;
};

void screen_init(struct pty *p);
void screen_done(struct pty *p);
void screen_feed(struct pty *p, const char *bytes, size_t len);
size_t screen_replies(struct pty *p, struct lx_str *out); /* appends what the terminal wants to say; how many bytes */
bool screen_has_replies(struct pty *p);

#endif
