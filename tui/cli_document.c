/* The command line: decisions, documents, countersigning, the higher plan, where things came from. */
#include "core/meeting/meetings.h"
#include "core/register/decisions.h"
#include "core/mem.h"
#include "core/register/documents.h"
#include "core/register/routing.h"
#include "core/register/trace.h"
#include "core/work/numbers.h"
#include "core/work/units.h"
#include "tui/cli.h"
#include "tui/cli_rows.h"
#include "tui/cli_set.h"
#include "tui/i18n.h"

#include <stdlib.h>
#include <string.h>

/* --- decisions ---------------------------------------------------------------------------------------------------------- */

static const struct cli_setting decision_settings[] = {
    { "--meeting", "meeting" }, { "--text", "text" },     { "--outcome", "outcome" },   { "--date", "date" },
    { "--unit", "unit" },       { "--body", "body" },     { "--document", "document" }, { NULL, NULL },
};

static enum lx_rc decision_add(struct cli *c)
{
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc != LX_OK)
        return rc;
    struct lx_decision *d = lx_rec_new(LX_DECISION);
    d->outcome = OUTCOME_PASSED;
    rc = lx_set_value(&c->w, d, lx_field_named(LX_DECISION, "title"), cli_pos(&c->args, 0), NULL, &c->err);
    if (rc == LX_OK)
        rc = cli_set_all(c, d, decision_settings);
    if (rc == LX_OK)
        rc = lx_decision_add(&c->w, d, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", d->no);
    lx_rec_free(d);
    return rc;
}

static enum lx_rc decision_number(struct cli *c)
{
    lx_id meeting;
    size_t n;
    struct lx_rows rows = { 0 };
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_MEETING, cli_pos(&c->args, 0), &meeting, &c->err);
    if (rc == LX_OK)
        rc = lx_decisions_number(&c->w, meeting, &n, &c->err);
    if (rc == LX_OK)
        rc = lx_decisions_of(&c->w, meeting, &rows, &c->err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++)
        if (rows.at[i]->rev == c->w.rev && c->w.rev)
            cli_line(c, "%s", ((struct lx_decision *)rows.at[i])->no);
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc decision_list(struct cli *c) { return cli_list(c, LX_DECISION); }
static enum lx_rc decision_set(struct cli *c) { return cli_set_record(c, LX_DECISION); }

static enum lx_rc decision_show(struct cli *c)
{
    struct lx_decision *d;
    enum lx_rc rc = cli_get_record(c, LX_DECISION, &d);
    if (rc == LX_OK)
        cli_show(c, d);
    lx_rec_free(d);
    return rc;
}

static enum lx_rc decision_verb(struct cli *c, const char *verb)
{
    lx_id id;
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_DECISION, cli_pos(&c->args, 0), &id, &c->err);
    if (rc == LX_OK)
        rc = lx_decision_step(&c->w, id, verb, cli_opt(&c->args, "--reason"), &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", cli_pos(&c->args, 0));
    return rc;
}

static enum lx_rc decision_done(struct cli *c) { return decision_verb(c, "done"); }
static enum lx_rc decision_reopen(struct cli *c) { return decision_verb(c, "reopen"); }
static enum lx_rc decision_withdraw(struct cli *c) { return decision_verb(c, "withdraw"); }

static enum lx_rc decision_replace(struct cli *c)
{
    lx_id id, by;
    enum lx_rc rc = cli_need(c, 2, 2);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_DECISION, cli_pos(&c->args, 0), &id, &c->err);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_DECISION, cli_pos(&c->args, 1), &by, &c->err);
    if (rc == LX_OK)
        rc = lx_decision_replace(&c->w, id, by, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", cli_pos(&c->args, 0));
    return rc;
}

/* --- documents ---------------------------------------------------------------------------------------------------------- */

static enum lx_rc read_units(struct cli *c, const char *option, struct lx_ids *units)
{
    enum lx_rc rc = LX_OK;
    for (int i = 0; rc == LX_OK && i < c->args.opts_n; i++) {
        lx_id id;
        if (strcmp(c->args.opts[i].name, option) != 0)
            continue;
        rc = lx_find(&c->w, LX_UNIT, c->args.opts[i].value, &id, &c->err);
        if (rc == LX_OK)
            lx_ids_add(units, id);
    }
    return rc;
}

static void print_document(struct cli *c, lx_id id)
{
    struct lx_document *d;
    if (lx_get(&c->w, LX_DOCUMENT, id, &d, NULL) != LX_OK)
        return;
    if (d->no)
        cli_line(c, "%s", d->no);
    else
        cli_line(c, "id:%lld", (long long)id);
    lx_rec_free(d);
}

static enum lx_rc document_add(struct cli *c)
{
    static const struct cli_setting settings[] = {
        { "--kind", "kind" },       { "--issuer", "issuer" }, { "--drafter", "drafter" }, { "--meeting", "meeting" }, { "--plan", "plan" },
        { "--replaces", "replaces" }, { "--to", "addressee" },  { "--copy", "copy_to" },    { "--from", "force_from" }, { "--until", "force_to" },
        { "--signer", "signer" },   { "--text", "text" },     { NULL, NULL },
    };
    struct lx_ids joint = { 0 };
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = read_units(c, "--joint", &joint);
    struct lx_document *d = lx_rec_new(LX_DOCUMENT);
    if (rc == LX_OK)
        rc = lx_set_value(&c->w, d, lx_field_named(LX_DOCUMENT, "title"), cli_pos(&c->args, 0), NULL, &c->err);
    if (rc == LX_OK)
        rc = cli_set_all(c, d, settings);
    if (rc == LX_OK)
        rc = lx_document_add(&c->w, d, &joint, &c->err);
    if (rc == LX_OK)
        print_document(c, d->rec.id);
    lx_rec_free(d);
    lx_ids_done(&joint);
    return rc;
}

static enum lx_rc document_list(struct cli *c) { return cli_list(c, LX_DOCUMENT); }
static enum lx_rc document_set(struct cli *c) { return cli_set_record(c, LX_DOCUMENT); }

static void print_opinions(struct cli *c, lx_id of)
{
    struct lx_rows rows = { 0 };
    if (lx_opinions_of(&c->w, of, &rows, NULL) == LX_OK)
        for (size_t i = 0; i < rows.n; i++) {
            const struct lx_opinion *o = (struct lx_opinion *)rows.at[i];
            const struct lx_word *kind = &lx_words_of("opinion_kind")->at[o->kind];
            struct lx_str day = LX_STR_EMPTY;
            lx_date_format(&day, &o->day);
            cli_line(c, "%lld  %s  %s  %s  %s", (long long)(o->round == LX_NO_INT ? 0 : o->round), lx_unit_name(c->w.units, o->unit),
                     lx_two(kind->en, kind->zh), lx_str_z(&day), o->text ? o->text : "");
            lx_str_done(&day);
        }
    lx_rows_done(&rows);
}

static enum lx_rc print_left(struct cli *c, const struct lx_document *d)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_document_open_items(&c->w, d, &rows, &c->err);
    if (rc == LX_OK && rows.n)
        cli_line(c, "%s (%zu)", _("Still open"), rows.n);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++)
        cli_line(c, "  %s %s", ((struct lx_item *)rows.at[i])->no, ((struct lx_item *)rows.at[i])->title);
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc document_show(struct cli *c)
{
    struct lx_document *d;
    enum lx_rc rc = cli_get_record(c, LX_DOCUMENT, &d);
    if (rc == LX_OK) {
        bool lapsed = lx_document_state_at(d, c->w.today) == DOC_LAPSED && d->state != DOC_LAPSED;
        struct lx_ids issuers = { 0 };
        cli_show(c, d);
        if (!cli_wants(c, "--json")) {
            if (lapsed)
                cli_line(c, "%s", _("Its time in force has ended"));
            rc = lx_document_issuers(&c->w, d, &issuers, &c->err);
            for (size_t i = 1; i < issuers.n; i++)
                cli_line(c, "%s  %s", _("Joint issuer"), lx_unit_name(c->w.units, issuers.at[i]));
            print_opinions(c, d->rec.id);
            if (rc == LX_OK)
                rc = print_left(c, d);
        }
        lx_ids_done(&issuers);
    }
    lx_rec_free(d);
    return rc;
}

static enum lx_rc find_document(struct cli *c, lx_id *id)
{
    return lx_find(&c->w, LX_DOCUMENT, cli_pos(&c->args, 0), id, &c->err);
}

static enum lx_rc document_step(struct cli *c)
{
    lx_id id;
    enum lx_rc rc = cli_need(c, 2, 2);
    int to = 0;
    if (rc == LX_OK)
        rc = cli_word(c, "doc_state", cli_pos(&c->args, 1), &to);
    if (rc == LX_OK)
        rc = find_document(c, &id);
    if (rc == LX_OK)
        rc = lx_document_step(&c->w, id, to, cli_opt(&c->args, "--reason"), &c->err);
    if (rc == LX_OK)
        print_document(c, id);
    return rc;
}

static enum lx_rc document_issue(struct cli *c)
{
    lx_id id;
    bool guessed = false;
    struct lx_date day = { .day = LX_NO_DAY };
    const char *typed = cli_opt(&c->args, "--date");
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK && typed)
        rc = lx_date_read(&day, typed, c->w.today, &c->err);
    if (rc == LX_OK)
        rc = find_document(c, &id);
    if (rc == LX_OK)
        rc = lx_document_issue(&c->w, id, cli_opt(&c->args, "--no"), day.day, &guessed, &c->err);
    if (rc == LX_OK && guessed)
        fprintf(stderr, "%s\n", _("The year in this document number stood without brackets; look whether it was read right"));
    if (rc == LX_OK)
        print_document(c, id);
    lx_date_done(&day);
    return rc;
}

static enum lx_rc document_joint(struct cli *c)
{
    lx_id id;
    struct lx_ids joint = { 0 };
    enum lx_rc rc = cli_need(c, 1, CLI_ARGS_MAX);
    if (rc == LX_OK)
        rc = find_document(c, &id);
    for (int i = 1; rc == LX_OK && i < c->args.pos_n; i++) {
        lx_id unit;
        rc = lx_find(&c->w, LX_UNIT, cli_pos(&c->args, i), &unit, &c->err);
        if (rc == LX_OK)
            lx_ids_add(&joint, unit);
    }
    if (rc == LX_OK)
        rc = lx_document_joint(&c->w, id, &joint, &c->err);
    if (rc == LX_OK)
        print_document(c, id);
    lx_ids_done(&joint);
    return rc;
}

static enum lx_rc document_ask(struct cli *c)
{
    lx_id id;
    struct lx_ids units = { 0 };
    struct lx_date due = { .day = LX_NO_DAY };
    const char *typed = cli_opt(&c->args, "--due");
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = find_document(c, &id);
    if (rc == LX_OK)
        rc = read_units(c, "--unit", &units);
    if (rc == LX_OK && typed)
        rc = lx_date_read(&due, typed, c->w.today, &c->err);
    if (rc == LX_OK)
        rc = lx_document_ask(&c->w, id, units.n ? &units : NULL, &due, &c->err);
    if (rc == LX_OK)
        print_document(c, id);
    lx_date_done(&due);
    lx_ids_done(&units);
    return rc;
}

static enum lx_rc document_answer(struct cli *c)
{
    lx_id id, unit;
    enum lx_rc rc = cli_need(c, 3, 3);
    int kind = 0;
    if (rc == LX_OK)
        rc = cli_word(c, "opinion_kind", cli_pos(&c->args, 2), &kind);
    if (rc == LX_OK)
        rc = find_document(c, &id);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_UNIT, cli_pos(&c->args, 1), &unit, &c->err);
    if (rc == LX_OK)
        rc = lx_document_answer(&c->w, id, unit, kind, cli_opt(&c->args, "--text"), cli_opt(&c->args, "--by"), &c->err);
    if (rc == LX_OK)
        print_document(c, id);
    return rc;
}

/* --- signatures ---------------------------------------------------------------------------------------------------------- */

static enum lx_rc document_sign(struct cli *c)
{
    lx_id id;
    struct lx_date day = { .day = LX_NO_DAY };
    enum lx_rc rc = cli_need(c, 1, 2);
    if (rc == LX_OK && cli_opt(&c->args, "--date"))
        rc = lx_date_read(&day, cli_opt(&c->args, "--date"), c->w.today, &c->err);
    if (rc == LX_OK)
        rc = find_document(c, &id);
    struct lx_signing s = { .role = cli_pos(&c->args, 1), .back = cli_wants(c, "--back"), .person = cli_opt(&c->args, "--by"),
                            .text = cli_opt(&c->args, "--text"), .day = day.day == LX_NO_DAY ? NULL : &day };
    if (rc == LX_OK)
        rc = lx_document_sign(&c->w, id, &s, &c->err);
    if (rc == LX_OK)
        print_document(c, id);
    lx_date_done(&day);
    return rc;
}

static enum lx_rc document_route(struct cli *c)
{
    lx_id id;
    int64_t at = 0;
    enum lx_rc rc = cli_need(c, 2, 2);
    if (rc == LX_OK)
        rc = find_document(c, &id);
    if (rc == LX_OK && cli_opt(&c->args, "--at"))
        rc = cli_number(c, "--at", cli_opt(&c->args, "--at"), 1, INT16_MAX, &at);
    if (rc == LX_OK)
        rc = lx_route_add(&c->w, id, cli_pos(&c->args, 1), cli_opt(&c->args, "--by"), (size_t)at, &c->err);
    if (rc == LX_OK)
        print_document(c, id);
    return rc;
}

static enum lx_rc document_unroute(struct cli *c)
{
    lx_id id;
    int64_t at = 0;
    enum lx_rc rc = cli_need(c, 2, 2);
    if (rc == LX_OK)
        rc = find_document(c, &id);
    if (rc == LX_OK)
        rc = cli_number(c, "", cli_pos(&c->args, 1), 1, INT16_MAX, &at);
    if (rc == LX_OK)
        rc = lx_route_drop(&c->w, id, (size_t)at, &c->err);
    if (rc == LX_OK)
        print_document(c, id);
    return rc;
}

static enum lx_rc document_signoffs(struct cli *c)
{
    lx_id id;
    struct lx_rows rows = { 0 };
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = find_document(c, &id);
    if (rc == LX_OK)
        rc = lx_route(&c->w, id, &rows, &c->err);
    for (size_t i = 0; rc == LX_OK && !cli_wants(c, "--json") && i < rows.n; i++) {
        struct lx_signoff *s = (struct lx_signoff *)(void *)rows.at[i];
        char *role = lx_strdup(lx_signoff_role(s->role, c->zh));
        lx_set_text(&s->role, role);
        free(role);
    }
    if (rc == LX_OK)
        rc = cli_rows(c, &rows, "role state day person text");
    lx_rows_done(&rows);
    return rc;
}

/* --- the matrix of cities and documents ---------------------------------------------------------------------------------- */

/* The newest answer of a unit, "" where it was not asked. */
static void matrix_cell(struct cli *c, struct cli_table *t, const struct lx_rows *opinions, lx_id unit)
{
    struct lx_str s = LX_STR_EMPTY;
    for (size_t i = 0; i < opinions->n && !s.len; i++) {
        const struct lx_opinion *o = (struct lx_opinion *)opinions->at[i];
        if (o->unit != unit)
            continue;
        const struct lx_word *kind = &lx_words_of("opinion_kind")->at[o->kind];
        lx_str_addf(&s, "%s ", lx_two(kind->en, kind->zh));
        lx_date_short(&s, &o->day, c->w.today);
    }
    while (s.len && s.s[s.len - 1] == ' ')
        s.s[--s.len] = 0;
    cli_cell(t, lx_str_z(&s));
    lx_str_done(&s);
}

enum { MATRIX_UNITS_MAX = 30 };

/* The member governments of today, then whoever else was asked: the members of another body. */
static enum lx_rc signers(struct cli *c, struct lx_ids *units)
{
    struct lx_rows opinions = { 0 };
    enum lx_type type;
    enum lx_rc rc = lx_members_at(&c->w, c->w.today, units, &c->err);
    if (rc == LX_OK)
        rc = lx_all(&c->w, LX_OPINION, NULL, NULL, false, &opinions, &c->err);
    for (size_t i = 0; rc == LX_OK && i < opinions.n; i++) {
        const struct lx_opinion *o = (struct lx_opinion *)opinions.at[i];
        if (!lx_ids_has(units, o->unit) && (rc = c->w.store->type_of(c->w.store, o->of, &type, &c->err)) == LX_OK && type == LX_DOCUMENT)
            lx_ids_add(units, o->unit);
    }
    lx_rows_done(&opinions);
    return rc;
}

static enum lx_rc document_matrix(struct cli *c)
{
    struct lx_ids units = { 0 };
    struct lx_rows docs = { 0 };
    struct cli_column columns[MATRIX_UNITS_MAX + 1] = { { N_("Document"), NULL, false } };
    enum lx_rc rc = signers(c, &units);
    int n = units.n < MATRIX_UNITS_MAX ? (int)units.n : MATRIX_UNITS_MAX;
    for (int i = 0; i < n; i++) {
        const char *name = lx_unit_name(c->w.units, units.at[i]);
        columns[i + 1] = (struct cli_column){ name, name, false };
    }
    struct cli_table t = { .columns = columns, .columns_n = n + 1 };
    if (rc == LX_OK)
        rc = lx_all(&c->w, LX_DOCUMENT, NULL, NULL, false, &docs, &c->err);
    for (size_t i = 0; rc == LX_OK && i < docs.n; i++) {
        struct lx_rows opinions = { 0 };
        struct lx_str name = LX_STR_EMPTY;
        rc = lx_opinions_of(&c->w, docs.at[i]->id, &opinions, &c->err);
        if (rc == LX_OK && opinions.n) {
            lx_show_name(&c->w, &name, docs.at[i]);
            cli_cell(&t, lx_str_z(&name));
            for (int k = 0; k < n; k++)
                matrix_cell(c, &t, &opinions, units.at[k]);
            t.rows_n++;
        }
        lx_str_done(&name);
        lx_rows_done(&opinions);
    }
    if (rc == LX_OK)
        cli_table_print(c, &t);
    lx_rows_done(&docs);
    lx_ids_done(&units);
    return rc;
}

/* --- basis, trace ------------------------------------------------------------------------------------------------------------ */

static enum lx_rc basis_add(struct cli *c)
{
    enum lx_type type;
    lx_id id;
    enum lx_rc rc = cli_need(c, 2, 2);
    if (rc == LX_OK)
        rc = lx_find_any(&c->w, cli_pos(&c->args, 0), &type, &id, &c->err);
    if (rc == LX_OK)
        rc = lx_basis_add(&c->w, id, cli_pos(&c->args, 1), cli_opt(&c->args, "--clause"), &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", cli_pos(&c->args, 0));
    return rc;
}

static enum lx_rc basis_list(struct cli *c)
{
    static const struct cli_column columns[] = { { N_("Serves"), NULL, false }, { N_("Clause"), NULL, false }, { N_("Record"), NULL, false } };
    struct cli_table t = { .columns = columns, .columns_n = 3 };
    struct lx_rows rows = { 0 };
    enum lx_rc rc = cli_need(c, 0, 1);
    if (rc == LX_OK && cli_pos(&c->args, 0))
        rc = lx_basis_served(&c->w, cli_pos(&c->args, 0), &rows, &c->err);
    else if (rc == LX_OK)
        rc = lx_all(&c->w, LX_BASIS, NULL, NULL, true, &rows, &c->err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_basis *b = (struct lx_basis *)rows.at[i];
        struct lx_str what = LX_STR_EMPTY;
        lx_show_id(&c->w, &what, b->of);
        cli_cell(&t, b->name);
        cli_cell(&t, b->clause);
        cli_cell(&t, lx_str_z(&what));
        t.rows_n++;
        lx_str_done(&what);
    }
    if (rc == LX_OK)
        cli_table_print(c, &t);
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc trace(struct cli *c)
{
    static const struct cli_column columns[] = { { N_("Step"), NULL, true }, { N_("Kind"), NULL, false }, { N_("Record"), NULL, false } };
    struct cli_table t = { .columns = columns, .columns_n = 3 };
    struct lx_trace found = { 0 };
    enum lx_type type;
    lx_id id;
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = lx_find_any(&c->w, cli_pos(&c->args, 0), &type, &id, &c->err);
    if (rc == LX_OK)
        rc = lx_trace(&c->w, type, id, &found, &c->err);
    for (size_t i = 0; rc == LX_OK && i < found.n; i++) {
        const struct lx_table *table = lx_table(found.at[i].type);
        struct lx_str step = LX_STR_EMPTY, name = LX_STR_EMPTY;
        lx_str_addf(&step, "%+d", found.at[i].depth);
        lx_show_id(&c->w, &name, found.at[i].id);
        cli_cell(&t, found.at[i].depth ? lx_str_z(&step) : "0");
        cli_cell(&t, lx_two(table->en, table->zh));
        cli_cell(&t, lx_str_z(&name));
        t.rows_n++;
        lx_str_done(&step);
        lx_str_done(&name);
    }
    if (rc == LX_OK)
        cli_table_print(c, &t);
    lx_trace_done(&found);
    return rc;
}

static enum lx_rc decision_delete(struct cli *c) { return cli_delete_record(c, LX_DECISION); }
static enum lx_rc document_delete(struct cli *c) { return cli_delete_record(c, LX_DOCUMENT); }

const struct cli_handler cli_document_handlers[] = {
    { CMD_DECISION_DELETE, decision_delete }, { CMD_DOCUMENT_DELETE, document_delete },
    { CMD_DECISION_ADD, decision_add },     { CMD_DECISION_LIST, decision_list },     { CMD_DECISION_SHOW, decision_show },
    { CMD_DECISION_SET, decision_set },     { CMD_DECISION_NUMBER, decision_number }, { CMD_DECISION_DONE, decision_done },
    { CMD_DECISION_REOPEN, decision_reopen }, { CMD_DECISION_WITHDRAW, decision_withdraw }, { CMD_DECISION_REPLACE, decision_replace },
    { CMD_DOCUMENT_ADD, document_add },     { CMD_DOCUMENT_LIST, document_list },     { CMD_DOCUMENT_SHOW, document_show },
    { CMD_DOCUMENT_SET, document_set },     { CMD_DOCUMENT_STEP, document_step },     { CMD_DOCUMENT_ISSUE, document_issue },
    { CMD_DOCUMENT_JOINT, document_joint }, { CMD_DOCUMENT_ASK, document_ask },       { CMD_DOCUMENT_ANSWER, document_answer },
    { CMD_DOCUMENT_SIGN, document_sign }, { CMD_DOCUMENT_ROUTE, document_route },
    { CMD_DOCUMENT_UNROUTE, document_unroute }, { CMD_DOCUMENT_SIGNOFFS, document_signoffs },
    { CMD_DOCUMENT_MATRIX, document_matrix }, { CMD_BASIS_ADD, basis_add },           { CMD_BASIS_LIST, basis_list },
    { CMD_TRACE, trace },                   { CMD_NONE, NULL },
};
