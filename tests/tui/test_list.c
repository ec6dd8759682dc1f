/* The list over a store of 1,000 rows: bar, paging, marks and filter keep to ids; columns line up at every size. */
#include "tests/lib/arraystore.h"
#include "tests/lib/inscreen.h"

#include "tui/draw.h"
#include "tui/i18n.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { N = 1000 };

static struct inscreen *start(int h, int w, const char *lang, bool wide)
{
    struct lx_store *s = arraystore_new();
    arraystore_fill(s, N);
    struct inscreen *t = inscreen_new(&(struct inscreen_setup){ .store = s, .h = h, .w = w, .lang = lang, .wide = wide });
    inscreen_keys(t, "A"); /* closed ones too: the list is what is tested here */
    return t;
}

static void end(struct inscreen **t)
{
    struct lx_store *s = inscreen_app(*t)->store;
    inscreen_done(t);
    s->close(s);
}

static struct list *list_of(struct inscreen *t) { return &app_view(inscreen_app(t))->list; }

static void first_page_comes_by_limit_then_all(void **state)
{
    (void)state;
    struct inscreen *t = start(24, 80, "zh", false);
    struct arraystore_calls *calls = arraystore_calls(inscreen_app(t)->store);
    assert_int_equal(list_of(t)->ids.n, N);
    assert_true(list_of(t)->whole);
    assert_true(calls->ids > calls->ids_whole); /* a limited one came first */
    assert_true(calls->rows_read < 200);        /* never the whole table */
    assert_true(inscreen_has(t, "1000"));
    end(&t);
}

static void keys_move_the_bar(void **state)
{
    (void)state;
    struct inscreen *t = start(24, 80, "zh", false);
    struct list *l = list_of(t);
    inscreen_keys(t, "j j j k");
    assert_int_equal(l->bar, 2);
    inscreen_keys(t, "G");
    assert_int_equal(l->bar, N - 1);
    assert_true(l->top + (size_t)l->h == N);
    inscreen_keys(t, "g g");
    assert_int_equal(l->bar, 0);
    inscreen_keys(t, "<PgDn> <PgDn> <PgUp>");
    assert_int_equal(l->bar, l->h - 1);
    inscreen_keys(t, "k k <Up>");
    assert_int_equal(l->bar, l->h - 4);
    end(&t);
}

static void a_burst_is_taken_whole(void **state)
{
    (void)state;
    struct inscreen *t = start(40, 120, "zh", false);
    char keys[101];
    memset(keys, 'j', 100);
    keys[100] = '\0';
    struct arraystore_calls *calls = arraystore_calls(inscreen_app(t)->store);
    size_t gets = calls->get;
    inscreen_type(t, keys);
    assert_int_equal(list_of(t)->bar, 100);
    assert_true(calls->get - gets <= 1); /* the detail of the last one only */
    end(&t);
}

static void bar_and_marks_stay_with_their_records(void **state)
{
    (void)state;
    struct inscreen *t = start(24, 80, "zh", false);
    struct list *l = list_of(t);
    inscreen_keys(t, "j j j <Space> <Space>");
    lx_id bar = list_at_bar(l);
    assert_int_equal(l->marks.n, 2);
    lx_id first = l->ids.at[0], second = l->ids.at[1];
    arraystore_drop(inscreen_app(t)->store, first);
    inscreen_keys(t, "<F5>");
    assert_int_equal(l->ids.n, N - 1);
    assert_true(list_at_bar(l) == bar);
    assert_int_equal(l->marks.n, 2);
    inscreen_keys(t, "O");
    assert_true(list_at_bar(l) == bar); /* at the other end now */
    assert_true(l->bar > N / 2);
    assert_true(l->ids.at[0] != second);
    end(&t);
}

static void a_change_of_others_is_seen_at_the_next_key(void **state)
{
    (void)state;
    struct inscreen *t = start(24, 80, "zh", false);
    struct list *l = list_of(t);
    lx_id gone = l->ids.at[5];
    arraystore_drop(inscreen_app(t)->store, gone);
    inscreen_keys(t, "j");
    assert_int_equal(l->ids.n, N - 1);
    assert_false(lx_ids_has(&l->ids, gone));
    end(&t);
}

static void slash_narrows_as_typed(void **state)
{
    (void)state;
    struct inscreen *t = start(24, 80, "zh", false);
    struct list *l = list_of(t);
    inscreen_keys(t, "/ 渔");
    assert_int_equal(l->ids.n, 143);
    inscreen_keys(t, "船 x");
    assert_int_equal(l->ids.n, 0);
    inscreen_keys(t, "<BS> <Enter>");
    assert_int_equal(l->ids.n, 143);
    assert_true(inscreen_has(t, "/渔船"));
    inscreen_keys(t, "<Esc>");
    assert_int_equal(l->ids.n, N);
    inscreen_keys(t, "/ abc <Esc>");
    assert_int_equal(l->ids.n, N);
    end(&t);
}

static void a_han_character_starts_the_filter(void **state)
{
    (void)state;
    struct inscreen *t = start(24, 80, "zh", false);
    inscreen_keys(t, "桥");
    assert_int_equal(list_of(t)->ids.n, 143);
    assert_string_equal(app_view(inscreen_app(t))->filter, "桥");
    end(&t);
}

static void full_width_keys_count_as_plain(void **state)
{
    (void)state;
    struct inscreen *t = start(24, 80, "zh", false);
    inscreen_keys(t, "ｊ ｊ Ｇ");
    assert_int_equal(list_of(t)->bar, N - 1);
    inscreen_keys(t, "／ 渔");
    assert_int_equal(list_of(t)->ids.n, 143);
    end(&t);
}

static void marking_all_and_none(void **state)
{
    (void)state;
    struct inscreen *t = start(24, 80, "en", false);
    struct list *l = list_of(t);
    inscreen_keys(t, "*");
    assert_int_equal(l->marks.n, N);
    assert_true(inscreen_has(t, "1000"));
    inscreen_keys(t, "*");
    assert_int_equal(l->marks.n, 0);
    inscreen_keys(t, "<Space> / 渔 <Enter>");
    struct lx_ids chosen = { 0 };
    list_chosen(app_view(inscreen_app(t)), &chosen);
    assert_int_equal(chosen.n, 1); /* hidden marks count */
    lx_ids_done(&chosen);
    end(&t);
}

/* A thousand random keys against a plain model of a bar in an array. */
static void random_walk(void **state)
{
    (void)state;
    struct inscreen *t = start(24, 80, "zh", false);
    struct list *l = list_of(t);
    size_t bar = 0;
    unsigned seed = 7;
    for (int i = 0; i < 1000; i++) {
        seed = seed * 1103515245u + 12345u;
        size_t page = (size_t)l->h - 1;
        switch ((seed >> 16) % 6) {
        case 0: inscreen_keys(t, "j"); bar += bar + 1 < N; break;
        case 1: inscreen_keys(t, "k"); bar -= bar > 0; break;
        case 2: inscreen_keys(t, "<PgDn>"); bar = bar + page < N ? bar + page : N - 1; break;
        case 3: inscreen_keys(t, "<PgUp>"); bar = bar > page ? bar - page : 0; break;
        case 4: inscreen_keys(t, "^D"); bar = bar + (size_t)l->h / 2 < N ? bar + (size_t)l->h / 2 : N - 1; break;
        default: inscreen_resize(t, 20 + i % 12, 70 + i % 60); break;
        }
        assert_int_equal(l->bar, bar);
        assert_true(l->top <= bar && bar < l->top + (size_t)l->h);
        assert_true(l->top + (size_t)l->h <= N);
    }
    end(&t);
}

/* Every row of the list has its light and number in the same cell, whatever stands in the title. */
static void columns_line_up(void **state)
{
    (void)state;
    static const int sizes[][2] = { { 24, 80 }, { 45, 160 }, { 20, 60 }, { 40, 120 } };
    for (int wide = 0; wide < 2; wide++)
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            struct inscreen *t = start(sizes[i][0], sizes[i][1], "zh", wide);
            const struct view *v = app_view(inscreen_app(t));
            enum lx_amb amb = wide ? LX_WIDE : LX_NARROW;
            assert_true(draw_widths_hold());
            for (int y = v->list_rect.y; y < v->list_rect.y + v->list_rect.h; y++) {
                char *row = inscreen_row(t, y);
                int w = 0;
                size_t at = lx_text_prefix(row, strlen(row), 2, amb, &w);
                if (y > v->list_rect.y)
                    assert_int_equal(strncmp(row + at, "26-", 3), 0);
                assert_true(lx_text_w(row, amb) <= sizes[i][1]);
                free(row);
            }
            end(&t);
        }
}

static void widths_fill_what_there_is(void **state)
{
    (void)state;
    static const struct column columns[] = { { "no", N_("No."), 6, 8, 12, 0, 0, LX_LEFT, "no", true },
                                             { "t", N_("Title"), 10, 20, 200, 10, 0, LX_LEFT, NULL, false },
                                             { "x", N_("State"), 6, 8, 10, 0, 2, LX_LEFT, NULL, false },
                                             { 0 } };
    int widths[COLUMNS_MAX];
    lx_i18n_switch(LX_EN);
    list_widths(columns, LX_NONE_TYPE, 78, LX_NARROW, widths);
    assert_int_equal(widths[0], 8);
    assert_int_equal(widths[2], 8);
    assert_int_equal(widths[0] + widths[1] + widths[2] + 2, 78);
    list_widths(columns, LX_NONE_TYPE, 20, LX_NARROW, widths);
    assert_int_equal(widths[2], 0); /* the one that can be missed */
    assert_true(widths[0] + widths[1] + 1 <= 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_page_comes_by_limit_then_all),
        cmocka_unit_test(keys_move_the_bar),
        cmocka_unit_test(a_burst_is_taken_whole),
        cmocka_unit_test(bar_and_marks_stay_with_their_records),
        cmocka_unit_test(a_change_of_others_is_seen_at_the_next_key),
        cmocka_unit_test(slash_narrows_as_typed),
        cmocka_unit_test(a_han_character_starts_the_filter),
        cmocka_unit_test(full_width_keys_count_as_plain),
        cmocka_unit_test(marking_all_and_none),
        cmocka_unit_test(random_walk),
        cmocka_unit_test(columns_line_up),
        cmocka_unit_test(widths_fill_what_there_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
