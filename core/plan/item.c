/* What a paragraph or row says of one item: duty, dates, rhythm, stage, projects, targets. */
#include "core/plan/lines.h"

#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMN_MISSING = -1 };

static void add_project(struct reading *r, int parent, struct span name, enum lx_stage stage, int line);

static bool is_apart(struct span sp)
{
    size_t len;
    return closing(span_get(sp, 0, &len)) || set_at(sp, 0, SET_LABEL, NULL);
}

int add_item(struct reading *r, enum lx_item_kind kind, struct span title, struct span text, int section, int parent)
{
    struct lx_plan_doc *doc = r->doc;
    struct lx_plan_item it = { .kind = kind, .section = section, .parent = parent, .start.day = LX_NO_DAY, .due.day = LX_NO_DAY };
    it.resp.due.day = it.resp.start.day = LX_NO_DAY;
    struct lx_resp resp;
    struct lx_str rest = LX_STR_EMPTY;
    lx_resp_read(&resp, title.s, title.len, LX_RESP_LINE, r->doc_year);
    /* brackets and labels go; X牵头 in the words of a title stays */
    if (resp.used_n && resp.used[0].from > 0 && is_apart(span_sub(title, resp.used[0].from, title.len)))
        lx_resp_rest(&rest, title.s, title.len, &resp);
    lx_resp_done(&resp);
    it.title = title_of(rest.len ? (struct span){ rest.s, rest.len } : title);
    it.text = text_of(text);
    lx_str_done(&rest);
    LX_PUSH(doc->items, doc->items_n, doc->items_room) = it;
    return (int)doc->items_n - 1;
}

void item_lines(struct reading *r, int item, int line_from, int line_to)
{
    struct lx_plan_item *it = &r->doc->items[item];
    if (!it->line) {
        it->line = it->line_from = line_from + 1;
        take_line(r, line_from, LX_FATE_ITEM, item);
    }
    it->line_to = line_to;
    for (int i = line_from; i < line_to; i++)
        if (r->doc->lines[i].fate != LX_FATE_ITEM)
            take_line(r, i, LX_FATE_CONTINUED, item);
}

void item_duty(struct reading *r, int item, struct span text, enum lx_resp_where where)
{
    struct lx_plan_item *it = &r->doc->items[item];
    struct lx_resp more;
    lx_resp_read(&more, text.s, text.len, where, r->doc_year);
    r->first_leads |= more.first_leads;
    if (more.due.day != LX_NO_DAY && (it->due.day == LX_NO_DAY || more.due.day > it->due.day)) {
        lx_date_done(&it->due);
        it->due = more.due;
        more.due = (struct lx_date){ .day = LX_NO_DAY };
        it->finish_year = date_year(&it->due);
    }
    lx_resp_settle(&more);
    if (it->inherited && more.lead.n) {
        lx_resp_done(&it->resp);
        it->inherited = false;
    }
    lx_resp_join(&it->resp, &more);
}

static void item_dates(struct reading *r, struct lx_plan_item *it, struct span text)
{
    struct due_date d;
    if (it->start.day == LX_NO_DAY && due_find(text, r->doc_year, DUE_START, &d)) {
        it->start = d.date;
        it->start_year = date_year(&d.date);
    }
}

void item_facts(struct reading *r, int item, struct span text, int line)
{
    struct lx_plan_item *it = &r->doc->items[item];
    struct target_ctx ctx = { 0 };
    it->rhythms |= rhythms_of(text);
    item_dates(r, it, text);
    read_targets(r, text, &ctx, line, it->section, item);
}

/* Projects named with their stage in the sentences; a single one in the first words is the item itself. */
void item_projects(struct reading *r, int item, struct span text, int line)
{
    struct span sentence, clause;
    size_t lead = lead_sentence(text), at = 0, inner;
    const char *head = span_trim(text).s;
    while (part_next(text, &at, MARKS_SENTENCE, &sentence)) {
        for (inner = 0; part_next(sentence, &inner, (const uint32_t[]){ ',', ';', ':', 0 }, &clause);) {
            struct project_list list;
            bool first = span_trim(clause).s == head;
            if (!projects_of(clause, &list))
                continue;
            if (first && list.n == 1)
                r->doc->items[item].stage = list.stage;
            for (size_t i = 0; i < list.n && !(first && list.n == 1) && clause.s >= text.s + lead; i++)
                add_project(r, item, list.names[i], list.stage, line);
        }
    }
}

static void add_project(struct reading *r, int parent, struct span name, enum lx_stage stage, int line)
{
    struct lx_plan_item *up = &r->doc->items[parent];
    int line_to = up->line_to, section = up->section;
    int item = add_item(r, ITEM_PROJECT, name, name, section, parent);
    struct lx_plan_item *it = &r->doc->items[item];
    it->line = it->line_from = line;
    it->line_to = line_to;
    it->stage = stage;
}

/* --- targets ------------------------------------------------------------------------------------------------------ */
struct sink {
    struct reading *r;
    int line, section, item;
    int since; /* targets of earlier years are history; 0 = take all */
};

static char *dup_or_null(struct span sp) { return sp.len ? text_of(sp) : NULL; }

static void keep_target(void *arg, const struct target *t)
{
    struct sink *s = arg;
    struct lx_plan_doc *doc = s->r->doc;
    if (!t->name.len || (s->since && t->year < s->since))
        return;
    LX_PUSH(doc->indicators, doc->indicators_n, doc->indicators_room) = (struct lx_plan_indicator){
        .name = text_of(t->name), .cmp = t->cmp, .has_value = t->has_value, .has_max = t->has_max, .value = t->value,
        .value_max = t->max, .unit = dup_or_null(t->unit), .year = t->year, .base = t->base, .ref = dup_or_null(t->ref),
        .region = dup_or_null(t->region), .every = t->every ? t->every : t->per, .hedge = t->hedge, .words = text_of(t->words),
        .line = s->line, .section = s->section, .item = s->item
    };
}

void read_targets(struct reading *r, struct span text, struct target_ctx *ctx, int line, int section, int item)
{
    int since = r->doc->period_from > r->doc_year ? r->doc->period_from : r->doc_year;
    struct sink s = { r, line, section, item, ctx->ahead ? since + 1 : 0 };
    targets_of(text, ctx, keep_target, &s);
}

/* --- rows of tables ------------------------------------------------------------------------------------------------ */
static int column_index(const struct table *t, int kind)
{
    for (int c = 0; c < t->columns_n; c++)
        if (t->columns[c] == kind)
            return c;
    return COLUMN_MISSING;
}

static struct span cell_of(const struct table *t, const struct table_row *row, int kind)
{
    int c = column_index(t, kind);
    return c == COLUMN_MISSING ? (struct span){ "", 0 } : row->cells[c];
}

/* The cell that names the row: its name, else its task, else what it holds. */
static struct span row_title(const struct table *t, const struct table_row *row)
{
    static const int kinds[] = { COL_NAME, COL_TASK, COL_CONTENT, COL_CATEGORY };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct span cell = span_trim(cell_of(t, row, kinds[i]));
        if (cell.len)
            return cell;
    }
    return (struct span){ "", 0 };
}

/* The first of several year columns is what the others are compared with. */
static bool is_base_year(const struct table *t, int column)
{
    bool later = false;
    for (int c = 0; c < t->columns_n; c++) {
        if (t->columns[c] == COL_YEAR && t->years[c] < t->years[column])
            return false;
        later |= t->columns[c] == COL_YEAR && t->years[c] > t->years[column];
    }
    return later;
}

static void indicator_row(struct reading *r, const struct table *t, const struct table_row *row, int section)
{
    struct span name = cell_of(t, row, COL_INDICATOR), unit = cell_of(t, row, COL_UNIT);
    for (int c = 0; c < t->columns_n; c++) {
        struct span cell = row->cells[c];
        struct lx_str words = LX_STR_EMPTY;
        struct target_ctx ctx = { .goals = true, .year = t->years[c] };
        int since = r->doc->period_from ? r->doc->period_from : r->doc_year;
        bool past = since ? t->years[c] < since : is_base_year(t, c);
        if (t->columns[c] != COL_YEAR || !cell.len || !name.len || past)
            continue;
        lx_str_addn(&words, name.s, name.len);
        lx_str_addn(&words, cell.s, cell.len);
        if (unit.len && !set_end(cell, SET_UNIT, NULL))
            lx_str_addn(&words, unit.s, unit.len);
        read_targets(r, (struct span){ words.s, words.len }, &ctx, row->line_name + 1, section, -1);
        lx_str_done(&words);
    }
    for (int i = row->line_from; i < row->line_to; i++)
        take_line(r, i, LX_FATE_INDICATOR, -1);
}

/* A bare year means its last day, as every date that is not exact. */
static void set_year(struct lx_date *date, int *number, int year)
{
    if (!year)
        return;
    *number = year;
    lx_date_done(date);
    struct lx_str words = LX_STR_EMPTY;
    lx_str_addf(&words, "%d%s", year, set_word(SET_YEAR_WORD, 0));
    *date = (struct lx_date){ lx_day_make(year, 12, 31), LX_PREC_YEAR, lx_str_take(&words) };
}

/* A year cell: a year, a date, or words about the stage. */
static void year_cell(struct reading *r, struct lx_plan_item *it, struct span cell, bool finish)
{
    struct due_date d;
    int year = span_n(cell) <= 6 ? year_at(cell, 0) : 0;
    cell = span_trim(cell);
    it->rhythms |= rhythms_of(cell);
    if (!cell.len || set_is(cell, SET_EMPTY_CELL, NULL))
        return;
    if (finish && r->doc_year && set_is(cell, SET_WHOLE_YEAR, NULL))
        year = r->doc_year;
    struct lx_date *to = finish ? &it->due : &it->start;
    if (year) {
        set_year(to, finish ? &it->finish_year : &it->start_year, year);
        return;
    }
    if (due_find(cell, r->doc_year, DUE_START, &d) && it->start.day == LX_NO_DAY) {
        it->start = d.date;
        it->start_year = date_year(&d.date);
    } else if (span_n(cell) <= 20 && to->day == LX_NO_DAY && due_find(cell, r->doc_year, DUE_ANY, &d)) {
        *to = d.date;
        *(finish ? &it->finish_year : &it->start_year) = date_year(&d.date);
        if (d.to - d.from + 3 >= cell.len)
            return;
    }
    if (!it->status)
        it->status = text_of(cell);
    if (it->stage == STAGE_NONE)
        it->stage = stage_of_status(cell);
}

static void span_cell(struct lx_plan_item *it, struct span cell)
{
    int from = 0, to = 0;
    if (!year_span(cell, &from, &to))
        to = year_at(span_trim(cell), 0);
    set_year(&it->start, &it->start_year, from);
    set_year(&it->due, &it->finish_year, to);
}

static void row_cells(struct reading *r, const struct table *t, const struct table_row *row, int item)
{
    struct lx_str content = LX_STR_EMPTY, text = LX_STR_EMPTY;
    for (int c = 0; c < t->columns_n; c++) {
        struct span cell = row->cells[c];
        struct lx_plan_item *it = &r->doc->items[item];
        enum lx_stage stage;
        int kind = t->columns[c];
        if (!cell.len)
            continue;
        if (kind != COL_NO) {
            lx_str_addn(&text, cell.s, cell.len);
            lx_str_addc(&text, '\n');
        }
        switch (kind) {
        case COL_START: year_cell(r, it, cell, false); break;
        case COL_FINISH: year_cell(r, it, cell, true); break;
        case COL_SPAN: span_cell(it, cell); break;
        case COL_LEAD: item_duty(r, item, cell, LX_RESP_LEAD_CELL); break;
        case COL_COOP: item_duty(r, item, cell, LX_RESP_COOP_CELL); break;
        case COL_RESP: item_duty(r, item, cell, LX_RESP_WHOLE); break;
        case COL_PERSON:
            if (!it->resp.person)
                it->resp.person = text_of(cell);
            break;
        case COL_STATE:
            it->stage = stage_of_status(cell);
            it->status = it->status ? it->status : text_of(cell);
            break;
        case COL_TASK:
        case COL_CONTENT:
            if (content.len)
                lx_str_addc(&content, '\n');
            lx_str_addn(&content, cell.s, cell.len);
            it->rhythms |= rhythms_of(cell);
            stage = stage_of_name(cell);
            if (it->stage == STAGE_NONE && (stage == STAGE_PLANNED || (kind == COL_TASK && stage != STAGE_BUILDING)))
                it->stage = stage;
            if (!t->sizes)
                item_facts(r, item, cell, it->line);
            break;
        default: break;
        }
    }
    struct lx_plan_item *it = &r->doc->items[item];
    if (content.len)
        it->content = lx_str_take(&content);
    free(it->text);
    it->text = text_of((struct span){ lx_str_z(&text), text.len });
    lx_str_done(&text);
    lx_str_done(&content);
}

/* A category row is a section of the rows below it. */
static int category_section(struct reading *r, const struct table_row *row, int parent)
{
    struct lx_plan_doc *doc = r->doc;
    struct lx_plan_section s = { .title = title_of(row->category), .line = row->category_line + 1, .parent = parent,
                                 .role = LX_ROLE_TASKS };
    s.resp.due.day = s.resp.start.day = LX_NO_DAY;
    s.number = row->category_number.len ? span_dup(row->category_number) : NULL;
    s.level = parent >= 0 ? doc->sections[parent].level + 1 : 0;
    LX_PUSH(doc->sections, doc->sections_n, doc->sections_room) = s;
    take_line(r, row->category_line, LX_FATE_SECTION, (int)doc->sections_n - 1);
    return (int)doc->sections_n - 1;
}

void table_items(struct reading *r, struct table *t, int of)
{
    bool projects = column_index(t, COL_NAME) != COLUMN_MISSING;
    int section = of, category = -1;
    for (size_t i = 0; i < t->rows_n; i++) {
        struct table_row *row = &t->rows[i];
        if (row->category.len && row->category_line != category) {
            section = category_section(r, row, of);
            category = row->category_line;
        }
        if (column_index(t, COL_INDICATOR) != COLUMN_MISSING) {
            indicator_row(r, t, row, section);
            continue;
        }
        struct span title = row_title(t, row);
        if (!title.len)
            continue;
        bool named = projects && cell_of(t, row, COL_NAME).len > 0;
        struct span short_title = named ? span_sub(title, 0, part_end(title, 0, (const uint32_t[]){ '\n', 0 })) : first_sentence(title);
        int item = add_item(r, named ? ITEM_PROJECT : ITEM_TASK, short_title, title, section, -1);
        struct lx_plan_item *it = &r->doc->items[item];
        it->line = row->line_name + 1;
        it->line_from = row->line_from + 1;
        it->line_to = row->line_to;
        it->table_row = (int)i + 1;
        it->number = row->number.len ? span_dup(row->number) : NULL;
        it->table = t->caption_number.len ? span_dup(t->caption_number) : NULL;
        it->stage = named ? stage_of_name(short_title) : STAGE_NONE;
        for (int l = row->line_from; l < row->line_to; l++)
            take_line(r, l, l == row->line_name ? LX_FATE_ITEM : LX_FATE_CELL, item);
        row_cells(r, t, row, item);
    }
}
