/* Memory that never answers NULL. */
#include "core/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void (*fatal_hook)(const char *why);

void lx_set_fatal(void (*hook)(const char *why)) { fatal_hook = hook; }

_Noreturn void lx_fatal(const char *why)
{
    void (*hook)(const char *) = fatal_hook;
    fatal_hook = NULL; /* a hook that itself runs out of memory must not come back here */
    if (hook)
        hook(why);
    _exit(1);
}

void *lx_alloc(size_t size)
{
    void *p = calloc(1, size ? size : 1);
    if (!p)
        lx_fatal("out of memory");
    return p;
}

void *lx_grow(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        lx_fatal("out of memory");
    size_t bytes = count * size;
    void *p = realloc(old, bytes ? bytes : 1);
    if (!p)
        lx_fatal("out of memory");
    return p;
}

char *lx_strdup(const char *s) { return s ? lx_strndup(s, strlen(s)) : NULL; }

char *lx_strndup(const char *s, size_t len)
{
    char *p = lx_alloc(len + 1);
    memcpy(p, s, len);
    return p;
}
