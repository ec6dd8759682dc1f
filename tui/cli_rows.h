/* Rows of one record on the command line: agenda-like lists with a number before each row. */
#ifndef LX_CLI_ROWS_H
#define LX_CLI_ROWS_H

#include "tui/cli.h"

/* A table with the fields named (parted by blanks), each row with its number (its position, where "position" is named first),
 * or JSON, CSV, Markdown, numbers. */
LX_CHECK enum lx_rc cli_rows(struct cli *c, const struct lx_rows *rows, const char *fields);
/* The meeting that the first word names. */
LX_CHECK enum lx_rc cli_meeting(struct cli *c, struct lx_meeting **m);
/* The date typed as an option or word; LX_NO_DAY (or today) where typed is NULL. */
LX_CHECK enum lx_rc cli_day(struct cli *c, const char *typed, lx_day other, lx_day *day);
/* A word of an enum; LX_USAGE lists what may stand. */
LX_CHECK enum lx_rc cli_word(struct cli *c, const char *set, const char *typed, int *value);
/* Words from..end as FIELD=VALUE pairs on a record, then its name is printed. */
LX_CHECK enum lx_rc cli_set_row(struct cli *c, enum lx_type type, lx_id id, int from);
/* Text as a file (-o FILE, its path is printed) or on standard output. */
LX_CHECK enum lx_rc cli_text_out(struct cli *c, const struct lx_str *text);

#endif
