/* Help and messages: texts made from the command table and from what was said. */
#ifndef LX_HELP_H
#define LX_HELP_H

#include "tui/view.h"

extern const struct view_ops view_help;     /* arg: lx_context *, the contexts that it explains; NULL: all */
extern const struct view_ops view_messages;

/* The contexts that the help has a heading for: all that a command may name. */
lx_context help_contexts(void);
/* Their headings, as people read them, the first `most`: "Meetings, Agenda ...". */
void help_where(lx_context contexts, int most, struct lx_str *out);

#endif
