/* The command line: readiness and versions of an agenda, papers of a meeting. */
#include "core/meeting/materials.h"
#include "core/paper/freeze.h"
#include "core/work/units.h"
#include "tui/agendawords.h"
#include "tui/cli.h"
#include "tui/cli_agenda.h"
#include "tui/cli_rows.h"
#include "tui/cli_set.h"
#include "tui/i18n.h"

#include <string.h>

enum { NUMBER_MAX = 9999 };

/* --- ready, frozen ------------------------------------------------------------------------------------------------------- */

static enum lx_rc agenda_ready(struct cli *c)
{
    static const struct cli_column columns[] = { { N_("No."), NULL, false }, { N_("Missing"), NULL, false }, { N_("Title"), NULL, false } };
    struct cli_table t = { .columns = columns, .columns_n = 3 };
    struct cli_agenda a = { 0 };
    struct lx_readiness r = { 0 };
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = cli_agenda_read(c, 0, &a);
    if (rc == LX_OK)
        rc = lx_ready(&c->w, a.m->rec.id, &r, &c->err);
    for (size_t i = 0; rc == LX_OK && i < r.n; i++) {
        struct lx_str s = LX_STR_EMPTY;
        lx_agenda_number(&s, &a.plan.at[r.at[i].place], c->zh);
        cli_cell(&t, lx_str_z(&s));
        lx_str_clear(&s);
        lack_words(&s, r.at[i].lacks);
        cli_cell(&t, lx_str_z(&s));
        cli_cell(&t, ((struct lx_agenda *)(void *)a.rows.at[r.at[i].place])->title);
        t.rows_n++;
        lx_str_done(&s);
    }
    if (rc == LX_OK)
        cli_table_print(c, &t);
    lx_readiness_done(&r);
    cli_agenda_done(&a);
    return rc;
}

static enum lx_rc agenda_freeze(struct cli *c)
{
    struct lx_meeting *m = NULL;
    int64_t number = 0;
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = cli_get_meeting(c, 0, &m);
    if (rc == LX_OK)
        rc = lx_agenda_freeze(&c->w, m->rec.id, cli_opt(&c->args, "--why"), cli_opt(&c->args, "--override"), &number, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%lld", (long long)number);
    lx_rec_free(m);
    return rc;
}

static enum lx_rc agenda_versions(struct cli *c)
{
    struct lx_meeting *m = NULL;
    struct lx_rows rows = { 0 };
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = cli_get_meeting(c, 0, &m);
    if (rc == LX_OK)
        rc = lx_editions(&c->w, m->rec.id, EDITION_AGENDA, false, &rows, &c->err);
    if (rc == LX_OK)
        rc = cli_rows(c, &rows, "number day why clerk");
    lx_rows_done(&rows);
    lx_rec_free(m);
    return rc;
}

static enum lx_rc agenda_diff(struct cli *c)
{
    struct lx_meeting *m = NULL;
    struct lx_edition *a = NULL, *b = NULL;
    struct lx_differences d = { 0 };
    int64_t from = 0, to = 0;
    enum lx_rc rc = cli_need(c, 1, 3);
    if (rc == LX_OK)
        rc = cli_get_meeting(c, 0, &m);
    if (rc == LX_OK && cli_pos(&c->args, 1))
        rc = cli_number(c, "", cli_pos(&c->args, 1), 1, NUMBER_MAX, &from);
    if (rc == LX_OK && cli_pos(&c->args, 2))
        rc = cli_number(c, "", cli_pos(&c->args, 2), 1, NUMBER_MAX, &to);
    if (rc == LX_OK)
        rc = lx_edition_find(&c->w, m->rec.id, EDITION_AGENDA, to, &b, &c->err);
    if (rc == LX_OK)
        rc = lx_edition_find(&c->w, m->rec.id, EDITION_AGENDA, from ? from : b->number - 1, &a, &c->err);
    if (rc == LX_OK)
        lx_edition_diff(a->text, b->text, &d);
    for (size_t i = 0; rc == LX_OK && i < d.n; i++) {
        struct lx_str s = LX_STR_EMPTY;
        difference_words(&s, &d.at[i]);
        cli_line(c, "%s", lx_str_z(&s));
        lx_str_done(&s);
    }
    lx_differences_done(&d);
    lx_rec_free(a);
    lx_rec_free(b);
    lx_rec_free(m);
    return rc;
}

/* --- papers -------------------------------------------------------------------------------------------------------------- */

static enum lx_rc material_add(struct cli *c)
{
    static const struct cli_setting settings[] = { { "--unit", "unit" },       { "--due", "due" },       { "--pages", "pages" },       { "--copies", "copies" },
                                                   { "--secrecy", "secrecy" }, { "--recall", "recall" }, { "--received", "received" }, { NULL, NULL } };
    struct cli_agenda a = { 0 };
    struct lx_material *m = lx_rec_new(LX_MATERIAL);
    size_t row = 0;
    enum lx_rc rc = cli_need(c, 2, 2);
    if (rc == LX_OK)
        rc = cli_agenda_read(c, 0, &a);
    if (rc == LX_OK)
        rc = lx_set_value(&c->w, m, lx_field_named(LX_MATERIAL, "title"), cli_pos(&c->args, 1), NULL, &c->err);
    if (rc == LX_OK)
        rc = cli_set_all(c, m, settings);
    if (rc == LX_OK && cli_opt(&c->args, "--on") && (rc = cli_agenda_row(c, &a, cli_opt(&c->args, "--on"), &row)) == LX_OK)
        m->agenda = a.rows.at[row]->id;
    if (rc == LX_OK) {
        m->meeting = a.m->rec.id;
        rc = lx_material_add(&c->w, m, &c->err);
    }
    if (rc == LX_OK)
        cli_line(c, "%lld", (long long)m->number);
    lx_rec_free(m);
    cli_agenda_done(&a);
    return rc;
}

static void print_material(struct cli *c, struct cli_table *t, const struct lx_material *m, size_t heads)
{
    static const char *const fields[] = { "number", "edition", "title", "unit", "state", "pages", NULL, "secrecy", "recall" };
    for (size_t k = 0; k < sizeof fields / sizeof fields[0]; k++) {
        struct lx_str s = LX_STR_EMPTY;
        if (fields[k])
            lx_show_value(&c->w, &s, m, lx_field_named(LX_MATERIAL, fields[k]), c->zh);
        else if (m->state != MATERIAL_VOID)
            lx_str_addi(&s, lx_material_copies(m, heads));
        cli_cell(t, lx_str_z(&s));
        lx_str_done(&s);
    }
    t->rows_n++;
}

static enum lx_rc material_list(struct cli *c)
{
    static const struct cli_column columns[] = { { N_("No."), NULL, true },    { N_("Version"), NULL, true }, { N_("Title"), NULL, false },
                                                 { N_("By"), NULL, false },    { N_("State"), NULL, false },  { N_("Pages"), NULL, true },
                                                 { N_("Copies"), NULL, true }, { N_("Confidentiality"), NULL, false }, { N_("Collected"), NULL, false } };
    struct cli_table t = { .columns = columns, .columns_n = 9 };
    struct lx_meeting *m = NULL;
    struct lx_rows rows = { 0 };
    struct lx_json_out j = { &c->out, false };
    size_t heads = 0;
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = cli_get_meeting(c, 0, &m);
    if (rc == LX_OK)
        rc = lx_all(&c->w, LX_MATERIAL, lx_cond_ref(LX_MATERIAL, "meeting", m->rec.id), "number", false, &rows, &c->err);
    if (rc == LX_OK)
        rc = lx_heads(&c->w, m, &heads, &c->err);
    if (rc == LX_OK && cli_wants(c, "--json")) {
        lx_json_begin_array(&j);
        rc = cli_json_rows(c, &j, &rows);
        lx_json_end_array(&j);
        lx_str_addc(&c->out, '\n');
    } else if (rc == LX_OK) {
        for (size_t i = 0; i < rows.n; i++)
            print_material(c, &t, (struct lx_material *)(void *)rows.at[i], heads);
        cli_table_print(c, &t);
    }
    lx_rows_done(&rows);
    lx_rec_free(m);
    return rc;
}

static enum lx_rc find_material(struct cli *c, int least_n, int most_n, lx_id *id)
{
    struct lx_meeting *m = NULL;
    int64_t number = 0;
    enum lx_rc rc = cli_need(c, least_n, most_n);
    if (rc == LX_OK)
        rc = cli_get_meeting(c, 0, &m);
    if (rc == LX_OK)
        rc = cli_number(c, "", cli_pos(&c->args, 1), 1, NUMBER_MAX, &number);
    if (rc == LX_OK)
        rc = lx_material_find(&c->w, m->rec.id, number, id, &c->err);
    lx_rec_free(m);
    return rc;
}

static enum lx_rc read_pages(struct cli *c, int64_t *pages)
{
    *pages = LX_NO_INT;
    return cli_opt(&c->args, "--pages") ? cli_number(c, "--pages", cli_opt(&c->args, "--pages"), 0, NUMBER_MAX, pages) : LX_OK;
}

static enum lx_rc material_receive(struct cli *c)
{
    lx_id id = 0;
    int64_t pages;
    enum lx_rc rc = read_pages(c, &pages);
    if (rc == LX_OK)
        rc = find_material(c, 2, 2, &id);
    if (rc == LX_OK)
        rc = lx_material_receive(&c->w, id, pages, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", cli_pos(&c->args, 1));
    return rc;
}

static enum lx_rc material_replace(struct cli *c)
{
    lx_id id = 0;
    int64_t pages;
    enum lx_rc rc = read_pages(c, &pages);
    if (rc == LX_OK)
        rc = find_material(c, 2, 2, &id);
    if (rc == LX_OK)
        rc = lx_material_replace(&c->w, id, cli_opt(&c->args, "--title"), pages, NULL, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", cli_pos(&c->args, 1));
    return rc;
}

static enum lx_rc material_set(struct cli *c)
{
    lx_id id = 0;
    enum lx_rc rc = find_material(c, 3, CLI_ARGS_MAX, &id);
    return rc == LX_OK ? cli_set_row(c, LX_MATERIAL, id, 2) : rc;
}

const struct cli_handler cli_material_handlers[] = {
    { CMD_AGENDA_READY, agenda_ready },       { CMD_AGENDA_FREEZE, agenda_freeze },   { CMD_AGENDA_VERSIONS, agenda_versions },
    { CMD_AGENDA_DIFF, agenda_diff },         { CMD_MATERIAL_ADD, material_add },     { CMD_MATERIAL_LIST, material_list },
    { CMD_MATERIAL_RECEIVE, material_receive }, { CMD_MATERIAL_REPLACE, material_replace }, { CMD_MATERIAL_SET, material_set },
    { CMD_NONE, NULL },
};
