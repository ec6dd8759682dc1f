/* SHA-256 by libmd. */
#include "db/hash.h"

#include "db/db.h"

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

void lx_db_sha256(const void *bytes, size_t len, char hex[65])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char sum[LX_HASH_LEN];
    SHA2_CTX c;
    SHA256Init(&c);
    SHA256Update(&c, bytes, len);
    SHA256Final(sum, &c);
    for (size_t i = 0; i < LX_HASH_LEN; i++) {
        hex[2 * i] = digits[sum[i] >> 4];
        hex[2 * i + 1] = digits[sum[i] & 15];
    }
    hex[2 * LX_HASH_LEN] = '\0';
}
