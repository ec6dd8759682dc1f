/* Writing: one transaction is one use case and one entry of the journal. */
#include "db/words.h"

#include "core/delta.h"
#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

enum {
    COMMIT_TRIES = 4, /* each waits for the busy time-out */
    BULK_N = 500      /* changes */
};

static enum lx_rc db_begin(struct lx_store *s, struct lx_err *err);
static enum lx_rc db_commit(struct lx_store *s, const struct lx_entry *entry, lx_rev *rev, struct lx_err *err);
static void db_abandon(struct lx_store *s);
static enum lx_rc db_new_id(struct lx_store *s, lx_id *id, struct lx_err *err);
static enum lx_rc db_serial(struct lx_store *s, const char *prefix, int64_t at_least, int64_t *given,
                            struct lx_err *err);
static enum lx_rc db_put(struct lx_store *s, const void *old, void *new_, struct lx_err *err);
static enum lx_rc check_references(struct lx_db *db, struct lx_err *err);

void lx_store_writing(struct lx_store *s)
{
    s->begin = db_begin;
    s->commit = db_commit;
    s->abandon = db_abandon;
    s->new_id = db_new_id;
    s->serial = db_serial;
    s->put = db_put;
}

/* --- the transaction --------------------------------------------------------------------------------------------- */

/* The head of the chain is read under the lock: other processes write too. */
static enum lx_rc read_head(struct lx_db *db, struct lx_err *err)
{
    struct lx_txn *x = &db->txn;
    sqlite3_stmt *st = lx_sql(db, LX_SQL_HEAD, err);
    bool row;
    if (!st)
        return lx_rc_of(err);
    enum lx_rc rc = lx_sql_step(db, st, &row, err);
    x->number = 1;
    if (row) {
        x->number = sqlite3_column_int64(st, 0) + 1;
        if (sqlite3_column_bytes(st, 1) == LX_HASH_LEN)
            memcpy(x->head, sqlite3_column_blob(st, 1), LX_HASH_LEN);
        else
            rc = lx_fail(err, LX_CORRUPT, N_("The history is damaged; run `lianxi db check`: %s"), "%lld",
                         (long long)x->number - 1);
    }
    sqlite3_reset(st);
    return rc;
}

static void watch(struct lx_db *db, enum lx_watch what)
{
    if (db->watch)
        db->watch(db->watch_ctx, what, db->sql, db->txn.number);
}

/* Many records at once: fewer pages go to the disk before the COMMIT, which shortens the time that readers are shut
 * out. */
static void set_bulk(struct lx_db *db, bool bulk)
{
    if (db->txn.bulk == bulk)
        return;
    db->txn.bulk = bulk;
    lx_sql_roomy(db, bulk);
}

static void end_txn(struct lx_db *db)
{
    set_bulk(db, false);
    for (size_t i = 0; i < db->txn.counters_n; i++)
        free(db->txn.counters[i].name);
    free(db->txn.counters);
    free(db->txn.dirty);
    lx_str_done(&db->txn.plain);
    db->txn = (struct lx_txn){ 0 };
}

/* SQLite may have rolled back by itself after an I/O error; then there is nothing to do. */
static void roll_back(struct lx_db *db)
{
    if (!sqlite3_get_autocommit(db->sql))
        (void)lx_sql_exec(db, "ROLLBACK", NULL);
    watch(db, LX_WATCH_GONE);
    end_txn(db);
}

static enum lx_rc db_begin(struct lx_store *s, struct lx_err *err)
{
    struct lx_db *db = lx_db_of(s);
    if (db->readonly)
        return lx_fail(err, LX_READONLY, N_("You may read this database, not write it: %s"), "%s",
                       db->path ? db->path : "");
    if (db->txn.open)
        return lx_fail(err, LX_STATE, N_("A change is already under way"), "%s", "");
    enum lx_rc rc = lx_same_file(db, err);
    if (rc == LX_OK)
        rc = lx_sql_run(db, lx_sql(db, LX_SQL_BEGIN_WRITE, err), err);
    if (rc)
        return lx_sidecar_fail(db, rc, err);
    db->txn.open = true;
    lx_hash_start(&db->txn.changes);
    rc = read_head(db, err);
    if (rc)
        roll_back(db);
    else
        watch(db, LX_WATCH_BEGUN);
    return rc;
}

static void db_abandon(struct lx_store *s)
{
    if (lx_db_of(s)->txn.open)
        roll_back(lx_db_of(s));
}

static enum lx_rc write_counters(struct lx_db *db, struct lx_err *err)
{
    for (size_t i = 0; i < db->txn.counters_n; i++) {
        sqlite3_stmt *st = lx_sql(db, LX_SQL_COUNTER_PUT, err);
        if (!st)
            return lx_rc_of(err);
        lx_bind_text(st, 1, db->txn.counters[i].name);
        sqlite3_bind_int64(st, 2, db->txn.counters[i].value);
        enum lx_rc rc = lx_sql_run(db, st, err);
        if (rc)
            return rc;
    }
    return LX_OK;
}

/* A reader that holds its lock makes COMMIT answer busy; the transaction is whole then, so the COMMIT alone is
 * repeated. */
static enum lx_rc end_commit(struct lx_db *db, struct lx_err *err)
{
    enum lx_rc rc = LX_BUSY;
    for (int i = 0; i < COMMIT_TRIES && rc == LX_BUSY; i++)
        rc = lx_sql_run(db, lx_sql(db, LX_SQL_COMMIT, err), err);
    return rc == LX_STATE ? lx_reference_fail(db, err) : rc;
}

enum lx_rc lx_txn_end(struct lx_db *db, const struct lx_entry *entry, struct lx_err *err)
{
    enum lx_rc rc = lx_words_refresh(db, err);
    if (rc == LX_OK)
        rc = check_references(db, err);
    if (rc == LX_OK && !db->txn.silent)
        rc = lx_journal_entry(db, entry, err);
    if (rc == LX_OK)
        rc = write_counters(db, err);
    if (rc == LX_OK) {
        watch(db, LX_WATCH_WRITTEN);
        rc = end_commit(db, err);
    }
    if (rc) {
        roll_back(db);
        return rc;
    }
    db->commits++;
    end_txn(db);
    return LX_OK;
}

static enum lx_rc db_commit(struct lx_store *s, const struct lx_entry *entry, lx_rev *rev, struct lx_err *err)
{
    struct lx_db *db = lx_db_of(s);
    lx_rev number = db->txn.changes_n ? db->txn.number : 0;
    if (rev)
        *rev = 0;
    if (!db->txn.open)
        return lx_fail(err, LX_STATE, N_("There is no change to be saved"), "%s", "");
    if (!number) {
        roll_back(db);
        return LX_OK;
    }
    enum lx_rc rc = lx_txn_end(db, entry, err);
    if (rc)
        return rc;
    if (rev)
        *rev = number;
    lx_daily_start(db, lx_instant_day(entry->at_ms, entry->offset_min));
    return LX_OK;
}

/* --- counters ---------------------------------------------------------------------------------------------------- */

static enum lx_rc counter(struct lx_db *db, const char *name, struct lx_tally **out, struct lx_err *err)
{
    struct lx_txn *x = &db->txn;
    for (size_t i = 0; i < x->counters_n; i++)
        if (strcmp(x->counters[i].name, name) == 0) {
            *out = &x->counters[i];
            return LX_OK;
        }
    if (!x->open)
        return lx_fail(err, LX_STATE, N_("There is no change to be saved"), "%s", "");
    sqlite3_stmt *st = lx_sql(db, LX_SQL_COUNTER_GET, err);
    bool row;
    if (!st)
        return lx_rc_of(err);
    lx_bind_text(st, 1, name);
    enum lx_rc rc = lx_sql_step(db, st, &row, err);
    if (rc == LX_OK) {
        *out = &LX_PUSH(x->counters, x->counters_n, x->counters_room);
        **out = (struct lx_tally){ lx_strdup(name), row ? sqlite3_column_int64(st, 0) : 0 };
    }
    sqlite3_reset(st);
    return rc;
}

enum lx_rc lx_counter_at_least(struct lx_db *db, const char *name, int64_t n, struct lx_err *err)
{
    struct lx_tally *c;
    enum lx_rc rc = counter(db, name, &c, err);
    if (rc == LX_OK && c->value < n)
        c->value = n;
    return rc;
}

static enum lx_rc db_new_id(struct lx_store *s, lx_id *id, struct lx_err *err)
{
    struct lx_tally *c;
    enum lx_rc rc = counter(lx_db_of(s), "id", &c, err);
    if (rc == LX_OK)
        *id = lx_db_of(s)->origin * LX_ORIGIN_STEP + ++c->value;
    return rc;
}

static enum lx_rc db_serial(struct lx_store *s, const char *prefix, int64_t at_least, int64_t *given,
                            struct lx_err *err)
{
    struct lx_tally *c;
    struct lx_str name = LX_STR_EMPTY;
    lx_str_add(&name, "serial:");
    lx_str_add(&name, prefix);
    enum lx_rc rc = counter(lx_db_of(s), lx_str_z(&name), &c, err);
    lx_str_done(&name);
    if (rc)
        return rc;
    if (at_least <= 0)
        c->value++;
    else if (c->value < at_least)
        c->value = at_least;
    if (given)
        *given = at_least > 0 ? at_least : c->value;
    return LX_OK;
}

/* --- put --------------------------------------------------------------------------------------------------------- */

static bool needs_words(const struct lx_rec *old, const struct lx_rec *rec)
{
    const struct lx_table *t = lx_table((old ? old : rec)->type);
    if (!rec && !old->has_long)
        return true; /* its long texts were not read, so who knows */
    for (int i = 0; i < t->fields_n; i++) {
        const struct lx_field *f = &t->fields[i];
        if (!(f->flags & LX_F_SEARCH))
            continue;
        if (old && rec ? !lx_f_same(old, rec, f) : !lx_f_empty(old ? old : rec, f))
            return true;
    }
    return false;
}

/* SQLite names the column; people want the number. */
static enum lx_rc name_number(const struct lx_rec *rec, struct lx_err *err)
{
    const struct lx_table *t = lx_table(rec->type);
    const char *no = "";
    for (int i = 0; i < t->fields_n; i++)
        if (t->fields[i].flags & LX_F_UNIQUE)
            no = lx_f_text_of(rec, &t->fields[i]);
    return lx_fail(err, LX_EXISTS, N_("This number is already taken"), "%s", no);
}

static enum lx_rc write_row(struct lx_db *db, const struct lx_rec *old, struct lx_rec *rec, struct lx_err *err)
{
    if (!rec)
        return lx_row_delete(db, old, err);
    enum lx_rc rc = old ? lx_row_update(db, old, rec, err) : lx_row_insert(db, rec, err);
    return rc == LX_EXISTS ? name_number(rec, err) : rc;
}

enum lx_rc lx_put(struct lx_db *db, const struct lx_rec *old, struct lx_rec *rec, struct lx_err *err)
{
    const struct lx_rec *any = old ? old : rec;
    struct lx_str delta = LX_STR_EMPTY;
    char op;
    enum lx_rc rc = LX_OK;
    if (!lx_delta_make(&delta, &op, old, rec)) {
        rec->rev = old->rev;
        lx_str_done(&delta);
        return LX_OK;
    }
    if (db->txn.changes_n == BULK_N)
        set_bulk(db, true);
    lx_rev before = rec ? rec->rev : 0;
    if (rec && !db->txn.silent)
        rec->rev = db->txn.number;
    rc = write_row(db, old, rec, err);
    if (rc == LX_OK)
        rc = lx_journal_change(db, any->type, any->id, op, lx_str_z(&delta), err);
    if (rc && rec)
        rec->rev = before;
    if (rc == LX_OK)
        rc = lx_words_note(db, (struct lx_dirty){ any->id, any->type, op, .words = needs_words(old, rec) }, rec, err);
    lx_str_done(&delta);
    return rc;
}

static enum lx_rc db_put(struct lx_store *s, const void *old, void *new_, struct lx_err *err)
{
    struct lx_db *db = lx_db_of(s);
    const struct lx_rec *o = old, *n = new_;
    if (!db->txn.open)
        return lx_fail(err, LX_STATE, N_("There is no change to be saved"), "%s", "");
    if ((!o && !n) || (n && n->id <= 0) || (o && n && (o->id != n->id || o->type != n->type)))
        return lx_fail(err, LX_INVALID, N_("The two records are not the same one"), "%s", "");
    if (n || o->has_long)
        return lx_put(db, o, new_, err);
    struct lx_rec *whole; /* the journal keeps all that is deleted */
    enum lx_rc rc = lx_row_get(db, o->type, o->id, true, &whole, err);
    if (rc == LX_OK)
        rc = lx_put(db, whole, NULL, err);
    lx_rec_free(whole);
    return rc;
}

/* --- references -------------------------------------------------------------------------------------------------- */

static enum lx_rc is_used(struct lx_db *db, const struct lx_table *t, const struct lx_field *f, lx_id id, bool *used,
                          struct lx_err *err)
{
    struct lx_str sql = LX_STR_EMPTY;
    const struct lx_field *key = lx_key_field(t);
    bool words = key->kind == LX_TEXT || key->kind == LX_NUMBER; /* others are ids, codes, long texts */
    lx_str_addf(&sql, "SELECT \"%s\" FROM \"%s\" WHERE \"%s\" = ?1 LIMIT 1",
                words ? key->name : "id", t->name, f->name);
    sqlite3_stmt *st = lx_sql_prepare(db, lx_str_z(&sql), err);
    lx_str_done(&sql);
    if (!st)
        return lx_rc_of(err);
    sqlite3_bind_int64(st, 1, id);
    enum lx_rc rc = lx_sql_step(db, st, used, err);
    if (rc == LX_OK && *used)
        rc = lx_fail(err, LX_STATE, N_("%s still refers to this record; change that first"), LX_NAMED("%s") "%s%s", t->name,
                     words ? " " : "", words ? lx_column_z(st, 0) : "");
    sqlite3_finalize(st);
    return rc;
}

/* Who refers to id by a field of this kind (only: references to any type, which SQLite does not look at)? */
static enum lx_rc check_unused(struct lx_db *db, enum lx_type type, lx_id id, bool any_only, struct lx_err *err)
{
    bool used = false;
    for (int i = LX_NONE_TYPE + 1; i < LX_TYPES_N; i++) {
        const struct lx_table *t = lx_table((enum lx_type)i);
        for (int j = 0; j < t->fields_n; j++) {
            const struct lx_field *f = &t->fields[j];
            if (f->kind != LX_REF || (f->of != LX_REC && (any_only || f->of != type)))
                continue;
            enum lx_rc rc = is_used(db, t, f, id, &used, err);
            if (rc)
                return rc;
        }
    }
    return LX_OK;
}

/* A written record's references; any_only as above. */
static enum lx_rc check_targets(struct lx_db *db, enum lx_type type, lx_id id, bool any_only, struct lx_err *err)
{
    const struct lx_table *t = lx_table(type);
    struct lx_rec *rec;
    enum lx_rc rc = lx_row_get(db, type, id, false, &rec, err);
    if (rc)
        return rc == LX_NOTFOUND ? LX_OK : rc;
    for (int i = 0; i < t->fields_n && rc == LX_OK; i++) {
        const struct lx_field *f = &t->fields[i];
        enum lx_type found;
        if (f->kind != LX_REF || (any_only && f->of != LX_REC) || *lx_f_int(rec, f) == 0)
            continue;
        rc = lx_row_type(db, *lx_f_int(rec, f), &found, err);
        if (rc == LX_NOTFOUND || (rc == LX_OK && f->of != LX_REC && f->of != found))
            rc = lx_fail(err, LX_STATE, N_("What this field refers to is not there any more: %s"), LX_NAMED("%s.%s"), t->name, f->name);
    }
    lx_rec_free(rec);
    return rc;
}

static bool has_any_reference(const struct lx_table *t)
{
    for (int i = 0; i < t->fields_n; i++)
        if (t->fields[i].kind == LX_REF && t->fields[i].of == LX_REC)
            return true;
    return false;
}

static enum lx_rc check_references(struct lx_db *db, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; i < db->txn.dirty_n && rc == LX_OK; i++) {
        const struct lx_dirty *d = &db->txn.dirty[i];
        enum lx_type type;
        if (d->op == '-' && lx_row_type(db, d->id, &type, NULL) == LX_NOTFOUND)
            rc = check_unused(db, d->type, d->id, true, err);
        else if (d->op != '-' && has_any_reference(lx_table(d->type)))
            rc = check_targets(db, d->type, d->id, true, err);
    }
    return rc;
}

/* SQLite says only that some reference fails; this finds out which. */
enum lx_rc lx_reference_fail(struct lx_db *db, struct lx_err *err)
{
    for (size_t i = 0; i < db->txn.dirty_n; i++) {
        const struct lx_dirty *d = &db->txn.dirty[i];
        enum lx_rc rc =
            d->op == '-' ? check_unused(db, d->type, d->id, false, err) : check_targets(db, d->type, d->id, false, err);
        if (rc)
            return rc;
    }
    return lx_fail(err, LX_STATE, N_("Something refers to a record that is not there"), "%s", "");
}
