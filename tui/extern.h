/* Another program for a while: $VISUAL or $EDITOR on a text.  Never a shell, never a word of data on a command line. */
#ifndef LX_EXTERN_H
#define LX_EXTERN_H

#include "core/err.h"
#include "core/str.h"

#include <stdbool.h>
#include <stddef.h>

struct app;

/* Gives the text to the editor in a file NAME.md of our own folder (0700, 0600) and reads it back.  Unchanged on failure:
 * LX_NOTFOUND no editor, LX_IO it failed or the file cannot be read, LX_INVALID what came back is no UTF-8. */
LX_CHECK enum lx_rc extern_edit(struct app *a, struct lx_str *text, struct lx_err *err);

/* Splits a command as people write it in $EDITOR: blanks part words, '…' and "…" keep them, \ takes the next character.
 * argv is allocated with one string behind it (free both through extern_split_done); false: an open quote, or nothing. */
struct extern_argv {
    char **at;
    size_t n, room;
};
bool extern_split(struct extern_argv *out, const char *s);
void extern_split_done(struct extern_argv *v);

/* Another program on the terminal: the screen is given up meanwhile and taken again, the caller repaints.  Its exit status, 127
 * where there is no such program.  argv[0] is looked for in PATH; no shell. */
int extern_run(char *const *argv);
/* Words alone on the terminal, for the mouse to mark; Enter comes back.  text is cleaned. */
void extern_show(struct app *a, const char *text);

#endif
