/* Shares of units in an item: who does which part of it until when (parts.c). */
#ifndef LX_VIEW_PARTS_H
#define LX_VIEW_PARTS_H

#include "core/work/work.h"
#include "tui/view.h"

unsigned parts_show(struct view *v, enum lx_cmd cmd); /* handler of CMD_ITEM_PARTS */
/* How many shares of these items have a task or limit of their own and are not done. */
size_t parts_open(struct lx_work *w, const struct lx_ids *items);
/* Own tasks and limits as lines, under a rule; nothing where no share has one. */
void parts_lines(struct view *v, lx_id item, struct lines *l);

#endif
