/* The sign-in sheet of a meeting (签到表): who is expected, with room to sign, and rows for those whom nobody expected. */
#include "core/paper/people.h"

enum { SPARE_ROWS = 6, EMPTY_ROWS = 24, COLUMN_N = 7 };

static void add_rows(struct lx_builder *b, const struct lx_people *p);
static void add_row(struct lx_builder *b, const struct lx_attendance *a, int no);

enum lx_rc lx_build_signin(struct lx_builder *b, struct lx_err *err)
{
    struct lx_people p;
    struct lx_str s = LX_STR_EMPTY;
    enum lx_rc rc = lx_people_read(b, &p, err);
    if (rc == LX_OK) {
        lx_built_front(b, LX_PW_SIGNIN_TITLE, &p.of);
        lx_built_key(b->md, "columns", "4 18 8 12 14 10 6");
        lx_str_add(b->md, "---\n\n");
        lx_built_time(b, &s, p.of.m, -1);
        lx_built_labelled(b, LX_PW_TIME, lx_str_z(&s));
        lx_built_labelled(b, LX_PW_PLACE, p.of.m->place);
        add_rows(b, &p);
    }
    lx_str_done(&s);
    lx_people_done(&p);
    return rc;
}

static void begin_table(struct lx_builder *b)
{
    static const enum lx_paper_word heads[COLUMN_N] = { LX_PW_COL_SERIAL, LX_PW_SLIP_UNIT,  LX_PW_SLIP_NAME, LX_PW_SLIP_POST,
                                                        LX_PW_SLIP_PHONE, LX_PW_COL_SIGNED, LX_PW_SLIP_NOTE };
    lx_built_table(b, heads, "clclllc");
}

/* A table for each part that signs; who is excused or was absent does not.  Numbers run on. */
static void add_rows(struct lx_builder *b, const struct lx_people *p)
{
    size_t n = p->from[LX_PEOPLE_STAFF + 1];
    for (int part = 0; part <= LX_PEOPLE_STAFF; part++) {
        if (p->from[part] == p->from[part + 1])
            continue;
        if (p->from[part + 1] - p->from[part] < n) /* not the only one */
            lx_people_heading(b, p, (enum lx_people_part)part);
        begin_table(b);
        for (size_t i = p->from[part]; i < p->from[part + 1]; i++)
            add_row(b, lx_people_at(p, i), (int)i + 1);
        if (p->from[part + 1] == n)
            lx_built_blanks(b, SPARE_ROWS, (int)n + 1, COLUMN_N);
        lx_str_addc(b->md, '\n');
    }
    if (!n) {
        begin_table(b);
        lx_built_blanks(b, EMPTY_ROWS, 1, COLUMN_N);
    }
}

static void add_row(struct lx_builder *b, const struct lx_attendance *a, int no)
{
    struct lx_str n = LX_STR_EMPTY, post = LX_STR_EMPTY, whom = LX_STR_EMPTY;
    lx_str_addi(&n, no);
    lx_people_post(b, &post, a);
    lx_people_for(b, &whom, a);
    lx_built_row(b, (const char *const[COLUMN_N]){ n.s, lx_built_unit(b, a->unit), a->name, post.s, a->phone, NULL, whom.s }, COLUMN_N);
    lx_str_done(&n);
    lx_str_done(&post);
    lx_str_done(&whom);
}
