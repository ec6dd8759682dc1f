/* The command line: what was printed and sent, printers, cancelling a print. */
#include "core/text/text.h"
#include "core/work/numbers.h"
#include "tui/archive_out.h"
#include "tui/cli.h"
#include "tui/i18n.h"
#include "tui/printing.h"

#include <string.h>

enum { LIMIT_MAX = 100000, LIMIT = 50 };

/* Those of one record, or all; newest first. */
static enum lx_rc read_prints(struct cli *c, struct lx_rows *rows)
{
    lx_id of = 0;
    enum lx_type type;
    enum lx_rc rc = cli_pos(&c->args, 0) ? lx_find_any(&c->w, cli_pos(&c->args, 0), &type, &of, &c->err) : LX_OK;
    return rc == LX_OK ? lx_printings_of(&c->w, of, rows, &c->err) : rc;
}

static void add_row(struct cli *c, struct cli_table *t, const struct lx_printing *p, const struct jobs *jobs)
{
    struct lx_str s = LX_STR_EMPTY;
    const char *why, *state = printing_words(p, jobs, &c->w, &why);
    lx_str_addf(&s, "%lld", (long long)lx_id_short(p->rec.id));
    cli_cell(t, s.s);
    lx_str_clear(&s);
    if (p->at != LX_NO_INT)
        lx_instant_format(&s, p->at, (int)c->w.office->utc_offset);
    else
        lx_date_format(&s, &p->day);
    cli_cell(t, lx_str_z(&s));
    lx_str_clear(&s);
    printing_what(&c->w, &s, p);
    cli_cell(t, lx_str_z(&s));
    lx_str_clear(&s);
    printing_where(&s, p);
    cli_cell(t, lx_str_z(&s));
    cli_cell(t, p->clerk ? p->clerk : "");
    lx_str_clear(&s);
    lx_str_add(&s, _(state));
    if (why && *why)
        lx_str_addf(&s, ": %s", why);
    cli_cell(t, lx_str_z(&s));
    cli_cell(t, p->job ? p->job : "");
    t->rows_n++;
    lx_str_done(&s);
}

/* A line for each print that somebody should see to; what was written down is no news. */
static void advise(struct cli *c, const struct lx_rows *rows, const struct jobs *jobs)
{
    for (size_t i = 0; i < rows->n; i++) {
        const struct lx_printing *p = (struct lx_printing *)(void *)rows->at[i];
        struct lx_str line = LX_STR_EMPTY;
        if (p->outcome == PRINT_GIVEN && printing_advice(&line, p, jobs, &c->w))
            cli_said(c, &line);
        lx_str_done(&line);
    }
}

static void print_table(struct cli *c, const struct lx_rows *rows)
{
    static const struct cli_column columns[] = { { N_("No."), NULL, true },     { N_("When"), NULL, false },  { N_("Paper"), NULL, false },
                                                 { N_("Where to"), NULL, false }, { N_("Clerk"), NULL, false }, { N_("State"), NULL, false },
                                                 { N_("Job"), NULL, false } };
    struct cli_table t = { .columns = columns, .columns_n = 7 };
    struct jobs jobs = { 0 };
    struct lx_err silent = { 0 };
    bool asked = false;
    for (size_t i = 0; i < rows->n; i++) {
        const struct lx_printing *p = (struct lx_printing *)(void *)rows->at[i];
        if (p->job && !asked && jobs_read(&jobs, &silent) != LX_OK)
            cli_print_error(&silent); /* the list stands without it */
        asked = asked || p->job;
        add_row(c, &t, p, &jobs);
    }
    cli_table_print(c, &t);
    advise(c, rows, &jobs);
    jobs_done(&jobs);
}

static enum lx_rc print_json(struct cli *c, const struct lx_rows *rows)
{
    struct lx_json_out j = { &c->out, false };
    lx_json_begin_array(&j);
    enum lx_rc rc = rows->n ? cli_json_rows(c, &j, rows) : LX_OK;
    lx_json_end_array(&j);
    lx_str_addc(&c->out, '\n');
    return rc;
}

static enum lx_rc print_list(struct cli *c)
{
    struct lx_rows rows = { 0 };
    int64_t most = LIMIT;
    enum lx_rc rc = cli_need(c, 0, 1);
    if (rc == LX_OK && cli_opt(&c->args, "--limit"))
        rc = cli_number(c, "--limit", cli_opt(&c->args, "--limit"), 1, LIMIT_MAX, &most);
    if (rc == LX_OK)
        rc = read_prints(c, &rows);
    while (rows.n > (size_t)most)
        lx_rec_free(rows.at[--rows.n]);
    if (rc == LX_OK && cli_wants(c, "--json"))
        rc = print_json(c, &rows);
    else if (rc == LX_OK && cli_wants(c, "--numbers"))
        for (size_t i = 0; i < rows.n; i++)
            cli_line(c, "%lld", (long long)lx_id_short(rows.at[i]->id));
    else if (rc == LX_OK)
        print_table(c, &rows);
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc print_printers(struct cli *c)
{
    static const struct cli_column columns[] = { { N_("Printer"), NULL, false }, { N_("Default"), NULL, false }, { N_("State"), NULL, false } };
    struct cli_table t = { .columns = columns, .columns_n = 3 };
    struct printers p = { 0 };
    enum lx_rc rc = cli_need(c, 0, 0);
    if (rc == LX_OK)
        rc = printers_read(&p, &c->err);
    if (rc == LX_OK && !p.n)
        rc = printers_none(&c->err);
    for (size_t i = 0; rc == LX_OK && i < p.n; i++) {
        struct lx_str s = LX_STR_EMPTY;
        cli_cell(&t, p.at[i].name);
        cli_cell(&t, p.at[i].is_default ? _("the default one") : "");
        printer_words(&s, &p.at[i]);
        cli_cell(&t, lx_str_z(&s));
        t.rows_n++;
        lx_str_done(&s);
    }
    if (rc == LX_OK)
        cli_table_print(c, &t);
    printers_done(&p);
    return rc;
}

/* By its number in the list, or by the name of its job: the newest that has it. */
static enum lx_rc find_print(struct cli *c, const char *typed, lx_id *id)
{
    struct lx_rows rows = { 0 };
    struct lx_cond *same = lx_cond_cmp(LX_PRINTING, "job", LX_OP_EQ, typed);
    *id = 0;
    enum lx_rc rc = lx_all(&c->w, LX_PRINTING, same, NULL, false, &rows, &c->err);
    if (rc == LX_OK && rows.n)
        *id = rows.at[rows.n - 1]->id;
    else if (rc == LX_OK)
        rc = lx_find(&c->w, LX_PRINTING, typed, id, &c->err);
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc cancel(struct cli *c)
{
    enum lx_rc rc = cli_need(c, 1, CLI_ARGS_MAX);
    for (int i = 0; rc == LX_OK && i < c->args.pos_n; i++) {
        lx_id id = 0;
        rc = find_print(c, cli_pos(&c->args, i), &id);
        if (rc == LX_OK)
            rc = print_cancel(&c->w, id, &c->err);
        if (rc == LX_OK)
            cli_line(c, "%lld", (long long)lx_id_short(id));
    }
    return rc;
}

/* --- archives ----------------------------------------------------------------------------------------------------------------- */

static enum lx_rc archive(struct cli *c)
{
    struct lx_archive_how how = { .internal = cli_wants(c, "--internal"), .en = cli_wants(c, "--en") };
    struct lx_str path = LX_STR_EMPTY, said = LX_STR_EMPTY;
    size_t files = 0, left = 0;
    lx_id meeting = 0;
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_MEETING, cli_pos(&c->args, 0), &meeting, &c->err);
    archive_how(&how);
    if (rc == LX_OK && cli_opt(&c->args, "-o"))
        lx_str_add(&path, cli_opt(&c->args, "-o"));
    else if (rc == LX_OK)
        archive_offer(&c->w, meeting, &path);
    if (rc == LX_OK)
        rc = archive_write(&c->w, meeting, &how, lx_str_z(&path), c->db_path, !c->read_only, &files, &left, &c->err);
    if (rc == LX_OK) {
        cli_line(c, "%s", lx_str_z(&path));
        lx_str_addf(&said, _("%zu files; left out: %zu internal records"), files, left);
        cli_said(c, &said);
    }
    lx_str_done(&path);
    lx_str_done(&said);
    return rc;
}

const struct cli_handler cli_print_handlers[] = { { CMD_ARCHIVE, archive },
                                                   { CMD_PRINT_LIST, print_list }, { CMD_PRINT_CANCEL, cancel },
                                                  { CMD_PRINT_PRINTERS, print_printers }, { CMD_NONE, NULL } };
