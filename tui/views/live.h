/* Inside the live screen: live.c shows it, live_acts.c does things, live_capture.c takes what is typed, live_draft.c keeps it. */
#ifndef LX_VIEWS_LIVE_H
#define LX_VIEWS_LIVE_H

#include "core/meeting/agenda.h"
#include "core/meeting/attendance.h"
#include "core/meeting/session.h"
#include "tui/view.h"

struct live_view {
    struct view v;
    struct lx_meeting *meeting;
    struct lx_series *series; /* NULL: none */
    struct lx_rows agenda, roll;
    struct lx_agenda_plan plan; /* numbers of the agenda */
    lx_id row;                /* being treated, else concluded last; 0 before the first */
    bool running;             /* it is being treated */
    struct lx_presence there; /* at this row */
    struct lx_rows items, notes, reservations; /* that hang on the row */
    struct lx_str speakers;
    int64_t shown_minute;     /* of the clock as painted */
    bool resumed;             /* the draft was looked for */
    /* What is being typed: the step, the row that it is about, the words. */
    int step;
    lx_id step_row, step_unit;
    struct lx_str typed;
};

const struct lx_agenda *live_row(const struct live_view *l, lx_id id); /* NULL */
size_t live_place(const struct live_view *l, lx_id id);                /* from 1 */
void live_number(const struct live_view *l, lx_id id, struct lx_str *out); /* as people name it: 2.1 */

/* Steps that a broken line must not lose; stored by number, so new ones come at the end. */
enum live_step {
    STEP_NONE,
    STEP_CAPTURE, /* a line of quick entry */
    STEP_CHOOSE,  /* the same, its near units are shown */
    STEP_LEFT,    /* the same, left with Esc: offered when the next one begins */
    STEP_OUTCOME, /* the menu of outcomes */
    STEP_FOLLOW,  /* what follows from the outcome */
    STEP_SPEAKERS,
    STEP_RESERVE, /* the menu of cities */
    STEP_RESERVE_WORDS,
    STEP_VOTE,
    STEP_LEAVE,
    STEP_FOLLOW_CHOOSE
};
/* Keeps the step and its words, on every key. */
void live_keep(struct live_view *l, int step, lx_id row, lx_id unit, const char *text);
void live_forget(struct live_view *l);      /* done or given up */
bool live_recall(struct live_view *l);      /* reads what was kept; false: nothing */
void live_sync(struct view *v);             /* to the disk, at a pause */

/* Opens the prompt or menu of a step; text is what stands in it. */
void live_open_step(struct live_view *l, int step, lx_id row, lx_id unit, const char *text);
/* The same for those that are typed: a line of quick entry; words behind a choice. */
void live_open_capture(struct live_view *l, int step, lx_id row, const char *text);
void live_open_words(struct live_view *l, int step, lx_id row, lx_id unit, const char *text);
void live_say_outcome(struct live_view *l, int outcome); /* that it is stored */
/* The reservation that a city has made at the row; NULL: none. */
const struct lx_opinion *live_reservation(const struct live_view *l, lx_id row, lx_id unit);
unsigned live_event(struct view *v, const struct event *e);
extern const struct cmd_handler live_commands[];

#endif
