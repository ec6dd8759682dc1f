/* Records with parts of their own, deleted as one. */
#include "core/work/whole.h"

/* What refers to a record by a field: a part ends with it (and so do its own parts), anything else is let go.  What stands in no row
 * here keeps the record from being deleted. */
static const struct tie {
    enum lx_type of, type;
    const char *field;
    bool part;
} ties[] = {
    { LX_TEMPLATE, LX_STANDARD, "template", true }, { LX_TEMPLATE, LX_MEETING, "template", false },
    { LX_BODY, LX_MEMBER, "body", true },           { LX_BODY, LX_QUOTA, "body", true },
    { LX_BODY, LX_ROTATION, "body", true },         { LX_BODY, LX_TURN, "body", true },
    { LX_SERIES, LX_TEMPLATE, "series", true },     { LX_SERIES, LX_ROTATION, "series", true },
    { LX_SERIES, LX_TURN, "series", true },         { LX_SERIES, LX_QUOTA, "series", false },
    { LX_SERIES, LX_TOPIC, "series", false },       { LX_QUOTA, LX_DEED, "quota", true },
    { LX_UNIT, LX_ALIAS, "unit", true },            { LX_PLAN, LX_SECTION, "plan", true },
    { LX_PLAN, LX_INDICATOR, "plan", true },        { LX_DOCUMENT, LX_ISSUER, "document", true },
    { LX_DOCUMENT, LX_OPINION, "of", true },        { LX_DOCUMENT, LX_SIGNOFF, "of", true },
    { LX_DOCUMENT, LX_BASIS, "of", true },          { LX_DOCUMENT, LX_NOTE, "hung", false },
    { LX_DECISION, LX_BASIS, "of", true },          { LX_DECISION, LX_NOTE, "hung", false },
};
enum { TIES_N = sizeof ties / sizeof ties[0] };

static enum lx_rc referring(struct lx_work *w, const struct tie *t, lx_id of, struct lx_rows *rows, struct lx_err *err)
{
    return lx_all(w, t->type, lx_cond_ref(t->type, t->field, of), NULL, true, rows, err);
}

static void add_count(struct lx_parts_n *out, enum lx_type type, size_t n)
{
    int i = 0;
    while (i < out->n && out->at[i].type != type)
        i++;
    if (i == LX_PARTS_MOST || n == 0)
        return;
    if (i == out->n) {
        out->at[i].type = type;
        out->at[out->n++].n = 0;
    }
    out->at[i].n += n;
}

enum lx_rc lx_parts_count(struct lx_work *w, enum lx_type type, lx_id id, struct lx_parts_n *out, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < TIES_N; i++) {
        struct lx_rows rows = { 0 };
        if (ties[i].of != type || !ties[i].part)
            continue;
        rc = referring(w, &ties[i], id, &rows, err);
        add_count(out, ties[i].type, rows.n);
        for (size_t k = 0; rc == LX_OK && k < rows.n; k++)
            rc = lx_parts_count(w, ties[i].type, rows.at[k]->id, out, err);
        lx_rows_done(&rows);
    }
    return rc;
}

enum lx_rc lx_drop_all(struct lx_work *w, enum lx_type type, const char *field, lx_id of, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = referring(w, &(struct tie){ .type = type, .field = field }, of, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++)
        rc = lx_put_gone(w, rows.at[i], err);
    lx_rows_done(&rows);
    return rc;
}

enum lx_rc lx_let_go(struct lx_work *w, enum lx_type type, const char *field, lx_id of, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = referring(w, &(struct tie){ .type = type, .field = field }, of, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        struct lx_rec *now = lx_rec_copy(rows.at[i]);
        *lx_f_int(now, lx_field_named(type, field)) = 0;
        rc = lx_put_change(w, rows.at[i], now, err);
        lx_rec_free(now);
    }
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc drop_parts(struct lx_work *w, enum lx_type type, lx_id id, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < TIES_N; i++) {
        struct lx_rows rows = { 0 };
        if (ties[i].of != type)
            continue;
        rc = ties[i].part ? referring(w, &ties[i], id, &rows, err) : LX_OK;
        for (size_t k = 0; rc == LX_OK && k < rows.n; k++)
            rc = drop_parts(w, ties[i].type, rows.at[k]->id, err);
        if (rc == LX_OK)
            rc = ties[i].part ? lx_drop_all(w, ties[i].type, ties[i].field, id, err) : lx_let_go(w, ties[i].type, ties[i].field, id, err);
        lx_rows_done(&rows);
    }
    return rc;
}

/* What has its number has left the house. */
static enum lx_rc may_go(struct lx_work *w, enum lx_type type, lx_id id, struct lx_err *err)
{
    struct lx_document *d = NULL;
    enum lx_rc rc = type == LX_DOCUMENT ? lx_get(w, LX_DOCUMENT, id, &d, err) : LX_OK;
    if (rc == LX_OK && d && d->no)
        rc = lx_fail(err, LX_STATE, N_("%s has its number and stays; it can be withdrawn"), "%s", d->no);
    lx_rec_free(d);
    return rc;
}

enum lx_rc lx_delete_whole(struct lx_work *w, const char *command, enum lx_type type, lx_id id, struct lx_err *err)
{
    struct lx_str name = LX_STR_EMPTY;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    lx_show_id(w, &name, id);
    rc = may_go(w, type, id, err);
    if (rc == LX_OK)
        rc = drop_parts(w, type, id, err);
    if (rc == LX_OK)
        rc = lx_delete(w, command, type, id, err);
    rc = lx_end(w, rc, command, (const char *const[]){ lx_str_z(&name), NULL }, err);
    lx_str_done(&name);
    return rc;
}
