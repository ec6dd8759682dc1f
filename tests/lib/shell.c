/* A shell in a test's folder. */
#include "tests/lib/shell.h"
#include "core/str.h"
#include "tests/lib/tmp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

int shell_run(const char *dir, const char *vars, const char *command)
{
    const char *build = getenv("LIANXI_BUILD") ? getenv("LIANXI_BUILD") : "build";
    char here[4096];
    assert_non_null(getcwd(here, sizeof here));
    struct lx_str line = LX_STR_EMPTY;
    lx_str_addf(&line, "here='%s' B='%s'; case $B in /*) ;; *) B=$here/$B ;; esac; ", here, build);
    lx_str_addf(&line, "%s; cd '%s' || exit 99; %s", vars, dir, command);
    int status = system(line.s);
    lx_str_done(&line);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

char *shell_file(const char *dir, const char *name, size_t *len)
{
    char *path = tmp_path(dir, name), *s = tmp_read(path, len);
    if (!s)
        fail_msg("there is no %s", path);
    free(path);
    return s;
}
