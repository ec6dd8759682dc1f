/* The helpers of the tests: folders, files, approved screens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistd.h>

#include "tests/lib/approve.h"
#include "tests/lib/tmp.h"

static void a_folder_is_made_and_removed_with_its_content(void **state)
{
    (void)state;
    char *dir = tmp_new(), *again = tmp_new();
    assert_string_not_equal(dir, again);
    char *path = tmp_path(dir, "a.txt"), *link = tmp_path(dir, "link"), *kept = tmp_path(again, "kept");
    tmp_write(path, "联席\n");
    tmp_write(kept, "x");
    size_t len;
    char *text = tmp_read(path, &len);
    assert_string_equal(text, "联席\n");
    assert_int_equal(len, 7);
    assert_int_equal(symlink(again, link), 0);
    char *gone = tmp_path(dir, "");
    tmp_done(&dir);
    assert_null(dir);
    assert_int_equal(access(gone, F_OK), -1);
    assert_int_equal(access(kept, F_OK), 0);
    assert_null(tmp_read(path, NULL));
    tmp_done(&again);
    free(text);
    free(path);
    free(link);
    free(kept);
    free(gone);
}

static void a_screen_passes_only_as_approved(void **state)
{
    const char *dir = *state;
    const struct approved which = { .name = "items", .lang = "zh", .wide = true, .rows = 24, .cols = 80 };
    char *old = tmp_path(dir, "items.zh.wide.24x80.txt"), *fresh = tmp_path(dir, "new");
    char *proposed = tmp_path(fresh, "items.zh.wide.24x80.txt");
    assert_false(approve_in(dir, fresh, &which, "甲\n乙\n"));
    char *text = tmp_read(proposed, NULL);
    assert_string_equal(text, "甲\n乙\n");
    tmp_write(old, text);
    assert_true(approve_in(dir, fresh, &which, "甲\n乙\n"));
    assert_int_equal(access(proposed, F_OK), -1);
    assert_false(approve_in(dir, fresh, &which, "甲\n乙 \n"));
    assert_int_equal(access(proposed, F_OK), 0);
    free(text);
    free(old);
    free(fresh);
    free(proposed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_folder_is_made_and_removed_with_its_content),
        cmocka_unit_test_setup_teardown(a_screen_passes_only_as_approved, tmp_setup, tmp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
