/* Names of records for cells: asked once, kept until something is reloaded. */
#ifndef LX_NAMES_H
#define LX_NAMES_H

#include "core/store.h"

struct name {
    lx_id id;
    char *text;
};
struct names {
    struct name *at; /* sorted by id */
    size_t n, room;
};
void names_done(struct names *n);
/* The short name of a unit, the number of an item, meeting or plan, else what the record is named by.  "" unknown. */
const char *names_get(struct names *n, struct lx_store *s, enum lx_type type, lx_id id);
/* Another name of a unit, with the day until which it was called so: "市外贸局  （至 2024-06-25）". */
void names_alias(struct lx_str *out, const struct lx_alias *a);

#endif
