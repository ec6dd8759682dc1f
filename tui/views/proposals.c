/* What follows from minutes: items created, changed, dropped, and lines that are unclear; the marked ones are taken. */
#include "tui/views/meeting_acts.h"

#include "core/mem.h"
#include "core/minutes/minutes.h"
#include "core/work/units.h"
#include "tui/app.h"
#include "tui/form.h"
#include "tui/i18n.h"
#include "tui/menu.h"
#include "tui/views/views.h"

#include <stdlib.h>
#include <string.h>

struct proposals_view {
    struct view v;
    struct minutes_text t;
    char *no; /* of the meeting */
    struct lx_proposals p;
    struct lx_ids seen; /* rows that had their first mark */
    char *anew;         /* number of an item that somebody has changed since the clerk began to decide, until he is told */
    bool told;          /* the refusal has told him already */
    bool settled;       /* stored, or thrown away: no draft stays */
};

enum { COL_KIND, COL_NO, COL_TITLE, COL_LEAD, COL_DUE, COL_CHANGES };

static const struct column columns[] = {
    [COL_KIND] = { "kind", N_("Follows"), 6, 8, 10, 0, 0, LX_LEFT, NULL, true },
    [COL_NO] = { "no", N_("No."), 6, 8, 12, 0, 2, LX_LEFT, NULL, false },
    [COL_TITLE] = { "title", N_("Action item"), 16, 30, 120, 10, 0, LX_LEFT, NULL, false },
    [COL_LEAD] = { "lead", N_("Lead"), 8, 14, 24, 2, 3, LX_LEFT, NULL, false },
    [COL_DUE] = { "due", N_("Due"), 10, 10, 12, 0, 1, LX_LEFT, NULL, false },
    [COL_CHANGES] = { "changes", N_("What changes"), 8, 14, 24, 0, 4, LX_LEFT, NULL, false },
    { 0 },
};

static const struct {
    const char *word;
    enum role role;
} kinds[] = { [LX_PROPOSE_ADD] = { N_("new"), ROLE_NEW },
              [LX_PROPOSE_CHANGE] = { N_("changed"), ROLE_NEAR },
              [LX_PROPOSE_DROP] = { N_("dropped"), ROLE_OLD },
              [LX_PROPOSE_ASK] = { N_("unclear"), ROLE_ERROR } };

/* --- rows ------------------------------------------------------------------------------------------------------------------ */

/* A row keeps its id while the text stays: its line and kind, or the item that is dropped. */
static lx_id row_id(const struct lx_proposal *p)
{
    return p->kind == LX_PROPOSE_DROP ? p->item->rec.id : (lx_id)p->line * 4 + p->kind;
}

static struct lx_proposal *row_of(struct proposals_view *pv, lx_id id)
{
    for (size_t i = 0; i < pv->p.n; i++)
        if (row_id(&pv->p.at[i]) == id)
            return &pv->p.at[i];
    return NULL;
}

static void open_text(struct view *v, const void *arg)
{
    struct proposals_view *pv = (struct proposals_view *)v;
    const struct minutes_text *t = arg;
    pv->t = (struct minutes_text){ t->meeting, lx_strdup(t->base), lx_strdup(t->text) };
    pv->no = lx_strdup(app_name(v->app, LX_MEETING, t->meeting));
}

static void close_view(struct view *v)
{
    struct proposals_view *pv = (struct proposals_view *)v;
    if (!pv->settled)
        app_say(v->app, _("The minutes are not stored; the text is kept as a draft: m on the meeting goes on with it"));
    lx_proposals_done(&pv->p);
    lx_ids_done(&pv->seen);
    minutes_text_done(&pv->t);
    free(pv->no);
    free(pv->anew);
}

/* Before the clerk decided on it this was something else: another state of the item, or nothing at all. */
static bool is_anew(const struct lx_proposals *before, const struct lx_proposal *p)
{
    for (size_t i = 0; i < before->n; i++) {
        const struct lx_proposal *was = &before->at[i];
        if (was->kind == p->kind && row_id(was) == row_id(p))
            return was->item->rec.rev != p->item->rec.rev;
        if (was->kind == LX_PROPOSE_ASK && was->line == p->line) /* he has made it clear himself */
            return false;
    }
    return true;
}

static void note_anew(struct proposals_view *pv, const struct lx_proposals *before)
{
    for (size_t i = 0; i < pv->p.n && !pv->told; i++) {
        const struct lx_proposal *p = &pv->p.at[i];
        if ((p->kind == LX_PROPOSE_CHANGE || p->kind == LX_PROPOSE_DROP) && is_anew(before, p)) {
            free(pv->anew);
            pv->anew = lx_strdup(p->item->no);
        }
    }
    pv->told = false;
}

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct proposals_view *pv = (struct proposals_view *)v;
    struct lx_ids ids = { 0 };
    struct lx_proposals before = pv->p;
    pv->p = (struct lx_proposals){ 0 };
    enum lx_rc rc = lx_minutes_propose(v->app->work, pv->t.meeting, pv->t.text, &pv->p, err);
    if (v->loaded)
        note_anew(pv, &before);
    lx_proposals_done(&before);
    for (size_t i = 0; i < pv->p.n; i++)
        lx_ids_add(&ids, row_id(&pv->p.at[i]));
    list_own(&v->list, ids.at, ids.n);
    for (size_t i = 0; i < ids.n; i++)
        if (!lx_ids_has(&pv->seen, ids.at[i])) {
            lx_ids_add(&pv->seen, ids.at[i]);
            list_mark(&v->list, ids.at[i], pv->p.at[i].take);
        }
    lx_ids_done(&ids);
    return rc;
}

static const char *change_word(const char *name)
{
    if (strcmp(name, "lead") == 0)
        return _("Units");
    if (strcmp(name, "close") == 0)
        return cmd_label(lx_command(CMD_ITEM_CLOSE));
    const struct lx_field *f = lx_field_named(LX_ITEM, name);
    return lx_two(f->en, f->zh);
}

/* "title due" for people. */
static void change_words(struct lx_str *out, const char *changes)
{
    for (const char *at = changes; at && *at;) {
        size_t len = strcspn(at, " ");
        char *name = lx_strndup(at, len);
        lx_str_addf(out, "%s%s", out->len ? " " : "", change_word(name));
        free(name);
        at += len + (at[len] == ' ');
    }
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct lx_proposal *p = &((struct proposals_view *)v)->p.at[row];
    struct lx_str *s = &out->text;
    (void)rec, (void)id;
    switch (col) {
    case COL_KIND:
        lx_str_add(s, _(kinds[p->kind].word));
        out->role = kinds[p->kind].role;
        break;
    case COL_NO: lx_str_add(s, p->item ? p->item->no : NULL); break;
    case COL_TITLE:
        if (p->kind == LX_PROPOSE_ASK) {
            lx_message(s, &p->why);
            lx_str_addc(s, ' ');
        }
        lx_str_add(s, p->item ? p->item->title : p->sentence);
        break;
    case COL_LEAD: lx_str_add(s, p->item ? app_name(v->app, LX_UNIT, p->item->lead) : ""); break;
    case COL_DUE:
        if (p->item)
            lx_date_short(s, &p->item->due, app_today(v->app));
        break;
    case COL_CHANGES: change_words(s, p->changes); break;
    default: break;
    }
}

static void headline(struct view *v, struct lx_str *out)
{
    lx_str_addf(out, "%s %s", ((struct proposals_view *)v)->no, _("Space: take or leave"));
}

/* --- one row beside the list ------------------------------------------------------------------------------------------------ */

static void old_and_new(struct lines *l, const char *label, const char *old, const char *fresh)
{
    lines_field(l, label, *old ? old : _("(empty)"), ROLE_OLD);
    lines_field(l, "", *fresh ? fresh : _("(empty)"), ROLE_NEW);
}

static void names_of(struct view *v, const struct lx_duties *d, struct lx_str *out)
{
    lx_duties_names(v->app->work, out, d, PART_LEAD);
    struct lx_str with = LX_STR_EMPTY;
    lx_duties_names(v->app->work, &with, d, PART_WITH);
    lx_duties_names(v->app->work, &with, d, PART_GROUP);
    if (with.len)
        lx_str_addf(out, "; %s", with.s);
    lx_str_done(&with);
}

static enum lx_rc change_lines(struct view *v, const struct lx_proposal *p, struct lines *l, struct lx_err *err)
{
    struct lx_item *old;
    struct lx_work *w = v->app->work;
    static const char *const fields[] = { "title", "due" };
    enum lx_rc rc = lx_get(w, LX_ITEM, p->item->rec.id, &old, err);
    if (rc != LX_OK)
        return rc;
    for (size_t i = 0; i < 2; i++) {
        const struct lx_field *f = lx_field_named(LX_ITEM, fields[i]);
        struct lx_str was = LX_STR_EMPTY, is = LX_STR_EMPTY;
        lx_show_value(w, &was, old, f, lx_lang() == LX_ZH);
        lx_show_value(w, &is, p->item, f, lx_lang() == LX_ZH);
        if (lx_f_same(old, p->item, f))
            lines_field(l, lx_two(f->en, f->zh), lx_str_z(&is), ROLE_NORMAL);
        else
            old_and_new(l, lx_two(f->en, f->zh), lx_str_z(&was), lx_str_z(&is));
        lx_str_done(&was);
        lx_str_done(&is);
    }
    if (strstr(p->changes, "lead")) {
        struct lx_duties have = { 0 };
        struct lx_str was = LX_STR_EMPTY, is = LX_STR_EMPTY;
        rc = lx_item_duties(w, old, &have, err);
        names_of(v, &have, &was);
        names_of(v, &p->duties, &is);
        old_and_new(l, _("Units"), lx_str_z(&was), lx_str_z(&is));
        lx_duties_done(&have);
        lx_str_done(&was);
        lx_str_done(&is);
    }
    if (strstr(p->changes, "close"))
        lines_field(l, cmd_label(lx_command(CMD_ITEM_CLOSE)), _("its box is ticked"), ROLE_NEW);
    lx_rec_free(old);
    return rc;
}

static void item_lines(struct view *v, const struct lx_proposal *p, struct lines *l)
{
    static const struct {
        int role;
        const char *label;
    } roles[] = { { PART_LEAD, N_("Lead") }, { PART_WITH, N_("Cooperating") }, { PART_GROUP, N_("Collectively") } };
    const struct lx_field *due = lx_field_named(LX_ITEM, "due");
    struct lx_str s = LX_STR_EMPTY;
    lines_para(l, p->item->title, ROLE_TITLE, 0);
    for (size_t i = 0; i < 3; i++) {
        lx_str_clear(&s);
        lx_duties_names(v->app->work, &s, &p->duties, roles[i].role);
        lines_field(l, _(roles[i].label), lx_str_z(&s), ROLE_NORMAL);
    }
    lx_str_clear(&s);
    lx_show_value(v->app->work, &s, p->item, due, lx_lang() == LX_ZH);
    lines_field(l, lx_two(due->en, due->zh), lx_str_z(&s), ROLE_NORMAL);
    lx_str_done(&s);
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    const struct lx_proposal *p = row_of((struct proposals_view *)v, id);
    enum lx_rc rc = LX_OK;
    if (!p)
        return LX_OK;
    struct lx_str s = LX_STR_EMPTY;
    lines_labels(l, (const char *const[]){ _("Cooperating"), _("Units") }, 2);
    lines_para(l, _(kinds[p->kind].word), kinds[p->kind].role, 0);
    if (p->kind == LX_PROPOSE_ASK) {
        lx_message(&s, &p->why);
        lines_para(l, lx_str_z(&s), ROLE_NORMAL, 0);
        lines_para(l, p->why.rc == LX_NOTFOUND ? _("e changes the line; a adds the unit as it is written.") : _("e changes the line."), ROLE_DIM, 0);
    } else if (p->kind == LX_PROPOSE_CHANGE) {
        rc = change_lines(v, p, l, err);
    } else {
        item_lines(v, p, l);
        if (p->kind == LX_PROPOSE_DROP)
            lines_para(l, _("Its line is gone. Marked, the item is withdrawn; not marked, it stays without a line."), ROLE_NORMAL, 0);
    }
    lx_str_clear(&s);
    lx_str_add(&s, p->kind == LX_PROPOSE_DROP ? _("The line that has gone") : _("The sentence in the minutes"));
    if (p->line)
        lx_str_addf(&s, " :%d", p->line);
    lines_rule(l, lx_str_z(&s));
    lines_para(l, p->sentence, ROLE_QUOTE, 0);
    lx_str_done(&s);
    return rc;
}

/* --- commands ----------------------------------------------------------------------------------------------------------------- */

static unsigned on_store(struct view *v, enum lx_cmd cmd)
{
    struct proposals_view *pv = (struct proposals_view *)v;
    struct lx_err err;
    size_t n[LX_PROPOSE_ASK + 1] = { 0 };
    (void)cmd;
    if (pv->anew) {
        app_sayf(v->app, _("Somebody else has changed %s meanwhile, and nothing is stored yet: look at what follows once more, then w"), pv->anew);
        free(pv->anew);
        pv->anew = NULL;
        return DID_DRAW;
    }
    for (size_t i = 0; i < pv->p.n; i++) {
        struct lx_proposal *p = &pv->p.at[i];
        p->take = p->kind != LX_PROPOSE_ASK && list_is_marked(&v->list, row_id(p));
        n[p->kind] += p->take || p->kind == LX_PROPOSE_ASK;
    }
    if (!app_did(v->app, minutes_store(v->app, &pv->t, &pv->p, &err), &err)) {
        pv->told = true;
        return DID_RELOAD | DID_DRAW;
    }
    pv->settled = true;
    app_sayf(v->app, _("Minutes %s stored: items new %zu, changed %zu, withdrawn %zu. u takes it back"), pv->no, n[LX_PROPOSE_ADD],
             n[LX_PROPOSE_CHANGE], n[LX_PROPOSE_DROP]);
    return DID_CLOSE;
}

static unsigned on_edit(struct view *v, enum lx_cmd cmd)
{
    struct proposals_view *pv = (struct proposals_view *)v;
    struct minutes_text t = { pv->t.meeting, lx_strdup(pv->t.base), lx_strdup(pv->t.text) };
    (void)cmd;
    minutes_edit(v, &t); /* the view may be gone after it */
    return DID_LAYOUT;
}

static unsigned on_unit(struct view *v, enum lx_cmd cmd)
{
    const struct lx_proposal *p = row_of((struct proposals_view *)v, list_at_bar(&v->list));
    (void)cmd;
    char *name = p && p->kind == LX_PROPOSE_ASK ? form_missing_unit(&p->why) : NULL;
    if (!name) {
        app_say(v->app, _("Only for a line that names a unit which is not known"));
        return DONE;
    }
    struct lx_unit *unit = lx_rec_new(LX_UNIT);
    lx_set_text(&unit->name, name);
    free(name);
    (void)form_open(v->app, &form_unit, 0, unit);
    return DONE;
}

enum { LEAVE_KEEP, LEAVE_DROP, LEAVE_NOT };

static unsigned on_leave_choice(struct view *v, int64_t value, void *ctx)
{
    struct proposals_view *pv = (struct proposals_view *)v;
    (void)ctx;
    if (value == LEAVE_NOT)
        return DID_DRAW;
    if (value == LEAVE_DROP) {
        pv->settled = true;
        minutes_draft_drop(v->app, pv->t.meeting);
        app_say(v->app, _("Thrown away; the stored minutes are as they were"));
    }
    return DID_CLOSE;
}

static unsigned on_leave(struct view *v, enum lx_cmd cmd)
{
    struct menu_items items = { 0 };
    (void)cmd;
    menu_add(&items, _("Leave and keep the text as a draft"), NULL, LEAVE_KEEP)->key = 'k';
    menu_add(&items, _("Go on here"), NULL, LEAVE_NOT)->key = 'g';
    menu_add(&items, _("Throw away what was written"), NULL, LEAVE_DROP)->key = 'x';
    menu_open(v, &(struct menu){ .title = _("The minutes are not stored yet"), .items = items, .chosen = on_leave_choice });
    return DID_DRAW;
}

static const struct cmd_handler commands[] = {
    { CMD_PROPOSE_STORE, on_store }, { CMD_OPEN, on_store }, { CMD_EDIT, on_edit },
    { CMD_ADD, on_unit },            { CMD_QUIT, on_leave }, { CMD_NONE, NULL },
};

const struct view_ops view_proposals = {
    .name = "proposals", .title = N_("From the minutes"), .ctx = CTX_PROPOSALS, .size = sizeof(struct proposals_view),
    .type = LX_NONE_TYPE, .columns = columns, .empty = N_("No action item is touched. w stores the text, e goes back to it."),
    .open_label = N_("store"), .open = open_text, .load = load, .cell = cell, .headline = headline, .detail = detail, .commands = commands,
    .stale_on = LX_BIT(LX_ITEM) | LX_BIT(LX_UNIT) | LX_BIT(LX_MEETING), .close = close_view,
};
