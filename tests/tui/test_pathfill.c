/* Tab in a prompt for a file. */
#include "tests/lib/tmp.h"
#include "tui/pathfill.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <cmocka.h>

static void make(const char *dir, const char *name)
{
    char *path = tmp_path(dir, name);
    tmp_write(path, "");
    free(path);
}

static void filled(const char *dir, const char *typed, const char *want, const char *others)
{
    struct lx_str path = LX_STR_EMPTY, rest = LX_STR_EMPTY, whole = LX_STR_EMPTY;
    lx_str_addf(&path, "%s/%s", dir, typed);
    lx_str_addf(&whole, "%s/%s", dir, want);
    assert_true(path_fill(&path, &rest));
    assert_string_equal(path.s, whole.s);
    assert_string_equal(lx_str_z(&rest), others);
    lx_str_done(&path);
    lx_str_done(&rest);
    lx_str_done(&whole);
}

static void what_can_only_be_one_is_filled_in(void **state)
{
    const char *dir = *state;
    struct lx_str path = LX_STR_EMPTY, rest = LX_STR_EMPTY;
    char *folder = tmp_path(dir, "papers");
    assert_int_equal(mkdir(folder, 0700), 0);
    free(folder);
    make(dir, "plan-甲.txt");
    make(dir, "plan-町.txt"); /* shares its first two bytes with the other */
    make(dir, ".hidden");
    filled(dir, "pl", "plan-", "plan-甲.txt  plan-町.txt");
    filled(dir, "plan-甲", "plan-甲.txt", "");
    filled(dir, "pa", "papers/", "");
    filled(dir, "", "p", "papers  plan-甲.txt  plan-町.txt");
    filled(dir, ".h", ".hidden", "");
    lx_str_addf(&path, "%s/nothing", dir);
    assert_false(path_fill(&path, &rest));
    assert_int_equal(rest.len, 0);
    lx_str_done(&path);
    lx_str_done(&rest);
}

int main(void)
{
    static const struct CMUnitTest tests[] = { cmocka_unit_test_setup_teardown(what_can_only_be_one_is_filled_in, tmp_setup, tmp_teardown) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
