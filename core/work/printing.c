/* What has left the house. */
#include "core/work/printing.h"

#include "core/meeting/prep.h"
#include "core/paper/paper.h"

#include <string.h>

static const char *or_empty(const char *s) { return s ? s : ""; }

/* Somebody else may have written one down meanwhile. */
static enum lx_rc put_ends(struct lx_work *w, const struct lx_print_ends *ends, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; ends && rc == LX_OK && i < ends->n; i++) {
        struct lx_printing *p = NULL;
        rc = lx_get(w, LX_PRINTING, ends->at[i].id, &p, err);
        if (rc == LX_OK && p->outcome == PRINT_GIVEN)
            rc = lx_print_ended(w, p->rec.id, ends->at[i].outcome, err);
        lx_rec_free(p);
    }
    return rc;
}

enum lx_rc lx_printed(struct lx_work *w, const struct lx_print_what *what, lx_id *id, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_printing *p = lx_rec_new(LX_PRINTING);
    struct lx_str name = LX_STR_EMPTY;
    lx_set_text(&p->kind, what->kind);
    lx_set_text(&p->query, what->query);
    lx_set_text(&p->number, what->number);
    lx_set_text(&p->way, what->way);
    lx_set_text(&p->target, what->target);
    lx_set_text(&p->job, what->job);
    lx_set_text(&p->pages, what->pages);
    lx_set_text(&p->clerk, lx_clerk(w));
    p->hung = what->of;
    p->day.day = w->today;
    p->at = w->now_ms;
    p->copies = what->copies > 0 ? what->copies : LX_NO_INT;
    p->sides = what->sides;
    p->english = what->english ? LX_YES : LX_NO;
    p->marked = what->marked ? LX_YES : LX_NO;
    rc = put_ends(w, what->ends, err);
    if (rc == LX_OK)
        rc = lx_put_new(w, p, err);
    if (rc == LX_OK && what->of && strcmp(what->kind, lx_paper_get(LX_PAPER_BOOKLET)->kind) == 0)
        rc = lx_prep_acted(w, what->of, LX_ACT_PAPERS, err);
    if (what->of)
        lx_show_id(w, &name, what->of);
    struct lx_str way = LX_STR_EMPTY; /* "office ×3" */
    lx_str_add(&way, or_empty(what->way));
    if (what->copies > 0)
        lx_str_addf(&way, " \u00d7%d", what->copies);
    const char *of = what->of ? lx_str_z(&name) : *or_empty(what->query) ? what->query : NULL;
    struct lx_str fonts = LX_STR_EMPTY; /* "fonts=AR PL UMing CN" */
    if (*or_empty(what->fonts))
        lx_str_addf(&fonts, "fonts=%s", what->fonts);
    const char *args[5] = { what->kind };
    size_t n = 1;
    const char *const more[] = { way.len ? way.s : NULL, of, fonts.len ? fonts.s : NULL };
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (more[i])
            args[n++] = more[i];
    rc = lx_end(w, rc, LX_PRINT_COMMAND, args, err);
    lx_str_done(&fonts);
    if (rc == LX_OK && id)
        *id = p->rec.id;
    lx_str_done(&name);
    lx_str_done(&way);
    lx_rec_free(p);
    return rc;
}

static bool is_same(const struct lx_printing *p, const struct lx_print_what *what)
{
    for (size_t i = 0; what->ends && i < what->ends->n; i++)
        if (what->ends->at[i].id == p->rec.id)
            return false;
    return p->copies != LX_NO_INT && p->outcome == PRINT_GIVEN && strcmp(or_empty(p->kind), what->kind) == 0 &&
           strcmp(or_empty(p->number), what->number) == 0 && strcmp(or_empty(p->query), or_empty(what->query)) == 0 &&
           (p->english == LX_YES) == what->english;
}

enum lx_rc lx_printed_before(struct lx_work *w, const struct lx_print_what *what, size_t *n, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    *n = 0;
    if (!*or_empty(what->number) || !what->of)
        return LX_OK;
    enum lx_rc rc = lx_printings_of(w, what->of, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++)
        *n += is_same((const struct lx_printing *)(const void *)rows.at[i], what);
    lx_rows_done(&rows);
    return rc;
}

size_t lx_printed_nth(const struct lx_rows *rows, size_t i)
{
    const struct lx_printing *p = (const struct lx_printing *)(const void *)rows->at[i];
    struct lx_print_what what = { .kind = or_empty(p->kind), .query = p->query, .number = or_empty(p->number), .english = p->english == LX_YES };
    size_t nth = 0;
    if (!*what.number || !is_same(p, &what))
        return 0;
    for (size_t k = i; k < rows->n; k++)
        nth += is_same((const struct lx_printing *)(const void *)rows->at[k], &what);
    return nth;
}

bool lx_print_marks(const struct lx_work *w) { return w->office->copy_mark == COPY_MARKED; }

enum lx_rc lx_printings_of(struct lx_work *w, lx_id of, struct lx_rows *rows, struct lx_err *err)
{
    enum lx_rc rc = lx_all(w, LX_PRINTING, of ? lx_cond_ref(LX_PRINTING, "hung", of) : NULL, NULL, false, rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows->n / 2; i++) { /* they come oldest first */
        struct lx_rec *first = rows->at[i];
        rows->at[i] = rows->at[rows->n - 1 - i];
        rows->at[rows->n - 1 - i] = first;
    }
    return rc;
}

enum lx_rc lx_print_ended(struct lx_work *w, lx_id id, int outcome, struct lx_err *err)
{
    struct lx_printing *old = NULL, *p = NULL;
    struct lx_str name = LX_STR_EMPTY;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_PRINTING, id, &old, err);
    if (rc == LX_OK && !old->job)
        rc = lx_fail(err, LX_STATE, N_("This did not go to a printer, so there is nothing to cancel: %s"), "%s", or_empty(old->way));
    if (rc == LX_OK && old->outcome != PRINT_GIVEN)
        rc = lx_fail(err, LX_STATE, N_("This print is over already: %s"), "%s", old->job);
    if (rc == LX_OK) {
        p = lx_rec_copy(old);
        p->outcome = outcome;
        rc = lx_put_change(w, old, p, err);
        lx_str_addf(&name, "%s %s", or_empty(old->kind), old->job);
    }
    rc = lx_end(w, rc, LX_CANCEL_COMMAND, (const char *const[]){ lx_str_z(&name), NULL }, err);
    lx_str_done(&name);
    lx_rec_free(old);
    lx_rec_free(p);
    return rc;
}
