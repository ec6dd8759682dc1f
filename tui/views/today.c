/* Today: mine first; late, near due, next meetings, notes that hang nowhere, what others changed since I last looked. */
#include "tui/views/views.h"

#include "core/meeting/prep.h"
#include "core/mem.h"
#include "core/work/items.h"
#include "core/work/plans.h"
#include "core/work/today.h"
#include "tui/app.h"
#include "tui/history.h"
#include "tui/i18n.h"
#include "tui/state.h"
#include "tui/views/detail.h"
#include "tui/views/item_acts.h"
#include "tui/views/meeting_acts.h"
#include "tui/views/office_views.h"

#include <stdlib.h>
#include <string.h>

enum part { PART_MINE_LATE, PART_MINE_NEAR, PART_LATE, PART_NEAR, PART_PREP, PART_ANSWER, PART_MEETING, PART_NOTE, PART_NEWS, PARTS_N };

struct row {
    enum part part;
    bool first;                   /* of its part: the part is named */
    const struct lx_rec *rec;     /* NULL for news */
    const struct lx_log_row *log; /* of news */
};

struct today_view {
    struct view v;
    struct lx_today today;
    struct row *rows;
    size_t rows_n, rows_room;
    lx_rev since; /* seen before this start */
    bool more;    /* only what comes at once was read */
    bool counted; /* counts are those of the rows */
    struct lx_today_counts counts;
};

enum { COL_PART, COL_NO, COL_TITLE, COL_DUE, COL_LIGHT, COL_LEAD, EACH_MOST = 30, NEWS_AT_FIRST = 8 };

static const struct column columns[] = {
    [COL_PART] = { "part", N_("Today"), 10, 17, 18, 1, 0, LX_LEFT, NULL, true },
    [COL_NO] = { "no", N_("No."), 7, 11, 14, 0, 0, LX_LEFT, NULL, true },
    [COL_TITLE] = { "title", N_("What"), 14, 30, 120, 10, 0, LX_LEFT, NULL, false },
    [COL_DUE] = { "due", N_("Due"), 10, 10, 14, 0, 1, LX_LEFT, NULL, false },
    [COL_LIGHT] = { "light", N_("Light"), 4, 8, 8, 1, 2, LX_LEFT, NULL, false },
    [COL_LEAD] = { "lead", N_("Lead"), 8, 12, 20, 2, 3, LX_LEFT, NULL, false },
    { 0 },
};

/* --- what was seen ---------------------------------------------------------------------------------------------------------- */

static void seen_name(const struct app *a, struct lx_str *out)
{
    lx_str_add(out, "seen-");
    lx_text_print(out, a->args.db_path ? a->args.db_path : "");
}

static void open_today(struct view *v, const void *arg)
{
    struct lx_str name = LX_STR_EMPTY, text = LX_STR_EMPTY;
    (void)arg;
    seen_name(v->app, &name);
    if (state_read(lx_str_z(&name), &text))
        ((struct today_view *)v)->since = strtoll(lx_str_z(&text), NULL, 10);
    lx_str_done(&name);
    lx_str_done(&text);
}

static void remember_seen(struct view *v)
{
    struct lx_log_query q = { .limit = 1 };
    struct lx_log_rows rows = { 0 };
    struct lx_str name = LX_STR_EMPTY, text = LX_STR_EMPTY;
    if (v->app->store->log(v->app->store, &q, &rows, NULL) == LX_OK && rows.n) {
        seen_name(v->app, &name);
        lx_str_addf(&text, "%lld\n", (long long)rows.at[0].rev);
        (void)state_write(lx_str_z(&name), lx_str_z(&text), text.len); /* what was seen is a comfort, not a record */
    }
    lx_log_rows_done(&rows);
    lx_str_done(&name);
    lx_str_done(&text);
}

/* --- rows --------------------------------------------------------------------------------------------------------------------- */

static void forget(struct today_view *t)
{
    lx_today_done(&t->today);
    free(t->rows);
    t->rows = NULL;
    t->rows_n = t->rows_room = 0;
}

static void close_today(struct view *v)
{
    remember_seen(v);
    forget((struct today_view *)v);
}

static void add_rows(struct today_view *t, enum part part, const struct lx_rows *rows)
{
    for (size_t i = 0; i < rows->n; i++)
        LX_PUSH(t->rows, t->rows_n, t->rows_room) = (struct row){ part, i == 0, rows->at[i], NULL };
}

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct today_view *t = (struct today_view *)v;
    struct lx_ids ids = { 0 };
    if (!v->app->work)
        return LX_OK;
    forget(t);
    /* at the start what needs a walk over all items comes behind the first screen */
    enum lx_rc rc = (v->loaded ? lx_today_read : lx_today_first)(v->app->work, &t->today, EACH_MOST, t->since, err);
    t->more = !v->loaded;
    t->counted = false;
    if (rc != LX_OK)
        return rc;
    add_rows(t, PART_MINE_LATE, &t->today.mine_late);
    add_rows(t, PART_MINE_NEAR, &t->today.mine_near);
    add_rows(t, PART_PREP, &t->today.preps);
    add_rows(t, PART_ANSWER, &t->today.answers);
    add_rows(t, PART_MEETING, &t->today.meetings);
    add_rows(t, PART_LATE, &t->today.late);
    add_rows(t, PART_NEAR, &t->today.near);
    add_rows(t, PART_NOTE, &t->today.notes);
    for (size_t i = 0; i < t->today.news.n && (t->since || i < NEWS_AT_FIRST); i++)
        LX_PUSH(t->rows, t->rows_n, t->rows_room) = (struct row){ PART_NEWS, i == 0, NULL, &t->today.news.at[i] };
    for (size_t i = 0; i < t->rows_n; i++)
        lx_ids_add(&ids, t->rows[i].rec ? t->rows[i].rec->id : -t->rows[i].log->rev); /* an entry is no record */
    list_own(&v->list, ids.at, ids.n);
    lx_ids_done(&ids);
    return LX_OK;
}

static bool read_more(struct view *v)
{
    struct today_view *t = (struct today_view *)v;
    bool more = t->more;
    t->more = false;
    v->stale = v->stale || more;
    if (more && v->list.bar == 0)
        list_restart(&v->list); /* mine come above */
    return more;
}

static const char *part_word(enum part part)
{
    static const char *const words[PARTS_N] = { [PART_MINE_LATE] = N_("Mine, late"), [PART_MINE_NEAR] = N_("Mine, near due"), [PART_LATE] = N_("Late"),
                                                [PART_NEAR] = N_("Near due"), [PART_PREP] = N_("Preparation due"), [PART_ANSWER] = N_("Not answered"), [PART_MEETING] = N_("Meetings"), [PART_NOTE] = N_("Notes not hung"),
                                                [PART_NEWS] = N_("Changed by others") };
    return _(words[part]);
}

static void item_cell(struct view *v, const struct lx_item *item, int col, struct cell *out)
{
    enum lx_light light = lx_item_light(v->app->work, item);
    const struct lx_word *word = &lx_words_of("light")->at[light];
    switch (col) {
    case COL_NO: lx_str_add(&out->text, item->no); break;
    case COL_TITLE: lx_str_add(&out->text, item->title); break;
    case COL_DUE: lx_date_short(&out->text, &item->due, app_today(v->app)); break;
    case COL_LEAD: lx_str_add(&out->text, app_name(v->app, LX_UNIT, item->lead)); break;
    case COL_LIGHT:
        out->role = light == LX_LIGHT_LATE ? ROLE_LATE : light == LX_LIGHT_NEAR ? ROLE_NEAR : ROLE_NORMAL;
        lx_str_add(&out->text, lx_two(word->en, word->zh));
        break;
    default: break;
    }
}

static void meeting_cell(struct view *v, const struct lx_meeting *m, int col, struct cell *out)
{
    if (col == COL_NO)
        lx_str_add(&out->text, m->no);
    else if (col == COL_TITLE)
        lx_str_addf(&out->text, "%s %s", m->title, m->place ? m->place : "");
    else if (col == COL_DUE)
        lx_date_short(&out->text, &m->date, app_today(v->app));
}

/* Who has not answered to minutes that were sent round. */
static void answer_cell(struct view *v, const struct lx_opinion *o, int col, struct cell *out)
{
    if (col == COL_NO)
        lx_str_add(&out->text, app_name(v->app, LX_MEETING, o->of));
    else if (col == COL_TITLE)
        lx_str_addf(&out->text, _("Opinion on the minutes: %s"), app_name(v->app, LX_UNIT, o->unit));
    else if (col == COL_DUE)
        lx_date_short(&out->text, &o->due, app_today(v->app));
    out->role = col == COL_DUE && o->due.day != LX_NO_DAY && o->due.day < app_today(v->app) ? ROLE_LATE : ROLE_NORMAL;
}

static void prep_cell(struct view *v, const struct lx_prep *p, int col, struct cell *out)
{
    if (col == COL_NO) {
        row_field(v, p, "meeting", &out->text);
        lx_str_cut(&out->text, out->text.len ? strcspn(out->text.s, " ") : 0);
    } else if (col == COL_TITLE) {
        lx_str_add(&out->text, p->title);
    } else if (col == COL_DUE) {
        lx_date_short(&out->text, &p->due, app_today(v->app));
    } else if (col == COL_LIGHT) {
        bool late = p->due.day < app_today(v->app);
        const struct lx_word *word = &lx_words_of("light")->at[late ? LX_LIGHT_LATE : LX_LIGHT_NEAR];
        out->role = late ? ROLE_LATE : ROLE_NEAR;
        lx_str_add(&out->text, lx_two(word->en, word->zh));
    } else {
        lx_str_add(&out->text, app_name(v->app, LX_UNIT, p->unit));
    }
}

static void note_cell(struct view *v, const struct lx_note *n, int col, struct cell *out)
{
    if (col == COL_NO)
        lx_str_add(&out->text, n->caller);
    else if (col == COL_TITLE)
        lx_str_add(&out->text, n->text);
    else if (col == COL_DUE)
        lx_date_short(&out->text, &n->day, app_today(v->app));
}

static void news_cell(struct view *v, const struct lx_log_row *log, int col, struct cell *out)
{
    struct lx_date day = { .day = lx_instant_day(log->at_ms, log->offset_min) };
    if (col == COL_NO)
        lx_str_add(&out->text, log->clerk ? log->clerk : log->who);
    else if (col == COL_TITLE)
        lx_entry_what(&out->text, log);
    else if (col == COL_DUE)
        lx_date_short(&out->text, &day, app_today(v->app));
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct row *r = &((struct today_view *)v)->rows[row];
    (void)rec, (void)id;
    if (col == COL_PART) {
        out->role = ROLE_HEADING;
        lx_str_add(&out->text, r->first ? part_word(r->part) : "");
    } else if (!r->rec) {
        news_cell(v, r->log, col, out);
    } else if (r->rec->type == LX_ITEM) {
        item_cell(v, (const struct lx_item *)(const void *)r->rec, col, out);
    } else if (r->rec->type == LX_PREP) {
        prep_cell(v, (const struct lx_prep *)(const void *)r->rec, col, out);
    } else if (r->rec->type == LX_OPINION) {
        answer_cell(v, (const struct lx_opinion *)(const void *)r->rec, col, out);
    } else if (r->rec->type == LX_MEETING) {
        meeting_cell(v, (const struct lx_meeting *)(const void *)r->rec, col, out);
    } else {
        note_cell(v, (const struct lx_note *)(const void *)r->rec, col, out);
    }
}

/* --- detail: the figures, then what is under the bar --------------------------------------------------------------------------- */

static enum lx_rc figures(struct view *v, struct lines *l, struct lx_err *err)
{
    struct today_view *t = (struct today_view *)v;
    enum lx_rc rc = t->counted ? LX_OK : lx_today_count(v->app->work, &t->counts, err);
    if (rc != LX_OK)
        return rc;
    const struct lx_today_counts n = t->counts;
    t->counted = true;
    struct lx_str s = LX_STR_EMPTY;
    lx_str_addf(&s, "%s %zu · %s %zu · %s %zu · %s %zu", _("open"), n.open, _("late"), n.late, _("near due"), n.near, _("notes not hung"), n.notes);
    lines_para(l, lx_str_z(&s), ROLE_TITLE, 0);
    lx_str_clear(&s);
    lx_str_addf(&s, "%s %zu · %s %zu · %s %zu", _("mine: open"), n.mine_open, _("late"), n.mine_late, _("near due"), n.mine_near);
    lines_para(l, lx_str_z(&s), ROLE_NORMAL, 0);
    lx_str_done(&s);
    return LX_OK;
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    enum lx_rc rc = figures(v, l, err);
    lines_new(l);
    if (rc != LX_OK || id == 0)
        return rc;
    if (id < 0) {
        struct lx_str s = LX_STR_EMPTY;
        rc = lx_changes_words(v->app->work, &s, -id, 0, err);
        lines_para(l, lx_str_z(&s), ROLE_NORMAL, 0);
        lx_str_done(&s);
        return rc;
    }
    return detail_any(v, id, l, err);
}

/* --- commands --------------------------------------------------------------------------------------------------------------------- */

static const struct lx_prep *prep_at_bar(const struct view *v)
{
    const struct today_view *t = (const struct today_view *)v;
    const struct lx_rec *rec = v->list.bar < t->rows_n ? t->rows[v->list.bar].rec : NULL;
    return rec && rec->type == LX_PREP ? (const struct lx_prep *)(const void *)rec : NULL;
}

static unsigned on_open(struct view *v, enum lx_cmd cmd)
{
    lx_id id = list_at_bar(&v->list);
    enum lx_type type;
    (void)cmd;
    const struct lx_prep *prep = prep_at_bar(v);
    const struct today_view *t = (const struct today_view *)v;
    const struct lx_rec *at = v->list.bar < t->rows_n ? t->rows[v->list.bar].rec : NULL;
    if (at && at->type == LX_OPINION)
        return round_open(v, ((const struct lx_opinion *)(const void *)at)->of);
    if (prep)
        prep_open(v, prep->meeting);
    else if (id > 0 && v->app->store->type_of(v->app->store, id, &type, NULL) == LX_OK)
        app_goto(v->app, type, id);
    else if (id < 0)
        app_show(v->app, &view_log);
    return DONE;
}

/* Only items can be acted on; meetings, notes and news among the marked ones are left alone. */
static unsigned on_act(struct view *v, enum lx_cmd cmd)
{
    struct today_view *t = (struct today_view *)v;
    struct lx_ids chosen = { 0 }, items = { 0 };
    const struct lx_prep *prep = prep_at_bar(v);
    if (prep && !v->list.marks.n) {
        struct lx_err err;
        if (cmd != CMD_ITEM_CLOSE)
            app_say(v->app, _("A step of preparation is done with d; Enter opens all of them"));
        else if (app_did(v->app, lx_prep_go(v->app->work, prep->rec.id, PREP_DONE, &err), &err))
            app_sayf(v->app, "%s    u %s", _("The step is done"), _("takes it back"));
        return DID_RELOAD;
    }
    list_chosen(v, &chosen);
    for (size_t i = 0; i < t->rows_n; i++)
        if (t->rows[i].rec && t->rows[i].rec->type == LX_ITEM && lx_ids_has(&chosen, t->rows[i].rec->id))
            lx_ids_add(&items, t->rows[i].rec->id);
    if (!items.n)
        app_say(v->app, _("This row is no action item; Enter opens it"));
    unsigned did = item_act_on(v, cmd, &items);
    lx_ids_done(&chosen);
    lx_ids_done(&items);
    return did;
}

static unsigned on_review(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    return review_query(v, lx_today_query(LX_TODAY_MINE_OPEN));
}

static const struct cmd_handler commands[] = {
    { CMD_OPEN, on_open },        { CMD_ITEM_CLOSE, on_act },  { CMD_ITEM_REPORT, on_act }, { CMD_ITEM_EXTEND, on_act },
    { CMD_ITEM_REMIND, on_act },  { CMD_REVIEW, on_review },   { CMD_MINUTES_LINE, minutes_line }, { CMD_NONE, NULL },
};

const struct view_ops view_today = {
    .name = "today",
    .title = N_("Today"),
    .ctx = CTX_TODAY,
    .size = sizeof(struct today_view),
    .command = CMD_VIEW_TODAY,
    .type = LX_NONE_TYPE,
    .columns = columns,
    .empty = N_("Nothing is late or near due, no meeting is set, no note waits.\n2 action items, 3 meetings, 4 plans; g s sets the office up."),
    .open = open_today,
    .load = load,
    .cell = cell,
    .detail = detail,
    .idle = read_more,
    .commands = commands,
    .stale_on = LX_BIT(LX_ITEM) | LX_BIT(LX_MEETING) | LX_BIT(LX_NOTE) | LX_BIT(LX_PREP) | LX_BIT(LX_OFFICE) | LX_BIT(LX_UNIT),
    .close = close_today,
};
