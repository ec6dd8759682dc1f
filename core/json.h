/* JSON out and in.
 *
 * The writer appends to a string and keeps the commas; what is begun must be ended by the caller.  Its output is
 * one line of valid UTF-8 that is safe to print: what lx_text_clean would not let through is escaped.
 *     struct lx_json_out w = { &str };
 *     lx_json_begin_object(&w); lx_json_key(&w, "no"); lx_json_string(&w, "26-003"); lx_json_end_object(&w);
 * The reader hands out a tree that one call frees; all that is reached from it is borrowed.  Every question may be
 * put to NULL (an absent member) and to a value of another kind: it answers with the default that it is given. */
#ifndef LX_JSON_H
#define LX_JSON_H

#include "core/err.h"
#include "core/str.h"

#include <stdbool.h>
#include <stdint.h>

struct lx_json_out {
    struct lx_str *out; /* borrowed */
    bool comma;         /* private: a value stands before */
};

void lx_json_begin_object(struct lx_json_out *w);
void lx_json_end_object(struct lx_json_out *w);
void lx_json_begin_array(struct lx_json_out *w);
void lx_json_end_array(struct lx_json_out *w);
void lx_json_key(struct lx_json_out *w, const char *key);
void lx_json_string(struct lx_json_out *w, const char *s); /* NULL: null; a byte that is no UTF-8: U+FFFD */
void lx_json_stringn(struct lx_json_out *w, const char *s, size_t len);
void lx_json_int(struct lx_json_out *w, int64_t n);
void lx_json_real(struct lx_json_out *w, double x);        /* reads back as the same number; no number: null */
void lx_json_bool(struct lx_json_out *w, bool b);
void lx_json_null(struct lx_json_out *w);
void lx_json_raw(struct lx_json_out *w, const char *json); /* a value that is JSON already */

struct lx_json; /* opaque */
enum lx_json_kind {
    LX_JSON_NULL, /* also of NULL */
    LX_JSON_BOOL,
    LX_JSON_INT,
    LX_JSON_REAL,
    LX_JSON_STRING,
    LX_JSON_ARRAY,
    LX_JSON_OBJECT
};

/* The whole of s is one value.  LX_INVALID: the detail is line and column ("12:7"); also for a member that stands
 * twice, text that is no UTF-8, U+0000 in a string, numbers beyond 64 bits, and nesting beyond 2,048. */
LX_CHECK enum lx_rc lx_json_parse(struct lx_json **out, const char *s, size_t len, struct lx_err *err);
void lx_json_free(struct lx_json **v); /* of lx_json_parse only; NULL after */

enum lx_json_kind lx_json_kind(const struct lx_json *v);
const struct lx_json *lx_json_get(const struct lx_json *v, const char *key); /* member of an object, or NULL */
size_t lx_json_n(const struct lx_json *v);                                   /* elements or members; else 0 */
const struct lx_json *lx_json_at(const struct lx_json *v, size_t i);         /* element of an array, or NULL */
const char *lx_json_to_string(const struct lx_json *v, const char *otherwise);
int64_t lx_json_to_int(const struct lx_json *v, int64_t otherwise);
double lx_json_to_real(const struct lx_json *v, double otherwise); /* of an integer too */
bool lx_json_to_bool(const struct lx_json *v, bool otherwise);

/* Members in the order of the text: void *at = NULL; while (lx_json_next(v, &at, &key, &value)) … */
bool lx_json_next(const struct lx_json *v, void **at, const char **key, const struct lx_json **value);

#endif
