/* Every version of a meeting's minutes (features M7, A4): each text that was stored, as the journal knows it, and each that was frozen:
 * sent round, issued, corrected. */
#ifndef LX_VERSIONS_H
#define LX_VERSIONS_H

#include "core/minutes/compare.h"

enum lx_version_kind { LX_VERSION_ROUND, LX_VERSION_DRAFT, LX_VERSION_ISSUED, LX_VERSION_CORRECTION };

struct lx_version {
    enum lx_version_kind kind;
    int64_t serial;          /* of a round or correction: which; of a draft: which of the drafts */
    lx_rev rev;              /* the entry that it came with */
    int64_t at_ms;           /* its time, UTC, */
    int offset_min;
    lx_day day;              /* the day that a frozen one bears; of a draft that of the entry */
    char *who;               /* the clerk, else the account */
    char *command;           /* of a draft: what was done, stable name of the command */
    char *why;               /* of a frozen one; may be NULL */
    char *source;            /* the text as people wrote it, at that time; of a correction the correction */
    char *frozen;            /* the paper as it went out; NULL: a draft */
    size_t answers[4];       /* of a round: by enum lx_opinion_kind */
    lx_id approved;          /* of the newest text: the meeting that has approved it, 0 none */
};
struct lx_versions {
    struct lx_version *at;   /* oldest first; the place, from 1, is the version's number */
    size_t n, room;
};
LX_CHECK enum lx_rc lx_minutes_versions(struct lx_work *w, lx_id meeting, struct lx_versions *out, struct lx_err *err); /* out is overwritten */
void lx_versions_done(struct lx_versions *v);

/* "v3" the third of them, "2" round 2, "issued", "now" the newest text; its number from 1.  LX_USAGE, LX_NOTFOUND. */
LX_CHECK enum lx_rc lx_version_find(const struct lx_versions *v, const char *which, size_t *number, struct lx_err *err);
/* What people read: the paper where it was frozen, else the text. */
const char *lx_version_text(const struct lx_version *v);
/* Both as they went out where both were frozen, else as they were written: a head that the paper adds is no difference. */
void lx_versions_compare(const struct lx_version *older, const struct lx_version *newer, struct lx_compared *out);

#endif
