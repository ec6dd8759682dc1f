/* The command line: bodies, series, duties, rotation. */
#include "core/meeting/bodies.h"
#include "core/meeting/ics.h"
#include "core/meeting/meetings.h"
#include "core/meeting/quotas.h"
#include "core/meeting/rotation.h"
#include "core/work/numbers.h"
#include "core/work/units.h"
#include "tui/cli.h"
#include "tui/cli_rows.h"
#include "tui/cli_set.h"
#include "tui/i18n.h"

#include <stdlib.h>
#include <string.h>

/* --- bodies ------------------------------------------------------------------------------------------------------------------- */

/* "-" is the joint meeting itself. */
static enum lx_rc find_body(struct cli *c, const char *typed, lx_id *id)
{
    *id = 0;
    return strcmp(typed, "-") == 0 ? LX_OK : lx_find(&c->w, LX_BODY, typed, id, &c->err);
}

static enum lx_rc body_add(struct cli *c)
{
    static const struct cli_setting settings[] = { { "--kind", "kind" },   { "--parent", "parent" }, { "--unit", "unit" }, { "--from", "since" },
                                                   { "--basis", "basis" }, { "--rank", "rank" },     { NULL, NULL } };
    return cli_add_record(c, LX_BODY, "name", settings);
}

static enum lx_rc body_list(struct cli *c) { return cli_list(c, LX_BODY); }
static enum lx_rc body_set(struct cli *c) { return cli_set_record(c, LX_BODY); }

static enum lx_rc body_show(struct cli *c)
{
    lx_id id = 0;
    lx_day day = LX_NO_DAY;
    struct lx_body *b = NULL;
    struct lx_rows members = { 0 };
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = find_body(c, cli_pos(&c->args, 0), &id);
    if (rc == LX_OK)
        rc = cli_day(c, cli_opt(&c->args, "--at"), c->w.today, &day);
    if (rc == LX_OK && id && (rc = lx_get(&c->w, LX_BODY, id, &b, &c->err)) == LX_OK)
        cli_show(c, b);
    if (rc == LX_OK && (!id || !cli_wants(c, "--json")))
        rc = lx_body_members(&c->w, id, day, &members, &c->err);
    if (rc == LX_OK && (!id || !cli_wants(c, "--json")))
        rc = cli_rows(c, &members, "unit role rank since until basis");
    lx_rows_done(&members);
    lx_rec_free(b);
    return rc;
}

static enum lx_rc put_member(struct cli *c, lx_id body, const char *unit)
{
    static const struct cli_setting settings[] = { { "--from", "since" }, { "--to", "until" }, { "--rank", "rank" }, { "--basis", "basis" },
                                                   { "--role", "role" },  { NULL, NULL } };
    struct lx_member *m = lx_rec_new(LX_MEMBER);
    m->body = body;
    enum lx_rc rc = lx_set_value(&c->w, m, lx_field_named(LX_MEMBER, "unit"), unit, NULL, &c->err);
    if (rc == LX_OK)
        rc = cli_set_all(c, m, settings);
    if (rc == LX_OK)
        rc = lx_member_join(&c->w, m, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", lx_unit_name(c->w.units, m->unit));
    lx_rec_free(m);
    return rc;
}

static enum lx_rc unit_member(struct cli *c)
{
    enum lx_rc rc = cli_need(c, 1, 1);
    return rc == LX_OK ? put_member(c, 0, cli_pos(&c->args, 0)) : rc;
}

static enum lx_rc body_member(struct cli *c)
{
    lx_id body;
    enum lx_rc rc = cli_need(c, 2, 2);
    if (rc == LX_OK)
        rc = find_body(c, cli_pos(&c->args, 0), &body);
    return rc == LX_OK ? put_member(c, body, cli_pos(&c->args, 1)) : rc;
}

static enum lx_rc body_leave(struct cli *c)
{
    lx_id body = 0, unit = 0;
    lx_day last = LX_NO_DAY;
    enum lx_rc rc = cli_need(c, 3, 3);
    if (rc == LX_OK)
        rc = find_body(c, cli_pos(&c->args, 0), &body);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_UNIT, cli_pos(&c->args, 1), &unit, &c->err);
    if (rc == LX_OK)
        rc = cli_day(c, cli_pos(&c->args, 2), LX_NO_DAY, &last);
    if (rc == LX_OK)
        rc = lx_member_leave(&c->w, body, unit, last, cli_opt(&c->args, "--basis"), &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", lx_unit_name(c->w.units, unit));
    return rc;
}

static enum lx_rc body_dissolve(struct cli *c)
{
    lx_id id;
    lx_day last;
    enum lx_rc rc = cli_need(c, 2, 2);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_BODY, cli_pos(&c->args, 0), &id, &c->err);
    if (rc == LX_OK)
        rc = cli_day(c, cli_pos(&c->args, 1), LX_NO_DAY, &last);
    if (rc == LX_OK)
        rc = lx_body_dissolve(&c->w, id, last, cli_opt(&c->args, "--basis"), &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", cli_pos(&c->args, 0));
    return rc;
}

static enum lx_rc body_delete(struct cli *c) { return cli_delete_record(c, LX_BODY); }
static enum lx_rc quota_delete(struct cli *c) { return cli_delete_record(c, LX_QUOTA); }

/* The contact sheet. */
static enum lx_rc person_sheet(struct cli *c)
{
    lx_id unit = 0;
    lx_day day = LX_NO_DAY;
    struct lx_rows rows = { 0 };
    enum lx_rc rc = cli_need(c, 0, 1);
    if (rc == LX_OK && cli_pos(&c->args, 0))
        rc = lx_find(&c->w, LX_UNIT, cli_pos(&c->args, 0), &unit, &c->err);
    if (rc == LX_OK)
        rc = cli_day(c, cli_opt(&c->args, "--at"), c->w.today, &day);
    if (rc == LX_OK)
        rc = lx_posts_at(&c->w, unit, day, &rows, &c->err);
    if (rc == LX_OK)
        rc = cli_rows(c, &rows, "unit post name role phone");
    lx_rows_done(&rows);
    return rc;
}

/* --- series ---------------------------------------------------------------------------------------------------------------------- */

static void series_line(struct cli *c, const char *label, const char *value)
{
    if (*value)
        cli_line(c, "%s  %s", label, value);
}

static enum lx_rc series_show(struct cli *c)
{
    struct lx_series *s;
    struct lx_str text = LX_STR_EMPTY;
    lx_day next;
    enum lx_rc rc = cli_get_record(c, LX_SERIES, &s);
    if (rc == LX_OK)
        cli_show(c, s);
    if (rc == LX_OK && !cli_wants(c, "--json")) {
        lx_series_rule(&text, s, c->zh);
        series_line(c, _("Rule"), lx_str_z(&text));
        lx_str_clear(&text);
        rc = lx_series_next_day(&c->w, s, &next, &c->err);
        if (rc == LX_OK && next != LX_NO_DAY)
            lx_day_format(&text, next);
        series_line(c, _("Next"), lx_str_z(&text));
        lx_str_clear(&text);
        if (rc == LX_OK)
            rc = lx_series_gaps(&c->w, s->rec.id, &text, &c->err);
        series_line(c, _("Numbers never given"), lx_str_z(&text));
    }
    lx_str_done(&text);
    lx_rec_free(s);
    return rc;
}

static enum lx_rc series_ics(struct cli *c)
{
    struct lx_series *s;
    struct lx_str text = LX_STR_EMPTY;
    enum lx_rc rc = cli_get_record(c, LX_SERIES, &s);
    if (rc == LX_OK)
        rc = lx_ics_series(&c->w, s->rec.id, &text, &c->err);
    if (rc == LX_OK)
        rc = cli_text_out(c, &text);
    lx_str_done(&text);
    lx_rec_free(s);
    return rc;
}

/* --- duties ---------------------------------------------------------------------------------------------------------------------- */

static enum lx_rc quota_add(struct cli *c)
{
    static const struct cli_setting settings[] = { { "--series", "series" }, { "--body", "body" }, { "--unit", "unit" },     { "--least", "least" },
                                                   { "--period", "period" }, { "--from", "since" }, { "--to", "until" },     { "--source", "source" },
                                                   { "--item", "item" },     { NULL, NULL } };
    enum lx_rc rc = cli_need(c, 1, 1);
    struct lx_quota *q = lx_rec_new(LX_QUOTA);
    if (rc == LX_OK)
        rc = lx_set_value(&c->w, q, lx_field_named(LX_QUOTA, "title"), cli_pos(&c->args, 0), NULL, &c->err);
    if (rc == LX_OK)
        rc = cli_set_all(c, q, settings);
    if (rc == LX_OK)
        rc = lx_quota_add(&c->w, q, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", q->title);
    lx_rec_free(q);
    return rc;
}

static const char *light_word(enum lx_quota_light light)
{
    static const char *const words[] = { [LX_QUOTA_DONE] = N_("reached"), [LX_QUOTA_OPEN] = N_("in time"), [LX_QUOTA_BEHIND] = N_("behind"),
                                         [LX_QUOTA_MISSED] = N_("missed") };
    return _(words[light]);
}

static void quota_json(struct lx_json_out *j, const struct lx_quota_state *s)
{
    static const char *const words[] = { [LX_QUOTA_DONE] = "done", [LX_QUOTA_OPEN] = "open", [LX_QUOTA_BEHIND] = "behind", [LX_QUOTA_MISSED] = "missed" };
    struct lx_str from = LX_STR_EMPTY, to = LX_STR_EMPTY;
    lx_day_format(&from, s->from);
    lx_day_format(&to, s->to);
    lx_json_begin_object(j);
    const struct {
        const char *key, *value;
    } texts[] = { { "title", s->title }, { "from", lx_str_z(&from) }, { "to", lx_str_z(&to) }, { "state", words[s->light] } };
    const struct {
        const char *key;
        int64_t value;
    } numbers[] = { { "least", s->least }, { "done", s->done }, { "planned", s->planned } };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        lx_json_key(j, texts[i].key);
        lx_json_string(j, texts[i].value);
    }
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        lx_json_key(j, numbers[i].key);
        lx_json_int(j, numbers[i].value);
    }
    lx_json_end_object(j);
    lx_str_done(&from);
    lx_str_done(&to);
}

static void print_quotas(struct cli *c, const struct lx_quota_states *states)
{
    static const struct cli_column columns[] = { { N_("Duty"), NULL, false }, { N_("Period"), NULL, false },  { N_("Done"), NULL, true },
                                                 { N_("At least"), NULL, true }, { N_("Planned"), NULL, true }, { N_("State"), NULL, false } };
    struct cli_table t = { .columns = columns, .columns_n = 6 };
    struct lx_json_out j = { &c->out, false };
    bool json = cli_wants(c, "--json");
    if (json)
        lx_json_begin_array(&j);
    for (size_t i = 0; i < states->n; i++) {
        const struct lx_quota_state *s = &states->at[i];
        struct lx_str words[4] = { LX_STR_EMPTY, LX_STR_EMPTY, LX_STR_EMPTY, LX_STR_EMPTY };
        lx_period_words(&words[0], s->period, s->from, c->zh);
        lx_str_addi(&words[1], s->done);
        lx_str_addi(&words[2], s->least);
        lx_str_addi(&words[3], s->planned);
        if (json)
            quota_json(&j, s);
        cli_cell(&t, s->title);
        for (int k = 0; k < 4; k++) {
            cli_cell(&t, lx_str_z(&words[k]));
            lx_str_done(&words[k]);
        }
        cli_cell(&t, light_word(s->light));
        t.rows_n++;
    }
    if (json) {
        lx_json_end_array(&j);
        lx_str_addc(&c->out, '\n');
        lx_str_done(&t.cells);
    } else {
        cli_table_print(c, &t);
    }
}

static enum lx_rc quota_list(struct cli *c)
{
    struct lx_quota_states states = { 0 };
    lx_day day = LX_NO_DAY;
    enum lx_rc rc = cli_need(c, 0, 0);
    if (rc == LX_OK)
        rc = cli_day(c, cli_opt(&c->args, "--at"), c->w.today, &day);
    if (rc == LX_OK)
        rc = lx_quotas_at(&c->w, day, &states, &c->err);
    for (size_t i = 0; rc == LX_OK && cli_wants(c, "--numbers") && i < states.n; i++)
        cli_line(c, "%s", states.at[i].title);
    if (rc == LX_OK && !cli_wants(c, "--numbers"))
        print_quotas(c, &states);
    lx_quota_states_done(&states);
    return rc;
}

static enum lx_rc quota_show(struct cli *c)
{
    enum { PERIODS_MOST = 12 };
    struct lx_quota *q;
    struct lx_quota_states states = { 0 };
    enum lx_rc rc = cli_get_record(c, LX_QUOTA, &q);
    if (rc == LX_OK)
        cli_show(c, q);
    if (rc == LX_OK && !cli_wants(c, "--json") && (rc = lx_quota_periods(&c->w, q, c->w.today, PERIODS_MOST, &states, &c->err)) == LX_OK)
        print_quotas(c, &states);
    lx_quota_states_done(&states);
    lx_rec_free(q);
    return rc;
}

static enum lx_rc quota_set(struct cli *c) { return cli_set_record(c, LX_QUOTA); }

static enum lx_rc quota_done(struct cli *c)
{
    lx_id id = 0;
    lx_day day = LX_NO_DAY;
    enum lx_rc rc = cli_need(c, 1, 2);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_QUOTA, cli_pos(&c->args, 0), &id, &c->err);
    if (rc == LX_OK)
        rc = cli_day(c, cli_pos(&c->args, 1), c->w.today, &day);
    if (rc == LX_OK)
        rc = lx_quota_done(&c->w, id, day, cli_opt(&c->args, "--text"), &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", cli_pos(&c->args, 0));
    return rc;
}

/* --- rotation ---------------------------------------------------------------------------------------------------------------------- */

/* A series, else a body, by the first word; --what. */
static enum lx_rc read_rota(struct cli *c, struct lx_rota_of *r, int least_n, int most_n)
{
    *r = (struct lx_rota_of){ 0 };
    enum lx_rc rc = cli_need(c, least_n, most_n);
    if (rc == LX_OK)
        rc = cli_word(c, "rota", cli_opt(&c->args, "--what"), &r->what);
    if (rc == LX_OK && lx_find(&c->w, LX_SERIES, cli_pos(&c->args, 0), &r->series, NULL) != LX_OK &&
        lx_find(&c->w, LX_BODY, cli_pos(&c->args, 0), &r->body, NULL) != LX_OK)
        rc = lx_find(&c->w, LX_SERIES, cli_pos(&c->args, 0), &r->series, &c->err);
    return rc;
}

static enum lx_rc rotation_set(struct cli *c)
{
    struct lx_rota_of r;
    struct lx_ids units = { 0 };
    enum lx_rc rc = read_rota(c, &r, 2, CLI_ARGS_MAX);
    for (int i = 1; rc == LX_OK && i < c->args.pos_n; i++) {
        lx_id id;
        if ((rc = lx_find(&c->w, LX_UNIT, c->args.pos[i], &id, &c->err)) == LX_OK)
            lx_ids_add(&units, id);
    }
    if (rc == LX_OK)
        rc = lx_rota_set(&c->w, &r, units.at, units.n, cli_opt(&c->args, "--basis"), &c->err);
    for (size_t i = 0; rc == LX_OK && i < units.n; i++)
        cli_line(c, "%s", lx_unit_name(c->w.units, units.at[i]));
    lx_ids_done(&units);
    return rc;
}

static enum lx_rc rotation_list(struct cli *c)
{
    struct lx_rota_of r;
    struct lx_rows order = { 0 }, turns = { 0 };
    enum lx_rc rc = read_rota(c, &r, 1, 1);
    if (rc == LX_OK)
        rc = lx_rota_order(&c->w, &r, &order, &c->err);
    if (rc == LX_OK)
        rc = lx_rota_turns(&c->w, &r, &turns, &c->err);
    if (rc == LX_OK)
        rc = cli_rows(c, &order, "unit basis");
    if (rc == LX_OK && turns.n && !cli_wants(c, "--json") && !cli_wants(c, "--csv") && !cli_wants(c, "--numbers")) {
        lx_str_addc(&c->out, '\n');
        rc = cli_rows(c, &turns, "day meeting unit due reason");
    }
    lx_rows_done(&order);
    lx_rows_done(&turns);
    return rc;
}

static enum lx_rc rotation_next(struct cli *c)
{
    struct lx_rota_of r;
    struct lx_rota_next next = { 0 };
    struct lx_str why = LX_STR_EMPTY;
    lx_day day = LX_NO_DAY;
    enum lx_rc rc = read_rota(c, &r, 1, 1);
    if (rc == LX_OK)
        rc = cli_day(c, cli_opt(&c->args, "--date"), LX_NO_DAY, &day);
    if (rc == LX_OK)
        rc = lx_rota_next(&c->w, &r, day, &next, &c->err);
    if (rc == LX_OK) {
        lx_rota_why(&c->w, &why, &r, &next, c->zh);
        if (next.unit)
            cli_line(c, "%s", lx_unit_name(c->w.units, next.unit));
        cli_said(c, &why);
    }
    lx_str_done(&why);
    lx_rota_next_done(&next);
    return rc;
}

static enum lx_rc rotation_skip(struct cli *c)
{
    struct lx_rota_of r;
    struct lx_rota_next next = { 0 };
    enum lx_rc rc = read_rota(c, &r, 1, 1);
    if (rc == LX_OK)
        rc = lx_rota_skip(&c->w, &r, cli_opt(&c->args, "--reason"), &c->err);
    if (rc == LX_OK)
        rc = lx_rota_next(&c->w, &r, LX_NO_DAY, &next, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", lx_unit_name(c->w.units, next.unit));
    lx_rota_next_done(&next);
    return rc;
}

static enum lx_rc rotation_take(struct cli *c)
{
    struct lx_rota_of r;
    lx_id unit = 0, meeting = 0;
    enum lx_rc rc = read_rota(c, &r, 2, 2);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_UNIT, cli_pos(&c->args, 1), &unit, &c->err);
    if (rc == LX_OK && cli_opt(&c->args, "--meeting"))
        rc = lx_find(&c->w, LX_MEETING, cli_opt(&c->args, "--meeting"), &meeting, &c->err);
    if (rc == LX_OK)
        rc = lx_rota_take(&c->w, &r, unit, meeting, cli_opt(&c->args, "--reason"), &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", lx_unit_name(c->w.units, unit));
    return rc;
}

const struct cli_handler cli_body_handlers[] = {
    { CMD_BODY_ADD, body_add },           { CMD_BODY_LIST, body_list },       { CMD_BODY_SHOW, body_show },
    { CMD_BODY_SET, body_set },           { CMD_BODY_MEMBER, body_member },   { CMD_BODY_LEAVE, body_leave },
    { CMD_BODY_DISSOLVE, body_dissolve }, { CMD_UNIT_MEMBER, unit_member },   { CMD_PERSON_SHEET, person_sheet },
    { CMD_SERIES_SHOW, series_show },     { CMD_SERIES_ICS, series_ics },     { CMD_QUOTA_ADD, quota_add },
    { CMD_QUOTA_LIST, quota_list },       { CMD_QUOTA_SHOW, quota_show },     { CMD_QUOTA_SET, quota_set },
    { CMD_QUOTA_DONE, quota_done },       { CMD_ROTATION_SET, rotation_set }, { CMD_ROTATION_LIST, rotation_list },
    { CMD_BODY_DELETE, body_delete },     { CMD_QUOTA_DELETE, quota_delete },
    { CMD_ROTATION_NEXT, rotation_next }, { CMD_ROTATION_SKIP, rotation_skip }, { CMD_ROTATION_TAKE, rotation_take },
    { CMD_NONE, NULL },
};
