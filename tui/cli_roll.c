/* The command line: the roll of a meeting, and its quorum. */
#include "core/meeting/attendance.h"

#include "core/meeting/meetings.h"
#include "core/meeting/session.h"
#include "core/text/text.h"
#include "core/work/units.h"
#include "tui/cli_held.h"
#include "tui/cli_rows.h"
#include "tui/cli_set.h"
#include "tui/i18n.h"

#include <string.h>

/* --- the roll ----------------------------------------------------------------------------------------------------------- */

/* "2 5": the items at which one left, or came back, each time. */
static void away_cell(const struct cli *c, struct cli_table *t, const struct cli_held *h, const struct lx_attendance *a, bool back)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_id at[2];
    for (size_t i = 0; lx_away(a, &h->gone, i, &at[0], &at[1]); i++)
        if (at[back]) {
            lx_str_add(&s, i ? " " : "");
            cli_held_number(c, h, at[back], &s);
        }
    cli_cell(t, lx_str_z(&s));
    lx_str_done(&s);
}

/* -1: nothing came after the row was called. */
static int late_state(const struct lx_rows *late, size_t row)
{
    return row < late->n && late->at[row] ? ((const struct lx_reply *)(const void *)late->at[row])->state : -1;
}

static void print_roll(struct cli *c, const struct cli_held *h, const struct lx_rows *late)
{
    static const struct cli_column columns[] = { { N_("Unit"), NULL, false },     { N_("As"), NULL, false },   { N_("Presence"), NULL, false },
                                                 { N_("Name"), NULL, false },     { N_("Post"), NULL, false }, { N_("For whom"), NULL, false },
                                                 { N_("Left at"), NULL, true },   { N_("Back at"), NULL, true },
                                                 { N_("Late answer"), NULL, false } };
    struct cli_table t = { .columns = columns, .columns_n = sizeof columns / sizeof columns[0] };
    for (size_t i = 0; i < h->roll.n; i++) {
        const struct lx_attendance *a = (struct lx_attendance *)h->roll.at[i];
        cli_cell(&t, lx_unit_name(c->w.units, a->unit));
        cli_held_word_cell(&t, "attend_role", a->role);
        cli_held_word_cell(&t, "attend_state", a->state);
        cli_cell(&t, a->name ? a->name : "");
        cli_cell(&t, a->post ? a->post : "");
        cli_cell(&t, a->for_whom ? a->for_whom : "");
        away_cell(c, &t, h, a, false);
        away_cell(c, &t, h, a, true);
        if (late_state(late, i) >= 0)
            cli_held_word_cell(&t, "reply_state", late_state(late, i));
        else
            cli_cell(&t, "");
        t.rows_n++;
    }
    cli_table_print(c, &t);
}

static void roll_json(struct cli *c, const struct cli_held *h, const struct lx_rows *late)
{
    struct lx_json_out j = { &c->out, false };
    lx_json_begin_array(&j);
    for (size_t i = 0; i < h->roll.n; i++) {
        int state = late_state(late, i);
        lx_json_begin_object(&j);
        cli_json_members(c, &j, h->roll.at[i]);
        lx_json_key(&j, "late_answer");
        lx_json_string(&j, state >= 0 ? lx_words_of("reply_state")->at[state].word : NULL);
        lx_json_end_object(&j);
    }
    lx_json_end_array(&j);
    lx_str_addc(&c->out, '\n');
}

static enum lx_rc roll_list(struct cli *c)
{
    struct cli_held h;
    struct lx_rows late = { 0 };
    enum lx_rc rc = cli_held_get(c, 1, 1, &h);
    if (rc == LX_OK)
        rc = lx_roll_late(&c->w, h.m->rec.id, &h.roll, &late, &c->err);
    if (rc == LX_OK && cli_wants(c, "--json"))
        roll_json(c, &h, &late);
    else if (rc == LX_OK)
        print_roll(c, &h, &late);
    lx_rows_done(&late);
    return cli_held_done(&h, rc);
}

static void print_roll_words(struct cli *c, const struct cli_held *h)
{
    struct lx_str words = LX_STR_EMPTY;
    lx_roll_words(&c->w, &words, &h->roll, &h->gone, &h->agenda, c->zh && !cli_wants(c, "--en"));
    lx_text_clean(&c->out, lx_str_z(&words), words.len, LX_CLEAN_LINES);
    lx_str_done(&words);
}

static enum lx_rc roll_show(struct cli *c)
{
    struct cli_held h;
    enum lx_rc rc = cli_held_get(c, 1, 1, &h);
    if (rc == LX_OK && cli_wants(c, "--json"))
        rc = cli_held_json(c, &h.roll);
    else if (rc == LX_OK)
        print_roll_words(c, &h);
    return cli_held_done(&h, rc);
}

static enum lx_rc roll_call(struct cli *c)
{
    struct cli_held h;
    enum lx_rc rc = cli_held_get(c, 1, 1, &h);
    if (rc == LX_OK)
        rc = lx_roll_call(&c->w, h.m->rec.id, NULL, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", h.m->no);
    return cli_held_done(&h, rc);
}

static enum lx_rc roll_all(struct cli *c)
{
    struct cli_held h;
    size_t n;
    enum lx_rc rc = cli_held_get(c, 1, 1, &h);
    if (rc == LX_OK)
        rc = lx_begin(&c->w, &c->err);
    if (rc != LX_OK)
        return cli_held_done(&h, rc);
    rc = lx_roll_call(&c->w, h.m->rec.id, NULL, &c->err);
    if (rc == LX_OK)
        rc = lx_roll_all(&c->w, h.m->rec.id, &n, &c->err);
    rc = lx_end(&c->w, rc, "roll all", (const char *const[]){ h.m->no, NULL }, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", h.m->no);
    return cli_held_done(&h, rc);
}

/* The row of who is named; the roll is made where there is none. */
static enum lx_rc find_on_roll(struct cli *c, struct cli_held *h, const char *name, lx_id *id)
{
    enum lx_rc rc = LX_OK;
    if (!h->roll.n && (rc = lx_roll_call(&c->w, h->m->rec.id, NULL, &c->err)) == LX_OK)
        rc = lx_roll(&c->w, h->m->rec.id, &h->roll, &c->err);
    return rc == LX_OK ? lx_roll_find(&c->w, &h->roll, name, id, &c->err) : rc;
}

static enum lx_rc set_fields(struct cli *c, lx_id id)
{
    char *pairs[CLI_ARGS_MAX];
    size_t n = 0;
    for (int i = 2; cli_pos(&c->args, i); i++)
        pairs[n++] = (char *)cli_pos(&c->args, i);
    return lx_record_set(&c->w, LX_ATTENDANCE, id, pairs, n, NULL, &c->err);
}

static enum lx_rc roll_set(struct cli *c)
{
    struct cli_held h;
    lx_id id;
    int state = 0;
    const char *what = cli_pos(&c->args, 2);
    bool fields = what && strchr(what, '='); /* its group, its seat */
    enum lx_rc rc = cli_held_get(c, 3, fields ? CLI_ARGS_MAX : 4, &h);
    if (rc == LX_OK && !fields)
        rc = cli_word(c, "attend_state", what, &state);
    if (rc == LX_OK)
        rc = lx_begin(&c->w, &c->err);
    if (rc != LX_OK)
        return cli_held_done(&h, rc);
    rc = find_on_roll(c, &h, cli_pos(&c->args, 1), &id);
    if (rc == LX_OK && fields)
        rc = set_fields(c, id);
    else if (rc == LX_OK)
        rc = lx_roll_set(&c->w, id, state, cli_pos(&c->args, 3), &c->err);
    rc = lx_end(&c->w, rc, "roll set", (const char *const[]){ cli_pos(&c->args, 1), NULL }, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", h.m->no);
    return cli_held_done(&h, rc);
}

static enum lx_rc roll_add(struct cli *c)
{
    static const struct cli_setting settings[] = { { "--as", "role" }, { "--post", "post" }, { "--state", "state" }, { NULL, NULL } };
    struct cli_held h;
    enum lx_rc rc = cli_held_get(c, 2, 2, &h);
    struct lx_attendance *a = lx_rec_new(LX_ATTENDANCE);
    if (rc == LX_OK) {
        a->meeting = h.m->rec.id;
        a->role = ATTEND_OBSERVER;
        a->state = PRESENCE_PRESENT;
        if (lx_unit_find(c->w.units, cli_pos(&c->args, 1), &a->unit, NULL) != LX_OK)
            lx_set_text(&a->name, cli_pos(&c->args, 1));
        rc = cli_set_all(c, a, settings);
    }
    if (rc == LX_OK)
        rc = lx_roll_add(&c->w, a, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", h.m->no);
    lx_rec_free(a);
    return cli_held_done(&h, rc);
}

static enum lx_rc roll_go(struct cli *c, enum lx_rc (*go)(struct lx_work *w, lx_id id, lx_id agenda, struct lx_err *err))
{
    struct cli_held h;
    lx_id id, row = 0;
    enum lx_rc rc = cli_held_get(c, 2, 3, &h);
    if (rc == LX_OK)
        rc = cli_held_row(c, &h, cli_pos(&c->args, 2), &row);
    if (rc == LX_OK)
        rc = lx_roll_find(&c->w, &h.roll, cli_pos(&c->args, 1), &id, &c->err);
    if (rc == LX_OK)
        rc = go(&c->w, id, row, &c->err);
    if (rc == LX_OK)
        cli_held_print(c, &h, row);
    return cli_held_done(&h, rc);
}

static enum lx_rc roll_leave(struct cli *c) { return roll_go(c, lx_roll_leave); }
static enum lx_rc roll_back(struct cli *c) { return roll_go(c, lx_roll_back); }

/* --- the quorum ------------------------------------------------------------------------------------------------------------ */

static enum lx_rc add_quorum(struct cli *c, const struct cli_held *h, lx_id row, struct cli_table *t, struct lx_json_out *j, bool *met)
{
    struct lx_presence q;
    enum lx_rc rc = lx_quorum_at(&c->w, h->m->rec.id, row, &q, &c->err);
    const size_t n[] = { q.there_n, q.proxies_n, q.members_n, q.needed_n };
    static const char *const keys[] = { "present", "represented", "members", "needed" };
    if (rc != LX_OK)
        return rc;
    *met = *met && q.met;
    cli_held_row_cell(c, t, h, row);
    lx_json_begin_object(j);
    lx_json_key(j, "item");
    if (row)
        lx_json_int(j, (int64_t)cli_held_place(h, row));
    else
        lx_json_null(j);
    for (int i = 0; i < 4; i++) {
        struct lx_str s = LX_STR_EMPTY;
        lx_str_addf(&s, "%zu", n[i]);
        cli_cell(t, s.s);
        lx_str_done(&s);
        lx_json_key(j, keys[i]);
        lx_json_int(j, (int64_t)n[i]);
    }
    cli_cell(t, q.met ? _("met") : _("NOT met"));
    lx_json_key(j, "met");
    lx_json_bool(j, q.met);
    lx_json_end_object(j);
    t->rows_n++;
    return LX_OK;
}

static enum lx_rc quorum(struct cli *c)
{
    static const struct cli_column columns[] = { { N_("Item"), NULL, true },   { N_("Present"), NULL, true }, { N_("Represented"), NULL, true },
                                                 { N_("Members"), NULL, true }, { N_("Needed"), NULL, true },  { N_("Quorum"), NULL, false } };
    struct cli_held h;
    struct cli_table t = { .columns = columns, .columns_n = 6 };
    struct lx_str json = LX_STR_EMPTY;
    struct lx_json_out j = { &json, false };
    lx_id row = 0;
    bool met = true;
    enum lx_rc rc = cli_held_get(c, 1, 2, &h);
    if (rc == LX_OK && cli_pos(&c->args, 1))
        rc = cli_held_row(c, &h, cli_pos(&c->args, 1), &row);
    lx_json_begin_array(&j);
    if (rc == LX_OK)
        rc = add_quorum(c, &h, row, &t, &j, &met);
    for (size_t i = 0; rc == LX_OK && !row && i < h.agenda.n; i++)
        if (((struct lx_agenda *)h.agenda.at[i])->kind != AGENDA_HEADING)
            rc = add_quorum(c, &h, h.agenda.at[i]->id, &t, &j, &met);
    lx_json_end_array(&j);
    if (rc == LX_OK && cli_wants(c, "--json"))
        lx_str_addf(&c->out, "%s\n", lx_str_z(&json));
    else if (rc == LX_OK)
        cli_table_print(c, &t);
    if (rc == LX_OK && !met)
        rc = lx_fail(&c->err, LX_STATE, N_("The quorum of meeting %s is not met"), "%s", h.m->no);
    lx_str_done(&t.cells);
    lx_str_done(&json);
    return cli_held_done(&h, rc);
}

const struct cli_handler cli_roll_handlers[] = {
    { CMD_ROLL_CALL, roll_call }, { CMD_ROLL_LIST, roll_list }, { CMD_ROLL_SHOW, roll_show },   { CMD_ROLL_SET, roll_set }, { CMD_ROLL_ADD, roll_add },
    { CMD_ROLL_ALL, roll_all },   { CMD_ROLL_LEAVE, roll_leave }, { CMD_ROLL_BACK, roll_back }, { CMD_QUORUM, quorum },     { CMD_NONE, NULL },
};
