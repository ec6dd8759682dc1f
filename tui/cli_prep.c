/* The command line: templates, parts of a session, preparation, notices and replies, postponement, calendar files. */
#include "core/meeting/ics.h"
#include "core/meeting/meetings.h"
#include "core/meeting/notices.h"
#include "core/meeting/prep.h"
#include "core/meeting/sequence.h"
#include "core/meeting/templates.h"
#include "core/text/text.h"
#include "core/work/numbers.h"
#include "core/work/units.h"
#include "tui/cli.h"
#include "tui/cli_rows.h"
#include "tui/cli_set.h"
#include "tui/i18n.h"

#include <string.h>

enum { PLACE_MAX = 9999 };

/* --- templates --------------------------------------------------------------------------------------------------------------- */

static enum lx_rc template_add(struct cli *c)
{
    static const struct cli_setting settings[] = { { "--series", "series" }, { "--time", "time" }, { "--place", "place" }, { NULL, NULL } };
    return cli_add_record(c, LX_TEMPLATE, "name", settings);
}

static enum lx_rc template_list(struct cli *c) { return cli_list(c, LX_TEMPLATE); }
static enum lx_rc template_set(struct cli *c) { return cli_set_record(c, LX_TEMPLATE); }
static enum lx_rc template_delete(struct cli *c) { return cli_delete_record(c, LX_TEMPLATE); }

static enum lx_rc template_show(struct cli *c)
{
    struct lx_template *t;
    struct lx_rows lines = { 0 };
    enum lx_rc rc = cli_get_record(c, LX_TEMPLATE, &t);
    if (rc == LX_OK)
        cli_show(c, t);
    if (rc == LX_OK && !cli_wants(c, "--json") && (rc = lx_template_lines(&c->w, t->rec.id, &lines, &c->err)) == LX_OK)
        rc = cli_rows(c, &lines, "kind title agenda minutes days working unit depth text");
    lx_rows_done(&lines);
    lx_rec_free(t);
    return rc;
}

static enum lx_rc template_line(struct cli *c)
{
    static const struct cli_setting settings[] = { { "--agenda", "agenda" }, { "--minutes", "minutes" }, { "--days", "days" }, { "--unit", "unit" },
                                                   { "--depth", "depth" },   { "--text", "text" },       { NULL, NULL } };
    struct lx_standard *s = lx_rec_new(LX_STANDARD);
    enum lx_rc rc = cli_need(c, 3, 3);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_TEMPLATE, cli_pos(&c->args, 0), &s->template, &c->err);
    if (rc == LX_OK)
        rc = cli_word(c, "standard_kind", cli_pos(&c->args, 1), &s->kind);
    if (rc == LX_OK)
        rc = lx_set_value(&c->w, s, lx_field_named(LX_STANDARD, "title"), cli_pos(&c->args, 2), NULL, &c->err);
    if (rc == LX_OK)
        rc = cli_set_all(c, s, settings);
    s->working = cli_wants(c, "--working") ? LX_YES : LX_NO;
    if (rc == LX_OK)
        rc = lx_template_line_add(&c->w, s, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%lld", (long long)s->position);
    lx_rec_free(s);
    return rc;
}

/* The row that the second word numbers, among those of the record that the first names. */
static enum lx_rc find_row(struct cli *c, enum lx_type type, const char *of, lx_id owner, int word, lx_id *id)
{
    int64_t n;
    enum lx_rc rc = cli_number(c, "N", cli_pos(&c->args, word), 1, PLACE_MAX, &n);
    return rc == LX_OK ? lx_sequence_find(&c->w, type, of, owner, n, id, &c->err) : rc;
}

static enum lx_rc find_line(struct cli *c, lx_id *id)
{
    lx_id t = 0;
    enum lx_rc rc = lx_find(&c->w, LX_TEMPLATE, cli_pos(&c->args, 0), &t, &c->err);
    return rc == LX_OK ? find_row(c, LX_STANDARD, "template", t, 1, id) : rc;
}

static enum lx_rc template_move(struct cli *c)
{
    lx_id id = 0;
    int64_t to = 0;
    enum lx_rc rc = cli_need(c, 3, 3);
    if (rc == LX_OK)
        rc = find_line(c, &id);
    if (rc == LX_OK)
        rc = cli_number(c, "TO", cli_pos(&c->args, 2), 1, PLACE_MAX, &to);
    if (rc == LX_OK)
        rc = lx_template_line_move(&c->w, id, to, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%lld", (long long)to);
    return rc;
}

static enum lx_rc template_remove(struct cli *c)
{
    lx_id id = 0;
    enum lx_rc rc = cli_need(c, 2, 2);
    if (rc == LX_OK)
        rc = find_line(c, &id);
    if (rc == LX_OK)
        rc = lx_template_line_remove(&c->w, id, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", cli_pos(&c->args, 1));
    return rc;
}

static enum lx_rc template_apply(struct cli *c)
{
    lx_id t = 0, m = 0;
    enum lx_rc rc = cli_need(c, 2, 2);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_TEMPLATE, cli_pos(&c->args, 0), &t, &c->err);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_MEETING, cli_pos(&c->args, 1), &m, &c->err);
    if (rc == LX_OK)
        rc = lx_template_apply(&c->w, t, m, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", cli_pos(&c->args, 1));
    return rc;
}

/* --- parts ---------------------------------------------------------------------------------------------------------------------- */

/* The rows of the meeting that the first word names. */
static enum lx_rc list_of_meeting(struct cli *c, enum lx_type type, const char *fields)
{
    struct lx_meeting *m = NULL;
    struct lx_rows rows = { 0 };
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = cli_meeting(c, &m);
    if (rc == LX_OK)
        rc = type == LX_PREP ? lx_prep_steps(&c->w, m->rec.id, &rows, &c->err) : lx_sequence(&c->w, type, "meeting", m->rec.id, &rows, &c->err);
    if (rc == LX_OK)
        rc = cli_rows(c, &rows, fields);
    lx_rows_done(&rows);
    lx_rec_free(m);
    return rc;
}

/* MEETING N …: the row. */
static enum lx_rc row_of_meeting(struct cli *c, enum lx_type type, int most_n, lx_id *id)
{
    struct lx_meeting *m = NULL;
    enum lx_rc rc = cli_need(c, 2, most_n);
    if (rc == LX_OK)
        rc = cli_meeting(c, &m);
    if (rc == LX_OK)
        rc = find_row(c, type, "meeting", m->rec.id, 1, id);
    lx_rec_free(m);
    return rc;
}

static enum lx_rc sitting_add(struct cli *c)
{
    static const struct cli_setting settings[] = { { "--date", "date" }, { "--time", "time" }, { "--until", "until" }, { "--place", "place" }, { NULL, NULL } };
    struct lx_meeting *m = NULL;
    struct lx_sitting *s = lx_rec_new(LX_SITTING);
    enum lx_rc rc = cli_need(c, 2, 3);
    if (rc == LX_OK)
        rc = cli_meeting(c, &m);
    if (rc == LX_OK)
        rc = cli_word(c, "sitting_kind", cli_pos(&c->args, 1), &s->kind);
    if (rc == LX_OK && cli_pos(&c->args, 2))
        rc = lx_set_value(&c->w, s, lx_field_named(LX_SITTING, "title"), cli_pos(&c->args, 2), NULL, &c->err);
    if (rc == LX_OK)
        rc = cli_set_all(c, s, settings);
    s->meeting = m ? m->rec.id : 0;
    if (rc == LX_OK)
        rc = lx_sitting_add(&c->w, s, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%lld", (long long)s->position);
    lx_rec_free(s);
    lx_rec_free(m);
    return rc;
}

static enum lx_rc sitting_list(struct cli *c) { return list_of_meeting(c, LX_SITTING, "date time until kind title place"); }

static enum lx_rc sitting_set(struct cli *c)
{
    lx_id id;
    enum lx_rc rc = row_of_meeting(c, LX_SITTING, CLI_ARGS_MAX, &id);
    return rc == LX_OK ? cli_set_row(c, LX_SITTING, id, 2) : rc;
}

static enum lx_rc sitting_remove(struct cli *c)
{
    lx_id id;
    enum lx_rc rc = row_of_meeting(c, LX_SITTING, 2, &id);
    if (rc == LX_OK)
        rc = lx_sitting_remove(&c->w, id, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", cli_pos(&c->args, 1));
    return rc;
}

/* --- preparation ------------------------------------------------------------------------------------------------------------------- */

static enum lx_rc prep_add(struct cli *c)
{
    static const struct cli_setting settings[] = { { "--days", "days" }, { "--due", "due" }, { "--unit", "unit" }, { NULL, NULL } };
    struct lx_meeting *m = NULL;
    struct lx_prep *p = lx_rec_new(LX_PREP);
    enum lx_rc rc = cli_need(c, 2, 2);
    if (rc == LX_OK)
        rc = cli_meeting(c, &m);
    if (rc == LX_OK)
        rc = lx_set_value(&c->w, p, lx_field_named(LX_PREP, "title"), cli_pos(&c->args, 1), NULL, &c->err);
    if (rc == LX_OK)
        rc = cli_set_all(c, p, settings);
    p->meeting = m ? m->rec.id : 0;
    p->working = cli_wants(c, "--working") ? LX_YES : LX_NO;
    if (rc == LX_OK)
        rc = lx_prep_add(&c->w, p, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%lld", (long long)p->position);
    lx_rec_free(p);
    lx_rec_free(m);
    return rc;
}

static enum lx_rc prep_list(struct cli *c)
{
    enum { DUE_MOST = 200 };
    struct lx_rows rows = { 0 };
    if (cli_pos(&c->args, 0))
        return list_of_meeting(c, LX_PREP, "position due days working title unit state done");
    enum lx_rc rc = lx_preps_due(&c->w, c->w.today + LX_PREP_AHEAD, DUE_MOST, &rows, &c->err);
    if (rc == LX_OK)
        rc = cli_rows(c, &rows, "due meeting title unit");
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc prep_set(struct cli *c)
{
    lx_id id;
    enum lx_rc rc = row_of_meeting(c, LX_PREP, CLI_ARGS_MAX, &id);
    return rc == LX_OK ? cli_set_row(c, LX_PREP, id, 2) : rc;
}

struct going {
    lx_id meeting;
    int state;
};

static enum lx_rc go_one(struct cli *c, int word, void *ctx)
{
    const struct going *g = ctx;
    lx_id id = 0;
    enum lx_rc rc = find_row(c, LX_PREP, "meeting", g->meeting, word, &id);
    return rc == LX_OK ? lx_prep_go(&c->w, id, g->state, &c->err) : rc;
}

/* All rows named. */
static enum lx_rc prep_go(struct cli *c, int state)
{
    struct lx_meeting *m = NULL;
    enum lx_rc rc = cli_need(c, 2, CLI_ARGS_MAX);
    if (rc == LX_OK)
        rc = cli_meeting(c, &m);
    if (rc == LX_OK)
        rc = cli_all_or_none(c, 1, go_one, &(struct going){ m->rec.id, state });
    for (int i = 1; rc == LX_OK && i < c->args.pos_n; i++)
        cli_line(c, "%s", c->args.pos[i]);
    lx_rec_free(m);
    return rc;
}

static enum lx_rc prep_done(struct cli *c) { return prep_go(c, PREP_DONE); }
static enum lx_rc prep_drop(struct cli *c) { return prep_go(c, PREP_DROPPED); }
static enum lx_rc prep_reopen(struct cli *c) { return prep_go(c, PREP_OPEN); }

static enum lx_rc prep_remove(struct cli *c)
{
    lx_id id;
    enum lx_rc rc = row_of_meeting(c, LX_PREP, 2, &id);
    if (rc == LX_OK)
        rc = lx_prep_remove(&c->w, id, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", cli_pos(&c->args, 1));
    return rc;
}

/* --- notices ------------------------------------------------------------------------------------------------------------------------- */

static enum lx_rc read_units(struct cli *c, const char *option, struct lx_ids *units)
{
    enum lx_rc rc = LX_OK;
    for (int i = 0; rc == LX_OK && i < c->args.opts_n; i++) {
        lx_id id;
        if (strcmp(c->args.opts[i].name, option) == 0 && (rc = lx_find(&c->w, LX_UNIT, c->args.opts[i].value, &id, &c->err)) == LX_OK)
            lx_ids_add(units, id);
    }
    return rc;
}

static enum lx_rc read_when(struct cli *c, const char *date, struct lx_meeting_when *to)
{
    to->time = cli_opt(&c->args, "--time");
    to->place = cli_opt(&c->args, "--place");
    return cli_day(c, date, LX_NO_DAY, &to->date);
}

static enum lx_rc correct(struct cli *c, const struct lx_meeting *m)
{
    struct lx_meeting_when to;
    enum lx_rc rc = read_when(c, cli_opt(&c->args, "--date"), &to);
    return rc == LX_OK ? lx_meeting_correct(&c->w, m->rec.id, &to, cli_opt(&c->args, "--reason"), &c->err) : rc;
}

static enum lx_rc notice_add(struct cli *c)
{
    static const struct cli_setting settings[] = { { "--reply-by", "reply_by" }, { "--reason", "reason" }, { "--text", "text" }, { "--issuer", "issuer" },
                                                   { NULL, NULL } };
    struct lx_meeting *m = NULL;
    struct lx_notice *n = lx_rec_new(LX_NOTICE);
    struct lx_ids units = { 0 };
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = cli_meeting(c, &m);
    if (rc == LX_OK)
        rc = cli_word(c, "notice_kind", cli_opt(&c->args, "--kind"), &n->kind);
    if (rc == LX_OK)
        rc = cli_set_all(c, n, settings);
    if (rc == LX_OK)
        rc = read_units(c, "--to", &units);
    n->meeting = m ? m->rec.id : 0;
    if (rc == LX_OK && n->kind == NOTICE_POSTPONEMENT)
        rc = lx_fail(&c->err, LX_USAGE, N_("A meeting is put off with: %s"), "lianxi meeting postpone %s DATE --reason ...", m->no);
    else if (rc == LX_OK && n->kind == NOTICE_CORRECTION)
        rc = correct(c, m);
    else if (rc == LX_OK)
        rc = lx_notice_send(&c->w, n, units.at, units.n, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", m->no);
    lx_ids_done(&units);
    lx_rec_free(n);
    lx_rec_free(m);
    return rc;
}

static enum lx_rc notice_list(struct cli *c)
{
    struct lx_meeting *m = NULL;
    struct lx_rows rows = { 0 };
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = cli_meeting(c, &m);
    if (rc == LX_OK)
        rc = lx_notices(&c->w, m->rec.id, &rows, &c->err);
    if (rc == LX_OK)
        rc = cli_rows(c, &rows, "day kind reply_by old_date new_date reason");
    lx_rows_done(&rows);
    lx_rec_free(m);
    return rc;
}

static const char reply_fields[] = "unit state day name post for_whom people note";

/* The nth notice of the meeting, else the last one. */
static enum lx_rc pick_notice(struct cli *c, const struct lx_meeting *m, struct lx_rows *rows, size_t *place)
{
    int64_t n = 0;
    enum lx_rc rc = lx_notices(&c->w, m->rec.id, rows, &c->err);
    if (rc == LX_OK && cli_pos(&c->args, 1))
        rc = cli_number(c, "N", cli_pos(&c->args, 1), 1, PLACE_MAX, &n);
    else
        n = (int64_t)rows->n;
    if (rc == LX_OK && (n < 1 || (size_t)n > rows->n))
        rc = lx_fail(&c->err, LX_NOTFOUND, N_("No such notice of meeting %s"), "%s", m->no);
    *place = (size_t)n - 1;
    return rc;
}

static enum lx_rc notice_show(struct cli *c)
{
    struct lx_meeting *m = NULL;
    struct lx_rows rows = { 0 }, replies = { 0 };
    size_t place = 0;
    enum lx_rc rc = cli_need(c, 1, 2);
    if (rc == LX_OK)
        rc = cli_meeting(c, &m);
    if (rc == LX_OK)
        rc = pick_notice(c, m, &rows, &place);
    if (rc == LX_OK)
        cli_show(c, rows.at[place]);
    if (rc == LX_OK && !cli_wants(c, "--json") && (rc = lx_replies(&c->w, rows.at[place]->id, &replies, &c->err)) == LX_OK && replies.n)
        rc = cli_rows(c, &replies, reply_fields);
    lx_rows_done(&rows);
    lx_rows_done(&replies);
    lx_rec_free(m);
    return rc;
}

/* The last notice that asks for answers. */
static enum lx_rc last_notice(struct cli *c, lx_id *notice)
{
    struct lx_meeting *m = NULL;
    *notice = 0;
    enum lx_rc rc = cli_meeting(c, &m);
    if (rc == LX_OK)
        rc = lx_notice_last(&c->w, m->rec.id, notice, &c->err);
    if (rc == LX_OK && !*notice)
        rc = lx_fail(&c->err, LX_NOTFOUND, m->state == MEETING_POSTPONED ? N_("Nobody is asked while the meeting has no day: %s")
                                                                         : N_("No notice of this meeting has gone out yet: %s"), "%s", m->no);
    lx_rec_free(m);
    return rc;
}

/* The slip of the unit typed: among those that got the notice a part of the name is enough. */
static enum lx_rc find_slip(struct cli *c, lx_id notice, const char *typed, lx_id *reply, lx_id *unit)
{
    struct lx_rows rows = { 0 };
    size_t found_n = 0;
    enum lx_rc rc = lx_replies(&c->w, notice, &rows, &c->err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_reply *r = (const struct lx_reply *)(const void *)rows.at[i];
        if (lx_name_match(typed, lx_unit_name(c->w.units, r->unit))) {
            *reply = r->rec.id;
            *unit = r->unit;
            found_n++;
        }
    }
    lx_rows_done(&rows);
    if (rc != LX_OK || found_n == 1)
        return rc;
    rc = lx_find(&c->w, LX_UNIT, typed, unit, &c->err);
    return rc == LX_OK ? lx_reply_of(&c->w, notice, *unit, reply, &c->err) : rc;
}

static enum lx_rc reply_set(struct cli *c)
{
    static const struct cli_setting settings[] = { { "--name", "name" },   { "--post", "post" },     { "--for", "for_whom" }, { "--phone", "phone" },
                                                   { "--people", "people" }, { "--note", "note" }, { NULL, NULL } };
    lx_id notice = 0, unit = 0, reply = 0;
    int state = 0;
    struct lx_reply *with = lx_rec_new(LX_REPLY);
    enum lx_rc rc = cli_need(c, 3, 3);
    if (rc == LX_OK)
        rc = last_notice(c, &notice);
    if (rc == LX_OK)
        rc = find_slip(c, notice, cli_pos(&c->args, 1), &reply, &unit);
    if (rc == LX_OK)
        rc = cli_word(c, "reply_state", cli_pos(&c->args, 2), &state);
    if (rc == LX_OK)
        rc = cli_set_all(c, with, settings);
    if (rc == LX_OK)
        rc = lx_reply_set(&c->w, reply, state, with, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", lx_unit_name(c->w.units, unit));
    lx_rec_free(with);
    return rc;
}

static enum lx_rc reply_list(struct cli *c)
{
    lx_id notice = 0;
    struct lx_rows rows = { 0 };
    size_t n = 0;
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = last_notice(c, &notice);
    if (rc == LX_OK)
        rc = lx_replies(&c->w, notice, &rows, &c->err);
    for (size_t i = 0; i < rows.n; i++) {
        bool pending = ((const struct lx_reply *)(const void *)rows.at[i])->state == REPLY_PENDING;
        if (cli_wants(c, "--pending") && !pending)
            lx_rec_free(rows.at[i]);
        else
            rows.at[n++] = rows.at[i];
    }
    rows.n = n;
    if (rc == LX_OK)
        rc = cli_rows(c, &rows, reply_fields);
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc meeting_postpone(struct cli *c)
{
    struct lx_meeting *m = NULL;
    struct lx_meeting_when to;
    enum lx_rc rc = cli_need(c, 1, 2);
    if (rc == LX_OK)
        rc = cli_meeting(c, &m);
    if (rc == LX_OK)
        rc = read_when(c, cli_pos(&c->args, 1), &to);
    if (rc == LX_OK)
        rc = lx_meeting_postpone(&c->w, m->rec.id, &to, cli_opt(&c->args, "--reason"), &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", m->no);
    lx_rec_free(m);
    return rc;
}

static enum lx_rc meeting_ics(struct cli *c)
{
    struct lx_meeting *m = NULL;
    struct lx_str text = LX_STR_EMPTY;
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = cli_meeting(c, &m);
    if (rc == LX_OK)
        rc = lx_ics_meeting(&c->w, m->rec.id, &text, &c->err);
    if (rc == LX_OK)
        rc = cli_text_out(c, &text);
    lx_str_done(&text);
    lx_rec_free(m);
    return rc;
}

const struct cli_handler cli_prep_handlers[] = {
    { CMD_TEMPLATE_ADD, template_add },   { CMD_TEMPLATE_LIST, template_list },   { CMD_TEMPLATE_SHOW, template_show },
    { CMD_TEMPLATE_SET, template_set },   { CMD_TEMPLATE_LINE, template_line },   { CMD_TEMPLATE_MOVE, template_move },
    { CMD_TEMPLATE_REMOVE, template_remove }, { CMD_TEMPLATE_DELETE, template_delete }, { CMD_TEMPLATE_APPLY, template_apply }, { CMD_SITTING_ADD, sitting_add },
    { CMD_SITTING_LIST, sitting_list },   { CMD_SITTING_SET, sitting_set },       { CMD_SITTING_REMOVE, sitting_remove },
    { CMD_PREP_ADD, prep_add },           { CMD_PREP_LIST, prep_list },           { CMD_PREP_SET, prep_set },
    { CMD_PREP_DONE_CLI, prep_done },     { CMD_PREP_DROP_CLI, prep_drop },       { CMD_PREP_REOPEN, prep_reopen },
    { CMD_PREP_REMOVE, prep_remove },     { CMD_NOTICE_ADD, notice_add },         { CMD_NOTICE_LIST, notice_list },
    { CMD_NOTICE_SHOW, notice_show },     { CMD_REPLY_SET, reply_set },           { CMD_REPLY_LIST, reply_list },
    { CMD_MEETING_POSTPONE, meeting_postpone }, { CMD_MEETING_ICS, meeting_ics }, { CMD_NONE, NULL },
};
