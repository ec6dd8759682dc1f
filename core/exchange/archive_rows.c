/* The records that belong to a session, and their tables.
 *
 * To the meeting belongs every record with a reference to it (of any kind), and to these what must name one of them: the parts and events
 * of an item, the replies to a notice, the issuers of a document, its opinions and sign-offs. */
#include "core/exchange/archive_in.h"
#include "core/mem.h"
#include "core/paper/build.h"
#include "core/text/csv.h"
#include "core/text/text.h"

#include <string.h>

static bool has_id(const struct lx_rows *rows, lx_id id)
{
    for (size_t i = 0; i < rows->n; i++)
        if (rows->at[i]->id == id)
            return true;
    return false;
}

static bool is_archive(const void *rec)
{
    const struct lx_rec *r = rec;
    const struct lx_printing *p = rec;
    return r->type == LX_PRINTING && p->kind && strcmp(p->kind, LX_ARCHIVE_KIND) == 0;
}

/* Takes over what of found is not there yet. */
static void take(struct lx_rows *to, struct lx_rows *found)
{
    for (size_t i = 0; i < found->n; i++) {
        if (has_id(to, found->at[i]->id) || is_archive(found->at[i]))
            lx_rec_free(found->at[i]);
        else
            LX_PUSH(to->at, to->n, to->room) = found->at[i];
        found->at[i] = NULL;
    }
    found->n = 0;
    lx_rows_done(found);
}

static enum lx_rc find_of(struct maker *m, enum lx_type type, const struct lx_field *f, lx_id id, struct lx_err *err)
{
    struct lx_rows found = { 0 };
    const char *sort = lx_field_index(lx_table(type), "position") >= 0 ? "position" : NULL;
    enum lx_rc rc = lx_all(m->w, type, lx_cond_ref(type, f->name, id), sort, true, &found, err);
    if (rc == LX_OK)
        take(&m->rows[type], &found);
    lx_rows_done(&found);
    return rc;
}

/* Records of this type that name one of those of `of` in a field that they must fill. */
static enum lx_rc find_children(struct maker *m, enum lx_type type, const struct lx_field *f, enum lx_type of, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < m->rows[of].n; i++)
        rc = find_of(m, type, f, m->rows[of].at[i]->id, err);
    return rc;
}

static bool is_of_meetings(const struct lx_table *table)
{
    for (int i = 0; i < table->fields_n; i++)
        if (table->fields[i].kind == LX_REF && table->fields[i].of == LX_MEETING)
            return true;
    return false;
}

/* Does this field say whose the record is?  A type that knows its meeting says so there and nowhere else: where it came from, or what
 * it was carried over from, may be another one's. */
static bool is_owner(const struct lx_table *table, const struct lx_field *f, enum lx_type of)
{
    if (f->kind != LX_REF)
        return false;
    if (of == LX_MEETING)
        return f->of == LX_MEETING || (f->of == LX_REC && !is_of_meetings(table));
    return (f->of == of && (f->flags & LX_F_NEED)) || (f->of == LX_REC && !is_of_meetings(table));
}

/* Their types come with the meeting, whatever names them. */
static bool is_shared(enum lx_type type) { return type == LX_MEETING || type == LX_OFFICE || type == LX_UNIT || type == LX_BODY; }

static enum lx_rc find_all(struct maker *m, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (int t = LX_NONE_TYPE + 1; rc == LX_OK && t < LX_TYPES_N; t++) {
        const struct lx_table *table = lx_table((enum lx_type)t);
        for (int i = 0; rc == LX_OK && !is_shared((enum lx_type)t) && i < table->fields_n; i++)
            if (is_owner(table, &table->fields[i], LX_MEETING))
                rc = find_of(m, (enum lx_type)t, &table->fields[i], m->meeting, err);
    }
    return rc;
}

static enum lx_rc find_below(struct maker *m, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (int t = LX_NONE_TYPE + 1; rc == LX_OK && t < LX_TYPES_N; t++) {
        const struct lx_table *table = lx_table((enum lx_type)t);
        for (int i = 0; rc == LX_OK && !is_shared((enum lx_type)t) && i < table->fields_n; i++) {
            const struct lx_field *f = &table->fields[i];
            for (int of = LX_NONE_TYPE + 1; rc == LX_OK && of < LX_TYPES_N; of++)
                if (of != t && of != LX_MEETING && is_owner(table, f, (enum lx_type)of))
                    rc = find_children(m, (enum lx_type)t, f, (enum lx_type)of, err);
        }
    }
    return rc;
}

/* Drops internal records, and counts them. */
static enum lx_rc leave_out(struct maker *m, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (int t = LX_NONE_TYPE + 1; rc == LX_OK && t < LX_TYPES_N; t++) {
        struct lx_rows *rows = &m->rows[t];
        size_t kept = 0, left = 0;
        for (size_t i = 0; i < rows->n; i++) {
            bool internal = false;
            rc = rc == LX_OK ? lx_is_internal(m->w, rows->at[i], &internal, err) : rc;
            if (internal) {
                lx_ids_add(&m->left_ids, rows->at[i]->id);
                lx_rec_free(rows->at[i]);
                left++;
            } else {
                rows->at[kept++] = rows->at[i];
            }
        }
        rows->n = kept;
        m->a->left_n += left;
        if (left) {
            archive_count(&m->left, ARCHIVE_LEFT_INTERNAL, lx_table((enum lx_type)t)->zh, left);
            lx_str_addc(&m->left, '\n');
        }
    }
    lx_str_add(&m->left, archive_word(ARCHIVE_LEFT_NOTES));
    lx_str_addc(&m->left, '\n');
    return rc;
}

enum lx_rc archive_collect(struct maker *m, struct lx_err *err)
{
    struct lx_meeting *meeting = NULL;
    enum lx_rc rc = lx_get(m->w, LX_MEETING, m->meeting, &meeting, err);
    if (rc == LX_OK) {
        struct lx_rows *rows = &m->rows[LX_MEETING];
        LX_PUSH(rows->at, rows->n, rows->room) = &meeting->rec;
        rc = find_all(m, err);
    }
    if (rc == LX_OK && !m->how->internal)
        rc = leave_out(m, err); /* before what hangs on them is looked for */
    return rc == LX_OK ? find_below(m, err) : rc;
}

void archive_collected_done(struct maker *m)
{
    for (int t = 0; t < LX_TYPES_N; t++)
        lx_rows_done(&m->rows[t]);
    lx_ids_done(&m->left_ids);
}

/* --- tables ------------------------------------------------------------------------------------------------------------------------ */

/* Remarks of the office, what only the chair reads; long texts that stand as files of their own. */
static bool is_shown(const struct maker *m, const struct lx_field *f, enum lx_type type)
{
    if (!m->how->internal && (strcmp(f->name, "note") == 0 || strcmp(f->name, "script") == 0))
        return false;
    bool file = (type == LX_EDITION && strcmp(f->name, "text") == 0) || (type == LX_MEETING && (strcmp(f->name, "minutes") == 0 || strcmp(f->name, "built") == 0));
    return !file;
}

/* A record that was left out is not named by another one. */
static void add_value(struct maker *m, struct lx_str *out, const void *rec, const struct lx_field *f)
{
    struct lx_str value = LX_STR_EMPTY;
    if (f->kind == LX_REF && lx_ids_has(&m->left_ids, lx_f_int_of(rec, f)))
        lx_str_add(&value, archive_word(ARCHIVE_INTERNAL));
    else
        lx_show_value(m->w, &value, rec, f, true);
    lx_text_clean(out, lx_str_z(&value), value.len, LX_CLEAN_LINES); /* it is read, never read in again */
    lx_str_done(&value);
}

static void add_table(struct maker *m, enum lx_type type, struct lx_str *csv)
{
    const struct lx_table *table = lx_table(type);
    struct lx_csv_out out = { .out = csv };
    lx_csv_begin(&out);
    lx_csv_field(&out, "id");
    for (int i = 0; i < table->fields_n; i++)
        if (is_shown(m, &table->fields[i], type))
            lx_csv_field(&out, table->fields[i].zh);
    lx_csv_end_row(&out);
    for (size_t r = 0; r < m->rows[type].n; r++) {
        struct lx_str s = LX_STR_EMPTY;
        lx_str_addf(&s, "%lld", (long long)m->rows[type].at[r]->id);
        lx_csv_field(&out, s.s);
        for (int i = 0; i < table->fields_n; i++)
            if (is_shown(m, &table->fields[i], type)) {
                lx_str_clear(&s);
                add_value(m, &s, m->rows[type].at[r], &table->fields[i]);
                lx_csv_field(&out, lx_str_z(&s));
            }
        lx_csv_end_row(&out);
        lx_str_done(&s);
    }
}

enum lx_rc archive_tables(struct maker *m, struct lx_err *err)
{
    (void)err;
    for (int t = LX_NONE_TYPE + 1; t < LX_TYPES_N; t++) {
        struct lx_str csv = LX_STR_EMPTY;
        if (!m->rows[t].n)
            continue;
        add_table(m, (enum lx_type)t, &csv);
        archive_add(m, archive_word(ARCHIVE_DATA), lx_table((enum lx_type)t)->zh, ".csv", &csv);
    }
    return LX_OK;
}
