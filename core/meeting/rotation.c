/* Whose turn it is. */
#include "core/meeting/rotation.h"

#include "core/meeting/bodies.h"
#include "core/mem.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

enum w_word {
#define W(name, en, zh) W_##name,
#include "core/meeting/rota_words.def"
#undef W
    W_N
};
static const char *const words[W_N][2] = {
#define W(name, en, zh) [W_##name] = { en, zh },
#include "core/meeting/rota_words.def"
#undef W
};

/* What happened, in order: a meeting with a host, or a turn. */
struct step {
    lx_day day;
    lx_id id;            /* of the row, for a stable order */
    lx_id meeting, unit; /* who took it; 0 passed over */
    lx_id due;           /* whose turn it was; 0: as the order said */
};
struct story {
    struct step *at;
    size_t n, room;
};
/* Who took it for another and is owed a pass. */
struct debt {
    lx_id taker, other;
};
struct walk {
    const struct lx_rows *order;
    size_t last; /* place of the one whose turn it was last; order->n: nobody's yet */
    lx_id last_unit, last_meeting;
    struct debt *debts;
    size_t debts_n, debts_room;
};

static enum lx_rc read_story(struct lx_work *w, const struct lx_rota_of *r, lx_day until, struct story *s, struct lx_err *err);
static void follow(struct walk *k, const struct step *step);
static enum lx_rc choose(struct lx_work *w, const struct lx_rota_of *r, lx_day day, struct walk *k, struct lx_rota_next *next, struct lx_err *err);

/* --- rows -------------------------------------------------------------------------------------------------------------------- */

static struct lx_cond *of_rota(enum lx_type type, const struct lx_rota_of *r)
{
    struct lx_cond *all = lx_cond_new(LX_OP_ALL);
    lx_cond_add(all, r->series ? lx_cond_ref(type, "series", r->series) : lx_cond_ref(type, "body", r->body));
    lx_cond_add(all, lx_cond_cmp(type, "what", LX_OP_EQ, lx_words_of("rota")->at[r->what].word));
    return all;
}

enum lx_rc lx_rota_order(struct lx_work *w, const struct lx_rota_of *r, struct lx_rows *rows, struct lx_err *err)
{
    return lx_all(w, LX_ROTATION, of_rota(LX_ROTATION, r), "position", false, rows, err);
}

enum lx_rc lx_rota_turns(struct lx_work *w, const struct lx_rota_of *r, struct lx_rows *rows, struct lx_err *err)
{
    return lx_all(w, LX_TURN, of_rota(LX_TURN, r), "day", false, rows, err);
}

void lx_rota_next_done(struct lx_rota_next *n)
{
    lx_ids_done(&n->not_members);
    *n = (struct lx_rota_next){ 0 };
}

static size_t place_of(const struct lx_rows *order, lx_id unit)
{
    for (size_t i = 0; i < order->n; i++)
        if (((const struct lx_rotation *)(const void *)order->at[i])->unit == unit)
            return i;
    return order->n;
}

/* --- next --------------------------------------------------------------------------------------------------------------------- */

enum lx_rc lx_rota_next(struct lx_work *w, const struct lx_rota_of *r, lx_day day, struct lx_rota_next *next, struct lx_err *err)
{
    struct lx_rows order = { 0 };
    struct story story = { 0 };
    *next = (struct lx_rota_next){ 0 };
    enum lx_rc rc = lx_rota_order(w, r, &order, err);
    struct walk k = { .order = &order, .last = order.n };
    if (rc == LX_OK && order.n)
        rc = read_story(w, r, day == LX_NO_DAY ? INT32_MAX : day, &story, err);
    for (size_t i = 0; rc == LX_OK && i < story.n; i++)
        follow(&k, &story.at[i]);
    if (rc == LX_OK && order.n)
        rc = choose(w, r, day == LX_NO_DAY ? w->today : day, &k, next, err);
    free(k.debts);
    free(story.at);
    lx_rows_done(&order);
    return rc;
}

static int by_day(const void *a, const void *b)
{
    const struct step *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

static const struct lx_turn *turn_of(const struct lx_rows *turns, lx_id meeting)
{
    for (size_t i = turns->n; i > 0; i--) {
        const struct lx_turn *t = (const struct lx_turn *)(const void *)turns->at[i - 1];
        if (t->meeting == meeting)
            return t;
    }
    return NULL;
}

static enum lx_rc read_hosts(struct lx_work *w, const struct lx_rota_of *r, lx_day until, const struct lx_rows *turns, struct story *s,
                             struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(w, LX_MEETING, lx_cond_ref(LX_MEETING, "series", r->series), "date", false, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_meeting *m = (const struct lx_meeting *)(const void *)rows.at[i];
        const struct lx_turn *t = turn_of(turns, m->rec.id);
        if (m->state != MEETING_CANCELLED && m->host && m->date.day != LX_NO_DAY && m->date.day < until)
            LX_PUSH(s->at, s->n, s->room) = (struct step){ m->date.day, m->rec.id, m->rec.id, m->host, t ? t->due : 0 };
    }
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc read_story(struct lx_work *w, const struct lx_rota_of *r, lx_day until, struct story *s, struct lx_err *err)
{
    struct lx_rows turns = { 0 };
    bool hosts = r->what == ROTA_HOST && r->series;
    enum lx_rc rc = lx_rota_turns(w, r, &turns, err);
    if (rc == LX_OK && hosts)
        rc = read_hosts(w, r, until, &turns, s, err);
    for (size_t i = 0; rc == LX_OK && i < turns.n; i++) {
        const struct lx_turn *t = (const struct lx_turn *)(const void *)turns.at[i];
        if (!(hosts && t->meeting) && t->day.day <= until)
            LX_PUSH(s->at, s->n, s->room) = (struct step){ t->day.day, t->rec.id, t->meeting, t->unit, t->due };
    }
    if (s->n)
        qsort(s->at, s->n, sizeof *s->at, by_day);
    lx_rows_done(&turns);
    return rc;
}

/* Takes a debt of `taker` off; 0 if it has none. */
static lx_id settle(struct walk *k, lx_id taker)
{
    for (size_t i = 0; i < k->debts_n; i++)
        if (k->debts[i].taker == taker) {
            lx_id other = k->debts[i].other;
            memmove(k->debts + i, k->debts + i + 1, (--k->debts_n - i) * sizeof *k->debts);
            return other;
        }
    return 0;
}

static lx_id owes(const struct walk *k, lx_id taker)
{
    for (size_t i = 0; i < k->debts_n; i++)
        if (k->debts[i].taker == taker)
            return k->debts[i].other;
    return 0;
}

/* Who stands next in the order, and stands in for nobody: the place after the last one. */
static lx_id unit_after(const struct walk *k)
{
    size_t i = k->last >= k->order->n ? 0 : (k->last + 1) % k->order->n;
    return ((const struct lx_rotation *)(const void *)k->order->at[i])->unit;
}

static void follow(struct walk *k, const struct step *step)
{
    lx_id due = step->due ? step->due : step->unit, next = unit_after(k);
    if (step->unit) {
        k->last_unit = step->unit;
        k->last_meeting = step->meeting;
    }
    if (!step->unit) {
        settle(k, due); /* whoever was to make up for it has let it pass */
    } else if (!step->due && step->unit == owes(k, next)) { /* makes up for what another did for it */
        settle(k, next);
        due = next;
    } else if (step->due && step->unit != step->due) {
        LX_PUSH(k->debts, k->debts_n, k->debts_room) = (struct debt){ step->unit, step->due };
    }
    size_t place = place_of(k->order, due);
    if (place < k->order->n)
        k->last = place;
}

static enum lx_rc choose(struct lx_work *w, const struct lx_rota_of *r, lx_day day, struct walk *k, struct lx_rota_next *next, struct lx_err *err)
{
    struct lx_ids members = { 0 };
    struct lx_meeting probe = { .series = r->series, .date = { .day = day } };
    enum lx_rc rc = r->series ? lx_meeting_units(w, &probe, &members, err) : lx_body_units_at(w, r->body, day, &members, err);
    next->last = k->last_unit;
    next->last_meeting = k->last_meeting;
    for (size_t i = 0; rc == LX_OK && i < k->order->n && !next->unit; i++) {
        lx_id unit = unit_after(k), other = owes(k, unit);
        k->last = place_of(k->order, unit);
        bool here = !members.n || lx_ids_has(&members, unit);
        if (other && (!members.n || lx_ids_has(&members, other))) {
            next->unit = other;
            next->instead_of = unit;
        } else if (here) {
            next->unit = unit;
        } else {
            lx_ids_add(&next->not_members, unit);
        }
    }
    lx_ids_done(&members);
    return rc;
}

/* --- why ------------------------------------------------------------------------------------------------------------------------ */

static void add_pattern(struct lx_str *out, const char *pattern, const char *a, const char *b, const char *c)
{
    for (const char *p = pattern; *p; p++)
        if (*p == '%') {
            p++;
            lx_str_add(out, *p == 'a' ? a : *p == 'b' ? b : c);
        } else {
            lx_str_addc(out, *p);
        }
}

void lx_rota_why(struct lx_work *w, struct lx_str *out, const struct lx_rota_of *r, const struct lx_rota_next *next, bool zh)
{
    struct lx_str no = LX_STR_EMPTY, passed = LX_STR_EMPTY;
    const char *unit = lx_unit_name(w->units, next->unit), *last = lx_unit_name(w->units, next->last);
    (void)r;
    if (next->last_meeting) {
        lx_show_id(w, &no, next->last_meeting);
        size_t number_len = strcspn(lx_str_z(&no), " ");
        lx_str_cut(&no, number_len);
    }
    for (size_t i = 0; i < next->not_members.n; i++)
        lx_str_addf(&passed, "%s%s", i ? " " : "", lx_unit_name(w->units, next->not_members.at[i]));
    enum w_word word = !next->unit ? W_NOBODY : !next->last ? W_BEGINS : next->last_meeting ? W_AFTER_MEETING : W_AFTER;
    add_pattern(out, words[word][zh], unit, last, lx_str_z(&no));
    if (next->instead_of)
        add_pattern(out, words[W_INSTEAD][zh], unit, lx_unit_name(w->units, next->instead_of), "");
    if (passed.len)
        add_pattern(out, words[W_PASSED][zh], unit, passed.s, "");
    lx_str_done(&no);
    lx_str_done(&passed);
}

/* --- use cases --------------------------------------------------------------------------------------------------------------------- */

static void name_of(struct lx_work *w, const struct lx_rota_of *r, struct lx_str *name) { lx_show_id(w, name, r->series ? r->series : r->body); }

enum lx_rc lx_rota_set(struct lx_work *w, const struct lx_rota_of *r, const lx_id *units, size_t n, const char *basis, struct lx_err *err)
{
    struct lx_rows old = { 0 };
    struct lx_str name = LX_STR_EMPTY;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    name_of(w, r, &name);
    rc = lx_rota_order(w, r, &old, err);
    for (size_t i = 0; rc == LX_OK && i < old.n; i++)
        rc = lx_put_gone(w, old.at[i], err);
    for (size_t i = 0; rc == LX_OK && i < n; i++) {
        struct lx_rotation *row = lx_rec_new(LX_ROTATION);
        row->series = r->series;
        row->body = r->series ? 0 : r->body;
        row->what = r->what;
        row->position = (int64_t)i + 1;
        row->unit = units[i];
        lx_set_text(&row->basis, basis);
        rc = lx_put_new(w, row, err);
        lx_rec_free(row);
    }
    rc = lx_end(w, rc, "rotation set", (const char *const[]){ lx_str_z(&name), NULL }, err);
    lx_rows_done(&old);
    lx_str_done(&name);
    return rc;
}

enum lx_rc lx_rota_check(struct lx_work *w, const struct lx_rotation *row, struct lx_err *err)
{
    struct lx_rows order = { 0 };
    enum lx_rc rc = lx_rota_order(w, &(struct lx_rota_of){ row->series, row->body, row->what }, &order, err);
    for (size_t i = 0; rc == LX_OK && i < order.n; i++)
        if (order.at[i]->id != row->rec.id && ((const struct lx_rotation *)(const void *)order.at[i])->unit == row->unit) {
            struct lx_str name = LX_STR_EMPTY;
            lx_show_id(w, &name, row->unit);
            rc = lx_fail(err, LX_EXISTS, N_("This unit stands in the order twice: %s"), "%s", lx_str_z(&name));
            lx_str_done(&name);
        }
    lx_rows_done(&order);
    return rc;
}

enum lx_rc lx_rota_unite(struct lx_work *w, lx_id from, lx_id into, struct lx_err *err)
{
    struct lx_rows theirs = { 0 }, ours = { 0 };
    enum lx_rc rc = lx_all(w, LX_ROTATION, lx_cond_ref(LX_ROTATION, "unit", from), NULL, true, &theirs, err);
    if (rc == LX_OK)
        rc = lx_all(w, LX_ROTATION, lx_cond_ref(LX_ROTATION, "unit", into), NULL, true, &ours, err);
    for (size_t i = 0; rc == LX_OK && i < theirs.n; i++) {
        const struct lx_rotation *one = (const struct lx_rotation *)(const void *)theirs.at[i];
        bool there = false;
        for (size_t k = 0; k < ours.n && !there; k++) {
            const struct lx_rotation *mine = (const struct lx_rotation *)(const void *)ours.at[k];
            there = mine->series == one->series && mine->body == one->body && mine->what == one->what;
        }
        if (there)
            rc = lx_put_gone(w, one, err);
    }
    lx_rows_done(&theirs);
    lx_rows_done(&ours);
    return rc;
}

static enum lx_rc put_turn(struct lx_work *w, const struct lx_rota_of *r, lx_id meeting, lx_day day, lx_id unit, lx_id due, const char *reason,
                           struct lx_err *err)
{
    struct lx_turn *t = lx_rec_new(LX_TURN);
    t->series = r->series;
    t->body = r->series ? 0 : r->body;
    t->what = r->what;
    t->meeting = meeting;
    t->day.day = day;
    t->unit = unit;
    t->due = due;
    lx_set_text(&t->reason, reason);
    enum lx_rc rc = lx_put_new(w, t, err);
    lx_rec_free(t);
    return rc;
}

static enum lx_rc need_reason(struct lx_work *w, const char *reason, lx_id due, struct lx_err *err)
{
    return reason && *reason ? LX_OK
                             : lx_fail(err, LX_INVALID, N_("It is the turn of %s: say why it is otherwise (--reason)"), "%s",
                                       due ? lx_unit_name(w->units, due) : "-");
}

enum lx_rc lx_rota_skip(struct lx_work *w, const struct lx_rota_of *r, const char *reason, struct lx_err *err)
{
    struct lx_rota_next next = { 0 };
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_rota_next(w, r, LX_NO_DAY, &next, err);
    if (rc == LX_OK && !next.unit)
        rc = lx_fail(err, LX_NOTFOUND, N_("No order is set: rotation set"), "%s", "");
    if (rc == LX_OK)
        rc = need_reason(w, reason, next.unit, err);
    if (rc == LX_OK)
        rc = put_turn(w, r, 0, w->today, 0, next.instead_of ? next.instead_of : next.unit, reason, err);
    rc = lx_end(w, rc, "rotation skip", (const char *const[]){ lx_unit_name(w->units, next.unit), reason ? reason : "", NULL }, err);
    lx_rota_next_done(&next);
    return rc;
}

/* The meeting gets its host; where it has it already nothing changes. */
static enum lx_rc give_host(struct lx_work *w, lx_id meeting, lx_id unit, lx_day *day, struct lx_err *err)
{
    struct lx_meeting *old = NULL;
    enum lx_rc rc = lx_get(w, LX_MEETING, meeting, &old, err);
    if (rc == LX_OK && old->date.day != LX_NO_DAY)
        *day = old->date.day;
    if (rc == LX_OK && old->host != unit) {
        struct lx_meeting *m = lx_rec_copy(old);
        m->host = unit;
        rc = lx_put_change(w, old, m, err);
        lx_rec_free(m);
    }
    lx_rec_free(old);
    return rc;
}

/* A meeting has one turn: what was noted before is taken back. */
static enum lx_rc drop_turn(struct lx_work *w, const struct lx_rota_of *r, lx_id meeting, struct lx_err *err)
{
    struct lx_rows turns = { 0 };
    enum lx_rc rc = lx_rota_turns(w, r, &turns, err);
    for (size_t i = 0; rc == LX_OK && meeting && i < turns.n; i++)
        if (((const struct lx_turn *)(const void *)turns.at[i])->meeting == meeting)
            rc = lx_put_gone(w, turns.at[i], err);
    lx_rows_done(&turns);
    return rc;
}

enum lx_rc lx_rota_take(struct lx_work *w, const struct lx_rota_of *r, lx_id unit, lx_id meeting, const char *reason, struct lx_err *err)
{
    struct lx_rota_next next = { 0 };
    lx_day day = w->today;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = drop_turn(w, r, meeting, err);
    if (rc == LX_OK && meeting && r->what == ROTA_HOST)
        rc = give_host(w, meeting, unit, &day, err);
    if (rc == LX_OK)
        rc = lx_rota_next(w, r, day, &next, err);
    bool otherwise = next.unit && next.unit != unit;
    if (rc == LX_OK && otherwise)
        rc = need_reason(w, reason, next.unit, err);
    lx_id due = next.instead_of ? next.instead_of : next.unit;
    if (rc == LX_OK && (otherwise || r->what != ROTA_HOST || !meeting))
        rc = put_turn(w, r, meeting, day, unit, otherwise ? due : 0, reason, err);
    rc = lx_end(w, rc, "rotation take", (const char *const[]){ lx_unit_name(w->units, unit), reason ? reason : "", NULL }, err);
    lx_rota_next_done(&next);
    return rc;
}
