/* Versions of a meeting's papers as they went out: agenda, minutes sent round and issued; what differs from the one before. */
#include "core/meeting/editions.h"

#include "core/doc/view.h"
#include "tui/agendawords.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/views/detail.h"
#include "tui/views/meeting_acts.h"
#include "tui/views/office_views.h"
#include "tui/views/views.h"

#include <stdlib.h>

struct editions_view {
    struct view v;
    struct lx_rows rows; /* oldest first, whole */
};

enum { COL_KIND, COL_NUMBER, COL_DAY, COL_DIFFERS, COL_WHY, COL_CLERK };

static const struct column columns[] = {
    [COL_KIND] = { "kind", N_("Paper"), 8, 16, 20, 0, 0, LX_LEFT, NULL, true },
    [COL_NUMBER] = { "number", N_("Version"), 4, 5, 8, 0, 0, LX_RIGHT, NULL, true },
    [COL_DAY] = { "day", N_("Day"), 10, 10, 10, 0, 0, LX_LEFT, NULL, false },
    [COL_DIFFERS] = { "differs", N_("Differences"), 4, 4, 11, 0, 1, LX_RIGHT, NULL, false },
    [COL_WHY] = { "why", N_("Why"), 10, 24, 80, 8, 0, LX_LEFT, NULL, false },
    [COL_CLERK] = { "clerk", N_("Clerk"), 6, 8, 16, 1, 2, LX_LEFT, NULL, false },
    { 0 },
};

static void open_view(struct view *v, const void *arg) { v->subject = *(const lx_id *)arg; }
static void close_view(struct view *v) { lx_rows_done(&((struct editions_view *)v)->rows); }

static const struct lx_edition *edition_at(const struct view *v, size_t i)
{
    return (const struct lx_edition *)(const void *)((const struct editions_view *)v)->rows.at[i];
}

static const struct lx_edition *edition_of(const struct view *v, lx_id id)
{
    for (size_t i = 0; i < ((const struct editions_view *)v)->rows.n; i++)
        if (edition_at(v, i)->rec.id == id)
            return edition_at(v, i);
    return NULL;
}

/* The newest of its kind before it; NULL. */
static const struct lx_edition *before(const struct view *v, const struct lx_edition *e)
{
    const struct lx_edition *found = NULL;
    for (size_t i = 0; i < ((const struct editions_view *)v)->rows.n; i++)
        if (edition_at(v, i)->kind == e->kind && edition_at(v, i)->number < e->number && (!found || edition_at(v, i)->number > found->number))
            found = edition_at(v, i);
    return found;
}

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct editions_view *ev = (struct editions_view *)v;
    struct lx_ids ids = { 0 };
    lx_rows_done(&ev->rows);
    enum lx_rc rc = lx_all(v->app->work, LX_EDITION, lx_cond_ref(LX_EDITION, "of", v->subject), NULL, true, &ev->rows, err);
    for (size_t i = ev->rows.n; rc == LX_OK && i > 0; i--)
        lx_ids_add(&ids, ev->rows.at[i - 1]->id);
    list_own(&v->list, ids.at, ids.n);
    lx_ids_done(&ids);
    return rc;
}

static void headline(struct view *v, struct lx_str *out) { lx_show_id(v->app->work, out, v->subject); }

static void count_cell(const struct view *v, const struct lx_edition *e, struct lx_str *out)
{
    const struct lx_edition *old = before(v, e);
    struct lx_differences d = { 0 };
    if (!old || e->kind != EDITION_AGENDA)
        return;
    lx_edition_diff(old->text, e->text, &d);
    lx_str_addi(out, (int64_t)d.n);
    lx_differences_done(&d);
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct lx_edition *e = edition_of(v, id);
    (void)rec, (void)row;
    if (!e)
        return;
    switch (col) {
    case COL_DAY: lx_date_short(&out->text, &e->day, app_today(v->app)); break;
    case COL_DIFFERS: count_cell(v, e, &out->text); break;
    default: row_field(v, e, columns[col].id, &out->text); break;
    }
}

static void difference_lines(const struct lx_edition *old, const struct lx_edition *e, struct lines *l)
{
    struct lx_differences d = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    lx_str_addf(&s, _("Differences from version %d"), (int)old->number);
    lines_rule(l, lx_str_z(&s));
    lx_edition_diff(old->text, e->text, &d);
    if (!d.n)
        lines_para(l, _("none"), ROLE_DIM, 0);
    for (size_t i = 0; i < d.n; i++) {
        lx_str_clear(&s);
        difference_words(&s, &d.at[i]);
        lines_para(l, lx_str_z(&s), d.at[i].op == '+' ? ROLE_NEW : d.at[i].op == '-' ? ROLE_OLD : ROLE_NORMAL, 0);
    }
    lx_differences_done(&d);
    lx_str_done(&s);
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    const struct lx_edition *e = edition_of(v, id), *old = e ? before(v, e) : NULL;
    (void)err;
    if (!e)
        return LX_OK;
    lines_field(l, _("Why"), e->why, ROLE_NORMAL);
    if (old && e->kind == EDITION_AGENDA)
        difference_lines(old, e, l);
    lines_rule(l, _("As it went out"));
    struct lx_str text = LX_STR_EMPTY;
    lx_str_addn(&text, e->text ? e->text : "", e->text ? lx_edition_text_len(e->text) : 0);
    detail_markdown(l, lx_str_z(&text));
    lx_str_done(&text);
    return LX_OK;
}

static const struct cmd_handler commands[] = { MEETING_ACTS, { CMD_NONE, NULL } };

static const struct view_ops view_editions = {
    .name = "versions", .title = N_("Versions"), .ctx = CTX_EDITIONS, .size = sizeof(struct editions_view), .type = LX_NONE_TYPE, .columns = columns,
    .empty = N_("No version was frozen yet; b f freezes the agenda."), .open = open_view, .load = load, .cell = cell, .headline = headline,
    .detail = detail, .commands = commands, .close = close_view, .stale_on = LX_BIT(LX_EDITION),
};

unsigned meeting_versions(struct view *v, enum lx_cmd cmd)
{
    lx_id meeting = meeting_of(v);
    (void)cmd;
    if (meeting)
        app_push(v->app, &view_editions, &meeting);
    return DONE;
}
