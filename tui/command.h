/* Commands: one row each in command.def.  From it come the keymap, the hint line, the help screen, the : palette, the
 * command line, `lianxi keys`, man page and completions.  A test proves that every row has a handler where it is offered. */
#ifndef LX_COMMAND_H
#define LX_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where a command may be used.  A view declares one of these; a key is looked up in the focused widget's context, then the
 * view's, then APP. */
typedef uint64_t lx_context; /* a set of them */
#define CTX(n) (UINT64_C(1) << (n))
#define CTX_APP        CTX(0)  /* anywhere on the screen */
#define CTX_LIST       CTX(1)  /* any list: movement, marks, filter, sort */
#define CTX_PAGER      CTX(2)  /* any text: detail pane, preview, help */
#define CTX_TODAY      CTX(3)
#define CTX_ITEMS      CTX(4)  /* list of items, with the item under the bar or those marked */
#define CTX_MEETINGS   CTX(5)
#define CTX_AGENDA     CTX(6)  /* one meeting: its agenda */
#define CTX_PLANS      CTX(7)
#define CTX_PLAN       CTX(8)  /* one plan: its tree */
#define CTX_IMPORT     CTX(9)  /* preview of a plan before it is stored */
#define CTX_UNITS      CTX(10)
#define CTX_PERSONS    CTX(11)
#define CTX_NOTES      CTX(12)
#define CTX_REVIEW     CTX(13)
#define CTX_FORM       CTX(14)
#define CTX_LOG        CTX(15) /* history: journal entries */
#define CTX_PAPER      CTX(16) /* preview of a paper */
#define CTX_SETTINGS   CTX(17)
#define CTX_PROPOSALS  CTX(18) /* items proposed by minutes */
#define CTX_SEARCH     CTX(19)
#define CTX_BULK       CTX(20) /* the preview of a change of many items */
#define CTX_MINUTES    CTX(21) /* minutes of a meeting, rendered */
#define CTX_PASTE      CTX(22) /* a pasted table before it is stored */
#define CTX_PARTS      CTX(23) /* shares of units in an item */
#define CTX_TOPICS     CTX(24) /* the pool of topics */
#define CTX_BODIES     CTX(25) /* bodies and their members */
#define CTX_PREP       CTX(26) /* what is to be prepared for a meeting; its parts */
#define CTX_NOTICES    CTX(27) /* notices and reply slips of a meeting */
#define CTX_MATERIALS  CTX(28) /* papers of a meeting */
#define CTX_ROLL       CTX(29) /* attendance of a meeting */
#define CTX_LIVE       CTX(30) /* a meeting in session */
#define CTX_ROUND      CTX(31) /* a text in circulation: opinions and sign-offs */
#define CTX_EDITIONS   CTX(32) /* frozen versions of an agenda or of minutes */
#define CTX_DECISIONS  CTX(33) /* the register of decisions */
#define CTX_DOCUMENTS  CTX(34) /* adopted documents */
#define CTX_TEMPLATES  CTX(35) /* templates of meetings */
#define CTX_QUOTAS     CTX(36) /* duties with a minimum per period */
#define CTX_REVIEWS    CTX(37) /* records of past reviews */
#define CTX_ONE_MEETING (CTX_MEETINGS | CTX_AGENDA | CTX_MINUTES | CTX_PREP | CTX_NOTICES | CTX_MATERIALS | CTX_EDITIONS | CTX_ROUND | CTX_ROLL | CTX_VERSIONS)
#define CTX_DETAIL     CTX(38) /* the record beside a list while it has the focus; a text that has no keys of its own */
#define CTX_PRINTINGS  CTX(39) /* what was printed and sent */
#define CTX_VERSIONS   CTX(40) /* versions of minutes */

enum {
    F_SEL = 1,    /* needs a record under the bar or marked ones */
    F_WRITE = 2,  /* changes the database: refused and not offered when it is read only */
    F_CLI = 4,    /* a verb of the command line too */
    F_CLI_ONLY = 8 | 4,
    F_HIDDEN = 16,/* not in the hint line (movement, aliases) */
    F_FIRST = 32, /* among the first in the hint line */
    F_ALONE = 64  /* asks nothing of the office: no database is opened, none is made */
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
    lx_context contexts;  /* 0 = command line only */
    unsigned flags;
    const char *args;     /* of the command line: "NO... [--note TEXT]" */
    const char *label, *label_zh; /* two to six cells' worth for the hint line; msgid and Chinese */
    const char *help, *help_zh;   /* one line */
};

const struct lx_command *lx_command(enum lx_cmd id);
const struct lx_command *lx_command_named(const char *name); /* stable name; NULL */

#endif
