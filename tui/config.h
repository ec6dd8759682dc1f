/* Personal settings: $XDG_CONFIG_HOME/lianxi/config.ini, below it the system's under sysconfdir.  Read once. */
#ifndef LX_CONFIG_H
#define LX_CONFIG_H

#include "core/err.h"
#include "tui/theme.h"

#include <stddef.h>

struct app;

struct config_entry {
    char *section, *name, *value;
};
struct config {
    struct config_entry *at; /* the personal file first */
    size_t n, room;
};

/* Fills an empty struct from both files; a file that is not there is fine.  LX_INVALID names file and line of the first
 * fault; what could be read holds. */
LX_CHECK enum lx_rc config_read(struct config *c, struct lx_err *err);
void config_done(struct config *c);
/* A value, personal before system; NULL when nobody set it (or c is NULL).  Borrowed until config_done. */
const char *config_get(const struct config *c, const char *section, const char *name);

void config_keys(const struct config *c, struct app *a); /* section [keys] onto the keymap; says what it could not use */
/* [fonts] body, hei, kai, song, title = FAMILY: for lianxi-pdf, which takes them from the environment. */
void config_fonts(const struct config *c);
enum theme config_theme(const struct config *c); /* [screen] theme = light, dark, contrast, mono; else from COLORFGBG */

#endif
