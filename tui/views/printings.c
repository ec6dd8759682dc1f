/* What was printed, sent and saved: when, by whom, where to, and the state of its jobs. */
#include "tui/views/printings.h"

#include "core/work/printing.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/printing.h"
#include "tui/views/detail.h"
#include "tui/views/meeting_acts.h"

struct printings_view {
    struct view v;
    struct jobs jobs; /* as of the last load */
    bool silent;      /* no print server answered then */
};

enum { COL_WHEN, COL_WHAT, COL_WHERE, COL_CLERK, COL_STATE, DETAIL_MOST = 8 };

static const struct column columns[] = {
    [COL_WHEN] = { "when", N_("When"), 11, 16, 16, 0, 0, LX_LEFT, "day", false },
    [COL_WHAT] = { "what", N_("Paper"), 14, 30, 80, 6, 0, LX_LEFT, NULL, true },
    [COL_WHERE] = { "where", N_("Where to"), 8, 20, 60, 4, 1, LX_LEFT, NULL, false },
    [COL_CLERK] = { "clerk", N_("Clerk"), 6, 8, 16, 1, 2, LX_LEFT, NULL, false },
    [COL_STATE] = { "state", N_("State"), 6, 8, 24, 2, 0, LX_LEFT, NULL, false },
    { 0 },
};

static void open_printings(struct view *v, const void *arg)
{
    if (arg)
        v->subject = *(const lx_id *)arg;
}

static void close_printings(struct view *v) { jobs_done(&((struct printings_view *)v)->jobs); }

static void query(struct view *v, struct lx_query *q)
{
    if (v->subject)
        app_where(q, lx_cond_ref(LX_PRINTING, "hung", v->subject));
    app_sort(q, "-day");
}

/* A server that does not answer is no failure: what is on record is shown without the state of jobs. */
static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct printings_view *p = (struct printings_view *)v;
    struct lx_err ignored;
    (void)err;
    jobs_done(&p->jobs);
    p->silent = jobs_read(&p->jobs, &ignored) != LX_OK;
    return LX_OK;
}

static void headline(struct view *v, struct lx_str *out)
{
    if (v->subject)
        lx_show_id(v->app->work, out, v->subject);
    if (((struct printings_view *)v)->silent)
        lx_str_addf(out, "%s%s", out->len ? "  " : "", _("no print server answers: the state of jobs is not known"));
}

static void add_when(struct lx_str *out, const struct app *a, const struct lx_printing *p)
{
    if (p->at != LX_NO_INT)
        lx_instant_format(out, p->at, (int)a->work->office->utc_offset);
    else
        lx_date_short(out, &p->day, app_today(a));
}

static enum role role_of(const struct lx_printing *p, const char *words)
{
    return words == job_state_words(JOB_HELD) ? ROLE_NEAR
           : words == job_state_words(JOB_FAILED) ? ROLE_ERROR
           : p->outcome != PRINT_GIVEN            ? ROLE_DONE
                                                  : ROLE_NORMAL;
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct printings_view *view = (const struct printings_view *)v;
    const struct lx_printing *p = rec;
    const char *why, *words = printing_words(p, &view->jobs, v->app->work, &why);
    (void)id, (void)row;
    out->role = role_of(p, words);
    switch (col) {
    case COL_WHEN: add_when(&out->text, v->app, p); break;
    case COL_WHAT: printing_what(v->app->work, &out->text, p); break;
    case COL_WHERE: printing_where(&out->text, p); break;
    case COL_CLERK: lx_str_add(&out->text, p->clerk); break;
    case COL_STATE:
        lx_str_add(&out->text, _(words));
        if (why && *why)
            lx_str_addf(&out->text, ": %s", why);
        break;
    default: break;
    }
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_printing *p;
    enum lx_rc rc = lx_get(v->app->work, LX_PRINTING, id, &p, err);
    struct lx_str advice = LX_STR_EMPTY;
    if (rc == LX_OK && printing_advice(&advice, p, &((struct printings_view *)v)->jobs, v->app->work))
        lines_para(l, advice.s, ROLE_NEAR, 0);
    size_t nth = rc == LX_OK ? printing_nth(v->app->work, p) : 0;
    lx_str_clear(&advice);
    if (nth > 1)
        lx_str_addf(&advice, _("print no. %zu"), nth);
    if (nth > 1 && p->marked == LX_YES)
        lx_str_addf(&advice, "%s%s", _(", "), _("copy"));
    if (nth > 1)
        lines_para(l, advice.s, ROLE_EMPH, 0);
    if (rc == LX_OK)
        detail_record(v, p, l);
    lx_str_done(&advice);
    lx_rec_free(p);
    return rc;
}

static unsigned on_cancel(struct view *v, enum lx_cmd cmd)
{
    struct lx_ids ids = { 0 };
    struct lx_err err;
    size_t n = 0;
    (void)cmd;
    list_chosen(v, &ids);
    bool good = true;
    for (size_t i = 0; good && i < ids.n; i++) {
        good = app_did(v->app, print_cancel(v->app->work, ids.at[i], &err), &err);
        n += good;
    }
    if (good && n)
        app_sayf(v->app, "%s: %zu", _("Prints cancelled"), n);
    list_unmark(&v->list);
    lx_ids_done(&ids);
    return DID_RELOAD;
}

static const struct cmd_handler commands[] = { { CMD_PRINT_CANCEL, on_cancel }, { CMD_NONE, NULL } };

const struct view_ops view_printings = {
    .name = "printings",
    .title = N_("Prints"),
    .ctx = CTX_PRINTINGS,
    .size = sizeof(struct printings_view),
    .command = CMD_VIEW_PRINTINGS,
    .type = LX_PRINTING,
    .columns = columns,
    .empty = N_("Nothing has been printed, sent or saved yet. p in any list shows a paper, p again prints it."),
    .open = open_printings,
    .query = query,
    .load = load,
    .headline = headline,
    .cell = cell,
    .detail = detail,
    .commands = commands,
    .stale_on = LX_BIT(LX_PRINTING),
    .close = close_printings,
};

void printings_open(struct app *a, lx_id of) { app_push(a, &view_printings, of ? &of : NULL); }

unsigned meeting_prints(struct view *v, enum lx_cmd cmd)
{
    lx_id meeting = meeting_of(v);
    (void)cmd;
    if (meeting)
        printings_open(v->app, meeting);
    return DONE;
}

enum lx_rc printings_detail(struct view *v, lx_id of, struct lines *l, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_printings_of(v->app->work, of, &rows, err);
    if (rc == LX_OK && rows.n)
        lines_rule(l, _("Printed and sent"));
    for (size_t i = 0; i < rows.n && i < DETAIL_MOST; i++) {
        const struct lx_printing *p = (struct lx_printing *)(void *)rows.at[i];
        const struct lx_paper *paper = p->kind ? lx_paper_find(p->kind) : NULL;
        struct lx_str s = LX_STR_EMPTY;
        add_when(&s, v->app, p);
        lx_str_addf(&s, "  %s  ", paper ? lx_paper_title(paper, lx_lang() == LX_EN) : p->kind ? _(p->kind) : "");
        printing_where(&s, p);
        size_t nth = lx_printed_nth(&rows, i);
        if (nth > 1) {
            lx_str_addc(&s, ' ');
            lx_str_addf(&s, _("print no. %zu"), nth);
        }
        lx_str_addf(&s, "  %s", p->clerk ? p->clerk : "");
        if (p->outcome != PRINT_GIVEN)
            lx_str_addf(&s, "  %s", _(job_state_words(p->outcome == PRINT_FAILED ? JOB_FAILED : JOB_CANCELLED)));
        lines_para(l, lx_str_z(&s), p->outcome == PRINT_GIVEN ? ROLE_NORMAL : ROLE_DONE, 0);
        lx_str_done(&s);
    }
    if (rc == LX_OK && rows.n > DETAIL_MOST)
        lines_para(l, _("older ones: g j"), ROLE_DIM, 0);
    lx_rows_done(&rows);
    return rc;
}
