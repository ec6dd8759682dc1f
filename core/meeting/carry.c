/* The carry-over: rows made by rules. */
#include "core/meeting/carry.h"

#include "core/meeting/agenda.h"
#include "core/meeting/carry_open.h"
#include "core/meeting/quotas.h"
#include "core/meeting/rotation.h"
#include "core/meeting/topics.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/items.h"
#include "core/work/query_read.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

#define W(name, word) static const char word_##name[] = word;
#include "core/meeting/carry_words.def"
#undef W

enum { LATE_MOST = 40, NUMBERS_MOST = 12 };

struct build {
    struct lx_work *w;
    struct lx_meeting *m, *last;
    struct lx_rows rows;       /* the agenda as it will be; new ones have id set and rev 0 */
    struct lx_carried *out;
};

static enum lx_rc add_minutes(struct build *b, struct lx_err *err);
static enum lx_rc add_open(struct build *b, struct lx_err *err);
static enum lx_rc add_again(struct build *b, struct lx_err *err);
static enum lx_rc add_duties(struct build *b, struct lx_err *err);
static enum lx_rc add_host(struct build *b, struct lx_err *err);
static enum lx_rc add_topics(struct build *b, struct lx_err *err);
static enum lx_rc store(struct build *b, struct lx_err *err);

static struct lx_agenda *row_of(const struct build *b, size_t i) { return (struct lx_agenda *)(void *)b->rows.at[i]; }

enum lx_rc lx_carry_build(struct lx_work *w, lx_id meeting, struct lx_carried *out, struct lx_err *err)
{
    struct build b = { .w = w, .out = out };
    *out = (struct lx_carried){ 0 };
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_MEETING, meeting, &b.m, err);
    if (rc == LX_OK && b.m->state != MEETING_DRAFT && b.m->state != MEETING_NOTIFIED && b.m->state != MEETING_POSTPONED)
        rc = lx_fail(err, LX_STATE, N_("The agenda of meeting %s is closed; choose one that is still to be held"), "%s", b.m->no ? b.m->no : "");
    if (rc == LX_OK)
        rc = lx_last_session(w, b.m, &b.last, err);
    if (rc == LX_OK)
        rc = lx_agenda(w, meeting, &b.rows, err);
    if (rc == LX_OK)
        rc = add_minutes(&b, err);
    if (rc == LX_OK)
        rc = add_open(&b, err);
    if (rc == LX_OK)
        rc = add_again(&b, err);
    if (rc == LX_OK)
        rc = add_duties(&b, err);
    if (rc == LX_OK)
        rc = add_host(&b, err);
    if (rc == LX_OK)
        rc = store(&b, err);
    if (rc == LX_OK)
        rc = add_topics(&b, err);
    for (int i = 0; i < lx_carry_n; i++)
        out->n += out->by[i];
    const char *args[] = { b.m && b.m->no ? b.m->no : "", NULL };
    rc = lx_end(w, rc, "agenda build", args, err);
    lx_rows_done(&b.rows);
    lx_rec_free(b.m);
    lx_rec_free(b.last);
    return rc;
}

/* --- the order of rows -------------------------------------------------------------------------------------------------- */

/* The usual order: what was, reports, deliberation, decisions, speeches, signing, who hosts next. */
static int rank_of(int carry, int kind)
{
    if (carry == CARRY_MINUTES)
        return 0;
    if (carry == CARRY_OPEN || carry == CARRY_LATE)
        return 1;
    if (carry == CARRY_ROTATION)
        return 8;
    switch (kind) {
    case AGENDA_HEADING: return -1;
    case AGENDA_REPORT: return 2;
    case AGENDA_INFORM: return carry == CARRY_NONE ? 9 : 2; /* a leader's speech by hand; what topics inform of comes early */
    case AGENDA_DELIBERATE: return 3;
    case AGENDA_DECIDE: return 4;
    case AGENDA_EXCHANGE: return 5;
    case AGENDA_SIGN: return 6;
    default: return 7;
    }
}

/* In front of the first row at the top that comes later in the usual order. */
static size_t place_for(const struct lx_rows *rows, int carry, int kind)
{
    for (size_t i = 0; i < rows->n; i++) {
        const struct lx_agenda *a = (struct lx_agenda *)(void *)rows->at[i];
        if (!a->parent && rank_of(a->carry, a->kind) > rank_of(carry, kind))
            return i;
    }
    return rows->n;
}

static bool stands(const struct build *b, int carry, lx_id of)
{
    for (size_t i = 0; i < b->rows.n; i++)
        if (row_of(b, i)->carry == carry && row_of(b, i)->of == of)
            return true;
    return false;
}

static bool about(const struct build *b, lx_id id)
{
    for (size_t i = 0; i < b->rows.n; i++)
        if (row_of(b, i)->of == id || row_of(b, i)->item == id)
            return true;
    return false;
}

static struct lx_agenda *new_row(const struct build *b, int kind, int carry, lx_id of, const char *title, const char *why)
{
    struct lx_agenda *a = lx_rec_new(LX_AGENDA);
    a->meeting = b->m->rec.id;
    a->kind = kind;
    a->carry = carry;
    a->of = of;
    lx_set_text(&a->title, title);
    lx_set_text(&a->why, why);
    return a;
}

/* Takes the row over; it gets its id at once, so that others can belong to it. */
static enum lx_rc insert(struct build *b, struct lx_agenda *a, size_t at, struct lx_err *err)
{
    (void)LX_PUSH(b->rows.at, b->rows.n, b->rows.room);
    memmove(b->rows.at + at + 1, b->rows.at + at, (b->rows.n - 1 - at) * sizeof *b->rows.at);
    b->rows.at[at] = &a->rec;
    b->out->by[a->carry]++;
    return b->w->store->new_id(b->w->store, &a->rec.id, err);
}

/* Positions follow the array. */
static enum lx_rc store(struct build *b, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < b->rows.n; i++) {
        struct lx_agenda *a = row_of(b, i);
        int64_t position = (int64_t)i + 1;
        if (a->rec.rev == 0) {
            a->position = position;
            rc = lx_put_new(b->w, a, err);
        } else if (a->position != position) {
            struct lx_agenda *moved = lx_rec_copy(a);
            moved->position = position;
            rc = lx_put_change(b->w, a, moved, err);
            lx_rec_free(moved);
        }
    }
    return rc;
}

/* --- the last minutes --------------------------------------------------------------------------------------------------- */

static const char *or_empty(const char *s) { return s ? s : ""; }

static enum lx_rc add_minutes(struct build *b, struct lx_err *err)
{
    const struct lx_meeting *last = b->last;
    if (!last || !last->minutes || last->approved || stands(b, CARRY_MINUTES, last->rec.id))
        return LX_OK;
    struct lx_str title = LX_STR_EMPTY, why = LX_STR_EMPTY;
    lx_str_addf(&title, word_CARRY_MINUTES_TITLE, or_empty(last->title));
    lx_str_addf(&why, word_CARRY_MINUTES_WHY, or_empty(last->no));
    enum lx_rc rc = insert(b, new_row(b, AGENDA_DECIDE, CARRY_MINUTES, last->rec.id, lx_str_z(&title), lx_str_z(&why)),
                           place_for(&b->rows, CARRY_MINUTES, AGENDA_DECIDE), err);
    lx_str_done(&title);
    lx_str_done(&why);
    return rc;
}

/* --- open matters ------------------------------------------------------------------------------------------------------- */

/* The row that holds all of them together. */
static enum lx_rc open_parent(struct build *b, const struct lx_shares *s, lx_id *parent, struct lx_err *err)
{
    lx_id of = b->last ? b->last->rec.id : b->m->rec.id;
    for (size_t i = 0; i < b->rows.n; i++)
        if (row_of(b, i)->carry == CARRY_OPEN && row_of(b, i)->of == of) {
            *parent = row_of(b, i)->rec.id;
            return LX_OK;
        }
    struct lx_str title = LX_STR_EMPTY, why = LX_STR_EMPTY, day = LX_STR_EMPTY;
    if (b->last)
        lx_str_addf(&title, word_CARRY_OPEN_SINCE, or_empty(b->last->title));
    else
        lx_str_add(&title, word_CARRY_OPEN_ALL);
    lx_date_zh(&day, &(struct lx_date){ .day = b->w->today });
    lx_str_addf(&why, word_CARRY_OPEN_ALL_WHY, lx_str_z(&day), (int)s->open_n, (int)s->late_n);
    struct lx_agenda *a = new_row(b, AGENDA_REPORT, CARRY_OPEN, of, lx_str_z(&title), lx_str_z(&why));
    enum lx_rc rc = insert(b, a, place_for(&b->rows, CARRY_OPEN, AGENDA_REPORT), err);
    *parent = a->rec.id;
    lx_str_done(&title);
    lx_str_done(&why);
    lx_str_done(&day);
    return rc;
}

/* The rows below `row` and itself end here. */
static size_t end_of(const struct build *b, lx_id row)
{
    struct lx_ids in = { 0 };
    size_t end = b->rows.n;
    lx_ids_add(&in, row);
    for (size_t i = 0; i < b->rows.n; i++)
        if (lx_ids_has(&in, row_of(b, i)->parent))
            lx_ids_add(&in, row_of(b, i)->rec.id);
    for (size_t i = b->rows.n; i-- > 0 && end == b->rows.n;)
        if (lx_ids_has(&in, row_of(b, i)->rec.id)) {
            end = i + 1;
            break;
        }
    lx_ids_done(&in);
    return end;
}

/* 牵头未办结5项，其中逾期2项：26-003、26-004等 */
static enum lx_rc share_why(struct build *b, const struct lx_shares *all, const struct lx_share *s, const char *plan, struct lx_str *out,
                            struct lx_err *err)
{
    struct lx_rows items = { 0 };
    enum lx_rc rc = lx_share_items(b->w, all, s, false, NUMBERS_MOST, &items, err);
    if (plan)
        lx_str_addf(out, word_CARRY_OPEN_OF, plan);
    lx_str_addf(out, all->by_chapter ? word_CARRY_OPEN_CHAPTER_WHY : word_CARRY_OPEN_WHY, (int)s->open_n, (int)s->late_n);
    for (size_t i = 0; i < items.n; i++)
        lx_str_addf(out, "%s%s", i ? word_CARRY_NUMBERS_JOINT : "", or_empty(((struct lx_item *)(void *)items.at[i])->no));
    if (items.n < s->open_n)
        lx_str_add(out, word_CARRY_NUMBERS_MORE);
    lx_rows_done(&items);
    return rc;
}

/* A chapter of a plan, a plan as a whole, what comes from none. */
static enum lx_rc chapter_title(struct build *b, const struct lx_shares *all, const struct lx_share *s, struct lx_str *title,
                                struct lx_plan **plan, struct lx_err *err)
{
    struct lx_section *section = NULL;
    enum lx_type type = LX_SERIES;
    if (s->of == all->rest) {
        lx_str_add(title, word_CARRY_OPEN_REST);
        return LX_OK;
    }
    enum lx_rc rc = b->w->store->type_of(b->w->store, s->of, &type, err);
    if (rc == LX_OK && type == LX_SECTION)
        rc = lx_get(b->w, LX_SECTION, s->of, &section, err);
    if (rc == LX_OK)
        rc = lx_get(b->w, LX_PLAN, section ? section->plan : s->of, plan, err);
    if (rc == LX_OK)
        lx_str_add(title, section ? section->title : (*plan)->title);
    lx_rec_free(section);
    return rc;
}

static enum lx_rc share_title(struct build *b, const struct lx_shares *all, const struct lx_share *s, struct lx_str *title, struct lx_plan **plan,
                              struct lx_err *err)
{
    if (all->by_chapter)
        return chapter_title(b, all, s, title, plan, err);
    if (s->of)
        lx_str_addf(title, word_CARRY_OPEN_UNIT, lx_unit_name(b->w->units, s->of));
    else
        lx_str_add(title, word_CARRY_OPEN_NOBODY);
    return LX_OK;
}

static enum lx_rc share_row(struct build *b, const struct lx_shares *all, const struct lx_share *s, lx_id parent, lx_id *row, struct lx_err *err)
{
    for (size_t i = 0; i < b->rows.n; i++)
        if (row_of(b, i)->carry == CARRY_OPEN && row_of(b, i)->of == s->of) {
            *row = row_of(b, i)->rec.id;
            return LX_OK;
        }
    struct lx_str title = LX_STR_EMPTY, why = LX_STR_EMPTY;
    struct lx_plan *plan = NULL;
    enum lx_rc rc = share_title(b, all, s, &title, &plan, err);
    if (rc == LX_OK)
        rc = share_why(b, all, s, plan ? plan->title : NULL, &why, err);
    struct lx_agenda *a = new_row(b, AGENDA_REPORT, CARRY_OPEN, s->of, lx_str_z(&title), lx_str_z(&why));
    a->parent = parent;
    a->presenter = all->by_chapter ? 0 : s->of;
    if (rc == LX_OK)
        rc = insert(b, a, end_of(b, parent), err);
    else
        lx_rec_free(a);
    *row = rc == LX_OK ? a->rec.id : 0;
    lx_rec_free(plan);
    lx_str_done(&title);
    lx_str_done(&why);
    return rc;
}

static enum lx_rc late_row(struct build *b, const struct lx_item *item, lx_id parent, struct lx_err *err)
{
    struct lx_str title = LX_STR_EMPTY, why = LX_STR_EMPTY, day = LX_STR_EMPTY;
    lx_str_addf(&title, "%s %s", or_empty(item->no), or_empty(item->title));
    lx_date_format(&day, &(struct lx_date){ .day = item->due.day });
    lx_str_addf(&why, word_CARRY_LATE_WHY, lx_str_z(&day), (int)(b->w->today - item->due.day));
    struct lx_agenda *a = new_row(b, AGENDA_REPORT, CARRY_LATE, item->rec.id, lx_str_z(&title), lx_str_z(&why));
    a->parent = parent;
    a->presenter = item->lead;
    a->item = item->rec.id;
    a->secrecy = item->secrecy;
    lx_str_done(&title);
    lx_str_done(&why);
    lx_str_done(&day);
    return insert(b, a, end_of(b, parent), err);
}

static enum lx_rc add_share(struct build *b, const struct lx_shares *all, const struct lx_share *s, lx_id parent, struct lx_err *err)
{
    lx_id row = 0;
    struct lx_rows items = { 0 };
    enum lx_rc rc = share_row(b, all, s, parent, &row, err);
    if (rc == LX_OK && s->late_n && all->late_n <= LATE_MOST)
        rc = lx_share_items(b->w, all, s, true, 0, &items, err);
    for (size_t i = 0; rc == LX_OK && i < items.n; i++)
        if (!about(b, items.at[i]->id))
            rc = late_row(b, (struct lx_item *)(void *)items.at[i], row, err);
    lx_rows_done(&items);
    return rc;
}

/* More late matters than LATE_MOST are no agenda: the rows of their shares count them. */
static enum lx_rc add_open(struct build *b, struct lx_err *err)
{
    struct lx_shares s;
    lx_id parent = 0;
    enum lx_rc rc = lx_shares_read(b->w, &b->rows, b->m->series, &s, err);
    if (rc == LX_OK && s.open_n)
        rc = open_parent(b, &s, &parent, err);
    for (size_t i = 0; rc == LX_OK && parent && i < s.n; i++)
        if (s.at[i].open_n)
            rc = add_share(b, &s, &s.at[i], parent, err);
    lx_shares_done(&s);
    return rc;
}

/* --- deferred, to be submitted again ------------------------------------------------------------------------------------ */

/* Has another agenda, of a meeting that is not called off, taken it up already? */
static enum lx_rc taken_up(struct build *b, const struct lx_agenda *row, bool *taken, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(b->w, LX_AGENDA, lx_cond_ref(LX_AGENDA, "of", row->rec.id), NULL, false, &rows, err);
    *taken = about(b, row->rec.id);
    for (size_t i = 0; rc == LX_OK && !*taken && i < rows.n; i++) {
        struct lx_meeting *m = NULL;
        rc = lx_get(b->w, LX_MEETING, ((struct lx_agenda *)(void *)rows.at[i])->meeting, &m, err);
        *taken = rc == LX_OK && m->state != MEETING_CANCELLED;
        lx_rec_free(m);
    }
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc again_row(struct build *b, const struct lx_agenda *old, const struct lx_meeting *from, struct lx_err *err)
{
    bool deferred = old->outcome == OUTCOME_DEFERRED;
    struct lx_str why = LX_STR_EMPTY;
    lx_str_addf(&why, deferred ? word_CARRY_DEFERRED_WHY : word_CARRY_RESUBMIT_WHY, or_empty(from->no), or_empty(old->title));
    struct lx_agenda *a = new_row(b, old->kind, deferred ? CARRY_POSTPONED : CARRY_AGAIN, old->rec.id, old->title, lx_str_z(&why));
    a->presenter = old->presenter;
    lx_set_text(&a->speaker, old->speaker);
    lx_set_text(&a->attend, old->attend);
    a->minutes = old->minutes;
    a->secrecy = old->secrecy;
    a->item = old->item;
    a->topic = old->topic;
    lx_str_done(&why);
    return insert(b, a, place_for(&b->rows, a->carry, a->kind), err);
}

/* A row that waits for a day after this meeting waits on. */
static bool due_by(const struct build *b, const struct lx_agenda *row)
{
    lx_day day = b->m->date.day == LX_NO_DAY ? b->w->today : b->m->date.day;
    return row->outcome_due.day == LX_NO_DAY || row->outcome_due.day <= day;
}

static enum lx_rc add_again(struct build *b, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    struct lx_cond *any = lx_cond_new(LX_OP_ANY);
    lx_cond_add(any, lx_cond_cmp(LX_AGENDA, "outcome", LX_OP_EQ, "deferred"));
    lx_cond_add(any, lx_cond_cmp(LX_AGENDA, "outcome", LX_OP_EQ, "resubmit"));
    enum lx_rc rc = lx_all(b->w, LX_AGENDA, any, NULL, false, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_agenda *old = (struct lx_agenda *)(void *)rows.at[i];
        struct lx_meeting *from = NULL;
        bool taken = false;
        if (old->meeting == b->m->rec.id)
            continue;
        rc = lx_get(b->w, LX_MEETING, old->meeting, &from, err);
        if (rc == LX_OK && from->series == b->m->series && due_by(b, old))
            rc = taken_up(b, old, &taken, err);
        else
            taken = true;
        if (rc == LX_OK && !taken)
            rc = again_row(b, old, from, err);
        lx_rec_free(from);
    }
    lx_rows_done(&rows);
    return rc;
}

/* --- duties behind, who hosts next ---------------------------------------------------------------------------------------- */

static enum lx_rc add_duties(struct build *b, struct lx_err *err)
{
    struct lx_quota_states states = { 0 };
    enum lx_rc rc = lx_quotas_behind(b->w, b->w->today, &states, err);
    for (size_t i = 0; rc == LX_OK && i < states.n; i++) {
        const struct lx_quota_state *s = &states.at[i];
        struct lx_str title = LX_STR_EMPTY, why = LX_STR_EMPTY;
        if (about(b, s->quota))
            continue;
        lx_str_addf(&title, word_CARRY_DUTY_TITLE, or_empty(s->title));
        lx_quota_words(&why, s, true);
        struct lx_agenda *a = new_row(b, AGENDA_REPORT, CARRY_DUTY, s->quota, lx_str_z(&title), lx_str_z(&why));
        a->presenter = s->unit;
        rc = insert(b, a, place_for(&b->rows, CARRY_DUTY, AGENDA_REPORT), err);
        lx_str_done(&title);
        lx_str_done(&why);
    }
    lx_quota_states_done(&states);
    return rc;
}

/* A row that asks who hosts may stand there by hand or from a template. */
static bool asks_host(const struct build *b)
{
    for (size_t i = 0; i < b->rows.n; i++)
        if (row_of(b, i)->carry == CARRY_ROTATION || lx_text_has(or_empty(row_of(b, i)->title), word_CARRY_HOSTING))
            return true;
    return false;
}

static enum lx_rc add_host(struct build *b, struct lx_err *err)
{
    struct lx_rota_of of = { .series = b->m->series, .what = ROTA_HOST };
    struct lx_rota_next next = { 0 };
    struct lx_str why = LX_STR_EMPTY;
    if (!b->m->series || asks_host(b))
        return LX_OK;
    enum lx_rc rc = lx_rota_next(b->w, &of, LX_NO_DAY, &next, err);
    if (rc == LX_OK && next.unit) {
        lx_rota_why(b->w, &why, &of, &next, true);
        rc = insert(b, new_row(b, AGENDA_DECIDE, CARRY_ROTATION, b->m->series, word_CARRY_ROTATION_TITLE, lx_str_z(&why)),
                    place_for(&b->rows, CARRY_ROTATION, AGENDA_DECIDE), err);
    }
    lx_str_done(&why);
    lx_rota_next_done(&next);
    return rc;
}

/* --- topics ------------------------------------------------------------------------------------------------------------- */

/* Accepted ones that are meant for this meeting, or for its series, or for any. */
static enum lx_rc add_topics(struct build *b, struct lx_err *err)
{
    struct lx_rows topics = { 0 };
    enum lx_rc rc = lx_all(b->w, LX_TOPIC, lx_cond_cmp(LX_TOPIC, "state", LX_OP_EQ, "accepted"), "handed", false, &topics, err);
    for (size_t i = 0; rc == LX_OK && i < topics.n; i++) {
        const struct lx_topic *t = (struct lx_topic *)(void *)topics.at[i];
        struct lx_rows rows = { 0 };
        if (t->meeting ? t->meeting != b->m->rec.id : t->series && t->series != b->m->series)
            continue;
        rc = lx_all(b->w, LX_AGENDA, lx_cond_ref(LX_AGENDA, "meeting", b->m->rec.id), "position", false, &rows, err);
        if (rc == LX_OK)
            rc = lx_topic_schedule(b->w, t->rec.id, b->m->rec.id, (int64_t)place_for(&rows, CARRY_TOPIC, t->kind) + 1, NULL, err);
        b->out->by[CARRY_TOPIC]++;
        lx_rows_done(&rows);
    }
    lx_rows_done(&topics);
    return rc;
}
