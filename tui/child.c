/* Programs that we start and wait for. */
#include "tui/child.h"

#include "core/text/text.h"
#include "tui/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { SAID_MOST = 64 << 10 };

/* A child that runs: our ends of its pipes, -1 closed. */
struct run {
    struct child *c;
    pid_t pid;
    int in, out, said;
    size_t at; /* of what it reads */
};

static int start(struct run *r, const char *const *argv);
static void talk(struct run *r);
static void close_end(int *fd);

int child_run(struct child *c, const char *const *argv, int *status)
{
    struct run run = { .c = c }, *r = &run;
    struct sigaction ignore = { .sa_handler = SIG_IGN }, heed = { .sa_handler = SIG_DFL }, old_pipe, old_child;
    (void)sigaction(SIGPIPE, &ignore, &old_pipe);
    (void)sigaction(SIGCHLD, &heed, &old_child); /* who started us may ignore it: its exit status would be lost, and pass for success */
    int failed = start(r, argv);
    if (!failed)
        talk(r);
    close_end(&r->in);
    close_end(&r->out);
    close_end(&r->said);
    while (!failed && waitpid(r->pid, status, 0) < 0 && errno == EINTR)
        ;
    (void)sigaction(SIGPIPE, &old_pipe, NULL);
    (void)sigaction(SIGCHLD, &old_child, NULL);
    return failed;
}

void child_first_line(struct lx_str *out, const struct lx_str *messages)
{
    const char *s = lx_str_z(messages);
    size_t len = strcspn(s, "\n"), name = 0;
    while (name < len && (s[name] == '-' || (s[name] >= 'a' && s[name] <= 'z')))
        name++;
    if (name && name + 2 < len && s[name] == ':' && s[name + 1] == ' ') {
        s += name + 2;
        len -= name + 2;
    }
    lx_text_clean(out, s, len, 0);
}

static bool is_language(const char *variable)
{
    return strncmp(variable, "LC_", 3) == 0 || strncmp(variable, "LANG=", 5) == 0 || strncmp(variable, "LANGUAGE=", 9) == 0;
}

/* Our environment, with the language that we speak; plain: with that of nobody. */
static char **environment(struct lx_str *lang, bool plain)
{
    size_t n = 0, to = 0;
    while (environ[n])
        n++;
    char **env = calloc(n + 3, sizeof *env);
    lx_str_addf(lang, "LIANXI_LANG=%s", lx_lang() == LX_ZH ? "zh" : "en");
    size_t nobody = lang->len + 1;
    lx_str_addn(lang, "\0LC_ALL=C", sizeof "\0LC_ALL=C");
    for (size_t i = 0; env && i < n; i++)
        if (strncmp(environ[i], "LIANXI_LANG=", 12) != 0 && !(plain && is_language(environ[i])))
            env[to++] = environ[i];
    if (env)
        env[to++] = lang->s;
    if (env && plain)
        env[to] = lang->s + nobody;
    return env;
}

static void close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* 0, or the errno of what went wrong. */
static int start(struct run *r, const char *const *argv)
{
    int fds[6] = { -1, -1, -1, -1, -1, -1 };
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attr;
    sigset_t defaults;
    struct lx_str lang = LX_STR_EMPTY;
    char **env = environment(&lang, r->c->plain);
    int failed = !env || pipe2(fds, O_CLOEXEC) || pipe2(fds + 2, O_CLOEXEC) || pipe2(fds + 4, O_CLOEXEC) ? errno : 0;
    if (!failed) {
        (void)posix_spawn_file_actions_init(&actions);
        (void)posix_spawnattr_init(&attr);
        (void)posix_spawn_file_actions_adddup2(&actions, fds[0], STDIN_FILENO);
        (void)posix_spawn_file_actions_adddup2(&actions, fds[3], STDOUT_FILENO);
        (void)posix_spawn_file_actions_adddup2(&actions, fds[5], STDERR_FILENO);
        (void)sigemptyset(&defaults);
        (void)posix_spawnattr_setsigmask(&attr, &defaults);
        (void)sigaddset(&defaults, SIGPIPE);
        (void)posix_spawnattr_setsigdefault(&attr, &defaults);
        (void)posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
        /* the vector is not written to; POSIX has it without const for history's sake */
        char *const *vector = (char *const *)(const void *)argv;
        failed = posix_spawnp(&r->pid, argv[0], &actions, &attr, vector, env);
        (void)posix_spawn_file_actions_destroy(&actions);
        (void)posix_spawnattr_destroy(&attr);
    }
    close_end(&fds[0]);
    close_end(&fds[3]);
    close_end(&fds[5]);
    r->in = fds[1];
    r->out = fds[2];
    r->said = fds[4];
    free(env);
    lx_str_done(&lang);
    return failed;
}

/* Reads what there is, keeps what there is room for; closes at the end.  False: there was more than that. */
static bool take(int *fd, struct lx_str *to, size_t most)
{
    char part[65536];
    ssize_t n = read(*fd, part, sizeof part);
    if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
        close_end(fd);
    if (n <= 0 || !to)
        return true;
    size_t room = to->len < most ? most - to->len : 0;
    lx_str_addn(to, part, (size_t)n < room ? (size_t)n : room);
    return (size_t)n <= room;
}

static void give(struct run *r)
{
    ssize_t n = write(r->in, r->c->text + r->at, r->c->text_len - r->at);
    if (n > 0)
        r->at += (size_t)n;
    if (r->at == r->c->text_len || (n < 0 && errno != EINTR && errno != EAGAIN))
        close_end(&r->in); /* all given, or it wants no more */
}

/* Gives and takes as the other side is ready for it, so that neither waits for the other for ever. */
static void talk(struct run *r)
{
    size_t before = r->c->output ? r->c->output->len : 0, most = before + (r->c->most ? r->c->most : CHILD_OUTPUT_MOST);
    (void)fcntl(r->in, F_SETFL, O_NONBLOCK);
    if (!r->c->text_len)
        close_end(&r->in);
    while (r->in >= 0 || r->out >= 0 || r->said >= 0) {
        struct pollfd p[] = { { r->in, POLLOUT, 0 }, { r->out, POLLIN, 0 }, { r->said, POLLIN, 0 } };
        int n = poll(p, 3, r->c->idle_ms ? r->c->idle_ms : CHILD_IDLE_MS);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            r->c->idle = true;
            (void)kill(r->pid, SIGKILL);
            break;
        }
        if (p[0].revents)
            give(r);
        if (p[1].revents && !take(&r->out, r->c->output, most)) {
            r->c->too_much = true;
            (void)kill(r->pid, SIGKILL);
            break;
        }
        if (p[2].revents)
            (void)take(&r->said, &r->c->messages, SAID_MOST);
    }
}
