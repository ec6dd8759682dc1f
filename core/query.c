/* Trees of conditions. */
#include "core/query.h"

#include "core/mem.h"

#include <stdlib.h>

struct lx_cond *lx_cond_new(enum lx_op op)
{
    struct lx_cond *c = lx_alloc(sizeof *c);
    c->op = op;
    return c;
}

struct lx_cond *lx_cond_add(struct lx_cond *parent, struct lx_cond *kid)
{
    return LX_PUSH(parent->kids, parent->kids_n, parent->kids_room) = kid;
}

struct lx_cond *lx_cond_copy(const struct lx_cond *c)
{
    if (!c)
        return NULL;
    struct lx_cond *copy = lx_alloc(sizeof *copy);
    *copy = *c;
    copy->value = lx_strdup(c->value);
    copy->ids = (struct lx_ids){ 0 };
    for (size_t i = 0; i < c->ids.n; i++)
        lx_ids_add(&copy->ids, c->ids.at[i]);
    copy->kids = NULL;
    copy->kids_n = copy->kids_room = 0;
    for (size_t i = 0; i < c->kids_n; i++)
        lx_cond_add(copy, lx_cond_copy(c->kids[i]));
    return copy;
}

/* Depth is bounded by lx_query_read (32), so recursion is safe here. */
void lx_cond_free(struct lx_cond *c)
{
    if (!c)
        return;
    for (size_t i = 0; i < c->kids_n; i++)
        lx_cond_free(c->kids[i]);
    free(c->kids);
    free(c->value);
    lx_ids_done(&c->ids);
    free(c);
}

void lx_query_done(struct lx_query *q)
{
    lx_cond_free(q->where);
    q->where = NULL;
}

void lx_default_sort(struct lx_query *q)
{
    static const struct {
        enum lx_type type;
        const char *field;
        bool down;
    } orders[] = {
        { LX_ITEM, "due", false },      { LX_MEETING, "date", true },       { LX_PLAN, "no", true },
        { LX_UNIT, "rank", false },     { LX_PERSON, "rank", false },       { LX_NOTE, "day", true },
        { LX_AGENDA, "position", false }, { LX_SECTION, "position", false }, { LX_INDICATOR, "position", false },
        { LX_SERIES, "rank", false },   { LX_MEMBER, "rank", false },       { LX_HOLIDAY, "day", false },
        { LX_FILTER, "slot", false },   { LX_EVENT, "day", false },
    };
    q->sort_n = 0;
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++)
        if (orders[i].type == q->type)
            q->sort[q->sort_n++] = (struct lx_sort){ .field = lx_field_named(q->type, orders[i].field), .down = orders[i].down };
}

const struct lx_field *lx_field_named(enum lx_type type, const char *name)
{
    const struct lx_table *t = lx_table(type);
    int i = lx_field_index(t, name);
    if (i < 0)
        lx_fatal(name); /* a name in our own code is wrong */
    return &t->fields[i];
}

struct lx_cond *lx_cond_cmp(enum lx_type type, const char *field, enum lx_op op, const char *value)
{
    struct lx_cond *c = lx_cond_new(op);
    c->field = lx_field_named(type, field);
    c->value = lx_strdup(value);
    return c;
}

struct lx_cond *lx_cond_ref(enum lx_type type, const char *field, lx_id id)
{
    struct lx_cond *c = lx_cond_new(LX_OP_IN);
    c->field = lx_field_named(type, field);
    lx_ids_add(&c->ids, id);
    return c;
}
