/* A file to the reader's own computer. */
#include "tui/send.h"

#include "core/mem.h"
#include "core/text/text.h"
#include "tui/extern.h"
#include "tui/print.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HOST_MAX = 256, SSH_WORDS = 4 };

static bool is_set(const char *name)
{
    const char *value = getenv(name);
    return value && *value;
}

/* The path of a program in PATH; yours, NULL where it is not there. */
static char *find_program(const char *name)
{
    const char *path = getenv("PATH");
    for (const char *at = path ? path : ""; *at;) {
        size_t len = strcspn(at, ":");
        struct lx_str file = LX_STR_EMPTY;
        lx_str_addf(&file, "%.*s/%s", (int)len, at, name);
        if (at[0] == '/' && access(file.s, X_OK) == 0)
            return lx_str_take(&file);
        lx_str_done(&file);
        at += len + (at[len] == ':');
    }
    return NULL;
}

bool send_by_sz(void)
{
    char *sz = is_set("TMUX") || is_set("STY") ? NULL : find_program("sz");
    bool can = sz != NULL;
    free(sz);
    return can;
}

enum lx_rc send_sz(const char *name, const struct lx_str *bytes, struct lx_err *err)
{
    const char *tmp = getenv("TMPDIR");
    struct lx_str dir = LX_STR_EMPTY, path = LX_STR_EMPTY;
    char *sz = find_program("sz");
    if (!sz)
        return lx_fail(err, LX_NOTFOUND, N_("There is no program sz; install the package %s"), "%s", "lrzsz");
    lx_str_addf(&dir, "%s/lianxi-XXXXXX", tmp && tmp[0] == '/' ? tmp : "/tmp");
    enum lx_rc rc = mkdtemp(dir.s) ? LX_OK : lx_fail(err, LX_IO, N_("No folder for the file can be made: %s"), "%s", dir.s);
    if (rc == LX_OK) {
        lx_str_addf(&path, "%s/%s", dir.s, name);
        rc = lx_print_file(path.s, bytes, NULL, err);
    }
    if (rc == LX_OK) {
        char *argv[] = { sz, lx_strdup("-b"), lx_strdup("-q"), path.s, NULL }; /* binary, nothing said beside the bytes */
        int status = extern_run(argv);
        if (status != 0)
            rc = lx_fail(err, LX_IO, N_("The terminal did not take the file, or it was broken off; send it as a file for sftp: %s"), "%s", name);
        free(argv[1]);
        free(argv[2]);
    }
    if (path.len)
        (void)unlink(path.s);
    (void)rmdir(dir.s);
    free(sz);
    lx_str_done(&dir);
    lx_str_done(&path);
    return rc;
}

/* Word n of SSH_CONNECTION: client, its port, server, its port.  "" where it is none that could stand in a command. */
static void add_ssh_word(struct lx_str *out, int n)
{
    const char *s = getenv("SSH_CONNECTION");
    for (int i = 0; s && i < n; i++) {
        s += strcspn(s, " ");
        s += *s == ' ';
    }
    size_t len = s ? strcspn(s, " ") : 0;
    if (len && strspn(s, "0123456789abcdefABCDEF.:%") >= len)
        lx_str_addn(out, s, len);
}

void send_where(struct lx_str *out)
{
    size_t before = out->len;
    add_ssh_word(out, 0);
    if (out->len == before)
        lx_str_add(out, "here");
}

static void add_quoted(struct lx_str *out, const char *s)
{
    bool plain = s[strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-")] == '\0';
    lx_str_add(out, plain ? "" : "'");
    for (; *s; s++)
        if (*s == '\'')
            lx_str_add(out, "'\\''");
        else
            lx_str_addc(out, *s);
    lx_str_add(out, plain ? "" : "'");
}

/* sftp -P 2222 clerk@10.0.0.5:/home/clerk/lianxi/agenda-26.pdf */
static void add_sftp(struct lx_str *out, const char *path)
{
    const struct passwd *me = getpwuid(geteuid());
    struct lx_str host = LX_STR_EMPTY, port = LX_STR_EMPTY, from = LX_STR_EMPTY;
    char name[HOST_MAX] = "";
    add_ssh_word(&host, 2);
    add_ssh_word(&port, 3);
    if (!host.len && gethostname(name, sizeof name - 1) == 0)
        lx_str_add(&host, name);
    lx_str_add(out, "sftp ");
    if (port.len && strcmp(port.s, "22") != 0)
        lx_str_addf(out, "-P %s ", port.s);
    bool v6 = host.len && strchr(host.s, ':');
    lx_str_addf(&from, "%s@%s%s%s:%s", me ? me->pw_name : "", v6 ? "[" : "", lx_str_z(&host), v6 ? "]" : "", path);
    add_quoted(out, from.s);
    lx_str_done(&host);
    lx_str_done(&port);
    lx_str_done(&from);
}

enum lx_rc send_ready(const char *name, const struct lx_str *bytes, struct lx_str *path, struct lx_str *line, struct lx_err *err)
{
    const char *home = getenv("HOME");
    if (!home || home[0] != '/')
        return lx_fail(err, LX_IO, N_("There is no home folder to put it in; save it to a file instead: %s"), "%s", "HOME");
    lx_str_addf(path, "%s/lianxi", home);
    if (mkdir(path->s, 0700) != 0 && errno != EEXIST)
        return lx_fail(err, LX_IO, N_("No folder for the file can be made: %s"), "%s (%s)", path->s, strerror(errno));
    lx_str_addf(path, "/%s", name);
    enum lx_rc rc = lx_print_file(path->s, bytes, NULL, err);
    if (rc == LX_OK)
        add_sftp(line, path->s);
    return rc;
}
