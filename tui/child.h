/* Programs that we start and wait for: what they read, what they write.  No shell, no word of data that could be an option.
 *
 * posix_spawn with an argument vector; pipes for input, output and messages.  A program that writes nothing and reads nothing for a
 * while is ended.  Programs that want the terminal: extern.h. */
#ifndef LX_CHILD_H
#define LX_CHILD_H

#include "core/str.h"

#include <stdbool.h>

enum { CHILD_IDLE_MS = 60000 };
#define CHILD_OUTPUT_MOST ((size_t)256 << 20) /* bytes */

struct child {
    const char *text;       /* for its standard input; borrowed */
    size_t text_len;
    struct lx_str *output;  /* its standard output; NULL: thrown away */
    struct lx_str messages; /* its standard error, at most 64 KiB; yours */
    int idle_ms;            /* how long it may do nothing; 0: CHILD_IDLE_MS */
    bool plain;             /* with LC_ALL=C: its words are read by us */
    size_t most;            /* bytes of output; 0: CHILD_OUTPUT_MOST */
    bool idle;              /* answer: ended by us, it did nothing for too long */
    bool too_much;          /* answer: ended by us, it wrote more than that; what there is of it is no use */
};

/* Starts argv[0] from PATH, feeds, collects, waits.  0, or the errno of what kept it from starting; *status as waitpid has it. */
int child_run(struct child *c, const char *const *argv, int *status);
/* Appends what it said on its first line, clean, without its own name in front. */
void child_first_line(struct lx_str *out, const struct lx_str *messages);

#endif
