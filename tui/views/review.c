/* Review: one item at a time, its source beside it, one key per decision; a record at the end (features R1). */
#include "tui/views/views.h"

#include "core/doc/write.h"
#include "core/mem.h"
#include "core/work/items.h"
#include "core/work/office.h"
#include "core/work/query_read.h"
#include "tui/app.h"
#include "tui/history.h"
#include "tui/i18n.h"
#include "tui/prompt.h"
#include "tui/views/detail.h"
#include "tui/views/item_acts.h"

#include <stdlib.h>
#include <string.h>

struct review_source {
    const struct lx_ids *ids;
    const char *query;
};

struct review_view {
    struct view v;
    struct lx_ids ids;
    size_t at, seen_n; /* of ids: where we are, how many were shown */
    char *query;
    lx_rev since; /* newest entry before the review began */
};

static lx_rev newest(struct view *v)
{
    struct lx_log_query q = { .limit = 1 };
    struct lx_log_rows rows = { 0 };
    lx_rev rev = v->app->store->log(v->app->store, &q, &rows, NULL) == LX_OK && rows.n ? rows.at[0].rev : 0;
    lx_log_rows_done(&rows);
    return rev;
}

static void open_review(struct view *v, const void *arg)
{
    struct review_view *r = (struct review_view *)v;
    const struct review_source *src = arg;
    for (size_t i = 0; i < src->ids->n; i++)
        lx_ids_add(&r->ids, src->ids->at[i]);
    r->query = lx_strdup(src->query);
    r->since = newest(v);
    r->seen_n = r->ids.n ? 1 : 0;
    v->subject = r->ids.n ? r->ids.at[0] : 0;
}

static void headline(struct view *v, struct lx_str *out)
{
    const struct review_view *r = (const struct review_view *)v;
    lx_str_addf(out, "%zu / %zu", r->at + 1, r->ids.n);
    if (r->query && *r->query) {
        lx_str_add(out, " · ");
        lx_query_show(out, LX_ITEM, r->query, lx_lang() == LX_EN, " ");
    }
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    return id ? detail_item(v, id, l, err) : LX_OK;
}

/* --- walking -------------------------------------------------------------------------------------------------------------------- */

static void show(struct review_view *r, size_t at)
{
    r->at = at;
    if (at >= r->seen_n)
        r->seen_n = at + 1;
    r->v.subject = r->ids.at[at];
    r->v.detail_id = 0;
    r->v.pager.top = 0;
}

static unsigned on_walk(struct view *v, enum lx_cmd cmd)
{
    struct review_view *r = (struct review_view *)v;
    if (cmd == CMD_REVIEW_NEXT && r->at + 1 < r->ids.n)
        show(r, r->at + 1);
    else if (cmd == CMD_REVIEW_BACK && r->at > 0)
        show(r, r->at - 1);
    else
        app_say(v->app, cmd == CMD_REVIEW_NEXT ? _("That was the last one; q ends the review and writes the record.") : _("This is the first one."));
    return DID_RELOAD;
}

static unsigned on_act(struct view *v, enum lx_cmd cmd)
{
    struct review_view *r = (struct review_view *)v;
    struct lx_ids one = { 0 };
    if (!r->ids.n)
        return DONE;
    lx_ids_add(&one, r->ids.at[r->at]);
    unsigned did = item_act_on(v, cmd, &one);
    lx_ids_done(&one);
    v->detail_id = 0;
    return did;
}

static bool note_done(struct view *v, const char *text, void *ctx)
{
    const struct review_view *r = (const struct review_view *)v;
    struct lx_err err;
    (void)ctx;
    if (!*text)
        return false;
    struct lx_note *note = lx_rec_new(LX_NOTE);
    lx_set_text(&note->text, text);
    note->way = NOTE_OTHER;
    note->hung = r->ids.at[r->at];
    bool ok = app_did(v->app, lx_note_add(v->app->work, note, &err), &err);
    lx_rec_free(note);
    v->detail_id = 0;
    return ok;
}

static unsigned on_note(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    if (((struct review_view *)v)->ids.n)
        prompt_open(v, &(struct prompt){ .label = _("Note on this item:"), .done = note_done });
    return DONE;
}

/* --- the record ------------------------------------------------------------------------------------------------------------------ */

static bool is_mine(struct view *v, const struct lx_log_row *row)
{
    const struct lx_work *w = v->app->work;
    return strcmp(row->who, w->who) == 0 && strcmp(row->clerk ? row->clerk : "", w->clerk ? w->clerk : "") == 0;
}

/* "- 09:12 办结 26-003", below it every field that it changed; nothing for an entry about something else. */
static enum lx_rc add_entry(struct view *v, const struct review_view *r, const struct lx_log_row *row, struct lx_str *md, size_t *n,
                            struct lx_err *err)
{
    struct lx_str changes = LX_STR_EMPTY, at = LX_STR_EMPTY, what = LX_STR_EMPTY;
    enum lx_rc rc = lx_changes_md(v->app->work, &changes, row->rev, &r->ids, err);
    if (rc == LX_OK && changes.len) {
        lx_instant_format(&at, row->at_ms, row->offset_min);
        const char *time = strchr(lx_str_z(&at), ' ');
        lx_str_addf(&what, "%s ", time ? time + 1 : "");
        lx_entry_what(&what, row);
        lx_str_add(md, "- ");
        lx_md_text(md, lx_str_z(&what));
        lx_str_addf(md, "\n%s", lx_str_z(&changes));
        ++*n;
    }
    lx_str_done(&changes);
    lx_str_done(&at);
    lx_str_done(&what);
    return rc;
}

/* What I decided since the review began, in order, as Markdown; *n says how many.  What was taken back again is no decision. */
static enum lx_rc write_record(struct view *v, const struct review_view *r, struct lx_str *md, size_t *n, struct lx_err *err)
{
    struct lx_log_query q = { .from = r->since + 1, .oldest_first = true };
    struct lx_log_rows rows = { 0 };
    *n = 0;
    enum lx_rc rc = v->app->store->log(v->app->store, &q, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++)
        if (!rows.at[i].undone_by && rows.at[i].undoes <= r->since && is_mine(v, &rows.at[i]))
            rc = add_entry(v, r, &rows.at[i], md, n, err);
    lx_log_rows_done(&rows);
    return rc;
}

static struct lx_review *new_record(struct view *v, const struct review_view *r, const char *decisions, size_t n)
{
    struct lx_review *rec = lx_rec_new(LX_REVIEW);
    struct lx_str md = LX_STR_EMPTY;
    lx_str_addf(&md, "# %s\n\n", _("Record of the review"));
    lx_str_addf(&md, _("items looked at: %zu · decisions: %zu"), r->seen_n, n);
    lx_str_addf(&md, "\n\n%s", decisions);
    rec->day = (struct lx_date){ .day = v->app->today };
    lx_set_text(&rec->query, r->query);
    lx_set_text(&rec->clerk, lx_clerk(v->app->work));
    lx_set_text(&rec->record, lx_str_z(&md));
    lx_str_done(&md);
    return rec;
}

static unsigned on_end(struct view *v, enum lx_cmd cmd)
{
    struct review_view *r = (struct review_view *)v;
    struct lx_str decisions = LX_STR_EMPTY;
    struct lx_err err;
    size_t n;
    (void)cmd;
    if (app_did(v->app, write_record(v, r, &decisions, &n, &err), &err) && n && app_may_write(v->app)) {
        struct lx_review *rec = new_record(v, r, lx_str_z(&decisions), n);
        if (app_did(v->app, lx_add(v->app->work, "review", rec, &err), &err))
            app_sayf(v->app, _("The record of the review is stored; decisions: %zu"), n);
        lx_rec_free(rec);
    }
    lx_str_done(&decisions);
    return DID_CLOSE;
}

static void close_review(struct view *v)
{
    struct review_view *r = (struct review_view *)v;
    lx_ids_done(&r->ids);
    free(r->query);
}

static const struct cmd_handler commands[] = {
    { CMD_REVIEW_NEXT, on_walk },  { CMD_REVIEW_BACK, on_walk },  { CMD_ITEM_CLOSE, on_act }, { CMD_ITEM_REPORT, on_act },
    { CMD_ITEM_EXTEND, on_act },   { CMD_ITEM_REMIND, on_act },   { CMD_REVIEW_NOTE, on_note }, { CMD_QUIT, on_end },
    { CMD_NONE, NULL },
};

const struct view_ops view_review = {
    .name = "review",
    .title = N_("Review"),
    .ctx = CTX_REVIEW,
    .size = sizeof(struct review_view),
    .type = LX_NONE_TYPE,
    .open = open_review,
    .headline = headline,
    .detail = detail,
    .commands = commands,
    .stale_on = LX_BIT(LX_ITEM) | LX_BIT(LX_EVENT) | LX_BIT(LX_PART) | LX_BIT(LX_NOTE),
    .close = close_review,
};

/* --- starting ---------------------------------------------------------------------------------------------------------------------- */

static unsigned start(struct view *v, const struct lx_ids *ids, const char *query)
{
    struct review_source src = { ids, query };
    if (ids->n)
        app_push(v->app, &view_review, &src);
    else
        app_say(v->app, _("There is nothing to review here."));
    return DONE;
}

unsigned review_query(struct view *v, const char *typed)
{
    struct lx_query q;
    struct lx_ids ids = { 0 };
    struct lx_err err;
    typed = *typed ? typed : "state:open"; /* what is over needs no decision */
    enum lx_rc rc = lx_query_read(v->app->work, &q, LX_ITEM, typed, &err);
    if (rc == LX_OK)
        rc = v->app->store->ids(v->app->store, &q, &ids, &err);
    lx_query_done(&q);
    unsigned did = app_did(v->app, rc, &err) ? start(v, &ids, typed) : DONE;
    lx_ids_done(&ids);
    return did;
}

unsigned review_list(struct view *v, enum lx_cmd cmd)
{
    struct lx_err err;
    (void)cmd;
    if (v->list.marks.n) {
        struct lx_ids ids = { 0 };
        list_chosen(v, &ids);
        start(v, &ids, "");
        lx_ids_done(&ids);
    } else if (!v->filter) {
        return review_query(v, "");
    } else if (app_did(v->app, list_fill(v, &err), &err)) {
        start(v, list_records(&v->list), v->filter);
    }
    return DONE;
}
