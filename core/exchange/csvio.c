/* CSV in. */
#include "core/exchange/csvio_in.h"

#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/numbers.h"
#include "core/work/office.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

static enum lx_rc read_head(struct io *io, const char *text, size_t len, struct lx_err *err);
static enum lx_rc take_rows(struct io *io, struct lx_err *err);
static enum lx_rc take_row(struct io *io, struct lx_err *err);

void lx_csvio_result_done(struct lx_csvio_result *r)
{
    free(r->wrong);
    lx_str_done(&r->stored);
    lx_str_done(&r->new_units);
    *r = (struct lx_csvio_result){ 0 };
}

static void io_done(struct io *io)
{
    lx_csv_done(&io->csv);
    lx_map_done(&io->keys);
    lx_map_done(&io->refs);
    lx_map_done(&io->coming);
    lx_map_done(&io->persons);
    lx_map_done(&io->seen);
    free(io->titles);
}

enum lx_rc lx_csvio_import(struct lx_work *w, enum lx_type type, const char *text, size_t len, const struct lx_csvio_how *how,
                           struct lx_csvio_result *out, struct lx_err *err)
{
    *out = (struct lx_csvio_result){ 0 };
    if (type != LX_ITEM && type != LX_UNIT && type != LX_PERSON)
        return lx_fail(err, LX_USAGE, N_("Only items, units and persons come in as tables: %s"), LX_NAMED("%s"), lx_table(type)->name);
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct io io = { .w = w, .t = lx_table(type), .how = how, .out = out };
    lx_unit_keys(w->units, &io.keys);
    rc = read_head(&io, text, len, err);
    if (rc == LX_OK)
        rc = lx_csvio_announce(&io, text, len, err);
    if (rc == LX_OK && type == LX_PERSON)
        rc = lx_csvio_load_persons(&io, err);
    if (rc == LX_OK)
        rc = take_rows(&io, err);
    io_done(&io);
    if (rc == LX_OK && out->wrong_n)
        rc = lx_fail(err, LX_INVALID, N_("Nothing was stored; wrong rows: %s"), "%zu", out->wrong_n);
    if (rc == LX_OK && how->dry_run) {
        rc = lx_settle(w, err);
        lx_abandon(w);
        return rc;
    }
    struct lx_str command = LX_STR_EMPTY;
    lx_str_addf(&command, "%s import", lx_table(type)->name);
    const char *args[] = { how->file, NULL };
    rc = lx_end(w, rc, lx_str_z(&command), args, err);
    lx_str_done(&command);
    return rc;
}

/* --- the head ----------------------------------------------------------------------------------------------------------- */

static const struct {
    enum lx_type type;
    const char *field, *word;
} other_words[] = {
#define H(record, field, word) { LX_##record, field, word },
#include "core/exchange/csv_words.def"
#undef H
};

static bool find_column(const struct io *io, const char *name, struct column *c)
{
    if (strcmp(name, "id") == 0) {
        *c = (struct column){ COL_ID, NULL, "id" };
        return true;
    }
    const char *field = name;
    int i = lx_field_index(io->t, name);
    for (size_t k = 0; i < 0 && k < sizeof other_words / sizeof other_words[0]; k++)
        if (other_words[k].type == io->t->type && lx_text_same(other_words[k].word, name)) {
            field = other_words[k].field;
            i = lx_field_index(io->t, field);
            if (i < 0) { /* not a field of the record: the cooperating units */
                *c = (struct column){ COL_WITH, NULL, "with" };
                return true;
            }
        }
    if (i < 0)
        return false;
    const struct lx_field *f = &io->t->fields[i];
    bool lead = io->t->type == LX_ITEM && strcmp(f->name, "lead") == 0;
    *c = (struct column){ f->kind == LX_NUMBER ? COL_NO : lead ? COL_LEAD : COL_FIELD, f, f->name };
    return true;
}

bool lx_csvio_is_column(enum lx_type type, const char *name)
{
    struct column c;
    struct io io = { .t = lx_table(type) };
    return find_column(&io, name, &c) && !(c.what == COL_FIELD && c.f->flags & LX_F_AUTO);
}

static enum lx_rc add_column(struct io *io, const char *name, struct lx_err *err)
{
    struct column c = { COL_NONE, NULL, "" };
    if (*name && !find_column(io, name, &c))
        return lx_fail(err, LX_INVALID, N_("There is no column of this name: %s"), "%s", name);
    if (c.what == COL_FIELD && c.f->flags & LX_F_AUTO)
        return lx_fail(err, LX_INVALID, N_("The program sets this field itself: %s"), "%s", name);
    for (size_t i = 0; i < io->col_n && c.what != COL_NONE; i++)
        if (io->col[i].what == c.what && io->col[i].f == c.f)
            return lx_fail(err, LX_INVALID, N_("This column stands twice: %s"), "%s", name);
    io->col[io->col_n++] = c;
    return LX_OK;
}

/* The columns of a pasted table without a head. */
static void usual_columns(struct io *io)
{
    static const struct {
        enum lx_type type;
        const char *names[4];
    } usual[] = {
        { LX_ITEM, { "title", "lead", "with", "due" } },
        { LX_UNIT, { "name", "brief", "kind", "parent" } },
        { LX_PERSON, { "unit", "post", "name", "phone" } },
    };
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
        for (size_t k = 0; usual[i].type == io->t->type && k < 4; k++)
            (void)find_column(io, usual[i].names[k], &io->col[io->col_n++]);
}

static enum lx_rc read_head(struct io *io, const char *text, size_t len, struct lx_err *err)
{
    lx_csv_open(&io->csv, text, len);
    enum lx_rc rc = lx_csv_next(&io->csv, err);
    if (rc == LX_OK && io->csv.field_n == 0)
        return lx_fail(err, LX_INVALID, N_("There is no table in it; its first line must name the columns"), "%s", "");
    struct column probe;
    bool any = false;
    for (size_t i = 0; rc == LX_OK && i < io->csv.field_n; i++)
        any |= find_column(io, io->csv.field[i], &probe);
    if (rc == LX_OK && !any && io->how->pasted) {
        usual_columns(io);
        io->headless = true;
        lx_csv_done(&io->csv);
        lx_csv_open(&io->csv, text, len);
        return LX_OK;
    }
    for (size_t i = 0; rc == LX_OK && i < io->csv.field_n; i++)
        rc = add_column(io, io->csv.field[i], err);
    return rc;
}

/* --- rows ----------------------------------------------------------------------------------------------------------------- */

static enum lx_rc note_seen(struct io *io, lx_id id, struct lx_err *err)
{
    struct lx_str key = LX_STR_EMPTY;
    lx_str_addf(&key, "%lld", (long long)id);
    int64_t *line = lx_map_put(&io->seen, lx_str_z(&key));
    lx_str_done(&key);
    if (*line)
        return lx_fail(err, LX_INVALID, N_("This record stands in the file before, in line %s"), "%lld", (long long)*line);
    *line = (int64_t)io->csv.line;
    return LX_OK;
}

static void add_stored(struct io *io, const void *rec)
{
    int no = lx_field_index(io->t, "no");
    const struct lx_field *f = no >= 0 ? &io->t->fields[no] : lx_key_field(io->t);
    lx_str_add(&io->out->stored, lx_f_text_of(rec, f));
    lx_str_addc(&io->out->stored, '\n');
}

/* Later rows may name the unit by any of its names. */
static void note_names(struct io *io, const struct lx_unit *u)
{
    struct lx_str key = LX_STR_EMPTY;
    const char *names[] = { u->name, u->brief, u->name_en };
    for (size_t i = 0; i < 3; i++) {
        lx_csvio_key(&key, names[i] ? names[i] : "");
        if (key.len && (i == 0 || !lx_map_get(&io->keys, lx_str_z(&key))))
            *lx_map_put(&io->keys, lx_str_z(&key)) = u->rec.id;
    }
    lx_str_done(&key);
}

static enum lx_rc put_unit(struct io *io, struct row *r, struct lx_err *err)
{
    struct lx_unit *u = (struct lx_unit *)r->rec;
    const char *kind = lx_csvio_cell(io, COL_FIELD, "kind");
    if (!r->old && u->name && !(kind && *kind))
        u->kind = lx_unit_kind_of(u->name);
    enum lx_rc rc = r->old ? lx_put_change(io->w, r->old, u, err) : lx_put_new(io->w, u, err);
    if (rc == LX_OK)
        note_names(io, u);
    return rc;
}

static enum lx_rc put_item(struct io *io, struct row *r, const char *no, struct lx_err *err)
{
    struct lx_item *item = (struct lx_item *)r->rec;
    const struct lx_duties *duties = r->has_duties ? &r->duties : NULL;
    if (r->old)
        return lx_item_put(io->w, (struct lx_item *)r->old, item, duties, err);
    enum lx_rc rc = LX_OK;
    if (*no && (rc = lx_no_claim(io->w, LX_ITEM, no, err)) == LX_OK)
        lx_set_text(&item->no, no);
    return rc == LX_OK ? lx_item_add(io->w, item, duties, err) : rc;
}

static enum lx_rc put_row(struct io *io, struct row *r, const char *no, struct lx_err *err)
{
    enum lx_rc rc;
    if (!r->old)
        r->rec->id = lx_csvio_promised(io, r->rec, no);
    if (io->t->type == LX_ITEM)
        rc = put_item(io, r, no, err);
    else if (io->t->type == LX_UNIT)
        rc = put_unit(io, r, err);
    else
        rc = r->old ? lx_put_change(io->w, r->old, r->rec, err) : lx_put_new(io->w, r->rec, err);
    if (rc == LX_OK && (*no || io->t->type != LX_ITEM) && !r->old)
        rc = note_seen(io, r->rec->id, err);
    if (rc == LX_OK && io->t->type == LX_PERSON && !r->old) {
        struct lx_str key = LX_STR_EMPTY;
        lx_csvio_person_key(&key, (struct lx_person *)r->rec);
        *lx_map_put(&io->persons, lx_str_z(&key)) = r->rec->id;
        lx_str_done(&key);
    }
    if (rc == LX_OK)
        add_stored(io, r->rec);
    return rc;
}

static enum lx_rc check_number(const struct row *r, const char *no, struct lx_err *err)
{
    if (!*no || !r->old || r->old->type != LX_ITEM || strcmp(((struct lx_item *)r->old)->no, no) == 0)
        return LX_OK;
    return lx_fail(err, LX_INVALID, N_("Numbers are not changed once given; this record has another: %s"), "%s" LX_AND "%s", no,
                   ((struct lx_item *)r->old)->no);
}

static enum lx_rc take_row(struct io *io, struct lx_err *err)
{
    struct row r = { 0 };
    struct lx_str no = LX_STR_EMPTY;
    lx_id id;
    enum lx_rc rc = lx_csvio_by_tag(io, &id, &no, err);
    if (rc == LX_OK)
        rc = lx_csvio_open_row(io, &r, id, err);
    if (rc == LX_OK && !id) {
        rc = lx_csvio_by_content(io, &r, &id, err);
        if (rc == LX_OK && id)
            rc = lx_csvio_open_row(io, &r, id, err);
    }
    if (rc == LX_OK)
        rc = check_number(&r, lx_str_z(&no), err);
    if (rc == LX_OK && id)
        rc = note_seen(io, id, err);
    if (rc == LX_OK && id && lx_csvio_is_same(io, &r)) {
        io->out->same_n++;
    } else if (rc == LX_OK) {
        rc = put_row(io, &r, lx_str_z(&no), err);
        *(id ? &io->out->changed_n : &io->out->added_n) += rc == LX_OK;
    }
    lx_csvio_row_done(&r);
    lx_str_done(&no);
    return rc;
}

/* Wrong in what it says, not in whether it can be stored at all. */
static bool is_of_row(enum lx_rc rc)
{
    return rc == LX_INVALID || rc == LX_NOTFOUND || rc == LX_AMBIGUOUS || rc == LX_USAGE || rc == LX_EXISTS || rc == LX_STATE;
}

static enum lx_rc take_rows(struct io *io, struct lx_err *err)
{
    enum lx_rc rc;
    struct lx_csvio_result *out = io->out;
    while ((rc = lx_csv_next(&io->csv, err)) == LX_OK && io->csv.field_n) {
        struct lx_err why = { 0 };
        if (io->how->go_on && !io->how->go_on(io->how->ctx, out->rows_n))
            return lx_fail(err, LX_STOPPED, N_("Stopped; nothing was stored"), "%s", "");
        out->rows_n++;
        rc = take_row(io, &why);
        if (rc == LX_OK)
            continue;
        if (!is_of_row(rc)) {
            if (err)
                *err = why;
            return rc;
        }
        if (out->wrong_n++ < LX_CSVIO_WRONG_MAX)
            LX_PUSH(out->wrong, out->kept_n, out->kept_room) = (struct lx_csvio_wrong){ io->csv.line, why };
    }
    return rc;
}

