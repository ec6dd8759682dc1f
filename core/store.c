/* Filling and freeing what a store answers. */
#include "core/store.h"

#include "core/map.h"
#include "core/mem.h"

#include <stdlib.h>

void lx_log_rows_done(struct lx_log_rows *rows)
{
    for (size_t i = 0; i < rows->n; i++) {
        free(rows->at[i].who);
        free(rows->at[i].clerk);
        free(rows->at[i].host);
        free(rows->at[i].command);
        free(rows->at[i].args);
    }
    free(rows->at);
    *rows = (struct lx_log_rows){ 0 };
}

void lx_changes_done(struct lx_changes *c)
{
    for (size_t i = 0; i < c->n; i++)
        free(c->at[i].delta);
    free(c->at);
    *c = (struct lx_changes){ 0 };
}

void lx_hits_done(struct lx_hits *h)
{
    free(h->at);
    *h = (struct lx_hits){ 0 };
}

void lx_rows_done(struct lx_rows *rows)
{
    for (size_t i = 0; i < rows->n; i++)
        lx_rec_free(rows->at[i]);
    free(rows->at);
    *rows = (struct lx_rows){ 0 };
}

void lx_counts_done(struct lx_counts *c)
{
    free(c->at);
    *c = (struct lx_counts){ 0 };
}

void lx_values_done(struct lx_values *v)
{
    lx_ids_done(&v->ids);
    free(v->at);
    for (size_t i = 0; i < v->words_n; i++)
        free(v->words[i]);
    free(v->words);
    if (v->map)
        lx_map_done(v->map);
    free(v->map);
    *v = (struct lx_values){ 0 };
}

void lx_values_add(struct lx_values *v, lx_id id, int64_t value)
{
    size_t n = v->ids.n;
    LX_PUSH(v->at, n, v->room) = value;
    LX_PUSH(v->ids.at, v->ids.n, v->ids.room) = id;
}

int64_t lx_values_word(struct lx_values *v, const char *word)
{
    if (!word || !*word)
        return LX_NO_INT;
    if (!v->map)
        v->map = lx_alloc(sizeof *v->map);
    int64_t *place = lx_map_put(v->map, word); /* 0 is new: places are kept one higher */
    if (*place == 0) {
        LX_PUSH(v->words, v->words_n, v->words_room) = lx_strdup(word);
        *place = (int64_t)v->words_n;
    }
    return *place - 1;
}

int64_t lx_values_month(lx_day day)
{
    int year, month;
    if (day == LX_NO_DAY)
        return LX_NO_INT;
    lx_day_split(day, &year, &month, NULL);
    return (int64_t)year * 12 + month - 1;
}
