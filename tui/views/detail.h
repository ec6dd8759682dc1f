/* Details that several views show: any record by its fields, an item with who does it and what happened. */
#ifndef LX_DETAIL_H
#define LX_DETAIL_H

#include "core/record.h"
#include "tui/lines.h"
#include "tui/view.h"

/* Every field that holds something, in the order of the table; long texts follow as paragraphs under their label. */
void detail_record(struct view *v, const void *rec, struct lines *l);
/* An item: title, state, light, who does it, limit, source, requirement, what happened. */
LX_CHECK enum lx_rc detail_item(struct view *v, lx_id id, struct lines *l, struct lx_err *err);
/* A record of any type: an item in its own form, others by their fields. */
LX_CHECK enum lx_rc detail_any(struct view *v, lx_id id, struct lines *l, struct lx_err *err);
/* Notes that hang on a record, newest first, under a rule, then what was printed and sent of it; nothing when there are none. */
LX_CHECK enum lx_rc detail_notes(struct view *v, lx_id on, struct lines *l, struct lx_err *err);
/* Markdown as lines (minutes, reports). */
void detail_markdown(struct lines *l, const char *md);

#endif
