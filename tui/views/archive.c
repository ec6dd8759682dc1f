/* The whole session as a folder or a zip: asks where to. */
#include "tui/archive_out.h"

#include "core/mem.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/print.h"
#include "tui/prompt.h"
#include "tui/views/meeting_acts.h"

#include <string.h>

static bool archive_done(struct view *v, const char *text, void *ctx)
{
    struct app *a = v->app;
    struct lx_archive_how how = { 0 };
    struct lx_err err = { 0 };
    struct lx_str path = LX_STR_EMPTY;
    size_t files = 0, left = 0;
    archive_how(&how);
    lx_path_typed(&path, text);
    enum lx_rc rc = archive_write(a->work, *(const lx_id *)ctx, &how, lx_str_z(&path), a->args.db_path, app_may_write(a), &files, &left, &err);
    bool good = app_did(a, rc, &err);
    if (good) {
        struct lx_str sum = LX_STR_EMPTY;
        lx_str_addf(&sum, _("%zu files; left out: %zu internal records"), files, left);
        app_say_written(a, lx_str_z(&path), sum.s);
        lx_str_done(&sum);
    }
    lx_str_done(&path);
    return good;
}

static void archive_understood(struct view *v, const char *text, struct lx_str *out)
{
    size_t len = strlen(text);
    (void)v;
    if (len > 4 && strcasecmp(text + len - 4, ".zip") == 0)
        lx_str_add(out, _("one zip file"));
    else if (len)
        lx_str_add(out, _("a new folder"));
}

unsigned meeting_archive(struct view *v, enum lx_cmd cmd)
{
    lx_id meeting = meeting_of(v);
    struct lx_str name = LX_STR_EMPTY;
    (void)cmd;
    if (!meeting)
        return DONE;
    lx_id *ctx = lx_alloc(sizeof *ctx);
    *ctx = meeting;
    archive_offer(v->app->work, meeting, &name);
    prompt_open(v, &(struct prompt){ .label = _("Folder or .zip"), .files = true, .initial = name.s, .understood = archive_understood, .done = archive_done, .ctx = ctx });
    lx_str_done(&name);
    return DID_DRAW;
}
