/* Walking the links between records: sources upwards, consequences downwards. */
#include "core/register/trace.h"

#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

/* A record of `type` came from what its field names; where `down`, what its field names came from it.  The order is the order
 * in which sources are told. */
static const struct link {
    enum lx_type type;
    const char *field;
    bool down;
} links[] = {
    { LX_EVENT, "item", false }, { LX_INDICATOR, "item", false }, { LX_INDICATOR, "section", false },
    { LX_INDICATOR, "plan", false }, { LX_ITEM, "parent", false }, { LX_ITEM, "decision", false },
    { LX_ITEM, "agenda", false }, { LX_ITEM, "meeting", false }, { LX_ITEM, "section", false },
    { LX_ITEM, "plan", false }, { LX_SECTION, "parent", false }, { LX_SECTION, "plan", false },
    { LX_DECISION, "agenda", false }, { LX_DECISION, "meeting", false }, { LX_DOCUMENT, "agenda", false },
    { LX_DOCUMENT, "meeting", false }, { LX_DOCUMENT, "plan", true }, { LX_DECISION, "document", false },
    { LX_AGENDA, "topic", false }, { LX_AGENDA, "of", false }, { LX_AGENDA, "meeting", false },
    { LX_TOPIC, "of", false },
};
enum { LINKS_N = sizeof links / sizeof links[0], DEEPEST = 12 };

void lx_trace_done(struct lx_trace *t)
{
    free(t->at);
    *t = (struct lx_trace){ 0 };
}

static bool has(const struct lx_trace *t, lx_id id)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->at[i].id == id)
            return true;
    return false;
}

static void push(struct lx_trace *t, int depth, enum lx_type type, lx_id id, const char *field)
{
    LX_PUSH(t->at, t->n, t->room) = (struct lx_trace_row){ .depth = depth, .type = type, .id = id, .field = field };
}

/* --- upwards -------------------------------------------------------------------------------------------------------------- */

static enum lx_rc add_basis(struct lx_work *w, lx_id of, int depth, struct lx_trace *up, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(w, LX_BASIS, lx_cond_ref(LX_BASIS, "of", of), NULL, true, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_basis *b = (struct lx_basis *)rows.at[i];
        if (b->plan && !has(up, b->plan))
            push(up, depth - 1, LX_PLAN, b->plan, "of");
        else if (b->document && !has(up, b->document))
            push(up, depth - 1, LX_DOCUMENT, b->document, "of");
        else if (!b->plan && !b->document)
            push(up, depth - 1, LX_BASIS, b->rec.id, "of");
    }
    lx_rows_done(&rows);
    return rc;
}

/* What names this record as that which came of it. */
static enum lx_rc add_makers(struct lx_work *w, const struct link *link, const struct lx_trace_row *row, struct lx_trace *up, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    if (lx_field_named(link->type, link->field)->of != row->type)
        return LX_OK;
    enum lx_rc rc = lx_all(w, link->type, lx_cond_ref(link->type, link->field, row->id), NULL, false, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++)
        if (!has(up, rows.at[i]->id))
            push(up, row->depth - 1, link->type, rows.at[i]->id, link->field);
    lx_rows_done(&rows);
    return rc;
}

/* Breadth first: what is nearest is told nearest. */
static enum lx_rc climb(struct lx_work *w, enum lx_type type, lx_id id, struct lx_trace *up, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    push(up, 0, type, id, NULL);
    for (size_t at = 0; rc == LX_OK && at < up->n && up->n < LX_TRACE_MOST; at++) {
        struct lx_trace_row row = up->at[at];
        struct lx_rows rows = { 0 };
        if (row.depth <= -DEEPEST)
            break;
        rc = w->store->rows(w->store, row.type, &row.id, 1, &rows, err);
        for (int i = 0; rc == LX_OK && rows.n && rows.at[0] && i < LINKS_N; i++) {
            if (links[i].down && (rc = add_makers(w, &links[i], &row, up, err)) != LX_OK)
                break;
            if (links[i].type != row.type || links[i].down)
                continue;
            lx_id source = lx_f_int_of(rows.at[0], lx_field_named(row.type, links[i].field));
            enum lx_type of;
            if (source && !has(up, source) && w->store->type_of(w->store, source, &of, NULL) == LX_OK)
                push(up, row.depth - 1, of, source, links[i].field);
        }
        lx_rows_done(&rows);
        if (rc == LX_OK)
            rc = add_basis(w, row.id, row.depth, up, err);
    }
    return rc;
}

/* --- downwards ------------------------------------------------------------------------------------------------------------ */

static enum lx_rc descend(struct lx_work *w, enum lx_type type, lx_id id, int depth, struct lx_trace *out, struct lx_err *err);

/* What the record itself names as that which came of it. */
static enum lx_rc add_made(struct lx_work *w, const struct link *link, lx_id id, int depth, struct lx_trace *out, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    const struct lx_field *f = lx_field_named(link->type, link->field);
    enum lx_rc rc = w->store->rows(w->store, link->type, &id, 1, &rows, err);
    lx_id made = rc == LX_OK && rows.n && rows.at[0] ? lx_f_int_of(rows.at[0], f) : 0;
    lx_rows_done(&rows);
    if (!made || has(out, made))
        return rc;
    push(out, depth, f->of, made, link->field);
    return descend(w, f->of, made, depth + 1, out, err);
}

static enum lx_rc descend(struct lx_work *w, enum lx_type type, lx_id id, int depth, struct lx_trace *out, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (int i = 0; rc == LX_OK && depth <= DEEPEST && i < LINKS_N; i++) {
        const struct lx_field *f = lx_field_named(links[i].type, links[i].field);
        if (links[i].down && links[i].type == type)
            rc = add_made(w, &links[i], id, depth, out, err);
        if (links[i].down || (f->of != type && f->of != LX_REC))
            continue;
        bool numbered = lx_field_index(lx_table(links[i].type), "no") >= 0;
        bool placed = lx_field_index(lx_table(links[i].type), "position") >= 0;
        struct lx_rows rows = { 0 };
        rc = lx_all(w, links[i].type, lx_cond_ref(links[i].type, links[i].field, id), numbered ? "no" : placed ? "position" : NULL, false,
                    &rows, err);
        for (size_t k = 0; rc == LX_OK && k < rows.n && out->n < LX_TRACE_MOST; k++) {
            if (has(out, rows.at[k]->id))
                continue;
            push(out, depth, links[i].type, rows.at[k]->id, links[i].field);
            rc = descend(w, links[i].type, rows.at[k]->id, depth + 1, out, err);
        }
        lx_rows_done(&rows);
    }
    return rc;
}

enum lx_rc lx_trace(struct lx_work *w, enum lx_type type, lx_id id, struct lx_trace *out, struct lx_err *err)
{
    struct lx_trace up = { 0 };
    enum lx_rc rc = climb(w, type, id, &up, err);
    for (size_t i = up.n; i-- > 0;)
        push(out, up.at[i].depth, up.at[i].type, up.at[i].id, up.at[i].field);
    lx_trace_done(&up);
    return rc == LX_OK ? descend(w, type, id, 1, out, err) : rc;
}
