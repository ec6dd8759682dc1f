/* CSV in: which stored record a row means. */
#include "core/exchange/csvio_in.h"

#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/numbers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- which record a row means --------------------------------------------------------------------------------------------- */

enum { ID_DIGITS_MAX = 16 }; /* below 2⁵³ */

/* *id 0: of another office; its number or name says which record is meant here. */
static enum lx_rc by_id(struct io *io, const char *typed, lx_id *id, struct lx_err *err)
{
    enum lx_type type;
    const char *digits = strncmp(typed, "id:", 3) == 0 ? typed + 3 : typed;
    size_t len = strlen(digits);
    *id = len <= ID_DIGITS_MAX && strspn(digits, "0123456789") == len ? strtoll(digits, NULL, 10) : 0;
    if (!*id)
        return lx_fail(err, LX_INVALID, N_("This is no id; leave it empty for a new record: %s"), "%s", typed);
    if (io->w->store->type_of(io->w->store, *id, &type, NULL) != LX_OK)
        *id = 0;
    else if (type != io->t->type)
        return lx_fail(err, LX_INVALID, N_("This id belongs to another kind of record: %s"), "%s", typed);
    return LX_OK;
}

/* By id, else by number; *id 0 when it is neither.  `no` gets the number in its stored form. */
enum lx_rc lx_csvio_by_tag(struct io *io, lx_id *id, struct lx_str *no, struct lx_err *err)
{
    const char *id_cell = lx_csvio_cell(io, COL_ID, NULL), *no_cell = lx_csvio_cell(io, COL_NO, NULL);
    enum lx_rc rc = LX_OK;
    *id = 0;
    if (id_cell && *id_cell)
        rc = by_id(io, id_cell, id, err);
    if (rc == LX_OK && no_cell && *no_cell)
        rc = lx_no_read(io->w, io->t->type, no_cell, no, err);
    if (rc == LX_OK && !*id && no->len) {
        rc = lx_find(io->w, io->t->type, lx_str_z(no), id, err);
        if (rc == LX_NOTFOUND) {
            *id = 0;
            rc = LX_OK;
        }
    }
    return rc;
}

void lx_csvio_person_key(struct lx_str *out, const struct lx_person *p)
{
    struct lx_str key = LX_STR_EMPTY;
    lx_str_addf(out, "%lld", (long long)p->unit);
    const char *names[] = { p->post, p->name };
    for (size_t i = 0; i < 2; i++) {
        lx_csvio_key(&key, names[i] ? names[i] : "");
        lx_str_addf(out, "|%s", lx_str_z(&key));
    }
    lx_str_done(&key);
}

enum lx_rc lx_csvio_load_persons(struct io *io, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(io->w, LX_PERSON, NULL, NULL, false, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        struct lx_str key = LX_STR_EMPTY;
        lx_csvio_person_key(&key, (struct lx_person *)rows.at[i]);
        int64_t *id = lx_map_put(&io->persons, lx_str_z(&key));
        *id = *id ? -1 : rows.at[i]->id;
        lx_str_done(&key);
    }
    lx_rows_done(&rows);
    return rc;
}

static uint32_t title_hash(const char *s)
{
    uint32_t hash = 2166136261u;
    for (; *s; s++)
        hash = (hash ^ (unsigned char)*s) * 16777619u;
    return hash;
}

static int cmp_titles(const void *pa, const void *pb)
{
    const struct titled *a = pa, *b = pb;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

enum { SLICE_N = 500, SAME_TITLES_MAX = 1000 };

static enum lx_rc load_titles(struct io *io, struct lx_err *err)
{
    struct lx_query q = { .type = LX_ITEM };
    struct lx_ids ids = { 0 };
    enum lx_rc rc = io->w->store->ids(io->w->store, &q, &ids, err);
    for (size_t at = 0; rc == LX_OK && at < ids.n; at += SLICE_N) {
        struct lx_rows rows = { 0 };
        rc = io->w->store->rows(io->w->store, LX_ITEM, ids.at + at, ids.n - at < SLICE_N ? ids.n - at : SLICE_N, &rows, err);
        for (size_t i = 0; i < rows.n; i++)
            if (rows.at[i])
                LX_PUSH(io->titles, io->titles_n, io->titles_room) =
                    (struct titled){ title_hash(((struct lx_item *)rows.at[i])->title), rows.at[i]->id };
        lx_rows_done(&rows);
    }
    if (io->titles_n)
        qsort(io->titles, io->titles_n, sizeof *io->titles, cmp_titles);
    lx_ids_done(&ids);
    io->titles_read = true;
    return rc;
}

bool lx_csvio_was_seen(const struct io *io, lx_id id)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%lld", (long long)id);
    return lx_map_get(&io->seen, digits) != NULL;
}

/* The stored item that is this row, word for word; each serves one row. */
static enum lx_rc same_item(struct io *io, struct row *r, lx_id *id, struct lx_err *err)
{
    enum lx_rc rc = io->titles_read ? LX_OK : load_titles(io, err);
    const char *title = ((struct lx_item *)r->rec)->title;
    if (rc != LX_OK || !title || !io->titles_n)
        return rc;
    uint32_t hash = title_hash(title);
    size_t lo = 0, hi = io->titles_n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (io->titles[mid].hash < hash)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (size_t i = lo, n = 0; !*id && rc == LX_OK && i < io->titles_n && io->titles[i].hash == hash && n < SAME_TITLES_MAX; i++) {
        if (lx_csvio_was_seen(io, io->titles[i].id))
            continue;
        struct row probe = { 0 };
        n++;
        rc = lx_csvio_open_row(io, &probe, io->titles[i].id, err);
        if (rc == LX_OK && lx_csvio_is_same(io, &probe))
            *id = io->titles[i].id;
        lx_csvio_row_done(&probe);
    }
    return rc;
}

/* A record that the row does not name by id or number, found by what the row holds. */
enum lx_rc lx_csvio_by_content(struct io *io, struct row *r, lx_id *id, struct lx_err *err)
{
    const int64_t *known = NULL;
    struct lx_str key = LX_STR_EMPTY;
    enum lx_rc rc = LX_OK;
    if (io->t->type == LX_ITEM) {
        const char *no = lx_csvio_cell(io, COL_NO, NULL);
        return no && *no ? LX_OK : same_item(io, r, id, err);
    }
    if (io->t->type == LX_PERSON) {
        lx_csvio_person_key(&key, (struct lx_person *)r->rec);
        known = lx_map_get(&io->persons, lx_str_z(&key));
    } else if (((struct lx_unit *)r->rec)->name) {
        lx_csvio_key(&key, ((struct lx_unit *)r->rec)->name);
        known = lx_map_get(&io->keys, lx_str_z(&key));
    }
    if (known && *known < 0)
        rc = lx_fail(err, LX_AMBIGUOUS, N_("Several have that name: %s"), "%s", lx_str_z(&key));
    else if (known)
        *id = *known;
    lx_str_done(&key);
    return rc;
}

/* --- rows that refer to later ones ------------------------------------------------------------------------------------------ */

static bool has_column(const struct io *io, enum what what)
{
    for (size_t i = 0; i < io->col_n; i++)
        if (io->col[i].what == what)
            return true;
    return false;
}

static bool refers_to_itself(const struct io *io)
{
    for (size_t i = 0; i < io->col_n; i++)
        if (io->col[i].what == COL_FIELD && io->col[i].f->kind == LX_REF && io->col[i].f->of == io->t->type)
            return io->t->type == LX_UNIT || has_column(io, COL_NO);
    return false;
}

/* A unit's name, and the short one that later rows may use, stand for the id of this row from now on. */
static enum lx_rc promise_unit(struct io *io, struct lx_err *err)
{
    static const char *const fields[] = { "name", "brief" };
    const char *id_cell = lx_csvio_cell(io, COL_ID, NULL);
    struct lx_str key = LX_STR_EMPTY;
    lx_id id = 0;
    enum lx_rc rc = LX_OK;
    if (id_cell && *id_cell && by_id(io, id_cell, &id, NULL) != LX_OK)
        id = 0; /* reported when its turn comes */
    for (size_t i = 0; rc == LX_OK && i < sizeof fields / sizeof fields[0]; i++) {
        const char *name = lx_csvio_cell(io, COL_FIELD, fields[i]);
        lx_csvio_key(&key, name ? name : "");
        if (i == 0 && (!key.len || lx_map_get(&io->keys, lx_str_z(&key))))
            break;
        if (!key.len || lx_map_get(&io->keys, lx_str_z(&key)) || lx_map_get(&io->coming, lx_str_z(&key)))
            continue;
        if (!id)
            rc = io->w->store->new_id(io->w->store, &id, err);
        *lx_map_put(&io->coming, lx_str_z(&key)) = id;
    }
    lx_str_done(&key);
    return rc;
}

static enum lx_rc promise_number(struct io *io, struct lx_err *err)
{
    struct lx_str no = LX_STR_EMPTY;
    lx_id id = 0;
    enum lx_rc rc = lx_csvio_by_tag(io, &id, &no, NULL);
    if (rc == LX_OK && !id && no.len && !lx_map_get(&io->coming, lx_str_z(&no))) {
        rc = io->w->store->new_id(io->w->store, &id, err);
        *lx_map_put(&io->coming, lx_str_z(&no)) = id;
    } else {
        rc = LX_OK; /* what is wrong is reported when its turn comes */
    }
    lx_str_done(&no);
    return rc;
}

enum lx_rc lx_csvio_announce(struct io *io, const char *text, size_t len, struct lx_err *err)
{
    if (!refers_to_itself(io))
        return LX_OK;
    struct lx_csv rows = io->csv; /* the reader goes on from behind the head afterwards */
    lx_csv_open(&io->csv, text, len);
    enum lx_rc rc = io->headless ? LX_OK : lx_csv_next(&io->csv, err);
    while (rc == LX_OK && (rc = lx_csv_next(&io->csv, err)) == LX_OK && io->csv.field_n)
        rc = io->t->type == LX_UNIT ? promise_unit(io, err) : promise_number(io, err);
    lx_csv_done(&io->csv);
    io->csv = rows;
    return rc;
}

/* The id that this row was promised, if an earlier one refers to it. */
lx_id lx_csvio_promised(struct io *io, const struct lx_rec *rec, const char *no)
{
    struct lx_str key = LX_STR_EMPTY;
    if (rec->type == LX_UNIT)
        lx_csvio_key(&key, lx_f_text_of(rec, lx_key_field(io->t)));
    else
        lx_str_add(&key, no);
    const int64_t *id = key.len ? lx_map_get(&io->coming, lx_str_z(&key)) : NULL;
    lx_str_done(&key);
    return id ? *id : 0;
}

