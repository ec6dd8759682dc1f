/* Versions of the minutes of a meeting, newest first; Enter reads one, c compares any two. */
#include "core/minutes/versions.h"

#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/minutes_words.h"
#include "tui/views/detail.h"
#include "tui/views/meeting_acts.h"

#include <stdlib.h>

struct versions_view {
    struct view v;
    struct lx_versions all;
};

enum { COL_NUMBER, COL_STATE, COL_WHEN, COL_WHO, COL_CHANGED, COL_WHY };

static const struct column columns[] = {
    [COL_NUMBER] = { "number", N_("Version"), 4, 5, 7, 0, 0, LX_LEFT, NULL, true },
    [COL_STATE] = { "state", N_("State"), 20, 28, 44, 2, 0, LX_LEFT, NULL, true },
    [COL_WHEN] = { "when", N_("When"), 16, 16, 16, 0, 0, LX_LEFT, NULL, false },
    [COL_WHO] = { "who", N_("Clerk"), 6, 8, 14, 1, 1, LX_LEFT, NULL, false },
    [COL_CHANGED] = { "changed", N_("Changed"), 5, 6, 9, 0, 3, LX_LEFT, NULL, false },
    [COL_WHY] = { "why", N_("Why"), 12, 24, 80, 6, 2, LX_LEFT, NULL, false },
    { 0 },
};

static void open_versions(struct view *v, const void *arg) { v->subject = *(const lx_id *)arg; }
static void close_versions(struct view *v) { lx_versions_done(&((struct versions_view *)v)->all); }

/* Ids of rows are the numbers of versions. */
static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct versions_view *vv = (struct versions_view *)v;
    struct lx_ids ids = { 0 };
    lx_versions_done(&vv->all);
    enum lx_rc rc = lx_minutes_versions(v->app->work, v->subject, &vv->all, err);
    for (size_t i = vv->all.n; rc == LX_OK && i > 0; i--)
        lx_ids_add(&ids, (lx_id)i);
    list_own(&v->list, ids.at, ids.n);
    lx_ids_done(&ids);
    return rc;
}

static const struct lx_version *version(const struct lx_versions *all, lx_id number)
{
    return number >= 1 && (size_t)number <= all->n ? &all->at[number - 1] : NULL;
}

/* The newest whole text before it; 0: none. */
static lx_id before(const struct lx_versions *all, lx_id number)
{
    for (lx_id i = number - 1; i > 0; i--)
        if (version(all, i)->kind != LX_VERSION_CORRECTION)
            return i;
    return 0;
}

/* "+3 −1" paragraphs against the one before. */
static void count_changes(const struct lx_versions *all, lx_id number, struct lx_str *out)
{
    struct lx_compared d = { 0 };
    lx_id old = before(all, number);
    size_t more = 0;
    if (!old || version(all, number)->kind == LX_VERSION_CORRECTION)
        return;
    lx_versions_compare(version(all, old), version(all, number), &d);
    for (size_t i = 0; i < d.n; i++)
        more += d.at[i].op == '+';
    if (d.n)
        lx_str_addf(out, "+%zu -%zu", more, d.n - more);
    lx_compared_done(&d);
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    static const enum role roles[] = { [LX_VERSION_ROUND] = ROLE_NEAR, [LX_VERSION_DRAFT] = ROLE_NORMAL, [LX_VERSION_ISSUED] = ROLE_OK,
                                       [LX_VERSION_CORRECTION] = ROLE_STRONG };
    const struct lx_versions *all = &((struct versions_view *)v)->all;
    const struct lx_version *one = version(all, id);
    (void)rec, (void)row;
    if (!one)
        return;
    switch (col) {
    case COL_NUMBER: lx_str_addf(&out->text, "v%lld", (long long)id); break;
    case COL_STATE:
        minutes_version_state(v->app->work, &out->text, one);
        out->role = one->answers[OPINION_OBJECTS] ? ROLE_LATE : roles[one->kind];
        break;
    case COL_WHEN: minutes_version_when(&out->text, one); break;
    case COL_WHO: lx_str_add(&out->text, one->who); break;
    case COL_CHANGED: count_changes(all, id, &out->text); break;
    case COL_WHY: minutes_version_why(&out->text, one); break;
    default: break;
    }
}

static void headline(struct view *v, struct lx_str *out) { lx_show_id(v->app->work, out, v->subject); }

static void compared_lines(const struct lx_version *older, const struct lx_version *newer, struct lines *l)
{
    struct lx_compared d = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    lx_versions_compare(older, newer, &d);
    if (!d.n)
        lines_para(l, _("The same words."), ROLE_DIM, 0);
    for (size_t i = 0; i < d.n; i++) {
        lx_str_clear(&s);
        lx_str_addf(&s, "%c %s", d.at[i].op, d.at[i].text);
        lines_para(l, s.s, d.at[i].op == '-' ? ROLE_OLD : ROLE_NEW, 2);
    }
    lx_compared_done(&d);
    lx_str_done(&s);
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    const struct lx_versions *all = &((struct versions_view *)v)->all;
    const struct lx_version *one = version(all, id);
    (void)err;
    if (!one)
        return LX_OK;
    lx_id old = one->kind == LX_VERSION_CORRECTION ? 0 : before(all, id);
    struct lx_str s = LX_STR_EMPTY;
    minutes_version_state(v->app->work, &s, one);
    lines_field(l, _("State"), lx_str_z(&s), ROLE_STRONG);
    lx_str_clear(&s);
    minutes_version_why(&s, one);
    lines_field(l, _("Why"), lx_str_z(&s), ROLE_NORMAL);
    if (old) {
        lx_str_clear(&s);
        lx_str_addf(&s, _("Differences from v%lld"), (long long)old);
        lines_rule(l, lx_str_z(&s));
        compared_lines(version(all, old), one, l);
    }
    lines_rule(l, one->frozen ? _("As it went out") : _("As it was written"));
    detail_markdown(l, lx_version_text(one));
    lx_str_done(&s);
    return LX_OK;
}

/* --- one of them, or two ------------------------------------------------------------------------------------------------------- */

struct shown {
    lx_id meeting, older, newer; /* older 0: only the newer one, whole */
};
struct shown_view {
    struct view v;
    struct shown s;
};

static void open_shown(struct view *v, const void *arg)
{
    struct shown_view *sv = (struct shown_view *)v;
    sv->s = *(const struct shown *)arg;
    v->subject = sv->s.meeting;
}

static void label(struct view *v, lx_id number, const struct lx_version *one, struct lx_str *out)
{
    lx_str_addf(out, "v%lld  ", (long long)number);
    minutes_version_when(out, one);
    lx_str_add(out, "  ");
    minutes_version_state(v->app->work, out, one);
}

static enum lx_rc shown_detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    const struct shown *s = &((struct shown_view *)v)->s;
    struct lx_versions all;
    struct lx_str words = LX_STR_EMPTY;
    (void)id;
    enum lx_rc rc = lx_minutes_versions(v->app->work, s->meeting, &all, err);
    const struct lx_version *older = rc == LX_OK ? version(&all, s->older) : NULL, *newer = rc == LX_OK ? version(&all, s->newer) : NULL;
    if (older && newer) {
        lx_str_add(&words, "- ");
        label(v, s->older, older, &words);
        lines_para(l, words.s, ROLE_OLD, 2);
        lx_str_clear(&words);
        lx_str_add(&words, "+ ");
        label(v, s->newer, newer, &words);
        lines_para(l, words.s, ROLE_NEW, 2);
        lines_new(l);
        compared_lines(older, newer, l);
    } else if (newer) {
        label(v, s->newer, newer, &words);
        lines_para(l, words.s, ROLE_STRONG, 0);
        lines_new(l);
        detail_markdown(l, lx_version_text(newer));
    }
    lx_str_done(&words);
    lx_versions_done(&all);
    return rc;
}

static void shown_headline(struct view *v, struct lx_str *out)
{
    const struct shown *s = &((struct shown_view *)v)->s;
    lx_show_id(v->app->work, out, s->meeting);
    if (s->older)
        lx_str_addf(out, "  v%lld / v%lld", (long long)s->older, (long long)s->newer);
    else
        lx_str_addf(out, "  v%lld", (long long)s->newer);
}

static const struct view_ops view_version = {
    .name = "version", .title = N_("Version of minutes"), .size = sizeof(struct shown_view), .type = LX_NONE_TYPE, .open = open_shown,
    .detail = shown_detail, .headline = shown_headline, .stale_on = LX_BIT(LX_MEETING) | LX_BIT(LX_EDITION) | LX_BIT(LX_OPINION),
};

static unsigned on_open(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    if (v->list.ids.n)
        app_push(v->app, &view_version, &(struct shown){ v->subject, 0, list_at_bar(&v->list) });
    return DONE;
}

static unsigned on_compare(struct view *v, enum lx_cmd cmd)
{
    const struct lx_versions *all = &((struct versions_view *)v)->all;
    const struct lx_ids *marks = &v->list.marks;
    lx_id bar = list_at_bar(&v->list), a = before(all, bar), b = bar;
    (void)cmd;
    if (marks->n > 2) {
        app_say(v->app, _("Two versions are compared: mark two with Space, or one and stand on the other"));
        return DONE;
    }
    if (marks->n == 2) {
        a = marks->at[0];
        b = marks->at[1];
    } else if (marks->n == 1 && marks->at[0] != bar) {
        a = marks->at[0];
    }
    if (!a || !b) {
        app_say(v->app, _("There is no version before this one"));
        return DONE;
    }
    app_push(v->app, &view_version, &(struct shown){ v->subject, a < b ? a : b, a < b ? b : a });
    return DONE;
}

static const struct cmd_handler commands[] = { { CMD_OPEN, on_open }, { CMD_VERSION_COMPARE, on_compare }, MEETING_ACTS, { CMD_NONE, NULL } };

static const struct view_ops view_versions = {
    .name = "minutes versions", .title = N_("Versions of minutes"), .ctx = CTX_VERSIONS, .size = sizeof(struct versions_view), .type = LX_NONE_TYPE,
    .columns = columns, .empty = N_("This meeting has no minutes yet: m writes them, b m builds them from the records."), .open_label = N_("read"),
    .open = open_versions, .load = load, .cell = cell, .headline = headline, .detail = detail, .commands = commands, .close = close_versions,
    .stale_on = LX_BIT(LX_MEETING) | LX_BIT(LX_EDITION) | LX_BIT(LX_OPINION),
};

unsigned minutes_versions(struct view *v, enum lx_cmd cmd)
{
    lx_id meeting = meeting_of(v);
    (void)cmd;
    if (meeting)
        app_push(v->app, &view_versions, &meeting);
    return DONE;
}
