/* Bodies, their dated members, posts with terms (features O1, O4, O6), and the series of meetings that they hold (S1, S2).
 *
 * A body of 0 is the joint meeting itself: its members are the member governments.  Whatever is true for a time has since and until,
 * both inclusive; absent is open. */
#ifndef LX_BODIES_H
#define LX_BODIES_H

#include "core/work/work.h"

bool lx_in_force(const struct lx_date *since, const struct lx_date *until, lx_day day);

/* --- members --- */
/* Members of a body on a day (struct lx_member *), in protocol order, standing observers last. */
LX_CHECK enum lx_rc lx_body_members(struct lx_work *w, lx_id body, lx_day day, struct lx_rows *out, struct lx_err *err);
/* Their units, without standing observers: those who are counted. */
LX_CHECK enum lx_rc lx_body_units_at(struct lx_work *w, lx_id body, lx_day day, struct lx_ids *units, struct lx_err *err);
/* Whose members count for a body: itself, or 0 for a joint meeting that has no members of its own. */
LX_CHECK enum lx_rc lx_body_roll(struct lx_work *w, const struct lx_body *body, lx_id *whose, struct lx_err *err);
/* Whose meeting it is: the owner of its series; 0 where it has none, or where the owner is the joint meeting or has no members of its
 * own at all. */
LX_CHECK enum lx_rc lx_body_of_meeting(struct lx_work *w, const struct lx_meeting *m, lx_id *body, struct lx_err *err);
/* The members that a meeting has on its day (today where it has none): the roll of attendance, who gets a notice. */
LX_CHECK enum lx_rc lx_meeting_units(struct lx_work *w, const struct lx_meeting *m, struct lx_ids *units, struct lx_err *err);
/* How many of so many members must be there by the rule of a series (enum lx_quorum). */
size_t lx_quorum_needs(int quorum, size_t members_n);

/* One entry each: joining (LX_EXISTS while it is a member on that day), leaving (the last day of membership; LX_NOTFOUND). */
LX_CHECK enum lx_rc lx_member_join(struct lx_work *w, struct lx_member *m, struct lx_err *err);
/* What every transaction ends with that wrote members: LX_EXISTS when the unit is a member of the body twice at a time.  Only a row that
 * reaches further than before can make it so. */
LX_CHECK enum lx_rc lx_member_check(struct lx_work *w, const struct lx_member *m, struct lx_err *err);
bool lx_member_widens(const struct lx_member *old, const struct lx_member *m);
/* Inside a transaction, before one unit is merged into another: where both were members at a time, one membership stays, as long as both. */
LX_CHECK enum lx_rc lx_members_unite(struct lx_work *w, lx_id from, lx_id into, struct lx_err *err);
LX_CHECK enum lx_rc lx_member_leave(struct lx_work *w, lx_id body, lx_id unit, lx_day last, const char *basis, struct lx_err *err);

/* The body and all below it that are not dissolved on a day are dissolved with it: sets until and the dissolving decision. */
LX_CHECK enum lx_rc lx_body_dissolve(struct lx_work *w, lx_id body, lx_day last, const char *basis, struct lx_err *err);

/* --- posts --- */
/* Who holds the posts of a unit on a day (struct lx_person *), by rank; unit 0: of all units, in protocol order of the units: the contact
 * sheet. */
LX_CHECK enum lx_rc lx_posts_at(struct lx_work *w, lx_id unit, lx_day day, struct lx_rows *out, struct lx_err *err);

/* --- series --- */
/* The day of the regular meeting in the period of `within` (LX_NO_DAY: the series has no rule): the nth weekday of the wanted month
 * of the period (5 = the last); without a weekday its first day.  A day off moves to the next working day. */
lx_day lx_series_day(const struct lx_work *w, const struct lx_series *s, lx_day within);
/* The day that a new meeting is proposed for: in the first period after those that have one, from today on.  A postponed meeting still
 * stands in the period that it was first called for. LX_NO_DAY: the series has no rule. */
LX_CHECK enum lx_rc lx_series_next_day(struct lx_work *w, const struct lx_series *s, lx_day *day, struct lx_err *err);
/* Numbers that were never given between the first and the last of a series: "18-23, 25"; by year where it counts by year. */
LX_CHECK enum lx_rc lx_series_gaps(struct lx_work *w, lx_id series, struct lx_str *out, struct lx_err *err);
/* "每月第2个星期三", "second Wednesday of every month"; "" for a series without a rule. */
void lx_series_rule(struct lx_str *out, const struct lx_series *s, bool zh);

#endif
