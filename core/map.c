/* A map from strings to numbers: open addressing, at most half full. */
#include "core/map.h"

#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

static uint64_t hash_of(const char *key) /* FNV-1a */
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (; *key; key++)
        hash = (hash ^ (unsigned char)*key) * 0x100000001b3u;
    return hash ^ hash >> 32;
}

/* Where the key stands, else the empty slot where it would.  There is always an empty one. */
static struct lx_map_slot *place(const struct lx_map *m, const char *key, uint64_t hash)
{
    for (size_t i = hash & (m->room - 1);; i = (i + 1) & (m->room - 1)) {
        struct lx_map_slot *s = &m->slot[i];
        if (!s->at || (s->hash == hash && strcmp(m->keys.s + s->at - 1, key) == 0))
            return s;
    }
}

int64_t *lx_map_get(const struct lx_map *m, const char *key)
{
    struct lx_map_slot *s = m->room ? place(m, key, hash_of(key)) : NULL;
    return s && s->at ? &s->value : NULL;
}

static void grow(struct lx_map *m)
{
    struct lx_map old = *m;
    m->room = old.room ? old.room * 2 : 64;
    m->slot = lx_alloc(m->room * sizeof *m->slot);
    for (size_t i = 0; i < old.room; i++)
        if (old.slot[i].at)
            *place(m, m->keys.s + old.slot[i].at - 1, old.slot[i].hash) = old.slot[i];
    free(old.slot);
}

int64_t *lx_map_put(struct lx_map *m, const char *key)
{
    if (m->n * 2 >= m->room)
        grow(m);
    uint64_t hash = hash_of(key);
    struct lx_map_slot *s = place(m, key, hash);
    if (!s->at) {
        *s = (struct lx_map_slot){ hash, m->keys.len + 1, 0 };
        lx_str_addn(&m->keys, key, strlen(key) + 1);
        m->n++;
    }
    return &s->value;
}

void lx_map_done(struct lx_map *m)
{
    free(m->slot);
    lx_str_done(&m->keys);
    *m = (struct lx_map){ 0 };
}
