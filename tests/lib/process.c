/* A program as a process. */
#include "tests/lib/process.h"

#include "tests/lib/tmp.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

void process_done(struct process *p)
{
    free(p->out);
    free(p->err);
    *p = (struct process){ 0 };
}

void process_run(struct process *p, const char *dir, const char *input, const char *const *argv)
{
    char *out = tmp_path(dir, ".out"), *err = tmp_path(dir, ".err");
    posix_spawn_file_actions_t files;
    pid_t pid;
    int status = -1;
    *p = (struct process){ .code = -1 };
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, input ? input : "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&files, 2, err, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addchdir_np(&files, dir);
    if (posix_spawn(&pid, argv[0], &files, NULL, (char *const *)(const void *)argv, environ) == 0 && waitpid(pid, &status, 0) == pid)
        p->code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    posix_spawn_file_actions_destroy(&files);
    p->out = tmp_read(out, &p->out_len);
    p->err = tmp_read(err, &p->err_len);
    free(out);
    free(err);
}
