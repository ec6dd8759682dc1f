/* Checking a database: pages, schema, chain, records, references, full text, counters. */
#include "db/check.h"

#include "db/migrate.h"
#include "db/words.h"

#include "core/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum lx_rc step_fn(struct lx_db *db, struct lx_findings *out, struct lx_err *err);
static step_fn check_pages, check_schema, check_records, check_histories, check_rows, check_texts, check_references,
    check_words, check_index, check_counters;
static enum lx_rc run_steps(struct lx_db *db, step_fn *const *steps, size_t n, struct lx_findings *out, struct lx_err *err);

const char *lx_find_words(enum lx_find kind)
{
    switch (kind) {
    case LX_FIND_FILE:
        return N_("The file is damaged: %s");
    case LX_FIND_SCHEMA:
        return N_("A table or index is not as it should be: %s");
    case LX_FIND_ENTRY:
        return N_("An entry of the history was changed or is missing: %s");
    case LX_FIND_CHANGE:
        return N_("A change in the history was changed or is missing: %s");
    case LX_FIND_RECORD:
        return N_("A record is not what its history says: %s");
    case LX_FIND_UNKNOWN:
        return N_("The history does not know this record: %s");
    case LX_FIND_MISSING:
        return N_("A record is gone that should be there: %s");
    case LX_FIND_TEXT:
        return N_("A text belongs to no record: %s");
    case LX_FIND_WORDS:
        return N_("The full text does not fit; run `lianxi db reindex`: %s");
    case LX_FIND_REFERENCE:
        return N_("A record refers to one that is not there: %s");
    case LX_FIND_COUNTER:
        return N_("A counter is behind the numbers given: %s");
    }
    return "%s";
}

static enum lx_rc replay_and_compare(struct lx_db *db, struct lx_replay *r, void *ctx, struct lx_err *err)
{
    struct lx_findings *out = ctx;
    struct lx_str detail = LX_STR_EMPTY;
    enum lx_find kind;
    bool differs;
    if (r->damaged)
        lx_found(out, LX_FIND_CHANGE, r->type, r->id, r->rev, "history");
    enum lx_rc rc = lx_replay_differs(db, r, &differs, &kind, &detail, err);
    if (rc == LX_OK && differs)
        lx_found(out, kind, r->type, r->id, r->rev, lx_str_z(&detail));
    lx_str_done(&detail);
    return rc;
}

/* Naming what is wrong looks at everything from several sides; first it is asked whether anything is. */
static enum lx_rc check_records(struct lx_db *db, struct lx_findings *out, struct lx_err *err)
{
    static step_fn *const steps[] = { check_histories, check_rows, check_texts, check_words };
    bool sound;
    enum lx_rc rc = lx_check_sound(db, &sound, err);
    return rc || sound ? rc : run_steps(db, steps, sizeof steps / sizeof steps[0], out, err);
}

static enum lx_rc check_histories(struct lx_db *db, struct lx_findings *out, struct lx_err *err)
{
    return lx_replay_all(db, replay_and_compare, NULL, out, err);
}

enum lx_rc lx_db_check(struct lx_store *s, struct lx_findings *out, struct lx_err *err)
{
    static step_fn *const steps[] = {
        check_pages, check_schema, lx_check_chain, check_records, check_references, check_index, check_counters,
    };
    struct lx_db *db = lx_db_of(s);
    lx_sql_roomy(db, true);
    enum lx_rc rc = run_steps(db, steps, sizeof steps / sizeof steps[0], out, err);
    lx_sql_roomy(db, false);
    return rc;
}

static enum lx_rc run_steps(struct lx_db *db, step_fn *const *steps, size_t n, struct lx_findings *out, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; i < n && rc == LX_OK; i++) {
        rc = lx_may_go_on(db, err);
        if (rc == LX_OK)
            rc = steps[i](db, out, err);
        if (rc == LX_CORRUPT) { /* a page that cannot be read: said, and the next step is tried */
            lx_found(out, LX_FIND_FILE, LX_NONE_TYPE, 0, 0, err ? err->detail : "");
            rc = LX_OK;
        }
    }
    return rc;
}

/* --- pages ------------------------------------------------------------------------------------------------------- */

/* Table by table: no lock is held for longer than one of them takes. */
static enum lx_rc check_table(struct lx_db *db, const char *table, struct lx_findings *out, struct lx_err *err)
{
    char sql[128];
    (void)snprintf(sql, sizeof sql, "PRAGMA integrity_check(\"%s\")", table);
    sqlite3_stmt *st = lx_sql_prepare(db, sql, err);
    enum lx_rc rc = st ? LX_OK : lx_rc_of(err);
    bool row = st != NULL;
    while (rc == LX_OK && row && (rc = lx_sql_step(db, st, &row, err)) == LX_OK && row)
        if (strcmp(lx_column_z(st, 0), "ok") != 0)
            lx_found(out, LX_FIND_FILE, LX_NONE_TYPE, 0, 0, lx_column_z(st, 0));
    sqlite3_finalize(st);
    return rc;
}

static enum lx_rc list_tables(struct lx_db *db, struct lx_str *names, struct lx_err *err)
{
    sqlite3_stmt *st = lx_sql_prepare(db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0", err);
    bool row;
    enum lx_rc rc = st ? LX_OK : lx_rc_of(err);
    while (rc == LX_OK && (rc = lx_sql_step(db, st, &row, err)) == LX_OK && row)
        lx_str_addn(names, lx_column_z(st, 0), strlen(lx_column_z(st, 0)) + 1);
    sqlite3_finalize(st);
    return rc;
}

static enum lx_rc check_pages(struct lx_db *db, struct lx_findings *out, struct lx_err *err)
{
    struct lx_str names = LX_STR_EMPTY;
    enum lx_rc rc = list_tables(db, &names, err);
    for (size_t at = 0; at < names.len && rc == LX_OK; at += strlen(names.s + at) + 1)
        rc = check_table(db, names.s + at, out, err);
    lx_str_done(&names);
    return rc;
}

/* --- schema ------------------------------------------------------------------------------------------------------ */

static enum lx_rc read_schema(struct lx_db *db, struct lx_str *out, struct lx_err *err)
{
    sqlite3_stmt *st = lx_sql_prepare(
        db, "SELECT name, type, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name",
        err);
    bool row;
    enum lx_rc rc = st ? LX_OK : lx_rc_of(err);
    while (rc == LX_OK && (rc = lx_sql_step(db, st, &row, err)) == LX_OK && row)
        for (int i = 0; i < 4; i++)
            lx_str_addn(out, lx_column_z(st, i), strlen(lx_column_z(st, i)) + 1);
    sqlite3_finalize(st);
    return rc;
}

static size_t four(const char *s)
{
    size_t at = 0;
    for (int i = 0; i < 4; i++)
        at += strlen(s + at) + 1;
    return at;
}

/* Both lists are sorted by name. */
static void compare_schema(struct lx_findings *out, const struct lx_str *a, const struct lx_str *b)
{
    size_t i = 0, j = 0;
    while (i < a->len || j < b->len) {
        int d = i >= a->len ? 1 : j >= b->len ? -1 : strcmp(a->s + i, b->s + j);
        size_t a_len = d <= 0 ? four(a->s + i) : 0, b_len = d >= 0 ? four(b->s + j) : 0;
        if (d != 0 || a_len != b_len || memcmp(a->s + i, b->s + j, a_len) != 0)
            lx_found(out, LX_FIND_SCHEMA, LX_NONE_TYPE, 0, 0, d <= 0 ? a->s + i : b->s + j);
        i += a_len;
        j += b_len;
    }
}

/* Against what the migrations make in memory. */
static enum lx_rc check_schema(struct lx_db *db, struct lx_findings *out, struct lx_err *err)
{
    struct lx_str ours = LX_STR_EMPTY, theirs = LX_STR_EMPTY;
    struct lx_db *model = lx_db_blank();
    enum lx_rc rc = lx_db_connect(model, err);
    if (rc == LX_OK)
        rc = lx_migrate(model, true, err);
    if (rc == LX_OK)
        rc = read_schema(model, &ours, err);
    if (rc == LX_OK)
        rc = read_schema(db, &theirs, err);
    if (rc == LX_OK)
        compare_schema(out, &ours, &theirs);
    model->store.close(&model->store);
    lx_str_done(&ours);
    lx_str_done(&theirs);
    return rc;
}

/* --- references -------------------------------------------------------------------------------------------------- */

static enum lx_rc check_table_references(struct lx_db *db, const struct lx_table *t, struct lx_findings *out,
                                         struct lx_err *err)
{
    char sql[96];
    (void)snprintf(sql, sizeof sql, "PRAGMA foreign_key_check(\"%s\")", t->name);
    sqlite3_stmt *st = lx_sql_prepare(db, sql, err);
    bool row;
    enum lx_rc rc = st ? LX_OK : lx_rc_of(err);
    while (rc == LX_OK && (rc = lx_sql_step(db, st, &row, err)) == LX_OK && row)
        lx_found(out, LX_FIND_REFERENCE, t->type, sqlite3_column_int64(st, 1), 0, lx_column_z(st, 2));
    sqlite3_finalize(st);
    return rc;
}

static enum lx_rc check_any_references(struct lx_db *db, const struct lx_table *t, const struct lx_field *f,
                                       struct lx_findings *out, struct lx_err *err)
{
    char sql[160];
    (void)snprintf(sql, sizeof sql, "SELECT \"id\", \"%s\" FROM \"%s\" WHERE \"%s\" IS NOT NULL", f->name, t->name,
                   f->name);
    sqlite3_stmt *st = lx_sql_prepare(db, sql, err);
    bool row;
    enum lx_type type;
    enum lx_rc rc = st ? LX_OK : lx_rc_of(err);
    while (rc == LX_OK && (rc = lx_sql_step(db, st, &row, err)) == LX_OK && row) {
        rc = lx_row_type(db, sqlite3_column_int64(st, 1), &type, err);
        if (rc == LX_NOTFOUND) {
            lx_found(out, LX_FIND_REFERENCE, t->type, sqlite3_column_int64(st, 0), 0, f->name);
            rc = LX_OK;
        }
    }
    sqlite3_finalize(st);
    return rc;
}

static enum lx_rc check_references(struct lx_db *db, struct lx_findings *out, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (int i = LX_NONE_TYPE + 1; i < LX_TYPES_N && rc == LX_OK; i++) {
        const struct lx_table *t = lx_table((enum lx_type)i);
        rc = check_table_references(db, t, out, err);
        for (int j = 0; j < t->fields_n && rc == LX_OK; j++)
            if (t->fields[j].kind == LX_REF && t->fields[j].of == LX_REC)
                rc = check_any_references(db, t, &t->fields[j], out, err);
    }
    return rc;
}

/* --- rows in slices ---------------------------------------------------------------------------------------------- */

typedef enum lx_rc row_fn(struct lx_db *db, sqlite3_stmt *row, const struct lx_table *t, struct lx_findings *out,
                          struct lx_err *err);

/* sql has ?1, the last id seen, and LIMIT; its first column is the id. */
static enum lx_rc in_slices(struct lx_db *db, const char *sql, const struct lx_table *t, row_fn *fn,
                            struct lx_findings *out, struct lx_err *err)
{
    sqlite3_stmt *st = lx_sql_prepare(db, sql, err);
    enum lx_rc rc = st ? LX_OK : lx_rc_of(err);
    lx_id from = INT64_MIN;
    for (int n = LX_SLICE_ROWS; rc == LX_OK && n == LX_SLICE_ROWS;) {
        bool row = false;
        n = 0;
        rc = lx_may_go_on(db, err);
        sqlite3_bind_int64(st, 1, from);
        while (rc == LX_OK && (rc = lx_sql_step(db, st, &row, err)) == LX_OK && row) {
            from = sqlite3_column_int64(st, 0);
            rc = fn(db, st, t, out, err);
            n++;
        }
        sqlite3_reset(st);
    }
    sqlite3_finalize(st);
    return rc;
}

static enum lx_rc found_unknown(struct lx_db *db, sqlite3_stmt *st, const struct lx_table *t, struct lx_findings *out,
                                struct lx_err *err)
{
    (void)db;
    (void)err;
    if (sqlite3_column_int(st, 1))
        lx_found(out, LX_FIND_UNKNOWN, t->type, sqlite3_column_int64(st, 0), 0, "");
    return LX_OK;
}

/* Rows without any change row. */
static enum lx_rc check_rows(struct lx_db *db, struct lx_findings *out, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (int i = LX_NONE_TYPE + 1; i < LX_TYPES_N && rc == LX_OK; i++) {
        const struct lx_table *t = lx_table((enum lx_type)i);
        char sql[256];
        (void)snprintf(sql, sizeof sql,
                       "SELECT t.\"id\", NOT EXISTS (SELECT 1 FROM \"change\" c WHERE c.\"pk\" = t.\"id\" AND "
                       "c.\"type\" = '%s') FROM \"%s\" t "
                       "WHERE t.\"id\" > ?1 ORDER BY t.\"id\" LIMIT %d",
                       t->name, t->name, LX_SLICE_ROWS);
        rc = in_slices(db, sql, t, found_unknown, out, err);
    }
    return rc;
}

static enum lx_rc found_text(struct lx_db *db, sqlite3_stmt *st, const struct lx_table *t, struct lx_findings *out,
                             struct lx_err *err)
{
    enum lx_type type;
    (void)t;
    enum lx_rc rc = lx_row_type(db, sqlite3_column_int64(st, 0), &type, err);
    if (rc == LX_NOTFOUND) {
        lx_found(out, LX_FIND_TEXT, LX_NONE_TYPE, sqlite3_column_int64(st, 0), 0, lx_column_z(st, 1));
        return LX_OK;
    }
    return rc;
}

/* Texts of records that are there were compared with these. */
static enum lx_rc check_texts(struct lx_db *db, struct lx_findings *out, struct lx_err *err)
{
    char sql[128];
    (void)snprintf(
        sql, sizeof sql,
        "SELECT \"id\", min(\"field\") FROM \"text\" WHERE \"id\" > ?1 GROUP BY \"id\" ORDER BY \"id\" LIMIT %d",
        LX_SLICE_ROWS);
    return in_slices(db, sql, NULL, found_text, out, err);
}

/* --- full text --------------------------------------------------------------------------------------------------- */

static enum lx_rc compare_words(struct lx_db *db, sqlite3_stmt *st, const struct lx_table *t, struct lx_findings *out,
                                struct lx_err *err)
{
    struct lx_str want = LX_STR_EMPTY;
    struct lx_rec *rec;
    lx_id id = sqlite3_column_int64(st, 0);
    enum lx_rc rc = lx_row_get(db, t->type, id, true, &rec, err);
    if (rc)
        return rc == LX_NOTFOUND ? LX_OK : rc;
    bool any = lx_words_plain(&want, rec), there = sqlite3_column_type(st, 1) != SQLITE_NULL;
    if (any != there || (any && strcmp(lx_str_z(&want), lx_column_z(st, 1)) != 0))
        lx_found(out, LX_FIND_WORDS, t->type, id, 0, "");
    lx_rec_free(rec);
    lx_str_done(&want);
    return LX_OK;
}

static enum lx_rc found_stray_words(struct lx_db *db, sqlite3_stmt *st, const struct lx_table *t,
                                    struct lx_findings *out, struct lx_err *err)
{
    enum lx_type type;
    (void)t;
    enum lx_rc rc = lx_row_type(db, sqlite3_column_int64(st, 0), &type, err);
    if (rc == LX_NOTFOUND) {
        lx_found(out, LX_FIND_WORDS, LX_NONE_TYPE, sqlite3_column_int64(st, 0), 0, "");
        return LX_OK;
    }
    return rc;
}

static enum lx_rc check_words(struct lx_db *db, struct lx_findings *out, struct lx_err *err)
{
    char sql[256];
    enum lx_rc rc = LX_OK;
    for (int i = LX_NONE_TYPE + 1; i < LX_TYPES_N && rc == LX_OK; i++) {
        const struct lx_table *t = lx_table((enum lx_type)i);
        (void)snprintf(sql, sizeof sql,
                       "SELECT t.\"id\", w.\"c0\" FROM \"%s\" t LEFT JOIN \"words_content\" w ON w.\"id\" = t.\"id\" "
                       "WHERE t.\"id\" > ?1 "
                       "ORDER BY t.\"id\" LIMIT %d",
                       t->name, LX_SLICE_ROWS);
        rc = in_slices(db, sql, t, compare_words, out, err);
    }
    (void)snprintf(sql, sizeof sql, "SELECT \"id\" FROM \"words_content\" WHERE \"id\" > ?1 ORDER BY \"id\" LIMIT %d",
                   LX_SLICE_ROWS);
    return rc ? rc : in_slices(db, sql, NULL, found_stray_words, out, err);
}

/* The index against these; a statement that writes, though it changes nothing. */
static enum lx_rc check_index(struct lx_db *db, struct lx_findings *out, struct lx_err *err)
{
    enum lx_rc rc =
        db->readonly ? LX_OK : lx_sql_exec(db, "INSERT INTO \"words\" (\"words\") VALUES ('integrity-check')", err);
    if (rc == LX_CORRUPT) {
        lx_found(out, LX_FIND_WORDS, LX_NONE_TYPE, 0, 0, "");
        rc = LX_OK;
    }
    return rc;
}

/* --- counters ---------------------------------------------------------------------------------------------------- */

static enum lx_rc last_id(struct lx_db *db, const struct lx_table *t, int64_t *last, struct lx_err *err)
{
    char sql[160];
    int64_t base = db->origin * LX_ORIGIN_STEP;
    (void)snprintf(sql, sizeof sql, "SELECT max(\"id\") FROM \"%s\" WHERE \"id\" > %lld AND \"id\" < %lld", t->name,
                   (long long)base, (long long)(base + LX_ORIGIN_STEP));
    sqlite3_stmt *st = lx_sql_prepare(db, sql, err);
    bool row;
    enum lx_rc rc = st ? lx_sql_step(db, st, &row, err) : lx_rc_of(err);
    if (rc == LX_OK && sqlite3_column_int64(st, 0) > *last)
        *last = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    return rc;
}

enum lx_rc lx_last_id(struct lx_db *db, int64_t *n, struct lx_err *err)
{
    int64_t last = db->origin * LX_ORIGIN_STEP;
    enum lx_rc rc = LX_OK;
    for (int i = LX_NONE_TYPE + 1; i < LX_TYPES_N && rc == LX_OK; i++)
        rc = last_id(db, lx_table((enum lx_type)i), &last, err);
    *n = last - db->origin * LX_ORIGIN_STEP;
    return rc;
}

static enum lx_rc check_counters(struct lx_db *db, struct lx_findings *out, struct lx_err *err)
{
    int64_t given = 0, counted = 0;
    enum lx_rc rc = lx_last_id(db, &given, err);
    sqlite3_stmt *st = rc == LX_OK ? lx_sql(db, LX_SQL_COUNTER_GET, err) : NULL;
    bool row = false;
    if (!st)
        return rc ? rc : lx_rc_of(err);
    lx_bind_text(st, 1, "id");
    rc = lx_sql_step(db, st, &row, err);
    counted = rc == LX_OK && row ? sqlite3_column_int64(st, 0) : 0;
    sqlite3_reset(st);
    if (rc == LX_OK && counted < given)
        lx_found(out, LX_FIND_COUNTER, LX_NONE_TYPE, 0, 0, "id");
    return rc;
}
