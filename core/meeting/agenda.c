/* What is done to an agenda: rows added, moved with all that belongs to them, removed. */
#include "core/meeting/agenda.h"

#include "core/meeting/meetings.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/check.h"

#include <stdlib.h>
#include <string.h>

/* One agenda in hand: its rows in order, and how they hang together. */
struct hand {
    struct lx_work *w;
    struct lx_rows rows;
    struct lx_agenda_plan plan;
    size_t at; /* the row that is worked on */
};

static enum lx_rc take_meeting(struct hand *h, struct lx_work *w, lx_id meeting, struct lx_err *err);
static enum lx_rc begin_row(struct hand *h, struct lx_work *w, lx_id id, struct lx_err *err);
static void hand_done(struct hand *h);
static size_t place_below(const struct hand *h, size_t above, int64_t place);
static size_t nearest(const struct hand *h, size_t above, int64_t position);
static enum lx_rc check_under(const struct hand *h, size_t above, bool heading, int deep, struct lx_err *err);
static enum lx_rc graft(struct hand *h, size_t to, lx_id parent, struct lx_err *err);
static enum lx_rc renumber(struct hand *h, struct lx_err *err);
static enum lx_rc end_row(struct hand *h, enum lx_rc rc, const char *command, const char *title, struct lx_err *err);

static struct lx_agenda *row_of(const struct hand *h, size_t i) { return (struct lx_agenda *)(void *)h->rows.at[i]; }
static const char *title_of(const struct hand *h) { return h->at < h->rows.n && row_of(h, h->at)->title ? row_of(h, h->at)->title : ""; }
static lx_id id_or_none(const struct hand *h, size_t i) { return i < h->rows.n ? h->rows.at[i]->id : 0; }

enum lx_rc lx_agenda(struct lx_work *w, lx_id meeting, struct lx_rows *rows, struct lx_err *err)
{
    return lx_all(w, LX_AGENDA, lx_cond_ref(LX_AGENDA, "meeting", meeting), "position", true, rows, err);
}

enum lx_rc lx_agenda_add(struct lx_work *w, struct lx_agenda *a, struct lx_err *err)
{
    struct hand h;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = take_meeting(&h, w, a->meeting, err);
    size_t above = h.rows.n;
    for (size_t i = 0; rc == LX_OK && a->parent && i < h.rows.n; i++)
        if (h.rows.at[i]->id == a->parent)
            above = i;
    if (rc == LX_OK && a->parent && above == h.rows.n)
        rc = lx_fail(err, LX_NOTFOUND, N_("What this would belong to is not on the same agenda: %s"), "%s", a->title ? a->title : "");
    if (rc == LX_OK)
        rc = check_under(&h, above, a->kind == AGENDA_HEADING, 0, err);
    if (rc == LX_OK) {
        size_t to = nearest(&h, above, a->position);
        a->position = (int64_t)to + 1;
        rc = lx_put_new(w, a, err);
        for (size_t i = h.rows.n; rc == LX_OK && i-- > to;) {
            struct lx_agenda *moved = lx_rec_copy(h.rows.at[i]);
            moved->position = (int64_t)i + 2;
            rc = lx_put_change(w, h.rows.at[i], moved, err);
            lx_rec_free(moved);
        }
    }
    return end_row(&h, rc, "agenda add", a->title, err);
}

enum lx_rc lx_agenda_move(struct lx_work *w, lx_id id, int64_t place, struct lx_err *err)
{
    struct hand h;
    enum lx_rc rc = begin_row(&h, w, id, err);
    if (rc == LX_OK) {
        size_t above = lx_agenda_above(&h.plan, h.at);
        int64_t mine = 1, last = 0;
        for (size_t i = above == h.plan.n ? 0 : above + 1; i < h.plan.n && (above == h.plan.n || h.plan.at[i].depth > h.plan.at[above].depth);
             i += lx_agenda_size(&h.plan, i)) {
            last++;
            if (i == h.at)
                mine = last;
        }
        place = place < 1 ? 1 : place > last ? last : place;
        if (place != mine)
            rc = graft(&h, place_below(&h, above, place > mine ? place + 1 : place), row_of(&h, h.at)->parent, err);
    }
    return end_row(&h, rc, "agenda move", title_of(&h), err);
}

/* The sibling next to a row, in either direction; plan.n: there is none. */
static size_t sibling(const struct hand *h, size_t row, int by)
{
    int depth = h->plan.at[row].depth;
    if (by > 0) {
        size_t next = row + lx_agenda_size(&h->plan, row);
        return next < h->plan.n && h->plan.at[next].depth == depth ? next : h->plan.n;
    }
    for (size_t i = row; i-- > 0 && h->plan.at[i].depth >= depth;)
        if (h->plan.at[i].depth == depth)
            return i;
    return h->plan.n;
}

/* Where one step takes the row: among its siblings, else into the next heading or out of its own. */
static enum lx_rc shift(struct hand *h, int by, struct lx_err *err)
{
    const struct lx_agenda_plan *p = &h->plan;
    size_t next = sibling(h, h->at, by), above = lx_agenda_above(p, h->at);
    if (next < p->n)
        return graft(h, by < 0 ? next : next + lx_agenda_size(p, next), row_of(h, h->at)->parent, err);
    if (above == p->n || !p->at[above].heading)
        return LX_OK;
    size_t other = sibling(h, above, by), out = lx_agenda_above(p, above);
    if (other < p->n && p->at[other].heading)
        return graft(h, by > 0 ? other + 1 : other + lx_agenda_size(p, other), h->rows.at[other]->id, err);
    return graft(h, by < 0 ? above : above + lx_agenda_size(p, above), id_or_none(h, out), err);
}

enum lx_rc lx_agenda_shift(struct lx_work *w, lx_id id, int by, struct lx_err *err)
{
    struct hand h;
    enum lx_rc rc = begin_row(&h, w, id, err);
    if (rc == LX_OK)
        rc = shift(&h, by < 0 ? -1 : 1, err);
    return end_row(&h, rc, "agenda move", title_of(&h), err);
}

/* Rows below `row` and itself: how many levels. */
static int levels(const struct lx_agenda_plan *p, size_t row)
{
    int most = 0;
    for (size_t i = row, end = row + lx_agenda_size(p, row); i < end; i++)
        most = p->at[i].depth - p->at[row].depth > most ? p->at[i].depth - p->at[row].depth : most;
    return most;
}

static enum lx_rc put_under(struct hand *h, size_t above, size_t to, struct lx_err *err)
{
    enum lx_rc rc = check_under(h, above, h->plan.at[h->at].heading, levels(&h->plan, h->at), err);
    return rc == LX_OK ? graft(h, to, id_or_none(h, above), err) : rc;
}

enum lx_rc lx_agenda_indent(struct lx_work *w, lx_id id, bool deeper, struct lx_err *err)
{
    struct hand h;
    enum lx_rc rc = begin_row(&h, w, id, err);
    if (rc == LX_OK && deeper) {
        size_t before = sibling(&h, h.at, -1);
        rc = before == h.plan.n ? lx_fail(err, LX_STATE, N_("There is no row before this one that it could belong to: %s"), "%s", title_of(&h))
                                : put_under(&h, before, h.at, err);
    } else if (rc == LX_OK) {
        size_t above = lx_agenda_above(&h.plan, h.at);
        rc = above == h.plan.n ? lx_fail(err, LX_STATE, N_("This row belongs to no other already: %s"), "%s", title_of(&h))
                               : put_under(&h, lx_agenda_above(&h.plan, above), above + lx_agenda_size(&h.plan, above), err);
    }
    return end_row(&h, rc, "agenda parent", title_of(&h), err);
}

enum lx_rc lx_agenda_under(struct lx_work *w, lx_id id, lx_id parent, struct lx_err *err)
{
    struct hand h;
    enum lx_rc rc = begin_row(&h, w, id, err);
    if (rc == LX_OK) {
        size_t above = h.plan.n, size = lx_agenda_size(&h.plan, h.at);
        for (size_t i = 0; parent && i < h.plan.n; i++)
            if (h.rows.at[i]->id == parent)
                above = i;
        if (parent && (above == h.plan.n || (above >= h.at && above < h.at + size)))
            rc = lx_fail(err, LX_STATE, N_("A row belongs to another one of the same agenda, not to itself or to what belongs to it: %s"), "%s",
                         title_of(&h));
        else
            rc = put_under(&h, above, place_below(&h, above, INT64_MAX), err);
    }
    return end_row(&h, rc, "agenda parent", title_of(&h), err);
}

/* --- removing ----------------------------------------------------------------------------------------------------------- */

/* The topic that stood here may be put on another agenda. */
static enum lx_rc free_topic(struct lx_work *w, const struct lx_agenda *a, struct lx_err *err)
{
    struct lx_topic *old = NULL;
    enum lx_rc rc = a->topic ? lx_get(w, LX_TOPIC, a->topic, &old, err) : LX_OK;
    if (rc == LX_OK && old && old->state == TOPIC_SCHEDULED && old->meeting == a->meeting) {
        struct lx_topic *t = lx_rec_copy(old);
        t->state = TOPIC_ACCEPTED;
        t->meeting = 0;
        rc = lx_put_change(w, old, t, err);
        lx_rec_free(t);
    }
    lx_rec_free(old);
    return rc;
}

enum lx_rc lx_agenda_remove(struct lx_work *w, lx_id id, struct lx_err *err)
{
    struct hand h;
    struct lx_str title = LX_STR_EMPTY;
    enum lx_rc rc = begin_row(&h, w, id, err);
    if (rc == LX_OK) {
        size_t n = lx_agenda_size(&h.plan, h.at);
        lx_str_add(&title, title_of(&h));
        for (size_t i = h.at + n; rc == LX_OK && i-- > h.at;) {
            rc = lx_put_gone(w, h.rows.at[i], err);
            if (rc == LX_OK)
                rc = free_topic(w, row_of(&h, i), err);
        }
        for (size_t i = h.at; i < h.at + n; i++)
            lx_rec_free(h.rows.at[i]);
        memmove(h.rows.at + h.at, h.rows.at + h.at + n, (h.rows.n - h.at - n) * sizeof *h.rows.at);
        h.rows.n -= n;
    }
    if (rc == LX_OK)
        rc = renumber(&h, err);
    rc = end_row(&h, rc, "agenda remove", lx_str_z(&title), err);
    lx_str_done(&title);
    return rc;
}

/* --- fields ------------------------------------------------------------------------------------------------------------- */

/* A part of this session by its name or place; "" and "-": none. */
static enum lx_rc find_sitting(struct lx_work *w, lx_id meeting, const char *typed, lx_id *id, struct lx_err *err)
{
    struct lx_rows parts = { 0 };
    size_t found_n = 0;
    *id = 0;
    if (!*typed || strcmp(typed, "-") == 0)
        return LX_OK;
    enum lx_rc rc = lx_all(w, LX_SITTING, lx_cond_ref(LX_SITTING, "meeting", meeting), "position", false, &parts, err);
    long place = strtol(typed, NULL, 10);
    for (size_t i = 0; rc == LX_OK && i < parts.n; i++) {
        const struct lx_sitting *s = (struct lx_sitting *)parts.at[i];
        if ((size_t)place != i + 1 && !(s->title && lx_text_has(s->title, typed)))
            continue;
        *id = s->rec.id;
        found_n++;
    }
    if (rc == LX_OK && found_n != 1)
        rc = lx_fail(err, found_n ? LX_AMBIGUOUS : LX_NOTFOUND,
                     found_n ? N_("Several parts of this session have that name: %s") : N_("This session has no part called %s"), "%s", typed);
    lx_rows_done(&parts);
    return rc;
}

static enum lx_rc set_pair(struct lx_work *w, struct lx_agenda *a, const char *pair, struct lx_str *said, struct lx_err *err)
{
    struct lx_str name = LX_STR_EMPTY;
    lx_str_addn(&name, pair, strcspn(pair, "="));
    int i = lx_field_index(lx_table(LX_AGENDA), lx_str_z(&name));
    const char *field = i >= 0 ? lx_table(LX_AGENDA)->fields[i].name : "";
    enum lx_rc rc;
    if (strcmp(field, "sitting") == 0 && strchr(pair, '='))
        rc = find_sitting(w, a->meeting, strchr(pair, '=') + 1, &a->sitting, err);
    else if (strcmp(field, "parent") == 0 || strcmp(field, "meeting") == 0)
        rc = lx_fail(err, LX_USAGE, N_("`agenda parent` and `agenda move` change where a row stands: %s"), "%s", field);
    else
        rc = lx_set_pair(w, a, pair, said, err);
    lx_str_done(&name);
    return rc;
}

enum lx_rc lx_agenda_set(struct lx_work *w, lx_id id, char *const *pairs, size_t n, struct lx_str *said, struct lx_err *err)
{
    struct hand h;
    struct lx_agenda *a = NULL;
    enum lx_rc rc = begin_row(&h, w, id, err);
    if (rc == LX_OK)
        a = lx_rec_copy(h.rows.at[h.at]);
    for (size_t i = 0; rc == LX_OK && i < n; i++)
        rc = set_pair(w, a, pairs[i], said, err);
    if (rc == LX_OK && (a->kind == AGENDA_HEADING) != h.plan.at[h.at].heading)
        rc = check_under(&h, lx_agenda_above(&h.plan, h.at), a->kind == AGENDA_HEADING, 0, err);
    if (rc == LX_OK)
        rc = lx_put_change(w, h.rows.at[h.at], a, err);
    const char *args[] = { title_of(&h), n ? pairs[0] : NULL, NULL };
    rc = lx_end(w, rc, "agenda set", args, err);
    lx_rec_free(a);
    hand_done(&h);
    return rc;
}

/* --- one agenda in hand ------------------------------------------------------------------------------------------------- */

static enum lx_rc take_meeting(struct hand *h, struct lx_work *w, lx_id meeting, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    *h = (struct hand){ .w = w };
    enum lx_rc rc = lx_get(w, LX_MEETING, meeting, &m, err);
    if (rc == LX_OK)
        rc = lx_agenda(w, meeting, &h->rows, err);
    if (rc == LX_OK)
        rc = lx_agenda_plan(w, m, &h->rows, &h->plan, err);
    h->at = h->rows.n;
    lx_rec_free(m);
    return rc;
}

/* Begins a use case on one row; end_row ends it, also when this has failed. */
static enum lx_rc begin_row(struct hand *h, struct lx_work *w, lx_id id, struct lx_err *err)
{
    struct lx_agenda *a = NULL;
    *h = (struct hand){ .w = w };
    enum lx_rc rc = lx_begin(w, err);
    if (rc == LX_OK)
        rc = lx_get(w, LX_AGENDA, id, &a, err);
    if (rc == LX_OK)
        rc = take_meeting(h, w, a->meeting, err);
    for (h->at = 0; rc == LX_OK && h->at < h->rows.n && h->rows.at[h->at]->id != id;)
        h->at++;
    lx_rec_free(a);
    return rc;
}

static void hand_done(struct hand *h)
{
    lx_agenda_plan_done(&h->plan);
    lx_rows_done(&h->rows);
}

/* Ends the use case on one row, under its title. */
static enum lx_rc end_row(struct hand *h, enum lx_rc rc, const char *command, const char *title, struct lx_err *err)
{
    const char *args[] = { title ? title : "", NULL };
    rc = lx_end(h->w, rc, command, args, err);
    hand_done(h);
    return rc;
}

/* Where in the array the place-th of what belongs to `above` (plan.n: the top) begins, or the end of all that does. */
static size_t place_below(const struct hand *h, size_t above, int64_t place)
{
    const struct lx_agenda_plan *p = &h->plan;
    size_t i = above == p->n ? 0 : above + 1, end = above == p->n ? p->n : above + lx_agenda_size(p, above);
    for (int64_t n = 1; n < place && i < end; n++)
        i += lx_agenda_size(p, i);
    return i;
}

/* The first place below `above` that is not before a position of the whole agenda; none: behind all of them. */
static size_t nearest(const struct hand *h, size_t above, int64_t position)
{
    const struct lx_agenda_plan *p = &h->plan;
    size_t i = above == p->n ? 0 : above + 1, end = above == p->n ? p->n : above + lx_agenda_size(p, above);
    if (position == LX_NO_INT || position < 1)
        return end;
    while (i < end && (int64_t)i + 1 < position)
        i += lx_agenda_size(p, i);
    return i;
}

static enum lx_rc check_under(const struct hand *h, size_t above, bool heading, int deep, struct lx_err *err)
{
    int depth = above == h->plan.n ? 0 : h->plan.at[above].depth + 1;
    if (heading && above < h->plan.n && !h->plan.at[above].heading)
        return lx_fail(err, LX_STATE, N_("A heading stands at the top or below another heading: %s"), "%s", title_of(h));
    if (depth + deep >= LX_AGENDA_DEEP)
        return lx_fail(err, LX_STATE, N_("An agenda has four levels at most: %s"), "%s", title_of(h));
    return LX_OK;
}

/* Puts the row and all that belongs to it in front of `to` of the old order, below `parent`. */
static enum lx_rc graft(struct hand *h, size_t to, lx_id parent, struct lx_err *err)
{
    size_t from = h->at, n = lx_agenda_size(&h->plan, from);
    struct lx_rec **moved = lx_grow(NULL, n, sizeof *moved);
    struct lx_agenda *row = row_of(h, from);
    enum lx_rc rc = LX_OK;
    if (row->parent != parent) {
        struct lx_agenda *a = lx_rec_copy(row);
        a->parent = parent;
        rc = lx_put_change(h->w, row, a, err);
        lx_rec_free(row);
        h->rows.at[from] = &a->rec;
    }
    memcpy(moved, h->rows.at + from, n * sizeof *moved);
    memmove(h->rows.at + from, h->rows.at + from + n, (h->rows.n - from - n) * sizeof *moved);
    to = to > from ? to - n : to;
    memmove(h->rows.at + to + n, h->rows.at + to, (h->rows.n - n - to) * sizeof *moved);
    memcpy(h->rows.at + to, moved, n * sizeof *moved);
    h->at = to;
    free(moved);
    return rc == LX_OK ? renumber(h, err) : rc;
}

/* Stores the rows whose place in the array is not the position that they have. */
static enum lx_rc renumber(struct hand *h, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < h->rows.n; i++) {
        if (row_of(h, i)->position == (int64_t)i + 1)
            continue;
        struct lx_agenda *a = lx_rec_copy(h->rows.at[i]);
        a->position = (int64_t)i + 1;
        rc = lx_put_change(h->w, h->rows.at[i], a, err);
        lx_rec_free(h->rows.at[i]);
        h->rows.at[i] = &a->rec;
    }
    return rc;
}
