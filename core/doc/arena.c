/* Many small strings with one owner. */
#include "core/doc/arena.h"

#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

struct lx_arena_block {
    struct lx_arena_block *next;
    size_t used, room;
    char s[];
};

enum { FIRST_ROOM = 2048, MOST_ROOM = 65536 };

const char *lx_arena_add(struct lx_arena *a, const char *s, size_t len)
{
    struct lx_arena_block *b = a->head;
    if (!b || b->room - b->used < len + 1) {
        size_t room = !b ? FIRST_ROOM : b->room < MOST_ROOM ? b->room * 2 : MOST_ROOM;
        if (room < len + 1)
            room = len + 1;
        b = lx_alloc(sizeof *b + room);
        b->room = room;
        b->next = a->head;
        a->head = b;
    }
    char *to = b->s + b->used;
    if (len)
        memcpy(to, s, len);
    to[len] = '\0';
    b->used += len + 1;
    return to;
}

void lx_arena_done(struct lx_arena *a)
{
    while (a->head) {
        struct lx_arena_block *next = a->head->next;
        free(a->head);
        a->head = next;
    }
}
