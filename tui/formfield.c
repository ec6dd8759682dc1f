/* Rows of a form: what stands in them, what is understood, what completes them. */
#include "core/mem.h"
#include "core/work/items.h"
#include "core/work/numbers.h"
#include "core/work/query_read.h"
#include "core/work/units.h"
#include "tui/app.h"
#include "tui/form.h"
#include "tui/i18n.h"

#include <stdlib.h>
#include <string.h>

enum { FITS_MAX = 30, ANY_MAX = 8 };

static void ref_text(struct form *f, struct lx_str *out, const struct lx_field *field, lx_id id);
static void add_units(struct form *f, const char *typed, bool all);
static void add_words(struct form *f, const struct lx_words *words, const char *typed, bool all);
static void add_records(struct form *f, enum lx_type type, const char *typed, size_t limit);
static void add_sections(struct form *f, const char *typed);
static void add_any(struct form *f, const char *typed);
static size_t last_part(const char *s);
static void set_string(char **to, const char *s);

void form_row_fill(struct form *f, struct form_row *row)
{
    struct lx_str s = LX_STR_EMPTY;
    if (row->extra) {
        if (f->kind->fill)
            f->kind->fill(f, row->extra, &s);
    } else if (row->field->kind == LX_REF) {
        ref_text(f, &s, row->field, *lx_f_int(f->rec, row->field));
    } else if (row->field->kind == LX_DATE) {
        const struct lx_date *d = lx_f_date(f->rec, row->field);
        if (d->words)
            lx_str_add(&s, d->words);
        else
            lx_date_format(&s, d);
    } else {
        lx_show_value(f->v.app->work, &s, f->rec, row->field, lx_lang() == LX_ZH);
    }
    edit_done(&row->edit);
    edit_init(&row->edit, lx_str_z(&s), form_row_long(row));
    if (row->edit.lines)
        row->edit.at = 0;
    free(row->initial);
    row->initial = lx_str_take(&s);
}

void form_row_done(struct form_row *row)
{
    edit_done(&row->edit);
    free(row->initial);
    free(row->error);
    free(row->said);
    free(row->theirs);
}

const char *form_row_label(const struct form_row *row)
{
    return row->extra ? _(row->extra->label) : lx_two(row->field->en, row->field->zh);
}

const char *form_row_name(const struct form_row *row) { return row->extra ? row->extra->name : row->field->name; }

bool form_row_long(const struct form_row *row) { return row->field && row->field->kind == LX_LONG; }

bool form_row_needed(const struct form *f, const struct form_row *row)
{
    const char *except = f->kind->may_be_empty;
    return row->field && (row->field->flags & LX_F_NEED) && !(except && strcmp(except, row->field->name) == 0);
}

bool form_row_read(struct form *f, struct form_row *row, void *rec)
{
    struct lx_err err = { 0 };
    struct lx_str said = LX_STR_EMPTY, message = LX_STR_EMPTY;
    const char *typed = edit_text(&row->edit);
    bool need = form_row_needed(f, row), fine = true;
    set_string(&row->error, NULL);
    set_string(&row->said, NULL);
    if (need && !typed[strspn(typed, " \n")]) {
        set_string(&row->error, _("This must not be empty"));
        return false;
    }
    if (strcmp(typed, row->initial) == 0 || (row->extra && !row->extra->units))
        return true; /* what nobody touched stays exactly as it is */
    if (form_row_try(f, row, rec, &said, &err) != LX_OK) {
        char *missing = form_missing_unit(&err);
        if (missing && strcmp(missing, err.detail) == 0)
            lx_fill(&message, _("There is no unit %s"), missing);
        else
            lx_message(&message, &err); /* which names near ones too */
        if (missing)
            lx_str_addf(&message, "   F7 %s", _("adds it"));
        free(missing);
        set_string(&row->error, lx_str_z(&message));
        fine = false;
    } else if (said.len > 0) {
        set_string(&row->said, said.s);
    }
    lx_str_done(&said);
    lx_str_done(&message);
    return fine;
}

enum lx_rc form_row_try(struct form *f, const struct form_row *row, void *rec, struct lx_str *said, struct lx_err *err)
{
    struct lx_work *w = f->v.app->work;
    if (!row->extra)
        return lx_set_value(w, rec, row->field, edit_text(&row->edit), said, err);
    struct lx_duties duties = { 0 };
    enum lx_rc rc = row->extra->units ? lx_duties_read(w, &duties, edit_text(&row->edit), PART_WITH, err) : LX_OK;
    lx_duties_done(&duties);
    return rc;
}

/* The detail is the name, and where there are near ones ": " and those (lx_unit_find). */
void form_paste_units(struct edit *e, const struct event *paste)
{
    struct lx_str s = LX_STR_EMPTY;
    for (size_t i = 0; i < paste->paste_len; i++) {
        bool part = strchr("\n\r\t", paste->paste[i]) != NULL;
        if (!part)
            lx_str_addc(&s, paste->paste[i]);
        else if (s.len && i + 1 < paste->paste_len && !strchr("\n\r\t", paste->paste[i + 1]))
            lx_str_add(&s, _(", "));
    }
    edit_insert(e, lx_str_z(&s), s.len);
    lx_str_done(&s);
}

bool form_row_replaced(const struct form *f, const struct form_row *row)
{
    if (!row->field)
        return !row->extra->units && f->kind->complete;
    switch (row->field->kind) {
    case LX_ENUM:
    case LX_REF:
    case LX_DATE:
    case LX_INT: return true;
    default: return !f->base && !row->edit.lines && strcmp(edit_text(&row->edit), row->initial) == 0;
    }
}

char *form_missing_unit(const struct lx_err *err)
{
    if (err->rc != LX_NOTFOUND || !strstr(err->msgid, "unit"))
        return NULL;
    const char *end = strstr(err->detail, ": ");
    return lx_strndup(err->detail, end ? (size_t)(end - err->detail) : strlen(err->detail));
}

void form_complete(struct form *f, bool all)
{
    struct form_row *row = &f->rows[f->focus];
    const char *typed = edit_text(&row->edit);
    menu_items_done(&f->fits);
    f->fits_bar = 0;
    f->fits_open = false;
    bool ref = row->field && row->field->kind == LX_REF, word = row->field && row->field->kind == LX_ENUM;
    bool units = (row->extra && row->extra->units) || (ref && row->field->of == LX_UNIT);
    if (!all && !*typed)
        return;
    if (word)
        add_words(f, row->field->words, typed, all);
    else if (units)
        add_units(f, row->extra ? typed + last_part(typed) : typed, all);
    else if (row->extra && f->kind->complete)
        f->kind->complete(f, row->extra, all && strcmp(typed, row->initial) == 0 ? "" : typed, all);
    else if (ref && row->field->of == LX_REC)
        add_any(f, typed);
    else if (ref && row->field->of == LX_SECTION)
        add_sections(f, all && strcmp(typed, row->initial) == 0 ? "" : typed);
    else if (ref)
        add_records(f, row->field->of, all && strcmp(typed, row->initial) == 0 ? "" : typed, FITS_MAX);
    f->fits_open = f->fits.n > 0;
    if (!all && f->fits.n == 1 && strcmp(f->fits.at[0].label, typed) == 0)
        f->fits_open = false; /* it stands there whole already */
}

void form_take_completion(struct form *f)
{
    struct form_row *row = &f->rows[f->focus];
    if (!f->fits_open || f->fits_bar >= f->fits.n)
        return;
    struct lx_str s = LX_STR_EMPTY;
    const char *typed = edit_text(&row->edit);
    if (row->extra && row->extra->units)
        lx_str_addn(&s, typed, last_part(typed));
    const struct menu_item *item = &f->fits.at[f->fits_bar];
    lx_str_add(&s, item->more ? item->more : item->label);
    edit_set(&row->edit, s.s);
    lx_str_done(&s);
    f->fits_open = false;
    form_touched(f);
    menu_items_done(&f->fits);
}

/* As it can be typed again: the name of a unit, the number of a meeting, a plan, an item. */
static void ref_text(struct form *f, struct lx_str *out, const struct lx_field *field, lx_id id)
{
    struct app *a = f->v.app;
    if (!id)
        return;
    const struct lx_unit *unit = field->of == LX_UNIT ? lx_unit_by_id(a->work->units, id) : NULL;
    enum lx_type type = field->of;
    if (unit)
        lx_str_add(out, unit->name);
    else if (type != LX_REC || a->store->type_of(a->store, id, &type, NULL) == LX_OK)
        lx_str_add(out, names_get(&a->names, a->store, type, id));
    if (out->len == 0)
        lx_str_addf(out, "id:%lld", (long long)id);
}

static void add_units(struct form *f, const char *typed, bool all)
{
    const struct lx_units *units = f->v.app->work->units;
    struct lx_ids ids = { 0 };
    if (*typed)
        lx_unit_matches(units, typed, &ids);
    for (size_t i = 0; all && !*typed && i < units->units.n; i++)
        lx_ids_add(&ids, units->units.at[i]->id);
    for (size_t i = 0; i < ids.n && f->fits.n < FITS_MAX * 10; i++) {
        const struct lx_unit *u = lx_unit_by_id(units, ids.at[i]);
        if (u)
            menu_add(&f->fits, u->name, u->brief, u->rec.id);
    }
    lx_ids_done(&ids);
}

static void add_words(struct form *f, const struct lx_words *words, const char *typed, bool all)
{
    for (int i = 0; i < words->n; i++) {
        const char *label = lx_two(words->at[i].en, words->at[i].zh);
        if (all || lx_name_match(typed, label) || lx_name_match(typed, words->at[i].word))
            menu_add(&f->fits, label, NULL, i);
    }
    menu_rank(&f->fits, typed);
}

/* Other records: their number or name goes into the field, both are shown. */
static void add_records(struct form *f, enum lx_type type, const char *typed, size_t limit)
{
    struct app *a = f->v.app;
    struct lx_query q = { 0 };
    struct lx_ids ids = { 0 };
    struct lx_rows rows = { 0 };
    struct menu_items found = { 0 };
    if (lx_query_read(a->work, &q, type, typed, NULL) != LX_OK)
        return;
    q.limit = *typed ? limit * 10 : limit; /* the best of them may stand far down */
    if (a->store->ids(a->store, &q, &ids, NULL) == LX_OK && a->store->rows(a->store, type, ids.at, ids.n, &rows, NULL) == LX_OK)
        for (size_t i = 0; i < rows.n; i++) {
            struct lx_str name = LX_STR_EMPTY;
            if (!rows.at[i])
                continue;
            lx_show_name(a->work, &name, rows.at[i]);
            struct menu_item *item = menu_add(&found, lx_str_z(&name), NULL, ids.at[i]);
            item->more = lx_strdup(lx_f_text_of(rows.at[i], lx_key_field(lx_table(type))));
            lx_str_done(&name);
        }
    menu_rank(&found, typed);
    menu_move(&f->fits, &found, limit);
    lx_query_done(&q);
    lx_rows_done(&rows);
    lx_ids_done(&ids);
}

/* Those of the plan that stands in the form, in their order. */
static void add_sections(struct form *f, const char *typed)
{
    struct lx_work *w = f->v.app->work;
    struct lx_rows rows = { 0 };
    lx_id plan = 0;
    if (lx_find(w, LX_PLAN, form_text(f, "plan"), &plan, NULL) != LX_OK ||
        lx_all(w, LX_SECTION, lx_cond_ref(LX_SECTION, "plan", plan), "position", false, &rows, NULL) != LX_OK)
        return;
    for (size_t i = 0; i < rows.n && f->fits.n < FITS_MAX * 10; i++) {
        const struct lx_section *s = (const struct lx_section *)(const void *)rows.at[i];
        struct lx_str name = LX_STR_EMPTY, label = LX_STR_EMPTY;
        lx_show_name(w, &name, s);
        lx_str_fill(&label, ' ', s->level > 0 ? (size_t)s->level * 2 : 0);
        lx_str_add(&label, lx_str_z(&name));
        if (!*typed || lx_name_match(typed, lx_str_z(&name)))
            menu_add(&f->fits, label.s, NULL, s->rec.id)->more = lx_strdup(lx_str_z(&name));
        lx_str_done(&name);
        lx_str_done(&label);
    }
    lx_rows_done(&rows);
}

/* What a note may hang on, in few rows each; with nothing typed, what is newest. */
static void add_any(struct form *f, const char *typed)
{
    static const enum lx_type types[] = { LX_ITEM, LX_MEETING, LX_PLAN };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        add_records(f, types[i], typed, ANY_MAX);
    if (*typed)
        add_units(f, typed, false);
    menu_rank(&f->fits, typed);
}

/* Where the name that is being typed begins: after the last mark that parts names. */
static size_t last_part(const char *s)
{
    static const char *const marks[] = { "\xe3\x80\x81", "\xef\xbc\x8c", "\xef\xbc\x9b", ",", ";" }; /* as lx_duties_read has them */
    size_t from = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        for (const char *at = strstr(s, marks[i]); at; at = strstr(at + 1, marks[i])) {
            size_t after = (size_t)(at - s) + strlen(marks[i]);
            from = after > from ? after : from;
        }
    return from + strspn(s + from, " ");
}

static void set_string(char **to, const char *s)
{
    char *copy = lx_strdup(s);
    free(*to);
    *to = copy;
}
