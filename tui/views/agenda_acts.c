/* What can be done to the agenda of a meeting as a whole. */
#include "tui/views/meeting_acts.h"

#include "core/meeting/carry.h"
#include "tui/app.h"
#include "tui/balance.h"
#include "tui/i18n.h"
#include "tui/views/views.h"

/* Builds, says what came and how the balance stands, and shows the agenda. */
unsigned meeting_build(struct view *v, enum lx_cmd cmd)
{
    struct app *a = v->app;
    struct lx_err err;
    struct lx_carried carried = { 0 };
    struct lx_balance balance = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    lx_id meeting = meeting_of(v);
    (void)cmd;
    if (!meeting || !app_did(a, lx_carry_build(a->work, meeting, &carried, &err), &err))
        return DONE;
    if (v->ops != &view_agenda)
        app_push(a, &view_agenda, &meeting);
    lx_str_addf(&s, _("%d rows added"), (int)carried.n);
    if (lx_balance(a->work, meeting, &balance, &err) == LX_OK) {
        lx_str_add(&s, "  ");
        balance_words(&s, &balance);
    }
    app_say(a, lx_str_z(&s));
    lx_balance_done(&balance);
    lx_str_done(&s);
    return DID_RELOAD;
}
