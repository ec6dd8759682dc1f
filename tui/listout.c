/* A list as a table in a file: the columns that stand on the screen, whole, for a spreadsheet. */
#include "core/mem.h"
#include "core/text/csv.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/listout.h"
#include "tui/print.h"
#include "tui/prompt.h"

#include <stdlib.h>
#include <string.h>

enum { SLICE_N = 500 };

/* A date with its year, which the cell may leave out; else what the cell says. */
static void cell_text(struct view *v, const struct lx_rec *rec, lx_id id, size_t row, int col, struct lx_str *out)
{
    int at = rec ? lx_field_index(lx_table(rec->type), v->ops->columns[col].id) : -1;
    const struct lx_field *f = at >= 0 ? &lx_table(rec->type)->fields[at] : NULL;
    struct cell cell = { 0 };
    if (f && f->kind == LX_DATE && lx_f_date_of(rec, f)->day != LX_NO_DAY) {
        lx_day_format(out, lx_f_date_of(rec, f)->day);
        return;
    }
    v->ops->cell(v, rec, id, row, col, &cell);
    const char *s = lx_str_z(&cell.text);
    lx_str_add(out, s + strspn(s, " ")); /* without what only sets it in on the screen */
    if (cell.aside.len)
        lx_str_addf(out, "  %s", cell.aside.s);
    lx_str_done(&cell.text);
    lx_str_done(&cell.aside);
}

static enum lx_rc add_slice(struct view *v, const lx_id *ids, size_t from, size_t n, struct lx_csv_out *csv, struct lx_err *err)
{
    struct lx_rows recs = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    bool stored = v->ops->type != LX_NONE_TYPE;
    enum lx_rc rc = stored ? v->app->store->rows(v->app->store, v->ops->type, ids, n, &recs, err) : LX_OK;
    for (size_t i = 0; rc == LX_OK && i < n; i++) {
        const struct lx_rec *rec = i < recs.n ? recs.at[i] : NULL;
        if (stored && !rec)
            continue; /* gone meanwhile */
        for (int c = 0; v->ops->columns[c].title; c++) {
            lx_str_clear(&s);
            cell_text(v, rec, ids[i], from + i, c, &s);
            lx_csv_field(csv, lx_str_z(&s));
        }
        lx_csv_end_row(csv);
    }
    lx_rows_done(&recs);
    lx_str_done(&s);
    return rc;
}

enum lx_rc list_csv(struct view *v, struct lx_str *out, size_t *n, struct lx_err *err)
{
    struct lx_csv_out csv = { .out = out };
    struct lx_ids ids = { 0 };
    enum lx_rc rc = list_fill(v, err);
    const struct lx_ids *all = list_records(&v->list);
    for (size_t i = 0; rc == LX_OK && i < all->n; i++)
        if (!v->list.marks.n || list_is_marked(&v->list, all->at[i]))
            lx_ids_add(&ids, all->at[i]);
    lx_csv_begin(&csv);
    for (int c = 0; v->ops->columns[c].title; c++)
        lx_csv_field(&csv, _(v->ops->columns[c].title));
    lx_csv_end_row(&csv);
    for (size_t at = 0; rc == LX_OK && at < ids.n; at += SLICE_N)
        rc = add_slice(v, ids.at + at, at, ids.n - at < SLICE_N ? ids.n - at : SLICE_N, &csv, err);
    *n = ids.n;
    lx_ids_done(&ids);
    return rc;
}

static bool file_done(struct view *v, const char *text, void *ctx)
{
    struct app *a = v->app;
    struct lx_str path = LX_STR_EMPTY, bytes = LX_STR_EMPTY, said = LX_STR_EMPTY;
    struct lx_err err = { 0 };
    size_t n = 0;
    (void)ctx;
    lx_path_typed(&path, text);
    enum lx_rc rc = list_csv(v, &bytes, &n, &err);
    if (rc == LX_OK)
        rc = lx_print_file(lx_str_z(&path), &bytes, a->args.db_path, &err);
    if (app_did(a, rc, &err)) {
        lx_str_addf(&said, _("%zu rows"), n);
        app_say_written(a, lx_str_z(&path), lx_str_z(&said));
    }
    lx_str_done(&path);
    lx_str_done(&bytes);
    lx_str_done(&said);
    return rc == LX_OK;
}

unsigned list_export(struct view *v, enum lx_cmd cmd)
{
    struct lx_str name = LX_STR_EMPTY;
    (void)cmd;
    lx_str_addf(&name, "%s-", v->title ? v->title : _(v->ops->title));
    lx_day_format(&name, app_today(v->app));
    lx_str_add(&name, ".csv");
    for (char *s = name.s; *s; s++) /* a title may hold what is no part of a file's name */
        if (*s == '/')
            *s = '-';
    prompt_open(v, &(struct prompt){ .label = _("Table as a file"), .initial = name.s, .files = true, .done = file_done });
    lx_str_done(&name);
    return DID_DRAW;
}
