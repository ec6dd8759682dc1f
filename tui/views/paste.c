/* A pasted table before it is stored: its rows, what becomes of each, which are wrong and why. */
#include "tui/views/paste.h"

#include "core/exchange/csvio.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "tui/app.h"
#include "tui/i18n.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_W = 60, LABELS_MAX = 40 };

struct table_row {
    char **cells;
    size_t n, room;
    bool refused;
    size_t line;      /* in the text that was built last, 0 not in it */
    struct lx_err why; /* rc not LX_OK: wrong */
};
struct paste_view {
    struct view v;
    enum lx_type type;
    char *text; /* as pasted, for a note */
    struct table_row *rows;
    size_t rows_n, rows_room;
    bool head;          /* the first row names columns */
    size_t *kept;       /* the columns that are taken */
    size_t kept_n, kept_room;
    bool fits;          /* nothing is wrong */
    struct lx_str left_out; /* columns that name nothing here */
    struct lx_csvio_result result; /* of the last trial */
};
struct paste_source {
    enum lx_type type;
    const char *text;  /* as pasted */
    const char *table; /* with columns */
};

enum { COL_LINE, COL_WHAT, COL_CELLS };

static const struct column columns[] = {
    [COL_LINE] = { "line", N_("Line"), 4, 5, 6, 0, 0, LX_RIGHT, NULL, true },
    [COL_WHAT] = { "what", N_("Becomes"), 8, 10, 14, 0, 0, LX_LEFT, NULL, false },
    [COL_CELLS] = { "1", N_("Column 1"), 10, 20, 50, 5, 0, LX_LEFT, NULL, false },
    { "2", N_("Column 2"), 8, 14, 40, 3, 1, LX_LEFT, NULL, false },
    { "3", N_("Column 3"), 8, 14, 40, 2, 2, LX_LEFT, NULL, false },
    { "4", N_("Column 4"), 8, 12, 40, 2, 3, LX_LEFT, NULL, false },
    { 0 },
};

static const struct view_ops view_paste;
static void build(struct paste_view *p, struct lx_str *out);

/* --- is it a table? ----------------------------------------------------------------------------------------------------------- */

struct shape {
    size_t lines_n, tabs_n, names_n;
};

/* Lines with columns; lines that may be names by themselves. */
static void look_at(const char *text, struct shape *s)
{
    for (const char *at = text; *at;) {
        size_t len = strcspn(at, "\n");
        char *line = lx_strndup(at, len);
        if (line[strspn(line, " \t")]) {
            s->lines_n++;
            s->tabs_n += strchr(line, '\t') != NULL;
            s->names_n += lx_text_w(line, LX_NARROW) <= NAME_MAX_W;
        }
        free(line);
        at += len + (at[len] == '\n');
    }
}

bool paste_table(struct view *v, const char *text, size_t len)
{
    enum lx_type type = v->ops->type;
    struct lx_str clean = LX_STR_EMPTY, folded = LX_STR_EMPTY;
    struct shape s = { 0 };
    bool takes = view_is_list(v) && v->ops->command != CMD_NONE && app_may_write(v->app) &&
                 (type == LX_UNIT || type == LX_PERSON || type == LX_ITEM);
    bool is = false;
    if (takes && lx_text_import(&clean, text, len, NULL, NULL) == LX_OK) {
        look_at(lx_str_z(&clean), &s);
        bool fold = lx_csvio_fold(type, lx_str_z(&clean), &folded);
        is = fold || (s.lines_n >= 2 && s.tabs_n * 10 >= s.lines_n * 6) || (type != LX_ITEM && s.lines_n >= 2 && s.names_n == s.lines_n);
        if (is)
            app_push(v->app, &view_paste, &(struct paste_source){ type, lx_str_z(&clean), fold ? folded.s : lx_str_z(&clean) });
    }
    lx_str_done(&clean);
    lx_str_done(&folded);
    return is;
}

/* --- rows --------------------------------------------------------------------------------------------------------------------- */

static void read_table(struct paste_view *p, const char *text)
{
    struct lx_csv csv;
    lx_csv_open(&csv, text, strlen(text));
    while (lx_csv_next(&csv, NULL) == LX_OK && csv.field_n > 0) {
        struct table_row row = { 0 };
        for (size_t i = 0; i < csv.field_n; i++) {
            char *cell = lx_strdup(csv.field[i]);
            for (char *at = cell; (at = strchr(at, '\n')) != NULL;)
                *at = ' ';
            LX_PUSH(row.cells, row.n, row.room) = cell;
        }
        LX_PUSH(p->rows, p->rows_n, p->rows_room) = row;
    }
    lx_csv_done(&csv);
}

static void open_table(struct view *v, const void *arg)
{
    struct paste_view *p = (struct paste_view *)v;
    const struct paste_source *src = arg;
    p->type = src->type;
    p->text = lx_strdup(src->text);
    read_table(p, src->table);
    const struct table_row *first = p->rows_n ? &p->rows[0] : NULL;
    for (size_t i = 0; first && i < first->n; i++)
        p->head = p->head || lx_csvio_is_column(p->type, first->cells[i]);
    size_t widest = 0;
    for (size_t i = 0; i < p->rows_n; i++)
        widest = p->rows[i].n > widest ? p->rows[i].n : widest;
    for (size_t i = 0; i < widest; i++) {
        if (!p->head || (i < first->n && lx_csvio_is_column(p->type, first->cells[i])))
            LX_PUSH(p->kept, p->kept_n, p->kept_room) = i;
        else if (i < first->n && *first->cells[i])
            lx_str_addf(&p->left_out, "%s%s", p->left_out.len ? _(", ") : "", first->cells[i]);
    }
}

/* The cell of the k-th column that is taken; NULL where the row ends before it. */
static const char *cell_of(const struct paste_view *p, const struct table_row *row, size_t k)
{
    return k < p->kept_n && p->kept[k] < row->n ? row->cells[p->kept[k]] : NULL;
}

static void close_view(struct view *v)
{
    struct paste_view *p = (struct paste_view *)v;
    for (size_t i = 0; i < p->rows_n; i++) {
        for (size_t k = 0; k < p->rows[i].n; k++)
            free(p->rows[i].cells[k]);
        free(p->rows[i].cells);
    }
    free(p->rows);
    free(p->kept);
    free(p->text);
    lx_str_done(&p->left_out);
    lx_csvio_result_done(&p->result);
}

static enum lx_rc import(struct paste_view *p, bool dry_run, struct lx_err *err)
{
    struct lx_str text = LX_STR_EMPTY;
    struct lx_csvio_how how = { .dry_run = dry_run, .pasted = !p->head };
    struct lx_str csv = LX_STR_EMPTY;
    build(p, &csv);
    enum lx_rc rc = lx_text_import(&text, lx_str_z(&csv), csv.len, NULL, err); /* line ends as the reader wants them */
    lx_str_done(&csv);
    lx_csvio_result_done(&p->result);
    if (rc == LX_OK)
        rc = lx_csvio_import(p->v.app->work, p->type, lx_str_z(&text), text.len, &how, &p->result, err);
    for (size_t i = 0; i < p->rows_n; i++) {
        p->rows[i].why.rc = LX_OK;
        for (size_t k = 0; k < p->result.wrong_n && k < LX_CSVIO_WRONG_MAX; k++)
            if (p->rows[i].line && p->result.wrong[k].line == p->rows[i].line)
                p->rows[i].why = p->result.wrong[k].err;
    }
    lx_str_done(&text);
    return rc;
}

/* A trial: everything is done and taken back, so that what is shown is what would happen. */
static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct paste_view *p = (struct paste_view *)v;
    struct lx_ids ids = { 0 };
    (void)err;
    struct lx_err why = { 0 };
    p->fits = import(p, true, &why) == LX_OK;
    if (!p->fits && p->result.wrong_n == 0)
        app_error(v->app, &why); /* the table as a whole */
    for (size_t i = 0; i < p->rows_n; i++)
        lx_ids_add(&ids, (lx_id)i + 1);
    list_own(&v->list, ids.at, ids.n);
    lx_ids_done(&ids);
    return LX_OK;
}

/* The table as csvio takes it, without columns that name nothing and rows that are refused. */
static void build(struct paste_view *p, struct lx_str *out)
{
    struct lx_csv_out w = { .out = out };
    size_t line = 0;
    for (size_t i = 0; i < p->rows_n; i++) {
        struct table_row *row = &p->rows[i];
        row->line = 0;
        if (row->refused)
            continue;
        row->line = ++line;
        for (size_t k = 0; k < p->kept_n; k++)
            lx_csv_field(&w, cell_of(p, row, k));
        lx_csv_end_row(&w);
    }
}

/* --- showing ------------------------------------------------------------------------------------------------------------------- */

static void what_cell(const struct paste_view *p, size_t row, struct cell *out)
{
    const struct table_row *r = &p->rows[row];
    const char *word = _("record");
    if (p->head && row == 0) {
        out->role = ROLE_HEADING;
        word = _("columns");
    } else if (r->refused) {
        out->role = ROLE_DIM;
        word = _("left out");
    } else if (r->why.rc != LX_OK) {
        out->role = ROLE_ERROR;
        word = _("wrong");
    } else {
        out->role = ROLE_NEW;
    }
    lx_str_add(&out->text, word);
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct paste_view *p = (const struct paste_view *)v;
    const struct table_row *r = &p->rows[id - 1];
    const char *text = col >= COL_CELLS ? cell_of(p, r, (size_t)(col - COL_CELLS)) : NULL;
    (void)rec, (void)row;
    if (col == COL_LINE) {
        lx_str_addf(&out->text, "%lld", (long long)id);
    } else if (col == COL_WHAT) {
        what_cell(p, (size_t)id - 1, out);
    } else if (text) {
        out->role = r->refused ? ROLE_DIM : p->head && id == 1 ? ROLE_HEADING : ROLE_NORMAL;
        lx_str_add(&out->text, text);
    }
}

static void headline(struct view *v, struct lx_str *out)
{
    const struct paste_view *p = (const struct paste_view *)v;
    lx_str_addf(out, _("new %zu, changed %zu, unchanged %zu, wrong %zu"), p->result.added_n, p->result.changed_n, p->result.same_n,
                p->result.wrong_n);
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    const struct paste_view *p = (const struct paste_view *)v;
    const struct table_row *r = &p->rows[id - 1];
    const char *labels[LABELS_MAX];
    int labels_n = 0;
    (void)err;
    for (size_t k = 0; p->head && k < p->kept_n && labels_n < LABELS_MAX; k++)
        labels[labels_n++] = cell_of(p, &p->rows[0], k);
    lines_labels(l, labels, labels_n);
    if (r->why.rc != LX_OK && !r->refused) {
        struct lx_str s = LX_STR_EMPTY;
        lx_message(&s, &r->why);
        lines_para(l, lx_str_z(&s), ROLE_ERROR, 0);
        lines_para(l, _("x leaves this row out; all rows are taken, or none."), ROLE_DIM, 0);
        lx_str_done(&s);
    }
    for (size_t k = 0; k < p->kept_n; k++) {
        struct lx_str label = LX_STR_EMPTY;
        if (p->head)
            lx_str_add(&label, cell_of(p, &p->rows[0], k));
        else
            lx_str_addf(&label, "%zu", k + 1);
        if (!(p->head && id == 1) && cell_of(p, r, k))
            lines_field(l, lx_str_z(&label), cell_of(p, r, k), ROLE_NORMAL);
        lx_str_done(&label);
    }
    if (p->left_out.len) {
        lines_rule(l, _("Columns that are not taken"));
        lines_para(l, p->left_out.s, ROLE_DIM, 0);
    }
    if (p->result.new_units.len) {
        lines_rule(l, _("Units that are added with them"));
        lines_para(l, p->result.new_units.s, ROLE_NEW, 0);
    }
    return LX_OK;
}

/* --- commands -------------------------------------------------------------------------------------------------------------------- */

static unsigned on_refuse(struct view *v, enum lx_cmd cmd)
{
    struct paste_view *p = (struct paste_view *)v;
    struct lx_ids ids = { 0 };
    (void)cmd;
    list_chosen(v, &ids);
    for (size_t i = 0; i < ids.n; i++)
        if (!(p->head && ids.at[i] == 1))
            p->rows[ids.at[i] - 1].refused = !p->rows[ids.at[i] - 1].refused;
    list_unmark(&v->list);
    if (ids.n == 1)
        list_to(v, v->list.bar + 1);
    lx_ids_done(&ids);
    return DID_RELOAD;
}

static unsigned on_store(struct view *v, enum lx_cmd cmd)
{
    struct paste_view *p = (struct paste_view *)v;
    struct lx_err err = { 0 };
    (void)cmd;
    if (import(p, false, &err) != LX_OK) {
        app_error(v->app, &err);
        return DID_RELOAD;
    }
    const struct lx_table *t = lx_table(p->type);
    app_sayf(v->app, _("%s: new %zu, changed %zu, unchanged %zu. u takes it back"), lx_two(t->en, t->zh), p->result.added_n, p->result.changed_n,
             p->result.same_n);
    return DID_CLOSE;
}

static unsigned on_note(struct view *v, enum lx_cmd cmd)
{
    const struct paste_view *p = (const struct paste_view *)v;
    struct app *a = v->app;
    char *text = lx_strdup(p->text);
    (void)cmd;
    app_pop(a);
    app_note(a, text, strlen(text));
    free(text);
    return DONE;
}

static const struct cmd_handler commands[] = {
    { CMD_PASTE_STORE, on_store }, { CMD_OPEN, on_store }, { CMD_PASTE_REFUSE, on_refuse }, { CMD_NOTE_NEW, on_note }, { CMD_NONE, NULL },
};

static const struct view_ops view_paste = {
    .name = "paste", .title = N_("Pasted table"), .ctx = CTX_PASTE, .size = sizeof(struct paste_view), .type = LX_NONE_TYPE,
    .columns = columns, .empty = "", .open_label = N_("store"), .open = open_table, .load = load, .cell = cell, .headline = headline,
    .detail = detail, .commands = commands, .stale_on = LX_BIT(LX_UNIT) | LX_BIT(LX_PERSON) | LX_BIT(LX_ITEM), .close = close_view,
};
