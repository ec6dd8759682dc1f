/* Minutes and items are two sides of one thing (design.md 2): what saving minutes proposes, and taking it.
 *
 * Every action line of the new text is compared with the item of its number; lines without a number would make items, items
 * whose line has gone would be withdrawn.  Proposals carry the sentence that they come from. */
#ifndef LX_WORK_MINUTES_H
#define LX_WORK_MINUTES_H

#include "core/work/items.h"

enum lx_proposal_kind {
    LX_PROPOSE_ADD,
    LX_PROPOSE_CHANGE,
    LX_PROPOSE_DROP,
    LX_PROPOSE_ASK /* cannot be taken as it stands: `why` says what is wrong (unknown unit, number met twice …) */
};

struct lx_proposal {
    enum lx_proposal_kind kind;
    int line;                 /* in the text, from 1; 0 for a dropped item */
    struct lx_item *item;     /* as it would be; of a DROP as it is; NULL for ASK */
    struct lx_duties duties;
    struct lx_item *seen;     /* of a CHANGE: the item as it was when this was reckoned, */
    struct lx_duties had;     /* and who did it */
    char *sentence;           /* of the line, as written */
    char *changes;            /* of a CHANGE: stable names of the fields, blank between: "title due lead close" */
    struct lx_err why;        /* of an ASK */
    bool take;                /* the caller's choice; ADD and CHANGE begin true, DROP false */
};
struct lx_proposals {
    struct lx_proposal *at;
    size_t n, room;
};
void lx_proposals_done(struct lx_proposals *p);

/* Nothing is written.  `text` is the whole new text of the meeting's minutes.  What a line says is a change only where it said
 * something else in the stored text: a limit that was extended meanwhile is not set back by a line that nobody touched. */
LX_CHECK enum lx_rc lx_minutes_propose(struct lx_work *w, lx_id meeting, const char *text, struct lx_proposals *out, struct lx_err *err);
/* Stores the text, its action lines numbered, and does every proposal that is taken: one entry, "minutes import".  LX_STALE: somebody has
 * changed meanwhile what a proposal would change (of one that drops: the item in any way); nothing is stored, propose again and show it.
 * Who reckons and takes in one transaction of his own never meets that. */
LX_CHECK enum lx_rc lx_minutes_apply(struct lx_work *w, lx_id meeting, const char *text, struct lx_proposals *p, struct lx_err *err);

/* Appends the line of an item in official wording, its number in the comment; without a line end. */
LX_CHECK enum lx_rc lx_minutes_item_line(struct lx_work *w, const struct lx_item *item, bool en, struct lx_str *out, struct lx_err *err);
/* Does the line of this item in its meeting's minutes say something else than the item?  False too where it has no line. */
LX_CHECK enum lx_rc lx_minutes_differ(struct lx_work *w, const struct lx_item *item, bool *differs, struct lx_err *err);
/* The minutes with the line of this item made to say what the item says now.  LX_NOTFOUND: no line has its number. */
LX_CHECK enum lx_rc lx_minutes_with_item(struct lx_work *w, const struct lx_item *item, struct lx_str *text, struct lx_err *err);

#endif
