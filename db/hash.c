/* SHA-256 by libmd. */
#include "db/hash.h"

#include <sha2.h>
#include <string.h>

_Static_assert(sizeof(SHA2_CTX) <= sizeof(struct lx_hash), "room for libmd's state");

static SHA2_CTX *ctx(struct lx_hash *h) { return (SHA2_CTX *)(void *)h->room; }

/* A byte for the kind, eight for the length, lowest first. */
static void head(struct lx_hash *h, char kind, uint64_t len)
{
    unsigned char b[9] = { (unsigned char)kind };
    for (int i = 0; i < 8; i++)
        b[i + 1] = (unsigned char)(len >> (8 * i));
    SHA256Update(ctx(h), b, sizeof b);
}

void lx_hash_start(struct lx_hash *h) { SHA256Init(ctx(h)); }

void lx_hash_int(struct lx_hash *h, int64_t v) { head(h, 'i', (uint64_t)v); }

void lx_hash_text(struct lx_hash *h, const char *s)
{
    size_t len = s ? strlen(s) : 0;
    head(h, s ? 't' : 'n', len);
    if (len)
        SHA256Update(ctx(h), (const uint8_t *)s, len);
}

void lx_hash_bytes(struct lx_hash *h, const void *p, size_t len)
{
    head(h, 'b', len);
    SHA256Update(ctx(h), p, len);
}

void lx_hash_end(struct lx_hash *h, unsigned char out[LX_HASH_LEN]) { SHA256Final(out, ctx(h)); }
