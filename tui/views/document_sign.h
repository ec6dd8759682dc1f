/* The signatures of a document on the screen: the menu of S, and lines of the detail. */
#ifndef LX_VIEW_DOCUMENT_SIGN_H
#define LX_VIEW_DOCUMENT_SIGN_H

#include "tui/lines.h"
#include "tui/view.h"

unsigned document_sign(struct view *v, enum lx_cmd cmd);
/* Whom it has gone round to; nothing before that. */
LX_CHECK enum lx_rc document_route_lines(struct view *v, lx_id id, struct lines *l, struct lx_err *err);

#endif
