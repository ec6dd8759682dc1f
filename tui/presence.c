/* Who else is in. */
#include "tui/presence.h"

#include "core/mem.h"
#include "core/str.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

const char presence_mark[] = "-here-";

/* The file of this process, locked before anybody can see it. */
static void make_own(struct presence *p, const char *who)
{
    struct lx_str path = LX_STR_EMPTY, other = LX_STR_EMPTY;
    lx_str_addf(&path, "%s%ld", p->base, (long)getpid());
    lx_str_addf(&other, "%s.new", path.s);
    p->fd = open(other.s, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0660);
    bool made = p->fd >= 0 && fchmod(p->fd, 0660) == 0 && flock(p->fd, LOCK_EX | LOCK_NB) == 0 &&
                write(p->fd, who, strlen(who)) == (ssize_t)strlen(who) && rename(other.s, path.s) == 0;
    if (made) {
        p->path = lx_str_take(&path);
    } else if (p->fd >= 0) {
        unlink(other.s);
        close(p->fd);
        p->fd = -1;
    }
    lx_str_done(&path);
    lx_str_done(&other);
}

void presence_open(struct presence *p, const char *db_path, const char *who)
{
    *p = (struct presence){ .fd = -1 };
    if (!db_path || !*db_path)
        return;
    struct lx_str base = LX_STR_EMPTY;
    lx_str_addf(&base, "%s%s", db_path, presence_mark);
    p->base = lx_str_take(&base);
    make_own(p, who ? who : "");
    (void)presence_look(p);
}

void presence_close(struct presence *p)
{
    if (p->path)
        unlink(p->path);
    if (p->fd >= 0)
        close(p->fd);
    free(p->path);
    free(p->base);
    *p = (struct presence){ .fd = -1 };
}

/* Does somebody hold it?  What nobody holds was left by a process that was killed: it is taken away where that is allowed. */
static bool is_held(const char *path)
{
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return errno == EACCES;
    bool held = flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    if (!held)
        unlink(path);
    close(fd);
    return held;
}

bool presence_look(struct presence *p)
{
    size_t n = 0;
    if (!p->base)
        return false;
    const char *slash = strrchr(p->base, '/'), *name = slash ? slash + 1 : p->base;
    char *folder = slash ? lx_strndup(p->base, (size_t)(slash - p->base) + 1) : lx_strdup("./");
    DIR *dir = opendir(folder);
    for (const struct dirent *d; dir && (d = readdir(dir));) {
        struct lx_str path = LX_STR_EMPTY;
        lx_str_addf(&path, "%s%s", folder, d->d_name);
        if (strncmp(d->d_name, name, strlen(name)) == 0 && !strstr(d->d_name, ".new"))
            n += (p->path && strcmp(path.s, p->path) == 0) || is_held(path.s);
        lx_str_done(&path);
    }
    if (dir)
        closedir(dir);
    free(folder);
    bool other = n != p->n;
    p->n = n;
    return other;
}
