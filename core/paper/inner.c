/* What is internal to the office, and which papers may say it. */
#include "core/paper/builder.h"

#include "core/meeting/agenda.h"
#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

static const struct lx_agenda *row_of(const struct lx_rows *rows, size_t i) { return (const struct lx_agenda *)(const void *)rows->at[i]; }

bool lx_built_inner(const struct lx_builder *b) { return !b->open && (b->inner || b->paper->inner); }

/* --- records ------------------------------------------------------------------------------------------------------ */

static bool is_marked(const void *rec)
{
    const struct lx_table *table = lx_table(((const struct lx_rec *)rec)->type);
    int field = lx_field_index(table, "secrecy");
    return field >= 0 && lx_f_enum_of(rec, &table->fields[field]) == SECRECY_INTERNAL;
}

/* Does it name there what it belongs to?  What it replaces, or was merged into, is another matter. */
static bool is_owner(const struct lx_field *f)
{
    static const char *const others[] = { "replaces", "replaced", "merged" };
    bool matter = f->kind == LX_REF && (f->of == LX_AGENDA || f->of == LX_TOPIC || f->of == LX_ITEM || f->of == LX_DECISION);
    for (size_t i = 0; matter && i < sizeof others / sizeof *others; i++)
        matter = strcmp(f->name, others[i]) != 0;
    return matter;
}

/* seen: records that were asked already, so that two which name each other end. */
static enum lx_rc ask(struct lx_work *w, const struct lx_rec *rec, struct lx_ids *seen, bool *internal, struct lx_err *err)
{
    const struct lx_table *table = lx_table(rec->type);
    enum lx_rc rc = LX_OK;
    *internal = is_marked(rec);
    if (lx_field_index(table, "secrecy") < 0 || lx_ids_has(seen, rec->id))
        return LX_OK;
    lx_ids_add(seen, rec->id);
    for (int i = 0; rc == LX_OK && !*internal && i < table->fields_n; i++) {
        const struct lx_field *f = &table->fields[i];
        lx_id id = is_owner(f) ? lx_f_int_of(rec, f) : 0;
        struct lx_rows found = { 0 };
        if (id && !lx_ids_has(seen, id))
            rc = w->store->rows(w->store, f->of, &id, 1, &found, err);
        if (rc == LX_OK && found.n && found.at[0])
            rc = ask(w, found.at[0], seen, internal, err);
        lx_rows_done(&found);
    }
    return rc;
}

enum lx_rc lx_is_internal(struct lx_work *w, const void *rec, bool *internal, struct lx_err *err)
{
    struct lx_ids seen = { 0 };
    enum lx_rc rc = ask(w, rec, &seen, internal, err);
    lx_ids_done(&seen);
    return rc;
}

enum lx_rc lx_built_may(struct lx_builder *b, const void *rec, struct lx_err *err)
{
    bool internal = false;
    enum lx_rc rc = lx_built_inner(b) ? LX_OK : lx_is_internal(b->w, rec, &internal, err);
    return rc == LX_OK && internal ? lx_fail(err, LX_STATE, N_("This is internal and stands in no paper for others: %s"), "%s", b->paper->kind) : rc;
}

enum lx_rc lx_built_drop_internal(struct lx_builder *b, struct lx_rows *rows, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    size_t kept = 0, i = 0;
    for (; rc == LX_OK && !lx_built_inner(b) && i < rows->n; i++) {
        bool internal = false;
        rc = lx_is_internal(b->w, rows->at[i], &internal, err);
        if (internal)
            lx_rec_free(rows->at[i]);
        else
            rows->at[kept++] = rows->at[i];
    }
    for (; i < rows->n; i++)
        rows->at[kept++] = rows->at[i];
    rows->n = kept;
    return rc;
}

/* --- rows of an agenda -------------------------------------------------------------------------------------------- */

static bool is_internal(const struct lx_rec *rec)
{
    return rec->type == LX_TOPIC ? ((const struct lx_topic *)(const void *)rec)->secrecy == SECRECY_INTERNAL
                                 : ((const struct lx_item *)(const void *)rec)->secrecy == SECRECY_INTERNAL;
}

/* Rows whose topic or item was marked after they were made. */
static enum lx_rc mark_by(struct lx_builder *b, struct lx_rows *agenda, enum lx_type type, struct lx_err *err)
{
    struct lx_ids ids = { 0 };
    struct lx_rows found = { 0 };
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; i < agenda->n; i++) {
        lx_id id = type == LX_TOPIC ? row_of(agenda, i)->topic : row_of(agenda, i)->item;
        if (id && !lx_ids_has(&ids, id))
            lx_ids_add(&ids, id);
    }
    if (ids.n)
        rc = b->w->store->rows(b->w->store, type, ids.at, ids.n, &found, err);
    for (size_t i = 0; rc == LX_OK && i < agenda->n; i++) {
        struct lx_agenda *a = (struct lx_agenda *)(void *)agenda->at[i];
        for (size_t k = 0; k < found.n; k++)
            if (found.at[k] && found.at[k]->id == (type == LX_TOPIC ? a->topic : a->item) && is_internal(found.at[k]))
                a->secrecy = SECRECY_INTERNAL;
    }
    lx_rows_done(&found);
    lx_ids_done(&ids);
    return rc;
}

/* Rows stand in reading order: what belongs to one stands behind it. */
static void mark_below(struct lx_rows *agenda)
{
    for (size_t i = 0; i < agenda->n; i++) {
        struct lx_agenda *a = (struct lx_agenda *)(void *)agenda->at[i];
        for (size_t k = i; a->parent && k-- > 0;)
            if (agenda->at[k]->id == a->parent) {
                a->secrecy = row_of(agenda, k)->secrecy == SECRECY_INTERNAL ? SECRECY_INTERNAL : a->secrecy;
                break;
            }
    }
}

enum lx_rc lx_built_secrecy(struct lx_builder *b, struct lx_rows *agenda, struct lx_err *err)
{
    enum lx_rc rc = mark_by(b, agenda, LX_TOPIC, err);
    if (rc == LX_OK)
        rc = mark_by(b, agenda, LX_ITEM, err);
    if (rc == LX_OK)
        mark_below(agenda);
    return rc;
}

enum lx_rc lx_built_numbers(struct lx_builder *b, const struct lx_meeting *m, const struct lx_rows *agenda, struct lx_agenda_plan *plan,
                            struct lx_err *err)
{
    struct lx_rows open = { 0 }; /* the rows are the caller's */
    struct lx_agenda_plan counted = { 0 };
    for (size_t i = 0; i < agenda->n; i++)
        if (row_of(agenda, i)->secrecy == SECRECY_OPEN)
            LX_PUSH(open.at, open.n, open.room) = agenda->at[i];
    enum lx_rc rc = lx_agenda_plan(b->w, m, &open, &counted, err);
    for (size_t i = 0, k = 0; rc == LX_OK && i < agenda->n; i++) {
        if (row_of(agenda, i)->secrecy == SECRECY_OPEN)
            memcpy(plan->at[i].num, counted.at[k++].num, sizeof plan->at[i].num);
        else
            memset(plan->at[i].num, 0, sizeof plan->at[i].num);
    }
    lx_agenda_plan_done(&counted);
    free(open.at);
    return rc;
}
