/* The command table. */
#include "tui/command.h"

#include <string.h>

#define L(en, zh) en, zh
static const struct lx_command commands[CMD_N] = {
#define C(id, name, keys, contexts, flags, args, label, help)                                                          \
    [CMD_##id] = { CMD_##id, name, keys, contexts, flags, args, label, help },
#include "tui/command.def"
#undef C
};
#undef L

const struct lx_command *lx_command(enum lx_cmd id) { return &commands[id]; }

const struct lx_command *lx_command_named(const char *name)
{
    for (int i = CMD_NONE + 1; i < CMD_N; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}
