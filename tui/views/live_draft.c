/* What is being typed on the live screen, kept on every key: one file a meeting, "STEP ROW UNIT" and a tab before the words.
 *
 * Each key writes it under another name and renames it, so a program that is killed loses at most the key in flight; at a
 * pause it is synced, so a machine that stops loses at most the last second and a half. */
#include "tui/views/live.h"

#include "tui/app.h"
#include "tui/form.h"
#include "tui/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void file_name(const struct live_view *l, struct lx_str *out) { draft_file(out, l->v.app, "live", l->v.subject); }

static void write_step(const struct live_view *l, bool (*write)(const char *name, const char *bytes, size_t len))
{
    struct lx_str name = LX_STR_EMPTY, all = LX_STR_EMPTY;
    file_name(l, &name);
    lx_str_addf(&all, "%d %lld %lld\t%s", l->step, (long long)l->step_row, (long long)l->step_unit, lx_str_z(&l->typed));
    (void)!write(name.s, all.s, all.len);
    lx_str_done(&name);
    lx_str_done(&all);
}

void live_keep(struct live_view *l, int step, lx_id row, lx_id unit, const char *text)
{
    l->step = step;
    l->step_row = row;
    l->step_unit = unit;
    lx_str_clear(&l->typed);
    lx_str_add(&l->typed, text);
    l->v.app->draft_due = true;
    write_step(l, state_keep);
}

void live_sync(struct view *v)
{
    const struct live_view *l = (const struct live_view *)v;
    if (l->step != STEP_NONE)
        write_step(l, state_write);
}

void live_forget(struct live_view *l)
{
    struct lx_str name = LX_STR_EMPTY;
    l->step = STEP_NONE;
    lx_str_clear(&l->typed);
    file_name(l, &name);
    state_remove(name.s);
    lx_str_done(&name);
}

bool live_recall(struct live_view *l)
{
    struct lx_str name = LX_STR_EMPTY, all = LX_STR_EMPTY;
    long long row = 0, unit = 0;
    int step = 0, used = 0;
    file_name(l, &name);
    bool found = state_read(name.s, &all) && sscanf(lx_str_z(&all), "%d %lld %lld%n", &step, &row, &unit, &used) == 3 && all.s[used] == '\t';
    if (found) {
        l->step = step;
        l->step_row = row;
        l->step_unit = unit;
        lx_str_clear(&l->typed);
        lx_str_add(&l->typed, all.s + used + 1);
    }
    lx_str_done(&name);
    lx_str_done(&all);
    return found;
}
