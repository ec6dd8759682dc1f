/* A map from strings to numbers, for the names and lines of one import: grows, never shrinks, no order. */
#ifndef LX_MAP_H
#define LX_MAP_H

#include "core/str.h"

#include <stdbool.h>
#include <stdint.h>

struct lx_map_slot {
    uint64_t hash;
    size_t at; /* of the key in `keys`, plus 1; 0: empty */
    int64_t value;
};
struct lx_map {
    struct lx_map_slot *slot; /* private, a power of two */
    size_t n, room;
    struct lx_str keys; /* each ended by NUL */
};

/* Borrowed until the next lx_map_put; NULL where the key is not there. */
int64_t *lx_map_get(const struct lx_map *m, const char *key);
/* The value of a key, which is added with 0 where it is not there. */
int64_t *lx_map_put(struct lx_map *m, const char *key);
void lx_map_done(struct lx_map *m);

#endif
