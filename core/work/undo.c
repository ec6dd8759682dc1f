/* Undo and redo. */
#include "core/work/undo.h"

#include "core/delta.h"
#include "core/mem.h"
#include "core/minutes/lock.h"
#include "core/work/printing.h"

#include <stdlib.h>
#include <string.h>

static enum lx_rc take_back(struct lx_work *w, const struct lx_change *change, struct lx_err *err);
static enum lx_rc refuse_left(struct lx_work *w, lx_rev rev, struct lx_err *err);

void lx_revs_done(struct lx_revs *r)
{
    free(r->at);
    *r = (struct lx_revs){ 0 };
}

/* --- one entry --------------------------------------------------------------------------------------------------------- */

enum lx_rc lx_undo_entry(struct lx_work *w, lx_rev rev, struct lx_revs *made, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_changes changes = { 0 };
    w->undoes = rev;
    rc = refuse_left(w, rev, err);
    if (rc == LX_OK)
        rc = w->store->changes(w->store, rev, &changes, err);
    if (rc == LX_OK && changes.n == 0)
        rc = lx_fail(err, LX_NOTFOUND, N_("There is no entry %s in the history"), "%lld", (long long)rev);
    for (size_t i = changes.n; rc == LX_OK && i > 0; i--)
        rc = take_back(w, &changes.at[i - 1], err);
    lx_changes_done(&changes);
    struct lx_str arg = LX_STR_EMPTY;
    lx_str_addf(&arg, "%lld", (long long)rev);
    const char *args[] = { lx_str_z(&arg), NULL };
    rc = lx_end(w, rc, "undo", args, err);
    w->undoes = 0;
    lx_str_done(&arg);
    if (rc == LX_OK && w->rev)
        LX_PUSH(made->at, made->n, made->room) = w->rev;
    return rc;
}

/* What has left the house stays on record. */
static bool is_print(const char *command) { return strcmp(command, LX_PRINT_COMMAND) == 0 || strcmp(command, LX_CANCEL_COMMAND) == 0; }

static bool has_left(const char *command) { return is_print(command) || strcmp(command, LX_LOCK_COMMAND) == 0; }

static enum lx_rc refuse_left(struct lx_work *w, lx_rev rev, struct lx_err *err)
{
    struct lx_log_query q = { .from = rev, .to = rev, .limit = 1 };
    struct lx_log_rows rows = { 0 };
    enum lx_rc rc = w->store->log(w->store, &q, &rows, err);
    if (rc == LX_OK && rows.n && has_left(rows.at[0].command))
        rc = lx_fail(err, LX_STATE, is_print(rows.at[0].command) ? N_("What was printed stays on record: entry %s")
                                                                  : N_("Minutes that were issued stay issued: entry %s; write a correction"),
                     "%lld", (long long)rev);
    lx_log_rows_done(&rows);
    return rc;
}

static enum lx_rc changed_since(struct lx_work *w, const void *rec, const char *field, struct lx_err *err)
{
    struct lx_str name = LX_STR_EMPTY;
    lx_show_name(w, &name, rec);
    enum lx_rc rc = lx_fail(err, LX_STATE, N_("Changed again later, so it cannot be taken back alone: %s"), "%s%s%s", lx_str_z(&name),
                            *field ? ": " : "", field);
    lx_str_done(&name);
    return rc;
}

/* An add: the record must be what the add stored, else later work would go with it. */
static enum lx_rc take_back_add(struct lx_work *w, const struct lx_rec *current, const struct lx_change *change, struct lx_err *err)
{
    struct lx_str now = LX_STR_EMPTY;
    char op;
    lx_delta_make(&now, &op, NULL, current);
    bool same = strcmp(lx_str_z(&now), change->delta) == 0;
    lx_str_done(&now);
    return same ? lx_put_gone(w, current, err) : changed_since(w, current, "", err);
}

static enum lx_rc take_back_change(struct lx_work *w, const struct lx_rec *current, const struct lx_delta *delta, struct lx_err *err)
{
    struct lx_rec *rec = lx_rec_copy(current);
    struct lx_err why = { 0 };
    enum lx_rc rc = lx_delta_apply(rec, delta, false, &why);
    if (rc == LX_STALE)
        rc = changed_since(w, current, why.detail, err);
    else if (rc != LX_OK && err)
        *err = why;
    if (rc == LX_OK)
        rc = lx_put_change(w, current, rec, err);
    lx_rec_free(rec);
    return rc;
}

static enum lx_rc take_back_delete(struct lx_work *w, const struct lx_change *change, const struct lx_delta *delta, struct lx_err *err)
{
    struct lx_rec *rec = lx_rec_new(change->type);
    rec->id = change->id;
    enum lx_rc rc = lx_delta_apply(rec, delta, false, err);
    if (rc == LX_OK)
        rc = lx_put_new(w, rec, err);
    lx_rec_free(rec);
    return rc;
}

static enum lx_rc take_back(struct lx_work *w, const struct lx_change *change, struct lx_err *err)
{
    struct lx_delta delta = { 0 };
    struct lx_rec *current = NULL;
    enum lx_rc rc = lx_delta_read(&delta, change->op, change->delta, err);
    if (rc == LX_OK && change->op != '-') {
        rc = lx_get(w, change->type, change->id, &current, err);
        if (rc == LX_NOTFOUND)
            rc = lx_fail(err, LX_STATE, N_("Deleted later, so it cannot be taken back alone: %s"), "id:%lld", (long long)change->id);
    }
    if (rc == LX_OK && change->op == '+')
        rc = take_back_add(w, current, change, err);
    else if (rc == LX_OK && change->op == '~')
        rc = take_back_change(w, current, &delta, err);
    else if (rc == LX_OK)
        rc = take_back_delete(w, change, &delta, err);
    lx_rec_free(current);
    lx_delta_done(&delta);
    return rc;
}

/* --- my last ones --------------------------------------------------------------------------------------------------------- */

/* An entry stands unless an entry that stands undoes it. */
static enum lx_rc stands(struct lx_work *w, lx_rev undone_by, bool *out, struct lx_err *err)
{
    *out = true;
    enum lx_rc rc = LX_OK;
    while (rc == LX_OK && undone_by) {
        *out = !*out;
        struct lx_log_query q = { .from = undone_by, .to = undone_by, .limit = 1 };
        struct lx_log_rows rows = { 0 };
        rc = w->store->log(w->store, &q, &rows, err);
        undone_by = rows.n ? rows.at[0].undone_by : 0;
        lx_log_rows_done(&rows);
    }
    return rc;
}

static bool is_mine(const struct lx_work *w, const struct lx_log_row *row)
{
    return strcmp(row->who ? row->who : "", w->who) == 0 && strcmp(row->clerk ? row->clerk : "", w->clerk ? w->clerk : "") == 0;
}

/* Undo wants the newest action that stands; redo the newest undo of an action that stands, if no action came after it. */
static enum lx_rc look_at(struct lx_work *w, const struct lx_log_row *row, bool redo, lx_rev *found, bool *end, struct lx_err *err)
{
    bool up;
    if (!is_mine(w, row) || has_left(row->command))
        return LX_OK;
    if (!row->changes_n)
        return LX_OK; /* a restore or a purge changed no record: there is nothing to take back */
    enum lx_rc rc = stands(w, row->undone_by, &up, err);
    if (rc != LX_OK || !up)
        return rc;
    bool action = row->undoes == 0;
    if (redo && action) {
        *end = true;
        return LX_OK;
    }
    if (!redo && action) {
        *found = row->rev;
        return LX_OK;
    }
    if (redo) { /* an undo of an undo is a redo, which is no undo */
        struct lx_log_query q = { .from = row->undoes, .to = row->undoes, .limit = 1 };
        struct lx_log_rows rows = { 0 };
        rc = w->store->log(w->store, &q, &rows, err);
        if (rows.n && rows.at[0].undoes == 0)
            *found = row->rev;
        lx_log_rows_done(&rows);
    }
    return rc;
}

enum { LOG_SLICE = 100 };

enum lx_rc lx_undo_next(struct lx_work *w, bool redo, lx_rev *rev, struct lx_err *err)
{
    struct lx_log_query q = { .who = w->who, .limit = LOG_SLICE };
    enum lx_rc rc = LX_OK;
    bool end = false;
    *rev = 0;
    while (rc == LX_OK && !*rev && !end) {
        struct lx_log_rows rows = { 0 };
        rc = w->store->log(w->store, &q, &rows, err);
        for (size_t i = 0; rc == LX_OK && i < rows.n && !*rev && !end; i++)
            rc = look_at(w, &rows.at[i], redo, rev, &end, err);
        end = end || rows.n < LOG_SLICE || rows.at[rows.n - 1].rev <= 1;
        q.to = rows.n ? rows.at[rows.n - 1].rev - 1 : 0;
        lx_log_rows_done(&rows);
    }
    return rc;
}

static enum lx_rc last(struct lx_work *w, size_t n, bool redo, struct lx_revs *made, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < n; i++) {
        lx_rev rev;
        rc = lx_undo_next(w, redo, &rev, err);
        if (rc == LX_OK && !rev)
            rc = lx_fail(err, LX_NOTFOUND, redo ? N_("There is nothing of yours to do again") : N_("There is nothing of yours to take back"),
                         "%s", "");
        else if (rc == LX_OK)
            rc = lx_undo_entry(w, rev, made, err);
    }
    return rc;
}

enum lx_rc lx_undo_last(struct lx_work *w, size_t n, struct lx_revs *made, struct lx_err *err) { return last(w, n, false, made, err); }
enum lx_rc lx_redo_last(struct lx_work *w, size_t n, struct lx_revs *made, struct lx_err *err) { return last(w, n, true, made, err); }

/* --- what is asked about ---------------------------------------------------------------------------------------------------- */

/* The record that a change was made to: as it is now, of a deleted one as it was; NULL: deleted since. */
static struct lx_rec *record_of(struct lx_work *w, const struct lx_change *change)
{
    struct lx_rec *rec = NULL;
    struct lx_delta delta = { 0 };
    if (change->op != '-')
        return lx_get(w, change->type, change->id, &rec, NULL) == LX_OK ? rec : NULL;
    rec = lx_rec_new(change->type);
    rec->id = change->id;
    bool ok = lx_delta_read(&delta, change->op, change->delta, NULL) == LX_OK && lx_delta_apply(rec, &delta, false, NULL) == LX_OK;
    lx_delta_done(&delta);
    if (ok)
        return rec;
    lx_rec_free(rec);
    return NULL;
}

/* A meeting is about itself, what hangs on a row of its agenda about it; 0: about none. */
static lx_id meeting_of_id(struct lx_work *w, lx_id id)
{
    enum lx_type type = LX_NONE_TYPE;
    struct lx_agenda *a;
    if (!id || w->store->type_of(w->store, id, &type, NULL) != LX_OK)
        return 0;
    if (type == LX_MEETING)
        return id;
    if (type != LX_AGENDA || lx_get(w, LX_AGENDA, id, &a, NULL) != LX_OK)
        return 0;
    lx_id meeting = a->meeting;
    lx_rec_free(a);
    return meeting;
}

static lx_id meeting_of(struct lx_work *w, const struct lx_change *change)
{
    static const char *const fields[] = { "meeting", "of", "hung", "agenda" };
    struct lx_rec *rec = change->type == LX_MEETING ? NULL : record_of(w, change);
    lx_id meeting = change->type == LX_MEETING ? change->id : 0;
    for (size_t i = 0; rec && !meeting && i < sizeof fields / sizeof *fields; i++) {
        const struct lx_table *t = lx_table(change->type);
        int at = lx_field_index(t, fields[i]);
        if (at >= 0 && t->fields[at].kind == LX_REF)
            meeting = meeting_of_id(w, lx_f_int_of(rec, &t->fields[at]));
    }
    lx_rec_free(rec);
    return meeting;
}

enum lx_rc lx_undo_is_near(struct lx_work *w, lx_rev rev, lx_id meeting, bool *near, lx_id *other, struct lx_err *err)
{
    struct lx_changes changes = { 0 };
    enum lx_rc rc = w->store->changes(w->store, rev, &changes, err);
    *near = false;
    *other = 0;
    for (size_t i = w->made_n; i > 0 && !*near; i--)
        *near = w->made[i - 1] == rev;
    for (size_t i = 0; rc == LX_OK && i < changes.n; i++) {
        lx_id of = meeting_of(w, &changes.at[i]);
        if (of == meeting && meeting) { /* of both: what was decided here about a matter of an earlier one */
            *other = 0;
            break;
        }
        *other = *other ? *other : of;
    }
    *near = *near && (!*other || !meeting);
    lx_changes_done(&changes);
    return rc;
}
