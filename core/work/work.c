/* The clerk at the store: context, nested transactions, adding, saving with merging, deleting. */
#include "core/work/work.h"

#include "core/json.h"
#include "core/meeting/attendance.h"
#include "core/meeting/prep.h"
#include "core/mem.h"
#include "core/merge.h"
#include "core/minutes/lock.h"
#include "core/minutes/signoff.h"
#include "core/register/routing.h"
#include "core/work/check.h"
#include "core/work/office.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

static enum lx_rc load_office(struct lx_work *w, struct lx_err *err);
static enum lx_rc load_calendar(struct lx_work *w, struct lx_err *err);

/* --- context -------------------------------------------------------------------------------------------------------- */

void lx_work_init(struct lx_work *w, struct lx_store *store, const char *who, const char *clerk, const char *host)
{
    *w = (struct lx_work){ .store = store, .who = lx_strdup(who), .clerk = lx_strdup(clerk), .host = lx_strdup(host),
                           .seen = -1, .as_of = LX_NO_DAY };
}

void lx_work_done(struct lx_work *w)
{
    free(w->who);
    free(w->clerk);
    free(w->host);
    lx_rec_free(w->office);
    lx_units_free(&w->units);
    free(w->off);
    free(w->work);
    free(w->made);
    lx_ids_done(&w->waiting);
    *w = (struct lx_work){ 0 };
}

const char *lx_clerk(const struct lx_work *w) { return w->clerk ? w->clerk : w->who; }

struct lx_calendar lx_calendar_of(const struct lx_work *w)
{
    return (struct lx_calendar){ w->off, w->off_n, w->work, w->work_n };
}

enum lx_rc lx_refresh(struct lx_work *w, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    int64_t version = w->store->version(w->store);
    if (version != w->seen) {
        if ((rc = load_office(w, err)) != LX_OK || (rc = load_calendar(w, err)) != LX_OK)
            return rc;
        struct lx_units *units;
        if ((rc = lx_units_load(&units, w->store, err)) != LX_OK)
            return rc;
        lx_units_free(&w->units);
        w->units = units;
        w->seen = version;
    }
    int offset = (int)w->office->utc_offset;
    w->now_ms = lx_now_ms(offset);
    w->today = w->as_of == LX_NO_DAY ? lx_instant_day(w->now_ms, offset) : w->as_of;
    return LX_OK;
}

/* What an office that nobody has set up yet works by. */
static struct lx_office *default_office(void)
{
    struct lx_office *o = lx_rec_new(LX_OFFICE);
    o->utc_offset = 480;
    o->near_days = 7;
    o->near_percent = 10;
    o->due_days = 20;
    o->direct_close = LX_YES;
    lx_set_text(&o->matter_code, "D");
    lx_set_text(&o->plan_code, "P");
    return o;
}

static void fill_absent(int64_t *field, int64_t value)
{
    if (*field == LX_NO_INT)
        *field = value;
}

static enum lx_rc load_office(struct lx_work *w, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(w, LX_OFFICE, NULL, NULL, true, &rows, err);
    if (rc == LX_OK) {
        lx_rec_free(w->office);
        w->office = rows.n ? (struct lx_office *)rows.at[0] : default_office();
        if (rows.n)
            rows.at[0] = NULL;
        fill_absent(&w->office->utc_offset, 480);
        fill_absent(&w->office->near_days, 7);
        fill_absent(&w->office->near_percent, 10);
        fill_absent(&w->office->due_days, 20);
    }
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc load_calendar(struct lx_work *w, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(w, LX_HOLIDAY, NULL, "day", false, &rows, err);
    if (rc == LX_OK) {
        w->off = lx_grow(w->off, rows.n, sizeof *w->off);
        w->work = lx_grow(w->work, rows.n, sizeof *w->work);
        w->off_n = w->work_n = 0;
        for (size_t i = 0; i < rows.n; i++) {
            const struct lx_holiday *h = (struct lx_holiday *)rows.at[i];
            if (h->kind == HOLIDAY_OFF)
                w->off[w->off_n++] = h->day.day;
            else
                w->work[w->work_n++] = h->day.day;
        }
    }
    lx_rows_done(&rows);
    return rc;
}

/* --- transactions ----------------------------------------------------------------------------------------------------- */

enum lx_rc lx_begin(struct lx_work *w, struct lx_err *err)
{
    if (w->depth == 0) {
        enum lx_rc rc = w->store->begin(w->store, err);
        if (rc == LX_OK)
            rc = lx_refresh(w, err);
        if (rc != LX_OK) {
            w->store->abandon(w->store);
            return rc;
        }
        w->failed = false;
        lx_ids_done(&w->waiting);
    }
    w->depth++;
    return LX_OK;
}

enum lx_rc lx_commit(struct lx_work *w, const char *command, const char *const *args, struct lx_err *err)
{
    if (--w->depth > 0)
        return LX_OK;
    if (w->failed) { /* the caller went on after a use case inside had failed */
        w->store->abandon(w->store);
        return lx_fail(err, LX_STATE, N_("A part of this failed, so nothing was stored"), "%s", "");
    }
    enum lx_rc rc = lx_settle(w, err);
    if (rc != LX_OK) {
        w->store->abandon(w->store);
        return rc;
    }
    struct lx_str json = LX_STR_EMPTY;
    struct lx_json_out out = { &json, false };
    lx_json_begin_array(&out);
    for (; args && *args; args++)
        lx_json_string(&out, *args);
    lx_json_end_array(&out);
    struct lx_entry entry = { .at_ms = w->now_ms, .offset_min = (int)w->office->utc_offset, .who = w->who, .clerk = w->clerk,
                              .host = w->host, .command = command, .args = lx_str_z(&json), .undoes = w->undoes };
    rc = w->store->commit(w->store, &entry, &w->rev, err);
    if (rc == LX_OK && w->rev)
        LX_PUSH(w->made, w->made_n, w->made_room) = w->rev;
    lx_str_done(&json);
    return rc;
}

void lx_abandon(struct lx_work *w)
{
    if (w->depth == 0)
        return;
    w->failed = true;
    if (--w->depth == 0)
        w->store->abandon(w->store);
}

enum lx_rc lx_end(struct lx_work *w, enum lx_rc rc, const char *command, const char *const *args, struct lx_err *err)
{
    if (rc == LX_OK)
        return lx_commit(w, command, args, err);
    lx_abandon(w);
    return rc;
}

/* --- inside a transaction ----------------------------------------------------------------------------------------------- */

enum lx_rc lx_settle(struct lx_work *w, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < w->waiting.n; i++)
        rc = lx_check_together(w, w->waiting.at[i], err);
    lx_ids_done(&w->waiting);
    return rc;
}

/* Every record that is written is looked at, but for what is taken back; what cannot be said before the others are written waits. */
static enum lx_rc look_at(struct lx_work *w, const void *old, struct lx_rec *rec, struct lx_err *err)
{
    const struct lx_table *t = lx_table(rec->type);
    for (int i = 0; i < t->fields_n; i++)
        if (t->fields[i].kind == LX_LONG && strchr(lx_f_text_of(rec, &t->fields[i]), '\r')) {
            struct lx_str text = LX_STR_EMPTY;
            lx_lines_lf(&text, lx_f_text_of(rec, &t->fields[i]));
            lx_set_text(lx_f_text(rec, &t->fields[i]), lx_str_z(&text));
            lx_str_done(&text);
        }
    enum lx_rc rc = lx_check_record(w, old, rec, err);
    if (rc == LX_OK && !w->undoes && lx_check_waits(old, rec))
        lx_ids_add(&w->waiting, rec->id);
    return rc;
}

enum lx_rc lx_put_new(struct lx_work *w, void *rec, struct lx_err *err)
{
    struct lx_rec *head = rec;
    enum lx_rc rc = head->id ? LX_OK : w->store->new_id(w->store, &head->id, err);
    if (rc == LX_OK)
        rc = look_at(w, NULL, rec, err);
    if (rc == LX_OK)
        rc = w->store->put(w->store, NULL, rec, err);
    w->changed |= LX_BIT(head->type);
    return rc;
}

enum lx_rc lx_put_change(struct lx_work *w, const void *old, void *rec, struct lx_err *err)
{
    struct lx_ids seeded = { 0 }; /* rows of a roll that an answer goes into */
    lx_id meeting = 0;
    bool answer = ((struct lx_rec *)rec)->type == LX_REPLY && !w->undoes;
    enum lx_rc rc = look_at(w, old, rec, err);
    if (rc == LX_OK && answer)
        rc = lx_roll_answering(w, rec, &meeting, &seeded, err);
    if (rc == LX_OK && ((struct lx_rec *)rec)->type == LX_MEETING) /* first, so that an undo meets it last */
        rc = lx_signoffs_void(w, old, rec, err);
    if (rc == LX_OK && ((struct lx_rec *)rec)->type == LX_DOCUMENT && !w->undoes)
        rc = lx_route_void(w, old, rec, err);
    if (rc == LX_OK)
        rc = w->store->put(w->store, old, rec, err);
    if (rc == LX_OK && ((struct lx_rec *)rec)->type == LX_UNIT && !w->undoes)
        rc = lx_unit_renamed(w, old, rec, err);
    if (rc == LX_OK && ((struct lx_rec *)rec)->type == LX_MEETING && !w->undoes)
        rc = lx_meeting_moved(w, old, rec, err);
    if (rc == LX_OK && answer)
        rc = lx_roll_reseed(w, meeting, &seeded, err);
    lx_ids_done(&seeded);
    w->changed |= LX_BIT(((struct lx_rec *)rec)->type);
    return rc;
}

enum lx_rc lx_put_gone(struct lx_work *w, const void *old, struct lx_err *err)
{
    w->changed |= LX_BIT(((const struct lx_rec *)old)->type);
    enum lx_rc rc = lx_lock_guard(old, NULL, err);
    return rc == LX_OK ? w->store->put(w->store, old, NULL, err) : rc;
}

/* --- any record ----------------------------------------------------------------------------------------------------------- */

enum lx_rc lx_get(struct lx_work *w, enum lx_type type, lx_id id, void *rec, struct lx_err *err)
{
    struct lx_rec *got = NULL;
    enum lx_rc rc = w->store->get(w->store, type, id, &got, err);
    *(void **)rec = got;
    return rc;
}

enum lx_rc lx_all(struct lx_work *w, enum lx_type type, struct lx_cond *where, const char *sort, bool whole,
                  struct lx_rows *rows, struct lx_err *err)
{
    struct lx_query q = { .type = type, .where = where };
    if (sort)
        q.sort[q.sort_n++] = (struct lx_sort){ .field = lx_field_named(type, sort) };
    struct lx_ids ids = { 0 };
    enum lx_rc rc = w->store->ids(w->store, &q, &ids, err);
    if (rc == LX_OK && !whole)
        rc = w->store->rows(w->store, type, ids.at, ids.n, rows, err);
    for (size_t i = 0; rc == LX_OK && whole && i < ids.n; i++) {
        struct lx_rec *rec = NULL;
        if ((rc = w->store->get(w->store, type, ids.at[i], &rec, err)) == LX_OK)
            LX_PUSH(rows->at, rows->n, rows->room) = rec;
    }
    lx_ids_done(&ids);
    lx_query_done(&q);
    return rc;
}

/* Ends a use case on one record, under its name. */
static enum lx_rc end_named(struct lx_work *w, enum lx_rc rc, const char *command, const void *rec, struct lx_err *err)
{
    struct lx_str name = LX_STR_EMPTY;
    if (rc == LX_OK)
        lx_show_name(w, &name, rec);
    const char *args[] = { lx_str_z(&name), NULL };
    rc = lx_end(w, rc, command, args, err);
    lx_str_done(&name);
    return rc;
}

enum lx_rc lx_add(struct lx_work *w, const char *command, void *rec, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_put_new(w, rec, err);
    return end_named(w, rc, command, rec, err);
}

enum lx_rc lx_delete(struct lx_work *w, const char *command, enum lx_type type, lx_id id, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_rec *old = NULL;
    rc = lx_get(w, type, id, &old, err);
    if (rc == LX_OK)
        rc = lx_put_gone(w, old, err);
    rc = end_named(w, rc, command, old, err);
    lx_rec_free(old);
    return rc;
}

/* --- saving with merging ---------------------------------------------------------------------------------------------------- */

void lx_conflicts_done(struct lx_conflicts *c)
{
    for (size_t i = 0; i < c->n; i++) {
        free(c->at[i].base);
        free(c->at[i].mine);
        free(c->at[i].theirs);
    }
    free(c->at);
    free(c->who);
    *c = (struct lx_conflicts){ 0 };
}

static char *canonical(const void *rec, const struct lx_field *f)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_f_format(&s, rec, f);
    return lx_str_take(&s);
}

static void add_conflict(struct lx_conflicts *c, const struct lx_field *f, const void *base, const void *mine, const void *theirs)
{
    if (c)
        LX_PUSH(c->at, c->n, c->room) =
            (struct lx_conflict){ f, canonical(base, f), canonical(mine, f), canonical(theirs, f) };
}

/* Puts what I changed into `merged` (a copy of what is stored); answers false where somebody else changed it too. */
static bool merge_field(void *merged, const void *base, const void *mine, const struct lx_field *f)
{
    if (lx_f_same(mine, base, f) || lx_f_same(merged, mine, f))
        return true;
    if (lx_f_same(merged, base, f)) {
        lx_f_copy(merged, mine, f);
        return true;
    }
    struct lx_str text = LX_STR_EMPTY;
    bool ok = f->kind == LX_LONG &&
              lx_merge_text(&text, lx_f_text_of(base, f), lx_f_text_of(mine, f), lx_f_text_of(merged, f));
    if (ok)
        lx_set_text(lx_f_text(merged, f), lx_str_z(&text));
    lx_str_done(&text);
    return ok;
}

static void who_wrote(struct lx_work *w, lx_rev rev, struct lx_conflicts *c)
{
    struct lx_log_rows rows = { 0 };
    struct lx_log_query q = { .from = rev, .to = rev, .limit = 1 };
    if (w->store->log(w->store, &q, &rows, NULL) == LX_OK && rows.n) {
        c->who = lx_strdup(rows.at[0].clerk ? rows.at[0].clerk : rows.at[0].who);
        c->at_ms = rows.at[0].at_ms;
    }
    lx_log_rows_done(&rows);
}

static enum lx_rc save_merged(struct lx_work *w, const void *base, const void *mine, struct lx_conflicts *conflicts,
                              struct lx_err *err)
{
    const struct lx_rec *head = base;
    const struct lx_table *t = lx_table(head->type);
    struct lx_rec *current;
    enum lx_rc rc = lx_get(w, head->type, head->id, &current, err);
    if (rc != LX_OK)
        return rc;
    struct lx_rec *merged = lx_rec_copy(current);
    const struct lx_field *clash = NULL;
    for (int i = 0; i < t->fields_n; i++) {
        const struct lx_field *f = &t->fields[i];
        if ((f->kind == LX_LONG && !head->has_long) || merge_field(merged, base, mine, f))
            continue;
        clash = f;
        add_conflict(conflicts, f, base, mine, current);
    }
    if (clash) {
        if (conflicts)
            who_wrote(w, current->rev, conflicts);
        rc = lx_fail(err, LX_STALE, N_("Somebody else has changed this field meanwhile: %s"), LX_NAMED("%s.%s"), t->name, clash->name);
    } else {
        rc = lx_put_change(w, current, merged, err);
    }
    lx_rec_free(current);
    lx_rec_free(merged);
    return rc;
}

enum lx_rc lx_save(struct lx_work *w, const char *command, const void *base, const void *mine, struct lx_conflicts *conflicts,
                   struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = save_merged(w, base, mine, conflicts, err);
    return end_named(w, rc, command, base, err);
}
