/* What the views of bodies, duties, templates, preparation and notices share. */
#include "tui/views/office_views.h"

#include "core/mem.h"
#include "core/work/work.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/prompt.h"

#include <stdlib.h>
#include <string.h>

void row_field(struct view *v, const void *rec, const char *field, struct lx_str *out)
{
    const struct lx_table *t = lx_table(((const struct lx_rec *)rec)->type);
    int i = lx_field_index(t, field);
    if (i >= 0)
        lx_show_value(v->app->work, out, rec, &t->fields[i], lx_lang() == LX_ZH);
}

/* --- a day and words ----------------------------------------------------------------------------------------------------------- */

struct asking {
    bool empty;
    bool (*done)(struct view *v, lx_day day, const char *words);
};

/* The first word; where the words begin. */
static enum lx_rc read_day(struct view *v, const struct asking *a, const char *text, lx_day *day, const char **words, struct lx_err *err)
{
    size_t len = strcspn(text, " ");
    struct lx_date d = { .day = LX_NO_DAY };
    char *first = lx_strndup(text, len);
    bool none = a->empty && strcmp(first, "-") == 0;
    enum lx_rc rc = none ? LX_OK : lx_date_read(&d, first, app_today(v->app), err);
    *day = d.day;
    *words = text + len + (text[len] == ' ');
    if (rc == LX_OK && !none && d.day == LX_NO_DAY)
        rc = lx_fail(err, LX_INVALID, N_("A day is wanted here: %s"), "%s", first);
    if (rc == LX_OK)
        lx_date_done(&d);
    free(first);
    return rc;
}

static void understood(struct view *v, const char *text, struct lx_str *out)
{
    struct asking a = { 0 };
    lx_day day;
    const char *words;
    if (read_day(v, &a, text, &day, &words, NULL) == LX_OK)
        lx_day_format(out, day);
}

static bool day_done(struct view *v, const char *text, void *ctx)
{
    struct lx_err err;
    lx_day day;
    const char *words;
    struct asking *a = ctx;
    if (!app_did(v->app, read_day(v, a, text, &day, &words, &err), &err) || !a->done(v, day, words))
        return false;
    v->stale = true;
    return true;
}

void ask_day(struct view *v, const struct ask_day *ask)
{
    struct asking *a = lx_alloc(sizeof *a);
    *a = (struct asking){ ask->empty, ask->done };
    prompt_open(v, &(struct prompt){ .label = ask->label, .initial = ask->initial, .understood = understood, .done = day_done, .ctx = a });
}
