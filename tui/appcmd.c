/* What the application itself does: running commands, saying things, going to views. */
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/query_read.h"
#include "core/work/units.h"
#include "core/work/work.h"
#include "tui/app.h"
#include "tui/draw.h"
#include "tui/form.h"
#include "tui/frame.h"
#include "tui/handlers.h"
#include "tui/history.h"
#include "tui/i18n.h"
#include "tui/print.h"
#include "tui/prompt.h"
#include "tui/views/paste.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const struct cmd_handler *widget_handlers(const struct view *v);
static const struct cmd_handler *find_handler(const struct cmd_handler *table, enum lx_cmd cmd);
struct view *app_view(struct app *a) { return a->depth > 0 ? a->stack[a->depth - 1] : NULL; }

void app_push(struct app *a, const struct view_ops *ops, const void *arg)
{
    if (a->depth == STACK_MAX) {
        app_say(a, _("Too many views are open; q goes back"));
        return;
    }
    struct view *v = view_new(a, ops, arg);
    a->stack[a->depth++] = v;
    a->layout_due = true;
}

void app_pop(struct app *a)
{
    if (a->depth <= 1) {
        a->quit = true;
        return;
    }
    view_free(&a->stack[--a->depth]);
    a->layout_due = true;
}

void app_show(struct app *a, const struct view_ops *ops)
{
    while (a->depth > 1)
        view_free(&a->stack[--a->depth]);
    if (a->depth == 1 && a->stack[0]->ops == ops) {
        a->layout_due = true;
        return;
    }
    while (a->depth > 0)
        view_free(&a->stack[--a->depth]);
    app_push(a, ops, NULL);
}

static bool reload_to(struct view *v, lx_id id)
{
    struct lx_err err = { 0 };
    return app_did(v->app, list_load(v, &err), &err) && list_to_id(v, id);
}

/* A filter that hides the record goes, and so does what the view leaves out by itself: the bar must not stand on another one. */
static void put_bar(struct app *a, lx_id id)
{
    struct view *v = app_view(a);
    frame_layout(a);
    bool there = v->loaded ? list_to_id(v, id) : reload_to(v, id);
    v->loaded = true;
    v->stale = false;
    if (!there && v->filter) {
        free(v->filter);
        v->filter = NULL;
        there = reload_to(v, id);
    }
    if (!there && v->ops->widen) {
        v->ops->widen(v);
        there = reload_to(v, id);
    }
    if (!there)
        app_say(a, _("It is not in this list; : with its number tries again"));
    a->dirty = DIRTY_ALL;
}

static const struct view_ops *home_of(enum lx_type type)
{
    for (int i = 0; app_views[i]; i++)
        if (app_views[i]->type == type && app_views[i]->command != CMD_NONE)
            return app_views[i];
    return NULL;
}

bool app_goto(struct app *a, enum lx_type type, lx_id id)
{
    const struct view_ops *home = home_of(type);
    if (!home)
        return false;
    app_show(a, home);
    put_bar(a, id);
    return true;
}

bool app_visit(struct app *a, enum lx_type type, lx_id id)
{
    const struct view_ops *home = home_of(type);
    if (!home)
        return false;
    app_push(a, home, NULL);
    if (app_view(a)->ops == home)
        put_bar(a, id);
    return true;
}

const struct view_ops *app_view_of(enum lx_cmd cmd)
{
    for (int i = 0; app_views[i]; i++)
        if (app_views[i]->command == cmd)
            return app_views[i];
    return NULL;
}

const struct view_ops *app_first_view(const struct app *a)
{
    for (int i = 0; a->args.first && app_views[i]; i++)
        if (strcmp(app_views[i]->name, a->args.first) == 0)
            return app_views[i];
    return app_views[0];
}

void app_say(struct app *a, const char *sentence)
{
    size_t at = a->messages_n++ % MESSAGES_MAX;
    struct lx_str s = LX_STR_EMPTY;
    if (a->work->voided) /* what was just done did that too */
        lx_str_addf(&s, "%s  ", _("Signed before the text was changed: these signatures are void"));
    a->work->voided = 0;
    lx_str_add(&s, sentence);
    free(a->message);
    a->message = lx_strdup(lx_str_z(&s));
    a->message_role = ROLE_MESSAGE;
    free(a->messages[at]);
    a->messages[at] = lx_str_take(&s);
    a->dirty |= DIRTY_BOTTOM;
}

void app_sayf(struct app *a, const char *fmt, ...)
{
    struct lx_str s = LX_STR_EMPTY;
    va_list ap;
    va_start(ap, fmt);
    lx_str_vaddf(&s, fmt, ap);
    va_end(ap);
    app_say(a, lx_str_z(&s));
    lx_str_done(&s);
}

void app_say_written(struct app *a, const char *path, const char *more)
{
    struct lx_str whole = LX_STR_EMPTY;
    lx_path_whole(&whole, path);
    app_sayf(a, "%s%s%s  %s", LX_LABEL(_("Written:")), lx_str_z(&whole), more ? more : "");
    lx_str_done(&whole);
}

void app_error(struct app *a, const struct lx_err *err)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_message(&s, err);
    app_say(a, lx_str_z(&s));
    a->message_role = ROLE_ERROR;
    lx_str_done(&s);
}

/* Of an undo, what it undid; of a redo, what stands again. */
void app_entry_words(struct app *a, struct lx_str *out, lx_rev rev)
{
    struct lx_log_rows rows = { 0 };
    if (lx_entry_meant(a->work, rev, &rows))
        lx_entry_what(out, &rows.at[0]);
    lx_log_rows_done(&rows);
}

bool app_did(struct app *a, enum lx_rc rc, const struct lx_err *err)
{
    if (rc != LX_OK)
        app_error(a, err);
    return rc == LX_OK;
}

const char *app_name(struct app *a, enum lx_type type, lx_id id)
{
    return type == LX_UNIT ? lx_unit_name(a->work->units, id) : names_get(&a->names, a->store, type, id);
}

bool app_may_write(const struct app *a) { return !a->args.read_only; }

void app_sort(struct lx_query *q, const char *sort)
{
    enum lx_rc rc = lx_query_sort(q, sort, NULL);
    assert(rc == LX_OK);
    (void)rc;
}

void app_where(struct lx_query *q, struct lx_cond *c)
{
    if (!q->where)
        q->where = lx_cond_new(LX_OP_ALL);
    if (q->where->op != LX_OP_ALL) {
        struct lx_cond *all = lx_cond_new(LX_OP_ALL);
        lx_cond_add(all, q->where);
        q->where = all;
    }
    lx_cond_add(q->where, c);
}

int app_chain(struct app *a, lx_context contexts[CHAIN_MAX])
{
    const struct view *v = app_view(a);
    int n = 0;
    if (!v->ops->draw)
        contexts[n++] = !view_is_list(v) ? CTX_PAGER | (v->ops->ctx ? 0 : CTX_DETAIL)
                        : v->focus == PANE_LIST ? CTX_LIST : CTX_PAGER | CTX_DETAIL;
    if (v->ops->ctx)
        contexts[n++] = v->ops->ctx;
    contexts[n++] = CTX_APP;
    return n;
}

/* On the heading of a group only what it is opened and marked with, and what is done to many that are marked. */
static bool not_for_heads(const struct view *v, const struct lx_command *c)
{
    static const char many[] = "NO...";
    if (!view_is_list(v) || !list_head_at(&v->list, v->list.bar) || c->id == CMD_OPEN || c->id == CMD_MARK)
        return false;
    return v->list.marks.n == 0 || strncmp(c->args, many, sizeof many - 1) != 0;
}

bool app_offers(struct app *a, enum lx_cmd cmd)
{
    const struct view *v = app_view(a);
    const struct lx_command *c = lx_command(cmd);
    lx_context contexts[CHAIN_MAX], all = 0;
    for (int i = 0, n = app_chain(a, contexts); i < n; i++)
        all |= contexts[i];
    if (!(c->contexts & all) || ((c->flags & F_WRITE) && !app_may_write(a)))
        return false;
    if ((c->flags & F_SEL) && view_is_list(v) && (v->list.ids.n == 0 || not_for_heads(v, c)))
        return false;
    bool narrows = cmd == CMD_GROUP || cmd == CMD_FILTER || cmd == CMD_FILTER_SAVE || cmd == CMD_SORT || cmd == CMD_SORT_REVERSE;
    if (narrows && view_is_list(v) && v->focus == PANE_LIST && v->ops->type == LX_NONE_TYPE)
        return false; /* its rows are no query */
    if (app_view_of(cmd))
        return true;
    if (find_handler(v->ops->commands, cmd))
        return true;
    if (cmd == CMD_ADD || cmd == CMD_EDIT || cmd == CMD_EDIT_TEXT) { /* by the form of what is listed */
        const struct form_kind *kind = form_kind_of(v->ops->type);
        return kind && (cmd != CMD_ADD || kind->save || kind->command_add);
    }
    return find_handler(widget_handlers(v), cmd) || find_handler(app_handlers, cmd);
}

unsigned app_command(struct app *a, enum lx_cmd cmd)
{
    struct view *v = app_view(a);
    const struct lx_command *c = lx_command(cmd);
    if ((c->flags & F_WRITE) && !app_may_write(a)) {
        app_say(a, _("This database may only be read here; nothing was changed"));
        return DONE;
    }
    if ((c->flags & F_WRITE) && a->shy) {
        app_sayf(a, _("Press %s once more: it came together with Esc"), c->keys);
        return DONE;
    }
    if (v->stale && (c->flags & (F_SEL | F_WRITE)))
        app_load(a); /* what is done is done to what the list is now */
    if ((c->flags & F_SEL) && view_is_list(v) && v->list.ids.n == 0) {
        app_say(a, _("There is no row to do this to"));
        return DONE;
    }
    if ((c->flags & F_SEL) && not_for_heads(v, c)) {
        app_say(a, _("This is the heading of a group: go to a row, or mark the group with Space"));
        return DONE;
    }
    if (app_view_of(cmd)) {
        app_show(a, app_view_of(cmd));
        return DONE;
    }
    const struct cmd_handler *tables[] = { widget_handlers(v), v->ops->commands, app_handlers };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const struct cmd_handler *h = find_handler(tables[i], cmd);
        unsigned did = h ? h->fn(v, cmd) : (unsigned)PASS;
        if (did != PASS)
            return did;
    }
    app_sayf(a, _("%s: not possible here"), cmd_label(c));
    return DONE;
}

void app_react(struct app *a, unsigned did)
{
    if (did & DID_RELOAD && app_view(a))
        app_view(a)->stale = true;
    if (did & DID_LAYOUT)
        a->layout_due = true;
    if (did & (DID_DRAW | DID_LAYOUT))
        a->dirty = DIRTY_ALL;
    if (did & DID_CLOSE)
        app_pop(a);
    if (did & DID_QUIT)
        a->quit = true;
}

void app_save_drafts(struct app *a)
{
    a->draft_due = false;
    for (int i = 0; i < a->depth; i++)
        if (a->stack[i]->ops == &view_form)
            draft_save((struct form *)a->stack[i]);
        else if (a->stack[i]->ops->keep)
            a->stack[i]->ops->keep(a->stack[i]);
}

void app_keep_drafts(struct app *a)
{
    for (int i = 0; a->draft_due && i < a->depth; i++)
        if (a->stack[i]->ops == &view_form)
            draft_keep((struct form *)a->stack[i]);
}

void app_stray_key(struct app *a, key_code key, key_code plain)
{
    struct view *v = app_view(a);
    if (lx_is_han(key) && view_is_list(v)) {
        struct lx_str s = LX_STR_EMPTY;
        lx_utf8_put(&s, key);
        (void)prompt_filter_with(v, s.s);
        app_say(a, _("The input method is on: Shift switches it to English"));
        lx_str_done(&s);
        return;
    }
    struct lx_str s = LX_STR_EMPTY, name = LX_STR_EMPTY;
    key_format(&name, plain);
    lx_fill(&s, _("%s does nothing here; ? shows the keys"), lx_str_z(&name));
    app_say(a, lx_str_z(&s));
    lx_str_done(&s);
    lx_str_done(&name);
}

/* One short line narrows a list, a table fills it; anything else becomes a note, never a command. */
void app_paste(struct app *a, const char *text, size_t len)
{
    struct view *v = app_view(a);
    if (view_is_list(v) && len > 0 && len < 100 && !memchr(text, '\n', len))
        (void)prompt_filter_with(v, text);
    else if (paste_table(v, text, len))
        return;
    else if (app_may_write(a) && len > 0)
        app_note(a, text, len);
    else
        app_say(a, _("Pasted text belongs into a form or a note"));
}

void app_note(struct app *a, const char *text, size_t len)
{
    struct lx_note *note = lx_rec_new(LX_NOTE);
    struct lx_str time = LX_STR_EMPTY;
    note->day = (struct lx_date){ .day = a->today, .prec = LX_PREC_DAY };
    lx_instant_format(&time, a->work->now_ms, (int)a->work->office->utc_offset);
    if (time.len >= 16)
        lx_set_text(&note->time, time.s + 11);
    lx_set_text(&note->clerk, lx_clerk(a->work));
    lx_str_done(&time);
    if (form_open(a, form_kind_of(LX_NOTE), 0, note) && len > 0)
        form_set_text((struct form *)app_view(a), "text", text);
}

/* So wide that no paragraph is broken. */
enum { UNBROKEN_W = 20000, RULE_W = 40 };

/* A line of one character again and again is a rule: it need not be as wide. */
static void add_line_text(struct lx_str *out, const char *s)
{
    size_t len = strlen(s), one = 1;
    while (one < len && ((unsigned char)s[one] & 0xC0) == 0x80)
        one++;
    size_t same = one;
    while (same + one <= len && memcmp(s, s + same, one) == 0)
        same += one;
    lx_str_addn(out, s, len && same == len && len > RULE_W * one ? RULE_W * one : len);
}

static void add_lines(struct lx_str *out, const struct lines *l)
{
    for (size_t i = 0; i < l->line_n; i++) {
        struct lx_str line = LX_STR_EMPTY;
        for (size_t k = l->line[i].span_from; k < l->line[i].span_from + l->line[i].span_n; k++)
            lx_str_add(&line, lines_text(l, k));
        while (line.len && line.s[line.len - 1] == ' ')
            lx_str_cut(&line, line.len - 1);
        add_line_text(out, lx_str_z(&line));
        lx_str_addc(out, '\n');
        lx_str_done(&line);
    }
}

void view_text(struct view *v, struct lx_str *out)
{
    if (view_is_list(v) && v->focus == PANE_LIST) {
        const struct list *l = &v->list;
        for (size_t i = 0; i < l->rows_n; i++) {
            bool chosen = l->marks.n > 0 ? list_is_marked(l, l->rows[i].id) : l->rows[i].id == list_key_at_bar(l);
            for (int c = 0; chosen && c < l->columns_n; c++) {
                const struct cell *cell = &l->rows[i].cells[c];
                lx_str_addf(out, "%s%s%s%s", lx_str_z(&cell->text), cell->aside.len ? "\t" : "", lx_str_z(&cell->aside),
                            c + 1 < l->columns_n ? "\t" : "\n");
            }
        }
        return;
    }
    if (v->ops->plain) {
        v->ops->plain(v, out);
        return;
    }
    struct lines unbroken = { 0 };
    struct lx_err ignored;
    lx_id id = view_is_list(v) ? list_key_at_bar(&v->list) : v->subject;
    lines_start(&unbroken, UNBROKEN_W, draw_amb());
    bool made = v->ops->detail && (id > 0 || !view_is_list(v)) && v->ops->detail(v, id, &unbroken, &ignored) == LX_OK;
    add_lines(out, made ? &unbroken : &v->pager.lines);
    lines_done(&unbroken);
}

bool view_detail_due(const struct view *v)
{
    return v->detail_id != list_key_at_bar(&v->list) || v->detail_w != v->detail_rect.w;
}

void view_detail(struct view *v)
{
    struct lx_err err = { 0 };
    lx_id id = view_is_list(v) ? list_key_at_bar(&v->list) : v->subject;
    const struct lx_group *head = view_is_list(v) ? list_head_at(&v->list, v->list.bar) : NULL;
    lines_start(&v->pager.lines, v->detail_rect.w - (view_is_list(v) && v->detail_rect.x > 0 ? 1 : 0), draw_amb());
    if (v->detail_id != id)
        v->pager.top = 0;
    if (head) {
        list_head_lines(v, head, &v->pager.lines);
    } else if (v->ops->detail && (id || !view_is_list(v))) {
        if (v->ops->detail(v, id, &v->pager.lines, &err) != LX_OK)
            app_error(v->app, &err);
    }
    v->detail_id = id;
    v->detail_w = v->detail_rect.w;
}

const char *cmd_label(const struct lx_command *c) { return lx_two(c->label, c->label_zh); }

const char *cmd_help(const struct lx_command *c) { return lx_two(c->help, c->help_zh); }

static const struct cmd_handler *widget_handlers(const struct view *v)
{
    if (v->ops->draw)
        return NULL;
    return v->focus == PANE_LIST && view_is_list(v) ? list_handlers : pager_handlers;
}

static const struct cmd_handler *find_handler(const struct cmd_handler *table, enum lx_cmd cmd)
{
    for (; table && table->cmd != CMD_NONE; table++)
        if (table->cmd == cmd)
            return table;
    return NULL;
}
