/* What the commands on agendas share. */
#ifndef LX_CLI_AGENDA_H
#define LX_CLI_AGENDA_H

#include "core/meeting/agenda.h"
#include "tui/cli.h"

/* The meeting that the i-th word names; whole, yours. */
LX_CHECK enum lx_rc cli_get_meeting(struct cli *c, int i, struct lx_meeting **m);
/* An agenda with its numbers and clock. */
struct cli_agenda {
    struct lx_meeting *m;
    struct lx_rows rows;
    struct lx_agenda_plan plan;
};
LX_CHECK enum lx_rc cli_agenda_read(struct cli *c, int i, struct cli_agenda *a); /* cli_agenda_done also after a failure */
void cli_agenda_done(struct cli_agenda *a);
/* The row that the i-th word names by its number. */
LX_CHECK enum lx_rc cli_agenda_row(struct cli *c, const struct cli_agenda *a, const char *typed, size_t *row);
/* The agenda with clock times as a table. */
LX_CHECK enum lx_rc cli_print_agenda(struct cli *c, const struct lx_meeting *m);

#endif
