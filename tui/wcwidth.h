/* The width of a character for ncurses: libncursesw calls wcwidth() through the dynamic linker, so the definition in
 * wcwidth.c wins over libc's.  It must be linked as an object, never from an archive, and never hidden. */
#ifndef LX_WCWIDTH_H
#define LX_WCWIDTH_H

#include "core/text/text.h"

void wcwidth_set(enum lx_amb amb); /* LX_NARROW at first */
enum lx_amb wcwidth_amb(void);

#endif
