/* JSON: what is written is valid and reads back; what is broken is refused with its place. */
#include "core/json.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static void test_writer(void **state)
{
    (void)state;
    struct lx_str b = LX_STR_EMPTY;
    struct lx_json_out w = { .out = &b };
    lx_json_begin_object(&w);
    lx_json_key(&w, "no");
    lx_json_string(&w, "26-003");
    lx_json_key(&w, "lead");
    lx_json_begin_array(&w);
    lx_json_string(&w, "舟山市交通运输局");
    lx_json_int(&w, -9007199254740991);
    lx_json_real(&w, 0.1);
    lx_json_real(&w, 1e300 * 1e300);
    lx_json_bool(&w, true);
    lx_json_string(&w, NULL);
    lx_json_begin_object(&w);
    lx_json_end_object(&w);
    lx_json_raw(&w, "[1]");
    lx_json_end_array(&w);
    lx_json_key(&w, "说明");
    lx_json_null(&w);
    lx_json_end_object(&w);
    assert_string_equal(lx_str_z(&b), "{\"no\":\"26-003\",\"lead\":[\"舟山市交通运输局\",-9007199254740991,0.1,null,true,null,{},[1]],"
                                      "\"说明\":null}");
    lx_str_done(&b);
}

/* Written, read and written again: the same bytes. */
static void test_no_negative_zero(void **state)
{
    (void)state;
    struct lx_str b = LX_STR_EMPTY;
    lx_json_real(&(struct lx_json_out){ .out = &b }, -0.0);
    assert_string_equal(lx_str_z(&b), "0");
    lx_str_done(&b);
}

static void check_string(const char *s, size_t len, const char *json, const char *back)
{
    struct lx_str b = LX_STR_EMPTY;
    struct lx_json_out w = { .out = &b };
    lx_json_stringn(&w, s, len);
    assert_string_equal(lx_str_z(&b), json);
    struct lx_json *v;
    if (back) {
        assert_int_equal(lx_json_parse(&v, lx_str_z(&b), b.len, NULL), LX_OK);
        assert_string_equal(lx_json_to_string(v, ""), back);
        lx_json_free(&v);
        assert_null(v);
    }
    lx_str_done(&b);
}

static void test_escapes(void **state)
{
    (void)state;
    check_string("a\"\\/\b\f\n\r\t", 9, "\"a\\\"\\\\/\\b\\f\\n\\r\\t\"", "a\"\\/\b\f\n\r\t");
    check_string("\x1B[2J\x7F", 5, "\"\\u001B[2J\\u007F\"", "\x1B[2J\x7F");
    check_string("\u202E\xC2\x9B\u200B", 8, "\"\\u202E\\u009B\\u200B\"", "\u202E\xC2\x9B\u200B");
    check_string("\U000E0041", 4, "\"\\uDB40\\uDC41\"", "\U000E0041");
    check_string("\x9B\xE8\x81", 3, "\"\uFFFD\uFFFD\uFFFD\"", "\uFFFD\uFFFD\uFFFD");
    check_string("𠀀“”", 10, "\"𠀀“”\"", "𠀀“”");
    check_string("a\0b", 3, "\"a\\u0000b\"", NULL);
}

static void test_reals(void **state)
{
    (void)state;
    static const double numbers[] = { 0, -0.5, 0.1, 1.0 / 3, 1e308, 5e-324, 180000000, 9007199254740993.0, 2.5e-7 };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct lx_str b = LX_STR_EMPTY;
        struct lx_json_out w = { .out = &b };
        struct lx_json *v;
        lx_json_real(&w, numbers[i]);
        assert_int_equal(lx_json_parse(&v, lx_str_z(&b), b.len, NULL), LX_OK);
        assert_true(lx_json_to_real(v, NAN) == numbers[i]);
        lx_json_free(&v);
        lx_str_done(&b);
    }
}

static void test_reader(void **state)
{
    (void)state;
    static const char text[] = "{\"b\":\"乙\", \"a\":[1, 2.5, true, null, {\"x\":\"\\u7532\"}], \"n\":-7}";
    struct lx_json *v;
    assert_int_equal(lx_json_parse(&v, text, sizeof text - 1, NULL), LX_OK);
    assert_int_equal(lx_json_kind(v), LX_JSON_OBJECT);
    assert_int_equal(lx_json_n(v), 3);
    assert_string_equal(lx_json_to_string(lx_json_get(v, "b"), NULL), "乙");
    const struct lx_json *a = lx_json_get(v, "a");
    static const enum lx_json_kind kinds[] = { LX_JSON_INT, LX_JSON_REAL, LX_JSON_BOOL, LX_JSON_NULL, LX_JSON_OBJECT };
    assert_int_equal(lx_json_n(a), 5);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(lx_json_kind(lx_json_at(a, i)), kinds[i]);
    assert_int_equal(lx_json_to_int(lx_json_at(a, 0), 9), 1);
    assert_true(lx_json_to_real(lx_json_at(a, 0), 9) == 1);
    assert_true(lx_json_to_real(lx_json_at(a, 1), 9) == 2.5);
    assert_true(lx_json_to_bool(lx_json_at(a, 2), false));
    assert_string_equal(lx_json_to_string(lx_json_get(lx_json_at(a, 4), "x"), ""), "甲");
    assert_null(lx_json_at(a, 5));

    /* of another kind, or absent: the default */
    assert_int_equal(lx_json_to_int(lx_json_at(a, 1), 9), 9);
    assert_string_equal(lx_json_to_string(a, "none"), "none");
    const struct lx_json *absent = lx_json_get(lx_json_get(v, "c"), "d");
    assert_null(absent);
    assert_int_equal(lx_json_kind(absent), LX_JSON_NULL);
    assert_int_equal(lx_json_n(absent), 0);
    assert_int_equal(lx_json_to_int(absent, 4), 4);
    assert_true(lx_json_to_real(absent, 4) == 4);
    assert_true(lx_json_to_bool(absent, true));
    assert_null(lx_json_to_string(absent, NULL));

    void *at = NULL;
    const char *key;
    const struct lx_json *value;
    char keys[4] = "";
    while (lx_json_next(v, &at, &key, &value))
        strcat(keys, key);
    assert_string_equal(keys, "ban");
    at = NULL;
    assert_false(lx_json_next(a, &at, &key, &value));
    lx_json_free(&v);
}

static void test_refuses(void **state)
{
    (void)state;
    static const struct {
        const char *text, *place;
    } cases[] = { { "", "1:1" },          { "{", "1:1" },           { "{\"a\":1,\n\"a\":2}", "2:3" }, { "[1,]", "1:4" },
                  { "{\"a\":\n\nx}", "3:1" }, { "[1] 2", "1:5" },   { "\"\xFF\"", "1:1" },            { "\"\\u0000\"", "1:8" },
                  { "[99999999999999999999]", "1:21" },             { "nul", "1:3" } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct lx_err err = { 0 };
        struct lx_json *v;
        assert_int_equal(lx_json_parse(&v, cases[i].text, strlen(cases[i].text), &err), LX_INVALID);
        assert_null(v);
        assert_string_equal(err.detail, cases[i].place);
    }
    struct lx_str deep = LX_STR_EMPTY;
    struct lx_json *v;
    lx_str_fill(&deep, '[', 100000);
    assert_int_equal(lx_json_parse(&v, lx_str_z(&deep), deep.len, NULL), LX_INVALID);
    lx_str_done(&deep);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_writer), cmocka_unit_test(test_no_negative_zero), cmocka_unit_test(test_escapes), cmocka_unit_test(test_reals),
        cmocka_unit_test(test_reader), cmocka_unit_test(test_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
