/* Which higher plan or document something serves. */
#include "core/register/documents.h"
#include "core/text/text.h"
#include "core/work/numbers.h"

#include <string.h>

enum lx_rc lx_basis_add(struct lx_work *w, lx_id of, const char *named, const char *clause, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_basis *b = lx_rec_new(LX_BASIS);
    struct lx_str name = LX_STR_EMPTY;
    b->of = of;
    if (lx_find(w, LX_PLAN, named, &b->plan, NULL) == LX_OK)
        lx_show_id(w, &name, b->plan);
    else if (lx_find(w, LX_DOCUMENT, named, &b->document, NULL) == LX_OK)
        lx_show_id(w, &name, b->document);
    else
        lx_str_add(&name, named);
    lx_set_text(&b->name, lx_str_z(&name));
    lx_set_text(&b->clause, clause);
    if (!name.len)
        rc = lx_fail(err, LX_INVALID, N_("This field must not be empty: %s"), "%s.%s", "basis", "name");
    if (rc == LX_OK)
        rc = lx_put_new(w, b, err);
    struct lx_str what = LX_STR_EMPTY;
    lx_show_id(w, &what, of);
    const char *args[] = { lx_str_z(&what), lx_str_z(&name), NULL };
    rc = lx_end(w, rc, "basis add", args, err);
    lx_rec_free(b);
    lx_str_done(&what);
    lx_str_done(&name);
    return rc;
}

enum lx_rc lx_basis_of(struct lx_work *w, lx_id of, struct lx_rows *rows, struct lx_err *err)
{
    return lx_all(w, LX_BASIS, lx_cond_ref(LX_BASIS, "of", of), NULL, true, rows, err);
}

enum lx_rc lx_basis_served(struct lx_work *w, const char *named, struct lx_rows *rows, struct lx_err *err)
{
    lx_id plan = 0, document = 0;
    struct lx_cond *any = lx_cond_new(LX_OP_ANY);
    if (lx_find(w, LX_PLAN, named, &plan, NULL) == LX_OK)
        lx_cond_add(any, lx_cond_ref(LX_BASIS, "plan", plan));
    if (lx_find(w, LX_DOCUMENT, named, &document, NULL) == LX_OK)
        lx_cond_add(any, lx_cond_ref(LX_BASIS, "document", document));
    lx_cond_add(any, lx_cond_cmp(LX_BASIS, "name", LX_OP_HAS, named));
    return lx_all(w, LX_BASIS, any, NULL, true, rows, err);
}
