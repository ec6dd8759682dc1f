/* What can be done to items. */
#include "tui/views/item_acts.h"

#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/items.h"
#include "core/work/steps.h"
#include "tui/app.h"
#include "tui/draw.h"
#include "tui/i18n.h"
#include "tui/prompt.h"
#include "tui/views/parts.h"
#include "tui/views/views.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* One action, ready to be done. */
struct act {
    enum lx_cmd cmd;
    struct lx_ids ids;
    char *words;
    struct lx_date due;   /* EXTEND */
    int64_t progress;     /* REPORT */
};

static void act_done(struct act *a)
{
    lx_ids_done(&a->ids);
    free(a->words);
    lx_date_done(&a->due);
}

static const char *verb_of(enum lx_cmd cmd) { return lx_command(cmd)->name + strlen("item "); }

static enum lx_rc do_one(struct lx_work *w, const struct act *a, lx_id id, struct lx_err *err)
{
    if (a->cmd == CMD_ITEM_REPORT)
        return lx_item_report(w, id, a->words, a->progress, err);
    if (a->cmd == CMD_ITEM_EXTEND)
        return lx_item_extend(w, id, &a->due, a->words, err);
    if (a->cmd == CMD_ITEM_REMIND)
        return lx_item_remind(w, id, a->words, err);
    return lx_item_step(w, id, verb_of(a->cmd), a->words, err);
}

/* Noted: extend 26-004 -> 2024-07-31. */
static void say_what(struct app *app, const struct act *a, const char *names)
{
    struct lx_str s = LX_STR_EMPTY, said = LX_STR_EMPTY;
    lx_str_addf(&s, "%s%s", cmd_label(lx_command(a->cmd)), names);
    if (a->cmd == CMD_ITEM_EXTEND) {
        lx_str_addf(&s, " %s ", draw_form(GLYPH_ARROW));
        lx_date_format(&s, &(struct lx_date){ .day = a->due.day });
    }
    if (a->cmd == CMD_ITEM_REPORT && a->progress != LX_NO_INT)
        lx_str_addf(&s, " %lld%%", (long long)a->progress);
    lx_fill(&said, _("Noted: %s"), lx_str_z(&s));
    app_sayf(app, "%s    u %s", lx_str_z(&said), _("takes it back"));
    lx_str_done(&s);
    lx_str_done(&said);
}

/* The lead may be done while a cooperating unit is not (T2). */
static void warn_of_parts(struct app *app, const struct act *a, const struct lx_ids *ids)
{
    size_t open = a->cmd == CMD_ITEM_CLOSE ? parts_open(app->work, ids) : 0;
    if (open == 0)
        return;
    struct lx_str s = LX_STR_EMPTY;
    lx_str_addf(&s, "%s    ", app->message ? app->message : "");
    lx_str_addf(&s, _("own parts still open: %zu"), open);
    app_say(app, lx_str_z(&s));
    lx_str_done(&s);
}

/* All of these in one entry, or none. */
static bool act_do(struct view *v, const struct act *a, const struct lx_ids *ids)
{
    struct lx_work *w = v->app->work;
    struct lx_err err;
    struct lx_str names = LX_STR_EMPTY;
    enum lx_rc rc = lx_begin(w, &err);
    if (rc == LX_OK) {
        for (size_t i = 0; rc == LX_OK && i < ids->n; i++) {
            rc = do_one(w, a, ids->at[i], &err);
            if (ids->n <= 3)
                lx_str_addf(&names, " %s", app_name(v->app, LX_ITEM, ids->at[i]));
        }
        if (ids->n > 3)
            lx_str_addf(&names, " %zu", ids->n);
        const char *args[] = { lx_str_z(&names) + (names.len > 0), NULL };
        rc = lx_end(w, rc, lx_command(a->cmd)->name, args, &err);
    }
    bool ok = app_did(v->app, rc, &err);
    if (ok) {
        say_what(v->app, a, lx_str_z(&names));
        warn_of_parts(v->app, a, ids);
        minutes_offer(v->app, ids);
    }
    lx_str_done(&names);
    return ok;
}

/* --- the preview of many --------------------------------------------------------------------------------------------------- */

struct bulk_view {
    struct view v;
    struct act act;
    struct lx_ids refused, possible; /* of act.ids; the former stand first */
};

enum { COL_NO, COL_TITLE, COL_CHANGE };

static const struct column bulk_columns[] = {
    [COL_NO] = { "no", N_("No."), 7, 11, 14, 0, 0, LX_LEFT, NULL, true },
    [COL_TITLE] = { "title", N_("Action item"), 14, 18, 80, 2, 0, LX_LEFT, NULL, false },
    [COL_CHANGE] = { "change", N_("What will change"), 14, 46, 90, 6, 0, LX_LEFT, NULL, false },
    { 0 },
};

static void bulk_open(struct view *v, const void *arg)
{
    struct bulk_view *b = (struct bulk_view *)v;
    b->act = *(const struct act *)arg; /* takes over what it owns */
}

static void bulk_close(struct view *v)
{
    struct bulk_view *b = (struct bulk_view *)v;
    act_done(&b->act);
    lx_ids_done(&b->refused);
    lx_ids_done(&b->possible);
}

static enum lx_rc check(const struct view *v, const struct act *a, const void *item, struct lx_err *err)
{
    struct lx_item_act act = { verb_of(a->cmd), a->words, a->progress, &a->due };
    return lx_item_check(v->app->work, item, &act, err);
}

enum { SLICE_N = 500 };

/* Which of them can take it, and which not; a slice of rows at a time. */
static enum lx_rc part_them(struct bulk_view *b, struct lx_err *err)
{
    struct lx_store *s = b->v.app->store;
    const struct lx_ids *ids = &b->act.ids;
    enum lx_rc rc = LX_OK;
    b->refused.n = b->possible.n = 0;
    for (size_t at = 0; rc == LX_OK && at < ids->n; at += SLICE_N) {
        struct lx_rows rows = { 0 };
        rc = s->rows(s, LX_ITEM, ids->at + at, ids->n - at < SLICE_N ? ids->n - at : SLICE_N, &rows, err);
        for (size_t i = 0; rc == LX_OK && i < rows.n; i++)
            if (rows.at[i])
                lx_ids_add(check(&b->v, &b->act, rows.at[i], NULL) == LX_OK ? &b->possible : &b->refused, rows.at[i]->id);
        lx_rows_done(&rows);
    }
    return rc;
}

static enum lx_rc bulk_load(struct view *v, struct lx_err *err)
{
    struct bulk_view *b = (struct bulk_view *)v;
    struct lx_ids all = { 0 };
    enum lx_rc rc = part_them(b, err);
    for (size_t i = 0; rc == LX_OK && i < b->refused.n; i++)
        lx_ids_add(&all, b->refused.at[i]);
    for (size_t i = 0; rc == LX_OK && i < b->possible.n; i++)
        lx_ids_add(&all, b->possible.at[i]);
    if (rc == LX_OK)
        list_own(&v->list, all.at, all.n);
    lx_ids_done(&all);
    return rc;
}

static void change_words(struct view *v, const struct act *a, const struct lx_item *item, struct cell *out)
{
    const struct lx_words *states = lx_words_of("item_state");
    struct lx_str *s = &out->text;
    struct lx_err err;
    if (check(v, a, item, &err) != LX_OK) {
        out->role = ROLE_ERROR;
        lx_str_addf(s, "%s%s", _("not possible"), _(": "));
        lx_message(s, &err);
    } else if (a->cmd == CMD_ITEM_EXTEND) {
        lx_date_short(s, &item->due, v->app->today);
        lx_str_add(s, " -> ");
        lx_date_short(s, &a->due, v->app->today);
    } else if (a->cmd == CMD_ITEM_REPORT || a->cmd == CMD_ITEM_REMIND) {
        lx_str_add(s, a->words && *a->words ? a->words : cmd_label(lx_command(a->cmd)));
    } else {
        const struct lx_step *step = lx_step_find(LX_ITEM, item->state, verb_of(a->cmd), -1);
        lx_str_addf(s, "%s -> %s", lx_two(states->at[step->from].en, states->at[step->from].zh), lx_two(states->at[step->to].en, states->at[step->to].zh));
    }
}

static void bulk_cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    struct lx_item *item;
    (void)rec, (void)row;
    if (lx_get(v->app->work, LX_ITEM, id, &item, NULL) != LX_OK)
        return;
    if (col == COL_NO)
        lx_str_add(&out->text, item->no);
    else if (col == COL_TITLE)
        lx_str_add(&out->text, item->title);
    else
        change_words(v, &((struct bulk_view *)v)->act, item, out);
    lx_rec_free(item);
}

static void bulk_headline(struct view *v, struct lx_str *out)
{
    const struct bulk_view *b = (const struct bulk_view *)v;
    lx_str_addf(out, "%s · ", cmd_label(lx_command(b->act.cmd)));
    if (b->refused.n)
        lx_str_addf(out, _("%zu cannot take it · Y does the other %zu · q leaves it"), b->refused.n, b->possible.n);
    else
        lx_str_addf(out, "Y %s · q %s", _("do it"), _("leave it"));
}

/* In the list that it was asked for, what could not be done stays marked. */
static void keep_marks(struct app *a, const struct lx_ids *refused)
{
    struct lx_ids *marks = &a->stack[a->depth - 2]->list.marks;
    size_t kept = 0;
    for (size_t i = 0; i < marks->n && refused->n; i++)
        if (lx_ids_has(refused, marks->at[i]))
            marks->at[kept++] = marks->at[i];
    marks->n = kept;
}

static unsigned bulk_yes(struct view *v, enum lx_cmd cmd)
{
    struct bulk_view *b = (struct bulk_view *)v;
    struct lx_err err;
    (void)cmd;
    if (!app_did(v->app, part_them(b, &err), &err)) /* others may have written since it was shown */
        return DONE;
    if (!b->possible.n) {
        app_say(v->app, _("None of these items can take it; q goes back"));
        return DONE;
    }
    if (!act_do(v, &b->act, &b->possible))
        return DONE;
    keep_marks(v->app, &b->refused);
    return DID_CLOSE;
}

static const struct cmd_handler bulk_commands[] = { { CMD_BULK_YES, bulk_yes }, { CMD_NONE, NULL } };

const struct view_ops view_bulk = {
    .name = "bulk", .title = N_("Changes to come"), .ctx = CTX_BULK, .size = sizeof(struct bulk_view), .type = LX_NONE_TYPE,
    .columns = bulk_columns, .empty = "", .open = bulk_open, .load = bulk_load, .cell = bulk_cell, .headline = bulk_headline,
    .commands = bulk_commands, .stale_on = LX_BIT(LX_ITEM), .close = bulk_close,
};

/* --- asking ------------------------------------------------------------------------------------------------------------------ */

/* Takes over what the action owns. */
static void act_go(struct view *v, struct act *a)
{
    if (a->ids.n > 1) {
        app_push(v->app, &view_bulk, a);
    } else {
        if (act_do(v, a, &a->ids))
            list_unmark(&v->list);
        act_done(a);
    }
    free(a);
}

/* "工可已批复 35%": a number with a percent sign at the end is the progress. */
static int64_t progress_at_end(struct lx_str *words)
{
    size_t len = words->len;
    const char *s = lx_str_z(words);
    while (len && s[len - 1] == ' ')
        len--;
    size_t end = len;
    if (len && s[len - 1] == '%')
        end--;
    else if (len >= 3 && memcmp(s + len - 3, "\xEF\xBC\x85", 3) == 0) /* U+FF05 */
        end -= 3;
    else
        return LX_NO_INT;
    size_t from = end;
    while (from && isdigit((unsigned char)s[from - 1]))
        from--;
    if (from == end || end - from > 3)
        return LX_NO_INT;
    int64_t n = strtoll(s + from, NULL, 10);
    while (from && s[from - 1] == ' ')
        from--;
    lx_str_cut(words, from);
    return n;
}

static void understand_report(struct view *v, const char *text, struct lx_str *out)
{
    struct lx_str words = LX_STR_EMPTY;
    (void)v;
    lx_str_add(&words, text);
    int64_t n = progress_at_end(&words);
    if (n != LX_NO_INT)
        lx_str_addf(out, "%s %lld%%", _("progress"), (long long)n);
    lx_str_done(&words);
}

static void understand_date(struct view *v, const char *text, struct lx_str *out)
{
    struct lx_date d;
    struct lx_err err;
    size_t len = strcspn(text, " ");
    char *date = lx_strndup(text, len);
    if (*date && lx_date_read(&d, date, v->app->today, &err) == LX_OK) {
        lx_date_format(out, &(struct lx_date){ .day = d.day });
        lx_date_done(&d);
    } else if (*date) {
        lx_message(out, &err);
    }
    free(date);
}

static bool done_words(struct view *v, const char *text, void *ctx)
{
    struct act *a = ctx;
    struct lx_str words = LX_STR_EMPTY;
    lx_str_add(&words, text);
    if (a->cmd == CMD_ITEM_REPORT)
        a->progress = progress_at_end(&words);
    bool enough = words.len || a->progress != LX_NO_INT || a->cmd == CMD_ITEM_REMIND;
    if (enough) {
        struct act *copy = lx_alloc(sizeof *copy);
        *copy = *a;
        *a = (struct act){ .cmd = a->cmd, .due = { .day = LX_NO_DAY } }; /* the prompt frees a itself */
        copy->words = lx_strdup(lx_str_z(&words));
        act_go(v, copy);
    } else {
        app_say(v->app, _("Some words are wanted; Esc leaves it."));
    }
    lx_str_done(&words);
    return enough;
}

static bool done_date(struct view *v, const char *text, void *ctx)
{
    struct act *a = ctx;
    struct lx_err err;
    size_t len = strcspn(text, " ");
    char *date = lx_strndup(text, len);
    enum lx_rc rc = lx_date_read(&a->due, date, v->app->today, &err);
    free(date);
    if (rc != LX_OK) {
        app_error(v->app, &err);
        return false;
    }
    struct act *copy = lx_alloc(sizeof *copy);
    *copy = *a;
    *a = (struct act){ .cmd = a->cmd, .due = { .day = LX_NO_DAY } };
    copy->words = lx_strdup(text + len + (text[len] == ' '));
    act_go(v, copy);
    return true;
}

static void undone(struct view *v, void *ctx)
{
    (void)v;
    act_done(ctx);
    *(struct act *)ctx = (struct act){ 0 };
}

static bool wants_words(enum lx_cmd cmd)
{
    return cmd == CMD_ITEM_REPORT || cmd == CMD_ITEM_REMIND || cmd == CMD_ITEM_RETURN || cmd == CMD_ITEM_SUSPEND || cmd == CMD_ITEM_WITHDRAW;
}

/* What is said to be refused before anybody has typed a word for it. */
static bool refused_at_once(struct view *v, const struct act *a)
{
    struct lx_item *item = NULL;
    struct lx_err err;
    if (a->cmd != CMD_ITEM_REMIND || a->ids.n != 1 || lx_get(v->app->work, LX_ITEM, a->ids.at[0], &item, NULL) != LX_OK)
        return false;
    bool ok = app_did(v->app, check(v, a, item, &err), &err);
    lx_rec_free(item);
    return !ok;
}

static const char *hint_of(enum lx_cmd cmd)
{
    switch (cmd) {
    case CMD_ITEM_EXTEND: return _("The new limit, a blank, the reason. Enter notes it, Esc leaves it");
    case CMD_ITEM_REPORT: return _("How it stands; a percentage at the end is the progress. Enter notes it, Esc leaves it");
    case CMD_ITEM_REMIND: return _("Your words, or these. Enter notes it, Esc leaves it");
    default: return _("The reason. Enter notes it, Esc leaves it");
    }
}

unsigned item_act_on(struct view *v, enum lx_cmd cmd, const struct lx_ids *ids)
{
    if (!ids->n)
        return DONE;
    struct act *a = lx_alloc(sizeof *a);
    *a = (struct act){ .cmd = cmd, .progress = LX_NO_INT, .due = { .day = LX_NO_DAY } };
    for (size_t i = 0; i < ids->n; i++)
        lx_ids_add(&a->ids, ids->at[i]);
    if (refused_at_once(v, a)) {
        act_done(a);
        free(a);
        return DONE;
    }
    struct lx_str label = LX_STR_EMPTY;
    lx_str_addf(&label, "%s %s", cmd_label(lx_command(cmd)), ids->n == 1 ? app_name(v->app, LX_ITEM, ids->at[0]) : "");
    if (ids->n > 1)
        lx_str_addf(&label, "(%zu)", ids->n);
    if (cmd == CMD_ITEM_EXTEND)
        prompt_open(v, &(struct prompt){ .label = lx_str_z(&label), .hint = hint_of(cmd), .understood = understand_date, .done = done_date, .undone = undone, .ctx = a });
    else if (wants_words(cmd))
        prompt_open(v, &(struct prompt){ .label = lx_str_z(&label), .hint = hint_of(cmd), .understood = cmd == CMD_ITEM_REPORT ? understand_report : NULL,
                                         .initial = cmd == CMD_ITEM_REMIND ? _("Please press on with it and report how it stands") : NULL, .done = done_words, .undone = undone, .ctx = a });
    else
        act_go(v, a);
    lx_str_done(&label);
    return DID_RELOAD;
}

unsigned item_act(struct view *v, enum lx_cmd cmd)
{
    struct lx_ids ids = { 0 };
    list_chosen(v, &ids);
    unsigned did = item_act_on(v, cmd, &ids);
    lx_ids_done(&ids);
    return did;
}
