/* A plan document before it is stored: every line, what was taken of it, and why not; lines may be refused, joined, taken. */
#include "tui/views/views.h"

#include "core/mem.h"
#include "core/plan/plan.h"
#include "core/text/text.h"
#include "core/work/plans.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/print.h"
#include "tui/menu.h"
#include "tui/prompt.h"

#include <stdlib.h>
#include <string.h>

enum show { SHOW_ALL, SHOW_TAKEN, SHOW_LEFT, SHOW_N };

struct import_view {
    struct view v;
    char *file; /* without folders */
    struct lx_str text;
    struct lx_plan_doc doc;
    bool read;
    struct lx_plan_edit *edits;
    size_t edits_n, edits_room;
    enum show show;
};

enum { LINE_SHOWN_W = 200 };
enum { COL_LINE, COL_WHAT, COL_TEXT, COL_LEAD };

static const struct column columns[] = {
    [COL_LINE] = { "line", N_("Line"), 5, 5, 6, 0, 0, LX_RIGHT, NULL, true },
    [COL_WHAT] = { "what", N_("Taken as"), 8, 14, 30, 2, 0, LX_LEFT, NULL, true },
    [COL_TEXT] = { "text", N_("Source line"), 20, 40, 200, 12, 0, LX_LEFT, NULL, false },
    [COL_LEAD] = { "lead", N_("Lead"), 8, 14, 24, 2, 1, LX_LEFT, NULL, false },
    { 0 },
};

/* --- reading -------------------------------------------------------------------------------------------------------------- */

static void open_file(struct view *v, const void *arg)
{
    struct import_view *iv = (struct import_view *)v;
    const struct import_source *src = arg;
    const char *slash = strrchr(src->path, '/');
    iv->file = lx_strdup(slash ? slash + 1 : src->path);
    lx_str_addn(&iv->text, lx_str_z(&src->text), src->text.len);
}

static void close_view(struct view *v)
{
    struct import_view *iv = (struct import_view *)v;
    if (iv->read)
        lx_plan_done(&iv->doc);
    lx_str_done(&iv->text);
    free(iv->file);
    free(iv->edits);
}

static bool is_shown(const struct import_view *iv, const struct lx_plan_line *line)
{
    bool skipped = line->fate == LX_FATE_SKIPPED;
    return line->len && (iv->show == SHOW_ALL || (iv->show == SHOW_LEFT) == skipped);
}

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct import_view *iv = (struct import_view *)v;
    struct lx_ids ids = { 0 };
    (void)err;
    if (iv->read)
        lx_plan_done(&iv->doc);
    lx_plan_read(&iv->doc, lx_str_z(&iv->text), iv->text.len, iv->edits, iv->edits_n);
    iv->read = true;
    for (size_t i = 0; i < iv->doc.lines_n; i++)
        if (is_shown(iv, &iv->doc.lines[i]))
            lx_ids_add(&ids, (lx_id)i + 1); /* a row is its line */
    list_own(&v->list, ids.at, ids.n);
    lx_ids_done(&ids);
    return LX_OK;
}

/* --- showing -------------------------------------------------------------------------------------------------------------- */

static const struct lx_plan_item *item_at(const struct import_view *iv, lx_id line)
{
    for (size_t i = 0; i < iv->doc.items_n; i++)
        if (iv->doc.items[i].line == (int)line)
            return &iv->doc.items[i];
    return NULL;
}

static void what_words(const struct import_view *iv, lx_id id, struct cell *out)
{
    const struct lx_plan_line *line = &iv->doc.lines[id - 1];
    static const char *const fates[] = { [LX_FATE_SECTION] = N_("section"), [LX_FATE_ITEM] = N_("item"), [LX_FATE_INDICATOR] = N_("indicator"),
                                         [LX_FATE_CELL] = N_("table cell"), [LX_FATE_META] = N_("head of the document"), [LX_FATE_CONTINUED] = N_("continued") };
    static const enum role roles[] = { [LX_FATE_SKIPPED] = ROLE_DIM, [LX_FATE_SECTION] = ROLE_HEADING, [LX_FATE_ITEM] = ROLE_NEW,
                                       [LX_FATE_INDICATOR] = ROLE_CODE, [LX_FATE_CELL] = ROLE_NORMAL, [LX_FATE_META] = ROLE_NORMAL, [LX_FATE_CONTINUED] = ROLE_NORMAL };
    out->role = roles[line->fate];
    if (line->fate == LX_FATE_SKIPPED)
        lx_str_addf(&out->text, "- %s", _(lx_plan_skip_msgid(line->why)));
    else
        lx_str_add(&out->text, _(fates[line->fate]));
}

static void cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct import_view *iv = (const struct import_view *)v;
    const struct lx_plan_line *line = &iv->doc.lines[id - 1];
    const struct lx_plan_item *item;
    (void)rec, (void)row;
    switch (col) {
    case COL_LINE: lx_str_addf(&out->text, "%lld", (long long)id); break;
    case COL_WHAT: what_words(iv, id, out); break;
    case COL_TEXT:
        out->role = line->fate == LX_FATE_SKIPPED ? ROLE_DIM : ROLE_NORMAL;
        lx_str_addn(&out->text, iv->text.s + line->off, lx_text_prefix(iv->text.s + line->off, line->len, LINE_SHOWN_W, LX_NARROW, NULL));
        break;
    case COL_LEAD:
        if ((item = item_at(iv, id)) != NULL && item->resp.lead.n)
            lx_str_add(&out->text, item->resp.lead.at[0].name);
        break;
    default: break;
    }
}

static void headline(struct view *v, struct lx_str *out)
{
    const struct import_view *iv = (const struct import_view *)v;
    static const char *const shows[] = { [SHOW_ALL] = N_("all lines"), [SHOW_TAKEN] = N_("taken lines"), [SHOW_LEFT] = N_("lines not taken") };
    lx_str_addf(out, "%s · %s · %s %zu %s %zu %s %zu", iv->file, _(shows[iv->show]), _("sections"), iv->doc.sections_n, _("items"), iv->doc.items_n,
                _("indicators"), iv->doc.indicators_n);
}

static void names_line(struct lines *l, const char *label, const struct lx_unit_names *names)
{
    struct lx_str s = LX_STR_EMPTY;
    for (size_t i = 0; i < names->n; i++)
        lx_str_addf(&s, "%s%s", i ? _(", ") : "", names->at[i].name);
    lines_field(l, label, lx_str_z(&s), ROLE_NORMAL);
    lx_str_done(&s);
}

static void item_lines(const struct lx_plan_item *item, struct lines *l, lx_day today)
{
    struct lx_str s = LX_STR_EMPTY;
    const struct lx_words *kinds = lx_words_of("item_kind"), *stages = lx_words_of("stage");
    lines_para(l, item->title, ROLE_TITLE, 0);
    lines_field(l, _("Kind"), lx_two(kinds->at[item->kind].en, kinds->at[item->kind].zh), ROLE_NORMAL);
    names_line(l, _("Lead"), &item->resp.lead);
    names_line(l, _("Cooperating"), &item->resp.coop);
    if (item->due.day != LX_NO_DAY || item->due.words)
        lx_date_short(&s, &item->due, today);
    lines_field(l, _("Due"), lx_str_z(&s), ROLE_NORMAL);
    if (item->start_year || item->finish_year) {
        lx_str_clear(&s);
        lx_str_addf(&s, "%d - %d", item->start_year, item->finish_year);
        lines_field(l, _("Years"), lx_str_z(&s), ROLE_NORMAL);
    }
    if (item->stage != STAGE_NONE)
        lines_field(l, _("Stage"), lx_two(stages->at[item->stage].en, stages->at[item->stage].zh), ROLE_NORMAL);
    lx_str_done(&s);
}

static void finding_lines(const struct import_view *iv, struct lines *l)
{
    if (iv->doc.findings_n)
        lines_rule(l, _("To look at"));
    for (size_t i = 0; i < iv->doc.findings_n; i++) {
        const struct lx_plan_finding *f = &iv->doc.findings[i];
        struct lx_str s = LX_STR_EMPTY;
        if (f->line > 0)
            lx_str_addf(&s, "%d: ", f->line);
        lx_str_add(&s, _(lx_plan_finding_msgid(f->kind)));
        if (f->announced)
            lx_str_addf(&s, " %d / %d", f->announced, f->found);
        if (f->a)
            lx_str_addf(&s, " %s", f->a);
        if (f->b)
            lx_str_addf(&s, " / %s", f->b);
        lines_para(l, lx_str_z(&s), ROLE_NORMAL, 0);
        lx_str_done(&s);
    }
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    const struct import_view *iv = (const struct import_view *)v;
    const struct lx_plan_item *item = item_at(iv, id);
    const struct lx_plan_line *line = &iv->doc.lines[id - 1];
    (void)err;
    lines_labels(l, (const char *const[]){ _("Cooperating"), _("Stage") }, 2);
    if (item)
        item_lines(item, l, v->app->today);
    for (size_t i = 0; i < iv->doc.indicators_n; i++) {
        const struct lx_plan_indicator *t = &iv->doc.indicators[i];
        if (t->line == (int)id)
            lines_field(l, _("Indicator"), t->words ? t->words : t->name, ROLE_CODE);
    }
    if (line->fate == LX_FATE_SKIPPED)
        lines_field(l, _("Not taken"), _(lx_plan_skip_msgid(line->why)), ROLE_DIM);
    char *text = lx_strndup(iv->text.s + line->off, line->len);
    lines_rule(l, _("Source line"));
    lines_para(l, text, ROLE_QUOTE, 0);
    free(text);
    finding_lines(iv, l);
    return LX_OK;
}

/* --- commands -------------------------------------------------------------------------------------------------------------- */

/* The same edit again takes it back. */
static void edit_line(struct import_view *iv, enum lx_plan_edit_kind kind, int line)
{
    for (size_t i = 0; i < iv->edits_n; i++)
        if (iv->edits[i].line == line) {
            bool same = iv->edits[i].kind == kind;
            memmove(&iv->edits[i], &iv->edits[i + 1], (iv->edits_n - i - 1) * sizeof *iv->edits);
            iv->edits_n--;
            if (same)
                return;
            break;
        }
    LX_PUSH(iv->edits, iv->edits_n, iv->edits_room) = (struct lx_plan_edit){ .kind = kind, .line = line, .item = ITEM_TASK };
}

static unsigned on_edit(struct view *v, enum lx_cmd cmd)
{
    struct import_view *iv = (struct import_view *)v;
    struct lx_ids ids = { 0 };
    list_chosen(v, &ids);
    for (size_t i = 0; i < ids.n; i++)
        edit_line(iv, cmd == CMD_IMPORT_REFUSE ? LX_EDIT_REFUSE : cmd == CMD_IMPORT_JOIN ? LX_EDIT_JOIN : LX_EDIT_TAKE, (int)ids.at[i]);
    lx_ids_done(&ids);
    list_unmark(&v->list);
    v->detail_id = 0;
    return DID_RELOAD;
}

static unsigned on_show(struct view *v, enum lx_cmd cmd)
{
    struct import_view *iv = (struct import_view *)v;
    (void)cmd;
    iv->show = (enum show)((iv->show + 1) % SHOW_N);
    return DID_RELOAD;
}

static unsigned on_store(struct view *v, enum lx_cmd cmd)
{
    struct import_view *iv = (struct import_view *)v;
    struct lx_plan_result result;
    struct lx_err err;
    (void)cmd;
    enum lx_rc rc = lx_plan_import(v->app->work, iv->file, lx_str_z(&iv->text), &iv->doc, &result, &err);
    if (app_did(v->app, rc, &err)) {
        app_sayf(v->app, "%s %s    u %s", _("Stored as plan"), result.no, _("takes it back"));
        if (v->app->depth > 1) /* the list of plans below shows the new one under its bar */
            v->app->stack[v->app->depth - 2]->list.anchor = result.plan;
    }
    lx_plan_result_done(&result);
    return rc == LX_OK ? DID_CLOSE : DONE;
}

enum { LEAVE_NOT, LEAVE_DROP };

static unsigned on_leave_choice(struct view *v, int64_t value, void *ctx)
{
    (void)v, (void)ctx;
    return value == LEAVE_DROP ? DID_CLOSE : DID_DRAW;
}

/* Corrections are not stored anywhere before the plan is: leaving asks. */
static unsigned on_leave(struct view *v, enum lx_cmd cmd)
{
    const struct import_view *iv = (const struct import_view *)v;
    struct menu_items items = { 0 };
    (void)cmd;
    if (!iv->edits_n || v->focus == PANE_DETAIL || v->zoom || v->list.marks.n > 0)
        return PASS;
    menu_add(&items, _("Go on here"), NULL, LEAVE_NOT)->key = 'g';
    menu_add(&items, _("Leave; the corrections are lost"), NULL, LEAVE_DROP)->key = 'x';
    menu_open(v, &(struct menu){ .title = _("The plan is not stored yet (w stores it)"), .items = items, .chosen = on_leave_choice });
    return DID_DRAW;
}

static const struct cmd_handler commands[] = {
    { CMD_IMPORT_REFUSE, on_edit }, { CMD_IMPORT_JOIN, on_edit }, { CMD_IMPORT_TAKE, on_edit },
    { CMD_IMPORT_SHOW, on_show },   { CMD_IMPORT_STORE, on_store },
    { CMD_QUIT, on_leave },         { CMD_NONE, NULL },
};

const struct view_ops view_import = {
    .name = "import",
    .title = N_("Taking a plan in"),
    .ctx = CTX_IMPORT,
    .size = sizeof(struct import_view),
    .type = LX_NONE_TYPE,
    .columns = columns,
    .empty = N_("No such lines in this document."),
    .open = open_file,
    .load = load,
    .cell = cell,
    .headline = headline,
    .detail = detail,
    .commands = commands,
    .close = close_view,
};

/* --- from the list of plans ------------------------------------------------------------------------------------------------------ */

enum { DOCUMENT_MAX_LEN = 8 << 20 };

static bool done_path(struct view *v, const char *typed, void *ctx)
{
    struct lx_str bytes = LX_STR_EMPTY, path = LX_STR_EMPTY;
    lx_path_typed(&path, typed);
    struct import_source src = { .path = lx_str_z(&path) };
    struct lx_err err;
    bool gb18030 = false;
    (void)ctx;
    enum lx_rc rc = lx_file_read(&bytes, src.path, DOCUMENT_MAX_LEN, &err);
    if (rc == LX_OK)
        rc = lx_text_import(&src.text, lx_str_z(&bytes), bytes.len, &gb18030, &err);
    if (rc == LX_OK)
        app_push(v->app, &view_import, &src);
    else
        app_error(v->app, &err);
    if (gb18030)
        app_say(v->app, _("The file was read as GB18030."));
    lx_str_done(&bytes);
    lx_str_done(&path);
    lx_str_done(&src.text);
    return rc == LX_OK;
}

unsigned import_ask(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    prompt_open(v, &(struct prompt){ .label = _("Document to take in (file name):"), .files = true, .done = done_path });
    return DONE;
}
