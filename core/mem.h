/* Memory that never answers NULL.
 *
 * When the system has no more, the fatal hook is called; it saves drafts, restores the terminal, says so and
 * ends the process.  It must not return.  Nothing in core or db checks for NULL after these. */
#ifndef LX_MEM_H
#define LX_MEM_H

#include <stddef.h>

/* Set once by tui/main.c (tests may set their own); without one the process ends with _exit(1). */
void lx_set_fatal(void (*hook)(const char *why));
_Noreturn void lx_fatal(const char *why);

void *lx_alloc(size_t size);                         /* zeroed; yours, free() it */
void *lx_grow(void *old, size_t count, size_t size); /* like reallocarray */
char *lx_strdup(const char *s);                      /* NULL stays NULL */
char *lx_strndup(const char *s, size_t len);

/* Room for one more in a growing array: LX_PUSH(v->at, v->n, v->room) is an lvalue for the new element. */
#define LX_PUSH(at, n, room)                                                                                           \
    (*((n) == (room) ? ((room) = (room) ? (room) * 2 : 8, (at) = lx_grow((at), (room), sizeof *(at)), &(at)[(n)++])   \
                     : &(at)[(n)++]))

#endif
