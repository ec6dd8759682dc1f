/* Versions of minutes on the command line, for the handlers of minutes. */
#ifndef LX_CLI_VERSIONS_H
#define LX_CLI_VERSIONS_H

#include "tui/cli.h"

LX_CHECK enum lx_rc cli_versions_list(struct cli *c, lx_id meeting);
/* The versions that the words from 1 on name, "now" where there is one only: what stands in one of them. */
LX_CHECK enum lx_rc cli_versions_diff(struct cli *c, lx_id meeting);
/* One of them, as Markdown or rendered. */
LX_CHECK enum lx_rc cli_versions_show(struct cli *c, lx_id meeting, const char *which);
/* A text of several lines, each behind a mark. */
void cli_side(struct cli *c, const char *mark, const char *text);

#endif
