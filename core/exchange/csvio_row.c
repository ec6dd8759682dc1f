/* CSV in: the cells of a row become a record. */
#include "core/exchange/csvio_in.h"

#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/numbers.h"
#include "core/work/office.h"
#include "core/work/units.h"

#include <string.h>

static enum lx_rc fill(struct io *io, struct row *r, struct lx_err *err);

void lx_csvio_row_done(struct row *r)
{
    lx_rec_free(r->old);
    lx_rec_free(r->rec);
    lx_duties_done(&r->duties);
    *r = (struct row){ 0 };
}

/* Reads the record that the row is about (0: a new one) and puts the row's cells into it. */
enum lx_rc lx_csvio_open_row(struct io *io, struct row *r, lx_id id, struct lx_err *err)
{
    lx_csvio_row_done(r);
    enum lx_rc rc = id ? lx_get(io->w, io->t->type, id, &r->old, err) : LX_OK;
    if (rc == LX_OK) {
        r->rec = r->old ? lx_rec_copy(r->old) : lx_rec_new(io->t->type);
        rc = fill(io, r, err);
    }
    return rc;
}

/* The cell of a column in the present row, NULL where the file has no such column or the row ends before it. */
const char *lx_csvio_cell(const struct io *io, enum what what, const char *field)
{
    for (size_t i = 0; i < io->col_n && i < io->csv.field_n; i++)
        if (io->col[i].what == what && (!field || strcmp(io->col[i].name, field) == 0))
            return io->csv.field[i];
    return NULL;
}

/* --- names and references ----------------------------------------------------------------------------------------------- */

void lx_csvio_key(struct lx_str *key, const char *name)
{
    lx_str_clear(key);
    lx_text_key(key, name, strlen(name));
}

/* The unit of a name as written; *id 0 when there is none. */
static enum lx_rc find_unit(struct io *io, const char *name, lx_id *id, struct lx_err *err)
{
    const int64_t *known = lx_map_get(&io->refs, name);
    *id = known ? *known : 0;
    if (known)
        return LX_OK;
    if (strncmp(name, "id:", 3) == 0)
        return lx_find(io->w, LX_UNIT, name, id, err);
    struct lx_str key = LX_STR_EMPTY;
    lx_csvio_key(&key, name);
    known = lx_map_get(&io->keys, lx_str_z(&key));
    if (!known || !*known)
        known = lx_map_get(&io->coming, lx_str_z(&key));
    lx_str_done(&key);
    if (known && *known < 0)
        return lx_unit_find(io->w->units, name, id, err); /* says which */
    if (known)
        *id = *lx_map_put(&io->refs, name) = *known;
    return LX_OK;
}

/* The same, added where it is not known. */
static enum lx_rc need_unit(struct io *io, const char *name, lx_id *id, struct lx_err *err)
{
    enum lx_rc rc = find_unit(io, name, id, err);
    if (rc != LX_OK || *id)
        return rc;
    rc = lx_unit_add(io->w, name, -1, 0, id, err);
    if (rc == LX_OK) {
        struct lx_str key = LX_STR_EMPTY;
        lx_csvio_key(&key, name);
        *lx_map_put(&io->keys, lx_str_z(&key)) = *id;
        *lx_map_put(&io->refs, name) = *id;
        lx_str_done(&key);
        lx_str_addf(&io->out->new_units, "%s\n", name);
    }
    return rc;
}

static enum lx_rc set_unit(struct io *io, void *rec, const struct lx_field *f, const char *typed, struct lx_err *err)
{
    lx_id id = 0;
    enum lx_rc rc = *typed ? find_unit(io, typed, &id, err) : LX_OK;
    if (rc == LX_OK && *typed && !id)
        rc = lx_unit_find(io->w->units, typed, &id, err); /* refuses, with near names */
    if (rc == LX_OK)
        *lx_f_int(rec, f) = id;
    return rc;
}

/* A reference to another record: number or id:N; each is looked for once. */
static enum lx_rc set_ref(struct io *io, void *rec, const struct lx_field *f, const char *typed, struct lx_err *err)
{
    if (f->of == LX_UNIT || !*typed)
        return set_unit(io, rec, f, typed, err);
    struct lx_str key = LX_STR_EMPTY;
    enum lx_rc rc = LX_OK;
    if (f->of == io->t->type && strncmp(typed, "id:", 3) != 0 && (rc = lx_no_read(io->w, f->of, typed, &key, err)) == LX_OK) {
        const int64_t *coming = lx_map_get(&io->coming, lx_str_z(&key));
        if (coming) {
            *lx_f_int(rec, f) = *coming;
            lx_str_done(&key);
            return LX_OK;
        }
    }
    lx_str_clear(&key);
    lx_str_addf(&key, "%d:%s", (int)f->of, typed);
    const int64_t *known = lx_map_get(&io->refs, lx_str_z(&key));
    if (known)
        *lx_f_int(rec, f) = *known;
    else if (rc == LX_OK && (rc = lx_set_value(io->w, rec, f, typed, NULL, err)) == LX_OK)
        *lx_map_put(&io->refs, lx_str_z(&key)) = lx_f_int_of(rec, f);
    lx_str_done(&key);
    return rc;
}

/* --- a row's cells ------------------------------------------------------------------------------------------------------- */

static enum lx_rc set_field(struct io *io, void *rec, const struct lx_field *f, const char *typed, struct lx_err *err)
{
    struct lx_date d;
    if (f->kind == LX_REF)
        return set_ref(io, rec, f, typed, err);
    if (f->kind == LX_DATE && lx_date_parse(&d, typed, NULL) == LX_OK) { /* the canonical form, as exported */
        lx_date_done(lx_f_date(rec, f));
        *lx_f_date(rec, f) = d;
        return LX_OK;
    }
    return lx_set_value(io->w, rec, f, typed, NULL, err);
}

/* The column before what was wrong with its cell, where that does not begin with it. */
static enum lx_rc in_column(const struct io *io, enum lx_rc rc, const struct column *c, struct lx_err *err)
{
    struct lx_str label = LX_STR_EMPTY;
    lx_str_addf(&label, LX_NAMED("%s.%s"), io->t->name, c->f->name);
    if (rc != LX_OK && strncmp(err->detail, label.s, label.len) != 0)
        rc = lx_fail_at(err, rc, label.s);
    lx_str_done(&label);
    return rc;
}

static int role_of(const struct io *io, const struct lx_duties *before, lx_id unit)
{
    for (size_t i = 0; i < before->n; i++)
        if (before->at[i].unit == unit && before->at[i].role != PART_LEAD)
            return before->at[i].role;
    const struct lx_unit *u = lx_unit_by_id(io->w->units, unit);
    return u && u->kind == UNIT_GROUP ? PART_GROUP : PART_WITH;
}

/* Adds the units of a cell, or those that were there before. */
static enum lx_rc add_names(struct io *io, const char *names, bool lead, const struct lx_duties *before, struct lx_duties *out,
                            struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    struct lx_str name = LX_STR_EMPTY;
    for (size_t i = 0; !names && i < before->n; i++)
        if ((before->at[i].role == PART_LEAD) == lead)
            LX_PUSH(out->at, out->n, out->room) = before->at[i];
    for (size_t at = 0; names && rc == LX_OK && lx_name_next(names, &at, &name);) {
        lx_id id;
        if ((rc = need_unit(io, lx_str_z(&name), &id, err)) == LX_OK)
            LX_PUSH(out->at, out->n, out->room) = (struct lx_duty){ id, lead ? PART_LEAD : role_of(io, before, id) };
    }
    lx_str_done(&name);
    return rc;
}

static enum lx_rc fill_duties(struct io *io, struct row *r, struct lx_err *err)
{
    const char *lead = lx_csvio_cell(io, COL_LEAD, NULL), *with = lx_csvio_cell(io, COL_WITH, NULL);
    struct lx_duties before = { 0 };
    lx_duties_done(&r->duties);
    r->has_duties = lead || with;
    if (!r->has_duties)
        return LX_OK;
    enum lx_rc rc = r->old ? lx_item_duties(io->w, (struct lx_item *)r->old, &before, err) : LX_OK;
    if (rc == LX_OK)
        rc = add_names(io, lead, true, &before, &r->duties, err);
    if (rc == LX_OK)
        rc = add_names(io, with, false, &before, &r->duties, err);
    lx_duties_tidy(&r->duties);
    lx_duties_done(&before);
    return rc;
}

static enum lx_rc fill(struct io *io, struct row *r, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < io->csv.field_n; i++) {
        const struct column *c = &io->col[i < io->col_n ? i : 0];
        if (i >= io->col_n || c->what == COL_NONE) {
            if (*io->csv.field[i])
                rc = lx_fail(err, LX_INVALID, N_("This cell has no column: %s"), "%s", io->csv.field[i]);
        } else if (c->what == COL_FIELD) {
            rc = in_column(io, set_field(io, r->rec, c->f, io->csv.field[i], err), c, err);
        }
    }
    if (rc == LX_OK && io->t->type == LX_ITEM)
        rc = fill_duties(io, r, err);
    return rc;
}

bool lx_csvio_is_same(struct io *io, const struct row *r)
{
    for (int i = 0; i < io->t->fields_n; i++)
        if (!lx_f_same(r->old, r->rec, &io->t->fields[i]))
            return false;
    struct lx_duties have = { 0 };
    bool same = !r->has_duties ||
                (lx_item_duties(io->w, (struct lx_item *)r->old, &have, NULL) == LX_OK && lx_duties_same(&have, &r->duties));
    lx_duties_done(&have);
    return same;
}

