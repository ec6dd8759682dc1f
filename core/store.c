/* Freeing what a store answered. */
#include "core/store.h"

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
