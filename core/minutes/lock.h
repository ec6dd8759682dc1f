/* Checking minutes, locking them, correcting them afterwards (features M7, M8).
 *
 * Locked minutes are issued: their text as it printed on that day is frozen (edition, kind issued) and cannot change in any way.
 * lx_lock_guard refuses it at every put, whoever asks: form, editor, import, line of an item, undo.  What is wrong in them is put
 * right by a dated correction, a text of its own that prints with them. */
#ifndef LX_LOCK_H
#define LX_LOCK_H

#include "core/work/work.h"

enum lx_lock_rule {
    LX_LOCK_TEXT,       /* there are minutes */
    LX_LOCK_OUTCOME,    /* every row of the agenda has an outcome */
    LX_LOCK_LEAD,       /* every action item has a lead unit */
    LX_LOCK_LIMIT,      /* and a limit, or words instead of one */
    LX_LOCK_DECISION,   /* what was passed is in the register, under a number */
    LX_LOCK_ATTENDANCE, /* somebody was there */
    LX_LOCK_ANSWERS,    /* every city that was asked in the last round has answered */
    LX_LOCK_OBJECTIONS, /* what they said was dealt with */
    LX_LOCK_AGREED,     /* who agreed has agreed to the text that is there now */
    LX_LOCK_SIGNOFF,    /* the leaders have signed this text */
    LX_LOCK_N
};
const char *lx_lock_word(enum lx_lock_rule rule);     /* stable: "outcome" */
const char *lx_lock_sentence(enum lx_lock_rule rule); /* msgid: what is missing */
int lx_lock_find(const char *typed);                  /* by its word; -1 */

/* What is missing, one entry a rule that does not hold. */
struct lx_lack {
    enum lx_lock_rule rule;
    char *what;          /* names: rows, items, units, joined by 、; "" */
    bool waived;         /* somebody let it pass, */
    char *who, *reason;  /* who and why; else NULL */
};
struct lx_lacks {
    struct lx_lack *at;
    size_t n, room;
};
LX_CHECK enum lx_rc lx_minutes_check(struct lx_work *w, lx_id meeting, struct lx_lacks *out, struct lx_err *err);
void lx_lacks_done(struct lx_lacks *l);
size_t lx_lacks_left(const struct lx_lacks *l); /* those that nobody let pass */

/* Lets one rule pass, by name and with a reason: one entry, "minutes waive". */
LX_CHECK enum lx_rc lx_minutes_waive(struct lx_work *w, lx_id meeting, enum lx_lock_rule rule, const char *reason, struct lx_err *err);
/* Checks, freezes, locks; the meeting is issued: one entry, "minutes lock".  LX_STATE: something is missing (detail: the words of
 * the rules; lx_minutes_check says more), or no minutes are to be issued in this state.  It is not taken back. */
LX_CHECK enum lx_rc lx_minutes_lock(struct lx_work *w, lx_id meeting, lx_day day, struct lx_err *err);
#define LX_LOCK_COMMAND "minutes lock"
/* A dated correction of locked minutes; *number counts them.  One entry, "minutes correct". */
LX_CHECK enum lx_rc lx_minutes_correct(struct lx_work *w, lx_id meeting, const char *text, lx_day day, int64_t *number, struct lx_err *err);

/* A use case on minutes: begins, reads the meeting (NULL where that fails) and, if `open`, refuses locked ones.  lx_minutes_end ends it,
 * also when this has failed: number of the meeting and `arg` (may be NULL) go into the history, m is freed. */
LX_CHECK enum lx_rc lx_minutes_begin(struct lx_work *w, lx_id meeting, bool open, struct lx_meeting **m, struct lx_err *err);
LX_CHECK enum lx_rc lx_minutes_end(struct lx_work *w, enum lx_rc rc, const char *command, struct lx_meeting *m, const char *arg,
                                   struct lx_err *err);
/* LX_STATE with a sentence when the minutes of this meeting are locked. */
LX_CHECK enum lx_rc lx_minutes_open(const struct lx_meeting *m, struct lx_err *err);
/* For every put (old NULL: an add; rec NULL: a deletion): what is locked or frozen stays. */
LX_CHECK enum lx_rc lx_lock_guard(const void *old, const void *rec, struct lx_err *err);

#endif
