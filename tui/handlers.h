/* The handlers of the generic widgets and of the application; each table ends with CMD_NONE. */
#ifndef LX_HANDLERS_H
#define LX_HANDLERS_H

#include "tui/view.h"

extern const struct cmd_handler list_handlers[];
extern const struct cmd_handler pager_handlers[];
extern const struct cmd_handler app_handlers[];

#endif
