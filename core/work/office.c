/* The office, its units, its notes. */
#include "core/work/office.h"

#include "core/meeting/bodies.h"
#include "core/meeting/rotation.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/units.h"

#include <stdio.h>
#include <string.h>

/* --- office ----------------------------------------------------------------------------------------------------------- */

/* Stores `mine` over `old`, which has no id while nobody has set the office up. */
static enum lx_rc put_office(struct lx_work *w, const struct lx_office *old, struct lx_office *mine, struct lx_err *err)
{
    if (old->rec.id) {
        mine->rec.id = old->rec.id;
        return lx_put_change(w, old, mine, err);
    }
    if (!mine->name) /* an office may begin with a limit; it gets its name later */
        lx_set_text(&mine->name, "-");
    return lx_put_new(w, mine, err);
}

enum lx_rc lx_office_set(struct lx_work *w, char *const *pairs, size_t n, struct lx_str *said, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_office *old = lx_rec_copy(w->office), *mine = lx_rec_copy(w->office);
    for (size_t i = 0; rc == LX_OK && i < n; i++)
        rc = lx_set_pair(w, mine, pairs[i], said, err);
    if (rc == LX_OK)
        rc = put_office(w, old, mine, err);
    const char *args[] = { n ? pairs[0] : "", NULL };
    rc = lx_end(w, rc, "office set", args, err);
    lx_rec_free(old);
    lx_rec_free(mine);
    return rc;
}

enum lx_rc lx_office_save(struct lx_work *w, const struct lx_office *base, struct lx_office *mine, struct lx_err *err)
{
    if (base->rec.id)
        return lx_save(w, "office set", base, mine, NULL, err);
    return lx_add(w, "office set", mine, err);
}

/* --- units ------------------------------------------------------------------------------------------------------------ */

static const struct {
    const char *words;
    int kind;
    bool head; /* at the start of the name, else at its end */
} kind_words[] = {
#define HEAD(words, kind) { words, kind, true },
#define TAIL(words, kind) { words, kind, false },
#include "core/work/unit_kinds.def"
#undef HEAD
#undef TAIL
};

int lx_unit_kind_of(const char *name)
{
    size_t len = strlen(name);
    for (size_t i = 0; i < sizeof kind_words / sizeof kind_words[0]; i++) {
        size_t n = strlen(kind_words[i].words);
        if (n < len && memcmp(kind_words[i].head ? name : name + len - n, kind_words[i].words, n) == 0)
            return kind_words[i].kind;
    }
    return UNIT_DEPARTMENT;
}

/* The government whose brief or full name the name begins with; the longest that fits. */
static lx_id government_of(const struct lx_units *u, const char *name)
{
    lx_id found = 0;
    size_t longest = 0;
    for (size_t i = 0; i < u->units.n; i++) {
        const struct lx_unit *unit = (struct lx_unit *)u->units.at[i];
        const char *names[] = { unit->name, unit->brief };
        for (size_t k = 0; unit->kind == UNIT_GOVERNMENT && k < 2; k++) {
            size_t n = names[k] ? strlen(names[k]) : 0;
            if (n > longest && n < strlen(name) && strncmp(name, names[k], n) == 0) {
                longest = n;
                found = unit->rec.id;
            }
        }
    }
    return found;
}

void lx_unit_guess(const struct lx_units *u, const char *name, int *kind, lx_id *parent)
{
    *kind = lx_unit_kind_of(name);
    *parent = government_of(u, name);
}

enum lx_rc lx_unit_add(struct lx_work *w, const char *name, int kind, lx_id parent, lx_id *id, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_unit *u = lx_rec_new(LX_UNIT);
    lx_set_text(&u->name, name);
    u->kind = kind >= 0 ? kind : lx_unit_kind_of(name);
    u->parent = parent ? parent : government_of(w->units, name);
    rc = lx_put_new(w, u, err);
    *id = u->rec.id;
    lx_rec_free(u);
    const char *args[] = { name, NULL };
    return lx_end(w, rc, "unit add", args, err);
}

/* Everything of one type whose `field` refers to `from` refers to `to` afterwards. */
static enum lx_rc move_refs(struct lx_work *w, enum lx_type type, const struct lx_field *field, lx_id from, lx_id to, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(w, type, lx_cond_ref(type, field->name, from), NULL, true, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        struct lx_rec *rec = lx_rec_copy(rows.at[i]);
        *lx_f_int(rec, field) = to;
        rc = lx_put_change(w, rows.at[i], rec, err);
        lx_rec_free(rec);
    }
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc merge_unit(struct lx_work *w, lx_id from, lx_id into, struct lx_err *err)
{
    struct lx_unit *old = NULL;
    enum lx_rc rc = lx_members_unite(w, from, into, err);
    if (rc == LX_OK)
        rc = lx_rota_unite(w, from, into, err);
    for (int type = LX_NONE_TYPE + 1; rc == LX_OK && type < LX_TYPES_N; type++) {
        const struct lx_table *t = lx_table((enum lx_type)type);
        for (int i = 0; rc == LX_OK && i < t->fields_n; i++)
            if (t->fields[i].kind == LX_REF && t->fields[i].of == LX_UNIT)
                rc = move_refs(w, t->type, &t->fields[i], from, into, err);
    }
    if (rc == LX_OK)
        rc = lx_get(w, LX_UNIT, from, &old, err);
    if (rc == LX_OK)
        rc = lx_put_gone(w, old, err);
    lx_rec_free(old);
    return rc;
}

static const struct lx_date no_date = { .day = LX_NO_DAY };

enum lx_rc lx_unit_alias(struct lx_work *w, lx_id unit, const char *name, struct lx_err *err)
{
    return lx_unit_alias_dated(w, unit, name, &no_date, &no_date, err);
}

static void set_day(struct lx_date *to, const struct lx_date *from)
{
    if (from->day == LX_NO_DAY)
        return;
    lx_date_done(to);
    lx_date_copy(to, from);
}

/* The alias of this unit with this name, whole and yours; NULL: none. */
static enum lx_rc find_alias(struct lx_work *w, lx_id unit, const char *name, struct lx_alias **out, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(w, LX_ALIAS, lx_cond_ref(LX_ALIAS, "unit", unit), NULL, true, &rows, err);
    *out = NULL;
    for (size_t i = 0; i < rows.n && !*out; i++)
        if (lx_text_same(((struct lx_alias *)rows.at[i])->name, name)) {
            *out = (struct lx_alias *)rows.at[i];
            rows.at[i] = NULL;
        }
    lx_rows_done(&rows);
    return rc;
}

/* Stores the name with these days; `was` as find_alias found it. */
static enum lx_rc put_alias(struct lx_work *w, lx_id unit, const char *name, const struct lx_alias *was, const struct lx_date *since,
                            const struct lx_date *until, struct lx_err *err)
{
    struct lx_alias *now = was ? lx_rec_copy(was) : lx_rec_new(LX_ALIAS);
    now->unit = unit;
    if (!was)
        lx_set_text(&now->name, name);
    set_day(&now->since, since);
    set_day(&now->until, until);
    enum lx_rc rc = was ? lx_put_change(w, was, now, err) : lx_put_new(w, now, err);
    lx_rec_free(now);
    return rc;
}

enum lx_rc lx_unit_alias_dated(struct lx_work *w, lx_id unit, const char *name, const struct lx_date *since, const struct lx_date *until,
                               struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    lx_id other;
    struct lx_alias *was = NULL;
    rc = find_alias(w, unit, name, &was, err);
    bool dates = since->day != LX_NO_DAY || until->day != LX_NO_DAY;
    enum lx_rc found = rc == LX_OK ? lx_unit_find(w->units, name, &other, err) : rc;
    if (found == LX_OK && other == unit && !(was && dates))
        rc = lx_fail(err, LX_EXISTS, N_("This unit is already called %s"), "%s", name);
    else if (found == LX_OK && other != unit)
        rc = merge_unit(w, other, unit, err);
    else if (found != LX_OK && found != LX_NOTFOUND)
        rc = found;
    if (rc == LX_OK)
        rc = put_alias(w, unit, name, was, since, until, err);
    lx_rec_free(was);
    const char *args[] = { lx_unit_name(w->units, unit), name, NULL };
    return lx_end(w, rc, "unit alias", args, err);
}

/* --- names of then ----------------------------------------------------------------------------------------------------- */

/* Has the unit its present name only since today: added, or renamed already? */
static enum lx_rc is_new_today(struct lx_work *w, lx_id unit, bool *yes, struct lx_err *err)
{
    for (size_t i = 0; i < w->units->aliases.n; i++) {
        const struct lx_alias *a = (struct lx_alias *)w->units->aliases.at[i];
        *yes = a->unit == unit && a->until.day == w->today;
        if (*yes)
            return LX_OK;
    }
    struct lx_log_query q = { .rec = unit, .oldest_first = true, .limit = 1 };
    struct lx_log_rows rows = { 0 };
    enum lx_rc rc = w->store->log(w->store, &q, &rows, err);
    *yes = rc == LX_OK && (!rows.n || lx_instant_day(rows.at[0].at_ms, (int)w->office->utc_offset) == w->today);
    lx_log_rows_done(&rows);
    return rc;
}

/* It ends today where `ends` and it has not ended before. */
static enum lx_rc keep_name(struct lx_work *w, lx_id unit, const char *name, bool ends, bool corrected, struct lx_err *err)
{
    const struct lx_date today = { .day = w->today };
    struct lx_alias *was = NULL;
    bool taken = false;
    enum lx_rc rc = lx_unit_taken(w, name, unit, &taken, err);
    if (rc != LX_OK || taken) /* it was no good name: another unit has it */
        return rc;
    rc = find_alias(w, unit, name, &was, err);
    bool ended = was && was->until.day != LX_NO_DAY;
    if (rc == LX_OK)
        rc = put_alias(w, unit, name, was, ends && corrected && !ended ? &today : &no_date, ends && !ended ? &today : &no_date, err);
    lx_rec_free(was);
    return rc;
}

enum lx_rc lx_unit_renamed(struct lx_work *w, const struct lx_unit *old, const struct lx_unit *unit, struct lx_err *err)
{
    bool name = old->name && unit->name && !lx_text_same(old->name, unit->name), corrected = false;
    bool brief = old->brief && (!unit->brief || !lx_text_same(old->brief, unit->brief)) && !(unit->name && lx_text_same(old->brief, unit->name));
    enum lx_rc rc = name ? is_new_today(w, old->rec.id, &corrected, err) : LX_OK;
    if (rc == LX_OK && name)
        rc = keep_name(w, old->rec.id, old->name, true, corrected, err);
    if (rc == LX_OK && brief && !lx_text_same(old->brief, old->name))
        rc = keep_name(w, old->rec.id, old->brief, name, corrected, err);
    return rc;
}

/* --- notes ------------------------------------------------------------------------------------------------------------ */

enum lx_rc lx_note_add(struct lx_work *w, struct lx_note *note, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    if (note->day.day == LX_NO_DAY)
        note->day.day = w->today;
    if (!note->time) {
        struct lx_str now = LX_STR_EMPTY; /* "2024-06-25 09:00" */
        lx_instant_format(&now, w->now_ms, (int)w->office->utc_offset);
        if (now.len > 11)
            lx_set_text(&note->time, lx_str_z(&now) + 11);
        lx_str_done(&now);
    }
    if (!note->clerk)
        lx_set_text(&note->clerk, lx_clerk(w));
    rc = lx_put_new(w, note, err);
    struct lx_str on = LX_STR_EMPTY;
    if (rc == LX_OK && note->hung)
        lx_show_id(w, &on, note->hung);
    const char *args[] = { note->caller ? note->caller : lx_str_z(&on), note->caller && on.len ? lx_str_z(&on) : NULL, NULL };
    rc = lx_end(w, rc, "note add", args, err);
    lx_str_done(&on);
    return rc;
}

enum lx_rc lx_note_hang(struct lx_work *w, lx_id note, lx_id on, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_note *old = NULL, *n = NULL;
    struct lx_str name = LX_STR_EMPTY;
    rc = lx_get(w, LX_NOTE, note, &old, err);
    if (rc == LX_OK) {
        n = lx_rec_copy(old);
        n->hung = on;
        lx_show_id(w, &name, on);
        rc = lx_put_change(w, old, n, err);
    }
    const char *args[] = { lx_str_z(&name), NULL };
    rc = lx_end(w, rc, "note hang", args, err);
    lx_rec_free(old);
    lx_rec_free(n);
    lx_str_done(&name);
    return rc;
}
