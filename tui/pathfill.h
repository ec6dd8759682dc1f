/* Tab in a prompt for a file: fills in what can only be that, lists the rest. */
#ifndef LX_PATHFILL_H
#define LX_PATHFILL_H

#include "core/str.h"

#include <stdbool.h>

/* Lengthens what was typed ("~/" is the home folder) by what all files that begin so have in common, a folder with its "/".
 * others gets their names, parted by two blanks, where there is more than one.  False: there is none. */
bool path_fill(struct lx_str *typed, struct lx_str *others);

#endif
