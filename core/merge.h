/* Three versions of a text made one: what others changed and what I changed, where they do not touch. */
#ifndef LX_MERGE_H
#define LX_MERGE_H

#include "core/str.h"

#include <stdbool.h>

/* Merges by line: appends the result and answers true; false (nothing appended) where both changed the same lines. */
bool lx_merge_text(struct lx_str *out, const char *base, const char *mine, const char *theirs);

#endif
