/* What the views of a meeting in session share. */
#include "tui/views/session.h"

#include "core/work/work.h"
#include "tui/app.h"
#include "tui/i18n.h"

#include <string.h>

void session_word(struct lx_str *out, const char *set, int value)
{
    const struct lx_word *word = &lx_words_of(set)->at[value];
    lx_str_add(out, lx_two(word->en, word->zh));
}

void session_quorum(struct lx_str *out, const struct lx_presence *q)
{
    if (!q->members_n)
        return;
    lx_str_addf(out, _("present %zu/%zu"), q->there_n, q->members_n);
    if (q->proxies_n)
        lx_str_addf(out, _(" (%zu represented)"), q->proxies_n);
    lx_str_addf(out, _(", quorum %zu: %s"), q->needed_n, q->met ? _("met") : q->called ? _("NOT met") : _("not called yet"));
}

void session_clock(struct lx_str *out, struct app *a, int64_t at_ms)
{
    struct lx_str s = LX_STR_EMPTY;
    if (at_ms == LX_NO_INT)
        return;
    lx_instant_format(&s, at_ms, (int)a->work->office->utc_offset);
    const char *time = strchr(lx_str_z(&s), ' ');
    lx_str_add(out, time ? time + 1 : "");
    lx_str_done(&s);
}

void session_leave(struct app *a, const struct lx_attendance *one, lx_id row, struct lx_err *err)
{
    struct lx_str name = LX_STR_EMPTY;
    bool away = one->left_at && !one->back_at;
    enum lx_rc rc = away ? lx_roll_back(a->work, one->rec.id, row, err) : lx_roll_leave(a->work, one->rec.id, row, err);
    lx_roll_name(a->work, &name, one);
    if (app_did(a, rc, err))
        app_sayf(a, away ? _("%s is back.") : _("%s has left; the same key brings it back."), lx_str_z(&name));
    lx_str_done(&name);
}
