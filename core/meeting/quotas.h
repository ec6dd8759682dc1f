/* Duties with a minimum per period (feature S3): "at least one meeting a quarter".
 *
 * What counts as done in a period: meetings of the quota's series (or, where it names none, of every series of its body) that
 * were begun on a day of the period, and its deeds.  Planned: meetings of these series with a day still to come.  A quota counts
 * from the period in which it begins to the one in which it ends. */
#ifndef LX_QUOTAS_H
#define LX_QUOTAS_H

#include "core/work/work.h"

enum lx_quota_light {
    LX_QUOTA_DONE,   /* the minimum is reached */
    LX_QUOTA_OPEN,   /* there is time, or enough is planned */
    LX_QUOTA_BEHIND, /* two thirds of the period are gone and not enough is planned */
    LX_QUOTA_MISSED  /* the period is over */
};

/* One quota in one period. */
struct lx_quota_state {
    lx_id quota, unit, body, item; /* of the record, for what is made from it */
    char *title;
    int period;                    /* enum lx_period */
    lx_day from, to;               /* first and last day of the period */
    int64_t least, done, planned;
    enum lx_quota_light light;
};
struct lx_quota_states {
    struct lx_quota_state *at;
    size_t n, room;
};
void lx_quota_states_done(struct lx_quota_states *s);

/* The period of a day: its first and last day. */
void lx_period_of(int period, lx_day day, lx_day *from, lx_day *to);
/* 2024年二季度, second quarter of 2024. */
void lx_period_words(struct lx_str *out, int period, lx_day day, bool zh);

/* One quota in the period of a day, seen from that day. Frees nothing of `out`; its title is yours (free). */
LX_CHECK enum lx_rc lx_quota_at(struct lx_work *w, const struct lx_quota *q, lx_day day, struct lx_quota_state *out, struct lx_err *err);
/* Every quota that is in force on a day, in its running period, in the order of ids. */
LX_CHECK enum lx_rc lx_quotas_at(struct lx_work *w, lx_day day, struct lx_quota_states *out, struct lx_err *err);
/* The running count of one quota: its periods up to that of `day`, the newest first, at most `most`. */
LX_CHECK enum lx_rc lx_quota_periods(struct lx_work *w, const struct lx_quota *q, lx_day day, size_t most, struct lx_quota_states *out,
                                     struct lx_err *err);
/* For the carry-over: duties behind at a day: those whose running period is BEHIND, and those whose last period was MISSED and whose
 * running one has not reached its minimum yet (both periods then stand in the array). */
LX_CHECK enum lx_rc lx_quotas_behind(struct lx_work *w, lx_day day, struct lx_quota_states *out, struct lx_err *err);
/* "2024年二季度应至少1次，已完成0次，未安排", for a reason on an agenda line or a cell. */
void lx_quota_words(struct lx_str *out, const struct lx_quota_state *s, bool zh);

/* Use cases: adding (a title, a minimum of at least 1, a series or a body are wanted); noting that it was done on a day. */
LX_CHECK enum lx_rc lx_quota_add(struct lx_work *w, struct lx_quota *q, struct lx_err *err);
LX_CHECK enum lx_rc lx_quota_done(struct lx_work *w, lx_id quota, lx_day day, const char *text, struct lx_err *err);

#endif
