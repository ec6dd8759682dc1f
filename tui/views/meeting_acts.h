/* What can be done to a meeting from the list of meetings, its agenda and its minutes.
 *
 * The meeting is the row under the bar where the list is one of meetings, else what the view is about. */
#ifndef LX_MEETING_ACTS_H
#define LX_MEETING_ACTS_H

#include "core/store.h"
#include "tui/view.h"
#include "tui/views/office_views.h"
#include "tui/views/session.h"

unsigned minutes_write(struct view *v, enum lx_cmd cmd); /* the minutes in the clerk's editor, then what follows from them */
unsigned minutes_read(struct view *v, enum lx_cmd cmd);  /* the minutes rendered */
unsigned meeting_step(struct view *v, enum lx_cmd cmd);  /* a menu of the steps that its state allows */
unsigned meeting_decisions(struct view *v, enum lx_cmd cmd); /* documents.c: numbers what was settled, shows the decisions */
unsigned meeting_build(struct view *v, enum lx_cmd cmd); /* agenda_acts.c: the carry-over, and how its balance stands */
unsigned meeting_ready(struct view *v, enum lx_cmd cmd);    /* ready.c: what the agenda lacks, the balance */
unsigned meeting_freeze(struct view *v, enum lx_cmd cmd);   /* ready.c: a version, with an override where it is not ready */
unsigned meeting_versions(struct view *v, enum lx_cmd cmd); /* editions.c: versions and differences */
unsigned meeting_materials(struct view *v, enum lx_cmd cmd); /* materials.c: papers of the meeting, copies to print */
unsigned meeting_calendar(struct view *v, enum lx_cmd cmd); /* calendar.c: the meeting or its series as a calendar file */
unsigned meeting_topic(struct view *v, enum lx_cmd cmd); /* topics.c: an accepted topic onto its agenda */
unsigned meeting_assemble(struct view *v, enum lx_cmd cmd);   /* assemble.c: the minutes from the records, the difference first */
unsigned minutes_versions(struct view *v, enum lx_cmd cmd);   /* versions.c: every text there was, any two compared */
unsigned meeting_round(struct view *v, enum lx_cmd cmd);      /* round.c: opinions, sign-offs, checks */
unsigned round_open(struct view *v, lx_id meeting);           /* the same, at the opinions */
unsigned meeting_extracts(struct view *v, enum lx_cmd cmd);   /* round.c: one file a unit */
unsigned minutes_correction(struct view *v, enum lx_cmd cmd); /* round.c: a correction of locked minutes */
unsigned meeting_beside(struct view *v, enum lx_cmd cmd);     /* minutes.c: the same view of the last or the next meeting of the series */
unsigned meeting_prints(struct view *v, enum lx_cmd cmd);     /* printings.c: what was printed and sent of it */
unsigned meeting_archive(struct view *v, enum lx_cmd cmd);    /* archive.c: the whole session as a folder or a zip */
lx_id meeting_of(const struct view *v);                  /* 0: no row */

unsigned meeting_add(struct view *v, enum lx_cmd cmd);   /* forms.c: the form of a new one, of the main series, with its number */

/* What the pop-up behind b leads to from every view of a meeting, the live screen too.  One line each, in the order of the work. */
#define MEETING_VIEWS                                                                                                  \
    { CMD_MEETING_PREP, meeting_prep },                                                                                \
    { CMD_MEETING_SITTINGS, meeting_prep },                                                                            \
    { CMD_MEETING_NOTICES, meeting_notices },                                                                          \
    { CMD_MEETING_ICS, meeting_calendar },                                                                             \
    { CMD_AGENDA_TOPIC, meeting_topic },                                                                               \
    { CMD_MATERIAL_LIST, meeting_materials },                                                                          \
    { CMD_AGENDA_READY, meeting_ready },                                                                               \
    { CMD_AGENDA_VERSIONS, meeting_versions },                                                                         \
    { CMD_ROLL, meeting_roll },                                                                                        \
    { CMD_MINUTES_BUILD, meeting_assemble },                                                                           \
    { CMD_MINUTES_VERSIONS, minutes_versions },                                                                        \
    { CMD_ROUND_OPINIONS, meeting_round },                                                                             \
    { CMD_ROUND_SIGNOFFS, meeting_round },                                                                             \
    { CMD_ROUND_CHECK, meeting_round },                                                                                \
    { CMD_MEETING_DECISIONS, meeting_decisions },                                                                      \
    { CMD_ROUND_EXTRACTS, meeting_extracts },                                                                          \
    { CMD_ARCHIVE, meeting_archive },                                                                                  \
    { CMD_RECORD_PRINTS, meeting_prints }

/* And what is done to the meeting elsewhere than on the live screen.  One line each: a new act is a line before the last. */
#define MEETING_ACTS                                                                                                   \
    MEETING_VIEWS,                                                                                                     \
    { CMD_MINUTES_WRITE, minutes_write },                                                                              \
    { CMD_MINUTES_READ, minutes_read },                                                                                \
    { CMD_MEETING_GO, meeting_step },                                                                                  \
    { CMD_LIVE, meeting_live },                                                                                        \
    { CMD_FOLLOW, meeting_live },                                                                                      \
    { CMD_AGENDA_BUILD, meeting_build },                                                                               \
    { CMD_AGENDA_FREEZE, meeting_freeze }

/* The text of minutes that has come back from the editor, and the stored one that it was made from.  One that goes on from
 * a draft is kept as a draft until it is stored. */
struct minutes_text {
    lx_id meeting;
    char *base, *text;
};
void minutes_text_done(struct minutes_text *t);
bool minutes_draft_read(struct app *a, lx_id meeting, struct minutes_text *out); /* false: there is none */
bool minutes_draft_write(struct app *a, const struct minutes_text *t);
void minutes_draft_drop(struct app *a, lx_id meeting);
/* The editor on t->text (taken over); then the proposals, or the store where there are none. */
void minutes_edit(struct view *v, struct minutes_text *t);
/* Stores the text with the proposals that are taken.  LX_STALE: others have changed the stored text meanwhile; t then holds
 * both versions joined (where they overlap the other one follows as a comment), to be looked at again. */
struct lx_proposals;
LX_CHECK enum lx_rc minutes_store(struct app *a, struct minutes_text *t, struct lx_proposals *p, struct lx_err *err);

/* After a change of items: where one stands in minutes in other words now, the message line offers to change the line. */
void minutes_offer(struct app *a, const struct lx_ids *items);
unsigned minutes_line(struct view *v, enum lx_cmd cmd);  /* does it for the items chosen */

#endif
