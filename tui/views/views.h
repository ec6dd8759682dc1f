/* The views, one file each.  A new view is a file here, a line below, a line in views.c. */
#ifndef LX_VIEWS_H
#define LX_VIEWS_H

#include "tui/form.h"
#include "tui/view.h"

extern const struct view_ops view_items;    /* items.c: action items */
extern const struct view_ops view_meetings; /* meetings.c */
extern const struct view_ops view_agenda;   /* agenda.c: one meeting; pushed with its id */
extern const struct view_ops view_minutes;   /* minutes.c: the minutes of one meeting; pushed with its id */
extern const struct view_ops view_proposals; /* proposals.c: what follows from minutes; pushed with a minutes_text, copied */
extern const struct view_ops view_assemble;  /* assemble.c: minutes built anew, before they are stored; pushed with the meeting's id */
extern const struct view_ops view_round;     /* round.c: minutes on their way: meeting_round opens it */
extern const struct view_ops view_roll;      /* roll.c: the roll of a meeting; pushed with its id */
extern const struct view_ops view_live, view_follow; /* live.c: a meeting in session; the same read only; pushed with its id */
extern const struct view_ops view_plan;     /* plan.c: one plan; pushed with its id */
extern const struct view_ops view_bulk;     /* item_acts.c: the preview of a change of many items */
extern const struct view_ops view_import;   /* import.c: a plan document before it is stored; pushed with a source */
struct import_source {
    const char *path;
    struct lx_str text; /* stored text; copied */
};
unsigned import_ask(struct view *v, enum lx_cmd cmd); /* handler of CMD_PLAN_TAKE: asks for the file */
extern const struct view_ops view_today;    /* today.c: the first screen */
extern const struct view_ops view_log;      /* log.c: the journal; pushed with a record's id: its history */
unsigned log_of_record(struct view *v, enum lx_cmd cmd); /* handler of CMD_RECORD_HISTORY */
extern const struct view_ops view_review;   /* review.c */
unsigned review_query(struct view *v, const char *typed); /* walks the items that a query finds; "": all that are open */
unsigned review_list(struct view *v, enum lx_cmd cmd);    /* handler of CMD_REVIEW: marked items, else the list */
extern const struct view_ops view_reviews;  /* reviews.c: the records of past reviews */
extern const struct view_ops view_search;   /* search.c: pushed with the words */
unsigned search_ask(struct view *v, enum lx_cmd cmd);     /* handler of CMD_SEARCH_ALL */
extern const struct view_ops view_plans, view_units, view_persons, view_notes; /* simple.c */

extern const struct view_ops view_bodies;    /* bodies.c: bodies and their members */
extern const struct view_ops view_rotation;  /* rotation.c: whose turn it is */
extern const struct view_ops view_quotas;    /* quotas.c: duties with a minimum per period */
extern const struct view_ops view_templates; /* templates.c: templates of meetings */

/* paper.h: papers, their preview and printing */

extern const struct view_ops view_topics;   /* topics.c: the pool of topics */
extern const struct view_ops view_settings; /* settings.c */
extern const struct view_ops view_decisions; /* documents.c: all, or pushed with a meeting's id */
extern const struct view_ops view_documents; /* documents.c */
extern const struct view_ops view_trace;     /* trace.c: pushed with a record's id */

/* forms.c; form_open(a, &form_X, id or 0, preset record or NULL) */
extern const struct form_kind form_item, form_meeting, form_agenda, form_note, form_unit, form_person, form_series, form_holiday,
    form_office, form_topic, form_alias, form_member, form_plan, form_section, form_hang;
extern const struct form_kind form_attendance; /* roll.c */
extern const struct form_kind form_item;
extern const struct form_kind form_meeting;
extern const struct form_kind form_agenda;
extern const struct form_kind form_note;
extern const struct form_kind form_unit;
extern const struct form_kind form_person;
extern const struct form_kind form_series;
extern const struct form_kind form_holiday;
extern const struct form_kind form_office;
extern const struct form_kind form_alias;
extern const struct form_kind form_member;
extern const struct form_kind form_plan;
extern const struct form_kind form_section;
extern const struct form_kind form_hang;
extern const struct form_kind form_decision;
extern const struct form_kind form_document;

#endif
