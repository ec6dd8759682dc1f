/* Tab in a prompt for a file. */
#include "tui/pathfill.h"

#include "core/mem.h"
#include "tui/print.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { NAMES_MAX = 5000 }; /* of a folder that is looked at for one key */

struct names {
    char **at;
    size_t n, room;
};

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static void names_beginning(const char *folder, const char *begin, struct names *out)
{
    DIR *dir = opendir(*folder ? folder : ".");
    size_t len = strlen(begin);
    const struct dirent *d;
    while (dir && out->n < NAMES_MAX && (d = readdir(dir)))
        if (strncmp(d->d_name, begin, len) == 0 && (d->d_name[0] != '.' || begin[0] == '.') && strcmp(d->d_name, ".") != 0 &&
            strcmp(d->d_name, "..") != 0)
            LX_PUSH(out->at, out->n, out->room) = lx_strdup(d->d_name);
    if (dir)
        closedir(dir);
    if (out->n > 1)
        qsort(out->at, out->n, sizeof *out->at, by_name);
}

/* Bytes that the first and the last have in common are common to all: they are sorted. Whole characters only. */
static size_t common(const struct names *names)
{
    const char *a = names->at[0], *b = names->at[names->n - 1];
    size_t len = 0;
    while (a[len] && a[len] == b[len])
        len++;
    while (len > 0 && ((unsigned char)a[len] & 0xC0) == 0x80)
        len--;
    return len;
}

bool path_fill(struct lx_str *typed, struct lx_str *others)
{
    struct lx_str path = LX_STR_EMPTY, folder = LX_STR_EMPTY;
    struct names names = { 0 };
    struct stat st;
    lx_path_typed(&path, lx_str_z(typed));
    const char *slash = strrchr(lx_str_z(&path), '/'), *begin = slash ? slash + 1 : lx_str_z(&path);
    lx_str_addn(&folder, lx_str_z(&path), (size_t)(begin - lx_str_z(&path)));
    names_beginning(lx_str_z(&folder), begin, &names);
    if (names.n > 0) {
        lx_str_clear(typed);
        lx_str_add(typed, lx_str_z(&folder));
        lx_str_addn(typed, names.at[0], common(&names));
        if (names.n == 1 && stat(lx_str_z(typed), &st) == 0 && S_ISDIR(st.st_mode))
            lx_str_addc(typed, '/');
    }
    for (size_t i = 0; i < names.n; i++) {
        if (names.n > 1)
            lx_str_addf(others, "%s%s", i ? "  " : "", names.at[i]);
        free(names.at[i]);
    }
    bool any = names.n > 0;
    free(names.at);
    lx_str_done(&path);
    lx_str_done(&folder);
    return any;
}
