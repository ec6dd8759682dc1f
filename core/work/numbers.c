/* What people call a record. */
#include "core/work/numbers.h"

#include "core/mem.h"
#include "core/plan/docno.h"
#include "core/text/text.h"
#include "core/work/plantree.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

#define W(name, word) static const char word_##name[] = word;
#include "core/work/words.def"
#undef W

static enum lx_rc find_by_id(struct lx_work *w, enum lx_type type, const char *digits, lx_id *id, struct lx_err *err);
static enum lx_rc find_by_number(struct lx_work *w, enum lx_type type, const char *no, lx_id *id, struct lx_err *err);
static enum lx_rc find_by_name(struct lx_work *w, enum lx_type type, const char *typed, lx_id *id, struct lx_err *err);
static enum lx_rc find_unit(struct lx_work *w, const char *typed, lx_id *id, struct lx_err *err);
static enum lx_rc find_document(struct lx_work *w, const char *typed, lx_id *id, struct lx_err *err);
static enum lx_rc find_short(struct lx_work *w, enum lx_type type, const char *typed, lx_id *id, struct lx_err *err);

enum lx_rc lx_find(struct lx_work *w, enum lx_type type, const char *typed, lx_id *id, struct lx_err *err)
{
    if (strncmp(typed, "id:", 3) == 0)
        return find_by_id(w, type, typed + 3, id, err);
    if (type == LX_UNIT)
        return find_unit(w, typed, id, err);
    if (type == LX_NOTE || type == LX_REVIEW || type == LX_PRINTING)
        return find_short(w, type, typed, id, err);
    if (type == LX_SECTION)
        return lx_section_find(w, 0, typed, id, err);
    if (type == LX_DOCUMENT)
        return find_document(w, typed, id, err);
    if (type == LX_TOPIC && *typed && !typed[strspn(typed, "0123456789")])
        return find_short(w, type, typed, id, err);
    if (type != LX_ITEM && type != LX_MEETING && type != LX_PLAN && type != LX_DECISION)
        return find_by_name(w, type, typed, id, err);
    struct lx_str no = LX_STR_EMPTY;
    enum lx_rc rc = lx_no_read(w, type, typed, &no, err);
    if (rc == LX_OK)
        rc = find_by_number(w, type, lx_str_z(&no), id, err);
    lx_str_done(&no);
    return rc;
}

enum lx_rc lx_find_any(struct lx_work *w, const char *typed, enum lx_type *type, lx_id *id, struct lx_err *err)
{
    static const enum lx_type order[] = { LX_ITEM, LX_MEETING, LX_PLAN, LX_DECISION };
    if (strncmp(typed, "id:", 3) == 0) {
        *id = strtoll(typed + 3, NULL, 10);
        return w->store->type_of(w->store, *id, type, err);
    }
    enum lx_rc rc = LX_NOTFOUND;
    for (size_t i = 0; i < sizeof order / sizeof order[0] && rc == LX_NOTFOUND; i++) {
        *type = order[i];
        rc = lx_find(w, order[i], typed, id, err);
    }
    struct lx_docno no;
    if (rc == LX_NOTFOUND && lx_docno_read(typed, &no)) {
        lx_docno_done(&no);
        *type = LX_DOCUMENT;
        rc = lx_find(w, LX_DOCUMENT, typed, id, err);
    }
    if (rc == LX_NOTFOUND && lx_find(w, LX_UNIT, typed, id, NULL) == LX_OK) {
        *type = LX_UNIT;
        rc = LX_OK;
    }
    return rc;
}

static enum lx_rc find_by_id(struct lx_work *w, enum lx_type type, const char *digits, lx_id *id, struct lx_err *err)
{
    enum lx_type got;
    char *end;
    *id = strtoll(digits, &end, 10);
    if (*end || *id <= 0 || w->store->type_of(w->store, *id, &got, NULL) != LX_OK || got != type)
        return lx_fail(err, LX_NOTFOUND, N_("There is no such record: %s"), "id:%s", digits);
    return LX_OK;
}

static enum lx_rc find_by_number(struct lx_work *w, enum lx_type type, const char *no, lx_id *id, struct lx_err *err)
{
    struct lx_query q = { .type = type, .where = lx_cond_cmp(type, "no", LX_OP_EQ, no), .limit = 2 };
    struct lx_ids ids = { 0 };
    enum lx_rc rc = w->store->ids(w->store, &q, &ids, err);
    if (rc == LX_OK && ids.n == 0)
        rc = lx_fail(err, LX_NOTFOUND, N_("There is no number %s"), "%s", no);
    if (rc == LX_OK)
        *id = ids.at[0];
    lx_ids_done(&ids);
    lx_query_done(&q);
    return rc;
}

/* --- reading a number ------------------------------------------------------------------------------------------------ */

static void plain(struct lx_str *out, const char *s)
{
    size_t len = strlen(s);
    while (len) {
        uint32_t cp;
        int n = lx_utf8_get(s, len, &cp);
        cp = lx_plain_char(cp);
        if (cp != ' ' && cp != 0x3000)
            lx_utf8_put(out, cp >= 'a' && cp <= 'z' ? cp - 'a' + 'A' : cp);
        s += n;
        len -= (size_t)n;
    }
}

/* The code of the series that somebody named in Chinese, e.g. 联络员会议; NULL when none or several fit. */
static enum lx_rc code_of_series(struct lx_work *w, const char *name, struct lx_str *code, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(w, LX_SERIES, NULL, "rank", false, &rows, err);
    const struct lx_series *found = NULL;
    struct lx_str names = LX_STR_EMPTY;
    size_t n = 0;
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_series *s = (struct lx_series *)rows.at[i];
        if (!s->name || !lx_text_has(s->name, name))
            continue;
        lx_str_addf(&names, "%s%s", n++ ? LX_AND : "", s->name);
        if (!found || lx_text_same(s->name, name))
            found = s;
    }
    if (rc == LX_OK && !found)
        rc = lx_fail(err, LX_NOTFOUND, N_("There is no series %s"), "%s", name);
    else if (rc == LX_OK && n > 1 && !lx_text_same(found->name, name))
        rc = lx_fail(err, LX_AMBIGUOUS, N_("Several series have that name: %s"), "%s", lx_str_z(&names));
    else if (rc == LX_OK)
        lx_str_add(code, found->code);
    lx_rows_done(&rows);
    lx_str_done(&names);
    return rc;
}

/* 第26次[会议], 联络员会议第3次: the code and the serial.  *used is false when the text has another form. */
static enum lx_rc ordinal_number(struct lx_work *w, const char *s, struct lx_str *out, bool *used, struct lx_err *err)
{
    *used = false;
    const char *di = strstr(s, word_ORDINAL);
    if (!di)
        return LX_OK;
    double value;
    const char *digits = di + strlen(word_ORDINAL);
    size_t len = lx_number_get(digits, strlen(digits), &value);
    const char *rest = digits + len;
    bool counter = strncmp(rest, word_COUNTER_CI, strlen(word_COUNTER_CI)) == 0 ||
                   strncmp(rest, word_COUNTER_JIE, strlen(word_COUNTER_JIE)) == 0;
    if (!len || !counter)
        return LX_OK;
    *used = true;
    rest += strlen(word_COUNTER_CI);
    struct lx_str name = LX_STR_EMPTY;
    lx_str_addn(&name, s, (size_t)(di - s));
    if (di == s && *rest && strcmp(rest, word_MEETING) != 0)
        lx_str_add(&name, rest); /* 第3次联络员会议 */
    enum lx_rc rc = name.len ? code_of_series(w, lx_str_z(&name), out, err) : LX_OK;
    lx_str_addf(out, "%lld", (long long)value);
    lx_str_done(&name);
    return rc;
}

enum lx_rc lx_no_read(struct lx_work *w, enum lx_type type, const char *typed, struct lx_str *out, struct lx_err *err)
{
    struct lx_str s = LX_STR_EMPTY;
    plain(&s, typed);
    bool ordinal = false;
    enum lx_rc rc = type == LX_MEETING ? ordinal_number(w, lx_str_z(&s), out, &ordinal, err) : LX_OK;
    if (rc == LX_OK && !ordinal && type == LX_ITEM) {
        const char *dash = strrchr(lx_str_z(&s), '-');
        size_t digits = dash ? strspn(dash + 1, "0123456789") : 0;
        if (dash && digits && !dash[1 + digits]) /* 26-3 is 26-003 */
            lx_str_addf(out, "%.*s%03ld", (int)(dash + 1 - s.s), s.s, strtol(dash + 1, NULL, 10));
        else
            lx_str_add(out, lx_str_z(&s));
    } else if (rc == LX_OK && !ordinal) {
        if (type == LX_PLAN && *lx_str_z(&s) >= '0' && *lx_str_z(&s) <= '9')
            lx_str_add(out, w->office->plan_code);
        lx_str_add(out, lx_str_z(&s));
    }
    lx_str_done(&s);
    return rc;
}

/* --- by name ------------------------------------------------------------------------------------------------------------ */

static enum lx_rc find_by_name(struct lx_work *w, enum lx_type type, const char *typed, lx_id *id, struct lx_err *err)
{
    const struct lx_table *t = lx_table(type);
    const struct lx_field *key = lx_key_field(t);
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(w, type, NULL, NULL, false, &rows, err);
    struct lx_str names = LX_STR_EMPTY;
    size_t exact_n = 0, near_n = 0;
    lx_id near = 0;
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        struct lx_str name = LX_STR_EMPTY;
        lx_show_name(w, &name, rows.at[i]);
        bool same = lx_text_same(lx_f_text_of(rows.at[i], key), typed) || lx_text_same(lx_str_z(&name), typed) ||
                    (type == LX_SERIES && strcmp(typed, lx_f_text_of(rows.at[i], lx_field_named(type, "code"))) == 0);
        if (same) {
            *id = rows.at[i]->id;
            exact_n++;
        } else if (lx_name_match(typed, lx_str_z(&name))) {
            near = rows.at[i]->id;
            near_n++;
        }
        if (same || lx_name_match(typed, lx_str_z(&name)))
            lx_str_addf(&names, "%s%s", names.len ? LX_AND : "", lx_str_z(&name));
        lx_str_done(&name);
    }
    if (rc == LX_OK && exact_n == 0 && near_n == 1)
        *id = near;
    else if (rc == LX_OK && exact_n + near_n == 0)
        rc = lx_fail(err, LX_NOTFOUND, N_("There is nothing called %s"), "%s", typed);
    else if (rc == LX_OK && exact_n != 1)
        rc = lx_fail(err, LX_AMBIGUOUS, N_("Several have that name: %s"), "%s", lx_str_z(&names));
    lx_rows_done(&rows);
    lx_str_done(&names);
    return rc;
}

static enum lx_rc several(struct lx_work *w, const struct lx_ids *ids, struct lx_err *err)
{
    struct lx_str names = LX_STR_EMPTY;
    for (size_t i = 0; i < ids->n && i < 8; i++)
        lx_str_addf(&names, "%s%s", i ? LX_AND : "", lx_unit_name(w->units, ids->at[i]));
    if (ids->n > 8)
        lx_str_add(&names, LX_AND "...");
    enum lx_rc rc = lx_fail(err, LX_AMBIGUOUS, N_("Several have that name: %s"), "%s", lx_str_z(&names));
    lx_str_done(&names);
    return rc;
}

/* By its name, else the only one that what was typed may mean. */
static enum lx_rc find_unit(struct lx_work *w, const char *typed, lx_id *id, struct lx_err *err)
{
    struct lx_ids near = { 0 };
    enum lx_rc rc = lx_unit_find(w->units, typed, id, err);
    if (rc == LX_NOTFOUND && *typed) {
        lx_unit_matches(w->units, typed, &near);
        if (near.n == 1) {
            *id = near.at[0];
            rc = LX_OK;
        } else if (near.n > 1) {
            rc = several(w, &near, err);
        }
    }
    lx_ids_done(&near);
    return rc;
}

/* By its document number in any form of brackets, else by its title. */
static enum lx_rc find_document(struct lx_work *w, const char *typed, lx_id *id, struct lx_err *err)
{
    struct lx_docno no;
    if (!lx_docno_read(typed, &no))
        return find_by_name(w, LX_DOCUMENT, typed, id, err);
    struct lx_str text = LX_STR_EMPTY;
    lx_docno_format(&text, no.code, no.year, no.serial);
    enum lx_rc rc = find_by_number(w, LX_DOCUMENT, lx_str_z(&text), id, err);
    lx_str_done(&text);
    lx_docno_done(&no);
    return rc;
}

/* By the short number that lists show: what is left of its id without the origin. */
static enum lx_rc find_short(struct lx_work *w, enum lx_type type, const char *typed, lx_id *id, struct lx_err *err)
{
    struct lx_query q = { .type = type };
    struct lx_ids ids = { 0 };
    char *end;
    long long wanted = strtoll(typed, &end, 10);
    enum lx_rc rc = w->store->ids(w->store, &q, &ids, err);
    size_t found_n = 0;
    for (size_t i = 0; rc == LX_OK && *typed && !*end && i < ids.n; i++)
        if (lx_id_short(ids.at[i]) == wanted) {
            *id = ids.at[i];
            found_n++;
        }
    if (rc == LX_OK && found_n != 1)
        rc = lx_fail(err, found_n ? LX_AMBIGUOUS : LX_NOTFOUND, found_n ? N_("Several have that name: %s") : N_("There is no such record: %s"),
                     "%s", typed);
    lx_ids_done(&ids);
    lx_query_done(&q);
    return rc;
}

/* --- giving numbers -------------------------------------------------------------------------------------------------------- */

static enum lx_rc taken(struct lx_work *w, enum lx_type type, const char *no, struct lx_err *err)
{
    lx_id id;
    if (find_by_number(w, type, no, &id, NULL) == LX_OK)
        return lx_fail(err, LX_EXISTS, N_("Number %s is already taken"), "%s", no);
    return LX_OK;
}

enum lx_rc lx_meeting_no(struct lx_work *w, struct lx_meeting *m, int64_t wanted, struct lx_err *err)
{
    struct lx_series *series = NULL;
    enum lx_rc rc = m->series ? lx_get(w, LX_SERIES, m->series, &series, err) : LX_OK;
    if (rc != LX_OK)
        return rc;
    struct lx_str no = LX_STR_EMPTY, prefix = LX_STR_EMPTY;
    lx_str_add(&no, series ? series->code : NULL);
    if (series && series->numbering == NUMBERING_YEARLY) {
        int year;
        lx_day_split(m->date.day == LX_NO_DAY ? w->today : m->date.day, &year, NULL, NULL);
        lx_str_addf(&no, "%d-", year);
    }
    lx_rec_free(series);
    lx_str_addf(&prefix, "meeting/%s", lx_str_z(&no));
    int64_t serial = 0;
    rc = w->store->serial(w->store, lx_str_z(&prefix), wanted, &serial, err);
    lx_str_addf(&no, "%lld", (long long)(wanted > 0 ? wanted : serial));
    if (rc == LX_OK)
        rc = taken(w, LX_MEETING, lx_str_z(&no), err);
    if (rc == LX_OK)
        lx_set_text(&m->no, lx_str_z(&no));
    lx_str_done(&no);
    lx_str_done(&prefix);
    return rc;
}

enum lx_rc lx_item_no(struct lx_work *w, struct lx_item *item, struct lx_err *err)
{
    struct lx_str no = LX_STR_EMPTY;
    enum lx_rc rc = LX_OK;
    if (item->meeting) {
        struct lx_meeting *m = NULL;
        rc = lx_get(w, LX_MEETING, item->meeting, &m, err);
        lx_str_add(&no, m ? m->no : NULL);
        lx_rec_free(m);
    } else if (item->plan) {
        struct lx_plan *p = NULL;
        rc = lx_get(w, LX_PLAN, item->plan, &p, err);
        lx_str_add(&no, p ? p->no : NULL);
        lx_rec_free(p);
    } else {
        int year;
        lx_day_split(w->today, &year, NULL, NULL);
        lx_str_add(&no, w->office->matter_code ? w->office->matter_code : "D");
        lx_str_addi(&no, year);
    }
    lx_str_add(&no, "-");
    int64_t serial = 0;
    if (rc == LX_OK)
        rc = w->store->serial(w->store, lx_str_z(&no), 0, &serial, err);
    lx_str_addi0(&no, serial, 3);
    if (rc == LX_OK)
        lx_set_text(&item->no, lx_str_z(&no));
    lx_str_done(&no);
    return rc;
}

enum lx_rc lx_no_claim(struct lx_work *w, enum lx_type type, const char *no, struct lx_err *err)
{
    size_t len = strlen(no), head = len;
    while (head && no[head - 1] >= '0' && no[head - 1] <= '9')
        head--;
    if (head == len || len - head > 9 || strcspn(no, " \t\n\"',:|") != len)
        return lx_fail(err, LX_INVALID, N_("A number ends with digits, like 26-003; leave it empty to get the next one: %s"), "%s", no);
    struct lx_str prefix = LX_STR_EMPTY;
    lx_str_add(&prefix, type == LX_ITEM ? "" : type == LX_MEETING ? "meeting/" : "plan");
    if (type != LX_PLAN)
        lx_str_addn(&prefix, no, head);
    int64_t given;
    enum lx_rc rc = w->store->serial(w->store, lx_str_z(&prefix), strtoll(no + head, NULL, 10), &given, err);
    lx_str_done(&prefix);
    return rc == LX_OK ? taken(w, type, no, err) : rc;
}

enum lx_rc lx_plan_no(struct lx_work *w, struct lx_plan *plan, struct lx_err *err)
{
    int64_t serial = 0;
    enum lx_rc rc = w->store->serial(w->store, "plan", 0, &serial, err);
    struct lx_str no = LX_STR_EMPTY;
    lx_str_addf(&no, "%s%lld", w->office->plan_code ? w->office->plan_code : "P", (long long)serial);
    if (rc == LX_OK)
        lx_set_text(&plan->no, lx_str_z(&no));
    lx_str_done(&no);
    return rc;
}
