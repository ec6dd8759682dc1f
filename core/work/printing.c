/* What has left the house. */
#include "core/work/printing.h"

enum lx_rc lx_printed(struct lx_work *w, const char *kind, lx_id of, const char *query, const char *way, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_printing *p = lx_rec_new(LX_PRINTING);
    struct lx_str name = LX_STR_EMPTY;
    lx_set_text(&p->kind, kind);
    lx_set_text(&p->query, query);
    lx_set_text(&p->way, way);
    lx_set_text(&p->clerk, lx_clerk(w));
    p->hung = of;
    p->day.day = w->today;
    rc = lx_put_new(w, p, err);
    if (of)
        lx_show_id(w, &name, of);
    const char *args[] = { kind, of ? lx_str_z(&name) : query && *query ? query : NULL, NULL };
    rc = lx_end(w, rc, LX_PRINT_COMMAND, args, err);
    lx_str_done(&name);
    lx_rec_free(p);
    return rc;
}
