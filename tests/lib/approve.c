/* Compares a screen with its approved file. */
#include "tests/lib/approve.h"

#include "tests/lib/tmp.h"

#include "core/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *next_line(const char **at, size_t *len);
static void print_difference(const char *name, const char *old, const char *new);

bool approve_screen(const struct approved *which, const char *text)
{
    const char *build = getenv("LIANXI_BUILD");
    char *fresh = tmp_path(build ? build : "build", "screens-new");
    bool same = approve_in("tests/screens", fresh, which, text);
    free(fresh);
    return same;
}

bool approve_in(const char *approved_dir, const char *new_dir, const struct approved *which, const char *text)
{
    struct lx_str name = LX_STR_EMPTY;
    lx_str_addf(&name, "%s.%s.%s.%dx%d.txt", which->name, which->lang, which->wide ? "wide" : "narrow", which->rows,
                which->cols);
    char *old_path = tmp_path(approved_dir, name.s), *new_path = tmp_path(new_dir, name.s);
    char *old = tmp_read(old_path, NULL);
    bool same = old && strcmp(old, text) == 0;
    if (same) {
        unlink(new_path);
    } else {
        if (old)
            print_difference(name.s, old, text);
        else
            fprintf(stderr, "%s was never approved (make approve):\n%s", name.s, text);
        mkdir(new_dir, 0777);
        tmp_write(new_path, text);
    }
    free(old);
    free(old_path);
    free(new_path);
    lx_str_done(&name);
    return same;
}

/* Line against line: a screen keeps its rows, so a row that differs stands at the same place in both. */
static void print_difference(const char *name, const char *old, const char *new)
{
    fprintf(stderr, "%s is not as approved (make approve shows all):\n", name);
    int n = 1;
    while (*old || *new) {
        size_t old_len, new_len;
        const char *was = next_line(&old, &old_len), *is = next_line(&new, &new_len);
        if (old_len != new_len || memcmp(was, is, old_len) != 0)
            fprintf(stderr, "%3d - %.*s\n    + %.*s\n", n, (int)old_len, was, (int)new_len, is);
        n++;
    }
}

static const char *next_line(const char **at, size_t *len)
{
    const char *line = *at;
    *len = strcspn(line, "\n");
    *at = line + *len + (line[*len] == '\n');
    return line;
}
