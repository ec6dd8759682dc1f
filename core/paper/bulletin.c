/* Issues of the bulletin. */
#include "core/paper/bulletin.h"

#include "core/mem.h"
#include "core/paper/builder.h"

#include <stdlib.h>
#include <string.h>

static const struct lx_edition *issue_of(const struct lx_rows *rows, size_t i) { return (const struct lx_edition *)(const void *)rows->at[i]; }

static int year_of(lx_day day)
{
    int year = 0;
    if (day != LX_NO_DAY)
        lx_day_split(day, &year, NULL, NULL);
    return year;
}

static int newest_first(const void *pa, const void *pb)
{
    const struct lx_edition *a = *(struct lx_edition *const *)pa, *b = *(struct lx_edition *const *)pb;
    int year = year_of(a->day.day), other = year_of(b->day.day);
    return year != other ? other - year : (b->number > a->number) - (b->number < a->number);
}

enum lx_rc lx_bulletins(struct lx_work *w, struct lx_rows *rows, struct lx_err *err)
{
    const char *kind = lx_words_of("edition_kind")->at[EDITION_BULLETIN].word;
    enum lx_rc rc = lx_all(w, LX_EDITION, lx_cond_cmp(LX_EDITION, "kind", LX_OP_EQ, kind), NULL, false, rows, err);
    if (rows->n)
        qsort(rows->at, rows->n, sizeof *rows->at, newest_first);
    return rc;
}

enum lx_rc lx_bulletin_last(struct lx_work *w, lx_day *next, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    lx_day last = LX_NO_DAY;
    enum lx_rc rc = lx_bulletins(w, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++)
        if (issue_of(&rows, i)->of == w->office->rec.id && issue_of(&rows, i)->day.day > last)
            last = issue_of(&rows, i)->day.day;
    if (last != LX_NO_DAY)
        *next = last + 1;
    lx_rows_done(&rows);
    return rc;
}

/* The numbers of "2024-3", "2024年第3期", "第3期"; a number alone is a meeting's. */
static bool read_no(const char *typed, int this_year, int *year, int64_t *no)
{
    const char *ordinal = lx_paper_word(LX_PW_BULLETIN_NO, false), *hole = strstr(ordinal, "%d"), *tail = hole + 2;
    const char *at = strstr(typed, tail), *dash = strchr(typed, '-');
    size_t head = (size_t)(hole - ordinal);
    char *end;
    *year = this_year;
    if (at && *(at + strlen(tail)) == '\0') { /* 期 at its end */
        const char *n = at;
        while (n > typed && n[-1] >= '0' && n[-1] <= '9')
            n--;
        *no = strtoll(n, NULL, 10);
        if (typed[0] >= '1' && typed[0] <= '9' && n > typed)
            *year = (int)strtol(typed, NULL, 10);
        return n < at && (n == typed || ((size_t)(n - typed) >= head && strncmp(n - head, ordinal, head) == 0));
    }
    if (!dash || dash - typed != 4)
        return false;
    *year = (int)strtol(typed, &end, 10);
    if (end != dash)
        return false;
    *no = strtoll(dash + 1, &end, 10);
    return end > dash + 1 && !*end;
}

enum lx_rc lx_bulletin_find(struct lx_work *w, const char *typed, lx_id *id, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    int year;
    int64_t no = 0;
    bool read = read_no(typed, year_of(w->today), &year, &no);
    *id = 0;
    enum lx_rc rc = read ? lx_bulletins(w, &rows, err) : LX_OK;
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++)
        if (issue_of(&rows, i)->number == no && year_of(issue_of(&rows, i)->day.day) == year)
            *id = rows.at[i]->id;
    lx_rows_done(&rows);
    return rc != LX_OK ? rc : *id ? LX_OK : lx_fail(err, LX_NOTFOUND, N_("There is no such issue of the bulletin: %s"), "%s", typed);
}

/* --- going out ---------------------------------------------------------------------------------------------------- */

static enum lx_rc give_no(struct lx_work *w, int64_t wanted, int64_t *no, struct lx_err *err)
{
    struct lx_str prefix = LX_STR_EMPTY, label = LX_STR_EMPTY;
    struct lx_rows rows = { 0 };
    int year = year_of(w->today);
    lx_str_addf(&prefix, "bulletin %d-", year);
    enum lx_rc rc = lx_bulletins(w, &rows, err);
    for (size_t i = 0; rc == LX_OK && wanted > 0 && i < rows.n; i++)
        if (issue_of(&rows, i)->number == wanted && year_of(issue_of(&rows, i)->day.day) == year) {
            lx_str_addf(&label, "%d-%lld", year, (long long)wanted);
            rc = lx_fail(err, LX_EXISTS, N_("This issue of the bulletin went out already: %s"), "%s", label.s);
        }
    if (rc == LX_OK)
        rc = w->store->serial(w->store, prefix.s, wanted, no, err);
    if (rc == LX_OK && wanted > 0)
        *no = wanted;
    lx_rows_done(&rows);
    lx_str_done(&prefix);
    lx_str_done(&label);
    return rc;
}

static enum lx_rc write_it(struct lx_work *w, lx_id meeting, const char *period, int64_t no, struct lx_str *md, struct lx_err *err)
{
    struct lx_builder b = { .w = w, .paper = lx_paper_get(LX_PAPER_BULLETIN), .of = meeting, .of_type = meeting ? LX_MEETING : LX_NONE_TYPE,
                            .query = period ? period : "", .md = md, .day = LX_NO_DAY, .issue = no };
    struct lx_meeting *m = NULL;
    enum lx_rc rc = meeting ? lx_get(w, LX_MEETING, meeting, &m, err) : LX_OK;
    if (rc == LX_OK && m)
        b.day = m->date.day;
    lx_rec_free(m);
    return rc == LX_OK ? lx_build_bulletin(&b, err) : rc;
}

static enum lx_rc keep(struct lx_work *w, lx_id of, int64_t no, const char *period, const char *text, lx_id *id, struct lx_err *err)
{
    struct lx_edition *e = lx_rec_new(LX_EDITION);
    e->of = of;
    e->kind = EDITION_BULLETIN;
    e->number = no;
    e->day = (struct lx_date){ .day = w->today };
    lx_set_text(&e->why, period);
    lx_set_text(&e->text, text);
    lx_set_text(&e->clerk, lx_clerk(w));
    enum lx_rc rc = lx_put_new(w, e, err);
    *id = e->rec.id;
    lx_rec_free(e);
    return rc;
}

enum lx_rc lx_bulletin_issue(struct lx_work *w, lx_id meeting, const char *period, int64_t wanted, lx_id *id, int64_t *no, struct lx_err *err)
{
    struct lx_str md = LX_STR_EMPTY, name = LX_STR_EMPTY;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    *id = *no = 0;
    lx_id of = meeting ? meeting : w->office->rec.id;
    if (!of)
        rc = lx_fail(err, LX_STATE, N_("Give the office its name first: `office set name=…`"), "%s", "");
    if (rc == LX_OK)
        rc = give_no(w, wanted, no, err);
    if (rc == LX_OK)
        rc = write_it(w, meeting, period, *no, &md, err);
    if (rc == LX_OK)
        rc = keep(w, of, *no, period, lx_str_z(&md), id, err);
    lx_str_addf(&name, "%d-%lld", year_of(w->today), (long long)*no);
    rc = lx_end(w, rc, "bulletin issue", (const char *const[]){ name.s, NULL }, err);
    lx_str_done(&md);
    lx_str_done(&name);
    return rc;
}
