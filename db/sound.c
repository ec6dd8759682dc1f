/* Is every record what its history says?  One pass that compares; what it finds wrong it does not name.
 *
 * History tells the records in the order of their ids; beside it the rows of each table, and the words, are walked in
 * the same order: the next one must be the record's own, and no more may follow.  Texts are counted.  Where all of that
 * holds, and nobody wrote meanwhile, the slow steps of a check, which look from each table back at the history, would
 * find nothing. */
#include "db/check.h"

#include "db/words.h"

#include <string.h>

/* Rows of a table by id, from behind the last one that was met. */
struct walker {
    sqlite3_stmt *st;
    lx_id last;
    bool under_way;
};

struct sound {
    struct walker rows[LX_TYPES_N], words;
    int64_t texts_n;
    struct lx_str plain; /* of one record */
    bool good;
};

/* --- walking ----------------------------------------------------------------------------------------------------- */

static enum lx_rc next_row(struct lx_db *db, struct walker *w, bool *row, struct lx_err *err)
{
    if (!w->under_way)
        sqlite3_bind_int64(w->st, 1, w->last);
    w->under_way = true;
    enum lx_rc rc = lx_sql_step(db, w->st, row, err);
    if (*row)
        w->last = sqlite3_column_int64(w->st, sqlite3_column_count(w->st) - 1);
    return rc;
}

static void rest(void *ctx)
{
    struct sound *s = ctx;
    for (int i = 0; i < LX_TYPES_N; i++) {
        sqlite3_reset(s->rows[i].st);
        s->rows[i].under_way = false;
    }
    sqlite3_reset(s->words.st);
    s->words.under_way = false;
}

static enum lx_rc start(struct lx_db *db, struct sound *s, struct lx_err *err)
{
    s->words.st = lx_sql_prepare(
        db, "SELECT \"c0\", \"id\" FROM \"words_content\" WHERE \"id\" > ?1 ORDER BY \"id\"", err);
    s->words.last = INT64_MIN;
    bool good = s->words.st != NULL;
    for (int i = LX_NONE_TYPE + 1; i < LX_TYPES_N && good; i++) {
        s->rows[i].st = lx_row_select(db, lx_table((enum lx_type)i), "\"id\" > ?1 ORDER BY \"id\"", err);
        s->rows[i].last = INT64_MIN;
        good = s->rows[i].st != NULL;
    }
    return good ? LX_OK : lx_rc_of(err);
}

static void finish(struct sound *s)
{
    for (int i = 0; i < LX_TYPES_N; i++)
        sqlite3_finalize(s->rows[i].st);
    sqlite3_finalize(s->words.st);
    lx_str_done(&s->plain);
}

/* --- comparing --------------------------------------------------------------------------------------------------- */

static enum lx_rc compare_row(struct lx_db *db, const struct lx_rec *rec, struct sound *s, struct lx_err *err)
{
    struct walker *w = &s->rows[rec->type];
    bool row;
    enum lx_rc rc = next_row(db, w, &row, err);
    s->good = row && w->last == rec->id && lx_row_same(w->st, rec);
    return rc;
}

/* Most have no texts: that there are none is seen by counting. */
static enum lx_rc compare_texts(struct lx_db *db, const struct lx_rec *rec, struct sound *s, struct lx_err *err)
{
    int n = lx_texts_n(rec);
    s->texts_n += n;
    return n ? lx_texts_match(db, rec, &s->good, err) : LX_OK;
}

static enum lx_rc compare_words(struct lx_db *db, const struct lx_rec *rec, struct sound *s, struct lx_err *err)
{
    struct walker *w = &s->words;
    bool row;
    lx_str_clear(&s->plain);
    if (!lx_words_plain(&s->plain, rec))
        return LX_OK;
    enum lx_rc rc = next_row(db, w, &row, err);
    s->good = row && w->last == rec->id && (size_t)sqlite3_column_bytes(w->st, 0) == s->plain.len &&
              memcmp(sqlite3_column_blob(w->st, 0), s->plain.s, s->plain.len) == 0;
    return rc;
}

/* LX_STATE ends the walk: there is something to be found. */
static enum lx_rc compare(struct lx_db *db, struct lx_replay *r, void *ctx, struct lx_err *err)
{
    struct sound *s = ctx;
    enum lx_rc rc = LX_OK;
    s->good = !r->damaged && !r->unknown && r->type != LX_NONE_TYPE;
    if (s->good && r->rec)
        rc = compare_row(db, r->rec, s, err);
    if (rc == LX_OK && s->good && r->rec)
        rc = compare_texts(db, r->rec, s, err);
    if (rc == LX_OK && s->good && r->rec)
        rc = compare_words(db, r->rec, s, err);
    return rc ? rc : s->good ? LX_OK : LX_STATE;
}

/* Nothing may be left over. */
static enum lx_rc compare_ends(struct lx_db *db, struct sound *s, struct lx_err *err)
{
    bool row;
    enum lx_rc rc = next_row(db, &s->words, &row, err);
    s->good = !row;
    for (int i = LX_NONE_TYPE + 1; i < LX_TYPES_N && rc == LX_OK && s->good; i++) {
        rc = next_row(db, &s->rows[i], &row, err);
        s->good = !row;
    }
    rest(s);
    sqlite3_stmt *st = lx_sql(db, LX_SQL_TEXTS_N, err);
    if (rc || !s->good || !st)
        return rc ? rc : st ? LX_OK : lx_rc_of(err);
    rc = lx_sql_step(db, st, &row, err);
    s->good = row && sqlite3_column_int64(st, 0) == s->texts_n;
    sqlite3_reset(st);
    return rc;
}

enum lx_rc lx_check_sound(struct lx_db *db, bool *sound, struct lx_err *err)
{
    struct sound s = { 0 };
    int64_t version = db->store.version(&db->store);
    enum lx_rc rc = start(db, &s, err);
    if (rc == LX_OK)
        rc = lx_replay_all(db, compare, rest, &s, err);
    if (rc == LX_OK)
        rc = compare_ends(db, &s, err);
    finish(&s);
    *sound = rc == LX_OK && s.good && db->store.version(&db->store) == version;
    return rc == LX_STOPPED ? rc : LX_OK; /* whatever else went wrong, the slow steps meet it again */
}
