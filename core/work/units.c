/* Names of units. */
#include "core/work/units.h"

#include "core/mem.h"
#include "core/text/text.h"

#include <stdlib.h>
#include <string.h>

static int cmp_units(const void *pa, const void *pb)
{
    const struct lx_unit *a = *(struct lx_unit *const *)pa, *b = *(struct lx_unit *const *)pb;
    int64_t ra = a->rank == LX_NO_INT ? INT64_MAX : a->rank, rb = b->rank == LX_NO_INT ? INT64_MAX : b->rank;
    if (ra != rb)
        return ra < rb ? -1 : 1;
    int strokes = lx_stroke_cmp(a->name ? a->name : "", b->name ? b->name : "");
    return strokes ? strokes : (a->rec.id > b->rec.id) - (a->rec.id < b->rec.id);
}

static int cmp_places(const void *pa, const void *pb)
{
    const struct lx_unit_place *a = pa, *b = pb;
    return (a->id > b->id) - (a->id < b->id);
}

static enum lx_rc read_all(struct lx_rows *out, enum lx_type type, struct lx_store *store, struct lx_err *err)
{
    struct lx_query q = { .type = type };
    struct lx_ids ids = { 0 };
    enum lx_rc rc = store->ids(store, &q, &ids, err);
    if (rc == LX_OK)
        rc = store->rows(store, type, ids.at, ids.n, out, err);
    lx_ids_done(&ids);
    return rc;
}

enum lx_rc lx_units_load(struct lx_units **out, struct lx_store *store, struct lx_err *err)
{
    struct lx_units *u = lx_alloc(sizeof *u);
    enum lx_rc rc = read_all(&u->units, LX_UNIT, store, err);
    if (rc == LX_OK)
        rc = read_all(&u->aliases, LX_ALIAS, store, err);
    if (rc != LX_OK) {
        lx_units_free(&u);
        return rc;
    }
    if (u->units.n)
        qsort(u->units.at, u->units.n, sizeof *u->units.at, cmp_units);
    u->by_id = lx_grow(NULL, u->units.n, sizeof *u->by_id);
    for (size_t i = 0; i < u->units.n; i++)
        u->by_id[i] = (struct lx_unit_place){ u->units.at[i]->id, i };
    if (u->units.n)
        qsort(u->by_id, u->units.n, sizeof *u->by_id, cmp_places);
    *out = u;
    return LX_OK;
}

void lx_units_free(struct lx_units **u)
{
    if (!*u)
        return;
    lx_rows_done(&(*u)->units);
    lx_rows_done(&(*u)->aliases);
    free((*u)->by_id);
    lx_map_done(&(*u)->keys);
    free(*u);
    *u = NULL;
}

size_t lx_unit_place(const struct lx_units *u, lx_id id)
{
    struct lx_unit_place want = { id, 0 };
    const struct lx_unit_place *p = u->units.n ? bsearch(&want, u->by_id, u->units.n, sizeof want, cmp_places) : NULL;
    return p ? p->place : SIZE_MAX;
}

const struct lx_unit *lx_unit_by_id(const struct lx_units *u, lx_id id)
{
    size_t place = lx_unit_place(u, id);
    return place != SIZE_MAX ? (const struct lx_unit *)u->units.at[place] : NULL;
}

static const char *name_of(const struct lx_unit *unit) { return unit->brief ? unit->brief : unit->name ? unit->name : ""; }

const char *lx_unit_name(const struct lx_units *u, lx_id id)
{
    const struct lx_unit *unit = id ? lx_unit_by_id(u, id) : NULL;
    return unit ? name_of(unit) : "";
}

/* --- former names ------------------------------------------------------------------------------------------------------ */

static bool was_called(const struct lx_alias *a, lx_id unit, lx_day day)
{
    return a->unit == unit && a->until.day != LX_NO_DAY && day < a->until.day && (a->since.day == LX_NO_DAY || day >= a->since.day);
}

/* Of a renaming that changed full and short name two aliases tell, ended on the same day: the longer is the full one.  The next
 * end after the day counts. */
static void names_at(const struct lx_units *u, lx_id unit, lx_day day, const char **full, const char **brief)
{
    const struct lx_alias *longest = NULL, *shortest = NULL;
    for (size_t i = 0; day != LX_NO_DAY && i < u->aliases.n; i++) {
        const struct lx_alias *a = (const struct lx_alias *)u->aliases.at[i];
        if (!was_called(a, unit, day) || (longest && a->until.day > longest->until.day))
            continue;
        bool same = longest && a->until.day == longest->until.day;
        if (!same || strlen(a->name) > strlen(longest->name))
            longest = a;
        if (!same || strlen(a->name) < strlen(shortest->name))
            shortest = a;
    }
    *full = longest ? longest->name : NULL;
    *brief = shortest ? shortest->name : NULL;
}

const char *lx_unit_name_at(const struct lx_work *w, lx_id id, lx_day day)
{
    const char *full, *brief;
    names_at(w->units, id, day, &full, &brief);
    return brief ? brief : lx_unit_name(w->units, id);
}

const char *lx_unit_full_at(const struct lx_work *w, lx_id id, lx_day day)
{
    const char *full, *brief;
    const struct lx_unit *unit = id ? lx_unit_by_id(w->units, id) : NULL;
    names_at(w->units, id, day, &full, &brief);
    return full ? full : unit && unit->name ? unit->name : "";
}

/* --- finding ---------------------------------------------------------------------------------------------------------- */

static void add_once(struct lx_ids *ids, lx_id id)
{
    if (!lx_ids_has(ids, id))
        lx_ids_add(ids, id);
}

static void find_exact(const struct lx_units *u, const char *typed, struct lx_ids *out)
{
    for (size_t i = 0; i < u->units.n; i++) {
        const struct lx_unit *unit = (struct lx_unit *)u->units.at[i];
        if ((unit->name && lx_text_same(unit->name, typed)) || (unit->brief && lx_text_same(unit->brief, typed)) ||
            (unit->name_en && lx_text_same(unit->name_en, typed)))
            add_once(out, unit->rec.id);
    }
    for (size_t i = 0; i < u->aliases.n; i++) {
        const struct lx_alias *alias = (struct lx_alias *)u->aliases.at[i];
        if (lx_text_same(alias->name, typed))
            add_once(out, alias->unit);
    }
}

static void add_key(struct lx_map *keys, const char *name, lx_id id)
{
    struct lx_str key = LX_STR_EMPTY;
    if (name && *name) {
        lx_text_key(&key, name, strlen(name));
        int64_t *value = lx_map_put(keys, lx_str_z(&key));
        *value = *value == 0 || *value == id ? id : -1;
    }
    lx_str_done(&key);
}

void lx_unit_keys(const struct lx_units *u, struct lx_map *keys)
{
    for (size_t i = 0; i < u->units.n; i++) {
        const struct lx_unit *unit = (struct lx_unit *)u->units.at[i];
        add_key(keys, unit->name, unit->rec.id);
        add_key(keys, unit->brief, unit->rec.id);
        add_key(keys, unit->name_en, unit->rec.id);
    }
    for (size_t i = 0; i < u->aliases.n; i++)
        add_key(keys, ((struct lx_alias *)u->aliases.at[i])->name, ((struct lx_alias *)u->aliases.at[i])->unit);
}

/* --- one name, one unit -------------------------------------------------------------------------------------------------- */

static bool same_name(const char *a, const char *b) { return a && b && lx_text_same(a, b); }

/* Is the unit called so as the transaction has it?  In full, or by any of its names. */
static enum lx_rc is_called(struct lx_work *w, lx_id unit, const char *name, bool in_full, bool *yes, struct lx_err *err)
{
    struct lx_rows rows = { 0 }, aliases = { 0 };
    enum lx_rc rc = w->store->rows(w->store, LX_UNIT, &unit, 1, &rows, err);
    const struct lx_unit *u = rc == LX_OK && rows.n ? (const struct lx_unit *)(const void *)rows.at[0] : NULL;
    *yes = u && (same_name(u->name, name) || (!in_full && (same_name(u->brief, name) || same_name(u->name_en, name))));
    if (u && !*yes && !in_full)
        rc = lx_all(w, LX_ALIAS, lx_cond_ref(LX_ALIAS, "unit", unit), NULL, false, &aliases, err);
    for (size_t i = 0; i < aliases.n && !*yes; i++)
        *yes = same_name(((const struct lx_alias *)(const void *)aliases.at[i])->name, name);
    lx_rows_done(&rows);
    lx_rows_done(&aliases);
    return rc;
}

/* The unit that a name may stand for: 0 none, -1 several.  A name that went may still be there, so who counts on it asks is_called. */
static lx_id by_key(struct lx_units *u, const char *name)
{
    struct lx_str key = LX_STR_EMPTY;
    if (!u->keyed)
        lx_unit_keys(u, &u->keys);
    u->keyed = true;
    lx_text_key(&key, name, strlen(name));
    const int64_t *id = lx_map_get(&u->keys, lx_str_z(&key));
    lx_str_done(&key);
    return id ? *id : 0;
}

enum lx_rc lx_unit_taken(struct lx_work *w, const char *name, lx_id but, bool *taken, struct lx_err *err)
{
    lx_id id = by_key(w->units, name);
    enum lx_rc rc = LX_OK;
    *taken = false;
    if (id > 0 && id != but)
        return is_called(w, id, name, true, taken, err);
    for (size_t i = 0; id < 0 && rc == LX_OK && i < w->units->units.n && !*taken; i++) {
        const struct lx_unit *unit = (const struct lx_unit *)(const void *)w->units->units.at[i];
        if (unit->rec.id != but && same_name(unit->name, name))
            rc = is_called(w, unit->rec.id, name, true, taken, err);
    }
    return rc;
}

static enum lx_rc is_free(struct lx_work *w, const char *name, lx_id unit, struct lx_err *err)
{
    lx_id id = by_key(w->units, name);
    bool taken = id < 0;
    enum lx_rc rc = id > 0 && id != unit ? is_called(w, id, name, false, &taken, err) : LX_OK;
    return rc == LX_OK && taken ? lx_fail(err, LX_EXISTS, N_("There is already a unit called %s"), "%s", name) : rc;
}

enum lx_rc lx_unit_name_check(struct lx_work *w, const void *old, const void *rec, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    bool taken = false;
    if (((const struct lx_rec *)rec)->type == LX_ALIAS) {
        const struct lx_alias *alias = rec;
        rc = lx_unit_taken(w, alias->name, alias->unit, &taken, err);
        if (rc == LX_OK && taken)
            return lx_fail(err, LX_EXISTS, N_("There is already a unit called %s"), "%s", alias->name);
        add_key(&w->units->keys, alias->name, alias->unit);
        return rc;
    }
    const struct lx_unit *unit = rec, *before = old;
    if (!(before && before->name && strcmp(before->name, unit->name) == 0))
        rc = is_free(w, unit->name, unit->rec.id, err);
    const char *names[] = { unit->name, unit->brief, unit->name_en };
    for (size_t i = 0; rc == LX_OK && w->units->keyed && i < 3; i++)
        add_key(&w->units->keys, names[i], unit->rec.id);
    return rc;
}

/* --- finding, and saying what is near ------------------------------------------------------------------------------------- */

static void list_names(struct lx_str *out, const struct lx_units *u, const struct lx_ids *ids, size_t most)
{
    for (size_t i = 0; i < ids->n && i < most; i++)
        lx_str_addf(out, "%s%s", i ? LX_AND : "", lx_unit_name(u, ids->at[i]));
    if (ids->n > most)
        lx_str_add(out, LX_AND "...");
}

enum lx_rc lx_unit_find(const struct lx_units *u, const char *typed, lx_id *id, struct lx_err *err)
{
    struct lx_ids found = { 0 };
    struct lx_str names = LX_STR_EMPTY;
    enum lx_rc rc = LX_OK;
    find_exact(u, typed, &found);
    if (found.n == 1) {
        *id = found.at[0];
    } else if (found.n > 1) {
        list_names(&names, u, &found, 8);
        rc = lx_fail(err, LX_AMBIGUOUS, N_("Several units have that name: %s"), "%s: %s", typed, lx_str_z(&names));
    } else {
        lx_unit_matches(u, typed, &found);
        list_names(&names, u, &found, 5);
        rc = found.n ? lx_fail(err, LX_NOTFOUND, N_("No unit has exactly that name; near ones: %s"), "%s: %s", typed, lx_str_z(&names))
                     : lx_fail(err, LX_NOTFOUND, N_("There is no unit %s; add it: 5, then a (or `unit add`)"), "%s", typed);
    }
    lx_ids_done(&found);
    lx_str_done(&names);
    return rc;
}

struct scored {
    lx_id id;
    int score;
    size_t place;
};

static int cmp_scored(const void *pa, const void *pb)
{
    const struct scored *a = pa, *b = pb;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

static int better(int score, const char *typed, const char *name)
{
    int s = name ? lx_name_match(typed, name) : 0;
    return s > score ? s : score;
}

/* For an abbreviation that is no part of any name. */
static size_t find_abbreviated(const struct lx_units *u, const char *typed, struct scored *found)
{
    size_t n = 0;
    for (size_t i = 0; i < u->units.n; i++) {
        const struct lx_unit *unit = (struct lx_unit *)u->units.at[i];
        if (unit->name && lx_text_abbreviates(typed, unit->name))
            found[n++] = (struct scored){ unit->rec.id, 1, i };
    }
    return n;
}

void lx_unit_matches(const struct lx_units *u, const char *typed, struct lx_ids *out)
{
    struct scored *found = lx_grow(NULL, u->units.n, sizeof *found);
    size_t n = 0;
    for (size_t i = 0; i < u->units.n; i++) {
        const struct lx_unit *unit = (struct lx_unit *)u->units.at[i];
        int score = better(better(better(0, typed, unit->name), typed, unit->brief), typed, unit->name_en);
        for (size_t k = 0; k < u->aliases.n; k++) {
            const struct lx_alias *alias = (struct lx_alias *)u->aliases.at[k];
            if (alias->unit == unit->rec.id)
                score = better(score, typed, alias->name) - (lx_name_match(typed, alias->name) > score);
        }
        if (score)
            found[n++] = (struct scored){ unit->rec.id, score, i };
    }
    if (!n)
        n = find_abbreviated(u, typed, found);
    if (n)
        qsort(found, n, sizeof *found, cmp_scored);
    for (size_t i = 0; i < n; i++)
        lx_ids_add(out, found[i].id);
    free(found);
}

static void add_line(struct lx_str *out, const char *name)
{
    if (name && *name)
        lx_str_addf(out, "%s%s", out->len ? "\n" : "", name);
}

void lx_unit_other_names(const struct lx_units *u, lx_id id, struct lx_str *out)
{
    const struct lx_unit *unit = lx_unit_by_id(u, id);
    add_line(out, unit ? unit->brief : NULL);
    add_line(out, unit ? unit->name_en : NULL);
    for (size_t i = 0; i < u->aliases.n; i++)
        if (((struct lx_alias *)u->aliases.at[i])->unit == id)
            add_line(out, ((struct lx_alias *)u->aliases.at[i])->name);
}

void lx_unit_below(const struct lx_units *u, lx_id top, struct lx_ids *out)
{
    size_t from = out->n;
    lx_ids_add(out, top);
    for (size_t k = from; k < out->n; k++)
        for (size_t i = 0; i < u->units.n; i++) {
            const struct lx_unit *unit = (struct lx_unit *)u->units.at[i];
            if (unit->parent == out->at[k] && !lx_ids_has(out, unit->rec.id))
                lx_ids_add(out, unit->rec.id);
        }
}
