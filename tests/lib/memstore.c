/* A store of arrays. */
#include "tests/lib/memstore.h"

#include "core/delta.h"
#include "core/light.h"
#include "core/mem.h"
#include "core/text/text.h"

#include <stdlib.h>
#include <string.h>

struct records { /* by id, ascending */
    struct lx_rec **at;
    size_t n, room;
};
struct tally {
    char *prefix;
    int64_t value;
};
struct step { /* what a put did, to take it back */
    struct lx_rec *old, *new_;
};
struct journal_entry {
    struct lx_log_row row;
    struct lx_changes changes;
};

struct mem {
    struct lx_store store;
    struct records records;
    struct journal_entry *entries;
    size_t entries_n, entries_room;
    struct tally *tallies;
    size_t tallies_n, tallies_room;
    int64_t last_id, version;
    bool open, readonly;
    struct step *steps;
    size_t steps_n, steps_room;
    struct lx_changes changes;
    bool (*stop)(void *ctx);
    void *stop_ctx;
};

static struct mem *mem_of(struct lx_store *s) { return (struct mem *)(void *)s; }

/* --- the array --------------------------------------------------------------------------------------------------- */

/* Where id stands or would stand. */
static size_t place_of(const struct records *r, lx_id id)
{
    size_t from = 0, to = r->n;
    while (from < to) {
        size_t mid = (from + to) / 2;
        if (r->at[mid]->id < id)
            from = mid + 1;
        else
            to = mid;
    }
    return from;
}

static struct lx_rec *find(const struct mem *m, lx_id id)
{
    size_t i = place_of(&m->records, id);
    return i < m->records.n && m->records.at[i]->id == id ? m->records.at[i] : NULL;
}

static void insert(struct records *r, struct lx_rec *rec)
{
    size_t i = place_of(r, rec->id);
    (void)LX_PUSH(r->at, r->n, r->room);
    memmove(r->at + i + 1, r->at + i, (r->n - 1 - i) * sizeof *r->at);
    r->at[i] = rec;
}

static void take_out(struct records *r, lx_id id)
{
    size_t i = place_of(r, id);
    lx_rec_free(r->at[i]);
    memmove(r->at + i, r->at + i + 1, (r->n - 1 - i) * sizeof *r->at);
    r->n--;
}

/* Brings the array from old to new_ (either may be NULL). */
static void replace(struct records *r, const struct lx_rec *old, const struct lx_rec *new_)
{
    if (old)
        take_out(r, old->id);
    if (new_)
        insert(r, lx_rec_copy(new_));
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

static enum lx_rc mem_begin(struct lx_store *s, struct lx_err *err)
{
    struct mem *m = mem_of(s);
    if (m->readonly)
        return lx_fail(err, LX_READONLY, "read only", "%s", "");
    if (m->open)
        return lx_fail(err, LX_STATE, "already begun", "%s", "");
    m->open = true;
    return LX_OK;
}

static void drop_steps(struct mem *m)
{
    for (size_t i = 0; i < m->steps_n; i++) {
        lx_rec_free(m->steps[i].old);
        lx_rec_free(m->steps[i].new_);
    }
    m->steps_n = 0;
}

static void mem_abandon(struct lx_store *s)
{
    struct mem *m = mem_of(s);
    for (size_t i = m->steps_n; i-- > 0;)
        replace(&m->records, m->steps[i].new_, m->steps[i].old);
    drop_steps(m);
    lx_changes_done(&m->changes);
    m->open = false;
}

static enum lx_rc check_references(const struct mem *m, struct lx_err *err)
{
    for (size_t i = 0; i < m->records.n; i++) {
        struct lx_rec *rec = m->records.at[i];
        const struct lx_table *t = lx_table(rec->type);
        for (int j = 0; j < t->fields_n; j++) {
            const struct lx_field *f = &t->fields[j];
            if (f->kind != LX_REF || !*lx_f_int(rec, f))
                continue;
            const struct lx_rec *to = find(m, *lx_f_int(rec, f));
            if (!to || (f->of != LX_REC && to->type != f->of))
                return lx_fail(err, LX_STATE, "%s refers to nothing", "%s", f->en);
        }
    }
    return LX_OK;
}

static void add_entry(struct mem *m, const struct lx_entry *e)
{
    struct journal_entry *j = &LX_PUSH(m->entries, m->entries_n, m->entries_room);
    *j = (struct journal_entry){ .changes = m->changes };
    j->row = (struct lx_log_row){
        .rev = (lx_rev)m->entries_n,
        .at_ms = e->at_ms,
        .offset_min = e->offset_min,
        .who = lx_strdup(e->who ? e->who : ""),
        .clerk = lx_strdup(e->clerk),
        .host = lx_strdup(e->host),
        .command = lx_strdup(e->command ? e->command : ""),
        .args = lx_strdup(e->args ? e->args : "[]"),
        .undoes = e->undoes,
        .changes_n = m->changes.n,
    };
    if (e->undoes > 0 && e->undoes < (lx_rev)m->entries_n)
        m->entries[e->undoes - 1].row.undone_by = j->row.rev;
    m->changes = (struct lx_changes){ 0 };
}

static enum lx_rc mem_commit(struct lx_store *s, const struct lx_entry *entry, lx_rev *rev, struct lx_err *err)
{
    struct mem *m = mem_of(s);
    if (rev)
        *rev = 0;
    if (!m->open)
        return lx_fail(err, LX_STATE, "not begun", "%s", "");
    enum lx_rc rc = check_references(m, err);
    if (rc || !m->changes.n) {
        mem_abandon(s);
        return rc;
    }
    add_entry(m, entry);
    drop_steps(m);
    m->open = false;
    m->version++;
    if (rev)
        *rev = (lx_rev)m->entries_n;
    return LX_OK;
}

static enum lx_rc mem_new_id(struct lx_store *s, lx_id *id, struct lx_err *err)
{
    (void)err;
    *id = 1000000000 + ++mem_of(s)->last_id;
    return LX_OK;
}

static enum lx_rc mem_serial(struct lx_store *s, const char *prefix, int64_t at_least, int64_t *given,
                             struct lx_err *err)
{
    struct mem *m = mem_of(s);
    size_t i = 0;
    (void)err;
    while (i < m->tallies_n && strcmp(m->tallies[i].prefix, prefix) != 0)
        i++;
    if (i == m->tallies_n)
        LX_PUSH(m->tallies, m->tallies_n, m->tallies_room) = (struct tally){ lx_strdup(prefix), 0 };
    struct tally *t = &m->tallies[i];
    if (at_least <= 0)
        t->value++;
    else if (t->value < at_least)
        t->value = at_least;
    if (given)
        *given = at_least > 0 ? at_least : t->value;
    return LX_OK;
}

static bool is_taken(const struct mem *m, struct lx_rec *rec)
{
    const struct lx_table *t = lx_table(rec->type);
    for (int j = 0; j < t->fields_n; j++)
        for (size_t i = 0; (t->fields[j].flags & LX_F_UNIQUE) && !lx_f_empty(rec, &t->fields[j]) && i < m->records.n;
             i++)
            if (m->records.at[i]->type == rec->type && m->records.at[i]->id != rec->id &&
                lx_f_same(m->records.at[i], rec, &t->fields[j]))
                return true;
    return false;
}

/* With a list row, whose LONG fields were not read, they stay as they are. */
static struct lx_rec *with_long(const struct mem *m, const struct lx_rec *rec)
{
    struct lx_rec *copy = lx_rec_copy(rec);
    const struct lx_rec *stored = find(m, rec->id);
    const struct lx_table *t = lx_table(rec->type);
    for (int j = 0; j < t->fields_n && stored && !rec->has_long; j++)
        if (t->fields[j].kind == LX_LONG)
            lx_f_copy(copy, stored, &t->fields[j]);
    copy->has_long = 1;
    return copy;
}

static enum lx_rc mem_put(struct lx_store *s, const void *old, void *new_, struct lx_err *err)
{
    struct mem *m = mem_of(s);
    const struct lx_rec *o = old;
    struct lx_rec *n = new_;
    struct lx_str delta = LX_STR_EMPTY;
    char op;
    if (!m->open)
        return lx_fail(err, LX_STATE, "not begun", "%s", "");
    if ((!o && !n) || (n && n->id <= 0) || (o && n && (o->id != n->id || o->type != n->type)))
        return lx_fail(err, LX_INVALID, "not the same record", "%s", "");
    const struct lx_rec *stored = find(m, o ? o->id : n->id);
    if (o && (!stored || stored->rev != o->rev))
        return lx_fail(err, LX_STALE, "changed meanwhile", "%s %lld", lx_table(o->type)->name, (long long)o->id);
    if ((!o && stored) || (n && is_taken(m, n)))
        return lx_fail(err, LX_EXISTS, "taken", "%s", "");
    struct step step = { o ? lx_rec_copy(stored) : NULL, n ? with_long(m, n) : NULL };
    if (!lx_delta_make(&delta, &op, step.old, step.new_)) {
        n->rev = o->rev;
        lx_rec_free(step.old);
        lx_rec_free(step.new_);
        return LX_OK;
    }
    if (n)
        n->rev = step.new_->rev = (lx_rev)m->entries_n + 1;
    replace(&m->records, step.old, step.new_);
    LX_PUSH(m->steps, m->steps_n, m->steps_room) = step;
    LX_PUSH(m->changes.at, m->changes.n, m->changes.room) =
        (struct lx_change){ (o ? o : n)->type, (o ? o : n)->id, op, lx_str_take(&delta) };
    return LX_OK;
}

/* --- conditions -------------------------------------------------------------------------------------------------- */

static bool meets(const struct mem *m, const struct lx_query *q, const struct lx_cond *c, struct lx_rec *rec);

static int compare_text(const char *a, const char *b)
{
    int d = strcmp(a, b);
    return (d > 0) - (d < 0);
}

static int compare_no(const char *a, const char *b)
{
    struct lx_str x = LX_STR_EMPTY, y = LX_STR_EMPTY;
    lx_no_key(&x, a);
    lx_no_key(&y, b);
    int d = compare_text(lx_str_z(&x), lx_str_z(&y));
    lx_str_done(&x);
    lx_str_done(&y);
    return d;
}

static int compare_value(struct lx_rec *rec, const struct lx_field *f, const char *value)
{
    if (f->kind == LX_NUMBER)
        return compare_no(lx_f_text_of(rec, f), value);
    if (f->kind == LX_TEXT || f->kind == LX_LONG)
        return compare_text(lx_f_text_of(rec, f), value);
    int64_t a, b;
    if (f->kind == LX_DATE) {
        struct lx_date d;
        a = lx_f_date(rec, f)->day;
        b = lx_date_parse(&d, value, NULL) == LX_OK ? d.day : LX_NO_DAY;
        lx_date_done(&d);
    } else if (f->kind == LX_ENUM) {
        a = *lx_f_enum(rec, f);
        b = lx_word_find(f->words, value);
    } else {
        a = *lx_f_int(rec, f);
        b = strtoll(value, NULL, 10);
    }
    return (a > b) - (a < b);
}

static bool compares(const struct lx_cond *c, struct lx_rec *rec)
{
    const struct lx_field *f = c->field;
    bool absent = f->kind == LX_DATE ? lx_f_date(rec, f)->day == LX_NO_DAY : f->kind != LX_ENUM && lx_f_empty(rec, f);
    if (!*c->value && f->kind != LX_ENUM)
        return c->op == LX_OP_EQ && lx_f_empty(rec, f);
    if (absent)
        return false;
    int d = compare_value(rec, f, c->value);
    switch (c->op) {
    case LX_OP_LT:
        return d < 0;
    case LX_OP_LE:
        return d <= 0;
    case LX_OP_GT:
        return d > 0;
    case LX_OP_GE:
        return d >= 0;
    default:
        return d == 0;
    }
}

/* Pieces between blanks must each stand in some searchable field. */
static bool has_words(struct lx_rec *rec, const char *words)
{
    const struct lx_table *t = lx_table(rec->type);
    char *copy = lx_strdup(words), *rest = copy;
    bool all = true;
    for (char *piece; all && (piece = strsep(&rest, " \t\n"));) {
        bool any = !*piece;
        for (int j = 0; j < t->fields_n && !any; j++)
            any = (t->fields[j].flags & LX_F_SEARCH) && lx_text_has(lx_f_text_of(rec, &t->fields[j]), piece);
        all = any;
    }
    free(copy);
    return all;
}

static bool is_linked(const struct mem *m, const struct lx_query *q, const struct lx_cond *c, lx_id id)
{
    for (size_t i = 0; i < m->records.n; i++) {
        struct lx_rec *rec = m->records.at[i];
        if (rec->type == c->type && *lx_f_int(rec, c->back) == id && (!c->kids_n || meets(m, q, c->kids[0], rec)))
            return true;
    }
    return false;
}

static bool meets_some(const struct mem *m, const struct lx_query *q, const struct lx_cond *c, struct lx_rec *rec,
                       bool all)
{
    for (size_t i = 0; i < c->kids_n; i++)
        if (meets(m, q, c->kids[i], rec) != all)
            return !all;
    return all;
}

static bool meets(const struct mem *m, const struct lx_query *q, const struct lx_cond *c, struct lx_rec *rec)
{
    const struct lx_item *item = (const struct lx_item *)rec;
    switch (c->op) {
    case LX_OP_ALL:
        return meets_some(m, q, c, rec, true);
    case LX_OP_ANY:
        return meets_some(m, q, c, rec, false);
    case LX_OP_NOT:
        return c->kids_n && !meets(m, q, c->kids[0], rec);
    case LX_OP_SET:
        return !lx_f_empty(rec, c->field);
    case LX_OP_IN:
        return lx_ids_has(&c->ids, c->field ? *lx_f_int(rec, c->field) : rec->id);
    case LX_OP_HAS:
        return lx_text_has(lx_f_text_of(rec, c->field), c->value);
    case LX_OP_PINYIN:
        return lx_pinyin_match(c->value, lx_f_text_of(rec, c->field)) > 0;
    case LX_OP_WORDS:
        return has_words(rec, c->value);
    case LX_OP_LINKED:
        return is_linked(m, q, c, rec->id);
    case LX_OP_LIGHT:
        return (int)lx_light(item->state, item->start.day, item->due.day, q->today, q->near_days, q->near_percent) ==
               c->light;
    default:
        return compares(c, rec);
    }
}

/* --- order ------------------------------------------------------------------------------------------------------- */

struct sorting {
    const struct mem *m;
    const struct lx_query *q;
};

static int64_t sort_value(struct lx_rec *rec, const struct lx_field *f)
{
    if (f->kind == LX_ENUM)
        return *lx_f_enum(rec, f);
    if (f->kind != LX_DATE)
        return *lx_f_int(rec, f);
    const struct lx_date *d = lx_f_date(rec, f);
    return (int64_t)d->day * 8 + (d->day == LX_NO_DAY ? 0 : (int64_t)d->prec);
}

static int compare_field(struct lx_rec *a, struct lx_rec *b, const struct lx_field *f, bool down)
{
    int d, sign = down ? -1 : 1;
    bool no_a = !a || lx_f_empty(a, f), no_b = !b || lx_f_empty(b, f);
    if (f->kind == LX_DATE && !no_a && !no_b) { /* words without a day come after the days */
        bool w_a = lx_f_date(a, f)->day == LX_NO_DAY, w_b = lx_f_date(b, f)->day == LX_NO_DAY;
        if (w_a || w_b)
            return (int)w_a - (int)w_b;
    }
    if (f->kind == LX_ENUM) { /* the empty word has its place, too */
        no_a = !a;
        no_b = !b;
    }
    if (no_a || no_b)
        return (int)no_a - (int)no_b;
    if (f->kind == LX_NUMBER)
        d = compare_no(lx_f_text_of(a, f), lx_f_text_of(b, f));
    else if (f->kind == LX_TEXT || f->kind == LX_LONG)
        d = compare_text(lx_f_text_of(a, f), lx_f_text_of(b, f));
    else
        d = (sort_value(a, f) > sort_value(b, f)) - (sort_value(a, f) < sort_value(b, f));
    return d * sign;
}

static int compare_records(const void *x, const void *y, void *ctx)
{
    const struct sorting *s = ctx;
    struct lx_rec *a = *(struct lx_rec *const *)x, *b = *(struct lx_rec *const *)y;
    for (int i = 0; i < s->q->sort_n; i++) {
        const struct lx_sort *k = &s->q->sort[i];
        struct lx_rec *ka = k->via ? find(s->m, *lx_f_int(a, k->via)) : a,
                      *kb = k->via ? find(s->m, *lx_f_int(b, k->via)) : b;
        int d = k->field ? compare_field(ka, kb, k->field, k->down)
                         : ((a->id > b->id) - (a->id < b->id)) * (k->down ? -1 : 1);
        if (d)
            return d;
    }
    return (a->id > b->id) - (a->id < b->id);
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

static enum lx_rc mem_get(struct lx_store *s, enum lx_type type, lx_id id, struct lx_rec **rec, struct lx_err *err)
{
    const struct lx_rec *found = find(mem_of(s), id);
    *rec = NULL;
    if (!found || found->type != type)
        return lx_fail(err, LX_NOTFOUND, "no such record: %s", "%s %lld", lx_table(type)->name, (long long)id);
    *rec = lx_rec_copy(found);
    return LX_OK;
}

static enum lx_rc mem_type_of(struct lx_store *s, lx_id id, enum lx_type *type, struct lx_err *err)
{
    const struct lx_rec *found = find(mem_of(s), id);
    if (!found)
        return lx_fail(err, LX_NOTFOUND, "no such record: %s", "id:%lld", (long long)id);
    *type = found->type;
    return LX_OK;
}

static enum lx_rc mem_ids(struct lx_store *s, const struct lx_query *q, struct lx_ids *out, struct lx_err *err)
{
    struct mem *m = mem_of(s);
    struct records found = { 0 };
    struct sorting sorting = { m, q };
    if (m->stop && m->stop(m->stop_ctx))
        return lx_fail(err, LX_STOPPED, "stopped", "%s", "");
    for (size_t i = 0; i < m->records.n; i++)
        if (m->records.at[i]->type == q->type && (!q->where || meets(m, q, q->where, m->records.at[i])))
            LX_PUSH(found.at, found.n, found.room) = m->records.at[i];
    if (found.n)
        qsort_r(found.at, found.n, sizeof *found.at, compare_records, &sorting);
    for (size_t i = 0; i < found.n && (!q->limit || i < q->limit); i++)
        lx_ids_add(out, found.at[i]->id);
    free(found.at);
    return LX_OK;
}

static enum lx_rc mem_rows(struct lx_store *s, enum lx_type type, const lx_id *ids, size_t n, struct lx_rows *out,
                           struct lx_err *err)
{
    const struct lx_table *t = lx_table(type);
    (void)err;
    for (size_t i = 0; i < n; i++) {
        const struct lx_rec *found = find(mem_of(s), ids[i]);
        struct lx_rec *row = found && found->type == type ? lx_rec_copy(found) : NULL;
        for (int j = 0; row && j < t->fields_n; j++)
            if (t->fields[j].kind == LX_LONG) {
                lx_set_text(lx_f_text(row, &t->fields[j]), NULL);
                row->has_long = 0;
            }
        LX_PUSH(out->at, out->n, out->room) = row;
    }
    return LX_OK;
}

static void count_one(struct lx_counts *out, int64_t value)
{
    for (size_t i = 0; i < out->n; i++)
        if (out->at[i].value == value) {
            out->at[i].n++;
            return;
        }
    LX_PUSH(out->at, out->n, out->room) = (struct lx_count){ value, 1 };
}

static enum lx_rc mem_count(struct lx_store *s, const struct lx_query *q, const struct lx_field *by,
                            struct lx_counts *out, struct lx_err *err)
{
    struct lx_ids ids = { 0 };
    struct lx_query all = *q;
    all.limit = 0;
    out->n = out->total = 0;
    enum lx_rc rc = mem_ids(s, &all, &ids, err);
    for (size_t i = 0; i < ids.n && by; i++) {
        struct lx_rec *rec = find(mem_of(s), ids.at[i]);
        if (by->kind == LX_ENUM)
            count_one(out, *lx_f_enum(rec, by));
        else if (by->kind == LX_REF)
            count_one(out, *lx_f_int(rec, by));
    }
    out->total = ids.n;
    lx_ids_done(&ids);
    return rc;
}

static enum lx_rc mem_search(struct lx_store *s, const char *words, size_t limit, struct lx_hits *out,
                             struct lx_err *err)
{
    struct mem *m = mem_of(s);
    (void)err;
    lx_hits_done(out);
    if (!*words)
        return LX_OK;
    for (size_t i = m->records.n; i-- > 0;) {
        struct lx_rec *rec = m->records.at[i];
        if (has_words(rec, words) && (++out->counts[rec->type] <= limit || !limit))
            LX_PUSH(out->at, out->n, out->room) = (struct lx_hit){ rec->type, rec->id };
    }
    return LX_OK;
}

/* --- the journal ------------------------------------------------------------------------------------------------- */

static bool is_in_log(const struct journal_entry *e, const struct lx_log_query *q)
{
    bool of_record = !q->rec && !q->gone;
    for (size_t i = 0; i < e->changes.n && !of_record; i++)
        of_record = q->rec ? e->changes.at[i].id == q->rec : e->changes.at[i].type == q->gone && e->changes.at[i].op == '-';
    return of_record && (!q->from || e->row.rev >= q->from) && (!q->to || e->row.rev <= q->to) &&
           (!q->who || strcmp(e->row.who, q->who) == 0);
}

static enum lx_rc mem_log(struct lx_store *s, const struct lx_log_query *q, struct lx_log_rows *out, struct lx_err *err)
{
    struct mem *m = mem_of(s);
    size_t before = out->n;
    (void)err;
    for (size_t i = 0; i < m->entries_n && (!q->limit || out->n - before < q->limit); i++) {
        const struct journal_entry *e = &m->entries[q->oldest_first ? i : m->entries_n - 1 - i];
        if (!is_in_log(e, q))
            continue;
        struct lx_log_row *r = &LX_PUSH(out->at, out->n, out->room);
        *r = e->row;
        r->who = lx_strdup(r->who);
        r->clerk = lx_strdup(r->clerk);
        r->host = lx_strdup(r->host);
        r->command = lx_strdup(r->command);
        r->args = lx_strdup(r->args);
    }
    return LX_OK;
}

static enum lx_rc mem_changes(struct lx_store *s, lx_rev rev, struct lx_changes *out, struct lx_err *err)
{
    struct mem *m = mem_of(s);
    (void)err;
    if (rev < 1 || rev > (lx_rev)m->entries_n)
        return LX_OK;
    const struct lx_changes *c = &m->entries[rev - 1].changes;
    for (size_t i = 0; i < c->n; i++) {
        struct lx_change *to = &LX_PUSH(out->at, out->n, out->room);
        *to = c->at[i];
        to->delta = lx_strdup(c->at[i].delta);
    }
    return LX_OK;
}

static enum lx_rc rewind_change(struct mem *m, const struct lx_change *c, struct lx_err *err)
{
    struct lx_delta d;
    const struct lx_rec *now = find(m, c->id);
    struct lx_rec *then = now ? lx_rec_copy(now) : lx_rec_new(c->type);
    enum lx_rc rc = lx_delta_read(&d, c->op, c->delta, err);
    then->id = c->id;
    if (rc == LX_OK)
        rc = lx_delta_apply(then, &d, false, err);
    if (rc == LX_OK)
        replace(&m->records, now, c->op == '+' ? NULL : then);
    lx_delta_done(&d);
    lx_rec_free(then);
    return rc;
}

static enum lx_rc mem_as_of(struct lx_store *s, lx_day day, int offset_min, struct lx_store **out, struct lx_err *err)
{
    const struct mem *m = mem_of(s);
    struct lx_store *copy = memstore_new();
    struct mem *c = mem_of(copy);
    size_t keep = m->entries_n;
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; i < m->records.n; i++)
        insert(&c->records, lx_rec_copy(m->records.at[i]));
    while (keep > 0 && lx_instant_day(m->entries[keep - 1].row.at_ms, offset_min) > day)
        keep--;
    for (size_t i = m->entries_n; i > keep && rc == LX_OK; i--)
        for (size_t j = m->entries[i - 1].changes.n; j > 0 && rc == LX_OK; j--)
            rc = rewind_change(c, &m->entries[i - 1].changes.at[j - 1], err);
    c->readonly = true;
    *out = copy;
    return rc;
}

static int64_t mem_version(struct lx_store *s) { return mem_of(s)->version; }

static void mem_set_stop(struct lx_store *s, bool (*stop)(void *ctx), void *ctx)
{
    mem_of(s)->stop = stop;
    mem_of(s)->stop_ctx = ctx;
}

static void mem_close(struct lx_store *s)
{
    struct mem *m = mem_of(s);
    mem_abandon(s);
    for (size_t i = 0; i < m->records.n; i++)
        lx_rec_free(m->records.at[i]);
    for (size_t i = 0; i < m->entries_n; i++) {
        struct lx_log_row *r = &m->entries[i].row;
        free(r->who);
        free(r->clerk);
        free(r->host);
        free(r->command);
        free(r->args);
        lx_changes_done(&m->entries[i].changes);
    }
    for (size_t i = 0; i < m->tallies_n; i++)
        free(m->tallies[i].prefix);
    free(m->records.at);
    free(m->entries);
    free(m->tallies);
    free(m->steps);
    free(m);
}

struct lx_store *memstore_new(void)
{
    struct mem *m = lx_alloc(sizeof *m);
    m->store = (struct lx_store){
        .begin = mem_begin,
        .commit = mem_commit,
        .abandon = mem_abandon,
        .new_id = mem_new_id,
        .serial = mem_serial,
        .put = mem_put,
        .get = mem_get,
        .type_of = mem_type_of,
        .ids = mem_ids,
        .rows = mem_rows,
        .count = mem_count,
        .search = mem_search,
        .log = mem_log,
        .changes = mem_changes,
        .as_of = mem_as_of,
        .version = mem_version,
        .set_stop = mem_set_stop,
        .close = mem_close,
    };
    return &m->store;
}
