/* Files of the user's own state: $XDG_STATE_HOME/lianxi/. */
#include "tui/state.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STATE_MAX_LEN = 4 << 20 };

static bool make_folders(char *path);
static bool write_all(int fd, const char *bytes, size_t len);

bool state_path(struct lx_str *out, const char *name)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    if (state && state[0] == '/')
        lx_str_add(out, state);
    else if (home && home[0] == '/')
        lx_str_addf(out, "%s/.local/state", home);
    else
        return false;
    lx_str_addf(out, "/lianxi/%s", name);
    return true;
}

static bool write_file(const char *name, const char *bytes, size_t len, bool sync)
{
    struct lx_str path = LX_STR_EMPTY, other = LX_STR_EMPTY;
    bool done = false;
    if (state_path(&path, name) && make_folders(path.s)) {
        lx_str_addf(&other, "%s.%ld.new", path.s, (long)getpid());
        int fd = open(other.s, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (fd >= 0) {
            done = write_all(fd, bytes, len) && (!sync || fsync(fd) == 0);
            done = close(fd) == 0 && done && rename(other.s, path.s) == 0;
            if (!done)
                unlink(other.s);
        }
    }
    lx_str_done(&path);
    lx_str_done(&other);
    return done;
}

bool state_write(const char *name, const char *bytes, size_t len) { return write_file(name, bytes, len, true); }
bool state_keep(const char *name, const char *bytes, size_t len) { return write_file(name, bytes, len, false); }

bool state_read(const char *name, struct lx_str *out)
{
    struct lx_str path = LX_STR_EMPTY;
    bool done = false;
    int fd = state_path(&path, name) ? open(path.s, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) : -1;
    struct stat st;
    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= STATE_MAX_LEN) {
        char buffer[4096];
        ssize_t got;
        while ((got = read(fd, buffer, sizeof buffer)) > 0 && out->len <= STATE_MAX_LEN)
            lx_str_addn(out, buffer, (size_t)got);
        done = got == 0;
    }
    if (fd >= 0)
        close(fd);
    lx_str_done(&path);
    return done;
}

void state_remove(const char *name)
{
    struct lx_str path = LX_STR_EMPTY;
    if (state_path(&path, name))
        unlink(path.s);
    lx_str_done(&path);
}

void state_each(const char *name, void (*fn)(void *ctx, const char *file), void *ctx)
{
    struct lx_str path = LX_STR_EMPTY;
    DIR *dir = state_path(&path, name) ? opendir(path.s) : NULL;
    lx_str_done(&path);
    if (!dir)
        return;
    const struct dirent *d;
    while ((d = readdir(dir)))
        if (d->d_name[0] != '.')
            fn(ctx, d->d_name);
    closedir(dir);
}

static bool make_folders(char *path)
{
    char *last = strrchr(path, '/');
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool there = mkdir(path, 0700) == 0 || access(path, X_OK) == 0;
        *slash = '/';
        if (!there)
            return false;
        if (slash == last)
            break;
    }
    return true;
}

static bool write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t put = write(fd, bytes, len);
        if (put <= 0)
            return false;
        bytes += put;
        len -= (size_t)put;
    }
    return true;
}
