/* What no record may hold, and what only one may have. */
#include "core/work/check.h"

#include "core/minutes/lock.h"
#include "core/text/text.h"
#include "core/work/units.h"

#include <string.h>

/* --- every put ---------------------------------------------------------------------------------------------------------------- */

static enum lx_rc check_needed(const void *rec, struct lx_err *err)
{
    const struct lx_table *t = lx_table(((const struct lx_rec *)rec)->type);
    for (int i = 0; i < t->fields_n; i++)
        if (t->fields[i].flags & LX_F_NEED && lx_f_empty(rec, &t->fields[i]))
            return lx_fail(err, LX_INVALID, N_("This field must not be empty: %s"), LX_NAMED("%s.%s"), t->name, t->fields[i].name);
    return LX_OK;
}

static const struct {
    enum lx_type type;
    const char *field;
    int64_t least, most;
} bounds[] = {
    { LX_ITEM, "progress", 0, 100 },
    { LX_EVENT, "progress", 0, 100 },
    { LX_AGENDA, "minutes", 0, 1440 },
    { LX_MATERIAL, "pages", 0, 9999 },
    { LX_MATERIAL, "copies", 0, 9999 },
    { LX_STANDARD, "minutes", 0, 1440 },
    { LX_STANDARD, "days", -31, 366 },
    { LX_PREP, "days", 0, 366 },
    { LX_QUOTA, "least", 1, 366 },
    { LX_SERIES, "repeat_nth", 1, 5 },
    { LX_SERIES, "repeat_weekday", 1, 7 },
    { LX_SERIES, "repeat_month", 1, 12 },
};

static enum lx_rc check_bounds(const void *rec, struct lx_err *err)
{
    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++) {
        if (bounds[i].type != ((const struct lx_rec *)rec)->type)
            continue;
        int64_t value = lx_f_int_of(rec, lx_field_named(bounds[i].type, bounds[i].field));
        if (value != LX_NO_INT && (value < bounds[i].least || value > bounds[i].most))
            return lx_fail(err, LX_INVALID, N_("This number is out of range: %s"), LX_NAMED("%s.%s") " %lld", lx_table(bounds[i].type)->name,
                           bounds[i].field, (long long)value);
    }
    return LX_OK;
}

/* By its stable name alone: every put asks. */
static const struct lx_field *parent_of(const struct lx_table *t)
{
    for (int i = 0; i < t->fields_n; i++)
        if (t->fields[i].of == t->type && strcmp(t->fields[i].name, "parent") == 0)
            return &t->fields[i];
    return NULL;
}

enum { DEEPEST = 100 };

/* Upwards from the new parent: a record that is met again would belong to itself. */
static enum lx_rc check_parent(struct lx_work *w, const void *old, const void *rec, struct lx_err *err)
{
    const struct lx_rec *head = rec;
    const struct lx_field *f = parent_of(lx_table(head->type));
    if (!f || (old && lx_f_same(old, rec, f)))
        return LX_OK;
    lx_id up = lx_f_int_of(rec, f);
    for (int n = 0; up && up != head->id && n < DEEPEST; n++) {
        struct lx_rows rows = { 0 };
        enum lx_rc rc = w->store->rows(w->store, head->type, &up, 1, &rows, err);
        up = rc == LX_OK && rows.n && rows.at[0] ? lx_f_int_of(rows.at[0], f) : 0;
        lx_rows_done(&rows);
        if (rc != LX_OK)
            return rc;
    }
    if (!up)
        return LX_OK;
    struct lx_str name = LX_STR_EMPTY;
    lx_show_name(w, &name, rec);
    enum lx_rc rc = lx_fail(err, LX_INVALID, N_("%s would belong to itself; choose another"), "%s", lx_str_z(&name));
    lx_str_done(&name);
    return rc;
}

/* A section of another plan would hide the item from its own. */
static enum lx_rc check_section(struct lx_work *w, const void *old_rec, const void *rec, struct lx_err *err)
{
    const struct lx_item *old = old_rec, *item = rec;
    if (item->rec.type != LX_ITEM || !item->section || (old && old->section == item->section && old->plan == item->plan))
        return LX_OK;
    struct lx_rows rows = { 0 };
    enum lx_rc rc = w->store->rows(w->store, LX_SECTION, &item->section, 1, &rows, err);
    if (rc == LX_OK && rows.n && rows.at[0] && ((const struct lx_section *)rows.at[0])->plan != item->plan) {
        struct lx_str name = LX_STR_EMPTY;
        lx_show_name(w, &name, rows.at[0]);
        rc = lx_fail(err, LX_INVALID, N_("Section %s is not one of the item's plan; choose another, or none"), "%s", lx_str_z(&name));
        lx_str_done(&name);
    }
    lx_rows_done(&rows);
    return rc;
}

enum lx_rc lx_check_record(struct lx_work *w, const void *old, const void *rec, struct lx_err *err)
{
    enum lx_rc rc = lx_lock_guard(old, rec, err);
    if (rc != LX_OK || w->undoes) /* what was stored once may stand again */
        return rc;
    rc = check_needed(rec, err);
    if (rc == LX_OK)
        rc = check_bounds(rec, err);
    if (rc == LX_OK)
        rc = check_section(w, old, rec, err);
    return rc == LX_OK ? check_parent(w, old, rec, err) : rc;
}

/* --- one of a kind ---------------------------------------------------------------------------------------------------------------- */

bool lx_is_code(const char *code)
{
    for (size_t len = strlen(code); len;) {
        uint32_t cp;
        int n = lx_utf8_get(code, len, &cp);
        bool letter = (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') || lx_is_han(cp);
        if (!letter)
            return false;
        code += n;
        len -= (size_t)n;
    }
    return true;
}

/* Is there another record of the type that says the same in this field? */
static enum lx_rc is_taken(struct lx_work *w, const struct lx_rec *rec, const struct lx_field *f, bool *taken, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    struct lx_str mine = LX_STR_EMPTY, theirs = LX_STR_EMPTY;
    enum lx_rc rc = lx_all(w, rec->type, NULL, NULL, false, &rows, err);
    lx_f_format(&mine, rec, f);
    for (size_t i = 0; rc == LX_OK && i < rows.n && !*taken; i++) {
        lx_str_clear(&theirs);
        lx_f_format(&theirs, rows.at[i], f);
        *taken = rows.at[i]->id != rec->id && lx_text_same(lx_str_z(&mine), lx_str_z(&theirs));
    }
    lx_rows_done(&rows);
    lx_str_done(&mine);
    lx_str_done(&theirs);
    return rc;
}

static enum lx_rc check_series(struct lx_work *w, const void *old, const struct lx_series *s, struct lx_err *err)
{
    const struct lx_field *f = lx_field_named(LX_SERIES, "code");
    const char *code = s->code ? s->code : "";
    bool taken = lx_text_same(code, w->office->plan_code ? w->office->plan_code : "P") ||
                 lx_text_same(code, w->office->matter_code ? w->office->matter_code : "D");
    if (old && lx_f_same(old, s, f))
        return LX_OK;
    if (!lx_is_code(code))
        return lx_fail(err, LX_INVALID, N_("A code is made of letters or Chinese characters only: %s"), "%s", code);
    enum lx_rc rc = taken ? LX_OK : is_taken(w, &s->rec, f, &taken, err);
    if (rc == LX_OK && taken)
        rc = lx_fail(err, LX_EXISTS, *code ? N_("This code is taken already; choose another: %s") : N_("One series has no code already; give this one a code: %s"),
                     "%s", *code ? code : s->name);
    return rc;
}

/* People name them, so two of a type have different names. */
static enum lx_rc check_name(struct lx_work *w, const void *old, const struct lx_rec *rec, struct lx_err *err)
{
    const struct lx_field *key = lx_key_field(lx_table(rec->type));
    bool taken = false;
    if (old && lx_f_same(old, rec, key))
        return LX_OK;
    enum lx_rc rc = is_taken(w, rec, key, &taken, err);
    return rc == LX_OK && taken ? lx_fail(err, LX_EXISTS, N_("This name is taken already; choose another: %s"), "%s", lx_f_text_of(rec, key)) : rc;
}

enum lx_rc lx_check_unique(struct lx_work *w, const void *old, const void *rec, struct lx_err *err)
{
    const struct lx_rec *head = rec;
    if (head->type == LX_SERIES)
        return check_series(w, old, rec, err);
    if (head->type == LX_BODY || head->type == LX_TEMPLATE || head->type == LX_QUOTA)
        return check_name(w, old, head, err);
    if (head->type == LX_HOLIDAY && !(old && lx_f_same(old, rec, lx_field_named(LX_HOLIDAY, "day")))) {
        const struct lx_holiday *h = rec;
        bool taken = false;
        enum lx_rc rc = is_taken(w, head, lx_field_named(LX_HOLIDAY, "day"), &taken, err);
        struct lx_str day = LX_STR_EMPTY;
        lx_date_format(&day, &h->day);
        if (rc == LX_OK && taken)
            rc = lx_fail(err, LX_EXISTS, N_("This day is in the calendar already: %s"), "%s", lx_str_z(&day));
        lx_str_done(&day);
        return rc;
    }
    return lx_unit_name_check(w->units, old, rec, err);
}
