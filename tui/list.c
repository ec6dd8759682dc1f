/* The list: an ordered array of ids and the rows in view, with a bar and marks. */
#include "tui/list.h"

#include "core/mem.h"
#include "core/work/query_read.h"
#include "tui/app.h"
#include "tui/view.h"

#include <stdlib.h>
#include <string.h>

/* So many rows in groups are read whole at once: their headings then never stand there without a number. */
enum { AT_ONCE_N = 20000 };

static enum lx_rc read_ids(struct view *v, bool whole, struct lx_err *err);
static enum lx_rc read_groups(struct view *v, const struct lx_query *q, struct lx_ids *fresh, bool *whole, struct lx_err *err);
static void read_all(struct view *v);
static void install(struct list *l, struct lx_ids *fresh, bool whole);
static void note_order(struct list *l, const struct lx_query *q);
static enum lx_rc read_rows(struct view *v, struct list_row *rows, size_t from, size_t n, struct lx_err *err);
static void row_free(struct list_row *row, int columns_n);
static size_t find_id(const struct lx_ids *ids, lx_id id);
static size_t mark_place(const struct list *l, lx_id id);

void list_done(struct list *l)
{
    list_forget_rows(l);
    free(l->rows);
    lx_ids_done(&l->ids);
    lx_ids_done(&l->marks);
    lx_groups_done(&l->groups);
    lx_ids_done(&l->folded);
    free(l->heads);
    free(l->group);
    free(l->find);
    free(l->sort);
    free(l->order);
    *l = (struct list){ 0 };
}

enum lx_rc list_load(struct view *v, struct lx_err *err)
{
    struct list *l = &v->list;
    enum lx_rc rc = LX_OK;
    if (v->ops->load)
        rc = v->ops->load(v, err);
    if (rc == LX_OK && v->ops->type != LX_NONE_TYPE)
        rc = read_ids(v, l->bar >= (size_t)(2 * l->h) || (l->group && l->known_n && l->known_n <= AT_ONCE_N), err);
    if (rc != LX_OK)
        return rc;
    list_forget_rows(l);
    list_scroll(l);
    return list_rows(v, false, err);
}

enum lx_rc list_fill(struct view *v, struct lx_err *err)
{
    return v->list.whole || v->ops->type == LX_NONE_TYPE ? LX_OK : read_ids(v, true, err);
}

bool list_rows_ready(const struct view *v, bool ahead)
{
    const struct list *l = &v->list;
    size_t h = (size_t)(l->h > 0 ? l->h : 1), from = l->top, to = l->top + h;
    if (ahead) {
        from = from > h ? from - h : 0;
        to += h;
    }
    if (to > l->ids.n)
        to = l->ids.n;
    return from >= to || (from >= l->rows_from && to <= l->rows_from + l->rows_n);
}

enum lx_rc list_rows(struct view *v, bool ahead, struct lx_err *err)
{
    struct list *l = &v->list;
    if (list_rows_ready(v, ahead))
        return LX_OK;
    size_t h = (size_t)(l->h > 0 ? l->h : 1), before = ahead ? h : 0;
    size_t from = l->top > before ? l->top - before : 0, to = l->top + h + before;
    if (to > l->ids.n)
        to = l->ids.n;
    struct list_row *rows = lx_alloc((to - from) * sizeof *rows);
    /* what is there already is taken over; what is missing lies in at most two runs, before and after it */
    size_t have_from = l->rows_from > from ? l->rows_from : from;
    size_t have_to = l->rows_from + l->rows_n < to ? l->rows_from + l->rows_n : to;
    if (have_from >= have_to)
        have_from = have_to = from;
    for (size_t i = have_from; i < have_to; i++) {
        rows[i - from] = l->rows[i - l->rows_from];
        l->rows[i - l->rows_from].cells = NULL;
    }
    enum lx_rc rc = read_rows(v, rows, from, have_from - from, err);
    if (rc == LX_OK)
        rc = read_rows(v, rows + (have_to - from), have_to, to - have_to, err);
    list_forget_rows(l);
    free(l->rows);
    l->rows = rows;
    l->rows_from = from;
    l->rows_n = to - from;
    if (rc != LX_OK)
        list_forget_rows(l);
    return rc;
}

void list_forget_rows(struct list *l)
{
    for (size_t i = 0; i < l->rows_n; i++)
        row_free(&l->rows[i], l->columns_n);
    l->rows_n = 0;
}

void list_restart(struct list *l)
{
    list_forget_rows(l);
    l->ids.n = l->bar = l->top = 0;
    l->anchor = 0;
}

void list_own(struct list *l, const lx_id *ids, size_t n)
{
    struct lx_ids fresh = { 0 };
    for (size_t i = 0; i < n; i++)
        lx_ids_add(&fresh, ids[i]);
    install(l, &fresh, true);
}

lx_id list_key_at_bar(const struct list *l) { return l->bar < l->ids.n ? l->ids.at[l->bar] : 0; }

lx_id list_at_bar(const struct list *l) { return list_head_at(l, l->bar) ? 0 : list_key_at_bar(l); }

void list_to(struct view *v, size_t row)
{
    struct list *l = &v->list;
    if (row >= l->ids.n && !l->whole)
        read_all(v);
    l->bar = row < l->ids.n ? row : l->ids.n ? l->ids.n - 1 : 0;
    l->anchor = 0;
    list_scroll(l);
}

bool list_to_id(struct view *v, lx_id id)
{
    struct list *l = &v->list;
    size_t at = find_id(&l->ids, id);
    if (at == l->ids.n && !l->whole) {
        read_all(v);
        at = find_id(&l->ids, id);
    }
    if (at == l->ids.n && list_unfold_to(v, id))
        at = find_id(&l->ids, id);
    if (at == l->ids.n)
        return false;
    list_to(v, at);
    return true;
}

bool list_move(struct view *v, enum lx_cmd cmd)
{
    struct list *l = &v->list;
    size_t page = l->h > 2 ? (size_t)l->h - 1 : 1, half = l->h > 2 ? (size_t)l->h / 2 : 1, bar = l->bar;
    switch (cmd) {
    case CMD_DOWN: bar++; break;
    case CMD_UP: bar -= bar > 0; break;
    case CMD_PAGE_DOWN: bar += page; break;
    case CMD_PAGE_UP: bar = bar > page ? bar - page : 0; break;
    case CMD_HALF_DOWN: bar += half; break;
    case CMD_HALF_UP: bar = bar > half ? bar - half : 0; break;
    case CMD_TOP: bar = 0; break;
    case CMD_BOTTOM: bar = SIZE_MAX; break;
    default: return false;
    }
    list_to(v, bar);
    return true;
}

enum { WEIGHED_MOST = 1000 }; /* rows that can be weighed between two keys */

/* What is being typed goes to the row that it fits best, the next hit is the next row that it fits at all. */
bool list_find(struct view *v, const char *s, bool here, bool back)
{
    struct list *l = &v->list;
    size_t n = l->ids.n, found = n;
    bool weigh = here && n <= WEIGHED_MOST;
    int best = 0;
    for (size_t step = here ? 0 : 1; step < n + !here && (weigh || !best); step++) {
        size_t at = back ? (l->bar + n - step % n) % n : (l->bar + step) % n;
        struct list_row row = { 0 };
        if (read_rows(v, &row, at, 1, NULL) != LX_OK)
            return false;
        for (int c = 0; row.cells && c < l->columns_n; c++) {
            int fit = lx_name_match(s, lx_str_z(&row.cells[c].text));
            if (fit > best || (weigh && fit && fit == best && at < found)) {
                best = fit;
                found = at;
            }
        }
        row_free(&row, l->columns_n);
    }
    if (best)
        list_to(v, found);
    return best > 0;
}

bool list_is_marked(const struct list *l, lx_id id)
{
    size_t at = mark_place(l, id);
    return at < l->marks.n && l->marks.at[at] == id;
}

void list_mark(struct list *l, lx_id id, bool on)
{
    size_t at = mark_place(l, id);
    bool there = at < l->marks.n && l->marks.at[at] == id;
    if (on == there || !id)
        return;
    if (on)
        lx_ids_add(&l->marks, 0);
    size_t after = l->marks.n - at - 1;
    memmove(l->marks.at + at + (on ? 1 : 0), l->marks.at + at + (on ? 0 : 1), after * sizeof *l->marks.at);
    if (on)
        l->marks.at[at] = id;
    else
        l->marks.n--;
}

static int by_id(const void *a, const void *b)
{
    const lx_id *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static bool all_marked(const struct list *l, const lx_id *ids, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!list_is_marked(l, ids[i]))
            return false;
    return true;
}

static void mark_many(struct list *l, const lx_id *ids, size_t ids_n)
{
    size_t n = 0;
    for (size_t i = 0; i < ids_n; i++)
        lx_ids_add(&l->marks, ids[i]);
    qsort(l->marks.at, l->marks.n, sizeof *l->marks.at, by_id);
    for (size_t i = 0; i < l->marks.n; i++)
        if (n == 0 || l->marks.at[n - 1] != l->marks.at[i])
            l->marks.at[n++] = l->marks.at[i];
    l->marks.n = n;
}

void list_mark_all(struct view *v)
{
    struct list *l = &v->list;
    read_all(v);
    const struct lx_ids *all = list_records(l);
    if (all_marked(l, all->at, all->n))
        list_unmark(l);
    else
        mark_many(l, all->at, all->n);
}

void list_mark_group(struct list *l, const struct lx_group *of)
{
    const lx_id *ids = l->groups.ids.at + of->from;
    if (!all_marked(l, ids, of->n)) {
        mark_many(l, ids, of->n);
        return;
    }
    lx_id *sorted = lx_alloc((of->n + 1) * sizeof *sorted);
    size_t kept = 0;
    memcpy(sorted, ids, of->n * sizeof *sorted);
    qsort(sorted, of->n, sizeof *sorted, by_id);
    for (size_t i = 0; i < l->marks.n; i++)
        if (!bsearch(&l->marks.at[i], sorted, of->n, sizeof *sorted, by_id))
            l->marks.at[kept++] = l->marks.at[i];
    l->marks.n = kept;
    free(sorted);
}

void list_unmark(struct list *l) { l->marks.n = 0; }

void list_chosen(struct view *v, struct lx_ids *out)
{
    const struct list *l = &v->list;
    if (l->marks.n == 0) {
        if (list_at_bar(l))
            lx_ids_add(out, list_at_bar(l));
        return;
    }
    size_t found = out->n;
    const struct lx_ids *all = list_records(l);
    for (size_t i = 0; i < all->n; i++)
        if (list_is_marked(l, all->at[i]))
            lx_ids_add(out, all->at[i]);
    if (out->n - found == l->marks.n)
        return;
    for (size_t i = 0; i < l->marks.n; i++) /* marked ones that a filter hides count too */
        if (find_id(all, l->marks.at[i]) == all->n)
            lx_ids_add(out, l->marks.at[i]);
}

static enum lx_rc read_ids(struct view *v, bool whole, struct lx_err *err)
{
    struct list *l = &v->list;
    struct lx_query q = { 0 };
    struct lx_ids fresh = { 0 };
    enum lx_rc rc = list_query(v, &q, err);
    if (rc != LX_OK)
        return rc;
    note_order(l, &q);
    q.limit = whole ? 0 : (size_t)(l->h > 0 ? 2 * l->h : 100);
    if (l->group) {
        rc = read_groups(v, &q, &fresh, &whole, err);
    } else {
        rc = v->app->store->ids(v->app->store, &q, &fresh, err);
        whole = q.limit == 0 || fresh.n < q.limit;
    }
    lx_query_done(&q);
    if (rc == LX_OK)
        install(l, &fresh, whole);
    lx_ids_done(&fresh);
    return rc;
}

static enum lx_rc read_groups(struct view *v, const struct lx_query *q, struct lx_ids *fresh, bool *whole, struct lx_err *err)
{
    struct list *l = &v->list;
    struct lx_groups g = { 0 };
    struct lx_by by;
    enum lx_rc rc = lx_by_read(q->type, l->group, &by, err);
    if (rc == LX_OK)
        rc = *whole ? lx_groups_read(v->app->work, q, &by, &g, err) : lx_groups_begin(v->app->work, q, &by, &g, err);
    if (rc != LX_OK)
        return rc;
    lx_groups_done(&l->groups);
    l->groups = g;
    *whole = g.whole;
    list_show_groups(l, fresh);
    return LX_OK;
}

/* The whole array, now, whatever is typed. */
static void read_all(struct view *v)
{
    struct lx_err err = { 0 };
    (void)app_did(v->app, list_fill(v, &err), &err);
}

/* Takes the new array over and puts the bar where its record is now, on the same row of the screen. */
static void install(struct list *l, struct lx_ids *fresh, bool whole)
{
    lx_id id = l->anchor ? l->anchor : list_key_at_bar(l);
    size_t offset = l->bar >= l->top ? l->bar - l->top : 0;
    bool same = fresh->n >= l->rows_from + l->rows_n;
    for (size_t i = 0; i < l->rows_n && same; i++)
        same = fresh->at[l->rows_from + i] == l->rows[i].id;
    if (!same)
        list_forget_rows(l);
    struct lx_ids old = l->ids;
    l->ids = *fresh;
    *fresh = (struct lx_ids){ 0 };
    lx_ids_done(&old);
    l->whole = whole;
    if (whole)
        l->known_n = list_records(l)->n;
    size_t at = id ? find_id(&l->ids, id) : 0;
    l->anchor = 0;
    if (at < l->ids.n) {
        l->bar = at;
        l->top = at > offset ? at - offset : 0;
        if (l->top > 0 && list_head_at(l, l->top - 1) && at - l->top + 1 < (size_t)l->h)
            l->top--; /* not a first row without its heading */
    } else {
        if (!whole)
            l->anchor = id; /* it may stand further down */
        if (l->bar >= l->ids.n)
            l->bar = l->ids.n ? l->ids.n - 1 : 0;
    }
    list_scroll(l);
}

enum lx_rc list_query(struct view *v, struct lx_query *q, struct lx_err *err)
{
    enum lx_rc rc = lx_query_read(v->app->work, q, v->ops->type, v->filter ? v->filter : "", err);
    if (rc == LX_OK && v->ops->query)
        v->ops->query(v, q);
    if (rc == LX_OK && v->list.sort)
        app_sort(q, v->list.sort);
    return rc;
}

static void note_order(struct list *l, const struct lx_query *q)
{
    free(l->order);
    l->order = NULL;
    if (q->sort_n > 0) {
        const struct lx_field *f = q->sort[0].via ? q->sort[0].via : q->sort[0].field;
        struct lx_str s = LX_STR_EMPTY;
        lx_str_addf(&s, "%s%s", q->sort[0].down ? "-" : "", f ? f->name : "");
        l->order = lx_str_take(&s);
    }
}

/* Records are read together, headings of groups are known. */
static enum lx_rc read_records(struct view *v, size_t from, size_t n, struct lx_rows *recs, struct lx_err *err)
{
    struct list *l = &v->list;
    struct lx_ids ids = { 0 };
    for (size_t i = from; i < from + n; i++)
        if (!list_head_at(l, i))
            lx_ids_add(&ids, l->ids.at[i]);
    enum lx_rc rc = v->app->store->rows(v->app->store, v->ops->type, ids.at, ids.n, recs, err);
    lx_ids_done(&ids);
    return rc;
}

static enum lx_rc read_rows(struct view *v, struct list_row *rows, size_t from, size_t n, struct lx_err *err)
{
    struct list *l = &v->list;
    struct lx_rows recs = { 0 };
    enum lx_rc rc = LX_OK;
    if (n > 0 && v->ops->type != LX_NONE_TYPE)
        rc = read_records(v, from, n, &recs, err);
    for (l->columns_n = 0; v->ops->columns[l->columns_n].title;)
        l->columns_n++;
    for (size_t i = 0, next = 0; i < n && rc == LX_OK; i++) {
        const struct lx_group *head = list_head_at(l, from + i);
        const struct lx_rec *rec = !head && next < recs.n ? recs.at[next] : NULL;
        next += !head;
        rows[i].id = l->ids.at[from + i];
        rows[i].cells = lx_alloc((size_t)l->columns_n * sizeof *rows[i].cells);
        if (head)
            list_head_cell(v, head, &rows[i].cells[0]);
        if (!rec && v->ops->type != LX_NONE_TYPE)
            continue; /* a heading, or gone meanwhile: the reload is on its way */
        for (int c = 0; c < l->columns_n; c++)
            v->ops->cell(v, rec, rows[i].id, from + i, c, &rows[i].cells[c]);
    }
    lx_rows_done(&recs);
    return rc;
}

static void row_free(struct list_row *row, int columns_n)
{
    for (int c = 0; row->cells && c < columns_n; c++) {
        lx_str_done(&row->cells[c].text);
        lx_str_done(&row->cells[c].aside);
    }
    free(row->cells);
    row->cells = NULL;
}

void list_scroll(struct list *l)
{
    size_t h = (size_t)(l->h > 0 ? l->h : 1);
    if (l->bar < l->top) {
        size_t step = l->top - l->bar;
        l->top = step == 1 && l->jump && l->bar > h / 2 ? l->bar - h / 2 : step == 1 && l->jump ? 0 : l->bar;
    } else if (l->bar >= l->top + h) {
        size_t step = l->bar - (l->top + h) + 1;
        l->top = step == 1 && l->jump ? l->bar - h / 2 : l->bar - h + 1;
    }
    size_t last = l->ids.n > h ? l->ids.n - h : 0;
    if (l->top > last && l->whole)
        l->top = last;
}

static size_t find_id(const struct lx_ids *ids, lx_id id)
{
    size_t i = 0;
    while (i < ids->n && ids->at[i] != id)
        i++;
    return i;
}

static size_t mark_place(const struct list *l, lx_id id)
{
    size_t low = 0, high = l->marks.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (l->marks.at[mid] < id)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}
