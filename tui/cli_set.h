/* Options that set fields of a record: what `add` and `set` of every noun share. */
#ifndef LX_CLI_SET_H
#define LX_CLI_SET_H

#include "tui/cli.h"

struct cli_setting {
    const char *option, *field; /* the last row is NULL, NULL */
};
/* Every option given sets its field, as if FIELD=VALUE had been typed; what was understood goes to stderr. */
LX_CHECK enum lx_rc cli_set_all(struct cli *c, void *rec, const struct cli_setting *settings);
/* `NOUN add FIRST …`: the first word is `field`; prints the name of what was stored. */
LX_CHECK enum lx_rc cli_add_record(struct cli *c, enum lx_type type, const char *field, const struct cli_setting *settings);
/* `NOUN set NAME FIELD=VALUE…`. */
LX_CHECK enum lx_rc cli_set_record(struct cli *c, enum lx_type type);
/* `NOUN show NAME`: reads the record that the first word names. */
LX_CHECK enum lx_rc cli_get_record(struct cli *c, enum lx_type type, void *rec);

/* `NOUN delete NAME`: with all its parts; what else went with it is said on stderr. */
LX_CHECK enum lx_rc cli_delete_record(struct cli *c, enum lx_type type);

#endif
