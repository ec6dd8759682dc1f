/* Details that several views show. */
#include "tui/views/detail.h"

#include "core/doc/markdown.h"
#include "core/doc/view.h"
#include "core/work/items.h"
#include "core/work/units.h"
#include "tui/app.h"
#include "tui/history.h"
#include "tui/i18n.h"
#include "tui/views/parts.h"
#include "tui/views/printings.h"

#include <string.h>

/* --- any record --------------------------------------------------------------------------------------------------------- */

enum { LABELS_MAX = 64 };

static const char *label(const struct lx_field *f) { return lx_two(f->en, f->zh); }

void detail_record(struct view *v, const void *rec, struct lines *l)
{
    const struct lx_rec *head = rec;
    const struct lx_table *t = lx_table(head->type);
    const char *labels[LABELS_MAX];
    int labels_n = 0;
    for (int i = 0; i < t->fields_n && labels_n < LABELS_MAX; i++)
        if (t->fields[i].kind != LX_LONG && !lx_f_empty(rec, &t->fields[i]))
            labels[labels_n++] = label(&t->fields[i]);
    lines_labels(l, labels, labels_n);
    for (int i = 0; i < t->fields_n; i++) {
        const struct lx_field *f = &t->fields[i];
        struct lx_str s = LX_STR_EMPTY;
        if (f->kind != LX_LONG && !lx_f_empty(rec, f)) {
            lx_show_value(v->app->work, &s, rec, f, lx_lang() == LX_ZH);
            lines_field(l, label(f), lx_str_z(&s), f->flags & LX_F_KEY ? ROLE_TITLE : ROLE_NORMAL);
        }
        lx_str_done(&s);
    }
    for (int i = 0; i < t->fields_n; i++) {
        const struct lx_field *f = &t->fields[i];
        if (f->kind == LX_LONG && head->has_long && !lx_f_empty(rec, f)) {
            lines_rule(l, label(f));
            const char *text = lx_f_text_of(rec, f); /* what heads a paper is its machinery's */
            lines_para(l, text + lx_front_matter_len(text, strlen(text)), ROLE_NORMAL, 0);
        }
    }
}

enum lx_rc detail_notes(struct view *v, lx_id on, struct lines *l, struct lx_err *err)
{
    struct lx_rows notes = { 0 };
    enum lx_rc rc = lx_all(v->app->work, LX_NOTE, lx_cond_ref(LX_NOTE, "hung", on), NULL, true, &notes, err);
    if (rc == LX_OK && notes.n)
        lines_rule(l, _("Notes"));
    for (size_t i = notes.n; i > 0; i--) {
        const struct lx_note *n = (struct lx_note *)(void *)notes.at[i - 1];
        struct lx_str s = LX_STR_EMPTY;
        lx_date_short(&s, &n->day, v->app->today);
        lx_str_addf(&s, " %s %s", n->caller ? n->caller : "", n->text ? n->text : "");
        lines_para(l, lx_str_z(&s), ROLE_NORMAL, 0);
        lx_str_done(&s);
    }
    lx_rows_done(&notes);
    return rc == LX_OK ? printings_detail(v, on, l, err) : rc;
}

/* --- an item ------------------------------------------------------------------------------------------------------------ */

static void duties(struct view *v, const struct lx_item *item, struct lines *l)
{
    static const struct {
        int role;
        const char *label;
    } roles[] = { { PART_LEAD, N_("Lead") }, { PART_WITH, N_("Cooperating") }, { PART_GROUP, N_("Collectively") } };
    struct lx_duties d = { 0 };
    if (lx_item_duties(v->app->work, item, &d, NULL) == LX_OK)
        for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
            struct lx_str s = LX_STR_EMPTY;
            lx_duties_names(v->app->work, &s, &d, roles[i].role);
            lines_field(l, _(roles[i].label), lx_str_z(&s), ROLE_NORMAL);
            lx_str_done(&s);
        }
    lx_duties_done(&d);
}

static void light_line(struct view *v, const struct lx_item *item, struct lines *l)
{
    static const enum role roles[] = { [LX_LIGHT_NONE] = ROLE_DIM, [LX_LIGHT_OK] = ROLE_OK, [LX_LIGHT_NEAR] = ROLE_NEAR, [LX_LIGHT_LATE] = ROLE_LATE };
    enum lx_light light = lx_item_light(v->app->work, item);
    const struct lx_word *word = &lx_words_of("light")->at[light];
    if (light != LX_LIGHT_NONE)
        lines_field(l, _("Light"), lx_two(word->en, word->zh), roles[light]);
}

/* The fields that stand in the head in their own way, and those that would only repeat what is plain. */
static bool shown_elsewhere(const struct lx_field *f)
{
    static const char *const names[] = { "no", "title", "lead", "file", "line_from", "line_to" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(f->name, names[i]) == 0)
            return true;
    return f->kind == LX_LONG;
}

static bool is_plain(const void *rec, const struct lx_field *f) { return f->kind == LX_ENUM && lx_f_enum_of(rec, f) == 0 && strcmp(f->name, "state") != 0; }

/* The labels that the fields below will have, so that their values stand in one column. */
static void item_labels(const struct lx_item *item, struct lines *l)
{
    const struct lx_table *t = lx_table(LX_ITEM);
    const char *labels[LABELS_MAX] = { _("Lead"), _("Cooperating"), _("Collectively"), _("Light") };
    int n = 4;
    for (int i = 0; i < t->fields_n && n < LABELS_MAX; i++)
        if (!shown_elsewhere(&t->fields[i]) && !is_plain(item, &t->fields[i]) && !lx_f_empty(item, &t->fields[i]))
            labels[n++] = label(&t->fields[i]);
    lines_labels(l, labels, n);
}

static void item_fields(struct view *v, const struct lx_item *item, struct lines *l)
{
    const struct lx_table *t = lx_table(LX_ITEM);
    for (int i = 0; i < t->fields_n; i++) {
        const struct lx_field *f = &t->fields[i];
        struct lx_str s = LX_STR_EMPTY;
        if (!shown_elsewhere(f) && !is_plain(item, f) && !lx_f_empty(item, f)) {
            lx_show_value(v->app->work, &s, item, f, lx_lang() == LX_ZH);
            if (f->kind == LX_DATE && item->due.words && strcmp(f->name, "due") == 0 && item->due.day != LX_NO_DAY)
                lx_str_addf(&s, "  %s", item->due.words);
            lines_field(l, label(f), lx_str_z(&s), ROLE_NORMAL);
        }
        lx_str_done(&s);
    }
}

static void source(const struct lx_item *item, struct lines *l)
{
    if (!item->source)
        return;
    struct lx_str where = LX_STR_EMPTY;
    lx_str_add(&where, _("Source"));
    if (item->file)
        lx_str_addf(&where, " %s", item->file);
    if (item->line_from != LX_NO_INT)
        lx_str_addf(&where, ":%lld", (long long)item->line_from);
    lines_rule(l, lx_str_z(&where));
    lines_para(l, item->source, ROLE_QUOTE, 0);
    lx_str_done(&where);
}

static enum lx_rc events(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_item_events(v->app->work, id, &rows, err);
    if (rc == LX_OK && rows.n)
        lines_rule(l, _("What happened"));
    for (size_t i = rows.n; i > 0; i--) {
        struct lx_str s = LX_STR_EMPTY;
        lx_event_words(v->app->work, &s, (const struct lx_event *)(void *)rows.at[i - 1]);
        lines_para(l, lx_str_z(&s), ROLE_NORMAL, 0);
        lx_str_done(&s);
    }
    lx_rows_done(&rows);
    return rc;
}

enum lx_rc detail_item(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_item *item;
    enum lx_rc rc = lx_get(v->app->work, LX_ITEM, id, &item, err);
    if (rc != LX_OK)
        return rc;
    struct lx_str s = LX_STR_EMPTY;
    lx_str_addf(&s, "%s %s", item->no ? item->no : "", item->title ? item->title : "");
    lines_para(l, lx_str_z(&s), ROLE_TITLE, 0);
    lx_str_done(&s);
    item_labels(item, l);
    light_line(v, item, l);
    duties(v, item, l);
    item_fields(v, item, l);
    if (item->text) {
        lines_rule(l, label(lx_field_named(LX_ITEM, "text")));
        lines_para(l, item->text, ROLE_NORMAL, 0);
    }
    parts_lines(v, id, l);
    rc = events(v, id, l, err);
    if (rc == LX_OK)
        rc = detail_notes(v, id, l, err);
    source(item, l);
    lx_rec_free(item);
    return rc;
}

enum lx_rc detail_any(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    enum lx_type type;
    struct lx_rec *rec = NULL;
    enum lx_rc rc = v->app->store->type_of(v->app->store, id, &type, err);
    if (rc == LX_OK && type == LX_ITEM)
        return detail_item(v, id, l, err);
    if (rc == LX_OK)
        rc = lx_get(v->app->work, type, id, &rec, err);
    if (rc == LX_OK)
        detail_record(v, rec, l);
    lx_rec_free(rec);
    return rc;
}

/* --- Markdown ------------------------------------------------------------------------------------------------------------ */

static enum role role_of(int tag)
{
    static const enum role roles[] = { [LX_DOC_PLAIN] = ROLE_NORMAL, [LX_DOC_H1] = ROLE_HEADING, [LX_DOC_H2] = ROLE_HEADING, [LX_DOC_H3] = ROLE_TITLE,
                                       [LX_DOC_STRONG] = ROLE_STRONG, [LX_DOC_EMPH] = ROLE_EMPH, [LX_DOC_CODE] = ROLE_CODE, [LX_DOC_QUOTE] = ROLE_QUOTE,
                                       [LX_DOC_LINK] = ROLE_LINK, [LX_DOC_DIM] = ROLE_DIM, [LX_DOC_MARK] = ROLE_LABEL, [LX_DOC_LINE] = ROLE_FRAME };
    return roles[tag];
}

void detail_markdown(struct lines *l, const char *md)
{
    struct lx_doc *doc = NULL;
    if (lx_markdown_read(&doc, md, strlen(md), NULL) != LX_OK) {
        lines_para(l, md, ROLE_NORMAL, 0);
        return;
    }
    struct lx_docview *view = lx_docview_new(doc, l->w > 2 ? l->w : 2, l->amb, &lx_doc_marks_ascii);
    struct lx_doc_line line;
    for (size_t i = 0; lx_docview_line(view, i, &line); i++) {
        lines_new(l);
        for (size_t k = 0; k < line.piece_n; k++)
            lines_spann(l, line.piece[k].s, line.piece[k].len, role_of(line.piece[k].tag));
    }
    lx_docview_free(view);
    lx_doc_free(doc);
}
