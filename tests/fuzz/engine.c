/* The targets under clang's libFuzzer: LX_FUZZ names the one to run.  Only `make fuzz` links this. */
#include "tests/fuzz/fuzz.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const struct fuzz_target *target;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    const char *name = getenv("LX_FUZZ");
    target = name ? fuzz_find(name) : NULL;
    if (!target) {
        fprintf(stderr, "LX_FUZZ names no target of tests/fuzz/fuzz.def\n");
        exit(2);
    }
    fuzz_start();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    target->run((const char *)bytes, len);
    return 0;
}
