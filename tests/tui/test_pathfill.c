/* Tab in a prompt for a file. */
#include "tui/pathfill.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static char dir[64];

static void make(const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fclose(f);
}

static void filled(const char *typed, const char *want, const char *others)
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
    (void)state;
    struct lx_str path = LX_STR_EMPTY, rest = LX_STR_EMPTY;
    char folder[80];
    snprintf(dir, sizeof dir, "/tmp/lianxi-fill-XXXXXX");
    assert_non_null(mkdtemp(dir));
    snprintf(folder, sizeof folder, "%s/papers", dir);
    assert_int_equal(mkdir(folder, 0700), 0);
    make("plan-甲.txt");
    make("plan-町.txt"); /* shares its first two bytes with the other */
    make(".hidden");
    filled("pl", "plan-", "plan-甲.txt  plan-町.txt");
    filled("plan-甲", "plan-甲.txt", "");
    filled("pa", "papers/", "");
    filled("", "p", "papers  plan-甲.txt  plan-町.txt");
    filled(".h", ".hidden", "");
    lx_str_addf(&path, "%s/nothing", dir);
    assert_false(path_fill(&path, &rest));
    assert_int_equal(rest.len, 0);
    lx_str_done(&path);
    lx_str_clear(&rest);
    lx_str_addf(&rest, "rm -r %s", dir);
    assert_int_equal(system(rest.s), 0);
    lx_str_done(&rest);
}

int main(void)
{
    static const struct CMUnitTest tests[] = { cmocka_unit_test(what_can_only_be_one_is_filled_in) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
