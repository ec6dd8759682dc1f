/* Rows of records: SQL made from the descriptors, binding, reading. */
#include "db/base.h"
#include "db/schema.h"

#include "core/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum lx_rc put_texts(struct lx_db *db, const struct lx_rec *old, const struct lx_rec *rec, struct lx_err *err);

/* --- SQL -------------------------------------------------------------------------------------------------------------
 */

/* Appends the columns of every field whose bit is set in mask, each followed by `after`, with commas between. */
static void add_columns(struct lx_str *out, const struct lx_table *t, uint64_t mask, const char *after)
{
    char names[LX_COLUMNS_MAX][LX_COLUMN_ROOM];
    for (int i = 0; i < t->fields_n; i++)
        for (int j = 0, n = mask >> i & 1 ? lx_columns(&t->fields[i], names) : 0; j < n; j++)
            lx_str_addf(out, ", \"%s\"%s", names[j], after);
}

/* What a record is read from: of a date the key and the words, of a number the number; the rest is derived from these. */
static sqlite3_stmt *prepare_get(struct lx_db *db, const struct lx_table *t, struct lx_err *err)
{
    char names[LX_COLUMNS_MAX][LX_COLUMN_ROOM];
    struct lx_str sql = LX_STR_EMPTY;
    lx_str_add(&sql, "SELECT \"rev\"");
    for (int i = 0; i < t->fields_n; i++) {
        const struct lx_field *f = &t->fields[i];
        int n = lx_columns(f, names);
        for (int j = f->kind == LX_DATE; j < (f->kind == LX_NUMBER ? 1 : n); j++)
            lx_str_addf(&sql, ", \"%s\"", names[j]);
    }
    lx_str_addf(&sql, " FROM \"%s\" WHERE \"id\" = ?1", t->name);
    sqlite3_stmt *st = lx_sql_prepare(db, lx_str_z(&sql), err);
    lx_str_done(&sql);
    return st;
}

sqlite3_stmt *lx_row_select(struct lx_db *db, const struct lx_table *t, const char *which, struct lx_err *err)
{
    struct lx_str sql = LX_STR_EMPTY;
    lx_str_add(&sql, "SELECT \"rev\"");
    add_columns(&sql, t, UINT64_MAX, "");
    lx_str_addf(&sql, ", \"id\" FROM \"%s\" WHERE %s", t->name, which);
    sqlite3_stmt *st = lx_sql_prepare(db, lx_str_z(&sql), err);
    lx_str_done(&sql);
    return st;
}

static sqlite3_stmt *prepare_insert(struct lx_db *db, const struct lx_table *t, struct lx_err *err)
{
    char names[LX_COLUMNS_MAX][LX_COLUMN_ROOM];
    struct lx_str sql = LX_STR_EMPTY;
    lx_str_addf(&sql, "INSERT INTO \"%s\" (\"id\", \"rev\"", t->name);
    add_columns(&sql, t, UINT64_MAX, "");
    lx_str_add(&sql, ") VALUES (?, ?");
    for (int i = 0; i < t->fields_n; i++)
        for (int j = 0, n = lx_columns(&t->fields[i], names); j < n; j++)
            lx_str_add(&sql, ", ?");
    lx_str_addc(&sql, ')');
    sqlite3_stmt *st = lx_sql_prepare(db, lx_str_z(&sql), err);
    lx_str_done(&sql);
    return st;
}

/* Only the changed columns are named: SQLite then touches only their indexes. */
static sqlite3_stmt *prepare_update(struct lx_db *db, const struct lx_table *t, uint64_t mask, struct lx_err *err)
{
    struct lx_record_sql *r = &db->of[t->type];
    for (int i = 0; i < r->update_n; i++)
        if (r->update[i].mask == mask)
            return r->update[i].st;
    struct lx_str sql = LX_STR_EMPTY;
    lx_str_addf(&sql, "UPDATE \"%s\" SET \"rev\" = ?", t->name);
    add_columns(&sql, t, mask, " = ?");
    lx_str_add(&sql, " WHERE \"id\" = ? AND \"rev\" = ?");
    sqlite3_stmt *st = lx_sql_prepare(db, lx_str_z(&sql), err);
    lx_str_done(&sql);
    if (!st)
        return NULL;
    if (r->update_n == LX_UPDATES_MAX) { /* the oldest goes */
        sqlite3_finalize(r->update[0].st);
        memmove(&r->update[0], &r->update[1], sizeof r->update - sizeof r->update[0]);
        r->update_n--;
    }
    r->update[r->update_n++] = (struct lx_update_sql){ mask, st };
    return st;
}

static sqlite3_stmt *prepare_remove(struct lx_db *db, const struct lx_table *t, struct lx_err *err)
{
    struct lx_str sql = LX_STR_EMPTY;
    lx_str_addf(&sql, "DELETE FROM \"%s\" WHERE \"id\" = ? AND \"rev\" = ?", t->name);
    sqlite3_stmt *st = lx_sql_prepare(db, lx_str_z(&sql), err);
    lx_str_done(&sql);
    return st;
}

/* --- binding ----------------------------------------------------------------------------------------------------- */

static void bind_int(sqlite3_stmt *st, int i, int64_t v, int64_t absent)
{
    if (v == absent)
        sqlite3_bind_null(st, i);
    else
        sqlite3_bind_int64(st, i, v);
}

static void bind_copy(sqlite3_stmt *st, int i, const char *s, size_t len)
{
    sqlite3_bind_text(st, i, s, (int)len, SQLITE_TRANSIENT);
}

static int bind_date(sqlite3_stmt *st, int i, const struct lx_date *d)
{
    if (d->day == LX_NO_DAY) {
        sqlite3_bind_null(st, i);
    } else {
        struct lx_str iso = LX_STR_EMPTY;
        lx_day_format(&iso, d->day);
        bind_copy(st, i, iso.s, iso.len);
        lx_str_done(&iso);
    }
    sqlite3_bind_int64(st, i + 1, lx_date_key(d));
    lx_bind_text(st, i + 2, d->words && *d->words ? d->words : NULL);
    return i + 3;
}

static int bind_no(sqlite3_stmt *st, int i, const char *no)
{
    struct lx_str key = LX_STR_EMPTY;
    lx_bind_text(st, i, *no ? no : NULL);
    lx_no_key(&key, no);
    if (*no)
        bind_copy(st, i + 1, key.s, key.len);
    else
        sqlite3_bind_null(st, i + 1);
    lx_str_done(&key);
    return i + 2;
}

/* Binds the columns of f from parameter i on; answers the next one. */
static int bind_field(sqlite3_stmt *st, int i, struct lx_rec *rec, const struct lx_field *f)
{
    switch (f->kind) {
    case LX_TEXT:
        lx_bind_text(st, i, *lx_f_text_of(rec, f) ? lx_f_text_of(rec, f) : NULL);
        return i + 1;
    case LX_NUMBER:
        return bind_no(st, i, lx_f_text_of(rec, f));
    case LX_INT:
    case LX_STAMP:
        bind_int(st, i, *lx_f_int(rec, f), LX_NO_INT);
        return i + 1;
    case LX_REF:
        bind_int(st, i, *lx_f_int(rec, f), 0);
        return i + 1;
    case LX_ENUM:
        lx_bind_text(st, i, f->words->at[*lx_f_enum(rec, f)].word);
        return i + 1;
    case LX_DATE:
        return bind_date(st, i, lx_f_date(rec, f));
    case LX_LONG:
        break;
    }
    return i;
}

static int bind_fields(sqlite3_stmt *st, int i, const struct lx_rec *rec, uint64_t mask)
{
    const struct lx_table *t = lx_table(rec->type);
    struct lx_rec *r = (struct lx_rec *)(uintptr_t)rec; /* only read */
    for (int f = 0; f < t->fields_n; f++)
        if (mask >> f & 1)
            i = bind_field(st, i, r, &t->fields[f]);
    return i;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

static void read_text(sqlite3_stmt *st, int i, char **field)
{
    const unsigned char *s = sqlite3_column_text(st, i);
    free(*field); /* of a text that stands twice in a damaged file */
    *field = NULL;
    if (s && *s)
        *field = lx_strndup((const char *)s, (size_t)sqlite3_column_bytes(st, i));
}

static int read_enum(sqlite3_stmt *st, int i, const struct lx_words *w)
{
    const char *s = lx_column_z(st, i);
    for (int k = 0; k < w->n; k++)
        if (strcmp(w->at[k].word, s) == 0)
            return k;
    return 0; /* references keep other words out */
}

static int read_field(sqlite3_stmt *st, int i, struct lx_rec *rec, const struct lx_field *f)
{
    int64_t number;
    switch (f->kind) {
    case LX_TEXT:
    case LX_NUMBER:
        read_text(st, i, lx_f_text(rec, f));
        return i + 1;
    case LX_INT:
    case LX_STAMP:
    case LX_REF:
        number = sqlite3_column_int64(st, i);
        if (number || sqlite3_column_type(st, i) != SQLITE_NULL)
            *lx_f_int(rec, f) = number;
        return i + 1;
    case LX_ENUM:
        *lx_f_enum(rec, f) = read_enum(st, i, f->words);
        return i + 1;
    case LX_DATE:
        lx_date_from_key(lx_f_date(rec, f), sqlite3_column_int64(st, i), (const char *)sqlite3_column_text(st, i + 1));
        return i + 2;
    case LX_LONG:
        break;
    }
    return i;
}

static enum lx_rc read_texts(struct lx_db *db, struct lx_rec *rec, struct lx_err *err)
{
    const struct lx_table *t = lx_table(rec->type);
    sqlite3_stmt *st = lx_sql(db, LX_SQL_TEXT_GET, err);
    enum lx_rc rc;
    bool row = true;
    if (!st)
        return lx_rc_of(err);
    sqlite3_bind_int64(st, 1, rec->id);
    while ((rc = lx_sql_step(db, st, &row, err)) == LX_OK && row) {
        const char *name = lx_column_z(st, 0);
        for (int i = 0; i < t->fields_n; i++)
            if (t->fields[i].kind == LX_LONG && strcmp(t->fields[i].name, name) == 0)
                read_text(st, 1, lx_f_text(rec, &t->fields[i]));
    }
    return rc;
}

static bool has_texts(const struct lx_table *t)
{
    for (int i = 0; i < t->fields_n; i++)
        if (t->fields[i].kind == LX_LONG)
            return true;
    return false;
}

enum lx_rc lx_row_step(struct lx_db *db, const struct lx_table *t, lx_id id, sqlite3_stmt **st, bool *row,
                       struct lx_err *err)
{
    sqlite3_stmt **all = &db->of[t->type].row;
    if (!*all && !(*all = lx_row_select(db, t, "\"id\" = ?1", err)))
        return lx_rc_of(err);
    sqlite3_bind_int64(*all, 1, id);
    *st = *all;
    return lx_sql_step(db, *all, row, err);
}

enum lx_rc lx_row_get(struct lx_db *db, enum lx_type type, lx_id id, bool with_long, struct lx_rec **rec,
                      struct lx_err *err)
{
    const struct lx_table *t = lx_table(type);
    sqlite3_stmt **get = &db->of[type].get, *st;
    bool row;
    *rec = NULL;
    if (!*get && !(*get = prepare_get(db, t, err)))
        return lx_rc_of(err);
    st = *get;
    sqlite3_bind_int64(st, 1, id);
    enum lx_rc rc = lx_sql_step(db, st, &row, err);
    if (rc || !row)
        return rc ? rc
                  : lx_fail(err, LX_NOTFOUND, N_("There is no such record: %s"), LX_NAMED("%s") " %lld", t->name, (long long)id);
    struct lx_rec *r = lx_rec_new(type);
    r->id = id;
    r->rev = sqlite3_column_int64(st, 0);
    for (int i = 0, at = 1; i < t->fields_n; i++)
        at = read_field(st, at, r, &t->fields[i]);
    sqlite3_reset(st);
    r->has_long = with_long || !has_texts(t);
    rc = with_long && has_texts(t) ? read_texts(db, r, err) : LX_OK;
    if (rc)
        lx_rec_free(r);
    else
        *rec = r;
    return rc;
}

enum lx_rc lx_row_type(struct lx_db *db, lx_id id, enum lx_type *type, struct lx_err *err)
{
    bool row;
    if (!db->type_of) {
        struct lx_str sql = LX_STR_EMPTY;
        for (int i = LX_NONE_TYPE + 1; i < LX_TYPES_N; i++)
            lx_str_addf(&sql, "%sSELECT %d FROM \"%s\" WHERE \"id\" = ?1", i > 1 ? " UNION ALL " : "", i,
                        lx_table((enum lx_type)i)->name);
        db->type_of = lx_sql_prepare(db, lx_str_z(&sql), err);
        lx_str_done(&sql);
        if (!db->type_of)
            return lx_rc_of(err);
    }
    sqlite3_bind_int64(db->type_of, 1, id);
    enum lx_rc rc = lx_sql_step(db, db->type_of, &row, err);
    if (rc == LX_OK && row)
        *type = (enum lx_type)sqlite3_column_int(db->type_of, 0);
    sqlite3_reset(db->type_of);
    if (rc == LX_OK && !row)
        return lx_fail(err, LX_NOTFOUND, N_("There is no such record: %s"), "id:%lld", (long long)id);
    return rc;
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

static enum lx_rc put_text(struct lx_db *db, enum lx_sql which, lx_id id, const char *field, const char *value,
                           struct lx_err *err)
{
    sqlite3_stmt *st = lx_sql(db, which, err);
    if (!st)
        return lx_rc_of(err);
    sqlite3_bind_int64(st, 1, id);
    if (field)
        lx_bind_text(st, 2, field);
    if (value)
        lx_bind_text(st, 3, value);
    return lx_sql_run(db, st, err);
}

/* The LONG fields of rec that differ from old's (NULL: all). */
static enum lx_rc put_texts(struct lx_db *db, const struct lx_rec *old, const struct lx_rec *rec, struct lx_err *err)
{
    const struct lx_table *t = lx_table(rec->type);
    if (!rec->has_long || (old && !old->has_long))
        return LX_OK;
    for (int i = 0; i < t->fields_n; i++) {
        const struct lx_field *f = &t->fields[i];
        if (f->kind != LX_LONG || (old ? lx_f_same(old, rec, f) : lx_f_empty(rec, f)))
            continue;
        const char *value = lx_f_text_of(rec, f);
        enum lx_sql which = !old ? LX_SQL_TEXT_ADD : *value ? LX_SQL_TEXT_PUT : LX_SQL_TEXT_DROP;
        enum lx_rc rc = put_text(db, which, rec->id, f->name, which == LX_SQL_TEXT_DROP ? NULL : value, err);
        if (rc)
            return rc;
    }
    return LX_OK;
}

enum lx_rc lx_row_insert(struct lx_db *db, const struct lx_rec *rec, struct lx_err *err)
{
    sqlite3_stmt **st = &db->of[rec->type].insert;
    if (!*st && !(*st = prepare_insert(db, lx_table(rec->type), err)))
        return lx_rc_of(err);
    sqlite3_bind_int64(*st, 1, rec->id);
    sqlite3_bind_int64(*st, 2, rec->rev);
    bind_fields(*st, 3, rec, UINT64_MAX);
    enum lx_rc rc = lx_sql_run(db, *st, err);
    return rc ? rc : put_texts(db, NULL, rec, err);
}

static enum lx_rc check_one_row(struct lx_db *db, const struct lx_rec *old, struct lx_err *err)
{
    if (sqlite3_changes(db->sql) == 1)
        return LX_OK;
    return lx_fail(err, LX_STALE, N_("Somebody else changed this record meanwhile; load it again: %s"), LX_NAMED("%s") " %lld",
                   lx_table(old->type)->name, (long long)old->id);
}

enum lx_rc lx_row_update(struct lx_db *db, const struct lx_rec *old, const struct lx_rec *rec, struct lx_err *err)
{
    const struct lx_table *t = lx_table(rec->type);
    uint64_t mask = 0;
    for (int i = 0; i < t->fields_n; i++)
        if (t->fields[i].kind != LX_LONG && !lx_f_same(old, rec, &t->fields[i]))
            mask |= (uint64_t)1 << i;
    sqlite3_stmt *st = prepare_update(db, t, mask, err);
    if (!st)
        return lx_rc_of(err);
    sqlite3_bind_int64(st, 1, rec->rev);
    int i = bind_fields(st, 2, rec, mask);
    sqlite3_bind_int64(st, i, old->id);
    sqlite3_bind_int64(st, i + 1, old->rev);
    enum lx_rc rc = lx_sql_run(db, st, err);
    if (rc == LX_OK)
        rc = check_one_row(db, old, err);
    return rc ? rc : put_texts(db, old, rec, err);
}

enum lx_rc lx_row_delete(struct lx_db *db, const struct lx_rec *old, struct lx_err *err)
{
    const struct lx_table *t = lx_table(old->type);
    sqlite3_stmt **st = &db->of[old->type].remove;
    if (!*st && !(*st = prepare_remove(db, t, err)))
        return lx_rc_of(err);
    sqlite3_bind_int64(*st, 1, old->id);
    sqlite3_bind_int64(*st, 2, old->rev);
    enum lx_rc rc = lx_sql_run(db, *st, err);
    if (rc == LX_OK)
        rc = check_one_row(db, old, err);
    return rc || !has_texts(t) ? rc : lx_row_drop_texts(db, old->id, err);
}

enum lx_rc lx_row_drop_texts(struct lx_db *db, lx_id id, struct lx_err *err)
{
    return put_text(db, LX_SQL_TEXT_DROP_ALL, id, NULL, NULL, err);
}
