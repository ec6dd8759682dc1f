/* Files of the user's own state: $XDG_STATE_HOME/lianxi/ (drafts, what a terminal answered, messages).
 *
 * Folders are made 0700, files 0600, written under another name, synced and renamed: a file is old or new, never half. */
#ifndef LX_STATE_H
#define LX_STATE_H

#include "core/str.h"

#include <stdbool.h>

/* Appends the path of `name` ("ambiguous", "drafts/item-…"); false when there is no home to put it in. */
bool state_path(struct lx_str *out, const char *name);
bool state_write(const char *name, const char *bytes, size_t len); /* makes folders; false: errno says why */
/* The same without waiting for the disk: outlives the program, not the machine.  For what is written on every key; state_write
 * at the next pause. */
bool state_keep(const char *name, const char *bytes, size_t len);
bool state_read(const char *name, struct lx_str *out);             /* at most 4 MB, regular files only */
void state_remove(const char *name);
/* Calls fn with each file name in folder `name`, in no order. */
void state_each(const char *name, void (*fn)(void *ctx, const char *file), void *ctx);

#endif
