/* Many small strings with one owner: they never move and are freed together. */
#ifndef LX_ARENA_H
#define LX_ARENA_H

#include <stddef.h>

struct lx_arena {
    struct lx_arena_block *head; /* zero-initialised is an empty arena */
};

/* A copy of len bytes, ended by NUL, that lives until lx_arena_done. */
const char *lx_arena_add(struct lx_arena *a, const char *s, size_t len);
void lx_arena_done(struct lx_arena *a);

#endif
