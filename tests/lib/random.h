/* Random records for tests: repeatable from a seed. */
#ifndef LX_TEST_RANDOM_H
#define LX_TEST_RANDOM_H

#include "core/record.h"

struct random {
    uint64_t state;
};
uint32_t random_below(struct random *r, uint32_t n); /* 0 … n-1; 0 for n = 0 */
void random_text(struct random *r, struct lx_str *out, int chars_n, bool lines);
/* A record with random content and id 0; references are left empty. */
void *random_record(struct random *r, enum lx_type type);
void random_field(struct random *r, void *rec, const struct lx_field *f);
/* The name of the first field in which two records differ, or NULL. */
const char *record_difference(const struct lx_rec *a, const struct lx_rec *b);

#endif
