/* Whose turn it is (feature O5): host, chair or lead, by an order of units, with exceptions and their reasons.
 *
 * The order stands in rows of `rotation` of a series or, for a body without one, of the body.  Who took it: of hosts, the meetings that
 * were not cancelled; of chair and lead, rows of `turn`.  A `turn` also says where it was otherwise: `due` whose turn it was, `unit` who
 * took it (none: it was only passed over), `reason`.
 * The rule: after the one whose turn it was last comes the next in the order that is a member on the day.  Who took it for another is
 * not asked again in its own turn: the other one is, in its place. */
#ifndef LX_ROTATION_H
#define LX_ROTATION_H

#include "core/work/work.h"

/* What rotates: of a series, else of a body. */
struct lx_rota_of {
    lx_id series, body;
    int what; /* enum lx_rota */
};

struct lx_rota_next {
    lx_id unit;            /* 0: there is no order, or nobody in it is a member */
    lx_id last, last_meeting; /* after whom, of which meeting; 0: it begins */
    lx_id instead_of;      /* it takes the turn of this one, which took its own turn before */
    struct lx_ids not_members; /* passed over: no members on that day */
};
void lx_rota_next_done(struct lx_rota_next *n);

/* Rows of the order (struct lx_rotation *) and of what was otherwise (struct lx_turn *, oldest first). */
LX_CHECK enum lx_rc lx_rota_order(struct lx_work *w, const struct lx_rota_of *r, struct lx_rows *rows, struct lx_err *err);
LX_CHECK enum lx_rc lx_rota_turns(struct lx_work *w, const struct lx_rota_of *r, struct lx_rows *rows, struct lx_err *err);
/* Who comes next, for a meeting on `day` (LX_NO_DAY: after all that is planned), and why. */
LX_CHECK enum lx_rc lx_rota_next(struct lx_work *w, const struct lx_rota_of *r, lx_day day, struct lx_rota_next *next, struct lx_err *err);
/* The reason as a sentence without its stop: "上次（第26次）由嘉兴市承办，按顺序轮到宁波市". */
void lx_rota_why(struct lx_work *w, struct lx_str *out, const struct lx_rota_of *r, const struct lx_rota_next *next, bool zh);

/* --- use cases, one entry each --- */
/* The whole order anew; who is no longer named is taken out. */
LX_CHECK enum lx_rc lx_rota_set(struct lx_work *w, const struct lx_rota_of *r, const lx_id *units, size_t n, const char *basis, struct lx_err *err);
/* What every transaction ends with that wrote rows of an order: LX_EXISTS when a unit stands in it twice. */
LX_CHECK enum lx_rc lx_rota_check(struct lx_work *w, const struct lx_rotation *row, struct lx_err *err);
/* Inside a transaction, before one unit is merged into another: where both stand in an order, the place of `into` stays. */
LX_CHECK enum lx_rc lx_rota_unite(struct lx_work *w, lx_id from, lx_id into, struct lx_err *err);
/* The one whose turn it is now is passed over; a reason is wanted. */
LX_CHECK enum lx_rc lx_rota_skip(struct lx_work *w, const struct lx_rota_of *r, const char *reason, struct lx_err *err);
/* `unit` takes it, at a meeting (0 none), which gets its host by it.  Where it is somebody else's turn, a reason is wanted (LX_INVALID). */
LX_CHECK enum lx_rc lx_rota_take(struct lx_work *w, const struct lx_rota_of *r, lx_id unit, lx_id meeting, const char *reason, struct lx_err *err);

#endif
