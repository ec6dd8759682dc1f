/* The attendance list of a meeting (参会人员名单). */
#include "core/paper/people.h"

enum lx_rc lx_build_attendance(struct lx_builder *b, struct lx_err *err)
{
    struct lx_people p;
    struct lx_str s = LX_STR_EMPTY;
    enum lx_rc rc = lx_people_read(b, &p, err);
    if (rc == LX_OK) {
        lx_built_front(b, LX_PW_PEOPLE_TITLE, &p.of);
        lx_people_list_columns(&p, &s);
        lx_built_key(b->md, "columns", s.s);
        lx_str_add(b->md, "---\n\n");
        lx_people_list(b, &p);
    }
    lx_str_done(&s);
    lx_people_done(&p);
    return rc;
}
