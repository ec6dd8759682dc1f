/* Frozen versions of an agenda, compared by row. */
#include "core/meeting/editions.h"

#include "core/meeting/agenda.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

#define OPENING "\n<!-- rows\n"
#define CLOSING "-->\n"

/* What is compared; the first is the title. */
static const char *const fields[] = { "title", "kind", "presenter", "speaker", "minutes", "attend", "secrecy", "sitting" };
enum { FIELDS_N = sizeof fields / sizeof fields[0] };

enum lx_rc lx_editions(struct lx_work *w, lx_id of, int kind, bool whole, struct lx_rows *rows, struct lx_err *err)
{
    struct lx_cond *c = lx_cond_new(LX_OP_ALL);
    lx_cond_add(c, lx_cond_ref(LX_EDITION, "of", of));
    lx_cond_add(c, lx_cond_cmp(LX_EDITION, "kind", LX_OP_EQ, lx_words_of("edition_kind")->at[kind].word));
    return lx_all(w, LX_EDITION, c, "number", whole, rows, err);
}

enum lx_rc lx_edition_find(struct lx_work *w, lx_id of, int kind, int64_t number, struct lx_edition **e, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    lx_id id = 0;
    *e = NULL;
    enum lx_rc rc = lx_editions(w, of, kind, false, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++)
        if (number == 0 || ((struct lx_edition *)(void *)rows.at[i])->number == number)
            id = rows.at[i]->id;
    lx_rows_done(&rows);
    if (rc != LX_OK)
        return rc;
    return id ? lx_get(w, LX_EDITION, id, e, err) : lx_fail(err, LX_NOTFOUND, N_("There is no such version: %s"), "%lld", (long long)number);
}

enum lx_rc lx_edition_put(struct lx_work *w, lx_id of, int kind, lx_day day, const char *why, const char *text, int64_t *number,
                          struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    struct lx_edition *e = lx_rec_new(LX_EDITION);
    enum lx_rc rc = lx_editions(w, of, kind, false, &rows, err);
    *number = 1;
    for (size_t i = 0; i < rows.n; i++)
        if (((struct lx_edition *)(void *)rows.at[i])->number >= *number)
            *number = ((struct lx_edition *)(void *)rows.at[i])->number + 1;
    e->of = of;
    e->kind = kind;
    e->number = *number;
    e->day = (struct lx_date){ .day = day };
    lx_set_text(&e->why, why);
    lx_set_text(&e->text, text);
    lx_set_text(&e->clerk, lx_clerk(w));
    if (rc == LX_OK)
        rc = lx_put_new(w, e, err);
    lx_rec_free(e);
    lx_rows_done(&rows);
    return rc;
}

/* --- the lines of rows -------------------------------------------------------------------------------------------------- */

/* One line, no tab, and nothing that would end the comment. */
static void add_cell(struct lx_str *out, const char *s)
{
    struct lx_str clean = LX_STR_EMPTY;
    lx_text_clean(&clean, s, strlen(s), 0);
    for (const char *p = lx_str_z(&clean); *p; p++)
        lx_str_addc(out, *p == '\t' || *p == '>' ? ' ' : *p);
    lx_str_done(&clean);
}

enum lx_rc lx_edition_rows(struct lx_work *w, lx_id meeting, struct lx_str *out, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    struct lx_rows rows = { 0 };
    struct lx_agenda_plan plan = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    enum lx_rc rc = lx_get(w, LX_MEETING, meeting, &m, err);
    if (rc == LX_OK)
        rc = lx_agenda(w, meeting, &rows, err);
    if (rc == LX_OK)
        rc = lx_agenda_plan(w, m, &rows, &plan, err);
    if (rc == LX_OK)
        lx_str_add(out, OPENING);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        lx_str_addi(out, rows.at[i]->id);
        lx_str_addc(out, '\t');
        lx_str_clear(&s);
        lx_agenda_number(&s, &plan.at[i], true);
        add_cell(out, lx_str_z(&s));
        for (size_t k = 0; k < FIELDS_N; k++) {
            lx_str_clear(&s);
            lx_show_value(w, &s, rows.at[i], lx_field_named(LX_AGENDA, fields[k]), true);
            lx_str_addc(out, '\t');
            add_cell(out, lx_str_z(&s));
        }
        lx_str_addc(out, '\n');
    }
    if (rc == LX_OK)
        lx_str_add(out, CLOSING);
    lx_str_done(&s);
    lx_agenda_plan_done(&plan);
    lx_rows_done(&rows);
    lx_rec_free(m);
    return rc;
}

size_t lx_edition_text_len(const char *text)
{
    const char *last = NULL;
    for (const char *p = text; (p = strstr(p, OPENING)) != NULL; p++)
        last = p;
    return last ? (size_t)(last - text) : strlen(text);
}

/* --- differences -------------------------------------------------------------------------------------------------------- */

struct old_row {
    lx_id id;
    char *cell[1 + FIELDS_N]; /* the number, then the fields */
    size_t other;             /* its place in the other version; SIZE_MAX: it is not there */
    bool stays;               /* it need not be moved to come from one order to the other */
};
struct old_rows {
    struct old_row *at;
    size_t n, room;
};

static void read_rows(const char *text, struct old_rows *out)
{
    const char *p = text + lx_edition_text_len(text);
    if (!*p)
        return;
    for (p += strlen(OPENING); *p && strncmp(p, CLOSING, strlen(CLOSING)) != 0; p += *p == '\n') {
        struct old_row *row = &LX_PUSH(out->at, out->n, out->room);
        *row = (struct old_row){ .id = strtoll(p, NULL, 10), .other = SIZE_MAX };
        p += strcspn(p, "\t\n");
        for (size_t k = 0; k < 1 + FIELDS_N; k++) {
            size_t len = *p == '\t' ? strcspn(p + 1, "\t\n") : 0;
            row->cell[k] = lx_strndup(*p == '\t' ? p + 1 : "", len);
            p += *p == '\t' ? len + 1 : 0;
        }
        p += strcspn(p, "\n");
    }
}

static void rows_done(struct old_rows *rows)
{
    for (size_t i = 0; i < rows->n; i++)
        for (size_t k = 0; k < 1 + FIELDS_N; k++)
            free(rows->at[i].cell[k]);
    free(rows->at);
}

/* The longest run of rows that stand in the same order in both; all others were moved. */
static void find_moved(const struct old_rows *a, struct old_rows *b)
{
    size_t *len = lx_alloc((b->n + 1) * sizeof *len), *from = lx_alloc((b->n + 1) * sizeof *from), best = SIZE_MAX;
    for (size_t i = 0; i < b->n; i++) {
        for (size_t k = 0; k < a->n && b->at[i].other == SIZE_MAX; k++)
            if (a->at[k].id == b->at[i].id) {
                b->at[i].other = k;
                a->at[k].other = i;
            }
        from[i] = SIZE_MAX;
        if (b->at[i].other == SIZE_MAX)
            continue;
        len[i] = 1;
        for (size_t k = 0; k < i; k++)
            if (b->at[k].other != SIZE_MAX && b->at[k].other < b->at[i].other && len[k] + 1 > len[i]) {
                len[i] = len[k] + 1;
                from[i] = k;
            }
        if (best == SIZE_MAX || len[i] > len[best])
            best = i;
    }
    for (; best != SIZE_MAX; best = from[best])
        b->at[best].stays = true;
    free(len);
    free(from);
}

static struct lx_difference *add_difference(struct lx_differences *out, char op, const struct old_row *row)
{
    struct lx_difference *d = &LX_PUSH(out->at, out->n, out->room);
    *d = (struct lx_difference){ .op = op, .number = lx_strdup(row->cell[0]), .title = lx_strdup(row->cell[1]) };
    return d;
}

void lx_edition_diff(const char *older, const char *newer, struct lx_differences *out)
{
    struct old_rows a = { 0 }, b = { 0 };
    read_rows(older ? older : "", &a);
    read_rows(newer ? newer : "", &b);
    find_moved(&a, &b);
    for (size_t i = 0; i < a.n; i++)
        if (a.at[i].other == SIZE_MAX)
            add_difference(out, '-', &a.at[i]);
    for (size_t i = 0; i < b.n; i++) {
        const struct old_row *row = &b.at[i], *was = row->other == SIZE_MAX ? NULL : &a.at[row->other];
        if (!was) {
            add_difference(out, '+', row);
            continue;
        }
        if (!row->stays)
            add_difference(out, '>', row)->was = lx_strdup(was->cell[0]);
        for (size_t k = 0; k < FIELDS_N; k++)
            if (strcmp(row->cell[k + 1], was->cell[k + 1]) != 0) {
                struct lx_difference *d = add_difference(out, '~', row);
                d->field = lx_field_named(LX_AGENDA, fields[k]);
                d->old = lx_strdup(was->cell[k + 1]);
                d->new_ = lx_strdup(row->cell[k + 1]);
            }
    }
    rows_done(&a);
    rows_done(&b);
}

void lx_differences_done(struct lx_differences *d)
{
    for (size_t i = 0; i < d->n; i++) {
        free(d->at[i].number);
        free(d->at[i].title);
        free(d->at[i].was);
        free(d->at[i].old);
        free(d->at[i].new_);
    }
    free(d->at);
    *d = (struct lx_differences){ 0 };
}
