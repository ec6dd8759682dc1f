/* PDF by lianxi-pdf, files, the printer. */
#include "tui/print.h"

#include "core/doc/markdown.h"
#include "core/paper/docx.h"
#include "core/paper/html.h"
#include "core/paper/page.h"
#include "core/text/text.h"
#include "tui/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { IDLE_MS = 60000, LIST_IDLE_MS = 3000, SAID_MOST = 64 << 10 };
static const size_t output_most = (size_t)256 << 20;

/* A program that runs: what it reads, what it wrote. */
struct run {
    pid_t pid;
    int in, out, said;      /* our ends; -1 closed */
    const char *text;       /* for its standard input */
    size_t text_len, at;
    struct lx_str *output;  /* its standard output; NULL: thrown away */
    struct lx_str messages; /* its standard error, at most SAID_MOST */
    int idle_ms;            /* how long it may do nothing; 0: IDLE_MS */
    bool idle;              /* ended by us: it did nothing for too long */
};

static int start(struct run *r, const char *const *argv);
static void talk(struct run *r);
static int run(struct run *r, const char *const *argv, int *status);
static void first_line(struct lx_str *out, const struct lx_str *messages);

/* --- the PDF ---------------------------------------------------------------------------------------------------- */

/* The folder of our own executable with this name behind it; "" when it is not there. */
static void beside_us(struct lx_str *out, const char *name)
{
    char self[4096];
    ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
    if (len <= 0)
        return;
    self[len] = '\0';
    char *slash = strrchr(self, '/');
    if (!slash)
        return;
    lx_str_addf(out, "%.*s/%s", (int)(slash - self), self, name);
    if (access(out->s, X_OK) != 0)
        lx_str_clear(out);
}

enum lx_rc lx_print_make_pdf(struct lx_str *pdf, const struct lx_str *md, struct lx_str *notes, struct lx_err *err)
{
    struct lx_str program = LX_STR_EMPTY, why = LX_STR_EMPTY;
    struct run r = { .text = lx_str_z(md), .text_len = md->len, .output = pdf };
    size_t before = pdf->len;
    int status = 0;
    beside_us(&program, "lianxi-pdf");
    if (!program.len && access(LX_LIBEXECDIR "/lianxi-pdf", X_OK) == 0)
        lx_str_add(&program, LX_LIBEXECDIR "/lianxi-pdf");
    if (!program.len)
        lx_str_add(&program, "lianxi-pdf");
    const char *argv[] = { program.s, NULL };
    int failed = run(&r, argv, &status);
    first_line(&why, &r.messages);
    enum lx_rc rc = LX_OK;
    if (failed)
        rc = lx_fail(err, LX_NOTFOUND, N_("lianxi-pdf, which draws the PDF, cannot be started: %s"), "%s", strerror(failed));
    else if (r.idle)
        rc = lx_fail(err, LX_IO, N_("lianxi-pdf did not answer and was ended; try again: %s"), "%d s", IDLE_MS / 1000);
    else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        rc = lx_fail(err, LX_IO, N_("The PDF could not be made: %s"), "%s", lx_str_z(&why));
    else if (pdf->len - before < 5 || memcmp(pdf->s + before, "%PDF-", 5) != 0)
        rc = lx_fail(err, LX_IO, N_("What lianxi-pdf wrote is no PDF; look at its version: %s"), "%s", program.s);
    if (rc == LX_OK && notes)
        lx_str_add(notes, lx_str_z(&why));
    if (rc != LX_OK)
        lx_str_cut(pdf, before);
    lx_str_done(&program);
    lx_str_done(&why);
    lx_str_done(&r.messages);
    return rc;
}

/* --- all forms --------------------------------------------------------------------------------------------------- */

const char *lx_print_ending(enum print_form form)
{
    static const char *const endings[PRINT_FORM_N] = { [PRINT_TEXT] = ".txt", [PRINT_MD] = ".md", [PRINT_HTML] = ".html",
                                                       [PRINT_PDF] = ".pdf", [PRINT_DOCX] = ".docx" };
    return endings[form];
}

static void add_text(const struct lx_doc *d, bool terminal, struct lx_str *out)
{
    struct lx_pages *p = lx_pages_make(d);
    size_t from = out->len;
    lx_pages_text(out, p, terminal ? LX_NARROW : LX_WIDE);
    for (size_t i = from; terminal && i < out->len; i++)
        if (out->s[i] == '\f')
            out->s[i] = '\n';
    lx_pages_free(p);
}

enum lx_rc lx_print_make(enum print_form form, const struct lx_str *md, bool terminal, struct lx_str *out, struct lx_str *notes,
                         struct lx_err *err)
{
    struct lx_doc *d = NULL;
    if (form == PRINT_PDF)
        return lx_print_make_pdf(out, md, notes, err);
    if (form == PRINT_MD) {
        lx_str_addn(out, lx_str_z(md), md->len);
        return LX_OK;
    }
    enum lx_rc rc = lx_markdown_read(&d, lx_str_z(md), md->len, err);
    if (rc == LX_OK && form == PRINT_TEXT)
        add_text(d, terminal, out);
    else if (rc == LX_OK && form == PRINT_HTML)
        lx_html_make(out, d);
    else if (rc == LX_OK)
        rc = lx_docx_make(out, d, err);
    lx_doc_free(d);
    return rc;
}

/* --- the printer ------------------------------------------------------------------------------------------------ */

/* A name of CUPS: no blanks, no '/' and '#', and no option. */
static bool is_printer(const char *name)
{
    for (const char *p = name; *p; p++)
        if ((unsigned char)*p <= ' ' || *p == 0x7f || strchr("/#'\"\\", *p))
            return false;
    return *name && *name != '-';
}

static void add_plain(struct lx_str *out, const char *s)
{
    for (; *s; s++)
        if ((*s >= '0' && *s <= '9') || (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || strchr(" -", *s))
            lx_str_addc(out, *s);
}

enum lx_rc lx_print_pdf(const struct lx_str *pdf, const char *title, const char *printer, int copies, struct lx_str *said,
                        struct lx_err *err)
{
    if (printer && !is_printer(printer))
        return lx_fail(err, LX_INVALID, N_("This is no name of a printer: %s"), "%s", printer);
    struct lx_str number = LX_STR_EMPTY, job = LX_STR_EMPTY, why = LX_STR_EMPTY, answer = LX_STR_EMPTY;
    lx_str_addf(&number, "%d", copies < 1 ? 1 : copies > 99 ? 99 : copies);
    lx_str_add(&job, "lianxi ");
    add_plain(&job, title);
    const char *argv[16] = { "lp", "-t", job.s, "-n", number.s, "-o", "media=A4", "-o", "print-scaling=none" };
    size_t n = 9;
    if (printer) {
        argv[n++] = "-d";
        argv[n++] = printer;
    }
    argv[n++] = "--";
    argv[n++] = "-";
    struct run r = { .text = lx_str_z(pdf), .text_len = pdf->len, .output = &answer };
    int status = 0, failed = run(&r, argv, &status);
    first_line(&why, &r.messages);
    enum lx_rc rc = LX_OK;
    if (failed)
        rc = lx_fail(err, LX_NOTFOUND, N_("Printing needs the program lp; install the package %s, or save the PDF to a file"), "%s",
                     "cups-client");
    else if (r.idle)
        rc = lx_fail(err, LX_IO, N_("lp did not answer and was ended; look at the printer: %s"), "%s", printer ? printer : "lpstat -t");
    else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        rc = lx_fail(err, LX_IO, N_("The printer did not take it, save the PDF to a file: %s"), "%s", lx_str_z(&why));
    if (rc == LX_OK && said)
        first_line(said, &answer);
    lx_str_done(&number);
    lx_str_done(&job);
    lx_str_done(&why);
    lx_str_done(&answer);
    lx_str_done(&r.messages);
    return rc;
}

static void add_name(struct lx_str *names, const char *s, size_t len)
{
    struct lx_str name = LX_STR_EMPTY, line = LX_STR_EMPTY;
    lx_str_addn(&name, s, len);
    lx_str_addf(&line, "\n%s\n", lx_str_z(&name));
    struct lx_str all = LX_STR_EMPTY;
    lx_str_addf(&all, "\n%s", lx_str_z(names));
    if (is_printer(lx_str_z(&name)) && !strstr(all.s, line.s))
        lx_str_addf(names, "%s\n", name.s);
    lx_str_done(&name);
    lx_str_done(&line);
    lx_str_done(&all);
}

bool lx_print_printers(struct lx_str *names)
{
    struct lx_str first = LX_STR_EMPTY, all = LX_STR_EMPTY;
    int status;
    struct run default_ = { .output = &first, .idle_ms = LIST_IDLE_MS }, every = { .output = &all, .idle_ms = LIST_IDLE_MS };
    size_t before = names->len;
    bool failed = run(&default_, (const char *const[]){ "lpstat", "-d", NULL }, &status) != 0 || default_.idle;
    const char *colon = failed || !first.len ? NULL : strrchr(first.s, ':'); /* "system default destination: NAME" */
    if (colon) {
        colon += 1 + strspn(colon + 1, " ");
        add_name(names, colon, strcspn(colon, " \n"));
    }
    bool has_default = names->len > before;
    if (!failed && run(&every, (const char *const[]){ "lpstat", "-e", NULL }, &status) == 0)
        for (const char *s = lx_str_z(&all); *s; s += strcspn(s, "\n"), s += *s == '\n')
            add_name(names, s, strcspn(s, "\n"));
    lx_str_done(&first);
    lx_str_done(&all);
    lx_str_done(&default_.messages);
    lx_str_done(&every.messages);
    return has_default;
}

/* --- programs --------------------------------------------------------------------------------------------------- */

/* What it said on its first line, clean, without its own name in front. */
static void first_line(struct lx_str *out, const struct lx_str *messages)
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

/* Our environment, with the language that we speak. */
static char **environment(struct lx_str *lang)
{
    size_t n = 0, to = 0;
    while (environ[n])
        n++;
    char **env = calloc(n + 2, sizeof *env);
    lx_str_addf(lang, "LIANXI_LANG=%s", lx_lang() == LX_ZH ? "zh" : "en");
    for (size_t i = 0; env && i < n; i++)
        if (strncmp(environ[i], "LIANXI_LANG=", 12) != 0)
            env[to++] = environ[i];
    if (env)
        env[to] = lang->s;
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
    char **env = environment(&lang);
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

/* Reads what there is; closes at the end. */
static void take(int *fd, struct lx_str *to, size_t most)
{
    char part[65536];
    ssize_t n = read(*fd, part, sizeof part);
    if (n > 0 && to && to->len < most)
        lx_str_addn(to, part, (size_t)n);
    else if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
        close_end(fd);
}

static void give(struct run *r)
{
    ssize_t n = write(r->in, r->text + r->at, r->text_len - r->at);
    if (n > 0)
        r->at += (size_t)n;
    if (r->at == r->text_len || (n < 0 && errno != EINTR && errno != EAGAIN))
        close_end(&r->in); /* all given, or it wants no more */
}

/* Gives and takes as the other side is ready for it, so that neither waits for the other for ever. */
static void talk(struct run *r)
{
    (void)fcntl(r->in, F_SETFL, O_NONBLOCK);
    if (!r->text_len)
        close_end(&r->in);
    while (r->in >= 0 || r->out >= 0 || r->said >= 0) {
        struct pollfd p[] = { { r->in, POLLOUT, 0 }, { r->out, POLLIN, 0 }, { r->said, POLLIN, 0 } };
        int n = poll(p, 3, r->idle_ms ? r->idle_ms : IDLE_MS);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            r->idle = true;
            (void)kill(r->pid, SIGKILL);
            break;
        }
        if (p[0].revents)
            give(r);
        if (p[1].revents)
            take(&r->out, r->output, output_most);
        if (p[2].revents)
            take(&r->said, &r->messages, SAID_MOST);
    }
}

/* Starts, feeds, collects, waits.  0, or the errno of what kept it from starting. */
static int run(struct run *r, const char *const *argv, int *status)
{
    struct sigaction ignore = { .sa_handler = SIG_IGN }, old;
    (void)sigaction(SIGPIPE, &ignore, &old);
    int failed = start(r, argv);
    if (!failed)
        talk(r);
    close_end(&r->in);
    close_end(&r->out);
    close_end(&r->said);
    while (!failed && waitpid(r->pid, status, 0) < 0 && errno == EINTR)
        ;
    (void)sigaction(SIGPIPE, &old, NULL);
    return failed;
}

/* --- files ------------------------------------------------------------------------------------------------------ */

static bool same_file(const struct stat *st, const char *path)
{
    struct stat other;
    return path && stat(path, &other) == 0 && other.st_dev == st->st_dev && other.st_ino == st->st_ino;
}

static int write_all(int fd, const struct lx_str *bytes)
{
    for (size_t at = 0; at < bytes->len;) {
        ssize_t n = write(fd, bytes->s + at, bytes->len - at);
        if (n < 0 && errno != EINTR)
            return errno;
        at += n > 0 ? (size_t)n : 0;
    }
    return fsync(fd) ? errno : 0;
}

/* In the folder behind dir_fd; the errno of what went wrong. */
static int replace_file(int dir_fd, const char *name, const struct lx_str *bytes)
{
    struct lx_str other = LX_STR_EMPTY;
    int fd = -1, failed = 0;
    for (int i = 0; fd < 0 && i < 100; i++) {
        lx_str_clear(&other);
        lx_str_addf(&other, ".lianxi-%d-%d", (int)getpid(), i);
        fd = openat(dir_fd, other.s, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        failed = fd < 0 ? errno : 0;
        if (failed && failed != EEXIST)
            break;
    }
    if (fd >= 0) {
        failed = write_all(fd, bytes);
        if (close(fd) && !failed)
            failed = errno;
        if (!failed && renameat(dir_fd, other.s, dir_fd, name))
            failed = errno;
        if (failed)
            (void)unlinkat(dir_fd, other.s, 0);
        else
            (void)fsync(dir_fd);
    }
    lx_str_done(&other);
    return failed;
}

enum lx_rc lx_print_file(const char *path, const struct lx_str *bytes, const char *never, struct lx_err *err)
{
    struct lx_str dir = LX_STR_EMPTY;
    struct stat st;
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    lx_str_addn(&dir, slash ? path : ".", slash ? (size_t)(slash - path) + 1 : 1);
    int dir_fd = open(dir.s, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    enum lx_rc rc = LX_OK;
    if (!*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        rc = lx_fail(err, LX_INVALID, N_("This names a folder; name the file in it: %s"), "%s", path);
    else if (dir_fd < 0)
        rc = lx_fail(err, LX_IO, N_("There is no such folder to write to: %s"), "%s (%s)", dir.s, strerror(errno));
    else if (fstatat(dir_fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && !S_ISREG(st.st_mode))
        rc = lx_fail(err, LX_INVALID, N_("This is a link, a folder or a device; name the file itself: %s"), "%s", path);
    else if (fstatat(dir_fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && same_file(&st, never))
        rc = lx_fail(err, LX_INVALID, N_("This file is the database; choose another name: %s"), "%s", path);
    int failed = rc == LX_OK ? replace_file(dir_fd, name, bytes) : 0;
    if (failed)
        rc = lx_fail(err, LX_IO, N_("The file could not be written: %s"), "%s (%s)", path, strerror(failed));
    if (dir_fd >= 0)
        close(dir_fd);
    lx_str_done(&dir);
    return rc;
}
