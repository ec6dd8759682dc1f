/* What the views of bodies, duties, templates, preparation and notices share. */
#ifndef LX_OFFICE_VIEWS_H
#define LX_OFFICE_VIEWS_H

#include "tui/form.h"
#include "tui/view.h"

/* A cell with the field that its column is called by; "" for a record without such a field. */
void row_field(struct view *v, const void *rec, const char *field, struct lx_str *out);
/* A prompt "DAY words": `done` gets both; false keeps it open.  `empty`: "-" stands for no day (LX_NO_DAY). */
struct ask_day {
    const char *label, *initial; /* translated; initial may be NULL */
    bool empty;
    bool (*done)(struct view *v, lx_day day, const char *words);
};
void ask_day(struct view *v, const struct ask_day *ask);

bool template_use(struct app *a, lx_id id);                /* templates.c: the form of a new meeting, made from it when it is saved */
unsigned meeting_prep(struct view *v, enum lx_cmd cmd);    /* CMD_MEETING_PREP, CMD_MEETING_SITTINGS */
void prep_open(struct view *v, lx_id meeting);             /* the preparation of a meeting */
unsigned meeting_put_off(struct view *v, bool cancel);     /* asks for the new day and why; a notice says so */
unsigned meeting_notices(struct view *v, enum lx_cmd cmd); /* CMD_MEETING_NOTICES */

extern const struct form_kind form_body, form_quota, form_template, form_standard, form_sitting, form_prep, form_notice, form_reply, form_rotation,
    form_material;

#endif
