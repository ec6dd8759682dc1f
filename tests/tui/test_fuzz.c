/* Every file of tests/fuzz/corpus/TARGET and tests/fuzz/found/TARGET goes through its target: what once failed stays mended, in
 * builds without a fuzzer too. */
#include "tests/fuzz/fuzz.h"

#include "core/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

struct replay {
    const struct fuzz_target *target;
    size_t n;
};

static void replay_one(void *ctx, const char *path, const char *s, size_t len)
{
    struct replay *r = ctx;
    fprintf(stderr, "%s\n", path); /* a broken promise ends the process: this was the file */
    r->target->run(s, len);
    r->n++;
}

static size_t replay(const struct fuzz_target *target, const char *folder)
{
    struct replay r = { target, 0 };
    struct lx_str path = LX_STR_EMPTY;
    lx_str_addf(&path, "tests/fuzz/%s/%s", folder, target->name);
    (void)fuzz_files(path.s, replay_one, &r);
    lx_str_done(&path);
    return r.n;
}

static void corpora_are_replayed(void **state)
{
    (void)state;
    for (const struct fuzz_target *t = fuzz_targets; t->name; t++) {
        t->run("", 0);
        assert_true(replay(t, "corpus") > 0); /* every target has something to begin with */
        replay(t, "found");
    }
}

static void has_target(void *ctx, const char *path, const char *s, size_t len)
{
    struct lx_str name = LX_STR_EMPTY;
    const char *top = ctx, *rest = path + strlen(top) + 1;
    (void)s;
    (void)len;
    lx_str_addn(&name, rest, strcspn(rest, "/"));
    if (!fuzz_find(lx_str_z(&name)))
        fail_msg("%s: no target of that name in fuzz.def", path);
    lx_str_done(&name);
}

static void every_folder_has_a_target(void **state)
{
    (void)state;
    char corpus[] = "tests/fuzz/corpus", found[] = "tests/fuzz/found";
    assert_true(fuzz_files(corpus, has_target, corpus));
    (void)fuzz_files(found, has_target, found);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(corpora_are_replayed), cmocka_unit_test(every_folder_has_a_target) };
    fuzz_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
