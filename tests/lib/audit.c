/* The auditor: SQLite's session extension against the change rows. */
#include "tests/lib/audit.h"

#include "core/delta.h"
#include "core/mem.h"
#include "db/db.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

struct audit {
    struct lx_store *store;
    sqlite3_session *session;
    size_t gaps, changes;
    struct lx_str first;
};

static void gap(struct audit *a, const char *table, long long id, const char *what)
{
    if (!a->gaps++)
        lx_str_addf(&a->first, "%s %lld: %s", table, id, what);
}

static void begin(struct audit *a, sqlite3 *db)
{
    sqlite3session_create(db, "main", &a->session);
    for (int i = LX_NONE_TYPE + 1; i < LX_TYPES_N; i++)
        sqlite3session_attach(a->session, lx_table((enum lx_type)i)->name);
    sqlite3session_attach(a->session, "text");
}

/* The field that a column belongs to: "due", "due_key" and "due_text" are one. */
static const char *field_of(const struct lx_table *t, const char *column)
{
    const struct lx_field *best = NULL;
    for (int i = 0; i < t->fields_n; i++) {
        const struct lx_field *f = &t->fields[i];
        size_t len = strlen(f->name);
        const char *rest = strncmp(column, f->name, len) == 0 ? column + len : "?";
        if (!*rest || (f->kind == LX_DATE && (!strcmp(rest, "_key") || !strcmp(rest, "_text"))) ||
            (f->kind == LX_NUMBER && !strcmp(rest, "_key")))
            best = f;
    }
    return best ? best->name : NULL;
}

/* Does some change row of the record name the field ("" = any), or state the record whole? */
static bool is_told(sqlite3 *db, lx_rev rev, long long id, const char *field)
{
    sqlite3_stmt *st = NULL;
    bool told = false;
    sqlite3_prepare_v2(db, "SELECT \"op\", \"delta\" FROM \"change\" WHERE \"entry\" = ?1 AND \"pk\" = ?2", -1, &st,
                       NULL);
    sqlite3_bind_int64(st, 1, rev);
    sqlite3_bind_int64(st, 2, id);
    while (!told && sqlite3_step(st) == SQLITE_ROW) {
        struct lx_delta d = { 0 };
        char op = *(const char *)sqlite3_column_text(st, 0);
        told = op != '~' || !*field;
        if (!told && lx_delta_read(&d, op, (const char *)sqlite3_column_text(st, 1), NULL) == LX_OK)
            for (size_t i = 0; i < d.n; i++)
                told = told || strcmp(d.at[i].name, field) == 0;
        lx_delta_done(&d);
    }
    sqlite3_finalize(st);
    return told;
}

static const char *column_name(sqlite3 *db, const char *table, int i, struct lx_str *out)
{
    sqlite3_stmt *st = NULL;
    sqlite3_prepare_v2(db, "SELECT \"name\" FROM pragma_table_info(?1) WHERE \"cid\" = ?2", -1, &st, NULL);
    sqlite3_bind_text(st, 1, table, -1, SQLITE_STATIC);
    sqlite3_bind_int(st, 2, i);
    lx_str_clear(out);
    if (sqlite3_step(st) == SQLITE_ROW)
        lx_str_add(out, (const char *)sqlite3_column_text(st, 0));
    sqlite3_finalize(st);
    return lx_str_z(out);
}

static void look_at_update(struct audit *a, sqlite3 *db, sqlite3_changeset_iter *it, const char *table, int columns_n,
                           long long id, lx_rev rev)
{
    const struct lx_table *t = lx_table_named(table);
    struct lx_str name = LX_STR_EMPTY;
    for (int i = 1; t && i < columns_n; i++) {
        sqlite3_value *value = NULL;
        sqlite3changeset_new(it, i, &value);
        if (!value || strcmp(column_name(db, table, i, &name), "rev") == 0)
            continue;
        const char *field = field_of(t, lx_str_z(&name));
        if (!field || !is_told(db, rev, id, field))
            gap(a, table, id, lx_str_z(&name));
    }
    lx_str_done(&name);
}

static void look_at(struct audit *a, sqlite3 *db, sqlite3_changeset_iter *it, lx_rev rev)
{
    const char *table;
    int columns_n, op;
    sqlite3_value *key = NULL, *field = NULL;
    sqlite3changeset_op(it, &table, &columns_n, &op, NULL);
    bool text = strcmp(table, "text") == 0;
    if (op == SQLITE_INSERT)
        sqlite3changeset_new(it, 0, &key);
    else
        sqlite3changeset_old(it, 0, &key);
    if (text && op == SQLITE_INSERT)
        sqlite3changeset_new(it, 1, &field);
    else if (text)
        sqlite3changeset_old(it, 1, &field);
    long long id = sqlite3_value_int64(key);
    a->changes++;
    if (text) {
        const char *name = (const char *)sqlite3_value_text(field);
        if (!is_told(db, rev, id, name))
            gap(a, table, id, name);
    } else if (op == SQLITE_UPDATE) {
        look_at_update(a, db, it, table, columns_n, id, rev);
    } else if (!is_told(db, rev, id, "")) {
        gap(a, table, id, op == SQLITE_INSERT ? "added" : "deleted");
    }
}

static void compare(struct audit *a, sqlite3 *db, lx_rev rev)
{
    int n = 0;
    void *bytes = NULL;
    sqlite3_changeset_iter *it = NULL;
    if (sqlite3session_changeset(a->session, &n, &bytes) != SQLITE_OK ||
        sqlite3changeset_start(&it, n, bytes) != SQLITE_OK)
        gap(a, "session", 0, "no changeset");
    while (it && sqlite3changeset_next(it) == SQLITE_ROW)
        look_at(a, db, it, rev);
    sqlite3changeset_finalize(it);
    sqlite3_free(bytes);
}

static void watch(void *ctx, enum lx_watch what, void *handle, lx_rev rev)
{
    struct audit *a = ctx;
    if (what == LX_WATCH_BEGUN) {
        begin(a, handle);
        return;
    }
    if (what == LX_WATCH_WRITTEN)
        compare(a, handle, rev);
    if (a->session)
        sqlite3session_delete(a->session);
    a->session = NULL;
}

struct audit *audit_new(struct lx_store *s)
{
    struct audit *a = lx_alloc(sizeof *a);
    a->store = s;
    lx_db_watch(s, watch, a);
    return a;
}

size_t audit_gaps(const struct audit *a) { return a->gaps; }
size_t audit_changes(const struct audit *a) { return a->changes; }
const char *audit_first(const struct audit *a) { return lx_str_z(&a->first); }

void audit_done(struct audit **a)
{
    lx_db_watch((*a)->store, NULL, NULL);
    if ((*a)->session)
        sqlite3session_delete((*a)->session);
    lx_str_done(&(*a)->first);
    free(*a);
    *a = NULL;
}
