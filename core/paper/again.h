/* A paper printed once more: what number it bears, and 副本 on it. */
#ifndef LX_PAPER_AGAIN_H
#define LX_PAPER_AGAIN_H

#include "core/str.h"

#include <stdbool.h>

/* Appends the number of a paper in issue, of which a second print is a copy: minutes, letters and documents (what has a head
 * of its own in profile.def) that name a `number` and no `version`, which would say that they are a draft.  False: none. */
bool lx_paper_number(const struct lx_str *md, struct lx_str *number);

/* Writes `duplicate: yes` into the front matter; Markdown without any stays as it is. */
void lx_paper_mark_copy(struct lx_str *md);

#endif
