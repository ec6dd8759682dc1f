/* Who comes to a meeting, as its papers name them: by what they are there as, and in each part by protocol (members of the
 * meeting in their order, of each government itself before its departments, guests without a unit last).
 *
 * Taken from the roll and, for those who are not on it yet, from what a roll call would add (attendance.h).  For builders; the
 * booklet takes the same parts as the papers of their own. */
#ifndef LX_PEOPLE_H
#define LX_PEOPLE_H

#include "core/paper/builder.h"

enum lx_people_part {
    LX_PEOPLE_MEMBERS, /* attend_role in its order */
    LX_PEOPLE_CALLED,
    LX_PEOPLE_OBSERVERS,
    LX_PEOPLE_GUESTS,
    LX_PEOPLE_STAFF,
    LX_PEOPLE_EXCUSED,
    LX_PEOPLE_ABSENT,
    LX_PEOPLE_N
};
struct lx_people {
    struct lx_built_meeting of;
    struct lx_rows rows;             /* struct lx_attendance *, names and posts filled in from the persons */
    size_t from[LX_PEOPLE_N + 1];    /* the first row of each part; the last: how many there are */
    size_t head_n[LX_PEOPLE_N];      /* so many people: of a collective unit its members, none of one whose members nobody knows */
    struct lx_ids members;           /* of the meeting, in their order */
    bool named;                      /* somebody is known by name, not by post alone */
};

/* Of the meeting b->of, which is read, too. */
LX_CHECK enum lx_rc lx_people_read(struct lx_builder *b, struct lx_people *p, struct lx_err *err);
/* The same, one row for each who needs a seat: of a collective unit (各市交通运输局, 各成员单位) one for each member that has such a
 * unit; of a unit whose reply names more people than are on the roll from it, the others by its name alone. */
LX_CHECK enum lx_rc lx_people_read_each(struct lx_builder *b, struct lx_people *p, struct lx_err *err);
void lx_people_done(struct lx_people *p);

const struct lx_attendance *lx_people_at(const struct lx_people *p, size_t i);
/* What they are called on paper; appended.  A unit's name where it has one, else "". */
void lx_people_post(const struct lx_builder *b, struct lx_str *out, const struct lx_attendance *a); /* without the unit's name before it */
void lx_people_for(const struct lx_builder *b, struct lx_str *out, const struct lx_attendance *a);  /* 代市长; "" for others */
void lx_people_heading(struct lx_builder *b, const struct lx_people *p, enum lx_people_part part); /* 出席人员（5人） */

/* Groups into which people are parted, in the order of the list: the k-th, NULL behind the last; whether somebody is in one. */
const char *lx_people_party(const struct lx_people *p, size_t k);
bool lx_people_in(const struct lx_people *p, size_t i, const char *party);
/* A table of the groups and who is in each; nothing where there are none. */
void lx_people_parties(struct lx_builder *b, const struct lx_people *p);

/* The attendance list: a sentence of counts, then a heading and a table for each part that anybody is in.  Nobody: a blank form. */
void lx_people_list(struct lx_builder *b, const struct lx_people *p);
/* The widths of the list's tables, for the key "columns". */
void lx_people_list_columns(const struct lx_people *p, struct lx_str *out);

/* spread.c: so many people a row stands for that have no row of their own, -1 where nobody knows; for lx_people_read_each. */
int lx_people_heads(const struct lx_builder *b, const struct lx_people *p, const struct lx_attendance *a);
LX_CHECK enum lx_rc lx_people_spread(struct lx_builder *b, struct lx_people *p, struct lx_err *err);

#endif
