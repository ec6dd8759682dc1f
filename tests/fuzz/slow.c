/* Grows every file of the corpora to 64 KB, whole and by each of its lines, and measures: over a second is a fault.
 * usage: slow TARGET SECONDS PATH...        files, or folders of them, as many as that time allows */
#include "core/mem.h"
#include "tests/fuzz/fuzz.h"
#include "tests/lib/measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GROWN_LEN = 64 << 10, LIMIT_MS = 1000, SHOWN_LEN = 60 };

struct growing {
    const struct fuzz_target *target;
    const char *path;
    char *text;
    size_t measured_n, slow_n;
    double most_ms, until_ms;
};

static void measure(struct growing *g, const char *unit, size_t len)
{
    size_t n = 0;
    while (n + len <= GROWN_LEN) {
        memcpy(g->text + n, unit, len);
        n += len;
    }
    double start = cpu_ms();
    g->target->run(g->text, n);
    double took = cpu_ms() - start;
    g->measured_n++;
    g->most_ms = took > g->most_ms ? took : g->most_ms;
    if (took <= LIMIT_MS)
        return;
    g->slow_n++;
    printf("slow: %.0f ms for %zu bytes, %s: ", took, n, g->path);
    for (size_t i = 0; i < len && i < SHOWN_LEN; i++)
        printf(unit[i] > ' ' && unit[i] < 127 ? "%c" : "\\x%02x", (unsigned char)unit[i]);
    printf("\n");
    (void)fflush(stdout);
}

static void grow(void *ctx, const char *path, const char *s, size_t len)
{
    struct growing *g = ctx;
    g->path = path;
    if (cpu_ms() > g->until_ms)
        return;
    if (len && len <= GROWN_LEN)
        measure(g, s, len);
    for (size_t at = 0; at < len;) {
        const char *lf = memchr(s + at, '\n', len - at);
        size_t n = lf ? (size_t)(lf - s) + 1 - at : len - at;
        if (n < len && n <= GROWN_LEN && n > 1) {
            measure(g, s + at, n);
            measure(g, s + at, n - 1);
        }
        at += n;
    }
}

int main(int argc, char **argv)
{
    struct growing g = { .target = argc > 3 ? fuzz_find(argv[1]) : NULL, .text = lx_alloc(GROWN_LEN) };
    if (!g.target) {
        fprintf(stderr, "usage: slow TARGET SECONDS PATH...\n");
        return 2;
    }
    fuzz_start();
    g.until_ms = cpu_ms() + atof(argv[2]) * 1000;
    for (int i = 3; i < argc && g.target->grows; i++)
        (void)fuzz_files(argv[i], grow, &g);
    printf("%s: %zu inputs grown to %d KB, at the most %.0f ms\n", g.target->name, g.measured_n, GROWN_LEN >> 10, g.most_ms);
    free(g.text);
    return g.slow_n > 0;
}
