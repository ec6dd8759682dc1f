/* The command line: a meeting in session. */
#include "core/meeting/session.h"

#include "core/meeting/attendance.h"
#include "core/meeting/capture.h"
#include "core/meeting/meetings.h"
#include "core/meeting/outcomes.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/numbers.h"
#include "core/work/units.h"
#include "tui/cli_held.h"
#include "tui/i18n.h"

#include <stdlib.h>
#include <string.h>

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
    struct cli_held h;
    enum lx_rc rc = cli_held_get(c, 1, 1, &h);
    if (rc == LX_OK)
        rc = take == lx_session_open ? check_day(c, h.m) : LX_OK;
    if (rc == LX_OK)
        rc = take(&c->w, h.m->rec.id, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", h.m->no);
    return cli_held_done(&h, rc);
}

static enum lx_rc session_open(struct cli *c) { return step(c, lx_session_open); }
static enum lx_rc session_end(struct cli *c) { return step(c, lx_session_end); }
static enum lx_rc session_close(struct cli *c) { return step(c, lx_session_close); }

static enum lx_rc walk(struct cli *c, enum lx_rc (*take)(struct lx_work *w, lx_id meeting, lx_id *row, struct lx_err *err))
{
    struct cli_held h;
    lx_id row = 0;
    enum lx_rc rc = cli_held_get(c, 1, 1, &h);
    if (rc == LX_OK)
        rc = take == lx_session_next ? check_day(c, h.m) : LX_OK;
    if (rc == LX_OK)
        rc = take(&c->w, h.m->rec.id, &row, &c->err);
    if (rc == LX_OK)
        cli_held_print(c, &h, row);
    return cli_held_done(&h, rc);
}

static enum lx_rc session_next(struct cli *c) { return walk(c, lx_session_next); }
static enum lx_rc session_previous(struct cli *c) { return walk(c, lx_session_previous); }

static enum lx_rc session_start(struct cli *c)
{
    struct cli_held h;
    lx_id row = 0;
    enum lx_rc rc = cli_held_get(c, 2, 2, &h);
    if (rc == LX_OK)
        rc = cli_held_row(c, &h, cli_pos(&c->args, 1), &row);
    if (rc == LX_OK)
        rc = lx_session_start(&c->w, row, &c->err);
    if (rc == LX_OK)
        cli_held_print(c, &h, row);
    return cli_held_done(&h, rc);
}

static enum lx_rc session_speaker(struct cli *c)
{
    struct cli_held h;
    lx_id row = 0;
    int64_t from = 0, to = 0;
    enum lx_rc rc = cli_held_get(c, 4, 4, &h);
    if (rc == LX_OK)
        rc = cli_held_row(c, &h, cli_pos(&c->args, 1), &row);
    if (rc == LX_OK)
        rc = cli_number(c, "", cli_pos(&c->args, 2), 1, 60, &from);
    if (rc == LX_OK)
        rc = cli_number(c, "", cli_pos(&c->args, 3), 1, 60, &to);
    if (rc == LX_OK)
        rc = lx_speaker_move(&c->w, row, (size_t)from - 1, (size_t)to - 1, &c->err);
    if (rc == LX_OK)
        cli_held_print(c, &h, row);
    return cli_held_done(&h, rc);
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
    struct cli_held h;
    struct cli_table t = { .columns = columns, .columns_n = 8 };
    enum lx_rc rc = cli_held_get(c, 1, 1, &h);
    if (rc == LX_OK && cli_wants(c, "--json"))
        return cli_held_done(&h, cli_held_json(c, &h.agenda));
    for (size_t i = 0; rc == LX_OK && i < h.agenda.n; i++) {
        const struct lx_agenda *a = (struct lx_agenda *)h.agenda.at[i];
        struct lx_presence q;
        lx_quorum_of(&q, &h.roll, &h.gone, &h.agenda, a->rec.id, QUORUM_HALF);
        cli_held_row_cell(c, &t, &h, a->rec.id);
        clock_cell(c, &t, a->started);
        clock_cell(c, &t, a->ended);
        number_cell(&t, a->minutes);
        number_cell(&t, lx_session_minutes(a, c->w.now_ms));
        number_cell(&t, a->kind == AGENDA_HEADING ? -1 : (int64_t)q.there_n);
        if (a->outcome == OUTCOME_NONE)
            cli_cell(&t, "");
        else
            cli_held_word_cell(&t, "outcome", a->outcome);
        cli_cell(&t, a->title);
        t.rows_n++;
    }
    if (rc == LX_OK)
        cli_table_print(c, &t);
    return cli_held_done(&h, rc);
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
    struct cli_held h;
    struct lx_duties duties = { 0 };
    struct lx_date due = { .day = LX_NO_DAY };
    struct lx_ruling r = { .duties = &duties, .due = &due, .words = cli_opt(&c->args, "--text"), .title = cli_opt(&c->args, "--title") };
    const char *word = cli_pos(&c->args, 2);
    lx_id row = 0;
    enum lx_rc rc = cli_held_get(c, 3, 3, &h);
    if (rc == LX_OK)
        rc = cli_held_row(c, &h, cli_pos(&c->args, 1), &row);
    if (rc == LX_OK && strcmp(word, "-") != 0 && (r.outcome = lx_word_find(lx_words_of("outcome"), word)) <= OUTCOME_NONE)
        r.outcome = lx_outcome_read(word); /* as it was pronounced */
    if (rc == LX_OK && strcmp(word, "-") != 0 && r.outcome == OUTCOME_NONE)
        rc = lx_outcome_unknown(cli_held_agenda(&h, row) ? cli_held_agenda(&h, row)->kind : 0, word, &c->err);
    if (rc == LX_OK)
        rc = read_duties(c, &duties);
    if (rc == LX_OK && cli_opt(&c->args, "--due"))
        rc = lx_date_read(&due, cli_opt(&c->args, "--due"), c->w.today, &c->err);
    if (rc == LX_OK)
        rc = lx_outcome_set(&c->w, row, &r, &c->err);
    if (rc == LX_OK)
        cli_held_print(c, &h, row);
    lx_duties_done(&duties);
    lx_date_done(&due);
    return cli_held_done(&h, rc);
}

static enum lx_rc reserve(struct cli *c)
{
    struct cli_held h;
    lx_id row = 0, unit = 0;
    const char *words = cli_pos(&c->args, 3) ? cli_pos(&c->args, 3) : "";
    enum lx_rc rc = cli_held_get(c, 3, 4, &h);
    if (rc == LX_OK)
        rc = cli_held_row(c, &h, cli_pos(&c->args, 1), &row);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_UNIT, cli_pos(&c->args, 2), &unit, &c->err);
    if (rc == LX_OK)
        rc = lx_reserve(&c->w, row, unit, cli_opt(&c->args, "--drop") ? NULL : words, &c->err);
    if (rc == LX_OK)
        cli_held_print(c, &h, row);
    return cli_held_done(&h, rc);
}

static enum lx_rc vote(struct cli *c)
{
    struct cli_held h;
    lx_id row = 0;
    int64_t n[3] = { 0, 0, 0 };
    enum lx_rc rc = cli_held_get(c, 4, 5, &h);
    if (rc == LX_OK)
        rc = cli_held_row(c, &h, cli_pos(&c->args, 1), &row);
    for (int i = 0; rc == LX_OK && i < 3 && cli_pos(&c->args, 2 + i); i++)
        rc = cli_number(c, "", cli_pos(&c->args, 2 + i), 0, 999, &n[i]);
    if (rc == LX_OK)
        rc = lx_vote(&c->w, row, n[0], n[1], n[2], &c->err);
    if (rc == LX_OK)
        cli_held_print(c, &h, row);
    return cli_held_done(&h, rc);
}

/* Prints the item's number, a note as lists number it, else the row. */
static enum lx_rc print_made(struct cli *c, const struct cli_held *h, lx_id row, lx_id made, bool item)
{
    struct lx_item *rec = NULL;
    if (!made) {
        cli_held_print(c, h, row);
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
    struct cli_held h;
    struct lx_capture line = { 0 };
    lx_id row = 0, made = 0;
    const char *on = cli_opt(&c->args, "--on");
    enum lx_rc rc = cli_held_get(c, 2, 2, &h);
    if (rc == LX_OK && on)
        rc = cli_held_row(c, &h, on, &row);
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
    return cli_held_done(&h, rc);
}

/* --- the screen ------------------------------------------------------------------------------------------------------------------ */

static enum lx_rc open_screen(struct cli *c, bool *which)
{
    struct cli_held h;
    enum lx_rc rc = cli_held_get(c, 1, 1, &h);
    if (rc == LX_OK) {
        c->subject = h.m->rec.id;
        *which = true;
    }
    return cli_held_done(&h, rc);
}

static enum lx_rc live(struct cli *c) { return open_screen(c, c->read_only ? &c->follow : &c->live); }
static enum lx_rc follow(struct cli *c) { return open_screen(c, &c->follow); }

const struct cli_handler cli_session_handlers[] = {
    { CMD_SESSION_OPEN, session_open }, { CMD_SESSION_START, session_start }, { CMD_SESSION_END, session_end },
    { CMD_SESSION_NEXT, session_next }, { CMD_SESSION_PREVIOUS, session_previous }, { CMD_SESSION_CLOSE, session_close },
    { CMD_SESSION_SPEAKER, session_speaker }, { CMD_SESSION_SHOW, session_show },
    { CMD_OUTCOME_SET, outcome_set },   { CMD_RESERVE, reserve },           { CMD_VOTE, vote },               { CMD_CAPTURE, capture },
    { CMD_LIVE, live },                 { CMD_FOLLOW, follow },
    { CMD_NONE, NULL },
};
