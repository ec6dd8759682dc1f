/* What can be done to items from a list, the review or today: one item at once, several after a preview.
 *
 * item_acts is the table of handlers that a view with items includes among its commands: the view's `chosen` items are what
 * list_chosen answers.  One journal entry, so one undo, whatever the number. */
#ifndef LX_ITEM_ACTS_H
#define LX_ITEM_ACTS_H

#include "tui/view.h"
#include "tui/views/meeting_acts.h"

/* Handler of every ITEM_… command of the screen: asks for words or a date where the command wants them. */
unsigned item_act(struct view *v, enum lx_cmd cmd);
/* The same for ids given (copied). */
unsigned item_act_on(struct view *v, enum lx_cmd cmd, const struct lx_ids *ids);

/* Rows for the handler table of a view with items. */
#define ITEM_ACTS                                                                                                      \
    { CMD_ITEM_CLOSE, item_act }, { CMD_ITEM_REPORT, item_act }, { CMD_ITEM_EXTEND, item_act },                       \
        { CMD_ITEM_REMIND, item_act }, { CMD_ITEM_STRIKE, item_act }, { CMD_ITEM_REOPEN, item_act },                  \
        { CMD_ITEM_RETURN, item_act }, { CMD_ITEM_SUSPEND, item_act }, { CMD_ITEM_WITHDRAW, item_act },               \
        { CMD_ITEM_ASSIGN, item_act }, { CMD_ITEM_ACCEPT, item_act }, { CMD_ITEM_START, item_act },                   \
        { CMD_ITEM_FINISH, item_act }, { CMD_ITEM_ARCHIVE, item_act }, { CMD_MINUTES_LINE, minutes_line }

#endif
