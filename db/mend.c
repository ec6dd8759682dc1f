/* What to do about what a check found: back to history, or history brought up to date; reindex; purge. */
#include "db/check.h"

#include "db/words.h"

#include "core/delta.h"
#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

/* --- shared ------------------------------------------------------------------------------------------------------ */

struct todo {
    enum lx_type type;
    lx_id id;
    enum lx_find kind;
    bool key_only; /* only what is derived, or the rev, is wrong */
};
struct todos {
    struct todo *at;
    size_t n, room;
};

static void note_words(struct lx_db *db, enum lx_type type, lx_id id)
{
    LX_PUSH(db->txn.dirty, db->txn.dirty_n, db->txn.dirty_room) = (struct lx_dirty){ id, type, '~', .words = true };
}

/* Row and texts are written whole, whatever stands there. */
static enum lx_rc rewrite(struct lx_db *db, enum lx_type type, lx_id id, struct lx_rec *rec, struct lx_err *err)
{
    struct lx_rec *stored = NULL;
    enum lx_rc rc = lx_row_get(db, type, id, true, &stored, err);
    if (rc == LX_OK)
        rc = lx_row_delete(db, stored, err);
    else if (rc == LX_NOTFOUND)
        rc = lx_row_drop_texts(db, id, err);
    lx_rec_free(stored);
    if (rc == LX_OK && rec)
        rc = lx_row_insert(db, rec, err);
    note_words(db, type, id);
    return rc;
}

/* A change row that states the record whole: replay begins anew there. */
static enum lx_rc journal_whole(struct lx_db *db, struct lx_rec *rec, struct lx_err *err)
{
    struct lx_str delta = LX_STR_EMPTY;
    char op;
    lx_delta_make(&delta, &op, NULL, rec);
    enum lx_rc rc = lx_journal_change(db, rec->type, rec->id, '=', lx_str_z(&delta), err);
    lx_str_done(&delta);
    return rc;
}

static enum lx_rc end(struct lx_db *db, enum lx_rc rc, const struct lx_entry *entry, lx_rev *rev, struct lx_err *err)
{
    if (rc) {
        db->store.abandon(&db->store);
        return rc;
    }
    return db->store.commit(&db->store, entry, rev, err);
}

/* --- mending ----------------------------------------------------------------------------------------------------- */

static bool is_damaged(const struct lx_findings *found, lx_id id)
{
    for (size_t i = 0; i < found->n; i++)
        if (found->at[i].kind == LX_FIND_CHANGE && found->at[i].id == id)
            return true;
    return false;
}

static enum lx_rc mend_record(struct lx_db *db, struct lx_finding *f, struct lx_err *err)
{
    struct lx_replay r = { 0 };
    enum lx_rc rc = lx_replay_one(db, f->id, &r, err);
    if (rc == LX_OK && r.rec && !r.damaged) {
        r.rec->rev = db->txn.number;
        rc = rewrite(db, f->type, f->id, r.rec, err);
        if (rc == LX_OK)
            rc = journal_whole(db, r.rec, err);
        f->mended = rc == LX_OK;
    }
    lx_replay_done(&r);
    return rc;
}

static enum lx_rc mend_counter(struct lx_db *db, struct lx_finding *f, struct lx_err *err)
{
    int64_t last;
    enum lx_rc rc = lx_last_id(db, &last, err);
    sqlite3_stmt *st = rc == LX_OK ? lx_sql(db, LX_SQL_COUNTER_PUT, err) : NULL;
    if (!st)
        return rc ? rc : lx_rc_of(err);
    lx_bind_text(st, 1, "id");
    sqlite3_bind_int64(st, 2, last);
    rc = lx_sql_run(db, st, err);
    f->mended = rc == LX_OK;
    return rc;
}

/* Unless its record has come back just now. */
static enum lx_rc mend_text(struct lx_db *db, struct lx_finding *f, struct lx_err *err)
{
    enum lx_type type;
    enum lx_rc rc = lx_row_type(db, f->id, &type, err);
    if (rc == LX_NOTFOUND)
        rc = lx_row_drop_texts(db, f->id, err);
    f->mended = rc == LX_OK;
    return rc;
}

static enum lx_rc mend_one(struct lx_db *db, struct lx_findings *found, struct lx_finding *f, bool *words,
                           struct lx_err *err)
{
    switch (f->kind) {
    case LX_FIND_RECORD:
    case LX_FIND_MISSING:
        return is_damaged(found, f->id) ? LX_OK : mend_record(db, f, err);
    case LX_FIND_COUNTER:
        return mend_counter(db, f, err);
    case LX_FIND_TEXT:
        return mend_text(db, f, err);
    case LX_FIND_WORDS:
        *words = f->mended = true;
        return LX_OK;
    default:
        return LX_OK;
    }
}

enum lx_rc lx_db_mend(struct lx_store *s, struct lx_findings *found, const struct lx_entry *entry, lx_rev *rev,
                      struct lx_err *err)
{
    struct lx_db *db = lx_db_of(s);
    bool words = false, any = false;
    *rev = 0;
    enum lx_rc rc = s->begin(s, err);
    if (rc)
        return rc;
    for (size_t i = 0; i < found->n && rc == LX_OK; i++) {
        rc = mend_one(db, found, &found->at[i], &words, err);
        any = any || found->at[i].mended;
    }
    lx_rev number = db->txn.number;
    if (rc == LX_OK && any) {
        rc = lx_txn_end(db, entry, err); /* an entry even where only a counter or the full text was wrong */
        *rev = rc == LX_OK ? number : 0;
    } else {
        s->abandon(s);
    }
    return rc || !words ? rc : lx_db_reindex(s, err);
}

/* --- adopting ---------------------------------------------------------------------------------------------------- */

static enum lx_rc note_todo(struct lx_db *db, struct lx_replay *r, void *ctx, struct lx_err *err)
{
    struct todos *todos = ctx;
    struct lx_str detail = LX_STR_EMPTY;
    enum lx_find kind;
    bool differs;
    enum lx_rc rc = lx_replay_differs(db, r, &differs, &kind, &detail, err);
    if (rc == LX_OK && differs)
        LX_PUSH(todos->at, todos->n, todos->room) = (struct todo){ r->type, r->id, kind, false };
    lx_str_done(&detail);
    return rc;
}

/* Whoever mends a date by hand writes its first column: where that is another day than the key's, it counts. */
static enum lx_rc read_dates(struct lx_db *db, struct lx_rec *rec, struct lx_err *err)
{
    const struct lx_table *t = lx_table(rec->type);
    enum lx_rc rc = LX_OK;
    for (int i = 0; i < t->fields_n && rc == LX_OK; i++) {
        const struct lx_field *f = &t->fields[i];
        struct lx_str sql = LX_STR_EMPTY;
        struct lx_date day = { .day = LX_NO_DAY };
        bool row = false;
        if (f->kind != LX_DATE)
            continue;
        lx_str_addf(&sql, "SELECT \"%s\" FROM \"%s\" WHERE \"id\" = ?1", f->name, t->name);
        sqlite3_stmt *st = lx_sql_prepare(db, lx_str_z(&sql), err);
        rc = st ? LX_OK : lx_rc_of(err);
        if (st)
            sqlite3_bind_int64(st, 1, rec->id);
        if (rc == LX_OK)
            rc = lx_sql_step(db, st, &row, err);
        if (rc == LX_OK && row)
            rc = lx_date_parse(&day, lx_column_z(st, 0), err);
        if (rc == LX_OK && day.day != lx_f_date(rec, f)->day) {
            lx_date_done(lx_f_date(rec, f));
            *lx_f_date(rec, f) = day;
        } else {
            lx_date_done(&day);
        }
        sqlite3_finalize(st);
        lx_str_done(&sql);
    }
    return rc;
}

static enum lx_rc adopt_one(struct lx_db *db, enum lx_type type, lx_id id, struct lx_err *err)
{
    struct lx_replay r = { 0 };
    struct lx_rec *stored = NULL;
    struct lx_str delta = LX_STR_EMPTY;
    char op;
    enum lx_rc rc = lx_replay_one(db, id, &r, err);
    if (rc == LX_OK)
        rc = lx_row_get(db, type, id, true, &stored, err);
    if (rc == LX_NOTFOUND)
        rc = LX_OK;
    if (rc == LX_OK && stored)
        rc = read_dates(db, stored, err);
    if (rc == LX_OK && (stored || r.rec) && lx_delta_make(&delta, &op, r.rec, stored))
        rc = lx_journal_change(db, type, id, op, lx_str_z(&delta), err);
    else if (rc == LX_OK && stored) /* only what is derived, or the rev, was wrong */
        rc = journal_whole(db, stored, err);
    if (rc == LX_OK && stored)
        stored->rev = db->txn.number;
    if (rc == LX_OK)
        rc = rewrite(db, type, id, stored, err);
    lx_str_done(&delta);
    lx_rec_free(stored);
    lx_replay_done(&r);
    return rc;
}

/* Rows that no change row speaks of. */
static enum lx_rc note_unknown(struct lx_db *db, struct todos *todos, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (int i = LX_NONE_TYPE + 1; i < LX_TYPES_N && rc == LX_OK; i++) {
        const struct lx_table *t = lx_table((enum lx_type)i);
        struct lx_str sql = LX_STR_EMPTY;
        bool row;
        lx_str_addf(
            &sql,
            "SELECT t.\"id\" FROM \"%s\" t WHERE NOT EXISTS (SELECT 1 FROM \"change\" c WHERE c.\"pk\" = t.\"id\")",
            t->name);
        sqlite3_stmt *st = lx_sql_prepare(db, lx_str_z(&sql), err);
        rc = st ? LX_OK : lx_rc_of(err);
        while (rc == LX_OK && (rc = lx_sql_step(db, st, &row, err)) == LX_OK && row)
            LX_PUSH(todos->at, todos->n, todos->room) =
                (struct todo){ t->type, sqlite3_column_int64(st, 0), LX_FIND_UNKNOWN, false };
        sqlite3_finalize(st);
        lx_str_done(&sql);
    }
    return rc;
}

enum lx_rc lx_db_adopt(struct lx_store *s, const struct lx_entry *entry, lx_rev *rev, struct lx_err *err)
{
    struct lx_db *db = lx_db_of(s);
    struct todos todos = { 0 };
    *rev = 0;
    enum lx_rc rc = s->begin(s, err);
    if (rc)
        return rc;
    rc = lx_replay_all(db, note_todo, NULL, &todos, err);
    if (rc == LX_OK)
        rc = note_unknown(db, &todos, err);
    for (size_t i = 0; i < todos.n && rc == LX_OK; i++)
        rc = adopt_one(db, todos.at[i].type, todos.at[i].id, err);
    free(todos.at);
    return end(db, rc, entry, rev, err);
}

/* --- reindex ----------------------------------------------------------------------------------------------------- */

static enum lx_rc note_all(struct lx_db *db, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (int i = LX_NONE_TYPE + 1; i < LX_TYPES_N && rc == LX_OK; i++) {
        const struct lx_table *t = lx_table((enum lx_type)i);
        struct lx_ids ids = { 0 };
        rc = db->store.ids(&db->store, &(struct lx_query){ .type = t->type }, &ids, err);
        for (size_t j = 0; j < ids.n; j++)
            LX_PUSH(db->txn.dirty, db->txn.dirty_n, db->txn.dirty_room) =
                (struct lx_dirty){ ids.at[j], t->type, '+', .words = true };
        lx_ids_done(&ids);
    }
    return rc;
}

enum lx_rc lx_db_reindex(struct lx_store *s, struct lx_err *err)
{
    struct lx_db *db = lx_db_of(s);
    enum lx_rc rc = s->begin(s, err);
    if (rc)
        return rc;
    /* emptied as a whole: taking out what does not fit would fail */
    rc = lx_sql_exec(db, "DROP TABLE \"words\"", err);
    if (rc == LX_OK)
        rc = lx_words_create(db, err);
    if (rc == LX_OK)
        rc = lx_sql_exec(db, "REINDEX", err);
    if (rc == LX_OK)
        rc = note_all(db, err);
    db->txn.silent = true; /* nothing of the records changes: no entry */
    if (rc == LX_OK)
        return lx_txn_end(db, NULL, err);
    s->abandon(s);
    return rc;
}

/* --- purge ------------------------------------------------------------------------------------------------------- */

static enum lx_rc list_records(struct lx_db *db, lx_rev rev, struct lx_ids *ids, struct lx_err *err)
{
    sqlite3_stmt *st = lx_sql(db, LX_SQL_CHANGE_ROWS, err);
    bool row;
    enum lx_rc rc;
    if (!st)
        return lx_rc_of(err);
    sqlite3_bind_int64(st, 1, rev);
    while ((rc = lx_sql_step(db, st, &row, err)) == LX_OK && row)
        lx_ids_add(ids, sqlite3_column_int64(st, 2));
    return rc;
}

/* What the record is now is stated whole, so that it can still be replayed. */
static enum lx_rc state_whole(struct lx_db *db, lx_id id, struct lx_err *err)
{
    enum lx_type type;
    struct lx_rec *rec;
    enum lx_rc rc = lx_row_type(db, id, &type, err);
    if (rc)
        return rc == LX_NOTFOUND ? LX_OK : rc;
    rc = lx_row_get(db, type, id, true, &rec, err);
    if (rc == LX_OK) {
        rec->rev = db->txn.number;
        rc = rewrite(db, type, id, rec, err);
    }
    if (rc == LX_OK)
        rc = journal_whole(db, rec, err);
    lx_rec_free(rec);
    return rc;
}

enum lx_rc lx_db_purge(struct lx_store *s, lx_rev purged, const struct lx_entry *entry, lx_rev *rev, struct lx_err *err)
{
    struct lx_db *db = lx_db_of(s);
    struct lx_ids ids = { 0 };
    *rev = 0;
    enum lx_rc rc = s->begin(s, err);
    if (rc)
        return rc;
    lx_rev number = db->txn.number;
    rc = list_records(db, purged, &ids, err);
    if (rc == LX_OK && ids.n == 0)
        rc = lx_fail(err, LX_NOTFOUND, N_("There is no such entry in the history: %s"), "%lld", (long long)purged);
    for (size_t i = 0; i < ids.n && rc == LX_OK; i++)
        rc = state_whole(db, ids.at[i], err);
    sqlite3_stmt *st = rc == LX_OK ? lx_sql(db, LX_SQL_PURGE, err) : NULL;
    if (st) {
        sqlite3_bind_int64(st, 1, purged);
        rc = lx_sql_run(db, st, err);
    }
    lx_ids_done(&ids);
    if (rc == LX_OK)
        rc = lx_txn_end(db, entry, err); /* an entry even where all the records are gone */
    else
        s->abandon(s);
    *rev = rc == LX_OK ? number : 0;
    return rc;
}
