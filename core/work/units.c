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

enum lx_rc lx_unit_name_check(const struct lx_units *u, const void *old, const void *rec, struct lx_err *err)
{
    const struct lx_unit *unit = rec, *before = old;
    struct lx_ids found = { 0 };
    if (unit->rec.type != LX_UNIT || !unit->name || (before && before->name && strcmp(before->name, unit->name) == 0))
        return LX_OK;
    find_exact(u, unit->name, &found);
    bool taken = found.n > 1 || (found.n == 1 && found.at[0] != unit->rec.id);
    lx_ids_done(&found);
    return taken ? lx_fail(err, LX_EXISTS, N_("There is already a unit called %s"), "%s", unit->name) : LX_OK;
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

static void list_names(struct lx_str *out, const struct lx_units *u, const struct lx_ids *ids, size_t most)
{
    for (size_t i = 0; i < ids->n && i < most; i++)
        lx_str_addf(out, "%s%s", i ? ", " : "", lx_unit_name(u, ids->at[i]));
    if (ids->n > most)
        lx_str_add(out, ", ...");
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
