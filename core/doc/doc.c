/* The document tree: its arrays and their owner. */
#include "core/doc/doc.h"

#include "core/mem.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct lx_doc *lx_doc_new(void) { return lx_alloc(sizeof(struct lx_doc)); }

void lx_doc_free(struct lx_doc *d)
{
    if (!d)
        return;
    free(d->block);
    free(d->span);
    free(d->key);
    lx_arena_done(&d->strings);
    free(d);
}

const char *lx_doc_get(const struct lx_doc *d, const char *key)
{
    for (size_t i = 0; i < d->key_n; i++)
        if (strcmp(d->key[i].key, key) == 0)
            return d->key[i].value;
    return NULL;
}

void lx_doc_block_text(struct lx_str *out, const struct lx_doc *d, size_t block)
{
    const struct lx_block *b = &d->block[block];
    for (size_t i = 0; i < b->span_n; i++) {
        const struct lx_span *s = &d->span[b->span_from + i];
        if (s->flags & LX_SPAN_BREAK)
            lx_str_addc(out, ' ');
        else
            lx_str_addn(out, s->s, s->len);
    }
}

bool lx_doc_is_number(const char *s, size_t len)
{
    bool digit = false;
    for (size_t i = 0; i < len; i++) {
        digit = digit || isdigit((unsigned char)s[i]);
        if (!isalnum((unsigned char)s[i]) && s[i] != '-')
            return false;
    }
    return digit && len <= 32;
}

struct lx_block *lx_doc_open(struct lx_doc *d, enum lx_block_kind kind, size_t parent, int line_from, int line_to)
{
    struct lx_block *b = &LX_PUSH(d->block, d->block_n, d->block_room);
    *b = (struct lx_block){ .kind = kind, .parent = parent, .line_from = line_from, .line_to = line_to };
    b->next = d->block_n;
    b->span_from = d->span_n;
    b->depth = parent == LX_NO_BLOCK ? 0 : d->block[parent].depth + 1;
    return b;
}

void lx_doc_close(struct lx_doc *d, size_t block) { d->block[block].next = d->block_n; }

void lx_doc_add_span(struct lx_doc *d, const char *s, size_t len, unsigned flags, const char *href, int line_from,
                     int line_to)
{
    struct lx_span *span = &LX_PUSH(d->span, d->span_n, d->span_room);
    *span = (struct lx_span){ .len = len, .flags = flags, .line_from = line_from, .line_to = line_to };
    span->s = lx_arena_add(&d->strings, s, len);
    span->href = NULL;
    if (href) {
        struct lx_str clean = LX_STR_EMPTY;
        lx_text_clean(&clean, href, strlen(href), 0);
        span->href = lx_arena_add(&d->strings, lx_str_z(&clean), clean.len);
        lx_str_done(&clean);
    }
    d->block[d->block_n - 1].span_n++;
}

void lx_doc_add_key(struct lx_doc *d, const char *key, size_t key_len, const char *value, size_t value_len, int line)
{
    struct lx_doc_key *k = &LX_PUSH(d->key, d->key_n, d->key_room);
    k->key = lx_arena_add(&d->strings, key, key_len);
    k->value = lx_arena_add(&d->strings, value, value_len);
    k->line = line;
}
