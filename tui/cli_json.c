/* Output: records as JSON (cli.md). */
#include "core/work/items.h"
#include "core/work/units.h"
#include "tui/cli.h"

#include <string.h>

static void json_id(struct lx_json_out *j, lx_id id)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_str_addf(&s, "%lld", (long long)id);
    lx_json_string(j, lx_str_z(&s));
    lx_str_done(&s);
}

static void json_or_null(struct lx_json_out *j, const char *s)
{
    if (s && *s)
        lx_json_string(j, s);
    else
        lx_json_null(j);
}

/* A reference as people know it: the name of a unit, the number of a meeting, plan or item; else the id. */
static void json_ref(struct cli *c, struct lx_json_out *j, const struct lx_field *f, lx_id id)
{
    enum lx_type type;
    struct lx_rows rows = { 0 };
    if (!id) {
        lx_json_null(j);
    } else if (f->of == LX_UNIT) {
        const struct lx_unit *u = lx_unit_by_id(c->w.units, id);
        json_or_null(j, u ? u->name : NULL);
    } else if (c->w.store->type_of(c->w.store, id, &type, NULL) == LX_OK &&
               c->w.store->rows(c->w.store, type, &id, 1, &rows, NULL) == LX_OK && rows.at[0] &&
               lx_field_index(lx_table(type), "no") >= 0) {
        json_or_null(j, lx_f_text_of(rows.at[0], lx_field_named(type, "no")));
    } else {
        json_id(j, id);
    }
    lx_rows_done(&rows);
}

static void json_date(struct lx_json_out *j, const char *name, const struct lx_date *d)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_date_format(&s, &(struct lx_date){ .day = d->day });
    lx_json_key(j, name);
    json_or_null(j, lx_str_z(&s));
    lx_str_clear(&s);
    lx_str_addf(&s, "%s_precision", name);
    lx_json_key(j, lx_str_z(&s));
    json_or_null(j, d->day == LX_NO_DAY ? NULL : lx_prec_word(d->prec));
    lx_str_clear(&s);
    lx_str_addf(&s, "%s_text", name);
    lx_json_key(j, lx_str_z(&s));
    json_or_null(j, d->words);
    lx_str_done(&s);
}

static void json_field(struct cli *c, struct lx_json_out *j, const void *rec, const struct lx_field *f)
{
    if (f->kind == LX_DATE) {
        json_date(j, f->name, lx_f_date_of(rec, f));
        return;
    }
    lx_json_key(j, f->name);
    if (f->kind == LX_REF)
        json_ref(c, j, f, lx_f_int_of(rec, f));
    else if (f->kind == LX_ENUM)
        json_or_null(j, f->words->at[lx_f_enum_of(rec, f)].word);
    else if (f->kind == LX_INT || f->kind == LX_STAMP)
        lx_f_empty(rec, f) ? lx_json_null(j) : lx_json_int(j, lx_f_int_of(rec, f));
    else
        json_or_null(j, lx_f_text_of(rec, f));
}

static void json_names(struct cli *c, struct lx_json_out *j, const char *key, const struct lx_duties *d, int role)
{
    lx_json_key(j, key);
    lx_json_begin_array(j);
    for (size_t i = 0; i < d->n; i++)
        if (d->at[i].role == role) {
            const struct lx_unit *u = lx_unit_by_id(c->w.units, d->at[i].unit);
            lx_json_string(j, u ? u->name : "");
        }
    lx_json_end_array(j);
}

static void json_source(struct lx_json_out *j, const struct lx_item *item)
{
    lx_json_key(j, "source");
    if (!item->file && item->line_from == LX_NO_INT) {
        lx_json_null(j);
        return;
    }
    lx_json_begin_object(j);
    lx_json_key(j, "file");
    json_or_null(j, item->file);
    lx_json_key(j, "lines");
    lx_json_begin_array(j);
    if (item->line_from != LX_NO_INT) {
        lx_json_int(j, item->line_from);
        lx_json_int(j, item->line_to == LX_NO_INT ? item->line_from : item->line_to);
    }
    lx_json_end_array(j);
    lx_json_end_object(j);
}

/* Items have a shape of their own (cli.md); the fields below are written in that shape, all others by json_field. */
static bool own_shape(const char *name)
{
    static const char *const names[] = { "lead", "file", "line_from", "line_to", "source" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static void json_item(struct cli *c, struct lx_json_out *j, const struct lx_item *item, const struct lx_rows *parts)
{
    struct lx_duties d = { 0 };
    if (parts)
        lx_duties_of(&d, item, parts);
    lx_json_key(j, "light");
    json_or_null(j, lx_words_of("light")->at[lx_item_light(&c->w, item)].word);
    if (parts || lx_item_duties(&c->w, item, &d, NULL) == LX_OK) {
        json_names(c, j, "lead", &d, PART_LEAD);
        json_names(c, j, "cooperating", &d, PART_WITH);
        json_names(c, j, "groups", &d, PART_GROUP);
    }
    lx_duties_done(&d);
    json_source(j, item);
}

static void json_members(struct cli *c, struct lx_json_out *j, const void *rec, const struct lx_rows *parts)
{
    const struct lx_rec *head = rec;
    const struct lx_table *t = lx_table(head->type);
    lx_json_key(j, "id");
    json_id(j, head->id);
    for (int i = 0; i < t->fields_n; i++) {
        const struct lx_field *f = &t->fields[i];
        if (f->kind == LX_LONG && !head->has_long)
            continue;
        if (head->type != LX_ITEM || !own_shape(f->name))
            json_field(c, j, rec, f);
    }
    if (head->type == LX_ITEM)
        json_item(c, j, rec, parts);
    lx_json_key(j, "rev");
    json_id(j, head->rev);
}

static void json_record(struct cli *c, struct lx_json_out *j, const void *rec, const struct lx_rows *parts)
{
    lx_json_begin_object(j);
    json_members(c, j, rec, parts);
    lx_json_end_object(j);
}

void cli_json_members(struct cli *c, struct lx_json_out *j, const void *rec) { json_members(c, j, rec, NULL); }

void cli_json_record(struct cli *c, struct lx_json_out *j, const void *rec) { json_record(c, j, rec, NULL); }

enum lx_rc cli_json_rows(struct cli *c, struct lx_json_out *j, const struct lx_rows *rows)
{
    struct lx_rows parts = { 0 };
    bool items = rows->n && rows->at[0] && rows->at[0]->type == LX_ITEM;
    enum lx_rc rc = items ? lx_items_parts(&c->w, rows, &parts, &c->err) : LX_OK;
    for (size_t i = 0; rc == LX_OK && i < rows->n; i++)
        if (rows->at[i])
            json_record(c, j, rows->at[i], items ? &parts : NULL);
    lx_rows_done(&parts);
    return rc;
}
