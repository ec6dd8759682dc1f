/* What no record may hold, and what only one may have. */
#include "core/work/check.h"

#include "core/meeting/bodies.h"
#include "core/meeting/rotation.h"
#include "core/minutes/lock.h"
#include "core/text/text.h"
#include "core/work/units.h"

#include <string.h>

static enum lx_rc check_fields(const struct lx_rec *rec, struct lx_err *err);
static enum lx_rc check_bounds(const struct lx_rec *rec, struct lx_err *err);
static enum lx_rc check_kin(struct lx_work *w, const void *old, const struct lx_rec *rec, struct lx_err *err);
static enum lx_rc check_parent(struct lx_work *w, const void *old, const void *rec, struct lx_err *err);
static enum lx_rc check_of_type(struct lx_work *w, const void *old, const struct lx_rec *rec, struct lx_err *err);

enum lx_rc lx_check_record(struct lx_work *w, const void *old, const void *rec, struct lx_err *err)
{
    enum lx_rc rc = lx_lock_guard(old, rec, err);
    if (rc != LX_OK || w->undoes) /* what was stored once may stand again */
        return rc;
    if ((rc = check_fields(rec, err)) == LX_OK && (rc = check_bounds(rec, err)) == LX_OK && (rc = check_kin(w, old, rec, err)) == LX_OK &&
        (rc = check_parent(w, old, rec, err)) == LX_OK)
        rc = check_of_type(w, old, rec, err);
    return rc;
}

bool lx_check_waits(const void *old, const void *rec)
{
    switch (((const struct lx_rec *)rec)->type) {
    case LX_MEMBER:
        return !old || lx_member_widens(old, rec);
    case LX_ROTATION:
        return !old || ((const struct lx_rotation *)old)->unit != ((const struct lx_rotation *)rec)->unit;
    default:
        return false;
    }
}

enum lx_rc lx_check_together(struct lx_work *w, lx_id id, struct lx_err *err)
{
    enum lx_type type;
    struct lx_rec *rec = NULL;
    if (w->store->type_of(w->store, id, &type, NULL) != LX_OK) /* gone again */
        return LX_OK;
    enum lx_rc rc = lx_get(w, type, id, &rec, err);
    if (rc == LX_OK)
        rc = type == LX_MEMBER ? lx_member_check(w, (const struct lx_member *)(const void *)rec, err)
                               : lx_rota_check(w, (const struct lx_rotation *)(const void *)rec, err);
    lx_rec_free(rec);
    return rc;
}

/* --- one record by itself --------------------------------------------------------------------------------------------------------- */

static enum lx_rc wrong_field(struct lx_err *err, const char *msgid, const struct lx_rec *rec, const struct lx_field *f)
{
    return lx_fail(err, LX_INVALID, msgid, LX_NAMED("%s.%s"), lx_table(rec->type)->name, f->name);
}

enum lx_rc lx_check_text(const struct lx_rec *rec, const struct lx_field *f, const char *text, struct lx_err *err)
{
    size_t bad;
    if (f->kind == LX_TEXT && strpbrk(text, "\n\r"))
        return wrong_field(err, N_("This field takes one line: %s"), rec, f);
    if (lx_utf8_valid(text, strlen(text), &bad))
        return LX_OK;
    return lx_fail(err, LX_INVALID, N_("Not valid UTF-8: %s"), LX_NAMED("%s.%s") " +%zu", lx_table(rec->type)->name, f->name, bad + 1);
}

enum lx_rc lx_fail_in_line(struct lx_err *err, enum lx_rc rc, int line)
{
    struct lx_str place = LX_STR_EMPTY;
    lx_str_addf(&place, LX_NAMED("section.line") " %d", line);
    rc = lx_fail_at(err, rc, lx_str_z(&place));
    lx_str_done(&place);
    return rc;
}

void lx_lines_lf(struct lx_str *out, const char *text)
{
    for (; *text; text++)
        if (*text != '\r')
            lx_str_addc(out, *text);
        else if (text[1] != '\n')
            lx_str_addc(out, '\n');
}

/* What a field of its kind can hold, whoever fills it. */
static enum lx_rc check_fields(const struct lx_rec *rec, struct lx_err *err)
{
    const struct lx_table *t = lx_table(rec->type);
    enum lx_rc rc = LX_OK;
    for (int i = 0; rc == LX_OK && i < t->fields_n; i++) {
        const struct lx_field *f = &t->fields[i];
        if (f->flags & LX_F_NEED && lx_f_empty(rec, f))
            rc = wrong_field(err, N_("This field must not be empty: %s"), rec, f);
        else if (f->kind == LX_TEXT || f->kind == LX_LONG)
            rc = lx_check_text(rec, f, lx_f_text_of(rec, f), err);
        else if (f->kind == LX_ENUM && (lx_f_enum_of(rec, f) < 0 || lx_f_enum_of(rec, f) >= f->words->n))
            rc = wrong_field(err, N_("No word of the list stands here: %s"), rec, f);
        else if (f->kind == LX_REF && f->of == rec->type && rec->id && lx_f_int_of(rec, f) == rec->id && strcmp(f->name, "parent") != 0)
            rc = wrong_field(err, N_("This field names the record itself; choose another: %s"), rec, f);
    }
    return rc;
}

#define BOUND(TYPE, tag, field, least, most) { LX_##TYPE, offsetof(struct lx_##tag, field), least, most }
static const struct {
    enum lx_type type;
    size_t offset;
    int64_t least, most;
} bounds[] = {
    BOUND(ITEM, item, progress, 0, 100),        BOUND(EVENT, event, progress, 0, 100),
    BOUND(AGENDA, agenda, minutes, 0, 1440),    BOUND(MATERIAL, material, pages, 0, 9999),
    BOUND(MATERIAL, material, copies, 0, 9999), BOUND(STANDARD, standard, minutes, 0, 1440),
    BOUND(STANDARD, standard, days, -31, 366),  BOUND(PREP, prep, days, 0, 366),
    BOUND(QUOTA, quota, least, 1, 366),         BOUND(SERIES, series, repeat_nth, 1, 5),
    BOUND(SERIES, series, repeat_weekday, 1, 7), BOUND(SERIES, series, repeat_month, 1, 12),
    BOUND(OFFICE, office, near_days, 0, 3660),  BOUND(OFFICE, office, near_percent, 0, 100),
    BOUND(OFFICE, office, due_days, 0, 3660),
};

static const struct lx_field *field_at(const struct lx_table *t, size_t offset)
{
    int i = 0;
    while (t->fields[i].offset != offset)
        i++;
    return &t->fields[i];
}

static enum lx_rc check_bounds(const struct lx_rec *rec, struct lx_err *err)
{
    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++) {
        if (bounds[i].type != rec->type)
            continue;
        const struct lx_field *f = field_at(lx_table(rec->type), bounds[i].offset);
        int64_t value = lx_f_int_of(rec, f);
        if (value != LX_NO_INT && (value < bounds[i].least || value > bounds[i].most))
            return lx_fail(err, LX_INVALID, N_("This number is out of range: %s"), LX_NAMED("%s.%s") " %lld", lx_table(rec->type)->name, f->name,
                           (long long)value);
    }
    return LX_OK;
}

/* --- one record and what it was, or belongs to --------------------------------------------------------------------------------------- */

/* What a record refers to belongs to the same plan, or to the same meeting. */
#define KIN(TYPE, tag, field, OF, of_tag, common, msgid)                                                                         \
    { LX_##TYPE, offsetof(struct lx_##tag, field), offsetof(struct lx_##tag, common), LX_##OF, offsetof(struct lx_##of_tag, common), msgid }
static const struct kin {
    enum lx_type type;
    size_t ref, common;
    enum lx_type of;
    size_t of_common;
    const char *msgid;
} kin[] = {
    KIN(ITEM, item, section, SECTION, section, plan, N_("Section %s is not one of the item's plan; choose another, or none")),
    KIN(SECTION, section, parent, SECTION, section, plan, N_("Section %s is one of another plan; choose another, or none")),
    KIN(INDICATOR, indicator, section, SECTION, section, plan, N_("Section %s is one of another plan; choose another, or none")),
    KIN(AGENDA, agenda, parent, AGENDA, agenda, meeting, N_("%s belongs to another meeting; choose another, or none")),
    KIN(AGENDA, agenda, sitting, SITTING, sitting, meeting, N_("%s belongs to another meeting; choose another, or none")),
    KIN(MATERIAL, material, agenda, AGENDA, agenda, meeting, N_("%s belongs to another meeting; choose another, or none")),
};

static lx_id id_at(const void *rec, size_t offset) { return *(const lx_id *)(const void *)((const char *)rec + offset); }

static enum lx_rc check_one_kin(struct lx_work *w, const struct kin *k, const void *old, const struct lx_rec *rec, struct lx_err *err)
{
    lx_id of = id_at(rec, k->ref), common = id_at(rec, k->common);
    if (!of || (old && id_at(old, k->ref) == of && id_at(old, k->common) == common))
        return LX_OK;
    struct lx_rows rows = { 0 };
    enum lx_rc rc = w->store->rows(w->store, k->of, &of, 1, &rows, err);
    if (rc == LX_OK && rows.n && rows.at[0] && id_at(rows.at[0], k->of_common) != common) {
        struct lx_str name = LX_STR_EMPTY;
        lx_show_name(w, &name, rows.at[0]);
        rc = lx_fail(err, LX_INVALID, k->msgid, "%s", lx_str_z(&name));
        lx_str_done(&name);
    }
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc check_kin(struct lx_work *w, const void *old, const struct lx_rec *rec, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < sizeof kin / sizeof kin[0]; i++)
        if (kin[i].type == rec->type)
            rc = check_one_kin(w, &kin[i], old, rec, err);
    return rc;
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

static enum lx_rc check_holiday(struct lx_work *w, const void *old, const struct lx_holiday *h, struct lx_err *err)
{
    const struct lx_field *f = lx_field_named(LX_HOLIDAY, "day");
    bool taken = false;
    if (old && lx_f_same(old, h, f))
        return LX_OK;
    enum lx_rc rc = is_taken(w, &h->rec, f, &taken, err);
    if (rc != LX_OK || !taken)
        return rc;
    struct lx_str day = LX_STR_EMPTY;
    lx_date_format(&day, &h->day);
    rc = lx_fail(err, LX_EXISTS, N_("This day is in the calendar already: %s"), "%s", lx_str_z(&day));
    lx_str_done(&day);
    return rc;
}

static enum lx_rc check_office(const struct lx_office *o, struct lx_err *err)
{
    if (o->utc_offset != LX_NO_INT && (o->utc_offset < -840 || o->utc_offset > 840))
        return lx_fail(err, LX_INVALID, N_("The offset from UTC goes from -840 to 840 minutes: %s"), "%lld", (long long)o->utc_offset);
    const char *plan = o->plan_code ? o->plan_code : "", *matter = o->matter_code ? o->matter_code : "";
    if (!lx_is_code(plan) || !lx_is_code(matter))
        return lx_fail(err, LX_INVALID, N_("A code is made of letters or Chinese characters only: %s"), "%s" LX_AND "%s", plan, matter);
    if (*plan && lx_text_same(plan, matter))
        return lx_fail(err, LX_EXISTS, N_("This code is taken already; choose another: %s"), "%s", plan);
    return LX_OK;
}

static enum lx_rc check_of_type(struct lx_work *w, const void *old, const struct lx_rec *rec, struct lx_err *err)
{
    const struct lx_attendance *a = (const struct lx_attendance *)(const void *)rec;
    switch (rec->type) {
    case LX_OFFICE:
        return check_office((const struct lx_office *)(const void *)rec, err);
    case LX_SERIES:
        return check_series(w, old, (const struct lx_series *)(const void *)rec, err);
    case LX_BODY:
    case LX_TEMPLATE:
    case LX_QUOTA:
        return check_name(w, old, rec, err);
    case LX_HOLIDAY:
        return check_holiday(w, old, (const struct lx_holiday *)(const void *)rec, err);
    case LX_UNIT:
    case LX_ALIAS:
        return lx_unit_name_check(w, old, rec, err);
    case LX_ATTENDANCE:
        return a->unit || a->name ? LX_OK : wrong_field(err, N_("This field must not be empty: %s"), rec, lx_field_named(LX_ATTENDANCE, "name"));
    default:
        return LX_OK;
    }
}
