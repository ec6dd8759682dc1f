/* The office as one file. */
#include "core/exchange/officeio.h"

#include "core/json.h"
#include "core/map.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/office.h"
#include "core/work/units.h"

#include <string.h>

/* What is in the file besides the office itself, in the order in which it can be taken in; by which fields a record is known. */
enum { KEYS_MAX = 4 };
static const struct kind {
    enum lx_type type;
    const char *keys[KEYS_MAX];
} kinds[] = {
    { LX_UNIT, { "name" } },
    { LX_ALIAS, { "name" } },
    { LX_BODY, { "name" } },
    { LX_SERIES, { "name" } },
    { LX_MEMBER, { "unit", "since", "body" } },
    { LX_PERSON, { "unit", "post" } },
    { LX_HOLIDAY, { "day" } },
    { LX_QUOTA, { "title" } },
    { LX_ROTATION, { "series", "body", "what", "position" } },
    { LX_TEMPLATE, { "name" } },
    { LX_STANDARD, { "template", "position" } },
};
enum { KINDS_N = sizeof kinds / sizeof kinds[0] };

struct in {
    struct lx_work *w;
    struct lx_officeio_result *out;
    struct lx_office *office; /* as the file has it; NULL: as it was */
    struct lx_map names[LX_TYPES_N]; /* of units, bodies, series, templates: key of a name -> id, -1 several */
};

/* What others refer to, by name. */
static bool is_named(enum lx_type type) { return type == LX_UNIT || type == LX_BODY || type == LX_SERIES || type == LX_TEMPLATE; }

/* Belongs to another of its own kind, which may stand behind it in the file. */
static const char *later(enum lx_type type) { return type == LX_UNIT || type == LX_BODY ? "parent" : NULL; }

void lx_officeio_result_done(struct lx_officeio_result *r)
{
    lx_str_done(&r->stored);
    *r = (struct lx_officeio_result){ 0 };
}

/* Who holds a post is not a rule; what refers to anything else (the item that a duty came from) stays as it is. */
static bool is_in_file(const struct lx_table *t, const struct lx_field *f)
{
    if (f->kind == LX_REF && !is_named(f->of))
        return false;
    static const char *const personal[] = { "name", "phone", "note" };
    for (size_t i = 0; t->type == LX_PERSON && i < sizeof personal / sizeof personal[0]; i++)
        if (strcmp(f->name, personal[i]) == 0)
            return false;
    return true;
}

static void key_of(struct lx_str *key, const struct kind *k, const void *rec)
{
    lx_str_clear(key);
    for (size_t i = 0; i < KEYS_MAX && k->keys[i]; i++) {
        struct lx_str value = LX_STR_EMPTY;
        lx_f_format(&value, rec, lx_field_named(k->type, k->keys[i]));
        lx_text_key(key, lx_str_z(&value), value.len);
        lx_str_addc(key, '|');
        lx_str_done(&value);
    }
}

/* --- out -------------------------------------------------------------------------------------------------------------------- */

static void put_name(struct lx_work *w, struct lx_json_out *j, enum lx_type type, lx_id id)
{
    struct lx_rec *rec = NULL;
    if (type == LX_UNIT)
        lx_json_string(j, lx_unit_by_id(w->units, id) ? lx_unit_by_id(w->units, id)->name : NULL);
    else if (lx_get(w, type, id, &rec, NULL) == LX_OK)
        lx_json_string(j, lx_f_text_of(rec, lx_key_field(lx_table(type))));
    else
        lx_json_null(j);
    lx_rec_free(rec);
}

static void put_value(struct lx_work *w, struct lx_json_out *j, const void *rec, const struct lx_field *f)
{
    struct lx_str value = LX_STR_EMPTY;
    lx_json_key(j, f->name);
    if (f->kind == LX_INT) {
        lx_json_int(j, lx_f_int_of(rec, f));
    } else if (f->kind == LX_REF) {
        put_name(w, j, f->of, lx_f_int_of(rec, f));
    } else {
        lx_f_format(&value, rec, f);
        lx_json_string(j, lx_str_z(&value));
    }
    lx_str_done(&value);
}

static void put_record(struct lx_work *w, struct lx_json_out *j, const void *rec)
{
    const struct lx_table *t = lx_table(((const struct lx_rec *)rec)->type);
    lx_json_begin_object(j);
    for (int i = 0; i < t->fields_n; i++)
        if (is_in_file(t, &t->fields[i]) && !lx_f_empty(rec, &t->fields[i]))
            put_value(w, j, rec, &t->fields[i]);
    lx_json_end_object(j);
}

/* Each on a line of its own, so that two files can be compared line by line; a post that several hold stands once. */
static enum lx_rc put_kind(struct lx_work *w, struct lx_json_out *j, const struct kind *k, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    struct lx_map seen = { 0 };
    struct lx_str key = LX_STR_EMPTY;
    bool first = true;
    enum lx_rc rc = lx_all(w, k->type, NULL, lx_field_index(lx_table(k->type), "rank") >= 0 ? "rank" : NULL, true, &rows, err);
    lx_str_add(j->out, ",\n");
    j->comma = false;
    lx_json_key(j, lx_table(k->type)->name);
    lx_json_begin_array(j);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        key_of(&key, k, rows.at[i]);
        if ((*lx_map_put(&seen, lx_str_z(&key)))++)
            continue;
        lx_str_add(j->out, first ? "\n  " : ",\n  ");
        j->comma = first = false;
        put_record(w, j, rows.at[i]);
    }
    lx_json_end_array(j);
    lx_str_done(&key);
    lx_map_done(&seen);
    lx_rows_done(&rows);
    return rc;
}

enum lx_rc lx_office_export(struct lx_work *w, struct lx_str *out, struct lx_err *err)
{
    struct lx_json_out j = { out, false };
    enum lx_rc rc = LX_OK;
    lx_json_begin_object(&j);
    lx_json_key(&j, "lianxi");
    lx_json_string(&j, "office");
    lx_str_add(out, ",\n");
    j.comma = false;
    lx_json_key(&j, "office");
    put_record(w, &j, w->office);
    for (size_t i = 0; rc == LX_OK && i < KINDS_N; i++)
        rc = put_kind(w, &j, &kinds[i], err);
    lx_json_end_object(&j);
    lx_str_addc(out, '\n');
    return rc;
}

/* --- in: values ----------------------------------------------------------------------------------------------------------------- */

static void name_key(struct lx_str *key, const char *name)
{
    lx_str_clear(key);
    lx_text_key(key, name, strlen(name));
}

static enum lx_rc read_names(struct in *in, enum lx_type type, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    struct lx_str key = LX_STR_EMPTY;
    enum lx_rc rc = lx_all(in->w, type, NULL, NULL, true, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        name_key(&key, lx_f_text_of(rows.at[i], lx_key_field(lx_table(type))));
        int64_t *id = lx_map_put(&in->names[type], lx_str_z(&key));
        *id = *id ? -1 : rows.at[i]->id;
    }
    lx_rows_done(&rows);
    lx_str_done(&key);
    return rc;
}

static enum lx_rc no_such(enum lx_type type, bool several, const char *name, struct lx_err *err)
{
    if (type == LX_UNIT)
        return lx_fail(err, several ? LX_AMBIGUOUS : LX_NOTFOUND,
                       several ? N_("Several units have that name: %s") : N_("There is no unit %s; add it: 5, then a (or `unit add`)"), "%s", name);
    return lx_fail(err, several ? LX_AMBIGUOUS : LX_NOTFOUND, several ? N_("Several have this name: %s") : N_("Nothing has this name: %s"),
                   LX_NAMED("%s") " %s", lx_table(type)->name, name);
}

static enum lx_rc set_ref(struct in *in, void *rec, const struct lx_field *f, const char *name, struct lx_err *err)
{
    struct lx_str key = LX_STR_EMPTY;
    name_key(&key, name);
    const int64_t *id = lx_map_get(&in->names[f->of], lx_str_z(&key));
    lx_str_done(&key);
    if (*name && (!id || *id < 0))
        return no_such(f->of, id != NULL, name, err);
    *lx_f_int(rec, f) = *name ? *id : 0;
    return LX_OK;
}

static enum lx_rc set_text(struct in *in, void *rec, const struct lx_field *f, const char *text, struct lx_err *err)
{
    if (f->kind == LX_REF)
        return set_ref(in, rec, f, text, err);
    if (f->kind == LX_DATE && lx_f_parse(rec, f, text, NULL) == LX_OK)
        return LX_OK;
    return lx_set_value(in->w, rec, f, text, NULL, err);
}

static enum lx_rc set_member(struct in *in, void *rec, const char *name, const struct lx_json *value, struct lx_err *err)
{
    const struct lx_table *t = lx_table(((struct lx_rec *)rec)->type);
    const struct lx_field *f = NULL;
    for (int i = 0; i < t->fields_n && !f; i++)
        if (strcmp(t->fields[i].name, name) == 0 && is_in_file(t, &t->fields[i]))
            f = &t->fields[i];
    if (!f)
        return lx_fail(err, LX_INVALID, N_("There is no such field: %s"), LX_NAMED("%s") " %s", t->name, name);
    struct lx_str digits = LX_STR_EMPTY;
    enum lx_json_kind kind = lx_json_kind(value);
    enum lx_rc rc;
    if (kind == LX_JSON_INT)
        lx_str_addf(&digits, "%lld", (long long)lx_json_to_int(value, 0));
    if (kind == LX_JSON_STRING || kind == LX_JSON_NULL)
        rc = set_text(in, rec, f, lx_json_to_string(value, ""), err);
    else if (kind == LX_JSON_INT)
        rc = set_text(in, rec, f, lx_str_z(&digits), err);
    else
        rc = lx_fail(err, LX_INVALID, N_("A text or a whole number is wanted: %s"), LX_NAMED("%s.%s"), t->name, name);
    lx_str_done(&digits);
    return rc;
}

/* but: a field that is left for later, or NULL. */
static enum lx_rc fill(struct in *in, void *rec, const struct lx_json *from, const char *but, struct lx_err *err)
{
    void *at = NULL;
    const char *name;
    const struct lx_json *value;
    enum lx_rc rc = LX_OK;
    if (lx_json_kind(from) != LX_JSON_OBJECT)
        return lx_fail(err, LX_INVALID, N_("This is not a file of `office export`: %s"), LX_NAMED("%s"), lx_table(((struct lx_rec *)rec)->type)->name);
    while (rc == LX_OK && lx_json_next(from, &at, &name, &value))
        if (!but || strcmp(name, but) != 0)
            rc = set_member(in, rec, name, value, err);
    return rc;
}

static bool is_same(const struct lx_rec *a, const struct lx_rec *b)
{
    const struct lx_table *t = lx_table(a->type);
    for (int i = 0; i < t->fields_n; i++)
        if (!lx_f_same(a, b, &t->fields[i]))
            return false;
    return true;
}

/* --- in: records ------------------------------------------------------------------------------------------------------------------ */

static enum lx_rc store(struct in *in, const struct lx_rec *old, struct lx_rec *rec, struct lx_err *err)
{
    if (old && is_same(old, rec)) {
        in->out->same_n++;
        return LX_OK;
    }
    enum lx_rc rc = old ? lx_put_change(in->w, old, rec, err) : lx_put_new(in->w, rec, err);
    if (rc == LX_OK) {
        struct lx_str name = LX_STR_EMPTY;
        const struct lx_field *key = lx_key_field(lx_table(rec->type));
        lx_show_value(in->w, &name, rec, key, true);
        lx_str_addf(&in->out->stored, "%s%s%s\n", lx_table(rec->type)->name, name.len ? " " : "", lx_str_z(&name));
        lx_str_done(&name);
        (*(old ? &in->out->changed_n : &in->out->added_n))++;
    }
    return rc;
}

static enum lx_rc take_record(struct in *in, const struct kind *k, const struct lx_rows *rows, struct lx_map *known,
                              const struct lx_json *from, struct lx_err *err)
{
    struct lx_rec *rec = lx_rec_new(k->type), *old = NULL;
    struct lx_str key = LX_STR_EMPTY;
    enum lx_rc rc = fill(in, rec, from, later(k->type), err);
    key_of(&key, k, rec);
    const int64_t *place = lx_map_get(known, lx_str_z(&key));
    if (rc == LX_OK && place && *place < 0) {
        rc = lx_fail(err, LX_INVALID, N_("This stands in the file twice: %s"), "%s", lx_str_z(&key));
    } else if (rc == LX_OK && place) { /* what the file does not say stays */
        old = rows->at[*place];
        lx_rec_free(rec);
        rec = lx_rec_copy(old);
        rc = fill(in, rec, from, later(k->type), err);
    }
    if (rc == LX_OK)
        rc = store(in, old, rec, err);
    if (rc == LX_OK && is_named(k->type)) {
        struct lx_str name = LX_STR_EMPTY;
        name_key(&name, lx_f_text_of(rec, lx_key_field(lx_table(k->type))));
        *lx_map_put(&in->names[k->type], lx_str_z(&name)) = rec->id;
        lx_str_done(&name);
    }
    *lx_map_put(known, lx_str_z(&key)) = -1;
    lx_str_done(&key);
    lx_rec_free(rec);
    return rc;
}

static enum lx_rc set_parent(struct in *in, enum lx_type type, const struct lx_json *one, struct lx_err *err)
{
    const struct lx_field *f = lx_field_named(type, later(type));
    const struct lx_json *parent = lx_json_get(one, f->name);
    struct lx_rec *probe = lx_rec_new(type), *old = NULL;
    enum lx_rc rc = parent ? set_ref(in, probe, f, lx_json_to_string(lx_json_get(one, "name"), ""), err) : LX_OK;
    if (parent && rc == LX_OK)
        rc = lx_get(in->w, type, lx_f_int_of(probe, f), &old, err);
    if (parent && rc == LX_OK)
        rc = set_ref(in, probe, f, lx_json_to_string(parent, ""), err);
    if (parent && rc == LX_OK && !lx_f_same(old, probe, f)) {
        struct lx_rec *now = lx_rec_copy(old);
        lx_f_copy(now, probe, f);
        rc = store(in, old, now, err);
        lx_rec_free(now);
    }
    lx_rec_free(old);
    lx_rec_free(probe);
    return rc;
}

/* Which record of the file was refused. */
static enum lx_rc in_list(enum lx_type type, size_t i, enum lx_rc rc, struct lx_err *err)
{
    struct lx_str place = LX_STR_EMPTY;
    lx_str_addf(&place, LX_NAMED("%s") " %zu", lx_table(type)->name, i + 1);
    rc = lx_fail_at(err, rc, lx_str_z(&place));
    lx_str_done(&place);
    return rc;
}

static enum lx_rc take_kind(struct in *in, const struct kind *k, const struct lx_json *list, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    struct lx_map known = { 0 };
    struct lx_str key = LX_STR_EMPTY;
    if (!list)
        return LX_OK;
    if (lx_json_kind(list) != LX_JSON_ARRAY)
        return lx_fail(err, LX_INVALID, N_("This is not a file of `office export`: %s"), LX_NAMED("%s"), lx_table(k->type)->name);
    enum lx_rc rc = lx_all(in->w, k->type, NULL, NULL, true, &rows, err);
    for (size_t i = rows.n; i > 0; i--) {
        key_of(&key, k, rows.at[i - 1]);
        *lx_map_put(&known, lx_str_z(&key)) = (int64_t)i - 1;
    }
    for (size_t i = 0; rc == LX_OK && i < lx_json_n(list); i++)
        rc = in_list(k->type, i, take_record(in, k, &rows, &known, lx_json_at(list, i), err), err);
    for (size_t i = 0; rc == LX_OK && later(k->type) && i < lx_json_n(list); i++) /* when all are there */
        rc = in_list(k->type, i, set_parent(in, k->type, lx_json_at(list, i), err), err);
    lx_str_done(&key);
    lx_map_done(&known);
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc take_office(struct in *in, const struct lx_json *from, struct lx_err *err)
{
    if (!from)
        return LX_OK;
    struct lx_office *old = lx_rec_copy(in->w->office), *mine = lx_rec_copy(in->w->office);
    enum lx_rc rc = fill(in, mine, from, NULL, err);
    if (rc == LX_OK && !mine->name)
        lx_set_text(&mine->name, "-");
    if (rc == LX_OK)
        rc = store(in, old->rec.id ? &old->rec : NULL, &mine->rec, err);
    lx_rec_free(old);
    if (rc == LX_OK)
        in->w->office = in->office = mine; /* codes of series may not be those of its own */
    else
        lx_rec_free(mine);
    return rc;
}

static enum lx_rc take_all(struct in *in, const struct lx_json *file, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    void *at = NULL;
    const char *name;
    const struct lx_json *value;
    while (rc == LX_OK && lx_json_next(file, &at, &name, &value)) {
        bool known = strcmp(name, "lianxi") == 0 || strcmp(name, "office") == 0;
        for (size_t i = 0; i < KINDS_N && !known; i++)
            known = strcmp(name, lx_table(kinds[i].type)->name) == 0;
        if (!known)
            rc = lx_fail(err, LX_INVALID, N_("There is no such field: %s"), "%s", name);
    }
    if (rc == LX_OK)
        rc = take_office(in, lx_json_get(file, "office"), err);
    for (size_t i = 0; rc == LX_OK && i < KINDS_N; i++)
        rc = take_kind(in, &kinds[i], lx_json_get(file, lx_table(kinds[i].type)->name), err);
    return rc;
}

enum lx_rc lx_office_import(struct lx_work *w, const char *file, const char *json, size_t len, bool dry_run,
                            struct lx_officeio_result *out, struct lx_err *err)
{
    struct lx_json *v = NULL;
    *out = (struct lx_officeio_result){ 0 };
    enum lx_rc rc = lx_json_parse(&v, json, len, err);
    if (rc == LX_OK && strcmp(lx_json_to_string(lx_json_get(v, "lianxi"), ""), "office") != 0)
        rc = lx_fail(err, LX_INVALID, N_("This is not a file of `office export`: %s"), "%s", file);
    if (rc == LX_OK)
        rc = lx_begin(w, err);
    if (rc == LX_OK) {
        struct in in = { .w = w, .out = out };
        struct lx_office *before = w->office;
        lx_unit_keys(w->units, &in.names[LX_UNIT]);
        for (enum lx_type type = LX_NONE_TYPE + 1; rc == LX_OK && type < LX_TYPES_N; type++)
            if (is_named(type) && type != LX_UNIT)
                rc = read_names(&in, type, err);
        if (rc == LX_OK)
            rc = take_all(&in, v, err);
        for (enum lx_type type = LX_NONE_TYPE; type < LX_TYPES_N; type++)
            lx_map_done(&in.names[type]);
        w->office = before; /* what is stored is read when others read it */
        lx_rec_free(in.office);
        if (rc == LX_OK && dry_run) {
            rc = lx_settle(w, err);
            lx_abandon(w);
        } else {
            const char *args[] = { file, NULL };
            rc = lx_end(w, rc, "office import", args, err);
        }
    }
    lx_json_free(&v);
    return rc;
}
