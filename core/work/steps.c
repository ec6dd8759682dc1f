/* The state table. */
#include "core/work/steps.h"

#include <string.h>

enum { LEAD = LX_MUST_LEAD, REASON = LX_MUST_REASON, DIRECT = LX_MUST_DIRECT };
#define TYPE_item LX_ITEM
#define TYPE_meeting LX_MEETING
#define TYPE_decision LX_DECISION
#define TYPE_document LX_DOCUMENT
#define TYPE_topic LX_TOPIC
static const struct lx_step steps[] = {
#define STEP(tag, from, to, verb, must) { TYPE_##tag, from, to, verb, must },
#include "core/state.def"
#undef STEP
};

const struct lx_step *lx_steps(size_t *n)
{
    *n = sizeof steps / sizeof steps[0];
    return steps;
}

const struct lx_step *lx_step_find(enum lx_type type, int from, const char *verb, int to)
{
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (steps[i].type == type && steps[i].from == from && strcmp(steps[i].verb, verb) == 0 &&
            (to < 0 || steps[i].to == to))
            return &steps[i];
    return NULL;
}

/* What a meeting in this state waits for. */
static const char *meeting_refusal(int from)
{
    static const char *const words[lx_meeting_state_n] = {
        [MEETING_DRAFT] = N_("Meeting %s is being prepared: it can be notified, opened, postponed or cancelled"),
        [MEETING_NOTIFIED] = N_("Meeting %s is notified: it can be opened, postponed, cancelled or prepared again"),
        [MEETING_IN_SESSION] = N_("Meeting %s is in session: when it ends, its minutes are drafted"),
        [MEETING_MINUTES_DRAFT] = N_("The minutes of %s are being drafted: they can be circulated or issued"),
        [MEETING_MINUTES_CIRCULATED] = N_("The minutes of %s are in circulation: they can be issued, or drafted again"),
        [MEETING_ISSUED] = N_("The minutes of %s are issued: the meeting can only be filed"),
        [MEETING_ARCHIVED] = N_("Meeting %s is filed and stays as it is"),
        [MEETING_POSTPONED] = N_("Meeting %s is postponed: it can be prepared or notified again, or cancelled"),
        [MEETING_CANCELLED] = N_("Meeting %s was cancelled; add another"),
    };
    return words[from];
}

static const char *refusal_topic(int from)
{
    switch (from) {
    case TOPIC_REFUSED:
        return N_("The topic was refused; reopen it first: %s");
    case TOPIC_SCHEDULED:
        return N_("The topic stands on an agenda; take it off that first: %s");
    case TOPIC_DONE:
        return N_("The topic was dealt with: %s");
    case TOPIC_PARKED:
        return N_("The topic is parked; take it back first: %s");
    case TOPIC_WITHDRAWN:
        return N_("The topic was withdrawn; reopen it first: %s");
    default:
        return N_("The topic must be accepted before it stands on an agenda, and has not got that far: %s");
    }
}

/* One sentence a state for items, so that it can say what to do next. */
static const char *refusal(enum lx_type type, int from)
{
    if (type == LX_MEETING)
        return meeting_refusal(from);
    if (type == LX_DECISION)
        return N_("Decision %s cannot take that step from where it is now");
    if (type == LX_DOCUMENT)
        return N_("Document %s cannot take that step from where it is now");
    if (type == LX_TOPIC)
        return refusal_topic(from);
    switch (from) {
    case ITEM_CLOSED:
        return N_("Item %s is closed; reopen it first");
    case ITEM_STRUCK:
        return N_("Item %s is struck off; reopen it first");
    case ITEM_ARCHIVED:
        return N_("Item %s is archived and cannot be changed");
    case ITEM_SUSPENDED:
        return N_("Item %s is suspended; reopen it first");
    case ITEM_WITHDRAWN:
        return N_("Item %s is withdrawn; reopen it first");
    case ITEM_MERGED:
        return N_("Item %s was merged into another; reopen it first");
    default:
        return N_("Item %s cannot take that step from where it is now");
    }
}

enum lx_rc lx_step_check(const struct lx_step **step, enum lx_type type, int from, const char *verb, int to, const char *name,
                         struct lx_err *err)
{
    *step = lx_step_find(type, from, verb, to);
    return *step ? LX_OK : lx_fail(err, LX_STATE, refusal(type, from), "%s", name);
}
