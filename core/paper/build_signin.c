/* The sign-in sheet of a meeting (签到表): who is expected, with room to sign, and rows for those whom nobody expected.  Where the session
 * has several parts to sit in, a sheet for each, on pages of its own, with its time and place; of a discussion in groups a table a group. */
#include "core/paper/people.h"

#include "core/meeting/agenda.h"
#include "core/meeting/sequence.h"
#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

enum { SPARE_ROWS = 6, EMPTY_ROWS = 24, COLUMN_N = 7 };

struct sheet {
    struct lx_builder *b;
    struct lx_people people;
    struct lx_rows sittings; /* struct lx_sitting *: those that people sign for, in their order */
    int no;                  /* of the last row */
};

static enum lx_rc read_sittings(struct sheet *s, struct lx_err *err);
static void add_sheet(struct sheet *s, const struct lx_sitting *sitting);

enum lx_rc lx_build_signin(struct lx_builder *b, struct lx_err *err)
{
    struct sheet s = { .b = b };
    enum lx_rc rc = lx_people_read_each(b, &s.people, err);
    if (rc == LX_OK)
        rc = read_sittings(&s, err);
    if (rc == LX_OK) {
        lx_built_front(b, LX_PW_SIGNIN_TITLE, &s.people.of);
        lx_built_key(b->md, "columns", "4 18 8 12 14 10 6");
        lx_str_add(b->md, "---\n\n");
        add_sheet(&s, s.sittings.n ? (struct lx_sitting *)(void *)s.sittings.at[0] : NULL);
    }
    for (size_t i = 1; rc == LX_OK && i < s.sittings.n; i++) {
        struct lx_str title = LX_STR_EMPTY;
        lx_paper_say(&title, LX_PW_SIGNIN_TITLE, b->en, lx_str_z(&s.people.of.name));
        lx_str_add(b->md, "<!-- page -->\n\n");
        lx_built_text(b->md, title.s);
        lx_str_add(b->md, "<!-- title -->\n\n");
        add_sheet(&s, (struct lx_sitting *)(void *)s.sittings.at[i]);
        lx_str_done(&title);
    }
    lx_rows_done(&s.sittings);
    lx_people_done(&s.people);
    return rc;
}

/* --- parts of the session ----------------------------------------------------------------------------------------- */

static int start_of(const struct lx_sitting *s)
{
    int from, to;
    lx_clock_read(s->time, &from, &to);
    return from;
}

/* By day and hour; a part without a day is on the first one named, and without an hour where it was put down. */
static int by_time(const void *pa, const void *pb)
{
    const struct lx_sitting *a = *(struct lx_sitting *const *)pa, *b = *(struct lx_sitting *const *)pb;
    if (a->date.day != b->date.day)
        return a->date.day < b->date.day ? -1 : 1;
    int from = start_of(a), other = start_of(b);
    if (from >= 0 && other >= 0 && from != other)
        return from < other ? -1 : 1;
    return (a->position > b->position) - (a->position < b->position);
}

static enum lx_rc read_sittings(struct sheet *s, struct lx_err *err)
{
    struct lx_rows all = { 0 };
    const struct lx_meeting *m = s->people.of.m;
    enum lx_rc rc = lx_sequence(s->b->w, LX_SITTING, "meeting", s->b->of, &all, err);
    for (size_t i = 0; rc == LX_OK && i < all.n; i++) {
        struct lx_sitting *one = (struct lx_sitting *)(void *)all.at[i];
        if (one->kind != SITTING_PLENARY && one->kind != SITTING_PREPARATORY && one->kind != SITTING_GROUP)
            continue;
        if (one->date.day == LX_NO_DAY)
            lx_date_copy(&one->date, &m->date);
        LX_PUSH(s->sittings.at, s->sittings.n, s->sittings.room) = all.at[i];
        all.at[i] = NULL;
    }
    if (s->sittings.n)
        qsort(s->sittings.at, s->sittings.n, sizeof *s->sittings.at, by_time);
    lx_rows_done(&all);
    return rc;
}

/* --- one sheet ---------------------------------------------------------------------------------------------------- */

static void add_rows(struct sheet *s);
static void add_parties(struct sheet *s);

/* The part where there are several, its time and its place. */
static void add_head(struct sheet *s, const struct lx_sitting *sitting)
{
    struct lx_builder *b = s->b;
    struct lx_meeting when = *s->people.of.m; /* borrows all of it */
    struct lx_str words = LX_STR_EMPTY;
    int until = -1, none;
    if (sitting) {
        when.date = sitting->date;
        when.time = sitting->time ? sitting->time : when.time;
        when.place = sitting->place ? sitting->place : when.place;
        lx_clock_read(sitting->until, &until, &none);
    }
    if (s->sittings.n > 1) {
        lx_paper_say(&words, LX_PW_IN_BRACKETS, b->en, lx_built_sitting(b, sitting->kind, sitting->title));
        lx_built_text(b->md, words.s);
        lx_str_add(b->md, "<!-- subtitle -->\n\n");
        lx_str_clear(&words);
    }
    lx_built_time(b, &words, &when, until);
    lx_built_labelled(b, LX_PW_TIME, lx_str_z(&words));
    lx_built_labelled_place(b, LX_PW_PLACE, when.place);
    lx_str_done(&words);
}

static void add_sheet(struct sheet *s, const struct lx_sitting *sitting)
{
    s->no = 0;
    add_head(s, sitting);
    if (sitting && sitting->kind == SITTING_GROUP && lx_people_party(&s->people, 0))
        add_parties(s);
    else
        add_rows(s);
}

/* Numbers of headings would run on from sheet to sheet. */
static void add_heading(struct sheet *s, const char *words, size_t n)
{
    struct lx_str heading = LX_STR_EMPTY;
    lx_str_add(&heading, words);
    lx_paper_count(&heading, LX_PW_PEOPLE_COUNT, s->b->en, (int)n);
    if (s->sittings.n > 1) {
        lx_str_add(s->b->md, "**");
        lx_built_text(s->b->md, heading.s);
        lx_str_add(s->b->md, "**\n\n");
    } else {
        lx_built_heading(s->b, 1, heading.s);
    }
    lx_str_done(&heading);
}

static void begin_table(struct lx_builder *b)
{
    static const enum lx_paper_word heads[COLUMN_N] = { LX_PW_COL_SERIAL, LX_PW_SLIP_UNIT,  LX_PW_SLIP_NAME, LX_PW_SLIP_POST,
                                                        LX_PW_SLIP_PHONE, LX_PW_COL_SIGNED, LX_PW_SLIP_NOTE };
    lx_built_table(b, heads, "clclllc");
}

static void add_row(struct sheet *s, const struct lx_attendance *a)
{
    struct lx_builder *b = s->b;
    struct lx_str n = LX_STR_EMPTY, post = LX_STR_EMPTY, whom = LX_STR_EMPTY;
    lx_str_addi(&n, ++s->no);
    lx_people_post(b, &post, a);
    lx_people_for(b, &whom, a);
    bool body = !a->unit && !s->people.named; /* known by what he comes from, as the attendance list has him */
    lx_built_row(b, (const char *const[COLUMN_N]){ n.s, body ? a->name : lx_built_unit(b, a->unit), body ? NULL : a->name, post.s, a->phone, NULL, whom.s },
                 COLUMN_N);
    lx_str_done(&n);
    lx_str_done(&post);
    lx_str_done(&whom);
}

/* A table for each part that signs; who is excused or was absent does not.  Numbers run on. */
static void add_rows(struct sheet *s)
{
    struct lx_builder *b = s->b;
    const struct lx_people *p = &s->people;
    size_t n = p->from[LX_PEOPLE_STAFF + 1];
    for (int part = 0; part <= LX_PEOPLE_STAFF; part++) {
        if (p->from[part] == p->from[part + 1])
            continue;
        if (p->from[part + 1] - p->from[part] < n) /* not the only one */
            add_heading(s, lx_built_word(b, (enum lx_paper_word)((int)LX_PW_PEOPLE_MEMBERS + part)), p->head_n[part]);
        begin_table(b);
        for (size_t i = p->from[part]; i < p->from[part + 1]; i++)
            add_row(s, lx_people_at(p, i));
        if (p->from[part + 1] == n)
            lx_built_blanks(b, SPARE_ROWS, s->no + 1, COLUMN_N);
        lx_str_addc(b->md, '\n');
    }
    if (!n) {
        begin_table(b);
        lx_built_blanks(b, EMPTY_ROWS, 1, COLUMN_N);
        lx_str_addc(b->md, '\n');
    }
}

/* 沿海组（3人）, and its people.  Whoever is in no group does not take part. */
static void add_parties(struct sheet *s)
{
    struct lx_builder *b = s->b;
    const char *party;
    for (size_t k = 0; (party = lx_people_party(&s->people, k)); k++) {
        size_t n = 0;
        for (size_t i = 0; i < s->people.from[LX_PEOPLE_EXCUSED]; i++)
            n += lx_people_in(&s->people, i, party);
        add_heading(s, party, n);
        begin_table(b);
        for (size_t i = 0; i < s->people.from[LX_PEOPLE_EXCUSED]; i++)
            if (lx_people_in(&s->people, i, party))
                add_row(s, lx_people_at(&s->people, i));
        if (!lx_people_party(&s->people, k + 1))
            lx_built_blanks(b, SPARE_ROWS, s->no + 1, COLUMN_N);
        lx_str_addc(b->md, '\n');
    }
}
