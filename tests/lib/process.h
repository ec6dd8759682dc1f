/* A program of ours as a process: its words as they are, no shell between, no terminal. */
#ifndef LX_TEST_PROCESS_H
#define LX_TEST_PROCESS_H

#include <stddef.h>

enum { PROCESS_ARGS_MAX = 64 };

struct process {
    int code;         /* exit code; 128 + signal when it was killed */
    char *out, *err;  /* whole, ended by NUL */
    size_t out_len, err_len;
};
void process_done(struct process *p);

/* argv NULL-ended, argv[0] is the file, with its whole path; it runs in dir, where the files for its output are made too.
 * It reads the file `input`, nothing where that is NULL.  In the background of no test: it waits. */
void process_run(struct process *p, const char *dir, const char *input, const char *const *argv);

#endif
