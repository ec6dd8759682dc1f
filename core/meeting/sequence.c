/* Rows that have places. */
#include "core/meeting/sequence.h"

#include <string.h>

enum lx_rc lx_sequence(struct lx_work *w, enum lx_type type, const char *of, lx_id owner, struct lx_rows *rows, struct lx_err *err)
{
    return lx_all(w, type, lx_cond_ref(type, of, owner), "position", true, rows, err);
}

static int64_t *place_of(void *rec) { return lx_f_int(rec, lx_field_named(((struct lx_rec *)rec)->type, "position")); }

static enum lx_rc renumber(struct lx_work *w, struct lx_rows *rows, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < rows->n; i++) {
        if (*place_of(rows->at[i]) == (int64_t)i + 1)
            continue;
        struct lx_rec *moved = lx_rec_copy(rows->at[i]);
        *place_of(moved) = (int64_t)i + 1;
        rc = lx_put_change(w, rows->at[i], moved, err);
        lx_rec_free(moved);
    }
    return rc;
}

enum lx_rc lx_sequence_add(struct lx_work *w, const char *of, void *rec, struct lx_err *err)
{
    enum lx_type type = ((struct lx_rec *)rec)->type;
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_sequence(w, type, of, lx_f_int_of(rec, lx_field_named(type, of)), &rows, err);
    *place_of(rec) = rows.n ? *place_of(rows.at[rows.n - 1]) + 1 : 1;
    lx_rows_done(&rows);
    return rc == LX_OK ? lx_put_new(w, rec, err) : rc;
}

/* Reads all rows beside one, and its place in the array. */
static enum lx_rc siblings(struct lx_work *w, enum lx_type type, const char *of, lx_id id, struct lx_rows *rows, size_t *place, struct lx_err *err)
{
    struct lx_rec *rec = NULL;
    enum lx_rc rc = lx_get(w, type, id, &rec, err);
    if (rc == LX_OK)
        rc = lx_sequence(w, type, of, lx_f_int_of(rec, lx_field_named(type, of)), rows, err);
    for (*place = 0; rc == LX_OK && *place < rows->n && rows->at[*place]->id != id;)
        ++*place;
    lx_rec_free(rec);
    return rc;
}

enum lx_rc lx_sequence_remove(struct lx_work *w, enum lx_type type, const char *of, lx_id id, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    size_t place;
    enum lx_rc rc = siblings(w, type, of, id, &rows, &place, err);
    if (rc == LX_OK) {
        struct lx_rec *gone = rows.at[place];
        memmove(rows.at + place, rows.at + place + 1, (rows.n - place - 1) * sizeof *rows.at);
        rows.n--;
        rc = lx_put_gone(w, gone, err);
        lx_rec_free(gone);
    }
    if (rc == LX_OK)
        rc = renumber(w, &rows, err);
    lx_rows_done(&rows);
    return rc;
}

enum lx_rc lx_sequence_move(struct lx_work *w, enum lx_type type, const char *of, lx_id id, int64_t to, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    size_t place;
    enum lx_rc rc = siblings(w, type, of, id, &rows, &place, err);
    if (rc == LX_OK) {
        struct lx_rec *row = rows.at[place];
        size_t end = to < 1 ? 0 : (size_t)to > rows.n ? rows.n - 1 : (size_t)to - 1;
        if (end < place)
            memmove(rows.at + end + 1, rows.at + end, (place - end) * sizeof *rows.at);
        else
            memmove(rows.at + place, rows.at + place + 1, (end - place) * sizeof *rows.at);
        rows.at[end] = row;
        rc = renumber(w, &rows, err);
    }
    lx_rows_done(&rows);
    return rc;
}

enum lx_rc lx_sequence_find(struct lx_work *w, enum lx_type type, const char *of, lx_id owner, int64_t n, lx_id *id, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_sequence(w, type, of, owner, &rows, err);
    if (rc == LX_OK && (n < 1 || (size_t)n > rows.n))
        rc = lx_fail(err, LX_NOTFOUND, N_("There is no row with this number: %s"), "%lld", (long long)n);
    if (rc == LX_OK)
        *id = rows.at[n - 1]->id;
    lx_rows_done(&rows);
    return rc;
}
