/* The command line: a meeting in session. */
#include "core/meeting/session.h"

#include "core/meeting/agenda.h"
#include "core/meeting/attendance.h"
#include "core/meeting/capture.h"
#include "core/meeting/meetings.h"
#include "core/meeting/outcomes.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/numbers.h"
#include "core/work/units.h"
#include "tui/cli.h"
#include "tui/cli_set.h"
#include "tui/i18n.h"

#include <stdlib.h>
#include <string.h>

/* The meeting that the first word names, its agenda and its roll. */
struct held {
    struct lx_meeting *m;
    struct lx_rows agenda, roll, gone;
    struct lx_agenda_plan plan; /* the numbers of the agenda */
};

static enum lx_rc get_held(struct cli *c, int least_n, int most_n, struct held *h)
{
    lx_id id;
    *h = (struct held){ 0 };
    enum lx_rc rc = cli_need(c, least_n, most_n);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_MEETING, cli_pos(&c->args, 0), &id, &c->err);
    if (rc == LX_OK)
        rc = lx_get(&c->w, LX_MEETING, id, &h->m, &c->err);
    if (rc == LX_OK)
        rc = lx_agenda(&c->w, id, &h->agenda, &c->err);
    if (rc == LX_OK)
        rc = lx_agenda_plan(&c->w, h->m, &h->agenda, &h->plan, &c->err);
    if (rc == LX_OK)
        rc = lx_roll(&c->w, id, &h->roll, &c->err);
    if (rc == LX_OK)
        rc = lx_absences(&c->w, id, &h->gone, &c->err);
    return rc;
}

static enum lx_rc let_go(struct held *h, enum lx_rc rc)
{
    lx_rec_free(h->m);
    lx_rows_done(&h->agenda);
    lx_rows_done(&h->roll);
    lx_rows_done(&h->gone);
    lx_agenda_plan_done(&h->plan);
    return rc;
}

/* The agenda row of a number as the agenda prints it (2.1); without one the row that is being treated, else the one concluded last. */
static enum lx_rc pick_row(struct cli *c, const struct held *h, const char *typed, lx_id *row)
{
    *row = lx_session_at(&h->agenda);
    if (!typed)
        return *row ? LX_OK : lx_fail(&c->err, LX_STATE, N_("No item of the agenda is being treated; name the item"), "%s", "");
    size_t at = lx_agenda_find(&h->plan, typed);
    if (at >= h->agenda.n)
        return lx_fail(&c->err, LX_NOTFOUND, N_("The agenda has no item %s"), "%s", typed);
    *row = h->agenda.at[at]->id;
    return LX_OK;
}

static size_t place_of(const struct held *h, lx_id row)
{
    size_t i = 0;
    while (i < h->agenda.n && h->agenda.at[i]->id != row)
        i++;
    return i + 1;
}

static void add_number(const struct cli *c, const struct held *h, lx_id row, struct lx_str *out)
{
    size_t at = place_of(h, row) - 1;
    if (at < h->plan.n)
        lx_agenda_number(out, &h->plan.at[at], c->zh);
}

/* What was stored: "26-3", the meeting and the row. */
static void print_row(struct cli *c, const struct held *h, lx_id row)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_str_add(&s, h->m->no);
    lx_str_add(&s, row ? "-" : "");
    if (row)
        add_number(c, h, row, &s);
    cli_line(c, "%s", s.s);
    lx_str_done(&s);
}

/* --- the roll ----------------------------------------------------------------------------------------------------------- */

static void word_cell(struct cli_table *t, const char *set, int value)
{
    const struct lx_word *word = &lx_words_of(set)->at[value];
    cli_cell(t, lx_two(word->en, word->zh));
}

static void row_cell(const struct cli *c, struct cli_table *t, const struct held *h, lx_id row)
{
    struct lx_str s = LX_STR_EMPTY;
    if (row)
        add_number(c, h, row, &s);
    cli_cell(t, lx_str_z(&s));
    lx_str_done(&s);
}

/* "2 5": the items at which one left, or came back, each time. */
static void away_cell(const struct cli *c, struct cli_table *t, const struct held *h, const struct lx_attendance *a, bool back)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_id at[2];
    for (size_t i = 0; lx_away(a, &h->gone, i, &at[0], &at[1]); i++)
        if (at[back]) {
            lx_str_add(&s, i ? " " : "");
            add_number(c, h, at[back], &s);
        }
    cli_cell(t, lx_str_z(&s));
    lx_str_done(&s);
}

static void print_roll(struct cli *c, const struct held *h)
{
    static const struct cli_column columns[] = { { N_("Unit"), NULL, false },     { N_("As"), NULL, false },   { N_("Presence"), NULL, false },
                                                 { N_("Name"), NULL, false },     { N_("Post"), NULL, false }, { N_("For whom"), NULL, false },
                                                 { N_("Left at"), NULL, true },   { N_("Back at"), NULL, true } };
    struct cli_table t = { .columns = columns, .columns_n = 8 };
    for (size_t i = 0; i < h->roll.n; i++) {
        const struct lx_attendance *a = (struct lx_attendance *)h->roll.at[i];
        cli_cell(&t, lx_unit_name(c->w.units, a->unit));
        word_cell(&t, "attend_role", a->role);
        word_cell(&t, "attend_state", a->state);
        cli_cell(&t, a->name ? a->name : "");
        cli_cell(&t, a->post ? a->post : "");
        cli_cell(&t, a->for_whom ? a->for_whom : "");
        away_cell(c, &t, h, a, false);
        away_cell(c, &t, h, a, true);
        t.rows_n++;
    }
    cli_table_print(c, &t);
}

static enum lx_rc print_json(struct cli *c, const struct lx_rows *rows)
{
    struct lx_json_out j = { &c->out, false };
    lx_json_begin_array(&j);
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; i < rows->n; i++)
        cli_json_record(c, &j, rows->at[i]);
    lx_json_end_array(&j);
    lx_str_addc(&c->out, '\n');
    return rc;
}

static enum lx_rc roll_list(struct cli *c)
{
    struct held h;
    enum lx_rc rc = get_held(c, 1, 1, &h);
    if (rc == LX_OK && cli_wants(c, "--json"))
        rc = print_json(c, &h.roll);
    else if (rc == LX_OK)
        print_roll(c, &h);
    return let_go(&h, rc);
}

static void print_roll_words(struct cli *c, const struct held *h)
{
    struct lx_str words = LX_STR_EMPTY;
    lx_roll_words(&c->w, &words, &h->roll, &h->gone, &h->agenda, c->zh && !cli_wants(c, "--en"));
    lx_text_clean(&c->out, lx_str_z(&words), words.len, LX_CLEAN_LINES);
    lx_str_done(&words);
}

static enum lx_rc roll_show(struct cli *c)
{
    struct held h;
    enum lx_rc rc = get_held(c, 1, 1, &h);
    if (rc == LX_OK && cli_wants(c, "--json"))
        rc = print_json(c, &h.roll);
    else if (rc == LX_OK)
        print_roll_words(c, &h);
    return let_go(&h, rc);
}

static enum lx_rc roll_call(struct cli *c)
{
    struct held h;
    enum lx_rc rc = get_held(c, 1, 1, &h);
    if (rc == LX_OK)
        rc = lx_roll_call(&c->w, h.m->rec.id, NULL, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", h.m->no);
    return let_go(&h, rc);
}

static enum lx_rc roll_all(struct cli *c)
{
    struct held h;
    size_t n;
    enum lx_rc rc = get_held(c, 1, 1, &h);
    if (rc == LX_OK)
        rc = lx_begin(&c->w, &c->err);
    if (rc != LX_OK)
        return let_go(&h, rc);
    rc = lx_roll_call(&c->w, h.m->rec.id, NULL, &c->err);
    if (rc == LX_OK)
        rc = lx_roll_all(&c->w, h.m->rec.id, &n, &c->err);
    rc = lx_end(&c->w, rc, "roll all", (const char *const[]){ h.m->no, NULL }, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", h.m->no);
    return let_go(&h, rc);
}

/* The row of who is named; the roll is made where there is none. */
static enum lx_rc find_on_roll(struct cli *c, struct held *h, const char *name, lx_id *id)
{
    enum lx_rc rc = LX_OK;
    if (!h->roll.n && (rc = lx_roll_call(&c->w, h->m->rec.id, NULL, &c->err)) == LX_OK)
        rc = lx_roll(&c->w, h->m->rec.id, &h->roll, &c->err);
    return rc == LX_OK ? lx_roll_find(&c->w, &h->roll, name, id, &c->err) : rc;
}

static enum lx_rc read_word(struct cli *c, const char *set, const char *typed, int *value)
{
    *value = lx_word_find(lx_words_of(set), typed);
    return *value >= 0 ? LX_OK : lx_fail(&c->err, LX_USAGE, N_("Not one of the words for this field: %s"), "%s", typed);
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
    struct held h;
    lx_id id;
    int state = 0;
    const char *what = cli_pos(&c->args, 2);
    bool fields = what && strchr(what, '='); /* its group, its seat */
    enum lx_rc rc = get_held(c, 3, fields ? CLI_ARGS_MAX : 4, &h);
    if (rc == LX_OK && !fields)
        rc = read_word(c, "attend_state", what, &state);
    if (rc == LX_OK)
        rc = lx_begin(&c->w, &c->err);
    if (rc != LX_OK)
        return let_go(&h, rc);
    rc = find_on_roll(c, &h, cli_pos(&c->args, 1), &id);
    if (rc == LX_OK && fields)
        rc = set_fields(c, id);
    else if (rc == LX_OK)
        rc = lx_roll_set(&c->w, id, state, cli_pos(&c->args, 3), &c->err);
    rc = lx_end(&c->w, rc, "roll set", (const char *const[]){ cli_pos(&c->args, 1), NULL }, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", h.m->no);
    return let_go(&h, rc);
}

static enum lx_rc roll_add(struct cli *c)
{
    static const struct cli_setting settings[] = { { "--as", "role" }, { "--post", "post" }, { "--state", "state" }, { NULL, NULL } };
    struct held h;
    enum lx_rc rc = get_held(c, 2, 2, &h);
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
    return let_go(&h, rc);
}

static enum lx_rc roll_go(struct cli *c, enum lx_rc (*go)(struct lx_work *w, lx_id id, lx_id agenda, struct lx_err *err))
{
    struct held h;
    lx_id id, row = 0;
    enum lx_rc rc = get_held(c, 2, 3, &h);
    if (rc == LX_OK)
        rc = pick_row(c, &h, cli_pos(&c->args, 2), &row);
    if (rc == LX_OK)
        rc = lx_roll_find(&c->w, &h.roll, cli_pos(&c->args, 1), &id, &c->err);
    if (rc == LX_OK)
        rc = go(&c->w, id, row, &c->err);
    if (rc == LX_OK)
        print_row(c, &h, row);
    return let_go(&h, rc);
}

static enum lx_rc roll_leave(struct cli *c) { return roll_go(c, lx_roll_leave); }
static enum lx_rc roll_back(struct cli *c) { return roll_go(c, lx_roll_back); }

/* --- the quorum ------------------------------------------------------------------------------------------------------------ */

static enum lx_rc add_quorum(struct cli *c, const struct held *h, lx_id row, struct cli_table *t, struct lx_json_out *j, bool *met)
{
    struct lx_presence q;
    enum lx_rc rc = lx_quorum_at(&c->w, h->m->rec.id, row, &q, &c->err);
    const size_t n[] = { q.there_n, q.proxies_n, q.members_n, q.needed_n };
    static const char *const keys[] = { "present", "represented", "members", "needed" };
    if (rc != LX_OK)
        return rc;
    *met = *met && q.met;
    row_cell(c, t, h, row);
    lx_json_begin_object(j);
    lx_json_key(j, "item");
    if (row)
        lx_json_int(j, (int64_t)place_of(h, row));
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
    struct held h;
    struct cli_table t = { .columns = columns, .columns_n = 6 };
    struct lx_str json = LX_STR_EMPTY;
    struct lx_json_out j = { &json, false };
    lx_id row = 0;
    bool met = true;
    enum lx_rc rc = get_held(c, 1, 2, &h);
    if (rc == LX_OK && cli_pos(&c->args, 1))
        rc = pick_row(c, &h, cli_pos(&c->args, 1), &row);
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
    return let_go(&h, rc);
}

/* --- steps --------------------------------------------------------------------------------------------------------------------- */

/* On another day than planned a session is opened only by who says so. */
static enum lx_rc check_day(struct cli *c, const struct lx_meeting *m)
{
    struct lx_str day = LX_STR_EMPTY;
    bool off = false;
    enum lx_rc rc = lx_session_off_day(&c->w, m->rec.id, &off, &c->err);
    lx_day_format(&day, m->date.day);
    if (rc == LX_OK && off && !cli_wants(c, "--yes"))
        rc = lx_fail(&c->err, LX_STATE, N_("Meeting %s is planned for another day; --yes opens it today, and today becomes its day"), "%s (%s)", m->no,
                     lx_str_z(&day));
    lx_str_done(&day);
    return rc;
}

static enum lx_rc step(struct cli *c, enum lx_rc (*take)(struct lx_work *w, lx_id meeting, struct lx_err *err))
{
    struct held h;
    enum lx_rc rc = get_held(c, 1, 1, &h);
    if (rc == LX_OK)
        rc = take == lx_session_open ? check_day(c, h.m) : LX_OK;
    if (rc == LX_OK)
        rc = take(&c->w, h.m->rec.id, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", h.m->no);
    return let_go(&h, rc);
}

static enum lx_rc session_open(struct cli *c) { return step(c, lx_session_open); }
static enum lx_rc session_end(struct cli *c) { return step(c, lx_session_end); }
static enum lx_rc session_close(struct cli *c) { return step(c, lx_session_close); }

static enum lx_rc walk(struct cli *c, enum lx_rc (*take)(struct lx_work *w, lx_id meeting, lx_id *row, struct lx_err *err))
{
    struct held h;
    lx_id row = 0;
    enum lx_rc rc = get_held(c, 1, 1, &h);
    if (rc == LX_OK)
        rc = take == lx_session_next ? check_day(c, h.m) : LX_OK;
    if (rc == LX_OK)
        rc = take(&c->w, h.m->rec.id, &row, &c->err);
    if (rc == LX_OK)
        print_row(c, &h, row);
    return let_go(&h, rc);
}

static enum lx_rc session_next(struct cli *c) { return walk(c, lx_session_next); }
static enum lx_rc session_previous(struct cli *c) { return walk(c, lx_session_previous); }

static enum lx_rc session_start(struct cli *c)
{
    struct held h;
    lx_id row = 0;
    enum lx_rc rc = get_held(c, 2, 2, &h);
    if (rc == LX_OK)
        rc = pick_row(c, &h, cli_pos(&c->args, 1), &row);
    if (rc == LX_OK)
        rc = lx_session_start(&c->w, row, &c->err);
    if (rc == LX_OK)
        print_row(c, &h, row);
    return let_go(&h, rc);
}

static enum lx_rc session_speaker(struct cli *c)
{
    struct held h;
    lx_id row = 0;
    int64_t from = 0, to = 0;
    enum lx_rc rc = get_held(c, 4, 4, &h);
    if (rc == LX_OK)
        rc = pick_row(c, &h, cli_pos(&c->args, 1), &row);
    if (rc == LX_OK)
        rc = cli_number(c, "", cli_pos(&c->args, 2), 1, 60, &from);
    if (rc == LX_OK)
        rc = cli_number(c, "", cli_pos(&c->args, 3), 1, 60, &to);
    if (rc == LX_OK)
        rc = lx_speaker_move(&c->w, row, (size_t)from - 1, (size_t)to - 1, &c->err);
    if (rc == LX_OK)
        print_row(c, &h, row);
    return let_go(&h, rc);
}

static void clock_cell(struct cli *c, struct cli_table *t, int64_t at_ms)
{
    struct lx_str s = LX_STR_EMPTY;
    if (at_ms != LX_NO_INT)
        lx_instant_format(&s, at_ms, (int)c->w.office->utc_offset);
    cli_cell(t, s.len > 11 ? s.s + 11 : "");
    lx_str_done(&s);
}

static void number_cell(struct cli_table *t, int64_t n)
{
    struct lx_str s = LX_STR_EMPTY;
    if (n != LX_NO_INT && n >= 0)
        lx_str_addi(&s, n);
    cli_cell(t, lx_str_z(&s));
    lx_str_done(&s);
}

static enum lx_rc session_show(struct cli *c)
{
    static const struct cli_column columns[] = { { N_("No."), NULL, true },     { N_("From"), NULL, false },    { N_("To"), NULL, false },
                                                 { N_("Planned"), NULL, true }, { N_("Used"), NULL, true },     { N_("Present"), NULL, true },
                                                 { N_("Outcome"), NULL, false }, { N_("Title"), NULL, false } };
    struct held h;
    struct cli_table t = { .columns = columns, .columns_n = 8 };
    enum lx_rc rc = get_held(c, 1, 1, &h);
    if (rc == LX_OK && cli_wants(c, "--json"))
        return let_go(&h, print_json(c, &h.agenda));
    for (size_t i = 0; rc == LX_OK && i < h.agenda.n; i++) {
        const struct lx_agenda *a = (struct lx_agenda *)h.agenda.at[i];
        struct lx_presence q;
        lx_quorum_of(&q, &h.roll, &h.gone, &h.agenda, a->rec.id, QUORUM_HALF);
        row_cell(c, &t, &h, a->rec.id);
        clock_cell(c, &t, a->started);
        clock_cell(c, &t, a->ended);
        number_cell(&t, a->minutes);
        number_cell(&t, lx_session_minutes(a, c->w.now_ms));
        number_cell(&t, a->kind == AGENDA_HEADING ? -1 : (int64_t)q.there_n);
        if (a->outcome == OUTCOME_NONE)
            cli_cell(&t, "");
        else
            word_cell(&t, "outcome", a->outcome);
        cli_cell(&t, a->title);
        t.rows_n++;
    }
    if (rc == LX_OK)
        cli_table_print(c, &t);
    return let_go(&h, rc);
}

/* --- what came of a row -------------------------------------------------------------------------------------------------------- */

/* Every value of an option that names units. */
static enum lx_rc read_duties(struct cli *c, struct lx_duties *duties)
{
    enum lx_rc rc = LX_OK;
    for (int i = 0; rc == LX_OK && i < c->args.opts_n; i++) {
        const struct cli_opt *o = &c->args.opts[i];
        bool lead = strcmp(o->name, "--lead") == 0;
        if (lead || strcmp(o->name, "--with") == 0)
            rc = lx_duties_read(&c->w, duties, o->value, lead ? PART_LEAD : PART_WITH, &c->err);
    }
    return rc;
}

static enum lx_rc outcome_set(struct cli *c)
{
    struct held h;
    struct lx_duties duties = { 0 };
    struct lx_date due = { .day = LX_NO_DAY };
    struct lx_ruling r = { .duties = &duties, .due = &due, .words = cli_opt(&c->args, "--text"), .title = cli_opt(&c->args, "--title") };
    const char *word = cli_pos(&c->args, 2);
    lx_id row = 0;
    enum lx_rc rc = get_held(c, 3, 3, &h);
    if (rc == LX_OK)
        rc = pick_row(c, &h, cli_pos(&c->args, 1), &row);
    if (rc == LX_OK && strcmp(word, "-") != 0 && (r.outcome = lx_word_find(lx_words_of("outcome"), word)) <= OUTCOME_NONE)
        r.outcome = lx_outcome_read(word); /* as it was pronounced */
    if (rc == LX_OK && strcmp(word, "-") != 0 && r.outcome == OUTCOME_NONE)
        rc = read_word(c, "outcome", word, &r.outcome);
    if (rc == LX_OK)
        rc = read_duties(c, &duties);
    if (rc == LX_OK && cli_opt(&c->args, "--due"))
        rc = lx_date_read(&due, cli_opt(&c->args, "--due"), c->w.today, &c->err);
    if (rc == LX_OK)
        rc = lx_outcome_set(&c->w, row, &r, &c->err);
    if (rc == LX_OK)
        print_row(c, &h, row);
    lx_duties_done(&duties);
    lx_date_done(&due);
    return let_go(&h, rc);
}

static enum lx_rc reserve(struct cli *c)
{
    struct held h;
    lx_id row = 0, unit = 0;
    const char *words = cli_pos(&c->args, 3) ? cli_pos(&c->args, 3) : "";
    enum lx_rc rc = get_held(c, 3, 4, &h);
    if (rc == LX_OK)
        rc = pick_row(c, &h, cli_pos(&c->args, 1), &row);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_UNIT, cli_pos(&c->args, 2), &unit, &c->err);
    if (rc == LX_OK)
        rc = lx_reserve(&c->w, row, unit, cli_opt(&c->args, "--drop") ? NULL : words, &c->err);
    if (rc == LX_OK)
        print_row(c, &h, row);
    return let_go(&h, rc);
}

static enum lx_rc vote(struct cli *c)
{
    struct held h;
    lx_id row = 0;
    int64_t n[3] = { 0, 0, 0 };
    enum lx_rc rc = get_held(c, 4, 5, &h);
    if (rc == LX_OK)
        rc = pick_row(c, &h, cli_pos(&c->args, 1), &row);
    for (int i = 0; rc == LX_OK && i < 3 && cli_pos(&c->args, 2 + i); i++)
        rc = cli_number(c, "", cli_pos(&c->args, 2 + i), 0, 999, &n[i]);
    if (rc == LX_OK)
        rc = lx_vote(&c->w, row, n[0], n[1], n[2], &c->err);
    if (rc == LX_OK)
        print_row(c, &h, row);
    return let_go(&h, rc);
}

/* Prints the item's number, a note as lists number it, else the row. */
static enum lx_rc print_made(struct cli *c, const struct held *h, lx_id row, lx_id made, bool item)
{
    struct lx_item *rec = NULL;
    if (!made) {
        print_row(c, h, row);
        return LX_OK;
    }
    enum lx_rc rc = item ? lx_get(&c->w, LX_ITEM, made, &rec, &c->err) : LX_OK;
    if (rc == LX_OK && item)
        cli_line(c, "%s", rec->no);
    else if (rc == LX_OK)
        cli_line(c, "%lld", (long long)lx_id_short(made));
    lx_rec_free(rec);
    return rc;
}

static enum lx_rc capture(struct cli *c)
{
    struct held h;
    struct lx_capture line = { 0 };
    lx_id row = 0, made = 0;
    const char *on = cli_opt(&c->args, "--on");
    enum lx_rc rc = get_held(c, 2, 2, &h);
    if (rc == LX_OK && on)
        rc = pick_row(c, &h, on, &row);
    else if (rc == LX_OK)
        row = lx_session_at(&h.agenda);
    if (rc == LX_OK)
        rc = lx_capture_read(&c->w, cli_pos(&c->args, 1), &line, &c->err);
    if (rc == LX_AMBIGUOUS || rc == LX_NOTFOUND) { /* the near ones, to choose from */
        struct lx_str near = LX_STR_EMPTY;
        for (size_t i = 0; i < line.near.n && i < 8; i++)
            lx_str_addf(&near, "%s%s", i ? " " : "", lx_unit_name(c->w.units, line.near.at[i]));
        char *name = lx_strndup(cli_pos(&c->args, 1) + line.bad_at, line.bad_len);
        if (near.len)
            rc = lx_fail(&c->err, rc, N_("No unit has exactly that name; near ones: %s"), "%s: %s", name, near.s);
        free(name);
        lx_str_done(&near);
    }
    if (rc == LX_OK)
        rc = lx_capture_store(&c->w, h.m->rec.id, row, cli_pos(&c->args, 1), &line, &made, &c->err);
    if (rc == LX_OK)
        rc = print_made(c, &h, row, made, line.kind == LX_CAPTURE_ITEM);
    lx_capture_done(&line);
    return let_go(&h, rc);
}

/* --- the screen ------------------------------------------------------------------------------------------------------------------ */

static enum lx_rc open_screen(struct cli *c, bool *which)
{
    struct held h;
    enum lx_rc rc = get_held(c, 1, 1, &h);
    if (rc == LX_OK) {
        c->subject = h.m->rec.id;
        *which = true;
    }
    return let_go(&h, rc);
}

static enum lx_rc live(struct cli *c) { return open_screen(c, c->read_only ? &c->follow : &c->live); }
static enum lx_rc follow(struct cli *c) { return open_screen(c, &c->follow); }

const struct cli_handler cli_session_handlers[] = {
    { CMD_ROLL_CALL, roll_call },       { CMD_ROLL_LIST, roll_list },       { CMD_ROLL_SHOW, roll_show },     { CMD_ROLL_SET, roll_set },
    { CMD_ROLL_ADD, roll_add },         { CMD_ROLL_ALL, roll_all },         { CMD_ROLL_LEAVE, roll_leave },   { CMD_ROLL_BACK, roll_back },
    { CMD_QUORUM, quorum },             { CMD_SESSION_OPEN, session_open }, { CMD_SESSION_START, session_start }, { CMD_SESSION_END, session_end },
    { CMD_SESSION_NEXT, session_next }, { CMD_SESSION_PREVIOUS, session_previous }, { CMD_SESSION_CLOSE, session_close },
    { CMD_SESSION_SPEAKER, session_speaker }, { CMD_SESSION_SHOW, session_show },
    { CMD_OUTCOME_SET, outcome_set },   { CMD_RESERVE, reserve },           { CMD_VOTE, vote },               { CMD_CAPTURE, capture },
    { CMD_LIVE, live },                 { CMD_FOLLOW, follow },
    { CMD_NONE, NULL },
};
