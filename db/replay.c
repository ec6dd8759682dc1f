/* Records replayed from their change rows, and compared with what is stored. */
#include "db/check.h"

#include "core/delta.h"
#include "core/mem.h"

#include <string.h>

static void take_change(struct lx_replay *r, sqlite3_stmt *st);

void lx_replay_done(struct lx_replay *r)
{
    lx_rec_free(r->rec);
    *r = (struct lx_replay){ 0 };
}

/* --- one change -------------------------------------------------------------------------------------------------- */

static void set_unknown(struct lx_replay *r, bool damaged)
{
    LX_FREE(r->rec);
    r->unknown = true;
    r->damaged = r->damaged || damaged;
}

static enum lx_rc go_on(struct lx_rec *rec, char op, const char *json)
{
    struct lx_delta d = { 0 };
    enum lx_rc rc = lx_delta_read(&d, op, json, NULL);
    if (rc == LX_OK)
        rc = lx_delta_apply(rec, &d, true, NULL);
    lx_delta_done(&d);
    return rc;
}

/* '+' and '=' state all fields; the others go on from what is there. */
static void apply(struct lx_replay *r, char op, const char *json)
{
    bool whole = op == '+' || op == '=';
    if (op == '-' || whole) {
        r->damaged = r->damaged || (!r->unknown && op != '=' && (r->rec != NULL) != (op == '-'));
        LX_FREE(r->rec);
        r->unknown = false;
        if (op == '-')
            return;
        r->rec = lx_rec_new(r->type);
        r->rec->id = r->id;
    }
    if (r->unknown)
        return;
    if (!r->rec || (whole ? lx_delta_fill(r->rec, json, NULL) : go_on(r->rec, op, json)) != LX_OK)
        set_unknown(r, true);
}

static void take_change(struct lx_replay *r, sqlite3_stmt *st)
{
    const struct lx_table *t = lx_table_named(lx_column_z(st, 2));
    char op = *lx_column_z(st, 3);
    r->rev = sqlite3_column_int64(st, 1);
    if (!t || (r->type != LX_NONE_TYPE && r->type != t->type) || !strchr("+~-=", op) || !op) {
        set_unknown(r, true);
        return;
    }
    r->type = t->type;
    if (sqlite3_column_type(st, 4) != SQLITE_NULL)
        apply(r, op, lx_column_z(st, 4));
    else if (op == '-')
        apply(r, op, "");
    else
        set_unknown(r, false);
    if (r->rec)
        r->rec->rev = r->rev;
}

/* --- walking ----------------------------------------------------------------------------------------------------- */

enum lx_rc lx_replay_one(struct lx_db *db, lx_id id, struct lx_replay *r, struct lx_err *err)
{
    sqlite3_stmt *st = lx_sql(db, LX_SQL_HISTORY, err);
    enum lx_rc rc;
    bool row;
    *r = (struct lx_replay){ .id = id };
    if (!st)
        return lx_rc_of(err);
    sqlite3_bind_int64(st, 1, id);
    while ((rc = lx_sql_step(db, st, &row, err)) == LX_OK && row)
        take_change(r, st);
    return rc;
}

/* Some records' histories under one lock; *from is the last id done. */
static enum lx_rc replay_slice(struct lx_db *db, lx_id *from, bool *end, lx_replay_fn *fn, void *ctx,
                               struct lx_err *err)
{
    sqlite3_stmt *st = lx_sql(db, LX_SQL_HISTORIES, err);
    struct lx_replay r = { 0 };
    enum lx_rc rc = LX_OK;
    bool row = true, more = true;
    int rows_n = 0;
    if (!st)
        return lx_rc_of(err);
    sqlite3_bind_int64(st, 1, *from);
    while (rc == LX_OK && more && (rc = lx_sql_step(db, st, &row, err)) == LX_OK) {
        bool another = !row || sqlite3_column_int64(st, 0) != r.id;
        if (another && r.id) {
            *from = r.id;
            rc = fn(db, &r, ctx, err);
            lx_replay_done(&r);
            more = rows_n < LX_SLICE_ROWS;
        }
        if (!row || !more || rc)
            break;
        if (another)
            r = (struct lx_replay){ .id = sqlite3_column_int64(st, 0) };
        take_change(&r, st);
        rows_n++;
    }
    *end = !row;
    sqlite3_reset(st);
    lx_replay_done(&r);
    return rc;
}

enum lx_rc lx_replay_all(struct lx_db *db, lx_replay_fn *fn, void (*rest)(void *ctx), void *ctx, struct lx_err *err)
{
    lx_id from = INT64_MIN;
    enum lx_rc rc = LX_OK;
    bool began = false;
    for (bool end = false; rc == LX_OK && !end;) {
        rc = lx_may_go_on(db, err);
        if (rc == LX_OK)
            rc = lx_read_begin(db, &began, err);
        if (rc == LX_OK)
            rc = replay_slice(db, &from, &end, fn, ctx, err);
        if (rest)
            rest(ctx);
        lx_read_end(db, began);
    }
    return rc;
}

/* --- comparing --------------------------------------------------------------------------------------------------- */

static void name_difference(struct lx_str *detail, const struct lx_rec *stored, const struct lx_rec *told)
{
    const struct lx_table *t = lx_table(told->type);
    for (int i = 0; i < t->fields_n; i++)
        if (!lx_f_same(stored, told, &t->fields[i])) {
            lx_str_add(detail, t->fields[i].name);
            return;
        }
    lx_str_add(detail, stored->rev != told->rev ? "rev" : "key");
}

enum lx_rc lx_replay_differs(struct lx_db *db, struct lx_replay *r, bool *differs, enum lx_find *kind,
                             struct lx_str *detail, struct lx_err *err)
{
    struct lx_rec *stored = NULL;
    bool same = false;
    *differs = false;
    if (r->type == LX_NONE_TYPE || r->unknown)
        return LX_OK;
    enum lx_rc rc = r->rec ? lx_row_matches(db, r->rec, &same, err) : LX_OK;
    if (rc || same)
        return rc;
    rc = lx_row_get(db, r->type, r->id, true, &stored, err);
    if (rc && rc != LX_NOTFOUND)
        return rc;
    *differs = stored || r->rec;
    *kind = !r->rec ? LX_FIND_UNKNOWN : stored ? LX_FIND_RECORD : LX_FIND_MISSING;
    if (stored && r->rec)
        name_difference(detail, stored, r->rec);
    lx_rec_free(stored);
    return LX_OK;
}
