/* Every view of the demonstration office against its approved screen (tests/screens/view-*): both languages, both
 * ambiguous widths, three sizes.  What differs is kept in BUILD/screens-new; `make approve` shows it.  As long as none
 * was ever approved the tests are skipped, and say so; with LX_VIEWS=1 all are written there to be looked at. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <glob.h>

#include "core/str.h"
#include "tests/lib/approve.h"
#include "tests/lib/pty.h"
#include "tests/lib/tmp.h"

static const struct {
    const char *name, *keys; /* keys parted by blanks, from the first screen on */
} scenes[] = {
    { "view-today", "1" },
    { "view-items", "2" },
    { "view-items-found", "2 / 渔船" },
    { "view-items-filter", "2 f" },
    { "view-items-order", "2 o" },
    { "view-item", "2 G Enter" },
    { "view-item-form", "2 a" },
    { "view-item-history", "2 H" },
    { "view-meetings", "3" },
    { "view-meeting", "3 j Enter" },
    { "view-roll", "3 / 第二十六 Enter b a" },
    { "view-live", "3 / 第二十六 Enter b l" },
    { "view-plans", "4" },
    { "view-plan", "4 Enter" },
    { "view-units", "5" },
    { "view-persons", "6" },
    { "view-notes", "7" },
    { "view-settings", "g s" },
    { "view-log", "g h" },
    { "view-review", "2 v" },
    { "view-paper", "3 G p" },
    { "view-help", "2 ?" },
    { "view-palette", "2 :" },
    { "view-go-to", "2 g" },
};

static const struct {
    int rows, cols;
} sizes[] = { { 24, 80 }, { 40, 120 }, { 45, 160 } };

static bool scene_is_approved(const char *dir, const char *db, const char *keys, const struct approved *which);

static bool any_approved(void);
static void make_office(const char *db);

/* Sanitizers make a start slow: then only the smallest screens are looked at, Chinese narrow and English wide. */
static bool is_left_out(int size, const char *lang, bool wide)
{
#if defined(__SANITIZE_ADDRESS__)
    return size > 0 || (*lang == 'z') == wide;
#else
    (void)size;
    (void)lang;
    (void)wide;
    return false;
#endif
}

static void compare_all(const char *dir, const char *lang, bool wide)
{
    if (!any_approved() && !getenv("LX_VIEWS")) {
        puts("skipped: no screen of the views was approved yet; make approve shows them");
        skip();
    }
    int bad = 0;
    char *db = tmp_path(dir, "lianxi.db");
    make_office(db);
    for (size_t size = 0; size < sizeof sizes / sizeof sizes[0]; size++)
        for (size_t i = 0; i < sizeof scenes / sizeof scenes[0]; i++) {
            struct approved which = { scenes[i].name, lang, wide, sizes[size].rows, sizes[size].cols };
            if (!is_left_out((int)size, lang, wide))
                bad += !scene_is_approved(dir, db, scenes[i].keys, &which);
        }
    free(db);
    assert_int_equal(bad, 0);
}

/* The same bytes every time: clock and ids are the script's own. */
static void make_office(const char *db)
{
    struct lx_str line = LX_STR_EMPTY;
    lx_str_addf(&line, "sh docs/demo/office.sh '%s/lianxi' '%s'", getenv("LIANXI_BUILD"), db);
    assert_int_equal(system(line.s), 0);
    lx_str_done(&line);
}

static bool any_approved(void)
{
    glob_t found;
    bool any = glob("tests/screens/view-*.txt", 0, NULL, &found) == 0;
    globfree(&found);
    return any;
}

/* A program of its own for each screen, with nothing remembered from the one before. */
static bool scene_is_approved(const char *dir, const char *db, const char *keys, const struct approved *which)
{
    struct lx_str program = LX_STR_EMPTY, state = LX_STR_EMPTY;
    lx_str_addf(&program, "%s/lianxi", getenv("LIANXI_BUILD"));
    lx_str_addf(&state, "XDG_STATE_HOME=%s/%s-%d", dir, which->name, which->rows);
    const char *argv[] = { program.s, "--as", "值班", "--lang", which->lang, "--db", db, NULL };
    const char *env[] = { state.s, NULL };
    struct pty *p = pty_start(
        &(struct pty_setup){ .argv = argv, .env = env, .rows = which->rows, .cols = which->cols, .wide = which->wide });
    PTY_MUST(p, pty_settle(p));
    while (*keys) { /* one after another, as a person types */
        size_t len = strcspn(keys, " ");
        char key[32];
        snprintf(key, sizeof key, "%.*s", (int)len, keys);
        PTY_MUST(p, pty_keys(p, key));
        keys += len + strspn(keys + len, " ");
    }
    char *text = pty_styled_screen(p);
    bool same = approve_screen(which, text);
    if (strstr(text, "\xef\xbf\xbd")) {
        fprintf(stderr, "%s: half a character on the screen\n", which->name);
        same = false;
    }
    free(text);
    pty_done(&p);
    lx_str_done(&program);
    lx_str_done(&state);
    return same;
}

static void chinese_narrow(void **state) { compare_all(*state, "zh", false); }
static void chinese_wide(void **state) { compare_all(*state, "zh", true); }
static void english_narrow(void **state) { compare_all(*state, "en", false); }
static void english_wide(void **state) { compare_all(*state, "en", true); }

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(chinese_narrow, tmp_setup, tmp_teardown),
        cmocka_unit_test_setup_teardown(chinese_wide, tmp_setup, tmp_teardown),
        cmocka_unit_test_setup_teardown(english_narrow, tmp_setup, tmp_teardown),
        cmocka_unit_test_setup_teardown(english_wide, tmp_setup, tmp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
