/* The command line: units, persons, holidays, the office. */
#include "core/exchange/officeio.h"
#include "core/text/text.h"
#include "core/work/numbers.h"
#include "core/work/office.h"
#include "core/work/units.h"
#include "tui/cli.h"
#include "tui/cli_rows.h"
#include "tui/cli_set.h"
#include "tui/i18n.h"
#include "tui/names.h"

#include <stdlib.h>
#include <string.h>

/* --- units -------------------------------------------------------------------------------------------------------------- */

static enum lx_rc unit_add(struct cli *c)
{
    const char *kind_typed = cli_opt(&c->args, "--kind"), *parent_typed = cli_opt(&c->args, "--parent");
    lx_id parent = 0, id;
    int kind = -1;
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK && kind_typed)
        rc = cli_word(c, "unit_kind", kind_typed, &kind);
    if (rc == LX_OK && parent_typed)
        rc = lx_find(&c->w, LX_UNIT, parent_typed, &parent, &c->err);
    if (rc == LX_OK)
        rc = lx_unit_add(&c->w, cli_pos(&c->args, 0), kind, parent, &id, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", cli_pos(&c->args, 0));
    return rc;
}

static enum lx_rc unit_list(struct cli *c) { return cli_list(c, LX_UNIT); }
static enum lx_rc person_list(struct cli *c) { return cli_list(c, LX_PERSON); }
static enum lx_rc holiday_list(struct cli *c) { return cli_list(c, LX_HOLIDAY); }
static enum lx_rc unit_set(struct cli *c) { return cli_set_record(c, LX_UNIT); }
static enum lx_rc person_set(struct cli *c) { return cli_set_record(c, LX_PERSON); }

static void show_alias(struct cli *c, const struct lx_alias *a)
{
    struct lx_str words = LX_STR_EMPTY;
    names_alias(&words, a);
    cli_line(c, "%s  %s", lx_two(lx_table(LX_ALIAS)->en, lx_table(LX_ALIAS)->zh), lx_str_z(&words));
    lx_str_done(&words);
}

static enum lx_rc unit_show(struct cli *c)
{
    struct lx_unit *unit;
    struct lx_rows persons = { 0 };
    enum lx_rc rc = cli_get_record(c, LX_UNIT, &unit);
    if (rc == LX_OK)
        cli_show(c, unit);
    if (rc == LX_OK && !cli_wants(c, "--json")) {
        for (size_t i = 0; i < c->w.units->aliases.n; i++) {
            const struct lx_alias *a = (struct lx_alias *)c->w.units->aliases.at[i];
            if (a->unit == unit->rec.id)
                show_alias(c, a);
        }
        rc = lx_all(&c->w, LX_PERSON, lx_cond_ref(LX_PERSON, "unit", unit->rec.id), "rank", false, &persons, &c->err);
        for (size_t i = 0; i < persons.n; i++) {
            const struct lx_person *p = (struct lx_person *)persons.at[i];
            cli_line(c, "%s  %s  %s", p->post ? p->post : "", p->name ? p->name : "", p->phone ? p->phone : "");
        }
    }
    lx_rows_done(&persons);
    lx_rec_free(unit);
    return rc;
}

static enum lx_rc unit_alias(struct cli *c)
{
    static const struct cli_setting settings[] = { { "--from", "since" }, { "--to", "until" }, { NULL, NULL } };
    lx_id id;
    struct lx_alias *dates = lx_rec_new(LX_ALIAS);
    enum lx_rc rc = cli_need(c, 2, 2);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_UNIT, cli_pos(&c->args, 0), &id, &c->err);
    if (rc == LX_OK)
        rc = cli_set_all(c, dates, settings);
    if (rc == LX_OK)
        rc = lx_unit_alias_dated(&c->w, id, cli_pos(&c->args, 1), &dates->since, &dates->until, &c->err);
    lx_rec_free(dates);
    if (rc == LX_OK)
        cli_line(c, "%s", cli_pos(&c->args, 1));
    return rc;
}

static enum lx_rc unit_find(struct cli *c)
{
    struct lx_ids ids = { 0 };
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc != LX_OK)
        return rc;
    lx_unit_matches(c->w.units, cli_pos(&c->args, 0), &ids);
    struct lx_json_out j = { &c->out, false };
    if (cli_wants(c, "--json")) {
        lx_json_begin_array(&j);
        for (size_t i = 0; i < ids.n; i++)
            cli_json_record(c, &j, lx_unit_by_id(c->w.units, ids.at[i]));
        lx_json_end_array(&j);
        lx_str_addc(&c->out, '\n');
    } else {
        for (size_t i = 0; i < ids.n; i++)
            cli_line(c, "%s", lx_unit_by_id(c->w.units, ids.at[i])->name);
    }
    lx_ids_done(&ids);
    return LX_OK;
}

/* --- persons, holidays ------------------------------------------------------------------------------------------------------ */

static enum lx_rc person_add(struct cli *c)
{
    static const struct cli_setting settings[] = { { "--unit", "unit" }, { "--name", "name" }, { "--role", "role" }, { "--phone", "phone" }, { NULL, NULL } };
    return cli_add_record(c, LX_PERSON, "post", settings);
}

static enum lx_rc person_show(struct cli *c)
{
    struct lx_person *p;
    enum lx_rc rc = cli_get_record(c, LX_PERSON, &p);
    if (rc == LX_OK)
        cli_show(c, p);
    lx_rec_free(p);
    return rc;
}

static enum lx_rc holiday_add(struct cli *c)
{
    static const struct cli_setting settings[] = { { "--kind", "kind" }, { "--name", "name" }, { NULL, NULL } };
    return cli_add_record(c, LX_HOLIDAY, "day", settings);
}

/* --- office ------------------------------------------------------------------------------------------------------------------ */

static enum lx_rc office_show(struct cli *c)
{
    cli_show(c, c->w.office);
    return LX_OK;
}

static enum lx_rc office_set(struct cli *c)
{
    struct lx_str said = LX_STR_EMPTY;
    enum lx_rc rc = cli_need(c, 1, CLI_ARGS_MAX);
    if (rc == LX_OK)
        rc = lx_office_set(&c->w, (char *const *)c->args.pos, (size_t)c->args.pos_n, &said, &c->err);
    if (rc == LX_OK)
        cli_said(c, &said);
    for (int i = 0; rc == LX_OK && i < c->args.pos_n; i++) {
        char *name = strndup(c->args.pos[i], strcspn(c->args.pos[i], "="));
        cli_line(c, "%s", name ? name : "");
        free(name);
    }
    lx_str_done(&said);
    return rc;
}

static enum lx_rc office_export(struct cli *c)
{
    struct lx_str out = LX_STR_EMPTY;
    FILE *f;
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = lx_office_export(&c->w, &out, &c->err);
    if (rc == LX_OK)
        rc = cli_create(c, cli_pos(&c->args, 0), &f);
    if (rc == LX_OK) {
        bool all = fwrite(lx_str_z(&out), 1, out.len, f) == out.len;
        rc = cli_created(c, all ? LX_OK : lx_fail(&c->err, LX_IO, N_("The output could not be written"), "%s", ""), cli_pos(&c->args, 0), f);
    }
    lx_str_done(&out);
    return rc;
}

enum { OFFICE_MAX_LEN = 64 << 20 };

static enum lx_rc office_import(struct cli *c)
{
    struct lx_str text = LX_STR_EMPTY;
    struct lx_officeio_result r = { 0 };
    enum lx_rc rc = cli_need(c, 1, 1);
    bool dry_run = cli_wants(c, "--dry-run");
    if (rc == LX_OK)
        rc = cli_read_file(c, cli_pos(&c->args, 0), OFFICE_MAX_LEN, &text);
    if (rc == LX_OK)
        rc = lx_office_import(&c->w, cli_file_name(cli_pos(&c->args, 0)), lx_str_z(&text), text.len, dry_run, &r, &c->err);
    if (rc == LX_OK) {
        fprintf(stderr, "%s %zu, %s %zu, %s %zu\n", _("new"), r.added_n, _("changed"), r.changed_n, _("unchanged"), r.same_n);
        if (!dry_run)
            lx_text_clean(&c->out, lx_str_z(&r.stored), r.stored.len, LX_CLEAN_LINES);
    }
    lx_officeio_result_done(&r);
    lx_str_done(&text);
    return rc;
}

const struct cli_handler cli_unit_handlers[] = {
    { CMD_UNIT_ADD, unit_add },       { CMD_UNIT_LIST, unit_list },     { CMD_UNIT_SHOW, unit_show },   { CMD_UNIT_SET, unit_set },
    { CMD_UNIT_ALIAS, unit_alias },   { CMD_UNIT_FIND, unit_find },   { CMD_PERSON_ADD, person_add },
    { CMD_PERSON_LIST, person_list }, { CMD_PERSON_SHOW, person_show }, { CMD_PERSON_SET, person_set }, { CMD_HOLIDAY_ADD, holiday_add },
    { CMD_HOLIDAY_LIST, holiday_list }, { CMD_OFFICE_SHOW, office_show }, { CMD_OFFICE_SET, office_set },
    { CMD_OFFICE_EXPORT, office_export }, { CMD_OFFICE_IMPORT, office_import }, { CMD_NONE, NULL },
};
