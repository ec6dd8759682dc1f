/* Use cases: everything that changes the database goes through here, one transaction and one journal entry each.
 *
 * A struct lx_work is one clerk at one store.  Use cases nest: lx_begin inside lx_begin joins the outer transaction, and
 * only the outermost lx_commit writes the entry, under its own command name.  After a failure anywhere inside, the outer
 * one must be abandoned too.
 * Files: work.c this; check.c what nothing may hold, asked by every lx_put_*; value.c what people type and see; units.c names of units; numbers.c what people call records;
 * steps.c the state table; items.c, meetings.c, notes.c, office.c the use cases; undo.c undo and redo; plantree.c the tree of
 * a plan with totals, sections.c its sections found and moved; groups.c lists in groups; query_read.c what
 * people type as a query. */
#ifndef LX_WORK_H
#define LX_WORK_H

#include "core/store.h"

struct lx_units; /* core/work/units.h */

struct lx_work {
    struct lx_store *store; /* borrowed */
    char *who, *clerk, *host;
    struct lx_office *office; /* never NULL after lx_refresh; id 0 while nobody has set one up */
    struct lx_units *units;
    lx_day *off, *work;       /* the calendar, sorted */
    size_t off_n, work_n;
    int64_t now_ms;           /* as of the last lx_refresh */
    lx_day today;
    lx_day as_of;             /* LX_NO_DAY, or the day that the store looks back at: then it is today */
    int64_t seen;             /* store version that office, units and calendar were read at */
    int depth;                /* of nested transactions */
    bool failed;              /* a use case inside was abandoned: the outermost can only be abandoned too */
    struct lx_ids waiting;    /* written in this transaction, and looked at when it ends: core/work/check.h */
    lx_rev rev;               /* entry of the last commit; 0 if it wrote nothing */
    lx_rev undoes;            /* set by undo.c while it takes an entry back */
    lx_rev *made;             /* every entry that this one wrote, oldest first: the work of this sitting */
    size_t made_n, made_room;
    size_t voided;            /* signatures that became void since the caller last cleared it: the text was changed after them */
    uint64_t changed;         /* types written since the caller last cleared it: LX_BIT(type) */
};

/* Who writes: the system account; `clerk` (--as NAME) and host may be NULL.  All copied. */
void lx_work_init(struct lx_work *w, struct lx_store *store, const char *who, const char *clerk, const char *host);
void lx_work_done(struct lx_work *w);
/* Looks at the clock, and reads office, units and calendar again if anybody has written.  Call it on every key. */
LX_CHECK enum lx_rc lx_refresh(struct lx_work *w, struct lx_err *err);
const char *lx_clerk(const struct lx_work *w); /* the clerk's name: --as, else the account */
struct lx_calendar lx_calendar_of(const struct lx_work *w);

/* --- transactions --- */
LX_CHECK enum lx_rc lx_begin(struct lx_work *w, struct lx_err *err);
/* `args`: what was named, NULL-ended, may be NULL; stored with the entry for the history. */
LX_CHECK enum lx_rc lx_commit(struct lx_work *w, const char *command, const char *const *args, struct lx_err *err);
void lx_abandon(struct lx_work *w);
/* What lx_commit would refuse of all that was written together; for a trial that is abandoned. */
LX_CHECK enum lx_rc lx_settle(struct lx_work *w, struct lx_err *err);
/* Ends what lx_begin began: commits when rc is LX_OK, else abandons and answers rc. */
LX_CHECK enum lx_rc lx_end(struct lx_work *w, enum lx_rc rc, const char *command, const char *const *args, struct lx_err *err);

/* --- inside a transaction --- */
/* Gives rec its id and stores it.  rec stays the caller's.  Whatever is written is checked here, and only here, for what no record
 * may hold (core/work/check.h): LX_INVALID, LX_EXISTS, LX_STATE say which field, and use cases that write through lx_put_* refuse what
 * a form would refuse.  Lines of long text end with LF afterwards. */
LX_CHECK enum lx_rc lx_put_new(struct lx_work *w, void *rec, struct lx_err *err);
LX_CHECK enum lx_rc lx_put_change(struct lx_work *w, const void *old, void *rec, struct lx_err *err);
LX_CHECK enum lx_rc lx_put_gone(struct lx_work *w, const void *old, struct lx_err *err);

/* --- any record --- */
LX_CHECK enum lx_rc lx_get(struct lx_work *w, enum lx_type type, lx_id id, void *rec, struct lx_err *err); /* rec: struct lx_X ** */
/* All records of a type that meet a condition (taken over, may be NULL), in the order of `sort` (a field name, NULL = id),
 * LONG fields included when `whole`.  rows must be empty; yours. */
LX_CHECK enum lx_rc lx_all(struct lx_work *w, enum lx_type type, struct lx_cond *where, const char *sort, bool whole,
                           struct lx_rows *rows, struct lx_err *err);

/* Where two people changed the same field. */
struct lx_conflict {
    const struct lx_field *field;
    char *base, *mine, *theirs; /* canonical values */
};
struct lx_conflicts {
    struct lx_conflict *at;
    size_t n, room;
    char *who;      /* who wrote theirs */
    int64_t at_ms;
};
void lx_conflicts_done(struct lx_conflicts *c);

/* One use case each, for every type: adding; saving what was edited (`base` as loaded, `mine` as edited: what others changed
 * meanwhile is merged by field, long text by line; overlaps answer LX_STALE and fill conflicts, which may be NULL);
 * deleting (LX_STATE when something refers to it). */
LX_CHECK enum lx_rc lx_add(struct lx_work *w, const char *command, void *rec, struct lx_err *err);
LX_CHECK enum lx_rc lx_save(struct lx_work *w, const char *command, const void *base, const void *mine,
                            struct lx_conflicts *conflicts, struct lx_err *err);
LX_CHECK enum lx_rc lx_delete(struct lx_work *w, const char *command, enum lx_type type, lx_id id, struct lx_err *err);

/* --- value.c --- */
/* What a person types for a field becomes its value: dates in words, names of units, Chinese words of an enum, numbers of
 * records.  What was understood is appended to `said` (may be NULL) where that says more than what was typed. */
LX_CHECK enum lx_rc lx_set_value(struct lx_work *w, void *rec, const struct lx_field *f, const char *typed, struct lx_str *said,
                                 struct lx_err *err);
/* "field=value" as typed on the command line: field by stable name, English or Chinese label. */
LX_CHECK enum lx_rc lx_set_pair(struct lx_work *w, void *rec, const char *pair, struct lx_str *said, struct lx_err *err);
/* A value for people: names instead of ids, words of an enum by `zh`, dates short. */
void lx_show_value(struct lx_work *w, struct lx_str *out, const void *rec, const struct lx_field *f, bool zh);
/* What a record is called in lists and messages: its number and title, or its name. */
void lx_show_name(struct lx_work *w, struct lx_str *out, const void *rec);
void lx_show_id(struct lx_work *w, struct lx_str *out, lx_id id); /* reads it; "" if it is gone */

#endif
