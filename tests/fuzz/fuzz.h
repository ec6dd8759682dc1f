/* Fuzz targets: each reads bytes from anywhere and checks what its reader promises, whatever they are.
 *
 * A target is one function in a file of its own and one row of fuzz.def.  `make fuzz` runs it under clang's libFuzzer
 * (engine.c); `make check` replays the files of tests/fuzz/corpus and tests/fuzz/found through it (tests/tui/test_fuzz.c), with
 * gcc too; slow.c grows them to 64 KB and measures. */
#ifndef LX_TESTS_FUZZ_H
#define LX_TESTS_FUZZ_H

#include "core/str.h"

#include <stdbool.h>
#include <stddef.h>

typedef void fuzz_fn(const char *s, size_t len); /* exactly len bytes: one more is a fault that a sanitizer sees */
struct fuzz_target {
    const char *name;
    fuzz_fn *run;
    bool grows; /* its input is one text that may be long */
};
extern const struct fuzz_target fuzz_targets[]; /* ends with a name of NULL */
const struct fuzz_target *fuzz_find(const char *name);

#define FUZZ(name, grows) fuzz_fn fuzz_##name;
#include "tests/fuzz/fuzz.def"
#undef FUZZ

void fuzz_start(void); /* once: clock and ids are fixed, HOME and the XDG folders become a new folder, removed at the end */

/* A promise that was not kept ends the process; also in builds without assert. */
#define FUZZ_MUST(kept) ((kept) ? (void)0 : fuzz_broken(__FILE__, __LINE__, #kept))
_Noreturn void fuzz_broken(const char *file, int line, const char *promise);

/* --- taking the bytes apart --------------------------------------------------------------------------------------- */

struct fuzz_in {
    const char *s;
    size_t len;
};
/* A number from 0 to n-1 of the first byte, so that a letter of a file in the corpus is a choice; 0 at the end. */
int fuzz_below(struct fuzz_in *in, int n);
/* What stands before the next form feed, ended by NUL, up to the first NUL; yours.  The last part has all that is left. */
char *fuzz_part(struct fuzz_in *in);
/* The same as stored text is: what lx_text_import makes of it, "" where it takes nothing. */
char *fuzz_stored(struct fuzz_in *in);

/* --- promises that many readers make ------------------------------------------------------------------------------ */

void fuzz_clean(const char *s, size_t len, int flags); /* valid, and the sanitizer would change nothing */
void fuzz_lines(const char *s, size_t len);            /* the same of lines, tabs and form feeds between them */
/* Appends s without blanks: what must not get lost when text is wrapped, joined or escaped. */
void fuzz_letters(struct lx_str *out, const char *s, size_t len);

/* --- files ---------------------------------------------------------------------------------------------------------- */

void fuzz_file(const char *path, const char *s, size_t len); /* writes it, its folder too */
/* Calls fn with the bytes of a file, or of each file in a folder; false when there is no such thing. */
bool fuzz_files(const char *path, void (*fn)(void *ctx, const char *path, const char *s, size_t len), void *ctx);

#endif
