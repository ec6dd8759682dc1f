/* How fast an import was, beside prepared inserts of the same rows into the same tables, indexes and full text.
 *
 * usage: insert N MICROSECONDS DB      N items were imported into the new database DB in so many microseconds
 * The rows are read from DB into memory, then written to a new file beside it in one transaction, with the same
 * PRAGMAs and tokenizer; no journal entries, no checks.  Goal: at least 0.4 of that, from 100,000 items on (below, the start and the copy of the
 * day outweigh the rows).  Exit 1 when below. */
#include "core/mem.h"
#include "db/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const double GOAL = 0.4;

struct table {
    const char *name;
    int columns_n;
    size_t rows_n, room;
    sqlite3_value **values; /* rows_n × columns_n */
};

static void must(sqlite3 *db, int rc, const char *what);
static sqlite3 *open_file(const char *path);
static void read_rows(sqlite3 *db, struct table *t);
static void copy_schema(sqlite3 *from, sqlite3 *to, const char *table);
static void write_rows(sqlite3 *db, const struct table *t);

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    struct table tables[] = { { .name = "unit" }, { .name = "item" }, { .name = "part" }, { .name = "text" }, { .name = "words" } };
    enum { TABLES = sizeof tables / sizeof tables[0] };
    struct lx_str path = LX_STR_EMPTY;
    lx_str_addf(&path, "%s-inserts", argv[3]);
    unlink(path.s);
    sqlite3 *from = open_file(argv[3]), *to = open_file(path.s);
    for (int i = 0; i < TABLES; i++) {
        read_rows(from, &tables[i]);
        copy_schema(from, to, tables[i].name);
    }
    double start = seconds();
    must(to, sqlite3_exec(to, "BEGIN IMMEDIATE", NULL, NULL, NULL), "BEGIN");
    for (int i = 0; i < TABLES; i++)
        write_rows(to, &tables[i]);
    must(to, sqlite3_exec(to, "COMMIT", NULL, NULL, NULL), "COMMIT");
    double floor_s = seconds() - start, ours_s = atof(argv[2]) / 1e6, n = atof(argv[1]);
    double ratio = floor_s / ours_s;
    printf("%-34s %9.0f rows/s\n", "prepared inserts", n / floor_s);
    bool judged = n >= 100000, below = judged && ratio < GOAL;
    printf("%-34s %9.0f rows/s %.2f of that  bar at least %.2f  %s\n", "import", n / ours_s, ratio, GOAL,
           below ? "BELOW" : judged ? "ok" : "");
    sqlite3_close(from);
    sqlite3_close(to);
    unlink(path.s);
    lx_str_done(&path);
    return below;
}

static void must(sqlite3 *db, int rc, const char *what)
{
    if (rc == SQLITE_OK || rc == SQLITE_DONE || rc == SQLITE_ROW)
        return;
    fprintf(stderr, "insert: %s: %s\n", what, sqlite3_errmsg(db));
    exit(1);
}

static sqlite3 *open_file(const char *path)
{
    struct lx_db db = { 0 };
    must(NULL, sqlite3_open(path, &db.sql), path);
    must(db.sql, lx_words_register(&db), "tokenizer");
    must(db.sql, sqlite3_exec(db.sql, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA", NULL, NULL, NULL), "PRAGMA");
    return db.sql;
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *format, const char *name)
{
    sqlite3_stmt *st;
    char *sql = sqlite3_mprintf(format, name);
    must(db, sqlite3_prepare_v2(db, sql, -1, &st, NULL), sql);
    sqlite3_free(sql);
    return st;
}

static void read_rows(sqlite3 *db, struct table *t)
{
    bool is_fts = strcmp(t->name, "words") == 0;
    sqlite3_stmt *st = prepare(db, is_fts ? "SELECT rowid, * FROM \"%w\"" : "SELECT * FROM \"%w\"", t->name);
    t->columns_n = sqlite3_column_count(st);
    int rc;
    while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
        size_t at = t->rows_n++ * (size_t)t->columns_n;
        if (at + (size_t)t->columns_n > t->room) {
            t->room = (t->room + (size_t)t->columns_n) * 2;
            t->values = lx_grow(t->values, t->room, sizeof(sqlite3_value *));
        }
        for (int i = 0; i < t->columns_n; i++)
            t->values[at + (size_t)i] = sqlite3_value_dup(sqlite3_column_value(st, i));
    }
    must(db, rc, t->name);
    sqlite3_finalize(st);
}

static void copy_schema(sqlite3 *from, sqlite3 *to, const char *table)
{
    sqlite3_stmt *st = prepare(from, "SELECT sql FROM sqlite_schema WHERE tbl_name = %Q AND sql IS NOT NULL ORDER BY type DESC", table);
    int rc;
    while ((rc = sqlite3_step(st)) == SQLITE_ROW)
        must(to, sqlite3_exec(to, (const char *)sqlite3_column_text(st, 0), NULL, NULL, NULL), table);
    must(from, rc, table);
    sqlite3_finalize(st);
}

static void write_rows(sqlite3 *db, const struct table *t)
{
    char *marks = sqlite3_mprintf("?");
    for (int i = 1; i < t->columns_n; i++)
        marks = sqlite3_mprintf("%z, ?", marks);
    bool is_fts = strcmp(t->name, "words") == 0;
    char *sql = sqlite3_mprintf(is_fts ? "INSERT INTO \"%w\" (rowid, text) VALUES (%s)" : "INSERT INTO \"%w\" VALUES (%s)", t->name, marks);
    sqlite3_stmt *st;
    must(db, sqlite3_prepare_v2(db, sql, -1, &st, NULL), sql);
    for (size_t row = 0; row < t->rows_n; row++) {
        for (int i = 0; i < t->columns_n; i++)
            sqlite3_bind_value(st, i + 1, t->values[row * (size_t)t->columns_n + (size_t)i]);
        must(db, sqlite3_step(st), sql);
        sqlite3_reset(st);
    }
    sqlite3_finalize(st);
    sqlite3_free(sql);
    sqlite3_free(marks);
}
