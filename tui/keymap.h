/* Which keys run which command: the defaults of command.def and the user's own from config.ini, section [keys]. */
#ifndef LX_KEYMAP_H
#define LX_KEYMAP_H

#include "tui/command.h"
#include "tui/keys.h"

enum { CHORD_MAX = 3, CHAIN_MAX = 3 };

struct binding {
    key_code keys[CHORD_MAX];
    int n;
    enum lx_cmd cmd;
    bool own; /* from config.ini: goes before every default, of inner contexts too */
};
struct keymap {
    struct binding *at;
    size_t n, room;
};

void keymap_init(struct keymap *m); /* the defaults */
void keymap_done(struct keymap *m);
/* The keys of one command become these ("d g+x", alternatives parted by a blank; "" = none); they are taken from the commands that
 * had them in the same context.  LX_NOTFOUND no such command, LX_INVALID a key that cannot be read. */
LX_CHECK enum lx_rc keymap_set(struct keymap *m, const char *command, const char *keys, struct lx_err *err);

struct found {
    enum lx_cmd cmd;  /* CMD_NONE: none */
    bool prefix;      /* the keys begin longer chords */
};
/* Contexts are asked in order (widget, view, application); the first that knows the chord wins. */
struct found keymap_find(const struct keymap *m, const lx_context *contexts, int contexts_n, const key_code *keys, int n);
/* The first key of a command as people read it ("g t", "^F"), appended; false when it has none. */
bool keymap_keys(const struct keymap *m, enum lx_cmd cmd, struct lx_str *out);
void keymap_all_keys(const struct keymap *m, enum lx_cmd cmd, struct lx_str *out); /* every alternative, by blanks */
bool chord_read(const char *s, struct binding *out); /* "g+t" */
void chord_format(struct lx_str *out, const struct binding *b); /* as people read it: "g t", "F1" */

#endif
