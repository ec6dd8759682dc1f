/* Dump and load: the records alone, as JSON by field name. */
#include "db/db.h"

#include "db/check.h"
#include "db/migrate.h"

#include "core/delta.h"
#include "core/json.h"
#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

enum { SLICE_N = 2000 };

struct place {
    lx_id id;
    enum lx_type type;
};

static int by_id(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

/* Every record there is, in the order of ids. */
static enum lx_rc list_all(struct lx_store *s, struct place **at, size_t *n, struct lx_err *err)
{
    size_t room = 0;
    enum lx_rc rc = LX_OK;
    for (int i = LX_NONE_TYPE + 1; i < LX_TYPES_N && rc == LX_OK; i++) {
        struct lx_ids ids = { 0 };
        rc = s->ids(s, &(struct lx_query){ .type = (enum lx_type)i }, &ids, err);
        for (size_t j = 0; j < ids.n; j++)
            LX_PUSH(*at, *n, room) = (struct place){ ids.at[j], (enum lx_type)i };
        lx_ids_done(&ids);
    }
    if (*n)
        qsort(*at, *n, sizeof **at, by_id);
    return rc;
}

static void add_record(struct lx_str *out, const struct lx_rec *rec)
{
    const struct lx_table *t = lx_table(rec->type);
    struct lx_json_out w = { .out = out };
    struct lx_str value = LX_STR_EMPTY;
    lx_json_begin_object(&w);
    lx_json_key(&w, "type");
    lx_json_string(&w, t->name);
    lx_json_key(&w, "id");
    lx_str_addf(&value, "%lld", (long long)rec->id);
    lx_json_string(&w, lx_str_z(&value));
    for (int i = 0; i < t->fields_n; i++)
        if (!lx_f_empty(rec, &t->fields[i])) {
            lx_str_clear(&value);
            lx_f_format(&value, rec, &t->fields[i]);
            lx_json_key(&w, t->fields[i].name);
            lx_json_stringn(&w, lx_str_z(&value), value.len);
        }
    lx_json_end_object(&w);
    lx_str_done(&value);
}

static enum lx_rc dump_slice(struct lx_db *db, const struct place *at, size_t n, bool lines, bool *first,
                             struct lx_str *out, struct lx_err *err)
{
    bool began;
    enum lx_rc rc = lx_read_begin(db, &began, err);
    for (size_t i = 0; i < n && rc == LX_OK; i++) {
        struct lx_rec *rec;
        rc = lx_row_get(db, at[i].type, at[i].id, true, &rec, err);
        if (rc == LX_NOTFOUND) { /* gone meanwhile */
            rc = LX_OK;
            continue;
        }
        if (rc)
            break;
        lx_str_add(out, lines ? "" : *first ? "[\n" : ",\n");
        add_record(out, rec);
        lx_str_add(out, lines ? "\n" : "");
        *first = false;
        lx_rec_free(rec);
    }
    lx_read_end(db, began);
    return rc;
}

enum lx_rc lx_db_dump(struct lx_store *s, bool lines, lx_write_fn *write, void *ctx, struct lx_err *err)
{
    struct lx_db *db = lx_db_of(s);
    struct place *at = NULL;
    struct lx_str out = LX_STR_EMPTY;
    size_t n = 0;
    bool first = true;
    enum lx_rc rc = list_all(s, &at, &n, err);
    for (size_t i = 0; i < n && rc == LX_OK; i += SLICE_N) {
        lx_str_clear(&out);
        rc = dump_slice(db, at + i, n - i < SLICE_N ? n - i : SLICE_N, lines, &first, &out, err);
        if (rc == LX_OK && db->stop && db->stop(db->stop_ctx))
            rc = lx_fail(err, LX_STOPPED, N_("Stopped"), "%s", "");
        if (rc == LX_OK && !write(ctx, lx_str_z(&out), out.len))
            rc = lx_fail(err, LX_IO, N_("The dump cannot be written"), "%s", "");
    }
    const char *tail = lines ? "" : first ? "[]\n" : "\n]\n";
    if (rc == LX_OK && !write(ctx, tail, strlen(tail)))
        rc = lx_fail(err, LX_IO, N_("The dump cannot be written"), "%s", "");
    free(at);
    lx_str_done(&out);
    return rc;
}

/* --- loading ----------------------------------------------------------------------------------------------------- */

static enum lx_rc bad(struct lx_err *err, size_t nth, const char *what)
{
    return lx_fail(err, LX_INVALID, N_("This is no dump, or a part of one is wrong; nothing was taken in: %s"),
                   "%zu: %s", nth, what);
}

static const char *value_of(const struct lx_delta *d, const char *name)
{
    for (size_t i = 0; i < d->n; i++)
        if (strcmp(d->at[i].name, name) == 0)
            return d->at[i].new_;
    return "";
}

/* A record from its members; unknown ones are a mistake: nothing may be lost silently. */
static enum lx_rc make_record(const struct lx_delta *d, size_t nth, struct lx_rec **out, struct lx_err *err)
{
    const struct lx_table *t = lx_table_named(value_of(d, "type"));
    lx_id id = strtoll(value_of(d, "id"), NULL, 10);
    if (!t || id <= 0)
        return bad(err, nth, t ? "id" : "type");
    struct lx_rec *rec = lx_rec_new(t->type);
    enum lx_rc rc = LX_OK;
    rec->id = id;
    for (size_t i = 0; i < d->n && rc == LX_OK; i++) {
        const char *name = d->at[i].name;
        if (strcmp(name, "type") == 0 || strcmp(name, "id") == 0)
            continue;
        int f = lx_field_index(t, name);
        if (f < 0 || strcmp(t->fields[f].name, name) != 0 ||
            lx_f_parse(rec, &t->fields[f], d->at[i].new_, NULL) != LX_OK)
            rc = bad(err, nth, name);
    }
    if (rc)
        lx_rec_free(rec);
    else
        *out = rec;
    return rc;
}

/* Numbers that the records bear are taken: 26-003 is the third under "26-". */
static enum lx_rc note_numbers(struct lx_store *s, const struct lx_rec *rec, struct lx_err *err)
{
    const struct lx_table *t = lx_table(rec->type);
    enum lx_rc rc = LX_OK;
    for (int i = 0; i < t->fields_n && rc == LX_OK; i++) {
        const char *no = t->fields[i].kind == LX_NUMBER ? lx_f_text_of(rec, &t->fields[i]) : "";
        size_t at = strlen(no);
        while (at > 0 && no[at - 1] >= '0' && no[at - 1] <= '9')
            at--;
        int64_t n = strtoll(no + at, NULL, 10);
        char *prefix = lx_strndup(no, at);
        rc = n > 0 ? s->serial(s, prefix, n, NULL, err) : LX_OK;
        free(prefix);
    }
    return rc;
}

static enum lx_rc load_record(struct lx_store *s, struct lx_rec *rec, size_t nth, struct lx_err *err)
{
    enum lx_type type;
    struct lx_rec *old = NULL;
    enum lx_rc rc = lx_row_type(lx_db_of(s), rec->id, &type, err);
    if (rc == LX_OK && type != rec->type)
        return bad(err, nth, "id");
    if (rc == LX_OK)
        rc = s->get(s, type, rec->id, &old, err);
    if (rc == LX_OK || rc == LX_NOTFOUND)
        rc = s->put(s, old, rec, err);
    lx_rec_free(old);
    return rc ? rc : note_numbers(s, rec, err);
}

static const char *skip(const char *p, const char *what) { return p + strspn(p, what); }

static enum lx_rc load_all(struct lx_store *s, const char *text, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    size_t nth = 1;
    const char *p = skip(text, " \t\r\n[");
    for (; *p == '{' && rc == LX_OK; nth++) {
        struct lx_delta d;
        struct lx_rec *rec = NULL;
        p = lx_delta_scan(&d, '+', p);
        if (!p)
            return bad(err, nth, "JSON");
        rc = make_record(&d, nth, &rec, err);
        if (rc == LX_OK)
            rc = load_record(s, rec, nth, err);
        lx_rec_free(rec);
        lx_delta_done(&d);
        p = skip(p, " \t\r\n,");
    }
    if (rc == LX_OK && *skip(p, " \t\r\n]"))
        rc = bad(err, nth, "JSON");
    return rc;
}

enum lx_rc lx_db_load(struct lx_store *s, const char *text, const struct lx_entry *entry, lx_rev *rev,
                      struct lx_err *err)
{
    struct lx_db *db = lx_db_of(s);
    int64_t origin = db->origin, last;
    *rev = 0;
    enum lx_rc rc = s->begin(s, err);
    if (rc)
        return rc;
    rc = load_all(s, text, err);
    if (rc == LX_OK)
        rc = lx_new_origin(db, err);
    if (rc == LX_OK)
        rc = lx_last_id(db, &last, err); /* with a fixed origin the ids taken in are of this one */
    if (rc == LX_OK)
        rc = lx_counter_at_least(db, "id", last, err);
    if (rc == LX_OK)
        rc = s->commit(s, entry, rev, err);
    else
        s->abandon(s);
    if (rc || !*rev)
        db->origin = origin; /* rolled back */
    return rc;
}
