/* Change rows: what they hold, reading them back, applying them both ways. */
#include "core/delta.h"

#include "core/mem.h"
#include "core/query.h"
#include "tests/lib/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct lx_err err;

static void test_the_forms_are_those_of_the_header(void **state)
{
    (void)state;
    struct lx_item *a = lx_rec_new(LX_ITEM), *b;
    struct lx_str s = LX_STR_EMPTY;
    char op;
    lx_set_text(&a->no, "26-003");
    lx_set_text(&a->title, "渔港\"扩建\"\\\n\x01");
    a->due = (struct lx_date){ lx_day_make(2024, 12, 31), LX_PREC_YEAR, lx_strdup("2024年12月底前") };
    assert_true(lx_delta_make(&s, &op, NULL, a));
    assert_int_equal(op, '+');
    assert_string_equal(
        lx_str_z(&s),
        "{\"no\":\"26-003\",\"kind\":\"task\",\"title\":\"渔港\\\"扩建\\\"\\\\\\n\\u0001\",\"state\":\"registered\","
        "\"due\":\"2024-12-31 year 2024年12月底前\",\"importance\":\"normal\",\"secrecy\":\"open\"}");
    b = lx_rec_copy(a);
    lx_str_clear(&s);
    assert_false(lx_delta_make(&s, &op, a, b));
    assert_int_equal(s.len, 0);
    b->progress = 35;
    b->state = ITEM_CLOSED;
    assert_true(lx_delta_make(&s, &op, a, b));
    assert_int_equal(op, '~');
    assert_string_equal(lx_str_z(&s), "{\"state\":[\"registered\",\"closed\"],\"progress\":[\"\",\"35\"]}");
    lx_str_clear(&s);
    assert_true(lx_delta_make(&s, &op, b, NULL));
    assert_int_equal(op, '-');
    assert_non_null(strstr(lx_str_z(&s), "\"progress\":\"35\""));
    lx_str_done(&s);
    lx_rec_free(a);
    lx_rec_free(b);
}

static void assert_middle(const char *before, const char *after, const char *want)
{
    struct lx_note *a = lx_rec_new(LX_NOTE), *b = lx_rec_new(LX_NOTE);
    struct lx_str s = LX_STR_EMPTY;
    char op;
    lx_set_text(&a->text, before);
    lx_set_text(&b->text, after);
    assert_true(lx_delta_make(&s, &op, a, b));
    assert_string_equal(lx_str_z(&s), want);
    lx_str_done(&s);
    lx_rec_free(a);
    lx_rec_free(b);
}

/* Cut at characters: 港 and 湾 begin with the same byte. */
static void test_of_a_long_text_only_the_middle_is_kept(void **state)
{
    (void)state;
    assert_middle("一二三四五六港七八九十甲", "一二三四五六湾七八九十甲",
                  "{\"text\":{\"at\":6,\"old\":\"三四五六港七八九十\",\"new\":\"三四五六湾七八九十\"}}");
    assert_middle("", "新", "{\"text\":{\"at\":0,\"old\":\"\",\"new\":\"新\"}}");
    assert_middle("aaaa", "aaaaa", "{\"text\":{\"at\":0,\"old\":\"aaaa\",\"new\":\"aaaaa\"}}");
}

static void test_any_change_goes_forth_and_back(void **state)
{
    (void)state;
    struct random r = { 11 };
    for (int i = 0; i < 4000; i++) {
        enum lx_type type = (enum lx_type)(1 + random_below(&r, LX_TYPES_N - 1));
        struct lx_rec *a = random_record(&r, type), *b = lx_rec_copy(a), *c;
        const struct lx_table *t = lx_table(type);
        struct lx_str s = LX_STR_EMPTY;
        struct lx_delta d;
        char op;
        for (uint32_t j = random_below(&r, 4); j > 0; j--)
            random_field(&r, b, &t->fields[random_below(&r, (uint32_t)t->fields_n)]);
        bool whole = random_below(&r, 4) == 0;
        if (lx_delta_make(&s, &op, whole ? NULL : a, b)) {
            assert_int_equal(lx_delta_read(&d, op, lx_str_z(&s), &err), LX_OK);
            c = whole ? lx_rec_new(type) : lx_rec_copy(a);
            assert_int_equal(lx_delta_apply(c, &d, true, &err), LX_OK);
            assert_null(record_difference(b, c));
            assert_int_equal(lx_delta_apply(c, &d, false, &err), LX_OK);
            struct lx_rec *fresh = lx_rec_new(type);
            assert_null(record_difference(whole ? fresh : a, c));
            lx_rec_free(fresh);
            lx_rec_free(c);
            lx_delta_done(&d);
        }
        lx_str_done(&s);
        lx_rec_free(a);
        lx_rec_free(b);
    }
}

static void test_what_changed_again_is_not_taken_back(void **state)
{
    (void)state;
    struct lx_item *item = lx_rec_new(LX_ITEM);
    struct lx_delta d;
    item->progress = 50;
    lx_set_text(&item->title, "甲");
    assert_int_equal(
        lx_delta_read(&d, '~', "{\"title\":[\"\",\"甲\"],\"progress\":[\"10\",\"20\"],\"gone\":[\"1\",\"2\"]}", &err),
        LX_OK);
    assert_int_equal(d.n, 3);
    assert_int_equal(lx_delta_apply(item, &d, false, &err), LX_STALE);
    assert_string_equal(err.detail, LX_NAMED("item.progress"));
    assert_string_equal(item->title, "甲"); /* all or nothing */
    item->progress = 20;
    assert_int_equal(lx_delta_apply(item, &d, false, &err), LX_OK);
    assert_null(item->title);
    assert_int_equal(item->progress, 10);
    lx_delta_done(&d);
    assert_int_equal(lx_delta_read(&d, '~', "{\"text\":{\"at\":3,\"old\":\"b\",\"new\":\"c\"}}", &err), LX_OK);
    assert_int_equal(lx_delta_apply(item, &d, true, &err), LX_STALE);
    lx_set_text(&item->text, "aaab");
    assert_int_equal(lx_delta_apply(item, &d, true, &err), LX_OK);
    assert_string_equal(item->text, "aaac");
    lx_delta_done(&d);
    lx_rec_free(item);
}

static void test_what_is_no_delta_is_refused(void **state)
{
    static const char *const bad[] = { "",
                                       "[]",
                                       "{",
                                       "{\"a\"}",
                                       "{\"a\":\"b\"",
                                       "{\"a\":\"b\",}",
                                       "{\"a\":\"\\x\"}",
                                       "{\"a\":\"\\ud800\"}",
                                       "{\"a\":\"\\u00\"}",
                                       "{\"a\":[\"b\"]}",
                                       "{\"a\":{\"at\":\"x\"}}",
                                       "{\"a\":\"b" };
    struct lx_delta d;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        enum lx_rc rc = lx_delta_read(&d, strchr(bad[i], '[') || strstr(bad[i], ":{") ? '~' : '+', bad[i], &err);
        if (rc == LX_OK)
            print_error("%s\n", bad[i]);
        assert_int_equal(rc, LX_CORRUPT);
        assert_int_equal(d.n, 0);
    }
    assert_int_equal(lx_delta_read(&d, '+', " { \"a\" : \"\\u6e2f\\ud842\\udfb7\\/\" , \"n\" : -12 } ", &err), LX_OK);
    assert_string_equal(d.at[0].new_, "港𠮷/");
    assert_string_equal(d.at[1].new_, "-12");
    lx_delta_done(&d);
}

static void test_a_whole_record_is_filled_at_once(void **state)
{
    static const char *const bad[] = { "", "{", "[]", "{\"no\"}", "{\"no\":}", "{\"no\":\"x\"", "{\"no\":\"x\",}", "{\"due\":\"x\"}",
                                       "{\"state\":\"nonsense\"}", "{\"no\":[\"\",\"x\"]}" };
    (void)state;
    struct random r = { 12 };
    for (int round = 0; round < 20; round++)
        for (int t = LX_NONE_TYPE + 1; t < LX_TYPES_N; t++) {
            struct lx_rec *a = random_record(&r, (enum lx_type)t), *b = lx_rec_new((enum lx_type)t);
            struct lx_str s = LX_STR_EMPTY;
            char op;
            assert_true(lx_delta_make(&s, &op, NULL, a));
            assert_int_equal(lx_delta_fill(b, lx_str_z(&s), &err), LX_OK);
            b->id = a->id;
            b->rev = a->rev;
            assert_null(record_difference(a, b));
            lx_str_done(&s);
            lx_rec_free(a);
            lx_rec_free(b);
        }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct lx_item *item = lx_rec_new(LX_ITEM);
        if (lx_delta_fill(item, bad[i], &err) == LX_OK)
            fail_msg("taken: %s", bad[i]);
        lx_rec_free(item);
    }
    struct lx_item *item = lx_rec_new(LX_ITEM); /* in any order, gone fields skipped */
    assert_int_equal(lx_delta_fill(item, "{\"progress\":\"35\",\"was_once\":\"x\",\"no\":\"26-003\"}", &err), LX_OK);
    assert_true(item->progress == 35 && strcmp(item->no, "26-003") == 0);
    assert_int_equal(lx_delta_fill(item, "{}", &err), LX_OK);
    lx_rec_free(item);
}

/* A history that somebody made: no field twice, no middle of a number; nothing is changed. */
static void what_cannot_be_is_refused(void **state)
{
    (void)state;
    static const char *const changes[] = { "{\"progress\":{\"at\":0,\"old\":\"\",\"new\":\"5\"}}", "{\"title\":[\"\",\"a\"],\"title\":[\"\",\"b\"]}",
                                           "{\"text\":{\"at\":0,\"old\":\"abcdef\",\"new\":\"\"},\"text\":{\"at\":5,\"old\":\"f\",\"new\":\"\"}}" };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct lx_item *item = lx_rec_new(LX_ITEM);
        struct lx_delta d;
        const struct lx_field *text = lx_field_named(LX_ITEM, "text");
        lx_set_text(lx_f_text(item, text), "abcdef");
        struct lx_rec *before = lx_rec_copy(item);
        assert_int_equal(lx_delta_read(&d, '~', changes[i], NULL), LX_OK);
        assert_int_equal(lx_delta_apply(item, &d, true, NULL), LX_CORRUPT);
        assert_null(record_difference(before, &item->rec));
        lx_delta_done(&d);
        lx_rec_free(item);
        lx_rec_free(before);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_be_is_refused), cmocka_unit_test(test_the_forms_are_those_of_the_header),
        cmocka_unit_test(test_of_a_long_text_only_the_middle_is_kept),
        cmocka_unit_test(test_any_change_goes_forth_and_back),
        cmocka_unit_test(test_what_changed_again_is_not_taken_back),
        cmocka_unit_test(test_what_is_no_delta_is_refused),
        cmocka_unit_test(test_a_whole_record_is_filled_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
