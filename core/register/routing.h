/* Documents that go round to be signed before they are issued (送签): one SIGNOFF a step, signed in their order as minutes are
 * (core/minutes/signoff.h); the routing slip prints them. */
#ifndef LX_ROUTING_H
#define LX_ROUTING_H

#include "core/minutes/signoff.h"

/* struct lx_signoff *, in order; where nobody was asked yet those who would be (id 0): 核稿, 审核, 签发 (signoff.def). */
LX_CHECK enum lx_rc lx_route(struct lx_work *w, lx_id document, struct lx_rows *rows, struct lx_err *err);
/* One more step, signed by a role (person: who holds it, may be NULL), behind the others or before step `at` (from 1; 0: behind them).
 * The first one begins a route of its own.  One entry, "document route".  LX_STATE: issued already; a step that has been signed would
 * stand behind it. */
LX_CHECK enum lx_rc lx_route_add(struct lx_work *w, lx_id document, const char *role, const char *person, size_t at, struct lx_err *err);
/* Takes step `at` (from 1) out; LX_STATE: it has been signed. */
LX_CHECK enum lx_rc lx_route_drop(struct lx_work *w, lx_id document, size_t at, struct lx_err *err);
/* The next step signs, or sends it back with words.  One entry, "document sign".  LX_STATE: not this one's turn, all have signed, issued. */
LX_CHECK enum lx_rc lx_document_sign(struct lx_work *w, lx_id document, const struct lx_signing *s, struct lx_err *err);

/* Inside a transaction, before a document is issued: LX_STATE while a route that was begun is not at its end. */
LX_CHECK enum lx_rc lx_route_end(struct lx_work *w, lx_id document, struct lx_err *err);
/* Inside a transaction, before another text or title is stored: who signed the former signs again (state void). */
LX_CHECK enum lx_rc lx_route_void(struct lx_work *w, const struct lx_document *old, const struct lx_document *d, struct lx_err *err);

#endif
