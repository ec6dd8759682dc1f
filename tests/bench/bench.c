/* Measures a list program in a pseudo terminal of 120x40: start, keys, bytes, narrowing, idling, memory.
 *
 * usage: bench start ROUNDS HELLO PROGRAM ARG...        start to first rows, side by side with the empty program
 *        bench keys ROUNDS PROGRAM ARG...               each key to its first changed cell; bytes of a j
 *        bench find ROUNDS WORD:HITS,... PROGRAM ARG... / and a word: each key, first page of hits, exact count
 *        bench idle SECONDS PROGRAM ARG...              bytes and wake-ups while nobody types; memory
 *        bench file ROUNDS KEYS PATH PROGRAM ARG...     from the preview (BENCH_VIEW leads there) KEYS ask where to save, ^U and the path
 *                                                       are typed; from Enter until the PDF is there whole
 * BENCH_VIEW: keys that lead from the start to the list ("2"); BENCH_BARS=0 only shows.
 * One line a figure: name, value, unit, bar, verdict.  Exit 1 when a figure is over its bar. */
#include "tests/lib/measure.h"
#include "tests/lib/pty.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ROWS = 40, COLS = 120, MOST = 20000 };

struct samples {
    double at[MOST];
    int n;
};

static int over;

static int measure_start(int rounds, const char *hello, const char **argv);
static int measure_keys(int rounds, const char **argv);
static int measure_find(int rounds, char *words, const char **argv);
static int measure_idle(int seconds, const char **argv);
static int measure_file(int rounds, const char *keys, const char *path, const char **argv);

int main(int argc, char **argv)
{
    const char **rest = (const char **)argv + 3;
    if (argc > 4 && strcmp(argv[1], "start") == 0)
        return measure_start(atoi(argv[2]), argv[3], rest + 1);
    if (argc > 3 && strcmp(argv[1], "keys") == 0)
        return measure_keys(atoi(argv[2]), rest);
    if (argc > 4 && strcmp(argv[1], "find") == 0)
        return measure_find(atoi(argv[2]), argv[3], rest + 1);
    if (argc > 3 && strcmp(argv[1], "idle") == 0)
        return measure_idle(atoi(argv[2]), rest);
    if (argc > 5 && strcmp(argv[1], "file") == 0)
        return measure_file(atoi(argv[2]), argv[3], argv[4], rest + 2);
    fputs("usage: bench start|keys|find|idle|file ...; see tests/bench/bench.c\n", stderr);
    return 2;
}

/* --- figures ----------------------------------------------------------------------------------------------------- */

static void add(struct samples *s, double value)
{
    if (s->n < MOST)
        s->at[s->n++] = value;
}

static double quantile(struct samples *s, double q)
{
    return sorted_at(s->at, (size_t)s->n, q);
}

/* bar 0: no bar. */
static void show(const char *name, double value, const char *unit, double bar)
{
    const char *off = getenv("BENCH_BARS");
    bool judged = bar > 0 && !(off && *off == '0');
    bool bad = judged && value > bar;
    over |= bad;
    printf("%-34s %9.2f %-5s", name, value, unit);
    if (bar > 0)
        printf("  bar %8.2f  %s", bar, !judged ? "" : bad ? "OVER" : "ok");
    putchar('\n');
    fflush(stdout);
}

static void show_quantiles(const char *name, struct samples *s, double bar_p99)
{
    char label[64];
    snprintf(label, sizeof label, "%s p50 (%d)", name, s->n);
    show(label, quantile(s, 0.50), "ms", 0);
    snprintf(label, sizeof label, "%s p99", name);
    show(label, quantile(s, 0.99), "ms", bar_p99);
}

/* --- the program ------------------------------------------------------------------------------------------------- */

/* A list of items is on the screen when some rows show a number or a date: 26-003, P1-014, D2024-12…, 06-30. */
static int numbered_rows(struct pty *p)
{
    int n = 0;
    for (int y = 0; y < ROWS; y++) {
        char *row = pty_row(p, y);
        for (const char *s = row; *s; s++)
            if (isdigit((unsigned char)s[0]) && s[1] == '-' && isdigit((unsigned char)s[2]) && isdigit((unsigned char)s[3])) {
                n++;
                break;
            }
        free(row);
    }
    return n;
}

static struct pty *start(const char **argv)
{
    return pty_start(&(struct pty_setup){ .argv = argv, .rows = ROWS, .cols = COLS });
}

static void give_up(struct pty *p, const char *what)
{
    pty_dump(p, stderr, what);
    exit(1);
}

static void need(struct pty *p, bool ok, const char *what)
{
    if (!ok)
        give_up(p, what);
}

static double since_sent(const struct pty *p, long ns) { return (double)(ns - pty_sent_ns(p)) / 1e6; }

/* Until at least rows_n numbered rows stand there; how long it took since the last keys. */
static double wait_rows(struct pty *p, int rows_n)
{
    size_t len;
    while (numbered_rows(p) < rows_n) {
        pty_bytes(p, &len);
        need(p, pty_wait_bytes(p, len + 1), "rows of items");
    }
    return since_sent(p, pty_read_ns(p));
}

static struct pty *start_list(const char **argv)
{
    struct pty *p = start(argv);
    const char *view = getenv("BENCH_VIEW");
    need(p, pty_settle(p), "the start");
    if (view && *view)
        need(p, pty_keys(p, view), "the list");
    wait_rows(p, 10);
    return p;
}

static void stop(struct pty **p)
{
    pty_send_keys(*p, "Q");
    pty_done(p);
}

static long now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000L + t.tv_nsec;
}

/* A PDF from its first line to its last. */
static bool is_whole(const char *path)
{
    char head[5], tail[16] = "";
    FILE *f = fopen(path, "rb");
    bool whole = f && fread(head, 1, sizeof head, f) == sizeof head && memcmp(head, "%PDF-", sizeof head) == 0 &&
                 fseek(f, -(long)(sizeof tail - 1), SEEK_END) == 0 && fread(tail, 1, sizeof tail - 1, f) > 0 && strstr(tail, "%%EOF");
    if (f)
        fclose(f);
    return whole;
}

/* Of the program and the children that it has waited for. */
static double processor_ms(const struct pty *p)
{
    char path[64], line[1024] = "";
    long ticks[4] = { 0 };
    snprintf(path, sizeof path, "/proc/%d/stat", pty_pid(p));
    FILE *f = fopen(path, "r");
    const char *at = f && fgets(line, sizeof line, f) ? strrchr(line, ')') : NULL;
    for (int field = 3; at && field < 15; field++) /* the 14th and three more */
        at = strchr(at + 1, ' ');
    char *end = (char *)at;
    for (int i = 0; end && i < 4; i++)
        ticks[i] = strtol(end, &end, 10);
    if (f)
        fclose(f);
    return (double)(ticks[0] + ticks[1] + ticks[2] + ticks[3]) * 1000 / (double)sysconf(_SC_CLK_TCK);
}

/* What the clerk waits for: the drawing program is started, the file written and renamed; the screen's own answer is not waited for. */
static int measure_file(int rounds, const char *keys, const char *path, const char **argv)
{
    enum { MOST_MS = 10000 };
    static struct samples file;
    const struct timespec nap = { .tv_nsec = 200000 };
    struct pty *p = start(argv);
    const char *view = getenv("BENCH_VIEW");
    need(p, pty_settle(p), "the start");
    for (const char *s = view ? view : ""; *s; s++) { /* each key when the one before shows */
        char key[2] = { *s, '\0' };
        need(p, *s == ' ' || pty_keys(p, key), "the preview");
    }
    double before = processor_ms(p);
    for (int i = 0; i < rounds; i++) {
        double ms = 0;
        unlink(path);
        for (const char *s = keys; *s; s++) {
            char key[2] = { *s, '\0' };
            need(p, *s == ' ' || pty_keys(p, key), "the prompt");
        }
        need(p, pty_keys(p, "^U") && pty_keys(p, path) && pty_send_keys(p, "Enter"), "the path");
        while (!is_whole(path) && ms < MOST_MS) {
            nanosleep(&nap, NULL);
            ms = since_sent(p, now_ns());
        }
        need(p, ms < MOST_MS, "the file");
        add(&file, ms);
        need(p, pty_settle(p), "the message");
    }
    show_quantiles("one-page agenda, Enter to its PDF", &file, 200);
    show("  with the prompt, of the processors", (processor_ms(p) - before) / rounds, "ms", 0);
    unlink(path);
    stop(&p);
    return over;
}

static long status_of(const struct pty *p, const char *name)
{
    char path[64], line[256];
    long value = 0;
    snprintf(path, sizeof path, "/proc/%d/status", pty_pid(p));
    FILE *f = fopen(path, "r");
    while (f && fgets(line, sizeof line, f))
        if (strncmp(line, name, strlen(name)) == 0)
            value = atol(line + strlen(name));
    if (f)
        fclose(f);
    return value;
}

/* --- measurements ------------------------------------------------------------------------------------------------ */

/* In turns with the empty program, so that both meet the same machine; the goal is 2x and 3 ms. */
static int measure_start(int rounds, const char *hello, const char **argv)
{
    static struct samples empty, ours;
    const char *hello_argv[] = { hello, NULL };
    for (int i = 0; i < rounds + 1; i++) {
        struct pty *p = start(hello_argv);
        need(p, pty_wait_text(p, "hello sqlite") && pty_find(p, "hello", NULL, NULL), "the empty program");
        size_t len = 0, now;
        for (pty_bytes(p, &now); now < 4000 && now != len; pty_bytes(p, &now)) {
            len = now;
            need(p, pty_wait_bytes(p, 4000), "the empty program's screen");
        }
        double ms = since_sent(p, pty_read_ns(p));
        pty_done(&p);
        p = start(argv);
        double list_ms = wait_rows(p, 5);
        stop(&p);
        if (i) { /* the first round warms the caches */
            add(&empty, ms);
            add(&ours, list_ms);
        }
    }
    double floor_ms = quantile(&empty, 0.5);
    show("empty program, full screen p50", floor_ms, "ms", 0);
    show("first rows p50", quantile(&ours, 0.5), "ms", 2 * floor_ms + 3);
    return over;
}

/* One key from settled to settled; adds its time to `each` and `all`. */
static void time_key(struct pty *p, const char *key, struct samples *each, struct samples *all)
{
    need(p, pty_send_keys(p, key) && pty_settle(p), key);
    if (!pty_changed_ns(p)) /* at the end of the list a key may change nothing */
        return;
    double ms = since_sent(p, pty_changed_ns(p));
    add(each, ms);
    add(all, ms);
}

/* The program paints the bar at once and the detail only when no key waits: what has come with the first change is what
 * a j costs while keys are waiting.  No row scrolls here. */
static void measure_bytes(struct pty *p)
{
    enum { MOVES = 25, BURST = 100 };
    static struct samples bar, whole;
    size_t before, after;
    need(p, pty_keys(p, "g g"), "the top");
    for (int i = 0; i < MOVES; i++) {
        pty_bytes(p, &before);
        need(p, pty_send_keys(p, "j") && pty_wait_change(p) && pty_settle(p), "j");
        pty_bytes(p, &after);
        add(&bar, (double)(pty_changed_len(p) - before));
        add(&whole, (double)(after - before));
    }
    /* On a busy machine the detail may have come in the same read: the lower figures are the true ones. */
    show("bytes of a j, keys waiting, p10", quantile(&bar, 0.1), "B", 400);
    show("bytes of a j, keys waiting, p50", quantile(&bar, 0.5), "B", 0);
    show("bytes of a j, detail and all, p50", quantile(&whole, 0.5), "B", 0);
    char burst[BURST];
    memset(burst, 'j', sizeof burst);
    pty_bytes(p, &before);
    need(p, pty_send(p, burst, sizeof burst) && pty_settle(p), "100 j at once");
    pty_bytes(p, &after);
    show("100 j in one write", (double)(after - before), "B", 0);
    show("100 j in one write", since_sent(p, pty_read_ns(p)), "ms", 0);
}

static int measure_keys(int rounds, const char **argv)
{
    static const char *const names[] = { "j", "k", "PgDn", "PgUp", "G", "g g", "Enter", "q" };
    enum { NAMES = sizeof names / sizeof names[0] };
    static struct samples each[NAMES], all;
    struct pty *p = start_list(argv);
    for (int round = 0; round < rounds; round++)
        for (int k = 0; k < NAMES; k++)
            for (int i = 0; i < (k < 4 ? 20 : 1); i++)
                time_key(p, names[k], &each[k], &all);
    for (int k = 0; k < NAMES; k++) {
        char label[64];
        snprintf(label, sizeof label, "key %s", names[k]);
        show_quantiles(label, &each[k], 16);
    }
    show_quantiles("any key", &all, 16);

    measure_bytes(p);
    show("memory at its peak", (double)status_of(p, "VmHWM:") / 1024, "MiB", 0);
    stop(&p);
    return over;
}

/* Rows but the last three (messages, hints and the word itself stand there) that show the word. */
static int rows_with(struct pty *p, const char *word)
{
    int n = 0;
    for (int y = 1; y < ROWS - 3; y++) {
        char *row = pty_row(p, y);
        n += strstr(row, word) != NULL;
        free(row);
    }
    return n;
}

/* The number stands alone: no digit beside it. */
static bool shows_number(struct pty *p, long number)
{
    char text[32];
    snprintf(text, sizeof text, "%ld", number);
    bool found = false;
    for (int y = 0; y < ROWS && !found; y++) {
        char *row = pty_row(p, y);
        for (const char *s = row; (s = strstr(s, text)) && !found; s++)
            found = (s == row || !strchr("0123456789-", s[-1])) && !strchr("0123456789-", s[strlen(text)]);
        free(row);
    }
    return found;
}

static void find_word(struct pty *p, const char *word, long hits, struct samples *keys, struct samples *page, struct samples *count)
{
    need(p, pty_keys(p, "/"), "/");
    long first = 0;
    for (const char *s = word; *s;) { /* character by character, each as soon as the one before shows */
        size_t len = 1;
        while ((s[len] & 0xc0) == 0x80)
            len++;
        need(p, pty_send(p, s, len) && pty_wait_change(p), word);
        add(keys, since_sent(p, pty_changed_ns(p)));
        first = pty_sent_ns(p); /* of the last character */
        s += len;
    }
    int want = hits < 10 ? (int)hits : 10;
    size_t len;
    while (rows_with(p, word) < want) {
        pty_bytes(p, &len);
        need(p, pty_wait_bytes(p, len + 1), "hits");
    }
    add(page, (double)(pty_read_ns(p) - first) / 1e6);
    while (!shows_number(p, hits)) {
        pty_bytes(p, &len);
        need(p, pty_wait_bytes(p, len + 1), "the exact count");
    }
    add(count, (double)(pty_read_ns(p) - first) / 1e6);
    need(p, pty_keys(p, "Esc"), "Esc");
    wait_rows(p, 10);
}

static int measure_find(int rounds, char *words, const char **argv)
{
    static struct samples keys, page, count;
    struct pty *p = start_list(argv);
    for (char *word = strtok(words, ","); word; word = strtok(NULL, ",")) {
        char *colon = strchr(word, ':'), label[128];
        keys.n = page.n = count.n = 0;
        if (!colon)
            return 2;
        *colon = '\0';
        for (int i = 0; i < rounds; i++)
            find_word(p, word, atol(colon + 1), &keys, &page, &count);
        snprintf(label, sizeof label, "/%s next key", word);
        show_quantiles(label, &keys, 16);
        snprintf(label, sizeof label, "/%s first page of hits", word);
        show_quantiles(label, &page, 50);
        snprintf(label, sizeof label, "/%s exact count %s", word, colon + 1);
        show_quantiles(label, &count, 300);
    }
    stop(&p);
    return over;
}

static int measure_idle(int seconds, const char **argv)
{
    struct pty *p = start_list(argv);
    size_t bytes_len, marks_n;
    pty_watch(p, 100, &bytes_len, &marks_n); /* it has said that it will wait: let it begin */
    long before = status_of(p, "voluntary_ctxt_switches:");
    pty_watch(p, seconds * 1000, &bytes_len, &marks_n);
    long woken = status_of(p, "voluntary_ctxt_switches:") - before;
    show("idle: bytes", (double)bytes_len, "B", 0.5);
    show("idle: wake-ups", (double)woken, "", 0.5);
    show("memory, list just opened", (double)status_of(p, "VmHWM:") / 1024, "MiB", 0);
    stop(&p);
    return over;
}
