/* The command line: action items, notes, the journal. */
#include "core/text/text.h"
#include "core/work/items.h"
#include "core/work/numbers.h"
#include "core/work/office.h"
#include "core/work/undo.h"
#include "tui/cli.h"
#include "tui/cli_set.h"
#include "tui/history.h"
#include "tui/i18n.h"

#include <stdlib.h>
#include <string.h>

/* --- adding and setting --------------------------------------------------------------------------------------------------- */

static enum lx_rc read_duties(struct cli *c, struct lx_duties *d)
{
    enum lx_rc rc = LX_OK;
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; rc == LX_OK && i < c->args.opts_n; i++)
            if (strcmp(c->args.opts[i].name, pass ? "--with" : "--lead") == 0)
                rc = lx_duties_read(&c->w, d, c->args.opts[i].value, pass ? PART_WITH : PART_LEAD, &c->err);
    return rc;
}

static enum lx_rc item_add(struct cli *c)
{
    static const struct cli_setting settings[] = { { "--due", "due" },   { "--start", "start" }, { "--plan", "plan" },
                                                   { "--meeting", "meeting" }, { "--kind", "kind" }, { "--text", "text" },
                                                   { "--parent", "parent" }, { NULL, NULL } };
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc != LX_OK)
        return rc;
    struct lx_item *item = lx_rec_new(LX_ITEM);
    struct lx_duties duties = { 0 };
    rc = lx_set_value(&c->w, item, lx_field_named(LX_ITEM, "title"), cli_pos(&c->args, 0), NULL, &c->err);
    if (rc == LX_OK)
        rc = cli_set_all(c, item, settings);
    if (rc == LX_OK)
        rc = read_duties(c, &duties);
    if (rc == LX_OK)
        rc = lx_item_add(&c->w, item, &duties, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", item->no);
    lx_rec_free(item);
    lx_duties_done(&duties);
    return rc;
}

static enum lx_rc find_item(struct cli *c, int i, lx_id *id) { return lx_find(&c->w, LX_ITEM, cli_pos(&c->args, i), id, &c->err); }

static void print_no(struct cli *c, lx_id id)
{
    struct lx_item *item;
    if (lx_get(&c->w, LX_ITEM, id, &item, NULL) == LX_OK)
        cli_line(c, "%s", item->no);
    lx_rec_free(item);
}

static enum lx_rc item_set(struct cli *c)
{
    lx_id id;
    enum lx_rc rc = cli_need(c, 2, CLI_ARGS_MAX);
    if (rc == LX_OK)
        rc = find_item(c, 0, &id);
    struct lx_str said = LX_STR_EMPTY;
    if (rc == LX_OK)
        rc = lx_item_set(&c->w, id, (char *const *)(c->args.pos + 1), (size_t)c->args.pos_n - 1, &said, &c->err);
    if (rc == LX_OK) {
        cli_said(c, &said);
        print_no(c, id);
    }
    lx_str_done(&said);
    return rc;
}

/* --- steps and events -------------------------------------------------------------------------------------------------------- */

static enum lx_rc step_one(struct cli *c, int word, void *done)
{
    const char *verb = c->command->name + strlen("item ");
    const char *words = cli_opt(&c->args, "--note") ? cli_opt(&c->args, "--note") : cli_opt(&c->args, "--reason");
    lx_id id;
    enum lx_rc rc = find_item(c, word, &id);
    if (rc == LX_OK)
        rc = c->command->id == CMD_ITEM_REMIND ? lx_item_remind(&c->w, id, words, &c->err) : lx_item_step(&c->w, id, verb, words, &c->err);
    if (rc == LX_OK)
        lx_ids_add(done, id);
    return rc;
}

/* The same step for every item named; the verb is the command's second word. */
static enum lx_rc item_step(struct cli *c)
{
    struct lx_ids done = { 0 };
    enum lx_rc rc = cli_need(c, 1, CLI_ARGS_MAX);
    if (rc == LX_OK)
        rc = cli_all_or_none(c, 0, step_one, &done);
    for (size_t i = 0; rc == LX_OK && i < done.n; i++)
        print_no(c, done.at[i]);
    lx_ids_done(&done);
    return rc;
}

static enum lx_rc item_report(struct cli *c)
{
    lx_id id;
    int64_t progress = LX_NO_INT;
    const char *typed = cli_opt(&c->args, "--progress");
    enum lx_rc rc = cli_need(c, 2, 2);
    if (rc == LX_OK && typed) {
        char *end;
        progress = strtoll(typed, &end, 10);
        if (!*typed || (*end && strcmp(end, "%") != 0))
            rc = lx_fail(&c->err, LX_INVALID, N_("Progress goes from 0 to 100: %s"), "%s", typed);
    }
    if (rc == LX_OK)
        rc = find_item(c, 0, &id);
    if (rc == LX_OK)
        rc = lx_item_report(&c->w, id, cli_pos(&c->args, 1), progress, &c->err);
    if (rc == LX_OK)
        print_no(c, id);
    return rc;
}

static enum lx_rc item_extend(struct cli *c)
{
    lx_id id;
    enum lx_rc rc = cli_need(c, 2, 2);
    if (rc == LX_OK)
        rc = find_item(c, 0, &id);
    struct lx_item *probe = lx_rec_new(LX_ITEM); /* reads the date as the field would */
    struct lx_str said = LX_STR_EMPTY;
    if (rc == LX_OK)
        rc = lx_set_value(&c->w, probe, lx_field_named(LX_ITEM, "due"), cli_pos(&c->args, 1), &said, &c->err);
    if (rc == LX_OK)
        rc = lx_item_extend(&c->w, id, &probe->due, cli_opt(&c->args, "--reason"), &c->err);
    if (rc == LX_OK) {
        cli_said(c, &said);
        print_no(c, id);
    }
    lx_rec_free(probe);
    lx_str_done(&said);
    return rc;
}

static enum lx_rc item_merge(struct cli *c)
{
    lx_id id, into;
    enum lx_rc rc = cli_need(c, 2, 2);
    if (rc == LX_OK)
        rc = find_item(c, 0, &id);
    if (rc == LX_OK)
        rc = find_item(c, 1, &into);
    if (rc == LX_OK)
        rc = lx_item_merge(&c->w, id, into, &c->err);
    if (rc == LX_OK)
        print_no(c, id);
    return rc;
}

static enum lx_rc item_handover(struct cli *c)
{
    size_t n = 0;
    enum lx_rc rc = cli_need(c, 2, 2);
    if (rc == LX_OK)
        rc = lx_item_handover(&c->w, cli_pos(&c->args, 0), cli_pos(&c->args, 1), &n, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%zu", n);
    return rc;
}

/* --- looking ------------------------------------------------------------------------------------------------------------------- */

static enum lx_rc item_list(struct cli *c) { return cli_list(c, LX_ITEM); }
static enum lx_rc note_list(struct cli *c) { return cli_list(c, LX_NOTE); }

static enum lx_rc get_item(struct cli *c, struct lx_item **item)
{
    lx_id id;
    *item = NULL;
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = find_item(c, 0, &id);
    return rc == LX_OK ? lx_get(&c->w, LX_ITEM, id, item, &c->err) : rc;
}

static enum lx_rc show_events(struct cli *c, const struct lx_item *item)
{
    struct lx_rows events = { 0 };
    enum lx_rc rc = lx_item_events(&c->w, item->rec.id, &events, &c->err);
    for (size_t i = 0; rc == LX_OK && i < events.n; i++) {
        struct lx_str line = LX_STR_EMPTY;
        lx_event_words(&c->w, &line, (const struct lx_event *)events.at[i]);
        cli_line(c, "  %s", lx_str_z(&line));
        lx_str_done(&line);
    }
    lx_rows_done(&events);
    return rc;
}

static enum lx_rc item_show(struct cli *c)
{
    struct lx_item *item;
    enum lx_rc rc = get_item(c, &item);
    if (rc == LX_OK) {
        cli_show(c, item);
        if (!cli_wants(c, "--json"))
            rc = show_events(c, item);
    }
    lx_rec_free(item);
    return rc;
}

static void print_place(struct cli *c, const struct lx_item *item)
{
    if (item->line_from == LX_NO_INT)
        cli_line(c, "%s", item->file);
    else
        cli_line(c, "%s:%lld-%lld", item->file, (long long)item->line_from, (long long)(item->line_to == LX_NO_INT ? item->line_from : item->line_to));
}

/* {"no","file","lines","text"} */
static void json_place(struct cli *c, const struct lx_item *item)
{
    struct lx_json_out j = { &c->out, false };
    const struct {
        const char *key, *value;
    } texts[] = { { "no", item->no }, { "file", item->file }, { "text", item->source } };
    lx_json_begin_object(&j);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        lx_json_key(&j, texts[i].key);
        lx_json_string(&j, texts[i].value);
    }
    lx_json_key(&j, "lines");
    lx_json_begin_array(&j);
    if (item->line_from != LX_NO_INT) {
        lx_json_int(&j, item->line_from);
        lx_json_int(&j, item->line_to == LX_NO_INT ? item->line_from : item->line_to);
    }
    lx_json_end_array(&j);
    lx_json_end_object(&j);
    lx_str_addc(&c->out, '\n');
}

static enum lx_rc item_source(struct cli *c)
{
    struct lx_item *item;
    enum lx_rc rc = get_item(c, &item);
    if (rc == LX_OK && item->source && cli_wants(c, "--json")) {
        json_place(c, item);
    } else if (rc == LX_OK) {
        if (item->file)
            print_place(c, item);
        if (item->source) {
            lx_text_clean(&c->out, item->source, strlen(item->source), LX_CLEAN_LINES);
            lx_str_addc(&c->out, '\n');
        }
        if (!item->source)
            rc = lx_fail(&c->err, LX_NOTFOUND, N_("No source is stored with item %s"), "%s", item->no);
    }
    lx_rec_free(item);
    return rc;
}

static enum lx_rc item_history(struct cli *c)
{
    struct lx_item *item;
    enum lx_rc rc = get_item(c, &item);
    if (rc == LX_OK)
        rc = lx_history_print_record(c, item->rec.id);
    lx_rec_free(item);
    return rc;
}

/* The entries of one record, or those that hold every word: account, clerk, command, what was named. */
static enum lx_rc log_list(struct cli *c)
{
    const char *limit = cli_opt(&c->args, "--limit");
    struct lx_log_query q = { 0 };
    enum lx_type type;
    int64_t n = 0;
    enum lx_rc rc = limit ? cli_number(c, "--limit", limit, 1, INT32_MAX, &n) : LX_OK;
    if (rc == LX_OK && c->args.pos_n == 1 && lx_find_any(&c->w, cli_pos(&c->args, 0), &type, &q.rec, NULL) == LX_OK) {
        q.limit = (size_t)n;
        return lx_history_print(c, &q);
    }
    q.rec = 0;
    return rc == LX_OK ? lx_history_print_words(c, c->args.pos, (size_t)c->args.pos_n, (size_t)n) : rc;
}

/* --- undo ------------------------------------------------------------------------------------------------------------------------ */

/* What was taken back or done again: when, by whom; on stderr. */
static void say_meant(struct cli *c, lx_rev rev)
{
    struct lx_log_rows rows = { 0 };
    struct lx_str s = LX_STR_EMPTY, line = LX_STR_EMPTY;
    if (lx_entry_meant(&c->w, rev, &rows)) {
        rows.at[0].undone_by = 0; /* said already */
        lx_entry_words(&c->w, &s, &rows.at[0]);
        lx_str_addf(&line, c->command->id == CMD_UNDO ? _("Taken back: %s") : _("Done again: %s"), s.s);
        cli_said(c, &line);
    }
    lx_str_done(&s);
    lx_str_done(&line);
    lx_log_rows_done(&rows);
}

static enum lx_rc undo_redo(struct cli *c)
{
    const char *entry = cli_opt(&c->args, "--entry"), *n = cli_pos(&c->args, 0);
    struct lx_revs made = { 0 };
    enum lx_rc rc = cli_need(c, 0, 1);
    int64_t number = 1;
    if (rc == LX_OK && (entry || n))
        rc = cli_number(c, entry ? "--entry" : "", entry ? entry : n, 1, INT32_MAX, &number);
    if (rc == LX_OK && entry)
        rc = lx_undo_entry(&c->w, number, &made, &c->err);
    else if (rc == LX_OK && c->command->id == CMD_UNDO)
        rc = lx_undo_last(&c->w, (size_t)number, &made, &c->err);
    else if (rc == LX_OK)
        rc = lx_redo_last(&c->w, (size_t)number, &made, &c->err);
    for (size_t i = 0; i < made.n; i++) {
        cli_line(c, "%lld", (long long)made.at[i]);
        say_meant(c, made.at[i]);
    }
    lx_revs_done(&made);
    return rc;
}

/* --- notes ------------------------------------------------------------------------------------------------------------------------ */

static enum lx_rc note_add(struct cli *c)
{
    static const struct cli_setting settings[] = { { "--on", "hung" }, { "--from", "caller" }, { "--way", "way" }, { NULL, NULL } };
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc != LX_OK)
        return rc;
    struct lx_note *note = lx_rec_new(LX_NOTE);
    rc = lx_set_value(&c->w, note, lx_field_named(LX_NOTE, "text"), cli_pos(&c->args, 0), NULL, &c->err);
    if (rc == LX_OK)
        rc = cli_set_all(c, note, settings);
    if (rc == LX_OK)
        rc = lx_note_add(&c->w, note, &c->err);
    if (rc == LX_OK)
        cli_line(c, "id:%lld", (long long)note->rec.id);
    lx_rec_free(note);
    return rc;
}

static enum lx_rc note_hang(struct cli *c)
{
    lx_id note, on;
    enum lx_type type;
    enum lx_rc rc = cli_need(c, 2, 2);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_NOTE, cli_pos(&c->args, 0), &note, &c->err);
    if (rc == LX_OK)
        rc = lx_find_any(&c->w, cli_pos(&c->args, 1), &type, &on, &c->err);
    if (rc == LX_OK)
        rc = lx_note_hang(&c->w, note, on, &c->err);
    if (rc == LX_OK)
        cli_line(c, "id:%lld", (long long)note);
    return rc;
}

/* --- search ------------------------------------------------------------------------------------------------------------------------ */

enum { HITS_MAX = 200 };

static enum lx_rc search(struct cli *c)
{
    enum lx_rc rc = cli_need(c, 1, CLI_ARGS_MAX);
    if (rc != LX_OK)
        return rc;
    static const struct cli_column columns[] = { { N_("Kind"), NULL, false }, { N_("Id"), NULL, false }, { N_("Name"), NULL, false } };
    struct cli_table t = { .columns = columns, .columns_n = 3 };
    struct lx_json_out j = { &c->out, false };
    struct lx_str words = LX_STR_EMPTY;
    for (int i = 0; i < c->args.pos_n; i++)
        lx_str_addf(&words, "%s%s", i ? " " : "", c->args.pos[i]);
    struct lx_hits hits = { 0 };
    rc = c->w.store->search(c->w.store, lx_str_z(&words), HITS_MAX, &hits, &c->err);
    lx_str_done(&words);
    bool json = cli_wants(c, "--json");
    if (json)
        lx_json_begin_array(&j);
    for (size_t i = 0; rc == LX_OK && i < hits.n; i++) {
        struct lx_rec *rec = NULL;
        if (lx_get(&c->w, hits.at[i].type, hits.at[i].id, &rec, &c->err) != LX_OK)
            continue;
        struct lx_str id = LX_STR_EMPTY, name = LX_STR_EMPTY;
        if (json) {
            cli_json_record(c, &j, rec);
        } else {
            lx_str_addf(&id, "id:%lld", (long long)rec->id);
            lx_show_name(&c->w, &name, rec);
            cli_cell(&t, lx_two(lx_table(rec->type)->en, lx_table(rec->type)->zh));
            cli_cell(&t, lx_str_z(&id));
            cli_cell(&t, lx_str_z(&name));
            t.rows_n++;
        }
        lx_str_done(&id);
        lx_str_done(&name);
        lx_rec_free(rec);
    }
    if (json) {
        lx_json_end_array(&j);
        lx_str_addc(&c->out, '\n');
    } else {
        cli_table_print(c, &t);
    }
    if (rc == LX_OK && hits.n == 0)
        rc = lx_fail(&c->err, LX_NOTFOUND, N_("Nothing found for %s"), "%s", cli_pos(&c->args, 0));
    lx_hits_done(&hits);
    return rc;
}

const struct cli_handler cli_item_handlers[] = {
    { CMD_ITEM_ADD, item_add },         { CMD_ITEM_LIST, item_list },       { CMD_ITEM_SHOW, item_show },
    { CMD_ITEM_HISTORY, item_history }, { CMD_ITEM_SOURCE, item_source },   { CMD_ITEM_SET, item_set },
    { CMD_ITEM_REPORT, item_report },   { CMD_ITEM_CLOSE, item_step },      { CMD_ITEM_STRIKE, item_step },
    { CMD_ITEM_EXTEND, item_extend },   { CMD_ITEM_REMIND, item_step },     { CMD_ITEM_REOPEN, item_step },
    { CMD_ITEM_RETURN, item_step },     { CMD_ITEM_SUSPEND, item_step },    { CMD_ITEM_WITHDRAW, item_step },
    { CMD_ITEM_ASSIGN, item_step },     { CMD_ITEM_ACCEPT, item_step },     { CMD_ITEM_START, item_step },
    { CMD_ITEM_FINISH, item_step },     { CMD_ITEM_ARCHIVE, item_step },    { CMD_ITEM_MERGE, item_merge },
    { CMD_ITEM_HANDOVER, item_handover }, { CMD_NOTE_ADD, note_add },       { CMD_NOTE_LIST, note_list },
    { CMD_NOTE_HANG, note_hang },       { CMD_UNDO, undo_redo },            { CMD_REDO, undo_redo },
    { CMD_LOG, log_list },              { CMD_SEARCH_ALL, search },         { CMD_NONE, NULL },
};
