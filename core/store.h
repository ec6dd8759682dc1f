/* What core needs of a storage, as one struct of functions.  db/ fills it in over SQLite; tests/lib/memstore.c over
 * arrays.  tui/main.c is the one place that wires a store to the rest.
 *
 * Writing: begin, then any of get, new_id, serial, put, then commit or abandon.  One transaction is one use case and one
 * journal entry.  put(old, new) is the only way to write: it writes the row, the change row and notes what the full text
 * must re-read.  Its `old` is what get answered inside the same transaction.
 * Reading outside of a transaction sees the last commit; no read stays open between calls.
 * Every call may answer LX_BUSY, LX_IO or LX_CORRUPT besides what is said here. */
#ifndef LX_STORE_H
#define LX_STORE_H

#include "core/query.h"

/* One entry of the journal.  The command and its arguments are stored as codes and worded for the reader, in his
 * language, when he reads them. */
struct lx_entry {
    int64_t at_ms;       /* UTC */
    int offset_min;      /* of the office */
    const char *who;     /* system account */
    const char *clerk;   /* --as NAME, else NULL */
    const char *host;    /* from where: tty, SSH address, or NULL */
    const char *command; /* stable command name: "item close" */
    const char *args;    /* JSON array of strings: what was named, e.g. ["26-003"]; "[]" if nothing */
    lx_rev undoes;       /* the entry that this one takes back, 0 none */
};

struct lx_log_row {
    lx_rev rev;
    int64_t at_ms;
    int offset_min;
    char *who, *clerk, *host, *command, *args;
    lx_rev undoes;    /* 0 none */
    lx_rev undone_by; /* the newest entry that undoes this one, 0 none */
    size_t changes_n;
};
struct lx_log_query {
    lx_id rec;        /* only entries that changed this record; 0 all */
    enum lx_type gone; /* only entries that deleted a record of this type (rec is 0 then); 0 all */
    lx_rev from, to;  /* inclusive; 0 open */
    const char *who;  /* account; NULL all */
    bool oldest_first;
    size_t limit;     /* 0 all */
};
struct lx_log_rows {
    struct lx_log_row *at;
    size_t n, room;
};
void lx_log_rows_done(struct lx_log_rows *rows);

/* One change row: op '+' with all fields, '~' with [old, new] of the changed ones, '-' with the last values; the delta is
 * JSON by field name (core/delta.h). */
struct lx_change {
    enum lx_type type;
    lx_id id;
    char op;
    char *delta;
};
struct lx_changes {
    struct lx_change *at;
    size_t n, room;
};
void lx_changes_done(struct lx_changes *c);

struct lx_hit {
    enum lx_type type;
    lx_id id;
};
struct lx_hits {
    struct lx_hit *at;
    size_t n, room;
    size_t counts[LX_TYPES_N]; /* exact number of hits of each type */
};
void lx_hits_done(struct lx_hits *h);

/* Records read together: pointers in the order of the ids asked for, NULL where there is none. */
struct lx_rows {
    struct lx_rec **at;
    size_t n, room;
};
void lx_rows_done(struct lx_rows *rows);

/* Counts by value of a field: for a REF the id, for an ENUM its index. */
struct lx_count {
    int64_t value;
    size_t n;
};
struct lx_counts {
    struct lx_count *at;
    size_t n, room;
    size_t total;
};
void lx_counts_done(struct lx_counts *c);

/* Ids and what each is grouped by: of a REF the id, of an ENUM its index, of a DATE the month (year x 12 + month - 1), of a TEXT
 * its place in `words`, of the light its enum; LX_NO_INT where there is none. */
struct lx_values {
    struct lx_ids ids;
    int64_t *at; /* ids.n of them */
    size_t room;
    char **words;
    size_t words_n, words_room;
    struct lx_map *map; /* words to places; private */
};
void lx_values_done(struct lx_values *v);
void lx_values_add(struct lx_values *v, lx_id id, int64_t value);
int64_t lx_values_word(struct lx_values *v, const char *word); /* its place, added where it is new; NULL and "" LX_NO_INT */
int64_t lx_values_month(lx_day day);                           /* LX_NO_DAY: LX_NO_INT */

struct lx_store {
    /* --- writing --- */
    /* Takes the write lock; waits, then LX_BUSY.  LX_READONLY when nothing may be written. */
    enum lx_rc (*begin)(struct lx_store *s, struct lx_err *err);
    /* Writes the entry and ends the transaction; *rev is its number.  With no put since begin nothing is written and *rev
     * is 0.  On any failure everything is rolled back. */
    enum lx_rc (*commit)(struct lx_store *s, const struct lx_entry *entry, lx_rev *rev, struct lx_err *err);
    void (*abandon)(struct lx_store *s);
    enum lx_rc (*new_id)(struct lx_store *s, lx_id *id, struct lx_err *err);
    /* The next serial number under a prefix ("26-", "L", "P"): one more than the last one given or seen, never one that was
     * given before, even if its record is gone.  With at_least > 0 only notes that this number is taken. */
    enum lx_rc (*serial)(struct lx_store *s, const char *prefix, int64_t at_least, int64_t *given, struct lx_err *err);
    /* old NULL adds new (its id must be set), new NULL deletes old, else changes.  Sets new->rev.  A reference to something
     * that is not there is found at commit: LX_STATE. */
    enum lx_rc (*put)(struct lx_store *s, const void *old, void *new_, struct lx_err *err);

    /* --- reading --- */
    /* *rec is yours (lx_rec_free), LONG fields included.  LX_NOTFOUND. */
    enum lx_rc (*get)(struct lx_store *s, enum lx_type type, lx_id id, struct lx_rec **rec, struct lx_err *err);
    /* The type of any id; LX_NOTFOUND. */
    enum lx_rc (*type_of)(struct lx_store *s, lx_id id, enum lx_type *type, struct lx_err *err);
    /* Appends the ordered ids that meet q.  LX_STOPPED when `stop` said so; out then holds nothing more than before. */
    enum lx_rc (*ids)(struct lx_store *s, const struct lx_query *q, struct lx_ids *out, struct lx_err *err);
    /* List rows (no LONG fields; has_long 0), in the order of ids. */
    enum lx_rc (*rows)(struct lx_store *s, enum lx_type type, const lx_id *ids, size_t n, struct lx_rows *out, struct lx_err *err);
    /* total and, where by is a REF or ENUM field, counts by its value.  by may be NULL.  LX_STOPPED as for ids. */
    enum lx_rc (*count)(struct lx_store *s, const struct lx_query *q, const struct lx_field *by, struct lx_counts *out, struct lx_err *err);
    /* As ids, with the value that each row is grouped by; out must be empty.  May be NULL: core/work/groups.h then reads rows. */
    enum lx_rc (*values)(struct lx_store *s, const struct lx_query *q, const struct lx_by *by, struct lx_values *out, struct lx_err *err);
    /* Full text over every type; newest first, at most limit hits of each type (0 all). */
    enum lx_rc (*search)(struct lx_store *s, const char *words, size_t limit, struct lx_hits *out, struct lx_err *err);
    enum lx_rc (*log)(struct lx_store *s, const struct lx_log_query *q, struct lx_log_rows *out, struct lx_err *err);
    enum lx_rc (*changes)(struct lx_store *s, lx_rev rev, struct lx_changes *out, struct lx_err *err);
    /* What the store knew at the end of that office day: a store of its own, read only, yours to close. */
    enum lx_rc (*as_of)(struct lx_store *s, lx_day day, int offset_min, struct lx_store **out, struct lx_err *err);
    /* A number that differs once anybody, here or elsewhere, has committed; cheap enough for every key. */
    int64_t (*version)(struct lx_store *s);
    /* Long reads ask this now and then; true makes them give way.  NULL = never. */
    void (*set_stop)(struct lx_store *s, bool (*stop)(void *ctx), void *ctx);
    void (*close)(struct lx_store *s);
};

#endif
