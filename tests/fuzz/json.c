/* Fuzz target: JSON in, out again, and in again; a change row applied and taken back. */
#include "core/delta.h"
#include "core/json.h"
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

static void emit(struct lx_json_out *w, const struct lx_json *v)
{
    void *at = NULL;
    const char *key;
    const struct lx_json *value;
    switch (lx_json_kind(v)) {
    case LX_JSON_NULL:
        lx_json_null(w);
        break;
    case LX_JSON_BOOL:
        lx_json_bool(w, lx_json_to_bool(v, false));
        break;
    case LX_JSON_INT:
        lx_json_int(w, lx_json_to_int(v, 0));
        break;
    case LX_JSON_REAL:
        lx_json_real(w, lx_json_to_real(v, 0));
        break;
    case LX_JSON_STRING:
        lx_json_string(w, lx_json_to_string(v, NULL));
        break;
    case LX_JSON_ARRAY:
        lx_json_begin_array(w);
        for (size_t i = 0; i < lx_json_n(v); i++)
            emit(w, lx_json_at(v, i));
        lx_json_end_array(w);
        break;
    case LX_JSON_OBJECT:
        lx_json_begin_object(w);
        while (lx_json_next(v, &at, &key, &value)) {
            lx_json_key(w, key);
            emit(w, value);
        }
        lx_json_end_object(w);
    }
}

static void both_ways(const char *s, size_t len)
{
    struct lx_str first = LX_STR_EMPTY, second = LX_STR_EMPTY;
    struct lx_json *v;
    struct lx_err err = { 0 };
    enum lx_rc rc = lx_json_parse(&v, s, len, &err);
    FUZZ_MUST(rc == LX_OK || (rc == LX_INVALID && err.msgid));
    if (rc == LX_OK) {
        emit(&(struct lx_json_out){ &first, false }, v);
        lx_json_free(&v);
        fuzz_clean(first.s, first.len, 0);
        FUZZ_MUST(lx_json_parse(&v, first.s, first.len, NULL) == LX_OK);
        emit(&(struct lx_json_out){ &second, false }, v);
        lx_json_free(&v);
        FUZZ_MUST(strcmp(first.s, second.s) == 0);
    }
    lx_str_done(&first);
    lx_str_done(&second);
}

/* What the journal of a damaged or foreign database may say of a record of this type. */
static void change_row(const char *json, char op, enum lx_type type)
{
    struct lx_delta d = { 0 };
    struct lx_rec *rec = lx_rec_new(type);
    enum lx_rc rc = lx_delta_read(&d, op, json, NULL);
    FUZZ_MUST(rc == LX_OK || rc == LX_CORRUPT);
    if (rc == LX_OK && lx_delta_apply(rec, &d, true, NULL) == LX_OK) {
        struct lx_rec *empty = lx_rec_new(type);
        struct lx_str left = LX_STR_EMPTY;
        char left_op;
        rc = lx_delta_apply(rec, &d, false, NULL); /* a label was understood that the record holds as its word */
        FUZZ_MUST(rc == LX_STALE || (rc == LX_OK && !lx_delta_make(&left, &left_op, empty, rec)));
        lx_str_done(&left);
        lx_rec_free(empty);
    }
    lx_delta_done(&d);
    lx_rec_free(rec);
    rec = lx_rec_new(type);
    rc = lx_delta_fill(rec, json, NULL);
    FUZZ_MUST(rc == LX_OK || rc == LX_CORRUPT || rc == LX_INVALID);
    lx_rec_free(rec);
}

void fuzz_json(const char *s, size_t len)
{
    both_ways(s, len);
    struct fuzz_in in = { s, len };
    enum lx_type type = (enum lx_type)(1 + fuzz_below(&in, LX_TYPES_N - 1));
    char op = "+~-"[fuzz_below(&in, 3)], *json = fuzz_part(&in);
    change_row(json, op, type);
    free(json);
}
