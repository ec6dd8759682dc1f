/* Output: lines, tables, lists, one record. */
#include "core/exchange/csvio.h"
#include "core/mem.h"
#include "core/text/csv.h"
#include "core/text/text.h"
#include "core/work/groups.h"
#include "core/work/items.h"
#include "core/work/query_read.h"
#include "core/work/units.h"
#include "tui/cli.h"
#include "tui/i18n.h"
#include "tui/totals.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- lines and tables -------------------------------------------------------------------------------------------------- */

void cli_line(struct cli *c, const char *fmt, ...)
{
    struct lx_str line = LX_STR_EMPTY;
    va_list ap;
    va_start(ap, fmt);
    lx_str_vaddf(&line, fmt, ap);
    va_end(ap);
    lx_text_clean(&c->out, lx_str_z(&line), line.len, 0);
    lx_str_addc(&c->out, '\n');
    lx_str_done(&line);
}

void cli_said(struct cli *c, const struct lx_str *said)
{
    (void)c;
    if (!said->len)
        return;
    struct lx_str line = LX_STR_EMPTY;
    lx_text_clean(&line, lx_str_z(said), said->len, 0);
    fprintf(stderr, "%s\n", lx_str_z(&line));
    lx_str_done(&line);
}

static const char *title_of(const struct cli_column *k) { return k->title_zh ? lx_two(k->title, k->title_zh) : _(k->title); }

void cli_cell(struct cli_table *t, const char *s) { lx_str_addn(&t->cells, s ? s : "", s ? strlen(s) + 1 : 1); }

void cli_head(struct cli_table *t, const char *words)
{
    LX_PUSH(t->heads, t->heads_n, t->heads_room) = (struct cli_head){ t->rows_n, lx_strdup(words) };
}

static void table_done(struct cli_table *t)
{
    for (size_t i = 0; i < t->heads_n; i++)
        free(t->heads[i].words);
    free(t->heads);
    lx_str_done(&t->cells);
    t->heads = NULL;
    t->heads_n = t->heads_room = 0;
}

static void clean_csv(struct lx_str *out);

static void print_csv(struct cli *c, const struct cli_table *t)
{
    struct lx_csv_out out = { .out = &c->out };
    lx_csv_begin(&out);
    for (int i = 0; i < t->columns_n; i++)
        lx_csv_field(&out, title_of(&t->columns[i]));
    lx_csv_end_row(&out);
    const char *p = lx_str_z(&t->cells);
    for (size_t row = 0; row < t->rows_n; row++) {
        for (int i = 0; i < t->columns_n; i++, p += strlen(p) + 1)
            lx_csv_field(&out, p);
        lx_csv_end_row(&out);
    }
    clean_csv(&c->out);
}

/* In a file the bytes stay as they are and read back; on a terminal, what would act there is shown instead. */
static void clean_csv(struct lx_str *out)
{
    if (!isatty(STDOUT_FILENO))
        return;
    struct lx_str clean = LX_STR_EMPTY;
    const char *s = lx_str_z(out);
    uint32_t cp;
    for (size_t at = 0, used; at < out->len; at += used) {
        used = (size_t)lx_utf8_get(s + at, out->len - at, &cp);
        bool row_end = cp == '\r' && at + 1 < out->len && s[at + 1] == '\n';
        bool control = (cp < 0x20 && cp != '\n' && !row_end) || (cp >= 0x7F && cp < 0xA0) || (cp == 0xFFFD && used == 1);
        bool turns = cp == 0x061C || cp == 0x200E || cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
        if (control || turns)
            lx_text_clean(&clean, s + at, used, 0);
        else
            lx_str_addn(&clean, s + at, used);
    }
    lx_str_done(out);
    *out = clean;
}

static void add_md_cell(struct lx_str *out, const char *s)
{
    struct lx_str clean = LX_STR_EMPTY;
    lx_text_clean(&clean, s, strlen(s), 0);
    for (const char *p = lx_str_z(&clean); *p; p++) {
        if (*p == '|' || *p == '\\')
            lx_str_addc(out, '\\');
        lx_str_addc(out, *p);
    }
    lx_str_done(&clean);
}

static void md_titles(struct cli *c, const struct cli_table *t)
{
    for (int i = 0; i < t->columns_n; i++) {
        lx_str_add(&c->out, "| ");
        add_md_cell(&c->out, title_of(&t->columns[i])); /* may be a unit's name */
        lx_str_addc(&c->out, ' ');
    }
    lx_str_add(&c->out, "|\n");
    for (int i = 0; i < t->columns_n; i++)
        lx_str_add(&c->out, t->columns[i].right ? "|--:" : "|---");
    lx_str_add(&c->out, "|\n");
}

/* Each group is a table of its own below its heading. */
static void md_head(struct cli *c, const struct cli_table *t, const struct cli_head *head)
{
    lx_str_add(&c->out, head == t->heads ? "" : "\n");
    cli_line(c, "## %s", head->words);
    if (head->row == t->rows_n)
        return; /* the sum at the end */
    lx_str_addc(&c->out, '\n');
    md_titles(c, t);
}

static void print_md(struct cli *c, const struct cli_table *t)
{
    size_t head = 0;
    if (!t->heads_n)
        md_titles(c, t);
    const char *p = lx_str_z(&t->cells);
    for (size_t row = 0; row <= t->rows_n; row++) {
        for (; head < t->heads_n && t->heads[head].row == row; head++)
            md_head(c, t, &t->heads[head]);
        if (row == t->rows_n)
            break;
        for (int i = 0; i < t->columns_n; i++, p += strlen(p) + 1) {
            lx_str_add(&c->out, "| ");
            add_md_cell(&c->out, p);
            lx_str_addc(&c->out, ' ');
        }
        lx_str_add(&c->out, "|\n");
    }
}

enum { COLUMN_MAX_W = 60 };
#define GROUP_MARK "== "

/* Columns as wide as their widest cell, at most COLUMN_MAX_W but for the last, which is never cut. */
static void print_text(struct cli *c, const struct cli_table *t)
{
    int *w = calloc((size_t)t->columns_n, sizeof *w);
    struct lx_str clean = LX_STR_EMPTY;
    if (!w)
        return;
    for (int i = 0; i < t->columns_n; i++)
        w[i] = lx_text_w(title_of(&t->columns[i]), LX_NARROW);
    for (int pass = 0; pass < 2; pass++) {
        const char *p = lx_str_z(&t->cells);
        for (size_t row = 0, head = 0; row <= t->rows_n; row++) {
            for (; pass == 1 && row > 0 && head < t->heads_n && t->heads[head].row == row - 1; head++)
                cli_line(c, "%s%s", GROUP_MARK, t->heads[head].words);
            for (int i = 0; i < t->columns_n; i++) {
                const char *s = row == 0 ? title_of(&t->columns[i]) : p;
                lx_str_clear(&clean);
                lx_text_clean(&clean, s, strlen(s), 0);
                int cell_w = lx_text_w(lx_str_z(&clean), LX_NARROW);
                if (pass == 0 && cell_w > w[i])
                    w[i] = cell_w > COLUMN_MAX_W && i + 1 < t->columns_n ? COLUMN_MAX_W : cell_w;
                if (pass == 1 && i + 1 < t->columns_n) {
                    lx_text_fit(&c->out, lx_str_z(&clean), w[i], t->columns[i].right ? LX_RIGHT : LX_LEFT, LX_NARROW);
                    lx_str_add(&c->out, "  ");
                } else if (pass == 1) {
                    lx_str_add(&c->out, lx_str_z(&clean));
                }
                if (row)
                    p += strlen(p) + 1;
            }
            if (pass == 1)
                lx_str_addc(&c->out, '\n');
        }
    }
    if (t->heads_n && t->heads[t->heads_n - 1].row == t->rows_n)
        cli_line(c, "%s%s", GROUP_MARK, t->heads[t->heads_n - 1].words);
    free(w);
    lx_str_done(&clean);
}

void cli_table_print(struct cli *c, struct cli_table *t)
{
    if (cli_wants(c, "--csv"))
        print_csv(c, t);
    else if (cli_wants(c, "--md"))
        print_md(c, t);
    else if (t->rows_n || isatty(STDOUT_FILENO))
        print_text(c, t);
    table_done(t);
}

/* --- lists ------------------------------------------------------------------------------------------------------------------ */

/* The columns of each type's list; "light" of items is computed, "id" is the short number. */
static const struct {
    enum lx_type type;
    const char *fields;
} list_columns[] = {
    { LX_ITEM, "no title lead due light progress state" },
    { LX_MEETING, "no title date place host state" },
    { LX_PLAN, "no title issuer docno year_to" },
    { LX_UNIT, "name brief kind parent rank" },
    { LX_PERSON, "post name unit role phone" },
    { LX_NOTE, "id day time caller way text hung" },
    { LX_SERIES, "code name counter numbering body" },
    { LX_HOLIDAY, "day kind name" },
    { LX_BODY, "name kind parent unit since until" },
    { LX_TEMPLATE, "name series time place" },
    { LX_FILTER, "name view query sort slot clerk" },
    { LX_REVIEW, "id day clerk query" },
    { LX_DECISION, "no title outcome unit date state" },
    { LX_DOCUMENT, "no title kind issuer issued state" },
    { LX_TOPIC, "id title unit state series meeting handed parked reason" },
    { LX_INDICATOR, "name compare value value_max measure year" },
};

static const struct cli_column light_column = { N_("Light"), NULL, false }, id_column = { N_("No."), NULL, true };

static void add_light(struct cli *c, struct lx_str *out, const struct lx_item *item)
{
    enum lx_light light = lx_item_light(&c->w, item);
    const struct lx_word *word = &lx_words_of("light")->at[light];
    if (light != LX_LIGHT_NONE)
        lx_str_add(out, lx_two(word->en, word->zh));
}

static void list_row(struct cli *c, struct cli_table *t, const char *const *names, const struct lx_rec *rec)
{
    for (int i = 0; i < t->columns_n; i++) {
        struct lx_str s = LX_STR_EMPTY;
        if (strcmp(names[i], "light") == 0)
            add_light(c, &s, (const struct lx_item *)rec);
        else if (strcmp(names[i], "id") == 0)
            lx_str_addf(&s, "%lld", (long long)lx_id_short(rec->id));
        else
            lx_show_value(&c->w, &s, rec, lx_field_named(rec->type, names[i]), c->zh);
        cli_cell(t, lx_str_z(&s));
        lx_str_done(&s);
    }
    t->rows_n++;
}

enum { SLICE_N = 500, COLUMNS_MAX = 12 };

/* Reads the records slice by slice, LONG fields included when `whole`, and hands each slice to `take`. */
typedef enum lx_rc slice_fn(struct cli *c, const struct lx_rows *rows, void *ctx);

static enum lx_rc each_slice(struct cli *c, enum lx_type type, const struct lx_ids *ids, bool whole, slice_fn *take, void *ctx)
{
    enum lx_rc rc = LX_OK;
    for (size_t at = 0; rc == LX_OK && at < ids->n; at += SLICE_N) {
        struct lx_rows rows = { 0 };
        size_t n = ids->n - at < SLICE_N ? ids->n - at : SLICE_N;
        if (!whole)
            rc = c->w.store->rows(c->w.store, type, ids->at + at, n, &rows, &c->err);
        for (size_t i = 0; whole && rc == LX_OK && i < n; i++) {
            struct lx_rec *rec = NULL;
            if ((rc = lx_get(&c->w, type, ids->at[at + i], &rec, &c->err)) == LX_OK)
                LX_PUSH(rows.at, rows.n, rows.room) = rec;
        }
        if (rc == LX_OK)
            rc = take(c, &rows, ctx);
        lx_rows_done(&rows);
    }
    return rc;
}

struct table_slice {
    struct cli_table *table;
    const char *const *names;
};

static enum lx_rc add_rows(struct cli *c, const struct lx_rows *rows, void *ctx)
{
    const struct table_slice *s = ctx;
    for (size_t i = 0; i < rows->n; i++)
        if (rows->at[i])
            list_row(c, s->table, s->names, rows->at[i]);
    return LX_OK;
}

static enum lx_rc add_json(struct cli *c, const struct lx_rows *rows, void *ctx) { return cli_json_rows(c, ctx, rows); }

static enum lx_rc add_numbers(struct cli *c, const struct lx_rows *rows, void *ctx)
{
    const int *no = ctx;
    for (size_t i = 0; i < rows->n; i++) {
        if (rows->at[i] && *no >= 0)
            cli_line(c, "%s", lx_f_text_of(rows->at[i], &lx_table(rows->at[i]->type)->fields[*no]));
        else if (rows->at[i])
            cli_line(c, "id:%lld", (long long)rows->at[i]->id);
    }
    return LX_OK;
}

void cli_query_words(const struct cli *c, struct lx_str *typed)
{
    for (int i = 0; i < c->args.pos_n; i++)
        lx_str_addf(typed, "%s%s", i ? " " : "", c->args.pos[i]);
}

static enum lx_rc read_query(struct cli *c, enum lx_type type, struct lx_query *q)
{
    struct lx_str typed = LX_STR_EMPTY;
    cli_query_words(c, &typed);
    enum lx_rc rc = lx_query_read(&c->w, q, type, lx_str_z(&typed), &c->err);
    lx_str_done(&typed);
    const char *sort = cli_opt(&c->args, "--sort"), *limit = cli_opt(&c->args, "--limit");
    if (rc == LX_OK && sort)
        rc = lx_query_sort(q, sort, &c->err);
    int64_t n = 0;
    if (rc == LX_OK && limit)
        rc = cli_number(c, "--limit", limit, 1, INT32_MAX, &n);
    q->limit = (size_t)n;
    return rc;
}

static int column_names(enum lx_type type, char *buf, size_t size, const char **names)
{
    buf[0] = '\0';
    for (size_t i = 0; i < sizeof list_columns / sizeof list_columns[0]; i++)
        if (list_columns[i].type == type && strlen(list_columns[i].fields) < size)
            memcpy(buf, list_columns[i].fields, strlen(list_columns[i].fields) + 1);
    int n = 0;
    char *save = NULL;
    for (char *p = strtok_r(buf, " ", &save); p && n < COLUMNS_MAX; p = strtok_r(NULL, " ", &save))
        names[n++] = p;
    return n;
}

/* What is said of a group, or (NULL) of all of them. */
static void add_head(struct cli *c, struct cli_table *t, const struct lx_groups *g, const struct lx_group *of)
{
    struct lx_str s = LX_STR_EMPTY;
    struct lx_totals sum = { 0 };
    if (of)
        lx_group_name(&c->w, &s, g, of, c->zh);
    if (!s.len)
        lx_str_add(&s, of ? _("none") : _("All together"));
    for (size_t i = 0; !of && i < g->n; i++) {
        sum.n += g->at[i].n;
        sum.closed += g->at[i].totals.closed;
        sum.open += g->at[i].totals.open;
        sum.late += g->at[i].totals.late;
    }
    lx_str_add(&s, "  [");
    if (g->totalled)
        totals_words(&s, of ? &of->totals : &sum, false);
    else
        lx_str_addf(&s, "%zu", of ? of->n : sum.n);
    lx_str_addc(&s, ']');
    cli_head(t, lx_str_z(&s));
    lx_str_done(&s);
}

/* groups NULL: one table. */
static enum lx_rc list_table(struct cli *c, enum lx_type type, const struct lx_ids *ids, const struct lx_groups *groups)
{
    char buf[128];
    const char *names[COLUMNS_MAX];
    struct cli_column columns[COLUMNS_MAX];
    struct cli_table t = { .columns = columns, .columns_n = column_names(type, buf, sizeof buf, names) };
    bool whole = false;
    for (int i = 0; i < t.columns_n; i++) {
        int k = lx_field_index(lx_table(type), names[i]);
        const struct lx_field *f = k >= 0 ? &lx_table(type)->fields[k] : NULL;
        columns[i] = f ? (struct cli_column){ f->en, f->zh, f->kind == LX_INT } : strcmp(names[i], "id") == 0 ? id_column : light_column;
        whole |= f && f->kind == LX_LONG;
    }
    enum lx_rc rc = groups ? LX_OK : each_slice(c, type, ids, whole, add_rows, &(struct table_slice){ &t, names });
    for (size_t i = 0; groups && rc == LX_OK && i < groups->n; i++) {
        struct lx_ids some = { .at = groups->ids.at + groups->at[i].from, .n = groups->at[i].n };
        add_head(c, &t, groups, &groups->at[i]);
        rc = each_slice(c, type, &some, whole, add_rows, &(struct table_slice){ &t, names });
    }
    if (rc == LX_OK && groups && groups->n)
        add_head(c, &t, groups, NULL);
    if (rc == LX_OK)
        cli_table_print(c, &t);
    table_done(&t);
    return rc;
}

/* Groups are for people: what programs read stays one list. */
static enum lx_rc list_groups(struct cli *c, const struct lx_query *q)
{
    static const char *const plain[] = { "--json", "--csv", "--numbers" };
    struct lx_groups g = { 0 };
    struct lx_by by;
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        if (cli_wants(c, plain[i]))
            return lx_fail(&c->err, LX_USAGE, N_("--group goes with a table or with --md; leave it out with %s"), "%s", plain[i]);
    enum lx_rc rc = lx_by_read(q->type, cli_opt(&c->args, "--group"), &by, &c->err);
    if (rc == LX_OK)
        rc = lx_groups_read(&c->w, q, &by, &g, &c->err);
    if (rc == LX_OK && !q->limit)
        rc = lx_groups_total(&c->w, q, &g, &c->err);
    if (rc == LX_OK)
        rc = list_table(c, q->type, &g.ids, &g);
    lx_groups_done(&g);
    return rc;
}

enum lx_rc cli_list(struct cli *c, enum lx_type type)
{
    struct lx_query q = { 0 };
    struct lx_ids ids = { 0 };
    struct lx_json_out j = { &c->out, false };
    int no = lx_field_index(lx_table(type), "no");
    enum lx_rc rc = read_query(c, type, &q);
    bool grouped = cli_wants(c, "--group");
    if (rc == LX_OK)
        rc = grouped ? list_groups(c, &q) : c->w.store->ids(c->w.store, &q, &ids, &c->err);
    lx_query_done(&q);
    if (grouped)
        return rc;
    if (rc == LX_OK && cli_wants(c, "--numbers")) {
        rc = each_slice(c, type, &ids, false, add_numbers, &no);
    } else if (rc == LX_OK && cli_wants(c, "--json")) {
        lx_json_begin_array(&j);
        rc = each_slice(c, type, &ids, true, add_json, &j);
        lx_json_end_array(&j);
        lx_str_addc(&c->out, '\n');
    } else if (rc == LX_OK && cli_wants(c, "--csv")) {
        rc = lx_csvio_export(&c->w, type, ids.at, ids.n, &c->out, &c->err);
        clean_csv(&c->out);
    } else if (rc == LX_OK) {
        rc = list_table(c, type, &ids, NULL);
    }
    lx_ids_done(&ids);
    return rc;
}

/* --- one record --------------------------------------------------------------------------------------------------------------- */

static void show_line(struct cli *c, const char *label, int label_w, const char *value)
{
    if (!*value)
        return;
    lx_text_fit(&c->out, label, label_w + 2, LX_LEFT, LX_NARROW);
    lx_text_clean(&c->out, value, strlen(value), LX_CLEAN_LINES);
    lx_str_addc(&c->out, '\n');
}

static const struct {
    int role;
    const char *label;
} duty_lines[] = { { PART_LEAD, N_("Lead") }, { PART_WITH, N_("Cooperating") }, { PART_GROUP, N_("Collectively") } };
enum { DUTY_LINES_N = sizeof duty_lines / sizeof duty_lines[0] };

/* Who does an item, in the place of its field `lead`. */
static void show_duties(struct cli *c, const struct lx_item *item, int label_w)
{
    struct lx_duties d = { 0 };
    if (lx_item_duties(&c->w, item, &d, NULL) == LX_OK)
        for (int i = 0; i < DUTY_LINES_N; i++) {
            struct lx_str names = LX_STR_EMPTY;
            lx_duties_names(&c->w, &names, &d, duty_lines[i].role);
            show_line(c, _(duty_lines[i].label), label_w, lx_str_z(&names));
            lx_str_done(&names);
        }
    lx_duties_done(&d);
}

static int widest_label(const struct lx_table *t)
{
    int most_w = 0;
    for (int i = 0; i < t->fields_n; i++) {
        int w = lx_text_w(lx_two(t->fields[i].en, t->fields[i].zh), LX_NARROW);
        most_w = w > most_w ? w : most_w;
    }
    for (int i = 0; i < DUTY_LINES_N && t->type == LX_ITEM; i++) {
        int w = lx_text_w(_(duty_lines[i].label), LX_NARROW);
        most_w = w > most_w ? w : most_w;
    }
    return most_w;
}

void cli_show(struct cli *c, const void *rec)
{
    const struct lx_table *t = lx_table(((const struct lx_rec *)rec)->type);
    if (cli_wants(c, "--json")) {
        struct lx_json_out j = { &c->out, false };
        cli_json_record(c, &j, rec);
        lx_str_addc(&c->out, '\n');
        return;
    }
    int label_w = widest_label(t);
    for (int i = 0; i < t->fields_n; i++) {
        const struct lx_field *f = &t->fields[i];
        struct lx_str value = LX_STR_EMPTY;
        lx_show_value(&c->w, &value, rec, f, c->zh);
        bool minutes = t->type == LX_MEETING && strcmp(f->name, "minutes") == 0; /* `minutes show` */
        if (t->type == LX_ITEM && strcmp(f->name, "lead") == 0)
            show_duties(c, rec, label_w);
        else if (!minutes)
            show_line(c, lx_two(f->en, f->zh), label_w, lx_str_z(&value));
        lx_str_done(&value);
    }
}
