/* A table that lost its columns on the way: one cell a line, folded back by the number of its heads. */
#include "core/exchange/csvio.h"
#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

enum { HEADS_MAX = 20 };

struct cells {
    char **at;
    size_t n, room;
};

static void take_lines(struct cells *c, const char *text, bool blank_too);
static size_t count_heads(enum lx_type type, const struct cells *c);
static void cells_done(struct cells *c);

/* Empty cells may have come as blank lines or not at all: whichever count fits. */
bool lx_csvio_fold(enum lx_type type, const char *text, struct lx_str *out)
{
    bool folded = false;
    for (int blank_too = 0; blank_too < 2 && !folded; blank_too++) {
        struct cells c = { 0 };
        take_lines(&c, text, blank_too);
        size_t heads = strchr(text, '\t') ? 0 : count_heads(type, &c);
        folded = heads >= 2 && c.n > heads && c.n % heads == 0;
        for (size_t i = 0; folded && i < c.n; i++)
            lx_str_addf(out, "%s%c", c.at[i], (i + 1) % heads ? '\t' : '\n');
        cells_done(&c);
    }
    return folded;
}

static void take_lines(struct cells *c, const char *text, bool blank_too)
{
    for (const char *at = text; *at;) {
        size_t len = strcspn(at, "\n"), from = strspn(at, " "), to = len;
        while (to > from && at[to - 1] == ' ')
            to--;
        if (from < to || (blank_too && c->n > 0))
            LX_PUSH(c->at, c->n, c->room) = lx_strndup(at + (from < to ? from : len), from < to ? to - from : 0);
        at += len + (at[len] == '\n');
    }
}

/* Heads run to the last line of the beginning that names a column; words that name none may stand between (a serial number). */
static size_t count_heads(enum lx_type type, const struct cells *c)
{
    size_t heads = 0, known = 0, strange = 0;
    for (size_t i = 0; i < c->n && i < HEADS_MAX && strange < 2; i++)
        if (lx_csvio_is_column(type, c->at[i])) {
            heads = i + 1;
            known++;
            strange = 0;
        } else {
            strange++;
        }
    return known >= 2 ? heads : 0;
}

static void cells_done(struct cells *c)
{
    for (size_t i = 0; i < c->n; i++)
        free(c->at[i]);
    free(c->at);
}
