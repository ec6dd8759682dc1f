/* One meeting before it is held: the parts of its session, and the steps of its preparation by their limits. */
#include "tui/views/views.h"

#include "core/meeting/prep.h"
#include "core/meeting/sequence.h"
#include "core/mem.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/views/detail.h"
#include "tui/views/meeting_acts.h"
#include "tui/views/office_views.h"

#include <stdlib.h>
#include <string.h>

enum { HEAD_PARTS = -1, HEAD_STEPS = -2 };

struct prep_view {
    struct view v;
    struct lx_meeting *meeting;
    struct lx_rows parts, steps;
    bool to_parts; /* where the bar stands at first */
    bool placed;
};
struct prep_arg {
    lx_id meeting;
    bool parts;
};

enum { COL_DUE, COL_WHAT, COL_BACK, COL_WHO, COL_STATE };

static const struct column columns[] = {
    [COL_DUE] = { "due", N_("When"), 12, 12, 24, 0, 0, LX_LEFT, NULL, true },
    [COL_WHAT] = { "title", N_("What to do"), 16, 34, 90, 8, 0, LX_LEFT, NULL, true },
    [COL_BACK] = { "days", N_("Days before the meeting"), 15, 15, 24, 0, 0, LX_LEFT, NULL, false },
    [COL_WHO] = { "unit", N_("Who, where"), 8, 16, 40, 4, 1, LX_LEFT, NULL, false },
    [COL_STATE] = { "state", N_("State"), 6, 10, 12, 0, 0, LX_LEFT, NULL, false },
    { 0 },
};

static void open_view(struct view *v, const void *arg)
{
    const struct prep_arg *a = arg;
    v->subject = a->meeting;
    ((struct prep_view *)v)->to_parts = a->parts;
}

static void forget(struct prep_view *p)
{
    lx_rec_free(p->meeting);
    p->meeting = NULL;
    lx_rows_done(&p->parts);
    lx_rows_done(&p->steps);
}

static void close_view(struct view *v) { forget((struct prep_view *)v); }

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct prep_view *p = (struct prep_view *)v;
    struct lx_ids ids = { 0 };
    struct lx_work *w = v->app->work;
    forget(p);
    enum lx_rc rc = lx_get(w, LX_MEETING, v->subject, &p->meeting, err);
    if (rc == LX_OK)
        rc = lx_sequence(w, LX_SITTING, "meeting", v->subject, &p->parts, err);
    if (rc == LX_OK)
        rc = lx_prep_steps(w, v->subject, &p->steps, err);
    lx_ids_add(&ids, HEAD_STEPS);
    for (size_t i = 0; i < p->steps.n; i++)
        lx_ids_add(&ids, p->steps.at[i]->id);
    lx_ids_add(&ids, HEAD_PARTS);
    for (size_t i = 0; i < p->parts.n; i++)
        lx_ids_add(&ids, p->parts.at[i]->id);
    list_own(&v->list, ids.at, ids.n);
    if (!p->placed) {
        size_t head = p->to_parts ? p->steps.n + 1 : 0;
        v->list.bar = head + (head + 1 < ids.n && ids.at[head + 1] > 0);
        p->placed = true;
    }
    lx_ids_done(&ids);
    return rc;
}

static const struct lx_rec *find(const struct lx_rows *rows, lx_id id)
{
    for (size_t i = 0; i < rows->n; i++)
        if (rows->at[i]->id == id)
            return rows->at[i];
    return NULL;
}

static const struct lx_prep *step_of(const struct view *v, lx_id id)
{
    return (const struct lx_prep *)(const void *)find(&((const struct prep_view *)v)->steps, id);
}

static const struct lx_sitting *part_of(const struct view *v, lx_id id)
{
    return (const struct lx_sitting *)(const void *)find(&((const struct prep_view *)v)->parts, id);
}

static void head_cell(const struct prep_view *p, lx_id id, int col, struct cell *out)
{
    size_t open = 0;
    out->role = ROLE_HEADING;
    for (size_t i = 0; i < p->steps.n; i++)
        open += ((const struct lx_prep *)(const void *)p->steps.at[i])->state == PREP_OPEN;
    if (col == COL_DUE)
        lx_str_add(&out->text, id == HEAD_PARTS ? _("Parts") : _("Preparation"));
    else if (col == COL_WHAT && id == HEAD_STEPS && p->steps.n)
        lx_str_addf(&out->text, _("%zu of %zu open"), open, p->steps.n);
    else if (col == COL_WHAT && (id == HEAD_PARTS ? p->parts.n : p->steps.n) == 0)
        lx_str_add(&out->text, _("none yet: a adds one"));
}

/* 会前25个工作日 */
static void counted_back(const struct lx_prep *s, struct lx_str *out)
{
    if (s->days == LX_NO_INT)
        return;
    if (s->days == 0)
        lx_str_add(out, _("on the day"));
    else if (s->working == LX_YES)
        lx_str_addf(out, s->days == 1 ? _("%lld working day before") : _("%lld working days before"), (long long)s->days);
    else
        lx_str_addf(out, s->days == 1 ? _("%lld day before") : _("%lld days before"), (long long)s->days);
}

static void step_cell(struct view *v, const struct lx_prep *s, int col, struct cell *out)
{
    bool open = s->state == PREP_OPEN;
    out->role = !open ? ROLE_DONE : col != COL_DUE && col != COL_STATE ? ROLE_NORMAL : s->due.day == LX_NO_DAY ? ROLE_NORMAL
                : s->due.day < app_today(v->app) ? ROLE_LATE : s->due.day <= app_today(v->app) + LX_PREP_AHEAD ? ROLE_NEAR : ROLE_NORMAL;
    switch (col) {
    case COL_DUE:
        lx_str_add(&out->text, "  ");
        row_field(v, s, "due", &out->text);
        break;
    case COL_BACK: counted_back(s, &out->text); break;
    case COL_WHAT: lx_str_add(&out->text, s->title); break;
    case COL_WHO: lx_str_add(&out->text, app_name(v->app, LX_UNIT, s->unit)); break;
    default:
        if (open && s->due.day != LX_NO_DAY && s->due.day < app_today(v->app))
            lx_str_add(&out->text, _("late"));
        else
            row_field(v, s, "state", &out->text);
        break;
    }
}

static void part_cell(struct view *v, const struct lx_sitting *s, int col, struct cell *out)
{
    switch (col) {
    case COL_DUE:
        lx_str_add(&out->text, "  ");
        row_field(v, s, "date", &out->text);
        break;
    case COL_WHAT:
        if (s->time)
            lx_str_addf(&out->text, "%s%s%s  ", s->time, s->until ? "-" : "", s->until ? s->until : "");
        lx_str_add(&out->text, s->title);
        break;
    case COL_BACK: break;
    case COL_WHO: lx_str_add(&out->text, s->place); break;
    default:
        row_field(v, s, "kind", &out->text);
        if (s->title && strcmp(lx_str_z(&out->text), s->title) == 0) /* it has said so already */
            lx_str_clear(&out->text);
        break;
    }
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct lx_prep *step = step_of(v, id);
    const struct lx_sitting *part = part_of(v, id);
    (void)rec, (void)row;
    if (step)
        step_cell(v, step, col, out);
    else if (part)
        part_cell(v, part, col, out);
    else
        head_cell((const struct prep_view *)v, id, col, out);
}

static void headline(struct view *v, struct lx_str *out)
{
    const struct lx_meeting *m = ((const struct prep_view *)v)->meeting;
    if (!m)
        return;
    lx_str_addf(out, "%s %s  ", m->no, m->title);
    row_field(v, m, "date", out);
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    return id > 0 ? detail_any(v, id, l, err) : detail_any(v, v->subject, l, err);
}

/* --- commands ------------------------------------------------------------------------------------------------------------------ */

/* The steps chosen become done (or dropped); what is that already is taken up again. */
static unsigned on_state(struct view *v, enum lx_cmd cmd)
{
    struct lx_ids chosen = { 0 };
    struct lx_err err;
    struct lx_work *w = v->app->work;
    int wanted = cmd == CMD_PREP_TICK ? PREP_DONE : PREP_DROPPED;
    list_chosen(v, &chosen);
    enum lx_rc rc = lx_begin(w, &err);
    size_t n = 0;
    for (size_t i = 0; rc == LX_OK && i < chosen.n; i++) {
        const struct lx_prep *s = step_of(v, chosen.at[i]);
        if (s && ++n)
            rc = lx_prep_go(w, s->rec.id, s->state == wanted ? PREP_OPEN : wanted, &err);
    }
    const struct lx_meeting *m = ((const struct prep_view *)v)->meeting;
    rc = lx_end(w, rc, wanted == PREP_DONE ? "prep done" : "prep drop", (const char *const[]){ m ? m->no : "", NULL }, &err);
    if (app_did(v->app, rc, &err) && n) {
        list_unmark(&v->list);
        if (chosen.n == 1 && v->list.bar + 1 < v->list.ids.n)
            list_to(v, v->list.bar + 1);
    }
    lx_ids_done(&chosen);
    return DID_RELOAD;
}

/* A step, or a part where the bar stands among the parts. */
static unsigned on_add(struct view *v, enum lx_cmd cmd)
{
    lx_id id = list_at_bar(&v->list);
    const struct lx_meeting *m = ((const struct prep_view *)v)->meeting;
    (void)cmd;
    if (id == HEAD_PARTS || part_of(v, id)) {
        struct lx_sitting *s = lx_rec_new(LX_SITTING);
        s->meeting = v->subject;
        if (m)
            lx_date_copy(&s->date, &m->date);
        (void)form_open(v->app, &form_sitting, 0, s);
    } else {
        struct lx_prep *p = lx_rec_new(LX_PREP);
        p->meeting = v->subject;
        (void)form_open(v->app, &form_prep, 0, p);
    }
    return DONE;
}

static unsigned on_edit(struct view *v, enum lx_cmd cmd)
{
    lx_id id = list_at_bar(&v->list);
    (void)cmd;
    if (id > 0)
        (void)form_open(v->app, step_of(v, id) ? &form_prep : &form_sitting, id, NULL);
    return DONE;
}

static unsigned on_drop(struct view *v, enum lx_cmd cmd)
{
    struct lx_err err;
    lx_id id = list_at_bar(&v->list);
    (void)cmd;
    if (id > 0 && app_did(v->app, (step_of(v, id) ? lx_prep_remove : lx_sitting_remove)(v->app->work, id, &err), &err))
        app_say(v->app, _("Removed; u brings it back."));
    return DID_RELOAD;
}

/* The place that the neighbour has: steps stand by their days, so a step passes only one of the same day. 0: there is none. */
static int64_t next_place(struct view *v, lx_id id, int by)
{
    const struct prep_view *p = (const struct prep_view *)v;
    const struct lx_sitting *part = part_of(v, id);
    if (part)
        return part->position + by;
    for (size_t i = 0; i < p->steps.n; i++) {
        size_t other = i + (size_t)by; /* before the first: beyond the last */
        if (p->steps.at[i]->id != id || other >= p->steps.n)
            continue;
        const struct lx_prep *step = (const struct lx_prep *)(const void *)p->steps.at[i];
        const struct lx_prep *next = (const struct lx_prep *)(const void *)p->steps.at[other];
        if (step->due.day == next->due.day)
            return next->position;
        app_say(v->app, _("Steps stand by their days: e changes the day of this one"));
    }
    return 0;
}

static unsigned on_move(struct view *v, enum lx_cmd cmd)
{
    struct lx_err err;
    struct lx_work *w = v->app->work;
    lx_id id = list_at_bar(&v->list);
    const struct lx_prep *step = step_of(v, id);
    const struct lx_sitting *part = part_of(v, id);
    int64_t place = next_place(v, id, cmd == CMD_ROW_DOWN ? 1 : -1);
    if (!place)
        return DONE;
    enum lx_rc rc = lx_begin(w, &err);
    if (rc == LX_OK)
        rc = lx_sequence_move(w, step ? LX_PREP : LX_SITTING, "meeting", id, place, &err);
    (void)app_did(v->app, lx_end(w, rc, step ? "prep set" : "sitting set", (const char *const[]){ step ? step->title : part->title, NULL }, &err), &err);
    return DID_RELOAD;
}

static const struct cmd_handler commands[] = {
    { CMD_PREP_TICK, on_state }, { CMD_PREP_LEAVE, on_state }, { CMD_ADD, on_add },      { CMD_EDIT, on_edit },   { CMD_OPEN, on_edit },
    { CMD_RECORD_DELETE, on_drop }, { CMD_ROW_DOWN, on_move }, { CMD_ROW_UP, on_move }, MEETING_ACTS,           { CMD_NONE, NULL },
};

static const struct view_ops view_prep = {
    .name = "prep", .title = N_("Before the meeting"), .ctx = CTX_PREP, .size = sizeof(struct prep_view), .type = LX_NONE_TYPE, .columns = columns,
    .empty = "", .open_label = N_("edit"), .open = open_view, .load = load, .cell = cell, .headline = headline, .detail = detail, .commands = commands,
    .close = close_view, .stale_on = LX_BIT(LX_PREP) | LX_BIT(LX_SITTING) | LX_BIT(LX_MEETING) | LX_BIT(LX_UNIT),
};

void prep_open(struct view *v, lx_id meeting) { app_push(v->app, &view_prep, &(struct prep_arg){ meeting, false }); }

unsigned meeting_prep(struct view *v, enum lx_cmd cmd)
{
    struct prep_arg arg = { meeting_of(v), cmd == CMD_MEETING_SITTINGS };
    if (arg.meeting)
        app_push(v->app, &view_prep, &arg);
    return DONE;
}

/* --- forms ------------------------------------------------------------------------------------------------------------------------- */

static enum lx_rc save_prep(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    return base ? lx_save(w, "prep set", base, mine, conflicts, err) : lx_prep_add(w, mine, err);
}

static const char *const prep_fields[] = { "title", "days", "working", "due", "unit", "clerk", "note", NULL };
const struct form_kind form_prep = {
    .name = "prep", .type = LX_PREP, .title_new = N_("New step of preparation"), .title = N_("Edit"), .fields = prep_fields, .save = save_prep,
};

static enum lx_rc save_sitting(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    return base ? lx_save(w, "sitting set", base, mine, conflicts, err) : lx_sitting_add(w, mine, err);
}

static const char *const sitting_fields[] = { "kind", "title", "date", "time", "until", "place", "note", NULL };
const struct form_kind form_sitting = {
    .name = "sitting", .type = LX_SITTING, .title_new = N_("New part of the session"), .title = N_("Edit"), .fields = sitting_fields,
    .may_be_empty = "title", .save = save_sitting,
};
