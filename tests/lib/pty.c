/* A program in a pseudo terminal: starting, typing, waiting.  What it shows is read in pty_screen.c. */
#include "tests/lib/pty.h"
#include "tests/lib/pty_in.h"

#include "core/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#if defined(__SANITIZE_ADDRESS__)
enum { LIMIT_MS = 40000 };
#else
enum { LIMIT_MS = 10000 };
#endif

/* Sent through the slave by us: when it comes out of the master, all that was written before it has come out too. */
static const char drained[] = "\033_lianxi-drained\033\\";
enum { DRAINED_LEN = sizeof drained - 1 };

static void start_program(struct pty *p, const struct pty_setup *setup, int slave, int mark);
static void set_env(const struct pty_setup *setup, int mark);
static bool wait_for(struct pty *p, long deadline, bool (*done)(struct pty *, const void *), const void *arg);
static void read_master(struct pty *p);
static void take(struct pty *p, const char *bytes, size_t len);
static void read_marks(struct pty *p);
static bool write_all(struct pty *p, const char *bytes, size_t len);
static bool drain(struct pty *p, long deadline);
static bool reap(struct pty *p, int flags);
static size_t key_bytes(struct pty *p, const char *name, size_t len, struct lx_str *out);
static long now_ms(void);
static long now_ns(void);
static bool refuse(struct pty *p, const char *why);

struct pty *pty_start(const struct pty_setup *setup)
{
    struct pty *p = lx_alloc(sizeof *p);
    p->rows = setup->rows ? setup->rows : 24;
    p->cols = setup->cols ? setup->cols : 80;
    p->wide = setup->wide;
    p->limit_ms = setup->limit_ms ? setup->limit_ms : LIMIT_MS;
    struct winsize size = { .ws_row = (unsigned short)p->rows, .ws_col = (unsigned short)p->cols };
    int slave, marks[2];
    char name[64];
    if (openpty(&p->master, &slave, name, NULL, &size) != 0 || pipe2(marks, O_CLOEXEC) != 0) {
        perror("pty_start");
        _exit(1);
    }
    fcntl(p->master, F_SETFD, FD_CLOEXEC);
    fcntl(p->master, F_SETFL, O_NONBLOCK);
    fcntl(marks[0], F_SETFL, O_NONBLOCK);
    p->mark_fd = marks[0];
    p->slave = open(name, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    screen_init(p);
    p->sent_ns = now_ns();
    p->pid = fork();
    if (p->pid == 0)
        start_program(p, setup, slave, marks[1]);
    close(slave);
    close(marks[1]);
    p->pidfd = p->pid > 0 ? pidfd_open(p->pid, 0) : -1;
    if (p->pid < 0 || p->slave < 0 || p->pidfd < 0) {
        perror("pty_start");
        _exit(1);
    }
    return p;
}

/* In the child: never returns. */
static void start_program(struct pty *p, const struct pty_setup *setup, int slave, int mark)
{
    fcntl(mark, F_SETFD, 0);
    set_env(setup, mark);
    for (int s = 1; s < NSIG; s++)
        signal(s, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    close(p->master);
    if ((setup->cwd && chdir(setup->cwd) != 0) || login_tty(slave) != 0)
        _exit(126);
    execvp(setup->argv[0], (char *const *)(intptr_t)setup->argv);
    dprintf(2, "%s: %s\n", setup->argv[0], strerror(errno));
    _exit(127);
}

static void set_env(const struct pty_setup *setup, int mark)
{
    char number[16];
    snprintf(number, sizeof number, "%d", mark);
    setenv("LIANXI_SETTLED_FD", number, 1);
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    unsetenv("LINES");
    unsetenv("COLUMNS");
    for (const char *const *e = setup->env; e && *e; e++)
        if (strchr(*e, '='))
            putenv((char *)(intptr_t)*e);
        else
            unsetenv(*e);
}

void pty_done(struct pty **pp)
{
    struct pty *p = *pp;
    if (!p)
        return;
    if (!p->ended) {
        kill(p->pid, SIGKILL);
        reap(p, 0);
    }
    pty_hangup(p);
    if (p->mark_fd >= 0)
        close(p->mark_fd);
    close(p->pidfd);
    screen_done(p);
    lx_str_done(&p->raw);
    lx_str_done(&p->in);
    free(p);
    *pp = NULL;
}

/* --- typing ------------------------------------------------------------------------------------------------------ */

bool pty_send(struct pty *p, const char *bytes, size_t len)
{
    read_marks(p);
    p->marks_n = 0;
    p->changed_ns = 0;
    p->sent_ns = now_ns();
    return write_all(p, bytes, len);
}

bool pty_send_keys(struct pty *p, const char *names)
{
    struct lx_str out = LX_STR_EMPTY;
    while (*names) {
        size_t len = strcspn(names, " ");
        if (len)
            key_bytes(p, names, len, &out);
        names += len + strspn(names + len, " ");
    }
    bool ok = pty_send(p, lx_str_z(&out), out.len);
    lx_str_done(&out);
    return ok;
}

bool pty_keys(struct pty *p, const char *names) { return pty_send_keys(p, names) && pty_settle(p); }

bool pty_paste(struct pty *p, const char *text)
{
    struct lx_str out = LX_STR_EMPTY;
    vterm_keyboard_start_paste(p->vt);
    screen_replies(p, &out);
    lx_str_add(&out, text);
    vterm_keyboard_end_paste(p->vt);
    screen_replies(p, &out);
    bool ok = pty_send(p, lx_str_z(&out), out.len) && pty_settle(p);
    lx_str_done(&out);
    return ok;
}

bool pty_resize(struct pty *p, int rows, int cols)
{
    struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
    read_marks(p);
    p->marks_n = 0;
    p->rows = rows;
    p->cols = cols;
    vterm_set_size(p->vt, rows, cols);
    return ioctl(p->master, TIOCSWINSZ, &size) == 0 || refuse(p, "the size could not be set");
}

bool pty_signal(struct pty *p, int sig)
{
    read_marks(p);
    p->marks_n = 0;
    return kill(p->pid, sig) == 0 || refuse(p, "the program is gone");
}

void pty_hangup(struct pty *p)
{
    if (p->slave >= 0)
        close(p->slave);
    if (p->master >= 0)
        close(p->master);
    p->slave = p->master = -1;
}

static const struct {
    const char *name;
    int key;
    VTermModifier mod;
} keys[] = {
    { "Enter", VTERM_KEY_ENTER, 0 },   { "Tab", VTERM_KEY_TAB, 0 },      { "BackTab", VTERM_KEY_TAB, VTERM_MOD_SHIFT },
    { "Esc", VTERM_KEY_ESCAPE, 0 },    { "BS", VTERM_KEY_BACKSPACE, 0 }, { "Up", VTERM_KEY_UP, 0 },
    { "Down", VTERM_KEY_DOWN, 0 },     { "Left", VTERM_KEY_LEFT, 0 },    { "Right", VTERM_KEY_RIGHT, 0 },
    { "Home", VTERM_KEY_HOME, 0 },     { "End", VTERM_KEY_END, 0 },      { "PgUp", VTERM_KEY_PAGEUP, 0 },
    { "PgDn", VTERM_KEY_PAGEDOWN, 0 }, { "Ins", VTERM_KEY_INS, 0 },      { "Del", VTERM_KEY_DEL, 0 },
};

static size_t key_bytes(struct pty *p, const char *name, size_t len, struct lx_str *out)
{
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (strlen(keys[i].name) == len && memcmp(keys[i].name, name, len) == 0) {
            vterm_keyboard_key(p->vt, (VTermKey)keys[i].key, keys[i].mod);
            return screen_replies(p, out);
        }
    if (len >= 2 && name[0] == 'F' && strspn(name + 1, "0123456789") >= len - 1) {
        vterm_keyboard_key(p->vt, (VTermKey)VTERM_KEY_FUNCTION(atoi(name + 1)), VTERM_MOD_NONE);
        return screen_replies(p, out);
    }
    if (len == 5 && memcmp(name, "Space", 5) == 0)
        lx_str_addc(out, ' ');
    else if (len == 2 && name[0] == '^')
        lx_str_addc(out, (char)(name[1] & 0x1f));
    else if (len == 3 && memcmp(name, "M-", 2) == 0)
        lx_str_addf(out, "\033%c", name[2]);
    else
        lx_str_addn(out, name, len);
    return len;
}

/* --- waiting ----------------------------------------------------------------------------------------------------- */

static bool has_mark(struct pty *p, const void *arg)
{
    (void)arg;
    return p->marks_n > 0;
}

/* Has something typed not been read yet?  The system hands on a long write in parts, and the program may have come to
 * its end between two of them. */
static bool has_input(struct pty *p)
{
    int waiting = 0;
    return ioctl(p->slave, FIONREAD, &waiting) == 0 && waiting > 0;
}

bool pty_settle(struct pty *p)
{
    long deadline = now_ms() + p->limit_ms;
    for (;;) {
        struct lx_str answer = LX_STR_EMPTY;
        bool asked = screen_replies(p, &answer) > 0;
        bool sent = !asked || write_all(p, lx_str_z(&answer), answer.len);
        lx_str_done(&answer);
        if (!sent || !wait_for(p, deadline, has_mark, NULL))
            return false;
        read_marks(p);
        p->marks_n = 0;
        if (!drain(p, deadline))
            return false;
        if (!screen_has_replies(p) && !has_input(p))
            return true;
    }
}

static bool shows(struct pty *p, const void *text) { return pty_find(p, text, NULL, NULL); }
static bool has_bytes(struct pty *p, const void *total_len) { return p->raw.len >= *(const size_t *)total_len; }
static bool never(struct pty *p, const void *arg)
{
    (void)p;
    (void)arg;
    return false;
}

bool pty_wait_text(struct pty *p, const char *text) { return wait_for(p, now_ms() + p->limit_ms, shows, text); }

static bool hides(struct pty *p, const void *arg) { return !shows(p, arg); }

bool pty_wait_gone(struct pty *p, const char *text) { return wait_for(p, now_ms() + p->limit_ms, hides, text); }

bool pty_wait_bytes(struct pty *p, size_t total_len)
{
    return wait_for(p, now_ms() + p->limit_ms, has_bytes, &total_len);
}

void pty_watch(struct pty *p, int ms, size_t *bytes_len, size_t *marks_n)
{
    size_t before = p->raw.len;
    p->marks_n = 0;
    wait_for(p, now_ms() + ms, never, NULL);
    *bytes_len = p->raw.len - before;
    *marks_n = p->marks_n;
}

static bool has_changed(struct pty *p, const void *arg)
{
    (void)arg;
    return p->changed_ns != 0;
}

bool pty_wait_change(struct pty *p) { return wait_for(p, now_ms() + p->limit_ms, has_changed, NULL); }
long pty_sent_ns(const struct pty *p) { return p->sent_ns; }
long pty_read_ns(const struct pty *p) { return p->read_ns; }
long pty_changed_ns(const struct pty *p) { return p->changed_ns; }
size_t pty_changed_len(const struct pty *p) { return p->changed_len; }

int pty_wait_exit(struct pty *p)
{
    long deadline = now_ms() + p->limit_ms;
    while (!p->ended && now_ms() < deadline)
        wait_for(p, deadline, never, NULL);
    if (!p->ended) {
        refuse(p, "the program did not end");
        return -1;
    }
    return WIFSIGNALED(p->status) ? 128 + WTERMSIG(p->status) : WEXITSTATUS(p->status);
}

const char *pty_why(const struct pty *p) { return p->why ? p->why : ""; }
int pty_pid(const struct pty *p) { return p->pid; }

/* Reads what comes until done() says yes; false at the deadline, or when the program has ended without it. */
static bool wait_for(struct pty *p, long deadline, bool (*done)(struct pty *, const void *), const void *arg)
{
    while (!done(p, arg)) {
        long left = deadline - now_ms();
        if (p->ended)
            return refuse(p, "the program has ended");
        if (left <= 0)
            return refuse(p, "the time limit was reached");
        struct pollfd fds[] = { { .fd = p->master, .events = POLLIN },
                                { .fd = p->mark_fd, .events = POLLIN },
                                { .fd = p->pidfd, .events = POLLIN } };
        poll(fds, 3, (int)left); /* a descriptor that is closed (-1) is passed over */
        if (fds[0].revents)
            read_master(p);
        if (fds[1].revents)
            read_marks(p);
        if (fds[2].revents)
            reap(p, WNOHANG);
    }
    return true;
}

static void read_master(struct pty *p)
{
    char buffer[65536];
    ssize_t n;
    while (p->master >= 0 && (n = read(p->master, buffer, sizeof buffer)) > 0) {
        p->read_ns = now_ns();
        take(p, buffer, (size_t)n);
    }
}

/* New bytes: our own drained mark is taken out, all else goes to the record and the screen. */
static void take(struct pty *p, const char *bytes, size_t len)
{
    lx_str_addn(&p->in, bytes, len);
    size_t keep = 0;
    if (p->draining) {
        char *mark = memmem(p->in.s, p->in.len, drained, DRAINED_LEN);
        if (mark) {
            size_t head = (size_t)(mark - p->in.s), tail = p->in.len - head - DRAINED_LEN;
            memmove(mark, mark + DRAINED_LEN, tail);
            lx_str_cut(&p->in, head + tail);
            p->draining = false;
        } else {
            keep = p->in.len < DRAINED_LEN - 1 ? p->in.len : DRAINED_LEN - 1;
        }
    }
    size_t whole = p->in.len - keep;
    lx_str_addn(&p->raw, p->in.s, whole);
    screen_feed(p, p->in.s, whole);
    memmove(p->in.s, p->in.s + whole, keep);
    lx_str_cut(&p->in, keep);
}

static void read_marks(struct pty *p)
{
    char buffer[256];
    ssize_t n;
    while ((n = read(p->mark_fd, buffer, sizeof buffer)) > 0)
        p->marks_n += (size_t)n;
    if (n == 0) { /* closed at the other end: no mark will come any more */
        close(p->mark_fd);
        p->mark_fd = -1;
    }
}

static bool is_drained(struct pty *p, const void *arg)
{
    (void)arg;
    return !p->draining;
}

static bool drain(struct pty *p, long deadline)
{
    p->draining = true;
    while (write(p->slave, drained, DRAINED_LEN) < 0) {
        if (errno != EAGAIN || now_ms() >= deadline)
            return refuse(p, "the terminal is blocked");
        read_master(p);
    }
    return wait_for(p, deadline, is_drained, NULL);
}

static bool write_all(struct pty *p, const char *bytes, size_t len)
{
    long deadline = now_ms() + p->limit_ms;
    while (len) {
        ssize_t n = write(p->master, bytes, len);
        if (n >= 0) {
            bytes += n;
            len -= (size_t)n;
        } else if (errno == EAGAIN && now_ms() < deadline) {
            struct pollfd fd = { .fd = p->master, .events = POLLIN | POLLOUT };
            poll(&fd, 1, 100);
            read_master(p);
        } else if (errno != EINTR) {
            return refuse(p, "nobody reads what is typed");
        }
    }
    return true;
}

/* Takes the exit status when there is one; what the program wrote last is read first. */
static bool reap(struct pty *p, int flags)
{
    if (p->ended)
        return true;
    if (waitpid(p->pid, &p->status, flags) != p->pid)
        return false;
    if (p->slave >= 0)
        drain(p, now_ms() + 1000);
    p->ended = true;
    return true;
}

static long now_ms(void) { return now_ns() / 1000000; }

static long now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000 + t.tv_nsec;
}

static bool refuse(struct pty *p, const char *why)
{
    p->why = why;
    return false;
}
