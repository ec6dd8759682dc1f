/* What is internal to the office, and which papers may say it. */
#include "core/paper/builder.h"

#include "core/meeting/agenda.h"
#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

static const struct lx_agenda *row_of(const struct lx_rows *rows, size_t i) { return (const struct lx_agenda *)(const void *)rows->at[i]; }

bool lx_built_inner(const struct lx_builder *b) { return b->inner || b->paper->inner; }

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
