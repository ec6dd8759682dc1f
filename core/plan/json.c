/* The JSON of a whole document: plan-score/README.md, with further members. */
#include "core/json.h"
#include "core/plan/plan.h"

static void put_text(struct lx_json_out *w, const char *key, const char *s);
static void put_year(struct lx_json_out *w, const char *key, int year);
static void put_names(struct lx_json_out *w, const char *key, const struct lx_unit_names *u, bool groups_only);
static void put_section(struct lx_json_out *w, const struct lx_plan_section *s);
static void put_item(struct lx_json_out *w, const struct lx_plan_doc *doc, const struct lx_plan_item *it);
static void put_indicator(struct lx_json_out *w, const struct lx_plan_doc *doc, const struct lx_plan_indicator *x);
static void put_skipped(struct lx_json_out *w, const struct lx_plan_doc *doc);
static void put_findings(struct lx_json_out *w, const struct lx_plan_doc *doc);
static void put_head(struct lx_json_out *w, const struct lx_plan_doc *doc);

void lx_plan_json(struct lx_str *out, const struct lx_plan_doc *doc)
{
    struct lx_json_out w = { .out = out };
    lx_json_begin_object(&w);
    put_head(&w, doc);
    lx_json_key(&w, "sections");
    lx_json_begin_array(&w);
    for (size_t i = 0; i < doc->sections_n; i++)
        put_section(&w, &doc->sections[i]);
    lx_json_end_array(&w);
    lx_json_key(&w, "items");
    lx_json_begin_array(&w);
    for (size_t i = 0; i < doc->items_n; i++)
        put_item(&w, doc, &doc->items[i]);
    lx_json_end_array(&w);
    lx_json_key(&w, "indicators");
    lx_json_begin_array(&w);
    for (size_t i = 0; i < doc->indicators_n; i++)
        put_indicator(&w, doc, &doc->indicators[i]);
    lx_json_end_array(&w);
    put_skipped(&w, doc);
    put_findings(&w, doc);
    lx_json_end_object(&w);
    lx_str_addc(out, '\n');
}

static void put_text(struct lx_json_out *w, const char *key, const char *s)
{
    lx_json_key(w, key);
    lx_json_string(w, s);
}

static void put_int(struct lx_json_out *w, const char *key, int n)
{
    lx_json_key(w, key);
    lx_json_int(w, n);
}

static void put_year(struct lx_json_out *w, const char *key, int year)
{
    lx_json_key(w, key);
    if (year)
        lx_json_int(w, year);
    else
        lx_json_null(w);
}

static void put_day(struct lx_json_out *w, const char *key, const struct lx_date *d)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_day_format(&s, d->day);
    put_text(w, key, d->day == LX_NO_DAY ? NULL : lx_str_z(&s));
    lx_str_done(&s);
}

static void put_names(struct lx_json_out *w, const char *key, const struct lx_unit_names *u, bool groups_only)
{
    lx_json_key(w, key);
    lx_json_begin_array(w);
    for (size_t i = 0; i < u->n; i++)
        if (!groups_only || u->at[i].group)
            lx_json_string(w, u->at[i].name);
    lx_json_end_array(w);
}

static void put_head(struct lx_json_out *w, const struct lx_plan_doc *doc)
{
    put_text(w, "title", doc->title);
    put_text(w, "issuer", doc->issuer);
    put_text(w, "document_number", doc->document_number);
    put_text(w, "index_number", doc->index_number);
    put_day(w, "issue_date", &doc->issued);
    lx_json_key(w, "period");
    lx_json_begin_object(w);
    put_year(w, "from", doc->period_from);
    put_year(w, "to", doc->period_to);
    put_year(w, "outlook", doc->vision);
    lx_json_end_object(w);
    lx_json_key(w, "meeting");
    if (!doc->meeting_no) {
        lx_json_null(w);
        return;
    }
    lx_json_begin_object(w);
    put_text(w, "series", doc->meeting_series);
    put_int(w, "ordinal", doc->meeting_no);
    put_text(w, "host", doc->meeting_host);
    lx_json_end_object(w);
}

static void put_section(struct lx_json_out *w, const struct lx_plan_section *s)
{
    static const char *const roles[] = { "tasks", "background", "principles", "goals", "tasks", "safeguards", "aside" };
    lx_json_begin_object(w);
    put_text(w, "number", s->number);
    put_text(w, "title", s->title);
    put_int(w, "line", s->line);
    put_int(w, "level", s->level);
    lx_json_key(w, "parent");
    if (s->parent >= 0)
        lx_json_int(w, s->parent);
    else
        lx_json_null(w);
    put_text(w, "role", roles[s->role]);
    put_names(w, "lead", &s->resp.lead, false);
    put_names(w, "cooperating", &s->resp.coop, false);
    lx_json_end_object(w);
}

/* "yearly;quarterly", or null */
static void put_rhythms(struct lx_json_out *w, unsigned rhythms)
{
    const struct lx_words *words = lx_words_of("rhythm");
    struct lx_str s = LX_STR_EMPTY;
    for (int i = words->n - 1; i > 0; i--) {
        if (!(rhythms & 1u << i) || i == RHYTHM_REGULAR)
            continue;
        lx_str_addf(&s, "%s%s", s.len ? ";" : "", words->at[i].word);
    }
    if (rhythms & 1u << RHYTHM_REGULAR)
        lx_str_addf(&s, "%s%s", s.len ? ";" : "", words->at[RHYTHM_REGULAR].word);
    put_text(w, "recurrence", s.len ? lx_str_z(&s) : NULL);
    lx_str_done(&s);
}

static void put_dates(struct lx_json_out *w, const struct lx_plan_item *it)
{
    put_year(w, "start_year", it->start_year);
    put_year(w, "finish_year", it->finish_year);
    put_day(w, "start", &it->start);
    put_day(w, "due", &it->due);
    put_text(w, "due_precision", it->due.day == LX_NO_DAY ? NULL : lx_prec_word(it->due.prec));
    put_text(w, "due_text", it->due.words);
}

static void put_item(struct lx_json_out *w, const struct lx_plan_doc *doc, const struct lx_plan_item *it)
{
    lx_json_begin_object(w);
    put_text(w, "number", it->number);
    put_text(w, "title", it->title);
    put_text(w, "kind", lx_words_of("item_kind")->at[it->kind].word);
    put_text(w, "section_title", it->section >= 0 ? doc->sections[it->section].title : NULL);
    lx_json_key(w, "section");
    if (it->section >= 0)
        lx_json_int(w, it->section);
    else
        lx_json_null(w);
    put_text(w, "parent", it->parent >= 0 ? doc->items[it->parent].title : NULL);
    put_names(w, "lead", &it->resp.lead, false);
    put_names(w, "cooperating", &it->resp.coop, false);
    put_names(w, "groups", &it->resp.coop, true);
    lx_json_key(w, "by_duty");
    lx_json_bool(w, it->resp.by_duty);
    lx_json_key(w, "inherited");
    lx_json_bool(w, it->inherited);
    put_dates(w, it);
    put_text(w, "stage", it->stage == STAGE_NONE ? NULL : lx_words_of("stage")->at[it->stage].zh);
    put_text(w, "status", it->status);
    put_rhythms(w, it->rhythms);
    put_text(w, "table", it->table);
    lx_json_key(w, "table_row");
    if (it->table_row)
        lx_json_int(w, it->table_row);
    else
        lx_json_null(w);
    put_int(w, "line", it->line);
    lx_json_key(w, "lines");
    lx_json_begin_array(w);
    lx_json_int(w, it->line_from);
    lx_json_int(w, it->line_to);
    lx_json_end_array(w);
    put_text(w, "content", it->content);
    put_text(w, "text", it->text);
    lx_json_end_object(w);
}

static void put_indicator(struct lx_json_out *w, const struct lx_plan_doc *doc, const struct lx_plan_indicator *x)
{
    lx_json_begin_object(w);
    put_text(w, "name", x->name);
    put_text(w, "comparator", lx_words_of("cmp")->at[x->cmp].word);
    lx_json_key(w, "value");
    if (x->has_value)
        lx_json_real(w, x->value);
    else
        lx_json_null(w);
    lx_json_key(w, "value_max");
    if (x->has_max)
        lx_json_real(w, x->value_max);
    else
        lx_json_null(w);
    put_text(w, "unit", x->unit);
    put_year(w, "year", x->year);
    put_year(w, "base", x->base);
    put_text(w, "every", x->every ? lx_words_of("rhythm")->at[x->every].word : NULL);
    put_text(w, "reference", x->ref);
    put_text(w, "region", x->region);
    put_int(w, "line", x->line);
    put_text(w, "section_title", x->section >= 0 ? doc->sections[x->section].title : NULL);
    put_text(w, "item", x->item >= 0 ? doc->items[x->item].title : NULL);
    put_text(w, "words", x->words);
    lx_json_end_object(w);
}

static void put_skipped(struct lx_json_out *w, const struct lx_plan_doc *doc)
{
    lx_json_key(w, "skipped");
    lx_json_begin_array(w);
    for (size_t i = 0; i < doc->lines_n; i++) {
        const struct lx_plan_line *l = &doc->lines[i];
        if (l->fate != LX_FATE_SKIPPED || l->why == LX_SKIP_BLANK)
            continue;
        lx_json_begin_object(w);
        put_int(w, "line", (int)i + 1);
        put_text(w, "reason", lx_plan_skip_word(l->why));
        lx_json_end_object(w);
    }
    lx_json_end_array(w);
}

static void put_findings(struct lx_json_out *w, const struct lx_plan_doc *doc)
{
    lx_json_key(w, "findings");
    lx_json_begin_array(w);
    for (size_t i = 0; i < doc->findings_n; i++) {
        const struct lx_plan_finding *f = &doc->findings[i];
        lx_json_begin_object(w);
        put_text(w, "kind", lx_plan_finding_word(f->kind));
        put_year(w, "line", f->line > 0 ? f->line : 0);
        put_text(w, "item", f->item >= 0 ? doc->items[f->item].title : NULL);
        if (f->kind == LX_FIND_COUNT) {
            put_int(w, "announced", f->announced);
            put_int(w, "found", f->found);
        }
        put_text(w, "a", f->a);
        put_text(w, "b", f->b);
        lx_json_end_object(w);
    }
    lx_json_end_array(w);
}
