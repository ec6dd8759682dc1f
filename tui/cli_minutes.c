/* The command line: minutes built, sent round, signed, checked, locked, corrected, extracted. */
#include "core/mem.h"
#include "core/minutes/assemble.h"
#include "core/minutes/circulate.h"
#include "core/minutes/extract.h"
#include "core/minutes/lock.h"
#include "core/minutes/signoff.h"
#include "core/text/text.h"
#include "core/work/numbers.h"
#include "core/work/units.h"
#include "tui/cli.h"
#include "tui/cli_rows.h"
#include "tui/cli_versions.h"
#include "tui/i18n.h"
#include "tui/minutes_words.h"
#include "tui/print.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX_LEN = 1 << 20, ROUND_MAX = 999 };

static enum lx_rc meeting_at(struct cli *c, int i, lx_id *id) { return lx_find(&c->w, LX_MEETING, cli_pos(&c->args, i), id, &c->err); }

static enum lx_rc need_meeting(struct cli *c, int least_n, int most_n, lx_id *id)
{
    enum lx_rc rc = cli_need(c, least_n, most_n);
    return rc == LX_OK ? meeting_at(c, 0, id) : rc;
}

/* A day as typed after an option; *day keeps what it held where the option was not given. */
static enum lx_rc day_option(struct cli *c, const char *option, struct lx_date *date)
{
    struct lx_str said = LX_STR_EMPTY;
    struct lx_opinion *o = lx_rec_new(LX_OPINION);
    const struct lx_field *f = lx_field_named(LX_OPINION, "due");
    enum lx_rc rc = LX_OK;
    if (cli_opt(&c->args, option)) {
        rc = lx_set_value(&c->w, o, f, cli_opt(&c->args, option), &said, &c->err);
        if (rc == LX_OK && o->due.day == LX_NO_DAY)
            rc = lx_fail(&c->err, LX_USAGE, N_("A day is wanted: %s"), "%s %s", option, cli_opt(&c->args, option));
        if (rc == LX_OK)
            lx_date_copy(date, &o->due);
        cli_said(c, &said);
    }
    lx_rec_free(o);
    lx_str_done(&said);
    return rc;
}

/* --- building ---------------------------------------------------------------------------------------------------------------- */

static void print_part(struct cli *c, const struct lx_woven_para *p)
{
    cli_line(c, "%s", _(minutes_weave_word(p->kind)));
    bool taken = p->take;
    if (p->mine)
        cli_side(c, taken ? "-" : "=", p->mine);
    else if (p->was)
        cli_side(c, "-", p->was);
    if (p->now)
        cli_side(c, taken ? "+" : "?", p->now);
}

static void print_json(struct cli *c, const struct lx_woven *w)
{
    struct lx_json_out j = { &c->out, false };
    lx_json_begin_array(&j);
    for (size_t i = 0; i < w->n; i++) {
        const struct lx_woven_para *p = &w->at[i];
        if (p->kind == LX_WEAVE_SAME)
            continue;
        lx_json_begin_object(&j);
        lx_json_key(&j, "kind");
        lx_json_string(&j, minutes_weave_code(p->kind));
        lx_json_key(&j, "of");
        lx_json_string(&j, p->key);
        lx_json_key(&j, "was");
        lx_json_string(&j, p->was);
        lx_json_key(&j, "mine");
        lx_json_string(&j, p->mine);
        lx_json_key(&j, "now");
        lx_json_string(&j, p->now);
        lx_json_end_object(&j);
    }
    lx_json_end_array(&j);
    lx_str_addc(&c->out, '\n');
}

static int lang_option(const struct cli *c) { return cli_wants(c, "--en") ? 1 : cli_wants(c, "--zh") ? 0 : -1; }

static enum lx_rc minutes_build(struct cli *c)
{
    lx_id id = 0;
    struct lx_assembled a;
    enum lx_rc rc = need_meeting(c, 1, 1, &id);
    if (rc != LX_OK || (rc = lx_assemble(&c->w, id, lang_option(c), &a, &c->err)) != LX_OK)
        return rc;
    size_t asks = 0;
    for (size_t i = 0; i < a.w.n; i++) {
        const struct lx_woven_para *p = &a.w.at[i];
        asks += lx_weave_asks(p->kind);
        if (lx_weave_moves(p->kind) || lx_weave_asks(p->kind))
            print_part(c, p);
    }
    if (!cli_wants(c, "--dry-run")) {
        struct lx_str difference = c->out; /* shown first, and not what was stored */
        c->out = LX_STR_EMPTY;
        fprintf(stderr, "%s", lx_str_z(&difference));
        if (asks)
            fprintf(stderr, _("%zu paragraphs were changed by hand and by the records; the words of people stay\n"), asks);
        lx_str_done(&difference);
        rc = lx_assemble_store(&c->w, &a, &c->err);
        if (rc == LX_OK)
            cli_line(c, "%s", cli_pos(&c->args, 0));
    }
    lx_assembled_done(&a);
    return rc;
}

static enum lx_rc minutes_diff(struct cli *c)
{
    lx_id id = 0;
    struct lx_assembled a;
    enum lx_rc rc = need_meeting(c, 1, 3, &id);
    if (rc == LX_OK && cli_pos(&c->args, 1))
        return cli_versions_diff(c, id);
    if (rc != LX_OK || (rc = lx_assemble(&c->w, id, lang_option(c), &a, &c->err)) != LX_OK)
        return rc;
    if (cli_wants(c, "--json"))
        print_json(c, &a.w);
    for (size_t i = 0; i < a.w.n && !cli_wants(c, "--json"); i++)
        if (a.w.at[i].kind != LX_WEAVE_SAME)
            print_part(c, &a.w.at[i]);
    lx_assembled_done(&a);
    return LX_OK;
}

static enum lx_rc minutes_versions(struct cli *c)
{
    lx_id id = 0;
    enum lx_rc rc = need_meeting(c, 1, 1, &id);
    return rc == LX_OK ? cli_versions_list(c, id) : rc;
}

/* --- circulation --------------------------------------------------------------------------------------------------------------- */

static enum lx_rc units_option(struct cli *c, struct lx_ids *units)
{
    enum lx_rc rc = LX_OK;
    for (int i = 0; rc == LX_OK && i < c->args.opts_n; i++) {
        lx_id id = 0;
        if (strncmp(c->args.opts[i].name, "--to", 4) == 0 && (rc = lx_unit_find(c->w.units, c->args.opts[i].value, &id, &c->err)) == LX_OK)
            lx_ids_add(units, id);
    }
    return rc;
}

static enum lx_rc minutes_circulate(struct cli *c)
{
    lx_id id = 0;
    struct lx_ids units = { 0 };
    struct lx_date due = { .day = LX_NO_DAY };
    int64_t round = 0;
    enum lx_rc rc = need_meeting(c, 1, 1, &id);
    if (rc == LX_OK)
        rc = units_option(c, &units);
    if (rc == LX_OK)
        rc = day_option(c, "--due", &due);
    if (rc == LX_OK)
        rc = lx_circulate(&c->w, id, &units, due.day == LX_NO_DAY ? NULL : &due, &round, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%lld", (long long)round);
    lx_date_done(&due);
    lx_ids_done(&units);
    return rc;
}

static enum lx_rc word_option(struct cli *c, const char *set, const char *typed, int *value)
{
    if (!typed)
        return LX_OK;
    return cli_word(c, set, typed, value);
}

static enum lx_rc minutes_opinion(struct cli *c)
{
    lx_id id = 0, unit = 0;
    struct lx_answer answer = LX_ANSWER_NONE;
    struct lx_date day = { .day = LX_NO_DAY };
    int64_t round = 0;
    enum lx_rc rc = need_meeting(c, 2, 3, &id);
    if (rc == LX_OK)
        rc = lx_unit_find(c->w.units, cli_pos(&c->args, 1), &unit, &c->err);
    if (rc == LX_OK)
        rc = word_option(c, "opinion_kind", cli_pos(&c->args, 2), &answer.kind);
    if (rc == LX_OK)
        rc = word_option(c, "taken", cli_opt(&c->args, "--taken"), &answer.taken);
    if (rc == LX_OK && cli_opt(&c->args, "--round"))
        rc = cli_number(c, "--round", cli_opt(&c->args, "--round"), 1, ROUND_MAX, &round);
    if (rc == LX_OK)
        rc = day_option(c, "--date", &day);
    answer.text = cli_opt(&c->args, "--text");
    answer.person = cli_opt(&c->args, "--by");
    answer.day = day.day == LX_NO_DAY ? NULL : &day;
    if (rc == LX_OK)
        rc = lx_opinion_answer(&c->w, id, unit, round, &answer, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", lx_unit_name(c->w.units, unit));
    lx_date_done(&day);
    return rc;
}

static void cell_field(struct cli *c, struct cli_table *t, const void *rec, const char *field)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_show_value(&c->w, &s, rec, lx_field_named(((const struct lx_rec *)rec)->type, field), c->zh);
    cli_cell(t, lx_str_z(&s));
    lx_str_done(&s);
}

/* Rows of one type as a table of some of their fields, or as JSON with all. */
static enum lx_rc print_rows(struct cli *c, const struct lx_rows *rows, enum lx_type type, const char *const *fields, int fields_n)
{
    struct cli_column columns[8];
    struct cli_table t = { .columns = columns, .columns_n = fields_n };
    if (cli_wants(c, "--json")) {
        struct lx_json_out j = { &c->out, false };
        enum lx_rc rc = cli_json_rows(c, &j, rows);
        lx_str_addc(&c->out, '\n');
        return rc;
    }
    for (int k = 0; k < fields_n; k++) {
        const struct lx_field *f = lx_field_named(type, fields[k]);
        columns[k] = (struct cli_column){ f->en, f->zh, f->kind == LX_INT };
    }
    for (size_t i = 0; i < rows->n; i++, t.rows_n++)
        for (int k = 0; k < fields_n; k++)
            cell_field(c, &t, rows->at[i], fields[k]);
    cli_table_print(c, &t);
    return LX_OK;
}

static void say_agreed(struct cli *c, lx_id unit)
{
    struct lx_str line = LX_STR_EMPTY;
    lx_str_addf(&line, _("%s: "), _("Agreed to a text that was changed since"));
    lx_str_add(&line, lx_unit_name(c->w.units, unit));
    cli_said(c, &line);
    lx_str_done(&line);
}

static enum lx_rc minutes_opinions(struct cli *c)
{
    static const char *const fields[] = { "round", "unit", "kind", "asked", "due", "day", "taken", "text" };
    struct lx_rows rows = { 0 };
    struct lx_ids agreed = { 0 };
    lx_id id = 0;
    enum lx_rc rc = need_meeting(c, 1, 1, &id);
    if (rc == LX_OK)
        rc = lx_opinions(&c->w, id, &rows, &c->err);
    if (rc == LX_OK)
        rc = lx_agreed_before(&c->w, id, &rows, &agreed, &c->err);
    if (rc == LX_OK)
        rc = print_rows(c, &rows, LX_OPINION, fields, 8);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++)
        if (lx_ids_has(&agreed, rows.at[i]->id))
            say_agreed(c, ((struct lx_opinion *)rows.at[i])->unit);
    lx_ids_done(&agreed);
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc minutes_approve(struct cli *c)
{
    lx_id id = 0, by = 0;
    enum lx_rc rc = need_meeting(c, 2, 2, &id);
    if (rc == LX_OK)
        rc = meeting_at(c, 1, &by);
    if (rc == LX_OK)
        rc = lx_minutes_approve(&c->w, id, by, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", cli_pos(&c->args, 0));
    return rc;
}

/* --- signing -------------------------------------------------------------------------------------------------------------------- */

static enum lx_rc minutes_sign(struct cli *c)
{
    lx_id id = 0;
    struct lx_date day = { .day = LX_NO_DAY };
    enum lx_rc rc = need_meeting(c, 1, 2, &id);
    if (rc == LX_OK)
        rc = day_option(c, "--date", &day);
    struct lx_signing s = { .role = cli_pos(&c->args, 1), .back = cli_wants(c, "--back"), .person = cli_opt(&c->args, "--by"),
                            .text = cli_opt(&c->args, "--text"), .day = day.day == LX_NO_DAY ? NULL : &day };
    if (rc == LX_OK)
        rc = lx_minutes_sign(&c->w, id, &s, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", cli_pos(&c->args, 0));
    lx_date_done(&day);
    return rc;
}

static enum lx_rc minutes_signoffs(struct cli *c)
{
    static const char *const fields[] = { "position", "role", "state", "day", "person", "text" };
    struct lx_rows rows = { 0 };
    lx_id id = 0;
    enum lx_rc rc = need_meeting(c, 1, 1, &id);
    if (rc == LX_OK)
        rc = lx_signoffs(&c->w, id, &rows, &c->err);
    for (size_t i = 0; rc == LX_OK && !cli_wants(c, "--json") && i < rows.n; i++) {
        struct lx_signoff *s = (struct lx_signoff *)rows.at[i];
        struct lx_str role = LX_STR_EMPTY;
        lx_str_add(&role, lx_signoff_role(s->role, c->zh));
        lx_set_text(&s->role, lx_str_z(&role));
        lx_str_done(&role);
    }
    if (rc == LX_OK)
        rc = print_rows(c, &rows, LX_SIGNOFF, fields, 6);
    lx_rows_done(&rows);
    return rc;
}

/* --- checking and locking ------------------------------------------------------------------------------------------------------ */

static void print_lacks(struct lx_str *out, const struct lx_lacks *l)
{
    for (size_t i = 0; i < l->n; i++) {
        struct lx_str line = LX_STR_EMPTY;
        minutes_lack_words(&line, &l->at[i]);
        lx_text_clean(out, lx_str_z(&line), line.len, 0);
        lx_str_addc(out, '\n');
        lx_str_done(&line);
    }
}

static enum lx_rc minutes_check(struct cli *c)
{
    struct lx_lacks lacks = { 0 };
    struct lx_meeting *m = NULL;
    lx_id id = 0;
    enum lx_rc rc = need_meeting(c, 1, 1, &id);
    if (rc == LX_OK)
        rc = lx_get(&c->w, LX_MEETING, id, &m, &c->err);
    if (rc == LX_OK)
        rc = lx_minutes_check(&c->w, id, &lacks, &c->err);
    bool locked = m && m->locked.day != LX_NO_DAY;
    lx_rec_free(m);
    if (rc == LX_OK && cli_wants(c, "--json")) {
        struct lx_json_out j = { &c->out, false };
        lx_json_begin_array(&j);
        for (size_t i = 0; i < lacks.n; i++) {
            lx_json_begin_object(&j);
            lx_json_key(&j, "rule");
            lx_json_string(&j, lx_lock_word(lacks.at[i].rule));
            lx_json_key(&j, "what");
            lx_json_string(&j, lacks.at[i].what);
            lx_json_key(&j, "waived_by");
            lx_json_string(&j, lacks.at[i].who);
            lx_json_key(&j, "reason");
            lx_json_string(&j, lacks.at[i].reason);
            lx_json_end_object(&j);
        }
        lx_json_end_array(&j);
        lx_str_addc(&c->out, '\n');
    } else if (rc == LX_OK && lacks.n) {
        print_lacks(&c->out, &lacks);
    } else if (rc == LX_OK) {
        cli_line(c, "%s", locked ? _("locked") : _("Nothing is missing; `minutes lock` issues the minutes"));
    }
    lx_lacks_done(&lacks);
    return rc;
}

/* The rules named, "all" for every one that does not hold. */
static enum lx_rc waive(struct cli *c, lx_id id, const char *names, const char *reason)
{
    struct lx_lacks lacks;
    enum lx_rc rc = lx_minutes_check(&c->w, id, &lacks, &c->err);
    for (const char *s = names; rc == LX_OK && *s; s += *s == ',') {
        size_t len = strcspn(s, ",");
        char *name = lx_strndup(s, len);
        bool all = strcmp(name, "all") == 0;
        int rule = all ? 0 : lx_lock_find(name);
        if (rule < 0)
            rc = lx_fail(&c->err, LX_USAGE, N_("There is no such check: %s"), "%s", name);
        for (size_t i = 0; rc == LX_OK && i < lacks.n; i++)
            if (!lacks.at[i].waived && (all || (int)lacks.at[i].rule == rule))
                rc = lx_minutes_waive(&c->w, id, lacks.at[i].rule, reason, &c->err);
        free(name);
        s += len;
    }
    lx_lacks_done(&lacks);
    return rc;
}

static enum lx_rc minutes_waive(struct cli *c)
{
    lx_id id = 0;
    enum lx_rc rc = need_meeting(c, 2, 2, &id);
    const char *reason = cli_opt(&c->args, "--reason");
    if (rc == LX_OK && !reason)
        rc = lx_fail(&c->err, LX_USAGE, N_("Say why it may pass: %s"), "--reason TEXT");
    if (rc == LX_OK)
        rc = lx_begin(&c->w, &c->err);
    if (rc != LX_OK)
        return rc;
    rc = waive(c, id, cli_pos(&c->args, 1), reason);
    rc = lx_end(&c->w, rc, c->command->name, (const char *const[]){ cli_pos(&c->args, 0), cli_pos(&c->args, 1), NULL }, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", cli_pos(&c->args, 0));
    return rc;
}

/* What is missing goes to stderr, a line each, before the refusal. */
static void say_lacks(struct cli *c, lx_id id)
{
    struct lx_lacks lacks;
    struct lx_str out = LX_STR_EMPTY;
    if (lx_minutes_check(&c->w, id, &lacks, NULL) == LX_OK && lx_lacks_left(&lacks)) {
        print_lacks(&out, &lacks);
        fprintf(stderr, "%s", lx_str_z(&out));
    }
    lx_lacks_done(&lacks);
    lx_str_done(&out);
}

static enum lx_rc minutes_lock(struct cli *c)
{
    lx_id id = 0;
    struct lx_date day = { .day = LX_NO_DAY };
    const char *names = cli_opt(&c->args, "--waive"), *reason = cli_opt(&c->args, "--reason");
    enum lx_rc rc = need_meeting(c, 1, 1, &id);
    if (rc == LX_OK)
        rc = day_option(c, "--date", &day);
    if (rc == LX_OK && names && !reason)
        rc = lx_fail(&c->err, LX_USAGE, N_("Say why it may pass: %s"), "--reason TEXT");
    if (rc == LX_OK)
        rc = lx_begin(&c->w, &c->err);
    if (rc != LX_OK)
        return rc;
    if (names)
        rc = waive(c, id, names, reason);
    if (rc == LX_OK)
        rc = lx_minutes_lock(&c->w, id, day.day == LX_NO_DAY ? c->w.today : day.day, &c->err);
    rc = lx_end(&c->w, rc, c->command->name, (const char *const[]){ cli_pos(&c->args, 0), NULL }, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", cli_pos(&c->args, 0));
    else if (rc == LX_STATE)
        say_lacks(c, id);
    lx_date_done(&day);
    return rc;
}

static enum lx_rc minutes_correct(struct cli *c)
{
    lx_id id = 0;
    struct lx_date day = { .day = LX_NO_DAY };
    struct lx_str text = LX_STR_EMPTY;
    int64_t number = 0;
    enum lx_rc rc = need_meeting(c, 1, 2, &id);
    if (rc == LX_OK)
        rc = day_option(c, "--date", &day);
    if (rc == LX_OK && cli_opt(&c->args, "--file"))
        rc = cli_read_file(c, cli_opt(&c->args, "--file"), TEXT_MAX_LEN, &text);
    else
        lx_str_add(&text, cli_pos(&c->args, 1));
    if (rc == LX_OK)
        rc = lx_minutes_correct(&c->w, id, lx_str_z(&text), day.day == LX_NO_DAY ? c->w.today : day.day, &number, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%lld", (long long)number);
    lx_date_done(&day);
    lx_str_done(&text);
    return rc;
}

/* --- extracts ------------------------------------------------------------------------------------------------------------------------- */

static enum lx_rc extract_all(struct cli *c, lx_id meeting, const char *folder)
{
    struct lx_str paths = LX_STR_EMPTY;
    size_t n = 0;
    enum lx_rc rc = minutes_write_extracts(&c->w, meeting, folder, cli_wants(c, "--pdf"), c->db_path, &paths, &n, &c->err);
    if (rc == LX_OK)
        lx_text_clean(&c->out, lx_str_z(&paths), paths.len, LX_CLEAN_LINES);
    lx_str_done(&paths);
    return rc;
}

static enum lx_rc extract_one(struct cli *c, lx_id meeting, lx_id unit, const char *file)
{
    struct lx_extracts e;
    struct lx_str bytes = LX_STR_EMPTY;
    enum lx_rc rc = lx_minutes_extracts(&c->w, meeting, unit, cli_wants(c, "--en"), &e, &c->err);
    if (rc == LX_OK)
        rc = minutes_extract_bytes(&e.at[0].md, cli_wants(c, "--pdf"), &bytes, &c->err);
    if (rc == LX_OK && file)
        rc = lx_print_file(file, &bytes, c->db_path, &c->err);
    else if (rc == LX_OK)
        lx_str_addn(&c->out, lx_str_z(&bytes), bytes.len);
    lx_str_done(&bytes);
    lx_extracts_done(&e);
    return rc;
}

static enum lx_rc minutes_extract(struct cli *c)
{
    lx_id id = 0, unit = 0;
    const char *name = cli_opt(&c->args, "--unit"), *to = cli_opt(&c->args, "-o");
    bool all = cli_wants(c, "--all");
    enum lx_rc rc = need_meeting(c, 1, 1, &id);
    if (rc == LX_OK && all == (name != NULL))
        rc = lx_fail(&c->err, LX_USAGE, N_("Whose extract? Name a unit, or take all of them into a folder: %s"), "--unit U | --all -o FOLDER");
    if (rc == LX_OK && all)
        return extract_all(c, id, to ? to : "");
    if (rc == LX_OK)
        rc = lx_unit_find(c->w.units, name, &unit, &c->err);
    return rc == LX_OK ? extract_one(c, id, unit, to) : rc;
}

const struct cli_handler cli_minutes_handlers[] = {
    { CMD_MINUTES_BUILD, minutes_build },       { CMD_MINUTES_DIFF, minutes_diff },         { CMD_MINUTES_CIRCULATE, minutes_circulate },
    { CMD_MINUTES_OPINION, minutes_opinion },   { CMD_MINUTES_OPINIONS, minutes_opinions }, { CMD_MINUTES_APPROVE, minutes_approve },
    { CMD_MINUTES_SIGN, minutes_sign },         { CMD_MINUTES_SIGNOFFS, minutes_signoffs }, { CMD_MINUTES_CHECK, minutes_check },
    { CMD_MINUTES_WAIVE, minutes_waive },       { CMD_MINUTES_LOCK, minutes_lock },         { CMD_MINUTES_CORRECT, minutes_correct },
    { CMD_MINUTES_EXTRACT, minutes_extract },   { CMD_MINUTES_VERSIONS, minutes_versions }, { CMD_NONE, NULL },
};
