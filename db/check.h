/* Checking, inside db: the chain, and records replayed from their history. */
#ifndef LX_DB_CHECK_H
#define LX_DB_CHECK_H

#include "db/base.h"
#include "db/db.h"

enum { LX_SLICE_ROWS = 2000 }; /* read under one lock */

void lx_found(struct lx_findings *out, enum lx_find kind, enum lx_type type, lx_id id, lx_rev entry,
              const char *detail);
/* Walks entries and change rows. */
enum lx_rc lx_check_chain(struct lx_db *db, struct lx_findings *out, struct lx_err *err);

/* One record as its history tells it. */
struct lx_replay {
    enum lx_type type; /* LX_NONE_TYPE: history does not know it, or names a type that this version does not know */
    lx_id id;
    lx_rev rev;         /* of the last change */
    struct lx_rec *rec; /* NULL: not there, or not known */
    bool unknown;       /* a text was purged: what it was cannot be told */
    bool damaged;       /* its change rows do not fit together */
};
/* Called for every record that history knows, inside a read transaction. */
typedef enum lx_rc lx_replay_fn(struct lx_db *db, struct lx_replay *r, void *ctx, struct lx_err *err);
/* ids ascending; rest (NULL: none) is called before each lock is given up, and must end the caller's statements. */
enum lx_rc lx_replay_all(struct lx_db *db, lx_replay_fn *fn, void (*rest)(void *ctx), void *ctx, struct lx_err *err);
enum lx_rc lx_replay_one(struct lx_db *db, lx_id id, struct lx_replay *r, struct lx_err *err); /* lx_replay_done it */
void lx_replay_done(struct lx_replay *r);
/* How the record as stored differs from r: *kind and detail; false when it does not. */
enum lx_rc lx_replay_differs(struct lx_db *db, struct lx_replay *r, bool *differs, enum lx_find *kind,
                             struct lx_str *detail, struct lx_err *err);

/* Is all that a check compares record by record in order?  false: there is something to be found, or somebody wrote
 * meanwhile. */
enum lx_rc lx_check_sound(struct lx_db *db, bool *sound, struct lx_err *err);

/* The highest id given from this origin, less the origin. */
enum lx_rc lx_last_id(struct lx_db *db, int64_t *n, struct lx_err *err);

/* Asks the stop hook. */
enum lx_rc lx_may_go_on(struct lx_db *db, struct lx_err *err);

#endif
