/* SHA-256 over values with their kinds and lengths, so that no two different rows hash alike.  The one user of libmd.
 */
#ifndef LX_HASH_H
#define LX_HASH_H

#include <stddef.h>
#include <stdint.h>

enum { LX_HASH_LEN = 32 };
struct lx_hash {
    _Alignas(16) unsigned char room[256];
};

void lx_hash_start(struct lx_hash *h);
void lx_hash_int(struct lx_hash *h, int64_t v);
void lx_hash_text(struct lx_hash *h, const char *s); /* NULL is not "" */
void lx_hash_bytes(struct lx_hash *h, const void *p, size_t len);
void lx_hash_end(struct lx_hash *h, unsigned char out[LX_HASH_LEN]);

#endif
