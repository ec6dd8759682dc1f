/* The editor: grapheme clusters, words, rows, undo, pastes. */
#include "tui/edit.h"

#include "core/text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void type(struct edit *e, const char *s)
{
    size_t len = strlen(s);
    for (size_t at = 0; at < len;) {
        uint32_t cp;
        at += (size_t)lx_utf8_get(s + at, len - at, &cp);
        assert_true(edit_event(e, &(struct event){ .kind = EV_KEY, .key = cp }));
    }
}

static bool press(struct edit *e, key_code key) { return edit_event(e, &(struct event){ .kind = EV_KEY, .key = key }); }

static void typing_goes_where_the_caret_is(void **state)
{
    (void)state;
    struct edit e;
    edit_init(&e, "交通局", false);
    type(&e, "甲乙"); /* where libformw gives 交通甲乙局 */
    assert_string_equal(edit_text(&e), "交通局甲乙");
    press(&e, LK_HOME);
    press(&e, LK_RIGHT);
    type(&e, "x");
    assert_string_equal(edit_text(&e), "交x通局甲乙");
    press(&e, LK_BACKSPACE);
    press(&e, LK_DEL);
    assert_string_equal(edit_text(&e), "交局甲乙");
    assert_false(press(&e, LK_ENTER)); /* one line: the form's business */
    edit_done(&e);
}

static void a_cluster_is_one(void **state)
{
    (void)state;
    struct edit e;
    edit_init(&e, "ae\xCC\x81z", false); /* e and a combining acute */
    press(&e, LK_LEFT);
    press(&e, LK_BACKSPACE);
    assert_string_equal(edit_text(&e), "az");
    edit_done(&e);
}

static void words_of_both_scripts(void **state)
{
    (void)state;
    struct edit e;
    edit_init(&e, "推进 API v2 接口，上线", false);
    press(&e, 'W' & 31);
    assert_string_equal(edit_text(&e), "推进 API v2 接口，");
    press(&e, LK_CTRL | LK_LEFT);
    press(&e, LK_CTRL | LK_LEFT);
    press(&e, LK_CTRL | LK_LEFT);
    type(&e, "|");
    assert_string_equal(edit_text(&e), "推进 API |v2 接口，");
    press(&e, 'K' & 31);
    assert_string_equal(edit_text(&e), "推进 API |");
    press(&e, 'U' & 31);
    assert_string_equal(edit_text(&e), "");
    edit_done(&e);
}

static void undo_takes_back_runs(void **state)
{
    (void)state;
    struct edit e;
    edit_init(&e, "", true);
    type(&e, "甲乙丙");
    press(&e, LK_ENTER);
    type(&e, "丁");
    press(&e, 'Z' & 31);
    assert_string_equal(edit_text(&e), "甲乙丙\n");
    press(&e, 'Z' & 31);
    press(&e, 'Z' & 31);
    assert_string_equal(edit_text(&e), "");
    press(&e, 'Z' & 31);
    assert_string_equal(edit_text(&e), "");
    for (int i = 0; i < 5; i++)
        press(&e, 'Y' & 31);
    assert_string_equal(edit_text(&e), "甲乙丙\n丁");
    press(&e, 'Z' & 31);
    type(&e, "戊"); /* forgets what was undone */
    press(&e, 'Y' & 31);
    assert_string_equal(edit_text(&e), "甲乙丙\n戊");
    edit_done(&e);
}

static void pastes(void **state)
{
    (void)state;
    struct edit e;
    struct event paste = { .kind = EV_PASTE, .paste = "第一行\n\t第二行\xFF", .paste_len = strlen("第一行\n\t第二行\xFF") };
    edit_init(&e, "a", false);
    assert_true(edit_event(&e, &paste));
    assert_string_equal(edit_text(&e), "a第一行  第二行");
    edit_done(&e);
    edit_init(&e, "", true);
    assert_true(edit_event(&e, &paste));
    assert_string_equal(edit_text(&e), "第一行\n 第二行");
    edit_done(&e);
}

static void up_and_down_move_in_rows(void **state)
{
    (void)state;
    struct edit e;
    edit_init(&e, "一二三四五六七八\n\nab", true);
    e.shown_w = 11; /* five ideographs a row */
    assert_int_equal(edit_rows(&e, 11), 4);
    e.at = 0;
    press(&e, LK_RIGHT);
    press(&e, LK_RIGHT);
    assert_true(press(&e, LK_DOWN));
    type(&e, "|");
    assert_string_equal(edit_text(&e), "一二三四五六七|八\n\nab");
    assert_true(press(&e, LK_DOWN));
    assert_true(press(&e, LK_DOWN));
    assert_false(press(&e, LK_DOWN)); /* the edge: the form goes to its next field */
    assert_int_equal(e.at, e.text.len);
    edit_done(&e);
}

/* Random keys: the caret always stands at the edge of a cluster of valid text. */
static void random_keys(void **state)
{
    (void)state;
    static const key_code keys[] = { LK_LEFT, LK_RIGHT, LK_HOME, LK_END, LK_BACKSPACE, LK_DEL, 'W' & 31, 'K' & 31, 'Z' & 31,
                                     'Y' & 31, LK_UP, LK_DOWN, LK_ENTER, LK_CTRL | LK_LEFT, LK_CTRL | LK_RIGHT, 'a', ' ',
                                     0x6E14, 0x8239, 0x301, 0x201C, 0x1F468, 0x3002 };
    struct edit e;
    unsigned seed = 11;
    edit_init(&e, "", true);
    for (int i = 0; i < 20000; i++) {
        seed = seed * 1103515245u + 12345u;
        press(&e, keys[(seed >> 16) % (sizeof keys / sizeof *keys)]);
        assert_true(e.at <= e.text.len);
        assert_true(lx_utf8_valid(edit_text(&e), e.text.len, NULL));
        assert_true(e.at == e.text.len || ((unsigned char)e.text.s[e.at] & 0xC0) != 0x80);
        if (e.text.len > 300)
            edit_set(&e, "");
    }
    edit_done(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(typing_goes_where_the_caret_is), cmocka_unit_test(a_cluster_is_one),
        cmocka_unit_test(words_of_both_scripts),          cmocka_unit_test(undo_takes_back_runs),
        cmocka_unit_test(pastes),                         cmocka_unit_test(up_and_down_move_in_rows),
        cmocka_unit_test(random_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
