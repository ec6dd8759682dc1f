/* A growing byte string, always ended by NUL once anything was added. */
#ifndef LX_STR_H
#define LX_STR_H

#include "core/err.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct lx_str {
    char *s;    /* NULL until the first byte; lx_str_z answers "" then */
    size_t len; /* bytes, without the NUL */
    size_t room;
};

#define LX_STR_EMPTY ((struct lx_str){ 0 })

void lx_str_done(struct lx_str *b);   /* frees; b is empty and usable again */
void lx_str_clear(struct lx_str *b);  /* keeps the memory */
void lx_str_reserve(struct lx_str *b, size_t more_len);
void lx_str_add(struct lx_str *b, const char *s); /* NULL adds nothing */
void lx_str_addn(struct lx_str *b, const char *s, size_t len);
void lx_str_addc(struct lx_str *b, char c);
void lx_str_fill(struct lx_str *b, char c, size_t n);
void lx_str_addf(struct lx_str *b, const char *fmt, ...) LX_PRINTF(2, 3);
void lx_str_vaddf(struct lx_str *b, const char *fmt, va_list ap) LX_PRINTF(2, 0);
void lx_str_addi(struct lx_str *b, int64_t n); /* decimal */
void lx_str_addi0(struct lx_str *b, int64_t n, size_t least_n); /* the same, with zeros before it up to so many digits */
void lx_str_cut(struct lx_str *b, size_t len); /* shortens to len bytes */
const char *lx_str_z(const struct lx_str *b);  /* borrowed until b changes; never NULL */
char *lx_str_take(struct lx_str *b);           /* yours; b is empty again; never NULL */

#endif
