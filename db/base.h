/* The store over SQLite, from inside: one connection, its prepared statements, the transaction that is open.
 * Shared by the files of db/ only. */
#ifndef LX_DB_BASE_H
#define LX_DB_BASE_H

#include "core/store.h"
#include "db/db.h"
#include "db/hash.h"
#include "db/schema.h"

#include <sqlite3.h>
#include <sys/types.h>

#define LX_ORIGIN_STEP 1000000000LL /* id = origin × this + n */
enum { LX_ORIGIN_MAX = 9007198 };

enum lx_sql {
#define SQL(name, text) LX_SQL_##name,
#include "db/statement.def"
#undef SQL
    LX_SQL_N
};

/* A record that the open transaction has written. */
struct lx_dirty {
    lx_id id;
    enum lx_type type;
    char op;      /* of the change row */
    bool words;   /* the full text must be written */
    bool written; /* it was, in this transaction */
    uint32_t from, len; /* its words in lx_txn.plain; len 0: they must be read */
};

/* A counter, read when first wanted, written when the transaction ends. */
struct lx_tally {
    char *name;
    int64_t value;
};

struct lx_txn {
    bool open;
    bool bulk;   /* much is being written */
    bool silent; /* no change rows: rewinding a copy in memory */
    lx_rev number;
    unsigned char head[LX_HASH_LEN];
    struct lx_hash changes; /* over the hashes of the change rows */
    int64_t changes_n;
    struct lx_dirty *dirty;
    size_t dirty_n, dirty_room;
    size_t settled_n;    /* none of the first so many has words that wait */
    lx_id top;           /* the highest id written */
    struct lx_str plain; /* words of new records that wait for the full text */
    struct lx_tally *counters;
    size_t counters_n, counters_room;
};

enum { LX_UPDATES_MAX = 8 };
struct lx_record_sql {
    sqlite3_stmt *get, *row, *insert, *remove; /* get: what a record is made of; row: all columns */
    struct lx_update_sql {
        uint64_t mask; /* bit i: field i is set */
        sqlite3_stmt *st;
    } update[LX_UPDATES_MAX];
    int update_n;
};

struct lx_db {
    struct lx_store store; /* first: a store is cast to its db */
    sqlite3 *sql;
    char *path; /* canonical; NULL in memory */
    bool readonly;
    int64_t origin;
    sqlite3_stmt *fixed[LX_SQL_N];
    struct lx_record_sql of[LX_TYPES_N];
    sqlite3_stmt *type_of;
    struct lx_txn txn;
    int64_t commits;
    bool (*stop)(void *ctx);
    void *stop_ctx;
    dev_t dev; /* of the file, as opened */
    ino_t ino;
    char *daily_program; /* makes the copy of the day; NULL: none is made */
    lx_day daily_done;
    pid_t daily_child;
    lx_watch_fn *watch;
    void *watch_ctx;
};

/* What err says, where a function answered NULL; err itself may be NULL. */
static inline enum lx_rc lx_rc_of(const struct lx_err *err) { return err ? err->rc : LX_IO; }

/* --- sql.c ------------------------------------------------------------------------------------------------------- */
struct lx_db *lx_db_of(struct lx_store *s);
/* Turns SQLite's answer into ours, with the file's name or the cause as detail. */
enum lx_rc lx_sql_fail(struct lx_db *db, int rc, struct lx_err *err);
/* Prepared and reset; NULL sets err. */
sqlite3_stmt *lx_sql(struct lx_db *db, enum lx_sql which, struct lx_err *err);
sqlite3_stmt *lx_sql_prepare(struct lx_db *db, const char *text, struct lx_err *err); /* yours to finalize */
/* Steps a statement that answers no rows, and resets it. */
enum lx_rc lx_sql_run(struct lx_db *db, sqlite3_stmt *st, struct lx_err *err);
/* LX_OK with *row saying whether there is a row; resets at the end and on failure. */
enum lx_rc lx_sql_step(struct lx_db *db, sqlite3_stmt *st, bool *row, struct lx_err *err);
enum lx_rc lx_sql_exec(struct lx_db *db, const char *text, struct lx_err *err);
void lx_bind_text(sqlite3_stmt *st, int i, const char *s); /* NULL and "" as they are; s must live until the reset */
const char *lx_column_z(sqlite3_stmt *st, int i);          /* never NULL */
enum lx_rc lx_meta_get(struct lx_db *db, const char *name, struct lx_str *value, struct lx_err *err); /* "" if absent */
enum lx_rc lx_meta_put(struct lx_db *db, const char *name, const char *value, struct lx_err *err);
/* More of the file in memory while much of it is read or written, and back again. */
void lx_sql_roomy(struct lx_db *db, bool roomy);
void lx_db_finalize(struct lx_db *db); /* all statements */
/* Several reads under one lock; nested calls and calls inside a write transaction do nothing (*began false). */
enum lx_rc lx_read_begin(struct lx_db *db, bool *began, struct lx_err *err);
void lx_read_end(struct lx_db *db, bool began);

/* --- record.c: rows of records ----------------------------------------------------------------------------------- */
enum lx_rc lx_row_get(struct lx_db *db, enum lx_type type, lx_id id, bool with_long, struct lx_rec **rec,
                      struct lx_err *err);
/* SELECT rev, the columns of every field, id; yours to finalize. */
sqlite3_stmt *lx_row_select(struct lx_db *db, const struct lx_table *t, const char *which, struct lx_err *err);
/* The same for one id, stepped once; yours to reset. */
enum lx_rc lx_row_step(struct lx_db *db, const struct lx_table *t, lx_id id, sqlite3_stmt **st, bool *row,
                       struct lx_err *err);
enum lx_rc lx_row_insert(struct lx_db *db, const struct lx_rec *rec, struct lx_err *err);
enum lx_rc lx_row_update(struct lx_db *db, const struct lx_rec *old, const struct lx_rec *rec, struct lx_err *err);
enum lx_rc lx_row_delete(struct lx_db *db, const struct lx_rec *old, struct lx_err *err);
enum lx_rc lx_row_drop_texts(struct lx_db *db, lx_id id, struct lx_err *err);
enum lx_rc lx_row_type(struct lx_db *db, lx_id id, enum lx_type *type, struct lx_err *err);

/* --- same.c: is what is stored exactly what putting rec would have written, derived columns and rev included? ------ */
enum lx_rc lx_row_matches(struct lx_db *db, const struct lx_rec *rec, bool *same, struct lx_err *err); /* row and texts */
bool lx_row_same(sqlite3_stmt *row, const struct lx_rec *rec);                  /* a row of lx_row_select */
int lx_texts_n(const struct lx_rec *rec);                                       /* LONG fields that are not empty */
enum lx_rc lx_texts_match(struct lx_db *db, const struct lx_rec *rec, bool *same, struct lx_err *err);

/* --- open.c ------------------------------------------------------------------------------------------------------ */
struct lx_db *lx_db_blank(void);                                /* a store that is not connected yet; yours to close */
enum lx_rc lx_db_connect(struct lx_db *db, struct lx_err *err); /* opens path (NULL: memory), all settings made */
/* The path must still lead to the file that was opened: it may have been renamed or restored over. */
enum lx_rc lx_same_file(struct lx_db *db, struct lx_err *err);
/* What rc really means where a -journal that a colleague left bars the way; answers rc or what it set. */
enum lx_rc lx_sidecar_fail(struct lx_db *db, enum lx_rc rc, struct lx_err *err);

/* --- write.c, journal.c ------------------------------------------------------------------------------------------ */
void lx_store_writing(struct lx_store *s); /* fill in their functions */
void lx_store_journal(struct lx_store *s);
enum lx_rc lx_put(struct lx_db *db, const struct lx_rec *old, struct lx_rec *rec, struct lx_err *err);
/* Full text, references, entry (not when silent), counters, COMMIT; on failure everything is rolled back. */
enum lx_rc lx_txn_end(struct lx_db *db, const struct lx_entry *entry, struct lx_err *err);
enum lx_rc lx_counter_at_least(struct lx_db *db, const char *name, int64_t n, struct lx_err *err);
enum lx_rc lx_reference_fail(struct lx_db *db, struct lx_err *err);
void lx_change_hash(unsigned char out[LX_HASH_LEN], lx_rev entry, int64_t seq, const char *type, lx_id id,
                    const char *op, const char *delta);
void lx_entry_hash(unsigned char out[LX_HASH_LEN], const unsigned char before[LX_HASH_LEN], lx_rev number,
                   const struct lx_entry *e, int64_t changes_n, const unsigned char changes[LX_HASH_LEN]);
enum lx_rc lx_journal_change(struct lx_db *db, enum lx_type type, lx_id id, char op, const char *delta,
                             struct lx_err *err);
enum lx_rc lx_journal_entry(struct lx_db *db, const struct lx_entry *entry, struct lx_err *err);

/* --- past.c ------------------------------------------------------------------------------------------------------ */
enum lx_rc lx_db_as_of(struct lx_store *s, lx_day day, int offset_min, struct lx_store **out, struct lx_err *err);

/* --- daily.c ----------------------------------------------------------------------------------------------------- */
void lx_daily_start(struct lx_db *db, lx_day day); /* after a commit: the copy of the day, if none is there yet */
void lx_daily_end(struct lx_db *db);               /* waits for the child */

/* --- query.c ----------------------------------------------------------------------------------------------------- */
void lx_store_reading(struct lx_store *s);
int lx_query_register(struct lx_db *db); /* functions used in conditions; answers an SQLite code */
#endif
