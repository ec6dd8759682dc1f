/* The seating plan of a meeting (座位图), on lying pages. */
#include "core/paper/seats.h"

#include "core/meeting/sequence.h"
#include "core/page/sheet.h"

#include <stdlib.h>
#include <string.h>

/* "for:8": so many seats in a row. */
static int per_row(const struct lx_builder *b)
{
    static const char mark[] = "for:";
    return strncmp(b->query, mark, sizeof mark - 1) == 0 ? (int)strtol(b->query + sizeof mark - 1, NULL, 10) : 0;
}

enum lx_rc lx_build_seating(struct lx_builder *b, struct lx_err *err)
{
    struct lx_people p;
    struct lx_seats seats;
    struct lx_str s = LX_STR_EMPTY;
    struct lx_rows sittings = { 0 };
    enum lx_rc rc = lx_people_read_each(b, &p, err);
    if (rc == LX_OK)
        rc = lx_sequence(b->w, LX_SITTING, "meeting", b->of, &sittings, err);
    if (rc == LX_OK) {
        const char *room = lx_built_room(&sittings);
        lx_seats_make(b, &p, per_row(b), &seats);
        lx_built_front(b, LX_PW_SEATING_TITLE, &p.of);
        lx_seats_columns(&seats, LX_LYING_W, &s);
        lx_built_key(b->md, "columns", s.s);
        lx_str_add(b->md, "---\n\n");
        lx_built_labelled_place(b, LX_PW_PLACE, room ? room : p.of.m->place);
        lx_seats_add(b, &seats);
        lx_seats_done(&seats);
    }
    lx_str_done(&s);
    lx_rows_done(&sittings);
    lx_people_done(&p);
    return rc;
}
