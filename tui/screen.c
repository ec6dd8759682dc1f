/* The terminal: opened, waited on, left alone, given back. */
#include "tui/screen.h"

#include "core/text/text.h"
#include "tui/presence.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

static struct {
    SCREEN *screen;
    FILE *in, *out;
    int in_fd, out_fd, settled_fd;
    int watch_fd;
    char *journal, *name; /* of the watched file, without its folder */
    char unknown_term[64];
    bool open, headless, ended;
    struct sigaction old[4];
} scr = { .watch_fd = -1, .settled_fd = -1 };

static volatile sig_atomic_t got_winch, got_stop, got_end;
static int wake[2] = { -1, -1 };
static const int signals[4] = { SIGWINCH, SIGTSTP, SIGHUP, SIGTERM };

static SCREEN *new_term(const char *term);
static void on_signal(int sig);
static void take_signals(void);
static void give_signals_back(void);
static void watch_open(const char *path);
static bool watch_read(void);
static void modes(bool on);

enum lx_rc screen_open(const struct screen_setup *setup, struct lx_err *err)
{
    const char *term = getenv("TERM");
    if (!setup->headless && (!isatty(setup->in) || !isatty(setup->out)))
        return lx_fail(err, LX_USAGE, N_("The screen needs a terminal; in a pipe or script use commands such as: lianxi item list"), "%s", "");
    if (!term || !*term)
        term = "unknown";
    scr.headless = setup->headless;
    scr.in_fd = setup->in;
    scr.out_fd = setup->out;
    scr.in = fdopen(fcntl(setup->in, F_DUPFD_CLOEXEC, 0), "r"); /* not for the programs that we start */
    scr.out = fdopen(fcntl(setup->out, F_DUPFD_CLOEXEC, 0), "w");
    setenv("NCURSES_NO_UTF8_ACS", "1", 1); /* lines as Unicode: PuTTY shows charset switching as lqqqk */
    scr.screen = scr.in && scr.out ? new_term(term) : NULL;
    if (!scr.screen)
        return lx_fail(err, LX_USAGE, N_("This terminal (TERM=%s) cannot place a cursor; use commands such as: lianxi item list"), "%s", term);
    scr.open = true;
    raw();
    noecho();
    nonl();
    typeahead(-1); /* bursts of keys are drained before painting; ncurses need not look itself */
    leaveok(stdscr, FALSE);
    idlok(stdscr, TRUE);
    curs_set(0); /* flushes what ncurses has put by to start with, so that screen_tell comes after it */
    modes(true);
    take_signals();
    if (setup->watch)
        watch_open(setup->watch);
    const char *settled = getenv("LIANXI_SETTLED_FD");
    scr.settled_fd = settled && *settled ? atoi(settled) : -1;
    return LX_OK;
}

const char *screen_unknown_term(void) { return scr.unknown_term[0] ? scr.unknown_term : NULL; }

void screen_close(void)
{
    if (!scr.open)
        return;
    scr.open = false;
    modes(false);
    endwin();
    give_signals_back();
    delscreen(scr.screen);
    fclose(scr.in);
    fclose(scr.out);
    if (scr.watch_fd >= 0)
        close(scr.watch_fd);
    scr.watch_fd = -1;
    free(scr.journal);
    free(scr.name);
    scr.journal = scr.name = NULL;
    scr.ended = false;
}

void screen_size(int *h, int *w)
{
    *h = LINES;
    *w = COLS;
}

void screen_resize(int h, int w)
{
    struct winsize size;
    if (h <= 0 && ioctl(scr.out_fd, TIOCGWINSZ, &size) == 0) {
        h = size.ws_row;
        w = size.ws_col;
    }
    if (h > 0 && w > 0 && (h != LINES || w != COLS))
        resizeterm(h, w);
}

void screen_suspend(void)
{
    screen_leave();
    raise(SIGSTOP);
    screen_enter();
}

void screen_leave(void)
{
    modes(false);
    endwin();
}

void screen_enter(void)
{
    reset_prog_mode();
    modes(true);
    clearok(curscr, TRUE);
    screen_resize(0, 0);
}

static void write_plain(const char *s)
{
    for (size_t len = strlen(s); len > 0;) {
        ssize_t n = write(scr.out_fd, s, len);
        if (n < 0 && errno != EINTR)
            return;
        s += n > 0 ? n : 0;
        len -= n > 0 ? (size_t)n : 0;
    }
}

/* ^C is no end of the program here, a hang-up is. */
void screen_show(const char *text, const char *hint)
{
    struct sigaction ignore = { .sa_handler = SIG_IGN }, old[2];
    char c = '\0';
    if (scr.headless)
        return;
    screen_leave();
    sigaction(SIGINT, &ignore, &old[0]);
    sigaction(SIGQUIT, &ignore, &old[1]);
    write_plain("\n");
    write_plain(text);
    write_plain("\n");
    write_plain(hint);
    while (c != '\n' && c != '\r' && !got_end) {
        ssize_t n = read(scr.in_fd, &c, 1);
        if (n == 0 || (n < 0 && errno != EINTR)) {
            scr.ended = true;
            break;
        }
    }
    sigaction(SIGINT, &old[0], NULL);
    sigaction(SIGQUIT, &old[1], NULL);
    screen_enter();
}

void screen_tell(const char *bytes)
{
    size_t len = strlen(bytes);
    if (!scr.headless && write(scr.out_fd, bytes, len) != (ssize_t)len)
        scr.ended = true;
}

unsigned screen_wait(int timeout_ms)
{
    struct pollfd fds[3] = { { .fd = scr.in_fd, .events = POLLIN },
                             { .fd = wake[0], .events = POLLIN },
                             { .fd = scr.watch_fd, .events = POLLIN } };
    unsigned got = 0;
    if (scr.ended)
        return SCREEN_ENDED;
    int n = poll(fds, 3, timeout_ms);
    if (n == 0)
        got |= SCREEN_TIMEOUT;
    if (n > 0 && fds[1].revents) {
        char drop[64];
        while (read(wake[0], drop, sizeof drop) > 0)
            ;
    }
    if (n > 0 && fds[2].revents && watch_read())
        got |= SCREEN_CHANGED;
    if (got_winch)
        got_winch = 0, got |= SCREEN_RESIZED;
    if (got_stop)
        got_stop = 0, got |= SCREEN_STOP;
    if (n > 0 && (fds[0].revents & POLLIN))
        got |= SCREEN_INPUT;
    else if (n > 0 && (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL)))
        scr.ended = true;
    if (got_end)
        scr.ended = true;
    return scr.ended ? got | SCREEN_ENDED : got;
}

bool screen_input_waits(void)
{
    struct pollfd fd = { .fd = scr.in_fd, .events = POLLIN };
    return got_end || got_winch || (!scr.headless && poll(&fd, 1, 0) > 0);
}

void screen_read(struct lx_str *bytes)
{
    struct pollfd fd = { .fd = scr.in_fd, .events = POLLIN };
    while (poll(&fd, 1, 0) > 0 && (fd.revents & POLLIN)) {
        char buffer[4096];
        ssize_t got = read(scr.in_fd, buffer, sizeof buffer);
        if (got <= 0) {
            scr.ended = got == 0 || (errno != EINTR && errno != EAGAIN);
            return;
        }
        lx_str_addn(bytes, buffer, (size_t)got);
        if ((size_t)got < sizeof buffer)
            return;
    }
}

void screen_settled(void)
{
    if (scr.settled_fd >= 0 && write(scr.settled_fd, "s", 1) < 0)
        scr.settled_fd = -1;
}

/* newterm says yes to dumb terminals, so cup is checked here. */
static SCREEN *new_term(const char *term)
{
    scr.unknown_term[0] = '\0';
    set_escdelay(100);
    SCREEN *s = newterm(term, scr.out, scr.in);
    if (!s) {
        snprintf(scr.unknown_term, sizeof scr.unknown_term, "%s", term);
        s = newterm("xterm-256color", scr.out, scr.in);
    }
    const char *cup = s ? tigetstr("cup") : NULL;
    if (s && (!cup || cup == (char *)-1)) {
        endwin();
        delscreen(s);
        s = NULL;
    }
    return s;
}

static void modes(bool on) { screen_tell(on ? "\033[?2004h" : "\033[?2004l"); }

static void on_signal(int sig)
{
    int keep = errno;
    if (sig == SIGWINCH)
        got_winch = 1;
    else if (sig == SIGTSTP)
        got_stop = 1;
    else
        got_end = 1;
    ssize_t ignored = write(wake[1], "", 1);
    (void)ignored;
    errno = keep;
}

static void take_signals(void)
{
    if (scr.headless || (wake[0] < 0 && pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0))
        return;
    struct sigaction sa = { .sa_handler = on_signal };
    sigemptyset(&sa.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &sa, &scr.old[i]);
    signal(SIGPIPE, SIG_IGN);
}

static void give_signals_back(void)
{
    if (wake[0] < 0)
        return;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &scr.old[i], NULL);
    close(wake[0]);
    close(wake[1]);
    wake[0] = wake[1] = -1;
}

/* A commit in rollback mode ends by removing the journal file: that, and a file renamed into place, is looked for; and the file of
 * somebody who is in being closed, which is all that is heard of one who was killed. */
static void watch_open(const char *path)
{
    char *folder = strdup(path), *slash = folder ? strrchr(folder, '/') : NULL;
    const char *name = slash ? slash + 1 : path;
    if (folder) {
        scr.name = strdup(name);
        if (asprintf(&scr.journal, "%s-journal", name) < 0)
            scr.journal = NULL;
        if (slash)
            slash[slash == folder] = '\0';
        scr.watch_fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
        if (scr.watch_fd >= 0)
            (void)inotify_add_watch(scr.watch_fd, slash ? folder : ".", IN_DELETE | IN_MOVED_TO | IN_CLOSE_WRITE);
    }
    free(folder);
}

/* The file of somebody who is in (tui/presence.h). */
static bool comes_or_goes(const char *name)
{
    size_t len = strlen(scr.name);
    return strncmp(name, scr.name, len) == 0 && strncmp(name + len, presence_mark, strlen(presence_mark)) == 0;
}

enum { LET_GO_MS = 5 };

/* One whose file is closed has gone; the system says so just before it lets go of the lock by which he is counted. */
static bool has_gone(const struct inotify_event *e)
{
    if (!comes_or_goes(e->name))
        return false;
    (void)poll(NULL, 0, LET_GO_MS);
    return true;
}

static bool watch_read(void)
{
    char buffer[4096] __attribute__((aligned(__alignof__(struct inotify_event))));
    ssize_t got;
    bool ours = false;
    while ((got = read(scr.watch_fd, buffer, sizeof buffer)) > 0)
        for (const char *at = buffer; at < buffer + got;) {
            const struct inotify_event *e = (const void *)at;
            if (e->len && e->mask & IN_CLOSE_WRITE)
                ours = (scr.name && has_gone(e)) || ours;
            else
                ours = ours || e->len == 0 || (scr.journal && strcmp(e->name, scr.journal) == 0) ||
                       (scr.name && (strcmp(e->name, scr.name) == 0 || comes_or_goes(e->name)));
            at += sizeof *e + e->len;
        }
    return ours;
}

void screen_forget_watch(void)
{
    if (scr.watch_fd >= 0)
        (void)watch_read();
}
