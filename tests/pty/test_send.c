/* A paper to the reader's computer: the program in a pseudo terminal whose other end is rz, as in a terminal that takes files. */
#include "tests/lib/measure.h"
#include "tests/lib/shell.h"
#include "tests/lib/tmp.h"

#include "core/mem.h"
#include "core/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

enum { LIMIT_MS = 40000 };

/* The terminal: what it has got, and where rz begins to take it. */
struct terminal {
    int fd;
    pid_t program, rz;
    int to_rz, from_rz; /* -1: it does not run */
    bool over;          /* rz has all */
    struct lx_str got;
};

static bool have(const char *dir, const char *command, const char *what)
{
    bool is = shell_run(dir, ":", command) == 0;
    if (!is)
        print_message("skipped: %s is not installed\n", what);
    return is;
}

static void start(struct terminal *t, const char *dir)
{
    const char *build = getenv("LIANXI_BUILD") ? getenv("LIANXI_BUILD") : "build";
    struct lx_str program = LX_STR_EMPTY;
    char *db = tmp_path(dir, "o.db");
    lx_str_addf(&program, "%s/lianxi", build);
    t->program = forkpty(&t->fd, NULL, NULL, &(struct winsize){ .ws_row = 24, .ws_col = 80 });
    assert_true(t->program >= 0);
    if (t->program == 0) {
        (void)setenv("TERM", "xterm-256color", 1);
        (void)setenv("HOME", dir, 1);
        (void)unsetenv("TMUX");
        (void)unsetenv("STY");
        execl(program.s, program.s, "--lang", "zh", "--db", db, (char *)NULL);
        _exit(127);
    }
    free(db);
    lx_str_done(&program);
}

static void send_bytes(int fd, const char *s, size_t len)
{
    for (size_t at = 0; at < len;) {
        ssize_t n = write(fd, s + at, len - at);
        if (n < 0 && errno != EINTR)
            fail_msg("writing: %s", strerror(errno));
        at += n > 0 ? (size_t)n : 0;
    }
}

/* Whatever comes next from the program, or from rz to it.  False: the time is over, or rz has hung up. */
static bool pump(struct terminal *t, double until)
{
    char part[4096];
    struct pollfd p[] = { { .fd = t->fd, .events = POLLIN }, { .fd = t->from_rz, .events = POLLIN } };
    double left = until - now_ms();
    if (left <= 0 || poll(p, 2, (int)left) <= 0)
        return false;
    if (p[0].revents & (POLLIN | POLLHUP)) {
        ssize_t n = read(t->fd, part, sizeof part);
        if (n <= 0)
            return false;
        lx_str_addn(&t->got, part, (size_t)n);
        if (t->to_rz >= 0)
            send_bytes(t->to_rz, part, (size_t)n);
    }
    if (p[1].revents & (POLLIN | POLLHUP)) {
        ssize_t n = read(t->from_rz, part, sizeof part);
        if (n <= 0)
            return false;
        send_bytes(t->fd, part, (size_t)n);
        t->over = memmem(part, (size_t)n, "**\030B08", 6) != NULL; /* it says the end: more from it would be keys to the program */
    }
    return true;
}

/* Types keys, then waits for words that were not there before. */
static void type(struct terminal *t, const char *keys, const char *words)
{
    double until = now_ms() + LIMIT_MS;
    size_t from = t->got.len;
    send_bytes(t->fd, keys, strlen(keys));
    while (!memmem(lx_str_z(&t->got) + from, t->got.len - from, words, strlen(words)))
        if (!pump(t, until))
            fail_msg("after %s no %s came", keys, words);
}

static void start_rz(struct terminal *t, const char *dir, size_t from)
{
    int in[2], out[2];
    assert_int_equal(pipe(in), 0);
    assert_int_equal(pipe(out), 0);
    t->rz = fork();
    assert_true(t->rz >= 0);
    if (t->rz == 0) {
        (void)dup2(in[0], STDIN_FILENO);
        (void)dup2(out[1], STDOUT_FILENO);
        (void)dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO);
        close(in[1]);
        close(out[0]);
        if (chdir(dir) == 0)
            execlp("rz", "rz", "-b", "-q", (char *)NULL);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    t->to_rz = in[1];
    t->from_rz = out[0];
    send_bytes(t->to_rz, t->got.s + from, t->got.len - from);
}

static void a_paper_arrives_under_its_name(void **state)
{
    char *dir = *state;
    struct terminal t = { .to_rz = -1, .from_rz = -1 };
    int status;
    if (!have(dir, "command -v sz rz >/dev/null", "lrzsz") || !have(dir, "printf 港 | \"$B/lianxi-pdf\" >/dev/null 2>&1", "a Chinese font"))
        return;
    (void)signal(SIGPIPE, SIG_IGN);
    assert_int_equal(shell_run(dir, "L=\"$B/lianxi --db o.db\"", "mkdir got && { $L office set name=两市协作办 && $L series add 市长联席会议 && $L unit add 甲市"
                                    " --kind government && $L meeting add --no 12 --date 2024-06-28 --place 甲市 && $L agenda add 12 港口; } >/dev/null 2>&1"), 0);
    char *got_dir = tmp_path(dir, "got");
    start(&t, dir);
    double until = now_ms() + LIMIT_MS;
    while (!memmem(lx_str_z(&t.got), t.got.len, "今日", 6))
        assert_true(pump(&t, until));
    type(&t, "3", "甲市");
    type(&t, "p", "会议议程");
    type(&t, "1", "议程");
    type(&t, "p", "本人电脑");
    type(&t, "s", "Word");
    size_t from = t.got.len;
    type(&t, "p", "**\030B00"); /* ZMODEM begins */
    const char *begin = memmem(t.got.s + from, t.got.len - from, "**\030B00", 6);
    start_rz(&t, got_dir, (size_t)(begin - t.got.s));
    while (!t.over)
        assert_true(pump(&t, until));
    close(t.to_rz);
    close(t.from_rz);
    t.to_rz = t.from_rz = -1;
    (void)kill(t.rz, SIGTERM); /* a terminal goes on as well; rz alone would wait ten seconds for two last letters */
    assert_int_equal(waitpid(t.rz, &status, 0), t.rz);
    assert_int_equal(shell_run(dir, ":", "cd got && ls >../names && head -c 5 *.pdf >../head && tail -c 6 *.pdf | grep -q '%%EOF'"), 0);
    char *names = shell_file(dir, "names", NULL), *head = shell_file(dir, "head", NULL);
    assert_string_equal(names, "第十二次市长联席会议议程.pdf\n");
    assert_string_equal(head, "%PDF-");
    until = now_ms() + LIMIT_MS; /* the screen is there again */
    while (!memmem(t.got.s + from, t.got.len - from, "已发送到本人电脑", strlen("已发送到本人电脑")))
        assert_true(pump(&t, until));
    type(&t, "H", "打印记录");
    (void)kill(t.program, SIGKILL);
    assert_int_equal(waitpid(t.program, &status, 0), t.program);
    close(t.fd);
    free(names);
    free(head);
    free(got_dir);
    lx_str_done(&t.got);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test_setup_teardown(a_paper_arrives_under_its_name, tmp_setup, tmp_teardown) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
