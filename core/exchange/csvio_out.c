/* CSV out. */
#include "core/exchange/csvio.h"

#include "core/map.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/items.h"
#include "core/work/units.h"

#include <string.h>

#define W(name, word) static const char word_##name[] __attribute__((unused)) = word;
#include "core/work/words.def"
#undef W

struct out {
    struct lx_work *w;
    const struct lx_table *t;
    struct lx_csv_out csv;
    struct lx_map keys;  /* of units' names */
    struct lx_map names; /* id -> where in `text` its name begins */
    struct lx_str text, cell;
};

static void add_id(struct lx_str *out, lx_id id)
{
    if (id)
        lx_str_addf(out, "id:%lld", (long long)id);
}

/* A name that reads back as this unit and as one name, else its id. */
static void unit_cell(struct out *o, struct lx_str *out, lx_id id)
{
    const struct lx_unit *u = lx_unit_by_id(o->w->units, id);
    struct lx_str key = LX_STR_EMPTY, one = LX_STR_EMPTY;
    size_t at = 0;
    if (u && u->name)
        lx_text_key(&key, u->name, strlen(u->name));
    const int64_t *found = key.len ? lx_map_get(&o->keys, lx_str_z(&key)) : NULL;
    bool reads_back = found && *found == id && lx_name_next(u->name, &at, &one) && strcmp(lx_str_z(&one), u->name) == 0 &&
                      strncmp(u->name, "id:", 3) != 0;
    if (reads_back)
        lx_str_add(out, u->name);
    else
        add_id(out, id);
    lx_str_done(&key);
    lx_str_done(&one);
}

/* The number of a record that has one, else its id. */
static void number_cell(struct out *o, struct lx_str *out, lx_id id)
{
    struct lx_store *s = o->w->store;
    enum lx_type type;
    struct lx_rows rows = { 0 };
    int no = -1;
    if (s->type_of(s, id, &type, NULL) == LX_OK && (no = lx_field_index(lx_table(type), "no")) >= 0 &&
        s->rows(s, type, &id, 1, &rows, NULL) == LX_OK && rows.at[0] && !lx_f_empty(rows.at[0], &lx_table(type)->fields[no]))
        lx_str_add(out, lx_f_text_of(rows.at[0], &lx_table(type)->fields[no]));
    else
        add_id(out, id);
    lx_rows_done(&rows);
}

static void ref_cell(struct out *o, struct lx_str *out, lx_id id)
{
    struct lx_str key = LX_STR_EMPTY;
    if (!id)
        return;
    add_id(&key, id);
    int64_t *at = lx_map_get(&o->names, lx_str_z(&key));
    if (!at) {
        at = lx_map_put(&o->names, lx_str_z(&key));
        *at = (int64_t)o->text.len;
        lx_unit_by_id(o->w->units, id) ? unit_cell(o, &o->text, id) : number_cell(o, &o->text, id);
        lx_str_addc(&o->text, '\0');
    }
    lx_str_add(out, o->text.s + *at);
    lx_str_done(&key);
}

/* Do these words mean this date whatever day it is? */
static bool says_itself(const struct lx_date *d, const char *words)
{
    static const int years[] = { 1999, 2031 };
    bool same = true;
    for (size_t i = 0; same && i < sizeof years / sizeof years[0]; i++) {
        struct lx_date got = { .day = LX_NO_DAY };
        same = lx_date_read(&got, words, lx_day_make(years[i], 5, 17), NULL) == LX_OK && got.day == d->day &&
               (d->day == LX_NO_DAY || got.prec == d->prec) && got.words && strcmp(got.words, words) == 0;
        lx_date_done(&got);
    }
    return same;
}

static void date_cell(struct lx_str *out, const struct lx_date *d)
{
    if (d->words && says_itself(d, d->words))
        lx_str_add(out, d->words);
    else
        lx_date_format(out, d);
}

static void field_cell(struct out *o, const void *rec, const struct lx_field *f)
{
    lx_str_clear(&o->cell);
    if (f->kind == LX_REF)
        ref_cell(o, &o->cell, lx_f_int_of(rec, f));
    else if (f->kind == LX_DATE)
        date_cell(&o->cell, lx_f_date_of(rec, f));
    else
        lx_f_format(&o->cell, rec, f);
    lx_csv_field(&o->csv, lx_str_z(&o->cell));
}

/* --- items: who does it ------------------------------------------------------------------------------------------------------ */

static void add_name(struct out *o, lx_id unit)
{
    if (o->cell.len)
        lx_str_addn(&o->cell, word_LIST_MARKS, 3); /* the first of them */
    ref_cell(o, &o->cell, unit);
}

static void units_cell(struct out *o, const struct lx_duties *d, bool lead)
{
    lx_str_clear(&o->cell);
    for (size_t i = 0; i < d->n; i++)
        if ((d->at[i].role == PART_LEAD) == lead)
            add_name(o, d->at[i].unit);
    lx_csv_field(&o->csv, lx_str_z(&o->cell));
}

static void duties_cells(struct out *o, const struct lx_item *item, const struct lx_rows *parts)
{
    struct lx_duties d = { 0 };
    lx_duties_of(&d, item, parts);
    units_cell(o, &d, true);
    units_cell(o, &d, false);
    lx_duties_done(&d);
}

/* --- rows ---------------------------------------------------------------------------------------------------------------------- */

static bool is_column(const struct lx_field *f) { return f->kind != LX_NUMBER && !(f->flags & LX_F_AUTO); }
static bool is_lead(const struct out *o, const struct lx_field *f) { return o->t->type == LX_ITEM && strcmp(f->name, "lead") == 0; }

static void head_row(struct out *o)
{
    lx_csv_begin(&o->csv);
    lx_csv_field(&o->csv, "id");
    if (lx_field_index(o->t, "no") >= 0)
        lx_csv_field(&o->csv, "no");
    for (int i = 0; i < o->t->fields_n; i++) {
        if (is_column(&o->t->fields[i]))
            lx_csv_field(&o->csv, o->t->fields[i].name);
        if (is_lead(o, &o->t->fields[i]))
            lx_csv_field(&o->csv, "with");
    }
    lx_csv_end_row(&o->csv);
}

static void record_row(struct out *o, const struct lx_rec *rec, const struct lx_rows *parts)
{
    int no = lx_field_index(o->t, "no");
    lx_str_clear(&o->cell);
    lx_str_addf(&o->cell, "%lld", (long long)rec->id);
    lx_csv_field(&o->csv, lx_str_z(&o->cell));
    if (no >= 0)
        field_cell(o, rec, &o->t->fields[no]);
    for (int i = 0; i < o->t->fields_n; i++) {
        const struct lx_field *f = &o->t->fields[i];
        if (is_lead(o, f)) {
            duties_cells(o, (const struct lx_item *)rec, parts);
        } else if (is_column(f)) {
            field_cell(o, rec, f);
        }
    }
    lx_csv_end_row(&o->csv);
}

enum { SLICE_N = 200 };

static enum lx_rc slice(struct out *o, const lx_id *ids, size_t n, struct lx_err *err)
{
    struct lx_rows rows = { 0 }, parts = { 0 };
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < n; i++) {
        struct lx_rec *rec = NULL;
        if ((rc = lx_get(o->w, o->t->type, ids[i], &rec, err)) == LX_OK)
            LX_PUSH(rows.at, rows.n, rows.room) = rec;
    }
    if (rc == LX_OK && o->t->type == LX_ITEM)
        rc = lx_items_parts(o->w, &rows, &parts, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++)
        record_row(o, rows.at[i], &parts);
    lx_rows_done(&rows);
    lx_rows_done(&parts);
    return rc;
}

enum lx_rc lx_csvio_export(struct lx_work *w, enum lx_type type, const lx_id *ids, size_t n, struct lx_str *out, struct lx_err *err)
{
    struct out o = { .w = w, .t = lx_table(type), .csv = { .out = out } };
    enum lx_rc rc = LX_OK;
    lx_unit_keys(w->units, &o.keys);
    head_row(&o);
    for (size_t at = 0; rc == LX_OK && at < n; at += SLICE_N)
        rc = slice(&o, ids + at, n - at < SLICE_N ? n - at : SLICE_N, err);
    lx_map_done(&o.keys);
    lx_map_done(&o.names);
    lx_str_done(&o.text);
    lx_str_done(&o.cell);
    return rc;
}
