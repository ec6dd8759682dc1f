/* Commands: one row each in command.def.  From it come the keymap, the hint line, the help screen, the : palette, the
 * command line, `lianxi keys`, man page and completions.  A test proves that every row has a handler where it is offered. */
#ifndef LX_COMMAND_H
#define LX_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

/* Where a command may be used.  A view declares one of these; a key is looked up in the focused widget's context, then the
 * view's, then APP. */
enum lx_context {
    CTX_APP = 1 << 0,      /* anywhere on the screen */
    CTX_LIST = 1 << 1,     /* any list: movement, marks, filter, sort */
    CTX_PAGER = 1 << 2,    /* any text: detail pane, preview, help */
    CTX_TODAY = 1 << 3,
    CTX_ITEMS = 1 << 4,    /* list of items, with the item under the bar or those marked */
    CTX_MEETINGS = 1 << 5,
    CTX_AGENDA = 1 << 6,   /* one meeting: its agenda */
    CTX_PLANS = 1 << 7,
    CTX_PLAN = 1 << 8,     /* one plan: its tree */
    CTX_IMPORT = 1 << 9,   /* preview of a plan before it is stored */
    CTX_UNITS = 1 << 10,
    CTX_PERSONS = 1 << 11,
    CTX_NOTES = 1 << 12,
    CTX_REVIEW = 1 << 13,
    CTX_FORM = 1 << 14,
    CTX_LOG = 1 << 15,     /* history: journal entries */
    CTX_PAPER = 1 << 16,   /* preview of a paper */
    CTX_SETTINGS = 1 << 17,
    CTX_PROPOSALS = 1 << 18, /* items proposed by minutes */
    CTX_SEARCH = 1 << 19,
    CTX_BULK = 1 << 20,      /* the preview of a change of many items */
    CTX_MINUTES = 1 << 21,   /* minutes of a meeting, rendered */
    CTX_PASTE = 1 << 22,     /* a pasted table before it is stored */
    CTX_PARTS = 1 << 23,   /* shares of units in an item */
    CTX_REVIEWS = 1 << 24, /* records of past reviews */
};
enum {
    F_SEL = 1,    /* needs a record under the bar or marked ones */
    F_WRITE = 2,  /* changes the database: refused and not offered when it is read only */
    F_CLI = 4,    /* a verb of the command line too */
    F_CLI_ONLY = 8 | 4,
    F_HIDDEN = 16,/* not in the hint line (movement, aliases) */
    F_FIRST = 32  /* among the first in the hint line */
};

enum lx_cmd {
    CMD_NONE,
#define C(id, name, keys, contexts, flags, args, label, help) CMD_##id,
#include "tui/command.def"
#undef C
    CMD_N
};

struct lx_command {
    enum lx_cmd id;
    const char *name;     /* stable: "item close" */
    const char *keys;     /* default keys, blank between alternatives: "d", "g g", "F5"; a chord is joined by '+': "g+g" */
    unsigned contexts;    /* 0 = command line only */
    unsigned flags;
    const char *args;     /* of the command line: "NO... [--note TEXT]" */
    const char *label, *label_zh; /* two to six cells' worth for the hint line; msgid and Chinese */
    const char *help, *help_zh;   /* one line */
};

const struct lx_command *lx_command(enum lx_cmd id);
const struct lx_command *lx_command_named(const char *name); /* stable name; NULL */

#endif
