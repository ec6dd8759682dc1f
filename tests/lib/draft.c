/* The SQL that a database lacks against the record table. */
#include "tests/lib/draft.h"

#include "db/schema.h"

#include <stdio.h>
#include <string.h>

static bool is_there(sqlite3 *db, const char *sql, const char *a, const char *b)
{
    sqlite3_stmt *st = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
        return false;
    sqlite3_bind_text(st, 1, a, -1, SQLITE_STATIC);
    if (b)
        sqlite3_bind_text(st, 2, b, -1, SQLITE_STATIC);
    bool there = sqlite3_step(st) == SQLITE_ROW;
    sqlite3_finalize(st);
    return there;
}

static bool has_table(sqlite3 *db, const char *name)
{
    return is_there(db, "SELECT 1 FROM sqlite_schema WHERE name = ?", name, NULL);
}

static bool has_column(sqlite3 *db, const char *table, const char *column)
{
    return is_there(db, "SELECT 1 FROM pragma_table_info(?) WHERE name = ?", table, column);
}

static void draft_codes(struct lx_str *out, sqlite3 *db, const struct lx_words *w)
{
    char table[64], check[128];
    (void)snprintf(table, sizeof table, "code_%s", w->name);
    (void)snprintf(check, sizeof check, "SELECT 1 FROM \"%s\" WHERE \"word\" = ?", table);
    if (strstr(lx_str_z(out), table))
        return; /* another field has asked for it */
    bool old = has_table(db, table);
    if (!old)
        lx_str_addf(out, "CREATE TABLE \"%s\" (\"word\" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;\n", table);
    for (int i = 0; i < w->n; i++)
        if (!old || !is_there(db, check, w->at[i].word, NULL))
            lx_str_addf(out, "INSERT INTO \"%s\" VALUES ('%s');\n", table, w->at[i].word);
}

static void draft_column(struct lx_str *out, const struct lx_field *f, int i, const char *name)
{
    lx_str_addf(out, "\"%s\" ", name);
    if (f->kind == LX_DATE && i == 1)
        lx_str_addf(out, "INTEGER NOT NULL DEFAULT %lld", (long long)LX_KEY_ABSENT);
    else if (f->kind == LX_ENUM)
        lx_str_addf(out, "TEXT NOT NULL DEFAULT '%s' REFERENCES \"code_%s\" (\"word\")", f->words->at[0].word,
                    f->words->name);
    else if (f->kind == LX_REF && f->of != LX_REC)
        lx_str_addf(out, "INTEGER REFERENCES \"%s\" (\"id\") DEFERRABLE INITIALLY DEFERRED", lx_table(f->of)->name);
    else
        lx_str_add(out, f->kind == LX_INT || f->kind == LX_STAMP || f->kind == LX_REF ? "INTEGER" : "TEXT");
}

static void draft_table(struct lx_str *out, sqlite3 *db, const struct lx_table *t)
{
    char names[LX_COLUMNS_MAX][LX_COLUMN_ROOM];
    bool old = has_table(db, t->name);
    for (int i = 0; i < t->fields_n; i++)
        if (t->fields[i].kind == LX_ENUM)
            draft_codes(out, db, t->fields[i].words);
    if (!old)
        lx_str_addf(out, "CREATE TABLE \"%s\" (\n    \"id\" INTEGER PRIMARY KEY,\n    \"rev\" INTEGER NOT NULL",
                    t->name);
    for (int i = 0; i < t->fields_n; i++)
        for (int j = 0, n = lx_columns(&t->fields[i], names); j < n; j++) {
            if (old && has_column(db, t->name, names[j]))
                continue;
            if (old)
                lx_str_addf(out, "ALTER TABLE \"%s\" ADD COLUMN ", t->name);
            else
                lx_str_add(out, j ? ", " : ",\n    ");
            draft_column(out, &t->fields[i], j, names[j]);
            lx_str_add(out, old ? ";\n" : "");
        }
    if (!old)
        lx_str_add(out, "\n) STRICT;\n");
}

static bool is_in(const char *const *keys, const char *name, int from)
{
    for (int i = from; keys && keys[i]; i++)
        if (strcmp(keys[i], name) == 0)
            return true;
    return false;
}

/* The covering index: what the list is ordered by, the id, whatever else is LISTED. */
static void draft_list(struct lx_str *out, const struct lx_table *t)
{
    const char *const *keys = lx_list_keys(t->type);
    lx_str_addf(out, "CREATE INDEX \"%s_list\" ON \"%s\" (", t->name, t->name);
    for (int i = 0; keys[i]; i++) {
        lx_sort_column(out, &t->fields[lx_field_index(t, keys[i])]);
        lx_str_add(out, ", ");
    }
    lx_str_add(out, "\"id\"");
    for (int i = 0; i < t->fields_n; i++)
        if ((t->fields[i].flags & LX_F_LISTED) && !is_in(keys, t->fields[i].name, 0)) {
            lx_str_add(out, ", ");
            lx_sort_column(out, &t->fields[i]);
        }
    lx_str_add(out, ");\n");
}

static void draft_indexes(struct lx_str *out, sqlite3 *db, const struct lx_table *t)
{
    const char *const *keys = lx_list_keys(t->type);
    char index[96];
    (void)snprintf(index, sizeof index, "%s_list", t->name);
    if (keys && !has_table(db, index))
        draft_list(out, t);
    for (int i = 0; i < t->fields_n; i++) {
        const struct lx_field *f = &t->fields[i];
        (void)snprintf(index, sizeof index, "%s_%s", t->name, f->name);
        if (has_table(db, index))
            continue;
        if (f->flags & LX_F_UNIQUE)
            lx_str_addf(out, "CREATE UNIQUE INDEX \"%s\" ON \"%s\" (\"%s_key\");\n", index, t->name, f->name);
        else if (f->kind == LX_REF && !(keys && strcmp(keys[0], f->name) == 0))
            lx_str_addf(out, "CREATE INDEX \"%s\" ON \"%s\" (\"%s\") WHERE \"%s\" IS NOT NULL;\n", index, t->name,
                        f->name, f->name);
    }
}

void draft_migration(struct lx_str *out, sqlite3 *db)
{
    for (int i = LX_NONE_TYPE + 1; i < LX_TYPES_N; i++)
        draft_table(out, db, lx_table((enum lx_type)i));
    for (int i = LX_NONE_TYPE + 1; i < LX_TYPES_N; i++)
        draft_indexes(out, db, lx_table((enum lx_type)i));
}
