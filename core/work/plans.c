/* Taking a plan document in. */
#include "core/work/check.h"
#include "core/work/plans.h"

#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/items.h"
#include "core/work/numbers.h"
#include "core/work/office.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

/* Units named in this document; the units of the store are read anew only after the commit. */
struct named {
    const char *name; /* the document's */
    lx_id id;
};

struct import {
    struct lx_work *w;
    const char *file, *text;
    const struct lx_plan_doc *doc;
    struct lx_plan_result *out;
    struct named *named;
    size_t named_n, named_room;
    lx_id *sections, *items; /* by index in doc */
    struct lx_err *err;
};

void lx_plan_result_done(struct lx_plan_result *r)
{
    free(r->no);
    lx_str_done(&r->new_units);
    *r = (struct lx_plan_result){ 0 };
}

void lx_text_lines(struct lx_str *out, const char *text, int from, int to)
{
    int line = 1;
    for (const char *p = text; *p && line <= to; line++) {
        size_t len = strcspn(p, "\n");
        if (line >= from) {
            if (line > from)
                lx_str_addc(out, '\n');
            lx_str_addn(out, p, len);
        }
        p += len + (p[len] == '\n');
    }
}

void lx_text_print(struct lx_str *out, const char *text)
{
    struct lx_str key = LX_STR_EMPTY;
    lx_text_key(&key, text, strlen(text));
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < key.len; i++)
        hash = (hash ^ (unsigned char)key.s[i]) * 0x100000001b3u;
    lx_str_addf(out, "%016llx", (unsigned long long)hash);
    lx_str_done(&key);
}

/* --- plan, sections, indicators -------------------------------------------------------------------------------------------- */

static enum lx_rc not_stored_yet(struct import *im, const char *print)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(im->w, LX_PLAN, lx_cond_cmp(LX_PLAN, "print", LX_OP_EQ, print), NULL, false, &rows, im->err);
    if (rc == LX_OK && rows.n)
        rc = lx_fail(im->err, LX_EXISTS, N_("This document is already stored as plan %s"), "%s", ((struct lx_plan *)rows.at[0])->no);
    lx_rows_done(&rows);
    return rc;
}

static void set_year(int64_t *field, int year) { *field = year ? year : LX_NO_INT; }

static enum lx_rc put_plan(struct import *im)
{
    const struct lx_plan_doc *doc = im->doc;
    struct lx_plan *plan = lx_rec_new(LX_PLAN);
    struct lx_str print = LX_STR_EMPTY;
    lx_text_print(&print, im->text);
    lx_set_text(&plan->title, doc->title ? doc->title : im->file);
    lx_set_text(&plan->issuer, doc->issuer);
    lx_set_text(&plan->docno, doc->document_number);
    lx_date_copy(&plan->issued, &doc->issued);
    set_year(&plan->year_from, doc->period_from);
    set_year(&plan->year_to, doc->period_to);
    lx_set_text(&plan->file, im->file);
    lx_set_text(&plan->print, lx_str_z(&print));
    lx_set_text(&plan->text, im->text);
    enum lx_rc rc = not_stored_yet(im, lx_str_z(&print));
    if (rc == LX_OK)
        rc = lx_plan_no(im->w, plan, im->err);
    if (rc == LX_OK)
        rc = lx_put_new(im->w, plan, im->err);
    im->out->plan = plan->rec.id;
    im->out->no = lx_strdup(plan->no);
    lx_str_done(&print);
    lx_rec_free(plan);
    return rc;
}

static enum lx_rc put_sections(struct import *im)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < im->doc->sections_n; i++) {
        const struct lx_plan_section *from = &im->doc->sections[i];
        struct lx_section *s = lx_rec_new(LX_SECTION);
        s->plan = im->out->plan;
        s->parent = from->parent >= 0 ? im->sections[from->parent] : 0;
        s->position = (int64_t)i + 1;
        s->level = from->level;
        s->line = from->line;
        lx_set_text(&s->number, from->number);
        lx_set_text(&s->title, from->title);
        rc = lx_put_new(im->w, s, im->err);
        im->sections[i] = s->rec.id;
        lx_rec_free(s);
    }
    im->out->sections_n = im->doc->sections_n;
    return rc;
}

static void number_words(char **field, bool has, double value)
{
    struct lx_str s = LX_STR_EMPTY;
    if (has)
        lx_str_addf(&s, "%.10g", value);
    lx_set_text(field, lx_str_z(&s));
    lx_str_done(&s);
}

static enum lx_rc put_indicators(struct import *im)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < im->doc->indicators_n; i++) {
        const struct lx_plan_indicator *from = &im->doc->indicators[i];
        struct lx_indicator *t = lx_rec_new(LX_INDICATOR);
        t->plan = im->out->plan;
        t->section = from->section >= 0 ? im->sections[from->section] : 0;
        t->item = from->item >= 0 ? im->items[from->item] : 0;
        t->position = (int64_t)i + 1;
        t->compare = (int)from->cmp;
        t->line = from->line;
        lx_set_text(&t->name, from->name ? from->name : from->words);
        number_words(&t->value, from->has_value, from->value);
        number_words(&t->value_max, from->has_max, from->value_max);
        if (from->ref)
            lx_set_text(&t->value, from->ref);
        lx_set_text(&t->measure, from->unit);
        set_year(&t->year, from->year);
        lx_set_text(&t->words, from->words);
        rc = lx_put_new(im->w, t, im->err);
        lx_rec_free(t);
    }
    im->out->indicators_n = im->doc->indicators_n;
    return rc;
}

/* --- units ------------------------------------------------------------------------------------------------------------------- */

static enum lx_rc unit_of(struct import *im, const struct lx_unit_name *name, lx_id *id)
{
    for (size_t i = 0; i < im->named_n; i++)
        if (lx_text_same(im->named[i].name, name->name)) {
            *id = im->named[i].id;
            return LX_OK;
        }
    struct lx_err why;
    enum lx_rc rc = lx_unit_find(im->w->units, name->name, id, &why);
    if (rc == LX_NOTFOUND) {
        rc = lx_unit_add(im->w, name->name, name->group ? UNIT_GROUP : -1, 0, id, im->err);
        lx_str_addf(&im->out->new_units, "%s\n", name->name);
    } else if (rc != LX_OK && im->err) {
        *im->err = why;
    }
    if (rc == LX_OK)
        LX_PUSH(im->named, im->named_n, im->named_room) = (struct named){ name->name, *id };
    return rc;
}

static enum lx_rc add_duties(struct import *im, struct lx_duties *d, const struct lx_unit_names *names, int role)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < names->n; i++) {
        lx_id id = 0;
        if ((rc = unit_of(im, &names->at[i], &id)) == LX_OK)
            LX_PUSH(d->at, d->n, d->room) = (struct lx_duty){ id, names->at[i].group && role == PART_WITH ? PART_GROUP : role };
    }
    return rc;
}

/* --- items ------------------------------------------------------------------------------------------------------------------- */

static enum lx_rhythm first_rhythm(unsigned rhythms)
{
    for (int i = RHYTHM_WEEKLY; i < lx_rhythm_n; i++)
        if (rhythms & 1u << i)
            return (enum lx_rhythm)i;
    return RHYTHM_NONE;
}

/* A year as the document has it, e.g. in the columns of a project table. */
static void year_date(struct lx_date *d, int year, int month, int day)
{
    struct lx_str words = LX_STR_EMPTY;
    lx_str_addf(&words, "%d", year);
    *d = (struct lx_date){ .day = lx_day_make(year, month, day), .prec = LX_PREC_YEAR, .words = lx_str_take(&words) };
}

static void fill_item(const struct import *im, const struct lx_plan_item *from, struct lx_item *item)
{
    item->kind = (int)from->kind;
    item->plan = im->out->plan;
    item->section = from->section >= 0 ? im->sections[from->section] : 0;
    item->parent = from->parent >= 0 ? im->items[from->parent] : 0;
    item->stage = (int)from->stage;
    item->rhythm = (int)first_rhythm(from->rhythms);
    item->line_from = from->line_from;
    item->line_to = from->line_to;
    lx_set_text(&item->title, from->title);
    lx_set_text(&item->text, from->content ? from->content : from->text);
    lx_date_copy(&item->start, &from->start);
    lx_date_copy(&item->due, &from->due);
    if (item->start.day == LX_NO_DAY && from->start_year)
        year_date(&item->start, from->start_year, 1, 1);
    if (item->due.day == LX_NO_DAY && from->finish_year)
        year_date(&item->due, from->finish_year, 12, 31);
    if (from->status && !item->due.words) /* words that stood in the place of a year are kept beside the empty date */
        item->due.words = lx_strdup(from->status);
    lx_set_text(&item->file, im->file);
    struct lx_str s = LX_STR_EMPTY;
    lx_text_lines(&s, im->text, from->line_from, from->line_to);
    lx_set_text(&item->source, lx_str_z(&s));
    lx_str_clear(&s);
    if (from->table)
        lx_str_addf(&s, "%s-%d", from->table, from->table_row);
    lx_set_text(&item->tablerow, lx_str_z(&s));
    lx_str_done(&s);
}

static enum lx_rc put_items(struct import *im)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < im->doc->items_n; i++) {
        const struct lx_plan_item *from = &im->doc->items[i];
        struct lx_item *item = lx_rec_new(LX_ITEM);
        struct lx_duties duties = { 0 };
        fill_item(im, from, item);
        rc = add_duties(im, &duties, &from->resp.lead, PART_LEAD);
        if (rc == LX_OK)
            rc = add_duties(im, &duties, &from->resp.coop, PART_WITH);
        if (rc == LX_OK)
            rc = lx_item_add(im->w, item, &duties, im->err);
        rc = lx_fail_in_line(im->err, rc, from->line_from);
        im->items[i] = item->rec.id;
        lx_duties_done(&duties);
        lx_rec_free(item);
    }
    im->out->items_n = im->doc->items_n;
    return rc;
}

enum lx_rc lx_plan_import(struct lx_work *w, const char *file, const char *text, const struct lx_plan_doc *doc,
                          struct lx_plan_result *out, struct lx_err *err)
{
    *out = (struct lx_plan_result){ 0 };
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct import im = { .w = w, .file = file, .text = text, .doc = doc, .out = out, .err = err };
    im.sections = lx_alloc((doc->sections_n + 1) * sizeof *im.sections);
    im.items = lx_alloc((doc->items_n + 1) * sizeof *im.items);
    rc = put_plan(&im);
    if (rc == LX_OK)
        rc = put_sections(&im);
    if (rc == LX_OK)
        rc = put_items(&im);
    if (rc == LX_OK)
        rc = put_indicators(&im);
    free(im.sections);
    free(im.items);
    free(im.named);
    const char *args[] = { out->no ? out->no : file, NULL };
    return lx_end(w, rc, "plan import", args, err);
}
