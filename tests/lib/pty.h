/* Drives a program in a pseudo terminal and shows what a person at that terminal would see.
 *
 *     struct pty *p = pty_start(&(struct pty_setup){ .argv = argv, .rows = 24, .cols = 80 });
 *     PTY_MUST(p, pty_settle(p));
 *     PTY_MUST(p, pty_keys(p, "j j Enter"));          types, then waits until the program has settled
 *     PTY_MUST(p, pty_find(p, "26-003", NULL, NULL));
 *     PTY_MUST(p, pty_keys(p, "q") || pty_wait_exit(p) == 0);
 *     pty_done(&p);
 *
 * Nothing here sleeps.  The program inherits a descriptor, named in LIANXI_SETTLED_FD, and writes one byte to it each
 * time it has painted and is about to wait for a key (not while it waits for the rest of an escape).  When the byte has come, everything that
 * was painted before is read (a mark sent through the same tty proves that nothing is under way), questions to the
 * terminal (position report, device attributes) are answered, and if there were any the program settles once more.
 * Programs that know of no mark are waited for by what they show: pty_wait_text.
 *
 * Every wait has a limit (10 s, 40 s under ASan); what did not come is false, with the reason in pty_why(). */
#ifndef LX_TESTS_PTY_H
#define LX_TESTS_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct pty;

struct pty_setup {
    const char *const *argv; /* NULL at the end; argv[0] is looked for in PATH */
    const char *const *env;  /* may be NULL; "NAME=value" adds to ours or replaces, "NAME" takes away */
    const char *cwd;         /* may be NULL */
    int rows, cols;          /* 0: 24 and 80 */
    bool wide;               /* the terminal draws the ambiguous class (“ — ① →) two cells wide */
    int limit_ms;            /* of each wait; 0: the usual */
};

/* Never NULL: what cannot be started ends the test program with a message.  TERM is xterm-256color and LC_ALL
 * C.UTF-8 unless env says otherwise; LINES and COLUMNS are taken away. */
struct pty *pty_start(const struct pty_setup *setup);
void pty_done(struct pty **p); /* kills what still runs, closes, frees; *p becomes NULL */

/* --- typing ------------------------------------------------------------------------------------------------------ */

/* Sends bytes in one write, without waiting.  Marks that came before are forgotten.  The program sees up to 256 bytes at
 * once; what is longer it may take in parts and settle in between: then wait for what it shows. */
bool pty_send(struct pty *p, const char *bytes, size_t len);
/* Sends key names parted by blanks, all in one write, without waiting: Enter Tab BackTab Esc Space BS Up Down Left
 * Right Home End PgUp PgDn Ins Del F1..F12 ^A..^Z M-x; anything else is typed as it stands ("26-003", 渔船). */
bool pty_send_keys(struct pty *p, const char *names);
bool pty_keys(struct pty *p, const char *names);  /* pty_send_keys and pty_settle */
bool pty_paste(struct pty *p, const char *text);  /* bracketed where the program asked for it; then pty_settle */
bool pty_resize(struct pty *p, int rows, int cols); /* TIOCSWINSZ; does not wait */
bool pty_signal(struct pty *p, int sig);            /* to the program alone */
void pty_hangup(struct pty *p);                     /* the line breaks: the master side is closed */

/* --- waiting ----------------------------------------------------------------------------------------------------- */

bool pty_settle(struct pty *p); /* false: over the limit, or the program has ended (see pty_wait_exit) */
bool pty_wait_text(struct pty *p, const char *text);
bool pty_wait_gone(struct pty *p, const char *text); /* until it stands nowhere any more */
bool pty_wait_bytes(struct pty *p, size_t total_len); /* until so many bytes have come since the start */
/* Reads whatever comes for so many milliseconds, and says how many bytes and marks did: for idle programs only. */
void pty_watch(struct pty *p, int ms, size_t *bytes_len, size_t *marks_n);
int pty_wait_exit(struct pty *p); /* exit status; 128 + signal; -1 when it did not end in time */
const char *pty_why(const struct pty *p);
int pty_pid(const struct pty *p);

/* --- measuring: monotonic nanoseconds ----------------------------------------------------------------------------- */

long pty_sent_ns(const struct pty *p);    /* when the last keys were sent, or just before the program was started */
long pty_read_ns(const struct pty *p);    /* when the latest bytes came in */
long pty_changed_ns(const struct pty *p); /* when the bytes came that first changed a cell since then; 0: none yet */
size_t pty_changed_len(const struct pty *p); /* bytes of the program up to and with the read of that change */
bool pty_wait_change(struct pty *p);      /* until a cell has changed since the last keys */

/* --- looking ----------------------------------------------------------------------------------------------------- */

enum pty_attr { PTY_BOLD = 1, PTY_UNDERLINE = 2, PTY_REVERSE = 4, PTY_ITALIC = 8, PTY_BLINK = 16 };
struct pty_cell {
    char text[32];  /* UTF-8 with its combining marks; "" in the right half of a wide character; " " when empty */
    int w;          /* cells: 1 or 2, 0 for a right half */
    unsigned attrs; /* enum pty_attr */
    int fg, bg;     /* -1 default, 0..255 palette, 0x1rrggbb direct */
};

int pty_rows(const struct pty *p);
int pty_cols(const struct pty *p);
void pty_cell(struct pty *p, int y, int x, struct pty_cell *out);
char *pty_row(struct pty *p, int y); /* UTF-8, blanks at the end left out; yours */
char *pty_screen(struct pty *p);     /* all rows, each ended by LF; yours */
/* All rows, and under each row that is styled a line "~" + one letter a cell: R reverse, B bold, X both, U
 * underlined, 0-7 coloured, G coloured ground.  For approved files; yours. */
char *pty_styled_screen(struct pty *p);
bool pty_find(struct pty *p, const char *text, int *y, int *x); /* first place, in cells; y, x may be NULL */
void pty_cursor(struct pty *p, int *y, int *x, bool *visible);
/* All bytes the program has written so far, borrowed until the next wait. */
const char *pty_bytes(const struct pty *p, size_t *len);
void pty_dump(struct pty *p, FILE *to, const char *what); /* screen and reason, for a failing test */

/* Fails the cmocka test, showing the screen. */
#define PTY_MUST(p, what)                                                                                              \
    do {                                                                                                               \
        if (!(what)) {                                                                                                 \
            pty_dump((p), stderr, #what);                                                                              \
            _fail(__FILE__, __LINE__);                                                                                 \
        }                                                                                                              \
    } while (0)

#endif
