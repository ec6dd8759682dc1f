/* Measures the screens of meetings on an office with many: usage: meetings DIR [MEETINGS]   (DIR is filled; default 500).
 *
 * Every meeting has 20 agenda rows, 40 KB of minutes, a roll and decisions; every fourth row has an action item.  Each screen is opened from the
 * agenda of meetings all over the list, whole: keys taken, store read, painted.  The bar is a frame, 16 ms (issue 3). */
#include "core/meeting/meetings.h"
#include "db/db.h"
#include "tests/lib/inscreen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROWS_N = 20, MINUTES_LEN = 40 << 10, ROUNDS = 200, CITIES_N = 5 };
#define BAR_MS 16.0

static struct lx_err err;
static int over;

static double now_ms(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

static void must(enum lx_rc rc)
{
    if (!rc)
        return;
    (void)fprintf(stderr, "%s [%s]\n", err.msgid, err.detail);
    exit(1);
}

/* --- the office --------------------------------------------------------------------------------------------------------- */

static lx_id put(struct lx_work *w, void *rec)
{
    must(lx_put_new(w, rec, &err));
    lx_id id = ((struct lx_rec *)rec)->id;
    lx_rec_free(rec);
    return id;
}

static lx_id put_unit(struct lx_work *w, int n)
{
    struct lx_unit *u = lx_rec_new(LX_UNIT);
    struct lx_member *m = lx_rec_new(LX_MEMBER);
    char name[64];
    (void)snprintf(name, sizeof name, "第%d市", n + 1);
    lx_set_text(&u->name, name);
    u->kind = UNIT_GOVERNMENT;
    u->rank = m->rank = n + 1;
    m->unit = put(w, u);
    lx_id id = m->unit;
    (void)put(w, m);
    return id;
}

static void put_rows(struct lx_work *w, lx_id meeting, int number, const lx_id *cities)
{
    char text[128];
    for (int i = 0; i < ROWS_N; i++) {
        struct lx_agenda *a = lx_rec_new(LX_AGENDA);
        a->meeting = meeting;
        a->position = i + 1;
        a->kind = i % (int)(AGENDA_INFORM + 1);
        a->presenter = cities[i % CITIES_N];
        a->minutes = 10;
        a->outcome = OUTCOME_PASSED;
        (void)snprintf(text, sizeof text, "第%d次会议第%d项议题：跨市轨道交通前期工作安排", number, i + 1);
        lx_set_text(&a->title, text);
        lx_id row = put(w, a);
        if (i % 4)
            continue;
        struct lx_item *item = lx_rec_new(LX_ITEM);
        (void)snprintf(text, sizeof text, "%d-%03d", number, i / 4 + 1);
        lx_set_text(&item->no, text);
        lx_set_text(&item->title, "推进前期工作并按季反馈");
        item->meeting = meeting;
        item->agenda = row;
        item->lead = cities[i % CITIES_N];
        item->state = number % 3 ? ITEM_CLOSED : ITEM_WORKING;
        (void)put(w, item);
    }
}

static void put_meeting(struct lx_work *w, lx_id series, int number, const lx_id *cities)
{
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    struct lx_str minutes = LX_STR_EMPTY;
    char text[64];
    m->series = series;
    m->state = MEETING_MINUTES_DRAFT;
    m->date = (struct lx_date){ .day = w->today - 7 * number, .prec = LX_PREC_DAY };
    (void)snprintf(text, sizeof text, "%d", number);
    lx_set_text(&m->no, text);
    (void)snprintf(text, sizeof text, "第%d次会议", number);
    lx_set_text(&m->title, text);
    lx_set_text(&m->time, "09:00");
    while (minutes.len < MINUTES_LEN)
        lx_str_add(&minutes, "## 一、跨市轨道交通\n\n会议听取了前期工作情况汇报，要求各市按照分工抓紧推进，按季反馈进展，遇到问题及时提交联络员会议协调。\n\n");
    lx_set_text(&m->minutes, lx_str_z(&minutes));
    lx_str_done(&minutes);
    put_rows(w, put(w, m), number, cities);
}

static void fill(struct lx_work *w, int meetings_n)
{
    lx_id cities[CITIES_N];
    must(lx_begin(w, &err));
    for (int i = 0; i < CITIES_N; i++)
        cities[i] = put_unit(w, i);
    struct lx_series *s = lx_rec_new(LX_SERIES);
    lx_set_text(&s->name, "市长联席会议");
    lx_id series = put(w, s);
    for (int i = 1; i <= meetings_n; i++)
        put_meeting(w, series, i, cities);
    must(lx_commit(w, "db load", NULL, &err));
}

/* --- measuring ---------------------------------------------------------------------------------------------------------- */

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Goes to a meeting, then times `open`, goes back with `back`. */
static void measure(struct inscreen *t, const char *what, const char *open, const char *back, int meetings_n, bool stores)
{
    double ms[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        char go[32];
        (void)snprintf(go, sizeof go, ": %d <Enter>", 1 + i * meetings_n / ROUNDS);
        (void)inscreen_keys(t, go);
        double start = now_ms();
        (void)inscreen_keys(t, open);
        ms[i] = now_ms() - start;
        (void)inscreen_keys(t, back);
    }
    qsort(ms, ROUNDS, sizeof *ms, by_value);
    double p99 = ms[ROUNDS * 99 / 100];
    bool good = stores || p99 <= BAR_MS;
    over += !good;
    printf("%-34s %9.1f ms, p99 %.1f", what, ms[ROUNDS / 2], p99);
    if (stores)
        printf(" (stores, no bar)\n");
    else
        printf(" (bar %.0f) %s\n", BAR_MS, good ? "ok" : "OVER");
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("usage: meetings DIR [MEETINGS]\n", stderr);
        return 2;
    }
    int n = argc > 2 ? atoi(argv[2]) : 500;
    struct lx_str path = LX_STR_EMPTY;
    struct lx_store *store;
    struct lx_work w;
    lx_str_addf(&path, "%s/meetings-%d.db", argv[1], n);
    must(lx_db_open(&store, lx_str_z(&path), LX_DB_CREATE, &err));
    lx_work_init(&w, store, "bench", NULL, NULL);
    must(lx_refresh(&w, &err));
    double start = now_ms();
    fill(&w, n);
    printf("%-34s %9.0f ms for %d meetings, %d agenda rows, %d MB of minutes\n", "stored in one entry", now_ms() - start, n, n * ROWS_N,
           n * MINUTES_LEN >> 20);
    struct inscreen *t = inscreen_new(&(struct inscreen_setup){ .store = store, .work = &w, .h = 40, .w = 120, .first = "meetings" });
    static const struct {
        const char *what, *open, *back;
        bool stores; /* the first time: the roll is made, decisions get their numbers, a transaction each */
    } screens[] = {
        { "list of meetings", "3", "3", false },
        { "agenda of a meeting", "<Enter>", "q", false },
        { "minutes", "M", "q", false },
        { "roll call, first time", "b a", "q", true },
        { "roll call", "b a", "q", false },
        { "live screen", "b l", "q", false },
        { "decisions, first time", "b d", "q", true },
        { "decisions", "b d", "q", false },
        { "step menu", "s", "<Esc>", false },
    };
    for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++)
        measure(t, screens[i].what, screens[i].open, screens[i].back, n, screens[i].stores);
    inscreen_done(&t);
    lx_work_done(&w);
    store->close(store);
    lx_str_done(&path);
    return over ? 1 : 0;
}
