/* A paragraph as one text with tagged runs, broken into lines whose pieces keep their tags. */
#ifndef LX_RUNS_H
#define LX_RUNS_H

#include "core/doc/arena.h"
#include "core/str.h"
#include "core/text/text.h"

struct lx_run {
    size_t at; /* where in the text it begins */
    int tag;   /* what the caller likes: a role, a font */
    int line;  /* source line */
};

struct lx_runs {
    struct lx_str text;
    struct lx_run *run;
    size_t run_n, run_room;
};

struct lx_piece {
    const char *s; /* not ended by NUL */
    size_t len;
    int w;         /* cells */
    int tag, line;
};

struct lx_lines {
    struct lx_piece *piece;
    size_t piece_n, piece_room;
    size_t *end;   /* of each line: the piece after its last */
    size_t line_n, line_room;
};

void lx_runs_add(struct lx_runs *r, const char *s, size_t len, int tag, int line);
void lx_runs_clear(struct lx_runs *r);
void lx_runs_done(struct lx_runs *r);

/* Appends the lines of r, broken by lx_text_wrap; the bytes of the pieces live in `strings`.  An empty text gives one
 * empty line. */
void lx_lines_wrap(struct lx_lines *out, struct lx_arena *strings, const struct lx_runs *r, int first_w, int w,
                   enum lx_amb amb);
size_t lx_line_from(const struct lx_lines *l, size_t line); /* its first piece; up to end[line] */
int lx_line_w(const struct lx_lines *l, size_t line);
void lx_lines_clear(struct lx_lines *l);
void lx_lines_done(struct lx_lines *l);

#endif
