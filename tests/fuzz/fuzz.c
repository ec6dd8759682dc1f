/* What the fuzz targets share. */
#include "tests/fuzz/fuzz.h"

#include "core/mem.h"
#include "core/text/text.h"
#include "tests/lib/tmp.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

const struct fuzz_target fuzz_targets[] = {
#define FUZZ(name, grows) { #name, fuzz_##name, grows },
#include "tests/fuzz/fuzz.def"
#undef FUZZ
    { 0 },
};

const struct fuzz_target *fuzz_find(const char *name)
{
    const struct fuzz_target *t = fuzz_targets;
    while (t->name && strcmp(t->name, name) != 0)
        t++;
    return t->name ? t : NULL;
}

static char *home;

static void leave(void) { tmp_done(&home); }

void fuzz_start(void)
{
    static const char *const folders[] = { "HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME" };
    home = tmp_new_fast();
    atexit(leave);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        setenv(folders[i], home, 1);
    setenv("LIANXI_NOW", "2024-06-25 09:00", 1);
    setenv("LIANXI_ORIGIN", "4821907", 1);
}

void fuzz_broken(const char *file, int line, const char *promise)
{
    fprintf(stderr, "%s:%d: broken promise: %s\n", file, line, promise);
    abort();
}

/* --- taking the bytes apart --------------------------------------------------------------------------------------- */

int fuzz_below(struct fuzz_in *in, int n)
{
    if (!in->len)
        return 0;
    in->len--;
    return (unsigned char)*in->s++ % n;
}

char *fuzz_part(struct fuzz_in *in)
{
    const char *end = in->len ? memchr(in->s, '\f', in->len) : NULL;
    size_t len = end ? (size_t)(end - in->s) : in->len;
    char *part = lx_alloc(len + 1);
    if (len)
        memcpy(part, in->s, len);
    in->s += len + (end != NULL);
    in->len -= len + (end != NULL);
    return part;
}

char *fuzz_stored(struct fuzz_in *in)
{
    char *part = fuzz_part(in);
    struct lx_str text = LX_STR_EMPTY;
    if (lx_text_import(&text, part, strlen(part), NULL, NULL) != LX_OK)
        lx_str_clear(&text);
    free(part);
    return lx_str_take(&text);
}

/* --- promises that many readers make ------------------------------------------------------------------------------ */

void fuzz_clean(const char *s, size_t len, int flags)
{
    FUZZ_MUST(lx_utf8_valid(s, len, NULL));
    FUZZ_MUST(lx_text_is_clean(s, len, flags));
}

void fuzz_lines(const char *s, size_t len)
{
    for (size_t at = 0; at < len;) {
        size_t n = 0;
        while (at + n < len && !strchr("\n\t\f", s[at + n]))
            n++;
        fuzz_clean(s + at, n, 0);
        at += n + (at + n < len);
    }
}

void fuzz_letters(struct lx_str *out, const char *s, size_t len)
{
    uint32_t cp;
    for (size_t at = 0; at < len;) {
        size_t n = (size_t)lx_utf8_get(s + at, len - at, &cp);
        if (!(cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' || cp == '\f' || cp == 0x3000))
            lx_str_addn(out, s + at, n);
        at += n;
    }
}

/* --- files ---------------------------------------------------------------------------------------------------------- */

void fuzz_file(const char *path, const char *s, size_t len)
{
    struct lx_str folder = LX_STR_EMPTY;
    lx_str_addn(&folder, path, (size_t)(strrchr(path, '/') - path));
    (void)mkdir(folder.s, 0700);
    lx_str_done(&folder);
    FILE *f = fopen(path, "wb");
    FUZZ_MUST(f && fwrite(s, 1, len, f) == len && fclose(f) == 0);
}

bool fuzz_files(const char *path, void (*fn)(void *ctx, const char *path, const char *s, size_t len), void *ctx)
{
    struct dirent **names;
    int n = scandir(path, &names, NULL, alphasort);
    size_t len;
    if (n < 0) {
        char *bytes = tmp_read(path, &len);
        if (bytes) { /* as long as it is, no longer */
            char *exact = malloc(len ? len : 1);
            memcpy(exact, bytes, len);
            fn(ctx, path, exact, len);
            free(exact);
        }
        free(bytes);
        return bytes != NULL;
    }
    for (int i = 0; i < n; i++) {
        char *inside = tmp_path(path, names[i]->d_name);
        if (names[i]->d_name[0] != '.')
            (void)fuzz_files(inside, fn, ctx);
        free(inside);
        free(names[i]);
    }
    free(names);
    return true;
}
