/* Reading lists: ids in order, rows, counts, full text. */
#include "db/condition.h"

#include "core/light.h"
#include "core/mem.h"
#include "core/text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SLICE_N = 2000,  /* rows read under one lock */
    STOP_OPS = 1000, /* how often a long read asks whether it shall stop */
};

static enum lx_rc db_get(struct lx_store *s, enum lx_type type, lx_id id, struct lx_rec **rec, struct lx_err *err);
static enum lx_rc db_type_of(struct lx_store *s, lx_id id, enum lx_type *type, struct lx_err *err);
static enum lx_rc db_ids(struct lx_store *s, const struct lx_query *q, struct lx_ids *out, struct lx_err *err);
static enum lx_rc db_rows(struct lx_store *s, enum lx_type type, const lx_id *ids, size_t n, struct lx_rows *out,
                          struct lx_err *err);
static enum lx_rc db_count(struct lx_store *s, const struct lx_query *q, const struct lx_field *by,
                           struct lx_counts *out, struct lx_err *err);
static enum lx_rc db_values(struct lx_store *s, const struct lx_query *q, const struct lx_by *by, struct lx_values *out,
                            struct lx_err *err);
static enum lx_rc db_search(struct lx_store *s, const char *words, size_t limit, struct lx_hits *out,
                            struct lx_err *err);

void lx_store_reading(struct lx_store *s)
{
    s->get = db_get;
    s->type_of = db_type_of;
    s->ids = db_ids;
    s->rows = db_rows;
    s->count = db_count;
    s->values = db_values;
    s->search = db_search;
}

/* --- functions used in SQL --------------------------------------------------------------------------------------- */

static void sql_has(sqlite3_context *ctx, int n, sqlite3_value **v)
{
    struct lx_str key = LX_STR_EMPTY;
    const char *s = (const char *)sqlite3_value_text(v[0]), *needle = (const char *)sqlite3_value_text(v[1]);
    (void)n;
    if (s)
        lx_text_key(&key, s, (size_t)sqlite3_value_bytes(v[0]));
    sqlite3_result_int(ctx, s && needle && strstr(lx_str_z(&key), needle) != NULL);
    lx_str_done(&key);
}

static void sql_pinyin(sqlite3_context *ctx, int n, sqlite3_value **v)
{
    const char *s = (const char *)sqlite3_value_text(v[0]), *letters = (const char *)sqlite3_value_text(v[1]);
    (void)n;
    sqlite3_result_int(ctx, s && letters && lx_pinyin_match(letters, s) > 0);
}

static lx_day day_of(sqlite3_value *key)
{
    sqlite3_int64 k = sqlite3_value_int64(key);
    return k >= LX_KEY_WORDS ? LX_NO_DAY : (lx_day)(k >> 3);
}

static void sql_light(sqlite3_context *ctx, int n, sqlite3_value **v)
{
    const struct lx_words *states = sqlite3_user_data(ctx);
    const char *word = (const char *)sqlite3_value_text(v[0]);
    int state = 0;
    (void)n;
    while (word && state < states->n && strcmp(states->at[state].word, word) != 0)
        state++;
    sqlite3_result_int(ctx, (int)lx_light(state, day_of(v[1]), day_of(v[2]), sqlite3_value_int(v[3]),
                                     sqlite3_value_int(v[4]), sqlite3_value_int(v[5])));
}

int lx_query_register(struct lx_db *db)
{
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    int rc = sqlite3_create_function_v2(db->sql, "lx_has", 2, flags, NULL, sql_has, NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_create_function_v2(db->sql, "lx_pinyin", 2, flags, NULL, sql_pinyin, NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_create_function_v2(db->sql, "lx_light", 6, flags, (void *)(uintptr_t)lx_words_of("item_state"),
                                        sql_light, NULL, NULL, NULL);
    return rc;
}

/* --- stopping ---------------------------------------------------------------------------------------------------- */

static int ask_stop(void *ctx)
{
    struct lx_db *db = ctx;
    return db->stop(db->stop_ctx);
}

static void may_stop(struct lx_db *db, bool may)
{
    if (db->stop)
        sqlite3_progress_handler(db->sql, STOP_OPS, may ? ask_stop : NULL, db);
}

/* --- records ----------------------------------------------------------------------------------------------------- */

static enum lx_rc db_get(struct lx_store *s, enum lx_type type, lx_id id, struct lx_rec **rec, struct lx_err *err)
{
    struct lx_db *db = lx_db_of(s);
    bool began;
    *rec = NULL;
    enum lx_rc rc = lx_read_begin(db, &began, err); /* row and texts of one state */
    if (rc == LX_OK)
        rc = lx_row_get(db, type, id, true, rec, err);
    lx_read_end(db, began);
    return rc;
}

static enum lx_rc db_type_of(struct lx_store *s, lx_id id, enum lx_type *type, struct lx_err *err)
{
    return lx_row_type(lx_db_of(s), id, type, err);
}

static enum lx_rc read_slice(struct lx_db *db, enum lx_type type, const lx_id *ids, size_t n, struct lx_rows *out,
                             struct lx_err *err)
{
    bool began;
    enum lx_rc rc = lx_read_begin(db, &began, err);
    for (size_t i = 0; i < n && rc == LX_OK; i++) {
        struct lx_rec *rec;
        rc = lx_row_get(db, type, ids[i], false, &rec, err);
        if (rc == LX_NOTFOUND) /* gone meanwhile */
            rc = LX_OK;
        if (rc == LX_OK)
            LX_PUSH(out->at, out->n, out->room) = rec;
    }
    lx_read_end(db, began);
    return rc;
}

static enum lx_rc db_rows(struct lx_store *s, enum lx_type type, const lx_id *ids, size_t n, struct lx_rows *out,
                          struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; i < n && rc == LX_OK; i += SLICE_N)
        rc = read_slice(lx_db_of(s), type, ids + i, n - i < SLICE_N ? n - i : SLICE_N, out, err);
    return rc;
}

/* --- ids --------------------------------------------------------------------------------------------------------- */

static enum lx_rc db_ids(struct lx_store *s, const struct lx_query *q, struct lx_ids *out, struct lx_err *err)
{
    struct lx_db *db = lx_db_of(s);
    size_t before = out->n;
    bool began;
    enum lx_rc rc = lx_read_begin(db, &began, err);
    may_stop(db, true);
    if (rc == LX_OK)
        rc = lx_plan_ids(db, q, out, err);
    may_stop(db, false);
    lx_read_end(db, began);
    if (rc)
        out->n = before;
    return rc;
}

static enum lx_rc db_values(struct lx_store *s, const struct lx_query *q, const struct lx_by *by, struct lx_values *out,
                            struct lx_err *err)
{
    struct lx_db *db = lx_db_of(s);
    bool began;
    enum lx_rc rc = lx_read_begin(db, &began, err);
    may_stop(db, true);
    if (rc == LX_OK)
        rc = lx_plan_values(db, q, by, out, err);
    may_stop(db, false);
    lx_read_end(db, began);
    if (rc)
        lx_values_done(out);
    return rc;
}

/* --- counting ---------------------------------------------------------------------------------------------------- */

static int64_t count_value(sqlite3_stmt *st, const struct lx_field *by)
{
    if (by->kind != LX_ENUM)
        return sqlite3_column_int64(st, 1);
    int i = lx_word_find(by->words, lx_column_z(st, 1));
    return i < 0 ? 0 : i;
}

static enum lx_rc count_sql(struct lx_db *db, const struct lx_query *q, const struct lx_field *by,
                            struct lx_counts *out, struct lx_err *err)
{
    struct lx_build b = { .q = q, .words = LX_WORDS_IN };
    lx_str_add(&b.sql, "SELECT count(*)");
    if (by)
        lx_str_addf(&b.sql, ", t0.\"%s\"", by->name);
    lx_str_addf(&b.sql, " FROM \"%s\" t0 WHERE ", lx_table(q->type)->name);
    lx_build_where(&b);
    if (by)
        lx_str_addf(&b.sql, " GROUP BY t0.\"%s\"", by->name);
    sqlite3_stmt *st = lx_sql_prepare(db, lx_str_z(&b.sql), err);
    if (st)
        lx_build_apply(&b, st);
    enum lx_rc rc = st ? LX_OK : lx_rc_of(err);
    bool row = st != NULL;
    while (rc == LX_OK && row && (rc = lx_sql_step(db, st, &row, err)) == LX_OK && row) {
        size_t n = (size_t)sqlite3_column_int64(st, 0);
        out->total += n;
        if (by)
            LX_PUSH(out->at, out->n, out->room) = (struct lx_count){ count_value(st, by), n };
    }
    sqlite3_finalize(st);
    lx_build_done(&b);
    return rc;
}

static enum lx_rc count_hits(struct lx_db *db, const struct lx_pieces *p, enum lx_type type, size_t *n,
                             struct lx_err *err)
{
    struct lx_str match = LX_STR_EMPTY;
    lx_pieces_match(&match, p, lx_table(type));
    sqlite3_stmt *st = lx_sql_prepare(db, "SELECT count(*) FROM \"words\" WHERE \"words\" MATCH ?1", err);
    bool row;
    enum lx_rc rc = st ? LX_OK : lx_rc_of(err);
    if (st) {
        lx_bind_text(st, 1, lx_str_z(&match));
        rc = lx_sql_step(db, st, &row, err);
        *n = rc == LX_OK && row ? (size_t)sqlite3_column_int64(st, 0) : 0;
    }
    sqlite3_finalize(st);
    lx_str_done(&match);
    return rc;
}

/* Full text alone is counted in its index; with other conditions the ids are. */
static enum lx_rc count_ids(struct lx_db *db, const struct lx_query *q, size_t *n, struct lx_err *err)
{
    struct lx_ids ids = { 0 };
    struct lx_query all = { .type = q->type,
                            .where = q->where,
                            .today = q->today,
                            .near_days = q->near_days,
                            .near_percent = q->near_percent };
    enum lx_rc rc = lx_plan_ids(db, &all, &ids, err);
    *n = ids.n;
    lx_ids_done(&ids);
    return rc;
}

static enum lx_rc db_count(struct lx_store *s, const struct lx_query *q, const struct lx_field *by,
                           struct lx_counts *out, struct lx_err *err)
{
    struct lx_db *db = lx_db_of(s);
    struct lx_pieces p = { 0 };
    bool other, loose, began;
    if (by && by->kind != LX_REF && by->kind != LX_ENUM)
        by = NULL;
    out->n = out->total = 0;
    lx_build_pieces(&p, q, &other, &loose);
    enum lx_rc rc = lx_read_begin(db, &began, err);
    may_stop(db, true);
    if (rc == LX_OK)
        rc = p.n && !by && !other ? count_hits(db, &p, q->type, &out->total, err)
             : p.n && !by         ? count_ids(db, q, &out->total, err)
                                  : count_sql(db, q, by, out, err);
    may_stop(db, false);
    lx_read_end(db, began);
    lx_pieces_done(&p);
    return rc;
}

/* --- full text --------------------------------------------------------------------------------------------------- */

static enum lx_rc search_type(struct lx_db *db, const struct lx_pieces *p, enum lx_type type, size_t limit,
                              struct lx_hits *out, struct lx_err *err)
{
    struct lx_str match = LX_STR_EMPTY;
    struct lx_ids ids = { 0 };
    lx_pieces_match(&match, p, lx_table(type));
    enum lx_rc rc = count_hits(db, p, type, &out->counts[type], err);
    if (rc == LX_OK && out->counts[type])
        rc = lx_words_hits(db, lx_str_z(&match), true, limit, &ids, err);
    for (size_t i = 0; i < ids.n; i++)
        LX_PUSH(out->at, out->n, out->room) = (struct lx_hit){ type, ids.at[i] };
    lx_ids_done(&ids);
    lx_str_done(&match);
    return rc;
}

static int newest_first(const void *a, const void *b)
{
    const struct lx_hit *x = a, *y = b;
    return (x->id < y->id) - (x->id > y->id);
}

static enum lx_rc db_search(struct lx_store *s, const char *words, size_t limit, struct lx_hits *out,
                            struct lx_err *err)
{
    struct lx_db *db = lx_db_of(s);
    struct lx_pieces p = { 0 };
    bool began;
    lx_hits_done(out);
    lx_pieces_read(&p, words);
    enum lx_rc rc = lx_read_begin(db, &began, err);
    may_stop(db, true);
    for (int t = LX_NONE_TYPE + 1; t < LX_TYPES_N && rc == LX_OK && p.n; t++)
        rc = search_type(db, &p, (enum lx_type)t, limit, out, err);
    may_stop(db, false);
    lx_read_end(db, began);
    lx_pieces_done(&p);
    if (rc)
        lx_hits_done(out);
    else if (out->n)
        qsort(out->at, out->n, sizeof *out->at, newest_first);
    return rc;
}
