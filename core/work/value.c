/* Values between people and records: what is typed becomes a value, a value becomes what is shown. */
#include "core/text/text.h"
#include "core/work/check.h"
#include "core/work/numbers.h"
#include "core/work/plantree.h"
#include "core/work/units.h"
#include "core/work/work.h"

#include <string.h>

/* --- in ------------------------------------------------------------------------------------------------------------- */

/* What was understood, unless it is what was typed. */
static void say(struct lx_str *said, const char *understood, const char *typed)
{
    if (said && *understood && !lx_text_same(understood, typed))
        lx_str_addf(said, "%s%s", said->len ? ", " : "", understood);
}

/* Did somebody type a record's whole number or one of its names? */
static bool is_its_name(struct lx_work *w, lx_id id, const char *typed)
{
    static const char *const names[] = { "no", "name", "brief", "name_en", "code", "post" };
    enum lx_type type;
    struct lx_rows rows = { 0 };
    bool found = false;
    if (w->store->type_of(w->store, id, &type, NULL) == LX_OK && w->store->rows(w->store, type, &id, 1, &rows, NULL) == LX_OK &&
        rows.n && rows.at[0])
        for (size_t i = 0; i < sizeof names / sizeof names[0] && !found; i++) {
            int k = lx_field_index(lx_table(type), names[i]);
            found = k >= 0 && lx_text_same(lx_f_text_of(rows.at[0], &lx_table(type)->fields[k]), typed);
        }
    lx_rows_done(&rows);
    return found;
}

/* The plan that a record belongs to, where it has such a field; sections are looked for there. */
static lx_id plan_of(const struct lx_rec *rec)
{
    int i = lx_field_index(lx_table(rec->type), "plan");
    return i < 0 ? 0 : lx_f_int_of(rec, &lx_table(rec->type)->fields[i]);
}

static enum lx_rc set_ref(struct lx_work *w, void *rec, const struct lx_field *f, const char *typed, struct lx_str *said,
                          struct lx_err *err)
{
    lx_id id = 0;
    enum lx_type type = f->of;
    enum lx_rc rc = LX_OK;
    if (*typed && f->of == LX_UNIT && strncmp(typed, "id:", 3) != 0)
        rc = lx_unit_find(w->units, typed, &id, err); /* what is stored is never guessed */
    else if (*typed && f->of == LX_SECTION)
        rc = lx_section_find(w, plan_of(rec), typed, &id, err);
    else if (*typed)
        rc = f->of == LX_REC ? lx_find_any(w, typed, &type, &id, err) : lx_find(w, f->of, typed, &id, err);
    if (rc != LX_OK)
        return rc;
    *lx_f_int(rec, f) = id;
    if (said && id && !is_its_name(w, id, typed)) {
        struct lx_str name = LX_STR_EMPTY;
        lx_show_id(w, &name, id);
        say(said, lx_str_z(&name), typed);
        lx_str_done(&name);
    }
    return LX_OK;
}

static enum lx_rc set_date(struct lx_work *w, void *rec, const struct lx_field *f, const char *typed, struct lx_str *said,
                           struct lx_err *err)
{
    struct lx_date d = { .day = LX_NO_DAY };
    enum lx_rc rc = *typed ? lx_date_read(&d, typed, w->today, err) : LX_OK;
    if (rc != LX_OK)
        return rc;
    lx_date_done(lx_f_date(rec, f));
    *lx_f_date(rec, f) = d;
    if (d.day != LX_NO_DAY) {
        struct lx_str iso = LX_STR_EMPTY;
        lx_date_format(&iso, &(struct lx_date){ .day = d.day });
        say(said, lx_str_z(&iso), typed);
        lx_str_done(&iso);
    }
    return LX_OK;
}

/* Stored text has LF. */
static enum lx_rc set_long(void *rec, const struct lx_field *f, const char *typed, struct lx_err *err)
{
    struct lx_str text = LX_STR_EMPTY;
    lx_lines_lf(&text, typed);
    enum lx_rc rc = lx_f_parse(rec, f, lx_str_z(&text), err);
    lx_str_done(&text);
    return rc;
}

enum lx_rc lx_set_value(struct lx_work *w, void *rec, const struct lx_field *f, const char *typed, struct lx_str *said,
                        struct lx_err *err)
{
    if (f->kind == LX_REF)
        return set_ref(w, rec, f, typed, said, err);
    if (f->kind == LX_DATE)
        return set_date(w, rec, f, typed, said, err);
    enum lx_rc rc = lx_check_text(rec, f, typed, err);
    if (rc != LX_OK)
        return rc;
    if (f->kind == LX_INT || f->kind == LX_STAMP) {
        struct lx_str digits = LX_STR_EMPTY; /* full-width digits of an input method */
        for (size_t at = 0, len = strlen(typed); at < len;) {
            uint32_t cp;
            at += (size_t)lx_utf8_get(typed + at, len - at, &cp);
            if (lx_plain_char(cp) != '%' && lx_plain_char(cp) != ' ')
                lx_utf8_put(&digits, lx_plain_char(cp));
        }
        rc = lx_f_parse(rec, f, lx_str_z(&digits), err);
        lx_str_done(&digits);
        return rc;
    }
    if (f->kind == LX_LONG && strchr(typed, '\r'))
        return set_long(rec, f, typed, err);
    return lx_f_parse(rec, f, typed, err);
}

enum lx_rc lx_set_pair(struct lx_work *w, void *rec, const char *pair, struct lx_str *said, struct lx_err *err)
{
    const struct lx_table *t = lx_table(((struct lx_rec *)rec)->type);
    const char *eq = strchr(pair, '=');
    if (!eq)
        return lx_fail(err, LX_USAGE, N_("FIELD=VALUE is wanted: %s"), "%s", pair);
    struct lx_str name = LX_STR_EMPTY;
    lx_str_addn(&name, pair, (size_t)(eq - pair));
    int i = lx_field_index(t, lx_str_z(&name));
    enum lx_rc rc;
    if (i < 0 || t->fields[i].kind == LX_NUMBER)
        rc = lx_fail(err, LX_USAGE, N_("There is no such field: %s"), "%s", lx_str_z(&name));
    else if (t->fields[i].flags & LX_F_AUTO)
        rc = lx_fail(err, LX_USAGE, N_("The program sets this field itself: %s"), LX_NAMED("%s.%s"), t->name, t->fields[i].name);
    else
        rc = lx_set_value(w, rec, &t->fields[i], eq + 1, said, err);
    lx_str_done(&name);
    return rc;
}

/* --- out ------------------------------------------------------------------------------------------------------------ */

void lx_show_value(struct lx_work *w, struct lx_str *out, const void *rec, const struct lx_field *f, bool zh)
{
    if (f->kind == LX_REF) {
        lx_id id = lx_f_int_of(rec, f);
        if (f->of == LX_UNIT)
            lx_str_add(out, lx_unit_name(w->units, id));
        else if (id)
            lx_show_id(w, out, id);
    } else if (f->kind == LX_ENUM) {
        const struct lx_word *word = &f->words->at[lx_f_enum_of(rec, f)];
        if (*word->word)
            lx_str_add(out, zh ? word->zh : word->en);
    } else if (f->kind == LX_DATE) {
        const struct lx_date *d = lx_f_date_of(rec, f);
        if (d->day != LX_NO_DAY || d->words)
            lx_date_short(out, d, w->today);
    } else if (f->kind == LX_STAMP) {
        int64_t ms = lx_f_int_of(rec, f);
        if (ms != LX_NO_INT)
            lx_instant_format(out, ms, (int)w->office->utc_offset);
    } else {
        lx_f_format(out, rec, f);
    }
}

enum { NOTE_NAME_W = 32 };

/* Who it came from and its first words, which no list row holds. */
static void show_note(struct lx_work *w, struct lx_str *out, const struct lx_note *note)
{
    struct lx_note *whole = NULL;
    if (!note->rec.has_long && lx_get(w, LX_NOTE, note->rec.id, &whole, NULL) == LX_OK)
        note = whole;
    if (note->caller)
        lx_str_addf(out, "%s ", note->caller);
    if (note->text) {
        struct lx_str line = LX_STR_EMPTY;
        lx_text_clean(&line, note->text, strlen(note->text), 0);
        lx_text_cut(out, lx_str_z(&line), NOTE_NAME_W, LX_NARROW);
        lx_str_done(&line);
    }
    lx_rec_free(whole);
}

void lx_show_name(struct lx_work *w, struct lx_str *out, const void *rec)
{
    const struct lx_rec *head = rec;
    const struct lx_table *t = lx_table(head->type);
    if (head->type == LX_UNIT) {
        lx_str_add(out, lx_unit_name(w->units, head->id));
        if (!lx_unit_by_id(w->units, head->id))
            lx_str_add(out, ((const struct lx_unit *)rec)->name);
        return;
    }
    if (head->type == LX_NOTE) {
        show_note(w, out, rec);
        return;
    }
    const struct lx_field *key = lx_key_field(t);
    if (head->type == LX_SECTION && ((const struct lx_section *)rec)->number)
        lx_str_addf(out, "%s ", ((const struct lx_section *)rec)->number);
    lx_show_value(w, out, rec, key, true);
    int title = lx_field_index(t, "title");
    if (key->kind == LX_NUMBER && title >= 0)
        lx_str_addf(out, "%s%s", *lx_f_text_of(rec, key) ? " " : "", lx_f_text_of(rec, &t->fields[title]));
    if (head->type == LX_PERSON && ((const struct lx_person *)rec)->unit) {
        struct lx_str post = *out; /* unit and post: 市发改委 联络员 */
        *out = LX_STR_EMPTY;
        lx_str_addf(out, "%s %s", lx_unit_name(w->units, ((const struct lx_person *)rec)->unit), lx_str_z(&post));
        lx_str_done(&post);
    }
}

void lx_show_id(struct lx_work *w, struct lx_str *out, lx_id id)
{
    enum lx_type type;
    struct lx_rows rows = { 0 };
    if (w->store->type_of(w->store, id, &type, NULL) == LX_OK && w->store->rows(w->store, type, &id, 1, &rows, NULL) == LX_OK &&
        rows.n && rows.at[0])
        lx_show_name(w, out, rows.at[0]);
    lx_rows_done(&rows);
}
