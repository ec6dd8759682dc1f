/* A small office with two cities, a meeting with agenda and minutes, and five items, over a store of arrays: for papers. */
#ifndef LX_TESTS_PAPER_OFFICE_H
#define LX_TESTS_PAPER_OFFICE_H

#include "core/work/work.h"

struct office {
    struct lx_store *store;
    struct lx_work w;
    lx_id city[2], bureau[2], series, meeting; /* a bureau belongs to its city; the meeting is number 9 */
};

/* Set-up and tear-down of a cmocka test; *state is a struct office. */
int paper_office_open(void **state);
int paper_office_close(void **state);
/* One more row of the agenda. */
void paper_office_topic(struct office *o, int kind, const char *title, int64_t minutes, lx_id by, const char *speaker);
/* A part of its session; NULL: nothing is said. */
void paper_office_part(struct office *o, int kind, const char *title, const char *date, const char *time, const char *until, const char *place,
                       const char *note);
/* A text field of the meeting. */
void paper_office_meeting(struct office *o, const char *field, const char *value);

#endif
