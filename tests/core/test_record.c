/* The tables are complete, and every value reads back from its canonical text. */
#include "core/query.h"
#include "core/text/text.h"
#include "tests/lib/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

static bool has_han(const char *s)
{
    for (size_t len = strlen(s); len;) {
        uint32_t cp;
        int n = lx_utf8_get(s, len, &cp);
        if (lx_is_han(cp))
            return true;
        s += n;
        len -= (size_t)n;
    }
    return false;
}

static bool is_plain_name(const char *s) { return *s && !s[strspn(s, "abcdefghijklmnopqrstuvwxyz_")]; }

static void test_tables(void **state)
{
    (void)state;
    for (int type = LX_NONE_TYPE + 1; type < LX_TYPES_N; type++) {
        const struct lx_table *t = lx_table((enum lx_type)type);
        assert_int_equal(t->type, type);
        assert_true(is_plain_name(t->name));
        assert_ptr_equal(lx_table_named(t->name), t);
        assert_true(*t->en && !has_han(t->en) && has_han(t->zh));
        assert_true(lx_key_field(t)->flags & LX_F_KEY);
        for (int i = 0; i < t->fields_n; i++) {
            const struct lx_field *f = &t->fields[i];
            assert_true(is_plain_name(f->name));
            assert_true(*f->en && !has_han(f->en) && has_han(f->zh));
            assert_int_equal(lx_field_index(t, f->name), i);
            assert_true(f->offset + sizeof(int) <= t->size);
            assert_int_equal(f->words != NULL, f->kind == LX_ENUM);
            assert_int_equal(f->of != LX_NONE_TYPE, f->kind == LX_REF);
            assert_true(!(f->flags & LX_F_UNIQUE) || f->kind == LX_NUMBER);
            assert_true(!(f->flags & LX_F_LISTED) || f->kind != LX_LONG); /* long texts are not in list rows */
            for (int k = 0; k < i; k++) { /* labels say which field is meant, in both languages */
                assert_false(lx_text_same(t->fields[k].en, f->en));
                assert_false(lx_text_same(t->fields[k].zh, f->zh));
            }
            assert_int_equal(lx_field_index(t, f->zh), i);
            assert_int_equal(lx_field_index(t, f->en), i);
        }
    }
    assert_null(lx_table(LX_NONE_TYPE));
    assert_null(lx_table(LX_TYPES_N));
    assert_null(lx_table_named("nothing"));
}

static void test_words(void **state)
{
    static const char *const sets[] = { "yesno",       "unit_kind", "person_role", "holiday_kind", "counter", "numbering",
                                        "meeting_state", "agenda_kind", "item_state", "light",      "item_kind", "importance",
                                        "secrecy",     "stage",     "rhythm",      "part_role",    "part_state", "event_kind",
                                        "note_way",    "cmp" };
    (void)state;
    for (size_t s = 0; s < sizeof sets / sizeof sets[0]; s++) {
        const struct lx_words *w = lx_words_of(sets[s]);
        assert_non_null(w);
        for (int i = 0; i < w->n; i++) {
            assert_true(*w->at[i].en && has_han(w->at[i].zh));
            assert_int_equal(lx_word_find(w, w->at[i].word), i);
            for (int k = 0; k < i; k++) {
                assert_string_not_equal(w->at[i].word, w->at[k].word);
                assert_false(lx_text_same(w->at[i].zh, w->at[k].zh));
            }
            assert_int_equal(lx_word_find(w, w->at[i].zh), i);
        }
        assert_int_equal(lx_word_find(w, "no such word"), -1);
    }
    assert_null(lx_words_of("nothing"));
}

/* Codes that stand in databases and scripts: design.md 2. */
static void test_stored_codes(void **state)
{
    static const char *const items[] = { "registered", "assigned", "accepted",  "working",   "reported",  "closed",
                                         "struck",     "archived", "returned", "suspended", "withdrawn", "merged" };
    static const char *const meetings[] = { "draft",  "notified", "in_session", "minutes_draft", "minutes_circulated",
                                            "issued", "archived", "postponed",  "cancelled" };
    (void)state;
    for (int i = 0; i < (int)(sizeof items / sizeof items[0]); i++)
        assert_string_equal(lx_words_of("item_state")->at[i].word, items[i]);
    for (int i = 0; i < (int)(sizeof meetings / sizeof meetings[0]); i++)
        assert_string_equal(lx_words_of("meeting_state")->at[i].word, meetings[i]);
    assert_int_equal(lx_words_of("item_state")->n, 12);
    assert_int_equal(lx_words_of("meeting_state")->n, 9);
}

static void check_value(const struct lx_rec *rec, const struct lx_field *f)
{
    struct lx_str s = LX_STR_EMPTY, again = LX_STR_EMPTY;
    struct lx_rec *probe = lx_rec_new(rec->type);
    struct lx_err err;
    lx_f_format(&s, rec, f);
    assert_int_equal(lx_f_parse(probe, f, lx_str_z(&s), &err), LX_OK);
    assert_true(lx_f_same(rec, probe, f));
    lx_f_format(&again, probe, f);
    assert_string_equal(lx_str_z(&s), lx_str_z(&again));
    assert_int_equal(lx_f_empty(rec, f), s.len == 0);
    lx_rec_free(probe);
    lx_str_done(&s);
    lx_str_done(&again);
}

static void test_round_trip(void **state)
{
    struct random r = { 7 };
    (void)state;
    for (int n = 0; n < 200; n++)
        for (int type = LX_NONE_TYPE + 1; type < LX_TYPES_N; type++) {
            struct lx_rec *rec = random_record(&r, (enum lx_type)type);
            const struct lx_table *t = lx_table((enum lx_type)type);
            for (int i = 0; i < t->fields_n; i++) {
                if (t->fields[i].kind == LX_REF && random_below(&r, 2))
                    *lx_f_int(rec, &t->fields[i]) = (int64_t)random_below(&r, 9007198) * 1000000000 + 17;
                check_value(rec, &t->fields[i]);
            }
            struct lx_rec *copy = lx_rec_copy(rec);
            assert_null(record_difference(rec, copy));
            lx_rec_free(rec); /* deep: the copy stands alone */
            for (int i = 0; i < t->fields_n; i++)
                check_value(copy, &t->fields[i]);
            lx_rec_free(copy);
        }
}

static void test_bad_values(void **state)
{
    static const struct {
        const char *field, *text;
    } bad[] = {
        { "progress", "ten" }, { "progress", "1.5" }, { "progress", " 1" },        { "progress", "9223372036854775808" }, { "progress", "0x10" },
        { "kind", "nothing" }, { "due", "2024-02-30" }, { "due", "2024-12-31 x y" }, { "lead", "unit" },                    { "due", "tomorrow" },
    };
    struct lx_item *item = lx_rec_new(LX_ITEM);
    (void)state;
    item->progress = 5;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct lx_err err = { 0 };
        assert_int_equal(lx_f_parse(item, lx_field_named(LX_ITEM, bad[i].field), bad[i].text, &err), LX_INVALID);
        assert_non_null(err.msgid);
        assert_int_equal(item->progress, 5); /* nothing changed */
    }
    lx_rec_free(item);
}

static void test_natural_order(void **state)
{
    static const char *const order[] = { "26", "26-003", "26-010", "26-100", "103-001", "D2023-900", "D2024-001", "L3-002", "L12-001", "P1-014" };
    (void)state;
    struct lx_str before = LX_STR_EMPTY, key = LX_STR_EMPTY;
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        lx_str_clear(&key);
        lx_no_key(&key, order[i]);
        if (i)
            assert_true(strcmp(lx_str_z(&before), lx_str_z(&key)) < 0);
        lx_str_clear(&before);
        lx_str_add(&before, lx_str_z(&key));
    }
    lx_str_done(&before);
    lx_str_done(&key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables),     cmocka_unit_test(test_words),      cmocka_unit_test(test_stored_codes),
        cmocka_unit_test(test_round_trip), cmocka_unit_test(test_bad_values), cmocka_unit_test(test_natural_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
