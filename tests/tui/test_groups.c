/* Lists in groups. */
#include "tests/lib/arraystore.h"
#include "tests/lib/inscreen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void first(void **state)
{
    (void)state;
    struct lx_store *s = arraystore_new();
    arraystore_fill(s, 100);
    struct inscreen *t = inscreen_new(&(struct inscreen_setup){ .store = s, .h = 24, .w = 80, .lang = "zh" });
    inscreen_keys(t, "b 3");
    print_message("%s", inscreen_text(t));
    inscreen_done(&t);
    s->close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(first) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
