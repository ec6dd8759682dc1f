/* A meeting in session on the command line: what the handlers of its roll and of its steps share. */
#ifndef LX_CLI_HELD_H
#define LX_CLI_HELD_H

#include "core/meeting/agenda.h"
#include "tui/cli.h"

/* The meeting that the first word names, its agenda and its roll. */
struct cli_held {
    struct lx_meeting *m;
    struct lx_rows agenda, roll, gone;
    struct lx_agenda_plan plan; /* the numbers of the agenda */
};

LX_CHECK enum lx_rc cli_held_get(struct cli *c, int least_n, int most_n, struct cli_held *h); /* h is overwritten; also needs cli_held_done on failure */
enum lx_rc cli_held_done(struct cli_held *h, enum lx_rc rc);                                  /* answers rc */
/* The agenda row of a number as the agenda prints it (2.1); without one the row that is being treated, else the one concluded last. */
LX_CHECK enum lx_rc cli_held_row(struct cli *c, const struct cli_held *h, const char *typed, lx_id *row);
const struct lx_agenda *cli_held_agenda(const struct cli_held *h, lx_id row); /* NULL: not on this agenda */
size_t cli_held_place(const struct cli_held *h, lx_id row);                   /* from 1 */
void cli_held_number(const struct cli *c, const struct cli_held *h, lx_id row, struct lx_str *out);
void cli_held_print(struct cli *c, const struct cli_held *h, lx_id row);      /* what was stored: "26-3", the meeting and the row */

void cli_held_word_cell(struct cli_table *t, const char *set, int value);
void cli_held_row_cell(const struct cli *c, struct cli_table *t, const struct cli_held *h, lx_id row);
LX_CHECK enum lx_rc cli_held_json(struct cli *c, const struct lx_rows *rows);

#endif
