/* What is stored against what a record says: every column, derived ones too, and the texts. */
#include "db/base.h"

#include <string.h>

static bool is_text(sqlite3_stmt *row, int i, const char *s, size_t len)
{
    return sqlite3_column_type(row, i) == SQLITE_TEXT && (size_t)sqlite3_column_bytes(row, i) == len &&
           (len == 0 || memcmp(sqlite3_column_blob(row, i), s, len) == 0);
}

static bool is_text_or_null(sqlite3_stmt *row, int i, const char *s)
{
    return s && *s ? is_text(row, i, s, strlen(s)) : sqlite3_column_type(row, i) == SQLITE_NULL;
}

static bool is_int(sqlite3_stmt *row, int i, int64_t v, int64_t absent)
{
    if (v == absent)
        return sqlite3_column_type(row, i) == SQLITE_NULL;
    return sqlite3_column_type(row, i) == SQLITE_INTEGER && sqlite3_column_int64(row, i) == v;
}

static bool is_date(sqlite3_stmt *row, int i, const struct lx_date *d)
{
    struct lx_str iso = LX_STR_EMPTY;
    if (d->day != LX_NO_DAY)
        lx_day_format(&iso, d->day);
    bool same = is_text_or_null(row, i, iso.s) && is_int(row, i + 1, lx_date_key(d), INT64_MIN) &&
                is_text_or_null(row, i + 2, d->words);
    lx_str_done(&iso);
    return same;
}

static bool is_number(sqlite3_stmt *row, int i, const char *no)
{
    struct lx_str key = LX_STR_EMPTY;
    lx_no_key(&key, no);
    bool same = is_text_or_null(row, i, no) && is_text_or_null(row, i + 1, key.s);
    lx_str_done(&key);
    return same;
}

/* The columns of f from *i on, which is moved behind them. */
static bool same_field(sqlite3_stmt *row, int *i, const struct lx_rec *rec, const struct lx_field *f)
{
    const char *word;
    int at = *i;
    switch (f->kind) {
    case LX_TEXT:
        *i += 1;
        return is_text_or_null(row, at, lx_f_text_of(rec, f));
    case LX_NUMBER:
        *i += 2;
        return is_number(row, at, lx_f_text_of(rec, f));
    case LX_INT:
    case LX_STAMP:
        *i += 1;
        return is_int(row, at, lx_f_int_of(rec, f), LX_NO_INT);
    case LX_REF:
        *i += 1;
        return is_int(row, at, lx_f_int_of(rec, f), 0);
    case LX_ENUM:
        *i += 1;
        word = f->words->at[lx_f_enum_of(rec, f)].word;
        return is_text(row, at, word, strlen(word));
    case LX_DATE:
        *i += 3;
        return is_date(row, at, lx_f_date_of(rec, f));
    case LX_LONG:
        break;
    }
    return true;
}

bool lx_row_same(sqlite3_stmt *row, const struct lx_rec *rec)
{
    const struct lx_table *t = lx_table(rec->type);
    bool same = sqlite3_column_int64(row, 0) == rec->rev;
    for (int i = 0, at = 1; same && i < t->fields_n; i++)
        same = same_field(row, &at, rec, &t->fields[i]);
    return same;
}

int lx_texts_n(const struct lx_rec *rec)
{
    const struct lx_table *t = lx_table(rec->type);
    int n = 0;
    for (int i = 0; i < t->fields_n; i++)
        n += t->fields[i].kind == LX_LONG && !lx_f_empty(rec, &t->fields[i]);
    return n;
}

/* The rows of table text are the LONG fields of rec, neither more nor fewer. */
enum lx_rc lx_texts_match(struct lx_db *db, const struct lx_rec *rec, bool *same, struct lx_err *err)
{
    const struct lx_table *t = lx_table(rec->type);
    sqlite3_stmt *st = lx_sql(db, LX_SQL_TEXT_GET, err);
    int met = 0, all = 0;
    bool row;
    enum lx_rc rc;
    if (!st)
        return lx_rc_of(err);
    sqlite3_bind_int64(st, 1, rec->id);
    while ((rc = lx_sql_step(db, st, &row, err)) == LX_OK && row) {
        const char *name = lx_column_z(st, 0);
        all++;
        for (int i = 0; i < t->fields_n; i++)
            met += t->fields[i].kind == LX_LONG && strcmp(t->fields[i].name, name) == 0 &&
                   !lx_f_empty(rec, &t->fields[i]) && is_text_or_null(st, 1, lx_f_text_of(rec, &t->fields[i]));
    }
    *same = lx_texts_n(rec) == met && met == all;
    return rc;
}

enum lx_rc lx_row_matches(struct lx_db *db, const struct lx_rec *rec, bool *same, struct lx_err *err)
{
    sqlite3_stmt *st;
    bool row = false;
    enum lx_rc rc = lx_row_step(db, lx_table(rec->type), rec->id, &st, &row, err);
    *same = row && lx_row_same(st, rec);
    if (row)
        sqlite3_reset(st);
    return rc || !*same ? rc : lx_texts_match(db, rec, same, err);
}
