/* Action items. */
#include "core/work/items.h"

#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/numbers.h"
#include "core/work/steps.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

#define W(name, word) static const char word_##name[] __attribute__((unused)) = word;
#include "core/work/words.def"
#undef W

/* --- who does it ------------------------------------------------------------------------------------------------------ */

void lx_duties_done(struct lx_duties *d)
{
    free(d->at);
    *d = (struct lx_duties){ 0 };
}

static void add_duty(struct lx_duties *d, lx_id unit, int role) { LX_PUSH(d->at, d->n, d->room) = (struct lx_duty){ unit, role }; }

void lx_duties_tidy(struct lx_duties *d)
{
    static const int order[] = { PART_LEAD, PART_WITH, PART_GROUP };
    struct lx_duties tidy = { 0 };
    for (size_t k = 0; k < sizeof order / sizeof order[0]; k++)
        for (size_t i = 0; i < d->n; i++) {
            size_t at = 0;
            while (at < tidy.n && (tidy.at[at].unit != d->at[i].unit || (tidy.at[at].role == PART_LEAD) != (order[k] == PART_LEAD)))
                at++;
            if (d->at[i].role == order[k] && at == tidy.n)
                add_duty(&tidy, d->at[i].unit, order[k]);
        }
    lx_duties_done(d);
    *d = tidy;
}

static struct lx_duties tidy_copy(const struct lx_duties *d)
{
    struct lx_duties copy = { 0 };
    for (size_t i = 0; d && i < d->n; i++)
        add_duty(&copy, d->at[i].unit, d->at[i].role);
    lx_duties_tidy(&copy);
    return copy;
}

static enum lx_rc parts_of(struct lx_work *w, lx_id item, struct lx_rows *parts, struct lx_err *err)
{
    return lx_all(w, LX_PART, lx_cond_ref(LX_PART, "item", item), "position", true, parts, err);
}

void lx_duties_of(struct lx_duties *out, const struct lx_item *item, const struct lx_rows *parts)
{
    static const int order[] = { PART_LEAD, PART_WITH, PART_GROUP };
    if (item->lead)
        add_duty(out, item->lead, PART_LEAD);
    for (size_t k = 0; k < sizeof order / sizeof order[0]; k++)
        for (size_t i = 0; i < parts->n; i++) {
            const struct lx_part *p = (struct lx_part *)parts->at[i];
            if (p->item == item->rec.id && p->role == order[k])
                add_duty(out, p->unit, p->role);
        }
}

enum lx_rc lx_item_duties(struct lx_work *w, const struct lx_item *item, struct lx_duties *out, struct lx_err *err)
{
    struct lx_rows parts = { 0 };
    enum lx_rc rc = parts_of(w, item->rec.id, &parts, err);
    if (rc == LX_OK)
        lx_duties_of(out, item, &parts);
    lx_rows_done(&parts);
    return rc;
}

enum lx_rc lx_items_parts(struct lx_work *w, const struct lx_rows *items, struct lx_rows *parts, struct lx_err *err)
{
    struct lx_cond *in = lx_cond_new(LX_OP_IN);
    in->field = lx_field_named(LX_PART, "item");
    for (size_t i = 0; i < items->n; i++)
        if (items->at[i])
            lx_ids_add(&in->ids, items->at[i]->id);
    return lx_all(w, LX_PART, in, "position", false, parts, err);
}

bool lx_name_next(const char *names, size_t *at, struct lx_str *name)
{
    lx_str_clear(name);
    for (size_t len = strlen(names); *at < len;) {
        uint32_t cp;
        char one[8] = "";
        size_t n = (size_t)lx_utf8_get(names + *at, len - *at, &cp);
        memcpy(one, names + *at, n);
        *at += n;
        if (!lx_is_han(cp) && strstr(word_LIST_MARKS, one)) { /* most are Han, and no mark is */
            if (name->len)
                return true;
        } else if (name->len || cp != ' ') {
            lx_str_addn(name, one, n);
        }
    }
    return name->len > 0;
}

enum lx_rc lx_duties_read(struct lx_work *w, struct lx_duties *out, const char *names, int role, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    struct lx_str name = LX_STR_EMPTY;
    for (size_t at = 0; rc == LX_OK && lx_name_next(names, &at, &name);) {
        lx_id unit = 0;
        rc = strncmp(lx_str_z(&name), "id:", 3) == 0 ? lx_find(w, LX_UNIT, lx_str_z(&name), &unit, err)
                                                     : lx_unit_find(w->units, lx_str_z(&name), &unit, err);
        if (rc == LX_OK) {
            const struct lx_unit *u = lx_unit_by_id(w->units, unit);
            add_duty(out, unit, role == PART_WITH && u && u->kind == UNIT_GROUP ? PART_GROUP : role);
        }
    }
    lx_str_done(&name);
    return rc;
}

void lx_duties_names(struct lx_work *w, struct lx_str *out, const struct lx_duties *d, int role)
{
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++)
        if (d->at[i].role == role) {
            if (n++)
                lx_str_addn(out, word_LIST_MARKS, 3); /* the first of them, 、 */
            lx_str_add(out, lx_unit_name(w->units, d->at[i].unit));
        }
}

static lx_id first_lead(const struct lx_duties *d)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->at[i].role == PART_LEAD)
            return d->at[i].unit;
    return 0;
}

/* The row of this unit that nobody has taken yet: with this role, else with another.  NULL: there is none. */
static struct lx_part *take_part(const struct lx_rows *old, bool *taken, const struct lx_duty *d)
{
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < old->n; i++) {
            struct lx_part *p = (struct lx_part *)old->at[i];
            if (!taken[i] && p->unit == d->unit && (pass || p->role == d->role)) {
                taken[i] = true;
                return p;
            }
        }
    return NULL;
}

/* The rows of an item become these duties: who stays keeps his row, with his own part and limit.  The first lead has none,
 * it is the item's own field. */
static enum lx_rc put_parts(struct lx_work *w, lx_id item, const struct lx_rows *old, const struct lx_duties *d, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    bool lead_seen = false, *taken = lx_alloc(old->n + 1);
    int64_t position = 0;
    for (size_t i = 0; rc == LX_OK && i < d->n; i++) {
        if (d->at[i].role == PART_LEAD && !lead_seen) {
            lead_seen = true;
            continue;
        }
        struct lx_part *was = take_part(old, taken, &d->at[i]), *p = was ? lx_rec_copy(was) : lx_rec_new(LX_PART);
        p->item = item;
        p->unit = d->at[i].unit;
        p->role = d->at[i].role;
        p->position = ++position;
        rc = was ? lx_put_change(w, was, p, err) : lx_put_new(w, p, err);
        lx_rec_free(p);
    }
    for (size_t i = 0; rc == LX_OK && i < old->n; i++)
        if (!taken[i])
            rc = lx_put_gone(w, old->at[i], err);
    free(taken);
    return rc;
}

bool lx_duties_same(const struct lx_duties *a, const struct lx_duties *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (a->at[i].unit != b->at[i].unit || a->at[i].role != b->at[i].role)
            return false;
    return true;
}

/* --- adding and changing ------------------------------------------------------------------------------------------------- */

/* What every change of one item does: read it inside the transaction, let `change` work on a copy, store, commit under its
 * number. */
struct change {
    struct lx_work *w;
    const struct lx_item *old;
    struct lx_item *item;
    const void *arg;
};
typedef enum lx_rc change_fn(struct change *c, struct lx_err *err);

static enum lx_rc change_item(struct lx_work *w, lx_id id, const char *command, const char *words, change_fn *fn, const void *arg,
                              struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_item *old = NULL, *item = NULL;
    rc = lx_get(w, LX_ITEM, id, &old, err);
    if (rc == LX_OK) {
        item = lx_rec_copy(old);
        struct change c = { w, old, item, arg };
        rc = fn(&c, err);
    }
    if (rc == LX_OK)
        rc = lx_put_change(w, old, item, err);
    const char *args[] = { old && old->no ? old->no : "", words && *words ? words : NULL, NULL };
    rc = lx_end(w, rc, command, args, err);
    lx_rec_free(old);
    lx_rec_free(item);
    return rc;
}

enum lx_rc lx_item_add(struct lx_work *w, struct lx_item *item, const struct lx_duties *duties, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_duties tidy = tidy_copy(duties);
    if (!item->lead)
        item->lead = first_lead(&tidy);
    if (!item->clerk)
        lx_set_text(&item->clerk, lx_clerk(w));
    if (item->registered.day == LX_NO_DAY) {
        lx_date_done(&item->registered);
        item->registered = (struct lx_date){ .day = w->today, .prec = LX_PREC_DAY };
    }
    if (!item->no)
        rc = lx_item_no(w, item, err);
    if (rc == LX_OK)
        rc = lx_put_new(w, item, err);
    if (rc == LX_OK)
        rc = put_parts(w, item->rec.id, &(struct lx_rows){ 0 }, &tidy, err);
    lx_duties_done(&tidy);
    const char *args[] = { item->no ? item->no : "", NULL };
    return lx_end(w, rc, "item add", args, err);
}

static enum lx_rc do_units(struct change *c, struct lx_err *err)
{
    struct lx_duties have = { 0 }, want = tidy_copy(c->arg);
    struct lx_rows parts = { 0 };
    enum lx_rc rc = lx_item_duties(c->w, c->old, &have, err);
    if (rc == LX_OK && !lx_duties_same(&have, &want)) {
        rc = parts_of(c->w, c->old->rec.id, &parts, err);
        if (rc == LX_OK)
            rc = put_parts(c->w, c->old->rec.id, &parts, &want, err);
        c->item->lead = first_lead(&want);
    }
    lx_rows_done(&parts);
    lx_duties_done(&have);
    lx_duties_done(&want);
    return rc;
}

enum lx_rc lx_item_assign_units(struct lx_work *w, lx_id id, const struct lx_duties *duties, struct lx_err *err)
{
    return change_item(w, id, "item set", NULL, do_units, duties, err);
}

enum lx_rc lx_item_put(struct lx_work *w, const struct lx_item *old, struct lx_item *item, const struct lx_duties *duties,
                       struct lx_err *err)
{
    struct change c = { w, old, item, duties };
    enum lx_rc rc = duties ? do_units(&c, err) : LX_OK;
    return rc == LX_OK ? lx_put_change(w, old, item, err) : rc;
}

struct pairs {
    char *const *at;
    size_t n;
    struct lx_str *said;
};

static enum lx_rc set_units(struct change *c, const char *names, int role, struct lx_err *err)
{
    struct lx_duties have = { 0 }, want = { 0 };
    enum lx_rc rc = lx_item_duties(c->w, c->item, &have, err);
    if (rc == LX_OK && role == PART_LEAD)
        rc = lx_duties_read(c->w, &want, names, PART_LEAD, err);
    for (size_t i = 0; rc == LX_OK && i < have.n; i++)
        if ((have.at[i].role == PART_LEAD) != (role == PART_LEAD))
            add_duty(&want, have.at[i].unit, have.at[i].role);
    if (rc == LX_OK && role != PART_LEAD)
        rc = lx_duties_read(c->w, &want, names, PART_WITH, err);
    if (rc == LX_OK) {
        struct change inner = { c->w, c->item, c->item, &want };
        rc = do_units(&inner, err);
    }
    lx_duties_done(&have);
    lx_duties_done(&want);
    return rc;
}

static enum lx_rc do_pairs(struct change *c, struct lx_err *err)
{
    const struct pairs *p = c->arg;
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < p->n; i++) {
        const char *eq = strchr(p->at[i], '=');
        size_t name_len = eq ? (size_t)(eq - p->at[i]) : 0;
        if (name_len == 4 && strncmp(p->at[i], "lead", 4) == 0)
            rc = set_units(c, eq + 1, PART_LEAD, err);
        else if (name_len == 4 && strncmp(p->at[i], "with", 4) == 0)
            rc = set_units(c, eq + 1, PART_WITH, err);
        else
            rc = lx_set_pair(c->w, c->item, p->at[i], p->said, err);
    }
    if (c->item->plan != c->old->plan && c->item->section == c->old->section)
        c->item->section = 0; /* it was one of the other plan */
    return rc;
}

enum lx_rc lx_item_set(struct lx_work *w, lx_id id, char *const *pairs, size_t n, struct lx_str *said, struct lx_err *err)
{
    struct pairs p = { pairs, n, said };
    return change_item(w, id, "item set", n ? pairs[0] : NULL, do_pairs, &p, err);
}

/* --- events ------------------------------------------------------------------------------------------------------------- */

static enum lx_rc put_event(struct change *c, int kind, const char *words, int64_t progress, const struct lx_date *due,
                            struct lx_err *err)
{
    struct lx_event *e = lx_rec_new(LX_EVENT);
    e->item = c->old->rec.id;
    e->kind = kind;
    e->day = (struct lx_date){ .day = c->w->today };
    lx_set_text(&e->text, words);
    lx_set_text(&e->clerk, lx_clerk(c->w));
    e->progress = progress;
    e->old_state = c->old->state;
    e->new_state = c->item->state;
    if (due) {
        lx_date_copy(&e->old_due, &c->old->due);
        lx_date_copy(&e->new_due, due);
    }
    enum lx_rc rc = lx_put_new(c->w, e, err);
    lx_rec_free(e);
    return rc;
}

struct step_arg {
    const char *verb, *words;
};

static enum lx_rc check_step(const struct lx_work *w, const struct lx_item *item, const char *verb, const char *words, const struct lx_step **step,
                             struct lx_err *err)
{
    bool merge = strcmp(verb, "merge") == 0; /* lx_item_merge, which says into what */
    enum lx_rc rc = lx_step_check(step, LX_ITEM, item->state, merge ? "" : verb, -1, item->no, err);
    if (rc != LX_OK)
        return rc;
    if ((*step)->must & LX_MUST_LEAD && !item->lead)
        return lx_fail(err, LX_STATE, N_("Item %s has no lead unit yet; name one first"), "%s", item->no);
    if ((*step)->must & LX_MUST_REASON && !(words && *words))
        return lx_fail(err, LX_INVALID, N_("This step wants a reason: %s"), "%s", item->no);
    if ((*step)->must & LX_MUST_DIRECT && w->office->direct_close != LX_YES)
        return lx_fail(err, LX_STATE, N_("Item %s must be reported and checked before it is closed (office setting)"), "%s", item->no);
    return LX_OK;
}

static enum lx_rc do_step(struct change *c, struct lx_err *err)
{
    const struct step_arg *a = c->arg;
    const struct lx_step *step;
    enum lx_rc rc = check_step(c->w, c->item, a->verb, a->words, &step, err);
    if (rc != LX_OK)
        return rc;
    c->item->state = step->to;
    if (step->to == ITEM_CLOSED) {
        lx_date_done(&c->item->closed);
        c->item->closed = (struct lx_date){ .day = c->w->today };
    } else if (lx_item_is_open(step->to)) {
        lx_date_done(&c->item->closed);
        c->item->closed = (struct lx_date){ .day = LX_NO_DAY };
        c->item->merged = 0;
    }
    return put_event(c, EVENT_STEP, a->words, LX_NO_INT, NULL, err);
}

enum lx_rc lx_item_step(struct lx_work *w, lx_id id, const char *verb, const char *words, struct lx_err *err)
{
    struct step_arg a = { verb, words };
    struct lx_str command = LX_STR_EMPTY;
    lx_str_addf(&command, "item %s", verb);
    enum lx_rc rc = change_item(w, id, lx_str_z(&command), words, do_step, &a, err);
    lx_str_done(&command);
    return rc;
}

bool lx_item_may(const struct lx_work *w, const struct lx_item *item, const char *verb)
{
    const struct lx_step *step = lx_step_find(LX_ITEM, item->state, verb, -1);
    return step && !(step->must & LX_MUST_LEAD && !item->lead) &&
           !(step->must & LX_MUST_DIRECT && w->office->direct_close != LX_YES);
}

static enum lx_rc need_open(const struct lx_item *item, struct lx_err *err)
{
    const struct lx_step *step;
    if (lx_item_is_open(item->state))
        return LX_OK;
    return lx_step_check(&step, LX_ITEM, item->state, "", -1, item->no, err); /* refuses in the words of the state */
}

static enum lx_rc check_report(const struct lx_item *item, const char *words, int64_t progress, struct lx_err *err)
{
    enum lx_rc rc = need_open(item, err);
    if (rc != LX_OK)
        return rc;
    if (progress != LX_NO_INT && (progress < 0 || progress > 100))
        return lx_fail(err, LX_INVALID, N_("Progress goes from 0 to 100: %s"), "%lld", (long long)progress);
    if (!*words && progress == LX_NO_INT)
        return lx_fail(err, LX_INVALID, N_("A report wants words or a progress: %s"), "%s", item->no);
    return LX_OK;
}

static enum lx_rc check_extend(const struct lx_item *item, const struct lx_date *due, struct lx_err *err)
{
    enum lx_rc rc = need_open(item, err);
    lx_day now = item->due.day;
    if (rc == LX_OK && now != LX_NO_DAY && due->day != LX_NO_DAY && due->day <= now) {
        struct lx_str words = LX_STR_EMPTY;
        lx_date_format(&words, &(struct lx_date){ .day = now });
        rc = lx_fail(err, LX_INVALID, N_("An extension goes beyond the present limit %s; use `item set` to correct a limit"), "%s", lx_str_z(&words));
        lx_str_done(&words);
    }
    return rc;
}

enum lx_rc lx_item_check(const struct lx_work *w, const struct lx_item *item, const struct lx_item_act *act, struct lx_err *err)
{
    const struct lx_step *step;
    if (strcmp(act->verb, "report") == 0)
        return check_report(item, act->words ? act->words : "", act->progress, err);
    if (strcmp(act->verb, "extend") == 0)
        return check_extend(item, act->due, err);
    if (strcmp(act->verb, "remind") == 0)
        return need_open(item, err);
    return check_step(w, item, act->verb, act->words, &step, err);
}

struct report_arg {
    const char *words;
    int64_t progress;
};

static enum lx_rc do_report(struct change *c, struct lx_err *err)
{
    const struct report_arg *a = c->arg;
    enum lx_rc rc = check_report(c->item, a->words, a->progress, err);
    if (rc != LX_OK)
        return rc;
    if (a->progress != LX_NO_INT)
        c->item->progress = a->progress;
    lx_date_done(&c->item->reported);
    c->item->reported = (struct lx_date){ .day = c->w->today };
    if (c->item->state < ITEM_WORKING)
        c->item->state = ITEM_WORKING; /* who reports has signed for it */
    return put_event(c, EVENT_REPORT, a->words, a->progress, NULL, err);
}

enum lx_rc lx_item_report(struct lx_work *w, lx_id id, const char *words, int64_t progress, struct lx_err *err)
{
    struct report_arg a = { words ? words : "", progress };
    return change_item(w, id, "item report", words, do_report, &a, err);
}

struct extend_arg {
    const struct lx_date *due;
    const char *reason;
};

static enum lx_rc do_extend(struct change *c, struct lx_err *err)
{
    const struct extend_arg *a = c->arg;
    enum lx_rc rc = check_extend(c->old, a->due, err);
    if (rc == LX_OK)
        rc = put_event(c, EVENT_EXTEND, a->reason, LX_NO_INT, a->due, err);
    if (rc == LX_OK) {
        lx_date_done(&c->item->due);
        lx_date_copy(&c->item->due, a->due);
    }
    return rc;
}

enum lx_rc lx_item_extend(struct lx_work *w, lx_id id, const struct lx_date *due, const char *reason, struct lx_err *err)
{
    struct extend_arg a = { due, reason };
    return change_item(w, id, "item extend", reason, do_extend, &a, err);
}

static enum lx_rc do_remind(struct change *c, struct lx_err *err)
{
    enum lx_rc rc = need_open(c->item, err);
    return rc == LX_OK ? put_event(c, EVENT_REMIND, c->arg, LX_NO_INT, NULL, err) : rc;
}

enum lx_rc lx_item_remind(struct lx_work *w, lx_id id, const char *words, struct lx_err *err)
{
    return change_item(w, id, "item remind", words, do_remind, words ? words : "", err);
}

static enum lx_rc do_merge(struct change *c, struct lx_err *err)
{
    lx_id into = *(const lx_id *)c->arg;
    const struct lx_step *step;
    struct lx_item *target = NULL;
    enum lx_rc rc = lx_step_check(&step, LX_ITEM, c->item->state, "merge", -1, c->item->no, err);
    if (rc == LX_OK)
        rc = lx_get(c->w, LX_ITEM, into, &target, err);
    if (rc == LX_OK && (into == c->old->rec.id || !lx_item_is_open(target->state)))
        rc = lx_fail(err, LX_STATE, N_("Only an open item can take in another: %s"), "%s", target->no);
    if (rc == LX_OK) {
        c->item->state = step->to;
        c->item->merged = into;
        rc = put_event(c, EVENT_MERGE, target->no, LX_NO_INT, NULL, err);
    }
    lx_rec_free(target);
    return rc;
}

enum lx_rc lx_item_merge(struct lx_work *w, lx_id id, lx_id into, struct lx_err *err)
{
    return change_item(w, id, "item merge", NULL, do_merge, &into, err);
}

static enum lx_rc do_clerk(struct change *c, struct lx_err *err)
{
    struct lx_str words = LX_STR_EMPTY;
    lx_str_addf(&words, "%s -> %s", c->old->clerk ? c->old->clerk : "", (const char *)c->arg);
    enum lx_rc rc = put_event(c, EVENT_HANDOVER, lx_str_z(&words), LX_NO_INT, NULL, err);
    lx_set_text(&c->item->clerk, c->arg);
    lx_str_done(&words);
    return rc;
}

enum lx_rc lx_item_handover(struct lx_work *w, const char *from, const char *to, size_t *n, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_rows rows = { 0 };
    *n = 0;
    rc = lx_all(w, LX_ITEM, lx_cond_cmp(LX_ITEM, "clerk", LX_OP_EQ, from), NULL, false, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++)
        if (lx_item_is_open(((struct lx_item *)rows.at[i])->state)) {
            rc = change_item(w, rows.at[i]->id, "item handover", NULL, do_clerk, to, err);
            ++*n;
        }
    lx_rows_done(&rows);
    const char *args[] = { from, to, NULL };
    return lx_end(w, rc, "item handover", args, err);
}

/* --- looking ------------------------------------------------------------------------------------------------------------ */

enum lx_light lx_item_light(const struct lx_work *w, const struct lx_item *item)
{
    return lx_light(item->state, item->start.day, item->due.day, w->today, (int)w->office->near_days, (int)w->office->near_percent);
}

enum lx_rc lx_item_events(struct lx_work *w, lx_id id, struct lx_rows *events, struct lx_err *err)
{
    return lx_all(w, LX_EVENT, lx_cond_ref(LX_EVENT, "item", id), NULL, true, events, err);
}
