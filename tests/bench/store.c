/* Measures the store: import against prepared inserts, saves, lists, search.  usage: store N DIR   (N items; DIR is
 * filled) */
#include "core/mem.h"
#include "db/base.h"
#include "db/db.h"
#include "db/words.h"
#include "tests/lib/actions.h"
#include "tests/lib/measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { UNITS_N = 100, SAVES_N = 300 };
static struct lx_err err;

/* --- content --------------------------------------------------------------------------------------------------------
 */

static void title_of(struct random *r, struct lx_str *out, size_t i, size_t n)
{
    lx_str_clear(out);
    if (i == n / 2)
        lx_str_add(out, "杉湾");
    if (i % 1000 == 7)
        lx_str_add(out, "渔船");
    if (random_below(r, 100) < 24)
        lx_str_add(out, "推进");
    for (int k = 0; k < 24; k++) {
        char utf8[4] = { (char)0xE6, (char)(0x80 + random_below(r, 40)), (char)(0x80 + random_below(r, 64)), 0 };
        lx_str_add(out, utf8);
    }
}

/* One item and its two shares, as a table of items brings them. */
static void fill_item(struct lx_item *item, struct lx_part *part, struct random *r, size_t i, size_t n,
                      const lx_id *units)
{
    struct lx_str s = LX_STR_EMPTY;
    title_of(r, &s, i, n);
    lx_set_text(&item->title, lx_str_z(&s));
    lx_str_clear(&s);
    lx_str_addf(&s, "D%zu-%05zu", 2024 + i / 100000, i % 100000);
    lx_set_text(&item->no, lx_str_z(&s));
    lx_set_text(&item->clerk, "综合科");
    item->lead = units[random_below(r, UNITS_N)];
    item->due.day = lx_day_make(2024, 1, 1) + (lx_day)random_below(r, 1500);
    item->progress = (int64_t)random_below(r, 100);
    item->state = (int)random_below(r, 8);
    part->unit = units[random_below(r, UNITS_N)];
    lx_str_done(&s);
}

static void add_units(struct lx_store *s, lx_id *units)
{
    must(s->begin(s, &err), &err);
    for (int i = 0; i < UNITS_N; i++) {
        struct lx_unit *unit = lx_rec_new(LX_UNIT);
        char name[32];
        (void)snprintf(name, sizeof name, "第%d局", i);
        lx_set_text(&unit->name, name);
        must(s->new_id(s, &unit->rec.id, &err), &err);
        must(s->put(s, NULL, unit, &err), &err);
        units[i] = unit->rec.id;
        lx_rec_free(unit);
    }
    must(s->commit(s, &test_entry, NULL, &err), &err);
}

static double import(struct lx_store *s, size_t n, const lx_id *units)
{
    struct random r = { 42 };
    double start = now_ms();
    must(s->begin(s, &err), &err);
    for (size_t i = 0; i < n; i++) {
        struct lx_item *item = lx_rec_new(LX_ITEM);
        struct lx_part *part = lx_rec_new(LX_PART);
        fill_item(item, part, &r, i, n, units);
        must(s->new_id(s, &item->rec.id, &err), &err);
        must(s->new_id(s, &part->rec.id, &err), &err);
        part->item = item->rec.id;
        must(s->put(s, NULL, item, &err), &err);
        must(s->put(s, NULL, part, &err), &err);
        lx_rec_free(item);
        lx_rec_free(part);
    }
    must(s->commit(s, &test_entry, NULL, &err), &err);
    return now_ms() - start;
}

/* The floor: the same rows, indexes and full text by prepared statements, no journal. */
static double plain_inserts(struct lx_store *s, size_t n, const lx_id *units)
{
    struct lx_db *db = lx_db_of(s);
    struct random r = { 42 };
    struct lx_item *item = lx_rec_new(LX_ITEM);
    struct lx_part *part = lx_rec_new(LX_PART);
    struct lx_str plain = LX_STR_EMPTY;
    sqlite3_stmt *add = lx_sql(db, LX_SQL_WORDS_ADD, &err);
    double start = now_ms();
    must(lx_sql_exec(db, "BEGIN IMMEDIATE", &err), &err);
    for (size_t i = 0; i < n; i++) {
        fill_item(item, part, &r, i, n, units);
        item->rec.id = db->origin * LX_ORIGIN_STEP + UNITS_N + (lx_id)(2 * i) + 1;
        part->rec.id = item->rec.id + 1;
        part->item = item->rec.id;
        must(lx_row_insert(db, &item->rec, &err), &err);
        must(lx_row_insert(db, &part->rec, &err), &err);
        lx_str_clear(&plain);
        (void)lx_words_plain(&plain, &item->rec);
        sqlite3_bind_int64(add, 1, item->rec.id);
        sqlite3_bind_text(add, 2, plain.s, (int)plain.len, SQLITE_STATIC);
        must(lx_sql_run(db, add, &err), &err);
    }
    must(lx_sql_exec(db, "COMMIT", &err), &err);
    lx_rec_free(item);
    lx_rec_free(part);
    lx_str_done(&plain);
    return now_ms() - start;
}

/* --- what is measured
 * ------------------------------------------------------------------------------------------------- */

static void report(const char *what, double *ms, int n)
{
    double middle = sorted_at(ms, (size_t)n, 0.5);
    (void)printf("%-58s p50 %8.3f  p99 %8.3f ms\n", what, middle, sorted_at(ms, (size_t)n, 0.99));
}

static void saves(struct lx_store *s, const struct lx_ids *ids, bool title)
{
    double took[SAVES_N];
    struct random r = { 4 };
    for (int i = 0; i < SAVES_N; i++) {
        struct lx_rec *old;
        lx_id id = ids->at[random_below(&r, (uint32_t)ids->n)];
        double start = now_ms();
        must(s->begin(s, &err), &err);
        must(s->get(s, LX_ITEM, id, &old, &err), &err);
        struct lx_item *item = lx_rec_copy(old);
        item->progress = (item->progress + 1) % 100;
        if (title)
            lx_set_text(&item->title, i % 2 ? "推进海岛交通建设" : "加快渔港改造提升");
        must(s->put(s, old, item, &err), &err);
        must(s->commit(s, &test_entry, NULL, &err), &err);
        took[i] = now_ms() - start;
        lx_rec_free(item);
        lx_rec_free(old);
    }
    report(title ? "save of a title" : "save of a number", took, SAVES_N);
}

static void list(struct lx_store *s, const char *what, struct lx_query q)
{
    enum { ROUNDS = 9 };
    double took[ROUNDS];
    char line[96];
    size_t n = 0;
    for (int i = 0; i < ROUNDS; i++) {
        struct lx_ids ids = { 0 };
        double start = now_ms();
        must(s->ids(s, &q, &ids, &err), &err);
        took[i] = now_ms() - start;
        n = ids.n;
        lx_ids_done(&ids);
    }
    (void)snprintf(line, sizeof line, "%s (%zu)", what, n);
    report(line, took, ROUNDS);
    lx_query_done(&q);
}

static void count(struct lx_store *s, const char *what, struct lx_query q)
{
    enum { ROUNDS = 9 };
    double took[ROUNDS];
    char line[96];
    struct lx_counts counts = { 0 };
    for (int i = 0; i < ROUNDS; i++) {
        double start = now_ms();
        must(s->count(s, &q, NULL, &counts, &err), &err);
        took[i] = now_ms() - start;
    }
    (void)snprintf(line, sizeof line, "%s (%zu)", what, counts.total);
    report(line, took, ROUNDS);
    lx_query_done(&q);
}

static struct lx_query by_due(size_t limit)
{
    return (struct lx_query){ .type = LX_ITEM,
                              .sort = { { .field = lx_field_named(LX_ITEM, "due") } },
                              .sort_n = 1,
                              .limit = limit,
                              .today = 19900,
                              .near_days = 7 };
}

static struct lx_query with(struct lx_query q, struct lx_cond *where)
{
    q.where = where;
    return q;
}

static struct lx_cond *words(const char *w)
{
    struct lx_cond *c = lx_cond_new(LX_OP_WORDS);
    c->value = lx_strdup(w);
    return c;
}

static struct lx_cond *late(void)
{
    struct lx_cond *c = lx_cond_new(LX_OP_LIGHT);
    c->light = 3;
    return c;
}

static struct lx_cond *of_unit(lx_id unit)
{
    struct lx_cond *any = lx_cond_new(LX_OP_ANY), *linked = lx_cond_add(any, lx_cond_new(LX_OP_LINKED));
    lx_cond_add(any, lx_cond_ref(LX_ITEM, "lead", unit));
    linked->type = LX_PART;
    linked->back = lx_field_named(LX_PART, "item");
    lx_cond_add(linked, lx_cond_ref(LX_PART, "unit", unit));
    return any;
}

static void lists(struct lx_store *s, const lx_id *units)
{
    static const char *const searched[] = { "推进", "渔船", "杉湾", "港", "推进 渔船" };
    struct lx_query q = by_due(0);
    list(s, "first page by due", by_due(50));
    list(s, "all ids by due", by_due(0));
    q.sort[0].down = true;
    list(s, "all ids by due, downwards", q);
    list(s, "all ids late", with(by_due(0), late()));
    list(s, "first page late", with(by_due(50), late()));
    list(s, "all ids of a state", with(by_due(0), lx_cond_cmp(LX_ITEM, "state", LX_OP_EQ, "working")));
    list(s, "all ids of a lead unit", with(by_due(0), lx_cond_ref(LX_ITEM, "lead", units[3])));
    list(s, "all ids of a unit, lead or share", with(by_due(0), of_unit(units[3])));
    list(s, "title has, all", with(by_due(0), lx_cond_cmp(LX_ITEM, "title", LX_OP_HAS, "推进")));
    list(s, "title has a rare word, first page", with(by_due(50), lx_cond_cmp(LX_ITEM, "title", LX_OP_HAS, "杉湾")));
    q = (struct lx_query){ .type = LX_ITEM, .sort = { { .field = lx_field_named(LX_ITEM, "title") } }, .sort_n = 1 };
    list(s, "all ids by title", q);
    q.sort[0] = (struct lx_sort){ .field = lx_field_named(LX_UNIT, "name"), .via = lx_field_named(LX_ITEM, "lead") };
    list(s, "all ids by name of lead unit", q);
    count(s, "count all", by_due(0));
    count(s, "count late", with(by_due(0), late()));
    for (size_t i = 0; i < sizeof searched / sizeof searched[0]; i++) {
        char what[64];
        (void)snprintf(what, sizeof what, "words %s, first page", searched[i]);
        list(s, what, with(by_due(50), words(searched[i])));
        (void)snprintf(what, sizeof what, "words %s, all", searched[i]);
        list(s, what, with(by_due(0), words(searched[i])));
        (void)snprintf(what, sizeof what, "words %s, count", searched[i]);
        count(s, what, with(by_due(0), words(searched[i])));
    }
}

static void rest(struct lx_store *s, const char *path)
{
    struct lx_findings found = { 0 };
    struct lx_ids ids = { 0 };
    struct lx_rows rows = { 0 };
    struct lx_hits hits = { 0 };
    struct lx_store *other;
    struct lx_query q = by_due(50);
    must(s->ids(s, &q, &ids, &err), &err);
    double t = now_ms();
    must(s->rows(s, LX_ITEM, ids.at, ids.n, &rows, &err), &err);
    (void)printf("%-58s %12.3f ms\n", "50 rows", now_ms() - t);
    t = now_ms();
    must(s->search(s, "推进", 20, &hits, &err), &err);
    (void)printf("%-58s %12.3f ms (%zu)\n", "search, all types", now_ms() - t, hits.counts[LX_ITEM]);
    t = now_ms();
    for (int i = 0; i < 20; i++) {
        must(lx_db_open(&other, path, 0, &err), &err);
        must(other->ids(other, &q, &ids, &err), &err);
        other->close(other);
    }
    (void)printf("%-58s %12.3f ms\n", "open, first page, close", (now_ms() - t) / 20);
    t = now_ms();
    for (int i = 0; i < 1000; i++)
        (void)s->version(s);
    (void)printf("%-58s %12.3f ms\n", "version", (now_ms() - t) / 1000);
    t = now_ms();
    must(lx_db_check(s, &found, &err), &err);
    (void)printf("%-58s %12.0f ms (%zu findings)\n", "check", now_ms() - t, found.n);
    lx_findings_done(&found);
    lx_ids_done(&ids);
    lx_rows_done(&rows);
    lx_hits_done(&hits);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        (void)fputs("usage: store N DIR\n", stderr);
        return 2;
    }
    (void)setvbuf(stdout, NULL, _IOLBF, 0);
    size_t n = strtoul(argv[1], NULL, 10);
    lx_id units[UNITS_N];
    struct lx_store *s, *floor;
    struct lx_ids ids = { 0 };
    struct lx_query q = by_due(0);
    struct lx_str path = LX_STR_EMPTY, floor_path = LX_STR_EMPTY;
    lx_str_addf(&path, "%s/store-%zu.db", argv[2], n);
    lx_str_addf(&floor_path, "%s/floor-%zu.db", argv[2], n);
    if (getenv("BENCH_KEPT") && access(lx_str_z(&path), F_OK) == 0) { /* only the reading, of what the last run left */
        must(lx_db_open(&s, lx_str_z(&path), 0, &err), &err);
        must(s->ids(s, &(struct lx_query){ .type = LX_UNIT }, &ids, &err), &err);
        lists(s, ids.at);
        rest(s, lx_str_z(&path));
        s->close(s);
        lx_ids_done(&ids);
        lx_str_done(&path);
        lx_str_done(&floor_path);
        return 0;
    }
    (void)unlink(lx_str_z(&path));
    (void)unlink(lx_str_z(&floor_path));
    must(lx_db_open(&floor, lx_str_z(&floor_path), LX_DB_CREATE, &err), &err);
    add_units(floor, units);
    double cpu = cpu_ms(), plain = plain_inserts(floor, n, units), plain_cpu = cpu_ms() - cpu;
    floor->close(floor);
    (void)unlink(lx_str_z(&floor_path));
    must(lx_db_open(&s, lx_str_z(&path), LX_DB_CREATE, &err), &err);
    add_units(s, units);
    cpu = cpu_ms();
    double took = import(s, n, units), took_cpu = cpu_ms() - cpu;
    (void)printf("import %zu items: %.0f ms, %.0f/s; prepared inserts %.0f ms: %.2fx; by processor time %.0f and %.0f "
                 "ms: %.2fx\n",
                 n, took, (double)n * 1000 / took, plain, plain / took, took_cpu, plain_cpu, plain_cpu / took_cpu);
    must(s->ids(s, &q, &ids, &err), &err);
    saves(s, &ids, false);
    saves(s, &ids, true);
    lists(s, units);
    rest(s, lx_str_z(&path));
    s->close(s);
    lx_ids_done(&ids);
    lx_str_done(&path);
    lx_str_done(&floor_path);
    return 0;
}
