/* A meeting, or every meeting of its series, as a calendar file. */
#include "core/meeting/ics.h"

#include "core/mem.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/menu.h"
#include "tui/print.h"
#include "tui/prompt.h"
#include "tui/views/meeting_acts.h"

enum { OF_MEETING, OF_SERIES };

struct asked {
    lx_id meeting, series; /* series 0: the meeting alone */
};

static bool file_done(struct view *v, const char *text, void *ctx)
{
    const struct asked *of = ctx;
    struct app *a = v->app;
    struct lx_str path = LX_STR_EMPTY, ics = LX_STR_EMPTY;
    struct lx_err err = { 0 };
    lx_path_typed(&path, text);
    enum lx_rc rc = of->series ? lx_ics_series(a->work, of->series, &ics, &err) : lx_ics_meeting(a->work, of->meeting, &ics, &err);
    if (rc == LX_OK)
        rc = lx_print_file(lx_str_z(&path), &ics, a->args.db_path, &err);
    if (app_did(a, rc, &err))
        app_say_written(a, lx_str_z(&path), NULL);
    lx_str_done(&path);
    lx_str_done(&ics);
    return rc == LX_OK;
}

static void ask_file(struct view *v, const struct asked *of)
{
    struct asked *ctx = lx_alloc(sizeof *ctx);
    struct lx_str name = LX_STR_EMPTY;
    *ctx = *of;
    lx_str_addf(&name, "%s.ics", of->series ? app_name(v->app, LX_SERIES, of->series) : app_name(v->app, LX_MEETING, of->meeting));
    prompt_open(v, &(struct prompt){ .label = _("File"), .files = true, .initial = name.s, .done = file_done, .ctx = ctx });
    lx_str_done(&name);
}

static unsigned on_which(struct view *v, int64_t value, void *ctx)
{
    struct asked of = *(const struct asked *)ctx;
    if (value == OF_MEETING)
        of.series = 0;
    ask_file(v, &of);
    return DID_DRAW;
}

unsigned meeting_calendar(struct view *v, enum lx_cmd cmd)
{
    struct lx_meeting *m = NULL;
    struct lx_err err;
    struct menu_items items = { 0 };
    lx_id id = meeting_of(v);
    (void)cmd;
    if (!id || !app_did(v->app, lx_get(v->app->work, LX_MEETING, id, &m, &err), &err))
        return DONE;
    struct asked *ctx = lx_alloc(sizeof *ctx);
    *ctx = (struct asked){ id, m->series };
    menu_add(&items, m->title, NULL, OF_MEETING)->key = '1';
    if (m->series)
        menu_add(&items, app_name(v->app, LX_SERIES, m->series), _("every meeting of the series"), OF_SERIES)->key = '2';
    menu_open(v, &(struct menu){ .title = _("Calendar file of"), .items = items, .chosen = on_which, .ctx = ctx });
    lx_rec_free(m);
    return DID_DRAW;
}
