/* Action items: the use cases of follow-up (features T1 to T4, T15).
 *
 * The first lead unit is the item's own field `lead`; further leads, cooperating units and collective names ("相关镇街") are
 * PART records.  Reports, extensions, reminders and steps leave EVENT records. */
#ifndef LX_ITEMS_H
#define LX_ITEMS_H

#include "core/light.h"
#include "core/work/work.h"

/* Who does an item, in the order of the text. */
struct lx_duty {
    lx_id unit;
    int role; /* enum lx_part_role */
};
struct lx_duties {
    struct lx_duty *at;
    size_t n, room;
};
void lx_duties_done(struct lx_duties *d);
/* Leads, cooperating units, collectives, each unit once among the leads and once beside them: the order in which they are read
 * back.  Whatever stores duties does it. */
void lx_duties_tidy(struct lx_duties *d);
bool lx_duties_same(const struct lx_duties *a, const struct lx_duties *b);
/* Every lead first (the item's own one at the head), then cooperating units, then collectives. */
LX_CHECK enum lx_rc lx_item_duties(struct lx_work *w, const struct lx_item *item, struct lx_duties *out, struct lx_err *err);
/* The same for many at once: the shares of all of them, then who does one of them. */
LX_CHECK enum lx_rc lx_items_parts(struct lx_work *w, const struct lx_rows *items, struct lx_rows *parts, struct lx_err *err);
void lx_duties_of(struct lx_duties *out, const struct lx_item *item, const struct lx_rows *parts);
/* The next of the names in "A、B，C" from *at on; false when there are no more. */
bool lx_name_next(const char *names, size_t *at, struct lx_str *name);
/* Names as people write them ("市发改委、市经信局" is two) become duties; LX_NOTFOUND and LX_AMBIGUOUS name the one. */
LX_CHECK enum lx_rc lx_duties_read(struct lx_work *w, struct lx_duties *out, const char *names, int role, struct lx_err *err);
/* The names of one role joined by 、 */
void lx_duties_names(struct lx_work *w, struct lx_str *out, const struct lx_duties *d, int role);

/* Gives the number and stores item and duties; `item` gets id, number and lead.  One use case (nests in an import). */
LX_CHECK enum lx_rc lx_item_add(struct lx_work *w, struct lx_item *item, const struct lx_duties *duties, struct lx_err *err);
/* Replaces who does it.  NULL-safe on equal duties: writes nothing. */
LX_CHECK enum lx_rc lx_item_assign_units(struct lx_work *w, lx_id id, const struct lx_duties *duties, struct lx_err *err);
/* Inside a transaction: an edited item and who does it (NULL: as before).  `old` is what the store holds. */
LX_CHECK enum lx_rc lx_item_put(struct lx_work *w, const struct lx_item *old, struct lx_item *item, const struct lx_duties *duties,
                                struct lx_err *err);
/* FIELD=VALUE pairs as typed; besides the fields of the record `lead=` and `with=` take lists of units.  One use case. */
LX_CHECK enum lx_rc lx_item_set(struct lx_work *w, lx_id id, char *const *pairs, size_t n, struct lx_str *said, struct lx_err *err);

/* A step of the state table ("close", "strike", "return", "suspend", "withdraw", "reopen", "assign", …) with the words for it,
 * which may be empty.  Closing stores the day; reopening takes it away.  LX_STATE refuses in words. */
LX_CHECK enum lx_rc lx_item_step(struct lx_work *w, lx_id id, const char *verb, const char *words, struct lx_err *err);
LX_CHECK enum lx_rc lx_item_report(struct lx_work *w, lx_id id, const char *words, int64_t progress, struct lx_err *err);
/* LX_INVALID when it is not later than the present limit. */
LX_CHECK enum lx_rc lx_item_extend(struct lx_work *w, lx_id id, const struct lx_date *due, const char *reason, struct lx_err *err);
LX_CHECK enum lx_rc lx_item_remind(struct lx_work *w, lx_id id, const char *words, struct lx_err *err);
LX_CHECK enum lx_rc lx_item_merge(struct lx_work *w, lx_id id, lx_id into, struct lx_err *err);
/* Every open item of one clerk becomes another's, in one entry; *n says how many. */
LX_CHECK enum lx_rc lx_item_handover(struct lx_work *w, const char *from, const char *to, size_t *n, struct lx_err *err);
/* Would it be refused, and in which words?  Nothing is written.  The verb is "report", "extend", "remind" or a step; progress and
 * due count for the first two. */
struct lx_item_act {
    const char *verb, *words;
    int64_t progress;
    const struct lx_date *due;
};
LX_CHECK enum lx_rc lx_item_check(const struct lx_work *w, const struct lx_item *item, const struct lx_item_act *act, struct lx_err *err);
/* May this step be taken from the state of this item?  For what is offered. */
bool lx_item_may(const struct lx_work *w, const struct lx_item *item, const char *verb);

enum lx_light lx_item_light(const struct lx_work *w, const struct lx_item *item);
/* Its shares and events. */
LX_CHECK enum lx_rc lx_item_belongings(struct lx_work *w, lx_id id, struct lx_ids *ids, struct lx_err *err);
/* Journal entries that wrote a record of any type, of an item also the shares and events that belong to it or did, and what was printed
 * or sent of it; oldest first.  rows must be empty. */
LX_CHECK enum lx_rc lx_record_log(struct lx_work *w, lx_id id, struct lx_log_rows *rows, struct lx_err *err);
void lx_log_newest_first(struct lx_log_rows *rows, size_t limit); /* turns such a list round, and drops what is older than that many; 0: all */
/* What happened to it, oldest first, words included. */
LX_CHECK enum lx_rc lx_item_events(struct lx_work *w, lx_id id, struct lx_rows *events, struct lx_err *err);

#endif
