/* Another program for a while: $VISUAL or $EDITOR on a text. */
#include "tui/extern.h"

#include "core/mem.h"
#include "core/text/text.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/screen.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TEXT_MAX_LEN = 16 << 20 };

static enum lx_rc run_editor(const char *path, struct lx_err *err);
static bool write_file(const char *path, const struct lx_str *text);
static int spawn_wait(char *const *argv);

enum lx_rc extern_edit(struct app *a, struct lx_str *text, struct lx_err *err)
{
    const char *tmp = getenv("TMPDIR");
    struct lx_str dir = LX_STR_EMPTY, path = LX_STR_EMPTY, fresh = LX_STR_EMPTY;
    (void)a;
    lx_str_addf(&dir, "%s/lianxi-XXXXXX", tmp && tmp[0] == '/' ? tmp : "/tmp");
    if (!mkdtemp(dir.s)) { /* 0700 */
        enum lx_rc rc = lx_fail(err, LX_IO, N_("No folder for the text can be made: %s"), "%s", dir.s);
        lx_str_done(&dir);
        return rc;
    }
    lx_str_addf(&path, "%s/text.md", dir.s);
    enum lx_rc rc = write_file(path.s, text) ? LX_OK : lx_fail(err, LX_IO, N_("The text could not be written: %s"), "%s", path.s);
    if (rc == LX_OK)
        rc = run_editor(path.s, err);
    struct lx_str bytes = LX_STR_EMPTY;
    if (rc == LX_OK)
        rc = lx_file_read(&bytes, path.s, TEXT_MAX_LEN, err);
    if (rc == LX_OK)
        rc = lx_text_import(&fresh, lx_str_z(&bytes), bytes.len, NULL, err);
    if (rc == LX_OK) {
        bool ended = text->len > 0 && text->s[text->len - 1] == '\n';
        if (!ended && fresh.len > 0 && fresh.s[fresh.len - 1] == '\n')
            lx_str_cut(&fresh, fresh.len - 1); /* editors end a file with a line end that nobody typed */
        lx_str_clear(text);
        lx_str_add(text, lx_str_z(&fresh));
    }
    if (rc == LX_OK || rc == LX_NOTFOUND) { /* else the text stays there to be found: the message names the folder */
        unlink(path.s);
        rmdir(dir.s);
    }
    lx_str_done(&bytes);
    lx_str_done(&fresh);
    lx_str_done(&path);
    lx_str_done(&dir);
    return rc;
}

int extern_run(char *const *argv)
{
    screen_leave();
    int status = spawn_wait(argv);
    screen_enter();
    return status;
}

void extern_show(struct app *a, const char *text)
{
    struct lx_str clean = LX_STR_EMPTY;
    lx_text_clean(&clean, text, strlen(text), LX_CLEAN_LINES);
    screen_show(lx_str_z(&clean), _("-- Enter: back --"));
    a->dirty = ~0u;
    lx_str_done(&clean);
}

bool extern_split(struct extern_argv *out, const char *s)
{
    *out = (struct extern_argv){ 0 };
    struct lx_str word = LX_STR_EMPTY;
    bool in_word = false;
    char quote = '\0';
    for (;; s++) {
        if (!quote && (*s == ' ' || *s == '\t' || !*s)) {
            if (in_word)
                LX_PUSH(out->at, out->n, out->room) = lx_str_take(&word);
            in_word = false;
            if (!*s)
                break;
            continue;
        }
        if (!*s)
            break; /* an open quote */
        in_word = true;
        if (quote && *s == quote)
            quote = '\0';
        else if (!quote && (*s == '\'' || *s == '"'))
            quote = *s;
        else if (*s == '\\' && quote != '\'' && s[1])
            lx_str_addc(&word, *++s);
        else
            lx_str_addc(&word, *s);
    }
    lx_str_done(&word);
    if (quote || out->n == 0) {
        extern_split_done(out);
        return false;
    }
    LX_PUSH(out->at, out->n, out->room) = NULL;
    out->n--;
    return true;
}

void extern_split_done(struct extern_argv *v)
{
    for (size_t i = 0; i < v->n; i++)
        free(v->at[i]);
    free(v->at);
    *v = (struct extern_argv){ 0 };
}

/* $VISUAL, $EDITOR, then what Debian has. */
static enum lx_rc run_editor(const char *path, struct lx_err *err)
{
    const char *visual = getenv("VISUAL"), *editor = getenv("EDITOR");
    const char *const tries[] = { visual && *visual ? visual : editor && *editor ? editor : "sensible-editor", "vi", "nano" };
    size_t tries_n = (visual && *visual) || (editor && *editor) ? 1 : 3;
    enum lx_rc rc = lx_fail(err, LX_NOTFOUND, N_("There is no editor %s; set VISUAL or EDITOR"), "%s", tries[0]);
    for (size_t i = 0; i < tries_n && rc == LX_NOTFOUND; i++) {
        struct extern_argv argv;
        if (!extern_split(&argv, tries[i]))
            continue;
        LX_PUSH(argv.at, argv.n, argv.room) = NULL;
        argv.at[argv.n - 1] = lx_strdup(path);
        LX_PUSH(argv.at, argv.n, argv.room) = NULL;
        argv.n--;
        int status = extern_run(argv.at);
        if (status == 0)
            rc = LX_OK;
        else if (status != 127)
            rc = lx_fail(err, LX_IO, N_("The editor ended with an error; the text is unchanged, what was written is in %s"), "%s", path);
        extern_split_done(&argv);
    }
    return rc;
}

static bool write_file(const char *path, const struct lx_str *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    const char *s = lx_str_z(text);
    size_t len = text->len;
    while (len > 0) {
        ssize_t put = write(fd, s, len);
        if (put < 0 && errno != EINTR)
            break;
        s += put > 0 ? put : 0;
        len -= put > 0 ? (size_t)put : 0;
    }
    return close(fd) == 0 && len == 0;
}

/* The exit status, 127 when there is no such program.  Keys of the terminal's driver (^C, ^Z) are the child's while it
 * runs; when it is stopped, so are we.  Other signals (a window that changes its size) do not end the wait. */
static int spawn_wait(char *const *argv)
{
    enum { N = 5 };
    static const int held[N] = { SIGINT, SIGQUIT, SIGTSTP, SIGPIPE, SIGCHLD };
    struct sigaction ignore = { .sa_handler = SIG_IGN }, plain = { .sa_handler = SIG_DFL }, old[N];
    for (size_t i = 0; i < N; i++)
        sigaction(held[i], held[i] == SIGCHLD ? &plain : &ignore, &old[i]); /* SIGCHLD ignored would leave no status to wait for */
    pid_t child = fork();
    if (child == 0) {
        for (size_t i = 0; i < N; i++)
            sigaction(held[i], &plain, NULL);
        execvp(argv[0], argv);
        _exit(127);
    }
    int status = -1;
    for (pid_t got = 0; child > 0 && got >= 0;) {
        got = waitpid(child, &status, WUNTRACED);
        if (got < 0 && errno == EINTR) {
            got = 0;
        } else if (got > 0 && WIFSTOPPED(status)) {
            raise(SIGSTOP);
            kill(child, SIGCONT);
        } else {
            break;
        }
    }
    for (size_t i = 0; i < N; i++)
        sigaction(held[i], &old[i], NULL);
    return child < 0 ? -1 : WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
