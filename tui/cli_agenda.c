/* The command line: the agenda of a meeting. */
#include "tui/cli_agenda.h"

#include "core/meeting/carry.h"
#include "core/meeting/meetings.h"
#include "core/text/text.h"
#include "core/work/numbers.h"
#include "core/work/units.h"
#include "tui/agendawords.h"
#include "tui/balance.h"
#include "tui/cli_set.h"
#include "tui/i18n.h"

#include <stdlib.h>
#include <string.h>

enum { PLACE_MAX = 999999 };

enum lx_rc cli_get_meeting(struct cli *c, int i, struct lx_meeting **m)
{
    lx_id id;
    *m = NULL;
    enum lx_rc rc = lx_find(&c->w, LX_MEETING, cli_pos(&c->args, i), &id, &c->err);
    return rc == LX_OK ? lx_get(&c->w, LX_MEETING, id, m, &c->err) : rc;
}

static enum lx_rc read_rows(struct cli *c, struct cli_agenda *a)
{
    enum lx_rc rc = lx_agenda(&c->w, a->m->rec.id, &a->rows, &c->err);
    return rc == LX_OK ? lx_agenda_plan(&c->w, a->m, &a->rows, &a->plan, &c->err) : rc;
}

enum lx_rc cli_agenda_read(struct cli *c, int i, struct cli_agenda *a)
{
    *a = (struct cli_agenda){ 0 };
    enum lx_rc rc = cli_get_meeting(c, i, &a->m);
    return rc == LX_OK ? read_rows(c, a) : rc;
}

void cli_agenda_done(struct cli_agenda *a)
{
    lx_agenda_plan_done(&a->plan);
    lx_rows_done(&a->rows);
    lx_rec_free(a->m);
    *a = (struct cli_agenda){ 0 };
}

enum lx_rc cli_agenda_row(struct cli *c, const struct cli_agenda *a, const char *typed, size_t *row)
{
    *row = lx_agenda_find(&a->plan, typed);
    return *row < a->rows.n ? LX_OK : lx_fail(&c->err, LX_NOTFOUND, N_("The agenda has no item %s"), "%s", typed);
}

/* --- looking ------------------------------------------------------------------------------------------------------------ */

static void add_minutes(struct lx_str *out, int64_t minutes)
{
    if (minutes >= 0)
        lx_str_addi(out, minutes);
}

static void print_row(struct cli *c, struct cli_table *t, const struct lx_agenda *a, const struct lx_agenda_line *line, bool over)
{
    const struct lx_word *kind = &lx_words_of("agenda_kind")->at[a->kind];
    struct lx_str s = LX_STR_EMPTY;
    lx_agenda_number(&s, line, c->zh);
    cli_cell(t, lx_str_z(&s));
    lx_str_clear(&s);
    lx_clock_add(&s, line->start);
    cli_cell(t, lx_str_z(&s));
    cli_cell(t, lx_two(kind->en, kind->zh));
    lx_str_clear(&s);
    add_minutes(&s, line->minutes);
    cli_cell(t, lx_str_z(&s));
    if (over) {
        lx_str_clear(&s);
        if (line->causes)
            lx_str_addf(&s, "+%d", line->over);
        cli_cell(t, lx_str_z(&s));
    }
    cli_cell(t, lx_unit_name(c->w.units, a->presenter));
    lx_str_clear(&s);
    lx_str_fill(&s, ' ', (size_t)line->depth * 2);
    lx_str_add(&s, a->title);
    cli_cell(t, lx_str_z(&s));
    t->rows_n++;
    lx_str_done(&s);
}

/* What the table cannot say: how long it takes, and by how much that is too long. */
static void print_sum(struct cli *c, const struct lx_agenda_plan *p)
{
    struct lx_str s = LX_STR_EMPTY;
    if (cli_wants(c, "--csv") || cli_wants(c, "--md") || !p->minutes)
        return;
    agenda_time_words(&s, p);
    for (size_t i = 0; i < p->n; i++)
        if (p->at[i].causes) {
            struct lx_str number = LX_STR_EMPTY;
            lx_agenda_number(&number, &p->at[i], c->zh);
            lx_fill(&s, _(", from item %s"), lx_str_z(&number));
            lx_str_done(&number);
        }
    cli_line(c, "%s", lx_str_z(&s));
    lx_str_done(&s);
}

static void print_table(struct cli *c, const struct cli_agenda *a)
{
    static const struct cli_column columns[] = { { N_("No."), NULL, true },     { N_("Time"), NULL, false }, { N_("Kind"), NULL, false },
                                                 { N_("Minutes"), NULL, true }, { N_("Over"), NULL, true },  { N_("By"), NULL, false },
                                                 { N_("Title"), NULL, false } };
    struct cli_column some[7];
    int n = 0;
    for (int i = 0; i < 7; i++)
        if (i != 4 || a->plan.over)
            some[n++] = columns[i];
    struct cli_table t = { .columns = some, .columns_n = n };
    for (size_t i = 0; i < a->rows.n; i++)
        print_row(c, &t, (struct lx_agenda *)a->rows.at[i], &a->plan.at[i], a->plan.over > 0);
    cli_table_print(c, &t);
    print_sum(c, &a->plan);
}

enum lx_rc cli_print_agenda(struct cli *c, const struct lx_meeting *m)
{
    struct cli_agenda a = { .m = lx_rec_copy(m) };
    enum lx_rc rc = read_rows(c, &a);
    if (rc == LX_OK)
        print_table(c, &a);
    cli_agenda_done(&a);
    return rc;
}

static enum lx_rc agenda_list(struct cli *c)
{
    struct cli_agenda a = { 0 };
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = cli_agenda_read(c, 0, &a);
    if (rc == LX_OK && cli_wants(c, "--json")) {
        struct lx_json_out j = { &c->out, false };
        lx_json_begin_array(&j);
        for (size_t i = 0; i < a.rows.n; i++)
            cli_json_record(c, &j, a.rows.at[i]);
        lx_json_end_array(&j);
        lx_str_addc(&c->out, '\n');
    } else if (rc == LX_OK && cli_wants(c, "--numbers")) {
        for (size_t i = 0; i < a.rows.n; i++) {
            struct lx_str s = LX_STR_EMPTY;
            lx_agenda_number(&s, &a.plan.at[i], c->zh);
            cli_line(c, "%s", lx_str_z(&s));
            lx_str_done(&s);
        }
    } else if (rc == LX_OK) {
        print_table(c, &a);
    }
    cli_agenda_done(&a);
    return rc;
}

/* --- changing ----------------------------------------------------------------------------------------------------------- */

/* After a change: the number that the row has now. */
static enum lx_rc print_number(struct cli *c, lx_id id, bool with_meeting)
{
    struct cli_agenda a = { 0 };
    enum lx_rc rc = cli_agenda_read(c, 0, &a);
    for (size_t i = 0; rc == LX_OK && i < a.rows.n; i++)
        if (a.rows.at[i]->id == id) {
            struct lx_str s = LX_STR_EMPTY;
            lx_agenda_number(&s, &a.plan.at[i], c->zh);
            cli_line(c, "%s%s%s", with_meeting ? a.m->no : "", with_meeting ? "-" : "", lx_str_z(&s));
            lx_str_done(&s);
        }
    cli_agenda_done(&a);
    return rc;
}

static enum lx_rc agenda_add(struct cli *c)
{
    static const struct cli_setting settings[] = { { "--kind", "kind" },       { "--presenter", "presenter" }, { "--speaker", "speaker" },
                                                   { "--minutes", "minutes" }, { "--item", "item" },           { "--note", "note" },
                                                   { "--script", "script" },   { "--attend", "attend" },       { "--agreed", "agreed" },
                                                   { "--secrecy", "secrecy" }, { NULL, NULL } };
    struct cli_agenda a = { 0 };
    struct lx_agenda *row = lx_rec_new(LX_AGENDA);
    const char *at = cli_opt(&c->args, "--at"), *under = cli_opt(&c->args, "--under");
    size_t above = 0;
    int64_t place = 0;
    enum lx_rc rc = cli_need(c, 2, 2);
    if (rc == LX_OK)
        rc = cli_agenda_read(c, 0, &a);
    if (rc == LX_OK)
        rc = lx_set_value(&c->w, row, lx_field_named(LX_AGENDA, "title"), cli_pos(&c->args, 1), NULL, &c->err);
    if (rc == LX_OK)
        rc = cli_set_all(c, row, settings);
    if (rc == LX_OK && under && (rc = cli_agenda_row(c, &a, under, &above)) == LX_OK)
        row->parent = a.rows.at[above]->id;
    if (rc == LX_OK && at)
        rc = cli_number(c, "--at", at, 1, PLACE_MAX, &place);
    if (rc == LX_OK && (rc = lx_begin(&c->w, &c->err)) == LX_OK) {
        row->meeting = a.m->rec.id;
        rc = lx_agenda_add(&c->w, row, &c->err);
        if (rc == LX_OK && at)
            rc = lx_agenda_move(&c->w, row->rec.id, place, &c->err);
        rc = lx_end(&c->w, rc, "agenda add", (const char *const[]){ row->title ? row->title : "", NULL }, &c->err);
    }
    if (rc == LX_OK)
        rc = print_number(c, row->rec.id, true);
    lx_rec_free(row);
    cli_agenda_done(&a);
    return rc;
}

/* Reads the agenda of the first word and the row of the second. */
static enum lx_rc named_row(struct cli *c, struct cli_agenda *a, int least_n, int most_n, lx_id *id)
{
    size_t row = 0;
    *a = (struct cli_agenda){ 0 };
    enum lx_rc rc = cli_need(c, least_n, most_n);
    if (rc == LX_OK)
        rc = cli_agenda_read(c, 0, a);
    if (rc == LX_OK)
        rc = cli_agenda_row(c, a, cli_pos(&c->args, 1), &row);
    if (rc == LX_OK)
        *id = a->rows.at[row]->id;
    return rc;
}

static enum lx_rc agenda_move(struct cli *c)
{
    struct cli_agenda a;
    lx_id id = 0;
    int64_t to = 0;
    enum lx_rc rc = named_row(c, &a, 3, 3, &id);
    if (rc == LX_OK)
        rc = cli_number(c, "", cli_pos(&c->args, 2), 1, PLACE_MAX, &to);
    if (rc == LX_OK)
        rc = lx_agenda_move(&c->w, id, to, &c->err);
    if (rc == LX_OK)
        rc = print_number(c, id, false);
    cli_agenda_done(&a);
    return rc;
}

static enum lx_rc agenda_parent(struct cli *c)
{
    struct cli_agenda a;
    lx_id id = 0;
    size_t above = 0;
    enum lx_rc rc = named_row(c, &a, 3, 3, &id);
    bool top = rc == LX_OK && strcmp(cli_pos(&c->args, 2), "-") == 0;
    if (rc == LX_OK && !top)
        rc = cli_agenda_row(c, &a, cli_pos(&c->args, 2), &above);
    if (rc == LX_OK)
        rc = lx_agenda_under(&c->w, id, top ? 0 : a.rows.at[above]->id, &c->err);
    if (rc == LX_OK)
        rc = print_number(c, id, false);
    cli_agenda_done(&a);
    return rc;
}

static enum lx_rc agenda_set(struct cli *c)
{
    struct cli_agenda a;
    struct lx_str said = LX_STR_EMPTY;
    lx_id id = 0;
    enum lx_rc rc = named_row(c, &a, 3, CLI_ARGS_MAX, &id);
    if (rc == LX_OK)
        rc = lx_agenda_set(&c->w, id, (char *const *)(c->args.pos + 2), (size_t)c->args.pos_n - 2, &said, &c->err);
    if (rc == LX_OK) {
        cli_said(c, &said);
        rc = print_number(c, id, false);
    }
    lx_str_done(&said);
    cli_agenda_done(&a);
    return rc;
}

static enum lx_rc agenda_remove(struct cli *c)
{
    struct cli_agenda a;
    lx_id id = 0;
    enum lx_rc rc = named_row(c, &a, 2, 2, &id);
    if (rc == LX_OK)
        rc = lx_agenda_remove(&c->w, id, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", cli_pos(&c->args, 1));
    cli_agenda_done(&a);
    return rc;
}

/* --- the carry-over ----------------------------------------------------------------------------------------------------- */

static enum lx_rc agenda_build(struct cli *c)
{
    struct lx_meeting *m = NULL;
    struct lx_carried carried;
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = cli_get_meeting(c, 0, &m);
    if (rc == LX_OK)
        rc = lx_carry_build(&c->w, m->rec.id, &carried, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%zu", carried.n);
    for (int i = 0; rc == LX_OK && i < lx_carry_n; i++)
        if (carried.by[i]) {
            const struct lx_word *word = &lx_words_of("carry")->at[i];
            fprintf(stderr, "%s %zu\n", lx_two(word->en, word->zh), carried.by[i]);
        }
    lx_rec_free(m);
    return rc;
}

static void json_count(struct lx_json_out *j, const char *key, size_t n)
{
    lx_json_key(j, key);
    lx_json_int(j, (int64_t)n);
}

static void json_day(struct lx_json_out *j, const char *key, lx_day day)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_date_format(&s, &(struct lx_date){ .day = day });
    lx_json_key(j, key);
    if (day == LX_NO_DAY)
        lx_json_null(j);
    else
        lx_json_string(j, lx_str_z(&s));
    lx_str_done(&s);
}

static void show_balance_json(struct cli *c, const struct lx_balance *b)
{
    struct lx_json_out j = { &c->out, false };
    lx_json_begin_object(&j);
    json_day(&j, "from", b->from);
    json_day(&j, "to", b->to);
    json_count(&j, "open_then", b->open_then);
    json_count(&j, "new", b->added);
    json_count(&j, "reopened", b->reopened);
    json_count(&j, "shown", b->shown);
    json_count(&j, "closed", b->closed);
    json_count(&j, "suspended", b->suspended);
    json_count(&j, "withdrawn", b->withdrawn);
    json_count(&j, "merged", b->merged);
    json_count(&j, "missing", b->missing.n);
    lx_json_key(&j, "holds");
    lx_json_bool(&j, lx_balance_holds(b));
    lx_json_end_object(&j);
    lx_str_addc(&c->out, '\n');
}

static enum lx_rc agenda_proof(struct cli *c)
{
    struct lx_meeting *m = NULL;
    struct lx_balance b = { 0 };
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = cli_get_meeting(c, 0, &m);
    if (rc == LX_OK)
        rc = lx_balance(&c->w, m->rec.id, &b, &c->err);
    if (rc == LX_OK && cli_wants(c, "--json"))
        show_balance_json(c, &b);
    else if (rc == LX_OK) {
        struct lx_str s = LX_STR_EMPTY;
        balance_words(&s, &b);
        cli_line(c, "%s", lx_str_z(&s));
        for (size_t i = 0; i < b.missing.n; i++) {
            lx_str_clear(&s);
            lx_show_id(&c->w, &s, b.missing.at[i]);
            cli_line(c, "%s  %s", _("not on the agenda:"), lx_str_z(&s));
        }
        lx_str_done(&s);
    }
    if (rc == LX_OK && b.missing.n)
        rc = lx_fail(&c->err, LX_STATE, N_("Open matters are missing on the agenda; `agenda build` adds them: %s"), "%zu", b.missing.n);
    lx_balance_done(&b);
    lx_rec_free(m);
    return rc;
}

const struct cli_handler cli_agenda_handlers[] = {
    { CMD_AGENDA_BUILD, agenda_build },   { CMD_AGENDA_PROOF, agenda_proof },
    { CMD_AGENDA_ADD, agenda_add },       { CMD_AGENDA_MOVE, agenda_move }, { CMD_AGENDA_PARENT, agenda_parent },
    { CMD_AGENDA_SET, agenda_set },       { CMD_AGENDA_REMOVE, agenda_remove }, { CMD_AGENDA_LIST, agenda_list },
    { CMD_NONE, NULL },
};
