/* Sections of plans: found as people name them, moved with everything below them. */
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/plantree.h"

#include <stdlib.h>
#include <string.h>

#define W(name, word) static const char word_##name[] __attribute__((unused)) = word;
#include "core/work/words.def"
#undef W

enum { DEEPEST = 100, CANDIDATES_MAX = 6 };

static const struct lx_section *section_at(const struct lx_rows *rows, size_t i) { return (const struct lx_section *)rows->at[i]; }

static const struct lx_section *section_of(const struct lx_rows *rows, lx_id id)
{
    for (size_t i = 0; i < rows->n && id; i++)
        if (rows->at[i]->id == id)
            return section_at(rows, i);
    return NULL;
}

static enum lx_rc sections_of(struct lx_work *w, lx_id plan, struct lx_rows *rows, struct lx_err *err)
{
    return lx_all(w, LX_SECTION, plan ? lx_cond_ref(LX_SECTION, "plan", plan) : NULL, "position", false, rows, err);
}

/* --- names -------------------------------------------------------------------------------------------------------------- */

static void add_name(struct lx_str *out, const struct lx_section *s)
{
    lx_str_addf(out, "%s%s%s", s->number ? s->number : "", s->number ? " " : "", s->title ? s->title : "");
}

static void add_path(struct lx_str *out, const struct lx_rows *rows, const struct lx_section *s)
{
    const struct lx_section *path[DEEPEST];
    int n = 0;
    for (; s && n < DEEPEST; s = section_of(rows, s->parent))
        path[n++] = s;
    for (int i = n; i > 0; i--) {
        add_name(out, path[i - 1]);
        lx_str_add(out, i > 1 ? " / " : "");
    }
}

void lx_section_path(struct lx_work *w, struct lx_str *out, lx_id section)
{
    struct lx_section *s = NULL;
    struct lx_rows rows = { 0 };
    if (lx_get(w, LX_SECTION, section, &s, NULL) == LX_OK && sections_of(w, s->plan, &rows, NULL) == LX_OK)
        add_path(out, &rows, s);
    lx_rec_free(s);
    lx_rows_done(&rows);
}

static bool is_mark(const char *s, size_t len, bool brackets)
{
    char one[8] = { 0 };
    memcpy(one, s, len < sizeof one ? len : sizeof one - 1);
    return strstr(".,:", one) || strstr(word_NUMBER_STOPS, one) || (brackets && (strstr("()", one) || strstr(word_NUMBER_BRACKETS, one)));
}

/* Without the marks around it. */
static void number_key(struct lx_str *out, const char *s, bool brackets)
{
    struct lx_str key = LX_STR_EMPTY;
    lx_text_key(&key, s, strlen(s));
    size_t from = 0, to = 0;
    uint32_t cp;
    for (size_t at = 0, used; at < key.len; at += used) {
        used = (size_t)lx_utf8_get(key.s + at, key.len - at, &cp);
        if (is_mark(key.s + at, used, brackets))
            from = to == 0 ? at + used : from;
        else
            to = at + used;
    }
    lx_str_addn(out, lx_str_z(&key) + from, to > from ? to - from : 0);
    lx_str_done(&key);
}

static bool same_number(const char *typed, const char *number, bool brackets)
{
    struct lx_str a = LX_STR_EMPTY, b = LX_STR_EMPTY;
    number_key(&a, typed, brackets);
    number_key(&b, number ? number : "", brackets);
    bool same = a.len > 0 && strcmp(a.s, lx_str_z(&b)) == 0;
    lx_str_done(&a);
    lx_str_done(&b);
    return same;
}

enum fit { NOT, NEARLY, BUT_FOR_BRACKETS, EXACTLY, FITS_N };

static enum fit fits(const char *typed, const struct lx_section *s)
{
    struct lx_str name = LX_STR_EMPTY;
    if (!*typed)
        return NOT;
    add_name(&name, s);
    bool exact = same_number(typed, s->number, false) || lx_text_same(typed, s->title) || lx_text_same(typed, lx_str_z(&name));
    enum fit fit = exact ? EXACTLY : same_number(typed, s->number, true) ? BUT_FOR_BRACKETS : lx_name_match(typed, s->title) ? NEARLY : NOT;
    lx_str_done(&name);
    return fit;
}

/* The last part of a path names the section, the parts before it what it stands in, some levels may be left out. */
static enum fit path_fits(const char *typed, const struct lx_rows *rows, const struct lx_section *s)
{
    enum fit whole = fits(typed, s);
    const char *slash = strrchr(typed, '/');
    if (whole == EXACTLY || !slash)
        return whole;
    enum fit least = fits(slash + 1 + strspn(slash + 1, " "), s);
    size_t end = (size_t)(slash - typed);
    for (int deep = 0; least && end > 0 && deep < DEEPEST; deep++) {
        size_t from = end;
        while (from > 0 && typed[from - 1] != '/')
            from--;
        char *part = lx_strndup(typed + from + strspn(typed + from, " "), end - from - strspn(typed + from, " "));
        for (size_t len = strlen(part); len > 0 && part[len - 1] == ' ';)
            part[--len] = '\0';
        enum fit fit = NOT;
        for (s = section_of(rows, s->parent); s && !(fit = fits(part, s)); s = section_of(rows, s->parent))
            ;
        free(part);
        least = fit < least ? fit : least;
        end = from > 0 ? from - 1 : 0;
        if (!s)
            return NOT;
    }
    return least > whole ? least : whole;
}

enum lx_rc lx_section_find(struct lx_work *w, lx_id plan, const char *typed, lx_id *id, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    struct lx_str names = LX_STR_EMPTY;
    size_t found_n[FITS_N] = { 0 };
    lx_id found[FITS_N] = { 0 };
    bool numbered = strncmp(typed, "id:", 3) == 0;
    enum lx_rc rc = sections_of(w, plan, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        enum fit fit = !numbered ? path_fits(typed, &rows, section_at(&rows, i)) : strtoll(typed + 3, NULL, 10) == rows.at[i]->id ? EXACTLY : NOT;
        found[fit] = rows.at[i]->id;
        found_n[fit]++;
    }
    enum fit best = found_n[EXACTLY] ? EXACTLY : found_n[BUT_FOR_BRACKETS] ? BUT_FOR_BRACKETS : NEARLY;
    size_t listed = 0;
    for (size_t i = 0; rc == LX_OK && found_n[best] > 1 && i < rows.n; i++)
        if (path_fits(typed, &rows, section_at(&rows, i)) == best && listed++ < CANDIDATES_MAX) {
            lx_str_add(&names, names.len ? "; " : "");
            add_path(&names, &rows, section_at(&rows, i));
        }
    if (rc == LX_OK && found_n[best] == 0)
        rc = lx_fail(err, LX_NOTFOUND, N_("There is no section called %s"), "%s", typed);
    else if (rc == LX_OK && found_n[best] > 1)
        rc = lx_fail(err, LX_AMBIGUOUS, N_("Several sections have that name; say where it stands: %s"), "%s%s", lx_str_z(&names),
                     listed > CANDIDATES_MAX ? "; ..." : "");
    if (rc == LX_OK)
        *id = found[best];
    lx_str_done(&names);
    lx_rows_done(&rows);
    return rc;
}

/* --- moving ------------------------------------------------------------------------------------------------------------- */

/* The sections of one plan, and where one of them is to go. */
struct moving {
    struct lx_rows rows;
    const struct lx_section *moved;
    lx_id parent, before;
    lx_id *parents;         /* of each row, as it will be; 0: outermost */
    int64_t level_more;     /* how much deeper it and all below it come to stand */
    const struct lx_section **order;
    size_t order_n;
};

static void put_below(struct moving *m, lx_id parent);

static void put_whole(struct moving *m, const struct lx_section *s)
{
    m->order[m->order_n++] = s;
    put_below(m, s->rec.id);
}

static void put_below(struct moving *m, lx_id parent)
{
    bool here = parent == m->parent;
    for (size_t i = 0; i < m->rows.n; i++) {
        const struct lx_section *s = section_at(&m->rows, i);
        if (here && s->rec.id == m->before)
            put_whole(m, m->moved);
        if (s != m->moved && m->parents[i] == parent)
            put_whole(m, s);
    }
    if (here && !m->before)
        put_whole(m, m->moved);
}

static bool is_below(const struct moving *m, const struct lx_section *s, lx_id top)
{
    for (int deep = 0; s && deep < DEEPEST; deep++, s = section_of(&m->rows, s->parent))
        if (s->rec.id == top)
            return true;
    return false;
}

static int64_t level_of(const struct lx_section *s) { return s->level == LX_NO_INT ? 0 : s->level; }

/* The level that a section under `parent` has: that of those which stand there. */
static int64_t level_under(const struct moving *m)
{
    const struct lx_section *parent = section_of(&m->rows, m->parent);
    for (size_t i = 0; !parent && i < m->rows.n; i++)
        if (!m->parents[i] && section_at(&m->rows, i) != m->moved)
            return level_of(section_at(&m->rows, i));
    return parent ? level_of(parent) + 1 : level_of(m->moved);
}

static enum lx_rc store_order(struct lx_work *w, const struct moving *m, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < m->order_n; i++) {
        const struct lx_section *old = m->order[i];
        int64_t level = level_of(old) + (is_below(m, old, m->moved->rec.id) ? m->level_more : 0);
        lx_id parent = old == m->moved ? m->parent : old->parent;
        if (old->position == (int64_t)i + 1 && level == level_of(old) && parent == old->parent)
            continue;
        struct lx_section *s = lx_rec_copy(old);
        s->position = (int64_t)i + 1;
        s->level = level;
        s->parent = parent;
        rc = lx_put_change(w, old, s, err);
        lx_rec_free(s);
    }
    return rc;
}

static enum lx_rc read_moving(struct lx_work *w, lx_id section, struct moving *m, struct lx_err *err)
{
    struct lx_section *s;
    enum lx_rc rc = lx_get(w, LX_SECTION, section, &s, err);
    if (rc != LX_OK)
        return rc;
    rc = sections_of(w, s->plan, &m->rows, err);
    lx_rec_free(s);
    if (rc == LX_OK) {
        m->moved = section_of(&m->rows, section);
        m->order = lx_alloc((m->rows.n + 1) * sizeof *m->order);
        m->parents = lx_alloc((m->rows.n + 1) * sizeof *m->parents);
        for (size_t i = 0; i < m->rows.n; i++)
            m->parents[i] = section_of(&m->rows, section_at(&m->rows, i)->parent) ? section_at(&m->rows, i)->parent : 0;
    }
    return rc;
}

/* Siblings before and behind, NULL none. */
static void siblings(const struct moving *m, const struct lx_section *of, const struct lx_section **before, const struct lx_section **behind)
{
    bool passed = false;
    *before = *behind = NULL;
    for (size_t i = 0; i < m->rows.n && !*behind; i++) {
        const struct lx_section *s = section_at(&m->rows, i);
        if (s == of)
            passed = true;
        else if (s->parent == of->parent)
            *(passed ? behind : before) = s;
    }
}

static enum lx_rc refuse(struct lx_err *err, const char *msgid, const struct lx_section *s)
{
    struct lx_str name = LX_STR_EMPTY;
    add_name(&name, s);
    enum lx_rc rc = lx_fail(err, LX_STATE, msgid, "%s", lx_str_z(&name));
    lx_str_done(&name);
    return rc;
}

static enum lx_rc choose_place(struct moving *m, enum lx_move how, struct lx_err *err)
{
    const struct lx_section *s = m->moved, *before, *behind, *next, *unused;
    siblings(m, s, &before, &behind);
    const struct lx_section *parent = section_of(&m->rows, s->parent);
    m->parent = s->parent;
    switch (how) {
    case LX_MOVE_UP:
        if (!before)
            return refuse(err, N_("Nothing stands before %s on its level"), s);
        m->before = before->rec.id;
        return LX_OK;
    case LX_MOVE_DOWN:
        if (!behind)
            return refuse(err, N_("Nothing stands behind %s on its level"), s);
        siblings(m, behind, &unused, &next);
        m->before = next ? next->rec.id : 0;
        return LX_OK;
    case LX_MOVE_IN:
        if (!before)
            return refuse(err, N_("No section before %s could take it in"), s);
        m->parent = before->rec.id;
        return LX_OK;
    case LX_MOVE_OUT:
        if (!parent)
            return refuse(err, N_("%s stands in no other section"), s);
        m->parent = parent->parent;
        siblings(m, parent, &unused, &next);
        m->before = next ? next->rec.id : 0;
        return LX_OK;
    }
    return LX_OK;
}

static enum lx_rc check_place(struct moving *m, struct lx_err *err)
{
    const struct lx_section *before = section_of(&m->rows, m->before);
    m->parent = before ? before->parent : m->parent;
    const struct lx_section *parent = section_of(&m->rows, m->parent);
    if ((m->parent && !parent) || (m->before && !before))
        return refuse(err, N_("A section stays in its own plan: %s"), m->moved);
    if (parent && is_below(m, parent, m->moved->rec.id))
        return refuse(err, N_("A section cannot be put into itself: %s"), m->moved);
    return LX_OK;
}

static void add_plan_no(struct lx_work *w, struct lx_str *out, lx_id plan)
{
    struct lx_rows rows = { 0 };
    if (w->store->rows(w->store, LX_PLAN, &plan, 1, &rows, NULL) == LX_OK && rows.n && rows.at[0])
        lx_str_add(out, ((const struct lx_plan *)rows.at[0])->no);
    lx_rows_done(&rows);
}

/* how NULL: as m says already. */
static enum lx_rc do_move(struct lx_work *w, lx_id section, struct moving *m, const enum lx_move *how, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = read_moving(w, section, m, err);
    if (rc == LX_OK)
        rc = how ? choose_place(m, *how, err) : check_place(m, err);
    if (rc == LX_OK && m->before == section) { /* before itself: it stays */
        const struct lx_section *before, *behind;
        siblings(m, m->moved, &before, &behind);
        m->before = behind ? behind->rec.id : 0;
    }
    struct lx_str name = LX_STR_EMPTY, plan = LX_STR_EMPTY;
    if (rc == LX_OK) {
        m->level_more = level_under(m) - level_of(m->moved);
        put_below(m, 0);
        rc = store_order(w, m, err);
        add_name(&name, m->moved);
        add_plan_no(w, &plan, m->moved->plan);
    }
    const char *args[] = { lx_str_z(&plan), lx_str_z(&name), NULL };
    rc = lx_end(w, rc, "plan move", args, err);
    lx_str_done(&name);
    lx_str_done(&plan);
    lx_rows_done(&m->rows);
    free(m->order);
    free(m->parents);
    return rc;
}

enum lx_rc lx_section_move(struct lx_work *w, lx_id section, enum lx_move how, struct lx_err *err)
{
    struct moving m = { 0 };
    return do_move(w, section, &m, &how, err);
}

enum lx_rc lx_section_place(struct lx_work *w, lx_id section, lx_id parent, lx_id before, struct lx_err *err)
{
    struct moving m = { .parent = parent, .before = before };
    return do_move(w, section, &m, NULL, err);
}
