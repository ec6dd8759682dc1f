/* The command line: topics, from the call to an agenda. */
#include "core/meeting/meetings.h"
#include "core/meeting/topics.h"
#include "core/work/numbers.h"
#include "tui/cli.h"
#include "tui/cli_agenda.h"
#include "tui/cli_set.h"
#include "tui/i18n.h"

#include <string.h>

static void print_topic(struct cli *c, lx_id id) { cli_line(c, "%lld", (long long)lx_id_short(id)); }

static enum lx_rc topic_add(struct cli *c)
{
    static const struct cli_setting settings[] = {
        { "--unit", "unit" },         { "--kind", "kind" },   { "--speaker", "speaker" },   { "--attend", "attend" }, { "--series", "series" },
        { "--minutes", "minutes" },   { "--basis", "basis" }, { "--gist", "gist" },         { "--question", "question" },
        { "--consulted", "consulted" }, { "--legality", "legality" }, { "--annexes", "annexes" }, { "--secrecy", "secrecy" },
        { "--date", "handed" },       { "--meeting", "meeting" }, { "--of", "of" },         { NULL, NULL } };
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc != LX_OK)
        return rc;
    struct lx_topic *t = lx_rec_new(LX_TOPIC);
    rc = lx_set_value(&c->w, t, lx_field_named(LX_TOPIC, "title"), cli_pos(&c->args, 0), NULL, &c->err);
    if (rc == LX_OK)
        rc = cli_set_all(c, t, settings);
    if (rc == LX_OK)
        rc = lx_topic_add(&c->w, t, &c->err);
    if (rc == LX_OK)
        print_topic(c, t->rec.id);
    lx_rec_free(t);
    return rc;
}

static enum lx_rc topic_list(struct cli *c) { return cli_list(c, LX_TOPIC); }

static enum lx_rc topic_show(struct cli *c)
{
    struct lx_topic *t;
    enum lx_rc rc = cli_get_record(c, LX_TOPIC, &t);
    if (rc == LX_OK) {
        cli_show(c, t);
        if (lx_topic_age(&c->w, t) >= 0 && !cli_wants(c, "--json")) {
            struct lx_str s = LX_STR_EMPTY;
            lx_str_addf(&s, _("parked for %d days"), lx_topic_age(&c->w, t));
            cli_line(c, "%s", lx_str_z(&s));
            lx_str_done(&s);
        }
    }
    lx_rec_free(t);
    return rc;
}

static enum lx_rc topic_set(struct cli *c)
{
    lx_id id = 0;
    struct lx_str said = LX_STR_EMPTY;
    enum lx_rc rc = cli_need(c, 2, CLI_ARGS_MAX);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_TOPIC, cli_pos(&c->args, 0), &id, &c->err);
    if (rc == LX_OK)
        rc = lx_topic_set(&c->w, id, (char *const *)(c->args.pos + 1), (size_t)c->args.pos_n - 1, &said, &c->err);
    if (rc == LX_OK) {
        cli_said(c, &said);
        print_topic(c, id);
    }
    lx_str_done(&said);
    return rc;
}

static enum lx_rc step_one(struct cli *c, int word, void *done)
{
    const char *verb = strchr(c->command->name, ' ') + 1;
    lx_id id = 0;
    enum lx_rc rc = lx_find(&c->w, LX_TOPIC, cli_pos(&c->args, word), &id, &c->err);
    if (rc == LX_OK)
        rc = lx_topic_step(&c->w, id, verb, cli_opt(&c->args, "--reason"), &c->err);
    if (rc == LX_OK)
        lx_ids_add(done, id);
    return rc;
}

/* All topics that are named take the step that the command is called by. */
static enum lx_rc topic_step(struct cli *c)
{
    struct lx_ids done = { 0 };
    enum lx_rc rc = cli_need(c, 1, CLI_ARGS_MAX);
    if (rc == LX_OK)
        rc = cli_all_or_none(c, 0, step_one, &done);
    for (size_t i = 0; rc == LX_OK && i < done.n; i++)
        print_topic(c, done.at[i]);
    lx_ids_done(&done);
    return rc;
}

static enum lx_rc topic_schedule(struct cli *c)
{
    lx_id id = 0, row = 0;
    int64_t place = 0;
    struct cli_agenda a = { 0 };
    struct lx_meeting *m = NULL;
    enum lx_rc rc = cli_need(c, 2, 2);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_TOPIC, cli_pos(&c->args, 0), &id, &c->err);
    if (rc == LX_OK)
        rc = cli_get_meeting(c, 1, &m);
    if (rc == LX_OK && cli_opt(&c->args, "--at"))
        rc = cli_number(c, "--at", cli_opt(&c->args, "--at"), 1, 9999, &place);
    if (rc == LX_OK && (rc = lx_begin(&c->w, &c->err)) == LX_OK) {
        rc = lx_topic_schedule(&c->w, id, m->rec.id, 0, &row, &c->err);
        if (rc == LX_OK && place)
            rc = lx_agenda_move(&c->w, row, place, &c->err);
        rc = lx_end(&c->w, rc, "topic schedule", (const char *const *)c->args.pos, &c->err);
    }
    if (rc == LX_OK)
        rc = cli_agenda_read(c, 1, &a);
    for (size_t i = 0; rc == LX_OK && i < a.rows.n; i++)
        if (a.rows.at[i]->id == row) {
            struct lx_str s = LX_STR_EMPTY;
            lx_agenda_number(&s, &a.plan.at[i], c->zh);
            cli_line(c, "%s-%s", m->no, lx_str_z(&s));
            lx_str_done(&s);
        }
    cli_agenda_done(&a);
    lx_rec_free(m);
    return rc;
}

const struct cli_handler cli_topic_handlers[] = {
    { CMD_TOPIC_ADD, topic_add },       { CMD_TOPIC_LIST, topic_list },     { CMD_TOPIC_SHOW, topic_show },
    { CMD_TOPIC_SET, topic_set },       { CMD_TOPIC_CHECK, topic_step },    { CMD_TOPIC_ACCEPT, topic_step },
    { CMD_TOPIC_REFUSE, topic_step },   { CMD_TOPIC_PARK, topic_step },     { CMD_TOPIC_UNPARK, topic_step },
    { CMD_TOPIC_WITHDRAW, topic_step }, { CMD_TOPIC_REOPEN, topic_step },   { CMD_TOPIC_DONE, topic_step },
    { CMD_TOPIC_SCHEDULE, topic_schedule }, { CMD_NONE, NULL },
};
