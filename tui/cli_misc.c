/* The command line: today, keys, doctor. */
#include "core/text/text.h"
#include "core/work/today.h"
#include "core/work/units.h"
#include "tui/cli.h"
#include "tui/config.h"
#include "tui/history.h"
#include "tui/i18n.h"
#include "tui/keymap.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- today -------------------------------------------------------------------------------------------------------------- */

enum { TODAY_MOST = 20 };

static void print_items(struct cli *c, const char *heading, const struct lx_rows *rows)
{
    if (rows->n)
        cli_line(c, "%s", heading);
    for (size_t i = 0; i < rows->n; i++) {
        const struct lx_item *item = (struct lx_item *)rows->at[i];
        struct lx_str due = LX_STR_EMPTY;
        lx_date_short(&due, &item->due, c->w.today);
        cli_line(c, "  %s  %s  %s", item->no, lx_str_z(&due), item->title);
        lx_str_done(&due);
    }
}

static void print_preps(struct cli *c, const struct lx_rows *rows)
{
    if (rows->n)
        cli_line(c, "%s", _("Preparation due"));
    for (size_t i = 0; i < rows->n; i++) {
        const struct lx_prep *p = (struct lx_prep *)rows->at[i];
        struct lx_str due = LX_STR_EMPTY, meeting = LX_STR_EMPTY;
        lx_date_short(&due, &p->due, c->w.today);
        lx_show_id(&c->w, &meeting, p->meeting);
        cli_line(c, "  %.*s  %s  %s", (int)strcspn(lx_str_z(&meeting), " "), lx_str_z(&meeting), lx_str_z(&due), p->title);
        lx_str_done(&due);
        lx_str_done(&meeting);
    }
}

static void print_answers(struct cli *c, const struct lx_rows *rows)
{
    if (rows->n)
        cli_line(c, "%s", _("Not answered"));
    for (size_t i = 0; i < rows->n; i++) {
        const struct lx_opinion *o = (struct lx_opinion *)rows->at[i];
        struct lx_str due = LX_STR_EMPTY, meeting = LX_STR_EMPTY, what = LX_STR_EMPTY;
        lx_date_short(&due, &o->due, c->w.today);
        lx_show_id(&c->w, &meeting, o->of);
        lx_str_addf(&what, _("Opinion on the minutes: %s"), lx_unit_name(c->w.units, o->unit));
        cli_line(c, "  %.*s  %s  %s", (int)strcspn(lx_str_z(&meeting), " "), lx_str_z(&meeting), lx_str_z(&due), what.s);
        lx_str_done(&due);
        lx_str_done(&meeting);
        lx_str_done(&what);
    }
}

static enum lx_rc today_json(struct cli *c, const struct lx_today *t, const struct lx_today_counts *n)
{
    const struct {
        const char *key;
        size_t n;
    } counts[] = { { "open", n->open },           { "mine_open", n->mine_open }, { "late", n->late },  { "mine_late", n->mine_late },
                   { "near", n->near }, { "mine_near", n->mine_near }, { "notes", n->notes } };
    const struct {
        const char *key;
        const struct lx_rows *rows;
    } parts[] = { { "mine_late", &t->mine_late }, { "mine_near", &t->mine_near }, { "late", &t->late },         { "near", &t->near },
                  { "preparation", &t->preps },   { "opinions", &t->answers },    { "meetings", &t->meetings }, { "notes", &t->notes } };
    struct lx_json_out j = { &c->out, false };
    struct lx_str day = LX_STR_EMPTY;
    enum lx_rc rc = LX_OK;
    lx_day_format(&day, c->w.today);
    lx_json_begin_object(&j);
    lx_json_key(&j, "day");
    lx_json_string(&j, lx_str_z(&day));
    lx_json_key(&j, "counts");
    lx_json_begin_object(&j);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        lx_json_key(&j, counts[i].key);
        lx_json_int(&j, (int64_t)counts[i].n);
    }
    lx_json_end_object(&j);
    for (size_t i = 0; rc == LX_OK && i < sizeof parts / sizeof parts[0]; i++) {
        lx_json_key(&j, parts[i].key);
        lx_json_begin_array(&j);
        rc = parts[i].rows->n ? cli_json_rows(c, &j, parts[i].rows) : LX_OK;
        lx_json_end_array(&j);
    }
    lx_json_end_object(&j);
    lx_str_addc(&c->out, '\n');
    lx_str_done(&day);
    return rc;
}

static enum lx_rc today(struct cli *c)
{
    struct lx_today t;
    struct lx_today_counts n;
    enum lx_rc rc = cli_need(c, 0, 0);
    if (rc != LX_OK)
        return rc;
    rc = lx_today_read(&c->w, &t, TODAY_MOST, 0, &c->err);
    if (rc == LX_OK)
        rc = lx_today_count(&c->w, &n, &c->err);
    if (rc == LX_OK && cli_wants(c, "--json")) {
        rc = today_json(c, &t, &n);
    } else if (rc == LX_OK) {
        struct lx_str day = LX_STR_EMPTY;
        lx_date_format(&day, &(struct lx_date){ .day = c->w.today });
        cli_line(c, "%s  %s %zu  %s %zu  %s %zu  %s %zu", lx_str_z(&day), _("open"), n.open, _("late"), n.late, _("near due"), n.near,
                 _("notes not hung"), n.notes);
        lx_str_done(&day);
        print_items(c, _("Mine, late"), &t.mine_late);
        print_items(c, _("Mine, near due"), &t.mine_near);
        print_items(c, _("Late"), &t.late);
        print_items(c, _("Near due"), &t.near);
        print_preps(c, &t.preps);
        print_answers(c, &t.answers);
        for (size_t i = 0; i < t.meetings.n; i++) {
            struct lx_str s = LX_STR_EMPTY;
            lx_date_short(&s, &((struct lx_meeting *)t.meetings.at[i])->date, c->w.today);
            lx_str_add(&s, "  ");
            lx_show_name(&c->w, &s, t.meetings.at[i]);
            cli_line(c, "%s%s%s", LX_LABEL(_("Next meeting:")), lx_str_z(&s));
            lx_str_done(&s);
        }
    }
    lx_today_done(&t);
    return rc;
}

/* --- keys ---------------------------------------------------------------------------------------------------------------- */

/* Your own keys too; those that cannot be read are named on the screen. */
static void own_keymap(struct keymap *m)
{
    struct config config = { 0 };
    struct lx_err err;
    keymap_init(m);
    (void)!config_read(&config, &err);
    for (size_t i = config.n; i-- > 0;)
        if (strcmp(config.at[i].section, "keys") == 0)
            (void)!keymap_set(m, config.at[i].name, config.at[i].value, &err);
    config_done(&config);
}

static enum lx_rc keys(struct cli *c)
{
    bool md = cli_wants(c, "--md");
    struct keymap map;
    struct lx_str own = LX_STR_EMPTY;
    own_keymap(&map);
    if (md)
        lx_str_addf(&c->out, "| %s | %s | %s |\n|---|---|---|\n", _("Key"), _("Command"), _("What it does"));
    for (int i = CMD_NONE + 1; i < CMD_N; i++) {
        const struct lx_command *k = lx_command((enum lx_cmd)i);
        const char *help = lx_two(k->help, k->help_zh);
        if (md) {
            lx_str_addf(&c->out, "| %s%s%s | %s%s%s | %s |\n", *k->keys ? "`" : "", k->keys, *k->keys ? "`" : "", k->name,
                        *k->args ? " " : "", k->args, help);
        } else {
            lx_str_clear(&own);
            keymap_all_keys(&map, k->id, &own);
            lx_text_fit(&c->out, lx_str_z(&own), 16, LX_LEFT, LX_NARROW);
            lx_text_fit(&c->out, k->name, 20, LX_LEFT, LX_NARROW);
            lx_str_addf(&c->out, "%s\n", help);
        }
    }
    keymap_done(&map);
    lx_str_done(&own);
    return LX_OK;
}

/* --- doctor -------------------------------------------------------------------------------------------------------------- */

static bool have_program(const char *name)
{
    const char *path = getenv("PATH");
    bool found = false;
    while (path && *path && !found) {
        size_t len = strcspn(path, ":");
        struct lx_str file = LX_STR_EMPTY;
        lx_str_addf(&file, "%.*s/%s", (int)len, path, name);
        found = access(lx_str_z(&file), X_OK) == 0;
        lx_str_done(&file);
        path += len + (path[len] == ':');
    }
    return found;
}

static enum lx_rc doctor(struct cli *c)
{
    const char *term = getenv("TERM"), *lang = getenv("LANG");
    cli_line(c, "%s%s%s", LX_LABEL(_("Database:")), c->db_path);
    cli_line(c, "%s%s%s", LX_LABEL(_("May be written:")), access(c->db_path, W_OK) == 0 ? _("yes") : _("no"));
    cli_line(c, "%s%s%s", LX_LABEL(_("Clerk:")), lx_clerk(&c->w));
    cli_line(c, "%s%sTERM=%s LANG=%s", LX_LABEL(_("Terminal:")), term ? term : "", lang ? lang : "");
    cli_line(c, "%s%s%s", LX_LABEL(_("Printing (lp):")), have_program("lp") ? _("yes") : _("no; install the package cups-client"));
    cli_line(c, "%s%s%s", LX_LABEL(_("Editor:")), getenv("VISUAL") ? getenv("VISUAL") : getenv("EDITOR") ? getenv("EDITOR") : "vi");
    return LX_OK;
}

const struct cli_handler cli_misc_handlers[] = {
    { CMD_TODAY, today },
    { CMD_KEYS, keys },
    { CMD_DOCTOR, doctor },
    { CMD_NONE, NULL },
};
