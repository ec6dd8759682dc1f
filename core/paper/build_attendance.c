/* The attendance list of a meeting (参会人员名单), with its groups. */
#include "core/paper/people.h"

enum lx_rc lx_build_attendance(struct lx_builder *b, struct lx_err *err)
{
    struct lx_people p;
    struct lx_str s = LX_STR_EMPTY;
    enum lx_rc rc = lx_people_read(b, &p, err);
    if (rc == LX_OK) {
        lx_built_front(b, LX_PW_PEOPLE_TITLE, &p.of);
        lx_people_list_columns(&p, &s);
        lx_str_add(&s, "；10 44");
        lx_built_key(b->md, "columns", s.s);
        lx_str_add(b->md, "---\n\n");
        lx_people_list(b, &p);
        if (!b->below && lx_people_party(&p, 0)) { /* the booklet has them on a page of their own */
            lx_built_heading(b, 1, lx_built_word(b, LX_PW_PARTIES));
            lx_people_parties(b, &p);
        }
    }
    lx_str_done(&s);
    lx_people_done(&p);
    return rc;
}
