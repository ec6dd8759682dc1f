/* The database: opening a store over SQLite, and what a database can do that a store in general cannot.
 *
 * One file, rollback journal, safe against kill and power cut; several processes may work in it at once.  Nothing of
 * the file is open()ed apart from SQLite (a close would drop its locks).  No transaction and no read lasts between
 * calls. */
#ifndef LX_DB_H
#define LX_DB_H

#include "core/store.h"

enum {
    LX_DB_CREATE = 1,  /* make file and folder where there is none (mode 0660) */
    LX_DB_READONLY = 2 /* never write, even where one could */
};
/* Opens path; ":memory:" is a store of its own without a file.  *out is yours: out->close(out).
 * LX_NOTFOUND no such file | LX_TOONEW written by a newer version, or not a database of ours (extra triggers, views,
 * tables included) | LX_CORRUPT damaged | LX_INVALID the file has two names | LX_READONLY, LX_BUSY, LX_IO. */
LX_CHECK enum lx_rc lx_db_open(struct lx_store **out, const char *path, int flags, struct lx_err *err);

const char *lx_db_path(struct lx_store *s); /* canonical, borrowed; NULL in memory */
bool lx_db_is_readonly(struct lx_store *s); /* nothing can be written: by flag, rights, or a copy of the past */

/* From now on the first write of an office day leaves a verified copy in the folder `backups` beside the file (14 days
 * and 12 months are kept), made by `program --db PATH db daily-copy DAY`; close waits for it.  A copy that fails fails
 * nothing else.  NULL: none (the default). */
void lx_db_set_daily(struct lx_store *s, const char *program);
/* What that hidden command does; day as 2024-06-25.  Nothing if the copy is there already. */
LX_CHECK enum lx_rc lx_db_daily_copy(struct lx_store *s, const char *day, struct lx_err *err);

/* --- copies ------------------------------------------------------------------------------------------------------ */
/* All are made under another name, verified (integrity, chain), synced, then renamed: never half a file under the name.
 * LX_EXISTS when there is a file of that name. */
LX_CHECK enum lx_rc lx_db_backup(struct lx_store *s, const char *path, struct lx_err *err);
/* A database of its own with the same content: new name, new origin for ids given from then on. */
LX_CHECK enum lx_rc lx_db_clone(struct lx_store *s, const char *path, struct lx_err *err);
/* The content becomes that of the copy `from`; what was there before is kept in `backups` (its path is appended to
 * kept). One transaction: a kill leaves the one or the other.  Draws a new origin; writes `entry` (without changes). */
LX_CHECK enum lx_rc lx_db_restore(struct lx_store *s, const char *from, const struct lx_entry *entry,
                                  struct lx_str *kept, struct lx_err *err);

/* Every record as one JSON object of canonical values by field name, "type" and "id" first, in the order of ids; no
 * rev, no history, no counters.  lines: one object a line; else one array.  write answers false to stop (LX_IO). */
typedef bool lx_write_fn(void *ctx, const char *s, size_t len);
LX_CHECK enum lx_rc lx_db_dump(struct lx_store *s, bool lines, lx_write_fn *write, void *ctx, struct lx_err *err);
/* Takes a dump of either form in, whole or not at all, as one entry; a record whose id is there is changed to what the
 * dump says.  Draws a new origin.  LX_INVALID names the record. */
LX_CHECK enum lx_rc lx_db_load(struct lx_store *s, const char *text, const struct lx_entry *entry, lx_rev *rev,
                               struct lx_err *err);

/* --- checking ---------------------------------------------------------------------------------------------------- */
enum lx_find {
    LX_FIND_FILE,      /* SQLite finds the file damaged; detail says where */
    LX_FIND_SCHEMA,    /* detail: the table or index that is not as this version makes it */
    LX_FIND_ENTRY,     /* an entry is not what its hash says, or the chain is broken there; detail: what */
    LX_FIND_CHANGE,    /* a change row of an entry is not what its hash says, or missing, or too many */
    LX_FIND_RECORD,    /* a record is not what its history says; detail: the field's name, "rev", "text" or "key" */
    LX_FIND_UNKNOWN,   /* a record that history does not know */
    LX_FIND_MISSING,   /* a record that should be there is gone */
    LX_FIND_TEXT,      /* a long text of no record; detail: its field */
    LX_FIND_WORDS,     /* the full text does not fit the record; `db reindex` */
    LX_FIND_REFERENCE, /* a record refers to one that is not there; detail: the field */
    LX_FIND_COUNTER    /* a counter is behind what was given; detail: its name */
};
struct lx_finding {
    enum lx_find kind;
    enum lx_type type; /* LX_NONE_TYPE where none is meant */
    lx_id id;
    lx_rev entry;
    bool mended;
    char *detail; /* never NULL */
};
struct lx_findings {
    struct lx_finding *at;
    size_t n, room;
};
void lx_findings_done(struct lx_findings *f);
const char *lx_find_words(enum lx_find kind); /* an untranslated sentence for people; the detail follows it */

/* Walks the chain, replays every record and compares it with its row, its texts, its rev; looks at schema, references,
 * full text, counters and the pages of the file, in slices that never hold up a save for long.  What is wrong is in
 * out, LX_OK all the same; an error means that it could not look.  Stops when the store's stop hook says so
 * (LX_STOPPED). */
LX_CHECK enum lx_rc lx_db_check(struct lx_store *s, struct lx_findings *out, struct lx_err *err);
/* Brings records that are not what their history says back to it, counters forward, and the full text in order, as one
 * entry; marks the findings mended.  Records that history does not know stay (lx_db_adopt), and so do those whose own
 * history is damaged. */
LX_CHECK enum lx_rc lx_db_mend(struct lx_store *s, struct lx_findings *found, const struct lx_entry *entry, lx_rev *rev,
                               struct lx_err *err);
/* The other way round: what was changed behind the program's back is taken for right and written into the history, as
 * one entry; *rev 0 when there is nothing. */
LX_CHECK enum lx_rc lx_db_adopt(struct lx_store *s, const struct lx_entry *entry, lx_rev *rev, struct lx_err *err);
/* Builds indexes and full text anew. */
LX_CHECK enum lx_rc lx_db_reindex(struct lx_store *s, struct lx_err *err);
/* Destroys the texts of entry `purged` by order: its changes can no longer be read, undone or rewound, the chain still
 * holds. What the records hold now stays; take it out first where it must go too.  LX_NOTFOUND. */
LX_CHECK enum lx_rc lx_db_purge(struct lx_store *s, lx_rev purged, const struct lx_entry *entry, lx_rev *rev,
                                struct lx_err *err);

/* --- what it is -------------------------------------------------------------------------------------------------- */
struct lx_db_info {
    char *path;              /* NULL in memory */
    char name[40], head[72]; /* 128 bits; hash of the newest entry, hex: what papers print */
    int64_t origin, bytes, last_at_ms;
    int schema, last_offset_min;
    lx_rev entries;
    size_t records[LX_TYPES_N];
    bool readonly;
    bool network;    /* on a file system whose locks are not to be trusted: NFS, SMB, FUSE */
    char *last_copy; /* newest file in `backups`, or NULL */
};
LX_CHECK enum lx_rc lx_db_info(struct lx_store *s, struct lx_db_info *info, struct lx_err *err);
void lx_db_info_done(struct lx_db_info *info);

/* --- fingerprints -------------------------------------------------------------------------------------------------- */
/* SHA-256 of bytes as they are, in hex with a NUL: what sha256sum prints. */
void lx_db_sha256(const void *bytes, size_t len, char hex[65]);

/* --- for tests --------------------------------------------------------------------------------------------------- */
/* Called inside each transaction of the store: just after it began, and when all is written but not yet committed; the
 * auditor compares what changed with the change rows.  handle is the sqlite3 connection.  NULL ends it. */
enum lx_watch { LX_WATCH_BEGUN, LX_WATCH_WRITTEN, LX_WATCH_GONE };
typedef void lx_watch_fn(void *ctx, enum lx_watch what, void *handle, lx_rev rev);
void lx_db_watch(struct lx_store *s, lx_watch_fn *watch, void *ctx);

#endif
