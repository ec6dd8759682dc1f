/* The ids of a query in order: which plan, which statement (performance.md 2.4, prototypes.md 5). */
#include "db/condition.h"

#include "core/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FEW_HITS = 5000 }; /* of the full text: fewer are sorted, more are met soon enough when walking the list */

/* A set of ids: open addressing of blocks of 64 ids, no bits = free.  Ids were given one after another, so that the whole
 * set mostly fits the processor's cache, which counts, because a list asks for them in any order. */
struct sieve {
    struct block {
        lx_id from; /* id / 64 */
        uint64_t bits;
    } *at;
    size_t mask;
};

static struct block *place(const struct sieve *v, lx_id id)
{
    lx_id from = id >> 6;
    size_t i = (size_t)((uint64_t)from * 0x9E3779B97F4A7C15u >> 20) & v->mask;
    while (v->at[i].bits && v->at[i].from != from)
        i = (i + 1) & v->mask;
    return &v->at[i];
}

static bool passes(const struct sieve *v, lx_id id) { return place(v, id)->bits >> (id & 63) & 1; }

/* ids ascending. */
static void fill_sieve(struct sieve *v, const struct lx_ids *ids)
{
    size_t blocks_n = 0;
    for (size_t i = 0; i < ids->n; i++)
        blocks_n += i == 0 || ids->at[i] >> 6 != ids->at[i - 1] >> 6;
    for (v->mask = 64; v->mask < blocks_n * 2; v->mask *= 2)
        ;
    v->at = lx_alloc(v->mask-- * sizeof *v->at);
    for (size_t i = 0; i < ids->n; i++) {
        struct block *b = place(v, ids->at[i]);
        b->from = ids->at[i] >> 6;
        b->bits |= (uint64_t)1 << (ids->at[i] & 63);
    }
}

/* Where the ids go, and, where by is set, the value of each. */
struct taker {
    struct lx_ids *ids; /* those of values, where there are values */
    const struct lx_by *by;
    struct lx_values *values;
};

enum part { WHOLE, DATED, UNDATED }; /* by a date downwards, what has no date comes after the rest */

/* --- one statement ----------------------------------------------------------------------------------------------- */

/* The whole list by a date downwards: read against the index, ids of one day downwards, too, and turned afterwards. */
static bool is_turned(const struct lx_build *b, enum part part)
{
    return part == DATED && !b->q->limit && b->q->sort_n == 1 && lx_build_is_list_order(b->q);
}

/* Moves what is bound in one part behind what is bound so far. */
static void add_part(struct lx_build *b, struct lx_build *part)
{
    lx_str_add(&b->sql, lx_str_z(&part->sql));
    for (size_t i = 0; i < part->bound_n; i++)
        LX_PUSH(b->bound, b->bound_n, b->bound_room) = part->bound[i];
    part->bound_n = 0;
    lx_build_done(part);
}

static void build_ids(struct lx_build *b, enum part part, const struct lx_by *by)
{
    const struct lx_query *q = b->q;
    struct lx_build where = { .q = q, .words = b->words }, value = { .q = q };
    const char *table = lx_table(q->type)->name, *key = q->sort_n && q->sort[0].field ? q->sort[0].field->name : "";
    lx_build_where(&where);
    bool list = lx_build_is_list_order(q) && !lx_build_has_driver(q) && b->words != LX_WORDS_IN;
    lx_str_add(&value.sql, by ? ", " : "");
    if (by)
        lx_build_by(&value, by);
    bool walk = list && (q->limit || !(where.uncovered || value.uncovered)), turned = is_turned(b, part);
    lx_str_add(&b->sql, "SELECT t0.\"id\"");
    add_part(b, &value);
    if (turned)
        lx_str_addf(&b->sql, ", t0.\"%s_key\"", key);
    lx_str_addf(&b->sql, " FROM \"%s\" t0", table);
    if (walk)
        lx_str_addf(&b->sql, " INDEXED BY \"%s_list\"", table);
    lx_build_joins(b);
    lx_str_add(&b->sql, " WHERE ");
    add_part(b, &where);
    if (part != WHOLE)
        lx_str_addf(&b->sql, " AND t0.\"%s_key\" %s %lld", key, part == DATED ? "<" : ">=", (long long)LX_KEY_WORDS);
    lx_str_add(&b->sql, " ORDER BY ");
    if (turned)
        lx_str_addf(&b->sql, "t0.\"%s_key\" DESC, t0.\"id\" DESC", key);
    else
        lx_build_order(b, list && !walk);
    if (q->limit)
        lx_str_addf(&b->sql, " LIMIT %zu", q->limit);
}

static void turn(int64_t *at, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        int64_t one = at[i];
        at[i] = at[n - 1 - i];
        at[n - 1 - i] = one;
    }
}

/* From the second column. */
static int64_t read_value(sqlite3_stmt *st, const struct lx_by *by, struct lx_values *values)
{
    const struct lx_field *f = by->field;
    if (!f)
        return sqlite3_column_int64(st, 1);
    if (f->kind == LX_TEXT)
        return lx_values_word(values, lx_column_z(st, 1));
    if (f->kind == LX_ENUM) {
        const char *word = lx_column_z(st, 1);
        for (int i = 0; word && i < f->words->n; i++)
            if (strcmp(f->words->at[i].word, word) == 0)
                return i;
        return 0;
    }
    if (f->kind == LX_DATE) {
        int64_t key = sqlite3_column_int64(st, 1);
        return key >= LX_KEY_WORDS ? LX_NO_INT : lx_values_month((lx_day)(key >> 3));
    }
    return sqlite3_column_type(st, 1) == SQLITE_NULL ? LX_NO_INT : sqlite3_column_int64(st, 1);
}

static void turn_last(struct taker *out, size_t start)
{
    turn(out->ids->at + start, out->ids->n - start);
    if (out->values)
        turn(out->values->at + start, out->ids->n - start);
}

static int read_ids(sqlite3_stmt *st, const struct sieve *sieve, bool turned, struct taker *out)
{
    int64_t key = INT64_MIN;
    size_t start = out->ids->n;
    int got = sqlite3_step(st), key_column = out->by ? 2 : 1;
    for (; got == SQLITE_ROW; got = sqlite3_step(st)) {
        lx_id id = sqlite3_column_int64(st, 0);
        if (turned && sqlite3_column_int64(st, key_column) != key) {
            turn_last(out, start);
            key = sqlite3_column_int64(st, key_column);
            start = out->ids->n;
        }
        if (sieve && !passes(sieve, id))
            continue;
        if (out->values)
            lx_values_add(out->values, id, read_value(st, out->by, out->values));
        else
            LX_PUSH(out->ids->at, out->ids->n, out->ids->room) = id;
    }
    if (turned)
        turn_last(out, start);
    return got;
}

static enum lx_rc run_ids(struct lx_db *db, const struct lx_query *q, enum lx_words_plan words, enum part part,
                          const struct sieve *sieve, struct taker *out, struct lx_err *err)
{
    struct lx_build b = { .q = q, .words = words };
    build_ids(&b, part, out->by);
    sqlite3_stmt *st = lx_sql_prepare(db, lx_str_z(&b.sql), err);
    enum lx_rc rc = st ? LX_OK : lx_rc_of(err);
    if (st) {
        lx_build_apply(&b, st);
        int got = read_ids(st, sieve, is_turned(&b, part), out);
        if (got != SQLITE_DONE)
            rc = lx_sql_fail(db, got, err);
    }
    sqlite3_finalize(st);
    lx_build_done(&b);
    return rc;
}

static enum lx_rc run_parts(struct lx_db *db, const struct lx_query *q, enum lx_words_plan words,
                            const struct sieve *sieve, struct taker *out, struct lx_err *err)
{
    bool down =
        q->sort_n && q->sort[0].field && q->sort[0].field->kind == LX_DATE && q->sort[0].down && !q->sort[0].via;
    size_t before = out->ids->n;
    if (!down)
        return run_ids(db, q, words, WHOLE, sieve, out, err);
    struct lx_query undated = *q, dated = *q;
    undated.sort[0].down = false;
    bool open_first = q->sort[0].open_first;
    enum lx_rc rc = open_first ? run_ids(db, &undated, words, UNDATED, sieve, out, err) : run_ids(db, &dated, words, DATED, sieve, out, err);
    if (rc || (q->limit && out->ids->n - before >= q->limit))
        return rc;
    dated.limit = undated.limit = q->limit ? q->limit - (out->ids->n - before) : 0;
    return open_first ? run_ids(db, &dated, words, DATED, sieve, out, err) : run_ids(db, &undated, words, UNDATED, sieve, out, err);
}

/* --- full text --------------------------------------------------------------------------------------------------- */

enum lx_rc lx_words_hits(struct lx_db *db, const char *match, bool down, size_t limit, struct lx_ids *out,
                         struct lx_err *err)
{
    char sql[160];
    (void)snprintf(sql, sizeof sql,
                   "SELECT \"rowid\" FROM \"words\" WHERE \"words\" MATCH ?1 ORDER BY \"rowid\"%s LIMIT ?2",
                   down ? " DESC" : "");
    sqlite3_stmt *st = lx_sql_prepare(db, sql, err);
    enum lx_rc rc;
    bool row;
    if (!st)
        return lx_rc_of(err);
    lx_bind_text(st, 1, match);
    sqlite3_bind_int64(st, 2, limit ? (sqlite3_int64)limit : -1);
    while ((rc = lx_sql_step(db, st, &row, err)) == LX_OK && row)
        lx_ids_add(out, sqlite3_column_int64(st, 0));
    sqlite3_finalize(st);
    return rc;
}

/* The whole list is read and all hits are its sieve. */
static enum lx_rc sieve_ids(struct lx_db *db, const struct lx_query *q, const char *match, struct taker *out,
                            struct lx_err *err)
{
    struct lx_ids hits = { 0 };
    struct sieve sieve = { 0 };
    enum lx_rc rc = lx_words_hits(db, match, false, 0, &hits, err);
    if (rc == LX_OK) {
        fill_sieve(&sieve, &hits);
        rc = run_parts(db, q, LX_WORDS_SKIP, &sieve, out, err);
    }
    free(sieve.at);
    lx_ids_done(&hits);
    return rc;
}

/* Few hits are sorted.  Of many, the first page is met by walking the list; the whole list is sieved, or, where the
 * hits are only a superset, asked for by id. */
static enum lx_rc ids_with_words(struct lx_db *db, const struct lx_query *q, const struct lx_pieces *p, bool loose,
                                 struct taker *out, struct lx_err *err)
{
    struct lx_str match = LX_STR_EMPTY;
    struct lx_ids hits = { 0 };
    enum lx_words_plan plan = LX_WORDS_IN;
    lx_pieces_match(&match, p, NULL);
    enum lx_rc rc = LX_OK;
    if (lx_build_is_list_order(q) || (!q->sort_n && !q->limit)) {
        rc = lx_words_hits(db, lx_str_z(&match), false, FEW_HITS + 1, &hits, err);
        if (hits.n > FEW_HITS)
            plan = q->limit ? LX_WORDS_WALK : loose ? LX_WORDS_IN : LX_WORDS_SKIP;
    }
    if (rc == LX_OK)
        rc = plan == LX_WORDS_SKIP ? sieve_ids(db, q, lx_str_z(&match), out, err)
                                   : run_parts(db, q, plan, NULL, out, err);
    lx_ids_done(&hits);
    lx_str_done(&match);
    return rc;
}

static enum lx_rc plan(struct lx_db *db, const struct lx_query *q, struct taker *out, struct lx_err *err)
{
    struct lx_pieces p = { 0 };
    bool other, loose;
    lx_build_pieces(&p, q, &other, &loose);
    enum lx_rc rc = p.n ? ids_with_words(db, q, &p, loose, out, err) : run_parts(db, q, LX_WORDS_WALK, NULL, out, err);
    lx_pieces_done(&p);
    return rc;
}

enum lx_rc lx_plan_ids(struct lx_db *db, const struct lx_query *q, struct lx_ids *out, struct lx_err *err)
{
    return plan(db, q, &(struct taker){ .ids = out }, err);
}

enum lx_rc lx_plan_values(struct lx_db *db, const struct lx_query *q, const struct lx_by *by, struct lx_values *out, struct lx_err *err)
{
    return plan(db, q, &(struct taker){ .ids = &out->ids, .by = by, .values = out }, err);
}
