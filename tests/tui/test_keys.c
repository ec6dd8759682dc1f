/* Bytes of terminals become keys: sequences whole, cut and late; reports; pastes; Chinese. */
#include "tui/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* Every key of bytes in one line, by name; "R2,3" is a report, "P(…)" a paste, "..." that more must come. */
static void keys_of(const char *bytes, size_t piece, bool late, struct lx_str *out)
{
    struct keys k;
    struct event e;
    size_t len = strlen(bytes);
    keys_init(&k, false);
    for (size_t at = 0; at < len; at += piece) {
        keys_feed(&k, bytes + at, at + piece < len ? piece : len - at);
        while (keys_next(&k, late && at + piece >= len, &e)) {
            lx_str_add(out, out->len ? " " : "");
            if (e.kind == EV_KEY)
                key_format(out, e.key);
            else if (e.kind == EV_REPORT)
                lx_str_addf(out, "R%d,%d", e.row, e.col);
            else
                lx_str_addf(out, "P(%.*s)", (int)e.paste_len, e.paste);
        }
    }
    if (keys_partial(&k))
        lx_str_addf(out, "%s...", out->len ? " " : "");
    keys_done(&k);
}

static void expect(const char *bytes, const char *keys)
{
    struct lx_str whole = LX_STR_EMPTY, cut = LX_STR_EMPTY;
    keys_of(bytes, strlen(bytes), true, &whole);
    assert_string_equal(lx_str_z(&whole), keys);
    keys_of(bytes, 1, true, &cut); /* and byte by byte, as a bad line delivers them */
    assert_string_equal(lx_str_z(&cut), keys);
    lx_str_done(&whole);
    lx_str_done(&cut);
}

static void plain_and_named_keys(void **state)
{
    (void)state;
    expect("jk", "j k");
    expect("\033[A\033OB\033[C\033OD", "<Up> <Down> <Right> <Left>");
    expect("\033[1~\033[4~\033[5~\033[6~\033[3~\033[H\033OF", "<Home> <End> <PgUp> <PgDn> <Del> <Home> <End>");
    expect("\033OP\033[[B\033[15~\033[24~\033[Z", "<F1> <F2> <F5> <F12> <BackTab>");
    expect("\033[1;5C\033[1;2D", "<C-Right> <S-Left>");
    expect("\r\n\t\177\b\006", "<Enter> <Enter> <Tab> <BS> <BS> ^F");
    expect("渔船1", "渔 船 1");
}

static void reports_are_told_from_shift_f3(void **state)
{
    (void)state;
    expect("j\033[2;2Rk", "j R2,2 k");
    expect("\033[1;2R", "<S-F3>");
}

static void a_lone_escape_waits_and_then_is_one(void **state)
{
    (void)state;
    struct lx_str s = LX_STR_EMPTY;
    keys_of("\033", 1, false, &s);
    assert_string_equal(lx_str_z(&s), "...");
    lx_str_done(&s);
    expect("\033", "<Esc>");
    keys_of("\033d", 2, false, &s);
    assert_string_equal(lx_str_z(&s), "<A-d>"); /* in one piece */
    lx_str_done(&s);
}

static void unknown_sequences_are_dropped_whole(void **state)
{
    (void)state;
    expect("a\033[38;5;1mb", "a b");
    expect("a\033[?1;2cb", "a b");
    expect("a\033[99~b", "a b");
}

static void a_paste_is_one_event(void **state)
{
    (void)state;
    expect("x\033[200~q\r\n第二行\033[A\rend\033[201~y", "x P(q\n第二行\033[A\nend) y");
    expect("\033[200~a\xB8\xD7z\xE6\xB8\033[201~", "P(a\xEF\xBF\xBD\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD)"); /* what can be stored */
}

static void what_is_no_utf8_does_not_stop_the_rest(void **state)
{
    (void)state;
    expect("a\xFFz", "a \xEF\xBF\xBD z");
    struct lx_str s = LX_STR_EMPTY;
    keys_of("\xE6\xB8", 2, false, &s);
    assert_string_equal(lx_str_z(&s), "...");
    lx_str_done(&s);
}

static void names_are_read_back(void **state)
{
    (void)state;
    static const char *const names[] = { "<Up>", "<F12>", "^F", "<Space>", "<S-Left>", "<C-Home>", "g", "?", "^N", "<BackTab>" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        key_code key;
        struct lx_str s = LX_STR_EMPTY;
        assert_int_equal(key_parse(names[i], &key), strlen(names[i]));
        key_format(&s, key);
        assert_string_equal(lx_str_z(&s), names[i]);
        lx_str_done(&s);
    }
    key_code key;
    assert_int_equal(key_parse("<F13>", &key), 0);
    assert_int_equal(key_parse("<Nothing>", &key), 0);
    assert_int_equal(key_parse("<S-t>", &key), 0); /* no terminal sends it: T */
    assert_int_equal(key_parse("<C-t>", &key), 0); /* ^T */
    assert_int_equal(key_parse("<X-Up>", &key), 0);
    assert_int_equal(key_parse("<S-S-Up>x", &key), 8);
    assert_int_equal(key, LK_UP | LK_SHIFT);
    assert_int_equal(key_parse("<A-t>", &key), 5);
    assert_int_equal(key, 't' | LK_ALT);
    assert_int_equal(key_parse("<", &key), 1);
}

/* Any bytes at all: no crash, no key left behind for ever. */
static void random_bytes(void **state)
{
    (void)state;
    unsigned seed = 3;
    for (int round = 0; round < 3000; round++) {
        struct keys k;
        struct event e;
        char bytes[24];
        for (size_t i = 0; i < sizeof bytes; i++) {
            static const char likely[] = "\033[O;~200R12A\xE6\xB8\x94";
            seed = seed * 1103515245u + 12345u;
            bytes[i] = (seed >> 20) & 1 ? likely[(seed >> 21) % (sizeof likely - 1)] : (char)(seed >> 16);
        }
        keys_init(&k, false);
        keys_feed(&k, bytes, sizeof bytes);
        int n = 0;
        while (keys_next(&k, true, &e))
            assert_true(++n <= (int)sizeof bytes);
        assert_false(keys_partial(&k));
        keys_done(&k);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_and_named_keys),
        cmocka_unit_test(reports_are_told_from_shift_f3),
        cmocka_unit_test(a_lone_escape_waits_and_then_is_one),
        cmocka_unit_test(unknown_sequences_are_dropped_whole),
        cmocka_unit_test(a_paste_is_one_event),
        cmocka_unit_test(what_is_no_utf8_does_not_stop_the_rest),
        cmocka_unit_test(names_are_read_back),
        cmocka_unit_test(random_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
