/* Folders and small files of tests. */
#include "tests/lib/tmp.h"

#include "core/str.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at);

static char *new_below(const char *top);

char *tmp_new(void)
{
    const char *top = getenv("TMPDIR");
    return new_below(top && *top ? top : "/tmp");
}

char *tmp_new_fast(void) { return access("/dev/shm", W_OK | X_OK) == 0 ? new_below("/dev/shm") : tmp_new(); }

static char *new_below(const char *top)
{
    struct lx_str path = LX_STR_EMPTY;
    lx_str_addf(&path, "%s/lianxi-test-XXXXXX", top);
    if (!mkdtemp(path.s)) {
        perror(path.s);
        _exit(1);
    }
    return lx_str_take(&path);
}

void tmp_done(char **dir)
{
    if (*dir)
        nftw(*dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(*dir);
    *dir = NULL;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st;
    (void)kind;
    (void)at;
    if (remove(path) != 0)
        perror(path);
    return 0;
}

char *tmp_path(const char *dir, const char *name)
{
    struct lx_str path = LX_STR_EMPTY;
    lx_str_addf(&path, "%s/%s", dir, name);
    return lx_str_take(&path);
}

void tmp_write(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    if (!f || fputs(text, f) < 0 || fclose(f) != 0) {
        perror(path);
        _exit(1);
    }
}

char *tmp_read(const char *path, size_t *len)
{
    FILE *f = fopen(path, "r");
    if (!f)
        return NULL;
    struct lx_str all = LX_STR_EMPTY;
    char buffer[65536];
    size_t n;
    while ((n = fread(buffer, 1, sizeof buffer, f)) > 0)
        lx_str_addn(&all, buffer, n);
    fclose(f);
    if (len)
        *len = all.len;
    return lx_str_take(&all);
}

int tmp_setup(void **state)
{
    *state = tmp_new();
    return 0;
}

int tmp_teardown(void **state)
{
    char *dir = *state;
    tmp_done(&dir);
    *state = NULL;
    return 0;
}
