/* Bytes from outside: encodings, line ends, places of faults, files that are none. */
#include "core/text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static void check_import(const char *bytes, size_t len, const char *want, bool want_gb)
{
    struct lx_str b = LX_STR_EMPTY;
    bool gb = !want_gb;
    assert_int_equal(lx_text_import(&b, bytes, len, &gb, NULL), LX_OK);
    assert_string_equal(lx_str_z(&b), want);
    assert_int_equal(gb, want_gb);
    lx_str_done(&b);
}

static void check_refused(const char *bytes, size_t len, const char *place)
{
    struct lx_str b = LX_STR_EMPTY;
    struct lx_err err = { 0 };
    assert_int_equal(lx_text_import(&b, bytes, len, NULL, &err), LX_INVALID);
    assert_string_equal(err.detail, place);
    assert_int_equal(b.len, 0);
    lx_str_done(&b);
}

static void test_encodings(void **state)
{
    (void)state;
    check_import("", 0, "", false);
    check_import("联席\r\n会\r议\n", strlen("联席\r\n会\r议\n"), "联席\n会\n议\n", false);
    check_import("\r", 1, "\n", false);
    check_import("\xEF\xBB\xBF" "联", 6, "联", false);
    check_import("\xC1\xAA\xCF\xAF\xBB\xE1\xD2\xE9\r\nA", 11, "联席会议\nA", true); /* GBK */
    check_import("\x81\x30\x81\x30\xC1\xAA", 6, "\xC2\x80联", true);                  /* four bytes: GB18030 only */
    check_import("\xCF\xF3\xC9\xBD\xE1\xB0\xD6\xDD", 8, "象山岚州", true);
}

static void test_refused(void **state)
{
    (void)state;
    check_refused("a\0b", 3, "1:2");
    check_refused("\xFF\xFE" "a\0", 4, "1:1");
    check_refused("a\0b\0", 4, "1:2"); /* UTF-16 without its mark */
    check_refused("联席\n会\xFF议", strlen("联席\n会\xFF议"), "2:4");
    check_refused("\xC1\xAA\xCF\xAF\n\xBB", 6, "2:1"); /* cut in a character */
    check_refused("\xC1\xAA\r\n\xCF\xAF\xFF", 7, "2:3");
    check_refused("\x80\xFF", 2, "1:1");
}

static void test_files(void **state)
{
    (void)state;
    char dir[] = "/tmp/lx-import-XXXXXX", path[64], fifo[64];
    assert_non_null(mkdtemp(dir));
    (void)snprintf(path, sizeof path, "%s/f", dir);
    (void)snprintf(fifo, sizeof fifo, "%s/fifo", dir);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    for (int i = 0; i < 100000; i++)
        fputc('x', f);
    fclose(f);
    assert_int_equal(mkfifo(fifo, 0600), 0);

    struct lx_str b = LX_STR_EMPTY;
    struct lx_err err = { 0 };
    lx_str_add(&b, "kept");
    assert_int_equal(lx_file_read(&b, path, 100000, &err), LX_OK);
    assert_int_equal(b.len, 100004);
    assert_int_equal(lx_file_read(&b, path, 99999, &err), LX_IO);
    assert_int_equal(b.len, 100004);
    assert_string_equal(err.detail, path);
    assert_int_equal(lx_file_read(&b, fifo, 10, &err), LX_IO);
    assert_int_equal(lx_file_read(&b, dir, 10, &err), LX_IO);
    assert_int_equal(lx_file_read(&b, "/dev/zero", 10, &err), LX_IO);
    assert_int_equal(lx_file_read(&b, "/nowhere/f", 10, &err), LX_NOTFOUND);
    assert_int_equal(lx_file_read(&b, "", 10, &err), LX_NOTFOUND);
    assert_int_equal(b.len, 100004);
    lx_str_clear(&b);
    assert_int_equal(lx_file_read(&b, "/proc/self/status", 65536, &err), LX_OK); /* says 0 bytes and has more */
    assert_true(b.len > 0);
    lx_str_done(&b);
    (void)unlink(path);
    (void)unlink(fifo);
    (void)rmdir(dir);
}

static void test_utf8(void **state)
{
    (void)state;
    static const char *const bad[] = { "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80", "\xE8\x81", "\xE0\x80\x80", "\xF8\x88\x80\x80\x80", "\xFF" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        size_t off = 99;
        uint32_t cp;
        assert_false(lx_utf8_valid(bad[i], strlen(bad[i]), &off));
        assert_int_equal(off, 0);
        assert_int_equal(lx_utf8_get(bad[i], strlen(bad[i]), &cp), 1);
        assert_int_equal(cp, 0xFFFD);
        assert_int_equal(lx_utf8_n(bad[i]), strlen(bad[i]));
    }
    size_t off;
    assert_false(lx_utf8_valid("联\0", 4, &off));
    assert_int_equal(off, 3);
    for (uint32_t cp = 1; cp < 0x110000; cp += cp < 0x3000 ? 1 : 17) { /* there and back */
        struct lx_str b = LX_STR_EMPTY;
        uint32_t back;
        lx_utf8_put(&b, cp);
        assert_int_equal(lx_utf8_get(b.s, b.len, &back), (int)b.len);
        assert_int_equal(back, cp >= 0xD800 && cp <= 0xDFFF ? 0xFFFD : cp);
        lx_str_done(&b);
    }
    assert_true(lx_is_han(0x4E00) && lx_is_han(0x3007) && lx_is_han(0x3005) && lx_is_han(0x20000) && lx_is_han(0x3400));
    assert_false(lx_is_han('a') || lx_is_han(0x3002) || lx_is_han(0xAC00) || lx_is_han(0xFF21) || lx_is_han(0x3042));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
